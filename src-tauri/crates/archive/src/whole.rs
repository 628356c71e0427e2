//! Quotations as they are counted and listed: with all their pieces.

use backfile_article::Span;
use backfile_extract::{Extraction, Quotation, QuotationKind};
use rustc_hash::FxHashMap;

/// What stands for the words between two pieces.
pub(crate) const BETWEEN: &str = " … ";

/// A quotation with its pieces: “You don’t win,” said Chen, “by shouting.” is one.
#[derive(Debug, Clone, PartialEq)]
pub struct WholeQuotation<'a> {
    /// The place of its first piece among the quotations of the extraction, by
    /// which lists know it.
    pub idx: usize,
    /// Its first piece, which tells speaker, cue and all else that pieces share.
    pub first: &'a Quotation,
    /// The other pieces, in the order of the text.
    pub others: Vec<&'a Quotation>,
}

/// The quotations of `extraction`, in the order of their first pieces.
#[must_use]
pub fn whole_quotations(extraction: &Extraction) -> Vec<WholeQuotation<'_>> {
    let mut wholes: Vec<WholeQuotation<'_>> = Vec::with_capacity(extraction.quotations.len());
    let mut of_group: FxHashMap<u32, usize> = FxHashMap::default();
    of_group.reserve(extraction.quotations.len());
    for (idx, quotation) in extraction.quotations.iter().enumerate() {
        let known = *of_group.entry(quotation.group).or_insert(wholes.len());
        match wholes.get_mut(known) {
            Some(whole) => whole.others.push(quotation),
            None => wholes.push(WholeQuotation { idx, first: quotation, others: Vec::new() }),
        }
    }
    wholes
}

/// The quotation whose first piece is number `idx` of `extraction`.
pub(crate) fn whole_quotation(extraction: &Extraction, idx: usize) -> Option<WholeQuotation<'_>> {
    let first = extraction.quotations.get(idx)?;
    let others = extraction.quotations[idx + 1..].iter().filter(|other| other.group == first.group);
    Some(WholeQuotation { idx, first, others: others.collect() })
}

impl<'a> WholeQuotation<'a> {
    /// All its pieces, in the order of the text.
    pub fn pieces(&self) -> impl Iterator<Item = &'a Quotation> + '_ {
        std::iter::once(self.first).chain(self.others.iter().copied())
    }

    /// From the first piece to the last, with the words between.
    #[must_use]
    pub fn span(&self) -> Span {
        let end = self.pieces().map(|piece| piece.span.end).max();
        Span::new(self.first.span.start, end.unwrap_or(self.first.span.end))
    }

    /// What kind of speech it is; mixed where its pieces differ.
    #[must_use]
    pub fn kind(&self) -> QuotationKind {
        let kind = self.first.kind;
        if self.others.iter().all(|piece| piece.kind == kind) { kind } else { QuotationKind::Mixed }
    }

    /// The piece whose speaker is least sure, which tells how sure the whole is.
    #[must_use]
    pub fn least_sure(&self) -> &'a Quotation {
        let sureness = |piece: &Quotation| (piece.certain, piece.confidence);
        let by = |a: (bool, f32), b: (bool, f32)| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1));
        self.pieces().min_by(|a, b| by(sureness(a), sureness(b))).unwrap_or(self.first)
    }

    /// What was said, without the words between the pieces, in whose place stands “…”.
    #[must_use]
    pub fn words(&self, text: &str) -> String {
        let pieces: Vec<&str> = self.pieces().map(|piece| piece.span.of(text)).collect();
        pieces.join(BETWEEN)
    }
}

/// The words of `pieces` one after the other, without the marks around each:
/// as somebody quotes them who does not break them.
pub(crate) fn unbroken<'a>(pieces: impl Iterator<Item = &'a str>) -> String {
    let pieces: Vec<&str> = pieces.map(bare).collect();
    pieces.join(" ")
}

/// Without the marks before and after.
pub(crate) fn bare(words: &str) -> &str {
    words.trim_matches(|ch: char| !ch.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "“You don’t win,” said Chen, “by shouting.” “No,” said Oduya.";

    fn piece(words: &str, kind: QuotationKind, group: u32, confidence: f32) -> Quotation {
        let start = TEXT.find(words).unwrap();
        Quotation {
            span: Span::new(start, start + words.len()),
            kind,
            speaker: None,
            also: Vec::new(),
            via: None,
            cue: None,
            addressee: None,
            topic: None,
            group,
            part: 1,
            repeats: None,
            confidence,
            certain: confidence > 0.8,
            reason: String::new(),
            yours: false,
        }
    }

    #[test]
    fn pieces_of_a_group_are_one_quotation() {
        use QuotationKind::{Direct, Indirect, Mixed};
        let quotations = vec![
            piece("“You don’t win,”", Direct, 1, 0.9),
            piece("said Chen", Indirect, 3, 0.9),
            piece("“by shouting.”", Direct, 1, 0.4),
            piece("“No,”", Direct, 2, 0.9),
        ];
        let extraction = Extraction { quotations, ..Extraction::default() };
        let wholes = whole_quotations(&extraction);
        assert_eq!(wholes.iter().map(|whole| whole.idx).collect::<Vec<_>>(), [0, 1, 3]);
        let won = &wholes[0];
        assert_eq!(won.words(TEXT), "“You don’t win,” … “by shouting.”");
        assert_eq!(won.span().of(TEXT), "“You don’t win,” said Chen, “by shouting.”");
        assert_eq!((won.kind(), won.least_sure().confidence), (Direct, 0.4));
        assert_eq!(whole_quotation(&extraction, 0).as_ref(), Some(won));
        // Whoever is not certain is less sure than whoever is.
        let mut doubtful = extraction.clone();
        (doubtful.quotations[2].confidence, doubtful.quotations[2].certain) = (0.99, false);
        assert!(!whole_quotations(&doubtful)[0].least_sure().certain);
        assert_eq!(whole_quotation(&extraction, 4), None);
        let mut extraction = extraction.clone();
        extraction.quotations[2].kind = Indirect;
        assert_eq!(whole_quotations(&extraction)[0].kind(), Mixed);
    }
}
