//! The trained models: which words are cues, what belongs to them, and which
//! quoted stretches are speech.

use std::sync::OnceLock;

use super::{
    path::Steps,
    unit::Class,
    weights::{ByHash, Weights, take},
};

/// Labels of the units around a cue.
pub(super) const N_LABELS: usize = 6;
/// How many places a row of weights has for them.
pub(super) const WIDE: usize = 8;
/// Belongs to nothing.
pub(super) const OUT: usize = 0;
/// Belongs to nothing, directly after what was said.
pub(super) const AFTER: usize = 1;
/// Begins what was said.
pub(super) const SAID: usize = 2;
/// Goes on with what was said.
pub(super) const SAID_ON: usize = 3;
/// Begins the phrase that names the speaker.
pub(super) const SPEAKER: usize = 4;
/// Goes on with it.
pub(super) const SPEAKER_ON: usize = 5;

const N_CLASSES: usize = Class::QuoteStop as usize + 1;
/// Weights of label pairs by the class of the later unit.
pub(super) const N_STEPS: usize = N_CLASSES * N_LABELS * N_LABELS;

/// Sizes of the tables, as powers of two.
pub(super) const CUE_BITS: u32 = 17;
pub(super) const ARGUMENT_BITS: u32 = 18;
pub(super) const STRETCH_BITS: u32 = 14;
pub(super) const RANKER_BITS: u32 = 13;
pub(super) const CONFIDENCE_BITS: u32 = 14;

/// A unit is looked at as a cue from this probability on.
pub(super) const CUE_FLOOR: f32 = 0.05;

const MAGIC: [u8; 4] = *b"BFQ4";

/// All weights.
#[derive(Debug, Clone)]
pub(super) struct Model {
    /// Hash of a cue word → how often it is one, 1 to 7.
    pub priors: ByHash<u8>,
    pub cue: Weights,
    pub argument: Weights,
    pub steps: Steps,
    pub stretch: Weights,
    /// Whom "he" and "she" mean.
    pub ranker: Weights,
    /// How likely a speaker is the right one.
    pub confidence: Weights,
    /// From this probability on a speaker is shown as certain.
    pub certain: f32,
}

/// Where a pair of labels stands in [`Steps::learnt`].
pub(super) const fn step_at(class: Class, from: usize, to: usize) -> usize {
    (class as usize * N_LABELS + from) * N_LABELS + to
}

/// Whether `to` may follow `from`.
pub(super) const fn may_follow(from: usize, to: usize) -> bool {
    match to {
        AFTER => matches!(from, SAID | SAID_ON),
        SAID_ON => matches!(from, SAID | SAID_ON),
        SPEAKER_ON => matches!(from, SPEAKER | SPEAKER_ON),
        OUT => !matches!(from, SAID | SAID_ON),
        _ => true,
    }
}

/// How sure a probability is, in six steps.
pub(super) fn sureness(probability: f32) -> u8 {
    [CUE_FLOOR, 0.2, 0.5, 0.8, 0.95].iter().map(|limit| u8::from(probability >= *limit)).sum()
}

impl Model {
    /// The model that ships.
    pub fn get() -> Option<&'static Self> {
        static MODEL: OnceLock<Option<Model>> = OnceLock::new();
        MODEL.get_or_init(|| Self::read(include_bytes!("../../model/quotes.bin"))).as_ref()
    }

    /// Writes the model, the same bytes for the same weights.
    pub fn write(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        let mut priors: Vec<(u32, u8)> = self.priors.iter().map(|(hash, prior)| (*hash, *prior)).collect();
        priors.sort_unstable();
        out.extend(u32::try_from(priors.len()).unwrap_or(0).to_le_bytes());
        for (hash, prior) in priors {
            out.extend(hash.to_le_bytes());
            out.push(prior);
        }
        self.cue.write(&mut out);
        self.argument.write(&mut out);
        self.stretch.write(&mut out);
        self.ranker.write(&mut out);
        self.confidence.write(&mut out);
        out.extend(self.certain.to_le_bytes());
        for step in self.steps.learnt() {
            out.extend(step.to_le_bytes());
        }
        out
    }

    /// Reads what [`Self::write`] wrote.
    pub fn read(mut bytes: &[u8]) -> Option<Self> {
        let bytes = &mut bytes;
        if take::<4>(bytes)? != MAGIC {
            return None;
        }
        let n_priors = u32::from_le_bytes(take(bytes)?);
        let mut priors = ByHash::default();
        for _ in 0..n_priors {
            let hash = u32::from_le_bytes(take(bytes)?);
            let [prior] = take(bytes)?;
            priors.insert(hash, prior);
        }
        let cue = Weights::read(bytes)?;
        let argument = Weights::read(bytes)?;
        let stretch = Weights::read(bytes)?;
        let ranker = Weights::read(bytes)?;
        let confidence = Weights::read(bytes)?;
        let certain = f32::from_le_bytes(take(bytes)?);
        let steps = (0..N_STEPS).map(|_| take(bytes).map(f32::from_le_bytes)).collect::<Option<_>>()?;
        let steps = Steps::of(steps);
        Some(Self { priors, cue, argument, steps, stretch, ranker, confidence, certain })
    }

    /// How often the word is a cue, 0 to 7.
    pub fn prior(&self, word: u32) -> u8 {
        self.priors.get(&word).copied().unwrap_or(0)
    }

    /// The probability that features weighed by `weights` say yes.
    pub fn probability(weights: &Weights, features: &[u32]) -> f32 {
        let mut score = [0];
        for feature in features {
            weights.add(*feature, &mut score);
        }
        let score = f32::from(score[0]) * weights.scale();
        1.0 / (1.0 + (-score).exp())
    }

    /// The probability that a speaker with these features is right.
    pub fn chance_of_speaker(&self, features: &[u32]) -> f32 {
        Self::probability(&self.confidence, features)
    }
}
