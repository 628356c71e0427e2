//! Where the shell keeps its own things, and writing small files safely.

use std::{
    ffi::OsString,
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};

use directories::ProjectDirs;

/// The folders of this program, after the XDG base directories.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folders {
    /// The archive that is opened when none is named.
    pub archive: PathBuf,
    /// The archive of the sample articles, beside it.
    pub sample: PathBuf,
    /// What the shell remembers of its own.
    pub config: PathBuf,
}

impl Folders {
    /// The folders of the person who runs the program; in the working folder
    /// for somebody without a home.
    #[must_use]
    pub fn of_this_person() -> Self {
        match ProjectDirs::from("org", "", "backfile") {
            Some(dirs) => Self::new(dirs.data_dir(), dirs.config_dir()),
            None => Self::new(Path::new("backfile-data"), Path::new("backfile-config")),
        }
    }

    /// The folders inside the given ones.
    #[must_use]
    pub fn new(data: &Path, config: &Path) -> Self {
        Self { archive: data.to_owned(), sample: beside(data, "-sample"), config: config.to_owned() }
    }
}

/// `path` with `suffix` added to its name.
fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.file_name().map_or_else(|| OsString::from("backfile"), ToOwned::to_owned);
    name.push(suffix);
    path.with_file_name(name)
}

/// Writes `contents` to `path` so that a crash leaves the old file or the new one.
///
/// # Errors
/// When the folder cannot be made or the file cannot be written.
pub fn write_atomically(path: &Path, contents: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let draft = beside(path, &format!(".{}", std::process::id()));
    let mut file = File::create(&draft)?;
    file.write_all(contents)?;
    file.sync_all()?;
    fs::rename(&draft, path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_lies_beside_the_archive() {
        let folders =
            Folders::new(Path::new("/home/a/.local/share/backfile"), Path::new("/home/a/.config/backfile"));
        assert_eq!(folders.sample, Path::new("/home/a/.local/share/backfile-sample"));
    }

    #[test]
    fn writing_replaces_the_file_and_leaves_nothing_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/list.json");
        write_atomically(&path, b"one").unwrap();
        write_atomically(&path, b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
    }
}
