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

/// Labels after which no name is open; [`OUTSIDE`] is the first.
pub(super) const CLOSED: [usize; 9] = [OUTSIDE, 3, 4, 7, 8, 11, 12, 15, 16];

/// The score of what cannot be.
const NEVER: i16 = -20_000;

/// Weights of label after label; row `N_LABELS` is the sentence's start,
/// column `N_LABELS` its end.
pub(super) type Transitions = [[i16; N_LABELS + 1]; N_LABELS + 1];

/// The weights of label after label, arranged by the later label.
#[derive(Debug)]
pub(super) struct Steps {
    /// From the start of a sentence.
    pub first: [i16; ROW],
    /// From each label of [`CLOSED`].
    closed: [[i16; ROW]; CLOSED.len()],
    /// How much more than [`OUTSIDE`] each of them can bring the next.
    leads: [i16; CLOSED.len()],
    /// From the label itself, the one before it and the one before that:
    /// within a name.
    inner: [[i16; ROW]; 3],
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
        let row = |from: usize| -> [i16; ROW] {
            std::array::from_fn(|to| if to < N_LABELS { transitions[from][to] } else { NEVER })
        };
        let goes_on = |to: usize, back: usize| {
            let part = u8::try_from(to).ok().filter(|_| to < N_LABELS).and_then(kind_and_part);
            match part {
                Some((_, Part::Inner | Part::Last)) => to.checked_sub(back),
                _ => None,
            }
        };
        let inner = |back: usize| -> [i16; ROW] {
            std::array::from_fn(|to| goes_on(to, back).map_or(NEVER, |from| transitions[from][to]))
        };
        let outside = row(OUTSIDE);
        let lead = |from: usize| {
            let ahead = row(from).into_iter().zip(outside).filter(|(_, outside)| *outside > NEVER);
            ahead.map(|(more, outside)| more.saturating_sub(outside)).max().unwrap_or_default()
        };
        Self {
            first: row(N_LABELS),
            closed: CLOSED.map(row),
            leads: CLOSED.map(lead),
            inner: std::array::from_fn(inner),
        }
    }

    /// The best way to each label of the next word, where `best` tells how far
    /// those of this one are ahead of [`OUTSIDE`].
    #[inline]
    pub fn next(&self, best: &[i16; ROW]) -> [i16; ROW] {
        // Two places before the first, so that all rows are read alike.
        let mut shifted = [NEVER; ROW + 2];
        shifted[2..].copy_from_slice(best);
        let mut next = self.closed[0];
        for (back, weights) in self.inner.iter().enumerate() {
            let from = &shifted[2 - back..][..ROW];
            for ((next, from), weight) in next.iter_mut().zip(from).zip(weights) {
                *next = (*next).max(from.saturating_add(*weight));
            }
        }
        for (idx, from) in CLOSED.into_iter().enumerate().skip(1) {
            if best[from] > -self.leads[idx] {
                for (next, weight) in next.iter_mut().zip(&self.closed[idx]) {
                    *next = (*next).max(best[from].saturating_add(*weight));
                }
            }
        }
        next
    }

    /// The label from which `label` is reached best.
    pub fn label_before(&self, best: &[i16; ROW], label: usize, transitions: &Transitions) -> usize {
        let mut before = (i32::MIN, OUTSIDE);
        let mut consider = |from: usize| {
            let total = i32::from(best[from]) + i32::from(transitions[from][label]);
            if total > before.0 {
                before = (total, from);
            }
        };
        match u8::try_from(label).ok().and_then(kind_and_part) {
            Some((_, Part::Inner)) => [label - 1, label].into_iter().for_each(&mut consider),
            Some((_, Part::Last)) => [label - 2, label - 1].into_iter().for_each(&mut consider),
            _ => CLOSED.into_iter().for_each(&mut consider),
        }
        before.1
    }
}
