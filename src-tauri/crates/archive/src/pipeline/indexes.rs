//! The full-text indexes, as the pipeline writes them.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use tantivy::{
    Index, TantivyDocument, Term, indexer::IndexWriterOptions, merge_policy::LogMergePolicy, schema::Schema,
};

use super::room::{Room, Waiting};
use crate::{
    ArchiveError, Places,
    derived::Entry,
    search::{
        documents, folder,
        schema::{Articles, Quotations},
        terms::Terms,
    },
};

/// Bytes the writer of articles gathers before it writes a segment.
const ARTICLES_BUDGET: usize = 60_000_000;

/// The same for quotations.
const QUOTATIONS_BUDGET: usize = 40_000_000;

/// So many segments of one size are merged into one. Each is looked through by
/// every search, but to merge them costs a fifth of what indexing them did.
const N_MERGED: usize = 16;

type IndexWriter = tantivy::IndexWriter<Waiting>;

/// Writers of both indexes.
pub(crate) struct Indexes {
    articles: Writer,
    quotations: Writer,
    article_fields: Articles,
    quotation_fields: Quotations,
    terms: Terms,
}

impl Indexes {
    /// Whether both indexes are there, whole and of this version.
    pub fn are_whole(places: &Places) -> bool {
        folder::is_whole(&places.articles_index()) && folder::is_whole(&places.quotations_index())
    }

    /// Opens the indexes for writing, making them anew where they are damaged
    /// or of another version. The second value says whether they are empty and
    /// have to be filled from the start.
    pub fn open(places: &Places) -> Result<(Self, bool), ArchiveError> {
        let article_fields = Articles::new();
        let quotation_fields = Quotations::new();
        let (articles, new_articles) =
            Writer::open(places.articles_index(), &article_fields.schema, ARTICLES_BUDGET)?;
        let (quotations, new_quotations) =
            Writer::open(places.quotations_index(), &quotation_fields.schema, QUOTATIONS_BUDGET)?;
        let indexes =
            Self { articles, quotations, article_fields, quotation_fields, terms: Terms::default() };
        Ok((indexes, new_articles || new_quotations))
    }

    /// Puts `entries` in place of what was indexed of their articles. Those
    /// that are new are only added: what is to be deleted is looked for in
    /// every segment, and remembered until it was.
    pub fn add(&mut self, entries: &[Entry]) -> Result<(), ArchiveError> {
        for entry in entries {
            if !entry.is_new {
                let id = entry.id.number();
                self.articles.delete(Term::from_field_u64(self.article_fields.article.id, id))?;
                self.quotations.delete(Term::from_field_u64(self.quotation_fields.article.id, id))?;
            }
            let text = &entry.article.text;
            self.articles
                .add(documents::article(&self.article_fields, entry, &mut self.terms), text.len())?;
            let documents = documents::quotations(&self.quotation_fields, entry, &mut self.terms);
            for (document, n_bytes) in documents {
                self.quotations.add(document, n_bytes)?;
            }
        }
        Ok(())
    }

    /// Whether nothing was ever added to either.
    pub fn are_empty(&mut self) -> Result<bool, ArchiveError> {
        Ok(self.articles.is_empty()? && self.quotations.is_empty()?)
    }

    /// Makes everything added so far found.
    pub fn commit(&mut self) -> Result<(), ArchiveError> {
        self.articles.commit()?;
        self.quotations.commit()
    }

    /// Empties both.
    pub fn clear(&mut self) -> Result<(), ArchiveError> {
        self.articles.clear()?;
        self.quotations.clear()
    }
}

impl std::fmt::Debug for Indexes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Indexes").finish_non_exhaustive()
    }
}

/// The writer of one index.
struct Writer {
    path: PathBuf,
    // None only while it is being dropped.
    writer: Option<IndexWriter>,
    is_dirty: bool,
    room: Arc<Room>,
}

impl Writer {
    fn open(path: PathBuf, schema: &Schema, budget: usize) -> Result<(Self, bool), ArchiveError> {
        if folder::is_whole(&path)
            && let Ok(writer) = folder::guarded(&path, || writer_in(&path, budget))
        {
            return Ok((Self { path, writer: Some(writer), is_dirty: false, room: Arc::default() }, false));
        }
        tracing::info!("an index is made anew");
        let index = folder::create(&path, schema.clone())?;
        let writer = folder::guarded(&path, || writer_of(&index, budget))?;
        Ok((Self { path, writer: Some(writer), is_dirty: true, room: Arc::default() }, true))
    }

    fn with<T>(
        &mut self,
        work: impl FnOnce(&mut IndexWriter) -> Result<T, tantivy::TantivyError>,
    ) -> Result<T, ArchiveError> {
        let Some(writer) = &mut self.writer else { return Err(closed(&self.path)) };
        let result = folder::guarded(&self.path, || work(writer));
        if let Err(error) = &result {
            tracing::error!(code = error.code(), "an index cannot be written");
            if matches!(error, ArchiveError::Damaged { .. }) {
                folder::condemn(&self.path);
            }
        }
        result
    }

    fn delete(&mut self, term: Term) -> Result<(), ArchiveError> {
        self.with(|writer| {
            writer.delete_term(term);
            Ok(())
        })
    }

    /// Adds a document of `n_bytes` bytes of words, when there is room for it.
    fn add(&mut self, document: TantivyDocument, n_bytes: usize) -> Result<(), ArchiveError> {
        self.is_dirty = true;
        let waiting = self.room.enter(document, n_bytes);
        self.with(|writer| writer.add_document(waiting)).map(drop)
    }

    /// Whether nothing was committed.
    fn is_empty(&mut self) -> Result<bool, ArchiveError> {
        self.with(|writer| Ok(writer.index().searchable_segment_metas()?.is_empty()))
    }

    fn commit(&mut self) -> Result<(), ArchiveError> {
        self.is_dirty = true;
        self.with(IndexWriter::commit)?;
        folder::seal(&self.path)
    }

    fn clear(&mut self) -> Result<(), ArchiveError> {
        self.with(|writer| writer.delete_all_documents())?;
        self.commit()
    }
}

impl Drop for Writer {
    /// Lets merges end, so that many short sessions do not leave many segments.
    fn drop(&mut self) {
        let Some(writer) = self.writer.take() else { return };
        let path = self.path.clone();
        let merged = folder::guarded(&path, || writer.wait_merging_threads());
        let sealed =
            if self.is_dirty && path.join("backfile.seal").exists() { folder::seal(&path) } else { Ok(()) };
        if let Err(error) = merged.and(sealed) {
            tracing::warn!(code = error.code(), "an index was not closed properly");
        }
    }
}

fn writer_in(path: &Path, budget: usize) -> Result<IndexWriter, tantivy::TantivyError> {
    writer_of(&folder::open(path)?, budget)
}

/// A writer that does one merge at a time: several take memory at
/// once, and an import leaves them no processor to be faster on.
fn writer_of(index: &Index, budget: usize) -> Result<IndexWriter, tantivy::TantivyError> {
    let options = IndexWriterOptions::builder()
        .num_worker_threads(1)
        .memory_budget_per_thread(budget)
        .num_merge_threads(1)
        .build();
    let writer = index.writer_with_options(options)?;
    let mut policy = LogMergePolicy::default();
    policy.set_min_num_segments(N_MERGED);
    writer.set_merge_policy(Box::new(policy));
    Ok(writer)
}

fn closed(path: &Path) -> ArchiveError {
    ArchiveError::Damaged { path: path.to_owned(), what: "it is closed".to_owned() }
}
