//! Names of firms that look like people's: partners joined by commas, and
//! houses called by a founder's name in the genitive.

use std::ops::Range;

use super::{Found, business::is_form, lexicon::COMPANY};
use crate::{EntityKind, token::Words};

/// Words after "and" that end the name of a firm of partners.
const FIRM_ENDINGS: &[&str] = &["Co", "Co.", "Company", "Sons", "Bros", "Bros.", "Brothers", "Partners"];

/// Founders by whose name alone, in the genitive, a house is known.
const HOUSES: &[&str] = &[
    "Bloomingdale",
    "Christie",
    "Denny",
    "Dillard",
    "Domino",
    "Hardee",
    "Kellogg",
    "Kohl",
    "Levi",
    "Lloyd",
    "Macy",
    "McDonald",
    "Moody",
    "Sainsbury",
    "Sotheby",
    "Wendy",
];

/// Partners by whose two names alone a firm is known.
const PARTNERS: &[(&str, &str)] = &[
    ("Abercrombie", "Fitch"),
    ("Barnes", "Noble"),
    ("Bausch", "Lomb"),
    ("Black", "Decker"),
    ("Brown", "Root"),
    ("Duff", "Phelps"),
    ("Dun", "Bradstreet"),
    ("Ernst", "Young"),
    ("Harper", "Row"),
    ("Johnson", "Johnson"),
    ("Marks", "Spencer"),
    ("Marsh", "McLennan"),
    ("Phillips", "Drew"),
    ("Pratt", "Whitney"),
    ("Procter", "Gamble"),
    ("Simon", "Schuster"),
    ("Smith", "Wesson"),
    ("Tate", "Lyle"),
];

/// Most partners before "and Co": more are other firms of a list.
const MAX_PARTNERS: usize = 2;

/// "First Elm Corp": the number is part of the name, also where it opens the
/// sentence. "First, Elm Corp left" has a comma.
pub(super) fn take_first(words: &Words<'_>, found: &mut [Found]) {
    for idx in 0..found.len() {
        let name = &found[idx];
        let Some(first) = name.words.start.checked_sub(1) else { continue };
        let is_firm = name.kind == EntityKind::Organisation && is_form(words, name.words.end - 1);
        let free = idx == 0 || found[idx - 1].words.end <= first;
        let same = words.sentence_of(first) == words.sentence_of(name.words.start);
        if is_firm && free && same && matches!(words.word(first), "First" | "FIRST") {
            found[idx].words.start = first;
        }
    }
}

/// "Pell, Marlow and Co Inc" and "Oduya and Sons" are one organisation each.
pub(super) fn join_firms(words: &Words<'_>, found: &mut Vec<Found>) {
    let mut firms: Vec<Range<usize>> = Vec::new();
    for at in 1..words.tokens.len() {
        let ends = matches!(words.word(at - 1), "and" | "&") && FIRM_ENDINGS.contains(&words.word(at));
        if !ends {
            continue;
        }
        let mut start = at - 1;
        for n in 0..MAX_PARTNERS {
            let border = if n == 0 { start } else { start.saturating_sub(1) };
            let follows = n == 0 || words.word(border) == ",";
            let ends_here = |name: &&Found| name.words.end == border;
            // "Sachs and Co" may be marked as one name already.
            let goes_on = |name: &&Found| n == 0 && name.words.start < border && name.words.end > border;
            if let Some(name) = found.iter().find(goes_on) {
                start = name.words.start;
                continue;
            }
            let partner = found.iter().find(ends_here);
            match partner.filter(|name| follows && is_partner(words, name)) {
                Some(name) => start = name.words.start,
                None => break,
            }
        }
        let mut end = at + 1;
        while end < words.tokens.len() && words.lists(end) & COMPANY != 0 && words.word(end) != "&" {
            end += 1;
        }
        if start < at - 1 && words.sentence_of(start) == words.sentence_of(end - 1) {
            firms.push(start..end);
        }
    }
    for at in 1..words.tokens.len().saturating_sub(1) {
        let pair = (words.word(at - 1), words.word(at + 1));
        if matches!(words.word(at), "and" | "&" | "AND" | "/")
            && pair.0.starts_with(char::is_uppercase)
            && are_partners(pair.0, pair.1)
        {
            firms.push(at - 1..at + 2);
        }
    }
    for firm in firms {
        put(found, firm);
    }
    join_partners(words, found);
    let telephones: Vec<Range<usize>> = found
        .windows(2)
        .map(|pair| (pair[0].words.clone(), pair[1].words.clone()))
        .filter(|(first, second)| {
            second.start == first.end + 1
                && matches!(words.word(first.end), "and" | "&")
                && words.word(first.end - 1) == "Telephone"
                && words.word(second.start) == "Telegraph"
        })
        .map(|(first, second)| first.start..second.end)
        .collect();
    telephones.into_iter().for_each(|whole| put(found, whole));
}

/// "Pell, Fenner and Smith Inc": surnames alone, with commas between, before
/// the last partner with the legal form of all.
fn join_partners(words: &Words<'_>, found: &mut Vec<Found>) {
    let mut firms: Vec<Range<usize>> = Vec::new();
    for (at, name) in found.iter().enumerate() {
        let Range { start, end } = name.words;
        let last = words.word(end - 1);
        let has_form = name.words.len() > 1
            && (words.lists(end - 1) & COMPANY != 0 && last != "&" || last == "Securities");
        let and = start.checked_sub(1).filter(|and| matches!(words.word(*and), "and" | "&"));
        let (Some(and), true) = (and, has_form && name.kind == EntityKind::Organisation) else { continue };
        let mut first = None;
        let mut border = and;
        let mut n_partners = 0;
        for before in found[..at].iter().rev() {
            let is_lone = before.words.len() == 1 && before.kind == EntityKind::Person;
            if before.words.end != border || !is_lone {
                break;
            }
            n_partners += 1;
            first = Some(before.words.start);
            match before.words.start.checked_sub(1).filter(|comma| words.word(*comma) == ",") {
                Some(comma) => border = comma,
                None => break,
            }
        }
        if let Some(first) =
            first.filter(|first| n_partners > 1 && words.sentence_of(*first) == words.sentence_of(start))
        {
            firms.push(first..end);
        }
    }
    for firm in firms {
        put(found, firm);
    }
}

/// A partner is one or two words without a legal form of its own.
fn is_partner(words: &Words<'_>, name: &Found) -> bool {
    name.kind != EntityKind::Place
        && (name.words.len() <= 2
            || name.words.len() == 3 && name.words.clone().any(|at| is_initial(words.word(at))))
        && words.lists(name.words.end - 1) & COMPANY == 0
}

/// Whether a firm is known by these two names.
pub(super) fn are_partners(one: &str, two: &str) -> bool {
    let is =
        |(first, second): &(&str, &str)| first.eq_ignore_ascii_case(one) && second.eq_ignore_ascii_case(two);
    PARTNERS.iter().any(is)
}

/// "C.", "L.F."
fn is_initial(word: &str) -> bool {
    word.ends_with('.') && word.chars().filter(|ch| ch.is_alphabetic()).all(char::is_uppercase)
}

/// "Moody's", "Standard and Poor's": houses, not who founded them, unless a
/// person of that surname is named in full.
pub(super) fn name_houses(words: &Words<'_>, found: &mut Vec<Found>) {
    let is_named = |found: &[Found], word: &str| {
        found.iter().any(|name| {
            name.kind == EntityKind::Person && name.words.len() > 1 && words.word(name.words.end - 1) == word
        })
    };
    for at in 1..words.tokens.len() {
        if !matches!(words.word(at), "'s" | "’s" | "'S" | "’S") {
            continue;
        }
        let founder = words.word(at - 1);
        let is =
            |name: &str, word: &str| word.starts_with(char::is_uppercase) && name.eq_ignore_ascii_case(word);
        if is("Poor", founder) && at >= 3 && is("Standard", words.word(at - 3)) {
            put(found, at - 3..at + 1);
        } else if HOUSES.iter().any(|house| is(house, founder)) && !is_named(found, founder) {
            let longer = found.iter().any(|name| name.words.start < at && name.words.end > at);
            if !longer {
                put(found, at - 1..at + 1);
            }
        }
    }
}

/// Puts an organisation in place of what was marked inside it.
fn put(found: &mut Vec<Found>, range: Range<usize>) {
    let longer = |name: &Found| name.words.start <= range.start && name.words.end > range.end;
    if found.iter().any(longer) {
        return;
    }
    found.retain(|name| name.words.end <= range.start || name.words.start >= range.end);
    let place = found.partition_point(|name| name.words.start < range.start);
    found.insert(place, Found { words: range, kind: EntityKind::Organisation });
}

/// The same for many, in one pass.
pub(super) fn put_all(found: &mut Vec<Found>, mut firms: Vec<Range<usize>>) {
    firms.sort_by_key(|firm| (firm.start, std::cmp::Reverse(firm.end)));
    let mut end = 0;
    firms.retain(|firm| {
        let is_free = firm.start >= end;
        end = if is_free { firm.end } else { end };
        is_free
    });
    firms.retain(|firm| {
        let name = found.get(found.partition_point(|name| name.words.end <= firm.end));
        name.is_none_or(|name| name.words.start > firm.start)
    });
    if firms.is_empty() {
        return;
    }
    found.retain(|name| {
        let firm = firms.get(firms.partition_point(|firm| firm.end <= name.words.start));
        firm.is_none_or(|firm| firm.start >= name.words.end)
    });
    found.extend(firms.into_iter().map(|words| Found { words, kind: EntityKind::Organisation }));
    found.sort_by_key(|name| name.words.start);
}
