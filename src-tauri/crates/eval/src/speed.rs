//! How fast articles are extracted, step by step.
//!
//! Every article is read several times, and of each step the quickest time
//! counts, so that whatever else runs does not; the time of the processor for
//! all rounds is printed beside it.

use std::{
    error::Error,
    fmt::Write as _,
    fs::{self, File},
    io::{BufRead, BufReader, BufWriter, Read, Write},
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use backfile_article::PubDate;
use backfile_extract::{Document, Extraction, N_STEPS, STEPS, extract_by_steps};
use flate2::read::GzDecoder;
use serde::Deserialize;

use crate::{ner::cpu_seconds, print};

/// The arguments of `speed`.
#[derive(clap::Args)]
pub struct Speed {
    /// A file of articles (JSON Lines, also compressed), or a folder with such.
    #[arg(long, default_value = "../shared/quotes")]
    data: PathBuf,
    /// How often each article is read.
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    /// Read this many articles of each file at most.
    #[arg(long)]
    most: Option<usize>,
    /// Also write all that is found into this file, one JSON object an
    /// article: two programs that find the same write the same bytes.
    #[arg(long)]
    found: Option<PathBuf>,
}

/// An article as it stands in the files: a text, or a headline and a body.
#[derive(Debug, Deserialize)]
struct Article {
    #[serde(default)]
    text: String,
    #[serde(default)]
    headline: String,
    #[serde(default)]
    body: String,
    #[serde(default)]
    date: Option<String>,
}

impl Article {
    fn text(&self) -> String {
        match self.text.is_empty() {
            true => format!("{}\n\n{}", self.headline, self.body),
            false => self.text.clone(),
        }
    }

    fn published(&self) -> Option<PubDate> {
        self.date.as_deref().and_then(|stated| PubDate::parse(stated).ok())
    }
}

impl Speed {
    /// Reads the articles, extracts them again and again, and prints how long
    /// that took.
    pub fn run(&self) -> Result<(), Box<dyn Error>> {
        if !self.data.exists() {
            return print(&format!("SKIPPED: there is no {}; nothing was timed.\n", self.data.display()));
        }
        let mut articles = Vec::new();
        for path in files(&self.data)? {
            let all = read(&path)?;
            articles.extend(all.into_iter().take(self.most.unwrap_or(usize::MAX)));
        }
        let texts: Vec<(String, Option<PubDate>)> =
            articles.iter().map(|article| (article.text(), article.published())).collect();
        let mut quickest = vec![[Duration::MAX; N_STEPS]; texts.len()];
        let mut spent = 0.0;
        for round in 0..self.rounds.max(1) {
            let mut found = Vec::new();
            let started = cpu_seconds();
            for ((text, published), quickest) in texts.iter().zip(&mut quickest) {
                let extraction = timed(text, published.as_ref(), quickest);
                if round == 0 && self.found.is_some() {
                    found.push(extraction);
                }
            }
            spent += cpu_seconds() - started;
            if round == 0
                && let Some(path) = &self.found
            {
                keep(path, &found)?;
            }
        }
        let n_words: usize = texts.iter().map(|(text, _)| text.split_whitespace().count()).sum();
        print(&table(n_words as f64 / 700.0, texts.len(), &quickest, spent / self.rounds.max(1) as f64)?)
    }
}

/// Extracts a text; `quickest` keeps the least time of each step.
fn timed(text: &str, published: Option<&PubDate>, quickest: &mut [Duration; N_STEPS]) -> Extraction {
    let document = Document::plain(text, published);
    let mut last = Instant::now();
    let mut quickest = quickest.iter_mut();
    extract_by_steps(&document, || {
        if let Some(quickest) = quickest.next() {
            *quickest = last.elapsed().min(*quickest);
        }
        last = Instant::now();
    })
}

fn table(
    n_of_700: f64,
    n_articles: usize,
    quickest: &[[Duration; N_STEPS]],
    cpu: f64,
) -> Result<String, std::fmt::Error> {
    let mut out = String::new();
    let seconds = |step: usize| quickest.iter().map(|times| times[step].as_secs_f64()).sum::<f64>();
    let total: f64 = (0..N_STEPS).map(seconds).sum();
    writeln!(out, "{n_articles} articles, as many words as {n_of_700:.0} articles of 700 words")?;
    writeln!(out, "{:<12} {:>22} {:>8}", "step", "µs for 700 words", "share")?;
    for (step, name) in STEPS.iter().enumerate() {
        let seconds = seconds(step);
        writeln!(out, "{name:<12} {:>22.0} {:>6.1} %", seconds / n_of_700 * 1e6, 100.0 * seconds / total)?;
    }
    writeln!(out, "{:<12} {:>22.0} {:>6.1} %", "all", total / n_of_700 * 1e6, 100.0)?;
    writeln!(out, "articles of 700 words a second, quickest of all rounds: {:.0}", n_of_700 / total)?;
    writeln!(out, "articles of 700 words a CPU second, mean of all rounds: {:.0}", n_of_700 / cpu)?;
    Ok(out)
}

/// The files of articles at `path`.
fn files(path: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    if path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files = Vec::new();
    for entry in fs::read_dir(path)? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if name.ends_with(".jsonl") || name.ends_with(".jsonl.gz") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn read(path: &Path) -> Result<Vec<Article>, Box<dyn Error>> {
    let file = File::open(path)?;
    let plain: Box<dyn Read> = match path.extension().is_some_and(|ending| ending == "gz") {
        true => Box::new(GzDecoder::new(file)),
        false => Box::new(file),
    };
    BufReader::new(plain).lines().map(|line| Ok(serde_json::from_str(&line?)?)).collect()
}

fn keep(path: &Path, found: &[Extraction]) -> Result<(), Box<dyn Error>> {
    let mut out = BufWriter::new(File::create(path)?);
    for extraction in found {
        serde_json::to_writer(&mut out, extraction)?;
        out.write_all(b"\n")?;
    }
    Ok(out.flush()?)
}
