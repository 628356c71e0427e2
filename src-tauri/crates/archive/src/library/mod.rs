//! `library.sqlite`: what the reader makes, which nothing can make again.
//!
//! Bookmarks, read state, stars, edits, corrections and settings are written at once and
//! durably, by one connection that waits for no import and touches no index.
//! Every change but the reading position is kept in a journal and can be
//! undone, also after a restart. Copies are made in time; a damaged file is put
//! aside and the newest copy takes its place.

mod anchor;
mod backup;
mod bookmark;
mod corrections;
mod edits;
mod export;
mod journal;
mod reading;
mod schema;
mod settings;
mod store;

use std::time::SystemTime;

use chrono::{DateTime, SecondsFormat, Utc};

pub(crate) use anchor::diff_in_words;
pub use anchor::{Anchor, Change, DiffRun, Target, locate};
pub use backup::LibraryNotice;
pub(crate) use bookmark::paragraph_of;
pub use bookmark::{
    Bookmark, BookmarkEdit, BookmarkFilter, BookmarkList, BookmarkSort, BookmarkState, Colour, NewBookmark,
    PassageByWords, PassagePlace,
};
pub(crate) use corrections::CorrectionRecord;
pub use corrections::{
    Correction, CorrectionsRead, Decision, Name, NamesChange, Passage, QuotationChange, Reach, Said,
};
pub use edits::ArticleEdit;
pub(crate) use edits::Metadata;
pub use export::{BookmarksRead, ExportFormat};
pub(crate) use export::{csv as export_csv, markdown as export_markdown};
pub use journal::Undone;
pub use reading::{Marks, Unfinished};
pub use settings::Settings;
pub(crate) use store::Library;

/// Tells the time.
pub type Clock = fn() -> SystemTime;

/// A moment as it is stored: RFC 3339 in UTC, to the millisecond.
pub(crate) fn stamp(time: SystemTime) -> String {
    DateTime::<Utc>::from(time).to_rfc3339_opts(SecondsFormat::Millis, true)
}
