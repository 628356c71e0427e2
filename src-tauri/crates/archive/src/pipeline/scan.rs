//! Walks what is to be imported and tells what has to be read.

use std::{
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::{
        atomic::{AtomicU64, Ordering},
        mpsc::SyncSender,
    },
};

use backfile_import::walk;
use rusqlite::Connection;

use super::{
    Failure,
    read::{Chunk, Job, Message, size_and_mtime},
    work::Queue,
};
use crate::store::{Root, find_file, sources_of};

/// Unchanged files reported at once.
const N_UNCHANGED: usize = 64;

/// A walk over the paths of one import.
pub(crate) struct Scan<'a> {
    /// A connection of its own to `articles.sqlite`.
    pub conn: Connection,
    /// All roots, the deepest first.
    pub roots: &'a [Root],
    /// Never looked into.
    pub data: &'a Path,
    /// Where files to read go.
    pub queue: &'a Queue<Job, Chunk>,
    /// Where everything else goes.
    pub messages: SyncSender<Message>,
    /// How many files were found so far.
    pub n_total: &'a AtomicU64,
}

impl Scan<'_> {
    /// Walks `paths`; no path may lie inside another.
    pub fn run(self, paths: &[PathBuf]) {
        let mut unchanged = Vec::new();
        let mut number = 0;
        for path in paths {
            walk(path, &mut |found| {
                let going_on = match found {
                    Ok(file) if file.starts_with(self.data) => true,
                    Ok(file) => self.look_at(file, &mut number, &mut unchanged),
                    Err(error) => self.report(path, &error),
                };
                if going_on { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
            });
        }
        self.flush(&mut unchanged, 0);
        self.queue.close();
    }

    fn report(&self, path: &Path, error: &dyn std::fmt::Display) -> bool {
        let failure = Failure { path: path.to_owned(), error: error.to_string() };
        self.messages.send(Message::Unwalkable(failure)).is_ok()
    }

    fn flush(&self, unchanged: &mut Vec<(i64, Option<i64>)>, at_least: usize) -> bool {
        if unchanged.len() <= at_least {
            return true;
        }
        self.messages.send(Message::Unchanged(std::mem::take(unchanged))).is_ok()
    }

    /// Queues `file`, or notes that it is as it was. False to stop the walk.
    fn look_at(&self, file: PathBuf, number: &mut usize, unchanged: &mut Vec<(i64, Option<i64>)>) -> bool {
        self.n_total.fetch_add(1, Ordering::Relaxed);
        let Some((root, relative)) = place(self.roots, &file) else {
            return self.report(&file, &"no root holds this file");
        };
        let known = match find_file(&self.conn, root.no, &relative) {
            Ok(known) => known,
            Err(error) => return self.report(&file, &error),
        };
        if let Some(row) = &known
            && row.sha256.is_some()
            && row.reader == super::READER
            && row.n_failed == 0
            && size_and_mtime(&file).is_ok_and(|now| now == (row.size, row.mtime))
        {
            unchanged.push((row.no, None));
            return self.flush(unchanged, N_UNCHANGED);
        }
        let known = known.and_then(|row| {
            let sources = sources_of(&self.conn, row.no).ok()?;
            Some((row, sources))
        });
        *number += 1;
        self.queue.push_file(Job { number: *number, root: root.no, relative, path: file, known })
    }
}

/// The root that holds `file`, and the file's path below it.
pub(crate) fn place<'a>(roots: &'a [Root], file: &Path) -> Option<(&'a Root, PathBuf)> {
    roots.iter().find_map(|root| Some((root, file.strip_prefix(&root.path).ok()?.to_owned())))
}
