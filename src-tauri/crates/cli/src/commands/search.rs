//! `search`: articles by words.

use std::io::Write;

use backfile_archive::{Archive, QueryProblem, SearchHit, SearchPage, SearchRequest, SearchSort, Snippet};
use backfile_article::{CodePoints, Span};
use serde::Serialize;

use super::{N_SHOWN, count};
use crate::{
    arguments::{Search, Sort},
    error::{CliError, Outcome, say},
    out::Out,
    paint::{Paint, line},
};

/// How many hits a program gets that does not say how many.
const N_JSON: usize = 100;

#[derive(Serialize)]
struct Answer<'a> {
    total: u64,
    hits: Vec<Hit<'a>>,
    problems: Vec<ProblemJson<'a>>,
}

#[derive(Serialize)]
struct Hit<'a> {
    id: String,
    headline: Option<&'a str>,
    source: Option<&'a str>,
    published: Option<&'a str>,
    score: f32,
    snippet: SnippetJson<'a>,
}

#[derive(Serialize)]
struct SnippetJson<'a> {
    text: &'a str,
    hits: Vec<[usize; 2]>,
}

#[derive(Serialize)]
struct ProblemJson<'a> {
    code: &'static str,
    start: usize,
    end: usize,
    message: &'a str,
}

pub fn run(archive: &Archive, arguments: &Search, out: &mut Out) -> Result<Outcome, CliError> {
    let page = archive.search(&SearchRequest {
        query: arguments.query.clone(),
        sort: match arguments.sort {
            Sort::Relevance => SearchSort::Relevance,
            Sort::Newest => SearchSort::Newest,
            Sort::Oldest => SearchSort::Oldest,
        },
        limit: arguments.limit.unwrap_or(if out.json { N_JSON } else { N_SHOWN }),
        offset: arguments.offset,
        ..SearchRequest::default()
    })?;
    if out.json {
        out.document(&as_json(&page, &arguments.query))?;
    } else {
        print(&page, arguments, out)?;
    }
    Ok(Outcome::Done)
}

fn as_json<'a>(page: &'a SearchPage, query: &str) -> Answer<'a> {
    let points = CodePoints::new(query);
    let problems = page.problems.iter().map(|problem| {
        let QueryProblem { code, span, message, repair: _ } = problem;
        let Span { start, end } = points.span(*span);
        ProblemJson { code, start, end, message }
    });
    let hits = page.hits.iter().map(|SearchHit { card, score, snippet }| Hit {
        id: card.id.to_string(),
        headline: card.headline.as_deref(),
        source: card.source.as_deref(),
        published: card.published.as_deref(),
        score: *score,
        snippet: snippet_json(snippet),
    });
    Answer { total: page.total, hits: hits.collect(), problems: problems.collect() }
}

fn snippet_json(snippet: &Snippet) -> SnippetJson<'_> {
    let points = CodePoints::new(&snippet.text);
    let hits = snippet.hits.iter().map(|span| points.span(*span)).map(|Span { start, end }| [start, end]);
    SnippetJson { text: &snippet.text, hits: hits.collect() }
}

fn print(page: &SearchPage, arguments: &Search, out: &mut Out) -> Result<(), CliError> {
    for QueryProblem { message, repair, .. } in &page.problems {
        say(&line(message));
        if let Some(repair) = repair {
            say(&format!("{}: {}", line(&repair.label), line(&repair.query)));
        }
    }
    let paint = out.paint;
    writeln!(out, "{}", paint.quiet(summary(page, arguments.offset)))?;
    for SearchHit { card, score: _, snippet } in &page.hits {
        let headline = card.headline.as_deref().unwrap_or("No headline");
        writeln!(out, "\n{}  {}", paint.quiet(card.id), paint.strong(line(headline)))?;
        let source = card.source.as_deref().unwrap_or("Outlet unknown");
        let published = card.published.as_deref().unwrap_or("no date");
        writeln!(out, "  {}", paint.quiet(format!("{}, {published}", line(source))))?;
        let words = marked(snippet, paint);
        if !words.is_empty() {
            writeln!(out, "  {words}")?;
        }
    }
    Ok(())
}

fn summary(page: &SearchPage, offset: usize) -> String {
    let total = count(page.total, "article", "articles");
    let n = page.hits.len() as u64;
    if n == page.total || n == 0 {
        return total;
    }
    format!("{} to {} of {total}", offset + 1, offset as u64 + n)
}

/// The snippet with its hits coloured.
fn marked(snippet: &Snippet, paint: Paint) -> String {
    let mut words = String::with_capacity(snippet.text.len() + 32);
    let mut done = 0;
    for span in &snippet.hits {
        words.push_str(&harmless(&snippet.text[done..span.start]));
        words.push_str(&paint.hit(harmless(span.of(&snippet.text))).to_string());
        done = span.end;
    }
    words.push_str(&harmless(&snippet.text[done..]));
    words
}

/// Like [`line`], but spaces at the ends stay, since a hit may follow.
fn harmless(text: &str) -> String {
    crate::paint::harmless(text).replace('\n', " ")
}
