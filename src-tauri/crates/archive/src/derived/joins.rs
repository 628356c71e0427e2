//! Which names were joined to which, and what that comes to.

use std::collections::BTreeSet;

use backfile_extract::{EntityKind, Extraction};
use rusqlite::{CachedStatement, Connection, OptionalExtension};

use super::codec::read_kind;
use crate::EntityId;

/// A name that was joined to another.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Join {
    /// Its row.
    pub no: i64,
    /// Its id.
    pub id: EntityId,
    /// Its kind.
    pub kind: EntityKind,
    /// The name.
    pub name: String,
    /// In how many articles it is named.
    pub n_articles: i64,
    /// Why it was joined, as a sentence's words.
    pub reason: String,
    /// How sure that is.
    pub confidence: f64,
}

/// The row that stands for the name of row `no`.
pub(crate) fn whole_of(conn: &Connection, no: i64) -> rusqlite::Result<i64> {
    let whole: Option<Option<i64>> = conn
        .prepare_cached("SELECT whole FROM entity WHERE no = ?1")?
        .query_row([no], |row| row.get(0))
        .optional()?;
    Ok(whole.flatten().unwrap_or(no))
}

/// The row that stands for the name of this id; none if no article has it.
pub(crate) fn root_of(conn: &Connection, id: EntityId) -> rusqlite::Result<Option<i64>> {
    conn.prepare_cached("SELECT coalesce(whole, no) FROM entity WHERE id = ?1")?
        .query_row([id.sql()], |row| row.get(0))
        .optional()
}

/// Row `root` and all that were joined to it.
pub(crate) fn members(conn: &Connection, root: i64) -> rusqlite::Result<Vec<i64>> {
    let mut statement = conn.prepare_cached("SELECT no FROM entity WHERE whole = ?1 ORDER BY no")?;
    let rows = statement.query_map([root], |row| row.get(0))?;
    std::iter::once(Ok(root)).chain(rows).collect()
}

/// What was joined to row `root`, named most first.
pub(crate) fn joins(conn: &Connection, root: i64) -> rusqlite::Result<Vec<Join>> {
    let mut statement = conn.prepare_cached(
        "SELECT no, id, kind, name, n_articles, reason, confidence FROM entity WHERE whole = ?1
         ORDER BY n_articles DESC, fold",
    )?;
    let rows = statement.query_map([root], |row| {
        Ok(Join {
            no: row.get(0)?,
            id: EntityId::from_sql(row.get(1)?),
            kind: read_kind(row, 2)?,
            name: row.get(3)?,
            n_articles: row.get(4)?,
            reason: row.get::<_, Option<String>>(5)?.unwrap_or_default(),
            confidence: row.get::<_, Option<f64>>(6)?.unwrap_or_default(),
        })
    })?;
    rows.collect()
}

/// Gives the names of `extraction` the name of those they were joined to;
/// `ids` are those of its entities and change with them.
pub(crate) fn read_joined(
    conn: &Connection,
    extraction: &mut Extraction,
    ids: &mut [EntityId],
) -> rusqlite::Result<()> {
    let mut find = conn.prepare_cached(
        "SELECT w.id, w.kind, w.name FROM entity e JOIN entity w ON w.no = e.whole WHERE e.id = ?1",
    )?;
    for (entity, id) in extraction.entities.iter_mut().zip(ids) {
        let whole: Option<(i64, EntityKind, String)> = find
            .query_row([id.sql()], |row| Ok((row.get(0)?, read_kind(row, 1)?, row.get(2)?)))
            .optional()?;
        let Some((whole, kind, name)) = whole else { continue };
        *id = EntityId::from_sql(whole);
        entity.kind = kind;
        let printed = std::mem::replace(&mut entity.name, name);
        entity.aliases.retain(|alias| *alias != entity.name);
        if printed != entity.name && !entity.aliases.contains(&printed) {
            entity.aliases.insert(0, printed);
        }
    }
    Ok(())
}

/// Joins names, as judged one after the other.
pub(super) struct Joining<'c> {
    find: CachedStatement<'c>,
    update: CachedStatement<'c>,
    has_below: CachedStatement<'c>,
    update_below: CachedStatement<'c>,
}

impl<'c> Joining<'c> {
    /// Of the archive `conn`.
    pub fn of(conn: &'c Connection) -> rusqlite::Result<Self> {
        Ok(Self {
            find: conn.prepare_cached("SELECT parent, whole FROM entity WHERE no = ?1")?,
            update: conn.prepare_cached(
                "UPDATE entity SET parent = ?2, reason = ?3, confidence = ?4, whole = ?5 WHERE no = ?1",
            )?,
            has_below: conn.prepare_cached("SELECT EXISTS (SELECT 1 FROM entity WHERE parent = ?1)")?,
            // Opens a table of its own, which costs far more than asking whether there is a row.
            update_below: conn.prepare_cached(
                "WITH RECURSIVE below (no) AS (SELECT no FROM entity WHERE parent = ?1
                     UNION SELECT e.no FROM entity e JOIN below b ON e.parent = b.no)
                 UPDATE entity SET whole = ?2 WHERE no IN (SELECT no FROM below) AND no != ?1",
            )?,
        })
    }

    /// Joins the name of row `no` to another, or none, for a reason and with a
    /// confidence. Returns whether that is new; the rows whose sums are other
    /// now are added to `changed`.
    pub fn join(
        &mut self,
        no: i64,
        verdict: Option<(i64, String, f64)>,
        changed: &mut BTreeSet<i64>,
    ) -> rusqlite::Result<bool> {
        let (parent, whole) = self.parent_and_whole(no)?.unwrap_or_default();
        let verdict = match verdict {
            Some((to, reason, confidence)) => {
                let root = self.parent_and_whole(to)?.and_then(|(_, whole)| whole).unwrap_or(to);
                // Two names that each would stand for the other: the first one does.
                (root != no).then_some((to, root, reason, confidence))
            }
            None => None,
        };
        let now = verdict.as_ref().map(|(_, root, ..)| *root);
        let (to, reason, confidence) = match verdict {
            Some((to, _, reason, confidence)) => (Some(to), Some(reason), Some(confidence)),
            None => (None, None, None),
        };
        changed.insert(whole.unwrap_or(no));
        changed.insert(now.unwrap_or(no));
        if to.is_none() && parent.is_none() {
            return Ok(false);
        }
        self.update.execute((no, to, reason, confidence, now))?;
        if now != whole && self.has_below.query_row([no], |row| row.get::<_, bool>(0))? {
            self.update_below.execute((no, now.unwrap_or(no)))?;
        }
        Ok(parent != to || whole != now)
    }

    /// What row `no` is joined to, and what stands for all; none if there is no such row.
    fn parent_and_whole(&mut self, no: i64) -> rusqlite::Result<Option<(Option<i64>, Option<i64>)>> {
        self.find.query_row([no], |row| Ok((row.get(0)?, row.get(1)?))).optional()
    }
}

/// Counts again what the names joined to each of `roots` come to.
pub(super) fn sum(conn: &Connection, roots: &BTreeSet<i64>) -> rusqlite::Result<()> {
    let mut is_joined = conn.prepare_cached("SELECT EXISTS (SELECT 1 FROM entity WHERE whole = ?1)")?;
    let mut delete = conn.prepare_cached("DELETE FROM sum WHERE entity = ?1")?;
    let mut insert = conn.prepare_cached(
        "INSERT OR REPLACE INTO sum
         SELECT ?1, count(*), sum(NOT c), sum(m), sum(q),
             (SELECT min(first) FROM entity WHERE no = ?1 OR whole = ?1),
             (SELECT max(last) FROM entity WHERE no = ?1 OR whole = ?1)
         FROM (SELECT min(n.credit_only) AS c, sum(n.n_mentions) AS m, sum(n.n_quotations) AS q FROM named n
               WHERE n.entity IN (SELECT ?1 UNION ALL SELECT no FROM entity WHERE whole = ?1) GROUP BY n.article)",
    )?;
    for root in roots {
        if is_joined.query_row([root], |row| row.get::<_, bool>(0))? {
            insert.execute([root])?;
        } else {
            delete.execute([root])?;
        }
    }
    Ok(())
}
