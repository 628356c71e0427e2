//! Cuts text into words as the indexes, the query and the snippets see them.
//!
//! Letters are folded (case, accents, curly marks; see
//! [`backfile_article::fold_char`]). A word keeps its inner apostrophe and
//! loses a final 's. Words joined by hyphens are each found alone, and
//! together: `co-operate` is also `cooperate`. Digits keep the point of 3.5
//! and lose the commas of 1,200. Initials are one word: `U.S.` is `us`. A tag
//! is found with its sign and without, and by the words it is run together
//! from. Scripts written without spaces are cut into single characters, so
//! that their words are phrases.

use backfile_article::{Span, fold_char};

/// Longer words are cut; nobody types them, and a damaged file holds many.
pub(super) const MAX_WORD: usize = 100;

/// More parts than this are a list or a number, not one word.
const MAX_JOINED: usize = 4;

/// One word at one position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Word<'a> {
    /// Where it stands; bytes of the text.
    pub span: Span,
    /// The word, folded.
    pub form: &'a str,
    /// What else it is found by.
    pub also: &'a [String],
}

/// Calls `sink` with every word of `text`; places are counted from `base`.
pub(crate) fn each_word(text: &str, base: usize, sink: &mut dyn FnMut(Word<'_>)) {
    // Most words are ASCII: these are cut out of the whole in small letters.
    each_run(text, &text.to_ascii_lowercase(), base, sink, &mut |_, _| {});
}

/// The same, where `lower` is the text with its ASCII letters small. Calls `ran`
/// with the ends of every run of characters that was not cut at a glance.
pub(super) fn each_run(
    text: &str,
    lower: &str,
    base: usize,
    sink: &mut dyn FnMut(Word<'_>),
    ran: &mut dyn FnMut(usize, usize),
) {
    let mut cutter = Cutter { text, base, sink, form: String::new(), also: Vec::new() };
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        if is_gap(*byte) {
            at += 1;
        } else if let Some(end) = ascii_word(bytes, at) {
            let form = &lower[at..end.min(at + MAX_WORD)];
            (cutter.sink)(Word { span: Span::new(base + at, base + end), form, also: &[] });
            at = end;
        } else {
            let start = at;
            at = cutter.run(start);
            ran(base + start, base + at);
        }
    }
}

/// What a byte is to words: one of theirs in ASCII, or of what stands between.
const LETTER: u8 = 1;
const GAP: u8 = 2;

const BYTES: [u8; 256] = {
    let mut bytes = [0; 256];
    let mut byte = 0;
    while byte < 128 {
        bytes[byte] = match byte as u8 {
            b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => LETTER,
            b'#' | b'@' => 0,
            _ => GAP,
        };
        byte += 1;
    }
    bytes
};

const fn is_ascii_letter(byte: u8) -> bool {
    BYTES[byte as usize] == LETTER
}

const fn is_gap(byte: u8) -> bool {
    BYTES[byte as usize] == GAP
}

/// Where the run of ASCII letters at `start` ends, if nothing joins it to what
/// follows: most words, cut at a glance.
fn ascii_word(bytes: &[u8], start: usize) -> Option<usize> {
    let end = start + bytes[start..].iter().take_while(|byte| is_ascii_letter(**byte)).count();
    let joins_nothing = |next: &u8| next.is_ascii() && !is_ascii_letter(*next) && *next != b'\'';
    let is_whole = match bytes.get(end) {
        Some(b'.' | b',' | b'&' | b'_' | b'\'' | b'-') => bytes.get(end + 1).is_none_or(joins_nothing),
        next => next.is_none_or(u8::is_ascii),
    };
    (end > start && is_whole).then_some(end)
}

/// The words of `text`, a space between.
pub(crate) fn spaced_words(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len());
    each_word(text, 0, &mut |word| {
        if !spaced.is_empty() {
            spaced.push(' ');
        }
        spaced.push_str(word.form);
    });
    spaced
}

/// The words of `text` with all they are found by, the first form first.
#[cfg(test)]
pub(crate) fn words(text: &str) -> Vec<Vec<String>> {
    let mut words = Vec::new();
    each_word(text, 0, &mut |word| {
        words.push(std::iter::once(word.form.to_owned()).chain(word.also.iter().cloned()).collect());
    });
    words
}

fn is_letter(ch: char) -> bool {
    ch.is_alphanumeric() && !is_single(ch)
}

/// Letters of scripts that put no spaces between words.
fn is_single(ch: char) -> bool {
    matches!(ch, '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}'
        | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
        && ch.is_alphanumeric()
}

/// Marks inside a word that are not heard: accents set apart, soft hyphens.
fn is_silent(ch: char) -> bool {
    !ch.is_ascii() && fold_char(ch).next().is_none()
}

/// What may stand between two letters of one run.
fn is_joint(ch: char) -> bool {
    matches!(ch, '.' | ',' | '&' | '_') || is_apostrophe(ch) || is_hyphen(ch)
}

/// Whether `rest` goes on with the word after the joint `ch`: with a letter, or
/// with the possessive of initials (`U.S.'s`).
fn joins(ch: char, rest: &str) -> bool {
    let possessive = || rest.strip_prefix(is_apostrophe).is_some_and(|rest| rest.starts_with(is_letter));
    rest.starts_with(is_letter) || (ch == '.' && possessive())
}

fn is_apostrophe(ch: char) -> bool {
    ch == '\'' || (!ch.is_ascii() && fold_char(ch).eq(['\'']))
}

fn is_hyphen(ch: char) -> bool {
    ch == '-' || (!ch.is_ascii() && fold_char(ch).eq(['-']))
}

struct Cutter<'a, 's> {
    text: &'a str,
    base: usize,
    sink: &'s mut dyn FnMut(Word<'_>),
    form: String,
    also: Vec<String>,
}

impl Cutter<'_, '_> {
    /// Cuts what begins at `start`, a character or a run of letters; returns
    /// where it ends.
    fn run(&mut self, start: usize) -> usize {
        let text = self.text;
        let mut chars = text[start..].char_indices().map(|(at, ch)| (start + at, ch)).peekable();
        let Some((_, ch)) = chars.next() else { return text.len() };
        let mut end = start + ch.len_utf8();
        if is_single(ch) {
            self.plain(start, end);
            return end;
        }
        let next = chars.peek().map(|(_, next)| *next);
        let is_tag = matches!(ch, '#' | '@') && next.is_some_and(is_letter);
        if !is_letter(ch) && !is_tag {
            return end;
        }
        let mut is_simple = !is_tag;
        let mut rest = end;
        while let Some((at, ch)) = chars.peek().copied() {
            if is_letter(ch) || is_silent(ch) {
                end = at + ch.len_utf8();
            } else if is_joint(ch) && joins(ch, &text[at + ch.len_utf8()..]) {
                is_simple = false;
            } else {
                break;
            }
            rest = at + ch.len_utf8();
            chars.next();
        }
        match (is_simple, is_tag) {
            (true, _) => self.plain(start, end),
            (_, true) => self.tag(start, end),
            _ => self.joined(start, end),
        }
        rest
    }

    /// A run of letters alone.
    fn plain(&mut self, start: usize, end: usize) {
        fold_into(&self.text[start..end], &mut self.form);
        self.emit(start, end);
    }

    fn emit(&mut self, start: usize, end: usize) {
        if !self.form.is_empty() {
            let span = Span::new(self.base + start, self.base + end);
            (self.sink)(Word { span, form: &self.form, also: &self.also });
        }
        self.also.clear();
    }

    /// A tag is one position, whatever words are run together in it.
    fn tag(&mut self, start: usize, end: usize) {
        let name_start = start + 1;
        let mut name_end = end;
        // A tag ends where its letters do; what is joined to it is cut as usual.
        if let Some(at) = self.text[name_start..end].find(|ch| is_joint(ch) && ch != '_') {
            name_end = name_start + at;
        }
        let name = &self.text[name_start..name_end];
        fold_into(name, &mut self.form);
        self.also.push(self.form.clone());
        let mut part_start = 0;
        let mut before = ' ';
        let mut parts = Vec::new();
        for (at, ch) in name.char_indices() {
            if at > part_start && ((ch.is_uppercase() && before.is_lowercase()) || ch == '_') {
                parts.push(&name[part_start..at]);
                part_start = if ch == '_' { at + 1 } else { at };
            }
            before = ch;
        }
        if !parts.is_empty() {
            parts.push(&name[part_start..]);
        }
        let folded = parts.into_iter().map(|part| {
            let mut folded = String::new();
            fold_into(part, &mut folded);
            folded
        });
        self.also.extend(folded.filter(|part| !part.is_empty()));
        self.form.insert(0, if self.text[start..].starts_with('#') { '#' } else { '@' });
        self.emit(start, name_end);
        if name_end < end {
            let rest = &self.text[name_end..end];
            let skip = rest.chars().next().map_or(0, char::len_utf8);
            self.joined(name_end + skip, end);
        }
    }

    /// A run with joints in it.
    fn joined(&mut self, start: usize, end: usize) {
        let run = &self.text[start..end];
        let is_split = |ch: char| is_hyphen(ch) || matches!(ch, '&' | '_');
        let mut pieces = Vec::new();
        let mut from = 0;
        for (at, ch) in run.char_indices().filter(|(_, ch)| is_split(*ch)) {
            pieces.push((start + from, start + at));
            from = at + ch.len_utf8();
        }
        pieces.push((start + from, end));
        pieces.retain(|(start, end)| start < end);
        if (2..=MAX_JOINED).contains(&pieces.len()) {
            let mut joined = String::new();
            for (start, end) in &pieces {
                let mut part = String::new();
                self.bare(*start, *end, &mut part);
                joined.push_str(&part);
            }
            self.also.push(joined);
        }
        for (start, end) in pieces {
            self.piece(start, end);
        }
    }

    /// What a piece adds to a joined word.
    fn bare(&self, start: usize, end: usize, out: &mut String) {
        fold_into(&self.text[start..end], out);
        if out.ends_with("'s") {
            out.truncate(out.len() - 2);
        }
        out.retain(char::is_alphanumeric);
    }

    /// A run that holds points, commas and apostrophes only.
    fn piece(&mut self, start: usize, end: usize) {
        let piece = &self.text[start..end];
        if !piece.contains(['.', ',']) {
            return self.apostrophes(start, end);
        }
        if is_number(piece) {
            self.form.clear();
            self.form.extend(piece.chars().filter(|ch| *ch != ','));
            return self.emit(start, end);
        }
        if is_initials(piece) {
            let mut whole = String::new();
            fold_into(piece, &mut whole);
            let bare = whole.strip_suffix("'s").unwrap_or(&whole);
            self.form.clear();
            self.form.extend(bare.chars().filter(|ch| *ch != '.'));
            return self.emit(start, end);
        }
        let mut from = start;
        for part in piece.split(['.', ',']) {
            if !part.is_empty() {
                self.apostrophes(from, from + part.len());
            }
            from += part.len() + 1;
        }
    }

    fn apostrophes(&mut self, start: usize, mut end: usize) {
        let piece = &self.text[start..end];
        fold_into(piece, &mut self.form);
        if let Some(bare) = self.form.strip_suffix("'s").map(str::len) {
            self.form.truncate(bare);
            end = start + piece.rfind(is_apostrophe).unwrap_or(piece.len());
        }
        if let Some((before, after)) = self.form.split_once('\'') {
            let is_elision = matches!(before, "l" | "d" | "j" | "m" | "n" | "s" | "t" | "c" | "qu");
            if is_elision && !after.is_empty() {
                self.also.push(after.to_owned());
            }
            self.also.push(self.form.replace('\'', ""));
        }
        self.emit(start, end);
    }
}

fn fold_into(text: &str, out: &mut String) {
    out.clear();
    if text.is_ascii() {
        out.push_str(&text[..text.len().min(MAX_WORD)]);
        out.make_ascii_lowercase();
        return;
    }
    for ch in text.chars() {
        if ch.is_ascii() {
            out.push(ch.to_ascii_lowercase());
        } else {
            // "ﬁ" and a few others give a letter and a mark set apart.
            out.extend(fold_char(ch).flat_map(fold_char));
        }
        if out.len() >= MAX_WORD {
            let at = (0..=MAX_WORD).rev().find(|at| out.is_char_boundary(*at));
            out.truncate(at.unwrap_or(0));
            break;
        }
    }
}

/// Digits in groups of three (`1,200`), or with points (`3.5`, `1.200.000`).
fn is_number(piece: &str) -> bool {
    let (whole, fraction) = piece.split_once('.').map_or((piece, None), |(a, b)| (a, Some(b)));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let mut groups = whole.split(',');
    let first_ok = groups.next().is_some_and(digits);
    let mut grouped = groups.clone().count() == 0 || whole.find(',').is_some_and(|at| at <= 3);
    grouped &= groups.all(|group| group.len() == 3 && digits(group));
    first_ok && grouped && fraction.is_none_or(|fraction| fraction.split('.').all(digits))
}

/// Single letters with points between: `u.s`, `u.s's`.
fn is_initials(piece: &str) -> bool {
    let bare = piece.split(is_apostrophe).next().unwrap_or_default().trim_end_matches('.');
    bare.contains('.')
        && bare.split('.').all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Asserts the words of `text`: forms of one position joined by `|`.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let found: Vec<String> = words(text).into_iter().map(|forms| forms.join("|")).collect();
        assert_eq!(found.join(" "), expected, "{text}");
    }

    #[test]
    fn case_accents_and_marks_are_folded() {
        check("L\u{e9}a “Été” CAFE\u{301} na\u{ad}ive\u{a0}Œuvre", "lea ete cafe naive oeuvre");
    }

    #[test]
    fn apostrophes_stay_inside_and_the_possessive_goes() {
        check("Bush’s workers' 'tis", "bush workers tis");
        check("O'Neill don’t", "o'neill|oneill don't|dont");
        check("l’homme d'Angelo's", "l'homme|homme|lhomme d'angelo|angelo|dangelo");
    }

    #[test]
    fn joined_words_are_found_whole_and_in_parts() {
        check("co-operate", "co|cooperate operate");
        check("well–known AT&T", "well|wellknown known at|att t");
        check("a-b-c-d-e-f", "a b c d e f");
        check("mother-in-law's", "mother|motherinlaw in law");
        check("either — or", "either or");
    }

    #[test]
    fn numbers_keep_points_and_lose_commas() {
        check("1,200 3.5% $2,000,000.50 10,5 1.200.000", "1200 3.5 2000000.50 10 5 1.200.000");
        check("in 1987,it 1234,567", "in 1987 it 1234 567");
    }

    #[test]
    fn initials_are_one_word() {
        check("the U.S. and U.S.'s e.g. example.org", "the us and us eg example org");
    }

    #[test]
    fn tags_are_found_by_sign_name_and_words() {
        check(
            "#MeToo #metoo @Port_Ellery",
            "#metoo|metoo|me|too #metoo|metoo @port_ellery|port_ellery|port|ellery",
        );
        check("# @ a#b #US-led", "a #b|b #us|us led");
    }

    #[test]
    fn scripts_without_spaces_are_cut_into_characters() {
        check("東京 Tower", "東 京 tower");
    }

    #[test]
    fn a_glance_cuts_as_a_close_look_does() {
        const ALPHABET: [char; 16] =
            ['a', 'S', 's', '7', '.', ',', '\'', '’', '-', '&', '_', '#', '@', ' ', 'é', '東'];
        // Drawn by a linear congruential generator (Knuth's MMIX constants).
        let mut state = 1_u64;
        let mut draw = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize
        };
        for _ in 0..20_000 {
            let text: String = (0..draw() % 12).map(|_| ALPHABET[draw() % ALPHABET.len()]).collect();
            let mut close: Vec<Vec<String>> = Vec::new();
            let mut sink = |word: Word<'_>| {
                close.push(
                    std::iter::once(word.form)
                        .chain(word.also.iter().map(String::as_str))
                        .map(str::to_owned)
                        .collect(),
                );
            };
            let mut cutter =
                Cutter { text: &text, base: 0, sink: &mut sink, form: String::new(), also: Vec::new() };
            let mut at = 0;
            while at < text.len() {
                at = cutter.run(at);
            }
            assert_eq!(words(&text), close, "{text}");
        }
    }

    #[test]
    fn places_are_those_of_the_text() {
        let text = "“Bush’s co-op”";
        let mut found = Vec::new();
        each_word(text, 0, &mut |word| found.push(word.span.of(text).to_owned()));
        assert_eq!(found, ["Bush", "co", "op"]);
    }
}
