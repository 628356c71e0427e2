//! What the reader says an article says about itself.
//!
//! Edits lie over the captured article and never change it, so they outlive
//! every import; taking one away shows what the source says again.

use std::collections::HashMap;

use backfile_article::{Article, PubDate};
use rusqlite::{Connection, OptionalExtension};

use super::{
    journal::{self, Action, Step},
    reading::json_list,
    store::Library,
};
use crate::{Archive, ArchiveError, ArticleId, store};

/// The fields that can be edited.
const FIELDS: [&str; 4] = ["headline", "published", "source", "byline"];

/// A change to what articles say about themselves. What is none stays as it
/// is; what is empty goes back to what the source says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ArticleEdit {
    /// The headline.
    pub headline: Option<String>,
    /// When it was published: `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or RFC 3339.
    pub published: Option<String>,
    /// The outlet.
    pub source: Option<String>,
    /// Author names.
    pub byline: Option<Vec<String>>,
}

/// What the reader says of one article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Metadata {
    /// The headline.
    pub headline: Option<String>,
    /// When it was published.
    pub published: Option<PubDate>,
    /// The outlet.
    pub source: Option<String>,
    /// Author names.
    pub byline: Option<Vec<String>>,
}

impl Archive {
    /// Edits what `articles` say about themselves, as one change that can be
    /// undone. Lists show it at once.
    ///
    /// # Errors
    /// [`ArchiveError::NoArticle`] and [`ArchiveError::InvalidDate`], both
    /// before anything is changed; any store error.
    pub fn edit_articles(&self, articles: &[ArticleId], edit: &ArticleEdit) -> Result<(), ArchiveError> {
        let values = values(edit)?;
        let mut stated = Vec::with_capacity(articles.len());
        for article in articles {
            let captured = self.readers.with(|conn| store::load_by_id(conn, *article))?;
            stated.push((*article, captured.ok_or(ArchiveError::NoArticle(*article))?.article));
        }
        let now = self.library.now();
        let edited = self.library.write(|conn| {
            let mut steps = Vec::new();
            for (article, stated) in &stated {
                for (field, value) in &values {
                    steps.extend(step(conn, *article, stated, field, value)?);
                }
            }
            journal::take(conn, &now, Action::EditArticles, &steps)?;
            Ok(!steps.is_empty())
        })?;
        if edited { self.edited(articles) } else { Ok(()) }
    }

    /// Which of `headline`, `published`, `source`, `byline` the reader has
    /// changed, in this order.
    ///
    /// # Errors
    /// Any store error.
    pub fn edited_fields(&self, article: ArticleId) -> Result<Vec<&'static str>, ArchiveError> {
        let edited: Vec<String> = self.library.read(|conn| {
            let mut statement = conn.prepare_cached("SELECT field FROM edit WHERE article = ?1")?;
            statement.query_map([article.sql()], |row| row.get(0))?.collect()
        })?;
        Ok(FIELDS.into_iter().filter(|field| edited.iter().any(|edited| edited == field)).collect())
    }

    /// Refuses an id that no article has.
    pub(crate) fn ensure_article(&self, article: ArticleId) -> Result<(), ArchiveError> {
        match self.readers.with(|conn| store::is_taken(conn, article))? {
            true => Ok(()),
            false => Err(ArchiveError::NoArticle(article)),
        }
    }
}

impl Library {
    /// What the reader says of `articles`; those of which nothing is said are left out.
    pub fn edits(&self, articles: &[ArticleId]) -> Result<HashMap<ArticleId, Metadata>, ArchiveError> {
        let list = json_list(articles);
        self.read(|conn| {
            let mut statement = conn.prepare_cached(
                "SELECT e.article, e.field, e.value FROM json_each(?1) i JOIN edit e ON e.article = i.value",
            )?;
            let mut rows = statement.query([&list])?;
            let mut edits: HashMap<ArticleId, Metadata> = HashMap::new();
            while let Some(row) = rows.next()? {
                let metadata = edits.entry(ArticleId::from_sql(row.get(0)?)).or_default();
                let value: String = row.get(2)?;
                match row.get_ref(1)?.as_str()? {
                    "headline" => metadata.headline = Some(value),
                    "source" => metadata.source = Some(value),
                    "published" => metadata.published = PubDate::parse(&value).ok(),
                    "byline" => metadata.byline = serde_json::from_str(&value).ok(),
                    _ => {}
                }
            }
            Ok(edits)
        })
    }
}

/// The fields of `edit` with their new values as they are stored; none for
/// what the source says.
fn values(edit: &ArticleEdit) -> Result<Vec<(&'static str, Option<String>)>, ArchiveError> {
    let ArticleEdit { headline, published, source, byline } = edit;
    let trimmed = |value: &String| Some(value.trim().to_owned()).filter(|value| !value.is_empty());
    let mut values = Vec::new();
    values.extend(headline.as_ref().map(|value| ("headline", trimmed(value))));
    values.extend(source.as_ref().map(|value| ("source", trimmed(value))));
    if let Some(value) = published {
        let value = trimmed(value);
        if let Some(stated) = &value {
            PubDate::parse(stated).map_err(|error| ArchiveError::InvalidDate(error.0))?;
        }
        values.push(("published", value));
    }
    if let Some(names) = byline {
        let names: Vec<String> = names.iter().filter_map(trimmed).collect();
        values.push(("byline", (!names.is_empty()).then(|| byline_value(&names))));
    }
    Ok(values)
}

fn byline_value(names: &[String]) -> String {
    serde_json::Value::from(names).to_string()
}

/// What the source says, as an edit of it would be stored.
fn stated_value(article: &Article, field: &str) -> Option<String> {
    match field {
        "headline" => article.headline_text().map(str::to_owned),
        "published" => article.published.as_ref().map(|date| date.as_str().to_owned()),
        "source" => article.source.clone(),
        _ => Some(byline_value(&article.byline)),
    }
}

/// The step that makes `value` what the reader says; none if nothing changes.
/// Saying what the source says is no edit.
fn step(
    conn: &Connection,
    article: ArticleId,
    stated: &Article,
    field: &str,
    value: &Option<String>,
) -> rusqlite::Result<Option<Step>> {
    let before: Option<String> = conn
        .prepare_cached("SELECT value FROM edit WHERE article = ?1 AND field = ?2")?
        .query_row((article.sql(), field), |row| row.get(0))
        .optional()?;
    let after = value.clone().filter(|value| stated_value(stated, field).as_ref() != Some(value));
    Ok((before != after).then(|| Step::Edit { article, field: field.to_owned(), before, after }))
}

/// Says what the reader says of one field; none for what the source says.
pub(super) fn put(
    conn: &Connection,
    article: ArticleId,
    field: &str,
    value: Option<&str>,
) -> rusqlite::Result<()> {
    match value {
        Some(value) => conn.prepare_cached("INSERT OR REPLACE INTO edit VALUES (?1, ?2, ?3)")?.execute((
            article.sql(),
            field,
            value,
        ))?,
        None => conn
            .prepare_cached("DELETE FROM edit WHERE article = ?1 AND field = ?2")?
            .execute((article.sql(), field))?,
    };
    Ok(())
}
