//! What stands beside a name and is said of people alone: an age, an office, a
//! "who".
//!
//! The recogniser takes many a name it never saw for an organisation or a
//! place. One such witness anywhere in the document makes it, wherever it
//! stands, a person's.

use std::ops::Range;

use super::{
    Found,
    firm::are_partners,
    lexicon::{
        CITY, COMPANY, COUNTRY, FEMALE, FUNCTION, Lexicon, MALE, ORG_WORD, ORGANISATION, PERSON_TITLE,
        PLACE_WORD, REGION, ROLE, SURNAME, TEAM, TITLE,
    },
    recogniser::hash::TextSet,
    tidy::lists,
};
use crate::{EntityKind, token::Words};

/// The longest name of a person that is looked at, in words.
const MAX_WORDS: usize = 4;

/// Gives names to people that something said of people alone stands beside,
/// and takes countries and bare offices from them.
pub(super) fn name_people(words: &Words<'_>, found: &mut Vec<Found>) {
    found.retain(|name| name.kind != EntityKind::Person || !is_office_alone(words, &name.words));
    for name in found.iter_mut().filter(|name| name.kind == EntityKind::Person && name.words.len() == 1) {
        let known = words.lists(name.words.start);
        if known & COUNTRY != 0 && known & (FEMALE | MALE | SURNAME) == 0 {
            name.kind = EntityKind::Place;
        }
    }
    part_couples(words, found);
    cut_calls(words, found);
    for name in found.iter_mut().filter(|name| name.kind == EntityKind::Organisation) {
        if let Some(start) = after_office(words, &name.words) {
            name.words.start = start;
            name.kind = EntityKind::Person;
        }
    }
    let people: TextSet<'_> = found
        .iter()
        .filter(|name| name.kind != EntityKind::Person && may_be_person(words, &name.words))
        .filter(|name| is_said_of_person(words, &name.words))
        .map(|name| words.all_folded(&name.words))
        .collect();
    for name in found.iter_mut().filter(|name| name.kind != EntityKind::Person) {
        if people.contains(words.all_folded(&name.words)) {
            name.kind = EntityKind::Person;
        }
    }
}

/// "Sister Oduya" where Ada Oduya is named in full: what she is called by is no
/// part of the name, as it is of "Sister Lucia".
fn cut_calls(words: &Words<'_>, found: &mut [Found]) {
    let is_call = |name: &Found| {
        name.kind == EntityKind::Person
            && name.words.len() == 2
            && matches!(
                words.word(name.words.start),
                "Sister" | "Brother" | "Father" | "Lord" | "Sir" | "Dame"
            )
    };
    if !found.iter().any(is_call) {
        return;
    }
    let full: TextSet<'_> = found
        .iter()
        .filter(|name| name.kind == EntityKind::Person && name.words.len() > 1 && !is_call(name))
        .flat_map(|name| name.words.clone())
        .map(|at| words.folded(at))
        .collect();
    for name in found.iter_mut().filter(|name| is_call(name)) {
        if full.contains(words.folded(name.words.end - 1)) {
            name.words.start += 1;
        }
    }
}

/// The word at `at`, empty outside of the sentence of `name`.
fn near<'w>(words: &'w Words<'_>, name: &Range<usize>, at: Option<usize>) -> &'w str {
    let sentence = &words.sentences[words.sentence_of(name.start)].tokens;
    at.filter(|at| sentence.contains(at)).map_or("", |at| words.word(at))
}

/// Whether no word of the name speaks against a person.
fn may_be_person(words: &Words<'_>, name: &Range<usize>) -> bool {
    let against = ORG_WORD | COMPANY | PLACE_WORD | ORGANISATION | TEAM | COUNTRY | CITY | REGION | FUNCTION;
    name.len() <= MAX_WORDS
        && Lexicon::get().entry(name.clone().map(|at| words.word(at))) & against == 0
        && name.clone().all(|at| is_name_word(words.word(at)) && words.lists(at) & against == 0)
}

/// "Marlow", "Al-Said": with small letters, so that it is no acronym.
fn is_name_word(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && word.chars().any(char::is_lowercase)
}

/// "Bo Lund, 47,", "Bo Lund, who", "Bo Lund, a young farmer", "Lund's wife".
fn is_said_of_person(words: &Words<'_>, name: &Range<usize>) -> bool {
    let after = |n: usize| near(words, name, Some(name.end + n));
    let before = near(words, name, name.start.checked_sub(1));
    if lists(before) & PERSON_TITLE != 0 && before.len() < 5 {
        return true;
    }
    let kin = matches!(
        after(1),
        "wife"
            | "husband"
            | "widow"
            | "mother"
            | "father"
            | "brother"
            | "sister"
            | "daughter"
            | "son"
            | "lawyer"
    );
    if matches!(after(0), "'s" | "’s") && kin {
        return true;
    }
    if after(0) != "," {
        return false;
    }
    let is_age = after(1).len() == 2 && after(1).bytes().all(|byte| byte.is_ascii_digit());
    if is_age && matches!(after(2), "," | "." | "and") {
        return true;
    }
    if name.len() > 1 && after(1) == "who" {
        return true;
    }
    if is_office_before(words, name) {
        return true;
    }
    matches!(after(1), "a" | "an" | "his" | "her") && is_role_phrase(words, name, name.end + 2)
}

/// "A spokeswoman for the mayor, | Bo Lund,": the office in the words before,
/// all of them small.
fn is_office_before(words: &Words<'_>, name: &Range<usize>) -> bool {
    const LONGEST: usize = 7;
    let opens = words.sentences[words.sentence_of(name.start)].tokens.start;
    if near(words, name, name.start.checked_sub(1)) != "," || name.len() < 2 {
        return false;
    }
    let from = opens.max((name.start - 1).saturating_sub(LONGEST));
    let is_article = |at: &usize| {
        matches!(words.word(*at), "a" | "an" | "the" | "his" | "her" | "A" | "An" | "The" | "His" | "Her")
    };
    let is_small = |at: &usize| words.word(*at).starts_with(char::is_lowercase) || words.word(*at) == "-";
    let start = (from..name.start - 1).rev().take_while(|at| is_small(at) || is_article(at));
    start.filter(is_article).any(|at| is_role_phrase(words, name, at + 1))
}

/// Whether the words from `at` are a role of one person: "third-year student",
/// "resident of Elm", before any comma.
fn is_role_phrase(words: &Words<'_>, name: &Range<usize>, at: usize) -> bool {
    for at in at..at + 5 {
        let word = near(words, name, Some(at));
        if lists(word) & ROLE != 0 && word.starts_with(char::is_lowercase) {
            // "a leader in shipping", "a producer of steel" are said of firms too
            let is_of_firms = matches!(
                word,
                "leader"
                    | "producer"
                    | "owner"
                    | "retailer"
                    | "printer"
                    | "partner"
                    | "champion"
                    | "agent"
                    | "broker"
                    | "builder"
                    | "publisher"
                    | "operator"
                    | "trader"
                    | "importer"
                    | "host"
                    | "ally"
                    | "head"
                    | "chief"
                    | "model"
                    | "guard"
                    | "chair"
                    | "manager"
                    | "distributor"
                    | "contractor"
                    | "developer"
                    | "representative"
                    | "adviser"
                    | "advisor"
                    | "consultant"
                    | "advocate"
                    | "winner"
                    | "winger"
                    | "forward"
                    | "survivor"
                    | "victim"
                    | "witness"
                    | "resident"
                    | "neighbour"
                    | "neighbor"
                    | "sister"
                    | "daughter"
                    | "mother"
                    | "father"
                    | "founder"
                    | "investor"
            );
            return !is_of_firms;
        }
        if !word.starts_with(|ch: char| ch.is_lowercase() || ch.is_ascii_digit()) && word != "-" {
            return false;
        }
    }
    false
}

/// Where the person's name begins in "Tax Justice Bo Lund": after the last
/// office, if two or three words of a name follow.
fn after_office(words: &Words<'_>, name: &Range<usize>) -> Option<usize> {
    let is_office = |at: &usize| {
        let known = words.lists(*at);
        known & TITLE != 0 && known & (FEMALE | MALE | SURNAME) == 0 && words.word(*at).len() > 4
    };
    let start = (name.start..name.end).rfind(is_office)? + 1;
    let rest = start..name.end;
    let is_known = |at: usize| words.lists(at) & (FEMALE | MALE | SURNAME) != 0;
    ((2..=3).contains(&rest.len()) && may_be_person(words, &rest) && rest.clone().any(is_known))
        .then_some(start)
}

/// "President", "Maj Gen": an office without who holds it.
fn is_office_alone(words: &Words<'_>, name: &Range<usize>) -> bool {
    name.clone().all(|at| {
        let known = words.lists(at);
        known & TITLE != 0 && known & (FEMALE | MALE | SURNAME) == 0
    })
}

/// "his sons, Amos and Elias": two first names taken for one firm.
fn part_couples(words: &Words<'_>, found: &mut Vec<Found>) {
    let mut parted = Vec::with_capacity(found.len());
    for name in found.drain(..) {
        let Range { start, end } = name.words;
        let is_first = |at: usize| words.lists(at) & (FEMALE | MALE) != 0;
        let is_couple = name.kind != EntityKind::Person
            && name.words.len() == 3
            && words.word(start + 1) == "and"
            && !are_partners(words.word(start), words.word(end - 1))
            && is_first(start)
            && is_first(end - 1)
            && may_be_person(words, &(start..start + 1))
            && may_be_person(words, &(end - 1..end));
        if is_couple {
            parted.extend(
                [start..start + 1, end - 1..end].map(|words| Found { words, kind: EntityKind::Person }),
            );
        } else {
            parted.push(name);
        }
    }
    *found = parted;
}
