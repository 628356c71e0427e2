//! What the archive knows of its names when it compares them.

use backfile_extract::EntityKind;
use rusqlite::{CachedStatement, Connection, OptionalExtension, Row};
use rustc_hash::FxHashMap;

use super::{beside::Beside, codec::read_kind};
use crate::{
    EntityId,
    identity::{self, Candidate, Company, Known},
};

/// Articles that are looked at for the company a name keeps.
const MAX_ARTICLES: usize = 32;

/// Roles that are looked at.
const MAX_ROLES: usize = 16;

/// Companies kept in memory at once.
const MAX_KEPT: usize = 4096;

/// In which order names are judged: those that others build on first.
pub(crate) const FULL_NAMES: i64 = 1;
/// Lone surnames, initials and other short forms: those named in full are
/// judged by then.
pub(crate) const SHORT_NAMES: i64 = 2;

/// Says that names have to be judged again, and all that depends on them.
pub(super) fn unsettle(conn: &Connection, names: impl Iterator<Item = i64>) -> rusqlite::Result<()> {
    let mut insert = conn.prepare_cached("INSERT OR IGNORE INTO unsettled VALUES (0, ?1)")?;
    for no in names {
        insert.execute([no])?;
    }
    Ok(())
}

/// Whether names have to be judged again.
pub(crate) fn is_unsettled(conn: &Connection) -> rusqlite::Result<bool> {
    conn.prepare_cached("SELECT EXISTS (SELECT 1 FROM unsettled)")?.query_row([], |row| row.get(0))
}

/// By what the name of row `no` is found when others are compared with it.
pub(super) fn handles_of(no: i64, kind: EntityKind, name: &str) -> impl Iterator<Item = (i64, i64)> {
    handles(kind, name).into_iter().map(move |handle| (handle, no))
}

/// The name of row `no` is `now` instead of `before`: it is no longer known by
/// what only the former is, and has to be by the handles that are returned.
pub(super) fn rename(
    conn: &Connection,
    no: i64,
    kind: EntityKind,
    before: &str,
    now: &str,
) -> rusqlite::Result<impl Iterator<Item = (i64, i64)>> {
    let now = handles(kind, now);
    let mut delete = conn.prepare_cached("DELETE FROM handle WHERE handle = ?1 AND entity = ?2")?;
    for handle in handles(kind, before).into_iter().filter(|handle| !now.contains(handle)) {
        delete.execute((handle, no))?;
    }
    Ok(now.into_iter().map(move |handle| (handle, no)))
}

/// Makes new names known by their `handles` to those that are compared with them.
pub(super) fn add_handles(conn: &Connection, mut handles: Vec<(i64, i64)>) -> rusqlite::Result<()> {
    let mut insert = conn.prepare_cached("INSERT OR IGNORE INTO handle VALUES (?1, ?2)")?;
    handles.sort_unstable();
    for handle in handles {
        insert.execute(handle)?;
    }
    Ok(())
}

/// Takes a name away that no article has any more; what was joined to it is
/// judged again.
pub(super) fn forget_if_empty(conn: &Connection, no: i64) -> rusqlite::Result<()> {
    let gone: Option<(EntityKind, String)> = conn
        .prepare_cached(
            "DELETE FROM entity WHERE no = ?1 AND n_articles <= 0
             AND NOT EXISTS (SELECT 1 FROM entity other WHERE other.apart = ?1) RETURNING kind, name",
        )?
        .query_row([no], |row| Ok((read_kind(row, 0)?, row.get(1)?)))
        .optional()?;
    let Some((kind, name)) = gone else { return Ok(()) };
    // Those that depended on it cannot be told once its handles are gone.
    let dependents = dependents(conn, no, kind, &name)?;
    unsettle(conn, dependents.into_iter().filter(|other| *other != no))?;
    let mut delete = conn.prepare_cached("DELETE FROM handle WHERE handle = ?1 AND entity = ?2")?;
    for handle in handles(kind, &name) {
        delete.execute((handle, no))?;
    }
    for sql in [
        "INSERT OR IGNORE INTO unsettled SELECT 0, no FROM entity WHERE whole = ?1",
        "UPDATE entity SET whole = NULL, parent = NULL, reason = NULL, confidence = NULL WHERE whole = ?1",
        "DELETE FROM sum WHERE entity = ?1",
        "DELETE FROM unsettled WHERE phase = 0 AND entity = ?1",
        "DELETE FROM entity_name WHERE entity = ?1",
        "DELETE FROM entity_role WHERE entity = ?1",
    ] {
        conn.prepare_cached(sql)?.execute([no])?;
    }
    Ok(())
}

/// The hash of a key of one sort (FNV-1a).
fn hash(sort: &str, key: &str) -> i64 {
    let bytes = sort.bytes().chain(key.bytes());
    let hash = bytes
        .fold(0xcbf2_9ce4_8422_2325u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    hash.cast_signed()
}

fn spelling(kind: EntityKind, name: &str) -> i64 {
    hash(kind.as_str(), &identity::key(kind, name))
}

fn sound(name: &str) -> Option<i64> {
    identity::surname(name).map(|surname| hash("sound", &identity::sound(&surname)))
}

fn initials(kind: EntityKind, letters: &str) -> i64 {
    hash("initials", &format!("{}{letters}", kind.as_str()))
}

fn handles(kind: EntityKind, name: &str) -> Vec<i64> {
    let name = identity::bare(name);
    let mut handles = vec![spelling(kind, name)];
    match kind {
        EntityKind::Person if identity::is_lone(name) => {
            handles.extend(lone(name).into_iter().chain(called(name)))
        }
        EntityKind::Person => handles.extend(sound(name).into_iter().chain(given(name)).chain(called(name))),
        _ => handles.extend(identity::acronyms(name).iter().map(|letters| initials(kind, letters))),
    }
    if kind == EntityKind::Organisation {
        handles.extend(firms(name));
    }
    handles
}

/// Surnames alone that sound so.
fn lone(name: &str) -> Option<i64> {
    identity::surname(name).map(|surname| hash("lone", &identity::sound(&surname)))
}

/// Full names with this surname whose first names begin alike.
fn given(name: &str) -> Vec<i64> {
    let surname = identity::surname(name).map(|surname| identity::sound(&surname)).unwrap_or_default();
    let letters = identity::given_letters(name);
    letters.into_iter().map(|letter| hash("given", &format!("{surname} {letter}"))).collect()
}

/// The same for the letter it is written with.
fn given_first(name: &str) -> Option<i64> {
    let surname = identity::surname(name).map(|surname| identity::sound(&surname))?;
    let letter = identity::first_words(name).first()?.chars().next()?;
    Some(hash("given", &format!("{surname} {letter}")))
}

/// What may be a firm's name in short: its first word, or its first two.
fn called(name: &str) -> Option<i64> {
    let words = identity::first_words(name);
    (!words.is_empty()).then(|| hash("called", &words[..words.len().min(2)].join(" ")))
}

/// By what a firm may be called in short.
fn firms(name: &str) -> Vec<i64> {
    let words = identity::first_words(name);
    (1..words.len().min(3)).map(|n| hash("firm", &words[..n].join(" "))).collect()
}

/// The names whose verdict may be another when that of name `no` or its counts change.
fn dependents(conn: &Connection, no: i64, kind: EntityKind, name: &str) -> rusqlite::Result<Vec<i64>> {
    let name = identity::bare(name);
    let mut found = Vec::new();
    let mut bearing = conn.prepare_cached("SELECT entity FROM handle WHERE handle = ?1")?;
    let mut keys = vec![spelling(kind, name)];
    match kind {
        EntityKind::Person if identity::is_lone(name) => {}
        // Lone surnames, and full names that may be forms of this one.
        EntityKind::Person => keys.extend(lone(name).into_iter().chain(given(name))),
        // Its initials, written as such.
        _ => keys.extend(identity::acronyms(name).iter().map(|letters| hash(kind.as_str(), letters))),
    }
    if kind == EntityKind::Organisation {
        let words = identity::first_words(name);
        keys.extend((1..words.len().min(3)).map(|n| hash("called", &words[..n].join(" "))));
    }
    for handle in keys {
        let rows = bearing.query_map([handle], |row| row.get(0))?;
        found.extend(rows.collect::<rusqlite::Result<Vec<i64>>>()?);
    }
    let mut folds = conn.prepare_cached("SELECT DISTINCT fold FROM entity_name WHERE entity = ?1")?;
    let mut by_id = conn.prepare_cached("SELECT no FROM entity WHERE id = ?1")?;
    for fold in folds.query_map([no], |row| row.get::<_, String>(0))? {
        let fold = fold?;
        for kind in [EntityKind::Person, EntityKind::Organisation, EntityKind::Place] {
            let id = EntityId::of(kind, &fold).sql();
            found.extend(by_id.query_row([id], |row| row.get::<_, i64>(0)).optional()?);
        }
    }
    Ok(found)
}

/// The names of an archive, with the company they keep.
pub(crate) struct Names<'c> {
    conn: &'c Connection,
    questions: Questions<'c>,
    /// How many articles there are.
    pub n_total: u32,
    companies: FxHashMap<i64, Company>,
    beside: Beside<'c>,
}

/// What is asked of the tables for every name. Looking a statement up each time
/// would take as long as many an answer.
struct Questions<'c> {
    known: CachedStatement<'c>,
    bearing: CachedStatement<'c>,
    called: CachedStatement<'c>,
    n_roles: CachedStatement<'c>,
    articles: CachedStatement<'c>,
    roles: CachedStatement<'c>,
    years: CachedStatement<'c>,
}

impl<'c> Questions<'c> {
    fn of(conn: &'c Connection) -> rusqlite::Result<Self> {
        Ok(Self {
            known: conn.prepare_cached(
                "SELECT no, kind, name, n_named, whole, apart IS NOT NULL FROM entity WHERE no = ?1",
            )?,
            bearing: conn.prepare_cached(
                "SELECT e.no, e.kind, e.name, e.n_named, e.whole, e.apart IS NOT NULL FROM handle h
                 JOIN entity e ON e.no = h.entity WHERE h.handle = ?1",
            )?,
            called: conn.prepare_cached(
                // Grouped by what the index is in the order of: nothing has to be sorted.
                "SELECT e.no, e.kind, e.name, e.n_named, e.whole, e.apart IS NOT NULL, sum(x.n) FROM entity_name x
                 CROSS JOIN entity e ON e.no = x.entity WHERE x.fold = ?1 GROUP BY x.entity",
            )?,
            n_roles: conn.prepare_cached("SELECT coalesce(sum(n), 0) FROM entity_role WHERE entity = ?1")?,
            articles: conn.prepare_cached("SELECT article FROM named WHERE entity = ?1")?,
            // The limit is part of the words: one that is bound has the statement planned anew each time.
            roles: conn.prepare_cached(&format!(
                "SELECT role FROM entity_role WHERE entity = ?1 ORDER BY n DESC, role LIMIT {MAX_ROLES}"
            ))?,
            years: conn.prepare_cached("SELECT first, last FROM entity WHERE no = ?1")?,
        })
    }
}

impl<'c> Names<'c> {
    /// The names of the archive `conn`, named `beside` each other.
    pub fn new(conn: &'c Connection, beside: Beside<'c>) -> rusqlite::Result<Self> {
        let n_total = conn.query_row("SELECT count(*) FROM card", [], |row| row.get(0))?;
        Ok(Self { conn, questions: Questions::of(conn)?, n_total, companies: FxHashMap::default(), beside })
    }

    /// Puts changed names, and what depends on them, in line to be judged.
    pub fn spread(&mut self) -> rusqlite::Result<()> {
        let count = |sql: &str| self.conn.query_row(sql, [], |row| row.get::<_, i64>(0));
        let n_changed = count("SELECT count(*) FROM unsettled WHERE phase = 0")?;
        if n_changed == 0 {
            return Ok(());
        }
        let n_names = count("SELECT count(*) FROM entity")?;
        let mut insert = self.conn.prepare_cached("INSERT OR IGNORE INTO unsettled VALUES (?1, ?2)")?;
        if 2 * n_changed >= n_names {
            // Nearly all: asking what depends on what costs more than judging.
            let mut all = self.conn.prepare("SELECT no, kind, name FROM entity")?;
            let mut rows = all.query([])?;
            while let Some(row) = rows.next()? {
                let (kind, name): (EntityKind, String) = (read_kind(row, 1)?, row.get(2)?);
                insert.execute((phase(kind, &name), row.get::<_, i64>(0)?))?;
            }
        } else {
            let mut changed =
                self.conn.prepare("SELECT e.no, e.kind, e.name FROM unsettled u JOIN entity e ON e.no = u.entity WHERE u.phase = 0")?;
            let changed: Vec<(i64, EntityKind, String)> = changed
                .query_map([], |row| Ok((row.get(0)?, read_kind(row, 1)?, row.get(2)?)))?
                .collect::<rusqlite::Result<_>>()?;
            for (no, kind, name) in changed {
                insert.execute((phase(kind, &name), no))?;
                for other in dependents(self.conn, no, kind, &name)? {
                    if let Some(known) = self.known(other)?
                        && depends(&known, kind, &name)
                    {
                        insert.execute((phase(known.kind, &known.name), other))?;
                    }
                }
            }
        }
        self.conn.execute("DELETE FROM unsettled WHERE phase = 0", [])?;
        Ok(())
    }

    /// The next names in line, at most `limit`, taken out of it.
    pub fn next(&self, limit: usize) -> rusqlite::Result<Vec<i64>> {
        let phase: Option<i64> =
            self.conn.query_row("SELECT min(phase) FROM unsettled", [], |row| row.get(0))?;
        let Some(phase) = phase else { return Ok(Vec::new()) };
        let mut next = self
            .conn
            .prepare_cached("SELECT entity FROM unsettled WHERE phase = ?1 ORDER BY entity LIMIT ?2")?;
        let names: Vec<i64> =
            next.query_map((phase, limit as i64), |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        if let Some(last) = names.last() {
            self.conn
                .prepare_cached("DELETE FROM unsettled WHERE phase = ?1 AND entity <= ?2")?
                .execute((phase, last))?;
        }
        Ok(names)
    }

    /// The name of row `no`.
    pub fn known(&mut self, no: i64) -> rusqlite::Result<Option<Known>> {
        self.questions.known.query_row([no], read_known).optional()
    }

    /// The id of row `no`.
    pub fn id(&self, no: i64) -> rusqlite::Result<EntityId> {
        self.conn
            .prepare_cached("SELECT id FROM entity WHERE no = ?1")?
            .query_row([no], |row| Ok(EntityId::from_sql(row.get(0)?)))
    }

    /// Names that differ from `name` in spelling only.
    pub fn spelled(&mut self, name: &Known) -> rusqlite::Result<Vec<Known>> {
        let key = identity::key(name.kind, &name.name);
        let mut found = self.bearing(hash(name.kind.as_str(), &key))?;
        found.retain(|known| {
            let is_same = || known.name == name.name || identity::key(known.kind, &known.name) == key;
            !known.is_apart && known.kind == name.kind && is_same()
        });
        Ok(found)
    }

    /// People whose surname sounds as that of `name`; of a full name only those
    /// whose first names begin as it may be written.
    pub fn namesakes(&mut self, name: &Known) -> rusqlite::Result<Vec<Known>> {
        let handle = if identity::is_lone(&name.name) { sound(&name.name) } else { given_first(&name.name) };
        let found = handle.map(|handle| self.bearing(handle)).transpose()?;
        Ok(found.unwrap_or_default())
    }

    /// Names of the kind of `name` that have its letters as initials.
    pub fn in_full(&mut self, name: &Known) -> rusqlite::Result<Vec<Known>> {
        let letters = identity::as_acronym(&name.name);
        let found = letters.map(|letters| self.bearing(initials(name.kind, &letters))).transpose()?;
        Ok(found.unwrap_or_default())
    }

    /// Organisations that begin with the first words of `name`.
    pub fn firms(&mut self, name: &Known) -> rusqlite::Result<Vec<Known>> {
        let words = identity::first_words(&name.name);
        let handle = hash("firm", &words[..words.len().min(2)].join(" "));
        self.bearing(handle)
    }

    /// In how many articles a role is printed beside row `no`.
    pub fn n_roles(&mut self, no: i64) -> rusqlite::Result<u32> {
        self.questions.n_roles.query_row([no], |row| row.get(0))
    }

    fn bearing(&mut self, handle: i64) -> rusqlite::Result<Vec<Known>> {
        self.questions.bearing.query_map([handle], read_known)?.collect()
    }

    /// All that some article calls `fold`, and how many articles do.
    pub fn called(&mut self, fold: &str) -> rusqlite::Result<Vec<Candidate>> {
        let rows = self
            .questions
            .called
            .query_map([fold], |row| Ok(Candidate { known: read_known(row)?, called: row.get(6)? }))?;
        rows.collect()
    }

    /// How the company that two names keep agrees.
    pub fn agreement(&mut self, one: i64, other: i64) -> rusqlite::Result<identity::Agreement> {
        if self.companies.len() > MAX_KEPT {
            self.companies.clear();
        }
        for no in [one, other] {
            if !self.companies.contains_key(&no) {
                let company = self.company(no)?;
                self.companies.insert(no, company);
            }
        }
        let [Some(first), Some(second)] = [one, other].map(|no| self.companies.get(&no)) else {
            return Ok(identity::Agreement::default());
        };
        Ok(identity::agreement(first, second, self.n_total, &[one, other]))
    }

    fn company(&mut self, no: i64) -> rusqlite::Result<Company> {
        let articles = self.questions.articles.query_map([no], |row| row.get(0))?;
        let all: Vec<i64> = articles.collect::<rusqlite::Result<_>>()?;
        // Evenly spread, so that no one time or affair tells for all.
        let n = all.len().min(MAX_ARTICLES);
        let sample = (0..n).filter_map(|at| all.get(at * all.len() / n.max(1)));
        let mut company = Company { n_articles: n as u32, ..Company::default() };
        for article in sample {
            for other in self.beside.names(*article)?.iter().filter(|other| **other != no) {
                let counted = company.beside.entry(*other).or_insert((0, 0));
                counted.0 += 1;
            }
        }
        for (other, (_, df)) in &mut company.beside {
            *df = self.beside.n_named(*other)?;
        }
        let roles = self.questions.roles.query_map([no], |row| row.get(0))?;
        let roles: Vec<String> = roles.collect::<rusqlite::Result<_>>()?;
        company.roles = identity::role_words(roles.iter().map(String::as_str));
        company.years = self
            .questions
            .years
            .query_row([no], |row| Ok((year(row.get(0)?), year(row.get(1)?))))
            .map(|(first, last)| first.zip(last))?;
        Ok(company)
    }
}

fn year(date: Option<String>) -> Option<i32> {
    date?.get(..4)?.parse().ok()
}

/// Whether the verdict about `known` may change with that about `name`.
fn depends(known: &Known, kind: EntityKind, name: &str) -> bool {
    match (known.kind, kind) {
        // Two full names concern each other only if one may be a form of the
        // other; what cannot be is most of what has a usual surname.
        (EntityKind::Person, EntityKind::Person) => {
            identity::is_lone(&known.name) || identity::may_be_one(&known.name, name)
        }
        _ => true,
    }
}

fn phase(kind: EntityKind, name: &str) -> i64 {
    let is_short = if kind == EntityKind::Person { identity::is_lone(name) } else { !name.contains(' ') };
    if is_short { SHORT_NAMES } else { FULL_NAMES }
}

fn read_known(row: &Row<'_>) -> rusqlite::Result<Known> {
    let no: i64 = row.get(0)?;
    let (name, is_apart): (String, bool) = (row.get(2)?, row.get(5)?);
    Ok(Known {
        no,
        kind: read_kind(row, 1)?,
        name: if is_apart { identity::bare(&name).to_owned() } else { name },
        is_apart,
        n: row.get(3)?,
        whole: row.get::<_, Option<i64>>(4)?.unwrap_or(no),
    })
}
