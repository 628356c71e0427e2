//! Runs searches.

use backfile_article::Span;

use super::{SearchPage, SearchRequest};
use crate::{Archive, ArchiveError, ArticleId};

impl Archive {
    /// Finds articles. Any query gives an answer: what cannot be read as meant
    /// is told in [`SearchPage::problems`], and the rest is run.
    ///
    /// # Errors
    /// Any store error.
    pub fn search(&self, request: &SearchRequest) -> Result<SearchPage, ArchiveError> {
        let _ = request;
        Ok(SearchPage::default())
    }

    /// Where `query` matches in the text of article `id`: bytes of the text,
    /// in order, without overlaps.
    ///
    /// # Errors
    /// [`ArchiveError::NoArticle`]; any store error.
    pub fn hits_in(&self, id: ArticleId, query: &str) -> Result<Vec<Span>, ArchiveError> {
        let _ = query;
        self.article(id).map(|_| Vec::new())
    }

    /// Where `words` stand in the text of article `id`, as plain find does:
    /// case, accents, quotation marks and dashes folded, white space evened out.
    ///
    /// # Errors
    /// [`ArchiveError::NoArticle`]; any store error.
    pub fn find_in_article(&self, id: ArticleId, words: &str) -> Result<Vec<Span>, ArchiveError> {
        let _ = words;
        self.article(id).map(|_| Vec::new())
    }
}
