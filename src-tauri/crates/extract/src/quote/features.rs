//! What the models look at.

use std::ops::Range;

use super::{
    outlook::Outlook,
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
    /// The runs between its marks.
    pub outlook: &'a Outlook,
}

const BORDER: u32 = 0;

impl View<'_> {
    fn unit(&self, at: isize) -> Option<&Unit> {
        usize::try_from(at).ok().and_then(|at| self.units.get(at))
    }

    pub fn hash(&self, at: isize) -> u32 {
        self.unit(at).map_or(BORDER, |unit| unit.hash)
    }

    pub fn class(&self, at: isize) -> u32 {
        self.unit(at).map_or(Class::Border as u32, |unit| unit.class as u32 + 32 * u32::from(unit.name))
    }

    pub fn fine(&self, at: isize) -> u32 {
        self.unit(at).map_or(BORDER, |unit| unit.fine)
    }

    pub fn middle(&self, at: isize) -> u32 {
        self.unit(at).map_or(BORDER, |unit| unit.middle)
    }

    pub fn cue(&self, at: isize) -> u32 {
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

/// Whether the unit at `at` may be a cue: a word counted as one, a word of
/// saying, and near a quoted stretch any form of a verb.
pub(super) fn may_be_cue(units: &[Unit], at: usize) -> bool {
    const NEAR: usize = 12;
    let unit = &units[at];
    if unit.prior > 0 || unit.speech > 0 {
        return true;
    }
    unit.inflected
        && units[at.saturating_sub(NEAR)..units.len().min(at + NEAR)]
            .iter()
            .any(|other| other.is_quote() && other.sentence.abs_diff(unit.sentence) < 2)
}

/// Features of the question whether the unit at `at` is a cue.
pub(super) fn cue_features(view: &View<'_>, at: usize, out: &mut Vec<u32>) {
    out.clear();
    let Some(unit) = view.units.get(at) else { return };
    let here = at.cast_signed();
    let (word, stem) = (unit.hash, unit.stem);
    let h = |offset: isize| view.hash(here + offset);
    let c = |offset: isize| view.class(here + offset);
    let m = |offset: isize| view.middle(here + offset);
    let fine = unit.fine;
    let before = view.to_quote(at, -1);
    let after = view.to_quote(at, 1);
    let prior = u32::from(unit.prior);
    let speech = u32::from(unit.speech);
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
        mix(37, &[speech]),
        mix(38, &[speech, c(-1), c(1)]),
        mix(39, &[speech, h(-1)]),
        mix(40, &[speech, h(1)]),
        mix(41, &[speech, unit.suffix, c(-1)]),
        mix(42, &[speech, before, after]),
        mix(43, &[speech, c(1), c(2)]),
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
        mix(44, &[u32::from(that), u32::from(name_before), speech]),
        mix(45, &[fine]),
        mix(46, &[fine, c(-1), c(1)]),
        mix(47, &[fine, unit.suffix]),
        mix(48, &[fine, before, after]),
        mix(49, &[m(-1), fine]),
        mix(50, &[fine, m(1)]),
        mix(51, &[m(-1), prior]),
        mix(52, &[m(1), prior]),
        mix(53, &[m(-2), m(-1), prior]),
        mix(54, &[m(1), m(2), prior]),
        mix(55, &[u32::from(that), u32::from(name_before), fine]),
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
        mix(223, &[view.fine(here - 1)]),
        mix(224, &[view.fine(here + 1)]),
        mix(225, &[view.middle(here - 2), view.middle(here - 1)]),
        mix(226, &[view.middle(here - 1), class, view.middle(here + 1)]),
    ]);
}
