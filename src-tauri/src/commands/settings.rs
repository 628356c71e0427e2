//! Settings, and the place where the reader was.

use backfile_view::{CommandError, SettingsView};

use super::Open;

/// The settings that hold.
#[tauri::command(async)]
pub fn settings(shell: Open<'_>) -> Result<SettingsView, CommandError> {
    shell.ask("settings", |archive| Ok(archive.settings()?.into()))
}

/// Changes the settings, and returns those that hold.
#[tauri::command(async)]
pub fn set_settings(shell: Open<'_>, settings: SettingsView) -> Result<SettingsView, CommandError> {
    shell.ask("set_settings", |archive| Ok(archive.set_settings(settings.into())?.into()))
}

/// Where the reader was, in the page's own words.
#[tauri::command(async)]
pub fn ui_state(shell: Open<'_>) -> Result<Option<String>, CommandError> {
    shell.ask("ui_state", |archive| Ok(archive.ui_state()?))
}

/// Keeps where the reader is.
#[tauri::command(async)]
pub fn set_ui_state(shell: Open<'_>, state: String) -> Result<(), CommandError> {
    shell.ask("set_ui_state", |archive| Ok(archive.set_ui_state(&state)?))
}
