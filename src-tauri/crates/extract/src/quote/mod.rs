//! Finds quotations and names their speakers.
//!
//! Marks are paired first (`marks`), so that a quoted stretch is one unit
//! among the words around it (`unit`). A linear model then finds the cues, a
//! conditional random field what was said under each and by which phrase
//! (`attribution`); the phrase is traced to a person or organisation
//! afterwards. What the models look at is in `features`, how they
//! are learnt in `train`; `docs/extraction.md` tells how well they do.

mod attribution;
mod features;
mod marks;
mod model;
mod read;
mod speaker;
pub mod train;
mod unit;
mod weights;

use crate::{Cue, Document, Entity, Mention, Quotation, QuotationKind, SectionKind, token::Words};
use attribution::{Claim, claims};
use model::Model;
use read::Reading;
use speaker::{Traced, trace};

/// The quotations of `document` in text order.
pub(crate) fn quotations(
    document: &Document<'_>,
    words: &Words<'_>,
    entities: &[Entity],
    mentions: &[Mention],
) -> Vec<Quotation> {
    let Some(model) = Model::get() else { return Vec::new() };
    let reading = Reading::of(document, words, entities, mentions, |word| model.prior(word));
    let headline = |section: usize| document.sections[section].kind == SectionKind::Headline;
    let claims = claims(model, &reading, headline);
    let mut found = Vec::new();
    let traced = trace(&reading, entities, mentions, &claims);
    for (group, (claim, traced)) in claims.iter().zip(traced).enumerate() {
        push(&mut found, &reading, claim, &traced, group);
    }
    found.sort_by_key(|quotation| (quotation.span.start, std::cmp::Reverse(quotation.span.end)));
    found
}

fn push(found: &mut Vec<Quotation>, reading: &Reading<'_>, claim: &Claim, traced: &Traced, group: usize) {
    for (piece, part) in claim.said.iter().zip(1..) {
        let units = &reading.units.list[piece.clone()];
        let n_quoted = units.iter().filter(|unit| unit.is_quote()).count();
        let kind = match n_quoted {
            0 => QuotationKind::Indirect,
            _ if n_quoted == units.len() => QuotationKind::Direct,
            _ => QuotationKind::Mixed,
        };
        found.push(Quotation {
            span: reading.units.span(reading.words, piece.clone()),
            kind,
            speaker: traced.speaker.clone(),
            via: traced.via.clone(),
            cue: claim.cue.map(|cue| Cue { span: reading.units.span(reading.words, cue..cue + 1) }),
            group: u32::try_from(group).unwrap_or(u32::MAX),
            part,
            confidence: traced.confidence,
            reason: traced.reason.clone(),
        });
    }
}
