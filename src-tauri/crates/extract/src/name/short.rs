//! Short forms of firms' names that look like a person's or place's: the
//! founder alone, "Pell Harbour" for Pell Harbour Trust Co, "Boston" where
//! Boston Oduya Inc speaks.

use std::ops::Range;

use super::{
    Found,
    business::{has_sign, house_at, is_form, is_titled},
    firm::put_all,
    kind::HOUSE_WORDS,
    lexicon::{CITY, COMPANY, COUNTRY, FEMALE, Lexicon, MALE, ORG_WORD, PEOPLE, REGION, SPEECH, SURNAME},
    recogniser::hash::{QuickSet, TextSet},
};
use crate::{EntityKind, token::Words};

/// What a firm has and a town has not.
const HELD: &[&str] = &[
    "acquisition",
    "board",
    "common",
    "dividend",
    "shareholders",
    "shares",
    "stake",
    "stock",
    "stockholders",
];

/// Whether a name of an organisation ends as firms' names do.
fn is_firm(words: &Words<'_>, name: &Found) -> bool {
    let last = name.words.end - 1;
    name.kind == EntityKind::Organisation
        && name.words.len() > 1
        && (is_form(words, last) || matches!(words.word(last), "Bank" | "Trust" | "Airlines" | "Railroad"))
}

/// What is known of the place that the first `n` words of `name` name.
fn place_lists(words: &Words<'_>, name: &Range<usize>, n: usize) -> u32 {
    match n {
        1 => words.lists(name.start),
        _ => Lexicon::get().entry((name.start..name.start + n).map(|at| words.word(at))),
    }
}

/// The first two words of a firm's name are the firm wherever they stand,
/// though only the second was marked, or both as a place.
pub(super) fn name_beginnings(words: &Words<'_>, found: &mut Vec<Found>) {
    let mut firsts: QuickSet<(&str, &str)> = QuickSet::default();
    for name in found.iter().filter(|name| name.words.len() > 2 && is_firm(words, name)) {
        let (first, second) = (name.words.start, name.words.start + 1);
        let is_word = |at: usize| words.word(at).starts_with(char::is_uppercase) && !is_form(words, at);
        let is_place = place_lists(words, &name.words, 2) & (COUNTRY | CITY | REGION) != 0;
        if is_word(first) && is_word(second) && words.lists(second) & ORG_WORD == 0 && !is_place {
            firsts.insert((words.folded(first), words.folded(second)));
        }
    }
    if firsts.is_empty() {
        return;
    }
    let mut firms: Vec<Range<usize>> = Vec::new();
    for (idx, name) in found.iter().enumerate() {
        let Range { start, end } = name.words;
        let begins = |at: usize| firsts.contains(&(words.folded(at - 1), words.folded(at)));
        if name.kind == EntityKind::Organisation || start == 0 {
            continue;
        }
        let is_free = || idx == 0 || found[idx - 1].words.end < start;
        let is_capital = |at: usize| words.word(at).starts_with(char::is_uppercase);
        if end - start == 1
            && begins(start)
            && is_free()
            && is_capital(start - 1)
            && words.sentence_of(start) == words.sentence_of(start - 1)
        {
            firms.push(start - 1..end);
        } else if end - start == 2 && name.kind == EntityKind::Place && begins(start + 1) {
            firms.push(start..end);
        }
    }
    put_all(found, firms);
}

/// "Boston said": a town that a firm of the text is called by is the firm where
/// it speaks or has shares, and then wherever nothing says that it is a place.
pub(super) fn name_towns_firms(words: &Words<'_>, found: &mut [Found]) {
    if words.text.contains('<') {
        signed_towns(words, found);
    }
    let mut towns = TextSet::default();
    for name in found.iter().filter(|name| is_firm(words, name)) {
        for n in 1..name.words.len().min(3) {
            let known = place_lists(words, &name.words, n);
            if known & (CITY | REGION) != 0 && known & (COUNTRY | PEOPLE) == 0 {
                towns.insert(words.joined(&(name.words.start..name.words.start + n)));
            }
        }
    }
    if towns.is_empty() {
        return;
    }
    let word = |at: Option<usize>| at.filter(|at| *at < words.tokens.len()).map_or("", |at| words.word(at));
    let acts = |name: &Found| {
        let next = word(Some(name.words.end));
        let held = if matches!(next, "'s" | "’s") { word(Some(name.words.end + 1)) } else { next };
        words.lists(name.words.end.min(words.tokens.len() - 1)) & SPEECH != 0
            && next.starts_with(char::is_lowercase)
            || HELD.contains(&held)
    };
    let acting: TextSet<'_> = found
        .iter()
        .filter(|name| name.kind == EntityKind::Place && acts(name))
        .map(|name| words.joined(&name.words))
        .filter(|town| towns.contains(town))
        .collect();
    for name in found.iter_mut().filter(|name| name.kind == EntityKind::Place) {
        let stands_as_place = matches!(
            word(name.words.start.checked_sub(1)),
            "in" | "In" | "at" | "At" | "from" | "From" | "near" | "Near" | "to"
        ) || matches!(word(Some(name.words.end)), "," | "-")
            && !acts(name)
            && word(Some(name.words.end + 1)).starts_with(char::is_uppercase);
        if acting.contains(words.joined(&name.words)) && !stands_as_place {
            name.kind = EntityKind::Organisation;
        }
    }
}

/// "BURLINGTON <BUR>", "BURLINGTON AIR <BUR>": a town with the sign of an
/// exchange.
fn signed_towns(words: &Words<'_>, found: &mut [Found]) {
    let ends: Vec<usize> =
        found.iter().skip(1).map(|name| name.words.start).chain([words.tokens.len()]).collect();
    for (name, border) in found.iter_mut().zip(ends).filter(|(name, _)| name.kind == EntityKind::Place) {
        let end = name.words.end;
        let is_country = place_lists(words, &name.words, name.words.len().min(2)) & COUNTRY != 0;
        let is_capital = || end < border && words.word(end).chars().all(|ch| ch.is_ascii_uppercase());
        if has_sign(words, end) {
            name.kind = EntityKind::Organisation;
        } else if !is_country && is_capital() && has_sign(words, end + 1) {
            name.kind = EntityKind::Organisation;
            name.words.end = end + 1;
        }
    }
}

/// "Pell" where the text names Pell Stanley Inc and nobody called Pell in full.
pub(super) fn founders(words: &Words<'_>, found: &mut [Found], in_full: &TextSet<'_>) {
    let mut founders = TextSet::default();
    let mut surnames = TextSet::default();
    for name in found.iter().filter(|name| name.kind == EntityKind::Organisation && name.words.len() > 1) {
        let range = &name.words;
        let last = words.word(range.end - 1);
        let is_firm = words.lists(range.end - 1) & COMPANY != 0 && last != "&"
            || matches!(last, "Co" | "Cos" | "Bank" | "Trust" | "Securities")
            || HOUSE_WORDS.contains(&words.word(range.start))
            || has_sign(words, range.end)
            || house_at(words, range.start).is_some();
        let is_initial = |at: &usize| {
            let word = words.word(*at);
            word.ends_with('.') && word.len() < 7 || word.len() < 3 && word.chars().all(char::is_uppercase)
        };
        if let Some(first) = range.clone().find(|at| !is_initial(at)).filter(|_| is_firm) {
            founders.insert(words.folded(first));
            // "W.R. Grace and Co": who has initials has a surname
            if first > range.start {
                surnames.insert(words.folded(first));
            }
            // "Banque Pelta", "Ada Vance and Co": the second word
            let second = Some(first + 1).filter(|at| *at < range.end && words.lists(*at) & ORG_WORD == 0);
            if HOUSE_WORDS.contains(&words.word(first)) && range.len() == 2 {
                founders.extend(second.map(|at| words.folded(at)));
            } else if words.lists(first) & (FEMALE | MALE) != 0 {
                surnames.extend(second.map(|at| words.folded(at)));
            }
        }
    }
    for name in found.iter_mut().filter(|name| name.kind == EntityKind::Person && name.words.len() == 1) {
        let known = words.lists(name.words.start);
        let is_other =
            known & (COUNTRY | CITY | REGION) != 0 || known & (FEMALE | MALE) != 0 && known & SURNAME == 0;
        let founder = words.folded(name.words.start);
        if (founders.contains(founder) && !is_other || surnames.contains(founder))
            && !in_full.contains(founder)
            && !is_titled(words, &name.words)
        {
            name.kind = EntityKind::Organisation;
        }
    }
}
