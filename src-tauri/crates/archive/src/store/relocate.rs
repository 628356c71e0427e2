//! Finds roots again after the archive or its sources were moved or copied.

use std::{
    fs,
    io::Read,
    path::{Path, PathBuf},
};

use rusqlite::Connection;
use sha2::{Digest, Sha256};

use super::{FileRow, Root, files_under, path_of, relocate, roots, sql_path};

/// How many files are looked for before a folder counts as a root found again.
const N_SAMPLES: usize = 16;

/// The largest file whose contents are compared.
const MAX_COMPARED: i64 = 32 << 20;

/// Follows the data folder `data` when it was opened somewhere else before:
/// roots that lie beside it in the same way are found again there.
pub(crate) fn mend(conn: &Connection, data: &Path) -> rusqlite::Result<()> {
    let home = home(conn)?;
    if home.as_deref() == Some(data) {
        return Ok(());
    }
    for root in roots(conn)? {
        let Some(beside) = &root.beside else { continue };
        let Ok(path) = data.join(beside).canonicalize() else { continue };
        if path != root.path && holds_files_of(conn, &root, &path)? {
            relocate(conn, root.no, &path, data)?;
        }
    }
    // The first home is remembered for good: it tells a copy, whose roots may
    // still point into the original's place, from the original.
    if home.is_none() {
        set_home(conn, data)?;
    }
    Ok(())
}

/// Finds the root that the folder `path` is, if it was one before it was moved
/// (or the whole archive was copied), and says that it is there now.
pub(crate) fn relocate_to(conn: &Connection, path: &Path, data: &Path) -> rusqlite::Result<Option<Root>> {
    let was_copied = home(conn)?.is_some_and(|home| home != data);
    for mut root in roots(conn)? {
        let old_is_there = root.path != path && holds_files_of(conn, &root, &root.path.clone())?;
        if (was_copied || !old_is_there) && holds_files_of(conn, &root, path)? {
            relocate(conn, root.no, path, data)?;
            root.path = path.to_owned();
            return Ok(Some(root));
        }
    }
    Ok(None)
}

fn home(conn: &Connection) -> rusqlite::Result<Option<PathBuf>> {
    let mut statement = conn.prepare("SELECT value FROM meta WHERE key = 'home'")?;
    let mut rows = statement.query([])?;
    Ok(match rows.next()? {
        Some(row) => Some(path_of(row.get_ref(0)?)),
        None => None,
    })
}

fn set_home(conn: &Connection, data: &Path) -> rusqlite::Result<()> {
    conn.execute("INSERT OR REPLACE INTO meta VALUES ('home', ?1)", [sql_path(data)])?;
    Ok(())
}

/// Whether most of the files known below `root` lie in the folder `path`, with
/// the same sizes, and the first of them with the same contents.
fn holds_files_of(conn: &Connection, root: &Root, path: &Path) -> rusqlite::Result<bool> {
    let mut files = files_under(conn, root.no, Path::new(""))?;
    files.retain(|file| !file.missing && file.sha256.is_some());
    let step = files.len().div_ceil(N_SAMPLES).max(1);
    let samples: Vec<&FileRow> = files.iter().step_by(step).collect();
    let found: Vec<&&FileRow> =
        samples.iter().filter(|file| has_size(&path.join(&file.path), file.size)).collect();
    let enough = !found.is_empty() && found.len() * 2 > samples.len();
    Ok(enough && found.iter().take(3).any(|file| has_contents(&path.join(&file.path), file)))
}

fn has_size(path: &Path, size: Option<i64>) -> bool {
    fs::metadata(path).is_ok_and(|found| found.is_file() && i64::try_from(found.len()).ok() == size)
}

fn has_contents(path: &Path, file: &FileRow) -> bool {
    if file.size.is_none_or(|size| size > MAX_COMPARED) {
        return true;
    }
    let mut contents = Vec::new();
    let read = fs::File::open(path).and_then(|mut opened| opened.read_to_end(&mut contents));
    read.is_ok() && file.sha256.as_deref() == Some(Sha256::digest(&contents).as_slice())
}
