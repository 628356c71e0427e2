//! Cuts text into runs at every place where a mark begins or ends.

use backfile_article::{CodePoints, Span};

use super::count;
use crate::{KindView, Run};

/// A name in the text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NameMark {
    pub span: Span,
    /// Index into the entities as the window lists them.
    pub entity: u32,
    pub kind: KindView,
}

/// Everything that marks the text of one article, in bytes.
#[derive(Debug, Default)]
pub(crate) struct Marks {
    pub names: Vec<NameMark>,
    /// Quotations with their numbers.
    pub quotations: Vec<(Span, u32)>,
    /// Dates; their index is that of the list.
    pub dates: Vec<Span>,
    /// Other names; their index is that of the list.
    pub others: Vec<Span>,
    pub hits: Vec<Span>,
    /// Bookmarks with their ids.
    pub bookmarks: Vec<(Span, String)>,
    pub credits: Vec<Span>,
}

impl Marks {
    /// The runs of the stretch `part` of `text`. Their words, joined, are the
    /// stretch; marks that begin or end inside a character are left out.
    pub fn runs(&self, text: &str, points: &CodePoints<'_>, part: Span) -> Vec<Run> {
        let here = self.within(text, part);
        let mut at = points.utf16_from_byte(part.start);
        let borders = here.borders(part);
        let mut runs = Vec::with_capacity(borders.len());
        for ends in borders.windows(2) {
            let span = Span::new(ends[0], ends[1]);
            let words = span.of(text);
            runs.push(here.run(span, words, at));
            at += words.chars().map(char::len_utf16).sum::<usize>();
        }
        runs
    }

    fn run(&self, span: Span, words: &str, at: usize) -> Run {
        let over = |mark: &Span| mark.overlaps(span);
        let name = self.names.iter().find(|name| over(&name.span));
        Run {
            text: words.to_owned(),
            at: count(at),
            entity: name.map(|name| name.entity),
            kind: name.map(|name| name.kind),
            quotations: self.quotations.iter().filter(|(mark, _)| over(mark)).map(|(_, idx)| *idx).collect(),
            hit: self.hits.iter().any(over),
            bookmarks: self
                .bookmarks
                .iter()
                .filter(|(mark, _)| over(mark))
                .map(|(_, id)| id.clone())
                .collect(),
            date: self.dates.iter().position(over).map(count),
            other: self.others.iter().position(over).map(count),
            credit: self.credits.iter().any(over),
        }
    }

    /// The marks that touch `part`. Dates and other names keep their places in
    /// their lists: those elsewhere become empty.
    fn within(&self, text: &str, part: Span) -> Self {
        let whole = |span: &Span| text.is_char_boundary(span.start) && text.is_char_boundary(span.end);
        let here = |span: &Span| span.overlaps(part) && whole(span);
        let nowhere = Span::new(part.end, part.end);
        let kept = |spans: &[Span]| {
            spans.iter().map(|span| if here(span) { *span } else { nowhere }).collect::<Vec<_>>()
        };
        Self {
            names: self.names.iter().filter(|name| here(&name.span)).copied().collect(),
            quotations: self.quotations.iter().filter(|(span, _)| here(span)).copied().collect(),
            dates: kept(&self.dates),
            others: kept(&self.others),
            hits: self.hits.iter().copied().filter(here).collect(),
            bookmarks: self.bookmarks.iter().filter(|(span, _)| here(span)).cloned().collect(),
            credits: self.credits.iter().copied().filter(here).collect(),
        }
    }

    /// Where runs begin and end in `part`, in order, its own ends included.
    fn borders(&self, part: Span) -> Vec<usize> {
        let names = self.names.iter().map(|name| name.span);
        let quotations = self.quotations.iter().map(|(span, _)| *span);
        let bookmarks = self.bookmarks.iter().map(|(span, _)| *span);
        let plain = self.dates.iter().chain(&self.others).chain(&self.hits).chain(&self.credits).copied();
        let marks = names.chain(quotations).chain(bookmarks).chain(plain);
        let inside = marks
            .flat_map(|span| [span.start, span.end])
            .filter(|border| part.start < *border && *border < part.end);
        let mut borders: Vec<usize> = inside.chain([part.start, part.end]).collect();
        borders.sort_unstable();
        borders.dedup();
        borders
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Früh 😀\u{a0}sagte Ada Ohm: “Ja, am 3. Mai.” Foto: dpa";

    fn span(words: &str) -> Span {
        let start = TEXT.find(words).unwrap();
        Span::new(start, start + words.len())
    }

    fn marks() -> Marks {
        Marks {
            names: vec![NameMark { span: span("Ada Ohm"), entity: 2, kind: KindView::Person }],
            quotations: vec![(span("“Ja, am 3. Mai.”"), 7)],
            dates: vec![span("Früh"), span("3. Mai")],
            others: vec![span("Früh"), span("Foto")],
            hits: vec![span("Ohm")],
            bookmarks: vec![(span("Ohm: “Ja"), "b1".into())],
            credits: vec![span("dpa")],
        }
    }

    /// Asserts that the runs of `part` join to its words and stand where JavaScript finds them.
    #[track_caller]
    fn check(marks: &Marks, part: Span) -> Vec<Run> {
        let runs = marks.runs(TEXT, &CodePoints::new(TEXT), part);
        let joined: String = runs.iter().map(|run| run.text.as_str()).collect();
        assert_eq!(joined, part.of(TEXT));
        let units: Vec<u16> = TEXT.encode_utf16().collect();
        for run in &runs {
            assert!(!run.text.is_empty());
            let from = run.at as usize;
            let to = from + run.text.encode_utf16().count();
            assert_eq!(String::from_utf16(&units[from..to]).unwrap(), run.text);
        }
        runs
    }

    #[test]
    fn runs_join_to_the_text_and_are_counted_in_utf16() {
        check(&marks(), Span::new(0, TEXT.len()));
        check(&marks(), span("Ohm: “Ja, am 3."));
        check(&Marks::default(), Span::new(0, TEXT.len()));
    }

    #[test]
    fn every_mark_lies_on_its_words_and_on_no_others() {
        let runs = check(&marks(), Span::new(0, TEXT.len()));
        let marked = |wanted: &dyn Fn(&Run) -> bool| -> String {
            runs.iter().filter(|run| wanted(run)).map(|run| run.text.as_str()).collect()
        };
        assert_eq!(marked(&|run| run.entity == Some(2) && run.kind == Some(KindView::Person)), "Ada Ohm");
        assert_eq!(marked(&|run| run.quotations == [7]), "“Ja, am 3. Mai.”");
        assert_eq!(marked(&|run| run.hit), "Ohm");
        assert_eq!(marked(&|run| run.bookmarks == ["b1"]), "Ohm: “Ja");
        assert_eq!(marked(&|run| run.date == Some(1)), "3. Mai");
        assert_eq!(marked(&|run| run.other == Some(1)), "Foto");
        assert_eq!(marked(&|run| run.credit), "dpa");
    }

    #[test]
    fn speech_inside_speech_and_crossing_bookmarks_overlap() {
        let crossing = Marks {
            quotations: vec![(span("“Ja, am 3. Mai.”"), 0), (span("am 3. Mai"), 1)],
            bookmarks: vec![(span("Ohm: “Ja"), "a".into()), (span("“Ja, am"), "b".into())],
            ..Marks::default()
        };
        let runs = check(&crossing, Span::new(0, TEXT.len()));
        assert!(runs.iter().any(|run| run.text == "“Ja" && run.bookmarks == ["a", "b"]));
        assert!(
            runs.iter().any(|run| run.text == "am" && run.quotations == [0, 1] && run.bookmarks == ["b"])
        );
    }

    #[test]
    fn a_mark_that_cuts_a_character_is_left_out() {
        let broken = Marks { hits: vec![Span::new(0, 3)], ..Marks::default() };
        let runs = check(&broken, Span::new(0, TEXT.len()));
        assert_eq!(runs.len(), 1);
        assert!(!runs[0].hit);
    }
}
