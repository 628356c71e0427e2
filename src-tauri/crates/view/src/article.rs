//! An article as the reader shows it, and as a row of a list.

use backfile_article::{CodePoints, Span};
use serde::Serialize;
use ts_rs::TS;

use crate::{BookmarkView, KindView, QuotationView, Run};

/// One row of a list of articles.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ArticleRow {
    /// The article's id.
    pub id: String,
    /// Its headline; the first words of its text where it has none.
    pub headline: String,
    /// The outlet.
    pub source: Option<String>,
    /// When it was published, as the source says.
    pub published: Option<String>,
    /// A few words: the matched ones after a search, else the dek or first paragraph.
    pub snippet: Vec<Run>,
    /// Whether the reader has read it.
    pub read: bool,
    /// Whether the reader starred it.
    pub starred: bool,
    /// How many bookmarks it has.
    pub n_bookmarks: u32,
    /// Whether its source file has vanished.
    pub missing: bool,
}

/// A page of a list of articles.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ArticlesView {
    /// The number the request carried.
    pub request: u32,
    /// How many articles there are in all.
    pub total: u32,
    /// The rows asked for.
    pub rows: Vec<ArticleRow>,
}

/// Which articles to list. Its twin in TypeScript is written by hand.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ArticlesRequest {
    /// Only this outlet.
    pub outlet: Option<String>,
    /// Only those whose date begins so.
    pub month: Option<String>,
    /// Only those naming this person, organisation or place.
    pub entity_id: Option<String>,
    /// Only starred ones.
    pub starred: Option<bool>,
    /// `newest` (default), `oldest`, `headline` or `added`.
    pub sort: Option<String>,
    /// How many, at most 500; 100 if absent.
    pub limit: Option<u32>,
    /// How many to pass over.
    pub offset: Option<u32>,
    /// A number the answer repeats.
    pub request: Option<u32>,
}

/// What part of an article a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum BlockKindView {
    /// Running text.
    Paragraph,
    /// A heading inside the text.
    Crosshead,
    /// Words below a picture.
    Caption,
    /// A block quotation.
    Quote,
    /// Words of the text repeated in large type.
    PullQuote,
    /// A list, one item a line.
    List,
    /// A table, one row a line, cells separated by tabs.
    Table,
    /// A note that corrects an earlier version.
    Correction,
    /// A credit or contributor line.
    CreditLine,
    /// Anything else that was printed.
    Other,
}

/// One block, cut into runs.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BlockView {
    /// What it is.
    pub kind: BlockKindView,
    /// Its words.
    pub runs: Vec<Run>,
    /// Where it begins, in UTF-16 units.
    pub at: u32,
    /// Where it ends, in UTF-16 units.
    pub end: u32,
    /// Its number among the paragraphs, from 1; none for other kinds.
    pub paragraph: Option<u32>,
    /// Whether it is a caption that repeats the dek.
    pub repeats_dek: bool,
}

/// How words of an article lead to the name of an entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum NamedHow {
    /// They are the name.
    Same,
    /// They are the name in other letters, accents or marks.
    Spelling,
    /// They are the surname, or the end of the name.
    Surname,
    /// They are the first name.
    FirstName,
    /// They have initials where the name has words, or the other way round.
    Initials,
    /// They are the first letters of the name, or the other way round.
    Acronym,
    /// They are some of its words.
    Shortened,
    /// They hold the name and more.
    Longer,
    /// They have the surname behind another first name, as nicknames do.
    OtherFirstName,
    /// They share no words with it.
    Other,
}

/// One place of an article that names an entity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MentionView {
    /// Where it begins, in UTF-16 units.
    pub at: u32,
    /// Where it ends.
    pub end: u32,
    /// The words.
    pub words: String,
    /// A title that stands before them ("Ms.").
    pub title: Option<String>,
    /// How they lead to the name.
    pub how: NamedHow,
}

/// An entity of one article.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ArticleEntityView {
    /// Its id in the archive.
    pub id: String,
    /// Its fullest name.
    pub name: String,
    /// What it is.
    pub kind: KindView,
    /// Other forms of the name used here.
    pub aliases: Vec<String>,
    /// Role words printed beside the name.
    pub roles: Vec<String>,
    /// Where it is named.
    pub mentions: Vec<MentionView>,
    /// Whether the article gives the name in full.
    pub in_full: bool,
    /// Others of the surname whom the article names.
    pub namesakes: Vec<String>,
    /// How many quotations of this article are its own.
    pub n_quotations: u32,
}

/// A date mentioned in the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DateView {
    /// Where the words begin, in UTF-16 units.
    pub at: u32,
    /// Where they end.
    pub end: u32,
    /// The words.
    pub words: String,
    /// What they mean (`2019-03-12`, `2019-03`, `199X`); none where unknown.
    pub value: Option<String>,
}

/// A name in the text that is no person's, organisation's or place's: an event,
/// a work, a people, a law, a hashtag.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OtherView {
    /// Where it begins, in UTF-16 units.
    pub at: u32,
    /// Where it ends.
    pub end: u32,
    /// The words of a hashtag written as one; none where the text gives them.
    pub words: Option<String>,
}

/// A note about a damaged source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WarningView {
    /// A stable name.
    pub code: String,
    /// What happened.
    pub message: String,
    /// Line of the source file, from 1.
    pub line: Option<u32>,
}

/// Another article that is nearly the same.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AlikeView {
    /// Its id.
    pub id: String,
    /// Its headline as shown; none where it has none.
    pub headline: Option<String>,
    /// The outlet.
    pub source: Option<String>,
    /// When it was published, as the source says.
    pub published: Option<String>,
    /// How much of the shorter text stands in the longer one, in percent.
    pub percent: u32,
}

/// An article, ready to be drawn.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ArticleView {
    /// Its id.
    pub id: String,
    /// The headline; empty where there is none, and where the reader's own is shown (see `label`).
    pub headline: Vec<Run>,
    /// The dek; empty where there is none.
    pub dek: Vec<Run>,
    /// A name for lists and window titles, never empty.
    pub label: String,
    /// Author names.
    pub byline: Vec<String>,
    /// Place and agency it was filed from.
    pub dateline: Option<String>,
    /// When it was published, as the source says.
    pub published: Option<String>,
    /// When it was last changed.
    pub updated: Option<String>,
    /// The outlet.
    pub source: Option<String>,
    /// The outlet's section.
    pub section: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// BCP 47 language tag.
    pub language: Option<String>,
    /// The source file, relative to its root.
    pub path: String,
    /// The source format: `text`, `markdown` or `json_lines`.
    pub format: String,
    /// Whether the source file has vanished.
    pub missing: bool,
    /// How many words the text has (a dek repeated as a caption counts once).
    pub n_words: u32,
    /// Minutes of reading at 230 words a minute.
    pub minutes: u32,
    /// Whether it was read.
    pub read: bool,
    /// Whether it is starred.
    pub starred: bool,
    /// Which of `headline`, `published`, `source`, `byline` the reader has changed.
    pub edited: Vec<String>,
    /// The blocks in reading order.
    pub blocks: Vec<BlockView>,
    /// The entities in order of importance here.
    pub entities: Vec<ArticleEntityView>,
    /// The quotations in text order.
    pub quotations: Vec<QuotationView>,
    /// The dates mentioned.
    pub dates: Vec<DateView>,
    /// Other names, in text order; no entities.
    pub others: Vec<OtherView>,
    /// The bookmarks, in place, moved or lost.
    pub bookmarks: Vec<BookmarkView>,
    /// Where the first hit of the search that led here is, in UTF-16 units.
    pub first_hit: Option<u32>,
    /// What was wrong with its source.
    pub warnings: Vec<WarningView>,
    /// Articles that are nearly the same, the earliest first.
    pub alike: Vec<AlikeView>,
}

/// A stretch of an article's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SpanView {
    /// Where it begins, in UTF-16 units.
    pub at: u32,
    /// Where it ends.
    pub end: u32,
}

impl SpanView {
    /// The place that `find` finds in `text`, in bytes, as the window counts.
    #[must_use]
    pub fn in_text(text: &str, find: impl FnOnce(&CodePoints<'_>) -> Span) -> Self {
        let points = CodePoints::new(text);
        Self::of(&points, find(&points))
    }

    /// `span`, in bytes, as the window counts.
    #[must_use]
    pub fn of(points: &CodePoints<'_>, span: Span) -> Self {
        let at = |byte| points.utf16_from_byte(byte).try_into().unwrap_or(u32::MAX);
        Self { at: at(span.start), end: at(span.end) }
    }
}

/// The reader's changes to what an article says about itself.
/// A field that is absent stays as it is; an empty one goes back to the source's.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(optional_fields)]
pub struct ArticleEdit {
    /// The headline.
    pub headline: Option<String>,
    /// When it was published: `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or RFC 3339.
    pub published: Option<String>,
    /// The outlet.
    pub source: Option<String>,
    /// Author names.
    pub byline: Option<Vec<String>>,
}
