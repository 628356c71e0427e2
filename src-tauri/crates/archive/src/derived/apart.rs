//! Two people of one full name: their articles are counted under two rows.
//!
//! `identity` decides which articles are about somebody else. That one's row
//! bears the name with a number; what those articles say is counted there, and
//! `part` keeps which they are, so that an article that changes can be taken
//! back from where it was counted. Only names that changed are looked at.

use std::{
    cell::Cell,
    collections::{BTreeMap, BTreeSet, HashSet},
};

use backfile_extract::{EntityKind, Extraction};
use rusqlite::{Connection, OptionalExtension};

use super::{
    beside::Beside,
    circles::{self, Look, Sample},
    codec::decode_entities,
    mark_stale,
    names::{self, unsettle},
};
use crate::{
    EntityId,
    identity::{self, Apart, Appearance},
};

/// Somebody named in more articles than this is taken for one person: who is
/// named so often is meant nearly always, and all would be read each time.
const MAX_ARTICLES: usize = 1024;

/// Looks at the names that changed: tells two people of one name apart, or
/// takes that back. Those of `whole` are one, as the reader says. `all` is who
/// is named in which article.
pub(super) fn keep_apart<'c>(
    conn: &'c Connection,
    whole: &HashSet<EntityId>,
    all: &mut Beside<'c>,
) -> rusqlite::Result<()> {
    let sample = Sample::of(conn);
    let mut has_changed = false;
    for no in candidates(conn, &sample, all)? {
        let known: Option<(i64, String)> = conn
            .prepare_cached("SELECT id, name FROM entity WHERE no = ?1")?
            .query_row([no], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let other = other_of(conn, no)?;
        let Some((id, name)) = known else { continue };
        let found = match whole.contains(&EntityId::from_sql(id)) {
            true => None,
            false => judged(conn, no, other, &name, &sample)?,
        };
        match (other, found) {
            (None, None) => {}
            (Some(other), None) => {
                place(conn, no, other, &BTreeSet::new())?;
                has_changed = true;
            }
            (other, Some(found)) => {
                let Some(other) = other.map_or_else(|| add_other(conn, no, &name), |no| Ok(Some(no)))? else {
                    continue;
                };
                conn.prepare_cached("UPDATE entity SET reason = ?2, confidence = ?3 WHERE no = ?1")?
                    .execute((other, reason_of(conn, &found)?, f64::from(found.confidence)))?;
                place(conn, no, other, &found.articles.into_iter().collect())?;
                has_changed = true;
            }
        }
    }
    if has_changed { all.read_again() } else { Ok(()) }
}

/// Takes what article `no` says of people who were kept apart back to their
/// names, before it is written again or goes.
pub(super) fn take_back(conn: &Connection, article: i64) -> rusqlite::Result<()> {
    let mut find = conn.prepare_cached("SELECT entity, part FROM part WHERE article = ?1")?;
    let parts: Vec<(i64, i64)> =
        find.query_map([article], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
    for (name, other) in parts {
        shift(conn, article, other, name, name)?;
        conn.prepare_cached("DELETE FROM part WHERE article = ?1 AND entity = ?2")?
            .execute((article, name))?;
        count(conn, [name, other])?;
        unsettle(conn, [name, other].into_iter())?;
    }
    Ok(())
}

/// Gives the entities of article `no`, whose ids are `ids`, the ids and names
/// of the people who were told apart; before what was joined is looked up.
pub(crate) fn read_apart(
    conn: &Connection,
    no: i64,
    extraction: Option<&mut Extraction>,
    ids: &mut [EntityId],
) -> rusqlite::Result<()> {
    let mut find = conn.prepare_cached(
        "SELECT e.id, o.id, o.name FROM part p JOIN entity e ON e.no = p.entity JOIN entity o ON o.no = p.part
         WHERE p.article = ?1",
    )?;
    let parts: Vec<(EntityId, EntityId, String)> = find
        .query_map([no], |row| {
            Ok((EntityId::from_sql(row.get(0)?), EntityId::from_sql(row.get(1)?), row.get(2)?))
        })?
        .collect::<rusqlite::Result<_>>()?;
    if parts.is_empty() {
        return Ok(());
    }
    let mut entities = extraction.map(|extraction| extraction.entities.iter_mut());
    for id in ids {
        let entity = entities.as_mut().and_then(Iterator::next);
        let Some((_, other, name)) = parts.iter().find(|(of, ..)| of == id) else { continue };
        *id = *other;
        if let Some(entity) = entity {
            let printed = std::mem::replace(&mut entity.name, name.clone());
            if !entity.aliases.contains(&printed) {
                entity.aliases.insert(0, printed);
            }
        }
    }
    Ok(())
}

/// The names that changed and may be those of two people, or were told apart.
fn candidates<'c>(
    conn: &'c Connection,
    sample: &Sample<'c>,
    all: &mut Beside<'c>,
) -> rusqlite::Result<BTreeSet<i64>> {
    let mut found: BTreeSet<i64> = conn
        .prepare_cached(
            "SELECT e.apart FROM entity e WHERE e.apart IS NOT NULL
                 AND (EXISTS (SELECT 1 FROM unsettled u WHERE u.phase = 0 AND u.entity = e.no)
                     OR EXISTS (SELECT 1 FROM unsettled u WHERE u.phase = 0 AND u.entity = e.apart))",
        )?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let mut statement = conn.prepare_cached(
        "SELECT e.no, e.name, r.role, r.n, substr(e.first, 1, 4), substr(e.last, 1, 4)
         FROM unsettled u JOIN entity e ON e.no = u.entity
         LEFT JOIN entity_role r ON r.entity = e.no
         WHERE u.phase = 0 AND e.kind = 0 AND e.n_named > 5 AND e.apart IS NULL ORDER BY e.no",
    )?;
    let mut rows = statement.query([])?;
    let mut now: Option<Roles> = None;
    while let Some(row) = rows.next()? {
        let no: i64 = row.get(0)?;
        if now.as_ref().is_none_or(|known| known.no != no) {
            found.extend(now.take().filter(Roles::may_be_two).map(|known| known.no));
            let year = |idx| -> rusqlite::Result<Option<i32>> {
                Ok(row.get::<_, Option<String>>(idx)?.and_then(|year| year.parse().ok()))
            };
            let years = year(4)?.zip(year(5)?);
            now = Some(Roles { no, name: row.get(1)?, years, roles: Vec::new() });
        }
        if let (Some(known), Some(role)) = (&mut now, row.get::<_, Option<String>>(2)?) {
            known.roles.push((role, row.get(3)?));
        }
    }
    found.extend(now.filter(Roles::may_be_two).map(|known| known.no));
    found.extend(of_two_circles(conn, sample, all, &found)?);
    Ok(found)
}

/// The names that changed, but for `known` ones, whose company may be that of two people.
fn of_two_circles<'c>(
    conn: &'c Connection,
    sample: &Sample<'c>,
    all: &mut Beside<'c>,
    known: &BTreeSet<i64>,
) -> rusqlite::Result<Vec<i64>> {
    let mut statement = conn.prepare_cached(
        "SELECT e.no, e.name FROM unsettled u JOIN entity e ON e.no = u.entity
         WHERE u.phase = 0 AND e.kind = 0 AND e.n_named BETWEEN ?1 AND ?2 AND e.apart IS NULL ORDER BY e.no",
    )?;
    let mut rows = statement.query((identity::LEAST_COMPARED, identity::MOST_COMPARED))?;
    let mut look = Look::at(conn, sample, all)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let (no, name): (i64, String) = (row.get(0)?, row.get(1)?);
        if !known.contains(&no) && !identity::is_lone(&name) && look.has_circles(no)? {
            found.push(no);
        }
    }
    Ok(found)
}

/// The roles printed beside a name.
struct Roles {
    no: i64,
    name: String,
    years: Option<(i32, i32)>,
    roles: Vec<(String, u32)>,
}

impl Roles {
    fn may_be_two(&self) -> bool {
        let roles = self.roles.iter().map(|(role, n)| (role.as_str(), *n));
        !identity::is_lone(&self.name) && identity::may_be_two(roles, self.years)
    }
}

/// The row of the other one of the name of row `no`.
pub(super) fn other_of(conn: &Connection, no: i64) -> rusqlite::Result<Option<i64>> {
    conn.prepare_cached("SELECT no FROM entity WHERE apart = ?1")?
        .query_row([no], |row| row.get(0))
        .optional()
}

/// Why they are two, as a sentence's words.
fn reason_of(conn: &Connection, apart: &Apart) -> rusqlite::Result<String> {
    let mut find = conn.prepare_cached("SELECT name FROM entity WHERE no = ?1")?;
    Ok(apart.reason.sentence(|no| find.query_row([no], |row| row.get(0)).ok()))
}

fn judged(
    conn: &Connection,
    no: i64,
    other: Option<i64>,
    name: &str,
    sample: &Sample<'_>,
) -> rusqlite::Result<Option<Apart>> {
    let mut statement = conn.prepare_cached(
        "SELECT n.article, c.published, n.n_quotations, n.entity != ?1,
             EXISTS (SELECT 1 FROM alike a JOIN named o ON o.article = a.other AND o.entity IN (?1, ?2)
                 WHERE a.article = n.article AND a.other < n.article), x.data,
             c.headline, c.teaser
         FROM named n JOIN card c ON c.no = n.article JOIN extraction x ON x.article = n.article
         WHERE n.entity IN (?1, ?2) AND NOT n.credit_only
             AND (n.entity = ?1 OR EXISTS (SELECT 1 FROM part p WHERE p.article = n.article AND p.entity = ?1))
             AND NOT EXISTS (SELECT 1 FROM decided d WHERE d.article = n.article
                 AND d.entity = (SELECT id FROM entity WHERE no = ?1))
         ORDER BY n.article",
    )?;
    let other = other.unwrap_or(no);
    let n: u32 = conn
        .prepare_cached("SELECT count(*) FROM named WHERE entity IN (?1, ?2)")?
        .query_row((no, other), |row| row.get(0))?;
    if n as usize > MAX_ARTICLES {
        return Ok(None);
    }
    let mut appearances = Vec::with_capacity(n as usize);
    let mut rows = statement.query((no, other))?;
    while let Some(row) = rows.next()? {
        let article: i64 = row.get(0)?;
        let data: Vec<u8> = row.get(5)?;
        let entities = decode_entities(&data).unwrap_or_default();
        let is_this = |entity: &&backfile_extract::Entity| {
            entity.kind == EntityKind::Person
                && backfile_article::fold(&entity.name) == backfile_article::fold(name)
        };
        appearances.push(Appearance {
            article,
            published: row.get(1)?,
            speaks: row.get::<_, i64>(2)? > 0,
            is_apart: row.get(3)?,
            is_copy: row.get(4)?,
            roles: entities.iter().filter(is_this).flat_map(|entity| entity.roles.clone()).collect(),
            beside: beside(conn, article, [no, other], name)?,
            words: circles::words(
                row.get::<_, Option<String>>(6)?.as_deref(),
                &row.get::<_, String>(7)?,
                name,
            ),
        });
    }
    let failed = Cell::new(None);
    let often = |word| {
        sample.often(word).unwrap_or_else(|error| {
            failed.set(Some(error));
            1.0
        })
    };
    let apart = identity::apart(&appearances, &identity::Archive { usual: sample.usual()?, often: &often });
    failed.take().map_or(Ok(apart), Err)
}

/// Who and what else `article` names; relatives of the name itself tell nothing.
fn beside(conn: &Connection, article: i64, but: [i64; 2], name: &str) -> rusqlite::Result<Vec<(i64, u32)>> {
    let surname = identity::surname(name);
    let mut statement = conn.prepare_cached(
        "SELECT n.entity, e.n_named, e.kind, e.name FROM named n JOIN entity e ON e.no = n.entity
         WHERE n.article = ?1 AND NOT n.credit_only ORDER BY n.entity",
    )?;
    let mut rows = statement.query([article])?;
    let mut beside = Vec::new();
    while let Some(row) = rows.next()? {
        let (no, df, kind): (i64, u32, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let called: String = row.get(3)?;
        let is_form = kind == 0 && identity::is_lone(&called) && identity::surname(&called) == surname;
        if !but.contains(&no) && !is_form {
            beside.push((no, df));
        }
    }
    Ok(beside)
}

/// The row of the other one, made if need be: the reader may have named him in
/// an article already. None if that name is kept apart from another one.
fn add_other(conn: &Connection, no: i64, name: &str) -> rusqlite::Result<Option<i64>> {
    let numbered = identity::numbered(name);
    let id = EntityId::of(EntityKind::Person, &numbered);
    let known = conn
        .prepare_cached(
            "UPDATE entity SET apart = ?2,
                 (fold, last_word) = (SELECT fold, last_word FROM entity WHERE no = ?2)
             WHERE id = ?1 AND apart IS NULL RETURNING no",
        )?
        .query_row((id.sql(), no), |row| row.get(0))
        .optional()?;
    if known.is_some() {
        return Ok(known);
    }
    let is_new = conn
        .prepare_cached(
            "INSERT OR IGNORE INTO entity (id, kind, name, fold, last_word, apart)
             SELECT ?2, kind, ?3, fold, last_word, no FROM entity WHERE no = ?1",
        )?
        .execute((no, id.sql(), &numbered))?;
    if is_new == 0 {
        return Ok(None);
    }
    let other = conn.last_insert_rowid();
    names::add_handles(conn, names::handles_of(other, EntityKind::Person, name).collect())?;
    Ok(Some(other))
}

/// Counts exactly `articles` for `other` and the rest for `no`.
fn place(conn: &Connection, no: i64, other: i64, articles: &BTreeSet<i64>) -> rusqlite::Result<()> {
    let mut find = conn.prepare_cached("SELECT article FROM part WHERE entity = ?1 ORDER BY article")?;
    let now: BTreeSet<i64> = find.query_map([no], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    for article in articles.difference(&now) {
        shift(conn, *article, no, other, no)?;
        conn.prepare_cached("INSERT INTO part VALUES (?1, ?2, ?3)")?.execute((article, no, other))?;
    }
    for article in now.difference(articles) {
        shift(conn, *article, other, no, no)?;
        conn.prepare_cached("DELETE FROM part WHERE article = ?1 AND entity = ?2")?.execute((article, no))?;
    }
    let changed: Vec<i64> = articles.symmetric_difference(&now).copied().collect();
    if !changed.is_empty() {
        count(conn, [no, other])?;
        mark_stale(conn, &changed)?;
        unsettle(conn, [no, other].into_iter())?;
    }
    if articles.is_empty() {
        // Whom the reader named so as well is somebody by himself.
        conn.prepare_cached(
            "UPDATE entity SET apart = NULL, reason = NULL, confidence = NULL WHERE no = ?1",
        )?
        .execute([other])?;
        names::forget_if_empty(conn, other)?;
        names::forget_if_empty(conn, no)?;
    }
    Ok(())
}

/// Counts again what articles say of `rows`.
fn count(conn: &Connection, rows: [i64; 2]) -> rusqlite::Result<()> {
    for row in rows {
        for sql in [
            "UPDATE entity SET (n_articles, n_named, n_mentions, n_quotations) =
                 (SELECT count(*), coalesce(sum(NOT credit_only), 0), coalesce(sum(n_mentions), 0),
                     coalesce(sum(n_quotations), 0) FROM named WHERE entity = ?1),
                 (first, last) = (SELECT min(c.published), max(c.published) FROM named n
                     JOIN card c ON c.no = n.article WHERE n.entity = ?1)
             WHERE no = ?1",
            "DELETE FROM entity_name WHERE entity = ?1 AND n <= 0",
            "DELETE FROM entity_role WHERE entity = ?1 AND n <= 0",
        ] {
            conn.prepare_cached(sql)?.execute([row])?;
        }
    }
    Ok(())
}

/// Counts what `article` says of row `from` for row `to`; `name` is the row of
/// the name as the article gives it.
fn shift(conn: &Connection, article: i64, from: i64, to: i64, name: i64) -> rusqlite::Result<()> {
    for sql in [
        "UPDATE named SET entity = ?3 WHERE article = ?1 AND entity = ?2",
        "UPDATE about SET entity = ?3 WHERE article = ?1 AND entity = ?2",
        "UPDATE beside SET entity = ?3 WHERE article = ?1 AND entity = ?2",
        "UPDATE quotation SET speaker = ?3 WHERE article = ?1 AND speaker = ?2",
        "UPDATE quotation SET addressee = ?3 WHERE article = ?1 AND addressee = ?2",
    ] {
        conn.prepare_cached(sql)?.execute((article, from, to))?;
    }
    let (id, date, data): (i64, Option<String>, Vec<u8>) = conn
        .prepare_cached(
            "SELECT e.id, c.published, x.data FROM entity e, card c, extraction x
             WHERE e.no = ?1 AND c.no = ?2 AND x.article = ?2",
        )?
        .query_row((name, article), |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    // As they are counted when an article is written: each name and role of an
    // article once.
    let (mut names, mut roles): (BTreeMap<String, i64>, BTreeMap<String, i64>) = Default::default();
    for entity in decode_entities(&data).unwrap_or_default() {
        if EntityId::of(entity.kind, &entity.name).sql() == id {
            for called in std::iter::once(entity.name).chain(entity.aliases) {
                *names.entry(called).or_default() += 1;
            }
            for role in entity.roles {
                *roles.entry(role).or_default() += 1;
            }
        }
    }
    for (called, n) in names {
        conn.prepare_cached("UPDATE entity_name SET n = n - ?3 WHERE entity = ?1 AND name = ?2")?
            .execute((from, &called, n))?;
        conn.prepare_cached(
            "INSERT INTO entity_name VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE SET n = n + excluded.n",
        )?
        .execute((to, &called, backfile_article::fold(&called), n))?;
    }
    for (role, n) in roles {
        conn.prepare_cached("UPDATE entity_role SET n = n - ?3 WHERE entity = ?1 AND role = ?2")?
            .execute((from, &role, n))?;
        conn.prepare_cached(
            "INSERT INTO entity_role VALUES (?1, ?2, ?3, ?4, ?4) ON CONFLICT DO UPDATE SET n = n + excluded.n,
                 first = coalesce(min(first, excluded.first), first, excluded.first),
                 last = coalesce(max(last, excluded.last), last, excluded.last)",
        )?
        .execute((to, &role, n, &date))?;
    }
    Ok(())
}
