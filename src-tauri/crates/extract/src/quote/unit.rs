//! The article as the quotation models read it: words, with every quoted
//! stretch folded into one unit.

use std::ops::Range;

use backfile_article::Span;

use super::{
    argument::{is_verb, opens_clause},
    marks::Stretch,
    speech,
};
use crate::{name::recogniser::Known, token::Words};

/// What a unit is, as coarse as the models need it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Class {
    /// No unit: before the first, after the last.
    Border,
    Lower,
    Capital,
    Capitals,
    Number,
    Comma,
    Stop,
    Colon,
    Semicolon,
    Dash,
    Bracket,
    Mark,
    Pronoun,
    Determiner,
    Other,
    /// A quoted stretch of one to three words.
    ShortQuote,
    /// A longer one that ends inside a sentence.
    Quote,
    /// A longer one that ends with a comma.
    QuoteComma,
    /// A longer one that ends a sentence.
    QuoteStop,
}

/// A word, or a whole quoted stretch.
#[derive(Debug, Clone)]
pub(super) struct Unit {
    /// Its words.
    pub tokens: Range<usize>,
    /// The quoted stretch it is, if it is one.
    pub stretch: Option<usize>,
    pub class: Class,
    /// Hash of the word in lower case; of the first and last word of a stretch.
    pub hash: u32,
    /// Hash of the word without its ending.
    pub stem: u32,
    /// Hash of the last three letters.
    pub suffix: u32,
    /// Sentence, as a running number; stretches do not divide sentences inside.
    pub sentence: u32,
    /// What the word's name is: 0 none, 1 person, 2 organisation, 3 place.
    pub name: u8,
    /// How likely the word is a cue, from counts: 0 never seen, to 7.
    pub prior: u8,
    /// What kind of saying the word tells ([`speech`]); 0 for none.
    pub speech: u8,
    /// The classes it falls into by the company it keeps, fine and middle
    /// ([`Known`]); of a name what it is.
    pub fine: u32,
    pub middle: u32,
    /// Whether the word opens or joins clauses.
    pub opens: bool,
    /// Whether it is a verb, as far as its form tells.
    pub verb: bool,
    /// Whether it may be a form of a verb.
    pub inflected: bool,
    /// Whether it is a stretch that ends with a question or a shout.
    pub asks: bool,
}

impl Unit {
    pub fn is_quote(&self) -> bool {
        self.stretch.is_some()
    }
}

/// The units of one section.
#[derive(Debug, Clone)]
pub(super) struct Paragraph {
    /// Its units, as indices into [`Units::list`].
    pub units: Range<usize>,
    /// The section, as an index into the document's.
    pub section: usize,
}

/// The units of a quoted stretch that was taken apart.
#[derive(Debug, Clone)]
pub(super) struct Inner {
    /// The unit it is among the words around it.
    pub outer: usize,
    /// Its own, as indices into [`Units::list`].
    pub units: Range<usize>,
}

/// All units of an article.
#[derive(Debug, Clone, Default)]
pub(super) struct Units {
    /// Those of the paragraphs, and behind them those of stretches taken apart.
    pub list: Vec<Unit>,
    pub paragraphs: Vec<Paragraph>,
    pub inner: Vec<Inner>,
}

/// What is told apart from classes of words: names, marks, words not known.
const IS_NONE: u32 = 256;

/// What [`Unit::name`] is of a person's name.
pub(super) const PERSON: u8 = 1;

/// FNV-1a, 32 bits, over lower-cased, plain-apostrophe characters.
pub(super) fn hash_word(word: &str) -> u32 {
    let mut hash = START;
    for (at, byte) in word.bytes().enumerate() {
        if !byte.is_ascii() {
            // What comes before is ASCII: a character begins here.
            return word[at..].chars().map(fold).fold(hash, step);
        }
        hash = step(hash, fold_ascii(byte));
    }
    hash
}

/// The hashes of `word` and of its first `n_bytes`.
fn hash_word_and_head(word: &str, n_bytes: usize) -> (u32, u32) {
    let mut hash = START;
    let mut head = START;
    for (at, byte) in word.bytes().enumerate() {
        if !byte.is_ascii() {
            return (hash_word(word), hash_word(&word[..n_bytes]));
        }
        hash = step(hash, fold_ascii(byte));
        if at + 1 == n_bytes {
            head = hash;
        }
    }
    (hash, head)
}

/// What a hash begins with.
const START: u32 = 0x811c_9dc5;

fn fold_ascii(byte: u8) -> char {
    char::from(if byte == b'`' { b'\'' } else { byte.to_ascii_lowercase() })
}

fn fold(ch: char) -> char {
    match ch {
        '’' | '‘' | '`' => '\'',
        _ if ch.is_ascii() => ch.to_ascii_lowercase(),
        _ => ch.to_lowercase().next().unwrap_or(ch),
    }
}

fn step(hash: u32, ch: char) -> u32 {
    (hash ^ ch as u32).wrapping_mul(0x0100_0193)
}

/// Cuts the usual endings, so that "says", "saying" and "urged", "urges" meet.
pub(super) fn stem(word: &str) -> &str {
    for ending in ["ing", "ied", "ies", "ed", "es", "s", "d", "e"] {
        if let Some(head) = word.strip_suffix(ending)
            && head.len() >= 3
        {
            return head;
        }
    }
    word
}

impl Units {
    /// Folds the stretches of a document into its words.
    pub fn of(words: &Words<'_>, stretches: &[Stretch], names: &[u8], prior: impl Fn(u32) -> u8) -> Self {
        let mut units = Self { list: Vec::with_capacity(words.tokens.len()), ..Self::default() };
        let mut next_stretch = 0;
        let mut sentence = 0_u32;
        let mut token_idx = 0;
        let mut sentence_idx = 0;
        let mut section = usize::MAX;
        while token_idx < words.tokens.len() {
            while words.sentences[sentence_idx].tokens.end <= token_idx {
                sentence_idx += 1;
            }
            // A sentence that began inside a stretch goes on after it.
            sentence += u32::from(words.sentences[sentence_idx].tokens.start == token_idx);
            let here = words.sentences[sentence_idx].section;
            if here != section {
                let at = units.list.len();
                units.close_paragraph(at);
                units.paragraphs.push(Paragraph { units: at..at, section: here });
                section = here;
            }
            let start = words.tokens[token_idx].span.start;
            while stretches.get(next_stretch).is_some_and(|stretch| stretch.outer.end <= start) {
                next_stretch += 1;
            }
            let stretch = stretches.get(next_stretch).filter(|stretch| stretch.outer.start <= start);
            let mut unit = if let Some(stretch) = stretch {
                let end = end_of(words, token_idx, stretch.outer);
                let unit = quote_unit(words, token_idx..end, stretch.inner, next_stretch);
                next_stretch += 1;
                unit
            } else {
                word_unit(words, token_idx, names.get(token_idx).copied().unwrap_or(0), &prior)
            };
            unit.sentence = sentence;
            token_idx = unit.tokens.end;
            units.list.push(unit);
        }
        let at = units.list.len();
        units.close_paragraph(at);
        units
    }

    /// The units of the paragraphs, in text order.
    pub fn told(&self) -> &[Unit] {
        &self.list[..self.inner.first().map_or(self.list.len(), |inner| inner.units.start)]
    }

    /// Takes the stretch `span`, which is the unit `outer`, apart; `inner` are
    /// the stretches in it, which count from `first` on.
    pub fn unfold(
        &mut self,
        words: &Words<'_>,
        (outer, span): (usize, Span),
        (first, inner): (usize, &[Stretch]),
        names: &[u8],
        prior: impl Fn(u32) -> u8,
    ) {
        let start = self.list.len();
        let tokens = self.list[outer].tokens.clone();
        let mut token_idx = tokens.start;
        let mut next = 0;
        while token_idx < tokens.end {
            let at = words.tokens[token_idx].span;
            if at.start < span.start || at.end > span.end {
                token_idx += 1;
                continue;
            }
            while inner.get(next).is_some_and(|stretch| stretch.outer.end <= at.start) {
                next += 1;
            }
            let mut unit = match inner.get(next).filter(|stretch| stretch.outer.start <= at.start) {
                Some(stretch) => {
                    let end = end_of(words, token_idx, stretch.outer).min(tokens.end);
                    quote_unit(words, token_idx..end, stretch.inner, first + next)
                }
                None => word_unit(words, token_idx, names.get(token_idx).copied().unwrap_or(0), &prior),
            };
            unit.sentence = u32::try_from(words.sentence_of(token_idx)).unwrap_or(u32::MAX);
            token_idx = unit.tokens.end;
            self.list.push(unit);
        }
        self.inner.push(Inner { outer, units: start..self.list.len() });
    }

    fn close_paragraph(&mut self, at: usize) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.units.end = at;
        }
    }

    /// The bytes from the first to the last of `units`, which is not empty.
    pub fn span(&self, words: &Words<'_>, units: Range<usize>) -> Span {
        words.span(self.list[units.start].tokens.start..self.list[units.end - 1].tokens.end)
    }
}

fn end_of(words: &Words<'_>, from: usize, outer: Span) -> usize {
    let count = words.tokens[from..].partition_point(|token| token.span.start < outer.end);
    from + count.max(1)
}

fn quote_unit(words: &Words<'_>, tokens: Range<usize>, inner: Span, stretch: usize) -> Unit {
    let n_words = tokens.clone().filter(|idx| words.word(*idx).starts_with(char::is_alphanumeric)).count();
    let inside = inner.of(words.text).trim_end();
    let class = match inside.chars().next_back() {
        _ if n_words <= 3 && !inside.ends_with(['.', ',', '!', '?']) => Class::ShortQuote,
        Some(',') => Class::QuoteComma,
        Some('.' | '!' | '?' | '…' | '—' | '-') => Class::QuoteStop,
        _ => Class::Quote,
    };
    let first = words.tokens[tokens.clone()].iter().find(|token| token.span.start >= inner.start);
    let hash = first.map_or(0, |token| hash_word(token.span.of(words.text)));
    Unit {
        tokens,
        stretch: Some(stretch),
        class,
        hash: hash ^ 0x5bd1_e995,
        stem: u32::try_from(n_words.min(12)).unwrap_or(12) + 77,
        suffix: class as u32,
        sentence: 0,
        name: 0,
        prior: 0,
        speech: 0,
        fine: class as u32 + IS_NONE,
        middle: class as u32 + IS_NONE,
        opens: false,
        verb: false,
        inflected: false,
        asks: inside.ends_with(['?', '!']),
    }
}

/// What of a word is the same wherever it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Form {
    class: Class,
    /// See [`Unit`].
    hash: u32,
    stem: u32,
    suffix: u32,
    speech: u8,
    opens: bool,
    verb: bool,
    inflected: bool,
}

impl Form {
    /// Looks at `word`.
    pub(crate) fn of(word: &str) -> Self {
        let class = class_of(word);
        let (hash, stem, suffix) = if matches!(class, Class::Lower | Class::Capital | Class::Capitals) {
            let tail = word.char_indices().rev().nth(2).map_or(0, |(at, _)| at);
            let (hash, stem) = hash_word_and_head(word, stem(word).len());
            (hash, stem, hash_word(&word[tail..]))
        } else {
            let hash = hash_word(word);
            (hash, hash, class as u32)
        };
        let may_tell = matches!(class, Class::Lower | Class::Capital);
        Self {
            class,
            hash,
            stem,
            suffix,
            speech: if may_tell { speech::kind_of(stem) } else { 0 },
            opens: opens_clause(hash),
            verb: is_verb(hash) || class == Class::Lower && word.ends_with("ed"),
            inflected: class == Class::Lower && word.len() > 3 && word.ends_with(['s', 'd', 'g']),
        }
    }
}

fn word_unit(words: &Words<'_>, token_idx: usize, name: u8, prior: &impl Fn(u32) -> u8) -> Unit {
    let Form { class, hash, stem, suffix, speech, opens, verb, inflected } = words.form(token_idx);
    let known = if name == 0 { words.known(token_idx) } else { Known::default() };
    let instead = IS_NONE + if name == 0 { class as u32 } else { 100 + u32::from(name) };
    let or_instead = |kind: u8| if kind == 0 { instead } else { u32::from(kind) };
    Unit {
        tokens: token_idx..token_idx + 1,
        stretch: None,
        class,
        hash,
        stem,
        suffix,
        sentence: 0,
        name,
        prior: prior(hash),
        speech: if name == 0 { speech } else { 0 },
        fine: or_instead(known.fine),
        middle: or_instead(known.middle),
        opens,
        verb,
        inflected,
        asks: false,
    }
}

fn class_of(word: &str) -> Class {
    let mut chars = word.chars();
    let Some(first) = chars.next() else { return Class::Other };
    if !first.is_alphanumeric() {
        return match first {
            ',' => Class::Comma,
            '.' | '!' | '?' | '…' => Class::Stop,
            ':' => Class::Colon,
            ';' => Class::Semicolon,
            '-' | '–' | '—' => Class::Dash,
            '(' | ')' | '[' | ']' => Class::Bracket,
            '"' | '“' | '”' | '\'' | '‘' | '’' | '`' => Class::Mark,
            _ => Class::Other,
        };
    }
    if first.is_numeric() {
        return Class::Number;
    }
    match word {
        "he" | "she" | "they" | "I" | "we" | "it" | "He" | "She" | "They" | "We" | "It" | "who" | "you"
        | "You" => {
            return Class::Pronoun;
        }
        "the" | "a" | "an" | "The" | "A" | "An" | "his" | "her" | "their" | "its" | "His" | "Her"
        | "Their" => {
            return Class::Determiner;
        }
        _ => {}
    }
    if !first.is_uppercase() {
        Class::Lower
    } else if chars.clone().next().is_some() && !chars.any(char::is_lowercase) {
        Class::Capitals
    } else {
        Class::Capital
    }
}
