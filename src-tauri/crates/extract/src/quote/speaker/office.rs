//! Offices whose field stands between them and the name: "Secretary of State
//! Ann Lee", "minister for health Peter Doyle".

use std::ops::Range;

use super::{phrase, scene::Scene};
use crate::{
    EntityKind,
    name::lexicon::{CALENDAR, ROLE, TITLE},
    token::Words,
};

/// The most words of a field.
const LONGEST: usize = 6;

/// Whether the preposition at `of` belongs to the office of the person whose
/// name begins at `name`, so that it leads to no name: not so in "an aide of
/// President Lee", whose words behind the preposition are an office.
pub(super) fn leads_to_field(words: &Words<'_>, of: usize, name: usize) -> bool {
    let field = of + 1..name;
    if !matches!(words.word(of), "of" | "for") || field.is_empty() || field.len() > LONGEST {
        return false;
    }
    let Some(head) = of.checked_sub(1).filter(|head| words.sentence_of(*head) == words.sentence_of(of))
    else {
        return false;
    };
    let office = words.word(head);
    let governs = matches!(office, "minister" | "Minister" | "secretary" | "Secretary");
    let holds = governs || words.word(of) == "of" && words.lists(head) & (ROLE | TITLE) != 0;
    let is_part = |at: usize| {
        let word = words.word(at);
        matches!(word, "and" | "the" | "of")
            || word.starts_with(char::is_uppercase) && words.lists(at) & CALENDAR == 0
            || governs && word.starts_with(char::is_lowercase)
    };
    let last = field.end - 1;
    holds
        && field.clone().all(is_part)
        && !matches!(words.word(last), "and" | "the" | "of")
        && words.lists(last) & (ROLE | TITLE) == 0
        && !phrase::is_somebody(&words.word(last).to_lowercase())
}

/// The name at the end of the words `tokens`, whose office ends before the
/// preposition at `of`.
pub(super) fn bearer(scene: &Scene<'_>, tokens: &Range<usize>, of: usize) -> Option<usize> {
    let behind = (of + 1..tokens.end).take(LONGEST + 1);
    let person =
        |at: usize| scene.mention_at(at).filter(|idx| scene.is(scene.named[*idx].entity, EntityKind::Person));
    let mention = behind.filter_map(person).next()?;
    let named = &scene.named[mention];
    (!named.owns && leads_to_field(scene.words, of, named.tokens.start)).then_some(mention)
}
