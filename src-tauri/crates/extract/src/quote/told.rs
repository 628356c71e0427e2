//! Where what was told begins behind whoever listens.

use std::ops::Range;

use super::{
    features::const_hash,
    trim::{PREPOSITIONS, THAT, is_object, leads},
    unit::{Class, PERSON, Unit},
};

/// Cues whose object is whoever listens.
const TELLING: [u32; 10] = [
    const_hash(b"told"),
    const_hash(b"tell"),
    const_hash(b"tells"),
    const_hash(b"telling"),
    const_hash(b"informed"),
    const_hash(b"informing"),
    const_hash(b"assured"),
    const_hash(b"assuring"),
    const_hash(b"reminded"),
    const_hash(b"reminding"),
];

/// Where what was told begins behind whoever listens.
pub(super) fn begins(
    units: &[Unit],
    cue: usize,
    behind: &Range<usize>,
    piece: &Range<usize>,
) -> Option<usize> {
    /// No phrase for whoever listens is longer.
    const LONGEST: usize = 14;
    if let Some(start) = behind_name(units, cue, piece) {
        return Some(start);
    }
    let near = behind.len() <= 4
        && units[behind.clone()]
            .iter()
            .all(|unit| !unit.verb && !unit.is_quote() && unit.class != Class::Comma);
    if !TELLING.contains(&units[cue].hash) || !near {
        return None;
    }
    let first = &units[piece.start];
    let leads = leads(first);
    let is_open = behind.is_empty() && first.class == Class::Determiner;
    let goes_on = units.get(behind.start).is_some_and(|unit| unit.class == Class::Determiner)
        && !behind.is_empty()
        && matches!(first.class, Class::Lower | Class::Capital)
        && !first.verb
        && !first.opens
        && !PREPOSITIONS.contains(&first.hash);
    if !leads && !is_open && !goes_on {
        return None;
    }
    for at in piece.start + 1..piece.end.min(piece.start + LONGEST) {
        let unit = &units[at];
        let before = &units[at - 1];
        let joins = PREPOSITIONS.contains(&before.hash) || matches!(before.class, Class::Determiner);
        if unit.hash == THAT && !joins {
            return Some(at);
        }
        let describes = (is_open || goes_on) && describes(units, at);
        if unit.verb && !describes
            || unit.is_quote()
            || unit.opens
            || matches!(unit.class, Class::Comma | Class::Stop)
        {
            return None;
        }
        let anew = matches!(unit.class, Class::Determiner | Class::Pronoun);
        if anew && !joins && (is_open || goes_on) && at > piece.start + usize::from(is_open) {
            return Some(at);
        }
    }
    None
}

/// Whether the word at `at` looks like a verb but tells of a noun within a
/// listener's phrase: "of mostly retired dockers".
fn describes(units: &[Unit], at: usize) -> bool {
    let leads = |before: &Unit| PREPOSITIONS.contains(&before.hash) || before.class == Class::Determiner;
    let noun = units.get(at + 1).is_some_and(|next| {
        next.class == Class::Lower && !next.verb && !next.opens && !PREPOSITIONS.contains(&next.hash)
    });
    noun && units[at.saturating_sub(2)..at].iter().any(leads)
}

/// "warned | her | that it was late", "told | her | the plan was dead": behind the
/// pronoun or name of whoever listens.
fn behind_name(units: &[Unit], cue: usize, piece: &Range<usize>) -> Option<usize> {
    let n_name = units[piece.clone()].iter().take_while(|unit| unit.name == PERSON).count();
    let n_listener = if is_object(&units[piece.start]) { 1 } else { n_name };
    let start = piece.start + n_listener;
    let next = units.get(start).filter(|_| start + 1 < piece.end)?;
    let anew = TELLING.contains(&units[cue].hash)
        && matches!(next.class, Class::Determiner | Class::Pronoun)
        && n_name == 0;
    (n_listener > 0 && piece.start == cue + 1 && (next.hash == THAT || anew)).then_some(start)
}
