//! Runs searches.

use std::{collections::HashMap, panic::AssertUnwindSafe, path::PathBuf};

use backfile_article::{Span, fold, fold_char};
use backfile_extract::EntityKind;
use chrono::NaiveDate;
use tantivy::{Searcher, collector::Count, columnar::Column, query::BooleanQuery};

use super::{
    QueryProblem, SearchHit, SearchPage, SearchRequest, Snippet,
    compile::{Compiler, Failure, Fields, any_of, left_out_message},
    folder,
    gather::{Gather, Gathered},
    highlight::{Highlighter, merged},
    query::{self, Query, Reading},
    snippet::snippet,
};
use crate::{
    Archive, ArchiveError, ArticleId, EntityId, MonthCount,
    archive::called,
    derived::{self, kind_of},
    identity, store,
};

impl Archive {
    /// Finds articles. Any query gives an answer: what cannot be read as meant
    /// is told in [`SearchPage::problems`], and the rest is run.
    ///
    /// # Errors
    /// Any store error. A damaged index is made anew first, which takes a
    /// while, unless the archive was opened without catching up.
    pub fn search(&self, request: &SearchRequest) -> Result<SearchPage, ArchiveError> {
        let reading = reading(request.complete_last_word);
        let read = query::parse(&request.query, reading);
        self.mending(|| self.run(request, &read))
    }

    /// Where `query` matches in the text of article `id`: bytes of the text,
    /// in order, without overlaps.
    ///
    /// # Errors
    /// [`ArchiveError::NoArticle`]; any store error.
    pub fn hits_in(&self, id: ArticleId, query: &str) -> Result<Vec<Span>, ArchiveError> {
        let highlighter = Highlighter::new(&query::parse(query, reading(false)).root);
        let stored = self.article(id)?;
        Ok(merged(&highlighter.hits(&stored.article, Some(&stored.extraction), true)))
    }

    /// Where `words` stand in the text of article `id`, as plain find does:
    /// case, accents, quotation marks and dashes folded, white space evened
    /// out. A match begins where a word does and may end inside one.
    ///
    /// # Errors
    /// [`ArchiveError::NoArticle`]; any store error.
    pub fn find_in_article(&self, id: ArticleId, words: &str) -> Result<Vec<Span>, ArchiveError> {
        Ok(find(&self.article(id)?.article.text, words))
    }

    /// Runs `search`; when an index turns out to be damaged, makes it anew and
    /// runs it again.
    pub(super) fn mending<T>(&self, search: impl Fn() -> Result<T, ArchiveError>) -> Result<T, ArchiveError> {
        let first = search();
        let Err(ArchiveError::Damaged { path, .. }) = &first else { return first };
        if !self.is_index(path) {
            return first;
        }
        tracing::warn!(code = "index_damaged", "an index is damaged");
        folder::condemn(path);
        if !self.options().catch_up {
            return first;
        }
        self.catch_up(&mut |_| std::ops::ControlFlow::Continue(()))?;
        search()
    }

    fn is_index(&self, path: &PathBuf) -> bool {
        *path == self.places().articles_index() || *path == self.places().quotations_index()
    }

    /// Whether nothing was captured yet, so that there need be no index.
    pub(super) fn is_empty(&self) -> Result<bool, ArchiveError> {
        self.readers().with(|conn| Ok(store::count(conn)?.0 == 0))
    }

    fn run(&self, request: &SearchRequest, read: &Query) -> Result<SearchPage, ArchiveError> {
        let Query { root, problems, sort, read_as } = read;
        let mut page =
            SearchPage { problems: problems.clone(), read_as: read_as.clone(), ..SearchPage::default() };
        if self.is_empty()? {
            return Ok(page);
        }
        let indexed = self.indexed();
        let searcher = indexed.articles()?;
        let quotations = indexed.quotations()?;
        let n = request.limit.saturating_add(request.offset);
        let gather =
            Gather { sort: sort.unwrap_or(request.sort), n, facets: request.facets, last_first: false };
        let (gathered, n_left_out, ids, query) = guarded(&self.places().articles_index(), || {
            let mut compiler = Compiler {
                searcher: &searcher,
                fields: Fields::Articles(&indexed.article_fields),
                quotations: Some((&quotations, &indexed.quotation_fields)),
                archive: self,
                n_left_out: 0,
            };
            let query = compiler.node(root)?;
            let n_left_out = compiler.n_left_out;
            let gathered = searcher.search(&query, &gather)?;
            let ids = ids(&searcher, &gathered, request.offset)?;
            Ok((gathered, n_left_out, ids, query))
        })?;
        if n_left_out > 0 {
            page.problems.push(QueryProblem {
                code: "too_many_words",
                span: Span::new(0, request.query.len()),
                message: left_out_message(n_left_out),
                repair: None,
            });
        }
        page.total = gathered.total;
        page.hits = self.hits(&ids, &Highlighter::new(root))?;
        page.outlets = gathered.outlets.into_iter().collect();
        page.outlets.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        page.months = months(gathered.months);
        let count = |ids: &[u64]| {
            let naming = any_of(indexed.article_fields.naming(ids));
            let both = BooleanQuery::intersection(vec![query.box_clone(), naming]);
            guarded(&self.places().articles_index(), || Ok(searcher.search(&both, &Count)? as u64))
        };
        page.named = self.named(gathered.named, &count)?;
        Ok(page)
    }

    fn hits(
        &self,
        ids: &[(ArticleId, f32)],
        highlighter: &Highlighter,
    ) -> Result<Vec<SearchHit>, ArchiveError> {
        let numbers: Vec<ArticleId> = ids.iter().map(|(id, _)| *id).collect();
        let cards = self.cards(&numbers)?;
        let mut scores: HashMap<ArticleId, f32> = ids.iter().copied().collect();
        self.readers().with(|conn| {
            let mut hits = Vec::with_capacity(cards.len());
            for card in cards {
                let score = scores.remove(&card.id).unwrap_or_default();
                let snippet = match store::load_by_id(conn, card.id)? {
                    Some(captured) => {
                        let extraction = match highlighter.needs_names() {
                            true => derived::extraction(conn, captured.no, &captured.article.text)?,
                            false => None,
                        };
                        let hits = highlighter.hits(&captured.article, extraction.as_ref(), false);
                        snippet(&captured.article, &hits)
                    }
                    None => Snippet::default(),
                };
                hits.push(SearchHit { card, score, snippet });
            }
            Ok(hits)
        })
    }

    /// Ids of everybody and everything called `name`. What the list of names
    /// shows in parentheses behind one is no part of it.
    pub(super) fn ids_called(&self, kind: Option<EntityKind>, name: &str) -> Result<Vec<u64>, ArchiveError> {
        self.readers().with(|conn| {
            let mut ids = Vec::new();
            let mut find = conn.prepare_cached("SELECT kind FROM entity WHERE no = ?1")?;
            let mut numbers = called(conn, name.trim())?;
            if numbers.is_empty() {
                numbers = called(conn, identity::undistinguished(name.trim()))?;
            }
            for no in numbers {
                let of: i64 = find.query_row([no], |row| row.get(0))?;
                if kind.is_none() || usize::try_from(of).ok().and_then(kind_of) == kind {
                    ids.extend(ids_joined(conn, no)?);
                }
            }
            Ok(ids)
        })
    }

    /// Ids, as the indexes hold them, of all names joined with the one that has `id`.
    pub(super) fn ids_of(&self, id: EntityId) -> Result<Vec<u64>, ArchiveError> {
        self.readers().with(|conn| match derived::root_of(conn, id)? {
            Some(root) => ids_joined(conn, root),
            None => Ok(vec![id.number()]),
        })
    }
}

/// Ids of row `root` and of all names joined to it.
fn ids_joined(conn: &rusqlite::Connection, root: i64) -> rusqlite::Result<Vec<u64>> {
    let mut find = conn.prepare_cached("SELECT id FROM entity WHERE no = ?1 OR whole = ?1")?;
    find.query_map([root], |row| Ok(EntityId::from_sql(row.get(0)?).number()))?.collect()
}

/// How a query is read today.
pub(super) fn reading(complete_last_word: bool) -> Reading {
    let today: NaiveDate = chrono::Local::now().date_naive();
    Reading { complete_last_word, today }
}

/// Runs `work` on the indexes. Bytes that no longer mean anything may make
/// tantivy panic; that is damage of the index at `path`.
pub(super) fn guarded<T>(
    path: &std::path::Path,
    work: impl FnOnce() -> Result<T, Failure>,
) -> Result<T, ArchiveError> {
    match std::panic::catch_unwind(AssertUnwindSafe(work)) {
        Ok(Ok(found)) => Ok(found),
        Ok(Err(Failure::Archive(error))) => Err(error),
        Ok(Err(Failure::Index(error))) => Err(folder::failed(path, error)),
        Err(_) => Err(ArchiveError::Damaged { path: path.to_owned(), what: "it cannot be read".to_owned() }),
    }
}

pub(super) fn ids(
    searcher: &Searcher,
    gathered: &Gathered,
    offset: usize,
) -> tantivy::Result<Vec<(ArticleId, f32)>> {
    let mut columns: HashMap<u32, Column<u64>> = HashMap::new();
    let mut ids = Vec::new();
    for (address, score) in gathered.top.iter().skip(offset) {
        let column = match columns.entry(address.segment_ord) {
            std::collections::hash_map::Entry::Occupied(known) => known.into_mut(),
            std::collections::hash_map::Entry::Vacant(new) => {
                let reader = searcher.segment_reader(address.segment_ord);
                new.insert(reader.fast_fields().u64("id")?)
            }
        };
        ids.extend(column.first(address.doc_id).map(|id| (ArticleId::from_number(id), *score)));
    }
    Ok(ids)
}

fn months(counts: HashMap<i64, u64>) -> Vec<MonthCount> {
    let mut counts: Vec<(i64, u64)> = counts.into_iter().collect();
    counts.sort_unstable();
    let shown = counts.into_iter().map(|(month, n)| {
        let (year, month) = (month.div_euclid(13), month.rem_euclid(13));
        let month = if month == 0 { format!("{year:04}") } else { format!("{year:04}-{month:02}") };
        MonthCount { month, n }
    });
    shown.collect()
}

/// Where `words` stand in `text`, both folded.
fn find(text: &str, words: &str) -> Vec<Span> {
    let wanted = fold(words);
    if wanted.is_empty() {
        return Vec::new();
    }
    let mut folded = String::with_capacity(text.len());
    // For every byte of `folded`, where the character it comes from begins and ends.
    let mut from: Vec<(usize, usize)> = Vec::with_capacity(text.len());
    for (at, ch) in text.char_indices() {
        for ch_folded in fold_char(ch) {
            if ch_folded == ' ' && folded.ends_with(' ') {
                continue;
            }
            folded.push(ch_folded);
            from.resize(folded.len(), (at, at + ch.len_utf8()));
        }
    }
    let is_word = wanted.starts_with(char::is_alphanumeric);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = folded.get(at..).and_then(|rest| rest.find(&wanted)) {
        let start = at + next;
        let inside = is_word && folded[..start].ends_with(char::is_alphanumeric);
        let end = start + wanted.len();
        if inside {
            at = start + wanted.chars().next().map_or(1, char::len_utf8);
            continue;
        }
        found.extend(from.get(start).zip(from.get(end - 1)).map(|(first, last)| Span::new(first.0, last.1)));
        at = end;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn find_folds_both_sides_and_begins_at_words() {
        let text = "Léa’s dam,\u{a0}the\n“Old  Dam” — not adamant, dams";
        let check = |words, expected: &[&str]| {
            let found: Vec<&str> = find(text, words).iter().map(|span| span.of(text)).collect();
            assert_eq!(found, expected, "{words}");
        };
        check("LEA'S", &["Léa’s"]);
        check("dam", &["dam", "Dam", "dam"]);
        check("the \"old dam\" -", &["the\n“Old  Dam” —"]);
        check("  ", &[]);
        check("x", &[]);
    }
}
