//! Names that several people share or that hold a nickname: "the Smiths",
//! "Jack and Jill Smith", "Kofi “Lindy” Lindqvist".

use std::ops::Range;

use super::{
    Found,
    business::is_titled,
    kind::in_full,
    lexicon::{FEMALE, MALE, ORG_WORD, ORGANISATION, SURNAME, TEAM},
    recogniser::hash::TextSet,
};
use crate::{EntityKind, token::Words};

/// The longest nickname, in words.
const LONGEST: usize = 3;

fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && word.chars().any(char::is_lowercase)
}

/// `William Jefferson "Bill" Clinton`: a nickname in marks between first name
/// and surname is part of the name.
pub(super) fn join_nicknames(words: &Words<'_>, found: &mut Vec<Found>) {
    let mut whole: Vec<Range<usize>> = Vec::new();
    for (idx, name) in found.iter().enumerate().filter(|(_, name)| name.kind == EntityKind::Person) {
        let open = name.words.end;
        let border = words.sentences[words.sentence_of(name.words.start)].tokens.end;
        if words.lists(name.words.start) & (FEMALE | MALE) == 0 || open + 3 >= border {
            continue;
        }
        let closes = match words.word(open) {
            "\"" => "\"",
            "“" => "”",
            "‘" => "’",
            "''" | "``" => "''",
            _ => continue,
        };
        let close = (open + 2..border.min(open + LONGEST + 2)).find(|at| words.word(*at) == closes);
        let Some(close) = close.filter(|close| (open + 1..*close).all(|at| is_capital(words.word(at))))
        else {
            continue;
        };
        let next = found.iter().skip(idx + 1).find(|next| next.words.end > close + 1);
        let surname = next.filter(|next| next.words.start <= close + 1 && next.kind == EntityKind::Person);
        let is_name = close + 1 < border
            && is_capital(words.word(close + 1))
            && words.lists(close + 1) & ORG_WORD == 0
            && !words.tokens[open + 1].spaced;
        let end = surname.map_or(close + 2, |next| next.words.end).min(border);
        let is_free = whole.last().is_none_or(|last: &Range<usize>| last.end <= name.words.start);
        whole.extend((is_name && is_free).then_some(name.words.start..end));
    }
    if whole.is_empty() {
        return;
    }
    found.retain(|name| {
        let next = whole.get(whole.partition_point(|whole| whole.end <= name.words.start));
        next.is_none_or(|whole| whole.start >= name.words.end)
    });
    found.extend(whole.into_iter().map(|words| Found { words, kind: EntityKind::Person }));
    found.sort_by_key(|name| name.words.start);
}

/// "the Marlows": the family of people called so is no organisation, and
/// none of them alone.
pub(super) fn drop_families(words: &Words<'_>, found: &mut Vec<Found>) {
    let is_plural = |name: &Found| {
        let before = name.words.start.checked_sub(1).map_or("", |at| words.word(at));
        name.words.len() == 1
            && words.folded(name.words.start).ends_with('s')
            && matches!(before, "the" | "The" | "both" | "young" | "elder")
            && words.lists(name.words.start) & (TEAM | ORGANISATION) == 0
    };
    if !found.iter().any(is_plural) {
        return;
    }
    let full = in_full(words, found);
    let titled: TextSet<'_> = found
        .iter()
        .filter(|name| name.kind == EntityKind::Person && is_titled(words, &name.words))
        .map(|name| words.folded(name.words.end - 1))
        .collect();
    let is_family = |name: &Found| {
        let plural = words.folded(name.words.start);
        let singulars = [plural.strip_suffix('s'), plural.strip_suffix("es")];
        is_plural(name)
            && !full.contains(plural)
            && singulars.into_iter().flatten().any(|surname| {
                full.contains(surname)
                    || titled.contains(surname)
                    || super::tidy::lists(surname) & SURNAME != 0 && surname.len() > 3
            })
    };
    found.retain(|name| !is_family(name));
}

/// Marks Jack in "Jack and Jill Marlow" where nothing is marked.
pub(super) fn mark_couples(words: &Words<'_>, found: &mut Vec<Found>) {
    let mut firsts: Vec<Found> = Vec::new();
    for (idx, name) in found.iter().enumerate() {
        let Some(first) = first_of_couple(words, name) else { continue };
        let is_free = idx.checked_sub(1).is_none_or(|before| found[before].words.end <= first);
        if is_free {
            firsts.push(Found { words: first..first + 1, kind: EntityKind::Person });
        }
    }
    found.extend(firsts);
    found.sort_by_key(|name| name.words.start);
}

/// The first name that shares the surname of `name` ("Jack" before "and Jill
/// Marlow").
fn first_of_couple(words: &Words<'_>, name: &Found) -> Option<usize> {
    let is_first = |at: usize| words.lists(at) & (FEMALE | MALE) != 0 && is_capital(words.word(at));
    let first = name.words.start.checked_sub(2)?;
    let opens = words.sentences[words.sentence_of(name.words.start)].tokens.start;
    let joined = matches!(words.word(first + 1), "and" | "&");
    let alone = first == opens || !words.word(first - 1).starts_with(char::is_uppercase);
    let is_couple = first >= opens
        && joined
        && alone
        && name.kind == EntityKind::Person
        && name.words.len() > 1
        && is_first(first)
        && words.lists(first) & SURNAME == 0
        && is_first(name.words.start);
    is_couple.then_some(first)
}

/// The surname that a lone first name shares with the next name, and that is
/// not told elsewhere: the place of each in `found` with the words of the
/// surname.
pub(super) fn shared_surnames(words: &Words<'_>, found: &[Found]) -> Vec<(usize, Range<usize>)> {
    let couples = found.windows(2).enumerate().filter(|(_, pair)| {
        pair[0].kind == EntityKind::Person
            && pair[0].words.len() == 1
            && first_of_couple(words, &pair[1]) == Some(pair[0].words.start)
    });
    let couples: Vec<(usize, Range<usize>)> =
        couples.map(|(idx, pair)| (idx, pair[1].words.start + 1..pair[1].words.end)).collect();
    if couples.is_empty() {
        return couples;
    }
    let known: TextSet<'_> = found
        .iter()
        .filter(|name| name.kind == EntityKind::Person && name.words.len() > 1)
        .map(|name| words.folded(name.words.start))
        .collect();
    let is_open = |(idx, _): &(usize, Range<usize>)| !known.contains(words.folded(found[*idx].words.start));
    couples.into_iter().filter(is_open).collect()
}

#[cfg(test)]
mod tests {
    use crate::name::tests::check;

    #[test]
    fn a_family_is_no_organisation() {
        check(
            "John Marlow and his wife sold the farm. The Marlows moved to Elmport.",
            &["person John Marlow []", "place Elmport []"],
        );
        check("The Smiths moved on Monday. Everybody knew the Hendersons.", &[]);
        // a team is called so
        check("Ann Brown watched the Browns.", &["person Ann Brown []", "organisation Browns []"]);
    }

    #[test]
    fn a_surname_is_shared_by_those_joined_before_it() {
        check(
            "Jack and Jill Marlow left on Monday. Jack was late.",
            &["person Jack Marlow [Jack]", "person Jill Marlow []"],
        );
        check(
            "Jack Tarrow was late. Jack and Jill Marlow left on Monday.",
            &["person Jack Tarrow [Jack]", "person Jill Marlow []"],
        );
        check("Hale and Jill Marlow left.", &["person Hale []", "person Jill Marlow []"]);
    }

    #[test]
    fn a_nickname_in_marks_is_part_of_the_name() {
        check(
            "William Jefferson \"Bill\" Marlow spoke on Monday. Bill Marlow smiled. Marlow left.",
            &["person William Jefferson \"Bill\" Marlow [Bill Marlow, Marlow]"],
        );
        check("Then Peter “Red” Oduya sang. Oduya left.", &["person Peter “Red” Oduya [Oduya]"]);
        check(
            "Asked who it was, Peter Hale said “Never” and Ann Lee agreed.",
            &["person Peter Hale []", "person Ann Lee []"],
        );
    }
}
