//! Extraction without an archive.

use std::panic::{AssertUnwindSafe, catch_unwind};

use backfile_extract::{Document, Extraction, extract};

/// What is in `document`; none where extraction breaks down on it.
pub fn extraction_of(document: &Document<'_>) -> Option<Extraction> {
    catch_unwind(AssertUnwindSafe(|| extract(document))).ok()
}
