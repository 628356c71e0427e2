//! Surnames that are also months, peoples or small words ("Laura May", "Ada
//! English", "Owen Will").
//!
//! The recogniser and the lists leave such words alone, as they hardly ever
//! name anybody. In an article that gives somebody's full name they do, where
//! the words beside them say so.

use std::ops::Range;

use super::{
    Found,
    lexicon::{CALENDAR, FUNCTION, PEOPLE, PERSON_TITLE, SPEECH},
    recogniser::hash::TextSet,
    tidy::lists,
};
use crate::{EntityKind, token::Words};

/// Words before a month.
const BEFORE_MONTH: &[&str] = &[
    "in",
    "on",
    "of",
    "last",
    "next",
    "this",
    "since",
    "until",
    "till",
    "by",
    "early",
    "late",
    "mid",
    "from",
    "to",
    "between",
    "during",
    "through",
    "throughout",
    "every",
    "each",
    "before",
    "after",
    "around",
    "for",
    "and",
    "or",
    "the",
    "past",
    "previous",
    "following",
    "that",
    "coming",
];

/// Words that follow a subject and are no form of speech.
const AFTER_SUBJECT: &[&str] = &[
    "was", "is", "has", "had", "did", "does", "who", "also", "later", "never", "took", "made", "gave",
    "went", "came", "saw", "left", "met", "spoke", "won", "lost", "wants", "thinks", "knows", "calls",
    "writes", "sees", "led", "became", "began", "himself", "herself",
];

/// Marks the surnames of people named in full that are other words, too.
pub(super) fn mark_homographs(words: &Words<'_>, found: &mut Vec<Found>) {
    let last = |name: &Found| name.words.end - 1;
    let surnames: TextSet<'_> = found
        .iter()
        .filter(|name| name.kind == EntityKind::Person && is_full(words, &name.words))
        .map(|name| words.word(last(name)))
        .filter(|word| {
            lists(word) & (FUNCTION | CALENDAR | PEOPLE) != 0 && word.chars().any(char::is_lowercase)
        })
        .collect();
    if surnames.is_empty() {
        return;
    }
    let mut extra = Vec::new();
    let mut next_found = found.iter().peekable();
    for sentence in &words.sentences {
        for at in sentence.tokens.clone() {
            while next_found.peek().is_some_and(|name| name.words.end <= at) {
                next_found.next();
            }
            let is_free = next_found.peek().is_none_or(|name| name.words.start > at);
            if is_free && surnames.contains(words.word(at)) && names_somebody(words, &sentence.tokens, at) {
                extra.push(Found { words: at..at + 1, kind: EntityKind::Person });
            }
        }
    }
    found.extend(extra);
    found.sort_by_key(|name| name.words.start);
}

/// A first name and a surname, or a title before it.
fn is_full(words: &Words<'_>, name: &Range<usize>) -> bool {
    name.len() > 1 || name.start > 0 && words.lists(name.start - 1) & PERSON_TITLE != 0
}

/// Whether the words beside the one at `at` take it for a name.
fn names_somebody(words: &Words<'_>, sentence: &Range<usize>, at: usize) -> bool {
    let beside = |at: usize| if sentence.contains(&at) { words.word(at) } else { "" };
    let before = if at > sentence.start { words.word(at - 1) } else { "" };
    let (next, second) = (beside(at + 1), beside(at + 2));
    let is_capital = |word: &str| word.starts_with(char::is_uppercase);
    if is_capital(next) || next.starts_with(char::is_numeric) {
        return false;
    }
    let speaks_or_acts = lists(next) & SPEECH != 0
        || AFTER_SUBJECT.contains(&next)
        || next.len() > 4 && next.ends_with("ed") && next.is_ascii();
    let is_owner = matches!(next, "'s" | "’s");
    let is_apposed =
        next == "," && (second == "who" || second.starts_with(char::is_numeric) && second.len() < 3);
    if lists(words.word(at)) & PEOPLE != 0 {
        let told = lists(before) & SPEECH != 0 && matches!(next, "," | ".");
        return told || is_apposed || lists(next) & SPEECH != 0;
    }
    if lists(words.word(at)) & CALENDAR != 0 && BEFORE_MONTH.contains(&before.to_ascii_lowercase().as_str()) {
        return matches!(before, "and" | "that" | "after" | "before") && lists(next) & SPEECH != 0;
    }
    speaks_or_acts || is_owner || is_apposed || before.starts_with(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Document,
        name::{names, recognise},
    };

    /// Asserts which bare words of `text` are names of somebody called `name`;
    /// each is given with the word after it.
    #[track_caller]
    fn check(text: &str, name: &str, expected: &[&str]) {
        let document = Document::plain(text, None);
        let words = Words::of(&document);
        let names = names(&document, &words, recognise(&words));
        let surname = name.rsplit(' ').next().unwrap_or(name);
        let shown: Vec<&str> = names
            .mentions
            .iter()
            .filter(|mention| mention.span.of(text) == surname)
            .map(|mention| {
                assert_eq!(names.entities[mention.entity].name, name);
                let rest = &text[mention.span.start..];
                let end = rest.match_indices(' ').nth(1).map_or(rest.len(), |(end, _)| end);
                rest[..end].trim_end_matches('.')
            })
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn a_month_that_is_a_surname() {
        check(
            "Prime Minister Laura May told parliament that the lanes would stay shut. “We are late,” May said. \
             The plan, which May had backed for years, was dead. May, 61, would fight on. In May the council \
             votes. Nobody asked May about it.\n\nThe vote of May 5 was lost, and on May 7 she left. Since \
             May nobody spoke. May's aide was calm. She met voters from May to July. Ministers who met May \
             on Monday agreed. May rain is rare. May it last! Prime Minister May left. Mrs. May smiled.",
            "Laura May",
            &[
                "May said",
                "May had",
                "May, 61,",
                "May about",
                "May's aide",
                "May on",
                "May left",
                "May smiled",
            ],
        );
    }

    #[test]
    fn a_small_word_that_is_a_surname() {
        check(
            "The columnist Owen Will wrote that the plan was doomed. Will described the mayor as a fool. In a \
             column, Will said it was over. Will it hold? Will he stay? Nobody answered Will on Monday. “Will you \
             go?” she asked.\n\nWill the Mayor Go?\n\nHow Vance Will Win",
            "Owen Will",
            &["Will described", "Will said", "Will on"],
        );
    }

    #[test]
    fn a_people_that_is_a_surname() {
        check(
            "The builder Ada English wrote to the board. English said it was late. “We wait,” said English. \
             English bread was sold. Nobody there speaks English. The English were late, and English law is \
             old. English, 44, left.",
            "Ada English",
            &["English said", "English. English", "English, 44,"],
        );
    }

    #[test]
    fn without_a_full_name_it_is_no_name() {
        check(
            "The lanes open in May. May was wet, and nobody asked Ada Vance. Will said it.",
            "Laura May",
            &[],
        );
    }
}
