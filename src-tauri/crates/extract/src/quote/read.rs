//! One article, read for the models: words, marks and units.

use backfile_article::Span;

use super::{
    marks::{Stretch, stretches},
    tag,
    unit::Units,
};
use crate::{Document, Entity, EntityKind, Mention, token::Words};

/// What the models read.
pub(super) struct Reading<'a> {
    pub words: &'a Words<'a>,
    pub stretches: Vec<Stretch>,
    pub units: Units,
}

impl<'a> Reading<'a> {
    /// Reads a document; `prior` says how often a word is a cue.
    pub fn of(
        document: &Document<'_>,
        words: &'a Words<'a>,
        entities: &[Entity],
        mentions: &[Mention],
        prior: impl Fn(u32) -> u8,
    ) -> Self {
        let stretches = paired(document);
        Self::new(words, stretches, &names(words, entities, mentions), prior)
    }

    /// Reads a document, and ends what a forgotten mark leaves open. The models
    /// learn from texts as they stand.
    pub fn mended(
        document: &Document<'_>,
        words: &'a Words<'a>,
        entities: &[Entity],
        mentions: &[Mention],
        prior: impl Fn(u32) -> u8,
    ) -> Self {
        let mut stretches = paired(document);
        let names = names(words, entities, mentions);
        tag::end_open(words, &names, &mut stretches);
        Self::new(words, stretches, &names, prior)
    }

    fn new(words: &'a Words<'a>, stretches: Vec<Stretch>, names: &[u8], prior: impl Fn(u32) -> u8) -> Self {
        let units = Units::of(words, &stretches, names, prior);
        Self { words, stretches, units }
    }
}

/// The stretches of a document, as their marks pair.
fn paired(document: &Document<'_>) -> Vec<Stretch> {
    let sections: Vec<Span> = document.sections.iter().map(|section| section.span).collect();
    stretches(document.text, &sections)
}

/// The kind of name each word belongs to: 0 none, 1 person, 2 organisation, 3 place.
pub(super) fn names(words: &Words<'_>, entities: &[Entity], mentions: &[Mention]) -> Vec<u8> {
    let mut names = vec![0; words.tokens.len()];
    let mut at = 0;
    for mention in mentions {
        let kind = match entities.get(mention.entity).map(|entity| entity.kind) {
            Some(EntityKind::Person) => 1,
            Some(EntityKind::Organisation) => 2,
            Some(EntityKind::Place) => 3,
            None => 0,
        };
        at += words.tokens[at..].partition_point(|token| token.span.end <= mention.span.start);
        let mut token_idx = at;
        while token_idx < names.len() && words.tokens[token_idx].span.start < mention.span.end {
            names[token_idx] = kind;
            token_idx += 1;
        }
    }
    names
}
