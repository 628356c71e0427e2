//! Words that lead up to a cue and tell who speaks, though nobody there is
//! known by name.

use std::ops::Range;

use super::{
    nearby, part, phrase,
    scene::{self, Scene},
};
use crate::{
    EntityKind,
    name::lexicon::{CALENDAR, FUNCTION, PEOPLE, SPEECH},
};

/// Whether a capitalised word may be a name that nobody knows.
pub(super) fn may_name(scene: &Scene<'_>, at: usize) -> bool {
    let word = scene.words.word(at);
    word.len() > 1
        && word.starts_with(char::is_uppercase)
        && scene.words.lists(at) & (CALENDAR | FUNCTION | PEOPLE) == 0
}

/// The name that nobody knows before the cue at `cue`: "which Variety called",
/// "WHO said". A word that opens its sentence may be any.
pub(super) fn unknown_before(scene: &Scene<'_>, cue: usize) -> Option<Range<usize>> {
    let start = scene.words.sentences[scene.words.sentence_of(cue)].tokens.start;
    let mut last = cue.checked_sub(1)?;
    for _ in 0..2 {
        if last > start && nearby::is_auxiliary(scene.words.word(last)) {
            last -= 1;
        }
    }
    let word = scene.words.word(last);
    let shouted = word.chars().all(char::is_uppercase) && word.len() > 2;
    if last < start || scene.mention_at(last).is_some() || !(shouted || may_name(scene, last)) {
        return None;
    }
    if last == start {
        return shouted.then_some(last..cue);
    }
    let lead = scene.words.word(last - 1);
    // "the laboratory Harbor said", not "a clerk in Harbor said"
    let names = matches!(lead, "," | "The" | "But" | "And" | "As" | "While" | "When")
        || lead.starts_with(char::is_lowercase) && !scene::is_preposition(lead);
    let first = last - usize::from(matches!(lead, "the" | "The"));
    (names && !scene.is_quoted(last)).then_some(first..cue)
}

/// Whether "Elmish officials", "Police officers" or the like begin at `start`.
pub(super) fn opens_with_people(scene: &Scene<'_>, start: usize) -> bool {
    let whence = scene.words.lists(start) & PEOPLE != 0
        || scene.mention_at(start).is_some_and(|idx| scene.is(scene.named[idx].entity, EntityKind::Place));
    let end = scene.words.sentences[scene.words.sentence_of(start)].tokens.end;
    let near = start + usize::from(whence)..end.min(start + 4);
    let people = near.take_while(|at| scene.words.word(*at).starts_with(char::is_alphabetic));
    whence && people.into_iter().any(|at| is_people(scene, at))
}

/// Whether a word means several people: "researchers", "scientists" by their endings.
pub(super) fn is_people(scene: &Scene<'_>, at: usize) -> bool {
    let word = scene.lower(at);
    word.strip_suffix('s').is_some_and(|one| {
        phrase::is_somebody(one) || ["er", "or", "ist", "ian"].iter().any(|end| one.ends_with(end))
    })
}

/// The words that open a clause, or stand behind "as" or the like, and lead up to
/// the cue at `cue`: "But researchers from the Elm Institute | warned", "… as
/// another survey by the Elm Bank | said". They tell who speaks, if nobody by name.
pub(super) fn clause_before(scene: &Scene<'_>, cue: usize) -> Option<Range<usize>> {
    const LONGEST: usize = 9;
    let start = scene.words.sentences[scene.words.sentence_of(cue)].tokens.start;
    let from = scene.clause_start(start, cue);
    let is_article = |at: usize| {
        matches!(
            &*scene.lower(at),
            "a" | "an" | "the" | "one" | "another" | "some" | "several" | "many" | "most" | "other" | "two"
        )
    };
    let opens = |at: usize| {
        at == from
            || matches!(
                scene.words.word(at - 1),
                "But"
                    | "And"
                    | "as"
                    | "As"
                    | "when"
                    | "When"
                    | "while"
                    | "While"
                    | "after"
                    | "After"
                    | "because"
                    | "but"
            )
    };
    let is_somebody = |at: usize| phrase::is_somebody(&scene.lower(at)) || is_people(scene, at);
    let goes_on = |at: &usize| {
        let word = scene.words.word(*at);
        word.starts_with(char::is_alphanumeric)
            && !part::is_surely_finite(scene, *at)
            && !scene.is_quoted(*at)
    };
    let words = (from..cue).rev().take(LONGEST).take_while(goes_on);
    let first = words.filter(|at| opens(*at) && (is_article(*at) || is_somebody(*at))).last()?;
    (cue > first + 1 || is_somebody(first)).then_some(first..cue)
}

/// The words for somebody or something right before the verb at `cue`, back to
/// where their clause begins: "However, supporters of the plan | claim",
/// "further reports | had suggested".
pub(super) fn noun_before(scene: &Scene<'_>, cue: usize) -> Option<Range<usize>> {
    const LONGEST: usize = 9;
    let start = scene.words.sentences[scene.words.sentence_of(cue)].tokens.start;
    let from = scene.clause_start(start, cue);
    let mut last = cue.checked_sub(1)?;
    for _ in 0..3 {
        if last > from && helps(scene, last) {
            last -= 1;
        }
    }
    if last < from || scene.words.word(cue).ends_with("ing") || !is_noun(scene, last) {
        return None;
    }
    let goes_on = |at: &usize| {
        scene.words.word(*at).starts_with(char::is_alphanumeric)
            && !scene.is_quoted(*at)
            && !divides(&scene.lower(*at))
            && (is_noun(scene, *at) || !part::is_surely_finite(scene, *at))
    };
    let first = (from..=last).rev().take(LONGEST).take_while(goes_on).last()?;
    // "phone calls", "strong demand": the cue may be a noun itself
    let is_verb = scene.words.lists(cue) & SPEECH != 0 || scene.words.word(cue).ends_with("ed");
    (is_verb || is_people(scene, last) || is_people(scene, first) || is_determiner(&scene.lower(first)))
        .then_some(first..last + 1)
}

/// Whether a word opens what is said of somebody or something.
fn is_determiner(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "a"
            | "an"
            | "our"
            | "his"
            | "her"
            | "their"
            | "its"
            | "one"
            | "another"
            | "some"
            | "many"
            | "several"
            | "both"
            | "numerous"
            | "this"
            | "these"
            | "those"
    )
}

/// Whether a word counts people: "two women".
fn is_number(word: &str) -> bool {
    matches!(word, "two" | "three" | "four" | "five" | "six" | "seven" | "eight" | "nine" | "ten")
        || word.chars().all(|ch| ch.is_ascii_digit())
}

/// Whether a word may stand between a subject and its verb.
fn helps(scene: &Scene<'_>, at: usize) -> bool {
    nearby::is_auxiliary(scene.words.word(at))
        || matches!(
            scene.words.word(at),
            "would"
                | "will"
                | "could"
                | "may"
                | "might"
                | "can"
                | "should"
                | "do"
                | "did"
                | "does"
                | "not"
                | "n't"
                | "n’t"
                | "never"
                | "often"
                | "now"
                | "still"
                | "already"
                | "even"
        )
}

/// Whether a small word may be a noun: no word of grammar, nothing done.
fn is_noun(scene: &Scene<'_>, at: usize) -> bool {
    let word = scene.words.word(at);
    word.len() > 2
        && word.starts_with(char::is_lowercase)
        && scene.words.lists(at) & (FUNCTION | SPEECH) == 0
        && !scene::is_preposition(word)
        && !divides(word)
        && !["ed", "ing", "ly"].iter().any(|end| word.ends_with(end))
}

/// Whether a word opens a clause.
fn divides(word: &str) -> bool {
    matches!(
        word,
        "that"
            | "when"
            | "while"
            | "as"
            | "but"
            | "and"
            | "or"
            | "though"
            | "although"
            | "because"
            | "if"
            | "where"
            | "who"
            | "which"
            | "whether"
            | "after"
            | "before"
            | "so"
            | "than"
            | "since"
            | "until"
            | "however"
            | "meanwhile"
            | "to"
    )
}

/// The words behind a verb that is turned round: "…, said | our correspondent".
pub(super) fn noun_after(scene: &Scene<'_>, cue: usize, said: &Range<usize>) -> Option<Range<usize>> {
    const LONGEST: usize = 12;
    let border = scene.words.sentences[scene.words.sentence_of(cue)].tokens.end;
    let turned = cue > 0
        && (nearby::touches(scene, said.end, cue) || scene.is_quoted(cue - 1))
        && !nearby::is_told_by(scene, cue)
        && scene.words.lists(cue) & SPEECH != 0;
    let first = cue + 1;
    if !turned || first >= border {
        return None;
    }
    let opens = is_determiner(scene.words.word(first)) || is_number(scene.words.word(first));
    let end = (first..border.min(first + LONGEST))
        .find(|at| nearby::ends_phrase(scene.words.word(*at)))
        .unwrap_or(border);
    let plain = (first..end).all(|at| !scene.is_quoted(at));
    ((opens && end > first + 1 || is_people(scene, first)) && plain && end < first + LONGEST)
        .then_some(first..end)
}
