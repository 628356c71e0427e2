//! Roots: the folders that source paths are relative to.

use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::{path_of, sql_path};

/// A folder that sources are relative to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Root {
    /// Its number.
    pub no: i64,
    /// Its name, unique in the archive.
    pub name: String,
    /// Where it is, or was when it was last seen.
    pub path: PathBuf,
    /// The same place, relative to the data folder.
    pub(crate) beside: Option<PathBuf>,
}

impl Root {
    /// Whether the folder is not there any more.
    #[must_use]
    pub fn is_missing(&self) -> bool {
        !self.path.is_dir()
    }
}

/// Something the reader asked to import: a path under a root.
#[derive(Debug, Clone)]
pub(crate) struct ScopeRow {
    /// The root.
    pub root: i64,
    /// Relative to it; empty for the whole root.
    pub path: PathBuf,
}

/// All roots, the deepest paths first, so that the first one that holds a
/// file is its root.
pub(crate) fn roots(conn: &Connection) -> rusqlite::Result<Vec<Root>> {
    let mut statement = conn.prepare_cached("SELECT no, name, path, beside FROM root")?;
    let rows = statement.query_map([], |row| {
        let beside = row.get_ref(3)?;
        Ok(Root {
            no: row.get(0)?,
            name: row.get(1)?,
            path: path_of(row.get_ref(2)?),
            beside: (beside.data_type() != rusqlite::types::Type::Null).then(|| path_of(beside)),
        })
    })?;
    let mut roots = rows.collect::<rusqlite::Result<Vec<_>>>()?;
    roots.sort_by_key(|root| std::cmp::Reverse(root.path.components().count()));
    Ok(roots)
}

/// Adds a root at `path`, named after its folder; a number is added to a
/// name that is taken.
pub(crate) fn add_root(conn: &Connection, path: &Path, data: &Path) -> rusqlite::Result<Root> {
    let taken: Vec<String> = roots(conn)?.into_iter().map(|root| root.name).collect();
    let folder = path.file_name().map_or_else(|| "root".into(), |name| name.to_string_lossy().into_owned());
    let name = (1..)
        .map(|n| if n == 1 { folder.clone() } else { format!("{folder} {n}") })
        .find(|name| !taken.contains(name))
        .unwrap_or(folder);
    let beside = beside(path, data);
    conn.execute(
        "INSERT INTO root (name, path, beside) VALUES (?1, ?2, ?3)",
        (&name, sql_path(path), beside.as_deref().map(sql_path)),
    )?;
    Ok(Root { no: conn.last_insert_rowid(), name, path: path.to_owned(), beside })
}

/// The name of root `no`.
pub(crate) fn root_name(conn: &Connection, no: i64) -> rusqlite::Result<String> {
    conn.prepare_cached("SELECT name FROM root WHERE no = ?1")?.query_row([no], |row| row.get(0))
}

/// Says that root `no` is now at `path`.
pub(crate) fn relocate(conn: &Connection, no: i64, path: &Path, data: &Path) -> rusqlite::Result<()> {
    let beside = beside(path, data);
    conn.execute(
        "UPDATE root SET path = ?2, beside = ?3 WHERE no = ?1",
        (no, sql_path(path), beside.as_deref().map(sql_path)),
    )?;
    Ok(())
}

/// `path` as seen from the folder `data`; none where they share nothing but `/`.
fn beside(path: &Path, data: &Path) -> Option<PathBuf> {
    let n_common = path.components().zip(data.components()).take_while(|(a, b)| a == b).count();
    if n_common < 2 {
        return None;
    }
    let mut relative: PathBuf = data.components().skip(n_common).map(|_| "..").collect();
    relative.extend(path.components().skip(n_common));
    Some(relative)
}

/// Remembers what the reader asked to import.
pub(crate) fn add_scope(conn: &Connection, root: i64, path: &Path) -> rusqlite::Result<()> {
    conn.execute("INSERT OR IGNORE INTO scope VALUES (?1, ?2)", (root, sql_path(path)))?;
    Ok(())
}

/// Everything the reader asked to import.
pub(crate) fn scopes(conn: &Connection) -> rusqlite::Result<Vec<ScopeRow>> {
    let mut statement = conn.prepare_cached("SELECT root, path FROM scope ORDER BY root, path")?;
    let rows =
        statement.query_map([], |row| Ok(ScopeRow { root: row.get(0)?, path: path_of(row.get_ref(1)?) }))?;
    rows.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_found_from_the_data_folder() {
        let check = |path: &str, data: &str| beside(Path::new(path), Path::new(data));
        assert_eq!(check("/home/a/news/articles", "/home/a/news/data"), Some("../articles".into()));
        assert_eq!(check("/home/a/news", "/home/a/news/data"), Some("..".into()));
        assert_eq!(check("/media/disk", "/home/a/news"), None);
    }
}
