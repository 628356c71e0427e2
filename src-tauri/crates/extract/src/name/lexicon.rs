//! Words the recogniser knows beforehand: first names, places, organisations.
//!
//! The lists are general knowledge, written for Backfile. A line or space
//! divides entries; `_` stands for a space inside one. An entry written in
//! capitals alone ("US") matches only words in capitals.

use std::sync::OnceLock;

use super::recogniser::hash::{HashedMap, join, of_bytes};

/// A set of lists, one bit each.
pub(crate) type Lists = u32;

/// Female first names.
pub(crate) const FEMALE: Lists = 1;
/// Male first names.
pub(crate) const MALE: Lists = 1 << 1;
/// Surnames.
pub(crate) const SURNAME: Lists = 1 << 2;
/// Countries.
pub(crate) const COUNTRY: Lists = 1 << 3;
/// Regions, states, waters, mountains.
pub(crate) const REGION: Lists = 1 << 4;
/// Towns and well-known sites.
pub(crate) const CITY: Lists = 1 << 5;
/// Peoples, languages, creeds, and their adjectives.
pub(crate) const PEOPLE: Lists = 1 << 6;
/// Sports teams.
pub(crate) const TEAM: Lists = 1 << 7;
/// Organisations.
pub(crate) const ORGANISATION: Lists = 1 << 8;
/// Words before a person's name, jobs among them.
pub(crate) const TITLE: Lists = 1 << 9;
/// Titles that are no part of a name ("Mr.").
pub(crate) const PERSON_TITLE: Lists = 1 << 10;
/// Words that organisations' names hold.
pub(crate) const ORG_WORD: Lists = 1 << 11;
/// Words that places' names hold.
pub(crate) const PLACE_WORD: Lists = 1 << 12;
/// What people are ("mayor", "wife").
pub(crate) const ROLE: Lists = 1 << 13;
/// Months and days.
pub(crate) const CALENDAR: Lists = 1 << 14;
/// Verbs of speech.
pub(crate) const SPEECH: Lists = 1 << 15;
/// Prepositions of place.
pub(crate) const PREPOSITION: Lists = 1 << 16;
/// Particles inside names ("van", "bin").
pub(crate) const PARTICLE: Lists = 1 << 17;
/// Legal forms of companies.
pub(crate) const COMPANY: Lists = 1 << 18;

/// Function words: alone never a name.
pub(crate) const FUNCTION: Lists = 1 << 19;

const FUNCTION_WORDS: &str = "the a an in on at he she it they we i you this that these those but and or nor if \
    when while after before as for from with by to of is are was were be been has have had do does did will would \
    can could may might must should not no yes there here what who whom whose how why where which some many most \
    all both each every another other such more less than then so because although though however meanwhile also \
    still just even only its his her their our my your him them us me about into over under between through \
    during since until against among without within despite instead yet too very now today yesterday tomorrow \
    one two three four five six seven eight nine ten first last next once again";
const CALENDAR_WORDS: &str = "January February March April May June July August September October November \
    December Jan. Feb. Mar. Apr. Jun. Jul. Aug. Sep. Sept. Oct. Nov. Dec. Jan Feb Mar Apr Jun Jul Aug Sep Sept \
    Oct Nov Dec Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Tues Wed Thu Thurs Fri Sat Sun \
    Mondays Tuesdays Wednesdays Thursdays Fridays Saturdays Sundays Christmas Easter Ramadan Thanksgiving \
    Halloween Passover Hanukkah Diwali Eid Lent Boxing_Day New_Year's_Eve New_Year's_Day New_Year";
const SPEECH_WORDS: &str = "said says say told tells added adds asked asks replied insisted announced declared \
    claimed stated warned argued explained noted wrote recalled testified admitted acknowledged joked suggested \
    complained concluded predicted promised vowed urged";
const PREPOSITION_WORDS: &str = "in at from near to into around outside inside across toward towards via through \
    throughout between of for by with on against over";
const PARTICLE_WORDS: &str = "de da do dos das di du del della der den van von ter ten bin ibn ben bint al el la \
    le les y e af av zu zum abu umm mac of the and";
const COMPANY_WORDS: &str = "Inc. Inc Corp. Corp Corporation Co. Ltd. Ltd Limited LLC PLC Plc plc AG GmbH SA S.A. \
    S.p.A. SpA NV N.V. BV AB ASA Oyj Holdings Group Bancorp & Bros.";

const LISTS: [(Lists, &str); 24] = [
    (FEMALE, include_str!("lexicon/female.txt")),
    (MALE, include_str!("lexicon/male.txt")),
    (FEMALE | MALE, include_str!("lexicon/either.txt")),
    (SURNAME, include_str!("lexicon/surnames.txt")),
    (COUNTRY, include_str!("lexicon/countries.txt")),
    (REGION, include_str!("lexicon/regions.txt")),
    (CITY, include_str!("lexicon/cities.txt")),
    (PEOPLE, include_str!("lexicon/demonyms.txt")),
    (TEAM, include_str!("lexicon/teams.txt")),
    (ORGANISATION, include_str!("lexicon/organisations.txt")),
    (TITLE, include_str!("lexicon/titles.txt")),
    (TITLE, include_str!("lexicon/person_titles.txt")),
    (PERSON_TITLE, include_str!("lexicon/person_titles.txt")),
    (ORG_WORD, include_str!("lexicon/org_words.txt")),
    (PLACE_WORD, include_str!("lexicon/place_words.txt")),
    (ROLE, include_str!("lexicon/roles.txt")),
    (CALENDAR, CALENDAR_WORDS),
    (SPEECH, SPEECH_WORDS),
    (PREPOSITION, PREPOSITION_WORDS),
    (PARTICLE, PARTICLE_WORDS),
    (COMPANY, COMPANY_WORDS),
    (ORG_WORD, COMPANY_WORDS),
    (FUNCTION, FUNCTION_WORDS),
    (ROLE, "mps meps qcs ceos"),
];

/// The longest entry, in words.
pub(crate) const MAX_WORDS: usize = 6;

/// The lists, ready to be asked.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    words: HashedMap<Lists>,
    phrases: HashedMap<Lists>,
    /// Longest phrase, in words, that begins with a word.
    longest: HashedMap<usize>,
}

impl Lexicon {
    /// The one lexicon, made at first use.
    pub fn get() -> &'static Self {
        static LEXICON: OnceLock<Lexicon> = OnceLock::new();
        LEXICON.get_or_init(|| {
            let mut lexicon = Self::default();
            for (list, entries) in LISTS {
                entries.split_whitespace().for_each(|entry| lexicon.add(list, entry));
            }
            lexicon
        })
    }

    fn add(&mut self, list: Lists, entry: &str) {
        let keys: Vec<u64> = entry.split('_').map(key).collect();
        match keys[..] {
            [only] => *self.words.entry(only).or_default() |= list,
            [first, ..] => {
                *self.phrases.entry(phrase_key(keys.iter().copied())).or_default() |= list;
                let longest = self.longest.entry(first).or_default();
                *longest = (*longest).max(keys.len());
            }
            [] => {}
        }
    }

    /// The lists that hold the word with these keys (see [`key`]).
    pub fn word(&self, exact: u64, lower: u64) -> Lists {
        let lists = |key| self.words.get(&key).copied().unwrap_or_default();
        if exact == lower { lists(lower) } else { lists(exact) | lists(lower) }
    }

    /// The lists that hold `word`.
    pub fn lists_of(&self, word: &str) -> Lists {
        self.word(of_bytes(word.as_bytes()), lower_key(word))
    }

    /// The lists that hold exactly these words as one entry.
    pub fn entry<'w>(&self, words: impl Iterator<Item = &'w str>) -> Lists {
        self.phrases.get(&phrase_key(words.map(key))).copied().unwrap_or_default()
    }

    /// The longest entry of several words at the head of `keys`.
    pub fn phrase(&self, keys: impl Iterator<Item = u64> + Clone) -> Option<(usize, Lists)> {
        let first = keys.clone().next()?;
        let longest = *self.longest.get(&first)?;
        (2..=longest.min(MAX_WORDS)).rev().find_map(|len| {
            let lists = self.phrases.get(&phrase_key(keys.clone().take(len)))?;
            (keys.clone().take(len).count() == len).then_some((len, *lists))
        })
    }
}

fn phrase_key(keys: impl Iterator<Item = u64>) -> u64 {
    keys.fold(7, join)
}

/// The key of an entry's word: as written where it is all capitals.
fn key(word: &str) -> u64 {
    if is_acronym(word) { of_bytes(word.as_bytes()) } else { lower_key(word) }
}

/// Whether `word` has several capitals and no small letters.
pub(crate) fn is_acronym(word: &str) -> bool {
    let n_capitals = word.chars().filter(|ch| ch.is_uppercase()).count();
    n_capitals > 1 && !word.chars().any(char::is_lowercase)
}

/// The key of `word` whatever its case and accents.
pub(crate) fn lower_key(word: &str) -> u64 {
    if word.is_ascii() {
        let mut buffer = [0_u8; 32];
        if let Some(lower) = buffer.get_mut(..word.len()) {
            lower.copy_from_slice(word.as_bytes());
            lower.make_ascii_lowercase();
            return of_bytes(lower);
        }
        return of_bytes(word.to_ascii_lowercase().as_bytes());
    }
    let folded: String = word.chars().flat_map(backfile_article::fold_char).collect();
    of_bytes(folded.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(word: &str, list: Lists, expected: bool) {
        assert_eq!(Lexicon::get().lists_of(word) & list != 0, expected, "{word}");
    }

    #[test]
    fn words_are_found_whatever_their_case_and_accents() {
        check("Maria", FEMALE, true);
        check("MARIA", FEMALE, true);
        check("Zurich", CITY, true);
        check("Zürich", CITY, true);
        check("Pell", FEMALE, false);
    }

    #[test]
    fn an_acronym_is_no_small_word() {
        check("US", COUNTRY, true);
        check("us", COUNTRY, false);
        check("WHO", ORGANISATION, true);
        check("who", ORGANISATION, false);
    }

    #[test]
    fn the_longest_phrase_wins() {
        let keys = |words: &str| words.split(' ').map(key).collect::<Vec<_>>();
        let found = |words: &str| Lexicon::get().phrase(keys(words).into_iter());
        assert_eq!(found("New York City Hall").map(|(len, _)| len), Some(3));
        assert_eq!(found("New Elm"), None);
    }
}
