//! `quote-check`: whether words were printed, where first, and how nearly.

use std::io::Write;

use backfile_archive::{Archive, QuoteMatch, QuoteResult};
use serde::Serialize;

use super::{count, write_card};
use crate::{
    arguments::QuoteCheck,
    error::{CliError, Outcome},
    out::Out,
    paint::line,
};

#[derive(Serialize)]
struct Answer<'a> {
    result: &'static str,
    matches: Vec<Match<'a>>,
}

#[derive(Serialize)]
struct Match<'a> {
    article: String,
    start: usize,
    end: usize,
    text: &'a str,
    similarity: f32,
    published: Option<&'a str>,
}

pub fn run(archive: &Archive, arguments: &QuoteCheck, out: &mut Out) -> Result<Outcome, CliError> {
    let check = archive.quote_check(&arguments.text, arguments.limit)?;
    if out.json {
        let matches = check.matches.iter().map(as_json).collect();
        out.document(&Answer { result: check.result.as_str(), matches })?;
        return Ok(Outcome::Done);
    }
    // Of those that say the same, those that do so in other words are not counted.
    let is_counted = |found: &&QuoteMatch| found.is_exact || check.result != QuoteResult::Exact;
    let n = check.matches.iter().filter(is_counted).count();
    let n = count(n as u64, "article", "articles");
    match check.result {
        QuoteResult::Exact => writeln!(out, "Printed word for word in {n}:")?,
        QuoteResult::Near => writeln!(out, "Not printed word for word; nearly so in {n}:")?,
        QuoteResult::None => writeln!(out, "Nothing like it stands in this archive.")?,
    }
    for found in &check.matches {
        let percent = (found.similarity * 100.0).round();
        let likeness = if found.is_exact { String::new() } else { format!(", {percent} % alike") };
        write_card(out, &found.card, &likeness)?;
        writeln!(out, "  {}", line(&found.text))?;
    }
    Ok(Outcome::Done)
}

fn as_json(found: &QuoteMatch) -> Match<'_> {
    Match {
        article: found.card.id.to_string(),
        start: found.code_points.start,
        end: found.code_points.end,
        text: &found.text,
        similarity: found.similarity,
        published: found.card.published.as_deref(),
    }
}
