//! Plain text, one article a file: headline, dek, head lines, then the body.

use backfile_article::{BlockKind, Draft, fold};

use crate::{
    blocks::blocks,
    fields::byline_names,
    head::{HeadLine, apply, dateline, dateline_agency, head_line, is_person, outlet_at_end},
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
    if let Some(last) = draft.blocks.last_mut()
        && let Some(outlet) = outlet_at_end(&last.text)
    {
        last.kind = BlockKind::CreditLine;
        draft.source.get_or_insert(outlet);
    }
    finish(&mut draft);
    draft
}

/// What every text format does at the end: the dateline of the first paragraph,
/// and its agency where no outlet is named.
pub(crate) fn finish(draft: &mut Draft) {
    if draft.dateline.is_none() {
        let first = draft.blocks.iter().find(|block| block.kind == BlockKind::Paragraph);
        draft.dateline = first.and_then(|block| dateline(&block.text));
    }
    if draft.source.is_none() {
        draft.source = draft.dateline.as_deref().and_then(dateline_agency);
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
        if is_lines_of_a_head(paragraph) {
            let lines = std::mem::take(&mut rest[0].lines);
            rest.splice(..1, lines.into_iter().map(|line| Paragraph { lines: vec![line] }));
            continue;
        }
        let line = paragraph.joined();
        let mut found = if paragraph.lines.len() == 1 { head_line(&line) } else { HeadLine::Text };
        let beside = rest.get(1).map(|next| head_line(&next.joined()));
        if draft.headline.is_some() && is_author(&rest[..]) {
            found = HeadLine::Byline(byline_names(&line));
        }
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
    let next_is_head = n_before == 0 && is_head(&rest[1..]);
    let is_repeated =
        rest[1..].iter().take(4).any(|other| shared_words(&candidate, &other.joined()) >= SHARED_WORDS);
    if !next_is_head && !is_repeated {
        return;
    }
    draft.dek = Some(candidate);
    rest.remove(0);
    take_head(draft, rest);
}

fn is_head(rest: &[Paragraph]) -> bool {
    let kind = |paragraph: &Paragraph| head_line(&paragraph.joined());
    match rest.first().map(kind) {
        None => false,
        Some(HeadLine::Text) => is_lines_of_a_head(&rest[0]),
        Some(HeadLine::Short(_)) => {
            let is_more = |next| !matches!(kind(next), HeadLine::Text | HeadLine::Short(_));
            rest.get(1).is_some_and(is_more) || is_author(rest)
        }
        Some(_) => true,
    }
}

/// Lines of a head that are as long as if one line had been wrapped.
fn is_lines_of_a_head(paragraph: &Paragraph) -> bool {
    let lines: Vec<HeadLine> = paragraph.lines.iter().map(|line| head_line(line)).collect();
    (2..=4).contains(&lines.len())
        && !lines.contains(&HeadLine::Text)
        && lines.iter().any(|line| !matches!(line, HeadLine::Short(_)))
}

/// A name without "By" stands above an outlet and a date.
fn is_author(rest: &[Paragraph]) -> bool {
    let [name, outlet, date, ..] = rest else { return false };
    is_person(&name.joined())
        && matches!(head_line(&outlet.joined()), HeadLine::Short(_))
        && matches!(head_line(&date.joined()), HeadLine::Published(_) | HeadLine::Updated(_))
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
    fn a_head_is_read_however_its_lines_are_set() {
        for head in [
            "By Ines Halloran, harbour correspondent\nThe Saltmarsh Courier | Friday 12 March 2021",
            "Ines Halloran\nThe Saltmarsh Courier\nFriday, March 12, 2021",
            "By Ines Halloran in Fennick\n\nThe Saltmarsh Courier\n12 March 2021",
        ] {
            let draft = read(&format!(
                "Ferry stays\n\nA vote after months\n\n{head}\n\nThe council met on Thursday."
            ));
            assert_eq!(draft.dek.as_deref(), Some("A vote after months"), "{head}");
            assert_eq!(draft.byline, ["Ines Halloran"], "{head}");
            assert_eq!(draft.source.as_deref(), Some("The Saltmarsh Courier"), "{head}");
            assert_eq!(draft.published.unwrap().as_str(), "2021-03-12", "{head}");
            assert_eq!(draft.blocks.len(), 1, "{head}");
        }
    }

    #[test]
    fn the_outlet_may_stand_at_the_end_or_in_the_dateline() {
        let signed = read("Ferry stays\n\nThe council met.\n\nIt was late.\n\n- HPR News");
        assert_eq!(signed.source.as_deref(), Some("HPR News"));
        assert_eq!(signed.blocks.last().map(|block| block.kind), Some(BlockKind::CreditLine));
        let wire = read("Ferry stays\n\nFENNICK (Meridian Wire) - The council met.\n\nIt was late.");
        assert_eq!(wire.source.as_deref(), Some("Meridian Wire"));
        let spoken = read("Ferry stays\n\nThe council met.\n\n- Yes.");
        assert_eq!(spoken.source, None);
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
