//! Source files, the records in them, and what has vanished.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OptionalExtension, Row};

use super::{path_of, sql_path};

/// A source file as it was last read.
#[derive(Debug, Clone)]
pub(crate) struct FileRow {
    /// Its row.
    pub no: i64,
    /// Its path below its root.
    pub path: PathBuf,
    /// Its size in bytes; none until it was read in full.
    pub size: Option<i64>,
    /// When it was changed, in nanoseconds since 1970.
    pub mtime: Option<i64>,
    /// Its SHA-256; none until it was read in full.
    pub sha256: Option<Vec<u8>>,
    /// Version of the importer that read it.
    pub reader: i64,
    /// How many of its records failed.
    pub n_failed: i64,
    /// Whether it was not there when last looked for.
    pub missing: bool,
}

/// A place an article was read from.
#[derive(Debug, Clone)]
pub(crate) struct SourceRow {
    /// The record; empty where the file is one article.
    pub record: String,
    /// The article's row.
    pub article: i64,
    /// The article's hash as kept.
    pub content_hash: i64,
    /// Whether the record was not there when the file was last read.
    pub missing: bool,
}

const FILE: &str = "SELECT no, path, size, mtime, sha256, reader, n_failed, missing FROM file";

fn read_file_row(row: &Row<'_>) -> rusqlite::Result<FileRow> {
    Ok(FileRow {
        no: row.get(0)?,
        path: path_of(row.get_ref(1)?),
        size: row.get(2)?,
        mtime: row.get(3)?,
        sha256: row.get(4)?,
        reader: row.get(5)?,
        n_failed: row.get(6)?,
        missing: row.get(7)?,
    })
}

/// The file at `path` below `root`, if it was seen before.
pub(crate) fn find_file(conn: &Connection, root: i64, path: &Path) -> rusqlite::Result<Option<FileRow>> {
    conn.prepare_cached(&format!("{FILE} WHERE root = ?1 AND path = ?2"))?
        .query_row((root, sql_path(path)), read_file_row)
        .optional()
}

/// The row of the file at `path` below `root`, made if need be.
pub(crate) fn file(conn: &Connection, root: i64, path: &Path) -> rusqlite::Result<i64> {
    conn.prepare_cached("INSERT OR IGNORE INTO file (root, path) VALUES (?1, ?2)")?
        .execute((root, sql_path(path)))?;
    conn.prepare_cached("SELECT no FROM file WHERE root = ?1 AND path = ?2")?
        .query_row((root, sql_path(path)), |row| row.get(0))
}

/// Says that a file was read in full. Returns whether it had been missing.
pub(crate) fn finish_file(conn: &Connection, row: &FileRow) -> rusqlite::Result<bool> {
    let was_missing = is_missing(conn, row.no)?;
    conn.prepare_cached(
        "UPDATE file SET size = ?2, mtime = ?3, sha256 = ?4, reader = ?5, n_failed = ?6, missing = 0 WHERE no = ?1",
    )?
    .execute((row.no, row.size, row.mtime, &row.sha256, row.reader, row.n_failed))?;
    Ok(was_missing)
}

fn is_missing(conn: &Connection, no: i64) -> rusqlite::Result<bool> {
    conn.prepare_cached("SELECT missing FROM file WHERE no = ?1")?.query_row([no], |row| row.get(0))
}

/// Says that a file is there, as it was, with another time or after an
/// absence. Returns whether it had been missing.
pub(crate) fn touch_file(conn: &Connection, no: i64, mtime: Option<i64>) -> rusqlite::Result<bool> {
    let was_missing = is_missing(conn, no)?;
    if was_missing || mtime.is_some() {
        conn.prepare_cached("UPDATE file SET mtime = coalesce(?2, mtime), missing = 0 WHERE no = ?1")?
            .execute((no, mtime))?;
    }
    Ok(was_missing)
}

/// The articles that were read from the file when it was last read.
pub(crate) fn live_articles_of(conn: &Connection, file: i64) -> rusqlite::Result<Vec<i64>> {
    let mut statement = conn.prepare_cached("SELECT article FROM source WHERE file = ?1 AND NOT missing")?;
    statement.query_map([file], |row| row.get(0))?.collect()
}

/// Every file below `root` whose path begins with the folder or file `under`.
pub(crate) fn files_under(conn: &Connection, root: i64, under: &Path) -> rusqlite::Result<Vec<FileRow>> {
    let mut statement = conn.prepare_cached(&format!("{FILE} WHERE root = ?1"))?;
    let mut files = Vec::new();
    for row in statement.query_map([root], read_file_row)? {
        let row = row?;
        if row.path.starts_with(under) {
            files.push(row);
        }
    }
    Ok(files)
}

/// The records of a file.
pub(crate) fn sources_of(conn: &Connection, file: i64) -> rusqlite::Result<Vec<SourceRow>> {
    let mut statement = conn.prepare_cached(
        "SELECT s.record, s.article, a.content_hash, s.missing
         FROM source s JOIN article a ON a.no = s.article WHERE s.file = ?1",
    )?;
    let rows = statement.query_map([file], |row| {
        Ok(SourceRow {
            record: row.get(0)?,
            article: row.get(1)?,
            content_hash: row.get(2)?,
            missing: row.get(3)?,
        })
    })?;
    rows.collect()
}

/// Says that `article` was read from `record` of `file`. Returns whether that
/// changes where an article is known to be, other than that it is new.
pub(crate) fn attach_source(
    conn: &Connection,
    file: i64,
    record: &str,
    article: i64,
) -> rusqlite::Result<bool> {
    let before: Option<(i64, bool)> = conn
        .prepare_cached("SELECT article, missing FROM source WHERE file = ?1 AND record = ?2")?
        .query_row((file, record), |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    if before == Some((article, false)) {
        return Ok(false);
    }
    conn.prepare_cached("INSERT OR REPLACE INTO source (file, record, article) VALUES (?1, ?2, ?3)")?
        .execute((file, record, article))?;
    Ok(before.is_some())
}

/// Says that the record is not in the file any more.
pub(crate) fn detach_source(conn: &Connection, file: i64, record: &str) -> rusqlite::Result<()> {
    conn.prepare_cached("UPDATE source SET missing = 1 WHERE file = ?1 AND record = ?2")?
        .execute((file, record))?;
    Ok(())
}

/// Marks files that are not there any more.
pub(crate) fn mark_files_missing(conn: &Connection, files: &[i64]) -> rusqlite::Result<()> {
    let mut mark = conn.prepare_cached("UPDATE file SET missing = 1 WHERE no = ?1")?;
    for no in files {
        mark.execute([no])?;
    }
    Ok(())
}

/// Marks every article that has lost its last source, and unmarks those that
/// have one again.
pub(crate) fn settle_missing(conn: &Connection) -> rusqlite::Result<()> {
    conn.execute_batch(
        "WITH live AS MATERIALIZED (
             SELECT s.article AS no FROM source s JOIN file f ON f.no = s.file
             WHERE NOT s.missing AND NOT f.missing)
         UPDATE article SET missing = (no NOT IN live) WHERE missing != (no NOT IN live)",
    )
}

/// Where missing articles used to be: root and path of the file.
pub(crate) fn missing(conn: &Connection) -> rusqlite::Result<Vec<(i64, PathBuf)>> {
    let mut statement = conn.prepare_cached(
        "SELECT f.root, f.path FROM article a JOIN file f ON f.no = a.file WHERE a.missing",
    )?;
    statement.query_map([], |row| Ok((row.get(0)?, path_of(row.get_ref(1)?))))?.collect()
}
