//! What was said, by whom, when, about whom.

use backfile_article::{CodePoints, PubDate, Span, fold};
use backfile_extract::{Extraction, Quotation, QuotationKind, Speaker};
use rusqlite::{Connection, OptionalExtension, ToSql, params_from_iter};

use super::{
    Archive, EntityRef,
    entities::{called, kind},
    sentence::sentences_around,
};
use crate::{
    ArchiveError, ArticleId, EntityId, QuotationId, derived,
    derived::{day_number, speech_number},
    store::{self, Captured},
};

/// Which quotations to list; empty for all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct QuotationFilter {
    /// Words inside them, in the language of queries.
    pub words: Option<String>,
    /// A name or alias of the speaker; a bare surname finds all its bearers.
    pub by: Option<String>,
    /// The speaker.
    pub by_id: Option<EntityId>,
    /// A name or alias of someone or something mentioned inside.
    pub about: Option<String>,
    /// Someone or something mentioned inside.
    pub about_id: Option<EntityId>,
    /// First date, inclusive.
    pub from: Option<PubDate>,
    /// Last date, inclusive.
    pub to: Option<PubDate>,
    /// Only this kind.
    pub kind: Option<QuotationKind>,
    /// Only this outlet.
    pub outlet: Option<String>,
    /// Only those of this article.
    pub article: Option<ArticleId>,
    /// Each once: without headlines and pull quotes that repeat a quotation of
    /// their article.
    pub once: bool,
}

/// How quotations are ordered; those without a date come last.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum QuotationSort {
    /// Newest first.
    #[default]
    Newest,
    /// Oldest first.
    Oldest,
    /// Best match of the words first; without words, newest first.
    Relevance,
}

/// A quotation with where it stands and who said it.
#[derive(Debug, Clone, PartialEq)]
pub struct QuotationRow {
    /// Its id.
    pub id: QuotationId,
    /// Its article.
    pub article: ArticleId,
    /// Its number within the article, from 0.
    pub idx: usize,
    /// Where it stands in the article's text.
    pub span: Span,
    /// The same, in Unicode code points.
    pub code_points: Span,
    /// The same, in UTF-16 units.
    pub utf16: Span,
    /// The article's headline as shown.
    pub headline: Option<String>,
    /// The outlet.
    pub source: Option<String>,
    /// When it was published.
    pub published: Option<String>,
    /// The words with their marks.
    pub text: String,
    /// Direct, indirect or mixed.
    pub kind: QuotationKind,
    /// Who said it, if known.
    pub speaker: Option<EntityRef>,
    /// The phrase in the text ("the actress").
    pub speaker_text: Option<String>,
    /// Through whom it came: a name, or the phrase in the text.
    pub via: Option<String>,
    /// Whether the text keeps the speaker unnamed.
    pub unnamed: bool,
    /// The words that attribute it.
    pub cue: Option<String>,
    /// The sentences around it.
    pub context: String,
    /// Where the quotation stands in `context`, in bytes.
    pub in_context: Span,
    /// How sure the speaker is, 0 to 1.
    pub confidence: f32,
    /// Why this speaker.
    pub reason: String,
    /// Whether the reader corrected its speaker or its ends.
    pub yours: bool,
    /// Pieces of one quotation share a group within their article.
    pub group: u32,
    /// Number of the piece, from 1.
    pub part: u32,
    /// The group of the quotation whose words it repeats, within its article.
    pub repeats: Option<u32>,
    /// Who and what is mentioned inside it.
    pub about: Vec<EntityRef>,
}

/// A part of a list of quotations.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct QuotationPage {
    /// How many there are in all.
    pub total: u64,
    /// Those asked for.
    pub rows: Vec<QuotationRow>,
}

impl Archive {
    /// Lists quotations.
    ///
    /// # Errors
    /// Any store error.
    pub fn quotations(
        &self,
        filter: &QuotationFilter,
        sort: QuotationSort,
        limit: usize,
        offset: usize,
    ) -> Result<QuotationPage, ArchiveError> {
        if let Some(words) = filter.words.as_deref().filter(|words| !fold(words).is_empty()) {
            let (total, found) = self.quotations_with(words, filter, sort, limit, offset)?;
            let places: Vec<Place> =
                found.into_iter().map(|(article, idx, id)| Place { article, idx, id }).collect();
            return self.readers.with(|conn| Ok(QuotationPage { total, rows: rows(conn, &places)? }));
        }
        self.readers.with(|conn| {
            let Some(selection) = Selection::of(conn, filter)? else { return Ok(QuotationPage::default()) };
            let (total, places) = selection.page(conn, sort, limit, offset)?;
            Ok(QuotationPage { total, rows: rows(conn, &places)? })
        })
    }

    /// The quotation whose id is `id`.
    ///
    /// # Errors
    /// [`ArchiveError::NoQuotation`]; any store error.
    pub fn quotation(&self, id: QuotationId) -> Result<QuotationRow, ArchiveError> {
        let found = self.readers.with(|conn| {
            let place = conn
                .prepare_cached("SELECT article, idx FROM quotation WHERE id = ?1")?
                .query_row([id.sql()], |row| {
                    let idx: i64 = row.get(1)?;
                    Ok(Place { article: row.get(0)?, idx: usize::try_from(idx).unwrap_or_default(), id })
                })
                .optional()?;
            Ok(rows(conn, place.as_slice())?.pop())
        })?;
        found.ok_or(ArchiveError::NoQuotation(id))
    }

    /// All quotations of one article, in text order.
    ///
    /// # Errors
    /// Any store error.
    pub fn quotations_of(&self, article: ArticleId) -> Result<Vec<QuotationRow>, ArchiveError> {
        let filter = QuotationFilter { article: Some(article), ..QuotationFilter::default() };
        // One article of whatever length; SQLite counts in signed numbers.
        const ALL: usize = i32::MAX as usize;
        Ok(self.quotations(&filter, QuotationSort::Oldest, ALL, 0)?.rows)
    }
}

/// A filter as SQL.
struct Selection {
    from: String,
    values: Vec<Box<dyn ToSql>>,
}

impl Selection {
    /// None when nothing can match, as when nobody has the name.
    fn of(conn: &Connection, filter: &QuotationFilter) -> rusqlite::Result<Option<Self>> {
        let QuotationFilter { words: _, by, by_id, about, about_id, from, to, kind, outlet, article, once } =
            filter;
        let mut parts: Vec<String> = Vec::new();
        let mut values: Vec<Box<dyn ToSql>> = Vec::new();
        let speakers = numbers(conn, by.as_deref(), *by_id)?;
        if let Some(speakers) = &speakers {
            parts.push(format!("q.speaker IN ({speakers})"));
        }
        let mentioned = numbers(conn, about.as_deref(), *about_id)?;
        if let Some(mentioned) = &mentioned {
            parts.push(format!(
                "EXISTS (SELECT 1 FROM about b WHERE b.entity IN ({mentioned}) AND b.article = q.article AND b.idx = q.idx)"
            ));
        }
        if let Some(from) = from {
            parts.push(format!("c.last_day >= {}", day_number(from.first_day())));
        }
        if let Some(to) = to {
            parts.push(format!("c.day <= {}", day_number(to.last_day())));
        }
        if let Some(kind) = kind {
            parts.push(format!("q.kind = {}", speech_number(*kind)));
        }
        if let Some(outlet) = outlet {
            values.push(Box::new(outlet.clone()));
            parts.push(format!("c.source = ?{}", values.len()));
        }
        if let Some(article) = article {
            parts.push(format!("c.id = {}", article.sql()));
        }
        if *once {
            parts.push("q.repeats = 0".to_owned());
        }
        let is_empty = [&speakers, &mentioned].into_iter().flatten().any(String::is_empty);
        // Few quotations are found by their speaker; all others in the order of their articles.
        let tables = if speakers.is_some() {
            "quotation q CROSS JOIN card c ON c.no = q.article"
        } else {
            "card c CROSS JOIN quotation q ON q.article = c.no"
        };
        let wheres = if parts.is_empty() { "1".to_owned() } else { parts.join(" AND ") };
        Ok((!is_empty).then(|| Self { from: format!("{tables} WHERE {wheres}"), values }))
    }

    fn values(&self) -> impl rusqlite::Params + '_ {
        params_from_iter(self.values.iter().map(AsRef::as_ref))
    }

    fn places(&self, conn: &Connection, sort: QuotationSort, tail: &str) -> rusqlite::Result<Vec<Place>> {
        let order = match sort {
            QuotationSort::Newest | QuotationSort::Relevance => "c.published DESC, c.no DESC, q.idx",
            QuotationSort::Oldest => "c.published IS NULL, c.published, c.no, q.idx",
        };
        let sql = format!("SELECT q.article, q.idx, q.id FROM {} ORDER BY {order} {tail}", self.from);
        let mut statement = conn.prepare_cached(&sql)?;
        let rows = statement.query_map(self.values(), |row| {
            let idx: i64 = row.get(1)?;
            let id = QuotationId::from_sql(row.get(2)?);
            Ok(Place { article: row.get(0)?, idx: usize::try_from(idx).unwrap_or_default(), id })
        })?;
        rows.collect()
    }

    fn page(
        &self,
        conn: &Connection,
        sort: QuotationSort,
        limit: usize,
        offset: usize,
    ) -> rusqlite::Result<(u64, Vec<Place>)> {
        let total: i64 = conn
            .prepare_cached(&format!("SELECT count(*) FROM {}", self.from))?
            .query_row(self.values(), |row| row.get(0))?;
        let places = self.places(conn, sort, &format!("LIMIT {limit} OFFSET {offset}"))?;
        Ok((total.unsigned_abs(), places))
    }
}

/// The rows of entities meant by a name or an id, as a list for SQL; none when
/// neither is given.
fn numbers(conn: &Connection, name: Option<&str>, id: Option<EntityId>) -> rusqlite::Result<Option<String>> {
    let mut found = None;
    if let Some(name) = name {
        found = Some(called(conn, name)?);
    }
    if let Some(id) = id {
        let no = derived::root_of(conn, id)?;
        found = Some(match found {
            Some(named) => named.into_iter().filter(|other| Some(*other) == no).collect(),
            None => no.into_iter().collect(),
        });
    }
    let Some(found) = found else { return Ok(None) };
    let mut all = Vec::with_capacity(found.len());
    for no in found {
        all.extend(derived::members(conn, no)?.iter().map(i64::to_string));
    }
    Ok(Some(all.join(",")))
}

/// A quotation, by row and index.
#[derive(Debug, Clone, Copy)]
struct Place {
    article: i64,
    idx: usize,
    id: QuotationId,
}

/// Articles with their extraction; the last one is kept, since quotations of
/// one article follow each other.
#[derive(Default)]
struct Texts {
    last: Option<(Captured, Extraction)>,
}

impl Texts {
    fn of(&mut self, conn: &Connection, no: i64) -> rusqlite::Result<Option<&(Captured, Extraction)>> {
        if self.last.as_ref().is_none_or(|(captured, _)| captured.no != no) {
            self.last = None;
            if let Some(captured) = store::load(conn, no)?
                && let Some(extraction) = derived::extraction(conn, no, &captured.article.text)?
            {
                self.last = Some((captured, extraction));
            }
        }
        Ok(self.last.as_ref())
    }
}

fn rows(conn: &Connection, places: &[Place]) -> rusqlite::Result<Vec<QuotationRow>> {
    let mut texts = Texts::default();
    let mut rows = Vec::with_capacity(places.len());
    for place in places {
        let Some((captured, extraction)) = texts.of(conn, place.article)? else { continue };
        let Some(quotation) = extraction.quotations.get(place.idx) else { continue };
        rows.push(row(conn, *place, captured, extraction, quotation)?);
    }
    Ok(rows)
}

fn row(
    conn: &Connection,
    place: Place,
    captured: &Captured,
    extraction: &Extraction,
    quotation: &Quotation,
) -> rusqlite::Result<QuotationRow> {
    let article = &captured.article;
    let text = article.text.as_str();
    let (headline, source, published) = conn
        .prepare_cached("SELECT headline, source, published FROM card WHERE no = ?1")?
        .query_row([place.article], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let words_of = |speaker: &Speaker| speaker.span.map(|span| span.of(text).to_owned());
    let name_of = |speaker: &Speaker| Some(extraction.entities.get(speaker.entity?)?.name.clone());
    let attributed =
        [quotation.cue.map(|cue| cue.span), quotation.speaker.as_ref().and_then(|speaker| speaker.span)];
    let context = context(article, quotation.span, &attributed);
    let points = CodePoints::new(text);
    let Span { start, end } = quotation.span;
    Ok(QuotationRow {
        id: place.id,
        article: captured.id,
        idx: place.idx,
        span: quotation.span,
        code_points: points.span(quotation.span),
        utf16: Span::new(points.utf16_from_byte(start), points.utf16_from_byte(end)),
        headline,
        source,
        published,
        text: quotation.span.of(text).to_owned(),
        kind: quotation.kind,
        speaker: speaker(conn, place)?,
        speaker_text: quotation.speaker.as_ref().and_then(words_of),
        via: quotation.via.as_ref().and_then(|via| name_of(via).or_else(|| words_of(via))),
        unnamed: quotation.speaker.as_ref().is_some_and(|speaker| speaker.unnamed),
        cue: quotation.cue.map(|cue| cue.span.of(text).to_owned()),
        context: context.of(text).to_owned(),
        in_context: Span::new(quotation.span.start - context.start, quotation.span.end - context.start),
        confidence: quotation.confidence,
        reason: quotation.reason.clone(),
        yours: quotation.yours,
        group: quotation.group,
        part: quotation.part,
        repeats: quotation.repeats,
        about: about(conn, place)?,
    })
}

/// The sentences that hold the quotation and, where they stand close by, the
/// words that attribute it.
fn context(article: &backfile_article::Article, quotation: Span, attributed: &[Option<Span>]) -> Span {
    const NEAR: usize = 160;
    let mut whole = quotation;
    for span in attributed.iter().flatten() {
        let near = span.start <= quotation.end + NEAR && quotation.start <= span.end + NEAR;
        let between = &article.text[whole.start.min(span.start)..whole.end.max(span.end)];
        if near && !between.contains("\n\n") {
            whole = Span::new(whole.start.min(span.start), whole.end.max(span.end));
        }
    }
    sentences_around(article, whole)
}

fn speaker(conn: &Connection, place: Place) -> rusqlite::Result<Option<EntityRef>> {
    conn.prepare_cached(
        "SELECT w.id, w.kind, w.name FROM quotation q JOIN entity e ON e.no = q.speaker
         JOIN entity w ON w.no = coalesce(e.whole, e.no)
         WHERE q.article = ?1 AND q.idx = ?2",
    )?
    .query_row((place.article, place.idx as i64), read_ref)
    .optional()
}

fn about(conn: &Connection, place: Place) -> rusqlite::Result<Vec<EntityRef>> {
    let mut statement = conn.prepare_cached(
        "SELECT DISTINCT w.id, w.kind, w.name FROM about b JOIN entity e ON e.no = b.entity
         JOIN entity w ON w.no = coalesce(e.whole, e.no)
         WHERE b.article = ?1 AND b.idx = ?2 ORDER BY w.kind, w.fold",
    )?;
    statement.query_map((place.article, place.idx as i64), read_ref)?.collect()
}

fn read_ref(row: &rusqlite::Row<'_>) -> rusqlite::Result<EntityRef> {
    Ok(EntityRef { id: EntityId::from_sql(row.get(0)?), kind: kind(row, 1)?, name: row.get(2)? })
}
