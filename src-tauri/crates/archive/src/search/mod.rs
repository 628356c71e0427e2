//! Full-text search over articles and quotations.
//!
//! A query as typed is read by [`query`], which never fails, turned into what
//! the index can run by `compile`, and run by `run`. What the index gives is a
//! list of articles; which of their words matched is found out afterwards, in
//! the text itself, by the same rules.

mod alike;
mod compile;
pub(crate) mod cut;
pub(crate) mod documents;
mod family;
pub(crate) mod folder;
mod gather;
mod highlight;
mod ids;
pub(crate) mod layout;
mod listed;
pub(crate) mod mine;
mod named;
mod opened;
mod pattern;
mod places;
mod positional;
pub(crate) mod query;
mod quote_check;
mod quotes;
mod run;
pub(crate) mod schema;
mod snippet;
pub(crate) mod terms;
mod variants;
pub(crate) mod words;

use backfile_article::Span;

pub(crate) use opened::Indexed;
pub use quote_check::{QuoteCheck, QuoteMatch, QuoteResult};

use crate::{Card, EntityRef, MonthCount};

/// What to search for. Filters are part of the query's text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SearchRequest {
    /// The query as typed.
    pub query: String,
    /// The order of the hits; a `sort:` in the query overrules it.
    pub sort: SearchSort,
    /// How many hits to give.
    pub limit: usize,
    /// How many to pass over.
    pub offset: usize,
    /// Whether the last word may be unfinished.
    pub complete_last_word: bool,
    /// Whether outlets, months and those named are counted over all matches,
    /// which takes as long again as the search.
    pub facets: bool,
}

/// How hits are ordered; by date, those without one come last.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum SearchSort {
    /// Best match first; the date plays no part.
    #[default]
    Relevance,
    /// Newest first.
    Newest,
    /// Oldest first.
    Oldest,
    /// By headline, in alphabetical order; those without one last.
    Headline,
    /// Most words first.
    Longest,
}

/// The answer to a search.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SearchPage {
    /// How many articles match; exact.
    pub total: u64,
    /// Those asked for.
    pub hits: Vec<SearchHit>,
    /// What was wrong with the query; the rest of it was run.
    pub problems: Vec<QueryProblem>,
    /// Outlets among all matches, most first; like the next two, empty unless asked for.
    pub outlets: Vec<(String, u64)>,
    /// Matches a month, in order; those without a date are left out.
    pub months: Vec<MonthCount>,
    /// People, organisations and places named by most of all matches: at most
    /// eight of a kind, most articles first. Credits do not count.
    pub named: Vec<NamedCount>,
    /// How the query was read, where that is not plain.
    pub read_as: Option<String>,
}

/// Somebody or something that matches name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedCount {
    /// Who or what.
    pub entity: EntityRef,
    /// How many matches.
    pub n: u64,
    /// The term of the query that finds exactly these.
    pub term: String,
}

/// An article that matches.
#[derive(Debug, Clone, PartialEq)]
pub struct SearchHit {
    /// The article as lists show it.
    pub card: Card,
    /// How well it matches; comparable within one answer only.
    pub score: f32,
    /// Some of its words around the matches.
    pub snippet: Snippet,
}

/// A piece of an article around what matched.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Snippet {
    /// The words, white space evened out.
    pub text: String,
    /// What matched; bytes of `text`, in order, without overlaps.
    pub hits: Vec<Span>,
}

/// Something in a query that could not be read as meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryProblem {
    /// A stable lower-case name.
    pub code: &'static str,
    /// Where it stands; bytes of the query.
    pub span: Span,
    /// What is wrong and what was done, as a sentence.
    pub message: String,
    /// What may be chosen instead.
    pub repair: Option<Repair>,
}

/// Another reading of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repair {
    /// What it does.
    pub label: String,
    /// The query it gives.
    pub query: String,
}
