//! Articles in and out of `articles.sqlite`.

use std::path::PathBuf;

use backfile_article::{Article, Format, Origin, PubDate, Warning};
use rusqlite::{Connection, OptionalExtension, Row, params, types::Type};
use sha2::{Digest, Sha256};

use super::{parts::Parts, path_of, url_key::url_key};
use crate::ArticleId;

/// An article as it is kept.
#[derive(Debug, Clone)]
pub(crate) struct Captured {
    /// Its row.
    pub no: i64,
    /// Its id.
    pub id: ArticleId,
    /// Number of the write that last touched it.
    pub change: i64,
    /// Whether every source of it has vanished.
    pub missing: bool,
    /// The name of the root its file lies under.
    pub root: String,
    /// Its source file, relative to the root.
    pub path: PathBuf,
    /// The article itself.
    pub article: Article,
}

/// An article made ready for its row, with the hashes it is known again by.
#[derive(Debug, Clone)]
pub(crate) struct Encoded {
    /// Tells texts apart.
    pub text_hash: i64,
    /// Tells articles apart, metadata included.
    pub content_hash: i64,
    /// What two spellings of its address have in common.
    pub url_key: Option<String>,
    parts: String,
    byline: Option<String>,
    warnings: Option<String>,
}

impl Encoded {
    /// Makes `article` ready.
    pub fn new(article: &Article) -> Self {
        let json = |value: &dyn Fn() -> serde_json::Result<String>| value().unwrap_or_default();
        let parts = json(&|| serde_json::to_string(&Parts::of(article)));
        let byline = (!article.byline.is_empty()).then(|| json(&|| serde_json::to_string(&article.byline)));
        let warnings =
            (!article.warnings.is_empty()).then(|| json(&|| serde_json::to_string(&article.warnings)));
        let codes =
            article.warnings.iter().map(|warning| warning.code.as_str()).collect::<Vec<_>>().join(" ");
        let text_hash = short_hash(&[Some(&article.text)]);
        let content_hash = short_hash(&[
            Some(&article.text),
            Some(&parts),
            byline.as_deref(),
            // Their messages name lines, which move when a file grows.
            Some(&codes),
            article.dateline.as_deref(),
            article.published.as_ref().map(PubDate::as_str),
            article.updated.as_ref().map(PubDate::as_str),
            article.source.as_deref(),
            article.section.as_deref(),
            article.url.as_deref(),
            article.language.as_deref(),
        ]);
        let url_key = article.url.as_deref().and_then(url_key);
        Self { text_hash, content_hash, url_key, parts, byline, warnings }
    }
}

/// The first 8 bytes of a SHA-256 over `fields`, each with its length.
fn short_hash(fields: &[Option<&str>]) -> i64 {
    let mut hasher = Sha256::new();
    for field in fields {
        let field = field.map(str::as_bytes);
        hasher.update(field.map_or(u64::MAX, |bytes| bytes.len() as u64).to_le_bytes());
        hasher.update(field.unwrap_or_default());
    }
    let digest = hasher.finalize();
    digest[..8].iter().fold(0, |number: i64, byte| number << 8 | i64::from(*byte))
}

/// How many writes there have been.
pub(crate) fn change_now(conn: &Connection) -> rusqlite::Result<i64> {
    conn.prepare_cached("SELECT value FROM meta WHERE key = 'change'")?.query_row([], |row| row.get(0))
}

/// Says how many writes there have been.
pub(crate) fn set_change(conn: &Connection, change: i64) -> rusqlite::Result<()> {
    conn.prepare_cached("UPDATE meta SET value = ?1 WHERE key = 'change'")?.execute([change])?;
    Ok(())
}

/// Whether an article has this id.
pub(crate) fn is_taken(conn: &Connection, id: ArticleId) -> rusqlite::Result<bool> {
    conn.prepare_cached("SELECT EXISTS (SELECT 1 FROM article WHERE id = ?1)")?
        .query_row([id.sql()], |row| row.get(0))
}

/// The hash of the text of the article with this id.
pub(crate) fn text_hash(conn: &Connection, id: ArticleId) -> rusqlite::Result<Option<i64>> {
    conn.prepare_cached("SELECT text_hash FROM article WHERE id = ?1")?
        .query_row([id.sql()], |row| row.get(0))
        .optional()
}

/// The article that somebody else's archive calls `id` and whose text has this
/// hash: the one with that id, or the only one with that text.
pub(crate) fn known_elsewhere(
    conn: &Connection,
    id: ArticleId,
    text_hash: i64,
) -> rusqlite::Result<ArticleId> {
    if is_taken(conn, id)? {
        return Ok(id);
    }
    let mut statement = conn.prepare_cached("SELECT id FROM article WHERE text_hash = ?1 LIMIT 2")?;
    let found: Vec<i64> = statement.query_map([text_hash], |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(match found[..] {
        [only] => ArticleId::from_number(only.cast_unsigned()),
        _ => id,
    })
}

/// How many articles there are, and how many of them are missing.
pub(crate) fn count(conn: &Connection) -> rusqlite::Result<(u64, u64)> {
    let number = |sql: &str| conn.prepare_cached(sql)?.query_row([], |row| row.get::<_, i64>(0));
    let n_articles = number("SELECT count(*) FROM article")?;
    let n_missing = number("SELECT count(*) FROM article WHERE missing")?;
    Ok((n_articles.unsigned_abs(), n_missing.unsigned_abs()))
}

const INSERT: &str = "INSERT INTO article (id, change, file, record, format, text_hash, content_hash,
    url_key, byline, dateline, published, updated, source, section, url, language, warnings, parts, text)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)";

const UPDATE: &str = "UPDATE article SET change = ?2, file = ?3, record = ?4, format = ?5, text_hash = ?6,
    content_hash = ?7, url_key = ?8, byline = ?9, dateline = ?10, published = ?11, updated = ?12,
    source = ?13, section = ?14, url = ?15, language = ?16, warnings = ?17, parts = ?18, text = ?19
    WHERE id = ?1";

/// Adds a new article and returns its row.
pub(crate) fn insert(
    conn: &Connection,
    id: ArticleId,
    change: i64,
    file: i64,
    article: &Article,
    encoded: &Encoded,
) -> rusqlite::Result<i64> {
    write(conn, INSERT, id, change, file, article, encoded)?;
    Ok(conn.last_insert_rowid())
}

/// Replaces what is kept of the article `id`.
pub(crate) fn update(
    conn: &Connection,
    id: ArticleId,
    change: i64,
    file: i64,
    article: &Article,
    encoded: &Encoded,
) -> rusqlite::Result<()> {
    write(conn, UPDATE, id, change, file, article, encoded)
}

fn write(
    conn: &Connection,
    sql: &str,
    id: ArticleId,
    change: i64,
    file: i64,
    article: &Article,
    encoded: &Encoded,
) -> rusqlite::Result<()> {
    // By number: looking nineteen names up takes longer than giving the values.
    conn.prepare_cached(sql)?.execute(params![
        id.sql(),
        change,
        file,
        article.origin.record,
        format_name(article.origin.format),
        encoded.text_hash,
        encoded.content_hash,
        encoded.url_key,
        encoded.byline,
        article.dateline,
        article.published.as_ref().map(PubDate::as_str),
        article.updated.as_ref().map(PubDate::as_str),
        article.source,
        article.section,
        article.url,
        article.language,
        encoded.warnings,
        encoded.parts,
        article.text,
    ])?;
    Ok(())
}

/// Says that the text of article `no` is now to be found elsewhere.
pub(crate) fn set_main_source(
    conn: &Connection,
    no: i64,
    file: i64,
    record: Option<&str>,
) -> rusqlite::Result<()> {
    conn.prepare_cached("UPDATE article SET file = ?2, record = ?3 WHERE no = ?1")?
        .execute((no, file, record))?;
    Ok(())
}

const COLUMNS: &str =
    "a.no, a.id, a.change, a.missing, r.name, f.path, f.sha256, a.record, a.format, a.byline,
    a.dateline, a.published, a.updated, a.source, a.section, a.url, a.language, a.warnings, a.parts, a.text
    FROM article a JOIN file f ON f.no = a.file JOIN root r ON r.no = f.root";

/// The article in row `no`.
pub(crate) fn load(conn: &Connection, no: i64) -> rusqlite::Result<Option<Captured>> {
    conn.prepare_cached(&format!("SELECT {COLUMNS} WHERE a.no = ?1"))?.query_row([no], read).optional()
}

/// The article whose id is `id`.
pub(crate) fn load_by_id(conn: &Connection, id: ArticleId) -> rusqlite::Result<Option<Captured>> {
    conn.prepare_cached(&format!("SELECT {COLUMNS} WHERE a.id = ?1"))?.query_row([id.sql()], read).optional()
}

/// The text of article `no`.
pub(crate) fn text(conn: &Connection, no: i64) -> rusqlite::Result<Option<String>> {
    conn.prepare_cached("SELECT text FROM article WHERE no = ?1")?
        .query_row([no], |row| row.get(0))
        .optional()
}

/// The next articles written after write `change`, in the order of writing:
/// at most `limit`, and not many more than `max_bytes` of text.
pub(crate) fn changed_since(
    conn: &Connection,
    change: i64,
    limit: usize,
    max_bytes: usize,
) -> rusqlite::Result<Vec<Captured>> {
    let mut statement =
        conn.prepare_cached(&format!("SELECT {COLUMNS} WHERE a.change > ?1 ORDER BY a.change"))?;
    let mut rows = statement.query([change])?;
    let mut changed = Vec::new();
    let mut n_bytes = 0;
    while changed.len() < limit && n_bytes < max_bytes {
        let Some(row) = rows.next()? else { break };
        let captured = read(row)?;
        n_bytes += captured.article.text.len();
        changed.push(captured);
    }
    Ok(changed)
}

fn read(row: &Row<'_>) -> rusqlite::Result<Captured> {
    let date = |idx| -> rusqlite::Result<Option<PubDate>> {
        let stated: Option<String> = row.get(idx)?;
        stated.map(|stated| PubDate::parse(&stated).map_err(|error| damaged(idx, error))).transpose()
    };
    let text: String = row.get(19)?;
    let parts: Parts = json(row, 18)?.ok_or_else(|| damaged(18, NoParts))?;
    let (headline, dek, blocks) = parts.into_spans(&text).ok_or_else(|| damaged(18, NoParts))?;
    let format: String = row.get(8)?;
    let sha256: Option<Vec<u8>> = row.get(6)?;
    let article = Article {
        headline,
        dek,
        blocks,
        text,
        byline: json(row, 9)?.unwrap_or_default(),
        dateline: row.get(10)?,
        published: date(11)?,
        updated: date(12)?,
        source: row.get(13)?,
        section: row.get(14)?,
        url: row.get(15)?,
        language: row.get(16)?,
        origin: Origin {
            record: row.get(7)?,
            sha256: sha256.unwrap_or_default().iter().map(|byte| format!("{byte:02x}")).collect(),
            format: format_of(&format),
        },
        warnings: json::<Vec<Warning>>(row, 17)?.unwrap_or_default(),
    };
    Ok(Captured {
        no: row.get(0)?,
        id: ArticleId::from_sql(row.get(1)?),
        change: row.get(2)?,
        missing: row.get(3)?,
        root: row.get(4)?,
        path: path_of(row.get_ref(5)?),
        article,
    })
}

#[derive(Debug, thiserror::Error)]
#[error("the parts of an article do not fit its text")]
struct NoParts;

fn json<T: serde::de::DeserializeOwned>(row: &Row<'_>, idx: usize) -> rusqlite::Result<Option<T>> {
    let text: Option<String> = row.get(idx)?;
    text.map(|text| serde_json::from_str(&text).map_err(|error| damaged(idx, error))).transpose()
}

fn damaged(idx: usize, error: impl std::error::Error + Send + Sync + 'static) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(idx, Type::Text, Box::new(error))
}

fn format_name(format: Format) -> &'static str {
    match format {
        Format::Text => "text",
        Format::Markdown => "markdown",
        Format::JsonLines => "json_lines",
    }
}

fn format_of(name: &str) -> Format {
    match name {
        "markdown" => Format::Markdown,
        "json_lines" => Format::JsonLines,
        _ => Format::Text,
    }
}
