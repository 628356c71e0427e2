//! A folder with an archive and a copy of the sample articles.

use std::{
    collections::BTreeMap,
    fs,
    ops::ControlFlow,
    path::{Path, PathBuf},
};

use backfile_archive::{
    Archive, ArticleFilter, ArticleSort, ImportReport, Options, QuotationFilter, QuotationRow, QuotationSort,
};

pub struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    pub fn new() -> Self {
        let place = Self { folder: tempfile::tempdir().unwrap() };
        fs::create_dir(place.sources()).unwrap();
        place
    }

    /// With a copy of the sample archive as sources.
    pub fn with_samples() -> Self {
        let place = Self::new();
        copy(&checkout("articles"), &place.sources());
        place
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub fn sources(&self) -> PathBuf {
        self.folder.path().join("sources")
    }

    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    pub fn open(&self) -> Archive {
        open(&self.data())
    }

    pub fn import(&self) -> ImportReport {
        import(&self.open(), &self.sources())
    }
}

pub fn open(data: &Path) -> Archive {
    Archive::open(data, Options::default()).unwrap()
}

pub fn import(archive: &Archive, path: &Path) -> ImportReport {
    archive.import(&[path.to_owned()], &mut |_| ControlFlow::Continue(())).unwrap()
}

/// A path inside the checkout.
pub fn checkout(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Copies a folder with everything in it.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Every file below `folder` with its bytes.
pub fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.insert(path.clone(), fs::read(&path).unwrap());
        }
    }
    found
}

/// The ids of all articles with what they are known by.
pub fn ids(archive: &Archive) -> BTreeMap<String, String> {
    let page = archive.articles(&ArticleFilter::default(), ArticleSort::Oldest, 10_000, 0).unwrap();
    let name = |headline: Option<String>, teaser: String| headline.unwrap_or_default() + " / " + &teaser;
    page.rows.into_iter().map(|card| (card.id.to_string(), name(card.headline, card.teaser))).collect()
}

/// All quotations, first printed first.
pub fn quotations(archive: &Archive) -> Vec<QuotationRow> {
    archive.quotations(&QuotationFilter::default(), QuotationSort::Oldest, 100_000, 0).unwrap().rows
}
