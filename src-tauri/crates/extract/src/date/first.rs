//! Which words a date can begin with: asked of every word, so that the rules
//! are tried at few.

use super::{Sentence, word::weekday};

/// How a word may begin a date, wherever it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Opening {
    /// It begins none.
    Never,
    /// Whatever follows.
    Always,
    /// Where "the" stands before a day.
    BeforeDay,
    /// Where it counts a unit of time.
    BeforeUnit,
}

impl Opening {
    /// Looks at `word`.
    pub(crate) fn of(word: &str) -> Self {
        /// No word below is longer.
        const LONGEST: usize = 16;
        let always = |always: bool| if always { Self::Always } else { Self::Never };
        let Some(first) = word.bytes().next() else { return Self::Never };
        match first {
            b'0'..=b'9' => return Self::Always,
            b'\'' => return always(word == "'"),
            0x80.. => return always(matches!(word, "’" | "‘")),
            _ if !first.is_ascii_alphabetic() => return Self::Never,
            _ => {}
        }
        if word.ends_with("-century") {
            return Self::Always;
        }
        let mut small = [0; LONGEST];
        let Some(small) = small.get_mut(..word.len()) else { return Self::Never };
        small.copy_from_slice(word.as_bytes());
        small.make_ascii_lowercase();
        match &*small {
            b"the" => Self::BeforeDay,
            b"coming" | b"half" => always(true),
            b"new" | b"good" | b"boxing" => always(first.is_ascii_uppercase()),
            small if is_first_word(small) => Self::Always,
            small if is_number(small) => Self::BeforeUnit,
            _ => Self::Never,
        }
    }
}

/// Whether the word at `at` may begin a date. Never denies one that does.
pub(super) fn may_begin(sentence: &Sentence<'_>, at: usize) -> bool {
    match sentence.words.opening(at) {
        Opening::Never => false,
        Opening::Always => true,
        Opening::BeforeDay => {
            let next = sentence.word(at + 1);
            matches!(next, "day" | "weekend") || next.starts_with(|ch: char| ch.is_ascii_digit())
        }
        Opening::BeforeUnit => is_unit(sentence.word(at + 1)),
    }
}

/// "two years", "a week": numbers are first words only where time is counted.
fn is_unit(next: &str) -> bool {
    let unit = next.strip_suffix('s').unwrap_or(next);
    matches!(unit, "day" | "week" | "fortnight" | "month" | "year" | "decade" | "century")
        || weekday(unit).is_some()
}

/// The words of [`super::word::number`], in small letters.
fn is_number(small: &[u8]) -> bool {
    matches!(
        small,
        b"a" | b"an"
            | b"zero"
            | b"one"
            | b"two"
            | b"three"
            | b"four"
            | b"five"
            | b"six"
            | b"seven"
            | b"eight"
            | b"nine"
            | b"ten"
            | b"eleven"
            | b"twelve"
            | b"thirteen"
            | b"fourteen"
            | b"fifteen"
            | b"sixteen"
            | b"seventeen"
            | b"eighteen"
            | b"nineteen"
            | b"twenty"
            | b"thirty"
            | b"forty"
            | b"fifty"
            | b"sixty"
            | b"seventy"
            | b"eighty"
            | b"ninety"
    )
}

/// Months, weekdays, seasons, decades and what is counted from today, in small
/// letters.
fn is_first_word(small: &[u8]) -> bool {
    if small.starts_with(b"mid-") || small.starts_with(b"late-") || small.starts_with(b"early-") {
        return true;
    }
    let bare = small.strip_suffix(b".").unwrap_or(small);
    if bare.ends_with(b"th") || bare.ends_with(b"-first") || bare.ends_with(b"-second") {
        return true; // "fifth", "twenty-first"
    }
    if bare.ends_with(b"-third") || bare.ends_with(b"-century") {
        return true;
    }
    is_calendar_word(bare) || is_counted_word(bare)
}

fn is_calendar_word(bare: &[u8]) -> bool {
    let short = bare.get(..3).unwrap_or_default();
    let begins = matches!(
        short,
        b"jan"
            | b"feb"
            | b"mar"
            | b"apr"
            | b"may"
            | b"jun"
            | b"jul"
            | b"aug"
            | b"sep"
            | b"oct"
            | b"nov"
            | b"dec"
            | b"mon"
            | b"tue"
            | b"wed"
            | b"thu"
            | b"fri"
            | b"sat"
            | b"sun"
    );
    begins || matches!(bare, b"spring" | b"summer" | b"autumn" | b"fall" | b"winter")
}

fn is_counted_word(bare: &[u8]) -> bool {
    matches!(
        bare,
        b"twenties"
            | b"thirties"
            | b"forties"
            | b"fifties"
            | b"sixties"
            | b"seventies"
            | b"eighties"
            | b"nineties"
            | b"today"
            | b"tonight"
            | b"yesterday"
            | b"tomorrow"
            | b"this"
            | b"last"
            | b"next"
            | b"past"
            | b"first"
            | b"second"
            | b"third"
            | b"fourth"
            | b"final"
            | b"weekend"
            | b"christmas"
            | b"easter"
            | b"thanksgiving"
            | b"halloween"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Document, token::Words};

    /// Asserts whether the first word of `text` may begin a date.
    #[track_caller]
    fn check(text: &str, expected: bool) {
        let document = Document::plain(text, None);
        let words = Words::of(&document);
        let sentence = Sentence { words: &words, start: 0, end: words.tokens.len(), anchor: None };
        assert_eq!(may_begin(&sentence, 0), expected, "{text}");
    }

    #[test]
    fn first_words_of_all_rules_are_let_through() {
        for text in ["6 November", "the 6th of November", "the weekend", "the day before", "’90s", "Sept. 6"]
        {
            check(text, true);
        }
        for text in
            ["Christmas Day", "New Year's Eve", "twenty-first of May", "nineteenth-century", "half a year"]
        {
            check(text, true);
        }
        for text in ["two Fridays ago", "a fortnight ago", "a century ago", "fourth of July", "Good Friday"] {
            check(text, true);
        }
        for text in ["two years ago", "A week from now", "Mid-March", "early-1990s", "MAY", "Weds", "Tues."] {
            check(text, true);
        }
    }

    #[test]
    fn other_words_are_not() {
        for text in ["the harbour", "two boats", "a boat", "that", "—", "“We”", "Elm", "the Daily Elm"]
        {
            check(text, false);
        }
    }
}
