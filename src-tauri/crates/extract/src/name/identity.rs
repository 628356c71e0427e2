//! Joins the mentions of one person, organisation or place.

use std::{borrow::Cow, ops::Range};

use backfile_article::fold;

use super::{
    Found,
    family::shared_surnames,
    gender::{Gender, gender_of},
    lexicon::{
        CITY, COMPANY, COUNTRY, FEMALE, FUNCTION, Lexicon, MALE, ORG_WORD, PEOPLE, PERSON_TITLE, PLACE_WORD,
        REGION, SURNAME, TITLE, is_acronym,
    },
    namesake::Namesakes,
    person::PersonName,
    recogniser::hash::{QuickMap, QuickSet, TextMap},
};
use crate::{EntityKind, token::Words};

/// Who or what the mentions of a document name.
#[derive(Debug, Default)]
pub(super) struct Identities {
    /// The bearers of names, in order of first mention.
    pub bearers: Vec<Bearer>,
    /// The bearer of each mention.
    pub of: Vec<usize>,
}

/// One bearer of names.
#[derive(Debug)]
pub(super) struct Bearer {
    pub kind: EntityKind,
    pub name: String,
    pub aliases: Vec<String>,
    /// Titles printed before the name ("Ms.").
    pub titles: Vec<String>,
}

/// How many bearers of one surname are told apart.
const MAX_NAMESAKES: usize = 24;

/// Forms of the same name that no rule can join.
const SAME: &[&[&str]] = &[
    &["us", "u.s.", "usa", "u.s.a.", "united states", "united states of america"],
    &["uk", "u.k.", "united kingdom"],
    &["uae", "u.a.e.", "united arab emirates"],
    &["ussr", "u.s.s.r.", "soviet union"],
    &["eu", "e.u.", "european union"],
    &["un", "u.n.", "united nations"],
    &["drc", "dr congo", "democratic republic of congo", "democratic republic of the congo"],
];

/// A way of naming, while bearers are being joined.
struct Form {
    kind: EntityKind,
    /// Its parts; none unless it is a person's.
    person: PersonName,
    folded: String,
    /// The whole name, where the text leaves its surname to the next one ("Jack
    /// and Jill Marlow").
    whole: Option<String>,
}

/// Joins `found`, which is in text order.
pub(super) fn identify(words: &Words<'_>, found: &[Found]) -> Identities {
    let mut forms: Vec<Form> = found.iter().map(|name| form(words, name)).collect();
    for (at, surname) in shared_surnames(words, found) {
        let first = words.word(found[at].words.start);
        let whole = format!("{first} {}", words.span(surname).of(words.text));
        let person = PersonName::of(whole.split_whitespace());
        forms[at] = Form { kind: EntityKind::Person, person, folded: fold(&whole), whole: Some(whole) };
    }
    let mut groups = Groups { of: vec![usize::MAX; found.len()], n: 0 };
    join_people(words, found, &forms, &mut groups);
    join_others(words, found, &forms, &mut groups);
    describe(words, found, &forms, groups)
}

struct Groups {
    of: Vec<usize>,
    n: usize,
}

impl Groups {
    fn open(&mut self) -> usize {
        self.n += 1;
        self.n - 1
    }
}

fn form(words: &Words<'_>, name: &Found) -> Form {
    let parts = || name.words.clone().map(|at| words.word(at));
    let folded = fold(words.span(name.words.clone()).of(words.text));
    let is_person = name.kind == EntityKind::Person;
    let person = is_person.then(|| PersonName::of(parts()));
    Form { kind: name.kind, person: person.unwrap_or_default(), folded, whole: None }
}

/// The title right before a mention.
fn title_of<'a>(words: &Words<'a>, name: &Found) -> Option<&'a str> {
    let before = name.words.start.checked_sub(1)?;
    (words.lists(before) & PERSON_TITLE != 0).then(|| words.word(before))
}

fn gender_here(words: &Words<'_>, name: &Found) -> Option<Gender> {
    title_of(words, name).and_then(|title| gender_of("", std::iter::once(title)))
}

/// One person while they are being joined.
struct Person {
    group: usize,
    name: PersonName,
    gender: Option<Gender>,
    /// Its different full names, by a mention of each.
    forms: Vec<usize>,
}

fn join_people(words: &Words<'_>, found: &[Found], forms: &[Form], groups: &mut Groups) {
    let is_person = |at: &usize| found[*at].kind == EntityKind::Person;
    let people: Vec<usize> = (0..found.len()).filter(is_person).collect();
    let mut persons: Vec<Person> = Vec::new();
    let mut by_word: QuickMap<String, Vec<usize>> = QuickMap::default();
    let mut by_name: TextMap<'_, usize> = TextMap::default();
    let namesakes_told = Namesakes::of(words, found, |at| &forms[at].person);
    let may_be = |person: &Person, at: usize| {
        let gender = gender_here(words, &found[at]);
        let is_other = |form: &usize| namesakes_told.are_two(words, &found[*form].words, &found[at].words);
        (gender.is_none() || person.gender.is_none() || gender == person.gender)
            && !person.forms.iter().any(is_other)
    };
    // full names first, the fullest before the others
    let mut full: Vec<usize> = people.iter().copied().filter(|at| forms[*at].person.is_full()).collect();
    full.sort_by_key(|at| (std::cmp::Reverse(forms[*at].person.words.len()), *at));
    for at in full {
        let name = &forms[at].person;
        let known = by_name.get(forms[at].folded.as_str()).copied().or_else(|| {
            let namesakes = by_word.get(name.last()?)?;
            let fitting: Vec<usize> = namesakes
                .iter()
                .copied()
                .filter(|one| persons[*one].name.fits(name) && may_be(&persons[*one], at))
                .collect();
            (fitting.len() == 1).then(|| fitting[0])
        });
        let person = known.unwrap_or_else(|| {
            let shown = words.span(found[at].words.clone()).of(words.text);
            let gender = gender_here(words, &found[at]).or_else(|| gender_of(shown, std::iter::empty()));
            let forms = Vec::new();
            persons.push(Person { group: groups.open(), name: name.clone(), gender, forms });
            for word in name.words.iter().chain(&name.nickname) {
                let namesakes = by_word.entry(word.clone()).or_default();
                if namesakes.len() < MAX_NAMESAKES && namesakes.last() != Some(&(persons.len() - 1)) {
                    namesakes.push(persons.len() - 1);
                }
            }
            persons.len() - 1
        });
        by_name.entry(forms[at].folded.as_str()).or_insert_with(|| {
            if persons[person].forms.len() < MAX_NAMESAKES {
                persons[person].forms.push(at);
            }
            person
        });
        groups.of[at] = persons[person].group;
        let gender = gender_here(words, &found[at]);
        persons[person].gender = gender.or(persons[person].gender);
    }
    let mut last_named: QuickMap<usize, usize> = QuickMap::default();
    let mut lone: QuickMap<String, usize> = QuickMap::default();
    let mut last_alone: QuickMap<String, usize> = QuickMap::default();
    let mut beside: QuickSet<usize> = QuickSet::default();
    for at in people {
        if groups.of[at] == usize::MAX {
            let name = &forms[at].person;
            let word = name.last().unwrap_or_default();
            let told = by_word.get(word).map(Vec::as_slice).unwrap_or_default();
            // "Lee said that her brother, Dan Lee": another one, unless he was named before
            let is_after = |one: &&usize| {
                let group = persons[**one].group;
                !last_named.contains_key(&group)
                    && namesakes_told.after(at).iter().any(|full| groups.of[*full] == group)
            };
            let after: Vec<usize> = told.iter().filter(is_after).copied().collect();
            beside.extend(after.iter().copied());
            let namesakes: Vec<usize> = told.iter().filter(|one| !after.contains(one)).copied().collect();
            let gender = gender_here(words, &found[at]);
            let section = |at: usize| words.sentences[words.sentence_of(found[at].words.start)].section;
            let here = section(at);
            let known = Known {
                last_named: &last_named,
                last_alone: last_alone.get(word).copied(),
                is_here: &|named| section(named) == here,
                beside: &beside,
            };
            let mut chosen = choose(&persons, &namesakes, name, gender, &known);
            if chosen.is_none() && !after.is_empty() {
                // whom no full name means: somebody of that surname, from here on
                let group = groups.open();
                persons.push(Person { group, name: name.clone(), gender, forms: Vec::new() });
                by_word.entry(word.to_owned()).or_default().push(persons.len() - 1);
                chosen = Some(persons.len() - 1);
            }
            if let Some(person) = chosen {
                last_alone.insert(word.to_owned(), person);
            }
            groups.of[at] = chosen
                .map(|person| persons[person].group)
                .unwrap_or_else(|| *lone.entry(forms[at].folded.clone()).or_insert_with(|| groups.open()));
        }
        last_named.insert(groups.of[at], at);
    }
}

/// Who was named before a lone surname or first name.
struct Known<'k> {
    /// The last mention of each group.
    last_named: &'k QuickMap<usize, usize>,
    /// Whom the same word meant when it last stood alone.
    last_alone: Option<usize>,
    /// Whether a mention stands in the same section.
    is_here: &'k dyn Fn(usize) -> bool,
    /// Who was first named beside a namesake called by surname.
    beside: &'k QuickSet<usize>,
}

/// Whom a lone surname or first name means; none where that stays open. Of
/// several it is the one named last in the same section, else the one the
/// word meant before: who is only mentioned beside a namesake keeps the full
/// name.
fn choose(
    persons: &[Person],
    namesakes: &[usize],
    name: &PersonName,
    gender: Option<Gender>,
    known: &Known<'_>,
) -> Option<usize> {
    let fitting = || namesakes.iter().copied().filter(|one| persons[*one].name.fits(name));
    let by_surname: Vec<usize> = fitting().filter(|one| persons[*one].name.last() == name.last()).collect();
    let candidates: Vec<usize> = if by_surname.is_empty() { fitting().collect() } else { by_surname };
    let suits =
        |one: &&usize| gender.is_none() || persons[**one].gender.is_none() || persons[**one].gender == gender;
    let suited: Vec<usize> = candidates.iter().filter(suits).copied().collect();
    match suited[..] {
        [] => None,
        [only] => Some(only),
        _ => {
            let sure: Vec<usize> = suited
                .iter()
                .copied()
                .filter(|one| gender.is_some() && persons[*one].gender == gender)
                .collect();
            if let [only] = sure[..] {
                return Some(only);
            }
            let named = |one: &usize| known.last_named.get(&persons[*one].group).copied();
            let last = suited.iter().copied().filter(|one| named(one).is_some()).max_by_key(named);
            let is_beside = |one: &usize| known.last_alone.is_some() && known.beside.contains(one);
            let here = last.filter(|one| named(one).is_some_and(known.is_here) && !is_beside(one));
            here.or(known.last_alone.filter(|one| suited.contains(one))).or(last)
        }
    }
}

/// Organisations and places: by equal names, acronyms, legal forms and
/// beginnings.
fn join_others(words: &Words<'_>, found: &[Found], forms: &[Form], groups: &mut Groups) {
    let mut known: QuickMap<(EntityKind, &str), usize> = QuickMap::default();
    let mut by_acronym: QuickMap<String, Option<usize>> = QuickMap::default();
    let mut by_beginning: QuickMap<(EntityKind, &str), Option<usize>> = QuickMap::default();
    let mut by_ending: TextMap<'_, Option<usize>> = TextMap::default();
    let mut by_first: TextMap<'_, Option<usize>> = TextMap::default();
    let mut others: Vec<usize> =
        (0..found.len()).filter(|at| found[*at].kind != EntityKind::Person).collect();
    others.sort_by_key(|at| (std::cmp::Reverse(found[*at].words.len().min(12)), *at));
    for at in others {
        let Form { kind, folded, .. } = &forms[at];
        let bare = bare_name(words, &found[at]);
        let range = found[at].words.clone();
        let shown = words.word(range.start);
        let acronym = (range.len() == 1 && is_acronym(shown)).then(|| shown.replace('.', ""));
        let known_group = known.get(&(*kind, bare)).copied();
        let group = known_group
            .or_else(|| {
                (range.len() == 1)
                    .then(|| introduced_by(words, found, at))
                    .flatten()
                    .map(|full| groups.of[full])
                    .filter(|group| *group != usize::MAX)
            })
            .or_else(|| by_acronym.get(acronym.as_deref()?).copied().flatten())
            .or_else(|| by_beginning.get(&(*kind, bare)).copied().flatten())
            .or_else(|| {
                // "the Courier" after "The Elm Courier"
                let is_short = range.len() == 1
                    && *kind == EntityKind::Organisation
                    && after_article(words, range.start);
                is_short.then_some(()).and_then(|()| match by_ending.get(bare)? {
                    Some(group) => Some(*group),
                    None => named_last(words, found, at).map(|full| groups.of[full]),
                })
            })
            .or_else(|| {
                // "United" where only United Ferries is named
                let is_short = range.len() == 1 && *kind == EntityKind::Organisation;
                is_short.then(|| by_first.get(bare).copied().flatten()).flatten()
            })
            .unwrap_or_else(|| {
                let group = groups.open();
                if range.len() > 1 && *kind == EntityKind::Organisation {
                    for acronym in acronyms(words, &found[at]) {
                        by_acronym.entry(acronym).and_modify(|known| *known = None).or_insert(Some(group));
                    }
                    for end in heads(words, &range).into_iter().flatten() {
                        by_ending
                            .entry(words.folded(end))
                            .and_modify(|known| *known = None)
                            .or_insert(Some(group));
                    }
                    if VAGUE.contains(&words.word(range.start)) {
                        by_first
                            .entry(words.folded(range.start))
                            .and_modify(|known| *known = None)
                            .or_insert(Some(group));
                    }
                    for beginning in beginnings(words, &found[at]) {
                        by_beginning
                            .entry((*kind, beginning))
                            .and_modify(|known| *known = None)
                            .or_insert(Some(group));
                    }
                }
                group
            });
        for same in SAME.iter().filter(|same| same.contains(&folded.as_str())) {
            for same in *same {
                known.entry((*kind, *same)).or_insert(group);
            }
        }
        known.entry((*kind, bare)).or_insert(group);
        groups.of[at] = group;
    }
}

/// The words by which an organisation is called after an article: its last one
/// ("the Courier", but "the House" is a chamber), and the first of the Bank of
/// Elm.
fn heads(words: &Words<'_>, name: &Range<usize>) -> [Option<usize>; 2] {
    let is_of = name.len() > 2 && words.word(name.start + 1) == "of";
    [Some(name.end - 1).filter(|at| words.word(*at) != "House"), is_of.then_some(name.start)]
}

/// Of several organisations that may be called by the word of mention `at`, the
/// one named last before it.
fn named_last(words: &Words<'_>, found: &[Found], at: usize) -> Option<usize> {
    /// Mentions looked at.
    const MAX_BEFORE: usize = 40;
    let word = words.folded(found[at].words.start);
    (at.saturating_sub(MAX_BEFORE)..at).rev().find(|before| {
        let name = &found[*before];
        let mut heads = heads(words, &name.words).into_iter().flatten();
        name.kind == EntityKind::Organisation
            && name.words.len() > 1
            && heads.any(|at| words.folded(at) == word)
    })
}

/// The name that a mention right after it shortens, in brackets ("Elm Rescue
/// Service (ERS)", "Elm Fish Exchange (Elfex)") or, of the same first letter,
/// between commas.
fn introduced_by(words: &Words<'_>, found: &[Found], at: usize) -> Option<usize> {
    let full = at.checked_sub(1)?;
    let Range { start, end } = found[at].words;
    if found[full].words.end + 1 != start || found[full].kind != found[at].kind || found[full].words.len() < 2
    {
        return None;
    }
    let after = if end < words.tokens.len() { words.word(end) } else { "" };
    let first = |word: &str| word.chars().next();
    let is_alike = first(words.word(start)) == first(words.word(found[full].words.start));
    let is_short = words.word(start).chars().count() <= 6;
    let fits = match (words.word(start - 1), after) {
        ("(", _) => is_acronym(words.word(start)) || is_alike && is_short && after == ")",
        (",", ",") => is_acronym(words.word(start)) && is_alike && is_short,
        _ => false,
    };
    fits.then_some(full)
}

fn after_article(words: &Words<'_>, start: usize) -> bool {
    start.checked_sub(1).is_some_and(|at| matches!(words.word(at), "the" | "The"))
}

/// The name without legal form and leading article, folded.
fn bare_name<'w>(words: &'w Words<'_>, name: &Found) -> &'w str {
    let mut range = name.words.clone();
    while range.len() > 1 && words.lists(range.end - 1) & COMPANY != 0 {
        range.end -= 1;
    }
    while range.len() > 1 && matches!(words.word(range.end - 1), "," | "&") {
        range.end -= 1;
    }
    words.joined(&range)
}

fn is_legal_form(word: &str) -> bool {
    Lexicon::get().lists_of(word) & COMPANY != 0 || matches!(word, "Co" | "Cos")
}

/// The acronyms a name may have: of all its capitals, with and without legal
/// form.
fn acronyms(words: &Words<'_>, name: &Found) -> Vec<String> {
    let initials = |keep_form: bool| -> String {
        name.words
            .clone()
            .map(|at| words.word(at))
            .filter(|word| keep_form || !is_legal_form(word))
            .filter_map(|word| word.chars().next().filter(|first| first.is_uppercase()))
            .collect()
    };
    let mut acronyms = vec![initials(true), initials(false)];
    acronyms.dedup();
    acronyms.retain(|acronym| acronym.chars().count() > 1);
    acronyms
}

/// First words that many organisations share, and that are a name only where
/// one of them is named.
const VAGUE: &[&str] = &["Federal", "International", "National", "Royal", "United"];

/// Last words of names of bodies that belong to the one named before.
const PARTS: &[&str] = &["Committee", "Panel", "Subcommittee"];

/// Shorter forms of an organisation's name: its first word if that is no
/// common one, its first words up to "of", and an office without its country.
fn beginnings<'w>(words: &'w Words<'_>, name: &Found) -> Vec<&'w str> {
    let parts: Vec<&str> = name.words.clone().map(|at| words.word(at)).collect();
    let mut beginnings = Vec::new();
    let folded = |n_words: usize| words.joined(&(name.words.start..name.words.start + n_words));
    let vague = PEOPLE | ORG_WORD | PLACE_WORD | FUNCTION | TITLE;
    let first_is_known = words.lists(name.words.start) & vague != 0;
    let is_part = parts.len() > 2 && parts.last().is_some_and(|last| PARTS.contains(last));
    if !first_is_known && parts[0].chars().count() > 3 && !is_part {
        beginnings.push(folded(1));
    }
    let of = parts.iter().position(|part| *part == "of");
    if let Some(of) = of.filter(|of| *of > 1 || *of == 1 && !first_is_known) {
        beginnings.push(folded(of));
    }
    let last = words.lists(name.words.end - 1);
    if words.lists(name.words.start) & COUNTRY != 0 && last & ORG_WORD != 0 && last & COMPANY == 0 {
        beginnings.push(words.joined(&(name.words.start + 1..name.words.end)));
    }
    beginnings.dedup();
    beginnings
}

/// Names the groups, in order of first mention.
fn describe(words: &Words<'_>, found: &[Found], forms: &[Form], groups: Groups) -> Identities {
    let mut numbers: QuickMap<usize, usize> = QuickMap::default();
    let mut identities = Identities::default();
    let mut uses: Vec<Vec<(Cow<'_, str>, usize)>> = Vec::new();
    let mut places: QuickMap<(usize, Cow<'_, str>), usize> = QuickMap::default();
    for ((name, form), group) in found.iter().zip(forms).zip(&groups.of) {
        let number = *numbers.entry(*group).or_insert_with(|| {
            identities.bearers.push(Bearer {
                kind: name.kind,
                name: String::new(),
                aliases: Vec::new(),
                titles: Vec::new(),
            });
            uses.push(Vec::new());
            identities.bearers.len() - 1
        });
        identities.of.push(number);
        if let Some(whole) = form.whole.as_deref().filter(|_| uses[number].is_empty()) {
            uses[number].push((Cow::Owned(whole.to_owned()), 0));
            places.insert((number, Cow::Owned(whole.to_owned())), 0);
        }
        let shown = shown(words, name);
        let place = *places.entry((number, shown.clone())).or_insert(uses[number].len());
        match uses[number].get_mut(place) {
            Some((_, n)) => *n += 1,
            None => uses[number].push((shown, 1)),
        }
        let bearer = &mut identities.bearers[number];
        if let Some(title) = title_of(words, name).filter(|_| name.kind == EntityKind::Person)
            && !bearer.titles.iter().any(|known| known == title)
        {
            bearer.titles.push(title.to_owned());
        }
    }
    for (bearer, mut uses) in identities.bearers.iter_mut().zip(uses) {
        let fullness = |(name, n): &(Cow<'_, str>, usize)| {
            let n_words = name.split(' ').filter(|word| !word.ends_with('.') || word.len() > 3).count();
            (!is_shouted(name), n_words, name.split(' ').count(), name.chars().count(), *n)
        };
        if let Some(fullest) = (0..uses.len()).rev().max_by_key(|at| fullness(&uses[*at])) {
            let (name, _) = uses.remove(fullest);
            bearer.name = quietened(&name).unwrap_or_else(|| name.into_owned());
        }
        uses.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        bearer.aliases = uses.into_iter().map(|(name, _)| name.into_owned()).collect();
    }
    identities
}

/// A name as it is shown: white space once.
fn shown<'w>(words: &Words<'w>, name: &Found) -> Cow<'w, str> {
    let text = words.span(name.words.clone()).of(words.text);
    let mut before = ' ';
    let is_shown = text.chars().all(|ch| {
        let fits = !ch.is_whitespace() || ch == ' ' && before != ' ';
        before = ch;
        fits
    });
    match is_shown && before != ' ' {
        true => Cow::Borrowed(text),
        false => Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" ")),
    }
}

/// A name that only a shouted headline gives, written as names are; none
/// where it may be an acronym.
fn quietened(name: &str) -> Option<String> {
    let lexicon = Lexicon::get();
    let known = FEMALE | MALE | SURNAME | COUNTRY | CITY | REGION;
    let is_known = |word: &str| {
        word.len() > 3 && word.chars().all(char::is_uppercase) && lexicon.lists_of(word) & known != 0
    };
    let is_entry =
        lexicon.entry(name.split(' ')) & known != 0 && name.chars().all(|ch| ch.is_uppercase() || ch == ' ');
    (is_entry || name.split(' ').all(is_known)).then(|| {
        let quiet = |word: &str| {
            let mut letters = word.chars();
            letters.next().into_iter().chain(letters.flat_map(char::to_lowercase)).collect::<String>()
        };
        name.split(' ').map(quiet).collect::<Vec<_>>().join(" ")
    })
}

/// Whether a name is in capitals though it is no acronym.
fn is_shouted(name: &str) -> bool {
    name.chars().filter(|ch| ch.is_alphabetic()).count() > 5 && is_acronym(name)
}
