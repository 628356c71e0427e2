//! Why words of an article are taken for the name of somebody: how they lead to
//! the full name. Told from the names alone, when the article is read.

use backfile_article::fold;
use backfile_extract::EntityKind;

use crate::NamedHow;

/// Titles that may stand before a name, without their dots.
const TITLES: [&str; 24] = [
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "dr",
    "prof",
    "professor",
    "sir",
    "dame",
    "lord",
    "lady",
    "sen",
    "senator",
    "rep",
    "gov",
    "governor",
    "president",
    "judge",
    "justice",
    "gen",
    "col",
    "capt",
    "rev",
];

/// Words that acronyms leave out.
const SMALL: [&str; 7] = ["of", "the", "and", "for", "on", "in", "to"];

/// How the `printed` words lead to `name`.
pub(super) fn named_how(printed: &str, name: &str, kind: EntityKind) -> NamedHow {
    let name = undistinguished(name);
    if printed == name {
        return NamedHow::Same;
    }
    let (words, full) = (words(printed), words(name));
    if words.concat() == full.concat() {
        NamedHow::Spelling
    } else if is_acronym(&words, &full) || is_acronym(&full, &words) {
        NamedHow::Acronym
    } else if kind == EntityKind::Person {
        person(&words, &full)
    } else if is_within(&words, &full) {
        NamedHow::Shortened
    } else if is_within(&full, &words) {
        NamedHow::Longer
    } else {
        NamedHow::Other
    }
}

/// Whether these words give the whole name.
pub(super) const fn is_in_full(how: NamedHow) -> bool {
    matches!(how, NamedHow::Same | NamedHow::Spelling | NamedHow::Longer)
}

/// The last word of a name, by which people of one surname are known.
pub(super) fn surname(name: &str) -> Option<String> {
    words(undistinguished(name)).pop()
}

/// Without the number, or whatever the reader put there, that tells people of
/// one name apart.
fn undistinguished(name: &str) -> &str {
    let bare = name.strip_suffix(')').and_then(|name| name.rsplit_once(" ("));
    bare.map_or(name, |(name, _)| name)
}

/// The title directly before byte `start` of `text`, with what stands between.
pub(super) fn title_before(text: &str, start: usize) -> Option<&str> {
    let before = text[..start].trim_end_matches(' ');
    let at = before
        .rfind(|ch: char| !ch.is_alphabetic() && ch != '.')
        .map_or(0, |at| at + before[at..].chars().next().map_or(0, char::len_utf8));
    let title = before[at..].trim_end_matches('.').to_lowercase();
    (before.len() < start && TITLES.contains(&title.as_str())).then(|| &text[at..start])
}

fn person(words: &[String], full: &[String]) -> NamedHow {
    let (Some((last, first)), Some((full_last, full_first))) = (words.split_last(), full.split_last()) else {
        return NamedHow::Other;
    };
    if words.len() < full.len() && full.ends_with(words) {
        NamedHow::Surname
    } else if words.len() < full.len() && full.starts_with(words) {
        NamedHow::FirstName
    } else if last != full_last || first.is_empty() {
        if is_within(words, full) { NamedHow::Shortened } else { NamedHow::Other }
    } else if is_within(words, full) {
        NamedHow::Shortened
    } else if is_within(full, words) {
        NamedHow::Longer
    } else if are_initials(first, full_first) || are_initials(full_first, first) {
        NamedHow::Initials
    } else {
        NamedHow::OtherFirstName
    }
}

/// Whether all of `short` are the first letters of `long`, or whole words of it, in order.
fn are_initials(short: &[String], long: &[String]) -> bool {
    let mut rest = long.iter();
    short.iter().all(|word| {
        rest.any(|full| full == word || word.chars().count() == 1 && full.starts_with(word.as_str()))
    })
}

/// Whether all of `part` stand in `whole`, in order.
fn is_within(part: &[String], whole: &[String]) -> bool {
    let mut rest = whole.iter();
    part.len() < whole.len() && part.iter().all(|word| rest.any(|other| other == word))
}

/// Whether `short`, be it in single letters, is made of the first letters of `long`.
fn is_acronym(short: &[String], long: &[String]) -> bool {
    let short = short.concat();
    let letters = |skip: bool| -> String {
        let words = long.iter().filter(|word| !(skip && SMALL.contains(&word.as_str())));
        words.filter_map(|word| word.chars().next()).collect()
    };
    short.chars().count() > 1 && long.len() > 1 && (short == letters(true) || short == letters(false))
}

/// The words of a name: case, accents, dots and the possessive do not count.
fn words(name: &str) -> Vec<String> {
    let folded = fold(name);
    let folded = folded.strip_suffix("'s").unwrap_or(&folded);
    let words = folded.split(|ch: char| !ch.is_alphanumeric() && ch != '\'');
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(kind: EntityKind, name: &str, expected: &[(&str, NamedHow)]) {
        for (printed, how) in expected {
            assert_eq!(named_how(printed, name, kind), *how, "{printed} of {name}");
        }
    }

    #[test]
    fn a_person_is_named_in_many_ways() {
        check(
            EntityKind::Person,
            "Maria Elena Chen",
            &[
                ("Maria Elena Chen", NamedHow::Same),
                ("MARÍA ELENA CHEN", NamedHow::Spelling),
                ("Maria-Elena Chen", NamedHow::Spelling),
                ("Chen", NamedHow::Surname),
                ("Elena Chen", NamedHow::Surname),
                ("Maria", NamedHow::FirstName),
                ("M. E. Chen", NamedHow::Initials),
                ("M. Chen", NamedHow::Initials),
                ("Maria Chen", NamedHow::Shortened),
                ("Maria Elena Rosa Chen", NamedHow::Longer),
                ("Mimi Chen", NamedHow::OtherFirstName),
                ("La Jefa", NamedHow::Other),
            ],
        );
        check(EntityKind::Person, "Maria Chen (2)", &[("Maria Chen", NamedHow::Same)]);
        check(
            EntityKind::Person,
            "Maria Chen (of Elm)",
            &[("Maria Chen", NamedHow::Same), ("Chen", NamedHow::Surname)],
        );
        check(EntityKind::Person, "M. Chen", &[("Maria Chen", NamedHow::Initials)]);
    }

    #[test]
    fn organisations_and_places_are_shortened_and_abbreviated() {
        check(
            EntityKind::Organisation,
            "Bank of Elm",
            &[
                ("BoE", NamedHow::Acronym),
                ("B.E.", NamedHow::Acronym),
                ("the Bank", NamedHow::Other),
                ("Elm", NamedHow::Shortened),
            ],
        );
        check(
            EntityKind::Place,
            "United States",
            &[("U.S.", NamedHow::Acronym), ("United States’s", NamedHow::Spelling)],
        );
        check(EntityKind::Place, "US", &[("United States", NamedHow::Acronym)]);
        check(EntityKind::Place, "Port Ellery", &[("Port Ellery, Maine", NamedHow::Longer)]);
    }

    #[test]
    fn a_title_before_a_name_is_seen() {
        let before = |text: &str| {
            let start = text.find("Chen").unwrap();
            title_before(text, start).map(str::to_owned)
        };
        assert_eq!(before("when Ms. Chen spoke").as_deref(), Some("Ms. "));
        assert_eq!(before("Governor Chen spoke").as_deref(), Some("Governor "));
        assert_eq!(before("and Chen spoke"), None);
        assert_eq!(before("Chen spoke"), None);
        assert_eq!(surname("Maria Chen (2)").as_deref(), Some("chen"));
    }
}
