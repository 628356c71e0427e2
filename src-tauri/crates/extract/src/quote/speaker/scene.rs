//! Who is on the scene: the article's names by place, gender and role in
//! their sentences.

use std::ops::Range;

use super::gender::{self, By, Gender};
use crate::{
    Entity, EntityKind, Mention,
    name::lexicon::{Lexicon, ROLE, TITLE},
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
    /// "he", "she" and their forms outside of quotation marks.
    pronouns: Vec<(usize, Gender)>,
}

/// Words before a name that keep it from being a subject.
const PREPOSITIONS: [&str; 24] = [
    "of", "for", "to", "with", "by", "from", "in", "on", "at", "against", "about", "than", "over", "between",
    "under", "like", "after", "before", "toward", "towards", "into", "behind", "via", "through",
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
        let mut first = false;
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
            first = named.last().is_none_or(|last| {
                last.sentence != sentence
                    || last.is_quoted()
                    || first
                        && entities[last.entity].kind != EntityKind::Person
                        && is_title(words, last.tokens.end..token_idx)
            });
            let owns = end < words.tokens.len() && matches!(words.word(end), "'s" | "’s" | "'" | "’");
            let penalty = if inside(quoted, token_idx) {
                QUOTED
            } else if inside(spoken, token_idx) {
                0.8
            } else {
                0.0
            };
            let subject = first
                && !owns
                && penalty < QUOTED
                && !after_preposition(words, token_idx, words.sentences[sentence].tokens.start);
            named.push(Named { tokens: token_idx..end, entity: mention.entity, sentence, subject, penalty });
            at[token_idx..end].fill(u32::try_from(named.len()).unwrap_or(0));
        }
        let pronouns = pronouns(words, quoted);
        let (genders, told_by) = gender::of_all(words, entities, &named, &pronouns).into_iter().unzip();
        let mut scene = Self {
            words,
            entities,
            at,
            genders,
            told_by,
            n_mentions: vec![0; entities.len()],
            first_mention: vec![usize::MAX; entities.len()],
            in_headline: vec![false; entities.len()],
            named,
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

    /// The mentions of a sentence, in text order.
    pub fn named_in(&self, sentence: usize) -> impl Iterator<Item = &Named> {
        let start = self.named.partition_point(|named| named.sentence < sentence);
        self.named[start..].iter().take_while(move |named| named.sentence == sentence)
    }

    /// How many pronouns of a gender stand between two words.
    pub fn pronouns_between(&self, from: usize, to: usize, gender: Gender) -> usize {
        let start = self.pronouns.partition_point(|(token, _)| *token < from);
        let end = self.pronouns.partition_point(|(token, _)| *token < to);
        self.pronouns[start..end.max(start)].iter().filter(|(_, known)| *known == gender).count()
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
    pub fn lower(&self, token_idx: usize) -> String {
        self.words.word(token_idx).to_lowercase().replace('’', "'")
    }
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

/// Whether only words of an office stand between two names ("Ohio Senator
/// Ann Lee"): the first is no subject, but part of the second's title.
fn is_title(words: &Words<'_>, between: Range<usize>) -> bool {
    (1..=4).contains(&between.len())
        && between.clone().all(|idx| words.word(idx).starts_with(char::is_alphabetic))
        && Lexicon::get().lists_of(words.word(between.end - 1)) & (TITLE | ROLE) != 0
}

fn after_preposition(words: &Words<'_>, token_idx: usize, start: usize) -> bool {
    (start..token_idx)
        .rev()
        .take(4)
        .map(|idx| words.word(idx))
        .find(|word| !word.starts_with(char::is_uppercase) && *word != "the")
        .is_some_and(|word| PREPOSITIONS.contains(&word))
}
