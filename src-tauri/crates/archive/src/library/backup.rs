//! Copies of the library, and what happens when the file is damaged.
//!
//! The newest copy is `library.sqlite.bak`, older ones `.bak.1` and `.bak.2`.
//! A copy is made when the newest is older than twelve hours, and before a
//! migration. Nothing is ever deleted but the oldest copy: a damaged file is
//! renamed and stays.

use std::{
    fmt,
    fs::{self, File},
    io,
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

use rusqlite::{Connection, OpenFlags};

use super::stamp;
use crate::{
    ArchiveError,
    archive::Lock,
    sqlite::{self, At, Layout},
};

/// How old the newest copy may become.
const MAX_AGE: Duration = Duration::from_secs(12 * 60 * 60);

/// How many copies are kept.
const N_COPIES: usize = 3;

/// How long to wait for another program that mends or copies the same file.
const PATIENCE: Duration = Duration::from_secs(5);

/// What happened to a damaged library, to be told to the reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LibraryNotice {
    /// Where the damaged file is now; none where it was not there at all.
    pub kept: Option<PathBuf>,
    /// When the copy that took its place was made, RFC 3339; none where there
    /// was no copy and the library begins empty.
    pub copied: Option<String>,
}

impl fmt::Display for LibraryNotice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kept {
            Some(kept) => write!(f, "library.sqlite was damaged and is kept as {}; ", kept.display())?,
            None => write!(f, "library.sqlite was not there; ")?,
        }
        match &self.copied {
            Some(copied) => write!(f, "the copy of {copied} took its place"),
            None => write!(f, "there was no copy, so bookmarks and settings begin empty"),
        }
    }
}

/// An opened library.
pub(super) struct Opened {
    /// The connection that writes.
    pub conn: Connection,
    /// When it was last copied; now, where there is nothing to copy yet.
    pub copied: SystemTime,
    /// What was mended.
    pub notice: Option<LibraryNotice>,
}

/// Opens the library at `path` as laid out in `layout`, mended if need be, and
/// copies it if that is due.
pub(super) fn open(path: &Path, layout: Layout, now: SystemTime) -> Result<Opened, ArchiveError> {
    let mut notice = None;
    let version = match inspect(path) {
        Err(error) if sqlite::is_damage(&error) => {
            notice = mend(path, now)?;
            let begins_empty = notice.as_ref().is_some_and(|notice| notice.copied.is_none());
            if begins_empty { 0 } else { inspect(path)? }
        }
        other => other?,
    };
    let supported = layout.migrations.len();
    if version > 0 && (version as usize) < supported {
        copy(&Connection::open(path).at(path)?, path, PATIENCE)?;
    }
    let conn = sqlite::open(path, layout)?;
    let copied = modified(&nth(path, 0));
    if has_content(&conn) && copied.is_none_or(|copied| is_due(copied, now)) {
        if let Err(error) = copy(&conn, path, Duration::ZERO) {
            tracing::warn!(code = error.code(), "cannot copy the library");
        }
        return Ok(Opened { conn, copied: now, notice });
    }
    Ok(Opened { conn, copied: copied.unwrap_or(now), notice })
}

/// Whether a copy made at `copied` is too old; also one from the future.
pub(super) fn is_due(copied: SystemTime, now: SystemTime) -> bool {
    let age = now.duration_since(copied).unwrap_or_else(|error| error.duration());
    age >= MAX_AGE
}

/// Makes a copy of the file at `path`, which `conn` is open on, waiting up to
/// `patience` for another program that does so.
///
/// # Errors
/// When it cannot be written; the older copies are then as they were.
pub(super) fn copy(conn: &Connection, path: &Path, patience: Duration) -> Result<(), ArchiveError> {
    let _lock = lock(path, patience)?;
    let new = beside(path, ".bak.new");
    sqlite::remove(&new)?;
    conn.execute("VACUUM INTO ?1", [new.to_string_lossy()]).at(&new)?;
    // SQLite does not wait for the disk here; the rename must not come first.
    File::open(&new).and_then(|file| file.sync_all()).map_err(|source| failed("write", &new, source))?;
    for n in (0..N_COPIES - 1).rev() {
        rename_if_there(&nth(path, n), &nth(path, n + 1))?;
    }
    rename_if_there(&new, &nth(path, 0)).map(drop)
}

/// The format of the file at `path`; 0 where there is none and never was one.
fn inspect(path: &Path) -> Result<u32, ArchiveError> {
    let damaged = |what: String| ArchiveError::Damaged { path: path.to_owned(), what };
    let size = fs::metadata(path).map_or(0, |metadata| metadata.len());
    if size == 0 {
        // SQLite would take an emptied file for a new one.
        return match (0..N_COPIES).any(|n| nth(path, n).exists()) {
            true => Err(damaged("it is empty".to_owned())),
            false => Ok(0),
        };
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE;
    let conn = Connection::open_with_flags(path, flags).at(path)?;
    conn.busy_timeout(PATIENCE).at(path)?;
    let found: String = conn.query_row("PRAGMA quick_check(1)", [], |row| row.get(0)).at(path)?;
    if found != "ok" {
        return Err(damaged(found));
    }
    conn.query_row("PRAGMA user_version", [], |row| row.get(0)).at(path)
}

/// Puts a damaged file aside and the newest whole copy in its place. None when
/// another program has done so meanwhile.
fn mend(path: &Path, now: SystemTime) -> Result<Option<LibraryNotice>, ArchiveError> {
    let _lock = lock(path, PATIENCE)?;
    if inspect(path).is_ok() {
        return Ok(None);
    }
    let kept = put_aside(path, now)?;
    let copied = restore(path)?.map(stamp);
    tracing::error!(code = "library_damaged", restored = copied.is_some(), "a damaged library was put aside");
    Ok(Some(LibraryNotice { kept, copied }))
}

/// Renames the file and what SQLite keeps beside it.
fn put_aside(path: &Path, now: SystemTime) -> Result<Option<PathBuf>, ArchiveError> {
    let when: String = stamp(now).chars().take(19).filter(char::is_ascii_digit).collect();
    let mut aside = beside(path, &format!(".damaged-{when}"));
    let mut n = 1;
    while aside.exists() {
        n += 1;
        aside = beside(path, &format!(".damaged-{when}-{n}"));
    }
    for suffix in ["-wal", "-shm", "-journal"] {
        rename_if_there(&beside(path, suffix), &beside(&aside, suffix))?;
    }
    Ok(rename_if_there(path, &aside)?.then_some(aside))
}

/// Puts the newest whole copy in place and says when it was made.
fn restore(path: &Path) -> Result<Option<SystemTime>, ArchiveError> {
    let trial = beside(path, ".restored");
    for copy in (0..N_COPIES).map(|n| nth(path, n)).filter(|copy| copy.exists()) {
        sqlite::remove(&trial)?;
        fs::copy(&copy, &trial).map_err(|source| failed("read", &copy, source))?;
        File::open(&trial)
            .and_then(|file| file.sync_all())
            .map_err(|source| failed("write", &trial, source))?;
        if inspect(&trial).is_ok_and(|version| version > 0) {
            // Looking at it may have left these.
            for suffix in ["-wal", "-shm"] {
                sqlite::remove(&beside(&trial, suffix))?;
            }
            rename_if_there(&trial, path)?;
            return Ok(modified(&copy));
        }
    }
    sqlite::remove(&trial).map(|()| None)
}

fn has_content(conn: &Connection) -> bool {
    let sql = "SELECT EXISTS (SELECT 1 FROM journal) OR EXISTS (SELECT 1 FROM reading)
        OR EXISTS (SELECT 1 FROM setting)";
    conn.query_row(sql, [], |row| row.get(0)).unwrap_or(false)
}

fn lock(path: &Path, patience: Duration) -> Result<Lock, ArchiveError> {
    Lock::acquire(&beside(path, ".lock"), "backfile, which copies the library", patience)
}

/// The name of the `n`th copy, 0 being the newest.
fn nth(path: &Path, n: usize) -> PathBuf {
    match n {
        0 => beside(path, ".bak"),
        n => beside(path, &format!(".bak.{n}")),
    }
}

fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

fn modified(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).and_then(|metadata| metadata.modified()).ok()
}

/// Renames `from` if it is there, and says whether it was.
fn rename_if_there(from: &Path, to: &Path) -> Result<bool, ArchiveError> {
    match fs::rename(from, to) {
        Ok(()) => Ok(true),
        Err(source) if source.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(source) => Err(failed("rename", from, source)),
    }
}

fn failed(what: &'static str, path: &Path, source: io::Error) -> ArchiveError {
    ArchiveError::Io { what, path: path.to_owned(), source }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = "CREATE TABLE journal (x); CREATE TABLE reading (x); CREATE TABLE setting (x)";
    const OLD: Layout = Layout { migrations: &[ONE], durable: true };
    const NEW: Layout = Layout { migrations: &[ONE, "ALTER TABLE journal ADD COLUMN y"], durable: true };

    struct Place(tempfile::TempDir);

    impl Place {
        fn new() -> Self {
            Self(tempfile::tempdir().unwrap())
        }

        fn path(&self) -> PathBuf {
            self.0.path().join("library.sqlite")
        }

        fn open(&self, layout: Layout, now: SystemTime) -> Opened {
            open(&self.path(), layout, now).unwrap()
        }

        fn add(&self, x: i64) {
            let opened = self.open(OLD, SystemTime::now());
            opened.conn.execute("INSERT INTO journal (x) VALUES (?1)", [x]).unwrap();
        }

        /// The values in the library, then those in each copy, newest first.
        fn values(&self) -> Vec<Vec<i64>> {
            let copies = (0..N_COPIES).map(|n| nth(&self.path(), n)).filter(|copy| copy.exists());
            std::iter::once(self.path()).chain(copies).map(|path| values(&path)).collect()
        }
    }

    fn values(path: &Path) -> Vec<i64> {
        let conn = Connection::open(path).unwrap();
        let mut statement = conn.prepare("SELECT x FROM journal ORDER BY x").unwrap();
        let values = statement.query_map([], |row| row.get(0)).unwrap();
        values.map(Result::unwrap).collect()
    }

    #[test]
    fn copies_are_made_every_twelve_hours_and_the_oldest_goes() {
        let place = Place::new();
        let now = SystemTime::now();
        place.open(OLD, now);
        assert_eq!(place.values().len(), 1, "nothing to copy");
        place.add(1);
        place.open(OLD, now);
        place.add(2);
        assert_eq!(place.values(), [vec![1, 2], vec![1]], "the copy is new enough");
        for day in 1..=3 {
            place.open(OLD, now + Duration::from_secs(day * 86_400));
        }
        assert_eq!(place.values().len(), 1 + N_COPIES);
        assert!(place.values()[1..].iter().all(|copy| copy == &[1, 2]));
    }

    #[test]
    fn a_migration_is_preceded_by_a_copy() {
        let place = Place::new();
        place.add(1);
        place.add(2);
        place.open(NEW, SystemTime::now());
        assert_eq!(place.values()[..2], [vec![1, 2], vec![1, 2]]);
        let refused = open(&place.path(), OLD, SystemTime::now()).err().unwrap();
        assert_eq!(refused.code(), "newer");
        assert_eq!(place.values()[0], [1, 2]);
    }

    /// Asserts what is there after `harm` was done to a library holding 1 and
    /// 2 whose copy holds 1.
    #[track_caller]
    fn check(harm: impl Fn(&Place), expected: &[i64], is_kept: bool) {
        let place = Place::new();
        place.add(1);
        place.add(2);
        assert_eq!(values(&nth(&place.path(), 0)), [1]);
        harm(&place);
        let opened = place.open(OLD, SystemTime::now());
        let notice = opened.notice.unwrap();
        assert_eq!(notice.copied.is_some(), !expected.is_empty());
        assert_eq!(notice.kept.as_ref().is_some_and(|kept| kept.exists()), is_kept);
        assert_eq!(values(&place.path()), expected);
        assert!(place.open(OLD, SystemTime::now()).notice.is_none(), "said once");
    }

    #[test]
    fn a_damaged_library_is_put_aside_and_the_newest_whole_copy_is_used() {
        let overwrite = |path: &Path| fs::write(path, b"this was a library once, and is none now").unwrap();
        check(|place| overwrite(&place.path()), &[1], true);
        check(|place| fs::write(place.path(), b"").unwrap(), &[1], true);
        check(|place| fs::remove_file(place.path()).unwrap(), &[1], false);
        let middle = |place: &Place| {
            let mut bytes = fs::read(place.path()).unwrap();
            bytes[4096..4296].fill(0xa5);
            fs::write(place.path(), bytes).unwrap();
        };
        check(middle, &[1], true);
        let both = |place: &Place| {
            overwrite(&place.path());
            overwrite(&nth(&place.path(), 0));
        };
        check(both, &[], true);
    }
}
