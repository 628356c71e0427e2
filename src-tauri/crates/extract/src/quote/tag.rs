//! Ends a stretch whose closing mark was forgotten where the text tells who
//! said it: “We went home, Ann Lee said. “It was late,” …

use super::{
    features::const_hash,
    marks::Stretch,
    unit::{PERSON, hash_word},
};
use crate::token::Words;

/// Ends each stretch of `stretches` that was left open before the first words in
/// it that tell its speaker; one that the next paragraph takes up is left alone.
/// `names` is the kind of name each word belongs to.
pub(super) fn end_open(words: &Words<'_>, names: &[u8], stretches: &mut [Stretch]) {
    for idx in 0..stretches.len() {
        let taken_up = stretches.get(idx + 1).is_some_and(|next| next.reopens);
        if stretches[idx].closed || taken_up {
            continue;
        }
        let stretch = &mut stretches[idx];
        let start = words.tokens.partition_point(|token| token.span.start < stretch.inner.start);
        let end = words.tokens.partition_point(|token| token.span.start < stretch.outer.end);
        let Some(comma) = (start + 1..end).find(|at| is_tag(words, names, *at, end)) else { continue };
        stretch.inner.end = words.tokens[comma].span.end;
        stretch.outer.end = stretch.inner.end;
        stretch.closed = true;
    }
}

/// Whether words that tell the speaker follow the comma, question or shout at
/// `at` and end their clause before `end`: ", Ann Lee said.", ", said Ann Lee."
fn is_tag(words: &Words<'_>, names: &[u8], at: usize, end: usize) -> bool {
    if !matches!(words.word(at), "," | "?" | "!") {
        return false;
    }
    let n_name = |from: usize| names[from.min(end)..end].iter().take_while(|name| **name == PERSON).count();
    let says = |at: usize| at < end && SAYING.contains(&hash_word(words.word(at)));
    let first = at + 1;
    let pronoun = first < end && matches!(words.word(first), "he" | "she");
    let n_subject = if pronoun { 1 } else { n_name(first) };
    let behind = if n_subject > 0 && says(first + n_subject) {
        first + n_subject + 1
    } else if says(first) && n_name(first + 1) > 0 {
        first + 1 + n_name(first + 1)
    } else {
        return false;
    };
    behind >= end || matches!(words.word(behind), "." | ",")
}

/// Verbs that do nothing but tell who speaks.
const SAYING: [u32; 7] = [
    const_hash(b"said"),
    const_hash(b"says"),
    const_hash(b"added"),
    const_hash(b"adds"),
    const_hash(b"asked"),
    const_hash(b"replied"),
    const_hash(b"wrote"),
];
