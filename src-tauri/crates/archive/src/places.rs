//! Where an archive keeps what.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::ArchiveError;

/// The files and folders of one archive's data folder. Source files are
/// elsewhere and are never written.
///
/// ```text
/// articles.sqlite            captured articles, durable
/// library.sqlite             what the reader makes, precious
/// library.sqlite.bak         its newest copy; .bak.1 and .bak.2 are older
/// derived/derived.sqlite     extraction results, entities, quotations
/// derived/articles-index/    full-text index of the articles
/// derived/quotations-index/  full-text index of the quotations
/// lock                       held by the window of this archive
/// lock.writer                held by whoever imports or rebuilds
/// logs/                      rolling log files
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Places {
    root: PathBuf,
}

impl Places {
    /// The places inside the data folder `root`.
    #[must_use]
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// The data folder of a reader who names none: `backfile` in the place
    /// that the system keeps for data of programs (on Linux
    /// `$XDG_DATA_HOME/backfile`). None where there is no home folder.
    #[must_use]
    pub fn default_root() -> Option<PathBuf> {
        Some(directories::ProjectDirs::from("", "", "backfile")?.data_dir().to_owned())
    }

    /// The data folder itself.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Captured articles.
    #[must_use]
    pub fn articles(&self) -> PathBuf {
        self.root.join("articles.sqlite")
    }

    /// What the reader makes.
    #[must_use]
    pub fn library(&self) -> PathBuf {
        self.root.join("library.sqlite")
    }

    /// Everything that can be made again from the captured articles.
    #[must_use]
    pub fn derived_folder(&self) -> PathBuf {
        self.root.join("derived")
    }

    /// Extraction results, entities and quotations.
    #[must_use]
    pub fn derived(&self) -> PathBuf {
        self.derived_folder().join("derived.sqlite")
    }

    /// The full-text index of the articles.
    #[must_use]
    pub fn articles_index(&self) -> PathBuf {
        self.derived_folder().join("articles-index")
    }

    /// The full-text index of the quotations.
    #[must_use]
    pub fn quotations_index(&self) -> PathBuf {
        self.derived_folder().join("quotations-index")
    }

    /// Held by the one window of this archive.
    #[must_use]
    pub fn window_lock(&self) -> PathBuf {
        self.root.join("lock")
    }

    /// Held by whoever imports or rebuilds.
    #[must_use]
    pub fn writer_lock(&self) -> PathBuf {
        self.root.join("lock.writer")
    }

    /// Rolling log files.
    #[must_use]
    pub fn logs(&self) -> PathBuf {
        self.root.join("logs")
    }

    /// Makes the folders that are not there yet.
    ///
    /// # Errors
    /// When a folder cannot be made.
    pub fn create(&self) -> Result<(), ArchiveError> {
        let folder = self.derived_folder();
        fs::create_dir_all(&folder).map_err(|source| ArchiveError::Io {
            what: "create",
            path: folder,
            source,
        })
    }
}
