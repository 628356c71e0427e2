//! Folding for comparison: case, accents, quotation marks, dashes, spaces.

/// The letters of `ch` as they count in a comparison: lower case, without
/// accents, quotation marks and dashes plain, every white space a space.
///
/// Covers Latin-1, Latin Extended-A and the letters of European names; other
/// scripts are lower-cased only.
pub fn fold_char(ch: char) -> impl Iterator<Item = char> {
    if ch.is_ascii() {
        return Folded::One(Some(fold_ascii(ch)));
    }
    let plain: &'static str = match ch {
        '\u{2018}' | '\u{2019}' | '\u{201A}' | '\u{201B}' | '\u{2032}' | '`' | '´' => "'",
        '\u{201C}'..='\u{201F}' | '«' | '»' | '\u{2033}' => "\"",
        '\u{2010}'..='\u{2015}' | '\u{2212}' => "-",
        '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{FEFF}' => "",
        'À'..='Å' | 'à'..='å' | 'Ā'..='ą' | 'Ǎ' | 'ǎ' => "a",
        'Æ' | 'æ' => "ae",
        'Ç' | 'ç' | 'Ć'..='č' => "c",
        'Ď'..='đ' | 'Ð' | 'ð' => "d",
        'È'..='Ë' | 'è'..='ë' | 'Ē'..='ě' => "e",
        'Ĝ'..='ģ' => "g",
        'Ĥ'..='ħ' => "h",
        'Ì'..='Ï' | 'ì'..='ï' | 'Ĩ'..='ı' | 'Ǐ' | 'ǐ' => "i",
        'Ĵ' | 'ĵ' => "j",
        'Ķ'..='ĸ' => "k",
        'Ĺ'..='ł' => "l",
        'Ñ' | 'ñ' | 'Ń'..='ŋ' => "n",
        'Ò'..='Ö' | 'Ø' | 'ò'..='ö' | 'ø' | 'Ō'..='ő' | 'Ǒ' | 'ǒ' => "o",
        'Œ' | 'œ' => "oe",
        'Ŕ'..='ř' => "r",
        'Ś'..='š' | 'Ș' | 'ș' => "s",
        'ß' => "ss",
        'Ţ'..='ŧ' | 'Ț' | 'ț' => "t",
        'Þ' | 'þ' => "th",
        'Ù'..='Ü' | 'ù'..='ü' | 'Ũ'..='ų' | 'Ǔ' | 'ǔ' => "u",
        'Ŵ' | 'ŵ' => "w",
        'Ý' | 'ý' | 'ÿ' | 'Ŷ'..='Ÿ' => "y",
        'Ź'..='ž' => "z",
        '\u{0300}'..='\u{036F}' => "",
        'Ơ' | 'ơ' => "o",
        'Ư' | 'ư' => "u",
        '\u{1E00}'..='\u{1EFF}' => more_marks(ch),
        _ if ch.is_whitespace() => " ",
        _ => return Folded::Lower(ch.to_lowercase()),
    };
    Folded::Plain(plain.chars())
}

/// Latin letters with the marks of Vietnamese, Yoruba and of languages written
/// in other scripts (the Unicode block Latin Extended Additional).
fn more_marks(ch: char) -> &'static str {
    match ch {
        '\u{1E00}'..='\u{1E01}' | '\u{1E9A}' | '\u{1EA0}'..='\u{1EB7}' => "a",
        '\u{1E02}'..='\u{1E07}' => "b",
        '\u{1E08}'..='\u{1E09}' => "c",
        '\u{1E0A}'..='\u{1E13}' => "d",
        '\u{1E14}'..='\u{1E1D}' | '\u{1EB8}'..='\u{1EC7}' => "e",
        '\u{1E1E}'..='\u{1E1F}' => "f",
        '\u{1E20}'..='\u{1E21}' => "g",
        '\u{1E22}'..='\u{1E2B}' | '\u{1E96}' => "h",
        '\u{1E2C}'..='\u{1E2F}' | '\u{1EC8}'..='\u{1ECB}' => "i",
        '\u{1E30}'..='\u{1E35}' => "k",
        '\u{1E36}'..='\u{1E3D}' => "l",
        '\u{1E3E}'..='\u{1E43}' => "m",
        '\u{1E44}'..='\u{1E4B}' => "n",
        '\u{1E4C}'..='\u{1E53}' | '\u{1ECC}'..='\u{1EE3}' => "o",
        '\u{1E54}'..='\u{1E57}' => "p",
        '\u{1E58}'..='\u{1E5F}' => "r",
        '\u{1E60}'..='\u{1E69}' | '\u{1E9B}'..='\u{1E9D}' => "s",
        '\u{1E6A}'..='\u{1E71}' | '\u{1E97}' => "t",
        '\u{1E72}'..='\u{1E7B}' | '\u{1EE4}'..='\u{1EF1}' => "u",
        '\u{1E7C}'..='\u{1E7F}' | '\u{1EFC}'..='\u{1EFD}' => "v",
        '\u{1E80}'..='\u{1E89}' | '\u{1E98}' => "w",
        '\u{1E8A}'..='\u{1E8D}' => "x",
        '\u{1E8E}'..='\u{1E8F}' | '\u{1E99}' | '\u{1EF2}'..='\u{1EF9}' | '\u{1EFE}'..='\u{1EFF}' => "y",
        '\u{1E90}'..='\u{1E95}' => "z",
        '\u{1E9E}' => "ss",
        '\u{1E9F}' => "d",
        _ => "ll",
    }
}

/// Nearly every letter of nearly every text, so this is worth its lines.
fn fold_ascii(ch: char) -> char {
    match ch {
        '`' => '\'',
        _ if ch.is_whitespace() => ' ',
        _ => ch.to_ascii_lowercase(),
    }
}

enum Folded {
    One(Option<char>),
    Plain(std::str::Chars<'static>),
    Lower(std::char::ToLowercase),
}

impl Iterator for Folded {
    type Item = char;
    fn next(&mut self) -> Option<char> {
        match self {
            Self::One(ch) => ch.take(),
            Self::Plain(chars) => chars.next(),
            Self::Lower(chars) => chars.next(),
        }
    }
}

/// `text` folded for comparison, runs of white space as one space, trimmed.
#[must_use]
pub fn fold(text: &str) -> String {
    if text.is_ascii() && is_even(text.as_bytes()) {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    let mut push = |ch| {
        if ch != ' ' || !(folded.is_empty() || folded.ends_with(' ')) {
            folded.push(ch);
        }
    };
    if text.is_ascii() {
        text.chars().map(fold_ascii).for_each(&mut push);
    } else {
        text.chars().flat_map(fold_char).for_each(&mut push);
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Whether folding changes nothing but capitals, as it is with nearly all names
/// and words: no mark to make plain, and one space at a time between words.
fn is_even(ascii: &[u8]) -> bool {
    let is_odd = |byte: &u8| matches!(byte, b'`' | b'\t'..=b'\r');
    // Folds rather than searches: short texts are looked at side by side.
    let n_odd: usize = ascii.iter().map(|byte| usize::from(is_odd(byte))).sum();
    let pairs = ascii.iter().zip(ascii.get(1..).unwrap_or_default());
    let n_double: usize = pairs.map(|(a, b)| usize::from(*a == b' ' && *b == b' ')).sum();
    n_odd + n_double == 0 && ascii.first() != Some(&b' ') && ascii.last() != Some(&b' ')
}

/// The first bytes of [`fold`]ed `text`, `n_bytes` or a few more where it has
/// as many: enough to tell what it begins with.
#[must_use]
pub fn fold_start(text: &str, n_bytes: usize) -> String {
    let mut folded = String::with_capacity(n_bytes + 4);
    for ch in text.chars().flat_map(fold_char) {
        if folded.len() >= n_bytes {
            break;
        }
        if ch != ' ' || !(folded.is_empty() || folded.ends_with(' ')) {
            folded.push(ch);
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_start_is_that_of_the_whole() {
        for text in ["  Léa\u{a0} Seydoux’s  “Été” – Œuvre", "\u{ad}\u{ad}a", "   ", "short"] {
            for n in 0..30 {
                let (start, whole) = (fold_start(text, n), fold(text));
                assert!(whole.starts_with(start.trim_end()), "{text}");
                assert!(start.len() >= n || start.trim_end() == whole, "{text}");
            }
        }
    }

    #[test]
    fn plain_text_is_folded_as_any_other() {
        for text in
            ["", " ", "Ann Lee", "Ann  Lee", " Ann", "Ann ", "a\tB", "`A", "A\r\nb", "a\u{1c}B \u{7f}"]
        {
            // A letter that is not ASCII has each character looked at.
            let other = fold(&format!("東{text}東"));
            assert_eq!(fold(text), other.trim_matches('東').trim(), "{text:?}");
        }
    }

    #[test]
    fn case_accents_marks_and_spaces_are_equal() {
        assert_eq!(fold("  Léa\u{a0}Seydoux’s  “Été” – Œuvre "), "lea seydoux's \"ete\" - oeuvre");
        assert_eq!(fold("Łódź"), "lodz");
        assert_eq!(fold("Nguyễn Thu Hà, Ðỗ Mười, Lưu Bơ"), "nguyen thu ha, do muoi, luu bo");
        assert_eq!(fold("Tùnjí Adéṣọlá, ẞ, Ḥusayn"), "tunji adesola, ss, husayn");
        assert_eq!(fold("\tThe `Old\u{b}  Dam'\n"), "the 'old dam'");
    }
}
