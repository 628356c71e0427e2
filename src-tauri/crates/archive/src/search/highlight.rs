//! Finds in an article's text exactly what a query matched.

use std::collections::HashMap;

use backfile_article::{Article, Span};
use backfile_extract::Extraction;

use super::{
    layout::{Mark, Sink, lay_out},
    pattern::Pattern,
    places::{Lookup, Plan},
    query::{Form, Node, Term},
    terms::stem,
};

/// Bytes of a text that are looked through before it is enough to have found
/// something: whole issues read by a machine are longer than books.
const ENOUGH: usize = 60_000;

/// What is to be marked.
#[derive(Debug, Clone)]
pub(crate) struct Highlighter {
    plans: Vec<Plan>,
    /// Number of each plan's first term among all.
    offsets: Vec<usize>,
    exact: HashMap<String, Vec<usize>>,
    stems: HashMap<String, Vec<usize>>,
    patterns: Vec<(Pattern, usize)>,
    names: Vec<(Mark, usize)>,
    n_terms: usize,
}

/// A stretch of text that matched, and which of the query's parts it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Hit {
    /// Where; bytes of the text.
    pub span: Span,
    /// Number of the part.
    pub part: usize,
}

impl Highlighter {
    /// Marks whatever `node` asks to be there.
    pub fn new(node: &Node) -> Self {
        let mut plans = Vec::new();
        wanted(node, &mut plans);
        let mut new = Self {
            plans: Vec::new(),
            offsets: Vec::new(),
            exact: HashMap::new(),
            stems: HashMap::new(),
            patterns: Vec::new(),
            names: Vec::new(),
            n_terms: 0,
        };
        for plan in plans {
            new.offsets.push(new.n_terms);
            for term in &plan.terms {
                new.add(term);
            }
            new.plans.push(plan);
        }
        new
    }

    fn add(&mut self, Term(forms): &Term) {
        let number = self.n_terms;
        self.n_terms += 1;
        for form in forms {
            match form {
                Form::Exact(word) => self.exact.entry(word.clone()).or_default().push(number),
                Form::Stem(word) => self.stems.entry(word.clone()).or_default().push(number),
                Form::Name(mark) => self.names.push((*mark, number)),
                other => self.patterns.extend(Pattern::of(other).map(|pattern| (pattern, number))),
            }
        }
    }

    /// Whether there is anything to mark.
    pub fn is_empty(&self) -> bool {
        self.plans.is_empty()
    }

    /// Whether names have to be known.
    pub fn needs_names(&self) -> bool {
        !self.names.is_empty()
    }

    /// What matches in `article`, in order; with `all` false, a very long text
    /// is looked through only until something was found.
    pub fn hits(&self, article: &Article, extraction: Option<&Extraction>, all: bool) -> Vec<Hit> {
        if self.is_empty() {
            return Vec::new();
        }
        let is_long = article.text.len() > ENOUGH;
        if !all && is_long {
            let hits = self.hits_up_to(article, extraction, ENOUGH);
            if !hits.is_empty() {
                return hits;
            }
        }
        self.hits_up_to(article, extraction, usize::MAX)
    }

    fn hits_up_to(&self, article: &Article, extraction: Option<&Extraction>, limit: usize) -> Vec<Hit> {
        let mut text = Text {
            of: self,
            known: HashMap::new(),
            spans: Vec::new(),
            terms: vec![Vec::new(); self.n_terms],
            marks: HashMap::new(),
            offset: 0,
            limit,
        };
        lay_out(article, None, extraction, None, &mut text);
        let mut hits = Vec::new();
        for (part, plan) in self.plans.iter().enumerate() {
            text.offset = self.offsets[part];
            for found in plan.matches(&mut text) {
                let spans = found.parts.iter().filter_map(|(start, end)| text.span(*start, *end));
                hits.extend(spans.map(|span| Hit { span, part }));
            }
        }
        hits.sort();
        hits.dedup_by_key(|hit| hit.span);
        hits
    }
}

/// What `node` wants to be there, not what it wants away.
fn wanted(node: &Node, plans: &mut Vec<Plan>) {
    match node {
        Node::And(nodes) | Node::Or(nodes) => nodes.iter().for_each(|node| wanted(node, plans)),
        Node::Words(words, region) => plans.push(Plan::of(words, *region)),
        Node::Boost(node, _) => wanted(node, plans),
        Node::Filter(super::query::Filter::Quotation(said)) => {
            for said in said {
                if let super::query::Said::Words(words) = said {
                    plans.push(Plan::of(words, None));
                }
            }
        }
        Node::All | Node::Not(_) | Node::Filter(_) => {}
    }
}

struct Text<'a> {
    of: &'a Highlighter,
    /// Terms that a form of a word is, so that each is found out once.
    known: HashMap<String, Vec<usize>>,
    /// Positions with where they stand, in order.
    spans: Vec<(u32, Span)>,
    terms: Vec<Vec<u32>>,
    marks: HashMap<Mark, Vec<u32>>,
    offset: usize,
    limit: usize,
}

impl Text<'_> {
    fn span(&self, start: u32, end: u32) -> Option<Span> {
        let at = |position| {
            let idx = self.spans.binary_search_by_key(&position, |(position, _)| *position).ok()?;
            self.spans.get(idx).map(|(_, span)| *span)
        };
        Some(Span::new(at(start)?.start, at(end)?.end))
    }
}

impl Sink for Text<'_> {
    fn form(&mut self, position: u32, span: Span, form: &str) {
        if self.spans.last().is_none_or(|(last, _)| *last != position) {
            self.spans.push((position, span));
        }
        if !self.known.contains_key(form) {
            let of = self.of;
            let mut numbers: Vec<usize> = of.exact.get(form).into_iter().flatten().copied().collect();
            if !of.stems.is_empty() {
                numbers.extend(of.stems.get(&stem(form)).into_iter().flatten());
            }
            let patterns = of.patterns.iter().filter(|(pattern, _)| pattern.matches(form));
            numbers.extend(patterns.map(|(_, number)| *number));
            self.known.insert(form.to_owned(), numbers);
        }
        for number in self.known.get(form).into_iter().flatten() {
            let places = &mut self.terms[*number];
            if places.last() != Some(&position) {
                places.push(position);
            }
        }
    }

    fn mark(&mut self, position: u32, mark: Mark) {
        self.marks.entry(mark).or_default().push(position);
        for (name, number) in &self.of.names {
            let places = &mut self.terms[*number];
            if *name == mark && places.last() != Some(&position) {
                places.push(position);
            }
        }
    }

    fn part_done(&mut self) -> bool {
        self.spans.last().is_none_or(|(_, span)| span.end < self.limit)
    }
}

impl Lookup for Text<'_> {
    fn term(&mut self, term: usize) -> Vec<u32> {
        self.terms.get(self.offset + term).cloned().unwrap_or_default()
    }

    fn mark(&mut self, mark: Mark) -> Vec<u32> {
        self.marks.get(&mark).cloned().unwrap_or_default()
    }
}

/// Stretches of text in order, those that overlap as one.
pub(crate) fn merged(hits: &[Hit]) -> Vec<Span> {
    let mut merged: Vec<Span> = Vec::with_capacity(hits.len());
    for hit in hits.iter().filter(|hit| !hit.span.is_empty()) {
        match merged.last_mut() {
            Some(last) if hit.span.start < last.end => last.end = last.end.max(hit.span.end),
            _ => merged.push(hit.span),
        }
    }
    merged
}
