//! Half surrogate pairs in JSON, which Rust's strings cannot hold.
//!
//! Other languages write `\ud83d` without its partner when they cut a text in
//! the middle of a character. Such an escape counts as one code point and must
//! come out as it went in. While a line is worked on, a private character that
//! the line does not use stands in its place.

use std::borrow::Cow;

/// First of the private characters that may stand in for something.
const FIRST: u32 = 0xF_0000;

/// How many half pairs there are, hence how many characters a block has.
const BLOCK: u32 = 0x800;

/// Characters that stand for the half pairs of one line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StandIns {
    first: u32,
}

/// `line` with every half pair replaced, and how to get them back; none where
/// there was nothing to replace.
pub fn hide(line: &str) -> (Cow<'_, str>, Option<StandIns>) {
    let escapes = escapes(line);
    if !escapes.iter().any(|escape| escape.is_half) {
        return (Cow::Borrowed(line), None);
    }
    let mut used = 0u64;
    let whole = escapes.iter().filter(|escape| !escape.is_half).map(|escape| escape.code);
    for code in line.chars().map(u32::from).chain(whole).filter(|code| *code >= FIRST) {
        used |= 1 << ((code - FIRST) / BLOCK);
    }
    // A line that uses private characters of all blocks is made to be one.
    let stand_ins = StandIns { first: FIRST + used.trailing_ones().min(63) * BLOCK };
    let mut hidden = String::with_capacity(line.len());
    let mut copied = 0;
    for escape in escapes.iter().filter(|escape| escape.is_half) {
        hidden.push_str(&line[copied..escape.at]);
        hidden.extend(char::from_u32(stand_ins.first + (escape.code - 0xD800)));
        copied = escape.at + 6;
    }
    hidden.push_str(&line[copied..]);
    (Cow::Owned(hidden), Some(stand_ins))
}

/// `json` with the half pairs in their places again.
pub fn show(json: String, stand_ins: Option<StandIns>) -> String {
    let Some(StandIns { first }) = stand_ins else { return json };
    let mut shown = String::with_capacity(json.len());
    for ch in json.chars() {
        match u32::from(ch).checked_sub(first) {
            Some(idx) if idx < BLOCK => shown.push_str(&format!("\\u{:04x}", 0xD800 + idx)),
            _ => shown.push(ch),
        }
    }
    shown
}

/// An escape of a code point beyond the first plane, or of half of one.
struct Escape {
    at: usize,
    code: u32,
    is_half: bool,
}

fn escapes(line: &str) -> Vec<Escape> {
    let bytes = line.as_bytes();
    let unit = |at: usize| -> Option<u32> {
        let digits = line.get(at..at + 6)?.strip_prefix("\\u")?;
        u32::from_str_radix(digits, 16).ok()
    };
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(skipped) = bytes.get(at..).and_then(|rest| rest.iter().position(|byte| *byte == b'\\')) {
        at += skipped;
        at += match (unit(at), unit(at + 6)) {
            (Some(high @ 0xD800..=0xDBFF), Some(low @ 0xDC00..=0xDFFF)) => {
                let code = 0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00);
                found.push(Escape { at, code, is_half: false });
                12
            }
            (Some(code @ 0xD800..=0xDFFF), _) => {
                found.push(Escape { at, code, is_half: true });
                6
            }
            _ => 2,
        };
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Asserts what JSON sees of `line`, and that the line comes out as it was.
    #[track_caller]
    fn check(line: &str, n_chars: usize) {
        let (hidden, stand_ins) = hide(line);
        let text: String = serde_json::from_str(&hidden).unwrap();
        assert_eq!(text.chars().count(), n_chars);
        assert_eq!(show(hidden.into_owned(), stand_ins), line);
    }

    #[test]
    fn half_pairs_count_as_one_and_come_back() {
        check(r#""plain \\ud83d""#, 12);
        check(r#""a\ud83db\udc00""#, 4);
        check(r#""\ud83d\ude00\ud83d""#, 2);
        check(r#""\udbff""#, 1);
    }

    #[test]
    fn private_characters_of_the_line_are_left_alone() {
        check("\"\u{F0000}\\ud83d\u{F0800}\"", 3);
        check(r#""\udb80\udc00\ud800""#, 2);
    }
}
