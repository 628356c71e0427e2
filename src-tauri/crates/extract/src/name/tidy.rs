//! Mends what the recogniser marks, with the rest of the document in view.

use std::{collections::HashMap, ops::Range};

use backfile_article::{BlockKind, fold};

use super::{
    Found, kind_of,
    lexicon::{
        CALENDAR, CITY, COMPANY, COUNTRY, FEMALE, FUNCTION, Lexicon, Lists, MALE, ORG_WORD, ORGANISATION,
        PEOPLE, PERSON_TITLE, REGION, SPEECH, SURNAME, TEAM, TITLE,
    },
    recogniser::Name,
};
use crate::{Document, EntityKind, SectionKind, token::Words};

/// Mends ends, drops what is no name, lets equal names vote and marks repeats.
pub(super) fn tidy(document: &Document<'_>, words: &Words<'_>, names: Vec<Name>) -> Vec<Found> {
    let marked: Vec<Option<EntityKind>> = {
        let mut marked = vec![None; names.len()];
        names.iter().zip(&mut marked).for_each(|(name, kind)| *kind = kind_of(name.kind));
        marked
    };
    let mut found: Vec<Found> = names
        .into_iter()
        .zip(marked)
        .filter_map(|(name, kind)| {
            let kind = kind_by_title(words, &name.words, kind?);
            let range = trim(words, with_title(words, name.words, kind), kind);
            (!range.is_empty() && is_name(words, &range, kind) && !is_other(words, &range, kind))
                .then_some(Found { words: range, kind })
        })
        .collect();
    mark_titled(words, &mut found);
    place_datelines(document, words, &mut found);
    name_companies(words, &mut found);
    place_by_words(words, &mut found);
    let weights = weights(document, words);
    vote(words, &mut found, &weights);
    agree_in_lists(words, &mut found);
    name_surnames(words, &mut found);
    mark_repeats(words, &mut found);
    found
}

/// A lone name with the title it keeps.
fn with_title(words: &Words<'_>, range: Range<usize>, kind: EntityKind) -> Range<usize> {
    let takes = kind == EntityKind::Person
        && range.len() == 1
        && range.start > 0
        && matches!(words.word(range.start - 1), "Lady" | "King" | "Queen" | "Prince" | "Princess" | "Pope")
        && words.tokens[range.start].spaced;
    range.start - usize::from(takes)..range.end
}

/// Last words of names of events, prizes and works, which are no organisations.
const OTHER_ENDINGS: &[&str] = &[
    "Award",
    "Awards",
    "Prize",
    "Cup",
    "Act",
    "War",
    "Olympics",
    "Games",
    "Championship",
    "Championships",
    "Festival",
    "Day",
    "Medal",
    "Treaty",
    "Convention",
    "Accord",
    "Accords",
    "Agreement",
    "Constitution",
    "Bible",
    "Koran",
    "Quran",
    "Open",
    "Trophy",
    "Marathon",
    "Derby",
    "Protocol",
    "Amendment",
];

/// Whether the words name an event, a prize or a law.
fn is_other(words: &Words<'_>, range: &Range<usize>, kind: EntityKind) -> bool {
    if kind == EntityKind::Person || range.len() < 2 {
        return false;
    }
    let last = words.word(range.end - 1);
    OTHER_ENDINGS.contains(&last)
        || words.word(range.start) == "Legion" && matches!(last, "Honour" | "Honor" | "Merit")
}

fn lists(word: &str) -> Lists {
    Lexicon::get().lists_of(word)
}

/// Cuts titles, possessives and stray marks off the ends of a name.
fn trim(words: &Words<'_>, range: Range<usize>, kind: EntityKind) -> Range<usize> {
    let Range { mut start, mut end } = range;
    while start < end {
        let word = words.word(start);
        let is_title = kind == EntityKind::Person
            && lists(word) & PERSON_TITLE != 0
            && (end - start > 2 || end - start > 1 && !is_part_of_name(word));
        let is_article = end - start > 1 && matches!(word, "the" | "The" | "THE" | "a" | "A");
        if !(is_title || is_article || is_mark(word)) {
            break;
        }
        start += 1;
    }
    // "Tell Maria": a common word that only opens the sentence
    if kind == EntityKind::Person && end - start > 1 && opens_sentence(words, start) {
        let first = words.word(start);
        let known = FEMALE | MALE | SURNAME | PERSON_TITLE | TITLE;
        let next_is_name = lists(words.word(start + 1)) & (FEMALE | MALE | SURNAME) != 0;
        if lists(first) & known == 0 && super::is_common(first) && next_is_name {
            start += 1;
        }
    }
    // "ELM CORP <ELM>": the sign of the stock exchange is no part of the name
    if let Some(cut) = (start..end).find(|at| matches!(words.word(*at), "<" | ">")).filter(|cut| *cut > start)
    {
        end = cut;
    }
    while start < end && (is_mark(words.word(end - 1)) || is_possessive(words.word(end - 1))) {
        end -= 1;
    }
    let opens = |word: &str| matches!(word, "(" | "[");
    let closes = |word: &str| matches!(word, ")" | "]");
    let n_open = (start..end).filter(|at| opens(words.word(*at))).count();
    let n_close = (start..end).filter(|at| closes(words.word(*at))).count();
    if n_open != n_close
        && let Some(cut) = (start..end).find(|at| opens(words.word(*at)) || closes(words.word(*at)))
    {
        end = cut;
    }
    start..end
}

/// Whether the word at `at` is the first of its sentence, marks aside.
fn opens_sentence(words: &Words<'_>, at: usize) -> bool {
    let sentence = &words.sentences[words.sentence_of(at)].tokens;
    let before = at.saturating_sub(2).max(sentence.start)..at;
    at == sentence.start
        || before.len() < 2 && before.clone().all(|at| is_mark(words.word(at)))
        || before.end > before.start && matches!(words.word(at - 1), "“" | "\"" | "‘" | ":" | "—")
}

/// Titles that a lone first name or stage name keeps ("Lady Coral", "Pope
/// Leo"): without them nobody would know who is meant.
fn is_part_of_name(word: &str) -> bool {
    matches!(
        word,
        "Lady"
            | "Lord"
            | "King"
            | "Queen"
            | "Prince"
            | "Princess"
            | "Pope"
            | "Sister"
            | "Father"
            | "Sir"
            | "Dame"
    )
}

fn is_mark(word: &str) -> bool {
    !word.chars().any(char::is_alphanumeric)
}

fn is_possessive(word: &str) -> bool {
    matches!(word, "'s" | "’s" | "'S" | "’S")
}

/// A longer run of words is no name.
const MAX_NAME: usize = 16;

/// Whether the words can be a name at all.
fn is_name(words: &Words<'_>, range: &Range<usize>, kind: EntityKind) -> bool {
    let first = words.word(range.start);
    if range.len() > MAX_NAME {
        return false;
    }
    if range.clone().any(|at| words.word(at).starts_with(['#', '@']) || words.word(at).contains("://")) {
        return false;
    }
    if !range.clone().any(|at| words.word(at).starts_with(|ch: char| ch.is_uppercase() || ch.is_numeric()))
        && !range.clone().any(|at| words.word(at).contains(char::is_uppercase))
    {
        return kind != EntityKind::Person && range.len() > 1;
    }
    if range.len() > 1 {
        return range.clone().any(|at| words.word(at).contains(char::is_alphabetic));
    }
    let known = lists(first);
    let is_place = known & (COUNTRY | CITY | REGION | ORGANISATION | TEAM) != 0;
    let is_common = known & FUNCTION != 0 || known & SPEECH != 0;
    let is_day = known & CALENDAR != 0 && known & (FEMALE | MALE) == 0;
    let is_people = known & PEOPLE != 0 && !is_place;
    let is_title = known & PERSON_TITLE != 0 && first.len() < 5;
    let letters = first.chars().filter(|ch| ch.is_alphabetic()).count();
    !(is_common && !super::lexicon::is_acronym(first) || is_day || is_people || is_title) && letters > 1
}

/// How much a mention in each sentence says about its kind: headlines and
/// shouted lines say little.
fn weights(document: &Document<'_>, words: &Words<'_>) -> Vec<(usize, u32)> {
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

fn key(words: &Words<'_>, range: &Range<usize>) -> String {
    let mut key = String::new();
    for at in range.clone() {
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(&fold(words.word(at)));
    }
    key
}

/// Gives equal names the kind most of them have.
fn vote(words: &Words<'_>, found: &mut [Found], weights: &[(usize, u32)]) {
    let mut votes: HashMap<String, [u32; 3]> = HashMap::new();
    let in_full: HashMap<String, ()> = found
        .iter()
        .filter(|name| name.kind == EntityKind::Person && name.words.len() > 1)
        .flat_map(|name| name.words.clone())
        .map(|at| (fold(words.word(at)), ()))
        .collect();
    let keys: Vec<String> = found.iter().map(|name| key(words, &name.words)).collect();
    for (name, key) in found.iter().zip(&keys) {
        let sentence = weights.partition_point(|(end, _)| *end <= name.words.start);
        // people are named in full or with a title somewhere; who is not may be a town
        let is_doubtful = name.kind == EntityKind::Person
            && name.words.len() == 1
            && !in_full.contains_key(key)
            && lists(key) & (FEMALE | MALE | SURNAME) == 0
            && name.words.start.checked_sub(1).is_none_or(|at| lists(words.word(at)) & PERSON_TITLE == 0);
        let weight = if is_doubtful { 1 } else { weights[sentence].1 };
        votes.entry(key.clone()).or_default()[name.kind as usize] += weight;
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

/// "Mrs Amsel" is a person, whatever the recogniser says.
fn kind_by_title(words: &Words<'_>, range: &Range<usize>, kind: EntityKind) -> EntityKind {
    let first = words.word(range.start);
    let is_titled = (2..=3).contains(&range.len())
        && matches!(
            first,
            "Mr" | "Mr." | "Mrs" | "Mrs." | "Ms" | "Ms." | "Dr" | "Dr." | "Cllr" | "Sister" | "Councillor"
        )
        && range.clone().skip(1).all(|at| lists(words.word(at)) & ORG_WORD == 0);
    if is_titled { EntityKind::Person } else { kind }
}

/// A lone unknown word where a place must stand ("mayor of Elm", "in Elm") is
/// no person.
fn place_by_words(words: &Words<'_>, found: &mut [Found]) {
    let full: HashMap<String, ()> = found
        .iter()
        .filter(|name| name.kind == EntityKind::Person && name.words.len() > 1)
        .flat_map(|name| name.words.clone())
        .map(|at| (fold(words.word(at)), ()))
        .collect();
    for name in found.iter_mut().filter(|name| name.kind == EntityKind::Person && name.words.len() == 1) {
        let at = name.words.start;
        let word = words.word(at);
        let before = |n: usize| at.checked_sub(n).map_or("", |at| words.word(at));
        let governs = matches!(
            before(2),
            "mayor" | "Mayor" | "city" | "town" | "village" | "port" | "governor" | "bishop" | "people"
        );
        let stands_as_place =
            matches!(before(1), "in" | "In" | "near" | "Near") || before(1) == "of" && governs;
        if stands_as_place && !full.contains_key(&fold(word)) && lists(word) & (FEMALE | MALE | SURNAME) == 0
        {
            name.kind = EntityKind::Place;
        }
    }
}

/// Titles after which a name must come.
const SURE_TITLES: &[&str] = &[
    "Mr.",
    "Mr",
    "Mrs.",
    "Mrs",
    "Ms.",
    "Ms",
    "Dr.",
    "Dr",
    "President",
    "Senator",
    "Sen.",
    "Gov.",
    "Rep.",
    "Gen.",
    "Judge",
    "Justice",
    "Chancellor",
    "Premier",
    "Councillor",
    "Prof.",
    "Professor",
    "Rev.",
    "Col.",
    "Sgt.",
    "Lt.",
];

/// Marks capitals after a title that the recogniser passed over.
fn mark_titled(words: &Words<'_>, found: &mut Vec<Found>) {
    let mut extra = Vec::new();
    let mut next_found = found.iter().peekable();
    for sentence in &words.sentences {
        for at in sentence.tokens.start..sentence.tokens.end.saturating_sub(1) {
            if !SURE_TITLES.contains(&words.word(at)) {
                continue;
            }
            while next_found.peek().is_some_and(|name| name.words.end <= at + 1) {
                next_found.next();
            }
            let border = next_found
                .peek()
                .map_or(sentence.tokens.end, |name| name.words.start)
                .min(sentence.tokens.end);
            let is_part = |at: usize| {
                let word = words.word(at);
                let known = lists(word);
                let is_other = known & (FUNCTION | PEOPLE | PERSON_TITLE | CALENDAR | SPEECH | ORG_WORD) != 0
                    && known & (SURNAME | FEMALE | MALE) == 0;
                word.starts_with(char::is_uppercase) && word.chars().any(char::is_lowercase) && !is_other
            };
            let end = (at + 1..border.min(at + 4))
                .take_while(|at| is_part(*at))
                .last()
                .map_or(at + 1, |last| last + 1);
            // titles of headlines ("President Elect Speaks") are no names
            let runs_on = end < border && words.word(end).starts_with(char::is_uppercase);
            if end > at + 1 && !runs_on {
                extra.push(Found { words: at + 1..end, kind: EntityKind::Person });
            }
        }
    }
    found.extend(extra);
    found.sort_by_key(|name| name.words.start);
}

/// A name with a legal form at its end is a company's, and so is the same
/// name without it.
fn name_companies(words: &Words<'_>, found: &mut [Found]) {
    let mut firsts: HashMap<String, ()> = HashMap::new();
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
        if is_trade && name.kind == EntityKind::Organisation {
            firsts.insert(fold(words.word(name.words.start)), ());
        }
        if lists(last) & COMPANY != 0 && last != "&" {
            name.kind = EntityKind::Organisation;
            firsts.insert(fold(words.word(name.words.start)), ());
        }
    }
    for name in found.iter_mut().filter(|name| name.words.len() == 1 && name.kind != EntityKind::Organisation)
    {
        let word = words.word(name.words.start);
        let is_known = lists(word) & (COUNTRY | CITY | REGION | FEMALE | MALE | SURNAME) != 0;
        if !is_known && firsts.contains_key(&fold(word)) {
            name.kind = EntityKind::Organisation;
        }
    }
}

/// A section that begins with capitals and a dash or bracket was filed from
/// there: "PORT ELLERY (Meridian) - ".
fn place_datelines(document: &Document<'_>, words: &Words<'_>, found: &mut [Found]) {
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

/// Between two people of a list, two words are a person's name too.
fn agree_in_lists(words: &Words<'_>, found: &mut [Found]) {
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
                if lists(words.word(name.words.end - 1)) & (CITY | COUNTRY) == 0 {
                    name.kind = EntityKind::Person;
                }
            }
        }
        at = end;
    }
}

/// A lone word that is the surname of somebody named in full is that person.
fn name_surnames(words: &Words<'_>, found: &mut [Found]) {
    let surnames: HashMap<String, ()> = found
        .iter()
        .filter(|name| name.kind == EntityKind::Person && name.words.len() > 1)
        .filter(|name| lists(words.word(name.words.start)) & (FEMALE | MALE) != 0 || name.words.len() < 4)
        .map(|name| (fold(words.word(name.words.end - 1)), ()))
        .collect();
    for name in found.iter_mut().filter(|name| name.words.len() == 1 && name.kind != EntityKind::Person) {
        let word = words.word(name.words.start);
        let before = name.words.start.checked_sub(1).map(|at| words.word(at)).unwrap_or_default();
        let is_known_place = lists(word) & (COUNTRY | CITY | REGION) != 0;
        let stands_as_place =
            matches!(before, "in" | "at" | "from" | "near" | "In" | "At" | "From" | "to" | "of");
        if surnames.contains_key(&fold(word)) && !(is_known_place && stands_as_place) {
            name.kind = EntityKind::Person;
        }
    }
}

/// Marks places where a name found elsewhere stands unmarked.
fn mark_repeats(words: &Words<'_>, found: &mut Vec<Found>) {
    const MAX_WORDS: usize = 6;
    let mut known: HashMap<String, EntityKind> = HashMap::new();
    let mut firsts: HashMap<String, usize> = HashMap::new();
    for name in found.iter().filter(|name| name.words.len() <= MAX_WORDS) {
        let is_distinct = name.words.len() > 1 || is_distinct(words.word(name.words.start));
        if is_distinct {
            known.entry(key(words, &name.words)).or_insert(name.kind);
            let longest = firsts.entry(fold(words.word(name.words.start))).or_default();
            *longest = (*longest).max(name.words.len());
            // the surname of a full name too
            let last = words.word(name.words.end - 1);
            if name.kind == EntityKind::Person && name.words.len() > 1 && is_distinct_surname(last) {
                known.entry(fold(last)).or_insert(name.kind);
                firsts.entry(fold(last)).or_insert(1);
            }
        }
    }
    let mut extra = Vec::new();
    let mut next_found = found.iter().peekable();
    for sentence in &words.sentences {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            while next_found.peek().is_some_and(|name| name.words.end <= at) {
                next_found.next();
            }
            let border = next_found
                .peek()
                .map_or(sentence.tokens.end, |name| name.words.start.min(sentence.tokens.end));
            if border <= at {
                at = next_found.peek().map_or(at + 1, |name| name.words.end.max(at + 1));
                continue;
            }
            let is_capital = words.word(at).starts_with(char::is_uppercase);
            let longest = if is_capital { firsts.get(&fold(words.word(at))).copied() } else { None };
            let repeat = longest.and_then(|longest| {
                (1..=longest.min(border - at)).rev().find_map(|len| {
                    let range = at..at + len;
                    let kind = known.get(&key(words, &range))?;
                    stands_alone(words, &sentence.tokens, &range)
                        .then_some(Found { words: range, kind: *kind })
                })
            });
            at = repeat.as_ref().map_or(at + 1, |name| name.words.end);
            extra.extend(repeat);
        }
    }
    found.extend(extra);
    found.sort_by_key(|name| name.words.start);
}

/// Whether a single word is marked wherever it occurs.
fn is_distinct(word: &str) -> bool {
    lists(word) & (FUNCTION | CALENDAR | PEOPLE | SPEECH) == 0 && word.chars().count() > 3
}

fn is_distinct_surname(word: &str) -> bool {
    is_distinct(word) && word.starts_with(char::is_uppercase)
}

/// Whether no capitals stand beside the words, which would make them part of
/// a longer name.
fn stands_alone(words: &Words<'_>, sentence: &Range<usize>, range: &Range<usize>) -> bool {
    let is_capital = |at: usize| words.word(at).starts_with(char::is_uppercase);
    let title = |at: usize| lists(words.word(at)) & PERSON_TITLE != 0;
    let free_before = range.start == sentence.start
        || !is_capital(range.start - 1)
        || title(range.start - 1)
        || range.start - 1 == sentence.start;
    free_before && (range.end == sentence.end || !is_capital(range.end))
}
