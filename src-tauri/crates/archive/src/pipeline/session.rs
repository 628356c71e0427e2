//! A stretch of writing: the lock, the connections, the index writers. All of
//! it is let go when the work is done.

use std::{sync::MutexGuard, time::Duration};

use rusqlite::Connection;

use super::Indexes;
use crate::{
    ArchiveError, Places,
    archive::Lock,
    derived::{self, Entry, Follower},
    sqlite::{self, At},
    store,
};

/// The sole writer of an archive for as long as it lives.
#[derive(Debug)]
pub(crate) struct Session<'a> {
    /// Where everything is.
    pub places: &'a Places,
    /// `articles.sqlite`.
    pub articles: Connection,
    /// `derived.sqlite`.
    pub derived: Connection,
    indexes: Option<Indexes>,
    // Dropped last: the lock outlives everything it guards.
    _lock: Lock,
    _turn: MutexGuard<'a, ()>,
}

impl<'a> Session<'a> {
    /// Begins to write, once `turn` was taken from other threads and the lock
    /// from other processes.
    pub fn begin(
        places: &'a Places,
        turn: MutexGuard<'a, ()>,
        program: &str,
        patience: Duration,
    ) -> Result<Self, ArchiveError> {
        let lock = Lock::acquire(&places.writer_lock(), program, patience)?;
        let articles = sqlite::open(&places.articles(), store::LAYOUT)?;
        let derived = derived::open(&places.derived())?;
        Ok(Self { places, articles, derived, indexes: None, _lock: lock, _turn: turn })
    }

    /// Whether a derived store lacks something.
    pub fn is_behind(&self) -> Result<bool, ArchiveError> {
        let path = self.places.derived();
        let end = store::change_now(&self.articles).at(&self.places.articles())?;
        let behind = derived::is_behind(&self.derived, end).at(&path)?;
        Ok(behind || !Indexes::are_whole(self.places))
    }

    /// The index writers, opened when first needed.
    pub fn indexes(&mut self) -> Result<&mut Indexes, ArchiveError> {
        if self.indexes.is_none() {
            let (indexes, is_empty) = Indexes::open(self.places)?;
            if is_empty {
                let path = self.places.derived();
                derived::set_watermark(&self.derived, Follower::Indexes, 0).at(&path)?;
            }
            self.indexes = Some(indexes);
        }
        self.indexes.as_mut().ok_or_else(|| ArchiveError::Damaged {
            path: self.places.articles_index(),
            what: "it cannot be opened".to_owned(),
        })
    }

    /// Follows the articles up to write `change`, which `entries` are the last of.
    pub fn follow(&mut self, entries: &[Entry], change: i64) -> Result<(), ArchiveError> {
        self.follow_tables(entries, change)?;
        self.follow_indexes(entries, change)
    }

    /// Writes `entries` to the tables alone.
    pub fn follow_tables(&mut self, entries: &[Entry], change: i64) -> Result<(), ArchiveError> {
        let path = self.places.derived();
        let transaction =
            self.derived.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).at(&path)?;
        derived::write(&transaction, entries).at(&path)?;
        derived::link(&transaction, &self.articles, entries).at(&path)?;
        derived::link_wordings(&transaction, entries).at(&path)?;
        derived::set_watermark(&transaction, Follower::Tables, change).at(&path)?;
        transaction.commit().at(&path)
    }

    /// Writes `entries` to the indexes alone.
    pub fn follow_indexes(&mut self, entries: &[Entry], change: i64) -> Result<(), ArchiveError> {
        let indexes = self.indexes()?;
        indexes.add(entries)?;
        indexes.commit()?;
        // Said last: what a crash undoes is indexed again, which does no harm.
        derived::set_watermark(&self.derived, Follower::Indexes, change).at(&self.places.derived())
    }
}
