//! Words that are written with a dot of their own.

/// Abbreviations (lower case, without the dot, in order) that never end a
/// sentence: a name or number follows.
const BEFORE_A_NAME: &[&str] = &[
    "adm", "approx", "art", "asst", "atty", "brig", "ca", "capt", "cdr", "cmdr", "col", "cpl", "det", "dr",
    "ens", "figs", "fr", "ft", "gen", "gov", "hon", "insp", "lt", "maj", "messrs", "mgr", "mlle", "mme",
    "mr", "mrs", "ms", "msgr", "mt", "mx", "ofc", "pfc", "pres", "prof", "pte", "pvt", "rep", "reps", "rev",
    "sen", "sens", "sgt", "spc", "sr", "srta", "st", "ste", "supt", "treas", "vs",
];

/// Abbreviations that may also end a sentence, in order.
const ANYWHERE: &[&str] = &[
    "al", "ala", "apr", "ariz", "ark", "assn", "aug", "ave", "bancorp", "blvd", "bros", "calif", "cf", "co",
    "colo", "conn", "corp", "cos", "dec", "del", "dept", "esq", "est", "etc", "feb", "fla", "ga", "hwy",
    "ill", "inc", "ind", "intl", "jan", "jr", "jul", "jun", "kan", "ky", "la", "llc", "ltd", "mar", "mass",
    "md", "mich", "minn", "miss", "mo", "mont", "natl", "neb", "nev", "nov", "oct", "okla", "ont", "ore",
    "pa", "pct", "penn", "ph.d", "plc", "que", "rd", "sep", "sept", "tenn", "tex", "univ", "va", "viz", "vt",
    "wash", "wis", "wyo",
];

/// Abbreviations of [`ANYWHERE`] that are also common words: they keep their
/// dot only when written with a capital and not at the end of a text. In order.
const ALSO_WORDS: &[&str] = &[
    "al", "ark", "art", "co", "col", "del", "est", "fig", "ft", "ga", "ill", "ind", "jul", "jun", "la",
    "mar", "mass", "miss", "mo", "mont", "ms", "mt", "ore", "pa", "pres", "rep", "sep", "wash",
];

/// The same as numbers: looked at for every word before a dot.
static NAME_FOLLOWS: [u64; BEFORE_A_NAME.len()] = numbers(BEFORE_A_NAME);
static MAY_END: [u64; ANYWHERE.len()] = numbers(ANYWHERE);
static WORDS_TOO: [u64; ALSO_WORDS.len()] = numbers(ALSO_WORDS);

/// No abbreviation has more letters.
const LONGEST: usize = 7;

/// `words` as numbers, in the same order.
const fn numbers<const N: usize>(words: &[&str]) -> [u64; N] {
    let mut numbers = [0; N];
    let mut at = 0;
    while at < N {
        numbers[at] = number(words[at].as_bytes());
        at += 1;
    }
    numbers
}

/// The letters of a word of at most [`LONGEST`] bytes, small, as a number that
/// stands among others as the word among words.
const fn number(word: &[u8]) -> u64 {
    let mut number = 0;
    let mut at = 0;
    while at < LONGEST {
        let byte = if at < word.len() { word[at].to_ascii_lowercase() } else { 0 };
        number = number << 8 | byte as u64;
        at += 1;
    }
    number
}

/// What a dot after `word` is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dot {
    /// The end of a sentence, a token of its own.
    Stop,
    /// Part of the word; the sentence goes on.
    Inside,
    /// Part of the word; the sentence may end here.
    Either,
}

/// What a dot after `word` (written without it) is.
pub(super) fn dot_after(word: &str) -> Dot {
    // "Minneapolis-St"
    if let Some((_, last)) = word.rsplit_once('-')
        && last.len() > 1
        && last.starts_with(char::is_uppercase)
    {
        return dot_after(last);
    }
    if word.len() > LONGEST || word.is_empty() {
        return Dot::Stop;
    }
    let mut chars = word.chars();
    let first = chars.next().unwrap_or(' ');
    if chars.next().is_none() {
        // "Roe v. Wade"
        return if first.is_uppercase() && first != 'I' || first == 'v' { Dot::Inside } else { Dot::Stop };
    }
    if is_initials(word) {
        return Dot::Either;
    }
    let number = number(word.as_bytes());
    let is_on = |list: &[u64]| list.binary_search(&number).is_ok();
    if !first.is_uppercase() && is_on(&WORDS_TOO) {
        return Dot::Stop;
    }
    if is_on(&NAME_FOLLOWS) {
        Dot::Inside
    } else if is_on(&MAY_END) {
        Dot::Either
    } else {
        Dot::Stop
    }
}

/// Whether `word` is single letters with dots between ("U.S", "a.m").
fn is_initials(word: &str) -> bool {
    let mut parts = word.split('.');
    word.contains('.')
        && parts.all(|part| {
            let mut chars = part.chars();
            chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_in_order() {
        for list in [BEFORE_A_NAME, ANYWHERE, ALSO_WORDS] {
            assert!(list.is_sorted(), "{list:?}");
        }
    }

    #[test]
    fn words_of_all_lists_are_found() {
        assert_eq!(dot_after("Adm"), Dot::Inside);
        assert_eq!(dot_after("vs"), Dot::Inside);
        assert_eq!(dot_after("v"), Dot::Inside);
        assert_eq!(dot_after("Ala"), Dot::Either);
        assert_eq!(dot_after("wyo"), Dot::Either);
        assert_eq!(dot_after("art"), Dot::Stop);
        assert_eq!(dot_after("Wash"), Dot::Either);
        assert_eq!(dot_after("harbour"), Dot::Stop);
        assert_eq!(dot_after("Elm-St"), Dot::Inside);
        assert_eq!(dot_after("plan-B"), Dot::Stop);
    }
}
