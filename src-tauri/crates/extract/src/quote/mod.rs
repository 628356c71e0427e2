//! Finds quotations and names their speakers.
//!
//! Marks are paired first (`marks`), so that a quoted stretch is one unit
//! among the words around it (`unit`). A linear model then finds the cues, a
//! conditional random field what was said under each and by which phrase
//! (`attribution`); the phrase is traced to a person or organisation
//! afterwards. What the models look at is in `features`, how they
//! are learnt in `train`; `docs/extraction.md` tells how well they do.

mod addressee;
mod argument;
mod attribution;
mod deed;
mod features;
mod inner;
mod label;
mod level;
mod marks;
mod model;
mod outlook;
mod path;
mod read;
mod repeat;
mod second;
mod speaker;
mod speech;
mod subject;
mod tag;
#[cfg(test)]
mod tests;
mod told;
pub mod reader_reason {
    //! Why a quotation is as it is once the reader has corrected it.
    pub use super::speaker::{ends_set, mention_set, no_name, no_name_beside, speaker_set};
}
pub mod train;
mod trim;
mod unit;
mod weights;
mod whole;

use crate::{
    Cue, Document, Entity, Mention, Quotation, QuotationKind, SectionKind, name::Names, token::Words,
};
use attribution::{Claim, claims};
use model::Model;
use read::Reading;
use speaker::{Traced, Way, trace};
pub(crate) use unit::Form;
use unit::Unit;

/// Reported speech of nobody is kept from this margin of its labels on: fewer
/// are missed, as many are right (cross-validated).
const UNTOLD: f32 = 1.0;

/// Why reported speech has no speaker.
fn no_one() -> String {
    "The text tells no speaker.".to_owned()
}

/// What is said in a document, before it is known by whom.
pub(crate) struct Said<'a> {
    reading: Reading<'a>,
    claims: Vec<Claim>,
}

/// What is said in `document`; none without a model.
pub(crate) fn said<'a>(document: &Document<'_>, words: &'a Words<'a>, names: &Names) -> Option<Said<'a>> {
    Model::get().map(|model| said_by(model, document, words, &names.entities, &names.mentions))
}

/// The quotations of `document`, in which this is `said`, in text order.
pub(crate) fn quotations(document: &Document<'_>, said: Option<Said<'_>>, names: &Names) -> Vec<Quotation> {
    let found = Model::get().zip(said);
    let found = found.map(|(model, said)| traced(model, document, &said, &names.entities, &names.mentions));
    found.unwrap_or_default()
}

/// What is said in `document` as `model` finds it.
fn said_by<'a>(
    model: &Model,
    document: &Document<'_>,
    words: &'a Words<'a>,
    entities: &[Entity],
    mentions: &[Mention],
) -> Said<'a> {
    let mut reading = Reading::mended(document, words, entities, mentions, |word| model.prior(word));
    inner::unfold(&mut reading, entities, mentions, |word| model.prior(word));
    let claims = claims(model, &reading, |section| document.sections[section].kind);
    let claims = inner::add(&reading, claims);
    Said { reading, claims }
}

/// The quotations of `document`, each traced to its speaker.
fn traced(
    model: &Model,
    document: &Document<'_>,
    Said { reading, claims }: &Said<'_>,
    entities: &[Entity],
    mentions: &[Mention],
) -> Vec<Quotation> {
    let traced = trace(model, reading, entities, mentions, claims);
    let mut found: Vec<Quotation> = Vec::new();
    let mut n_groups = 0;
    // The group and part of the last quotation that stands in no other one.
    let (mut group, mut part) = (0, 0);
    for (claim, traced) in claims.iter().zip(traced) {
        let goes_on = matches!(traced.way, Way::SameParagraph | Way::Reopened) && claim.cue.is_none();
        let (mut own_group, mut own_part) = (group, part);
        if !goes_on || found.is_empty() {
            n_groups += 1;
            (own_group, own_part) = (n_groups, 0);
        }
        let untold = matches!(traced.way, Way::Nobody | Way::Carried);
        let quoted = claim.whole.is_some()
            || claim.said.iter().flat_map(|piece| &reading.units.list[piece.clone()]).any(Unit::is_quote);
        if untold && !quoted {
            if claim.margin < UNTOLD {
                continue; // told by nobody: a plan or a rumour, not speech
            }
            // Reported by a cue of its own, it does not go on from another.
            let nobody = Traced {
                speaker: None,
                also: Vec::new(),
                via: None,
                confidence: 0.0,
                certain: false,
                reason: no_one(),
                ..traced
            };
            push(&mut found, reading, claim, &nobody, own_group, &mut own_part);
            (group, part) = (own_group, own_part);
            continue;
        }
        push(&mut found, reading, claim, &traced, own_group, &mut own_part);
        if claim.inside.is_none() {
            (group, part) = (own_group, own_part);
        }
    }
    let headline = document.sections.iter().find(|section| section.kind == SectionKind::Headline);
    repeat::follow(document.text, headline.map(|section| section.span), &mut found);
    found.sort_by_key(|quotation| (quotation.span.start, std::cmp::Reverse(quotation.span.end)));
    addressee::add(reading.words, entities, mentions, &mut found);
    found
}

fn push(
    found: &mut Vec<Quotation>,
    reading: &Reading<'_>,
    claim: &Claim,
    traced: &Traced,
    group: u32,
    part: &mut u32,
) {
    for piece in &claim.said {
        *part += 1;
        let units = &reading.units.list[piece.clone()];
        let n_quoted = units.iter().filter(|unit| unit.is_quote()).count();
        let kind = match n_quoted {
            _ if claim.whole.is_some() => QuotationKind::Direct,
            0 => QuotationKind::Indirect,
            _ if n_quoted == units.len() => QuotationKind::Direct,
            _ => QuotationKind::Mixed,
        };
        found.push(Quotation {
            span: reading.units.span(reading.words, piece.clone()),
            kind,
            speaker: traced.speaker.clone(),
            also: traced.also.clone(),
            via: traced.via.clone(),
            cue: claim.cue.map(|cue| Cue { span: reading.units.span(reading.words, cue..cue + 1) }),
            addressee: None,
            topic: None,
            group,
            part: *part,
            repeats: None,
            confidence: traced.confidence,
            certain: traced.certain,
            reason: traced.reason.clone(),
            yours: false,
        });
    }
}
