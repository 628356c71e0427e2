//! What part a name plays in its sentence, as far as the words beside it tell.

use super::scene::{self, Named, Scene};
use crate::{
    name::lexicon::{ROLE, SPEECH, TITLE},
    token::Words,
};

/// The part of a name in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Part {
    /// Does something: "Lee left", "Lee, a lawyer, left", "said Lee".
    Subject,
    /// Stands for itself elsewhere: "met Lee".
    Object,
    /// Follows a preposition: "with Lee".
    Behind,
    /// Owns something: "Lee's".
    Owner,
    /// Inside of what is reported without marks: "said that Lee".
    Reported,
}

/// The part that `named` plays.
pub(super) fn of(scene: &Scene<'_>, named: &Named) -> Part {
    if named.owns {
        return Part::Owner;
    }
    let sentence = &scene.words.sentences[named.sentence].tokens;
    let next = skip_adverbs(scene, named.tokens.end, sentence.end);
    let does = next < sentence.end && is_finite(scene, next);
    // "the kind of race Lee hoped for": the preposition leads to the race.
    if named.after_preposition && !(does && is_apart(scene, named, sentence.start)) {
        return Part::Behind;
    }
    if named.penalty > 0.0 {
        return Part::Reported;
    }
    let told = named.tokens.start > sentence.start
        && scene.words.lists(named.tokens.start - 1) & SPEECH != 0
        && scene.words.word(named.tokens.start - 1).starts_with(char::is_lowercase);
    if does || told || named.subject && !follows_pronoun(scene, named) { Part::Subject } else { Part::Object }
}

/// Whether a word in small letters stands right before the name and its titles
/// that is no preposition.
fn is_apart(scene: &Scene<'_>, named: &Named, start: usize) -> bool {
    let before = (start..named.tokens.start).rev().take(6);
    let mut before = before.skip_while(|at| scene.words.word(*at).starts_with(char::is_uppercase));
    before.next().is_some_and(|at| {
        scene.words.word(at).starts_with(char::is_alphabetic) && !scene::is_preposition(scene.words.word(at))
    })
}

fn skip_adverbs(scene: &Scene<'_>, from: usize, end: usize) -> usize {
    let is_adverb = |at: &usize| {
        let word = scene.words.word(*at);
        word.len() > 4 && word.ends_with("ly")
            || matches!(word, "also" | "then" | "later" | "never" | "now" | "once" | "himself" | "herself")
    };
    from + (from..end).take(2).take_while(is_adverb).count()
}

/// Whether a pronoun before the name is the subject, for the name is none: "She
/// is sure that keeping Lee", "He met Lee".
pub(super) fn is_beside_pronoun(scene: &Scene<'_>, named: &Named) -> bool {
    let end = scene.words.sentences[named.sentence].tokens.end;
    let next = skip_adverbs(scene, named.tokens.end, end);
    let does = next < end && (is_finite(scene, next) || matches!(scene.words.word(next), "," | "(" | "and"));
    !does || follows_pronoun(scene, named)
}

/// Whether "he", "they" or the like is the subject before the name: "He met Lee".
pub(super) fn follows_pronoun(scene: &Scene<'_>, named: &Named) -> bool {
    const NEAR: usize = 6;
    let start = scene.words.sentences[named.sentence].tokens.start;
    let is_subject = |at: usize| {
        matches!(
            scene.words.word(at),
            "he" | "He" | "she" | "She" | "they" | "They" | "we" | "We" | "I" | "it" | "It" | "who"
        )
    };
    let divides =
        |at: &usize| matches!(scene.words.word(*at), "," | "and" | "but" | "that" | "when" | "while" | "as");
    (start..named.tokens.start).rev().take(NEAR).take_while(|at| !divides(at)).any(is_subject)
}

/// Whether a word is a verb that has a subject: "was", "left", "promised".
pub(super) fn is_finite(scene: &Scene<'_>, at: usize) -> bool {
    is_verb_with_subject(scene.words, at)
}

/// Whether a word is such a verb and no plural ("supporters").
pub(super) fn is_surely_finite(scene: &Scene<'_>, at: usize) -> bool {
    let word = scene.words.word(at);
    (!word.ends_with('s') || matches!(word, "is" | "was" | "has" | "does" | "says")) && is_finite(scene, at)
}

/// The same as [`is_finite`] before there is a scene.
pub(super) fn is_verb_with_subject(words: &Words<'_>, at: usize) -> bool {
    let word = words.word(at);
    if matches!(
        word,
        "is" | "was"
            | "has"
            | "had"
            | "will"
            | "would"
            | "could"
            | "can"
            | "did"
            | "does"
            | "may"
            | "might"
            | "should"
            | "must"
            | "said"
            | "told"
            | "wrote"
            | "went"
            | "made"
            | "took"
            | "came"
            | "gave"
            | "got"
            | "won"
            | "lost"
            | "began"
            | "became"
            | "knew"
            | "saw"
            | "spoke"
            | "left"
            | "ran"
            | "drew"
            | "held"
            | "met"
            | "found"
            | "kept"
            | "led"
            | "put"
            | "fell"
            | "rose"
            | "sent"
            | "stood"
            | "shot"
            | "hit"
            | "struck"
            | "swore"
            | "sought"
            | "thought"
            | "felt"
            | "brought"
            | "built"
            | "chose"
            | "fought"
            | "beat"
            | "broke"
    ) {
        return true;
    }
    let lists = words.lists(at);
    word.len() > 3
        && word.starts_with(char::is_lowercase)
        && (word.ends_with("ed") || word.ends_with('s') && !word.ends_with("ss"))
        && lists & (ROLE | TITLE) == 0
}
