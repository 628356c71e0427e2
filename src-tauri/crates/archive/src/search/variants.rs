//! Where else a quotation was printed.

use backfile_article::Span;
use backfile_extract::QuotationKind;

use super::{
    QuoteMatch,
    alike::{Alike, Claim},
    quote_check::is_match,
};
use crate::{Archive, ArchiveError, ArticleId, QuotationId, whole::bare};

/// Shorter quotations are said by many and mean little.
const MIN_WORDS: usize = 5;

impl Archive {
    /// Where other articles quote the same words, or nearly the same, or a part
    /// of them: one place an article, the earliest first. Reported speech and
    /// what has fewer than five words has none.
    ///
    /// # Errors
    /// [`ArchiveError::NoQuotation`]; any store error.
    pub fn variants(&self, id: QuotationId) -> Result<Vec<QuoteMatch>, ArchiveError> {
        let quotation = self.quotation(id)?;
        let words = quotation.unbroken();
        let claim = Claim::new(&words);
        if quotation.kind == QuotationKind::Indirect || claim.words.len() < MIN_WORDS {
            return Ok(Vec::new());
        }
        let mut found: Vec<(ArticleId, Alike)> = Vec::new();
        for article in self.mending(|| self.candidates(&claim))? {
            if article != quotation.article {
                let alike = self.with_quoted(article, |text, quoted| variant(&claim, text, quoted))?;
                found.extend(alike.map(|alike| (article, alike)));
            }
        }
        let dated = self.by_date(found)?;
        dated.into_iter().map(|(card, alike)| self.quote_match(&words, card, alike)).collect()
    }
}

/// The place in `text` that quotes what `claim` says, or else a part of it.
fn variant(claim: &Claim, text: &str, quoted: &[Span]) -> Option<Alike> {
    let whole = claim.nearest(text, quoted).filter(|alike| is_match(claim, alike));
    let in_quotation = whole.and_then(|alike| inside(alike, text, quoted));
    in_quotation.or_else(|| quoted.iter().find_map(|span| part(claim, text, *span)))
}

/// `alike` without what it has before and after quoted words.
fn inside(alike: Alike, text: &str, quoted: &[Span]) -> Option<Alike> {
    let overlaps = |span: &&Span| alike.span.start < span.end && span.start < alike.span.end;
    let (first, last) = (quoted.iter().find(overlaps)?, quoted.iter().rfind(overlaps)?);
    let clipped = Span::new(alike.span.start.max(first.start), alike.span.end.min(last.end));
    let span = bare_span(text, clipped)?;
    Some(Alike { span, is_exact: alike.is_exact && span == alike.span, ..alike })
}

/// The words quoted at `span`, if `claim` has them or nearly so.
fn part(claim: &Claim, text: &str, span: Span) -> Option<Alike> {
    let shorter = Claim::new(span.of(text));
    if shorter.words.len() < MIN_WORDS || shorter.words.len() >= claim.words.len() {
        return None;
    }
    let alike = shorter.nearest(&claim.words.join(" "), &[]).filter(|alike| is_match(&shorter, alike))?;
    Some(Alike { span: bare_span(text, span)?, is_exact: false, ..alike })
}

/// `span` without the marks before and after.
fn bare_span(text: &str, span: Span) -> Option<Span> {
    let words = bare(span.of(text));
    let start = span.start + span.of(text).find(words)?;
    (!words.is_empty()).then(|| Span::new(start, start + words.len()))
}
