//! Cuts names that the recogniser drew over a part of their sentence, as
//! happens in headlines: "Ann Lee Endorses Peter Doyle".

use super::{
    Found, is_common,
    lexicon::{FEMALE, MALE, PARTICLE, PERSON_TITLE, SURNAME},
    recogniser::hash::TextSet,
    tidy::lists,
};
use crate::{EntityKind, token::Words};

/// Cuts people's names at a word that is none, or to the full name that they
/// hold and that stands alone elsewhere.
pub(super) fn cut_sentences(words: &Words<'_>, found: &mut [Found]) {
    let full = |name: &&Found| name.kind == EntityKind::Person && name.words.len() == 2;
    let known: TextSet<'_> = found.iter().filter(full).map(|name| words.all_folded(&name.words)).collect();
    for name in found.iter_mut().filter(|name| name.kind == EntityKind::Person && name.words.len() > 2) {
        let range = name.words.clone();
        let is_known = |start: usize| known.contains(words.all_folded(&(start..start + 2)));
        if let Some(verb) = (range.start + 1..range.end - 1).find(|at| is_verb(words.word(*at))) {
            name.words.end = verb;
        } else if range.len() > 3 && is_known(range.start) {
            name.words.end = range.start + 2;
        } else if range.len() > 3 && is_known(range.end - 2) {
            name.words.start = range.end - 2;
        }
    }
}

/// A word inside of a name that can be no part of one: "Endorses", "put".
fn is_verb(word: &str) -> bool {
    let lists = lists(word);
    let letters = word.chars().all(char::is_alphabetic);
    let ends = word.len() > 4 && (word.ends_with('s') || word.ends_with("ed") || word.ends_with("ing"));
    letters
        && lists & (FEMALE | MALE | SURNAME | PARTICLE | PERSON_TITLE) == 0
        && word.len() > 2
        && (is_common(word) && (ends || word.starts_with(char::is_lowercase)))
}

#[cfg(test)]
mod tests {
    use crate::{Document, EntityKind, extract};

    /// Asserts that these people are found, and the verb in no name.
    #[track_caller]
    fn check(text: &str, verb: &str, expected: &[&str]) {
        let found = extract(&Document::plain(text, None)).entities;
        let people: Vec<&str> = found
            .iter()
            .filter(|entity| entity.kind == EntityKind::Person)
            .map(|entity| entity.name.as_str())
            .collect();
        assert!(expected.iter().all(|name| people.contains(name)), "{people:?}");
        assert!(!found.iter().any(|entity| entity.name.contains(verb)), "{found:?}");
    }

    #[test]
    fn a_name_ends_at_the_verb_of_a_headline() {
        check(
            "Maria Chen Endorses Peter Doyle\n\nMaria Chen stood beside Peter Doyle on Monday.",
            "Endorses",
            &["Maria Chen", "Peter Doyle"],
        );
        // Whether the text's only "Doyle" is a name is another question.
        check(
            "Dorothy Keller Defends Doyle\n\nDorothy Keller spoke on Monday. Keller smiled.",
            "Defends",
            &["Dorothy Keller"],
        );
    }
}
