//! Recognises an article that was imported before.
//!
//! In this order: the record it was read from; its canonical address; its
//! text, where that has lost its place (the file was renamed or moved).
//! Records that state different ids are different articles whatever else they
//! share, and two records of one file are never the same article.

use std::{
    collections::{HashMap, HashSet},
    path::PathBuf,
};

use backfile_article::{Article, PubDate, fold};
use rusqlite::{Connection, OptionalExtension};

use super::{Encoded, captured, path_of};
use crate::ArticleId;

/// What this import has learned so far that the store does not know.
#[derive(Debug, Default)]
pub(crate) struct Claims {
    /// Articles that a record of this import was recognised as.
    pub articles: HashSet<i64>,
    /// What files that are being read again hold now, by their row.
    pub previews: HashMap<i64, Preview>,
}

/// What a file that is being read again holds now.
#[derive(Debug, Default, Clone)]
pub(crate) struct Preview {
    /// Its records.
    pub records: HashSet<String>,
    /// The hashes of their texts.
    pub texts: HashSet<i64>,
}

/// What was recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Known {
    /// Nothing: the article is new.
    New,
    /// An article that is kept already.
    Same {
        /// Its row.
        no: i64,
        /// Its id.
        id: ArticleId,
        /// Whether what is kept differs and is to be replaced.
        replace: bool,
        /// Whether the place it was last read from is gone, so that this one
        /// takes its place.
        adopt: bool,
    },
}

/// A record and the file it was read from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Candidate<'a> {
    /// The file's row.
    pub file: i64,
    /// When the file was changed.
    pub mtime: Option<i64>,
    /// The record's key; empty where the file is one article.
    pub record: &'a str,
    /// The article.
    pub article: &'a Article,
    /// The article made ready.
    pub encoded: &'a Encoded,
}

/// The kept article that `candidate` is, if it is one.
pub(crate) fn recognise(
    conn: &Connection,
    claims: &Claims,
    candidate: Candidate<'_>,
) -> rusqlite::Result<Known> {
    let kept = match by_record(conn, claims, candidate)? {
        Some(kept) => Some(kept),
        None => match by_address(conn, claims, candidate)? {
            Some(kept) => Some(kept),
            None => by_text(conn, claims, candidate)?,
        },
    };
    Ok(match kept {
        None => Known::New,
        Some(kept) => {
            let live = live_sources(conn, claims, candidate, kept.no)?;
            let adopt = !live.iter().any(|(file, record)| *file == kept.file && *record == kept.record);
            let differs = kept.content_hash != candidate.encoded.content_hash;
            let replace = differs && (adopt || is_newer(candidate, &kept));
            Known::Same { no: kept.no, id: kept.id, replace, adopt }
        }
    })
}

/// Whether the record states an id of its own.
fn states_id(record: &str) -> bool {
    let is_line = record
        .strip_prefix("line ")
        .is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()));
    !record.is_empty() && !is_line
}

#[derive(Debug, Clone)]
struct Kept {
    no: i64,
    id: ArticleId,
    text_hash: i64,
    content_hash: i64,
    url_key: Option<String>,
    updated: Option<String>,
    file: i64,
    record: String,
    mtime: Option<i64>,
}

const KEPT: &str = "SELECT a.no, a.id, a.text_hash, a.content_hash, a.url_key, a.updated, a.file, f.mtime,
    coalesce(a.record, '')
    FROM article a JOIN file f ON f.no = a.file";

fn read_kept(row: &rusqlite::Row<'_>) -> rusqlite::Result<Kept> {
    Ok(Kept {
        no: row.get(0)?,
        id: ArticleId::from_sql(row.get(1)?),
        text_hash: row.get(2)?,
        content_hash: row.get(3)?,
        url_key: row.get(4)?,
        updated: row.get(5)?,
        file: row.get(6)?,
        mtime: row.get(7)?,
        record: row.get(8)?,
    })
}

/// The article last read from the same record, unless the record has become
/// another article since.
fn by_record(conn: &Connection, claims: &Claims, candidate: Candidate<'_>) -> rusqlite::Result<Option<Kept>> {
    let sql = format!("{KEPT} JOIN source s ON s.article = a.no WHERE s.file = ?1 AND s.record = ?2");
    let before =
        conn.prepare_cached(&sql)?.query_row((candidate.file, candidate.record), read_kept).optional()?;
    if states_id(candidate.record) {
        return Ok(before);
    }
    if let Some(kept) = before.as_ref().filter(|kept| kept.text_hash == candidate.encoded.text_hash) {
        return Ok(Some(kept.clone()));
    }
    if candidate.record.is_empty() {
        let Some(kept) = before else { return Ok(None) };
        return Ok((!is_another(conn, candidate, &kept)?).then_some(kept));
    }
    // Lines have moved: the same text may stand on another line of the file now.
    let sql = format!("{KEPT} JOIN source s ON s.article = a.no WHERE s.file = ?1 AND a.text_hash = ?2");
    let shifted = conn
        .prepare_cached(&sql)?
        .query_map((candidate.file, candidate.encoded.text_hash), read_kept)?
        .collect::<rusqlite::Result<Vec<_>>>()?
        .into_iter()
        .find(|kept| !claims.articles.contains(&kept.no));
    let went_elsewhere = |kept: &Kept| {
        claims.articles.contains(&kept.no)
            || claims.previews.get(&candidate.file).is_some_and(|now| now.texts.contains(&kept.text_hash))
    };
    Ok(shifted.or_else(|| before.filter(|kept| !went_elsewhere(kept))))
}

/// Whether a file that was one article now holds quite another, at another address.
fn is_another(conn: &Connection, candidate: Candidate<'_>, kept: &Kept) -> rusqlite::Result<bool> {
    let (Some(now), Some(before)) = (&candidate.encoded.url_key, &kept.url_key) else { return Ok(false) };
    Ok(now != before && !is_alike(conn, kept.no, candidate.article)?)
}

/// The article with the same canonical address. While a source of it is still
/// there, an address alone is not trusted: exports are known to give every
/// article that of the front page.
fn by_address(
    conn: &Connection,
    claims: &Claims,
    candidate: Candidate<'_>,
) -> rusqlite::Result<Option<Kept>> {
    let Some(url_key) = &candidate.encoded.url_key else { return Ok(None) };
    let sql = format!("{KEPT} WHERE a.url_key = ?1 ORDER BY a.text_hash != ?2, a.no LIMIT 8");
    let candidates = conn
        .prepare_cached(&sql)?
        .query_map((url_key, candidate.encoded.text_hash), read_kept)?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    for kept in candidates {
        let live = live_sources(conn, claims, candidate, kept.no)?;
        let in_this_file = live.iter().any(|(file, _)| *file == candidate.file);
        let other_id = states_id(candidate.record)
            && live.iter().any(|(_, record)| states_id(record) && record != candidate.record);
        if in_this_file || other_id || (live.is_empty() && claims.articles.contains(&kept.no)) {
            continue;
        }
        if live.is_empty() || is_alike(conn, kept.no, candidate.article)? {
            return Ok(Some(kept));
        }
    }
    Ok(None)
}

/// The article with the same text all of whose sources have vanished.
fn by_text(conn: &Connection, claims: &Claims, candidate: Candidate<'_>) -> rusqlite::Result<Option<Kept>> {
    let sql = format!(
        "{KEPT} WHERE a.text_hash = ?1 ORDER BY a.content_hash != ?2, coalesce(a.record, '') != ?3, a.no LIMIT 64"
    );
    let candidates = conn
        .prepare_cached(&sql)?
        .query_map(
            (candidate.encoded.text_hash, candidate.encoded.content_hash, candidate.record),
            read_kept,
        )?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    for kept in candidates {
        if !claims.articles.contains(&kept.no) && live_sources(conn, claims, candidate, kept.no)?.is_empty() {
            return Ok(Some(kept));
        }
    }
    Ok(None)
}

/// The sources of article `no` that are still there, as file and record.
fn live_sources(
    conn: &Connection,
    claims: &Claims,
    candidate: Candidate<'_>,
    no: i64,
) -> rusqlite::Result<Vec<(i64, String)>> {
    let mut statement = conn.prepare_cached(
        "SELECT s.file, s.record, r.path, f.path FROM source s JOIN file f ON f.no = s.file
         JOIN root r ON r.no = f.root WHERE s.article = ?1 AND NOT s.missing AND NOT f.missing",
    )?;
    let mut rows = statement.query([no])?;
    let mut live = Vec::new();
    while let Some(row) = rows.next()? {
        let file: i64 = row.get(0)?;
        let record: String = row.get(1)?;
        let path: PathBuf = path_of(row.get_ref(2)?).join(path_of(row.get_ref(3)?));
        let is_there = match claims.previews.get(&file) {
            Some(now) => now.records.contains(&record),
            None => file == candidate.file || path.exists(),
        };
        if is_there {
            live.push((file, record));
        }
    }
    Ok(live)
}

/// Whether `article` reads like the kept one: it has the same headline, or
/// half of the shorter one's paragraphs are in both.
fn is_alike(conn: &Connection, no: i64, article: &Article) -> rusqlite::Result<bool> {
    let Some(kept) = captured::load(conn, no)? else { return Ok(false) };
    let headline = article.headline_text().map(fold);
    if headline.is_some() && headline == kept.article.headline_text().map(fold) {
        return Ok(true);
    }
    let (now, before) = (paragraphs(article), paragraphs(&kept.article));
    let length = |texts: &HashSet<String>| texts.iter().map(String::len).sum::<usize>();
    let shared: usize = now.intersection(&before).map(String::len).sum();
    Ok(shared > 0 && shared * 2 >= length(&now).min(length(&before)))
}

fn paragraphs(article: &Article) -> HashSet<String> {
    article.blocks.iter().map(|block| fold(block.span.of(&article.text))).collect()
}

/// Whether the candidate's text is to replace the kept one: always when that
/// came from the same file, else when it is the later capture.
fn is_newer(candidate: Candidate<'_>, kept: &Kept) -> bool {
    if kept.file == candidate.file {
        return true;
    }
    let now = candidate.article.updated.as_ref().map(PubDate::as_str);
    match (now, kept.updated.as_deref()) {
        (Some(now), Some(before)) if now != before => now > before,
        _ => candidate.mtime >= kept.mtime,
    }
}
