//! A bookmark as it is stored.

use rusqlite::{Connection, OptionalExtension, Row, named_params, types::Type};
use serde::{Deserialize, Serialize};

use super::Colour;
use crate::{ArticleId, BookmarkId};

/// A bookmark as it is stored. Offsets count code points.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)] // see `Bookmark` and the schema
pub struct Record {
    /// Its row; 0 for one that has none yet.
    pub no: i64,
    pub id: BookmarkId,
    pub article: ArticleId,
    pub exact: String,
    pub prefix: String,
    pub suffix: String,
    pub start: usize,
    pub end: usize,
    pub paragraph: Option<u32>,
    pub heading: Option<String>,
    pub text_hash: i64,
    pub note: String,
    pub tags: Vec<String>,
    pub colour: Colour,
    pub headline: Option<String>,
    pub source: Option<String>,
    pub published: Option<String>,
    pub url: Option<String>,
    pub created: String,
    pub modified: String,
}

const COLUMNS: &str = "no, id, article, exact, prefix, suffix, start, end, paragraph, heading, text_hash,
    note, tags, colour, headline, source, published, url, created, modified";

impl Record {
    /// Writes it in place of the one that has its id.
    pub fn put(&self, conn: &Connection) -> rusqlite::Result<()> {
        let tags = serde_json::Value::from(self.tags.as_slice()).to_string();
        conn.prepare_cached(&format!(
            "INSERT OR REPLACE INTO bookmark ({COLUMNS}) VALUES (
                coalesce(nullif(:no, 0), (SELECT no FROM bookmark WHERE id = :id)), :id, :article, :exact,
                :prefix, :suffix, :start, :end, :paragraph, :heading, :text_hash, :note, :tags, :colour,
                :headline, :source, :published, :url, :created, :modified)"
        ))?
        .execute(named_params! {
            ":no": self.no,
            ":id": self.id.sql(),
            ":article": self.article.sql(),
            ":exact": self.exact,
            ":prefix": self.prefix,
            ":suffix": self.suffix,
            ":start": self.start as i64,
            ":end": self.end as i64,
            ":paragraph": self.paragraph,
            ":heading": self.heading,
            ":text_hash": self.text_hash,
            ":note": self.note,
            ":tags": tags,
            ":colour": self.colour.as_str(),
            ":headline": self.headline,
            ":source": self.source,
            ":published": self.published,
            ":url": self.url,
            ":created": self.created,
            ":modified": self.modified,
        })?;
        Ok(())
    }

    /// Takes it away.
    pub fn delete(&self, conn: &Connection) -> rusqlite::Result<()> {
        conn.prepare_cached("DELETE FROM bookmark WHERE id = ?1")?.execute([self.id.sql()])?;
        Ok(())
    }

    /// The one with this id.
    pub fn load(conn: &Connection, id: BookmarkId) -> rusqlite::Result<Option<Self>> {
        conn.prepare_cached(&format!("SELECT {COLUMNS} FROM bookmark WHERE id = ?1"))?
            .query_row([id.sql()], read)
            .optional()
    }

    /// All, or all of one article, first made first.
    pub fn load_all(conn: &Connection, article: Option<ArticleId>) -> rusqlite::Result<Vec<Self>> {
        let filter = if article.is_some() { "WHERE article = ?1" } else { "WHERE ?1 IS NULL" };
        conn.prepare_cached(&format!("SELECT {COLUMNS} FROM bookmark {filter} ORDER BY created, no"))?
            .query_map([article.map(ArticleId::sql)], read)?
            .collect()
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Record> {
    let damaged = |idx: usize, error: Box<dyn std::error::Error + Send + Sync>| {
        rusqlite::Error::FromSqlConversionFailure(idx, Type::Text, error)
    };
    let offset = |idx| row.get::<_, i64>(idx).map(|n| usize::try_from(n).unwrap_or(0));
    let tags: String = row.get(12)?;
    let colour: String = row.get(13)?;
    Ok(Record {
        no: row.get(0)?,
        id: BookmarkId::from_sql(row.get(1)?),
        article: ArticleId::from_sql(row.get(2)?),
        exact: row.get(3)?,
        prefix: row.get(4)?,
        suffix: row.get(5)?,
        start: offset(6)?,
        end: offset(7)?,
        paragraph: row.get(8)?,
        heading: row.get(9)?,
        text_hash: row.get(10)?,
        note: row.get(11)?,
        tags: serde_json::from_str(&tags).map_err(|error| damaged(12, error.into()))?,
        colour: colour.parse().unwrap_or_default(),
        headline: row.get(14)?,
        source: row.get(15)?,
        published: row.get(16)?,
        url: row.get(17)?,
        created: row.get(18)?,
        modified: row.get(19)?,
    })
}
