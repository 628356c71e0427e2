//! People, organisations and places.

use backfile_archive as core;
use backfile_extract::EntityKind;

use super::count;
use crate::{
    ArticleRow, CompanionView, EntitiesRequest, EntitiesView, EntityCardView, EntityRef, EntityRow,
    EntityView, JoinView, KindView, MonthCount, NameCount, RoleView,
};

/// The most companions a page shows.
const MAX_COMPANIONS: usize = 48;

/// The most companions a card shows.
const MAX_CARD_COMPANIONS: usize = 4;

/// The most joined names a page shows.
const MAX_JOINS: usize = 50;

/// The most joined names a card shows.
const MAX_CARD_JOINS: usize = 2;

/// The most roles a card shows.
const MAX_CARD_ROLES: usize = 3;

impl From<EntityKind> for KindView {
    fn from(kind: EntityKind) -> Self {
        match kind {
            EntityKind::Person => Self::Person,
            EntityKind::Organisation => Self::Organisation,
            EntityKind::Place => Self::Place,
        }
    }
}

impl From<KindView> for EntityKind {
    fn from(kind: KindView) -> Self {
        match kind {
            KindView::Person => Self::Person,
            KindView::Organisation => Self::Organisation,
            KindView::Place => Self::Place,
        }
    }
}

impl From<core::EntityRef> for EntityRef {
    fn from(core::EntityRef { id, kind, name }: core::EntityRef) -> Self {
        Self { id: id.to_string(), name, kind: kind.into() }
    }
}

impl From<core::EntityRow> for EntityRow {
    fn from(row: core::EntityRow) -> Self {
        // Other names are listed on the entity's page.
        let core::EntityRow {
            id,
            kind,
            name,
            n_articles,
            n_mentions,
            n_quotations,
            first,
            last,
            role,
            aliases: _,
        } = row;
        Self {
            id: id.to_string(),
            name,
            kind: kind.into(),
            role,
            n_articles: count(n_articles),
            n_mentions: count(n_mentions),
            n_quotations: count(n_quotations),
            first,
            last,
        }
    }
}

impl From<core::NameCount> for NameCount {
    fn from(core::NameCount { name, n }: core::NameCount) -> Self {
        Self { name, n: count(n) }
    }
}

impl From<core::MonthCount> for MonthCount {
    fn from(core::MonthCount { month, n }: core::MonthCount) -> Self {
        Self { month, n: count(n) }
    }
}

impl From<core::Role> for RoleView {
    fn from(core::Role { words, n, first, last }: core::Role) -> Self {
        Self { words, first, last, n: count(n) }
    }
}

impl From<core::Companion> for CompanionView {
    fn from(core::Companion { entity, n_articles }: core::Companion) -> Self {
        Self { entity: entity.into(), n_articles: count(n_articles) }
    }
}

impl From<core::JoinedName> for JoinView {
    fn from(core::JoinedName { entity, n_articles, reason, confidence }: core::JoinedName) -> Self {
        Self { entity: entity.into(), n_articles: count(n_articles), reason, confidence }
    }
}

/// The page of an entity, with the rows of the articles naming it.
#[must_use]
pub fn entity_view(detail: core::EntityDetail, articles: Vec<ArticleRow>) -> EntityView {
    let core::EntityDetail {
        row,
        names,
        roles,
        coverage,
        spoken,
        companions,
        n_about,
        joins,
        apart,
        decided,
    } = detail;
    EntityView {
        row: row.into(),
        names: names.into_iter().map(Into::into).collect(),
        roles: roles.into_iter().map(Into::into).collect(),
        coverage: coverage.into_iter().map(Into::into).collect(),
        spoken: spoken.into_iter().map(Into::into).collect(),
        n_about: count(n_about),
        articles,
        companions: companions.into_iter().take(MAX_COMPANIONS).map(Into::into).collect(),
        joins: joins.into_iter().take(MAX_JOINS).map(Into::into).collect(),
        apart: apart.into_iter().map(Into::into).collect(),
        yours: decided,
    }
}

impl From<core::EntityDetail> for EntityCardView {
    fn from(detail: core::EntityDetail) -> Self {
        // A card shows what fits beside the name; the rest is on the page.
        let core::EntityDetail {
            row,
            names: _,
            mut roles,
            coverage: _,
            spoken: _,
            companions,
            n_about: _,
            joins,
            apart,
            decided,
        } = detail;
        roles.sort_by_key(|role| std::cmp::Reverse(role.n));
        Self {
            row: row.into(),
            roles: roles.into_iter().take(MAX_CARD_ROLES).map(|role| role.words).collect(),
            companions: companions
                .into_iter()
                .take(MAX_CARD_COMPANIONS)
                .map(|companion| companion.entity.into())
                .collect(),
            joins: joins.into_iter().take(MAX_CARD_JOINS).map(Into::into).collect(),
            apart: apart.into_iter().map(Into::into).collect(),
            yours: decided,
        }
    }
}

impl EntitiesRequest {
    /// Which entities the archive is to list.
    #[must_use]
    pub fn filter(&self) -> core::EntityFilter {
        core::EntityFilter { kind: self.kind.map(Into::into), words: self.words.clone() }
    }

    /// In which order.
    #[must_use]
    pub fn order(&self) -> core::EntitySort {
        match self.sort.as_deref() {
            Some("quotations") => core::EntitySort::Quotations,
            Some("name") => core::EntitySort::Name,
            Some("newest") => core::EntitySort::Newest,
            _ => core::EntitySort::Articles,
        }
    }
}

impl EntitiesView {
    /// The answer to request number `request`.
    #[must_use]
    pub fn new(request: Option<u32>, page: core::EntityPage) -> Self {
        let core::EntityPage { total, rows } = page;
        Self {
            request: request.unwrap_or(0),
            total: count(total),
            rows: rows.into_iter().map(Into::into).collect(),
        }
    }
}
