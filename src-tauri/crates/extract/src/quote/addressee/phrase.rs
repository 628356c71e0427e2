//! The phrase that names whom something was said to: where it ends, and
//! whether it is somebody at all.

use super::{
    Reader,
    lists::{any, is_clause_opener, is_people, is_pronoun, is_thing},
};
use crate::{Addressee, EntityKind};

const DETERMINERS: [&str; 31] = [
    "the",
    "a",
    "an",
    "his",
    "her",
    "their",
    "its",
    "our",
    "my",
    "your",
    "this",
    "these",
    "those",
    "some",
    "several",
    "both",
    "two",
    "three",
    "four",
    "five",
    "six",
    "ten",
    "all",
    "other",
    "many",
    "another",
    "one",
    "each",
    "dozens",
    "hundreds",
    "thousands",
];
const OBJECTS: [&str; 9] = ["him", "her", "them", "me", "us", "you", "everyone", "everybody", "anyone"];
/// What a name may be followed by and still be the one addressed.
const OUTLET_WORDS: [&str; 9] =
    ["newspaper", "magazine", "paper", "television", "radio", "tv", "agency", "website", "news"];
/// Words that end a phrase.
const ENDS: [&str; 52] = [
    "in",
    "on",
    "at",
    "by",
    "from",
    "with",
    "after",
    "before",
    "during",
    "since",
    "into",
    "over",
    "under",
    "outside",
    "inside",
    "through",
    "via",
    "as",
    "because",
    "and",
    "or",
    "but",
    "then",
    "there",
    "here",
    "is",
    "was",
    "were",
    "are",
    "be",
    "been",
    "had",
    "has",
    "have",
    "will",
    "would",
    "could",
    "should",
    "may",
    "might",
    "must",
    "can",
    "did",
    "does",
    "do",
    "last",
    "this",
    "yesterday",
    "today",
    "later",
    "just",
    "never",
];

/// The one addressed by the words from `start` on; with `told`, any noun is
/// somebody that is not known to be a thing.
pub(super) fn addressed(reader: &Reader<'_>, start: usize, told: bool) -> Option<Addressee> {
    if any(&OBJECTS, reader.word(start)) && !owns(reader, start) {
        let span = reader.words.span(start..start + 1);
        return Some(Addressee { span, entity: reader.meant(start) });
    }
    let mut core = start;
    let mut is_owned = false;
    while any(&DETERMINERS, reader.word(core)) && reader.is_free(core) {
        is_owned = true;
        core += 1;
    }
    let end = core_end(reader, core);
    if end == core {
        // "told several of them" names nobody.
        return None;
    }
    let named = named(reader, core, end);
    let head = reader.word(end - 1);
    let is_somebody = match named.map(|entity| reader.entities[entity].kind) {
        Some(EntityKind::Place) => told,
        Some(_) => true,
        None => {
            let bare_plural = head.ends_with('s') && head.starts_with(char::is_lowercase);
            let capital = head.starts_with(char::is_uppercase);
            is_people(head) || told && !is_thing(head) && (is_owned || bare_plural || capital)
        }
    };
    if !is_somebody {
        return None;
    }
    let entity = named.or_else(|| apposed(reader, end));
    let end = joined(reader, end);
    Some(Addressee { span: reader.words.span(start..end), entity })
}

/// "her mother": whether the pronoun belongs to a noun for somebody.
fn owns(reader: &Reader<'_>, at: usize) -> bool {
    any(&["her", "you"], reader.word(at))
        && (at + 1..at + 4)
            .take_while(|idx| {
                let word = reader.word(*idx);
                reader.is_free(*idx)
                    && word.starts_with(char::is_alphabetic)
                    && !is_clause_opener(word)
                    && !is_pronoun(word)
                    && !any(&DETERMINERS, word)
                    && !any(&ENDS, word)
                    && reader.mention_at(*idx).is_none()
            })
            .any(|idx| is_people(reader.word(idx)))
}

/// Where the noun and what stands before it end.
fn core_end(reader: &Reader<'_>, start: usize) -> usize {
    const MAX: usize = 9;
    let before = start.checked_sub(1).map_or("", |before| reader.word(before));
    // Whether an article stands before it, and an indefinite one.
    let counted = any(&["a", "an", "the"], before).then(|| !any(&["the"], before));
    let mut end = start;
    while end < start + MAX && reader.is_free(end) {
        let word = reader.word(end);
        if let Some(mention) = reader.mention_at(end) {
            // Two names side by side are two phrases, but for "a Senate Banking
            // Committee hearing"; and the name after "a luncheon" opens what was said.
            let name_before = end > start && reader.mention_at(end - 1).is_some();
            let whole_before = end > start && counted.is_some() && is_people(reader.word(end - 1));
            if name_before && counted != Some(true) || whole_before && !name_before {
                break;
            }
            while reader.is_free(end) && reader.mention_at(end) == Some(mention) {
                end += 1;
            }
            continue;
        }
        let inner = end > start;
        let owning = any(&["'s", "’s", "'", "’"], word);
        let closes = is_clause_opener(word) || is_pronoun(word) || any(&ENDS, word);
        let begins_anew = inner && any(&DETERMINERS, word);
        let is_word = word.starts_with(char::is_alphanumeric) && !closes && !begins_anew;
        let goes_on = is_word || owning && inner;
        // A noun for somebody ends it, unless another noun follows ("council members").
        let after_people = inner && is_people(reader.word(end - 1)) && !owning && !is_people(word);
        if !goes_on || after_people {
            break;
        }
        end += 1;
    }
    end
}

/// The entity whose name ends the phrase.
fn named(reader: &Reader<'_>, start: usize, end: usize) -> Option<usize> {
    let mut last = end;
    while last > start + 1
        && any(&OUTLET_WORDS, reader.word(last - 1))
        && reader.mention_at(last - 1).is_none()
    {
        last -= 1;
    }
    reader.mention_at(last - 1).map(|mention| mention.entity).filter(|entity| *entity < reader.entities.len())
}

/// "his sister, Anna Keller,": the name after the comma.
fn apposed(reader: &Reader<'_>, end: usize) -> Option<usize> {
    if !any(&[","], reader.word(end))
        || !is_people(reader.word(end - 1))
        || reader.word(end - 1).ends_with('s')
    {
        return None;
    }
    let mention = reader.mention_at(end + 1).filter(|_| reader.is_free(end + 1))?;
    let mut after = end + 1;
    while reader.mention_at(after) == Some(mention) {
        after += 1;
    }
    let person = reader.entities.get(mention.entity)?.kind == EntityKind::Person;
    let closed = any(&[",", ".", ":"], reader.word(after)) || !reader.is_free(after);
    (person && closed).then_some(mention.entity)
}

/// "members of the council", "Hale and Doyle": what belongs to the phrase.
fn joined(reader: &Reader<'_>, end: usize) -> usize {
    if !reader.is_free(end) || !any(&["of", "and"], reader.word(end)) {
        return end;
    }
    let mut core = end + 1;
    while any(&DETERMINERS, reader.word(core)) && reader.is_free(core) {
        core += 1;
    }
    let more = core_end(reader, core);
    let is_of = any(&["of"], reader.word(end));
    let is_somebody =
        more > core && (is_of || named(reader, core, more).is_some() || is_people(reader.word(more - 1)));
    if is_somebody { more } else { end }
}
