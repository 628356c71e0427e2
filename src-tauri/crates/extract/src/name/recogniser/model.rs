//! The weights of the recogniser, and their form in a file.
//!
//! A feature is a 32-bit number; each has one weight a label, as an eighth-bit
//! integer. In the file, features are sorted and written as distances, with a
//! bit for each label that has a weight, then the weights; in memory they are
//! an open-addressed table behind a filter. Most features of a word were never
//! learnt: a bit tells so without leaving the processor's nearer caches.

use super::{
    hash::HashedMap,
    label::{N_LABELS, may_follow},
};

/// Room for the weights of one feature; a little more than labels, for speed.
pub(super) const ROW: usize = 20;

/// The score of what cannot be.
pub(super) const NEVER: i16 = -20_000;

const MAGIC: &[u8; 8] = b"BFNAMES1";

/// What training makes.
#[derive(Debug, Clone, Default)]
pub struct Weights {
    /// Features with their weights, one a label, sorted by feature.
    pub features: Vec<(u32, [i8; N_LABELS])>,
    /// Weight of label after label; row `N_LABELS` is the sentence's start,
    /// column `N_LABELS` its end.
    pub transitions: [[i16; N_LABELS + 1]; N_LABELS + 1],
    /// Keys of the words common in lower case, sorted.
    pub common: Vec<u32>,
}

/// Words that are common when written small.
#[derive(Debug, Clone, Default)]
pub struct CommonWords(HashedMap<()>);

impl CommonWords {
    /// The set of these keys.
    #[must_use]
    pub fn new(keys: &[u32]) -> Self {
        Self(keys.iter().map(|key| (u64::from(*key).wrapping_mul(0x9E37_79B9_7F4A_7C15), ())).collect())
    }

    /// Whether the word with this key (see `lower_key`) is common.
    pub(super) fn contains(&self, lower: u64) -> bool {
        self.0.contains_key(&(lower >> 32).wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }
}

/// Bits of the filter, as a power of two: half a megabyte.
const FILTER_BITS: u32 = 22;

/// A feature and its weights, side by side in memory; feature 0 is an empty place.
type Learnt = (u32, [i8; ROW]);

/// The recogniser's weights, ready to be asked.
#[derive(Debug)]
pub struct Model {
    /// A bit for the low bits of each feature that has weights.
    filter: Vec<u64>,
    /// Features where their high bits put them, or in a later place.
    table: Vec<Learnt>,
    /// See [`Weights::transitions`]; what cannot be is [`NEVER`].
    pub(super) transitions: [[i16; N_LABELS + 1]; N_LABELS + 1],
    pub(super) common: CommonWords,
}

impl Model {
    /// The table of `weights`.
    #[must_use]
    pub fn new(weights: &Weights) -> Self {
        let n_places = weights.features.len() * 3 / 2 + 1;
        let mut model = Self {
            filter: vec![0; 1 << (FILTER_BITS - 6)],
            table: vec![(0, [0; ROW]); n_places],
            transitions: weights.transitions,
            common: CommonWords::new(&weights.common),
        };
        for (feature, row) in &weights.features {
            let feature = (*feature).max(1);
            let mut at = model.home(feature);
            while model.table[at].0 != 0 {
                at = model.after(at);
            }
            model.table[at].0 = feature;
            model.table[at].1[..N_LABELS].copy_from_slice(row);
            let (word, bit) = filter_place(feature);
            model.filter[word] |= bit;
        }
        for (from, row) in model.transitions.iter_mut().enumerate() {
            for (to, weight) in row.iter_mut().enumerate() {
                let label = |label: usize| (label < N_LABELS).then_some(label as u8);
                if !may_follow(label(from), label(to)) {
                    *weight = NEVER;
                }
            }
        }
        model
    }

    #[inline]
    fn home(&self, feature: u32) -> usize {
        ((u64::from(feature) * self.table.len() as u64) >> 32) as usize
    }

    #[inline]
    fn after(&self, at: usize) -> usize {
        if at + 1 == self.table.len() { 0 } else { at + 1 }
    }

    /// Whether `feature`, which is not 0, may have weights.
    #[inline]
    fn may_know(&self, feature: u32) -> bool {
        let (word, bit) = filter_place(feature);
        self.filter[word] & bit != 0
    }

    #[inline]
    fn add_learnt(&self, feature: u32, scores: &mut [i16; ROW]) {
        let mut at = self.home(feature);
        loop {
            let (known, row) = &self.table[at];
            if *known == feature {
                return add_row(row, scores);
            }
            if *known == 0 {
                return;
            }
            at = self.after(at);
        }
    }

    /// Adds the weights of all `features`. The filter is asked for all of them
    /// first, then all their places are looked up, and only then are weights
    /// added: the waits for memory overlap.
    pub(super) fn add_all(&self, features: &[u32], scores: &mut [i16; ROW]) {
        let mut found = [0_u32; 64];
        for features in features.chunks(found.len()) {
            let mut n_found = 0;
            for feature in features {
                let feature = (*feature).max(1);
                found[n_found & 63] = feature;
                n_found += usize::from(self.may_know(feature));
            }
            let found = &found[..n_found];
            let is_home = |feature: &u32| u64::from(self.table[self.home(*feature)].0 == *feature);
            let at_home = found.iter().rev().fold(0, |bits, feature| bits << 1 | is_home(feature));
            for (nth, feature) in found.iter().enumerate() {
                if at_home >> nth & 1 == 1 {
                    add_row(&self.table[self.home(*feature)].1, scores);
                } else {
                    self.add_learnt(*feature, scores);
                }
            }
        }
    }

    /// The table of the weights written in `bytes`; none if they are damaged.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        Some(Self::new(&Weights::from_bytes(bytes)?))
    }
}

#[inline]
fn add_row(row: &[i8; ROW], scores: &mut [i16; ROW]) {
    for (score, weight) in scores.iter_mut().zip(row) {
        *score = score.saturating_add(i16::from(*weight));
    }
}

/// Where the filter has the bit of `feature`.
#[inline]
fn filter_place(feature: u32) -> (usize, u64) {
    let at = feature & ((1 << FILTER_BITS) - 1);
    ((at >> 6) as usize, 1 << (at & 63))
}

impl Weights {
    /// The file form.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend((self.features.len() as u32).to_le_bytes());
        bytes.extend((self.common.len() as u32).to_le_bytes());
        self.transitions.iter().flatten().for_each(|weight| bytes.extend(weight.to_le_bytes()));
        write_distances(&mut bytes, self.common.iter().copied());
        write_distances(&mut bytes, self.features.iter().map(|(feature, _)| *feature));
        for (_, row) in &self.features {
            let mask =
                row.iter().enumerate().fold(0_u32, |mask, (at, weight)| mask | u32::from(*weight != 0) << at);
            bytes.extend(&mask.to_le_bytes()[..3]);
            bytes.extend(row.iter().filter(|weight| **weight != 0).map(|weight| weight.to_le_bytes()[0]));
        }
        bytes
    }

    /// Reads the file form; none if it is damaged.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut bytes = bytes.strip_prefix(MAGIC)?;
        let n_features = u32::from_le_bytes(take(&mut bytes)?) as usize;
        let n_common = u32::from_le_bytes(take(&mut bytes)?) as usize;
        let mut transitions = [[0; N_LABELS + 1]; N_LABELS + 1];
        for weight in transitions.iter_mut().flatten() {
            *weight = i16::from_le_bytes(take(&mut bytes)?);
        }
        let common = read_distances(&mut bytes, n_common)?;
        let keys = read_distances(&mut bytes, n_features)?;
        let mut features = Vec::with_capacity(n_features);
        for key in keys {
            let [low, middle, high]: [u8; 3] = take(&mut bytes)?;
            let mut mask = u32::from_le_bytes([low, middle, high, 0]);
            let n_weights = mask.count_ones() as usize;
            let (weights, rest) = bytes.split_at_checked(n_weights)?;
            bytes = rest;
            let mut row = [0; N_LABELS];
            for weight in weights {
                *row.get_mut(mask.trailing_zeros() as usize)? = i8::from_le_bytes([*weight]);
                mask &= mask - 1;
            }
            features.push((key, row));
        }
        bytes.is_empty().then_some(Self { features, transitions, common })
    }
}

fn take<const N: usize>(bytes: &mut &[u8]) -> Option<[u8; N]> {
    let (head, rest) = bytes.split_first_chunk()?;
    *bytes = rest;
    Some(*head)
}

/// Writes rising numbers as distances of seven bits a byte.
fn write_distances(bytes: &mut Vec<u8>, numbers: impl Iterator<Item = u32>) {
    let mut last = 0;
    for number in numbers {
        let mut distance = number - last;
        last = number;
        while distance > 0x7f {
            bytes.push(distance as u8 | 0x80);
            distance >>= 7;
        }
        bytes.push(distance as u8);
    }
}

fn read_distances(bytes: &mut &[u8], n: usize) -> Option<Vec<u32>> {
    let mut last = 0_u32;
    let mut numbers = Vec::with_capacity(n.min(bytes.len()));
    for _ in 0..n {
        let mut distance = 0_u32;
        let mut shift = 0;
        loop {
            let [byte]: [u8; 1] = take(bytes)?;
            distance |= u32::from(byte & 0x7f).checked_shl(shift)?;
            shift += 7;
            if byte & 0x80 == 0 {
                break;
            }
        }
        last = last.checked_add(distance)?;
        numbers.push(last);
    }
    Some(numbers)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weights() -> Weights {
        let mut row = [0; N_LABELS];
        row[0] = -3;
        row[16] = 127;
        Weights {
            features: vec![(9, row), (70_000, [1; N_LABELS]), (u32::MAX, [-128; N_LABELS])],
            transitions: [[2; N_LABELS + 1]; N_LABELS + 1],
            common: vec![4, 5, u32::MAX],
        }
    }

    #[test]
    fn a_file_gives_back_what_was_written() {
        let bytes = weights().to_bytes();
        let read = Weights::from_bytes(&bytes).unwrap();
        assert_eq!(read.features, weights().features);
        assert_eq!(read.common, weights().common);
        assert_eq!(read.to_bytes(), bytes);
    }

    #[test]
    fn a_damaged_file_is_refused() {
        let bytes = weights().to_bytes();
        for len in 0..bytes.len() {
            assert!(Weights::from_bytes(&bytes[..len]).is_none(), "{len} bytes");
        }
    }

    #[test]
    fn a_feature_adds_its_weights() {
        let model = Model::new(&weights());
        let mut scores = [0; ROW];
        model.add_all(&[9, 70_000, 12], &mut scores);
        assert_eq!((scores[0], scores[1], scores[16]), (-2, 1, 128));
    }
}
