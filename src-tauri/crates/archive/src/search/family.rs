//! The forms of a word that share a stem, as the index has them.
//!
//! Most words of a text are their own stems, or stems with a usual ending.
//! Writing those down twice, as they are and by their stems, would be most of
//! the work of indexing: they are indexed as they are alone, and looked for in
//! every form that their stem may have. The field of stems holds the others
//! ("making", whose stem is "make").
//!
//! Articles are ranked as though all stems had been written down.

use std::collections::HashMap;

use tantivy::{
    DocId, DocSet, Score, Searcher, SegmentReader, TERMINATED, TantivyError, Term as IndexTerm,
    fieldnorm::FieldNormReader,
    index::SegmentId,
    postings::{Postings, SegmentPostings},
    query::{Bm25Weight, EnableScoring, Explanation, Query, Scorer, Weight},
    schema::{Field, IndexRecordOption},
};

use super::{schema::TextFields, terms::stem};

/// What is usually added to a stem. Raise the index's version with them.
const ENDINGS: [&str; 8] = ["", "s", "e", "ed", "ing", "es", "er", "ly"];

/// Whether `word`, whose stem is `stem`, is found by its stem without being
/// indexed by it.
pub(crate) fn is_usual(word: &str, stem: &str) -> bool {
    match word.strip_prefix(stem) {
        Some(ending) => ENDINGS.contains(&ending),
        None => y_form(stem).is_some_and(|form| form == word),
    }
}

/// "company" of "compani".
fn y_form(stem: &str) -> Option<String> {
    Some(format!("{}y", stem.strip_suffix('i')?))
}

/// All terms of the index that stand for one stem.
#[derive(Debug, Clone)]
pub(crate) struct Family {
    /// Those that are in the index, or else the stem as it is.
    pub terms: Vec<IndexTerm>,
    /// The field whose lengths count, which has every word.
    field: Field,
}

impl Family {
    /// The terms of the stem `of`.
    pub fn new(searcher: &Searcher, fields: &TextFields, of: &str) -> tantivy::Result<Self> {
        let usual = ENDINGS.iter().map(|ending| format!("{of}{ending}")).chain(y_form(of));
        let usual = usual.filter(|form| stem(form) == of);
        let mut terms = Vec::new();
        for term in usual
            .map(|form| IndexTerm::from_field_text(fields.exact, &form))
            .chain([IndexTerm::from_field_text(fields.stem, of)])
        {
            if searcher.doc_freq(&term)? > 0 {
                terms.push(term);
            }
        }
        if terms.is_empty() {
            terms.push(IndexTerm::from_field_text(fields.exact, of));
        }
        Ok(Self { terms, field: fields.exact })
    }

    /// The one term that it is, if its documents are ranked by that alone.
    pub fn alone(&self) -> Option<&IndexTerm> {
        self.terms.first().filter(|term| self.terms.len() == 1 && term.field() == self.field)
    }

    /// How many documents have any of its terms, deleted ones included.
    pub fn doc_freq(&self, searcher: &Searcher) -> tantivy::Result<u64> {
        Ok(self.doc_freqs(searcher)?.values().map(|n| u64::from(*n)).sum())
    }

    /// The same, segment by segment.
    fn doc_freqs(&self, searcher: &Searcher) -> tantivy::Result<HashMap<SegmentId, u32>> {
        let readers = searcher.segment_readers().iter();
        let n_docs = |reader: &SegmentReader| {
            Ok((reader.segment_id(), Union::open(self, reader, IndexRecordOption::Basic)?.n_docs()))
        };
        readers.map(n_docs).collect()
    }
}

impl Query for Family {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let ranking = match scoring {
            EnableScoring::Enabled { searcher, statistics_provider, .. } => {
                let n_total = statistics_provider.total_num_docs()?;
                let length = statistics_provider.total_num_tokens(self.field)? as Score / n_total as Score;
                let n_docs = self.doc_freqs(searcher)?;
                let n = n_docs.values().map(|n| u64::from(*n)).sum();
                Some((n_docs, Bm25Weight::for_one_term(n, n_total, length)))
            }
            EnableScoring::Disabled { .. } => None,
        };
        Ok(Box::new(FamilyWeight { family: self.clone(), ranking }))
    }
}

struct FamilyWeight {
    family: Family,
    ranking: Option<(HashMap<SegmentId, u32>, Bm25Weight)>,
}

impl Weight for FamilyWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let Some((n_docs, weight)) = &self.ranking else {
            return Ok(Box::new(Union::open(&self.family, reader, IndexRecordOption::Basic)?));
        };
        let mut union = Union::open(&self.family, reader, IndexRecordOption::WithFreqs)?;
        let norms = reader.fieldnorms_readers().get_field(self.family.field)?;
        union.ranking = norms.map(|norms| (norms, weight.boost_by(boost)));
        // Scores are added in the order of these numbers, and rounded on the way.
        union.n_docs = n_docs.get(&reader.segment_id()).copied().unwrap_or(union.n_docs);
        Ok(Box::new(union))
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Err(TantivyError::InvalidArgument("families are not explained".to_owned()))
    }
}

/// The documents of a segment that have any of several terms.
struct Union {
    postings: Vec<SegmentPostings>,
    doc: DocId,
    /// How many documents there are, or more.
    n_docs: u32,
    ranking: Option<(FieldNormReader, Bm25Weight)>,
}

impl Union {
    fn open(family: &Family, reader: &SegmentReader, option: IndexRecordOption) -> tantivy::Result<Self> {
        let mut postings = Vec::with_capacity(family.terms.len());
        for term in &family.terms {
            postings.extend(reader.inverted_index(term.field())?.read_postings(term, option)?);
        }
        let n_docs = postings.iter().map(SegmentPostings::doc_freq).fold(0, u32::saturating_add);
        let mut union = Self { postings, doc: TERMINATED, n_docs, ranking: None };
        union.find();
        Ok(union)
    }

    /// Comes to the first document that any of the postings stands at.
    fn find(&mut self) -> DocId {
        self.doc = self.postings.iter().map(DocSet::doc).min().unwrap_or(TERMINATED);
        self.doc
    }

    /// How many documents there are.
    fn n_docs(mut self) -> u32 {
        if self.postings.len() < 2 {
            return self.n_docs;
        }
        let mut n = 0;
        while self.doc != TERMINATED {
            n += 1;
            self.advance();
        }
        n
    }
}

impl DocSet for Union {
    fn advance(&mut self) -> DocId {
        for postings in &mut self.postings {
            if postings.doc() == self.doc {
                postings.advance();
            }
        }
        self.find()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        for postings in &mut self.postings {
            if postings.doc() < target {
                postings.seek(target);
            }
        }
        self.find()
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        self.n_docs
    }
}

impl Scorer for Union {
    fn score(&mut self) -> Score {
        let Some((norms, weight)) = &self.ranking else { return 1.0 };
        let here = self.postings.iter().filter(|postings| postings.doc() == self.doc);
        weight.score(norms.fieldnorm_id(self.doc), here.map(Postings::term_freq).sum())
    }
}

#[cfg(test)]
mod tests {
    use tantivy::{
        Index, IndexWriter, TantivyDocument,
        query::TermQuery,
        schema::{Schema, TextFieldIndexing, TextOptions},
    };

    use super::*;
    use crate::search::{
        layout::Sink,
        schema::TERMS,
        terms::{Terms, TermsTokenizer},
        words::each_word,
    };

    /// Texts of two segments; each word of the queries in several forms.
    const TEXTS: [[&str; 4]; 2] = [
        [
            "Oil companies said the company's oil was oily; oilers oil.",
            "The making of a dam: we make what is made, and dams are made by makers.",
            "He lied, and lies dying; they die of lying, tied to a tie.",
            "Increases increased the increasing increase. Increasingly, prices rose.",
        ],
        [
            "A dam was dammed. Prices are priced at a pricey price, and 1,200 dams burst.",
            "Nations nationalised national oil; the nation's notional making was hoped for, hoping against hope.",
            "Ohm's law and the ohms of Brontë's café in the cafés of São Tomé.",
            "Happily happy: happiness is a happier news story, of stories retold as newsworthy.",
        ],
    ];

    /// Documents and scores of `query`, in order.
    fn run(searcher: &Searcher, query: &dyn Query) -> Vec<(u32, DocId, u32)> {
        let weight = query.weight(EnableScoring::enabled_from_searcher(searcher)).unwrap();
        let mut found = Vec::new();
        for (segment, reader) in (0..).zip(searcher.segment_readers()) {
            let found = &mut |doc, score: Score| found.push((segment, doc, score.to_bits()));
            weight.for_each(reader, found).unwrap();
        }
        found
    }

    #[test]
    fn a_word_is_found_and_ranked_as_though_every_stem_were_indexed() {
        let mut schema = Schema::builder();
        let [exact, stems, marks, all] = ["exact", "stem", "marks", "all"].map(|name| {
            let indexing = TextFieldIndexing::default().set_tokenizer(TERMS);
            let indexing = indexing.set_index_option(IndexRecordOption::WithFreqs);
            schema.add_text_field(name, TextOptions::default().set_indexing_options(indexing))
        });
        let index = Index::create_in_ram(schema.build());
        index.tokenizers().register(TERMS, TermsTokenizer::default());
        let mut writer: IndexWriter = index.writer_with_num_threads(1, 15_000_000).unwrap();
        let mut words = Vec::new();
        let mut terms = Terms::default();
        for segment in TEXTS {
            for text in segment {
                let mut document = TantivyDocument::new();
                for is_stemmed in [false, true] {
                    terms.clear();
                    let mut position = 0;
                    each_word(text, 0, &mut |word| {
                        for form in std::iter::once(word.form).chain(word.also.iter().map(String::as_str)) {
                            match is_stemmed {
                                true => terms.stem_of(position, form),
                                false => terms.form(position, word.span, form),
                            }
                            words.push(form.to_owned());
                        }
                        position += 1;
                    });
                    let fields = if is_stemmed { [all, all] } else { [exact, stems] };
                    if !is_stemmed {
                        document.add_text(fields[0], &terms.exact);
                    }
                    document.add_text(fields[1], &terms.stem);
                }
                writer.add_document(document).unwrap();
            }
            writer.commit().unwrap();
        }
        let searcher = index.reader().unwrap().searcher();
        let fields = TextFields { exact, stem: stems, marks };
        for word in words.iter().map(String::as_str).chain(["nowhere", "dams'"]) {
            let of = stem(word);
            let family = Family::new(&searcher, &fields, &of).unwrap();
            let term = IndexTerm::from_field_text(all, &of);
            assert_eq!(family.doc_freq(&searcher).unwrap(), searcher.doc_freq(&term).unwrap(), "{word}");
            let expected = run(&searcher, &TermQuery::new(term, IndexRecordOption::WithFreqs));
            assert_eq!(run(&searcher, &family), expected, "{word}");
            assert_eq!(expected.is_empty(), word == "nowhere", "{word}");
        }
    }
}
