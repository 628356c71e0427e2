//! Finds a passage in a text.

use backfile_article::{CodePoints, Span};

use super::Anchor;

/// What is known of a passage.
#[derive(Debug, Clone, Copy)]
pub struct Target<'a> {
    /// Its words.
    pub exact: &'a str,
    /// What stood before them.
    pub prefix: &'a str,
    /// What stood after them.
    pub suffix: &'a str,
    /// Where they stood, in code points.
    pub start: usize,
}

/// Finds `target` in `text`.
pub fn locate(target: Target<'_>, text: &str) -> Anchor {
    let mut places = text.match_indices(target.exact);
    let (Some((at, words)), None) = (places.next(), places.next()) else { return Anchor::Lost };
    let place = CodePoints::new(text).span(Span::new(at, at + words.len()));
    if text[..at].ends_with(target.prefix) || text[at + words.len()..].starts_with(target.suffix) {
        Anchor::InPlace(place)
    } else {
        Anchor::Moved(place)
    }
}
