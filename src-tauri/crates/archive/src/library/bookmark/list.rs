//! Bookmarks as they are shown: looked for in the texts of today.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use backfile_article::{CodePoints, Span, fold};
use rusqlite::{Connection, OptionalExtension};

use super::{Bookmark, BookmarkFilter, BookmarkList, BookmarkSort, BookmarkState, Record};
use crate::{
    Archive, ArchiveError, ArticleId, BookmarkId, NameCount,
    library::{
        anchor::{Anchor, Target, diff},
        reading::json_list,
    },
};

/// What is known now of a bookmarked article.
#[derive(Debug, Clone, Default)]
pub struct Seen {
    /// Tells its text from others.
    pub text_hash: i64,
    /// The headline as shown.
    pub headline: Option<String>,
    /// The outlet as shown.
    pub source: Option<String>,
    /// The date as shown.
    pub published: Option<String>,
    /// Its address.
    pub url: Option<String>,
}

impl Archive {
    /// The bookmark whose id is `id`.
    ///
    /// # Errors
    /// [`ArchiveError::NoBookmark`]; any store error.
    pub fn bookmark(&self, id: BookmarkId) -> Result<Bookmark, ArchiveError> {
        let record = self.library.read(|conn| Record::load(conn, id))?;
        self.shown(record.ok_or(ArchiveError::NoBookmark(id))?)
    }

    /// Lists bookmarks.
    ///
    /// # Errors
    /// Any store error.
    pub fn bookmarks(&self, filter: &BookmarkFilter) -> Result<BookmarkList, ArchiveError> {
        let records = self.library.read(|conn| Record::load_all(conn, None))?;
        let mut desk = Desk::new(self, &records)?;
        let total = records.len() as u64;
        let tags = count_tags(&records);
        let words = filter.words.as_deref().map(fold).unwrap_or_default();
        let words: Vec<&str> = words.split(' ').filter(|word| !word.is_empty()).collect();
        let mut n_review = 0;
        let mut bookmarks = Vec::new();
        for record in records {
            let anchor = desk.anchor(&record)?;
            n_review += u64::from(anchor.state() != BookmarkState::InPlace);
            if passes(filter, &record, anchor.state())
                && contains(&record, desk.seen.get(&record.article), &words)
            {
                bookmarks.push(desk.shown(record, anchor)?);
            }
        }
        sort(&mut bookmarks, filter.sort);
        Ok(BookmarkList { total, bookmarks, tags, n_review })
    }

    /// The articles with a bookmark in this state.
    pub(crate) fn bookmarked_in_state(&self, state: BookmarkState) -> Result<Vec<ArticleId>, ArchiveError> {
        let records = self.library.read(|conn| Record::load_all(conn, None))?;
        let mut desk = Desk::new(self, &records)?;
        let mut found = Vec::new();
        for record in records {
            if desk.anchor(&record)?.state() == state {
                found.push(record.article);
            }
        }
        Ok(found)
    }

    /// The bookmarks of one article in the order of its text, lost ones where they were.
    ///
    /// # Errors
    /// Any store error.
    pub fn bookmarks_of(&self, article: ArticleId) -> Result<Vec<Bookmark>, ArchiveError> {
        let records = self.library.read(|conn| Record::load_all(conn, Some(article)))?;
        let mut desk = Desk::new(self, &records)?;
        let mut bookmarks = Vec::with_capacity(records.len());
        for record in records {
            let anchor = desk.anchor(&record)?;
            bookmarks.push(desk.shown(record, anchor)?);
        }
        sort(&mut bookmarks, BookmarkSort::Article);
        Ok(bookmarks)
    }

    /// A record as it is shown.
    pub(super) fn shown(&self, record: Record) -> Result<Bookmark, ArchiveError> {
        let mut desk = Desk::new(self, std::slice::from_ref(&record))?;
        let anchor = desk.anchor(&record)?;
        desk.shown(record, anchor)
    }

    /// What is known now of `articles`.
    pub(crate) fn seen(&self, articles: &[ArticleId]) -> Result<HashMap<ArticleId, Seen>, ArchiveError> {
        let list = json_list(articles);
        self.readers.with(|conn| {
            let mut statement = conn.prepare_cached(
                "SELECT a.id, a.text_hash, c.headline, c.source, c.published, a.url FROM json_each(?1) i
                 JOIN article a ON a.id = i.value LEFT JOIN card c ON c.id = a.id",
            )?;
            let rows = statement.query_map([&list], |row| {
                let seen = Seen {
                    text_hash: row.get(1)?,
                    headline: row.get(2)?,
                    source: row.get(3)?,
                    published: row.get(4)?,
                    url: row.get(5)?,
                };
                Ok((ArticleId::from_sql(row.get(0)?), seen))
            })?;
            rows.collect()
        })
    }
}

/// Where bookmarks are looked at: the articles they belong to, as they are now.
struct Desk<'a> {
    archive: &'a Archive,
    seen: HashMap<ArticleId, Seen>,
    texts: HashMap<ArticleId, Arc<str>>,
}

impl<'a> Desk<'a> {
    fn new(archive: &'a Archive, records: &[Record]) -> Result<Self, ArchiveError> {
        let mut articles: Vec<ArticleId> = records.iter().map(|record| record.article).collect();
        articles.sort_unstable();
        articles.dedup();
        Ok(Self { archive, seen: archive.seen(&articles)?, texts: HashMap::new() })
    }

    /// Where the passage of `record` is now. In the text it was bookmarked in
    /// nothing is searched.
    fn anchor(&mut self, record: &Record) -> Result<Anchor, ArchiveError> {
        let Some(seen) = self.seen.get(&record.article) else { return Ok(Anchor::Lost) };
        let text_hash = seen.text_hash;
        if text_hash == record.text_hash {
            return Ok(Anchor::InPlace(Span::new(record.start, record.end)));
        }
        let Some(text) = self.text(record.article)? else { return Ok(Anchor::Lost) };
        let target = Target {
            exact: &record.exact,
            prefix: &record.prefix,
            suffix: &record.suffix,
            start: record.start,
        };
        Ok(self.archive.library.anchors.find(record.id, record.text_hash, text_hash, target, &text))
    }

    fn text(&mut self, article: ArticleId) -> Result<Option<Arc<str>>, ArchiveError> {
        if let Some(text) = self.texts.get(&article) {
            return Ok(Some(Arc::clone(text)));
        }
        let text = self.archive.readers.with(|conn| text_of(conn, article))?;
        if let Some(text) = &text {
            self.texts.insert(article, Arc::clone(text));
        }
        Ok(text)
    }

    fn shown(&mut self, record: Record, anchor: Anchor) -> Result<Bookmark, ArchiveError> {
        let text = self.text(record.article)?;
        let seen = self.seen.get(&record.article).cloned();
        let code_points = anchor.span();
        let span =
            code_points.zip(text.as_deref()).map(|(place, text)| CodePoints::new(text).byte_span(place));
        let words = span.zip(text.as_deref()).map(|(span, text)| span.of(text).to_owned());
        let diff = match (&anchor, &words) {
            (Anchor::Moved(_), Some(words)) => diff(&record.exact, words),
            _ => Vec::new(),
        };
        let Record { id, article, exact, prefix, suffix, start, end, paragraph, heading, .. } = record;
        let last = Seen {
            text_hash: record.text_hash,
            headline: record.headline,
            source: record.source,
            published: record.published,
            url: record.url,
        };
        let Seen { headline, source, published, url, .. } = seen.unwrap_or(last);
        Ok(Bookmark {
            id,
            article,
            state: anchor.state(),
            exact,
            prefix,
            suffix,
            words,
            span,
            code_points,
            stood: Span::new(start, end),
            text,
            diff,
            paragraph,
            heading,
            article_hash: format!("{:016x}", record.text_hash),
            note: record.note,
            tags: record.tags,
            colour: record.colour,
            created: record.created,
            modified: record.modified,
            headline,
            source,
            published,
            url,
        })
    }
}

fn text_of(conn: &Connection, article: ArticleId) -> rusqlite::Result<Option<Arc<str>>> {
    conn.prepare_cached("SELECT text FROM article WHERE id = ?1")?
        .query_row([article.sql()], |row| row.get_ref(0)?.as_str().map(Arc::from).map_err(Into::into))
        .optional()
}

fn passes(filter: &BookmarkFilter, record: &Record, state: BookmarkState) -> bool {
    filter.state.is_none_or(|wanted| wanted == state)
        && filter.colour.is_none_or(|colour| colour == record.colour)
        && filter.article.is_none_or(|article| article == record.article)
        && filter.tag.as_ref().is_none_or(|tag| record.tags.contains(tag))
}

/// Whether each of `words`, which are folded, occurs in what the reader sees.
fn contains(record: &Record, seen: Option<&Seen>, words: &[&str]) -> bool {
    if words.is_empty() {
        return true;
    }
    let headline = seen.map_or(&record.headline, |seen| &seen.headline);
    let parts = [&record.exact, &record.note, headline.as_deref().unwrap_or_default()].map(str::to_owned);
    let all = fold(&[parts.join(" "), record.tags.join(" ")].join(" "));
    words.iter().all(|word| all.contains(word))
}

fn count_tags(records: &[Record]) -> Vec<NameCount> {
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    for tag in records.iter().flat_map(|record| &record.tags) {
        *counts.entry(tag).or_default() += 1;
    }
    let mut tags: Vec<NameCount> =
        counts.into_iter().map(|(name, n)| NameCount { name: name.to_owned(), n }).collect();
    tags.sort_by_key(|tag| std::cmp::Reverse(tag.n));
    tags
}

/// Orders `bookmarks`, which come first made first.
fn sort(bookmarks: &mut [Bookmark], order: BookmarkSort) {
    match order {
        BookmarkSort::Oldest => {}
        BookmarkSort::Newest => bookmarks.reverse(),
        BookmarkSort::Article => bookmarks.sort_by_cached_key(|bookmark| {
            let headline = fold(bookmark.headline.as_deref().unwrap_or_default());
            let at = bookmark.code_points.unwrap_or(bookmark.stood).start;
            (headline, bookmark.article, at, bookmark.id)
        }),
    }
}
