//! Labels the units around a cue: the best path through a conditional random
//! field.

use std::ops::Range;

use super::{
    argument::{Between, CueFrame, argument_features, between, joins, unit_features},
    features::View,
    model::{AFTER, Model, N_LABELS, OUT, SAID, SAID_ON, SPEAKER, SPEAKER_ON, WIDE, step_at},
};

/// What it costs to read a unit otherwise than it is held to be.
const HELD: f32 = 1000.0;

/// What it costs to end what was said within a clause (cross-validated).
const WITHIN: f32 = 4.0;

/// The labels of a cue's window and how much better they are than "nothing".
#[derive(Debug, Clone)]
pub(super) struct Labelled {
    pub window: Range<usize>,
    pub labels: Vec<usize>,
    /// Score of the labels minus that of labelling nothing.
    pub margin: f32,
}

/// Labels the windows of one paragraph.
pub(super) struct Labeller<'a> {
    model: &'a Model,
    view: &'a View<'a>,
    /// What the features of each unit alone add, for either side of a cue,
    /// once it was asked for.
    alone: Vec<[Option<[i32; WIDE]>; 2]>,
    features: Vec<u32>,
    between: Vec<Between>,
}

impl<'a> Labeller<'a> {
    pub fn new(model: &'a Model, view: &'a View<'a>) -> Self {
        Self {
            model,
            view,
            alone: vec![[None; 2]; view.units.len()],
            features: Vec::with_capacity(64),
            between: Vec::new(),
        }
    }

    /// What the unit at `at` alone adds to each label.
    fn of_unit(&mut self, at: usize, side: usize) -> [i32; WIDE] {
        if let Some(sums) = self.alone[at][side] {
            return sums;
        }
        unit_features(self.view, at, u32::from(side == 1), &mut self.features);
        let mut sums = [0; WIDE];
        for feature in &self.features {
            self.model.argument.add(*feature, &mut sums);
        }
        self.alone[at][side] = Some(sums);
        sums
    }

    /// Finds the best labels of the units around a cue; with `held`, the best
    /// of those that take this unit for said.
    pub fn label(&mut self, window: Range<usize>, cue: usize, held: Option<usize>) -> Labelled {
        let frame = CueFrame::of(self.view, &window, cue);
        between(self.view, &window, cue, &mut self.between);
        let mut scores = vec![[0.0_f32; N_LABELS]; window.len()];
        for (idx, at) in window.clone().enumerate() {
            if at == cue {
                continue;
            }
            let mut sums = self.of_unit(at, usize::from(at > cue));
            argument_features(self.view, &frame, at, &self.between[idx], &mut self.features);
            for feature in &self.features {
                self.model.argument.add(*feature, &mut sums);
            }
            #[allow(clippy::cast_precision_loss)]
            for (score, sum) in scores[idx].iter_mut().zip(sums) {
                *score = sum as f32 * self.model.argument.scale();
            }
            let unit = &self.view.units[at];
            if !joins(unit) {
                scores[idx][AFTER] -= WITHIN;
            }
            if held == Some(at) {
                for label in [OUT, AFTER, SPEAKER, SPEAKER_ON] {
                    scores[idx][label] -= HELD;
                }
            }
        }
        let mut labelled = self.best_path(window, cue, &scores);
        if held.is_some() {
            labelled.margin -= HELD;
        }
        labelled
    }

    /// Finds the best labels around a quoted stretch, which is said.
    pub fn around(&mut self, window: Range<usize>, stretch: usize) -> Labelled {
        let frame = CueFrame::around(self.view, &window, stretch);
        between(self.view, &window, stretch, &mut self.between);
        let mut scores = vec![[0.0_f32; N_LABELS]; window.len()];
        let mut unit = Vec::with_capacity(64);
        for (idx, at) in window.clone().enumerate() {
            let mut sums = [0; WIDE];
            unit_features(self.view, at, frame.side(at), &mut unit);
            argument_features(self.view, &frame, at, &self.between[idx], &mut self.features);
            for feature in unit.iter().chain(&self.features) {
                self.model.argument.add(*feature, &mut sums);
            }
            #[allow(clippy::cast_precision_loss)]
            for (score, sum) in scores[idx].iter_mut().zip(sums) {
                *score = sum as f32 * self.model.argument.scale();
            }
            if at == stretch {
                for label in [OUT, AFTER, SPEAKER, SPEAKER_ON] {
                    scores[idx][label] -= HELD;
                }
            }
        }
        self.best_path(window, usize::MAX, &scores)
    }

    /// The best labels with something said among them, whether or not they are
    /// better than nothing.
    fn best_path(&self, window: Range<usize>, cue: usize, scores: &[[f32; N_LABELS]]) -> Labelled {
        // Twice the labels: the second half once something was said.
        let mut back = vec![[0_u8; 2 * N_LABELS]; window.len()];
        let mut best = [f32::NEG_INFINITY; 2 * N_LABELS];
        best[OUT] = 0.0;
        let mut nothing = 0.0;
        for (idx, at) in window.clone().enumerate() {
            let first = step_at(self.view.units[at].class, 0, 0);
            let steps = &self.model.steps[first..first + N_LABELS * N_LABELS];
            let mut next = [f32::NEG_INFINITY; 2 * N_LABELS];
            let n_open = if at == cue { AFTER + 1 } else { N_LABELS };
            for (to, before) in BEFORE.iter().enumerate().take(n_open) {
                for from in *before {
                    let step = steps[from * N_LABELS + to] + scores[idx][to];
                    for from in [*from, N_LABELS + from] {
                        let score = best[from] + step;
                        let half = if to == SAID || from >= N_LABELS { N_LABELS } else { 0 };
                        if score > next[half + to] {
                            next[half + to] = score;
                            back[idx][half + to] = from as u8;
                        }
                    }
                }
            }
            nothing += steps[OUT] + scores[idx][OUT];
            best = next;
        }
        let last = (N_LABELS..2 * N_LABELS).max_by(|a, b| best[*a].total_cmp(&best[*b]));
        let mut label = last.unwrap_or(N_LABELS);
        let margin = best[label] - nothing;
        let mut labels = vec![OUT; window.len()];
        for idx in (0..window.len()).rev() {
            labels[idx] = label % N_LABELS;
            label = usize::from(back[idx][label]);
        }
        Labelled { window, labels, margin }
    }
}

/// For each label those that may stand before it; what [`may_follow`] says.
///
/// [`may_follow`]: super::model::may_follow
const BEFORE: [&[usize]; N_LABELS] = [
    &[OUT, AFTER, SPEAKER, SPEAKER_ON],
    &[SAID, SAID_ON],
    &[OUT, AFTER, SAID, SAID_ON, SPEAKER, SPEAKER_ON],
    &[SAID, SAID_ON],
    &[OUT, AFTER, SAID, SAID_ON, SPEAKER, SPEAKER_ON],
    &[SPEAKER, SPEAKER_ON],
];

#[cfg(test)]
mod tests {
    use super::{super::model::may_follow, *};

    #[test]
    fn the_labels_before_are_those_that_may_be_followed() {
        for (to, before) in BEFORE.iter().enumerate() {
            let all: Vec<usize> = (0..N_LABELS).filter(|from| may_follow(*from, to)).collect();
            assert_eq!(*before, all);
        }
    }
}
