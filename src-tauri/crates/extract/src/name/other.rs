//! Other names: events, works, peoples, laws and hashtags.
//!
//! They are no entities and are kept nowhere; whoever shows an article asks for
//! them.

use std::ops::Range;

use backfile_article::Span;

use super::{
    kind_of,
    lexicon::{CALENDAR, PEOPLE},
    recogniser::{Name, NameKind, hash::TextSet},
    tidy,
};
use crate::{Mention, token::Words};

/// A name that is no person's, organisation's or place's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherName {
    /// Where it stands, without article, possessive and marks at its ends.
    pub span: Span,
    /// The words of a hashtag written as one ("Elm Floods" of `#ElmFloods`).
    pub words: Option<String>,
}

/// Of what was marked, what may be another name: what was learned as one, what
/// looked like an organisation and ends like an event, and peoples.
pub(super) fn candidates(words: &Words<'_>, marked: &[Name]) -> Vec<Range<usize>> {
    let is_other = |name: &&Name| match kind_of(name.kind) {
        None => name.kind == NameKind::Other,
        Some(kind) => {
            let range = trim(words, &name.words);
            !range.is_empty() && (tidy::is_other(words, &range, kind) || tidy::is_people(words, &range))
        }
    };
    marked.iter().filter(is_other).map(|name| name.words.clone()).collect()
}

/// The other names of a document: `candidates` and hashtags that touch none of
/// its `mentions`, which stand in text order.
pub(crate) fn others(words: &Words<'_>, candidates: &[Range<usize>], mentions: &[Mention]) -> Vec<OtherName> {
    let is_hashtag = |at: &usize| {
        let tag = words.word(*at).strip_prefix('#');
        tag.is_some_and(|tag| tag.chars().any(char::is_alphabetic) && tag.chars().nth(1).is_some())
    };
    let hashtags = (0..words.tokens.len()).filter(is_hashtag).map(|at| at..at + 1);
    let named = candidates.iter().map(|range| trim(words, range)).filter(|range| is_name(words, range));
    let mut ranges: Vec<Range<usize>> = named.chain(hashtags).collect();
    ranges.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
    // What names somebody elsewhere, or is a word of such a name, is no other
    // name where it was passed over.
    let mut named = TextSet::default();
    for mention in mentions {
        let range = words.at(mention.span.start)..words.at(mention.span.end);
        named.insert(words.all_folded(&range));
        named.extend(range.map(|at| words.folded(at)));
    }
    let mut end = 0;
    let mut others = Vec::with_capacity(ranges.len());
    for range in ranges {
        let span = words.span(range.clone());
        let next = mentions.get(mentions.partition_point(|mention| mention.span.end <= span.start));
        let is_known = named.contains(words.all_folded(&range));
        if range.start < end || is_known || next.is_some_and(|mention| mention.span.start < span.end) {
            continue;
        }
        end = range.end;
        let tag = words.word(range.start).strip_prefix('#').filter(|_| range.len() == 1);
        others.push(OtherName { span, words: tag.and_then(parts_of_tag) });
    }
    others
}

/// Cuts articles, possessives and marks off the ends.
fn trim(words: &Words<'_>, range: &Range<usize>) -> Range<usize> {
    let is_mark = |at: usize| !words.word(at).chars().any(char::is_alphanumeric);
    let (mut start, mut end) = (range.start, range.end);
    while start < end
        && (is_mark(start) || matches!(words.word(start), "the" | "The" | "a" | "A" | "an" | "An"))
    {
        start += 1;
    }
    while start < end && (is_mark(end - 1) || matches!(words.word(end - 1), "'s" | "’s" | "'S" | "’S")) {
        end -= 1;
    }
    start..end
}

/// Whether the words hold a capital or a people, and are not days alone.
fn is_name(words: &Words<'_>, range: &Range<usize>) -> bool {
    const LONGEST: usize = 16;
    let is_named =
        |at: usize| words.word(at).chars().any(char::is_uppercase) || words.lists(at) & PEOPLE != 0;
    (1..=LONGEST).contains(&range.len())
        && range.clone().any(is_named)
        && !range.clone().all(|at| words.lists(at) & CALENDAR != 0)
        && !range.clone().any(|at| words.word(at).starts_with('#') && range.len() > 1)
}

/// The words of a hashtag that is written with capitals inside, a space
/// between; none where it is one word.
fn parts_of_tag(tag: &str) -> Option<String> {
    let letters: Vec<char> = tag.chars().collect();
    let mut parts = String::with_capacity(tag.len() + 4);
    for (at, ch) in letters.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| letters[before]);
        let next = letters.get(at + 1);
        let begins = before.is_some_and(|before| {
            ch.is_uppercase() && (before.is_lowercase() || before.is_numeric())
                || ch.is_uppercase() && before.is_uppercase() && next.is_some_and(|next| next.is_lowercase())
                || ch.is_numeric() && before.is_alphabetic()
        });
        if *ch == '_' {
            parts.push(' ');
            continue;
        }
        if begins && !parts.ends_with(' ') {
            parts.push(' ');
        }
        parts.push(*ch);
    }
    let parts = parts.split_whitespace().collect::<Vec<_>>().join(" ");
    parts.contains(' ').then_some(parts)
}

#[cfg(test)]
mod tests {
    use backfile_article::Span;

    use crate::{Document, Mention, extract_with_others, others, token::Words};

    /// Asserts the other names of `text`, with the words of hashtags in brackets.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let document = Document::plain(text, None);
        let (extraction, found) = extract_with_others(&document);
        let shown: Vec<String> = found
            .iter()
            .map(|other| match &other.words {
                Some(words) => format!("{} ({words})", other.span.of(text)),
                None => other.span.of(text).to_owned(),
            })
            .collect();
        assert_eq!(shown, expected, "{text}");
        assert_eq!(others(&document, &extraction.mentions), found);
    }

    #[test]
    fn events_peoples_and_hashtags_are_other_names() {
        check("German officials went to the Olympics on Monday.", &["German", "Olympics"]);
        check("The Davis Cup was won by Ann Lee.", &["Davis Cup"]);
        check(
            "Ann Lee wrote #ElmFloods and #NHSStrike2018 and #rain below it.",
            &["#ElmFloods (Elm Floods)", "#NHSStrike2018 (NHS Strike 2018)", "#rain"],
        );
    }

    #[test]
    fn what_names_somebody_elsewhere_is_no_other_name() {
        let text = "Ann Lee opened Lee House. Lee left the Games.";
        let document = Document::plain(text, None);
        let words = Words::of(&document);
        let mention = |words: &str, entity| {
            let start = text.find(words).unwrap();
            Mention { span: Span::new(start, start + words.len()), entity }
        };
        // words: Ann Lee opened Lee House . Lee left the Games .
        let found = super::others(&words, &[6..7, 8..10], &[mention("Ann Lee", 0), mention("Lee House", 1)]);
        let shown: Vec<&str> = found.iter().map(|other| other.span.of(text)).collect();
        assert_eq!(shown, ["Games"]);
    }

    #[test]
    fn days_numbers_and_names_of_the_three_kinds_are_none() {
        check("On Monday Ann Lee of the United Nations was #1 in London.", &[]);
    }
}
