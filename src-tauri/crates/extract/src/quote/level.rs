//! Speech inside of speech: "Lee said Hale had told her that it was late".

use std::ops::Range;

use super::{
    attribution::Claim,
    features::const_hash,
    outlook::is_mark,
    speech,
    trim::is_object,
    unit::{Class, Unit},
};

const THAT: u32 = const_hash(b"that");

/// Whether the cue at `cue` reports the clause `piece` in so many words: "Hale
/// had told her | that it was late". Inside of another report no more is needed
/// to believe it.
pub(super) fn is_report(units: &[Unit], cue: usize, piece: &Range<usize>) -> bool {
    /// Words for whoever is told.
    const LISTENER: usize = 3;
    /// Words of the subject of what is told.
    const SUBJECT: usize = 6;
    const ING: u32 = const_hash(b"ing");
    let unit = &units[cue];
    let tells = speech::takes_clause(unit.speech) && unit.class == Class::Lower && unit.suffix != ING;
    let near = (cue + 1..=cue + 1 + LISTENER).contains(&piece.start);
    // "he had told her": another than whoever reports it
    let listener = piece.start == cue + 2 && is_object(&units[cue + 1]);
    if !tells || !near || !has_subject(units, cue, listener) {
        return false;
    }
    let words = &units[piece.clone()];
    let first = &words[0];
    let opens = first.name != 0
        || matches!(first.class, Class::Determiner | Class::Pronoun | Class::Capital | Class::Capitals);
    let clause = || {
        let head = words[1..].iter().take(SUBJECT).take_while(|unit| !unit.opens && !is_mark(unit.class));
        head.into_iter().any(|unit| unit.verb)
    };
    first.hash == THAT || opens && (piece.start == cue + 1 || listener) && clause()
}

/// Whether somebody tells somebody "that" something is so at `cue`: "Hale had
/// told her that".
pub(super) fn tells_that(units: &[Unit], cue: usize) -> bool {
    const LISTENER: usize = 3;
    const TOLD: [u32; 3] = [const_hash(b"told"), const_hash(b"tells"), const_hash(b"informed")];
    let behind = units[cue + 1..].iter().take(LISTENER);
    TOLD.contains(&units[cue].hash)
        && has_subject(units, cue, true)
        && behind.take_while(|unit| !unit.verb && !unit.is_quote()).any(|unit| unit.hash == THAT)
}

/// The claim of `found` that the words `piece` hold whole, with its cue, and
/// beside which they are free: what the one at `cue` says another said.
pub(super) fn held(
    piece: &Range<usize>,
    cue: usize,
    owner: &[Option<usize>],
    offset: usize,
    found: &[Claim],
) -> Option<usize> {
    let mut owners = piece.clone().filter_map(|at| owner[at]);
    let idx = owners.next()?;
    let claim = &found[idx];
    let holds = |at: usize| (piece.start + offset..piece.end + offset).contains(&at);
    let whole =
        claim.said.iter().all(|said| said.start > piece.start + offset && said.end <= piece.end + offset);
    let alone = owners.all(|other| other == idx) && owner[cue].is_none();
    (whole && alone && claim.inside.is_none() && claim.cue.is_some_and(holds)).then_some(idx)
}

/// What of the phrase `who` stands in the words `outer`, which count from
/// `offset` on.
pub(super) fn within(who: &Range<usize>, outer: &Range<usize>, offset: usize) -> Option<Range<usize>> {
    let start = who.start.max(outer.start - offset);
    let end = who.end.min(outer.end - offset);
    (start < end).then_some(start..end)
}

fn is_passive(word: u32) -> bool {
    const BEING: [u32; 6] = [
        const_hash(b"is"),
        const_hash(b"are"),
        const_hash(b"was"),
        const_hash(b"were"),
        const_hash(b"be"),
        const_hash(b"been"),
    ];
    BEING.contains(&word)
}

/// Whether a verb behind this word tells what is not done, or not yet: "would say".
pub(super) fn is_not_done(word: u32) -> bool {
    const NOT_DONE: [u32; 9] = [
        const_hash(b"will"),
        const_hash(b"would"),
        const_hash(b"can"),
        const_hash(b"could"),
        const_hash(b"should"),
        const_hash(b"may"),
        const_hash(b"might"),
        const_hash(b"must"),
        const_hash(b"'ll"),
    ];
    NOT_DONE.contains(&word)
}

/// Whether a subject stands before the verb at `cue`, which is no passive: a
/// name, a noun with its article, or a pronoun if one will do. What somebody
/// would say is not said yet.
fn has_subject(units: &[Unit], cue: usize, pronoun: bool) -> bool {
    const FARTHEST: usize = 4;
    let sentence = units[cue].sentence;
    let near = units[cue.saturating_sub(3 * FARTHEST)..cue].iter().rev();
    let clause = near.take_while(|unit| unit.sentence == sentence && !unit.is_quote());
    let mut clause = clause.skip_while(|unit| unit.verb && !is_passive(unit.hash) && !is_not_done(unit.hash));
    let Some(last) = clause.next() else { return false };
    let noun = |unit: &Unit| unit.class == Class::Lower && !unit.verb && !unit.opens;
    last.name != 0
        || pronoun && last.class == Class::Pronoun
        || noun(last)
            && clause
                .take(FARTHEST)
                .take_while(|unit| noun(unit) || unit.class == Class::Determiner)
                .any(|unit| unit.class == Class::Determiner)
}
