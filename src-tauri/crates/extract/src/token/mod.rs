//! Words and sentences of a document.
//!
//! A word never crosses the border of a section, and neither does a sentence.
//! The rules are those of the corpora the recogniser learns from: `'s` and
//! `n't` stand alone, abbreviations and initials keep their dot ("Mr.",
//! "U.S.", "J."), hyphens and inner apostrophes stay inside. Every character
//! is looked at a bounded number of times, whatever the input.

mod abbreviation;
mod folded;
mod scan;
mod sentence;

use std::{cell::OnceCell, ops::Range};

use backfile_article::{BlockKind, Span};

use crate::{
    Document, SectionKind,
    date::Opening,
    name::{
        business::opens_house,
        lexicon::{Lexicon, Lists, lower_key},
        recogniser::Known,
    },
    quote::Form,
};
use folded::Folded;

/// A word, number or mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token {
    /// Where it stands in the text.
    pub span: Span,
    /// Whether white space stands before it (also at a section's start).
    pub spaced: bool,
}

/// A sentence: a run of words inside one section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sentence {
    /// Its words, as indices into [`Words::tokens`]; never empty.
    pub tokens: Range<usize>,
    /// The section it stands in, as an index into [`Document::sections`].
    pub section: usize,
}

/// What is told of a word wherever it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Told {
    /// The lists of the lexicon that hold it.
    pub lists: Lists,
    /// What is known of it beforehand.
    pub known: Known,
    /// How it is written.
    pub form: Form,
    /// Whether a date may begin with it.
    pub opening: Opening,
    /// Whether the name of a house everybody knows begins with it.
    pub opens_house: bool,
}

impl Told {
    /// Looks `word` up, of which all else is known.
    pub fn of(word: &str, lists: Lists, known: Known) -> Self {
        Self {
            lists,
            known,
            form: Form::of(word),
            opening: Opening::of(word),
            opens_house: opens_house(word),
        }
    }
}

/// The words and sentences of a document, in text order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Words<'a> {
    /// The whole text.
    pub text: &'a str,
    /// Its words.
    pub tokens: Vec<Token>,
    /// Its sentences; they cover all words.
    pub sentences: Vec<Sentence>,
    /// The words themselves.
    texts: Vec<&'a str>,
    /// The sentence of each.
    sentence_of: Vec<usize>,
    folded: Folded,
    told: OnceCell<Vec<Told>>,
}

impl<'a> Words<'a> {
    /// Splits the sections of `document`.
    pub fn of(document: &Document<'a>) -> Self {
        let mut words = Self {
            text: document.text,
            tokens: Vec::with_capacity(document.text.len() / 5),
            sentences: Vec::with_capacity(document.text.len() / 100),
            texts: Vec::with_capacity(document.text.len() / 5),
            sentence_of: Vec::new(),
            folded: Folded::default(),
            told: OnceCell::new(),
        };
        for (section_idx, section) in document.sections.iter().enumerate() {
            let by_line = matches!(section.kind, SectionKind::Block(BlockKind::List | BlockKind::Table));
            for line in lines(document.text, section.span, by_line) {
                let first = words.tokens.len();
                scan::tokens(document.text, line, &mut words.tokens);
                words.texts.extend(words.tokens[first..].iter().map(|token| token.span.of(document.text)));
                sentence::split(&words.texts, &words.tokens, first, section_idx, &mut words.sentences);
            }
        }
        words.sentence_of.reserve_exact(words.tokens.len());
        for (idx, sentence) in words.sentences.iter().enumerate() {
            words.sentence_of.resize(sentence.tokens.end, idx);
        }
        words.folded = Folded::of(document.text, &words.texts);
        words
    }

    /// The word at `token_idx`; behind the last one, none. Many a rule looks at
    /// what follows a name, and a text may end with it.
    pub fn word(&self, token_idx: usize) -> &'a str {
        self.texts.get(token_idx).copied().unwrap_or_default()
    }

    /// All words.
    pub fn texts(&self) -> &[&'a str] {
        &self.texts
    }

    /// Takes in what is told of each word, from who looks each different word
    /// up once.
    pub fn put_told(&self, told: Vec<Told>) {
        debug_assert_eq!(told.len(), self.tokens.len());
        self.told.get_or_init(|| told);
    }

    /// The lists of the lexicon that hold the word at `token_idx`.
    pub fn lists(&self, token_idx: usize) -> Lists {
        let told = self.told.get().and_then(|told| told.get(token_idx));
        told.map_or_else(|| Lexicon::get().lists_of(self.word(token_idx)), |told| told.lists)
    }

    /// What is known beforehand of the word at `token_idx`.
    pub fn known(&self, token_idx: usize) -> Known {
        let told = self.told.get().and_then(|told| told.get(token_idx));
        told.map_or_else(|| Known::of(lower_key(self.word(token_idx))), |told| told.known)
    }

    /// How the word at `token_idx` is written.
    pub fn form(&self, token_idx: usize) -> Form {
        let told = self.told.get().and_then(|told| told.get(token_idx));
        told.map_or_else(|| Form::of(self.word(token_idx)), |told| told.form)
    }

    /// Whether a date may begin with the word at `token_idx`.
    pub fn opening(&self, token_idx: usize) -> Opening {
        let told = self.told.get().and_then(|told| told.get(token_idx));
        told.map_or_else(|| Opening::of(self.word(token_idx)), |told| told.opening)
    }

    /// Whether the name of a house everybody knows begins with the word at
    /// `token_idx`.
    pub fn opens_house(&self, token_idx: usize) -> bool {
        let told = self.told.get().and_then(|told| told.get(token_idx));
        told.map_or_else(|| opens_house(self.word(token_idx)), |told| told.opens_house)
    }

    /// The word at `token_idx` folded for comparison.
    pub fn folded(&self, token_idx: usize) -> &str {
        self.folded.words(token_idx..token_idx + 1)
    }

    /// The words `tokens` folded for comparison, a space between; no space at
    /// either end.
    pub fn all_folded(&self, tokens: &Range<usize>) -> &str {
        // a word of soft hyphens alone folds to nothing
        self.joined(tokens).trim_start_matches(' ')
    }

    /// The same, with a space after words that fold to nothing, too.
    pub fn joined(&self, tokens: &Range<usize>) -> &str {
        self.folded.words(tokens.clone())
    }

    /// The stretch from the first to the last word of `tokens`, which is not empty.
    pub fn span(&self, tokens: Range<usize>) -> Span {
        Span::new(self.tokens[tokens.start].span.start, self.tokens[tokens.end - 1].span.end)
    }

    /// The first word that ends after the byte `offset`.
    pub fn at(&self, offset: usize) -> usize {
        self.tokens.partition_point(|token| token.span.end <= offset)
    }

    /// The sentence that holds the word at `token_idx`.
    pub fn sentence_of(&self, token_idx: usize) -> usize {
        self.sentence_of.get(token_idx).copied().unwrap_or(self.sentences.len())
    }
}

/// The stretches of a section that are split for themselves: all of it, or
/// each line and cell of a list or table.
fn lines(text: &str, section: Span, by_line: bool) -> impl Iterator<Item = Span> {
    let mut rest = Some(section);
    std::iter::from_fn(move || {
        let here = rest?;
        let border = by_line.then(|| here.of(text).find(['\n', '\t'])).flatten();
        rest = border.map(|border| Span::new(here.start + border + 1, here.end));
        Some(border.map_or(here, |border| Span::new(here.start, here.start + border)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Asserts the words of `text`, sentences divided by `|`.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let document = Document::plain(text, None);
        let words = Words::of(&document);
        let sentences: Vec<String> = words
            .sentences
            .iter()
            .map(|sentence| sentence.tokens.clone().map(|i| words.word(i)).collect::<Vec<_>>().join(" "))
            .collect();
        assert_eq!(sentences.join(" | "), expected);
    }

    #[test]
    fn abbreviations_and_initials_keep_their_dot() {
        check(
            "Mr. J. R. Pell of the U.S. Navy met Dr. Oyelaran on Nov. 6.",
            "Mr. J. R. Pell of the U.S. Navy met Dr. Oyelaran on Nov. 6 .",
        );
        check(
            "He moved to the U.S. The firm, Pell Inc., stayed.",
            "He moved to the U.S. | The firm , Pell Inc. , stayed .",
        );
        check("She met George W. Hale Jr. in Elm.", "She met George W. Hale Jr. in Elm .");
        check("It is for you and I. They agreed.", "It is for you and I . | They agreed .");
        check("A firm of Lloyd I. Pell bought it.", "A firm of Lloyd I. Pell bought it .");
        check(
            "It was built under Charles I. The harbour came later.",
            "It was built under Charles I. | The harbour came later .",
        );
        check(
            "He left the U.S. Which firm pays? Mr. Pell.",
            "He left the U.S. | Which firm pays ? | Mr. Pell .",
        );
        check("He left the U.S. Mrs. Pell stayed.", "He left the U.S. | Mrs. Pell stayed .");
    }

    #[test]
    fn clitics_stand_alone_and_inner_apostrophes_stay() {
        check(
            "O’Hara’s boat didn't sink, they’ll say; the workers' hall did.",
            "O’Hara ’s boat did n't sink , they ’ll say ; the workers ' hall did .",
        );
        check("Côte d'Ivoire's side", "Côte d'Ivoire 's side");
    }

    #[test]
    fn hyphens_join_but_let_go_of_common_endings() {
        check("Anna-Lena met an Elm-based all-rounder.", "Anna-Lena met an Elm - based all-rounder .");
        check(
            "They waited--in vain – for the 1914-18 files.",
            "They waited -- in vain – for the 1914-18 files .",
        );
    }

    #[test]
    fn numbers_addresses_and_tags_are_one_word() {
        check("Paid $1,200.50 at 12:30 (4.5%).", "Paid $ 1,200.50 at 12:30 ( 4.5 % ) .");
        check(
            "See https://elm.example/a?b=1, or ask @elm about #ElmFloods.",
            "See https://elm.example/a?b=1 , or ask @elm about #ElmFloods .",
        );
        check("AT&T and M&S; R&D", "AT&T and M&S ; R&D");
    }

    #[test]
    fn sentences_end_after_their_closing_marks() {
        check(
            "“We will appeal.” Chen left. \"Why?\" she asked. (He stayed.) Then rain...",
            "“ We will appeal . ” | Chen left . | \" Why ? \" she asked . | ( He stayed . ) | Then rain ...",
        );
        check("It rose 3.5 pct. in May.", "It rose 3.5 pct. in May .");
        check("Come here!He stayed.The end", "Come here ! | He stayed . | The end");
    }

    #[test]
    fn sections_and_list_lines_are_borders() {
        check("Dam holds\n\nIt held\nby luck", "Dam holds | It held | by luck");
    }

    #[test]
    fn odd_characters_keep_exact_offsets() {
        let text = "A\u{0}B \u{202e}Elm\u{202c} 😀😀 e\u{301}té\u{a0}là ½ 東京 ";
        let document = Document::plain(text, None);
        let words = Words::of(&document);
        let found: Vec<&str> = (0..words.tokens.len()).map(|i| words.word(i)).collect();
        assert_eq!(found, ["A", "B", "Elm", "😀", "😀", "e\u{301}té", "là", "½", "東京"]);
    }
}
