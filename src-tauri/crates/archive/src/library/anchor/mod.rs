//! Finds a bookmarked passage again in a text that has changed.
//!
//! The rule: in place is a passage with the same words in (nearly) the same
//! surroundings; moved is one whose words or surroundings have changed but
//! which is clearly the best place; everything else is lost. A passage is
//! never taken that is not clearly better than the next best one.

mod approximate;
mod diff;
mod folded;
mod locate;

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use backfile_article::Span;

use super::bookmark::BookmarkState;
use crate::BookmarkId;

pub use diff::{Change, DiffRun};
pub(crate) use diff::{diff, diff_in_words};
pub use locate::{Target, locate};

/// How many found places are remembered.
const MAX_REMEMBERED: usize = 20_000;

/// Where a passage is now, in code points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// The same words in the same surroundings.
    InPlace(Span),
    /// Found, but moved or edited.
    Moved(Span),
    /// Not found.
    Lost,
}

impl Anchor {
    /// The state it puts a bookmark in.
    pub const fn state(&self) -> BookmarkState {
        match self {
            Self::InPlace(_) => BookmarkState::InPlace,
            Self::Moved(_) => BookmarkState::Moved,
            Self::Lost => BookmarkState::Lost,
        }
    }

    /// Where the passage is.
    pub const fn span(&self) -> Option<Span> {
        match self {
            Self::InPlace(span) | Self::Moved(span) => Some(*span),
            Self::Lost => None,
        }
    }
}

/// Places found earlier: which bookmark, as set in which text, in which text.
#[derive(Debug, Default)]
pub struct Anchors {
    found: Mutex<HashMap<(BookmarkId, i64, i64), Anchor>>,
}

impl Anchors {
    /// Finds `target`, set in the text of hash `then`, in `text` of hash `now`.
    pub fn find(&self, id: BookmarkId, then: i64, now: i64, target: Target<'_>, text: &str) -> Anchor {
        let found = || self.found.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(anchor) = found().get(&(id, then, now)) {
            return *anchor;
        }
        let anchor = locate(target, text);
        let mut found = found();
        if found.len() >= MAX_REMEMBERED {
            found.clear();
        }
        found.insert((id, then, now), anchor);
        anchor
    }
}
