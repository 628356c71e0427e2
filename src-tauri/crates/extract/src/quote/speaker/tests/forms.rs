//! Whom pronouns, owners and clauses name, one rule a test; all sentences are
//! invented.

use super::check;

#[test]
fn whoever_is_told_about_last_goes_before_the_last_speaker() {
    check(
        "“The dam will hold,” said Robert Hale. “It always has.”\nPeter Doyle toured the valley on Monday with two engineers and did not rule out a closure. But he said the dam was safe.",
        "the dam was safe",
        Some("Peter Doyle"),
    );
    check(
        "“Nobody asked us,” said Maria Chen.\nAnna Keller, the organist of the church by the harbour, remembered when the street had no name.\nNow, she said, the ships no longer come.",
        "the ships no longer come",
        Some("Anna Keller"),
    );
}

#[test]
fn with_a_name_and_a_participle_names_the_speaker() {
    check(
        "Members of the council were annoyed, with Maria Chen calling the plan “a bad joke.”",
        "a bad joke",
        Some("Maria Chen"),
    );
}

#[test]
fn he_as_the_subject_of_a_participle() {
    check(
        "Robert Hale came late. He went on to praise Anna Keller, calling her “a gift to the valley.”",
        "a gift to the valley",
        Some("Robert Hale"),
    );
}

#[test]
fn who_follows_dashes_and_brackets_and_those() {
    for text in [
        "Robert Hale - who once said he would “fill the whole harbour” with sand - stayed at home.",
        "Robert Hale (Elm), who said he would “fill the whole harbour” with sand, stayed at home.",
        "Robert Hale, a miller from Elm, is among those who say they would “fill the whole harbour” with sand.",
    ] {
        check(text, "fill the whole harbour", Some("Robert Hale"));
    }
}

#[test]
fn a_name_behind_the_office_after_the_cue() {
    check(
        "The dam has moved “by an inch or two,” said the bureau’s director, Peter Doyle, on Monday.",
        "by an inch",
        Some("Peter Doyle"),
    );
    check(
        "“The dam has moved,” Anna Keller, who is head of the bureau said in a statement.",
        "The dam has moved",
        Some("Anna Keller"),
    );
}

#[test]
fn the_first_of_two_names_with_a_verb_between() {
    check(
        "Mayor Maria Chen is joining her friend Peter Doyle in calling for “a new dam.”",
        "a new dam",
        Some("Maria Chen"),
    );
}

#[test]
fn a_video_that_somebody_called_names_is_called_so_by_them() {
    check(
        "In a film that Judge Robert Hale called “distasteful,” Peter Doyle read from his letters.",
        "distasteful",
        Some("Robert Hale"),
    );
}

#[test]
fn the_owner_of_the_words_speaks() {
    for text in [
        "Robert Hale and Anna Marlow met.\nMarlow’s best line: “We must act.”",
        "“It is late,” said Robert Hale to Anna Marlow.\nMarlow’s response? “We must act.”",
        "Robert Hale and Anna Marlow met.\n“We must act,” according to Marlow’s statement.",
        "“It is late,” said Robert Hale to Anna Marlow.\nAnd Marlow’s answer was telling: “We must act.”",
        "“It is late,” said Robert Hale to Anna Marlow.\nHere is how Marlow put it on Sunday night: “We must act.”",
    ] {
        check(text, "We must act", Some("Anna Marlow"));
    }
}

#[test]
fn whoever_works_for_somebody_is_not_the_owner_of_the_words() {
    check(
        "Anna Marlow stayed at home.\nMarlow’s lawyer answered the letter: “We must act.”",
        "We must act",
        None,
    );
}

#[test]
fn a_name_behind_a_dash_signs() {
    check(
        "Robert Hale and Anna Marlow met.\n“We must act before the winter.” — Anna Marlow",
        "We must act",
        Some("Anna Marlow"),
    );
}

#[test]
fn a_line_below_signs() {
    let before = "“It is late,” said Robert Hale.\n";
    for line in [
        "— Anna Marlow",
        "- Anna Marlow, mayor of Elm, who lost her seat last year",
        "-- Mayor Anna Marlow",
        "– Anna Marlow in an interview with the Elm Post, June 2",
        "— Anna Marlow, as she left the hall on Monday",
    ] {
        for said in [
            "“We must act before the winter.”",
            "“We must act before the winter.\n“And nobody in Elm shall stop us.”",
        ] {
            let text = format!("{before}{said}\n{line}\nThe hall was full.");
            check(&text, "We must act", Some("Anna Marlow"));
        }
    }
    check(&format!("{before}“We must act before the winter.”\n— A reader in Elm"), "We must act", None);
}

#[test]
fn an_item_of_a_list_signs_nothing() {
    for line in
        ["- Anna Marlow resigned on Monday.", "- Anna Marlow, mayor of Elm, resigned on Monday.", "- “No.”"]
    {
        let text = format!(
            "“It is late,” said Robert Hale.\n“We must act before the winter.”\n{line}\nThe hall was full."
        );
        check(&text, "We must act", Some("Robert Hale"));
    }
}

#[test]
fn of_two_who_speak_together_the_first_is_the_speaker() {
    check(
        "Robert Hale and Anna Marlow said the harbour was lost.",
        "the harbour was lost",
        Some("Robert Hale"),
    );
}

#[test]
fn who_is_no_board() {
    check(
        "The plan was backed by Anna Marlow of Elm, the head of the Elm Harbour Board, who said the sand would stay.",
        "the sand would stay",
        Some("Anna Marlow"),
    );
}

#[test]
fn who_after_and_is_the_who_before() {
    check(
        "The hall was full for a teacher named Paul Keller, who runs for mayor and who worked the crowd, praising “the patience of the harbour.”",
        "the patience of the harbour",
        Some("Paul Keller"),
    );
}

#[test]
fn words_that_help_the_verb_are_no_part_of_a_pronoun() {
    check(
        "Paul Keller was trying to buy favours. Indeed, he had publicly stated that “money is always for you.”",
        "money is always",
        Some("Paul Keller"),
    );
    check(
        "Paul Keller moved to Elm after, according to him, “the mill threw out his work.”",
        "the mill threw out",
        Some("Paul Keller"),
    );
}

#[test]
fn a_label_before_the_colon_of_a_headline_does_not_speak() {
    check(
        "The Latest: Keller declares ‘victory for Elm’.\n\nELM — Paul Keller won on Sunday.",
        "victory for Elm",
        Some("Paul Keller"),
    );
    check(
        "Keller on the Harbour Letters: ‘I Think We Will’.\nPaul Keller spoke on Sunday.",
        "I Think We Will",
        Some("Paul Keller"),
    );
}

#[test]
fn pronouns_tell_more_than_a_first_name_of_both() {
    check(
        "Sen. Lindsey Hale called out his rival Peter Doyle on Monday.\nHale said, “How many of you believe this?”\nHe went on: “I believe Peter Doyle is wrong.”",
        "I believe Peter Doyle is wrong",
        Some("Lindsey Hale"),
    );
}

#[test]
fn the_name_behind_the_comma_of_a_clause_speaks() {
    check(
        "After former Gov. Peter Doyle criticised Robert Hale during a debate, Marlow shot back, “I could have stayed at home.”\nAnna Marlow runs the mill.",
        "I could have stayed",
        Some("Anna Marlow"),
    );
}

#[test]
fn an_office_nobody_is_called_by_is_whom_the_text_tells_about() {
    let text = "Robert Hale accused the board of waste on Friday. “They looked at numbers,” Hale said.\n“We will see who pays,” the former mayor told the Courier.";
    let (found, quotation) = super::of(text, "who pays");
    let entity = quotation.speaker.as_ref().and_then(|speaker| speaker.entity);
    assert_eq!(entity.map(|entity| found.entities[entity].name.as_str()), Some("Robert Hale"));
    assert!(!quotation.certain && quotation.reason.contains("nobody is called so"), "{}", quotation.reason);
    check(
        "Robert Hale and Peter Doyle met.\n“We will see who pays,” the former mayor told the Courier.",
        "who pays",
        None,
    );
}

#[test]
fn he_behind_many_words_is_the_subject_of_the_cue() {
    check(
        "Paul Keller won in Elm. Now, armed with an early victory and with the money that came from all over the valley after the polls closed, he’s about to argue that the race has “only just begun.”",
        "only just begun",
        Some("Paul Keller"),
    );
}

#[test]
fn a_number_is_no_end_of_a_sentence() {
    check(
        "Senator John Hale of Elm, the No. 2 Republican in the chamber, said four measures will come up on Monday.",
        "four measures",
        Some("John Hale"),
    );
    check(
        "As Anna Keller, the No. 2 of the harbour board, put it: “This levy will not pass.”",
        "This levy",
        Some("Anna Keller"),
    );
}

#[test]
fn two_offices_of_one_person() {
    check(
        "Paul Doyle is a builder.\nThe firm spoke for the council, said lobbyist and Elm Party strategist Robert Hale, Doyle’s former business partner.",
        "spoke for the council",
        Some("Robert Hale"),
    );
    check(
        "Elm News and former television anchor Maria Chen has praised it in several speeches, advising graduates to “become members of the club.”",
        "become members",
        Some("Maria Chen"),
    );
}

#[test]
fn whoever_asks_in_the_passive() {
    check(
        "Earlier this month, on a morning show, Doyle was asked by host Robert Hale whether his aim was the mayor’s office. Peter Doyle laughed.",
        "whether his aim",
        Some("Robert Hale"),
    );
    check(
        "It was not what Maria Chen had told the paper. Asked by Robert Hale whether she had practised the speech, she said, “I read it once.”",
        "whether she had practised",
        Some("Robert Hale"),
    );
    check(
        "The council spoke of the levy for days. The words “free harbour” were uttered once, by Mr. Hale. Robert Hale is a miller.",
        "free harbour",
        Some("Robert Hale"),
    );
}

#[test]
fn means_are_those_of_the_clause_they_stand_in() {
    check(
        "Many people, Anna Keller among them, argue that the vote is rigged, while her main rival, Robert Hale, has soared in the polls by saying that the rich own the harbour.",
        "the rich own the harbour",
        Some("Robert Hale"),
    );
    check(
        "Over two weeks, prosecutors charged the clerk with theft and Chen fired her harbour chief, Peter F. Doyle, acknowledging that large parts of the town have lost trust in him. Maria Chen is mayor.",
        "lost trust in him",
        Some("Maria Chen"),
    );
}

#[test]
fn what_is_added_is_by_whoever_said_before() {
    check(
        "Paul Doyle is a builder. Robert Hale is his manager.\nMr. Doyle intends to give a speech at the club in Elm this month, Mr. Hale said, adding that he would also hold meetings on the “harbour gap.”",
        "hold meetings",
        Some("Robert Hale"),
    );
}

#[test]
fn a_noun_for_what_was_said_is_its_owners() {
    check(
        "For example, Doyle’s recent evidence-free assertion that “thousands” of gulls had come ran in every paper. Peter Doyle is a builder.",
        "thousands",
        Some("Peter Doyle"),
    );
    check(
        "The concerns being expressed by the board go beyond Doyle’s much-noted pledge to be “a guest” during the talks. Peter Doyle is a builder.",
        "a guest",
        Some("Peter Doyle"),
    );
    check(
        "“I’d rather have a gull in the kitchen.” That quote from harbour commissioner Robert Hale ran on the front page in 1980.",
        "rather have a gull",
        Some("Robert Hale"),
    );
}

#[test]
fn whoever_called_it_so() {
    check(
        "This side of the club has been called “a family of gulls” by Robert Hale, a professor at Elm, and it keeps strangers away.",
        "a family of gulls",
        Some("Robert Hale"),
    );
}

#[test]
fn what_a_name_only_qualifies_or_leads_to_says_nothing() {
    check(
        "Maria Chen was clerk for four years. She urged the council to join a NATO-led plan to drive out the gulls, proposed that more boats be left in the harbour, and pushed for nets.",
        "more boats be left",
        Some("Maria Chen"),
    );
    check(
        "At UNESCO, however, Hale focused on repeating that the harbour was a treasure. Robert Hale is mayor.",
        "the harbour was a treasure",
        Some("Robert Hale"),
    );
    check(
        "When Ms. Keller moved to Elm, the quiet town where the Doyles lived, Robert confided to her that his parents had “lost their nerve.” Robert Doyle and Anna Keller are friends.",
        "lost their nerve",
        Some("Robert Doyle"),
    );
    check(
        "Anna Keller is an editor. And she is sure that keeping Hale in the harbour will make it worse: “They are creating a monster.” Robert Hale is a miller.",
        "creating a monster",
        Some("Anna Keller"),
    );
}

#[test]
fn the_actor_is_somebody_the_article_names() {
    check(
        "Robert Hale has played Hamlet for ten years.\nIn an interview, the actor explained how it felt.\n“I am not as well worded,” he said.",
        "not as well worded",
        Some("Robert Hale"),
    );
    // a spokesman has none
    check(
        "Robert Hale is the minister. He was in Elm on Monday.\nThe dam was never in danger, the spokesman said. He added that the office did not disclose any advice.",
        "did not disclose",
        None,
    );
}

#[test]
fn he_behind_an_office_is_its_bearer() {
    check(
        "“We must not rush it,” Robert Hale said on Monday. “I want to be sure,” he said.\nThe Elm Republican did give Peter Doyle some credit during the talks, but he suggested that the town needs a builder.",
        "the town needs a builder",
        Some("Robert Hale"),
    );
}

#[test]
fn words_that_qualify_a_claim_are_nobodys_name() {
    check(
        "“I was against it from the first day,” Robert Hale said, repeating a false claim that he opposed the dam.",
        "he opposed the dam",
        Some("Robert Hale"),
    );
}

#[test]
fn whoever_follows_a_question_in_marks() {
    check(
        "Inside the door sit two women.\n“I am calling from the harbour campaign. How are you today?” Keller, a retired clerk, said pleasantly into the receiver. Anna Keller is one of them.",
        "calling from the harbour",
        Some("Anna Keller"),
    );
    // behind a full stop somebody else begins
    check(
        "Robert Hale told the Courier: “We have not yet offered Peter a boat. He is good enough to row for two years.” Doyle, who came in June, said he was glad. Peter Doyle is a rower.",
        "not yet offered Peter",
        Some("Robert Hale"),
    );
}

#[test]
fn the_verb_before_the_marks_goes_before_one_behind() {
    check(
        "The show ran for weeks. And, in a clip that U.S. District Judge Robert Hale called “dull,” Doyle expressed a desire to “try it again in spring.” Peter Doyle is a poet.",
        "dull",
        Some("Robert Hale"),
    );
}

#[test]
fn a_name_behind_other_words_in_marks() {
    check(
        "Robert Hale calls the mayor “a gull” and Peter Doyle says she is “losing the harbour,” part of a long quarrel.",
        "losing the harbour",
        Some("Peter Doyle"),
    );
    check(
        "Ohio Gov. Robert Hale is joining his running mate Peter Doyle in calling for the harbour to be closed.",
        "the harbour to be closed",
        Some("Robert Hale"),
    );
}

#[test]
fn a_day_before_a_name_leads_to_no_name() {
    check(
        "Robert Hale and Peter Doyle have called for the ban to be lifted. Elm has been more careful, but on Wednesday Ms Chen said she also wanted it to end. “I have long understood the argument,” she told a committee. Maria Chen is mayor.",
        "she also wanted it to end",
        Some("Maria Chen"),
    );
}

#[test]
fn an_owner_does_not_go_on_to_say_it() {
    check(
        "Robert Hale had already left the printed text of his speech to give a smart answer to Peter Doyle’s picture of him as a “harbour dog,” claiming such personal abuse meant the board was “rattled” by it.",
        "such personal abuse",
        Some("Robert Hale"),
    );
}

#[test]
fn a_phrase_may_end_the_text() {
    for text in [
        "“It is late,” said Ohio",
        "“It is late,” said the mayor of Ohio",
        "“It is late,” said the “Duke”",
        "It is late, said Robert Hale and “Duke”",
        "He called it “late,” said Robert Hale of “Elm” and",
        "“It is late,” said governor and",
        "Robert Hale said the No. 2",
        "Robert Hale said No.",
        "Peter Doyle (Elm Town), Robert Hale (Elm Town) Rowers: Ross",
    ] {
        let found = crate::extract(&crate::Document::plain(text, None));
        assert!(found.quotations.iter().all(|quotation| quotation.span.end <= text.len()), "{text}");
    }
}
