//! Finds people, organisations, places, quotations and dates in an article.
//!
//! [`extract`] is the whole of it: names first (`name`), then quotations and
//! their speakers (`quote`), then the dates mentioned (`date`). Each part
//! reads the words and sentences of `token`, so that all agree on them.

mod date;
mod extraction;
pub mod recogniser {
    //! The recogniser of names, for those who train and measure it.
    pub use crate::name::recogniser::*;
}

mod name;
mod token;

pub use extraction::{
    Cue, DateMention, Document, Entity, EntityKind, Extraction, Mention, Quotation, QuotationKind, Section,
    SectionKind, Speaker, VERSION,
};

use token::Words;

/// Finds everything in `document`.
#[must_use]
pub fn extract(document: &Document<'_>) -> Extraction {
    let words = Words::of(document);
    let names = name::names(document, &words);
    // quotations come here: they need words, entities, genders and mentions
    let quotations = Vec::new();
    let dates = date::dates(document, &words);
    Extraction { entities: names.entities, mentions: names.mentions, quotations, dates }
}

/// Finds the dates mentioned in `document` alone, for a publication date that
/// was set later.
#[must_use]
pub fn dates(document: &Document<'_>) -> Vec<DateMention> {
    date::dates(document, &Words::of(document))
}
