//! The reader's corrections, applied to what was found in an article.
//!
//! Names and single mentions come first, then quotations, each decision in the
//! order in which it was made. What a decision is about is looked for anew: a
//! name by its kind and letters, a mention or quotation by its words and
//! surroundings. A decision whose words are not there changes nothing.

mod mentions;
mod names;
mod quotations;

use std::collections::HashSet;

use crate::{
    ArticleId, CorrectionId, EntityId,
    derived::{Entry, entity_ids, quotation_ids},
    library::{CorrectionRecord as Record, Decision},
};
pub(crate) use mentions::mention_at;
use names::Names;

/// Decisions in the order in which they are applied.
pub(super) struct Corrections {
    records: Vec<Record>,
    names: Names,
    /// The articles that decisions of their own concern.
    articles: HashSet<ArticleId>,
}

impl Corrections {
    /// The decisions of `records`.
    pub fn new(records: Vec<Record>) -> Self {
        let articles = records.iter().filter_map(|record| record.decision.article()).collect();
        Self { names: Names::of(&records), articles, records }
    }

    /// Applies them to `entry`, which keeps what was found beside what it
    /// comes to, and adds those that changed something to `applied`.
    pub fn apply(&self, entry: &mut Entry, applied: &mut HashSet<CorrectionId>) {
        let is_named = entry.entities.iter().any(|entity| self.names.decide_about(*entity));
        if !is_named && !self.articles.contains(&entry.id) {
            return;
        }
        let found = entry.extraction.clone();
        let mut decided = self.decide_names(entry, applied);
        let text = entry.article.text.as_str();
        for record in self.records.iter().filter(|record| record.decision.article() == Some(entry.id)) {
            if quotations::apply(record, text, &self.names, &mut entry.extraction, &mut decided) {
                applied.insert(record.id);
            }
        }
        // Decisions that lead back to what was found count nevertheless: they
        // do so only together.
        entry.decided = decided;
        if entry.extraction == found {
            return;
        }
        entry
            .extraction
            .quotations
            .sort_by_key(|quotation| (quotation.span.start, std::cmp::Reverse(quotation.span.end)));
        entry.entities = entity_ids(&entry.extraction);
        entry.quotations = quotation_ids(entry.id, text, &entry.extraction);
        entry.found = Some(found);
    }

    /// Decides about names and single mentions, and returns the names that were
    /// decided about.
    fn decide_names(&self, entry: &mut Entry, applied: &mut HashSet<CorrectionId>) -> Vec<EntityId> {
        let Entry { id, article, extraction, entities, .. } = entry;
        let is_about_mention =
            |record: &Record| matches!(&record.decision, Decision::Mention { article, .. } if article == id);
        let mut decided = Vec::new();
        let mut from = 0;
        for (at, record) in self.records.iter().enumerate().filter(|(_, record)| is_about_mention(record)) {
            decided.extend(self.names.apply(*id, from..at, entities, extraction, applied));
            if mentions::apply(record, &article.text, extraction, &mut decided) {
                applied.insert(record.id);
            }
            *entities = entity_ids(extraction);
            from = at;
        }
        decided.extend(self.names.apply(*id, from..self.records.len(), entities, extraction, applied));
        decided
    }
}
