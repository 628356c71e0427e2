//! Runs the extraction over annotated articles and hands the answers to
//! `score.py`, which belongs to the data.

use std::{fs, io, path::Path, process::Command};

use backfile_article::CodePoints;
use backfile_extract::{Document, Extraction, extract};
use serde_json::{Value, json};

use super::{
    certain::Certainty,
    corpus::{self, Article},
};
use crate::ner::cpu_seconds;

/// Prints the scorer's figures for both sets to measure on, how right the
/// certain speakers are, and the speed.
#[allow(clippy::print_stdout)]
pub fn measure(data: &Path, out: Option<&Path>) -> io::Result<()> {
    for set in ["polnear-dev", "gum-news-dev"] {
        let gold = data.join(format!("{set}.jsonl"));
        let articles = corpus::read(&gold)?;
        let (answers, spent) = answers(&articles, extract);
        let n_words: usize = articles.iter().map(|article| article.text.split_whitespace().count()).sum();
        #[allow(clippy::cast_precision_loss)]
        let speed = n_words as f64 / 700.0 / spent;
        println!("== {set}: {speed:.0} articles of 700 words a CPU second, everything extracted");
        print!("{}{}", score(data, &gold, &answers)?, Certainty::of(&articles, &answers));
        keep(out, set, &answers)?;
    }
    Ok(())
}

/// Writes the answers for a set into the folder `out`, if there is one.
pub fn keep(out: Option<&Path>, set: &str, answers: &[Value]) -> io::Result<()> {
    out.map_or(Ok(()), |out| fs::write(out.join(format!("{set}.jsonl")), json_lines(answers)))
}

fn json_lines(answers: &[Value]) -> String {
    answers.iter().map(|answer| format!("{answer}\n")).collect()
}

/// Runs `score.py` over the answers.
pub fn score(data: &Path, gold: &Path, answers: &[Value]) -> io::Result<String> {
    let file = tempfile::NamedTempFile::new()?;
    fs::write(file.path(), json_lines(answers))?;
    let output = Command::new("python3")
        .args([data.join("score.py"), gold.to_path_buf(), file.path().to_path_buf()])
        .output()
        .map_err(|error| io::Error::other(format!("cannot run python3: {error}")))?;
    if !output.status.success() {
        return Err(io::Error::other(String::from_utf8_lossy(&output.stderr).into_owned()));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The answers in the scorer's form, and the seconds of a processor they took.
pub fn answers(
    articles: &[Article],
    mut extract: impl FnMut(&Document<'_>) -> Extraction,
) -> (Vec<Value>, f64) {
    let mut spent = 0.0;
    let answers = articles.iter().map(|article| {
        let started = cpu_seconds();
        let found = extract(&Document::plain(&article.text, None));
        spent += cpu_seconds() - started;
        let points = CodePoints::new(&article.text);
        let quotes = found.quotations.iter().map(|quotation| {
            let speaker = quotation.speaker.as_ref();
            let span = speaker.and_then(|speaker| speaker.span);
            json!({
                "start": points.from_byte(quotation.span.start),
                "end": points.from_byte(quotation.span.end),
                "type": quotation.kind.as_str(),
                "speaker_start": span.map(|span| points.from_byte(span.start)),
                "speaker_end": span.map(|span| points.from_byte(span.end)),
                "speaker_text": span.map(|span| span.of(&article.text)),
                "speaker_name": speaker.and_then(|speaker| speaker.entity).map(|idx| &found.entities[idx].name),
                "cue": quotation.cue.map(|cue| cue.span.of(&article.text)),
                "cue_start": quotation.cue.map(|cue| points.from_byte(cue.span.start)),
                "cue_end": quotation.cue.map(|cue| points.from_byte(cue.span.end)),
                "confidence": quotation.confidence,
                "certain": quotation.certain,
                "reason": quotation.reason,
            })
        });
        json!({ "id": article.id, "quotes": quotes.collect::<Vec<_>>() })
    });
    (answers.collect(), spent)
}
