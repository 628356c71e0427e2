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
