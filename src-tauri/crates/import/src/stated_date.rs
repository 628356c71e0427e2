//! Dates as sources state them.

use backfile_article::PubDate;
use chrono::{DateTime, NaiveDate};

const MONTHS: [&str; 12] = [
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
const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Reads a date as a source states it: ISO 8601 and RFC 3339 (the offset is
/// kept), RFC 2822, `3 March 2019`, `March 3, 2019`, `26-FEB-1987 15:01:01`,
/// `20190303`, `2019/03/03`, `3.3.2019`, month and year. Days and months that
/// could be exchanged (`3/4/2019`) are not guessed: only the year is kept.
#[must_use]
pub fn stated_date(words: &str) -> Option<PubDate> {
    let words = words.trim().trim_end_matches('.').trim();
    if words.is_empty() || words.len() > 80 || !words.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    iso(words).or_else(|| rfc_2822(words)).or_else(|| numeric(words)).or_else(|| written(words))
}

fn iso(words: &str) -> Option<PubDate> {
    if let Ok(date) = PubDate::parse(words) {
        return Some(date);
    }
    // `2019-03-03 10:00:00+01:00`, `2019-03-03T10:00:00+0100`, fractions of a second.
    let mut text = words.replacen(' ', "T", 1);
    if let Some(zone) = text.strip_suffix(" UTC").or_else(|| text.strip_suffix(" GMT")) {
        text = format!("{zone}Z");
    }
    text = text.replace(' ', "");
    if let Some(place) = text.rfind(['+', '-']).filter(|place| *place > 15)
        && text.len() - place == 5
        && text[place + 1..].bytes().all(|byte| byte.is_ascii_digit())
    {
        text.insert(place + 3, ':');
    }
    if let Ok(date) = PubDate::parse(&text) {
        return Some(date);
    }
    // More than this program needs to know after the seconds: keep what is sure.
    if DateTime::parse_from_rfc3339(&text).is_ok() {
        return PubDate::parse(&text).ok();
    }
    let day = words.get(..10)?;
    let rest = &words[10..];
    let is_time = rest.starts_with(['T', ' ']) && rest[1..].starts_with(|ch: char| ch.is_ascii_digit());
    is_time.then(|| PubDate::parse(day).ok()).flatten()
}

fn rfc_2822(words: &str) -> Option<PubDate> {
    let date = DateTime::parse_from_rfc2822(words).ok()?;
    PubDate::parse(&date.to_rfc3339()).ok()
}

fn numeric(words: &str) -> Option<PubDate> {
    if words.len() == 8 && words.bytes().all(|byte| byte.is_ascii_digit()) {
        return day(words[..4].parse().ok()?, words[4..6].parse().ok()?, words[6..].parse().ok()?);
    }
    let date = words.split(['T', ' ']).next()?;
    let parts: Vec<&str> = date.split(['/', '.', '-']).collect();
    let [first, second, third] = parts.as_slice() else { return None };
    let number = |text: &str| text.parse::<u32>().ok();
    let (first_n, second_n, third_n) = (number(first)?, number(second)?, number(third)?);
    if first.len() == 4 {
        return day(first_n, second_n, third_n);
    }
    if third.len() != 4 {
        return None;
    }
    // 25/12/2019 and 12/25/2019 have one reading; 3.4.2019 is written day first everywhere.
    if date.contains('.') || first_n > 12 {
        return day(third_n, second_n, first_n);
    }
    if second_n > 12 || first_n == second_n {
        return day(third_n, first_n, second_n);
    }
    PubDate::parse(third).ok()
}

/// `Thursday, 3 March 2019 at 10:15`, `March 3rd, 2019`, `26-FEB-1987 15:01:01.01`, `March 2019`.
fn written(words: &str) -> Option<PubDate> {
    let mut tokens: Vec<String> = words
        .split(|ch: char| ch.is_whitespace() || matches!(ch, ',' | '-' | '·' | '|' | '(' | ')'))
        .filter(|token| !token.is_empty())
        .map(|token| token.trim_end_matches('.').to_lowercase())
        .collect();
    if tokens.first().is_some_and(|token| is_weekday(token)) {
        tokens.remove(0);
    }
    tokens.retain(|token| token != "of" && token != "the");
    let is = |place: usize| tokens.get(place).map(String::as_str).unwrap_or_default();
    let (date, rest) = if let Some(number) = day_number(is(0)) {
        (day(year(is(2))?, month(is(1))?, number)?, 3)
    } else if let Some(named) = month(is(0)) {
        match (day_number(is(1)), year(is(2))) {
            (Some(number), Some(year)) => (day(year, named, number)?, 3),
            _ => (PubDate::parse(&format!("{:04}-{named:02}", year(is(1))?)).ok()?, 2),
        }
    } else {
        return None;
    };
    tokens[rest.min(tokens.len())..].iter().all(|token| is_time(token)).then_some(date)
}

fn is_weekday(token: &str) -> bool {
    WEEKDAYS.iter().any(|day| token.len() >= 3 && day.starts_with(token))
}

/// What may follow a date on its line: a time of day and its zone.
fn is_time(token: &str) -> bool {
    let words = [
        "at", "am", "pm", "a.m", "p.m", "gmt", "utc", "bst", "cet", "est", "edt", "pst", "pdt", "et", "z",
        "h",
    ];
    words.contains(&token) || token.starts_with(|ch: char| ch.is_ascii_digit() || ch == '+')
}

fn month(token: &str) -> Option<u32> {
    let known = |name: &str| name.starts_with(token) && (token.len() >= 3 || name == token);
    let place = MONTHS.iter().position(|name| known(name)).or_else(|| (token == "sept").then_some(8))?;
    u32::try_from(place + 1).ok()
}

fn day_number(token: &str) -> Option<u32> {
    let digits = token.trim_end_matches(|ch: char| ch.is_ascii_alphabetic());
    let ending = &token[digits.len()..];
    let number: u32 = digits.parse().ok()?;
    (matches!(ending, "" | "st" | "nd" | "rd" | "th") && (1..=31).contains(&number) && digits.len() <= 2)
        .then_some(number)
}

fn year(token: &str) -> Option<u32> {
    let number: u32 = token.parse().ok()?;
    (token.len() == 4 && (1400..=2999).contains(&number)).then_some(number)
}

fn day(year: u32, month: u32, day: u32) -> Option<PubDate> {
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
    PubDate::parse(&format!("{year:04}-{month:02}-{day:02}")).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(words: &str, expected: Option<&str>) {
        assert_eq!(stated_date(words).as_ref().map(PubDate::as_str), expected, "{words}");
    }

    #[test]
    fn dates_are_read_as_stated() {
        for (words, expected) in [
            ("2019-03-03", "2019-03-03"),
            ("2019-03", "2019-03"),
            ("2019", "2019"),
            ("2019-03-03T10:15:00+02:00", "2019-03-03T10:15:00+02:00"),
            ("2019-03-03 10:15:00+0200", "2019-03-03T10:15:00+02:00"),
            ("2019-03-03T10:15:00", "2019-03-03T10:15:00"),
            ("20190303", "2019-03-03"),
            ("2019/03/03", "2019-03-03"),
            ("25/12/2019", "2019-12-25"),
            ("12/25/2019", "2019-12-25"),
            ("3.4.2019", "2019-04-03"),
            ("3/4/2019", "2019"),
            ("3 March 2019", "2019-03-03"),
            ("March 3, 2019", "2019-03-03"),
            ("Sunday, 3 March 2019 at 10:15 GMT", "2019-03-03"),
            ("Sept. 3rd, 2019", "2019-09-03"),
            ("26-FEB-1987 15:01:01.01", "1987-02-26"),
            ("March 2019", "2019-03"),
            ("Sun, 03 Mar 2019 10:15:00 +0100", "2019-03-03T10:15:00+01:00"),
        ] {
            check(words, Some(expected));
        }
    }

    #[test]
    fn what_is_no_date_is_not_made_one() {
        for words in [
            "",
            "yesterday",
            "March of the gulls",
            "31 February 2019",
            "12",
            "The 2019 budget",
            "May 5 be with you",
        ] {
            check(words, None);
        }
    }
}
