//! Words that somebody owns and that stand for what they said: "Lee's answer:
//! “…”".

use std::ops::Range;

use super::scene::{Named, Scene};
use crate::EntityKind;

/// Words between an owner and what they said.
const BETWEEN: usize = 4;

/// What somebody says, in one or more.
const WORDS: [&str; 62] = [
    "accusation",
    "advice",
    "announcement",
    "answer",
    "answers",
    "apology",
    "argument",
    "assertion",
    "assessment",
    "call",
    "claim",
    "claims",
    "comment",
    "comments",
    "complaint",
    "conclusion",
    "contention",
    "defense",
    "defence",
    "demand",
    "denial",
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
    "point",
    "post",
    "prediction",
    "promise",
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
    "take",
    "tweet",
    "tweets",
    "verdict",
    "view",
    "vow",
    "warning",
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
