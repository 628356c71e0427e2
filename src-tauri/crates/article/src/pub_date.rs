//! Publication dates as far as they are known.

use std::fmt;

use chrono::{DateTime, NaiveDate};
use serde::{Deserialize, Serialize};

/// A publication date as the source states it: `YYYY`, `YYYY-MM`,
/// `YYYY-MM-DD`, `YYYY-MM-DDTHH:MM[:SS]` (no offset stated) or RFC 3339 with
/// the stated offset, which is never converted.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PubDate(String);

/// Why a text is no publication date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidPubDate(pub String);

impl fmt::Display for InvalidPubDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not a date: {}", self.0)
    }
}

impl std::error::Error for InvalidPubDate {}

impl PubDate {
    /// Reads one of the accepted forms; everything else is refused, nothing is guessed.
    ///
    /// # Errors
    /// When `stated` has another form or names a day that does not exist.
    pub fn parse(stated: &str) -> Result<Self, InvalidPubDate> {
        let stated = stated.trim();
        let date = Self(stated.to_owned());
        let form_ok = match stated.len() {
            4 | 7 | 10 => stated.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-'),
            _ => {
                DateTime::parse_from_rfc3339(stated).is_ok()
                    || chrono::NaiveDateTime::parse_from_str(stated, "%Y-%m-%dT%H:%M:%S").is_ok()
                    || chrono::NaiveDateTime::parse_from_str(stated, "%Y-%m-%dT%H:%M").is_ok()
            }
        };
        if form_ok && date.first_day_checked().is_some() {
            Ok(date)
        } else {
            Err(InvalidPubDate(stated.to_owned()))
        }
    }

    /// The date as stated.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first day the date can mean (a year counts from 1 January).
    #[must_use]
    pub fn first_day(&self) -> NaiveDate {
        self.first_day_checked().expect("checked when it was made")
    }

    /// The last day the date can mean (a year counts to 31 December).
    #[must_use]
    pub fn last_day(&self) -> NaiveDate {
        let first = self.first_day();
        let next = match self.0.len() {
            4 => first.checked_add_months(chrono::Months::new(12)),
            7 => first.checked_add_months(chrono::Months::new(1)),
            _ => return first,
        };
        next.and_then(|day| day.pred_opt()).unwrap_or(first)
    }

    /// The day, if the date is known to the day.
    #[must_use]
    pub fn day(&self) -> Option<NaiveDate> {
        (self.0.len() >= 10).then(|| self.first_day())
    }

    fn first_day_checked(&self) -> Option<NaiveDate> {
        let year = self.0.get(0..4)?.parse().ok()?;
        let month = match self.0.get(4..7) {
            Some(part) => part.strip_prefix('-')?.parse().ok()?,
            None => 1,
        };
        let day = match self.0.get(7..10) {
            Some(part) => part.strip_prefix('-')?.parse().ok()?,
            None => 1,
        };
        NaiveDate::from_ymd_opt(year, month, day)
    }
}

impl fmt::Display for PubDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for PubDate {
    type Error = InvalidPubDate;
    fn try_from(stated: String) -> Result<Self, Self::Error> {
        Self::parse(&stated)
    }
}

impl From<PubDate> for String {
    fn from(date: PubDate) -> Self {
        date.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accepted_forms_keep_what_the_source_states() {
        for stated in ["1987", "1987-06", "1987-06-14", "1987-06-14T15:01:01", "2019-01-04T08:00:00+02:00"] {
            assert_eq!(PubDate::parse(stated).unwrap().as_str(), stated);
        }
    }

    #[test]
    fn days_that_do_not_exist_and_other_forms_are_refused() {
        for stated in ["", "87", "1987-13", "1987-02-30", "14 June 1987", "03/04/2001", "1987-6-1"] {
            assert!(PubDate::parse(stated).is_err(), "{stated}");
        }
    }

    #[test]
    fn a_year_spans_its_days() {
        let date = PubDate::parse("1988").unwrap();
        assert_eq!(date.first_day().to_string(), "1988-01-01");
        assert_eq!(date.last_day().to_string(), "1988-12-31");
        assert_eq!(date.day(), None);
        assert_eq!(PubDate::parse("1988-02").unwrap().last_day().to_string(), "1988-02-29");
    }
}
