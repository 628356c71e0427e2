//! Trains, measures and benches what the core does.
//!
//! Each subject has its own module and subcommand; `make eval`, `make bench`,
//! `make train-ner` and `make train-quotes` call them. Nothing here ships.

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod anchors;
mod bench;
mod identity;
mod namesakes;
mod ner;
mod quotes;
mod rng;
mod speed;

use std::{
    error::Error,
    io::{self, Write},
    process::ExitCode,
};

use clap::{Parser, Subcommand};

/// Most of what an import asks of memory is small and short-lived.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[derive(Parser)]
#[command(about = "Trains, measures and benches what the core does")]
struct Arguments {
    #[command(subcommand)]
    subject: Subject,
}

#[derive(Subcommand)]
enum Subject {
    /// How surely bookmarked passages are found again in edited texts.
    Anchors(anchors::Anchors),
    /// Make the table of classes of words and of counted names.
    WordClasses(ner::WordClasses),
    /// Train the recogniser of names.
    TrainNer(ner::TrainNer),
    /// Measure names.
    Ner(ner::Ner),
    /// Train the model that finds quotations.
    TrainQuotes(quotes::TrainQuotes),
    /// Measure quotations and their speakers.
    Quotes(quotes::Quotes),
    /// Measure who is told apart from whom across an archive.
    Identity(identity::Identity),
    /// Measure whether two people of one full name are told apart.
    Namesakes(namesakes::Namesakes),
    /// How fast articles are extracted, step by step.
    Speed(speed::Speed),
    /// Import and search beside bare SQLite FTS5 and raw tantivy.
    Bench(bench::Bench),
}

fn main() -> ExitCode {
    let outcome: Result<(), Box<dyn Error>> = match Arguments::parse().subject {
        Subject::Anchors(anchors) => anchors.run(),
        Subject::WordClasses(arguments) => ner::word_classes(&arguments).map_err(Into::into),
        Subject::TrainNer(arguments) => ner::train(&arguments).map_err(Into::into),
        Subject::Ner(arguments) => ner::measure(&arguments).map_err(Into::into),
        Subject::TrainQuotes(arguments) => quotes::train(&arguments).map_err(Into::into),
        Subject::Quotes(arguments) => quotes::measure(&arguments).map_err(Into::into),
        Subject::Identity(identity) => identity.run(),
        Subject::Namesakes(namesakes) => namesakes.run(),
        Subject::Speed(speed) => speed.run(),
        Subject::Bench(bench) => bench.run(),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Nothing is left to be told when stderr is closed too.
            let _ = writeln!(io::stderr(), "backfile-eval: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Writes `text` to stdout.
fn print(text: &str) -> Result<(), Box<dyn Error>> {
    Ok(io::stdout().write_all(text.as_bytes())?)
}
