//! Reads source files and turns them into articles.
//!
//! A format is recognised by its content; the file's name only decides
//! between kinds of text. Each format has a module of its own, and all of
//! them end in an [`Article`](backfile_article::Article). Damaged input is
//! normal: an importer keeps what is left and says what was wrong; it fails
//! only when nothing is left to keep.

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod blocks;
mod credit;
mod decode;
mod error;
mod fields;
mod format;
mod head;
mod json_lines;
mod lines;
mod markdown;
mod read;
mod stated_date;
mod text;
mod walk;

pub use error::{ImportError, RecordError};
pub use read::{FileReport, Imported, MAX_TEXT_BYTES, Record, read_bytes, read_file};
pub use stated_date::stated_date;
pub use walk::{is_candidate, walk};
