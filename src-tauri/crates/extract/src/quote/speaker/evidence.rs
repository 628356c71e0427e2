//! What tells how sure a speaker is.
//!
//! Everything is asked beside the way the speaker was found, as the same sign
//! means different things of a name and of a pronoun.

use super::{Found, Way, coreference::Past, fits, scene::Scene};
use crate::{
    EntityKind,
    name::lexicon::{FEMALE, Lexicon, MALE, ORG_WORD, PEOPLE, TITLE},
    quote::{attribution::Claim, features::const_hash, read::Reading, unit::Class, weights::mix},
};

/// The features of a speaker of whom nothing but the way is known.
pub(super) fn of_way(way: Way) -> Vec<u32> {
    vec![mix(300, &[]), mix(301, &[way as u32])]
}

/// The features of the speaker `found` for `claim`.
pub(super) fn features(
    scene: &Scene<'_>,
    past: &Past,
    reading: &Reading<'_>,
    claim: &Claim,
    found: &Found,
) -> Vec<u32> {
    let way = found.way as u32;
    let mut features = of_way(found.way);
    let mut add = |kind: u32, value: u32| features.push(mix(kind, &[way, value]));
    let list = &reading.units.list;
    let first = &list[claim.said[0].start];
    let said = claim.said.iter().flat_map(|piece| &list[piece.clone()]);
    let (n_quoted, n_said) =
        said.fold((0, 0), |(quoted, all), unit| (quoted + usize::from(unit.is_quote()), all + 1));
    let quoted = u32::from(n_quoted > 0) + u32::from(n_quoted == n_said);
    let margin =
        [-3.0, -1.0, 0.0, 1.0, 2.0, 4.0, 7.0, 11.0].iter().map(|step| u32::from(claim.margin > *step)).sum();
    add(302, quoted);
    add(303, first.class as u32);
    add(304, margin);
    add(305, u32::from(claim.inside.is_some()));
    add(306, margin * 4 + quoted);
    if let Some(cue) = claim.cue {
        add(307, list[cue].hash);
        add(308, u32::from(list[cue].prior));
        if let Some(phrase) = &claim.speaker {
            let (order, far) = match phrase.end <= cue {
                true => (0, cue - phrase.end),
                false => (1, phrase.start.saturating_sub(cue + 1)),
            };
            add(309, bucket(far) * 2 + order);
            let nearest =
                claim.said.iter().map(|piece| gap(piece.start..piece.end, phrase)).min().unwrap_or(0);
            add(310, bucket(nearest) * 4 + quoted);
        }
        let between = claim.said.iter().map(|piece| gap(piece.start..piece.end, &(cue..cue + 1))).min();
        add(311, bucket(between.unwrap_or(0)));
    }
    add(312, bucket(claim.said.len()));
    add(313, bucket(found.back));
    add(314, found.rivalry);
    let token = found.tokens.as_ref().map_or(first.tokens.start, |tokens| tokens.start);
    let sentence = scene.words.sentence_of(token);
    add(315, u32::from(scene.words.sentences[sentence].section == 0));
    if let Some(tokens) = &found.tokens {
        add(316, bucket(tokens.len()));
        let holds =
            |wanted: &[&str]| u32::from(tokens.clone().any(|idx| wanted.contains(&scene.words.word(idx))));
        add(317, holds(&["and", "&"]));
        add(318, holds(&["'s", "’s", "of", "for"]));
        add(319, holds(&[",", "who"]));
        let last = scene.lower(tokens.end - 1);
        add(320, crate::quote::unit::hash_word(&last));
        // "Hale and Doyle said": several speak, one is named.
        let joined = tokens
            .start
            .checked_sub(1)
            .is_some_and(|idx| matches!(scene.words.word(idx), "and" | "&" | "or"));
        let named = scene.named_inside(tokens);
        let pairs = named.windows(2).any(|pair| {
            let between = pair[0].tokens.end..pair[1].tokens.start;
            (1..4).contains(&between.len())
                && between.clone().any(|idx| matches!(scene.words.word(idx), "and" | "&"))
        });
        add(321, u32::from(joined) + 2 * u32::from(pairs));
        add(334, bucket(named.len()));
        let next = (tokens.end < scene.words.tokens.len())
            .then(|| crate::quote::unit::hash_word(scene.words.word(tokens.end)));
        add(335, next.unwrap_or(0));
    }
    let told = past.last().map(|last| last.found.way as u32 + 1).unwrap_or(0);
    let same = past.last().map_or(2, |last| u32::from(last.found.entity == found.entity));
    add(322, told);
    add(323, same);
    add(324, same * 64 + bucket(sentence.saturating_sub(past.last().map_or(0, |last| last.sentence))));
    add(340, found.link as u32);
    add(341, others_tell(scene, reading, claim, sentence));
    let Some(entity) = found.entity else { return features };
    add(342, scene.told_by[entity] as u32 * 4 + scene.genders[entity] as u32);
    add(343, form(scene, found, entity));
    let inner = scene.entities[entity].name.split_whitespace().skip(1);
    let (initial, small) = inner.fold((0, 0), |(initial, small), word| {
        (
            initial | u32::from(word.len() < 3 && word.ends_with('.')),
            small | u32::from(word.starts_with(char::is_lowercase)),
        )
    });
    add(344, (initial * 2 + small) * 4 + scene.entities[entity].kind as u32);
    add(325, scene.entities[entity].kind as u32);
    add(326, scene.genders[entity] as u32);
    let name = &scene.entities[entity].name;
    let n_words = name.split_whitespace().count();
    add(327, bucket(n_words) * 4 + scene.entities[entity].kind as u32);
    add(328, bucket(scene.n_mentions[entity].min(20)));
    let surname = name.split_whitespace().next_back();
    add(329, bucket(surname.map_or(0, |surname| scene.n_bearers(surname)).min(9)));
    let odd = name.chars().any(|ch| !(ch.is_alphabetic() || matches!(ch, ' ' | '.' | '-' | '\'' | '’')));
    add(330, u32::from(odd) * 2 + u32::from(!name.chars().any(char::is_lowercase)));
    let first = name.split_whitespace().next().map_or(0, |word| Lexicon::get().lists_of(word));
    let known =
        u32::from(first & (FEMALE | MALE) != 0) + 2 * u32::from(first & (PEOPLE | ORG_WORD | TITLE) != 0);
    add(336, known * 4 + scene.entities[entity].kind as u32);
    let here = scene.named_in(sentence).take(MAX_NAMES).filter(|named| !named.is_quoted());
    let others = here.filter(|named| named.entity != entity && scene.is(named.entity, EntityKind::Person));
    add(331, bucket(others.take(9).count()));
    let fitting = scene.before(token).take(12).filter(|named| sentence - named.sentence < 4);
    let fitting =
        fitting.filter(|named| named.entity != entity && fits(scene, named.entity, scene.genders[entity]));
    add(332, bucket(fitting.take(9).count()));
    let subject = scene
        .before(token)
        .take(12)
        .find(|named| named.subject && scene.is(named.entity, EntityKind::Person));
    add(333, subject.map_or(2, |named| u32::from(named.entity == entity)) * 4 + same);
    features
}

/// Names of a sentence that are looked at: a sentence may be a megabyte that
/// names one person again and again.
const MAX_NAMES: usize = 64;

/// The surest a speaker can be whom a rule made by hand found, which no
/// annotated article teaches: of the few read with a name half were right.
pub(super) const RULED: f32 = 0.6;

/// What a speaker is sure at the least of whom the text says `“…,” Ann Lee
/// said`, and nothing else, where nobody else has the surname. Counted once by
/// hand over the cross-validated answers, namesakes and speakers before the
/// marks included: of 842 the annotators name the same in 97.4 %, and most
/// others are another form of the name. The weights know less of rare names.
pub(super) const PLAIN: f32 = 0.97;

/// Whether the text says so.
pub(super) fn is_plain(scene: &Scene<'_>, reading: &Reading<'_>, claim: &Claim, found: &Found) -> bool {
    const SAID: [u32; 2] = [const_hash(b"said"), const_hash(b"says")];
    let list = &reading.units.list;
    let (Some(cue), Some(phrase), Some(tokens), Some(entity)) =
        (claim.cue, &claim.speaker, &found.tokens, found.entity)
    else {
        return false;
    };
    if found.way != Way::Named || claim.inside.is_some() || !SAID.contains(&list[cue].hash) {
        return false;
    }
    let touch = phrase.end == cue || phrase.start == cue + 1;
    let first = phrase.start.min(cue);
    let ends = |piece: &std::ops::Range<usize>| {
        let between = &list[piece.end.min(first)..first];
        piece.len() == 1
            && list[piece.start].is_quote()
            && piece.end <= first
            && (between.is_empty() || between.len() == 1 && between[0].class == Class::Comma)
    };
    let name_alone = scene.mention_at(tokens.end - 1).is_some_and(|mention| {
        let named = &scene.named[mention].tokens;
        named.end == tokens.end && named.start.abs_diff(tokens.start) <= 1
    });
    let surname = |idx: usize| scene.entities[idx].name.split_whitespace().next_back();
    let is_namesake = |other: &usize| *other != entity && surname(*other) == surname(entity);
    touch
        && name_alone
        && scene.is(entity, EntityKind::Person)
        && claim.said.iter().any(ends)
        && !(0..scene.entities.len()).any(|other| is_namesake(&other))
}

/// How many other words that usually tell speech stand in the sentence.
fn others_tell(scene: &Scene<'_>, reading: &Reading<'_>, claim: &Claim, sentence: usize) -> u32 {
    let tokens = &scene.words.sentences[sentence].tokens;
    let list = reading.units.told();
    let from = list.partition_point(|unit| unit.tokens.end <= tokens.start);
    let here = list[from..].iter().take(60).take_while(|unit| unit.tokens.start < tokens.end);
    let tells = here.enumerate().filter(|(at, unit)| Some(from + at) != claim.cue && unit.prior > 4);
    bucket(tells.take(3).count())
}

/// How the words beside the quotation give the name: 0 in other words, 1 by
/// its last word, 2 from its first word on, 3 by an acronym, 4 by its end of
/// several words ("de Marco" of "Ann de Marco").
fn form(scene: &Scene<'_>, found: &Found, entity: usize) -> u32 {
    let Some(tokens) = &found.tokens else { return 0 };
    let named = tokens.clone().find_map(|at| scene.mention_at(at)).map(|mention| &scene.named[mention]);
    let Some(named) = named.filter(|named| named.entity == entity) else { return 0 };
    let written = scene.words.word(named.tokens.start);
    let mut name = scene.entities[entity].name.split_whitespace();
    let (first, n_words) = (name.next().unwrap_or_default(), 1 + name.count());
    match named.tokens.len() {
        _ if first == written => 2,
        1 if n_words > 1 && written.len() < 7 && !written.chars().any(char::is_lowercase) => 3,
        1 => 1,
        _ => 4,
    }
}

/// Steps between two ranges; 0 where they touch or overlap.
fn gap(one: std::ops::Range<usize>, other: &std::ops::Range<usize>) -> usize {
    one.start.saturating_sub(other.end).max(other.start.saturating_sub(one.end))
}

fn bucket(count: usize) -> u32 {
    match count {
        0..=4 => u32::try_from(count).unwrap_or(4),
        5..=7 => 5,
        8..=12 => 6,
        _ => 7,
    }
}
