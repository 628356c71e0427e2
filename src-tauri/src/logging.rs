//! The log: a file a day in the archive's folder, and stderr with `-v`.
//!
//! Backfile is used for confidential work. The log holds ids, counts and
//! codes; no words of articles, queries or notes, no names, no paths. Only
//! Backfile's own crates are listened to, since nobody can promise this for
//! the others; a test imports, searches and bookmarks canary words and looks
//! for them in the log at its most talkative.

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

/// The log file, which follows the window from archive to archive.
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
#[must_use]
pub fn subscriber(file: &LogFile, level: Level, verbose: bool) -> impl Subscriber + Send + Sync + 'static {
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

/// Begins to log for the whole program. Panics are logged by place alone,
/// since their words may hold anything.
pub fn start(file: &LogFile, verbose: bool) {
    let level = if verbose { Level::DEBUG } else { Level::INFO };
    // Only a second start in the same process would find somebody listening.
    if set_global_default(subscriber(file, level, verbose)).is_err() {
        return;
    }
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let place = panic.location();
        let (file, line) = place.map_or(("", 0), |place| (place.file(), place.line()));
        tracing::error!(code = "panic", file, line, "a part of the program failed");
        usual(panic);
    }));
}
