//! Traces one claim: the phrase beside it, or what stands in its place.

use std::ops::Range;

use super::{
    Found, Way, clause,
    coreference::{self, Past},
    group, leading, nearby, owned, part,
    phrase::{self, Phrase},
    plural,
    scene::{Named, Scene},
};
use crate::{
    EntityKind,
    name::lexicon::{CALENDAR, SPEECH},
    quote::{attribution::Claim, model::Model, read::Reading, whole::Whole},
};

/// What is known while one claim is traced.
pub(super) struct Tracer<'a> {
    pub model: &'a Model,
    pub scene: &'a Scene<'a>,
    pub reading: &'a Reading<'a>,
    pub past: &'a Past,
}

impl Tracer<'_> {
    /// Who said the words of `claim`.
    pub fn one(&self, claim: &Claim) -> Found {
        match claim.whole {
            Some(Whole::GoesOn) => {
                let last = self.past.last().map(|last| last.found.clone());
                return Found {
                    tokens: None,
                    way: Way::Reopened,
                    back: 0,
                    ..last.unwrap_or_else(Found::nobody)
                };
            }
            Some(Whole::Answer) => return self.interviewed(claim),
            Some(Whole::Question) => return Found { way: Way::Asked, ..Found::nobody() },
            Some(Whole::Turn | Whole::Inner) => {
                return claim
                    .speaker
                    .as_ref()
                    .map_or_else(Found::nobody, |label| self.phrase(self.tokens(label)));
            }
            Some(Whole::Block) => return self.carried(claim),
            None => {}
        }
        let cue = claim.cue.map(|cue| self.reading.units.list[cue].tokens.start);
        if let Some(cue) = cue
            && let Some(found) = self.apart_from(claim, cue).or_else(|| self.called(claim, cue))
        {
            return found;
        }
        match (&claim.speaker, claim.cue) {
            (Some(units), Some(cue)) => {
                let phrase = self.tokens(units);
                let token = self.reading.units.list[cue].tokens.start;
                if clause::is_hollow(self.scene, &phrase) || clause::is_whole(self.scene, &phrase, token) {
                    return self.implied(cue, claim);
                }
                self.beside_cue(phrase, cue, claim)
            }
            (Some(units), None) => self.phrase(self.tokens(units)),
            (None, Some(cue)) => self.implied(cue, claim),
            (None, None) => self.carried(claim),
        }
    }

    /// The phrase labelled beside a cue. Where it is the tail of an apposition,
    /// or leads to nobody, a name that touches the cue is the speaker.
    fn beside_cue(&self, phrase: Range<usize>, cue: usize, claim: &Claim) -> Found {
        let token = self.reading.units.list[cue].tokens.start;
        if let Some(named) = clause::of_with(self.scene, token) {
            return self.named(named);
        }
        if let Some(named) = self.apart_from_verb(token, &self.said(claim)) {
            return self.named(named);
        }
        if phrase.start > token && nearby::is_told_by(self.scene, token) {
            return self.implied(cue, claim);
        }
        if let Some(told) = clause::told_before(self.scene, &phrase, token)
            && let Some(found) = self.subject_of(told)
        {
            return found;
        }
        if let Some(put) = clause::put_it(self.scene, &phrase) {
            return self.subject_of(put).unwrap_or_else(|| self.phrase(phrase));
        }
        if phrase.start > token
            && let Some(named) = clause::of_clause(self.scene, token)
        {
            return self.phrase(named);
        }
        if let Some(own) = self.goes_on_after(&phrase, token) {
            return own;
        }
        let phrase = nearby::someones(self.scene, &phrase, token).unwrap_or(phrase);
        let found = self.phrase(phrase.clone());
        let told = self.scene.mention_at(token + 1).map(|mention| self.scene.named[mention].entity);
        if told.is_some() && told == found.entity && nearby::is_told_by(self.scene, token) {
            return self.implied(cue, claim);
        }
        if matches!(found.way, Way::Pronoun | Way::DoubtfulPronoun | Way::Untraced) {
            return found;
        }
        let named = self.scene.named_inside(&phrase).iter().rev();
        let mut named = named.filter(|named| Some(named.entity) == found.entity);
        let subject = named.next().and_then(|named| clause::of_participle(self.scene, named, token));
        if let Some(subject) = subject {
            return Found { way: Way::Subject, ..self.named(subject) };
        }
        if let Some(named) = nearby::second_of_two(self.scene, &phrase, token) {
            return self.named(named);
        }
        let bare_name = found.entity.is_some()
            && self.scene.mention_at(phrase.start).is_some_and(|mention| {
                self.scene.named[mention].tokens.end >= phrase.end && self.scene.named[mention].is_free()
            });
        let apposed = nearby::apposed_to(self.scene, &phrase, token);
        if let Some(named) = apposed.filter(|named| !bare_name && !self.is_said(claim, named.tokens.start)) {
            return self.named(named);
        }
        if let Some(named) = nearby::opens_behind(self.scene, &phrase, token) {
            return self.named(named);
        }
        if found.entity.is_some() || found.way != Way::Phrase {
            return found;
        }
        let owner = owned::of(self.scene, &phrase).filter(|_| !phrase::is_person(self.scene, &phrase));
        if let Some(named) = clause::heads_headline(self.scene, token).or(owner) {
            return self.named(named);
        }
        if let Some(touching) = self.touching(token, claim).filter(|found| found.way == Way::Named) {
            return touching;
        }
        let only = owned::only_one(self.scene, &phrase, token);
        if let Some(named) = only.filter(|_| !phrase::is_person(self.scene, &phrase)) {
            return Found { way: Way::Subject, ..self.named(named) };
        }
        // "He promised to build a wall, while also suggesting": no wall suggests.
        // "Lee spoke, repeating a false | claim": the words qualify the noun.
        let qualifies = phrase.end == token
            && owned::is_said(&self.scene.lower(token))
            && matches!(
                &*self.scene.lower(phrase.start),
                "a" | "an" | "the" | "this" | "that" | "his" | "her"
            )
            && self.scene.named_inside(&phrase).is_empty();
        let goes_on =
            (nearby::is_told_by(self.scene, token) || qualifies) && !phrase::is_person(self.scene, &phrase);
        let implied = goes_on.then(|| self.implied(cue, claim));
        implied.filter(|implied| matches!(implied.way, Way::SameSentence | Way::Subject)).unwrap_or(found)
    }

    /// "Lee and Doyle will meet, Hale said, adding": whoever said goes on, and
    /// no phrase before.
    fn goes_on_after(&self, phrase: &Range<usize>, cue: usize) -> Option<Found> {
        let last = self.past.last()?;
        let follows = nearby::is_told_by(self.scene, cue)
            && last.sentence == self.scene.words.sentence_of(cue)
            && last.token < cue
            && phrase.end <= last.token
            && last.found.tokens.as_ref().is_some_and(|tokens| tokens.start >= phrase.end);
        (follows && last.found.way.is_told()).then(|| Found {
            way: Way::SameSentence,
            back: 0,
            ..last.found.clone()
        })
    }

    /// Whoever did what a passive tells, or owns the noun that is the cue.
    fn apart_from_verb(&self, cue: usize, said: &Range<usize>) -> Option<&Named> {
        nearby::agent(self.scene, cue, said).or_else(|| owned::of_cue(self.scene, cue))
    }

    /// The subject of the verb at `verb`: the name or pronoun that touches it,
    /// over an apposition too.
    pub(super) fn subject_of(&self, verb: usize) -> Option<Found> {
        if let Some(phrase) = nearby::before_cue(self.scene, verb) {
            return Some(self.phrase(phrase));
        }
        let before = verb.checked_sub(1)?;
        Some(self.named(nearby::apposed_to(self.scene, &(before..before), verb)?))
    }

    /// The name or pronoun that touches a cue, over an apposition too.
    fn touching(&self, token: usize, claim: &Claim) -> Option<Found> {
        let list = &self.reading.units.list;
        let ends_at =
            |piece: &&Range<usize>| nearby::touches(self.scene, list[piece.end - 1].tokens.end, token);
        let piece = claim.said.iter().find(ends_at);
        let piece = piece.or(claim.said.last())?;
        let said = list[piece.start].tokens.start..list[piece.end - 1].tokens.end;
        let phrase =
            nearby::before_cue(self.scene, token).or_else(|| nearby::after_cue(self.scene, token, &said));
        if let Some(phrase) = phrase {
            let named = self.scene.mention_at(phrase.start).map(|mention| &self.scene.named[mention]);
            let subject = named.and_then(|named| clause::of_participle(self.scene, named, token));
            return Some(match subject {
                Some(subject) => Found { way: Way::Subject, ..self.named(subject) },
                None => self.phrase(phrase),
            });
        }
        let before = token.checked_sub(1)?;
        let finite = !self.scene.words.word(token).ends_with("ing");
        let named = finite.then(|| nearby::apposed_to(self.scene, &(before..before), token)).flatten()?;
        Some(self.named(named))
    }

    pub(super) fn named(&self, named: &Named) -> Found {
        let tokens = Some(named.tokens.clone());
        Found { tokens, entity: Some(named.entity), way: Way::Named, ..Found::nobody() }
    }

    pub(super) fn tokens(&self, units: &Range<usize>) -> Range<usize> {
        let list = &self.reading.units.list;
        let mut tokens = list[units.start].tokens.start..list[units.end - 1].tokens.end;
        // The cue field lets go of a comma or of "by" at its ends.
        while tokens.len() > 1 && matches!(self.scene.words.word(tokens.end - 1), "," | ":" | "-" | "—") {
            tokens.end -= 1;
        }
        // "said a senior | official who asked not to be named"
        let somebody = |at: usize| phrase::is_somebody(&self.scene.lower(at));
        let sentence = self.scene.words.sentence_of(tokens.start);
        if tokens.len() <= 4
            && tokens.end < self.scene.words.sentences[sentence].tokens.end
            && matches!(&*self.scene.lower(tokens.start), "a" | "an" | "the" | "one" | "another")
            && somebody(tokens.end)
            && !tokens.clone().any(somebody)
        {
            tokens.end += 1;
        }
        // "Fifty clerks, including Ann Lee, signed a letter": what they did
        let deed = |at: usize| {
            at + 2 < tokens.end
                && self.scene.words.word(at) == ","
                && part::is_surely_finite(self.scene, at + 1)
                && matches!(self.scene.words.word(at + 2), "a" | "an" | "the" | "his" | "her" | "their")
        };
        tokens.end = (tokens.start + 1..tokens.end).find(|at| deed(*at)).unwrap_or(tokens.end);
        // "Ann Lee, the mayor, on Tuesday said": when is no part of who
        if tokens.len() > 3
            && self.scene.words.lists(tokens.end - 1) & CALENDAR != 0
            && self.scene.words.word(tokens.end - 2) == "on"
        {
            tokens.end -= 2 + usize::from(self.scene.words.word(tokens.end - 3) == ",");
        }
        tokens.start = self.clause_behind(&tokens).unwrap_or(tokens.start);
        while tokens.len() > 1 && matches!(self.scene.words.word(tokens.start), "by" | "," | "to" | "from") {
            tokens.start += 1;
        }
        tokens
    }

    /// Where the name begins in "Ann Lee left and | Bob Hale", of whom only the
    /// second speaks.
    fn clause_behind(&self, tokens: &Range<usize>) -> Option<usize> {
        let last = &self.scene.named[self.scene.mention_at(tokens.end - 1)?];
        let and = last.tokens.start.checked_sub(1).filter(|and| *and > tokens.start)?;
        let leaves =
            |at: usize| self.scene.mention_at(at - 1).is_some() && part::is_surely_finite(self.scene, at);
        (matches!(self.scene.words.word(and), "and" | "but" | "while") && (tokens.start + 1..and).any(leaves))
            .then_some(last.tokens.start)
    }

    pub(super) fn phrase(&self, mut tokens: Range<usize>) -> Found {
        // "he also shared a": what follows belongs to the verb.
        if matches!(&*self.scene.lower(tokens.start), "he" | "she") {
            tokens.end = tokens.start + 1;
        }
        let found = |entity, way, unnamed, back| Found {
            tokens: Some(tokens.clone()),
            entity,
            unnamed,
            way,
            back,
            ..Found::nobody()
        };
        if let Some(several) = plural::of(self.scene, self.past, &tokens) {
            return several;
        }
        match phrase::read(self.scene, &tokens) {
            Phrase::Named(mention) => {
                let named = &self.scene.named[mention];
                let bearer = nearby::joined(self.scene, named)
                    .unwrap_or_else(|| nearby::bearer_after(self.scene, named));
                let tokens = Some(tokens.start..tokens.end.max(bearer.tokens.end));
                Found { tokens, ..found(Some(bearer.entity), Way::Named, false, 0) }
            }
            Phrase::Pronoun(gender) => {
                if coreference::means_unnamed(self.scene, self.past, tokens.start, gender) {
                    return found(None, Way::UnnamedPronoun, true, 0);
                }
                let subject =
                    coreference::after_office(self.model, self.scene, self.past, tokens.start, gender);
                if let Some(subject) = subject {
                    return found(subject.entity, subject.way, false, subject.back);
                }
                let answer = coreference::pronoun(self.model, self.scene, self.past, tokens.start, gender);
                let found = found(answer.entity, answer.way, false, answer.back);
                Found { rivalry: answer.rivalry, link: answer.link, ..found }
            }
            Phrase::Relative => self.relative(tokens),
            Phrase::It => {
                let answer = group::it(self.scene, tokens.start);
                found(answer.entity, answer.way, false, answer.back)
            }
            Phrase::Vague => found(None, Way::Phrase, false, 0),
            Phrase::Noun(noun) => {
                let answer = coreference::noun(self.model, self.scene, self.past, &tokens, &noun);
                let unnamed = noun.unnamed && answer.entity.is_none() && answer.rivalry == 0;
                let bearer = clause::bears_last(self.scene, &tokens).filter(|_| answer.entity.is_none());
                if let Some(bearer) = bearer {
                    return found(Some(bearer), Way::Named, false, 0);
                }
                let way = match answer.way {
                    _ if unnamed => Way::Unnamed,
                    Way::Untraced => Way::Phrase,
                    way => way,
                };
                found(answer.entity, way, unnamed, answer.back)
            }
        }
    }

    /// "…, who": the words before it.
    fn relative(&self, who: Range<usize>) -> Found {
        let mut end = who.start;
        while end > 0 && matches!(self.scene.words.word(end - 1), "," | "-" | "–" | "—") {
            end -= 1;
        }
        let start = self.scene.words.sentences[self.scene.words.sentence_of(who.start)].tokens.start;
        if end <= start {
            return Found { tokens: Some(who), ..Found::nobody() };
        }
        // "…, who runs the mill and who"
        if matches!(self.scene.words.word(end - 1), "and" | "but") {
            let first = (start..end).rev().take(25).find(|at| self.scene.words.word(*at) == "who");
            return match first.filter(|first| *first > start) {
                Some(first) => self.relative(first..first + 1),
                None => Found { tokens: Some(who), ..Found::nobody() },
            };
        }
        // "Ann Lee, 30, who"
        if end > start + 2
            && self.scene.words.word(end - 2) == ","
            && self.scene.words.word(end - 1).bytes().all(|byte| byte.is_ascii_digit())
        {
            end -= 2;
        }
        // "Ann Lee (Elm), who"
        if self.scene.words.word(end - 1) == ")" {
            let opens = (start..end).rev().take(8).find(|at| self.scene.words.word(*at) == "(");
            end = opens.filter(|opens| *opens > start).unwrap_or(end);
        }
        if let Some(named) = clause::of_those(self.scene, end - 1) {
            return Found { way: Way::Subject, ..self.named(named) };
        }
        if let Some(mention) = self.scene.mention_at(end - 1) {
            let mention = clause::bearer_of(self.scene, &self.scene.named[mention]);
            let tokens = Some(mention.tokens.clone());
            return Found { tokens, entity: Some(mention.entity), way: Way::Named, ..Found::nobody() };
        }
        let opens = |idx: &usize| {
            matches!(
                &*self.scene.lower(*idx),
                "a" | "an" | "the" | "his" | "her" | "their" | "one" | "another"
            )
        };
        match (start..end).rev().take(10).find(opens) {
            // "Ann Lee, a lawyer from Elm, who"
            Some(first) => match clause::before_comma(self.scene, first) {
                Some(named) => self.named(named),
                None => self.phrase(first..end),
            },
            None => Found { tokens: Some(who), ..Found::nobody() },
        }
    }

    /// A cue without a phrase ("…, adding that"): the subject of its sentence.
    fn implied(&self, cue: usize, claim: &Claim) -> Found {
        let token = self.reading.units.list[cue].tokens.start;
        let sentence = self.scene.words.sentence_of(token);
        if let Some(named) = clause::of_with(self.scene, token) {
            return self.named(named);
        }
        if let Some(found) = clause::put_before_it(self.scene, token).and_then(|put| self.subject_of(put)) {
            return found;
        }
        if let Some(found) = self.touching(token, claim) {
            return found;
        }
        if let Some(named) = owned::according_to(self.scene, token) {
            return self.named(named);
        }
        let said = self.said(claim);
        if let Some(named) = self.apart_from_verb(token, &said) {
            return self.named(named);
        }
        let list = &self.reading.units.list;
        let mut ends = claim.said.iter().map(|piece| list[piece.end - 1].tokens.end);
        if let Some(named) = ends.find_map(|end| clause::behind_said(self.scene, end, token)) {
            return self.named(named);
        }
        if nearby::is_unasked(self.scene, token, &said) {
            let that = usize::from(self.scene.words.word(said.start - 1) == "that");
            let verb = said.start - 1 - that;
            if verb > token
                && self.scene.words.lists(verb) & SPEECH != 0
                && let Some(found) = self.subject_of(verb)
            {
                return found;
            }
            let quoted = self.scene.is_quoted(said.start);
            return quoted.then(|| self.led_in(said.start)).flatten().unwrap_or_else(Found::nobody);
        }
        if let Some(found) = self.opened_for(token, &said) {
            return found;
        }
        if let Some(last) = self.past.last()
            && last.sentence == sentence
        {
            if let Some(named) = clause::opened_between(self.scene, last.token, token)
                .or_else(|| clause::of_means(self.scene, last.token, token))
                && !self.is_said(claim, named.tokens.start)
            {
                return Found { way: Way::Subject, ..self.named(named) };
            }
            let way = if last.found.way.is_told() { Way::SameSentence } else { last.found.way };
            return Found { way, back: 0, ..last.found.clone() };
        }
        let start = self.scene.words.sentences[sentence].tokens.start;
        let who = (start.max(token.saturating_sub(7))..token)
            .rev()
            .find(|idx| self.scene.words.word(*idx) == "who");
        // "Two officials, who spoke …, said": no name for whoever that is
        if let Some(who) = who.filter(|who| *who > start) {
            let found = self.relative(who..who + 1);
            let opening =
                || self.opening_words(sentence, token).filter(|words| !self.is_said(claim, words.start));
            return match found.way {
                Way::Nobody => opening().map_or(found, |words| self.phrase(words)),
                _ => found,
            };
        }
        let subject = self
            .scene
            .before(token)
            .take_while(|named| named.sentence == sentence)
            .filter(|named| !self.is_said(claim, named.tokens.start))
            .find(|named| named.subject || nearby::opens_clause(self.scene, named));
        let subject = subject.filter(|named| !self.scene.is(named.entity, EntityKind::Place));
        if let Some(pronoun) = clause::pronoun_of(self.scene, token)
            && !self.is_said(claim, pronoun)
            && subject.is_none_or(|named| {
                named.tokens.start > pronoun && part::is_beside_pronoun(self.scene, named)
            })
            && let Some(found) = self.subject(pronoun..pronoun + 1)
        {
            return found;
        }
        match subject {
            Some(named) => {
                let bearer = nearby::joined(self.scene, named)
                    .unwrap_or_else(|| nearby::bearer_after(self.scene, named));
                let tokens = Some(named.tokens.start..bearer.tokens.end);
                Found { tokens, entity: Some(bearer.entity), way: Way::Subject, ..Found::nobody() }
            }
            None => self.unnamed_subject(sentence, token, claim),
        }
    }

    /// The subject of a cue where no name is one: words that lead up to it, or
    /// whoever spoke before.
    fn unnamed_subject(&self, sentence: usize, cue: usize, claim: &Claim) -> Found {
        let start = self.scene.words.sentences[sentence].tokens.start;
        let free = |tokens: &Range<usize>| !self.is_said(claim, tokens.start);
        let words = leading::clause_before(self.scene, cue)
            .filter(free)
            .or_else(|| leading::unknown_before(self.scene, cue).filter(free))
            .or_else(|| leading::noun_after(self.scene, cue, &self.said(claim)).filter(free))
            .or_else(|| self.opening_words(sentence, cue).filter(free))
            .or_else(|| leading::noun_before(self.scene, cue).filter(free));
        if let Some(tokens) = words {
            return self.phrase(tokens);
        }
        match owned::of(self.scene, &(start..cue)) {
            Some(named) => Found { way: Way::Subject, ..self.named(named) },
            // "which led to calls for a vote": whose they are is not said
            None if owned::is_of_nobody(self.scene, cue) => Found::nobody(),
            None => self.carried(claim),
        }
    }

    /// Whether a word belongs to what was said, outside of marks too.
    pub(super) fn is_said(&self, claim: &Claim, token: usize) -> bool {
        let list = &self.reading.units.list;
        claim
            .said
            .iter()
            .any(|piece| (list[piece.start].tokens.start..list[piece.end - 1].tokens.end).contains(&token))
    }

    /// "A clerk, who …, said", "Fifty officials signed a letter, saying": the words
    /// that open the sentence of a cue, up to a verb.
    fn opening_words(&self, sentence: usize, cue: usize) -> Option<Range<usize>> {
        const LONGEST: usize = 12;
        let start = clause::after_dateline(self.scene, sentence);
        if cue <= start {
            return None;
        }
        let opens = [
            "a", "an", "the", "one", "another", "some", "almost", "nearly", "around", "about", "more",
            "fewer", "most", "many", "several", "both", "two", "three", "four", "five", "six", "ten",
            "dozens", "hundreds", "fifty",
        ];
        let first = self.scene.lower(start);
        let counts = || first.bytes().all(|byte| byte.is_ascii_digit());
        let people = leading::is_people(self.scene, start);
        let leads = people || leading::opens_with_people(self.scene, start);
        if !opens.contains(&&*first) && !counts() && !leads {
            return None;
        }
        let ends = |idx: &usize| {
            matches!(self.scene.words.word(*idx), "," | "who" | "are" | "were" | "have")
                || part::is_surely_finite(self.scene, *idx)
        };
        let end =
            (start + 1..cue.min(start + LONGEST)).find(ends).or((cue <= start + LONGEST).then_some(cue))?;
        (end > start + 1 || people).then_some(start..end)
    }

    /// The subject of the words that lead to a stretch in its own sentence.
    pub(super) fn led_in(&self, token: usize) -> Option<Found> {
        let start = self.scene.words.sentences[self.scene.words.sentence_of(token)].tokens.start;
        let from = self.scene.clause_start(start, token);
        let phrase = nearby::leads_in(self.scene, from, token)?;
        self.subject(phrase)
    }

    /// Whoever these words mean, as the subject of a sentence.
    fn subject(&self, phrase: Range<usize>) -> Option<Found> {
        match self.phrase(phrase) {
            found if found.entity.is_none() => None,
            found if found.way == Way::Named => Some(Found { way: Way::Subject, ..found }),
            found => Some(found),
        }
    }

    /// The subject that a cue at the head of its sentence waits for.
    fn opened_for(&self, cue: usize, said: &Range<usize>) -> Option<Found> {
        self.subject(nearby::opened_for(self.scene, cue, said)?)
    }

    /// The words from the first to the last of a claim's pieces.
    fn said(&self, claim: &Claim) -> Range<usize> {
        let list = &self.reading.units.list;
        let last = claim.said.last().map_or(0, |piece| list[piece.end - 1].tokens.end);
        claim.said.first().map_or(0, |piece| list[piece.start].tokens.start)..last
    }
}
