//! The words of a document folded for comparison, each once.

use std::ops::Range;

use backfile_article::{Span, fold_char};

use super::Token;

/// All words folded, a space between: a run of words is one slice.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Folded {
    text: String,
    /// Where each word begins, and where one more would.
    starts: Vec<usize>,
}

impl Folded {
    /// Folds the words `tokens` of `text`.
    pub fn of(text: &str, tokens: &[Token]) -> Self {
        let mut folded =
            Self { text: String::with_capacity(text.len()), starts: Vec::with_capacity(tokens.len() + 1) };
        for token in tokens {
            folded.starts.push(folded.text.len());
            push(&mut folded.text, token.span, text);
            folded.text.push(' ');
        }
        folded.starts.push(folded.text.len());
        folded
    }

    /// The words `tokens`, as `fold` gives them.
    pub fn words(&self, tokens: Range<usize>) -> &str {
        if tokens.is_empty() {
            return "";
        }
        &self.text[self.starts[tokens.start]..self.starts[tokens.end] - 1]
    }
}

fn push(folded: &mut String, span: Span, text: &str) {
    let word = span.of(text);
    if !word.is_ascii() || word.contains('`') {
        return folded.extend(word.chars().flat_map(fold_char));
    }
    let start = folded.len();
    folded.push_str(word);
    folded[start..].make_ascii_lowercase();
}
