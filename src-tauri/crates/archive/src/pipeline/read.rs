//! What the threads do: read files, tell what is new, extract from it.

use std::{
    collections::HashMap,
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::mpsc::SyncSender,
    time::UNIX_EPOCH,
};

use backfile_article::Article;
use backfile_extract::Extraction;
use backfile_import::{Record, read_file};
use sha2::{Digest, Sha256};

use super::{
    Failure,
    work::{Queue, Work},
};
use crate::{
    derived::extractions_of,
    store::{Encoded, FileRow, Preview, SourceRow},
};

/// Articles in a chunk, which are extracted together: with half of them the
/// processor waits for memory longer, and twice as many take more of it.
const MAX_RECORDS: usize = 64;

/// Bytes of text in a chunk, roughly.
const MAX_BYTES: usize = 256 << 10;

/// A file to read.
#[derive(Debug)]
pub(crate) struct Job {
    /// Its number in this import.
    pub number: usize,
    /// The root it lies under.
    pub root: i64,
    /// Its path below the root.
    pub relative: PathBuf,
    /// Where it is.
    pub path: PathBuf,
    /// What is known of it.
    pub known: Option<(FileRow, Vec<SourceRow>)>,
}

/// Articles of one file on their way to extraction.
#[derive(Debug)]
pub(crate) struct Chunk {
    job: usize,
    records: Vec<(String, Article, Encoded)>,
    unchanged: Vec<(String, i64)>,
    failures: Vec<Failure>,
    n_bytes: usize,
}

/// An article with what was found in it.
#[derive(Debug)]
pub(crate) struct Found {
    /// The record it was read from; empty where the file is one article.
    pub record: String,
    /// The article.
    pub article: Article,
    /// The article made ready for its row.
    pub encoded: Encoded,
    /// What was found in it.
    pub extraction: Extraction,
}

/// What a thread has to say to the one that writes.
#[derive(Debug)]
pub(crate) enum Message {
    /// Files that are as they were, and their time where it alone differs.
    Unchanged(Vec<(i64, Option<i64>)>),
    /// A file will be read.
    Begin {
        /// Number of the job.
        job: usize,
        /// The root it lies under.
        root: i64,
        /// Its path below the root.
        relative: PathBuf,
        /// When it was changed.
        mtime: Option<i64>,
        /// What it holds now, where it was read before.
        preview: Option<Preview>,
    },
    /// Articles of a file.
    Chunk {
        /// Number of the job.
        job: usize,
        /// Articles that are new or changed.
        found: Vec<Found>,
        /// Records that are as they were, with their article's row.
        unchanged: Vec<(String, i64)>,
        /// Records that failed.
        failures: Vec<Failure>,
    },
    /// A file was read to its end (`stamp`) or failed as a whole.
    End {
        /// Number of the job.
        job: usize,
        /// How many chunks it came in.
        n_chunks: usize,
        /// What to know it by next time; none when it failed.
        stamp: Option<Stamp>,
        /// Why it failed.
        failure: Option<Failure>,
    },
    /// A folder or path could not be walked.
    Unwalkable(Failure),
}

/// What a file is known by.
#[derive(Debug, Clone)]
pub(crate) struct Stamp {
    /// Its size.
    pub size: Option<i64>,
    /// Its time, in nanoseconds since 1970.
    pub mtime: Option<i64>,
    /// Its contents.
    pub sha256: Vec<u8>,
}

/// Size and time of a file.
pub(crate) fn size_and_mtime(path: &Path) -> std::io::Result<(Option<i64>, Option<i64>)> {
    let metadata = std::fs::metadata(path)?;
    let mtime = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    let mtime = mtime.and_then(|since| i64::try_from(since.as_nanos()).ok());
    Ok((i64::try_from(metadata.len()).ok(), mtime))
}

/// Works until the queue ends or nobody listens any more.
pub(crate) fn run(queue: &Queue<Job, Chunk>, messages: &SyncSender<Message>) {
    while let Some(work) = queue.next() {
        let sent = match work {
            Work::Chunk(chunk) => messages.send(extract_chunk(chunk)).is_ok(),
            Work::File(job) => {
                let sent = read_job(&job, queue, messages);
                queue.file_done();
                sent
            }
        };
        if !sent {
            queue.stop();
        }
    }
}

/// Reads one file. False when nobody listens any more.
fn read_job(job: &Job, queue: &Queue<Job, Chunk>, messages: &SyncSender<Message>) -> bool {
    let failed = |error: String| Message::End {
        job: job.number,
        n_chunks: 0,
        stamp: None,
        failure: Some(Failure { path: job.path.clone(), error }),
    };
    let stamp = match stamp_of(&job.path) {
        Ok(stamp) => stamp,
        Err(error) => {
            return messages.send(begin(job, None, None)).is_ok()
                && messages.send(failed(format!("cannot read {}: {error}", job.path.display()))).is_ok();
        }
    };
    if let Some((file, _)) = &job.known
        && file.sha256.as_ref() == Some(&stamp.sha256)
        && file.reader == super::READER
        && file.n_failed == 0
    {
        return messages.send(Message::Unchanged(vec![(file.no, stamp.mtime)])).is_ok();
    }
    let preview = job.known.as_ref().filter(|(_, sources)| sources.len() > 1).map(|_| preview(&job.path));
    if messages.send(begin(job, stamp.mtime, preview)).is_err() {
        return false;
    }
    let mut reading = Reading::new(job, queue, messages);
    let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        read_file(&job.path, &mut |record| reading.take(record))
    }));
    let end = match outcome {
        _ if reading.broken => return false,
        Ok(Ok(_)) => {
            reading.flush();
            Message::End { job: job.number, n_chunks: reading.n_chunks, stamp: Some(stamp), failure: None }
        }
        Ok(Err(error)) => {
            reading.flush();
            let failure = Failure { path: job.path.clone(), error: with_causes(&error) };
            Message::End { job: job.number, n_chunks: reading.n_chunks, stamp: None, failure: Some(failure) }
        }
        Err(_) => {
            reading.flush();
            let error = format!("cannot read {}: its contents are not understood", job.path.display());
            let failure = Failure { path: job.path.clone(), error };
            Message::End { job: job.number, n_chunks: reading.n_chunks, stamp: None, failure: Some(failure) }
        }
    };
    messages.send(end).is_ok()
}

fn begin(job: &Job, mtime: Option<i64>, preview: Option<Preview>) -> Message {
    Message::Begin { job: job.number, root: job.root, relative: job.relative.clone(), mtime, preview }
}

/// An error and its causes, as one sentence.
fn with_causes(error: &dyn std::error::Error) -> String {
    let mut words = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        words.push_str(": ");
        words.push_str(&error.to_string());
        cause = error.source();
    }
    words
}

fn stamp_of(path: &Path) -> std::io::Result<Stamp> {
    let (size, mtime) = size_and_mtime(path)?;
    let mut file = std::fs::File::open(path)?;
    let mut hasher = Sha256::new();
    std::io::copy(&mut file, &mut hasher)?;
    Ok(Stamp { size, mtime, sha256: hasher.finalize().to_vec() })
}

/// What a file that was read before holds now.
fn preview(path: &Path) -> Preview {
    let mut preview = Preview::default();
    let mut keys = Keys::default();
    let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        read_file(path, &mut |record| {
            if let Ok(imported) = record {
                preview.records.insert(keys.key(&imported.article));
                preview.texts.insert(Encoded::new(&imported.article).text_hash);
            }
            ControlFlow::Continue(())
        })
    }));
    drop(outcome);
    preview
}

/// Gives each record of a file its key; one that is stated twice gets a number.
#[derive(Debug, Default)]
struct Keys {
    seen: HashMap<u64, u32>,
}

impl Keys {
    fn key(&mut self, article: &Article) -> String {
        use std::hash::{DefaultHasher, Hash, Hasher};
        let record = article.origin.record.as_deref().unwrap_or_default();
        let mut hasher = DefaultHasher::new();
        record.hash(&mut hasher);
        let n = self.seen.entry(hasher.finish()).or_default();
        *n += 1;
        if *n == 1 { record.to_owned() } else { format!("{record} ({n})") }
    }
}

/// A file being read.
struct Reading<'a> {
    job: &'a Job,
    queue: &'a Queue<Job, Chunk>,
    messages: &'a SyncSender<Message>,
    known: HashMap<&'a str, (i64, i64)>,
    keys: Keys,
    chunk: Chunk,
    n_chunks: usize,
    /// Whether nobody listens any more.
    broken: bool,
}

impl<'a> Reading<'a> {
    fn new(job: &'a Job, queue: &'a Queue<Job, Chunk>, messages: &'a SyncSender<Message>) -> Self {
        let sources = job.known.as_ref().map(|(_, sources)| sources.as_slice()).unwrap_or_default();
        let known =
            sources.iter().map(|row| (row.record.as_str(), (row.content_hash, row.article))).collect();
        let (keys, chunk) = (Keys::default(), Chunk::new(job.number));
        Self { job, queue, messages, known, keys, chunk, n_chunks: 0, broken: false }
    }

    fn take(&mut self, record: Record) -> ControlFlow<()> {
        match record {
            Ok(imported) => {
                let article = imported.article;
                let record = self.keys.key(&article);
                let encoded = Encoded::new(&article);
                self.chunk.n_bytes += article.text.len();
                match self.known.get(record.as_str()) {
                    Some((content_hash, no)) if *content_hash == encoded.content_hash => {
                        self.chunk.unchanged.push((record, *no));
                    }
                    _ => self.chunk.records.push((record, article, encoded)),
                }
            }
            Err(error) => {
                self.chunk.failures.push(Failure { path: self.job.path.clone(), error: error.to_string() });
            }
        }
        let n_records = self.chunk.records.len() + self.chunk.unchanged.len() + self.chunk.failures.len();
        if n_records >= MAX_RECORDS || self.chunk.n_bytes >= MAX_BYTES {
            self.flush();
        }
        if self.broken || self.queue.is_stopped() {
            self.broken = true;
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    }

    fn flush(&mut self) {
        let chunk = std::mem::replace(&mut self.chunk, Chunk::new(self.job.number));
        if chunk.records.is_empty() && chunk.unchanged.is_empty() && chunk.failures.is_empty() {
            return;
        }
        self.n_chunks += 1;
        if let Some(chunk) = self.queue.offer_chunk(chunk) {
            self.broken |= self.messages.send(extract_chunk(chunk)).is_err();
        }
    }
}

impl Chunk {
    fn new(job: usize) -> Self {
        Self { job, records: Vec::new(), unchanged: Vec::new(), failures: Vec::new(), n_bytes: 0 }
    }
}

fn extract_chunk(chunk: Chunk) -> Message {
    let extractions = extractions_of(chunk.records.iter().map(|(_, article, _)| article));
    let found = chunk.records.into_iter().zip(extractions);
    let found =
        found.map(|((record, article, encoded), extraction)| Found { record, article, encoded, extraction });
    Message::Chunk {
        job: chunk.job,
        found: found.collect(),
        unchanged: chunk.unchanged,
        failures: chunk.failures,
    }
}
