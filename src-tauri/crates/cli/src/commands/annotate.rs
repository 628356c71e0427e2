//! `annotate`: texts in, what is in them out, line by line.

use std::{
    io::{self, BufRead, Write},
    ops::ControlFlow,
};

use backfile_article::PubDate;
use backfile_extract::Document;
use backfile_import::stated_date;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    bare::extraction_of,
    error::{CliError, Outcome, say},
    found::{Detail, Found},
    out::Out,
    paint::line,
    parallel::{self, Take},
    surrogates,
};

/// A line of the input. Other members are passed over.
#[derive(Deserialize)]
struct Given {
    #[serde(default)]
    id: Value,
    text: String,
    #[serde(default)]
    published: Option<Value>,
}

/// A line of the output.
#[derive(Serialize)]
struct Marked<'a> {
    id: &'a Value,
    #[serde(flatten)]
    found: Found<'a>,
}

/// What became of a line of the input.
struct Answer {
    line: Option<String>,
    message: Option<String>,
    is_bad: bool,
}

pub fn run(out: &mut Out) -> Result<Outcome, CliError> {
    let mut n_bad = 0u64;
    parallel::in_order(
        read_lines,
        |(number, line)| answer(number, &line),
        |result| {
            let Some(Answer { line, message, is_bad }) = result else { return Ok(out.flush()?) };
            n_bad += u64::from(is_bad);
            if let Some(message) = message {
                say(&self::line(&message));
            }
            if let Some(line) = line {
                writeln!(out, "{line}")?;
            }
            Ok(())
        },
    )?;
    Ok(if n_bad == 0 { Outcome::Done } else { Outcome::SomeFailed })
}

/// The lines of the input, numbered from 1. A line that cannot be read ends it.
fn read_lines(take: &mut Take<'_, (u64, Vec<u8>)>) {
    let mut input = io::stdin().lock();
    for number in 1.. {
        let mut bytes = Vec::new();
        let line = match input.read_until(b'\n', &mut bytes) {
            Ok(0) => return,
            Ok(_) => bytes,
            Err(error) => {
                say(&format!("cannot read the input: {error}"));
                // No JSON, so that the exit code tells of it.
                b"\0".to_vec()
            }
        };
        let is_end = line == b"\0";
        if take((number, line)) == ControlFlow::Break(()) || is_end {
            return;
        }
    }
}

/// What is printed for one line.
fn answer(number: u64, bytes: &[u8]) -> Answer {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii();
    if bytes.is_empty() {
        return Answer { line: None, message: None, is_bad: false };
    }
    let bad =
        |why: String| Answer { line: None, message: Some(format!("line {number}: {why}")), is_bad: true };
    let Ok(json) = std::str::from_utf8(bytes) else { return bad("it is not UTF-8".to_owned()) };
    let (json, stand_ins) = surrogates::hide(json);
    let given: Given = match serde_json::from_str(&json) {
        Ok(given) => given,
        Err(error) => return bad(reason(&error)),
    };
    let published = published(given.published.as_ref());
    let document = Document::plain(&given.text, published.as_ref().ok().and_then(Option::as_ref));
    let found = extraction_of(&document);
    let broke_down = found.is_none();
    let (extraction, others) = found.unwrap_or_default();
    let found = Found::new(&given.text, &extraction, &others, Detail::Marks);
    let marked = Marked { id: &given.id, found };
    let line = match serde_json::to_string(&marked) {
        Ok(line) => surrogates::show(line, stand_ins),
        Err(error) => return bad(error.to_string()),
    };
    let message = match published {
        _ if broke_down => Some("nothing could be found in the text".to_owned()),
        Err(()) => Some("\"published\" is no date; dates are left unresolved".to_owned()),
        Ok(_) => None,
    };
    let message = message.map(|message| format!("line {number}: {message}"));
    Answer { line: Some(line), message, is_bad: broke_down }
}

/// The publication date, if one is stated.
fn published(stated: Option<&Value>) -> Result<Option<PubDate>, ()> {
    match stated {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(stated)) if stated.trim().is_empty() => Ok(None),
        Some(Value::String(stated)) => {
            PubDate::parse(stated).ok().or_else(|| stated_date(stated)).map(Some).ok_or(())
        }
        Some(_) => Err(()),
    }
}

/// Why a line is no text to work on; serde's own words, but for the line
/// number, which is always 1.
fn reason(error: &serde_json::Error) -> String {
    let words = error.to_string();
    match words.split_once(" at line 1 column ") {
        Some((words, column)) => format!("{words} (column {column})"),
        None => words,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_keeps_its_id_and_its_order() {
        let answer = answer(1, br#"{"id": 7, "text": "Rain"}"#);
        assert_eq!(answer.line.unwrap(), r#"{"id":7,"entities":[],"quotes":[],"dates":[],"others":[]}"#);
    }

    #[test]
    fn a_bad_line_is_named() {
        for (line, why) in [
            (&b"{oops"[..], "line 3: key must be a string (column 2)"),
            (b"{\"id\":1}", "line 3: missing field `text` (column 8)"),
            (b"{\"text\":\"\xFF\"}", "line 3: it is not UTF-8"),
        ] {
            let answer = answer(3, line);
            assert!(answer.is_bad && answer.line.is_none());
            assert_eq!(answer.message.unwrap(), why);
        }
        assert!(!answer(4, b"  \n").is_bad);
    }

    #[test]
    fn half_a_character_in_an_id_survives() {
        let answer = answer(1, br#"{"id":"a\ud83d","text":"Rain \udc00\u0000"}"#);
        assert!(answer.line.unwrap().starts_with(r#"{"id":"a\ud83d","#));
    }

    #[test]
    fn what_is_no_date_is_told_and_does_no_harm() {
        let answer = answer(1, br#"{"id":"a","text":"Rain","published":"soon"}"#);
        assert!(answer.line.is_some() && answer.message.is_some() && !answer.is_bad);
    }
}
