//! What holds of everything extracted, whatever the text; for the tests and
//! the fuzz target.

use backfile_article::{CodePoints, PubDate, Span};
use backfile_extract::{Document, Extraction, extract};

/// Everything in `text`, published on `day` (`YYYY-MM-DD`).
pub fn extracted(text: &str, day: Option<&str>) -> Extraction {
    let published = day.and_then(|day| PubDate::parse(day).ok());
    extract(&Document::plain(text, published.as_ref()))
}

/// Asserts that every mark stands where it says.
#[track_caller]
pub fn check(text: &str, extraction: &Extraction) {
    let points = CodePoints::new(text);
    // Offsets are printed as code points, so both ways must lead to the same words.
    let words = |span: Span, what: &str| {
        let words = text.get(span.start..span.end);
        let words = words.unwrap_or_else(|| panic!("{what} ends inside a letter: {span:?}"));
        assert!(!words.trim().is_empty(), "{what} is empty: {span:?}");
        let printed = (points.from_byte(span.start), points.from_byte(span.end));
        let back = points.to_byte(printed.0)..points.to_byte(printed.1);
        assert_eq!(text.get(back), Some(words), "{what} is printed at other words");
    };
    let is_known = |entity: Option<usize>, what: &str| {
        assert!(entity.is_none_or(|entity| entity < extraction.entities.len()), "{what} is nobody");
    };
    let mut end = 0;
    for mention in &extraction.mentions {
        assert!(mention.span.start >= end, "mentions overlap or are out of order");
        words(mention.span, "a mention");
        is_known(Some(mention.entity), "a mention");
        end = mention.span.end;
    }
    for date in &extraction.dates {
        words(date.span, "a date");
    }
    let mut start = 0;
    for quotation in &extraction.quotations {
        words(quotation.span, "a quotation");
        assert!(quotation.span.start >= start, "quotations are out of order");
        start = quotation.span.start;
        assert!((0.0..=1.0).contains(&quotation.confidence), "a confidence is {}", quotation.confidence);
        for who in [&quotation.speaker, &quotation.via].into_iter().flatten() {
            is_known(who.entity, "a speaker");
            if let Some(span) = who.span {
                words(span, "a speaker");
            }
        }
        if let Some(cue) = quotation.cue {
            words(cue.span, "a cue");
        }
        if let Some(addressee) = quotation.addressee {
            words(addressee.span, "an addressee");
            is_known(addressee.entity, "an addressee");
        }
        if let Some(topic) = quotation.topic {
            words(topic, "a topic");
        }
    }
    for (entity_idx, entity) in extraction.entities.iter().enumerate() {
        assert!(!entity.name.is_empty(), "an entity has no name");
        assert!(extraction.mentions.iter().any(|mention| mention.entity == entity_idx) || entity_idx > 1000);
    }
}
