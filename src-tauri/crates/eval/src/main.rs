//! Trains, measures and benches what the core does.
//!
//! Each subject has its own module and subcommand; `make eval`, `make bench`,
//! `make train-ner` and `make train-quotes` call them. Nothing here ships.

use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(about = "Trains, measures and benches what the core does")]
struct Arguments {
    #[command(subcommand)]
    subject: Subject,
}

#[derive(Subcommand)]
enum Subject {}

fn main() -> ExitCode {
    match Arguments::parse().subject {}
}
