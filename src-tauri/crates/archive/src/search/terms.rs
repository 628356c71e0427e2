//! How words get into the index: a stretch laid out by [`super::layout`] is
//! written as one string of terms, which tantivy's tokenizer only has to cut.
//!
//! Terms are separated by spaces. Each stands one position after the one
//! before, except where it begins with [`SAME`] (the same position) or with
//! [`JUMP`] and a number (that position), so all fields number words alike.

use std::fmt::Write;

use backfile_article::Span;
use frostem::{Algorithm, Stemmer};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use super::{
    family::is_usual,
    layout::{Mark, Sink},
};

const SAME: char = '\u{1}';
const JUMP: char = '\u{2}';

/// How many stems are remembered while indexing, a power of two: two megabytes.
/// Those of usual words stay near the processor, and to fetch another from
/// memory still takes less than to stem it anew.
const N_STEMS: usize = 1 << 16;

/// The stem of a folded word. English rules are used for every language: a
/// word is found by itself in any, since query and index agree.
pub(crate) fn stem(word: &str) -> String {
    match stems_at_all(word) {
        true => Stemmer::new(Algorithm::English).stem(word).into_owned(),
        false => word.to_owned(),
    }
}

fn stems_at_all(word: &str) -> bool {
    word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'\'')
}

/// The strings of one document's positional fields.
#[derive(Default)]
pub(crate) struct Terms {
    /// Forms as they are.
    pub exact: String,
    /// The stems of those that are not found by their stem otherwise; see [`super::family`].
    pub stem: String,
    /// Marks.
    pub marks: String,
    stems: Stems,
    next: u32,
    next_stem: u32,
    next_mark: u32,
}

impl Terms {
    /// Empties the strings for the next document.
    pub fn clear(&mut self) {
        self.exact.clear();
        self.stem.clear();
        self.marks.clear();
        self.next = 0;
        self.next_stem = 0;
        self.next_mark = 0;
    }

    /// The same as [`Sink::form`], but that all stems are wanted, and stems alone.
    pub fn stem_of(&mut self, position: u32, form: &str) {
        lead(&mut self.stem, &mut self.next_stem, position);
        match stems_at_all(form) {
            true => self.stems.push(form, &mut self.stem),
            false => self.stem.push_str(form),
        }
    }
}

/// Stems of the words met last, each in the one place its letters lead to:
/// looking is cheaper than stemming, and the words of a language are few.
struct Stems {
    known: Box<[Known]>,
}

/// A word and what becomes of it.
#[derive(Clone, Copy, Default)]
struct Known {
    /// Its letters and, in the last byte, how many they are.
    form: u128,
    /// How many of its letters the stem keeps.
    n_kept: u8,
    /// How many letters stand behind those.
    n_new: u8,
    new: [u8; 6],
    is_usual: bool,
}

impl Default for Stems {
    fn default() -> Self {
        Self { known: vec![Known::default(); N_STEMS].into() }
    }
}

impl Stems {
    /// Appends the stem of `form`, a word of ASCII letters, to `out`.
    fn push(&mut self, form: &str, out: &mut String) {
        let Some(known) = self.known(form) else { return out.push_str(&stem(form)) };
        out.push_str(&form[..usize::from(known.n_kept)]);
        out.extend(known.new[..usize::from(known.n_new)].iter().map(|letter| char::from(*letter)));
    }

    /// Whether `form`, a word of ASCII letters, is found by its stem anyway.
    fn is_usual(&mut self, form: &str) -> bool {
        match self.known(form) {
            Some(known) => known.is_usual,
            None => is_usual(form, &stem(form)),
        }
    }

    /// What becomes of `form`; none if it is too long to be remembered.
    fn known(&mut self, form: &str) -> Option<&Known> {
        let letters = letters(form)?;
        // The golden ratio's bits, as in Fibonacci hashing.
        let folded = (letters as u64) ^ ((letters >> 64) as u64).rotate_left(29);
        let place = folded.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (u64::BITS - N_STEMS.ilog2());
        let known = self.known.get_mut(place as usize)?;
        if known.form != letters {
            let stem = stem(form);
            let n_kept = stem.bytes().zip(form.bytes()).take_while(|(a, b)| a == b).count();
            let added = &stem.as_bytes()[n_kept..];
            let mut new = [0; 6];
            new.get_mut(..added.len())?.copy_from_slice(added);
            let is_usual = is_usual(form, &stem);
            *known = Known { form: letters, n_kept: n_kept as u8, n_new: added.len() as u8, new, is_usual };
        }
        Some(known)
    }
}

/// A short word as a number.
fn letters(form: &str) -> Option<u128> {
    let mut bytes = [0; 16];
    bytes[15] = form.len() as u8;
    bytes[..15].get_mut(..form.len())?.copy_from_slice(form.as_bytes());
    Some(u128::from_le_bytes(bytes))
}

/// What leads from the position before `next` to `position`.
fn lead(out: &mut String, next: &mut u32, position: u32) {
    if !out.is_empty() {
        out.push(' ');
    }
    if position + 1 == *next {
        out.push(SAME);
    } else if position != *next {
        // Writing to a string cannot fail.
        let _ = write!(out, "{JUMP}{position} ");
    }
    *next = position + 1;
}

impl Sink for Terms {
    fn form(&mut self, position: u32, _: Span, form: &str) {
        lead(&mut self.exact, &mut self.next, position);
        self.exact.push_str(form);
        if stems_at_all(form) && !self.stems.is_usual(form) {
            lead(&mut self.stem, &mut self.next_stem, position);
            self.stems.push(form, &mut self.stem);
        }
    }

    fn mark(&mut self, position: u32, mark: Mark) {
        lead(&mut self.marks, &mut self.next_mark, position);
        self.marks.push_str(mark.term());
    }
}

/// Cuts strings made by [`Terms`].
#[derive(Clone, Default)]
pub(crate) struct TermsTokenizer {
    token: Token,
}

impl Tokenizer for TermsTokenizer {
    type TokenStream<'a> = TermsStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> TermsStream<'a> {
        self.token.reset();
        TermsStream { rest: text, next: 0, token: &mut self.token }
    }
}

/// A string being cut.
pub(crate) struct TermsStream<'a> {
    rest: &'a str,
    next: usize,
    token: &'a mut Token,
}

impl<'a> TermsStream<'a> {
    /// Cuts off what stands before the next space. Terms are short: looking at
    /// each byte is faster than a search made for long texts.
    fn cut(&mut self) -> &'a str {
        let end = self.rest.bytes().position(|byte| byte == b' ').unwrap_or(self.rest.len());
        let (term, rest) = self.rest.split_at(end);
        self.rest = rest.get(1..).unwrap_or_default();
        term
    }
}

impl TokenStream for TermsStream<'_> {
    fn advance(&mut self) -> bool {
        while !self.rest.is_empty() {
            let term = self.cut();
            if let Some(position) = term.strip_prefix(JUMP) {
                self.next = position.parse().unwrap_or(self.next);
                continue;
            }
            let form = match term.strip_prefix(SAME) {
                Some(form) => {
                    self.token.position = self.next.saturating_sub(1);
                    form
                }
                None => {
                    self.token.position = self.next;
                    self.next += 1;
                    term
                }
            };
            if !form.is_empty() {
                self.token.text.clear();
                self.token.text.push_str(form);
                return true;
            }
        }
        false
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<(usize, String)> {
        let mut tokenizer = TermsTokenizer::default();
        let mut stream = tokenizer.token_stream(text);
        let mut found = Vec::new();
        while stream.advance() {
            found.push((stream.token().position, stream.token().text.clone()));
        }
        found
    }

    #[test]
    fn all_fields_number_words_alike() {
        let mut terms = Terms::default();
        let nowhere = Span::new(0, 0);
        terms.form(0, nowhere, "ohm's");
        terms.form(0, nowhere, "ohms");
        terms.form(1, nowhere, "cracks");
        terms.mark(1, Mark::Person);
        terms.mark(1, Mark::Place);
        terms.form(3, nowhere, "making");
        terms.mark(3, Mark::Sentence);
        let exact = [(0, "ohm's"), (0, "ohms"), (1, "cracks"), (3, "making")];
        let stemmed = [(0, "ohm"), (3, "make")];
        let marks = [(1, "person"), (1, "place"), (3, "s")];
        let owned = |pairs: &[(usize, &str)]| {
            pairs.iter().map(|(at, form)| (*at, (*form).to_owned())).collect::<Vec<_>>()
        };
        assert_eq!(cut(&terms.exact), owned(&exact));
        assert_eq!(cut(&terms.stem), owned(&stemmed));
        assert_eq!(cut(&terms.marks), owned(&marks));
    }
}
