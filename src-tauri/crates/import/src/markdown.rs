//! Markdown, with or without front matter. Text becomes typed blocks; raw
//! HTML is never kept, and no character is made typographic.

mod front_matter;

use backfile_article::{BlockKind, Draft, DraftBlock};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::{
    blocks::classify,
    head::{HeadLine, apply, head_line},
    text::finish,
};

/// Reads a Markdown file.
pub(crate) fn read(text: &str) -> Draft {
    let mut draft = Draft::default();
    let body = front_matter::take(text, &mut draft);
    let mut reader = Reader::new(draft);
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    for event in Parser::new_ext(body, options) {
        reader.event(event);
    }
    reader.finish()
}

/// Gathers the words of one block until its tag ends.
struct Reader {
    draft: Draft,
    words: String,
    /// Where the lines of the current paragraph end.
    breaks: Vec<usize>,
    /// How deep inside block quotations.
    n_quotes: usize,
    /// How deep inside lists.
    n_lists: usize,
    /// Where the description of a picture begins in the words.
    image_at: usize,
    /// Pictures of the current paragraph.
    images: Vec<String>,
    heading: Option<HeadingLevel>,
    rows: Vec<String>,
    cells: Vec<String>,
    in_table: bool,
}

impl Reader {
    fn new(draft: Draft) -> Self {
        Self {
            draft,
            words: String::new(),
            breaks: Vec::new(),
            n_quotes: 0,
            n_lists: 0,
            image_at: 0,
            images: Vec::new(),
            heading: None,
            rows: Vec::new(),
            cells: Vec::new(),
            in_table: false,
        }
    }

    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.words.push_str(&text);
            }
            // A line break inside a paragraph is a space, as in every other format.
            Event::SoftBreak => {
                self.breaks.push(self.words.len());
                self.words.push(' ');
            }
            Event::HardBreak => self.words.push(if self.n_lists > 0 { ' ' } else { '\n' }),
            // A break tag separates words; every other tag is dropped, its words are text events.
            Event::InlineHtml(tag) | Event::Html(tag) => {
                if tag.trim_start().to_lowercase().starts_with("<br") {
                    self.words.push('\n');
                }
            }
            Event::Rule | Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Paragraph => self.breaks.clear(),
            Tag::BlockQuote(_) => self.n_quotes += 1,
            Tag::List(_) => {
                if self.n_lists == 0 {
                    self.words.clear();
                } else if !self.words.ends_with('\n') {
                    self.words.push('\n');
                }
                self.n_lists += 1;
            }
            Tag::Item if !self.words.is_empty() && !self.words.ends_with('\n') => {
                self.words.push('\n');
            }
            Tag::Heading { level, .. } => {
                self.heading = Some(*level);
                self.words.clear();
            }
            Tag::Image { .. } => self.image_at = self.words.len(),
            Tag::Table(_) => {
                self.in_table = true;
                self.words.clear();
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph if self.n_lists == 0 => self.paragraph(),
            TagEnd::BlockQuote(_) => self.n_quotes = self.n_quotes.saturating_sub(1),
            TagEnd::List(_) => {
                self.n_lists = self.n_lists.saturating_sub(1);
                if self.n_lists == 0 {
                    let text = std::mem::take(&mut self.words);
                    let lines: Vec<&str> =
                        text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
                    self.push(BlockKind::List, lines.join("\n"), None);
                }
            }
            TagEnd::Heading(level) => self.heading(level),
            TagEnd::Image => {
                let described = self.words.split_off(self.image_at.min(self.words.len()));
                self.breaks.retain(|place| *place < self.words.len());
                self.images.push(described);
            }
            TagEnd::TableCell => self.cells.push(std::mem::take(&mut self.words).trim().to_owned()),
            TagEnd::TableHead | TagEnd::TableRow => {
                self.rows.push(std::mem::take(&mut self.cells).join("\t"));
            }
            TagEnd::Table => {
                self.in_table = false;
                let rows = std::mem::take(&mut self.rows).join("\n");
                self.push(BlockKind::Table, rows, None);
            }
            TagEnd::CodeBlock | TagEnd::FootnoteDefinition | TagEnd::HtmlBlock => {
                let text = std::mem::take(&mut self.words);
                self.push(BlockKind::Other, text.trim().to_owned(), None);
            }
            _ => {}
        }
    }

    fn heading(&mut self, level: HeadingLevel) {
        let words = std::mem::take(&mut self.words).trim().to_owned();
        self.heading = None;
        let is_first = level == HeadingLevel::H1 && self.draft.blocks.is_empty();
        match &self.draft.headline {
            None if is_first => self.draft.headline = Some(words),
            // Front matter and first heading often say the same.
            Some(headline)
                if is_first && backfile_article::fold(headline) == backfile_article::fold(&words) => {}
            _ => self.push(BlockKind::Crosshead, words, None),
        }
    }

    fn paragraph(&mut self) {
        for described in std::mem::take(&mut self.images) {
            let block = classify(described.trim().to_owned());
            self.push(BlockKind::Caption, block.text, block.credit);
        }
        let words = std::mem::take(&mut self.words);
        let text = words.trim_matches(|ch: char| ch.is_whitespace() && ch != '\u{A0}');
        if text.is_empty() {
            return;
        }
        if self.n_quotes > 0 {
            self.push(BlockKind::Quote, text.to_owned(), None);
            return;
        }
        let starts = std::iter::once(0).chain(self.breaks.iter().copied());
        let ends = self.breaks.iter().copied().chain([words.len()]);
        let lines = starts.zip(ends).map(|(start, end)| words[start..end].trim()).collect();
        if self.take_head(lines) {
            return;
        }
        let block = classify(text.to_owned());
        self.push(block.kind, block.text, block.credit);
    }

    /// Bylines, dates and outlets may stand below the heading, as in plain text;
    /// a second heading between them is the dek.
    fn take_head(&mut self, lines: Vec<&str>) -> bool {
        let dek = match self.draft.blocks.as_slice() {
            [] => None,
            [only] if only.kind == BlockKind::Crosshead && self.draft.dek.is_none() => {
                Some(only.text.clone())
            }
            _ => return false,
        };
        let lines: Vec<HeadLine> = lines.into_iter().flat_map(str::lines).map(head_line).collect();
        let is_head =
            !lines.contains(&HeadLine::Text) && lines.iter().any(|line| !matches!(line, HeadLine::Short(_)));
        if is_head {
            if dek.is_some() {
                self.draft.dek = dek;
                self.draft.blocks.clear();
            }
            for line in lines {
                apply(&mut self.draft, line);
            }
        }
        is_head
    }

    fn push(&mut self, kind: BlockKind, text: String, credit: Option<String>) {
        if !text.trim().is_empty() {
            self.draft.blocks.push(DraftBlock { kind, text, credit });
        }
    }

    fn finish(mut self) -> Draft {
        let left = std::mem::take(&mut self.words);
        self.push(BlockKind::Paragraph, left.trim().to_owned(), None);
        if self.draft.headline.is_none() {
            self.headline_from_body();
        }
        finish(&mut self.draft);
        self.draft
    }

    /// Without a title a short first paragraph is the headline, as in plain text.
    fn headline_from_body(&mut self) {
        let is_title = self.draft.blocks.len() > 1
            && self.draft.blocks.first().is_some_and(|first| {
                matches!(first.kind, BlockKind::Paragraph | BlockKind::Crosshead)
                    && first.text.chars().count() <= 150
                    && !first.text.ends_with(['.', '”', '"'])
            });
        if is_title {
            self.draft.headline = Some(self.draft.blocks.remove(0).text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Asserts kind and words of each block.
    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str)]) {
        let draft = read(text);
        let found: Vec<(&str, &str)> =
            draft.blocks.iter().map(|block| (block.kind.as_str(), block.text.as_str())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn markdown_becomes_typed_blocks() {
        check(
            "# Ferry stays\n\nThe *council* met\non Thursday.\n\n## Money\n\n> It is dear.\n\n- one\n- two\n\n![The quay (Lena Ortiz/Meridian)](quay.jpg)\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
            &[
                ("paragraph", "The council met on Thursday."),
                ("crosshead", "Money"),
                ("quote", "It is dear."),
                ("list", "one\ntwo"),
                ("caption", "The quay (Lena Ortiz/Meridian)"),
                ("table", "a\tb\n1\t2"),
            ],
        );
    }

    #[test]
    fn raw_html_is_dropped_and_its_words_are_kept() {
        check("# T\n\nThe <b onclick=\"x()\">council</b> met.", &[("paragraph", "The council met.")]);
    }

    #[test]
    fn quotation_marks_stay_as_they_are() {
        check("# T\n\n\"It's 'late'\" -- she said...", &[("paragraph", "\"It's 'late'\" -- she said...")]);
    }

    #[test]
    fn words_beside_a_picture_stay_words() {
        check(
            "The quay\nat noon ![Boats\nin rain](quay.jpg)\nwas full.\n\nIt rained.\n",
            &[
                ("caption", "Boats in rain"),
                ("paragraph", "The quay at noon  was full."),
                ("paragraph", "It rained."),
            ],
        );
    }

    #[test]
    fn a_second_heading_above_the_byline_is_the_dek() {
        let draft = read(
            "# Ferry stays\n\n## A vote after months\n\nBy Ines Halloran\nThe Saltmarsh Courier\n2 March 2024\n\nThe council met.\n",
        );
        assert_eq!(draft.dek.as_deref(), Some("A vote after months"));
        assert_eq!(
            (draft.byline.as_slice(), draft.source.as_deref()),
            (&["Ines Halloran".to_owned()][..], Some("The Saltmarsh Courier"))
        );
        assert_eq!(draft.published.unwrap().as_str(), "2024-03-02");
        assert_eq!(draft.blocks.len(), 1);
    }

    #[test]
    fn head_lines_below_the_heading_are_no_paragraphs() {
        let draft = read("# Ferry stays\n\nBy Ines Halloran\n\n12 March 2021\n\nThe council met.");
        assert_eq!(draft.byline, ["Ines Halloran"]);
        assert_eq!(draft.published.unwrap().as_str(), "2021-03-12");
        assert_eq!(draft.blocks.len(), 1);
    }
}
