//! What the reader decided about single mentions.
//!
//! The mention leaves its entity and becomes one of the other. What its words
//! told goes with it: the speaker they name, "he" and "she" behind them, and
//! the roles printed beside them.

use std::collections::BTreeMap;

use backfile_article::{Span, fold};
use backfile_extract::{Entity, Extraction, Mention, Quotation, reader_reason};

use super::{names::name_anew, quotations::day};
use crate::{
    EntityId,
    library::{CorrectionRecord as Record, Decision, Name, Passage},
};

/// The mention that `span` is, if it is mostly the same.
pub(crate) fn mention_at(mentions: &[Mention], span: Span) -> Option<Mention> {
    let shared = |mention: &&Mention| {
        mention.span.end.min(span.end).saturating_sub(mention.span.start.max(span.start))
    };
    let is_mostly = |mention: &&Mention| shared(mention) * 2 > mention.span.len();
    mentions.iter().filter(is_mostly).max_by_key(shared).copied()
}

/// Applies what `record` says of a mention; whether its words are there. The
/// name that it was is added to `decided`.
pub(super) fn apply(
    record: &Record,
    text: &str,
    extraction: &mut Extraction,
    decided: &mut Vec<EntityId>,
) -> bool {
    let Decision::Mention { mention, is, .. } = &record.decision else { return false };
    let Some(span) = find(mention, text) else { return false };
    match (mention_at(&extraction.mentions, span), is) {
        (Some(chosen), is) => {
            let was = extraction.entities.get(chosen.entity);
            decided.extend(was.map(|was| EntityId::of(was.kind, &was.name)));
            Moving::of(text, extraction, chosen).to(is.as_ref(), &day(&record.made), extraction);
            true
        }
        (None, Some(is)) => add(span, text, is, &day(&record.made), extraction),
        (None, None) => false,
    }
}

/// Where `mention` stands in `text`. Other words are another name.
fn find(mention: &Passage, text: &str) -> Option<Span> {
    let (span, is_unchanged) = mention.find(text)?;
    (is_unchanged || fold(span.of(text)) == fold(&mention.exact)).then_some(span)
}

/// Marks the words at `span`, which are not found to be a name any more, and
/// names whom they tell.
fn add(span: Span, text: &str, is: &Name, day: &str, extraction: &mut Extraction) -> bool {
    if extraction.mentions.iter().any(|mention| mention.span.overlaps(span)) {
        return false;
    }
    let entity = place_of(&mut extraction.entities, is);
    is_called(&mut extraction.entities[entity], span.of(text));
    let at = extraction.mentions.partition_point(|mention| mention.span.start < span.start);
    extraction.mentions.insert(at, Mention { span, entity });
    for quotation in &mut extraction.quotations {
        let is_told = |words: Option<Span>| words.is_some_and(|words| words.overlaps(span));
        let unknown =
            quotation.speaker.as_mut().filter(|speaker| speaker.entity.is_none() && !speaker.unnamed);
        if let Some(speaker) = unknown.filter(|speaker| is_told(speaker.span)) {
            speaker.entity = Some(entity);
            quotation.reason = reader_reason::mention_set(span.of(text), &is.name, day);
        }
    }
    in_order(extraction, None);
    true
}

/// Where `name` is among `entities`, added if it is not there.
pub(super) fn place_of(entities: &mut Vec<Entity>, name: &Name) -> usize {
    let id = name.id();
    let known = entities.iter().position(|entity| EntityId::of(entity.kind, &entity.name) == id);
    known.unwrap_or_else(|| {
        let Name { kind, name } = name.clone();
        entities.push(Entity { name, kind, aliases: Vec::new(), roles: Vec::new() });
        entities.len() - 1
    })
}

/// Says that the text calls `entity` so.
fn is_called(entity: &mut Entity, printed: &str) {
    if entity.name != printed && entity.aliases.iter().all(|alias| alias != printed) {
        entity.aliases.push(printed.to_owned());
    }
}

/// A mention that leaves its entity, with all that goes with it.
struct Moving<'t> {
    text: &'t str,
    chosen: Mention,
    /// All mentions of the entity it leaves.
    of_same: Vec<Span>,
    /// By the group of a quotation that this entity says, whether it goes.
    groups: BTreeMap<u32, bool>,
}

impl<'t> Moving<'t> {
    fn of(text: &'t str, extraction: &Extraction, chosen: Mention) -> Self {
        let of_same = extraction.mentions.iter().filter(|mention| mention.entity == chosen.entity);
        let of_same = of_same.map(|mention| mention.span).collect();
        let mut moving = Self { text, chosen, of_same, groups: BTreeMap::new() };
        moving.groups = moving.groups_of(&extraction.quotations);
        moving
    }

    /// Which quotations of the entity go: those whose speaker the mention names
    /// or, where no piece names him, those it is the last one before. All pieces
    /// of one do, and what repeats it.
    fn groups_of(&self, quotations: &[Quotation]) -> BTreeMap<u32, bool> {
        let (mut named, mut supposed) = (BTreeMap::new(), BTreeMap::new());
        for quotation in quotations {
            let speakers = quotation.speaker.iter().chain(&quotation.also);
            for speaker in speakers.filter(|speaker| speaker.entity == Some(self.chosen.entity)) {
                let is_named = speaker.span.and_then(|span| self.is_named(span));
                let groups = if is_named.is_some() { &mut named } else { &mut supposed };
                let is_nearest = || self.is_nearest(speaker.span.unwrap_or(quotation.span));
                groups.entry(quotation.group).or_insert_with(|| is_named.unwrap_or_else(is_nearest));
            }
        }
        supposed.append(&mut named);
        for quotation in quotations {
            let goes = quotation.repeats.and_then(|group| supposed.get(&group).copied());
            goes.and_then(|goes| supposed.insert(quotation.group, goes));
        }
        supposed
    }

    /// Whether the words at `span` name the entity by the mention, or by
    /// another one; none where they are "he" or "the mayor".
    fn is_named(&self, span: Span) -> Option<bool> {
        let named = self.of_same.iter().find(|mention| mention.overlaps(span))?;
        Some(*named == self.chosen.span)
    }

    /// Whether the mention is the last one before the words at `span`, or the
    /// first where none is.
    fn is_nearest(&self, span: Span) -> bool {
        let before = self.of_same.iter().rfind(|mention| mention.start < span.start);
        before.or(self.of_same.first()) == Some(&self.chosen.span)
    }

    /// Makes it a mention of `is`, or of nobody.
    fn to(self, is: Option<&Name>, day: &str, extraction: &mut Extraction) {
        let to = is.map(|is| place_of(&mut extraction.entities, is));
        if to == Some(self.chosen.entity) || self.chosen.entity >= extraction.entities.len() {
            return;
        }
        self.name_quotations(to.zip(is), day, &mut extraction.quotations);
        self.name_entities(to, &mut extraction.entities);
        match (extraction.mentions.iter().position(|mention| mention.span == self.chosen.span), to) {
            (Some(at), Some(to)) => extraction.mentions[at].entity = to,
            (Some(at), None) => drop(extraction.mentions.remove(at)),
            (None, _) => {}
        }
        let gone = (self.of_same.len() == 1).then_some(self.chosen.entity);
        in_order(extraction, gone);
    }

    fn name_quotations(&self, to: Option<(usize, &Name)>, day: &str, quotations: &mut [Quotation]) {
        let printed = self.chosen.span.of(self.text);
        let is_last = self.of_same.len() == 1;
        for quotation in quotations {
            let (group, words) = (self.groups.get(&quotation.group).copied(), quotation.span);
            // What is no name tells nobody by the words behind it.
            let supposed = |span: Option<Span>| {
                to.is_some() && group.unwrap_or_else(|| self.is_nearest(span.unwrap_or(words)))
            };
            let goes = |span: Option<Span>| {
                let named = span.and_then(|span| self.is_named(span));
                is_last || named.unwrap_or_else(|| supposed(span))
            };
            let now = |entity, span| match entity == self.chosen.entity && goes(span) {
                true => to.map(|(to, _)| to),
                false => Some(entity),
            };
            let before: Vec<usize> = quotation.speakers().collect();
            name_anew(quotation, now, |_| Some(printed));
            if let Some((_, name)) = to.filter(|_| !quotation.speakers().eq(before)) {
                quotation.reason = reader_reason::mention_set(printed, &name.name, day);
            }
        }
    }

    /// Gives the other entity the form and the roles that stand at the mention.
    fn name_entities(&self, to: Option<usize>, entities: &mut [Entity]) {
        let printed = self.chosen.span.of(self.text);
        let from = &mut entities[self.chosen.entity];
        let is_form = |span: &Span| *span != self.chosen.span && span.of(self.text) == printed;
        if !self.of_same.iter().any(is_form) {
            from.aliases.retain(|alias| alias != printed);
        }
        let roles: Vec<(String, Beside)> =
            from.roles.iter().map(|role| (role.clone(), self.beside(role))).collect();
        if to.is_some() {
            from.roles =
                roles.iter().filter(|(_, at)| *at != Beside::It).map(|(role, _)| role.clone()).collect();
        }
        if let Some(to) = to {
            let to = &mut entities[to];
            is_called(to, printed);
            for (role, at) in roles {
                if at != Beside::Others && !to.roles.contains(&role) {
                    to.roles.push(role);
                }
            }
        }
    }

    /// Beside which mentions `role` is printed: the nearest ones.
    fn beside(&self, role: &str) -> Beside {
        let distance = |a: Span, b: Span| a.start.saturating_sub(b.end).max(b.start.saturating_sub(a.end));
        let (mut it, mut others) = (self.of_same.len() == 1, false);
        for (start, _) in self.text.match_indices(role) {
            let role = Span::new(start, start + role.len());
            let nearest = self.of_same.iter().min_by_key(|mention| distance(**mention, role));
            match nearest == Some(&self.chosen.span) {
                true => it = true,
                false => others = true,
            }
        }
        match (it, others) {
            (true, false) => Beside::It,
            (true, true) => Beside::Both,
            (false, _) => Beside::Others,
        }
    }
}

/// Beside which mentions of its entity a role is printed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Beside {
    /// The one that leaves.
    It,
    /// Those that stay.
    Others,
    Both,
}

/// Puts the entities in the order of their first mentions, without the one
/// that is `gone`.
fn in_order(extraction: &mut Extraction, gone: Option<usize>) {
    let n_entities = extraction.entities.len();
    let mut first = vec![usize::MAX; n_entities];
    for mention in extraction.mentions.iter().rev() {
        if let Some(first) = first.get_mut(mention.entity) {
            *first = mention.span.start;
        }
    }
    let mut order: Vec<usize> = (0..n_entities).filter(|entity| Some(*entity) != gone).collect();
    order.sort_by_key(|entity| first[*entity]);
    let mut places = vec![None; n_entities];
    for (place, entity) in order.iter().enumerate() {
        places[*entity] = Some(place);
    }
    let place = |entity: usize| places.get(entity).copied().flatten();
    let entities = std::mem::take(&mut extraction.entities);
    let mut entities: Vec<Option<Entity>> = entities.into_iter().map(Some).collect();
    extraction.entities = order.iter().filter_map(|entity| entities[*entity].take()).collect();
    for mention in &mut extraction.mentions {
        mention.entity = place(mention.entity).unwrap_or_default();
    }
    for quotation in &mut extraction.quotations {
        name_anew(quotation, |entity, _| place(entity), |_| None);
    }
}

#[cfg(test)]
mod tests;
