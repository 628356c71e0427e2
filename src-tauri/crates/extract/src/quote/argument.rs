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
    weights::mix,
};

/// What stays the same for all units of one cue's window.
#[derive(Debug, Clone, Copy)]
pub(super) struct CueFrame {
    cue: usize,
    stem: u32,
    /// What kind of saying it tells.
    speech: u32,
    next: u32,
    sure: u32,
    /// Whether stretches stand before and after, whether "that" follows, and
    /// what stands directly beside the cue.
    pattern: u32,
    beside: u32,
    /// Where in its sentence it stands: how far the marks around it are.
    place: u32,
}

impl CueFrame {
    /// The frame of a quoted stretch that no cue holds: what is around it is
    /// seen from the stretch itself.
    pub fn around(view: &View<'_>, window: &Range<usize>, stretch: usize) -> Self {
        let mut frame = Self::of(view, window, stretch);
        let strongest = view.cues[window.clone()].iter().max().copied().map_or(0, u32::from);
        frame.stem = mix(93, &[view.units[stretch].class as u32]);
        frame.speech = 32 + strongest;
        frame.sure = 16 + strongest;
        frame
    }

    /// Which side of the cue a unit stands on: 0 before, 1 after; 2 and 3 where
    /// a stretch stands in for the cue.
    pub fn side(&self, at: usize) -> u32 {
        u32::from(at > self.cue) + if self.sure >= 16 { 2 } else { 0 }
    }

    pub fn of(view: &View<'_>, window: &Range<usize>, cue: usize) -> Self {
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
        Self {
            cue,
            stem: view.units[cue].stem,
            speech: u32::from(view.units[cue].speech),
            next: view.hash(here + 1),
            sure: view.cue(here),
            pattern: mix(90, &[u32::from(quote_before), u32::from(quote_after), u32::from(that)]),
            beside: mix(91, &[view.class(here - 1), view.class(here + 1), last]),
            place: mix(92, &[left, right, behind.mark, rest.mark, u32::from(rest.last)]),
        }
    }
}

/// Features of the unit at `at` that do not depend on where the cue stands but
/// for its side ([`CueFrame::side`]).
pub(super) fn unit_features(view: &View<'_>, at: usize, side: u32, out: &mut Vec<u32>) {
    out.clear();
    let here = at.cast_signed();
    let h = |offset: isize| view.hash(here + offset);
    let c = |offset: isize| view.class(here + offset);
    let (word, class) = (h(0), c(0));
    let unit = &view.units[at];
    let opens = u32::from(at == 0 || view.units[at - 1].sentence != unit.sentence);
    let closes = u32::from(view.units.get(at + 1).is_none_or(|next| next.sentence != unit.sentence));
    out.extend([
        mix(102, &[word, side]),
        mix(103, &[h(-1), side]),
        mix(104, &[h(1), side]),
        mix(105, &[h(-1), word, side]),
        mix(106, &[word, h(1), side]),
        mix(107, &[class, side]),
        mix(108, &[c(-1), class, side]),
        mix(109, &[class, c(1), side]),
        mix(110, &[c(-1), class, c(1), side]),
        mix(111, &[c(-2), c(-1), class, side]),
        mix(125, &[opens, word]),
        mix(126, &[closes, class, side]),
        mix(127, &[view.cue(here), side]),
        mix(128, &[view.cue(here - 1), view.cue(here + 1), side]),
        mix(129, &[view.cue(here + 2), class, side]),
        mix(132, &[h(-1), c(0), c(1), side]),
        mix(133, &[c(-1), word, c(1), side]),
        mix(134, &[h(-2), h(-1), side]),
        mix(135, &[h(1), h(2), side]),
        mix(136, &[word, view.cue(here + 1), side]),
    ]);
    let outlook = view.outlook;
    let (own, rest) = (outlook.own(at), outlook.rest(at));
    out.extend([
        mix(150, &[rest.shape(), side]),
        mix(151, &[u32::from(rest.cue), rest.mark, class, side]),
        mix(152, &[own.first, own.mark, u32::from(own.last), side]),
    ]);
    if joins(unit) {
        // What follows a mark is the next run; a conjunction, the rest of its own.
        let mark = is_mark(unit.class);
        let next = if mark { outlook.ahead(at, 1) } else { rest };
        let beyond = outlook.ahead(at, 1 + usize::from(mark));
        let key = if mark { class } else { word };
        out.extend([
            mix(160, &[key, next.first, side]),
            mix(161, &[key, next.first, next.second, side]),
            mix(162, &[key, next.shape(), side]),
            mix(163, &[key, next.class, u32::from(next.verb), u32::from(next.cue), side]),
            mix(164, &[key, next.shape(), own.shape(), side]),
            mix(165, &[key, next.first, u32::from(next.verb), next.mark, side]),
            mix(166, &[key, next.shape(), beyond.first, side]),
            mix(167, &[key, beyond.shape(), side]),
            mix(168, &[key, own.first, next.first, side]),
            mix(169, &[key, next.first, next.shape(), side]),
        ]);
    }
    let starts_run = at == 0 || is_mark(view.units[at - 1].class) || opens == 1;
    if starts_run {
        let behind = outlook.behind(at);
        out.extend([
            mix(170, &[word, own.shape(), side]),
            mix(171, &[class, own.shape(), side]),
            mix(172, &[behind.shape(), own.shape(), side]),
            mix(173, &[behind.mark, word, u32::from(own.verb), u32::from(own.cue), side]),
            mix(174, &[behind.first, word, side]),
        ]);
    }
    if unit.is_quote() {
        out.extend([mix(141, &[unit.stem, side]), mix(142, &[unit.hash, side])]);
    }
}

/// Features of the unit at `at`, seen from a cue. `between` sums up the units
/// between.
pub(super) fn argument_features(
    view: &View<'_>,
    frame: &CueFrame,
    at: usize,
    between: &Between,
    out: &mut Vec<u32>,
) {
    out.clear();
    let here = at.cast_signed();
    let distance = here - frame.cue.cast_signed();
    let side = frame.side(at);
    let far = u32::try_from(distance.unsigned_abs()).unwrap_or(u32::MAX);
    let bucket = side * 16
        + match far {
            0..=5 => far,
            6..=8 => 6,
            9..=13 => 7,
            14..=22 => 8,
            _ => 9,
        };
    let h = |offset: isize| view.hash(here + offset);
    let c = |offset: isize| view.class(here + offset);
    let (word, class) = (h(0), c(0));
    let unit = &view.units[at];
    let sentence_step = view.units[frame.cue].sentence.abs_diff(unit.sentence) * 4 + side;
    let commas = between.marks;
    out.extend([
        mix(101, &[bucket]),
        mix(112, &[frame.stem, bucket]),
        mix(113, &[frame.stem, class, bucket.min(side * 16 + 6)]),
        mix(114, &[frame.next, bucket]),
        mix(115, &[bucket, class]),
        mix(116, &[frame.pattern, side, class]),
        mix(117, &[frame.pattern, bucket]),
        mix(118, &[frame.beside, bucket]),
        mix(119, &[commas.min(4), side, class]),
        mix(120, &[commas.min(4), word, side]),
        mix(121, &[between.cue, side, class]),
        mix(122, &[between.opener, side]),
        mix(123, &[between.opener, class, commas.min(3), side]),
        mix(124, &[sentence_step, class]),
        mix(130, &[frame.sure, side]),
        mix(131, &[frame.sure, bucket, class]),
        mix(137, &[commas.min(3), between.cue, h(-1), side]),
        mix(138, &[u32::from(view.headline), bucket, class]),
        mix(180, &[frame.place, side, class]),
        mix(192, &[frame.speech, bucket]),
        mix(193, &[frame.speech, class, bucket.min(side * 16 + 6)]),
        mix(194, &[frame.speech, frame.next, bucket.min(side * 16 + 4)]),
        mix(181, &[frame.place, bucket]),
        mix(182, &[between.quotes.min(2), between.verbs.min(3), class, side]),
    ]);
    if far <= 4 {
        out.extend([mix(139, &[frame.stem, word, bucket]), mix(140, &[frame.stem, h(-1), bucket])]);
    }
    if joins(unit) {
        let mark = is_mark(unit.class);
        let next = if mark { view.outlook.ahead(at, 1) } else { view.outlook.rest(at) };
        let key = if mark { class } else { word };
        let verbs = between.verbs.min(3);
        out.extend([
            mix(183, &[frame.next, key, next.first, side]),
            mix(184, &[frame.stem, key, next.first, side]),
            mix(185, &[frame.pattern, key, next.shape(), side]),
            mix(186, &[verbs, commas.min(3), key, next.shape(), side]),
            mix(187, &[frame.sure, key, u32::from(next.cue), u32::from(next.verb), side]),
            mix(188, &[between.cue, key, u32::from(next.cue), next.first, side]),
            mix(189, &[between.quotes.min(2), key, u32::from(next.quote), u32::from(next.cue), side]),
            mix(190, &[between.opener, key, next.first, side]),
            mix(191, &[verbs, key, next.first, side]),
        ]);
    }
    if unit.is_quote() {
        out.extend([
            mix(143, &[c(-1), c(1), unit.stem.min(80), bucket]),
            mix(144, &[frame.stem, unit.stem, bucket]),
        ]);
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
