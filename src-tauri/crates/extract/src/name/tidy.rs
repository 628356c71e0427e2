//! Mends what the recogniser marks, with the rest of the document in view.

use std::ops::Range;

use super::{
    Found,
    beside::tell_kinds,
    body::name_bodies,
    business::name_firms,
    case::drop_parties,
    common::drop_common,
    credit::{agree_with_sources, mark_sources},
    family::{drop_families, join_nicknames, mark_couples},
    firm::{join_firms, name_houses, take_first},
    homograph::mark_homographs,
    kind::{
        agree_in_lists, cut_shouted, join_trades, kind_by_title, name_companies, name_surnames,
        place_by_sites, place_by_words, place_datelines, take_sites, vote, weights,
    },
    kind_of,
    lexicon::{
        CALENDAR, CITY, COMPANY, COUNTRY, FEMALE, FUNCTION, Lexicon, Lists, MALE, ORGANISATION, PEOPLE,
        PERSON_TITLE, REGION, ROLE, SPEECH, SURNAME, TEAM, TITLE,
    },
    recogniser::Name,
    repeat::{mark_repeats, mark_speaking, mark_titled},
    sentence::cut_sentences,
    short::{name_beginnings, name_towns_firms},
    wire::{drop_signs, name_wire_firms},
    witness::name_people,
};
use crate::{Document, EntityKind, name::recogniser::hash::TextSet, token::Words};

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
            let n_words = name.words.len();
            let marked_end = name.words.end;
            let range = trim(words, with_title(words, name.words, kind), kind);
            // "Ohio Gov.": what is left of an office is the place
            let is_place = |at: usize| words.lists(at) & (COUNTRY | CITY | REGION) != 0;
            // "N.Z. Dlrs": the money of a country
            let is_money = MONEY.contains(&words.word(marked_end - 1)) && marked_end > range.end;
            let kind = if n_words > 1
                && range.len() == 1
                && kind == EntityKind::Organisation
                && (is_place(range.start) || is_money)
            {
                EntityKind::Place
            } else {
                kind
            };
            if is_one_of(words, &range, kind) {
                let place = range.start..range.end - 1;
                let entry = Lexicon::get().entry(place.clone().map(|at| words.word(at)));
                return (entry & (COUNTRY | CITY | REGION) != 0)
                    .then_some(Found { words: place, kind: EntityKind::Place });
            }
            (!range.is_empty() && is_name(words, &range, kind) && !is_other(words, &range, kind))
                .then_some(Found { words: range, kind })
        })
        .collect();
    join_places(words, &mut found);
    drop_parties(words, &mut found);
    drop_signs(words, &mut found);
    mark_titled(words, &mut found);
    mark_speaking(words, &mut found);
    join_nicknames(words, &mut found);
    cut_sentences(words, &mut found);
    cut_shouted(words, &mut found);
    place_datelines(document, words, &mut found);
    mark_sources(document, words, &mut found);
    join_firms(words, &mut found);
    take_first(words, &mut found);
    name_houses(words, &mut found);
    name_wire_firms(words, &mut found);
    name_firms(words, &mut found);
    name_companies(words, &mut found);
    name_beginnings(words, &mut found);
    take_sites(words, &mut found);
    place_by_words(words, &mut found);
    place_by_sites(words, &mut found);
    tell_kinds(words, &mut found);
    let weights = weights(document, words);
    vote(words, &mut found, &weights);
    name_towns_firms(words, &mut found);
    name_people(words, &mut found);
    name_bodies(words, &mut found);
    agree_with_sources(document, words, &mut found);
    for name in found.iter_mut().filter(|name| name.kind == EntityKind::Person) {
        name.words = trim(words, name.words.clone(), name.kind); // who became a person only now
    }
    agree_in_lists(words, &mut found);
    name_surnames(words, &mut found);
    drop_common(words, &mut found);
    drop_families(words, &mut found);
    join_trades(words, &mut found);
    take_saints(words, &mut found);
    mark_couples(words, &mut found);
    mark_repeats(words, &mut found);
    mark_homographs(words, &mut found);
    drop_signs(words, &mut found);
    found
}

/// A country or town of several words is one name ("Sri Lanka"), whatever
/// parts of it were marked.
fn join_places(words: &Words<'_>, found: &mut Vec<Found>) {
    let pairs: Vec<Range<usize>> = found
        .windows(2)
        .filter(|pair| pair[0].words.end == pair[1].words.start)
        .map(|pair| pair[0].words.start..pair[1].words.end)
        .filter(|whole| {
            let entry = Lexicon::get().entry(whole.clone().map(|at| words.word(at)));
            entry & (COUNTRY | CITY | REGION) != 0
        })
        .collect();
    for whole in pairs {
        found.retain(|name| name.words.end <= whole.start || name.words.start >= whole.end);
        let place = found.partition_point(|name| name.words.start < whole.start);
        found.insert(place, Found { words: whole, kind: EntityKind::Place });
    }
}

fn is_saint(word: &str) -> bool {
    matches!(word, "St." | "St" | "Ste." | "Saint")
}

/// "St. Ellery", "Bank of St. Ellery", "Ada St. Ellery": what a saint is called
/// is part of the name, a town's where it stands alone, unless somebody has it
/// as a surname.
fn take_saints(words: &Words<'_>, found: &mut Vec<Found>) {
    let is_before = |name: &Found| {
        let at = name.words.start.checked_sub(1).filter(|at| is_saint(words.word(*at)))?;
        (words.sentence_of(at) == words.sentence_of(name.words.start)).then_some(at)
    };
    // "Minneapolis-St. Ellery": two towns
    for name in found.iter_mut().filter(|name| name.words.len() > 1 && name.kind == EntityKind::Person) {
        if words.word(name.words.start).ends_with("-St.") {
            name.kind = EntityKind::Place;
        }
    }
    if !found.iter().any(|name| is_before(name).is_some()) {
        return;
    }
    let surnames: TextSet<'_> = found
        .iter()
        .filter(|name| name.kind == EntityKind::Person && name.words.len() > 2)
        .map(|name| name.words.end - 1)
        .filter(|last| is_saint(words.word(last - 1)))
        .map(|last| words.folded(last))
        .collect();
    let mut whole: Vec<Found> = Vec::with_capacity(found.len());
    for mut name in found.drain(..) {
        let Some(at) = is_before(&name) else {
            whole.push(name);
            continue;
        };
        let is_person = name.kind == EntityKind::Person;
        match whole.last_mut() {
            Some(last) if last.words.end > at => {}
            // "First Bank of" and "Paul", "Ada" and "Ellery"
            Some(last)
                if last.words.end == at
                    && last.kind != EntityKind::Place
                    && words.sentence_of(last.words.start) == words.sentence_of(at) =>
            {
                last.words.end = name.words.end;
                continue;
            }
            _ => {
                // "Main St. Paul said"
                let is_street = at > 0
                    && words.sentence_of(at - 1) == words.sentence_of(at)
                    && words.word(at - 1).starts_with(char::is_uppercase);
                if !is_street && (!is_person || name.words.len() == 1) {
                    let is_surname = surnames.contains(words.folded(name.words.start));
                    name.kind = if is_person && !is_surname { EntityKind::Place } else { name.kind };
                    name.words.start = at;
                }
            }
        }
        whole.push(name);
    }
    *found = whole;
}

/// Words of money, which belong to no name ("U.S. Dlrs").
const MONEY: &[&str] =
    &["Dlr", "Dlrs", "Dollar", "Dollars", "dlr", "dlrs", "dollar", "dollars", "DLR", "DLRS", "Cts"];

/// Words of accounts in capitals that look like names but are none.
const ACCOUNTS: &[&str] = &[
    "Avg", "Bln", "Brent", "Brokers", "Div", "Dlrs", "Ecu", "Ecus", "Mln", "Mths", "Nil", "Oper", "Pct",
    "Qtly", "Qtr", "Revs", "Shr", "Shrs", "Sterling", "Vs", "Yr",
];

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
    "Average",
];

/// Those of them that nobody bears as a surname.
const NOBODYS_ENDINGS: &[&str] =
    &["Award", "Awards", "Championship", "Championships", "Cup", "Marathon", "Olympic", "Olympics", "Trophy"];

/// Measures, rates and diseases that look like acronyms of organisations.
const MEASURES: &[&str] =
    &["AIDS", "DNA", "Ecu", "ECU", "Ecus", "ECUs", "GDP", "GNP", "Gnp", "HIV", "LIBOR", "Libor"];

/// Whether the words name an event, a prize or a law.
pub(super) fn is_other(words: &Words<'_>, range: &Range<usize>, kind: EntityKind) -> bool {
    if range.len() == 1 && kind != EntityKind::Place && MEASURES.contains(&words.word(range.start)) {
        return true;
    }
    if range.len() < 2 {
        return false;
    }
    let last = words.word(range.end - 1);
    if kind == EntityKind::Person {
        return NOBODYS_ENDINGS.contains(&last); // "the Davis Cup"
    }
    if matches!(
        words.all_folded(range),
        "gross national product" | "european currency unit" | "european currency units"
    ) {
        return true;
    }
    OTHER_ENDINGS.contains(&last)
        || words.word(range.start) == "Legion" && matches!(last, "Honour" | "Honor" | "Merit")
}

/// "one Elm Democrat", "House Republican Ann Lee": somebody of a party, whom no
/// organisation is called by. "The Elm Democrat" may be a newspaper.
fn is_one_of(words: &Words<'_>, range: &Range<usize>, kind: EntityKind) -> bool {
    const MEMBERS: [&str; 6] =
        ["Republican", "Democrat", "Conservative", "Socialist", "Liberal", "Libertarian"];
    const SOME: [&str; 14] = [
        "a", "A", "an", "An", "one", "One", "another", "Another", "every", "Every", "any", "Any", "fellow",
        "no",
    ];
    if kind != EntityKind::Organisation || range.len() < 2 || !MEMBERS.contains(&words.word(range.end - 1)) {
        return false;
    }
    let sentence = &words.sentences[words.sentence_of(range.start)].tokens;
    let is_some = range.start > sentence.start && SOME.contains(&words.word(range.start - 1));
    let bears_name = range.end + 1 < sentence.end
        && words.lists(range.end) & (FEMALE | MALE) != 0
        && words.word(range.end + 1).starts_with(char::is_uppercase);
    is_some || bears_name
}

pub(super) fn lists(word: &str) -> Lists {
    Lexicon::get().lists_of(word)
}

/// Cuts titles, possessives and stray marks off the ends of a name.
fn trim(words: &Words<'_>, range: Range<usize>, kind: EntityKind) -> Range<usize> {
    let Range { mut start, mut end } = range;
    if kind == EntityKind::Person && end - start > 1 {
        start = after_office(words, &(start..end));
    }
    while start < end {
        let word = words.word(start);
        let is_title = kind == EntityKind::Person
            && words.lists(start) & PERSON_TITLE != 0
            && (end - start > 2 || end - start > 1 && !is_part_of_name(word));
        let is_article = end - start > 1 && matches!(word, "the" | "The" | "THE" | "a" | "A");
        let is_people = kind == EntityKind::Person
            && end - start > 1
            && words.lists(start) & PEOPLE != 0
            && words.lists(start) & (FEMALE | MALE | SURNAME) == 0;
        if !(is_title || is_article || is_people || is_mark(word)) {
            break;
        }
        start += 1;
    }
    // "Tell Maria": a common word that only opens the sentence
    if kind == EntityKind::Person && end - start > 1 && opens_sentence(words, start) {
        let first = words.word(start);
        let known = FEMALE | MALE | SURNAME | PERSON_TITLE | TITLE;
        let next_is_name = words.lists(start + 1) & (FEMALE | MALE | SURNAME) != 0;
        let is_adverb = first.len() > 6 && first.ends_with("ly");
        if words.lists(start) & known == 0 && (super::is_common(first) && next_is_name || is_adverb) {
            start += 1;
        }
    }
    // "kTx — Maria Chen": what is joined by a dash is no part of the name
    let dash = |at: &usize| matches!(words.word(*at), "–" | "—" | "--");
    if let Some(dash) = (start + 1..end).rfind(dash).filter(|_| kind == EntityKind::Person) {
        start = dash;
    }
    while start + 1 < end && is_mark(words.word(start)) {
        start += 1;
    }
    // "ELM CORP <ELM>": the sign of the stock exchange is no part of the name
    if let Some(cut) = (start..end).find(|at| matches!(words.word(*at), "<" | ">")).filter(|cut| *cut > start)
    {
        end = cut;
    }
    let loose = |at: usize| {
        let word = words.word(at);
        is_mark(word)
            || is_possessive(word)
            || at > start && MONEY.contains(&word)
            || kind == EntityKind::Organisation && is_office_of_next(words, at)
    };
    while start < end && loose(end - 1) {
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
    if is_people(words, range) {
        return false;
    }
    // "Co Inc", "Revs": what stands beside a name, alone
    let is_form = |at: usize| {
        words.lists(at) & COMPANY != 0 && words.word(at) != "Group"
            || matches!(words.word(at), "Co" | "and" | "&" | ".")
    };
    if range.len() > 1 && range.clone().all(is_form) || range.len() == 1 && ACCOUNTS.contains(&first) {
        return false;
    }
    // "thank you, Madam President": how an office is spoken to
    let is_address = range.len() == 2
        && (first == "Madam" && lists(&words.word(range.start + 1).to_lowercase()) & ROLE != 0
            || matches!(first, "Mr" | "Mr.")
                && matches!(
                    words.word(range.start + 1),
                    "President" | "Chairman" | "Commissioner" | "Mayor"
                ));
    if is_address {
        return false;
    }
    if range.len() > 1 {
        return range.clone().any(|at| words.word(at).contains(char::is_alphabetic));
    }
    // "Ann Lee (Independent)": of no party
    let before = range.start.checked_sub(1).map_or("", |at| words.word(at));
    if first == "Independent" && before == "(" {
        return false;
    }
    // "Undersecretary for Education": an office, not who holds it
    let next = if range.end < words.tokens.len() { words.word(range.end) } else { "" };
    let is_office = kind == EntityKind::Person
        && matches!(next, "for" | "of" | "to" | "at")
        && lists(&first.to_lowercase()) & ROLE != 0;
    if is_office {
        return false;
    }
    let known = words.lists(range.start);
    let is_place = known & (COUNTRY | CITY | REGION | ORGANISATION | TEAM) != 0;
    let is_common = known & FUNCTION != 0 || known & SPEECH != 0;
    let is_day = known & CALENDAR != 0 && known & (FEMALE | MALE) == 0;
    let is_people = known & PEOPLE != 0 && !is_place;
    let is_title = known & PERSON_TITLE != 0 && first.len() < 5;
    // "Prime Minister Ada Vance", "Western diplomats", "Shr 19 cts"
    let is_none = kind == EntityKind::Person
        && (first == "Prime" && matches!(next, "Minister" | "minister" | "MINISTER")
            || matches!(first, "Western" | "Eastern" | "Northern" | "Southern")
            || first.is_ascii() && !first.bytes().any(is_vowel));
    // "Thirdly, we agree": no name unless somebody is called so ("Donnelly")
    let known_name = words.known(range.start);
    let opens = words.sentences[words.sentence_of(range.start)].tokens.start == range.start;
    let is_adverb = opens
        && next == ","
        && first.ends_with("ly")
        && known & (FEMALE | MALE | SURNAME | CITY | COUNTRY) == 0
        && (known_name.surname, known_name.first_name) == (0, 0);
    let letters = first.chars().filter(|ch| ch.is_alphabetic()).count();
    let is_none = is_none || is_adverb;
    !(is_common && !super::lexicon::is_acronym(first) || is_day || is_people || is_title || is_none)
        && letters > 1
}

fn is_vowel(byte: u8) -> bool {
    matches!(byte.to_ascii_lowercase(), b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

/// "West German", "Philippine": a people and no place.
pub(super) fn is_people(words: &Words<'_>, range: &Range<usize>) -> bool {
    let first = words.word(range.start);
    let side =
        ["North", "South", "East", "West", "Central", "Latin", "Northern", "Southern", "Eastern", "Western"];
    match range.len() {
        1 => matches!(first, "Philippine" | "Anglo"),
        2 => {
            let known = words.lists(range.end - 1);
            side.contains(&first) && known & PEOPLE != 0 && known & (COUNTRY | REGION) == 0
        }
        _ => false,
    }
}

/// "Elm Bank Director Peter Marlow": the office belongs to who comes next.
fn is_office_of_next(words: &Words<'_>, at: usize) -> bool {
    let is_capital = |word: &str| word.starts_with(char::is_uppercase);
    let border = words.sentences[words.sentence_of(at)].tokens.end;
    let next = at + 1;
    is_capital(words.word(at))
        && next < border
        && is_capital(words.word(next))
        && words.lists(next) & (CALENDAR | FUNCTION) == 0
        && words.lists(at) & TITLE != 0
        && words.lists(at) & (FEMALE | MALE | SURNAME) == 0
}

fn is_short_office(word: &str) -> bool {
    matches!(word, "Sen." | "Gov." | "Rep." | "Gen." | "Col." | "Sgt." | "Lt." | "Rev.")
}

/// The same as headlines write it, and papers that set no dot.
fn is_undotted_office(word: &str) -> bool {
    matches!(word, "Gov" | "Sen" | "Rep" | "Gen" | "Lt" | "Maj" | "Col" | "Capt" | "Sgt" | "Cmdr")
}

/// Where a person's name begins after words of office ("House Speaker Jim
/// Marlow").
fn after_office(words: &Words<'_>, range: &Range<usize>) -> usize {
    let is_office = |at: &usize| {
        let word = words.word(*at);
        let known = words.lists(*at);
        let is_title = known & TITLE != 0 && (word.len() > 4 || is_short_office(word));
        known & (FEMALE | MALE | SURNAME) == 0
            && (is_title || is_undotted_office(word))
            && !is_part_of_name(word)
    };
    let last_office = (range.start..range.end).rfind(is_office);
    last_office.map(|at| at + 1).filter(|start| *start < range.end).unwrap_or(range.start)
}
