//! Speech inside of speech.

use super::{check, speaker};
use crate::{Document, extract};

#[test]
fn speech_without_marks_inside_of_other_speech_keeps_both_levels() {
    let text = "Peter Doyle is a builder. In one letter, Doyle said he had mistakenly placed a card in the stove, the Elm Post reported.";
    let found = extract(&Document::plain(text, None));
    let got: Vec<(&str, String)> = found
        .quotations
        .iter()
        .map(|quotation| (quotation.span.of(text), speaker(&found, quotation, text)))
        .collect();
    assert_eq!(
        got,
        [
            ("In one letter, Doyle said he had mistakenly placed a card in the stove", "Elm Post".to_owned()),
            ("he had mistakenly placed a card in the stove", "Peter Doyle".to_owned()),
        ]
    );
}

#[test]
fn what_somebody_was_told_is_of_whoever_told_it() {
    check(
        "Bob Hale said Ann Lee had told him: “I am done with the board.”",
        &[
            ("Ann Lee had told him: “I am done with the board.”", "Bob Hale"),
            ("“I am done with the board.”", "Ann Lee"),
        ],
    );
}

/// Asserts all quotations of `text`: the words, the speaker, and through whom.
#[track_caller]
fn check_levels(text: &str, expected: &[(&str, &str, &str)]) {
    let found = extract(&Document::plain(text, None));
    let via = |quotation: &crate::Quotation| {
        let entity = quotation.via.as_ref().and_then(|via| via.entity);
        entity.map_or("-".to_owned(), |entity| found.entities[entity].name.clone())
    };
    let got: Vec<(&str, String, String)> = found
        .quotations
        .iter()
        .map(|quotation| (quotation.span.of(text), speaker(&found, quotation, text), via(quotation)))
        .collect();
    let expected: Vec<(&str, String, String)> =
        expected.iter().map(|(words, name, via)| (*words, (*name).to_owned(), (*via).to_owned())).collect();
    assert_eq!(got, expected);
}

#[test]
fn a_report_within_a_report_keeps_both_speakers() {
    check_levels(
        "Keller said Doyle had told her that the plan was dead.",
        &[
            ("Doyle had told her that the plan was dead", "Keller", "-"),
            ("that the plan was dead", "Doyle", "Keller"),
        ],
    );
    check_levels(
        "Ann Keller testified that Doyle had warned her that the dam would fail.",
        &[
            ("that Doyle had warned her that the dam would fail", "Ann Keller", "-"),
            ("that the dam would fail", "Doyle", "Ann Keller"),
        ],
    );
    check_levels(
        "Ann Keller said that her husband told her the plan was dead.",
        &[
            ("that her husband told her the plan was dead", "Ann Keller", "-"),
            ("the plan was dead", "(her husband)", "Ann Keller"),
        ],
    );
}

#[test]
fn what_the_reporter_or_nobody_tells_is_no_second_report() {
    for text in [
        "Ann Keller said she was told that the dam would fail.",
        "Ann Keller said Doyle would promise that the dam will hold.",
        "Ann Keller said the council called the plan a mess.",
    ] {
        let found = extract(&Document::plain(text, None)).quotations;
        assert_eq!(found.len(), 1, "{found:?}");
    }
}

#[test]
fn speech_in_marks_inside_of_marks_keeps_both_levels() {
    let styles = [
        ("“He told me, ‘You are fired,’”", "‘You are fired,’"),
        ("\"He told me, 'You are fired,'\"", "'You are fired,'"),
        ("‘He told me, “You are fired,”’", "“You are fired,”"),
        ("‘He told me “You are fired”,’", "“You are fired”"),
        ("«He told me, “You are fired,”»", "“You are fired,”"),
    ];
    for (outer, inner) in styles {
        check_levels(
            &format!("Bob Hale left the board on Monday. {outer} Ann Lee said."),
            &[(outer, "Ann Lee", "-"), (inner, "Bob Hale", "Ann Lee")],
        );
    }
    check_levels(
        "Bob Hale left. “‘Go home,’ he told me. So I went,” Ann Lee said.",
        &[("“‘Go home,’ he told me. So I went,”", "Ann Lee", "-"), ("‘Go home,’", "Bob Hale", "Ann Lee")],
    );
    check_levels(
        "“My mother always said, ‘Go home,’” Ann Lee said.",
        &[("“My mother always said, ‘Go home,’”", "Ann Lee", "-"), ("‘Go home,’", "(My mother)", "Ann Lee")],
    );
    check_levels(
        "Bob Hale said Ann Lee had told him: “The clerk said, ‘Go.’”",
        &[
            ("Ann Lee had told him: “The clerk said, ‘Go.’”", "Bob Hale", "-"),
            ("“The clerk said, ‘Go.’”", "Ann Lee", "Bob Hale"),
            ("‘Go.’", "(The clerk)", "Ann Lee"),
        ],
    );
}

#[test]
fn he_is_another_than_who_tells_of_him() {
    check_levels(
        "Bob Hale is a builder. “He told me, ‘You are fired,’” Hale said.",
        &[("“He told me, ‘You are fired,’”", "Bob Hale", "-"), ("‘You are fired,’", "(He)", "Bob Hale")],
    );
}

#[test]
fn what_stands_in_marks_inside_of_marks_may_be_no_speech() {
    for text in [
        "“It's the ‘Harbour Act’, stupid,” Ann Lee said.",
        "“She read ‘The Comet’ to us,” Ann Lee said.",
        "“They call it ‘the wall’ here,” Ann Lee said.",
        "“I told him, ‘It is late,’ and he left,” Ann Lee said.",
        "“Somebody might say, ‘It is late,’ but it is not,” Ann Lee said.",
    ] {
        let found = extract(&Document::plain(text, None)).quotations;
        assert_eq!(found.len(), 1, "{found:?}");
    }
}

#[test]
fn what_goes_on_behind_an_inner_quotation_is_a_piece_of_the_outer_one() {
    let text = "“We went home,” Ann Lee said. “He told me, ‘Go.’ I left.” She wept. “I did.”";
    let found = extract(&Document::plain(text, None)).quotations;
    let groups: Vec<(&str, u32)> =
        found.iter().map(|quotation| (quotation.span.of(text), quotation.group)).collect();
    let outer: Vec<u32> =
        groups.iter().filter(|(words, _)| *words != "‘Go.’").map(|(_, group)| *group).collect();
    assert!(outer.len() == 3 && outer.iter().all(|group| *group == outer[0]), "{groups:?}");
    assert!(groups.iter().any(|(words, group)| *words == "‘Go.’" && *group != outer[0]), "{groups:?}");
}
