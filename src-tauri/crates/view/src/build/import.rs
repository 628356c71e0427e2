//! Import: how far it is, and how it ended.

use backfile_archive as core;

use super::count;
use crate::{ImportFailure, ImportProgress, ImportReportView};

/// The most failures a report lists.
const MAX_FAILURES: usize = 1000;

impl ImportProgress {
    /// How far an import is, and whether it waits for the reader.
    #[must_use]
    pub fn new(progress: core::Progress, paused: bool) -> Self {
        // Files passed over count as done; the window does not tell them apart.
        let core::Progress { n_done, n_total, n_skipped: _, n_articles, n_failed } = progress;
        Self {
            n_done: count(n_done),
            n_total: count(n_total),
            n_articles: count(n_articles),
            n_failed: count(n_failed),
            paused,
        }
    }
}

impl From<core::ImportReport> for ImportReportView {
    fn from(report: core::ImportReport) -> Self {
        let core::ImportReport {
            imported,
            updated,
            unchanged,
            missing,
            failed,
            articles,
            seconds,
            cancelled,
            failures,
        } = report;
        Self {
            imported: count(imported),
            updated: count(updated),
            unchanged: count(unchanged),
            missing: count(missing),
            failed: count(failed),
            articles: count(articles),
            seconds,
            cancelled,
            failures: failures.into_iter().take(MAX_FAILURES).map(Into::into).collect(),
        }
    }
}

impl From<core::Failure> for ImportFailure {
    fn from(core::Failure { path, error }: core::Failure) -> Self {
        Self { path: path.display().to_string(), error }
    }
}
