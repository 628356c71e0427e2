//! What is found in an article, as JSON says it. Offsets count code points.

use backfile_article::{Article, CodePoints, PubDate, Span};
use backfile_extract::{Extraction, OtherName, Quotation};
use serde::Serialize;

/// A place in the text that names somebody or something.
#[derive(Debug, Serialize)]
pub struct Mention<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    kind: &'static str,
    name: &'a str,
}

/// A quotation. What an article's JSON has and a mark's has not is left out.
#[derive(Debug, Serialize)]
pub struct Quote<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    #[serde(rename = "type")]
    speech: &'static str,
    speaker_start: Option<usize>,
    speaker_end: Option<usize>,
    speaker_text: Option<&'a str>,
    speaker_name: Option<&'a str>,
    other_speakers: Vec<&'a str>,
    via: Option<&'a str>,
    unnamed: bool,
    cue: Option<&'a str>,
    addressee: Option<&'a str>,
    addressee_text: Option<&'a str>,
    topic: Option<&'a str>,
    group: u32,
    part: u32,
    reason: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence: Option<f32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    certain: Option<bool>,
}

/// A date mentioned.
#[derive(Debug, Serialize)]
pub struct Date<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    value: Option<&'a str>,
}

/// A name that is no person's, organisation's or place's.
#[derive(Debug, Serialize)]
pub struct Other<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    words: Option<&'a str>,
}

/// Everything found in a text.
#[derive(Debug, Serialize)]
pub struct Found<'a> {
    entities: Vec<Mention<'a>>,
    quotes: Vec<Quote<'a>>,
    dates: Vec<Date<'a>>,
    others: Vec<Other<'a>>,
}

/// How much is told of a quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// As `annotate` tells it.
    Marks,
    /// As `show` and `extract` tell it: with `kind`, `confidence` and `certain`.
    Full,
}

impl<'a> Found<'a> {
    /// What `extraction` found in `text`, and the `others` named in it.
    pub fn new(text: &'a str, extraction: &'a Extraction, others: &'a [OtherName], detail: Detail) -> Self {
        let points = CodePoints::new(text);
        let mentions = extraction.mentions.iter().filter_map(|mention| {
            let entity = extraction.entities.get(mention.entity)?;
            let Span { start, end } = points.span(mention.span);
            let (kind, name) = (entity.kind.as_str(), entity.name.as_str());
            Some(Mention { start, end, text: mention.span.of(text), kind, name })
        });
        let quotations = extraction.quotations.iter();
        let dates = extraction.dates.iter().map(|date| {
            let Span { start, end } = points.span(date.span);
            Date { start, end, text: date.span.of(text), value: date.value.as_deref() }
        });
        let others = others.iter().map(|other| {
            let Span { start, end } = points.span(other.span);
            Other { start, end, text: other.span.of(text), words: other.words.as_deref() }
        });
        Self {
            entities: mentions.collect(),
            quotes: quotations.map(|quotation| quote(text, &points, extraction, quotation, detail)).collect(),
            dates: dates.collect(),
            others: others.collect(),
        }
    }
}

fn quote<'a>(
    text: &'a str,
    points: &CodePoints<'_>,
    extraction: &'a Extraction,
    quotation: &'a Quotation,
    detail: Detail,
) -> Quote<'a> {
    let Span { start, end } = points.span(quotation.span);
    let speaker = quotation.speaker.as_ref();
    let phrase = speaker.and_then(|speaker| speaker.span);
    let place = phrase.map(|span| points.span(span));
    let name = |entity: Option<usize>| Some(extraction.entities.get(entity?)?.name.as_str());
    let words = |span: Option<Span>| span.map(|span| span.of(text));
    let via = quotation.via.as_ref();
    let addressee = quotation.addressee.as_ref();
    let is_full = detail == Detail::Full;
    Quote {
        start,
        end,
        text: quotation.span.of(text),
        speech: quotation.kind.as_str(),
        speaker_start: place.map(|span| span.start),
        speaker_end: place.map(|span| span.end),
        speaker_text: words(phrase),
        speaker_name: name(speaker.and_then(|speaker| speaker.entity)),
        other_speakers: quotation.also.iter().filter_map(|other| name(other.entity)).collect(),
        via: via.and_then(|via| name(via.entity).or_else(|| words(via.span))),
        unnamed: speaker.is_some_and(|speaker| speaker.unnamed),
        cue: words(quotation.cue.map(|cue| cue.span)),
        addressee: name(addressee.and_then(|addressee| addressee.entity)),
        addressee_text: words(addressee.map(|addressee| addressee.span)),
        topic: words(quotation.topic),
        group: quotation.group,
        part: quotation.part,
        reason: (!quotation.reason.is_empty()).then_some(quotation.reason.as_str()),
        kind: is_full.then(|| quotation.kind.as_str()),
        confidence: is_full.then_some(quotation.confidence),
        certain: is_full.then_some(quotation.certain),
    }
}

/// A block of an article.
#[derive(Debug, Serialize)]
struct BlockJson<'a> {
    kind: &'static str,
    start: usize,
    end: usize,
    credit: Option<&'a str>,
}

/// Something that was worked around.
#[derive(Debug, Serialize)]
struct WarningJson<'a> {
    code: &'a str,
    message: &'a str,
    line: Option<u32>,
}

/// An article with everything found in it.
#[derive(Debug, Serialize)]
pub struct ArticleJson<'a> {
    id: Option<String>,
    headline: Option<&'a str>,
    dek: Option<&'a str>,
    byline: &'a [String],
    dateline: Option<&'a str>,
    published: Option<&'a str>,
    source: Option<&'a str>,
    section: Option<&'a str>,
    url: Option<&'a str>,
    language: Option<&'a str>,
    text: &'a str,
    blocks: Vec<BlockJson<'a>>,
    #[serde(flatten)]
    found: Found<'a>,
    warnings: Vec<WarningJson<'a>>,
}

impl<'a> ArticleJson<'a> {
    /// `article` under `id`, with its headline as shown.
    pub fn new(
        id: Option<String>,
        headline: Option<&'a str>,
        article: &'a Article,
        extraction: &'a Extraction,
        others: &'a [OtherName],
    ) -> Self {
        let Article {
            text,
            headline: _,
            dek: _,
            blocks,
            byline,
            dateline,
            published,
            updated: _,
            source,
            section,
            url,
            language,
            origin: _,
            warnings,
        } = article;
        let points = CodePoints::new(text);
        let blocks = blocks.iter().map(|block| {
            let Span { start, end } = points.span(block.span);
            BlockJson { kind: block.kind.as_str(), start, end, credit: block.credit.as_deref() }
        });
        let warnings = warnings.iter().map(|warning| WarningJson {
            code: &warning.code,
            message: &warning.message,
            line: warning.line,
        });
        Self {
            id,
            headline,
            dek: article.dek_text(),
            byline,
            dateline: dateline.as_deref(),
            published: published.as_ref().map(PubDate::as_str),
            source: source.as_deref(),
            section: section.as_deref(),
            url: url.as_deref(),
            language: language.as_deref(),
            text,
            blocks: blocks.collect(),
            found: Found::new(text, extraction, others, Detail::Full),
            warnings: warnings.collect(),
        }
    }
}
