//! Everything that needs the writer's lock: import, rebuild, catching up.

use std::{
    collections::BTreeSet,
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::TryLockError,
    thread,
    time::{Duration, Instant},
};

use backfile_extract::Extraction;

use super::Archive;
use crate::{
    ArchiveError, ArticleId,
    derived::{self, Entry},
    library::{CorrectionRecord, Decision},
    pipeline::{self, Edits, ImportReport, Indexes, Progress, Session},
    sqlite::{self, At},
    store::{self, Root},
};

/// Articles shown again at once.
const MAX_ARTICLES: usize = 500;

impl Archive {
    /// Imports files and folders; with no paths, looks again at everything
    /// that was imported before. `progress` is called several times a second;
    /// when it breaks, the archive stays as the last batch left it.
    ///
    /// # Errors
    /// [`ArchiveError::Busy`] when another program writes; any store error.
    /// Inputs that fail are part of the report.
    pub fn import(
        &self,
        paths: &[PathBuf],
        progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<ImportReport, ArchiveError> {
        let mut session = self.write(self.options.patience)?;
        self.follow(&mut session, &mut |_| ControlFlow::Continue(()))?;
        let edits = Edits::new(&self.library);
        let report = pipeline::import(&mut session, &edits, paths, progress)?;
        pipeline::settle(&mut session, &self.library)?;
        pipeline::reindex_stale(&mut session, &edits)?;
        tracing::info!(
            imported = report.imported,
            updated = report.updated,
            unchanged = report.unchanged,
            missing = report.missing,
            failed = report.failed,
            cancelled = report.cancelled,
            "import done"
        );
        Ok(report)
    }

    /// Whether something captured is not yet extracted or indexed.
    ///
    /// # Errors
    /// Any store error.
    pub fn is_behind(&self) -> Result<bool, ArchiveError> {
        let behind = self.readers.with(|conn| derived::is_behind(conn, store::change_now(conn)?))?;
        Ok(behind || !Indexes::are_whole(&self.places) || self.is_undecided()?)
    }

    /// Makes good what a crash, a new version or damage left behind.
    ///
    /// # Errors
    /// [`ArchiveError::Busy`] when another program writes; any store error.
    pub fn catch_up(
        &self,
        progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<(), ArchiveError> {
        let mut session = self.write(self.options.patience)?;
        self.follow(&mut session, progress)
    }

    /// Throws away everything derived and makes it again from the captured articles.
    ///
    /// # Errors
    /// [`ArchiveError::Busy`] when another program writes; any store error.
    pub fn rebuild(&self, progress: &mut dyn FnMut(Progress) -> ControlFlow<()>) -> Result<(), ArchiveError> {
        let mut session = self.write(self.options.patience)?;
        let path = self.places.derived();
        match derived::clear(&mut session.derived).at(&path) {
            Err(error) if sqlite::is_damage(&error) => {
                drop(session);
                sqlite::remove(&path)?;
                self.readers.forget();
                session = self.write(self.options.patience)?;
            }
            other => other?,
        }
        session.indexes()?.clear()?;
        self.follow(&mut session, progress)
    }

    /// Extracts from one article again and returns what was found.
    ///
    /// # Errors
    /// [`ArchiveError::NoArticle`]; [`ArchiveError::Busy`]; any store error.
    pub fn reextract(&self, id: ArticleId) -> Result<Extraction, ArchiveError> {
        let mut session = self.write(self.options.patience)?;
        self.follow(&mut session, &mut |_| ControlFlow::Continue(()))?;
        let edits = Edits::new(&self.library);
        let captured = store::load_by_id(&session.articles, id).at(&self.places.articles())?;
        let captured = captured.ok_or(ArchiveError::NoArticle(id))?;
        let mut entries = vec![pipeline::entry(captured)];
        edits.apply(&mut entries)?;
        let change = store::change_now(&session.articles).at(&self.places.articles())?;
        session.follow(&entries, change)?;
        pipeline::settle(&mut session, &self.library)?;
        pipeline::reindex_stale(&mut session, &edits)?;
        Ok(entries.pop().map(|entry| entry.extraction).unwrap_or_default())
    }

    /// Shows `ids` with the reader's edits as they are now. Lists and filters
    /// follow at once and wait for no other writer; the full-text indexes
    /// follow when somebody next writes, or with [`Archive::catch_up`].
    ///
    /// # Errors
    /// Any store error.
    pub fn edited(&self, ids: &[ArticleId]) -> Result<(), ArchiveError> {
        let captured = self.readers.with(|conn| {
            let mut captured = Vec::with_capacity(ids.len());
            for id in ids {
                captured.extend(store::load_by_id(conn, *id)?);
            }
            Ok(captured)
        })?;
        let entries = captured.into_iter().map(pipeline::entry).collect();
        self.show_again(std::iter::once(Ok(entries)), None)
    }

    /// The same for the articles that `decisions` about quotations and names
    /// concern. Nothing is extracted again: what was found is kept beside what
    /// the corrections made of it, so that undoing costs no more than deciding.
    pub(crate) fn corrected<'d>(
        &self,
        decisions: impl Iterator<Item = &'d Decision>,
    ) -> Result<(), ArchiveError> {
        let mut decisions = decisions.peekable();
        if decisions.peek().is_none() {
            return Ok(());
        }
        let ids = self.concerned(decisions)?;
        let parts = ids.chunks(MAX_ARTICLES).map(|ids| self.entries_as_found(ids));
        self.show_again(parts, Some(self.library.decisions()?))
    }

    /// The articles that `decisions` concern.
    fn concerned<'d>(
        &self,
        decisions: impl Iterator<Item = &'d Decision>,
    ) -> Result<Vec<ArticleId>, ArchiveError> {
        let mut ids = BTreeSet::new();
        for decision in decisions {
            match decision {
                Decision::Name { article: None, name, .. } => {
                    ids.extend(self.readers.with(|conn| derived::concerned(conn, name.id()))?);
                }
                _ => ids.extend(decision.article()),
            }
        }
        Ok(ids.into_iter().collect())
    }

    /// Whether the tables show other decisions than the library holds: a crash
    /// came between the two, or the library was replaced.
    fn is_undecided(&self) -> Result<bool, ArchiveError> {
        Ok(self.readers.with(derived::decisions)? != self.library.decisions()?)
    }

    /// Makes the tables show the decisions that the library holds.
    fn settle(&self) -> Result<(), ArchiveError> {
        if !self.is_undecided()? {
            return Ok(());
        }
        let records = self.library.read(CorrectionRecord::load_all)?;
        let mut ids = self.concerned(records.iter().map(|record| &record.decision))?;
        ids.extend(self.readers.with(derived::corrected)?);
        ids.sort_unstable();
        ids.dedup();
        let parts = ids.chunks(MAX_ARTICLES).map(|ids| self.entries_as_found(ids));
        self.show_again(parts, Some(self.library.decisions()?))
    }

    /// Those of `ids` that are in the archive, with what was found in them
    /// before any correction.
    pub(crate) fn entries_as_found(&self, ids: &[ArticleId]) -> Result<Vec<Entry>, ArchiveError> {
        self.readers.with(|conn| {
            let mut entries = Vec::with_capacity(ids.len());
            for id in ids {
                if let Some(captured) = store::load_by_id(conn, *id)? {
                    entries.push(pipeline::entry_as_found(conn, captured)?);
                }
            }
            Ok(entries)
        })
    }

    /// Writes `parts`, edited and corrected, to the tables, all at once; these
    /// then show all of `decisions`.
    fn show_again(
        &self,
        parts: impl Iterator<Item = Result<Vec<Entry>, ArchiveError>>,
        decisions: Option<i64>,
    ) -> Result<(), ArchiveError> {
        let path = self.places.derived();
        let mut conn = derived::open_as_is(&path)?;
        let transaction =
            conn.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).at(&path)?;
        if let Some(decisions) = decisions {
            derived::set_decisions(&transaction, decisions).at(&path)?;
        }
        for entries in parts {
            let mut entries = entries?;
            Edits::new(&self.library).apply(&mut entries)?;
            derived::write(&transaction, &entries).at(&path)?;
            let numbers: Vec<i64> = entries.iter().map(|entry| entry.no).collect();
            derived::mark_stale(&transaction, &numbers).at(&path)?;
        }
        pipeline::settle_within(&transaction, &pipeline::decided_names(&self.library)?).at(&path)?;
        transaction.commit().at(&path)
    }

    /// The folders that sources are relative to.
    ///
    /// # Errors
    /// Any store error.
    pub fn roots(&self) -> Result<Vec<Root>, ArchiveError> {
        let mut roots = self.readers.with(store::roots)?;
        roots.sort_by_key(|root| root.no);
        Ok(roots)
    }

    /// Says that the sources of root `no` are now in `given`. Ids, and all
    /// that hangs on them, stay.
    ///
    /// # Errors
    /// [`ArchiveError::Busy`] when another program writes; any store error.
    pub fn relocate_root(&self, no: i64, given: &Path) -> Result<(), ArchiveError> {
        let session = self.write(self.options.patience)?;
        let folder = given.canonicalize();
        let folder =
            folder.map_err(|source| ArchiveError::Io { what: "open", path: given.to_owned(), source })?;
        store::relocate(&session.articles, no, &folder, self.places.root()).at(&self.places.articles())
    }

    /// Becomes the sole writer, waiting up to `patience`.
    pub(super) fn write(&self, patience: Duration) -> Result<Session<'_>, ArchiveError> {
        let deadline = Instant::now() + patience;
        let turn = loop {
            match self.turn.try_lock() {
                Ok(turn) => break turn,
                Err(TryLockError::Poisoned(poisoned)) => break poisoned.into_inner(),
                Err(TryLockError::WouldBlock) if Instant::now() < deadline => {
                    thread::sleep(Duration::from_millis(10));
                }
                Err(TryLockError::WouldBlock) => {
                    let holder = format!("{} itself, which is importing", self.options.program);
                    return Err(ArchiveError::Busy { holder });
                }
            }
        };
        Session::begin(&self.places, turn, &self.options.program, patience)
    }

    pub(super) fn follow(
        &self,
        session: &mut Session<'_>,
        progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<(), ArchiveError> {
        self.settle()?;
        let edits = Edits::new(&self.library);
        pipeline::catch_up(session, &edits, progress)?;
        pipeline::settle(session, &self.library)?;
        pipeline::reindex_stale(session, &edits)
    }

    /// Finds roots again that were moved together with the data folder.
    pub(super) fn mend_roots(&self, session: &Session<'_>) -> Result<(), ArchiveError> {
        store::mend(&session.articles, self.places.root()).at(&self.places.articles())
    }
}
