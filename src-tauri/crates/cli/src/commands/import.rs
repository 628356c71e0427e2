//! `import`: files and folders into the archive.

use std::{
    io::{self, IsTerminal, Write},
    ops::ControlFlow,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use backfile_archive::{Archive, ImportReport, Progress};
use serde::Serialize;

use super::count;
use crate::{
    arguments::Import,
    error::{CliError, Outcome, say},
    out::Out,
    paint,
};

#[derive(Serialize)]
struct Report<'a> {
    imported: u64,
    updated: u64,
    unchanged: u64,
    missing: u64,
    failed: u64,
    articles: u64,
    seconds: f64,
    failures: Vec<FailureJson<'a>>,
}

#[derive(Serialize)]
struct FailureJson<'a> {
    path: String,
    error: &'a str,
}

pub fn run(archive: &Archive, arguments: &Import, out: &mut Out) -> Result<Outcome, CliError> {
    let stopped = stop_on_ctrl_c();
    let mut ticker = Ticker::new("files");
    let report = archive.import(&arguments.paths, &mut |progress| {
        ticker.tell(progress);
        if stopped.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    ticker.end();
    let report = report?;
    if out.json {
        out.document(&as_json(&report))?;
    } else {
        print(&report, out)?;
    }
    if report.cancelled {
        say("stopped; what had come in is kept");
    }
    Ok(outcome(&report))
}

fn outcome(report: &ImportReport) -> Outcome {
    let came_to_nothing = report.imported + report.updated + report.unchanged == 0;
    match report.failed {
        _ if report.cancelled => Outcome::Failed,
        0 => Outcome::Done,
        _ if came_to_nothing => Outcome::Failed,
        _ => Outcome::SomeFailed,
    }
}

fn as_json(report: &ImportReport) -> Report<'_> {
    let ImportReport {
        imported,
        updated,
        unchanged,
        missing,
        failed,
        articles,
        seconds,
        cancelled: _,
        failures,
    } = report;
    let failures = failures
        .iter()
        .map(|failure| FailureJson { path: failure.path.display().to_string(), error: &failure.error });
    Report {
        imported: *imported,
        updated: *updated,
        unchanged: *unchanged,
        missing: *missing,
        failed: *failed,
        articles: *articles,
        seconds: (seconds * 1000.0).round() / 1000.0,
        failures: failures.collect(),
    }
}

fn print(report: &ImportReport, out: &mut Out) -> Result<(), CliError> {
    for failure in &report.failures {
        say(&paint::line(&failure.error));
    }
    let paint = out.paint;
    let imported = count(report.imported, "new article", "new articles");
    write!(out, "{}", paint.strong(imported))?;
    for (n, word) in
        [(report.updated, "updated"), (report.unchanged, "unchanged"), (report.missing, "missing")]
    {
        if n > 0 {
            write!(out, ", {n} {word}")?;
        }
    }
    if report.failed > 0 {
        write!(out, ", {}", paint.warning(format!("{} failed", report.failed)))?;
    }
    let articles = count(report.articles, "article", "articles");
    writeln!(out, " in {:.1} s; the archive holds {articles}", report.seconds)?;
    Ok(())
}

/// Set once the reader presses Ctrl-C; pressed again, it ends the program.
pub fn stop_on_ctrl_c() -> Arc<AtomicBool> {
    let stopped = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&stopped);
    let set = ctrlc::set_handler(move || {
        if flag.swap(true, Ordering::Relaxed) {
            // What was committed is safe however the program ends.
            std::process::exit(1);
        }
    });
    if set.is_err() {
        tracing::warn!(code = "no_ctrl_c", "Ctrl-C ends the program at once");
    }
    stopped
}

/// Tells how far long work is, on a terminal.
pub struct Ticker {
    of_what: &'static str,
    start: Instant,
    told: Option<Instant>,
}

impl Ticker {
    /// For work on so many `of_what`.
    pub fn new(of_what: &'static str) -> Self {
        Self { of_what, start: Instant::now(), told: None }
    }

    /// Tells it, a few times a second.
    pub fn tell(&mut self, progress: Progress) {
        const INTERVAL: Duration = Duration::from_millis(150);
        if self.told.is_some_and(|told| told.elapsed() < INTERVAL) || !io::stderr().is_terminal() {
            return;
        }
        self.told = Some(Instant::now());
        let words = words(progress, self.start.elapsed(), self.of_what);
        // Losing sight of the progress stops nothing.
        let _ = write!(io::stderr(), "\r\x1b[K{words}");
    }

    /// Takes the line away.
    pub fn end(&self) {
        if self.told.is_some() {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }
}

fn words(progress: Progress, elapsed: Duration, of_what: &str) -> String {
    let Progress { n_done, n_total, n_skipped: _, n_articles, n_failed } = progress;
    let rate = n_articles as f64 / elapsed.as_secs_f64().max(0.001);
    let mut words = format!("{n_done}/{n_total} {of_what}, {n_articles} articles, {rate:.0} a second");
    if n_failed > 0 {
        words.push_str(&format!(", {n_failed} failed"));
    }
    if n_done > 0 && n_done < n_total && elapsed > Duration::from_secs(2) {
        let left = elapsed.as_secs_f64() * (n_total - n_done) as f64 / n_done as f64;
        words.push_str(&format!(", {left:.0} s left"));
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_tells_rate_and_time_left() {
        let progress =
            Progress { n_done: 10, n_total: 40, n_articles: 50, n_failed: 1, ..Progress::default() };
        assert_eq!(
            words(progress, Duration::from_secs(5), "files"),
            "10/40 files, 50 articles, 10 a second, 1 failed, 15 s left"
        );
    }

    #[test]
    fn the_exit_code_says_whether_something_came_in() {
        let report = |imported, failed| ImportReport { imported, failed, ..ImportReport::default() };
        assert_eq!(outcome(&report(2, 0)), Outcome::Done);
        assert_eq!(outcome(&report(0, 0)), Outcome::Done);
        assert_eq!(outcome(&report(2, 1)), Outcome::SomeFailed);
        assert_eq!(outcome(&report(0, 1)), Outcome::Failed);
        assert_eq!(outcome(&ImportReport { cancelled: true, ..report(2, 0) }), Outcome::Failed);
    }
}
