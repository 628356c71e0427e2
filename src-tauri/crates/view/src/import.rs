//! Import: how far it is, and how it ended.

use serde::Serialize;
use ts_rs::TS;

/// How far an import is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportProgress {
    /// Files looked at so far.
    pub n_done: u32,
    /// Files in all; grows while folders are walked.
    pub n_total: u32,
    /// Articles that can be opened now because of it.
    pub n_articles: u32,
    /// Files and records that failed so far.
    pub n_failed: u32,
    /// Whether it waits because the reader paused it.
    pub paused: bool,
}

/// An input that failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportFailure {
    /// The file, and the place in it where known.
    pub path: String,
    /// What was wrong, as a sentence.
    pub error: String,
}

/// How an import ended.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportReportView {
    /// New articles.
    pub imported: u32,
    /// Articles whose source changed.
    pub updated: u32,
    /// Articles that are as they were.
    pub unchanged: u32,
    /// Articles whose file has vanished.
    pub missing: u32,
    /// Files and records that failed.
    pub failed: u32,
    /// Articles in the archive now.
    pub articles: u32,
    /// How long it took.
    pub seconds: f64,
    /// Whether the reader cancelled it.
    pub cancelled: bool,
    /// What failed and why, at most 1,000.
    pub failures: Vec<ImportFailure>,
}

/// Why a command failed. The interface branches on `code` only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CommandError {
    /// `busy` (another program writes), `not_found`, `bad_input`, `newer` (made by
    /// a newer version), `damaged`, `no_archive` or `internal`.
    pub code: String,
    /// What happened and what is safe, at most two sentences.
    pub message: String,
    /// For "Details": the chain of causes.
    pub details: String,
}
