//! Which articles are nearly the same.
//!
//! A text is the set of its runs of four words. Those with the smallest
//! hashes stand for it (Broder, "On the resemblance and containment of
//! documents", 1997): whoever shares one of them is compared run by run. Only
//! links are kept; articles are never merged.

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

/// The hashes of the runs of words in `text`, in order; of a shorter text, that of the whole.
fn runs(text: &str) -> Vec<u64> {
    runs_of(|sink| each_word(text, 0, sink))
}

/// The same of the words that `each` tells.
fn runs_of(each: impl FnOnce(&mut dyn FnMut(Word<'_>))) -> Vec<u64> {
    let mut words: Vec<u64> = Vec::new();
    each(&mut |word| words.push(hash(word.form.bytes())));
    let mut runs: Vec<u64> = match words.len() {
        0 => Vec::new(),
        n if n < N_WORDS => vec![hash_of_run(&words)],
        _ => words.windows(N_WORDS).map(hash_of_run).collect(),
    };
    runs.sort_unstable();
    runs.dedup();
    runs
}

/// FNV-1a, its bits mixed as in MurmurHash3, so that the smallest are a fair choice.
pub(super) fn hash(bytes: impl Iterator<Item = u8>) -> u64 {
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    spread(hash)
}

/// One hash for those of the words of a run, in their order.
fn hash_of_run(words: &[u64]) -> u64 {
    // The golden ratio's bits, as in Fibonacci hashing.
    spread(
        words
            .iter()
            .fold(0, |hash: u64, word| (hash.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15)),
    )
}

const fn spread(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash ^ (hash >> 33)
}

/// The runs that stand for a text, as the store has them and in its order.
fn sketch(runs: &[u64]) -> Vec<i64> {
    let n_small = runs.partition_point(|hash| *hash < u64::MAX / ONE_IN);
    let mut sketch: Vec<i64> = runs.iter().take(n_small.max(N_RUNS)).copied().map(u64::cast_signed).collect();
    sketch.sort_unstable();
    sketch
}

/// Which share of the shorter text's runs the longer one has, if that makes them alike.
fn share(a: &[u64], b: &[u64]) -> Option<f64> {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if short.is_empty() || long.len() > short.len() * MAX_RATIO {
        return None;
    }
    let mut long = long.iter().peekable();
    let stands = |run: &&u64| {
        while long.next_if(|other| other < run).is_some() {}
        long.peek() == Some(run)
    };
    let n_common = short.iter().filter(stands).count();
    let min = if short.len() < N_SHORT { MIN_SHARE_SHORT } else { MIN_SHARE };
    Some(n_common as f64 / short.len() as f64).filter(|share| *share >= min)
}

/// Whether two sketches have as much in common as those of two texts that are
/// alike. Both hold all runs up to some hash: of those below the lower of the
/// two, the shorter text's should mostly be the longer one's too. Far fewer, by
/// three standard deviations, are chance: of 500 pairs that are just alike one
/// is missed, of those that are more alike hardly any.
fn may_be_alike(a: &[i64], b: &[i64]) -> bool {
    let limit = reach(a).min(reach(b));
    let below = |sketch: &[i64]| sketch.iter().filter(|hash| hash.cast_unsigned() <= limit).count();
    let n = below(a).min(below(b)) as f64;
    // Sketches are in the order of signed numbers.
    let (mut n_common, mut b) = (0, b.iter().peekable());
    for hash in a.iter().filter(|hash| hash.cast_unsigned() <= limit) {
        while b.next_if(|other| *other < hash).is_some() {}
        n_common += u32::from(b.peek() == Some(&hash));
    }
    let deviation = (n * MIN_SHARE * (1.0 - MIN_SHARE)).sqrt();
    f64::from(n_common) >= MIN_SHARE * n - 3.0 * deviation
}

/// Up to which hash a sketch holds all runs of its text.
fn reach(sketch: &[i64]) -> u64 {
    let largest = sketch.iter().map(|hash| hash.cast_unsigned()).max().unwrap_or(0);
    match sketch.len() {
        ..N_RUNS => u64::MAX,
        _ => largest.max(u64::MAX / ONE_IN - 1),
    }
}

/// An article to link.
struct Text {
    no: i64,
    runs: Vec<u64>,
    sketch: Vec<i64>,
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
        let runs = runs_of(|sink| entry.cut().each_word(text, Span::new(0, text.len()), sink));
        let sketch = sketch(&runs);
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
    let mut sketches: FxHashMap<i64, Vec<i64>> = FxHashMap::default();
    for text in texts {
        for other in candidates(&text, &mut bearers) {
            let sketch = match sketches.entry(other) {
                Occupied(known) => known.into_mut(),
                Vacant(place) => place.insert(stored(conn, other)?),
            };
            if !may_be_alike(&text.sketch, sketch) {
                continue;
            }
            if let Some(share) = share(&text.runs, kept.runs(&reading, other)?) {
                join.execute((text.no, other, share))?;
            }
        }
        kept.keep(text.no, text.runs);
    }
    Ok(())
}

/// The articles that have each of the runs that stand for `texts`, as far as
/// they were stored before; those of `texts` are stored with them. All in the
/// order of the table, so that each of its pages is looked for once.
fn bearers(conn: &Connection, texts: &[Text]) -> rusqlite::Result<FxHashMap<i64, Vec<i64>>> {
    let mut rows: Vec<(i64, i64)> =
        texts.iter().flat_map(|text| text.sketch.iter().map(|hash| (*hash, text.no))).collect();
    rows.sort_unstable();
    let sql = format!("SELECT article FROM run WHERE hash = ?1 LIMIT {MAX_COMMON}");
    let mut sharing = conn.prepare_cached(&sql)?;
    let mut insert = conn.prepare_cached("INSERT INTO run VALUES (?1, ?2)")?;
    let mut bearers = FxHashMap::default();
    for rows in rows.chunk_by(|a, b| a.0 == b.0) {
        let Some((hash, _)) = rows.first() else { continue };
        let found = sharing.query_map([hash], |row| row.get(0))?;
        bearers.insert(*hash, found.collect::<rusqlite::Result<Vec<i64>>>()?);
        for row in rows {
            insert.execute(*row)?;
        }
    }
    let mut insert = conn.prepare_cached("INSERT INTO sketch VALUES (?1, ?2)")?;
    for text in texts {
        let bytes: Vec<u8> = text.sketch.iter().flat_map(|hash| hash.to_le_bytes()).collect();
        insert.execute((text.no, bytes))?;
    }
    Ok(bearers)
}

/// Those that share runs enough with `text` to be compared with it, which is
/// among the bearers of its runs afterwards.
fn candidates(text: &Text, bearers: &mut FxHashMap<i64, Vec<i64>>) -> Vec<i64> {
    // How many runs each shares; a rare one counts for all.
    let mut n_shared: BTreeMap<i64, usize> = BTreeMap::new();
    for hash in &text.sketch {
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
    runs: FxHashMap<i64, Vec<u64>>,
    n: usize,
}

impl Kept {
    fn keep(&mut self, no: i64, runs: Vec<u64>) {
        if self.n >= MAX_KEPT {
            *self = Self::default();
        }
        self.n += runs.len();
        self.runs.insert(no, runs);
    }

    /// The runs of article `no`; none where there is no such article.
    fn runs(&mut self, articles: &Connection, no: i64) -> rusqlite::Result<&[u64]> {
        if !self.runs.contains_key(&no) {
            let text = store::text(articles, no)?;
            self.keep(no, text.as_deref().map(runs).unwrap_or_default());
        }
        Ok(self.runs.get(&no).map(Vec::as_slice).unwrap_or_default())
    }
}

/// The runs that stood for article `no` before.
fn stored(conn: &Connection, no: i64) -> rusqlite::Result<Vec<i64>> {
    let bytes: Option<Vec<u8>> = conn
        .prepare_cached("SELECT runs FROM sketch WHERE article = ?1")?
        .query_row([no], |row| row.get(0))
        .optional()?;
    Ok(bytes.unwrap_or_default().as_chunks().0.iter().copied().map(i64::from_le_bytes).collect())
}

fn unlink(conn: &Connection, no: i64, before: &[i64]) -> rusqlite::Result<()> {
    let mut delete = conn.prepare_cached("DELETE FROM run WHERE hash = ?1 AND article = ?2")?;
    for hash in before {
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
        share(&runs(STORY), &runs(other))
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
            let known = sketch(&runs(&long.join(" ")));
            sketch(&runs(&long[..150].join(" "))).iter().any(|run| known.contains(run))
        });
        assert!(n_found.count() >= 195);
    }

    #[test]
    fn a_text_that_quotes_another_among_much_else_is_not() {
        let long: String = (0..300).map(|n| format!("Row {n} of the timetable. ")).collect();
        assert_eq!(share_of(&format!("{STORY} {long}")), None);
    }
}
