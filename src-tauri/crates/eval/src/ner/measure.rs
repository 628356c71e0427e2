//! Measures the recogniser on `../shared/ner/dev`.

use std::{io, path::PathBuf, sync::OnceLock, time::Instant};

use backfile_extract::recogniser::{Model, NameKind, Recogniser};
use clap::Args;

use super::{
    corpus::{self, Gold, GoldDocument},
    raw,
    score::Score,
};

/// Where the data is, and which model to measure.
#[derive(Debug, Args)]
pub struct Ner {
    /// The folder of shared data.
    #[arg(long, default_value = "../shared")]
    pub shared: PathBuf,
    /// A model file instead of the one that ships.
    #[arg(long)]
    pub model: Option<PathBuf>,
    /// A folder to write what is found to, as `.bio` files for `score.py`.
    #[arg(long)]
    pub write: Option<PathBuf>,
    /// Print what is wrong in this set too.
    #[arg(long)]
    pub errors: Option<String>,
}

const SETS: &[&str] = &["worldwide", "conll2003", "uner-ewt", "gmb", "europarl"];

/// Prints the table.
///
/// # Errors
/// When the data cannot be read.
#[allow(clippy::print_stdout)]
pub fn run(arguments: &Ner) -> io::Result<()> {
    let bytes = arguments.model.as_ref().map(std::fs::read).transpose()?;
    let model = bytes.as_deref().and_then(Model::from_bytes);
    let mut recogniser = match &model {
        Some(model) => Recogniser::new(model),
        None => Recogniser::shipped(),
    };
    println!(
        "{:10} {:>24} {:>20} {:>20} {:>20}",
        "set", "all  P    R    F1", "people", "organisations", "places"
    );
    let mut people = Vec::new();
    for set in SETS {
        let documents = corpus::read(&arguments.shared.join("ner/dev").join(format!("{set}.bio")))?;
        let started = cpu_seconds();
        let mut score = Score::default();
        let mut n_words = 0;
        let mut written = String::new();
        for document in &documents {
            let found = names(&mut recogniser, document);
            score.add(&document.names, &found);
            n_words += document.words.len();
            if arguments.write.is_some() {
                write_labels(document, &found, &mut written);
            }
            if arguments.errors.as_deref() == Some(set) {
                show_errors(document, &found);
            }
        }
        let seconds = cpu_seconds() - started;
        if let Some(folder) = &arguments.write {
            std::fs::write(folder.join(format!("{set}.bio")), written)?;
        }
        if SETS[..3].contains(set) {
            people.push(score.of(NameKind::Person).f1());
        }
        let line = |counts: super::score::Counts| {
            format!("{:5.1} {:5.1} {:5.1}", counts.precision(), counts.recall(), counts.f1())
        };
        println!(
            "{set:10} {:>24} {:>20} {:>20} {:>20}   {:.0} words/s",
            line(score.all()),
            line(score.of(NameKind::Person)),
            line(score.of(NameKind::Organisation)),
            line(score.of(NameKind::Place)),
            n_words as f64 / seconds
        );
    }
    println!(
        "people alone, mean of the first three: {:.1}",
        people.iter().sum::<f64>() / people.len() as f64
    );
    match bytes.as_deref() {
        Some(bytes) => show_size(bytes),
        None => show_size(Recogniser::shipped_bytes()),
    }
    raw::measure(&mut recogniser, &arguments.shared)?;
    Ok(())
}

#[allow(clippy::print_stdout)]
fn show_size(bytes: &[u8]) {
    let started = cpu_seconds();
    let is_read = Model::from_bytes(bytes).is_some();
    println!(
        "model: {} bytes, loaded in {:.0} ms (read: {is_read})",
        bytes.len(),
        1000.0 * (cpu_seconds() - started)
    );
}

/// Seconds this thread has spent on a processor; the clock where the system
/// does not tell.
pub fn cpu_seconds() -> f64 {
    static START: OnceLock<Instant> = OnceLock::new();
    let stated = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = stated.and_then(|stat| stat.split(' ').next()?.parse::<f64>().ok());
    nanoseconds.map_or_else(|| START.get_or_init(Instant::now).elapsed().as_secs_f64(), |n| n / 1e9)
}

fn names(recogniser: &mut Recogniser<'_>, document: &GoldDocument) -> Vec<Gold> {
    let names = recogniser.names(&document.words(), &document.sentences);
    names.into_iter().map(|name| Gold { words: name.words, kind: name.kind }).collect()
}

/// Writes a document's words with labels as `score.py` reads them.
fn write_labels(document: &GoldDocument, found: &[Gold], written: &mut String) {
    let mut labels = vec!["O".to_owned(); document.words.len()];
    for name in found {
        let kind = match name.kind {
            NameKind::Person => "PER",
            NameKind::Organisation => "ORG",
            NameKind::Place => "LOC",
            NameKind::Other => "MISC",
        };
        for (at, label) in labels[name.words.clone()].iter_mut().enumerate() {
            *label = format!("{}-{kind}", if at == 0 { "B" } else { "I" });
        }
    }
    for sentence in &document.sentences {
        for at in sentence.clone() {
            written.push_str(&format!("{}\t{}\n", document.words[at], labels[at]));
        }
        written.push('\n');
    }
}

#[allow(clippy::print_stdout)]
fn show_errors(document: &GoldDocument, found: &[Gold]) {
    let print = |mark: &str, name: &Gold| {
        let start = name.words.start.saturating_sub(5);
        let end = (name.words.end + 5).min(document.words.len());
        let (before, after) =
            (&document.words[start..name.words.start], &document.words[name.words.end..end]);
        let words = document.words[name.words.clone()].join(" ");
        println!("{mark} {:?}\t{} [{words}] {}", name.kind, before.join(" "), after.join(" "));
    };
    let is_shown = |name: &&Gold| name.kind != NameKind::Other;
    document
        .names
        .iter()
        .filter(is_shown)
        .filter(|name| !found.contains(name))
        .for_each(|name| print("-", name));
    found
        .iter()
        .filter(is_shown)
        .filter(|name| !document.names.contains(name))
        .for_each(|name| print("+", name));
}
