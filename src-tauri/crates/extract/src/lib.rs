//! Finds people, organisations, places, quotations and dates in an article.
//!
//! [`extract`] is the whole of it: names first (`name`), then quotations and
//! their speakers (`quote`), then the dates mentioned (`date`). Each part
//! reads the words and sentences of `token`, so that all agree on them.

mod extraction;

pub use extraction::{
    Cue, DateMention, Document, Entity, EntityKind, Extraction, Mention, Quotation, QuotationKind, Section,
    SectionKind, Speaker, VERSION,
};
