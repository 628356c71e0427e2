//! What the reader corrects, as a person sees it: everywhere, for good, undone.

#![allow(clippy::unwrap_used)]

mod decided;
mod mentions;

use std::{
    fs,
    ops::ControlFlow,
    path::PathBuf,
    time::{Duration, SystemTime},
};

use backfile_archive::{Archive, Name, Options, Progress};
use backfile_extract::EntityKind;

/// Noon on 1 May 2026.
fn noon() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_777_636_800)
}

fn go_on(_: Progress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

/// A folder with an archive and its sources.
struct Place(tempfile::TempDir);

impl Place {
    /// One with these stories, by their file names, imported.
    fn new(stories: &[(&str, &str)]) -> Self {
        let place = Self(tempfile::tempdir().unwrap());
        fs::create_dir(place.sources()).unwrap();
        for (file, story) in stories {
            fs::write(place.sources().join(file), story).unwrap();
        }
        place.import_all();
        place
    }

    fn sources(&self) -> PathBuf {
        self.0.path().join("sources")
    }

    fn open(&self) -> Archive {
        Archive::open(self.0.path().join("data"), Options::default()).unwrap().with_clock(noon)
    }

    /// Imports a story as it reads now.
    fn import(&self, file: &str, story: &str) {
        fs::write(self.sources().join(file), story).unwrap();
        self.import_all();
    }

    fn import_all(&self) {
        self.open().import(&[self.sources()], &mut go_on).unwrap();
    }
}

fn name(kind: EntityKind, name: &str) -> Name {
    Name { kind, name: name.to_owned() }
}
