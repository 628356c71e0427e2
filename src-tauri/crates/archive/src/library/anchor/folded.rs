//! Texts folded for finding passages again: NFC, one space for any run of
//! white space, plain quotation marks and dashes, nothing invisible. Case and
//! accents stay.

use unicode_normalization::{
    IsNormalized, UnicodeNormalization, char::canonical_combining_class, is_nfc_quick,
};

/// A folded text, with where each of its characters comes from.
#[derive(Debug, Default)]
pub struct Folded {
    /// The characters.
    pub chars: Vec<char>,
    /// For each, the code points of the text it stands for: first, and one past the last.
    places: Vec<(u32, u32)>,
}

impl Folded {
    /// Folds `text`.
    pub fn new(text: &str) -> Self {
        let mut folded =
            Self { chars: Vec::with_capacity(text.len()), places: Vec::with_capacity(text.len()) };
        if is_nfc_quick(text.chars()) == IsNormalized::Yes {
            for (at, ch) in text.chars().enumerate() {
                folded.push(ch, at, at + 1);
            }
            return folded;
        }
        let mut chars = text.chars().enumerate().peekable();
        let mut cluster = String::new();
        while let Some((start, ch)) = chars.next() {
            cluster.clear();
            cluster.push(ch);
            let mut end = start + 1;
            while let Some((_, mark)) = chars.next_if(|(_, next)| continues_cluster(*next)) {
                cluster.push(mark);
                end += 1;
            }
            for composed in cluster.nfc() {
                folded.push(composed, start, end);
            }
        }
        folded
    }

    /// The code points of the text that the folded characters from `start` to
    /// `end` stand for.
    pub fn place(&self, start: usize, end: usize) -> (usize, usize) {
        let first = self.places.get(start).map_or(0, |place| place.0 as usize);
        let last = end.checked_sub(1).and_then(|last| self.places.get(last));
        (first, last.map_or(first, |place| place.1 as usize))
    }

    /// The folded character that code point `at` of the text became part of.
    pub fn index_of(&self, at: usize) -> usize {
        self.places.partition_point(|place| (place.1 as usize) <= at)
    }

    fn push(&mut self, ch: char, start: usize, end: usize) {
        let plain = match ch {
            '\u{2018}' | '\u{2019}' | '\u{201A}' | '\u{201B}' | '\u{2032}' | '`' | '´' => '\'',
            '\u{201C}'..='\u{201F}' | '«' | '»' | '\u{2033}' => '"',
            '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
            '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{FEFF}' => return,
            _ if ch.is_whitespace() => ' ',
            _ => ch,
        };
        let place = (u32::try_from(start).unwrap_or(u32::MAX), u32::try_from(end).unwrap_or(u32::MAX));
        if plain == ' ' && self.chars.last() == Some(&' ') {
            if let Some(last) = self.places.last_mut() {
                last.1 = place.1;
            }
            return;
        }
        self.chars.push(plain);
        self.places.push(place);
    }
}

/// Whether `ch` may be composed with what stands before it: a combining mark,
/// or a vowel or final consonant of a Hangul syllable.
fn continues_cluster(ch: char) -> bool {
    canonical_combining_class(ch) != 0 || matches!(ch, '\u{1161}'..='\u{1175}' | '\u{11A8}'..='\u{11C2}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Asserts the folded text, and that `part` of it stands for `expected` of the text.
    #[track_caller]
    fn check(text: &str, folded: &str, part: &str, expected: &str) {
        let found = Folded::new(text);
        assert_eq!(found.chars.iter().collect::<String>(), folded);
        let start = folded[..folded.find(part).unwrap()].chars().count();
        let (start, end) = found.place(start, start + part.chars().count());
        assert_eq!(text.chars().take(end).skip(start).collect::<String>(), expected);
        assert_eq!(found.index_of(start), folded[..folded.find(part).unwrap()].chars().count());
    }

    #[test]
    fn marks_spaces_and_dashes_are_plain_and_know_their_places() {
        check(
            "He said:\u{a0} “It’s\r\n\r\nover” – twice",
            "He said: \"It's over\" - twice",
            "s over",
            "s\r\n\r\nover",
        );
        check("co\u{ad}operate now", "cooperate now", "operate", "operate");
    }

    #[test]
    fn composed_and_decomposed_letters_are_equal() {
        check("Zoe\u{308} et Rene\u{301}e, 😀", "Zoë et Renée, 😀", "Renée", "Rene\u{301}e");
        check("\u{1112}\u{1161}\u{11ab} \u{1100}\u{116e}\u{11a8}", "한 국", "국", "\u{1100}\u{116e}\u{11a8}");
    }
}
