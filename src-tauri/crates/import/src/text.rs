//! Plain text, one article a file: headline, dek, head lines, then the body.

use backfile_article::{BlockKind, Draft, fold};

use crate::{
    blocks::blocks,
    head::{HeadLine, apply, dateline, head_line},
    lines::{Paragraph, paragraphs},
};

/// A longer first paragraph is body, not headline.
const HEADLINE_CHARS: usize = 200;
/// A longer second paragraph is body, not dek.
const DEK_CHARS: usize = 400;
/// Words two beginnings must share for one to repeat the other.
const SHARED_WORDS: usize = 4;

/// Reads a plain text.
pub(crate) fn read(text: &str) -> Draft {
    let mut rest = paragraphs(text);
    let mut draft = Draft::default();
    let mut n_before = take_head(&mut draft, &mut rest);
    take_headline(&mut draft, &mut rest);
    n_before += take_head(&mut draft, &mut rest);
    take_dek(&mut draft, &mut rest, n_before);
    draft.blocks = blocks(&rest);
    finish(&mut draft);
    draft
}

/// What every text format does at the end: the dateline of the first paragraph.
pub(crate) fn finish(draft: &mut Draft) {
    if draft.dateline.is_none() {
        let first = draft.blocks.iter().find(|block| block.kind == BlockKind::Paragraph);
        draft.dateline = first.and_then(|block| dateline(&block.text));
    }
}

fn take_headline(draft: &mut Draft, rest: &mut Vec<Paragraph>) {
    let Some(first) = rest.first() else { return };
    let headline = first.joined();
    let is_only = rest.len() == 1 && headline.ends_with(['.', '"', '”']);
    if draft.headline.is_some()
        || headline.chars().count() > HEADLINE_CHARS
        || is_only
        || dateline(&headline).is_some()
    {
        return;
    }
    draft.headline = Some(headline);
    rest.remove(0);
}

/// Takes the lines of a head from the front; returns how many it took.
fn take_head(draft: &mut Draft, rest: &mut Vec<Paragraph>) -> usize {
    let mut n_taken = 0;
    while let Some(paragraph) = rest.first() {
        let line = paragraph.joined();
        let found = if paragraph.lines.len() == 1 { head_line(&line) } else { HeadLine::Text };
        let beside = rest.get(1).map(|next| head_line(&next.joined()));
        let takes = match &found {
            HeadLine::Text => false,
            // The headline is never missing because of what it says.
            HeadLine::Short(_) => {
                draft.headline.is_some()
                    && draft.source.is_none()
                    && (n_taken > 0
                        || beside.is_some_and(|next| !matches!(next, HeadLine::Text | HeadLine::Short(_))))
            }
            HeadLine::Field(..) | HeadLine::Url(_) => true,
            _ => draft.headline.is_some() || rest.len() > 1,
        };
        if !takes {
            break;
        }
        apply(draft, found);
        rest.remove(0);
        n_taken += 1;
    }
    n_taken
}

/// The paragraph below the headline is a dek when head lines follow it, or
/// when the words it begins with begin a caption or the body again.
fn take_dek(draft: &mut Draft, rest: &mut Vec<Paragraph>, n_before: usize) {
    if draft.headline.is_none() || draft.dek.is_some() || rest.len() < 2 {
        return;
    }
    let candidate = rest[0].joined();
    if candidate.chars().count() > DEK_CHARS || dateline(&candidate).is_some() {
        return;
    }
    let next_is_head = n_before == 0 && is_head(&rest[1].joined(), rest.get(2));
    let is_repeated =
        rest[1..].iter().take(4).any(|other| shared_words(&candidate, &other.joined()) >= SHARED_WORDS);
    if !next_is_head && !is_repeated {
        return;
    }
    draft.dek = Some(candidate);
    rest.remove(0);
    take_head(draft, rest);
}

fn is_head(line: &str, next: Option<&Paragraph>) -> bool {
    match head_line(line) {
        HeadLine::Text => false,
        HeadLine::Short(_) => {
            next.is_some_and(|next| !matches!(head_line(&next.joined()), HeadLine::Text | HeadLine::Short(_)))
        }
        _ => true,
    }
}

/// How many words two texts begin with alike.
fn shared_words(one: &str, other: &str) -> usize {
    let (one, other) = (fold(one), fold(other));
    one.split(' ').zip(other.split(' ')).take_while(|(left, right)| left == right).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headline_dek_head_and_body_are_told_apart() {
        let draft = read(
            "Council keeps the night ferry\n\nA vote after months of argument\n\nBy Ines Halloran\nSaltmarsh Courier\n12 March 2021\n\nPORT ELLERY — The council met on Thursday.\n\nIt was late.",
        );
        assert_eq!(draft.headline.as_deref(), Some("Council keeps the night ferry"));
        assert_eq!(draft.dek.as_deref(), Some("A vote after months of argument"));
        assert_eq!(draft.byline, ["Ines Halloran"]);
        assert_eq!(draft.source.as_deref(), Some("Saltmarsh Courier"));
        assert_eq!(draft.published.unwrap().as_str(), "2021-03-12");
        assert_eq!(draft.dateline.as_deref(), Some("PORT ELLERY"));
        assert_eq!(draft.blocks.len(), 2);
    }

    #[test]
    fn the_first_body_paragraph_is_no_dek() {
        let draft = read(
            "Council keeps the ferry\n\nThe council met on Thursday and kept the ferry.\n\nIt was late.",
        );
        assert_eq!(draft.dek, None);
        assert_eq!(draft.blocks.len(), 2);
    }

    #[test]
    fn a_dek_repeated_as_a_caption_is_a_dek() {
        let draft = read(
            "Council keeps the ferry\n\nThe night ferry stays for two years.\n\nThe night ferry stays for two more years. (Lena Ortiz/Meridian)\n\nThe council met on Thursday.",
        );
        assert_eq!(draft.dek.as_deref(), Some("The night ferry stays for two years."));
        assert_eq!(draft.blocks[0].kind, BlockKind::Caption);
    }

    #[test]
    fn a_headline_alone_is_an_article() {
        let draft = read("Ferry stays\n");
        assert_eq!(draft.headline.as_deref(), Some("Ferry stays"));
        assert!(draft.blocks.is_empty());
    }

    #[test]
    fn no_date_is_made_up() {
        assert_eq!(read("Ferry stays\n\nThe council met.").published, None);
    }
}
