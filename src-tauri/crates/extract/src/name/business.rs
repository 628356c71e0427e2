//! How business news writes of firms that are called like people: with the
//! sign of a stock exchange, a slash, a legal form at the end, as somebody's
//! employer.

use std::ops::Range;

use backfile_article::fold;

use super::{
    Found,
    firm::put_all,
    lexicon::{CITY, COMPANY, COUNTRY, FEMALE, MALE, PERSON_TITLE, REGION, SURNAME, is_acronym},
    recogniser::hash::{QuickMap, QuickSet, TextSet},
    short::founders,
};
use crate::{EntityKind, token::Words};

/// Houses known by names that look like a person's, folded and in order; "and"
/// may be "&", and commas may stand between partners.
const HOUSES: &[&[&str]] = &[
    &["alex.", "brown"],
    &["arthur", "andersen"],
    &["bear", "stearns"],
    &["booz", "allen"],
    &["coopers", "and", "lybrand"],
    &["dean", "witter"],
    &["dean", "witter", "reynolds"],
    &["donaldson", "lufkin"],
    &["donaldson", "lufkin", "and", "jenrette"],
    &["donaldson", "lufkin", "jenrette"],
    &["dow", "jones"],
    &["drexel", "burnham"],
    &["drexel", "burnham", "lambert"],
    &["e.f.", "hutton"],
    &["eli", "lilly"],
    &["fannie", "mae"],
    &["farmer", "mac"],
    &["freddie", "mac"],
    &["ginnie", "mae"],
    &["goldman", "sachs"],
    &["harley", "davidson"],
    &["hewlett", "packard"],
    &["j.c.", "penney"],
    &["j.p.", "morgan"],
    &["kidder", "peabody"],
    &["l.f.", "rothschild"],
    &["lehman", "brothers"],
    &["levi", "strauss"],
    &["merrill", "lynch"],
    &["morgan", "grenfell"],
    &["morgan", "guaranty"],
    &["morgan", "stanley"],
    &["paine", "webber"],
    &["peat", "marwick"],
    &["philip", "morris"],
    &["price", "waterhouse"],
    &["ralston", "purina"],
    &["reuter"],
    &["rolls", "royce"],
    &["sallie", "mae"],
    &["salomon", "brothers"],
    &["sanford", "c.", "bernstein"],
    &["shearson", "lehman"],
    &["sherwin", "williams"],
    &["smith", "barney"],
    &["touche", "ross"],
    &["warner", "lambert"],
    &["wells", "fargo"],
];

/// Words of trades between a founder's name and the legal form.
const TRADES: &[&str] = &[
    "aircraft",
    "bancorp",
    "bank",
    "bearings",
    "broadcasting",
    "communications",
    "drug",
    "electric",
    "energy",
    "engineering",
    "foods",
    "industries",
    "insurance",
    "international",
    "investment",
    "laboratories",
    "manufacturing",
    "medical",
    "oil",
    "paper",
    "petroleum",
    "products",
    "resources",
    "savings",
    "stores",
    "supply",
    "systems",
    "textiles",
    "tool",
];

/// Words of property, beside which two surnames are a firm's.
const HELD: &[&str] = &[
    "affiliate",
    "affiliated",
    "affiliates",
    "controlled",
    "held",
    "investors",
    "owned",
    "partnership",
    "underwriters",
    "underwriting",
    "underwritten",
];

/// Those who work "with" a firm as well as "at" one.
const ANALYSTS: &[&str] =
    &["analyst", "analysts", "broker", "brokers", "dealer", "economist", "strategist", "trader", "traders"];

/// Others who work "at" a firm.
const STAFF: &[&str] =
    &["consultant", "director", "manager", "officer", "partner", "president", "researcher"];

/// Makes organisations of names that look like people's, where what stands
/// beside them is said of firms alone.
pub(super) fn name_firms(words: &Words<'_>, found: &mut Vec<Found>) {
    known_houses(words, found);
    complete(words, found);
    signed(words, found);
    slashed(words, found);
    pairs(words, found);
    let in_full: TextSet<'_> = found
        .iter()
        .filter(|name| name.kind == EntityKind::Person && name.words.len() > 1 && !is_employer(words, name))
        .map(|name| words.folded(name.words.end - 1))
        .collect();
    let is_bearer = |range: &Range<usize>| in_full.contains(words.folded(range.end - 1));
    let mut firms = TextSet::default();
    for name in found.iter().filter(|name| name.kind == EntityKind::Person) {
        let range = &name.words;
        let is_first_name = words.lists(range.start) & (FEMALE | MALE) != 0;
        let is_signed =
            has_sign(words, range.end) && !(range.len() > 1 && is_first_name) && !is_bearer(range);
        let is_employer = is_employer(words, name) && !is_titled(words, range);
        if is_signed || is_employer {
            firms.insert(words.all_folded(range));
        }
    }
    for name in found.iter_mut().filter(|name| name.kind == EntityKind::Person) {
        if firms.contains(words.all_folded(&name.words)) && !is_titled(words, &name.words) {
            name.kind = EntityKind::Organisation;
        }
    }
    founders(words, found, &in_full);
}

/// Where the house `house` ends that begins at `start`.
fn stands(words: &Words<'_>, start: usize, house: &[&str]) -> Option<usize> {
    let mut at = start;
    for (idx, part) in house.iter().enumerate() {
        if idx > 0 && at < words.tokens.len() && words.word(at) == "," {
            at += 1;
        }
        if at >= words.tokens.len() {
            return None;
        }
        let word = words.word(at);
        let is_part = match *part {
            "and" => matches!(word, "and" | "&" | "AND" | "And"),
            part => word.starts_with(char::is_uppercase) && words.folded(at) == part,
        };
        if !is_part {
            return None;
        }
        at += 1;
    }
    (words.sentence_of(start) == words.sentence_of(at - 1)).then_some(at)
}

/// Marks the houses everybody knows, with the legal form that follows.
fn known_houses(words: &Words<'_>, found: &mut Vec<Found>) {
    let mut firms: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while at < words.tokens.len() {
        let Some(house) = house_at(words, at) else {
            at += 1;
            continue;
        };
        let mut end = house;
        let before = found.partition_point(|name| name.words.end <= at);
        // "Pell Inc and Donaldson" is marked as one name: two firms of a list.
        if let Some(name) = found.get_mut(before)
            && name.words.start + 1 < at
            && name.words.end < end
            && matches!(words.word(at - 1), "and" | "&" | ",")
        {
            name.words.end = at - 1;
        }
        let meeting = || found[before..].iter().take_while(|name| name.words.start < house);
        // What is marked as an organisation, or as part of a longer name, stays.
        let is_known = meeting().filter(|name| name.words.end > at).any(|name| {
            let is_longer = name.words.end >= house && name.kind == EntityKind::Organisation;
            name.words.start < at || name.words.start == at && is_longer
        });
        // "Jenrette Securities Corp" ends it.
        end = meeting().map(|name| name.words.end).max().unwrap_or(end).max(end);
        let border = words.sentences[words.sentence_of(at)].tokens.end;
        while end < border && is_form(words, end) {
            end += 1;
        }
        if !is_known {
            firms.push(at..end);
        }
        at = end;
    }
    put_all(found, firms);
}

/// Whether `word` is the first of a house's name.
pub(crate) fn opens_house(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && {
        let folded = fold(word);
        HOUSES.binary_search_by(|house| house[0].cmp(&folded)).is_ok()
    }
}

/// Where the longest house ends that begins at `at`.
pub(super) fn house_at(words: &Words<'_>, at: usize) -> Option<usize> {
    if !words.opens_house(at) {
        return None;
    }
    let folded = words.folded(at);
    let first = HOUSES.partition_point(|house| house[0] < folded);
    let begins = HOUSES[first..].iter().take_while(|house| house[0] == folded);
    begins.filter_map(|house| stands(words, at, house)).max()
}

pub(super) fn is_form(words: &Words<'_>, at: usize) -> bool {
    let word = words.word(at);
    words.lists(at) & COMPANY != 0 && word != "&"
        || matches!(word, "Co" | "CO" | "Cos" | "COS" | "Securities" | "SECURITIES" | "INC" | "CORP")
}

/// "Pell Supply Inc", "PELL INC": a person's name before the rest of a firm's.
fn complete(words: &Words<'_>, found: &mut Vec<Found>) {
    let mut firms: Vec<Range<usize>> = Vec::new();
    for name in found.iter().filter(|name| name.kind != EntityKind::Place) {
        let border = words.sentences[words.sentence_of(name.words.start)].tokens.end;
        let mut end = name.words.end;
        while end < border && end < name.words.end + 3 && TRADES.contains(&words.folded(end)) {
            end += 1;
        }
        let is_capital = (name.words.end..end).all(|at| words.word(at).starts_with(char::is_uppercase));
        let from = end;
        while end < border && is_form(words, end) {
            end += 1;
        }
        if is_capital && end > from && (name.kind == EntityKind::Person || from > name.words.end) {
            firms.push(name.words.start..end);
        }
    }
    put_all(found, firms);
}

/// "JOHNSON/JOHNSON", "WAGNER/PELL": partners, where the text has "Wagner and
/// Pell".
fn slashed(words: &Words<'_>, found: &mut Vec<Found>) {
    let is_slash = |at: &usize| words.word(*at) == "/";
    let slashes: Vec<usize> = (1..words.tokens.len().saturating_sub(1)).filter(is_slash).collect();
    if slashes.is_empty() {
        return;
    }
    let mut pairs: QuickMap<(&str, &str), Vec<usize>> = QuickMap::default();
    for and in 1..words.tokens.len() - 1 {
        let is_capital = |at: usize| words.word(at).starts_with(char::is_uppercase);
        if matches!(words.word(and), "and" | "&") && is_capital(and - 1) && is_capital(and + 1) {
            let pair = (words.folded(and - 1), words.folded(and + 1));
            pairs.entry(pair).or_default().push(and);
        }
    }
    let is_name = |found: &[Found], at: usize| {
        let name = found.get(found.partition_point(|name| name.words.end <= at));
        name.is_some_and(|name| name.words.start <= at && name.kind != EntityKind::Place)
    };
    let mut firms: Vec<Range<usize>> = Vec::new();
    let mut shouted: Vec<usize> = Vec::new();
    let mut known: QuickSet<(&str, &str)> = QuickSet::default();
    for at in slashes {
        let pair = (words.folded(at - 1), words.folded(at + 1));
        if let Some(both) = pairs.remove(&pair)
            && both.iter().any(|and| is_name(found, and - 1) || is_name(found, and + 1))
        {
            firms.extend(both.into_iter().map(|and| and - 1..and + 2));
            known.insert(pair);
        }
        shouted.extend(known.contains(&pair).then_some(at));
    }
    // The headline's form is no name of its own.
    found.retain(|name| {
        let slash = shouted.get(shouted.partition_point(|at| at + 2 <= name.words.start));
        slash.is_none_or(|at| name.words.end < *at)
    });
    put_all(found, firms);
}

/// Marks capitals that nothing is marked in before the sign of an exchange.
fn signed(words: &Words<'_>, found: &mut Vec<Found>) {
    let mut firms: Vec<Range<usize>> = Vec::new();
    let is_capital = |at: &usize| {
        let word = words.word(*at);
        word.starts_with(char::is_uppercase) && word.chars().any(char::is_lowercase)
    };
    for end in 1..words.tokens.len().saturating_sub(2) {
        if !has_sign(words, end) {
            continue;
        }
        let name = found.get(found.partition_point(|name| name.words.end < end));
        if name.is_some_and(|name| name.words.start < end) {
            continue;
        }
        let opens = words.sentences[words.sentence_of(end - 1)].tokens.start.max(end.saturating_sub(5));
        firms.extend((opens..end).rev().take_while(is_capital).last().map(|start| start..end));
    }
    put_all(found, firms);
}

/// "Wagner and Pell" again and again, and neither of them without the other.
fn pairs(words: &Words<'_>, found: &mut Vec<Found>) {
    let is_lone = |name: &Found| {
        name.words.len() == 1
            && !(name.kind == EntityKind::Organisation && is_acronym(words.word(name.words.start)))
            && (name.kind != EntityKind::Place
                || words.lists(name.words.start) & (COUNTRY | CITY | REGION) == 0)
    };
    let mut pairs: QuickMap<(&str, &str), Vec<Range<usize>>> = QuickMap::default();
    for (one, two) in found.iter().zip(found.iter().skip(1)) {
        let is_pair = is_lone(one)
            && is_lone(two)
            && two.words.start == one.words.end + 1
            && matches!(words.word(one.words.end), "and" | "&");
        let known = |name: &Found| words.lists(name.words.start);
        let is_first_name = |name: &Found| known(name) & (FEMALE | MALE) != 0 && known(name) & SURNAME == 0;
        if is_pair
            && [one, two].iter().all(|name| !is_first_name(name) && !is_titled(words, &name.words))
            && [one, two].iter().any(|name| name.kind == EntityKind::Person)
        {
            let names = (words.all_folded(&one.words), words.all_folded(&two.words));
            pairs.entry(names).or_default().push(one.words.start..two.words.end);
        }
    }
    // Marked as a firm once, it is one everywhere.
    let is_firm = |name: &&Found| {
        name.kind == EntityKind::Organisation
            && name.words.len() == 3
            && matches!(words.word(name.words.start + 1), "and" | "&")
    };
    for name in found.iter().filter(is_firm) {
        let (start, end) = (name.words.start, name.words.end);
        let names = (words.folded(start), words.folded(end - 1));
        if let Some(places) = pairs.get_mut(&names) {
            places.push(start..end);
        }
    }
    let firm_at = |at: usize| {
        let name = found.get(found.partition_point(|name| name.words.end <= at));
        name.filter(|name| name.words.start <= at && name.kind == EntityKind::Organisation)
    };
    // "Pell Inc <PEL> and Oduya and Brown": three of a list would have a comma.
    let is_listed = |place: &Range<usize>| {
        let and = |at: usize| matches!(words.word(at), "and" | "&");
        let signed = |at: usize| at > 2 && words.word(at - 1) == ">" && has_sign(words, at - 3);
        let before = place.start.checked_sub(1).filter(|at| and(*at));
        before.is_some_and(|at| signed(at) || at > 0 && firm_at(at - 1).is_some())
            || place.end + 1 < words.tokens.len() && and(place.end) && firm_at(place.end + 1).is_some()
    };
    let is_held = |place: &Range<usize>| {
        (place.start.saturating_sub(5)..place.start).any(|at| HELD.contains(&words.word(at)))
            || is_listed(place)
    };
    pairs.retain(|_, places| places.len() > 1 || places.iter().any(is_held));
    // Neither is named without the other, nor with a third.
    let mut n_pairs: QuickMap<&str, usize> = QuickMap::default();
    for (one, two) in pairs.keys() {
        *n_pairs.entry(one).or_default() += 1;
        *n_pairs.entry(two).or_default() += usize::from(one != two);
    }
    let mut places: Vec<Range<usize>> = pairs.values().flatten().cloned().collect();
    places.sort_by_key(|place| place.start);
    let is_alone = |at: &usize| {
        let place = places.get(places.partition_point(|place| place.end <= *at));
        words.word(*at).starts_with(char::is_uppercase) && place.is_none_or(|place| place.start > *at)
    };
    let alone: TextSet<'_> = match n_pairs.is_empty() {
        true => TextSet::default(),
        false => (0..words.tokens.len()).filter(is_alone).map(|at| words.folded(at)).collect(),
    };
    let is_one = |word: &str| !alone.contains(word) && n_pairs.get(word) == Some(&1);
    let firms = pairs.iter().filter(|((one, two), _)| is_one(one) && is_one(two));
    let firms = firms.flat_map(|(_, places)| places.iter().cloned()).collect();
    put_all(found, firms);
}

/// Whether the sign of a stock exchange stands at `at`: "<PEL>", "<PELZ.Z>".
pub(super) fn has_sign(words: &Words<'_>, at: usize) -> bool {
    let is_sign = |word: &str| {
        !word.is_empty()
            && word.len() < 8
            && word.chars().all(|ch| ch.is_ascii_uppercase() || ch == '.' || ch == '-')
    };
    at + 2 < words.tokens.len()
        && words.word(at) == "<"
        && is_sign(words.word(at + 1))
        && words.word(at + 2) == ">"
}

/// "analyst with Pell", "president at Pell", "Ada Vance of Pell Marlow".
fn is_employer(words: &Words<'_>, name: &Found) -> bool {
    let start = name.words.start;
    let before = |n: usize| start.checked_sub(n).map_or("", |at| words.word(at));
    let is_among = |staff: &[&str]| staff.contains(&before(2).to_lowercase().as_str());
    match before(1) {
        "at" => is_among(ANALYSTS) || is_among(STAFF),
        "with" | "of" => is_among(ANALYSTS),
        _ => false,
    }
}

pub(super) fn is_titled(words: &Words<'_>, name: &Range<usize>) -> bool {
    name.start.checked_sub(1).is_some_and(|at| words.lists(at) & PERSON_TITLE != 0)
}

#[cfg(test)]
mod tests {
    #[test]
    fn houses_stand_in_order() {
        assert!(super::HOUSES.is_sorted());
    }
}
