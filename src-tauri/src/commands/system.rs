//! Dialogs, the web browser, first paint.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use backfile_archive::ArchiveError;
use backfile_view::CommandError;
use tauri::{AppHandle, Manager, Url, Wry};
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder};

use crate::open::say;

/// Names a file that is made when the first screen has been drawn, for
/// scripts that wait for it.
const PAINTED_FILE: &str = "BACKFILE_PAINTED_FILE";

/// Asks for a folder to import.
#[tauri::command(async)]
pub fn choose_folder(app: AppHandle) -> Option<String> {
    asked_folder(app.dialog().file()).map(|folder| folder.display().to_string())
}

/// Asks for files to import.
#[tauri::command(async)]
pub fn choose_files(app: AppHandle) -> Vec<String> {
    let files = app.dialog().file().blocking_pick_files().unwrap_or_default();
    files
        .into_iter()
        .filter_map(|file| file.into_path().ok())
        .map(|file| file.display().to_string())
        .collect()
}

/// The folder the reader chooses.
pub fn asked_folder(dialog: FileDialogBuilder<Wry>) -> Option<PathBuf> {
    dialog.blocking_pick_folder()?.into_path().ok()
}

/// The file the reader chooses to write, called `name` unless they say otherwise.
pub fn asked_file(app: &AppHandle, name: &str) -> Option<PathBuf> {
    let dialog = app.dialog().file().set_file_name(name);
    let dialog = match app.path().document_dir() {
        Ok(folder) => dialog.set_directory(folder),
        Err(_) => dialog,
    };
    dialog.blocking_save_file()?.into_path().ok()
}

/// Writes what the reader takes away to the file they chose.
pub fn write_file(path: &Path, text: &str) -> Result<(), ArchiveError> {
    fs::write(path, text).map_err(|source| ArchiveError::Io { what: "write", path: path.to_owned(), source })
}

/// Opens an address in the reader's browser. The page has asked the reader
/// before; only the web is opened, never a file or another program. `xdg-open`
/// is what every desktop has; a plugin would call it too.
#[tauri::command(async)]
pub fn open_external(url: String) -> Result<(), CommandError> {
    let address = web_address(&url)?;
    let started = Command::new("xdg-open")
        .arg(address.as_str())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    let mut opener = started
        .map_err(|error| CommandError::internal("No program was found that opens web addresses.", &error))?;
    // Somebody has to take note when the opener ends.
    std::thread::spawn(move || opener.wait());
    Ok(())
}

fn web_address(url: &str) -> Result<Url, CommandError> {
    let address = Url::parse(url).ok().filter(|address| matches!(address.scheme(), "http" | "https"));
    address.ok_or_else(|| CommandError::bad_input("This is not the address of a web page."))
}

/// Takes note that the first screen has been drawn.
#[tauri::command(async)]
pub fn painted() {
    tracing::info!("painted");
    if let Some(file) = std::env::var_os(PAINTED_FILE)
        && let Err(error) = std::fs::write(file, "")
    {
        say(&format!("backfile: {PAINTED_FILE} cannot be written: {error}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_web_is_opened() {
        for url in ["https://example.org/a?b#c", "http://example.org"] {
            assert!(web_address(url).is_ok(), "{url}");
        }
        for url in ["file:///etc/passwd", "javascript:alert(1)", "mailto:a@b.c", "example.org", ""] {
            assert_eq!(web_address(url).unwrap_err().code, "bad_input", "{url}");
        }
    }
}
