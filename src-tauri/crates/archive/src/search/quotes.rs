//! Finds quotations by their words.

use std::{collections::HashSet, sync::Arc};

use tantivy::{
    Searcher, Term as IndexTerm,
    query::{BooleanQuery, ConstScoreQuery, Occur, Query},
};

use super::{
    SearchSort,
    compile::{Compiler, Failure, Fields, any_of, in_order, published, term_query},
    gather::Gather,
    ids::Ids,
    listed::ListQuery,
    query::{DateRule, Days, parse, words_of},
    run::{guarded, reading},
    schema::Quotations,
};
use crate::{
    Archive, ArchiveError, EntityId, QuotationFilter, QuotationId, QuotationSort, derived::day_number,
};

/// A quotation: the row of its article, its number there, its id.
pub(crate) type Found = (i64, usize, QuotationId);

impl Archive {
    /// How many quotations hold `words` (in the language of queries) and fit
    /// `filter`, how many of them say what another one says, and those asked for.
    pub(crate) fn quotations_with(
        &self,
        words: &str,
        filter: &QuotationFilter,
        sort: QuotationSort,
        limit: usize,
        offset: usize,
    ) -> Result<(u64, u64, Vec<Found>), ArchiveError> {
        let root = parse(words, reading(false)).root;
        self.mending(|| {
            if self.is_empty()? {
                return Ok((0, 0, Vec::new()));
            }
            let indexed = self.indexed();
            let fields = &indexed.quotation_fields;
            let searcher = indexed.quotations()?;
            let gather = Gather {
                sort: match sort {
                    QuotationSort::Newest => SearchSort::Newest,
                    QuotationSort::Oldest => SearchSort::Oldest,
                    QuotationSort::Relevance => SearchSort::Relevance,
                },
                n: limit.saturating_add(offset),
                facets: false,
                last_first: true,
            };
            guarded(&self.places().quotations_index(), || {
                let mut compiler = Compiler {
                    searcher: &searcher,
                    fields: Fields::Quotations(fields),
                    quotations: None,
                    archive: self,
                    n_left_out: 0,
                };
                let mut all = vec![(Occur::Must, compiler.node(&root)?)];
                for query in self.filters(filter, fields)? {
                    all.push((Occur::Must, Box::new(ConstScoreQuery::new(query, 0.0))));
                }
                if filter.leaves_out_repeats() {
                    let repeats = term_query(IndexTerm::from_field_text(fields.has, "repeats"));
                    all.push((Occur::MustNot, repeats));
                }
                // What several of them say is told by few: the rest is not looked at.
                let known = self.told_in_several_places()?;
                let mut linked =
                    all.iter().map(|(occur, query)| (*occur, query.box_clone())).collect::<Vec<_>>();
                linked.push((Occur::Must, Box::new(of_quotations(Arc::new(known), true))));
                let linked = searcher.search(&BooleanQuery::new(linked), &Ids("quotation"))?;
                let repeated = self.repeated(&linked)?;
                let n_copies = repeated.len() as u64;
                if filter.once && n_copies > 0 {
                    let others = of_quotations(Arc::new(repeated), false);
                    all.push((Occur::Must, Box::new(ConstScoreQuery::new(Box::new(others), 0.0))));
                }
                let gathered = searcher.search(&BooleanQuery::new(all), &gather)?;
                let total = gathered.total + if filter.once { n_copies } else { 0 };
                let mut found = Vec::new();
                for (address, _) in gathered.top.iter().skip(offset) {
                    found.extend(place(&searcher, *address)?);
                }
                Ok((total, n_copies, found))
            })
        })
    }

    fn filters(&self, filter: &QuotationFilter, fields: &Quotations) -> Result<Vec<Box<dyn Query>>, Failure> {
        let QuotationFilter {
            words: _,
            by,
            by_id,
            about,
            about_id,
            of_id,
            told,
            unnamed,
            from,
            to,
            kind,
            outlet,
            article,
            once: _,
        } = filter;
        let mut all: Vec<Box<dyn Query>> = Vec::new();
        for (field, name, id) in [(fields.speaker, by, by_id), (fields.about, about, about_id)] {
            if let Some(ids) = self.meant(name.as_deref(), *id)? {
                all.push(any_of(ids.into_iter().map(|id| IndexTerm::from_field_u64(field, id)).collect()));
            }
        }
        if let Some(id) = of_id {
            let ids = self.ids_of(*id)?;
            let fields = [fields.speaker, fields.about].into_iter();
            let terms =
                fields.flat_map(|field| ids.iter().map(move |id| IndexTerm::from_field_u64(field, *id)));
            all.push(any_of(terms.collect()));
        }
        if let Some(told) = told {
            let ids = self.ids_called(None, told)?;
            let ids = ids.into_iter().map(|id| IndexTerm::from_field_u64(fields.addressee, id)).collect();
            all.push(Box::new(BooleanQuery::union(vec![
                any_of(ids),
                in_order(fields.told, &words_of(told)),
            ])));
        }
        if *unnamed {
            all.push(term_query(IndexTerm::from_field_text(fields.has, "unnamed")));
        }
        if from.is_some() || to.is_some() {
            let days = Days {
                from: from.as_ref().map(|date| day_number(date.first_day())),
                to: to.as_ref().map(|date| day_number(date.last_day())),
            };
            all.push(Box::new(published(days, DateRule::Overlap)));
        }
        if let Some(kind) = kind {
            all.push(term_query(IndexTerm::from_field_text(fields.kind, kind.as_str())));
        }
        if let Some(outlet) = outlet {
            all.push(term_query(IndexTerm::from_field_text(fields.article.outlet, outlet)));
        }
        if let Some(article) = article {
            all.push(term_query(IndexTerm::from_field_u64(fields.article.id, article.number())));
        }
        Ok(all)
    }

    /// Ids meant by a name and an id; none where neither is given.
    fn meant(&self, name: Option<&str>, id: Option<EntityId>) -> Result<Option<Vec<u64>>, ArchiveError> {
        let named = name.map(|name| self.ids_called(None, name)).transpose()?;
        let of_id = id.map(|id| self.ids_of(id)).transpose()?;
        Ok(match (named, of_id) {
            (Some(named), Some(of_id)) => Some(named.into_iter().filter(|id| of_id.contains(id)).collect()),
            (named, of_id) => named.or(of_id),
        })
    }
}

/// Those whose id is among `ids`, or with `inside` false all others.
fn of_quotations(ids: Arc<HashSet<u64>>, inside: bool) -> ListQuery {
    ListQuery::filter(move |reader| {
        let column = reader.fast_fields().u64("quotation")?;
        let ids = Arc::clone(&ids);
        Ok(move |doc| column.first(doc).is_some_and(|id| ids.contains(&id)) == inside)
    })
}

fn place(searcher: &Searcher, address: tantivy::DocAddress) -> tantivy::Result<Option<Found>> {
    let fast = searcher.segment_reader(address.segment_ord).fast_fields();
    let value = |name: &str| -> tantivy::Result<Option<u64>> { Ok(fast.u64(name)?.first(address.doc_id)) };
    let (Some(no), Some(idx), Some(id)) = (value("no")?, value("idx")?, value("quotation")?) else {
        return Ok(None);
    };
    Ok(Some((no.cast_signed(), usize::try_from(idx).unwrap_or(usize::MAX), QuotationId::from_number(id))))
}
