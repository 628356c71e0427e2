//! Teaches the quotation model and measures quotations with their speakers.

mod corpus;
mod measure;

use std::{fs, path::Path};

use backfile_extract::train::{extract_by, quotation_model};

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

/// Learns from one half of the extra articles and measures on the other, twice;
/// prints what to expect on unseen articles.
pub fn cross_validate(data: &Path) -> Result<(), String> {
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
    print!("{}", measure::score(data, &path, &answers)?);
    if let Ok(out) = std::env::var("BACKFILE_ANSWERS") {
        let lines: Vec<String> = answers.iter().map(ToString::to_string).collect();
        fs::write(&out, lines.join("\n")).map_err(|error| format!("cannot write {out}: {error}"))?;
    }
    Ok(())
}
