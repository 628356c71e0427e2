//! Single words of dates: months, weekdays, numbers.

use chrono::Weekday;

/// The number of the month `word` names.
pub(super) fn month(word: &str) -> Option<u32> {
    let is_capital = word.starts_with(char::is_uppercase);
    let name = word.strip_suffix('.').unwrap_or(word).to_ascii_lowercase();
    let months = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let short = match name.as_str() {
        "sept" => Some(9),
        "jan" | "feb" | "mar" | "apr" | "jun" | "jul" | "aug" | "sep" | "oct" | "nov" | "dec" => {
            months.iter().position(|month| month.starts_with(&name)).map(|at| at as u32 + 1)
        }
        _ => None,
    };
    let full = || months.iter().position(|month| *month == name).map(|at| at as u32 + 1);
    short.or_else(full).filter(|_| is_capital)
}

/// Whether the month's name is also a person's or a verb's.
pub(super) fn is_doubtful_month(word: &str) -> bool {
    matches!(
        word,
        "May"
            | "March"
            | "April"
            | "June"
            | "August"
            | "Mar"
            | "Jan"
            | "Jun"
            | "Dec"
            | "Sep"
            | "Oct"
            | "MAY"
            | "MARCH"
            | "Mar."
            | "Jan."
    )
}

/// The weekday `word` names.
pub(super) fn weekday(word: &str) -> Option<Weekday> {
    Some(match word {
        "Monday" | "Mon." => Weekday::Mon,
        "Tuesday" | "Tue." | "Tues." => Weekday::Tue,
        "Wednesday" | "Wed." => Weekday::Wed,
        "Thursday" | "Thu." | "Thurs." => Weekday::Thu,
        "Friday" | "Fri." => Weekday::Fri,
        "Saturday" | "Sat." => Weekday::Sat,
        "Sunday" | "Sun." => Weekday::Sun,
        _ => return None,
    })
}

/// The day of a month: "6", "06", "6th".
pub(super) fn day(word: &str) -> Option<u32> {
    let digits = word
        .strip_suffix("st")
        .or_else(|| word.strip_suffix("nd"))
        .or_else(|| word.strip_suffix("rd"))
        .or_else(|| word.strip_suffix("th"))
        .unwrap_or(word);
    if digits.is_empty() || digits.len() > 2 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    digits.parse().ok().filter(|day| (1..=31).contains(day))
}

/// A year of four digits.
pub(super) fn year(word: &str) -> Option<i32> {
    let is_year = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    is_year.then(|| word.parse().ok()).flatten().filter(|year| (1000..=2199).contains(year))
}

/// A small number, in words or digits.
pub(super) fn number(word: &str) -> Option<i64> {
    const WORDS: [&str; 21] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
    let lower = word.to_ascii_lowercase();
    if lower == "a" || lower == "an" {
        return Some(1);
    }
    if word.len() <= 4 && word.bytes().all(|byte| byte.is_ascii_digit()) {
        return word.parse().ok();
    }
    let tens = ["thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    WORDS
        .iter()
        .position(|number| *number == lower)
        .or_else(|| tens.iter().position(|tens| *tens == lower).map(|at| (at + 3) * 10))
        .map(|number| number as i64)
}

/// The first month of a season.
pub(super) fn season(word: &str) -> Option<u32> {
    Some(match word {
        "spring" | "Spring" => 3,
        "summer" | "Summer" => 6,
        "autumn" | "Autumn" | "fall" | "Fall" => 9,
        "winter" | "Winter" => 12,
        _ => return None,
    })
}

/// The decade a word names: "1990s", "nineties".
pub(super) fn decade(word: &str) -> Option<String> {
    let word = word.to_ascii_lowercase();
    let word = word
        .strip_prefix("mid-")
        .or_else(|| word.strip_prefix("late-"))
        .or_else(|| word.strip_prefix("early-"))
        .unwrap_or(&word);
    let digits = word.strip_suffix('s').map(|digits| digits.trim_end_matches(['\'', '’']));
    if let Some(digits) = digits
        && digits.len() == 4
        && digits.ends_with('0')
        && year(digits).is_some()
    {
        return Some(format!("{}X", &digits[..3]));
    }
    let tens = ["twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"];
    tens.iter().position(|tens| *tens == word).map(|at| format!("19{}X", at + 2))
}
