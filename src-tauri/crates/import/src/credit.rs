//! Who took a picture, as captions say it.
//!
//! - In brackets at the end: `(Name/Agency)`, `(Photograph: Name)`, a known
//!   agency.
//! - Without brackets as a line of its own or the last sentence: a word for it
//!   and names (`Photo: Name/Agency`, `Image credit: Name`, `Photograph by
//!   Name`), or a name, a stroke and an agency (`Name / Getty Images`).

use backfile_article::fold;

/// Agencies that sign pictures alone.
const AGENCIES: [&str; 20] = [
    "associated press",
    "ap",
    "ap photo",
    "reuters",
    "afp",
    "getty images",
    "getty",
    "pa",
    "pa wire",
    "epa",
    "dpa",
    "the canadian press",
    "canadian press",
    "bloomberg",
    "xinhua",
    "tass",
    "ansa",
    "efe",
    "kyodo",
    "alamy",
];
/// Words a credit in brackets begins with.
const CREDIT_WORDS: [&str; 11] = [
    "photo",
    "photograph",
    "photography",
    "picture",
    "image",
    "credit",
    "file photo",
    "courtesy",
    "handout",
    "illustration",
    "graphic",
];
/// Words before a credit without brackets; a colon, "by" or "of" follows.
const LABELS: [&str; 22] = [
    "photo",
    "photos",
    "photograph",
    "photographs",
    "photography",
    "picture",
    "pictures",
    "image",
    "images",
    "credit",
    "credits",
    "file photo",
    "photo credit",
    "photograph credit",
    "picture credit",
    "image credit",
    "video credit",
    "courtesy",
    "photo courtesy",
    "image courtesy",
    "illustration",
    "graphic",
];
/// Words of which the names of agencies and outlets are made.
const OUTLET_WORDS: [&str; 9] =
    ["agency", "archive", "archives", "courier", "gazette", "images", "news", "press", "wire"];
/// Small words inside of names.
const JOINTS: [&str; 14] =
    ["and", "&", "of", "the", "for", "via", "/", "de", "da", "van", "von", "der", "del", "bin"];
/// A caption with a credit but without brackets is no longer, in bytes.
const CAPTION_BYTES: usize = 1200;
/// A credit is no longer, in characters.
const CREDIT_CHARS: usize = 80;

/// The credit at a caption's end, without brackets round it.
pub(crate) fn credit_of(text: &str) -> Option<String> {
    let text = text.trim_end();
    in_brackets(text).or_else(|| without_brackets(text).map(str::to_owned))
}

fn in_brackets(text: &str) -> Option<String> {
    let inner = text.strip_suffix(')')?;
    let open = inner.rfind('(')?;
    let credit = inner[open + 1..].trim();
    if credit.is_empty() || credit.chars().count() > CREDIT_CHARS || credit.contains(['"', '“', '?', '!']) {
        return None;
    }
    let folded = fold(credit);
    let named_agency = AGENCIES.contains(&folded.as_str());
    let said = CREDIT_WORDS.iter().any(|word| {
        folded
            .strip_prefix(word)
            .is_some_and(|rest| rest.starts_with([':', ' ', '/']) && rest.trim().len() > 1)
    });
    (named_agency || said || is_name_and_agency(credit)).then(|| credit.to_owned())
}

/// `Jane Roe/Agency`: names with capitals on both sides of a stroke.
fn is_name_and_agency(credit: &str) -> bool {
    let Some((name, agency)) = credit.split_once('/') else { return false };
    let is_named = |part: &str| {
        let words: Vec<&str> = part.split_whitespace().collect();
        let n_capital = words.iter().filter(|word| word.starts_with(char::is_uppercase)).count();
        !words.is_empty()
            && words.len() <= 6
            && n_capital * 2 >= words.len()
            && words[0].starts_with(char::is_uppercase)
    };
    is_named(name.trim()) && is_named(agency.trim()) && name.chars().count() > 2
}

/// A credit that is the last sentence of `text`, or all of it.
fn without_brackets(text: &str) -> Option<&str> {
    if text.len() > CAPTION_BYTES {
        return None;
    }
    let is_end = |(at, ch): &(usize, char)| {
        let before = text[..*at].trim_end();
        ch.is_uppercase() && before.len() < *at && before.ends_with(['.', '!', '?', '”', '"', '|', '—', '–'])
    };
    let last = text.char_indices().rev().take(CREDIT_CHARS).filter(is_end).map(|(at, _)| at);
    let is_short = text.chars().count() <= CREDIT_CHARS;
    last.chain(is_short.then_some(0))
        .map(|at| &text[at..])
        .find(|credit| is_said(credit) || is_signed(credit))
}

/// `Photo: Jane Roe/Agency`, `Photograph by Jane Roe`.
fn is_said(credit: &str) -> bool {
    let label = |cut: &str| {
        let (label, names) = credit.split_once(cut)?;
        LABELS.contains(&fold(label).as_str()).then(|| names.trim())
    };
    let Some(names) = label(":").or_else(|| label(" by ")).or_else(|| label(" of ")) else { return false };
    let names = names.trim_end_matches('.');
    let agency = names.rsplit(['/', ',']).next().unwrap_or(names);
    let is_thing = fold(names).starts_with("the ");
    is_names(names) && (names.split_whitespace().count() <= 4 && !is_thing || is_agency(agency))
}

/// `Jane Roe / Getty Images`: somebody, or an agency, and an agency.
fn is_signed(credit: &str) -> bool {
    let Some((name, agency)) = credit.split_once('/') else { return false };
    let name = name.trim();
    is_names(name)
        && (is_agency(name) || (2..=4).contains(&name.split_whitespace().count()))
        && is_names(agency)
        && is_agency(agency)
}

/// Whether each word begins with a capital, but for joints between them.
fn is_names(names: &str) -> bool {
    let words: Vec<&str> = names.split_whitespace().collect();
    let is_capital =
        |word: &&str| word.starts_with(char::is_uppercase) && !word.ends_with(['.', '!', '?', ':', ';']);
    let is_initial = |word: &&str| word.chars().count() == 2 && word.ends_with('.');
    let is_joint = |word: &&str| JOINTS.contains(word);
    let opens = words.first().is_some_and(is_capital);
    opens
        && words.len() <= 8
        && words.iter().all(|word| is_capital(word) || is_initial(word) || is_joint(word))
}

/// Whether the last part of `name` is an agency's name, or like one.
fn is_agency(name: &str) -> bool {
    let folded = fold(name);
    let parts = folded.split('/').flat_map(|part| part.split(" via "));
    parts.map(str::trim).any(|part| {
        AGENCIES.contains(&part) || part.split(' ').skip(1).any(|word| OUTLET_WORDS.contains(&word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credits_are_told_from_other_brackets() {
        for (text, expected) in [
            ("A boat. (Lena Ortiz/Meridian)", Some("Lena Ortiz/Meridian")),
            ("A boat. (Associated Press)", Some("Associated Press")),
            ("A boat (Photograph: Lena Ortiz)", Some("Photograph: Lena Ortiz")),
            ("He left the party (and/or the coalition)", None),
            ("She joined in 2019 (aged 40)", None),
            ("The bill passed (51 to 49).", None),
        ] {
            assert_eq!(credit_of(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn credits_without_brackets_are_told_from_other_words() {
        for (text, expected) in [
            ("Photo: Jane Roe/Getty Images", Some("Photo: Jane Roe/Getty Images")),
            ("The dam on Monday. Photograph: Peter Parr/AP", Some("Photograph: Peter Parr/AP")),
            ("Image credit: Carol Roe/Reuters", Some("Image credit: Carol Roe/Reuters")),
            ("Dan Roe / Getty Images", Some("Dan Roe / Getty Images")),
            ("A boat in Elm. Dan Roe/AFP via Getty Images", Some("Dan Roe/AFP via Getty Images")),
            ("A boat in Elm. Dan Roe/The Elm Courier", Some("Dan Roe/The Elm Courier")),
            ("A boat in Elm. Photograph by Ann B. Lee", Some("Photograph by Ann B. Lee")),
            ("A boat in Elm | Photo courtesy of Elm Museum", Some("Photo courtesy of Elm Museum")),
            ("AFP / Getty", Some("AFP / Getty")),
            ("Photo: The harbour on Monday", None),
            ("Picture: the boat that Ann Lee built", None),
            ("Photo: Ann Lee meets Peter Parr at Elm Town Hall", None),
            ("Credit: it is hard to get", None),
            ("He writes for Reuters / AP and others.", None),
            ("The score was Lee / Parr", None),
            ("The prize was shared by Reuters.", None),
        ] {
            assert_eq!(credit_of(text).as_deref(), expected, "{text}");
        }
    }
}
