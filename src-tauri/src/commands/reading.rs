//! What the reader did with an article.

use backfile_view::CommandError;

use super::{Open, articles::read_id};

/// Says whether an article was read.
#[tauri::command(async)]
pub fn set_read(shell: Open<'_>, id: String, read: bool) -> Result<(), CommandError> {
    shell.ask("set_read", |archive| Ok(archive.set_read(read_id(&id)?, read)?))
}

/// Says whether an article is starred.
#[tauri::command(async)]
pub fn set_starred(shell: Open<'_>, id: String, starred: bool) -> Result<(), CommandError> {
    shell.ask("set_starred", |archive| Ok(archive.set_starred(read_id(&id)?, starred)?))
}

/// Says how far an article was read, from 0 to 1.
#[tauri::command(async)]
pub fn set_progress(shell: Open<'_>, id: String, fraction: f64) -> Result<(), CommandError> {
    shell.ask("set_progress", |archive| Ok(archive.set_progress(read_id(&id)?, fraction)?))
}
