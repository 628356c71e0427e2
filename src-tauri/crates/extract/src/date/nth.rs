//! Days counted within a month: "the last weekend of July", "the first Monday in May 2019".

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::{
    Hit, Sentence,
    anchor::Way,
    word::{month, weekday, year},
};

/// The day or weekend of a month that begins at `at`.
pub(super) fn nth_of_month(sentence: &Sentence<'_>, at: usize) -> Option<Hit> {
    let nth = match sentence.word(at) {
        "first" | "First" => Some(0),
        "second" | "Second" => Some(1),
        "third" | "Third" => Some(2),
        "fourth" | "Fourth" => Some(3),
        "last" | "Last" | "final" => None,
        _ => return None,
    };
    let unit = sentence.word(at + 1);
    let is_weekend = unit == "weekend";
    let weekday = if is_weekend { Weekday::Sat } else { weekday(unit)? };
    if !matches!(sentence.word(at + 2), "of" | "in") {
        return None;
    }
    let month = month(sentence.word(at + 3))?;
    let value = move |year: i32| {
        let day = nth_weekday(year, month, weekday, nth)?;
        let text = |day: NaiveDate| day.format("%Y-%m-%d").to_string();
        Some(match is_weekend {
            true => format!("{}/{}", text(day), text(day.succ_opt()?)),
            false => text(day),
        })
    };
    let after = at + 4 + usize::from(matches!(sentence.word(at + 4), "," | "of"));
    if let Some(year) = year(sentence.word(after)) {
        return Some(Hit { words: at..after + 1, value: value(year) });
    }
    let way = if sentence.is_future(at) { Way::Ahead } else { Way::Back };
    sentence.relative(at..at + 4, |anchor| value(anchor.year_of_month(month, way)?))
}

/// The `nth` such weekday of a month from 0, or the last one.
fn nth_weekday(year: i32, month: u32, weekday: Weekday, nth: Option<u8>) -> Option<NaiveDate> {
    if let Some(nth) = nth {
        return NaiveDate::from_weekday_of_month_opt(year, month, weekday, nth + 1);
    }
    let (next_year, next_month) = if month == 12 { (year.checked_add(1)?, 1) } else { (year, month + 1) };
    let last = NaiveDate::from_ymd_opt(next_year, next_month, 1)?.pred_opt()?;
    let back = (last.weekday().num_days_from_monday() + 7 - weekday.num_days_from_monday()) % 7;
    last.checked_sub_days(Days::new(back.into()))
}
