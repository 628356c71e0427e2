//! The terminal program as strangers' programs see it: every promise about
//! its JSON, its exit codes and its arguments.

#![allow(missing_docs, clippy::unwrap_used)]

mod alike;
mod annotate;
mod bad_input;
mod bookmarks;
mod corrections;
mod import;
mod log;
mod program;
mod quote_check;
mod reading;
mod usage;
