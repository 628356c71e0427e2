//! Finds all who speak together: "Ann Lee, a lawyer, and Bob Hale said".
//!
//! One of them is traced like any speaker; all are then read from the words that
//! name him, the first of them as the speaker. A name belongs to them only where
//! the words between are a list of names with their offices and appositions, so
//! that "Ann Lee of Elm and the Elmland Council" and "Ann Lee left and Bob Hale"
//! are no lists.

use std::ops::Range;

use super::{
    Found, Way,
    coreference::Past,
    nearby::is_office_word,
    part,
    scene::{Named, Scene, is_preposition},
};
use crate::{
    EntityKind,
    name::lexicon::{PEOPLE, SPEECH},
};

/// The longest list of speakers that is read, in words.
const LONGEST: usize = 80;
/// The longest apposition inside of one, in words.
const APPOSED: usize = 16;
/// The most words of an office before a name.
const OFFICE: usize = 8;

/// Adds to `found` whoever speaks beside its speaker.
pub(super) fn add(scene: &Scene<'_>, past: &Past, found: &mut Found) {
    if found.way == Way::Together {
        return;
    }
    let Some(tokens) = found.tokens.clone() else {
        let Some(entity) = found.entity else { return };
        // It goes on from several.
        let last = past.last().filter(|last| last.found.entity == Some(entity));
        let goes_on = last.filter(|_| !found.way.is_told());
        found.also = goes_on.map(|last| last.found.also.clone()).unwrap_or_default();
        return;
    };
    let sentence = &scene.words.sentences[scene.words.sentence_of(tokens.start)].tokens;
    let first = opening(scene, &tokens, sentence.start);
    let list = List { scene, end: tokens.end.min(first + LONGEST).min(sentence.end) };
    found.also.clear();
    match found.way {
        Way::Phrase | Way::Unnamed => {
            if let Some(named) = list.last_behind_others(&tokens) {
                (found.entity, found.unnamed, found.way) = (Some(named.entity), false, Way::Named);
            }
            return;
        }
        Way::Pronoun | Way::DoubtfulPronoun => {
            let beside = list.beside_pronoun(tokens.end).filter(|named| Some(named.entity) != found.entity);
            found.also.extend(beside.map(|named| (named.tokens.clone(), named.entity)));
            return;
        }
        _ => {}
    }
    let members = list.members(first);
    if members.len() < 2 || members.iter().all(|named| Some(named.entity) != found.entity) {
        return;
    }
    found.tokens = Some(first..tokens.end);
    found.entity = Some(members[0].entity);
    for named in members {
        if Some(named.entity) != found.entity && found.also.iter().all(|(_, other)| *other != named.entity) {
            found.also.push((named.tokens.clone(), named.entity));
        }
    }
}

/// Where the words that name the speakers begin: "Ann Lee, | Bob Hale and Cara
/// Doyle" begins with the name that opens its sentence.
fn opening(scene: &Scene<'_>, tokens: &Range<usize>, from: usize) -> usize {
    let mut first = tokens.start;
    while first > from {
        let mut before = first;
        while before > from && before + OFFICE > first && is_office_word(scene.words.word(before - 1)) {
            before -= 1;
        }
        let joins = before > from && matches!(scene.words.word(before - 1), "," | "and" | "&");
        let named = joins.then(|| before.checked_sub(2).and_then(|at| scene.mention_at(at))).flatten();
        let Some(named) = named.map(|named| &scene.named[named]) else { break };
        if named.tokens.end != before - 1
            || named.tokens.start < from
            || named.owns
            || named.after_preposition
        {
            break;
        }
        first = named.tokens.start;
    }
    if first == tokens.start {
        return first;
    }
    let office =
        (from..first).rev().take(OFFICE).take_while(|at| is_office_word(scene.words.word(*at))).count();
    let opens = first - office;
    let is_clause = opens == from || scene.is_quoted(opens - 1);
    if is_clause { opens } else { tokens.start }
}

/// Those whom the list that begins at `first` and ends before `until` names.
pub(super) fn members<'a>(scene: &'a Scene<'a>, first: usize, until: usize) -> Vec<&'a Named> {
    let sentence = &scene.words.sentences[scene.words.sentence_of(first)].tokens;
    List { scene, end: until.min(first + LONGEST).min(sentence.end) }.members(first)
}

/// Whether a word ends the names of firms.
fn is_suffix(word: &str) -> bool {
    const ALL: [&str; 8] = ["Co", "Corp", "Inc", "Ltd", "LLC", "Plc", "plc", "PLC"];
    ALL.contains(&word.trim_end_matches('.'))
}

struct List<'a> {
    scene: &'a Scene<'a>,
    /// Where the words end that name the speakers.
    end: usize,
}

/// What stands behind a name that belongs to it.
struct Behind {
    end: usize,
    /// Nothing but brackets.
    is_plain: bool,
    /// A clause of its own, whose names are no speakers.
    is_clause: bool,
}

impl<'a> List<'a> {
    fn word(&self, at: usize) -> &'a str {
        if at < self.end { self.scene.words.word(at) } else { "" }
    }

    /// The names of the list that begins at `first`; fewer than two where it is none.
    fn members(&self, first: usize) -> Vec<&'a Named> {
        let both = usize::from(matches!(&*self.scene.lower(first), "both" | "neither"));
        let Some(mut named) = self.name(first + both) else { return Vec::new() };
        let mut members = vec![named];
        // Those after commas count only once "and" ends the list.
        let mut sure = 1;
        loop {
            let behind = self.behind(named.tokens.end);
            let Some((next, ends)) = self.next(behind.end).filter(|(_, ends)| *ends || !behind.is_clause)
            else {
                break;
            };
            let other = self.name(next);
            let Some(other) = other.filter(|other| self.belongs(named, other, next, ends, &behind)) else {
                break;
            };
            members.push(other);
            named = other;
            if ends {
                sure = members.len();
            }
        }
        members.truncate(sure);
        members
    }

    /// The name behind "and" where whoever stands before has none: "critics and Ann Lee".
    fn last_behind_others(&self, tokens: &Range<usize>) -> Option<&'a Named> {
        const OTHERS: usize = 4;
        let and = tokens.clone().take(OTHERS + 1).skip(1).find(|at| matches!(self.word(*at), "and" | "&"))?;
        let named = self.name(and + 1).filter(|named| named.tokens.end == tokens.end)?;
        let is_free = |at: usize| {
            let word = self.word(at);
            (word.starts_with(char::is_alphabetic) || matches!(word, "'s" | "’s"))
                && !is_preposition(word)
                && self.scene.mention_at(at).is_none_or(|mention| self.scene.named[mention].owns)
        };
        ((tokens.start..and).all(is_free) && self.is_person(named)).then_some(named)
    }

    /// Who speaks beside "she" in "she and Bob Hale said"; `and` follows her.
    fn beside_pronoun(&self, and: usize) -> Option<&'a Named> {
        let sentence = &self.scene.words.sentences[self.scene.words.sentence_of(and)].tokens;
        let mut words = (and + 1..sentence.end).take(OFFICE);
        let says = words.find(|at| self.scene.words.lists(*at) & SPEECH != 0)?;
        let joined = Self { end: says, ..*self };
        let named = matches!(joined.word(and), "and" | "&").then(|| joined.name(and + 1)).flatten()?;
        (named.tokens.end == says && self.is_person(named)).then_some(named)
    }

    fn is_person(&self, named: &Named) -> bool {
        self.scene.is(named.entity, EntityKind::Person)
    }

    /// The name at `at`, over the words of an office: "his aide Bob Hale", "Acme
    /// Corp chief Ann Lee". A name that stands for itself has no noun behind it.
    fn name(&self, at: usize) -> Option<&'a Named> {
        let mut at = at;
        let last = at + OFFICE;
        while at < last.min(self.end) {
            let Some(mention) = self.scene.mention_at(at) else {
                if !self.is_office(at) && self.scene.words.lists(at) & PEOPLE == 0 {
                    return None;
                }
                at += 1;
                continue;
            };
            let named = &self.scene.named[mention];
            if named.tokens.start != at || named.tokens.end > self.end {
                return None;
            }
            // "Hale's former aide Ann Lee"
            if named.owns {
                at = named.tokens.end + usize::from(matches!(self.word(named.tokens.end), "'s" | "’s"));
                continue;
            }
            let behind = self.word(named.tokens.end);
            let is_noun = behind.starts_with(char::is_lowercase)
                && !is_preposition(behind)
                && self.joins(named.tokens.end).is_none()
                && !matches!(behind, "who" | "both" | "all" | "or");
            let is_person = self.is_person(named);
            // "the US National Alerting Service", "Elm Council Director Ann Lee"
            let is_part = !is_person && behind.starts_with(char::is_uppercase);
            if !is_noun && !is_part {
                return Some(named);
            }
            if is_person {
                return None;
            }
            at = named.tokens.end;
        }
        None
    }

    /// Whether the word at `at` may belong to an office before a name.
    fn is_office(&self, at: usize) -> bool {
        let word = self.word(at);
        if is_office_word(word) {
            return true;
        }
        let opens = matches!(
            word,
            "and"
                | "or"
                | "but"
                | "who"
                | "whose"
                | "which"
                | "that"
                | "where"
                | "when"
                | "not"
                | "are"
                | "were"
        );
        let does = word.ends_with("ing") && !matches!(word, "acting" | "incoming" | "outgoing" | "operating");
        word.chars().all(|ch| ch.is_lowercase() || ch == '-')
            && !is_preposition(word)
            && !opens
            && !does
            && !part::is_surely_finite(self.scene, at)
    }

    /// The words that belong to the name before `at`.
    fn behind(&self, mut at: usize) -> Behind {
        let close = match self.word(at) {
            "(" => ")",
            "<" => ">",
            _ => "",
        };
        if !close.is_empty() {
            let close = (at..self.end).take(APPOSED).find(|at| self.word(*at) == close);
            at = close.map_or(at, |close| close + 1);
        }
        let mut is_plain = true;
        if matches!(self.word(at), "of" | "from" | "at" | "for" | "with") {
            is_plain = false;
            // "of the Bill and Cara Doyle Fund": no name ends before "and"
            let stops = |at: &usize| {
                matches!(self.word(*at), "," | "and" | "&" | "")
                    && (self.scene.mention_at(at - 1).is_some()
                        || !self.scene.words.word(at - 1).starts_with(char::is_uppercase))
            };
            at = (at..self.end).take(APPOSED).skip(1).find(stops).unwrap_or(self.end);
        }
        let end = |end: usize, is_plain: bool, is_clause: bool| Behind { end, is_plain, is_clause };
        if self.word(at) != "," || self.joins(at + 1).is_some() {
            return end(at, is_plain, false);
        }
        // ", a lawyer from Elm, and Bob Hale", but not ", Bob Hale and Cara Doyle"
        if is_plain && self.name(at + 1).is_some() {
            return end(at, true, false);
        }
        let is_clause = matches!(self.word(at + 1), "who" | "which" | "whose" | "including" | "joined");
        let close = (at + 1..self.end).take(APPOSED).find(|at| self.word(*at) == ",");
        end(close.unwrap_or(self.end), false, is_clause)
    }

    /// Where the next name of the list begins, and whether it may be the last.
    fn next(&self, at: usize) -> Option<(usize, bool)> {
        let comma = usize::from(self.word(at) == ",");
        match self.joins(at + comma) {
            Some(n_words) => Some((at + comma + n_words, true)),
            None if comma == 1 => Some((at + 1, false)),
            None => None,
        }
    }

    /// How many words at `at` join a name to those before it.
    fn joins(&self, at: usize) -> Option<usize> {
        match (self.word(at), self.word(at + 1), self.word(at + 2)) {
            ("as", "well", "as") => Some(3),
            ("along" | "together", "with", _) => Some(2),
            ("and" | "&" | "nor", ..) => Some(1),
            _ => None,
        }
    }

    /// Whether `other`, whose words begin at `start`, stands in one list with
    /// `named`, which `behind` follows.
    fn belongs(&self, named: &Named, other: &Named, start: usize, joined: bool, behind: &Behind) -> bool {
        let kind = |named: &Named| self.scene.entities[named.entity].kind;
        let has_office = start < other.tokens.start;
        // ", a partner with Hale, Doyle and Keller": more surnames are no list of people
        let in_full = self.scene.entities[other.entity].name.contains(' ');
        let is_apart = behind.is_plain || in_full || has_office;
        let is_firm = |named: &Named| is_suffix(self.scene.words.word(named.tokens.end - 1));
        match [named, other].map(|named| self.is_person(named)) {
            [true, true] => is_apart,
            // "Elm Power and Light Co" is one firm
            [false, false] => {
                (behind.is_plain || kind(named) == kind(other))
                    && (is_firm(named) || !is_firm(other) || !joined)
            }
            [_, is_person] => {
                let has_place = [named, other].iter().any(|named| kind(named) == EntityKind::Place);
                // "Evans and Robbins Inc" is one firm
                let is_one = joined && named.tokens.len() == 1 && other.tokens.len() == 2 && is_firm(other);
                // "Elm News and former anchor Ann Lee" is one person
                let is_anchor = is_person && has_office;
                behind.is_plain && !has_place && !is_one && !is_anchor
            }
        }
    }
}
