//! Deciding, and taking decisions back.

use backfile_article::Span;
use rusqlite::{Connection, OptionalExtension};

use super::{
    Correction, CorrectionRecord as Record, Decision, Name, NamesChange, Passage, QuotationChange, Said,
};
use crate::{
    Archive, ArchiveError, ArticleId, CorrectionId, QuotationId, QuotationRow, derived,
    library::journal::{self, Action, Step},
};

impl Archive {
    /// Corrects a quotation. Lists show it when this returns; the full-text
    /// indexes follow with [`Archive::catch_up`]. Can be undone, all its pieces
    /// together. New ends are those of the piece that is most of them.
    ///
    /// # Errors
    /// [`ArchiveError::NoQuotation`]; [`ArchiveError::NoPassage`] when new ends
    /// hold no words; any store error.
    pub fn correct_quotation(
        &self,
        id: QuotationId,
        change: QuotationChange,
    ) -> Result<CorrectionId, ArchiveError> {
        let QuotationRow { article, kind, pieces, .. } = self.quotation(id)?;
        let captured = self.captured(article)?;
        let passage = |span| Passage::of(&captured, span).ok_or(ArchiveError::NoPassage(article));
        // What the first piece is told, all of them are; ends are those of one.
        let piece = match change {
            QuotationChange::Ends(span) => pieces.iter().rev().max_by_key(|piece| shared(piece.span, span)),
            _ => pieces.first(),
        };
        let quotation = passage(piece.ok_or(ArchiveError::NoQuotation(id))?.span)?;
        let decision = match change {
            QuotationChange::NotAQuotation => {
                let pieces = pieces.iter().map(|piece| passage(piece.span));
                let not = |quotation| Decision::NotAQuotation { article, quotation };
                let decisions = pieces.map(|quotation| quotation.map(not)).collect::<Result<_, _>>()?;
                return self.decide_all(Action::CorrectQuotation, decisions);
            }
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
        self.decide_all(Action::DecideName, self.decisions_about(name, article, is)?)
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
        let mut n_decided = 0;
        for name in names {
            let is = match change {
                NamesChange::NoName => None,
                NamesChange::Same(as_this) => Some(clean(as_this.clone())?),
                NamesChange::Kind(kind) => Some(Name { kind: *kind, name: name.name.clone() }),
            };
            if is.as_ref().is_none_or(|is| is.id() != name.id()) {
                n_decided += 1;
                decisions.extend(self.decisions_about(name, None, is)?);
            }
        }
        if decisions.is_empty() {
            return Err(ArchiveError::NoChange("these names are so already"));
        }
        self.decide_all(Action::DecideNames, decisions)?;
        Ok(n_decided)
    }

    /// That `name` is `is`, and with it what was joined to it: each name by a
    /// decision of its own.
    fn decisions_about(
        &self,
        name: &Name,
        article: Option<ArticleId>,
        is: Option<Name>,
    ) -> Result<Vec<Decision>, ArchiveError> {
        let forms = self.readers.with(|conn| forms(conn, name, article))?;
        let Some(Forms { is_joined, joined, two }) = forms else {
            return Err(ArchiveError::NotNamed { kind: name.kind.as_str(), name: name.name.clone() });
        };
        if let Some(two) = two {
            return two.decisions(name, article, is, joined);
        }
        // That a name is itself tells it apart from what the archive joined it to.
        if is.as_ref() == Some(name) && !(is_joined && article.is_none()) {
            return Err(ArchiveError::NoChange("this is its name"));
        }
        let others = joined.into_iter().filter(|other| is.as_ref() != Some(other));
        let all = std::iter::once(name.clone()).chain(others);
        Ok(all.map(|name| Decision::Name { article, name, is: is.clone() }).collect())
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
        self.decide_all(action, vec![decision])
    }

    /// Takes `decisions` as one change and returns the id of the first.
    fn decide_all(&self, action: Action, decisions: Vec<Decision>) -> Result<CorrectionId, ArchiveError> {
        let first = decisions.first().map(Decision::id);
        self.decide_in_place_of(action, Vec::new(), decisions)?;
        first.ok_or(ArchiveError::NoChange("nothing was decided"))
    }

    /// Takes `decisions` as one change, and `replaced` ones away.
    pub(super) fn decide_in_place_of(
        &self,
        action: Action,
        replaced: Vec<Record>,
        decisions: Vec<Decision>,
    ) -> Result<(), ArchiveError> {
        let now = self.library.now();
        self.change_corrections(action, |conn| {
            let gone = |record| Step::Correction { before: Some(Box::new(record)), after: None };
            let mut steps: Vec<Step> = replaced.into_iter().map(gone).collect();
            for decision in decisions {
                let record = Record::new(decision, now.clone());
                let before = Record::load(conn, record.id)?.map(Box::new);
                steps.push(Step::Correction { before, after: Some(Box::new(record)) });
            }
            Ok(steps)
        })?;
        Ok(())
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

/// How many bytes two spans share.
fn shared(a: Span, b: Span) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

/// How the archive sees a name that is decided about.
struct Forms {
    /// Whether it was joined to another.
    is_joined: bool,
    /// What was joined to it; in one article, only what that one has.
    joined: Vec<Name>,
    /// Whether two people bear it.
    two: Option<Two>,
}

/// Two people of one name.
struct Two {
    /// The name as articles give it, which one of them keeps.
    name: Name,
    /// What the other one is called here.
    other: Name,
    /// The articles about that one.
    articles: Vec<ArticleId>,
}

impl Two {
    /// That `asked`, one of the two, is `is`. Articles know the name alone, so
    /// that decisions about one of the two are about single articles.
    fn decisions(
        self,
        asked: &Name,
        article: Option<ArticleId>,
        is: Option<Name>,
        joined: Vec<Name>,
    ) -> Result<Vec<Decision>, ArchiveError> {
        let Self { name, other, articles } = self;
        let is_other = *asked == other;
        let is_one = is.as_ref() == Some(if is_other { &name } else { &other });
        if article.is_none() && (is_one || !is_other && is.as_ref() == Some(&name)) {
            // Both are one person: the name is itself everywhere.
            return Ok(vec![Decision::Name { article: None, name: name.clone(), is: Some(name) }]);
        }
        if is.as_ref() == Some(asked) {
            return Err(ArchiveError::NoChange("this is its name"));
        }
        let of = |article, is: &Option<Name>| Decision::Name { article, name: name.clone(), is: is.clone() };
        let mut decisions: Vec<Decision> = match (article, is_other) {
            (Some(article), _) => vec![of(Some(article), &is)],
            (None, true) => articles.iter().map(|article| of(Some(*article), &is)).collect(),
            // The other one's articles are left alone.
            (None, false) => {
                let apart = Some(other.clone());
                let mut apart: Vec<Decision> =
                    articles.iter().map(|article| of(Some(*article), &apart)).collect();
                apart.push(of(None, &is));
                apart
            }
        };
        let joined = joined.into_iter().filter(|form| is.as_ref() != Some(form));
        decisions.extend(joined.map(|name| Decision::Name { article, name, is: is.clone() }));
        Ok(decisions)
    }
}

/// None if nothing is called `name`.
fn forms(conn: &Connection, name: &Name, article: Option<ArticleId>) -> rusqlite::Result<Option<Forms>> {
    let found = conn
        .prepare_cached("SELECT no, whole IS NOT NULL FROM entity WHERE id = ?1")?
        .query_row([name.id().sql()], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, bool>(1)?)))
        .optional()?;
    let Some((no, is_joined)) = found else { return Ok(None) };
    let mut named = conn.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM named n JOIN card c ON c.no = n.article WHERE n.entity = ?1 AND c.id = ?2)",
    )?;
    let mut joined = Vec::new();
    for join in derived::joins(conn, no)? {
        let is_here = match article {
            Some(article) => named.query_row((join.no, article.sql()), |row| row.get::<_, bool>(0))?,
            None => true,
        };
        joined.extend(is_here.then_some(Name { kind: join.kind, name: join.name }));
    }
    Ok(Some(Forms { is_joined, joined, two: two(conn, no)? }))
}

/// The two who bear the name of row `no`, if there are two.
fn two(conn: &Connection, no: i64) -> rusqlite::Result<Option<Two>> {
    let found = conn
        .prepare_cached(
            "SELECT e.kind, e.name, o.name, o.no FROM entity o JOIN entity e ON e.no = o.apart
             WHERE o.no = ?1 OR o.apart = ?1",
        )?
        .query_row([no], |row| {
            let kind = derived::read_kind(row, 0)?;
            let (name, other) = (row.get(1)?, row.get(2)?);
            Ok((Name { kind, name }, Name { kind, name: other }, row.get::<_, i64>(3)?))
        })
        .optional()?;
    let Some((name, other, part)) = found else { return Ok(None) };
    let mut articles = conn.prepare_cached(
        "SELECT c.id FROM part p JOIN card c ON c.no = p.article WHERE p.part = ?1 ORDER BY c.no",
    )?;
    let articles = articles.query_map([part], |row| Ok(ArticleId::from_sql(row.get(0)?)))?;
    Ok(Some(Two { name, other, articles: articles.collect::<rusqlite::Result<_>>()? }))
}

/// A name without white space around it.
pub(super) fn clean(Name { kind, name }: Name) -> Result<Name, ArchiveError> {
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
