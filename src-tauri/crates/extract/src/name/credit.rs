//! Who is named as a source: the agency of a dateline, and whom the credit of a
//! picture names. They are organisations and people, and nothing is told about
//! them.

use std::ops::Range;

use backfile_article::Span;

use super::{
    Found,
    firm::put_all,
    lexicon::{CALENDAR, PEOPLE},
    recogniser::hash::TextSet,
};
use crate::{Document, EntityKind, SectionKind, token::Words};

/// A dateline ends within as many bytes.
const LONGEST: usize = 100;

/// Agencies that a place in small letters before them, or none, makes no
/// dateline doubtful of; folded.
const AGENCIES: &[&str] = &[
    "afp",
    "agencies",
    "ansa",
    "ap",
    "associated press",
    "bloomberg",
    "dpa",
    "efe",
    "interfax",
    "itar-tass",
    "kyodo",
    "pa",
    "reuter",
    "reuters",
    "ria",
    "tass",
    "the associated press",
    "upi",
    "xinhua",
];

/// Last words of names of agencies and papers.
const OUTLET_ENDINGS: &[&str] = &["Agency", "Courier", "Gazette", "Herald", "News", "Press", "Times", "Wire"];

/// What stands before the dash at the head of a paragraph: "PORT ELLERY,
/// Halvern (Meridian) —".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dateline {
    /// The place, and perhaps the country and the day; may be empty.
    pub place: Span,
    /// The agency in brackets, without them.
    pub agency: Option<Span>,
}

/// The dateline that `paragraph` begins with.
pub(super) fn dateline(text: &str, paragraph: Span) -> Option<Dateline> {
    let words = paragraph.of(text);
    let mut end = words.len().min(LONGEST);
    while !words.is_char_boundary(end) {
        end -= 1;
    }
    let head = &words[..end];
    let dash = first_dash(head)?;
    let before = head[..dash].trim_end();
    let inner = before.strip_suffix(')');
    let open = inner.and_then(|inner| inner.rfind('('));
    let place = before[..open.unwrap_or(before.len())].trim_end();
    let agency = open.map(|open| &before[open + 1..before.len() - 1]);
    let first = place.split([',', '(']).next().unwrap_or_default();
    let is_shouted = first.chars().filter(|ch| ch.is_alphabetic()).count() > 2
        && !first.chars().any(|ch| ch.is_lowercase() || matches!(ch, '.' | ':' | '"' | '“'))
        && first.split(' ').count() <= 5;
    let is_quiet = place.split([',', ' ']).all(|word| !word.starts_with(char::is_lowercase))
        && place.split(' ').count() <= 4
        && agency.is_some_and(is_agency);
    let is_set =
        agency.is_none_or(|agency| agency.starts_with(char::is_uppercase) && agency.split(' ').count() <= 5);
    if !is_set || !(is_shouted || is_quiet) {
        return None;
    }
    let start = paragraph.start;
    let agency = open.map(|open| Span::new(start + open + 1, start + before.len() - 1));
    Some(Dateline { place: Span::new(start, start + place.len()), agency })
}

/// Where the first dash of `head` stands, or the space before one made of
/// hyphens. Hardly any paragraph has one so early, and all are asked.
fn first_dash(head: &str) -> Option<usize> {
    let bytes = head.as_bytes();
    bytes.iter().enumerate().find_map(|(at, byte)| match byte {
        b'-' => {
            let start = at.checked_sub(1)?;
            (bytes[start..].starts_with(b" -- ") || bytes[start..].starts_with(b" - ")).then_some(start)
        }
        // The first byte of both, and of other marks.
        0xe2 => head[at..].starts_with(['—', '–']).then_some(at),
        _ => None,
    })
}

fn is_agency(name: &str) -> bool {
    let last = name.rsplit(' ').next().unwrap_or_default();
    AGENCIES.contains(&backfile_article::fold(name).as_str())
        || last.len() < name.len() && OUTLET_ENDINGS.contains(&last)
}

/// The agency in the dateline that `paragraph` begins with: a credit, which
/// tells of nobody.
#[must_use]
pub fn dateline_agency(text: &str, paragraph: Span) -> Option<Span> {
    dateline(text, paragraph)?.agency
}

/// The words of the first kind and of the second: places of datelines and
/// people of credits, and agencies.
#[derive(Debug, Default)]
struct Sources {
    places: Vec<Range<usize>>,
    people: Vec<Range<usize>>,
    agencies: Vec<Range<usize>>,
}

/// Marks the places and agencies of datelines, and whom the credits of pictures
/// name.
pub(super) fn mark_sources(document: &Document<'_>, words: &Words<'_>, found: &mut Vec<Found>) {
    let sources = sources(document, words);
    let within = |name: &Found, ranges: &[Range<usize>]| {
        let at = ranges.partition_point(|range| range.end <= name.words.start);
        ranges.get(at).is_some_and(|range| range.start <= name.words.start && name.words.end <= range.end)
    };
    for name in found.iter_mut() {
        let is_day = words.lists(name.words.start) & CALENDAR != 0;
        if within(name, &sources.places) && !is_day {
            name.kind = EntityKind::Place;
        } else if within(name, &sources.people) && name.words.len() > 1 {
            name.kind = EntityKind::Person;
        }
    }
    put_all(found, sources.agencies);
    let is_free = |words: &Range<usize>| {
        let next = found.get(found.partition_point(|name| name.words.end <= words.start));
        next.is_none_or(|name| name.words.start >= words.end)
    };
    let people: Vec<Found> = sources
        .people
        .into_iter()
        .filter(|people| (2..=4).contains(&people.len()) && is_free(people))
        .map(|words| Found { words, kind: EntityKind::Person })
        .collect();
    found.extend(people);
    found.sort_by_key(|name| name.words.start);
}

/// Whoever is an agency in a dateline or credit is one everywhere.
pub(super) fn agree_with_sources(document: &Document<'_>, words: &Words<'_>, found: &mut [Found]) {
    let sources = sources(document, words);
    let agencies: TextSet<'_> = sources.agencies.iter().map(|agency| words.all_folded(agency)).collect();
    if agencies.is_empty() {
        return;
    }
    for name in found.iter_mut().filter(|name| agencies.contains(words.all_folded(&name.words))) {
        name.kind = EntityKind::Organisation;
    }
}

fn sources(document: &Document<'_>, words: &Words<'_>) -> Sources {
    let mut sources = Sources::default();
    let tokens = |span: Span| {
        let start = words.at(span.start);
        start..start + words.tokens[start..].iter().take_while(|token| token.span.end <= span.end).count()
    };
    for section in &document.sections {
        if section.kind == SectionKind::Headline {
            continue;
        }
        if let Some(credit) = section.credit.filter(|credit| section.span.contains(*credit)) {
            let parts: Vec<Range<usize>> = parts(words, tokens(credit));
            if let [people @ .., agency] = &parts[..]
                && !people.is_empty()
            {
                sources.people.extend(people.iter().cloned());
                sources.agencies.push(agency.clone());
            }
        } else if let Some(dateline) = dateline(document.text, section.span) {
            sources.places.push(tokens(dateline.place));
            sources.agencies.extend(dateline.agency.map(|agency| named(words, tokens(agency))));
        }
    }
    sources.agencies.retain(|agency| {
        let people = |at| words.lists(at) & PEOPLE != 0;
        (1..=5).contains(&agency.len()) && !(agency.len() == 1 && people(agency.start))
    });
    sources
}

/// "Photograph: Ann Lee/AFP via Getty": who and which agencies.
fn parts(words: &Words<'_>, credit: Range<usize>) -> Vec<Range<usize>> {
    let label = credit.clone().find(|at| words.word(*at) == ":").map_or(credit.start, |colon| colon + 1);
    let mut parts = Vec::new();
    let mut start = label;
    for at in label..=credit.end {
        if at == credit.end || matches!(words.word(at), "/" | "via") {
            let part = named(words, start..at);
            parts.extend((!part.is_empty()).then_some(part));
            start = at + 1;
        }
    }
    parts
}

/// A name without its article.
fn named(words: &Words<'_>, name: Range<usize>) -> Range<usize> {
    let is_article = name.len() > 1 && matches!(words.word(name.start), "The" | "the");
    name.start + usize::from(is_article)..name.end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Section, extract};
    use backfile_article::BlockKind;

    /// Asserts place and agency of the dateline that `text` begins with.
    #[track_caller]
    fn check(text: &str, expected: Option<(&str, Option<&str>)>) {
        let found = dateline(text, Span::new(0, text.len()));
        let shown = found.map(|found| (found.place.of(text), found.agency.map(|agency| agency.of(text))));
        assert_eq!(shown, expected, "{text}");
    }

    #[test]
    fn a_dateline_has_a_place_and_perhaps_an_agency() {
        check(
            "PORT ELLERY, Halvern (Meridian Wire) — The council met.",
            Some(("PORT ELLERY, Halvern", Some("Meridian Wire"))),
        );
        check("ELM, March 5 (Reuters) - The council met.", Some(("ELM, March 5", Some("Reuters"))));
        check("ELM — The council met.", Some(("ELM", None)));
        check("Elm (AP) — The council met.", Some(("Elm", Some("AP"))));
        check("(Reuters) - The council met.", Some(("", Some("Reuters"))));
    }

    #[test]
    fn other_brackets_and_dashes_are_no_dateline() {
        check("Maureen Tully (Independent) – the mayor – won.", None);
        check("The council (all of it) — met.", None);
        check("“NO” — that was it.", None);
        check("It met. (Reuters) - Nobody came.", None);
        check("ELM council (eleven of them) — met.", None);
    }

    /// Asserts the entities of a paragraph and a caption with its credit.
    #[track_caller]
    fn check_names(paragraph: &str, caption: &str, credit: &str, expected: &[&str]) {
        let text = format!("{paragraph}\n\n{caption}");
        let caption = Span::new(text.len() - caption.len(), text.len());
        let start = caption.start + caption.of(&text).rfind(credit).unwrap();
        let section = |kind, span, credit| Section { kind: SectionKind::Block(kind), span, credit };
        let mut document = Document::plain(&text, None);
        document.sections = vec![
            section(BlockKind::Paragraph, Span::new(0, paragraph.len()), None),
            section(BlockKind::Caption, caption, Some(Span::new(start, start + credit.len()))),
        ];
        let found = extract(&document).entities;
        let shown: Vec<String> =
            found.iter().map(|entity| format!("{} {}", entity.kind.as_str(), entity.name)).collect();
        assert_eq!(shown, expected, "{text}");
    }

    #[test]
    fn agencies_are_organisations_and_what_stands_before_them_are_places() {
        check_names(
            "CORRAN, Elmland (Pelta Wire) — The council met on Monday.",
            "The dam. (Anneke Storm/The Farrow Courier)",
            "Anneke Storm/The Farrow Courier",
            &[
                "place CORRAN",
                "place Elmland",
                "organisation Pelta Wire",
                "person Anneke Storm",
                "organisation Farrow Courier",
            ],
        );
        // once it is an agency, it is one
        check_names(
            "NORTHAM (Pelta) - The council met in Northam. It told Pelta on Monday that it was late.",
            "Photo: Ann Lee/Harrow",
            "Photo: Ann Lee/Harrow",
            &["place Northam", "organisation Pelta", "person Ann Lee", "organisation Harrow"],
        );
    }
}
