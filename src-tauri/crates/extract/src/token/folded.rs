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
    /// Folds the `words` of `text`.
    pub fn of(text: &str, words: &[&str]) -> Self {
        let has_grave = text.contains('`'); // the one sign of ASCII that folds to another
        let n_bytes = words.iter().map(|word| word.len() + 1).sum();
        let mut folded =
            Self { text: String::with_capacity(n_bytes), starts: Vec::with_capacity(words.len() + 1) };
        for word in words {
            folded.starts.push(folded.text.len());
            if word.is_ascii() && !has_grave {
                folded.text.push_str(word);
            } else {
                folded.text.extend(word.chars().flat_map(fold_char));
            }
            folded.text.push(' ');
        }
        folded.starts.push(folded.text.len());
        // All at once; what was folded is small already.
        folded.text.make_ascii_lowercase();
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
