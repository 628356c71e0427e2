//! Deciding about single mentions of one article.

use backfile_article::{Article, Span};
use backfile_extract::{Entity, Mention};

use super::{CorrectionRecord as Record, Decision, Name, Passage, change::clean};
use crate::{
    Archive, ArchiveError, ArticleId, CorrectionId, identity, library::journal::Action, pipeline,
    pipeline::Edits,
};

/// Which mentions are decided about with one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// It alone.
    Alone,
    /// It and all that follow in the article and name the same.
    Onwards,
}

impl Archive {
    /// Decides that the mention at the bytes `span` of the article names
    /// somebody or something else than was found, or nobody: each mention that
    /// `reach` takes in by a decision of its own, all undone together.
    /// Otherwise as [`Archive::decide_name`].
    ///
    /// # Errors
    /// [`ArchiveError::NoMention`] when no name is marked there, nor was found;
    /// [`ArchiveError::NoChange`]; [`ArchiveError::NoArticle`]; any store error.
    pub fn decide_mention(
        &self,
        article: ArticleId,
        span: Span,
        is: Option<Name>,
        reach: Reach,
    ) -> Result<CorrectionId, ArchiveError> {
        let is = is.map(clean).transpose()?;
        let shown = self.article(article)?;
        let mut entries = self.entries_as_found(&[article])?;
        Edits::new(&self.library).apply(&mut entries)?;
        let entry = entries.pop().ok_or(ArchiveError::NoArticle(article))?;
        let mut spans = Vec::new();
        let mut decisions = Vec::new();
        if let Some(chosen) = pipeline::mention_at(&shown.extraction.mentions, span) {
            let named = |mention: &Mention| shown.entities.get(mention.entity).copied();
            if is.as_ref().map(Name::id) == named(&chosen) {
                return Err(ArchiveError::NoChange("this is its name"));
            }
            let is_later = |mention: &&Mention| {
                mention.span.start > chosen.span.start && named(mention) == named(&chosen)
            };
            let later = shown.extraction.mentions.iter().filter(is_later);
            spans.push(chosen.span);
            spans.extend(later.filter(|_| reach == Reach::Onwards).map(|mention| mention.span));
            let [name, shown_as] = [&entry.extraction, &shown.extraction]
                .map(|extraction| extraction.entities.get(chosen.entity).map(name_of));
            decisions.extend(the_others(article, name, shown_as, is.as_ref()));
        } else {
            // It may have been decided to be no name.
            let found = entry.found.as_ref().unwrap_or(&entry.extraction);
            let chosen = pipeline::mention_at(&found.mentions, span);
            spans.push(chosen.ok_or(ArchiveError::NoMention(article))?.span);
            if is.is_none() {
                return Err(ArchiveError::NoChange("this is no name already"));
            }
        }
        let passages: Option<Vec<Passage>> =
            spans.iter().map(|span| Passage::of(&shown.article, *span)).collect();
        let passages = passages.ok_or(ArchiveError::NoPassage(article))?;
        let of = |mention| Decision::Mention { article, mention, is: is.clone() };
        let about: Vec<Decision> = passages.into_iter().map(of).collect();
        let id = about.first().map(Decision::id).ok_or(ArchiveError::NoMention(article))?;
        let replaced = self.decided_elsewhere(article, &shown.article, &spans, &about)?;
        decisions.extend(about);
        self.decide_in_place_of(Action::DecideMention, replaced, decisions)?;
        Ok(id)
    }

    /// Decisions about the mentions at `spans` that were made when these stood
    /// elsewhere in the text, so that `now` does not take their place by itself.
    fn decided_elsewhere(
        &self,
        id: ArticleId,
        article: &Article,
        spans: &[Span],
        now: &[Decision],
    ) -> Result<Vec<Record>, ArchiveError> {
        let mut records = self.library.corrections_of(&[id])?;
        records.retain(|record| match &record.decision {
            Decision::Mention { mention, .. } if now.iter().all(|decision| decision.id() != record.id) => {
                mention.find(&article.text).is_some_and(|(span, _)| spans.contains(&span))
            }
            _ => false,
        });
        Ok(records)
    }
}

/// What the other mentions of a name are: articles know names alone. Where the
/// archive shows it as another one, and this mention is to be the name itself,
/// or where it is that of two people, the others stay whom they are shown as.
fn the_others(
    article: ArticleId,
    name: Option<Name>,
    shown_as: Option<Name>,
    is: Option<&Name>,
) -> Option<Decision> {
    let (name, shown_as) = name.zip(shown_as)?;
    let is_itself = is.is_some_and(|is| is.id() == name.id());
    let is_of_two = shown_as.name == identity::numbered(&name.name);
    let decision = Decision::Name { article: Some(article), name, is: Some(shown_as) };
    (is_itself || is_of_two).then_some(decision)
}

fn name_of(entity: &Entity) -> Name {
    Name { kind: entity.kind, name: entity.name.clone() }
}
