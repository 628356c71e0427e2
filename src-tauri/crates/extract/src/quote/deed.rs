//! Tells deeds from speech where a word of saying does duty for another:
//! "recalled 20,000 cars", "called a meeting", "responding to the call".
//!
//! What follows the word tells: a clause is said, a thing is dealt with. A word
//! that may be either is left to the models, and so is all that has quotation
//! marks in it.

use std::ops::Range;

use super::{
    features::const_hash,
    outlook::is_mark,
    unit::{Class, PERSON, Unit},
};

/// Whether what was read as said at `cue` is no speech.
pub(super) fn is_deed(units: &[Unit], cue: usize, piece: &Range<usize>) -> bool {
    let words = &units[piece.clone()];
    // What is said may stand before its cue: ask only behind it, and near.
    if piece.start <= cue || words.iter().any(Unit::is_quote) {
        return false;
    }
    let object = Object { units, cue, start: piece.start, words };
    if object.is_purpose() {
        return true;
    }
    object.gap() <= 1
        && !CLAUSE.contains(&words[0].hash)
        && (object.is_adverbial()
            || object.is_predicate()
            || object.is_modified()
            || Duty::of(&units[cue]).is_some_and(|duty| object.is_dealt_with(duty)))
}

/// Whether the word of saying at `at` is the end of a name nobody knows: "the
/// Polar Express".
pub(super) fn ends_name(units: &[Unit], at: usize) -> bool {
    let capital = |at: usize| matches!(units[at].class, Class::Capital | Class::Capitals);
    at > 0
        && units[at].class == Class::Capital
        && units[at - 1].sentence == units[at].sentence
        && units[at - 1].name == 0
        && capital(at - 1)
        && !(at + 1 < units.len() && capital(at + 1))
}

/// What a word of saying may do beside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Duty {
    /// To answer a thing, or by a deed.
    Answer,
    /// To remark on a thing.
    Comment,
    /// To call back.
    Recall,
    /// To ask for money.
    Charge,
    /// To convene, to telephone, to name.
    Call,
    /// To win, to apply for.
    Claim,
    /// To go on.
    Continue,
    /// To have a result, to put up.
    Post,
    /// To write or read a thing, or to somebody.
    Write,
    /// To name a case.
    Cite,
    /// To use a weapon.
    Shoot,
    /// A sound, a paper; particulars.
    Noun,
}

impl Duty {
    /// By the stems of words.
    const STEMS: [(u32, Self); 17] = [
        (const_hash(b"respond"), Self::Answer),
        (const_hash(b"react"), Self::Answer),
        (const_hash(b"comment"), Self::Comment),
        (const_hash(b"recall"), Self::Recall),
        (const_hash(b"charg"), Self::Charge),
        (const_hash(b"call"), Self::Call),
        (const_hash(b"claim"), Self::Claim),
        (const_hash(b"continu"), Self::Continue),
        (const_hash(b"post"), Self::Post),
        (const_hash(b"writ"), Self::Write),
        (const_hash(b"wrot"), Self::Write),
        (const_hash(b"written"), Self::Write),
        (const_hash(b"read"), Self::Write),
        (const_hash(b"cit"), Self::Cite),
        (const_hash(b"shoot"), Self::Shoot),
        (const_hash(b"shot"), Self::Shoot),
        (const_hash(b"detail"), Self::Noun),
    ];
    const NOTE: u32 = const_hash(b"note");
    const NOTES: u32 = const_hash(b"notes");

    fn of(cue: &Unit) -> Option<Self> {
        if matches!(cue.hash, Self::NOTE | Self::NOTES) {
            return Some(Self::Noun);
        }
        Self::STEMS.iter().find(|(stem, _)| *stem == cue.stem).map(|(_, duty)| *duty)
    }
}

/// Words that open what is said, whatever the cue.
const CLAUSE: [u32; 6] = [
    THAT,
    const_hash(b"whether"),
    const_hash(b"how"),
    const_hash(b"why"),
    const_hash(b"what"),
    const_hash(b"if"),
];
const THAT: u32 = const_hash(b"that");
const TO: u32 = const_hash(b"to");
const BY: u32 = const_hash(b"by");
const OF: u32 = const_hash(b"of");
const ON: u32 = const_hash(b"on");
const FOR: u32 = const_hash(b"for");
const WITH: u32 = const_hash(b"with");
const FROM: u32 = const_hash(b"from");
const HER: u32 = const_hash(b"her");
/// Pronouns that are subjects.
const SUBJECTS: [u32; 5] =
    [const_hash(b"he"), const_hash(b"she"), const_hash(b"they"), const_hash(b"we"), const_hash(b"i")];

/// Prepositions of place and time, behind which nothing said begins.
const ADVERBIAL: [u32; 11] = [
    const_hash(b"in"),
    const_hash(b"at"),
    const_hash(b"during"),
    const_hash(b"under"),
    FROM,
    const_hash(b"into"),
    const_hash(b"toward"),
    const_hash(b"towards"),
    const_hash(b"via"),
    const_hash(b"before"),
    const_hash(b"after"),
];

/// What follows a cue.
struct Object<'a> {
    units: &'a [Unit],
    cue: usize,
    start: usize,
    /// What was read as said, never empty.
    words: &'a [Unit],
}

impl Object<'_> {
    /// How many words stand between the cue and what was read as said.
    fn gap(&self) -> usize {
        self.start - self.cue - 1
    }

    /// The word before the cue, in its sentence.
    fn before(&self) -> Option<&Unit> {
        let before = self.cue.checked_sub(1).map(|at| &self.units[at])?;
        (before.sentence == self.units[self.cue].sentence).then_some(before)
    }

    /// The word behind the cue.
    fn next(&self) -> u32 {
        self.units[self.cue + 1].hash
    }

    /// Whether a verb, a pronoun or a joining word makes a clause of it, as far
    /// as the forms of words tell.
    fn is_clause(&self) -> bool {
        let subject =
            |unit: &Unit| SUBJECTS.contains(&unit.hash) || unit.verb || unit.opens && unit.hash != WITH;
        self.words.iter().any(subject)
    }

    /// "asked for approval so | that it can go on": what for, not what.
    fn is_purpose(&self) -> bool {
        const SO: u32 = const_hash(b"so");
        self.words[0].hash == THAT && self.gap() > 0 && self.units[self.start - 1].hash == SO
    }

    /// "was condemned | by members of the board", "was denied | under the law".
    fn is_adverbial(&self) -> bool {
        let first = self.words[0].hash;
        // "criticised | by the board for failing": says what for
        let adverbial = first == BY && !self.holds(FOR) || ADVERBIAL.contains(&first);
        self.gap() == 0 && adverbial && (first == BY && self.is_passive() || !self.is_clause())
    }

    /// Whether the cue is a passive.
    fn is_passive(&self) -> bool {
        const PASSIVE: [u32; 7] = [
            const_hash(b"was"),
            const_hash(b"were"),
            const_hash(b"been"),
            const_hash(b"being"),
            const_hash(b"be"),
            const_hash(b"is"),
            const_hash(b"are"),
        ];
        self.units[self.cue].verb && self.before().is_some_and(|unit| PASSIVE.contains(&unit.hash))
    }

    /// "damage claims | would be low", "details | were not known": a noun, and
    /// what is told of it.
    fn is_predicate(&self) -> bool {
        let cue = &self.units[self.cue];
        let first = &self.words[0];
        // "which he claims | would be low": a verb after all
        let near = &self.units[self.cue.saturating_sub(5)..self.cue];
        let relative = near.iter().any(|unit| unit.sentence == cue.sentence && unit.opens);
        let noun = !cue.verb && !relative && Duty::of(cue).is_some();
        self.gap() == 0 && noun && first.verb && !first.inflected
    }

    /// "the council's proposed | dam", "sizes of announced | plans": tells of a
    /// noun which of them.
    fn is_modified(&self) -> bool {
        const FRONT: [u32; 4] = [OF, FROM, const_hash(b"in"), const_hash(b"on")];
        const OWN: u32 = const_hash(b"'s");
        const EARLIER: [u32; 5] = [
            const_hash(b"previously"),
            const_hash(b"recently"),
            const_hash(b"newly"),
            const_hash(b"already"),
            const_hash(b"widely"),
        ];
        let first = &self.words[0];
        let noun = matches!(first.class, Class::Lower | Class::Capital)
            && first.name == 0
            && !first.opens
            && !first.verb;
        let earlier = self.before().is_some_and(|unit| EARLIER.contains(&unit.hash));
        let at = self.cue.checked_sub(1 + usize::from(earlier));
        let front = at.is_some_and(|at| {
            let unit = &self.units[at];
            // "he's claimed": no owner
            let owns = unit.hash == OWN && at > 0 && self.units[at - 1].class != Class::Pronoun;
            owns && unit.name == 0 || unit.class == Class::Determiner || FRONT.contains(&unit.hash)
        });
        self.gap() == 0 && noun && self.units[self.cue].verb && front
    }

    fn is_dealt_with(&self, duty: Duty) -> bool {
        let first = &self.words[0];
        let noun = self
            .before()
            .is_some_and(|unit| matches!(unit.class, Class::Determiner | Class::Number) && unit.hash != HER);
        match duty {
            Duty::Answer => matches!(self.next(), TO | BY | WITH) && !self.tells_within(),
            Duty::Comment => self.next() == ON && !self.tells_within(),
            Duty::Recall => noun || self.is_called_back(),
            Duty::Charge => self.is_price() || !self.is_clause() && !self.holds(WITH) && first.hash != TO,
            Duty::Call => self.gap() == 0 && (self.is_convened() || self.is_bare_name()),
            Duty::Claim => matches!(self.next(), FOR | WITH) || self.gap() == 0 && self.is_won(),
            Duty::Continue => self.gap() == 0 || !self.is_clause(),
            Duty::Post => self.gap() == 0 && self.is_result(),
            Duty::Write => {
                !self.tells_within()
                    && (self.gap() == 0 && self.is_thing() || self.next() == TO && !self.is_clause())
            }
            Duty::Cite => self.is_case(),
            Duty::Shoot => true,
            Duty::Noun => noun || self.next() == OF && self.gap() == 0,
        }
    }

    fn holds(&self, word: u32) -> bool {
        self.words.iter().any(|unit| unit.hash == word)
    }

    /// Whether something is told in it after all: "by saying it was late".
    fn tells_within(&self) -> bool {
        const ING: u32 = const_hash(b"ing");
        self.holds(THAT) || self.words.iter().any(|unit| unit.speech > 0 && unit.suffix == ING)
    }

    /// Whether it is a thing: it opens as a noun does, and is no clause.
    fn is_thing(&self) -> bool {
        let first = &self.words[0];
        matches!(first.class, Class::Determiner | Class::Number) && !self.is_clause()
    }

    /// "The firm recalled | 20,000 cars", "was recalled | to Elm", "must recall |
    /// Lee": a body calls back, and what is counted is called back.
    fn is_called_back(&self) -> bool {
        const HAVE_TO: [u32; 3] = [const_hash(b"must"), const_hash(b"should"), const_hash(b"will")];
        const FARTHEST: usize = 3;
        let before = self.before().map_or(0, |unit| unit.hash);
        let first = &self.words[0];
        let counted = self.words.iter().take(FARTHEST).any(|unit| unit.class == Class::Number);
        let chosen = HAVE_TO.contains(&before) && first.name == PERSON;
        let near = self.units[self.cue.saturating_sub(FARTHEST)..self.cue].iter().rev();
        let subject = near.take_while(|unit| !is_mark(unit.class)).find(|unit| !unit.verb);
        let body = subject.is_some_and(|unit| unit.name > PERSON || BODIES.contains(&unit.hash));
        self.is_passive() || (counted || chosen || body) && !self.is_clause_before_count()
    }

    /// Whether a verb stands before the number, as in "recalled it was 20".
    fn is_clause_before_count(&self) -> bool {
        let head = self.words.iter().take_while(|unit| unit.class != Class::Number);
        head.take(6).any(|unit| unit.verb || unit.opens || SUBJECTS.contains(&unit.hash))
    }

    /// "charged | customers a fee", "will charge | 20 dollars".
    fn is_price(&self) -> bool {
        const PRICES: [u32; 9] = [
            const_hash(b"fee"),
            const_hash(b"fees"),
            const_hash(b"price"),
            const_hash(b"prices"),
            const_hash(b"money"),
            const_hash(b"interest"),
            const_hash(b"rent"),
            const_hash(b"toll"),
            const_hash(b"tolls"),
        ];
        const FARTHEST: usize = 6;
        let head = self.words.iter().take(FARTHEST).take_while(|unit| !unit.verb && !unit.opens);
        let mut head = head.skip_while(|unit| !PRICES.contains(&unit.hash) && unit.class != Class::Number);
        head.next().is_some()
    }

    /// "called | a meeting on Monday", "called | the police": what is called
    /// together or by telephone, and nothing that it is called.
    fn is_convened(&self) -> bool {
        const LONGEST: usize = 5;
        let of_noun = |unit: &&Unit| {
            matches!(unit.class, Class::Lower | Class::Determiner | Class::Capital | Class::Number)
                && !unit.verb
                && !unit.opens
        };
        let end = self.words.iter().take(LONGEST).take_while(of_noun);
        let head = end.enumerate().filter(|(_, unit)| CONVENED.contains(&unit.hash)).last();
        head.is_some_and(|(at, _)| {
            let next = self.words.get(at + 1);
            next.is_none_or(|next| is_mark(next.class) || next.opens || LEADING.contains(&next.hash))
        })
    }

    /// "calls himself | Marlow Star": a name.
    fn is_bare_name(&self) -> bool {
        const SELVES: [u32; 4] = [
            const_hash(b"himself"),
            const_hash(b"herself"),
            const_hash(b"itself"),
            const_hash(b"themselves"),
        ];
        let name = |unit: &Unit| unit.name != 0 || unit.class == Class::Capital;
        SELVES.contains(&self.words[0].hash) && self.words.get(1).is_some_and(name)
    }

    /// "posted | a loss of two million": a figure.
    fn is_result(&self) -> bool {
        const RESULTS: [u32; 8] = [
            const_hash(b"loss"),
            const_hash(b"losses"),
            const_hash(b"profit"),
            const_hash(b"profits"),
            const_hash(b"rise"),
            const_hash(b"increase"),
            const_hash(b"deficit"),
            const_hash(b"surplus"),
        ];
        const FARTHEST: usize = 6;
        let mut head = self.words.iter().take(FARTHEST).take_while(|unit| !unit.verb && !unit.opens);
        head.any(|unit| unit.class == Class::Number || RESULTS.contains(&unit.hash))
    }

    /// "claimed | her seventh title", "claimed | the lives of six people".
    fn is_won(&self) -> bool {
        const LONGEST: usize = 8;
        const OWED: [u32; 4] = [
            const_hash(b"responsibility"),
            const_hash(b"credit"),
            const_hash(b"victory"),
            const_hash(b"innocence"),
        ];
        // "claimed | the plan works": a verb, as far as its form tells
        let tells = |pair: &[Unit]| {
            pair[1].inflected && pair[0].class == Class::Lower && !LEADING.contains(&pair[0].hash)
        };
        let counted = self.words[0].class == Class::Number;
        self.is_thing()
            && self.words.len() <= if counted { 3 } else { LONGEST }
            && !self.words.iter().any(|unit| OWED.contains(&unit.hash))
            && !self.words[1..].windows(2).any(tells)
    }

    /// "cited | Orr v. Wexler": a case.
    fn is_case(&self) -> bool {
        const AGAINST_OTHER: [u32; 4] =
            [const_hash(b"v"), const_hash(b"v."), const_hash(b"vs"), const_hash(b"vs.")];
        const FARTHEST: usize = 6;
        let head = self.words.iter().take(FARTHEST).take_while(|unit| !unit.verb);
        head.into_iter().any(|unit| AGAINST_OTHER.contains(&unit.hash))
    }
}

/// Bodies that call back what they sold or sent.
const BODIES: [u32; 9] = [
    const_hash(b"company"),
    const_hash(b"firm"),
    const_hash(b"maker"),
    const_hash(b"carmaker"),
    const_hash(b"automaker"),
    const_hash(b"manufacturer"),
    const_hash(b"retailer"),
    const_hash(b"government"),
    const_hash(b"ministry"),
];

/// What is called together or by telephone.
const CONVENED: [u32; 28] = [
    const_hash(b"meeting"),
    const_hash(b"meetings"),
    const_hash(b"conference"),
    const_hash(b"session"),
    const_hash(b"summit"),
    const_hash(b"assembly"),
    const_hash(b"hearing"),
    const_hash(b"election"),
    const_hash(b"elections"),
    const_hash(b"vote"),
    const_hash(b"ballot"),
    const_hash(b"referendum"),
    const_hash(b"poll"),
    const_hash(b"strike"),
    const_hash(b"strikes"),
    const_hash(b"halt"),
    const_hash(b"truce"),
    const_hash(b"ceasefire"),
    const_hash(b"police"),
    const_hash(b"ambulance"),
    const_hash(b"brigade"),
    const_hash(b"doctor"),
    const_hash(b"lawyer"),
    const_hash(b"hotline"),
    const_hash(b"number"),
    const_hash(b"office"),
    const_hash(b"witness"),
    const_hash(b"witnesses"),
];

/// Prepositions and words of time that may follow them.
const LEADING: [u32; 17] = [
    ON,
    FOR,
    WITH,
    FROM,
    OF,
    TO,
    const_hash(b"in"),
    const_hash(b"at"),
    const_hash(b"after"),
    const_hash(b"before"),
    const_hash(b"about"),
    const_hash(b"over"),
    const_hash(b"during"),
    const_hash(b"last"),
    const_hash(b"next"),
    const_hash(b"yesterday"),
    const_hash(b"today"),
];
