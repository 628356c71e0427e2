//! The menu bar: what a person looks for there first. Every entry names a
//! command of the page (`ui/src/lib/state/keymap.ts`), which carries it out.
//!
//! The page binds these keys itself, and GTK would take them before a field or
//! a dialog of the page could, so they are written beside the names only.

use std::{path::Path, sync::Arc};

use backfile_shell::recent;
use tauri::{
    AppHandle, Emitter, Manager, Wry,
    menu::{Menu, MenuBuilder, MenuEvent, MenuItemBuilder, Submenu, SubmenuBuilder},
};

use crate::{state::Shell, window::MAIN};

/// What the page hears when an entry is chosen: a command's name.
const COMMAND: &str = "backfile://command";

/// What the page hears when another archive is chosen: its data folder.
const OPEN_ARCHIVE: &str = "backfile://open-archive";

/// The entry that closes the window; the page knows nothing of it.
const QUIT: &str = "quit";

/// What the entry of an archive is called, before its path.
const RECENT: &str = "recent:";

/// Command, name and key of each entry.
type Entries = [(&'static str, &'static str, &'static str)];

const ADD: &Entries =
    &[("openFolder", "&Open a Folder…", "Ctrl+O"), ("importFiles", "&Add Files…", "Ctrl+Shift+O")];

const VIEWS: &Entries = &[
    ("gotoLibrary", "&Library", "g l"),
    ("gotoSearch", "&Articles", "g s"),
    ("gotoEntities", "&People && names", "g p"),
    ("gotoQuotes", "&Quotes", "g q"),
    ("gotoBookmarks", "&Bookmarks", "g b"),
];

const STEPS: &Entries = &[("back", "Bac&k", "Alt+←"), ("forward", "&Forward", "Alt+→")];

const HELP: &Entries = &[("keys", "&Keys", "?")];

/// The menu bar of the window on `shell`.
///
/// # Errors
/// When the toolkit refuses an entry.
pub fn bar(app: &AppHandle, shell: &Shell) -> tauri::Result<Menu<Wry>> {
    let quit = MenuItemBuilder::with_id(QUIT, "&Quit").accelerator("Ctrl+Q").build(app)?;
    let file = entries(SubmenuBuilder::new(app, "&File"), ADD)
        .item(&archives(app, shell)?)
        .separator()
        .item(&quit)
        .build()?;
    let go = entries(entries(SubmenuBuilder::new(app, "&Go"), VIEWS).separator(), STEPS).build()?;
    let help = entries(SubmenuBuilder::new(app, "&Help"), HELP).build()?;
    MenuBuilder::new(app).items(&[&file, &go, &help]).build()
}

fn entries<'a>(
    menu: SubmenuBuilder<'a, Wry, AppHandle>,
    entries: &Entries,
) -> SubmenuBuilder<'a, Wry, AppHandle> {
    entries.iter().fold(menu, |menu, (command, name, key)| menu.text(*command, format!("{name}\t{key}")))
}

/// The archives opened before; the one that is open cannot be chosen.
fn archives(app: &AppHandle, shell: &Shell) -> tauri::Result<Submenu<Wry>> {
    let current = shell.folder();
    let paths: Vec<_> = shell.recent().archives().into_iter().map(Path::to_path_buf).collect();
    let mut menu = SubmenuBuilder::new(app, "&Recent").enabled(!paths.is_empty());
    for path in paths {
        let id = format!("{RECENT}{}", path.display());
        let item = MenuItemBuilder::with_id(id, label(&path)).enabled(path != current).build(app)?;
        menu = menu.item(&item);
    }
    menu.build()
}

/// The name of an archive as an entry, in which `&` would mark a key.
fn label(path: &Path) -> String {
    recent::name(path).replace('&', "&&")
}

/// Draws the menu bar again, after another archive was opened.
pub fn refresh(app: &AppHandle) {
    let shell = app.state::<Arc<Shell>>();
    if let Err(error) = bar(app, &shell).and_then(|bar| app.set_menu(bar)) {
        tracing::warn!(%error, "the menu bar cannot be drawn again");
    }
}

/// Hands what was chosen to the page.
pub fn chosen(app: &AppHandle, event: &MenuEvent) {
    let id = event.id().as_ref();
    if id == QUIT {
        // Closing remembers the window's size; leaving at once would not.
        if let Some(window) = app.get_webview_window(MAIN) {
            let _ = window.close();
        }
    } else if let Some(path) = id.strip_prefix(RECENT) {
        let _ = app.emit(OPEN_ARCHIVE, path);
    } else {
        let _ = app.emit(COMMAND, id);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_entry_is_a_command_of_the_page_with_a_key_it_binds() {
        let keymap = include_str!("../../ui/src/lib/state/keymap.ts");
        let mut commands = HashSet::new();
        for (command, name, key) in [ADD, VIEWS, STEPS, HELP].concat() {
            assert!(commands.insert(command), "{command} stands twice");
            let Some(line) = keymap.lines().find(|line| line.contains(&format!("command: \"{command}\"")))
            else {
                panic!("{name} is no command of the page")
            };
            let bound = key.to_lowercase().replace('←', "arrowleft").replace('→', "arrowright");
            assert!(
                line.to_lowercase().contains(&format!("\"{bound}\"")),
                "{name} has the key {key}: {line}"
            );
        }
    }

    #[test]
    fn an_archive_may_be_called_anything() {
        assert_eq!(label(Path::new("/a/Town & Country")), "Town && Country");
    }
}
