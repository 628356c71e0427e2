//! Weights of a linear model over hashed features, one byte each.

use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
};

/// A table of `n_rows` × `n_labels` weights; features are hashed onto rows.
#[derive(Debug, Clone)]
pub(super) struct Weights {
    bits: u32,
    n_labels: usize,
    scale: f32,
    /// Rows of [`stride`] bytes, so that none lies across two lines of a cache.
    bytes: Vec<i8>,
}

/// How many bytes a row of `n_labels` weights takes.
const fn stride(n_labels: usize) -> usize {
    n_labels.next_power_of_two()
}

impl Weights {
    /// Rounds trained weights to bytes.
    pub fn of(bits: u32, n_labels: usize, trained: &[f32]) -> Self {
        // Rare huge weights are cut, so that the many small ones keep their digits.
        let mut sizes: Vec<f32> =
            trained.iter().map(|weight| weight.abs()).filter(|size| *size > 0.0).collect();
        sizes.sort_by(f32::total_cmp);
        let largest = sizes.get(sizes.len().saturating_sub(1 + sizes.len() / 2000)).copied().unwrap_or(1.0);
        let scale = largest / 127.0;
        #[allow(clippy::cast_possible_truncation)] // clamped just before
        let byte = |weight: f32| (weight / scale).round().clamp(-127.0, 127.0) as i8;
        Self { bits, n_labels, scale, bytes: rows(n_labels, trained, byte) }
    }

    /// Weights that say nothing.
    pub fn none(bits: u32) -> Self {
        Self { bits, n_labels: 1, scale: 1.0, bytes: vec![0; 1 << bits] }
    }

    /// The row of a feature in a table of 2^`bits` rows.
    pub const fn row(bits: u32, feature: u32) -> usize {
        (feature.wrapping_mul(0x9e37_79b1) >> (32 - bits)) as usize
    }

    /// Adds the weights of one feature to the score of each label; `N` is the
    /// length of a row, which may have more places than there are labels.
    ///
    /// Scores are of 16 bits: two hundred and fifty features of the largest
    /// weight fit, and nothing has as many.
    #[inline]
    pub fn add<const N: usize>(&self, feature: u32, scores: &mut [i16; N]) {
        self.add_all(&[feature], scores);
    }

    /// Adds the weights of all `features`, whose places are known before the
    /// first is read: the waits for memory overlap.
    fn add_all<const N: usize>(&self, features: &[u32], scores: &mut [i16; N]) {
        let (rows, _) = self.bytes.as_chunks::<N>();
        for feature in features {
            if let Some(row) = rows.get(Self::row(self.bits, *feature)) {
                for (score, weight) in scores.iter_mut().zip(row) {
                    *score += i16::from(*weight);
                }
            }
        }
    }

    /// What one step of a score is worth.
    pub const fn scale(&self) -> f32 {
        self.scale
    }

    /// Writes the table: bits, labels, scale, weights.
    pub fn write(&self, out: &mut Vec<u8>) {
        out.extend(self.bits.to_le_bytes());
        out.extend(u32::try_from(self.n_labels).unwrap_or(0).to_le_bytes());
        out.extend(self.scale.to_le_bytes());
        let labels = self.bytes.chunks(stride(self.n_labels)).flat_map(|row| &row[..self.n_labels]);
        out.extend(labels.map(|weight| weight.cast_unsigned()));
    }

    /// Reads a table from the head of `bytes`, which is moved on.
    pub fn read(bytes: &mut &[u8]) -> Option<Self> {
        let bits = u32::from_le_bytes(take(bytes)?);
        let n_labels = usize::try_from(u32::from_le_bytes(take(bytes)?)).ok()?;
        let scale = f32::from_le_bytes(take(bytes)?);
        if !(1..=28).contains(&bits) || n_labels == 0 {
            return None;
        }
        let (table, rest) = bytes.split_at_checked(n_labels.checked_mul(1 << bits)?)?;
        *bytes = rest;
        Some(Self { bits, n_labels, scale, bytes: rows(n_labels, table, u8::cast_signed) })
    }
}

/// Lays weights out in rows of [`stride`] bytes.
fn rows<W: Copy>(n_labels: usize, weights: &[W], byte: impl Fn(W) -> i8) -> Vec<i8> {
    let stride = stride(n_labels);
    let mut rows = vec![0; weights.len() / n_labels * stride];
    for (row, weights) in rows.chunks_exact_mut(stride).zip(weights.chunks_exact(n_labels)) {
        row.iter_mut().zip(weights).for_each(|(place, weight)| *place = byte(*weight));
    }
    rows
}

/// Hashes what is a hash already to itself.
#[derive(Debug, Clone, Default)]
pub(super) struct Hashed(u64);

impl Hasher for Hashed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u32(&mut self, hash: u32) {
        // The table reads the highest bits, too.
        self.0 = u64::from(hash).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

/// A table by hashes of words.
pub(super) type ByHash<T> = HashMap<u32, T, BuildHasherDefault<Hashed>>;

/// The next `N` bytes of `bytes`, which is moved on.
pub(super) fn take<const N: usize>(bytes: &mut &[u8]) -> Option<[u8; N]> {
    let (head, rest) = bytes.split_first_chunk::<N>()?;
    *bytes = rest;
    Some(*head)
}

/// A feature of which the first parts are told: what many features begin with
/// is hashed once.
#[derive(Debug, Clone, Copy)]
pub(super) struct Begun(u32);

impl Begun {
    /// A feature of this kind, nothing told yet.
    pub const fn of(kind: u32) -> Self {
        Self(kind.wrapping_mul(0x85eb_ca6b) ^ 0x27d4_eb2f)
    }

    /// The same with one part more.
    pub const fn with(self, part: u32) -> Self {
        let hash = (self.0 ^ part).wrapping_mul(0x0100_0193);
        Self(hash ^ (hash >> 15))
    }

    /// The hash of the whole.
    pub const fn done(self) -> u32 {
        self.0.wrapping_mul(0xc2b2_ae35) ^ (self.0 >> 13)
    }
}

/// Joins the parts of a feature into one hash.
pub(super) const fn mix(kind: u32, parts: &[u32]) -> u32 {
    let mut feature = Begun::of(kind);
    let mut at = 0;
    while at < parts.len() {
        feature = feature.with(parts[at]);
        at += 1;
    }
    feature.done()
}

/// Room for features that wait to be looked up together.
pub(super) type Waiting = [u32; 64];

/// The sum of the weights of features told one by one.
pub(super) struct Sum<'w, const N: usize> {
    weights: &'w Weights,
    scores: [i16; N],
    waiting: &'w mut Waiting,
    n_waiting: usize,
}

impl<'w, const N: usize> Sum<'w, N> {
    /// The sum that begins with `scores`.
    #[inline]
    pub fn of(weights: &'w Weights, waiting: &'w mut Waiting, scores: [i16; N]) -> Self {
        Self { weights, scores, waiting, n_waiting: 0 }
    }

    /// Takes in one feature.
    #[inline]
    pub fn add(&mut self, feature: u32) {
        if self.n_waiting == self.waiting.len() {
            self.settle();
        }
        self.waiting[self.n_waiting] = feature;
        self.n_waiting += 1;
    }

    #[inline(never)]
    fn settle(&mut self) {
        self.weights.add_all(&self.waiting[..self.n_waiting], &mut self.scores);
        self.n_waiting = 0;
    }

    /// The whole sum.
    #[inline]
    pub fn done(mut self) -> [i16; N] {
        self.settle();
        self.scores
    }
}
