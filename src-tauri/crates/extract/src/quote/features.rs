//! What the models look at.

use std::ops::Range;

use super::{
    unit::{Class, Unit},
    weights::mix,
};

/// Units of a paragraph with what the cue model thinks of each.
#[derive(Debug, Clone, Copy)]
pub(super) struct View<'a> {
    pub units: &'a [Unit],
    /// How sure each unit is a cue, 0 to 5.
    pub cues: &'a [u8],
    /// Whether the paragraph is the headline.
    pub headline: bool,
}

const BORDER: u32 = 0;

impl View<'_> {
    fn unit(&self, at: isize) -> Option<&Unit> {
        usize::try_from(at).ok().and_then(|at| self.units.get(at))
    }

    fn hash(&self, at: isize) -> u32 {
        self.unit(at).map_or(BORDER, |unit| unit.hash)
    }

    fn class(&self, at: isize) -> u32 {
        self.unit(at).map_or(Class::Border as u32, |unit| unit.class as u32 + 32 * u32::from(unit.name))
    }

    fn cue(&self, at: isize) -> u32 {
        usize::try_from(at).ok().and_then(|at| self.cues.get(at)).map_or(0, |cue| u32::from(*cue))
    }

    /// Steps to the nearest quoted stretch in a direction, up to 5.
    fn to_quote(self, at: usize, step: isize) -> u32 {
        let mut steps = 0;
        let mut here = at.cast_signed() + step;
        while steps < 5 {
            match self.unit(here) {
                None => return 6,
                Some(unit) if unit.is_quote() => return steps,
                Some(_) => {}
            }
            steps += 1;
            here += step;
        }
        5
    }
}

/// The units that belong to a cue: its sentence, and a stretch that stands
/// directly before or after it.
pub(super) fn window(units: &[Unit], cue: usize) -> Range<usize> {
    const REACH: usize = 60;
    let sentence = units[cue].sentence;
    let mut start = cue;
    while start > 0 && cue - start < REACH && units[start - 1].sentence == sentence {
        start -= 1;
    }
    if start > 0 && units[start - 1].is_quote() {
        start -= 1;
    }
    let mut end = cue + 1;
    while end < units.len() && end - cue < REACH && units[end].sentence == sentence {
        end += 1;
    }
    while end < units.len() && end - cue < REACH && units[end].is_quote() {
        end += 1;
    }
    start..end
}

/// Features of the question whether the unit at `at` is a cue.
pub(super) fn cue_features(view: &View<'_>, at: usize, out: &mut Vec<u32>) {
    out.clear();
    let Some(unit) = view.units.get(at) else { return };
    let here = at.cast_signed();
    let (word, stem) = (unit.hash, unit.stem);
    let h = |offset: isize| view.hash(here + offset);
    let c = |offset: isize| view.class(here + offset);
    let before = view.to_quote(at, -1);
    let after = view.to_quote(at, 1);
    let prior = u32::from(unit.prior);
    out.extend([
        mix(1, &[]),
        mix(2, &[word]),
        mix(3, &[stem]),
        mix(4, &[prior]),
        mix(5, &[unit.suffix]),
        mix(6, &[h(-1)]),
        mix(7, &[h(1)]),
        mix(8, &[h(-2)]),
        mix(9, &[h(2)]),
        mix(10, &[h(-1), word]),
        mix(11, &[word, h(1)]),
        mix(12, &[h(-1), h(1), prior]),
        mix(13, &[word, h(1), h(2)]),
        mix(14, &[h(-2), h(-1), stem]),
        mix(15, &[stem, c(-1)]),
        mix(16, &[stem, c(1)]),
        mix(17, &[c(-2), c(-1), c(1), unit.suffix]),
        mix(18, &[c(-1), c(1), c(2), prior]),
        mix(19, &[before, prior]),
        mix(20, &[after, prior]),
        mix(21, &[before, after, stem]),
        mix(22, &[before, after, c(-1), c(1)]),
        mix(23, &[u32::from(view.headline), word]),
        mix(24, &[h(-3), prior]),
        mix(25, &[h(3), prior]),
        mix(26, &[c(-1), h(1), prior]),
        mix(27, &[h(-1), c(1), prior]),
        mix(28, &[stem, h(2)]),
        mix(29, &[stem, h(-2)]),
        mix(30, &[unit.class as u32, c(-1), c(1)]),
    ]);
    let window = window(view.units, at);
    let sentence = &view.units[window.clone()];
    let that = view.units[at + 1..window.end].iter().take(8).any(|unit| unit.hash == THAT);
    let name_before = view.units[window.start..at].iter().rev().take(6).any(|unit| unit.name != 0);
    let strongest = sentence.iter().map(|unit| unit.prior).max().unwrap_or(0);
    let left = u32::try_from((at - window.start).min(8)).unwrap_or(8);
    let right = u32::try_from((window.end - at).min(8)).unwrap_or(8);
    out.extend([
        mix(31, &[u32::from(that), stem]),
        mix(32, &[u32::from(name_before), prior]),
        mix(33, &[u32::from(strongest > unit.prior), u32::from(strongest), prior]),
        mix(34, &[left, unit.class as u32]),
        mix(35, &[right, prior]),
        mix(36, &[u32::from(that), u32::from(name_before), prior]),
    ]);
}

/// Hash of "that".
pub(super) const THAT: u32 = const_hash(b"that");

/// The hash `hash_word` gives an ASCII word in lower case.
pub(super) const fn const_hash(word: &[u8]) -> u32 {
    let mut hash = 0x811c_9dc5_u32;
    let mut at = 0;
    while at < word.len() {
        hash = (hash ^ word[at] as u32).wrapping_mul(0x0100_0193);
        at += 1;
    }
    hash
}

/// What stays the same for all units of one cue's window.
#[derive(Debug, Clone, Copy)]
pub(super) struct CueFrame {
    cue: usize,
    stem: u32,
    next: u32,
    sure: u32,
    /// Whether stretches stand before and after, whether "that" follows, and
    /// what stands directly beside the cue.
    pattern: u32,
    beside: u32,
}

impl CueFrame {
    pub fn of(view: &View<'_>, window: &Range<usize>, cue: usize) -> Self {
        let here = cue.cast_signed();
        let quote_before = view.units[window.start..cue].iter().any(Unit::is_quote);
        let quote_after = view.units[cue + 1..window.end].iter().any(Unit::is_quote);
        let that = view.units[cue + 1..window.end].iter().take(8).any(|unit| unit.hash == THAT);
        let last = view.class(window.end.cast_signed() - 1);
        Self {
            cue,
            stem: view.units[cue].stem,
            next: view.hash(here + 1),
            sure: view.cue(here),
            pattern: mix(90, &[u32::from(quote_before), u32::from(quote_after), u32::from(that)]),
            beside: mix(91, &[view.class(here - 1), view.class(here + 1), last]),
        }
    }
}

/// Features of the unit at `at`, seen from a cue. `between` sums up the units
/// between: commas, other cues, the last word that opens a clause.
pub(super) fn argument_features(
    view: &View<'_>,
    frame: &CueFrame,
    at: usize,
    between: [u32; 3],
    out: &mut Vec<u32>,
) {
    out.clear();
    let here = at.cast_signed();
    let distance = here - frame.cue.cast_signed();
    let side = u32::from(distance > 0);
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
    let sentence_step = view.units[frame.cue].sentence.abs_diff(unit.sentence) * 2 + side;
    let opens = u32::from(at == 0 || view.units[at - 1].sentence != unit.sentence);
    let closes = u32::from(view.units.get(at + 1).is_none_or(|next| next.sentence != unit.sentence));
    let [commas, cues, opener] = between;
    out.extend([
        mix(101, &[bucket]),
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
        mix(112, &[frame.stem, bucket]),
        mix(113, &[frame.stem, class, bucket.min(side * 16 + 6)]),
        mix(114, &[frame.next, bucket]),
        mix(115, &[bucket, class]),
        mix(116, &[frame.pattern, side, class]),
        mix(117, &[frame.pattern, bucket]),
        mix(118, &[frame.beside, bucket]),
        mix(119, &[commas.min(4), side, class]),
        mix(120, &[commas.min(4), word, side]),
        mix(121, &[cues, side, class]),
        mix(122, &[opener, side]),
        mix(123, &[opener, class, commas.min(3), side]),
        mix(124, &[sentence_step, class]),
        mix(125, &[opens, word]),
        mix(126, &[closes, class, side]),
        mix(127, &[view.cue(here), side]),
        mix(128, &[view.cue(here - 1), view.cue(here + 1), side]),
        mix(129, &[view.cue(here + 2), class, side]),
        mix(130, &[frame.sure, side]),
        mix(131, &[frame.sure, bucket, class]),
        mix(132, &[h(-1), c(0), c(1), side]),
        mix(133, &[c(-1), word, c(1), side]),
        mix(134, &[h(-2), h(-1), side]),
        mix(135, &[h(1), h(2), side]),
        mix(136, &[word, view.cue(here + 1), side]),
        mix(137, &[commas.min(3), cues, h(-1), side]),
        mix(138, &[u32::from(view.headline), bucket, class]),
    ]);
    if far <= 4 {
        out.extend([mix(139, &[frame.stem, word, bucket]), mix(140, &[frame.stem, h(-1), bucket])]);
    }
    if unit.is_quote() {
        out.extend([
            mix(141, &[unit.stem, side]),
            mix(142, &[unit.hash, side]),
            mix(143, &[c(-1), c(1), unit.stem.min(80), bucket]),
            mix(144, &[frame.stem, unit.stem, bucket]),
        ]);
    }
}

/// What stands between a cue and each unit of its window.
pub(super) fn between(view: &View<'_>, window: &Range<usize>, cue: usize) -> Vec<[u32; 3]> {
    let mut sums = vec![[0; 3]; window.len()];
    let mut walk = |order: &mut dyn Iterator<Item = usize>| {
        let mut sum = [0_u32; 3];
        for at in order {
            sums[at - window.start] = sum;
            let unit = &view.units[at];
            sum[0] += u32::from(matches!(unit.class, Class::Comma | Class::Semicolon | Class::Dash));
            sum[1] = sum[1].max(view.cue(at.cast_signed()));
            if OPENERS.contains(&unit.hash) {
                sum[2] = unit.hash;
            }
        }
    };
    walk(&mut (cue + 1..window.end));
    walk(&mut (window.start..cue).rev());
    sums
}

/// Words that open or join clauses.
const OPENERS: [u32; 16] = [
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
];

/// Features of the question whether a quoted stretch that no cue claims is
/// speech. `spoken_before` says whether the stretch before it is.
pub(super) fn stretch_features(view: &View<'_>, at: usize, spoken_before: u8, out: &mut Vec<u32>) {
    out.clear();
    let here = at.cast_signed();
    let unit = &view.units[at];
    let h = |offset: isize| view.hash(here + offset);
    let c = |offset: isize| view.class(here + offset);
    let window = window(view.units, at);
    let strongest = view.cues[window.clone()].iter().max().copied().map_or(0, u32::from);
    let alone = u32::from(window.len() == 1) + u32::from(view.units.len() == 1);
    let class = unit.class as u32;
    let spoken = u32::from(spoken_before);
    out.extend([
        mix(201, &[]),
        mix(202, &[class]),
        mix(203, &[unit.stem]),
        mix(204, &[unit.hash]),
        mix(205, &[h(-1)]),
        mix(206, &[h(1)]),
        mix(207, &[h(-2), h(-1)]),
        mix(208, &[h(1), h(2)]),
        mix(209, &[c(-1), class, c(1)]),
        mix(210, &[c(-1), unit.stem]),
        mix(211, &[c(1), unit.stem]),
        mix(212, &[strongest, class]),
        mix(213, &[strongest, unit.stem, alone]),
        mix(214, &[alone, class, spoken]),
        mix(215, &[spoken, unit.stem]),
        mix(216, &[u32::from(view.headline), class]),
        mix(217, &[h(-2)]),
        mix(218, &[h(-1), class]),
        mix(219, &[h(-1), h(1)]),
        mix(220, &[unit.suffix, strongest, spoken]),
        mix(221, &[h(-3), class]),
        mix(222, &[u32::from(at == 0), class, strongest]),
    ]);
}
