//! The block of metadata before a Markdown text: YAML, TOML or JSON. A broken
//! one is a warning, and its lines are read one by one.

use backfile_article::{Draft, Warning};
use serde_json::{Map, Value};

use crate::fields::{Field, field, fill};

/// Keys in the order of their worth: a published date beats the day it was clipped.
fn rank(field: Field) -> u8 {
    u8::from(matches!(field, Field::PublishedMaybe))
}

/// Reads the front matter into the draft and returns the text after it.
pub(super) fn take<'a>(text: &'a str, draft: &mut Draft) -> &'a str {
    let Some((fence, inside, body)) = split(text) else { return text };
    let parsed = match fence {
        "+++" => toml::from_str::<toml::Table>(inside)
            .map_err(|error| error.message().to_owned())
            .and_then(|table| serde_json::to_value(table).map_err(|error| error.to_string())),
        _ => serde_saphyr::from_str::<Value>(inside).map_err(|error| first_line(&error.to_string())),
    };
    let entries = match parsed {
        Ok(Value::Object(entries)) => entries,
        Ok(Value::Null) => Map::new(),
        Ok(_) => warn(draft, "it is no list of keys and values", inside),
        Err(why) => warn(draft, &why, inside),
    };
    let mut fields: Vec<(Field, &Value)> =
        entries.iter().filter_map(|(key, value)| Some((field(key)?, value))).collect();
    fields.sort_by_key(|(field, _)| rank(*field));
    for (field, value) in fields {
        fill(draft, field, value);
    }
    body
}

fn split(text: &str) -> Option<(&str, &str, &str)> {
    let fence = ["---", "+++"].into_iter().find(|fence| text.starts_with(fence))?;
    let rest = text[fence.len()..].trim_start_matches([' ', '\t']).strip_prefix('\n')?;
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        let closes = line.trim_end() == fence || (fence == "---" && line.trim_end() == "...");
        if closes {
            return Some((fence, &rest[..at], &rest[at + line.len()..]));
        }
        at += line.len();
    }
    None
}

fn warn(draft: &mut Draft, why: &str, inside: &str) -> Map<String, Value> {
    draft.warnings.push(Warning {
        code: "front_matter_broken".to_owned(),
        message: format!("the front matter is broken ({why}); its lines were read one by one"),
        line: Some(2),
    });
    by_lines(inside)
}

fn first_line(message: &str) -> String {
    message.lines().next().unwrap_or_default().to_owned()
}

/// `key: value` or `key = value` a line; items of a list below their key.
fn by_lines(inside: &str) -> Map<String, Value> {
    let mut entries = Map::new();
    let mut last_key = String::new();
    for line in inside.lines() {
        if let Some(item) = line.trim_start().strip_prefix("- ")
            && let Some(slot) = entries.get_mut(&last_key)
        {
            if let Value::Array(items) = slot {
                items.push(Value::from(unquoted(item)));
            } else if slot.as_str() == Some("") {
                *slot = Value::Array(vec![Value::from(unquoted(item))]);
            }
            continue;
        }
        let Some(place) = line.find([':', '=']) else { continue };
        let key = line[..place].trim();
        if key.is_empty() || key.contains(char::is_whitespace) {
            continue;
        }
        key.clone_into(&mut last_key);
        entries.entry(key).or_insert_with(|| Value::from(unquoted(&line[place + 1..])));
    }
    entries
}

fn unquoted(value: &str) -> String {
    let value = value.trim();
    for mark in ['"', '\''] {
        if let Some(inner) = value.strip_prefix(mark).and_then(|rest| rest.strip_suffix(mark)) {
            return inner.to_owned();
        }
    }
    value.to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::read;

    #[test]
    fn the_usual_exports_are_understood() {
        let hugo = read(
            "---\ntitle: Ferry stays\ndate: 2021-03-12T10:00:00+01:00\nauthor: Ines Halloran\n---\nThe council met.",
        );
        assert_eq!(hugo.headline.as_deref(), Some("Ferry stays"));
        assert_eq!(hugo.published.unwrap().as_str(), "2021-03-12T10:00:00+01:00");

        let toml = read("+++\ntitle = \"Ferry stays\"\ndate = 2021-03-12\n+++\nThe council met.");
        assert_eq!(toml.published.unwrap().as_str(), "2021-03-12");

        let clipper = read(
            "---\ntitle: \"Ferry stays\"\nsource: \"https://courier.example/ferry\"\nauthor:\n  - \"[[Ines Halloran]]\"\npublished: 2021-03-12\ncreated: 2024-01-01\n---\nThe council met.",
        );
        assert_eq!(clipper.url.as_deref(), Some("https://courier.example/ferry"));
        assert_eq!(clipper.byline, ["Ines Halloran"]);
        assert_eq!(clipper.published.unwrap().as_str(), "2021-03-12");
    }

    #[test]
    fn a_broken_front_matter_is_read_line_by_line() {
        let draft = read("---\ntitle: Mayor: I will not resign\ndate: 2021-03-12\n---\nShe stays.");
        assert_eq!(draft.headline.as_deref(), Some("Mayor: I will not resign"));
        assert_eq!(draft.published.unwrap().as_str(), "2021-03-12");
        assert_eq!(draft.warnings[0].code, "front_matter_broken");
        assert_eq!(draft.blocks.len(), 1);
    }

    #[test]
    fn a_rule_at_the_start_is_no_front_matter() {
        assert_eq!(read("---\n\nThe council met.").blocks.len(), 1);
    }
}
