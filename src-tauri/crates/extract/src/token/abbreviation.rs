//! Words that are written with a dot of their own.

/// Abbreviations (lower case, without the dot) that never end a sentence:
/// a name or number follows.
const BEFORE_A_NAME: &[&str] = &[
    "adm", "asst", "atty", "brig", "capt", "cdr", "cmdr", "col", "cpl", "det", "dr", "ens", "fr", "gen",
    "gov", "hon", "insp", "lt", "maj", "messrs", "mgr", "mlle", "mme", "mr", "mrs", "ms", "msgr", "mt", "mx",
    "ofc", "pfc", "pres", "prof", "pte", "pvt", "rep", "reps", "rev", "sen", "sens", "sgt", "spc", "sr",
    "srta", "st", "ste", "supt", "treas", "vs", "ft", "figs", "art", "approx", "ca",
];

/// Abbreviations that may also end a sentence.
const ANYWHERE: &[&str] = &[
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "inc", "corp", "co",
    "ltd", "bros", "plc", "llc", "jr", "etc", "al", "ave", "blvd", "rd", "hwy", "dept", "univ", "assn",
    "bancorp", "intl", "natl", "cos", "pct", "est", "esq", "ph.d", "viz", "cf", "ala", "ariz", "ark",
    "calif", "colo", "conn", "del", "fla", "ga", "ill", "ind", "kan", "ky", "la", "md", "mich", "minn",
    "miss", "mo", "mont", "neb", "nev", "okla", "ont", "ore", "pa", "penn", "tenn", "tex", "va", "vt",
    "wash", "wis", "wyo", "que", "mass",
];

/// Abbreviations of [`ANYWHERE`] that are also common words: they keep their
/// dot only when written with a capital and not at the end of a text.
const ALSO_WORDS: &[&str] = &[
    "art", "mar", "sep", "jun", "jul", "ill", "ind", "la", "mass", "miss", "pa", "wash", "del", "mo", "ore",
    "ft", "co", "al", "est", "rep", "pres", "col", "ga", "fig", "ms", "mt", "ark", "mont",
];

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
    const LONGEST: usize = 7;
    if word.len() > LONGEST || word.is_empty() {
        return Dot::Stop;
    }
    let mut chars = word.chars();
    let first = chars.next().unwrap_or(' ');
    if chars.next().is_none() {
        return if first.is_uppercase() && first != 'I' { Dot::Inside } else { Dot::Stop };
    }
    if is_initials(word) {
        return Dot::Either;
    }
    let mut lower = [0; LONGEST];
    let Some(lower) = lower.get_mut(..word.len()) else { return Dot::Stop };
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    let Ok(lower) = str::from_utf8(lower) else { return Dot::Stop };
    if ALSO_WORDS.contains(&lower) && !first.is_uppercase() {
        return Dot::Stop;
    }
    if BEFORE_A_NAME.contains(&lower) {
        Dot::Inside
    } else if ANYWHERE.contains(&lower) {
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
