//! Which quotations say the same: copies and near copies in other articles.
//!
//! A quotation in quotation marks is the set of its runs of three words; the
//! smallest hashes and one in eight of the others stand for it (Broder, "On
//! the resemblance and containment of documents", 1997). Whoever shares one of
//! them is aligned with it word by word: the shorter one has to stand in the
//! longer one almost whole. Reported speech has to be the same to the word.
//! Links join; all that are joined form one wording, whatever the order in
//! which they came.

use std::collections::{BTreeMap, HashSet};

use backfile_extract::QuotationKind;
use rusqlite::{CachedStatement, Connection, OptionalExtension, Row};
use rustc_hash::FxHashMap;

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
/// Of a run in more quotations, only so many are looked at: those of one
/// wording are linked with each other already.
const MAX_SHARING: usize = 40;
/// How many are aligned, those that share most runs first.
const MAX_ALIGNED: usize = 24;
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

/// A quotation's wording.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Wording {
    article: i64,
    idx: i64,
    id: i64,
    whole: i64,
    words: Option<String>,
    speaker: Option<i64>,
    same: Option<i64>,
}

impl Wording {
    const COLUMNS: &str = "article, idx, id, whole, words, speaker, same";

    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            article: row.get(0)?,
            idx: row.get(1)?,
            id: row.get(2)?,
            whole: row.get(3)?,
            words: row.get(4)?,
            speaker: row.get(5)?,
            same: row.get(6)?,
        })
    }

    fn list(&self) -> Vec<&str> {
        self.words.as_deref().unwrap_or_default().split(' ').take(MAX_WORDS).collect()
    }

    /// The hashes that stand for it.
    fn sketch(&self) -> Vec<i64> {
        let mut sketch = vec![self.whole];
        if let Some(words) = &self.words {
            let words: Vec<u64> = words.split(' ').map(|word| hash(word.bytes())).collect();
            let run = |run: &[u64]| hash(run.iter().flat_map(|word| word.to_le_bytes()));
            let mut runs: Vec<u64> = words.windows(N_RUN).take(MAX_WORDS).map(run).collect();
            runs.sort_unstable();
            runs.dedup();
            let n_small = runs.partition_point(|hash| *hash < u64::MAX / ONE_IN);
            sketch.extend(runs.iter().take(n_small.max(N_RUNS)).copied().map(u64::cast_signed));
        }
        sketch
    }

    /// Whether the two say the same.
    fn says_the_same(&self, other: &Self) -> bool {
        if self.whole == other.whole {
            return true;
        }
        let (Some(_), Some(_)) = (&self.words, &other.words) else { return false };
        let (a, b) = (self.list(), other.list());
        let (short, long) = if (a.len(), &a) <= (b.len(), &b) { (a, b) } else { (b, a) };
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
        share(&short, &long) >= least
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

/// Links the quotations of `entries` with those that say the same; of those
/// among `known` other wordings may be stored.
pub(crate) fn link(conn: &Connection, entries: &[Entry], known: &HashSet<i64>) -> rusqlite::Result<()> {
    let mut linking = Linking::of(conn)?;
    let mut changed = Vec::new();
    for entry in entries {
        let now = wordings(entry);
        let before = if known.contains(&entry.no) { stored(conn, entry.no)? } else { Vec::new() };
        let are_as_before = before.len() == now.len()
            && before
                .iter()
                .zip(&now)
                .all(|(before, now)| *before == Wording { same: before.same, ..now.clone() });
        if are_as_before {
            continue;
        }
        if !before.is_empty() {
            unlink(conn, &mut linking, entry.no, &before)?;
        }
        changed.extend(now.into_iter().map(|wording| (wording.sketch(), wording)));
    }
    linking.insert_runs(&changed)?;
    for (sketch, wording) in &changed {
        // One that is the same to the letter was compared with all others already.
        let all = match linking.repeated(wording)? {
            Some(other) => vec![other],
            None => linking.alike(wording, sketch)?,
        };
        let same = linking.join(wording, all)?;
        linking.insert(wording, sketch, same)?;
    }
    Ok(())
}

/// The wordings of an article's quotations, but for short ones and for those
/// that repeat another one of the article and are that one.
fn wordings(entry: &Entry) -> Vec<Wording> {
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
            whole: hash(words.bytes()).cast_signed(),
            words: (whole.kind() != QuotationKind::Indirect).then_some(words),
            speaker: speaker.copied().map(EntityId::sql),
            same: None,
        })
    };
    whole_quotations(&entry.extraction).into_iter().filter_map(wording).collect()
}

fn stored(conn: &Connection, article: i64) -> rusqlite::Result<Vec<Wording>> {
    let sql = format!("SELECT {} FROM wording WHERE article = ?1 ORDER BY idx", Wording::COLUMNS);
    conn.prepare_cached(&sql)?.query_map([article], Wording::read)?.collect()
}

/// Stores wordings and links them with those that say the same.
struct Linking<'c> {
    insert: CachedStatement<'c>,
    insert_run: CachedStatement<'c>,
    sharing: CachedStatement<'c>,
    current: CachedStatement<'c>,
    rename: CachedStatement<'c>,
    call: CachedStatement<'c>,
    /// Where the runs of the wordings stand that are being added, without those
    /// wordings that are not yet.
    known: FxHashMap<i64, Vec<(i64, i64)>>,
}

impl<'c> Linking<'c> {
    fn of(conn: &'c Connection) -> rusqlite::Result<Self> {
        Ok(Self {
            insert: conn.prepare_cached("INSERT INTO wording VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?,
            insert_run: conn.prepare_cached("INSERT OR IGNORE INTO wording_run VALUES (?1, ?2, ?3)")?,
            sharing: conn.prepare_cached(&format!(
                "SELECT article, idx FROM wording_run WHERE hash = ?1 LIMIT {MAX_SHARING}"
            ))?,
            current: conn.prepare_cached(&format!(
                "SELECT {} FROM wording WHERE article = ?1 AND idx = ?2",
                Wording::COLUMNS
            ))?,
            rename: conn.prepare_cached("UPDATE wording SET same = ?1 WHERE same = ?2")?,
            call: conn.prepare_cached("UPDATE wording SET same = ?1 WHERE article = ?2 AND idx = ?3")?,
            known: FxHashMap::default(),
        })
    }

    /// Stores the runs of `wordings`, in the order of the table, so that each of
    /// its pages is looked for once; the wordings are to be inserted after that.
    fn insert_runs(&mut self, wordings: &[(Vec<i64>, Wording)]) -> rusqlite::Result<()> {
        let rows = wordings.iter().flat_map(|(sketch, Wording { article, idx, .. })| {
            sketch.iter().map(move |hash| (*hash, *article, *idx))
        });
        let mut rows: Vec<(i64, i64, i64)> = rows.collect();
        rows.sort_unstable();
        for rows in rows.chunk_by(|a, b| a.0 == b.0) {
            let Some((hash, ..)) = rows.first() else { continue };
            let known = self.sharing(*hash)?;
            self.known.insert(*hash, known);
            for row in rows {
                self.insert_run.execute(*row)?;
            }
        }
        Ok(())
    }

    /// Stores `wording`, for which `sketch` stands and is stored already, with
    /// what it shares with those that say the `same`.
    fn insert(&mut self, wording: &Wording, sketch: &[i64], same: Option<i64>) -> rusqlite::Result<()> {
        let Wording { article, idx, id, whole, words, speaker, same: _ } = wording;
        self.insert.execute((article, idx, id, whole, words, speaker, same))?;
        for hash in sketch {
            let places = self.known.entry(*hash).or_default();
            if let Err(at) = places.binary_search(&(*article, *idx)) {
                places.insert(at, (*article, *idx));
                places.truncate(MAX_SHARING);
            }
        }
        Ok(())
    }

    /// Joins `all` those that say the same as `wording` with each other.
    /// Returns what it shares with them, if there are any.
    fn join(&mut self, wording: &Wording, all: Vec<Wording>) -> rusqlite::Result<Option<i64>> {
        let name = |wording: &Wording| wording.same.unwrap_or(wording.id);
        let Some(same) = all.iter().map(name).min() else { return Ok(None) };
        let same = same.min(name(wording));
        let mut renamed = Vec::new();
        for Wording { article, idx, same: before, .. } in all {
            match before {
                Some(before) if before == same || renamed.contains(&before) => {}
                Some(before) => {
                    self.rename.execute((same, before))?;
                    renamed.push(before);
                }
                None => {
                    self.call.execute((same, article, idx))?;
                }
            }
        }
        Ok(Some(same))
    }

    /// One with the very words of `wording` and its speaker.
    fn repeated(&mut self, wording: &Wording) -> rusqlite::Result<Option<Wording>> {
        for (article, idx) in self.sharing(wording.whole)? {
            if (article, idx) == (wording.article, wording.idx) {
                continue;
            }
            let is_repeated = |other: &Wording| {
                (other.whole, &other.words, other.speaker) == (wording.whole, &wording.words, wording.speaker)
            };
            if let Some(other) = self.current(article, idx)?.filter(is_repeated) {
                return Ok(Some(other));
            }
        }
        Ok(None)
    }

    /// Those that say the same as `wording`, for which `sketch` stands.
    fn alike(&mut self, wording: &Wording, sketch: &[i64]) -> rusqlite::Result<Vec<Wording>> {
        let mut n_shared: BTreeMap<(i64, i64), usize> = BTreeMap::new();
        for hash in sketch {
            for place in self.sharing(*hash)? {
                *n_shared.entry(place).or_default() += 1;
            }
        }
        n_shared.remove(&(wording.article, wording.idx));
        let mut candidates: Vec<((i64, i64), usize)> = n_shared.into_iter().collect();
        candidates.sort_by_key(|(place, n)| (std::cmp::Reverse(*n), *place));
        let mut found = Vec::new();
        for ((article, idx), _) in candidates.into_iter().take(MAX_ALIGNED) {
            found.extend(self.current(article, idx)?.filter(|other| wording.says_the_same(other)));
        }
        Ok(found)
    }

    /// Where a run stands, article and index.
    fn sharing(&mut self, hash: i64) -> rusqlite::Result<Vec<(i64, i64)>> {
        if let Some(known) = self.known.get(&hash) {
            return Ok(known.clone());
        }
        self.sharing.query_map([hash], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
    }

    fn current(&mut self, article: i64, idx: i64) -> rusqlite::Result<Option<Wording>> {
        self.current.query_row((article, idx), Wording::read).optional()
    }
}

/// Takes away the wordings of an article. What they held together is joined
/// anew, since it may fall apart without them.
fn unlink(
    conn: &Connection,
    linking: &mut Linking<'_>,
    article: i64,
    wordings: &[Wording],
) -> rusqlite::Result<()> {
    let mut run =
        conn.prepare_cached("DELETE FROM wording_run WHERE hash = ?1 AND article = ?2 AND idx = ?3")?;
    for wording in wordings {
        for hash in wording.sketch() {
            run.execute((hash, article, wording.idx))?;
        }
    }
    conn.prepare_cached("DELETE FROM wording WHERE article = ?1")?.execute([article])?;
    let mut names: Vec<i64> = wordings.iter().filter_map(|wording| wording.same).collect();
    names.sort_unstable();
    names.dedup();
    let sql = format!("SELECT {} FROM wording WHERE same = ?1", Wording::COLUMNS);
    let mut members = conn.prepare_cached(&sql)?;
    for name in names {
        let left = members.query_map([name], Wording::read)?.collect::<rusqlite::Result<Vec<_>>>()?;
        conn.prepare_cached("UPDATE wording SET same = NULL WHERE same = ?1")?.execute([name])?;
        for wording in left {
            let wording = Wording { same: None, ..wording };
            let mut all = linking.alike(&wording, &wording.sketch())?;
            if !all.is_empty() {
                all.extend(linking.current(wording.article, wording.idx)?);
                linking.join(&wording, all)?;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::words::spaced_words;

    fn wording(words: &str, speaker: Option<i64>) -> Wording {
        let words = spaced_words(words);
        let whole = hash(words.bytes()).cast_signed();
        Wording { article: 1, idx: 0, id: 1, whole, words: Some(words), speaker, same: None }
    }

    #[track_caller]
    fn check(a: (&str, Option<i64>), b: (&str, Option<i64>), expected: bool) {
        let (a, b) = (wording(a.0, a.1), wording(b.0, b.1));
        assert_eq!((a.says_the_same(&b), b.says_the_same(&a)), (expected, expected));
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
