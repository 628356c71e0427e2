//! Learns how sure a speaker is, from speakers traced on articles the other
//! models did not learn from.

use backfile_article::Span;

use super::{
    Lesson, LessonQuote, Studied, attributions,
    learn::{Example, ORDERS, Plan, logistic},
};
use crate::{
    Document, Entity,
    name::same_bearer,
    quote::{
        attribution::claims,
        model::{CONFIDENCE_BITS, Model},
        read::Reading,
        speaker::{Traced, trace},
        weights::Weights,
    },
};

/// The surest of this share of the named speakers are shown as certain. From
/// how many on they are right jumps with luck; how many reach a probability
/// does not.
const CERTAIN: f32 = 0.73;
/// The articles are judged in so many parts, each by a model of all others:
/// the more, the nearer these models are to the one that ships.
const FOLDS: usize = 4;
const ROUNDS: u64 = 8;
/// Holds the weights back, as there are few examples.
const SHRINK: f32 = 1e-3;

/// Whether speakers are right, and whether the annotators name them.
type Judged = Vec<(Example, bool)>;

/// Learns the weights, and from which probability on a speaker is certain.
pub(super) fn learn(lessons: &[Studied<'_>]) -> (Weights, f32) {
    let judged: Vec<Judged> = (0..FOLDS)
        .map(|fold| {
            // One order does: a model a little worse than the one that ships errs on the safe side.
            let model = attributions(&part(lessons, |idx| idx % FOLDS != fold), 1);
            let unseen = part(lessons, |idx| idx % FOLDS == fold);
            unseen.iter().flat_map(|studied| judge(&model, studied)).collect()
        })
        .collect();
    let plan = Plan { bits: CONFIDENCE_BITS, rounds: ROUNDS, shrink: SHRINK, hidden: 0.0, n_orders: ORDERS };
    let weights = |without: Option<usize>| {
        let parts = judged.iter().enumerate().filter(|(fold, _)| Some(*fold) != without);
        let examples: Vec<&Example> = parts.flat_map(|(_, part)| part).map(|(example, _)| example).collect();
        logistic(&examples, plan)
    };
    let mut unseen: Vec<f32> = Vec::new();
    for (fold, part) in judged.iter().enumerate() {
        let weights = weights(Some(fold));
        let named = part.iter().filter(|(_, named)| *named).map(|(example, _)| example);
        unseen.extend(named.map(|one| Model::probability(&weights, &one.features)));
    }
    (weights(None), border(unseen))
}

fn part<'a>(lessons: &[Studied<'a>], wanted: impl Fn(usize) -> bool) -> Vec<Studied<'a>> {
    lessons.iter().enumerate().filter(|(idx, _)| wanted(*idx)).map(|(_, studied)| *studied).collect()
}

/// The probability that the surest reach.
#[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn border(mut unseen: Vec<f32>) -> f32 {
    unseen.sort_by(|a, b| b.total_cmp(a));
    let n_certain = (CERTAIN * unseen.len() as f32) as usize;
    unseen.get(n_certain.saturating_sub(1)).copied().unwrap_or(1.0)
}

/// Whether the speakers that `model` finds are right, where the annotators tell.
fn judge(model: &Model, (lesson, names): &Studied<'_>) -> Judged {
    let document = Document::plain(&lesson.text, None);
    let (words, entities, mentions) = names;
    let reading = Reading::of(&document, words, entities, mentions, |word| model.prior(word));
    let claims = claims(model, &reading, |section| document.sections[section].kind);
    let traced = trace(model, &reading, entities, mentions, &claims);
    let mut judged = Vec::new();
    for (claim, traced) in claims.iter().zip(traced) {
        for piece in &claim.said {
            let span = reading.units.span(words, piece.clone());
            let Some(quote) = annotated(lesson, span) else { continue };
            if let Some(yes) = is_right(quote, &traced, entities) {
                let example = Example { features: traced.evidence.clone(), yes, weight: 1.0 };
                judged.push((example, quote.name.is_some()));
            }
        }
    }
    judged
}

/// The annotated quotation that shares most with `span`.
pub(super) fn annotated(lesson: &Lesson, span: Span) -> Option<&LessonQuote> {
    let shared =
        |quote: &LessonQuote| quote.span.end.min(span.end).saturating_sub(quote.span.start.max(span.start));
    lesson
        .quotes
        .iter()
        .filter(|quote| quote.teaches > 0 && 3 * shared(quote) > quote.span.end - quote.span.start)
        .max_by_key(|quote| shared(quote))
}

/// Whether a traced speaker is the annotated one; none where that is not known.
fn is_right(quote: &LessonQuote, traced: &Traced, entities: &[Entity]) -> Option<bool> {
    let speaker = traced.speaker.as_ref();
    if traced.way.untaught().is_some() {
        return None;
    }
    match (&quote.name, speaker.and_then(|speaker| speaker.entity)) {
        (Some(name), Some(entity)) => Some(same_bearer(name, &entities[entity].name)),
        (Some(_), None) => Some(false),
        (None, None) => {
            let phrase = quote.speaker?;
            Some(speaker.and_then(|speaker| speaker.span).is_some_and(|span| span.overlaps(phrase)))
        }
        (None, Some(_)) => None,
    }
}
