//! Days that have a name ("Christmas Day", "Good Friday 2018"), ordinals in
//! words ("the fourth of July"), quarters, halves and centuries.

use chrono::{Days, NaiveDate, Weekday};

use super::{
    Hit, Sentence,
    word::{month, year},
};

/// A day that is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Feast {
    /// Month and day.
    Fixed(u32, u32),
    /// Days from Easter Sunday, as the western churches count it.
    Easter(i64),
    /// The fourth Thursday of November.
    Thanksgiving,
}

impl Feast {
    fn of_year(self, year: i32) -> Option<NaiveDate> {
        match self {
            Self::Fixed(month, day) => NaiveDate::from_ymd_opt(year, month, day),
            Self::Easter(n) if n < 0 => easter(year)?.checked_sub_days(Days::new(n.unsigned_abs())),
            Self::Easter(n) => easter(year)?.checked_add_days(Days::new(n.unsigned_abs())),
            Self::Thanksgiving => NaiveDate::from_weekday_of_month_opt(year, 11, Weekday::Thu, 4),
        }
    }
}

/// Easter Sunday (Meeus, Jones, Butcher).
fn easter(year: i32) -> Option<NaiveDate> {
    let (century, in_century) = (year / 100, year % 100);
    let golden = year % 19;
    let skipped = (century + 8) / 25;
    let moon = (19 * golden + century - century / 4 - (century - skipped + 1) / 3 + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (in_century / 4) - moon - in_century % 4) % 7;
    let late = (golden + 11 * moon + 22 * weekday) / 451;
    let day = moon + weekday - 7 * late + 114;
    NaiveDate::from_ymd_opt(year, (day / 31).try_into().ok()?, (day % 31 + 1).try_into().ok()?)
}

/// The day, quarter or century with a name that begins at `at`.
pub(super) fn named(sentence: &Sentence<'_>, at: usize) -> Option<Hit> {
    feast(sentence, at)
        .or_else(|| ordinal_day(sentence, at))
        .or_else(|| part_of_year(sentence, at))
        .or_else(|| century(sentence, at))
        .or_else(|| short_year(sentence, at))
}

/// "Christmas Day", "New Year's Eve 2018", "Easter 2018", "Halloween".
fn feast(sentence: &Sentence<'_>, at: usize) -> Option<Hit> {
    let word = |n: usize| sentence.word(at + n);
    let is_s = matches!(word(2), "'s" | "’s");
    // a feast that lasts is a day only in a given year
    let (feast, len, is_day) = match (word(0), word(1)) {
        ("Christmas", "Day") => (Feast::Fixed(12, 25), 2, true),
        ("Christmas", "Eve") => (Feast::Fixed(12, 24), 2, true),
        ("Christmas", _) => (Feast::Fixed(12, 25), 1, false),
        ("Boxing", "Day") => (Feast::Fixed(12, 26), 2, true),
        ("New", "Year") if is_s && word(3) == "Eve" => (Feast::Fixed(12, 31), 4, true),
        ("New", "Year") if is_s && word(3) == "Day" => (Feast::Fixed(1, 1), 4, true),
        ("Good", "Friday") => (Feast::Easter(-2), 2, true),
        ("Easter", "Sunday") => (Feast::Easter(0), 2, true),
        ("Easter", "Monday") => (Feast::Easter(1), 2, true),
        ("Easter", _) => (Feast::Easter(0), 1, false),
        ("Thanksgiving", "Day") => (Feast::Thanksgiving, 2, true),
        ("Thanksgiving", _) => (Feast::Thanksgiving, 1, false),
        ("Halloween", _) => (Feast::Fixed(10, 31), 1, true),
        _ => return None,
    };
    let text = move |year: i32| Some(feast.of_year(year)?.format("%Y-%m-%d").to_string());
    let end = at + len;
    if let Some((year, end)) = year_after(sentence, end) {
        return Some(Hit { words: at..end, value: Some(text(year)?) });
    }
    let is_future = sentence.is_future(at);
    let of_year = move |year| feast.of_year(year);
    is_day.then(|| sentence.relative(at..end, |anchor| text(anchor.year_nearest(of_year, is_future)?)))?
}

/// ", 2017", "of 2017" or "2017" behind a name, and where it ends.
fn year_after(sentence: &Sentence<'_>, at: usize) -> Option<(i32, usize)> {
    let at = at + usize::from(matches!(sentence.word(at), "," | "of" | "in"));
    Some((year(sentence.word(at))?, at + 1))
}

/// The number an ordinal in words names, up to 31.
fn ordinal(word: &str) -> Option<u32> {
    const WORDS: [&str; 20] = [
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
        "twentieth",
    ];
    let lower = word.to_ascii_lowercase();
    let small = |word: &str| WORDS.iter().position(|ordinal| *ordinal == word).map(|at| at as u32 + 1);
    small(&lower).or_else(|| match lower.split_once('-') {
        Some(("twenty", last)) => small(last).filter(|last| *last < 10).map(|last| 20 + last),
        Some(("thirty", "first")) => Some(31),
        None if lower == "thirtieth" => Some(30),
        _ => None,
    })
}

/// "the fourth of July", "the sixth of November, 2017".
fn ordinal_day(sentence: &Sentence<'_>, at: usize) -> Option<Hit> {
    let day = ordinal(sentence.word(at))?;
    let month = month(sentence.word(at + 2)).filter(|_| sentence.word(at + 1) == "of")?;
    NaiveDate::from_ymd_opt(2000, month, day)?;
    let value =
        move |year: i32| Some(NaiveDate::from_ymd_opt(year, month, day)?.format("%Y-%m-%d").to_string());
    if let Some((year, end)) = year_after(sentence, at + 3) {
        return Some(Hit { words: at..end, value: Some(value(year)?) });
    }
    let is_future = sentence.is_future(at);
    sentence.relative(at..at + 3, |anchor| value(anchor.year_of_day(month, day, is_future)?))
}

/// "the third quarter of 2018", "the first half of 2018".
fn part_of_year(sentence: &Sentence<'_>, at: usize) -> Option<Hit> {
    let nth = match sentence.word(at) {
        "last" | "final" => None,
        word => Some(ordinal(word)?),
    };
    let (n_parts, unit) = match sentence.word(at + 1) {
        "quarter" => (4, 3),
        "half" => (2, 6),
        _ => return None,
    };
    let nth = nth.unwrap_or(n_parts);
    if nth > n_parts {
        return None;
    }
    let (year, end) = year_after(sentence, at + 2)?;
    let (first, last) = ((nth - 1) * unit + 1, nth * unit);
    Some(Hit { words: at..end, value: Some(format!("{year:04}-{first:02}/{year:04}-{last:02}")) })
}

/// "the 19th century", "eighteenth-century".
fn century(sentence: &Sentence<'_>, at: usize) -> Option<Hit> {
    let word = sentence.word(at);
    let next = sentence.word(at + 1);
    let (named, end) = match word.strip_suffix("-century") {
        Some(named) => (named, at + 1),
        None if matches!(next, "century" | "Century") => (word, at + 2),
        None => return None,
    };
    let digits = named.strip_suffix("th").or(named.strip_suffix("st")).or(named.strip_suffix("nd"));
    let digits = digits.or(named.strip_suffix("rd")).and_then(|digits| digits.parse().ok());
    let nth: i32 =
        digits.or_else(|| ordinal(named)?.try_into().ok()).filter(|nth| (11..=22).contains(nth))?;
    if matches!(sentence.word(end), "BC" | "B.C." | "BCE" | "B.C.E.") {
        return None;
    }
    Some(Hit { words: at..end, value: Some(format!("{:04}/{:04}", nth * 100 - 99, nth * 100)) })
}

/// "in '98", "the summer of ’98".
fn short_year(sentence: &Sentence<'_>, at: usize) -> Option<Hit> {
    let digits = sentence.word(at + 1);
    let is_short = matches!(sentence.word(at), "'" | "’" | "‘")
        && digits.len() == 2
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && sentence.words.tokens[at].spaced
        && !sentence.words.tokens[at + 1].spaced;
    let leads = matches!(
        sentence.before(at),
        "in" | "In"
            | "since"
            | "Since"
            | "of"
            | "until"
            | "by"
            | "early"
            | "late"
            | "the"
            | "from"
            | "for"
            | "spring"
            | "summer"
            | "autumn"
            | "fall"
            | "winter"
            | "back"
            | "before"
            | "after"
    ) || month(sentence.before(at)).is_some();
    let closes = matches!(sentence.word(at + 2), "'" | "’");
    if !is_short || !leads || closes {
        return None;
    }
    let last: i32 = digits.parse().ok()?;
    let year = if last < 30 { 2000 + last } else { 1900 + last };
    Some(Hit { words: at..at + 2, value: Some(format!("{year:04}")) })
}

#[cfg(test)]
mod tests {
    use chrono::Datelike;

    use super::*;

    #[test]
    fn easter_is_where_calendars_have_it() {
        for (year, month, day) in [(1987, 4, 19), (2008, 3, 23), (2011, 4, 24), (2018, 4, 1), (2024, 3, 31)] {
            assert_eq!(easter(year), NaiveDate::from_ymd_opt(year, month, day));
        }
        assert_eq!(Feast::Thanksgiving.of_year(2018).map(|day| day.day()), Some(22));
    }
}
