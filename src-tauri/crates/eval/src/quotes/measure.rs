//! Runs the extraction over annotated articles and hands the answers to
//! `score.py`, which belongs to the data.

use std::{
    fs, io,
    path::Path,
    process::Command,
    time::{Duration, Instant},
};

use backfile_article::CodePoints;
use backfile_extract::{Document, Extraction, extract};
use serde_json::{Value, json};

use super::corpus::{self, Article};

/// Prints the scorer's figures for both sets to measure on, and the speed.
#[allow(clippy::print_stdout)]
pub fn measure(data: &Path) -> io::Result<()> {
    for set in ["polnear-dev", "gum-news-dev"] {
        let gold = data.join(format!("{set}.jsonl"));
        let articles = corpus::read(&gold)?;
        let (answers, spent) = answers(&articles, extract);
        let n_words: usize = articles.iter().map(|article| article.text.split_whitespace().count()).sum();
        #[allow(clippy::cast_precision_loss)]
        let speed = n_words as f64 / 700.0 / spent.as_secs_f64();
        println!("== {set}: {speed:.0} articles of 700 words a CPU second, everything extracted");
        print!("{}", score(data, &gold, &answers)?);
    }
    Ok(())
}

/// Runs `score.py` over the answers.
pub fn score(data: &Path, gold: &Path, answers: &[Value]) -> io::Result<String> {
    let file = tempfile::NamedTempFile::new()?;
    let lines: Vec<String> = answers.iter().map(Value::to_string).collect();
    fs::write(file.path(), lines.join("\n"))?;
    let output = Command::new("python3")
        .args([data.join("score.py"), gold.to_path_buf(), file.path().to_path_buf()])
        .output()
        .map_err(|error| io::Error::other(format!("cannot run python3: {error}")))?;
    if !output.status.success() {
        return Err(io::Error::other(String::from_utf8_lossy(&output.stderr).into_owned()));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The answers in the scorer's form, and the time they took.
pub fn answers(
    articles: &[Article],
    mut extract: impl FnMut(&Document<'_>) -> Extraction,
) -> (Vec<Value>, Duration) {
    let mut spent = Duration::ZERO;
    let answers = articles.iter().map(|article| {
        let started = Clock::start();
        let found = extract(&Document::plain(&article.text, None));
        spent += started.elapsed();
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
                "confidence": quotation.confidence,
                "reason": quotation.reason,
            })
        });
        json!({ "id": article.id, "quotes": quotes.collect::<Vec<_>>() })
    });
    (answers.collect(), spent)
}

/// Measures the time this thread had a processor; elsewhere than on Linux the
/// time on the wall.
struct Clock {
    wall: Instant,
    busy: Option<Duration>,
}

impl Clock {
    fn start() -> Self {
        Self { wall: Instant::now(), busy: busy() }
    }

    fn elapsed(&self) -> Duration {
        let busy = self.busy.and_then(|before| Some(busy()?.saturating_sub(before)));
        busy.unwrap_or_else(|| self.wall.elapsed())
    }
}

/// How long this thread has run so far.
fn busy() -> Option<Duration> {
    let stat = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds = stat.split(' ').next()?.parse().ok()?;
    Some(Duration::from_nanos(nanoseconds))
}
