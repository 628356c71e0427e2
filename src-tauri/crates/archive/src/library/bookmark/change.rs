//! Making, changing, accepting and deleting bookmarks.

use backfile_article::{Article, BlockKind, CodePoints, Span};

use super::{Bookmark, BookmarkEdit, BookmarkState, Colour, NewBookmark, Record, Seen};
use crate::{
    Archive, ArchiveError, ArticleId, BookmarkId,
    library::journal::{self, Action, Step},
    store,
};

/// Code points kept on either side of a passage.
const CONTEXT: usize = 64;

/// What finds a passage again.
#[allow(missing_docs)] // see `Bookmark`
pub struct Selectors {
    pub exact: String,
    pub prefix: String,
    pub suffix: String,
    pub start: usize,
    pub end: usize,
    pub paragraph: Option<u32>,
    pub heading: Option<String>,
}

impl Archive {
    /// Bookmarks a passage. It is on disk when this returns.
    ///
    /// # Errors
    /// [`ArchiveError::NoArticle`]; [`ArchiveError::NoPassage`] when the span
    /// holds no words of the text; any store error.
    pub fn add_bookmark(&self, new: &NewBookmark) -> Result<Bookmark, ArchiveError> {
        let article = self.captured(new.article)?;
        let selectors = selectors(&article, new.span).ok_or(ArchiveError::NoPassage(new.article))?;
        let seen = self.seen(&[new.article])?.remove(&new.article).unwrap_or_default();
        let now = self.library.now();
        let record = record(new, selectors, seen, now.clone());
        let record = self.library.write(|conn| {
            let mut record = record;
            record.id = free_id(conn, &record)?;
            record.put(conn)?;
            let record = Record::load(conn, record.id)?.unwrap_or(record);
            let step = Step::Bookmark { before: None, after: Some(Box::new(record.clone())) };
            journal::take(conn, &now, Action::AddBookmark, &[step])?;
            Ok(record)
        })?;
        self.shown(record)
    }

    /// Changes note, tags or colour of a bookmark.
    ///
    /// # Errors
    /// [`ArchiveError::NoBookmark`]; any store error.
    pub fn update_bookmark(&self, id: BookmarkId, edit: &BookmarkEdit) -> Result<Bookmark, ArchiveError> {
        let BookmarkEdit { note, tags, colour } = edit;
        self.change_bookmark(id, Action::UpdateBookmark, |record| {
            record.note = note.clone().unwrap_or_else(|| record.note.clone());
            record.tags = tags.as_deref().map_or_else(|| record.tags.clone(), clean_tags);
            record.colour = colour.unwrap_or(record.colour);
        })
    }

    /// Deletes a bookmark, which `undo` brings back.
    ///
    /// # Errors
    /// [`ArchiveError::NoBookmark`]; any store error.
    pub fn delete_bookmark(&self, id: BookmarkId) -> Result<(), ArchiveError> {
        let now = self.library.now();
        let deleted = self.library.write(|conn| {
            let Some(before) = Record::load(conn, id)? else { return Ok(false) };
            let step = Step::Bookmark { before: Some(Box::new(before)), after: None };
            journal::take(conn, &now, Action::DeleteBookmark, &[step])?;
            Ok(true)
        })?;
        if deleted { Ok(()) } else { Err(ArchiveError::NoBookmark(id)) }
    }

    /// Accepts the place at which a moved bookmark was found: its words and
    /// surroundings become what it is known by. Nothing happens to one that is
    /// in place or lost.
    ///
    /// # Errors
    /// [`ArchiveError::NoBookmark`]; any store error.
    pub fn accept_bookmark(&self, id: BookmarkId) -> Result<Bookmark, ArchiveError> {
        let bookmark = self.bookmark(id)?;
        let (BookmarkState::Moved, Some(span)) = (bookmark.state, bookmark.span) else {
            return Ok(bookmark);
        };
        let article = self.captured(bookmark.article)?;
        let same_text = bookmark.text.as_deref() == Some(article.text.as_str());
        let found = selectors(&article, span).filter(|_| same_text);
        let found = found.ok_or(ArchiveError::NoPassage(bookmark.article))?;
        let seen = self.seen(&[bookmark.article])?.remove(&bookmark.article).unwrap_or_default();
        self.change_bookmark(id, Action::AcceptBookmark, |record| renew(record, found, seen))
    }

    fn change_bookmark(
        &self,
        id: BookmarkId,
        action: Action,
        change: impl FnOnce(&mut Record),
    ) -> Result<Bookmark, ArchiveError> {
        let now = self.library.now();
        let record = self.library.write(|conn| {
            let Some(before) = Record::load(conn, id)? else { return Ok(None) };
            let mut after = before.clone();
            change(&mut after);
            if after == before {
                return Ok(Some(before));
            }
            after.modified.clone_from(&now);
            let step =
                Step::Bookmark { before: Some(Box::new(before)), after: Some(Box::new(after.clone())) };
            journal::take(conn, &now, action, &[step])?;
            Ok(Some(after))
        })?;
        self.shown(record.ok_or(ArchiveError::NoBookmark(id))?)
    }

    /// The article as it was captured.
    pub(in crate::library) fn captured(&self, id: ArticleId) -> Result<Article, ArchiveError> {
        let captured = self.readers.with(|conn| store::load_by_id(conn, id))?;
        Ok(captured.ok_or(ArchiveError::NoArticle(id))?.article)
    }
}

fn record(new: &NewBookmark, selectors: Selectors, seen: Seen, now: String) -> Record {
    let NewBookmark { article, span: _, note, tags, colour } = new;
    let mut record = Record {
        no: 0,
        id: BookmarkId::from_number(0),
        article: *article,
        exact: String::new(),
        prefix: String::new(),
        suffix: String::new(),
        start: 0,
        end: 0,
        paragraph: None,
        heading: None,
        text_hash: 0,
        note: note.clone(),
        tags: clean_tags(tags),
        colour: *colour,
        headline: None,
        source: None,
        published: None,
        url: None,
        created: now.clone(),
        modified: now,
    };
    renew(&mut record, selectors, seen);
    record
}

/// Makes a passage as it is now what `record` is known by.
fn renew(record: &mut Record, selectors: Selectors, seen: Seen) {
    let Selectors { exact, prefix, suffix, start, end, paragraph, heading } = selectors;
    let Seen { text_hash, headline, source, published, url } = seen;
    *record = Record {
        exact,
        prefix,
        suffix,
        start,
        end,
        paragraph,
        heading,
        text_hash,
        headline,
        source,
        published,
        url,
        ..record.clone()
    };
}

/// The first id that no bookmark has.
fn free_id(conn: &rusqlite::Connection, record: &Record) -> rusqlite::Result<BookmarkId> {
    for n in 0u32.. {
        let place = [record.start as u64, record.end as u64].map(u64::to_be_bytes).concat();
        let id = BookmarkId::first(&[
            b"bookmark",
            &record.article.number().to_be_bytes(),
            &place,
            record.created.as_bytes(),
            &n.to_be_bytes(),
        ]);
        if Record::load(conn, id)?.is_none() {
            return Ok(id);
        }
    }
    Err(rusqlite::Error::QueryReturnedNoRows)
}

/// Tags without white space around them, each once, none empty.
fn clean_tags(tags: &[String]) -> Vec<String> {
    let mut clean: Vec<String> = Vec::with_capacity(tags.len());
    for tag in tags.iter().map(|tag| tag.trim()) {
        if !tag.is_empty() && !clean.iter().any(|known| known == tag) {
            clean.push(tag.to_owned());
        }
    }
    clean
}

/// What finds the passage at `span` again; none where there are no words.
pub fn selectors(article: &Article, span: Span) -> Option<Selectors> {
    let text = article.text.as_str();
    let words = text.get(span.start..span.end)?;
    let start = span.start + (words.len() - words.trim_start().len());
    let span = Span::new(start, start + words.trim().len());
    if span.is_empty() {
        return None;
    }
    let prefix_start = text[..span.start].char_indices().rev().nth(CONTEXT - 1).map_or(0, |(at, _)| at);
    let suffix = text[span.end..].char_indices().nth(CONTEXT).map_or(text.len(), |(at, _)| span.end + at);
    let place = CodePoints::new(text).span(span);
    let (paragraph, heading) = surroundings(article, span);
    Some(Selectors {
        exact: span.of(text).to_owned(),
        prefix: text[prefix_start..span.start].to_owned(),
        suffix: text[span.end..suffix].to_owned(),
        start: place.start,
        end: place.end,
        paragraph,
        heading,
    })
}

/// The number of the paragraph in which `span` begins, and the crosshead above it.
fn surroundings(article: &Article, span: Span) -> (Option<u32>, Option<String>) {
    let mut n_paragraphs = 0;
    let mut heading = None;
    for block in &article.blocks {
        n_paragraphs += u32::from(block.kind == BlockKind::Paragraph);
        if block.span.end > span.start {
            let is_inside = block.kind == BlockKind::Paragraph && block.span.start <= span.start;
            return (is_inside.then_some(n_paragraphs), heading);
        }
        if block.kind == BlockKind::Crosshead {
            heading = Some(block.span.of(&article.text).to_owned());
        }
    }
    (None, heading)
}

/// The number of the paragraph in which `span` begins, from 1; none outside paragraphs.
pub(crate) fn paragraph_of(article: &Article, span: Span) -> Option<u32> {
    surroundings(article, span).0
}

impl NewBookmark {
    /// A bookmark without note or tags.
    #[must_use]
    pub fn plain(article: ArticleId, span: Span) -> Self {
        Self { article, span, note: String::new(), tags: Vec::new(), colour: Colour::default() }
    }
}
