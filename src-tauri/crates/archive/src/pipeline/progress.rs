//! How far long work is, and how it ended.

use std::path::PathBuf;

/// How far an import or a rebuild is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// Files (or, in a rebuild, articles) done.
    pub n_done: u64,
    /// Files or articles in all, as far as known; grows while folders are walked.
    pub n_total: u64,
    /// Files passed over because they are as they were.
    pub n_skipped: u64,
    /// Articles that can be opened now because of this work.
    pub n_articles: u64,
    /// Files and records that failed.
    pub n_failed: u64,
}

/// An input that failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The file.
    pub path: PathBuf,
    /// What was wrong and where, for a person.
    pub error: String,
}

/// How an import ended.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ImportReport {
    /// New articles.
    pub imported: u64,
    /// Articles whose source changed.
    pub updated: u64,
    /// Articles that are as they were.
    pub unchanged: u64,
    /// Articles of the imported paths whose file has vanished.
    pub missing: u64,
    /// Files and records that failed.
    pub failed: u64,
    /// Articles in the archive now.
    pub articles: u64,
    /// How long it took.
    pub seconds: f64,
    /// Whether it was cancelled; what had come in is kept.
    pub cancelled: bool,
    /// What failed and why.
    pub failures: Vec<Failure>,
}
