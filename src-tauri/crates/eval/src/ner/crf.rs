//! Learns the weights of a linear-chain conditional random field: stochastic
//! gradient with AdaGrad's rates and an L1 penalty, one sentence at a time.

// A label is a place in several tables at once.
#![allow(clippy::needless_range_loop)]

use backfile_extract::recogniser::{N_LABELS, may_follow};

/// A sentence ready to learn from.
pub struct Example {
    /// Features of each word, as places in the table of weights.
    pub features: Vec<Vec<u32>>,
    /// The label of each word.
    pub labels: Vec<u8>,
    /// For each word, labels that are equally right (a bit each); none for
    /// the label alone.
    pub allowed: Option<Vec<u32>>,
}

/// Weights while they are learned.
pub struct Crf {
    /// One row a feature.
    pub weights: Vec<[f32; N_LABELS]>,
    squares: Vec<[f32; N_LABELS]>,
    /// Label after label; start and end in the last row and column.
    pub transitions: [[f32; N_LABELS + 1]; N_LABELS + 1],
    transition_squares: [[f32; N_LABELS + 1]; N_LABELS + 1],
    rate: f32,
    penalty: f32,
}

/// Gradients smaller than this are not followed.
const NEGLIGIBLE: f32 = 0.002;

type Row = [f32; N_LABELS];

impl Crf {
    /// Weights of zero for `n_features` features.
    pub fn new(n_features: usize, rate: f32, penalty: f32) -> Self {
        Self {
            weights: vec![[0.0; N_LABELS]; n_features],
            squares: vec![[1e-2; N_LABELS]; n_features],
            transitions: [[0.0; N_LABELS + 1]; N_LABELS + 1],
            transition_squares: [[1.0; N_LABELS + 1]; N_LABELS + 1],
            rate,
            penalty,
        }
    }

    /// Learns from one sentence; returns how surprising it was.
    pub fn learn(&mut self, example: &Example) -> f64 {
        let n = example.labels.len();
        let scores: Vec<Row> = example.features.iter().map(|features| self.score(features)).collect();
        let expected = Chain::new(&scores, &self.transitions, None);
        let wanted =
            example.allowed.as_deref().map(|allowed| Chain::new(&scores, &self.transitions, Some(allowed)));
        let surprise = match &wanted {
            Some(wanted) => expected.log_total - wanted.log_total,
            None => expected.log_total - gold_score(&scores, &self.transitions, &example.labels),
        };
        let mut moves = [[0.0; N_LABELS + 1]; N_LABELS + 1];
        expected.add_moves(&mut moves, 1.0);
        match &wanted {
            Some(wanted) => wanted.add_moves(&mut moves, -1.0),
            None => {
                let mut from = N_LABELS;
                for label in example.labels.iter().map(|label| usize::from(*label)).chain([N_LABELS]) {
                    moves[from][label] -= 1.0;
                    from = label;
                }
            }
        }
        for at in 0..n {
            let mut gradient = expected.marginals[at];
            match &wanted {
                Some(wanted) => gradient.iter_mut().zip(&wanted.marginals[at]).for_each(|(g, w)| *g -= w),
                None => gradient[usize::from(example.labels[at])] -= 1.0,
            }
            if gradient.iter().all(|g| g.abs() < NEGLIGIBLE) {
                continue;
            }
            for feature in &example.features[at] {
                self.follow(*feature as usize, &gradient);
            }
        }
        for from in 0..=N_LABELS {
            for to in 0..=N_LABELS {
                let gradient = moves[from][to];
                if gradient.abs() > 1e-6 {
                    self.transition_squares[from][to] += gradient * gradient;
                    self.transitions[from][to] -=
                        self.rate * gradient / self.transition_squares[from][to].sqrt();
                }
            }
        }
        surprise
    }

    fn follow(&mut self, feature: usize, gradient: &Row) {
        let weights = &mut self.weights[feature];
        let squares = &mut self.squares[feature];
        for label in 0..N_LABELS {
            squares[label] += gradient[label] * gradient[label];
            let step = self.rate / squares[label].sqrt();
            let moved = weights[label] - step * gradient[label];
            let shrunk = (moved.abs() - step * self.penalty).max(0.0);
            weights[label] = shrunk.copysign(moved);
        }
    }

    fn score(&self, features: &[u32]) -> Row {
        let mut row = [0.0; N_LABELS];
        for feature in features {
            row.iter_mut().zip(&self.weights[*feature as usize]).for_each(|(score, weight)| *score += weight);
        }
        row
    }
}

fn gold_score(scores: &[Row], transitions: &[[f32; N_LABELS + 1]; N_LABELS + 1], labels: &[u8]) -> f64 {
    let mut total = 0.0;
    let mut from = N_LABELS;
    for (score, label) in scores.iter().zip(labels) {
        let label = usize::from(*label);
        total += f64::from(score[label]) + f64::from(transitions[from][label]);
        from = label;
    }
    total + f64::from(transitions[from][N_LABELS])
}

/// Sums over all label sequences of a sentence.
struct Chain {
    log_total: f64,
    marginals: Vec<Row>,
    forward: Vec<Row>,
    backward: Vec<Row>,
    factors: Vec<Row>,
    steps: [[f32; N_LABELS + 1]; N_LABELS + 1],
    scales: Vec<f32>,
}

impl Chain {
    fn new(
        scores: &[Row],
        transitions: &[[f32; N_LABELS + 1]; N_LABELS + 1],
        allowed: Option<&[u32]>,
    ) -> Self {
        let n = scores.len();
        let label = |label: usize| (label < N_LABELS).then_some(label as u8);
        let steps: [[f32; N_LABELS + 1]; N_LABELS + 1] = std::array::from_fn(|from| {
            std::array::from_fn(|to| {
                if may_follow(label(from), label(to)) { transitions[from][to].exp() } else { 0.0 }
            })
        });
        let mut log_total = 0.0_f64;
        let factors: Vec<Row> = scores
            .iter()
            .enumerate()
            .map(|(at, score)| {
                let most = score.iter().copied().fold(f32::MIN, f32::max);
                log_total += f64::from(most);
                let mask = allowed.map_or(u32::MAX, |allowed| allowed[at]);
                std::array::from_fn(
                    |label| if mask >> label & 1 == 1 { (score[label] - most).exp() } else { 0.0 },
                )
            })
            .collect();
        let mut forward: Vec<Row> = Vec::with_capacity(n);
        let mut scales = Vec::with_capacity(n);
        for at in 0..n {
            let mut row: Row = match forward.last() {
                None => std::array::from_fn(|to| steps[N_LABELS][to]),
                Some(last) => {
                    let mut row = [0.0; N_LABELS];
                    for (from, mass) in last.iter().enumerate().filter(|(_, mass)| **mass > 0.0) {
                        row.iter_mut().zip(&steps[from]).for_each(|(sum, step)| *sum += mass * step);
                    }
                    row
                }
            };
            row.iter_mut().zip(&factors[at]).for_each(|(sum, factor)| *sum *= factor);
            let scale = row.iter().sum::<f32>().max(1e-30);
            row.iter_mut().for_each(|sum| *sum /= scale);
            log_total += f64::from(scale).ln();
            scales.push(scale);
            forward.push(row);
        }
        let last: f32 = (0..N_LABELS).map(|label| forward[n - 1][label] * steps[label][N_LABELS]).sum();
        let last = last.max(1e-30);
        log_total += f64::from(last).ln();
        let mut backward = vec![[0.0; N_LABELS]; n];
        backward[n - 1] = std::array::from_fn(|label| steps[label][N_LABELS] / last);
        for at in (0..n - 1).rev() {
            let next: Row =
                std::array::from_fn(|to| factors[at + 1][to] * backward[at + 1][to] / scales[at + 1]);
            backward[at] =
                std::array::from_fn(|from| (0..N_LABELS).map(|to| steps[from][to] * next[to]).sum::<f32>());
        }
        let marginals = forward
            .iter()
            .zip(&backward)
            .map(|(forward, backward)| std::array::from_fn(|label| forward[label] * backward[label]))
            .collect();
        Self { log_total, marginals, forward, backward, factors, steps, scales }
    }

    /// Adds how often each label is expected after each, times `sign`.
    fn add_moves(&self, moves: &mut [[f32; N_LABELS + 1]; N_LABELS + 1], sign: f32) {
        let n = self.forward.len();
        for label in 0..N_LABELS {
            moves[N_LABELS][label] += sign * self.marginals[0][label];
            moves[label][N_LABELS] += sign * self.marginals[n - 1][label];
        }
        for at in 1..n {
            let next: Row = std::array::from_fn(|to| {
                self.factors[at][to] * self.backward[at][to] / self.scales[at] * sign
            });
            for (from, mass) in self.forward[at - 1].iter().enumerate().filter(|(_, mass)| **mass > 1e-6) {
                let step = &self.steps[from];
                moves[from]
                    .iter_mut()
                    .zip(step)
                    .zip(&next)
                    .for_each(|((sum, step), next)| *sum += mass * step * next);
            }
        }
    }
}
