//! Whether a person is spoken of as she or he.

use super::{
    lexicon::{FEMALE, Lexicon, MALE, SURNAME, lower_key},
    recogniser::Known,
};

/// A person's gender, as far as names and titles tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gender {
    /// She.
    Female,
    /// He.
    Male,
}

const FEMALE_WORDS: &[&str] = &[
    "mrs.",
    "mrs",
    "ms.",
    "ms",
    "miss",
    "mme",
    "mlle",
    "madame",
    "dame",
    "lady",
    "baroness",
    "queen",
    "princess",
    "duchess",
    "countess",
    "sister",
    "mother",
    "wife",
    "daughter",
    "aunt",
    "niece",
    "widow",
    "grandmother",
    "actress",
    "spokeswoman",
    "chairwoman",
    "congresswoman",
    "businesswoman",
    "policewoman",
    "councilwoman",
    "stateswoman",
    "ballerina",
    "soprano",
    "ex-wife",
    "girlfriend",
    "fiancée",
    "señora",
    "frau",
    "headmistress",
    "heiress",
    "granddaughter",
];
const MALE_WORDS: &[&str] = &[
    "mr.",
    "mr",
    "sir",
    "lord",
    "king",
    "prince",
    "duke",
    "baron",
    "father",
    "brother",
    "husband",
    "son",
    "uncle",
    "nephew",
    "widower",
    "grandfather",
    "spokesman",
    "chairman",
    "congressman",
    "businessman",
    "policeman",
    "councilman",
    "statesman",
    "monsieur",
    "herr",
    "señor",
    "don",
    "pope",
    "ex-husband",
    "boyfriend",
    "fiancé",
    "fisherman",
    "headmaster",
    "foreman",
    "grandson",
];

/// The gender of the person called `name` with these titles and roles; none
/// where they do not tell. Titles tell more than names.
pub(crate) fn gender_of<'t>(name: &str, titles: impl Iterator<Item = &'t str>) -> Option<Gender> {
    titles.filter_map(gender_of_title).next().or_else(|| gender_of_first_name(name))
}

/// The gender the last word of a title or role tells; in "mayor's wife" and
/// "wife of the mayor" that of the wife.
fn gender_of_title(title: &str) -> Option<Gender> {
    let head = title.split(" of ").next().unwrap_or(title).split(" for ").next().unwrap_or(title);
    let word = head.split_whitespace().last()?.to_lowercase();
    let word = word.as_str();
    if FEMALE_WORDS.contains(&word) {
        Some(Gender::Female)
    } else if MALE_WORDS.contains(&word) {
        Some(Gender::Male)
    } else {
        None
    }
}

fn gender_of_first_name(name: &str) -> Option<Gender> {
    let mut parts = name.split_whitespace();
    let first = parts.find(|part| !part.ends_with('.'))?;
    parts.next()?;
    first_name_tells(first).or_else(|| first_name_tells(first.split_once('-')?.0))
}

/// The gender a first name tells: by the lists, else by the people counted
/// under it (see [`Known`]); none where it is given to both.
pub(crate) fn first_name_tells(first: &str) -> Option<Gender> {
    let lists = Lexicon::get().lists_of(first);
    // "Nguyen": a surname alone in the census, which some languages put first
    let is_surname = || {
        let known = Known::of(lower_key(first));
        (known.surname, known.first_name) == (1, 0)
    };
    match lists & (FEMALE | MALE) {
        _ if lists & SURNAME != 0 && is_surname() => None,
        FEMALE => Some(Gender::Female),
        MALE => Some(Gender::Male),
        0 => match Known::of(lower_key(first)).first_name {
            1 | 2 => Some(Gender::Male),
            3 | 4 => Some(Gender::Female),
            _ => None,
        },
        _ => None,
    }
}

/// First names that the lists give to women or to men, and that are well known
/// of the other as well: what is said of the bearer tells more.
pub(crate) fn is_given_to_both(first: &str) -> bool {
    const BOTH: [&str; 40] = [
        "Alexis",
        "Ashley",
        "Aubrey",
        "Avery",
        "Beverly",
        "Carol",
        "Casey",
        "Courtney",
        "Dana",
        "Dominique",
        "Evelyn",
        "Gail",
        "Hilary",
        "Jamie",
        "Jan",
        "Jean",
        "Jordan",
        "Joyce",
        "Kelly",
        "Kelsey",
        "Kerry",
        "Kim",
        "Laurie",
        "Lesley",
        "Leslie",
        "Lindsay",
        "Lindsey",
        "Loren",
        "Lynn",
        "Marion",
        "Meredith",
        "Robin",
        "Sasha",
        "Shannon",
        "Shelby",
        "Sidney",
        "Stacy",
        "Tracy",
        "Vivian",
        "Whitney",
    ];
    BOTH.contains(&first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, titles: &[&str], expected: Option<Gender>) {
        assert_eq!(gender_of(name, titles.iter().copied()), expected, "{name} {titles:?}");
    }

    #[test]
    fn titles_and_roles_tell_before_names() {
        check("Chen", &["Ms."], Some(Gender::Female));
        check("Robin Hale", &["the mayor's wife"], Some(Gender::Female));
        check("Dana Pell", &["spokesman for the mayor"], Some(Gender::Male));
    }

    #[test]
    fn first_names_tell_only_where_they_are_clear() {
        check("Maria Chen", &[], Some(Gender::Female));
        check("J. Peter Hale", &[], Some(Gender::Male));
        check("Anna-Lena Voss", &["engineer"], Some(Gender::Female));
        check("Robin Hale", &[], None);
        check("Chen", &[], None);
        check("Nguyễn Thu Hà", &[], None);
    }
}
