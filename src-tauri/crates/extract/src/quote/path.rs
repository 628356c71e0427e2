//! The best path through the labels of a cue's window.
//!
//! All labels of a unit are looked at side by side, as a processor does it
//! best; what may not follow one another weighs less than anything.

use super::{
    model::{AFTER, N_LABELS, N_STEPS, OUT, SAID, WIDE, may_follow, step_at},
    unit::Class,
};

/// Weights of label after label, by the class of the later unit.
#[derive(Debug, Clone)]
pub(super) struct Steps {
    /// As learnt, see [`step_at`].
    learnt: Vec<f32>,
    /// The same for each class and earlier label, without what may not follow.
    rows: Vec<[[f32; WIDE]; N_LABELS]>,
}

impl Steps {
    /// The steps of these [`N_STEPS`] weights; missing ones are 0.
    pub fn of(mut learnt: Vec<f32>) -> Self {
        learnt.resize(N_STEPS, 0.0);
        let row = |class: &[f32], from: usize| {
            std::array::from_fn(|to| match to < N_LABELS && may_follow(from, to) {
                true => class[from * N_LABELS + to],
                false => f32::NEG_INFINITY,
            })
        };
        let classes = learnt.chunks(step_at(Class::Border, N_LABELS, 0));
        let rows = classes.map(|class| std::array::from_fn(|from| row(class, from))).collect();
        Self { learnt, rows }
    }

    /// The weights as learnt.
    pub fn learnt(&self) -> &[f32] {
        &self.learnt
    }
}

/// The best ways to the labels of a unit, and whence they come.
#[derive(Debug, Clone, Copy)]
struct Ways {
    best: [f32; WIDE],
    from: [i32; WIDE],
}

const NO_WAYS: Ways = Ways { best: [f32::NEG_INFINITY; WIDE], from: [0; WIDE] };

impl Ways {
    /// Takes the ways `totals`, which come `from`, where they are better.
    #[inline]
    fn take(&mut self, totals: &[f32; WIDE], from: i32) {
        for ((best, whence), total) in self.best.iter_mut().zip(&mut self.from).zip(totals) {
            let better = *total > *best;
            *best = if better { *total } else { *best };
            *whence = if better { from } else { *whence };
        }
    }

    /// The same for one label.
    #[inline]
    fn take_one(&mut self, label: usize, total: f32, from: i32) {
        if total > self.best[label] {
            self.best[label] = total;
            self.from[label] = from;
        }
    }
}

/// Searches for paths; keeps its room from one to the next.
#[derive(Debug, Default)]
pub(super) struct Search {
    /// For each unit whence each label is reached best, as long as nothing was
    /// said, and once something was; there, what comes over from where nothing
    /// was said is marked by [`UNSAID`].
    whence: Vec<[[i32; WIDE]; 2]>,
}

/// Added to a label before which nothing was said.
const UNSAID: i32 = 1 << 8;

impl Search {
    /// The best labels for units of these classes and scores with something
    /// said among them, and by how much they are better than nothing; `true`
    /// marks the cue, which is neither said nor speaks.
    pub fn best<'s>(
        &mut self,
        steps: &Steps,
        units: impl Iterator<Item = ((Class, bool), &'s [f32; WIDE])>,
    ) -> (Vec<usize>, f32) {
        self.whence.clear();
        let mut unsaid = [f32::NEG_INFINITY; WIDE];
        let mut said = unsaid;
        unsaid[OUT] = 0.0;
        let mut nothing = 0.0;
        for ((class, is_cue), score) in units {
            let rows = &steps.rows[class as usize];
            nothing += rows[OUT][OUT] + score[OUT];
            let mut score = *score;
            if is_cue {
                score[AFTER + 1..].fill(f32::NEG_INFINITY);
            }
            let mut next = [NO_WAYS; 2];
            for (from, row) in rows.iter().enumerate() {
                let step: [f32; WIDE] = std::array::from_fn(|to| row[to] + score[to]);
                let mut totals: [f32; WIDE] = std::array::from_fn(|to| unsaid[from] + step[to]);
                let whence = from as i32;
                next[1].take_one(SAID, totals[SAID], whence + UNSAID);
                totals[SAID] = f32::NEG_INFINITY;
                next[0].take(&totals, whence);
                let totals: [f32; WIDE] = std::array::from_fn(|to| said[from] + step[to]);
                next[1].take(&totals, whence);
            }
            [unsaid, said] = next.map(|ways| ways.best);
            self.whence.push(next.map(|ways| ways.from));
        }
        let last = (0..N_LABELS).max_by(|a, b| said[*a].total_cmp(&said[*b])).unwrap_or(OUT);
        (self.labels(last), said[last] - nothing)
    }

    /// The labels on the way to `last`.
    fn labels(&self, last: usize) -> Vec<usize> {
        let mut labels = vec![OUT; self.whence.len()];
        let (mut label, mut half) = (last, 1);
        for (place, whence) in labels.iter_mut().zip(&self.whence).rev() {
            *place = label;
            let from = whence[half][label];
            half = usize::from(half == 1 && from & UNSAID == 0);
            label = (from & (UNSAID - 1)) as usize;
        }
        labels
    }
}
