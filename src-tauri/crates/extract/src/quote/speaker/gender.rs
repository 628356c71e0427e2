//! Whether a person of the article is a woman or a man, from titles, nouns
//! beside the name, first names and the pronouns that follow.

use super::scene::Named;
use crate::{
    Entity, EntityKind,
    name::{
        self, first_name_tells, is_given_to_both,
        lexicon::{FEMALE, Lexicon, MALE, SURNAME, lower_key},
        recogniser::Known,
    },
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

/// What tells a person's gender, the weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum By {
    /// Nothing.
    Nothing,
    /// The pronouns of sentences in which nobody else is named.
    Pronouns,
    /// The first name.
    FirstName,
    /// A title, or a noun beside the name.
    Words,
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

/// The gender of every entity, and what tells it.
pub(super) fn of_all(
    words: &Words<'_>,
    entities: &[Entity],
    named: &[Named],
    pronouns: &[(usize, Gender)],
) -> Vec<(Gender, By)> {
    let mut votes = vec![0_i32; entities.len()];
    for mention in named.iter().filter(|mention| entities[mention.entity].kind == EntityKind::Person) {
        votes[mention.entity] += beside(words, mention);
    }
    let followed = by_pronouns(words, entities, named, pronouns);
    let of_one = |idx: usize| {
        if entities[idx].kind != EntityKind::Person {
            return (Gender::Unknown, By::Nothing);
        }
        let by_words = of_votes(votes[idx], 1);
        let by_name = of_first_name(&entities[idx].name);
        let by_pronouns = of_votes(followed[idx], 2);
        let shared = is_given_to_both(entities[idx].name.split(' ').next().unwrap_or_default());
        if by_words != Gender::Unknown {
            (by_words, By::Words)
        } else if shared && by_pronouns != Gender::Unknown {
            (by_pronouns, By::Pronouns)
        } else if by_name != Gender::Unknown {
            (by_name, By::FirstName)
        } else if by_pronouns != Gender::Unknown {
            (by_pronouns, By::Pronouns)
        } else {
            (Gender::Unknown, By::Nothing)
        }
    };
    (0..entities.len()).map(of_one).collect()
}

fn of_votes(votes: i32, least: i32) -> Gender {
    match votes {
        votes if votes >= least => Gender::Female,
        votes if votes <= -least => Gender::Male,
        _ => Gender::Unknown,
    }
}

/// What "he" and "she" tell of the only person they can mean: the one named
/// before in the sentence, else the one of the sentence before. Positive for
/// a woman.
fn by_pronouns(
    words: &Words<'_>,
    entities: &[Entity],
    named: &[Named],
    pronouns: &[(usize, Gender)],
) -> Vec<i32> {
    let mut votes = vec![0; entities.len()];
    let is_person =
        |mention: &&Named| entities[mention.entity].kind == EntityKind::Person && !mention.is_quoted();
    for (token, gender) in pronouns {
        let sentence = words.sentence_of(*token);
        let end = named.partition_point(|mention| mention.tokens.end <= *token);
        let near = named[..end].iter().rev().take(12).take_while(|mention| mention.sentence + 1 >= sentence);
        let near: Vec<&Named> = near.filter(is_person).collect();
        let n_here = near.partition_point(|mention| mention.sentence == sentence);
        let same_section = |mention: &&&Named| {
            words.sentences[mention.sentence].section == words.sentences[sentence].section
        };
        let (pool, worth) = if n_here > 0 { (&near[..n_here], 2) } else { (&near[..], 1) };
        let mut pool = pool.iter().filter(same_section);
        if let Some(first) = pool.next()
            && pool.all(|other| other.entity == first.entity)
        {
            votes[first.entity] += if *gender == Gender::Female { worth } else { -worth };
        }
    }
    votes
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
    let (first, alone) = name.split_once(' ').map_or((name, true), |(first, _)| (first, false));
    // A lone name tells only if it is nobody's surname ("Lee").
    if alone && is_surname(first) {
        return Gender::Unknown;
    }
    match first_name_tells(first) {
        Some(name::Gender::Female) => Gender::Female,
        Some(name::Gender::Male) => Gender::Male,
        None => Gender::Unknown,
    }
}

fn is_surname(word: &str) -> bool {
    let lists = Lexicon::get().lists_of(word);
    lists & SURNAME != 0 || lists & (FEMALE | MALE) == 0 && Known::of(lower_key(word)).surname != 0
}
