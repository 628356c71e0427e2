//! The façade: one object for everything one can do with an archive.

pub(crate) mod alike;
mod article;
mod articles;
mod check;
mod entities;
mod lock;
mod overview;
mod quotations;
mod sentence;
mod writing;

use std::{
    path::PathBuf,
    sync::Mutex,
    time::{Duration, SystemTime},
};

use crate::{
    ArchiveError, Places, derived,
    library::{Clock, Library},
    search::Indexed,
    sqlite::{self, Readers},
    store,
};

pub use alike::AlikeArticle;
pub use article::StoredArticle;
pub use articles::{ArticleFilter, ArticlePage, ArticleSort, Card};
pub use check::{CheckReport, Problem};
pub(crate) use entities::called;
pub use entities::{
    Companion, EntityDetail, EntityFilter, EntityPage, EntityRef, EntityRow, EntitySort, JoinedName,
    MonthCount, NameCount, Role,
};
pub use lock::Lock;
pub use overview::Overview;
pub use quotations::{
    QuotationFilter, QuotationPage, QuotationPiece, QuotationRow, QuotationSort, QuotesFormat,
};
pub(crate) use sentence::boundaries as sentence_boundaries;

/// How an archive is opened.
#[derive(Debug, Clone)]
pub struct Options {
    /// The program's name, told to others that wait for it.
    pub program: String,
    /// How long to wait for another program that writes.
    pub patience: Duration,
    /// Whether opening also makes good what a crash or a new version left
    /// behind; without it, [`Archive::catch_up`] does so later.
    pub catch_up: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { program: "backfile".to_owned(), patience: Duration::from_secs(5), catch_up: true }
    }
}

/// An open archive. Reading is possible from any thread and never waits for a
/// writer; writing is done by one thread of one process at a time.
#[derive(Debug)]
pub struct Archive {
    places: Places,
    options: Options,
    /// Connections to what was derived, the captured articles beside it.
    pub(crate) readers: Readers,
    /// What the reader makes.
    pub(crate) library: Library,
    /// The full-text indexes, opened when first searched.
    indexed: Indexed,
    turn: Mutex<()>,
}

impl Archive {
    /// Opens the archive in the data folder `folder`, made if need be.
    ///
    /// # Errors
    /// When the folder cannot be used, or was written by a newer program.
    pub fn open(folder: impl Into<PathBuf>, options: Options) -> Result<Self, ArchiveError> {
        let given = Places::new(folder);
        given.create()?;
        // Links are resolved once, so that paths of one folder compare equal.
        let root = given.root().canonicalize();
        let root =
            root.map_err(|source| ArchiveError::Io { what: "open", path: given.root().into(), source })?;
        let places = Places::new(root);
        drop(sqlite::open(&places.articles(), store::LAYOUT)?);
        let readers = Readers::new(places.derived(), Some((places.articles(), "kept")));
        let library = Library::open(places.library(), SystemTime::now)?;
        let indexed = Indexed::new(&places);
        let archive = Self { places, options, readers, indexed, library, turn: Mutex::new(()) };
        archive.prepare()?;
        Ok(archive)
    }

    /// The archive with another clock, by which what the reader makes is dated.
    #[must_use]
    pub fn with_clock(mut self, clock: Clock) -> Self {
        self.library.set_clock(clock);
        self
    }

    /// Where everything is.
    #[must_use]
    pub fn places(&self) -> &Places {
        &self.places
    }

    pub(crate) fn options(&self) -> &Options {
        &self.options
    }

    pub(crate) fn readers(&self) -> &Readers {
        &self.readers
    }

    pub(crate) fn indexed(&self) -> &Indexed {
        &self.indexed
    }

    /// Takes the archive for a window; given back when the lock is dropped.
    ///
    /// # Errors
    /// [`ArchiveError::Busy`] when another window has it.
    pub fn lock_window(&self) -> Result<Lock, ArchiveError> {
        Lock::acquire(&self.places.window_lock(), &self.options.program, Duration::ZERO)
    }

    /// Readies the derived stores. When another program is writing they are
    /// ready already, unless it has only just begun.
    fn prepare(&self) -> Result<(), ArchiveError> {
        let patience = if self.is_readable() { Duration::ZERO } else { self.options.patience };
        match self.write(patience) {
            Ok(mut session) => {
                self.mend_roots(&session)?;
                if self.options.catch_up {
                    self.follow(&mut session, &mut |_| std::ops::ControlFlow::Continue(()))?;
                }
                Ok(())
            }
            Err(ArchiveError::Busy { .. }) if self.is_readable() => Ok(()),
            Err(error) => Err(error),
        }
    }

    fn is_readable(&self) -> bool {
        let conn = sqlite::open_for_reading(&self.places.derived());
        conn.is_ok_and(|conn| derived::is_current(&conn))
    }
}
