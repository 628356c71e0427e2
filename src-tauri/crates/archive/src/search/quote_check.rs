//! Whether, where and how nearly somebody's words stand in the archive.

use std::path::PathBuf;

use backfile_article::{CodePoints, Span};
use backfile_extract::{Extraction, QuotationKind};
use tantivy::Score;

use super::{
    SearchSort,
    alike::{Alike, Claim},
    compile::{Compiler, Fields},
    gather::Gather,
    query::{Form, Node, Term, Words},
    run::{guarded, ids},
};
use crate::{
    Archive, ArchiveError, ArticleId, Card, Change, DiffRun, derived, library::diff_in_words, store,
    whole::bare,
};

/// Articles that are looked at: those whose words are most like the claim's.
const N_CANDIDATES: usize = 300;
/// What is less like the claim is no match: a third of its words are others.
const NEAR: f32 = 0.66;
/// With fewer words, only the same words are a match.
const MIN_WORDS_NEAR: usize = 4;

/// How words stand in the archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum QuoteResult {
    /// Word for word; only what breaks a quotation to say who speaks may stand between.
    Exact,
    /// With other words.
    Near,
    /// Not at all.
    #[default]
    None,
}

impl QuoteResult {
    /// The name used in JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Near => "near",
            Self::None => "none",
        }
    }
}

/// The answer to a quote check.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct QuoteCheck {
    /// The best there is.
    pub result: QuoteResult,
    /// One an article: the same words before others, what is more alike before
    /// what is less, and of equals the earliest first.
    pub matches: Vec<QuoteMatch>,
}

/// A place that says the same or nearly so.
#[derive(Debug, Clone, PartialEq)]
pub struct QuoteMatch {
    /// The article as lists show it.
    pub card: Card,
    /// Where it stands in the article's text, in bytes.
    pub span: Span,
    /// The same in code points.
    pub code_points: Span,
    /// The same in UTF-16 units.
    pub utf16: Span,
    /// The words there.
    pub text: String,
    /// Whether these are the words that were asked for.
    pub is_exact: bool,
    /// 1 for the same words; at least two thirds.
    pub similarity: f32,
    /// From the words asked for to the words there.
    pub diff: Vec<DiffRun>,
}

impl Archive {
    /// Looks for `claim`, words that somebody is said to have said or written:
    /// at most `limit` places, the best and earliest first. Case, accents,
    /// marks and white space do not count.
    ///
    /// # Errors
    /// Any store error.
    pub fn quote_check(&self, claim: &str, limit: usize) -> Result<QuoteCheck, ArchiveError> {
        let words = Claim::new(claim);
        if words.words.is_empty() || self.is_empty()? {
            return Ok(QuoteCheck::default());
        }
        let candidates = self.mending(|| self.candidates(&words))?;
        let mut found: Vec<(ArticleId, Alike)> = Vec::new();
        for id in candidates {
            found.extend(self.alike(id, &words)?.map(|alike| (id, alike)));
        }
        let mut matches = self.by_date(found)?;
        matches.sort_by_key(|(_, alike)| (!alike.is_exact, -(alike.similarity * 1000.0) as i32));
        matches.truncate(limit);
        let matches: Vec<QuoteMatch> = matches
            .into_iter()
            .map(|(card, alike)| self.quote_match(claim, card, alike))
            .collect::<Result<_, _>>()?;
        let result = match matches.first() {
            Some(first) if first.is_exact => QuoteResult::Exact,
            Some(_) => QuoteResult::Near,
            None => QuoteResult::None,
        };
        Ok(QuoteCheck { result, matches })
    }

    /// With their cards, the earliest first and those without a date last.
    pub(super) fn by_date(&self, found: Vec<(ArticleId, Alike)>) -> Result<Vec<(Card, Alike)>, ArchiveError> {
        let mut dated = Vec::with_capacity(found.len());
        for (id, alike) in found {
            dated.extend(self.cards(&[id])?.pop().map(|card| (card, alike)));
        }
        dated.sort_by_key(|(card, _)| (card.published.is_none(), card.published.clone()));
        Ok(dated)
    }

    /// Articles with the whole phrase, then those with most of the words.
    pub(super) fn candidates(&self, claim: &Claim) -> Result<Vec<ArticleId>, ArchiveError> {
        let terms: Vec<Term> = claim.words.iter().map(|word| Term(vec![Form::Exact(word.clone())])).collect();
        let any = terms.iter().map(|term| Node::Words(Words::Term(term.clone()), None)).collect();
        let phrase = match terms.as_slice() {
            [only] => Words::Term(only.clone()),
            _ => Words::Phrase(terms),
        };
        let mut found = self.most_alike(&Node::Words(phrase, None))?;
        for id in self.most_alike(&Node::Or(any))? {
            if !found.contains(&id) {
                found.push(id);
            }
        }
        Ok(found)
    }

    fn most_alike(&self, node: &Node) -> Result<Vec<ArticleId>, ArchiveError> {
        let indexed = self.indexed();
        let searcher = indexed.articles()?;
        let gather =
            Gather { sort: SearchSort::Relevance, n: N_CANDIDATES, facets: false, last_first: false };
        let path: PathBuf = self.places().articles_index();
        let found: Vec<(ArticleId, Score)> = guarded(&path, || {
            let mut compiler = Compiler {
                searcher: &searcher,
                fields: Fields::Articles(&indexed.article_fields),
                quotations: None,
                archive: self,
                n_left_out: 0,
            };
            let query = compiler.node(node)?;
            Ok(ids(&searcher, &searcher.search(&query, &gather)?, 0)?)
        })?;
        Ok(found.into_iter().map(|(id, _)| id).collect())
    }

    fn alike(&self, id: ArticleId, claim: &Claim) -> Result<Option<Alike>, ArchiveError> {
        self.with_quoted(id, |text, quoted| {
            claim.nearest(text, quoted).filter(|alike| is_match(claim, alike))
        })
    }

    /// What `look` makes of the text of an article and the stretches quoted in it.
    pub(super) fn with_quoted<T>(
        &self,
        id: ArticleId,
        look: impl FnOnce(&str, &[Span]) -> Option<T>,
    ) -> Result<Option<T>, ArchiveError> {
        self.readers().with(|conn| {
            let Some(captured) = store::load_by_id(conn, id)? else { return Ok(None) };
            let text = captured.article.text.as_str();
            let extraction = derived::extraction(conn, captured.no, text)?.unwrap_or_default();
            Ok(look(text, &quoted(&extraction)))
        })
    }

    pub(super) fn quote_match(
        &self,
        claim: &str,
        card: Card,
        alike: Alike,
    ) -> Result<QuoteMatch, ArchiveError> {
        let stored = self.article(card.id)?;
        let text = stored.article.text.as_str();
        let points = CodePoints::new(text);
        let Span { start, end } = alike.span;
        let words = alike.span.of(text);
        Ok(QuoteMatch {
            card,
            span: alike.span,
            code_points: points.span(alike.span),
            utf16: Span::new(points.utf16_from_byte(start), points.utf16_from_byte(end)),
            text: words.to_owned(),
            is_exact: alike.is_exact,
            similarity: alike.similarity,
            diff: match alike.is_exact {
                true => vec![DiffRun { text: words.to_owned(), change: Change::Same }],
                false => diff_in_words(bare(claim), words),
            },
        })
    }
}

/// Whether what is alike is like enough.
pub(super) fn is_match(claim: &Claim, alike: &Alike) -> bool {
    alike.is_exact || (claim.words.len() >= MIN_WORDS_NEAR && alike.similarity >= NEAR)
}

/// The stretches in quotation marks, in order; speech inside speech is none of its own.
fn quoted(extraction: &Extraction) -> Vec<Span> {
    let mut quoted: Vec<Span> = Vec::new();
    for quotation in &extraction.quotations {
        let is_quoted = matches!(quotation.kind, QuotationKind::Direct | QuotationKind::Mixed);
        if is_quoted && quoted.last().is_none_or(|last| last.end <= quotation.span.start) {
            quoted.push(quotation.span);
        }
    }
    quoted
}
