//! `articles.sqlite`: every article as it was imported, kept for good.
//!
//! An article outlives its file: what has vanished is marked missing and stays
//! readable. Source paths are relative to a named root, so that a root can be
//! found again elsewhere. Nothing here is ever deleted.

mod captured;
mod files;
mod known;
mod parts;
mod paths;
mod relocate;
mod roots;
mod schema;
mod url_key;

pub(crate) use captured::{
    Captured, Encoded, change_now, changed_since, count, insert, is_taken, known_elsewhere, load, load_by_id,
    set_change, set_main_source, text, text_hash, update,
};
pub(crate) use files::{
    FileRow, SourceRow, attach_source, detach_source, file, files_under, find_file, finish_file,
    live_articles_of, mark_files_missing, missing, settle_missing, sources_of, touch_file,
};
pub(crate) use known::{Candidate, Claims, Known, Preview, recognise};
pub(crate) use paths::{path_of, sql_path};
pub(crate) use relocate::{mend, relocate_to};
pub use roots::Root;
pub(crate) use roots::{add_root, add_scope, relocate, root_name, roots, scopes};
pub(crate) use schema::LAYOUT;
