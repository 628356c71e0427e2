//! Finds the dates a text mentions, and says which days they mean.
//!
//! Rules over words, tried at each word in turn; the longest form wins.
//! Relative words ("last Tuesday") and dates without a year are counted from
//! the publication date. Without one they keep their words and have no value.
//! Words whose meaning stays open even then ("every Sunday", "03/04/2001")
//! are no dates here.

mod anchor;
mod feast;
mod first;
mod form;
mod nth;
mod relative;
mod word;

use std::ops::Range;

use crate::{DateMention, Document, token::Words};
use anchor::Anchor;
pub(crate) use first::Opening;

/// What a rule finds: words, and their value if it could be told.
struct Hit {
    words: Range<usize>,
    value: Option<String>,
}

/// The words of one sentence as the rules see them.
#[derive(Clone, Copy)]
struct Sentence<'w> {
    words: &'w Words<'w>,
    start: usize,
    end: usize,
    anchor: Option<Anchor>,
}

impl<'w> Sentence<'w> {
    /// The word at `at`; empty outside of the sentence.
    fn word(&self, at: usize) -> &'w str {
        if (self.start..self.end).contains(&at) { self.words.word(at) } else { "" }
    }

    /// The word before `at`; empty at the sentence's start.
    fn before(&self, at: usize) -> &'w str {
        at.checked_sub(1).map_or("", |at| self.word(at))
    }

    /// A hit whose value needs the publication date.
    fn relative(&self, words: Range<usize>, value: impl FnOnce(Anchor) -> Option<String>) -> Option<Hit> {
        Some(Hit { words, value: self.anchor.and_then(value) })
    }

    /// Whether the words around say that the day is still to come.
    fn is_future(&self, at: usize) -> bool {
        // In "a planned Wednesday special" the word before says nothing of when.
        let last = if self.before(at) == "planned" { at - 1 } else { at };
        let before = (self.start.max(last.saturating_sub(8))..last).rev().map(|at| self.word(at));
        for word in before {
            if matches!(word, "said" | "was" | "were" | "had" | "did" | "told" | "," | "who") {
                break;
            }
            if matches!(
                word,
                "will"
                    | "effective"
                    | "Expected"
                    | "Payable"
                    | "payable"
                    | "'ll"
                    | "’ll"
                    | "due"
                    | "scheduled"
                    | "shall"
                    | "upcoming"
                    | "expected"
                    | "planned"
                    | "plans"
                    | "until"
                    | "till"
            ) {
                return true;
            }
        }
        (at..self.end.min(at + 4)).any(|at| matches!(self.word(at), "will"))
    }
}

/// The dates mentioned in `document`, whose words are `words`.
pub(crate) fn dates(document: &Document<'_>, words: &Words<'_>) -> Vec<DateMention> {
    let anchor = document.published.map(Anchor::of);
    let mut dates = Vec::new();
    for sentence in &words.sentences {
        let sentence = Sentence { words, start: sentence.tokens.start, end: sentence.tokens.end, anchor };
        let mut at = sentence.start;
        while at < sentence.end {
            let Some(hit) = hit_at(&sentence, at) else {
                at += 1;
                continue;
            };
            at = hit.words.end.max(at + 1);
            dates.push(DateMention { span: words.span(hit.words), value: hit.value });
        }
    }
    dates
}

/// The date that begins at `at`. Cheap for the many words that begin none.
fn hit_at(sentence: &Sentence<'_>, at: usize) -> Option<Hit> {
    if !first::may_begin(sentence, at) {
        return None;
    }
    feast::named(sentence, at)
        .or_else(|| form::absolute(sentence, at))
        .or_else(|| relative::relative(sentence, at))
}

#[cfg(test)]
mod tests;
