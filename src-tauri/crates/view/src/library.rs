//! What is in the archive.

use serde::Serialize;
use ts_rs::TS;

use crate::{ArticleRow, EntityRow, NameCount};

/// How many articles a month has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MonthCount {
    /// `YYYY-MM`, or `YYYY` where the month is unknown.
    pub month: String,
    /// How many.
    pub n: u32,
}

/// A folder or file the archive was imported from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RootView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Where it is.
    pub path: String,
    /// Whether it is not there any more.
    pub missing: bool,
}

/// The first screen.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LibraryView {
    /// How many articles there are.
    pub n_articles: u32,
    /// How many of them have lost their file.
    pub n_missing: u32,
    /// How many quotations were found.
    pub n_quotations: u32,
    /// Outlets with their numbers of articles, most first.
    pub outlets: Vec<NameCount>,
    /// Articles a month, in order.
    pub coverage: Vec<MonthCount>,
    /// People named in most articles.
    pub people: Vec<EntityRow>,
    /// Organisations named in most articles.
    pub organisations: Vec<EntityRow>,
    /// Places named in most articles.
    pub places: Vec<EntityRow>,
    /// People with most quotations, at most 8.
    pub most_quoted: Vec<EntityRow>,
    /// The newest articles, at most 6.
    pub recent: Vec<ArticleRow>,
    /// Articles opened and not finished, at most 3.
    pub continue_reading: Vec<ArticleRow>,
    /// Starred articles, at most 20.
    pub starred: Vec<ArticleRow>,
    /// Where it all came from.
    pub roots: Vec<RootView>,
    /// Date of the oldest article.
    pub first: Option<String>,
    /// Date of the newest.
    pub last: Option<String>,
    /// Whether this is the sample archive.
    pub is_sample: bool,
}

/// An archive opened before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RecentArchive {
    /// Its data folder.
    pub path: String,
    /// A name for the menu.
    pub name: String,
    /// Whether it is the one open now.
    pub current: bool,
}

/// One line of the palette.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PaletteItem {
    /// `article` or `entity`.
    pub kind: String,
    /// The article's or entity's id.
    pub id: String,
    /// What the line says.
    pub label: String,
    /// What stands beside it in small type.
    pub detail: String,
}
