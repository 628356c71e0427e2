//! Which articles are nearly the same.
//!
//! A text is its runs of four words. Those with the smallest hashes stand for
//! it (Broder, "On the resemblance and containment of documents", 1997):
//! whoever shares enough of them may be like it. More of them are its sketch,
//! by which nearly all others are told apart; of those that are left all runs
//! are compared. Only links are kept; articles are never merged.

use std::collections::{
    HashSet,
    hash_map::Entry::{Occupied, Vacant},
};

use backfile_article::Span;
use rusqlite::{Connection, OptionalExtension};
use rustc_hash::FxHashMap;

use super::{
    Entry,
    codec::{decode_rising, encode_rising},
};
use crate::search::words::Word;

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
/// No hash is as large: they have 32 bits, being stored as often as anything. In
/// an archive of a hundred thousand articles one low run in a hundred has by
/// chance the hash of another; who shares no more is not compared.
const END: u64 = 1 << u32::BITS;
/// How many of them tell the runs of two texts apart whose sketches are alike.
const N_BITS: u32 = 20;
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

/// The hashes of the runs of the words that `each` tells, the lowest first.
fn runs(each: impl FnOnce(&mut dyn FnMut(Word<'_>))) -> Vec<u32> {
    let (mut running, mut runs) = (Running::default(), Vec::new());
    each(&mut |word| runs.extend(running.push(&word)));
    runs.extend(running.end());
    runs.sort_unstable();
    runs
}

/// The lowest of `runs`, which are in order.
fn sketch(runs: &[u32]) -> Vec<u32> {
    let mut sketch = runs[..runs.partition_point(|hash| u64::from(*hash) < END / SKETCHED_ONE_IN)].to_vec();
    sketch.dedup();
    if sketch.len() < N_SKETCHED {
        sketch = runs.to_vec();
        sketch.dedup();
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
/// with three deviations all runs of three fifths more would be compared (of
/// 872,351 candidates among 100,000 generated articles 263,500 instead of 165,367).
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
    sketch: Vec<u32>,
    /// All of its runs, in order; see [`cut_hashes`].
    runs: Vec<u32>,
}

impl<'e> Text<'e> {
    fn of(entry: &'e Entry) -> Self {
        let text = entry.article.text.as_str();
        let runs = runs(|sink| entry.cut().each_word(text, Span::new(0, text.len()), sink));
        Self { entry, sketch: sketch(&runs), runs: cut_hashes(runs) }
    }
}

/// Hashes that are written in two bytes mostly, being in order: all runs of a
/// text are compared only where its sketch is like that of another, and even of
/// a text of ten thousand words one run in a hundred has by chance the hash of
/// another's.
fn cut_hashes(mut runs: Vec<u32>) -> Vec<u32> {
    runs.iter_mut().for_each(|run| *run >>= u32::BITS - N_BITS);
    runs
}

/// Which share of the shorter text's runs the longer one has, if that makes
/// them alike; both are in order.
fn share(a: &[u32], b: &[u32]) -> Option<f64> {
    let (short, long) = (a.len().min(b.len()), a.len().max(b.len()));
    if short == 0 || long > short * MAX_RATIO {
        return None;
    }
    let min = if short < N_SHORT { MIN_SHARE_SHORT } else { MIN_SHARE };
    let share = n_common(a, b) as f64 / short as f64;
    (share >= min).then_some(share)
}

/// Links `entries` with what is like them; of those among `known` another text
/// may have been linked before.
pub(crate) fn link(conn: &Connection, entries: &[Entry], known: &HashSet<i64>) -> rusqlite::Result<()> {
    let mut texts = Vec::with_capacity(entries.len());
    for entry in entries {
        let text = Text::of(entry);
        if known.contains(&entry.no) {
            if stored(conn, "text_runs", entry.no)? == text.runs {
                continue;
            }
            unlink(conn, entry.no)?;
        }
        texts.push(text);
    }
    let mut bearers = bearers(conn, &texts)?;
    let mut join = conn.prepare_cached("INSERT OR REPLACE INTO alike VALUES (?1, ?2, ?3), (?2, ?1, ?3)")?;
    let places: FxHashMap<i64, &Text<'_>> = texts.iter().map(|text| (text.entry.no, text)).collect();
    let mut sketches: FxHashMap<i64, Vec<u32>> = FxHashMap::default();
    for text in &texts {
        for other in candidates(text, &mut bearers) {
            let in_batch = places.get(&other);
            let sketch = match (in_batch, sketches.entry(other)) {
                (Some(other), _) => &other.sketch,
                (None, Occupied(known)) => &*known.into_mut(),
                (None, Vacant(place)) => &*place.insert(stored(conn, "sketch", other)?),
            };
            if !may_be_alike(&text.sketch, sketch) {
                continue;
            }
            let share = match in_batch {
                Some(other) => share(&text.runs, &other.runs),
                None => share(&text.runs, &stored(conn, "text_runs", other)?),
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
    let mut insert_sketch = conn.prepare_cached("INSERT INTO sketch VALUES (?1, ?2)")?;
    let mut insert_runs = conn.prepare_cached("INSERT INTO text_runs VALUES (?1, ?2)")?;
    for Text { entry, runs, sketch } in texts {
        insert_sketch.execute((entry.no, encode_rising(sketch)))?;
        insert_runs.execute((entry.no, encode_rising(runs)))?;
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

/// What `table` holds of an article's runs; none if it does not know it.
fn stored(conn: &Connection, table: &str, no: i64) -> rusqlite::Result<Vec<u32>> {
    conn.prepare_cached(&format!("SELECT runs FROM {table} WHERE article = ?1"))?
        .query_row([no], |row| Ok(decode_rising(row.get_ref(0)?.as_blob()?)))
        .optional()
        .map(Option::unwrap_or_default)
}

fn unlink(conn: &Connection, no: i64) -> rusqlite::Result<()> {
    let mut delete = conn.prepare_cached("DELETE FROM run WHERE hash = ?1 AND article = ?2")?;
    for hash in standing(&stored(conn, "sketch", no)?) {
        delete.execute((hash, no))?;
    }
    conn.prepare_cached("DELETE FROM sketch WHERE article = ?1")?.execute([no])?;
    conn.prepare_cached("DELETE FROM text_runs WHERE article = ?1")?.execute([no])?;
    conn.prepare_cached("DELETE FROM alike WHERE article = ?1 OR other = ?1")?.execute([no])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::words::each_word;

    const STORY: &str = "Ferry stopped by storm. The harbour office of Northwater closed the crossing on Monday night after waves of four metres broke over the quay. No one was hurt, the office said, and boats will leave again when the wind drops below forty knots.";

    fn share_of(other: &str) -> Option<f64> {
        let [story, other] = [STORY, other].map(|text| cut_hashes(runs(|sink| each_word(text, 0, sink))));
        let found = share(&story, &other);
        assert_eq!(share(&other, &story), found);
        found
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
