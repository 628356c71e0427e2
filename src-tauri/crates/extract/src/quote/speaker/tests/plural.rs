//! Whom "they", "both" and "the two" mean; all sentences are invented.

use super::{check, of};

/// Asserts who says `words`, all of them.
#[track_caller]
fn check_all(text: &str, words: &str, expected: &[&str]) {
    let (extraction, quotation) = of(text, words);
    let names: Vec<&str> =
        quotation.speakers().map(|entity| extraction.entities[entity].name.as_str()).collect();
    assert_eq!(names, expected, "{}", quotation.reason);
    assert!(!quotation.certain, "{}", quotation.reason);
}

#[test]
fn they_are_those_told_about_together() {
    for text in [
        "Anna Keller and Robert Hale toured the port. They said the dam was safe.",
        "On Monday Anna Keller, a lawyer, and Robert Hale toured the port. They also said the dam was safe.",
        "Anna Keller and Robert Hale said nobody had come. “We waited,” they said. They added that the dam was safe.",
    ] {
        check_all(text, "the dam was safe", &["Anna Keller", "Robert Hale"]);
    }
}

#[test]
fn both_and_the_two_are_two_people() {
    for said in ["Both said", "The two said", "The two men said", "The pair later said", "Both men said"] {
        let text = format!("The mayor met Peter Keller and Robert Hale on Monday. {said} the dam was safe.");
        check_all(&text, "the dam was safe", &["Peter Keller", "Robert Hale"]);
    }
    check(
        "The mayor met Peter Keller, Maria Chen and Robert Hale on Monday. Both said the dam was safe.",
        "the dam was safe",
        None,
    );
}

#[test]
fn they_are_a_body_that_spoke_and_no_single_person() {
    check(
        "The Elm Workers Union called the offer late. They said the dam was safe.",
        "the dam was safe",
        Some("Elm Workers Union"),
    );
    check("Robert Hale called the offer late. They said the dam was safe.", "the dam was safe", None);
    check(
        "The mayor met Peter Keller and Robert Hale. They said the dam was safe.",
        "the dam was safe",
        None,
    );
}

#[test]
fn they_take_up_whoever_was_left_unnamed() {
    for people in [
        "two women who live there",
        "two dealers at the port",
        "a dealer at one of the large banks in the port of Elm",
    ] {
        let text =
            format!("Peter Doyle said nobody was to blame.\n“Nobody asked us,” said {people}. Prices fell.");
        let (_, quotation) = of(&text, "Nobody asked us");
        assert_eq!(quotation.speakers().count(), 0, "{}", quotation.reason);
        assert!(quotation.speaker.is_some(), "{}", quotation.reason);
    }
    let text = "“It is late,” two dealers at one Elm bank said. They said the dam was safe. It would hold, they added.";
    for words in ["the dam was safe", "It would hold"] {
        let (_, quotation) = of(text, words);
        let speaker = quotation.speaker.as_ref().expect("somebody speaks");
        assert!(speaker.unnamed && speaker.entity.is_none(), "{}", quotation.reason);
    }
}
