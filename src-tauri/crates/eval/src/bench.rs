//! Import and search beside bare SQLite FTS5 and raw tantivy, in one run.
//!
//! Each engine runs in a process of its own, so that memory is its own. The
//! time of an import is what the processor spent, that of a query the least of
//! five runs, so that whatever else runs does not count. Backfile does more than the others: it reads the source file,
//! extracts, keeps text and tables, and writes two indexes; its time without
//! extraction cannot be told apart here.

mod engines;
mod queries;
mod usage;

use std::{
    error::Error,
    fmt::Write,
    path::{Path, PathBuf},
    process::Command,
};

use serde::{Deserialize, Serialize};

use crate::print;

/// The arguments of `bench`.
#[derive(clap::Args)]
pub struct Bench {
    /// The folder with `corpora` in it.
    #[arg(long, default_value = "../shared")]
    shared: PathBuf,
    /// How many articles `scale.py` is to make.
    #[arg(long, default_value_t = 10_000)]
    articles: u32,
    /// Measures one engine and prints its figures; used by the run itself.
    #[arg(long, hide = true)]
    engine: Option<String>,
    /// The corpus, for `--engine`.
    #[arg(long, hide = true)]
    corpus: Option<PathBuf>,
}

/// What one engine took.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Figures {
    /// Processor seconds of the import, all threads.
    import_seconds: f64,
    /// Largest anonymous memory of the process, in bytes.
    peak_anonymous: u64,
    /// Milliseconds of each query, in order of the queries; the least of five runs.
    query_ms: Vec<f64>,
    /// Matches of all queries together.
    n_matches: u64,
    /// Bytes on disk.
    disk: u64,
    /// How quick its list of names is, if it has one.
    names: Option<Names>,
}

/// Milliseconds of a page of a hundred of the list of all names.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Names {
    /// How many there are.
    n: u64,
    /// The first page, by articles.
    first_ms: f64,
    /// One in the middle, by articles.
    middle_ms: f64,
    /// The last, by name.
    last_ms: f64,
    /// The first of the names with a word that begins with two letters.
    typed_ms: f64,
}

const ENGINES: [&str; 3] = ["backfile", "fts5", "tantivy"];

impl Bench {
    /// Runs all engines, or the one asked for.
    pub fn run(&self) -> Result<(), Box<dyn Error>> {
        if let (Some(engine), Some(corpus)) = (&self.engine, &self.corpus) {
            let figures = engines::measure(engine, corpus)?;
            return print(&serde_json::to_string(&figures)?);
        }
        let reuters = self.shared.join("corpora/reuters21578.jsonl.gz");
        if !reuters.is_file() {
            return print(&format!("SKIPPED: there is no {}; nothing was measured.\n", reuters.display()));
        }
        self.compare("Reuters-21578", &reuters)?;
        let folder = tempfile::tempdir()?;
        let n = self.articles;
        match synthesise(&self.shared.join("corpora/scale.py"), n, &folder.path().join("synthetic")) {
            Some(synthetic) => self.compare(&format!("{n} synthetic articles"), &synthetic),
            None => print(&format!(
                "SKIPPED: scale.py could not be run; {n} synthetic articles were not measured.\n"
            )),
        }
    }

    fn compare(&self, name: &str, corpus: &Path) -> Result<(), Box<dyn Error>> {
        let mut all = Vec::new();
        for engine in ENGINES {
            all.push(self.one(engine, corpus)?);
        }
        print(&table(name, &all)?)
    }

    fn one(&self, engine: &str, corpus: &Path) -> Result<Figures, Box<dyn Error>> {
        let program = std::env::current_exe()?;
        let output = Command::new(program)
            .args(["bench", "--engine", engine, "--corpus"])
            .arg(corpus)
            .stderr(std::process::Stdio::inherit())
            .output()?;
        if !output.status.success() {
            return Err(format!("{engine} could not be measured").into());
        }
        Ok(serde_json::from_slice(&output.stdout)?)
    }
}

/// Makes files of `n` articles below `to`; none when that cannot be done here.
fn synthesise(script: &Path, n: u32, to: &Path) -> Option<PathBuf> {
    let n = n.to_string();
    let made = Command::new("python3").arg(script).arg(n).arg(to).args(["--format", "jsonl"]).output();
    (made.is_ok_and(|made| made.status.success()) && to.exists()).then(|| to.to_owned())
}

fn table(name: &str, all: &[Figures]) -> Result<String, std::fmt::Error> {
    let mut out = format!("{name}\n");
    let n_queries = all.first().map_or(0, |figures| figures.query_ms.len());
    writeln!(
        out,
        "{:<10} {:>12} {:>12} {:>10} {:>12} {:>12} {:>10}",
        "engine", "import CPU s", "RssAnon MB", "disk MB", "query p50 ms", "query p99 ms", "matches"
    )?;
    for (engine, figures) in ENGINES.iter().zip(all) {
        let [p50, p99] = [50, 99].map(|percent| percentile(&figures.query_ms, percent));
        writeln!(
            out,
            "{engine:<10} {:>12.2} {:>12.0} {:>10.1} {p50:>12.3} {p99:>12.3} {:>10}",
            figures.import_seconds,
            figures.peak_anonymous as f64 / 1e6,
            figures.disk as f64 / 1e6,
            figures.n_matches,
        )?;
    }
    if let [backfile, others @ ..] = all {
        for (engine, other) in ENGINES[1..].iter().zip(others) {
            writeln!(
                out,
                "backfile / {engine}: import {:.2}, query p50 {:.2}, query p99 {:.2} ({n_queries} queries, least of 5 runs, first 20 hits each with count, card and snippet)",
                backfile.import_seconds / other.import_seconds.max(1e-9),
                percentile(&backfile.query_ms, 50) / percentile(&other.query_ms, 50).max(1e-9),
                percentile(&backfile.query_ms, 99) / percentile(&other.query_ms, 99).max(1e-9),
            )?;
        }
    }
    if let Some(Names { n, first_ms, middle_ms, last_ms, typed_ms }) =
        all.first().and_then(|backfile| backfile.names.as_ref())
    {
        writeln!(
            out,
            "backfile: a list of {n} names, ms: first page {first_ms:.1}, in the middle {middle_ms:.1}, last {last_ms:.1}, two letters typed {typed_ms:.1}",
        )?;
    }
    out.push('\n');
    Ok(out)
}

fn percentile(values: &[f64], percent: usize) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted
        .get((sorted.len() * percent / 100).min(sorted.len().saturating_sub(1)))
        .copied()
        .unwrap_or_default()
}
