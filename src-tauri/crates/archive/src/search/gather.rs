//! Counts and ranks what matches, in one pass.

use std::{
    cmp::Reverse,
    collections::{BinaryHeap, HashMap},
    hash::{BuildHasherDefault, Hasher},
};

use tantivy::{
    DocAddress, DocId, Score, SegmentOrdinal, SegmentReader,
    collector::{Collector, SegmentCollector},
    columnar::{Column, StrColumn},
};

use super::{SearchSort, schema::NAMED};

/// What is gathered.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Gather {
    /// The order.
    pub sort: SearchSort,
    /// How many of the first are kept.
    pub n: usize,
    /// Whether outlets, months and those named are counted.
    pub facets: bool,
    /// Whether, of one date, the last captured comes first.
    pub last_first: bool,
}

/// What was gathered.
#[derive(Debug, Default)]
pub(crate) struct Gathered {
    /// How many match.
    pub total: u64,
    /// The first, in order, with their scores.
    pub top: Vec<(DocAddress, Score)>,
    /// Matches an outlet.
    pub outlets: HashMap<String, u64>,
    /// Matches a month, as the index numbers months.
    pub months: HashMap<i64, u64>,
    /// Matches naming somebody or something, by id; one map a kind.
    pub named: [Named; 3],
}

/// Counts by the id of an entity.
pub(crate) type Named = HashMap<u64, u64, BuildHasherDefault<OfId>>;

/// Ids are hashes already.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct OfId(u64);

impl Hasher for OfId {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |hash, byte| hash << 8 | u64::from(*byte));
    }

    fn write_u64(&mut self, id: u64) {
        self.0 = id;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// Greater is better. The last number is the place within one article.
type Rank = [i64; 4];

/// Orders headlines of different segments: those without one last.
type HeadlineKey = (bool, String);

type Heap = BinaryHeap<Reverse<(Rank, Kept)>>;

#[derive(Debug, Clone, Copy)]
pub(crate) struct Kept {
    address: DocAddress,
    score: Score,
}

// Ranks decide; two documents never share one.
impl PartialEq for Kept {
    fn eq(&self, other: &Self) -> bool {
        self.address == other.address
    }
}
impl Eq for Kept {}
impl PartialOrd for Kept {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Kept {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.address.cmp(&other.address)
    }
}

/// What one segment gives.
pub(crate) struct OfSegment {
    gather: Gather,
    segment: SegmentOrdinal,
    total: u64,
    heap: Heap,
    stamp: Column<i64>,
    no: Column<u64>,
    idx: Option<Column<u64>>,
    n_words: Option<Column<u64>>,
    headlines: Option<StrColumn>,
    outlets: Option<(StrColumn, Vec<u64>)>,
    months: Option<(Column<i64>, HashMap<i64, u64>)>,
    named: Option<[(Column<u64>, Named); 3]>,
}

impl Collector for Gather {
    type Fruit = Gathered;
    type Child = OfSegment;

    fn for_segment(&self, segment: SegmentOrdinal, reader: &SegmentReader) -> tantivy::Result<OfSegment> {
        let fast = reader.fast_fields();
        let outlets = if self.facets { fast.str("outlet")? } else { None };
        let named = |name: &str| -> tantivy::Result<_> { Ok((fast.u64(name)?, Named::default())) };
        let [people, organisations, places] = NAMED;
        Ok(OfSegment {
            gather: *self,
            segment,
            total: 0,
            heap: Heap::new(),
            stamp: fast.i64("stamp")?,
            no: fast.u64("no")?,
            idx: fast.column_opt("idx")?,
            n_words: fast.column_opt("n_words")?,
            headlines: if self.sort == SearchSort::Headline { fast.str("headline_order")? } else { None },
            outlets: outlets.map(|column| {
                let n = column.dictionary().num_terms();
                (column, vec![0; n])
            }),
            months: if self.facets { Some((fast.i64("month")?, HashMap::new())) } else { None },
            named: match self.facets {
                true => Some([named(people)?, named(organisations)?, named(places)?]),
                false => None,
            },
        })
    }

    fn requires_scoring(&self) -> bool {
        self.sort == SearchSort::Relevance
    }

    fn merge_fruits(
        &self,
        fruits: Vec<(Gathered, Vec<(HeadlineKey, Rank, Kept)>)>,
    ) -> tantivy::Result<Gathered> {
        let mut all = Gathered::default();
        let mut kept = Vec::new();
        for (gathered, top) in fruits {
            all.total += gathered.total;
            for (outlet, n) in gathered.outlets {
                *all.outlets.entry(outlet).or_default() += n;
            }
            for (month, n) in gathered.months {
                *all.months.entry(month).or_default() += n;
            }
            for (all, named) in all.named.iter_mut().zip(gathered.named) {
                named.into_iter().for_each(|(id, n)| *all.entry(id).or_default() += n);
            }
            kept.extend(top);
        }
        kept.sort_by(|(a_key, a_rank, a), (b_key, b_rank, b)| {
            a_key.cmp(b_key).then_with(|| (b_rank, b).cmp(&(a_rank, a)))
        });
        kept.truncate(self.n);
        all.top = kept.into_iter().map(|(.., kept)| (kept.address, kept.score)).collect();
        Ok(all)
    }
}

impl OfSegment {
    fn rank(&self, doc: DocId, score: Score) -> Rank {
        let no = self.no.first(doc).unwrap_or(0).cast_signed();
        let idx = self.idx.as_ref().and_then(|idx| idx.first(doc)).unwrap_or(0).cast_signed();
        let stamp = self.stamp.first(doc);
        let newest = stamp.unwrap_or(i64::MIN);
        match self.gather.sort {
            SearchSort::Relevance => [i64::from(score.max(0.0).to_bits()), newest, -no, -idx],
            SearchSort::Newest => [newest, if self.gather.last_first { no } else { -no }, -idx, 0],
            SearchSort::Headline => [self.headline(doc).map_or(i64::MIN, |ord| -ord), newest, -no, -idx],
            SearchSort::Longest => {
                let n_words = self.n_words.as_ref().and_then(|n_words| n_words.first(doc)).unwrap_or(0);
                [n_words.cast_signed(), newest, -no, -idx]
            }
            SearchSort::Oldest => [stamp.map_or(i64::MIN, |stamp| -stamp), -no, -idx, 0],
        }
    }
}

impl OfSegment {
    /// The headline's place among those of the segment.
    fn headline(&self, doc: DocId) -> Option<i64> {
        self.headlines.as_ref()?.ords().first(doc).map(u64::cast_signed)
    }

    /// With what compares it to those of other segments.
    fn keyed(&self, (mut rank, kept): (Rank, Kept)) -> (HeadlineKey, Rank, Kept) {
        let mut key = HeadlineKey::default();
        if self.gather.sort == SearchSort::Headline {
            rank[0] = 0;
            let ord = self.headline(kept.address.doc_id);
            let found = self
                .headlines
                .as_ref()
                .zip(ord)
                .map(|(headlines, ord)| headlines.ord_to_str(ord.cast_unsigned(), &mut key.1));
            key.0 = !matches!(found, Some(Ok(true)));
        }
        (key, rank, kept)
    }
}

impl SegmentCollector for OfSegment {
    type Fruit = (Gathered, Vec<(HeadlineKey, Rank, Kept)>);

    fn collect(&mut self, doc: DocId, score: Score) {
        self.total += 1;
        if let Some((column, counts)) = &mut self.outlets
            && let Some(ord) = column.ords().first(doc)
            && let Some(count) = usize::try_from(ord).ok().and_then(|ord| counts.get_mut(ord))
        {
            *count += 1;
        }
        if let Some((column, counts)) = &mut self.months
            && let Some(month) = column.first(doc)
        {
            *counts.entry(month).or_default() += 1;
        }
        for (column, counts) in self.named.iter_mut().flatten() {
            for id in column.values_for_doc(doc) {
                *counts.entry(id).or_default() += 1;
            }
        }
        let is_full = self.heap.len() >= self.gather.n;
        let worst = self.heap.peek().map(|Reverse((rank, _))| *rank);
        if is_full {
            let Some(worst) = worst else { return };
            let by_score = self.gather.sort == SearchSort::Relevance;
            if by_score && i64::from(score.max(0.0).to_bits()) < worst[0] {
                return;
            }
        }
        let rank = self.rank(doc, score);
        if is_full && worst.is_some_and(|worst| rank <= worst) {
            return;
        }
        self.heap.push(Reverse((rank, Kept { address: DocAddress::new(self.segment, doc), score })));
        if self.heap.len() > self.gather.n {
            self.heap.pop();
        }
    }

    fn harvest(mut self) -> Self::Fruit {
        let heap = std::mem::take(&mut self.heap);
        let top = heap.into_iter().map(|Reverse(kept)| self.keyed(kept)).collect();
        let mut outlets = HashMap::new();
        if let Some((column, counts)) = self.outlets {
            for (ord, n) in (0u64..).zip(counts).filter(|(_, n)| *n > 0) {
                let mut outlet = String::new();
                if matches!(column.ord_to_str(ord, &mut outlet), Ok(true)) {
                    outlets.insert(outlet, n);
                }
            }
        }
        let months = self.months.map(|(_, counts)| counts).unwrap_or_default();
        let named = self.named.map(|named| named.map(|(_, counts)| counts)).unwrap_or_default();
        (Gathered { total: self.total, top: Vec::new(), outlets, months, named }, top)
    }
}
