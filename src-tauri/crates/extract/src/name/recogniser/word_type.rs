//! What can be told from a word alone.

use super::{
    hash::{feature, join, of_bytes},
    known::Known,
    model::CommonWords,
};
use crate::name::lexicon::{FUNCTION, Lexicon, Lists, lower_key};

/// The word has a capital.
pub(super) const CAPITAL: u8 = 1;
/// All its letters are capitals, and there are several.
pub(super) const ALL_CAPITALS: u8 = 1 << 1;
/// It has a digit.
pub(super) const DIGIT: u8 = 1 << 2;
/// It is a common word when written small.
pub(super) const COMMON: u8 = 1 << 3;
/// It has a letter.
pub(super) const LETTER: u8 = 1 << 4;

/// What is known of a word apart from its surroundings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct WordType {
    /// Key of the word as written, marks made plain.
    pub exact: u64,
    /// Key of the word in lower case without accents.
    pub lower: u64,
    /// Key of its shape ("Xx", "X.X.", "0").
    pub shape: u64,
    /// Lists it stands on.
    pub lists: Lists,
    /// [`CAPITAL`] and its like.
    pub flags: u8,
    /// What is known of it beforehand.
    pub known: Known,
}

/// Places around a word from which it is seen.
pub(super) const N_VIEWS: usize = 5;

/// Offsets of the views: which neighbour sees the word.
pub(super) const VIEWS: [isize; N_VIEWS] = [0, -1, 1, -2, 2];

impl WordType {
    /// Looks at `word` (marks plain, see [`plain`]).
    pub fn of(word: &str, common: &CommonWords) -> Self {
        let lower = lower_key(word);
        let exact = of_bytes(word.as_bytes());
        let mut flags = 0;
        let (mut n_upper, mut n_lower) = (0, 0);
        for ch in word.chars() {
            if ch.is_uppercase() {
                n_upper += 1;
            } else if ch.is_alphabetic() {
                n_lower += 1;
            } else if ch.is_numeric() {
                flags |= DIGIT;
            }
        }
        if n_upper > 0 {
            flags |= CAPITAL;
        }
        if n_upper > 1 && n_lower == 0 {
            flags |= ALL_CAPITALS;
        }
        if n_upper + n_lower > 0 {
            flags |= LETTER;
        }
        if common.contains(lower) {
            flags |= COMMON;
        }
        Self {
            exact,
            lower,
            shape: shape(word),
            lists: Lexicon::get().word(exact, lower),
            flags,
            known: Known::of(lower),
        }
    }

    fn tell_known(&self, view: usize, tell: &mut impl FnMut(u64, u64)) {
        let Known { fine, middle, coarse, surname, first_name } = self.known;
        let [middle, coarse] = [middle, coarse].map(u64::from);
        tell(13, u64::from(fine));
        tell(14, middle);
        tell(15, coarse);
        // as seen from the word itself and its next neighbours
        if view < 3 {
            tell(16, join(middle, join(self.shape, u64::from(self.flags))));
            tell(17, join(coarse, u64::from(self.lists)));
        }
        if surname != 0 {
            tell(18, u64::from(surname));
        }
        if first_name != 0 {
            tell(19, u64::from(first_name));
        }
    }

    /// Whether all of `flags` hold.
    pub const fn is(&self, flags: u8) -> bool {
        self.flags & flags == flags
    }

    /// Whether it stands on one of `lists`.
    pub const fn on(&self, lists: Lists) -> bool {
        self.lists & lists != 0
    }

    /// The features of `word`, whose letters in lower case are `chars`, as seen
    /// from view `view`.
    pub fn features(&self, word: &str, chars: &[char], view: usize, sink: &mut impl FnMut(u32)) {
        let base = 1 + 20 * view as u64;
        let mut tell = |template: u64, value: u64| sink(feature(base + template, value));
        tell(0, self.lower);
        tell(1, join(self.shape, u64::from(self.flags)));
        if self.known != Known::NOTHING {
            self.tell_known(view, &mut tell);
        }
        if self.lists != 0 {
            tell(2, join(u64::from(self.lists), u64::from(self.flags & (CAPITAL | COMMON))));
        }
        if view > 2 {
            return;
        }
        let n_chars = chars.len();
        let affix =
            |part: &[char]| part.iter().fold(part.len() as u64, |hash, ch| join(hash, u64::from(*ch)));
        if n_chars > 3 {
            tell(3, affix(&chars[n_chars - 3..]));
        }
        if view > 0 {
            return;
        }
        tell(4, self.exact);
        tell(5, 0);
        let capital = u64::from(self.flags & (CAPITAL | ALL_CAPITALS));
        for len in 1..=4.min(n_chars.saturating_sub(1)) {
            tell(6, join(affix(&chars[..len]), capital));
            tell(7, join(affix(&chars[n_chars - len..]), capital));
        }
        if n_chars > 6 {
            tell(7, join(affix(&chars[n_chars - 5..]), capital));
        }
        let mut lists = self.lists & (FUNCTION - 1);
        while lists != 0 {
            tell(8, join(u64::from(lists.trailing_zeros()), capital));
            lists &= lists - 1;
        }
        tell(9, u64::from(self.flags));
        const MAX_PARTS: usize = 4;
        let parts = word.split('-').filter(|part| part.len() < word.len() && !part.is_empty());
        for part in parts.take(MAX_PARTS) {
            tell(10, lower_key(part));
            tell(11, u64::from(Lexicon::get().lists_of(part)));
        }
        tell(12, n_chars.min(12) as u64);
    }
}

/// The letters of `word` in lower case, into `chars`.
pub(super) fn lower_case(word: &str, chars: &mut Vec<char>) {
    chars.clear();
    if word.is_ascii() {
        chars.extend(word.bytes().map(|byte| char::from(byte.to_ascii_lowercase())));
    } else {
        chars.extend(word.chars().flat_map(char::to_lowercase));
    }
}

/// The shape of `word`: letters as `X` or `x`, digits as `0`, repeats once.
fn shape(word: &str) -> u64 {
    let mut hash = 3;
    let mut last = '\0';
    let mut n_same = 0;
    for ch in word.chars() {
        let kind = if ch.is_uppercase() {
            'X'
        } else if ch.is_alphabetic() {
            'x'
        } else if ch.is_numeric() {
            '0'
        } else {
            ch
        };
        n_same = if kind == last { n_same + 1 } else { 0 };
        last = kind;
        if n_same < 2 {
            hash = join(hash, u64::from(kind));
        }
    }
    hash
}

/// `word` with quotation marks and dashes made plain; none if it is so already.
pub(super) fn plain(word: &str) -> Option<String> {
    if word.is_ascii() {
        return None;
    }
    let is_mark = |ch| matches!(ch, '\u{2018}'..='\u{201F}' | '\u{2010}'..='\u{2015}' | '«' | '»' | '\u{AD}');
    word.contains(is_mark).then(|| {
        word.chars()
            .flat_map(|ch| if is_mark(ch) { backfile_article::fold_char(ch).next() } else { Some(ch) })
            .collect()
    })
}
