//! Learns whom "he" and "she" mean, from the annotated speakers of the
//! articles the other models learnt from.

use super::{
    Studied,
    confidence::annotated,
    learn::{Options, choice},
};
use crate::{
    Document,
    name::same_bearer,
    quote::{
        attribution::{Claim, claims},
        model::Model,
        read::Reading,
        speaker::{Choice, choices},
    },
};

/// The table has 2^15 rows, so that few features share one.
const BITS: u32 = 15;
/// How strongly weights are held back: there are few examples. Of 1 to 40, 7
/// to 12 did best, cross-validated.
const SHRINK: f32 = 10.0;
/// What a name guessed from the speaker before counts: it mostly teaches the
/// guess.
const GUESSED: f32 = 0.3;

/// Gives `model` its ranker. First it learns with nobody known but whom the
/// annotators name, then once more with all other pronouns traced by what it
/// learnt, as they will be in unseen articles.
pub(super) fn learn(model: &mut Model, lessons: &[Studied<'_>]) {
    for _ in 0..2 {
        let choices: Vec<Choice> = lessons.iter().flat_map(|studied| asked(model, studied)).collect();
        let examples: Vec<Options<'_>> = choices
            .iter()
            .map(|one| {
                let candidates = one.candidates.iter().map(|candidate| candidate.features.as_slice());
                let weight = if one.guessed { GUESSED } else { 1.0 };
                Options { candidates: candidates.collect(), right: one.right.clone(), weight }
            })
            .collect();
        model.ranker = choice(&examples, BITS, SHRINK);
    }
}

/// The pronouns of one article whose bearer is known.
fn asked(model: &Model, (lesson, names): &Studied<'_>) -> Vec<Choice> {
    let document = Document::plain(&lesson.text, None);
    let (words, entities, mentions) = names;
    let reading = Reading::of(&document, words, entities, mentions, |word| model.prior(word));
    let claims = claims(model, &reading, |section| document.sections[section].kind);
    let known = |claim: &Claim| {
        let quote = claim
            .said
            .iter()
            .find_map(|piece| annotated(lesson, reading.units.span(words, piece.clone())))?;
        let name = quote.name.as_ref()?;
        let is_one = |entity: &usize| same_bearer(name, &entities[*entity].name);
        let meant: Vec<usize> = (0..entities.len()).filter(is_one).collect();
        (!meant.is_empty()).then_some((meant, quote.guessed))
    };
    choices(model, &reading, entities, mentions, &claims, known)
}
