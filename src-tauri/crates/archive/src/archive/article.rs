//! One article with everything known of it.

use std::path::PathBuf;

use backfile_article::{Article, Span};
use backfile_extract::Extraction;

use super::{Archive, sentence::sentence_at};
use crate::{
    ArchiveError, ArticleId, EntityId, QuotationId, derived,
    derived::Entry,
    pipeline::Edits,
    store::{self, Captured},
};

/// An article as it is kept, with what was found in it.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredArticle {
    /// Its id.
    pub id: ArticleId,
    /// The article; byline, outlet and dates as the reader edited them.
    pub article: Article,
    /// The headline as shown; an edited one is not part of `article.text`.
    pub headline: Option<String>,
    /// What was found in it.
    pub extraction: Extraction,
    /// The archive's ids of `extraction.entities`.
    pub entities: Vec<EntityId>,
    /// The archive's ids of `extraction.quotations`.
    pub quotations: Vec<QuotationId>,
    /// The name of the root its file lies under.
    pub root: String,
    /// Its source file, relative to the root.
    pub path: PathBuf,
    /// Whether every source of it has vanished.
    pub missing: bool,
    /// Which of `headline`, `published`, `source`, `byline` the reader has changed.
    pub edited: Vec<&'static str>,
    /// How many words it has; a caption that repeats the dek counts once.
    pub n_words: usize,
}

impl StoredArticle {
    /// The sentence at byte `at` of the text; the next one where `at` stands
    /// between two parts of the article.
    #[must_use]
    pub fn sentence_at(&self, at: usize) -> Span {
        sentence_at(&self.article, at)
    }
}

impl Archive {
    /// The article whose id is `id`.
    ///
    /// # Errors
    /// [`ArchiveError::NoArticle`]; any store error.
    pub fn article(&self, id: ArticleId) -> Result<StoredArticle, ArchiveError> {
        let found = self.readers.with(|conn| {
            let Some(captured) = store::load_by_id(conn, id)? else { return Ok(None) };
            let extraction = derived::extraction(conn, captured.no, &captured.article.text)?;
            Ok(Some((captured, extraction)))
        })?;
        let (captured, extraction) = found.ok_or(ArchiveError::NoArticle(id))?;
        let Captured { no, id, missing, root, path, article, .. } = captured;
        let is_corrected = extraction.is_some();
        let extraction = extraction.unwrap_or_else(|| derived::extraction_of(&article));
        let headline = article.headline_text().map(str::to_owned);
        let mut entries = [Entry::new(no, id, article, headline, extraction)];
        let edits = Edits::new(&self.library);
        match is_corrected {
            true => edits.apply_metadata(&mut entries)?,
            false => drop(edits.apply(&mut entries)?),
        }
        let [Entry { article, headline, mut extraction, mut entities, quotations, .. }] = entries;
        self.readers.with(|conn| {
            derived::read_apart(conn, no, Some(&mut extraction), &mut entities)?;
            derived::read_joined(conn, &mut extraction, &mut entities)
        })?;
        let n_words = derived::n_words(&article);
        let edited = self.edited_fields(id)?;
        Ok(StoredArticle {
            id,
            article,
            headline,
            extraction,
            entities,
            quotations,
            root,
            path,
            missing,
            edited,
            n_words,
        })
    }
}
