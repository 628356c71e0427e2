//! Whether two names mean one person: the rule of the scorer's `name_match`,
//! so that figures made here and there agree.

use unicode_normalization::{UnicodeNormalization, char::canonical_combining_class};

const TITLES: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "miss",
    "dr",
    "sen",
    "sens",
    "rep",
    "reps",
    "gov",
    "govs",
    "gen",
    "col",
    "lt",
    "sgt",
    "rev",
    "prof",
    "sir",
    "lord",
    "lady",
    "dame",
    "president",
    "senator",
    "secretary",
    "governor",
    "mayor",
    "judge",
    "justice",
    "speaker",
    "congressman",
    "congresswoman",
    "representative",
    "chairman",
    "chairwoman",
    "pope",
    "king",
    "queen",
    "prince",
    "princess",
    "minister",
    "ambassador",
    "general",
    "captain",
    "officer",
    "detective",
    "sheriff",
    "the",
];
const SUFFIXES: &[&str] = &["jr", "sr", "ii", "iii", "iv"];
/// First names that may be one.
const NICKNAMES: &[&str] = &[
    "bill william will billy",
    "bob robert rob bobby",
    "jim james jimmy",
    "mike michael mick",
    "joe joseph",
    "tom thomas",
    "dick richard rick rich",
    "ted edward theodore ed eddie",
    "jack john johnny jon jonathan",
    "tony anthony",
    "dan daniel danny",
    "dave david",
    "chris christopher christine christopher",
    "kate katherine catherine kathy katie",
    "liz elizabeth beth betsy",
    "sue susan suzanne",
    "chuck charles charlie",
    "larry lawrence",
    "jeff jeffrey geoffrey",
    "steve steven stephen",
    "matt matthew",
    "ben benjamin",
    "sam samuel samantha",
    "alex alexander alexandra",
    "nick nicholas",
    "ron ronald",
    "don donald",
    "ken kenneth",
    "greg gregory",
    "tim timothy",
    "andy andrew drew",
    "pat patrick patricia",
    "jen jennifer jenny",
    "debbie deborah",
    "becky rebecca",
    "maggie margaret peggy",
    "kristen kristin",
];

/// Who is shown as the speaker of a quotation.
#[derive(Debug, Clone, Copy)]
pub enum Shown<'a> {
    /// A name.
    Name(&'a str),
    /// Only the words beside the quotation.
    Words(&'a str),
}

/// Whether `shown` means the person the annotators call `gold`: the last
/// names are equal and the first ones do not contradict.
pub fn same_name(gold: &str, shown: Shown<'_>) -> bool {
    let (text, is_name) = match shown {
        Shown::Name(name) => (name, true),
        Shown::Words(words) => (words, false),
    };
    let (gold, found) = (parts(gold), parts(text));
    let (Some(gold_last), Some(found_last)) = (gold.last(), found.last()) else { return false };
    if gold == found {
        return true;
    }
    if gold_last == found_last {
        if gold.len() < 2 || found.len() < 2 {
            return true;
        }
        let first = match found.len().checked_sub(gold.len()) {
            Some(at) if !is_name => &found[at],
            _ => &found[0],
        };
        return same_first(&gold[0], first) || !is_name && found.contains(&gold[0]);
    }
    !is_name && found.contains(gold_last)
}

fn same_first(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let starts = long.starts_with(short);
    let called = |names: &&&str| {
        let has = |name: &str| names.split(' ').any(|one| one == name);
        has(one) && has(other)
    };
    one == other || starts && matches!(short.len(), 1 | 3..) || NICKNAMES.iter().any(|names| called(&names))
}

/// The words of a name in plain small letters, without titles and suffixes.
fn parts(name: &str) -> Vec<String> {
    let plain: String = name.nfkd().filter(|ch| canonical_combining_class(*ch) == 0).collect();
    let plain = without_genitive(&plain.to_lowercase().replace('’', "'"));
    let words = plain.split(|ch: char| !(ch.is_ascii_alphanumeric() || matches!(ch, '.' | '\'' | '-')));
    let mut parts: Vec<String> = words
        .map(|word| word.trim_matches(['.', '\'', '-']).to_owned())
        .filter(|word| !word.is_empty())
        .collect();
    let titles = parts.iter().take_while(|part| TITLES.contains(&part.as_str())).count();
    parts.drain(..titles.min(parts.len().saturating_sub(1)));
    while parts.len() > 1 && parts.last().is_some_and(|last| SUFFIXES.contains(&last.as_str())) {
        parts.pop();
    }
    parts
}

/// Without "'s" at the ends of words.
fn without_genitive(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("'s") {
        let after = &rest[at + 2..];
        let ends = !after.starts_with(|ch: char| ch.is_alphanumeric() || ch == '_');
        out.push_str(&rest[..if ends { at } else { at + 2 }]);
        rest = after;
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_name_tells_and_the_first_may_be_short() {
        assert!(same_name("Robert Hale", Shown::Name("Mr. Hale")));
        assert!(same_name("Robert Hale", Shown::Name("Bob Hale")));
        assert!(same_name("Robert Hale", Shown::Name("R. Hale Jr.")));
        assert!(same_name("José Marlow-Pé", Shown::Name("Jose Marlow-Pe")));
        assert!(!same_name("Robert Hale", Shown::Name("Anna Hale")));
        assert!(!same_name("Robert Hale", Shown::Name("Robert Doyle")));
        assert!(!same_name("Robert Hale", Shown::Name("")));
    }

    #[test]
    fn of_mere_words_the_name_may_stand_anywhere() {
        assert!(same_name("Anna Keller", Shown::Words("Anna Keller, a lawyer for Mr. Hale")));
        assert!(!same_name("Robert Doyle", Shown::Words("Anna Keller, a lawyer for Mr. Hale")));
        assert!(!same_name("Anna Keller", Shown::Name("Anna Keller, a lawyer for Mr. Hale")));
    }

    #[test]
    fn the_genitive_is_no_part_of_a_name() {
        assert_eq!(parts("the Courier's"), ["courier"]);
        assert_eq!(parts("Hale's'spring"), ["hale'spring"]);
    }
}
