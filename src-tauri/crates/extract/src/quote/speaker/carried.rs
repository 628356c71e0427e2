//! Traces a claim that nothing beside it explains: whoever spoke, or was told
//! about, just before.

use super::{Found, Way, clause, owned, scene::Named, signature, tracer::Tracer};
use crate::{EntityKind, Speaker, name::lexicon::SPEECH, quote::attribution::Claim};

impl Tracer<'_> {
    /// A quotation without a cue: whoever spoke, or was named, just before.
    pub(super) fn carried(&self, claim: &Claim) -> Found {
        if let Some(found) = self.beside(claim) {
            return found;
        }
        let list = &self.reading.units.list;
        let said = list[claim.said[0].start].tokens.start..list[claim.said[0].end - 1].tokens.end;
        if let Some(named) = owned::around(self.scene, &said) {
            return self.named(named);
        }
        if let Some(signs) = signature::behind(self.scene, said.end) {
            return self.phrase(signs);
        }
        let token = self.reading.units.list[claim.said[0].start].tokens.start;
        let section = |sentence: usize| self.scene.words.sentences[sentence].section;
        let here = section(self.scene.words.sentence_of(token));
        let reopens = self.reading.units.list[claim.said[0].start]
            .stretch
            .is_some_and(|stretch| self.reading.stretches[stretch].reopens);
        let last = self.past.last().filter(|last| last.found.entity.is_some() || last.found.unnamed);
        let sentence = self.scene.words.sentence_of(token);
        if last.is_none_or(|last| last.sentence != sentence)
            && let Some(found) = self.led_in(token)
        {
            return found;
        }
        if let Some(named) = self.asked_for(token) {
            return Found { entity: Some(named.entity), way: Way::LedIn, ..Found::nobody() };
        }
        if let Some(last) = last.filter(|last| section(last.sentence) == here) {
            return Found { tokens: None, way: Way::SameParagraph, back: 0, ..last.found.clone() };
        }
        if let Some(last) = self.past.last().filter(|last| reopens && section(last.sentence) + 1 >= here) {
            return Found { tokens: None, way: Way::Reopened, back: 0, ..last.found.clone() };
        }
        let led_in = self.scene.before(token).take_while(|named| section(named.sentence) == here);
        let led_in = led_in
            .filter(|named| self.scene.is(named.entity, EntityKind::Person))
            .find(|named| named.subject);
        if let Some(named) = led_in {
            return Found { entity: Some(named.entity), way: Way::LedIn, ..Found::nobody() };
        }
        if let Some(found) = self.announced(token) {
            return found;
        }
        match last.filter(|last| section(last.sentence) + 2 >= here) {
            Some(last) => Found { tokens: None, way: Way::Carried, back: 0, ..last.found.clone() },
            None => Found::nobody(),
        }
    }

    /// "Lee's answer? “…”": whose answer the sentence before announces.
    fn asked_for(&self, token: usize) -> Option<&Named> {
        let words = self.scene.words;
        let sentence = words.sentence_of(token);
        let before = &words.sentences[sentence.checked_sub(1)?];
        let here = words.sentences[sentence].section == before.section;
        let asks = matches!(words.word(before.tokens.end - 1), "?" | ":");
        (here && asks && words.sentences[sentence].tokens.start == token)
            .then(|| owned::of(self.scene, &before.tokens))
            .flatten()
    }

    /// The paragraph before ends with a colon: its subject.
    fn announced(&self, token: usize) -> Option<Found> {
        let words = self.scene.words;
        let sentence = words.sentence_of(token).checked_sub(1)?;
        let before = &words.sentences[sentence];
        let starts = token == words.sentences[sentence + 1].tokens.start;
        if !starts || words.word(before.tokens.end - 1) != ":" {
            return None;
        }
        let subject = self.scene.before(token).take_while(|named| named.sentence == sentence);
        let named = subject
            .filter(|named| !self.scene.is(named.entity, EntityKind::Place))
            .find(|named| named.subject);
        let Some(named) = named else {
            let pronoun = clause::pronoun_of(self.scene, before.tokens.end - 1)?;
            return Some(self.phrase(pronoun..pronoun + 1)).filter(|found| found.entity.is_some());
        };
        Some(Found { entity: Some(named.entity), way: Way::Announced, ..Found::nobody() })
    }

    /// Who answers in an interview: the person named most whom the words before
    /// the first answer name, the first of them where two are named as often.
    pub(super) fn interviewed(&self, claim: &Claim) -> Found {
        let tokens = claim.speaker.as_ref().map(|label| self.tokens(label));
        let until = tokens.as_ref().map_or(0, |tokens| tokens.start);
        let known = self.past.recent().find(|spoken| spoken.found.way == Way::Interviewed);
        let named = self.scene.named.iter().take_while(|named| named.tokens.start < until);
        let named = named.filter(|named| self.scene.is(named.entity, EntityKind::Person));
        let most = || {
            named
                .map(|named| named.entity)
                .max_by_key(|entity| (self.scene.n_mentions[*entity], std::cmp::Reverse(*entity)))
        };
        match known.map_or_else(most, |known| known.found.entity) {
            Some(entity) => Found { tokens, entity: Some(entity), way: Way::Interviewed, ..Found::nobody() },
            // "A." is nobody's name
            None => Found::nobody(),
        }
    }

    /// Whether somebody says something in the words behind a question or a shout
    /// in marks, where a sentence would begin: "“Are you there?” Lee, a clerk,
    /// said". Behind a full stop one does begin.
    fn says_behind(&self, end: usize) -> bool {
        const FARTHEST: usize = 24;
        let scene = self.scene;
        let sentence = &scene.words.sentences[scene.words.sentence_of(end)].tokens;
        let near = sentence.start..sentence.end.min(end + FARTHEST);
        let asks = (end.saturating_sub(3)..end).any(|at| matches!(scene.words.word(at), "?" | "!"));
        sentence.start == end
            && asks
            && scene.is_quoted(end - 1)
            && near.take_while(|at| !scene.is_quoted(*at)).any(|at| scene.words.lists(at) & SPEECH != 0)
    }

    /// Whoever stands behind the words of `claim` where its cue belongs to the
    /// sentence before.
    pub(super) fn apart_from(&self, claim: &Claim, cue: usize) -> Option<Found> {
        let list = &self.reading.units.list;
        let start = list[claim.said.first()?.start].tokens.start;
        let sentence = |at: usize| self.scene.words.sentence_of(at);
        let before = sentence(cue) < sentence(start) && self.scene.is_quoted(start);
        before.then(|| self.beside(claim)).flatten()
    }

    /// Whoever the verb right before the words of `claim` belongs to, where
    /// another was taken for its cue: "a clip that Lee called “dull,” Doyle said".
    pub(super) fn called(&self, claim: &Claim, cue: usize) -> Option<Found> {
        let scene = self.scene;
        let list = &self.reading.units.list;
        let start = list[claim.said.first()?.start].tokens.start;
        let sentence = scene.words.sentences[scene.words.sentence_of(start)].tokens.start;
        let is_led = |at: &usize| matches!(scene.words.word(*at), "," | ":" | "back" | "it");
        let verb = (sentence..start).rev().take(3).find(|at| !is_led(at))?;
        let tells = scene.words.lists(verb) & SPEECH != 0
            || matches!(
                scene.words.word(verb),
                "called" | "calls" | "dubbed" | "termed" | "labeled" | "put" | "shot"
            );
        (tells && verb != cue && scene.is_quoted(start)).then(|| self.subject_of(verb)).flatten()
    }

    /// A name or pronoun directly after the marks, or after one word: "…,"
    /// agrees Ann Lee. Also for verbs never met before.
    fn beside(&self, claim: &Claim) -> Option<Found> {
        let end = self.reading.units.list[claim.said.last()?.end - 1].tokens.end;
        let scene = self.scene;
        let n_words = scene.words.tokens.len();
        let verb = |idx: usize| {
            idx < n_words
                && (scene.lower(idx).ends_with('s')
                    || scene.lower(idx).ends_with("ed")
                    || matches!(
                        scene.words.word(idx),
                        "went" | "shot" | "began" | "wrote" | "spoke" | "told"
                    ))
        };
        let small = |idx: usize| scene.words.word(idx).starts_with(char::is_lowercase);
        let same = |idx: usize| {
            idx < n_words
                && scene.words.sentence_of(idx) <= scene.words.sentence_of(end)
                && scene.words.sentences[scene.words.sentence_of(idx)].section
                    == scene.words.sentences[scene.words.sentence_of(end - 1)].section
        };
        if same(end) && matches!(scene.words.word(end), "he" | "she") {
            return Some(self.phrase(end..end + 1));
        }
        if !same(end + 1) {
            return None;
        }
        // "“…,” Ann Lee, who runs the mill, …"
        let goes_on = || scene.words.sentence_of(end) == scene.words.sentence_of(end - 1);
        if end < n_words && (goes_on() || self.says_behind(end)) {
            let last = scene.words.sentences[scene.words.sentence_of(end)].tokens.end - 1;
            if let Some(named) = clause::behind_said(scene, end, last) {
                return Some(self.named(named));
            }
        }
        if let Some(named) = goes_on().then(|| clause::tells_behind(scene, end)).flatten() {
            return Some(self.named(named));
        }
        if let Some(mention) = scene.mention_at(end).map(|idx| &scene.named[idx])
            && mention.tokens.end < n_words
            && small(mention.tokens.end)
            && verb(mention.tokens.end)
            && scene.words.word(mention.tokens.end) != "'s"
        {
            return Some(self.phrase(mention.tokens.clone()));
        }
        if !(small(end) && verb(end)) {
            return None;
        }
        let mention = (end + 1..end + 5)
            .take_while(|idx| *idx < n_words && !matches!(scene.words.word(*idx), "," | "." | "to" | "in"));
        let mention = mention.filter_map(|idx| scene.mention_at(idx)).map(|idx| &scene.named[idx]);
        let person = mention.into_iter().find(|named| scene.is(named.entity, EntityKind::Person))?;
        Some(self.phrase(end + 1..person.tokens.end))
    }

    /// "through a spokesperson" near the cue.
    pub(super) fn through(&self, claim: &Claim) -> Option<Speaker> {
        let cue = self.reading.units.list[claim.cue?].tokens.start;
        let sentence = &self.scene.words.sentences[self.scene.words.sentence_of(cue)].tokens;
        let from = sentence.start.max(cue.saturating_sub(8));
        let to = sentence.end.min(cue + 10);
        let through = (from..to).find(|idx| matches!(self.scene.words.word(*idx), "through" | "via"))?;
        let end = (through + 1..to.min(through + 6)).find(|idx| {
            let word = self.scene.lower(*idx);
            word.starts_with("spokes")
                || matches!(
                    &*word,
                    "lawyer"
                        | "lawyers"
                        | "attorney"
                        | "publicist"
                        | "representative"
                        | "agent"
                        | "aide"
                        | "solicitor"
                )
        })?;
        let span = self.scene.words.span(through + 1..end + 1);
        Some(Speaker { span: Some(span), entity: None, unnamed: true })
    }
}
