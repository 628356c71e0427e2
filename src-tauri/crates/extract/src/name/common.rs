//! Common words that look like names for opening a sentence or standing in a
//! headline.

use super::{
    Found,
    business::is_titled,
    is_common,
    kind::in_full,
    lexicon::{ORGANISATION, TEAM},
    recogniser::hash::TextSet,
    tidy::lists,
};
use crate::{
    EntityKind,
    token::{Sentence, Words},
};

/// Verbs of a plural, before which who does something ("Underwriters are") is
/// no name.
const PLURAL_VERBS: &[&str] = &["are", "have", "include", "were"];

/// "Rice and corn farmers", "Union members": a lone word that opens its
/// sentence, or stands among capitals, and that the text writes small
/// elsewhere is no person, and no organisation unless a longer name begins
/// with it.
pub(super) fn drop_common(words: &Words<'_>, found: &mut Vec<Found>) {
    let lone = |name: &Found| name.kind != EntityKind::Place && name.words.len() == 1;
    let in_full = in_full(words, found);
    let longer: TextSet<'_> = found
        .iter()
        .filter(|name| name.kind == EntityKind::Organisation && name.words.len() > 1)
        .map(|name| words.folded(name.words.start))
        .collect();
    let is_shouted = |sentence: &Sentence| {
        !sentence.tokens.clone().any(|at| words.word(at).chars().any(char::is_lowercase))
    };
    let is_sure = |at: usize| {
        let sentence = &words.sentences[words.sentence_of(at)];
        at != sentence.tokens.start && !is_shouted(sentence) || is_titled(words, &(at..at + 1))
    };
    let sure: TextSet<'_> = found
        .iter()
        .filter(|name| lone(name) && is_sure(name.words.start))
        .map(|name| words.folded(name.words.start))
        .collect();
    let is_doubtful = |name: &Found| {
        let at = name.words.start;
        let word = words.folded(at);
        let is_house = name.kind == EntityKind::Organisation
            && (longer.contains(word) || lists(words.word(at)) & ORGANISATION != 0);
        lone(name) && !is_house && !in_full.contains(word) && !sure.contains(word) && is_common(word)
    };
    let doubtful: TextSet<'_> =
        found.iter().filter(|name| is_doubtful(name)).map(|name| words.folded(name.words.start)).collect();
    let is_plural = |name: &Found| {
        let at = name.words.start;
        let next = if name.words.end < words.tokens.len() { words.word(name.words.end) } else { "" };
        let word = words.folded(at);
        name.kind == EntityKind::Organisation
            && lone(name)
            && PLURAL_VERBS.contains(&next)
            && word.ends_with("ers")
            && lists(words.word(at)) & (ORGANISATION | TEAM) == 0
            && !sure.contains(word)
            && !longer.contains(word)
    };
    found.retain(|name| !is_plural(name));
    if doubtful.is_empty() {
        return;
    }
    let is_small = |word: &&str| word.len() > 2 && word.chars().all(char::is_lowercase);
    let small: TextSet<'_> = (0..words.tokens.len())
        .map(|at| words.word(at))
        .filter(|word| doubtful.contains(word) && is_small(word))
        .collect();
    found.retain(|name| !lone(name) || !small.contains(words.folded(name.words.start)));
}
