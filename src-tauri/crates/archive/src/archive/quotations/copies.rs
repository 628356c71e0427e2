//! The same quotation in several places.

use std::collections::HashSet;

use backfile_article::{CodePoints, Span};

use crate::{
    Archive, ArchiveError, ArticleId, Change, DiffRun, QuotationId, QuoteMatch, derived,
    library::diff_in_words,
    store,
    whole::{bare, unbroken, whole_quotation},
};

impl Archive {
    /// The other places in which the archive has this quotation, in the same
    /// words, nearly the same or a part of them: the earliest first, those
    /// without a date last. `similarity` is the share of words both have.
    ///
    /// # Errors
    /// [`ArchiveError::NoQuotation`]; any store error.
    pub fn copies(&self, id: QuotationId) -> Result<Vec<QuoteMatch>, ArchiveError> {
        let quotation = self.quotation(id)?;
        let words = quotation.unbroken();
        let places = self.readers.with(|conn| {
            let mut statement = conn.prepare_cached(
                "SELECT c.id, v.article, v.idx FROM card own
                 CROSS JOIN wording w ON w.article = own.no
                 CROSS JOIN wording v ON v.same = w.same
                 CROSS JOIN card c ON c.no = v.article
                 WHERE own.id = ?1 AND w.idx = ?2 AND w.same IS NOT NULL AND v.id != w.id
                 ORDER BY c.published IS NULL, c.published, c.no, v.idx",
            )?;
            let rows = statement.query_map((quotation.article.sql(), quotation.idx as i64), |row| {
                Ok((ArticleId::from_sql(row.get(0)?), row.get(1)?, row.get(2)?))
            })?;
            rows.collect::<rusqlite::Result<Vec<(ArticleId, i64, i64)>>>()
        })?;
        let mut copies = Vec::with_capacity(places.len());
        for (article, no, idx) in places {
            copies.extend(self.copy(&words, article, no, idx)?);
        }
        Ok(copies)
    }

    fn copy(
        &self,
        words: &str,
        article: ArticleId,
        no: i64,
        idx: i64,
    ) -> Result<Option<QuoteMatch>, ArchiveError> {
        let Some(card) = self.cards(&[article])?.pop() else { return Ok(None) };
        self.readers.with(|conn| {
            let Some(text) = store::text(conn, no)? else { return Ok(None) };
            let extraction = derived::extraction(conn, no, &text)?.unwrap_or_default();
            let whole = usize::try_from(idx).ok().and_then(|idx| whole_quotation(&extraction, idx));
            let Some(whole) = whole else { return Ok(None) };
            let there = unbroken(whole.pieces().map(|piece| piece.span.of(&text)));
            let span = without_marks(&text, whole.span());
            let diff = diff_in_words(words, &there);
            let is_exact = diff.iter().all(|run| run.change == Change::Same);
            let points = CodePoints::new(&text);
            Ok(Some(QuoteMatch {
                card,
                span,
                code_points: points.span(span),
                utf16: Span::new(points.utf16_from_byte(span.start), points.utf16_from_byte(span.end)),
                text: there,
                is_exact,
                similarity: similarity(&diff),
                diff,
            }))
        })
    }

    /// The ids of the quotations that say the same as others.
    pub(crate) fn told_in_several_places(&self) -> Result<HashSet<u64>, ArchiveError> {
        self.readers.with(|conn| {
            let mut statement = conn.prepare_cached("SELECT id FROM wording WHERE same IS NOT NULL")?;
            let ids = statement.query_map([], |row| Ok(QuotationId::from_sql(row.get(0)?).number()))?;
            ids.collect()
        })
    }

    /// Those of `found` that say what an earlier one of them says.
    pub(crate) fn repeated(&self, found: &HashSet<u64>) -> Result<HashSet<u64>, ArchiveError> {
        if found.is_empty() {
            return Ok(HashSet::new());
        }
        self.readers.with(|conn| {
            let mut statement = conn.prepare_cached(
                "SELECT w.same, w.id FROM wording w JOIN card c ON c.no = w.article WHERE w.same IS NOT NULL
                 ORDER BY w.same, c.published IS NULL, c.published, c.no, w.idx",
            )?;
            let mut rows = statement.query([])?;
            let mut repeated = HashSet::new();
            let mut last: Option<i64> = None;
            while let Some(row) = rows.next()? {
                let (same, id) = (row.get(0)?, QuotationId::from_sql(row.get(1)?).number());
                if found.contains(&id) && last.replace(same) == Some(same) {
                    repeated.insert(id);
                }
            }
            Ok(repeated)
        })
    }
}

/// `span` without the marks before and after.
fn without_marks(text: &str, span: Span) -> Span {
    let words = bare(span.of(text));
    let start = span.start + span.of(text).find(words).unwrap_or_default();
    Span::new(start, start + words.len())
}

/// The share of words that stayed.
fn similarity(diff: &[DiffRun]) -> f32 {
    let count = |change: Change| {
        let runs = diff.iter().filter(|run| run.change == change);
        runs.map(|run| run.text.split_whitespace().count()).sum::<usize>() as f32
    };
    let same = count(Change::Same);
    let changed = count(Change::Removed).max(count(Change::Added));
    if same + changed == 0.0 { 1.0 } else { same / (same + changed) }
}
