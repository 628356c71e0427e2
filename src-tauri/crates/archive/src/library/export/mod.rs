//! Bookmarks as files, and back.
//!
//! Every export is ordered stably and states the archive and the time. The
//! JSON one keeps all that is known of a bookmark and can be read back.

pub(crate) mod csv;
mod json;
pub(crate) mod markdown;

use std::str::FromStr;

use backfile_extract::{Quotation, in_words};
pub use json::BookmarksRead;

use super::{Bookmark, BookmarkFilter, BookmarkSort, corrections::Line};
use crate::{Archive, ArchiveError};

/// How exported bookmarks are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportFormat {
    /// Article by article, for people.
    Markdown,
    /// Everything, to be read back.
    Json,
    /// One bookmark a row, for spreadsheets.
    Csv,
    /// W3C Web Annotations as JSON-LD, for other programs.
    Annotations,
}

impl ExportFormat {
    /// The usual end of the file's name.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Annotations => "jsonld",
        }
    }
}

impl FromStr for ExportFormat {
    type Err = String;
    fn from_str(name: &str) -> Result<Self, String> {
        let all = [Self::Markdown, Self::Json, Self::Csv, Self::Annotations];
        let found = all.into_iter().find(|format| format.extension() == name);
        found.ok_or_else(|| format!("{name} is not one of md, json, csv, jsonld"))
    }
}

/// What is exported, and what is said about it.
struct Export {
    archive: String,
    time: String,
    bookmarks: Vec<Exported>,
    corrections: Vec<Line>,
}

/// A bookmark with what its article says about itself.
struct Exported {
    bookmark: Bookmark,
    byline: Vec<String>,
    section: Option<String>,
    speaker: Option<String>,
}

impl Archive {
    /// All bookmarks as the text of a file; the JSON one holds all corrections too.
    ///
    /// # Errors
    /// Any store error.
    pub fn export(&self, format: ExportFormat) -> Result<String, ArchiveError> {
        let filter = BookmarkFilter { sort: BookmarkSort::Article, ..BookmarkFilter::default() };
        let corrections = match format {
            ExportFormat::Json => self.correction_lines()?,
            _ => Vec::new(),
        };
        self.written(format, &filter, corrections)
    }

    /// The bookmarks of `filter` as the text of a file.
    ///
    /// # Errors
    /// Any store error.
    pub fn export_filtered(
        &self,
        format: ExportFormat,
        filter: &BookmarkFilter,
    ) -> Result<String, ArchiveError> {
        self.written(format, filter, Vec::new())
    }

    fn written(
        &self,
        format: ExportFormat,
        filter: &BookmarkFilter,
        corrections: Vec<Line>,
    ) -> Result<String, ArchiveError> {
        let bookmarks = self.bookmarks(filter)?.bookmarks;
        let mut exported: Vec<Exported> = Vec::with_capacity(bookmarks.len());
        for bookmark in bookmarks {
            exported.push(self.exported(bookmark)?);
        }
        let export = Export {
            archive: self.places().root().display().to_string(),
            time: self.library.now(),
            bookmarks: exported,
            corrections,
        };
        Ok(match format {
            ExportFormat::Markdown => markdown::write(&export),
            ExportFormat::Json => json::write(export),
            ExportFormat::Csv => csv::write(&export),
            ExportFormat::Annotations => json::write_annotations(&export),
        })
    }

    fn exported(&self, bookmark: Bookmark) -> Result<Exported, ArchiveError> {
        let stored = match self.article(bookmark.article) {
            Ok(stored) => stored,
            Err(ArchiveError::NoArticle(_)) => {
                return Ok(Exported { bookmark, byline: Vec::new(), section: None, speaker: None });
            }
            Err(error) => return Err(error),
        };
        let extraction = &stored.extraction;
        let quotation = bookmark
            .span
            .and_then(|span| extraction.quotations.iter().find(|quotation| quotation.span.overlaps(span)));
        let speakers = quotation.into_iter().flat_map(Quotation::speakers);
        let names = speakers.filter_map(|entity| extraction.entities.get(entity));
        let speaker = in_words(names.map(|entity| entity.name.as_str()));
        Ok(Exported { bookmark, byline: stored.article.byline, section: stored.article.section, speaker })
    }
}
