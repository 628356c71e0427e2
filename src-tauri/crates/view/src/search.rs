//! Search: what was asked and what was found.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{ArticleRow, EntityRef, MonthCount, NameCount};

/// What to search for. Filters are part of the query's text (`source:"X"`,
/// `person:"Y"`, `after:2019-03`).
#[derive(Debug, Clone, Default, PartialEq, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(optional_fields)]
pub struct SearchRequest {
    /// The query as typed.
    pub query: String,
    /// `relevance`, `newest`, `oldest`, `headline` or `longest`.
    pub sort: Option<String>,
    /// How many, at most 500; 50 if absent.
    pub limit: Option<u32>,
    /// How many to pass over.
    pub offset: Option<u32>,
    /// Whether the last word may be unfinished.
    pub complete_last_word: Option<bool>,
    /// Whether outlets, months and names are counted.
    pub facets: Option<bool>,
    /// A number the answer repeats.
    pub request: Option<u32>,
}

/// Something in the query that could not be read as meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ProblemView {
    /// A stable name.
    pub code: String,
    /// Where it begins in the query, in UTF-16 units.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
    /// What is wrong, as a sentence.
    pub message: String,
    /// What the reader may choose instead.
    pub repair: Option<RepairView>,
}

/// Another reading of the query, one click away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RepairView {
    /// What it does.
    pub label: String,
    /// The query it gives.
    pub query: String,
}

/// Somebody or something named by some of the matches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NamedView {
    /// Who or what.
    pub entity: EntityRef,
    /// By how many matches.
    pub n: u32,
    /// The term that narrows the query to them.
    pub term: String,
}

/// The answer to a search.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SearchView {
    /// The number the request carried.
    pub request: u32,
    /// How many articles match; exact.
    pub total: u32,
    /// Those asked for.
    pub hits: Vec<ArticleRow>,
    /// What was wrong with the query.
    pub problems: Vec<ProblemView>,
    /// Outlets among all matches, most first.
    pub outlets: Vec<NameCount>,
    /// Matches a month.
    pub months: Vec<MonthCount>,
    /// Who and what is named by most matches, at most eight of a kind, most first.
    pub named: Vec<NamedView>,
    /// How the query was read, if that is not plain.
    pub read_as: Option<String>,
}
