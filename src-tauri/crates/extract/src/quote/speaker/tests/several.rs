//! Several who speak together; all sentences are invented.

use super::of;

/// Asserts who all said `words`.
#[track_caller]
fn check(text: &str, words: &str, expected: &[&str]) {
    let (found, quotation) = of(text, words);
    let names: Vec<&str> = quotation.speakers().map(|entity| found.entities[entity].name.as_str()).collect();
    assert_eq!(names, expected, "{}", quotation.reason);
}

#[test]
fn all_who_say_it_are_its_speakers() {
    let text =
        "“We will close the mill,” Ann Lee, a lawyer from Elm, and Bob Hale, the mayor, told the paper.";
    check(text, "close the mill", &["Ann Lee", "Bob Hale"]);
    let (_, quotation) = of(text, "close the mill");
    assert!(quotation.reason.contains("names Ann Lee and Bob Hale"), "{}", quotation.reason);
    check(
        "“We will close the mill,” Lee and Hale said. Ann Lee is mayor. Bob Hale is a judge.",
        "close the mill",
        &["Ann Lee", "Bob Hale"],
    );
    check(
        "Ann Lee, as well as Bob Hale, said that the mill would close.",
        "would close",
        &["Ann Lee", "Bob Hale"],
    );
    check(
        "Gibson’s former aide Ann Lee of Elm University and fellow author Bob Hale of Norland wrote that the mill would close.",
        "would close",
        &["Ann Lee", "Bob Hale"],
    );
}

#[test]
fn a_list_of_speakers_is_read_from_its_first_name_on() {
    let text = "Senators Ann Lee, Bob Hale and Cara Doyle wrote in a letter that the mill would close.";
    check(text, "would close", &["Ann Lee", "Bob Hale", "Cara Doyle"]);
    let (_, quotation) = of(text, "would close");
    let phrase = quotation.speaker.and_then(|speaker| speaker.span).map(|span| span.of(text));
    assert_eq!(phrase, Some("Senators Ann Lee, Bob Hale and Cara Doyle"));
    check(
        "The mayor, Ann Lee, and his aide, Bob Hale, spoke. Britain, France and Germany said they would act.",
        "would act",
        &["Britain", "France", "Germany"],
    );
}

#[test]
fn what_goes_on_has_all_of_them() {
    let text = "“We will close the mill,” Ann Lee and Bob Hale said. “It is late.”";
    check(text, "It is late", &["Ann Lee", "Bob Hale"]);
    let text =
        "Ann Lee and Bob Hale said that the mill would close, adding that the town would vote on it in May.";
    check(text, "the town would vote", &["Ann Lee", "Bob Hale"]);
}

#[test]
fn names_inside_of_an_apposition_do_not_speak() {
    for text in [
        "Ann Lee of Acme Corp and the University of Elm said that the mill would close.",
        "Ann Lee, daughter of Tom and Cara Hale, said that the mill would close.",
        "Ann Lee, a partner with Gott, Steen and Hamilton, said that the mill would close.",
        "Ann Lee, whose firm meets Bolton Ltd and Carter Inc, said that the mill would close.",
    ] {
        check(text, "would close", &["Ann Lee"]);
    }
}

#[test]
fn one_firm_of_two_names_is_no_list() {
    let text = "Elm Power and Light Co said that the mill would close.";
    let (_, quotation) = of(text, "would close");
    assert!(quotation.also.is_empty(), "{:?}", quotation.also);
    let text = "Elm Power Corp and Norland Light Co said that the mill would close.";
    check(text, "would close", &["Elm Power Corp", "Norland Light Co"]);
}

#[test]
fn a_name_that_tells_whose_aide_somebody_is_does_not_speak() {
    let text = "Ann Lee and Elm Council director Bob Hale said that the mill would close.";
    check(text, "would close", &["Ann Lee", "Bob Hale"]);
    for text in [
        "A lawyer for Ann Lee and Bob Hale said that the mill would close.",
        "“It would close,” the foreign ministers of France and Germany said.",
    ] {
        check(text, "would close", &[]);
    }
}

#[test]
fn whoever_has_no_name_does_not_hide_who_has_one() {
    check("Critics and Ann Lee said that the mill would close.", "would close", &["Ann Lee"]);
    check("Ann Lee’s lawyer and Bob Hale said that the mill would close.", "would close", &["Bob Hale"]);
    check(
        "Ann Lee is mayor of Elm. “The mill would close,” she and Bob Hale said.",
        "would close",
        &["Ann Lee", "Bob Hale"],
    );
}

#[test]
fn whoever_does_something_else_before_does_not_speak() {
    check("Ann Lee left and Bob Hale said that the mill would close.", "would close", &["Bob Hale"]);
}
