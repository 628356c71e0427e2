//! Articles that are nearly the same as others.

use std::{collections::HashSet, sync::Arc};

use rusqlite::OptionalExtension;

use super::Archive;
use crate::{ArchiveError, ArticleId, Card};

/// How an article repeats others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Repeat {
    /// An earlier one is nearly the same; without a date, one imported before.
    Duplicate,
    /// Another one of the same outlet is nearly the same.
    Version,
    /// It is nearly the same as this one.
    Like(ArticleId),
}

/// An article that is nearly the same as the one asked about.
#[derive(Debug, Clone, PartialEq)]
pub struct AlikeArticle {
    /// It, as lists show it.
    pub card: Card,
    /// Which share of the shorter text's runs of four words stands in the
    /// longer one; 0.7 to 1.
    pub share: f64,
}

impl Archive {
    /// The articles that are nearly the same as `id`: copies in other outlets,
    /// versions, shortened ones. The earliest first, those without a date last.
    ///
    /// # Errors
    /// [`ArchiveError::NoArticle`]; any store error.
    pub fn alike_articles(&self, id: ArticleId) -> Result<Vec<AlikeArticle>, ArchiveError> {
        let found = self.readers.with(|conn| {
            let no: Option<i64> = conn
                .prepare_cached("SELECT no FROM card WHERE id = ?1")?
                .query_row([id.sql()], |row| row.get(0))
                .optional()?;
            let Some(no) = no else { return Ok(None) };
            let mut statement = conn.prepare_cached(
                "SELECT c.id, a.share FROM alike a JOIN card c ON c.no = a.other WHERE a.article = ?1
                 ORDER BY c.published IS NULL, c.published, c.no",
            )?;
            let rows =
                statement.query_map([no], |row| Ok((ArticleId::from_sql(row.get(0)?), row.get(1)?)))?;
            rows.collect::<rusqlite::Result<Vec<(ArticleId, f64)>>>().map(Some)
        })?;
        let mut alike = Vec::new();
        for (id, share) in found.ok_or(ArchiveError::NoArticle(id))? {
            alike.extend(self.cards(&[id])?.pop().map(|card| AlikeArticle { card, share }));
        }
        Ok(alike)
    }

    /// The numbers of the articles that repeat others so.
    pub(crate) fn repeats(&self, repeat: Repeat) -> Result<Arc<HashSet<u64>>, ArchiveError> {
        let condition = match repeat {
            // '~' stands after every date, and unlike NULL it can be compared.
            Repeat::Duplicate => {
                "(coalesce(o.published, '~'), o.no) < (coalesce(c.published, '~'), c.no)".to_owned()
            }
            Repeat::Version => "o.source = c.source".to_owned(),
            Repeat::Like(id) => format!("o.id = {}", id.sql()),
        };
        let sql = format!(
            "SELECT c.id FROM alike a JOIN card c ON c.no = a.article JOIN card o ON o.no = a.other
             WHERE {condition}"
        );
        self.readers.with(|conn| {
            let mut statement = conn.prepare_cached(&sql)?;
            let ids = statement.query_map([], |row| Ok(ArticleId::from_sql(row.get(0)?).number()))?;
            ids.collect::<rusqlite::Result<HashSet<u64>>>().map(Arc::new)
        })
    }
}
