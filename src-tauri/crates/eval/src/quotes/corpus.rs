//! Reads the annotated articles of `shared/quotes`.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read},
    path::Path,
};

use backfile_article::Span;
use backfile_extract::train::{Lesson, LessonQuote};
use flate2::read::GzDecoder;
use serde::Deserialize;

/// An annotated article; offsets count code points.
#[derive(Debug, Deserialize)]
pub struct Article {
    pub id: String,
    pub text: String,
    pub quotes: Vec<Quote>,
    #[serde(default)]
    pub segments: Vec<Segment>,
}

/// An annotated quotation.
#[derive(Debug, Deserialize)]
pub struct Quote {
    pub start: usize,
    pub end: usize,
    pub speaker_start: Option<usize>,
    pub speaker_end: Option<usize>,
    pub speaker_name: Option<String>,
    pub speaker_resolved: Option<String>,
    pub cue_start: Option<usize>,
    pub cue_end: Option<usize>,
    pub optional: Option<String>,
}

/// A stretch inside quotation marks.
#[derive(Debug, Deserialize)]
pub struct Segment {
    pub start: usize,
    pub end: usize,
    pub label: String,
}

/// Reads one object a line, also compressed.
pub fn read(path: &Path) -> io::Result<Vec<Article>> {
    let named =
        |error: io::Error| io::Error::new(error.kind(), format!("cannot read {}: {error}", path.display()));
    let file = File::open(path).map_err(named)?;
    let plain: Box<dyn Read> = match path.extension().and_then(|ending| ending.to_str()) {
        Some("gz") => Box::new(GzDecoder::new(file)),
        _ => Box::new(file),
    };
    let lines = BufReader::new(plain).lines();
    lines.map(|line| Ok(serde_json::from_str(&line.map_err(named)?)?)).collect()
}

impl Article {
    /// What the article teaches.
    pub fn lesson(&self) -> Lesson {
        let bytes: Vec<usize> = self.text.char_indices().map(|(at, _)| at).chain([self.text.len()]).collect();
        let span = |start: usize, end: usize| Span::new(bytes[start], bytes[end]);
        let both = |start: Option<usize>, end: Option<usize>| Some(span(start?, end?));
        let quotes = self.quotes.iter().map(|quote| LessonQuote {
            span: span(quote.start, quote.end),
            speaker: both(quote.speaker_start, quote.speaker_end),
            name: quote.speaker_name.clone(),
            guessed: quote.speaker_resolved.as_deref() == Some("prev-source-auto"),
            cue: both(quote.cue_start, quote.cue_end),
            teaches: match quote.optional.as_deref() {
                None => 1,
                Some("not-speech") => -1,
                Some(_) => 0,
            },
        });
        let stretches = self.segments.iter().filter(|segment| segment.label != "ignore");
        Lesson {
            text: self.text.clone(),
            quotes: quotes.collect(),
            stretches: stretches
                .map(|segment| (span(segment.start, segment.end), segment.label == "quote"))
                .collect(),
        }
    }
}
