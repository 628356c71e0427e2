//! Kinds told by the word right beside a name: whose administration, which
//! agency, what mine.

use super::{
    Found,
    business::is_titled,
    kind::in_full,
    lexicon::{
        CITY, COUNTRY, FEMALE, Lexicon, MALE, ORG_WORD, ORGANISATION, PEOPLE, REGION, SURNAME, is_acronym,
    },
};
use crate::{EntityKind, token::Words};

/// What a head of state has.
const RULE: &[&str] = &["administration", "presidency", "doctrine"];

/// What is called by the place it stands at.
const WORKS: &[&str] =
    &["colliery", "mine", "mines", "oilfield", "oilfields", "quarry", "refinery", "reservoir", "smelter"];

/// Bodies that their name follows ("the news agency Pelta").
const BODIES: &[&str] = &[
    "agency",
    "airline",
    "brewer",
    "brokerage",
    "bureau",
    "carrier",
    "company",
    "consortium",
    "daily",
    "firm",
    "institute",
    "insurer",
    "magazine",
    "newspaper",
    "office",
    "subsidiary",
    "weekly",
];

/// Last words of names of bodies, whatever town they are called by.
const BODY_ENDINGS: &[&str] =
    &["Agency", "Association", "Club", "Commission", "Committee", "Council", "Federation", "Ministry"];

/// Last words of names of papers and wires.
const OUTLET_ENDINGS: &[&str] =
    &["Chronicle", "Courier", "Examiner", "Gazette", "Herald", "Inquirer", "Telegraph", "Tribune", "Wire"];

/// What a minister or secretary is responsible for.
const DEPARTMENTS: &[&str] = &[
    "Agriculture",
    "Commerce",
    "Defence",
    "Defense",
    "Economy",
    "Education",
    "Energy",
    "Environment",
    "Farm",
    "Finance",
    "Foreign",
    "Health",
    "Industry",
    "Interior",
    "Justice",
    "Labor",
    "Labour",
    "Trade",
    "Transport",
    "Transportation",
];

/// Words before what is one of many ("a U.S. Bank").
const ONE_OF_MANY: &[&str] = &[
    "a", "an", "another", "foreign", "large", "leading", "major", "many", "one", "other", "several", "some",
];

/// Gives each name the kind that the words right beside it tell.
pub(super) fn tell_kinds(words: &Words<'_>, found: &mut [Found]) {
    let full = in_full(words, found);
    let mut told: Vec<(usize, EntityKind)> = Vec::new();
    for (idx, name) in found.iter().enumerate() {
        let kind = if name.words.len() == 1 {
            let is_bearer = full.contains(words.folded(name.words.start)) || is_titled(words, &name.words);
            lone_kind(words, name, is_bearer)
        } else {
            let last = words.word(name.words.end - 1);
            let before = name.words.start.checked_sub(1).map_or("", |at| words.word(at));
            // "the Farrow Courier": no person has an article
            let is_outlet = OUTLET_ENDINGS.contains(&last)
                && (name.kind == EntityKind::Place || matches!(before, "the" | "The"));
            (is_outlet || name.kind == EntityKind::Place && BODY_ENDINGS.contains(&last))
                .then_some(EntityKind::Organisation)
        };
        told.extend(kind.map(|kind| (idx, kind)));
    }
    for (idx, kind) in told {
        found[idx].kind = kind;
    }
    for name in found.iter_mut().filter(|name| name.kind == EntityKind::Organisation && name.words.len() == 2)
    {
        if is_country_alone(words, name) {
            name.words.end -= 1;
            name.kind = EntityKind::Place;
        }
    }
}

/// What a lone word is by what stands beside it; `is_bearer` if it is the name
/// of somebody whom the text names in full or with a title.
fn lone_kind(words: &Words<'_>, name: &Found, is_bearer: bool) -> Option<EntityKind> {
    let at = name.words.start;
    let sentence = &words.sentences[words.sentence_of(at)].tokens;
    let before =
        |n: usize| at.checked_sub(n).filter(|at| *at >= sentence.start).map_or("", |at| words.word(at));
    let after = |n: usize| Some(at + n).filter(|at| *at < sentence.end).map_or("", |at| words.word(at));
    let known = words.lists(at);
    let is_place = known & (COUNTRY | CITY | REGION) != 0;
    let is_known = is_place || known & (PEOPLE | ORG_WORD | ORGANISATION) != 0;
    if name.kind != EntityKind::Person {
        let rules = RULE.contains(&after(1)) && known & SURNAME != 0 && !is_known;
        if rules && !is_acronym(words.word(at)) {
            return Some(EntityKind::Person);
        }
    }
    if is_bearer || is_known {
        return None;
    }
    let is_person = name.kind == EntityKind::Person;
    let is_definite = matches!(before(1), "the" | "The" | "a" | "A");
    if is_person && is_definite && WORKS.contains(&after(1)) {
        return Some(EntityKind::Place);
    }
    if is_person && is_definite && matches!(after(1), "survey" | "poll") {
        return Some(EntityKind::Organisation);
    }
    let is_apposed =
        BODIES.contains(&before(1)) || before(1) == "," && BODIES.contains(&before(2)) && after(1) == ",";
    let may_be_body = known & (FEMALE | MALE | SURNAME) == 0;
    (name.kind != EntityKind::Organisation && is_apposed && may_be_body).then_some(EntityKind::Organisation)
}

/// "U.S. Agriculture Secretary", "a U.S. Bank": of what was marked only the
/// country is a name.
fn is_country_alone(words: &Words<'_>, name: &Found) -> bool {
    let (start, end) = (name.words.start, name.words.end);
    if Lexicon::get().lists_of(words.word(start)) & COUNTRY == 0 {
        return false;
    }
    let next = if end < words.tokens.len() { words.word(end) } else { "" };
    let is_office = matches!(next, "Secretary" | "secretary" | "Minister" | "minister");
    let before = start.checked_sub(1).map_or("", |at| words.word(at));
    let last = words.word(end - 1);
    is_office && DEPARTMENTS.contains(&last)
        || matches!(last, "Bank" | "Banks" | "Company" | "Government") && ONE_OF_MANY.contains(&before)
}
