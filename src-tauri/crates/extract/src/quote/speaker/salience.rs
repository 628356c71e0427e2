//! Who is on a reader's mind: everybody's salience at one word.
//!
//! After Lappin and Leass ("An algorithm for pronominal anaphora resolution",
//! 1994): each mention raises whom it names by what part it plays, and every
//! sentence that is told halves what was before. Speech raises its speaker,
//! and so do the pronouns between, which go to whoever is foremost then.

use super::{
    coreference::Past,
    fits,
    gender::Gender,
    part::{self, Part},
    scene::{Named, Scene},
};

/// Looks at no more names and pronouns than these.
const NAMES: usize = 48;
const PRONOUNS: usize = 32;
const SPEECHES: usize = 16;
/// What is left of somebody's salience a sentence later.
const KEPT: f32 = 0.5;

const SUBJECT: f32 = 3.0;
const SPEAKER: f32 = 3.0;
const OBJECT: f32 = 1.6;
const LESSER: f32 = 1.0;

/// Somebody's salience.
#[derive(Debug, Clone, Copy)]
struct Mind {
    entity: usize,
    /// What is left of earlier sentences.
    before: f32,
    /// The most that the sentence `told` brought.
    here: f32,
    told: usize,
}

impl Mind {
    fn at(&self, told: usize) -> f32 {
        let sentences = i32::try_from(told.saturating_sub(self.told)).unwrap_or(i32::MAX);
        (self.before + self.here) * KEPT.powi(sentences)
    }

    fn raise(&mut self, told: usize, by: f32) {
        if told > self.told {
            (self.before, self.here, self.told) = (self.at(told), 0.0, told);
        }
        self.here = self.here.max(by);
    }
}

enum Event<'a> {
    Named(&'a Named),
    Spoke(usize),
    Pronoun(usize),
}

/// The salience of each of `entities` for a pronoun of `gender` at `token`.
pub(super) fn of(
    scene: &Scene<'_>,
    past: &Past,
    token: usize,
    gender: Gender,
    entities: &[usize],
) -> Vec<f32> {
    let mut events: Vec<(usize, Event<'_>)> = Vec::with_capacity(64);
    let names = scene.before(token).take(NAMES);
    events.extend(
        names
            .filter(|named| !named.is_quoted() && entities.contains(&named.entity))
            .map(|named| (named.tokens.start, Event::Named(named))),
    );
    let spoken = past.recent().take(SPEECHES).filter(|spoken| spoken.token < token);
    events.extend(spoken.filter_map(|spoken| Some((spoken.token, Event::Spoke(spoken.found.entity?)))));
    let first = events.iter().map(|(at, _)| *at).min().unwrap_or(token);
    let pronouns = scene.pronouns_of(first, token, gender).rev().take(PRONOUNS);
    events.extend(pronouns.map(|at| (at, Event::Pronoun(at))));
    // Speech first, as it tells whom its pronoun means.
    events.sort_by_key(|(at, event)| (*at, !matches!(event, Event::Spoke(_))));
    let mut minds: Vec<Mind> =
        entities.iter().map(|entity| Mind { entity: *entity, before: 0.0, here: 0.0, told: 0 }).collect();
    let mut spoke_at = None;
    for (at, event) in events {
        let told = scene.told_before(at);
        let (entity, by) = match event {
            Event::Named(named) => (named.entity, weight(part::of(scene, named))),
            Event::Spoke(entity) => {
                spoke_at = Some(at);
                (entity, SPEAKER)
            }
            Event::Pronoun(at) if spoke_at == Some(at) => continue,
            Event::Pronoun(at) => {
                let foremost = minds.iter().max_by(|a, b| a.at(told).total_cmp(&b.at(told)));
                let Some(foremost) = foremost.filter(|mind| mind.at(told) > 0.0) else { continue };
                let subject = matches!(scene.words.word(at), "he" | "He" | "she" | "She");
                (foremost.entity, if subject { SUBJECT } else { LESSER })
            }
        };
        if let Some(mind) = minds.iter_mut().find(|mind| mind.entity == entity) {
            mind.raise(told, by);
        }
    }
    let told = scene.told_before(token);
    debug_assert!(entities.iter().all(|entity| fits(scene, *entity, gender)));
    minds.iter().map(|mind| mind.at(told)).collect()
}

const fn weight(part: Part) -> f32 {
    match part {
        Part::Subject => SUBJECT,
        Part::Object => OBJECT,
        Part::Behind | Part::Owner | Part::Reported => LESSER,
    }
}
