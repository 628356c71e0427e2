//! Learns whom "he" and "she" mean, from the annotated speakers of the
//! articles the other models learnt from.

use super::{
    Studied,
    confidence::annotated,
    learn::{Options, choice},
};
use crate::{
    Document, SectionKind,
    name::same_bearer,
    quote::{
        attribution::{Claim, claims},
        model::{Model, RANKER_BITS},
        read::Reading,
        speaker::{Choice, choices},
    },
};

const ROUNDS: u64 = 10;
/// What a name guessed from the speaker before counts: it mostly teaches the
/// guess.
const GUESSED: f32 = 0.3;

/// Gives `model` its ranker. First it learns with nobody known but whom the
/// annotators name, then once more with all other pronouns traced by what it
/// learnt, as they will be in unseen articles.
pub(super) fn learn(model: &mut Model, lessons: &[Studied<'_>], n_orders: u8) {
    for _ in 0..2 {
        let choices: Vec<Choice> = lessons.iter().flat_map(|studied| asked(model, studied)).collect();
        let examples: Vec<Options<'_>> = choices
            .iter()
            .map(|one| {
                let candidates = one.candidates.iter().map(|candidate| candidate.features.as_slice());
                let weight = if one.guessed { GUESSED } else { 1.0 };
                Options { candidates: candidates.collect(), right: one.meant, weight }
            })
            .collect();
        model.ranker = choice(&examples, RANKER_BITS, ROUNDS, n_orders);
    }
}

/// The pronouns of one article whose bearer is known.
fn asked(model: &Model, (lesson, names): &Studied<'_>) -> Vec<Choice> {
    let document = Document::plain(&lesson.text, None);
    let (words, entities, mentions) = names;
    let reading = Reading::of(&document, words, entities, mentions, |word| model.prior(word));
    let headline = |section: usize| document.sections[section].kind == SectionKind::Headline;
    let claims = claims(model, &reading, headline);
    let known = |claim: &Claim| {
        let quote = claim
            .said
            .iter()
            .find_map(|piece| annotated(lesson, reading.units.span(words, piece.clone())))?;
        let name = quote.name.as_ref()?;
        let entity = entities.iter().position(|entity| same_bearer(name, &entity.name))?;
        Some((entity, quote.guessed))
    };
    choices(model, &reading, entities, mentions, &claims, known)
}
