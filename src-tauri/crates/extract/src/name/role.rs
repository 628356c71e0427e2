//! What a person is, as printed beside the name.
//!
//! Three places are read: right before the name ("actress Maria Chen"), in
//! commas after it ("Maria Chen, mayor of Elm,") and before it ("the mayor of
//! Elm, Maria Chen,"). The words must hold a known role; an allegation is
//! never one.

use std::ops::Range;

use super::{
    Found,
    identity::Identities,
    lexicon::{FUNCTION, Lexicon, PEOPLE, PERSON_TITLE, PREPOSITION, ROLE, SPEECH, TITLE},
};
use crate::{EntityKind, token::Words};

/// Words that make an allegation or a fate of what they stand with.
const NO_ROLE: &[&str] = &[
    "alleged",
    "accused",
    "suspected",
    "convicted",
    "disgraced",
    "suspect",
    "defendant",
    "victim",
    "survivor",
    "killer",
    "murderer",
    "rapist",
    "predator",
    "abuser",
    "attacker",
    "allegedly",
    "witness",
    "eyewitness",
    "late",
];

/// Words that end an apposition.
const ENDS: &[&str] =
    &[",", ".", ";", ":", "!", "?", "(", ")", "–", "—", "--", "-", "”", "\"", "“", "''", "…"];

/// Words that go with a role even where no article opens it.
const MODIFIERS: &[&str] = &[
    "former",
    "ex",
    "deputy",
    "senior",
    "junior",
    "chief",
    "vice",
    "prime",
    "acting",
    "assistant",
    "associate",
    "managing",
    "executive",
    "general",
    "retired",
    "foreign",
    "home",
    "shadow",
    "cabinet",
    "first",
    "finance",
    "interior",
    "defence",
    "defense",
    "health",
    "justice",
    "arts",
    "education",
    "trade",
    "energy",
    "opposition",
    "police",
    "army",
    "navy",
    "film",
    "movie",
    "fashion",
    "music",
    "media",
    "business",
    "football",
    "rugby",
    "cricket",
    "tennis",
    "soccer",
    "baseball",
    "basketball",
    "hockey",
    "sports",
    "pop",
    "rock",
    "folk",
    "jazz",
    "opera",
    "oil",
    "steel",
    "bank",
    "central",
    "market",
    "political",
    "human",
    "rights",
    "civil",
    "state",
    "federal",
    "district",
    "county",
    "city",
    "town",
    "national",
    "local",
    "regional",
    "court",
    "appeal",
    "high",
    "supreme",
    "party",
    "union",
    "labour",
    "labor",
    "team",
    "club",
    "fellow",
    "lead",
    "leading",
    "top",
    "star",
    "television",
    "radio",
    "tv",
    "news",
    "war",
    "crime",
    "science",
    "history",
    "law",
    "literary",
    "art",
    "stage",
    "theatre",
    "board",
    "company",
    "house",
    "minority",
    "majority",
    "campaign",
    "press",
    "family",
    "defence",
    "fisheries",
    "infrastructure",
    "transport",
    "environment",
];

/// The longest role, in words.
const MAX_WORDS: usize = 10;

/// The roles of each bearer, first printed first.
pub(super) fn roles(words: &Words<'_>, found: &[Found], identities: &Identities) -> Vec<Vec<String>> {
    let mut roles: Vec<Vec<String>> = vec![Vec::new(); identities.bearers.len()];
    let marks = |at: usize| found.partition_point(|name| name.words.end <= at);
    let is_named = |at: usize| found.get(marks(at)).is_some_and(|name| name.words.start <= at);
    let people = found.iter().zip(&identities.of).enumerate();
    for (idx, (name, bearer)) in people.filter(|(_, (name, _))| name.kind == EntityKind::Person) {
        let sentence = &words.sentences[words.sentence_of(name.words.start)].tokens;
        let is_person = |at: usize| {
            found.get(marks(at)).is_some_and(|name| name.words.start <= at && name.kind == EntityKind::Person)
        };
        let place_before = before(words, name, sentence, &is_named);
        let places = [
            place_before.clone(),
            after(words, name, sentence, &is_person),
            before_comma(words, name, sentence, &is_person),
        ];
        for place in places.into_iter().flatten() {
            let role = role_text(words, place);
            let role = of_one(&role).unwrap_or(role);
            tell(&mut roles[*bearer], role);
        }
        // "Senators Ann Lee and Bob Hale": each of them
        let all = place_before.and_then(|place| of_one(&role_text(words, place)));
        for other in all.iter().flat_map(|_| listed_behind(words, found, idx)) {
            tell(&mut roles[identities.of[other]], all.clone().unwrap_or_default());
        }
    }
    roles
}

/// Adds a role unless it is known, or part of one.
fn tell(known: &mut Vec<String>, role: String) {
    let is_told = |other: &String| other.to_lowercase().contains(&role.to_lowercase());
    if !role.is_empty() && !known.iter().any(is_told) {
        known.push(role);
    }
}

/// What each of several is called whose `role` is that of all: "senator" of
/// "senators".
fn of_one(role: &str) -> Option<String> {
    let last = role.rsplit(' ').next()?;
    let dot = if last.ends_with('.') { "." } else { "" };
    let one = last.strip_suffix(dot)?.strip_suffix('s')?;
    let is_one = |word: &str| lists(word) & (ROLE | TITLE) != 0;
    let names_one = is_one(&format!("{one}{dot}")) || is_one(one);
    names_one.then(|| format!("{}{one}{dot}", &role[..role.len() - last.len()]))
}

/// The people named right behind `found[idx]`, in one list with it.
fn listed_behind<'a>(
    words: &'a Words<'_>,
    found: &'a [Found],
    idx: usize,
) -> impl Iterator<Item = usize> + 'a {
    let joins = move |at: usize| {
        let between = found[at - 1].words.end..found[at].words.start;
        between.len() <= 2
            && !between.is_empty()
            && between.into_iter().all(|at| matches!(words.word(at), "," | "and" | "&"))
    };
    (idx + 1..found.len()).take_while(move |at| found[*at].kind == EntityKind::Person && joins(*at))
}

fn lists(word: &str) -> u32 {
    Lexicon::get().lists_of(word)
}

fn is_role(word: &str) -> bool {
    if lists(word) & ROLE != 0 {
        return true;
    }
    let singular = word.strip_suffix('s').unwrap_or(word);
    word.starts_with(char::is_uppercase) && lists(singular) & TITLE != 0 && !is_form_of_address(word)
}

fn is_form_of_address(word: &str) -> bool {
    let folded = word.trim_end_matches('.').to_lowercase();
    matches!(
        folded.as_str(),
        "mr" | "mrs"
            | "ms"
            | "miss"
            | "mx"
            | "dr"
            | "sir"
            | "dame"
            | "lord"
            | "lady"
            | "st"
            | "saint"
            | "mme"
            | "mlle"
            | "madame"
            | "monsieur"
            | "herr"
            | "frau"
            | "señor"
            | "señora"
            | "don"
            | "uncle"
            | "aunt"
            | "comrade"
            | "messrs"
    )
}

/// "movie mogul", "French President": words right before the name.
fn before(
    words: &Words<'_>,
    name: &Found,
    sentence: &Range<usize>,
    is_named: &impl Fn(usize) -> bool,
) -> Option<Range<usize>> {
    let head = name.words.start.checked_sub(1).filter(|at| sentence.contains(at))?;
    if !is_role(words.word(head)) || is_named(head) && words.lists(head) & ROLE == 0 {
        return None;
    }
    let mut start = head;
    while start > sentence.start && head - start < 4 && modifies(words.word(start - 1), is_named(start - 1)) {
        start -= 1;
    }
    // "Fashion designer" at a sentence's start
    let opens = head == sentence.start + 1 && words.lists(sentence.start) & (FUNCTION | SPEECH) == 0;
    if start == sentence.start + 1
        && head - start < 2
        && words.lists(start - 1) & FUNCTION == 0
        && !is_named(start - 1)
    {
        start -= 1;
    }
    // "the elm mayor": without an article, one word before the head is enough
    let has_article = start > sentence.start && is_article(words.word(start - 1));
    if !has_article {
        let is_sure = |at: usize| {
            MODIFIERS.contains(&words.word(at).to_lowercase().as_str()) || words.lists(at) & PEOPLE != 0
        };
        start = (start..head)
            .rev()
            .take_while(|at| is_sure(*at) || *at == sentence.start && opens)
            .last()
            .unwrap_or(head);
    }
    Some(start..name.words.start)
}

fn is_article(word: &str) -> bool {
    matches!(word, "the" | "The" | "a" | "an" | "A" | "An" | "its" | "his" | "her" | "their" | "'s" | "’s")
}

/// Whether `word` belongs to the role after it ("former", "movie", "French").
fn modifies(word: &str, is_named: bool) -> bool {
    let known = lists(word);
    if known & PEOPLE != 0
        || matches!(
            word,
            "Prime" | "Vice" | "Foreign" | "Deputy" | "Chief" | "Former" | "Senior" | "Attorney"
        )
    {
        return true;
    }
    // "Home Secretary", "Justice Minister"
    if !is_named && word.starts_with(char::is_uppercase) && MODIFIERS.contains(&word.to_lowercase().as_str())
    {
        return true;
    }
    let is_small = word.chars().all(|ch| ch.is_lowercase() || ch == '-');
    let is_verb =
        known & SPEECH != 0 || word.ends_with("ing") || word.ends_with("ly") || word.ends_with("ed");
    !is_named && is_small && known & FUNCTION == 0 && !is_verb && !is_possessive(word) && word.len() > 2
}

fn is_possessive(word: &str) -> bool {
    matches!(word, "'s" | "’s" | "'S" | "’S" | "'" | "’")
}

/// "Maria Chen, 54, the mayor of Elm,": words in commas after the name.
fn after(
    words: &Words<'_>,
    name: &Found,
    sentence: &Range<usize>,
    is_person: &impl Fn(usize) -> bool,
) -> Option<Range<usize>> {
    let word = |at: usize| (at < sentence.end).then(|| words.word(at));
    let mut start = name.words.end;
    if word(start)? != "," {
        return None;
    }
    start += 1;
    if word(start)?.chars().all(|ch| ch.is_ascii_digit()) && word(start + 1)? == "," {
        start += 2;
    }
    let end = apposition_end(words, start, sentence.end);
    let closes = word(end)
        .is_none_or(|word| ENDS.contains(&word) || matches!(word, "who" | "and" | "whose" | "which"));
    let range = skip_article(words, start..end);
    let opens = range.is_empty()
        || words.lists(range.start) & (FUNCTION | PREPOSITION) == 0 && words.word(range.start) != "including";
    let fits = closes && opens && (start..end).all(|at| !is_person(at)) && has_role_head(words, &range);
    fits.then_some(range)
}

/// Where an apposition that begins at `start` ends.
fn apposition_end(words: &Words<'_>, start: usize, border: usize) -> usize {
    (start..border.min(start + MAX_WORDS + 2))
        .find(|at| ENDS.contains(&words.word(*at)) || matches!(words.word(*at), "who" | "whose" | "which"))
        .unwrap_or(border.min(start + MAX_WORDS + 2))
}

fn skip_article(words: &Words<'_>, range: Range<usize>) -> Range<usize> {
    let skips = range.len() > 1 && matches!(words.word(range.start), "the" | "The" | "a" | "A" | "an" | "An");
    range.start + usize::from(skips)..range.end
}

/// Whether the words before the first "of", "at" and their like end with a
/// role, and nothing in the range says or does something.
fn has_role_head(words: &Words<'_>, range: &Range<usize>) -> bool {
    if range.is_empty() || range.len() > MAX_WORDS {
        return false;
    }
    let ends_head = |word: &str| {
        matches!(word, "of" | "at" | "for" | "in" | "from" | "and" | "on" | "to" | "with" | "'s" | "’s")
    };
    let mut start = range.start;
    if let Some(possessive) = range.clone().take(5).rfind(|at| is_possessive(words.word(*at))) {
        start = possessive + 1;
    }
    let head = (start..range.end).find(|at| ends_head(words.word(*at))).unwrap_or(range.end);
    let says = |word: &str| {
        matches!(
            word,
            "is" | "was" | "has" | "had" | "were" | "are" | "will" | "would" | "he" | "she" | "they" | "I"
        ) || lists(word) & SPEECH != 0
    };
    head > start && is_role(words.word(head - 1)) && !range.clone().any(|at| says(words.word(at)))
}

/// "the mayor of Elm, Maria Chen,": words before a comma and the name.
fn before_comma(
    words: &Words<'_>,
    name: &Found,
    sentence: &Range<usize>,
    is_person: &impl Fn(usize) -> bool,
) -> Option<Range<usize>> {
    let comma =
        name.words.start.checked_sub(1).filter(|at| sentence.contains(at) && words.word(*at) == ",")?;
    let closes = name.words.end >= sentence.end || ENDS.contains(&words.word(name.words.end));
    if !closes {
        return None;
    }
    let first = sentence.start.max(comma.saturating_sub(MAX_WORDS));
    // the nearest article or possessor opens the role
    let opener = (first..comma).rev().find(|at| {
        let word = words.word(*at);
        is_article(word) && (*at + 1 < comma) && has_role_head(words, &(*at + 1..comma))
    })?;
    if is_possessive(words.word(opener)) {
        // the possessor is told too, but the role is not theirs
        let mut start = opener;
        while start > first && words.word(start - 1).starts_with(char::is_uppercase) {
            start -= 1;
        }
        return Some(start..comma);
    }
    let range = opener + 1..comma;
    range
        .clone()
        .all(|at| !is_person(at) || range.clone().any(|at| is_possessive(words.word(at))))
        .then_some(range)
}

/// The words of a role; empty where they are none after all.
fn role_text(words: &Words<'_>, range: Range<usize>) -> String {
    let range = skip_article(words, range);
    let Range { mut start, end } = range;
    while start < end && is_possessive(words.word(start)) {
        start += 1;
    }
    while start < end
        && matches!(words.word(start), "disgraced" | "late" | "veteran" | "embattled" | "then")
        && end - start > 1
    {
        start += 1;
    }
    if (start..end).any(|at| NO_ROLE.contains(&words.word(at).to_lowercase().as_str())) || start >= end {
        return String::new();
    }
    let only_address =
        end - start == 1 && words.lists(start) & PERSON_TITLE != 0 && is_form_of_address(words.word(start));
    if only_address {
        return String::new();
    }
    let text = words.span(start..end).of(words.text);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
