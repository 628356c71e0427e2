//! Pairs quotation marks into quoted stretches, section by section.
//!
//! Every style is read, also mixed ones: curly, straight, two single marks,
//! guillemets, „low“ marks, and single marks outside of double ones. Marks
//! inside a stretch of another style are left to it. Apostrophes, inches and
//! marks inside of tags pair nothing. A stretch that never closes ends with its
//! section. One pass over the text, whatever the input.

use backfile_article::Span;

/// A stretch between quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stretch {
    /// With its marks.
    pub outer: Span,
    /// Without its marks.
    pub inner: Span,
    /// Whether a mark closes it, or the words that tell who speaks; else it runs
    /// to the next one, or to the end of its section.
    pub closed: bool,
    /// Whether it takes up a quotation that the section before left open.
    pub reopens: bool,
    /// The section it stands in.
    pub section: usize,
}

/// The family a mark belongs to; only a mark of the same family closes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Family {
    Double,
    Single,
    Guillemet,
    ReversedGuillemet,
    /// Opened by „; then “ closes.
    Low,
    /// Opened by ‚; then ‘ closes.
    LowSingle,
}

/// One mark as it stands in the text, with its neighbours.
#[derive(Debug, Clone, Copy)]
struct Mark {
    at: usize,
    len: usize,
    ch: char,
    before: char,
    after: char,
    /// Whether dots for words left out follow ("... and so on").
    dots: bool,
}

/// An opening mark that waits for its partner.
#[derive(Debug, Clone, Copy)]
struct Open {
    family: Family,
    at: usize,
    len: usize,
}

/// Finds the stretches of the sections, given as spans of `text` in order.
pub(super) fn stretches(text: &str, sections: &[Span]) -> Vec<Stretch> {
    let mut found = Vec::new();
    let mut left_open = false;
    for (section_idx, section) in sections.iter().enumerate() {
        let first = found.len();
        pair(text, *section, section_idx, &mut found);
        if left_open
            && let Some(stretch) = found.get_mut(first)
            && text[section.start..stretch.outer.start].trim().is_empty()
        {
            stretch.reopens = true;
        }
        if !section.of(text).trim().is_empty() {
            left_open = found.len() > first && found.last().is_some_and(|stretch| !stretch.closed);
        }
    }
    found
}

/// Finds the stretches of other marks inside of those given, with the index of
/// the one each stands in.
pub(super) fn inside(text: &str, outer: &[Stretch]) -> Vec<(usize, Stretch)> {
    let mut found = Vec::new();
    let mut inner = Vec::new();
    for (idx, stretch) in outer.iter().enumerate() {
        pair(text, stretch.inner, stretch.section, &mut inner);
        found.extend(inner.drain(..).filter(|stretch| stretch.closed).map(|stretch| (idx, stretch)));
    }
    found
}

/// Appends the stretches of one section.
fn pair(text: &str, section: Span, section_idx: usize, found: &mut Vec<Stretch>) {
    let marks = marks(text, section);
    let closers = single_closers(&marks);
    let mut open: Option<Open> = None;
    for (mark_idx, mark) in marks.iter().enumerate() {
        let Some(current) = open else {
            let strays = || is_misplaced(mark) && closes_next(&marks[mark_idx + 1..]);
            open = opening(mark, closers[mark_idx])
                .or_else(|| strays().then_some(Open { family: Family::Double, at: mark.at, len: mark.len }));
            continue;
        };
        if closes(current.family, mark, closers[mark_idx]) {
            push(found, text, section_idx, current, Some(mark), mark.at + mark.len);
            open = None;
        } else if restarts(current.family, mark) {
            push(found, text, section_idx, current, None, trimmed_end(text, current, mark.at));
            open = opening(mark, closers[mark_idx]);
        }
    }
    if let Some(current) = open {
        push(found, text, section_idx, current, None, trimmed_end(text, current, section.end));
    }
}

/// Appends the stretch from `open` to `end`, unless it holds nothing.
fn push(found: &mut Vec<Stretch>, text: &str, section: usize, open: Open, close: Option<&Mark>, end: usize) {
    let inner = Span::new(open.at + open.len, close.map_or(end, |mark| mark.at));
    if inner.is_empty() || !inner.of(text).contains(char::is_alphanumeric) {
        return;
    }
    let outer = Span::new(open.at, end);
    found.push(Stretch { outer, inner, closed: close.is_some(), reopens: false, section });
}

fn trimmed_end(text: &str, open: Open, end: usize) -> usize {
    open.at + text[open.at..end].trim_end().len()
}

/// The marks of a section that may open or close a stretch.
fn marks(text: &str, section: Span) -> Vec<Mark> {
    let mut marks = Vec::new();
    let body = section.of(text);
    let mut before = ' ';
    let mut tags_close = true; // false once no '>' is left
    let mut at = 0;
    loop {
        // Most letters are none of the marks, nor does their code begin like one.
        let plain = body.as_bytes()[at..].iter().take_while(|byte| is_plain(**byte)).count();
        if let Some(last) = (at + plain).checked_sub(1).filter(|_| plain > 0) {
            before = char::from(body.as_bytes()[last]);
            at += plain;
        }
        let rest = &body[at..];
        let Some(ch) = rest.chars().next() else { break };
        if ch == '<'
            && tags_close
            && rest[1..].starts_with(|next: char| next.is_ascii_alphabetic() || next == '/')
        {
            if let Some(len) = rest.find('>') {
                at += len + 1;
                before = ' ';
                continue;
            }
            tags_close = false;
        }
        let doubled = matches!(ch, '\'' | '`' | '’' | '‘') && rest[ch.len_utf8()..].starts_with(ch);
        let len = if doubled { 2 * ch.len_utf8() } else { ch.len_utf8() };
        let after = rest[len..].chars().next().unwrap_or('\n');
        let ch_read = match ch {
            '\'' | '’' if doubled => '"',
            '`' | '‘' if doubled => '“',
            _ => ch,
        };
        if is_mark(ch_read) && !is_other(ch_read, before, after, &rest[len..]) {
            let dots = after == '…' || rest[len..].starts_with("..");
            marks.push(Mark { at: section.start + at, len, ch: ch_read, before, after, dots });
        }
        before = ch;
        at += len;
    }
    marks
}

/// Whether a byte is an ASCII character that neither is a mark nor opens a tag.
fn is_plain(byte: u8) -> bool {
    byte.is_ascii() && !matches!(byte, b'"' | b'\'' | b'`' | b'<')
}

fn is_mark(ch: char) -> bool {
    matches!(
        ch,
        '"' | '“'
            | '”'
            | '„'
            | '‟'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '‘'
            | '’'
            | '‚'
            | '‛'
            | '\''
            | '`'
            | '＂'
            | '「'
            | '」'
    )
}

/// Whether the mark is something else: an inner apostrophe, an inch, the value
/// of an attribute, a shortened word or year.
fn is_other(ch: char, before: char, after: char, rest: &str) -> bool {
    match ch {
        '\'' | '’' | '‘' | '`' => {
            before.is_alphanumeric() && after.is_alphanumeric() || !before.is_alphanumeric() && shortens(rest)
        }
        '"' => before == '=' && after.is_alphanumeric(),
        _ => false,
    }
}

/// Whether an apostrophe before `rest` stands for left-out letters or digits.
fn shortens(rest: &str) -> bool {
    if rest.starts_with(|ch: char| ch.is_ascii_digit()) {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        return digits == 2;
    }
    let word: String =
        rest.chars().take(8).take_while(|ch| ch.is_alphabetic()).flat_map(char::to_lowercase).collect();
    matches!(
        word.as_str(),
        "em" | "til" | "till" | "tis" | "twas" | "cause" | "bout" | "n" | "round" | "cuz" | "twill"
    )
}

/// For each mark whether a single mark that surely closes comes after it and
/// before the next single one that opens.
fn single_closers(marks: &[Mark]) -> Vec<bool> {
    let mut later = vec![false; marks.len()];
    let mut seen = false;
    for (mark_idx, mark) in marks.iter().enumerate().rev() {
        later[mark_idx] = seen;
        if matches!(mark.ch, '’' | '\'' | '‘') {
            if closes_single(mark) {
                seen = true;
            } else if opens_by_place(mark) {
                seen = false;
            }
        }
    }
    later
}

fn opens_by_place(mark: &Mark) -> bool {
    let word_before = mark.before.is_alphanumeric() || is_end_mark(mark.before);
    let gap_after = mark.after.is_whitespace() || is_end_mark(mark.after) && !mark.dots;
    !word_before && !gap_after
}

fn is_end_mark(ch: char) -> bool {
    matches!(ch, '.' | ',' | '!' | '?' | ';' | ':' | '…' | ')' | ']')
}

/// Whether a single mark stands where a quotation ends, and no possessive does.
fn closes_single(mark: &Mark) -> bool {
    let word_ends =
        mark.before.is_alphanumeric() || is_end_mark(mark.before) || matches!(mark.before, '%' | '”' | '"');
    word_ends
        && !mark.after.is_alphanumeric()
        && (!matches!(mark.before, 's' | 'S') || !mark.after.is_whitespace())
}

/// Whether a double mark stands where an opening one does whose space is on its
/// wrong side (`he said," It is late".`).
fn is_misplaced(mark: &Mark) -> bool {
    is_double(mark) && matches!(mark.before, ',' | ':') && mark.after.is_whitespace()
}

/// Whether the first double one of `marks` stands where a stretch ends.
fn closes_next(marks: &[Mark]) -> bool {
    let next = marks.iter().find(|mark| is_double(mark));
    next.is_some_and(|next| !opens_by_place(next) && !next.before.is_whitespace())
}

fn is_double(mark: &Mark) -> bool {
    matches!(mark.ch, '"' | '“' | '”' | '＂')
}

/// Reads `mark` as the opening of a stretch.
fn opening(mark: &Mark, closer_later: bool) -> Option<Open> {
    let family = match mark.ch {
        '“' | '‟' => Family::Double,
        '"' | '”' | '＂' => {
            let inch = mark.before.is_ascii_digit() && !mark.after.is_alphabetic();
            let closing = !opens_by_place(mark) && (mark.after.is_whitespace() || is_end_mark(mark.after));
            if inch || closing {
                return None;
            }
            Family::Double
        }
        '„' => Family::Low,
        '‚' => Family::LowSingle,
        '«' | '‹' | '「' => Family::Guillemet,
        '»' | '›' if opens_by_place(mark) => Family::ReversedGuillemet,
        '‘' | '\'' | '’' | '‛' | '`' if opens_by_place(mark) && closer_later => Family::Single,
        _ => return None,
    };
    Some(Open { family, at: mark.at, len: mark.len })
}

/// Whether `mark` closes a stretch of `family`.
fn closes(family: Family, mark: &Mark, closer_later: bool) -> bool {
    match family {
        Family::Double => match mark.ch {
            '”' => !starts_again(mark),
            '"' | '“' | '＂' => !(starts_again(mark) || mark.ch == '“' && opens_by_place(mark)),
            _ => false,
        },
        Family::Low => matches!(mark.ch, '“' | '”' | '"'),
        Family::LowSingle => matches!(mark.ch, '‘' | '’'),
        Family::Guillemet => matches!(mark.ch, '»' | '›' | '」'),
        Family::ReversedGuillemet => matches!(mark.ch, '«' | '‹'),
        Family::Single => {
            matches!(mark.ch, '’' | '\'' | '‘')
                && !opens_by_place(mark)
                && (closes_single(mark) || !mark.after.is_alphanumeric() && !closer_later)
        }
    }
}

/// Whether a double mark plainly begins a word after a gap.
fn starts_again(mark: &Mark) -> bool {
    mark.before.is_whitespace() && (mark.after.is_alphanumeric() || mark.after == '[')
}

/// Whether `mark` begins another stretch though the current one was not closed.
fn restarts(family: Family, mark: &Mark) -> bool {
    family == Family::Double && is_double(mark) && opens_by_place(mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Asserts the stretches of `text` (a section a line) with their marks.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let mut sections = Vec::new();
        let mut start = 0;
        for line in text.split('\n') {
            sections.push(Span::new(start, start + line.len()));
            start += line.len() + 1;
        }
        let found: Vec<&str> =
            stretches(text, &sections).iter().map(|stretch| stretch.outer.of(text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn every_style_pairs() {
        check(
            "“One,” he said. \"Two.\" ''Three,'' ``four''",
            &["“One,”", "\"Two.\"", "''Three,''", "``four''"],
        );
        check("«Un» et „zwei“ und »drei« och ”fyra”", &["«Un»", "„zwei“", "»drei«", "”fyra”"]);
        check("‘We won,’ she said. 'We lost,' he said.", &["‘We won,’", "'We lost,'"]);
    }

    #[test]
    fn an_opening_of_one_style_closes_in_another() {
        check("“One,\" he said. \"Two,” she said.", &["“One,\"", "\"Two,”"]);
        check("“One,“ he said, and “two.”", &["“One,“", "“two.”"]);
    }

    #[test]
    fn inner_marks_belong_to_the_outer_stretch() {
        check("“He said ‘go’ to me,” Pell said.", &["“He said ‘go’ to me,”"]);
        check("\"It's the 'Harbour Act', stupid.\"", &["\"It's the 'Harbour Act', stupid.\""]);
        check("‘He said “go” to me,’ Pell said.", &["‘He said “go” to me,’"]);
    }

    #[test]
    fn apostrophes_inches_and_attributes_are_no_marks() {
        check("Rock 'n' roll of the '90s: tell 'em the workers' hall isn't O'Hara's.", &[]);
        check("A 6'2\" keeper and a 12\" pipe in the dogs’ home.", &[]);
        check("<tweet id=\"12\" by='x'>\"Hello there\"</tweet>", &["\"Hello there\""]);
        check("title=\"plain\" 5 < 6", &[]);
    }

    #[test]
    fn a_possessive_does_not_close_single_marks() {
        check("‘The workers’ hall is gone,’ he said.", &["‘The workers’ hall is gone,’"]);
    }

    #[test]
    fn an_unclosed_stretch_ends_with_its_section_and_may_reopen() {
        let text = "“One.\n“Two,” he said.";
        check(text, &["“One.", "“Two,”"]);
        let found = stretches(text, &[Span::new(0, 7), Span::new(8, text.len())]);
        assert!(!found[0].closed && found[1].closed && found[1].reopens);
    }

    #[test]
    fn a_second_opening_ends_a_stretch_that_was_left_open() {
        check("“One, he said. “Two.”", &["“One, he said.", "“Two.”"]);
    }

    #[test]
    fn dots_after_an_opening_mark_do_not_keep_it_from_opening() {
        check("She said the board, \"... left nobody warned.\"", &["\"... left nobody warned.\""]);
        check("She said “… and left.” \"No...\" he said.", &["“… and left.”", "\"No...\""]);
        check("\"Go\"... and he went. \"Why\" ... she asked.", &["\"Go\"", "\"Why\""]);
    }

    #[test]
    fn an_opening_mark_set_on_the_wrong_side_of_its_space() {
        check("Pell said it was late,\" For now we wait\". He left.", &["\" For now we wait\""]);
        check("Pell said:\" We wait.\" He left. \"Good.\"", &["\" We wait.\"", "\"Good.\""]);
        check("It was late,\" he said. \"We wait.\"", &["\"We wait.\""]);
        check("It was late,\" he said. He left.", &[]);
    }

    #[test]
    fn odd_input_neither_fails_nor_runs_away() {
        for mark in ["“", "”", "\"", "'", "‘", "’", "«", "»", "„", "''", "<a \"", "`"] {
            let many = mark.repeat(10_000);
            let spaced = format!("{mark}a ").repeat(10_000);
            for text in [many, spaced] {
                let _ = stretches(&text, &[Span::new(0, text.len())]);
            }
        }
        check("‏«שלום» אמר דן", &["«שלום»"]);
    }
}
