//! `entity`: what is known of a name, and why names were joined or kept apart.

use std::io::Write;

use backfile_archive::{Archive, EntityDetail, JoinedName, Role};
use serde::Serialize;

use super::count;
use crate::{
    arguments::Entity,
    error::{CliError, Outcome},
    out::Out,
    paint::line,
    table::wrap,
};

/// How many companions are told.
const N_COMPANIONS: usize = 12;

#[derive(Serialize)]
struct Answer<'a> {
    entities: Vec<EntityJson<'a>>,
}

#[derive(Serialize)]
struct EntityJson<'a> {
    id: String,
    name: &'a str,
    kind: &'static str,
    articles: u64,
    mentions: u64,
    quotes: u64,
    first: Option<&'a str>,
    last: Option<&'a str>,
    aliases: &'a [String],
    roles: Vec<RoleJson<'a>>,
    companions: Vec<CompanionJson<'a>>,
    joined: Vec<JoinJson<'a>>,
    apart: Vec<JoinJson<'a>>,
}

#[derive(Serialize)]
struct RoleJson<'a> {
    words: &'a str,
    articles: u64,
    first: Option<&'a str>,
    last: Option<&'a str>,
}

#[derive(Serialize)]
struct CompanionJson<'a> {
    id: String,
    name: &'a str,
    kind: &'static str,
    articles: u64,
}

#[derive(Serialize)]
struct JoinJson<'a> {
    id: String,
    name: &'a str,
    kind: &'static str,
    articles: u64,
    reason: &'a str,
    confidence: f64,
}

pub fn run(archive: &Archive, arguments: &Entity, out: &mut Out) -> Result<Outcome, CliError> {
    let mut called = archive.entities_called(&arguments.name)?;
    called.retain(|row| arguments.kind.is_none_or(|kind| row.kind == kind.into()));
    let pages = called.iter().map(|row| archive.entity(row.id)).collect::<Result<Vec<_>, _>>()?;
    if out.json {
        out.document(&Answer { entities: pages.iter().map(as_json).collect() })?;
        return Ok(Outcome::Done);
    }
    if pages.is_empty() {
        writeln!(out, "Nobody and nothing is called {}.", line(&arguments.name))?;
    }
    for (at, page) in pages.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        print(page, out)?;
    }
    Ok(Outcome::Done)
}

fn print(page: &EntityDetail, out: &mut Out) -> Result<(), CliError> {
    let (paint, row) = (out.paint, &page.row);
    writeln!(out, "{}  {}", paint.quiet(row.id), paint.strong(line(&row.name)))?;
    let years = match (&row.first, &row.last) {
        (Some(first), Some(last)) => format!(", {first} to {last}"),
        _ => String::new(),
    };
    let counts = [
        count(row.n_articles, "article", "articles"),
        count(row.n_mentions, "mention", "mentions"),
        count(row.n_quotations, "quotation", "quotations"),
    ];
    writeln!(out, "  {}", paint.quiet(format!("{}, {}{years}", row.kind.as_str(), counts.join(", "))))?;
    let roles = page.roles.iter().map(|role| line(&role.words));
    let companions = page.companions.iter().take(N_COMPANIONS).map(|one| line(&one.entity.name));
    list("Roles", roles.collect(), out)?;
    list("Names used", row.aliases.iter().map(|name| line(name)).collect(), out)?;
    list("Named with", companions.collect(), out)?;
    for (title, names) in [("Joined here", &page.joins), ("Kept apart from", &page.apart)] {
        if !names.is_empty() {
            writeln!(out, "  {title}:")?;
        }
        for JoinedName { entity, n_articles, reason, confidence } in names {
            let articles = count(*n_articles, "article", "articles");
            let why = format!("{} ({articles}): {}; {confidence:.2}", line(&entity.name), line(reason));
            for words in wrap(&why, 4) {
                writeln!(out, "    {words}")?;
            }
        }
    }
    Ok(())
}

fn list(title: &str, words: Vec<String>, out: &mut Out) -> Result<(), CliError> {
    if !words.is_empty() {
        for words in wrap(&format!("{title}: {}", words.join(", ")), 2) {
            writeln!(out, "  {words}")?;
        }
    }
    Ok(())
}

fn as_json(page: &EntityDetail) -> EntityJson<'_> {
    let EntityDetail { row, roles, companions, joins, apart, .. } = page;
    EntityJson {
        id: row.id.to_string(),
        name: &row.name,
        kind: row.kind.as_str(),
        articles: row.n_articles,
        mentions: row.n_mentions,
        quotes: row.n_quotations,
        first: row.first.as_deref(),
        last: row.last.as_deref(),
        aliases: &row.aliases,
        roles: roles.iter().map(role).collect(),
        companions: companions
            .iter()
            .map(|one| CompanionJson {
                id: one.entity.id.to_string(),
                name: &one.entity.name,
                kind: one.entity.kind.as_str(),
                articles: one.n_articles,
            })
            .collect(),
        joined: joins.iter().map(join).collect(),
        apart: apart.iter().map(join).collect(),
    }
}

fn role(Role { words, n, first, last }: &Role) -> RoleJson<'_> {
    RoleJson { words, articles: *n, first: first.as_deref(), last: last.as_deref() }
}

fn join(JoinedName { entity, n_articles, reason, confidence }: &JoinedName) -> JoinJson<'_> {
    JoinJson {
        id: entity.id.to_string(),
        name: &entity.name,
        kind: entity.kind.as_str(),
        articles: *n_articles,
        reason,
        confidence: *confidence,
    }
}
