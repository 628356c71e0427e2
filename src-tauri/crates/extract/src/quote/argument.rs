//! What the field looks at that finds what belongs to a cue.
//!
//! What is seen of a unit alone (`unit_features`) is the same for every cue on
//! the same side of it, so that its weights are added up once; what is seen
//! from the cue (`argument_features`) is not.

use std::ops::Range;

use super::{
    features::{THAT, View, const_hash},
    outlook::is_mark,
    unit::{Class, Unit},
    weights::{Begun, mix},
};

/// What stays the same for all units of one cue's window.
#[derive(Debug, Clone, Copy)]
pub(super) struct CueFrame {
    cue: usize,
    sure: u32,
    fine: u32,
    /// What features begin with that tell its stem, the next word, the kind of
    /// saying it tells, how sure it is, what stands directly beside it,
    /// whether stretches stand before and after and "that" follows, and where in
    /// its sentence it stands: how far the marks around it are.
    by_stem: [Begun; 4],
    by_next: Begun,
    by_speech: [Begun; 2],
    by_sure: [Begun; 3],
    by_beside: Begun,
    by_pattern: [Begun; 3],
    by_place: [Begun; 2],
}

/// Features of these kinds that begin with `part`.
fn begun<const N: usize>(kinds: [u32; N], part: u32) -> [Begun; N] {
    kinds.map(|kind| Begun::of(kind).with(part))
}

impl CueFrame {
    /// The frame of a quoted stretch that no cue holds: what is around it is
    /// seen from the stretch itself.
    pub fn around(view: &View<'_>, window: &Range<usize>, stretch: usize) -> Self {
        let strongest = view.cues[window.clone()].iter().max().copied().map_or(0, u32::from);
        let stem = mix(93, &[view.units[stretch].class as u32]);
        Self::seen(view, window, stretch, stem, 32 + strongest, 16 + strongest)
    }

    /// The frame of a cue.
    pub fn of(view: &View<'_>, window: &Range<usize>, cue: usize) -> Self {
        let unit = &view.units[cue];
        Self::seen(view, window, cue, unit.stem, u32::from(unit.speech), view.cue(cue.cast_signed()))
    }

    fn seen(view: &View<'_>, window: &Range<usize>, cue: usize, stem: u32, speech: u32, sure: u32) -> Self {
        let here = cue.cast_signed();
        let quote_before = view.units[window.start..cue].iter().any(Unit::is_quote);
        let quote_after = view.units[cue + 1..window.end].iter().any(Unit::is_quote);
        let that = view.units[cue + 1..window.end].iter().take(8).any(|unit| unit.hash == THAT);
        let last = view.class(window.end.cast_signed() - 1);
        let own = view.outlook.own(cue);
        let rest = view.outlook.rest(cue);
        let behind = view.outlook.behind(cue);
        let left = u32::from(own.len.saturating_sub(rest.len)).min(7);
        let right = match rest.len {
            0..=3 => u32::from(rest.len),
            4..=6 => 4,
            _ => 5,
        };
        let next = view.hash(here + 1);
        let pattern = mix(90, &[u32::from(quote_before), u32::from(quote_after), u32::from(that)]);
        let beside = mix(91, &[view.class(here - 1), view.class(here + 1), last]);
        let place = mix(92, &[left, right, behind.mark, rest.mark, u32::from(rest.last)]);
        Self {
            cue,
            fine: view.units[cue].fine,
            sure,
            by_stem: begun([112, 140, 144, 113], stem),
            by_next: Begun::of(114).with(next),
            by_speech: begun([192, 193], speech),
            by_sure: begun([131, 187, 130], sure),
            by_beside: Begun::of(118).with(beside),
            by_pattern: begun([116, 185, 117], pattern),
            by_place: begun([180, 181], place),
        }
    }

    /// Which side of the cue a unit stands on, below [`N_SIDES`]: 0 before, 1
    /// after; 2 and 3 where a stretch stands in for the cue.
    pub fn side(&self, at: usize) -> u32 {
        u32::from(at > self.cue) + if self.sure >= 16 { 2 } else { 0 }
    }

    /// How far a unit is from the cue, roughly, and on which side, below
    /// [`N_BUCKETS`].
    pub fn bucket(&self, at: usize) -> u32 {
        let far = match at.abs_diff(self.cue) {
            far @ 0..=5 => far as u32,
            6..=8 => 6,
            9..=13 => 7,
            14..=22 => 8,
            _ => 9,
        };
        self.side(at) * 16 + far
    }
}

/// How many sides are told apart.
pub(super) const N_SIDES: usize = 4;

/// How many distances are told apart.
pub(super) const N_BUCKETS: usize = 16 * N_SIDES;

/// Features of a unit that tell nothing but its class ([`View::class`]) and how
/// far from the cue it is, [`distance_features`] apart.
pub(super) fn class_features(
    headline: bool,
    frame: &CueFrame,
    class: u32,
    bucket: u32,
    sink: &mut impl FnMut(u32),
) {
    let side = bucket / 16;
    let near = bucket.min(side * 16 + 6);
    sink(frame.by_stem[3].with(class).with(near).done());
    sink(frame.by_place[0].with(side).with(class).done());
    sink(frame.by_pattern[0].with(side).with(class).done());
    sink(frame.by_sure[0].with(bucket).with(class).done());
    sink(mix(138, &[u32::from(headline), bucket, class]));
    sink(frame.by_speech[1].with(class).with(near).done());
    sink(mix(235, &[frame.fine, class, near]));
}

/// Features of a unit that tell nothing but how far from the cue it is.
pub(super) fn distance_features(frame: &CueFrame, bucket: u32, sink: &mut impl FnMut(u32)) {
    sink(mix(236, &[bucket, frame.fine]));
    sink(frame.by_stem[0].with(bucket).done());
    sink(frame.by_next.with(bucket).done());
    sink(frame.by_beside.with(bucket).done());
    sink(frame.by_pattern[2].with(bucket).done());
    sink(frame.by_sure[2].with(bucket / 16).done());
    sink(frame.by_place[1].with(bucket).done());
    sink(frame.by_speech[0].with(bucket).done());
}

/// Features of the unit at `at` that do not depend on where the cue stands but
/// for its side ([`CueFrame::side`]).
pub(super) fn unit_features(view: &View<'_>, at: usize, side: u32, sink: &mut impl FnMut(u32)) {
    let here = at.cast_signed();
    let h = |offset: isize| view.hash(here + offset);
    let c = |offset: isize| view.class(here + offset);
    let (word, class) = (h(0), c(0));
    let unit = &view.units[at];
    let opens = u32::from(at == 0 || view.units[at - 1].sentence != unit.sentence);
    sink(mix(102, &[word, side]));
    sink(mix(103, &[h(-1), side]));
    sink(mix(104, &[h(1), side]));
    sink(mix(108, &[c(-1), class, side]));
    sink(mix(110, &[c(-1), class, c(1), side]));
    sink(mix(111, &[c(-2), c(-1), class, side]));
    sink(mix(125, &[opens, word]));
    sink(mix(127, &[view.cue(here), side]));
    let m = |offset: isize| view.middle(here + offset);
    sink(mix(195, &[view.fine(here), side]));
    sink(mix(196, &[view.fine(here - 1), c(0), side]));
    sink(mix(200, &[m(-1), m(0), m(1), side]));
    sink(mix(233, &[m(-2), m(-1), m(0), side]));
    sink(mix(234, &[m(0), m(1), m(2), side]));
    let outlook = view.outlook;
    let (own, rest) = (outlook.own(at), outlook.rest(at));
    sink(mix(150, &[rest.shape(), side]));
    sink(mix(151, &[u32::from(rest.cue), rest.mark, class, side]));
    sink(mix(152, &[own.first, own.mark, u32::from(own.last), side]));
    if joins(unit) {
        // What follows a mark is the next run; a conjunction, the rest of its own.
        let mark = is_mark(unit.class);
        let next = if mark { outlook.ahead(at, 1) } else { rest };
        let beyond = outlook.ahead(at, 1 + usize::from(mark));
        let key = if mark { class } else { word };
        sink(mix(160, &[key, next.first, side]));
        sink(mix(162, &[key, next.shape(), side]));
        sink(mix(163, &[key, next.class, u32::from(next.verb), u32::from(next.cue), side]));
        sink(mix(165, &[key, next.first, u32::from(next.verb), next.mark, side]));
        sink(mix(167, &[key, beyond.shape(), side]));
        sink(mix(237, &[key, next.fine, side]));
        sink(mix(238, &[key, next.middle, next.class, next.mark, side]));
    }
    let starts_run = at == 0 || is_mark(view.units[at - 1].class) || opens == 1;
    if starts_run {
        let behind = outlook.behind(at);
        sink(mix(171, &[class, own.shape(), side]));
        sink(mix(172, &[behind.shape(), own.shape(), side]));
    }
    if unit.is_quote() {
        sink(mix(141, &[unit.stem, side]));
    }
}

/// Features of the unit at `at`, seen from a cue, but for [`distance_features`]
/// and [`class_features`]. `between` sums up the units between.
pub(super) fn argument_features(
    view: &View<'_>,
    frame: &CueFrame,
    at: usize,
    between: &Between,
    sink: &mut impl FnMut(u32),
) {
    let here = at.cast_signed();
    let side = frame.side(at);
    let bucket = frame.bucket(at);
    let (word, class) = (view.hash(here), view.class(here));
    let before = view.hash(here - 1);
    let unit = &view.units[at];
    let marks = between.marks;
    sink(mix(121, &[between.cue, side, class]));
    sink(mix(123, &[between.opener, class, marks.min(3), side]));
    sink(mix(239, &[frame.fine, unit.fine, bucket.min(side * 16 + 4)]));
    sink(mix(182, &[between.quotes.min(2), between.verbs.min(3), class, side]));
    if bucket - side * 16 <= 4 {
        sink(frame.by_stem[1].with(before).with(bucket).done());
    }
    if joins(unit) {
        let mark = is_mark(unit.class);
        let next = if mark { view.outlook.ahead(at, 1) } else { view.outlook.rest(at) };
        let key = if mark { class } else { word };
        let verbs = between.verbs.min(3);
        let next_cue = u32::from(next.cue);
        sink(frame.by_pattern[1].with(key).with(next.shape()).with(side).done());
        sink(mix(186, &[verbs, marks.min(3), key, next.shape(), side]));
        sink(frame.by_sure[1].with(key).with(next_cue).with(u32::from(next.verb)).with(side).done());
        sink(mix(188, &[between.cue, key, next_cue, next.first, side]));
        sink(mix(189, &[between.quotes.min(2), key, u32::from(next.quote), next_cue, side]));
    }
    if unit.is_quote() {
        let (left, right) = (view.class(here - 1), view.class(here + 1));
        sink(mix(143, &[left, right, unit.stem.min(80), bucket]));
        sink(frame.by_stem[2].with(unit.stem).with(bucket).done());
    }
}

/// Whether a unit joins or divides clauses.
pub(super) fn joins(unit: &Unit) -> bool {
    is_mark(unit.class) || unit.opens
}

/// What stands between a cue and a unit of its window.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Between {
    /// Commas, semicolons and dashes.
    marks: u32,
    /// How sure the surest cue is.
    cue: u32,
    /// The last word that opens or joins clauses.
    opener: u32,
    quotes: u32,
    verbs: u32,
}

/// What stands between a cue and each unit of its window.
pub(super) fn between(view: &View<'_>, window: &Range<usize>, cue: usize, sums: &mut Vec<Between>) {
    sums.clear();
    sums.resize(window.len(), Between::default());
    let mut walk = |order: &mut dyn Iterator<Item = usize>| {
        let mut sum = Between::default();
        for at in order {
            sums[at - window.start] = sum;
            let unit = &view.units[at];
            sum.marks += u32::from(matches!(unit.class, Class::Comma | Class::Semicolon | Class::Dash));
            sum.cue = sum.cue.max(view.cue(at.cast_signed()));
            sum.quotes += u32::from(unit.is_quote());
            sum.verbs += u32::from(unit.verb);
            if unit.opens {
                sum.opener = unit.hash;
            }
        }
    };
    walk(&mut (cue + 1..window.end));
    walk(&mut (window.start..cue).rev());
}

/// Whether a word of this hash opens or joins clauses.
pub(super) fn opens_clause(hash: u32) -> bool {
    OPENERS.contains(&hash)
}

/// Whether a word of this hash is a verb that needs no other.
pub(super) fn is_verb(hash: u32) -> bool {
    VERBS.contains(&hash)
}

/// Words that open or join clauses.
const OPENERS: [u32; 20] = [
    const_hash(b"and"),
    const_hash(b"but"),
    const_hash(b"who"),
    const_hash(b"which"),
    const_hash(b"while"),
    const_hash(b"as"),
    const_hash(b"when"),
    const_hash(b"after"),
    const_hash(b"because"),
    const_hash(b"although"),
    const_hash(b"though"),
    const_hash(b"if"),
    const_hash(b"that"),
    const_hash(b"with"),
    const_hash(b"before"),
    const_hash(b"according"),
    const_hash(b"or"),
    const_hash(b"where"),
    const_hash(b"since"),
    const_hash(b"despite"),
];

const VERBS: [u32; 26] = [
    const_hash(b"is"),
    const_hash(b"was"),
    const_hash(b"are"),
    const_hash(b"were"),
    const_hash(b"be"),
    const_hash(b"has"),
    const_hash(b"have"),
    const_hash(b"had"),
    const_hash(b"will"),
    const_hash(b"would"),
    const_hash(b"can"),
    const_hash(b"could"),
    const_hash(b"should"),
    const_hash(b"may"),
    const_hash(b"might"),
    const_hash(b"must"),
    const_hash(b"do"),
    const_hash(b"does"),
    const_hash(b"did"),
    const_hash(b"'re"),
    const_hash(b"'ll"),
    const_hash(b"'ve"),
    const_hash(b"'d"),
    const_hash(b"n't"),
    const_hash(b"ca"),
    const_hash(b"wo"),
];
