//! The reader's corrections, applied to what was found in an article.
//!
//! Names come first, then quotations, each decision in the order in which it
//! was made. What a decision is about is looked for anew: a name by its kind
//! and letters, a quotation by its words and surroundings. A decision whose
//! words are not there changes nothing.

mod names;
mod quotations;

use std::collections::HashSet;

use crate::{
    ArticleId, CorrectionId,
    derived::{Entry, entity_ids, quotation_ids},
    library::CorrectionRecord as Record,
};
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
        let mut decided = self.names.apply(entry.id, &entry.entities, &mut entry.extraction, applied);
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
}
