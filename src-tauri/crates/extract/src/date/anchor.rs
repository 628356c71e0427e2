//! Counts days, weeks, months and years from the publication date.

use backfile_article::PubDate;
use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

/// How exactly a publication date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Exactness {
    Year,
    Month,
    Day,
}

/// The publication date as the rules count from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Anchor {
    day: NaiveDate,
    exactness: Exactness,
}

/// Which way to look for a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// Back, today included.
    Back,
    /// Back, today excluded.
    Before,
    /// Ahead, today included.
    Ahead,
    /// Ahead, today excluded.
    After,
}

impl Anchor {
    /// The anchor of a publication date.
    pub fn of(published: &PubDate) -> Self {
        let exactness = match published.as_str().len() {
            4 => Exactness::Year,
            7 => Exactness::Month,
            _ => Exactness::Day,
        };
        Self { day: published.first_day(), exactness }
    }

    fn exact_day(self) -> Option<NaiveDate> {
        (self.exactness == Exactness::Day).then_some(self.day)
    }

    /// The day `n` days away.
    pub fn day(self, n: i64) -> Option<String> {
        Some(text(shift(self.exact_day()?, n)?))
    }

    /// A weekday near the anchor.
    pub fn weekday(self, weekday: Weekday, way: Way) -> Option<String> {
        let today = self.exact_day()?;
        let back =
            i64::from((7 + today.weekday().num_days_from_monday() - weekday.num_days_from_monday()) % 7);
        let n = match way {
            Way::Back => -back,
            Way::Before => {
                if back == 0 {
                    -7
                } else {
                    -back
                }
            }
            Way::Ahead => (7 - back) % 7,
            Way::After => 7 - back,
        };
        Some(text(shift(today, n)?))
    }

    /// The `n`th such weekday before the anchor.
    pub fn weekday_back(self, weekday: Weekday, n: i64) -> Option<String> {
        let today = self.exact_day()?;
        let back =
            i64::from((6 + today.weekday().num_days_from_monday() - weekday.num_days_from_monday()) % 7) + 1;
        Some(text(shift(today, -(back + 7 * (n.checked_sub(1)?)))?))
    }

    /// The weekday `weekday` of the week `n` weeks away.
    pub fn weekday_of_week(self, weekday: Weekday, n: i64) -> Option<String> {
        let monday = self.monday(n)?;
        Some(text(shift(monday, i64::from(weekday.num_days_from_monday()))?))
    }

    fn monday(self, n: i64) -> Option<NaiveDate> {
        let today = self.exact_day()?;
        shift(today, n.checked_mul(7)? - i64::from(today.weekday().num_days_from_monday()))
    }

    /// The week `n` weeks away, Monday to Sunday.
    pub fn week(self, n: i64) -> Option<String> {
        let monday = self.monday(n)?;
        Some(format!("{}/{}", text(monday), text(shift(monday, 6)?)))
    }

    /// The weekend of the week `n` weeks away.
    pub fn weekend(self, n: i64) -> Option<String> {
        let monday = self.monday(n)?;
        Some(format!("{}/{}", text(shift(monday, 5)?), text(shift(monday, 6)?)))
    }

    /// The last weekend that has begun.
    pub fn last_weekend(self) -> Option<String> {
        let is_weekend = self.exact_day()?.weekday().num_days_from_monday() >= 5;
        self.weekend(if is_weekend { 0 } else { -1 })
    }

    /// The month `n` months away.
    pub fn month(self, n: i32) -> Option<String> {
        if self.exactness == Exactness::Year {
            return None;
        }
        let months = Months::new(n.unsigned_abs());
        let day =
            if n < 0 { self.day.checked_sub_months(months)? } else { self.day.checked_add_months(months)? };
        Some(format!("{:04}-{:02}", day.year(), day.month()))
    }

    /// The year `n` years away.
    pub fn year(self, n: i32) -> Option<String> {
        let year = self.day.year().checked_add(n).filter(|year| (0..=9999).contains(year))?;
        Some(format!("{year:04}"))
    }

    /// The year of the nearest `month` in that direction.
    pub fn year_of_month(self, month: u32, way: Way) -> Option<i32> {
        let (year, here) = (self.day.year(), self.day.month());
        if self.exactness == Exactness::Year {
            return Some(year);
        }
        Some(match way {
            Way::Back if month > here => year - 1,
            Way::Before if month >= here => year - 1,
            Way::Ahead if month < here => year + 1,
            Way::After if month <= here => year + 1,
            _ => year,
        })
    }

    /// The year that brings `month` and `day` nearest, or nearest ahead.
    pub fn year_of_day(self, month: u32, day: u32, is_future: bool) -> Option<i32> {
        self.year_nearest(|year| NaiveDate::from_ymd_opt(year, month, day), is_future)
    }

    /// The year whose day of that name (`of_year`) is nearest, or nearest ahead.
    pub fn year_nearest(self, of_year: impl Fn(i32) -> Option<NaiveDate>, is_future: bool) -> Option<i32> {
        let year = self.day.year();
        if self.exactness == Exactness::Year {
            return Some(year);
        }
        let today = self.day;
        (year - 1..=year + 1)
            .filter_map(|year| Some((year, of_year(year)?)))
            .filter(|(_, day)| !is_future || *day >= today)
            .min_by_key(|(_, day)| (*day - today).num_days().abs())
            .map(|(year, _)| year)
    }

    /// The season `n` years away, by its first month, as a range of months.
    pub fn season(self, first_month: u32, n: i32) -> Option<String> {
        let year = self.day.year();
        if self.exactness == Exactness::Year {
            return season_text(year.checked_add(n)?, first_month);
        }
        let has_begun = first_month <= self.day.month();
        let has_ended = first_month + 3 <= self.day.month() && first_month != 12;
        let year = match n {
            -1 if has_ended => year,
            -1 if first_month == 12 && self.day.month() > 2 => year - 1,
            -1 => year - if first_month == 12 && !has_begun { 2 } else { 1 },
            1 if has_begun => year + 1,
            _ => year,
        };
        season_text(year, first_month)
    }
}

/// A season of a year as a range of months.
pub(super) fn season_text(year: i32, first_month: u32) -> Option<String> {
    let (last_year, last_month) = if first_month == 12 { (year + 1, 2) } else { (year, first_month + 2) };
    Some(format!("{year:04}-{first_month:02}/{last_year:04}-{last_month:02}"))
}

fn shift(day: NaiveDate, n: i64) -> Option<NaiveDate> {
    let days = Days::new(n.unsigned_abs());
    if n < 0 { day.checked_sub_days(days) } else { day.checked_add_days(days) }
        .filter(|day| (0..=9999).contains(&day.year()))
}

fn text(day: NaiveDate) -> String {
    day.format("%Y-%m-%d").to_string()
}
