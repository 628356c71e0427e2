//! What the page may ask: one function a question, under the names that
//! `ui/src/lib/backend/tauri.ts` calls. None of them runs on the main thread.

mod archives;
mod articles;
mod bookmarks;
mod corrections;
mod entities;
mod imports;
mod lists;
mod reading;
mod settings;
mod system;

use std::sync::Arc;

use tauri::{State, Wry, ipc::Invoke};

use crate::state::Shell;

/// The shell, as commands get it.
pub type Open<'a> = State<'a, Arc<Shell>>;

/// The most rows one answer holds.
const MAX_ROWS: u32 = 500;

/// How many rows an answer holds, and how many it passes over.
fn page(limit: Option<u32>, offset: Option<u32>, usual: u32) -> (usize, usize) {
    (limit.unwrap_or(usual).min(MAX_ROWS) as usize, offset.unwrap_or(0) as usize)
}

/// All commands.
pub fn handler() -> impl Fn(Invoke<Wry>) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        lists::library,
        lists::articles,
        lists::search,
        lists::quotations,
        lists::check_quotation,
        lists::variants,
        lists::copies,
        lists::export_quotations,
        lists::palette,
        articles::article,
        articles::edit_article,
        articles::edit_articles,
        articles::find_in_article,
        articles::sentence_at,
        entities::entities,
        entities::entity,
        entities::entity_card,
        bookmarks::bookmarks,
        bookmarks::add_bookmark,
        bookmarks::update_bookmark,
        bookmarks::delete_bookmark,
        bookmarks::accept_bookmark,
        bookmarks::undo,
        bookmarks::redo,
        bookmarks::export_bookmarks,
        corrections::correct_quotation,
        corrections::decide_name,
        corrections::decide_names,
        corrections::decide_mention,
        corrections::corrections,
        corrections::remove_correction,
        corrections::export_corrections,
        corrections::import_corrections,
        reading::opened,
        reading::set_read,
        reading::set_starred,
        reading::set_progress,
        settings::settings,
        settings::set_settings,
        settings::ui_state,
        settings::set_ui_state,
        imports::import_paths,
        imports::refresh_sources,
        imports::pause_import,
        imports::cancel_import,
        imports::startup_paths,
        imports::open_sample,
        archives::remove_sample,
        archives::recent_archives,
        archives::open_archive,
        archives::locate_root,
        system::choose_folder,
        system::choose_files,
        system::open_external,
        system::painted,
    ]
}
