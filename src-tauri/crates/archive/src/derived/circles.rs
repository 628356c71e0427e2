//! The company of a name across its articles, read for `identity`: first only
//! who is named beside it, which is all that most names are asked for.

use std::cell::OnceCell;

use rusqlite::{CachedStatement, Connection, OptionalExtension};
use rustc_hash::{FxHashMap, FxHashSet};

use super::beside::Beside;
use crate::identity::{self, Usual};

/// Articles that tell what is usual, spread evenly over the archive.
const SAMPLE: i64 = 1024;

/// Articles whose names are kept in memory at once.
const MAX_READ: usize = 1 << 14;

/// What is usual in the archive, looked up once it is asked for.
pub(super) struct Sample<'c> {
    conn: &'c Connection,
    usual: OnceCell<Usual>,
    words: OnceCell<(f32, FxHashMap<u64, f32>)>,
}

impl<'c> Sample<'c> {
    /// Of the archive `conn`.
    pub fn of(conn: &'c Connection) -> Self {
        Self { conn, usual: OnceCell::new(), words: OnceCell::new() }
    }

    /// How many articles there are, and how many names they give.
    pub fn usual(&self) -> rusqlite::Result<Usual> {
        if let Some(usual) = self.usual.get() {
            return Ok(*usual);
        }
        let n_articles = self.conn.query_row("SELECT count(*) FROM card", [], |row| row.get(0))?;
        let mut count =
            self.conn.prepare_cached("SELECT count(*) FROM named WHERE article = ?1 AND NOT credit_only")?;
        let (mut n_names, mut n) = (0u32, 0u32);
        for article in self.articles()? {
            n_names += count.query_row([article], |row| row.get::<_, u32>(0))?;
            n += 1;
        }
        let usual = Usual { n_articles, n_names: n_names as f32 / n.max(1) as f32 };
        Ok(*self.usual.get_or_init(|| usual))
    }

    /// In what share of articles `word` stands.
    pub fn often(&self, word: u64) -> rusqlite::Result<f32> {
        let (n, n_of) = match self.words.get() {
            Some(words) => words,
            None => {
                let read = self.read_words()?;
                self.words.get_or_init(|| read)
            }
        };
        // What stands in no article of the sample may stand in one of the next ones.
        Ok((n_of.get(&word).copied().unwrap_or(0.5) / n).min(0.9))
    }

    fn read_words(&self) -> rusqlite::Result<(f32, FxHashMap<u64, f32>)> {
        let mut find = self.conn.prepare_cached("SELECT headline, teaser FROM card WHERE no = ?1")?;
        let (mut n_of, mut n) = (FxHashMap::<u64, f32>::default(), 0.0f32);
        for article in self.articles()? {
            let (headline, teaser): (Option<String>, String) =
                find.query_row([article], |row| Ok((row.get(0)?, row.get(1)?)))?;
            n += 1.0;
            for word in words(headline.as_deref(), &teaser, "") {
                *n_of.entry(word).or_default() += 1.0;
            }
        }
        Ok((n.max(1.0), n_of))
    }

    fn articles(&self) -> rusqlite::Result<Vec<i64>> {
        let ends: (Option<i64>, Option<i64>) =
            self.conn
                .query_row("SELECT min(no), max(no) FROM card", [], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let (Some(first), Some(last)) = ends else { return Ok(Vec::new()) };
        let step = ((last - first + 1) / SAMPLE).max(1);
        let mut find = self.conn.prepare_cached("SELECT no FROM card WHERE no >= ?1 ORDER BY no LIMIT 1")?;
        let mut articles = Vec::new();
        let mut next = first;
        while let Some(no) = find.query_row([next], |row| row.get::<_, i64>(0)).optional()? {
            articles.push(no);
            next = (next + step).max(no + 1);
        }
        Ok(articles)
    }
}

/// Hashes of the words of an article's headline and first lines, each once,
/// without short ones and those of `name`.
pub(super) fn words(headline: Option<&str>, teaser: &str, name: &str) -> Vec<u64> {
    let folded = backfile_article::fold(&format!("{} {teaser}", headline.unwrap_or_default()));
    let name = backfile_article::fold(name);
    let is_word = |word: &&str| word.chars().count() > 2 && !name.split(' ').any(|part| part == *word);
    let mut words: Vec<u64> = folded
        .split(|ch: char| !ch.is_alphanumeric())
        .filter(is_word)
        .map(|word| {
            // FNV-1a.
            let hash = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
            word.bytes().fold(0xcbf2_9ce4_8422_2325, hash)
        })
        .collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// One article: who and what it names, in how many articles each is named, and
/// which articles before it say nearly the same.
struct Named {
    beside: Box<[(i64, u32)]>,
    copies: Box<[i64]>,
}

/// Looks whether the company of names may be that of two people each.
pub(super) struct Look<'b, 'c> {
    sample: &'b Sample<'c>,
    all: &'b mut Beside<'c>,
    articles: CachedStatement<'c>,
    copies: CachedStatement<'c>,
    read: FxHashMap<i64, Named>,
}

impl<'b, 'c> Look<'b, 'c> {
    /// In the archive `conn`.
    pub fn at(
        conn: &'c Connection,
        sample: &'b Sample<'c>,
        all: &'b mut Beside<'c>,
    ) -> rusqlite::Result<Self> {
        Ok(Self {
            sample,
            all,
            articles: conn.prepare_cached(
                "SELECT article FROM named WHERE entity = ?1 AND NOT credit_only ORDER BY article",
            )?,
            copies: conn.prepare_cached("SELECT other FROM alike WHERE article = ?1 AND other < ?1")?,
            read: FxHashMap::default(),
        })
    }

    /// Whether the articles that name row `no` keep two circles of company.
    pub fn has_circles(&mut self, no: i64) -> rusqlite::Result<bool> {
        let usual = self.sample.usual()?;
        let articles: Vec<i64> =
            self.articles.query_map([no], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        if self.read.len() >= MAX_READ {
            self.read.clear();
        }
        for article in &articles {
            self.read(*article)?;
        }
        let is_of_name: FxHashSet<i64> = articles.iter().copied().collect();
        let read: Vec<&Named> = articles.iter().filter_map(|article| self.read.get(article)).collect();
        let is_copy: Vec<bool> =
            read.iter().map(|named| named.copies.iter().any(|other| is_of_name.contains(other))).collect();
        let beside: Vec<Vec<(i64, u32)>> = read
            .iter()
            .map(|named| named.beside.iter().filter(|(other, _)| *other != no).copied().collect())
            .collect();
        let beside: Vec<&[(i64, u32)]> = beside.iter().map(Vec::as_slice).collect();
        Ok(identity::circles(&beside, &is_copy, usual).is_some())
    }

    fn read(&mut self, article: i64) -> rusqlite::Result<()> {
        if self.read.contains_key(&article) {
            return Ok(());
        }
        let copies = self.copies.query_map([article], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        let named = self.all.names(article)?.to_vec();
        let mut beside = Vec::with_capacity(named.len());
        for no in named {
            beside.push((no, self.all.n_named(no)?));
        }
        self.read.insert(article, Named { beside: beside.into(), copies });
        Ok(())
    }
}
