//! Paragraphs of a plain text, whatever its lines are.

/// Lines at most this long may have been wrapped by a program or typist.
const WRAPPED_AT_MOST: usize = 100;

/// One paragraph and the line it starts on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Paragraph {
    /// Its lines, trimmed of line ends only.
    pub lines: Vec<String>,
}

impl Paragraph {
    /// Its words on one line: a wrapped line's end becomes a space.
    pub fn joined(&self) -> String {
        let mut text = String::new();
        for line in &self.lines {
            let line = trim(line);
            if !text.is_empty() && !line.is_empty() {
                text.push(' ');
            }
            text.push_str(line);
        }
        text
    }
}

/// Trims plain white space; a no-break space belongs to the text.
pub(crate) fn trim(line: &str) -> &str {
    line.trim_matches(|ch: char| ch.is_whitespace() && ch != '\u{A0}')
}

/// Splits at blank lines. Where lines are too long to have been wrapped, or
/// where the text has no blank lines at all, each line or each wrapped
/// stretch is a paragraph of its own.
pub(crate) fn paragraphs(text: &str) -> Vec<Paragraph> {
    let mut found = Vec::new();
    for lines in blank_separated(text) {
        if lines.iter().any(|line| is_item(line)) && lines.len() > 1 {
            found.push(Paragraph { lines });
        } else if is_wrapped(&lines) {
            found.extend(unwrapped(lines));
        } else {
            found.extend(lines.into_iter().map(|line| Paragraph { lines: vec![line] }));
        }
    }
    found
}

fn blank_separated(text: &str) -> Vec<Vec<String>> {
    let mut groups = Vec::new();
    let mut group: Vec<String> = Vec::new();
    for line in text.split('\n') {
        if line.trim().is_empty() {
            if !group.is_empty() {
                groups.push(std::mem::take(&mut group));
            }
        } else {
            group.push(line.to_owned());
        }
    }
    if !group.is_empty() {
        groups.push(group);
    }
    groups
}

/// Whether a line is an item of a list.
pub(crate) fn is_item(line: &str) -> bool {
    let line = line.trim_start();
    if ["- ", "* ", "• ", "– "].iter().any(|sign| line.starts_with(sign)) {
        return true;
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    (1..=2).contains(&digits) && (line[digits..].starts_with(". ") || line[digits..].starts_with(") "))
}

/// Wrapped lines are all short, and each but the last is nearly full or goes
/// on in the middle of a sentence.
fn is_wrapped(lines: &[String]) -> bool {
    if lines.len() < 2 {
        return true;
    }
    let lengths: Vec<usize> = lines.iter().map(|line| line.chars().count()).collect();
    let longest = lengths.iter().copied().max().unwrap_or(0);
    if longest > WRAPPED_AT_MOST {
        return false;
    }
    let before_last = &lines[..lines.len() - 1];
    let n_open = before_last
        .iter()
        .zip(&lengths)
        .zip(&lines[1..])
        .filter(|((line, length), next)| {
            let goes_on =
                next.trim_start().starts_with(char::is_lowercase) || line.trim_end().ends_with([',', '-']);
            **length * 10 >= longest * 6 && longest >= 40 || goes_on
        })
        .count();
    n_open * 4 >= before_last.len() * 3
}

/// In a long wrapped stretch a short line that ends a sentence ends a paragraph.
fn unwrapped(lines: Vec<String>) -> Vec<Paragraph> {
    if lines.len() < 12 {
        return vec![Paragraph { lines }];
    }
    let longest = lines.iter().map(|line| line.chars().count()).max().unwrap_or(0);
    let mut found = Vec::new();
    let mut current = Vec::new();
    for line in lines {
        let ends =
            line.trim_end().ends_with(['.', '"', '”', '!', '?']) && line.chars().count() * 4 < longest * 3;
        current.push(line);
        if ends {
            found.push(Paragraph { lines: std::mem::take(&mut current) });
        }
    }
    if !current.is_empty() {
        found.push(Paragraph { lines: current });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<String> = paragraphs(text).iter().map(Paragraph::joined).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn blank_lines_separate_paragraphs_and_wrapped_lines_are_joined() {
        check(
            "The harbour council voted on Thursday\nto keep the night ferry running for two\nmore years.\n\nIt was late.",
            &[
                "The harbour council voted on Thursday to keep the night ferry running for two more years.",
                "It was late.",
            ],
        );
    }

    #[test]
    fn short_lines_of_a_head_stay_apart() {
        check("By Ines Halloran\nMeridian\n3 May 2020", &["By Ines Halloran", "Meridian", "3 May 2020"]);
    }

    #[test]
    fn long_lines_are_paragraphs() {
        let long = "The harbour council voted on Thursday to keep the night ferry running for two more years and nobody was surprised.";
        check(&format!("{long}\n{long}"), &[long, long]);
    }

    #[test]
    fn a_no_break_space_is_kept() {
        check("\u{A0} A line  ", &["\u{A0} A line"]);
    }
}
