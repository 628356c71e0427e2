//! Dates in queries, as ranges of days.

use backfile_article::fold;
use chrono::{Datelike, Days as ChronoDays, Months, NaiveDate};

use crate::derived::day_number;

/// Days from and to, both inclusive; an open end is none. See
/// [`crate::derived::day_number`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Days {
    /// First day.
    pub from: Option<i64>,
    /// Last day.
    pub to: Option<i64>,
}

/// Why a text is no date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum BadDate {
    /// It is none.
    Unreadable,
    /// It may be either of these days.
    Ambiguous(String, String),
}

/// A range, and whether its ends had to be swapped.
pub(crate) type Range = (Days, bool);

/// Reads a date, a range or a comparison.
pub(crate) fn range(text: &str, today: NaiveDate) -> Result<Range, BadDate> {
    let text = text.trim();
    let text = text.strip_prefix('[').map_or(text, |inner| inner.trim_end_matches(']'));
    for (sign, rule) in [(">=", 0), ("<=", 1), (">", 2), ("<", 3)] {
        if let Some(rest) = text.strip_prefix(sign) {
            let (first, last) = span(rest, today)?;
            let days = match rule {
                0 => Days { from: Some(first), to: None },
                1 => Days { from: None, to: Some(last) },
                2 => Days { from: Some(last + 1), to: None },
                _ => Days { from: None, to: Some(first - 1) },
            };
            return Ok((days, false));
        }
    }
    let ends = text.split_once("..").or_else(|| text.split_once(" TO "));
    let ends = ends.or_else(|| text.split_once('/').filter(|_| text.matches('/').count() == 1));
    let Some((from, to)) = ends else {
        let (first, last) = span(text, today)?;
        return Ok((Days { from: Some(first), to: Some(last) }, false));
    };
    let end = |text: &str| match text.trim() {
        "" | "*" => Ok(None),
        text => span(text, today).map(Some),
    };
    match (end(from)?, end(to)?) {
        (Some(from), Some(to)) if to.0 < from.0 => Ok((Days { from: Some(to.0), to: Some(from.1) }, true)),
        (None, None) => Err(BadDate::Unreadable),
        (from, to) => Ok((Days { from: from.map(|span| span.0), to: to.map(|span| span.1) }, false)),
    }
}

/// Reads `<7d`, `>P1Y`, `2w`: how long ago.
pub(crate) fn age(text: &str, today: NaiveDate) -> Result<Days, BadDate> {
    let text = text.trim();
    let (older, inclusive, rest) = if let Some(rest) = text.strip_prefix(">=") {
        (true, true, rest)
    } else if let Some(rest) = text.strip_prefix("<=") {
        (false, true, rest)
    } else if let Some(rest) = text.strip_prefix('>') {
        (true, false, rest)
    } else {
        (false, !text.starts_with('<'), text.trim_start_matches('<'))
    };
    let day =
        day_number(before(today, &duration(rest).ok_or(BadDate::Unreadable)?).ok_or(BadDate::Unreadable)?);
    Ok(match older {
        true => Days { from: None, to: Some(if inclusive { day } else { day - 1 }) },
        false => Days { from: Some(if inclusive { day } else { day + 1 }), to: None },
    })
}

/// First and last day of a year, decade, month, day or of words for them.
pub(crate) fn span(text: &str, today: NaiveDate) -> Result<(i64, i64), BadDate> {
    let text = text.trim();
    if let Some(bad) = ambiguous(text) {
        return Err(bad);
    }
    let found = stated(text).or_else(|| spoken(&fold(text), today)).ok_or(BadDate::Unreadable)?;
    Ok((day_number(found.0), day_number(found.1)))
}

fn stated(text: &str) -> Option<(NaiveDate, NaiveDate)> {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let decade = text.strip_suffix(['s', 'X', 'x']);
    if let Some(decade) = decade.filter(|decade| digits(decade)) {
        let year: i32 = decade.get(..3).filter(|_| matches!(decade.len(), 3 | 4))?.parse().ok()?;
        return years(year * 10, 10);
    }
    let mut parts = text.split('-');
    let year = parts.next().filter(|year| year.len() == 4 && digits(year))?.parse().ok()?;
    let Some(month) = parts.next() else { return years(year, 1) };
    let month = Some(month).filter(|month| month.len() <= 2 && digits(month))?.parse().ok()?;
    let Some(day) = parts.next() else { return month_of(NaiveDate::from_ymd_opt(year, month, 1)?) };
    let day = Some(day).filter(|day| day.len() <= 2 && digits(day))?.parse().ok()?;
    let day = NaiveDate::from_ymd_opt(year, month, day)?;
    parts.next().is_none().then_some((day, day))
}

fn years(first: i32, n: i32) -> Option<(NaiveDate, NaiveDate)> {
    Some((NaiveDate::from_ymd_opt(first, 1, 1)?, NaiveDate::from_ymd_opt(first + n - 1, 12, 31)?))
}

fn month_of(day: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    let first = day.with_day(1)?;
    Some((first, first.checked_add_months(Months::new(1))?.pred_opt()?))
}

fn spoken(text: &str, today: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    let week = |day: NaiveDate| {
        let first = day.checked_sub_days(ChronoDays::new(day.weekday().num_days_from_monday().into()))?;
        Some((first, first.checked_add_days(ChronoDays::new(6))?))
    };
    let back = |n, unit| before(today, &[(n, unit)]);
    match text {
        "today" => return Some((today, today)),
        "yesterday" => return today.pred_opt().map(|day| (day, day)),
        "this week" => return week(today),
        "this month" => return month_of(today),
        "this year" => return years(today.year(), 1),
        "last week" => return week(back(7, 'd')?),
        "last month" => return month_of(today.with_day(1)?.pred_opt()?),
        "last year" => return years(today.year() - 1, 1),
        _ => {}
    }
    let mut words = text.strip_suffix(" ago")?.split(' ');
    let n: u32 = words.next()?.parse().ok()?;
    let unit = match words.next()?.trim_end_matches('s') {
        "day" => 'd',
        "week" => 'w',
        "month" => 'm',
        "year" => 'y',
        _ => return None,
    };
    let day = words.next().is_none().then(|| back(n, unit))??;
    Some((day, day))
}

/// `03/04/2001` may be two days; `25/04/2001` is one, yet is not guessed either.
fn ambiguous(text: &str) -> Option<BadDate> {
    let parts: Vec<u32> = text.split(['/', '.']).map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let [a, b, year] = parts.try_into().ok()?;
    let day = |day, month| NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day);
    let one = day(a, b).map(|day| day.to_string());
    let other = day(b, a).map(|day| day.to_string());
    match (one, other) {
        (Some(one), Some(other)) => Some(BadDate::Ambiguous(one, other)),
        (Some(one), None) | (None, Some(one)) => Some(BadDate::Ambiguous(one.clone(), one)),
        (None, None) => None,
    }
}

type Duration = Vec<(u32, char)>;

/// `7d`, `2w`, `P1Y6M`, `36h`.
fn duration(text: &str) -> Option<Duration> {
    let folded = text.trim().to_lowercase();
    let (parts, is_iso) = match folded.strip_prefix('p') {
        Some(parts) => (parts, true),
        None => (folded.as_str(), false),
    };
    let mut found = Vec::new();
    let mut digits = String::new();
    let mut in_time = false;
    for ch in parts.chars() {
        match ch {
            '0'..='9' => digits.push(ch),
            't' if is_iso => in_time = true,
            'h' | 'd' | 'w' | 'm' | 'y' | 's' => {
                let n = digits.parse().ok()?;
                digits.clear();
                let is_minutes = in_time && ch == 'm';
                found.push(if is_minutes || ch == 's' { (0, 'd') } else { (n, ch) });
            }
            _ => return None,
        }
    }
    (digits.is_empty() && !found.is_empty()).then_some(found)
}

fn before(today: NaiveDate, duration: &[(u32, char)]) -> Option<NaiveDate> {
    duration.iter().try_fold(today, |day, (n, unit)| match unit {
        'y' => day.checked_sub_months(Months::new(n.checked_mul(12)?)),
        'm' => day.checked_sub_months(Months::new(*n)),
        'w' => day.checked_sub_days(ChronoDays::new(u64::from(*n) * 7)),
        'h' => day.checked_sub_days(ChronoDays::new(u64::from(n.div_ceil(24)))),
        _ => day.checked_sub_days(ChronoDays::new(u64::from(*n))),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2019, 3, 14).unwrap()
    }

    fn shown(day: Option<i64>) -> String {
        let day = day.and_then(|day| NaiveDate::from_num_days_from_ce_opt(i32::try_from(day).ok()?));
        day.map(|day| day.to_string()).unwrap_or_default()
    }

    /// Asserts first and last day.
    #[track_caller]
    fn check(text: &str, from: &str, to: &str) {
        let (days, _) = range(text, today()).unwrap();
        assert_eq!((shown(days.from).as_str(), shown(days.to).as_str()), (from, to), "{text}");
    }

    #[test]
    fn every_form_is_a_range_of_days() {
        check("1987", "1987-01-01", "1987-12-31");
        check("1980s", "1980-01-01", "1989-12-31");
        check("198X", "1980-01-01", "1989-12-31");
        check("1987-06", "1987-06-01", "1987-06-30");
        check("1987-6-14", "1987-06-14", "1987-06-14");
        check("1987..", "1987-01-01", "");
        check("..1990", "", "1990-12-31");
        check("2001-01-01..2001-03", "2001-01-01", "2001-03-31");
        check("2001/2002", "2001-01-01", "2002-12-31");
        check("[2001 TO 2002]", "2001-01-01", "2002-12-31");
        check(">=1987-06", "1987-06-01", "");
        check(">1987-06", "1987-07-01", "");
        check("<1987", "", "1986-12-31");
        check("yesterday", "2019-03-13", "2019-03-13");
        check("last month", "2019-02-01", "2019-02-28");
        check("this week", "2019-03-11", "2019-03-17");
        check("2 weeks ago", "2019-02-28", "2019-02-28");
    }

    #[test]
    fn a_range_the_wrong_way_round_is_turned() {
        let (days, swapped) = range("2001..1999", today()).unwrap();
        assert_eq!(
            (shown(days.from).as_str(), shown(days.to).as_str(), swapped),
            ("1999-01-01", "2001-12-31", true)
        );
    }

    #[test]
    fn what_is_no_date_or_two_is_refused() {
        for text in ["", "1987-13", "june", "1987-02-30", "..", "87"] {
            assert_eq!(range(text, today()), Err(BadDate::Unreadable), "{text}");
        }
        assert_eq!(
            range("03/04/2001", today()),
            Err(BadDate::Ambiguous("2001-04-03".into(), "2001-03-04".into()))
        );
    }

    #[test]
    fn ages_count_back_from_today() {
        let check = |text, from, to| {
            let days = age(text, today()).unwrap();
            assert_eq!((shown(days.from).as_str(), shown(days.to).as_str()), (from, to), "{text}");
        };
        check("<7d", "2019-03-08", "");
        check(">P1Y", "", "2018-03-13");
        check("2m", "2019-01-14", "");
        assert!(age("soon", today()).is_err());
    }
}
