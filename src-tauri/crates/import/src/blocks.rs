//! What each paragraph of a plain text is: rules that can be explained.
//!
//! - A *caption* ends in a credit or is one (see `credit`), or begins with a
//!   picture word (`Photo:`).
//! - A *figure's title* stands directly above a caption, is short and ends
//!   without a sentence's end; it is part of the caption.
//! - A *crosshead* is at most 60 characters and 9 words on one line, ends
//!   without a mark, begins with a capital, digit or quotation mark, and stands
//!   directly above a paragraph that is longer. Missing end punctuation alone
//!   never makes one.
//! - A *pull quote* repeats at least five words of another, longer paragraph.
//! - *Corrections* and *credit lines* begin with their own words.

use std::cell::OnceCell;

use backfile_article::{BlockKind, DraftBlock, fold, fold_start};

use crate::{
    credit::credit_of,
    lines::{Paragraph, is_item, trim},
};

/// Words a caption begins with when it says so itself.
const CAPTION_WORDS: [&str; 6] = ["photo:", "caption:", "image:", "picture:", "pictured:", "figure:"];
const CORRECTION_WORDS: [&str; 10] = [
    "correction:",
    "corrections:",
    "correction (",
    "clarification:",
    "editor's note:",
    "editors' note:",
    "this article was amended",
    "this story has been corrected",
    "this article has been corrected",
    "an earlier version of this",
];
const CREDIT_LINES: [&str; 12] = [
    "(reporting by",
    "reporting by",
    "additional reporting",
    "(additional reporting",
    "with files from",
    "(with files from",
    "compiled by",
    "edited by",
    "(editing by",
    "writing by",
    "with reporting by",
    "with agencies",
];
/// No beginning that is looked for is longer, in bytes.
const LONGEST_START: usize = 40;
/// Words a crosshead that asks begins with.
const ASKING: [&str; 9] = ["who", "what", "when", "where", "why", "how", "is", "will", "can"];
const CROSSHEAD_CHARS: usize = 60;
const CROSSHEAD_WORDS: usize = 9;
/// A figure's title may be longer than a crosshead: the caption below it shows what it is.
const FIGURE_TITLE_CHARS: usize = 110;
/// Shortest stretch of words that a pull quote must repeat.
const REPEATED_WORDS: usize = 5;

/// Turns the paragraphs of a body into blocks.
pub(crate) fn blocks(paragraphs: &[Paragraph]) -> Vec<DraftBlock> {
    let mut found: Vec<DraftBlock> = paragraphs.iter().map(first_look).collect();
    for place in 0..found.len() {
        if found[place].kind != BlockKind::Paragraph {
            continue;
        }
        let next = found.get(place + 1);
        let is_single_line = paragraphs[place].lines.len() == 1;
        if is_single_line
            && next.is_some_and(|next| next.kind == BlockKind::Caption && next.credit.is_some())
            && is_figure_title(&found[place].text)
        {
            found[place].kind = BlockKind::Caption;
        } else if is_single_line && next.is_some_and(|next| is_crosshead(&found[place].text, next)) {
            found[place].kind = BlockKind::Crosshead;
        }
    }
    mark_pull_quotes(&mut found);
    found
}

fn first_look(paragraph: &Paragraph) -> DraftBlock {
    if paragraph.lines.len() > 1 && paragraph.lines.iter().filter(|line| is_item(line)).count() > 1 {
        let items: Vec<&str> = paragraph.lines.iter().map(|line| trim(line)).collect();
        return DraftBlock { kind: BlockKind::List, text: items.join("\n"), credit: None };
    }
    classify(paragraph.joined())
}

/// What a paragraph is by its own words alone.
pub(crate) fn classify(text: String) -> DraftBlock {
    let folded = fold_start(&text, LONGEST_START);
    let starts = |words: &[&str]| words.iter().any(|start| folded.starts_with(start));
    let kind = if starts(&CORRECTION_WORDS) {
        BlockKind::Correction
    } else if starts(&CREDIT_LINES) && text.chars().count() < 300 {
        BlockKind::CreditLine
    } else if text.starts_with("> ") {
        BlockKind::Quote
    } else {
        BlockKind::Paragraph
    };
    if kind != BlockKind::Paragraph {
        return DraftBlock { kind, text, credit: None };
    }
    let credit = credit_of(&text);
    let is_caption = credit.is_some() || starts(&CAPTION_WORDS);
    DraftBlock { kind: if is_caption { BlockKind::Caption } else { kind }, text, credit }
}

fn ends_openly(text: &str) -> bool {
    !text.trim_end().ends_with(['.', '!', '?', ':', ';', ',', '…', '"', '”', '’', ')', '—', '-'])
}

fn is_figure_title(text: &str) -> bool {
    text.chars().count() <= FIGURE_TITLE_CHARS && ends_openly(text) && begins_anew(text)
}

fn begins_anew(text: &str) -> bool {
    text.trim_start().starts_with(|ch: char| ch.is_uppercase() || ch.is_numeric() || "#“\"‘'".contains(ch))
}

fn is_crosshead(text: &str, next: &DraftBlock) -> bool {
    // A character has at most four bytes: most paragraphs are told at a glance.
    if text.len() > 4 * CROSSHEAD_CHARS || !begins_anew(text) {
        return false;
    }
    let n_chars = text.chars().count();
    if n_chars > CROSSHEAD_CHARS || text.split_whitespace().count() > CROSSHEAD_WORDS {
        return false;
    }
    let first = fold(text.split_whitespace().next().unwrap_or_default());
    let asks = text.trim_end().ends_with('?') && ASKING.contains(&first.as_str());
    let has_letters = text.chars().any(char::is_alphabetic);
    let leads = matches!(next.kind, BlockKind::Paragraph | BlockKind::List | BlockKind::Quote)
        && next.text.chars().count() > n_chars;
    has_letters && leads && (ends_openly(text) || asks)
}

fn mark_pull_quotes(found: &mut [DraftBlock]) {
    // Of most texts no paragraph is compared with another.
    let folded: Vec<OnceCell<String>> = found.iter().map(|_| OnceCell::new()).collect();
    for place in 0..found.len() {
        let block = &found[place];
        if block.kind != BlockKind::Paragraph || !looks_quoted(&block.text) {
            continue;
        }
        if !(REPEATED_WORDS..=45).contains(&block.text.split_whitespace().count()) {
            continue;
        }
        let words = pulled_words(&block.text);
        let repeats = words.split(' ').count() >= REPEATED_WORDS
            && (0..found.len()).any(|other| {
                let folded = || folded[other].get_or_init(|| words_of(&found[other].text));
                other != place
                    && found[other].kind == BlockKind::Paragraph
                    && folded().len() > words.len() + 12
                    && folded().contains(words.as_str())
            });
        if repeats {
            found[place].kind = BlockKind::PullQuote;
        }
    }
}

fn looks_quoted(text: &str) -> bool {
    text.trim_start().starts_with(['"', '“', '‘', '\'', '«']) || ends_openly(text)
}

/// The words between a pull quote's marks, without the name below them.
fn pulled_words(text: &str) -> String {
    let text = text.trim();
    let inner = text.strip_prefix(['"', '“', '‘', '\'', '«']).unwrap_or(text);
    let inner = inner.split(['"', '”', '»']).next().unwrap_or(inner);
    words_of(inner)
}

fn words_of(text: &str) -> String {
    let folded = fold(text);
    let mut words = String::with_capacity(folded.len());
    for word in folded.split(|ch: char| !ch.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lines::paragraphs;

    /// Asserts the kinds of a body's blocks.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found = blocks(&paragraphs(text));
        let kinds: Vec<&str> = found.iter().map(|block| block.kind.as_str()).collect();
        assert_eq!(kinds, expected, "{found:#?}");
    }

    #[test]
    fn no_beginning_is_longer_than_what_is_looked_at() {
        let all = CORRECTION_WORDS.iter().chain(&CREDIT_LINES).chain(&CAPTION_WORDS);
        assert!(all.map(|words| words.len()).max() <= Some(LONGEST_START));
    }

    #[test]
    fn a_short_line_above_a_paragraph_is_a_crosshead() {
        check(
            "The council met on Thursday.\n\nMoney for the ferry\n\nThe ferry costs more than it earns, the accounts say.",
            &["paragraph", "crosshead", "paragraph"],
        );
    }

    #[test]
    fn a_missing_full_stop_makes_no_crosshead() {
        check(
            "The council met.\n\nThe ferry was suspended for a week in March after two of its engines failed within one day of each other\n\nNobody was hurt.",
            &["paragraph", "paragraph", "paragraph"],
        );
        check("The council met.\n\nThe ferry stays", &["paragraph", "paragraph"]);
    }

    #[test]
    fn a_title_above_a_caption_belongs_to_the_figure() {
        check(
            "The quay at night\n\nThe night ferry leaves Port Ellery in March. (Lena Ortiz/Meridian)\n\nThe council met.",
            &["caption", "caption", "paragraph"],
        );
    }

    #[test]
    fn a_credit_without_brackets_makes_a_caption() {
        check(
            "The night ferry on Monday\n\nImage credit: Carol Roe/Reuters\n\nThe council met on Thursday and kept the ferry.",
            &["caption", "caption", "paragraph"],
        );
        check(
            "The ferry left on Monday. Photograph: Peter Parr/AP\n\nDan Roe / Getty Images\n\nThe council met on Thursday and kept it.",
            &["caption", "caption", "paragraph"],
        );
    }

    #[test]
    fn a_pull_quote_repeats_the_text() {
        check(
            "“It is the last boat that still feels like ours,” Okafor told reporters on Thursday.\n\n“The last boat that still feels like ours”\n\nThe council met.",
            &["paragraph", "pull_quote", "paragraph"],
        );
    }

    #[test]
    fn lists_corrections_and_credit_lines_are_told_apart() {
        check(
            "- one boat\n- two boats\n\nCorrection: the ferry carries 400 people.\n\n(Reporting by Ines Halloran)",
            &["list", "correction", "credit_line"],
        );
    }
}
