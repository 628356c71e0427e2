//! Which articles the reader has read, starred, bookmarked or written about.

use std::{collections::HashSet, sync::Arc};

use backfile_article::fold;
use rusqlite::types::FromSql;

use super::{query::words_of, terms::stem};
use crate::{Archive, ArchiveError, ArticleId, BookmarkState};

/// What the reader made of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Mine {
    /// It was read.
    Read,
    /// It is starred.
    Starred,
    /// A passage is bookmarked.
    Bookmarked,
    /// A bookmarked passage is in this state.
    InState(BookmarkState),
    /// A bookmark has a note.
    Noted,
    /// A bookmark has this tag.
    Tagged(String),
    /// A note holds these words, one after the other; stems.
    Note(Vec<String>),
    /// A bookmarked passage holds these words.
    Passage(Vec<String>),
}

impl Archive {
    /// The numbers of the articles of which this is true.
    pub(super) fn articles_of_mine(&self, mine: &Mine) -> Result<Arc<HashSet<u64>>, ArchiveError> {
        let any = |_: i64| true;
        let ids = match mine {
            Mine::Read => self.made("SELECT article, 0 FROM reading WHERE read", any),
            Mine::Starred => self.made("SELECT article, 0 FROM reading WHERE starred IS NOT NULL", any),
            Mine::Bookmarked => self.made("SELECT article, 0 FROM bookmark", any),
            Mine::Noted => self.made("SELECT article, 0 FROM bookmark WHERE note != ''", any),
            Mine::InState(state) => self.bookmarked_in_state(*state),
            Mine::Tagged(tag) => {
                let tag = fold(tag);
                self.made(
                    "SELECT b.article, t.value FROM bookmark b, json_each(b.tags) t",
                    |found: String| fold(&found) == tag,
                )
            }
            Mine::Note(words) => {
                self.made("SELECT article, note FROM bookmark", |note: String| holds(&note, words))
            }
            Mine::Passage(words) => {
                self.made("SELECT article, exact FROM bookmark", |exact: String| holds(&exact, words))
            }
        }?;
        Ok(Arc::new(ids.into_iter().map(ArticleId::number).collect()))
    }

    /// The articles in the first column of `sql` whose second is to be kept.
    fn made<T: FromSql>(&self, sql: &str, keep: impl Fn(T) -> bool) -> Result<Vec<ArticleId>, ArchiveError> {
        self.library.read(|conn| {
            let mut statement = conn.prepare_cached(sql)?;
            let mut rows = statement.query([])?;
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                if keep(row.get(1)?) {
                    found.push(ArticleId::from_sql(row.get(0)?));
                }
            }
            Ok(found)
        })
    }
}

/// The stems of the words of `text`.
pub(super) fn stems(text: &str) -> Vec<String> {
    words_of(text).iter().map(|word| stem(word)).collect()
}

/// Whether `words` stand in `text`, one after the other.
fn holds(text: &str, words: &[String]) -> bool {
    !words.is_empty() && stems(text).windows(words.len()).any(|found| found == words)
}
