//! What the reader decided about names.

use std::{collections::HashSet, ops::Range};

use backfile_article::Span;
use backfile_extract::{Entity, Extraction, Quotation, Speaker, reader_reason};

use crate::{
    ArticleId, CorrectionId, EntityId,
    library::{CorrectionRecord as Record, Decision, Name},
};

/// How sure a quotation is whose speaker turned out to be no name.
const UNSURE: f32 = 0.3;

/// A decision about a name.
struct Step {
    id: CorrectionId,
    /// Its place among all decisions.
    at: usize,
    article: Option<ArticleId>,
    name: EntityId,
    is: Option<(EntityId, Name)>,
}

/// All decisions about names, in the order in which they are applied.
pub struct Names {
    steps: Vec<Step>,
    names: HashSet<EntityId>,
}

impl Names {
    /// Those of `records`.
    pub fn of(records: &[Record]) -> Self {
        let step = |(at, record): (usize, &Record)| match &record.decision {
            Decision::Name { article, name, is } => Some(Step {
                id: record.id,
                at,
                article: *article,
                name: name.id(),
                is: is.as_ref().map(|is| (is.id(), is.clone())),
            }),
            _ => None,
        };
        let steps: Vec<Step> = records.iter().enumerate().filter_map(step).collect();
        let names = steps.iter().map(|step| step.name).collect();
        Self { steps, names }
    }

    /// Whether anything was decided about `name`, in whatever article.
    pub fn decide_about(&self, name: EntityId) -> bool {
        self.names.contains(&name)
    }

    /// The decisions `within` all of them that lead from `name` to what it is
    /// in `article`.
    fn steps_from(&self, name: EntityId, article: ArticleId, within: &Range<usize>) -> Vec<&Step> {
        let mut taken = Vec::new();
        let mut now = Some(name);
        if self.decide_about(name) {
            for step in self.steps.iter().filter(|step| within.contains(&step.at)) {
                if Some(step.name) == now && step.article.is_none_or(|only| only == article) {
                    taken.push(step);
                    now = step.is.as_ref().map(|(id, _)| *id);
                }
            }
        }
        taken
    }

    /// What `name` is in `article`; none if it is no name. Names that are
    /// decided about on the way there are added to `decided`.
    pub fn now(&self, name: &Name, article: ArticleId, decided: &mut Vec<EntityId>) -> Option<Name> {
        let steps = self.steps_from(name.id(), article, &(0..usize::MAX));
        decided.extend(steps.iter().map(|step| step.name));
        match steps.last() {
            Some(step) => step.is.as_ref().map(|(_, name)| name.clone()),
            None => Some(name.clone()),
        }
    }

    /// Decides about the names of an article, whose ids are `ids`, by what was
    /// decided `within` all decisions, and returns those it decided about.
    pub fn apply(
        &self,
        article: ArticleId,
        within: Range<usize>,
        ids: &[EntityId],
        extraction: &mut Extraction,
        applied: &mut HashSet<CorrectionId>,
    ) -> Vec<EntityId> {
        let mut decided = Vec::new();
        // Each entity with its id now, and for each one found its place among them.
        let mut entities: Vec<(EntityId, Entity)> = Vec::with_capacity(ids.len());
        let mut places = Vec::with_capacity(ids.len());
        let rejected = extraction.entities.clone();
        for (mut entity, id) in extraction.entities.drain(..).zip(ids) {
            let steps = self.steps_from(*id, article, &within);
            decided.extend(steps.iter().map(|step| step.name));
            applied.extend(steps.iter().map(|step| step.id));
            let id = match steps.last().map(|step| &step.is) {
                None => *id,
                Some(None) => {
                    places.push(None);
                    continue;
                }
                Some(Some((id, name))) => {
                    become_called(&mut entity, name);
                    *id
                }
            };
            let known = entities.iter().position(|(known, _)| *known == id);
            match known {
                Some(place) => join(&mut entities[place].1, entity),
                None => entities.push((id, entity)),
            }
            places.push(Some(known.unwrap_or(entities.len() - 1)));
        }
        extraction.entities = entities.into_iter().map(|(_, entity)| entity).collect();
        let place = |idx: usize| places.get(idx).copied().flatten();
        extraction.mentions.retain_mut(|mention| {
            let now = place(mention.entity);
            mention.entity = now.unwrap_or(0);
            now.is_some()
        });
        let called = |was: usize| rejected.get(was).map(|was| was.name.as_str());
        for quotation in &mut extraction.quotations {
            name_anew(quotation, |entity, _| place(entity), called);
        }
        decided
    }
}

/// Says of everybody whom `quotation` tells whom or what they are `now`, by the
/// entity and the words that told them; `called` is how those were called who
/// are no name any more.
pub fn name_anew<'n>(
    quotation: &mut Quotation,
    now: impl Fn(usize, Option<Span>) -> Option<usize>,
    called: impl Fn(usize) -> Option<&'n str>,
) {
    let spoke = quotation.speaker.as_ref().and_then(|speaker| speaker.entity);
    let together: Vec<usize> = match quotation.also.is_empty() {
        true => Vec::new(),
        false => {
            let all = quotation.speaker.iter().chain(&quotation.also);
            let all = all.filter_map(|speaker| Some((speaker.entity?, speaker.span)));
            all.filter(|(entity, span)| now(*entity, *span).is_none()).map(|(entity, _)| entity).collect()
        }
    };
    let Quotation { speaker, also, via, .. } = quotation;
    for speaker in speaker.iter_mut().chain(also.iter_mut()).chain(via.iter_mut()) {
        speaker.entity = speaker.entity.and_then(|entity| now(entity, speaker.span));
    }
    keep_named(quotation);
    if let Some(addressee) = &mut quotation.addressee {
        addressee.entity = addressee.entity.and_then(|entity| now(entity, Some(addressee.span)));
    }
    let is_lost = quotation.speaker.as_ref().is_some_and(|speaker| speaker.entity.is_none());
    for was in together.iter().filter(|_| !is_lost).filter_map(|was| called(*was)) {
        quotation.reason = reader_reason::no_name_beside(was, &quotation.reason);
    }
    if let Some(was) = spoke.filter(|_| is_lost).and_then(called) {
        quotation.speaker = quotation.speaker.take().filter(|Speaker { span, .. }| span.is_some());
        quotation.confidence = quotation.confidence.min(UNSURE);
        quotation.certain = false;
        quotation.reason = reader_reason::no_name(was);
    }
}

/// Of several who speak together, those who are somebody still, each once.
fn keep_named(quotation: &mut Quotation) {
    let mut known: Vec<usize> = Vec::new();
    let mut is_new = |speaker: &Speaker| {
        let entity = speaker.entity.filter(|entity| !known.contains(entity));
        known.extend(entity);
        entity.is_some()
    };
    if let Some(speaker) = &quotation.speaker {
        is_new(speaker);
    }
    quotation.also.retain(is_new);
    if let Some(speaker) = quotation.speaker.as_mut().filter(|speaker| speaker.entity.is_none())
        && !quotation.also.is_empty()
    {
        speaker.entity = quotation.also.remove(0).entity;
    }
}

/// Gives `entity` another kind and name; how it is printed stays one of its names.
fn become_called(entity: &mut Entity, now: &Name) {
    entity.kind = now.kind;
    let printed = std::mem::replace(&mut entity.name, now.name.clone());
    entity.aliases.retain(|alias| *alias != now.name);
    if printed != now.name && !entity.aliases.contains(&printed) {
        entity.aliases.insert(0, printed);
    }
}

/// Joins what is known of two entities that are one.
fn join(entity: &mut Entity, other: Entity) {
    for alias in std::iter::once(other.name).chain(other.aliases) {
        if alias != entity.name && !entity.aliases.contains(&alias) {
            entity.aliases.push(alias);
        }
    }
    for role in other.roles {
        if !entity.roles.contains(&role) {
            entity.roles.push(role);
        }
    }
}
