//! What the program is called with.

use std::path::{Path, PathBuf};

use clap::Parser;

/// A desktop reader for news archives.
#[derive(Debug, Clone, Default, Parser)]
#[command(name = "backfile", version, about)]
pub struct Arguments {
    /// Backfile's data folder, made if need be (never the folder of the articles)
    #[arg(long, value_name = "DIR")]
    pub archive: Option<PathBuf>,
    /// Say on stderr what is logged
    #[arg(short, long)]
    pub verbose: bool,
    /// Files and folders to import
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
}

impl Arguments {
    /// The paths as they are called from anywhere.
    #[must_use]
    pub fn absolute_paths(&self) -> Vec<String> {
        self.paths.iter().map(|path| absolute(path).to_string_lossy().into_owned()).collect()
    }
}

/// `path` as it is called from anywhere, whether it exists or not.
#[must_use]
pub fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_made_absolute_and_options_may_stand_between() {
        let arguments = Arguments::parse_from(["backfile", "a.txt", "--archive", "x", "/b"]);
        let here = std::env::current_dir().unwrap().join("a.txt");
        assert_eq!(arguments.absolute_paths(), [here.to_str().unwrap(), "/b"]);
        assert_eq!(arguments.archive.as_deref(), Some(Path::new("x")));
    }
}
