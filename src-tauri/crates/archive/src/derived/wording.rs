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

    /// Whether it has the very words of the other, and its speaker.
    fn repeats(&self, other: &Self) -> bool {
        (self.whole, &self.words, self.speaker) == (other.whole, &other.words, other.speaker)
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
    let mut changed: Vec<Wording> = Vec::new();
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
        changed.extend(now);
    }
    linking.add(changed)
}

/// A wording to store.
struct Changed {
    wording: Wording,
    sketch: Vec<i64>,
    /// Where the one stands whose very words and speaker it has, for which runs
    /// are stored: a wording that is copied often has them once.
    repeats: Option<(i64, i64)>,
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
    /// wordings that are not yet; of wordings that are the same to the letter one.
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

    /// Stores `wordings` and joins each with those that say the same.
    fn add(&mut self, wordings: Vec<Wording>) -> rusqlite::Result<()> {
        let changed = self.tell_repeated(wordings)?;
        self.insert_runs(&changed)?;
        for Changed { wording, sketch, repeats } in &changed {
            // One that is the same to the letter was compared with all others already.
            let all = match repeats {
                Some((article, idx)) => self.current(*article, *idx)?.into_iter().collect(),
                None => self.alike(wording, sketch)?,
            };
            let same = self.join(wording, all)?;
            self.insert(wording, same)?;
            if repeats.is_none() {
                self.make_known(wording, sketch);
            }
        }
        Ok(())
    }

    /// Tells which of `wordings` repeat others, stored ones or those before them.
    fn tell_repeated(&mut self, wordings: Vec<Wording>) -> rusqlite::Result<Vec<Changed>> {
        // In the order of the table, so that each of its pages is looked for once.
        let mut wholes: Vec<i64> = wordings.iter().map(|wording| wording.whole).collect();
        wholes.sort_unstable();
        wholes.dedup();
        for whole in wholes {
            let known = self.sharing(whole)?;
            self.known.insert(whole, known);
        }
        let mut changed: Vec<Changed> = Vec::with_capacity(wordings.len());
        let mut first: FxHashMap<i64, Vec<usize>> = FxHashMap::default();
        for wording in wordings {
            let before = first.entry(wording.whole).or_default();
            let before_it =
                before.iter().map(|at| &changed[*at].wording).find(|other| wording.repeats(other));
            let repeats = match before_it {
                Some(other) => Some((other.article, other.idx)),
                None => self.repeated(&wording)?.map(|other| (other.article, other.idx)),
            };
            if repeats.is_none() {
                before.push(changed.len());
            }
            let sketch = if repeats.is_none() { wording.sketch() } else { Vec::new() };
            changed.push(Changed { wording, sketch, repeats });
        }
        Ok(changed)
    }

    /// Stores the runs of wordings, in the order of the table, so that each of
    /// its pages is looked for once; the wordings are to be inserted after that.
    fn insert_runs(&mut self, changed: &[Changed]) -> rusqlite::Result<()> {
        let rows = changed.iter().flat_map(|Changed { wording, sketch, .. }| {
            sketch.iter().map(move |hash| (*hash, wording.article, wording.idx))
        });
        let mut rows: Vec<(i64, i64, i64)> = rows.collect();
        rows.sort_unstable();
        for rows in rows.chunk_by(|a, b| a.0 == b.0) {
            let Some((hash, ..)) = rows.first() else { continue };
            if !self.known.contains_key(hash) {
                let known = self.sharing(*hash)?;
                self.known.insert(*hash, known);
            }
            for row in rows {
                self.insert_run.execute(*row)?;
            }
        }
        Ok(())
    }

    /// Stores `wording`, with what it shares with those that say the `same`.
    fn insert(&mut self, wording: &Wording, same: Option<i64>) -> rusqlite::Result<()> {
        let Wording { article, idx, id, whole, words, speaker, same: _ } = wording;
        self.insert.execute((article, idx, id, whole, words, speaker, same))?;
        Ok(())
    }

    /// Has a wording that is stored found by the runs of its `sketch`.
    fn make_known(&mut self, Wording { article, idx, .. }: &Wording, sketch: &[i64]) {
        for hash in sketch {
            let places = self.known.entry(*hash).or_default();
            if let Err(at) = places.binary_search(&(*article, *idx)) {
                places.insert(at, (*article, *idx));
                places.truncate(MAX_SHARING);
            }
        }
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

    /// One that `wording` repeats, for which runs are stored.
    fn repeated(&mut self, wording: &Wording) -> rusqlite::Result<Option<Wording>> {
        for (article, idx) in self.sharing(wording.whole)? {
            if (article, idx) == (wording.article, wording.idx) {
                continue;
            }
            if let Some(other) = self.current(article, idx)?.filter(|other| wording.repeats(other)) {
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
            let mut all = match linking.repeated(&wording)? {
                Some(other) => vec![other],
                None => {
                    // Its runs may have been those of the one that is gone.
                    let sketch = wording.sketch();
                    for hash in &sketch {
                        linking.insert_run.execute((hash, wording.article, wording.idx))?;
                    }
                    linking.alike(&wording, &sketch)?
                }
            };
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
    use std::path::Path;

    use super::*;
    use crate::{derived::schema, search::words::spaced_words, sqlite};

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
    fn a_repeated_wording_has_its_runs_once_and_hands_them_on() {
        let mut conn = Connection::open_in_memory().unwrap();
        sqlite::prepare(&mut conn, Path::new(":memory:"), schema::LAYOUT).unwrap();
        let count = "SELECT count(*) FROM wording_run";
        let n_runs = || conn.query_row(count, [], |row| row.get::<_, i64>(0)).unwrap() as usize;
        let place = |article: i64, words: &str| Wording { article, id: 10 + article, ..wording(words, None) };
        let add = |wordings| Linking::of(&conn).unwrap().add(wordings).unwrap();
        let first = place(1, LONG);
        let n_alone = first.sketch().len();
        add(vec![first.clone(), place(2, LONG)]);
        add(vec![place(3, LONG)]);
        assert_eq!(n_runs(), n_alone);
        let same = |article| Linking::of(&conn).unwrap().current(article, 0).unwrap().unwrap().same;
        assert_eq!([1, 2, 3].map(same), [Some(11); 3]);
        let first = Wording { same: Some(11), ..first };
        unlink(&conn, &mut Linking::of(&conn).unwrap(), 1, &[first]).unwrap();
        assert_eq!(n_runs(), n_alone);
        add(vec![place(4, "We never doubted the wall would hold through this winter")]);
        assert_eq!([2, 3, 4].map(same), [Some(12); 3]);
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
