//! Bookmarked passages.

use backfile_archive as core;
use backfile_article::{CodePoints, Span};

use super::{count, words::label};
use crate::{
    BookmarkEdit, BookmarkState, BookmarkView, BookmarksRequest, BookmarksView, DiffRun, NewBookmark,
    SpanView, UndoView,
};

impl From<core::BookmarkState> for BookmarkState {
    fn from(state: core::BookmarkState) -> Self {
        match state {
            core::BookmarkState::InPlace => Self::InPlace,
            core::BookmarkState::Moved => Self::Moved,
            core::BookmarkState::Lost => Self::Lost,
        }
    }
}

impl From<BookmarkState> for core::BookmarkState {
    fn from(state: BookmarkState) -> Self {
        match state {
            BookmarkState::InPlace => Self::InPlace,
            BookmarkState::Moved => Self::Moved,
            BookmarkState::Lost => Self::Lost,
        }
    }
}

impl From<core::DiffRun> for DiffRun {
    fn from(core::DiffRun { text, change }: core::DiffRun) -> Self {
        let change = match change {
            core::Change::Same => "same",
            core::Change::Removed => "removed",
            core::Change::Added => "added",
        };
        Self { text, change: change.to_owned() }
    }
}

impl From<core::Bookmark> for BookmarkView {
    fn from(bookmark: core::Bookmark) -> Self {
        // Paragraph, crosshead, address and the place where it stood are for
        // finding it again and for exports.
        let core::Bookmark {
            id,
            article,
            state,
            exact,
            prefix,
            suffix,
            words,
            span,
            code_points: _,
            stood: _,
            text,
            diff,
            paragraph: _,
            heading: _,
            article_hash: _,
            note,
            tags,
            colour,
            created,
            modified,
            headline,
            source,
            published,
            url: _,
        } = bookmark;
        let text = text.as_deref();
        let place = text.zip(span).map(|(text, span)| SpanView::in_text(text, |_| span));
        Self {
            id: id.to_string(),
            article_id: article.to_string(),
            headline: headline.or_else(|| text.map(label)).unwrap_or_default(),
            source,
            published,
            state: state.into(),
            exact,
            words,
            at: place.map(|place| place.at),
            end: place.map(|place| place.end),
            note,
            tags,
            colour: colour.as_str().to_owned(),
            created,
            modified,
            before: prefix,
            after: suffix,
            diff: diff.into_iter().map(Into::into).collect(),
        }
    }
}

impl BookmarksRequest {
    /// Which bookmarks the archive is to list.
    ///
    /// # Errors
    /// When an id or a colour cannot be read.
    pub fn filter(&self) -> Result<core::BookmarkFilter, core::ArchiveError> {
        let Self { words, tag, state, colour, article_id, sort, request: _ } = self;
        Ok(core::BookmarkFilter {
            words: words.clone(),
            tag: tag.clone(),
            state: state.map(Into::into),
            colour: colour.as_deref().map(str::parse).transpose()?,
            article: article_id.as_deref().map(str::parse).transpose()?,
            sort: match sort.as_deref() {
                Some("oldest") => core::BookmarkSort::Oldest,
                Some("article") => core::BookmarkSort::Article,
                _ => core::BookmarkSort::Newest,
            },
        })
    }
}

impl BookmarksView {
    /// The answer to request number `request`.
    #[must_use]
    pub fn new(request: Option<u32>, list: core::BookmarkList) -> Self {
        let core::BookmarkList { total, bookmarks, tags, n_review } = list;
        Self {
            request: request.unwrap_or(0),
            total: count(total),
            bookmarks: bookmarks.into_iter().map(Into::into).collect(),
            tags: tags.into_iter().map(Into::into).collect(),
            n_review: count(n_review),
        }
    }
}

impl NewBookmark {
    /// The passage as the archive counts it; `text` is the article's.
    ///
    /// # Errors
    /// When the id or the colour cannot be read.
    pub fn in_text(&self, text: &str) -> Result<core::NewBookmark, core::ArchiveError> {
        let Self { article_id, at, end, colour } = self;
        let points = CodePoints::new(text);
        let byte = |unit: u32| points.byte_from_utf16(unit as usize);
        Ok(core::NewBookmark {
            article: article_id.parse()?,
            span: Span::new(byte(*at), byte(*end).max(byte(*at))),
            note: String::new(),
            tags: Vec::new(),
            colour: colour.as_deref().map(str::parse).transpose()?.unwrap_or_default(),
        })
    }
}

impl BookmarkEdit {
    /// The change as the archive takes it.
    ///
    /// # Errors
    /// When the colour cannot be read.
    pub fn change(self) -> Result<core::BookmarkEdit, core::ArchiveError> {
        let Self { note, tags, colour } = self;
        let colour = colour.as_deref().map(str::parse).transpose()?;
        Ok(core::BookmarkEdit { note, tags, colour })
    }
}

impl UndoView {
    /// What was undone, if there was anything to undo.
    #[must_use]
    pub fn new(undone: Option<core::Undone>) -> Self {
        let (action, article) = match undone {
            Some(core::Undone { action, article }) => (Some(action), article),
            None => (None, None),
        };
        Self { action: action.map(str::to_owned), article_id: article.map(|id| id.to_string()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_selection_becomes_the_same_words_in_bytes() {
        let text = "😀\u{a0}Die Mauer hält.";
        let bookmark = NewBookmark {
            article_id: "00000000000000ab".into(),
            at: 7,
            end: 12,
            colour: Some("blue".into()),
        };
        let new = bookmark.in_text(text).unwrap();
        assert_eq!(new.span.of(text), "Mauer");
        assert_eq!(new.colour, core::Colour::Blue);
        let backwards = NewBookmark { at: 12, end: 7, ..bookmark };
        assert!(backwards.in_text(text).unwrap().span.is_empty());
    }
}
