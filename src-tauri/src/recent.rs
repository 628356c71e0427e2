//! The archives opened before, most recent first.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use crate::files::write_atomically;

/// The most archives that are remembered.
const MAX_ARCHIVES: usize = 10;

/// The archives opened before, kept in one small file. Losing it loses no
/// archive, so a damaged file counts as an empty one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recent {
    file: PathBuf,
    archives: Vec<PathBuf>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Contents {
    archives: Vec<PathBuf>,
}

impl Recent {
    /// Reads the list kept in the folder `config`.
    #[must_use]
    pub fn read(config: &Path) -> Self {
        let file = config.join("recent.json");
        let contents: Contents =
            fs::read(&file).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default();
        Self { file, archives: contents.archives }
    }

    /// The archives that are still there.
    #[must_use]
    pub fn archives(&self) -> Vec<&Path> {
        self.archives.iter().map(PathBuf::as_path).filter(|path| path.is_dir()).collect()
    }

    /// Remembers that `archive` was opened just now.
    ///
    /// # Errors
    /// When the list cannot be written; it holds for this session then.
    pub fn opened(&mut self, archive: &Path) -> io::Result<()> {
        self.archives.retain(|other| other != archive);
        self.archives.insert(0, archive.to_owned());
        self.archives.truncate(MAX_ARCHIVES);
        self.write()
    }

    /// Forgets `archive`.
    ///
    /// # Errors
    /// When the list cannot be written; it holds for this session then.
    pub fn forget(&mut self, archive: &Path) -> io::Result<()> {
        self.archives.retain(|other| other != archive);
        self.write()
    }

    fn write(&self) -> io::Result<()> {
        let contents = Contents { archives: self.archives.clone() };
        let json = serde_json::to_vec_pretty(&contents)?;
        write_atomically(&self.file, &json)
    }
}

/// What an archive is called: the name of its data folder.
#[must_use]
pub fn name(archive: &Path) -> String {
    archive.file_name().unwrap_or(archive.as_os_str()).to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_one_opened_comes_first_and_what_is_gone_is_not_offered() {
        let folder = tempfile::tempdir().unwrap();
        let [a, b] = ["a", "b"].map(|name| folder.path().join(name));
        fs::create_dir(&a).unwrap();
        fs::create_dir(&b).unwrap();
        let mut recent = Recent::read(folder.path());
        for archive in [&a, &b, &folder.path().join("gone"), &a] {
            recent.opened(archive).unwrap();
        }
        assert_eq!(Recent::read(folder.path()).archives(), [a.as_path(), b.as_path()]);
        recent.forget(&a).unwrap();
        assert_eq!(Recent::read(folder.path()).archives(), [b.as_path()]);
    }

    #[test]
    fn a_damaged_list_is_an_empty_one() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("recent.json"), "{").unwrap();
        assert!(Recent::read(folder.path()).archives().is_empty());
    }
}
