//! Bookmarked passages.
//!
//! A bookmark keeps the words it was set on with 64 characters on either side
//! and where they stood. What is stored changes only when the reader changes
//! it; where the passage is now is found anew in the article's text of today.

mod change;
mod list;
mod record;
mod words;

use std::{str::FromStr, sync::Arc};

use backfile_article::Span;
use serde::{Deserialize, Serialize};

use super::anchor::DiffRun;
use crate::{ArchiveError, ArticleId, BookmarkId, NameCount};

pub(crate) use change::paragraph_of;
pub(super) use change::{Selectors, selectors};
pub(super) use list::Seen;
pub(super) use record::Record;
pub use words::{PassageByWords, PassagePlace};

/// Whether a bookmark's passage was found again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BookmarkState {
    /// The same words in the same surroundings.
    InPlace,
    /// Found, but moved or edited: to be reviewed.
    Moved,
    /// Not found; its words and note are kept.
    Lost,
}

impl BookmarkState {
    /// The name used in files, JSON and the terminal.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::InPlace => "in_place",
            Self::Moved => "moved",
            Self::Lost => "lost",
        }
    }
}

/// The colour of a bookmark.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // they are what they are called
pub enum Colour {
    #[default]
    Yellow,
    Green,
    Blue,
    Pink,
    Purple,
    Grey,
}

impl Colour {
    /// All colours in the order of their keys.
    pub const ALL: [Self; 6] = [Self::Yellow, Self::Green, Self::Blue, Self::Pink, Self::Purple, Self::Grey];

    /// The name used in files and JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Yellow => "yellow",
            Self::Green => "green",
            Self::Blue => "blue",
            Self::Pink => "pink",
            Self::Purple => "purple",
            Self::Grey => "grey",
        }
    }
}

impl FromStr for Colour {
    type Err = ArchiveError;
    fn from_str(name: &str) -> Result<Self, ArchiveError> {
        let found = Self::ALL.into_iter().find(|colour| colour.as_str() == name);
        found.ok_or_else(|| ArchiveError::InvalidColour(name.to_owned()))
    }
}

/// A bookmarked passage, looked for in its article as it is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bookmark {
    /// Its id.
    pub id: BookmarkId,
    /// Its article's id.
    pub article: ArticleId,
    /// Whether it was found again.
    pub state: BookmarkState,
    /// The words as bookmarked.
    pub exact: String,
    /// Up to 64 characters before them.
    pub prefix: String,
    /// Up to 64 characters after them.
    pub suffix: String,
    /// The words now at its place; none if lost.
    pub words: Option<String>,
    /// Where it is now, in bytes of `text`; none if lost.
    pub span: Option<Span>,
    /// Where it is now, in code points of `text`; none if lost.
    pub code_points: Option<Span>,
    /// Where it stood when it was bookmarked, in code points of that text.
    pub stood: Span,
    /// The article's text now, shared by all its bookmarks, for who needs
    /// offsets in another unit; none where the archive has no such article.
    pub text: Option<Arc<str>>,
    /// What changed, where it moved and was edited; empty otherwise.
    pub diff: Vec<DiffRun>,
    /// The number of its paragraph when it was bookmarked, from 1; none
    /// outside paragraphs.
    pub paragraph: Option<u32>,
    /// The crosshead it stood under.
    pub heading: Option<String>,
    /// Hash of the text it was bookmarked in, 16 hex digits.
    pub article_hash: String,
    /// The reader's note.
    pub note: String,
    /// The reader's tags.
    pub tags: Vec<String>,
    /// Its colour.
    pub colour: Colour,
    /// When it was made, RFC 3339.
    pub created: String,
    /// When it was last changed.
    pub modified: String,
    /// The article's headline, as last seen where the article is gone.
    pub headline: Option<String>,
    /// The outlet.
    pub source: Option<String>,
    /// When the article was published.
    pub published: Option<String>,
    /// The article's address.
    pub url: Option<String>,
}

/// A passage to bookmark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewBookmark {
    /// The article.
    pub article: ArticleId,
    /// The passage, in bytes of the article's text. White space at its ends
    /// is left out.
    pub span: Span,
    /// A note; empty for none.
    pub note: String,
    /// Tags.
    pub tags: Vec<String>,
    /// A colour.
    pub colour: Colour,
}

/// A change to a bookmark; what is none stays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BookmarkEdit {
    /// The note.
    pub note: Option<String>,
    /// All tags.
    pub tags: Option<Vec<String>>,
    /// The colour.
    pub colour: Option<Colour>,
}

/// Which bookmarks to list, and in which order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BookmarkFilter {
    /// Words of the passage, note, tags or headline, all of them, case and
    /// accents folded.
    pub words: Option<String>,
    /// Only those with this tag.
    pub tag: Option<String>,
    /// Only those in this state.
    pub state: Option<BookmarkState>,
    /// Only those of this colour.
    pub colour: Option<Colour>,
    /// Only those of this article.
    pub article: Option<ArticleId>,
    /// The order.
    pub sort: BookmarkSort,
}

/// How bookmarks are ordered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum BookmarkSort {
    /// Last made first.
    #[default]
    Newest,
    /// First made first.
    Oldest,
    /// Article by article, in the order of the text; lost ones where they were.
    Article,
}

/// A list of bookmarks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BookmarkList {
    /// How many bookmarks the reader has in all.
    pub total: u64,
    /// Those asked for.
    pub bookmarks: Vec<Bookmark>,
    /// All tags in use with how many bookmarks have them, most first.
    pub tags: Vec<NameCount>,
    /// How many of all await review (moved or lost).
    pub n_review: u64,
}
