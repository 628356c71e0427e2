//! The words before a cue that are its subject.

use std::ops::Range;

use super::{
    features::const_hash,
    outlook::is_mark,
    unit::{Class, Unit},
};

/// "Those clerks argued": what stands before the cue in its clause, where the
/// field sees no phrase. Reaches back to a mark or a joining word.
pub(super) fn subject_before(units: &[Unit], cue: usize) -> Option<Range<usize>> {
    const LONGEST: usize = 9;
    /// With the verbs and adverbs behind it, looked no further back for.
    const FARTHEST: usize = 64;
    let sentence = units[cue].sentence;
    let divides = |unit: &Unit| {
        unit.sentence != sentence || unit.is_quote() || is_mark(unit.class) || unit.opens || unit.speech > 0
    };
    let from = cue.saturating_sub(FARTHEST);
    let border = (from..cue).rev().find(|at| divides(&units[*at]));
    let start = border.map(|at| at + 1).or((from == 0).then_some(0))?;
    let helps = |unit: &Unit| unit.verb || matches!(unit.class, Class::Mark) || ADVERBS.contains(&unit.hash);
    let end = (start..cue).rev().find(|at| !helps(&units[*at])).map_or(start, |at| at + 1);
    let first = units.get(start)?;
    let finite = !units[start..cue].iter().any(|unit| unit.hash == TO);
    // "…, harbour sources said"
    let people = end > start && PEOPLE.contains(&units[end - 1].hash) && end - start <= 3;
    let noun = people
        || matches!(first.class, Class::Capital | Class::Capitals | Class::Determiner | Class::Pronoun)
        || POINTERS.contains(&first.hash);
    (start < end && end - start <= LONGEST && finite && noun).then_some(start..end)
}

/// Words that open a noun phrase without being an article.
const POINTERS: [u32; 14] = [
    const_hash(b"those"),
    const_hash(b"these"),
    const_hash(b"some"),
    const_hash(b"many"),
    const_hash(b"several"),
    const_hash(b"other"),
    const_hash(b"others"),
    const_hash(b"one"),
    const_hash(b"two"),
    const_hash(b"most"),
    const_hash(b"people"),
    const_hash(b"critics"),
    const_hash(b"officials"),
    const_hash(b"police"),
];

/// Nouns for people that need no article.
const PEOPLE: [u32; 14] = [
    const_hash(b"sources"),
    const_hash(b"officials"),
    const_hash(b"analysts"),
    const_hash(b"traders"),
    const_hash(b"dealers"),
    const_hash(b"economists"),
    const_hash(b"bankers"),
    const_hash(b"brokers"),
    const_hash(b"diplomats"),
    const_hash(b"experts"),
    const_hash(b"lawyers"),
    const_hash(b"witnesses"),
    const_hash(b"residents"),
    const_hash(b"executives"),
];

/// Words between a subject and its verb.
const ADVERBS: [u32; 10] = [
    const_hash(b"always"),
    const_hash(b"never"),
    const_hash(b"also"),
    const_hash(b"now"),
    const_hash(b"then"),
    const_hash(b"just"),
    const_hash(b"later"),
    const_hash(b"recently"),
    const_hash(b"even"),
    const_hash(b"not"),
];

const TO: u32 = const_hash(b"to");
