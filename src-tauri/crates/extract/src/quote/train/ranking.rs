//! Learns whom "he" and "she" mean, from the annotated speakers of the
//! articles the other models learnt from.

use super::{Studied, confidence::annotated, learn::choice};
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

/// Gives `model` its ranker. First it learns with nobody known but whom the
/// annotators name, then once more with all other pronouns traced by what it
/// learnt, as they will be in unseen articles.
pub(super) fn learn(model: &mut Model, lessons: &[Studied<'_>]) {
    for _ in 0..2 {
        let choices: Vec<Choice> = lessons.iter().flat_map(|studied| asked(model, studied)).collect();
        let examples: Vec<(Vec<&[u32]>, usize)> = choices
            .iter()
            .map(|one| {
                let candidates = one.candidates.iter().map(|candidate| candidate.features.as_slice());
                (candidates.collect(), one.meant)
            })
            .collect();
        model.ranker = choice(&examples, RANKER_BITS, ROUNDS);
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
        entities.iter().position(|entity| same_bearer(name, &entity.name))
    };
    choices(model, &reading, entities, mentions, &claims, known)
}
