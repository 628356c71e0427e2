//! Words that somebody owns and that stand for what they said: "Lee's answer:
//! “…”".

use std::ops::Range;

use super::{
    phrase,
    scene::{self, Named, Scene},
};
use crate::EntityKind;

/// Words between an owner and what they said.
const BETWEEN: usize = 4;

/// What somebody says, in one or more.
const WORDS: [&str; 72] = [
    "accusation",
    "accusations",
    "advice",
    "announcement",
    "answer",
    "answers",
    "apology",
    "argument",
    "assertion",
    "assessment",
    "call",
    "calls",
    "claim",
    "claims",
    "comment",
    "comments",
    "complaint",
    "complaints",
    "conclusion",
    "contention",
    "defence",
    "defense",
    "demand",
    "demands",
    "denial",
    "denials",
    "description",
    "explanation",
    "insistence",
    "joke",
    "letter",
    "line",
    "mantra",
    "message",
    "motto",
    "note",
    "observation",
    "plea",
    "pledge",
    "pledges",
    "point",
    "post",
    "prediction",
    "predictions",
    "promise",
    "promises",
    "proposal",
    "question",
    "quip",
    "quote",
    "rallying",
    "reaction",
    "refrain",
    "rejoinder",
    "remark",
    "remarks",
    "reply",
    "response",
    "retort",
    "slogan",
    "speech",
    "statement",
    "statements",
    "suggestions",
    "take",
    "tweet",
    "tweets",
    "verdict",
    "view",
    "vow",
    "warning",
    "warnings",
];

/// Whether a word in lower case is something said.
pub(super) fn is_said(word: &str) -> bool {
    WORDS.contains(&word) || word == "words" || word == "testimony"
}

/// The person in `tokens` who owns what was said: "Lee's best line".
pub(super) fn of<'a>(scene: &'a Scene<'_>, tokens: &Range<usize>) -> Option<&'a Named> {
    let named = scene.named_inside(tokens).iter();
    let mut owners = named.filter(|named| named.owns && !named.is_quoted());
    owners.find(|named| {
        let next = named.tokens.end + 1..(named.tokens.end + 1 + BETWEEN).min(tokens.end);
        scene.is(named.entity, EntityKind::Person)
            && next
                .take_while(|at| scene.words.word(*at).starts_with(char::is_alphabetic))
                .any(|at| is_said(&scene.lower(at)))
    })
}

/// Whether the cue is a noun whose owner is not told: "led to calls for a vote".
pub(super) fn is_of_nobody(scene: &Scene<'_>, cue: usize) -> bool {
    let leads = |at: usize| {
        matches!(
            &*scene.lower(at),
            "to" | "of"
                | "by"
                | "from"
                | "with"
                | "amid"
                | "despite"
                | "after"
                | "any"
                | "some"
                | "many"
                | "no"
        )
    };
    let noun = scene.lower(cue);
    noun.ends_with('s') && is_said(&noun) && cue.checked_sub(1).is_some_and(leads)
}

/// The person of "Lee's recent claim that", where `cue` is "claim", or of "that
/// quote from Lee".
pub(super) fn of_cue<'a>(scene: &'a Scene<'_>, cue: usize) -> Option<&'a Named> {
    const FARTHEST: usize = 6;
    // Not a verb: "Lee's aides claim", "Lee's campaign claims".
    let noun = scene.lower(cue);
    if !is_said(&noun) || noun.ends_with('s') {
        return None;
    }
    let is_person = |named: &&Named| scene.is(named.entity, EntityKind::Person) && !named.is_quoted();
    let sentence = &scene.words.sentences[scene.words.sentence_of(cue)].tokens;
    if cue + 2 < sentence.end && scene.words.word(cue + 1) == "from" {
        let named = scene.named_around(cue).find(|named| named.tokens.start > cue + 1)?;
        let office = cue + 2..named.tokens.start;
        let is_plain = |at: usize| {
            let word = scene.words.word(at);
            word.starts_with(char::is_alphabetic) && !scene::is_preposition(word)
        };
        let leads = office.len() <= 4 && office.clone().all(is_plain);
        return Some(named).filter(is_person).filter(|named| leads && !named.owns);
    }
    let owner = scene.before(cue).next().filter(|named| named.owns && named.tokens.end < cue)?;
    let between = owner.tokens.end + 1..cue;
    let is_adjective = |at: usize| {
        let word = scene.words.word(at);
        (word.starts_with(char::is_lowercase) || word == "-")
            && !word.ends_with('s')
            && !phrase::is_somebody(word)
            && !matches!(word, "and" | "or" | "of" | "campaign" | "team" | "camp" | "office" | "staff")
    };
    (between.len() <= FARTHEST && between.clone().all(is_adjective)).then_some(owner).filter(is_person)
}

/// The person of "according to Lee's statement", where `cue` is "according".
pub(super) fn according_to<'a>(scene: &'a Scene<'_>, cue: usize) -> Option<&'a Named> {
    const FARTHEST: usize = 9;
    let end = scene.words.sentences[scene.words.sentence_of(cue)].tokens.end;
    let according = scene.lower(cue) == "according" && cue + 2 < end && scene.words.word(cue + 1) == "to";
    according.then(|| of(scene, &(cue + 2..(cue + 2 + FARTHEST).min(end)))).flatten()
}

/// Whose the stretch at `stretch` is in "Lee's “rude” answer".
pub(super) fn around<'a>(scene: &'a Scene<'_>, stretch: &Range<usize>) -> Option<&'a Named> {
    let owner = stretch.start.checked_sub(2).and_then(|at| scene.mention_at(at))?;
    let named = &scene.named[owner];
    let owns = named.owns && named.tokens.end + 1 == stretch.start;
    let end = scene.words.sentences[named.sentence].tokens.end;
    let mut next = (stretch.end..end).take(2);
    (owns && scene.is(named.entity, EntityKind::Person) && next.any(|at| is_said(&scene.lower(at))))
        .then_some(named)
}

/// The only person in the words before a colon that are taken for a speaker:
/// "the line of the night belonged to Lee". Nobody where the words are for
/// somebody of their own ("an aide to Lee").
pub(super) fn only_one<'a>(scene: &'a Scene<'_>, tokens: &Range<usize>, cue: usize) -> Option<&'a Named> {
    if scene.words.word(cue) != ":" || tokens.end > cue {
        return None;
    }
    let mut people = scene
        .named_inside(tokens)
        .iter()
        .filter(|named| scene.is(named.entity, EntityKind::Person) && !named.is_quoted());
    let first = people.next()?;
    people.all(|other| other.entity == first.entity).then_some(first)
}
