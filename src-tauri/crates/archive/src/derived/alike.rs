//! Which articles are nearly the same.
//!
//! A text is the set of its runs of four words. Those with the smallest
//! hashes stand for it (Broder, "On the resemblance and containment of
//! documents", 1997): whoever shares one of them may be like it. More of them
//! are its sketch, by which nearly all others are told apart; those that are
//! left are read and compared run by run. Only links are kept; articles are
//! never merged.

use std::collections::{
    BTreeMap, HashSet,
    hash_map::Entry::{Occupied, Vacant},
};

use backfile_article::Span;
use rusqlite::{Connection, OptionalExtension};
use rustc_hash::FxHashMap;

use super::Entry;
use crate::{
    search::words::{Word, each_word},
    store,
};

/// Words in a run.
const N_WORDS: usize = 4;
/// Runs that stand for a text, at least.
const N_RUNS: usize = 8;
/// One run in so many stands for a longer text, so that a shortened copy has
/// some in common with it.
const ONE_IN: u64 = 32;
/// Runs in a sketch, at least. What a text has in common with another of which
/// it shares a third is told from what near copies have in common only where
/// there are as many.
const N_SKETCHED: usize = 32;
/// One run in so many is in the sketch of a longer text.
const SKETCHED_ONE_IN: u64 = 8;
/// Bits of a run's hash, which is stored as often as anything.
const N_BITS: u32 = 48;
/// Bytes of it in a sketch.
const N_BYTES: usize = N_BITS as usize / 8;
/// No hash is as large.
const END: u64 = 1 << N_BITS;
/// A run in as many articles may be a formula of the trade ("in a filing with
/// the"): who shares no rarer one has to share several.
const N_COMMON: usize = 6;
/// How many of those.
const N_SHARED: usize = 3;
/// A run in as many articles says nothing at all.
const MAX_COMMON: usize = 100;
/// Least share of the shorter text's runs that the longer one has. Of the
/// Reuters archive's pairs below it most are reports on one form (a dividend, a
/// bill auction) of two firms or days; those above are nearly all one report.
const MIN_SHARE: f64 = 0.7;
/// The same for a text of few runs, most of which may be a form.
const MIN_SHARE_SHORT: f64 = 0.9;
/// Fewer runs than this are few.
const N_SHORT: usize = 20;
/// Most runs kept in memory at once: copies mostly come soon after each other.
const MAX_KEPT: usize = 1 << 18;
/// A text this many times as long as another only quotes it.
const MAX_RATIO: usize = 5;

/// The hashes of the runs of words in a text.
#[derive(Debug, Default)]
struct Runs {
    hashes: Vec<u64>,
    /// Whether they are in order, each once.
    is_set: bool,
}

impl Runs {
    /// Those of the words that `each` tells; of a shorter text, that of the whole.
    fn of(each: impl FnOnce(&mut dyn FnMut(Word<'_>))) -> Self {
        let mut words: Vec<u64> = Vec::new();
        each(&mut |word| words.push(hash(word.form.bytes())));
        let hashes = match words.len() {
            0 => Vec::new(),
            n if n < N_WORDS => vec![hash_of_run(&words)],
            _ => words.windows(N_WORDS).map(hash_of_run).collect(),
        };
        Self { hashes, is_set: false }
    }

    /// Those of `text`.
    fn of_text(text: &str) -> Self {
        Self::of(|sink| each_word(text, 0, sink))
    }

    /// All of them in order, each once. Most texts are compared with no other:
    /// those are not put in order.
    fn set(&mut self) -> &[u64] {
        if !self.is_set {
            self.hashes.sort_unstable();
            self.hashes.dedup();
            self.is_set = true;
        }
        &self.hashes
    }

    /// The lowest of them, in order.
    fn sketch(&mut self) -> Vec<u64> {
        let low = self.hashes.iter().copied().filter(|hash| *hash < END / SKETCHED_ONE_IN);
        let mut sketch: Vec<u64> = low.collect();
        sketch.sort_unstable();
        sketch.dedup();
        if sketch.len() < N_SKETCHED {
            let all = self.set();
            sketch = all[..all.len().min(N_SKETCHED)].to_vec();
        }
        sketch
    }
}

/// Those of a sketch that stand for its text.
fn standing(sketch: &[u64]) -> &[u64] {
    let n_small = sketch.partition_point(|hash| *hash < END / ONE_IN);
    &sketch[..n_small.max(N_RUNS).min(sketch.len())]
}

/// FNV-1a, its bits mixed as in MurmurHash3, so that the smallest are a fair choice.
pub(super) fn hash(bytes: impl Iterator<Item = u8>) -> u64 {
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    spread(hash)
}

/// One hash of [`N_BITS`] for those of the words of a run, in their order.
fn hash_of_run(words: &[u64]) -> u64 {
    // The golden ratio's bits, as in Fibonacci hashing.
    let hash = words
        .iter()
        .fold(0, |hash: u64, word| (hash.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    spread(hash) >> (u64::BITS - N_BITS)
}

const fn spread(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash ^ (hash >> 33)
}

/// Which share of the shorter text's runs the longer one has, if that makes them alike.
fn share(a: &[u64], b: &[u64]) -> Option<f64> {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if short.is_empty() || long.len() > short.len() * MAX_RATIO {
        return None;
    }
    let n_common = n_common(short, long);
    let min = if short.len() < N_SHORT { MIN_SHARE_SHORT } else { MIN_SHARE };
    Some(n_common as f64 / short.len() as f64).filter(|share| *share >= min)
}

/// Whether two sketches have as much in common as those of two texts that are
/// alike. Both hold all runs up to some hash: of those below the lower of the
/// two, the shorter text's should mostly be the longer one's too. Far fewer, by
/// three standard deviations, are chance: of 500 pairs that are just alike one
/// is missed, of those that are more alike hardly any.
fn may_be_alike(a: &[u64], b: &[u64]) -> bool {
    let limit = reach(a).min(reach(b));
    let [a, b] = [a, b].map(|sketch| &sketch[..sketch.partition_point(|hash| *hash < limit)]);
    let n = a.len().min(b.len()) as f64;
    let deviation = (n * MIN_SHARE * (1.0 - MIN_SHARE)).sqrt();
    n_common(a, b) as f64 >= MIN_SHARE * n - 3.0 * deviation
}

/// Below which hash a sketch holds all runs of its text.
fn reach(sketch: &[u64]) -> u64 {
    match sketch {
        [.., last] if sketch.len() >= N_SKETCHED => (last + 1).max(END / SKETCHED_ONE_IN),
        _ => END,
    }
}

/// How many hashes two lists, both in order, have in common.
fn n_common(a: &[u64], b: &[u64]) -> usize {
    let (mut n, mut b) = (0, b.iter().peekable());
    for hash in a {
        while b.next_if(|other| *other < hash).is_some() {}
        n += usize::from(b.peek() == Some(&hash));
    }
    n
}

/// An article to link.
struct Text {
    no: i64,
    runs: Runs,
    sketch: Vec<u64>,
}

/// Links `entries`, which stand in `articles` already, with what is like them;
/// of those among `known` another text may have been linked before.
pub(crate) fn link(
    conn: &Connection,
    articles: &Connection,
    entries: &[Entry],
    known: &HashSet<i64>,
) -> rusqlite::Result<()> {
    let mut texts = Vec::with_capacity(entries.len());
    for entry in entries {
        let text = entry.article.text.as_str();
        let mut runs = Runs::of(|sink| entry.cut().each_word(text, Span::new(0, text.len()), sink));
        let sketch = runs.sketch();
        if known.contains(&entry.no) {
            let before = stored(conn, entry.no)?;
            if before == sketch {
                continue;
            }
            unlink(conn, entry.no, &before)?;
        }
        texts.push(Text { no: entry.no, runs, sketch });
    }
    let mut bearers = bearers(conn, &texts)?;
    let mut join = conn.prepare_cached("INSERT OR REPLACE INTO alike VALUES (?1, ?2, ?3), (?2, ?1, ?3)")?;
    // Reading many texts in one transaction spares the locks of each.
    let reading = articles.unchecked_transaction()?;
    let mut kept = Kept::default();
    let places: FxHashMap<i64, usize> = texts.iter().enumerate().map(|(at, text)| (text.no, at)).collect();
    let mut sketches: FxHashMap<i64, Vec<u64>> = FxHashMap::default();
    for at in 0..texts.len() {
        let mut runs = std::mem::take(&mut texts[at].runs);
        let text = &texts[at];
        for other in candidates(text, &mut bearers) {
            let sketch = match (places.get(&other), sketches.entry(other)) {
                (Some(place), _) => &texts[*place].sketch,
                (None, Occupied(known)) => &*known.into_mut(),
                (None, Vacant(place)) => &*place.insert(stored(conn, other)?),
            };
            if !may_be_alike(&text.sketch, sketch) {
                continue;
            }
            if let Some(share) = share(runs.set(), kept.runs(&reading, other)?) {
                join.execute((text.no, other, share))?;
            }
        }
        kept.keep(text.no, runs);
    }
    Ok(())
}

/// The articles that have each of the runs that stand for `texts`, as far as
/// they were stored before; those of `texts` are stored with them. All in the
/// order of the table, so that each of its pages is looked for once.
fn bearers(conn: &Connection, texts: &[Text]) -> rusqlite::Result<FxHashMap<u64, Vec<i64>>> {
    let mut rows: Vec<(u64, i64)> =
        texts.iter().flat_map(|text| standing(&text.sketch).iter().map(|hash| (*hash, text.no))).collect();
    rows.sort_unstable();
    let sql = format!("SELECT article FROM run WHERE hash = ?1 LIMIT {MAX_COMMON}");
    let mut sharing = conn.prepare_cached(&sql)?;
    let mut insert = conn.prepare_cached("INSERT INTO run VALUES (?1, ?2)")?;
    let mut bearers = FxHashMap::default();
    for rows in rows.chunk_by(|a, b| a.0 == b.0) {
        let Some((hash, _)) = rows.first() else { continue };
        let found = sharing.query_map([hash.cast_signed()], |row| row.get(0))?;
        bearers.insert(*hash, found.collect::<rusqlite::Result<Vec<i64>>>()?);
        for (hash, article) in rows {
            insert.execute((hash.cast_signed(), article))?;
        }
    }
    let mut insert = conn.prepare_cached("INSERT INTO sketch VALUES (?1, ?2)")?;
    for text in texts {
        let low_bytes = |hash: &u64| hash.to_le_bytes().into_iter().take(N_BYTES);
        let bytes: Vec<u8> = text.sketch.iter().flat_map(low_bytes).collect();
        insert.execute((text.no, bytes))?;
    }
    Ok(bearers)
}

/// Those that share runs enough with `text` to be compared with it, which is
/// among the bearers of its runs afterwards.
fn candidates(text: &Text, bearers: &mut FxHashMap<u64, Vec<i64>>) -> Vec<i64> {
    // How many runs each shares; a rare one counts for all.
    let mut n_shared: BTreeMap<i64, usize> = BTreeMap::new();
    for hash in standing(&text.sketch) {
        let Some(found) = bearers.get_mut(hash) else { continue };
        if found.len() < MAX_COMMON {
            let weight = if found.len() < N_COMMON { N_SHARED } else { 1 };
            found.iter().for_each(|article| *n_shared.entry(*article).or_default() += weight);
            found.push(text.no);
        }
    }
    n_shared.into_iter().filter(|(_, n)| *n >= N_SHARED).map(|(article, _)| article).collect()
}

/// The runs of articles looked at last.
#[derive(Default)]
struct Kept {
    runs: FxHashMap<i64, Runs>,
    n: usize,
}

impl Kept {
    fn keep(&mut self, no: i64, runs: Runs) {
        if self.n >= MAX_KEPT {
            *self = Self::default();
        }
        self.n += runs.hashes.len();
        self.runs.insert(no, runs);
    }

    /// The runs of article `no`; none where there is no such article.
    fn runs(&mut self, articles: &Connection, no: i64) -> rusqlite::Result<&[u64]> {
        if !self.runs.contains_key(&no) {
            let text = store::text(articles, no)?;
            self.keep(no, text.as_deref().map(Runs::of_text).unwrap_or_default());
        }
        Ok(self.runs.get_mut(&no).map(Runs::set).unwrap_or_default())
    }
}

/// The sketch of article `no` as it is stored.
fn stored(conn: &Connection, no: i64) -> rusqlite::Result<Vec<u64>> {
    let bytes: Option<Vec<u8>> = conn
        .prepare_cached("SELECT runs FROM sketch WHERE article = ?1")?
        .query_row([no], |row| row.get(0))
        .optional()?;
    let number = |low: &[u8; N_BYTES]| {
        let mut bytes = [0; size_of::<u64>()];
        bytes[..N_BYTES].copy_from_slice(low);
        u64::from_le_bytes(bytes)
    };
    Ok(bytes.unwrap_or_default().as_chunks().0.iter().map(number).collect())
}

fn unlink(conn: &Connection, no: i64, before: &[u64]) -> rusqlite::Result<()> {
    let mut delete = conn.prepare_cached("DELETE FROM run WHERE hash = ?1 AND article = ?2")?;
    for hash in standing(before) {
        delete.execute((hash.cast_signed(), no))?;
    }
    conn.prepare_cached("DELETE FROM sketch WHERE article = ?1")?.execute([no])?;
    conn.prepare_cached("DELETE FROM alike WHERE article = ?1 OR other = ?1")?.execute([no])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const STORY: &str = "Ferry stopped by storm. The harbour office of Northwater closed the crossing on Monday night after waves of four metres broke over the quay. No one was hurt, the office said, and boats will leave again when the wind drops below forty knots.";

    fn share_of(other: &str) -> Option<f64> {
        share(Runs::of_text(STORY).set(), Runs::of_text(other).set())
    }

    #[test]
    fn the_same_words_are_alike_whatever_their_letters_and_marks() {
        assert_eq!(share_of(&STORY.to_uppercase().replace(['.', ','], " ")), Some(1.0));
    }

    #[test]
    fn a_few_changed_words_leave_them_alike() {
        let changed = STORY.replace("Monday night", "Tuesday").replace("No one", "Nobody");
        assert!(share_of(&changed).is_some_and(|share| (0.7..1.0).contains(&share)));
    }

    #[test]
    fn a_shortened_copy_is_alike() {
        let short: String = STORY.chars().take(STORY.len() / 2).collect();
        assert!(share_of(&short).is_some_and(|share| share > 0.9));
    }

    #[test]
    fn the_same_event_in_other_words_is_not() {
        let other = "Storm keeps ferries in port. On Monday night the crossing from Northwater was shut by its harbour office because of high waves. The office said nobody had been hurt.";
        assert_eq!(share_of(other), None);
        assert_eq!(share_of(""), None);
    }

    #[test]
    fn copies_shortened_to_a_quarter_share_a_run_of_their_sketches() {
        // Words drawn by a linear congruential generator (Knuth's MMIX constants).
        let mut state = 1_u64;
        let mut words = |n: usize| -> Vec<String> {
            let mut word = || {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                format!("word{}", state >> 54)
            };
            (0..n).map(|_| word()).collect()
        };
        let n_found = (0..200).filter(|_| {
            let long = words(600);
            let known = Runs::of_text(&long.join(" ")).sketch();
            let short = Runs::of_text(&long[..150].join(" ")).sketch();
            standing(&short).iter().any(|run| standing(&known).contains(run)) && may_be_alike(&short, &known)
        });
        assert!(n_found.count() >= 195);
    }

    #[test]
    fn a_text_that_quotes_another_among_much_else_is_not() {
        let long: String = (0..300).map(|n| format!("Row {n} of the timetable. ")).collect();
        assert_eq!(share_of(&format!("{STORY} {long}")), None);
    }
}
