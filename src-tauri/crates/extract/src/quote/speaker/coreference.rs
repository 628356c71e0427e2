//! Finds whom "she" and "the actress" mean.

use std::ops::Range;

use super::{
    Found, Way,
    called::Asked,
    fits,
    gender::{self, Gender},
    group, part,
    phrase::{self, Noun, Phrase},
    ranker::{self, Candidate, candidates, shares},
    reason::Link,
    scene::{Named, Scene},
};
use crate::{
    EntityKind,
    quote::{attribution::Claim, model::Model, read::Reading},
};

/// Who spoke so far.
#[derive(Debug, Default)]
pub(super) struct Past {
    spoken: Vec<Spoken>,
}

/// One claim of the past.
#[derive(Debug, Clone)]
pub(super) struct Spoken {
    pub found: Found,
    /// The sentence in which it ends.
    pub sentence: usize,
    /// The word at which it was said.
    pub token: usize,
}

impl Past {
    /// The claim before this one.
    pub fn last(&self) -> Option<&Spoken> {
        self.spoken.last()
    }

    /// The claims before this one, the last first.
    pub fn recent(&self) -> impl Iterator<Item = &Spoken> {
        self.spoken.iter().rev()
    }

    pub fn remember(&mut self, claim: &Claim, reading: &Reading<'_>, found: &Found) {
        if claim.inside.is_some() {
            return;
        }
        let units = &reading.units.list;
        let end = claim.said.last().map_or(0, |piece| units[piece.end - 1].tokens.end - 1);
        let end = claim.cue.map_or(end, |cue| end.max(units[cue].tokens.start));
        let token = claim.speaker.as_ref().map_or(end, |speaker| units[speaker.start].tokens.start);
        self.spoken.push(Spoken { found: found.clone(), sentence: reading.words.sentence_of(end), token });
    }
}

/// Whom words mean.
pub(super) struct Answer {
    pub entity: Option<usize>,
    pub way: Way,
    /// Sentences back.
    pub back: usize,
    /// How many others would do, and how nearly, as a small number.
    pub rivalry: u32,
    /// What can be said of whom a pronoun means.
    pub link: Link,
}

impl Answer {
    pub(super) const fn none() -> Self {
        Self { entity: None, way: Way::Untraced, back: 0, rivalry: 0, link: Link::Likeliest }
    }
}

/// Looks no further back than this many names.
pub(super) const REACH: usize = 30;

/// A pronoun means nobody under this share.
const LEAST_SHARE: f32 = 0.34;
/// Nor if the second is as near as this: a tie.
const TIE: f32 = 0.02;
/// From this share on no other comes near.
const CLEAR_SHARE: f32 = 0.8;

/// Whom "he" or "she" at `token` means.
pub(super) fn pronoun(model: &Model, scene: &Scene<'_>, past: &Past, token: usize, gender: Gender) -> Answer {
    let candidates = candidates(scene, past, token, gender);
    let mut shares = shares(model, &candidates);
    level_pairs(scene, token, &candidates, &mut shares);
    let Some(best) = (0..shares.len()).rev().max_by(|a, b| shares[*a].total_cmp(&shares[*b])) else {
        return Answer::none();
    };
    let share = shares[best];
    let rest = shares.iter().enumerate().filter(|(idx, _)| *idx != best).map(|(_, share)| *share);
    let second = rest.fold(0.0, f32::max);
    let rivals = u32::try_from(shares.len().min(5)).unwrap_or(5);
    let steps = [0.4, 0.5, 0.6, 0.7, 0.8, 0.88, 0.94, 0.97, 0.985];
    let steps = steps.iter().map(|step| u32::from(share > *step)).sum::<u32>();
    let rivalry = 1 + steps * 8 + rivals;
    if share < LEAST_SHARE || share - second < TIE {
        return Answer { rivalry, ..Answer::none() };
    }
    let found = &candidates[best];
    let clear = share > CLEAR_SHARE && scene.genders[found.entity] == gender;
    let link = match found {
        Candidate { last_quoted: true, .. } => Link::LastQuoted,
        Candidate { last_named: true, .. } => Link::LastNamed,
        _ => Link::Likeliest,
    };
    let way = if clear { Way::Pronoun } else { Way::DoubtfulPronoun };
    Answer { entity: Some(found.entity), way, back: found.back, rivalry, link }
}

/// Gives two who are named once in the whole text, and together ("Lee and Chen
/// left"), the same share, unless one of them spoke last: nothing tells which of
/// them "she" at `token` means.
fn level_pairs(scene: &Scene<'_>, token: usize, candidates: &[Candidate], shares: &mut [f32]) {
    let named_once: Vec<(usize, &Named)> = candidates
        .iter()
        .enumerate()
        .filter(|(_, candidate)| scene.n_mentions[candidate.entity] == 1 && !candidate.last_quoted)
        .filter_map(|(at, candidate)| {
            let named =
                scene.before(token).take(ranker::REACH).find(|named| named.entity == candidate.entity)?;
            Some((at, named))
        })
        .collect();
    for (one, first) in &named_once {
        let follows = |second: &Named| first.tokens.end + 1 == second.tokens.start;
        let Some((other, _)) = named_once.iter().find(|(_, second)| follows(second)) else { continue };
        if scene.words.word(first.tokens.end) == "and" {
            let mean = (shares[*one] + shares[*other]) / 2.0;
            shares[*one] = mean;
            shares[*other] = mean;
        }
    }
}

/// Whether "he" or "she" at `token` takes up somebody unnamed: "a dealer said.
/// It was quiet, he added". Not where anybody who fits became a subject since,
/// nor from afar.
pub(super) fn means_unnamed(scene: &Scene<'_>, past: &Past, token: usize, gender: Gender) -> bool {
    const FARTHEST: usize = 3;
    let Some(last) = past.last().filter(|last| last.found.entity.is_none()) else { return false };
    let Some(tokens) = &last.found.tokens else { return false };
    let sentence = scene.words.sentence_of(token);
    let first = scene.words.sentence_of(tokens.start);
    if sentence < first || sentence - last.sentence.min(sentence) > FARTHEST || tokens.end > token {
        return false;
    }
    let takes_up = match phrase::read(scene, tokens) {
        Phrase::Pronoun(other) => last.found.way == Way::UnnamedPronoun && other == gender,
        Phrase::Noun(noun) => {
            let is_one = !noun.head.ends_with('s') && phrase::is_somebody(&noun.head);
            let met = || past.recent().take(8).any(|spoken| introduces(scene, spoken, &noun.head));
            // "the actor" has a name in the article as a rule, "the spokesman" has none
            let hides = last.found.way == Way::Unnamed && !OFFICES.contains(&noun.head.as_str());
            let unnamed = opens_anew(scene, tokens.start) || noun.definite && (hides || met());
            is_one && unnamed && gender::of_noun(&noun.head).fits(gender)
        }
        _ => false,
    };
    takes_up
        && !scene
            .before(token)
            .take(REACH)
            .take_while(|named| named.tokens.start >= tokens.end)
            .any(|named| named.is_free() && named.penalty == 0.0 && fits(scene, named.entity, gender))
}

/// Whether a phrase opens with a word for one person not met before.
fn opens_anew(scene: &Scene<'_>, token: usize) -> bool {
    matches!(&*scene.lower(token), "a" | "an" | "one" | "another")
}

/// Whether a speaker of the past is "a dealer", where `head` is "dealer".
fn introduces(scene: &Scene<'_>, spoken: &Spoken, head: &str) -> bool {
    spoken.found.tokens.as_ref().is_some_and(|tokens| {
        let named = matches!(phrase::read(scene, tokens), Phrase::Noun(noun) if noun.head == head);
        named && opens_anew(scene, tokens.start)
    })
}

/// "Mayor says dam will hold": the only one whom the text below the headline
/// calls so.
fn told_below(scene: &Scene<'_>, tokens: &Range<usize>, noun: &Noun) -> Option<usize> {
    let bare = tokens.len() == 1 && scene.words.sentences[scene.words.sentence_of(tokens.start)].section == 0;
    if !bare || !phrase::is_somebody(&noun.head) {
        return None;
    }
    let asked = Asked::bare(&noun.head);
    let mut called = scene.named.iter().filter(|named| {
        scene.is(named.entity, EntityKind::Person) && asked.calls(scene, named.entity, &named.tokens)
    });
    let first = called.next()?.entity;
    called.all(|named| named.entity == first).then_some(first)
}

/// Whom "the actress" or "the company" means.
pub(super) fn noun(
    model: &Model,
    scene: &Scene<'_>,
    past: &Past,
    tokens: &Range<usize>,
    noun: &Noun,
) -> Answer {
    if let Some(entity) = told_below(scene, tokens, noun) {
        return Answer { entity: Some(entity), way: Way::Noun, ..Answer::none() };
    }
    if !noun.definite {
        return Answer::none();
    }
    let last_two = tokens.len() > 3;
    if group::is_group(&noun.head) {
        return if last_two { Answer::none() } else { group::named(scene, tokens, &noun.head) };
    }
    let sentence = scene.words.sentence_of(tokens.start);
    let asked = Asked::of(scene, tokens, &noun.head);
    let people = || {
        scene.before(tokens.start).take(MOST_NAMES).filter(|named| scene.is(named.entity, EntityKind::Person))
    };
    let mut called: Vec<(usize, usize)> = Vec::new();
    for named in people().filter(|named| asked.calls(scene, named.entity, &named.tokens)) {
        let back = sentence - named.sentence;
        match called.iter_mut().find(|(entity, _)| *entity == named.entity) {
            Some(known) => known.1 = known.1.min(back),
            None => called.push((named.entity, back)),
        }
    }
    // Of several presidents "the French president" is the one who is called French.
    if called.len() > 1 && asked.is_telling() {
        let alike = people().filter(|named| asked.calls_alike(scene, named.entity, &named.tokens));
        let alike: Vec<usize> = alike.map(|named| named.entity).collect();
        called.retain(|(entity, _)| alike.contains(entity));
        if called.is_empty() {
            return Answer { rivalry: 2, ..Answer::none() };
        }
    }
    if let [(entity, back)] = called[..] {
        return Answer { entity: Some(entity), way: Way::Noun, back, rivalry: 0, link: Link::Likeliest };
    }
    let gender = gender::of_noun(&noun.head);
    // Whoever is called deputy mayor is not the mayor, either.
    let is_open = || !people().any(|named| asked.nearly_calls(scene, named.entity, &named.tokens));
    if called.is_empty()
        && !noun.unnamed
        && tokens.len() <= LONGEST
        && OFFICES.contains(&noun.head.as_str())
        && is_open()
    {
        return office(model, scene, past, tokens.start, gender);
    }
    let candidate = past.last().and_then(|last| last.found.entity);
    match candidate.filter(|entity| called.iter().any(|(called, _)| called == entity)) {
        Some(entity) if gender == Gender::Unknown || fits(scene, entity, gender) => Answer {
            entity: Some(entity),
            way: Way::DoubtfulNoun,
            back: 1,
            rivalry: 0,
            link: Link::Likeliest,
        },
        _ => Answer { rivalry: u32::try_from(called.len()).unwrap_or(u32::MAX), ..Answer::none() },
    }
}

/// Words for somebody of whom articles tell by name as a rule: who is called so
/// only once was named before.
const OFFICES: [&str; 35] = [
    "actor",
    "actress",
    "author",
    "billionaire",
    "businessman",
    "businesswoman",
    "candidate",
    "comedian",
    "congressman",
    "congresswoman",
    "democrat",
    "developer",
    "front-runner",
    "frontrunner",
    "governor",
    "lawmaker",
    "leader",
    "mayor",
    "minister",
    "mogul",
    "musician",
    "nominee",
    "novelist",
    "pontiff",
    "pope",
    "premier",
    "president",
    "rapper",
    "republican",
    "senator",
    "singer",
    "socialist",
    "star",
    "tycoon",
    "veteran",
];
/// So many names before a noun are looked at: a text may be a megabyte of them.
const MOST_NAMES: usize = 2_000;
/// No phrase for such an office is longer.
const LONGEST: usize = 5;
/// They are traced from this share on.
const LEAST_OF_OFFICE: f32 = 0.75;

/// Whom "the former senator" at `token` means, where nobody is called a senator:
/// whoever "he" or "she" would clearly mean there.
fn office(model: &Model, scene: &Scene<'_>, past: &Past, token: usize, gender: Gender) -> Answer {
    let candidates = candidates(scene, past, token, gender);
    let mut shares = shares(model, &candidates);
    level_pairs(scene, token, &candidates, &mut shares);
    let best = (0..shares.len()).max_by(|a, b| shares[*a].total_cmp(&shares[*b]));
    match best.filter(|best| shares[*best] >= LEAST_OF_OFFICE) {
        Some(best) => Answer {
            entity: Some(candidates[best].entity),
            way: Way::Office,
            back: candidates[best].back,
            ..Answer::none()
        },
        None => Answer::none(),
    }
}

/// Whom "he" or "she" at `token` means behind "The Elm senator gave Lee his due,
/// but": the subject of its sentence, if it is clear who that is.
pub(super) fn after_office(
    model: &Model,
    scene: &Scene<'_>,
    past: &Past,
    token: usize,
    gender: Gender,
) -> Option<Answer> {
    let start = scene.words.sentences[scene.words.sentence_of(token)].tokens.start;
    let head = (start + 1..(start + LONGEST).min(token)).find(|at| {
        OFFICES.contains(&&*scene.lower(*at)) && at + 1 < token && part::is_finite(scene, at + 1)
    })?;
    let fits = gender::of_noun(&scene.lower(head)).fits(gender);
    if scene.words.word(start) != "The" || !fits {
        return None;
    }
    let tokens = start..head + 1;
    match phrase::read(scene, &tokens) {
        Phrase::Noun(noun) => {
            let answer = self::noun(model, scene, past, &tokens, &noun);
            answer.entity.is_some().then_some(answer)
        }
        _ => None,
    }
}
