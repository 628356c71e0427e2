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

/// The best ways to each label.
type Best = [f32; WIDE];

const NO_WAY: Best = [f32::NEG_INFINITY; WIDE];

/// What a unit is reached by and weighed with.
#[derive(Debug)]
struct Stop {
    class: Class,
    score: [f32; WIDE],
    /// The best ways to the labels of the unit before as long as nothing was
    /// said, and once something was.
    before: [Best; 2],
}

/// Searches for paths; keeps its room from one to the next.
#[derive(Debug, Default)]
pub(super) struct Search {
    stops: Vec<Stop>,
}

impl Search {
    /// The best labels for units of these classes and scores with something
    /// said among them, and by how much they are better than nothing; `true`
    /// marks the cue, which is neither said nor speaks.
    pub fn best<'s>(
        &mut self,
        steps: &Steps,
        units: impl Iterator<Item = ((Class, bool), &'s [f32; WIDE])>,
    ) -> (Vec<usize>, f32) {
        self.stops.clear();
        let mut best = [NO_WAY; 2];
        best[0][OUT] = 0.0;
        let mut nothing = 0.0;
        for ((class, is_cue), score) in units {
            let mut score = *score;
            if is_cue {
                score[AFTER + 1..].fill(f32::NEG_INFINITY);
            }
            let rows = &steps.rows[class as usize];
            nothing += rows[OUT][OUT] + score[OUT];
            let next = next(&best, rows, &score);
            self.stops.push(Stop { class, score, before: best });
            best = next;
        }
        let said = &best[1];
        let last = (0..N_LABELS).max_by(|a, b| said[*a].total_cmp(&said[*b])).unwrap_or(OUT);
        (self.labels(steps, last), said[last] - nothing)
    }

    /// The labels on the way to `last`, after something was said.
    fn labels(&self, steps: &Steps, last: usize) -> Vec<usize> {
        let mut labels = vec![OUT; self.stops.len()];
        let (mut label, mut half) = (last, 1);
        for (place, stop) in labels.iter_mut().zip(&self.stops).rev() {
            *place = label;
            let rows = &steps.rows[stop.class as usize];
            let halves = if half == 0 || label == SAID { 0..=half } else { half..=half };
            let mut most = f32::NEG_INFINITY;
            for (from, row) in rows.iter().enumerate() {
                for half_before in halves.clone() {
                    let total = stop.before[half_before][from] + (row[*place] + stop.score[*place]);
                    if total > most {
                        (most, label, half) = (total, from, half_before);
                    }
                }
            }
        }
        labels
    }
}

/// The best ways to the labels of the next unit.
#[inline]
fn next(best: &[Best; 2], rows: &[[f32; WIDE]; N_LABELS], score: &[f32; WIDE]) -> [Best; 2] {
    let mut next = [NO_WAY; 2];
    for (from, row) in rows.iter().enumerate() {
        let step: [f32; WIDE] = std::array::from_fn(|to| row[to] + score[to]);
        for (next, best) in next.iter_mut().zip(best) {
            for (next, step) in next.iter_mut().zip(step) {
                let total = best[from] + step;
                *next = if total > *next { total } else { *next };
            }
        }
    }
    // Where something begins to be said, something was.
    let [unsaid, said] = &mut next;
    said[SAID] = if unsaid[SAID] > said[SAID] { unsaid[SAID] } else { said[SAID] };
    unsaid[SAID] = f32::NEG_INFINITY;
    next
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers that look like chance, from -4 to 4.
    fn numbers(n: usize, seed: u32) -> Vec<f32> {
        let mut state = seed;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            f32::from((state >> 16) as u16 % 801) / 100.0 - 4.0
        };
        (0..n).map(|_| next()).collect()
    }

    /// The score of `labels` among the units; none where they may not stand so.
    fn score(steps: &Steps, units: &[((Class, bool), [f32; WIDE])], labels: &[usize]) -> Option<f32> {
        let mut from = OUT;
        let mut total = 0.0;
        for (((class, is_cue), score), to) in units.iter().zip(labels) {
            if !may_follow(from, *to) || *is_cue && *to > AFTER {
                return None;
            }
            total += steps.learnt()[step_at(*class, from, *to)] + score[*to];
            from = *to;
        }
        Some(total)
    }

    #[test]
    fn the_path_is_the_best_of_all() {
        const CLASSES: [Class; 4] = [Class::Lower, Class::Capital, Class::Comma, Class::Quote];
        for seed in 0..40 {
            let steps = Steps::of(numbers(N_STEPS, seed));
            let scores = numbers(CLASSES.len() * WIDE, seed + 100);
            let cue = seed as usize % 5; // none in one of five
            let units: Vec<((Class, bool), [f32; WIDE])> = CLASSES
                .into_iter()
                .zip(scores.chunks(WIDE))
                .enumerate()
                .map(|(at, (class, scores))| {
                    let is_cue = at == cue;
                    ((class, is_cue), std::array::from_fn(|label| if is_cue { 0.0 } else { scores[label] }))
                })
                .collect();
            let all = (0..N_LABELS.pow(4)).map(|number| {
                let label = |place: u32| number / N_LABELS.pow(place) % N_LABELS;
                [label(0), label(1), label(2), label(3)]
            });
            let told = all.filter(|labels| labels.contains(&SAID));
            let best = told.filter_map(|labels| score(&steps, &units, &labels)).fold(f32::MIN, f32::max);
            let nothing = score(&steps, &units, &[OUT; 4]).unwrap();
            let (labels, margin) =
                Search::default().best(&steps, units.iter().map(|(unit, score)| (*unit, score)));
            assert!(labels.contains(&SAID), "{labels:?}");
            assert!((score(&steps, &units, &labels).unwrap() - best).abs() < 1e-3, "{seed} {labels:?}");
            assert!((margin - (best - nothing)).abs() < 1e-3, "{seed} {margin} {best} {nothing}");
        }
    }
}
