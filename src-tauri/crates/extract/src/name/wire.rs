//! How a news wire writes of firms: in angle brackets, with the sign of an
//! exchange, as partners in a row, as somebody's ("Pell's Bay Co").

use std::{cell::OnceCell, ops::Range};

use super::{
    Found,
    business::{has_sign, house_at, is_form, is_titled},
    firm::put_all,
    kind::in_full,
    lexicon::{CITY, COUNTRY, FEMALE, MALE, REGION, SURNAME, is_acronym},
    recogniser::hash::QuickSet,
};
use crate::{EntityKind, token::Words};

/// Longest name of a firm in angle brackets, in words and marks.
const MAX_BRACKETED: usize = 10;

/// The sign of an exchange is no name: "Pell Cos <PEL>".
pub(super) fn drop_signs(words: &Words<'_>, found: &mut Vec<Found>) {
    if !words.text.contains('<') {
        return;
    }
    found.retain(|name| {
        let sign = name.words.start.checked_sub(1).filter(|at| has_sign(words, *at));
        let follows_word = |at: usize| at > 0 && words.word(at - 1).contains(char::is_alphanumeric);
        !sign.is_some_and(|at| name.words.end == at + 2 && follows_word(at))
    });
}

/// Makes organisations of what a wire writes as it writes firms alone.
pub(super) fn name_wire_firms(words: &Words<'_>, found: &mut Vec<Found>) {
    part_houses(words, found);
    let mut firms = if words.text.contains('<') { bracketed(words, found) } else { Vec::new() };
    firms.extend(partners(words, found));
    repeat(words, found, &mut firms);
    put_all(found, firms);
    owned(words, found);
    funds(words, found);
}

/// "Oduya of Goldman Sachs", "Elm Trust owns Morgan Stanley": a house that
/// begins inside of a name and goes on behind it is a name of its own.
fn part_houses(words: &Words<'_>, found: &mut [Found]) {
    for name in found.iter_mut().filter(|name| name.words.len() > 2) {
        let Range { start, end } = name.words;
        let is_cut = |at: &usize| {
            let before = words.word(at - 1);
            before.starts_with(char::is_lowercase) && house_at(words, *at).is_some_and(|house| house > end)
        };
        if let Some(house) = (start + 2..end).find(is_cut) {
            name.words.end = house - 1;
        }
    }
}

/// "<Oduya and Brown>": a firm without a sign.
fn bracketed(words: &Words<'_>, found: &[Found]) -> Vec<Range<usize>> {
    let mut firms: Vec<Range<usize>> = Vec::new();
    let opens = (0..words.tokens.len()).filter(|at| words.word(*at) == "<" && !has_sign(words, *at));
    for open in opens {
        let sentence = &words.sentences[words.sentence_of(open)].tokens;
        let border = sentence.end.min(open + 2 + MAX_BRACKETED);
        let Some(close) = (open + 1..border).find(|at| matches!(words.word(*at), ">" | "<")) else {
            continue;
        };
        let inside = open + 1..close;
        let is_capital = |at: usize| words.word(at).starts_with(char::is_uppercase);
        let is_part = |at: usize| {
            let word = words.word(at);
            is_capital(at)
                || matches!(word, "and" | "&" | "of" | "de" | "du" | "," | "." | "'s" | "'S" | "the" | "for")
        };
        // "<Ada> hello" of a chat is nobody's firm.
        let is_name = inside.len() > 1
            || inside.len() == 1
                && sentence.start < open
                && inside
                    .clone()
                    .any(|at| words.word(at).len() > 2 && words.word(at).contains(char::is_lowercase));
        let first = found.partition_point(|name| name.words.end <= open);
        let mut within = found[first..].iter().take_while(|name| name.words.start < close);
        let is_person = |name: &Found| {
            name.kind == EntityKind::Person
                && name.words == inside
                && words.lists(inside.start) & (FEMALE | MALE) != 0
        };
        let is_taken =
            within.any(|name| is_person(name) || name.words.start <= open || name.words.end > close);
        let is_firm = is_name
            && words.word(close) == ">"
            && is_capital(inside.start)
            && is_capital(close - 1)
            && inside.clone().all(is_part)
            && !is_taken;
        if is_firm {
            firms.push(inside);
        }
    }
    firms
}

/// "Hale and Oduya Inc", "A.B. Hale, Oduya, Tarrow Inc": surnames in a row
/// before one with the legal form of all.
fn partners(words: &Words<'_>, found: &[Found]) -> Vec<Range<usize>> {
    let mut firms: Vec<Range<usize>> = Vec::new();
    let full = in_full(words, found);
    // "Oduya and Quill led it" beside "Oduya and Quill Inc": one firm, though
    // the first looks like one of its own.
    let pair = |at: usize| (words.folded(at), words.folded(at + 2));
    let bare_pairs: OnceCell<QuickSet<(&str, &str)>> = OnceCell::new();
    let is_paired_again = |at: usize| {
        let bare =
            |at: &usize| is_and(words, at + 1) && (at + 3 == words.tokens.len() || !is_form(words, at + 3));
        let all = || (0..words.tokens.len().saturating_sub(2)).filter(bare).map(pair).collect();
        at + 2 < words.tokens.len() && bare_pairs.get_or_init(all).contains(&pair(at))
    };
    let is_partner = |name: &Found| {
        let at = name.words.start;
        let known = words.lists(at);
        let is_unknown =
            |name: &Found| known == 0 && !is_acronym(words.word(name.words.start)) && is_paired_again(at);
        (name.kind == EntityKind::Person
            || name.kind == EntityKind::Place && known & (CITY | COUNTRY | REGION) == 0
            || name.kind == EntityKind::Organisation && is_unknown(name))
            && name.words.len() == 1
            && !(known & (FEMALE | MALE) != 0 && known & SURNAME == 0)
            && !full.contains(words.folded(at))
            && !is_titled(words, &name.words)
    };
    let is_initialled = |name: &Found| {
        let first = words.word(name.words.start);
        name.kind != EntityKind::Place && name.words.len() == 2 && first.ends_with('.') && first.len() < 7
    };
    for (idx, name) in found.iter().enumerate() {
        let Range { start, end } = name.words;
        let is_last = name.kind == EntityKind::Organisation
            && end - start > 1
            && (start + 1..end).all(|at| is_form(words, at) || words.word(at) == "Co");
        if !is_last || start < 2 {
            continue;
        }
        let joins = words.word(start - 1);
        let mut first = start;
        let mut n_partners = 0;
        for before in found[..idx].iter().rev() {
            let mark = words.word(first - 1);
            let follows = before.words.end + 1 == first
                && (mark == "," && joins == "," || n_partners == 0 && matches!(mark, "and" | "&"));
            if !follows || !(is_partner(before) || n_partners > 0 && is_initialled(before)) {
                break;
            }
            n_partners += 1;
            first = before.words.start;
            if first == 0 || joins != "," {
                break;
            }
        }
        let is_alone = first == 0 || words.word(first - 1) != ",";
        let n_least = if joins == "," { 2 } else { 1 };
        if n_partners >= n_least && is_alone && words.sentence_of(first) == words.sentence_of(start) {
            firms.push(first..end);
        }
    }
    firms
}

fn is_and(words: &Words<'_>, at: usize) -> bool {
    matches!(words.word(at), "and" | "&" | "AND" | "And")
}

/// "Hale and Oduya" again, without the legal form.
fn repeat(words: &Words<'_>, found: &[Found], firms: &mut Vec<Range<usize>>) {
    let mut pairs: Vec<(&str, &str)> = firms
        .iter()
        .filter(|firm| firm.len() > 2 && is_and(words, firm.start + 1) && !is_form(words, firm.start + 2))
        .map(|firm| (words.folded(firm.start), words.folded(firm.start + 2)))
        .collect();
    pairs.sort_unstable();
    pairs.dedup();
    if pairs.is_empty() {
        return;
    }
    let is_capital = |at: usize| words.word(at).starts_with(char::is_uppercase);
    for and in (1..words.tokens.len() - 1).filter(|at| is_and(words, *at)) {
        let pair = (words.folded(and - 1), words.folded(and + 1));
        let longer = |name: &Found| {
            name.words.start < and && name.words.end > and + 1 && name.kind == EntityKind::Organisation
        };
        if is_capital(and - 1)
            && is_capital(and + 1)
            && pairs.binary_search(&pair).is_ok()
            && !found.get(found.partition_point(|name| name.words.end <= and)).is_some_and(longer)
        {
            firms.push(and - 1..and + 2);
        }
    }
}

/// "Oduya's Bay Co": who owned it once is part of a firm's name where it opens
/// a sentence or a bracket, and the text names nobody called so in full.
fn owned(words: &Words<'_>, found: &mut Vec<Found>) {
    let full = in_full(words, found);
    let mut firms: Vec<Range<usize>> = Vec::new();
    for name in found.iter().filter(|name| name.kind == EntityKind::Person && name.words.len() == 1) {
        let Range { start, end } = name.words;
        let sentence = &words.sentences[words.sentence_of(start)].tokens;
        let opens = start == sentence.start || words.word(start - 1) == "<";
        if !opens
            || full.contains(words.folded(start))
            || end >= sentence.end
            || !matches!(words.word(end), "'s" | "’s" | "'S" | "’S")
        {
            continue;
        }
        let border = sentence.end.min(end + 5);
        let is_capital = |at: &usize| words.word(*at).starts_with(char::is_uppercase);
        let form = (end + 1..border).take_while(is_capital).find(|at| is_form(words, *at));
        if let Some(form) = form.filter(|form| *form > end + 1) {
            firms.push(start..form + 1);
        }
    }
    put_all(found, firms);
}

/// "Oduya Growth Income Fund".
fn funds(words: &Words<'_>, found: &mut Vec<Found>) {
    const MAX_WORDS: usize = 6;
    let is_part = |at: &usize| {
        let word = words.word(*at);
        word.starts_with(char::is_uppercase) && word.contains(char::is_lowercase)
    };
    let mut firms: Vec<Range<usize>> = Vec::new();
    for name in
        found.iter().filter(|name| name.kind != EntityKind::Organisation && is_part(&name.words.start))
    {
        let border = words.sentences[words.sentence_of(name.words.start)].tokens.end;
        let mut rest = (name.words.end..border.min(name.words.end + MAX_WORDS)).take_while(is_part);
        if let Some(fund) = rest.find(|at| words.word(*at) == "Fund") {
            firms.push(name.words.start..fund + 1);
        }
    }
    put_all(found, firms);
}
