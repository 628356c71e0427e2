//! What lies ahead and behind of a unit in its sentence: the runs of words
//! between its marks.
//!
//! Whether what was said ends at a comma depends on what follows it: "the mayor
//! of Elm," goes on, "the mayor said" does not. A field that looks two words
//! ahead cannot tell; so every run between two marks is summed up once.

use super::unit::{Class, Unit};

/// A run of units up to and with the mark that ends it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Run {
    /// Its words without the mark, at most 255.
    pub len: u8,
    /// Hash of its first word.
    pub first: u32,
    /// The classes of the first word.
    pub fine: u32,
    pub middle: u32,
    /// Class of its first unit.
    pub class: u32,
    /// How sure its surest cue is, 0 to 5.
    pub cue: u8,
    /// Whether a verb stands in it, as far as one can tell.
    pub verb: bool,
    /// Whether a quoted stretch stands in it.
    pub quote: bool,
    /// Class of the mark that ends it.
    pub mark: u32,
    /// Whether it ends its sentence.
    pub last: bool,
}

impl Run {
    /// The run in one number: how long, what is in it, how it ends.
    pub fn shape(&self) -> u32 {
        let len = match self.len {
            0..=2 => u32::from(self.len),
            3..=4 => 3,
            5..=8 => 4,
            9..=14 => 5,
            _ => 6,
        };
        len + 8
            * (u32::from(self.verb)
                + 2 * u32::from(self.quote)
                + 4 * u32::from(self.last)
                + 8 * u32::from(self.cue)
                + 64 * self.mark)
    }
}

/// The runs of a paragraph.
#[derive(Debug, Clone, Default)]
pub(super) struct Outlook {
    runs: Vec<Run>,
    /// The run each unit belongs to.
    run_of: Vec<u32>,
    /// For each unit what comes after it in its run.
    rests: Vec<Run>,
}

/// Whether a unit of this class ends a run.
pub(super) const fn is_mark(class: Class) -> bool {
    matches!(
        class,
        Class::Comma | Class::Stop | Class::Colon | Class::Semicolon | Class::Dash | Class::Bracket
    )
}

impl Outlook {
    /// Sums up the runs of `units`; `cues` tells how sure each is a cue.
    pub fn of(units: &[Unit], cues: &[u8]) -> Self {
        let mut outlook =
            Self { runs: Vec::new(), run_of: vec![0; units.len()], rests: vec![Run::default(); units.len()] };
        let mut start = 0;
        while start < units.len() {
            let sentence = units[start].sentence;
            let mut end = start;
            while end < units.len() && units[end].sentence == sentence && !is_mark(units[end].class) {
                end += 1;
            }
            let marked = units.get(end).is_some_and(|unit| unit.sentence == sentence);
            let after = end + usize::from(marked);
            let last = units.get(after).is_none_or(|unit| unit.sentence != sentence);
            let mark = if marked { units[end].class as u32 } else { Class::Border as u32 };
            let mut run = Run { mark, last, ..Run::default() };
            let idx = u32::try_from(outlook.runs.len()).unwrap_or(u32::MAX);
            for at in (start..after).rev() {
                outlook.rests[at] = run;
                outlook.run_of[at] = idx;
                let unit = &units[at];
                if !is_mark(unit.class) {
                    run.len = run.len.saturating_add(1);
                    run.first = unit.hash;
                    run.fine = unit.fine;
                    run.middle = unit.middle;
                    run.class = unit.class as u32 + 32 * u32::from(unit.name);
                    run.cue = run.cue.max(cues.get(at).copied().unwrap_or(0));
                    run.verb |= unit.verb;
                    run.quote |= unit.is_quote();
                }
            }
            outlook.runs.push(run);
            start = after;
        }
        outlook
    }

    /// The run `at` belongs to, its mark included.
    pub fn own(&self, at: usize) -> Run {
        self.run_of.get(at).map_or_else(Run::default, |run| self.runs[*run as usize])
    }

    /// The run `steps` after that of `at`, within the sentence.
    pub fn ahead(&self, at: usize, steps: usize) -> Run {
        let Some(own) = self.run_of.get(at).map(|run| *run as usize) else { return Run::default() };
        let mut here = own;
        for _ in 0..steps {
            if self.runs[here].last || here + 1 == self.runs.len() {
                return Run::default();
            }
            here += 1;
        }
        self.runs[here]
    }

    /// The run before that of `at`, within the sentence.
    pub fn behind(&self, at: usize) -> Run {
        let before = self.run_of.get(at).and_then(|run| (*run as usize).checked_sub(1));
        before.map(|run| self.runs[run]).filter(|run| !run.last).unwrap_or_default()
    }

    /// What comes after `at` in its run.
    pub fn rest(&self, at: usize) -> Run {
        self.rests.get(at).copied().unwrap_or_default()
    }
}
