//! Adds articles to `derived.sqlite` and keeps the counts of the archive's
//! entities in step.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
};

use backfile_article::{PubDate, fold};
use backfile_extract::{EntityKind, Quotation};
use chrono::Datelike;
use rusqlite::{CachedStatement, Connection, OptionalExtension};

use super::{
    apart,
    codec::{decode_entities, encode, kind_number, kind_of, read_kind, speech_number},
    entry::{Entry, about, is_credit, teaser},
    names,
};
use crate::{EntityId, identity, whole_quotations};

/// What a batch adds to one entity.
struct Delta<'a> {
    kind: usize,
    name: &'a str,
    names: BTreeMap<&'a str, i64>,
    roles: BTreeMap<&'a str, Seen<'a>>,
    seen: Seen<'a>,
    named: Vec<Named>,
}

impl Delta<'_> {
    /// Whether articles of the batch spell the name in several ways.
    fn is_spelled_otherwise(&self) -> bool {
        let is_other_spelling = |name: &&str| match name.is_ascii() && self.name.is_ascii() {
            true => name.eq_ignore_ascii_case(self.name),
            false => fold(name) == fold(self.name),
        };
        self.names.keys().filter(|name| **name != self.name).any(is_other_spelling)
    }
}

/// In how many articles something occurs, and their first and last date.
#[derive(Default, Clone, Copy)]
struct Seen<'a> {
    n: i64,
    first: Option<&'a str>,
    last: Option<&'a str>,
}

impl<'a> Seen<'a> {
    fn add(&mut self, date: Option<&'a str>) {
        self.n += 1;
        self.first = self.first.into_iter().chain(date).min();
        self.last = self.last.into_iter().chain(date).max();
    }
}

/// That an entity is named in an article.
#[derive(Default, Clone, Copy)]
struct Named {
    article: i64,
    place: usize,
    n_mentions: i64,
    n_quotations: i64,
    n_credits: i64,
}

/// Adds `entries`, each in place of what was known of its article. Returns
/// those of which something was known.
pub(crate) fn write(conn: &Connection, entries: &[Entry]) -> rusqlite::Result<HashSet<i64>> {
    let mut emptied = BTreeSet::new();
    let mut known = HashSet::new();
    for entry in entries {
        if remove(conn, entry.no, &mut emptied)? {
            known.insert(entry.no);
        }
    }
    write_articles(conn, entries)?;
    let mut deltas: BTreeMap<EntityId, Delta<'_>> = BTreeMap::new();
    for entry in entries {
        gather(entry, &mut deltas);
    }
    let mut numbers = HashMap::with_capacity(deltas.len());
    let mut handles = Vec::new();
    let mut rows: Vec<(i64, &Delta<'_>)> = Vec::with_capacity(deltas.len());
    let mut counting = Counting::of(conn)?;
    // Whose name is perhaps mostly spelled otherwise than it is shown.
    let mut varied = emptied.clone();
    for (id, delta) in &deltas {
        let (no, shown) = counting.count(*id, delta, &mut handles)?;
        if shown.as_deref().is_some_and(|shown| shown != delta.name) || delta.is_spelled_otherwise() {
            varied.insert(no);
        }
        emptied.remove(&no);
        numbers.insert(*id, no);
        rows.push((no, delta));
    }
    // In the order of the tables, so that a page is looked for once.
    rows.sort_unstable_by_key(|(no, _)| *no);
    let mut naming = Naming::of(conn)?;
    for (no, delta) in &rows {
        naming.write(*no, delta)?;
    }
    names::add_handles(conn, handles)?;
    let mut handles = Vec::new();
    for no in varied {
        respell(conn, no, &mut handles)?;
    }
    names::add_handles(conn, handles)?;
    let changed: BTreeSet<i64> = rows.iter().map(|(no, _)| *no).chain(emptied.iter().copied()).collect();
    names::unsettle(conn, changed.into_iter())?;
    for no in emptied {
        names::forget_if_empty(conn, no)?;
    }
    write_quotations(conn, entries, &numbers)?;
    Ok(known)
}

/// The number of a day, counted from 1 January of year 1.
pub(crate) fn day_number(date: chrono::NaiveDate) -> i64 {
    i64::from(date.num_days_from_ce())
}

/// Writes what there is one row of for each article.
fn write_articles(conn: &Connection, entries: &[Entry]) -> rusqlite::Result<()> {
    let mut card = conn.prepare_cached(
        "INSERT INTO card (no, id, headline, teaser, source, section, published, day, last_day, n_words)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?;
    let mut extraction = conn.prepare_cached("INSERT INTO extraction VALUES (?1, ?2, ?3)")?;
    let mut decided = conn.prepare_cached("INSERT OR IGNORE INTO decided VALUES (?1, ?2)")?;
    for entry in entries {
        let article = &entry.article;
        let published = article.published.as_ref();
        card.execute((
            entry.no,
            entry.id.sql(),
            &entry.headline,
            teaser(article),
            &article.source,
            &article.section,
            published.map(PubDate::as_str),
            published.map(|date| day_number(date.first_day())),
            published.map(|date| day_number(date.last_day())),
            entry.n_words as i64,
        ))?;
        extraction.execute((entry.no, encode(&entry.extraction), entry.found.as_ref().map(encode)))?;
        for name in &entry.decided {
            decided.execute((name.sql(), entry.no))?;
        }
    }
    Ok(())
}

/// Adds what `entry` says of each of its entities to `deltas`.
fn gather<'a>(entry: &'a Entry, deltas: &mut BTreeMap<EntityId, Delta<'a>>) {
    let extraction = &entry.extraction;
    let date = entry.article.published.as_ref().map(PubDate::as_str);
    let n_entities = extraction.entities.len();
    let mut counts = vec![[0i64; 3]; n_entities];
    for mention in &extraction.mentions {
        if let Some(counts) = counts.get_mut(mention.entity) {
            counts[0] += 1;
            counts[2] += i64::from(is_credit(&entry.article, mention));
        }
    }
    let wholes = whole_quotations(extraction).into_iter().map(|whole| whole.first);
    let counted = wholes.filter(|quotation| quotation.repeats.is_none());
    for speaker in counted.flat_map(Quotation::speakers).filter(|speaker| *speaker < n_entities) {
        counts[speaker][1] += 1;
    }
    for (place, (entity, id)) in extraction.entities.iter().zip(&entry.entities).enumerate() {
        let delta = deltas.entry(*id).or_insert_with(|| Delta {
            kind: kind_number(entity.kind),
            name: &entity.name,
            names: BTreeMap::new(),
            roles: BTreeMap::new(),
            seen: Seen::default(),
            named: Vec::new(),
        });
        if rank(entity.kind, &entity.name) > rank(entity.kind, delta.name) {
            delta.name = &entity.name;
        }
        for name in std::iter::once(&entity.name).chain(&entity.aliases) {
            *delta.names.entry(name).or_default() += 1;
        }
        for role in &entity.roles {
            delta.roles.entry(role).or_default().add(date);
        }
        // Two entities of one article may share a folded name.
        if delta.named.last().is_none_or(|named| named.article != entry.no) {
            delta.seen.add(date);
            delta.named.push(Named { article: entry.no, place, ..Named::default() });
        }
        if let Some(named) = delta.named.last_mut() {
            let [n_mentions, n_quotations, n_credits] = counts[place];
            named.n_mentions += n_mentions;
            named.n_quotations += n_quotations;
            named.n_credits += n_credits;
        }
    }
}

/// Which spelling of a name is shown: one that is not shouted, then the one
/// with most accents, then the usual one. Short names in capitals may be
/// initials, but for those of people.
fn rank(kind: EntityKind, name: &str) -> (bool, usize) {
    const MAX_INITIALS: usize = 5;
    let n_letters = name.chars().filter(|ch| ch.is_alphabetic()).count();
    let may_be_initials = kind != EntityKind::Person && n_letters <= MAX_INITIALS;
    let n_accents = name.chars().filter(|ch| !ch.is_ascii() && ch.is_alphabetic()).count();
    (may_be_initials || name.chars().any(char::is_lowercase), n_accents)
}

/// Shows entity `no` by the best of its spellings, whichever came first; by
/// that it has to be known by the `handles`, too.
fn respell(conn: &Connection, no: i64, handles: &mut Vec<(i64, i64)>) -> rusqlite::Result<()> {
    let mut statement = conn.prepare_cached(
        "SELECT x.name, x.n, e.name, e.kind FROM entity e
         JOIN entity_name x ON x.entity = e.no AND x.fold = e.fold WHERE e.no = ?1 AND e.apart IS NULL",
    )?;
    let mut rows = statement.query([no])?;
    let mut best: Option<(String, i64)> = None;
    let mut shown = None;
    while let Some(row) = rows.next()? {
        let (name, n, kind): (String, i64, EntityKind) = (row.get(0)?, row.get(1)?, read_kind(row, 3)?);
        let is_better = best.as_ref().is_none_or(|(other, n_other)| {
            (rank(kind, &name), n, Reverse(&name)) > (rank(kind, other), *n_other, Reverse(other))
        });
        if is_better {
            best = Some((name, n));
        }
        shown = Some((row.get::<_, String>(2)?, kind));
    }
    if let (Some((best, _)), Some((shown, kind))) = (best, shown)
        && best != shown
    {
        conn.prepare_cached("UPDATE entity SET name = ?2 WHERE no = ?1")?.execute((no, &best))?;
        handles.extend(names::rename(conn, no, kind, &shown, &best)?);
    }
    Ok(())
}

/// Adds what entities are called and where they are named.
struct Naming<'c> {
    name: CachedStatement<'c>,
    role: CachedStatement<'c>,
    named: CachedStatement<'c>,
}

impl<'c> Naming<'c> {
    fn of(conn: &'c Connection) -> rusqlite::Result<Self> {
        Ok(Self {
            name: conn.prepare_cached(
                "INSERT INTO entity_name VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE SET n = n + excluded.n",
            )?,
            role: conn.prepare_cached(
                "INSERT INTO entity_role VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO UPDATE SET n = n + excluded.n,
                     first = coalesce(min(first, excluded.first), first, excluded.first),
                     last = coalesce(max(last, excluded.last), last, excluded.last)",
            )?,
            named: conn.prepare_cached("INSERT INTO named VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?,
        })
    }

    fn write(&mut self, no: i64, delta: &Delta<'_>) -> rusqlite::Result<()> {
        for (name, n) in &delta.names {
            self.name.execute((no, name, fold(name), n))?;
        }
        for (role, seen) in &delta.roles {
            self.role.execute((no, role, seen.n, seen.first, seen.last))?;
        }
        for named in &delta.named {
            self.named.execute((
                no,
                named.article,
                named.place as i64,
                named.n_mentions,
                named.n_quotations,
                is_credit_only(named),
            ))?;
        }
        Ok(())
    }
}

fn is_credit_only(named: &Named) -> bool {
    named.n_mentions > 0 && named.n_credits == named.n_mentions
}

/// Adds what is counted of entities to their rows.
struct Counting<'c> {
    conn: &'c Connection,
    find: CachedStatement<'c>,
    update: CachedStatement<'c>,
    insert: CachedStatement<'c>,
}

impl<'c> Counting<'c> {
    fn of(conn: &'c Connection) -> rusqlite::Result<Self> {
        Ok(Self {
            conn,
            find: conn.prepare_cached("SELECT no, name FROM entity WHERE id = ?1")?,
            update: conn.prepare_cached(
                "UPDATE entity SET n_articles = n_articles + ?2, n_named = n_named + ?3,
                     n_mentions = n_mentions + ?4, n_quotations = n_quotations + ?5,
                     first = coalesce(min(first, ?6), first, ?6), last = coalesce(max(last, ?7), last, ?7)
                 WHERE no = ?1",
            )?,
            insert: conn.prepare_cached(
                "INSERT INTO entity (id, kind, name, fold, last_word, n_articles, n_named, n_mentions,
                     n_quotations, first, last) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            )?,
        })
    }

    /// Counts an entity, whose row is made if need be. Returns the row and by
    /// which name it was shown; a new one has to be known by the `handles`.
    fn count(
        &mut self,
        id: EntityId,
        delta: &Delta<'_>,
        handles: &mut Vec<(i64, i64)>,
    ) -> rusqlite::Result<(i64, Option<String>)> {
        let known: Option<(i64, String)> =
            self.find.query_row([id.sql()], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        let n_credits = delta.named.iter().filter(|named| is_credit_only(named)).count() as i64;
        let n_named = delta.seen.n - n_credits;
        let n_mentions = delta.named.iter().map(|named| named.n_mentions).sum::<i64>();
        let n_quotations = delta.named.iter().map(|named| named.n_quotations).sum::<i64>();
        let Seen { n, first, last } = delta.seen;
        if let Some((no, name)) = known {
            self.update.execute((no, n, n_named, n_mentions, n_quotations, first, last))?;
            return Ok((no, Some(name)));
        }
        let folded = fold(delta.name);
        let last_word = identity::undistinguished(&folded).rsplit(' ').next().unwrap_or_default();
        self.insert.execute((
            id.sql(),
            delta.kind as i64,
            delta.name,
            &folded,
            last_word,
            n,
            n_named,
            n_mentions,
            n_quotations,
            first,
            last,
        ))?;
        let no = self.conn.last_insert_rowid();
        if let Some(kind) = kind_of(delta.kind) {
            handles.extend(names::handles_of(no, kind, delta.name));
        }
        Ok((no, None))
    }
}

fn write_quotations(
    conn: &Connection,
    entries: &[Entry],
    numbers: &HashMap<EntityId, i64>,
) -> rusqlite::Result<()> {
    let mut insert =
        conn.prepare_cached("INSERT INTO quotation VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")?;
    let mut insert_beside = conn.prepare_cached("INSERT OR IGNORE INTO beside VALUES (?1, ?2, ?3)")?;
    let mut mentioned: Vec<(i64, i64, i64)> = Vec::new();
    for entry in entries {
        let number = |entity: usize| entry.entities.get(entity).and_then(|id| numbers.get(id)).copied();
        for whole in whole_quotations(&entry.extraction) {
            let (idx, quotation) = (whole.idx as i64, whole.first);
            let Some(id) = entry.quotations.get(whole.idx) else { continue };
            let speaker = quotation.speaker.as_ref().and_then(|speaker| speaker.entity).and_then(number);
            let addressee = quotation.addressee.and_then(|addressee| addressee.entity).and_then(number);
            let words = |span| entry.cut().spaced_words(&entry.article.text, [span]);
            let told = quotation.addressee.map(|addressee| words(addressee.span));
            insert.execute((
                entry.no,
                idx,
                id.sql(),
                speech_number(whole.kind()) as i64,
                speaker,
                quotation.repeats.is_some(),
                addressee,
                told,
                quotation.speaker.as_ref().is_some_and(|speaker| speaker.unnamed),
            ))?;
            let entities = about(&entry.extraction, &whole).into_iter().filter_map(number);
            mentioned.extend(entities.map(|entity| (entity, entry.no, idx)));
            for other in quotation.also.iter().filter_map(|speaker| speaker.entity).filter_map(number) {
                insert_beside.execute((other, entry.no, idx))?;
            }
        }
    }
    // In the order of the table, so that a page is looked for once.
    mentioned.sort_unstable();
    let mut insert_about = conn.prepare_cached("INSERT OR IGNORE INTO about VALUES (?1, ?2, ?3)")?;
    for row in mentioned {
        insert_about.execute(row)?;
    }
    Ok(())
}

/// Takes back everything that article `no` added, and says whether it added
/// anything; the names it had are added to `emptied`.
fn remove(conn: &Connection, no: i64, emptied: &mut BTreeSet<i64>) -> rusqlite::Result<bool> {
    let is_known: bool = conn
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM card WHERE no = ?1)")?
        .query_row([no], |row| row.get(0))?;
    if !is_known {
        return Ok(false);
    }
    apart::take_back(conn, no)?;
    conn.prepare_cached("DELETE FROM card WHERE no = ?1")?.execute([no])?;
    let data: Option<Vec<u8>> = conn
        .prepare_cached("DELETE FROM extraction WHERE article = ?1 RETURNING data")?
        .query_row([no], |row| row.get(0))
        .optional()?;
    let mut statement = conn.prepare_cached(
        "SELECT n.entity, e.id, n.n_mentions, n.n_quotations, n.credit_only FROM named n
         JOIN entity e ON e.no = n.entity WHERE n.article = ?1",
    )?;
    let named = statement
        .query_map([no], |row| {
            Ok((EntityId::from_sql(row.get(1)?), [row.get(0)?, row.get(2)?, row.get(3)?, row.get(4)?]))
        })?
        .collect::<rusqlite::Result<HashMap<EntityId, [i64; 4]>>>()?;
    for sql in [
        "DELETE FROM about WHERE article = ?1 AND entity IN (SELECT entity FROM named WHERE article = ?1)",
        "DELETE FROM beside WHERE article = ?1 AND entity IN (SELECT entity FROM named WHERE article = ?1)",
        "DELETE FROM named WHERE article = ?1",
        "DELETE FROM quotation WHERE article = ?1",
        "DELETE FROM decided WHERE article = ?1",
    ] {
        conn.prepare_cached(sql)?.execute([no])?;
    }
    let entities = data.as_deref().and_then(decode_entities).unwrap_or_default();
    for entity in &entities {
        let Some([entity_no, ..]) = named.get(&EntityId::of(entity.kind, &entity.name)) else { continue };
        for name in std::iter::once(&entity.name).chain(&entity.aliases) {
            conn.prepare_cached("UPDATE entity_name SET n = n - 1 WHERE entity = ?1 AND name = ?2")?
                .execute((entity_no, name))?;
        }
        for role in &entity.roles {
            conn.prepare_cached("UPDATE entity_role SET n = n - 1 WHERE entity = ?1 AND role = ?2")?
                .execute((entity_no, role))?;
        }
    }
    for [entity, n_mentions, n_quotations, credit_only] in named.into_values() {
        subtract(conn, entity, n_mentions, n_quotations, credit_only)?;
        emptied.insert(entity);
    }
    Ok(true)
}

fn subtract(
    conn: &Connection,
    entity: i64,
    n_mentions: i64,
    n_quotations: i64,
    credit_only: i64,
) -> rusqlite::Result<()> {
    conn.prepare_cached(
        "UPDATE entity SET n_articles = n_articles - 1, n_named = n_named - 1 + ?4,
             n_mentions = n_mentions - ?2, n_quotations = n_quotations - ?3,
             (first, last) = (SELECT min(c.published), max(c.published) FROM named n
                 JOIN card c ON c.no = n.article WHERE n.entity = entity.no)
         WHERE no = ?1",
    )?
    .execute((entity, n_mentions, n_quotations, credit_only))?;
    for sql in [
        "DELETE FROM entity_name WHERE entity = ?1 AND n <= 0",
        "DELETE FROM entity_role WHERE entity = ?1 AND n <= 0",
    ] {
        conn.prepare_cached(sql)?.execute([entity])?;
    }
    Ok(())
}
