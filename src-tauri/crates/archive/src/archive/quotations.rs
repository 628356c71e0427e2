//! What was said, by whom, to whom, when, about whom and about what.

mod copies;
mod export;
mod select;

use backfile_article::{CodePoints, PubDate, Span, fold};
use backfile_extract::{Extraction, Quotation, QuotationKind, Speaker};
use rusqlite::{Connection, OptionalExtension};

use super::{
    Archive, EntityRef,
    entities::{kind, number},
    sentence::sentences_around,
};
use crate::{
    ArchiveError, ArticleId, EntityId, QuotationId, WholeQuotation, derived,
    store::{self, Captured},
    whole::{BETWEEN, unbroken, whole_quotation},
};
pub use export::QuotesFormat;
use select::Selection;
pub(crate) use select::said_by;

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
    /// Whoever or whatever spoke, or is mentioned inside.
    pub of_id: Option<EntityId>,
    /// Whom it was said to: a name or alias, or words of the phrase ("reporters").
    pub told: Option<String>,
    /// Only those of speakers the text keeps unnamed.
    pub unnamed: bool,
    /// First date, inclusive.
    pub from: Option<PubDate>,
    /// Last date, inclusive.
    pub to: Option<PubDate>,
    /// Only this kind.
    pub kind: Option<QuotationKind>,
    /// Only this outlet.
    pub outlet: Option<String>,
    /// Only those of this article; headlines and pull quotes that repeat another
    /// one of it are listed then too, and count nowhere else.
    pub article: Option<ArticleId>,
    /// Whether what stands in several places is listed once, where it stands
    /// first.
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

/// An unbroken piece of a quotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuotationPiece {
    /// Where it stands in the article's text.
    pub span: Span,
    /// The same, in Unicode code points.
    pub code_points: Span,
    /// The same, in UTF-16 units.
    pub utf16: Span,
    /// The words with their marks.
    pub text: String,
    /// Where it stands in the row's `context`, in bytes.
    pub in_context: Span,
}

/// A quotation with where it stands and who said it. “You don’t win,” said
/// Chen, “by shouting.” is one, of two pieces.
#[derive(Debug, Clone, PartialEq)]
pub struct QuotationRow {
    /// Its id.
    pub id: QuotationId,
    /// Its article.
    pub article: ArticleId,
    /// The number of its first piece within the article, from 0.
    pub idx: usize,
    /// Where it stands in the article's text, from its first piece to its last.
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
    /// The article's words there, with their marks; those between its pieces too.
    pub text: String,
    /// What was said: its pieces, in the order of the text. There is always one.
    pub pieces: Vec<QuotationPiece>,
    /// Direct, indirect or mixed; mixed where its pieces differ.
    pub kind: QuotationKind,
    /// Who said it, if known.
    pub speaker: Option<EntityRef>,
    /// Who else said it in the same words.
    pub also: Vec<EntityRef>,
    /// The phrase in the text ("the actress").
    pub speaker_text: Option<String>,
    /// Through whom it came: a name, or the phrase in the text.
    pub via: Option<String>,
    /// Whether the text keeps the speaker unnamed.
    pub unnamed: bool,
    /// The words that attribute it.
    pub cue: Option<String>,
    /// Whom it was said to, if that is stated and a name tells.
    pub addressee: Option<EntityRef>,
    /// The words that say to whom ("the Courier", "her lawyer").
    pub addressee_text: Option<String>,
    /// The words beside it that say what it is about ("the merger").
    pub topic: Option<String>,
    /// The sentences around it.
    pub context: String,
    /// The chance that the speaker is right, 0 to 1; that of the piece that is
    /// least sure.
    pub confidence: f32,
    /// Whether the speaker is shown without "probably".
    pub certain: bool,
    /// Why this speaker.
    pub reason: String,
    /// Whether the reader corrected its speaker or its ends.
    pub yours: bool,
    /// The number its pieces share within their article.
    pub group: u32,
    /// The number of its first piece, from 1.
    pub part: u32,
    /// The group of the quotation whose words it repeats, within its article.
    pub repeats: Option<u32>,
    /// Who and what is mentioned inside it, or in the words that say what it
    /// is about.
    pub about: Vec<EntityRef>,
    /// In how many places of the archive it stands, this one among them: the
    /// same words, nearly the same or a part of them.
    pub n_places: u64,
}

/// A part of a list of quotations.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct QuotationPage {
    /// How many there are in all, copies among them.
    pub total: u64,
    /// How many of them say what another one of them says: those that are left
    /// out where each is listed once.
    pub n_copies: u64,
    /// Those asked for.
    pub rows: Vec<QuotationRow>,
}

impl QuotationRow {
    /// What was said; “…” stands for the words between its pieces.
    #[must_use]
    pub fn words(&self) -> String {
        let pieces: Vec<&str> = self.pieces.iter().map(|piece| piece.text.as_str()).collect();
        pieces.join(BETWEEN)
    }

    /// What was said, as somebody quotes it who does not break it.
    pub(crate) fn unbroken(&self) -> String {
        unbroken(self.pieces.iter().map(|piece| piece.text.as_str()))
    }
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
            let (total, n_copies, found) = self.quotations_with(words, filter, sort, limit, offset)?;
            let places: Vec<Place> =
                found.into_iter().map(|(article, idx, id)| Place { article, idx, id }).collect();
            return self
                .readers
                .with(|conn| Ok(QuotationPage { total, n_copies, rows: rows(conn, &places)? }));
        }
        self.readers.with(|conn| {
            let Some(selection) = Selection::of(conn, filter)? else { return Ok(QuotationPage::default()) };
            let (total, n_copies) = selection.count(conn)?;
            let places = selection.places(conn, sort, limit, offset)?;
            Ok(QuotationPage { total, n_copies, rows: rows(conn, &places)? })
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

impl QuotationFilter {
    /// Whether headlines and pull quotes that repeat a quotation of their
    /// article are left out: what somebody said counts once.
    pub(crate) fn leaves_out_repeats(&self) -> bool {
        self.article.is_none()
    }
}

/// A quotation, by row and index.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
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
        let Some(whole) = whole_quotation(extraction, place.idx) else { continue };
        rows.push(row(conn, *place, captured, extraction, &whole)?);
    }
    Ok(rows)
}

fn row(
    conn: &Connection,
    place: Place,
    captured: &Captured,
    extraction: &Extraction,
    whole: &WholeQuotation<'_>,
) -> rusqlite::Result<QuotationRow> {
    let article = &captured.article;
    let text = article.text.as_str();
    let (quotation, least_sure, span) = (whole.first, whole.least_sure(), whole.span());
    let (headline, source, published) = conn
        .prepare_cached("SELECT headline, source, published FROM card WHERE no = ?1")?
        .query_row([place.article], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let words_of = |speaker: &Speaker| speaker.span.map(|span| span.of(text).to_owned());
    let name_of = |speaker: &Speaker| Some(extraction.entities.get(speaker.entity?)?.name.clone());
    let attributed =
        [quotation.cue.map(|cue| cue.span), quotation.speaker.as_ref().and_then(|speaker| speaker.span)];
    let context = context(article, span, &attributed);
    let points = CodePoints::new(text);
    let utf16 = |span: Span| Span::new(points.utf16_from_byte(span.start), points.utf16_from_byte(span.end));
    let piece = |span: Span| QuotationPiece {
        span,
        code_points: points.span(span),
        utf16: utf16(span),
        text: span.of(text).to_owned(),
        in_context: Span::new(
            span.start.clamp(context.start, context.end) - context.start,
            span.end.clamp(context.start, context.end) - context.start,
        ),
    };
    Ok(QuotationRow {
        id: place.id,
        article: captured.id,
        idx: place.idx,
        span,
        code_points: points.span(span),
        utf16: utf16(span),
        headline,
        source,
        published,
        text: span.of(text).to_owned(),
        pieces: whole.pieces().map(|quotation| piece(quotation.span)).collect(),
        kind: whole.kind(),
        speaker: named(conn, place, "speaker")?,
        also: also(conn, place, quotation)?,
        speaker_text: quotation.speaker.as_ref().and_then(words_of),
        via: quotation.via.as_ref().and_then(|via| name_of(via).or_else(|| words_of(via))),
        unnamed: quotation.speaker.as_ref().is_some_and(|speaker| speaker.unnamed),
        cue: quotation.cue.map(|cue| cue.span.of(text).to_owned()),
        addressee: named(conn, place, "addressee")?,
        addressee_text: quotation.addressee.map(|addressee| addressee.span.of(text).to_owned()),
        topic: quotation.topic.map(|topic| topic.of(text).to_owned()),
        context: context.of(text).to_owned(),
        confidence: least_sure.confidence,
        certain: least_sure.certain,
        reason: least_sure.reason.clone(),
        yours: whole.pieces().any(|piece| piece.yours),
        group: quotation.group,
        part: quotation.part,
        repeats: quotation.repeats,
        about: about(conn, place)?,
        n_places: n_places(conn, place)?,
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

/// Whom the column of a quotation names.
fn named(conn: &Connection, place: Place, column: &str) -> rusqlite::Result<Option<EntityRef>> {
    conn.prepare_cached(&format!(
        "SELECT w.id, w.kind, w.name FROM quotation q JOIN entity e ON e.no = q.{column}
         JOIN entity w ON w.no = coalesce(e.whole, e.no)
         WHERE q.article = ?1 AND q.idx = ?2",
    ))?
    .query_row((place.article, place.idx as i64), read_ref)
    .optional()
}

/// Who said a quotation together with its speaker, in the order of the text.
fn also(conn: &Connection, place: Place, quotation: &Quotation) -> rusqlite::Result<Vec<EntityRef>> {
    if quotation.also.is_empty() {
        return Ok(Vec::new());
    }
    let mut statement = conn.prepare_cached(
        "SELECT w.id, w.kind, w.name, n.place FROM named n
         CROSS JOIN beside b ON b.entity = n.entity AND b.article = n.article AND b.idx = ?2
         JOIN entity e ON e.no = b.entity JOIN entity w ON w.no = coalesce(e.whole, e.no)
         WHERE n.article = ?1",
    )?;
    let rows = statement.query_map((place.article, place.idx as i64), |row| {
        let entity = usize::try_from(row.get::<_, i64>(3)?).ok();
        let order = quotation.also.iter().position(|speaker| speaker.entity == entity);
        Ok((order, read_ref(row)?))
    })?;
    let mut also = rows.collect::<rusqlite::Result<Vec<_>>>()?;
    also.sort_by_key(|(order, _)| *order);
    Ok(also.into_iter().map(|(_, entity)| entity).collect())
}

fn n_places(conn: &Connection, place: Place) -> rusqlite::Result<u64> {
    let sql = "SELECT count(*) FROM wording w JOIN wording v ON v.same = w.same
               WHERE w.article = ?1 AND w.idx = ?2 AND w.same IS NOT NULL";
    let n = conn.prepare_cached(sql)?.query_row((place.article, place.idx as i64), |row| number(row, 0))?;
    Ok(n.max(1))
}

fn about(conn: &Connection, place: Place) -> rusqlite::Result<Vec<EntityRef>> {
    let mut statement = conn.prepare_cached(
        "SELECT DISTINCT w.id, w.kind, w.name FROM named n
         CROSS JOIN about b ON b.entity = n.entity AND b.article = n.article AND b.idx = ?2
         JOIN entity e ON e.no = b.entity JOIN entity w ON w.no = coalesce(e.whole, e.no)
         WHERE n.article = ?1 ORDER BY w.kind, w.fold",
    )?;
    statement.query_map((place.article, place.idx as i64), read_ref)?.collect()
}

fn read_ref(row: &rusqlite::Row<'_>) -> rusqlite::Result<EntityRef> {
    Ok(EntityRef { id: EntityId::from_sql(row.get(0)?), kind: kind(row, 1)?, name: row.get(2)? })
}
