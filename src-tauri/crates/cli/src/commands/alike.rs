//! `alike`: the articles that are nearly the same as one.

use std::io::Write;

use backfile_archive::{AlikeArticle, Archive, ArchiveError};
use serde::Serialize;

use super::{count, write_card};
use crate::{
    arguments::Alike,
    error::{CliError, Outcome},
    out::Out,
};

#[derive(Serialize)]
struct Answer<'a> {
    articles: Vec<One<'a>>,
}

#[derive(Serialize)]
struct One<'a> {
    id: String,
    headline: Option<&'a str>,
    source: Option<&'a str>,
    published: Option<&'a str>,
    similarity: f64,
}

pub fn run(archive: &Archive, arguments: &Alike, out: &mut Out) -> Result<Outcome, CliError> {
    let alike = archive.alike_articles(arguments.id.parse().map_err(ArchiveError::from)?)?;
    if out.json {
        out.document(&Answer { articles: alike.iter().map(as_json).collect() })?;
        return Ok(Outcome::Done);
    }
    match alike.len() as u64 {
        0 => writeln!(out, "No other article is nearly the same.")?,
        n => writeln!(out, "Nearly the same as {}:", count(n, "other article", "other articles"))?,
    }
    for AlikeArticle { card, share } in &alike {
        write_card(out, card, &format!(", {} % the same", (share * 100.0).round()))?;
    }
    Ok(Outcome::Done)
}

fn as_json(AlikeArticle { card, share }: &AlikeArticle) -> One<'_> {
    One {
        id: card.id.to_string(),
        headline: card.headline.as_deref(),
        source: card.source.as_deref(),
        published: card.published.as_deref(),
        similarity: *share,
    }
}
