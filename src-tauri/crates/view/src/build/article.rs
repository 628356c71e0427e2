//! An article as the reader shows it.

use backfile_archive as core;
use backfile_article::{Article, Block, BlockKind, CodePoints, Span, Warning, fold};
use backfile_extract::{Document, Entity, EntityKind, Extraction, OtherName, others};

use super::{
    count,
    cut::{Marks, NameMark},
    named::{is_in_full, named_how, surname, title_before},
    words::label,
};
use crate::{
    AlikeView, ArticleEdit, ArticleEntityView, ArticleView, BlockKindView, BlockView, DateView, MentionView,
    OtherView, QuotationView, Run, WarningView,
};

/// Words a minute of a reader who reads to understand.
const WORDS_A_MINUTE: usize = 230;

/// What counts for an entity that the headline or dek names, in mentions.
const TOP_MENTIONS: usize = 3;

/// What the reader did with an article, and what a search found in it.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// Whether it was read or starred.
    pub marks: core::Marks,
    /// The bookmarks in it.
    pub bookmarks: Vec<core::Bookmark>,
    /// What the search that led here matched, in bytes of the text, in order.
    pub hits: Vec<Span>,
    /// Articles that are nearly the same.
    pub alike: Vec<core::AlikeArticle>,
}

/// The article `stored` with its quotations, ready to be drawn.
///
/// A headline that the reader wrote is no part of the text: `headline` is
/// empty then, and `label` says it.
#[must_use]
pub fn article_view(
    stored: core::StoredArticle,
    quotations: Vec<core::QuotationRow>,
    reading: Reading,
) -> ArticleView {
    // Quotations come as rows, which hold what the extraction says of them.
    let core::StoredArticle {
        id,
        article,
        headline,
        extraction,
        entities,
        quotations: _,
        root: _,
        path,
        missing,
        n_words,
        edited,
    } = stored;
    let Reading { marks: core::Marks { read, starred, n_bookmarks: _ }, bookmarks, hits, alike } = reading;
    let points = CodePoints::new(&article.text);
    let (entities, order) = article_entities(&article, &extraction, &entities, &points);
    let others = other_names(&article, &extraction);
    let marks = Marks {
        names: name_marks(&extraction, &entities, &order),
        quotations: quotations
            .iter()
            .flat_map(|row| row.pieces.iter().map(|piece| (piece.span, count(row.idx))))
            .collect(),
        dates: extraction.dates.iter().map(|date| date.span).collect(),
        others: others.iter().map(|other| other.span).collect(),
        bookmarks: bookmarks
            .iter()
            .filter_map(|bookmark| Some((bookmark.span?, bookmark.id.to_string())))
            .collect(),
        credits: article.blocks.iter().filter_map(|block| block.credit_span(&article.text)).collect(),
        hits,
    };
    let runs = |span: Option<Span>| -> Vec<Run> {
        span.map(|span| marks.runs(&article.text, &points, span)).unwrap_or_default()
    };
    let is_own_headline = headline.as_deref() == article.headline_text();
    let drawn_headline = article.headline.filter(|_| is_own_headline);
    let first_block = article.blocks.first().map(|block| block.span.of(&article.text)).unwrap_or_default();
    let at = |byte: usize| count(points.utf16_from_byte(byte));
    let dates = extraction.dates.iter().map(|date| DateView {
        at: at(date.span.start),
        end: at(date.span.end),
        words: date.span.of(&article.text).to_owned(),
        value: date.value.clone(),
    });
    ArticleView {
        id: id.to_string(),
        headline: runs(drawn_headline),
        dek: runs(article.dek),
        label: headline.unwrap_or_else(|| label(first_block)),
        published: article.published.as_ref().map(ToString::to_string),
        updated: article.updated.as_ref().map(ToString::to_string),
        path: path.display().to_string(),
        format: format_name(article.origin.format).to_owned(),
        missing,
        n_words: count(n_words),
        minutes: count(n_words.div_ceil(WORDS_A_MINUTE).max(1)),
        read,
        starred,
        edited: edited.into_iter().map(str::to_owned).collect(),
        blocks: blocks(&article, &points, |span| runs(Some(span))),
        entities,
        quotations: quotations.into_iter().map(|row| QuotationView::new(row, "")).collect(),
        dates: dates.collect(),
        others: others.into_iter().map(|other| other_view(other, &points)).collect(),
        bookmarks: bookmarks.into_iter().map(Into::into).collect(),
        first_hit: first_hit(&marks.hits, drawn_headline, &article).map(at),
        warnings: article.warnings.into_iter().map(Into::into).collect(),
        alike: alike.into_iter().map(Into::into).collect(),
        byline: article.byline,
        dateline: article.dateline,
        source: article.source,
        section: article.section,
        url: article.url,
        language: article.language,
    }
}

impl From<core::AlikeArticle> for AlikeView {
    fn from(core::AlikeArticle { card, share }: core::AlikeArticle) -> Self {
        let core::Card { id, headline, source, published, .. } = card;
        Self { id: id.to_string(), headline, source, published, percent: (share * 100.0).round() as u32 }
    }
}

/// The entities, the most important first, and for each one its index in the extraction.
fn article_entities(
    article: &Article,
    extraction: &Extraction,
    ids: &[core::EntityId],
    points: &CodePoints<'_>,
) -> (Vec<ArticleEntityView>, Vec<usize>) {
    let top_end = article.dek.or(article.headline).map_or(0, |span| span.end);
    let mut weights = vec![0; extraction.entities.len()];
    for mention in &extraction.mentions {
        if let Some(weight) = weights.get_mut(mention.entity) {
            *weight += if mention.span.start < top_end { TOP_MENTIONS } else { 1 };
        }
    }
    let mut order: Vec<usize> = (0..extraction.entities.len().min(ids.len())).collect();
    // Entities stand in the order of their first mention, which a stable sort keeps.
    order.sort_by_key(|idx| std::cmp::Reverse(weights[*idx]));
    let surnames: Vec<Option<String>> = extraction.entities.iter().map(surname_of).collect();
    let view = |idx: &usize| ArticleEntityView {
        namesakes: namesakes(*idx, &surnames, extraction),
        ..article_entity(*idx, ids[*idx], &article.text, extraction, points)
    };
    let views = order.iter().map(view).collect();
    (views, order)
}

fn article_entity(
    idx: usize,
    id: core::EntityId,
    text: &str,
    extraction: &Extraction,
    points: &CodePoints<'_>,
) -> ArticleEntityView {
    let entity = &extraction.entities[idx];
    let spans =
        extraction.mentions.iter().filter(|mention| mention.entity == idx).map(|mention| mention.span);
    let mentions: Vec<MentionView> = spans
        .map(|span| {
            let printed = span.of(text);
            let title = (entity.kind == EntityKind::Person).then(|| title_before(text, span.start)).flatten();
            MentionView {
                at: count(points.utf16_from_byte(span.start)),
                end: count(points.utf16_from_byte(span.end)),
                words: printed.to_owned(),
                title: title.map(|title| title.trim_end().to_owned()),
                how: named_how(printed, &entity.name, entity.kind),
            }
        })
        .collect();
    let quotations = core::whole_quotations(extraction).into_iter().map(|whole| whole.first);
    let n_quotations = quotations
        .filter(|quotation| quotation.repeats.is_none())
        .filter(|quotation| quotation.speakers().any(|speaker| speaker == idx))
        .count();
    ArticleEntityView {
        id: id.to_string(),
        name: entity.name.clone(),
        kind: entity.kind.into(),
        aliases: entity.aliases.clone(),
        roles: entity.roles.clone(),
        in_full: mentions.iter().any(|mention| is_in_full(mention.how)),
        mentions,
        namesakes: Vec::new(),
        n_quotations: count(n_quotations),
    }
}

fn surname_of(entity: &Entity) -> Option<String> {
    (entity.kind == EntityKind::Person).then(|| surname(&entity.name)).flatten()
}

/// The other people of the surname of person `idx`.
fn namesakes(idx: usize, surnames: &[Option<String>], extraction: &Extraction) -> Vec<String> {
    let Some(own) = surnames.get(idx).filter(|own| own.is_some()) else { return Vec::new() };
    let others = surnames.iter().zip(&extraction.entities).enumerate();
    let others = others.filter(|(other, (surname, _))| *other != idx && *surname == own);
    others.map(|(_, (_, entity))| entity.name.clone()).collect()
}

/// The names that are no entities, which nothing stores. An article on which
/// extraction breaks down has none.
fn other_names(article: &Article, extraction: &Extraction) -> Vec<OtherName> {
    let found = std::panic::catch_unwind(|| others(&Document::of(article), &extraction.mentions));
    found.unwrap_or_default()
}

fn other_view(other: OtherName, points: &CodePoints<'_>) -> OtherView {
    let OtherName { span, words } = other;
    let at = |byte| count(points.utf16_from_byte(byte));
    OtherView { at: at(span.start), end: at(span.end), words }
}

fn name_marks(extraction: &Extraction, entities: &[ArticleEntityView], order: &[usize]) -> Vec<NameMark> {
    let mut place_of = vec![None; extraction.entities.len()];
    for (place, idx) in order.iter().enumerate() {
        place_of[*idx] = Some(place);
    }
    let marks = extraction.mentions.iter().filter_map(|mention| {
        let place = *place_of.get(mention.entity)?;
        let place = place?;
        Some(NameMark { span: mention.span, entity: count(place), kind: entities[place].kind })
    });
    marks.collect()
}

fn blocks(article: &Article, points: &CodePoints<'_>, runs: impl Fn(Span) -> Vec<Run>) -> Vec<BlockView> {
    let dek = article.dek_text().map(fold);
    let mut n_paragraphs = 0;
    let blocks = article.blocks.iter().map(|block| {
        let is_paragraph = block.kind == BlockKind::Paragraph;
        n_paragraphs += usize::from(is_paragraph);
        BlockView {
            kind: block.kind.into(),
            runs: runs(block.span),
            at: count(points.utf16_from_byte(block.span.start)),
            end: count(points.utf16_from_byte(block.span.end)),
            paragraph: is_paragraph.then(|| count(n_paragraphs)),
            repeats_dek: block.kind == BlockKind::Caption
                && dek.as_ref().is_some_and(|dek| fold(caption_words(&article.text, block)) == *dek),
        }
    });
    blocks.collect()
}

/// A caption without the credit at its end.
fn caption_words<'a>(text: &'a str, block: &Block) -> &'a str {
    let words = block.span.of(text);
    let credit = block.credit.as_deref().unwrap_or_default();
    words.strip_suffix(credit).unwrap_or(words).trim_end()
}

/// The first hit in what is drawn.
fn first_hit(hits: &[Span], headline: Option<Span>, article: &Article) -> Option<usize> {
    let body = article.dek.or(article.blocks.first().map(|block| block.span))?.start;
    // The headline is in view anyway: a hit further down is where to go, if there is one.
    let below = hits.iter().find(|hit| hit.start >= body);
    let above = hits.iter().find(|hit| headline.is_some_and(|headline| headline.contains(**hit)));
    below.or(above).map(|hit| hit.start)
}

fn format_name(format: backfile_article::Format) -> &'static str {
    match format {
        backfile_article::Format::Text => "text",
        backfile_article::Format::Markdown => "markdown",
        backfile_article::Format::JsonLines => "json_lines",
    }
}

impl From<BlockKind> for BlockKindView {
    fn from(kind: BlockKind) -> Self {
        match kind {
            BlockKind::Paragraph => Self::Paragraph,
            BlockKind::Crosshead => Self::Crosshead,
            BlockKind::Caption => Self::Caption,
            BlockKind::Quote => Self::Quote,
            BlockKind::PullQuote => Self::PullQuote,
            BlockKind::List => Self::List,
            BlockKind::Table => Self::Table,
            BlockKind::Correction => Self::Correction,
            BlockKind::CreditLine => Self::CreditLine,
            BlockKind::Other => Self::Other,
        }
    }
}

impl From<ArticleEdit> for core::ArticleEdit {
    fn from(edit: ArticleEdit) -> Self {
        let ArticleEdit { headline, published, source, byline } = edit;
        Self { headline, published, source, byline }
    }
}

impl From<Warning> for WarningView {
    fn from(Warning { code, message, line }: Warning) -> Self {
        Self { code, message, line }
    }
}
