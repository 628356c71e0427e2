//! How a word is used elsewhere in the same document.

use super::{
    context::Context,
    hash::HashedMap,
    word_type::{CAPITAL, LETTER, WordType},
};
use crate::name::lexicon::{
    COMPANY, COUNTRY, FEMALE, MALE, ORG_WORD, PERSON_TITLE, REGION, ROLE, SPEECH, lower_key,
};

const SMALL: u32 = 1;
const AFTER_TITLE: u32 = 1 << 1;
const AFTER_FIRST_NAME: u32 = 1 << 2;
const SPEAKS: u32 = 1 << 3;
const AFTER_PREPOSITION: u32 = 1 << 4;
const ENDS_RUN: u32 = 1 << 5;
const BEGINS_RUN: u32 = 1 << 6;
const WITH_ORG_WORD: u32 = 1 << 7;
const AFTER_THE: u32 = 1 << 8;
const INSIDE_SENTENCE: u32 = 1 << 9;
const BEFORE_WHO: u32 = 1 << 10;
const IN_BRACKETS: u32 = 1 << 11;
const NAMED_IN_FULL: u32 = 1 << 12;
const OFTEN: u32 = 1 << 13;
const AFTER_ROLE: u32 = 1 << 14;
const BEFORE_REGION: u32 = 1 << 15;

/// What speaks for one kind.
pub(super) const TELLING: u32 = AFTER_TITLE
    | AFTER_FIRST_NAME
    | SPEAKS
    | AFTER_PREPOSITION
    | WITH_ORG_WORD
    | AFTER_THE
    | IN_BRACKETS
    | NAMED_IN_FULL
    | AFTER_ROLE
    | BEFORE_REGION;

/// The uses of each word that occurs with a capital.
#[derive(Debug, Default)]
pub(super) struct Statistics(HashedMap<(u32, u32)>);

impl Statistics {
    /// How `word` is used in its document.
    pub fn of(&self, word: &WordType) -> u32 {
        let (uses, n) = self.0.get(&word.lower).copied().unwrap_or_default();
        if n > 2 { uses | OFTEN } else { uses }
    }
}

/// Goes through the document once. Headlines tell nothing.
pub(super) fn gather(context: &Context<'_>) -> Statistics {
    let [the, who, open, close, comma] = ["the", "who", "(", ")", ","].map(lower_key);
    let places = ["in", "at", "from", "near"].map(lower_key);
    let mut known = HashedMap::<(u32, u32)>::default();
    for run in &context.runs {
        for at in run.words.clone() {
            known.entry(context.word(at).lower).or_default();
        }
    }
    for (sentence, style) in context.sentences.iter().zip(&context.styles).filter(|(_, style)| **style == 0) {
        debug_assert_eq!(*style, 0);
        for at in sentence.clone() {
            let word = context.word(at);
            if !word.is(LETTER) {
                continue;
            }
            if !word.is(CAPITAL) {
                if let Some((uses, _)) = known.get_mut(&word.lower) {
                    *uses |= SMALL;
                }
                continue;
            }
            let Some(run) = (context.run_of[at] as usize).checked_sub(1).map(|run| &context.runs[run]) else {
                continue;
            };
            let before = |at: usize| (at > sentence.start).then(|| context.word(at - 1));
            let after = |at: usize| (at < sentence.end).then(|| context.word(at));
            let (start, end) = (run.words.start, run.words.end);
            let mut uses = 0;
            let mut note = |holds: bool, r#use: u32| uses |= if holds { r#use } else { 0 };
            note(at > sentence.start, INSIDE_SENTENCE);
            note(run.lists & (ORG_WORD | COMPANY) != 0, WITH_ORG_WORD);
            if at > start {
                note(before(at).is_some_and(|word| word.on(PERSON_TITLE)), AFTER_TITLE);
                note(before(at).is_some_and(|word| word.on(FEMALE | MALE)), AFTER_FIRST_NAME);
            }
            if at == start {
                let ahead = before(at);
                note(end - start > 1, BEGINS_RUN);
                note(ahead.is_some_and(|word| places.contains(&word.lower)), AFTER_PREPOSITION);
                note(ahead.is_some_and(|word| word.lower == the), AFTER_THE);
                note(ahead.is_some_and(|word| word.on(ROLE)), AFTER_ROLE);
            }
            if at + 1 == end {
                let next = after(end);
                note(end - start > 1, ENDS_RUN);
                note(end - start > 1 && context.word(start).on(FEMALE | MALE), NAMED_IN_FULL);
                note(next.is_some_and(|word| word.on(SPEECH)), SPEAKS);
                let is_comma = next.is_some_and(|word| word.lower == comma);
                let second = after(end + 1).filter(|_| is_comma);
                note(next.or(second).is_some_and(|word| word.lower == who), BEFORE_WHO);
                note(second.is_some_and(|word| word.lower == who), BEFORE_WHO);
                note(second.is_some_and(|word| word.on(REGION | COUNTRY)), BEFORE_REGION);
                let in_brackets = next.is_some_and(|word| word.lower == close)
                    && before(start).is_some_and(|word| word.lower == open);
                note(in_brackets, IN_BRACKETS);
            }
            let entry = known.entry(word.lower).or_default();
            entry.0 |= uses;
            entry.1 += 1;
        }
    }
    Statistics(known)
}
