//! Damaged and hostile texts: no panic, exact offsets, linear time.

use std::time::{Duration, Instant};

use backfile_article::PubDate;
use backfile_extract::{Document, extract};

/// Extracts `text` and asserts that every mark stands where it says.
#[track_caller]
fn check(text: &str) -> Duration {
    let published = PubDate::parse("2017-10-17").ok();
    let document = Document::plain(text, published.as_ref());
    let started = Instant::now();
    let extraction = extract(&document);
    let took = started.elapsed();
    let mut end = 0;
    for mention in &extraction.mentions {
        assert!(mention.span.start >= end, "mentions overlap or are out of order");
        let words = text.get(mention.span.start..mention.span.end).expect("a mention ends inside a letter");
        assert!(!words.trim().is_empty(), "a mention is empty");
        assert!(mention.entity < extraction.entities.len(), "a mention names nobody");
        end = mention.span.end;
    }
    for date in &extraction.dates {
        let words = text.get(date.span.start..date.span.end).expect("a date ends inside a letter");
        assert!(!words.trim().is_empty(), "a date is empty");
    }
    for (entity_idx, entity) in extraction.entities.iter().enumerate() {
        assert!(!entity.name.is_empty(), "an entity has no name");
        assert!(extraction.mentions.iter().any(|mention| mention.entity == entity_idx) || entity_idx > 1000);
    }
    took
}

/// Asserts that four times the text takes no more than about four times as long.
#[track_caller]
fn check_linear(unit: &str) {
    let short = unit.repeat(60_000 / unit.len().max(1));
    let long = short.repeat(8);
    check(&short);
    let fastest = |text: &str| (0..2).map(|_| check(text)).min().unwrap_or_default();
    let (first, second) = (fastest(&short), fastest(&long));
    assert!(
        second < first * 24 + Duration::from_millis(300),
        "{first:?} for a text, {second:?} for eight of it"
    );
}

#[test]
fn empty_and_blank_texts() {
    for text in ["", " ", "\n\n", "\u{0}", "\u{feff}", ".", "\"", "’", "-", "#", "@", "(", "A", "a"] {
        check(text);
    }
}

#[test]
fn emoji_bidi_controls_and_nul_keep_offsets_exact() {
    check("Maria \u{202e}Chen\u{202c} 😀 met\u{0}Peter Hale\u{200f} in London\u{2069}’s east 👩‍👩‍👧 on Monday.");
    check("\u{0}\u{0}Maria Chen\u{0}, the mayor\u{0} of Elm\u{0}, spoke\u{7f}.");
    check("e\u{301}\u{301}\u{301} Maria\u{ad} Chen ﷽ ZA̡͊͠͝LGO ½ ² Ⅻ");
}

#[test]
fn a_long_line_takes_time_in_proportion() {
    check_linear("Maria Chen, the mayor of Elm, met Peter Hale in London on Nov. 6 and left. ");
}

#[test]
fn only_capitals_take_time_in_proportion() {
    check_linear("A");
    check_linear("A ");
    check_linear("Chen ");
    check_linear("LONDON CHEN ");
}

#[test]
fn marks_and_joints_take_time_in_proportion() {
    for unit in
        ["\"", "“", "'s ", "-", "a-", "a.", "A.", "’", "(", "Mr. ", ", ", "#a", "@", "http://", "1,", "of "]
    {
        check_linear(unit);
    }
}

#[test]
fn many_people_of_one_name_take_time_in_proportion() {
    let names: String = (0..4000)
        .map(|n| format!("Maria{} Chen met Ms. Chen, the mayor. ", char::from(b'a' + (n % 26) as u8)))
        .collect();
    let took = check(&names);
    assert!(took < Duration::from_secs(20), "{took:?}");
}
