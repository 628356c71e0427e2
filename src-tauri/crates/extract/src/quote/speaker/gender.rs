//! Whether a person of the article is a woman or a man, from titles, nouns
//! beside the name and first names.

use super::scene::Named;
use crate::{
    Entity, EntityKind,
    name::lexicon::{FEMALE, Lexicon, MALE},
    token::Words,
};

/// As far as the article tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gender {
    Female,
    Male,
    Unknown,
}

impl Gender {
    /// Whether the two do not contradict.
    pub fn fits(self, other: Self) -> bool {
        self == other || self == Self::Unknown || other == Self::Unknown
    }
}

const FEMALE_WORDS: &[&str] = &[
    "mrs.",
    "mrs",
    "ms.",
    "ms",
    "miss",
    "madame",
    "lady",
    "dame",
    "queen",
    "princess",
    "actress",
    "spokeswoman",
    "congresswoman",
    "chairwoman",
    "businesswoman",
    "councilwoman",
    "saleswoman",
    "heiress",
    "waitress",
    "wife",
    "widow",
    "mother",
    "daughter",
    "sister",
    "aunt",
    "grandmother",
    "niece",
    "girlfriend",
    "woman",
    "girl",
    "alderwoman",
    "assemblywoman",
    "policewoman",
    "hostess",
    "duchess",
    "baroness",
    "nun",
    "mum",
    "mom",
];
const MALE_WORDS: &[&str] = &[
    "mr.",
    "mr",
    "sir",
    "lord",
    "king",
    "prince",
    "actor",
    "spokesman",
    "congressman",
    "chairman",
    "businessman",
    "councilman",
    "salesman",
    "waiter",
    "husband",
    "widower",
    "father",
    "son",
    "brother",
    "uncle",
    "grandfather",
    "nephew",
    "boyfriend",
    "man",
    "boy",
    "alderman",
    "assemblyman",
    "policeman",
    "duke",
    "baron",
    "monk",
    "dad",
    "fisherman",
    "pope",
];

/// The gender a noun tells.
pub(super) fn of_noun(word: &str) -> Gender {
    if FEMALE_WORDS.contains(&word) {
        Gender::Female
    } else if MALE_WORDS.contains(&word) {
        Gender::Male
    } else {
        Gender::Unknown
    }
}

/// The gender of every entity.
pub(super) fn of_all(words: &Words<'_>, entities: &[Entity], named: &[Named]) -> Vec<Gender> {
    let mut votes = vec![0_i32; entities.len()];
    for mention in named.iter().filter(|mention| entities[mention.entity].kind == EntityKind::Person) {
        votes[mention.entity] += beside(words, mention);
    }
    let of_one = |(entity, votes): (&Entity, &i32)| {
        if entity.kind != EntityKind::Person {
            return Gender::Unknown;
        }
        match votes.signum() {
            1 => Gender::Female,
            -1 => Gender::Male,
            _ => of_first_name(&entity.name),
        }
    };
    entities.iter().zip(&votes).map(of_one).collect()
}

/// What the words beside one mention tell: positive for a woman.
fn beside(words: &Words<'_>, mention: &Named) -> i32 {
    let sentence = &words.sentences[mention.sentence].tokens;
    let vote = |token_idx: usize| match of_noun(&words.word(token_idx).to_lowercase()) {
        Gender::Female => 1,
        Gender::Male => -1,
        Gender::Unknown => 0,
    };
    let mut votes = 0;
    // "actress Ann Lee", "Mr. Lee": the word directly before the name.
    if mention.tokens.start > sentence.start {
        votes += 2 * vote(mention.tokens.start - 1);
    }
    // "Ann Lee, the actress": an apposition, up to its first noun that tells.
    if mention.tokens.end + 1 < sentence.end && words.word(mention.tokens.end) == "," {
        let article = words.word(mention.tokens.end + 1);
        if matches!(article, "a" | "an" | "the" | "his" | "her" | "whose") {
            let reach = (mention.tokens.end + 2..sentence.end).take(5);
            let inside =
                reach.take_while(|idx| !matches!(words.word(*idx), "," | "of" | "for" | "who" | "to"));
            votes += inside.map(vote).find(|vote| *vote != 0).unwrap_or(0);
        }
    }
    votes
}

fn of_first_name(name: &str) -> Gender {
    let Some((first, _)) = name.split_once(' ') else { return Gender::Unknown };
    let lists = Lexicon::get().lists_of(first);
    match (lists & FEMALE != 0, lists & MALE != 0) {
        (true, false) => Gender::Female,
        (false, true) => Gender::Male,
        _ => Gender::Unknown,
    }
}
