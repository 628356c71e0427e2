//! Finds speech in marks inside of other speech in marks: “He told me, ‘You are
//! fired,’” Ann Lee said.
//!
//! Ruled by hand, as too few teach: a stretch of other marks is said by whoever
//! the words beside it tell, by a verb of speech and its subject. Titles and
//! words spoken of have neither. What “I” said is the speaker's own already. Two
//! levels are kept, never three.

use std::ops::Range;

use backfile_article::Span;

use super::{
    attribution::{Claim, WHOLE_MARGIN},
    features::const_hash,
    level::is_not_done,
    marks::{self, Stretch},
    outlook::is_mark,
    read::{Reading, names},
    speech,
    subject::subject_before,
    unit::{Class, PERSON, Unit},
    whole::Whole,
};
use crate::{Entity, Mention};

/// Takes the stretches of `reading` apart that have others inside; `prior` says
/// how often a word is a cue.
pub(super) fn unfold(
    reading: &mut Reading<'_>,
    entities: &[Entity],
    mentions: &[Mention],
    prior: impl Fn(u32) -> u8,
) {
    let words = reading.words;
    let inner = marks::inside(words.text, &reading.stretches);
    if inner.is_empty() {
        return;
    }
    let names = names(words, entities, mentions);
    let folded = reading.units.list.iter().enumerate();
    let outer: Vec<(usize, usize)> =
        folded.filter_map(|(at, unit)| unit.stretch.map(|stretch| (stretch, at))).collect();
    let mut from = 0;
    for (stretch, at) in outer {
        from += inner[from..].partition_point(|(idx, _)| *idx < stretch);
        let here: Vec<Stretch> =
            inner[from..].iter().take_while(|(idx, _)| *idx == stretch).map(|(_, inner)| *inner).collect();
        if !here.is_empty() {
            let span: Span = reading.stretches[stretch].inner;
            let first = reading.stretches.len();
            reading.units.unfold(words, (at, span), (first, &here), &names, &prior);
            reading.stretches.extend(here);
        }
    }
}

/// Adds the claims of speech inside of the stretches that `claims` say, each
/// behind the one it stands in.
pub(super) fn add(reading: &Reading<'_>, claims: Vec<Claim>) -> Vec<Claim> {
    let list = &reading.units.list;
    if reading.units.inner.is_empty() {
        return claims;
    }
    let inner = &reading.units.inner;
    // Speech inside of speech says a stretch twice: it is the inner one's.
    let mut teller: Vec<Option<usize>> = vec![None; inner.len()];
    for (idx, claim) in claims.iter().enumerate() {
        for piece in &claim.said {
            let from = inner.partition_point(|inner| inner.outer < piece.start);
            let here = inner[from..].iter().take_while(|inner| inner.outer < piece.end).count();
            teller[from..from + here].fill(Some(idx));
        }
    }
    let mut found: Vec<(usize, Claim)> = Vec::new();
    for (inner, teller) in inner.iter().zip(teller) {
        let Some(teller) = teller else { continue };
        let told = inner.units.clone().filter(|at| list[*at].is_quote());
        found.extend(told.filter_map(|at| Some((teller, claim_of(list, &inner.units, at)?))));
    }
    found.sort_by_key(|(teller, _)| *teller);
    let mut found = found.into_iter().peekable();
    let mut all = Vec::with_capacity(claims.len());
    let mut places = Vec::with_capacity(claims.len());
    for (idx, claim) in claims.into_iter().enumerate() {
        let place = all.len();
        places.push(place);
        all.push(claim);
        while let Some((_, claim)) = found.next_if(|(teller, _)| *teller == idx) {
            all.push(Claim { inside: Some(place), ..claim });
        }
    }
    for claim in all.iter_mut().filter(|claim| claim.whole != Some(Whole::Inner)) {
        claim.inside = claim.inside.map(|outer| places[outer]);
    }
    all
}

/// The claim of the inner stretch at `at` among `units`, if the words beside it
/// tell who says it.
fn claim_of(list: &[Unit], units: &Range<usize>, at: usize) -> Option<Claim> {
    let offset = units.start;
    let units = &list[units.clone()];
    let told = before(units, at - offset).or_else(|| behind(units, at - offset));
    let (cue, speaker) = told.filter(|(cue, speaker)| is_anothers(units, *cue, speaker))?;
    Some(Claim {
        cue: Some(cue + offset),
        speaker: Some(speaker.start + offset..speaker.end + offset),
        said: std::iter::once(at..at + 1).collect(),
        inside: None,
        margin: WHOLE_MARGIN,
        whole: Some(Whole::Inner),
    })
}

/// Whether the words `speaker` told the cue at `cue`, and are no words for whoever
/// says them, or for anybody: "I said", "you say", "they might say".
fn is_anothers(units: &[Unit], cue: usize, speaker: &Range<usize>) -> bool {
    const ANYBODY: [u32; 3] = [const_hash(b"i"), const_hash(b"we"), const_hash(b"you")];
    const POINTERS: [u32; 4] =
        [const_hash(b"this"), const_hash(b"that"), const_hash(b"these"), const_hash(b"those")];
    let noun =
        cue > 0 && (units[cue - 1].class == Class::Determiner || POINTERS.contains(&units[cue - 1].hash));
    let from = speaker.start.min(cue);
    let told = !units[from..cue].iter().any(|unit| is_not_done(unit.hash));
    told && !noun && !units[speaker.clone()].iter().any(|unit| ANYBODY.contains(&unit.hash))
}

/// Verbs that need no mark between themselves and what is said.
const SAYING: [u32; 6] = [
    const_hash(b"said"),
    const_hash(b"says"),
    const_hash(b"say"),
    const_hash(b"asked"),
    const_hash(b"asks"),
    const_hash(b"told"),
];

/// Whether somebody says something aloud, as far as the word tells.
fn tells(unit: &Unit) -> bool {
    const MIND: [u32; 7] = [
        const_hash(b"think"),
        const_hash(b"thinks"),
        const_hash(b"thinking"),
        const_hash(b"thought"),
        const_hash(b"wonder"),
        const_hash(b"wondered"),
        const_hash(b"wondering"),
    ];
    speech::is_verb(unit.speech) && unit.class == Class::Lower && !MIND.contains(&unit.hash)
}

/// The cue and its subject before the stretch at `at`: "he told me, ‘…’".
fn before(units: &[Unit], at: usize) -> Option<(usize, Range<usize>)> {
    /// Words for whoever listens.
    const LISTENER: usize = 4;
    let led = at > 0 && matches!(units[at - 1].class, Class::Comma | Class::Colon);
    let end = at - usize::from(led);
    let near = end.saturating_sub(LISTENER + 1)..end;
    let ends = |unit: &Unit| unit.is_quote() || unit.opens || is_mark(unit.class);
    let cue = near.rev().take_while(|at| !ends(&units[*at])).find(|at| tells(&units[*at]))?;
    let plain = led || SAYING.contains(&units[cue].hash);
    let speaker = subject_before(units, cue).filter(|_| plain)?;
    Some((cue, speaker))
}

/// The cue and its subject behind the stretch at `at`: "‘…,’ he told me".
fn behind(units: &[Unit], at: usize) -> Option<(usize, Range<usize>)> {
    let goes_on = units[at].class == Class::QuoteComma || units[at].asks;
    let comma = units.get(at + 1).is_some_and(|unit| unit.class == Class::Comma);
    let start = at + 1 + usize::from(comma);
    let n_name = units.get(start..)?.iter().take_while(|unit| unit.name == PERSON).count();
    let pronoun = units.get(start).is_some_and(|unit| unit.class == Class::Pronoun);
    let end = start + if pronoun { 1 } else { n_name };
    let cue = units.get(end).filter(|unit| tells(unit));
    ((goes_on || comma || units[at].class == Class::ShortQuote) && end > start && cue.is_some())
        .then_some((end, start..end))
}
