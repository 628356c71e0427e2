//! Metadata by name: the keys that exporters and corpora use, and what they mean.

use backfile_article::{Draft, Warning};
use serde_json::Value;

use crate::stated_date;

/// What a key says about an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Field {
    Headline,
    Dek,
    Byline,
    Dateline,
    Published,
    /// A date that counts only where no better one is given (when it was clipped is none).
    PublishedMaybe,
    Updated,
    Source,
    Section,
    Url,
    Language,
    Body,
    /// What identifies the record in its file.
    Record,
}

/// The field a key names. Keys of Hugo, the Obsidian Web Clipper, Readwise and
/// Omnivore exports, CC-News and schema.org; case, `-` and `_` do not matter.
pub(crate) fn field(key: &str) -> Option<Field> {
    let key: String = key.chars().filter(|ch| ch.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    Some(match key.as_str() {
        "headline" | "title" | "fulltitle" | "hl1" | "hed" | "head" => Field::Headline,
        "dek" | "description" | "subtitle" | "subheadline" | "standfirst" | "summary" | "deck"
        | "abstract" | "excerpt" => Field::Dek,
        "author" | "authors" | "byline" | "by" | "creator" | "writer" | "reporter" => Field::Byline,
        "dateline" => Field::Dateline,
        "published" | "date" | "datepublished" | "datepublish" | "pubdate" | "publishdate"
        | "publicationdate" | "publishedat" | "datetime" | "publisheddate" | "publishedtime"
        | "publishedon" | "firstpublished" => Field::Published,
        "created" | "createdat" | "timestamp" => Field::PublishedMaybe,
        "updated" | "modified" | "lastmod" | "datemodified" | "datemodify" | "updatedat" | "lastupdated" => {
            Field::Updated
        }
        "source" | "outlet" | "publisher" | "publication" | "site" | "sitename" | "newspaper" | "paper"
        | "sourcename" | "sourcedomain" | "website" => Field::Source,
        "section" | "category" | "categories" | "desk" => Field::Section,
        "url" | "link" | "permalink" | "canonicalurl" | "originalurl" | "sourceurl" | "href" | "uri"
        | "canonical" => Field::Url,
        "lang" | "language" | "inlanguage" => Field::Language,
        "body" | "text" | "content" | "maintext" | "articlebody" | "fulltext" | "bodytext" | "story"
        | "plaintext" => Field::Body,
        "id" | "recordid" | "guid" | "articleid" | "docid" => Field::Record,
        _ => return None,
    })
}

/// Puts a value into the draft. What is no text where one is needed is left out;
/// a date that cannot be read becomes a warning.
pub(crate) fn fill(draft: &mut Draft, field: Field, value: &Value) {
    match field {
        Field::Headline => set(&mut draft.headline, text(value)),
        Field::Dek => set(&mut draft.dek, text(value)),
        Field::Byline => {
            if draft.byline.is_empty() {
                draft.byline = names(value);
            }
        }
        Field::Dateline => set(&mut draft.dateline, text(value)),
        Field::Published | Field::PublishedMaybe | Field::Updated => fill_date(draft, field, value),
        Field::Source => fill_source(draft, value),
        Field::Section => set(&mut draft.section, texts(value).into_iter().next()),
        Field::Url => set(&mut draft.url, text(value).filter(|url| url.contains("://"))),
        Field::Language => set(&mut draft.language, text(value)),
        Field::Body | Field::Record => {}
    }
}

fn set(slot: &mut Option<String>, value: Option<String>) {
    if slot.is_none() {
        *slot = value;
    }
}

fn fill_date(draft: &mut Draft, field: Field, value: &Value) {
    let Some(words) = text(value) else { return };
    let slot = if field == Field::Updated { &mut draft.updated } else { &mut draft.published };
    if field == Field::PublishedMaybe && slot.is_some() {
        return;
    }
    match stated_date(&words) {
        Some(date) => *slot = Some(date),
        None => draft.warnings.push(Warning {
            code: "date_not_read".to_owned(),
            message: format!("the date “{words}” could not be read"),
            line: None,
        }),
    }
}

/// `source` is an outlet in most exports and an address in some.
fn fill_source(draft: &mut Draft, value: &Value) {
    let Some(words) = text(value) else { return };
    if words.contains("://") {
        set(&mut draft.url, Some(words));
    } else {
        set(&mut draft.source, Some(words));
    }
}

/// A value as one text: strings, numbers, and the name inside an object.
pub(crate) fn text(value: &Value) -> Option<String> {
    let words = match value {
        Value::String(words) => words.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Object(object) => ["name", "title", "value", "text", "$__toml_private_datetime"]
            .iter()
            .find_map(|key| object.get(*key).and_then(text))?,
        Value::Array(values) => values.iter().filter_map(text).collect::<Vec<_>>().join(", "),
        Value::Null | Value::Bool(_) => return None,
    };
    (!words.is_empty()).then_some(words)
}

fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::Array(values) => values.iter().filter_map(text).collect(),
        other => text(other).into_iter().collect(),
    }
}

/// Author names: a list, or one text to be split.
fn names(value: &Value) -> Vec<String> {
    match value {
        Value::Array(values) => values.iter().flat_map(names).collect(),
        other => text(other).map(|words| byline_names(&words)).unwrap_or_default(),
    }
}

/// The names of a byline, without "By", wiki brackets and the outlet after the last name.
pub(crate) fn byline_names(words: &str) -> Vec<String> {
    let words = words.trim().replace("[[", "").replace("]]", "");
    let words = words
        .strip_prefix("By ")
        .or_else(|| words.strip_prefix("by "))
        .or_else(|| words.strip_prefix("BY "))
        .unwrap_or(&words);
    let mut names = Vec::new();
    for part in words.split(&[',', ';', '|', '&', '/'][..]).flat_map(|part| part.split(" and ")) {
        let name = part.trim().trim_start_matches("and ").trim();
        // `Ines Halloran in Saltmarsh` says where she wrote from.
        let name = name.split_once(" in ").map_or(name, |(name, _)| name.trim());
        if name.is_empty() {
            continue;
        }
        let is_role = name.split_whitespace().any(|word| {
            let word = word.trim_end_matches('s').to_lowercase();
            ["correspondent", "reporter", "editor", "writer", "staff", "new", "in", "for", "desk"]
                .contains(&word.as_str())
        });
        let is_first = names.is_empty();
        if is_first || !is_role {
            names.push(name.to_owned());
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines_become_names() {
        for (words, expected) in [
            ("By Ines Halloran", vec!["Ines Halloran"]),
            ("Ines Halloran and Tom Brae", vec!["Ines Halloran", "Tom Brae"]),
            ("BY INES HALLORAN, Harbour correspondent", vec!["INES HALLORAN"]),
            ("[[Ines Halloran]], [[Tom Brae]]", vec!["Ines Halloran", "Tom Brae"]),
        ] {
            assert_eq!(byline_names(words), expected, "{words}");
        }
    }

    #[test]
    fn an_address_in_source_is_the_url() {
        let mut draft = Draft::default();
        fill(&mut draft, Field::Source, &Value::from("https://courier.example/ferry"));
        assert_eq!(draft.url.as_deref(), Some("https://courier.example/ferry"));
        assert_eq!(draft.source, None);
    }
}
