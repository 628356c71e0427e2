//! Looks for the speaker in the words that touch a cue or a stretch, where the
//! words labelled as speaker are none, or are only the tail of an apposition.

use std::ops::Range;

use super::{
    leading, phrase,
    scene::{Named, Scene},
};
use crate::{
    EntityKind,
    name::lexicon::{Lexicon, ROLE, TITLE},
};

/// Words between a speaker and the verb that do not part them.
pub(super) fn is_auxiliary(word: &str) -> bool {
    matches!(
        word,
        "has"
            | "had"
            | "have"
            | "also"
            | "then"
            | "later"
            | "once"
            | "again"
            | "further"
            | "himself"
            | "herself"
    ) || word.len() > 4 && word.ends_with("ly")
}

/// Words that end the phrase after a cue.
pub(super) fn ends_phrase(word: &str) -> bool {
    matches!(
        word,
        "in" | "on"
            | "at"
            | "after"
            | "before"
            | "during"
            | "when"
            | "while"
            | "as"
            | "that"
            | "who"
            | "whose"
            | "told"
            | "said"
            | "says"
            | "and"
            | "to"
            | "from"
            | "with"
            | "because"
            | "if"
    ) || !word.starts_with(|ch: char| ch.is_alphanumeric() || ch == '\'' || ch == '’')
}

/// The name or pronoun that touches the cue at `cue` from before: "Lee said",
/// "what she also called".
pub(super) fn before_cue(scene: &Scene<'_>, cue: usize) -> Option<Range<usize>> {
    let start = scene.words.sentences[scene.words.sentence_of(cue)].tokens.start;
    let mut last = cue.checked_sub(1)?;
    for _ in 0..2 {
        if last > start && is_auxiliary(scene.words.word(last)) {
            last -= 1;
        }
    }
    // "the bureau's head, Ann Lee, said"
    if last > start && scene.words.word(last) == "," {
        let named = scene.mention_at(last - 1).map(|mention| &scene.named[mention])?;
        let apposed = named.tokens.start > start
            && scene.words.word(named.tokens.start - 1) == ","
            && scene.is(named.entity, EntityKind::Person)
            && named.penalty == 0.0;
        return apposed.then(|| named.tokens.clone());
    }
    if last < start {
        return None;
    }
    if matches!(scene.words.word(last), "he" | "she" | "it" | "He" | "She" | "It") {
        return Some(last..last + 1);
    }
    let named = scene.mention_at(last).map(|mention| &scene.named[mention])?;
    let is_word = scene.words.word(cue).starts_with(char::is_alphabetic);
    let speaks = named.tokens.end == last + 1
        && (is_word || named.tokens.start == start)
        && named.penalty == 0.0
        && !scene.is(named.entity, EntityKind::Place)
        && !named.after_preposition;
    speaks.then(|| named.tokens.clone())
}

/// Whether words that end at `end` touch the cue, over a comma too.
pub(super) fn touches(scene: &Scene<'_>, end: usize, cue: usize) -> bool {
    end == cue || end + 1 == cue && scene.words.word(end) == ","
}

/// Whether whoever follows the cue is told, not telling: "…, asking Lee to".
pub(super) fn is_told_by(scene: &Scene<'_>, cue: usize) -> bool {
    let word = scene.lower(cue);
    word.ends_with("ing") && word != "according"
}

/// Whether the cue is the "Asked" of "Asked if it would hold, Lee said": who
/// asked is not told.
pub(super) fn is_unasked(scene: &Scene<'_>, cue: usize, said: &Range<usize>) -> bool {
    let start = scene.words.sentences[scene.words.sentence_of(cue)].tokens.start;
    let opens = cue == start || cue == start + 1 && scene.lower(start) == "when";
    opens && said.start > cue && matches!(&*scene.lower(cue), "asked" | "pressed" | "questioned")
}

/// Whether a person is the subject of a later clause: "…, but Lee asked".
pub(super) fn opens_clause(scene: &Scene<'_>, named: &Named) -> bool {
    let mut start = named.tokens.start;
    let from = scene.words.sentences[named.sentence].tokens.start;
    if start > from && scene.words.lists(start - 1) & TITLE != 0 {
        start -= 1;
    }
    let next = scene.words.word((named.tokens.end).min(scene.words.tokens.len() - 1));
    start > from
        && named.is_free()
        && scene.is(named.entity, EntityKind::Person)
        && next.starts_with(char::is_lowercase)
        && match scene.words.word(start - 1) {
            "but" | "while" | "although" | "though" | "whereas" => true,
            // "…, and Lee has left": another subject, unless two are joined
            "and" => is_clause_after_and(scene, start - 1, named.tokens.end),
            _ => false,
        }
}

fn is_clause_after_and(scene: &Scene<'_>, and: usize, verb: usize) -> bool {
    let helps = matches!(scene.words.word(verb), "has" | "had" | "is" | "was" | "will" | "would");
    let mut before = and;
    if before > 0 && scene.words.word(before - 1) == "," {
        before -= 1;
    }
    let joined = before.checked_sub(1).and_then(|last| scene.mention_at(last));
    helps && joined.is_none_or(|one| !scene.is(scene.named[one].entity, EntityKind::Person))
}

/// Whether a name follows a word that opens a clause: "in what Lee, a lawyer,
/// called".
fn opens_part(scene: &Scene<'_>, named: &Named) -> bool {
    named.tokens.start.checked_sub(1).is_some_and(|before| {
        matches!(scene.words.word(before), "what" | "that" | "as" | "but" | "while" | "because" | "when")
    })
}

/// "An aide to Lee said": the whole phrase where only its name, right before
/// the cue, was labelled.
pub(super) fn someones(scene: &Scene<'_>, phrase: &Range<usize>, cue: usize) -> Option<Range<usize>> {
    let named = &scene.named[scene.mention_at(phrase.start)?];
    let start = named.tokens.start;
    let from = scene.clause_start(scene.words.sentences[named.sentence].tokens.start, start);
    let is_name = phrase.start <= start + 1 && named.tokens.end == phrase.end && phrase.end == cue;
    if !is_name || start < from + 3 || !matches!(scene.words.word(start - 1), "to" | "of" | "for" | "with") {
        return None;
    }
    if !phrase::is_somebody(&scene.lower(start - 2)) {
        return None;
    }
    let opens = |at: &usize| {
        matches!(&*scene.lower(*at), "a" | "an" | "the" | "one" | "another" | "his" | "her" | "their")
    };
    let first = (from..start - 2).rev().take(5).find(opens)?;
    let apart = (first..start).all(|at| scene.words.word(at).starts_with(char::is_alphabetic));
    apart.then_some(first..phrase.end)
}

/// The name in "After Lee criticised Doyle at length, Hale shot back" that touches
/// the cue behind a comma, where `phrase` stands before that comma.
pub(super) fn opens_behind<'a>(scene: &'a Scene<'_>, phrase: &Range<usize>, cue: usize) -> Option<&'a Named> {
    let touching = before_cue(scene, cue).filter(|touching| touching.start > phrase.end)?;
    let named = &scene.named[scene.mention_at(touching.start)?];
    let start = scene.words.sentences[named.sentence].tokens.start;
    let mut before =
        (start..named.tokens.start).rev().take(6).skip_while(|at| is_office_word(scene.words.word(*at)));
    let behind_comma = before.next().is_some_and(|at| scene.words.word(at) == "," && at >= phrase.end);
    (behind_comma && scene.words.word(cue - 1) != "," && scene.is(named.entity, EntityKind::Person))
        .then_some(named)
}

/// The second of two who speak together ("Lee and Doyle said"): the one nearer
/// to the verb. Of more than two, none.
pub(super) fn joined<'a>(scene: &'a Scene<'_>, first: &Named) -> Option<&'a Named> {
    let sentence = &scene.words.sentences[first.sentence].tokens;
    let and = first.tokens.end;
    if and + 1 >= sentence.end || !matches!(scene.words.word(and), "and" | "&") {
        return None;
    }
    let is_listed = first.tokens.start > sentence.start && scene.words.word(first.tokens.start - 1) == ",";
    let next = scene.named.partition_point(|other| other.tokens.start <= and);
    let second = scene.named.get(next).filter(|second| second.sentence == first.sentence)?;
    let office = and + 1..second.tokens.start;
    let people = [first, second].iter().all(|named| scene.is(named.entity, EntityKind::Person));
    // "Elm News and former anchor Ann Lee"
    let beside_firm = || {
        scene.is(first.entity, EntityKind::Organisation)
            && scene.is(second.entity, EntityKind::Person)
            && !office.is_empty()
            && is_role(scene, second.tokens.start - 1)
    };
    (!is_listed
        && office.len() <= 5
        && office.clone().all(|at| is_office_word(scene.words.word(at)))
        && !second.owns
        && second.entity != first.entity
        && (people || beside_firm()))
    .then_some(second)
}

/// Whether a word is what somebody is.
fn is_role(scene: &Scene<'_>, at: usize) -> bool {
    scene.words.lists(at) & (ROLE | TITLE) != 0 || phrase::is_somebody(&scene.lower(at))
}

/// The second name of "according to Lee, Peter Doyle wrote", which is the one
/// that touches the cue.
pub(super) fn second_of_two<'a>(
    scene: &'a Scene<'_>,
    phrase: &Range<usize>,
    cue: usize,
) -> Option<&'a Named> {
    let first = &scene.named[scene.mention_at(phrase.start)?];
    let comma = first.tokens.end;
    if phrase.end != cue || comma + 1 >= phrase.end || scene.words.word(comma) != "," {
        return None;
    }
    let second = &scene.named[scene.mention_at(phrase.end - 1)?];
    let both = [first, second].iter().all(|named| scene.is(named.entity, EntityKind::Person));
    let office = comma + 1..second.tokens.start.max(comma + 1);
    (both && second.entity != first.entity && office.clone().all(|at| is_office_word(scene.words.word(at))))
        .then_some(second)
}

/// Whoever did what the passive tells: "Lee was asked by host Peter Doyle
/// whether", "uttered once, by Doyle"; `said` are the words that belong to the cue.
pub(super) fn agent<'a>(scene: &'a Scene<'_>, cue: usize, said: &Range<usize>) -> Option<&'a Named> {
    const OFFICE: usize = 7;
    let sentence = &scene.words.sentences[scene.words.sentence_of(cue)].tokens;
    let word = |at: usize| if at < sentence.end { scene.words.word(at) } else { "" };
    let is_participle = word(cue).ends_with("ed") && !matches!(&*scene.lower(cue), "quoted" | "cited");
    let mut before = (sentence.start..cue).rev().skip_while(|at| word(*at).ends_with("ly"));
    let leads = match before.next().map(word) {
        None => true,
        Some(helper) => matches!(
            helper,
            "was" | "is" | "were" | "are" | "been" | "being" | "When" | "when" | "if" | "as" | "," | "and"
        ),
    };
    if !is_participle || !leads {
        return None;
    }
    let near = (cue + 1..cue + 4).find(|at| word(*at) == "by" && !said.contains(at));
    let by = near.filter(|by| scene.mention_at(by - 1).is_none()).or_else(|| {
        let turned = said.start > cue && said.start <= cue + 2;
        let stretch = scene.stretch_beside(said.start)[1].map(|stretch| stretch.end);
        let ends = [Some(said.end), stretch.filter(|end| *end <= said.end + 1)];
        ends.into_iter().flatten().find(|end| turned && word(*end) == "by")
    })?;
    let named = scene.named_around(by).find(|named| named.tokens.start > by)?;
    let office = by + 1..named.tokens.start;
    (office.len() <= OFFICE
        && office.clone().all(|at| word(at) == "the" || is_office_word(word(at)))
        && !named.owns
        && !named.is_quoted()
        && scene.is(named.entity, EntityKind::Person))
    .then_some(named)
}

/// The phrase that touches the cue at `cue` from after and ends with a name:
/// `“…,” said the mayor's brother Ann Lee`, `called “…” by Ann Lee`; `said`
/// are the words that belong to the cue.
pub(super) fn after_cue(scene: &Scene<'_>, cue: usize, said: &Range<usize>) -> Option<Range<usize>> {
    let border = scene.words.sentences[scene.words.sentence_of(cue)].tokens.end;
    let word = |at: usize| if at < border { scene.words.word(at) } else { "" };
    let start = if said.start > cue && said.start <= cue + 2 && word(said.end) == "by" {
        said.end + 1
    } else if word(cue + 1) == "by" || word(cue).eq_ignore_ascii_case("according") && word(cue + 1) == "to" {
        cue + 2
    } else if cue > 0
        && (touches(scene, said.end, cue) || scene.is_quoted(cue - 1))
        && !is_told_by(scene, cue)
    {
        cue + 1 // only a cue right after what was said is turned round
    } else {
        return None;
    };
    if matches!(word(start), "him" | "her") && matches!(word(start + 1), "," | "." | "") {
        return Some(start..start + 1); // "according to her, …"
    }
    let end = (start..border.min(start + 14)).find(|at| ends_phrase(scene.words.word(*at))).unwrap_or(border);
    let last = end.checked_sub(1).filter(|last| *last >= start)?;
    let Some(named) = scene.mention_at(last).map(|mention| &scene.named[mention]) else {
        if let Some(apposed) = behind_office(scene, last, border) {
            return Some(start..apposed.tokens.end);
        }
        // "explained lawyer Edgar Pell", where nobody knows the name
        let turned = start == cue + 1 && word(cue + 1) != "by" && last < start + 8;
        let shaped = (start..=last).rev().take(2).all(|at| word(at).starts_with(char::is_uppercase));
        return (turned && shaped && leading::may_name(scene, last)).then_some(start..end);
    };
    (!named.is_quoted() && !scene.is(named.entity, EntityKind::Place)).then_some(start..named.tokens.end)
}

/// The name behind the comma of "said the bureau's director, Ann Lee", where
/// `last` is the office.
fn behind_office<'a>(scene: &'a Scene<'_>, last: usize, border: usize) -> Option<&'a Named> {
    if last + 2 >= border || scene.words.word(last + 1) != "," || !is_role(scene, last) {
        return None;
    }
    let named = &scene.named[scene.mention_at(last + 2)?];
    let closed = named.tokens.end >= border || matches!(scene.words.word(named.tokens.end), "," | "." | "(");
    (closed && scene.is(named.entity, EntityKind::Person) && !named.is_quoted()).then_some(named)
}

/// The subject of the words between the sentence's start, or the last quoted
/// words, and the stretch at `token`: a person's name or "he" and "she".
pub(super) fn leads_in(scene: &Scene<'_>, from: usize, token: usize) -> Option<Range<usize>> {
    let near = scene.before(token).next().filter(|named| {
        named.tokens.start >= from
            && (1..=3).contains(&(token - named.tokens.end))
            && named.is_free()
            && scene.is(named.entity, EntityKind::Person)
            && is_finite(scene.words.word(named.tokens.end))
    });
    if let Some(named) = near {
        return Some(named.tokens.clone());
    }
    let first = scene.named_around(token).find(|named| {
        named.tokens.start >= from
            && named.tokens.end < token
            && named.is_free()
            && scene.is(named.entity, EntityKind::Person)
    });
    let border = first.map_or(token, |named| named.tokens.start);
    let pronoun =
        (from..border.min(from + 12)).find(|at| matches!(scene.words.word(*at), "he" | "she" | "He" | "She"));
    pronoun.map(|at| at..at + 1).or_else(|| first.map(|named| named.tokens.clone()))
}

/// The subject of "noting that it was late, | mayor Ann Lee | left": what
/// follows the words said under a cue that opens its sentence, or stands behind
/// words without a name ("two days after announcing …, | she | left").
pub(super) fn opened_for(scene: &Scene<'_>, cue: usize, said: &Range<usize>) -> Option<Range<usize>> {
    const FARTHEST: usize = 8;
    let sentence = &scene.words.sentences[scene.words.sentence_of(cue)].tokens;
    let opens = cue - sentence.start <= FARTHEST
        && (sentence.start..cue).all(|at| is_nobodys(scene, at))
        && (is_told_by(scene, cue) || cue > sentence.start && scene.lower(cue - 1) == "having")
        && said.start > cue;
    let first = said.end + 1;
    if !opens || first >= sentence.end || scene.words.word(said.end) != "," {
        return None;
    }
    if matches!(scene.words.word(first), "he" | "she") {
        return Some(first..first + 1);
    }
    let named = scene.named_around(first).find(|named| named.tokens.start >= first)?;
    let leads = (first..named.tokens.start).all(|at| {
        matches!(scene.words.word(at), "the" | "a" | "his" | "her") || is_office_word(scene.words.word(at))
    });
    let tells = named.tokens.end < sentence.end && scene.words.word(named.tokens.end) != "'s";
    (leads && tells && named.is_free() && !scene.is(named.entity, EntityKind::Place))
        .then_some(first..named.tokens.end)
}

/// Whether a word belongs to no name, is no pronoun and divides nothing.
fn is_nobodys(scene: &Scene<'_>, at: usize) -> bool {
    let word = scene.words.word(at);
    scene.mention_at(at).is_none()
        && word.starts_with(char::is_alphanumeric)
        && !matches!(word, "he" | "she" | "He" | "She" | "they" | "They" | "who" | "it" | "It")
}

/// Whether a word looks like what somebody did: "snapped", "shot (back)".
fn is_finite(word: &str) -> bool {
    word.len() > 3 && word.starts_with(char::is_lowercase) && (word.ends_with("ed") || word.ends_with('s'))
        || matches!(
            word,
            "shot" | "went" | "brought" | "put" | "told" | "wrote" | "spoke" | "began" | "hit" | "made"
        )
}

/// The person to whose apposition the words `phrase` belong: "Ann Lee, a
/// lawyer for the Elm Courier, said".
pub(super) fn apposed_to<'a>(scene: &'a Scene<'_>, phrase: &Range<usize>, cue: usize) -> Option<&'a Named> {
    let sentence = scene.words.sentence_of(cue);
    let tokens = &scene.words.sentences[sentence].tokens;
    if !tokens.contains(&phrase.start) {
        return None;
    }
    let opens = |named: &Named| {
        named.tokens.end < tokens.end
            && matches!(scene.words.word(named.tokens.end), "," | "—" | "–" | "(" | "who" | "whose")
    };
    let mut people = scene
        .named_around(cue)
        .filter(|named| scene.is(named.entity, EntityKind::Person) && named.is_free() && opens(named));
    if phrase.start > cue {
        // "said Ann Lee, a lawyer for the Elm Courier"
        return people.find(|named| {
            named.tokens.start > cue && named.tokens.end < phrase.start && named.tokens.start <= cue + 4
        });
    }
    // The comma before the cue closes what the one after the name opened.
    let mut before = cue.checked_sub(1)?;
    if is_auxiliary(scene.words.word(before)) {
        before = before.checked_sub(1)?;
    }
    if before < phrase.end.saturating_sub(1) || !matches!(scene.words.word(before), "," | "—" | "–" | ")")
    {
        return None;
    }
    let from = scene.clause_start(tokens.start, phrase.start);
    people.find(|named| {
        named.tokens.end < phrase.start
            && named.tokens.start >= from
            && (named.subject
                || opens_part(scene, named)
                || (from..named.tokens.start).all(|at| is_office_word(scene.words.word(at))))
    })
}

/// The person at the end of words of office that `named` only opens: "Lee
/// campaign spokesman Peter Doyle".
pub(super) fn bearer_after<'a>(scene: &'a Scene<'_>, named: &'a Named) -> &'a Named {
    let next = scene.named.partition_point(|other| other.tokens.start < named.tokens.end);
    let Some(next) = scene.named.get(next).filter(|next| next.sentence == named.sentence) else {
        return named;
    };
    let between = named.tokens.end..next.tokens.start;
    let is_role = |at: usize| scene.words.lists(at) & (ROLE | TITLE) != 0;
    let bears = (1..=5).contains(&between.len())
        && scene.is(next.entity, EntityKind::Person)
        && next.entity != named.entity
        && is_role(between.end - 1)
        && between.clone().all(|at| is_office_word(scene.words.word(at)));
    if bears { next } else { named }
}

/// Whether a word may stand in an office before a name.
pub(super) fn is_office_word(word: &str) -> bool {
    const BESIDE: [&str; 43] = [
        "senior",
        "former",
        "top",
        "campaign",
        "chief",
        "foreign",
        "policy",
        "press",
        "communications",
        "deputy",
        "national",
        "general",
        "political",
        "legal",
        "economic",
        "finance",
        "digital",
        "longtime",
        "veteran",
        "media",
        "staff",
        "security",
        "state",
        "federal",
        "local",
        "fellow",
        "rival",
        "ally",
        "super",
        "special",
        "private",
        "party",
        "health",
        "field",
        "rapid",
        "response",
        "vice",
        "assistant",
        "associate",
        "lead",
        "television",
        "network",
        "anchor",
    ];
    BESIDE.contains(&word)
        || word.starts_with(char::is_uppercase)
        || Lexicon::get().lists_of(word) & (ROLE | TITLE) != 0
}
