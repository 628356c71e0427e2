//! Which quotations say the same: copies and near copies in other articles.
//!
//! What is printed again and again in the very same words is stored once, as a
//! saying, and compared once with others. Links join; all that are joined form
//! one wording, whatever the order in which they came.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet, HashSet},
};

use rusqlite::{CachedStatement, Connection, OptionalExtension, Row};
use rustc_hash::FxHashMap;

use super::{
    Entry,
    wording::{Saying, Wording, wordings},
};

/// Of a run in more sayings, only so many are looked at: those of one wording
/// are linked with each other already.
const MAX_SHARING: usize = 40;
/// How many are aligned, those that share most runs first.
const MAX_ALIGNED: usize = 24;

/// Links the quotations of `entries` with those that say the same; of those
/// among `known` other wordings may be stored.
pub(crate) fn link(conn: &Connection, entries: &[Entry], known: &HashSet<i64>) -> rusqlite::Result<()> {
    let mut changed: Vec<Wording> = Vec::new();
    let mut rewritten = BTreeSet::new();
    for entry in entries {
        let now = wordings(entry);
        let before = if known.contains(&entry.no) { stored(conn, entry.no)? } else { Vec::new() };
        if before == now {
            continue;
        }
        if !before.is_empty() {
            rewritten.insert(entry.no);
        }
        changed.extend(now);
    }
    changed.extend(take_out(conn, &rewritten)?);
    Linking::of(conn)?.add(changed)
}

fn stored(conn: &Connection, article: i64) -> rusqlite::Result<Vec<Wording>> {
    let sql = "SELECT w.article, w.idx, w.id, s.whole, s.words, s.speaker
               FROM wording w JOIN saying s ON s.no = w.saying WHERE w.article = ?1 ORDER BY w.idx";
    let read = |row: &Row<'_>| {
        Ok(Wording {
            article: row.get(0)?,
            idx: row.get(1)?,
            id: row.get(2)?,
            saying: Saying { whole: row.get(3)?, words: row.get(4)?, speaker: row.get(5)? },
        })
    };
    conn.prepare_cached(sql)?.query_map([article], read)?.collect()
}

/// A saying as it is stored.
struct Known {
    no: i64,
    saying: Saying,
    /// What it shares with all that say the same; none where one quotation
    /// alone has it and no other says the same.
    same: Option<i64>,
    /// Where the first quotation stands that has it.
    first: (i64, i64),
}

impl Known {
    const COLUMNS: &str = "no, whole, words, speaker, same, article, idx";

    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            no: row.get(0)?,
            saying: Saying { whole: row.get(1)?, words: row.get(2)?, speaker: row.get(3)? },
            same: row.get(4)?,
            first: (row.get(5)?, row.get(6)?),
        })
    }
}

/// A saying to store, with what stands for it.
struct New {
    no: i64,
    saying: Saying,
    sketch: Vec<i64>,
}

/// Stores wordings and links them with those that say the same.
struct Linking<'c> {
    insert: CachedStatement<'c>,
    insert_saying: CachedStatement<'c>,
    insert_run: CachedStatement<'c>,
    sharing: CachedStatement<'c>,
    current: CachedStatement<'c>,
    rename: [CachedStatement<'c>; 2],
    call: [CachedStatement<'c>; 2],
    /// The number of the next saying.
    next: i64,
    /// What is called otherwise since these are being added, by what it was.
    renamed: FxHashMap<i64, i64>,
    /// Which sayings have the runs of those that are being added; these among
    /// them only once they are stored.
    known: FxHashMap<i64, Vec<i64>>,
}

impl<'c> Linking<'c> {
    fn of(conn: &'c Connection) -> rusqlite::Result<Self> {
        Ok(Self {
            insert: conn.prepare_cached("INSERT INTO wording VALUES (?1, ?2, ?3, ?4, ?5)")?,
            insert_saying: conn.prepare_cached("INSERT INTO saying VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?,
            insert_run: conn.prepare_cached("INSERT OR IGNORE INTO saying_run VALUES (?1, ?2)")?,
            sharing: conn.prepare_cached(&format!(
                "SELECT saying FROM saying_run WHERE hash = ?1 LIMIT {MAX_SHARING}"
            ))?,
            current: conn.prepare_cached(&format!("SELECT {} FROM saying WHERE no = ?1", Known::COLUMNS))?,
            rename: [
                conn.prepare_cached(
                    "UPDATE saying SET same = ?1 WHERE no IN (SELECT saying FROM wording WHERE same = ?2)",
                )?,
                conn.prepare_cached("UPDATE wording SET same = ?1 WHERE same = ?2")?,
            ],
            call: [
                conn.prepare_cached("UPDATE saying SET same = ?1 WHERE no = ?2")?,
                conn.prepare_cached("UPDATE wording SET same = ?1 WHERE article = ?2 AND idx = ?3")?,
            ],
            next: conn.query_row("SELECT coalesce(max(no), 0) + 1 FROM saying", [], |row| row.get(0))?,
            renamed: FxHashMap::default(),
            known: FxHashMap::default(),
        })
    }

    /// Stores `wordings` and joins each with those that say the same.
    fn add(&mut self, wordings: Vec<Wording>) -> rusqlite::Result<()> {
        let (places, new) = self.tell_repeated(wordings)?;
        self.insert_runs(&new)?;
        let mut new = new.into_iter().peekable();
        for Place { article, idx, id, saying, same } in places {
            let same = match new.next_if(|new| new.no == saying) {
                Some(New { no, saying, sketch }) => {
                    let all = self.alike(&saying, &sketch)?;
                    let same = self.join(all)?;
                    let Saying { whole, words, speaker } = saying;
                    self.insert_saying.execute((no, whole, words, speaker, same, article, idx))?;
                    self.make_known(no, &sketch);
                    same
                }
                // One that is the same to the letter was compared with all others already.
                None => match same {
                    Some(same) => Some(self.now(same)),
                    None => {
                        let repeated = self.current(saying)?;
                        self.join(repeated.into_iter().collect())?
                    }
                },
            };
            self.insert.execute((article, idx, id, saying, same))?;
        }
        Ok(())
    }

    /// What those share now who shared `same`.
    fn now(&self, mut same: i64) -> i64 {
        while let Some(now) = self.renamed.get(&same) {
            same = *now;
        }
        same
    }

    /// Which saying each of `wordings` has: a stored one, with what that shares
    /// with others, one of another of them, or a new one. The new ones are in
    /// the order of the first of each.
    fn tell_repeated(&mut self, wordings: Vec<Wording>) -> rusqlite::Result<(Vec<Place>, Vec<New>)> {
        // In the order of the table, so that each of its pages is looked for once.
        let keys: BTreeSet<i64> = wordings.iter().map(|wording| wording.saying.whole_key()).collect();
        for key in keys {
            let known = self.sharing(key)?;
            self.known.insert(key, known);
        }
        let mut places = Vec::with_capacity(wordings.len());
        let mut new: Vec<New> = Vec::new();
        let mut by_whole: FxHashMap<i64, Vec<usize>> = FxHashMap::default();
        for Wording { article, idx, id, saying } in wordings {
            let before = by_whole.entry(saying.whole).or_default();
            let known = match before.iter().map(|at| &new[*at]).find(|new| new.saying == saying) {
                Some(new) => Some((new.no, None)),
                None => self.repeated(&saying)?,
            };
            let (no, same) = known.unwrap_or((self.next, None));
            if known.is_none() {
                self.next += 1;
                before.push(new.len());
                new.push(New { no, sketch: saying.sketch(), saying });
            }
            places.push(Place { article, idx, id, saying: no, same });
        }
        Ok((places, new))
    }

    /// Stores the runs of new sayings, in the order of the table, so that each
    /// of its pages is looked for once; these are to be inserted after that.
    fn insert_runs(&mut self, new: &[New]) -> rusqlite::Result<()> {
        let rows = new.iter().flat_map(|New { no, sketch, .. }| sketch.iter().map(move |hash| (*hash, *no)));
        let mut rows: Vec<(i64, i64)> = rows.collect();
        rows.sort_unstable();
        for rows in rows.chunk_by(|a, b| a.0 == b.0) {
            let Some((hash, _)) = rows.first() else { continue };
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

    /// Has saying `no`, which is stored, found by the runs of its `sketch`.
    fn make_known(&mut self, no: i64, sketch: &[i64]) {
        for hash in sketch {
            let known = self.known.entry(*hash).or_default();
            if known.len() < MAX_SHARING && !known.contains(&no) {
                known.push(no);
            }
        }
    }

    /// Joins `all` with each other, and whoever has what this returns; nothing
    /// if there are none.
    fn join(&mut self, all: Vec<Known>) -> rusqlite::Result<Option<i64>> {
        let name = |known: &Known| known.same.unwrap_or(known.no);
        let Some(same) = all.iter().map(name).min() else { return Ok(None) };
        let mut renamed = Vec::new();
        for Known { no, same: before, first: (article, idx), .. } in all {
            match before {
                Some(before) if before == same || renamed.contains(&before) => {}
                Some(before) => {
                    for rename in &mut self.rename {
                        rename.execute((same, before))?;
                    }
                    renamed.push(before);
                    self.renamed.insert(before, same);
                }
                None => {
                    let [saying, wording] = &mut self.call;
                    saying.execute((same, no))?;
                    wording.execute((same, article, idx))?;
                }
            }
        }
        Ok(Some(same))
    }

    /// The stored saying that is `saying`, with what it shares with others.
    fn repeated(&mut self, saying: &Saying) -> rusqlite::Result<Option<(i64, Option<i64>)>> {
        for no in self.sharing(saying.whole_key())? {
            if let Some(known) = self.current(no)?.filter(|known| known.saying == *saying) {
                return Ok(Some((no, known.same)));
            }
        }
        Ok(None)
    }

    /// Those that say the same as `saying`, for which `sketch` stands.
    fn alike(&mut self, saying: &Saying, sketch: &[i64]) -> rusqlite::Result<Vec<Known>> {
        let mut n_shared: BTreeMap<i64, usize> = BTreeMap::new();
        for hash in sketch {
            for no in self.sharing(*hash)? {
                *n_shared.entry(no).or_default() += 1;
            }
        }
        let mut candidates: Vec<(i64, usize)> = n_shared.into_iter().collect();
        candidates.sort_by_key(|(no, n)| (Reverse(*n), *no));
        let mut others = Vec::new();
        for (no, _) in candidates.into_iter().take(MAX_ALIGNED) {
            others.extend(self.current(no)?);
        }
        Ok(saying.said_again_by(others, |known| &known.saying))
    }

    /// Which sayings have a run.
    fn sharing(&mut self, hash: i64) -> rusqlite::Result<Vec<i64>> {
        if let Some(known) = self.known.get(&hash) {
            return Ok(known.clone());
        }
        self.sharing.query_map([hash], |row| row.get(0))?.collect()
    }

    fn current(&mut self, no: i64) -> rusqlite::Result<Option<Known>> {
        self.current.query_row([no], Known::read).optional()
    }
}

/// A quotation that has a saying.
struct Place {
    article: i64,
    idx: i64,
    id: i64,
    saying: i64,
    /// What that shared with others when it was looked up.
    same: Option<i64>,
}

/// Takes away the wordings of `articles`, and all that they were joined with:
/// what they held together may fall apart without them. Returns those of other
/// articles, which have to be added again.
fn take_out(conn: &Connection, articles: &BTreeSet<i64>) -> rusqlite::Result<Vec<Wording>> {
    let mut sayings = BTreeSet::new();
    let mut joined = BTreeSet::new();
    let mut of_article = conn.prepare_cached("SELECT saying, same FROM wording WHERE article = ?1")?;
    for article in articles {
        let mut rows = of_article.query([article])?;
        while let Some(row) = rows.next()? {
            match row.get::<_, Option<i64>>(1)? {
                Some(same) => joined.insert(same),
                None => sayings.insert(row.get::<_, i64>(0)?),
            };
        }
    }
    let mut left = Vec::new();
    let mut of_wording =
        conn.prepare_cached("SELECT article, idx, id, saying FROM wording WHERE same = ?1")?;
    for same in &joined {
        let mut rows = of_wording.query([same])?;
        while let Some(row) = rows.next()? {
            let place = Place {
                article: row.get(0)?,
                idx: row.get(1)?,
                id: row.get(2)?,
                saying: row.get(3)?,
                same: Some(*same),
            };
            sayings.insert(place.saying);
            if !articles.contains(&place.article) {
                left.push(place);
            }
        }
    }
    let mut delete = conn.prepare_cached("DELETE FROM wording WHERE same = ?1")?;
    for same in &joined {
        delete.execute([same])?;
    }
    let mut delete = conn.prepare_cached("DELETE FROM wording WHERE article = ?1")?;
    for article in articles {
        delete.execute([article])?;
    }
    let mut take = conn.prepare_cached("DELETE FROM saying WHERE no = ?1 RETURNING whole, words, speaker")?;
    let mut delete_run = conn.prepare_cached("DELETE FROM saying_run WHERE hash = ?1 AND saying = ?2")?;
    let mut taken = FxHashMap::default();
    for no in sayings {
        let saying = take.query_row([no], |row| {
            Ok(Saying { whole: row.get(0)?, words: row.get(1)?, speaker: row.get(2)? })
        })?;
        for hash in saying.sketch() {
            delete_run.execute((hash, no))?;
        }
        taken.insert(no, saying);
    }
    let wording = |Place { article, idx, id, saying, .. }: Place| {
        Some(Wording { article, idx, id, saying: taken.get(&saying)?.clone() })
    };
    Ok(left.into_iter().filter_map(wording).collect())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::{
        derived::{alike::hash, schema},
        search::words::spaced_words,
        sqlite,
    };

    const LONG: &str = "We never doubted that the wall would hold through the winter";
    const NEARLY: &str = "We never doubted the wall would hold through this winter";

    fn wording(article: i64, words: &str) -> Wording {
        let words = spaced_words(words);
        let whole = hash(words.bytes()).cast_signed();
        let saying = Saying { whole, words: Some(words), speaker: None };
        Wording { article, idx: 0, id: 10 + article, saying }
    }

    fn store() -> Connection {
        let mut conn = Connection::open_in_memory().unwrap();
        sqlite::prepare(&mut conn, Path::new(":memory:"), schema::LAYOUT).unwrap();
        conn
    }

    fn add(conn: &Connection, wordings: &[(i64, &str)]) {
        let wordings = wordings.iter().map(|(article, words)| wording(*article, words)).collect();
        Linking::of(conn).unwrap().add(wordings).unwrap();
    }

    fn take(conn: &Connection, article: i64) {
        let left = take_out(conn, &BTreeSet::from([article])).unwrap();
        Linking::of(conn).unwrap().add(left).unwrap();
    }

    fn n(conn: &Connection, table: &str) -> i64 {
        conn.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).unwrap()
    }

    /// Articles whose quotations say the same, each group in order.
    fn groups(conn: &Connection) -> Vec<Vec<i64>> {
        let sql =
            "SELECT group_concat(article) FROM (SELECT article, same FROM wording WHERE same IS NOT NULL
                   ORDER BY article) GROUP BY same ORDER BY min(article)";
        let mut statement = conn.prepare(sql).unwrap();
        let rows = statement.query_map([], |row| row.get::<_, String>(0)).unwrap();
        let numbers = |list: String| list.split(',').map(|no| no.parse().unwrap()).collect();
        rows.map(|list| numbers(list.unwrap())).collect()
    }

    #[test]
    fn what_is_said_again_to_the_letter_is_stored_once() {
        let conn = store();
        add(&conn, &[(1, LONG), (2, LONG), (5, "Nobody asked us about the new road")]);
        add(&conn, &[(3, LONG)]);
        assert_eq!(groups(&conn), [[1, 2, 3]]);
        assert_eq!((n(&conn, "saying"), n(&conn, "wording")), (2, 4));
        let alone = store();
        add(&alone, &[(1, LONG), (5, "Nobody asked us about the new road")]);
        assert_eq!(n(&conn, "saying_run"), n(&alone, "saying_run"));
    }

    #[test]
    fn what_the_first_one_had_is_handed_on() {
        let conn = store();
        add(&conn, &[(1, LONG), (2, LONG), (3, LONG)]);
        take(&conn, 1);
        assert_eq!(groups(&conn), [[2, 3]]);
        add(&conn, &[(4, NEARLY)]);
        assert_eq!(groups(&conn), [[2, 3, 4]]);
        take(&conn, 3);
        take(&conn, 2);
        assert_eq!(groups(&conn), Vec::<Vec<i64>>::new());
        assert_eq!((n(&conn, "saying"), n(&conn, "wording")), (1, 1));
        take(&conn, 4);
        assert_eq!((n(&conn, "saying"), n(&conn, "saying_run"), n(&conn, "wording")), (0, 0, 0));
    }

    #[test]
    fn what_only_one_held_together_falls_apart_without_it() {
        let last = "the roof would stay on all through the long dark winter of that year";
        let (first, both) = (LONG, format!("{LONG} and {last}"));
        let conn = store();
        add(&conn, &[(1, first), (2, last)]);
        assert_eq!(groups(&conn), Vec::<Vec<i64>>::new());
        add(&conn, &[(3, &both), (4, first)]);
        assert_eq!(groups(&conn), [[1, 2, 3, 4]]);
        take(&conn, 3);
        assert_eq!(groups(&conn), [[1, 4]]);
    }
}
