//! The queue between the walk and the threads that read and extract.
//!
//! A file that holds many articles is cut into chunks, so that all threads
//! share in it; the queue is bounded, so that memory is too.

use std::{
    collections::VecDeque,
    sync::{Condvar, Mutex, MutexGuard, PoisonError},
};

/// Files waiting to be read.
const MAX_FILES: usize = 256;

/// Work of two kinds: files to read, and chunks of articles to extract from.
#[derive(Debug)]
pub(crate) struct Queue<F, C> {
    state: Mutex<State<F, C>>,
    changed: Condvar,
    max_chunks: usize,
}

#[derive(Debug)]
struct State<F, C> {
    files: VecDeque<F>,
    chunks: VecDeque<C>,
    /// Whether more files may come.
    open: bool,
    /// Files being read, from which more chunks may come.
    n_reading: usize,
    stopped: bool,
}

/// A piece of work.
#[derive(Debug)]
pub(crate) enum Work<F, C> {
    /// A file to read; [`Queue::file_done`] must follow.
    File(F),
    /// Articles to extract from.
    Chunk(C),
}

impl<F, C> Queue<F, C> {
    /// A queue for `n_threads` threads.
    pub fn new(n_threads: usize) -> Self {
        let state = State {
            files: VecDeque::new(),
            chunks: VecDeque::new(),
            open: true,
            n_reading: 0,
            stopped: false,
        };
        Self { state: Mutex::new(state), changed: Condvar::new(), max_chunks: 2 * n_threads }
    }

    fn state(&self) -> MutexGuard<'_, State<F, C>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'a>(&'a self, state: MutexGuard<'a, State<F, C>>) -> MutexGuard<'a, State<F, C>> {
        self.changed.wait(state).unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds a file, waiting for room. False when the work was stopped.
    pub fn push_file(&self, file: F) -> bool {
        let mut state = self.state();
        while state.files.len() >= MAX_FILES && !state.stopped {
            state = self.wait(state);
        }
        if state.stopped {
            return false;
        }
        state.files.push_back(file);
        self.changed.notify_all();
        true
    }

    /// Adds a chunk, or gives it back when the others have enough to do.
    pub fn offer_chunk(&self, chunk: C) -> Option<C> {
        let mut state = self.state();
        if state.chunks.len() >= self.max_chunks {
            return Some(chunk);
        }
        state.chunks.push_back(chunk);
        self.changed.notify_all();
        None
    }

    /// Says that no more files come.
    pub fn close(&self) {
        self.state().open = false;
        self.changed.notify_all();
    }

    /// Ends the work: what waits is dropped.
    pub fn stop(&self) {
        let mut state = self.state();
        state.stopped = true;
        state.open = false;
        state.files.clear();
        state.chunks.clear();
        self.changed.notify_all();
    }

    /// Whether the work was ended early.
    pub fn is_stopped(&self) -> bool {
        self.state().stopped
    }

    /// The next piece of work; waits while there may be some. None at the end.
    pub fn next(&self) -> Option<Work<F, C>> {
        let mut state = self.state();
        loop {
            if let Some(chunk) = state.chunks.pop_front() {
                self.changed.notify_all();
                return Some(Work::Chunk(chunk));
            }
            if let Some(file) = state.files.pop_front() {
                state.n_reading += 1;
                self.changed.notify_all();
                return Some(Work::File(file));
            }
            if state.stopped || (!state.open && state.n_reading == 0) {
                return None;
            }
            state = self.wait(state);
        }
    }

    /// Says that a file was read to its end.
    pub fn file_done(&self) {
        let mut state = self.state();
        state.n_reading = state.n_reading.saturating_sub(1);
        self.changed.notify_all();
    }
}
