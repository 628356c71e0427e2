//! The sentences around a passage.

use backfile_article::{Article, Span};

/// The longest context that is given, in bytes on either side of the passage.
const MAX_SIDE: usize = 400;

/// Words that end in a full stop without ending a sentence.
const ABBREVIATIONS: [&str; 26] = [
    "mr", "mrs", "ms", "dr", "prof", "st", "jr", "sr", "gen", "col", "lt", "sgt", "capt", "sen", "rep",
    "gov", "rev", "hon", "vs", "no", "inc", "corp", "co", "ltd", "u.s", "u.k",
];

/// The whole sentences that `passage` lies in, within its block.
pub(crate) fn sentences_around(article: &Article, passage: Span) -> Span {
    clip(&article.text, passage, whole_sentences(article, passage))
}

/// The sentence at byte `at`; between two parts of the article, the first one
/// of the next part.
pub(crate) fn sentence_at(article: &Article, at: usize) -> Span {
    let next =
        parts(article).find(|part| at < part.end).map_or(article.text.len(), |part| at.max(part.start));
    whole_sentences(article, Span::new(next, next))
}

/// Headline, dek and blocks.
fn parts(article: &Article) -> impl Iterator<Item = Span> + '_ {
    article.headline.into_iter().chain(article.dek).chain(article.blocks.iter().map(|block| block.span))
}

fn whole_sentences(article: &Article, passage: Span) -> Span {
    let text = article.text.as_str();
    let part = parts(article).find(|part| part.start <= passage.start && passage.start < part.end);
    let part = part.unwrap_or(passage);
    let mut start = part.start;
    let mut end = part.end.max(passage.end);
    for boundary in boundaries(text, part) {
        if boundary.start <= passage.start {
            start = boundary.end.min(passage.start);
        } else if boundary.start >= passage.end {
            end = boundary.start;
            break;
        }
    }
    Span::new(start, end)
}

/// White space between sentences of `part`.
pub(crate) fn boundaries(text: &str, part: Span) -> impl Iterator<Item = Span> + '_ {
    let words = part.of(text);
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let at = from + find_stop(words.get(from..)?)?;
            let after =
                words[at..].trim_start_matches(['.', '!', '?', '…', '"', '\'', '”', '’', '»', ')', ']']);
            let end = words.len() - after.len();
            let next = after.trim_start();
            let gap = Span::new(part.start + end, part.start + words.len() - next.len());
            from = end;
            if gap.is_empty() || next.is_empty() {
                if next.is_empty() {
                    return None;
                }
                continue;
            }
            let opens = !next.starts_with(|ch: char| ch.is_lowercase());
            if opens && !is_abbreviation(&words[..at], &words[at..]) {
                return Some(gap);
            }
        }
    })
}

/// Where the first mark stands that may end a sentence.
fn find_stop(words: &str) -> Option<usize> {
    const ELLIPSIS: &[u8] = "…".as_bytes();
    let bytes = words.as_bytes();
    let ends = |at: usize| match bytes[at] {
        b'.' | b'!' | b'?' => true,
        byte => byte == ELLIPSIS[0] && bytes[at..].starts_with(ELLIPSIS),
    };
    (0..bytes.len()).find(|at| ends(*at))
}

fn is_abbreviation(before: &str, from_stop: &str) -> bool {
    if !from_stop.starts_with('.') {
        return false;
    }
    let word = before.rsplit(|ch: char| !ch.is_alphanumeric() && ch != '.').next().unwrap_or_default();
    let is_initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    is_initial || ABBREVIATIONS.contains(&word.to_lowercase().as_str())
}

/// Shortens an endless sentence at words.
fn clip(text: &str, passage: Span, whole: Span) -> Span {
    let mut start = whole.start;
    if passage.start - start > MAX_SIDE {
        let at = floor(text, passage.start - MAX_SIDE);
        start = text[at..passage.start].find(' ').map_or(at, |space| at + space + 1);
    }
    let mut end = whole.end;
    if end.saturating_sub(passage.end) > MAX_SIDE {
        let at = floor(text, passage.end + MAX_SIDE);
        end = text[passage.end..at].rfind(' ').map_or(at, |space| passage.end + space);
    }
    Span::new(start, end)
}

fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use backfile_article::{BlockKind, Draft, DraftBlock, Format, Origin};

    use super::*;

    #[track_caller]
    fn check(paragraph: &str, passage: &str, expected: &str) {
        let block = DraftBlock { kind: BlockKind::Paragraph, text: paragraph.into(), credit: None };
        let draft = Draft { headline: Some("Storm. Over".into()), blocks: vec![block], ..Draft::default() };
        let origin = Origin { record: None, sha256: String::new(), format: Format::Text };
        let article = draft.finish(origin);
        let start = article.text.find(passage).unwrap();
        let around = sentences_around(&article, Span::new(start, start + passage.len()));
        assert_eq!(around.of(&article.text), expected);
    }

    #[test]
    fn the_sentence_is_given_whole_and_no_other() {
        let text = "It rained. “We stay,” Mr. Ohm said. He left.";
        check(text, "“We stay,”", "“We stay,” Mr. Ohm said.");
        check(text, "He", "He left.");
        check(text, "rained. “We", "It rained. “We stay,” Mr. Ohm said.");
    }

    #[test]
    fn a_sentence_is_found_from_any_place_of_it_and_from_the_gap_before_it() {
        let block = |text: &str| DraftBlock { kind: BlockKind::Paragraph, text: text.into(), credit: None };
        let long = format!("It rained{}.", " and rained".repeat(90));
        let blocks = vec![block(&format!("He left. {long}")), block("She stayed.")];
        let draft = Draft { blocks, ..Draft::default() };
        let origin = Origin { record: None, sha256: String::new(), format: Format::Text };
        let article = draft.finish(origin);
        let text = article.text.as_str();
        let check = |at: usize, expected: &str| assert_eq!(sentence_at(&article, at).of(text), expected);
        check(0, "He left.");
        check(7, "He left.");
        check(10, &long);
        check(500, &long);
        check(text.find("\n\n").unwrap() + 1, "She stayed.");
        check(text.len(), "");
    }

    #[test]
    fn stops_are_found_among_all_kinds_of_letters() {
        for text in ["", "…", "a‚b—c…", "É. b", "wie? ja!", "“none”", "東京…"] {
            assert_eq!(find_stop(text), text.find(['.', '!', '?', '…']), "{text}");
        }
    }

    #[test]
    fn a_quotation_of_several_sentences_keeps_its_cue() {
        let text = "Rain fell. “It is over. We won!” said J. Ohm of the U.S. team. Then he left.";
        check(text, "“It is over. We won!”", "“It is over. We won!” said J. Ohm of the U.S. team.");
    }
}
