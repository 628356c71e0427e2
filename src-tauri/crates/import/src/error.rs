//! Why a source file, or a record in it, could not become an article.

use std::{io, path::PathBuf};

/// Why a source file could not be read at all.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ImportError {
    /// The file could not be read.
    #[error("cannot read {}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The compressed data ends too early or is damaged.
    #[error("cannot decompress {}", path.display())]
    Compressed {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The content is something that is not read.
    #[error("{} is {found}, which cannot be read yet", path.display())]
    Refused {
        /// The file.
        path: PathBuf,
        /// What it seems to be, such as "a PDF document".
        found: &'static str,
    },
    /// The content is no text.
    #[error("{} is not a text", path.display())]
    Binary {
        /// The file.
        path: PathBuf,
    },
    /// A single text is larger than [`crate::MAX_TEXT_BYTES`].
    #[error("{} is larger than {limit} bytes", path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// The limit in bytes.
        limit: u64,
    },
    /// There is nothing in it.
    #[error("{} is empty", path.display())]
    Empty {
        /// The file.
        path: PathBuf,
    },
}

/// Why one record of a file could not become an article. The others are not affected.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line} of {}: {reason}", path.display())]
pub struct RecordError {
    /// The file.
    pub path: PathBuf,
    /// The line of the decompressed file, from 1.
    pub line: u64,
    /// What is wrong, lower case without a final dot.
    pub reason: String,
}
