//! What the reader made of articles, as the pipeline applies it: edits of what
//! they say about themselves, and corrections of what was found in them.

use std::collections::HashSet;

use backfile_extract::Document;

use super::corrections::Corrections;
use crate::{
    ArchiveError, CorrectionId,
    derived::Entry,
    library::{Library, Metadata},
};

/// Looks up the reader's edits and corrections.
pub(crate) struct Edits<'a> {
    library: &'a Library,
}

impl<'a> Edits<'a> {
    /// The edits and corrections kept in `library`.
    pub fn new(library: &'a Library) -> Self {
        Self { library }
    }

    /// Shows `entries`, which are as they were found, as the reader edited and
    /// corrected them. Returns the corrections that changed something.
    pub fn apply(&self, entries: &mut [Entry]) -> Result<HashSet<CorrectionId>, ArchiveError> {
        self.apply_metadata(entries)?;
        let ids: Vec<_> = entries.iter().map(|entry| entry.id).collect();
        let records = self.library.corrections_of(&ids)?;
        let mut applied = HashSet::new();
        if !records.is_empty() {
            let corrections = Corrections::new(records);
            entries.iter_mut().for_each(|entry| corrections.apply(entry, &mut applied));
        }
        Ok(applied)
    }

    /// Shows `entries` as the reader edited them; dates mentioned are resolved
    /// again where the publication date changes.
    pub fn apply_metadata(&self, entries: &mut [Entry]) -> Result<(), ArchiveError> {
        let ids: Vec<_> = entries.iter().map(|entry| entry.id).collect();
        let mut edits = self.library.edits(&ids)?;
        if edits.is_empty() {
            return Ok(());
        }
        for entry in entries {
            if let Some(edited) = edits.remove(&entry.id) {
                apply_to(entry, edited);
            }
        }
        Ok(())
    }
}

fn apply_to(entry: &mut Entry, edited: Metadata) {
    let Metadata { headline, published, source, byline } = edited;
    if headline.is_some() {
        entry.headline = headline;
    }
    if source.is_some() {
        entry.article.source = source;
    }
    if let Some(byline) = byline {
        entry.article.byline = byline;
    }
    if published.is_some() && entry.article.published != published {
        entry.article.published = published;
        entry.extraction.dates = backfile_extract::dates(&Document::of(&entry.article));
    }
}
