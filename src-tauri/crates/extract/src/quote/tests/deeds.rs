//! Words of saying that tell a deed.

use super::check_reported;

/// Asserts that nothing is said in any of the sentences.
#[track_caller]
fn check_none(texts: &[&str]) {
    texts.iter().for_each(|text| check_reported(text, &[]));
}

#[test]
fn a_thing_is_no_speech_where_the_word_means_a_deed() {
    check_none(&[
        "The firm recalled 20,000 cars on Monday.",
        "Elm Motors is recalling 20,000 cars because of a fault.",
        "The coach must recall Peter Doyle to give his side a chance.",
        "Ann Lee called a meeting on Monday.",
        "The prime minister called an election for May.",
        "A neighbour called the police after hearing shots.",
        "The man who calls himself Marlow Star left.",
        "The bank charged a fee of two pounds for each card.",
        "The player claimed her seventh title.",
        "Citizens filed claims with a special court in Elm.",
        "Elm Motors posted a loss of two million in May.",
        "One could write a book about this.",
        "Both sides wrote to the minister yesterday setting out their cases.",
    ]);
    check_reported(
        "Ann Lee recalled how the firm had sold 20,000 cars.",
        &[("how the firm had sold 20,000 cars", "Ann Lee")],
    );
    check_reported(
        "Ann Lee claimed the meeting had been called too late.",
        &[("the meeting had been called too late", "Ann Lee")],
    );
    check_reported("Ann Lee called the plan illegal.", &[("the plan illegal", "Ann Lee")]);
}

#[test]
fn what_is_answered_or_remarked_on_is_not_said() {
    check_none(&[
        "Thousands of women are responding to Mara Quill's call.",
        "Ann Lee commented on the strike.",
        "The court cited Orr v. Wexler in its ruling.",
        "The move was condemned by members of the Elm council.",
        "He was recalled to Elm in May.",
    ]);
}

#[test]
fn a_word_that_only_looks_like_one_of_saying_tells_nothing() {
    check_none(&[
        "The terms of the previously announced deal were not disclosed.",
        "The band used three notes of music from the harbour.",
        "Harbour Express entered in third place at the box office.",
        "No details were available because the clerks had left.",
        "Elm Power asked for quick approval so that it can raise its rates.",
    ]);
}
