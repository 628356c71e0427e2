//! "— Ann Lee": who signs the words before a dash.

use std::ops::Range;

use super::{
    nearby, part,
    scene::{Named, Scene},
};
use crate::{EntityKind, name::lexicon::SPEECH};

/// The words that sign a stretch whose end is `end`: behind a dash at the end
/// of its paragraph, or on a line of its own below.
pub(super) fn behind(scene: &Scene<'_>, end: usize) -> Option<Range<usize>> {
    let dash =
        end < scene.words.tokens.len() && matches!(scene.words.word(end), "—" | "–" | "-" | "--" | "―");
    if !dash || end == 0 {
        return None;
    }
    let section = |at: usize| scene.words.sentences[scene.words.sentence_of(at)].section;
    if section(end) == section(end - 1) {
        return beside(scene, end).map(|named| named.tokens.clone());
    }
    below(scene, &line(scene, end))
}

/// The name behind the dash at `dash`, where it ends the paragraph.
fn beside<'a>(scene: &'a Scene<'_>, dash: usize) -> Option<&'a Named> {
    let n_words = scene.words.tokens.len();
    let named = next_name(scene, dash)?;
    let section = |at: usize| scene.words.sentences[scene.words.sentence_of(at)].section;
    let next = named.tokens.end;
    let closes = next >= n_words
        || section(next) != section(dash)
        || matches!(scene.words.word(next), "," | "(" | "." | "on");
    (closes && section(named.tokens.start) == section(dash) && scene.is(named.entity, EntityKind::Person))
        .then_some(named)
}

/// Who signs on a line that opens with a dash: no item of a list, which tells
/// what somebody did.
fn below(scene: &Scene<'_>, line: &Range<usize>) -> Option<Range<usize>> {
    const LONGEST: usize = 30;
    const FARTHEST: usize = 6;
    let first = line.start + 1;
    if line.len() > LONGEST || first >= line.end || line.clone().any(|at| scene.is_quoted(at)) {
        return None;
    }
    let named = next_name(scene, line.start).filter(|named| named.tokens.end <= line.end && !named.owns);
    let end = match named {
        Some(named) => named.tokens.end,
        None => {
            let stops = |at: &usize| matches!(scene.words.word(*at), "," | "(" | "." | ";");
            line.clone().find(stops).unwrap_or(line.end)
        }
    };
    let opens = scene.words.word(first).starts_with(char::is_uppercase)
        || matches!(scene.words.word(first), "a" | "an" | "the");
    let aside = |at: &usize| {
        matches!(
            scene.words.word(*at),
            "who" | "whose" | "which" | "when" | "as" | "after" | "before" | "while"
        )
    };
    let tells = |at: usize| part::is_finite(scene, at) && scene.words.lists(at) & SPEECH == 0;
    let acts = (first..line.end).take_while(|at| !aside(at)).any(tells);
    (opens && !acts && end > first && (named.is_some() || end - first <= FARTHEST)).then_some(first..end)
}

/// The name behind a dash, with nothing but an office between.
fn next_name<'a>(scene: &'a Scene<'_>, dash: usize) -> Option<&'a Named> {
    const FARTHEST: usize = 5;
    let named = scene.named.get(scene.named.partition_point(|named| named.tokens.start <= dash))?;
    let leads = (dash + 1..named.tokens.start).all(|at| nearby::is_office_word(scene.words.word(at)));
    (leads && named.tokens.start <= dash + FARTHEST).then_some(named)
}

/// The words of the paragraph that opens at `start`.
fn line(scene: &Scene<'_>, start: usize) -> Range<usize> {
    let first = scene.words.sentence_of(start);
    let section = scene.words.sentences[first].section;
    let rest = scene.words.sentences[first..].iter().take_while(|sentence| sentence.section == section);
    start..rest.last().map_or(start, |sentence| sentence.tokens.end)
}
