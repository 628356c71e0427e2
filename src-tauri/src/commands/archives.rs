//! Which archive is open, and where its sources are.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use backfile_shell::recent;
use backfile_view::{CommandError, RecentArchive};
use tauri::{AppHandle, Manager};
use tauri_plugin_dialog::DialogExt;

use super::{Open, system};
use crate::{
    menu,
    state::{Shell, follow},
    window,
};

/// The archives opened before.
#[tauri::command(async)]
pub fn recent_archives(shell: Open<'_>) -> Vec<RecentArchive> {
    let current = shell.folder();
    let recent = shell.recent();
    let archives = recent.archives().into_iter().map(|path| RecentArchive {
        path: path.display().to_string(),
        name: recent::name(path),
        current: path == current,
    });
    archives.collect()
}

/// Opens another archive in this window. The page is loaded again, so that
/// nothing of the other archive stays in it.
#[tauri::command(async)]
pub fn open_archive(app: AppHandle, shell: Open<'_>, path: PathBuf) -> Result<(), CommandError> {
    let turn = shell.turn()?;
    shell.switch(&path)?;
    drop(turn);
    switched(&app, &shell);
    follow(&shell);
    reload(&app);
    Ok(())
}

/// Deletes the sample archive and goes back to the one before it.
#[tauri::command(async)]
pub fn remove_sample(app: AppHandle, shell: Open<'_>) -> Result<(), CommandError> {
    let turn = shell.turn()?;
    let sample = shell.folders.sample.clone();
    shell.switch(&previous(&shell))?;
    drop(turn);
    switched(&app, &shell);
    shell.remembered(|recent| recent.forget(&sample));
    delete(&sample)?;
    follow(&shell);
    reload(&app);
    Ok(())
}

/// Asks where the sources of a root are now; the folder the reader chose.
#[tauri::command(async)]
pub fn locate_root(app: AppHandle, shell: Open<'_>, id: String) -> Result<Option<String>, CommandError> {
    let no: i64 = id.parse().map_err(|_| CommandError::bad_input("This folder is not in the archive."))?;
    let Some(folder) = system::asked_folder(app.dialog().file()) else { return Ok(None) };
    shell.ask("locate_root", |archive| {
        archive.relocate_root(no, &folder)?;
        Ok(Some(folder.display().to_string()))
    })
}

/// The archive that was open before the sample, else the usual one.
fn previous(shell: &Shell) -> PathBuf {
    let sample = &shell.folders.sample;
    let recent = shell.recent();
    let before = recent.archives().into_iter().find(|path| path != sample).map(Path::to_path_buf);
    before.unwrap_or_else(|| shell.folders.archive.clone())
}

fn delete(folder: &Path) -> Result<(), CommandError> {
    std::fs::remove_dir_all(folder).map_err(|error| {
        tracing::warn!(kind = ?error.kind(), "the sample cannot be removed");
        CommandError::internal(
            format!("The sample in {} cannot be removed. Your own archive is open.", folder.display()),
            &error,
        )
    })
}

/// Tells the window's frame which archive is open now.
pub fn switched(app: &AppHandle, shell: &Shell) {
    if let Some(window) = app.get_webview_window(window::MAIN) {
        let _ = window.set_title(&window::title(shell));
    }
    menu::refresh(app);
    window::listen(app);
}

fn reload(app: &AppHandle) {
    app.state::<Arc<Shell>>().page_leaves();
    if let Some(window) = app.get_webview_window(window::MAIN) {
        let _ = window.reload();
    }
}
