//! Trains, measures and benches what the core does.
//!
//! Each subject has its own module and subcommand; `make eval`, `make bench`,
//! `make train-ner` and `make train-quotes` call them. Nothing here ships.

mod ner;

use std::{io, process::ExitCode};

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(about = "Trains, measures and benches what the core does")]
struct Arguments {
    #[command(subcommand)]
    subject: Subject,
}

#[derive(Subcommand)]
enum Subject {
    /// Train the recogniser of names.
    TrainNer(ner::TrainNer),
    /// Measure names.
    Ner(ner::Ner),
}

fn main() -> ExitCode {
    let done: io::Result<()> = match Arguments::parse().subject {
        Subject::TrainNer(arguments) => ner::train(&arguments),
        Subject::Ner(arguments) => ner::measure(&arguments),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
