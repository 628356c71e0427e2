//! `entities`: who and what is named.

use std::io::Write;

use backfile_archive::{Archive, EntityFilter, EntityRow, EntitySort};
use serde::Serialize;

use super::{N_SHOWN, count};
use crate::{
    arguments::Entities,
    error::{CliError, Outcome},
    out::Out,
    paint::line,
    table::{self, Column},
};

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
    aliases: &'a [String],
}

pub fn run(archive: &Archive, arguments: &Entities, out: &mut Out) -> Result<Outcome, CliError> {
    let filter = EntityFilter { kind: arguments.kind.map(Into::into), words: None };
    let limit = arguments.limit.unwrap_or(if out.json { usize::MAX >> 1 } else { N_SHOWN });
    let page = archive.entities(&filter, EntitySort::Articles, limit, 0)?;
    if out.json {
        out.document(&Answer { entities: page.rows.iter().map(entity).collect() })?;
        return Ok(Outcome::Done);
    }
    let paint = out.paint;
    let mut summary = count(page.total, "name", "names");
    if (page.rows.len() as u64) < page.total {
        summary = format!("{} of {summary}", page.rows.len());
    }
    writeln!(out, "{}\n", paint.quiet(summary))?;
    let title = ["Name", "Kind", "Articles", "Mentions", "Quotes", "Also"].map(str::to_owned).to_vec();
    let rows: Vec<Vec<String>> = std::iter::once(title).chain(page.rows.iter().map(cells)).collect();
    let columns = [Column::Strong, Column::Left, Column::Right, Column::Right, Column::Right, Column::Quiet];
    table::write(out, paint, &columns, &rows)?;
    Ok(Outcome::Done)
}

fn entity(row: &EntityRow) -> EntityJson<'_> {
    EntityJson {
        id: row.id.to_string(),
        name: &row.name,
        kind: row.kind.as_str(),
        articles: row.n_articles,
        mentions: row.n_mentions,
        quotes: row.n_quotations,
        aliases: &row.aliases,
    }
}

fn cells(row: &EntityRow) -> Vec<String> {
    let aliases = row.aliases.iter().take(3).map(|alias| line(alias)).collect::<Vec<_>>().join(", ");
    vec![
        line(&row.name),
        row.kind.as_str().to_owned(),
        row.n_articles.to_string(),
        row.n_mentions.to_string(),
        row.n_quotations.to_string(),
        aliases,
    ]
}
