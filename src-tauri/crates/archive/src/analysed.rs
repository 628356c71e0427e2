//! An article together with what was found in it: the input of the indexes.

use backfile_article::Article;
use backfile_extract::Extraction;

use crate::{ArticleId, EntityId, QuotationId};

/// An article as it is indexed: its captured text, its metadata with the
/// reader's edits applied, and what extraction found.
#[derive(Debug, Clone, Copy)]
pub struct Analysed<'a> {
    /// Its id.
    pub id: ArticleId,
    /// Text and blocks as captured; published, outlet and section as shown.
    pub article: &'a Article,
    /// The headline as shown (an edited one is not part of `article.text`).
    pub headline: Option<&'a str>,
    /// What was found in it.
    pub extraction: &'a Extraction,
    /// The archive's entities, one for each of `extraction.entities`.
    pub entities: &'a [EntityId],
    /// The archive's quotations, one for each of `extraction.quotations`.
    pub quotations: &'a [QuotationId],
}
