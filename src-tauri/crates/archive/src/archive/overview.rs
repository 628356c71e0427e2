//! What is in the archive, at a glance.

use backfile_extract::EntityKind;
use rusqlite::Connection;

use super::{
    Archive, ArticleFilter, ArticleSort, Card, EntityFilter, EntityRow, EntitySort, MonthCount, NameCount,
    entities::number,
};
use crate::{ArchiveError, Root};

/// What is in the archive.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Overview {
    /// How many articles.
    pub n_articles: u64,
    /// How many of them have lost their source.
    pub n_missing: u64,
    /// How many quotations were found.
    pub n_quotations: u64,
    /// Outlets, most articles first.
    pub outlets: Vec<NameCount>,
    /// Articles whose outlet is unknown.
    pub n_without_outlet: u64,
    /// Articles a month, in order.
    pub coverage: Vec<MonthCount>,
    /// Articles without a date.
    pub n_undated: u64,
    /// People named in most articles.
    pub people: Vec<EntityRow>,
    /// Organisations named in most articles.
    pub organisations: Vec<EntityRow>,
    /// Places named in most articles.
    pub places: Vec<EntityRow>,
    /// People with most quotations.
    pub most_quoted: Vec<EntityRow>,
    /// The newest articles.
    pub recent: Vec<Card>,
    /// Date of the oldest article.
    pub first: Option<String>,
    /// Date of the newest.
    pub last: Option<String>,
    /// Where it all came from.
    pub roots: Vec<Root>,
}

/// Length of the lists of names.
const N_NAMES: usize = 12;

/// Length of the list of most quoted people.
const N_QUOTED: usize = 8;

/// Length of the list of newest articles.
const N_RECENT: usize = 6;

impl Archive {
    /// What is in the archive.
    ///
    /// # Errors
    /// Any store error.
    pub fn overview(&self) -> Result<Overview, ArchiveError> {
        let named = |kind, sort, n| -> Result<Vec<EntityRow>, ArchiveError> {
            let filter = EntityFilter { kind: Some(kind), words: None };
            Ok(self.entities(&filter, sort, n, 0)?.rows)
        };
        let mut most_quoted = named(EntityKind::Person, EntitySort::Quotations, N_QUOTED)?;
        most_quoted.retain(|row| row.n_quotations > 0);
        let mut overview = self.readers.with(counts)?;
        overview.people = named(EntityKind::Person, EntitySort::Articles, N_NAMES)?;
        overview.organisations = named(EntityKind::Organisation, EntitySort::Articles, N_NAMES)?;
        overview.places = named(EntityKind::Place, EntitySort::Articles, N_NAMES)?;
        overview.most_quoted = most_quoted;
        overview.recent = self.articles(&ArticleFilter::default(), ArticleSort::Newest, N_RECENT, 0)?.rows;
        overview.roots = self.roots()?;
        Ok(overview)
    }
}

fn counts(conn: &Connection) -> rusqlite::Result<Overview> {
    let count = |sql: &str| conn.prepare_cached(sql)?.query_row([], |row| number(row, 0));
    let (first, last) = conn
        .prepare_cached("SELECT min(published), max(published) FROM card")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut outlets = conn.prepare_cached(
        "SELECT source, count(*) FROM card WHERE source IS NOT NULL GROUP BY source ORDER BY 2 DESC, 1",
    )?;
    let outlets = outlets.query_map([], |row| Ok(NameCount { name: row.get(0)?, n: number(row, 1)? }))?;
    let mut months = conn.prepare_cached(
        "SELECT substr(published, 1, 7), count(*) FROM card WHERE published IS NOT NULL GROUP BY 1 ORDER BY 1",
    )?;
    let months = months.query_map([], |row| Ok(MonthCount { month: row.get(0)?, n: number(row, 1)? }))?;
    Ok(Overview {
        n_articles: count("SELECT count(*) FROM card")?,
        n_missing: count("SELECT count(*) FROM article WHERE missing")?,
        n_quotations: count("SELECT count(*) FROM quotation WHERE repeats = 0")?,
        outlets: outlets.collect::<rusqlite::Result<_>>()?,
        n_without_outlet: count("SELECT count(*) FROM card WHERE source IS NULL")?,
        coverage: months.collect::<rusqlite::Result<_>>()?,
        n_undated: count("SELECT count(*) FROM card WHERE published IS NULL")?,
        first,
        last,
        ..Overview::default()
    })
}
