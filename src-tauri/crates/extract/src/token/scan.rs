//! Cuts a stretch of text into words, numbers and marks.

use backfile_article::Span;

use super::{
    Token,
    abbreviation::{Dot, dot_after},
};
use crate::name::first_name_tells;

/// Word endings after a hyphen that are let go, so that the name before them
/// stands alone ("Elm-based").
const LOOSE_ENDINGS: &[&str] = &[
    "based",
    "born",
    "led",
    "backed",
    "controlled",
    "held",
    "owned",
    "run",
    "area",
    "style",
    "trained",
    "listed",
    "bound",
    "sponsored",
    "funded",
    "educated",
    "brokered",
    "occupied",
    "administered",
    "ruled",
    "dominated",
];

/// Appends the words of `stretch` to `tokens`.
pub(super) fn tokens(text: &str, stretch: Span, tokens: &mut Vec<Token>) {
    let mut at = stretch.start;
    let mut spaced = true;
    while at < stretch.end {
        let rest = &text[at..stretch.end];
        let Some(ch) = rest.chars().next() else { break };
        if is_gap(ch) {
            spaced = true;
            at += ch.len_utf8();
            continue;
        }
        // Nearly every word is letters between spaces.
        let n_plain = n_plain(rest);
        if n_plain > 0 && matches!(rest.as_bytes().get(n_plain), None | Some(b' ')) {
            tokens.push(Token { span: Span::new(at, at + n_plain), spaced });
            spaced = false;
            at += n_plain;
            continue;
        }
        let end = at + token_len(rest, ch, tokens.last().map(|token| token.span.of(text)));
        push_word(text, Span::new(at, end), spaced, tokens);
        spaced = false;
        at = end;
    }
}

/// Whether `ch` only separates words: white space, control and format
/// characters.
fn is_gap(ch: char) -> bool {
    if ch.is_ascii() {
        return ch <= ' ' || ch == '\u{7f}';
    }
    ch.is_whitespace()
        || ch.is_control()
        || matches!(ch, '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// Letters, digits and what may stand inside a word.
fn is_word(ch: char) -> bool {
    if ch.is_ascii() {
        return ch.is_ascii_alphanumeric() || ch == '_';
    }
    if matches!(ch, '\u{2010}'..='\u{203F}') {
        return false; // dashes, quotation marks and the like
    }
    ch.is_alphanumeric()
        || matches!(ch, '\u{300}'..='\u{36F}' | '\u{AD}' | '\u{200C}' | '\u{200D}' | '\u{591}'..='\u{5C7}' | '\u{64B}'..='\u{65F}' | '\u{900}'..='\u{DFF}')
}

/// Length of the token at the head of `rest`, which begins with `ch`.
fn token_len(rest: &str, ch: char, previous: Option<&str>) -> usize {
    let mut chars = rest.chars();
    chars.next();
    let next = chars.next();
    match ch {
        'h' | 'w'
            if rest.starts_with("http://") || rest.starts_with("https://") || rest.starts_with("www.") =>
        {
            address_len(rest)
        }
        '#' | '@' if next.is_some_and(is_word) => 1 + word_len(&rest[1..], None),
        _ if is_word(ch) => word_len(rest, previous),
        '.' | '-' => rest.bytes().take_while(|byte| *byte == ch as u8).count(),
        '\'' | '`' if next == Some(ch) => 2,
        _ => ch.len_utf8(),
    }
}

/// Length of the web address at the head of `rest`, without the marks of the
/// sentence around it.
fn address_len(rest: &str) -> usize {
    let end = rest
        .find(|ch: char| is_gap(ch) || matches!(ch, '<' | '>' | '"' | '“' | '”' | '’'))
        .unwrap_or(rest.len());
    rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'']).len().max(1)
}

/// How many letters and digits of ASCII `rest` begins with.
fn n_plain(rest: &str) -> usize {
    rest.as_bytes().iter().position(|byte| !PLAIN[usize::from(*byte)]).unwrap_or(rest.len())
}

/// Which bytes are letters or digits of ASCII.
const PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        plain[byte as usize] = byte.is_ascii_alphanumeric() || byte == b'_';
        byte += 1;
    }
    plain
};

/// Length of the word at the head of `rest`.
fn word_len(rest: &str, previous: Option<&str>) -> usize {
    let n_plain = n_plain(rest);
    let mut before = rest[..n_plain].chars().next_back().unwrap_or(' ');
    let mut segment = 0; // where the part since the last inner dot begins
    let mut chars = rest[n_plain..].char_indices().map(|(at, ch)| (n_plain + at, ch)).peekable();
    while let Some((at, ch)) = chars.next() {
        if is_word(ch) {
            before = ch;
            continue;
        }
        let next = chars.peek().map_or(' ', |(_, next)| *next);
        let joins = match ch {
            '\'' | '’' => next.is_alphabetic(),
            '-' | '\u{2010}' | '\u{2011}' => is_word(next),
            '&' => before.is_uppercase() && next.is_uppercase(),
            '@' => is_word(next) && at > 0,
            ',' | ':' => before.is_ascii_digit() && next.is_ascii_digit(),
            '.' if is_word(next) => {
                let lone = rest[segment..at].chars().nth(1).is_none();
                lone || !(next.is_uppercase() && before.is_lowercase())
                    || before.is_ascii_digit() && next.is_ascii_digit()
            }
            '.' if next == '.' => false,
            '.' => {
                let kept = is_numbered(&rest[..at], &rest[at + 1..]) || keeps_dot(&rest[..at], previous);
                return at + usize::from(kept);
            }
            _ => false,
        };
        if !joins {
            return at;
        }
        if ch == '.' {
            segment = at + 1;
        }
        before = ch;
    }
    rest.len()
}

/// Whether `word` stands for "number": "the No. 2 of the board".
fn is_numbered(word: &str, after_dot: &str) -> bool {
    let number = after_dot.trim_start_matches(' ');
    matches!(word, "No" | "Nos") && number.starts_with(|ch: char| ch.is_ascii_digit())
}

/// Whether the dot after `word` belongs to it. A lone "I" is an initial only
/// after another one or a first name.
fn keeps_dot(word: &str, previous: Option<&str>) -> bool {
    if word == "I" {
        return previous.is_some_and(|previous| {
            let initial = previous.ends_with('.') && previous.len() <= 3;
            previous.starts_with(char::is_uppercase) && (initial || first_name_tells(previous).is_some())
        });
    }
    dot_after(word) != Dot::Stop
}

/// Appends the word at `span`, its clitic or loose ending as a word of its own.
fn push_word(text: &str, span: Span, spaced: bool, tokens: &mut Vec<Token>) {
    let word = span.of(text);
    let mut push = |start: usize, end: usize, spaced: bool| {
        if start < end {
            tokens.push(Token { span: Span::new(start, end), spaced });
        }
    };
    if word.bytes().all(|byte| byte.is_ascii() && byte != b'\'' && byte != b'-') {
        return push(span.start, span.end, spaced);
    }
    if let Some(head) = clitic_at(word).map(|head| span.start + head) {
        push(span.start, head, spaced);
        push(head, span.end, false);
        return;
    }
    let loose = word.rfind('-').filter(|hyphen| {
        word.starts_with(char::is_uppercase) && *hyphen > 0 && LOOSE_ENDINGS.contains(&&word[hyphen + 1..])
    });
    if let Some(hyphen) = loose.map(|hyphen| span.start + hyphen) {
        push(span.start, hyphen, spaced);
        push(hyphen, hyphen + 1, false);
        push(hyphen + 1, span.end, false);
        return;
    }
    push(span.start, span.end, spaced);
}

/// Where the clitic of `word` begins, if it ends with one.
fn clitic_at(word: &str) -> Option<usize> {
    const CLITICS: [&str; 6] = ["s", "ll", "re", "ve", "d", "m"];
    let apostrophe = word.rfind(['\'', '’'])?;
    let mark = if word[apostrophe..].starts_with('’') { '’'.len_utf8() } else { 1 };
    let tail = &word[apostrophe + mark..];
    if apostrophe == 0 || tail.len() > 2 {
        return None;
    }
    if tail.eq_ignore_ascii_case("t") {
        let negated = word[..apostrophe].ends_with(['n', 'N']) && apostrophe > 1;
        return negated.then_some(apostrophe - 1);
    }
    CLITICS.iter().any(|clitic| tail.eq_ignore_ascii_case(clitic)).then_some(apostrophe)
}
