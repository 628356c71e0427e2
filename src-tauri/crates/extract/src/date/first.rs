//! Which words a date can begin with: asked of every word, so that the rules
//! are tried at few.

use super::Sentence;

/// Whether the word at `at` may begin a date. Never denies one that does.
pub(super) fn may_begin(sentence: &Sentence<'_>, at: usize) -> bool {
    /// No word below is longer.
    const LONGEST: usize = 16;
    let word = sentence.word(at);
    let Some(first) = word.bytes().next() else { return false };
    match first {
        b'0'..=b'9' => return true,
        b'\'' => return word == "'",
        0x80.. => return matches!(word, "’" | "‘"),
        _ if !first.is_ascii_alphabetic() => return false,
        _ => {}
    }
    let mut small = [0; LONGEST];
    let Some(small) = small.get_mut(..word.len()) else { return false };
    small.copy_from_slice(word.as_bytes());
    small.make_ascii_lowercase();
    match &*small {
        b"the" => {
            let next = sentence.word(at + 1);
            matches!(next, "day" | "weekend") || next.starts_with(|ch: char| ch.is_ascii_digit())
        }
        b"coming" => first == b'C',
        small => counts_units(small, sentence.word(at + 1)) || is_first_word(small),
    }
}

/// "two years", "a week": numbers are first words only where time is counted.
fn counts_units(small: &[u8], next: &str) -> bool {
    let unit = next.strip_suffix('s').unwrap_or(next);
    matches!(unit, "day" | "week" | "month" | "year" | "decade") && is_number(small)
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
    match small.strip_suffix(b".").unwrap_or(small) {
        b"january" | b"february" | b"march" | b"april" | b"may" | b"june" | b"july" | b"august"
        | b"september" | b"october" | b"november" | b"december" => true,
        b"jan" | b"feb" | b"mar" | b"apr" | b"jun" | b"jul" | b"aug" | b"sep" | b"sept" | b"oct" | b"nov"
        | b"dec" => true,
        b"monday" | b"tuesday" | b"wednesday" | b"thursday" | b"friday" | b"saturday" | b"sunday" => true,
        b"mon" | b"tue" | b"tues" | b"wed" | b"thu" | b"thurs" | b"fri" | b"sat" | b"sun" => true,
        b"spring" | b"summer" | b"autumn" | b"fall" | b"winter" => true,
        b"twenties" | b"thirties" | b"forties" | b"fifties" | b"sixties" | b"seventies" | b"eighties"
        | b"nineties" => true,
        b"today" | b"tonight" | b"yesterday" | b"tomorrow" | b"this" | b"last" | b"next" | b"past" => true,
        b"first" | b"second" | b"third" | b"fourth" | b"final" | b"weekend" => true,
        _ => false,
    }
}
