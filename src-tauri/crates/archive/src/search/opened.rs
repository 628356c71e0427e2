//! The indexes as they are searched: opened when first needed, and again when
//! somebody has written to them.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use tantivy::{ReloadPolicy, Searcher};

use super::{
    folder,
    schema::{Articles, Quotations},
};
use crate::{ArchiveError, Places};

/// Both indexes.
#[derive(Debug)]
pub(crate) struct Indexed {
    articles: Shelf,
    quotations: Shelf,
    /// Fields of the index of articles.
    pub article_fields: Articles,
    /// Fields of the index of quotations.
    pub quotation_fields: Quotations,
}

impl Indexed {
    /// The indexes at their places; nothing is opened yet.
    pub fn new(places: &Places) -> Self {
        Self {
            articles: Shelf::new(places.articles_index()),
            quotations: Shelf::new(places.quotations_index()),
            article_fields: Articles::new(),
            quotation_fields: Quotations::new(),
        }
    }

    /// The articles as last committed.
    pub fn articles(&self) -> Result<Searcher, ArchiveError> {
        self.articles.searcher()
    }

    /// The quotations as last committed.
    pub fn quotations(&self) -> Result<Searcher, ArchiveError> {
        self.quotations.searcher()
    }
}

struct Shelf {
    path: PathBuf,
    opened: Mutex<Option<(Identity, Arc<tantivy::IndexReader>)>>,
}

type Identity = (u64, u128, u64);

impl std::fmt::Debug for Shelf {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Shelf").finish_non_exhaustive()
    }
}

impl Shelf {
    fn new(path: PathBuf) -> Self {
        Self { path, opened: Mutex::new(None) }
    }

    fn searcher(&self) -> Result<Searcher, ArchiveError> {
        let gone = || ArchiveError::Damaged { path: self.path.clone(), what: "it is gone".to_owned() };
        let identity = folder::identity(&self.path).ok_or_else(gone)?;
        let mut opened = self.opened.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((of, reader)) = opened.as_ref()
            && *of == identity
        {
            return Ok(reader.searcher());
        }
        *opened = None;
        let reader = open(&self.path)?;
        let searcher = reader.searcher();
        *opened = Some((identity, Arc::new(reader)));
        Ok(searcher)
    }
}

fn open(path: &Path) -> Result<tantivy::IndexReader, ArchiveError> {
    folder::guarded(path, || {
        folder::open(path)?.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()
    })
}
