//! What the words beside a cue tell of who speaks, one rule a test; all
//! sentences are invented.

use super::check;

#[test]
fn an_office_with_its_field_belongs_to_the_name_behind_it() {
    for office in [
        "US Secretary of State",
        "Secretary of State",
        "the Elm Secretary of Defence",
        "Minister for Trade and Ports",
        "minister of health",
        "Director of Ports",
    ] {
        let text = format!("The ships were late. On Monday {office} Robert Hale said the talks had failed.");
        check(&text, "the talks had failed", Some("Robert Hale"));
    }
    check("An aide of President Robert Hale said the talks had failed.", "the talks had failed", None);
    check(
        "“It is late,” said Anna Keller.\nSecretary of State Maria Chen met the crew in Elm. She said the talks had failed.",
        "the talks had failed",
        Some("Maria Chen"),
    );
}

#[test]
fn adverbs_and_verbs_beside_a_name_add_nothing_to_it() {
    for text in [
        "Robert Hale met the board on Monday. Robert Hale still hinted that the talks had failed.",
        "Robert Hale met the board on Monday. Robert Hale only briefly hinted that the talks had failed.",
        "Robert Hale met the board on Monday. Robert Hale has also broadly claimed the talks had failed.",
        "The board met, with Robert Hale having said that the talks had failed.",
    ] {
        check(text, "the talks had failed", Some("Robert Hale"));
    }
    check("Robert Hale’s supporters said the talks had failed.", "the talks had failed", None);
    check("Hale supporters said the talks had failed.", "the talks had failed", None);
}

/// Asserts the words that tell who said `words`, with nobody known by name.
#[track_caller]
fn check_words(text: &str, words: &str, expected: &str) {
    let (_, quotation) = super::of(text, words);
    let speaker = quotation.speaker.expect("somebody is told");
    assert_eq!(speaker.span.map(|span| span.of(text)), Some(expected), "{}", quotation.reason);
    assert_eq!(speaker.entity, None, "{}", quotation.reason);
}

#[test]
fn words_that_lead_to_a_cue_tell_who_speaks() {
    let before = "Robert Hale said the talks had failed.\n";
    let check =
        |text: &str, words: &str, expected: &str| check_words(&format!("{before}{text}"), words, expected);
    check(
        "But researchers from Elm University warned that the dam could break.",
        "the dam could break",
        "researchers from Elm University",
    );
    check(
        "The figures came as another survey by a property firm said the average price of a home fell by half.",
        "the average price",
        "another survey by a property firm",
    );
    check(
        "The government of Elmland on Tuesday announced her death and announced the cause of it as a weak heart.",
        "the cause of it",
        "The government of Elmland",
    );
    check(
        "The ministry of health confirmed her death and said she had been ill.",
        "she had been ill",
        "The ministry of health",
    );
    check(
        "Fifty former officials, including former Elm Bank director Anna Keller, signed a letter saying the dam was sinking.",
        "the dam was sinking",
        "Fifty former officials, including former Elm Bank director Anna Keller",
    );
    check(
        "Elm was calm. Israeli officials gave a briefing to ambassadors on Monday, explaining that the dam was sinking.",
        "the dam was sinking",
        "Israeli officials",
    );
    check(
        "However, supporters of the change claim it will mean lower costs for the port.",
        "it will mean lower costs",
        "supporters of the change",
    );
    check(
        "Further reports had suggested that the dam was sinking.",
        "the dam was sinking",
        "Further reports",
    );
    check(
        "The unions want it back. This would allow months of talks to follow, said our correspondent.",
        "This would allow",
        "our correspondent",
    );
    check("The plan is too slow, said Jupiter.", "The plan is too slow", "Jupiter");
    check(
        "Despite this the valley laboratory F-Harbor said that the dam will hold.",
        "the dam will hold",
        "F-Harbor",
    );
    check(
        "Almost a quarter (21%) of those polled for the Courier said he should return.",
        "he should return",
        "Almost a quarter (21%) of those",
    );
    check("WHO said they are not certain that the dam will hold.", "the dam will hold", "WHO");
}

#[test]
fn a_party_called_by_name_is_no_other_one() {
    let before = "The Elm Liberals are for the plan. A clerk of the Elm Liberals left.\n";
    let text = format!("{before}The Harbour party said the dam was sinking.");
    let (found, quotation) = super::of(&text, "the dam was sinking");
    let speaker = quotation.speaker.expect("the party is told");
    assert_ne!(speaker.entity.map(|entity| found.entities[entity].name.as_str()), Some("Elm Liberals"));
    assert_eq!(speaker.span.map(|span| span.of(&text)), Some("The Harbour party"));
}

#[test]
fn a_paper_is_no_firm_that_it_writes_about() {
    for (text, expected) in [
        ("The Elm Courier asked the firm. Pell Corp is growing, the newspaper said.", Some("Elm Courier")),
        ("Pell Corp is growing fast. The firm is for sale, the newspaper said.", None),
    ] {
        check(text, "is", expected);
    }
}

#[test]
fn who_does_something_saying_so_speaks() {
    check(
        "Peter Doyle said the vote was significant. Earlier Elm leader Robert Hale sent Mr Marsh his “warmest congratulations”, saying: “We look to the mayor to be a force for all.”",
        "We look to the mayor",
        Some("Robert Hale"),
    );
}

#[test]
fn calls_of_nobody_are_not_of_whoever_spoke_before() {
    let text = "Robert Hale said the dam would hold. Its weakness has hit the port and led to calls for help from the board.";
    let found = crate::extract(&crate::Document::plain(text, None));
    let others = found.quotations.iter().filter(|quotation| !quotation.span.of(text).contains("dam"));
    for quotation in others {
        assert_eq!(quotation.speaker.as_ref().and_then(|speaker| speaker.entity), None);
    }
    check(
        "Robert Hale said the dam would hold. Maria Chen’s calls for help from the board came late.",
        "help from the board",
        Some("Maria Chen"),
    );
}

#[test]
fn an_age_between_the_name_and_who() {
    check(
        "“We like the dam,” says Robert Hale, 30, who describes the harbour as “a place for gulls.”",
        "a place for gulls",
        Some("Robert Hale"),
    );
}

#[test]
fn whoever_was_told_does_not_speak() {
    check(
        "Wolves coach Robert Garland told the Daily Courier: \"We have not yet shown Mark the new plan but we will be doing so. \"I am very pleased with his work and I think he is good enough to go on for some years.\" Dawson took a vital part in the harbour win last year but fell out with new mayor Peter Doyle after missing a meeting.",
        "We have not yet",
        Some("Robert Garland"),
    );
}

#[test]
fn a_long_office_between_the_marks_and_the_verb() {
    check(
        "Peter Doyle told the Courier, \"He had been released a year ago.\"\n\"In the city there is a saying\", Elm City University criminology professor Robert Hale told the press. \"[I]ncreasingly what we are seeing is that some wear hats.\"",
        "In the city",
        Some("Robert Hale"),
    );
}

#[test]
fn people_who_speak_behind_an_aside_are_told() {
    for text in [
        "Officials, speaking on condition of anonymity, said talks had failed.",
        "Two officials, who spoke on condition of anonymity, said talks had failed.",
    ] {
        let (_, quotation) = super::of(text, "talks had failed");
        assert!(quotation.speaker.is_some_and(|speaker| speaker.unnamed), "{text}: {}", quotation.reason);
    }
    let text = "“The talks failed,” said a senior official who asked not to be named.";
    let (_, quotation) = super::of(text, "The talks failed");
    let speaker = quotation.speaker.expect("somebody is told");
    assert_eq!(speaker.span.map(|span| span.of(text)), Some("a senior official"));
    assert!(speaker.unnamed);
    for text in [
        "Two people briefed on the talks said the dam would close.",
        "Some critics said the dam would close.",
    ] {
        let (_, quotation) = super::of(text, "the dam would close");
        assert!(quotation.speaker.is_some_and(|speaker| speaker.unnamed), "{text}: {}", quotation.reason);
    }
}

#[test]
fn those_who_speak_are_the_subject_of_their_sentence() {
    check_words(
        "“It is late,” said Robert Hale. French singers are among those who have accused the board of lying to them.",
        "of lying to them",
        "French singers",
    );
}

#[test]
fn polls_and_reports_tell_what_they_found() {
    check_words(
        "A poll by Elm University found that most voters want the dam.",
        "most voters want the dam",
        "A poll by Elm University",
    );
    check_words(
        "Elm voted. A report of the harbour found that the dam was unsafe.",
        "the dam was unsafe",
        "A report of the harbour",
    );
}

#[test]
fn an_office_in_a_headline_is_whom_the_text_calls_so() {
    check(
        "Mayor says dam will hold\n\nAnn Lee, the mayor of Elm, spoke on Monday.",
        "dam will hold",
        Some("Ann Lee"),
    );
    check(
        "Mayor says dam will hold\n\nAnn Lee, the mayor of Elm, spoke on Monday. Robert Hale, the mayor of Oak, did not.",
        "dam will hold",
        None,
    );
}

#[test]
fn when_it_was_said_is_no_part_of_who() {
    let text = "“It was late,” Maria Chen, the mayor of Elm, on Tuesday said.";
    let (_, quotation) = super::of(text, "It was late");
    let span = quotation.speaker.and_then(|speaker| speaker.span).map(|span| span.of(text));
    assert_eq!(span, Some("Maria Chen, the mayor of Elm"));
}

#[test]
fn a_cue_that_opens_its_sentence_has_no_words_before_it() {
    let text = "The unit of the firm is reportedly facing a claim for the period.\n\nForwards: Nicol Moss, Sam Marsh, Oliver Mill, William Serle, Seb Brown, Fabian Pell, Jerome Tile, Greg Lamb, Serge Betts, Julian Bonn, Seb Chapel, Yann Nye.";
    let found = crate::extract(&crate::Document::plain(text, None));
    assert!(found.entities.iter().any(|entity| entity.name == "Nicol Moss"), "{found:?}");
}
