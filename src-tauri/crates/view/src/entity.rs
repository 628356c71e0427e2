//! People, organisations and places of the archive.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{ArticleRow, KindView, MonthCount};

/// An entity by id and name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EntityRef {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: KindView,
}

/// One row of a list of entities.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EntityRow {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: KindView,
    /// A role, if one is printed.
    pub role: Option<String>,
    /// In how many articles it is named.
    pub n_articles: u32,
    /// How often it is named.
    pub n_mentions: u32,
    /// How many quotations are its own.
    pub n_quotations: u32,
    /// Date of the first article naming it.
    pub first: Option<String>,
    /// Date of the last.
    pub last: Option<String>,
}

/// Which entities to show.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(optional_fields)]
pub struct EntitiesRequest {
    /// Only this kind.
    pub kind: Option<KindView>,
    /// Letters the name or an alias begins a word with.
    pub words: Option<String>,
    /// `articles` (default), `quotations`, `name`, `newest`.
    pub sort: Option<String>,
    /// How many, at most 500; 100 if absent.
    pub limit: Option<u32>,
    /// How many to pass over.
    pub offset: Option<u32>,
    /// A number the answer repeats.
    pub request: Option<u32>,
}

/// Entities found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EntitiesView {
    /// The number the request carried.
    pub request: u32,
    /// How many there are in all.
    pub total: u32,
    /// Those asked for.
    pub rows: Vec<EntityRow>,
}

/// A name under which an entity appears.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NameCount {
    /// The name as printed.
    pub name: String,
    /// How many articles use it.
    pub n: u32,
}

/// A role word with the time it was printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RoleView {
    /// The words ("mayor of Elm").
    pub words: String,
    /// First printed.
    pub first: Option<String>,
    /// Last printed.
    pub last: Option<String>,
    /// In how many articles.
    pub n: u32,
}

/// Someone named beside the entity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CompanionView {
    /// Who.
    pub entity: EntityRef,
    /// In how many articles both are named.
    pub n_articles: u32,
}

/// A name that the archive joined to an entity, or another bearer of its name
/// whom it was kept apart from.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct JoinView {
    /// The name as its articles give it.
    pub entity: EntityRef,
    /// In how many articles it is named.
    pub n_articles: u32,
    /// Why, without a capital or a dot.
    pub reason: String,
    /// How sure that is, 0 to 1.
    pub confidence: f64,
}

/// The page of a person, organisation or place. Its quotations come from
/// the `quotations` command.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EntityView {
    /// Name, kind and counts.
    pub row: EntityRow,
    /// Names used.
    pub names: Vec<NameCount>,
    /// Role words, first printed first.
    pub roles: Vec<RoleView>,
    /// Articles a month.
    pub coverage: Vec<MonthCount>,
    /// Quotations of its own a month.
    pub spoken: Vec<MonthCount>,
    /// Quotations in which it is mentioned.
    pub n_about: u32,
    /// The articles naming it, newest first, at most 200.
    pub articles: Vec<ArticleRow>,
    /// Who is named beside it, most often first, at most 48.
    pub companions: Vec<CompanionView>,
    /// Names that were joined to it, named most first, at most 50.
    pub joins: Vec<JoinView>,
    /// Others of the same name whom it was kept apart from.
    pub apart: Vec<JoinView>,
    /// Names that the reader decided are this one's.
    pub yours: Vec<String>,
}

/// What the card of a name shows.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EntityCardView {
    /// Name, kind and counts.
    pub row: EntityRow,
    /// Role words, at most 3.
    pub roles: Vec<String>,
    /// Who is named beside it, at most 4.
    pub companions: Vec<EntityRef>,
    /// Names that were joined to it, at most 2.
    pub joins: Vec<JoinView>,
    /// Others of the same name whom it was kept apart from.
    pub apart: Vec<JoinView>,
    /// Names that the reader decided are this one's.
    pub yours: Vec<String>,
}
