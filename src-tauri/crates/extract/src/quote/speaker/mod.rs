//! Traces the phrase beside a quotation to a person or organisation.
//!
//! Claims are read in text order, so that "she" and a quotation without a
//! phrase can look back at who spoke. Nobody is named where two would do
//! equally well.

mod called;
mod carried;
mod clause;
mod coreference;
mod evidence;
mod gender;
mod group;
mod leading;
mod nearby;
mod office;
mod owned;
mod part;
mod phrase;
mod plural;
mod ranker;
mod reason;
mod salience;
mod scene;
mod several;
mod signature;
#[cfg(test)]
mod tests;
mod tracer;
mod within;

use std::ops::Range;

use super::{attribution::Claim, model::Model, read::Reading, whole::Whole};
use crate::{Entity, EntityKind, Mention, Speaker};
use coreference::Past;
use gender::Gender;
use phrase::Phrase;
pub(super) use ranker::Candidate;
use reason::Link;
pub(super) use reason::Way;
pub use reason::{ends_set, mention_set, no_name, no_name_beside, speaker_set};
use scene::Scene;
use tracer::Tracer;

/// Who said the words of a claim, and why we think so.
#[derive(Debug, Clone)]
pub(super) struct Traced {
    pub speaker: Option<Speaker>,
    /// Those who said it with the speaker.
    pub also: Vec<Speaker>,
    pub via: Option<Speaker>,
    /// The chance that the speaker is right.
    pub confidence: f32,
    /// Whether the speaker is shown without "probably".
    pub certain: bool,
    pub reason: String,
    pub way: Way,
    /// What tells how sure the speaker is, as hashed features.
    pub evidence: Vec<u32>,
}

/// Traces the speakers of all claims.
pub(super) fn trace(
    model: &Model,
    reading: &Reading<'_>,
    entities: &[Entity],
    mentions: &[Mention],
    claims: &[Claim],
) -> Vec<Traced> {
    let mut traced: Vec<Traced> = Vec::with_capacity(claims.len());
    walk(model, reading, entities, mentions, claims, |scene, past, idx, found| {
        let claim = &claims[idx];
        let speaker = found.speaker(scene);
        let also = found.others(scene);
        let via = claim
            .inside
            .and_then(|outer| traced.get(outer).and_then(|outer: &Traced| outer.speaker.clone()))
            .or_else(|| reporter(reading, claims, &traced, idx, found, scene))
            .or_else(|| Tracer { model, scene, reading, past }.through(claim));
        // Whoever tells of themselves is no other.
        let another = |via: &Speaker| via.entity.is_none() || via.entity != found.entity;
        let via = via.filter(another);
        let evidence = evidence::features(scene, past, reading, claim, found);
        let least = if evidence::is_plain(scene, reading, claim, found) { evidence::PLAIN } else { 0.0 };
        // Speech in marks inside of other marks was ruled by hand.
        let ruled = claim.whole == Some(Whole::Inner);
        let most = if ruled { evidence::RULED } else { found.way.at_most() };
        let untaught = found.way.untaught();
        let confidence = untaught.unwrap_or_else(|| model.chance_of_speaker(&evidence).max(least).min(most));
        let certain = untaught.is_none() && !ruled && confidence >= model.certain;
        let reason = reason::sentence(scene, found);
        traced.push(Traced { speaker, also, via, confidence, certain, reason, way: found.way, evidence });
        if idx > 0 && found.way.is_told() && !ruled {
            hand_back(model, reading, claims, &mut traced);
        }
    });
    traced
}

/// A "he" or "she" beside a quotation, and everybody it may mean.
pub(super) struct Choice {
    pub candidates: Vec<Candidate>,
    /// Whether each of them is whom it means; of one whom the article gives
    /// two entities, both.
    pub right: Vec<bool>,
    /// Whether that was guessed from who spoke before.
    pub guessed: bool,
}

/// The pronouns beside quotations of which `known` tells whom they mean, as
/// they look while `model` traces the claims. Whoever `known` names is taken
/// for the speaker.
pub(super) fn choices(
    model: &Model,
    reading: &Reading<'_>,
    entities: &[Entity],
    mentions: &[Mention],
    claims: &[Claim],
    known: impl Fn(&Claim) -> Option<(Vec<usize>, bool)>,
) -> Vec<Choice> {
    let mut choices = Vec::new();
    walk(model, reading, entities, mentions, claims, |scene, past, idx, found| {
        let Some((meant, guessed)) = known(&claims[idx]) else { return };
        let mut entity = meant.first().copied();
        if let Some(tokens) = &found.tokens
            && let Phrase::Pronoun(gender) = phrase::read(scene, tokens)
        {
            let candidates = ranker::candidates(scene, past, tokens.start, gender);
            let right: Vec<bool> =
                candidates.iter().map(|candidate| meant.contains(&candidate.entity)).collect();
            if let Some(nearest) = right.iter().position(|right| *right) {
                entity = Some(candidates[nearest].entity);
                choices.push(Choice { candidates, right, guessed });
            }
        }
        found.entity = entity;
    });
    choices
}

/// Traces claim by claim; `each` sees what was found, and may change it,
/// before it belongs to the past.
fn walk(
    model: &Model,
    reading: &Reading<'_>,
    entities: &[Entity],
    mentions: &[Mention],
    claims: &[Claim],
    mut each: impl FnMut(&Scene<'_>, &Past, usize, &mut Found),
) {
    let list = &reading.units.list;
    let tokens_of = |piece: &Range<usize>| list[piece.start].tokens.start..list[piece.end - 1].tokens.end;
    let mut spoken: Vec<Range<usize>> = Vec::new();
    for piece in claims.iter().filter(|claim| claim.inside.is_none()).flat_map(|claim| &claim.said) {
        spoken.push(tokens_of(piece));
    }
    spoken.sort_by_key(|tokens| tokens.end);
    let quoted: Vec<Range<usize>> =
        reading.units.told().iter().filter(|unit| unit.is_quote()).map(|unit| unit.tokens.clone()).collect();
    let scene = Scene::of(reading.words, entities, mentions, &spoken, &quoted);
    let mut past = Past::default();
    let mut told: Vec<Option<usize>> = Vec::with_capacity(claims.len());
    for (idx, claim) in claims.iter().enumerate() {
        let mut found = Tracer { model, scene: &scene, reading, past: &past }.one(claim);
        several::add(&scene, &past, &mut found);
        if claim.whole == Some(Whole::Inner) {
            within::settle(claim.inside.and_then(|outer| told[outer]), &mut found);
        }
        each(&scene, &past, idx, &mut found);
        past.remember(claim, reading, &found);
        told.push(found.entity);
    }
}

/// Who told of a speaker: the claim before, when its words hold the phrase
/// ("Lee said she heard it from a friend, who told her …").
fn reporter(
    reading: &Reading<'_>,
    claims: &[Claim],
    traced: &[Traced],
    idx: usize,
    found: &Found,
    scene: &Scene<'_>,
) -> Option<Speaker> {
    let tokens = found.tokens.as_ref()?;
    let outer = idx.checked_sub(1)?;
    let list = &reading.units.list;
    let holds = claims[outer].said.iter().any(|piece| {
        list[piece.start].tokens.start <= tokens.start && tokens.end <= list[piece.end - 1].tokens.end
    });
    let phrase = claims[idx].speaker.clone().map(|units| list[units.start].tokens.start);
    let relative = phrase.is_some_and(|token| matches!(scene.words.word(token), "who" | "which"));
    (holds && relative).then(|| traced[outer].speaker.clone()).flatten()
}

/// Gives the speaker of the last claim to the paragraphs before it that were
/// left open and that it takes up.
fn hand_back(model: &Model, reading: &Reading<'_>, claims: &[Claim], traced: &mut [Traced]) {
    let stretch =
        |piece: &Range<usize>| reading.units.list[piece.start].stretch.map(|idx| reading.stretches[idx]);
    let mut earlier = (0..traced.len()).rev().filter(|idx| claims[*idx].whole != Some(Whole::Inner));
    let Some(mut idx) = earlier.next() else { return };
    for before in earlier {
        let reopens = claims[idx].said.first().and_then(stretch).is_some_and(|stretch| stretch.reopens);
        let left_open = claims[before].said.last().and_then(stretch).is_some_and(|stretch| !stretch.closed);
        let untold = matches!(traced[before].way, Way::Nobody | Way::Carried);
        if !reopens || !left_open || !untold {
            return;
        }
        let Some(entity) = traced[idx].speaker.as_ref().and_then(|speaker| speaker.entity) else { return };
        let evidence = evidence::of_way(Way::Reopened);
        let confidence = model.chance_of_speaker(&evidence);
        let unsaid = |other: &Speaker| Speaker { span: None, ..other.clone() };
        traced[before] = Traced {
            speaker: Some(Speaker { span: None, entity: Some(entity), unnamed: false }),
            also: traced[idx].also.iter().map(unsaid).collect(),
            via: None,
            confidence,
            certain: confidence >= model.certain,
            reason: "The quotation goes on in the next paragraph, which tells the speaker.".to_owned(),
            way: Way::Reopened,
            evidence,
        };
        idx = before;
    }
}

/// What was found for one claim.
#[derive(Debug, Clone)]
pub(super) struct Found {
    /// The words that tell the speaker.
    pub tokens: Option<Range<usize>>,
    pub entity: Option<usize>,
    /// Where those who speak beside the entity are named, and who they are.
    pub also: Vec<(Range<usize>, usize)>,
    pub unnamed: bool,
    pub way: Way,
    /// How many sentences lie between the pronoun and the name.
    pub back: usize,
    /// How many others would do, and how nearly, as a small number.
    pub rivalry: u32,
    /// What can be said of whom a pronoun means.
    pub link: Link,
}

impl Found {
    fn nobody() -> Self {
        Self {
            tokens: None,
            entity: None,
            also: Vec::new(),
            unnamed: false,
            way: Way::Nobody,
            back: 0,
            rivalry: 0,
            link: Link::Likeliest,
        }
    }

    fn speaker(&self, scene: &Scene<'_>) -> Option<Speaker> {
        if self.tokens.is_none() && self.entity.is_none() {
            return None;
        }
        let span = self.tokens.clone().map(|tokens| scene.words.span(tokens));
        Some(Speaker { span, entity: self.entity, unnamed: self.unnamed })
    }

    /// Those who speak beside the speaker, with their names where these stand
    /// beside the quotation.
    fn others(&self, scene: &Scene<'_>) -> Vec<Speaker> {
        let span = |tokens: &Range<usize>| self.tokens.as_ref().map(|_| scene.words.span(tokens.clone()));
        let speaker = |(tokens, entity): &(Range<usize>, usize)| Speaker {
            span: span(tokens),
            entity: Some(*entity),
            unnamed: false,
        };
        self.also.iter().map(speaker).collect()
    }
}

/// Whether the entity can be meant by a pronoun of this gender.
fn fits(scene: &Scene<'_>, entity: usize, gender: Gender) -> bool {
    scene.is(entity, EntityKind::Person) && scene.genders[entity].fits(gender)
}
