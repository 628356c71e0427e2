//! Why something could not be done with an archive.

use std::{io, path::PathBuf};

use crate::InvalidId;

/// Why something could not be done with an archive.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ArchiveError {
    /// A file or folder of the archive could not be read or written.
    #[error("cannot {what} {}", path.display())]
    Io {
        /// What was tried, as a verb ("read", "create").
        what: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A store refused a statement.
    #[error("cannot use {}", path.display())]
    Store {
        /// The SQLite file.
        path: PathBuf,
        /// Why.
        source: rusqlite::Error,
    },
    /// The file was written by a newer program.
    #[error(
        "{} was written by a newer version of Backfile (format {found}, this program reads up to {supported})",
        path.display()
    )]
    Newer {
        /// The SQLite file.
        path: PathBuf,
        /// Its format.
        found: u32,
        /// The newest format this program reads.
        supported: u32,
    },
    /// Another program is writing to the archive.
    #[error("the archive is in use by {holder}")]
    Busy {
        /// Who holds it, such as `backfile-cli (process 4242)`.
        holder: String,
    },
    /// What the archive holds is damaged and could not be mended.
    #[error("{} is damaged: {what}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        what: String,
    },
    /// No article has this id.
    #[error("no article {0}")]
    NoArticle(crate::ArticleId),
    /// No entity has this id.
    #[error("no entity {0}")]
    NoEntity(crate::EntityId),
    /// No bookmark has this id.
    #[error("no bookmark {0}")]
    NoBookmark(crate::BookmarkId),
    /// No quotation has this id.
    #[error("no quotation {0}")]
    NoQuotation(crate::QuotationId),
    /// No correction has this id.
    #[error("no correction {0}")]
    NoCorrection(crate::CorrectionId),
    /// Nothing in the archive is called so.
    #[error("no {kind} of the archive is called {name}")]
    NotNamed {
        /// The kind that was asked for.
        kind: &'static str,
        /// The name.
        name: String,
    },
    /// No name is marked where one was to be corrected.
    #[error("no name is marked there in article {0}")]
    NoMention(crate::ArticleId),
    /// A correction would say nothing.
    #[error("this corrects nothing: {0}")]
    NoChange(&'static str),
    /// A file holds no corrections that can be read.
    #[error("not a file of corrections: {what}")]
    InvalidCorrections {
        /// What is wrong with it, and in which line.
        what: String,
    },
    /// Words that were to be bookmarked do not stand in the article.
    #[error("these words do not stand in article {article}")]
    PassageNotFound {
        /// The article.
        article: crate::ArticleId,
    },
    /// Words that were to be bookmarked stand in the article more than once.
    #[error("these words stand in article {article} {} times", places.len())]
    PassageAmbiguous {
        /// The article.
        article: crate::ArticleId,
        /// Where they stand, in order.
        places: Vec<crate::PassagePlace>,
    },
    /// A stretch of an article's text holds no words or is not of that text.
    #[error("this passage is not part of article {0}")]
    NoPassage(crate::ArticleId),
    /// A text is no date an article can have been published on.
    #[error("{0} is not a date (YYYY, YYYY-MM, YYYY-MM-DD or RFC 3339)")]
    InvalidDate(String),
    /// A text is no colour of a bookmark.
    #[error("{0} is not a colour (yellow, green, blue, pink, purple, grey)")]
    InvalidColour(String),
    /// A file is no export of bookmarks that can be read back.
    #[error("not an export of bookmarks: {what}")]
    InvalidExport {
        /// What is wrong with it.
        what: String,
    },
    /// A text is no id.
    #[error(transparent)]
    InvalidId(#[from] InvalidId),
}

impl ArchiveError {
    /// A stable lower-case name to branch on and to log; messages may change.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Io { .. } => "io",
            Self::Store { .. } => "store",
            Self::Newer { .. } => "newer",
            Self::Busy { .. } => "busy",
            Self::Damaged { .. } => "damaged",
            Self::NoArticle(_) => "no_article",
            Self::NoEntity(_) => "no_entity",
            Self::NoBookmark(_) => "no_bookmark",
            Self::NoQuotation(_) => "no_quotation",
            Self::NoCorrection(_) => "no_correction",
            Self::NotNamed { .. } => "not_named",
            Self::NoMention(_) => "no_mention",
            Self::NoChange(_) => "no_change",
            Self::InvalidCorrections { .. } => "invalid_corrections",
            Self::PassageNotFound { .. } => "passage_not_found",
            Self::PassageAmbiguous { .. } => "passage_ambiguous",
            Self::NoPassage(_) => "no_passage",
            Self::InvalidDate(_) => "invalid_date",
            Self::InvalidColour(_) => "invalid_colour",
            Self::InvalidExport { .. } => "invalid_export",
            Self::InvalidId(_) => "invalid_id",
        }
    }
}
