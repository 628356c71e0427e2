//! A few words of an article around what matched.

use backfile_article::{Article, Span};

use super::{
    Snippet,
    highlight::{Hit, merged},
};

/// Length of a snippet, in bytes of the article's text.
const LENGTH: usize = 240;

/// How much of it may stand before the first hit.
const BEFORE: usize = 70;

/// The snippet of `article` for `hits`; its first words where there are none.
pub(crate) fn snippet(article: &Article, hits: &[Hit]) -> Snippet {
    let text = article.text.as_str();
    let headline_end = article.headline.map_or(0, |headline| headline.end);
    // The headline is shown beside the snippet.
    let below: Vec<Hit> = hits.iter().filter(|hit| hit.span.start >= headline_end).copied().collect();
    let hits = if below.is_empty() { hits } else { below.as_slice() };
    let window = match best(hits) {
        Some(first) => around(article, hits[first].span),
        None => opening(article),
    };
    let mut marks = merged(hits);
    marks.retain(|mark| mark.overlaps(window));
    render(text, window, &marks)
}

/// The hit after which most parts of the query stand close together.
fn best(hits: &[Hit]) -> Option<usize> {
    let mut best = None;
    for (idx, first) in hits.iter().enumerate().take(2000) {
        let reach = first.span.start + LENGTH - BEFORE;
        let close = hits[idx..].iter().take_while(|hit| hit.span.end <= reach).take(50);
        let mut parts: Vec<usize> = Vec::new();
        let mut n = 0;
        for hit in close {
            n += 1;
            if !parts.contains(&hit.part) {
                parts.push(hit.part);
            }
        }
        let score = (parts.len(), n.min(6));
        if best.is_none_or(|(known, _)| score > known) {
            best = Some((score, idx));
        }
    }
    best.map(|(_, idx)| idx)
}

/// A window that begins a little before `hit`, at a word, within its part.
fn around(article: &Article, hit: Span) -> Span {
    let text = article.text.as_str();
    let parts =
        article.headline.into_iter().chain(article.dek).chain(article.blocks.iter().map(|block| block.span));
    let part = parts.into_iter().find(|part| part.start <= hit.start && hit.start < part.end);
    let part = part.unwrap_or(Span::new(0, text.len()));
    let start = match hit.start.checked_sub(BEFORE) {
        Some(at) if at > part.start => word_start(text, at, hit.start),
        _ => part.start,
    };
    Span::new(start, end_of(text, start, part.end.max(hit.end), hit.end))
}

fn opening(article: &Article) -> Span {
    let block = article.dek.or_else(|| article.blocks.first().map(|block| block.span)).or(article.headline);
    let part = block.unwrap_or(Span::new(0, 0));
    Span::new(part.start, end_of(&article.text, part.start, part.end, part.start))
}

fn end_of(text: &str, start: usize, limit: usize, least: usize) -> usize {
    if start + LENGTH >= limit {
        return limit;
    }
    let at = floor(text, (start + LENGTH).max(least));
    let least = least.max(start);
    text[least..at].rfind(char::is_whitespace).map_or(at, |space| least + space)
}

/// The first word that begins after `at`, or `limit`.
fn word_start(text: &str, at: usize, limit: usize) -> usize {
    let at = floor(text, at);
    let Some(space) = text[at..limit].find(char::is_whitespace) else { return limit };
    let rest = &text[at + space..limit];
    limit - rest.trim_start().len()
}

fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// The words of `window` with white space evened out and `marks` carried over.
fn render(text: &str, window: Span, marks: &[Span]) -> Snippet {
    let mut out = String::with_capacity(window.len() + 8);
    let mut hits: Vec<Span> = Vec::with_capacity(marks.len());
    if !text[..window.start].ends_with("\n\n") && window.start > 0 {
        out.push('…');
    }
    let mut open = None;
    let mut marks = marks.iter().peekable();
    for (at, ch) in window.of(text).char_indices() {
        let at = window.start + at;
        if let (Some(mark), Some(start)) = (marks.peek(), open)
            && at >= mark.end
        {
            hits.push(Span::new(start, out.trim_end().len().max(start)));
            open = None;
            marks.next();
        }
        if ch.is_whitespace() {
            if !out.ends_with(' ') && !out.is_empty() {
                out.push(' ');
            }
            continue;
        }
        if open.is_none() && marks.peek().is_some_and(|mark| at >= mark.start && at < mark.end) {
            open = Some(out.len());
        }
        out.push(ch);
    }
    out.truncate(out.trim_end().len());
    if let Some(start) = open {
        hits.push(Span::new(start, out.len()));
    }
    let rest = &text[window.end..];
    if !rest.is_empty() && !rest.starts_with("\n\n") {
        out.push('…');
    }
    Snippet { text: out, hits }
}
