//! `derived.sqlite`: what was found in the articles, ready for questions.
//!
//! Everything here is made from `articles.sqlite` and may be thrown away. A
//! watermark says up to which write of that store this one has followed; a
//! second one says the same of the full-text indexes.

mod alike;
mod apart;
mod beside;
mod circles;
mod codec;
mod entry;
mod joins;
mod names;
mod sayings;
mod schema;
mod settle;
mod wording;
mod write;

use std::path::Path;

use backfile_extract::Extraction;
use rusqlite::{Connection, OptionalExtension};

use crate::{
    ArchiveError, ArticleId, EntityId,
    sqlite::{self, At},
};

pub(crate) use alike::link;
pub(crate) use apart::read_apart;
use codec::decode;
pub(crate) use codec::{kind_number, kind_of, read_kind, speech_number};
pub(crate) use entry::{Entry, about, entity_ids, extraction_of, extractions_of, n_words, quotation_ids};
pub(crate) use joins::{joins, members, read_joined, root_of, whole_of};
pub(crate) use names::is_unsettled;
pub(crate) use sayings::link as link_wordings;
pub(crate) use settle::{Decided, Settled, settle};
pub(crate) use write::{day_number, write};

/// Which of the derived stores a watermark is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Follower {
    /// The tables of `derived.sqlite`.
    Tables,
    /// The full-text indexes.
    Indexes,
}

impl Follower {
    const fn key(self) -> &'static str {
        match self {
            Self::Tables => "done",
            Self::Indexes => "indexed",
        }
    }
}

/// Which decisions of the reader the tables show, as
/// [`Library::decisions`](crate::library::Library::decisions) tells them apart.
pub(crate) fn decisions(conn: &Connection) -> rusqlite::Result<i64> {
    Ok(state(conn, "decisions")?.unwrap_or(0))
}

/// Says which decisions of the reader the tables show.
pub(crate) fn set_decisions(conn: &Connection, decisions: i64) -> rusqlite::Result<()> {
    set_state(conn, "decisions", &decisions)
}

/// The articles in which decisions changed something.
pub(crate) fn corrected(conn: &Connection) -> rusqlite::Result<Vec<ArticleId>> {
    let mut statement = conn.prepare_cached(
        "SELECT c.id FROM card c WHERE c.no IN (SELECT article FROM extraction WHERE found IS NOT NULL
             UNION SELECT article FROM decided)",
    )?;
    statement.query_map([], |row| Ok(ArticleId::from_sql(row.get(0)?)))?.collect()
}

/// Opens the store for writing. A damaged one, or one made by another version,
/// is made anew, empty: following the articles then fills it.
pub(crate) fn open(path: &Path) -> Result<Connection, ArchiveError> {
    match open_as_is(path) {
        Ok(conn) => Ok(conn),
        Err(error) if sqlite::is_damage(&error) || error.code() == "newer" => {
            tracing::warn!(code = error.code(), "derived store is made anew");
            sqlite::remove(path)?;
            open_as_is(path)
        }
        Err(error) => Err(error),
    }
}

/// Opens the store for writing, if it is whole and of this version.
pub(crate) fn open_as_is(path: &Path) -> Result<Connection, ArchiveError> {
    let conn = sqlite::open(path, schema::LAYOUT)?;
    let found: Option<String> = state(&conn, "version").at(path)?;
    match found {
        Some(found) if found == schema::version() => Ok(conn),
        None => {
            set_state(&conn, "version", &schema::version()).at(path)?;
            Ok(conn)
        }
        Some(_) => {
            Err(ArchiveError::Damaged { path: path.to_owned(), what: "made by another version".into() })
        }
    }
}

/// Whether the store was made by this version and can be read.
pub(crate) fn is_current(conn: &Connection) -> bool {
    state::<String>(conn, "version").is_ok_and(|found| found.as_deref() == Some(schema::version().as_str()))
}

/// Up to which write of the articles `follower` has come.
pub(crate) fn watermark(conn: &Connection, follower: Follower) -> rusqlite::Result<i64> {
    Ok(state(conn, follower.key())?.unwrap_or(0))
}

/// Says that `follower` has come up to write `change` of the articles.
pub(crate) fn set_watermark(conn: &Connection, follower: Follower, change: i64) -> rusqlite::Result<()> {
    set_state(conn, follower.key(), &change)
}

/// Whether something up to write `end` of the articles is not followed yet.
pub(crate) fn is_behind(conn: &Connection, end: i64) -> rusqlite::Result<bool> {
    let followed = watermark(conn, Follower::Tables)?.min(watermark(conn, Follower::Indexes)?);
    Ok(followed < end || !stale(conn)?.is_empty() || is_unsettled(conn)?)
}

/// Remembers that the indexes show older metadata of `articles`.
pub(crate) fn mark_stale(conn: &Connection, articles: &[i64]) -> rusqlite::Result<()> {
    let mut insert = conn.prepare_cached("INSERT OR IGNORE INTO stale VALUES (?1)")?;
    for article in articles {
        insert.execute([article])?;
    }
    Ok(())
}

/// Articles whose metadata the indexes show as they were before.
pub(crate) fn stale(conn: &Connection) -> rusqlite::Result<Vec<i64>> {
    let mut statement = conn.prepare_cached("SELECT article FROM stale ORDER BY article")?;
    statement.query_map([], |row| row.get(0))?.collect()
}

/// Says that the indexes show `articles` as they are.
pub(crate) fn clear_stale(conn: &Connection, articles: &[i64]) -> rusqlite::Result<()> {
    let mut delete = conn.prepare_cached("DELETE FROM stale WHERE article = ?1")?;
    for article in articles {
        delete.execute([article])?;
    }
    Ok(())
}

fn state<T: rusqlite::types::FromSql>(conn: &Connection, key: &str) -> rusqlite::Result<Option<T>> {
    conn.prepare_cached("SELECT value FROM state WHERE key = ?1")?
        .query_row([key], |row| row.get(0))
        .optional()
}

fn set_state(conn: &Connection, key: &str, value: &dyn rusqlite::ToSql) -> rusqlite::Result<()> {
    conn.prepare_cached("INSERT OR REPLACE INTO state VALUES (?1, ?2)")?.execute((key, value))?;
    Ok(())
}

/// What was found in the article of row `no`, the reader's corrections
/// applied, if its text is `text` and nothing is damaged.
pub(crate) fn extraction(conn: &Connection, no: i64, text: &str) -> rusqlite::Result<Option<Extraction>> {
    stored(conn, "SELECT data FROM extraction WHERE article = ?1", no, text)
}

/// The same as it was before any correction.
pub(crate) fn found(conn: &Connection, no: i64, text: &str) -> rusqlite::Result<Option<Extraction>> {
    stored(conn, "SELECT coalesce(found, data) FROM extraction WHERE article = ?1", no, text)
}

fn stored(conn: &Connection, sql: &str, no: i64, text: &str) -> rusqlite::Result<Option<Extraction>> {
    let data: Option<Vec<u8>> = conn.prepare_cached(sql)?.query_row([no], |row| row.get(0)).optional()?;
    Ok(data.and_then(|data| decode(&data, text)))
}

/// The articles that name the entity of this id, and those from which the
/// reader's decisions took that name.
pub(crate) fn concerned(conn: &Connection, entity: EntityId) -> rusqlite::Result<Vec<ArticleId>> {
    let mut statement = conn.prepare_cached(
        "SELECT c.id FROM entity e JOIN named n ON n.entity = e.no JOIN card c ON c.no = n.article
         WHERE e.id = ?1
         UNION SELECT c.id FROM entity e JOIN part p ON p.entity = e.no JOIN card c ON c.no = p.article
         WHERE e.id = ?1
         UNION SELECT c.id FROM decided d JOIN card c ON c.no = d.article WHERE d.entity = ?1",
    )?;
    statement.query_map([entity.sql()], |row| Ok(ArticleId::from_sql(row.get(0)?)))?.collect()
}

/// Empties the store; everything has to be followed again.
pub(crate) fn clear(conn: &mut Connection) -> rusqlite::Result<()> {
    let transaction = conn.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    for table in [
        "card",
        "stale",
        "extraction",
        "decided",
        "entity",
        "entity_name",
        "entity_role",
        "sum",
        "handle",
        "part",
        "unsettled",
        "named",
        "quotation",
        "about",
        "run",
        "sketch",
        "text_runs",
        "alike",
        "wording",
        "saying",
        "saying_run",
    ] {
        transaction.execute(&format!("DELETE FROM {table}"), [])?;
    }
    set_watermark(&transaction, Follower::Tables, 0)?;
    set_watermark(&transaction, Follower::Indexes, 0)?;
    transaction.commit()
}
