//! Quotations that repeat words quoted elsewhere in the article: headlines,
//! pull quotes. They have the speaker of the words they repeat, and are linked
//! to them, so that they count once.

use std::collections::HashMap;

use backfile_article::Span;

use crate::Quotation;

/// How many are looked for; an article with more is no article.
const MOST: usize = 50;

/// Shorter ones ("the Captain") may be chance; letters and digits.
const SHORTEST: usize = 12;

/// What the quotations before are looked at for.
struct Source {
    words: String,
    quotation: usize,
}

/// Links each quotation that tells no speaker of its own, and each in the
/// headline, to the told one whose words hold it, and gives it its speaker.
/// The words of `headline`, if there is one, stand inside that span.
pub(super) fn follow(text: &str, headline: Option<Span>, quotations: &mut [Quotation]) {
    let in_headline =
        |quotation: &Quotation| headline.is_some_and(|headline| headline.contains(quotation.span));
    let told = |quotation: &Quotation| {
        quotation.cue.is_some() && quotation.speaker.is_some() && !in_headline(quotation)
    };
    let untold: Vec<(usize, String)> = (0..quotations.len())
        .filter(|idx| quotations[*idx].cue.is_none() || in_headline(&quotations[*idx]))
        .map(|idx| (idx, plain(quotations[idx].span.of(text))))
        .filter(|(_, words)| words.len() >= SHORTEST)
        .take(MOST)
        .collect();
    if untold.is_empty() {
        return;
    }
    let sources: Vec<Source> = (0..quotations.len())
        .filter(|idx| told(&quotations[*idx]))
        .map(|quotation| Source { words: plain(quotations[quotation].span.of(text)), quotation })
        .collect();
    for (idx, words) in untold {
        let span = quotations[idx].span;
        let source = sources.iter().find(|source| {
            source.words.contains(&words) && !quotations[source.quotation].span.overlaps(span)
        });
        let Some(source) = source.map(|source| quotations[source.quotation].clone()) else { continue };
        let quotation = &mut quotations[idx];
        quotation.repeats = Some(source.group);
        if quotation.cue.is_none() {
            let unsaid = |speaker| crate::Speaker { span: None, ..speaker };
            quotation.speaker = source.speaker.map(unsaid).filter(|speaker| speaker.entity.is_some());
            quotation.also = source.also.into_iter().map(unsaid).collect();
            quotation.via = None;
            quotation.confidence = source.confidence;
            quotation.certain = source.certain;
            quotation.reason = "The same words are quoted elsewhere in this article.".to_owned();
        }
    }
    part(quotations);
}

/// Gives those that repeat a group of their own, so that no piece of it is
/// taken for one of the quotation it stands beside.
fn part(quotations: &mut [Quotation]) {
    let mut next = quotations.iter().map(|quotation| quotation.group).max().unwrap_or(0) + 1;
    let mut whole: HashMap<u32, bool> = HashMap::new();
    for quotation in quotations.iter() {
        *whole.entry(quotation.group).or_insert(true) &= quotation.repeats.is_some();
    }
    for quotation in quotations.iter_mut().filter(|quotation| quotation.repeats.is_some()) {
        if whole.get(&quotation.group) == Some(&false) {
            (quotation.group, quotation.part) = (next, 1);
            next += 1;
        }
    }
}

/// Letters and digits in lower case.
fn plain(words: &str) -> String {
    let mut plain = String::with_capacity(words.len());
    for ch in words.chars() {
        if ch.is_ascii_alphanumeric() {
            plain.push(ch.to_ascii_lowercase());
        } else if !ch.is_ascii() && ch.is_alphanumeric() {
            plain.extend(ch.to_lowercase());
        }
    }
    plain
}
