//! Extraction without an archive.

use std::panic::{AssertUnwindSafe, catch_unwind};

use backfile_extract::{Document, Extraction, OtherName, extract_with_others};

/// What is in `document`, and its other names; none where extraction breaks
/// down on it.
pub fn extraction_of(document: &Document<'_>) -> Option<(Extraction, Vec<OtherName>)> {
    catch_unwind(AssertUnwindSafe(|| extract_with_others(document))).ok()
}
