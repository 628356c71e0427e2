//! Restyled copies of texts, so that headlines and shouted lines are learned.

use super::{corpus::GoldDocument, train::Random};

/// One text in this many is copied in capitals, one as headlines.
const ONE_IN: usize = 20;

/// A copy of a few sentences of `document` in capitals or as headlines; none
/// for most documents.
pub fn restyled(document: &GoldDocument, number: usize) -> Option<GoldDocument> {
    let mut random = Random(number as u64 + 77);
    let in_capitals = match random.next() as usize % ONE_IN {
        0 => true,
        1 => false,
        _ => return None,
    };
    let mut copy = document.clone();
    let small =
        ["of", "the", "in", "on", "at", "to", "and", "a", "an", "for", "with", "by", "from", "'s", "as"];
    for (at, word) in document.words.iter().enumerate() {
        let sentence = document.sentences.partition_point(|sentence| sentence.end <= at);
        // one sentence in three stays, so that the document still tells about its names
        if sentence % 3 == 2 && document.sentences.len() > 2 {
            continue;
        }
        copy.words[at] = if in_capitals {
            word.to_uppercase()
        } else if small.contains(&word.as_str()) {
            word.clone()
        } else {
            let mut chars = word.chars();
            chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect()
        };
    }
    Some(copy)
}
