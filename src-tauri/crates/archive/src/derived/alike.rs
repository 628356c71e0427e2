//! Which articles are nearly the same.
//!
//! A text is its runs of four words. Those with the smallest hashes stand for
//! it (Broder, "On the resemblance and containment of documents", 1997):
//! whoever shares enough of them may be like it. More of them are its sketch,
//! by which nearly all others are told apart; those that are left are read and
//! compared run by run. Only links are kept; articles are never merged.

use std::collections::{
    HashSet,
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
/// Bytes of a run's hash, which is stored as often as anything. In an archive of
/// a hundred thousand articles one low run in a hundred has by chance the hash
/// of another; who shares no more is not compared.
const N_BYTES: usize = size_of::<u32>();
/// No hash is as large.
const END: u64 = 1 << u32::BITS;
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
/// A text this many times as long as another only quotes it.
const MAX_RATIO: usize = 5;

/// Makes runs of the words of a text.
#[derive(Debug, Default)]
struct Running {
    /// Hashes of the last words.
    last: [u64; N_WORDS],
    n_words: usize,
}

impl Running {
    /// The hash of the run that `word` ends, if there are words enough before it.
    fn push(&mut self, word: &Word<'_>) -> Option<u32> {
        self.last.rotate_left(1);
        self.last[N_WORDS - 1] = hash(word.form.bytes());
        self.n_words += 1;
        (self.n_words >= N_WORDS).then(|| hash_of_run(&self.last))
    }

    /// Of a text of fewer words, all of them are a run.
    fn end(&self) -> Option<u32> {
        let is_short = (1..N_WORDS).contains(&self.n_words);
        is_short.then(|| hash_of_run(&self.last[N_WORDS - self.n_words..]))
    }
}

/// The hashes of the runs of the words that `each` tells, in their order.
fn runs(each: impl FnOnce(&mut dyn FnMut(Word<'_>))) -> Vec<u32> {
    let (mut running, mut runs) = (Running::default(), Vec::new());
    each(&mut |word| runs.extend(running.push(&word)));
    runs.extend(running.end());
    runs
}

/// The lowest of `runs`, in order.
fn sketch(runs: &[u32]) -> Vec<u32> {
    let is_low = |hash: &u32| u64::from(*hash) < END / SKETCHED_ONE_IN;
    let low = |mut sketch: Vec<u32>| {
        sketch.sort_unstable();
        sketch.dedup();
        sketch
    };
    let mut sketch = low(runs.iter().copied().filter(is_low).collect());
    if sketch.len() < N_SKETCHED {
        sketch = low(runs.to_vec());
        sketch.truncate(N_SKETCHED);
    }
    sketch
}

/// How many of a sketch's runs are low ones, of which one in [`ONE_IN`] is.
fn n_low(sketch: &[u32]) -> u32 {
    sketch.partition_point(|hash| u64::from(*hash) < END / ONE_IN) as u32
}

/// Those of a sketch that stand for its text.
fn standing(sketch: &[u32]) -> &[u32] {
    &sketch[..(n_low(sketch) as usize).max(N_RUNS).min(sketch.len())]
}

/// FNV-1a, its bits mixed as in MurmurHash3, so that the smallest are a fair choice.
pub(super) fn hash(bytes: impl Iterator<Item = u8>) -> u64 {
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    spread(hash)
}

/// One hash for those of the words of a run, in their order.
fn hash_of_run(words: &[u64]) -> u32 {
    // The golden ratio's bits, as in Fibonacci hashing.
    let hash = words
        .iter()
        .fold(0, |hash: u64, word| (hash.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    (spread(hash) >> u32::BITS) as u32
}

const fn spread(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash ^ (hash >> 33)
}

/// How many standard deviations fewer runs than its share a text may have in
/// common with another that it is just like. Of 45 texts that share no more than
/// [`MIN_SHARE`] one is missed so, of those that share four fifths hardly any;
/// with three deviations three fifths more texts would be read (of 872,351
/// candidates among 100,000 generated articles 263,500 instead of 165,367).
const MAX_DEVIATION: f64 = 2.0;
/// The same for the few runs that stand for a text.
const MAX_DEVIATION_FEW: f64 = 3.0;

/// How many of `n` runs of a text that is just like another the other one has
/// at least, so many standard deviations fewer than its share of them.
fn least_common(n: u32, deviations: f64) -> f64 {
    let n = f64::from(n);
    MIN_SHARE * n - deviations * (n * MIN_SHARE * (1.0 - MIN_SHARE)).sqrt()
}

/// Whether two sketches have as much in common as those of two texts that are
/// alike. Both hold all runs up to some hash: of those below the lower of the
/// two, the shorter text's should mostly be the longer one's too.
fn may_be_alike(a: &[u32], b: &[u32]) -> bool {
    let limit = reach(a).min(reach(b));
    let [a, b] = [a, b].map(|sketch| &sketch[..sketch.partition_point(|hash| u64::from(*hash) < limit)]);
    n_common(a, b) as f64 >= least_common(a.len().min(b.len()) as u32, MAX_DEVIATION)
}

/// Below which hash a sketch holds all runs of its text.
fn reach(sketch: &[u32]) -> u64 {
    match sketch {
        [.., last] if sketch.len() >= N_SKETCHED => (u64::from(*last) + 1).max(END / SKETCHED_ONE_IN),
        _ => END,
    }
}

/// How many hashes two lists, both in order, have in common.
fn n_common(a: &[u32], b: &[u32]) -> usize {
    let (mut n, mut at, mut beside) = (0, 0, 0);
    // Without a branch that depends on the hashes, which cannot be foreseen.
    while let (Some(one), Some(other)) = (a.get(at), b.get(beside)) {
        n += usize::from(one == other);
        at += usize::from(one <= other);
        beside += usize::from(other <= one);
    }
    n
}

/// An article to link.
struct Text<'e> {
    entry: &'e Entry,
    runs: Vec<u32>,
    sketch: Vec<u32>,
}

impl<'e> Text<'e> {
    fn of(entry: &'e Entry) -> Self {
        let runs = runs(|sink| each_word_of(entry, sink));
        let sketch = sketch(&runs);
        Self { entry, runs, sketch }
    }
}

fn each_word_of(entry: &Entry, sink: &mut dyn FnMut(Word<'_>)) {
    let text = entry.article.text.as_str();
    entry.cut().each_word(text, Span::new(0, text.len()), sink);
}

/// The runs of a text, to compare with those of others.
struct Runs {
    counts: FxHashMap<u32, Count>,
    n: usize,
    /// With how many others it was compared.
    n_compared: u32,
}

/// How often a text has a run.
struct Count {
    n: u32,
    /// How many of them the other text was not found to have.
    n_left: u32,
    /// Which other text that was.
    compared: u32,
}

impl Runs {
    fn of(runs: &[u32]) -> Self {
        let mut counts: FxHashMap<u32, Count> = FxHashMap::default();
        counts.reserve(runs.len());
        for run in runs {
            counts.entry(*run).or_insert(Count { n: 0, n_left: 0, compared: 0 }).n += 1;
        }
        Self { counts, n: runs.len(), n_compared: 0 }
    }

    /// Which share of the shorter text's runs the longer one has, if that makes
    /// them alike. `each` tells a part of the other text's words at a time, in
    /// their order, and whether that was the last part; `n_other` is how many
    /// runs it has.
    fn share(
        &mut self,
        n_other: usize,
        mut each: impl FnMut(&mut dyn FnMut(Word<'_>)) -> bool,
    ) -> Option<f64> {
        let (short, long) = (self.n.min(n_other), self.n.max(n_other));
        if short == 0 || long > short * MAX_RATIO {
            return None;
        }
        let min = if short < N_SHORT { MIN_SHARE_SHORT } else { MIN_SHARE };
        let least = min * short as f64;
        self.n_compared += 1;
        let (mut running, mut n_common, mut n_left) = (Running::default(), 0, n_other);
        let mut compare = |run: u32| {
            let Some(count) = self.counts.get_mut(&run) else { return 0 };
            if count.compared != self.n_compared {
                (count.compared, count.n_left) = (self.n_compared, count.n);
            }
            let is_common = count.n_left > 0;
            count.n_left -= u32::from(is_common);
            usize::from(is_common)
        };
        loop {
            let is_last = each(&mut |word| {
                if let Some(run) = running.push(&word) {
                    n_common += compare(run);
                    n_left = n_left.saturating_sub(1);
                }
            });
            if is_last {
                break;
            }
            // Even if it had all that is left.
            if ((n_common + n_left) as f64) < least {
                return None;
            }
        }
        n_common += running.end().map_or(0, compare);
        (n_common as f64 >= least).then(|| n_common as f64 / short as f64)
    }

    /// The same with a text.
    fn share_of_text(&mut self, n_other: usize, text: &str) -> Option<f64> {
        // No word goes on behind the end of a line.
        let mut lines = text.split('\n');
        self.share(n_other, |sink| match lines.next() {
            Some(line) => {
                each_word(line, 0, sink);
                false
            }
            None => true,
        })
    }
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
        let text = Text::of(entry);
        if known.contains(&entry.no) {
            let before = Stored::of(conn, entry.no)?.sketch;
            if before == text.sketch {
                continue;
            }
            unlink(conn, entry.no, &before)?;
        }
        texts.push(text);
    }
    let mut bearers = bearers(conn, &texts)?;
    let mut join = conn.prepare_cached("INSERT OR REPLACE INTO alike VALUES (?1, ?2, ?3), (?2, ?1, ?3)")?;
    // Reading many texts in one transaction spares the locks of each.
    let reading = articles.unchecked_transaction()?;
    let places: FxHashMap<i64, &Text<'_>> = texts.iter().map(|text| (text.entry.no, text)).collect();
    let mut stored: FxHashMap<i64, Stored> = FxHashMap::default();
    for text in &texts {
        let mut runs = None;
        for other in candidates(text, &mut bearers) {
            let in_batch = places.get(&other);
            let (sketch, n_runs) = match (in_batch, stored.entry(other)) {
                (Some(other), _) => (&other.sketch, other.runs.len() as u32),
                (None, Occupied(known)) => {
                    let known = &*known.into_mut();
                    (&known.sketch, known.n_runs)
                }
                (None, Vacant(place)) => {
                    let known = &*place.insert(Stored::of(conn, other)?);
                    (&known.sketch, known.n_runs)
                }
            };
            if !may_be_alike(&text.sketch, sketch) {
                continue;
            }
            let runs = runs.get_or_insert_with(|| Runs::of(&text.runs));
            let share = match in_batch {
                Some(other) => runs.share(n_runs as usize, |sink| {
                    each_word_of(other.entry, sink);
                    true
                }),
                None => match store::text(&reading, other)? {
                    Some(text) => runs.share_of_text(n_runs as usize, &text),
                    None => None,
                },
            };
            if let Some(share) = share {
                join.execute((text.entry.no, other, share))?;
            }
        }
    }
    Ok(())
}

/// That an article has a run, and how many low ones it has of which that is one.
#[derive(Clone, Copy)]
struct Bearer {
    article: i64,
    n_low: u32,
}

/// The articles that have each of the runs that stand for `texts`, as far as
/// they were stored before; those of `texts` are stored with them. All in the
/// order of the table, so that each of its pages is looked for once.
fn bearers(conn: &Connection, texts: &[Text<'_>]) -> rusqlite::Result<FxHashMap<u32, Vec<Bearer>>> {
    let standing =
        |Text { entry, sketch, .. }: &Text<'_>| (entry.no, n_low(sketch), standing(sketch).to_vec());
    let rows = texts.iter().map(standing);
    let mut rows: Vec<(u32, i64, u32)> = rows
        .flat_map(|(no, n_low, standing)| standing.into_iter().map(move |hash| (hash, no, n_low)))
        .collect();
    rows.sort_unstable();
    let sql = format!("SELECT article, n_low FROM run WHERE hash = ?1 LIMIT {MAX_COMMON}");
    let mut sharing = conn.prepare_cached(&sql)?;
    let mut insert = conn.prepare_cached("INSERT INTO run VALUES (?1, ?2, ?3)")?;
    let mut bearers = FxHashMap::default();
    for rows in rows.chunk_by(|a, b| a.0 == b.0) {
        let Some((hash, ..)) = rows.first() else { continue };
        let found =
            sharing.query_map([hash], |row| Ok(Bearer { article: row.get(0)?, n_low: row.get(1)? }))?;
        bearers.insert(*hash, found.collect::<rusqlite::Result<Vec<Bearer>>>()?);
        for row in rows {
            insert.execute(*row)?;
        }
    }
    let mut insert = conn.prepare_cached("INSERT INTO sketch VALUES (?1, ?2, ?3)")?;
    for Text { entry, runs, sketch } in texts {
        let bytes: Vec<u8> = sketch.iter().flat_map(|hash| hash.to_le_bytes()).collect();
        insert.execute((entry.no, runs.len() as u32, bytes))?;
    }
    Ok(bearers)
}

/// Those that share runs enough with `text` to be compared with it, which is
/// among the bearers of its runs afterwards.
fn candidates(text: &Text<'_>, bearers: &mut FxHashMap<u32, Vec<Bearer>>) -> Vec<i64> {
    let own = Bearer { article: text.entry.no, n_low: n_low(&text.sketch) };
    // A rare run counts for all that have to be shared.
    let mut shared: Vec<(Bearer, usize)> = Vec::new();
    // Of these it is not known who shares them.
    let mut n_unknown = 0;
    for hash in standing(&text.sketch) {
        let Some(found) = bearers.get_mut(hash) else { continue };
        if found.len() < MAX_COMMON {
            let weight = if found.len() < N_COMMON { N_SHARED } else { 1 };
            shared.extend(found.iter().map(|bearer| (*bearer, weight)));
            found.push(own);
        } else {
            n_unknown += 1;
        }
    }
    shared.sort_unstable_by_key(|(bearer, _)| bearer.article);
    let may_be_alike = |shared: &[(Bearer, usize)]| {
        let (Bearer { article, n_low }, _) = *shared.first()?;
        let weight: usize = shared.iter().map(|(_, weight)| weight).sum();
        let n_common = shared.len() + n_unknown;
        (weight >= N_SHARED && n_common as f64 >= least_common(n_low.min(own.n_low), MAX_DEVIATION_FEW))
            .then_some(article)
    };
    shared.chunk_by(|(a, _), (b, _)| a.article == b.article).filter_map(may_be_alike).collect()
}

/// What is stored of an article's text.
#[derive(Default)]
struct Stored {
    n_runs: u32,
    sketch: Vec<u32>,
}

impl Stored {
    fn of(conn: &Connection, no: i64) -> rusqlite::Result<Self> {
        let known: Option<(u32, Vec<u8>)> = conn
            .prepare_cached("SELECT n, runs FROM sketch WHERE article = ?1")?
            .query_row([no], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let Some((n_runs, bytes)) = known else { return Ok(Self::default()) };
        let hashes = bytes.as_chunks::<N_BYTES>().0;
        Ok(Self { n_runs, sketch: hashes.iter().copied().map(u32::from_le_bytes).collect() })
    }
}

fn unlink(conn: &Connection, no: i64, before: &[u32]) -> rusqlite::Result<()> {
    let mut delete = conn.prepare_cached("DELETE FROM run WHERE hash = ?1 AND article = ?2")?;
    for hash in standing(before) {
        delete.execute((hash, no))?;
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
        let [story, other_runs] = [STORY, other].map(|text| runs(|sink| each_word(text, 0, sink)));
        let share = Runs::of(&story).share_of_text(other_runs.len(), other);
        assert_eq!(Runs::of(&other_runs).share_of_text(story.len(), STORY), share);
        share
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
            let sketch = |words: &[String]| sketch(&runs(|sink| each_word(&words.join(" "), 0, sink)));
            let (known, short) = (sketch(&long), sketch(&long[..150]));
            let n_common = n_common(standing(&short), standing(&known)) as f64;
            n_common >= 1.0
                && n_common >= least_common(n_low(&short).min(n_low(&known)), MAX_DEVIATION_FEW)
                && may_be_alike(&short, &known)
        });
        assert!(n_found.count() >= 195);
    }

    #[test]
    fn a_text_that_quotes_another_among_much_else_is_not() {
        let long: String = (0..300).map(|n| format!("Row {n} of the timetable. ")).collect();
        assert_eq!(share_of(&format!("{STORY} {long}")), None);
    }
}
