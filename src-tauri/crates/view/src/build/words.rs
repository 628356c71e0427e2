//! Small matters of words: labels, quotation marks, plain matches.

use backfile_article::{Span, fold};

/// The longest label made of an article's first words, in characters.
const MAX_LABEL: usize = 80;

/// What to call an article without a headline: its first words.
pub(crate) fn label(text: &str) -> String {
    let line = text.trim_start().lines().next().unwrap_or_default().trim_end();
    let Some((end, _)) = line.char_indices().nth(MAX_LABEL) else { return line.to_owned() };
    let cut = line[..end].rfind(' ').unwrap_or(end);
    format!("{}…", line[..cut].trim_end_matches([' ', ',', ';', ':']))
}

/// `words` without the quotation marks at their ends, and without the comma
/// that stands before the closing mark. A mark that closes others inside stays:
/// “He told me, ‘Go’”.
pub(crate) fn unquoted(words: &str) -> &str {
    const MARKS: [char; 10] = ['“', '”', '„', '"', '‘', '’', '\'', '«', '»', '‚'];
    let inner = words.trim().trim_start_matches(MARKS);
    let ended = inner.trim_end_matches(MARKS);
    let tail = &inner[ended.len()..];
    let inside = [('‘', '’'), ('“', '”')].into_iter();
    let mut closes = inside.filter(|(open, close)| tail.starts_with(*close) && is_open(ended, *open, *close));
    if let Some((_, close)) = closes.next() {
        return &inner[..ended.len() + close.len_utf8()];
    }
    if ended.len() < inner.len() { ended.trim_end_matches(',').trim_end() } else { ended }
}

/// Whether the last mark `open` in `words` has no `close` behind it; one between
/// letters is an apostrophe.
fn is_open(words: &str, open: char, close: char) -> bool {
    let Some((_, behind)) = words.rsplit_once(open) else { return false };
    !behind.match_indices(close).any(|(at, mark)| {
        let is_letter = |ch: Option<char>| ch.is_some_and(char::is_alphanumeric);
        let (before, after) = (&behind[..at], &behind[at + mark.len()..]);
        !(is_letter(before.chars().next_back()) && is_letter(after.chars().next()))
    })
}

/// Where words of `text` begin with one of the `asked` words, case and accents folded.
pub(crate) fn matches(text: &str, asked: &str) -> Vec<Span> {
    let is_letter = |ch: char| ch.is_alphanumeric();
    let asked = fold(asked);
    let asked: Vec<&str> = asked.split(|ch| !is_letter(ch)).filter(|word| !word.is_empty()).collect();
    if asked.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find(is_letter).map(|at| from + at) {
        let end = text[start..].find(|ch| !is_letter(ch)).map_or(text.len(), |at| start + at);
        let word = fold(&text[start..end]);
        if asked.iter().any(|asked| word.starts_with(asked)) {
            found.push(Span::new(start, end));
        }
        from = end;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_cut_at_a_word() {
        assert_eq!(label("Short news.\n\nMore."), "Short news.");
        assert_eq!(label(&"ledger ".repeat(20)), format!("{}…", ["ledger"; 11].join(" ")));
        assert_eq!(label(""), "");
        assert_eq!(label(&"é".repeat(90)), format!("{}…", "é".repeat(80)));
    }

    #[test]
    fn marks_and_the_comma_before_them_are_no_words_of_the_quotation() {
        assert_eq!(unquoted("“We stay,”"), "We stay");
        assert_eq!(unquoted("“We stay."), "We stay.");
        assert_eq!(unquoted("“He told me, ‘You don’t stay,’”"), "He told me, ‘You don’t stay,’");
        assert_eq!(unquoted("‘They don’t stay,’"), "They don’t stay");
        assert_eq!(unquoted("\"'Stay' is a word.\""), "Stay' is a word.");
        assert_eq!(unquoted("they would stay,"), "they would stay,");
    }

    #[test]
    fn matches_are_whole_words_that_begin_as_asked() {
        let text = "Die Élite eilt: elites, relite";
        let words: Vec<&str> = matches(text, "elite, die").iter().map(|span| span.of(text)).collect();
        assert_eq!(words, ["Die", "Élite", "elites"]);
        assert!(matches(text, " – ").is_empty());
    }
}
