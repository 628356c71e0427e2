//! Rows of a list of articles.

use std::collections::HashMap;

use backfile_archive as core;
use core::ArticleId;

use super::{count, words::label};
use crate::{ArticleRow, ArticlesRequest, ArticlesView, Run};

/// The row of `card`. Its words are `snippet`, or its first ones where there is none.
#[must_use]
pub fn article_row(card: core::Card, mark: core::Marks, snippet: Vec<Run>) -> ArticleRow {
    // Sections and lengths are not shown in lists.
    let core::Card { id, headline, teaser, source, section: _, published, n_words: _, missing } = card;
    let core::Marks { read, starred, n_bookmarks } = mark;
    let headline = headline.unwrap_or_else(|| label(&teaser));
    let snippet = if snippet.is_empty() { plain(teaser) } else { snippet };
    ArticleRow {
        id: id.to_string(),
        headline,
        source,
        published,
        snippet,
        read,
        starred,
        n_bookmarks: count(n_bookmarks),
        missing,
    }
}

/// The rows of `cards`, with their first words.
#[must_use]
pub fn article_rows(cards: Vec<core::Card>, marks: &HashMap<ArticleId, core::Marks>) -> Vec<ArticleRow> {
    let mark = |id| marks.get(&id).copied().unwrap_or_default();
    cards
        .into_iter()
        .map(|card| (mark(card.id), card))
        .map(|(mark, card)| article_row(card, mark, vec![]))
        .collect()
}

fn plain(text: String) -> Vec<Run> {
    if text.is_empty() { Vec::new() } else { vec![Run { text, ..Run::default() }] }
}

impl ArticlesRequest {
    /// Which articles the archive is to list; `starred` is for the library to know.
    ///
    /// # Errors
    /// When an id cannot be read.
    pub fn filter(&self, starred: Option<Vec<ArticleId>>) -> Result<core::ArticleFilter, core::ArchiveError> {
        let Self { outlet, month, entity_id, starred: _, sort: _, limit: _, offset: _, request: _ } = self;
        Ok(core::ArticleFilter {
            outlet: outlet.clone(),
            month: month.clone(),
            entity: entity_id.as_deref().map(str::parse).transpose()?,
            ids: starred,
            missing: None,
        })
    }

    /// In which order.
    #[must_use]
    pub fn order(&self) -> core::ArticleSort {
        match self.sort.as_deref() {
            Some("oldest") => core::ArticleSort::Oldest,
            Some("headline") => core::ArticleSort::Headline,
            Some("added") => core::ArticleSort::Added,
            _ => core::ArticleSort::Newest,
        }
    }
}

impl ArticlesView {
    /// The answer to request number `request`.
    #[must_use]
    pub fn new(
        request: Option<u32>,
        page: core::ArticlePage,
        marks: &HashMap<ArticleId, core::Marks>,
    ) -> Self {
        let core::ArticlePage { total, rows } = page;
        Self { request: request.unwrap_or(0), total: count(total), rows: article_rows(rows, marks) }
    }
}
