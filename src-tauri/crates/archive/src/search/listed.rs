//! A query of tantivy's that is answered by a list of documents, made for each
//! segment by a function.

use std::{fmt, sync::Arc};

use tantivy::{
    DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError,
    query::{EnableScoring, Explanation, Query, Scorer, Weight},
};

type Make = dyn Fn(&SegmentReader) -> tantivy::Result<Vec<(DocId, Score)>> + Send + Sync;

/// The documents that `make` lists in ascending order, with their scores.
#[derive(Clone)]
pub(crate) struct ListQuery {
    make: Arc<Make>,
}

impl ListQuery {
    /// The query answered by `make`.
    pub fn new(
        make: impl Fn(&SegmentReader) -> tantivy::Result<Vec<(DocId, Score)>> + Send + Sync + 'static,
    ) -> Self {
        Self { make: Arc::new(make) }
    }

    /// The documents for which `keep`, made for each segment, says so.
    pub fn filter<K: FnMut(DocId) -> bool>(
        make: impl Fn(&SegmentReader) -> tantivy::Result<K> + Send + Sync + 'static,
    ) -> Self {
        Self::new(move |reader| {
            let mut keep = make(reader)?;
            Ok((0..reader.max_doc()).filter(|doc| keep(*doc)).map(|doc| (doc, 1.0)).collect())
        })
    }
}

impl fmt::Debug for ListQuery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ListQuery")
    }
}

impl Query for ListQuery {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(ListWeight { make: Arc::clone(&self.make) }))
    }
}

struct ListWeight {
    make: Arc<Make>,
}

impl Weight for ListWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let docs = (self.make)(reader)?;
        Ok(Box::new(Listed { docs, at: 0, boost }))
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Err(TantivyError::InvalidArgument("lists are not explained".to_owned()))
    }
}

struct Listed {
    docs: Vec<(DocId, Score)>,
    at: usize,
    boost: Score,
}

impl DocSet for Listed {
    fn advance(&mut self) -> DocId {
        self.at = (self.at + 1).min(self.docs.len());
        self.doc()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        let rest = self.docs.get(self.at..).unwrap_or_default();
        self.at += rest.partition_point(|(doc, _)| *doc < target);
        self.doc()
    }

    fn doc(&self) -> DocId {
        self.docs.get(self.at).map_or(TERMINATED, |(doc, _)| *doc)
    }

    fn size_hint(&self) -> u32 {
        self.docs.len() as u32
    }
}

impl Scorer for Listed {
    fn score(&mut self) -> Score {
        self.docs.get(self.at).map_or(0.0, |(_, score)| score * self.boost)
    }
}
