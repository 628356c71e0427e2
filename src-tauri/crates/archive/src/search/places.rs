//! Whether words stand to each other as a query wants, from their positions.
//!
//! The same rule runs over the index (does this article match?) and over a
//! text (what exactly matched?); [`Lookup`] is where the positions come from.

use super::{
    layout::Mark,
    query::{Nearness, Region, Term, Words},
};

/// Words to find, their terms numbered.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Plan {
    /// The terms.
    pub terms: Vec<Term>,
    /// How they have to stand.
    pub shape: Shape,
    /// The part of the article they have to stand in.
    pub region: Option<Region>,
}

/// [`Words`] with the numbers of their terms.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Shape {
    /// One term.
    Term(usize),
    /// One after the other.
    Phrase(Vec<usize>),
    /// In any order with at most so many others between.
    Loose(Vec<usize>, u32),
    /// Near each other.
    Near(Box<Shape>, Box<Shape>, Nearness),
    /// Any of these.
    Any(Vec<Shape>),
    /// At least so many times.
    AtLeast(u32, Box<Shape>),
}

impl Plan {
    /// The plan to find `words`.
    pub fn of(words: &Words, region: Option<Region>) -> Self {
        let mut terms = Vec::new();
        let shape = shape(words, &mut terms);
        Self { terms, shape, region }
    }

    /// Every place where it is fulfilled, in order.
    pub fn matches(&self, lookup: &mut dyn Lookup) -> Vec<Match> {
        let mut found = matches(&self.shape, lookup);
        if let Some(region) = self.region {
            let limits = Limits::of(region, lookup);
            found.retain(|found| limits.hold(found.start) && limits.hold(found.end));
        }
        found
    }
}

fn shape(words: &Words, terms: &mut Vec<Term>) -> Shape {
    let mut number = |term: &Term| {
        terms.push(term.clone());
        terms.len() - 1
    };
    match words {
        Words::Term(term) => Shape::Term(number(term)),
        Words::Phrase(phrase) => Shape::Phrase(phrase.iter().map(number).collect()),
        Words::Loose(loose, n) => Shape::Loose(loose.iter().map(number).collect(), *n),
        Words::Near(a, b, how) => {
            let a = shape(a, terms);
            Shape::Near(Box::new(a), Box::new(shape(b, terms)), *how)
        }
        Words::Any(any) => Shape::Any(any.iter().map(|words| shape(words, terms)).collect()),
        Words::AtLeast(n, words) => Shape::AtLeast(*n, Box::new(shape(words, terms))),
    }
}

/// Positions in one article.
pub(crate) trait Lookup {
    /// Where term number `term` stands, in order, without repetition.
    fn term(&mut self, term: usize) -> Vec<u32>;
    /// Where `mark` stands, in order.
    fn mark(&mut self, mark: Mark) -> Vec<u32>;
}

/// A place where words stand as wanted; both ends inclusive.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Match {
    /// First position.
    pub start: u32,
    /// Last position.
    pub end: u32,
    /// The stretches of words that made it.
    pub parts: Vec<(u32, u32)>,
}

impl Match {
    fn at(start: u32, end: u32) -> Self {
        Self { start, end, parts: vec![(start, end)] }
    }
}

fn matches(shape: &Shape, lookup: &mut dyn Lookup) -> Vec<Match> {
    match shape {
        Shape::Term(term) => lookup.term(*term).into_iter().map(|at| Match::at(at, at)).collect(),
        Shape::Phrase(terms) => phrase(terms, lookup),
        Shape::Loose(terms, n) => loose(terms, *n, lookup),
        Shape::Near(a, b, how) => {
            let a = matches(a, lookup);
            if a.is_empty() {
                return a;
            }
            let b = matches(b, lookup);
            match how {
                Nearness::Within(n) => near(&a, &b, *n, false),
                Nearness::Before(n) => near(&a, &b, *n, true),
                Nearness::Sentence => together(&a, &b, &lookup.mark(Mark::Sentence)),
                Nearness::Paragraph => together(&a, &b, &lookup.mark(Mark::Part)),
            }
        }
        Shape::Any(shapes) => {
            let mut found: Vec<Match> = shapes.iter().flat_map(|shape| matches(shape, lookup)).collect();
            found.sort();
            found.dedup();
            found
        }
        Shape::AtLeast(n, shape) => {
            let found = matches(shape, lookup);
            if found.len() >= *n as usize { found } else { Vec::new() }
        }
    }
}

fn phrase(terms: &[usize], lookup: &mut dyn Lookup) -> Vec<Match> {
    let Some((first, rest)) = terms.split_first() else { return Vec::new() };
    let mut starts = lookup.term(*first);
    for (offset, term) in (1u32..).zip(rest) {
        if starts.is_empty() {
            break;
        }
        let positions = lookup.term(*term);
        starts.retain(|start| positions.binary_search(&(start + offset)).is_ok());
    }
    let len = terms.len().saturating_sub(1) as u32;
    starts.into_iter().map(|start| Match::at(start, start + len)).collect()
}

/// The shortest stretches that hold all terms.
fn loose(terms: &[usize], n: u32, lookup: &mut dyn Lookup) -> Vec<Match> {
    let mut places: Vec<(u32, usize)> = Vec::new();
    for (idx, term) in terms.iter().enumerate() {
        let found = lookup.term(*term);
        if found.is_empty() {
            return Vec::new();
        }
        places.extend(found.into_iter().map(|at| (at, idx)));
    }
    places.sort_unstable();
    let mut last: Vec<Option<u32>> = vec![None; terms.len()];
    let mut found: Vec<Match> = Vec::new();
    for (at, idx) in places {
        last[idx] = Some(at);
        let Some(start) = last.iter().copied().min().flatten() else { continue };
        if at - start < terms.len() as u32 + n {
            let mut parts: Vec<(u32, u32)> = last.iter().flatten().map(|at| (*at, *at)).collect();
            parts.sort_unstable();
            if found.last().is_none_or(|found| found.start < start) {
                found.push(Match { start, end: at, parts });
            }
        }
    }
    found
}

fn pair(a: &Match, b: &Match) -> Match {
    let parts = a.parts.iter().chain(&b.parts).copied().collect();
    Match { start: a.start.min(b.start), end: a.end.max(b.end), parts }
}

/// Pairs with at most `n` words between.
fn near(a: &[Match], b: &[Match], n: u32, in_order: bool) -> Vec<Match> {
    let mut found = Vec::new();
    let longest = b.iter().map(|b| b.end - b.start).max().unwrap_or(0);
    for a in a {
        let from = a.start.saturating_sub(n.saturating_add(longest).saturating_add(1));
        let first = b.partition_point(|b| b.start < from);
        for b in b[first..].iter().take_while(|b| b.start <= a.end.saturating_add(n).saturating_add(1)) {
            let follows = b.start > a.end && b.start - a.end - 1 <= n;
            let precedes = !in_order && a.start > b.end && a.start - b.end - 1 <= n;
            if follows || precedes {
                found.push(pair(a, b));
            }
        }
    }
    found
}

/// Pairs with no limit between them.
fn together(a: &[Match], b: &[Match], limits: &[u32]) -> Vec<Match> {
    let stretch = |at: u32| limits.partition_point(|limit| *limit <= at);
    let mut found = Vec::new();
    for a in a {
        let of_a = stretch(a.start);
        let first = b.partition_point(|b| stretch(b.start) < of_a);
        let same = b[first..].iter().take_while(|b| stretch(b.start) == of_a);
        found.extend(same.filter(|b| (b.start, b.end) != (a.start, a.end)).map(|b| pair(a, b)));
    }
    found
}

/// Where the parts begin that belong to a region.
struct Limits {
    all: Vec<u32>,
    wanted: Vec<u32>,
}

impl Limits {
    fn of(region: Region, lookup: &mut dyn Lookup) -> Self {
        let marks: &[Mark] = match region {
            Region::Headline => &[Mark::Headline],
            Region::Lead => &[Mark::Lead],
            Region::Text => &[Mark::Body, Mark::Caption],
            Region::Caption => &[Mark::Caption],
        };
        let mut wanted: Vec<u32> = marks.iter().flat_map(|mark| lookup.mark(*mark)).collect();
        wanted.sort_unstable();
        Self { all: lookup.mark(Mark::Part), wanted }
    }

    fn hold(&self, at: u32) -> bool {
        let part = self.all.partition_point(|start| *start <= at).checked_sub(1);
        part.and_then(|part| self.all.get(part)).is_some_and(|start| self.wanted.binary_search(start).is_ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::query::Form;

    /// A text as its words; `.` begins a sentence, `/` a part.
    struct Text<'a> {
        words: &'a [&'a str],
        plan: Plan,
    }

    impl Text<'_> {
        fn at(&self, wanted: impl Fn(&str) -> bool) -> Vec<u32> {
            let found = self.words.iter().enumerate().filter(|(_, word)| wanted(word));
            found.map(|(at, _)| at as u32).collect()
        }
    }

    impl Lookup for Text<'_> {
        fn term(&mut self, term: usize) -> Vec<u32> {
            let Term(forms) = &self.plan.terms[term];
            self.at(|word| forms.contains(&Form::Exact(word.trim_start_matches(['.', '/']).to_owned())))
        }
        fn mark(&mut self, mark: Mark) -> Vec<u32> {
            match mark {
                Mark::Sentence => self.at(|word| word.starts_with(['.', '/'])),
                Mark::Part => self.at(|word| word.starts_with('/')),
                _ => Vec::new(),
            }
        }
    }

    /// Asserts the places of `words`, first and last position.
    #[track_caller]
    fn check(words: Words, expected: &[(u32, u32)]) {
        let text = ["/the", "dam", "cracks", ".the", "old", "dam", "held", "/dam", "report"];
        let plan = Plan::of(&words, None);
        let mut text = Text { words: &text, plan: plan.clone() };
        let found: Vec<(u32, u32)> =
            plan.matches(&mut text).iter().map(|found| (found.start, found.end)).collect();
        assert_eq!(found, expected, "{words:?}");
    }

    fn term(word: &str) -> Term {
        Term(vec![Form::Exact(word.into())])
    }

    fn near(a: &str, b: &str, how: Nearness) -> Words {
        Words::Near(Box::new(Words::Term(term(a))), Box::new(Words::Term(term(b))), how)
    }

    #[test]
    fn words_are_found_as_they_have_to_stand() {
        let phrase = |words: &[&str]| Words::Phrase(words.iter().map(|word| term(word)).collect());
        check(phrase(&["the", "dam"]), &[(0, 1)]);
        check(phrase(&["the", "old", "dam"]), &[(3, 5)]);
        check(near("the", "dam", Nearness::Before(1)), &[(0, 1), (3, 5)]);
        check(near("held", "old", Nearness::Within(1)), &[(4, 6)]);
        check(near("held", "old", Nearness::Within(0)), &[]);
        check(near("held", "old", Nearness::Before(5)), &[]);
        check(near("cracks", "dam", Nearness::Sentence), &[(1, 2)]);
        check(near("cracks", "held", Nearness::Sentence), &[]);
        check(near("cracks", "held", Nearness::Paragraph), &[(2, 6)]);
        check(near("held", "report", Nearness::Paragraph), &[]);
        check(Words::Loose(vec![term("dam"), term("old"), term("the")], 0), &[(3, 5)]);
        check(Words::Loose(vec![term("held"), term("the")], 2), &[(3, 6)]);
        check(Words::AtLeast(3, Box::new(Words::Term(term("dam")))), &[(1, 1), (5, 5), (7, 7)]);
        check(Words::AtLeast(4, Box::new(Words::Term(term("dam")))), &[]);
    }
}
