//! Opens SQLite files: migrations, a few connections for readers, one way to
//! report what went wrong.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use rusqlite::{Connection, ErrorCode, OpenFlags};

use crate::ArchiveError;

/// How long a statement waits for another connection's short transaction.
const PATIENCE: Duration = Duration::from_secs(10);

/// Kilobytes of pages that a connection for writing keeps.
const CACHE: i64 = 16_000;

/// The same of a store that is derived: an import adds rows all over its tables.
const CACHE_DERIVED: i64 = 48_000;

/// Bytes of a page of such a store: each page that a batch changes is written
/// by itself, and half as many calls write as many rows.
const PAGE_DERIVED: i64 = 8_192;

/// After how many pages the log of such a store is written back. Most of its
/// pages are changed by one batch after another, and are written back once for
/// several of them; a log of a hundred megabytes holds two or three large ones.
const CHECKPOINT: i64 = 12_000;

/// What a store is and how it came to be.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Layout {
    /// Append-only: the file's format is the number of migrations applied.
    pub migrations: &'static [&'static str],
    /// Whether each commit must survive a power cut.
    pub durable: bool,
}

/// Opens the store at `path` for writing, making or migrating it.
///
/// # Errors
/// [`ArchiveError::Newer`] for a file that a newer program has migrated;
/// [`ArchiveError::Store`] for anything else.
pub(crate) fn open(path: &Path, layout: Layout) -> Result<Connection, ArchiveError> {
    let mut conn = Connection::open(path).at(path)?;
    configure(&conn, layout.durable).at(path)?;
    migrate(&mut conn, path, layout.migrations)?;
    Ok(conn)
}

/// Opens the store at `path`, which must exist, for reading.
pub(crate) fn open_for_reading(path: &Path) -> Result<Connection, ArchiveError> {
    let conn = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE).at(path)?;
    conn.busy_timeout(PATIENCE).at(path)?;
    conn.set_prepared_statement_cache_capacity(64);
    conn.pragma_update(None, "query_only", true).at(path)?;
    Ok(conn)
}

/// Makes the tables of `layout` in an open database, for tests in memory.
#[cfg(test)]
pub(crate) fn prepare(conn: &mut Connection, path: &Path, layout: Layout) -> Result<(), ArchiveError> {
    migrate(conn, path, layout.migrations)
}

fn configure(conn: &Connection, durable: bool) -> rusqlite::Result<()> {
    conn.busy_timeout(PATIENCE)?;
    conn.set_prepared_statement_cache_capacity(64);
    if !durable {
        // Of a file that is there already it changes nothing.
        conn.pragma_update(None, "page_size", PAGE_DERIVED)?;
    }
    conn.pragma_update(None, "journal_mode", "wal")?;
    conn.pragma_update(None, "synchronous", if durable { "full" } else { "normal" })?;
    conn.pragma_update(None, "cache_size", if durable { -CACHE } else { -CACHE_DERIVED })?;
    if !durable {
        conn.pragma_update(None, "wal_autocheckpoint", CHECKPOINT)?;
    }
    Ok(())
}

/// Applies the migrations that `conn` has not seen, each in its own transaction.
fn migrate(conn: &mut Connection, path: &Path, migrations: &[&str]) -> Result<(), ArchiveError> {
    let supported = u32::try_from(migrations.len()).unwrap_or(u32::MAX);
    let version = |conn: &Connection| conn.query_row("PRAGMA user_version", [], |row| row.get::<_, u32>(0));
    let mut found = version(conn).at(path)?;
    while found < supported {
        let transaction =
            conn.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).at(path)?;
        // Another process may have migrated while this one waited.
        found = version(&transaction).at(path)?;
        if let Some(migration) = migrations.get(found as usize) {
            transaction.execute_batch(migration).at(path)?;
            found += 1;
            transaction.pragma_update(None, "user_version", found).at(path)?;
        }
        transaction.commit().at(path)?;
    }
    if found > supported {
        return Err(ArchiveError::Newer { path: path.to_owned(), found, supported });
    }
    Ok(())
}

/// Names the file when a statement fails.
pub(crate) trait At<T> {
    /// Names the file.
    fn at(self, path: &Path) -> Result<T, ArchiveError>;
}

impl<T> At<T> for rusqlite::Result<T> {
    fn at(self, path: &Path) -> Result<T, ArchiveError> {
        self.map_err(|source| ArchiveError::Store { path: path.to_owned(), source })
    }
}

/// Whether the file itself is unusable, rather than a statement or the moment.
pub(crate) fn is_damage(error: &ArchiveError) -> bool {
    match error {
        ArchiveError::Store { source, .. } => {
            matches!(source.sqlite_error_code(), Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase))
        }
        ArchiveError::Damaged { .. } => true,
        _ => false,
    }
}

/// Removes a store and what SQLite keeps beside it.
pub(crate) fn remove(path: &Path) -> Result<(), ArchiveError> {
    for suffix in ["", "-wal", "-shm", "-journal"] {
        let mut name = path.as_os_str().to_owned();
        name.push(suffix);
        let file = PathBuf::from(name);
        match fs::remove_file(&file) {
            Err(source) if source.kind() != std::io::ErrorKind::NotFound => {
                return Err(ArchiveError::Io { what: "remove", path: file, source });
            }
            _ => {}
        }
    }
    Ok(())
}

/// Connections that only read, handed out one at a time to any thread.
#[derive(Debug)]
pub(crate) struct Readers {
    idle: Mutex<Vec<(Identity, Connection)>>,
    path: PathBuf,
    attached: Option<(PathBuf, &'static str)>,
}

impl Readers {
    /// Readers of the store at `path`; with `attached`, another store is
    /// visible beside it under that name.
    pub fn new(path: PathBuf, attached: Option<(PathBuf, &'static str)>) -> Self {
        Self { idle: Mutex::new(Vec::new()), path, attached }
    }

    /// Runs `read` with one connection.
    pub fn with<T>(&self, read: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T, ArchiveError> {
        let identity = identity(&self.path);
        let idle = self.idle().pop().filter(|(of, _)| *of == identity);
        let conn = match idle {
            Some((_, conn)) => conn,
            None => self.connect()?,
        };
        let result = read(&conn).at(&self.path);
        if result.is_ok() {
            self.idle().push((identity, conn));
        }
        result
    }

    /// Closes the idle connections, for instance because the file was replaced.
    pub fn forget(&self) {
        self.idle().clear();
    }

    fn connect(&self) -> Result<Connection, ArchiveError> {
        let conn = open_for_reading(&self.path)?;
        if let Some((path, name)) = &self.attached {
            let sql = format!("ATTACH DATABASE ?1 AS {name}");
            conn.execute(&sql, [path.to_string_lossy()]).at(path)?;
        }
        Ok(conn)
    }

    fn idle(&self) -> MutexGuard<'_, Vec<(Identity, Connection)>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Tells a file from another that has taken its place.
pub(crate) type Identity = Option<(u64, u64)>;

/// The identity of the file now at `path`; none where there is none.
#[cfg(unix)]
pub(crate) fn identity(path: &Path) -> Identity {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(path).ok().map(|metadata| (metadata.dev(), metadata.ino()))
}

/// Not told apart here.
#[cfg(not(unix))]
pub(crate) fn identity(_: &Path) -> Identity {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const TWO: Layout =
        Layout { migrations: &["CREATE TABLE a (x)", "ALTER TABLE a ADD COLUMN y"], durable: true };

    #[test]
    fn an_older_file_is_migrated_and_a_newer_one_refused_unharmed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.sqlite");
        let one = Layout { migrations: &TWO.migrations[..1], durable: true };
        open(&path, one).unwrap().execute("INSERT INTO a VALUES (1)", []).unwrap();
        open(&path, TWO).unwrap().execute("UPDATE a SET y = 2", []).unwrap();
        let refused = open(&path, one).unwrap_err();
        assert_eq!(refused.code(), "newer");
        let sum: i64 =
            open(&path, TWO).unwrap().query_row("SELECT x + y FROM a", [], |row| row.get(0)).unwrap();
        assert_eq!(sum, 3);
    }
}
