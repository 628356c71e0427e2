//! Bookmarks, and taking changes back.

use backfile_archive::{ArchiveError, BookmarkId, ExportFormat};
use backfile_view::{
    BookmarkEdit, BookmarkView, BookmarksRequest, BookmarksView, CommandError, NewBookmark, UndoView,
};
use tauri::AppHandle;

use super::{
    Open,
    articles::read_id,
    system::{asked_file, write_file},
};
use crate::state::follow;

/// Lists bookmarks.
#[tauri::command(async)]
pub fn bookmarks(shell: Open<'_>, request: BookmarksRequest) -> Result<BookmarksView, CommandError> {
    shell.ask("bookmarks", |archive| {
        Ok(BookmarksView::new(request.request, archive.bookmarks(&request.filter()?)?))
    })
}

/// Bookmarks a passage.
#[tauri::command(async)]
pub fn add_bookmark(shell: Open<'_>, bookmark: NewBookmark) -> Result<BookmarkView, CommandError> {
    shell.ask("add_bookmark", |archive| {
        let stored = archive.article(read_id(&bookmark.article_id)?)?;
        Ok(archive.add_bookmark(&bookmark.in_text(&stored.article.text)?)?.into())
    })
}

/// Changes a bookmark's note, tags or colour.
#[tauri::command(async)]
pub fn update_bookmark(
    shell: Open<'_>,
    id: String,
    edit: BookmarkEdit,
) -> Result<BookmarkView, CommandError> {
    shell.ask("update_bookmark", |archive| {
        Ok(archive.update_bookmark(bookmark_id(&id)?, &edit.change()?)?.into())
    })
}

/// Deletes a bookmark.
#[tauri::command(async)]
pub fn delete_bookmark(shell: Open<'_>, id: String) -> Result<(), CommandError> {
    shell.ask("delete_bookmark", |archive| Ok(archive.delete_bookmark(bookmark_id(&id)?)?))
}

/// Takes the words where a bookmark stands now as its own.
#[tauri::command(async)]
pub fn accept_bookmark(shell: Open<'_>, id: String) -> Result<BookmarkView, CommandError> {
    shell.ask("accept_bookmark", |archive| Ok(archive.accept_bookmark(bookmark_id(&id)?)?.into()))
}

/// Takes the last change back.
#[tauri::command(async)]
pub fn undo(shell: Open<'_>) -> Result<UndoView, CommandError> {
    let undone = shell.ask("undo", |archive| Ok(archive.undo()?))?;
    // An edit of what an article says about itself reaches the indexes behind.
    follow(&shell);
    Ok(UndoView::new(undone))
}

/// Makes a change again that was taken back.
#[tauri::command(async)]
pub fn redo(shell: Open<'_>) -> Result<UndoView, CommandError> {
    let undone = shell.ask("redo", |archive| Ok(archive.redo()?))?;
    follow(&shell);
    Ok(UndoView::new(undone))
}

/// Writes all bookmarks to a file the reader chooses; where that is.
#[tauri::command(async)]
pub fn export_bookmarks(
    app: AppHandle,
    shell: Open<'_>,
    format: String,
) -> Result<Option<String>, CommandError> {
    let format: ExportFormat =
        format.parse().map_err(|_| CommandError::bad_input("Bookmarks cannot be written in this format."))?;
    let Some(path) = asked_file(&app, &format!("bookmarks.{}", format.extension())) else {
        return Ok(None);
    };
    shell.ask("export_bookmarks", |archive| {
        write_file(&path, &archive.export(format)?)?;
        Ok(Some(path.display().to_string()))
    })
}

fn bookmark_id(id: &str) -> Result<BookmarkId, ArchiveError> {
    Ok(id.parse()?)
}
