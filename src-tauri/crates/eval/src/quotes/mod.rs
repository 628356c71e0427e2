//! Teaches the quotation model and measures quotations with their speakers.

mod certain;
mod corpus;
mod measure;
mod same_name;

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use backfile_extract::train::{extract_by, quotation_model};
use clap::Args;

/// Options of `train-quotes`.
#[derive(Debug, Args)]
pub struct TrainQuotes {
    /// The folder with the annotated articles.
    #[arg(long, default_value = "../shared/quotes")]
    pub data: PathBuf,
    /// Where the model goes.
    #[arg(long, default_value = "src-tauri/crates/extract/model/quotes.bin")]
    pub out: PathBuf,
}

/// Options of `quotes`.
#[derive(Debug, Args)]
pub struct Quotes {
    /// The folder with the annotated articles.
    #[arg(long, default_value = "../shared/quotes")]
    pub data: PathBuf,
    /// Measure by cross-validation over the articles to learn from instead.
    #[arg(long)]
    pub cross_validate: bool,
    /// Also write the answers into this folder, one JSON Lines file a set.
    #[arg(long)]
    pub answers: Option<PathBuf>,
}

/// Learns the model from `polnear-train-extra` and writes it.
#[allow(clippy::print_stdout)]
pub fn train(arguments: &TrainQuotes) -> io::Result<()> {
    let articles = corpus::read(&arguments.data.join("polnear-train-extra.jsonl.gz"))?;
    let lessons: Vec<_> = articles.iter().map(corpus::Article::lesson).collect();
    let model = quotation_model(&lessons);
    fs::write(&arguments.out, &model)?;
    println!("{} articles, {} bytes", lessons.len(), model.len());
    Ok(())
}

/// Prints the scorer's figures.
pub fn measure(arguments: &Quotes) -> io::Result<()> {
    if arguments.cross_validate {
        cross_validate(&arguments.data, arguments.answers.as_deref())
    } else {
        measure::measure(&arguments.data, arguments.answers.as_deref())
    }
}

/// Learns from one half of the extra articles and measures on the other, twice;
/// prints what to expect on unseen articles.
#[allow(clippy::print_stdout)]
fn cross_validate(data: &Path, out: Option<&Path>) -> io::Result<()> {
    let path = data.join("polnear-train-extra.jsonl.gz");
    let articles = corpus::read(&path)?;
    let models = [0, 1].map(|half| {
        let others = articles.iter().enumerate().filter(|(idx, _)| idx % 2 != half);
        quotation_model(&others.map(|(_, article)| article.lesson()).collect::<Vec<_>>())
    });
    let mut turn = 0;
    let (answers, _) = measure::answers(&articles, |document| {
        turn += 1;
        extract_by(&models[(turn - 1) % 2], document).unwrap_or_default()
    });
    println!("== polnear-train-extra, each half by a model of the other");
    print!("{}{}", measure::score(data, &path, &answers)?, certain::Certainty::of(&articles, &answers));
    measure::keep(out, "polnear-train-extra", &answers)
}
