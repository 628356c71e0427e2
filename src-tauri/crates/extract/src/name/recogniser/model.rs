//! The weights of the recogniser, and their form in a file.
//!
//! A feature is a 32-bit number; each has one weight a label, as an eighth-bit
//! integer. In the file, features are sorted and written as distances, with a
//! bit for each label that has a weight, then the weights. In memory the
//! features stand in lines of a cache, and their weights apart: so one line
//! tells whether a feature was learnt, and nothing lies between the weights.

use super::{
    hash::HashedMap,
    label::N_LABELS,
    steps::{Steps, Transitions, forbid},
};

/// How many scores a word has: one a label but [`OUTSIDE`](super::OUTSIDE), the
/// first of all, from which the others are counted.
pub(super) const ROW: usize = N_LABELS - 1;

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

/// How many features a line holds, and how many it is meant to hold.
const PER_LINE: usize = 7;
const USUAL_PER_LINE: usize = 5;

/// Some features with where their weights are: as much as one line of a cache
/// takes.
#[derive(Debug, Clone, Copy, Default)]
#[repr(align(32))]
struct Line {
    /// Features, the weights of each a row after those of the one before; 0
    /// for none. At the end twice the row of the first, odd where features that
    /// belong here stand in a later line for want of room.
    places: [u32; PER_LINE + 1],
}

impl Line {
    fn start(&self) -> u32 {
        self.places[PER_LINE]
    }

    fn features(&self) -> &[u32] {
        &self.places[..PER_LINE]
    }

    /// The row of `feature`, which is not 0, if it stands here.
    #[inline]
    fn row(&self, start: u32, feature: u32) -> Option<u32> {
        let mut found = 0_u32;
        for (place, known) in self.places.iter().enumerate() {
            found |= u32::from(*known == feature) << place;
        }
        found &= (1 << PER_LINE) - 1;
        (found != 0).then(|| (start >> 1) + found.trailing_zeros())
    }
}

/// The recogniser's weights, ready to be asked.
#[derive(Debug)]
pub struct Model {
    /// Features in the line where their high bits put them, or in a later one.
    lines: Vec<Line>,
    /// How much more they weigh for each label than for "no name".
    rows: Vec<[i8; ROW]>,
    /// See [`Weights::transitions`]; what cannot be is forbidden.
    pub(super) transitions: Transitions,
    /// The same, arranged for the search.
    pub(super) steps: Steps,
    pub(super) common: CommonWords,
}

impl Model {
    /// The table of `weights`.
    #[must_use]
    pub fn new(weights: &Weights) -> Self {
        let n_features = weights.features.len();
        let mut transitions = weights.transitions;
        forbid(&mut transitions);
        let mut model = Self {
            lines: vec![Line::default(); n_features / USUAL_PER_LINE + 1],
            rows: Vec::with_capacity(n_features),
            transitions,
            steps: Steps::of(&transitions),
            common: CommonWords::new(&weights.common),
        };
        // Which of the weights belong to each place, until all are placed.
        let mut placed = vec![[0; PER_LINE]; model.lines.len()];
        for (idx, (feature, _)) in weights.features.iter().enumerate() {
            let feature = (*feature).max(1);
            let mut at = model.home(feature);
            let place = loop {
                let line = &mut model.lines[at];
                if let Some(place) = line.features().iter().position(|known| *known == 0) {
                    break place;
                }
                line.places[PER_LINE] = 1;
                at = model.after(at);
            };
            model.lines[at].places[place] = feature;
            placed[at][place] = idx;
        }
        for (line, placed) in model.lines.iter_mut().zip(placed) {
            line.places[PER_LINE] |= (model.rows.len() as u32) << 1;
            let n_placed = line.features().iter().filter(|feature| **feature != 0).count();
            model.rows.extend(placed[..n_placed].iter().map(|idx| ahead_of_none(&weights.features[*idx].1)));
        }
        model
    }

    #[inline]
    fn home(&self, feature: u32) -> usize {
        ((u64::from(feature) * self.lines.len() as u64) >> 32) as usize
    }

    #[inline]
    fn after(&self, at: usize) -> usize {
        if at + 1 == self.lines.len() { 0 } else { at + 1 }
    }

    /// The row of a feature that is not in its own line, which overflows.
    #[cold]
    fn displaced_row(&self, feature: u32) -> Option<u32> {
        let mut at = self.home(feature);
        loop {
            at = self.after(at);
            let line = &self.lines[at];
            let row = line.row(line.start(), feature);
            if row.is_some() || line.start() & 1 == 0 {
                return row;
            }
        }
    }

    /// Adds the weights of all `features`. All rows are looked up before the
    /// first is read: the waits for memory overlap.
    pub(super) fn add_all(&self, features: &[u32], scores: &mut [i16; ROW]) {
        let mut starts = [0_u32; 64];
        let mut rows = [0_u32; 64];
        for features in features.chunks(rows.len()) {
            for (feature, start) in features.iter().zip(&mut starts) {
                *start = self.lines[self.home(*feature)].start();
            }
            let mut n_rows = 0;
            for (feature, start) in features.iter().zip(&starts) {
                let feature = (*feature).max(1);
                let mut row = self.lines[self.home(feature)].row(*start, feature);
                if row.is_none() && *start & 1 == 1 {
                    row = self.displaced_row(feature);
                }
                rows[n_rows & 63] = row.unwrap_or_default();
                n_rows += usize::from(row.is_some());
            }
            for row in &rows[..n_rows] {
                add_row(&self.rows[*row as usize], scores);
            }
        }
    }

    /// The table of the weights written in `bytes`; none if they are damaged.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        Some(Self::new(&Weights::from_bytes(bytes)?))
    }
}

/// How far each label is ahead of "no name"; more than eight bits hold is cut.
fn ahead_of_none(row: &[i8; N_LABELS]) -> [i8; ROW] {
    std::array::from_fn(|label| row[label + 1].saturating_sub(row[0]))
}

#[inline]
fn add_row(row: &[i8; ROW], scores: &mut [i16; ROW]) {
    for (score, weight) in scores.iter_mut().zip(row) {
        *score = score.saturating_add(i16::from(*weight));
    }
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
        row[16] = 120;
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
    fn no_weight_of_the_model_that_ships_is_cut() {
        let weights = Weights::from_bytes(super::super::Recogniser::shipped_bytes()).unwrap();
        for (feature, row) in &weights.features {
            let whole = |label: usize| i16::from(row[label + 1]) - i16::from(row[0]);
            let ahead = ahead_of_none(row);
            assert!((0..ROW).all(|label| i16::from(ahead[label]) == whole(label)), "{feature}: {row:?}");
        }
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
        // Row 9 weighs 3 less for "no name", row 70,000 the same for all.
        assert_eq!((scores[0], scores[14], scores[15]), (3, 3, 123));
    }
}
