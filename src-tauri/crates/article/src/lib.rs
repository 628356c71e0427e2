//! Articles, spans and publication dates as plain values.
//!
//! This crate does no I/O. Every other crate speaks in its types. Offsets are
//! UTF-8 bytes on `char` boundaries; [`CodePoints`] converts them to Unicode
//! code points, the unit of everything that is stored as precious, exported
//! or printed.

mod article;
mod code_points;
mod fold;
mod pub_date;
mod span;

pub use article::{Article, Block, BlockKind, Draft, DraftBlock, Format, Origin, Warning};
pub use code_points::CodePoints;
pub use fold::{fold, fold_char, fold_start};
pub use pub_date::{InvalidPubDate, PubDate};
pub use span::Span;
