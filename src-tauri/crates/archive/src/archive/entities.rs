//! People, organisations and places of the archive: lists, pages, names.

use std::collections::HashMap;

use backfile_article::fold;
use backfile_extract::EntityKind;
use rusqlite::{Connection, OptionalExtension, Row, params_from_iter};

use super::{Archive, quotations::said_by};
use crate::{
    ArchiveError, EntityId,
    derived::{self, kind_number},
    identity,
};

/// An entity of the archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntityRow {
    /// Its id.
    pub id: EntityId,
    /// What it is.
    pub kind: EntityKind,
    /// Its name.
    pub name: String,
    /// In how many articles it is named.
    pub n_articles: u64,
    /// How often it is named.
    pub n_mentions: u64,
    /// How many quotations are its own.
    pub n_quotations: u64,
    /// Date of the first article naming it, as the source says.
    pub first: Option<String>,
    /// Date of the last.
    pub last: Option<String>,
    /// The role most often printed beside the name.
    pub role: Option<String>,
    /// Other names used, most frequent first.
    pub aliases: Vec<String>,
}

/// An entity by id, kind and name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntityRef {
    /// Its id.
    pub id: EntityId,
    /// What it is.
    pub kind: EntityKind,
    /// Its name.
    pub name: String,
}

/// Which entities to list; empty for all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EntityFilter {
    /// Only this kind.
    pub kind: Option<EntityKind>,
    /// Letters that words of the name, or of one other name, begin with.
    pub words: Option<String>,
}

/// How entities are ordered, most first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum EntitySort {
    /// By articles naming them; those in credits alone do not count.
    #[default]
    Articles,
    /// By quotations of their own.
    Quotations,
    /// By name, in alphabetical order.
    Name,
    /// By the date they were last named.
    Newest,
}

/// A part of a list of entities.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EntityPage {
    /// How many there are in all.
    pub total: u64,
    /// Those asked for.
    pub rows: Vec<EntityRow>,
}

/// A name and how many articles use it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameCount {
    /// The name as printed.
    pub name: String,
    /// How many articles.
    pub n: u64,
}

/// A month and how many articles it has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthCount {
    /// `YYYY-MM`, or `YYYY` where the month is unknown.
    pub month: String,
    /// How many articles.
    pub n: u64,
}

/// Words printed beside a name that say what somebody is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Role {
    /// The words.
    pub words: String,
    /// In how many articles.
    pub n: u64,
    /// Date of the first.
    pub first: Option<String>,
    /// Date of the last.
    pub last: Option<String>,
}

/// Somebody or something named beside an entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Companion {
    /// Who or what.
    pub entity: EntityRef,
    /// In how many articles both are named.
    pub n_articles: u64,
}

/// Everything about one entity but its articles and quotations, which are
/// listed by [`Archive::articles`] and [`Archive::quotations`].
#[derive(Debug, Clone, PartialEq)]
pub struct EntityDetail {
    /// Name, kind and counts.
    pub row: EntityRow,
    /// All names used, most frequent first.
    pub names: Vec<NameCount>,
    /// All roles, first printed first.
    pub roles: Vec<Role>,
    /// Articles a month, in order.
    pub coverage: Vec<MonthCount>,
    /// Quotations of its own a month, in order.
    pub spoken: Vec<MonthCount>,
    /// Who and what is named beside it, most often first.
    pub companions: Vec<Companion>,
    /// In how many quotations it is mentioned.
    pub n_about: u64,
    /// Names that the archive joined to it, named most first.
    pub joins: Vec<JoinedName>,
    /// Others of the same name whom it was kept apart from, and why.
    pub apart: Vec<JoinedName>,
    /// Names that the reader decided are this one's.
    pub decided: Vec<String>,
}

/// A name that articles give in full and that the archive took for another
/// name of the same bearer, or for that of another bearer of the same name.
#[derive(Debug, Clone, PartialEq)]
pub struct JoinedName {
    /// The name as those articles give it.
    pub entity: EntityRef,
    /// In how many articles it is named.
    pub n_articles: u64,
    /// Why it was joined or kept apart ("the surname alone; named beside the same names").
    pub reason: String,
    /// How sure that is, 0 to 1.
    pub confidence: f64,
}

/// The most companions that are told.
const MAX_COMPANIONS: usize = 48;

impl Archive {
    /// Lists entities.
    ///
    /// # Errors
    /// Any store error.
    pub fn entities(
        &self,
        filter: &EntityFilter,
        sort: EntitySort,
        limit: usize,
        offset: usize,
    ) -> Result<EntityPage, ArchiveError> {
        let (sql, values) = conditions(filter);
        let order = match sort {
            EntitySort::Articles => "e.n_named DESC, e.n_mentions DESC, e.fold",
            EntitySort::Quotations => "e.n_quotations DESC, e.n_named DESC, e.fold",
            EntitySort::Name => "e.fold, e.kind",
            EntitySort::Newest => "e.last DESC, e.n_named DESC, e.fold",
        };
        self.readers.with(|conn| {
            let total: i64 = conn
                .prepare_cached(&format!("SELECT count(*) FROM shown e WHERE {sql}"))?
                .query_row(params_from_iter(&values), |row| row.get(0))?;
            // Only those of the page are read whole: to sort all of them so takes twice as long.
            let page = format!(
                "{ENTITY} WHERE e.no IN (SELECT e.no FROM shown e WHERE {sql}
                     ORDER BY {order} LIMIT {limit} OFFSET {offset}) ORDER BY {order}"
            );
            let rows = read_all(conn, &page, params_from_iter(&values))?;
            Ok(EntityPage { total: total.unsigned_abs(), rows })
        })
    }

    /// The page of one entity. An id whose name the reader has since renamed or
    /// joined with another leads to what that is now.
    ///
    /// # Errors
    /// [`ArchiveError::NoEntity`]; any store error.
    pub fn entity(&self, id: EntityId) -> Result<EntityDetail, ArchiveError> {
        match self.entity_of(id) {
            Err(ArchiveError::NoEntity(id)) => {
                self.entity_of(self.name_now(id)?.ok_or(ArchiveError::NoEntity(id))?)
            }
            other => other,
        }
    }

    fn entity_of(&self, id: EntityId) -> Result<EntityDetail, ArchiveError> {
        let detail = self.readers.with(|conn| {
            let Some(no) = derived::root_of(conn, id)? else { return Ok(None) };
            let mut row =
                conn.prepare_cached(&format!("{ENTITY} WHERE e.no = ?1"))?.query_row([no], read_row)?;
            complete(conn, no, &mut row)?;
            Ok(Some(EntityDetail {
                row,
                names: names(conn, no)?,
                roles: roles(conn, no)?,
                coverage: coverage(conn, no)?,
                spoken: spoken(conn, no)?,
                companions: companions(conn, no)?,
                n_about: n_about(conn, no)?,
                joins: joins(conn, no)?,
                apart: apart(conn, no)?,
                decided: Vec::new(),
            }))
        })?;
        let detail = detail.ok_or(ArchiveError::NoEntity(id))?;
        Ok(EntityDetail { decided: self.decided_names(detail.row.id)?, ..detail })
    }

    /// Everybody and everything called `name`: by a name in use, case and
    /// accents folded; a bare surname finds all its bearers.
    ///
    /// # Errors
    /// Any store error.
    pub fn entities_called(&self, name: &str) -> Result<Vec<EntityRow>, ArchiveError> {
        self.readers.with(|conn| {
            let numbers: Vec<String> = called(conn, name)?.iter().map(i64::to_string).collect();
            let list = numbers.join(",");
            read_all(conn, &format!("{ENTITY} WHERE e.no IN ({list}) ORDER BY e.n_named DESC, e.fold"), [])
        })
    }
}

/// Titles that are no part of a name.
const TITLES: [&str; 10] = ["mr", "mrs", "ms", "miss", "dr", "prof", "sir", "dame", "lord", "lady"];

/// The rows of entities called `name`.
pub(crate) fn called(conn: &Connection, name: &str) -> rusqlite::Result<Vec<i64>> {
    let folded = fold(name);
    let name = match folded.split_once(' ') {
        Some((title, rest)) if TITLES.contains(&title.trim_end_matches('.')) => rest,
        _ => folded.as_str(),
    };
    if name.is_empty() {
        return Ok(Vec::new());
    }
    let mut statement = conn.prepare_cached("SELECT entity FROM entity_name WHERE fold = ?1")?;
    let mut found = statement.query_map([name], |row| row.get(0))?.collect::<rusqlite::Result<Vec<i64>>>()?;
    // The other one of two people of one name, by the number that tells them apart.
    found.extend(
        conn.prepare_cached("SELECT no FROM entity WHERE id = ?1 AND apart IS NOT NULL")?
            .query_row([EntityId::of(EntityKind::Person, name).sql()], |row| row.get::<_, i64>(0))
            .optional()?,
    );
    // "Vance" is Ada Vance, and "van der Berg" is Iris van der Berg.
    let last_word = name.rsplit(' ').next().unwrap_or_default();
    let mut statement =
        conn.prepare_cached("SELECT no, fold FROM entity WHERE kind = 0 AND last_word = ?1")?;
    let mut rows = statement.query([last_word])?;
    while let Some(row) = rows.next()? {
        let full: String = row.get(1)?;
        if identity::undistinguished(&full)
            .strip_suffix(name)
            .is_some_and(|rest| rest.is_empty() || rest.ends_with([' ', '-']))
        {
            found.push(row.get(0)?);
        }
    }
    for no in &mut found {
        *no = derived::whole_of(conn, *no)?;
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// The rows of name ?1 and of all that were joined to it, for SQL.
const ALL: &str = "(SELECT ?1 UNION ALL SELECT no FROM entity WHERE whole = ?1)";

pub(super) const ENTITY: &str =
    "SELECT e.no, e.id, e.kind, e.name, e.n_articles, e.n_mentions, e.n_quotations,
    e.first, e.last FROM shown e";

/// Reads the rows of a query that begins with [`ENTITY`], with role and aliases.
pub(super) fn read_all(
    conn: &Connection,
    sql: &str,
    values: impl rusqlite::Params,
) -> rusqlite::Result<Vec<EntityRow>> {
    let mut statement = conn.prepare_cached(sql)?;
    let rows = statement.query_map(values, |row| Ok((row.get::<_, i64>(0)?, read_row(row)?)))?;
    let mut found = Vec::new();
    for row in rows {
        let (no, mut row) = row?;
        complete(conn, no, &mut row)?;
        found.push(row);
    }
    Ok(found)
}

fn read_row(row: &Row<'_>) -> rusqlite::Result<EntityRow> {
    let count = |idx| -> rusqlite::Result<u64> { Ok(row.get::<_, i64>(idx)?.max(0).unsigned_abs()) };
    Ok(EntityRow {
        id: EntityId::from_sql(row.get(1)?),
        kind: kind(row, 2)?,
        name: row.get(3)?,
        n_articles: count(4)?,
        n_mentions: count(5)?,
        n_quotations: count(6)?,
        first: row.get(7)?,
        last: row.get(8)?,
        role: None,
        aliases: Vec::new(),
    })
}

/// The kind of an entity in column `idx`.
pub(super) fn kind(row: &Row<'_>, idx: usize) -> rusqlite::Result<EntityKind> {
    derived::read_kind(row, idx)
}

/// Adds role and aliases.
fn complete(conn: &Connection, no: i64, row: &mut EntityRow) -> rusqlite::Result<()> {
    row.role = conn
        .prepare_cached(&format!(
            "SELECT role FROM entity_role WHERE entity IN {ALL} GROUP BY role
             ORDER BY sum(n) DESC, max(last) DESC, role LIMIT 1"
        ))?
        .query_row([no], |row| row.get(0))
        .optional()?;
    let names = names(conn, no)?.into_iter().map(|name| name.name);
    row.aliases = names.filter(|name| *name != row.name).collect();
    Ok(())
}

fn names(conn: &Connection, no: i64) -> rusqlite::Result<Vec<NameCount>> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT name, sum(n) FROM entity_name WHERE entity IN {ALL} GROUP BY name ORDER BY 2 DESC, name"
    ))?;
    statement.query_map([no], |row| Ok(NameCount { name: row.get(0)?, n: number(row, 1)? }))?.collect()
}

fn roles(conn: &Connection, no: i64) -> rusqlite::Result<Vec<Role>> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT role, sum(n), min(first) AS first, max(last) FROM entity_role WHERE entity IN {ALL} GROUP BY role
         ORDER BY first IS NULL, first, 2 DESC, role"
    ))?;
    let rows = statement.query_map([no], |row| {
        Ok(Role { words: row.get(0)?, n: number(row, 1)?, first: row.get(2)?, last: row.get(3)? })
    })?;
    let mut roles: Vec<Role> = Vec::new();
    let mut known: HashMap<String, (usize, u64)> = HashMap::new();
    for role in rows {
        let role = role?;
        let Some((at, most)) = known.get_mut(&fold(&role.words)) else {
            known.insert(fold(&role.words), (roles.len(), role.n));
            roles.push(role);
            continue;
        };
        // The same words with other marks or capitals: shown as most papers print them.
        let one = &mut roles[*at];
        if role.n > *most {
            *most = role.n;
            one.words = role.words;
        }
        one.n += role.n;
        one.last = role.last.max(one.last.take());
    }
    Ok(roles)
}

fn coverage(conn: &Connection, no: i64) -> rusqlite::Result<Vec<MonthCount>> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT substr(c.published, 1, 7), count(DISTINCT c.no) FROM named n JOIN card c ON c.no = n.article
         WHERE n.entity IN {ALL} AND c.published IS NOT NULL GROUP BY 1 ORDER BY 1"
    ))?;
    statement.query_map([no], |row| Ok(MonthCount { month: row.get(0)?, n: number(row, 1)? }))?.collect()
}

fn spoken(conn: &Connection, no: i64) -> rusqlite::Result<Vec<MonthCount>> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT substr(c.published, 1, 7), count(*) FROM quotation q JOIN card c ON c.no = q.article
         WHERE {} AND NOT q.repeats AND c.published IS NOT NULL GROUP BY 1 ORDER BY 1",
        said_by("q", ALL)
    ))?;
    statement.query_map([no], |row| Ok(MonthCount { month: row.get(0)?, n: number(row, 1)? }))?.collect()
}

fn companions(conn: &Connection, no: i64) -> rusqlite::Result<Vec<Companion>> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT w.id, w.kind, w.name, count(DISTINCT mine.article) AS n FROM named mine
         CROSS JOIN named other ON other.article = mine.article AND other.entity NOT IN {ALL}
             AND NOT other.credit_only
         JOIN entity e ON e.no = other.entity JOIN entity w ON w.no = coalesce(e.whole, e.no)
         WHERE mine.entity IN {ALL} GROUP BY w.no ORDER BY n DESC, w.n_named, w.fold LIMIT {MAX_COMPANIONS}"
    ))?;
    let rows = statement.query_map([no], |row| {
        let entity =
            EntityRef { id: EntityId::from_sql(row.get(0)?), kind: kind(row, 1)?, name: row.get(2)? };
        Ok(Companion { entity, n_articles: number(row, 3)? })
    })?;
    rows.collect()
}

fn n_about(conn: &Connection, no: i64) -> rusqlite::Result<u64> {
    let sql = format!(
        "SELECT count(*) FROM (SELECT DISTINCT article, idx FROM about WHERE entity IN {ALL}) b
         CROSS JOIN quotation q ON q.article = b.article AND q.idx = b.idx WHERE NOT q.repeats"
    );
    conn.prepare_cached(&sql)?.query_row([no], |row| number(row, 0))
}

fn joins(conn: &Connection, no: i64) -> rusqlite::Result<Vec<JoinedName>> {
    let joined = derived::joins(conn, no)?.into_iter().map(|join| JoinedName {
        entity: EntityRef { id: join.id, kind: join.kind, name: join.name },
        n_articles: join.n_articles.max(0).unsigned_abs(),
        reason: join.reason,
        confidence: join.confidence,
    });
    Ok(joined.collect())
}

fn apart(conn: &Connection, no: i64) -> rusqlite::Result<Vec<JoinedName>> {
    let sql = format!(
        "SELECT w.id, w.kind, w.name, w.n_named, o.reason, o.confidence FROM entity o
         JOIN entity other ON other.no = CASE WHEN o.apart IN {ALL} THEN o.no ELSE o.apart END
         JOIN shown w ON w.no = coalesce(other.whole, other.no)
         WHERE (o.apart IN {ALL} OR o.apart IS NOT NULL AND o.no IN {ALL}) AND w.no != ?1
         ORDER BY w.n_named DESC, w.fold"
    );
    let mut statement = conn.prepare_cached(&sql)?;
    let rows = statement.query_map([no], |row| {
        let entity =
            EntityRef { id: EntityId::from_sql(row.get(0)?), kind: kind(row, 1)?, name: row.get(2)? };
        let (reason, confidence): (Option<String>, Option<f64>) = (row.get(4)?, row.get(5)?);
        let n_articles = number(row, 3)?;
        let (reason, confidence) = (reason.unwrap_or_default(), confidence.unwrap_or_default());
        Ok(JoinedName { entity, n_articles, reason, confidence })
    })?;
    rows.collect()
}

/// A count in column `idx`.
pub(super) fn number(row: &Row<'_>, idx: usize) -> rusqlite::Result<u64> {
    Ok(row.get::<_, i64>(idx)?.max(0).unsigned_abs())
}

fn conditions(filter: &EntityFilter) -> (String, Vec<String>) {
    let mut parts = vec!["e.n_named > 0".to_owned()];
    let mut values = Vec::new();
    if let Some(kind) = filter.kind {
        parts.push(format!("e.kind = {}", kind_number(kind)));
    }
    let words = filter.words.as_deref().map(fold).unwrap_or_default();
    if !words.is_empty() {
        let (mut of_name, mut of_other) = (Vec::new(), Vec::new());
        for word in words.split(' ') {
            let word = word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
            values.push(format!("% {word}%"));
            of_name.push(format!("' ' || n.fold LIKE ?{} ESCAPE '\\'", values.len()));
            of_other.push(format!("' ' || o.fold || ' (2)' LIKE ?{} ESCAPE '\\'", values.len()));
        }
        let (of_name, of_other) = (of_name.join(" AND "), of_other.join(" AND "));
        parts.push(format!(
            "e.no IN (SELECT coalesce(m.whole, m.no) FROM entity_name n JOIN entity m ON m.no = n.entity WHERE {of_name}
                 UNION SELECT o.no FROM entity o WHERE o.apart IS NOT NULL AND {of_other})"
        ));
    }
    (parts.join(" AND "), values)
}
