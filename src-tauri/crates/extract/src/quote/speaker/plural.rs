//! Whom "they", "both" and "the two" mean.

use std::ops::Range;

use super::{
    Found, Way,
    coreference::{Past, Spoken},
    part,
    phrase::{self, Phrase},
    scene::{Named, Scene},
    several,
};
use crate::EntityKind;

/// From so many sentences back at most.
const FARTHEST: usize = 2;
/// So many verbs behind a name are tried.
const MOST_VERBS: usize = 3;
/// The most names of a sentence that are looked at, and words behind each: a
/// sentence may be a megabyte.
const MOST_NAMES: usize = 64;
const MOST_WORDS: usize = 80;

/// Words that mean several whom the text told about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Plural {
    /// "they": people, a body, or whoever was left unnamed.
    They,
    /// "both", "the two", "the couple": two people.
    Two,
}

fn read(scene: &Scene<'_>, tokens: &Range<usize>) -> Option<Plural> {
    let word = |nth: usize| (tokens.start + nth < tokens.end).then(|| scene.lower(tokens.start + nth));
    let (first, second, third) = (word(0)?, word(1), word(2));
    let helps = |word: Option<&str>| {
        word.is_none_or(|word| {
            matches!(word, "have" | "had" | "also" | "both" | "all" | "never" | "then" | "later")
                || word.len() > 4 && word.ends_with("ly")
        })
    };
    let (second, third) = (second.as_deref(), third.as_deref());
    match (&*first, second) {
        ("they", second) if helps(second) && helps(third) => Some(Plural::They),
        ("both", second) if helps(second) && helps(third) => Some(Plural::Two),
        ("the", Some("two" | "pair" | "couple" | "duo")) if helps(third) => Some(Plural::Two),
        ("the" | "both", Some(noun)) if helps(third) => is_two_people(noun).then_some(Plural::Two),
        ("the", Some("two")) if tokens.len() == 3 && third.is_some_and(is_two_people) => Some(Plural::Two),
        _ => None,
    }
}

/// Nouns for two people after "the two".
fn is_two_people(noun: &str) -> bool {
    matches!(
        noun,
        "men" | "women" | "brothers" | "sisters" | "spouses" | "leaders" | "ministers" | "candidates"
    )
}

/// Whoever says what `tokens` are beside, if these mean several.
pub(super) fn of(scene: &Scene<'_>, past: &Past, tokens: &Range<usize>) -> Option<Found> {
    let plural = read(scene, tokens)?;
    let sentence = scene.words.sentence_of(tokens.start);
    let last = past.last().filter(|last| last.token < tokens.start && sentence - last.sentence <= FARTHEST);
    let listed = (sentence.saturating_sub(FARTHEST)..=sentence)
        .rev()
        .find_map(|at| listed(scene, at, tokens.start, plural));
    let is_later = |people: &[&Named]| last.is_none_or(|last| people[0].tokens.start > last.token);
    let found = |entity, also, way, unnamed, back| {
        Some(Found { tokens: Some(tokens.clone()), entity, also, unnamed, way, back, ..Found::nobody() })
    };
    if let Some(people) = listed.filter(|people| is_later(people) || plural == Plural::Two) {
        let also = people[1..].iter().map(|named| (named.tokens.clone(), named.entity)).collect();
        return found(Some(people[0].entity), also, Way::Together, false, sentence - people[0].sentence);
    }
    let last = last?;
    let (entity, also) = (last.found.entity, &last.found.also);
    match plural {
        Plural::Two if also.len() != 1 => None,
        _ if !also.is_empty() => found(entity, also.clone(), Way::Together, false, sentence - last.sentence),
        _ if is_unnamed(scene, last) => found(None, Vec::new(), Way::UnnamedPronoun, true, 0),
        _ if sentence - last.sentence <= 1 && last.found.way.is_told() => {
            let body = entity.filter(|entity| scene.is(*entity, EntityKind::Organisation))?;
            found(Some(body), Vec::new(), Way::Together, false, sentence - last.sentence)
        }
        _ => None,
    }
}

/// Whether a speaker of the past is several whom the text leaves unnamed:
/// "dealers", or "they" who were these.
fn is_unnamed(scene: &Scene<'_>, last: &Spoken) -> bool {
    let Some(tokens) = last.found.tokens.as_ref().filter(|_| last.found.unnamed) else { return false };
    match phrase::read(scene, tokens) {
        Phrase::Noun(noun) => noun.head.ends_with('s') || matches!(&*noun.head, "people" | "police"),
        Phrase::Vague => last.found.way == Way::UnnamedPronoun,
        _ => false,
    }
}

/// The people whom sentence `at` names together before `until`, the last such
/// list of it; as its subject where "they" are meant.
fn listed<'a>(scene: &'a Scene<'a>, at: usize, until: usize, plural: Plural) -> Option<Vec<&'a Named>> {
    let end = scene.words.sentences[at].tokens.end.min(until);
    let is_person = |named: &Named| scene.is(named.entity, EntityKind::Person);
    let mut found = None;
    let mut past = 0;
    for first in scene.named_in(at).take(MOST_NAMES).filter(|named| is_person(named) && !named.owns) {
        let stands_behind = plural == Plural::They && first.after_preposition;
        if first.tokens.start < past || first.tokens.end >= end || stands_behind {
            continue;
        }
        // Whoever does something stands before a verb, others may end the sentence.
        let near = first.tokens.end + 1..end.min(first.tokens.end + MOST_WORDS);
        let verbs = near.filter(|at| part::is_finite(scene, *at)).take(MOST_VERBS);
        let ends = verbs.chain((plural == Plural::Two).then_some(end));
        let mut lists = ends.map(|end| several::members(scene, first.tokens.start, end));
        let is_list =
            |members: &Vec<&Named>| members.len() > 1 && members.iter().all(|named| is_person(named));
        if let Some(members) = lists.find(is_list) {
            past = members.last().map_or(0, |last| last.tokens.end);
            found = (plural == Plural::They || members.len() == 2).then_some(members);
        }
    }
    found
}
