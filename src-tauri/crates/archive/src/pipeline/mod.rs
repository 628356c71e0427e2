//! From source files to everything the archive knows: read, extract, store,
//! index.
//!
//! One thread walks, several read and extract, one writes. It writes in
//! batches: first `articles.sqlite`, then what is derived from it. Whatever
//! was committed there is never lost; [`catch_up`] makes good what a crash
//! kept the derived stores from following.

mod batch;
mod catch_up;
mod corrections;
mod edits;
mod import;
mod indexes;
mod progress;
mod read;
mod room;
mod scan;
mod session;
mod settle;
mod work;

pub(crate) use catch_up::{catch_up, entry, entry_as_found, reindex_stale};
pub(crate) use corrections::mention_at;
pub(crate) use edits::Edits;
pub(crate) use import::import;
pub(crate) use indexes::Indexes;
pub use progress::{Failure, ImportReport, Progress};
pub(crate) use session::Session;
pub(crate) use settle::{decided_names, settle, settle_within};

/// Version of what reads source files. Raise it when the same file would give
/// another article: files are then read again though they did not change.
pub(crate) const READER: i64 = 1;
