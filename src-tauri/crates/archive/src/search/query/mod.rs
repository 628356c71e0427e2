//! The query language: any text is a query, and what cannot be read as meant
//! is told with it. See `docs/query-language.md`.

mod ast;
mod dates;
mod fields;
mod lexer;
mod parser;
mod values;

use backfile_article::Span;
use chrono::NaiveDate;

pub(crate) use ast::{DateRule, Filter, Form, Nearness, Node, Region, Said, Term, Words};
pub(crate) use dates::Days;
pub(crate) use values::{exact_term, words_of};

use super::{QueryProblem, Repair, SearchSort};

/// A query that can be run.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Query {
    /// What is wanted.
    pub root: Node,
    /// What could not be read as meant.
    pub problems: Vec<QueryProblem>,
    /// The order asked for in the query itself.
    pub sort: Option<SearchSort>,
    /// How it was read, where that is not plain.
    pub read_as: Option<String>,
}

/// How a query is read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reading {
    /// Whether the last word may be unfinished.
    pub complete_last_word: bool,
    /// The day that "yesterday" is counted from.
    pub today: NaiveDate,
}

/// Reads `query`.
pub(crate) fn parse(query: &str, reading: Reading) -> Query {
    parser::parse(query, reading)
}

/// The days that a date found in a text means; it names no day by today.
pub(crate) fn range(value: &str) -> Result<(Days, bool), ()> {
    dates::range(value, NaiveDate::MIN).map_err(|_| ())
}

/// Collects what is wrong with one query.
struct Problems<'a> {
    query: &'a str,
    found: Vec<QueryProblem>,
}

impl Problems<'_> {
    fn add(&mut self, code: &'static str, span: Span, message: impl Into<String>) {
        self.found.push(QueryProblem { code, span, message: message.into(), repair: None });
    }

    /// With another text for `span` as the repair.
    fn add_with(
        &mut self,
        code: &'static str,
        span: Span,
        message: impl Into<String>,
        label: impl Into<String>,
        instead: &str,
    ) {
        let query = format!("{}{instead}{}", &self.query[..span.start], &self.query[span.end..]);
        let repair = Some(Repair { label: label.into(), query });
        self.found.push(QueryProblem { code, span, message: message.into(), repair });
    }
}

/// The name of `known` that `typed` was most likely meant to be.
fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed = typed.to_lowercase();
    let scored = known.into_iter().map(|name| (distance(&typed, name, 3), name));
    scored.filter(|(n, _)| *n <= 2).min().map(|(_, name)| name)
}

/// How many letters have to be changed, added, left out or swapped with their
/// neighbour to make `a` of `b`; anything above `max` may be told as `max + 1`.
pub(crate) fn distance(a: &str, b: &str, max: usize) -> usize {
    let a: Vec<char> = a.chars().collect();
    let b: Vec<char> = b.chars().collect();
    if a.len().abs_diff(b.len()) > max {
        return max + 1;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1; b.len() + 1];
        for (j, y) in b.iter().enumerate() {
            let mut n = (last[j] + usize::from(x != y)).min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y {
                n = n.min(before[j - 1] + 1);
            }
            row[j + 1] = n;
        }
        if row.iter().min().is_some_and(|least| *least > max) {
            return max + 1;
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests;
