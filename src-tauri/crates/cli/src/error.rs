//! How a command ends.

use std::{io, path::PathBuf, process::ExitCode};

use backfile_archive::ArchiveError;

/// Why a command could not be done.
#[derive(Debug, thiserror::Error)]
pub enum CliError {
    /// The archive said no.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// Whoever reads the output has gone.
    #[error("nobody reads the output any more")]
    Closed,
    /// The output could not be written.
    #[error("cannot write the output")]
    Write(#[source] io::Error),
    /// There is no home folder to keep an archive in.
    #[error("there is no home folder to keep an archive in; `--archive DIR` names one")]
    NoHome,
    /// What was looked for is not there.
    #[error("{0}")]
    Refused(String),
    /// The arguments contradict each other.
    #[error("{0}")]
    Usage(String),
    /// None of the inputs could be used.
    #[error("nothing could be read from {}", list(.0))]
    NothingRead(Vec<PathBuf>),
}

fn list(paths: &[PathBuf]) -> String {
    match paths {
        [path] => path.display().to_string(),
        paths => format!("any of {} files", paths.len()),
    }
}

impl CliError {
    /// 2 for wrong usage, 1 for everything else.
    pub fn exit_code(&self) -> ExitCode {
        match self {
            Self::Usage(_) => ExitCode::from(USAGE),
            _ => ExitCode::FAILURE,
        }
    }
}

impl From<io::Error> for CliError {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe { Self::Closed } else { Self::Write(error) }
    }
}

impl From<serde_json::Error> for CliError {
    fn from(error: serde_json::Error) -> Self {
        io::Error::from(error).into()
    }
}

/// How a command that did not fail outright ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// All of it is done.
    Done,
    /// It is done, but some inputs failed.
    SomeFailed,
    /// Nothing came of it, which was said already.
    Failed,
}

/// The exit code for wrong usage.
pub const USAGE: u8 = 2;

impl Outcome {
    /// 0, 3 or 1.
    pub fn exit_code(self) -> ExitCode {
        match self {
            Self::Done => ExitCode::SUCCESS,
            Self::SomeFailed => ExitCode::from(3),
            Self::Failed => ExitCode::FAILURE,
        }
    }
}

/// An error and its causes, as one sentence.
pub fn with_causes(error: &dyn std::error::Error) -> String {
    let mut words = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let more = error.to_string();
        // A transparent error repeats its cause.
        if !words.ends_with(&more) {
            words.push_str(": ");
            words.push_str(&more);
        }
        cause = error.source();
    }
    words
}

/// Says something on the error output.
pub fn say(words: &str) {
    use std::io::Write;
    // Nobody is left to be told when this fails.
    let _ = writeln!(io::stderr(), "backfile-cli: {words}");
}
