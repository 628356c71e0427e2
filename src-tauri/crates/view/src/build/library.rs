//! The first screen.

use std::collections::HashMap;

use backfile_archive as core;
use core::ArticleId;

use super::{article_rows, count};
use crate::{LibraryView, RootView};

/// What the reader has put aside, as cards in their order.
#[derive(Debug, Clone, Default)]
pub struct Shelf {
    /// Articles opened and not finished.
    pub started: Vec<core::Card>,
    /// Starred articles.
    pub starred: Vec<core::Card>,
}

/// What is in the archive, and what the reader did with it.
#[must_use]
pub fn library_view(
    overview: core::Overview,
    shelf: Shelf,
    marks: &HashMap<ArticleId, core::Marks>,
    is_sample: bool,
) -> LibraryView {
    // Articles without outlet or date are counted by `n_articles` alone.
    let core::Overview {
        n_articles,
        n_missing,
        n_quotations,
        outlets,
        n_without_outlet: _,
        coverage,
        n_undated: _,
        people,
        organisations,
        places,
        most_quoted,
        recent,
        first,
        last,
        roots,
    } = overview;
    let Shelf { started, starred } = shelf;
    LibraryView {
        n_articles: count(n_articles),
        n_missing: count(n_missing),
        n_quotations: count(n_quotations),
        outlets: outlets.into_iter().map(Into::into).collect(),
        coverage: coverage.into_iter().map(Into::into).collect(),
        people: people.into_iter().map(Into::into).collect(),
        organisations: organisations.into_iter().map(Into::into).collect(),
        places: places.into_iter().map(Into::into).collect(),
        most_quoted: most_quoted.into_iter().map(Into::into).collect(),
        recent: article_rows(recent, marks),
        continue_reading: article_rows(started, marks),
        starred: article_rows(starred, marks),
        roots: roots.into_iter().map(Into::into).collect(),
        first,
        last,
        is_sample,
    }
}

impl From<core::Root> for RootView {
    fn from(root: core::Root) -> Self {
        Self {
            missing: root.is_missing(),
            id: root.no.to_string(),
            path: root.path.display().to_string(),
            name: root.name,
        }
    }
}
