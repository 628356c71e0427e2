//! A start of the program: which archive, and whether a window has it already.

use std::{
    io::Write,
    panic,
    path::{Path, PathBuf},
    process::ExitCode,
};

use backfile_archive::logging::{self, LogFile};
use backfile_shell::{
    arguments::{Arguments, absolute},
    files::Folders,
    handover,
    recent::Recent,
};

use crate::{
    state::{Opened, Shell},
    window,
};

/// Opens the window and keeps it until it is closed; ends at once where
/// another window has the archive.
pub fn run(arguments: &Arguments) -> ExitCode {
    let folders = Folders::of_this_person();
    let recent = Recent::read(&folders.config);
    let folder = folder(arguments, &folders, &recent);
    let log = LogFile::default();
    logging::start(&log, arguments.verbose);
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        logging::panicked(panic);
        usual(panic);
    }));
    let opened = match Opened::at(&folder) {
        Opened::Taken { holder } => return hand_over(&folder, &holder, arguments),
        opened => opened,
    };
    let shell = Shell::new(opened, folders, recent, log, arguments);
    match window::run(shell) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(code = "window", "the window cannot be opened");
            say(&format!("backfile: the window cannot be opened: {error}"));
            ExitCode::FAILURE
        }
    }
}

/// The archive that is named, else the last one opened, else the usual place.
fn folder(arguments: &Arguments, folders: &Folders, recent: &Recent) -> PathBuf {
    let named = arguments.archive.as_deref().map(absolute);
    let last = || recent.archives().first().map(|last| last.to_path_buf());
    named.or_else(last).unwrap_or_else(|| folders.archive.clone())
}

/// Brings the window that has the archive to the front and gives it the
/// paths. Without a session bus there is no session to show it in (the other
/// window may be on another display), so that is said instead.
fn hand_over(folder: &Path, holder: &str, arguments: &Arguments) -> ExitCode {
    let has_session = std::env::var_os("DBUS_SESSION_BUS_ADDRESS").is_some_and(|address| !address.is_empty());
    let archive = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let sent = has_session
        && handover::folder()
            .and_then(|sockets| {
                handover::send(&handover::socket(&sockets, &archive), &arguments.absolute_paths())
            })
            .is_ok();
    if sent {
        return ExitCode::SUCCESS;
    }
    say(&format!("backfile: {} is open in another window: {holder}", folder.display()));
    ExitCode::FAILURE
}

/// Says a line on stderr, which may be closed.
pub fn say(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}
