//! Finds people, organisations and places.
//!
//! The recogniser marks names sentence by sentence; `tidy` mends their ends
//! and lets the document vote; `identity` joins the mentions of one bearer;
//! `role` reads what is printed beside a person's name.

mod beside;
mod body;
pub(crate) mod business;
mod case;
mod common;
pub(crate) mod credit;
mod family;
mod firm;
pub(crate) mod gender;
mod homograph;
mod identity;
mod kind;
pub(crate) mod lexicon;
mod namesake;
pub(crate) mod other;
pub(crate) mod person;
pub(crate) mod recogniser;
mod repeat;
mod role;
mod sentence;
mod short;
mod tidy;
mod wire;
mod witness;

use std::{cell::RefCell, ops::Range};

use crate::{Document, Entity, EntityKind, Mention, token::Words};

pub(crate) use gender::{Gender, first_name_tells, gender_of, is_given_to_both};
use recogniser::{NameKind, Recogniser};

/// The names of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Names {
    /// Who and what is named, in order of first mention.
    pub entities: Vec<Entity>,
    /// Where, in text order, without overlaps.
    pub mentions: Vec<Mention>,
    /// Each entity's gender; none for what is no person or not known.
    pub genders: Vec<Option<Gender>>,
    /// What may be other names, as words; see [`other`].
    pub others: Vec<Range<usize>>,
}

/// A marked name.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Found {
    /// Its words.
    words: Range<usize>,
    /// What it is.
    kind: EntityKind,
}

/// Finds the names of `document`, whose words are `words`, of which the
/// recogniser marked some.
pub(crate) fn names(document: &Document<'_>, words: &Words<'_>, marked: Vec<recogniser::Name>) -> Names {
    let others = other::candidates(words, &marked);
    let found = tidy::tidy(document, words, marked);
    let identities = identity::identify(words, &found);
    let roles = role::roles(words, &found, &identities);
    let mut names = Names { others, ..Names::default() };
    for (bearer, roles) in identities.bearers.into_iter().zip(roles) {
        let gender = (bearer.kind == EntityKind::Person)
            .then(|| gender_of(&bearer.name, bearer.titles.iter().chain(&roles).map(String::as_str)))
            .flatten();
        names.genders.push(gender);
        names.entities.push(Entity { name: bearer.name, kind: bearer.kind, aliases: bearer.aliases, roles });
    }
    let mentions = found.iter().zip(&identities.of);
    names.mentions = mentions
        .map(|(found, entity)| Mention { span: words.span(found.words.clone()), entity: *entity })
        .collect();
    names
}

thread_local! {
    static RECOGNISER: RefCell<Recogniser<'static>> = RefCell::new(Recogniser::shipped());
}

/// What may be other names in a document whose words are `words`.
pub(crate) fn other_candidates(words: &Words<'_>) -> Vec<Range<usize>> {
    other::candidates(words, &recognise(words))
}

/// What the recogniser marks, other names too.
pub(crate) fn recognise(words: &Words<'_>) -> Vec<recogniser::Name> {
    let sentences: Vec<Range<usize>> =
        words.sentences.iter().map(|sentence| sentence.tokens.clone()).collect();
    RECOGNISER.with_borrow_mut(|recogniser| {
        let (names, told) = recogniser.names_and_told(words.texts(), &sentences);
        words.put_told(told);
        names
    })
}

/// Whether `word` is a common one when written small.
fn is_common(word: &str) -> bool {
    RECOGNISER.with_borrow(|recogniser| recogniser.is_common(word))
}

/// Whether two written names, titles aside, may be of one bearer: the last
/// words are equal and the first ones do not contradict.
pub(crate) fn same_bearer(one: &str, other: &str) -> bool {
    let [one, other] = [one, other].map(|name| {
        let bare = name
            .split_whitespace()
            .filter(|word| lexicon::Lexicon::get().lists_of(word) & lexicon::PERSON_TITLE == 0);
        person::PersonName::of(bare)
    });
    one.last() == other.last() && one.fits(&other)
}

fn kind_of(kind: NameKind) -> Option<EntityKind> {
    match kind {
        NameKind::Person => Some(EntityKind::Person),
        NameKind::Organisation => Some(EntityKind::Organisation),
        NameKind::Place => Some(EntityKind::Place),
        NameKind::Other => None,
    }
}

#[cfg(test)]
mod tests;
