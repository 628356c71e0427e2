//! What the reader did with an article.

use backfile_view::CommandError;

use super::Open;

/// Says whether an article was read.
#[tauri::command(async)]
pub fn set_read(shell: Open<'_>, id: String, read: bool) -> Result<(), CommandError> {
    let _ = (id, read);
    shell.ask("set_read", |_| Ok(()))
}

/// Says whether an article is starred.
#[tauri::command(async)]
pub fn set_starred(shell: Open<'_>, id: String, starred: bool) -> Result<(), CommandError> {
    let _ = (id, starred);
    shell.ask("set_starred", |_| Ok(()))
}

/// Says how far an article was read, from 0 to 1.
#[tauri::command(async)]
pub fn set_progress(shell: Open<'_>, id: String, fraction: f64) -> Result<(), CommandError> {
    let _ = (id, fraction);
    shell.ask("set_progress", |_| Ok(()))
}
