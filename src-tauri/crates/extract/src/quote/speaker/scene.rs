//! Who is on the scene: the article's names by place, gender and role in
//! their sentences.

use std::{borrow::Cow, ops::Range};

use super::{
    gender::{self, By, Gender},
    nearby, office, part,
};
use crate::{
    Entity, EntityKind, Mention,
    name::{
        lexicon::{CALENDAR, ROLE, TITLE},
        recogniser::hash::TextMap,
    },
    token::Words,
};

/// One mention as the speaker rules see it.
#[derive(Debug, Clone)]
pub(super) struct Named {
    pub tokens: Range<usize>,
    pub entity: usize,
    pub sentence: usize,
    /// Whether it looks like the subject of its sentence.
    pub subject: bool,
    /// Whether a preposition or "'s" makes it part of another phrase.
    pub after_preposition: bool,
    pub owns: bool,
    /// How much less likely it speaks for standing inside of what was said.
    pub penalty: f32,
}

/// The penalty of a name inside of quotation marks.
const QUOTED: f32 = 2.5;

impl Named {
    /// Whether the name stands inside of quotation marks.
    pub fn is_quoted(&self) -> bool {
        self.penalty >= QUOTED
    }

    /// Whether it stands for itself, outside of quotation marks.
    pub fn is_free(&self) -> bool {
        !self.after_preposition && !self.owns && !self.is_quoted()
    }
}

/// The names of an article, ready to be asked.
pub(super) struct Scene<'a> {
    pub words: &'a Words<'a>,
    pub entities: &'a [Entity],
    pub named: Vec<Named>,
    /// For each word the mention it belongs to, plus one; 0 for none.
    at: Vec<u32>,
    pub genders: Vec<Gender>,
    /// What tells each entity's gender.
    pub told_by: Vec<By>,
    /// How often each entity is named.
    pub n_mentions: Vec<usize>,
    /// The word at which each entity is first named.
    pub first_mention: Vec<usize>,
    /// Whether each entity is named in the first section.
    pub in_headline: Vec<bool>,
    /// The stretches inside quotation marks.
    quoted: Vec<Range<usize>>,
    /// How many entities bear each word of a name, and the last of them.
    bearers: TextMap<'a, (usize, usize)>,
    /// "he", "she" and their forms outside of quotation marks.
    pronouns: Vec<(usize, Gender)>,
    /// How many sentences before each one are told, not quoted.
    told: Vec<u32>,
}

/// Words before a name that keep it from being a subject.
const PREPOSITIONS: [&str; 34] = [
    "of",
    "for",
    "to",
    "with",
    "by",
    "from",
    "in",
    "on",
    "at",
    "against",
    "about",
    "than",
    "over",
    "between",
    "under",
    "like",
    "after",
    "before",
    "toward",
    "towards",
    "into",
    "behind",
    "via",
    "through",
    "during",
    "amid",
    "among",
    "despite",
    "without",
    "including",
    "within",
    "near",
    "alongside",
    "across",
];

impl<'a> Scene<'a> {
    pub fn of(
        words: &'a Words<'a>,
        entities: &'a [Entity],
        mentions: &[Mention],
        spoken: &[Range<usize>],
        quoted: &[Range<usize>],
    ) -> Self {
        let mut at = vec![0; words.tokens.len()];
        let mut named: Vec<Named> = Vec::with_capacity(mentions.len());
        let mut token_idx = 0;
        let inside = |ranges: &[Range<usize>], token_idx: usize| {
            let next = ranges.partition_point(|range| range.end <= token_idx);
            ranges.get(next).is_some_and(|range| range.start <= token_idx)
        };
        for mention in mentions {
            token_idx +=
                words.tokens[token_idx..].partition_point(|token| token.span.end <= mention.span.start);
            let end = token_idx
                + words.tokens[token_idx..].partition_point(|token| token.span.start < mention.span.end);
            if token_idx == end || mention.entity >= entities.len() {
                continue;
            }
            let sentence = words.sentence_of(token_idx);
            let owns = end < words.tokens.len() && matches!(words.word(end), "'s" | "’s" | "'" | "’");
            let penalty = if inside(quoted, token_idx) {
                QUOTED
            } else if inside(spoken, token_idx) {
                0.8
            } else {
                0.0
            };
            let after_preposition =
                after_preposition(words, token_idx, words.sentences[sentence].tokens.start, 0)
                    || is_led_to(words, token_idx, words.sentences[sentence].tokens.start)
                    || is_compounded(words, end);
            let subject = false;
            let tokens = token_idx..end;
            named.push(Named {
                tokens,
                entity: mention.entity,
                sentence,
                subject,
                after_preposition,
                owns,
                penalty,
            });
            at[token_idx..end].fill(u32::try_from(named.len()).unwrap_or(0));
        }
        mark_subjects(words, entities, &mut named);
        let pronouns = pronouns(words, quoted);
        let (genders, told_by) = gender::of_all(words, entities, &named, &pronouns).into_iter().unzip();
        let told = told(words, quoted);
        let mut scene = Self {
            words,
            entities,
            told,
            at,
            genders,
            told_by,
            n_mentions: vec![0; entities.len()],
            first_mention: vec![usize::MAX; entities.len()],
            in_headline: vec![false; entities.len()],
            named,
            quoted: quoted.to_vec(),
            bearers: bearers(entities),
            pronouns,
        };
        for named in &scene.named {
            scene.n_mentions[named.entity] += 1;
            let first = &mut scene.first_mention[named.entity];
            *first = named.tokens.start.min(*first);
            scene.in_headline[named.entity] |= words.sentences[named.sentence].section == 0;
        }
        scene
    }

    /// How many entities bear a word of a name.
    pub fn n_bearers(&self, word: &str) -> usize {
        self.bearers.get(word).map_or(0, |(n_bearers, _)| *n_bearers)
    }

    /// The mentions of a sentence, in text order.
    pub fn named_in(&self, sentence: usize) -> impl Iterator<Item = &Named> {
        let start = self.named.partition_point(|named| named.sentence < sentence);
        self.named[start..].iter().take_while(move |named| named.sentence == sentence)
    }

    /// The mentions of the sentence around a word, in text order: the last few
    /// before it and the first few after.
    pub fn named_around(&self, token_idx: usize) -> impl Iterator<Item = &Named> {
        let sentence = self.words.sentence_of(token_idx);
        let at = self.named.partition_point(|named| named.tokens.start < token_idx);
        self.named[at.saturating_sub(20)..].iter().take(26).filter(move |named| named.sentence == sentence)
    }

    /// The mentions that begin inside `tokens`.
    pub fn named_inside(&self, tokens: &Range<usize>) -> &[Named] {
        let start = self.named.partition_point(|named| named.tokens.start < tokens.start);
        let end = self.named.partition_point(|named| named.tokens.start < tokens.end);
        &self.named[start..end.max(start)]
    }

    /// Whether a word stands inside quotation marks, or is one of them.
    pub fn is_quoted(&self, token_idx: usize) -> bool {
        let next = self.quoted.partition_point(|stretch| stretch.end <= token_idx);
        self.quoted.get(next).is_some_and(|stretch| stretch.start <= token_idx)
    }

    /// Where the clause that holds `to` begins: after the last words in marks
    /// of the sentence that starts at `from`.
    pub fn clause_start(&self, from: usize, to: usize) -> usize {
        let next = self.quoted.partition_point(|stretch| stretch.end <= to);
        next.checked_sub(1).map_or(from, |last| self.quoted[last].end.max(from))
    }

    /// How many pronouns of a gender stand between two words.
    pub fn pronouns_between(&self, from: usize, to: usize, gender: Gender) -> usize {
        let start = self.pronouns.partition_point(|(token, _)| *token < from);
        let end = self.pronouns.partition_point(|(token, _)| *token < to);
        self.pronouns[start..end.max(start)].iter().take(64).filter(|(_, known)| *known == gender).count()
    }

    /// The pronouns of a gender between two words, in text order.
    pub fn pronouns_of(
        &self,
        from: usize,
        to: usize,
        gender: Gender,
    ) -> impl DoubleEndedIterator<Item = usize> {
        let start = self.pronouns.partition_point(|(token, _)| *token < from);
        let end = self.pronouns.partition_point(|(token, _)| *token < to);
        let between = self.pronouns[start..end.max(start)].iter();
        between.filter(move |(_, known)| *known == gender).map(|(token, _)| *token)
    }

    /// How many sentences before that of a word are told, and not all quoted.
    pub fn told_before(&self, token_idx: usize) -> usize {
        self.told.get(self.words.sentence_of(token_idx)).map_or(0, |told| *told as usize)
    }

    /// The words of the stretch in quotation marks that ends right before a
    /// word, or begins at most two words behind it.
    pub fn stretch_beside(&self, token_idx: usize) -> [Option<&Range<usize>>; 2] {
        let next = self.quoted.partition_point(|stretch| stretch.end <= token_idx);
        let before = next.checked_sub(1).map(|last| &self.quoted[last]);
        let after = self
            .quoted
            .get(next)
            .filter(|stretch| self.words.sentence_of(stretch.start) == self.words.sentence_of(token_idx));
        [before.filter(|stretch| stretch.end + 1 >= token_idx), after]
    }

    /// The mention a word belongs to.
    pub fn mention_at(&self, token_idx: usize) -> Option<usize> {
        self.at.get(token_idx).and_then(|at| (*at as usize).checked_sub(1))
    }

    pub fn is(&self, entity: usize, kind: EntityKind) -> bool {
        self.entities[entity].kind == kind
    }

    /// The mentions before a word, nearest first.
    pub fn before(&self, token_idx: usize) -> impl Iterator<Item = &Named> {
        let end = self.named.partition_point(|named| named.tokens.end <= token_idx);
        self.named[..end].iter().rev()
    }

    /// The word in lower case.
    pub fn lower(&self, token_idx: usize) -> Cow<'a, str> {
        let word = self.words.word(token_idx);
        if word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
            return Cow::Borrowed(word);
        }
        let lower = word.to_lowercase();
        Cow::Owned(if lower.contains('’') { lower.replace('’', "'") } else { lower })
    }
}

/// How many entities bear each word of a name, and the last of them.
fn bearers(entities: &[Entity]) -> TextMap<'_, (usize, usize)> {
    let mut bearers = TextMap::default();
    for (entity_idx, entity) in entities.iter().enumerate() {
        for word in entity.name.split_whitespace() {
            let (n_bearers, last) = bearers.entry(word).or_insert((0, usize::MAX));
            *n_bearers += usize::from(*last != entity_idx);
            *last = entity_idx;
        }
    }
    bearers
}

/// For each sentence how many before it are not all inside of quotation marks.
fn told(words: &Words<'_>, quoted: &[Range<usize>]) -> Vec<u32> {
    let mut n_told = 0;
    let mut next = 0;
    let mut told = Vec::with_capacity(words.sentences.len());
    for sentence in &words.sentences {
        told.push(n_told);
        let tokens = &sentence.tokens;
        while quoted.get(next).is_some_and(|stretch| stretch.end < tokens.end) {
            next += 1;
        }
        let all_quoted = quoted.get(next).is_some_and(|stretch| stretch.start <= tokens.start);
        n_told += u32::from(!all_quoted);
    }
    told
}

/// The pronouns of one person outside of the stretches `quoted`.
fn pronouns(words: &Words<'_>, quoted: &[Range<usize>]) -> Vec<(usize, Gender)> {
    let mut found = Vec::new();
    let mut next = 0;
    let mut token_idx = 0;
    while token_idx < words.tokens.len() {
        if let Some(stretch) = quoted.get(next).filter(|stretch| stretch.start <= token_idx) {
            token_idx = stretch.end.max(token_idx);
            next += 1;
            continue;
        }
        match words.word(token_idx) {
            "he" | "He" | "him" | "his" | "His" => found.push((token_idx, Gender::Male)),
            "she" | "She" | "her" | "Her" => found.push((token_idx, Gender::Female)),
            _ => {}
        }
        token_idx += 1;
    }
    found
}

/// Marks the subjects of the sentences: the first name that stands for
/// itself; after a clause that opens with "when" or "after", the first one
/// behind its comma too.
fn mark_subjects(words: &Words<'_>, entities: &[Entity], named: &mut [Named]) {
    let mut start = 0;
    while start < named.len() {
        let sentence = named[start].sentence;
        let len = named[start..].iter().take_while(|one| one.sentence == sentence).count();
        let here = &mut named[start..start + len];
        start += len;
        let free = |one: &Named| one.is_free() && entities[one.entity].kind != EntityKind::Place;
        let Some(first) = here.iter().position(free) else { continue };
        here[first].subject = true;
        for next in first + 1..here.len() {
            // "Elm Bank Director Ann Lee": part of the title of who comes next
            let between = here[next - 1].tokens.end..here[next].tokens.start;
            let is_person = entities[here[next - 1].entity].kind == EntityKind::Person;
            let part = here[next - 1].subject
                && if is_person {
                    entities[here[next].entity].kind == EntityKind::Person && is_office(words, between)
                } else {
                    is_title(words, between)
                };
            if part {
                here[next - 1].subject = false;
                here[next].subject = true;
            }
        }
        let tokens = &words.sentences[sentence].tokens;
        if SUBORDINATORS.contains(&words.word(tokens.start)) {
            let comma = (here[first].tokens.end..tokens.end).find(|at| words.word(*at) == ",");
            let main = comma.and_then(|comma| {
                let near = comma + 1..comma + 4;
                here.iter().position(|one| near.contains(&one.tokens.start) && free(one))
            });
            // "When Lee came to Elm, the town by the sea, Doyle left"
            let main = main.or_else(|| {
                here.iter().position(|one| {
                    let next = one.tokens.end;
                    one.tokens.start > here[first].tokens.end
                        && free(one)
                        && words.word(one.tokens.start - 1) == ","
                        && entities[one.entity].kind == EntityKind::Person
                        && next < tokens.end
                        && part::is_verb_with_subject(words, next)
                })
            });
            if let Some(main) = main.filter(|main| *main > first) {
                here[first].subject = false;
                here[main].subject = true;
            }
        }
    }
}

/// Words that open a clause before the main one.
const SUBORDINATORS: [&str; 16] = [
    "When", "After", "As", "While", "Although", "Though", "If", "Since", "Before", "Because", "Once", "Even",
    "Unlike", "Like", "Asked", "Pressed",
];

/// Whether only words of an office stand between two names ("Ohio Senator
/// Ann Lee"): the first is no subject, but part of the second's title.
fn is_title(words: &Words<'_>, between: Range<usize>) -> bool {
    (1..=6).contains(&between.len())
        && between.clone().all(|idx| words.word(idx).starts_with(char::is_alphabetic))
        && words.lists(between.end - 1) & (TITLE | ROLE) != 0
}

/// Whether a word is a preposition that keeps a name from being a subject.
pub(super) fn is_preposition(word: &str) -> bool {
    PREPOSITIONS.contains(&word)
}

/// Whether nothing but an office stands between two people ("Lee campaign
/// spokesman Peter Doyle").
fn is_office(words: &Words<'_>, between: Range<usize>) -> bool {
    is_title(words, between.clone()) && between.into_iter().all(|idx| nearby::is_office_word(words.word(idx)))
}

/// Whether a preposition leads to the name, over its article and words of
/// the same phrase ("on the cable channel KTRX"), and over `n_offices` offices so far.
fn after_preposition(words: &Words<'_>, token_idx: usize, start: usize, n_offices: usize) -> bool {
    /// So many offices are looked at before a name ("director of the Office of …").
    const OFFICES: usize = 3;
    let mut lower = 0;
    for idx in (start..token_idx).rev().take(5) {
        let word = words.word(idx);
        if office::leads_to_field(words, idx, token_idx) {
            return OFFICES > n_offices && after_preposition(words, idx - 1, start, n_offices + 1);
        }
        if PREPOSITIONS.contains(&word) {
            return lower == 0 || word != "to"; // "to remember Ann Lee"
        }
        match word {
            "(" if idx + 1 == token_idx => return true,
            "the" | "a" | "an" | "his" | "her" | "their" | "its" => {
                return idx > start && PREPOSITIONS.contains(&words.word(idx - 1));
            }
            // "on Wednesday Mr. Lee": the preposition leads to the day
            _ if words.lists(idx) & CALENDAR != 0 => return false,
            _ if word.starts_with(char::is_uppercase) => {}
            _ if !word.starts_with(char::is_alphabetic) || lower == 2 => return false,
            _ if is_verb_like(word) || joins(word) => return false,
            _ => lower += 1,
        }
    }
    false
}

/// "At the Harbour Board, Lee said": the board behind the first word.
fn is_led_to(words: &Words<'_>, token_idx: usize, start: usize) -> bool {
    let the = token_idx > start && matches!(words.word(token_idx - 1), "the" | "The");
    token_idx - usize::from(the) == start + 1 && matches!(words.word(start), "At" | "In" | "On" | "Under")
}

/// "a Harbour Board-led plan": part of what the next word says.
fn is_compounded(words: &Words<'_>, end: usize) -> bool {
    let hyphen = end + 1 < words.tokens.len() && words.word(end) == "-";
    hyphen && !words.tokens[end].spaced && !words.tokens[end + 1].spaced
}

/// Whether a word opens another clause ("in June when Mr. Lee").
fn joins(word: &str) -> bool {
    matches!(
        word,
        "when"
            | "while"
            | "who"
            | "which"
            | "because"
            | "if"
            | "what"
            | "where"
            | "as"
            | "although"
            | "though"
    )
}

fn is_verb_like(word: &str) -> bool {
    word.ends_with("ed")
        || word.ends_with("ing")
        || matches!(word, "said" | "says" | "and" | "or" | "but" | "that")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_counts_once_a_bearer() {
        let person = |name: &str| Entity {
            name: name.to_owned(),
            kind: EntityKind::Person,
            aliases: Vec::new(),
            roles: Vec::new(),
        };
        let people = [person("Ada Pell"), person("Pell Owen Pell"), person("Ada Vance")];
        let bearers = bearers(&people);
        let n_bearers = |word: &str| bearers.get(word).map_or(0, |(n_bearers, _)| *n_bearers);
        assert_eq!(["Ada", "Pell", "Owen", "Hale"].map(n_bearers), [2, 2, 1, 0]);
    }
}
