//! People's names: lone surnames, initials, nicknames, other scripts.

use backfile_extract::{
    EntityKind,
    names::{PersonName, first_letters},
};

use super::{
    Agreement, Candidate, Compare, Known, Question, Reason, Verdict,
    judge::{Group, groups},
    spelling::{self, distance, first_name, sound},
};

/// How many bearers of a surname are compared; those named most.
const MAX_BEARERS: usize = 16;

/// The least that company must tell for a join that rests on it.
const LEAST: f32 = 0.1;

/// The same for a surname alone, which tells nothing by itself.
const LEAST_SURNAME: f32 = 0.15;

/// How much more than for the next bearer it must tell.
const CLEAR: f32 = 1.8;

/// Articles that name somebody in full who may be named by surname in any number.
const USUAL: u32 = 8;

/// Years between two names that may still be one person.
const MAX_YEARS: i32 = 40;

/// The words of a person's name.
fn parts(name: &str) -> PersonName {
    PersonName::of(name.split_whitespace())
}

/// Whether a person's name is a surname or first name alone.
pub(crate) fn is_lone(name: &str) -> bool {
    !parts(name).is_full()
}

/// The surname of the person called `name`, folded: its last word.
pub(crate) fn surname(name: &str) -> Option<String> {
    parts(name).last().map(str::to_owned)
}

/// The letters by which those who share a full name's surname are narrowed;
/// none for a lone name.
pub(crate) fn given_letters(name: &str) -> Vec<char> {
    let full = parts(name);
    match full.words.first() {
        Some(word) if full.is_full() => {
            let mut letters = first_letters(word);
            letters.extend(first_name(word).chars().next());
            letters
        }
        _ => Vec::new(),
    }
}

/// Whose lone surname this is, by the company it keeps.
pub(super) fn by_surname(question: &Question<'_>, compare: &mut Compare<'_>) -> Option<Verdict> {
    let Known { no, name, n, .. } = question.name;
    let lone = parts(name);
    let word = lone.last()?;
    let bears = |candidate: &&Candidate| {
        let full = parts(&candidate.known.name);
        full.is_full() && full.last().is_some_and(|last| last == word || is_other_script(last, word))
    };
    let mut bearers: Vec<&Candidate> = question.namesakes.iter().filter(bears).collect();
    // Only where nobody is spelled so may another spelling be meant.
    let is_same = |bearer: &&Candidate| surname(&bearer.known.name).as_deref() == Some(word);
    if bearers.iter().any(is_same) {
        bearers.retain(is_same);
    }
    let mut groups = groups(bearers.into_iter());
    // Whoever is hardly ever named in full is not whom hundreds know by surname.
    groups.retain(|group| group.n >= USUAL || 5 * group.n >= *n);
    groups.truncate(MAX_BEARERS);
    let n_called: u32 = groups.iter().map(|group| group.called).sum();
    let is_only = groups.len() == 1;
    let (best, agreed, strength, next) = clearest(*no, &groups, n_called, compare)?;
    let is_same = surname(&best.name.name).as_deref() == Some(word);
    let least = if is_same { LEAST_SURNAME } else { 2.0 * LEAST_SURNAME };
    let is_telling = agreed.n_shared >= 2
        || agreed.n_shared >= 1 && (agreed.role.is_some() || is_only && *n <= 2 && agreed.share >= 0.25)
        // Who is named in short lines alone is named beside one thing.
        || agreed.n_shared >= 1 && is_only && best.n >= 3 * *n && agreed.share >= 0.5;
    let is_clear = strength >= CLEAR * next
        || best.called > 0 && best.called >= 10 * (n_called - best.called) && strength > next;
    (is_telling && is_clear && strength >= least && agreed.years_apart <= MAX_YEARS).then(|| Verdict {
        to: best.to,
        reason: Reason::Surname(agreed.most_telling),
        confidence: confidence(0.6, &agreed, strength, next),
    })
}

/// The one of `groups` whose company agrees best with that of `no`, how far,
/// how strongly, and how strongly the next one's does.
fn clearest<'g>(
    no: i64,
    groups: &'g [Group<'g>],
    n_called: u32,
    compare: &mut Compare<'_>,
) -> Option<(&'g Group<'g>, Agreement, f32, f32)> {
    let mut found: Option<(&Group<'_>, Agreement, f32)> = None;
    let mut next = 0.0f32;
    for group in groups {
        let agreed = compare(no, group.name.no);
        let prior = if n_called > 0 { 0.1 * group.called as f32 / n_called as f32 } else { 0.0 };
        // The company of one or two articles agrees with much by chance.
        let trust = group.n as f32 / (group.n as f32 + 2.0);
        let strength = if agreed.n_shared > 0 { trust * agreed.strength() + prior } else { 0.0 };
        match &found {
            Some((_, _, known)) if *known >= strength => next = next.max(strength),
            _ => {
                next = next.max(found.as_ref().map_or(0.0, |(_, _, known)| *known));
                found = Some((group, agreed, strength));
            }
        }
    }
    found.map(|(group, agreed, strength)| (group, agreed, strength, next))
}

fn confidence(base: f32, agreed: &Agreement, strength: f32, next: f32) -> f32 {
    let margin = if strength > 0.0 { 1.0 - next / strength } else { 0.0 };
    let found = 0.15 * (2.5 * strength).min(1.0) + 0.1 * margin + 0.02 * agreed.n_shared.min(6) as f32;
    (base + found).min(0.97)
}

/// A fuller or more usual form of a full name.
pub(super) fn by_first_names(question: &Question<'_>, compare: &mut Compare<'_>) -> Option<Verdict> {
    let name = question.name;
    let mine = parts(&name.name);
    let my_rank = rank(name);
    let may_be = |candidate: &&Candidate| {
        let other = &candidate.known;
        let theirs = parts(&other.name);
        theirs.is_full()
            && rank(other) > my_rank
            && (fits(&mine, &theirs) || is_same_from_other_script(&mine, &theirs))
    };
    let fitting: Vec<&Candidate> = question.namesakes.iter().filter(may_be).collect();
    let mut groups = groups(fitting.into_iter());
    groups.truncate(MAX_BEARERS);
    let is_only = groups.len() == 1;
    let (best, agreed, strength, next) = clearest(name.no, &groups, 0, compare)?;
    let theirs = parts(&best.name.name);
    let is_clear = is_only || strength >= CLEAR * next && strength >= LEAST;
    let is_likely = match closeness(&mine, &theirs, &name.name, &best.name.name) {
        Closeness::Middle => !agreed.is_strange() && agreed.years_apart <= MAX_YEARS,
        Closeness::Short => agreed.n_shared >= 1 && strength >= LEAST,
        Closeness::Family => {
            !(suffix(&name.name).is_some() && suffix(&best.name.name).is_some())
                && agreed.n_shared >= 3
                && strength >= 3.0 * LEAST
        }
        Closeness::Script => agreed.n_shared >= 2 && strength >= LEAST,
    };
    let is_script = mine.last() != theirs.last();
    let most_telling = agreed.most_telling;
    (is_clear && is_likely).then(|| Verdict {
        to: best.to,
        reason: if is_script { Reason::Sound(most_telling) } else { Reason::FirstNames(most_telling) },
        confidence: confidence(0.7, &agreed, strength, next),
    })
}

/// What tells two full names apart.
enum Closeness {
    /// A middle name or its initial.
    Middle,
    /// One gives an initial or a nickname for the first name.
    Short,
    /// One is called Jr. or III: may be father and son.
    Family,
    /// They are spelled as in different languages.
    Script,
}

fn closeness(mine: &PersonName, theirs: &PersonName, name: &str, other: &str) -> Closeness {
    if mine.last() != theirs.last() {
        Closeness::Script
    } else if suffix(name) != suffix(other) {
        Closeness::Family
    } else if first(mine) == first(theirs) {
        Closeness::Middle
    } else {
        Closeness::Short
    }
}

fn first(name: &PersonName) -> &str {
    name.words.first().map_or("", |word| first_name(word))
}

/// "Jr.", "III" and their like.
fn suffix(name: &str) -> Option<String> {
    let last = name.split_whitespace().last()?.trim_end_matches('.').to_lowercase();
    matches!(last.as_str(), "jr" | "sr" | "ii" | "iii" | "iv").then_some(last)
}

fn fits(mine: &PersonName, theirs: &PersonName) -> bool {
    let canonical = |name: &PersonName| PersonName {
        words: name.words.iter().map(|word| first_name(word.trim_matches(',')).to_owned()).collect(),
        nickname: name.nickname.clone(),
    };
    // "Dolores Ibarra" may be Ibarra Quintana, but across articles the last
    // words have to be the same.
    mine.last() == theirs.last() && canonical(mine).fits(&canonical(theirs))
}

/// Whether two people's full names may be forms of one name.
pub(crate) fn may_be_one(one: &str, other: &str) -> bool {
    let (one, other) = (parts(one), parts(other));
    fits(&one, &other) || is_same_from_other_script(&one, &other)
}

/// Which of two forms of a name stands for both: one with a full first name,
/// then the one used most.
fn rank(known: &Known) -> (bool, u32, usize, std::cmp::Reverse<i64>) {
    let name = parts(&known.name);
    let is_initial = name.words.first().is_none_or(|word| word.trim_end_matches('.').chars().count() == 1);
    (!is_initial, known.n, name.words.len(), std::cmp::Reverse(known.no))
}

/// Whether two surnames may be one name from another script.
fn is_other_script(one: &str, other: &str) -> bool {
    let len = one.chars().count().min(other.chars().count());
    one != other
        && len >= 5
        && sound(one) == sound(other)
        && sound(one).len() > 2
        && distance(one, other) <= len / 2 + 1
}

fn is_same_from_other_script(mine: &PersonName, theirs: &PersonName) -> bool {
    let (Some(last), Some(other)) = (mine.last(), theirs.last()) else { return false };
    let first_sounds = |name: &PersonName| sound(first(name));
    is_other_script(last, other)
        && (first(mine) == first(theirs) || first_sounds(mine) == first_sounds(theirs))
}

/// Whether a name may be a person's though most articles say otherwise: it
/// has two words and begins with a first name.
pub(super) fn looks_like_a_person(known: &Known) -> bool {
    let words = spelling::words(&backfile_article::fold(&known.name));
    known.kind == EntityKind::Person
        && words.len() > 1
        && words.first().is_some_and(|word| backfile_extract::names::is_first_name(word))
}
