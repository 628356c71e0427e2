//! Bookmarking a passage that is given by its words.

use std::collections::HashSet;

use backfile_article::{CodePoints, Span};

use super::{Bookmark, Colour, NewBookmark};
use crate::{Archive, ArchiveError, ArticleId};

/// Code points shown on either side of a place.
const SHOWN: usize = 32;

/// A passage given by its words. They match character for character, except
/// that any run of white space equals any other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PassageByWords {
    /// The article.
    pub article: ArticleId,
    /// The words.
    pub exact: String,
    /// What stands right before them, to tell places apart.
    pub prefix: Option<String>,
    /// What stands right after them.
    pub suffix: Option<String>,
    /// A note; empty for none.
    pub note: String,
    /// Tags.
    pub tags: Vec<String>,
}

/// One of several places at which words stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PassagePlace {
    /// Where they begin, in code points of the article's text.
    pub start: usize,
    /// Where they end.
    pub end: usize,
    /// They and what stands around them, on one line.
    pub context: String,
}

impl Archive {
    /// Bookmarks the passage that has these words.
    ///
    /// # Errors
    /// [`ArchiveError::NoArticle`]; [`ArchiveError::PassageNotFound`];
    /// [`ArchiveError::PassageAmbiguous`], which names the places; any store error.
    pub fn add_bookmark_by_words(&self, passage: &PassageByWords) -> Result<Bookmark, ArchiveError> {
        let PassageByWords { article, exact, prefix, suffix, note, tags } = passage;
        let text = self.captured(*article)?.text;
        let places = find(&text, exact, prefix.as_deref(), suffix.as_deref());
        match places.as_slice() {
            [] => Err(ArchiveError::PassageNotFound { article: *article }),
            [span] => self.add_bookmark(&NewBookmark {
                article: *article,
                span: *span,
                note: note.clone(),
                tags: tags.clone(),
                colour: Colour::default(),
            }),
            several => {
                let points = CodePoints::new(&text);
                let places = several.iter().map(|span| place(&text, &points, *span)).collect();
                Err(ArchiveError::PassageAmbiguous { article: *article, places })
            }
        }
    }
}

/// Where `exact` stands in `text` between `prefix` and `suffix`. Inside a word
/// counts too: nothing is widened or narrowed.
fn find(text: &str, exact: &str, prefix: Option<&str>, suffix: Option<&str>) -> Vec<Span> {
    let (folded, at) = fold_space(text);
    let [exact, prefix, suffix] = [exact, prefix.unwrap_or_default(), suffix.unwrap_or_default()]
        .map(|words| fold_space(words).0.trim().to_owned());
    if exact.is_empty() {
        return Vec::new();
    }
    let mut places = Vec::new();
    let mut seen = HashSet::new();
    let mut from = 0;
    while let Some(found) = folded[from..].find(&exact) {
        let (start, end) = (from + found, from + found + exact.len());
        let (before, after) = (&folded[..start], &folded[end..]);
        let fits = before.trim_end().ends_with(&prefix) && after.trim_start().starts_with(&suffix);
        if fits && seen.insert(at[start]) {
            places.push(Span::new(at[start], at[end]));
        }
        from = start + folded[start..].chars().next().map_or(1, char::len_utf8);
    }
    places
}

/// `text` with every run of white space as one space, and for each of its
/// bytes (and its end) the byte of `text` it comes from.
fn fold_space(text: &str) -> (String, Vec<usize>) {
    let mut folded = String::with_capacity(text.len());
    let mut at = Vec::with_capacity(text.len() + 1);
    for (byte, ch) in text.char_indices() {
        if !ch.is_whitespace() {
            folded.push(ch);
            at.extend((0..ch.len_utf8()).map(|part| byte + part));
        } else if !folded.ends_with(' ') {
            folded.push(' ');
            at.push(byte);
        }
    }
    at.push(text.len());
    (folded, at)
}

fn place(text: &str, points: &CodePoints<'_>, span: Span) -> PassagePlace {
    let before = text[..span.start].char_indices().rev().nth(SHOWN).map(|(at, _)| at);
    let after = text[span.end..].char_indices().nth(SHOWN).map(|(at, _)| span.end + at);
    let shown = &text[before.unwrap_or(0)..after.unwrap_or(text.len())];
    let ellipsis = |is_cut: bool| if is_cut { "…" } else { "" };
    let context =
        format!("{}{}{}", ellipsis(before.is_some()), fold_space(shown).0.trim(), ellipsis(after.is_some()));
    let Span { start, end } = points.span(span);
    PassagePlace { start, end, context }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Asserts what `find` finds of `exact` in `text`, in bytes.
    #[track_caller]
    fn check(
        text: &str,
        exact: &str,
        prefix: Option<&str>,
        suffix: Option<&str>,
        expected: &[(usize, usize)],
    ) {
        let found: Vec<_> =
            find(text, exact, prefix, suffix).iter().map(|span| (span.start, span.end)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn words_match_character_for_character_but_for_white_space() {
        let text = "The dam\u{a0}held.\n\nThe dam  held";
        check(text, "dam held", None, None, &[(4, 13), (20, 29)]);
        check(text, "held. The", None, None, &[(9, 19)]);
        check(text, "Dam held", None, None, &[]);
        check("“Yes,” she said", "\"Yes,\"", None, None, &[]);
    }

    #[test]
    fn nothing_is_widened_to_words() {
        check("damage to the dam", "dam", None, None, &[(0, 3), (14, 17)]);
        check("aaa", "aa", None, None, &[(0, 2), (1, 3)]);
        check("a", " ", None, None, &[]);
    }

    #[test]
    fn what_stands_beside_tells_places_apart() {
        let text = "The old dam held. The new dam held.";
        check(text, "dam", Some("new "), None, &[(26, 29)]);
        check(text, "dam", Some("old"), Some(" held."), &[(8, 11)]);
        check(text, "dam", Some("w"), None, &[(26, 29)]);
        check(text, "dam", Some("high"), None, &[]);
    }
}
