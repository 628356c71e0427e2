//! Quotations.

use backfile_archive as core;
use backfile_article::{PubDate, Span};
use backfile_extract::QuotationKind;

use super::{
    count,
    words::{matches, unquoted},
};
use crate::{
    CommandError, ContextRun, QuotationKindView, QuotationView, QuoteCheckView, QuotePlaceView,
    QuoteResultView, QuotesRequest, QuotesView, SpanView,
};

impl From<QuotationKind> for QuotationKindView {
    fn from(kind: QuotationKind) -> Self {
        match kind {
            QuotationKind::Direct => Self::Direct,
            QuotationKind::Indirect => Self::Indirect,
            QuotationKind::Mixed => Self::Mixed,
        }
    }
}

impl From<QuotationKindView> for QuotationKind {
    fn from(kind: QuotationKindView) -> Self {
        match kind {
            QuotationKindView::Direct => Self::Direct,
            QuotationKindView::Indirect => Self::Indirect,
            QuotationKindView::Mixed => Self::Mixed,
        }
    }
}

impl QuotationView {
    /// A quotation; the words of its context that `asked` asks for are marked.
    #[must_use]
    pub fn new(row: core::QuotationRow, asked: &str) -> Self {
        let words = words(&row);
        let core::QuotationRow {
            id,
            article,
            idx,
            span: _,
            code_points: _,
            utf16,
            headline,
            source,
            published,
            text: _, // its pieces are what was said
            pieces,
            kind,
            speaker,
            also,
            speaker_text,
            via,
            unnamed,
            cue,
            addressee,
            addressee_text,
            topic,
            context,
            confidence,
            certain,
            reason,
            yours,
            group: _, // its pieces stand together here
            part: _,
            repeats: _, // its reason says so
            about,
            n_places,
        } = row;
        let in_context: Vec<Span> = pieces.iter().map(|piece| piece.in_context).collect();
        let span = |utf16: Span| SpanView { at: count(utf16.start), end: count(utf16.end) };
        Self {
            id: id.to_string(),
            index: count(idx),
            article_id: article.to_string(),
            headline: headline.unwrap_or_default(),
            source,
            published,
            words,
            kind: kind.into(),
            speaker: speaker.map(Into::into),
            other_speakers: also.into_iter().map(Into::into).collect(),
            speaker_text,
            via,
            unnamed,
            cue,
            addressee: addressee.map(Into::into),
            told: addressee_text.filter(|told| !is_pronoun(told)),
            topic,
            confidence,
            certain,
            reason,
            yours,
            context: context_runs(&context, &in_context, &matches(&context, asked)),
            at: count(utf16.start),
            end: count(utf16.end),
            pieces: pieces.iter().map(|piece| span(piece.utf16)).collect(),
            about: about.into_iter().map(Into::into).collect(),
            n_places: count(n_places),
        }
    }
}

/// What was said, without marks where all of it stands in them.
fn words(row: &core::QuotationRow) -> String {
    if row.kind != QuotationKind::Direct {
        return row.words();
    }
    let pieces: Vec<&str> = row.pieces.iter().map(|piece| unquoted(&piece.text)).collect();
    pieces.join(" … ")
}

/// Whether words name nobody out of their sentence.
fn is_pronoun(words: &str) -> bool {
    ["him", "her", "them", "us", "me", "you"].iter().any(|pronoun| pronoun.eq_ignore_ascii_case(words))
}

/// Cuts `context` at the ends of the quotation's pieces and at the hits.
fn context_runs(context: &str, quotation: &[Span], hits: &[Span]) -> Vec<ContextRun> {
    let ends = hits.iter().chain(quotation).flat_map(|span| [span.start, span.end]);
    let mut borders: Vec<usize> = ends.chain([0, context.len()]).collect();
    borders.retain(|border| *border <= context.len() && context.is_char_boundary(*border));
    borders.sort_unstable();
    borders.dedup();
    let pieces = borders.windows(2).map(|ends| Span::new(ends[0], ends[1]));
    pieces
        .map(|piece| ContextRun {
            text: piece.of(context).to_owned(),
            is_quotation: quotation.iter().any(|said| said.contains(piece)),
            hit: hits.iter().any(|hit| hit.contains(piece)),
        })
        .collect()
}

impl QuotesRequest {
    /// Which quotations the archive is to list.
    ///
    /// # Errors
    /// `bad_input` when a date or an id cannot be read.
    pub fn filter(&self) -> Result<core::QuotationFilter, CommandError> {
        let id = |id: &Option<String>| id.as_deref().map(str::parse).transpose();
        Ok(core::QuotationFilter {
            words: self.words.clone(),
            by: self.by.clone(),
            by_id: id(&self.by_id).map_err(core::ArchiveError::from)?,
            about: self.about.clone(),
            about_id: id(&self.about_id).map_err(core::ArchiveError::from)?,
            of_id: id(&self.of_id).map_err(core::ArchiveError::from)?,
            told: self.told.clone().filter(|told| !told.trim().is_empty()),
            unnamed: self.unnamed.unwrap_or(false),
            from: date(self.from.as_deref())?,
            to: date(self.to.as_deref())?,
            kind: self.kind.map(Into::into),
            outlet: self.outlet.clone(),
            article: None,
            once: !self.every_copy.unwrap_or(false),
        })
    }

    /// In which order.
    #[must_use]
    pub fn order(&self) -> core::QuotationSort {
        match self.sort.as_deref() {
            Some("oldest") => core::QuotationSort::Oldest,
            Some("relevance") => core::QuotationSort::Relevance,
            _ => core::QuotationSort::Newest,
        }
    }
}

fn date(stated: Option<&str>) -> Result<Option<PubDate>, CommandError> {
    let stated = stated.map(str::trim).filter(|stated| !stated.is_empty());
    let read = |stated: &str| {
        PubDate::parse(stated).map_err(|_| {
            CommandError::bad_input(format!("“{stated}” is no date. Write 2019, 2019-03 or 2019-03-12."))
        })
    };
    stated.map(read).transpose()
}

impl QuotesView {
    /// The answer to `request`.
    #[must_use]
    pub fn new(request: &QuotesRequest, page: core::QuotationPage) -> Self {
        let core::QuotationPage { total, n_copies, rows } = page;
        let asked = request.words.as_deref().unwrap_or_default();
        Self {
            request: request.request.unwrap_or(0),
            total: count(total),
            n_copies: count(n_copies),
            quotations: rows.into_iter().map(|row| QuotationView::new(row, asked)).collect(),
        }
    }
}

impl From<core::QuoteMatch> for QuotePlaceView {
    fn from(found: core::QuoteMatch) -> Self {
        // The words are those of the comparison; how like they are is in their order.
        let core::QuoteMatch { card, span: _, code_points: _, utf16, text: _, is_exact, similarity: _, diff } =
            found;
        Self {
            article_id: card.id.to_string(),
            headline: card.headline.unwrap_or_default(),
            source: card.source,
            published: card.published,
            at: count(utf16.start),
            end: count(utf16.end),
            exact: is_exact,
            diff: diff.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<core::QuoteCheck> for QuoteCheckView {
    fn from(core::QuoteCheck { result, matches }: core::QuoteCheck) -> Self {
        let result = match result {
            core::QuoteResult::Exact => QuoteResultView::Exact,
            core::QuoteResult::Near => QuoteResultView::Near,
            core::QuoteResult::None => QuoteResultView::None,
        };
        Self { result, places: matches.into_iter().map(Into::into).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(context: &str, quotation: &str, asked: &str, expected: &[(&str, bool, bool)]) {
        let start = context.find(quotation).unwrap();
        let span = Span::new(start, start + quotation.len());
        let runs = context_runs(context, &[span], &matches(context, asked));
        let runs: Vec<_> = runs.iter().map(|run| (run.text.as_str(), run.is_quotation, run.hit)).collect();
        assert_eq!(runs, expected);
    }

    #[test]
    fn a_context_is_cut_at_the_quotation_and_at_the_hits() {
        check(
            "“The wall 😀 holds,” Chen said of the wall.",
            "“The wall 😀 holds,”",
            "wall",
            &[
                ("“The ", true, false),
                ("wall", true, true),
                (" 😀 holds,”", true, false),
                (" Chen said of the ", false, false),
                ("wall", false, true),
                (".", false, false),
            ],
        );
        check("“No.”", "“No.”", "", &[("“No.”", true, false)]);
    }

    #[test]
    fn a_date_that_is_none_is_refused_in_words() {
        let request = QuotesRequest { from: Some("spring".into()), ..QuotesRequest::default() };
        assert_eq!(request.filter().unwrap_err().code, "bad_input");
        let request = QuotesRequest { to: Some("2019-03".into()), ..QuotesRequest::default() };
        assert_eq!(request.filter().unwrap().to, Some(PubDate::parse("2019-03").unwrap()));
    }
}
