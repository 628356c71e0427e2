//! The reader's edits of what an article says about itself, as the pipeline
//! applies them to what was captured.

use backfile_extract::Document;

use crate::{
    ArchiveError,
    derived::Entry,
    library::{Library, Metadata},
};

/// Looks up the reader's edits.
pub(crate) struct Edits<'a> {
    library: &'a Library,
}

impl<'a> Edits<'a> {
    /// The edits kept in `library`.
    pub fn new(library: &'a Library) -> Self {
        Self { library }
    }

    /// Shows `entries` as the reader edited them; dates mentioned are resolved
    /// again where the publication date changes.
    pub fn apply(&self, entries: &mut [Entry]) -> Result<(), ArchiveError> {
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
