//! Finds where sentences end.

use super::{
    Sentence, Token,
    abbreviation::{Dot, dot_after},
};

/// Words that so often open a sentence that a dot before them ends one, even
/// that of an abbreviation.
const OPENERS: &[&str] = &[
    "A",
    "After",
    "All",
    "Although",
    "An",
    "And",
    "Another",
    "As",
    "At",
    "Because",
    "Before",
    "Both",
    "But",
    "By",
    "Despite",
    "During",
    "Each",
    "Earlier",
    "Even",
    "Few",
    "For",
    "From",
    "Had",
    "He",
    "Her",
    "Here",
    "His",
    "How",
    "However",
    "I",
    "If",
    "In",
    "Is",
    "It",
    "Its",
    "Just",
    "Last",
    "Later",
    "Many",
    "Meanwhile",
    "More",
    "Most",
    "Mr.",
    "Mrs.",
    "Ms.",
    "My",
    "Nearly",
    "No",
    "Not",
    "Now",
    "Of",
    "On",
    "Once",
    "One",
    "Only",
    "Or",
    "Other",
    "Our",
    "Police",
    "Several",
    "She",
    "Since",
    "So",
    "Some",
    "Still",
    "Such",
    "That",
    "The",
    "Their",
    "Then",
    "There",
    "These",
    "They",
    "This",
    "Those",
    "Though",
    "Three",
    "To",
    "Today",
    "Two",
    "Under",
    "Until",
    "We",
    "What",
    "When",
    "Where",
    "Whether",
    "Which",
    "While",
    "Who",
    "Why",
    "With",
    "Yet",
    "You",
];

/// Appends the sentences of the words from `first` on.
pub(super) fn split(
    words: &[&str],
    tokens: &[Token],
    first: usize,
    section: usize,
    sentences: &mut Vec<Sentence>,
) {
    let word = |token_idx: usize| words[token_idx];
    let mut start = first;
    let mut at = first;
    while at < tokens.len() {
        let ends = end_strength(word(at));
        at += 1;
        if ends == Dot::Inside {
            continue;
        }
        while at < tokens.len() && !tokens[at].spaced && is_closer(word(at)) {
            at += 1;
        }
        let Some(next) = (at < tokens.len()).then(|| word(at)) else { break };
        let opens = match ends {
            Dot::Either => OPENERS.contains(&next),
            _ => begins_sentence(next),
        };
        if opens {
            sentences.push(Sentence { tokens: start..at, section });
            start = at;
        }
    }
    if start < tokens.len() {
        sentences.push(Sentence { tokens: start..tokens.len(), section });
    }
}

/// Whether a sentence may end after `word`: [`Dot::Inside`] for never.
fn end_strength(word: &str) -> Dot {
    match word.as_bytes() {
        [.., last] if last.is_ascii_alphanumeric() => Dot::Inside,
        [b'!' | b'?'] | [b'.', ..] if !word.ends_with(char::is_alphanumeric) => Dot::Stop,
        // An initial or a king's number; where it means the speaker, the dot stands alone.
        b"I." => Dot::Either,
        b"No." | b"Nos." => Dot::Inside, // kept before a number only
        [_, .., b'.'] => dot_after(&word[..word.len() - 1]),
        _ if word == "…" => Dot::Stop,
        _ => Dot::Inside,
    }
}

fn is_closer(word: &str) -> bool {
    matches!(word, "\"" | "'" | "''" | "”" | "’" | "»" | ")" | "]" | "." | "!" | "?" | "…")
}

/// Whether a sentence can begin with `word`.
fn begins_sentence(word: &str) -> bool {
    let first = word.chars().next().unwrap_or(' ');
    !first.is_lowercase()
        && (first.is_alphanumeric()
            || matches!(
                first,
                '"' | '“'
                    | '‘'
                    | '\''
                    | '`'
                    | '('
                    | '['
                    | '«'
                    | '„'
                    | '#'
                    | '@'
                    | '•'
                    | '-'
                    | '–'
                    | '—'
                    | '*'
                    | '$'
                    | '£'
                    | '€'
            ))
}
