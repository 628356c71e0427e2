//! Cuts a query into its smallest pieces. Every text gives some.

use backfile_article::Span;

use super::ast::Nearness;

/// A piece of a query.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Piece {
    /// What it is.
    pub kind: Kind,
    /// Where it stands.
    pub span: Span,
    /// Whether white space or the beginning stands before it.
    pub is_apart: bool,
}

/// What a piece is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kind {
    Open,
    Close,
    And,
    Or,
    /// `NOT`, or a sign directly before a term.
    Not,
    Near(Nearness),
    /// `name:` directly before a value; the name as typed.
    Field(String),
    /// `=` directly before a word.
    Exactly,
    /// `atleast5`.
    AtLeast(u32),
    /// `^2` directly after a term.
    Weight(f32),
    /// Words between quotation marks, and whether they were closed.
    Phrase {
        words: String,
        is_closed: bool,
    },
    /// `~3` directly after a phrase.
    Slop(u32),
    Regex(String),
    /// `{person}`.
    Type(String),
    /// `[a TO b]`.
    Bracket(String),
    /// Anything else up to white space; `escaped` marks the bytes of `text`
    /// whose character was taken as it is.
    Word {
        text: String,
        escaped: Vec<usize>,
    },
}

/// The pieces of `query`.
pub(super) fn pieces(query: &str) -> Vec<Piece> {
    let mut lexer = Lexer { query, at: 0, pieces: Vec::new() };
    while lexer.at < query.len() {
        lexer.step();
    }
    lexer.pieces
}

struct Lexer<'a> {
    query: &'a str,
    at: usize,
    pieces: Vec<Piece>,
}

/// Quotation marks, straight, curly and angular.
pub(super) fn is_quote(ch: char) -> bool {
    matches!(ch, '"' | '\u{201C}'..='\u{201F}' | '«' | '»' | '\u{2033}')
}

fn ends_word(ch: char) -> bool {
    ch.is_whitespace() || is_quote(ch) || matches!(ch, '(' | ')' | '^' | '|')
}

impl Lexer<'_> {
    fn rest(&self) -> &str {
        &self.query[self.at..]
    }

    fn push(&mut self, kind: Kind, end: usize) {
        let before = self.query[..self.at].chars().next_back();
        let is_apart = before.is_none_or(|ch| ch.is_whitespace() || ch == '(');
        self.pieces.push(Piece { kind, span: Span::new(self.at, end), is_apart });
        self.at = end;
    }

    fn step(&mut self) {
        let rest = self.rest();
        let Some(ch) = rest.chars().next() else { return };
        let next = rest[ch.len_utf8()..].chars().next();
        let before = self.query[..self.at].chars().next_back();
        let is_apart = before.is_none_or(|ch| ch.is_whitespace() || ch == '(');
        let goes_on = next.is_some_and(|next| !next.is_whitespace() && next != ')');
        let one = self.at + ch.len_utf8();
        match ch {
            _ if ch.is_whitespace() => self.at = one,
            '(' => self.push(Kind::Open, one),
            ')' => self.push(Kind::Close, one),
            _ if is_quote(ch) => self.phrase(one),
            '|' => self.push(Kind::Or, if next == Some('|') { one + 1 } else { one }),
            '&' if next == Some('&') => self.push(Kind::And, one + 1),
            '-' | '!' | '\u{2013}' | '\u{2212}' if is_apart && goes_on => self.push(Kind::Not, one),
            '=' if goes_on => self.push(Kind::Exactly, one),
            '^' => self.weight(one),
            '~' => self.slop(one),
            '{' => self.enclosed(one, '}', Kind::Type),
            '[' => self.enclosed(one, ']', Kind::Bracket),
            '/' if self.regex(one) => {}
            _ => self.word(),
        }
    }

    fn phrase(&mut self, start: usize) {
        let inside = &self.query[start..];
        let close = inside.char_indices().find(|(_, ch)| is_quote(*ch));
        let (len, end) =
            close.map_or((inside.len(), self.query.len()), |(at, ch)| (at, start + at + ch.len_utf8()));
        let words = inside[..len].to_owned();
        self.push(Kind::Phrase { words, is_closed: close.is_some() }, end);
    }

    fn digits(&self, start: usize) -> usize {
        let rest = &self.query[start..];
        start + rest.bytes().take_while(u8::is_ascii_digit).count()
    }

    fn weight(&mut self, start: usize) {
        let mut end = self.digits(start);
        if end > start && self.query[end..].starts_with('.') {
            end = self.digits(end + 1);
        }
        match self.query[start..end].parse::<f32>() {
            Ok(weight) => self.push(Kind::Weight(weight.clamp(0.0, 1000.0)), end),
            Err(_) => self.at = start,
        }
    }

    fn slop(&mut self, start: usize) {
        let end = self.digits(start);
        let follows = self
            .pieces
            .last()
            .is_some_and(|piece| piece.span.end == self.at && matches!(piece.kind, Kind::Phrase { .. }));
        match self.query[start..end].parse() {
            Ok(n) if follows => self.push(Kind::Slop(n), end),
            _ if follows => self.push(Kind::Slop(1), start),
            _ => self.at = start,
        }
    }

    fn enclosed(&mut self, start: usize, close: char, kind: fn(String) -> Kind) {
        match self.query[start..].find(close) {
            Some(len) if len < 60 => {
                let inside = self.query[start..start + len].to_owned();
                self.push(kind(inside), start + len + 1);
            }
            _ => self.at = start,
        }
    }

    /// A regular expression runs to a slash with nothing behind it and holds no space.
    fn regex(&mut self, start: usize) -> bool {
        let mut escaped = false;
        for (at, ch) in self.query[start..].char_indices() {
            if ch.is_whitespace() {
                return false;
            }
            if ch == '/' && !escaped && at > 0 {
                let after = self.query[start + at + 1..].chars().next();
                if after.is_none_or(ends_word) {
                    let inside = self.query[start..start + at].to_owned();
                    self.push(Kind::Regex(inside), start + at + 1);
                    return true;
                }
                return false;
            }
            escaped = ch == '\\' && !escaped;
        }
        false
    }

    fn word(&mut self) {
        let rest = self.rest();
        let mut text = String::new();
        let mut escaped = Vec::new();
        let mut end = self.at;
        let mut chars = rest.char_indices();
        while let Some((at, ch)) = chars.next() {
            if ch == '\\' {
                let Some((at, ch)) = chars.next() else {
                    end = self.query.len();
                    break;
                };
                escaped.push(text.len());
                text.push(ch);
                end = self.at + at + ch.len_utf8();
                continue;
            }
            if ends_word(ch) {
                break;
            }
            if ch == ':' && escaped.is_empty() && is_field(&text, &rest[at + 1..]) {
                return self.push(Kind::Field(text), self.at + at + 1);
            }
            text.push(ch);
            end = self.at + at + ch.len_utf8();
        }
        if escaped.is_empty()
            && let Some(kind) = operator(&text)
        {
            return self.push(kind, end);
        }
        self.push(
            Kind::Word { text, escaped },
            end.max(self.at + rest.chars().next().map_or(1, char::len_utf8)),
        );
    }
}

/// Whether `name:` before `rest` names a field: letters, and a value at once.
fn is_field(name: &str, rest: &str) -> bool {
    let letters = !name.is_empty() && name.chars().all(|ch| ch.is_ascii_alphabetic() || ch == '-');
    let value = rest.chars().next().is_some_and(|ch| !ch.is_whitespace() && ch != ')' && ch != ':');
    letters && value && !rest.starts_with("//")
}

fn operator(text: &str) -> Option<Kind> {
    match text {
        "AND" => return Some(Kind::And),
        "OR" => return Some(Kind::Or),
        "NOT" => return Some(Kind::Not),
        "NEAR" => return Some(Kind::Near(Nearness::Within(10))),
        "SAME" => return Some(Kind::Near(Nearness::Paragraph)),
        _ => {}
    }
    let folded = text.to_ascii_lowercase();
    match folded.as_str() {
        "near/s" => return Some(Kind::Near(Nearness::Sentence)),
        "near/p" => return Some(Kind::Near(Nearness::Paragraph)),
        _ => {}
    }
    let number = |prefix: &str| {
        let digits =
            folded.strip_prefix(prefix).filter(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()))?;
        digits.parse::<u32>().ok()
    };
    let within = number("near/").or_else(|| number("near")).or_else(|| number("w/"));
    let before = || number("pre/").or_else(|| number("adj")).or_else(|| number("adj/"));
    let at_least = || number("atleast").filter(|n| *n > 0);
    within
        .map(|n| Kind::Near(Nearness::Within(n)))
        .or_else(|| before().map(|n| Kind::Near(Nearness::Before(n))))
        .or_else(|| at_least().map(Kind::AtLeast))
}
