//! From the labels of one word to those of the next.
//!
//! All labels are looked at side by side, as a processor does it best: what may
//! come from "no name" and what goes on within a name are a few sums and
//! maxima of whole rows. Other closed labels are looked at only where they are
//! far enough ahead to matter.

use super::{
    label::{N_LABELS, Part, kind_and_part, may_follow},
    model::ROW,
};

/// The label of a word outside of names.
pub(super) const OUTSIDE: usize = super::label::OUTSIDE as usize;

/// Labels of the last words of names.
const LAST: [usize; 8] = [3, 4, 7, 8, 11, 12, 15, 16];

/// Labels after which no name is open; [`OUTSIDE`] is the first.
pub(super) fn closed() -> impl Iterator<Item = usize> {
    [OUTSIDE].into_iter().chain(LAST)
}

/// How far each label but [`OUTSIDE`] is ahead of it, of a word.
pub(super) type Ahead = [i16; ROW];

/// How far `label` is ahead of [`OUTSIDE`].
pub(super) fn ahead_by(ahead: &Ahead, label: usize) -> i16 {
    label.checked_sub(1).map_or(0, |place| ahead[place])
}

/// The score of what cannot be.
const NEVER: i16 = -20_000;

/// Weights of label after label; row `N_LABELS` is the sentence's start,
/// column `N_LABELS` its end.
pub(super) type Transitions = [[i16; N_LABELS + 1]; N_LABELS + 1];

/// The weights of label after label, arranged by the later label, as far as
/// they are more than that of [`OUTSIDE`] after itself.
#[derive(Debug)]
pub(super) struct Steps {
    /// From the start of a sentence, as far as more than to [`OUTSIDE`].
    pub first: Ahead,
    /// From [`OUTSIDE`].
    outside: Ahead,
    /// From each label of [`LAST`].
    last: [Ahead; LAST.len()],
    /// The same to [`OUTSIDE`].
    to_outside: [i16; LAST.len()],
    /// How much more than [`OUTSIDE`] each of them can bring the next.
    leads: [i16; LAST.len()],
    /// From the label itself, the one before it and the one before that:
    /// within a name.
    inner: [Ahead; 3],
}

/// Gives what cannot be its weight.
pub(super) fn forbid(transitions: &mut Transitions) {
    let label = |label: usize| u8::try_from(label).ok().filter(|_| label < N_LABELS);
    for (from, row) in transitions.iter_mut().enumerate() {
        for (to, weight) in row.iter_mut().enumerate() {
            if !may_follow(label(from), label(to)) {
                *weight = NEVER;
            }
        }
    }
}

impl Steps {
    /// Arranges `transitions`, in which what cannot be is forbidden.
    pub fn of(transitions: &Transitions) -> Self {
        let from_to = |from: usize, to: usize, base: i16| transitions[from][to].saturating_sub(base);
        let rest = transitions[OUTSIDE][OUTSIDE];
        let row =
            |from: usize, base: i16| -> Ahead { std::array::from_fn(|place| from_to(from, place + 1, base)) };
        let goes_on = |to: usize, back: usize| match u8::try_from(to).ok().and_then(kind_and_part) {
            Some((_, Part::Inner | Part::Last)) => to.checked_sub(back),
            _ => None,
        };
        let inner = |back: usize| -> Ahead {
            std::array::from_fn(|place| {
                goes_on(place + 1, back).map_or(NEVER, |from| from_to(from, place + 1, rest))
            })
        };
        let lead = |from: usize| {
            let reached = (0..N_LABELS).filter(|to| transitions[OUTSIDE][*to] > NEVER);
            reached.map(|to| from_to(from, to, transitions[OUTSIDE][to])).max().unwrap_or_default()
        };
        Self {
            first: row(N_LABELS, transitions[N_LABELS][OUTSIDE]),
            outside: row(OUTSIDE, rest),
            last: LAST.map(|from| row(from, rest)),
            to_outside: LAST.map(|from| from_to(from, OUTSIDE, rest)),
            leads: LAST.map(lead),
            inner: std::array::from_fn(inner),
        }
    }

    /// The best way to each label of the next word, where `best` tells how far
    /// those of this one are ahead of [`OUTSIDE`], and that to [`OUTSIDE`].
    #[inline]
    pub fn next(&self, best: &Ahead) -> (Ahead, i16) {
        // Two places before the first, so that all rows are read alike.
        let mut shifted = [NEVER; ROW + 2];
        shifted[2..].copy_from_slice(best);
        let mut next = self.outside;
        let mut outside = 0;
        for (back, weights) in self.inner.iter().enumerate() {
            let from = &shifted[2 - back..][..ROW];
            for ((next, from), weight) in next.iter_mut().zip(from).zip(weights) {
                *next = (*next).max(from.saturating_add(*weight));
            }
        }
        for (idx, label) in LAST.into_iter().enumerate() {
            let from = best[label - 1];
            if from > -self.leads[idx] {
                outside = outside.max(from.saturating_add(self.to_outside[idx]));
                for (next, weight) in next.iter_mut().zip(&self.last[idx]) {
                    *next = (*next).max(from.saturating_add(*weight));
                }
            }
        }
        (next, outside)
    }

    /// The label from which `label` is reached best.
    pub fn label_before(&self, best: &Ahead, label: usize, transitions: &Transitions) -> usize {
        let mut before = (i32::MIN, OUTSIDE);
        let mut consider = |from: usize| {
            let total = i32::from(ahead_by(best, from)) + i32::from(transitions[from][label]);
            if total > before.0 {
                before = (total, from);
            }
        };
        match u8::try_from(label).ok().and_then(kind_and_part) {
            Some((_, Part::Inner)) => [label - 1, label].into_iter().for_each(&mut consider),
            Some((_, Part::Last)) => [label - 2, label - 1].into_iter().for_each(&mut consider),
            _ => closed().for_each(&mut consider),
        }
        before.1
    }
}
