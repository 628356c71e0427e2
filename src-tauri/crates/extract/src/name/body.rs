//! What is said of firms and bodies alone: what they run, who runs them, that
//! they are "it" when they speak.

use super::{
    Found,
    business::is_titled,
    kind::in_full,
    lexicon::{CITY, COUNTRY, FEMALE, MALE, PLACE_WORD, REGION, SURNAME},
    recogniser::hash::TextSet,
};
use crate::{EntityKind, token::Words};

/// What a firm is called before or after its name, between commas.
const TRADES: &[&str] = &[
    "administrators",
    "auditors",
    "contractor",
    "contractors",
    "insurer",
    "liquidators",
    "maker",
    "manufacturer",
    "operator",
    "receivers",
    "retailer",
    "shipbuilder",
    "subcontractor",
    "supplier",
];

/// What a firm does ("Elm, which runs 31 dams").
const DOES: &[&str] = &["employs", "makes", "manufactures", "operates", "owns", "runs", "sells", "supplies"];

/// Who is "at" a body: those who work there, and what they have.
const STAFF: &[&str] = &[
    "career",
    "developer",
    "developers",
    "employee",
    "employees",
    "engineer",
    "engineers",
    "executive",
    "executives",
    "inspector",
    "inspectors",
    "manager",
    "managers",
    "nobody",
    "spokesman",
    "spokeswoman",
];

/// Gives a name the kind of a body where something said of bodies alone stands
/// beside it, wherever it stands, unless it is a known place, somebody's name,
/// or stands where a place must.
pub(super) fn name_bodies(words: &Words<'_>, found: &mut [Found]) {
    let is_open = |name: &Found| {
        let first = words.lists(name.words.start);
        name.kind != EntityKind::Organisation
            && name.words.len() <= 3
            && first & (FEMALE | MALE) == 0
            && !name.words.clone().any(|at| words.lists(at) & (COUNTRY | CITY | REGION) != 0)
            && (name.words.len() == 1 || words.lists(name.words.end - 1) & PLACE_WORD == 0)
            && !is_titled(words, &name.words)
    };
    let mut bodies: TextSet<'_> = found
        .iter()
        .filter(|name| is_open(name) && is_said_of_body(words, name))
        .map(|name| words.all_folded(&name.words))
        .collect();
    if bodies.is_empty() {
        return;
    }
    let full = in_full(words, found);
    for name in found.iter() {
        let is_bearer = name.kind == EntityKind::Person
            && (is_titled(words, &name.words)
                || name.words.len() == 1
                    && (full.contains(words.all_folded(&name.words))
                        || words.lists(name.words.start) & SURNAME != 0));
        if is_bearer || stands_as_place(words, name) {
            bodies.remove(words.all_folded(&name.words));
        }
    }
    for name in found.iter_mut().filter(|name| bodies.contains(words.all_folded(&name.words))) {
        name.kind = EntityKind::Organisation;
    }
}

/// "in Elm", "PORT, Elm (Wire)".
fn stands_as_place(words: &Words<'_>, name: &Found) -> bool {
    let before = |n: usize| near(words, name, name.words.start.checked_sub(n));
    matches!(before(1), "in" | "In" | "near" | "Near" | "across" | "throughout")
        || before(1) == "," && !before(2).chars().any(char::is_lowercase) && before(2).len() > 2
}

/// The word at `at`, empty outside of the name's sentence.
fn near<'w>(words: &'w Words<'_>, name: &Found, at: Option<usize>) -> &'w str {
    let sentence = &words.sentences[words.sentence_of(name.words.start)].tokens;
    at.filter(|at| sentence.contains(at)).map_or("", |at| words.word(at))
}

fn is_said_of_body(words: &Words<'_>, name: &Found) -> bool {
    let before = |n: usize| near(words, name, name.words.start.checked_sub(n));
    let after = |n: usize| near(words, name, Some(name.words.end + n));
    // "Lee said it had been late": of a person it says nothing
    let known = words.known(name.words.start);
    let is_nobodys = name.words.len() == 1 && (known.surname, known.first_name) == (0, 0);
    let speaks = (name.kind == EntityKind::Place || is_nobodys)
        && matches!(after(0), "said" | "says")
        && (after(1) == "it" || after(1) == "that" && after(2) == "it");
    let runs = after(0) == "," && after(1) == "which" && DOES.contains(&after(2));
    let is_trade = before(1) == "," && TRADES.contains(&before(2)) && after(0) == ","
        || after(0) == ","
            && matches!(after(1), "the" | "an" | "a" | "its")
            && (TRADES.contains(&after(2)) || TRADES.contains(&after(3)) && is_small(after(2)));
    let is_run = match before(1) {
        "of" if before(2) == "executive" => before(3) == "chief",
        // "chief inspector of dams at Northwell", "no one at Northwell"
        "at" => {
            (2..=4).take_while(|n| *n < 4 || before(3) == "of").any(|n| STAFF.contains(&before(n)))
                || before(2) == "one" && matches!(before(3), "no" | "No")
        }
        "for" => matches!(before(2), "counsel" | "Counsel"),
        "in" => before(2) == "shares",
        _ => false,
    };
    speaks || runs || is_trade || is_run
}

fn is_small(word: &str) -> bool {
    word.starts_with(char::is_lowercase)
}
