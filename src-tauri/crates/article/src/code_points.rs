//! Byte offsets to code points and UTF-16 units, and back.

use crate::Span;

/// How many bytes lie between two remembered positions.
const STRIDE: usize = 64;

/// Converts offsets of one text between UTF-8 bytes, Unicode code points and
/// UTF-16 code units.
///
/// Built once a text in linear time; each conversion then walks at most
/// `STRIDE` bytes. A plain ASCII text needs no table at all.
#[derive(Debug)]
pub struct CodePoints<'a> {
    text: &'a str,
    /// (byte, code point, UTF-16 unit) at about every `STRIDE` bytes; empty
    /// when the text is ASCII, where all three are equal.
    marks: Vec<[usize; 3]>,
}

impl<'a> CodePoints<'a> {
    /// Reads `text` once.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        let mut marks = Vec::new();
        if !text.is_ascii() {
            let mut at = [0; 3];
            let mut next = 0;
            for ch in text.chars() {
                if at[0] >= next {
                    marks.push(at);
                    next = at[0] + STRIDE;
                }
                at[0] += ch.len_utf8();
                at[1] += 1;
                at[2] += ch.len_utf16();
            }
        }
        Self { text, marks }
    }

    /// The code point at which byte `byte` starts; past the end counts as the end.
    #[must_use]
    pub fn from_byte(&self, byte: usize) -> usize {
        self.convert(0, byte, 1)
    }

    /// The byte at which code point `code_point` starts; past the end counts as the end.
    #[must_use]
    pub fn to_byte(&self, code_point: usize) -> usize {
        self.convert(1, code_point, 0)
    }

    /// The UTF-16 unit at which byte `byte` starts.
    #[must_use]
    pub fn utf16_from_byte(&self, byte: usize) -> usize {
        self.convert(0, byte, 2)
    }

    /// The byte at which UTF-16 unit `unit` starts; inside a surrogate pair, the pair's start.
    #[must_use]
    pub fn byte_from_utf16(&self, unit: usize) -> usize {
        self.convert(2, unit, 0)
    }

    /// A span of bytes as code points.
    #[must_use]
    pub fn span(&self, span: Span) -> Span {
        Span::new(self.from_byte(span.start), self.from_byte(span.end))
    }

    /// A span of code points as bytes.
    #[must_use]
    pub fn byte_span(&self, span: Span) -> Span {
        Span::new(self.to_byte(span.start), self.to_byte(span.end))
    }

    /// Walks from the nearest mark at or before `value` (in unit `from`) and
    /// returns the same place in unit `to`.
    fn convert(&self, from: usize, value: usize, to: usize) -> usize {
        if self.marks.is_empty() {
            return value.min(self.text.len());
        }
        let mark_idx = self.marks.partition_point(|mark| mark[from] <= value).saturating_sub(1);
        let mut at = self.marks[mark_idx];
        for ch in self.text[at[0]..].chars() {
            let next = [at[0] + ch.len_utf8(), at[1] + 1, at[2] + ch.len_utf16()];
            if next[from] > value {
                break;
            }
            at = next;
        }
        at[to]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_boundary_converts_there_and_back() {
        for text in ["", "plain", "naïve “quote” 😀 end", &"é😀a".repeat(200)] {
            let points = CodePoints::new(text);
            let mut utf16 = 0;
            for (code_point, (byte, ch)) in text.char_indices().enumerate() {
                assert_eq!(points.from_byte(byte), code_point);
                assert_eq!(points.to_byte(code_point), byte);
                assert_eq!(points.utf16_from_byte(byte), utf16);
                assert_eq!(points.byte_from_utf16(utf16), byte);
                utf16 += ch.len_utf16();
            }
            assert_eq!(points.from_byte(text.len()), text.chars().count());
            assert_eq!(points.to_byte(usize::MAX), text.len());
        }
    }
}
