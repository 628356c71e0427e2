//! Which files of a folder may hold articles.

use std::{
    ops::ControlFlow,
    path::{Path, PathBuf},
};

use walkdir::{DirEntry, WalkDir};

/// Endings of names that hold articles, also followed by `.gz`.
const ENDINGS: [&str; 9] = ["txt", "text", "md", "markdown", "mdown", "jsonl", "ndjson", "json", "asc"];

/// Folders that never hold articles.
const SKIPPED_FOLDERS: [&str; 3] = ["node_modules", "__MACOSX", "target"];

/// Whether a file's name lets one expect articles in it. Explanations
/// (`README`), hidden files and other endings are passed over in folders;
/// a file that the reader names is always tried.
#[must_use]
pub fn is_candidate(path: &Path) -> bool {
    let Some(name) = path.file_name().map(|name| name.to_string_lossy().to_lowercase()) else { return false };
    if name.starts_with('.') || name.starts_with('~') || name.starts_with("readme") {
        return false;
    }
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    name.rsplit_once('.').is_some_and(|(stem, ending)| !stem.is_empty() && ENDINGS.contains(&ending))
}

/// Calls `each` for every candidate below `root`, in a fixed order. Links to
/// folders are followed, loops are not; unreadable folders are reported as errors.
/// A `root` that is a file is itself the only candidate.
pub fn walk(root: &Path, each: &mut dyn FnMut(Result<PathBuf, walkdir::Error>) -> ControlFlow<()>) {
    let entries = WalkDir::new(root).follow_links(true).sort_by_file_name();
    for entry in entries.into_iter().filter_entry(is_open) {
        let found = match entry {
            Ok(entry) if entry.file_type().is_file() => {
                let is_root = entry.depth() == 0;
                (is_root || is_candidate(entry.path())).then(|| Ok(entry.into_path()))
            }
            Ok(_) => None,
            Err(error) => Some(Err(error)),
        };
        if let Some(found) = found
            && each(found).is_break()
        {
            return;
        }
    }
}

fn is_open(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    let skipped = name.starts_with('.') || SKIPPED_FOLDERS.contains(&name.as_ref());
    entry.depth() == 0 || !entry.file_type().is_dir() || !skipped
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn explanations_hidden_files_and_other_formats_are_passed_over() {
        for (name, expected) in [
            ("a/story.txt", true),
            ("a/story.TXT", true),
            ("a/wire.jsonl.gz", true),
            ("a/README.md", false),
            ("a/.story.txt", false),
            ("a/picture.png", false),
            ("a/txt", false),
            ("a/.gz", false),
        ] {
            assert_eq!(is_candidate(Path::new(name)), expected, "{name}");
        }
    }

    #[test]
    fn folders_are_walked_in_order_and_hidden_ones_are_not() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b/2.txt", "a/1.md", ".git/x.txt", "node_modules/y.txt", "README.md"] {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        let mut found = Vec::new();
        walk(folder.path(), &mut |path| {
            found.push(path.unwrap().strip_prefix(folder.path()).unwrap().to_string_lossy().into_owned());
            ControlFlow::Continue(())
        });
        assert_eq!(found, ["a/1.md", "b/2.txt"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_loop_of_links_ends() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("1.txt"), "x").unwrap();
        std::os::unix::fs::symlink(folder.path(), folder.path().join("again")).unwrap();
        let mut n_files = 0;
        walk(folder.path(), &mut |path| {
            n_files += usize::from(path.is_ok());
            ControlFlow::Continue(())
        });
        assert_eq!(n_files, 1);
    }
}
