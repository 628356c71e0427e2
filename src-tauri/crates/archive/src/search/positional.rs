//! Finds articles whose words stand as a [`Plan`] wants.

use std::sync::Arc;

use tantivy::{
    DocId, DocSet, Score, Searcher, SegmentReader, TERMINATED, Term as IndexTerm,
    fieldnorm::FieldNormReader,
    postings::{Postings, SegmentPostings},
    query::Bm25Weight,
    schema::{Field, IndexRecordOption},
};

use super::{
    layout::Mark,
    listed::ListQuery,
    places::{Lookup, Plan, Shape},
    query::{Form, Term},
    schema::TextFields,
};

/// The most terms of the index that one word of a query may stand for.
pub(crate) const MAX_TERMS: usize = 4096;

/// The terms of the index that `form` stands for, most frequent first, and how
/// many were left out.
pub(crate) fn index_terms(
    searcher: &Searcher,
    fields: &TextFields,
    form: &Form,
) -> tantivy::Result<(Vec<IndexTerm>, usize)> {
    let one = |field, text: &str| Ok((vec![IndexTerm::from_field_text(field, text)], 0));
    match form {
        Form::Exact(word) => return one(fields.exact, word),
        Form::Stem(word) => return one(fields.stem, word),
        Form::Name(mark) => return one(fields.marks, mark.term()),
        _ => {}
    }
    let Some(pattern) = super::pattern::Pattern::of(form) else { return Ok((Vec::new(), 0)) };
    let mut found =
        super::compile::dictionary(searcher, fields.exact, &pattern.prefix(), &|word| pattern.matches(word))?;
    found.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let n_left_out = found.len().saturating_sub(MAX_TERMS);
    found.truncate(MAX_TERMS);
    Ok((
        found.into_iter().map(|(word, _)| IndexTerm::from_field_text(fields.exact, &word)).collect(),
        n_left_out,
    ))
}

/// The query for `plan`, and how many terms were left out of it.
pub(crate) fn query(
    searcher: &Searcher,
    fields: TextFields,
    plan: Plan,
) -> tantivy::Result<(ListQuery, usize)> {
    let mut terms = Vec::with_capacity(plan.terms.len());
    let mut n_left_out = 0;
    for Term(forms) in &plan.terms {
        let mut resolved = Vec::new();
        for form in forms {
            let (found, left_out) = index_terms(searcher, &fields, form)?;
            resolved.extend(found);
            n_left_out += left_out;
        }
        terms.push(resolved);
    }
    let scoring = scoring(searcher, &fields, &terms)?;
    let finder = Arc::new(Finder { plan, terms, fields, scoring });
    Ok((ListQuery::new(move |reader| finder.find(reader)), n_left_out))
}

/// BM25 over the first term each word stands for; none for names alone.
fn scoring(
    searcher: &Searcher,
    fields: &TextFields,
    terms: &[Vec<IndexTerm>],
) -> tantivy::Result<Option<(Field, Bm25Weight)>> {
    let of = |field: Field| -> Vec<IndexTerm> {
        terms.iter().filter_map(|terms| terms.iter().find(|term| term.field() == field).cloned()).collect()
    };
    for field in [fields.stem, fields.exact] {
        let terms = of(field);
        if !terms.is_empty() {
            return Ok(Some((field, Bm25Weight::for_terms(searcher, &terms)?)));
        }
    }
    Ok(None)
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
        docs.sort_unstable();
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
