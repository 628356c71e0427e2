//! Corrections as they are listed: with whether they change something now.

use std::collections::HashSet;

use super::{Correction, CorrectionRecord as Record, Decision, Name};
use crate::{Archive, ArchiveError, ArticleId, CorrectionId, EntityId, identity, pipeline::Edits};

impl Archive {
    /// All corrections, last made first.
    ///
    /// # Errors
    /// Any store error.
    pub fn corrections(&self) -> Result<Vec<Correction>, ArchiveError> {
        let records = self.library.read(Record::load_all)?;
        let mut articles: Vec<ArticleId> =
            records.iter().filter_map(|record| record.decision.article()).collect();
        articles.sort_unstable();
        articles.dedup();
        let mut applied = self.applied_in(&articles)?;
        for record in &records {
            if let Decision::Name { article: None, name, .. } = &record.decision
                && self.is_decided(name.id())?
            {
                applied.insert(record.id);
            }
        }
        let mut seen = self.seen(&articles)?;
        let corrections = records.into_iter().rev().map(|record| {
            let seen = record.decision.article().and_then(|article| seen.get_mut(&article));
            let headline = seen.and_then(|seen| seen.headline.clone());
            let is_applied = applied.contains(&record.id);
            Correction::new(record, is_applied, headline)
        });
        Ok(corrections.collect())
    }

    /// The corrections that change something in `articles`.
    fn applied_in(&self, articles: &[ArticleId]) -> Result<HashSet<CorrectionId>, ArchiveError> {
        let mut entries = self.entries_as_found(articles)?;
        Edits::new(&self.library).apply(&mut entries)
    }

    /// What the name of this id is by the decisions about all articles; none if
    /// nothing was decided about it, or that it is no name.
    pub(crate) fn name_now(&self, id: EntityId) -> Result<Option<EntityId>, ArchiveError> {
        let mut now = None;
        for record in self.library.read(Record::load_all)? {
            if let Decision::Name { article: None, name, is } = record.decision
                && (name.id() == now.unwrap_or(id) || is_undivided(&name, is.as_ref(), id))
            {
                let Some(is) = is else { return Ok(None) };
                now = Some(is.id());
            }
        }
        Ok(now)
    }

    /// The names that the reader decided are the one with this id, last decided
    /// first, be it in one article or place; its own where the reader told it
    /// apart.
    pub(crate) fn decided_names(&self, id: EntityId) -> Result<Vec<String>, ArchiveError> {
        let mut ids = HashSet::from([id]);
        let mut names: Vec<String> = Vec::new();
        for record in self.library.read(Record::load_all)?.into_iter().rev() {
            let name = match record.decision {
                Decision::Name { name, is: Some(is), .. } if ids.contains(&is.id()) => {
                    ids.insert(name.id());
                    name.name
                }
                Decision::Mention { mention, is: Some(is), .. } if ids.contains(&is.id()) => mention.exact,
                _ => continue,
            };
            if !names.contains(&name) {
                names.push(name);
            }
        }
        Ok(names)
    }

    fn is_decided(&self, name: EntityId) -> Result<bool, ArchiveError> {
        self.readers.with(|conn| {
            conn.prepare_cached("SELECT EXISTS (SELECT 1 FROM decided WHERE entity = ?1)")?
                .query_row([name.sql()], |row| row.get(0))
        })
    }
}

/// Whether a decision that `name` is itself makes one of it and of the one with
/// this id, who was kept apart from it.
fn is_undivided(name: &Name, is: Option<&Name>, id: EntityId) -> bool {
    is == Some(name) && name.id() != id && EntityId::of(name.kind, &identity::numbered(&name.name)) == id
}
