//! Who speaks, one rule a test; all sentences are invented.

mod forms;
mod nouns;
mod phrases;
mod plural;
mod several;

use crate::{Document, Extraction, Quotation, extract};

/// The quotation that holds `words`, with the extraction.
#[track_caller]
fn of(text: &str, words: &str) -> (Extraction, Quotation) {
    let found = extract(&Document::plain(text, None));
    let quotation = found.quotations.iter().find(|quotation| quotation.span.of(text).contains(words));
    let quotation = quotation.cloned().unwrap_or_else(|| panic!("{words} is in {:?}", found.quotations));
    (found, quotation)
}

/// Asserts who said `words`.
#[track_caller]
fn check(text: &str, words: &str, expected: Option<&str>) {
    let (found, quotation) = of(text, words);
    let entity = quotation.speaker.as_ref().and_then(|speaker| speaker.entity);
    let name = entity.map(|entity| found.entities[entity].name.as_str());
    assert_eq!(name, expected, "{}", quotation.reason);
}

#[test]
fn the_subject_of_the_sentence_before_is_he() {
    check(
        "“We will see,” said Robert Hale.\n“The levy is dead,” said Peter Doyle.\nHale was not impressed by the vote. “Not one more cent,” he said.",
        "Not one more cent",
        Some("Robert Hale"),
    );
}

#[test]
fn she_is_no_man() {
    check(
        "Anna Keller opened the bridge. Robert Hale cut the ribbon.\n“It will last,” she said.",
        "It will last",
        Some("Anna Keller"),
    );
    check(
        "Robert Hale took his daughter Chloe to the harbour.\nHe said: “I want her to see the ships.”",
        "I want her",
        Some("Robert Hale"),
    );
}

#[test]
fn a_pronoun_tells_what_is_true_of_whom_it_means() {
    let text =
        "“We will appeal,” said Maria Chen.\nRobert Hale was not in court. “It is not over,” she said.";
    let (_, quotation) = of(text, "not over");
    assert!(
        quotation.reason.starts_with("“she” → Maria Chen, the last woman quoted"),
        "{}",
        quotation.reason
    );
    let text = "Maria Chen met Robert Hale on Friday.\n“We will appeal,” she said.";
    let (_, quotation) = of(text, "appeal");
    assert!(quotation.reason.starts_with("“she” → Maria Chen, the last woman named"), "{}", quotation.reason);
}

#[test]
fn the_name_that_touches_the_cue_speaks() {
    check(
        "“The mayor lost the vote,” said Hale’s campaign manager Jake Doyle.\n“It is over,” he said.",
        "lost the vote",
        Some("Jake Doyle"),
    );
    check(
        "Peter Doyle runs the mill. The town seeks to shed what Robert Hale called “a perception problem.”",
        "a perception problem",
        Some("Robert Hale"),
    );
    check(
        "“This will not stand,” said Elm State University professor Paul Marlow. “It was their town at that point in time.”",
        "their town",
        Some("Paul Marlow"),
    );
}

#[test]
fn the_tail_of_an_apposition_is_not_the_speaker() {
    for text in [
        "Anna Keller, editor at large of The Elm Courier, an influential newspaper of the valley, wrote, “We think of the harbour first.”",
        "“We think of the harbour first,” said Anna Keller, a spokeswoman for the Elm Harbour Company.",
        "On Friday, Anna Keller — mentioned as the choice of Robert Hale — said “we think of the harbour first.”",
    ] {
        check(text, "harbour first", Some("Anna Keller"));
    }
}

#[test]
fn the_second_of_two_names_touches_the_cue() {
    check("“He never lost,” Robert Hale, columnist Peter Doyle said.", "never lost", Some("Peter Doyle"));
}

#[test]
fn the_bearer_of_an_office_named_for_another_speaks() {
    check(
        "Robert Hale stayed at home. “We are ready,” Hale campaign spokesman Peter Doyle said.",
        "We are ready",
        Some("Peter Doyle"),
    );
}

#[test]
fn a_dateline_is_not_the_speaker() {
    check(
        "ELM — Sen. Maria Chen said on Friday that the dam was safe.",
        "the dam was safe",
        Some("Maria Chen"),
    );
}

#[test]
fn the_words_that_lead_to_a_stretch_tell_its_speaker() {
    check(
        "Early on, Robert Hale attacked Peter Doyle, calling him “a failed candidate.” Doyle shot back, “Look who is talking about votes.”",
        "Look who is talking",
        Some("Peter Doyle"),
    );
}

#[test]
fn who_is_only_mentioned_beside_a_namesake_keeps_the_full_name() {
    check(
        "Carla Finch ran the mill for ten years. Finch sold it in May.\nShe told her husband, Frank Finch, about it.\n“It was time,” Finch said.",
        "It was time",
        Some("Carla Finch"),
    );
}

#[test]
fn two_who_fit_alike_are_nobody() {
    let text = "Anna Keller and Linda Moore left.\n“It is cold,” she said.";
    let (_, quotation) = of(text, "It is cold");
    assert!(
        !quotation.certain && quotation.confidence < 0.8,
        "{} {}",
        quotation.confidence,
        quotation.reason
    );
}

/// Asserts that `words` have a speaker whom the text leaves unnamed.
#[track_caller]
fn check_unnamed(text: &str, words: &str, phrase: &str) {
    let (_, quotation) = of(text, words);
    let speaker = quotation.speaker.as_ref().expect("somebody speaks");
    let said = speaker.span.map(|span| span.of(text));
    assert_eq!((speaker.entity, speaker.unnamed, said), (None, true, Some(phrase)), "{}", quotation.reason);
}

#[test]
fn a_pronoun_takes_up_an_unnamed_speaker() {
    let text = "Robert Hale said the harbour would close in May.\n“Nobody expected that,” said a dealer at one Elm bank. The fall was under way when Hale spoke, he added.";
    check_unnamed(text, "The fall was under way", "he");
    let text = "Robert Hale said the harbour would close in May.\nThe levy is too high, another economist said. He added that nobody would pay it. It will be dropped, he said.";
    check_unnamed(text, "nobody would pay", "He");
    check_unnamed(text, "It will be dropped", "he");
}

#[test]
fn a_pronoun_leaves_an_unnamed_speaker_for_a_later_subject() {
    check(
        "“Nobody expected that,” said a dealer at one Elm bank.\nRobert Hale disagreed on Friday. “We warned everybody,” he said.",
        "We warned everybody",
        Some("Robert Hale"),
    );
    check(
        "Maria Chen opened the bridge.\nA spokesman for the harbour said the levy would go. “It was never fair,” she said.",
        "It was never fair",
        Some("Maria Chen"),
    );
}

#[test]
fn somebodys_aide_is_no_somebody() {
    let text = "Robert Hale plans a bill on the levy. An aide to Hale said that it will probably be introduced next week.";
    check_unnamed(text, "it will probably", "An aide to Hale");
}

#[test]
fn a_cue_that_opens_a_sentence_waits_for_its_subject() {
    let news = "Maria Chen opened the bridge on Monday. “It is a good day,” Chen said.\n\n";
    check(
        &format!("{news}Noting that the levy had doubled, Robert Hale left the hall."),
        "the levy had doubled",
        Some("Robert Hale"),
    );
    check(
        &format!("{news}Two days after announcing that the harbour would close, mayor Robert Hale resigned."),
        "the harbour would close",
        Some("Robert Hale"),
    );
    check(
        &format!("{news}Arguing that the levy was unfair, she left the hall."),
        "the levy was unfair",
        Some("Maria Chen"),
    );
}

#[test]
fn what_it_calls_something_is_said_by_whom_the_sentence_tells_about() {
    check(
        "The Harbour Guild expelled Robert Hale on Friday.\n\nThe organization also set up a panel to look into what it calls a “wide and lasting problem that needs an answer at once.”",
        "wide and lasting",
        Some("Harbour Guild"),
    );
}

#[test]
fn who_stands_plainly_beside_the_marks_is_certain() {
    let news = "Ada Vance, the harbour master, met Bo Lund, a captain, on the quay.\n\n";
    for told in ["Vance said.", "said Vance."] {
        let text = format!("{news}“The night boat will not sail before the summer,” {told}");
        let (_, quotation) = of(&text, "The night boat");
        assert!(quotation.certain && quotation.confidence > 0.9, "{told} {}", quotation.confidence);
    }
}

#[test]
fn who_asked_is_not_told() {
    let news = "Robert Hale said the fall would not change the plan. ";
    for asked in [
        "Asked if the government had thought of closing the bridge for a day",
        "When asked whether it would close the bridge",
    ] {
        let text = format!("{news}{asked}, Hale said: “No. That is not my job.”");
        check(&text, "That is not my job", Some("Robert Hale"));
        let found = extract(&Document::plain(&text, None));
        let asks =
            found.quotations.iter().filter(|quotation| quotation.span.of(&text).contains("the bridge"));
        let speakers: Vec<_> = asks.filter_map(|quotation| quotation.speaker.as_ref()?.entity).collect();
        assert_eq!(speakers, [0; 0], "{text}");
    }
}

#[test]
fn whoever_is_asked_does_not_ask() {
    check(
        "Peter Doyle pivoted to the levy, but Anna Keller brought him back to the flood, asking Doyle to explain why the dam had failed.",
        "why the dam had failed",
        Some("Anna Keller"),
    );
}

#[test]
fn of_two_names_in_a_headline_the_one_before_the_verb_speaks() {
    check(
        "Maria Chen Endorses Robert Hale: ‘He Will Rebuild the Harbour’\n\nMaria Chen threw her weight behind Robert Hale on Friday.",
        "He Will Rebuild",
        Some("Maria Chen"),
    );
}

#[test]
fn an_office_written_short_is_no_part_of_a_name() {
    check(
        "Rep Pell: ‘The Levy Is Dead’\n\nRep. Ada Pell spoke on Sunday.",
        "The Levy Is Dead",
        Some("Ada Pell"),
    );
}

#[test]
fn a_pronoun_after_an_office_leads_to_whoever_holds_it() {
    check(
        "Marco Hale spoke to the dockers of Elm. The senator said his campaign was closing strong. “It is huge,” he said.",
        "It is huge",
        Some("Marco Hale"),
    );
}

#[test]
fn whoever_is_spoken_of_does_not_speak() {
    check(
        "Robert Hale leaves the council in May. In addition, Hale would have faced four more years with members he was less than comfortable with, harbour sources say. Five of them were named later.",
        "four more years",
        None,
    );
}

#[test]
fn the_name_after_the_cue_speaks_behind_a_comma_too() {
    check(
        "It is the first time a candidate has made the old harbour a major campaign issue, said Robert Hale, director of the Elm Trust.",
        "first time",
        Some("Robert Hale"),
    );
}

#[test]
fn who_is_likened_does_not_speak() {
    check(
        "Like Hale, Doyle also rejected the notion that the council could leave, arguing that there is “room for all” in the plan.\nRobert Hale and Peter Doyle sit on the council.",
        "room for all",
        Some("Peter Doyle"),
    );
}

#[test]
fn no_thing_goes_on_suggesting() {
    check(
        "Robert Hale has promised to build a massive wall along the old harbour, while also suggesting that the levy should be abolished.",
        "levy should be abolished",
        Some("Robert Hale"),
    );
}

#[test]
fn a_participle_goes_with_the_subject_of_its_clause() {
    check(
        "Robert Hale fired his police chief, Peter Doyle, acknowledging that the town had lost trust in the force.",
        "had lost trust",
        Some("Robert Hale"),
    );
    check(
        "Anna Keller was plain about her distaste for Peter Doyle, the front-runner, saying voters must stop him.",
        "must stop him",
        Some("Anna Keller"),
    );
    check(
        "Maria Chen attacked Hale by reminding voters that the mill had closed. Robert Hale left.",
        "the mill had closed",
        Some("Maria Chen"),
    );
    check(
        "“We have time,” Robert Hale said.\nDoyle and Chen will meet next week, Hale said, adding, “They need to sit down.” Peter Doyle and Maria Chen agreed.",
        "need to sit down",
        Some("Robert Hale"),
    );
}

#[test]
fn who_puts_it_so_speaks() {
    check(
        "Or, as Robert Hale, a former harbour master, put it: “The gulls are at the gate.”",
        "The gulls",
        Some("Robert Hale"),
    );
    check("As Anna Keller put it: “This levy will not pass.”", "This levy", Some("Anna Keller"));
}

#[test]
fn what_somebody_called_so_is_theirs() {
    check(
        "In 2009, under what Mr. Hale called “the old model,” the Elm Harbour Club sold boats. Robert Hale runs it.",
        "the old model",
        Some("Robert Hale"),
    );
}

#[test]
fn the_name_behind_the_words_said_speaks_over_what_stands_between() {
    check(
        "“We have had better years,” town delegate Peter Doyle, wearing a hat and “Elm First” pins, said flatly as the band left.",
        "had better years",
        Some("Peter Doyle"),
    );
}

#[test]
fn whoever_opens_the_later_clause_speaks_in_it() {
    check(
        "Robert Hale said the mill should close, while Anna Keller in a long letter said she would keep it open.",
        "keep it open",
        Some("Anna Keller"),
    );
}

#[test]
fn a_survey_tells_what_it_found_and_not_who_spoke_before() {
    let text = "“Nobody watches,” said Robert Hale, who runs the station. A recent survey by Elm Cable found that “The Lane” was among the most popular shows in town.";
    let (found, quotation) = of(text, "among the most popular");
    let hale = quotation
        .speaker
        .as_ref()
        .and_then(|speaker| speaker.entity)
        .is_some_and(|entity| found.entities[entity].name == "Robert Hale");
    assert!(!hale, "{}", quotation.reason);
}

#[test]
fn a_question_passed_over_leaves_the_answer_to_whoever_gives_it() {
    check(
        "Robert Hale praised her in the past. Asked if he thought the letter went too far, Doyle responded: “I guess so.” Peter Doyle left.",
        "I guess so",
        Some("Peter Doyle"),
    );
}

#[test]
fn an_office_and_a_surname_are_the_one_person_who_has_it() {
    check(
        "OK Gov Hale: Levy Is ‘Dead as a Nail’\n\nGov. Robert Hale spoke on Sunday.",
        "Dead as a Nail",
        Some("Robert Hale"),
    );
}

#[test]
fn a_month_before_when_leads_to_no_name() {
    check(
        "The row echoes one in June when Mr. Hale assailed a judge for his “northern heritage.” Robert Hale and Anna Keller left.",
        "northern heritage",
        Some("Robert Hale"),
    );
}

#[test]
fn behind_a_dateline_the_words_that_open_the_sentence_speak() {
    let text = "ELMPORT — The clerk who found the cracks in Elm Dam has told a public inquiry that she spent a year trying to make them read six pages.";
    let (_, quotation) = of(text, "six pages");
    let phrase = quotation.speaker.as_ref().and_then(|speaker| speaker.span).map(|span| span.of(text));
    assert!(phrase.is_some_and(|phrase| phrase.starts_with("The clerk")), "{phrase:?} {}", quotation.reason);
}
