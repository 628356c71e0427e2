//! Exact precision, recall and F1 over names, as `../shared/ner/score.py`
//! counts them with three kinds.

use std::collections::HashSet;

use backfile_extract::recogniser::{KINDS, NameKind};

use super::corpus::Gold;

/// Counts of one kind.
#[derive(Debug, Clone, Copy, Default)]
pub struct Counts {
    /// Right in words and kind.
    pub right: usize,
    /// Found.
    pub found: usize,
    /// Wanted.
    pub gold: usize,
}

impl Counts {
    /// Share of the found that is right.
    pub fn precision(&self) -> f64 {
        share(self.right, self.found)
    }

    /// Share of the wanted that is found.
    pub fn recall(&self) -> f64 {
        share(self.right, self.gold)
    }

    /// Harmonic mean of both.
    pub fn f1(&self) -> f64 {
        share(2 * self.right, self.found + self.gold)
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { 100.0 * part as f64 / whole as f64 }
}

/// Counts of people, organisations and places.
#[derive(Debug, Clone, Copy, Default)]
pub struct Score([Counts; 3]);

impl Score {
    /// Adds one document's names.
    pub fn add(&mut self, gold: &[Gold], found: &[Gold]) {
        let gold: HashSet<&Gold> = gold.iter().collect();
        let found: HashSet<&Gold> = found.iter().collect();
        let count = |names: &HashSet<&Gold>, kind| names.iter().filter(|name| name.kind == kind).count();
        for (kind, counts) in KINDS.into_iter().zip(&mut self.0) {
            counts.gold += count(&gold, kind);
            counts.found += count(&found, kind);
            counts.right += gold.intersection(&found).filter(|name| name.kind == kind).count();
        }
    }

    /// The counts of one kind.
    pub fn of(&self, kind: NameKind) -> Counts {
        self.0.get(kind as usize).copied().unwrap_or_default()
    }

    /// The counts of all three.
    pub fn all(&self) -> Counts {
        self.0.iter().fold(Counts::default(), |all, one| Counts {
            right: all.right + one.right,
            found: all.found + one.found,
            gold: all.gold + one.gold,
        })
    }
}
