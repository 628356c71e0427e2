//! The weights of the recogniser, and their form in a file.
//!
//! A feature is a 32-bit number; each has one weight a label, as an eighth-bit
//! integer. The features stand in lines of a cache, and their weights apart: so
//! one line tells whether a feature was learnt, and nothing lies between the
//! weights. The file is laid out as it is asked, so nothing has to be made of
//! it first: a program that marks one short text does not wait for a table.

use super::{
    hash::HashedMap,
    label::N_LABELS,
    steps::{Steps, Transitions, forbid},
};

/// How many scores a word has: one a label but [`OUTSIDE`](super::OUTSIDE), the
/// first of all, from which the others are counted.
pub(super) const ROW: usize = N_LABELS - 1;

const MAGIC: &[u8; 8] = b"BFNAMES2";

/// Lines of features and rows of weights each begin at a multiple of this in
/// the file, so that none lies across two lines of a cache.
const ALIGNMENT: usize = 64;

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

/// Some features with where their weights are: as much as half a line of a
/// cache takes.
///
/// Features, the weights of each a row after those of the one before; 0 for
/// none. At the end twice the row of the first, odd where features that belong
/// here stand in a later line for want of room.
type Line = [u32; PER_LINE + 1];

/// The same as it lies in the file.
type LineBytes = [u8; 4 * (PER_LINE + 1)];

/// The number at `place` of a line.
#[inline]
fn number(line: &LineBytes, place: usize) -> u32 {
    let (numbers, _) = line.as_chunks();
    u32::from_le_bytes(numbers[place])
}

#[inline]
fn start(line: &LineBytes) -> u32 {
    number(line, PER_LINE)
}

/// A bit for the place of `feature`, which is not 0, in `line`; 0 if it is not
/// there. All places are compared side by side.
#[inline]
fn found(line: &LineBytes, feature: u32) -> u32 {
    let (numbers, _) = line.as_chunks();
    let mut found = [0; PER_LINE + 1];
    for (place, (found, known)) in found.iter_mut().zip(numbers).enumerate() {
        *found = if u32::from_le_bytes(*known) == feature { 1 << place } else { 0 };
    }
    found.into_iter().fold(0, |all, bit| all | bit) & ((1 << PER_LINE) - 1)
}

/// The row of what [`found`] has in a line that starts with `start`.
#[inline]
const fn row(start: u32, found: u32) -> u32 {
    (start >> 1) + found.trailing_zeros()
}

/// Which of `n_homes` lines `feature` is put in.
#[inline]
fn home(feature: u32, n_homes: u32) -> usize {
    ((u64::from(feature) * u64::from(n_homes)) >> 32) as usize
}

/// The recogniser's weights, as they lie in their file.
#[derive(Debug)]
pub struct Model<'b> {
    /// Features in the line where their high bits put them, or in a later one.
    lines: &'b [LineBytes],
    /// How many lines features are put in; those behind have what found no room.
    n_homes: u32,
    /// How much more they weigh for each label than for "no name".
    rows: &'b [[u8; ROW]],
    /// See [`Weights::transitions`]; what cannot be is forbidden.
    pub(super) transitions: Transitions,
    /// The same, arranged for the search.
    pub(super) steps: Steps,
    pub(super) common: CommonWords,
}

impl<'b> Model<'b> {
    /// Reads the file form; none if it is damaged.
    #[must_use]
    pub fn from_bytes(file: &'b [u8]) -> Option<Self> {
        let mut bytes = file.strip_prefix(MAGIC)?;
        let [n_homes, n_lines, n_rows, n_common] =
            [take(&mut bytes)?, take(&mut bytes)?, take(&mut bytes)?, take(&mut bytes)?]
                .map(u32::from_le_bytes);
        let mut transitions = [[0; N_LABELS + 1]; N_LABELS + 1];
        for weight in transitions.iter_mut().flatten() {
            *weight = i16::from_le_bytes(take(&mut bytes)?);
        }
        let common: Vec<u32> = split(&mut bytes, n_common)?.iter().copied().map(u32::from_le_bytes).collect();
        align(file, &mut bytes)?;
        let lines = split(&mut bytes, n_lines)?;
        align(file, &mut bytes)?;
        let rows = split(&mut bytes, n_rows)?;
        let is_whole = bytes.is_empty() && (1..=n_lines).contains(&n_homes);
        is_whole.then(|| Self::of(lines, n_homes, rows, transitions, &common))
    }

    fn of(
        lines: &'b [LineBytes],
        n_homes: u32,
        rows: &'b [[u8; ROW]],
        mut transitions: Transitions,
        common: &[u32],
    ) -> Self {
        forbid(&mut transitions);
        let steps = Steps::of(&transitions);
        Self { lines, n_homes, rows, transitions, steps, common: CommonWords::new(common) }
    }

    /// One that has learnt nothing.
    pub(super) fn empty() -> Self {
        const NONE: &[LineBytes] = &[[0; 4 * (PER_LINE + 1)]];
        Self::of(NONE, 1, &[], Transitions::default(), &[])
    }

    /// The row of a feature that is not in its own line, which overflows.
    #[cold]
    fn displaced_row(&self, feature: u32) -> Option<u32> {
        for line in &self.lines[home(feature, self.n_homes) + 1..] {
            let (found, start) = (found(line, feature), start(line));
            if found != 0 || start & 1 == 0 {
                return (found != 0).then(|| row(start, found));
            }
        }
        None
    }

    /// Adds the weights of all `features`. All rows are looked up before the
    /// first is read: the waits for memory overlap.
    pub(super) fn add_all(&self, features: &[u32], scores: &mut [i16; ROW]) {
        let mut rows = [0_u32; 32];
        for features in features.chunks(rows.len()) {
            let mut n_rows = 0;
            for feature in features {
                let feature = (*feature).max(1);
                let Some(line) = self.lines.get(home(feature, self.n_homes)) else { continue };
                let (found, start) = (found(line, feature), start(line));
                // Written whether it was found or not, which cannot be foreseen.
                rows[n_rows & 31] = row(start, found);
                n_rows += usize::from(found != 0);
                if found == 0
                    && start & 1 == 1
                    && let Some(row) = self.displaced_row(feature)
                {
                    rows[n_rows & 31] = row;
                    n_rows += 1;
                }
            }
            for row in &rows[..n_rows] {
                if let Some(row) = self.rows.get(*row as usize) {
                    add_row(row, scores);
                }
            }
        }
    }
}

/// How far each label is ahead of "no name"; none where more than eight bits hold.
fn ahead_of_none(row: &[i8; N_LABELS]) -> Option<[u8; ROW]> {
    let mut ahead = [0; ROW];
    for (ahead, weight) in ahead.iter_mut().zip(&row[1..]) {
        *ahead = weight.checked_sub(row[0])?.cast_unsigned();
    }
    Some(ahead)
}

#[inline]
fn add_row(row: &[u8; ROW], scores: &mut [i16; ROW]) {
    for (score, weight) in scores.iter_mut().zip(row) {
        *score = score.saturating_add(i16::from(weight.cast_signed()));
    }
}

impl Weights {
    /// The file form; none where a label's weight is further from that of "no
    /// name" than eight bits hold.
    #[must_use]
    pub fn to_bytes(&self) -> Option<Vec<u8>> {
        let rows = self.features.iter().map(|(_, row)| ahead_of_none(row)).collect::<Option<Vec<_>>>()?;
        let (lines, n_homes) = lines(self.features.iter().map(|(feature, _)| *feature));
        let mut bytes = MAGIC.to_vec();
        for n in [n_homes as usize, lines.len(), rows.len(), self.common.len()] {
            bytes.extend(u32::try_from(n).ok()?.to_le_bytes());
        }
        self.transitions.iter().flatten().for_each(|weight| bytes.extend(weight.to_le_bytes()));
        self.common.iter().for_each(|key| bytes.extend(key.to_le_bytes()));
        bytes.resize(bytes.len().next_multiple_of(ALIGNMENT), 0);
        lines.iter().flatten().for_each(|number| bytes.extend(number.to_le_bytes()));
        bytes.resize(bytes.len().next_multiple_of(ALIGNMENT), 0);
        bytes.extend(rows.as_flattened());
        Some(bytes)
    }
}

/// The lines of `features`, which are rising, and how many of them are homes.
/// As homes rise with features, the rows of a line follow each other.
fn lines(features: impl ExactSizeIterator<Item = u32>) -> (Vec<Line>, u32) {
    let n_homes = features.len() as u32 / USUAL_PER_LINE as u32 + 1;
    let mut lines = vec![Line::default(); n_homes as usize];
    let (mut at, mut n_placed) = (0, 0);
    for (row, feature) in features.enumerate() {
        let feature = feature.max(1);
        let home = home(feature, n_homes);
        let is_full = n_placed == PER_LINE;
        if at < home || is_full {
            at = home.max(at + usize::from(is_full));
            n_placed = 0;
            if at == lines.len() {
                lines.push(Line::default());
            }
            lines[at][PER_LINE] = (row as u32) << 1;
        }
        lines[home..at].iter_mut().for_each(|passed| passed[PER_LINE] |= 1);
        lines[at][n_placed] = feature;
        n_placed += 1;
    }
    (lines, n_homes)
}

fn take<const N: usize>(bytes: &mut &[u8]) -> Option<[u8; N]> {
    let (head, rest) = bytes.split_first_chunk()?;
    *bytes = rest;
    Some(*head)
}

/// The next `n` pieces of `bytes`, which is moved past them.
fn split<'b, const N: usize>(bytes: &mut &'b [u8], n: u32) -> Option<&'b [[u8; N]]> {
    let (head, rest) = bytes.split_at_checked((n as usize).checked_mul(N)?)?;
    *bytes = rest;
    Some(head.as_chunks().0)
}

/// Moves `bytes`, the end of `file`, to the next multiple of [`ALIGNMENT`].
fn align<'b>(file: &'b [u8], bytes: &mut &'b [u8]) -> Option<()> {
    let at = (file.len() - bytes.len()).next_multiple_of(ALIGNMENT);
    *bytes = file.get(at..)?;
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row_of(label: usize, weight: i8) -> [i8; N_LABELS] {
        let mut row = [0; N_LABELS];
        row[0] = -3;
        row[label] = weight;
        row
    }

    fn weights() -> Weights {
        Weights {
            features: vec![(9, row_of(16, 120)), (70_000, [1; N_LABELS]), (u32::MAX, [-128; N_LABELS])],
            transitions: [[2; N_LABELS + 1]; N_LABELS + 1],
            common: vec![4, 5, u32::MAX],
        }
    }

    #[test]
    fn a_file_gives_back_what_was_written() {
        let bytes = weights().to_bytes().unwrap();
        let model = Model::from_bytes(&bytes).unwrap();
        let mut transitions = weights().transitions;
        forbid(&mut transitions);
        assert_eq!(model.transitions, transitions);
        for (key, is_common) in [(4_u64, true), (5, true), (6, false), (u64::from(u32::MAX), true)] {
            assert_eq!(model.common.contains(key << 32), is_common, "{key}");
        }
    }

    #[test]
    fn a_weight_that_would_be_cut_is_not_written() {
        let mut weights = weights();
        weights.features.push((u32::MAX, row_of(4, 125)));
        assert!(weights.to_bytes().is_none());
    }

    #[test]
    fn a_damaged_file_is_refused() {
        let bytes = weights().to_bytes().unwrap();
        for len in 0..bytes.len() {
            assert!(Model::from_bytes(&bytes[..len]).is_none(), "{len} bytes");
        }
        let longer = [&bytes[..], &[0]].concat();
        assert!(Model::from_bytes(&longer).is_none());
    }

    #[test]
    fn a_feature_adds_its_weights() {
        let bytes = weights().to_bytes().unwrap();
        let model = Model::from_bytes(&bytes).unwrap();
        let mut scores = [0; ROW];
        model.add_all(&[9, 70_000, 12], &mut scores);
        // Row 9 weighs 3 less for "no name", row 70,000 the same for all.
        assert_eq!((scores[0], scores[14], scores[15]), (3, 3, 123));
    }

    #[test]
    fn features_crowded_out_of_their_line_are_found() {
        // Crowds at both ends and in between, of more than two lines each.
        let crowds = [1..19, 1 << 31..(1 << 31) + 23, u32::MAX - 30..u32::MAX];
        let all: Vec<u32> = crowds.into_iter().flatten().collect();
        let features = all.iter().enumerate().map(|(nth, feature)| {
            let mut row = [0; N_LABELS];
            row[1] = nth as i8 + 1;
            (*feature, row)
        });
        let bytes = Weights { features: features.collect(), ..Weights::default() }.to_bytes().unwrap();
        let model = Model::from_bytes(&bytes).unwrap();
        let weight = |feature: u32| {
            let mut scores = [0; ROW];
            model.add_all(&[feature], &mut scores);
            scores[0]
        };
        for (nth, feature) in all.iter().enumerate() {
            assert_eq!(weight(*feature), nth as i16 + 1, "{feature}");
        }
        for feature in [19, 20, 1 << 30, (1 << 31) - 1, (1 << 31) + 23, u32::MAX - 31, u32::MAX] {
            assert_eq!(weight(feature), 0, "{feature}");
        }
    }
}
