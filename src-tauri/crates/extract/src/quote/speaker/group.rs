//! Finds which organisation "the company", "the paper" and "it" mean.

use std::ops::Range;

use super::{
    Way,
    coreference::{Answer, REACH},
    scene::{Named, Scene},
};
use crate::{
    EntityKind,
    name::lexicon::{CITY, COUNTRY, Lists, PEOPLE, REGION},
};

/// Words for organisations.
const GROUPS: [&str; 36] = [
    "organization",
    "organisation",
    "group",
    "company",
    "firm",
    "agency",
    "guild",
    "union",
    "party",
    "newspaper",
    "paper",
    "magazine",
    "network",
    "bank",
    "university",
    "department",
    "ministry",
    "commission",
    "committee",
    "council",
    "court",
    "board",
    "association",
    "federation",
    "institute",
    "foundation",
    "campaign",
    "club",
    "team",
    "church",
    "school",
    "charity",
    "outlet",
    "publication",
    "station",
    "watchdog",
];

/// Those of them that no other organisation is called.
const PRINTED: [&str; 5] = ["magazine", "newspaper", "outlet", "paper", "publication"];
/// Words in the names of those.
const PRESS: [&str; 51] = [
    "ahram",
    "allgemeine",
    "barron's",
    "billboard",
    "bulletin",
    "chronicle",
    "corriere",
    "courier",
    "daily",
    "dispatch",
    "echo",
    "economist",
    "enquirer",
    "examiner",
    "figaro",
    "gazette",
    "globe",
    "guardian",
    "handelsblatt",
    "herald",
    "independent",
    "inquirer",
    "izvestia",
    "jornal",
    "journal",
    "magazine",
    "mail",
    "mirror",
    "monde",
    "news",
    "newsweek",
    "nikkei",
    "observer",
    "politico",
    "post",
    "pravda",
    "register",
    "repubblica",
    "review",
    "shimbun",
    "spiegel",
    "star",
    "stern",
    "sun",
    "telegraph",
    "times",
    "tribune",
    "variety",
    "weekly",
    "welt",
    "zeitung",
];

/// Whether a name is a newspaper's: it is called like one, or stands beside a
/// word for one ("the daily paper El Elmo").
fn is_printed(scene: &Scene<'_>, named: &Named) -> bool {
    let name = scene.entities[named.entity].name.to_lowercase();
    let sentence = &scene.words.sentences[named.sentence].tokens;
    let beside = [named.tokens.start.checked_sub(1), Some(named.tokens.end)];
    name.split_whitespace().any(|word| PRESS.contains(&word))
        || beside
            .into_iter()
            .flatten()
            .filter(|at| sentence.contains(at))
            .any(|at| PRINTED.contains(&&*scene.lower(at)) || &*scene.lower(at) == "daily")
}

/// Words for organisations that are one of a kind, and words in the names of
/// these, of which no name of another kind has one.
const KINDS: [(&[&str], &[&str]); 5] = [
    (
        &["company", "firm"],
        &["inc", "inc.", "corp", "corp.", "ltd", "ltd.", "plc", "co", "co.", "industries", "holdings"],
    ),
    (
        &["department", "ministry", "commission", "committee", "council", "court", "watchdog"],
        &[
            "administration",
            "agency",
            "authority",
            "bureau",
            "commission",
            "committee",
            "congress",
            "council",
            "court",
            "department",
            "ministry",
            "parliament",
            "senate",
        ],
    ),
    (&["union", "guild"], &["brotherhood", "teamsters", "workers"]),
    (&["party"], &["party", "democrats", "republicans"]),
    (&["university", "school"], &["academy", "college", "school", "university"]),
];

/// Whether `name`, in lower case, is of another kind than `head` means.
fn is_other_kind(name: &str, head: &str) -> bool {
    let is_named = |(_, names): &(_, &[&str])| name.split_whitespace().any(|word| names.contains(&word));
    let is_headed = |(heads, _): &(&[&str], _)| heads.contains(&head);
    KINDS.iter().any(is_headed)
        && KINDS.iter().any(is_named)
        && !KINDS.iter().any(|kind| is_headed(kind) && is_named(kind))
}

/// Whether a group that nobody names comes between `from` and `until`: "An
/// investor group led by Ann Lee"; not behind a comma, where it tells what a
/// name before it is.
fn is_unnamed_between(scene: &Scene<'_>, from: usize, until: usize) -> bool {
    const NEAR: usize = 400;
    let word = |at: usize| scene.lower(at);
    (from.max(until.saturating_sub(NEAR))..until.saturating_sub(2)).any(|at| {
        let opens = matches!(&*word(at), "a" | "an" | "another");
        let before = at.checked_sub(1).map(word);
        let tells = matches!(before.as_deref(), Some("," | "is" | "was" | "as" | "–" | "—" | "-" | "--"));
        let head = (at + 1..until.min(at + 4)).find(|at| &*word(*at) == "group");
        let adjectives = |head: usize| (at + 1..head).all(|at| word(at).starts_with(char::is_alphabetic));
        opens && !tells && head.is_some_and(adjectives)
    })
}

/// Whether a word means an organisation.
pub(super) fn is_group(word: &str) -> bool {
    GROUPS.contains(&word)
}

/// Whom "it" at `token` means: the group its sentence speaks of; nobody in "it
/// was revealed that".
pub(super) fn it(scene: &Scene<'_>, token: usize) -> Answer {
    let end = scene.words.sentences[scene.words.sentence_of(token)].tokens.end;
    let told = |at: usize| {
        let verb = || matches!(&*scene.lower(at), "said" | "told" | "thought" | "understood");
        let that = || at + 1 < end && &*scene.lower(at + 1) == "that";
        at < end && (verb() || scene.lower(at).ends_with("ed") && that())
    };
    let passive = token + 1 < end
        && match &*scene.lower(token + 1) {
            "is" | "was" => told(token + 2),
            "has" | "had" => token + 2 < end && &*scene.lower(token + 2) == "been" && told(token + 3),
            _ => false,
        };
    if passive {
        return Answer::none();
    }
    let start = scene.words.sentences[scene.words.sentence_of(token)].tokens.start;
    let subject = (start..token).take(4).find(|idx| GROUPS.contains(&&*scene.lower(*idx)));
    match subject {
        Some(idx) => group(scene, start.max(1), &scene.lower(idx), &[]),
        None => scene
            .before(token)
            .take(6)
            .find(|named| named.subject && named.tokens.start >= start)
            .filter(|named| scene.is(named.entity, EntityKind::Organisation))
            .map_or(Answer::none(), |named| Answer {
                entity: Some(named.entity),
                way: Way::Group,
                back: 0,
                ..Answer::none()
            }),
    }
}

/// The organisation that the words `tokens` mean, which `head` heads.
pub(super) fn named(scene: &Scene<'_>, tokens: &Range<usize>, head: &str) -> Answer {
    group(scene, tokens.start, head, &proper(scene, tokens))
}

/// The words of "the Labour party" that belong to a name; none of "the Dutch bank".
fn proper(scene: &Scene<'_>, tokens: &Range<usize>) -> Vec<String> {
    const WHENCE: Lists = PEOPLE | COUNTRY | CITY | REGION;
    let inner = tokens.start + 1..tokens.end;
    let is_proper = |at: &usize| {
        scene.words.word(*at).starts_with(char::is_uppercase) && scene.words.lists(*at) & WHENCE == 0
    };
    inner.filter(is_proper).map(|at| scene.lower(at).into_owned()).collect()
}

/// The last organisation that was a subject; one called by the noun first. Its
/// name has all words of `proper` in it.
fn group(scene: &Scene<'_>, token: usize, head: &str, proper: &[String]) -> Answer {
    let sentence = scene.words.sentence_of(token);
    let has = |entity: usize, word: &str| {
        scene.entities[entity].name.to_lowercase().split_whitespace().any(|own| own == word)
    };
    let organisations = || {
        scene.before(token).take(REACH).filter(|named| {
            scene.is(named.entity, EntityKind::Organisation)
                && sentence - named.sentence <= 6
                && proper.iter().all(|word| has(named.entity, word))
        })
    };
    let called = organisations().find(|named| has(named.entity, head));
    let other_kind = |entity: usize| is_other_kind(&scene.entities[entity].name.to_lowercase(), head);
    let found = called.or_else(|| match PRINTED.contains(&head) {
        true => organisations().find(|named| is_printed(scene, named)),
        false => organisations().find(|named| named.subject && !other_kind(named.entity)),
    });
    match found.filter(|named| head != "group" || !is_unnamed_between(scene, named.tokens.end, token)) {
        Some(named) => Answer {
            entity: Some(named.entity),
            way: Way::Group,
            back: sentence - named.sentence,
            ..Answer::none()
        },
        None => Answer::none(),
    }
}
