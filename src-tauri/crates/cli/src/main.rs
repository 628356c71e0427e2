//! The terminal program: everything Backfile knows, for scripts and shells.
//!
//! A command makes one or two calls to the archive and prints the answer: for
//! a person, or with `--json` as one document on one line. Messages go to the
//! error output. The exit code is 0 when it is done, 1 when it failed, 2 for
//! wrong usage, and 3 when it is done but some inputs failed.

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod arguments;
mod bare;
mod commands;
mod error;
mod found;
mod out;
mod paint;
mod parallel;
mod surrogates;
mod table;

use std::{panic, process::ExitCode};

use backfile_archive::logging::{self, LogFile};
use clap::{Parser, error::ErrorKind};

use crate::{
    arguments::Arguments,
    error::{CliError, USAGE, say},
};

/// Most of what an import asks of memory is small and short-lived.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // What a panic has to say is for the log, not for a person.
    panic::set_hook(Box::new(logging::panicked));
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return usage(&error),
    };
    let log = LogFile::default();
    logging::start(&log, arguments.common.verbose);
    match panic::catch_unwind(|| commands::run(arguments, &log)) {
        Ok(Ok(outcome)) => outcome.exit_code(),
        Ok(Err(CliError::Closed)) => ExitCode::SUCCESS,
        Ok(Err(error)) => {
            say(&error::with_causes(&error));
            error.exit_code()
        }
        Err(_) => {
            say("this should not have happened; `-v` shows where");
            ExitCode::FAILURE
        }
    }
}

/// Prints help to the output, and wrong usage to the error output.
fn usage(error: &clap::Error) -> ExitCode {
    // A reader who closed the pipe needs no help.
    let _ = error.print();
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => ExitCode::SUCCESS,
        _ => ExitCode::from(USAGE),
    }
}
