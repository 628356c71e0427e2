//! Finds what was said, under which cue, and by which phrase.

use std::ops::Range;

use super::{
    features::{View, const_hash, cue_features, stretch_features, window},
    model::{AFTER, Labelled, Model, OUT, SAID, SAID_ON, SPEAKER, SPEAKER_ON, sureness},
    read::Reading,
    unit::{Class, PERSON, Unit},
};

/// Pieces of speech under one cue; units of the article.
#[derive(Debug, Clone)]
pub(super) struct Claim {
    /// The word that attributes it; none for a stretch that stands alone.
    pub cue: Option<usize>,
    /// The phrase that names the speaker.
    pub speaker: Option<Range<usize>>,
    /// The pieces, in text order; never empty.
    pub said: Vec<Range<usize>>,
    /// The claim whose words hold this one.
    pub inside: Option<usize>,
    /// How much better its labels are than none; 0 without a cue.
    pub margin: f32,
}

/// A reading counts from this margin over "nothing" on: fewer are missed, as
/// many are right (cross-validated).
const MARGIN: f32 = -1.5;

/// The annotators passed over most denials of a thing ("denied the charge");
/// readers look for them.
const DENIAL_MARGIN: f32 = -7.0;
const DENIALS: [u32; 3] = [const_hash(b"denied"), const_hash(b"denies"), const_hash(b"denying")];
/// A stretch no cue claims is speech from this probability on.
const SPEECH: f32 = 0.5;

/// All claims of an article in text order.
pub(super) fn claims(
    model: &Model,
    reading: &Reading<'_>,
    is_headline: impl Fn(usize) -> bool,
) -> Vec<Claim> {
    let mut found = Vec::new();
    let mut sures = vec![0; reading.units.list.len()];
    for paragraph in &reading.units.paragraphs {
        let range = paragraph.units.clone();
        let units = &reading.units.list[range.clone()];
        let headline = is_headline(paragraph.section);
        let none = View { units, cues: &[], headline };
        let mut features = Vec::with_capacity(48);
        for at in (0..units.len()).filter(|at| units[*at].prior > 0) {
            cue_features(&none, at, &mut features);
            sures[range.start + at] = sureness(Model::probability(&model.cue, &features));
        }
        let view = View { units, cues: &sures[range.clone()], headline };
        let first = found.len();
        under_cues(model, &view, range.start, &mut found);
        alone(model, &view, range.start, first, &mut found);
        order(&mut found, first);
    }
    found
}

/// Sorts the claims of one paragraph by where they begin.
fn order(found: &mut [Claim], first: usize) {
    let mut keyed: Vec<(usize, Claim)> = found[first..].iter().cloned().enumerate().collect();
    keyed.sort_by_key(|(idx, claim)| (claim.said[0].start, *idx));
    let mut place = vec![0; keyed.len()];
    for (to, (from, _)) in keyed.iter().enumerate() {
        place[*from] = first + to;
    }
    for (slot, (_, mut claim)) in found[first..].iter_mut().zip(keyed) {
        claim.inside = claim.inside.map(|outer| place[outer - first]);
        *slot = claim;
    }
}

/// Claims made by cues; the strongest reading of a word wins.
fn under_cues(model: &Model, view: &View<'_>, offset: usize, found: &mut Vec<Claim>) {
    let lowest = |at: usize| if DENIALS.contains(&view.units[at].hash) { DENIAL_MARGIN } else { MARGIN };
    let mut readings: Vec<(usize, Labelled)> = (0..view.units.len())
        .filter(|at| view.cues[*at] > 0 || DENIALS.contains(&view.units[*at].hash))
        .map(|at| (at, model.label(view, window(view.units, at), at, None)))
        .filter(|(at, labelled)| labelled.margin > lowest(*at) && labelled.labels.contains(&SAID))
        .collect();
    readings.sort_by(|a, b| b.1.margin.total_cmp(&a.1.margin));
    let mut owner: Vec<Option<usize>> = vec![None; view.units.len()];
    for (cue, labelled) in readings {
        let pieces = pieces(view.units, cue, &labelled);
        let inside = owner[cue];
        let speaker = speaker(&labelled).or_else(|| named_after(view.units, cue));
        let mut said = Vec::new();
        for piece in pieces {
            let free = piece.clone().all(|at| owner[at].is_none());
            let nested = inside.is_some() && piece.clone().all(|at| owner[at] == inside);
            let holds = inside.is_none() && holds_quote(view.units, &piece);
            if free || nested && holds_quote(view.units, &piece) && view.cues[cue] > 3 {
                said.push(piece);
            } else if holds {
                said.extend(rest(&piece, &owner));
            }
        }
        said.retain(|piece| !hides_name(view.units, piece) && !is_label(view.units, piece));
        if said.is_empty() || inside.is_some() && !said.iter().all(|piece| owner[piece.start] == inside) {
            continue;
        }
        let idx = found.len();
        if inside.is_none() {
            for at in said.iter().cloned().flatten() {
                owner[at] = Some(idx);
            }
        }
        let shift = |range: Range<usize>| range.start + offset..range.end + offset;
        found.push(Claim {
            cue: Some(cue + offset),
            speaker: speaker.map(shift),
            said: said.into_iter().map(shift).collect(),
            inside,
            margin: labelled.margin,
        });
    }
}

/// The name in `“…,” said Ann Lee, “…”`, which cannot be part of what was said.
fn named_after(units: &[Unit], cue: usize) -> Option<Range<usize>> {
    let start = cue + 1;
    let end = start + units[start..].iter().take_while(|unit| unit.name == PERSON).count();
    let quote_at = |at: usize| units.get(at).is_some_and(Unit::is_quote);
    let comma = units.get(end).is_some_and(|unit| unit.class == Class::Comma);
    (end > start && comma && quote_at(end + 1) && cue > 0 && quote_at(cue - 1)).then_some(start..end)
}

/// "(asked) not to be named": says nothing but that the source hides. The
/// piece may end before the word that tells so.
fn hides_name(units: &[Unit], piece: &Range<usize>) -> bool {
    const NAMED: [u32; 4] =
        [const_hash(b"named"), const_hash(b"identified"), const_hash(b"anonymous"), const_hash(b"anonymity")];
    let mut head = units[piece.start..].iter().take(6);
    piece.len() < 24
        && head.next().is_some_and(|unit| matches!(unit.hash, TO | NOT | FOR))
        && head.any(|unit| NAMED.contains(&unit.hash))
}

/// "by the name “The Comet”", "titled “Home”": what something is called.
fn is_label(units: &[Unit], piece: &Range<usize>) -> bool {
    const LABELS: [u32; 8] = [
        const_hash(b"name"),
        const_hash(b"named"),
        const_hash(b"nickname"),
        const_hash(b"nicknamed"),
        const_hash(b"titled"),
        const_hash(b"entitled"),
        const_hash(b"title"),
        const_hash(b"pseudonym"),
    ];
    piece.len() == 1
        && units[piece.start].class == Class::ShortQuote
        && piece.start.checked_sub(1).is_some_and(|before| LABELS.contains(&units[before].hash))
}

const TO: u32 = const_hash(b"to");
const NOT: u32 = const_hash(b"not");
const FOR: u32 = const_hash(b"for");

fn holds_quote(units: &[Unit], piece: &Range<usize>) -> bool {
    units[piece.clone()].iter().any(Unit::is_quote)
}

/// What of a piece is still free, if it is one stretch.
fn rest(piece: &Range<usize>, owner: &[Option<usize>]) -> Option<Range<usize>> {
    let start = piece.clone().find(|at| owner[*at].is_none())?;
    let end = (start..piece.end).find(|at| owner[*at].is_some()).unwrap_or(piece.end);
    Some(start..end)
}

/// The stretches labelled as said, without the marks of the sentence around them.
fn pieces(units: &[Unit], cue: usize, labelled: &Labelled) -> Vec<Range<usize>> {
    let mut pieces: Vec<Range<usize>> = Vec::new();
    for (label, at) in labelled.labels.iter().zip(labelled.window.clone()) {
        match *label {
            SAID => pieces.push(at..at + 1),
            SAID_ON => {
                if let Some(piece) = pieces.last_mut() {
                    piece.end = at + 1;
                }
            }
            _ => {}
        }
    }
    let loose = |at: usize| {
        matches!(units[at].class, Class::Comma | Class::Stop | Class::Colon | Class::Semicolon | Class::Dash)
    };
    let name = named_after(units, cue);
    for piece in &mut pieces {
        if let Some(name) = name.as_ref().filter(|name| piece.start == name.start && piece.end > name.end) {
            piece.start = name.end;
        }
        while piece.start < piece.end && loose(piece.end - 1) {
            piece.end -= 1;
        }
        while piece.start < piece.end && loose(piece.start) {
            piece.start += 1;
        }
    }
    pieces.retain(|piece| piece.start < piece.end);
    pieces
}

/// The phrase labelled as speaker that stands nearest to the cue's side.
fn speaker(labelled: &Labelled) -> Option<Range<usize>> {
    let mut phrase: Option<Range<usize>> = None;
    for (label, at) in labelled.labels.iter().zip(labelled.window.clone()) {
        match *label {
            SPEAKER if phrase.is_none() => phrase = Some(at..at + 1),
            SPEAKER_ON => {
                if let Some(phrase) = phrase.as_mut().filter(|phrase| phrase.end == at) {
                    phrase.end = at + 1;
                }
            }
            OUT | AFTER | SAID | SAID_ON => {}
            _ => {}
        }
    }
    phrase
}

/// Claims of stretches that are speech though no cue holds them.
fn alone(model: &Model, view: &View<'_>, offset: usize, first: usize, found: &mut Vec<Claim>) {
    let mut claimed = vec![false; view.units.len()];
    for piece in found[first..].iter().flat_map(|claim| claim.said.clone()) {
        claimed[piece.start - offset..piece.end - offset].fill(true);
    }
    let mut spoken = 2;
    let mut features = Vec::new();
    for at in (0..view.units.len()).filter(|at| view.units[*at].is_quote()) {
        if claimed[at] {
            spoken = 1;
            continue;
        }
        stretch_features(view, at, spoken, &mut features);
        let probability = Model::probability(&model.stretch, &features);
        spoken = u8::from(probability > SPEECH);
        if spoken == 1 {
            if let Some((cue, labelled)) = nearest_cue(model, view, at) {
                let shift = |range: Range<usize>| range.start + offset..range.end + offset;
                let owner = found[first..].iter().position(|claim| {
                    claim.inside.is_none() && claim.said.iter().any(|piece| piece.contains(&(cue + offset)))
                });
                let piece = pieces(view.units, cue, &labelled).into_iter().find(|piece| piece.contains(&at));
                let piece = piece.filter(|piece| !claimed[piece.clone()].contains(&true));
                found.push(Claim {
                    cue: Some(cue + offset),
                    speaker: speaker(&labelled).map(shift),
                    said: vec![shift(piece.unwrap_or(at..at + 1))],
                    inside: owner.map(|owner| first + owner),
                    margin: labelled.margin,
                });
                continue;
            }
            found.push(Claim {
                cue: None,
                speaker: None,
                said: std::iter::once(at + offset..at + offset + 1).collect(),
                inside: None,
                margin: 0.0,
            });
        }
    }
}

/// The cue of its window that best explains a stretch taken for speech.
fn nearest_cue(model: &Model, view: &View<'_>, at: usize) -> Option<(usize, Labelled)> {
    /// How much worse than "nothing" the reading may be.
    const LOWEST: f32 = -7.0;
    let window = window(view.units, at);
    let near = window.start.max(at.saturating_sub(12))..window.end.min(at + 8);
    near.filter(|cue| view.units[*cue].prior > 0 && !view.units[*cue].is_quote())
        .map(|cue| (cue, model.label(view, self::window(view.units, cue), cue, Some(at))))
        .filter(|(_, labelled)| labelled.window.contains(&at) && labelled.margin > LOWEST)
        .max_by(|a, b| a.1.margin.total_cmp(&b.1.margin))
}
