//! To whom a quotation was said and about what, where its sentence states it.
//!
//! Both are read from the words around the cue alone ("told the Courier",
//! "wrote in a letter to Hale", "said of the merger", "Asked about the
//! bridge, …"), after quotations and speakers are found. Nothing is guessed:
//! without such words there is neither, and "him" is somebody only where one
//! person alone can be meant.
//!
//! The rules of phrases are in `phrase`, the lists of words in `lists`.

mod lists;
mod phrase;
#[cfg(test)]
mod tests;

use std::{collections::HashMap, ops::Range};

use backfile_article::Span;

use crate::{Addressee, Entity, EntityKind, Mention, Quotation, name::gender::gender_of, token::Words};
use lists::{
    ABOUT, ASKED, BE, GIVEN_TO, LETTERS, OPENERS, SPEAKING, TOLD, TOLD_PEOPLE, WEEKDAYS, any,
    is_clause_opener, is_pronoun, outline, outlines,
};

/// No sentence is read further than this many words from its cue.
const REACH: usize = 40;
/// No topic is longer than this many words.
const MAX_TOPIC: usize = 16;

/// Adds addressees and topics to `quotations`, which are in text order.
pub(super) fn add(
    words: &Words<'_>,
    entities: &[Entity],
    mentions: &[Mention],
    quotations: &mut [Quotation],
) {
    let found: Vec<(Option<Addressee>, Option<Span>)> = (0..quotations.len())
        .map(|idx| match Reader::of(words, entities, mentions, quotations, idx) {
            Some(reader) => {
                let addressee = reader.addressee();
                let topic = reader.topic(addressee.as_ref());
                (addressee, topic)
            }
            None => (None, None),
        })
        .collect();
    for (quotation, (addressee, topic)) in quotations.iter_mut().zip(found) {
        quotation.addressee = addressee;
        quotation.topic = topic;
    }
    share_in_groups(quotations);
}

/// The pieces of one quotation are said to the same person about the same thing.
fn share_in_groups(quotations: &mut [Quotation]) {
    let mut groups: HashMap<u32, (Option<Addressee>, Option<Span>)> = HashMap::new();
    for quotation in quotations.iter() {
        let (addressee, topic) = groups.entry(quotation.group).or_default();
        *addressee = addressee.or(quotation.addressee);
        *topic = topic.or(quotation.topic);
    }
    for quotation in quotations {
        let Some((addressee, topic)) = groups.get(&quotation.group) else { continue };
        quotation.addressee = quotation.addressee.or(*addressee);
        let apart = |topic: &Span| !topic.overlaps(quotation.span);
        quotation.topic = quotation.topic.or(topic.filter(apart));
    }
}

/// Reads the sentence of one quotation's cue.
struct Reader<'a> {
    words: &'a Words<'a>,
    entities: &'a [Entity],
    mentions: &'a [Mention],
    quotation: &'a Quotation,
    /// The words the quotation and those beside it are made of, as bytes.
    said: Vec<Span>,
    cue: usize,
    /// The part of the sentence that is read.
    sentence: Range<usize>,
}

impl<'a> Reader<'a> {
    /// None without a cue.
    fn of(
        words: &'a Words<'a>,
        entities: &'a [Entity],
        mentions: &'a [Mention],
        quotations: &'a [Quotation],
        idx: usize,
    ) -> Option<Self> {
        const NEAR: usize = 4;
        let quotation = &quotations[idx];
        let cue_span = quotation.cue?.span;
        let cue = words.at(cue_span.start);
        let sentence = words.sentences.get(words.sentence_of(cue))?.tokens.clone();
        let near = idx.saturating_sub(NEAR)..(idx + NEAR + 1).min(quotations.len());
        // Speech inside speech: its cue stands in the words of the outer one.
        let said = quotations[near].iter().map(|other| other.span);
        let said = said.filter(|span| !span.overlaps(cue_span)).collect();
        let from = sentence.start.max(cue.saturating_sub(REACH));
        let to = sentence.end.min(cue + REACH);
        Some(Self { words, entities, mentions, quotation, said, cue, sentence: from..to })
    }

    fn word(&self, idx: usize) -> &'a str {
        if self.sentence.contains(&idx) { self.words.word(idx) } else { "" }
    }

    fn is(&self, idx: usize, list: &[&str]) -> bool {
        any(list, self.word(idx))
    }

    /// The free words of the sentence that are on `list`; `outlines` are its own.
    fn all_on<'l>(&'l self, list: &'l [&'l str], outlines: u64) -> impl Iterator<Item = usize> + 'l {
        let begins = move |idx: &usize| outline(self.words.word(*idx)) & outlines != 0;
        self.sentence.clone().filter(begins).filter(|idx| self.is(*idx, list) && self.is_free(*idx))
    }

    /// Whether the word may be read: it is in the sentence and was not said.
    fn is_free(&self, idx: usize) -> bool {
        self.sentence.contains(&idx) && {
            let span = self.words.tokens[idx].span;
            !self.said.iter().any(|said| said.overlaps(span))
        }
    }

    /// The mention a word belongs to.
    fn mention_at(&self, idx: usize) -> Option<Mention> {
        if !self.sentence.contains(&idx) {
            return None;
        }
        let span = self.words.tokens[idx].span;
        let next = self.mentions.partition_point(|mention| mention.span.end <= span.start);
        self.mentions.get(next).copied().filter(|mention| mention.span.start <= span.start)
    }

    fn addressee(&self) -> Option<Addressee> {
        let passive = self.cue > self.sentence.start && self.is(self.cue - 1, &BE);
        let direct = (!passive).then(|| self.after_cue()).flatten();
        let found = direct.or_else(|| self.in_a_letter()).or_else(|| self.speaking_to())?;
        let speaker = self.quotation.speaker.as_ref();
        let is_speaker = speaker.is_some_and(|speaker| {
            speaker.span.is_some_and(|span| span.overlaps(found.span))
                || speaker.entity.is_some() && speaker.entity == found.entity
        });
        (!is_speaker).then_some(found)
    }

    /// "told the Courier", "wrote to the council", "asked her".
    fn after_cue(&self) -> Option<Addressee> {
        let mut at = self.cue + 1;
        let (told, people) = (self.is(self.cue, &TOLD), self.is(self.cue, &TOLD_PEOPLE));
        if (told || people) && self.is_free(at) && !self.is(at, &["to"]) {
            let found = phrase::addressed(self, at, told);
            if told || found.is_some() {
                return found;
            }
        }
        // "said later to Doyle", "wrote on Monday to the council".
        for _ in 0..3 {
            let small = self.word(at).ends_with("ly")
                || self.is(at, &["later", "on", "again", "back", "in", "turn", "yesterday", "today", "once"])
                || self.is(at, &WEEKDAYS);
            if self.is_free(at) && small {
                at += 1;
            }
        }
        let gives = self.is(self.cue, &GIVEN_TO) || self.is(self.cue, &["said", "says", "say", "saying"]);
        (gives && self.is_free(at) && self.is(at, &["to"]) && self.is_free(at + 1))
            .then(|| phrase::addressed(self, at + 1, false))
            .flatten()
    }

    /// "in a letter to Hale", "in an interview with the Courier".
    fn in_a_letter(&self) -> Option<Addressee> {
        self.all_on(&LETTERS, const { outlines(&LETTERS) }).find_map(|letter| {
            let before = letter.checked_sub(1).filter(|idx| self.is_free(*idx))?;
            let introduced = (before.saturating_sub(3)..=before)
                .any(|idx| self.is(idx, &["in", "during", "at", "to", "from", "by", "through", "via"]));
            let to = (letter + 1..letter + 4).find(|idx| self.is(*idx, &["to", "with", "before"]))?;
            let between_is_small = (letter + 1..to).all(|idx| {
                self.is(idx, &WEEKDAYS) || self.is(idx, &["last", "this", "week", "month", "sent"])
            });
            (introduced && between_is_small && self.is_free(to) && self.is_free(to + 1))
                .then(|| phrase::addressed(self, to + 1, false))
                .flatten()
        })
    }

    /// "…, speaking to reporters", "testified before the council".
    fn speaking_to(&self) -> Option<Addressee> {
        self.all_on(&SPEAKING, const { outlines(&SPEAKING) }).find_map(|verb| {
            let at = match () {
                () if self.is(verb, &["addressing"]) => verb + 1,
                () if self.is(verb + 1, &["to", "with", "before"]) => verb + 2,
                () => return None,
            };
            self.is_free(at).then(|| phrase::addressed(self, at, false)).flatten()
        })
    }

    /// The person "him" or "her" means, where one alone can be meant.
    fn meant(&self, at: usize) -> Option<usize> {
        const N_SENTENCES: usize = 2;
        let female = any(&["her"], self.word(at));
        if !female && !any(&["him"], self.word(at)) {
            return None;
        }
        let speaker = self.quotation.speaker.as_ref()?;
        let own = speaker.entity?;
        let sentence = self.words.sentence_of(at);
        let first = &self.words.sentences[sentence.saturating_sub(N_SENTENCES)];
        let from = self.words.tokens[first.tokens.start.max(at.saturating_sub(4 * REACH))].span.start;
        let until = self.words.tokens[at].span.start;
        let start = self.mentions.partition_point(|mention| mention.span.start < from);
        let before = self.mentions[start..].iter().take_while(|mention| mention.span.end <= until);
        let mut only = None;
        for mention in before {
            let Some(person) = self.entities.get(mention.entity) else { continue };
            if person.kind != EntityKind::Person || mention.entity == own {
                continue;
            }
            let gender = gender_of(&person.name, person.roles.iter().map(String::as_str));
            let fits = gender.map(|gender| (gender == crate::name::gender::Gender::Female) == female);
            match (fits, only) {
                (Some(false), _) => {}
                // Somebody who may or may not be meant makes it unsafe.
                (None, _) => return None,
                (Some(true), Some(other)) if other != mention.entity => return None,
                (Some(true), _) => only = Some(mention.entity),
            }
        }
        only
    }

    fn topic(&self, addressee: Option<&Addressee>) -> Option<Span> {
        self.said_of(addressee).or_else(|| self.asked_about()).or_else(|| self.opening())
    }

    /// "said of the merger", "told the Courier about the bridge".
    fn said_of(&self, addressee: Option<&Addressee>) -> Option<Span> {
        let mut at = self.cue + 1;
        // Between cue and preposition: the speaker ("said Hale of …") and whom it was said to.
        let told = addressee.map(|addressee| addressee.span);
        let speaker = self.quotation.speaker.as_ref().and_then(|speaker| speaker.span);
        for _ in 0..12 {
            let inside = self.sentence.contains(&at) && {
                let span = self.words.tokens[at].span;
                [told, speaker].into_iter().flatten().any(|known| known.overlaps(span))
            };
            if inside || told.is_some() && self.is(at, &["to"]) {
                at += 1;
            }
        }
        let is_said =
            self.is(self.cue, &["said", "says", "say", "saying", "wrote", "writes", "added", "told"]);
        let opens = self.is(at, &ABOUT) || is_said && self.is(at, &["of"]);
        (opens && self.is_free(at)).then(|| self.topic_from(at + 1)).flatten()
    }

    /// "Asked about the bridge, Hale said …", "Asked whether he would run, …".
    fn asked_about(&self) -> Option<Span> {
        let asked = self.all_on(&ASKED, const { outlines(&ASKED) }).find(|idx| *idx != self.cue)?;
        let about = (asked + 1..asked + 6).find(|idx| {
            self.is(*idx, &ABOUT)
                || self.is(*idx, &["on", "if", "whether", "why", "what", "how", "who", "when", "where"])
        })?;
        let none_between = (asked + 1..about).all(|idx| self.is_free(idx) && !self.is(idx, &[",", ".", ":"]));
        let start = if self.is(about, &ABOUT) || self.is(about, &["on"]) { about + 1 } else { about };
        none_between.then(|| self.topic_from(start)).flatten()
    }

    /// "On the strike, Hale said …", "Commenting on the merger, …", "As for …".
    fn opening(&self) -> Option<Span> {
        let first = self.sentence.start;
        let at = OPENERS.iter().find_map(|opener| {
            let is_there = opener.iter().enumerate().all(|(nth, word)| self.is(first + nth, &[word]));
            is_there.then_some(first + opener.len())
        })?;
        let alone = at == first + 1;
        // "On Monday, …" and "In the spring, …" say when.
        let dated = self.is(at, &WEEKDAYS) || self.word(at).starts_with(|ch: char| ch.is_ascii_digit());
        let topic = (!dated && (!alone || self.is(at, &["the", "his", "her", "their", "its"])))
            .then(|| self.topic_from(at))
            .flatten()?;
        let end = self.words.at(topic.end);
        self.is(end, &[","]).then_some(topic)
    }

    /// The words from `start` to the end of their clause.
    fn topic_from(&self, start: usize) -> Option<Span> {
        let speaker = self.quotation.speaker.as_ref().and_then(|speaker| speaker.span);
        let ends = |idx: usize| {
            !self.is_free(idx)
                || idx == self.cue
                || self.is(idx, &[",", ".", ":", ";", "—", "–", "--", "?", "!", "(", ")", "…"])
                || is_pronoun(self.word(idx)) && idx > start && self.is(idx + 1, &["said", "says", "told"])
                || speaker.is_some_and(|speaker| speaker.overlaps(self.words.tokens[idx].span))
        };
        let mut end = start;
        while end < start + MAX_TOPIC && !ends(end) {
            // "said of Doyle after the vote": when it was said is no part of it.
            let named = self.word(start).starts_with(char::is_uppercase)
                && self.is(end, &["after", "before", "during", "while", "as", "when", "in", "at"]);
            let day = self.is(end, &["on"]) && self.is(end + 1, &WEEKDAYS) || self.is(end, &WEEKDAYS);
            if end > start && (named || day) {
                break;
            }
            end += 1;
        }
        let dated = self.is(start, &WEEKDAYS) || self.is(start, &["condition", "behalf", "course"]);
        let said_how = is_clause_opener(self.word(start)) && self.is(start.wrapping_sub(1), &["of"]);
        let worded = (start..end).any(|idx| self.word(idx).starts_with(char::is_alphanumeric));
        (worded && !dated && !said_how).then(|| self.words.span(start..end))
    }
}
