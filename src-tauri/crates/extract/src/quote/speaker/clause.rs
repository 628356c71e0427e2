//! Whose verb a cue is, where the words beside it are somebody else's: the
//! subject of its clause.

use std::ops::Range;

use super::{
    nearby, part,
    scene::{Named, Scene},
};
use crate::{
    EntityKind,
    name::lexicon::{FUNCTION, SPEECH},
};

/// Whether the words labelled as speaker tell nobody ("Having", "and").
pub(super) fn is_hollow(scene: &Scene<'_>, phrase: &Range<usize>) -> bool {
    phrase.clone().all(|at| {
        matches!(
            &*scene.lower(at),
            "having"
                | "and"
                | "but"
                | "or"
                | "the"
                | "a"
                | "an"
                | "as"
                | "then"
                | "by"
                | "so"
                | ","
                | "also"
                | "for"
                | "instance"
                | "example"
                | "once"
                | "most"
                | "recent"
                | "even"
                | "still"
                | "yet"
                | "only"
        )
    })
}

/// Whether `phrase` is all that stands before a participle, with a clause of
/// "who" of its own: "The hall was full for Ann Lee, who ran, praising".
pub(super) fn is_whole(scene: &Scene<'_>, phrase: &Range<usize>, cue: usize) -> bool {
    const SHORTEST: usize = 12;
    phrase.len() >= SHORTEST
        && phrase.end <= cue
        && nearby::is_told_by(scene, cue)
        && phrase.clone().any(|at| scene.words.word(at) == "who")
}

/// The name in "with Ann Lee calling it late", where `cue` is "calling".
pub(super) fn of_with<'a>(scene: &'a Scene<'_>, cue: usize) -> Option<&'a Named> {
    const OFFICE: usize = 6;
    // "with Ann Lee taking to the radio to call it late"
    let to = cue.checked_sub(1).filter(|to| scene.words.word(*to) == "to");
    let participle = match to {
        Some(to) => (to.saturating_sub(4)..to).rev().find(|at| nearby::is_told_by(scene, *at))?,
        // "with Ann Lee having called it late"
        None if cue > 0 && scene.words.word(cue - 1) == "having" => cue - 1,
        None => Some(cue).filter(|cue| nearby::is_told_by(scene, *cue))?,
    };
    let named = &scene.named[scene.mention_at(participle.checked_sub(1)?)?];
    let start = scene.words.sentences[named.sentence].tokens.start;
    let before = (start..named.tokens.start).rev().take(OFFICE);
    let mut before = before
        .skip_while(|at| scene.words.word(*at) == "the" || nearby::is_office_word(scene.words.word(*at)));
    let with = before.next().is_some_and(|at| scene.words.word(at) == "with");
    (with && !named.owns && !named.is_quoted() && !scene.is(named.entity, EntityKind::Place)).then_some(named)
}

/// The verb of "put it", where "it" is the cue.
pub(super) fn put_before_it(scene: &Scene<'_>, cue: usize) -> Option<usize> {
    put_it(scene, &(cue..cue + 1))
}

/// The subject of "Ann Lee is among those who say", where `those` is the word
/// before "who".
pub(super) fn of_those<'a>(scene: &'a Scene<'_>, those: usize) -> Option<&'a Named> {
    let before = those.checked_sub(1)?;
    let one_of = matches!(scene.words.word(before), "among" | "of");
    if !one_of || scene.words.word(those) != "those" {
        return None;
    }
    scene
        .named_around(those)
        .filter(|named| named.tokens.end <= before && named.subject)
        .find(|named| scene.is(named.entity, EntityKind::Person))
}

/// The person of "Ann Lee, head of the Harbour Board, who", where `named` is
/// the board: "who" is nobody but a person.
pub(super) fn bearer_of<'a>(scene: &'a Scene<'_>, named: &'a Named) -> &'a Named {
    const FARTHEST: usize = 14;
    if scene.is(named.entity, EntityKind::Person) {
        return named;
    }
    let mut before = scene.before(named.tokens.start).take_while(|other| other.sentence == named.sentence);
    let person =
        before.find(|other| scene.is(other.entity, EntityKind::Person) && !other.owns && !other.is_quoted());
    let apposed = person.filter(|person| {
        named.tokens.start - person.tokens.end < FARTHEST
            && (person.tokens.end..named.tokens.start).take(4).any(|at| scene.words.word(at) == ",")
            && matches!(scene.words.word(person.tokens.end), "," | "of" | "(")
    });
    apposed.unwrap_or(named)
}

/// The person named right before the comma ahead of `first`, where the article
/// "a" or "the" opens what says who they are.
pub(super) fn before_comma<'a>(scene: &'a Scene<'_>, first: usize) -> Option<&'a Named> {
    let comma = first.checked_sub(1).filter(|comma| scene.words.word(*comma) == ",")?;
    let named = &scene.named[scene.mention_at(comma.checked_sub(1)?)?];
    (scene.is(named.entity, EntityKind::Person) && !named.is_quoted()).then_some(named)
}

/// The person a headline opens with: "Ann Lee on her letters: “…”".
pub(super) fn heads_headline<'a>(scene: &'a Scene<'_>, cue: usize) -> Option<&'a Named> {
    let sentence = scene.words.sentence_of(cue);
    let tokens = &scene.words.sentences[sentence];
    if scene.words.word(cue) != ":" || tokens.section != 0 {
        return None;
    }
    let after = scene.mention_at(cue + 1).map(|mention| &scene.named[mention]);
    if let Some(named) = after.filter(|named| !named.owns && scene.is(named.entity, EntityKind::Person))
        && scene.words.word(named.tokens.end).starts_with(char::is_lowercase)
        && part::is_finite(scene, named.tokens.end)
    {
        return Some(named); // "The Latest: Lee declares ‘…’"
    }
    let first = scene.named_in(sentence).next()?;
    let leads =
        (tokens.tokens.start..first.tokens.start).all(|at| nearby::is_office_word(scene.words.word(at)));
    let on = matches!(scene.words.word(first.tokens.end), "on" | "On");
    (leads && on && first.tokens.end < cue && scene.is(first.entity, EntityKind::Person)).then_some(first)
}

/// "he" or "she" as the subject of the clause that `cue` goes on with, where no
/// name stands before it: "He left for Elm with Doyle, saying".
pub(super) fn pronoun_of(scene: &Scene<'_>, cue: usize) -> Option<usize> {
    let start = scene.words.sentences[scene.words.sentence_of(cue)].tokens.start;
    let from = scene.clause_start(start, cue);
    let is_one = |at: &usize| matches!(scene.words.word(*at), "he" | "she" | "He" | "She");
    let ends = |at: &usize| scene.mention_at(*at).is_some() || is_one(at);
    let first = (from..cue.min(from + 12)).find(ends);
    // "…, now, after months of work, he's about to argue"
    first.or_else(|| (from..cue).rev().take(6).find(ends)).filter(is_one)
}

/// The verb of "Ann Lee told the Elm Courier: “…”", where `phrase`, which was told,
/// was labelled as speaker of the colon at `cue`.
pub(super) fn told_before(scene: &Scene<'_>, phrase: &Range<usize>, cue: usize) -> Option<usize> {
    let verb = phrase.start.checked_sub(1).filter(|_| scene.words.word(cue) == ":" && phrase.end <= cue)?;
    let same = scene.words.sentence_of(verb) == scene.words.sentence_of(cue);
    (same
        && matches!(
            scene.words.word(verb),
            "told" | "tells" | "reminded" | "assured" | "warned" | "informed"
        ))
    .then_some(verb)
}

/// The verb of "put it", where "it" was labelled as speaker: its subject is.
pub(super) fn put_it(scene: &Scene<'_>, phrase: &Range<usize>) -> Option<usize> {
    let put = phrase.start.checked_sub(1)?;
    let same = scene.words.sentence_of(put) == scene.words.sentence_of(phrase.start);
    (same
        && phrase.len() == 1
        && &*scene.lower(phrase.start) == "it"
        && matches!(&*scene.lower(put), "put" | "puts"))
    .then_some(put)
}

/// The subject of "Lee fired his deputy, Peter Doyle, saying", where `named`
/// is the name before the comma: a participle goes with the subject.
pub(super) fn of_participle<'a>(scene: &'a Scene<'_>, named: &Named, cue: usize) -> Option<&'a Named> {
    let before = cue.checked_sub(1)?;
    let sentence = &scene.words.sentences[named.sentence].tokens;
    let joined = matches!(scene.words.word(before), "," | "by" | "while");
    let is_subject = named.subject && !is_apposed(scene, named);
    if !nearby::is_told_by(scene, cue) || !joined || is_subject || named.tokens.start >= cue {
        return None;
    }
    // "…, Mr. Lee said, adding": the verb is that of the name.
    if named.tokens.end < before && part::is_finite(scene, named.tokens.end) {
        return None;
    }
    let lead = named.tokens.start.checked_sub(1).filter(|lead| sentence.contains(lead))?;
    if matches!(&*scene.lower(lead), "with" | "to" | "," | "and" | "that")
        && scene.words.word(before) != "by"
        && !named.owns
        && !is_apposed(scene, named)
    {
        return None;
    }
    let from = scene.clause_start(sentence.start, cue);
    if let Some(own) = of_means(scene, named.tokens.end, cue) {
        return Some(own);
    }
    let subject = scene
        .named_around(cue)
        .filter(|other| other.tokens.start >= from && other.tokens.end < named.tokens.start)
        .find(|other| other.subject || part::of(scene, other) == part::Part::Subject)?;
    let between = subject.tokens.end..named.tokens.start;
    let one_clause =
        between.clone().all(|at| !matches!(scene.words.word(at), "who" | "that" | "which" | ";"));
    (one_clause && subject.entity != named.entity && scene.is(subject.entity, EntityKind::Person))
        .then_some(subject)
}

/// The subject of "while her rival, Peter Doyle, has won by saying", behind the
/// word at `from`: means are those of the clause they stand in.
pub(super) fn of_means<'a>(scene: &'a Scene<'_>, from: usize, cue: usize) -> Option<&'a Named> {
    let own = scene.before(cue).take_while(|own| own.tokens.start > from).find(|own| {
        own.is_free()
            && own.penalty == 0.0
            && scene.is(own.entity, EntityKind::Person)
            && does_something(scene, own, cue)
    })?;
    (scene.words.word(cue - 1) == "by").then_some(own)
}

/// Whether a verb follows a name, over the comma that closes an apposition.
fn does_something(scene: &Scene<'_>, named: &Named, border: usize) -> bool {
    let next = named.tokens.end;
    let next = next + usize::from(next < border && scene.words.word(next) == ",");
    next < border && part::is_finite(scene, next)
}

/// "his deputy, Peter Doyle": a name that says who a noun before it is.
fn is_apposed(scene: &Scene<'_>, named: &Named) -> bool {
    let Some(comma) = named.tokens.start.checked_sub(1) else { return false };
    scene.words.word(comma) == ","
        && (comma.saturating_sub(4)..comma)
            .any(|at| matches!(&*scene.lower(at), "his" | "her" | "their" | "its" | "the"))
}

/// "“…,” clerk Ann Lee, wearing a hat, said": the name directly after quoted
/// words, whose end is `end`, though more stands between it and the cue.
pub(super) fn behind_said<'a>(scene: &'a Scene<'_>, end: usize, cue: usize) -> Option<&'a Named> {
    const OFFICE: usize = 5;
    let sentence = &scene.words.sentences[scene.words.sentence_of(cue)].tokens;
    let last = end.checked_sub(1)?;
    if end < sentence.start || end >= cue || !scene.is_quoted(last) {
        return None;
    }
    let named = scene.named_around(cue).find(|named| named.tokens.start >= end && named.tokens.end < cue)?;
    let office = end..named.tokens.start;
    let next = scene.words.word(named.tokens.end);
    (office.len() <= OFFICE
        && office.clone().all(|at| {
            scene.words.word(at).starts_with(char::is_alphabetic)
                && (scene.words.lists(at) & (FUNCTION | SPEECH) == 0 || &*scene.lower(at) == "the")
        })
        && matches!(next, "," | "(" | "who")
        && scene.is(named.entity, EntityKind::Person)
        && named.is_free())
    .then_some(named)
}

/// "“…”, Elm University professor Ann Lee told the press": the name with its
/// office between words in marks, whose end is `end`, and a verb of speech.
pub(super) fn tells_behind<'a>(scene: &'a Scene<'_>, end: usize) -> Option<&'a Named> {
    const OFFICE: usize = 9;
    let sentence = &scene.words.sentences[scene.words.sentence_of(end)].tokens;
    if end == 0 || !scene.is_quoted(end - 1) {
        return None;
    }
    let first = end + usize::from(scene.words.word(end) == ",");
    let tells = |at: usize| at < sentence.end && scene.words.lists(at) & SPEECH != 0;
    let named =
        scene.named_around(end).find(|named| named.tokens.start >= first && tells(named.tokens.end))?;
    let office = first..named.tokens.start;
    let leads = office.clone().all(|at| {
        scene.words.word(at).starts_with(char::is_alphabetic)
            && (scene.words.lists(at) & (FUNCTION | SPEECH) == 0 || &*scene.lower(at) == "the")
    });
    (office.len() <= OFFICE && leads && scene.is(named.entity, EntityKind::Person) && !named.is_quoted())
        .then_some(named)
}

/// The name of "what Mr. Lee called" or "a video that Lee called", which touches
/// the cue.
pub(super) fn of_clause(scene: &Scene<'_>, cue: usize) -> Option<Range<usize>> {
    let touching = nearby::before_cue(scene, cue)?;
    let before = (touching.start.saturating_sub(4)..touching.start).rev();
    let mut before = before
        .skip_while(|at| nearby::is_office_word(scene.words.word(*at)) || scene.words.word(*at) == "the");
    let opens = before.next().is_some_and(|at| matches!(scene.words.word(at), "what" | "that" | "which"));
    opens.then_some(touching)
}

/// The subject of a clause that opens between two words: "…, while Lee in a
/// letter said".
pub(super) fn opened_between<'a>(scene: &'a Scene<'_>, from: usize, cue: usize) -> Option<&'a Named> {
    let opened = scene.named_around(cue).filter(|named| named.tokens.start > from && named.tokens.end <= cue);
    opened.filter(|named| nearby::opens_clause(scene, named)).last()
}

/// Where a sentence begins behind its dateline: "ELM, Nov 6 (HPR) — | The
/// clerk said".
pub(super) fn after_dateline(scene: &Scene<'_>, sentence: usize) -> usize {
    const LONGEST: usize = 9;
    let tokens = &scene.words.sentences[sentence].tokens;
    let is_dash = |at: &usize| matches!(scene.words.word(*at), "—" | "–" | "--" | "-");
    let dash = (tokens.start + 1..tokens.end.saturating_sub(1).min(tokens.start + LONGEST)).find(is_dash);
    let is_set = |at: usize| !scene.words.word(at).starts_with(char::is_lowercase);
    match dash.filter(|dash| (tokens.start..*dash).all(is_set)) {
        Some(dash) => dash + 1,
        None => tokens.start,
    }
}

/// The person whose surname ends a phrase without a name in it ("Elm Gov
/// Lee"), if one person only has it.
pub(super) fn bears_last(scene: &Scene<'_>, phrase: &Range<usize>) -> Option<usize> {
    let last = scene.words.word(phrase.end.checked_sub(1)?);
    let shaped = last.chars().count() > 2
        && last.starts_with(char::is_uppercase)
        && phrase.len() > 1
        && phrase.clone().all(|at| nearby::is_office_word(scene.words.word(at)));
    if !shaped {
        return None;
    }
    let mut bearers = scene.entities.iter().enumerate().filter(|(_, entity)| {
        entity.kind == EntityKind::Person
            && entity.name.rsplit(' ').next().is_some_and(|surname| surname.eq_ignore_ascii_case(last))
    });
    let (bearer, _) = bearers.next()?;
    bearers.next().is_none().then_some(bearer)
}
