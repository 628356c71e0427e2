//! Finds articles whose words stand as a [`Plan`] wants.

use std::sync::Arc;

use tantivy::{
    DocId, DocSet, Score, Searcher, SegmentReader, TERMINATED, Term as IndexTerm,
    fieldnorm::FieldNormReader,
    postings::{Postings, SegmentPostings},
    query::{Bm25StatisticsProvider, Bm25Weight},
    schema::{Field, IndexRecordOption},
};

use super::{
    family::Family,
    layout::Mark,
    listed::ListQuery,
    places::{Lookup, Plan, Shape},
    query::{Form, Term},
    schema::TextFields,
};

/// The most terms of the index that one word of a query may stand for.
pub(crate) const MAX_TERMS: usize = 4096;

/// What one form of a word stands for in the index.
pub(crate) enum Resolved {
    /// The terms of a stem, which are ranked as one.
    Family(Family),
    /// Terms that are ranked each by itself, most frequent first.
    Terms(Vec<IndexTerm>),
}

impl Resolved {
    /// What `form` stands for, and how many terms were left out.
    pub fn new(searcher: &Searcher, fields: &TextFields, form: &Form) -> tantivy::Result<(Self, usize)> {
        let one = |field, text: &str| Ok((Self::Terms(vec![IndexTerm::from_field_text(field, text)]), 0));
        match form {
            Form::Exact(word) => return one(fields.exact, word),
            Form::Stem(word) => return Ok((Self::Family(Family::new(searcher, fields, word)?), 0)),
            Form::Name(mark) => return one(fields.marks, mark.term()),
            _ => {}
        }
        let Some(pattern) = super::pattern::Pattern::of(form) else {
            return Ok((Self::Terms(Vec::new()), 0));
        };
        let keep = |word: &str| pattern.matches(word);
        let mut found = super::compile::dictionary(searcher, fields.exact, &pattern.prefix(), &keep)?;
        found.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let n_left_out = found.len().saturating_sub(MAX_TERMS);
        found.truncate(MAX_TERMS);
        let terms = found.iter().map(|(word, _)| IndexTerm::from_field_text(fields.exact, word));
        Ok((Self::Terms(terms.collect()), n_left_out))
    }

    fn terms(&self) -> &[IndexTerm] {
        match self {
            Self::Family(family) => &family.terms,
            Self::Terms(terms) => terms,
        }
    }
}

/// The query for `plan`, and how many terms were left out of it.
pub(crate) fn query(
    searcher: &Searcher,
    fields: TextFields,
    plan: Plan,
) -> tantivy::Result<(ListQuery, usize)> {
    let mut words = Vec::with_capacity(plan.terms.len());
    let mut n_left_out = 0;
    for Term(forms) in &plan.terms {
        let mut word = Vec::with_capacity(forms.len());
        for form in forms {
            let (resolved, left_out) = Resolved::new(searcher, &fields, form)?;
            word.push(resolved);
            n_left_out += left_out;
        }
        words.push(word);
    }
    let scoring = scoring(searcher, fields.exact, &words)?;
    let terms = words.iter().map(|word| word.iter().flat_map(Resolved::terms).cloned().collect());
    let finder = Arc::new(Finder { terms: terms.collect(), plan, fields, scoring });
    Ok((ListQuery::new(move |reader| finder.find(reader)), n_left_out))
}

/// BM25 over the first stem of each word or, where there are none, over the
/// first term; none for names alone.
fn scoring(
    searcher: &Searcher,
    exact: Field,
    words: &[Vec<Resolved>],
) -> tantivy::Result<Option<(Field, Bm25Weight)>> {
    let first_stem = |word: &Vec<Resolved>| {
        word.iter().find_map(|resolved| match resolved {
            Resolved::Family(family) => Some(family.doc_freq(searcher)),
            Resolved::Terms(_) => None,
        })
    };
    let first_term = |word: &Vec<Resolved>| {
        let mut terms = word.iter().flat_map(Resolved::terms);
        terms.find(|term| term.field() == exact).map(|term| searcher.doc_freq(term))
    };
    let mut n_docs: Vec<u64> = words.iter().filter_map(first_stem).collect::<tantivy::Result<_>>()?;
    if n_docs.is_empty() {
        n_docs = words.iter().filter_map(first_term).collect::<tantivy::Result<_>>()?;
    }
    if n_docs.is_empty() {
        return Ok(None);
    }
    let terms: Vec<IndexTerm> =
        (0..n_docs.len()).map(|idx| IndexTerm::from_field_u64(exact, idx as u64)).collect();
    let known = Frequencies { searcher, n_docs };
    Ok(Some((exact, Bm25Weight::for_terms(&known, &terms)?)))
}

/// How many documents have each of some numbered words.
struct Frequencies<'a> {
    searcher: &'a Searcher,
    n_docs: Vec<u64>,
}

impl Bm25StatisticsProvider for Frequencies<'_> {
    fn total_num_tokens(&self, field: Field) -> tantivy::Result<u64> {
        self.searcher.total_num_tokens(field)
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        self.searcher.total_num_docs()
    }

    fn doc_freq(&self, word: &IndexTerm) -> tantivy::Result<u64> {
        let idx = word.value().as_u64().and_then(|idx| usize::try_from(idx).ok());
        Ok(idx.and_then(|idx| self.n_docs.get(idx)).copied().unwrap_or(0))
    }
}

struct Finder {
    plan: Plan,
    terms: Vec<Vec<IndexTerm>>,
    fields: TextFields,
    scoring: Option<(Field, Bm25Weight)>,
}

impl Finder {
    fn find(&self, reader: &SegmentReader) -> tantivy::Result<Vec<(DocId, Score)>> {
        let candidates = self.candidates(reader, &self.plan.shape)?;
        if candidates.is_empty() {
            return Ok(Vec::new());
        }
        let norms = match &self.scoring {
            Some((field, _)) => reader.fieldnorms_readers().get_field(*field)?,
            None => None,
        };
        let mut places = Indexed::open(self, reader)?;
        let mut found = Vec::new();
        for doc in candidates {
            places.doc = doc;
            let n = self.plan.matches(&mut places).len();
            if n > 0 {
                found.push((doc, self.score(doc, n, norms.as_ref())));
            }
        }
        Ok(found)
    }

    fn score(&self, doc: DocId, n: usize, norms: Option<&FieldNormReader>) -> Score {
        let (Some((_, weight)), Some(norms)) = (&self.scoring, norms) else { return 1.0 };
        weight.score(norms.fieldnorm_id(doc), u32::try_from(n).unwrap_or(u32::MAX))
    }

    /// Documents that hold the words at all.
    fn candidates(&self, reader: &SegmentReader, shape: &Shape) -> tantivy::Result<Vec<DocId>> {
        let all = |terms: &[usize]| {
            let lists = terms.iter().map(|term| self.candidates(reader, &Shape::Term(*term)));
            lists.collect::<tantivy::Result<Vec<_>>>().map(intersect)
        };
        match shape {
            Shape::Term(term) => docs_with(reader, &self.terms[*term]),
            Shape::Phrase(terms) | Shape::Loose(terms, _) => all(terms),
            Shape::Near(a, b, _) => {
                Ok(intersect(vec![self.candidates(reader, a)?, self.candidates(reader, b)?]))
            }
            Shape::Any(shapes) => {
                let mut docs = Vec::new();
                for shape in shapes {
                    docs.extend(self.candidates(reader, shape)?);
                }
                docs.sort_unstable();
                docs.dedup();
                Ok(docs)
            }
            Shape::AtLeast(_, shape) => self.candidates(reader, shape),
        }
    }
}

/// Documents with any of `terms`, in order.
pub(crate) fn docs_with(reader: &SegmentReader, terms: &[IndexTerm]) -> tantivy::Result<Vec<DocId>> {
    let mut docs = Vec::new();
    for term in terms {
        let index = reader.inverted_index(term.field())?;
        let Some(mut postings) = index.read_postings(term, IndexRecordOption::Basic)? else { continue };
        let mut doc = postings.doc();
        while doc != TERMINATED {
            docs.push(doc);
            doc = postings.advance();
        }
    }
    if terms.len() > 1 {
        // The stable sort knows what is in order already.
        docs.sort();
        docs.dedup();
    }
    Ok(docs)
}

fn intersect(mut lists: Vec<Vec<DocId>>) -> Vec<DocId> {
    lists.sort_by_key(Vec::len);
    let mut lists = lists.into_iter();
    let mut docs = lists.next().unwrap_or_default();
    for list in lists {
        docs.retain(|doc| list.binary_search(doc).is_ok());
    }
    docs
}

/// Positions as a segment holds them; documents are asked for in order.
struct Indexed<'a> {
    reader: &'a SegmentReader,
    fields: TextFields,
    doc: DocId,
    terms: Vec<Vec<SegmentPostings>>,
    marks: Vec<(Mark, Option<SegmentPostings>)>,
}

impl<'a> Indexed<'a> {
    fn open(finder: &Finder, reader: &'a SegmentReader) -> tantivy::Result<Self> {
        let mut terms = Vec::with_capacity(finder.terms.len());
        for resolved in &finder.terms {
            let mut postings = Vec::with_capacity(resolved.len());
            for term in resolved {
                let index = reader.inverted_index(term.field())?;
                postings.extend(index.read_postings(term, IndexRecordOption::WithFreqsAndPositions)?);
            }
            terms.push(postings);
        }
        Ok(Self { reader, fields: finder.fields, doc: 0, terms, marks: Vec::new() })
    }
}

fn positions(postings: &mut SegmentPostings, doc: DocId, out: &mut Vec<u32>) {
    if postings.doc() < doc {
        postings.seek(doc);
    }
    if postings.doc() == doc {
        postings.append_positions_with_offset(0, out);
    }
}

impl Lookup for Indexed<'_> {
    fn term(&mut self, term: usize) -> Vec<u32> {
        let mut found = Vec::new();
        let Some(postings) = self.terms.get_mut(term) else { return found };
        let is_alone = postings.len() == 1;
        for postings in postings {
            positions(postings, self.doc, &mut found);
        }
        if !is_alone {
            found.sort_unstable();
        }
        found.dedup();
        found
    }

    fn mark(&mut self, mark: Mark) -> Vec<u32> {
        if !self.marks.iter().any(|(known, _)| *known == mark) {
            let term = IndexTerm::from_field_text(self.fields.marks, mark.term());
            let index = self.reader.inverted_index(self.fields.marks);
            let postings = index.ok().and_then(|index| {
                index.read_postings(&term, IndexRecordOption::WithFreqsAndPositions).ok().flatten()
            });
            self.marks.push((mark, postings));
        }
        let mut found = Vec::new();
        let postings = self.marks.iter_mut().find(|(known, _)| *known == mark);
        if let Some((_, Some(postings))) = postings {
            positions(postings, self.doc, &mut found);
        }
        found
    }
}
