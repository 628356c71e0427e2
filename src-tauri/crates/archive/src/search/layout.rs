//! Numbers the words of an article: the one rule that index, snippets and
//! proximity share.
//!
//! Positions count words from 0. One position is left empty between parts
//! (headline, dek, blocks), so that no phrase runs from one into the next. A
//! dek printed again as a caption has no words of its own there: it is the
//! dek that is in the caption too. At the same positions stand marks: the
//! first word of each sentence and of each part, what part it is, and every
//! word of a name or date by its kind.

use backfile_article::{Article, BlockKind, Span, fold};
use backfile_extract::{EntityKind, Extraction};

use super::{
    cut::Cut,
    words::{Word, each_word},
};
use crate::archive::sentence_boundaries;

/// Something that is at a position besides a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Mark {
    /// The first word of a sentence.
    Sentence,
    /// The first word of a part.
    Part,
    /// The first word of the headline.
    Headline,
    /// The first word of the dek.
    Dek,
    /// The first word of the first paragraph.
    Lead,
    /// The first word of any block but a caption.
    Body,
    /// The first word of a caption.
    Caption,
    /// A word of a person's name.
    Person,
    /// A word of an organisation's name.
    Organisation,
    /// A word of a place's name.
    Place,
    /// A word of a date.
    Date,
}

impl Mark {
    /// The term the index keeps it as.
    pub const fn term(self) -> &'static str {
        match self {
            Self::Sentence => "s",
            Self::Part => "p",
            Self::Headline => "h",
            Self::Dek => "d",
            Self::Lead => "l",
            Self::Body => "b",
            Self::Caption => "c",
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::Place => "place",
            Self::Date => "date",
        }
    }

    /// The mark of names of this kind.
    pub const fn of(kind: EntityKind) -> Self {
        match kind {
            EntityKind::Person => Self::Person,
            EntityKind::Organisation => Self::Organisation,
            EntityKind::Place => Self::Place,
        }
    }
}

/// Takes what is laid out, in the order of positions.
pub(crate) trait Sink {
    /// One way to find the word at `position`; the others follow at once.
    fn form(&mut self, position: u32, span: Span, form: &str);
    /// A mark at `position`.
    fn mark(&mut self, position: u32, mark: Mark);
    /// A part is complete; false when no more is wanted.
    fn part_done(&mut self) -> bool {
        true
    }
}

/// Lays out `article`, in whose text `extraction` was found and which may be
/// `cut` already. A headline the reader wrote stands behind everything else.
pub(crate) fn lay_out(
    article: &Article,
    headline: Option<&str>,
    extraction: Option<&Extraction>,
    cut: Option<&Cut>,
    sink: &mut dyn Sink,
) {
    let names = extraction.map(named).unwrap_or_default();
    let mut laid = Laying { text: &article.text, cut, names: &names, next_name: 0, position: 0, sink };
    for part in parts(article) {
        if !laid.part(&part) {
            return;
        }
    }
    if let Some(headline) = headline.filter(|headline| article.headline_text() != Some(headline)) {
        laid.words(headline, &[Mark::Headline]);
    }
}

/// Lays out a quotation of `text`, which is `cut` and in which [`named`] found
/// `names`. Its `pieces` follow each other without a gap, so that a phrase may
/// run from one into the next.
pub(crate) fn lay_out_quotation(
    text: &str,
    pieces: impl Iterator<Item = Span>,
    names: &[(Span, Mark)],
    cut: &Cut,
    sink: &mut dyn Sink,
) {
    let mut laid = Laying { text, cut: Some(cut), names, next_name: 0, position: 0, sink };
    for (nth, span) in pieces.enumerate() {
        laid.position = laid.position.saturating_sub(1);
        let marks = if nth == 0 { vec![Mark::Body] } else { Vec::new() };
        laid.part(&Part { span, marks, n_skipped: 0 });
    }
}

struct Part {
    span: Span,
    /// What it is; none where it goes on from the part before.
    marks: Vec<Mark>,
    /// Words at its start that are counted elsewhere.
    n_skipped: usize,
}

fn parts(article: &Article) -> Vec<Part> {
    let text = article.text.as_str();
    let dek = article.dek_text().map(fold).filter(|dek| !dek.is_empty());
    let mut parts = Vec::with_capacity(article.blocks.len() + 2);
    if let Some(span) = article.headline {
        parts.push(Part { span, marks: vec![Mark::Headline], n_skipped: 0 });
    }
    let dek_idx = article.dek.map(|span| {
        parts.push(Part { span, marks: vec![Mark::Dek], n_skipped: 0 });
        parts.len() - 1
    });
    let mut has_lead = false;
    for block in &article.blocks {
        let is_caption = block.kind == BlockKind::Caption;
        let mut marks = vec![if is_caption { Mark::Caption } else { Mark::Body }];
        if block.kind == BlockKind::Paragraph && !has_lead {
            has_lead = true;
            marks.push(Mark::Lead);
        }
        let mut n_skipped = 0;
        if let (true, Some(dek), Some(dek_idx)) = (is_caption, &dek, dek_idx)
            && repeats(&fold(block.span.of(text)), dek)
        {
            each_word(article.dek_text().unwrap_or_default(), 0, &mut |_| n_skipped += 1);
            if !parts[dek_idx].marks.contains(&Mark::Caption) {
                parts[dek_idx].marks.push(Mark::Caption);
            }
        }
        parts.push(Part { span: block.span, marks, n_skipped });
    }
    parts
}

/// Whether a caption is the dek again, but for its credit.
fn repeats(caption: &str, dek: &str) -> bool {
    caption.starts_with(dek.trim_end_matches('.')) && caption.len() < dek.len() + 80
}

/// Names and dates in text order.
pub(crate) fn named(extraction: &Extraction) -> Vec<(Span, Mark)> {
    let kinds = extraction
        .mentions
        .iter()
        .filter_map(|mention| Some((mention.span, Mark::of(extraction.entities.get(mention.entity)?.kind))));
    let mut named: Vec<_> =
        kinds.chain(extraction.dates.iter().map(|date| (date.span, Mark::Date))).collect();
    named.sort_by_key(|(span, _)| *span);
    named
}

struct Laying<'a, 's> {
    text: &'a str,
    cut: Option<&'a Cut>,
    names: &'a [(Span, Mark)],
    next_name: usize,
    position: u32,
    sink: &'s mut dyn Sink,
}

impl Laying<'_, '_> {
    /// False when no more is wanted.
    fn part(&mut self, part: &Part) -> bool {
        let (text, cut) = (self.text, self.cut);
        let mut sentences = sentence_boundaries(text, part.span).map(|gap| gap.end);
        let mut sentence = Some(part.span.start);
        let mut n_skipped = 0;
        let mut is_first = true;
        let mut word = |word: Word<'_>| {
            if n_skipped < part.n_skipped {
                n_skipped += 1;
                return;
            }
            self.sink.form(self.position, word.span, word.form);
            for form in word.also {
                self.sink.form(self.position, word.span, form);
            }
            if std::mem::take(&mut is_first) && !part.marks.is_empty() {
                self.open(&part.marks);
            }
            if sentence.is_some_and(|start| start <= word.span.start) {
                self.sink.mark(self.position, Mark::Sentence);
                while sentence.is_some_and(|start| start <= word.span.start) {
                    sentence = sentences.next();
                }
            }
            self.name(word.span);
            self.position += 1;
        };
        match cut {
            Some(cut) => cut.each_word(text, part.span, &mut word),
            None => each_word(part.span.of(text), part.span.start, &mut word),
        }
        self.position += 1;
        self.sink.part_done()
    }

    fn open(&mut self, marks: &[Mark]) {
        self.sink.mark(self.position, Mark::Part);
        for mark in marks {
            self.sink.mark(self.position, *mark);
        }
    }

    /// Marks the word at `span` by the names it is part of.
    fn name(&mut self, span: Span) {
        while self.names.get(self.next_name).is_some_and(|(name, _)| name.end <= span.start) {
            self.next_name += 1;
        }
        let names = self.names[self.next_name..].iter().take_while(|(name, _)| name.start < span.end);
        let mut last = None;
        for (name, mark) in names {
            if name.overlaps(span) && last != Some(*mark) {
                self.sink.mark(self.position, *mark);
                last = Some(*mark);
            }
        }
    }

    /// Words that stand nowhere in the text.
    fn words(&mut self, words: &str, marks: &[Mark]) {
        let mut is_first = true;
        each_word(words, 0, &mut |word| {
            let nowhere = Span::new(self.text.len(), self.text.len());
            self.sink.form(self.position, nowhere, word.form);
            for form in word.also {
                self.sink.form(self.position, nowhere, form);
            }
            if std::mem::take(&mut is_first) {
                self.open(marks);
                self.sink.mark(self.position, Mark::Sentence);
            }
            self.position += 1;
        });
        self.position += 1;
    }
}
