//! The archive that is open, and what the shell knows beside it.

use std::{
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError, RwLock,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};

use backfile_archive::{Archive, ArchiveError, Lock, Options, Places, logging::LogFile};
use backfile_shell::{
    arguments::Arguments,
    control::{Control, Turn},
    files::Folders,
    recent::Recent,
};
use backfile_view::CommandError;

/// How long the window waits for another program that writes.
const PATIENCE: Duration = Duration::from_secs(10);

/// What came of opening an archive.
#[derive(Debug)]
pub enum Opened {
    /// It is open, and this window's.
    Open { archive: Arc<Archive>, lock: Lock },
    /// Another window has it.
    Taken { holder: String },
    /// It cannot be used; the window says so.
    Failed { folder: PathBuf, error: CommandError },
}

impl Opened {
    /// Opens the archive in `folder` for this window. What a crash or a new
    /// version left behind is made good later, so that this is quick.
    pub fn at(folder: &Path) -> Self {
        let options = Options { program: "backfile".to_owned(), patience: PATIENCE, catch_up: false };
        let opened = Archive::open(folder, options).map(|archive| {
            let lock = archive.lock_window();
            (archive, lock)
        });
        match opened {
            Ok((archive, Ok(lock))) => Self::Open { archive: Arc::new(archive), lock },
            Ok((_, Err(ArchiveError::Busy { holder }))) => Self::Taken { holder },
            Ok((_, Err(error))) | Err(error) => {
                tracing::error!(code = error.code(), "the archive cannot be opened");
                Self::Failed { folder: folder.to_owned(), error: error.into() }
            }
        }
    }
}

/// The archive of the window, or why there is none.
#[derive(Debug)]
struct Current {
    folder: PathBuf,
    archive: Result<Arc<Archive>, CommandError>,
    /// Held as long as the archive is the window's.
    _lock: Option<Lock>,
}

/// What the page is to import as soon as it is there.
#[derive(Debug, Default)]
struct Waiting {
    /// Taken once, so that a page that is loaded again does not import again.
    paths: Vec<String>,
    /// Whether the page has come and hears of second starts itself.
    page_is_there: bool,
}

/// Everything the commands reach.
#[derive(Debug)]
pub struct Shell {
    current: RwLock<Current>,
    /// The import that runs.
    pub imports: Control,
    /// Whether a thread makes good what the indexes lack.
    following: AtomicBool,
    /// The archives opened before.
    recent: Mutex<Recent>,
    /// The shell's own places.
    pub folders: Folders,
    log: LogFile,
    waiting: Mutex<Waiting>,
}

impl Shell {
    /// The shell on what was opened.
    pub fn new(
        opened: Opened,
        folders: Folders,
        recent: Recent,
        log: LogFile,
        arguments: &Arguments,
    ) -> Self {
        let nothing = Current {
            folder: PathBuf::new(),
            archive: Err(CommandError::new("no_archive", "No archive is open.")),
            _lock: None,
        };
        let shell = Self {
            current: RwLock::new(nothing),
            imports: Control::default(),
            following: AtomicBool::new(false),
            recent: Mutex::new(recent),
            folders,
            log,
            waiting: Mutex::new(Waiting { paths: arguments.absolute_paths(), page_is_there: false }),
        };
        shell.put(opened);
        shell
    }

    /// The archive that is open.
    ///
    /// # Errors
    /// Why none is.
    pub fn archive(&self) -> Result<Arc<Archive>, CommandError> {
        self.current.read().unwrap_or_else(PoisonError::into_inner).archive.clone()
    }

    /// The data folder of the archive that is, or should be, open.
    pub fn folder(&self) -> PathBuf {
        self.current.read().unwrap_or_else(PoisonError::into_inner).folder.clone()
    }

    /// Asks the archive that is open; an error is logged by its code.
    ///
    /// # Errors
    /// Those of `question`, or why no archive is open.
    pub fn ask<T>(
        &self,
        command: &'static str,
        question: impl FnOnce(&Archive) -> Result<T, CommandError>,
    ) -> Result<T, CommandError> {
        let answer = self.archive().and_then(|archive| question(&archive));
        if let Err(error) = &answer {
            tracing::warn!(command, code = error.code, "a command failed");
        }
        answer
    }

    /// Takes the turn to import.
    ///
    /// # Errors
    /// `busy` while another import runs.
    pub fn turn(&self) -> Result<Turn<'_>, CommandError> {
        let busy = "An import is running. Wait until it is done, or cancel it: what came in is kept.";
        self.imports.begin().ok_or_else(|| CommandError::new("busy", busy))
    }

    /// Opens the archive in `folder` in place of the one that is open, which
    /// stays where that is not possible.
    ///
    /// # Errors
    /// Why it cannot be opened.
    pub fn switch(&self, folder: &Path) -> Result<(), CommandError> {
        match Opened::at(folder) {
            Opened::Failed { error, .. } => Err(error),
            Opened::Taken { holder } => {
                Err(CommandError::new("busy", format!("This archive is open in another window: {holder}.")))
            }
            opened => {
                self.put(opened);
                Ok(())
            }
        }
    }

    /// Makes what was opened the window's.
    fn put(&self, opened: Opened) {
        let current = match opened {
            Opened::Open { archive, lock } => {
                let folder = archive.places().root().to_owned();
                self.remembered(|recent| recent.opened(&folder));
                Current { folder, archive: Ok(archive), _lock: Some(lock) }
            }
            Opened::Failed { folder, error } => Current { folder, archive: Err(error), _lock: None },
            Opened::Taken { .. } => return,
        };
        if current.archive.is_ok() {
            self.log.write_to(&Places::new(&current.folder).logs());
            tracing::info!(version = env!("CARGO_PKG_VERSION"), "archive opened");
        }
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = current;
    }

    /// Changes the list of archives; a list that cannot be written is no
    /// reason to stop.
    pub fn remembered(&self, change: impl FnOnce(&mut Recent) -> std::io::Result<()>) {
        if let Err(error) = change(&mut self.recent()) {
            tracing::warn!(kind = ?error.kind(), "the list of archives cannot be kept");
        }
    }

    /// The archives opened before.
    pub fn recent(&self) -> MutexGuard<'_, Recent> {
        self.recent.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether the sample archive is open.
    pub fn is_sample(&self) -> bool {
        let sample = &self.folders.sample;
        self.folder() == sample.canonicalize().unwrap_or_else(|_| sample.clone())
    }

    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The paths the program was started with, and those of second starts that
    /// came before the page, once.
    pub fn take_startup_paths(&self) -> Vec<String> {
        let mut waiting = self.waiting();
        waiting.page_is_there = true;
        std::mem::take(&mut waiting.paths)
    }

    /// Takes note that the page is loaded again, and hears nothing until then.
    pub fn page_leaves(&self) {
        self.waiting().page_is_there = false;
    }

    /// The paths of a second start if the page can hear of them now; else they
    /// are kept until it comes.
    pub fn second_start(&self, paths: Vec<String>) -> Option<Vec<String>> {
        let mut waiting = self.waiting();
        if waiting.page_is_there {
            return Some(paths);
        }
        waiting.paths.extend(paths);
        None
    }
}

/// Makes good what the indexes lack, in the background, and lets go of the
/// writer when that is done, when an import wants it, or when the window goes
/// to another archive. An import makes good the rest by itself.
pub fn follow(shell: &Arc<Shell>) {
    let Ok(archive) = shell.archive() else { return };
    if shell.following.swap(true, Ordering::AcqRel) {
        return;
    }
    let shell = Arc::clone(shell);
    let name = "catching up".to_owned();
    let thread = thread::Builder::new().name(name).spawn({
        let shell = Arc::clone(&shell);
        move || {
            let followed = catch_up(&shell, &archive);
            shell.following.store(false, Ordering::Release);
            if let Err(error) = followed {
                tracing::warn!(code = error.code(), "cannot catch up");
            }
        }
    });
    if thread.is_err() {
        shell.following.store(false, Ordering::Release);
    }
}

fn catch_up(shell: &Shell, archive: &Archive) -> Result<(), ArchiveError> {
    let stays = || !shell.imports.is_running() && shell.folder() == archive.places().root();
    if !stays() || !archive.is_behind()? {
        return Ok(());
    }
    archive.catch_up(&mut |_| if stays() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) })
}
