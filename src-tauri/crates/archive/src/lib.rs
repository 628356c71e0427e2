//! The archive: what was captured, what was derived from it, what the reader made.
//!
//! One folder holds four kinds of data, kept apart (see [`Places`]):
//! `articles.sqlite` keeps every imported article durably; `derived/` holds
//! extraction results and the indexes, which carry a version and are rebuilt
//! from the captured articles whenever they differ or are damaged;
//! `library.sqlite` holds what the reader makes. Source files are never
//! written.

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod analysed;
mod archive;
mod derived;
mod error;
mod id;
mod identity;
mod library;
pub mod logging;
mod pipeline;
mod places;
mod search;
mod sqlite;
mod store;
mod whole;

pub use analysed::Analysed;
pub use archive::{
    AlikeArticle, Archive, ArticleFilter, ArticlePage, ArticleSort, Card, CheckReport, Companion,
    EntityDetail, EntityFilter, EntityPage, EntityRef, EntityRow, EntitySort, JoinedName, Lock, MonthCount,
    NameCount, Options, Overview, Problem, QuotationFilter, QuotationPage, QuotationPiece, QuotationRow,
    QuotationSort, QuotesFormat, Role, StoredArticle,
};
pub use error::ArchiveError;
pub use id::{ArticleId, BookmarkId, CorrectionId, EntityId, InvalidId, QuotationId};
pub use library::{
    Anchor, ArticleEdit, Bookmark, BookmarkEdit, BookmarkFilter, BookmarkList, BookmarkSort, BookmarkState,
    BookmarksRead, Change, Clock, Colour, Correction, CorrectionsRead, Decision, DiffRun, ExportFormat,
    LibraryNotice, Marks, Name, NamesChange, NewBookmark, Passage, PassageByWords, PassagePlace,
    QuotationChange, Reach, Said, Settings, Target, Undone, Unfinished, locate,
};
pub use pipeline::{Failure, ImportReport, Progress};
pub use places::Places;
pub use search::{
    NamedCount, QueryProblem, QuoteCheck, QuoteMatch, QuoteResult, Repair, SearchHit, SearchPage,
    SearchRequest, SearchSort, Snippet,
};
pub use store::Root;
pub use whole::{WholeQuotation, whole_quotations};
