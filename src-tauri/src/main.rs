//! Backfile's window: a thin shell round the archive.
//!
//! `open` decides what a start does, `state` holds the archive that is open,
//! `window` makes the window, `menu` its menu bar, `commands` answers the page: each takes its
//! arguments, asks the archive once, and converts the answer.

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod commands;
mod menu;
mod open;
mod state;
mod window;

use std::process::ExitCode;

use backfile_shell::arguments::Arguments;
use clap::Parser;

/// Most of what an import asks of memory is small and short-lived.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    open::run(&Arguments::parse())
}
