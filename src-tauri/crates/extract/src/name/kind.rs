//! Decides which kind of name a mention is, with the words around it and the
//! rest of the document in view.

use std::ops::Range;

use backfile_article::BlockKind;

use super::{
    Found,
    lexicon::{
        CITY, COMPANY, COUNTRY, FEMALE, Lexicon, MALE, ORG_WORD, ORGANISATION, PERSON_TITLE, REGION, SPEECH,
        SURNAME, TEAM,
    },
    recogniser::hash::{TextMap, TextSet},
    tidy::lists,
};
use crate::{Document, EntityKind, SectionKind, token::Words};

/// "BYRD URGES MARLOW": of capitals that end in the surname of somebody whom
/// the text names in small letters, only what is part of the name is kept.
pub(super) fn cut_shouted(words: &Words<'_>, found: &mut [Found]) {
    let is_shouted =
        |name: &Found| name.words.clone().all(|at| !words.word(at).chars().any(char::is_lowercase));
    let is_person = |name: &&Found| name.kind == EntityKind::Person;
    if !found.iter().filter(is_person).any(is_shouted) {
        return;
    }
    let mut surnames = TextSet::default();
    let mut others = TextSet::default();
    for name in found.iter().filter(is_person).filter(|name| !is_shouted(name)) {
        surnames.insert(words.folded(name.words.end - 1));
        others.extend(name.words.clone().map(|at| words.folded(at)));
    }
    for name in found.iter_mut().filter(|name| name.kind == EntityKind::Person && name.words.len() > 1) {
        let last = name.words.end - 1;
        let is_known = |at: usize| others.contains(words.folded(at));
        if is_shouted(name) && surnames.contains(words.folded(last)) {
            name.words.start =
                (name.words.start..last).rev().take_while(|at| is_known(*at)).last().unwrap_or(last);
        }
    }
}

/// The words of all people named in full, folded.
pub(super) fn in_full<'w>(words: &'w Words<'_>, found: &[Found]) -> TextSet<'w> {
    let mut full = TextSet::with_capacity_and_hasher(found.len(), Default::default());
    let people = found.iter().filter(|name| name.kind == EntityKind::Person && name.words.len() > 1);
    full.extend(people.flat_map(|name| name.words.clone()).map(|at| words.folded(at)));
    full
}

/// Gives equal names the kind most of them have.
pub(super) fn vote(words: &Words<'_>, found: &mut [Found], weights: &[(usize, u32)]) {
    let mut votes = TextMap::<[u32; 3]>::default();
    let in_full = in_full(words, found);
    let keys: Vec<&str> = found.iter().map(|name| words.all_folded(&name.words)).collect();
    for (name, key) in found.iter().zip(&keys) {
        let sentence = weights.partition_point(|(end, _)| *end <= name.words.start);
        // people are named in full or with a title somewhere; who is not may be a town
        let is_doubtful = name.kind == EntityKind::Person
            && name.words.len() == 1
            && !in_full.contains(key)
            && lists(key) & (FEMALE | MALE | SURNAME) == 0
            && name.words.start.checked_sub(1).is_none_or(|at| words.lists(at) & PERSON_TITLE == 0);
        let weight = if is_doubtful { 1 } else { weights[sentence].1 };
        votes.entry(key).or_default()[name.kind as usize] += weight;
    }
    for (name, key) in found.iter_mut().zip(&keys) {
        let votes = votes[key];
        let kinds = [EntityKind::Person, EntityKind::Organisation, EntityKind::Place];
        let best = kinds.into_iter().max_by_key(|kind| (votes[*kind as usize], *kind == name.kind));
        let best = best.unwrap_or(name.kind);
        // a town and its team share a name: only a clear majority decides
        if votes[best as usize] >= 2 * votes[name.kind as usize] {
            name.kind = best;
        }
    }
}

/// Last words of names of places where no first name stands before them.
const SITES: &[&str] = &[
    "Airport",
    "Bay",
    "Beach",
    "Boulevard",
    "Bridge",
    "Canal",
    "Cemetery",
    "Creek",
    "Dam",
    "Dock",
    "Docks",
    "Farm",
    "Harbor",
    "Harbour",
    "Island",
    "Islands",
    "Lighthouse",
    "Marina",
    "Market",
    "Pier",
    "Plaza",
    "Quay",
    "Reservoir",
    "River",
    "Road",
    "Square",
    "Stadium",
    "Station",
    "Street",
    "Tunnel",
    "Valley",
    "Village",
    "Wharf",
];

/// First words of names of banks and groups in other languages.
pub(super) const HOUSE_WORDS: &[&str] =
    &["Banca", "Banco", "Banque", "Compagnie", "Credito", "Gruppo", "Groupe", "Grupo", "Societe", "Société"];

/// Last words of names of firms that nobody has as a surname.
const HOUSE_ENDINGS: &[&str] =
    &["Average", "Holdings", "Industries", "International", "Securities", "Technologies"];

/// "Mrs Amsel" is a person, whatever the recogniser says.
pub(super) fn kind_by_title(words: &Words<'_>, range: &Range<usize>, kind: EntityKind) -> EntityKind {
    let first = words.word(range.start);
    let is_titled = (2..=3).contains(&range.len())
        && matches!(
            first,
            "Mr" | "Mr." | "Mrs" | "Mrs." | "Ms" | "Ms." | "Dr" | "Dr." | "Cllr" | "Sister" | "Councillor"
        )
        && range.clone().skip(1).all(|at| words.lists(at) & ORG_WORD == 0);
    if is_titled {
        return EntityKind::Person;
    }
    let known =
        if range.len() > 1 { Lexicon::get().entry(range.clone().map(|at| words.word(at))) } else { 0 };
    let is_site = (2..=4).contains(&range.len())
        && SITES.contains(&words.word(range.end - 1))
        && lists(first) & (FEMALE | MALE | PERSON_TITLE) == 0;
    let is_house = range.len() > 1
        && (HOUSE_WORDS.contains(&first) || HOUSE_ENDINGS.contains(&words.word(range.end - 1)));
    // "Karen Bridge spoke": a bridge says nothing
    let next = if range.end < words.tokens.len() { words.word(range.end) } else { "" };
    let speaks = range.len() == 2
        && known == 0
        && lists(first) & (FEMALE | MALE) != 0
        && SITES.contains(&words.word(range.end - 1))
        && (lists(next) & SPEECH != 0 || next == "spoke");
    match kind {
        EntityKind::Place if speaks => EntityKind::Person,
        EntityKind::Person if is_house => EntityKind::Organisation,
        EntityKind::Person if is_site => EntityKind::Place,
        EntityKind::Person if known & (ORGANISATION | TEAM) != 0 => EntityKind::Organisation,
        EntityKind::Person if known & (COUNTRY | CITY | REGION) != 0 => EntityKind::Place,
        _ => kind,
    }
}

/// A lone unknown word where a place must stand ("mayor of Elm", "in Elm") is
/// no person.
pub(super) fn place_by_words(words: &Words<'_>, found: &mut [Found]) {
    let full = in_full(words, found);
    let mut towns = TextSet::default();
    for name in found.iter_mut().filter(|name| name.kind == EntityKind::Person && name.words.len() == 1) {
        let at = name.words.start;
        let word = words.word(at);
        let before = |n: usize| at.checked_sub(n).map_or("", |at| words.word(at));
        let is_land = matches!(
            before(2),
            "city"
                | "town"
                | "village"
                | "port"
                | "colony"
                | "territory"
                | "enclave"
                | "province"
                | "peninsula"
        );
        let governs = is_land || matches!(before(2), "mayor" | "Mayor" | "governor" | "bishop" | "people");
        let stands_as_place =
            matches!(before(1), "in" | "In" | "near" | "Near") || before(1) == "of" && governs;
        // "The port of Santos" is a town though many are called so.
        let is_town = before(1) == "of" && is_land;
        let against = if is_town { FEMALE | MALE } else { FEMALE | MALE | SURNAME };
        if stands_as_place && !full.contains(words.folded(at)) && lists(word) & against == 0 {
            name.kind = EntityKind::Place;
            if is_town {
                towns.insert(words.folded(at));
            }
        }
    }
    // Once it is called a town, it is one.
    for name in found.iter_mut().filter(|name| name.kind == EntityKind::Person && name.words.len() == 1) {
        let at = name.words.start;
        let is_titled = at > 0 && words.lists(at - 1) & PERSON_TITLE != 0;
        if towns.contains(words.folded(at)) && !is_titled {
            name.kind = EntityKind::Place;
        }
    }
}

/// "Corran" where the text names Corran Dam, and nobody called so: what the
/// site is called by is a place, too.
pub(super) fn place_by_sites(words: &Words<'_>, found: &mut [Found]) {
    let is_site = |name: &&Found| {
        name.kind == EntityKind::Place
            && name.words.len() == 2
            && SITES.contains(&words.word(name.words.end - 1))
            && words.lists(name.words.start) & (FEMALE | MALE | SURNAME | PERSON_TITLE) == 0
    };
    let mut sites: TextSet<'_> =
        found.iter().filter(is_site).map(|name| words.folded(name.words.start)).collect();
    if sites.is_empty() {
        return;
    }
    let full = in_full(words, found);
    let acts = |name: &Found| {
        let speaks = words.lists(name.words.end.min(words.tokens.len() - 1)) & SPEECH != 0;
        let is_titled = name.words.start.checked_sub(1).is_some_and(|at| words.lists(at) & PERSON_TITLE != 0);
        speaks || is_titled || full.contains(words.folded(name.words.start))
    };
    for name in found.iter().filter(|name| name.kind == EntityKind::Person && name.words.len() == 1) {
        if acts(name) {
            sites.remove(words.folded(name.words.start));
        }
    }
    for name in found.iter_mut().filter(|name| name.kind == EntityKind::Person && name.words.len() == 1) {
        if sites.contains(words.folded(name.words.start)) {
            name.kind = EntityKind::Place;
        }
    }
}

/// "Tanner's Field": a site called after somebody is one name, and nobody.
pub(super) fn take_sites(words: &Words<'_>, found: &mut Vec<Found>) {
    const MORE: &[&str] = &["Field", "Green", "Head", "Hill", "Lane", "Point"];
    let full = in_full(words, found);
    let site_end = |name: &Found| {
        let sentence = &words.sentences[words.sentence_of(name.words.start)].tokens;
        let word =
            |n: usize| Some(name.words.end + n).filter(|at| *at < sentence.end).map(|at| words.word(at));
        let is_site = matches!(word(0), Some("'s" | "’s"))
            && word(1).is_some_and(|site| SITES.contains(&site) || MORE.contains(&site))
            && word(2).is_none_or(|next| !next.starts_with(char::is_uppercase));
        let is_titled = name.words.start.checked_sub(1).is_some_and(|at| words.lists(at) & PERSON_TITLE != 0);
        let is_free = name.words.len() == 1 && !is_titled && !full.contains(words.folded(name.words.start));
        (is_site && is_free).then_some(name.words.end + 2)
    };
    let mut end = 0;
    found.retain_mut(|name| {
        let is_part = name.words.start < end;
        if let Some(site_end) = site_end(name).filter(|_| !is_part) {
            end = site_end;
            name.words.end = site_end;
            name.kind = EntityKind::Place;
        }
        !is_part
    });
}

/// A name with a legal form at its end is a company's, and so is the same
/// name without it.
pub(super) fn name_companies(words: &Words<'_>, found: &mut [Found]) {
    let mut firsts = TextSet::default();
    for name in found.iter_mut().filter(|name| name.words.len() > 1) {
        let last = words.word(name.words.end - 1);
        let is_trade = matches!(
            last,
            "Systems"
                | "Technologies"
                | "Industries"
                | "Software"
                | "Airlines"
                | "Airways"
                | "Motors"
                | "Pharmaceuticals"
                | "Partners"
        );
        // "Marlow Canada" is a branch of Marlow.
        let is_branch = name.words.len() == 2 && lists(last) & (COUNTRY | REGION) != 0;
        let is_trade = is_trade || is_branch || HOUSE_ENDINGS.contains(&last);
        if is_trade && name.kind == EntityKind::Organisation {
            firsts.insert(words.folded(name.words.start));
        }
        if (lists(last) & COMPANY != 0 || matches!(last, "Co" | "Cos" | "COS")) && last != "&" {
            name.kind = EntityKind::Organisation;
            firsts.insert(words.folded(name.words.start));
        }
    }
    let surnames: TextSet<'_> = found
        .iter()
        .filter(|name| name.kind == EntityKind::Person && name.words.len() > 1)
        .map(|name| words.folded(name.words.end - 1))
        .collect();
    for name in found.iter_mut().filter(|name| name.words.len() == 1 && name.kind != EntityKind::Organisation)
    {
        let word = words.word(name.words.start);
        let is_known = lists(word) & (COUNTRY | CITY | REGION | FEMALE | MALE) != 0;
        // a surname is its bearer's where one is named in full or with a title
        let is_titled = name.words.start.checked_sub(1).is_some_and(|at| words.lists(at) & PERSON_TITLE != 0);
        let folded = words.folded(name.words.start);
        if !is_known && !is_titled && firsts.contains(folded) && !surnames.contains(folded) {
            name.kind = EntityKind::Organisation;
        }
    }
}

/// A section that begins with capitals and a dash or bracket was filed from
/// there: "PORT ELLERY (Meridian) - ".
pub(super) fn place_datelines(document: &Document<'_>, words: &Words<'_>, found: &mut [Found]) {
    for name in found.iter_mut().filter(|name| name.kind != EntityKind::Place) {
        let sentence = &words.sentences[words.sentence_of(name.words.start)];
        let section = document.sections[sentence.section];
        let begins = words.tokens[name.words.start].span.start == section.span.start
            && section.kind != SectionKind::Headline;
        let is_shouted = name.words.clone().all(|at| !words.word(at).chars().any(char::is_lowercase));
        let next = if name.words.end < sentence.tokens.end { words.word(name.words.end) } else { "" };
        if begins && is_shouted && matches!(next, "(" | "-" | "--" | "–" | "—" | ",") {
            name.kind = EntityKind::Place;
        }
    }
}

/// "the Harbour and Deck Workers' Union": trades before the word for a union
/// are one name with it.
pub(super) fn join_trades(words: &Words<'_>, found: &mut Vec<Found>) {
    let starts: Vec<(usize, usize)> = found
        .iter()
        .filter(|name| name.kind == EntityKind::Organisation && name.words.len() > 2)
        .filter(|name| {
            let possessive = name.words.clone().rev().take(3).any(|at| {
                matches!(words.word(at), "'" | "’" | "'s" | "’s") || words.word(at).ends_with(['\'', '’'])
            });
            possessive
                && matches!(
                    words.word(name.words.end - 1),
                    "Union" | "Association" | "Federation" | "Guild" | "League" | "Alliance" | "Society"
                )
        })
        .filter_map(|name| {
            let opens = words.sentences[words.sentence_of(name.words.start)].tokens.start;
            let and = name.words.start.checked_sub(1).filter(|at| matches!(words.word(*at), "and" | "&"))?;
            let is_capital =
                |at: &usize| words.word(*at).starts_with(char::is_uppercase) && words.word(*at) != "The";
            let first = (opens.max(and.saturating_sub(3))..and).rev().take_while(is_capital).last()?;
            let article = first.checked_sub(1).filter(|at| *at >= opens)?;
            matches!(words.word(article), "the" | "The").then_some((name.words.start, first))
        })
        .collect();
    for (start, first) in starts {
        found.retain(|name| name.words.start >= start || name.words.end <= first);
        if let Some(name) = found.iter_mut().find(|name| name.words.start == start) {
            name.words.start = first;
        }
    }
}

/// Between two people of a list, two words are a person's name too.
pub(super) fn agree_in_lists(words: &Words<'_>, found: &mut [Found]) {
    let follows = |first: &Found, second: &Found| {
        let between = first.words.end..second.words.start;
        (1..=2).contains(&between.len())
            && between.clone().all(|at| matches!(words.word(at), "," | "and" | "&"))
    };
    let mut at = 0;
    while at < found.len() {
        let mut end = at + 1;
        while end < found.len() && follows(&found[end - 1], &found[end]) {
            end += 1;
        }
        let list = &mut found[at..end];
        let is_person = |name: &Found| name.kind == EntityKind::Person && name.words.len() > 1;
        let n_people = list.iter().filter(|name| is_person(name)).count();
        if n_people >= 3 && n_people * 3 >= list.len() * 2 {
            for name in list.iter_mut().filter(|name| name.words.len() == 2) {
                if words.lists(name.words.end - 1) & (CITY | COUNTRY) == 0 {
                    name.kind = EntityKind::Person;
                }
            }
        }
        at = end;
    }
}

/// A lone word that is the surname of somebody named in full is that person.
pub(super) fn name_surnames(words: &Words<'_>, found: &mut [Found]) {
    let surnames: TextSet<'_> = found
        .iter()
        .filter(|name| name.kind == EntityKind::Person && name.words.len() > 1)
        .filter(|name| words.lists(name.words.start) & (FEMALE | MALE) != 0 || name.words.len() < 4)
        .map(|name| words.folded(name.words.end - 1))
        .collect();
    for name in found.iter_mut().filter(|name| name.words.len() == 1 && name.kind != EntityKind::Person) {
        let word = words.word(name.words.start);
        let before = name.words.start.checked_sub(1).map(|at| words.word(at)).unwrap_or_default();
        let is_known_place = lists(word) & (COUNTRY | CITY | REGION) != 0;
        let stands_as_place =
            matches!(before, "in" | "at" | "from" | "near" | "In" | "At" | "From" | "to" | "of");
        if surnames.contains(words.folded(name.words.start)) && !(is_known_place && stands_as_place) {
            name.kind = EntityKind::Person;
        }
    }
}

/// How much a mention in each sentence says about its kind: headlines and
/// shouted lines say little.
pub(super) fn weights(document: &Document<'_>, words: &Words<'_>) -> Vec<(usize, u32)> {
    words
        .sentences
        .iter()
        .map(|sentence| {
            let is_body = matches!(
                document.sections[sentence.section].kind,
                SectionKind::Block(BlockKind::Paragraph | BlockKind::Quote | BlockKind::List)
                    | SectionKind::Dek
            );
            (sentence.tokens.end, if is_body { 3 } else { 1 })
        })
        .collect()
}
