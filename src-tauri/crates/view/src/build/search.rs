//! Search.

use std::collections::HashMap;

use backfile_archive as core;
use backfile_article::{CodePoints, Span};
use core::ArticleId;

use super::{article_row, count, cut::Marks};
use crate::{
    NameCount, NamedView, PaletteItem, ProblemView, RepairView, Run, SearchRequest, SearchView, SpanView,
};

impl SearchRequest {
    /// What the archive is to find: `limit` articles after the first `offset`.
    #[must_use]
    pub fn question(&self, limit: usize, offset: usize) -> core::SearchRequest {
        core::SearchRequest {
            query: self.query.clone(),
            sort: match self.sort.as_deref() {
                Some("newest") => core::SearchSort::Newest,
                Some("oldest") => core::SearchSort::Oldest,
                Some("headline") => core::SearchSort::Headline,
                Some("longest") => core::SearchSort::Longest,
                _ => core::SearchSort::Relevance,
            },
            limit,
            offset,
            complete_last_word: self.complete_last_word.unwrap_or(false),
            facets: self.facets.unwrap_or(false),
        }
    }
}

impl SearchView {
    /// The answer to `request`.
    #[must_use]
    pub fn new(
        request: &SearchRequest,
        page: core::SearchPage,
        marks: &HashMap<ArticleId, core::Marks>,
    ) -> Self {
        let core::SearchPage { total, hits, problems, outlets, months, named, read_as } = page;
        let points = CodePoints::new(&request.query);
        let row = |core::SearchHit { card, score: _, snippet }: core::SearchHit| {
            let mark = marks.get(&card.id).copied().unwrap_or_default();
            article_row(card, mark, snippet_runs(snippet))
        };
        Self {
            request: request.request.unwrap_or(0),
            total: count(total),
            hits: hits.into_iter().map(row).collect(),
            problems: problems.into_iter().map(|problem| problem_view(problem, &points)).collect(),
            outlets: outlets.into_iter().map(|(name, n)| NameCount { name, n: count(n) }).collect(),
            months: months.into_iter().map(Into::into).collect(),
            named: named.into_iter().map(Into::into).collect(),
            read_as,
        }
    }
}

impl From<core::NamedCount> for NamedView {
    fn from(core::NamedCount { entity, n, term }: core::NamedCount) -> Self {
        Self { entity: entity.into(), n: count(n), term }
    }
}

/// The words of a snippet with its hits; offsets are those of the snippet.
fn snippet_runs(core::Snippet { text, hits }: core::Snippet) -> Vec<Run> {
    if text.is_empty() {
        return Vec::new();
    }
    let marks = Marks { hits, ..Marks::default() };
    marks.runs(&text, &CodePoints::new(&text), Span::new(0, text.len()))
}

fn problem_view(problem: core::QueryProblem, points: &CodePoints<'_>) -> ProblemView {
    let core::QueryProblem { code, span, message, repair } = problem;
    let SpanView { at, end } = SpanView::of(points, span);
    let repair = repair.map(|core::Repair { label, query }| RepairView { label, query });
    ProblemView { code: code.to_owned(), start: at, end, message, repair }
}

impl PaletteItem {
    /// A person, organisation or place.
    #[must_use]
    pub fn entity(row: core::EntityRow) -> Self {
        Self {
            kind: "entity".to_owned(),
            id: row.id.to_string(),
            label: row.name,
            detail: row.role.unwrap_or_default(),
        }
    }

    /// An article.
    #[must_use]
    pub fn article(card: core::Card) -> Self {
        let row = article_row(card, core::Marks::default(), Vec::new());
        Self {
            kind: "article".to_owned(),
            id: row.id,
            label: row.headline,
            detail: row.source.unwrap_or_default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_stands_where_the_query_shows_it_and_hits_are_marked() {
        let query = "😀 \"wall";
        let at = query.find('"').unwrap();
        let page = core::SearchPage {
            total: 1,
            problems: vec![core::QueryProblem {
                code: "open_quote",
                span: Span::new(at, query.len()),
                message: "The phrase does not end.".into(),
                repair: None,
            }],
            ..core::SearchPage::default()
        };
        let request = SearchRequest { query: query.into(), request: Some(4), ..SearchRequest::default() };
        let view = SearchView::new(&request, page, &HashMap::new());
        assert_eq!((view.request, view.total), (4, 1));
        assert_eq!((view.problems[0].start, view.problems[0].end), (3, 8));
        let text = "Der Wall hält".to_owned();
        let runs = snippet_runs(core::Snippet { text, hits: vec![Span::new(4, 8)] });
        let marked: Vec<_> = runs.iter().map(|run| (run.text.as_str(), run.hit)).collect();
        assert_eq!(marked, [("Der ", false), ("Wall", true), (" hält", false)]);
    }
}
