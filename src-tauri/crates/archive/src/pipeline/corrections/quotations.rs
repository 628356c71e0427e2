//! What the reader decided about quotations.

use backfile_article::Span;
use backfile_extract::{Extraction, Quotation, QuotationKind, Speaker, reader_reason};
use chrono::DateTime;

use super::{mentions::place_of, names::Names};
use crate::{
    EntityId,
    library::{CorrectionRecord as Record, Decision, Passage, Said},
};

/// How much of two passages must be the same for them to be one quotation.
const MIN_SHARED: f64 = 0.5;

/// Applies what `record` says of a quotation; whether its words are there.
/// Names that are decided about on the way are added to `decided`.
pub fn apply(
    record: &Record,
    text: &str,
    names: &Names,
    extraction: &mut Extraction,
    decided: &mut Vec<EntityId>,
) -> bool {
    let day = day(&record.made);
    let applied = match &record.decision {
        Decision::NotAQuotation { quotation, .. } => find(quotation, text, &extraction.quotations)
            .map(|(idx, _)| remove(&mut extraction.quotations, idx)),
        Decision::Speaker { article, quotation, kind, speaker } => {
            find_or_add(quotation, *kind, text, &mut extraction.quotations).map(|idx| {
                let name = match speaker {
                    Said::By(name) => names.now(name, *article, decided),
                    Said::Unnamed | Said::Nobody => None,
                };
                let entity = name.map(|name| place_of(&mut extraction.entities, &name));
                set_speaker(extraction, idx, entity, speaker, &day);
            })
        }
        Decision::Ends { quotation, kind, to, .. } => to.find(text).and_then(|(span, _)| {
            let idx = find_or_add(quotation, *kind, text, &mut extraction.quotations)?;
            let quotation = extraction.quotations.get_mut(idx)?;
            quotation.span = span;
            quotation.reason = reader_reason::ends_set(&day, &quotation.reason);
            quotation.yours = true;
            take_in(&mut extraction.quotations, idx);
            Some(())
        }),
        Decision::Name { .. } | Decision::Mention { .. } => None,
    };
    applied.is_some()
}

/// Takes away the other pieces of quotation `idx` that its new ends hold.
fn take_in(quotations: &mut Vec<Quotation>, idx: usize) {
    let Some(Quotation { span, group, .. }) = quotations.get(idx) else { return };
    let (span, group, mut at) = (*span, *group, 0..);
    quotations.retain(|other| at.next() == Some(idx) || other.group != group || !span.contains(other.span));
}

/// Takes a quotation away; what repeated it stands for itself once the last
/// piece is gone.
fn remove(quotations: &mut Vec<Quotation>, idx: usize) {
    let group = quotations.remove(idx).group;
    if quotations.iter().all(|quotation| quotation.group != group) {
        let repeats = quotations.iter_mut().filter(|quotation| quotation.repeats == Some(group));
        repeats.for_each(|quotation| quotation.repeats = None);
    }
}

/// The day of a moment, as reasons say it.
pub fn day(made: &str) -> String {
    let day = DateTime::parse_from_rfc3339(made).map(|time| time.format("%-d %b %Y").to_string());
    day.unwrap_or_else(|_| made.to_owned())
}

/// The quotation that `passage` is, and where the passage stands.
fn find(passage: &Passage, text: &str, quotations: &[Quotation]) -> Option<(usize, Span)> {
    let (span, _) = passage.find(text)?;
    best(span, quotations).map(|idx| (idx, span))
}

/// The quotation most like `span`, if it is mostly the same.
fn best(span: Span, quotations: &[Quotation]) -> Option<usize> {
    let shared = |quotation: &Quotation| {
        let other = quotation.span;
        let both = span.end.min(other.end).saturating_sub(span.start.max(other.start));
        let either = span.end.max(other.end) - span.start.min(other.start);
        both as f64 / either.max(1) as f64
    };
    let scored = quotations.iter().map(shared).enumerate().filter(|(_, shared)| *shared > MIN_SHARED);
    scored.max_by(|(_, a), (_, b)| a.total_cmp(b)).map(|(idx, _)| idx)
}

/// The quotation that `passage` is; added where its very words stand and are
/// not found to be one any more.
fn find_or_add(
    passage: &Passage,
    kind: QuotationKind,
    text: &str,
    quotations: &mut Vec<Quotation>,
) -> Option<usize> {
    let (span, is_unchanged) = passage.find(text)?;
    if let Some(idx) = best(span, quotations) {
        return Some(idx);
    }
    let group = quotations.iter().map(|quotation| quotation.group).max().map_or(0, |group| group + 1);
    is_unchanged.then(|| {
        quotations.push(Quotation {
            span,
            kind,
            speaker: None,
            also: Vec::new(),
            via: None,
            cue: None,
            addressee: None,
            topic: None,
            group,
            part: 1,
            repeats: None,
            confidence: 1.0,
            certain: true,
            reason: String::new(),
            yours: true,
        });
        quotations.len() - 1
    })
}

/// Gives all pieces of quotation `idx` the speaker the reader named, who is `entity`.
fn set_speaker(extraction: &mut Extraction, idx: usize, entity: Option<usize>, said: &Said, day: &str) {
    let Some(group) = extraction.quotations.get(idx).map(|quotation| quotation.group) else { return };
    let Extraction { mentions, quotations, .. } = extraction;
    // Words that name somebody else do not tell this speaker.
    let tells = |span: &Span| {
        mentions.iter().all(|mention| !mention.span.overlaps(*span) || Some(mention.entity) == entity)
    };
    for quotation in quotations.iter_mut().filter(|quotation| quotation.group == group) {
        let span = quotation.speaker.take().and_then(|speaker| speaker.span).filter(tells);
        let speaker = Speaker { span, entity, unnamed: *said == Said::Unnamed };
        quotation.speaker = (*said != Said::Nobody).then_some(speaker);
        quotation.also = Vec::new();
        quotation.confidence = 1.0;
        quotation.certain = true;
        quotation.reason = reader_reason::speaker_set(day);
        quotation.yours = true;
        quotation.repeats = None;
    }
}
