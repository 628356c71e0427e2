//! Quotations that repeat words quoted elsewhere in the article: headlines,
//! pull quotes. They have the speaker of the words they repeat.

use crate::Quotation;

/// How many are looked for; an article with more is no article.
const MOST: usize = 50;

/// Shorter ones ("the Captain") may be chance; letters and digits.
const SHORTEST: usize = 12;

/// Gives each quotation that tells no speaker of its own that of the told
/// quotation whose words hold it.
pub(super) fn follow(text: &str, quotations: &mut [Quotation]) {
    let told = |quotation: &Quotation| quotation.cue.is_some() && quotation.speaker.is_some();
    let untold: Vec<usize> = (0..quotations.len())
        .filter(|idx| {
            quotations[*idx].cue.is_none() && plain(quotations[*idx].span.of(text)).len() >= SHORTEST
        })
        .take(MOST)
        .collect();
    if untold.is_empty() {
        return;
    }
    let sources: Vec<(usize, String)> = (0..quotations.len())
        .filter(|idx| told(&quotations[*idx]))
        .map(|idx| (idx, plain(quotations[idx].span.of(text))))
        .collect();
    for idx in untold {
        let words = plain(quotations[idx].span.of(text));
        let source = sources.iter().find(|(_, source)| source.contains(&words));
        if let Some((source, _)) = source {
            let source = &quotations[*source];
            let speaker = source.speaker.clone().map(|speaker| crate::Speaker { span: None, ..speaker });
            let confidence = source.confidence;
            quotations[idx].speaker = speaker.filter(|speaker| speaker.entity.is_some());
            quotations[idx].via = None;
            quotations[idx].confidence = confidence;
            quotations[idx].reason = "The same words are quoted elsewhere in this article.".to_owned();
        }
    }
}

/// Letters and digits in lower case.
fn plain(words: &str) -> String {
    words.chars().filter(|ch| ch.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
