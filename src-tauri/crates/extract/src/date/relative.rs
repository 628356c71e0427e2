//! Dates counted from the day of publication: "last Tuesday", "two years ago".

use super::{
    Hit, Sentence,
    anchor::Way,
    nth::nth_of_month,
    word::{month, number, season, weekday},
};

/// The relative date that begins at `at`.
pub(super) fn relative(sentence: &Sentence<'_>, at: usize) -> Option<Hit> {
    day_word(sentence, at)
        .or_else(|| nth_of_month(sentence, at))
        .or_else(|| stretch(sentence, at))
        .or_else(|| next_or_last(sentence, at))
        .or_else(|| half_ago(sentence, at))
        .or_else(|| ago(sentence, at))
        .or_else(|| weekday_alone(sentence, at))
}

/// Words written small or at a sentence's start.
fn is(word: &str, small: &str) -> bool {
    match (word.as_bytes(), small.as_bytes()) {
        ([first, rest @ ..], [small, small_rest @ ..]) => {
            first.eq_ignore_ascii_case(small) && rest == small_rest
        }
        _ => false,
    }
}

/// "today", "yesterday", "the day after tomorrow", "this morning", "last night".
fn day_word(sentence: &Sentence<'_>, at: usize) -> Option<Hit> {
    let word = sentence.word(at);
    let next = sentence.word(at + 1);
    if is(word, "the") && next == "day" {
        let n = match (sentence.word(at + 2), sentence.word(at + 3)) {
            ("before", "yesterday") => -2,
            ("after", "tomorrow") => 2,
            _ => return None,
        };
        return sentence.relative(at..at + 4, |anchor| anchor.day(n));
    }
    let part_of_day = matches!(next, "morning" | "afternoon" | "evening" | "night");
    let (n, len) = match word {
        word if is(word, "today") && !is_possessed(sentence, at) => (0, 1),
        word if is(word, "tonight") => (0, 1),
        word if is(word, "yesterday") => (-1, 1),
        word if is(word, "tomorrow") => (1, 1),
        word if is(word, "this") && part_of_day => (0, 2),
        word if is(word, "last") && matches!(next, "night" | "evening") => (-1, 2),
        _ => return None,
    };
    sentence.relative(at..at + len, |anchor| anchor.day(n))
}

/// "today's youth" means these times, no day.
fn is_possessed(sentence: &Sentence<'_>, at: usize) -> bool {
    matches!(sentence.word(at + 1), "'s" | "’s")
        && matches!(
            sentence.word(at + 2),
            "world" | "youth" | "society" | "standards" | "children" | "technology" | "generation"
        )
}

/// "last week", "this month", "next Tuesday", "last March", "next summer".
fn next_or_last(sentence: &Sentence<'_>, at: usize) -> Option<Hit> {
    let word = sentence.word(at);
    let n: i32 = match word {
        word if is(word, "last") => -1,
        word if is(word, "past") && is(sentence.before(at), "this") => -1,
        word if is(word, "this") => 0,
        word if is(word, "next") => 1,
        word if is(word, "coming") && is(sentence.before(at), "this") => 1,
        _ => return over_the_weekend(sentence, at),
    };
    let unit = sentence.word(at + 1);
    let words = at..at + 2;
    match unit {
        // "the last week of May" is not the week before this one
        "week" | "month" | "year"
            if sentence.word(at + 2) == "of" || is(sentence.before(at), "the") && n != 0 =>
        {
            None
        }
        "week" => sentence.relative(words, |anchor| anchor.week(i64::from(n))),
        "weekend" if n < 0 => sentence.relative(words, |anchor| anchor.weekend(-1)),
        "weekend" => sentence.relative(words, |anchor| anchor.weekend(i64::from(n))),
        "month" => sentence.relative(words, |anchor| anchor.month(n)),
        "year" => sentence.relative(words, |anchor| anchor.year(n)),
        _ => {
            if let Some(first_month) = season(unit) {
                return sentence.relative(words, |anchor| anchor.season(first_month, n));
            }
            if let Some(day) = weekday(unit) {
                let way = match n {
                    -1 => Way::Before,
                    0 if is_past(sentence, at) => Way::Back,
                    0 => Way::Ahead,
                    _ => Way::After,
                };
                return sentence.relative(words, |anchor| anchor.weekday(day, way));
            }
            let month = month(unit)?;
            let way = [Way::Before, Way::Back, Way::After][(n + 1) as usize];
            sentence.relative(words, |anchor| {
                let year =
                    if n == 0 { anchor.year(0)?.parse().ok()? } else { anchor.year_of_month(month, way)? };
                Some(format!("{year:04}-{month:02}"))
            })
        }
    }
}

fn is_past(sentence: &Sentence<'_>, at: usize) -> bool {
    is(sentence.before(at), "earlier")
}

/// "over the weekend", "at the weekend".
fn over_the_weekend(sentence: &Sentence<'_>, at: usize) -> Option<Hit> {
    let is_weekend = is(sentence.word(at), "the") && sentence.word(at + 1) == "weekend"
        || sentence.word(at) == "weekend" && is(sentence.before(at), "the");
    let leads = |word: &str| is(word, "over") || is(word, "at") || is(word, "during");
    let len = if sentence.word(at) == "weekend" { 1 } else { 2 };
    (is_weekend && leads(sentence.before(at + len - 2 + usize::from(len == 1))))
        .then(|| sentence.relative(at..at + len, |anchor| anchor.last_weekend()))
        .flatten()
}

/// "two years ago", "a week from now".
fn ago(sentence: &Sentence<'_>, at: usize) -> Option<Hit> {
    let n = number(sentence.word(at)).filter(|n| *n < 2000)?;
    let unit = sentence.word(at + 1);
    let unit = unit.strip_suffix('s').unwrap_or(unit);
    if let Some(day) = weekday(unit).filter(|_| sentence.word(at + 2) == "ago" && n > 0) {
        return sentence.relative(at..at + 3, |anchor| anchor.weekday_back(day, n));
    }
    if !matches!(unit, "day" | "week" | "fortnight" | "month" | "year" | "decade" | "century") {
        return None;
    }
    let (n, end) = match (sentence.word(at + 2), sentence.word(at + 3)) {
        ("ago", _) => (-n, at + 3),
        ("from", "now") => (n, at + 4),
        _ => return None,
    };
    let by = |n: i64| i32::try_from(n).ok();
    sentence.relative(at..end, |anchor| match unit {
        "day" => anchor.day(n),
        "week" => anchor.week(n),
        "fortnight" => anchor.week(n.checked_mul(2)?),
        "century" => anchor.year(by(n.checked_mul(100)?)?),
        "month" => anchor.month(by(n)?),
        "year" => anchor.year(by(n)?),
        _ => anchor.year(by(n.checked_mul(10)?)?),
    })
}

/// "half a century ago", "half a year ago".
fn half_ago(sentence: &Sentence<'_>, at: usize) -> Option<Hit> {
    let word = |n: usize| sentence.word(at + n);
    if !is(word(0), "half") || word(1) != "a" || word(3) != "ago" {
        return None;
    }
    sentence
        .relative(at..at + 4, |anchor| match word(2) {
            "century" => anchor.year(-50),
            "decade" => anchor.year(-5),
            "year" => anchor.month(-6),
            _ => None,
        })
        .filter(|_| matches!(word(2), "century" | "decade" | "year"))
}

/// "the past two weeks", "the last ten years", "the next three months", "the
/// past decade": up to the day of publication, or from it.
fn stretch(sentence: &Sentence<'_>, at: usize) -> Option<Hit> {
    let word = sentence.word(at);
    let has_article = matches!(sentence.before(at), "the" | "The" | "these" | "those");
    let way = match word {
        "past" | "last" => -1,
        "next" | "coming" => 1,
        _ => return None,
    };
    let (n, unit_at) = match number(sentence.word(at + 1)).filter(|n| (1..200).contains(n)) {
        Some(n) => (n, at + 2),
        // "the last week" may be the last of some other time
        None if word == "past" => (1, at + 1),
        None => return None,
    };
    let unit = sentence.word(unit_at);
    let unit = unit.strip_suffix('s').unwrap_or(unit);
    if !has_article
        || !matches!(unit, "day" | "week" | "month" | "year" | "decade")
        || matches!(sentence.word(unit_at + 1), "of" | "'" | "’")
    {
        return None;
    }
    let n = n * way;
    let by = |n: i64| i32::try_from(n).ok();
    sentence.relative(at..unit_at + 1, |anchor| {
        let far = match unit {
            "day" => anchor.day(n)?,
            "week" => anchor.day(7 * n)?,
            "month" => anchor.month(by(n)?)?,
            "year" => anchor.year(by(n)?)?,
            _ => anchor.year(by(10 * n)?)?,
        };
        let here = match unit {
            "day" | "week" => anchor.day(0)?,
            "month" => anchor.month(0)?,
            _ => anchor.year(0)?,
        };
        Some(if way < 0 { format!("{far}/{here}") } else { format!("{here}/{far}") })
    })
}

/// "on Tuesday", "Tuesday of last week".
fn weekday_alone(sentence: &Sentence<'_>, at: usize) -> Option<Hit> {
    let day = weekday(sentence.word(at))?;
    let before = sentence.before(at);
    let is_general = matches!(
        before,
        "a" | "A" | "every" | "Every" | "each" | "Each" | "any" | "one" | "One" | "another" | "most" | "some"
    );
    let is_name = matches!(
        before,
        "Good" | "Black" | "Bloody" | "Super" | "Ash" | "Cyber" | "Palm" | "Easter" | "Whit"
    ) || matches!(
        sentence.word(at + 1),
        "Times" | "Mail" | "Express" | "Mirror" | "Telegraph" | "Herald" | "Post" | "Night" | "Tribune"
    );
    if is_general || is_name {
        return None;
    }
    let of = at + 1 + usize::from(sentence.word(at + 1) == "of");
    let week = match (sentence.word(of), sentence.word(of + 1)) {
        ("last", "week") => Some(-1),
        ("this", "week") => Some(0),
        ("next", "week") => Some(1),
        _ => None,
    };
    if let Some(n) = week {
        return sentence.relative(at..of + 2, |anchor| anchor.weekday_of_week(day, n));
    }
    let way = if sentence.is_future(at) { Way::Ahead } else { Way::Back };
    sentence.relative(at..at + 1, |anchor| anchor.weekday(day, way))
}
