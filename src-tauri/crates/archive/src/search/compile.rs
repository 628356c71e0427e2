//! Turns a query as read into one that the index runs.

use std::{collections::HashSet, sync::Arc};

use backfile_article::fold;
use tantivy::{
    DocId, Score, Searcher, Term as IndexTerm,
    query::{
        AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, Occur, PhraseQuery, Query, TermQuery,
    },
    schema::{Field, IndexRecordOption},
};

use super::{
    listed::ListQuery,
    places::Plan,
    positional::{self, MAX_TERMS, Resolved, docs_with},
    query::{DateRule, Days, Filter, Form, Node, Said, Term, Words, words_of},
    schema::{ArticleFields, Articles, Quotations, TextFields},
};
use crate::{Archive, ArchiveError, EntityId, derived::kind_of};

/// How much more a word of the headline weighs.
const HEADLINE: Score = 2.0;

/// Terms of a pattern that are ranked each by itself; rarer ones only match.
const MAX_RANKED: usize = 24;

/// What compiling may go wrong with.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// The index.
    #[error(transparent)]
    Index(#[from] tantivy::TantivyError),
    /// A store.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
}

type Compiled = Result<Box<dyn Query>, Failure>;

/// What a query is compiled against.
pub(crate) struct Compiler<'a> {
    /// The index that is searched.
    pub searcher: &'a Searcher,
    /// Its fields.
    pub fields: Fields<'a>,
    /// The index of quotations, and its fields.
    pub quotations: Option<(&'a Searcher, &'a Quotations)>,
    /// Knows who is called how, and what the reader made.
    pub archive: &'a Archive,
    /// How many terms patterns had to leave out.
    pub n_left_out: usize,
}

/// The fields of the index that is searched.
#[derive(Clone, Copy)]
pub(crate) enum Fields<'a> {
    /// Articles are.
    Articles(&'a Articles),
    /// Quotations are.
    Quotations(&'a Quotations),
}

impl Fields<'_> {
    fn text(&self) -> TextFields {
        match self {
            Self::Articles(fields) => fields.text,
            Self::Quotations(fields) => fields.text,
        }
    }

    fn article(&self) -> ArticleFields {
        match self {
            Self::Articles(fields) => fields.article,
            Self::Quotations(fields) => fields.article,
        }
    }
}

impl Compiler<'_> {
    /// The query for `node`.
    pub fn node(&mut self, node: &Node) -> Compiled {
        Ok(match node {
            Node::All => Box::new(AllQuery),
            Node::And(nodes) => self.and(nodes)?,
            Node::Or(nodes) => {
                let any = nodes.iter().map(|node| Ok((Occur::Should, self.node(node)?)));
                Box::new(BooleanQuery::new(any.collect::<Result<_, Failure>>()?))
            }
            Node::Not(_) => self.and(std::slice::from_ref(node))?,
            Node::Words(words, region) => {
                let plan = Plan::of(words, *region);
                match (words, region) {
                    (words, None) => self.words(words)?,
                    _ => self.plan(plan)?,
                }
            }
            Node::Filter(filter) => Box::new(ConstScoreQuery::new(self.filter(filter)?, 0.0)),
            Node::Boost(node, weight) => Box::new(BoostQuery::new(self.node(node)?, *weight)),
        })
    }

    fn and(&mut self, nodes: &[Node]) -> Compiled {
        let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::with_capacity(nodes.len());
        for node in nodes {
            clauses.push(match node {
                Node::Not(node) => (Occur::MustNot, self.node(node)?),
                node => (Occur::Must, self.node(node)?),
            });
        }
        if clauses.iter().all(|(occur, _)| *occur == Occur::MustNot) {
            clauses.push((Occur::Must, Box::new(AllQuery)));
        }
        Ok(Box::new(BooleanQuery::new(clauses)))
    }

    /// Words anywhere: what tantivy can do faster is left to it.
    pub fn words(&mut self, words: &Words) -> Compiled {
        let exact = self.fields.text().exact;
        match words {
            Words::Term(term) => self.term(term),
            Words::Any(any) => {
                let any = any.iter().map(|words| Ok((Occur::Should, self.words(words)?)));
                Ok(Box::new(BooleanQuery::new(any.collect::<Result<_, Failure>>()?)))
            }
            Words::Phrase(terms) => {
                let plain: Option<Vec<IndexTerm>> = terms
                    .iter()
                    .map(|Term(forms)| match forms.as_slice() {
                        [Form::Exact(word)] => Some(IndexTerm::from_field_text(exact, word)),
                        _ => None,
                    })
                    .collect();
                match plain {
                    Some(terms) if terms.len() > 1 => Ok(Box::new(PhraseQuery::new(terms))),
                    _ => self.plan(Plan::of(words, None)),
                }
            }
            _ => self.plan(Plan::of(words, None)),
        }
    }

    fn plan(&mut self, plan: Plan) -> Compiled {
        let (query, n_left_out) = positional::query(self.searcher, self.fields.text(), plan)?;
        self.n_left_out += n_left_out;
        Ok(Box::new(query))
    }

    fn term(&mut self, Term(forms): &Term) -> Compiled {
        let mut any: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        for form in forms {
            if let (Form::Stem(stem), Fields::Articles(fields)) = (form, self.fields) {
                let headline = term_query(IndexTerm::from_field_text(fields.headline, stem));
                any.push((Occur::Should, Box::new(BoostQuery::new(headline, HEADLINE))));
            }
            let (resolved, n_left_out) = Resolved::new(self.searcher, &self.fields.text(), form)?;
            self.n_left_out += n_left_out;
            let terms = match resolved {
                Resolved::Family(family) => {
                    let query = match family.alone() {
                        Some(term) => term_query(term.clone()),
                        None => Box::new(family),
                    };
                    any.push((Occur::Should, query));
                    continue;
                }
                Resolved::Terms(terms) => terms,
            };
            if terms.len() > MAX_RANKED {
                let rest = terms[MAX_RANKED..].to_vec();
                any.push((Occur::Should, Box::new(of_terms(rest))));
            }
            any.extend(terms.into_iter().take(MAX_RANKED).map(|term| (Occur::Should, term_query(term))));
        }
        Ok(match any.len() {
            0 => Box::new(EmptyQuery),
            1 => any.remove(0).1,
            _ => Box::new(BooleanQuery::new(any)),
        })
    }

    fn filter(&mut self, filter: &Filter) -> Compiled {
        let article = self.fields.article();
        match filter {
            Filter::Source(outlet) => return Ok(any_of(named(self.searcher, article.outlet, outlet)?)),
            Filter::Published(days, rule) => return Ok(Box::new(published(*days, *rule))),
            Filter::Quotation(said) => return self.quotation(said),
            Filter::Mine(mine) => return Ok(Box::new(of_articles(self.archive.articles_of_mine(mine)?))),
            Filter::Repeat(repeat) => return Ok(Box::new(of_articles(self.archive.repeats(*repeat)?))),
            _ => {}
        }
        // Quotations know nothing else of their articles.
        let Fields::Articles(fields) = self.fields else { return Ok(Box::new(AllQuery)) };
        Ok(match filter {
            Filter::Author(words) => in_order(fields.author, words),
            Filter::Url(words) => in_order(fields.url, words),
            Filter::Section(section) => any_of(named(self.searcher, fields.section, section)?),
            Filter::Site(site) => {
                let below = format!(".{site}");
                any_of(texts(self.searcher, fields.site, &|host| host == site || host.ends_with(&below))?)
            }
            Filter::Language(language) => {
                let region = format!("{language}-");
                any_of(texts(self.searcher, fields.language, &|tag| {
                    tag == language || tag.starts_with(&region)
                })?)
            }
            Filter::Entity(kind, name) => {
                let ids = self.archive.ids_called(*kind, name)?;
                any_of(fields.naming(&ids))
            }
            Filter::Named(kind, name) => {
                let all = &fields.named;
                let fields = fields.named.iter().zip((0..).map_while(kind_of));
                let fields = fields.filter(|(_, of)| kind.is_none_or(|kind| kind == *of));
                // A name may be joined to one of another kind, so that all fields are asked.
                let mut terms = Vec::new();
                for (_, of) in fields {
                    for id in self.archive.ids_of(EntityId::of(of, name))? {
                        let of_id = |field: &Field| IndexTerm::from_field_u64(*field, id);
                        terms.extend(all.iter().map(of_id));
                    }
                }
                any_of(terms)
            }
            Filter::Happened(days) => {
                any_of(texts(self.searcher, fields.happened, &|value| overlaps(value, *days))?)
            }
            Filter::Has(what) => term_query(IndexTerm::from_field_text(fields.has, what)),
            Filter::Length(from, to) => {
                let (from, to) = (*from, *to);
                Box::new(ListQuery::filter(move |reader| {
                    let n_words = reader.fast_fields().u64("n_words")?;
                    Ok(move |doc| n_words.first(doc).is_some_and(|n| (from..=to).contains(&n)))
                }))
            }
            Filter::Source(_)
            | Filter::Published(..)
            | Filter::Quotation(_)
            | Filter::Mine(_)
            | Filter::Repeat(_) => Box::new(AllQuery),
        })
    }

    /// Articles with such a quotation; or, among quotations, those that are such.
    fn quotation(&mut self, said: &[Said]) -> Compiled {
        if let Fields::Quotations(fields) = self.fields {
            return self.said(said, fields);
        }
        let Some((searcher, fields)) = self.quotations else { return Ok(Box::new(EmptyQuery)) };
        let mut inner = Compiler {
            searcher,
            fields: Fields::Quotations(fields),
            quotations: None,
            archive: self.archive,
            n_left_out: 0,
        };
        let query = inner.said(said, fields)?;
        self.n_left_out += inner.n_left_out;
        Ok(Box::new(of_articles(searcher.search(&query, &super::ids::Ids("id"))?)))
    }

    fn said(&mut self, said: &[Said], fields: &Quotations) -> Compiled {
        let mut all: Vec<(Occur, Box<dyn Query>)> = Vec::with_capacity(said.len());
        for said in said {
            let ids = |field, name: &str| -> Compiled {
                let ids = self.archive.ids_called(None, name)?;
                Ok(any_of(ids.into_iter().map(|id| IndexTerm::from_field_u64(field, id)).collect()))
            };
            let query = match said {
                Said::By(name) => ids(fields.speaker, name)?,
                Said::About(name) => ids(fields.about, name)?,
                Said::To(name) => Box::new(BooleanQuery::union(vec![
                    ids(fields.addressee, name)?,
                    in_order(fields.told, &words_of(name)),
                ])),
                Said::Topic(words) => in_order(fields.topic, words),
                Said::Words(words) => self.words(words)?,
                Said::Cue(words) => in_order(fields.cue, words),
                Said::Kind(kind) => term_query(IndexTerm::from_field_text(fields.kind, kind.as_str())),
                Said::Unnamed(words) => {
                    let unnamed = term_query(IndexTerm::from_field_text(fields.has, "unnamed"));
                    match words.is_empty() {
                        true => unnamed,
                        false => Box::new(BooleanQuery::intersection(vec![
                            unnamed,
                            in_order(fields.speaker_words, words),
                        ])),
                    }
                }
            };
            all.push((Occur::Must, query));
        }
        Ok(Box::new(BooleanQuery::new(all)))
    }
}

/// Documents with this term.
pub(crate) fn term_query(term: IndexTerm) -> Box<dyn Query> {
    Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))
}

/// Documents with any of these terms, unranked.
fn of_terms(terms: Vec<IndexTerm>) -> ListQuery {
    ListQuery::new(move |reader| {
        Ok(docs_with(reader, &terms)?.into_iter().map(|doc: DocId| (doc, 1.0)).collect())
    })
}

/// Documents with any of these terms.
pub(crate) fn any_of(mut terms: Vec<IndexTerm>) -> Box<dyn Query> {
    match terms.len() {
        0 => Box::new(EmptyQuery),
        1 => term_query(terms.remove(0)),
        _ => Box::new(of_terms(terms)),
    }
}

/// Documents of these articles.
fn of_articles(ids: Arc<HashSet<u64>>) -> ListQuery {
    ListQuery::filter(move |reader| {
        let column = reader.fast_fields().u64("id")?;
        let ids = Arc::clone(&ids);
        Ok(move |doc| column.first(doc).is_some_and(|id| ids.contains(&id)))
    })
}

/// Documents in whose short text these words stand one after the other.
pub(crate) fn in_order(field: Field, words: &[String]) -> Box<dyn Query> {
    let mut terms: Vec<IndexTerm> =
        words.iter().map(|word| IndexTerm::from_field_text(field, word)).collect();
    match terms.len() {
        0 => Box::new(EmptyQuery),
        1 => term_query(terms.remove(0)),
        _ => Box::new(PhraseQuery::new(terms)),
    }
}

/// Documents published on these days.
pub(crate) fn published(days: Days, rule: DateRule) -> ListQuery {
    let from = days.from.unwrap_or(i64::MIN);
    let to = days.to.unwrap_or(i64::MAX);
    ListQuery::filter(move |reader| {
        let first = reader.fast_fields().i64("day")?;
        let last = reader.fast_fields().i64("last_day")?;
        Ok(move |doc| {
            let Some(day) = first.first(doc) else { return false };
            match rule {
                DateRule::Start => day >= from && day <= to,
                DateRule::Overlap => day <= to && last.first(doc).unwrap_or(day) >= from,
            }
        })
    })
}

/// Whether a date mentioned lies in `days`.
fn overlaps(value: &str, days: Days) -> bool {
    let Ok((found, _)) = super::query::range(value) else { return false };
    let before = found.to.zip(days.from).is_some_and(|(to, from)| to < from);
    let after = found.from.zip(days.to).is_some_and(|(from, to)| from > to);
    !before && !after
}

/// Terms of outlets or sections meant by `name`: those called so or, if there
/// are none, those whose name holds its words.
fn named(searcher: &Searcher, field: Field, name: &str) -> tantivy::Result<Vec<IndexTerm>> {
    let name = fold(name);
    let same = texts(searcher, field, &|text| fold(text) == name)?;
    if !same.is_empty() {
        return Ok(same);
    }
    let inside = format!(" {name} ");
    texts(searcher, field, &|text| format!(" {} ", fold(text)).contains(&inside))
}

fn texts(searcher: &Searcher, field: Field, keep: &dyn Fn(&str) -> bool) -> tantivy::Result<Vec<IndexTerm>> {
    let found = dictionary(searcher, field, "", keep)?;
    Ok(found.into_iter().map(|(text, _)| IndexTerm::from_field_text(field, &text)).collect())
}

/// The terms of `field` that begin with `prefix` and are to be kept, with the
/// number of documents that have them.
pub(crate) fn dictionary(
    searcher: &Searcher,
    field: Field,
    prefix: &str,
    keep: &dyn Fn(&str) -> bool,
) -> tantivy::Result<Vec<(String, u32)>> {
    let mut found: std::collections::BTreeMap<String, u32> = std::collections::BTreeMap::new();
    for reader in searcher.segment_readers() {
        let index = reader.inverted_index(field)?;
        let mut stream = index.terms().range().ge(prefix.as_bytes()).into_stream()?;
        while stream.advance() {
            let Ok(term) = std::str::from_utf8(stream.key()) else { continue };
            if !term.starts_with(prefix) {
                break;
            }
            if keep(term) {
                *found.entry(term.to_owned()).or_default() += stream.value().doc_freq;
            }
        }
    }
    Ok(found.into_iter().collect())
}

/// Says that a pattern stands for more words than are searched.
pub(crate) fn left_out_message(n: usize) -> String {
    format!("This stands for too many words; the {MAX_TERMS} most frequent are searched, {n} are left out.")
}
