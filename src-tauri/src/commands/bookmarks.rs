//! Bookmarks, and taking changes back.

use backfile_view::{
    BookmarkEdit, BookmarkView, BookmarksRequest, BookmarksView, CommandError, NewBookmark, UndoView,
};

use super::Open;

fn not_yet() -> CommandError {
    CommandError::new("internal", "Bookmarks cannot be kept yet.")
}

/// Lists bookmarks.
#[tauri::command(async)]
pub fn bookmarks(shell: Open<'_>, request: BookmarksRequest) -> Result<BookmarksView, CommandError> {
    shell.ask("bookmarks", |_| {
        Ok(BookmarksView {
            request: request.request.unwrap_or(0),
            total: 0,
            bookmarks: vec![],
            tags: vec![],
            n_review: 0,
        })
    })
}

/// Bookmarks a passage.
#[tauri::command(async)]
pub fn add_bookmark(shell: Open<'_>, bookmark: NewBookmark) -> Result<BookmarkView, CommandError> {
    let _ = bookmark;
    shell.ask("add_bookmark", |_| Err(not_yet()))
}

/// Changes a bookmark's note, tags or colour.
#[tauri::command(async)]
pub fn update_bookmark(
    shell: Open<'_>,
    id: String,
    edit: BookmarkEdit,
) -> Result<BookmarkView, CommandError> {
    let _ = (id, edit);
    shell.ask("update_bookmark", |_| Err(not_yet()))
}

/// Deletes a bookmark.
#[tauri::command(async)]
pub fn delete_bookmark(shell: Open<'_>, id: String) -> Result<(), CommandError> {
    let _ = id;
    shell.ask("delete_bookmark", |_| Err(not_yet()))
}

/// Takes the words where a bookmark stands now as its own.
#[tauri::command(async)]
pub fn accept_bookmark(shell: Open<'_>, id: String) -> Result<BookmarkView, CommandError> {
    let _ = id;
    shell.ask("accept_bookmark", |_| Err(not_yet()))
}

/// Takes the last change back.
#[tauri::command(async)]
pub fn undo(shell: Open<'_>) -> Result<UndoView, CommandError> {
    shell.ask("undo", |_| Ok(UndoView { action: None, article_id: None }))
}

/// Makes a change again that was taken back.
#[tauri::command(async)]
pub fn redo(shell: Open<'_>) -> Result<UndoView, CommandError> {
    shell.ask("redo", |_| Ok(UndoView { action: None, article_id: None }))
}

/// Writes all bookmarks to a file the reader chooses.
#[tauri::command(async)]
pub fn export_bookmarks(shell: Open<'_>, format: String) -> Result<Option<String>, CommandError> {
    let _ = format;
    shell.ask("export_bookmarks", |_| Err(not_yet()))
}
