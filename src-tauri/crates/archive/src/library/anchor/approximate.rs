//! Finds a pattern in a text with errors, many characters at once.
//!
//! Myers' bit-parallel edit distance in blocks of 64, as Hyyrö wrote it down
//! ("A bit-vector algorithm for computing Levenshtein and Damerau edit
//! distances", 2003): time grows with the length of the text times a 64th of
//! that of the pattern, whatever the text is like.

use std::collections::HashMap;

/// A pattern made ready.
#[derive(Debug)]
pub struct Pattern {
    len: usize,
    n_blocks: usize,
    /// For each ASCII character, the places at which the pattern has it.
    ascii: Vec<u64>,
    other: HashMap<char, Vec<u64>>,
    none: Vec<u64>,
}

/// Where a search may begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Begin {
    /// Anywhere in the text.
    Anywhere,
    /// Only at the text's first character.
    Start,
}

impl Pattern {
    /// Makes `chars` ready.
    pub fn new(chars: impl Iterator<Item = char>) -> Self {
        let chars: Vec<char> = chars.collect();
        let n_blocks = chars.len().div_ceil(64).max(1);
        let mut ascii = vec![0; 128 * n_blocks];
        let mut other: HashMap<char, Vec<u64>> = HashMap::new();
        for (idx, ch) in chars.iter().enumerate() {
            let bit = 1 << (idx % 64);
            match u8::try_from(*ch) {
                Ok(byte) if byte < 128 => ascii[usize::from(byte) * n_blocks + idx / 64] |= bit,
                _ => other.entry(*ch).or_insert_with(|| vec![0; n_blocks])[idx / 64] |= bit,
            }
        }
        Self { len: chars.len(), n_blocks, ascii, other, none: vec![0; n_blocks] }
    }

    /// The edit distance between the pattern and the whole of `text`.
    pub fn distance(&self, text: impl Iterator<Item = char>) -> usize {
        let mut last = self.len;
        self.run(text, Begin::Start, |_, distance| last = distance);
        last
    }

    /// How much of the beginning of `text` is most like the pattern, and its
    /// distance from it; of equals, the length nearest to the pattern's own.
    pub fn nearest_beginning(&self, text: impl Iterator<Item = char>) -> (usize, usize) {
        let mut best: (usize, usize) = (0, self.len);
        self.run(text, Begin::Start, |len, distance| {
            let is_nearer = len.abs_diff(self.len) < best.0.abs_diff(self.len);
            if distance < best.1 || (distance == best.1 && is_nearer) {
                best = (len, distance);
            }
        });
        best
    }

    /// Where stretches of `text` end that differ from the pattern by at most
    /// `max` and by less than those that end nearby. At most `limit`: those
    /// that differ least, then those nearest to `expected`.
    pub fn ends(
        &self,
        text: impl Iterator<Item = char>,
        max: usize,
        limit: usize,
        expected: usize,
    ) -> Vec<usize> {
        let mut found: Vec<(usize, usize)> = Vec::new();
        let mut last = usize::MAX;
        self.run(text, Begin::Anywhere, |end, distance| {
            if distance <= max && (distance < last || last > max) {
                match found.last_mut() {
                    // Still on the way down to the same low point.
                    Some(low) if low.1 + 1 == end && distance < low.0 => *low = (distance, end),
                    _ => found.push((distance, end)),
                }
            }
            last = distance;
        });
        found.sort_unstable_by_key(|(distance, end)| (*distance, end.abs_diff(expected)));
        let apart = self.len / 2 + 1;
        let mut ends: Vec<usize> = Vec::with_capacity(limit);
        for (_, end) in found {
            if ends.len() == limit {
                break;
            }
            if ends.iter().all(|other| other.abs_diff(end) >= apart) {
                ends.push(end);
            }
        }
        ends
    }

    /// Tells `each` after how many characters of `text` the pattern is at
    /// which distance from what ends there.
    fn run(&self, text: impl Iterator<Item = char>, begin: Begin, mut each: impl FnMut(usize, usize)) {
        if self.len == 0 {
            return;
        }
        let mut blocks = vec![(u64::MAX, 0u64); self.n_blocks];
        let last_bit = 1u64 << ((self.len - 1) % 64);
        let mut distance = self.len;
        for (idx, ch) in text.enumerate() {
            let masks = self.masks(ch);
            let mut carry = i8::from(begin == Begin::Start);
            for (block_idx, (block, mask)) in blocks.iter_mut().zip(masks).enumerate() {
                let high = if block_idx + 1 == self.n_blocks { last_bit } else { 1 << 63 };
                carry = advance(block, *mask, carry, high);
            }
            distance = distance.wrapping_add_signed(isize::from(carry));
            each(idx + 1, distance);
        }
    }

    fn masks(&self, ch: char) -> &[u64] {
        match u8::try_from(ch) {
            Ok(byte) if byte < 128 => {
                let at = usize::from(byte) * self.n_blocks;
                &self.ascii[at..at + self.n_blocks]
            }
            _ => self.other.get(&ch).unwrap_or(&self.none),
        }
    }
}

/// Takes one block of a column to the next: `carry` is the difference between
/// the columns above it, the result that at its bit `high`.
fn advance(block: &mut (u64, u64), mask: u64, carry: i8, high: u64) -> i8 {
    let (rises, falls) = *block;
    let below = u64::from(carry < 0);
    let vertical = mask | falls;
    let mask = mask | below;
    let horizontal = ((mask & rises).wrapping_add(rises) ^ rises) | mask;
    let mut up = falls | !(horizontal | rises);
    let mut down = rises & horizontal;
    let out = i8::from(up & high != 0) - i8::from(down & high != 0);
    up = up << 1 | u64::from(carry > 0);
    down = down << 1 | below;
    *block = (down | !(vertical | up), up & vertical);
    out
}

/// Where `words` stand in `text`, overlapping ones too (Knuth, Morris, Pratt).
pub fn exact_places(text: &[char], words: &[char]) -> Vec<usize> {
    let mut borders = vec![0; words.len()];
    let mut border = 0;
    for idx in 1..words.len() {
        while border > 0 && words[border] != words[idx] {
            border = borders[border - 1];
        }
        border += usize::from(words[border] == words[idx]);
        borders[idx] = border;
    }
    let mut places = Vec::new();
    let mut n_matched = 0;
    for (idx, ch) in text.iter().enumerate() {
        while n_matched > 0 && (n_matched == words.len() || words[n_matched] != *ch) {
            n_matched = borders[n_matched - 1];
        }
        n_matched += usize::from(!words.is_empty() && words[n_matched] == *ch);
        if n_matched == words.len() && n_matched > 0 {
            places.push(idx + 1 - n_matched);
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain_distance(a: &[char], b: &[char], free_start: bool) -> Vec<usize> {
        let mut column: Vec<usize> = (0..=a.len()).collect();
        let mut last = Vec::new();
        for (j, ch) in b.iter().enumerate() {
            let mut diagonal = column[0];
            column[0] = if free_start { 0 } else { j + 1 };
            for i in 1..=a.len() {
                let cost = diagonal + usize::from(a[i - 1] != *ch);
                diagonal = column[i];
                column[i] = cost.min(column[i] + 1).min(column[i - 1] + 1);
            }
            last.push(column[a.len()]);
        }
        last
    }

    #[test]
    fn distances_are_those_of_the_plain_table() {
        let mut state = 7u64;
        let mut next = |n: u64| {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            (state >> 33) % n
        };
        for len in [1, 5, 63, 64, 65, 128, 200] {
            let letters = ['a', 'b', 'é', ' '];
            let mut random = |n: usize| -> Vec<char> { (0..n).map(|_| letters[next(4) as usize]).collect() };
            let (a, b) = (random(len), random(300));
            let pattern = Pattern::new(a.iter().copied());
            for begin in [Begin::Anywhere, Begin::Start] {
                let mut found = Vec::new();
                pattern.run(b.iter().copied(), begin, |_, distance| found.push(distance));
                assert_eq!(found, plain_distance(&a, &b, begin == Begin::Anywhere), "{len} {begin:?}");
            }
        }
    }

    /// Asserts where `words` stand in `text`.
    #[track_caller]
    fn check(text: &str, words: &str, expected: &[usize]) {
        let [text, words] = [text, words].map(|text| text.chars().collect::<Vec<_>>());
        assert_eq!(exact_places(&text, &words), expected);
    }

    #[test]
    fn exact_places_may_overlap() {
        check("a dam, a dam", "a dam", &[0, 7]);
        check("aaaa", "aa", &[0, 1, 2]);
        check("aabaab aab", "aab", &[0, 3, 7]);
        check("", "a", &[]);
        check("a", "", &[]);
    }

    #[test]
    fn the_likest_stretches_are_found_first() {
        let pattern = Pattern::new("river rose".chars());
        let text = "the liver rose, the river fell, the river rose";
        assert_eq!(pattern.ends(text.chars(), 4, 2, 0), [46, 14]);
        assert_eq!(pattern.nearest_beginning("river, rose again".chars()), (11, 1));
        assert_eq!(pattern.distance("river rows".chars()), 2);
    }
}
