//! Paths as SQLite keeps them: text where they are UTF-8, else their bytes.

use std::path::{Path, PathBuf};

use rusqlite::types::{ToSqlOutput, Value, ValueRef};

/// `path` as a value of SQLite.
pub(crate) fn sql_path(path: &Path) -> ToSqlOutput<'_> {
    match path.to_str() {
        Some(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
        None => ToSqlOutput::Owned(Value::Blob(bytes_of(path))),
    }
}

/// The path that SQLite keeps as `value`.
pub(crate) fn path_of(value: ValueRef<'_>) -> PathBuf {
    match value {
        ValueRef::Text(text) => PathBuf::from(String::from_utf8_lossy(text).into_owned()),
        ValueRef::Blob(bytes) => from_bytes(bytes),
        _ => PathBuf::new(),
    }
}

#[cfg(unix)]
fn bytes_of(path: &Path) -> Vec<u8> {
    std::os::unix::ffi::OsStrExt::as_bytes(path.as_os_str()).to_vec()
}

#[cfg(unix)]
fn from_bytes(bytes: &[u8]) -> PathBuf {
    PathBuf::from(<std::ffi::OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(bytes))
}

#[cfg(not(unix))]
fn bytes_of(path: &Path) -> Vec<u8> {
    path.to_string_lossy().into_owned().into_bytes()
}

#[cfg(not(unix))]
fn from_bytes(bytes: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
}
