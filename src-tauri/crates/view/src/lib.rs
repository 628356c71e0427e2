//! What the window draws, ready to draw.
//!
//! Every type here is the twin of a core type, cut and counted for the screen:
//! texts come as [`Run`]s with their marks, so that the interface never slices
//! by offset. All offsets (`at`, `end`) count UTF-16 code units of the article's
//! text, as JavaScript does; this crate is the only place where they are
//! converted. Dates are the source's own strings; the interface formats them.

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod article;
mod bookmark;
mod build;
mod correction;
mod entity;
mod import;
mod library;
mod quotation;
mod run;
mod search;
mod settings;
mod typescript;

pub use article::*;
pub use bookmark::*;
pub use build::{Reading, Shelf, article_row, article_rows, article_view, entity_view, library_view};
pub use correction::*;
pub use entity::*;
pub use import::*;
pub use library::*;
pub use quotation::*;
pub use run::*;
pub use search::*;
pub use settings::*;
pub use typescript::declarations;
