//! Reads the phrase that stands beside a quotation: a name, a pronoun, or
//! words for a person ("her lawyer", "the company").

use std::{borrow::Cow, ops::Range};

use super::{
    gender::{self, Gender},
    nearby, office, part,
    scene::Scene,
};
use crate::{
    EntityKind,
    name::lexicon::{CALENDAR, Lexicon, ROLE, TITLE},
};

/// What a phrase is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Phrase {
    /// Names someone: an index into the names of the scene.
    Named(usize),
    /// "he" or "she".
    Pronoun(Gender),
    /// "it": a group.
    It,
    /// "they", "we", "I": named by nobody near by.
    Vague,
    /// "who": told by the words before it.
    Relative,
    /// Words for a person or group.
    Noun(Noun),
}

/// Words for a person or group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Noun {
    /// The noun that heads them, in lower case.
    pub head: String,
    /// Whether they point back ("the", "that"), and to nobody's own person.
    pub definite: bool,
    /// Whether the text keeps the person unnamed, unless a name fits.
    pub unnamed: bool,
}

const STOPS: [&str; 22] = [
    ",", "of", "for", "to", "with", "who", "whose", "from", "at", "in", "on", "by", "(", "–", "—", "--",
    "that", "which", "and", "against", "about", "close",
];
const PEOPLE: [&str; 42] = [
    "official",
    "officials",
    "source",
    "sources",
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "spokespeople",
    "aide",
    "aides",
    "adviser",
    "advisers",
    "advisor",
    "advisors",
    "friend",
    "friends",
    "lawyer",
    "lawyers",
    "attorney",
    "attorneys",
    "person",
    "people",
    "man",
    "men",
    "woman",
    "women",
    "voter",
    "voters",
    "witness",
    "witnesses",
    "neighbour",
    "neighbor",
    "neighbours",
    "neighbors",
    "resident",
    "residents",
    "insider",
    "operative",
    "executive",
    "employee",
    "diplomat",
    "strategist",
];

/// More words for somebody, of those whom newspapers leave unnamed.
const SOMEBODY: [&str; 29] = [
    "anchor",
    "banker",
    "businessman",
    "businesswoman",
    "buyer",
    "chartist",
    "congressman",
    "critic",
    "customer",
    "dealer",
    "expert",
    "exporter",
    "farmer",
    "importer",
    "insurer",
    "lender",
    "manufacturer",
    "member",
    "observer",
    "opponent",
    "parent",
    "passenger",
    "patient",
    "producer",
    "refiner",
    "seller",
    "shareholder",
    "shipper",
    "supporter",
];

/// Whether a word in lower case means one person or several.
pub(super) fn is_somebody(word: &str) -> bool {
    PEOPLE.contains(&word) || SOMEBODY.contains(&word) || Lexicon::get().lists_of(word) & ROLE != 0
}

/// Whether the noun of a phrase means a person or people.
pub(super) fn is_person(scene: &Scene<'_>, tokens: &Range<usize>) -> bool {
    match read(scene, tokens) {
        Phrase::Noun(noun) => is_somebody(&noun.head) || noun.head.strip_suffix('s').is_some_and(is_somebody),
        _ => true,
    }
}

/// Reads the words of `tokens`.
pub(super) fn read(scene: &Scene<'_>, tokens: &Range<usize>) -> Phrase {
    let words: Vec<Cow<'_, str>> = tokens.clone().map(|idx| scene.lower(idx)).collect();
    let helps = |word: &Cow<'_, str>| {
        matches!(&**word, "has" | "had" | "have" | "also" | "never" | "is" | "was" | "will" | "would")
            || word.len() > 4 && word.ends_with("ly")
    };
    if words.len() <= 2 || words[1..].iter().all(helps) {
        match words.first().map(AsRef::as_ref) {
            Some("he" | "himself" | "him") => return Phrase::Pronoun(Gender::Male),
            Some("she" | "herself") => return Phrase::Pronoun(Gender::Female),
            Some("his") if words.len() == 1 => return Phrase::Pronoun(Gender::Male),
            Some("her") if words.len() == 1 => return Phrase::Pronoun(Gender::Female),
            Some("who") if scene.words.word(tokens.start) != "WHO" => return Phrase::Relative,
            Some("it") => return Phrase::It,
            Some("they" | "we" | "i" | "you" | "this" | "that" | "both") => return Phrase::Vague,
            Some("some" | "others" | "many") if words[1..].iter().all(helps) => return Phrase::Vague,
            _ => {}
        }
    }
    if let Some(rest) = after_dateline(scene, tokens).or_else(|| after_likeness(scene, tokens)) {
        return read(scene, &rest);
    }
    if let Some(rest) = after_stretch(scene, tokens) {
        return read(scene, &rest);
    }
    // "In 2011 she"
    let named = || tokens.clone().any(|at| scene.mention_at(at).is_some());
    if words.len() <= 6 && matches!(words.last().map(AsRef::as_ref), Some("he" | "she")) && !named() {
        return read(scene, &(tokens.end - 1..tokens.end));
    }
    let stop_from = |from: usize| (from..tokens.end).find(|idx| stops(scene, tokens.start, *idx));
    let mut end = stop_from(tokens.start).unwrap_or(tokens.end);
    if let Some(bearer) = office::bearer(scene, tokens, end) {
        return Phrase::Named(bearer);
    }
    if goes_on_with_office(scene, tokens, end) {
        end = stop_from(end + 1).unwrap_or(tokens.end);
    }
    named_at(scene, tokens.start..end)
        .or_else(|| apposed(scene, tokens, end))
        .map_or_else(|| Phrase::Noun(noun(scene, tokens, end)), Phrase::Named)
}

/// "ELM — Sen. Ann Lee": what follows the place and the dash.
fn after_dateline(scene: &Scene<'_>, tokens: &Range<usize>) -> Option<Range<usize>> {
    let place = &scene.named[scene.mention_at(tokens.start)?];
    let dash = tokens.clone().take(8).find(|idx| matches!(scene.words.word(*idx), "—" | "–" | "--"))?;
    let rest = dash + 1..tokens.end;
    (scene.is(place.entity, EntityKind::Place) && !rest.is_empty()).then_some(rest)
}

/// "Hale accuses him of “sleeping” and Peter Doyle": the name behind the last
/// words in marks.
fn after_stretch(scene: &Scene<'_>, tokens: &Range<usize>) -> Option<Range<usize>> {
    let quoted = tokens.clone().rev().find(|at| scene.is_quoted(*at)).filter(|at| *at > tokens.start)?;
    let rest = quoted + 2..tokens.end;
    let joint = !rest.is_empty() && matches!(scene.words.word(quoted + 1), "and" | "but" | "while");
    let named = &scene.named[scene.mention_at(tokens.end - 1)?];
    let whole = joint && named.tokens.end == tokens.end && named.tokens.start >= rest.start;
    (whole && scene.is(named.entity, EntityKind::Person)).then_some(rest)
}

/// "Like Hale, Doyle": what follows the comma.
fn after_likeness(scene: &Scene<'_>, tokens: &Range<usize>) -> Option<Range<usize>> {
    let likens = matches!(scene.words.word(tokens.start), "Like" | "Unlike");
    let comma = tokens.clone().take(9).find(|idx| scene.words.word(*idx) == ",").filter(|_| likens)?;
    (comma + 1 < tokens.end).then_some(comma + 1..tokens.end)
}

/// Whether `and` joins two offices of one person: "lobbyist and Elm Party
/// strategist Ann Lee".
fn goes_on_with_office(scene: &Scene<'_>, tokens: &Range<usize>, and: usize) -> bool {
    if and >= tokens.end || scene.words.word(and) != "and" {
        return false;
    }
    let is_office = |at: usize| nearby::is_office_word(scene.words.word(at));
    let is_role = |at: usize| scene.words.lists(at) & (ROLE | TITLE) != 0;
    let Some(bearer) = (and + 1..tokens.end).take(7).find_map(|at| {
        let named = &scene.named[scene.mention_at(at)?];
        scene.is(named.entity, EntityKind::Person).then_some(named)
    }) else {
        return false;
    };
    let first = tokens.start..and;
    let second = and + 1..bearer.tokens.start;
    !second.is_empty()
        && [first, second].iter().all(|office| {
            office.clone().all(|at| is_office(at) || scene.mention_at(at).is_some())
                && is_role(office.end - 1)
        })
}

/// Whether the core of a phrase ends before this word.
fn stops(scene: &Scene<'_>, start: usize, idx: usize) -> bool {
    idx > start && scene.mention_at(idx).is_none() && STOPS.contains(&&*scene.lower(idx))
}

/// The mention that ends the core of a phrase.
fn named_at(scene: &Scene<'_>, core: Range<usize>) -> Option<usize> {
    let mut last = core.end;
    while last > core.start && !scene.words.word(last - 1).starts_with(char::is_alphanumeric) {
        last -= 1;
    }
    if let Some(at) = last.checked_sub(1).filter(|at| *at >= core.start).and_then(|at| scene.mention_at(at)) {
        let mention = &scene.named[at];
        let start = headline_start(scene, core.start, at).unwrap_or(core.start);
        if let Some(first) = before_verb(scene, start, at) {
            return Some(first);
        }
        // A place speaks only as the word for its government, alone.
        let alone = mention.tokens.start <= core.start + 1;
        if scene.is(mention.entity, EntityKind::Place) && !alone {
            return None;
        }
        return Some(at);
    }
    // "Cruz himself", "Mr. Lee, 33": words after a name that add nothing.
    let first = core.clone().find_map(|idx| scene.mention_at(idx))?;
    let mention = &scene.named[first];
    let adds =
        |at: &usize| scene.words.word(*at).starts_with(char::is_alphabetic) && !is_beside_verb(scene, *at);
    let added = (mention.tokens.end..core.end).find(adds);
    // "Ann Lee never", "Lee still did" and the like, taken in with the verb
    let does = added.is_none_or(|verb| {
        // "Lee has been (blamed)": somebody else does it
        let is_passive = matches!(scene.words.word(core.end - 1), "been" | "being" | "was" | "is");
        !is_passive && verb <= mention.tokens.end + 2 && part::is_surely_finite(scene, verb) && !mention.owns
    });
    (does && scene.is(mention.entity, EntityKind::Person)).then_some(first)
}

/// Whether a word beside a verb adds nothing to the name before it.
fn is_beside_verb(scene: &Scene<'_>, at: usize) -> bool {
    let word = scene.lower(at);
    matches!(
        &*word,
        "himself"
            | "herself"
            | "itself"
            | "also"
            | "then"
            | "jr."
            | "sr."
            | "later"
            | "both"
            | "still"
            | "often"
            | "only"
            | "first"
            | "long"
            | "again"
            | "never"
            | "even"
            | "now"
            | "having"
    ) || word.len() > 4 && word.ends_with("ly")
        || scene.words.lists(at) & CALENDAR != 0
}

/// Where "Ann Lee Endorses Peter Doyle: …" begins, of which only the name at
/// `last` was taken for who speaks.
fn headline_start(scene: &Scene<'_>, start: usize, last: usize) -> Option<usize> {
    let Range { start: own, end } = scene.named[last].tokens;
    let before = &scene.named[scene.mention_at(start.checked_sub(2)?)?];
    let sentence = &scene.words.sentences[scene.words.sentence_of(start)].tokens;
    let is_headline = own == start
        && before.tokens.start == sentence.start
        && end < scene.words.tokens.len()
        && scene.words.word(end) == ":";
    is_headline.then_some(sentence.start)
}

/// "Ann Lee Endorses Peter Doyle": the first of two names in a headline with a
/// verb between, which the one at `last` only follows.
fn before_verb(scene: &Scene<'_>, start: usize, last: usize) -> Option<usize> {
    // Over an office: "Mayor Ann Lee", "Elm Mayor Ann Lee".
    let of_place = |at: usize| {
        scene.mention_at(at).is_none_or(|mention| scene.is(scene.named[mention].entity, EntityKind::Place))
    };
    let lead = (start..(start + 5).min(scene.named[last].tokens.start)).take_while(|at| of_place(*at));
    let lead = lead.take_while(|at| nearby::is_office_word(scene.words.word(*at))).count();
    let first = scene.mention_at(start + lead)?;
    let (one, other) = (&scene.named[first], &scene.named[last]);
    let between = one.tokens.end..other.tokens.start;
    let is_verb = |at: usize| {
        let word = scene.words.word(at);
        word.len() > 3
            && (word.ends_with('s') || word.ends_with("ed"))
            && Lexicon::get().lists_of(word.trim_end_matches('s')) & (ROLE | TITLE) == 0
    };
    let people = [one, other].iter().all(|named| scene.is(named.entity, EntityKind::Person));
    // "Ann Lee is joining her friend Peter Doyle", taken in whole
    let goes_on = between.len() > 1 && part::is_finite(scene, between.start);
    (people
        && one.entity != other.entity
        && !one.owns
        && (between.len() == 1 && is_verb(between.start) || goes_on))
        .then_some(first)
}

/// "Carter's press secretary, Peter Cook": the name after the comma.
fn apposed(scene: &Scene<'_>, tokens: &Range<usize>, end: usize) -> Option<usize> {
    let mut comma = end;
    while comma < tokens.end && !matches!(scene.words.word(comma), "," | "—" | "–") {
        comma += 1;
    }
    let after = comma + 1..tokens.end;
    let at = after.clone().take(3).find_map(|idx| scene.mention_at(idx))?;
    let mention = &scene.named[at];
    let title_only =
        (after.start..mention.tokens.start).all(|idx| scene.words.word(idx).starts_with(char::is_uppercase));
    let person = scene.is(mention.entity, EntityKind::Person) && !mention.owns;
    (title_only && person && mention.tokens.end <= tokens.end + 1).then_some(at)
}

fn noun(scene: &Scene<'_>, tokens: &Range<usize>, end: usize) -> Noun {
    let core: Vec<Cow<'_, str>> =
        (tokens.start..end.max(tokens.start + 1)).map(|idx| scene.lower(idx)).collect();
    let head = core.iter().rev().find(|word| word.starts_with(char::is_alphabetic) && **word != "'s");
    let head = head.cloned().unwrap_or_default().into_owned();
    let first = core.first().map(AsRef::as_ref).unwrap_or_default();
    let owned = core.iter().any(|word| word == "'s" || word == "'");
    let definite = matches!(first, "the" | "that" | "this") && !owned;
    let all: Vec<Cow<'_, str>> = tokens.clone().map(|idx| scene.lower(idx)).collect();
    let hidden = all.windows(2).any(|pair| {
        matches!(
            [&*pair[0], &*pair[1]],
            ["anonymity", _]
                | [_, "anonymity"]
                | ["familiar", "with"]
                | ["briefed", "on"]
                | ["privy", "to"]
                | ["knowledge", "of"]
                | ["be", "named"]
                | ["be", "identified"]
        )
    });
    let people = PEOPLE.contains(&head.as_str()) || gender::of_noun(&head) != Gender::Unknown;
    // "some critics", "experts"
    let counted = core.len() == 1
        || matches!(
            first,
            "some" | "several" | "many" | "most" | "other" | "two" | "three" | "four" | "five"
        );
    let is_several = |word: &Cow<'_, str>| word.strip_suffix('s').is_some_and(|one| SOMEBODY.contains(&one));
    let several = counted && all.iter().take(3).any(is_several);
    Noun { unnamed: hidden || people || several, head, definite }
}
