//! Text cut into runs: stretches over which no mark begins or ends.

use serde::Serialize;
use ts_rs::TS;

/// A stretch of text whose marks are the same from end to end.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Run {
    /// The words.
    pub text: String,
    /// Where they begin in the article's text, in UTF-16 units.
    pub at: u32,
    /// The entity named here, as an index into [`crate::ArticleView::entities`].
    pub entity: Option<u32>,
    /// That entity's kind.
    pub kind: Option<KindView>,
    /// The quotations this run is part of, as [`crate::QuotationView::index`].
    pub quotations: Vec<u32>,
    /// Whether the search that led here matched this run.
    pub hit: bool,
    /// Ids of the bookmarks over this run.
    pub bookmarks: Vec<String>,
    /// The date mentioned here, as an index into [`crate::ArticleView::dates`].
    pub date: Option<u32>,
    /// The other name that stands here, as an index into [`crate::ArticleView::others`].
    pub other: Option<u32>,
    /// Whether this is a picture's credit.
    pub credit: bool,
}

/// A kind of entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, serde::Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum KindView {
    /// A human being.
    Person,
    /// A company, agency, party, team, outlet.
    Organisation,
    /// A country, town, region, building.
    Place,
}
