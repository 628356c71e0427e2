//! Bytes to text: byte order marks, UTF-8, UTF-16, and the old one-byte encodings.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How many bytes are looked at to tell an old encoding.
const LOOKED_AT: usize = 1 << 20;

/// A text and whether something in it could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Decoded {
    pub text: String,
    /// The encoding's name, for a warning.
    pub encoding: &'static str,
    /// Whether some bytes meant nothing and were replaced.
    pub damaged: bool,
}

/// Decodes a whole file. Line ends become `\n`; a byte order mark is dropped;
/// NUL bytes are dropped too, as no text needs them.
pub(crate) fn decode(bytes: &[u8]) -> Decoded {
    let (encoding, skip) = encoding_of(bytes);
    let (text, damaged) = encoding.decode_without_bom_handling(&bytes[skip..]);
    let text = if text.contains(['\r', '\0']) {
        text.replace("\r\n", "\n").replace('\r', "\n").replace('\0', "")
    } else {
        text.into_owned()
    };
    Decoded { text, encoding: encoding.name(), damaged }
}

fn encoding_of(bytes: &[u8]) -> (&'static Encoding, usize) {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return (encoding, length);
    }
    if std::str::from_utf8(bytes).is_ok() {
        return (UTF_8, 0);
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return (encoding, 0);
    }
    if nearly_utf8(bytes) {
        return (UTF_8, 0);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(LOOKED_AT)], true);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    // Western text is by far the most common; the detector's other one-byte
    // guesses for a handful of bytes are worse than this one.
    let n_high = bytes.iter().filter(|byte| **byte >= 0x80).count();
    if encoding.is_single_byte() && n_high < 8 { (WINDOWS_1252, 0) } else { (encoding, 0) }
}

/// UTF-16 of a mostly Latin text has a zero in every second byte.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(4096)];
    if sample.len() < 8 {
        return None;
    }
    let zeros = |from: usize| sample.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let half = sample.len() / 2;
    let (even, odd) = (zeros(0), zeros(1));
    if odd * 10 > half * 7 && even * 10 < half {
        return Some(UTF_16LE);
    }
    (even * 10 > half * 7 && odd * 10 < half).then_some(UTF_16BE)
}

/// A long UTF-8 file with a few damaged bytes is still UTF-8.
fn nearly_utf8(bytes: &[u8]) -> bool {
    let (mut n_good, mut n_bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        n_good += chunk.valid().chars().filter(|ch| !ch.is_ascii()).count();
        n_bad += usize::from(!chunk.invalid().is_empty());
    }
    n_good > n_bad * 4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], expected: &str) {
        assert_eq!(decode(bytes).text, expected);
    }

    #[test]
    fn the_usual_encodings_are_told_apart() {
        check("Zoë’s café".as_bytes(), "Zoë’s café");
        check(b"\xEF\xBB\xBFHarbour", "Harbour");
        check(b"Zo\xEB\x92s caf\xE9 \x93at sea\x94 opened", "Zoë’s café “at sea” opened");
        let little: Vec<u8> = "Zoë sails".encode_utf16().flat_map(u16::to_le_bytes).collect();
        check(&[&[0xFF, 0xFE], little.as_slice()].concat(), "Zoë sails");
        check(&little, "Zoë sails");
        let big: Vec<u8> = "Harbour news".encode_utf16().flat_map(u16::to_be_bytes).collect();
        check(&big, "Harbour news");
    }

    #[test]
    fn line_ends_become_line_feeds_and_nul_is_dropped() {
        check(b"one\r\ntwo\rthree\0", "one\ntwo\nthree");
    }

    #[test]
    fn a_damaged_byte_spoils_nothing_else() {
        let decoded = decode(
            b"Zo\xC3\xAB and Ren\xC3\xA9e met Jos\xC3\xA9 and Ana\xC3\xAFs at the caf\xC3\xA9 \xFF today",
        );
        assert_eq!(decoded.text, "Zoë and Renée met José and Anaïs at the café \u{FFFD} today");
        assert!(decoded.damaged);
    }
}
