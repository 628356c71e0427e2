//! The import itself: one thread that writes, and the others that feed it.

use std::{
    collections::HashSet,
    num::NonZero,
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::{
        atomic::{AtomicU64, Ordering},
        mpsc::{Receiver, RecvTimeoutError, sync_channel},
    },
    thread,
    time::{Duration, Instant},
};

use super::{
    Edits, Failure, ImportReport, Progress, Session,
    batch::Batch,
    read::{self, Message},
    scan::Scan,
    work::Queue,
};
use crate::{
    ArchiveError,
    sqlite::{self, At},
    store::{self, Root},
};

/// How often progress is told.
const INTERVAL: Duration = Duration::from_millis(80);

/// Imports `paths` (with none: everything imported before, looked at again).
///
/// # Errors
/// When a store cannot be written; what was committed stays.
pub(crate) fn import(
    session: &mut Session<'_>,
    edits: &Edits<'_>,
    paths: &[PathBuf],
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<ImportReport, ArchiveError> {
    let start = Instant::now();
    let mut failures = Vec::new();
    let scopes = scopes(session, paths, &mut failures)?;
    let roots = store::roots(&session.articles).at(&session.places.articles())?;
    let conn = sqlite::open_for_reading(&session.places.articles())?;
    let n_threads = thread::available_parallelism().map_or(2, NonZero::get);
    let queue = Queue::new(n_threads);
    let n_total = AtomicU64::new(0);
    let (sender, receiver) = sync_channel(n_threads);
    let data = session.places.root().canonicalize().unwrap_or_else(|_| session.places.root().to_owned());
    let batch = Batch::new(session, edits, failures);
    let scan =
        Scan { conn, roots: &roots, data: &data, queue: &queue, messages: sender.clone(), n_total: &n_total };
    let walked: Vec<PathBuf> = scopes.iter().filter(|path| path.exists()).cloned().collect();
    let outcome = thread::scope(|scope| {
        scope.spawn(|| scan.run(&walked));
        for _ in 0..n_threads {
            let (queue, sender) = (&queue, sender.clone());
            scope.spawn(move || read::run(queue, &sender));
        }
        drop(sender);
        let outcome = write(batch, &receiver, &n_total, progress, || queue.stop());
        // Whoever still sends finds nobody listening and ends.
        queue.stop();
        drop(receiver);
        outcome
    });
    let (batch, cancelled) = outcome?;
    let mut report = batch.finish(&roots, &scopes, cancelled)?;
    report.seconds = start.elapsed().as_secs_f64();
    Ok(report)
}

/// Writes what the others found until they are done. Returns whether the
/// reader cancelled.
fn write<'a, 's>(
    mut batch: Batch<'a, 's>,
    receiver: &Receiver<Message>,
    n_total: &AtomicU64,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    stop: impl Fn(),
) -> Result<(Batch<'a, 's>, bool), ArchiveError> {
    let mut cancelled = false;
    let mut told: Option<Instant> = None;
    loop {
        let is_end = match receiver.recv_timeout(INTERVAL) {
            Ok(message) => {
                batch.take(message);
                false
            }
            Err(RecvTimeoutError::Timeout) => false,
            Err(RecvTimeoutError::Disconnected) => true,
        };
        batch.flush(is_end)?;
        if !cancelled && (is_end || told.is_none_or(|told| told.elapsed() >= INTERVAL)) {
            told = Some(Instant::now());
            if progress(batch.progress(n_total.load(Ordering::Relaxed))).is_break() && !is_end {
                cancelled = true;
                stop();
            }
        }
        if is_end {
            return Ok((batch, cancelled));
        }
    }
}

/// What is to be walked: absolute paths none of which lies inside another.
/// Every one is under a root afterwards.
fn scopes(
    session: &mut Session<'_>,
    paths: &[PathBuf],
    failures: &mut Vec<Failure>,
) -> Result<Vec<PathBuf>, ArchiveError> {
    let path = session.places.articles();
    let data = session.places.root().canonicalize().unwrap_or_else(|_| session.places.root().to_owned());
    let transaction =
        session.articles.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).at(&path)?;
    let mut found = Vec::new();
    if paths.is_empty() {
        let roots = store::roots(&transaction).at(&path)?;
        for scope in store::scopes(&transaction).at(&path)? {
            let Some(root) = roots.iter().find(|root| root.no == scope.root) else { continue };
            if root.is_missing() {
                let error = "this folder is not there any more".to_owned();
                failures.push(Failure { path: root.path.clone(), error });
            } else {
                found.push(root.path.join(&scope.path));
            }
        }
    }
    for given in paths {
        match scope_of(&transaction, given, &data).at(&path)? {
            Ok(scope) => found.push(scope),
            Err(failure) => failures.push(failure),
        }
    }
    transaction.commit().at(&path)?;
    found.sort();
    found.dedup();
    let all: HashSet<PathBuf> = found.iter().cloned().collect();
    found.retain(|path| !path.ancestors().skip(1).any(|above| all.contains(above)));
    Ok(found)
}

/// The absolute path of `given`, which is under a root afterwards; a failure
/// where there is nothing and was nothing.
fn scope_of(
    conn: &rusqlite::Connection,
    given: &Path,
    data: &Path,
) -> rusqlite::Result<Result<PathBuf, Failure>> {
    let path = match given.canonicalize() {
        Ok(path) => path,
        Err(error) => {
            let absolute = std::path::absolute(given).unwrap_or_else(|_| given.to_owned());
            let roots = store::roots(conn)?;
            let was_known = match super::scan::place(&roots, &absolute) {
                Some((root, relative)) if !root.is_missing() => {
                    !store::files_under(conn, root.no, &relative)?.is_empty()
                }
                _ => false,
            };
            let failure = Failure {
                path: given.to_owned(),
                error: format!("cannot read {}: {error}", given.display()),
            };
            return Ok(if was_known { Ok(absolute) } else { Err(failure) });
        }
    };
    let folder = if path.is_dir() { path.as_path() } else { path.parent().unwrap_or(&path) };
    let roots = store::roots(conn)?;
    let root = match super::scan::place(&roots, &path) {
        Some((root, _)) => root.clone(),
        None => match store::relocate_to(conn, folder, data)? {
            Some(root) => root,
            None => store::add_root(conn, folder, data)?,
        },
    };
    let relative = path.strip_prefix(&root.path).unwrap_or(Path::new(""));
    store::add_scope(conn, root.no, relative)?;
    Ok(Ok(path))
}

/// Files known below `scopes` whose root is there but which are not.
pub(crate) fn vanished(
    conn: &rusqlite::Connection,
    roots: &[Root],
    scopes: &[PathBuf],
    seen: &HashSet<i64>,
) -> rusqlite::Result<Vec<i64>> {
    let mut vanished = Vec::new();
    for root in roots.iter().filter(|root| !root.is_missing()) {
        for scope in scopes {
            let under = match scope.strip_prefix(&root.path) {
                Ok(under) => under,
                Err(_) if root.path.starts_with(scope) => Path::new(""),
                Err(_) => continue,
            };
            for file in store::files_under(conn, root.no, under)? {
                let is_gone = || matches!(root.path.join(&file.path).try_exists(), Ok(false));
                if !seen.contains(&file.no) && !file.missing && is_gone() {
                    vanished.push(file.no);
                }
            }
        }
    }
    Ok(vanished)
}
