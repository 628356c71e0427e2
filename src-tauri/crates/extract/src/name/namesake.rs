//! What speaks against one bearer of two names with one surname: the sentence
//! that names both.

use std::ops::Range;

use super::{
    Found,
    person::PersonName,
    recogniser::hash::{QuickMap, QuickSet},
};
use crate::{EntityKind, token::Words};

/// Words between two names that say that both are one person's.
const ALIAS: &[&str] =
    &["alias", "aka", "born", "called", "known", "named", "né", "née", "nickname", "nicknamed", "or", "real"];

/// How many namesakes of one sentence are compared.
const MAX_IN_SENTENCE: usize = 16;

/// Pairs of mentions that name different people, though the names would fit.
#[derive(Debug, Default)]
pub(super) struct Namesakes<'w> {
    /// Full names that stand in one sentence, folded, both ways.
    two: QuickSet<(&'w str, &'w str)>,
    /// A lone name and a full one that follows in its sentence.
    before: QuickMap<usize, Vec<usize>>,
}

impl<'w> Namesakes<'w> {
    /// Looks at all sentences that name two people of one surname; `person`
    /// gives the parts of each name in `found`.
    pub fn of<'p>(words: &'w Words<'_>, found: &[Found], person: impl Fn(usize) -> &'p PersonName) -> Self {
        let mut namesakes = Self::default();
        let people: Vec<usize> =
            (0..found.len()).filter(|at| found[*at].kind == EntityKind::Person).collect();
        let sentence = |at: &usize| words.sentence_of(found[*at].words.start);
        for group in people.chunk_by(|one, two| sentence(one) == sentence(two)) {
            for (idx, one) in group.iter().enumerate().take(MAX_IN_SENTENCE) {
                for two in group[idx + 1..].iter().take(MAX_IN_SENTENCE) {
                    namesakes.compare(words, found, (*one, *two), &person);
                }
            }
        }
        namesakes
    }

    fn compare<'p>(
        &mut self,
        words: &'w Words<'_>,
        found: &[Found],
        (one, two): (usize, usize),
        person: &impl Fn(usize) -> &'p PersonName,
    ) {
        let (first, second) = (person(one), person(two));
        if first.last() != second.last() || first.words == second.words || !second.is_full() {
            return;
        }
        let between = found[one].words.end..found[two].words.start;
        let is_alias = between.clone().any(|at| ALIAS.contains(&words.word(at)))
            || between.len() == 1 && matches!(words.word(between.start), "(" | "/" | ":" | "-" | "–" | "—");
        if is_alias {
            return;
        }
        if first.is_full() {
            let [one, two] = [one, two].map(|at| words.all_folded(&found[at].words));
            self.two.extend([(one, two), (two, one)]);
        } else {
            self.before.entry(one).or_default().push(two);
        }
    }

    /// Whether some sentence names both the one and the other in full.
    pub fn are_two(&self, words: &'w Words<'_>, one: &Range<usize>, other: &Range<usize>) -> bool {
        !self.two.is_empty() && self.two.contains(&(words.all_folded(one), words.all_folded(other)))
    }

    /// The full names, by their places in `found`, that follow the lone name at
    /// `lone` in its sentence ("Lee said that her brother, Dan Lee").
    pub fn after(&self, lone: usize) -> &[usize] {
        self.before.get(&lone).map(Vec::as_slice).unwrap_or_default()
    }
}
