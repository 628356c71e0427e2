//! `rebuild` and `check`.

use std::{io::Write, ops::ControlFlow, sync::atomic::Ordering, time::Instant};

use backfile_archive::Archive;
use serde::Serialize;

use super::{
    count,
    import::{Ticker, stop_on_ctrl_c},
};
use crate::{
    error::{CliError, Outcome, say},
    out::Out,
    paint::line,
};

#[derive(Serialize)]
struct Rebuilt {
    articles: u64,
    seconds: f64,
}

#[derive(Serialize)]
struct Checked<'a> {
    articles: u64,
    problems: Vec<ProblemJson<'a>>,
}

#[derive(Serialize)]
struct ProblemJson<'a> {
    code: &'static str,
    message: &'a str,
}

pub fn rebuild(archive: &Archive, out: &mut Out) -> Result<Outcome, CliError> {
    let start = Instant::now();
    let stopped = stop_on_ctrl_c();
    let mut ticker = Ticker::new("articles");
    let mut articles = 0;
    let done = archive.rebuild(&mut |progress| {
        articles = progress.n_done;
        ticker.tell(progress);
        if stopped.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    ticker.end();
    done?;
    if stopped.load(Ordering::Relaxed) {
        say("stopped; the next command goes on from here");
        return Ok(Outcome::Failed);
    }
    let seconds = (start.elapsed().as_secs_f64() * 1000.0).round() / 1000.0;
    if out.json {
        out.document(&Rebuilt { articles, seconds })?;
    } else {
        writeln!(out, "{} made anew in {seconds:.1} s", count(articles, "article", "articles"))?;
    }
    Ok(Outcome::Done)
}

pub fn check(archive: &Archive, out: &mut Out) -> Result<Outcome, CliError> {
    let report = archive.check()?;
    if out.json {
        let problems = report.problems.iter();
        let problems = problems.map(|problem| ProblemJson { code: problem.code, message: &problem.message });
        out.document(&Checked { articles: report.articles, problems: problems.collect() })?;
    } else {
        let paint = out.paint;
        for problem in &report.problems {
            writeln!(out, "{}", paint.warning(line(&problem.message)))?;
        }
        let state = if report.problems.is_empty() { "all is well" } else { "not all is well" };
        writeln!(out, "{}, {state}", count(report.articles, "article", "articles"))?;
    }
    Ok(if report.problems.is_empty() { Outcome::Done } else { Outcome::Failed })
}
