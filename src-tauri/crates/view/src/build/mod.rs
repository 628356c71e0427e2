//! Builds the window's types from the core's: one module a subject.
//!
//! Core values are taken apart field by field, so that a new field does not
//! compile until it is shown or left out on purpose.

mod article;
mod bookmark;
mod correction;
mod cut;
mod entity;
mod error;
mod import;
mod library;
mod named;
mod quotation;
mod rows;
mod search;
mod settings;
mod words;

pub use article::{Reading, article_view};
pub use entity::entity_view;
pub use library::{Shelf, library_view};
pub use rows::{article_row, article_rows};

/// A count as the window has it; more than four thousand million is shown as that.
pub(crate) fn count(n: impl TryInto<u32>) -> u32 {
    n.try_into().unwrap_or(u32::MAX)
}
