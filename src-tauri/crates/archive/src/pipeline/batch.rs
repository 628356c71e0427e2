//! What was read and not yet written, and what the import has come to so far.

use std::{
    collections::{
        HashMap, HashSet,
        hash_map::Entry::{Occupied, Vacant},
    },
    path::PathBuf,
    time::{Duration, Instant},
};

use rusqlite::{Connection, TransactionBehavior};

use super::{
    Edits, Failure, ImportReport, Progress, Session,
    import::vanished,
    read::{Found, Message, Stamp},
};
use crate::{
    ArchiveError, ArticleId,
    derived::Entry,
    sqlite::At,
    store::{self, Candidate, Claims, FileRow, Known, Preview, Root},
};

/// How many failures are kept with their reasons.
const MAX_FAILURES: usize = 10_000;

/// How much is written at once: little at first, so that the first articles
/// can be read at once; then more, since every commit has its price, though
/// what waits takes memory.
const STEPS: [(usize, usize, Duration); 3] = [
    (32, 1 << 20, Duration::from_millis(300)),
    (512, 4 << 20, Duration::from_millis(1500)),
    (3500, 6 << 20, Duration::from_secs(6)),
];

/// Something to write.
enum Pending {
    Found { job: usize, found: Box<Found> },
    SameRecord { job: usize, record: String, article: i64 },
    SameFile { file: i64, mtime: Option<i64> },
    End { job: usize },
}

/// A file being read.
struct JobState {
    root: i64,
    relative: PathBuf,
    mtime: Option<i64>,
    preview: Option<Preview>,
    file: Option<i64>,
    records: HashSet<String>,
    n_failed: usize,
    n_received: usize,
    n_expected: Option<usize>,
    stamp: Option<Stamp>,
}

/// Collects, writes, counts.
pub(crate) struct Batch<'a, 's> {
    session: &'a mut Session<'s>,
    edits: &'a Edits<'a>,
    jobs: HashMap<usize, JobState>,
    pending: Vec<Pending>,
    n_bytes: usize,
    n_articles: usize,
    n_flushes: usize,
    last_flush: Instant,
    tally: Tally,
}

/// What the import has come to.
#[derive(Default)]
struct Tally {
    claims: Claims,
    imported: HashSet<i64>,
    updated: HashSet<i64>,
    present: HashSet<i64>,
    files: HashSet<i64>,
    failures: Vec<Failure>,
    n_failed: u64,
    n_files: u64,
    n_same_files: u64,
    presence_changed: bool,
}

impl<'a, 's> Batch<'a, 's> {
    /// Nothing yet, but for paths that could not be found.
    pub fn new(session: &'a mut Session<'s>, edits: &'a Edits<'a>, failures: Vec<Failure>) -> Self {
        let tally = Tally { n_failed: failures.len() as u64, failures, ..Tally::default() };
        Self {
            session,
            edits,
            jobs: HashMap::new(),
            pending: Vec::new(),
            n_bytes: 0,
            n_articles: 0,
            n_flushes: 0,
            last_flush: Instant::now(),
            tally,
        }
    }

    /// How far the import is.
    pub fn progress(&self, n_total: u64) -> Progress {
        Progress {
            n_done: self.tally.n_files,
            n_total: n_total.max(self.tally.n_files),
            n_skipped: self.tally.n_same_files,
            n_articles: (self.tally.imported.len() + self.tally.updated.len()) as u64,
            n_failed: self.tally.n_failed,
        }
    }

    /// Takes in what a thread says.
    pub fn take(&mut self, message: Message) {
        match message {
            Message::Unchanged(files) => {
                let same = files.into_iter().map(|(file, mtime)| Pending::SameFile { file, mtime });
                self.pending.extend(same);
            }
            Message::Begin { job, root, relative, mtime, preview } => {
                let state = JobState {
                    root,
                    relative,
                    mtime,
                    preview,
                    file: None,
                    records: HashSet::new(),
                    n_failed: 0,
                    n_received: 0,
                    n_expected: None,
                    stamp: None,
                };
                self.jobs.insert(job, state);
            }
            Message::Chunk { job, found, unchanged, failures } => {
                if let Some(state) = self.jobs.get_mut(&job) {
                    state.n_received += 1;
                    state.n_failed += failures.len();
                }
                failures.into_iter().for_each(|failure| self.tally.fail(failure));
                self.n_articles += found.len();
                for found in found {
                    self.n_bytes += found.article.text.len();
                    self.pending.push(Pending::Found { job, found: Box::new(found) });
                }
                let same = unchanged.into_iter();
                self.pending.extend(same.map(|(record, article)| Pending::SameRecord {
                    job,
                    record,
                    article,
                }));
                self.end_if_complete(job);
            }
            Message::End { job, n_chunks, stamp, failure } => {
                if let Some(state) = self.jobs.get_mut(&job) {
                    state.n_expected = Some(n_chunks);
                    state.stamp = stamp;
                }
                failure.into_iter().for_each(|failure| self.tally.fail(failure));
                self.end_if_complete(job);
            }
            Message::Unwalkable(failure) => self.tally.fail(failure),
        }
    }

    fn end_if_complete(&mut self, job: usize) {
        if self.jobs.get(&job).is_some_and(|state| state.n_expected == Some(state.n_received)) {
            self.pending.push(Pending::End { job });
        }
    }

    /// Writes what is pending when it is enough, or when `all` is to be written.
    pub fn flush(&mut self, all: bool) -> Result<(), ArchiveError> {
        let (n_articles, n_bytes, age) = STEPS[self.n_flushes.min(STEPS.len() - 1)];
        let is_due = self.n_articles >= n_articles
            || self.n_bytes >= n_bytes
            || self.pending.len() >= 4 * n_articles
            || (self.last_flush.elapsed() >= age && self.n_articles > 0);
        if self.pending.is_empty() || !(all || is_due) {
            return self.session.commit_if_late();
        }
        let (entries, change) = self.write_articles()?;
        if !entries.is_empty() {
            self.session.follow_soon(&entries, change)?;
            self.n_flushes += 1;
        }
        self.n_articles = 0;
        self.n_bytes = 0;
        self.last_flush = Instant::now();
        Ok(())
    }

    /// Writes the pending articles to `articles.sqlite` and returns what the
    /// derived stores have to follow, with the number of the last write.
    fn write_articles(&mut self) -> Result<(Vec<Entry>, i64), ArchiveError> {
        let path = self.session.places.articles();
        let pending = std::mem::take(&mut self.pending);
        let transaction =
            self.session.articles.transaction_with_behavior(TransactionBehavior::Immediate).at(&path)?;
        let mut change = store::change_now(&transaction).at(&path)?;
        let mut writing =
            Writing { conn: &transaction, jobs: &mut self.jobs, tally: &mut self.tally, change: &mut change };
        let mut entries: Vec<Entry> = Vec::new();
        let mut places: HashMap<i64, usize> = HashMap::new();
        for pending in pending {
            let Some(entry) = writing.write(pending).at(&path)? else { continue };
            match places.entry(entry.no) {
                // Written again: what it was in between is of no interest.
                Occupied(place) => {
                    let before = &mut entries[*place.get()];
                    *before = Entry { is_new: before.is_new, ..entry };
                }
                Vacant(place) => {
                    place.insert(entries.len());
                    entries.push(entry);
                }
            }
        }
        store::set_change(&transaction, change).at(&path)?;
        transaction.commit().at(&path)?;
        self.edits.apply(&mut entries)?;
        tracing::debug!(articles = entries.len(), change, "batch written");
        Ok((entries, change))
    }

    /// Makes all found, marks what has vanished, and draws up the report.
    pub fn finish(
        self,
        roots: &[Root],
        scopes: &[PathBuf],
        cancelled: bool,
    ) -> Result<ImportReport, ArchiveError> {
        let Self { session, mut tally, .. } = self;
        session.commit()?;
        let path = session.places.articles();
        let transaction =
            session.articles.transaction_with_behavior(TransactionBehavior::Immediate).at(&path)?;
        if !cancelled {
            let gone = vanished(&transaction, roots, scopes, &tally.files).at(&path)?;
            tally.presence_changed |= !gone.is_empty();
            store::mark_files_missing(&transaction, &gone).at(&path)?;
        }
        if tally.presence_changed {
            store::settle_missing(&transaction).at(&path)?;
        }
        let missing = n_missing(&transaction, roots, scopes).at(&path)?;
        let (articles, _) = store::count(&transaction).at(&path)?;
        transaction.commit().at(&path)?;
        let written = |no: &&i64| !tally.imported.contains(no) && !tally.updated.contains(no);
        Ok(ImportReport {
            imported: tally.imported.len() as u64,
            updated: tally.updated.len() as u64,
            unchanged: tally.present.iter().filter(written).count() as u64,
            missing,
            failed: tally.n_failed,
            articles,
            seconds: 0.0,
            cancelled,
            failures: tally.failures,
        })
    }
}

/// How many articles read from below `scopes` are missing.
fn n_missing(conn: &Connection, roots: &[Root], scopes: &[PathBuf]) -> rusqlite::Result<u64> {
    let mut missing = 0;
    for (root, path) in store::missing(conn)? {
        let Some(root) = roots.iter().find(|known| known.no == root) else { continue };
        let path = root.path.join(&path);
        missing += u64::from(scopes.iter().any(|scope| path.starts_with(scope)));
    }
    Ok(missing)
}

impl Tally {
    fn fail(&mut self, failure: Failure) {
        self.n_failed += 1;
        if self.failures.len() < MAX_FAILURES {
            self.failures.push(failure);
        }
    }
}

/// A transaction on `articles.sqlite`.
struct Writing<'b> {
    conn: &'b Connection,
    jobs: &'b mut HashMap<usize, JobState>,
    tally: &'b mut Tally,
    change: &'b mut i64,
}

impl Writing<'_> {
    fn write(&mut self, pending: Pending) -> rusqlite::Result<Option<Entry>> {
        match pending {
            Pending::Found { job, found } => self.found(job, *found),
            Pending::SameRecord { job, record, article } => {
                self.same_record(job, record, article)?;
                Ok(None)
            }
            Pending::SameFile { file, mtime } => {
                self.same_file(file, mtime)?;
                Ok(None)
            }
            Pending::End { job } => {
                self.end(job)?;
                Ok(None)
            }
        }
    }

    /// The row of the file that `job` reads.
    fn file_of(&mut self, job: usize) -> rusqlite::Result<Option<(i64, Option<i64>)>> {
        let Some(state) = self.jobs.get_mut(&job) else { return Ok(None) };
        let no = match state.file {
            Some(no) => no,
            None => {
                let no = store::file(self.conn, state.root, &state.relative)?;
                state.file = Some(no);
                if let Some(preview) = state.preview.clone() {
                    self.tally.claims.previews.insert(no, preview);
                }
                no
            }
        };
        Ok(Some((no, state.mtime)))
    }

    fn found(&mut self, job: usize, found: Found) -> rusqlite::Result<Option<Entry>> {
        let Some((file, mtime)) = self.file_of(job)? else { return Ok(None) };
        let Found { record, article, encoded, extraction } = found;
        let candidate = Candidate { file, mtime, record: &record, article: &article, encoded: &encoded };
        let known = store::recognise(self.conn, &self.tally.claims, candidate)?;
        let is_new = matches!(known, Known::New);
        let (no, id, is_written) = match known {
            Known::New => {
                let id = self.new_id(job, &record, encoded.url_key.as_deref())?;
                *self.change += 1;
                let no = store::insert(self.conn, id, *self.change, file, &article, &encoded)?;
                self.tally.imported.insert(no);
                (no, id, true)
            }
            Known::Same { no, id, replace: true, .. } => {
                *self.change += 1;
                store::update(self.conn, id, *self.change, file, &article, &encoded)?;
                // Changed twice in one import, or new and changed, counts once.
                if !self.tally.imported.contains(&no) {
                    self.tally.updated.insert(no);
                }
                (no, id, true)
            }
            Known::Same { no, id, adopt, .. } => {
                if adopt {
                    store::set_main_source(self.conn, no, file, article.origin.record.as_deref())?;
                    self.tally.presence_changed = true;
                }
                (no, id, false)
            }
        };
        self.tally.presence_changed |= store::attach_source(self.conn, file, &record, no)?;
        self.tally.claims.articles.insert(no);
        self.tally.present.insert(no);
        if let Some(state) = self.jobs.get_mut(&job) {
            state.records.insert(record);
        }
        Ok(is_written.then(|| {
            let headline = article.headline_text().map(str::to_owned);
            Entry { is_new, ..Entry::new(no, id, article, headline, extraction) }
        }))
    }

    /// The id of a new article: a hash of its address, or of where it was read
    /// from; the first one that is not taken.
    fn new_id(&self, job: usize, record: &str, url_key: Option<&str>) -> rusqlite::Result<ArticleId> {
        let root =
            self.jobs.get(&job).map(|state| (state.root, state.relative.to_string_lossy().into_owned()));
        let (root, relative) = root.unwrap_or_default();
        let root = store::root_name(self.conn, root)?;
        let mut id = match url_key {
            Some(url_key) => ArticleId::first(&[b"address", url_key.as_bytes()]),
            None => ArticleId::first(&[b"file", root.as_bytes(), relative.as_bytes(), record.as_bytes()]),
        };
        let mut n = 1u32;
        while store::is_taken(self.conn, id)? {
            n += 1;
            id = ArticleId::first(&[b"again", &id.number().to_be_bytes(), &n.to_be_bytes()]);
        }
        Ok(id)
    }

    fn same_record(&mut self, job: usize, record: String, article: i64) -> rusqlite::Result<()> {
        let Some((file, _)) = self.file_of(job)? else { return Ok(()) };
        self.tally.presence_changed |= store::attach_source(self.conn, file, &record, article)?;
        self.tally.claims.articles.insert(article);
        self.tally.present.insert(article);
        if let Some(state) = self.jobs.get_mut(&job) {
            state.records.insert(record);
        }
        Ok(())
    }

    fn same_file(&mut self, file: i64, mtime: Option<i64>) -> rusqlite::Result<()> {
        self.tally.n_files += 1;
        self.tally.n_same_files += 1;
        self.tally.files.insert(file);
        let live = store::live_articles_of(self.conn, file)?;
        self.tally.claims.articles.extend(&live);
        self.tally.present.extend(live);
        self.tally.presence_changed |= store::touch_file(self.conn, file, mtime)?;
        Ok(())
    }

    fn end(&mut self, job: usize) -> rusqlite::Result<()> {
        self.tally.n_files += 1;
        let is_whole = self.jobs.get(&job).is_some_and(|state| state.stamp.is_some());
        let known_before = self.known_file(job)?;
        if !is_whole {
            // It could not be read: what is known of it stays as it was.
            self.tally.files.extend(known_before);
            self.jobs.remove(&job);
            return Ok(());
        }
        let file = self.file_of(job)?;
        let (Some((no, _)), Some(state)) = (file, self.jobs.remove(&job)) else { return Ok(()) };
        self.tally.files.insert(no);
        self.tally.claims.previews.remove(&no);
        let Some(stamp) = state.stamp else { return Ok(()) };
        for source in store::sources_of(self.conn, no)? {
            if !source.missing && !state.records.contains(&source.record) {
                store::detach_source(self.conn, no, &source.record)?;
                self.tally.presence_changed = true;
            }
        }
        let row = FileRow {
            no,
            path: state.relative,
            size: stamp.size,
            mtime: stamp.mtime,
            sha256: Some(stamp.sha256),
            reader: super::READER,
            n_failed: state.n_failed as i64,
            missing: false,
        };
        self.tally.presence_changed |= store::finish_file(self.conn, &row)?;
        Ok(())
    }

    fn known_file(&self, job: usize) -> rusqlite::Result<Option<i64>> {
        let Some(state) = self.jobs.get(&job) else { return Ok(None) };
        Ok(store::find_file(self.conn, state.root, &state.relative)?.map(|row| row.no))
    }
}
