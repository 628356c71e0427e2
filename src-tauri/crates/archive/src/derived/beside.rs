//! Who and what is named in which article, for all that asks while names are
//! judged: read at once where most of it will be asked for, else as it is.

use rusqlite::{CachedStatement, Connection, OptionalExtension};
use rustc_hash::FxHashMap;

/// Articles whose names are kept in memory at once, where they are read one by
/// one: the names of one affair stand in the same articles.
const MAX_READ: usize = 1 << 14;

/// So many names of articles at most are read at once: some 16 MB.
const MAX_ROWS: i64 = 1 << 21;

/// Who is named in articles, but for credits, and in how many articles.
pub(super) struct Beside<'c> {
    conn: &'c Connection,
    named: CachedStatement<'c>,
    count: CachedStatement<'c>,
    names: FxHashMap<i64, Box<[i64]>>,
    counts: FxHashMap<i64, u32>,
    /// Whether all of them are known.
    is_whole: bool,
}

impl<'c> Beside<'c> {
    /// Of the archive `conn`. Where most names changed, all are read.
    pub fn of(conn: &'c Connection) -> rusqlite::Result<Self> {
        let mut beside = Self {
            conn,
            named: conn.prepare_cached("SELECT entity FROM named WHERE article = ?1 AND NOT credit_only")?,
            count: conn.prepare_cached("SELECT n_named FROM entity WHERE no = ?1")?,
            names: FxHashMap::default(),
            counts: FxHashMap::default(),
            is_whole: false,
        };
        beside.read_if_most_changed()?;
        Ok(beside)
    }

    /// Forgets all of it: the tables were changed.
    pub fn read_again(&mut self) -> rusqlite::Result<()> {
        self.names.clear();
        self.counts.clear();
        self.is_whole = false;
        self.read_if_most_changed()
    }

    fn read_if_most_changed(&mut self) -> rusqlite::Result<()> {
        let count = |sql: &str| self.conn.query_row(sql, [], |row| row.get::<_, i64>(0));
        let n_changed = count("SELECT count(*) FROM unsettled")?;
        if n_changed == 0 || n_changed * 2 < count("SELECT count(*) FROM entity")? {
            return Ok(());
        }
        let counts = "SELECT no, n_named FROM entity";
        let mut counts = self.conn.prepare_cached(counts)?;
        let counts = counts.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        self.counts = counts.collect::<rusqlite::Result<_>>()?;
        if count("SELECT count(*) FROM named")? > MAX_ROWS {
            return Ok(());
        }
        // In the order of an index.
        let sql = "SELECT article, entity FROM named INDEXED BY named_article WHERE NOT credit_only ORDER BY article";
        let mut named = self.conn.prepare_cached(sql)?;
        let mut rows = named.query([])?;
        let (mut now, mut names) = (None, Vec::new());
        while let Some(row) = rows.next()? {
            let article = row.get(0)?;
            if let Some(before) = now.replace(article).filter(|before| *before != article) {
                self.names.insert(before, names.as_slice().into());
                names.clear();
            }
            names.push(row.get(1)?);
        }
        self.names.extend(now.map(|article| (article, names.into())));
        self.is_whole = true;
        Ok(())
    }

    /// Who and what is named in `article`.
    pub fn names(&mut self, article: i64) -> rusqlite::Result<&[i64]> {
        if !self.is_whole && !self.names.contains_key(&article) {
            if self.names.len() >= MAX_READ {
                self.names.clear();
            }
            let names = self.named.query_map([article], |row| row.get(0))?;
            self.names.insert(article, names.collect::<rusqlite::Result<_>>()?);
        }
        Ok(self.names.get(&article).map(Box::as_ref).unwrap_or_default())
    }

    /// In how many articles row `no` is named.
    pub fn n_named(&mut self, no: i64) -> rusqlite::Result<u32> {
        if let Some(n) = self.counts.get(&no) {
            return Ok(*n);
        }
        let n = self.count.query_row([no], |row| row.get(0)).optional()?.unwrap_or(0);
        self.counts.insert(no, n);
        Ok(n)
    }
}
