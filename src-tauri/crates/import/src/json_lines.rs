//! JSON Lines: one article a line, its keys mapped by their usual names.
//! A file that is one object or one list of objects is read as well.

use std::borrow::Cow;

use backfile_article::{BlockKind, Draft, Warning};
use serde_json::{Map, Value};

use crate::{
    blocks::blocks,
    fields::{Field, field, fill, text},
    lines::paragraphs,
    text::finish,
};

/// One record: its key in the file, if it has one, and what it says.
pub(crate) struct JsonArticle {
    pub record: Option<String>,
    pub draft: Draft,
}

/// Reads one object.
///
/// # Errors
/// In words, when the line is no JSON object or says nothing of an article.
pub(crate) fn read_line(line: &str) -> Result<JsonArticle, String> {
    let parsed = serde_json::from_str::<Value>(line).or_else(|error| {
        // Half a pair of surrogates is no character: it becomes the replacement character.
        let mended = mend_surrogates(line);
        if mended == line { Err(error) } else { serde_json::from_str(&mended) }
    });
    match parsed {
        Ok(Value::Object(object)) => from_object(&object),
        Ok(_) => Err("the line is no JSON object".to_owned()),
        Err(error) => Err(format!("the line is no JSON: {error}")),
    }
}

/// Reads one object.
///
/// # Errors
/// In words, when it says nothing of an article.
pub(crate) fn from_object(object: &Map<String, Value>) -> Result<JsonArticle, String> {
    let mut draft = Draft::default();
    let mut record = None;
    let mut body = None;
    for (key, value) in object {
        match field(key) {
            Some(Field::Record) => record = record.or_else(|| text(value)),
            Some(Field::Body) => body = longer(body, text_of_body(value)),
            Some(field) => fill(&mut draft, field, value),
            None => {}
        }
    }
    if let Some(body) = body {
        draft.blocks = blocks(&paragraphs(&plain(&body)));
    }
    if draft.headline.is_none() && draft.blocks.is_empty() {
        let message = "the record has neither a headline nor a text".to_owned();
        // The frame of a report that was there, as wires keep it, is a record of it.
        if record.is_none() || draft.published.is_none() {
            return Err(message);
        }
        draft.warnings.push(Warning { code: "empty_record".to_owned(), message, line: None });
    }
    drop_repeated_headline(&mut draft);
    drop_repeated_dek(&mut draft);
    finish(&mut draft);
    Ok(JsonArticle { record, draft })
}

/// Where two keys hold a body (`content` and `text`), the longer is the article.
fn longer(one: Option<String>, other: Option<String>) -> Option<String> {
    match (one, other) {
        (Some(one), Some(other)) => Some(if one.len() >= other.len() { one } else { other }),
        (one, other) => one.or(other),
    }
}

fn text_of_body(value: &Value) -> Option<String> {
    match value {
        Value::Array(parts) => Some(parts.iter().filter_map(text).collect::<Vec<_>>().join("\n\n"))
            .filter(|body| !body.is_empty()),
        other => text(other),
    }
}

fn drop_repeated_headline(draft: &mut Draft) {
    let repeats = draft.blocks.len() > 1
        && draft.blocks[0].kind != BlockKind::Caption
        && draft.headline.as_deref().is_some_and(|headline| headline.trim() == draft.blocks[0].text.trim());
    if repeats {
        draft.blocks.remove(0);
    }
}

/// A summary that is the body's beginning over again is no dek.
fn drop_repeated_dek(draft: &mut Draft) {
    let first = draft.blocks.first().map(|block| block.text.as_str()).unwrap_or_default();
    let is_start =
        draft.dek.as_deref().is_some_and(|dek| first.starts_with(dek.trim_end_matches(['.', '…', ' '])));
    if is_start {
        draft.dek = None;
    }
}

/// A body in HTML becomes text: paragraphs apart, tags dropped, entities read.
fn plain(body: &str) -> Cow<'_, str> {
    const TAGS: [&str; 7] = ["<p>", "<p ", "</p>", "<br>", "<br/>", "<br />", "<div"];
    let is_html = body.contains('<') && {
        let lower = body.to_lowercase();
        TAGS.iter().any(|tag| lower.contains(tag))
    };
    if !is_html {
        return match body.contains(['\r', '\0']) {
            true => Cow::Owned(body.replace("\r\n", "\n").replace('\0', "")),
            false => Cow::Borrowed(body),
        };
    }
    let mut text = String::with_capacity(body.len());
    let mut rest = body;
    while let Some(open) = rest.find('<') {
        text.push_str(&rest[..open]);
        let Some(close) = rest[open..].find('>') else {
            text.push_str(&rest[open..]);
            rest = "";
            break;
        };
        let tag = rest[open + 1..open + close].trim_start_matches('/').to_lowercase();
        let name: &str = tag.split(|ch: char| !ch.is_alphanumeric()).next().unwrap_or_default();
        rest = &rest[open + close + 1..];
        match name {
            "p" | "div" | "h1" | "h2" | "h3" | "h4" | "blockquote" | "ul" | "ol" | "table" | "figure"
            | "figcaption" => {
                text.push_str("\n\n");
            }
            "br" | "li" | "tr" => text.push('\n'),
            "script" | "style" => {
                let end = rest.to_ascii_lowercase().find(&format!("</{name}")).unwrap_or(rest.len());
                rest = &rest[end..];
            }
            _ => {}
        }
    }
    text.push_str(rest);
    Cow::Owned(entities(&text))
}

fn entities(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(place) = rest.find('&') {
        out.push_str(&rest[..place]);
        rest = &rest[place..];
        let end = rest.char_indices().take(12).find(|(_, ch)| *ch == ';').map(|(end, _)| end);
        match end.and_then(|end| Some((end, entity(&rest[1..end])?))) {
            Some((end, ch)) => {
                out.push(ch);
                rest = &rest[end + 1..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code);
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{A0}',
        "ldquo" => '“',
        "rdquo" => '”',
        "lsquo" => '‘',
        "rsquo" => '’',
        "mdash" => '—',
        "ndash" => '–',
        "hellip" => '…',
        _ => return None,
    })
}

/// Replaces escapes of lone surrogates (`\ud83d` without its partner).
fn mend_surrogates(line: &str) -> String {
    let bytes = line.as_bytes();
    let code = |at: usize| -> Option<u16> {
        if bytes.get(at) != Some(&b'\\') || bytes.get(at + 1) != Some(&b'u') {
            return None;
        }
        u16::from_str_radix(line.get(at + 2..at + 6)?, 16).ok()
    };
    let mut mended = String::with_capacity(line.len());
    let mut at = 0;
    let mut copied = 0;
    while at < bytes.len() {
        if bytes[at] != b'\\' {
            at += 1;
            continue;
        }
        match code(at) {
            Some(0xD800..=0xDBFF) if matches!(code(at + 6), Some(0xDC00..=0xDFFF)) => at += 12,
            Some(0xD800..=0xDFFF) => {
                mended.push_str(&line[copied..at]);
                mended.push_str("\\ufffd");
                at += 6;
                copied = at;
            }
            _ => at += 2,
        }
    }
    mended.push_str(&line[copied.min(line.len())..]);
    mended
}

/// The draft's warning for a record without a key of its own.
pub(crate) fn without_key(line: u64) -> Warning {
    Warning {
        code: "record_without_id".to_owned(),
        message: "the record has no id; it is known by its text".to_owned(),
        line: u32::try_from(line).ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_mapped_by_their_usual_names() {
        let article = read_line(
            r#"{"id": 7, "title": "Ferry stays", "maintext": "The council met.\n\nIt was late.", "date_publish": "2021-03-12 10:00:00", "source": {"name": "Meridian"}, "authors": [{"name": "Ines Halloran"}, "Tom Brae"]}"#,
        )
        .ok()
        .unwrap();
        assert_eq!(article.record.as_deref(), Some("7"));
        assert_eq!(article.draft.headline.as_deref(), Some("Ferry stays"));
        assert_eq!(article.draft.source.as_deref(), Some("Meridian"));
        assert_eq!(article.draft.byline, ["Ines Halloran", "Tom Brae"]);
        assert_eq!(article.draft.published.unwrap().as_str(), "2021-03-12T10:00:00");
        assert_eq!(article.draft.blocks.len(), 2);
    }

    #[test]
    fn a_headline_alone_is_an_article_and_nothing_is_none() {
        assert!(read_line(r#"{"headline": "Ferry stays"}"#).is_ok());
        assert!(read_line(r#"{"id": 1}"#).is_err());
        assert!(read_line(r#"{"date": "1987-04-03", "body": ""}"#).is_err());
        assert!(read_line("[1]").is_err());
        assert!(read_line("{").is_err());
    }

    #[test]
    fn a_dated_record_of_which_only_the_frame_is_left_is_kept_with_a_warning() {
        let article = read_line(r#"{"id": "w-7", "date": "1987-04-03", "body": ""}"#).ok().unwrap();
        assert!(article.draft.blocks.is_empty());
        assert_eq!(article.draft.warnings[0].code, "empty_record");
    }

    #[test]
    fn a_body_in_html_becomes_paragraphs() {
        assert_eq!(
            plain("<p>The council &amp; the board met.</p><p>It was late.<script>x()</script></p>").trim(),
            "The council & the board met.\n\n\n\nIt was late."
        );
    }

    #[test]
    fn half_a_surrogate_pair_loses_one_character_only() {
        let article = read_line(r#"{"headline": "Ferry \ud83d stays \ud83d\ude00 \\ud83d"}"#).ok().unwrap();
        assert_eq!(article.draft.headline.as_deref(), Some("Ferry \u{FFFD} stays 😀 \\ud83d"));
    }
}
