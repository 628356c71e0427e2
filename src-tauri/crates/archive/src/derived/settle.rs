//! Judges the names that changed, and those that depend on them.

use std::collections::{BTreeSet, HashSet};

use backfile_article::fold;
use backfile_extract::EntityKind;
use rusqlite::Connection;

use super::{apart, beside::Beside, joins, names::Names};
use crate::{
    EntityId,
    identity::{self, Candidate, Known, Question, Verdict},
};

/// What judging came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Settled {
    /// Names judged.
    pub n_judged: u64,
    /// Names that are joined otherwise than before.
    pub n_changed: u64,
}

/// What the reader decided about names, which the archive does not judge.
#[derive(Debug, Clone, Default)]
pub(crate) struct Decided {
    /// These are joined to no other.
    pub fixed: HashSet<EntityId>,
    /// These are names of one person each.
    pub whole: HashSet<EntityId>,
}

/// Judges at most `limit` of the names that changed and of those that depend
/// on them, but not what was `decided`. None are left when fewer were judged.
pub(crate) fn settle(conn: &Connection, decided: &Decided, limit: usize) -> rusqlite::Result<Settled> {
    let mut beside = Beside::of(conn)?;
    apart::keep_apart(conn, &decided.whole, &mut beside)?;
    let fixed = &decided.fixed;
    let mut names = Names::new(conn, beside)?;
    let mut joining = joins::Joining::of(conn)?;
    names.spread()?;
    let mut settled = Settled::default();
    let mut changed = BTreeSet::new();
    while settled.n_judged < limit as u64 {
        let next = names.next(limit - settled.n_judged as usize)?;
        if next.is_empty() {
            break;
        }
        for no in next {
            settled.n_judged += 1;
            let Some(name) = names.known(no)? else { continue };
            let is_fixed = !fixed.is_empty() && fixed.contains(&names.id(no)?);
            let verdict = if is_fixed || name.is_apart { None } else { judged(&mut names, &name)? };
            // Nor are they one by way of a third name.
            let other = if verdict.is_some() { apart::other_of(conn, no)? } else { None };
            let verdict = verdict.filter(|verdict| other != Some(verdict.to));
            let verdict = match verdict {
                Some(verdict) => {
                    let beside = match verdict.reason.most_telling() {
                        Some(no) => names.known(no)?,
                        None => None,
                    };
                    let reason = verdict.reason.sentence(beside.as_ref().map(|known| known.name.as_str()));
                    Some((verdict.to, reason, f64::from(verdict.confidence)))
                }
                None => None,
            };
            settled.n_changed += u64::from(joining.join(no, verdict, &mut changed)?);
        }
    }
    joins::sum(conn, &changed)?;
    Ok(settled)
}

/// What the archive says of `name`.
fn judged(names: &mut Names<'_>, name: &Known) -> rusqlite::Result<Option<Verdict>> {
    let folded = fold(&name.name);
    // Who was told apart from this one is no other form of the name.
    let is_apart = |known: &Known| known.is_apart && fold(&known.name) == folded;
    let bearers = names.called(&folded)?;
    let mut votes = [0; 3];
    for Candidate { known, called } in &bearers {
        votes[known.kind as usize] += called;
    }
    let (mut others, mut called) = (Vec::new(), Vec::new());
    for candidate in &bearers {
        if candidate.known.no == name.no || is_apart(&candidate.known) {
            continue;
        }
        match fold(&candidate.known.name) == folded {
            true => others.push(candidate.known.clone()),
            false => called.push(candidate.clone()),
        }
    }
    let is_person = name.kind == EntityKind::Person;
    let as_candidates = |known: Vec<Known>| -> Vec<Candidate> {
        let of = |known: &Known| bearers.iter().find(|bearer| bearer.known.no == known.no);
        let known = known.into_iter().filter(|known| known.no != name.no && !is_apart(known));
        known.map(|known| Candidate { called: of(&known).map_or(0, |bearer| bearer.called), known }).collect()
    };
    let namesakes = if is_person { as_candidates(names.namesakes(name)?) } else { Vec::new() };
    let in_full = if is_person { Vec::new() } else { as_candidates(names.in_full(name)?) };
    let firms = if is_person { as_candidates(names.firms(name)?) } else { Vec::new() };
    let n_roles =
        if is_person && !(firms.is_empty() && others.is_empty()) { names.n_roles(name.no)? } else { 0 };
    let mut spelled = names.spelled(name)?;
    spelled.retain(|known| !is_apart(known));
    let question = Question {
        name,
        votes,
        others: &others,
        spelled: &spelled,
        namesakes: &namesakes,
        in_full: &in_full,
        n_roles,
        firms: &firms,
        called: &called,
    };
    let mut failed = None;
    let verdict = identity::judge(&question, &mut |one, other| {
        names.agreement(one, other).unwrap_or_else(|error| {
            failed = Some(error);
            identity::Agreement::default()
        })
    });
    failed.map_or(Ok(verdict), Err)
}

#[cfg(test)]
mod tests;
