//! Dates written out: with a month's name, a year, or digits alone.

use chrono::NaiveDate;

use super::{
    Hit, Sentence,
    anchor::{Way, season_text},
    word::{day, decade, is_doubtful_month, month, season, weekday, year},
};

/// The written-out date that begins at `at`.
pub(super) fn absolute(sentence: &Sentence<'_>, at: usize) -> Option<Hit> {
    let start = at;
    let mut at = at;
    // "Tuesday, Nov. 6" is one date
    if weekday(sentence.word(at)).is_some() {
        at += 1;
        if matches!(sentence.word(at), ",") {
            at += 1;
        }
        if matches!(sentence.word(at), "the") {
            at += 1;
        }
    }
    let hit = digits(sentence, at).or_else(|| day_first(sentence, at)).or_else(|| month_first(sentence, at));
    let hit = if at > start { hit.filter(is_day) } else { hit.or_else(|| years(sentence, at)) };
    hit.map(|hit| Hit { words: start..hit.words.end, ..hit })
}

/// Whether the hit names a day, as far as is known.
fn is_day(hit: &Hit) -> bool {
    hit.value.as_ref().is_none_or(|value| value.len() == 10)
}

/// "2019-03-12", "2019-03", "12.03.2019".
fn digits(sentence: &Sentence<'_>, at: usize) -> Option<Hit> {
    let word = sentence.word(at);
    let has_form = |form: &str| {
        word.len() == form.len()
            && word
                .bytes()
                .zip(form.bytes())
                .all(|(byte, form)| if form == b'0' { byte.is_ascii_digit() } else { byte == form })
    };
    let number = |from: usize, to: usize| word[from..to].parse::<u32>().ok();
    let (year, month, day) = if has_form("0000-00-00") {
        (number(0, 4)?, number(5, 7)?, Some(number(8, 10)?))
    } else if has_form("0000-00") {
        (number(0, 4)?, number(5, 7)?, None)
    } else if has_form("00.00.0000") {
        (number(6, 10)?, number(3, 5)?, Some(number(0, 2)?))
    } else {
        return slashed(sentence, at);
    };
    NaiveDate::from_ymd_opt(year as i32, month, day.unwrap_or(1))?;
    if !(1000..2200).contains(&year) {
        return None;
    }
    let value = day.map_or(format!("{year:04}-{month:02}"), |day| format!("{year:04}-{month:02}-{day:02}"));
    Some(Hit { words: at..at + 1, value: Some(value) })
}

/// "31/12/1999" and "12/31/1999": only where day and month cannot be mixed up.
fn slashed(sentence: &Sentence<'_>, at: usize) -> Option<Hit> {
    let [first, second] = [at, at + 2].map(|at| sentence.word(at).parse::<u32>().ok());
    let (first, second) = (first?, second?);
    if sentence.word(at + 1) != "/" {
        return None;
    }
    if (first, second) == (9, 11) && sentence.word(at + 3) != "/" {
        return Some(Hit { words: at..at + 3, value: Some("2001-09-11".to_owned()) });
    }
    let year = year(sentence.word(at + 4)).filter(|_| sentence.word(at + 3) == "/")?;
    let (day, month) = match (first > 12, second > 12) {
        (true, false) => (first, second),
        (false, true) => (second, first),
        _ if first == second => (first, second),
        _ => return None,
    };
    NaiveDate::from_ymd_opt(year, month, day)?;
    Some(Hit { words: at..at + 5, value: Some(format!("{year:04}-{month:02}-{day:02}")) })
}

/// "6 November 2017", "the 6th of November", "6-8 November", "6 and 8 November".
fn day_first(sentence: &Sentence<'_>, at: usize) -> Option<Hit> {
    let start = at;
    let at = if matches!(sentence.word(at), "the" | "The") { at + 1 } else { at };
    let (first, last, mut next) = days(sentence, at)?;
    if sentence.word(next) == "of" {
        next += 1;
    } else if at > start {
        return None;
    }
    let month = month(sentence.word(next))?;
    next += 1;
    let year = year_after(sentence, next);
    let end = year.map_or(next, |(_, end)| end);
    let start =
        if at > start && !sentence.word(at).ends_with(|ch: char| ch.is_alphabetic()) { at } else { start };
    day_hit(sentence, start..end, month, first, last, year.map(|(year, _)| year))
}

/// One day or a range of days at `at`: the first, the last, the next word.
fn days(sentence: &Sentence<'_>, at: usize) -> Option<(u32, Option<u32>, usize)> {
    let word = sentence.word(at);
    if let Some((first, last)) = word.split_once(['-', '–']) {
        return Some((day(first)?, Some(day(last)?), at + 1));
    }
    let first = day(word)?;
    let joins = matches!(sentence.word(at + 1), "-" | "–" | "to" | "and" | "or" | "through");
    let last = day(sentence.word(at + 2)).filter(|last| joins && *last > first);
    // Days that follow each other make a range, others only with a dash or
    // "to"; in "6 and 8 November" the later day counts alone.
    match last {
        Some(last) if last == first + 1 || !matches!(sentence.word(at + 1), "and" | "or") => {
            Some((first, Some(last), at + 3))
        }
        _ => Some((first, None, at + 1)),
    }
}

/// "Nov. 6, 2017", "November 6-8", "March 2019", "in March", "mid-March".
fn month_first(sentence: &Sentence<'_>, at: usize) -> Option<Hit> {
    let word = sentence.word(at);
    let (named, is_prefixed) = match word.strip_prefix("mid-").or_else(|| word.strip_prefix("Mid-")) {
        Some(named) => (named, true),
        None => (word, false),
    };
    let month = month(named)?;
    if let Some((first, last, next)) = days(sentence, at + 1)
        && !is_prefixed
        && !is_count(sentence, next)
    {
        let year = year_after(sentence, next);
        let end = year.map_or(next, |(_, end)| end);
        return day_hit(sentence, at..end, month, first, last, year.map(|(year, _)| year));
    }
    let after = at + 1 + usize::from(matches!(sentence.word(at + 1), "," | "of"));
    if let Some(year) = year(sentence.word(after)).filter(|_| !is_count(sentence, after + 1)) {
        return Some(Hit { words: at..after + 1, value: Some(format!("{year:04}-{month:02}")) });
    }
    month_alone(sentence, at, named, month, is_prefixed)
}

/// Whether the word at `at` shows that the number before it counts something.
fn is_count(sentence: &Sentence<'_>, at: usize) -> bool {
    matches!(
        sentence.word(at),
        "people" | "men" | "women" | "percent" | "%" | "million" | "billion" | "points" | "pct" | "per"
    )
}

/// A month without day and year.
fn month_alone(
    sentence: &Sentence<'_>,
    at: usize,
    named: &str,
    month: u32,
    is_prefixed: bool,
) -> Option<Hit> {
    let before = sentence.before(at);
    let leads = matches!(
        before,
        "in" | "In"
            | "since"
            | "Since"
            | "until"
            | "Until"
            | "till"
            | "during"
            | "During"
            | "early"
            | "late"
            | "mid"
            | "Early"
            | "Late"
            | "through"
            | "between"
            | "Between"
    );
    let ends =
        matches!(before, "of" | "by" | "from" | "to" | "and" | "after" | "before" | "for" | "By" | "From");
    let word = named.trim_end_matches('.');
    let is_full = word.len() > 3 || word == "May";
    let next = sentence.word(at + 1);
    let next_is_name = next.starts_with(char::is_uppercase) && weekday(next).is_none() && before.is_empty();
    let of_part = before == "of"
        && matches!(
            sentence.before(at - 1),
            "end" | "beginning" | "start" | "middle" | "month" | "half" | "days" | "week"
        );
    let is_date =
        leads || is_prefixed || of_part || (ends || !next_is_name) && !is_doubtful_month(named) && is_full;
    if !is_date || !is_full && !leads {
        return None;
    }
    let way = if sentence.is_future(at) { Way::Ahead } else { Way::Back };
    sentence
        .relative(at..at + 1, |anchor| Some(format!("{:04}-{month:02}", anchor.year_of_month(month, way)?)))
}

/// ", 2017" or "2017" after a day, and where it ends.
fn year_after(sentence: &Sentence<'_>, at: usize) -> Option<(i32, usize)> {
    let at =
        at + usize::from(sentence.word(at) == "," || sentence.word(at) == "of" || sentence.word(at) == "in");
    let year = year(sentence.word(at))?;
    (!is_count(sentence, at + 1)).then_some((year, at + 1))
}

fn day_hit(
    sentence: &Sentence<'_>,
    words: std::ops::Range<usize>,
    month: u32,
    first: u32,
    last: Option<u32>,
    year: Option<i32>,
) -> Option<Hit> {
    let value = |year: i32| {
        let text = |day: u32| {
            NaiveDate::from_ymd_opt(year, month, day).map(|day| day.format("%Y-%m-%d").to_string())
        };
        match last {
            None => text(first),
            Some(last) => Some(format!("{}/{}", text(first)?, text(last)?)),
        }
    };
    if let Some(year) = year {
        return Some(Hit { value: Some(value(year)?), words });
    }
    // 2000 has every day there is
    NaiveDate::from_ymd_opt(2000, month, last.unwrap_or(first))?;
    let is_attack = (month, first) == (9, 11)
        && (words.end..words.end + 3)
            .any(|at| matches!(sentence.word(at), "attacks" | "terrorist" | "hijackers"));
    if is_attack {
        return Some(Hit { words, value: Some("2001-09-11".to_owned()) });
    }
    let is_future = sentence.is_future(words.start);
    sentence.relative(words, |anchor| value(anchor.year_of_day(month, first, is_future)?))
}

/// "2019", "2018-19", "the 1990s", "the '90s", "summer of 2018".
fn years(sentence: &Sentence<'_>, at: usize) -> Option<Hit> {
    let word = sentence.word(at);
    if let Some(first_month) = season(word) {
        let of = at + 1 + usize::from(matches!(sentence.word(at + 1), "of" | "in"));
        let year = year(sentence.word(of))?;
        return Some(Hit { words: at..of + 1, value: season_text(year, first_month) });
    }
    let has_article = matches!(sentence.before(at), "the" | "The" | "early" | "late" | "mid" | "in");
    if let Some(decade) = decade(word).filter(|_| {
        word.starts_with(|ch: char| ch.is_ascii_digit()) || word.starts_with("mid-") || has_article
    }) {
        return Some(Hit { words: at..at + 1, value: Some(decade) });
    }
    if matches!(word, "'" | "’" | "‘")
        && let Some(tens) = sentence.word(at + 1).strip_suffix("0s").filter(|tens| tens.len() == 1)
    {
        return tens
            .bytes()
            .all(|byte| byte.is_ascii_digit())
            .then(|| Hit { words: at..at + 2, value: Some(format!("19{tens}X")) });
    }
    if let Some(later) = word.strip_prefix("mid-").or_else(|| word.strip_prefix("Mid-")).and_then(year) {
        return Some(Hit { words: at..at + 1, value: Some(format!("{later:04}")) });
    }
    if let Some((first, last)) = word.split_once(['-', '–']) {
        return span_of_years(sentence, at, first, last);
    }
    let first = year(word)?;
    let dash = matches!(sentence.word(at + 1), "–" | "-" | "to" | "and");
    let opens_range = matches!(sentence.before(at), "from" | "From" | "between" | "Between" | "(")
        || sentence.word(at + 1) == "–";
    if let Some(last) = year(sentence.word(at + 2)).filter(|last| dash && opens_range && *last > first) {
        return Some(Hit { words: at..at + 3, value: Some(format!("{first:04}/{last:04}")) });
    }
    is_year(sentence, at, first).then(|| Hit { words: at..at + 1, value: Some(format!("{first:04}")) })
}

/// "2018-2019", "2018-19".
fn span_of_years(sentence: &Sentence<'_>, at: usize, first: &str, last: &str) -> Option<Hit> {
    let from = year(first).filter(|year| *year > 1500)?;
    let to = match last.len() {
        2 => from / 100 * 100 + last.parse::<i32>().ok()?,
        _ => year(last)?,
    };
    let _ = sentence;
    (from < to).then(|| Hit { words: at..at + 1, value: Some(format!("{from:04}/{to:04}")) })
}

/// Whether four digits are a year and no count.
fn is_year(sentence: &Sentence<'_>, at: usize, year: i32) -> bool {
    if !(1500..=2100).contains(&year)
        || is_count(sentence, at + 1)
        || matches!(sentence.before(at), "$" | "£" | "€" | "No." | "#")
    {
        return false;
    }
    let next = sentence.word(at + 1);
    let ends = !next.starts_with(|ch: char| ch.is_alphanumeric())
        || matches!(
            next,
            "and"
                | "or"
                | "to"
                | "but"
                | "for"
                | "when"
                | "after"
                | "before"
                | "as"
                | "with"
                | "by"
                | "that"
                | "on"
                | "until"
                | "while"
                | "because"
                | "in"
                | "at"
                | "from"
                | "was"
                | "is"
                | "has"
                | "had"
                | "he"
                | "she"
                | "they"
                | "it"
                | "the"
                | "following"
        );
    let before = at.checked_sub(2).map_or("", |at| sentence.word(at));
    match sentence.before(at) {
        // "in 2017 and 2018", "as early as 2000"
        "and" | "or" if self::year(before).is_some_and(|before| before < year) => true,
        "as" if matches!(before, "early" | "late" | "recently" | "far" | "back") => true,
        "in" | "In" | "since" | "Since" | "until" | "Until" | "till" | "during" | "During" | "early"
        | "late" | "mid" | "fiscal" | "circa" | "year" | "summer" | "spring" | "autumn" | "winter"
        | "born" | "due" | "season" => true,
        "of" | "by" | "By" | "from" | "From" | "to" | "before" | "Before" | "after" | "After" | "through"
        | "around" | "about" | "and" | "or" | "(" | "between" | "for" | "—" | "–" | "," | "on" | "than" => {
            ends
        }
        "the" | "The" | "a" | "A" | "its" | "his" | "her" | "their" | "our" | "'s" | "’s" | "this" => {
            (1900..=2100).contains(&year)
        }
        "" | ";" => matches!(next, "," | ":" | "" | "saw" | "brought"),
        _ => false,
    }
}
