//! Chooses whom "he" or "she" means: a learned model ranks the people named
//! or quoted before.
//!
//! Everybody who may be meant gets hashed features (how far back, subject or
//! not, who spoke last, gender and how it is known, how often named …), whose
//! weights add up to a score; the scores of all turn into shares of one.
//! Learnt by `train/ranking`.

use super::{
    coreference::Past,
    fits,
    gender::Gender,
    part, salience,
    scene::{Named, Scene},
};
use crate::quote::{model::Model, weights::mix};

/// Looks no further back than this many names.
pub(super) const REACH: usize = 40;
/// Nor than so many sentences.
const FARTHEST: usize = 14;
/// Nor than so many who spoke.
const SPOKEN: usize = 10;

/// Somebody a pronoun may mean.
#[derive(Debug, Clone)]
pub(in crate::quote) struct Candidate {
    /// An index into the entities.
    pub entity: usize,
    /// What speaks for and against, hashed.
    pub features: Vec<u32>,
    /// Sentences back to their last speech if nobody who fits spoke later,
    /// else to their name.
    pub back: usize,
    /// Whether nobody who fits spoke later.
    pub last_quoted: bool,
    /// Whether nobody who fits was named later, outside of quotation marks.
    pub last_named: bool,
}

/// What is known of a candidate before it is weighed.
struct Trail<'a> {
    entity: usize,
    /// The name nearest to the pronoun, outside of quotation marks.
    named: Option<&'a Named>,
    /// The nearest of them that is a subject.
    subject: Option<&'a Named>,
    /// How many other names stand between.
    between: usize,
    /// Mentions within reach.
    n_near: usize,
    /// Mentions as a subject within reach.
    n_subject: usize,
    /// The nth speech back, the word it was told at, and the rank among the
    /// speakers that fit.
    spoken: Option<(usize, usize, usize)>,
    n_spoken: usize,
}

/// Everybody whom a pronoun of `gender` at `token` may mean, nearest first.
pub(in crate::quote) fn candidates(
    scene: &Scene<'_>,
    past: &Past,
    token: usize,
    gender: Gender,
) -> Vec<Candidate> {
    let sentence = scene.words.sentence_of(token);
    let trails = trails(scene, past, token, gender);
    let most = trails.iter().map(|trail| scene.n_mentions[trail.entity]).max().unwrap_or(0);
    let last_quoted = trails.iter().filter_map(|trail| Some(trail.spoken?.0)).min();
    let last_named = trails.iter().filter_map(|trail| trail.named).map(|named| named.tokens.start).max();
    let subjects: Vec<usize> =
        trails.iter().filter_map(|trail| trail.subject).map(|named| named.tokens.start).collect();
    let place = Place::of(scene, past, token, gender);
    let entities: Vec<usize> = trails.iter().map(|trail| trail.entity).collect();
    let salient = salience::of(scene, past, token, gender, &entities);
    let crowd = Crowd::of(scene, &place, &trails);
    let ranked = trails.iter().enumerate().map(|(rank, trail)| {
        let named = trail.named.map(|named| sentence - named.sentence);
        let spoken = trail.spoken.map(|(_, at, _)| sentence.saturating_sub(scene.words.sentence_of(at)));
        let is_last = trail.spoken.is_some_and(|(nth, ..)| Some(nth) == last_quoted);
        let back = if is_last { spoken.or(named) } else { named.or(spoken) };
        let ranks = Ranks {
            named: rank,
            subject: trail
                .subject
                .map(|named| subjects.iter().filter(|start| **start > named.tokens.start).count()),
            most,
        };
        let mut features = features(scene, past, &place, trail, &ranks);
        foreground(scene, &place, trail, &Standing::of(&salient, rank), &crowd, &mut features);
        Candidate {
            entity: trail.entity,
            features,
            back: back.unwrap_or(0),
            last_quoted: is_last,
            last_named: trail.named.is_some_and(|named| Some(named.tokens.start) == last_named),
        }
    });
    ranked.collect()
}

/// The share of each candidate, all together one.
pub(in crate::quote) fn shares(model: &Model, candidates: &[Candidate]) -> Vec<f32> {
    let score = |candidate: &Candidate| {
        let mut score = [0];
        for feature in &candidate.features {
            model.ranker.add(*feature, &mut score);
        }
        f32::from(score[0]) * model.ranker.scale()
    };
    let scores: Vec<f32> = candidates.iter().map(score).collect();
    let top = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let raised: Vec<f32> = scores.iter().map(|score| (score - top).exp()).collect();
    let sum: f32 = raised.iter().sum();
    raised.iter().map(|share| share / sum).collect()
}

fn trails<'a>(scene: &'a Scene<'_>, past: &Past, token: usize, gender: Gender) -> Vec<Trail<'a>> {
    let sentence = scene.words.sentence_of(token);
    let mut trails: Vec<Trail<'a>> = Vec::new();
    let mut between = 0;
    for named in scene.before(token).take(REACH).take_while(|named| sentence - named.sentence <= FARTHEST) {
        // Who is named inside of quoted words hardly ever says them.
        if named.is_quoted() || !fits(scene, named.entity, gender) {
            continue;
        }
        match trails.iter_mut().find(|trail| trail.entity == named.entity) {
            Some(trail) => {
                trail.n_near += 1;
                trail.n_subject += usize::from(named.subject);
                trail.subject = trail.subject.or(Some(named).filter(|named| named.subject));
            }
            None => trails.push(Trail {
                entity: named.entity,
                named: Some(named),
                subject: Some(named).filter(|named| named.subject),
                between,
                n_near: 1,
                n_subject: usize::from(named.subject),
                spoken: None,
                n_spoken: 0,
            }),
        }
        between += 1;
    }
    let mut rank = 0;
    for (nth, spoken) in past.recent().take(SPOKEN).enumerate() {
        let Some(entity) = spoken.found.entity.filter(|entity| fits(scene, *entity, gender)) else {
            continue;
        };
        let here = (nth, spoken.token.min(token), rank);
        match trails.iter_mut().find(|trail| trail.entity == entity) {
            Some(trail) => {
                trail.n_spoken += 1;
                rank += usize::from(trail.spoken.is_none());
                trail.spoken.get_or_insert(here);
            }
            None => {
                trails.push(Trail {
                    entity,
                    named: None,
                    subject: None,
                    between,
                    n_near: 0,
                    n_subject: 0,
                    spoken: Some(here),
                    n_spoken: 1,
                });
                rank += 1;
            }
        }
    }
    trails
}

/// How one candidate stands among the others.
struct Ranks {
    /// By the nearest name.
    named: usize,
    /// By the nearest name that is a subject.
    subject: Option<usize>,
    /// How often the one named most is named in the article.
    most: usize,
}

/// Where the pronoun stands.
struct Place {
    token: usize,
    sentence: usize,
    section: usize,
    gender: Gender,
    /// 0 it opens its sentence, 1 reported words or marks stand before it, 2 other.
    opening: u32,
    /// Whether somebody who fits is the subject of an earlier part of the sentence.
    after_subject: bool,
    /// The word the last speech was told at.
    last_told: Option<usize>,
    /// How many sentences before are told, not quoted.
    told: usize,
    /// What kind of word follows.
    verb: u32,
    /// Whether "but" or the like opens the sentence.
    opener: u32,
}

impl Place {
    fn of(scene: &Scene<'_>, past: &Past, token: usize, gender: Gender) -> Self {
        let sentence = scene.words.sentence_of(token);
        let tokens = &scene.words.sentences[sentence].tokens;
        let before = token.checked_sub(1).map_or("", |before| scene.words.word(before));
        let opening = match before {
            _ if token == tokens.start => 0,
            "”" | "\"" | "''" | "’" | "," => 1,
            _ => 2,
        };
        let after_subject = scene
            .before(token)
            .take_while(|named| named.sentence == sentence)
            .any(|named| named.subject && fits(scene, named.entity, gender));
        let section = scene.words.sentences[sentence].section;
        let last_told = past.last().map(|last| last.token);
        let told = scene.told_before(token);
        let next = |at: usize| if at < tokens.end { scene.words.word(at) } else { "" };
        let follows = match next(token + 1) {
            "also" | "then" | "later" | "has" | "had" | "further" => next(token + 2),
            word => word,
        };
        let verb = match follows {
            "said" | "says" => 1,
            "added" | "adds" | "continued" | "concluded" | "went" | "noted" | "explained" => 2,
            "told" | "tells" => 3,
            "replied" | "responded" | "countered" | "answered" | "retorted" | "shot" => 4,
            "wrote" | "tweeted" | "writes" | "posted" => 5,
            "" => 6,
            _ => 0,
        };
        let opener = match next(tokens.start) {
            "But" | "Yet" | "Still" | "However" | "Instead" => 1,
            "And" | "Then" => 2,
            _ => 0,
        };
        Self { token, sentence, section, gender, opening, after_subject, last_told, told, verb, opener }
    }
}

fn features(scene: &Scene<'_>, past: &Past, place: &Place, trail: &Trail<'_>, ranks: &Ranks) -> Vec<u32> {
    let mut features = Vec::with_capacity(64);
    let mut add = |kind: u32, values: &[u32]| features.push(feature(kind, values));
    let entity = trail.entity;
    let (nth, spoken_back, spoken_rank, spoken_here) = match trail.spoken {
        Some((nth, at, rank)) => {
            let sentence = scene.words.sentence_of(at);
            let here = u32::from(scene.words.sentences[sentence].section == place.section);
            (steps(nth), steps(place.sentence.saturating_sub(sentence)), steps(rank), here)
        }
        None => (9, 9, 9, 2),
    };
    let (by, known) = (scene.told_by[entity] as u32, u32::from(scene.genders[entity] == place.gender));
    add(0, &[by, known]);
    add(1, &[nth]);
    add(2, &[spoken_back]);
    add(3, &[spoken_rank]);
    add(4, &[spoken_rank, spoken_back, place.opening]);
    add(5, &[spoken_here, spoken_rank]);
    add(6, &[steps(trail.n_spoken)]);
    add(7, &[steps(scene.n_mentions[entity])]);
    add(8, &[u32::from(scene.n_mentions[entity] == ranks.most)]);
    add(9, &[u32::from(scene.in_headline[entity])]);
    add(10, &[steps(ranks.named), place.opening]);
    add(11, &[steps(trail.n_near)]);
    add(12, &[steps(trail.n_subject)]);
    let last_way = past.last().map_or(99, |last| last.found.way as u32);
    add(13, &[last_way, u32::from(nth == 0)]);
    let Some(named) = trail.named else {
        add(30, &[spoken_rank, spoken_back]);
        return features;
    };
    let back = steps(place.sentence - named.sentence);
    let subject = u32::from(named.subject);
    let inside = u32::from(named.penalty > 0.0);
    let here = u32::from(scene.words.sentences[named.sentence].section == place.section);
    let pronouns = scene.pronouns_between(named.tokens.end, place.token, place.gender);
    let after = after(scene, named);
    let since_told = u32::from(place.last_told.is_some_and(|told| named.tokens.start > told));
    let form = u32::from(named.tokens.len() > 1);
    add(14, &[back, place.opening]);
    add(15, &[back, subject, inside]);
    add(16, &[inside, here]);
    add(17, &[here, back, spoken_rank]);
    add(18, &[steps(pronouns), subject]);
    add(19, &[steps(pronouns), spoken_rank]);
    add(20, &[after, subject]);
    add(21, &[since_told, subject, spoken_rank]);
    add(22, &[form, since_told, u32::from(scene.first_mention[entity] == named.tokens.start)]);
    add(23, &[steps(trail.between), subject]);
    add(24, &[steps(trail.between), back]);
    add(25, &[u32::from(place.after_subject), back.min(2), subject, inside]);
    let rival = rival(scene, named, place.gender);
    add(26, &[rival, subject, back.min(2)]);
    let sentence = &scene.words.sentences[named.sentence];
    let opens = named.sentence == 0 || scene.words.sentences[named.sentence - 1].section != sentence.section;
    add(27, &[u32::from(opens), subject, here]);
    add(28, &[before(scene, named), subject]);
    add(29, &[by, known, back.min(2), subject]);
    let subject_rank = ranks.subject.map_or(9, steps);
    let (subject_back, subject_here, subject_since) = match trail.subject {
        Some(named) => (
            steps(place.sentence - named.sentence),
            u32::from(scene.words.sentences[named.sentence].section == place.section),
            u32::from(place.last_told.is_some_and(|told| named.tokens.start > told)),
        ),
        None => (9, 2, 2),
    };
    add(31, &[subject_rank]);
    add(32, &[subject_rank, subject_back]);
    add(33, &[subject_rank, spoken_rank, subject_since]);
    add(34, &[subject_rank, subject_here, subject_since]);
    add(35, &[subject_rank.min(1), steps(ranks.named).min(2), spoken_rank.min(2), subject_since]);
    add(36, &[subject]);
    add(37, &[back]);
    add(38, &[here]);
    add(39, &[subject_rank, steps(pronouns)]);
    features
}

/// A hashed feature of the ranker.
fn feature(kind: u32, values: &[u32]) -> u32 {
    mix(400 + kind, values)
}

/// How salient one candidate is beside the others.
struct Standing {
    rank: u32,
    /// How far ahead of, or behind, the best other, in ten steps.
    lead: u32,
}

impl Standing {
    fn of(salient: &[f32], idx: usize) -> Self {
        let own = salient[idx];
        let others = salient.iter().enumerate().filter(|(other, _)| *other != idx).map(|(_, other)| *other);
        let rank = others.clone().filter(|other| *other > own).count();
        let best = others.fold(0.0, f32::max);
        let ratio = ((own + 0.01) / (best + 0.01)).ln();
        let bounds = [-3.0, -1.8, -1.0, -0.4, 0.0, 0.4, 1.0, 1.8, 3.0];
        let lead = bounds.iter().map(|bound| u32::from(ratio > *bound)).sum();
        Self { rank: u32::try_from(rank.min(3)).unwrap_or(3), lead }
    }
}

/// How many who fit are named near by.
struct Crowd {
    /// In the sentence, before the pronoun.
    here: u32,
    /// In the paragraph.
    section: u32,
    /// Since somebody spoke.
    since: u32,
    /// In this sentence and the one before.
    near: u32,
}

impl Crowd {
    fn of(scene: &Scene<'_>, place: &Place, trails: &[Trail<'_>]) -> Self {
        let count = |wanted: &dyn Fn(&Named) -> bool| {
            let found = trails.iter().filter_map(|trail| trail.named).filter(|named| wanted(named));
            u32::try_from(found.count().min(3)).unwrap_or(3)
        };
        Self {
            here: count(&|named| named.sentence == place.sentence),
            section: count(&|named| scene.words.sentences[named.sentence].section == place.section),
            since: count(&|named| place.last_told.is_some_and(|told| named.tokens.start > told)),
            near: count(&|named| place.told - scene.told_before(named.tokens.start) < 2),
        }
    }
}

/// What part somebody plays in what is told last, and how salient they are.
fn foreground(
    scene: &Scene<'_>,
    place: &Place,
    trail: &Trail<'_>,
    standing: &Standing,
    crowd: &Crowd,
    features: &mut Vec<u32>,
) {
    let mut add = |kind: u32, values: &[u32]| features.push(feature(kind, values));
    let (nth, spoken_rank) = trail.spoken.map_or((9, 9), |(nth, _, rank)| (steps(nth), steps(rank)));
    let Standing { rank, lead } = *standing;
    add(50, &[rank]);
    add(51, &[lead]);
    add(52, &[lead, place.opening]);
    add(53, &[lead, spoken_rank.min(2)]);
    add(54, &[rank, spoken_rank.min(2), nth.min(2)]);
    add(55, &[place.verb, nth.min(2)]);
    add(56, &[place.verb, rank, spoken_rank.min(1)]);
    add(57, &[place.opener, nth.min(1), rank.min(1)]);
    add(58, &[u32::from(is_in_words(scene, place.token, trail.entity))]);
    let Some(named) = trail.named else { return };
    let part = part::of(scene, named) as u32;
    let back = steps(place.told - scene.told_before(named.tokens.start)).min(3);
    let here = u32::from(named.sentence == place.sentence);
    let section = u32::from(scene.words.sentences[named.sentence].section == place.section);
    let since = u32::from(place.last_told.is_some_and(|told| named.tokens.start > told));
    add(60, &[part, back]);
    add(61, &[part, here, crowd.here]);
    add(62, &[part, section, crowd.section]);
    add(63, &[part, since, crowd.since]);
    add(64, &[back.min(2), crowd.near, part]);
    add(65, &[since, crowd.since, spoken_rank.min(2)]);
    add(66, &[part, back, rank]);
    add(67, &[part, back.min(2), spoken_rank.min(2)]);
    add(68, &[back, place.opening]);
    add(69, &[section, crowd.section, spoken_rank.min(2), place.opening]);
}

/// Whether somebody is named in the words in marks beside a pronoun, or behind
/// it in its sentence: "he said Lee was late" is not said by Lee.
fn is_in_words(scene: &Scene<'_>, token: usize, entity: usize) -> bool {
    let holds = |stretch: &std::ops::Range<usize>| {
        scene.named_inside(stretch).iter().any(|named| named.entity == entity)
    };
    let sentence = scene.words.sentences[scene.words.sentence_of(token)].tokens.end;
    scene.stretch_beside(token).into_iter().flatten().any(holds) || holds(&(token..sentence.max(token)))
}

/// Whether another who fits stands in the sentence of a name: 0 nobody, 1
/// after it, 2 before it, 3 before it as its subject.
fn rival(scene: &Scene<'_>, named: &Named, gender: Gender) -> u32 {
    let around = scene.named_in(named.sentence).take(12).filter(|other| {
        other.entity != named.entity && !other.is_quoted() && fits(scene, other.entity, gender)
    });
    let kind = |other: &Named| match other.tokens.start < named.tokens.start {
        true if other.subject => 3,
        true => 2,
        false => 1,
    };
    around.map(kind).max().unwrap_or(0)
}

/// What follows a name: 0 a word, 1 a comma, 2 "'s", 3 "and", 4 a mark, 5 a
/// word of speech or nothing.
fn after(scene: &Scene<'_>, named: &Named) -> u32 {
    let end = named.tokens.end;
    if end >= scene.words.sentences[named.sentence].tokens.end {
        return 5;
    }
    match scene.words.word(end) {
        "," => 1,
        "'s" | "’s" | "'" | "’" => 2,
        "and" | "&" | "or" => 3,
        "said" | "says" | "told" | "added" | "wrote" => 6,
        "who" | "whose" => 7,
        "is" | "was" | "has" | "had" | "will" | "would" => 8,
        word if !word.starts_with(char::is_alphanumeric) => 4,
        _ => 0,
    }
}

/// What stands before a name: 0 a word, 1 the sentence begins, 2 a
/// preposition, 3 a name or office, 4 "and", 5 a comma, 6 "said".
fn before(scene: &Scene<'_>, named: &Named) -> u32 {
    let start = named.tokens.start;
    if start == scene.words.sentences[named.sentence].tokens.start {
        return 1;
    }
    match scene.words.word(start - 1) {
        "of" | "for" | "to" | "with" | "by" | "from" | "against" | "about" | "on" | "like" => 2,
        "and" | "or" | "&" => 4,
        "," => 5,
        "said" | "says" => 6,
        "that" => 7,
        word if word.starts_with(char::is_uppercase) => 3,
        _ => 0,
    }
}

/// A count in eight steps.
fn steps(count: usize) -> u32 {
    match count {
        0..=3 => u32::try_from(count).unwrap_or(3),
        4..=5 => 4,
        6..=8 => 5,
        9..=13 => 6,
        _ => 7,
    }
}
