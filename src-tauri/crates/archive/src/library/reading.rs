//! What was read, what is starred, and how far the reader has come.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension};

use super::journal::{self, Action, Step};
use crate::{Archive, ArchiveError, ArticleId};

/// From which part on an article counts as finished.
const FINISHED: f64 = 0.97;

/// What lists show beside an article.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Marks {
    /// Whether it was read.
    pub read: bool,
    /// Whether it is starred.
    pub starred: bool,
    /// How many bookmarks it has.
    pub n_bookmarks: u64,
}

/// An article that was begun.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Unfinished {
    /// The article.
    pub article: ArticleId,
    /// How far the reader came, 0 to 1.
    pub progress: f64,
}

impl Archive {
    /// Marks an article as read or unread by hand. Can be undone.
    ///
    /// # Errors
    /// [`ArchiveError::NoArticle`]; any store error.
    pub fn set_read(&self, article: ArticleId, read: bool) -> Result<(), ArchiveError> {
        self.ensure_article(article)?;
        let now = self.library.now();
        self.library.write(|conn| {
            let before = row(conn, article)?.read;
            let step = Step::Read { article, before, after: read };
            journal::take(
                conn,
                &now,
                Action::SetRead,
                if before == read { &[] } else { std::slice::from_ref(&step) },
            )
        })
    }

    /// Stars an article, or takes the star away. Can be undone.
    ///
    /// # Errors
    /// [`ArchiveError::NoArticle`]; any store error.
    pub fn set_starred(&self, article: ArticleId, starred: bool) -> Result<(), ArchiveError> {
        self.ensure_article(article)?;
        let now = self.library.now();
        self.library.write(|conn| {
            let before = row(conn, article)?.starred;
            if before.is_some() == starred {
                return Ok(());
            }
            let step = Step::Starred { article, before, after: starred.then(|| now.clone()) };
            journal::take(conn, &now, Action::SetStarred, &[step])
        })
    }

    /// Remembers how far (0 to 1) the reader has come in an article. Who comes
    /// to its end has read it.
    ///
    /// # Errors
    /// [`ArchiveError::NoArticle`]; any store error.
    pub fn set_progress(&self, article: ArticleId, fraction: f64) -> Result<(), ArchiveError> {
        self.ensure_article(article)?;
        let now = self.library.now();
        let fraction = if fraction.is_finite() { fraction.clamp(0.0, 1.0) } else { 0.0 };
        self.library.write(|conn| {
            let before = row(conn, article)?.progress;
            conn.prepare_cached(
                "INSERT INTO reading (article, read, progress, opened) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (article) DO UPDATE SET read = read OR excluded.read,
                     progress = excluded.progress, opened = excluded.opened",
            )?
            .execute((
                article.sql(),
                before < FINISHED && fraction >= FINISHED,
                fraction,
                &now,
            ))?;
            Ok(())
        })
    }

    /// How far the reader has come in an article, 0 to 1.
    ///
    /// # Errors
    /// Any store error.
    pub fn progress(&self, article: ArticleId) -> Result<f64, ArchiveError> {
        self.library.read(|conn| Ok(row(conn, article)?.progress))
    }

    /// Articles that were opened and not finished, last opened first.
    ///
    /// # Errors
    /// Any store error.
    pub fn unfinished(&self, limit: usize) -> Result<Vec<Unfinished>, ArchiveError> {
        self.library.read(|conn| {
            let mut statement = conn.prepare_cached(
                "SELECT article, progress FROM reading WHERE opened IS NOT NULL AND NOT read AND progress < ?1
                 ORDER BY opened DESC, article LIMIT ?2",
            )?;
            let rows = statement.query_map((FINISHED, limit as i64), |row| {
                Ok(Unfinished { article: ArticleId::from_sql(row.get(0)?), progress: row.get(1)? })
            })?;
            rows.collect()
        })
    }

    /// The starred articles, last starred first.
    ///
    /// # Errors
    /// Any store error.
    pub fn starred_ids(&self) -> Result<Vec<ArticleId>, ArchiveError> {
        self.library.read(|conn| {
            let mut statement = conn.prepare_cached(
                "SELECT article FROM reading WHERE starred IS NOT NULL ORDER BY starred DESC, article",
            )?;
            statement.query_map([], |row| row.get(0).map(ArticleId::from_sql))?.collect()
        })
    }

    /// What lists show beside each of `articles`, asked for at once. Those
    /// about which there is nothing to show are left out.
    ///
    /// # Errors
    /// Any store error.
    pub fn marks(&self, articles: &[ArticleId]) -> Result<HashMap<ArticleId, Marks>, ArchiveError> {
        let list = json_list(articles);
        self.library.read(|conn| {
            let mut statement = conn.prepare_cached(
                "SELECT i.value, coalesce(r.read, 0), r.starred IS NOT NULL,
                        (SELECT count(*) FROM bookmark b WHERE b.article = i.value) AS n
                 FROM json_each(?1) i LEFT JOIN reading r ON r.article = i.value",
            )?;
            let rows = statement.query_map([&list], |row| {
                let n_bookmarks = row.get::<_, i64>(3)?.unsigned_abs();
                let marks = Marks { read: row.get(1)?, starred: row.get(2)?, n_bookmarks };
                Ok((ArticleId::from_sql(row.get(0)?), marks))
            })?;
            rows.filter(|row| !matches!(row, Ok((_, marks)) if *marks == Marks::default())).collect()
        })
    }
}

/// Ids as the JSON list that `json_each` reads.
pub(super) fn json_list(articles: &[ArticleId]) -> String {
    let numbers: Vec<String> = articles.iter().map(|id| id.sql().to_string()).collect();
    format!("[{}]", numbers.join(","))
}

#[derive(Default)]
struct Reading {
    read: bool,
    starred: Option<String>,
    progress: f64,
}

fn row(conn: &Connection, article: ArticleId) -> rusqlite::Result<Reading> {
    let row = conn
        .prepare_cached("SELECT read, starred, progress FROM reading WHERE article = ?1")?
        .query_row([article.sql()], |row| {
            Ok(Reading { read: row.get(0)?, starred: row.get(1)?, progress: row.get(2)? })
        })
        .optional()?;
    Ok(row.unwrap_or_default())
}

/// Says whether `article` was read.
pub(super) fn put_read(conn: &Connection, article: ArticleId, read: bool) -> rusqlite::Result<()> {
    conn.prepare_cached(
        "INSERT INTO reading (article, read) VALUES (?1, ?2) ON CONFLICT (article) DO UPDATE SET read = ?2",
    )?
    .execute((article.sql(), read))?;
    Ok(())
}

/// Says when `article` was starred.
pub(super) fn put_starred(
    conn: &Connection,
    article: ArticleId,
    since: Option<&str>,
) -> rusqlite::Result<()> {
    conn.prepare_cached(
        "INSERT INTO reading (article, starred) VALUES (?1, ?2)
         ON CONFLICT (article) DO UPDATE SET starred = ?2",
    )?
    .execute((article.sql(), since))?;
    Ok(())
}
