//! The lines between a plain text's headline and its body.

use backfile_article::{Draft, PubDate, fold};
use serde_json::Value;

use crate::{
    fields::{byline_names, field, fill},
    stated_date,
};

/// Words before a date that say what it is the date of.
const PUBLISHED_WORDS: [&str; 6] =
    ["published on ", "published ", "posted on ", "posted ", "first published ", "date "];
const UPDATED_WORDS: [&str; 4] = ["last updated ", "updated on ", "updated ", "modified "];

/// What one line of a head is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum HeadLine {
    /// `By Ines Halloran`.
    Byline(Vec<String>),
    /// `12 March 2021`.
    Published(PubDate),
    /// `Updated 13 March 2021`.
    Updated(PubDate),
    /// An address alone on its line.
    Url(String),
    /// `Source: Meridian` and the like.
    Field(String, String),
    /// Outlet and date on one line: `Meridian | 3 May 2020`.
    Dated(String, PubDate),
    /// Short enough to be the outlet's name, if its neighbours agree.
    Short(String),
    /// Anything else.
    Text,
}

/// Looks at one line of a head.
pub(crate) fn head_line(line: &str) -> HeadLine {
    let line = line.trim();
    let folded = fold(line);
    if (folded.starts_with("by ") || folded.starts_with("words by "))
        && line.chars().count() <= 120
        && is_name_like(line)
    {
        return HeadLine::Byline(byline_names(line.trim_start_matches("Words by ")));
    }
    if line.contains("://") && !line.contains(' ') {
        return HeadLine::Url(line.to_owned());
    }
    if let Some((key, value)) = line.split_once(':')
        && key.split_whitespace().count() == 1
        && field(key).is_some()
        && !value.trim().is_empty()
        && !value.starts_with("//")
        && line.chars().count() <= 300
    {
        return HeadLine::Field(key.to_owned(), value.trim().to_owned());
    }
    date_line(line, &folded).unwrap_or_else(|| short_line(line))
}

fn date_line(line: &str, folded: &str) -> Option<HeadLine> {
    let rest = |words: &[&str]| {
        let start = words.iter().find(|start| folded.starts_with(**start))?;
        stated_date(line.get(start.len()..)?.trim_start_matches(':'))
    };
    if let Some(date) = rest(&UPDATED_WORDS) {
        return Some(HeadLine::Updated(date));
    }
    if let Some(date) = rest(&PUBLISHED_WORDS).or_else(|| stated_date(line)) {
        return Some(HeadLine::Published(date));
    }
    for separator in [" | ", " · ", " — ", " – ", " - ", ", "] {
        for (place, _) in line.match_indices(separator) {
            let (left, right) = (&line[..place], &line[place + separator.len()..]);
            for (name, date) in [(left, right), (right, left)] {
                if let Some(date) = stated_date(date)
                    && matches!(short_line(name), HeadLine::Short(_))
                {
                    return Some(HeadLine::Dated(name.trim().to_owned(), date));
                }
            }
        }
    }
    None
}

fn short_line(line: &str) -> HeadLine {
    let words: Vec<&str> = line.split_whitespace().collect();
    let capital = |word: &str| {
        word.starts_with(|ch: char| ch.is_uppercase() || ch.is_numeric())
            || ["of", "the", "and", "&", "de", "la", "le", "und"].contains(&word)
    };
    let is_title = (1..=5).contains(&words.len()) && words.iter().all(|word| capital(word));
    if is_title && line.chars().count() <= 40 && !line.ends_with(['.', '!', '?', ':', '"', '”']) {
        HeadLine::Short(line.to_owned())
    } else {
        HeadLine::Text
    }
}

/// A byline holds names, so most of its longer words begin with a capital.
fn is_name_like(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().skip(1).collect();
    let n_capital = words.iter().filter(|word| word.starts_with(char::is_uppercase)).count();
    !words.is_empty() && n_capital * 2 >= words.len() && !line.ends_with(['.', '?', '!'])
}

/// Puts a head's line into the draft.
pub(crate) fn apply(draft: &mut Draft, line: HeadLine) {
    match line {
        HeadLine::Byline(names) => draft.byline.extend(names),
        HeadLine::Published(date) => draft.published = draft.published.take().or(Some(date)),
        HeadLine::Updated(date) => draft.updated = draft.updated.take().or(Some(date)),
        HeadLine::Url(url) => draft.url = draft.url.take().or(Some(url)),
        HeadLine::Field(key, value) => {
            if let Some(field) = field(&key) {
                fill(draft, field, &Value::String(value));
            }
        }
        HeadLine::Dated(name, date) => {
            draft.source = draft.source.take().or(Some(name));
            draft.published = draft.published.take().or(Some(date));
        }
        HeadLine::Short(name) => draft.source = draft.source.take().or(Some(name)),
        HeadLine::Text => {}
    }
}

/// Place and agency at the head of the first paragraph, as printed before
/// the dash: `PORT ELLERY (Meridian)`.
pub(crate) fn dateline(paragraph: &str) -> Option<String> {
    let dashes = [" — ", " – ", " -- ", " - ", "— ", "—"];
    let (place, _) = dashes.iter().find_map(|dash| paragraph.find(dash).map(|place| (place, dash)))?;
    let head = paragraph[..place].trim();
    let first = head.split([',', '(']).next().unwrap_or_default().trim();
    let letters: Vec<char> = first.chars().filter(|ch| ch.is_alphabetic()).collect();
    let is_place = letters.len() >= 3 && letters.iter().all(|ch| ch.is_uppercase());
    (is_place && head.chars().count() <= 70 && head.split_whitespace().count() <= 10).then(|| head.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_a_head_are_told_apart() {
        let date = || stated_date("2021-03-12").unwrap();
        for (line, expected) in [
            ("By Ines Halloran", HeadLine::Byline(vec!["Ines Halloran".into()])),
            ("Friday, 12 March 2021", HeadLine::Published(date())),
            ("Published March 12, 2021", HeadLine::Published(date())),
            ("Updated 12 March 2021", HeadLine::Updated(date())),
            ("Saltmarsh Courier | 12 March 2021", HeadLine::Dated("Saltmarsh Courier".into(), date())),
            ("Saltmarsh Courier, March 12, 2021", HeadLine::Dated("Saltmarsh Courier".into(), date())),
            ("Saltmarsh Courier", HeadLine::Short("Saltmarsh Courier".into())),
            ("Source: Meridian", HeadLine::Field("Source".into(), "Meridian".into())),
            ("By the time the ferry left, the quay was empty.", HeadLine::Text),
            ("The council met on Thursday", HeadLine::Text),
        ] {
            assert_eq!(head_line(line), expected, "{line}");
        }
    }

    #[test]
    fn a_dateline_is_a_place_in_capitals_before_a_dash() {
        for (paragraph, expected) in [
            ("PORT ELLERY — The council met.", Some("PORT ELLERY")),
            ("PORT ELLERY, March 12 (Meridian) - The council met.", Some("PORT ELLERY, March 12 (Meridian)")),
            ("The council — all of it — met.", None),
            ("It - the ferry - left.", None),
        ] {
            assert_eq!(dateline(paragraph).as_deref(), expected, "{paragraph}");
        }
    }
}
