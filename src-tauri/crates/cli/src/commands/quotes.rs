//! `quotes`: what was said.

use std::io::Write;

use backfile_archive::{
    Archive, QuotationFilter, QuotationPage, QuotationPiece, QuotationRow, QuotationSort,
};
use backfile_article::Span;
use backfile_extract::in_words;
use serde::Serialize;

use super::{N_SHOWN, count};
use crate::{
    arguments::Quotes,
    error::{CliError, Outcome},
    out::Out,
    paint::line,
    table::wrap,
};

#[derive(Serialize)]
struct Answer<'a> {
    total: u64,
    quotes: Vec<QuoteJson<'a>>,
}

#[derive(Serialize)]
struct QuoteJson<'a> {
    id: String,
    article: String,
    start: usize,
    end: usize,
    headline: Option<&'a str>,
    source: Option<&'a str>,
    published: Option<&'a str>,
    text: &'a str,
    kind: &'static str,
    speaker: Option<&'a str>,
    other_speakers: Vec<&'a str>,
    speaker_text: Option<&'a str>,
    via: Option<&'a str>,
    unnamed: bool,
    cue: Option<&'a str>,
    addressee: Option<&'a str>,
    addressee_text: Option<&'a str>,
    topic: Option<&'a str>,
    context: &'a str,
    confidence: f32,
    certain: bool,
    reason: Option<&'a str>,
    group: u32,
    part: u32,
    pieces: Vec<PieceJson<'a>>,
}

#[derive(Serialize)]
struct PieceJson<'a> {
    start: usize,
    end: usize,
    text: &'a str,
}

pub fn run(archive: &Archive, arguments: Quotes, out: &mut Out) -> Result<Outcome, CliError> {
    let Quotes { words, by, about, said_to, unnamed, from, to, kind, once, every_copy, format, limit } =
        arguments;
    let all = out.json || format.is_some();
    let limit = limit.unwrap_or(if all { usize::MAX >> 1 } else { N_SHOWN });
    let sort = if words.is_some() { QuotationSort::Relevance } else { QuotationSort::Newest };
    let filter = QuotationFilter {
        words,
        by,
        about,
        told: said_to,
        unnamed,
        from,
        to,
        kind: kind.map(Into::into),
        once: once || !(all || every_copy),
        ..QuotationFilter::default()
    };
    if let Some(format) = format {
        let text = archive.export_quotations(format.into(), &filter, sort, limit)?;
        write!(out, "{text}")?;
        return Ok(Outcome::Done);
    }
    let page = archive.quotations(&filter, sort, limit, 0)?;
    if out.json {
        out.document(&as_json(&page))?;
    } else {
        print(&page, filter.once, out)?;
    }
    Ok(Outcome::Done)
}

fn as_json(page: &QuotationPage) -> Answer<'_> {
    Answer { total: page.total, quotes: page.rows.iter().map(quote).collect() }
}

fn quote(row: &QuotationRow) -> QuoteJson<'_> {
    QuoteJson {
        id: row.id.to_string(),
        article: row.article.to_string(),
        start: row.code_points.start,
        end: row.code_points.end,
        headline: row.headline.as_deref(),
        source: row.source.as_deref(),
        published: row.published.as_deref(),
        text: &row.text,
        kind: row.kind.as_str(),
        speaker: row.speaker.as_ref().map(|speaker| speaker.name.as_str()),
        other_speakers: row.also.iter().map(|speaker| speaker.name.as_str()).collect(),
        speaker_text: row.speaker_text.as_deref(),
        via: row.via.as_deref(),
        unnamed: row.unnamed,
        cue: row.cue.as_deref(),
        addressee: row.addressee.as_ref().map(|addressee| addressee.name.as_str()),
        addressee_text: row.addressee_text.as_deref(),
        topic: row.topic.as_deref(),
        context: &row.context,
        confidence: row.confidence,
        certain: row.certain,
        reason: (!row.reason.is_empty()).then_some(row.reason.as_str()),
        group: row.group,
        part: row.part,
        pieces: row.pieces.iter().map(piece).collect(),
    }
}

fn piece(piece: &QuotationPiece) -> PieceJson<'_> {
    let Span { start, end } = piece.code_points;
    PieceJson { start, end, text: &piece.text }
}

fn print(page: &QuotationPage, once: bool, out: &mut Out) -> Result<(), CliError> {
    let paint = out.paint;
    let n_listed = if once { page.total - page.n_copies } else { page.total };
    let mut summary = count(n_listed, "quotation", "quotations");
    if (page.rows.len() as u64) < n_listed {
        summary = format!("{} of {summary}", page.rows.len());
    }
    match page.n_copies {
        0 => {}
        _ if once => summary.push_str(&format!(" in {}", count(page.total, "place", "places"))),
        n => summary.push_str(&format!(", {}", count(n, "of them a copy", "of them copies"))),
    }
    writeln!(out, "{}", paint.quiet(summary))?;
    for row in &page.rows {
        writeln!(out, "\n{}", paint.speaker(speaker(row)))?;
        for words in wrap(&line(&row.words()), 2) {
            writeln!(out, "  {words}")?;
        }
        let source = row.source.as_deref().unwrap_or("Outlet unknown");
        let published = row.published.as_deref().unwrap_or("no date");
        let headline = row.headline.as_deref().unwrap_or("No headline");
        let mut place = format!("{}, {published}: {}", line(source), line(headline));
        if row.n_places > 1 {
            place.push_str(&format!(" ({} places)", row.n_places));
        }
        writeln!(out, "  {}  {}", paint.quiet(row.article), paint.quiet(place))?;
    }
    Ok(())
}

/// Who says it, in which kind of speech, and how sure that is.
fn speaker(row: &QuotationRow) -> String {
    let named = in_words(row.speaker.iter().chain(&row.also).map(|speaker| speaker.name.as_str()));
    let phrase = row.speaker_text.as_deref().map(line);
    let mut words = match (named, phrase) {
        (Some(names), _) => line(&names),
        (None, Some(phrase)) => phrase,
        (None, None) => "Unattributed".to_owned(),
    };
    if let Some(via) = &row.via {
        words.push_str(&format!(", through {}", line(via)));
    }
    let told = row.addressee.as_ref().map(|addressee| &addressee.name).or(row.addressee_text.as_ref());
    if let Some(told) = told {
        words.push_str(&format!(", to {}", line(told)));
    }
    let mut notes = Vec::new();
    if row.kind.as_str() != "direct" {
        notes.push(row.kind.as_str());
    }
    if row.unnamed {
        notes.push("unnamed");
    }
    if !row.certain && row.speaker.is_some() {
        notes.push("uncertain");
    }
    if !notes.is_empty() {
        words.push_str(&format!(" ({})", notes.join(", ")));
    }
    words
}
