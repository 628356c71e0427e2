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

/// How many times as much as before is added between two commits.
const GROWTH: usize = 3;

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
        derived::link(&transaction, entries, &known).at(&path)?;
        derived::link_wordings(&transaction, entries, &known).at(&path)?;
        derived::set_watermark(&transaction, Follower::Tables, change).at(&path)?;
        transaction.commit().at(&path)
    }

    /// Writes `entries` to the indexes alone. They are found after the next
    /// commit, which is made here when it holds [`GROWTH`] times as much as all
    /// before it, or after a while: each makes a segment, and those have to be
    /// merged.
    pub fn follow_indexes(&mut self, entries: &[Entry], change: i64) -> Result<(), ArchiveError> {
        self.indexes()?.add(entries)?;
        let uncommitted = &mut self.uncommitted;
        uncommitted.n_articles += entries.len();
        uncommitted.change = Some(change);
        if uncommitted.n_articles >= GROWTH * uncommitted.n_committed {
            self.commit()
        } else {
            self.commit_if_late()
        }
    }

    /// Makes what was added found if it has waited long enough.
    pub fn commit_if_late(&mut self) -> Result<(), ArchiveError> {
        if self.uncommitted.last_commit.elapsed() >= MAX_WAIT { self.commit() } else { Ok(()) }
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

#[cfg(test)]
mod tests {
    use std::{fs, ops::ControlFlow, sync::Mutex};

    use super::*;
    use crate::{Archive, ArticleId, Options, SearchRequest, pipeline, store::Encoded};

    #[test]
    fn what_was_added_and_not_committed_is_indexed_again() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.txt"), "Dam holds\n\nThe dam at Port Ellery held, she said.\n")
            .unwrap();
        let archive = Archive::open(folder.path().join("data"), Options::default()).unwrap();
        archive.import(&[folder.path().to_owned()], &mut |_| ControlFlow::Continue(())).unwrap();
        let n_found = || {
            let request = SearchRequest { query: "dam".to_owned(), ..SearchRequest::default() };
            archive.search(&request).unwrap().total
        };
        assert_eq!(n_found(), 1);

        let turn = Mutex::new(());
        let mut session =
            Session::begin(archive.places(), turn.lock().unwrap(), "test", Duration::ZERO).unwrap();
        let first = store::changed_since(&session.articles, 0, 1, 1 << 20).unwrap().remove(0).article;
        let start = store::change_now(&session.articles).unwrap();
        for n in 1..=3_i64 {
            let id = ArticleId::from_number(n.unsigned_abs());
            let encoded = Encoded::new(&first);
            store::insert(&session.articles, id, start + n, 1, &first, &encoded).unwrap();
            store::set_change(&session.articles, start + n).unwrap();
            let captured =
                store::changed_since(&session.articles, start + n - 1, 1, 1 << 20).unwrap().remove(0);
            let entry = Entry { is_new: true, ..pipeline::entry(captured) };
            session.follow_soon(&[entry], start + n).unwrap();
        }
        // The others were too few beside the first, and their session ends too soon.
        let watermark = |follower| derived::watermark(&session.derived, follower).unwrap();
        assert_eq!([watermark(Follower::Tables), watermark(Follower::Indexes)], [start + 3, start + 1]);
        drop(session);
        assert_eq!(n_found(), 2);
        assert!(archive.is_behind().unwrap());
        archive.catch_up(&mut |_| ControlFlow::Continue(())).unwrap();
        assert_eq!(n_found(), 4);
        assert!(!archive.is_behind().unwrap());
    }
}
