//! Damaged and hostile texts: no panic, exact offsets, linear time.

mod whole;

use std::time::{Duration, Instant};

use backfile_extract::{Document, extract, extract_all};

/// Extracts `text` and asserts that every mark stands where it says.
#[track_caller]
fn check(text: &str) -> Duration {
    let started = Instant::now();
    let extraction = whole::extracted(text, Some("2017-10-17"));
    let took = started.elapsed();
    whole::check(text, &extraction);
    took
}

/// Asserts that eight times the text takes no more than about eight times as long.
#[track_caller]
fn check_linear(unit: &str) {
    let short = unit.repeat(60_000 / unit.len().max(1));
    check_growth(&short, &short.repeat(8));
}

/// The same of a text and one that is eight times as long.
#[track_caller]
fn check_growth(short: &str, long: &str) {
    check(short);
    let fastest = |text: &str| (0..2).map(|_| check(text)).min().unwrap_or_default();
    let (first, second) = (fastest(short), fastest(long));
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
    check_linear("MARIA CHEN SAID ");
}

#[test]
fn names_that_are_weighed_against_each_other_take_time_in_proportion() {
    for unit in [
        "Jack and Jill Marlow left. ",
        "Peter \"Red\" Marlow left. ",
        "Marlow met her brother, Dan Marlow. ",
        "John Marlow met Jack Marlow. ",
        "The Marlows met Peter H. Marlow and Peter W. Marlow. ",
        "ELM (Pelta) — Northwell, which runs it, said it was Tanner's Field.\n",
        "#ElmFloods ",
        "two Fridays ago ",
        "Christmas Day ",
    ] {
        check_linear(unit);
    }
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

/// A text put together from `pieces` by a fixed rule, the same each time.
fn scramble(pieces: &[&str], seed: u64, len: usize) -> String {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64.wrapping_mul(seed + 1);
    let mut text = String::with_capacity(len + 32);
    while text.len() < len {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        text.push_str(pieces[usize::try_from(state >> 33).unwrap_or(0) % pieces.len()]);
    }
    text
}

/// Marks of all styles, words of saying, names, right-to-left text, breaks.
const PIECES: [&str; 36] = [
    "“",
    "”",
    "\"",
    "''",
    "‘",
    "’",
    "«",
    "»",
    "„",
    "'",
    "(",
    ")",
    ", ",
    ". ",
    ": ",
    " — ",
    "\n",
    "\n\n",
    " said ",
    " Maria Chen ",
    " she ",
    " that ",
    " who ",
    " according to ",
    " the mayor ",
    "שלום ",
    "\u{202e}",
    "قال ",
    "😀",
    "e\u{301}",
    "\u{0}",
    " asked ",
    " and ",
    " denied ",
    " “no” ",
    " 5\" ",
];

#[test]
fn unbalanced_marks_in_any_order_keep_spans_on_letters() {
    for seed in 0..300 {
        check(&scramble(&PIECES, seed, 600));
    }
}

#[test]
fn texts_extracted_together_are_found_the_same_as_each_alone() {
    let texts: Vec<String> = (0..40).map(|seed| scramble(&PIECES, seed, 40 * seed as usize)).collect();
    let documents: Vec<Document<'_>> = texts.iter().map(|text| Document::plain(text, None)).collect();
    let together = extract_all(&documents);
    let alone: Vec<_> = documents.iter().map(extract).collect();
    assert_eq!(together, alone);
    assert!(together.iter().any(|found| !found.quotations.is_empty() && !found.mentions.is_empty()));
}

#[test]
fn quotations_take_time_in_proportion() {
    check_linear("“We will appeal,” she said, adding that Maria Chen told him so ");
    check_linear("“word ");
    check_linear("Maria Chen said that she said that ");
    check_linear(&scramble(&PIECES[..16], 1, 2000));
    check_linear("«שלום» אמר דן כהן. ");
    let with_tail = |times: usize| "“We will go on with it now.” ".repeat(times) + &") ".repeat(10 * times);
    check_growth(&with_tail(2_000), &with_tail(16_000));
}

#[test]
fn a_paragraph_of_a_megabyte_is_read() {
    let took = check(&scramble(&PIECES[18..], 7, 1_000_000));
    assert!(took < Duration::from_secs(60), "{took:?}");
    check(&"“word ".repeat(10_000));
}
