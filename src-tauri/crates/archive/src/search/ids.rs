//! Which ids the matching documents have.

use std::{collections::HashSet, sync::Arc};

use tantivy::{
    DocId, Score, SegmentOrdinal, SegmentReader,
    collector::{Collector, SegmentCollector},
    columnar::Column,
};

/// Collects the ids in a column: `id` of articles, `quotation` of quotations.
pub(crate) struct Ids(pub &'static str);

/// Those of one segment.
pub(crate) struct OfSegment {
    column: Column<u64>,
    ids: HashSet<u64>,
}

impl Collector for Ids {
    type Fruit = Arc<HashSet<u64>>;
    type Child = OfSegment;

    fn for_segment(&self, _: SegmentOrdinal, reader: &SegmentReader) -> tantivy::Result<OfSegment> {
        Ok(OfSegment { column: reader.fast_fields().u64(self.0)?, ids: HashSet::new() })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, fruits: Vec<HashSet<u64>>) -> tantivy::Result<Arc<HashSet<u64>>> {
        Ok(Arc::new(fruits.into_iter().flatten().collect()))
    }
}

impl SegmentCollector for OfSegment {
    type Fruit = HashSet<u64>;

    fn collect(&mut self, doc: DocId, _: Score) {
        self.ids.extend(self.column.first(doc));
    }

    fn harvest(self) -> HashSet<u64> {
        self.ids
    }
}
