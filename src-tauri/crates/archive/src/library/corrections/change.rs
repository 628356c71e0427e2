//! Deciding, and taking decisions back.

use rusqlite::Connection;

use super::{
    Correction, CorrectionRecord as Record, Decision, Name, NamesChange, Passage, QuotationChange, Said,
};
use crate::{
    Archive, ArchiveError, ArticleId, CorrectionId, QuotationId,
    library::journal::{self, Action, Step},
};

impl Archive {
    /// Corrects a quotation. Lists show it when this returns; the full-text
    /// indexes follow with [`Archive::catch_up`]. Can be undone.
    ///
    /// # Errors
    /// [`ArchiveError::NoQuotation`]; [`ArchiveError::NoPassage`] when new ends
    /// hold no words; any store error.
    pub fn correct_quotation(
        &self,
        id: QuotationId,
        change: QuotationChange,
    ) -> Result<CorrectionId, ArchiveError> {
        let row = self.quotation(id)?;
        let (article, kind) = (row.article, row.kind);
        let captured = self.captured(article)?;
        let passage = |span| Passage::of(&captured, span).ok_or(ArchiveError::NoPassage(article));
        let quotation = passage(row.span)?;
        let decision = match change {
            QuotationChange::NotAQuotation => Decision::NotAQuotation { article, quotation },
            QuotationChange::Speaker(speaker) => {
                let speaker = match speaker {
                    Said::By(name) => Said::By(clean(name)?),
                    other => other,
                };
                Decision::Speaker { article, quotation, kind, speaker }
            }
            QuotationChange::Ends(span) => {
                let to = passage(span)?;
                if to == quotation {
                    return Err(ArchiveError::NoChange("the quotation has these ends"));
                }
                Decision::Ends { article, quotation, kind, to }
            }
        };
        self.decide(Action::CorrectQuotation, decision)
    }

    /// Decides that `name`, in all articles or in one, is another name, of
    /// another kind, or none. Otherwise as [`Archive::correct_quotation`].
    ///
    /// # Errors
    /// [`ArchiveError::NotNamed`] when nothing is called `name`;
    /// [`ArchiveError::NoChange`]; [`ArchiveError::NoArticle`]; any store error.
    pub fn decide_name(
        &self,
        name: &Name,
        article: Option<ArticleId>,
        is: Option<Name>,
    ) -> Result<CorrectionId, ArchiveError> {
        article.map_or(Ok(()), |article| self.ensure_article(article))?;
        let is = is.map(clean).transpose()?;
        if is.as_ref() == Some(name) {
            return Err(ArchiveError::NoChange("this is its name"));
        }
        self.ensure_named(name)?;
        self.decide(Action::DecideName, Decision::Name { article, name: name.clone(), is })
    }

    /// Decides the same about several names in all articles, as one change that
    /// is undone at once. Names that are so already are left alone; how many
    /// were decided.
    ///
    /// # Errors
    /// As [`Archive::decide_name`], before anything is changed;
    /// [`ArchiveError::NoChange`] when all of them are so already.
    pub fn decide_names(&self, names: &[Name], change: &NamesChange) -> Result<usize, ArchiveError> {
        let mut decisions = Vec::with_capacity(names.len());
        for name in names {
            let is = match change {
                NamesChange::NoName => None,
                NamesChange::Same(as_this) => Some(clean(as_this.clone())?),
                NamesChange::Kind(kind) => Some(Name { kind: *kind, name: name.name.clone() }),
            };
            if is.as_ref().is_none_or(|is| is.id() != name.id()) {
                self.ensure_named(name)?;
                decisions.push(Decision::Name { article: None, name: name.clone(), is });
            }
        }
        if decisions.is_empty() {
            return Err(ArchiveError::NoChange("these names are so already"));
        }
        let n_decided = decisions.len();
        let made = self.library.now();
        self.change_corrections(Action::DecideNames, |conn| {
            let steps = decisions.into_iter().map(|decision| {
                let record = Record::new(decision, made.clone());
                let before = Record::load(conn, record.id)?.map(Box::new);
                Ok(Step::Correction { before, after: Some(Box::new(record)) })
            });
            steps.collect()
        })?;
        Ok(n_decided)
    }

    fn ensure_named(&self, name: &Name) -> Result<(), ArchiveError> {
        let known = self.readers.with(|conn| {
            conn.prepare_cached("SELECT EXISTS (SELECT 1 FROM entity WHERE id = ?1)")?
                .query_row([name.id().sql()], |row| row.get::<_, bool>(0))
        })?;
        if known {
            return Ok(());
        }
        Err(ArchiveError::NotNamed { kind: name.kind.as_str(), name: name.name.clone() })
    }

    /// Takes a correction away; what was found shows again. Can be undone.
    ///
    /// # Errors
    /// [`ArchiveError::NoCorrection`]; any store error.
    pub fn remove_correction(&self, id: CorrectionId) -> Result<(), ArchiveError> {
        let removed = self.change_corrections(Action::RemoveCorrection, |conn| {
            let before = Record::load(conn, id)?.map(Box::new);
            Ok(before
                .map(|before| Step::Correction { before: Some(before), after: None })
                .into_iter()
                .collect())
        })?;
        if removed { Ok(()) } else { Err(ArchiveError::NoCorrection(id)) }
    }

    fn decide(&self, action: Action, decision: Decision) -> Result<CorrectionId, ArchiveError> {
        let record = Record::new(decision, self.library.now());
        let id = record.id;
        self.change_corrections(action, |conn| {
            let before = Record::load(conn, id)?.map(Box::new);
            Ok(vec![Step::Correction { before, after: Some(Box::new(record)) }])
        })?;
        Ok(id)
    }

    /// Takes the steps as one change and shows what they come to; whether
    /// there were any.
    pub(super) fn change_corrections(
        &self,
        action: Action,
        steps: impl FnOnce(&Connection) -> rusqlite::Result<Vec<Step>>,
    ) -> Result<bool, ArchiveError> {
        let now = self.library.now();
        let steps = self.library.write(|conn| {
            let steps = steps(conn)?;
            journal::take(conn, &now, action, &steps)?;
            Ok(steps)
        })?;
        self.corrected(steps.iter().flat_map(Step::decisions))?;
        Ok(!steps.is_empty())
    }
}

/// A name without white space around it.
fn clean(Name { kind, name }: Name) -> Result<Name, ArchiveError> {
    match name.trim() {
        "" => Err(ArchiveError::NoChange("the name is empty")),
        name => Ok(Name { kind, name: name.to_owned() }),
    }
}

impl Correction {
    /// What a record says, and whether it changes something.
    pub(super) fn new(record: Record, applied: bool, headline: Option<String>) -> Self {
        let Record { no: _, id, decision, made } = record;
        Self { id, decision, made, applied, headline }
    }
}
