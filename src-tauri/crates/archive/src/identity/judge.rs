//! Decides what a name is.

use std::collections::BTreeMap;

use backfile_extract::EntityKind;

use super::{Candidate, Compare, Known, Question, Reason, Verdict, people, spelling};

/// Names joined already that a name may be a form of.
#[derive(Debug)]
pub(super) struct Group<'g> {
    /// The one of them named most, which is compared.
    pub name: &'g Known,
    /// The row to join.
    pub to: i64,
    /// Articles naming them.
    pub n: u32,
    /// Articles that use both the full name and the other one.
    pub called: u32,
}

/// The candidates, those that are joined already in one group; the group named
/// most comes first.
pub(super) fn groups<'g>(candidates: impl Iterator<Item = &'g Candidate>) -> Vec<Group<'g>> {
    let mut groups: BTreeMap<i64, Group<'g>> = BTreeMap::new();
    for Candidate { known, called } in candidates {
        let group = groups.entry(known.whole).or_insert_with(|| Group {
            name: known,
            to: known.whole,
            n: 0,
            called: 0,
        });
        group.n += known.n;
        group.called += called;
        if known.n > group.name.n {
            group.name = known;
        }
    }
    let mut groups: Vec<Group<'g>> = groups.into_values().collect();
    groups.sort_by_key(|group| (std::cmp::Reverse((group.called, group.n)), group.to));
    groups
}

/// The name that `question` is about joins another, or stays apart.
pub(crate) fn judge(question: &Question<'_>, compare: &mut Compare<'_>) -> Option<Verdict> {
    let name = question.name;
    let is_person = name.kind == EntityKind::Person;
    let is_lone = is_person && people::is_lone(&name.name);
    (is_lone)
        .then(|| people::by_surname(question, compare))
        .flatten()
        .or_else(|| is_person.then(|| by_firm(question, compare)).flatten())
        .or_else(|| by_kind(question))
        .or_else(|| (!is_person).then(|| by_acronym(question, compare)).flatten())
        .or_else(|| by_spelling(question))
        .or_else(|| (is_person && !is_lone).then(|| people::by_first_names(question, compare)).flatten())
        .or_else(|| (!is_person).then(|| by_short_form(question, compare)).flatten())
        .filter(|verdict| verdict.to != name.no)
}

/// A name that nearly all articles take for something else is that.
fn by_kind(question: &Question<'_>) -> Option<Verdict> {
    let Question { name, votes, others, called, n_roles, namesakes, spelled, .. } = question;
    // "Marlow" where there is a Marlow Plc is that firm.
    let has_form = |known: &Known| {
        let words = spelling::words(&backfile_article::fold(&known.name));
        spelling::without_forms(&words).len() < words.len()
    };
    let mine = votes[name.kind as usize];
    let kinds = [EntityKind::Person, EntityKind::Organisation, EntityKind::Place];
    let kind = kinds.into_iter().max_by_key(|kind| (votes[*kind as usize], *kind == name.kind))?;
    let theirs = votes[kind as usize];
    let factor = match mine {
        _ if people::looks_like_a_person(name) => 10,
        // Whom nobody gives an office, and whose surname nobody bears in full,
        // is no person because a few articles think so.
        _ if name.kind == EntityKind::Person && *n_roles == 0 && namesakes.is_empty() => 2,
        0..=2 => 4,
        _ => 6,
    };
    // What everybody knows as a place need not be one in nearly all articles.
    let is_known = name.kind != EntityKind::Place && is_place(name, votes[EntityKind::Place as usize], mine);
    // Nobody is called "TWA" where an organisation is called so as often.
    let n_organisations = votes[EntityKind::Organisation as usize];
    let is_initials = name.kind == EntityKind::Person
        && n_organisations >= mine.max(3)
        && name.name.chars().count() <= 5
        && name.name.chars().all(|ch| ch.is_uppercase() || ch == '.');
    let (kind, theirs) =
        if is_initials { (EntityKind::Organisation, n_organisations) } else { (kind, theirs) };
    let (kind, theirs) =
        if is_known { (EntityKind::Place, votes[EntityKind::Place as usize]) } else { (kind, theirs) };
    let is_firm = kind == EntityKind::Person && spelled.iter().any(has_form);
    if is_firm || kind == name.kind || theirs < 3 || theirs < factor * mine && !is_known && !is_initials {
        return None;
    }
    let same = others.iter().find(|other| other.kind == kind).map(|other| other.no);
    let longer = || {
        let bearers = groups(called.iter().filter(|candidate| candidate.known.kind == kind));
        let all: u32 = bearers.iter().map(|bearer| bearer.called).sum();
        bearers.first().filter(|first| first.called * 10 >= all * 9).map(|first| first.to)
    };
    let to = same.or_else(longer)?;
    let confidence = (theirs as f32 / (theirs + mine).max(1) as f32).min(0.97);
    Some(Verdict { to, reason: Reason::Kind(kind, theirs), confidence })
}

/// Whether `name`, which `theirs` articles take for a place and `mine` for
/// something else, is that of a place everybody knows.
fn is_place(name: &Known, theirs: u32, mine: u32) -> bool {
    let is_known = backfile_extract::names::is_known_place;
    // "Ussr" is no other thing for being written so.
    let is_known_short = || spelling::key(name.kind, &name.name).strip_prefix('=').is_some_and(is_known);
    theirs >= 3 && (theirs >= mine && is_known(&name.name) || is_known_short())
}

/// Of names that differ in spelling only, the usual one stands for all.
fn by_spelling(question: &Question<'_>) -> Option<Verdict> {
    let name = question.name;
    // "Rolling Stone" and "Rolling Stones", both used, may be two; a slip or two are not.
    let may_be_two = |known: &Known| {
        let (fewer, more) = (name.n.min(known.n), name.n.max(known.n));
        fewer > 2 && fewer * 10 > more && spelling::is_other_number(name.kind, &name.name, &known.name)
    };
    let same = question.spelled.iter().filter(|known| !may_be_two(known));
    let best = same.max_by_key(|known| spelling_rank(known))?;
    let is_other = best.no != name.no && spelling_rank(best) > spelling_rank(name);
    is_other.then_some(Verdict { to: best.no, reason: Reason::Spelling, confidence: 0.97 })
}

fn spelling_rank(known: &Known) -> (bool, u32, usize, std::cmp::Reverse<&str>, i64) {
    let is_shouted = known.name.chars().filter(|ch| ch.is_alphabetic()).count() > 5
        && !known.name.chars().any(char::is_lowercase);
    // "U.S." is used more, but a list is read better with names in full.
    let is_short = known.kind != EntityKind::Person
        && (known.name.ends_with('.') || !known.name.chars().any(char::is_lowercase));
    let n_accents = known.name.chars().filter(|ch| !ch.is_ascii()).count();
    let is_good = !is_shouted && !is_short;
    (is_good, known.n, n_accents, std::cmp::Reverse(known.name.as_str()), -known.no)
}

/// A firm that is called by its founders ("Marlow Pell" for Marlow Pell Inc.):
/// it is named so in the same company, and no role is ever printed beside it.
fn by_firm(question: &Question<'_>, compare: &mut Compare<'_>) -> Option<Verdict> {
    let Question { name, n_roles, firms, .. } = question;
    if firms.is_empty() {
        return None;
    }
    let has_roles = 5 * n_roles >= name.n.max(2);
    let short = spelling::words(&backfile_article::fold(&name.name));
    let is_called_so = |candidate: &&Candidate| {
        let long = spelling::words(&backfile_article::fold(&candidate.known.name));
        long.len() > short.len() && long.starts_with(&short)
    };
    let mut groups = groups(firms.iter().filter(is_called_so));
    // The firm that is named far more often is meant even beside a role.
    groups.retain(|group| group.n >= 3 && (!has_roles || short.len() > 1 && group.n >= 5 * name.n));
    groups.sort_by_key(|group| (std::cmp::Reverse(group.n), group.to));
    groups.truncate(8);
    let mut agreed: Vec<_> = groups.iter().map(|group| (compare(name.no, group.name.no), group)).collect();
    agreed.sort_by(|(one, _), (other, _)| other.strength().total_cmp(&one.strength()));
    let (best, group) = agreed.first()?;
    let next = agreed.get(1).map_or(0.0, |(next, _)| next.strength());
    let n_next = agreed.get(1).map_or(0, |(_, next)| next.n);
    let is_first = best.strength() >= 1.5 * next || short.len() > 1 || group.n >= 5 * n_next;
    let is_clear = best.n_shared >= 2 && best.strength() >= 0.1 && is_first;
    // All of a name of several words before a legal form, or before more words
    // of a name used far more often, needs less.
    let is_usual = short.len() > 1 && group.n >= 5 * name.n && best.n_shared >= 1;
    (is_clear || is_usual).then(|| Verdict {
        to: group.to,
        reason: Reason::Firm(best.most_telling),
        confidence: (0.65 + 0.5 * best.strength()).min(0.92),
    })
}

/// What initials stand for: the name that articles give beside them, else the
/// one whose company they keep.
fn by_acronym(question: &Question<'_>, compare: &mut Compare<'_>) -> Option<Verdict> {
    let letters = spelling::as_acronym(&question.name.name)?;
    if let Some(verdict) = by_introduction(question) {
        return Some(verdict);
    }
    if question.in_full.is_empty() {
        return None;
    }
    // "N.H." and "U.N." are known by their spelling.
    if spelling::key(question.name.kind, &question.name.name) != letters {
        return None;
    }
    let groups = groups(question.in_full.iter());
    let n_called: u32 = groups.iter().map(|group| group.called).sum();
    let first = groups.first()?;
    // A full name that hardly any article gives is often a mistake.
    if 20 * first.n < question.name.n {
        return None;
    }
    if first.called > 0 && first.called * 10 >= n_called * 8 {
        let confidence = 0.9 + 0.07 * (first.called as f32 / 5.0).min(1.0);
        return Some(Verdict { to: first.to, reason: Reason::Introduced(first.called), confidence });
    }
    let is_shouted = !question.name.name.chars().any(char::is_lowercase);
    let mut agreed: Vec<_> =
        groups.iter().take(8).map(|group| (compare(question.name.no, group.name.no), group)).collect();
    agreed.sort_by(|(one, _), (other, _)| other.strength().total_cmp(&one.strength()));
    let (best, group) = agreed.first()?;
    let next = agreed.get(1).map_or(0.0, |(next, _)| next.strength());
    let is_clear = best.n_shared >= 3 && best.strength() >= 0.2 && best.strength() >= 2.0 * next;
    (is_shouted && is_clear).then(|| Verdict {
        to: group.to,
        reason: Reason::Acronym(best.most_telling),
        confidence: (0.65 + 0.4 * best.strength()).min(0.9),
    })
}

/// What articles say that letters stand for, though they are not its initials
/// ("Elm Stock Exchange (Elex)").
fn by_introduction(question: &Question<'_>) -> Option<Verdict> {
    let name = question.name;
    let short = backfile_article::fold(&name.name);
    let is_longer = |candidate: &&Candidate| {
        let long = spelling::words(&backfile_article::fold(&candidate.known.name));
        // A word of it is a short form, which asks for company.
        candidate.known.kind == name.kind && long.len() > 1 && !long.contains(&short)
    };
    let groups = groups(question.called.iter().filter(is_longer));
    let n_called: u32 = groups.iter().map(|group| group.called).sum();
    let first = groups.first()?;
    let long = backfile_article::fold(&first.name.name);
    let mut rest = long.chars();
    let is_alike = long.chars().next() == short.chars().next()
        && short.chars().all(|letter| rest.any(|other| other == letter));
    // Two readings of the letters would each be given in some articles.
    let is_clear = first.called >= 3 && first.called * 10 >= n_called * 9 && first.n * 5 >= name.n;
    (is_alike && is_clear).then(|| Verdict {
        to: first.to,
        reason: Reason::Introduced(first.called),
        confidence: 0.85 + 0.1 * (first.called as f32 / 10.0).min(1.0),
    })
}

/// A shorter name that articles use for one longer name alone.
fn by_short_form(question: &Question<'_>, compare: &mut Compare<'_>) -> Option<Verdict> {
    if question.called.is_empty() {
        return None;
    }
    let name = question.name;
    let short = spelling::words(&backfile_article::fold(&name.name));
    let is_longer = |candidate: &&Candidate| {
        let long = spelling::words(&backfile_article::fold(&candidate.known.name));
        // "Marlow Inc and Pell Co" are two firms.
        let is_pair = long.starts_with(&short) && long.get(short.len()).is_some_and(|next| next == "and");
        candidate.known.kind == name.kind
            && long.len() > short.len()
            && !is_pair
            && (long.starts_with(&short) || long.ends_with(&short))
    };
    let groups = groups(question.called.iter().filter(is_longer));
    let n_called: u32 = groups.iter().map(|group| group.called).sum();
    let first = groups.first()?;
    let agreed = compare(name.no, first.name.no);
    let is_dominant = first.called * 10 >= n_called * 8;
    // What stands alone far more often than beside the longer name is a name
    // of its own, or of many.
    let is_usual = (first.called * 4 >= name.n || agreed.strength() >= 0.25) && first.n * 5 >= name.n;
    // "Congress" in an archive that tells of no other country's.
    let long = spelling::words(&backfile_article::fold(&first.name.name));
    let is_office = name.kind == EntityKind::Organisation
        && long.len() == short.len() + 1
        && long.ends_with(&short)
        && first.called >= 3
        && first.called * 4 >= n_called * 3
        && first.name.name.split(' ').next().is_some_and(backfile_extract::names::is_known_place);
    let (is_dominant, is_usual) = (is_dominant || is_office, is_usual || is_office);
    (is_dominant && is_usual && agreed.n_shared >= 2 && agreed.strength() >= 0.12).then(|| Verdict {
        to: first.to,
        reason: Reason::ShortForm(first.called),
        confidence: (0.7 + 0.3 * agreed.strength() + 0.02 * first.called.min(5) as f32).min(0.95),
    })
}
