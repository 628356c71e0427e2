//! Lists of articles.

use rusqlite::{Connection, Row, ToSql};

use super::Archive;
use crate::{ArchiveError, ArticleId, EntityId};

/// Which articles to list; empty for all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ArticleFilter {
    /// Only this outlet.
    pub outlet: Option<String>,
    /// Only those whose date begins so: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    pub month: Option<String>,
    /// Only those naming this person, organisation or place.
    pub entity: Option<EntityId>,
    /// Only these.
    pub ids: Option<Vec<ArticleId>>,
    /// Only those whose source has vanished, or only those where it has not.
    pub missing: Option<bool>,
}

/// How articles are ordered; those without a date come last.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ArticleSort {
    /// Newest first.
    #[default]
    Newest,
    /// Oldest first.
    Oldest,
    /// By headline.
    Headline,
    /// Last imported first.
    Added,
}

/// An article as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// Its id.
    pub id: ArticleId,
    /// The headline as shown.
    pub headline: Option<String>,
    /// Its first words.
    pub teaser: String,
    /// The outlet.
    pub source: Option<String>,
    /// The outlet's section.
    pub section: Option<String>,
    /// When it was published, as the source says.
    pub published: Option<String>,
    /// How many words it has.
    pub n_words: u64,
    /// Whether its source has vanished.
    pub missing: bool,
}

/// A part of a list of articles.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ArticlePage {
    /// How many there are in all.
    pub total: u64,
    /// Those asked for.
    pub rows: Vec<Card>,
}

impl Archive {
    /// Lists articles.
    ///
    /// # Errors
    /// Any store error.
    pub fn articles(
        &self,
        filter: &ArticleFilter,
        sort: ArticleSort,
        limit: usize,
        offset: usize,
    ) -> Result<ArticlePage, ArchiveError> {
        let Conditions { sql, values } = conditions(filter);
        self.readers.with(|conn| {
            let parameters = || values.iter().map(AsRef::as_ref);
            let total: i64 = conn
                .prepare_cached(&format!("SELECT count(*) FROM card c {sql}"))?
                .query_row(rusqlite::params_from_iter(parameters()), |row| row.get(0))?;
            let order = match sort {
                ArticleSort::Newest => "c.published DESC, c.no",
                ArticleSort::Oldest => "c.published IS NULL, c.published, c.no",
                ArticleSort::Headline => "c.headline IS NULL, c.headline COLLATE NOCASE, c.no",
                ArticleSort::Added => "c.no DESC",
            };
            let page = format!("{CARD} {sql} ORDER BY {order} LIMIT {limit} OFFSET {offset}");
            let rows = cards(conn, &page, parameters())?;
            Ok(ArticlePage { total: total.unsigned_abs(), rows })
        })
    }

    /// The cards of `ids`, in their order; ids of no article are left out.
    ///
    /// # Errors
    /// Any store error.
    pub fn cards(&self, ids: &[ArticleId]) -> Result<Vec<Card>, ArchiveError> {
        self.readers.with(|conn| {
            let mut found = Vec::with_capacity(ids.len());
            for id in ids {
                found.extend(cards(conn, &format!("{CARD} WHERE c.id = ?1"), [&id.sql() as &dyn ToSql])?);
            }
            Ok(found)
        })
    }
}

const CARD: &str = "SELECT c.id, c.headline, c.teaser, c.source, c.section, c.published, c.n_words,
    coalesce((SELECT a.missing FROM article a WHERE a.no = c.no), 0) FROM card c";

struct Conditions {
    sql: String,
    values: Vec<Box<dyn ToSql>>,
}

fn conditions(filter: &ArticleFilter) -> Conditions {
    let ArticleFilter { outlet, month, entity, ids, missing } = filter;
    let mut parts: Vec<String> = Vec::new();
    let mut values: Vec<Box<dyn ToSql>> = Vec::new();
    if let Some(outlet) = outlet {
        values.push(Box::new(outlet.clone()));
        parts.push(format!("c.source = ?{}", values.len()));
    }
    if let Some(month) = month {
        values.push(Box::new(month.clone()));
        parts.push(format!("c.published >= ?{0} AND c.published < ?{0} || '~'", values.len()));
    }
    if let Some(entity) = entity {
        values.push(Box::new(entity.sql()));
        parts.push(format!(
            "c.no IN (SELECT n.article FROM named n JOIN entity e ON e.no = n.entity
                 WHERE coalesce(e.whole, e.no) = (SELECT coalesce(whole, no) FROM entity WHERE id = ?{}))",
            values.len()
        ));
    }
    if let Some(ids) = ids {
        let list: Vec<String> = ids.iter().map(|id| id.sql().to_string()).collect();
        parts.push(format!("c.id IN ({})", list.join(",")));
    }
    if let Some(missing) = missing {
        let not = if *missing { "" } else { "NOT " };
        parts.push(format!("c.no {not}IN (SELECT a.no FROM article a WHERE a.missing)"));
    }
    let sql = if parts.is_empty() { String::new() } else { format!("WHERE {}", parts.join(" AND ")) };
    Conditions { sql, values }
}

fn cards<'v>(
    conn: &Connection,
    sql: &str,
    values: impl IntoIterator<Item = &'v dyn ToSql>,
) -> rusqlite::Result<Vec<Card>> {
    let mut statement = conn.prepare_cached(sql)?;
    statement.query_map(rusqlite::params_from_iter(values), read_card)?.collect()
}

fn read_card(row: &Row<'_>) -> rusqlite::Result<Card> {
    Ok(Card {
        id: ArticleId::from_sql(row.get(0)?),
        headline: row.get(1)?,
        teaser: row.get(2)?,
        source: row.get(3)?,
        section: row.get(4)?,
        published: row.get(5)?,
        n_words: row.get::<_, i64>(6)?.unsigned_abs(),
        missing: row.get(7)?,
    })
}
