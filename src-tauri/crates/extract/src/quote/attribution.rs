//! Finds what was said, under which cue, and by which phrase.

use std::ops::Range;

use super::{
    deed,
    features::{View, const_hash, cue_features, may_be_cue, stretch_features, window},
    label::{Labelled, Labeller, Room},
    level,
    model::{Model, SAID, SAID_ON, SPEAKER, SPEAKER_ON, sureness},
    outlook::Outlook,
    read::Reading,
    second,
    subject::subject_before,
    trim,
    unit::{Class, PERSON, Unit},
    whole::{Speech, Whole, speeches},
};
use crate::{SectionKind, name::recogniser::hash::QuickMap};

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
    /// Why its paragraph is speech as a whole, where it is.
    pub whole: Option<Whole>,
}

impl Claim {
    /// What a paragraph says that is speech as a whole.
    fn of_paragraph(speech: Speech) -> Self {
        Self {
            cue: speech.colon,
            speaker: speech.label,
            said: vec![speech.said],
            inside: None,
            margin: WHOLE_MARGIN,
            whole: Some(speech.whole),
        }
    }
}

/// Silence is as sure as readings that are kept though nobody is told.
const SILENT_MARGIN: f32 = 2.0;

/// A label is as sure as the surest readings.
pub(super) const WHOLE_MARGIN: f32 = 12.0;

/// A reading counts from this margin over "nothing" on: fewer are missed, as
/// many are right (cross-validated).
const MARGIN: f32 = -2.3;

/// The same under a word that is no known word of saying.
const UNHEARD_MARGIN: f32 = 1.0;

/// From this margin on a reading may hold another one whole: "Lee said it was
/// late, the Echo reported" (cross-validated).
const OUTER: f32 = 2.0;

/// From this margin on a reading without marks is kept inside of another one.
const INNER: f32 = 3.0;

/// The annotators passed over most denials of a thing ("denied the charge") and
/// most findings ("a poll found"); readers look for them.
const DENIAL_MARGIN: f32 = -7.0;
const DENIALS: [u32; 3] = [const_hash(b"denied"), const_hash(b"denies"), const_hash(b"denying")];
/// "Hale had told her that" leaves no doubt of what it is.
const TOLD_MARGIN: f32 = -5.0;
/// A stretch no cue claims is speech from this probability on.
const SPEECH: f32 = 0.5;

/// All claims of an article in text order.
pub(super) fn claims(
    model: &Model,
    reading: &Reading<'_>,
    kind: impl Fn(usize) -> SectionKind,
) -> Vec<Claim> {
    let mut found = Vec::new();
    let mut sures = vec![0; reading.units.list.len()];
    let unknown = Outlook::default();
    let mut room = Room::default();
    let mut features = Vec::with_capacity(64);
    let speeches = speeches(reading, &kind);
    for (paragraph, speech) in reading.units.paragraphs.iter().zip(speeches) {
        let range = paragraph.units.clone();
        let units = &reading.units.list[range.clone()];
        let headline = kind(paragraph.section) == SectionKind::Headline;
        let none = View { units, cues: &[], headline, outlook: &unknown };
        for at in (0..units.len()).filter(|at| may_be_cue(units, *at)) {
            cue_features(&none, at, &mut features);
            sures[range.start + at] = sureness(Model::probability(&model.cue, &features));
        }
        let cues = &sures[range.clone()];
        let outlook = Outlook::of(units, cues);
        let view = View { units, cues, headline, outlook: &outlook };
        let mut labeller = Labeller::new(model, &view, &mut room);
        let first = found.len();
        let whole = speech.is_some().then_some(first);
        found.extend(speech.map(Claim::of_paragraph));
        under_cues(&mut labeller, &view, range.start, whole, &mut found);
        second::part(&reading.units.list, first, &mut found);
        alone(model, &mut labeller, &view, range.start, first, &mut found);
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

/// Claims made by cues; the strongest reading of a word wins. Where one that was
/// found says the `whole` paragraph, they are inside of it, and what divides its
/// label off is no other cue.
fn under_cues(
    labeller: &mut Labeller<'_>,
    view: &View<'_>,
    offset: usize,
    whole: Option<usize>,
    found: &mut Vec<Claim>,
) {
    let divides = whole.and_then(|whole| found[whole].cue);
    let lowest = |at: usize| {
        let unit = &view.units[at];
        if DENIALS.contains(&unit.hash) || trim::is_finding(view.units, at) {
            DENIAL_MARGIN
        } else if level::tells_that(view.units, at) {
            TOLD_MARGIN
        } else if unit.prior > 0 || unit.speech > 0 {
            MARGIN
        } else {
            UNHEARD_MARGIN
        }
    };
    let mut readings: Vec<(usize, Labelled)> = (0..view.units.len())
        .filter(|at| {
            view.cues[*at] > 0 || DENIALS.contains(&view.units[*at].hash) || trim::is_finding(view.units, *at)
        })
        .filter(|at| !trim::tells_nothing(view.units, *at))
        .filter(|at| divides != Some(at + offset))
        .filter(|at| view.headline || !deed::ends_name(view.units, *at))
        .map(|at| (at, labeller.label(window(view.units, at), at, None)))
        .filter(|(at, labelled)| labelled.margin > lowest(*at) && labelled.labels.contains(&SAID))
        .collect();
    readings.sort_by(|a, b| b.1.margin.total_cmp(&a.1.margin));
    outer_first(&mut readings);
    let mut owner: Vec<Option<usize>> = vec![whole; view.units.len()];
    for (cue, labelled) in readings {
        let mut pieces = pieces(view.units, cue, &labelled);
        let inside = owner[cue];
        if inside.is_none() {
            widen(labeller, view, cue, &mut pieces);
        }
        trim::listeners(view.units, cue, &mut pieces);
        trim::leave_to_others(view.units, cue, &mut pieces);
        pieces.iter_mut().for_each(|piece| trim::writers_words(view.units, piece));
        let outer = inside.map(|outer| &found[outer]).filter(|outer| outer.whole.is_none());
        let outer = outer.and_then(|outer| outer.said.iter().find(|piece| piece.contains(&(cue + offset))));
        let speaker = speaker(view.units, &labelled);
        let speaker = match outer {
            // "Lee said Hale had told her": no words outside tell who told
            Some(outer) => speaker.and_then(|who| level::within(&who, outer, offset)),
            None => speaker,
        };
        let speaker =
            speaker.or_else(|| named_after(view.units, cue)).or_else(|| subject_before(view.units, cue));
        let mut said = Vec::new();
        let mut held = None;
        for piece in pieces {
            let free = piece.clone().all(|at| owner[at].is_none());
            let nested = inside.is_some() && piece.clone().all(|at| owner[at] == inside);
            let holds = inside.is_none() && holds_quote(view.units, &piece);
            let inner = || {
                // "Hale said Lee had told him: “…”"
                let led = view.units[cue].speech > 0
                    && piece.len() == 1
                    && view.units[piece.start].class != Class::ShortQuote
                    && (cue + 1..cue + 4).contains(&piece.start);
                let quoted = holds_quote(view.units, &piece) && view.cues[cue] > if led { 1 } else { 3 };
                let sure = view.cues[cue] > 3 && labelled.margin > INNER;
                quoted || sure || view.cues[cue] > 1 && level::is_report(view.units, cue, &piece)
            };
            if free || nested && inner() {
                said.push(piece);
            } else if inside.is_none() && level::is_report(view.units, cue, &piece) {
                held = level::held(&piece, cue, &owner, offset, found);
                said.extend(held.map(|_| piece));
            } else if holds {
                said.extend(rest(&piece, &owner));
            }
        }
        let speaks = |piece: &Range<usize>| {
            speaker.as_ref().is_some_and(|who| who.start <= piece.start && piece.end <= who.end)
        };
        let is_no_speech = |piece: &Range<usize>| {
            hides_name(view.units, piece)
                || is_label(view.units, piece)
                || is_pronoun(view.units, piece)
                || trim::is_meeting(view.units, cue, piece)
                || trim::is_relative(view.units, cue, piece)
                || is_name(view.units, piece)
                || announces(view.units, piece)
                || deed::is_deed(view.units, cue, piece)
        };
        said.retain(|piece| !is_no_speech(piece) && !speaks(piece));
        if said.is_empty() || inside.is_some() && !said.iter().all(|piece| owner[piece.start] == inside) {
            continue;
        }
        let idx = found.len();
        if let Some(held) = held.filter(|_| said.len() == 1) {
            found[held].inside = Some(idx);
        }
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
            whole: None,
        });
    }
    silences(view, offset, &owner, found);
}

/// Claims of whoever keeps silent: "declined | to comment".
fn silences(view: &View<'_>, offset: usize, owner: &[Option<usize>], found: &mut Vec<Claim>) {
    let shift = |range: Range<usize>| range.start + offset..range.end + offset;
    for cue in (0..view.units.len()).filter(|at| trim::keeps_silent(view.units, *at)) {
        let said = trim::silence(view.units, cue);
        if owner[cue].is_none() && said.clone().all(|at| owner[at].is_none()) {
            found.push(Claim {
                cue: Some(cue + offset),
                speaker: subject_before(view.units, cue).map(shift),
                said: vec![shift(said)],
                inside: None,
                margin: SILENT_MARGIN,
                whole: None,
            });
        }
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

/// Takes in the words around quoted ones where the reading seen from the
/// stretch itself says they belong to them.
fn widen(labeller: &mut Labeller<'_>, view: &View<'_>, cue: usize, pieces: &mut [Range<usize>]) {
    for idx in 0..pieces.len() {
        let piece = pieces[idx].clone();
        let Some(at) = piece.clone().find(|at| view.units[*at].is_quote()) else { continue };
        if view.units[at].class == Class::QuoteStop {
            continue;
        }
        let around = labeller.around(at);
        let wide = self::pieces(view.units, at, &around).into_iter().find(|wide| wide.contains(&at));
        let low = idx.checked_sub(1).map_or(0, |before| pieces[before].end);
        let high = pieces.get(idx + 1).map_or(view.units.len(), |next| next.start);
        let free = if at > cue { low.max(cue + 1)..high } else { low..high.min(cue) };
        if let Some(wide) = wide.filter(|wide| wide.start >= free.start && wide.end <= free.end) {
            pieces[idx] = wide.start.min(piece.start)..wide.end.max(piece.end);
        }
    }
}

/// Puts a reading whose words hold the cue of another before that other.
fn outer_first(readings: &mut [(usize, Labelled)]) {
    let said = |labelled: &Labelled, at: usize| {
        labelled.window.contains(&at) && matches!(labelled.labels[at - labelled.window.start], SAID | SAID_ON)
    };
    if readings.len() < 2 {
        return;
    }
    // Only cues inside of its window may be inside of a reading.
    let mut places: QuickMap<usize, usize> =
        readings.iter().enumerate().map(|(idx, (cue, _))| (*cue, idx)).collect();
    for idx in 1..readings.len() {
        let (cue, ref inner) = readings[idx];
        if inner.margin < OUTER {
            break;
        }
        let cues = inner.window.clone().filter(|at| said(inner, *at));
        let others = cues.filter_map(|at| places.get(&at).copied());
        let to = others.filter(|other| *other < idx && !said(&readings[*other].1, cue)).min();
        if let Some(to) = to {
            readings[to..=idx].rotate_right(1);
            places.extend(readings[to..=idx].iter().zip(to..).map(|((cue, _), place)| (*cue, place)));
        }
    }
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
    let mut quotes = piece.clone().filter(|at| units[*at].is_quote());
    let (Some(at), None) = (quotes.next(), quotes.next()) else { return false };
    is_borne(units, at) || trim::is_cited(units, at) || piece.len() <= 5 && trim::is_called(units, at)
}

/// "a hat with the slogan “Elm First”": what is read, not said.
fn is_borne(units: &[Unit], at: usize) -> bool {
    const SLOGANS: [u32; 2] = [const_hash(b"slogan"), const_hash(b"motto")];
    const BEARING: [u32; 3] = [const_hash(b"with"), const_hash(b"under"), const_hash(b"bearing")];
    units[at].class == Class::ShortQuote
        && at >= 3
        && SLOGANS.contains(&units[at - 1].hash)
        && BEARING.contains(&units[at - 3].hash)
}

/// "called *him*, in a leaked message, “a barnacle”": whom it is about, and no speech.
fn is_pronoun(units: &[Unit], piece: &Range<usize>) -> bool {
    piece.len() == 1 && trim::is_object(&units[piece.start])
}

/// "says Lee" of which "Lee" is no speech.
fn is_name(units: &[Unit], piece: &Range<usize>) -> bool {
    units[piece.clone()].iter().all(|unit| unit.name == PERSON)
}

/// "wrote | to the council on Monday:" ahead of the words in the next paragraph;
/// a question is one ("asked | if the dam was safe:").
fn announces(units: &[Unit], piece: &Range<usize>) -> bool {
    if units[piece.clone()].iter().any(|unit| unit.verb || unit.opens) {
        return false;
    }
    let last = units.get(piece.end).is_some_and(|next| next.class == Class::Colon);
    last && piece.end + 1 == units.len() && !holds_quote(units, piece)
}

const WHO: u32 = const_hash(b"who");
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
        if piece.start < piece.end {
            trim::writers_words(units, piece);
        }
    }
    pieces.retain(|piece| piece.start < piece.end && !trim::goes_on_before(units, cue, piece));
    pieces
}

/// The phrase labelled as speaker that stands nearest to the cue's side.
fn speaker(units: &[Unit], labelled: &Labelled) -> Option<Range<usize>> {
    let mut phrase: Option<Range<usize>> = None;
    for (label, at) in labelled.labels.iter().zip(labelled.window.clone()) {
        match *label {
            SPEAKER if phrase.is_none() => phrase = Some(at..at + 1),
            SPEAKER_ON => {
                if let Some(phrase) = phrase.as_mut().filter(|phrase| phrase.end == at) {
                    phrase.end = at + 1;
                }
            }
            _ => {}
        }
    }
    // "who, through a spokesperson": the rest says how.
    phrase.map(|phrase| if units[phrase.start].hash == WHO { phrase.start..phrase.start + 1 } else { phrase })
}

/// Claims of stretches that are speech though no cue holds them.
fn alone(
    model: &Model,
    labeller: &mut Labeller<'_>,
    view: &View<'_>,
    offset: usize,
    first: usize,
    found: &mut Vec<Claim>,
) {
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
        let is_none =
            || is_borne(view.units, at) || trim::is_called(view.units, at) || trim::is_cited(view.units, at);
        spoken = u8::from(probability > SPEECH && !is_none());
        if spoken == 1 {
            let claim = lone(labeller, view, at, offset, &found[first..], first, &claimed);
            found.push(claim);
        }
    }
}

/// The claim of a stretch that is speech though no cue holds it.
fn lone(
    labeller: &mut Labeller<'_>,
    view: &View<'_>,
    at: usize,
    offset: usize,
    found: &[Claim],
    first: usize,
    claimed: &[bool],
) -> Claim {
    let shift = |range: Range<usize>| range.start + offset..range.end + offset;
    let around = labeller.around(at);
    let free = |piece: &Range<usize>| !claimed[piece.clone()].contains(&true);
    let told_after = (at + 1..view.units.len().min(at + 3))
        .any(|cue| trim::goes_on_before(view.units, cue, &(at..at + 1)));
    let wide = pieces(view.units, at, &around).into_iter().find(|piece| piece.contains(&at)).filter(free);
    let wide = wide.filter(|_| !told_after);
    let Some((cue, labelled)) = nearest_cue(labeller, view, at) else {
        return Claim {
            cue: None,
            speaker: None,
            said: std::iter::once(shift(wide.unwrap_or(at..at + 1))).collect(),
            inside: None,
            margin: 0.0,
            whole: None,
        };
    };
    let owner = found.iter().position(|claim| {
        claim.inside.is_none() && claim.said.iter().any(|piece| piece.contains(&(cue + offset)))
    });
    let narrow =
        pieces(view.units, cue, &labelled).into_iter().find(|piece| piece.contains(&at)).filter(free);
    let wide = wide.filter(|piece| !piece.contains(&cue));
    let piece = match (narrow, wide) {
        (Some(narrow), Some(wide)) if wide.len() > narrow.len() => Some(wide),
        (narrow, wide) => narrow.or(wide),
    };
    Claim {
        cue: Some(cue + offset),
        speaker: speaker(view.units, &labelled).map(shift),
        said: vec![shift(piece.unwrap_or(at..at + 1))],
        inside: owner.map(|owner| first + owner),
        margin: labelled.margin,
        whole: None,
    }
}

/// The cue of its window that best explains a stretch taken for speech.
fn nearest_cue(labeller: &mut Labeller<'_>, view: &View<'_>, at: usize) -> Option<(usize, Labelled)> {
    /// How much worse than "nothing" the reading may be.
    const LOWEST: f32 = -7.0;
    let window = window(view.units, at);
    let near = window.start.max(at.saturating_sub(12))..window.end.min(at + 8);
    let known = |unit: &Unit| unit.prior > 0 || unit.speech > 0;
    near.filter(|cue| view.cues[*cue] > 0 || known(&view.units[*cue]))
        .filter(|cue| !trim::goes_on_before(view.units, *cue, &(at..at + 1)))
        .map(|cue| (cue, labeller.label(self::window(view.units, cue), cue, Some(at))))
        .filter(|(_, labelled)| labelled.window.contains(&at) && labelled.margin > LOWEST)
        .max_by(|a, b| a.1.margin.total_cmp(&b.1.margin))
}
