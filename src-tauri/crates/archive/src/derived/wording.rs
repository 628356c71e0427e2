//! When two quotations say the same.
//!
//! A quotation in quotation marks is the set of its runs of three words; the
//! smallest hashes and one in eight of the others stand for it (Broder, "On
//! the resemblance and containment of documents", 1997). Whoever shares one of
//! them is aligned with it word by word: the shorter one has to stand in the
//! longer one almost whole. Reported speech has to be the same to the word.

use backfile_extract::QuotationKind;

use super::{Entry, alike::hash};
use crate::{EntityId, WholeQuotation, whole_quotations};

/// Shorter quotations are said by many and mean little.
const MIN_WORDS: usize = 5;
/// Words in a run.
const N_RUN: usize = 3;
/// Runs that stand for a wording, at least.
const N_RUNS: usize = 3;
/// One run in so many stands for a longer wording.
const ONE_IN: u64 = 8;
/// No wording is compared beyond this many words.
const MAX_WORDS: usize = 240;
/// Least share of the shorter wording's words that stand in the longer one.
const MIN_SHARE: f64 = 0.75;
/// The same of short ones, where one word is much ("there will be no cuts").
const MIN_SHARE_SHORT: f64 = 0.85;
/// The same of those said by two different speakers.
const MIN_SHARE_OTHERS: f64 = 0.9;
/// From so many words on, two wordings are one whoever the text says spoke.
const N_LONG: usize = 8;

/// Words that somebody said, as all quotations have them that have the very same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Saying {
    /// The hash of all words.
    pub whole: i64,
    /// The words, of what stands in quotation marks.
    pub words: Option<String>,
    /// The id of the entity that said them.
    pub speaker: Option<i64>,
}

/// A quotation and what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wording {
    pub article: i64,
    pub idx: i64,
    pub id: i64,
    pub saying: Saying,
}

/// As which number a run is stored: 31 bits of its hash take four bytes.
fn run_key(hash: u64) -> i64 {
    (hash >> 33).cast_signed()
}

impl Saying {
    fn list(&self) -> Vec<&str> {
        self.words.as_deref().unwrap_or_default().split(' ').take(MAX_WORDS).collect()
    }

    /// What stands for all of its words.
    pub fn whole_key(&self) -> i64 {
        run_key(self.whole.cast_unsigned())
    }

    /// What stands for it: for all of its words, and for some runs of them.
    pub fn sketch(&self) -> Vec<i64> {
        let mut sketch = vec![self.whole_key()];
        if let Some(words) = &self.words {
            let words: Vec<u64> = words.split(' ').map(|word| hash(word.bytes())).collect();
            let run = |run: &[u64]| hash(run.iter().flat_map(|word| word.to_le_bytes()));
            let mut runs: Vec<u64> = words.windows(N_RUN).take(MAX_WORDS).map(run).collect();
            runs.sort_unstable();
            runs.dedup();
            let n_small = runs.partition_point(|hash| *hash < u64::MAX / ONE_IN);
            sketch.extend(runs.iter().take(n_small.max(N_RUNS)).copied().map(run_key));
        }
        sketch
    }

    /// Those of `others` that say the same.
    pub fn said_again_by<K>(&self, others: impl IntoIterator<Item = K>, of: impl Fn(&K) -> &Self) -> Vec<K> {
        let own = self.list();
        others.into_iter().filter(|other| self.says_the_same(&own, of(other))).collect()
    }

    /// Whether the two say the same; the words of this one are its `own`.
    fn says_the_same(&self, own: &[&str], other: &Self) -> bool {
        if self.whole == other.whole {
            return true;
        }
        let (Some(_), Some(_)) = (&self.words, &other.words) else { return false };
        let other_list = other.list();
        let (a, b) = (own, other_list.as_slice());
        let (short, long) = if (a.len(), a) <= (b.len(), b) { (a, b) } else { (b, a) };
        let is_same_speaker = self.speaker.is_some() && self.speaker == other.speaker;
        let are_others = self.speaker.is_some() && other.speaker.is_some() && !is_same_speaker;
        let is_part = long.len() * 2 > short.len() * 3;
        if short.len() < N_LONG && (are_others || is_part && !is_same_speaker) {
            return false;
        }
        let least = match short.len() < N_LONG {
            _ if are_others => MIN_SHARE_OTHERS,
            true => MIN_SHARE_SHORT,
            false => MIN_SHARE,
        };
        share(short, long) >= least
    }
}

/// What a word costs that only one of two wordings has, in halves of a word.
const MISSING: usize = 2;
/// What a word costs that is exchanged for another, which says something else.
const EXCHANGED: usize = 3;

/// Which share of the words of `short` stands in `long`, in their order and
/// with nothing between: 1 less what the changes cost, by the number of words.
fn share(short: &[&str], long: &[&str]) -> f64 {
    let n = short.len().max(1) as f64;
    let n_common = short.iter().filter(|word| long.contains(word)).count();
    if (n_common as f64) < n * MIN_SHARE {
        return 0.0;
    }
    // The cost of having read the first words of `short` up to some word of `long`.
    let mut before: Vec<usize> = (0..=short.len()).map(|n| n * MISSING).collect();
    let mut best = short.len() * MISSING;
    for word in long {
        let mut diagonal = std::mem::replace(&mut before[0], 0);
        for (i, own) in short.iter().enumerate() {
            let exchanged = diagonal + if own == word { 0 } else { EXCHANGED };
            diagonal = before[i + 1];
            before[i + 1] = exchanged.min(before[i + 1] + MISSING).min(before[i] + MISSING);
        }
        best = best.min(before[short.len()]);
    }
    1.0 - best as f64 / (MISSING as f64 * n)
}

/// The wordings of an article's quotations, but for short ones and for those
/// that repeat another one of the article and are that one.
pub(super) fn wordings(entry: &Entry) -> Vec<Wording> {
    let wording = |whole: WholeQuotation<'_>| {
        if whole.first.repeats.is_some() {
            return None;
        }
        let id = entry.quotations.get(whole.idx)?;
        let pieces = whole.pieces().map(|piece| piece.span);
        let words = entry.cut().spaced_words(&entry.article.text, pieces);
        if words.split(' ').count() < MIN_WORDS {
            return None;
        }
        let speaker = whole.first.speaker.as_ref().and_then(|speaker| entry.entities.get(speaker.entity?));
        Some(Wording {
            article: entry.no,
            idx: whole.idx as i64,
            id: id.sql(),
            saying: Saying {
                whole: hash(words.bytes()).cast_signed(),
                words: (whole.kind() != QuotationKind::Indirect).then_some(words),
                speaker: speaker.copied().map(EntityId::sql),
            },
        })
    };
    whole_quotations(&entry.extraction).into_iter().filter_map(wording).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::words::spaced_words;

    fn saying(words: &str, speaker: Option<i64>) -> Saying {
        let words = spaced_words(words);
        let whole = hash(words.bytes()).cast_signed();
        Saying { whole, words: Some(words), speaker }
    }

    #[track_caller]
    fn check(a: (&str, Option<i64>), b: (&str, Option<i64>), expected: bool) {
        let (a, b) = (saying(a.0, a.1), saying(b.0, b.1));
        let is_same = |a: &Saying, b: &Saying| a.says_the_same(&a.list(), b);
        assert_eq!((is_same(&a, &b), is_same(&b, &a)), (expected, expected));
        let shared = a.sketch().iter().any(|hash| b.sketch().contains(hash));
        assert!(shared || !expected, "they are not compared");
    }

    const LONG: &str = "We never doubted that the wall would hold through the winter";

    #[test]
    fn the_same_words_are_one_whatever_their_marks() {
        check(("“It was a long night,”", None), ("It was, a long night.", Some(3)), true);
        check(("It was a long night", Some(2)), ("It was a long night", Some(3)), true);
    }

    #[test]
    fn a_few_other_words_leave_them_one() {
        check((LONG, Some(2)), ("We never doubted the wall would hold through this winter", Some(2)), true);
        check((LONG, None), ("We never doubted that the roof would burn", None), false);
    }

    #[test]
    fn a_short_one_is_another_with_one_other_word() {
        check(("There will be no new taxes", Some(2)), ("There will be no new roads", Some(2)), false);
    }

    #[test]
    fn a_part_is_one_with_the_whole() {
        check((LONG, None), ("doubted that the wall would hold through the winter", None), true);
        check(("that the wall would hold through", Some(2)), (LONG, Some(2)), true);
        check(("the wall would hold through", None), (LONG, None), false);
    }

    #[test]
    fn two_speakers_share_long_words_only_if_they_are_nearly_the_same() {
        check((LONG, Some(2)), (LONG, Some(3)), true);
        check((LONG, Some(2)), ("We never doubted the wall would hold through this winter", Some(3)), false);
        check(("It was a very long night", Some(2)), ("It was a long night", Some(3)), false);
    }
}
