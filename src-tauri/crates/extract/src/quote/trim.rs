//! Cuts off words the field took for speech that tell to whom or where it
//! was said: "told a packed council meeting | the levy would go", "said in a
//! radio interview | it was late".

use std::ops::Range;

use super::{
    features::const_hash,
    outlook::is_mark,
    told,
    unit::{Class, PERSON, Unit},
};

/// Cues that go on with what was said.
const ADDING: [u32; 5] = [
    const_hash(b"adding"),
    const_hash(b"saying"),
    const_hash(b"noting"),
    const_hash(b"arguing"),
    const_hash(b"claiming"),
];
pub(super) const THAT: u32 = const_hash(b"that");
const TO: u32 = const_hash(b"to");
const COMMENTING: u32 = const_hash(b"commenting");
/// What leads to an occasion, or joins to a noun what follows.
pub(super) const PREPOSITIONS: [u32; 20] = [
    const_hash(b"in"),
    const_hash(b"on"),
    const_hash(b"at"),
    const_hash(b"during"),
    const_hash(b"before"),
    const_hash(b"after"),
    const_hash(b"of"),
    const_hash(b"for"),
    const_hash(b"to"),
    const_hash(b"with"),
    const_hash(b"by"),
    const_hash(b"from"),
    const_hash(b"and"),
    const_hash(b"or"),
    const_hash(b"into"),
    const_hash(b"about"),
    const_hash(b"over"),
    const_hash(b"between"),
    const_hash(b"against"),
    const_hash(b"under"),
];
/// Those of them that lead to an occasion.
const N_LEADING: usize = 6;
/// Occasions to speak, and what is written.
const OCCASIONS: [u32; 24] = [
    const_hash(b"interview"),
    const_hash(b"statement"),
    const_hash(b"speech"),
    const_hash(b"session"),
    const_hash(b"letter"),
    const_hash(b"report"),
    const_hash(b"conference"),
    const_hash(b"meeting"),
    const_hash(b"article"),
    const_hash(b"hearing"),
    const_hash(b"memo"),
    const_hash(b"memorandum"),
    const_hash(b"briefing"),
    const_hash(b"release"),
    const_hash(b"filing"),
    const_hash(b"address"),
    const_hash(b"testimony"),
    const_hash(b"broadcast"),
    const_hash(b"announcement"),
    const_hash(b"evidence"),
    const_hash(b"note"),
    const_hash(b"email"),
    const_hash(b"message"),
    const_hash(b"programme"),
];

/// “Bridge shut for a day” — The Elm Echo, March 3, 2019: whether the stretch
/// at `at` is the title of an article in a list of sources. Behind it stand a
/// dash and names up to a number, and nothing else to the end of `units`, a
/// paragraph.
pub(super) fn is_cited(units: &[Unit], at: usize) -> bool {
    const LONGEST: usize = 16;
    let opens = at == 0 || matches!(units[at - 1].class, Class::Stop);
    let rest = &units[at + 1..];
    // Asked first: what follows may be very long, and many stretches ask.
    if rest.len() > LONGEST {
        return false;
    }
    let (Some(dash), Some(last)) =
        (rest.first(), rest.iter().rfind(|unit| !matches!(unit.class, Class::Stop | Class::Bracket)))
    else {
        return false;
    };
    let names = |unit: &Unit| {
        unit.name != 0
            || PREPOSITIONS.contains(&unit.hash)
            || !matches!(unit.class, Class::Lower | Class::Pronoun) && !unit.is_quote()
    };
    opens && dash.class == Class::Dash && last.class == Class::Number && rest.iter().all(names)
}

/// Whether the stretch at `at` follows a word for what something is called.
pub(super) fn is_called(units: &[Unit], at: usize) -> bool {
    const LABELS: [u32; 8] = [
        const_hash(b"name"),
        const_hash(b"named"),
        const_hash(b"nickname"),
        const_hash(b"nicknamed"),
        const_hash(b"titled"),
        const_hash(b"entitled"),
        const_hash(b"title"),
        const_hash(b"pseudonym"),
    ];
    units[at].class == Class::ShortQuote
        && at.checked_sub(1).is_some_and(|before| LABELS.contains(&units[before].hash))
}

/// Whether a piece without quoted words tells where and with whom somebody spoke,
/// not what they said: "spoke | in the United States".
pub(super) fn is_meeting(units: &[Unit], cue: usize, piece: &Range<usize>) -> bool {
    const SPEAKING: [u32; 5] = [
        const_hash(b"spoke"),
        const_hash(b"speak"),
        const_hash(b"speaks"),
        const_hash(b"speaking"),
        const_hash(b"spoken"),
    ];
    const MATTER: [u32; 5] = [
        const_hash(b"about"),
        const_hash(b"of"),
        const_hash(b"out"),
        const_hash(b"against"),
        const_hash(b"that"),
    ];
    let words = &units[piece.clone()];
    SPEAKING.contains(&units[cue].hash)
        && matches!(piece.start.checked_sub(cue), Some(1 | 2))
        && PREPOSITIONS.contains(&units[cue + 1].hash)
        && !words.iter().any(|unit| MATTER.contains(&unit.hash))
        && !piece.clone().any(|at| units[at].is_quote() && !is_called(units, at))
}

/// "in a message | that was leaked,": tells of the message, and is not what it
/// says. Where no other subject follows, "that" is one.
pub(super) fn is_relative(units: &[Unit], cue: usize, piece: &Range<usize>) -> bool {
    const HELPERS: [u32; 5] =
        [const_hash(b"was"), const_hash(b"were"), const_hash(b"is"), const_hash(b"has"), const_hash(b"had")];
    let [that, helper] = [piece.start, piece.start + 1].map(|at| units.get(at).map_or(0, |unit| unit.hash));
    let of_occasion = piece.start.checked_sub(1).is_some_and(|noun| OCCASIONS.contains(&units[noun].hash));
    that == THAT
        && HELPERS.contains(&helper)
        && of_occasion
        && piece.start > cue
        && !piece.clone().any(|at| units[at].is_quote())
}

/// Where what is said about somebody begins, behind a pronoun and what is put
/// in between: "called | him, in a leaked letter, | “a barnacle”".
fn beside_pronoun(units: &[Unit], cue: usize, piece: &mut Range<usize>) {
    let comma = units.get(piece.start + 1).is_some_and(|unit| unit.class == Class::Comma);
    let quote = piece.clone().find(|at| units[*at].is_quote());
    if let Some(quote) = quote
        && piece.start == cue + 1
        && comma
        && is_object(&units[piece.start])
        && units[quote - 1].class == Class::Comma
    {
        piece.start = quote;
    }
}

/// Whether the unit is "him" or the like.
pub(super) fn is_object(unit: &Unit) -> bool {
    const PRONOUNS: [u32; 5] =
        [const_hash(b"him"), const_hash(b"her"), const_hash(b"them"), const_hash(b"me"), const_hash(b"us")];
    PRONOUNS.contains(&unit.hash)
}

/// Whether the word only says what is spoken about ("Commenting on the levy"),
/// or tells of words that stand before it ("the concerns being expressed by").
pub(super) fn tells_nothing(units: &[Unit], cue: usize) -> bool {
    const BEING: u32 = const_hash(b"being");
    const BY: u32 = const_hash(b"by");
    let next = units.get(cue + 1).map_or(0, |next| next.hash);
    let before = cue.checked_sub(1).map_or(0, |before| units[before].hash);
    units[cue].hash == COMMENTING && next == PREPOSITIONS[1] || before == BEING && next == BY
}

/// "Lee sent her “warmest wishes”, saying: “…”": what stands before the comma
/// ahead of "saying" is not what is said.
pub(super) fn goes_on_before(units: &[Unit], cue: usize, piece: &Range<usize>) -> bool {
    let behind_comma = cue.checked_sub(1).is_some_and(|comma| units[comma].class == Class::Comma);
    units[cue].hash == const_hash(b"saying") && behind_comma && piece.start < cue
}

/// Cuts the pieces that begin right behind `cue`.
pub(super) fn listeners(units: &[Unit], cue: usize, pieces: &mut Vec<Range<usize>>) {
    let n_pieces = pieces.len();
    if let Some(piece) = pieces.iter_mut().find(|piece| piece.start > cue) {
        let behind = cue + 1..piece.start;
        let told = told::begins(units, cue, &behind, piece);
        if let Some(start) = told.or_else(|| occasion(units, &behind, piece)) {
            piece.start = start;
        }
        beside_pronoun(units, cue, piece);
        if let Some(end) = before_next_deed(units, cue, piece) {
            piece.end = end;
        }
        if let Some(end) = before_agent(units, piece) {
            piece.end = end;
        }
        // "he told reporters, | adding the levy would go"
        let first = &units[piece.start];
        if ADDING.contains(&first.hash) && piece.len() > 3 {
            piece.start += 1;
        }
        if n_pieces > 1 && behind.is_empty() && is_occasion(units, piece) {
            piece.end = piece.start;
        }
        if let Some(end) = before_main_clause(units, cue, piece) {
            piece.end = end;
        }
    }
    pieces.retain(|piece| piece.start < piece.end);
}

/// Where "denied all charges, | left the country and died" has to end: what
/// follows is what somebody did.
fn before_next_deed(units: &[Unit], cue: usize, piece: &Range<usize>) -> Option<usize> {
    const DENIED: u32 = const_hash(b"denied");
    const DEEDS: [u32; 6] = [
        const_hash(b"left"),
        const_hash(b"went"),
        const_hash(b"fled"),
        const_hash(b"took"),
        const_hash(b"made"),
        const_hash(b"told"),
    ];
    let deed = |at: usize| {
        let next = units.get(at + 1).filter(|_| at + 1 < piece.end);
        next.is_some_and(|next| {
            next.class == Class::Lower && (next.verb || DEEDS.contains(&next.hash)) && !next.opens
        })
    };
    let plain = units[cue].hash == DENIED && piece.start == cue + 1 && units[piece.start].hash != THAT;
    let comma = piece.clone().find(|at| units[*at].class == Class::Comma)?;
    (plain && deed(comma) && comma > piece.start).then_some(comma)
}

/// Where “the old model” | by Ann Lee has to end: whoever called it so is no
/// part of it.
fn before_agent(units: &[Unit], piece: &Range<usize>) -> Option<usize> {
    const BY: u32 = const_hash(b"by");
    let end = piece.start + 1;
    let rest = units.get(end..piece.end)?;
    let (by, name) = rest.split_first()?;
    let named = !name.is_empty() && name.iter().all(|unit| unit.name == PERSON);
    (units[piece.start].is_quote() && by.hash == BY && named).then_some(end)
}

/// Where "noting that it was late, | Ann Lee left the hall" or "asked about the
/// dam, | Ann Lee said" has to end: a cue that opens its sentence leaves the
/// clause of its subject outside.
fn before_main_clause(units: &[Unit], cue: usize, piece: &Range<usize>) -> Option<usize> {
    const FARTHEST: usize = 6;
    const ASKING: [u32; 6] = [
        const_hash(b"asked"),
        const_hash(b"pressed"),
        const_hash(b"questioned"),
        const_hash(b"quizzed"),
        const_hash(b"challenged"),
        const_hash(b"told"),
    ];
    const ING: u32 = const_hash(b"ing");
    let sentence = units[cue].sentence;
    let from = cue.saturating_sub(FARTHEST);
    let before = units[from..cue].iter().rev().take_while(|unit| unit.sentence == sentence);
    let (opens, n_before) = before.fold((true, 0), |(opens, count), unit| {
        let plain = unit.name == 0 && !unit.verb && !unit.is_quote() && !is_mark(unit.class);
        (opens && plain && unit.class != Class::Pronoun, count + 1)
    });
    let ends = units.get(piece.end).is_none_or(|next| next.sentence != sentence || next.class == Class::Stop);
    let asked = ASKING.contains(&units[cue].hash);
    if !opens || n_before == FARTHEST || !(asked || ends && units[cue].suffix == ING) {
        return None;
    }
    let office = |unit: &&Unit| {
        let word = matches!(unit.class, Class::Lower | Class::Capital | Class::Capitals | Class::Determiner);
        word && unit.name == 0 && !unit.verb && !unit.opens && !PREPOSITIONS.contains(&unit.hash)
    };
    let subject = |at: usize| {
        let at = at + units[at..piece.end].iter().take(3).take_while(office).count();
        let n_name = units[at..piece.end].iter().take_while(|unit| unit.name != 0).count();
        let pronoun = units.get(at).is_some_and(|unit| unit.class == Class::Pronoun);
        let n_words = if pronoun { 1 } else { n_name };
        let next = units[at..piece.end].get(n_words);
        n_words > 0
            && next.is_some_and(|next| {
                next.class == Class::Lower && !next.opens && !PREPOSITIONS.contains(&next.hash)
            })
    };
    (piece.start + 1..piece.end.saturating_sub(2))
        .find(|at| units[*at].class == Class::Comma && subject(at + 1))
}

/// Ends a piece that begins with a quoted stretch where the writer's words go
/// on: at a semicolon behind it ("called it | “a barnacle”; | he laughed"), and
/// at the name of whoever said it ("| “…,” | clerk Ann Lee, in a hat, said") or
/// does something else ("a clip that Lee called | “dull,” | Doyle smiled").
pub(super) fn writers_words(units: &[Unit], piece: &mut Range<usize>) {
    const OFFICE: usize = 5;
    let ends = units.get(piece.start + 1).is_some_and(|next| next.class == Class::Semicolon);
    let named = || {
        let words = &units[piece.start + 1..piece.end];
        let is_office = |unit: &&Unit| {
            matches!(unit.class, Class::Lower | Class::Capital | Class::Capitals)
                && unit.name != PERSON
                && !unit.verb
                && !unit.opens
                && unit.speech == 0
        };
        let n_office = words.iter().take_while(is_office).count();
        let n_name = words[n_office..].iter().take_while(|unit| unit.name == PERSON).count();
        let next = words.get(n_office + n_name);
        n_office <= OFFICE
            && n_name > 0
            && next.is_some_and(|next| next.class == Class::Comma || next.class == Class::Lower && next.verb)
    };
    if ends && units[piece.start].is_quote() || units[piece.start].class == Class::QuoteComma && named() {
        piece.end = piece.start + 1;
    }
}

/// Leaves a quoted stretch in a sentence of its own to whoever is told to say
/// it right behind: "Lee said. | “Why?” Doyle asked."
pub(super) fn leave_to_others(units: &[Unit], cue: usize, pieces: &mut Vec<Range<usize>>) {
    let begins = |at: usize| matches!(units[at - 1].class, Class::Stop | Class::QuoteStop);
    for piece in pieces.iter_mut() {
        if piece.start < cue {
            // "Lee told him: “Go.” | “Why?” Doyle asked."
            let own = piece
                .clone()
                .skip(1)
                .find(|at| units[*at].is_quote() && begins(*at) && teller(units, *at) == Some(cue));
            if let Some(own) = own.filter(|_| is_led(units, piece.start)) {
                piece.start = own;
            }
            continue;
        }
        let other = piece.clone().find(|at| {
            units[*at].is_quote() && begins(*at) && teller(units, *at).is_some_and(|teller| teller != cue)
        });
        piece.end = other.unwrap_or(piece.end);
    }
    pieces.retain(|piece| !piece.is_empty());
}

/// Whether the quoted stretch at `at` follows words that tell who says it: "Ann
/// Lee told the council: “…”".
fn is_led(units: &[Unit], at: usize) -> bool {
    const FARTHEST: usize = 12;
    let Some(mark) = at.checked_sub(1) else { return false };
    let sentence = units[mark].sentence;
    let leads = matches!(units[mark].class, Class::Colon | Class::Comma);
    let near = units[at.saturating_sub(FARTHEST)..mark].iter().rev();
    let mut near = near.take_while(|unit| unit.sentence == sentence && !unit.is_quote());
    leads && units[at].is_quote() && near.any(|unit| unit.speech > 0 && unit.class == Class::Lower)
}

/// The cue of whoever says the stretch at `at`, as the words behind it tell:
/// "“…,” Ann Lee said", "“…?” asked a clerk".
fn teller(units: &[Unit], at: usize) -> Option<usize> {
    const LONGEST: usize = 4;
    let unit = &units[at];
    let goes_on = matches!(unit.class, Class::Quote | Class::QuoteComma);
    if !goes_on && !unit.asks {
        return None;
    }
    let tells = |at: usize| units.get(at).is_some_and(|unit| unit.speech > 0 && unit.class == Class::Lower);
    let behind = at + 1;
    let first = units.get(behind)?;
    let is_name = |unit: &Unit| unit.name == PERSON || unit.name == 0 && unit.class == Class::Capital;
    let n_name = units[behind..].iter().take(LONGEST).take_while(|unit| is_name(unit)).count();
    let is_noun = |unit: &Unit| unit.class == Class::Lower && !unit.verb && !unit.opens && unit.speech == 0;
    let n_noun = match first.class {
        Class::Determiner => {
            units[behind + 1..].iter().take(LONGEST).take_while(|unit| is_noun(unit)).count() + 1
        }
        Class::Pronoun => 1,
        _ => 0,
    };
    let cue = if n_name > 0 && tells(behind + n_name) {
        behind + n_name
    } else if n_noun > 0 && tells(behind + n_noun) {
        behind + n_noun
    } else if tells(behind)
        && units.get(behind + 1).is_some_and(|next| is_name(next) || next.class == Class::Determiner)
    {
        return Some(behind);
    } else {
        return None;
    };
    // "“Why?” Lee said it was late": a sentence of its own, and no tag
    let ends = units.get(cue + 1).is_none_or(|next| {
        matches!(next.class, Class::Stop | Class::Comma | Class::Colon) || PREPOSITIONS.contains(&next.hash)
    });
    (goes_on || ends).then_some(cue)
}

/// Whether a poll, study or report tells something at `cue`: "a poll by Elm
/// University found that".
pub(super) fn is_finding(units: &[Unit], cue: usize) -> bool {
    const FARTHEST: usize = 9;
    const FINDING: [u32; 11] = [
        const_hash(b"found"),
        const_hash(b"finds"),
        const_hash(b"showed"),
        const_hash(b"shows"),
        const_hash(b"show"),
        const_hash(b"suggested"),
        const_hash(b"suggests"),
        const_hash(b"concluded"),
        const_hash(b"concludes"),
        const_hash(b"estimated"),
        const_hash(b"indicated"),
    ];
    const STUDIES: [u32; 14] = [
        const_hash(b"poll"),
        const_hash(b"polls"),
        const_hash(b"survey"),
        const_hash(b"surveys"),
        const_hash(b"study"),
        const_hash(b"studies"),
        const_hash(b"report"),
        const_hash(b"reports"),
        const_hash(b"analysis"),
        const_hash(b"review"),
        const_hash(b"inquiry"),
        const_hash(b"investigation"),
        const_hash(b"audit"),
        const_hash(b"census"),
    ];
    let sentence = units[cue].sentence;
    let told = units.get(cue + 1).is_some_and(|next| next.hash == THAT);
    let mut before = units[cue.saturating_sub(FARTHEST)..cue]
        .iter()
        .rev()
        .take_while(|unit| unit.sentence == sentence && !unit.opens && !unit.is_quote());
    FINDING.contains(&units[cue].hash) && told && before.any(|unit| STUDIES.contains(&unit.hash))
}

/// Whether somebody keeps silent at `cue`: "declined to comment".
pub(super) fn keeps_silent(units: &[Unit], cue: usize) -> bool {
    const DECLINING: [u32; 6] = [
        const_hash(b"declined"),
        const_hash(b"declines"),
        const_hash(b"declining"),
        const_hash(b"refused"),
        const_hash(b"refuses"),
        const_hash(b"refusing"),
    ];
    const SPEAKING: [u32; 9] = [
        const_hash(b"comment"),
        const_hash(b"answer"),
        const_hash(b"discuss"),
        const_hash(b"elaborate"),
        const_hash(b"respond"),
        const_hash(b"say"),
        const_hash(b"speak"),
        const_hash(b"talk"),
        const_hash(b"confirm"),
    ];
    DECLINING.contains(&units[cue].hash)
        && units.get(cue + 1).is_some_and(|next| next.hash == TO)
        && units.get(cue + 2).is_some_and(|next| SPEAKING.contains(&next.hash))
}

/// What is not said behind such a cue: "to comment on the case".
pub(super) fn silence(units: &[Unit], cue: usize) -> Range<usize> {
    let start = cue + 1;
    let ends = |unit: &Unit| {
        unit.is_quote()
            || unit.opens && unit.hash != THAT
            || matches!(
                unit.class,
                Class::Stop | Class::Comma | Class::Semicolon | Class::Colon | Class::Dash | Class::Bracket
            )
    };
    // "to say | when": what is not told
    let told = start + 2 + usize::from(units.get(start + 2).is_some_and(|unit| unit.opens));
    let end = (told..units.len()).find(|at| ends(&units[*at])).unwrap_or(units.len());
    start..end
}

/// Where what was said begins behind "in a radio interview".
fn occasion(units: &[Unit], behind: &Range<usize>, piece: &Range<usize>) -> Option<usize> {
    const LONGEST: usize = 6;
    if !behind.is_empty() || !leads(&units[piece.start]) {
        return None;
    }
    let head = (piece.start + 1..piece.end.min(piece.start + LONGEST))
        .take_while(|at| {
            matches!(units[*at].class, Class::Determiner | Class::Lower | Class::Capital | Class::Capitals)
        })
        .find(|at| OCCASIONS.contains(&units[*at].hash))?;
    let start = head + 1;
    let follows = units.get(start).filter(|_| start + 2 < piece.end)?;
    let begins =
        matches!(follows.class, Class::Determiner | Class::Pronoun | Class::Capital | Class::Capitals)
            || follows.hash == THAT;
    (begins && !follows.is_quote() && !PREPOSITIONS.contains(&follows.hash)).then_some(start)
}

/// Whether a piece is nothing but an occasion: "in evidence to a committee".
fn is_occasion(units: &[Unit], piece: &Range<usize>) -> bool {
    leads(&units[piece.start])
        && piece.len() <= 9
        && units[piece.clone()].iter().all(|unit| !unit.verb && !unit.is_quote())
        && units[piece.clone()].iter().take(5).any(|unit| OCCASIONS.contains(&unit.hash))
}

pub(super) fn leads(unit: &Unit) -> bool {
    PREPOSITIONS[..N_LEADING].contains(&unit.hash)
}
