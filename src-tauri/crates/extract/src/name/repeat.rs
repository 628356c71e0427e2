//! Marks names that the recogniser passed over: after titles, and where a
//! name found elsewhere stands again.

use std::ops::Range;

use super::{
    Found,
    lexicon::{CALENDAR, FEMALE, FUNCTION, MALE, ORG_WORD, PEOPLE, PERSON_TITLE, SPEECH, SURNAME},
    recogniser::hash::TextMap,
};
use crate::{EntityKind, token::Words};

/// Titles after which a name must come.
const SURE_TITLES: &[&str] = &[
    "Mr.",
    "Mr",
    "Mrs.",
    "Mrs",
    "Ms.",
    "Ms",
    "Dr.",
    "Dr",
    "President",
    "Senator",
    "Sen.",
    "Gov.",
    "Rep.",
    "Gen.",
    "Judge",
    "Justice",
    "Chancellor",
    "Premier",
    "Councillor",
    "Prof.",
    "Professor",
    "Rev.",
    "Col.",
    "Sgt.",
    "Lt.",
];

/// Marks capitals after a title that the recogniser passed over.
pub(super) fn mark_titled(words: &Words<'_>, found: &mut Vec<Found>) {
    let mut extra = Vec::new();
    let mut next_found = found.iter().peekable();
    for sentence in &words.sentences {
        for at in sentence.tokens.start..sentence.tokens.end.saturating_sub(1) {
            let word = words.word(at);
            if !(word.starts_with(|ch: char| ch.is_ascii_uppercase()) && SURE_TITLES.contains(&word)) {
                continue;
            }
            while next_found.peek().is_some_and(|name| name.words.end <= at + 1) {
                next_found.next();
            }
            let border = next_found
                .peek()
                .map_or(sentence.tokens.end, |name| name.words.start)
                .min(sentence.tokens.end);
            let first = at + 1;
            let is_address = matches!(word, "Mr." | "Mr" | "Mrs." | "Mrs" | "Ms." | "Ms");
            let is_part = |at: usize| {
                let word = words.word(at);
                let known = words.lists(at);
                // "Mr Jain", "Ms English": nobody else is addressed so
                let addressed = is_address && at == first && known & (PERSON_TITLE | FUNCTION) == 0;
                let is_other = known & (FUNCTION | PEOPLE | PERSON_TITLE | CALENDAR | SPEECH | ORG_WORD) != 0
                    && known & (SURNAME | FEMALE | MALE) == 0
                    && !addressed;
                word.starts_with(char::is_uppercase) && word.chars().any(char::is_lowercase) && !is_other
            };
            let end = (at + 1..border.min(at + 4))
                .take_while(|at| is_part(*at))
                .last()
                .map_or(at + 1, |last| last + 1);
            // titles of headlines ("President Elect Speaks") are no names
            let runs_on = end < border && words.word(end).starts_with(char::is_uppercase);
            if end > at + 1 && !runs_on {
                extra.push(Found { words: at + 1..end, kind: EntityKind::Person });
            }
        }
    }
    found.extend(extra);
    found.sort_by_key(|name| name.words.start);
}

/// Marks a first name and a capital before a verb of speech that the
/// recogniser passed over: "As coauthor Nadine Heal told the Courier".
pub(super) fn mark_speaking(words: &Words<'_>, found: &mut Vec<Found>) {
    let is_name = |word: &str| {
        word.len() > 2 && word.starts_with(char::is_uppercase) && word.chars().any(char::is_lowercase)
    };
    let mut extra = Vec::new();
    let mut next_found = found.iter().peekable();
    for sentence in &words.sentences {
        for at in sentence.tokens.start..sentence.tokens.end.saturating_sub(2) {
            while next_found.peek().is_some_and(|name| name.words.end <= at) {
                next_found.next();
            }
            let is_free = next_found.peek().is_none_or(|name| name.words.start > at + 1);
            let (first, last) = (words.word(at), words.word(at + 1));
            if !is_free || words.lists(at + 2) & SPEECH == 0 || !is_name(first) || !is_name(last) {
                continue;
            }
            let no_part = FUNCTION | PEOPLE | CALENDAR | SPEECH | ORG_WORD | PERSON_TITLE;
            let alone = at == sentence.tokens.start || !words.word(at - 1).starts_with(char::is_uppercase);
            if alone && words.lists(at) & (FEMALE | MALE) != 0 && words.lists(at + 1) & no_part == 0 {
                extra.push(Found { words: at..at + 2, kind: EntityKind::Person });
            }
        }
    }
    found.extend(extra);
    found.sort_by_key(|name| name.words.start);
}

/// Marks places where a name found elsewhere stands unmarked.
pub(super) fn mark_repeats(words: &Words<'_>, found: &mut Vec<Found>) {
    const MAX_WORDS: usize = 6;
    let mut known = TextMap::<EntityKind>::default();
    let mut firsts = TextMap::<usize>::default();
    for name in found.iter().filter(|name| name.words.len() <= MAX_WORDS) {
        let is_distinct = name.words.len() > 1 || is_distinct(words, name.words.start);
        if is_distinct {
            known.entry(words.all_folded(&name.words)).or_insert(name.kind);
            let longest = firsts.entry(words.folded(name.words.start)).or_default();
            *longest = (*longest).max(name.words.len());
            // the surname of a full name too
            let last = name.words.end - 1;
            if name.kind == EntityKind::Person && name.words.len() > 1 && is_distinct_surname(words, last) {
                let last = words.folded(last);
                known.entry(last).or_insert(name.kind);
                firsts.entry(last).or_insert(1);
            }
        }
    }
    let mut extra = Vec::new();
    let mut next_found = found.iter().peekable();
    for sentence in &words.sentences {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            while next_found.peek().is_some_and(|name| name.words.end <= at) {
                next_found.next();
            }
            let border = next_found
                .peek()
                .map_or(sentence.tokens.end, |name| name.words.start.min(sentence.tokens.end));
            if border <= at {
                at = next_found.peek().map_or(at + 1, |name| name.words.end.max(at + 1));
                continue;
            }
            let is_capital = words.word(at).starts_with(char::is_uppercase);
            let longest = if is_capital { firsts.get(words.folded(at)).copied() } else { None };
            let repeat = longest.and_then(|longest| {
                (1..=longest.min(border - at)).rev().find_map(|len| {
                    let range = at..at + len;
                    let kind = known.get(words.all_folded(&range))?;
                    stands_alone(words, &sentence.tokens, &range)
                        .then_some(Found { words: range, kind: *kind })
                })
            });
            at = repeat.as_ref().map_or(at + 1, |name| name.words.end);
            extra.extend(repeat);
        }
    }
    found.extend(extra);
    found.sort_by_key(|name| name.words.start);
}

/// Whether a single word is marked wherever it occurs.
fn is_distinct(words: &Words<'_>, at: usize) -> bool {
    words.lists(at) & (FUNCTION | CALENDAR | PEOPLE | SPEECH) == 0 && words.word(at).chars().count() > 3
}

fn is_distinct_surname(words: &Words<'_>, at: usize) -> bool {
    is_distinct(words, at) && words.word(at).starts_with(char::is_uppercase)
}

/// Whether no capitals stand beside the words, which would make them part of
/// a longer name.
fn stands_alone(words: &Words<'_>, sentence: &Range<usize>, range: &Range<usize>) -> bool {
    let is_capital = |at: usize| words.word(at).starts_with(char::is_uppercase);
    let title = |at: usize| words.lists(at) & PERSON_TITLE != 0;
    let free_before = range.start == sentence.start
        || !is_capital(range.start - 1)
        || title(range.start - 1)
        || range.start - 1 == sentence.start;
    free_before && (range.end == sentence.end || !is_capital(range.end))
}
