//! The words of a document folded for comparison, each once.

use std::ops::Range;

use backfile_article::fold_char;

/// All words folded, a space between: a run of words is one slice.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Folded {
    text: String,
    /// Where each word begins, and where one more would.
    starts: Vec<usize>,
}

impl Folded {
    /// Folds `words`.
    pub fn of(words: &[&str]) -> Self {
        let n_bytes = words.iter().map(|word| word.len() + 1).sum();
        let mut folded =
            Self { text: String::with_capacity(n_bytes), starts: Vec::with_capacity(words.len() + 1) };
        for word in words {
            folded.starts.push(folded.text.len());
            push(&mut folded.text, word);
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

fn push(folded: &mut String, word: &str) {
    if word.bytes().any(|byte| !byte.is_ascii() || byte == b'`') {
        return folded.extend(word.chars().flat_map(fold_char));
    }
    let start = folded.len();
    folded.push_str(word);
    folded[start..].make_ascii_lowercase();
}
