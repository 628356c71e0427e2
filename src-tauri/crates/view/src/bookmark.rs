//! Bookmarked passages.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Whether a bookmark's passage was found again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum BookmarkState {
    /// The same words in the same surroundings.
    InPlace,
    /// Found, but moved or edited: to be reviewed.
    Moved,
    /// Not found; its words and note are kept.
    Lost,
}

/// A piece of a comparison, word by word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DiffRun {
    /// The words.
    pub text: String,
    /// `same`, `removed` or `added`.
    pub change: String,
}

/// A bookmarked passage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BookmarkView {
    /// Its id.
    pub id: String,
    /// Its article's id.
    pub article_id: String,
    /// The article's headline as last seen.
    pub headline: String,
    /// The outlet.
    pub source: Option<String>,
    /// When the article was published.
    pub published: Option<String>,
    /// Whether it was found again.
    pub state: BookmarkState,
    /// The words as bookmarked.
    pub exact: String,
    /// The words now at its place; none if lost.
    pub words: Option<String>,
    /// Where it begins now, in UTF-16 units; none if lost.
    pub at: Option<u32>,
    /// Where it ends now.
    pub end: Option<u32>,
    /// The reader's note.
    pub note: String,
    /// The reader's tags.
    pub tags: Vec<String>,
    /// One of six named colours: `yellow green blue pink purple grey`.
    pub colour: String,
    /// When it was made, RFC 3339.
    pub created: String,
    /// When it was last changed.
    pub modified: String,
    /// Words before it, as bookmarked.
    pub before: String,
    /// Words after it, as bookmarked.
    pub after: String,
    /// What changed, where it moved and was edited.
    pub diff: Vec<DiffRun>,
}

/// Which bookmarks to show.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(optional_fields)]
pub struct BookmarksRequest {
    /// Words of the passage, note or headline.
    pub words: Option<String>,
    /// Only those with this tag.
    pub tag: Option<String>,
    /// Only those in this state.
    pub state: Option<BookmarkState>,
    /// Only those of this colour.
    pub colour: Option<String>,
    /// Only those of this article.
    pub article_id: Option<String>,
    /// `newest` (default), `oldest` or `article`.
    pub sort: Option<String>,
    /// A number the answer repeats.
    pub request: Option<u32>,
}

/// Bookmarks found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BookmarksView {
    /// The number the request carried.
    pub request: u32,
    /// How many bookmarks the reader has in all.
    pub total: u32,
    /// Those asked for.
    pub bookmarks: Vec<BookmarkView>,
    /// All tags in use, with counts.
    pub tags: Vec<crate::NameCount>,
    /// How many await review (moved or lost).
    pub n_review: u32,
}

/// A passage to bookmark.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NewBookmark {
    /// The article.
    pub article_id: String,
    /// Where the passage begins, in UTF-16 units.
    pub at: u32,
    /// Where it ends.
    pub end: u32,
    /// A colour; `yellow` if absent.
    #[serde(default)]
    pub colour: Option<String>,
}

/// A change to a bookmark; what is absent stays.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(optional_fields)]
pub struct BookmarkEdit {
    /// The note.
    pub note: Option<String>,
    /// All tags.
    pub tags: Option<Vec<String>>,
    /// The colour.
    pub colour: Option<String>,
}

/// What an undo or redo did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct UndoView {
    /// A stable name of what was undone, such as `add_bookmark`; none if there was nothing to undo.
    pub action: Option<String>,
    /// The article it concerned.
    pub article_id: Option<String>,
}
