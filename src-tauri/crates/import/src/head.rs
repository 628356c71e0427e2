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
/// Words of which the names of papers, agencies and stations are made.
const OUTLET_WORDS: [&str; 38] = [
    "agency",
    "argus",
    "broadcasting",
    "bulletin",
    "chronicle",
    "courier",
    "dispatch",
    "echo",
    "examiner",
    "express",
    "gazette",
    "globe",
    "guardian",
    "herald",
    "independent",
    "inquirer",
    "journal",
    "ledger",
    "mail",
    "mercury",
    "mirror",
    "monitor",
    "news",
    "observer",
    "post",
    "press",
    "radio",
    "record",
    "register",
    "review",
    "standard",
    "star",
    "sun",
    "telegraph",
    "times",
    "tribune",
    "weekly",
    "wire",
];
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
    /// Authors with their outlet, a date or both: `By Ines Halloran, Meridian Wire, 3 May 2020`.
    Signed(Vec<String>, Option<String>, Option<PubDate>),
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
        let line = line.trim_start_matches("Words by ");
        return signed(line).unwrap_or_else(|| HeadLine::Byline(byline_names(line)));
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
    if let Some(date) = date_after(&UPDATED_WORDS, line, folded) {
        return Some(HeadLine::Updated(date));
    }
    if let Some(date) = published(line) {
        return Some(HeadLine::Published(date));
    }
    if let Some(signed) = signed(line) {
        return Some(signed);
    }
    halves(line).find_map(|(left, right)| {
        [(left, right), (right, left)].into_iter().find_map(|(name, date)| {
            let date = stated_date(date)?;
            match short_line(name) {
                HeadLine::Short(name) => Some(HeadLine::Dated(name, date)),
                _ => None,
            }
        })
    })
}

/// The date after the first of `words` that the line begins with.
fn date_after(words: &[&str], line: &str, folded: &str) -> Option<PubDate> {
    let start = words.iter().find(|start| folded.starts_with(**start))?;
    stated_date(line.get(start.len()..)?.trim_start_matches(':'))
}

/// A date alone, or after a word that says that it is the day of publication.
fn published(words: &str) -> Option<PubDate> {
    let words = words.trim();
    date_after(&PUBLISHED_WORDS, words, &fold(words)).or_else(|| stated_date(words))
}

/// The line cut in two at each of its separators.
fn halves(line: &str) -> impl Iterator<Item = (&str, &str)> {
    [" // ", " | ", " · ", " — ", " – ", " - ", ", "].into_iter().flat_map(move |separator| {
        line.match_indices(separator)
            .map(move |(place, _)| (&line[..place], &line[place + separator.len()..]))
    })
}

/// Authors with their outlet or a date, in this order. Without "By", both must
/// be there, and the outlet be called like one.
fn signed(line: &str) -> Option<HeadLine> {
    let dated = halves(line).find_map(|(left, right)| Some((left, published(right)?)));
    let (names, date) = dated.map_or((line, None), |(left, date)| (left, Some(date)));
    let is_by = fold(names).starts_with("by ");
    let cut = halves(names).filter(|(_, outlet)| is_outlet(outlet)).last();
    match cut {
        Some((names, outlet)) if is_by || date.is_some() && is_person(names) => {
            Some(HeadLine::Signed(byline_names(names), Some(outlet.trim().to_owned()), date))
        }
        _ if is_by && date.is_some() => Some(HeadLine::Signed(byline_names(names), None, date)),
        _ => None,
    }
}

/// Whether a name is like those of papers, agencies and stations.
fn is_outlet(name: &str) -> bool {
    let folded = fold(name);
    let is_called_so =
        folded.starts_with("the ") || folded.split(' ').any(|word| OUTLET_WORDS.contains(&word));
    is_called_so && matches!(title_line(name.trim()), HeadLine::Short(_))
}

/// Whether a name could be that of a person: two to four words with capitals.
pub(crate) fn is_person(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    (2..=4).contains(&words.len())
        && words.iter().all(|word| word.starts_with(char::is_uppercase) && !word.ends_with(','))
        && !is_outlet(name)
}

/// An outlet's name may have its town after it: `HPR News, Kessing`.
fn short_line(line: &str) -> HeadLine {
    match line.split_once(", ") {
        Some((outlet, town)) if is_outlet(outlet) && !is_outlet(town) => match title_line(town) {
            HeadLine::Short(_) => HeadLine::Short(outlet.to_owned()),
            other => other,
        },
        _ => title_line(line),
    }
}

fn title_line(line: &str) -> HeadLine {
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
        HeadLine::Signed(names, outlet, date) => {
            draft.byline.extend(names);
            draft.source = draft.source.take().or(outlet);
            draft.published = draft.published.take().or(date);
        }
        HeadLine::Short(name) => draft.source = draft.source.take().or(Some(name)),
        HeadLine::Text => {}
    }
}

/// The outlet that a last line such as `- Meridian Wire` names.
pub(crate) fn outlet_at_end(line: &str) -> Option<String> {
    let name = ["- ", "– ", "— ", "-", "–", "—"].iter().find_map(|dash| line.strip_prefix(dash))?;
    is_outlet(name).then(|| name.to_owned())
}

/// The agency in the brackets of a dateline.
pub(crate) fn dateline_agency(dateline: &str) -> Option<String> {
    let agency = dateline.trim_end().strip_suffix(')')?.rsplit_once('(')?.1.trim();
    let is_name = matches!(title_line(agency), HeadLine::Short(_));
    is_name.then(|| agency.to_owned())
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
            ("HPR News, Saltmarsh", HeadLine::Short("HPR News".into())),
            (
                "By Ines Halloran, Saltmarsh Courier, 12 March 2021",
                HeadLine::Signed(
                    vec!["Ines Halloran".into()],
                    Some("Saltmarsh Courier".into()),
                    Some(date()),
                ),
            ),
            (
                "by Ines Halloran // The Reedbed // posted 12 March 2021",
                HeadLine::Signed(vec!["Ines Halloran".into()], Some("The Reedbed".into()), Some(date())),
            ),
            (
                "Ines Halloran, The Reedbed, March 12, 2021",
                HeadLine::Signed(vec!["Ines Halloran".into()], Some("The Reedbed".into()), Some(date())),
            ),
            (
                "By Ines Halloran and Tom Brae in Saltmarsh",
                HeadLine::Byline(vec!["Ines Halloran".into(), "Tom Brae".into()]),
            ),
            ("By Ines Halloran, harbour correspondent", HeadLine::Byline(vec!["Ines Halloran".into()])),
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
