//! `alike`: the articles that are nearly the same as one.

use std::io::Write;

use backfile_archive::{AlikeArticle, Archive, ArchiveError, Card};
use serde::Serialize;

use super::count;
use crate::{
    arguments::Alike,
    error::{CliError, Outcome},
    out::Out,
    paint::line,
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
    let paint = out.paint;
    for AlikeArticle { card: Card { id, headline, source, published, .. }, share } in &alike {
        let headline = headline.as_deref().unwrap_or("No headline");
        writeln!(out, "\n{}  {}", paint.quiet(id), paint.strong(line(headline)))?;
        let source = source.as_deref().unwrap_or("Outlet unknown");
        let published = published.as_deref().unwrap_or("no date");
        let percent = (share * 100.0).round();
        writeln!(out, "  {}", paint.quiet(format!("{}, {published}, {percent} % the same", line(source))))?;
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
