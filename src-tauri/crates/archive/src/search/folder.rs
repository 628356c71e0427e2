//! The folder an index lies in: whether it is whole, how it is opened.
//!
//! Beside tantivy's files lies a seal: the version the index was made by, and
//! the name, length and time of every file as the last writer left them. While
//! it fits, looking at the folder is enough. When it does not (a crash, a copy,
//! a damaged disk), every checksum is compared before the index is trusted.

use std::{
    fs, io,
    path::{Path, PathBuf},
    time::UNIX_EPOCH,
};

use tantivy::{Index, ReloadPolicy, TantivyError, schema::Schema};

use super::{
    schema::{TERMS, version},
    terms::TermsTokenizer,
};
use crate::ArchiveError;

const SEAL: &str = "backfile.seal";

/// Whether the index at `path` is of this version and undamaged.
pub(crate) fn is_whole(path: &Path) -> bool {
    let Ok(seal) = fs::read_to_string(path.join(SEAL)) else { return false };
    let Some((found, files)) = seal.split_once('\n') else { return false };
    if found != version() {
        return false;
    }
    listing(path).is_ok_and(|now| now == files) || defects(path).is_empty()
}

/// What is wrong with the index at `path`, every byte of it looked at.
pub(crate) fn defects(path: &Path) -> Vec<String> {
    let path = path.to_owned();
    let found = guarded(&path, || {
        if !fs::read_to_string(path.join(SEAL)).is_ok_and(|seal| seal.lines().next() == Some(&version())) {
            return Ok(vec!["it was made by another version".to_owned()]);
        }
        if !path.join(".managed.json").is_file() {
            return Ok(vec!["its list of files is gone".to_owned()]);
        }
        let index = open(&path)?;
        let damaged = index.validate_checksum()?;
        let mut defects: Vec<String> =
            damaged.iter().map(|file| format!("{} is damaged", file.display())).collect();
        defects.sort();
        if defects.is_empty() {
            index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        }
        Ok(defects)
    });
    found.unwrap_or_else(|error| vec![error.to_string()])
}

/// Opens the index at `path`.
pub(crate) fn open(path: &Path) -> Result<Index, TantivyError> {
    let index = Index::open_in_dir(path)?;
    index.tokenizers().register(TERMS, TermsTokenizer::default());
    Ok(index)
}

/// Makes an empty index at `path`, in place of whatever is there.
pub(crate) fn create(path: &Path, schema: Schema) -> Result<Index, ArchiveError> {
    let io = |what, source| ArchiveError::Io { what, path: path.to_owned(), source };
    match fs::remove_dir_all(path) {
        Err(source) if source.kind() != io::ErrorKind::NotFound => return Err(io("remove", source)),
        _ => {}
    }
    fs::create_dir_all(path).map_err(|source| io("create", source))?;
    let index = Index::create_in_dir(path, schema).map_err(|error| failed(path, error))?;
    index.tokenizers().register(TERMS, TermsTokenizer::default());
    seal(path)?;
    Ok(index)
}

/// Says that the files are as they should be.
pub(crate) fn seal(path: &Path) -> Result<(), ArchiveError> {
    let io = |source| ArchiveError::Io { what: "write", path: path.to_owned(), source };
    let seal = format!("{}\n{}", version(), listing(path).map_err(io)?);
    let unfinished = path.join("backfile.seal.new");
    fs::write(&unfinished, seal).map_err(io)?;
    fs::rename(&unfinished, path.join(SEAL)).map_err(io)
}

/// Says that the index at `path` is not to be trusted.
pub(crate) fn condemn(path: &Path) {
    // A seal that cannot be removed leaves a damaged index, which is noticed again.
    let _ = fs::remove_file(path.join(SEAL));
}

/// Names, lengths and times of the files.
fn listing(path: &Path) -> io::Result<String> {
    let mut lines = Vec::new();
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.ends_with(".lock") || name.starts_with(SEAL) {
            continue;
        }
        let metadata = match entry.metadata() {
            // A merge that has just ended removed it.
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            other => other?,
        };
        let modified = metadata.modified()?.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos());
        lines.push(format!("{name} {} {modified}\n", metadata.len()));
    }
    lines.sort();
    Ok(lines.concat())
}

/// Tells an index from the same index written on.
pub(crate) fn identity(path: &Path) -> Option<(u64, u128, u64)> {
    let metadata = fs::metadata(path.join("meta.json")).ok()?;
    let modified = metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()?.as_nanos();
    Some((metadata.len(), modified, inode(&metadata)))
}

#[cfg(unix)]
fn inode(metadata: &fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(metadata)
}

#[cfg(not(unix))]
fn inode(_: &fs::Metadata) -> u64 {
    0
}

/// What went wrong with the index at `path`, in the archive's words.
pub(crate) fn failed(path: &Path, error: TantivyError) -> ArchiveError {
    match error {
        TantivyError::IoError(source)
            if source.kind() != io::ErrorKind::InvalidData
                && source.kind() != io::ErrorKind::UnexpectedEof =>
        {
            let source = io::Error::new(source.kind(), source.to_string());
            ArchiveError::Io { what: "use", path: path.to_owned(), source }
        }
        other => ArchiveError::Damaged { path: path.to_owned(), what: other.to_string() },
    }
}

/// Runs `work` on the index at `path`. Bytes that no longer mean anything may
/// make tantivy panic; that is damage like any other.
pub(crate) fn guarded<T>(
    path: &Path,
    work: impl FnOnce() -> Result<T, TantivyError>,
) -> Result<T, ArchiveError> {
    match std::panic::catch_unwind(std::panic::AssertUnwindSafe(work)) {
        Ok(result) => result.map_err(|error| failed(path, error)),
        Err(_) => {
            Err(ArchiveError::Damaged { path: PathBuf::from(path), what: "it cannot be read".to_owned() })
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{
        sync::atomic::{AtomicBool, Ordering},
        thread,
    };

    use super::*;

    #[test]
    fn a_file_that_a_merge_removes_meanwhile_is_no_error() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("kept"), "kept").unwrap();
        let is_done = AtomicBool::new(false);
        thread::scope(|scope| {
            scope.spawn(|| {
                while !is_done.load(Ordering::Relaxed) {
                    for n in 0..20 {
                        fs::write(folder.path().join(n.to_string()), "").unwrap();
                    }
                    for n in 0..20 {
                        fs::remove_file(folder.path().join(n.to_string())).unwrap();
                    }
                }
            });
            let listed: Vec<io::Result<String>> = (0..2000).map(|_| listing(folder.path())).collect();
            is_done.store(true, Ordering::Relaxed);
            for listed in listed {
                assert!(listed.unwrap().contains("kept 4 "));
            }
        });
    }
}
