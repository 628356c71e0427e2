//! What comes into the archive.

use std::{path::PathBuf, sync::Arc};

use backfile_shell::{control::Turn, sample};
use backfile_view::{CommandError, ImportProgress, ImportReportView};
use tauri::{AppHandle, Manager, async_runtime::spawn_blocking, ipc::Channel};

use super::Open;
use crate::state::Shell;

/// Imports files and folders.
#[tauri::command]
pub async fn import_paths(
    shell: Open<'_>,
    paths: Vec<PathBuf>,
    on_progress: Channel<ImportProgress>,
) -> Result<ImportReportView, CommandError> {
    let shell = Arc::clone(&shell);
    aside(move || import(&shell, &shell.turn()?, &paths, &on_progress)).await
}

/// Looks again at everything that was imported before.
#[tauri::command]
pub async fn refresh_sources(
    shell: Open<'_>,
    on_progress: Channel<ImportProgress>,
) -> Result<ImportReportView, CommandError> {
    let shell = Arc::clone(&shell);
    aside(move || import(&shell, &shell.turn()?, &[], &on_progress)).await
}

/// Opens the sample archive and imports the sample articles into it.
#[tauri::command]
pub async fn open_sample(
    app: AppHandle,
    shell: Open<'_>,
    on_progress: Channel<ImportProgress>,
) -> Result<ImportReportView, CommandError> {
    let shell = Arc::clone(&shell);
    aside(move || {
        let program = std::env::current_exe().ok();
        let resources = app.path().resource_dir().ok();
        let articles = sample::articles(program.as_deref(), resources.as_deref())
            .ok_or_else(|| CommandError::new("not_found", "The sample articles are not installed."))?;
        let turn = shell.turn()?;
        shell.switch(&shell.folders.sample)?;
        super::archives::switched(&app, &shell);
        import(&shell, &turn, &[articles], &on_progress)
    })
    .await
}

/// Makes the import wait, or go on.
#[tauri::command(async)]
pub fn pause_import(shell: Open<'_>, paused: bool) {
    shell.imports.pause(paused);
}

/// Ends the import; what came in is kept.
#[tauri::command(async)]
pub fn cancel_import(shell: Open<'_>) {
    shell.imports.cancel();
}

/// The paths the program was started with; empty from the second call on.
#[tauri::command(async)]
pub fn startup_paths(shell: Open<'_>) -> Vec<String> {
    shell.take_startup_paths()
}

/// Imports `paths` while `turn` is held, and tells how far it is.
fn import(
    shell: &Shell,
    turn: &Turn<'_>,
    paths: &[PathBuf],
    on_progress: &Channel<ImportProgress>,
) -> Result<ImportReportView, CommandError> {
    shell.ask("import", |archive| {
        let report = archive.import(paths, &mut |progress| {
            // A page that was loaded again hears nothing more; the import goes on.
            turn.step(|paused| drop(on_progress.send(ImportProgress::new(progress, paused))))
        })?;
        Ok(report.into())
    })
}

/// Runs long work beside the threads that answer quick questions.
pub async fn aside<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, CommandError> + Send + 'static,
) -> Result<T, CommandError> {
    match spawn_blocking(work).await {
        Ok(answer) => answer,
        Err(error) => {
            Err(CommandError::internal("The work was broken off. What had come in is kept.", &error))
        }
    }
}
