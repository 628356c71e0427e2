//! One sentence a pattern, all invented.

use crate::{Document, Extraction, Quotation, QuotationKind, extract};

mod deeds;
mod levels;
mod open_marks;

/// The name or phrase of a quotation's speaker.
fn speaker(found: &Extraction, quotation: &Quotation, text: &str) -> String {
    let Some(speaker) = &quotation.speaker else { return "-".to_owned() };
    match (speaker.entity, speaker.span) {
        (Some(entity), _) => found.entities[entity].name.clone(),
        (None, Some(span)) => format!("({})", span.of(text)),
        (None, None) => "-".to_owned(),
    }
}

/// Asserts the quotations with marks in them, and their speakers: a name, or
/// a phrase in brackets that leads to nobody, or `-`.
#[track_caller]
fn check(text: &str, expected: &[(&str, &str)]) {
    let found = extract(&Document::plain(text, None));
    let marked = found.quotations.iter().filter(|quotation| quotation.kind != QuotationKind::Indirect);
    let got: Vec<(&str, String)> =
        marked.map(|quotation| (quotation.span.of(text), speaker(&found, quotation, text))).collect();
    let expected: Vec<(&str, String)> =
        expected.iter().map(|(words, name)| (*words, (*name).to_owned())).collect();
    assert_eq!(got, expected);
}

/// Asserts the speech without marks.
#[track_caller]
fn check_reported(text: &str, expected: &[(&str, &str)]) {
    let found = extract(&Document::plain(text, None));
    let reported = found.quotations.iter().filter(|quotation| quotation.kind == QuotationKind::Indirect);
    let got: Vec<(&str, String)> =
        reported.map(|quotation| (quotation.span.of(text), speaker(&found, quotation, text))).collect();
    let expected: Vec<(&str, String)> =
        expected.iter().map(|(words, name)| (*words, (*name).to_owned())).collect();
    assert_eq!(got, expected);
}

#[test]
fn the_clause_behind_what_was_asked_is_not_asked() {
    let text = "Asked at a briefing Monday in Washington about Suu's future role, White House press secretary Josh Ernst said the prize winner has been a \"powerful voice\" for change in Burma.";
    check(text, &[("the prize winner has been a \"powerful voice\" for change in Burma", "Josh Ernst")]);
    let found = extract(&Document::plain(text, None)).quotations;
    let holds_clause = |quotation: &&Quotation| quotation.span.of(text).contains("Josh Ernst");
    assert_eq!(found.iter().find(holds_clause), None);
}

#[test]
fn whoever_goes_on_behind_the_marks_is_not_quoted_in_them() {
    let text = "The lawyers played the tape, and in a clip that District Judge Oskar V. Lindqvist called \"distasteful,\" Pell expressed a desire to \"try, convict and punish\" the mayor. Pell wept.";
    check(
        text,
        &[
            ("\"distasteful,\"", "Oskar V. Lindqvist"),
            ("a desire to \"try, convict and punish\" the mayor", "Pell"),
        ],
    );
}

#[test]
fn two_who_speak_in_one_paragraph_keep_their_words() {
    for tag in ["Bob Hale asked", "asked Bob Hale", "Bob Hale asked on Monday"] {
        check(
            &format!("“I will go to the harbour,” Ann Lee said. “Why would you do that?” {tag}."),
            &[("“I will go to the harbour,”", "Ann Lee"), ("“Why would you do that?”", "Bob Hale")],
        );
    }
    check(
        "“I will go to the harbour,” Ann Lee said. “Why would you do that?” a reporter asked.",
        &[("“I will go to the harbour,”", "Ann Lee"), ("“Why would you do that?”", "(a reporter)")],
    );
    check(
        "Ann Lee, the mayor of Elm, called it “a mess.” “The governor is wrong,” she said.",
        &[("it “a mess.”", "Ann Lee"), ("“The governor is wrong,”", "Ann Lee")],
    );
    check(
        "“I will go to the harbour,” Ann Lee said. “Who would stop me?” Bob Hale said he would not.",
        &[("“I will go to the harbour,”", "Ann Lee"), ("“Who would stop me?”", "Ann Lee")],
    );
}

#[test]
fn the_name_behind_a_verb_of_a_headline_is_no_speech() {
    let text = "“The council has failed us”, says Lee\n\nAnn Lee was angry. “The council has failed us,” she said on Monday.";
    check_reported(text, &[]);
}

#[test]
fn whoever_keeps_silent_is_told() {
    check_reported(
        "A spokesman for Lumenta declined to comment.",
        &[("to comment", "(A spokesman for Lumenta)")],
    );
    check_reported(
        "Robert Hale refused to answer questions about the dam, and left.",
        &[("to answer questions about the dam", "Robert Hale")],
    );
    check_reported("Robert Hale refused to say when he left.", &[("to say when he left", "Robert Hale")]);
    check_reported("Robert Hale refused to leave the hall.", &[]);
    check_reported(
        "Robert Hale asked if the dam was safe:\nNobody knew.",
        &[("if the dam was safe", "Robert Hale")],
    );
}

#[test]
fn what_somebody_did_next_is_not_denied() {
    check_reported(
        "Robert Hale denied all allegations, left the country and died.",
        &[("all allegations", "Robert Hale")],
    );
}

#[test]
fn whom_it_is_about_is_no_speech() {
    let text = "Ms Caroline Oduya has run the docks since 2017. She called him, in a private message that was leaked, “a barnacle with a pension”; he had it printed on a tea towel.";
    check_reported(text, &[]);
    check(text, &[("“a barnacle with a pension”", "Caroline Oduya")]);
}

#[test]
fn the_name_stands_after_the_quotation() {
    check("“We will appeal,” said Maria Chen.", &[("“We will appeal,”", "Maria Chen")]);
    check("“We will appeal,” Maria Chen said.", &[("“We will appeal,”", "Maria Chen")]);
    check(
        "\"The bridge is safe,\" Robert Hale told reporters.",
        &[("\"The bridge is safe,\"", "Robert Hale")],
    );
    check("''It was a long night,'' Anna Keller recalled.", &[("''It was a long night,''", "Anna Keller")]);
    check("‘We lost everything,’ said Martin Boyd.", &[("‘We lost everything,’", "Martin Boyd")]);
    check("“Will it hold?” asked Peter Novak.", &[("“Will it hold?”", "Peter Novak")]);
}

#[test]
fn the_name_stands_before_the_quotation() {
    check(
        "Maria Chen said, “We will appeal this ruling.”",
        &[("“We will appeal this ruling.”", "Maria Chen")],
    );
    check(
        "Maria Chen said: “We will appeal this ruling.”",
        &[("“We will appeal this ruling.”", "Maria Chen")],
    );
    check("Peter Novak added: “Nobody asked us.”", &[("“Nobody asked us.”", "Peter Novak")]);
}

#[test]
fn a_name_carries_its_role_and_apposition() {
    check(
        "“The harbour stays open,” said Karen Doyle, the mayor of Elm.",
        &[("“The harbour stays open,”", "Karen Doyle")],
    );
    check(
        "“The harbour stays open,” Karen Doyle, a lawyer for James Holt, said on Monday.",
        &[("“The harbour stays open,”", "Karen Doyle")],
    );
    check("“Sales are up,” said chief executive Daniel Foster.", &[("“Sales are up,”", "Daniel Foster")]);
    check(
        "“Sales are up,” Mr. Foster said. Daniel Foster runs the firm.",
        &[("“Sales are up,”", "Daniel Foster")],
    );
}

#[test]
fn a_surname_is_the_full_name_of_the_article() {
    check(
        "Maria Chen walked out of court on Friday.\n“We will appeal,” Chen said.",
        &[("“We will appeal,”", "Maria Chen")],
    );
}

#[test]
fn a_split_quotation_has_one_speaker_and_one_group() {
    let text = "“We will appeal,” Maria Chen said. “We will win.”";
    check(text, &[("“We will appeal,”", "Maria Chen"), ("“We will win.”", "Maria Chen")]);
    let found = extract(&Document::plain(text, None)).quotations;
    assert_eq!((found[0].group, found[0].part), (found[1].group, 1));
    assert_eq!(found[1].part, 2);
    check(
        "“The dam,” said Robert Hale, “will not hold another year.”",
        &[("“The dam,”", "Robert Hale"), ("“will not hold another year.”", "Robert Hale")],
    );
}

#[test]
fn a_quotation_over_two_paragraphs_is_one_group() {
    let text = "Maria Chen said: “We will appeal this ruling.\n“And we will win the appeal.”";
    let found = extract(&Document::plain(text, None)).quotations;
    check(
        text,
        &[("“We will appeal this ruling.", "Maria Chen"), ("“And we will win the appeal.”", "Maria Chen")],
    );
    assert_eq!(found[0].group, found[1].group);
    assert_eq!([found[0].part, found[1].part], [1, 2]);
}

#[test]
fn the_paragraph_that_closes_a_quotation_may_tell_the_speaker() {
    check(
        "“We were promised a new bridge.\n“We never got it,” Robert Hale said.",
        &[("“We were promised a new bridge.", "Robert Hale"), ("“We never got it,”", "Robert Hale")],
    );
}

#[test]
fn a_quotation_without_a_cue_carries_on_and_is_uncertain() {
    let text = "“We will appeal,” Maria Chen said.\n“This is far from over for the people of this town.”";
    check(
        text,
        &[
            ("“We will appeal,”", "Maria Chen"),
            ("“This is far from over for the people of this town.”", "Maria Chen"),
        ],
    );
    let found = extract(&Document::plain(text, None)).quotations;
    assert!(found[0].certain && !found[1].certain);
    assert!(found[1].speaker.as_ref().is_some_and(|speaker| speaker.span.is_none()));
}

#[test]
fn she_and_he_are_the_last_who_fit() {
    check(
        "Maria Chen met Robert Hale on Friday.\n“We will appeal,” she said.",
        &[("“We will appeal,”", "Maria Chen")],
    );
    check(
        "Maria Chen met Robert Hale on Friday.\n“The case is closed,” he said.",
        &[("“The case is closed,”", "Robert Hale")],
    );
    check(
        "“We will appeal,” Maria Chen said.\nShe added: “I trust the court.”",
        &[("“We will appeal,”", "Maria Chen"), ("“I trust the court.”", "Maria Chen")],
    );
}

#[test]
fn a_name_inside_the_quotation_is_not_its_speaker() {
    check(
        "Anna Keller spoke on Friday.\n“Maria Chen will lose the vote,” she said.",
        &[("“Maria Chen will lose the vote,”", "Anna Keller")],
    );
}

#[test]
fn a_noun_leads_to_the_one_called_so() {
    check(
        "The film made actress Linda Moore famous.\n“I was lucky,” the actress said.",
        &[("“I was lucky,”", "Linda Moore")],
    );
    check(
        "Karen Doyle, the mayor, opened the bridge.\n“It is beautiful,” the mayor said.",
        &[("“It is beautiful,”", "Karen Doyle")],
    );
}

#[test]
fn the_friend_of_someone_is_a_person_of_their_own() {
    check(
        "“He is innocent,” Hale's lawyer said. Robert Hale was not there.",
        &[("“He is innocent,”", "(Hale's lawyer)")],
    );
    check(
        "“He is innocent,” a spokesman for Robert Hale said.",
        &[("“He is innocent,”", "(a spokesman for Robert Hale)")],
    );
}

#[test]
fn unnamed_sources_stay_unnamed() {
    for text in [
        "“The talks are over,” a senior official said on Friday.",
        "“The talks are over,” said a senior official, who asked not to be named.",
        "“The talks are over,” said a person familiar with the matter.",
    ] {
        let found = extract(&Document::plain(text, None)).quotations;
        let quotation = found.iter().find(|quotation| quotation.kind == QuotationKind::Direct);
        assert!(
            quotation.and_then(|quotation| quotation.speaker.as_ref()).is_some_and(|speaker| speaker.unnamed),
            "{text}"
        );
    }
}

#[test]
fn the_friend_of_the_speaker_is_quoted_via_the_speaker() {
    let text = "Linda Moore went to the meeting. Moore said she heard it from a neighbour, who told her the plan \"would ruin the whole valley.\"";
    let found = extract(&Document::plain(text, None));
    let quoted = found.quotations.iter().find(|quotation| quotation.kind != QuotationKind::Indirect);
    let quoted = quoted.expect("the words in marks are found");
    assert_eq!(speaker(&found, quoted, text), "(a neighbour)");
    let via =
        quoted.via.as_ref().and_then(|via| via.entity).map(|entity| found.entities[entity].name.as_str());
    assert_eq!(via, Some("Linda Moore"));
}

#[test]
fn partly_quoted_speech_is_mixed() {
    let text = "Maria Chen called the ruling “a disgrace to this country” on Friday.";
    let found = extract(&Document::plain(text, None));
    assert!(
        found
            .quotations
            .iter()
            .any(|quotation| quotation.span.of(text).contains("a disgrace to this country"))
    );
    assert_eq!(speaker(&found, &found.quotations[0], text), "Maria Chen");
}

#[test]
fn reported_speech_without_marks() {
    check_reported("Maria Chen said the ruling was wrong.", &[("the ruling was wrong", "Maria Chen")]);
    check_reported("Maria Chen said that she would appeal.", &[("that she would appeal", "Maria Chen")]);
    check_reported("According to Robert Hale, the dam is safe.", &[("the dam is safe", "Robert Hale")]);
    check_reported("The dam is safe, according to Robert Hale.", &[("The dam is safe", "Robert Hale")]);
    check_reported(
        "Robert Hale denied that he had taken the money.",
        &[("that he had taken the money", "Robert Hale")],
    );
    check_reported("Police said two men were arrested.", &[("two men were arrested", "(Police)")]);
}

#[test]
fn the_second_half_of_a_sentence_keeps_its_speaker() {
    check_reported(
        "Maria Chen said the ruling was wrong, adding that she would appeal.",
        &[("the ruling was wrong", "Maria Chen"), ("that she would appeal", "Maria Chen")],
    );
}

#[test]
fn where_somebody_spoke_is_not_what_they_said() {
    check_reported("Maria Chen spoke in the United States on Friday.", &[]);
    check_reported("Robert Hale, the mayor of Elm, spoke with retired dockers at the harbour.", &[]);
}

#[test]
fn titles_in_a_list_of_sources_are_no_quotations() {
    let cited = [
        "“Bridge will stay shut, says mayor” — The Elm Echo, March 3, 2019",
        "Rosa Bell. “Harbour levy 'unfair to the old'” — Radio Norton, 4 March 2019.",
        "\"Minister wants bridge open by May\" - ElmNews.com, May 1, 2019",
    ];
    for line in cited {
        check(&format!("The bridge stays shut.\n\nSources\n\n{line}"), &[]);
    }
    let said = "“We will open the bridge in May” — Maria Chen, mayor of Elm, March 3, 2019";
    assert_eq!(extract(&Document::plain(said, None)).quotations.len(), 1, "who said it is no source");
}

#[test]
fn titles_and_slogans_are_no_quotations() {
    check("The novel “The Long Shore” won the prize on Friday.", &[]);
    check("He wore a hat with the slogan “Elm First” on it.", &[]);
    check("They watched “Harbour Lights” in the old cinema.", &[]);
    check(
        "Of the hundreds, the Courier spoke with a dancer going by the name “The Comet”. She was outside.",
        &[],
    );
}

#[test]
fn words_repeated_from_the_body_have_its_speaker() {
    check(
        "“This is a promise broken twice over,” Maria Chen said.\n“It is no such thing,” said Robert Hale.\n\
         “A promise broken twice over.”",
        &[
            ("“This is a promise broken twice over,”", "Maria Chen"),
            ("“It is no such thing,”", "Robert Hale"),
            ("“A promise broken twice over.”", "Maria Chen"),
        ],
    );
}

#[test]
fn a_denial_through_a_spokesperson_is_of_the_person_denying() {
    let text = "Police questioned Robert Hale. Hale, who through a spokesperson has denied all allegations of fraud, left.";
    let found = extract(&Document::plain(text, None));
    let denial =
        found.quotations.iter().find(|quotation| quotation.span.of(text).starts_with("all allegations"));
    let denial = denial.expect("the denial is found");
    assert_eq!(speaker(&found, denial, text), "Robert Hale");
    assert_eq!(
        denial.via.as_ref().and_then(|via| via.span).map(|span| span.of(text)),
        Some("a spokesperson")
    );
}

#[test]
fn a_paragraph_that_ends_with_a_colon_announces_its_speaker() {
    check(
        "Maria Chen put it on a sheet of paper at the door of her house:\n“Nobody has asked the people who live here.”",
        &[("“Nobody has asked the people who live here.”", "Maria Chen")],
    );
}

#[test]
fn the_organisation_last_told_about_is_the_organization() {
    let text = "The Elm Builders Guild met on Monday. The organization called the plan a “threat to every house in town.”";
    let found = extract(&Document::plain(text, None));
    let quoted = found.quotations.iter().find(|quotation| quotation.kind != QuotationKind::Indirect);
    assert!(speaker(&found, quoted.expect("found"), text).contains("Builders Guild"));
}

#[test]
fn every_quotation_explains_itself() {
    let text = "Maria Chen met Robert Hale on Friday.\n“We will appeal,” she said.\n“It is over,” said Hale.";
    for quotation in extract(&Document::plain(text, None)).quotations {
        assert!(quotation.reason.ends_with('.') && !quotation.reason.contains("NaN"), "{}", quotation.reason);
        assert!((0.0..=1.0).contains(&quotation.confidence));
    }
    let found = extract(&Document::plain(text, None)).quotations;
    assert!(found[0].reason.starts_with("“she” → Maria Chen"), "{}", found[0].reason);
}

#[test]
fn spans_lie_on_characters_and_inside_the_text() {
    for text in
        ["“", "”“", "‏«שלום» אמר דן כהן.", "“é” said 東京.", "\"\"\"", "'' '' ''", "— “…”", "“a” “b” “c” said"]
    {
        for quotation in extract(&Document::plain(text, None)).quotations {
            assert!(!quotation.span.of(text).is_empty());
        }
    }
}

#[test]
fn huge_and_broken_input_takes_time_in_proportion() {
    let sentence = "“We will appeal,” she said, adding that Maria Chen told him so ";
    let long = sentence.repeat(2_000);
    assert!(extract(&Document::plain(&long, None)).quotations.len() >= 2_000);
    for mark in ["“", "\"", "'", "‘", "«", "''"] {
        let _ = extract(&Document::plain(&format!("{mark}word ").repeat(10_000), None));
    }
}

#[test]
fn a_noun_is_nobody_who_is_not_called_so() {
    check(
        "Robert Hale ran for the gate on Monday night.\n“It was over in a minute,” the witness said.",
        &[("“It was over in a minute,”", "(the witness)")],
    );
    check(
        "Linda Moore, an actress, met Anna Keller, an actress, on Monday. Robert Hale left.\n“It was cold,” the actress said.",
        &[("“It was cold,”", "(the actress)")],
    );
}

#[test]
fn who_asks_not_to_be_named_says_only_the_rest() {
    let text = "Karen Doyle runs the mill. An official who asked not to be named said the alarm had failed.\n“Nobody checked it,” the official said.";
    let found = extract(&Document::plain(text, None));
    let got: Vec<(&str, String, bool)> = found
        .quotations
        .iter()
        .map(|quotation| {
            let unnamed = quotation.speaker.as_ref().is_some_and(|speaker| speaker.unnamed);
            (quotation.span.of(text), speaker(&found, quotation, text), unnamed)
        })
        .collect();
    assert_eq!(
        got,
        [
            ("the alarm had failed", "(An official)".to_owned(), true),
            ("“Nobody checked it,”", "(the official)".to_owned(), true),
        ]
    );
}

#[test]
fn who_is_named_in_the_quotation_does_not_say_it() {
    check(
        "Caroline Reed opened the door. Robert Hale waited.\n“Dez told me the doors were locked,” she said.",
        &[("“Dez told me the doors were locked,”", "Caroline Reed")],
    );
    check(
        "The doors were locked.\n“Dez told me so himself,” she said.",
        &[("“Dez told me so himself,”", "(she)")],
    );
}

#[test]
fn the_place_in_an_office_is_not_the_subject() {
    check(
        "Ohio Senator Maria Chen put it on a sheet of paper at the door of her house:\n“Nobody has asked the people who live here.”",
        &[("“Nobody has asked the people who live here.”", "Maria Chen")],
    );
}

#[test]
fn what_someone_is_called_is_no_quotation() {
    check("The painter goes by the name “The Comet”.", &[]);
}

#[test]
fn reported_speech_goes_on_over_an_apposition_and_a_second_clause() {
    check_reported(
        "Maria Chen said that Robert Hale, the mayor of Elm, had closed the bridge and would open it again in May.",
        &[(
            "that Robert Hale, the mayor of Elm, had closed the bridge and would open it again in May",
            "Maria Chen",
        )],
    );
}

#[test]
fn the_clause_around_quoted_words_is_said_too() {
    check(
        "Maria Chen said the ruling was “a disgrace” for the whole valley.",
        &[("the ruling was “a disgrace” for the whole valley", "Maria Chen")],
    );
}

#[test]
fn a_pull_quote_is_linked_to_what_it_repeats() {
    let text = "“This is a promise broken twice over,” Maria Chen said.\n“A promise broken twice over.”";
    let found = extract(&Document::plain(text, None)).quotations;
    assert_eq!(found.len(), 2);
    assert_eq!((found[0].repeats, found[1].repeats), (None, Some(found[0].group)));
    assert_ne!(found[0].group, found[1].group);
}

#[test]
fn whoever_listens_is_no_part_of_what_was_told() {
    check_reported(
        "Robert Hale told the gathering of mostly retired dockers that the levy would be dropped in May.",
        &[("that the levy would be dropped in May", "Robert Hale")],
    );
    check_reported(
        "Robert Hale told a Lower House budget committee the government is likely to drop the levy in May.",
        &[("the government is likely to drop the levy in May", "Robert Hale")],
    );
    check_reported(
        "Maria Chen told the Elm Harbour Committee the council had serious doubts about the levy.",
        &[("the council had serious doubts about the levy", "Maria Chen")],
    );
    check_reported(
        "Maria Chen told the council the levy was wrong and the bridge too dear.",
        &[("the levy was wrong and the bridge too dear", "Maria Chen")],
    );
}

#[test]
fn the_occasion_is_no_part_of_what_was_said() {
    check_reported(
        "Robert Hale said in a television interview it was important for the harbour to stay open.",
        &[("it was important for the harbour to stay open", "Robert Hale")],
    );
    check_reported(
        "Maria Chen said in the same session Elm should use the money for the bridge.",
        &[("Elm should use the money for the bridge", "Maria Chen")],
    );
}

#[test]
fn a_speaker_says_not_their_own_name() {
    let text =
        "HALE DENIES CHANGE OF LEVY POLICY\n\nRobert Hale said there was no change of policy on the levy.";
    let found = extract(&Document::plain(text, None));
    let own = found.quotations.iter().filter(|quotation| quotation.span.of(text) == "HALE");
    assert_eq!(own.count(), 0, "{:?}", found.quotations);
}

#[test]
fn commenting_says_nothing_yet() {
    check_reported(
        "Commenting on the doubtful future of the levy, Robert Hale said it would be dropped in May.",
        &[("it would be dropped in May", "Robert Hale")],
    );
}
