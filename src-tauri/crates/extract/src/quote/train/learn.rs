//! Learning of weights: a logistic model and a conditional random field over
//! the same hashed features, by AdaGrad. No chance is involved but a shuffle
//! with a fixed seed, so two runs give the same bytes. Everything is learnt in
//! several orders, and the mean of them is kept: one order alone moves figures
//! by half a point either way.

use crate::quote::{
    model::{AFTER, N_LABELS, N_STEPS, may_follow, step_at},
    unit::Class,
    weights::Weights,
};

/// One yes-or-no example.
pub(super) struct Example {
    pub features: Vec<u32>,
    pub yes: bool,
    pub weight: f32,
}

/// One window of units with its labels.
pub(super) struct Sequence {
    /// Features of each unit; none at the cue.
    pub features: Vec<Vec<u32>>,
    pub classes: Vec<Class>,
    /// The cue, which is neither said nor speaks; none around a stretch.
    pub cue: Option<usize>,
    pub labels: Vec<usize>,
}

/// Weights and the squares of their gradients so far.
struct Table {
    weights: Vec<f32>,
    squares: Vec<f32>,
    rate: f32,
    shrink: f32,
    /// Sum of the weights after each of the later rounds.
    sum: Vec<f32>,
    n_summed: u16,
}

impl Table {
    fn new(len: usize, rate: f32, shrink: f32) -> Self {
        let zeros = || vec![0.0; len];
        Self { weights: zeros(), squares: vec![1e-3; len], rate, shrink, sum: zeros(), n_summed: 0 }
    }

    fn pull(&mut self, at: usize, gradient: f32) {
        let gradient = gradient + self.shrink * self.weights[at];
        self.squares[at] += gradient * gradient;
        self.weights[at] -= self.rate * gradient / self.squares[at].sqrt();
    }
}

impl Table {
    /// Ends round `round` of `rounds`; the next goes in smaller steps.
    fn end_round(&mut self, round: u64, rounds: u64, slower: f32) {
        self.rate *= slower;
        if 2 * (round + 1) > rounds {
            self.sum.iter_mut().zip(&self.weights).for_each(|(sum, weight)| *sum += weight);
            self.n_summed += 1;
        }
    }

    /// The mean of the weights after the later rounds: where they end depends
    /// less on the order of the examples than the last ones do.
    fn mean(mut self) -> Vec<f32> {
        let n_summed = f32::from(self.n_summed.max(1));
        self.sum.iter_mut().for_each(|sum| *sum /= n_summed);
        self.sum
    }
}

/// In how many orders the examples of what ships are learnt from.
pub(super) const ORDERS: u8 = 6;

/// The mean of what `learn` makes of the examples in each of `n_orders`.
fn in_orders(n_orders: u8, learn: impl Fn(u8) -> Vec<f32> + Sync) -> Vec<f32> {
    let learn = &learn;
    let learnt = std::thread::scope(|scope| {
        let runs: Vec<_> = (0..n_orders).map(|order| scope.spawn(move || learn(order))).collect();
        // A run that fails fails the training, as without threads.
        let join = |run: std::thread::ScopedJoinHandle<'_, _>| run.join().expect("an order was learnt");
        runs.into_iter().map(join).collect::<Vec<Vec<f32>>>()
    });
    let len = learnt.first().map_or(0, Vec::len);
    (0..len).map(|at| learnt.iter().map(|one| one[at]).sum::<f32>() / f32::from(n_orders)).collect()
}

/// Chance that gives the same in each run (xorshift, Marsaglia 2003).
struct Chance(u64);

impl Chance {
    /// For one round of one of the orders.
    fn of(order: u8, round: u64) -> Self {
        Self(0x9e37_79b9_7f4a_7c15_u64.wrapping_add(100 * u64::from(order) + round))
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// An order of `len` things.
    fn shuffled(&mut self, len: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..len).collect();
        for at in (1..len).rev() {
            order.swap(at, usize::try_from(self.next() % (at as u64 + 1)).unwrap_or(0));
        }
        order
    }

    /// Whether something is left that is hidden with the probability `hidden`.
    #[allow(clippy::cast_precision_loss)] // 24 bits fit
    fn leaves(&mut self, hidden: f32) -> bool {
        hidden == 0.0 || (self.next() >> 40) as f32 / (1_u64 << 24) as f32 >= hidden
    }
}

/// How something is learnt.
#[derive(Debug, Clone, Copy)]
pub(super) struct Plan {
    /// The table has 2^`bits` rows.
    pub bits: u32,
    pub rounds: u64,
    /// How strongly weights are held back.
    pub shrink: f32,
    /// The share of features hidden, others each time, so that none is relied
    /// on alone (dropout, Srivastava and others 2014).
    pub hidden: f32,
    /// In how many orders.
    pub n_orders: u8,
}

impl Plan {
    /// What a weight learnt with a part of the features hidden counts when all
    /// are seen.
    fn of_all(&self, mut weights: Vec<f32>) -> Vec<f32> {
        weights.iter_mut().for_each(|weight| *weight *= 1.0 - self.hidden);
        weights
    }
}

/// How strongly weights are held back where there are many examples.
pub(super) const LOOSE: f32 = 2e-5;

/// Learns a logistic model.
pub(super) fn logistic(examples: &[&Example], plan: Plan) -> Weights {
    let Plan { bits, rounds, shrink, hidden, n_orders } = plan;
    let learn = |order: u8| {
        let mut table = Table::new(1 << bits, 0.1, shrink);
        for round in 0..rounds {
            let mut chance = Chance::of(order, round);
            for idx in chance.shuffled(examples.len()) {
                let Example { features, yes, weight } = examples[idx];
                let seen = features.iter().filter(|_| chance.leaves(hidden));
                let rows: Vec<usize> = seen.map(|feature| Weights::row(bits, *feature)).collect();
                let score: f32 = rows.iter().map(|row| table.weights[*row]).sum();
                let gradient = (1.0 / (1.0 + (-score).exp()) - f32::from(u8::from(*yes))) * weight;
                for row in rows {
                    table.pull(row, gradient);
                }
            }
            table.end_round(round, rounds, 0.8);
        }
        table.mean()
    };
    Weights::of(bits, 1, &plan.of_all(in_orders(n_orders, learn)))
}

/// Several to choose from.
pub(super) struct Options<'a> {
    /// Everybody's features.
    pub candidates: Vec<&'a [u32]>,
    /// Whether each is right; one at least is.
    pub right: Vec<bool>,
    pub weight: f32,
}

/// How often all examples of choices are gone through.
const CHOICE_ROUNDS: usize = 150;

/// Learns which of several to choose: the weights that explain all examples
/// best, held back by `shrink` (their squares count half of it), by steps of
/// resilient propagation (Rprop; Igel and Hüsken 2000), which need no order.
pub(super) fn choice(examples: &[Options<'_>], bits: u32, shrink: f32) -> Weights {
    const SMALLEST: f32 = 1e-6;
    const LARGEST: f32 = 0.2;
    let len = 1 << bits;
    let mut weights = vec![0.0_f32; len];
    let mut steps = vec![0.02_f32; len];
    let mut before = vec![0.0_f32; len];
    let mut gradient = vec![0.0_f32; len];
    for _ in 0..CHOICE_ROUNDS {
        gradient.iter_mut().zip(&weights).for_each(|(gradient, weight)| *gradient = shrink * weight);
        for example in examples {
            choose(example, bits, &weights, &mut gradient);
        }
        for at in 0..len {
            let turn = before[at] * gradient[at];
            if turn > 0.0 {
                steps[at] = (steps[at] * 1.2).min(LARGEST);
            } else if turn < 0.0 {
                steps[at] = (steps[at] * 0.5).max(SMALLEST);
                gradient[at] = 0.0;
            }
            if gradient[at] != 0.0 {
                weights[at] -= steps[at].copysign(gradient[at]);
            }
        }
        std::mem::swap(&mut before, &mut gradient);
    }
    Weights::of(bits, 1, &weights)
}

/// Adds what one choice pulls at the weights.
fn choose(
    Options { candidates, right, weight }: &Options<'_>,
    bits: u32,
    weights: &[f32],
    gradient: &mut [f32],
) {
    let score = |features: &&[u32]| -> f32 { features.iter().map(|f| weights[Weights::row(bits, *f)]).sum() };
    let scores: Vec<f32> = candidates.iter().map(score).collect();
    let top = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let shares: Vec<f32> = scores.iter().map(|score| (score - top).exp()).collect();
    let sum: f32 = shares.iter().sum();
    let right_sum: f32 = shares.iter().zip(right).filter(|(_, right)| **right).map(|(share, _)| share).sum();
    for ((features, share), right) in candidates.iter().zip(&shares).zip(right) {
        let wanted = if *right { share / right_sum.max(f32::MIN_POSITIVE) } else { 0.0 };
        let pull = (share / sum - wanted) * weight;
        for feature in *features {
            gradient[Weights::row(bits, *feature)] += pull;
        }
    }
}

/// Learns the labels of windows; returns the weights of features and of steps.
pub(super) fn field(sequences: &[Sequence], plan: Plan) -> (Weights, Vec<f32>) {
    let Plan { bits, rounds, shrink, hidden, n_orders } = plan;
    // Features seen once say nothing about other articles.
    let mut counts = vec![0_u8; 1 << bits];
    for feature in sequences.iter().flat_map(|sequence| &sequence.features).flatten() {
        let count = &mut counts[Weights::row(bits, *feature)];
        *count = count.saturating_add(1);
    }
    let learn = |order: u8| {
        let mut table = Table::new((1 << bits) * N_LABELS, 0.1, shrink);
        let mut steps = Table::new(N_STEPS, 0.1, shrink);
        for round in 0..rounds {
            let mut chance = Chance::of(order, round);
            for idx in chance.shuffled(sequences.len()) {
                let mut rows = |features: &Vec<u32>| -> Vec<usize> {
                    let rows = features.iter().map(|feature| Weights::row(bits, *feature));
                    rows.filter(|row| counts[*row] > 1 && chance.leaves(hidden)).collect()
                };
                let rows: Vec<Vec<usize>> = sequences[idx].features.iter().map(&mut rows).collect();
                learn_one(&sequences[idx], &rows, &mut table, &mut steps);
            }
            table.end_round(round, rounds, 0.75);
            steps.end_round(round, rounds, 0.75);
        }
        [table.mean(), steps.mean()].concat()
    };
    let mut weights = in_orders(n_orders, learn);
    let steps = weights.split_off((1 << bits) * N_LABELS);
    (Weights::of(bits, N_LABELS, &plan.of_all(weights)), steps)
}

type Scores = [f32; N_LABELS];

/// One step of learning from the features in `rows`: expected minus seen, by
/// forward and backward sums.
#[allow(clippy::needless_range_loop)] // labels index several tables at once
fn learn_one(sequence: &Sequence, rows: &[Vec<usize>], table: &mut Table, steps: &mut Table) {
    let len = sequence.labels.len();
    let mut emit = vec![[0.0_f32; N_LABELS]; len];
    for (at, rows) in rows.iter().enumerate() {
        for row in rows {
            for label in 0..N_LABELS {
                emit[at][label] += table.weights[row * N_LABELS + label];
            }
        }
        if Some(at) == sequence.cue {
            emit[at][AFTER + 1..].fill(-1e4);
        }
    }
    let step = |at: usize, from: usize, to: usize| {
        if may_follow(from, to) { steps.weights[step_at(sequence.classes[at], from, to)] } else { -1e4 }
    };
    let mut forward: Vec<Scores> = Vec::with_capacity(len);
    for at in 0..len {
        let mut here = [0.0; N_LABELS];
        for to in 0..N_LABELS {
            here[to] = emit[at][to]
                + match forward.last() {
                    None => step(at, 0, to),
                    Some(before) => log_sum(|from| before[from] + step(at, from, to)),
                };
        }
        forward.push(here);
    }
    let total = log_sum(|label| forward[len - 1][label]);
    let mut backward = vec![[0.0_f32; N_LABELS]; len];
    for at in (0..len - 1).rev() {
        for from in 0..N_LABELS {
            backward[at][from] =
                log_sum(|to| step(at + 1, from, to) + emit[at + 1][to] + backward[at + 1][to]);
        }
    }
    let mut pulls: Vec<(usize, f32)> = Vec::new();
    for at in 0..len {
        let gold_from = if at == 0 { 0 } else { sequence.labels[at - 1] };
        for to in 0..N_LABELS {
            let here = emit[at][to] + backward[at][to] - total;
            for from in 0..N_LABELS {
                if !may_follow(from, to) || at == 0 && from != 0 {
                    continue;
                }
                let before = if at == 0 { 0.0 } else { forward[at - 1][from] };
                let expected = (before + step(at, from, to) + here).exp();
                let seen = f32::from(u8::from(from == gold_from && to == sequence.labels[at]));
                if (expected - seen).abs() > 1e-4 {
                    pulls.push((step_at(sequence.classes[at], from, to), expected - seen));
                }
            }
        }
    }
    for (at, gradient) in pulls {
        steps.pull(at, gradient);
    }
    for at in 0..len {
        for label in 0..N_LABELS {
            let expected = (forward[at][label] + backward[at][label] - total).exp();
            let gradient = expected - f32::from(u8::from(label == sequence.labels[at]));
            if gradient.abs() > 1e-3 {
                for row in &rows[at] {
                    table.pull(row * N_LABELS + label, gradient);
                }
            }
        }
    }
}

fn log_sum(score: impl Fn(usize) -> f32) -> f32 {
    let scores: Scores = std::array::from_fn(score);
    let top = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    top + scores.iter().map(|score| (score - top).exp()).sum::<f32>().ln()
}
