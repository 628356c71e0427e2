//! A stretch of writing: the lock, the connections, the index writers. All of
//! it is let go when the work is done.

use std::{
    sync::MutexGuard,
    time::{Duration, Instant},
};

use rusqlite::Connection;

use super::Indexes;
use crate::{
    ArchiveError, Places,
    archive::Lock,
    derived::{self, Entry, Follower},
    sqlite::{self, At},
    store,
};

/// What was added to the indexes and is not found yet; a crash loses it, and
/// the watermark, which is behind it, says so.
#[derive(Debug)]
struct Uncommitted {
    n_articles: usize,
    /// How many were committed before.
    n_committed: usize,
    /// The last write it holds.
    change: Option<i64>,
    last_commit: Instant,
}

/// How long what was added to the indexes may wait to be found.
const MAX_WAIT: Duration = Duration::from_secs(15);

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
    uncommitted: Uncommitted,
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
        let uncommitted =
            Uncommitted { n_articles: 0, n_committed: 0, change: None, last_commit: Instant::now() };
        Ok(Self { places, articles, derived, indexes: None, uncommitted, _lock: lock, _turn: turn })
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
        self.follow_soon(entries, change)?;
        self.commit()
    }

    /// The same, but that they are found somewhat later; [`Self::commit`] is to
    /// follow the last of them.
    pub fn follow_soon(&mut self, entries: &[Entry], change: i64) -> Result<(), ArchiveError> {
        self.follow_tables(entries, change)?;
        self.follow_indexes(entries, change)
    }

    /// Writes `entries` to the tables alone.
    pub fn follow_tables(&mut self, entries: &[Entry], change: i64) -> Result<(), ArchiveError> {
        let path = self.places.derived();
        let transaction =
            self.derived.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).at(&path)?;
        let known = derived::write(&transaction, entries).at(&path)?;
        derived::link(&transaction, &self.articles, entries, &known).at(&path)?;
        derived::link_wordings(&transaction, entries, &known).at(&path)?;
        derived::set_watermark(&transaction, Follower::Tables, change).at(&path)?;
        transaction.commit().at(&path)
    }

    /// Writes `entries` to the indexes alone. They are found after the next
    /// commit, which is made here when it holds as much as all before it, or
    /// after a while: each makes a segment, and those have to be merged.
    pub fn follow_indexes(&mut self, entries: &[Entry], change: i64) -> Result<(), ArchiveError> {
        self.indexes()?.add(entries)?;
        let uncommitted = &mut self.uncommitted;
        uncommitted.n_articles += entries.len();
        uncommitted.change = Some(change);
        let is_due = uncommitted.n_articles >= uncommitted.n_committed
            || uncommitted.last_commit.elapsed() >= MAX_WAIT;
        if is_due { self.commit() } else { Ok(()) }
    }

    /// Makes all that was added to the indexes found.
    pub fn commit(&mut self) -> Result<(), ArchiveError> {
        let Some(change) = self.uncommitted.change else { return Ok(()) };
        self.indexes()?.commit()?;
        // Said last: what a crash undoes is indexed again, which does no harm.
        derived::set_watermark(&self.derived, Follower::Indexes, change).at(&self.places.derived())?;
        self.uncommitted = Uncommitted {
            n_articles: 0,
            n_committed: self.uncommitted.n_committed + self.uncommitted.n_articles,
            change: None,
            last_commit: Instant::now(),
        };
        Ok(())
    }
}
