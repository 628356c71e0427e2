//! The parts of a person's name.

use backfile_article::fold;

use super::lexicon::{FEMALE, Lexicon, MALE, SURNAME};

const SUFFIXES: &[&str] = &["jr", "jr.", "sr", "sr.", "ii", "iii", "iv"];
const PARTICLES: &[&str] = &[
    "de", "da", "do", "dos", "das", "di", "du", "la", "le", "della", "del", "der", "den", "van", "von",
    "ter", "ten", "bin", "ibn", "ben", "al", "el", "af", "av", "zu", "st.", "st",
];

/// A person's name, folded and without suffixes and nickname.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PersonName {
    /// Its words.
    pub words: Vec<String>,
    /// A nickname printed in quotation marks inside it.
    pub nickname: Option<String>,
}

impl PersonName {
    /// Reads the words of a name.
    pub fn of<'w>(words: impl Iterator<Item = &'w str>) -> Self {
        let mut name = Self { words: Vec::new(), nickname: None };
        let mut in_marks = false;
        for word in words.map(fold) {
            match word.as_str() {
                "\"" | "''" | "``" | "'" | "(" | ")" => in_marks = !in_marks,
                "," => {}
                suffix if SUFFIXES.contains(&suffix) && !name.words.is_empty() => {}
                _ if in_marks => name.nickname = Some(word),
                _ => name.words.push(word),
            }
        }
        name
    }

    /// Whether it is more than a surname or first name.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.words.len() > 1 && !PARTICLES.contains(&self.words[0].as_str())
    }

    /// The last word: the surname, or its end.
    #[must_use]
    pub fn last(&self) -> Option<&str> {
        self.words.last().map(String::as_str)
    }

    /// Whether both have a middle name or initial, and not the same: "George W.
    /// Marlow" is not George H. W. Marlow.
    #[must_use]
    pub fn middles_differ(&self, other: &Self) -> bool {
        let differ = |one: &String, other: &String| !same_first(one, other, None);
        self.last() == other.last()
            && middles(self).next().zip(middles(other).next()).is_some_and(|(one, other)| differ(one, other))
    }

    /// Whether `other` may be a fuller or shorter form of the same name.
    #[must_use]
    pub fn fits(&self, other: &Self) -> bool {
        let (short, long) = if self.words.len() <= other.words.len() { (self, other) } else { (other, self) };
        if short.words == long.words {
            return true;
        }
        if short.words.len() == 1 {
            let word = &short.words[0];
            return long.last() == Some(word)
                || long.words.first() == Some(word)
                || long.words.len() == 3 && long.words[1] == *word && is_surname(word)
                || long.nickname.as_ref() == Some(word);
        }
        let ends_alike = long.words.ends_with(&short.words);
        if !ends_alike && self.middles_differ(other) {
            return false;
        }
        let begins_alike = same_first(&short.words[0], &long.words[0], long.nickname.as_deref());
        let rest = &short.words[1..];
        let rest_found = long.words[1..].ends_with(rest) || long.words[1..].starts_with(rest);
        ends_alike
            || begins_alike && rest_found
            || begins_alike && short.last() == long.last() && middles_fit(short, long)
    }
}

/// The words between first and last, particles aside.
fn middles(name: &PersonName) -> impl Iterator<Item = &String> {
    let inner = name.words.get(1..name.words.len().saturating_sub(1)).unwrap_or_default();
    inner.iter().filter(|word| !PARTICLES.contains(&word.as_str()))
}

/// Whether a word is no first name, so that between two others it is the first
/// of two surnames ("Hernandez" of Arturo Hernandez Grisanti).
fn is_surname(word: &str) -> bool {
    let known = Lexicon::get().lists_of(word);
    known & SURNAME != 0 && known & (FEMALE | MALE) == 0
}

/// Whether the words between first and last fit: those of the shorter name
/// occur in the longer one, at least as initials.
fn middles_fit(short: &PersonName, long: &PersonName) -> bool {
    let inner = |name: &PersonName| name.words[1..name.words.len() - 1].to_vec();
    let long = inner(long);
    inner(short).iter().all(|word| long.iter().any(|other| same_first(word, other, None)))
}

/// Whether two first names may be the same: equal, an initial, or a nickname.
fn same_first(first: &str, second: &str, nickname: Option<&str>) -> bool {
    let initial = |short: &str, long: &str| {
        let letter = short.trim_end_matches('.');
        (short.ends_with('.') || letter.chars().count() == 1)
            && letter.chars().count() == 1
            && long.starts_with(letter)
    };
    first == second
        || is_nickname(first, second)
        || is_nickname(second, first)
        || initial(first, second)
        || initial(second, first)
        || nickname == Some(first)
}

/// Whether `short` is a usual short form of `long`.
fn is_nickname(short: &str, long: &str) -> bool {
    NICKNAMES.iter().any(|(nickname, names)| *nickname == short && names.contains(&long))
}

/// The letters that a first name, its short forms and the names it is short
/// for begin with.
#[must_use]
pub fn first_letters(first: &str) -> Vec<char> {
    let first = fold(first);
    let mut letters: Vec<char> = first.chars().next().into_iter().collect();
    for (nickname, names) in NICKNAMES {
        if *nickname == first {
            letters.extend(names.iter().filter_map(|name| name.chars().next()));
        }
        if names.contains(&first.as_str()) {
            letters.extend(nickname.chars().next());
        }
    }
    letters.sort_unstable();
    letters.dedup();
    letters
}

const NICKNAMES: &[(&str, &[&str])] = &[
    ("al", &["albert", "alan", "alfred"]),
    ("alex", &["alexander", "alexandra", "alejandro"]),
    ("andy", &["andrew", "andreas"]),
    ("ben", &["benjamin", "benedict"]),
    ("beth", &["elizabeth", "bethany"]),
    ("bill", &["william"]),
    ("bob", &["robert"]),
    ("cass", &["cassandra"]),
    ("charlie", &["charles", "charlotte"]),
    ("chris", &["christopher", "christian", "christine"]),
    ("dan", &["daniel"]),
    ("dave", &["david"]),
    ("des", &["desmond"]),
    ("dez", &["desmond"]),
    ("dick", &["richard"]),
    ("ed", &["edward", "edmund", "edwin"]),
    ("fred", &["frederick", "alfred"]),
    ("geoff", &["geoffrey"]),
    ("greg", &["gregory"]),
    ("jack", &["john"]),
    ("jeff", &["jeffrey"]),
    ("jen", &["jennifer"]),
    ("jim", &["james"]),
    ("jo", &["joanna", "josephine", "joanne"]),
    ("joe", &["joseph"]),
    ("jon", &["jonathan"]),
    ("josh", &["joshua"]),
    ("kate", &["katherine", "catherine", "kathryn"]),
    ("kathy", &["katherine", "kathleen"]),
    ("ken", &["kenneth"]),
    ("liz", &["elizabeth"]),
    ("maggie", &["margaret"]),
    ("matt", &["matthew"]),
    ("meg", &["margaret", "megan"]),
    ("mike", &["michael"]),
    ("mo", &["maureen", "mohamed", "mohammed"]),
    ("nick", &["nicholas", "nicolas"]),
    ("pat", &["patrick", "patricia"]),
    ("peggy", &["margaret"]),
    ("pete", &["peter"]),
    ("phil", &["philip", "phillip"]),
    ("ray", &["raymond"]),
    ("rob", &["robert"]),
    ("ron", &["ronald"]),
    ("sam", &["samuel", "samantha"]),
    ("steve", &["steven", "stephen"]),
    ("sue", &["susan"]),
    ("ted", &["edward", "theodore"]),
    ("tim", &["timothy"]),
    ("tom", &["thomas"]),
    ("tony", &["anthony"]),
    ("vince", &["vincent"]),
    ("will", &["william"]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(first: &str, second: &str, expected: bool) {
        let name = |words: &str| PersonName::of(words.to_owned().leak().split(' '));
        assert_eq!(name(first).fits(&name(second)), expected, "{first} / {second}");
        assert_eq!(name(second).fits(&name(first)), expected, "{second} / {first}");
    }

    #[test]
    fn shorter_and_fuller_forms_fit() {
        check("Chen", "Maria Chen", true);
        check("Maria", "Maria Chen", true);
        check("M. Chen", "Maria Chen", true);
        check("Maria Chen", "Maria L. Chen", true);
        check("Ibarra Quintana", "Dolores Ibarra Quintana", true);
        check("Dolores Ibarra", "Dolores Ibarra Quintana", true);
        check("van der Hoeck", "Pieter van der Hoeck", true);
        check("Pieter Jan van der Hoeck", "Pieter van der Hoeck", true);
        check("Peter H. W. Marlow", "Peter H.W. Marlow", true);
        check("Peter W. Marlow", "Peter Walter Marlow", true);
        check("Zoe Pell", "Zoë Pell Jr.", true);
        check("Mo Tully", "Maureen Tully", true);
        check("Lindy", "Kofi \" Lindy \" Lindqvist", true);
    }

    #[test]
    fn other_people_do_not_fit() {
        check("Maria Chen", "Peter Chen", false);
        check("Maria Chen", "Maria Hale", false);
        check("Maria Anne Chen", "Maria Lena Chen", false);
        check("J. Chen", "Maria Chen", false);
        check("Peter W. Marlow", "Peter H. W. Marlow", false);
        check("Peter W. Marlow", "Peter H.W. Marlow", false);
        check("Peter Walter Marlow", "Peter H. Marlow", false);
    }
}
