//! Parts two who speak one after the other: “…,” said Ann Lee, and Bob Hale
//! added: “…” is read as one phrase of two, whose second name has a verb and
//! words of his own.

use std::ops::Range;

use super::{
    attribution::Claim,
    features::const_hash,
    unit::{Class, PERSON, Unit},
};

/// Words that join a second clause.
const JOINS: [u32; 3] = [const_hash(b"and"), const_hash(b"but"), const_hash(b"while")];

/// Gives those of `found` that hold a second speaker's words to him; `units` are
/// those of the article.
pub(super) fn part(units: &[Unit], first: usize, found: &mut Vec<Claim>) {
    for idx in first..found.len() {
        if let Some(second) = second(units, &found[idx]) {
            let claim = &mut found[idx];
            claim.said.retain(|piece| second.said.iter().all(|other| other != piece));
            if let (Some(phrase), Some(other)) = (&mut claim.speaker, &second.speaker) {
                phrase.end = other.start - 2;
            }
            found.push(second);
        }
    }
}

/// What the second of two says, with the verb behind his name.
fn second(units: &[Unit], claim: &Claim) -> Option<Claim> {
    let cue = claim.cue?;
    let phrase = claim.speaker.clone().filter(|phrase| phrase.start == cue + 1)?;
    let is_name =
        |range: Range<usize>| !range.is_empty() && units[range].iter().all(|unit| unit.name == PERSON);
    let joins = |at: &usize| JOINS.contains(&units[*at].hash) && units[at - 1].class == Class::Comma;
    let and = (phrase.start + 2..phrase.end).rev().find(joins)?;
    let verb = phrase.end;
    let speaks = units.get(verb)?.prior > 0 && units[verb].verb && is_name(and + 1..verb);
    let said: Vec<_> = claim.said.iter().filter(|piece| piece.start > verb).cloned().collect();
    let is_parted = !said.is_empty() && said.len() < claim.said.len();
    (speaks && is_parted).then(|| Claim {
        cue: Some(verb),
        speaker: Some(and + 1..verb),
        said,
        ..claim.clone()
    })
}
