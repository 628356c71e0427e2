//! The log: a file a day in the archive's folder, and stderr with `-v`.
//!
//! Backfile is used for confidential work. The log holds ids, counts and
//! codes; no words of articles, queries or notes, no names, no paths. Only
//! Backfile's own crates are listened to, since nobody can promise this for
//! the others; tests import, search and bookmark canary words and look for
//! them in the log at its most talkative.

use std::{
    io::{self, Write},
    path::Path,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use tracing::{Level, Subscriber, subscriber::set_global_default};
use tracing_appender::rolling::{RollingFileAppender, Rotation};
use tracing_subscriber::{Layer, Registry, filter::filter_fn, fmt, layer::SubscriberExt};

/// How many days of log are kept.
const MAX_FILES: usize = 7;

/// The log file, which follows a program from archive to archive.
#[derive(Debug, Clone, Default)]
pub struct LogFile {
    appender: Arc<Mutex<Option<RollingFileAppender>>>,
}

impl LogFile {
    fn appender(&self) -> MutexGuard<'_, Option<RollingFileAppender>> {
        self.appender.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Goes on in the folder `logs`, made if need be. Where that is not
    /// possible nothing is logged to a file: no work may fail for it.
    pub fn write_to(&self, logs: &Path) {
        // The appender complains on stderr of a folder that is not there.
        if std::fs::create_dir_all(logs).is_err() {
            return;
        }
        let appender = RollingFileAppender::builder()
            .rotation(Rotation::DAILY)
            .filename_prefix("backfile")
            .filename_suffix("log")
            .max_log_files(MAX_FILES)
            .build(logs);
        *self.appender() = appender.ok();
    }
}

impl Write for LogFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self.appender().as_mut() {
            Some(appender) => appender.write(bytes),
            None => Ok(bytes.len()),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.appender().as_mut().map_or(Ok(()), Write::flush)
    }
}

/// What listens: everything up to `level` goes to `file`, and with `verbose`
/// to stderr too.
fn subscriber(file: &LogFile, level: Level, verbose: bool) -> impl Subscriber + Send + Sync + 'static {
    let is_ours = move |metadata: &tracing::Metadata<'_>| {
        *metadata.level() <= level && metadata.target().starts_with("backfile")
    };
    let file = file.clone();
    let to_file =
        fmt::layer().with_ansi(false).with_writer(move || file.clone()).with_filter(filter_fn(is_ours));
    let to_stderr = verbose
        .then(|| fmt::layer().with_ansi(false).with_writer(io::stderr).with_filter(filter_fn(is_ours)));
    Registry::default().with(to_file).with(to_stderr)
}

/// Begins to log for the whole program: steps to the file, details too where
/// `verbose`. A second start in one process changes nothing.
pub fn start(file: &LogFile, verbose: bool) {
    let level = if verbose { Level::DEBUG } else { Level::INFO };
    // Fails only when somebody listens already.
    let _ = set_global_default(subscriber(file, level, verbose));
}

/// Logs a panic by its place alone, since its words may hold anything.
pub fn panicked(panic: &std::panic::PanicHookInfo<'_>) {
    let (file, line) = panic.location().map_or(("", 0), |place| (place.file(), place.line()));
    tracing::error!(code = "panic", file, line, "a part of the program failed");
}

#[cfg(test)]
mod tests {
    use std::{fs, ops::ControlFlow};

    use super::*;
    use crate::{
        Archive, BookmarkEdit, BookmarkFilter, Options, PassageByWords, Places, QuotationFilter,
        QuotationSort, SearchRequest,
    };

    /// A word that occurs nowhere else.
    const CANARY: &str = "qanaryxo";

    /// Does with an archive what a reader does, canary words everywhere.
    fn work(folder: &Path) {
        let sources = folder.join(format!("{CANARY} papers"));
        fs::create_dir_all(&sources).unwrap();
        let article = format!(
            "---\ntitle: Mayor {CANARY} resigns\nsource: {CANARY} Post\n---\n\n\u{201c}I go,\u{201d} said Ada {CANARY} of {CANARY} Town.\n"
        );
        fs::write(sources.join(format!("{CANARY}.md")), article).unwrap();
        fs::write(sources.join(format!("{CANARY}.jsonl")), format!("{{\"{CANARY}\": [\n")).unwrap();
        let archive = Archive::open(folder.join("archive"), Options::default()).unwrap();
        let absent = folder.join(format!("{CANARY} absent"));
        archive.import(&[sources, absent], &mut |_| ControlFlow::Continue(())).unwrap();
        let request =
            SearchRequest { query: format!("{CANARY} ({CANARY}:"), limit: 5, ..SearchRequest::default() };
        archive.search(&request).unwrap();
        let found = archive.articles(&Default::default(), Default::default(), 5, 0).unwrap();
        let id = found.rows.first().unwrap().id;
        let passage = PassageByWords {
            article: id,
            exact: format!("said Ada {CANARY}"),
            prefix: None,
            suffix: None,
            note: format!("{CANARY} note"),
            tags: vec![format!("{CANARY} tag")],
        };
        let bookmark = archive.add_bookmark_by_words(&passage).unwrap();
        let edit = BookmarkEdit { note: Some(format!("{CANARY} again")), ..BookmarkEdit::default() };
        archive.update_bookmark(bookmark.id, &edit).unwrap();
        let filter = BookmarkFilter { words: Some(CANARY.to_owned()), ..BookmarkFilter::default() };
        assert_eq!(archive.bookmarks(&filter).unwrap().bookmarks.len(), 1);
        let said = QuotationFilter { words: Some(CANARY.to_owned()), ..QuotationFilter::default() };
        archive.quotations(&said, QuotationSort::Newest, 5, 0).unwrap();
        archive.rebuild(&mut |_| ControlFlow::Continue(())).unwrap();
    }

    #[test]
    fn no_word_of_the_reader_or_of_an_article_is_logged_at_any_level() {
        let folder = tempfile::tempdir().unwrap();
        let logs = Places::new(folder.path().join("archive")).logs();
        let file = LogFile::default();
        file.write_to(&logs);
        set_global_default(subscriber(&file, Level::TRACE, false)).unwrap();
        work(folder.path());
        let mut log = String::new();
        for entry in fs::read_dir(&logs).unwrap() {
            log.push_str(&fs::read_to_string(entry.unwrap().path()).unwrap());
        }
        assert!(log.contains("import done"), "nothing was logged: {log}");
        assert!(!log.to_lowercase().contains(CANARY), "{log}");
    }
}
