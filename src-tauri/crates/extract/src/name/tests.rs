use super::*;
use crate::{Document, token::Words};

mod kinds;

fn found(text: &str) -> Names {
    let document = Document::plain(text, None);
    let words = Words::of(&document);
    names(&document, &words, recognise(&words))
}

/// Asserts the entities of `text` as `kind name [aliases]`.
#[track_caller]
pub(super) fn check(text: &str, expected: &[&str]) {
    let names = found(text);
    let shown: Vec<String> = names
        .entities
        .iter()
        .map(|entity| {
            let aliases = entity.aliases.join(", ");
            format!("{} {} [{aliases}]", entity.kind.as_str(), entity.name)
        })
        .collect();
    assert_eq!(shown, expected);
}

/// Asserts the roles of the entity called `name`.
#[track_caller]
fn check_roles(text: &str, name: &str, expected: &[&str]) {
    let names = found(text);
    let entity = names.entities.iter().find(|entity| entity.name == name);
    assert_eq!(
        entity.map(|entity| entity.roles.clone()).as_deref(),
        Some(&expected.iter().map(|role| (*role).to_owned()).collect::<Vec<_>>()[..])
    );
}

#[test]
fn a_surname_is_the_person_named_in_full() {
    check(
        "Chen wins in Elmport\n\nMaria Chen won the vote in Elmport on Sunday. Ms. Chen thanked the voters.",
        &["person Maria Chen [Chen]", "place Elmport []"],
    );
}

#[test]
fn two_people_with_one_surname_stay_two() {
    check(
        "Maria Chen met Peter Chen on Monday. Mr. Chen smiled. Ms. Chen did not.",
        &["person Maria Chen [Chen]", "person Peter Chen [Chen]"],
    );
}

#[test]
fn who_stands_in_full_in_one_sentence_with_another_is_another() {
    check(
        "John Marlow, a baker, met Jack Marlow, a judge. Jack Marlow smiled.",
        &["person John Marlow []", "person Jack Marlow []"],
    );
    check(
        "Peter W. Marlow and his father, Peter H. W. Marlow, spoke. Peter W. Marlow smiled.",
        &["person Peter W. Marlow []", "person Peter H. W. Marlow []"],
    );
    // in two sentences middle initials tell them apart
    check(
        "Peter W. Marlow spoke on Monday. Then Peter H. Marlow spoke.",
        &["person Peter W. Marlow []", "person Peter H. Marlow []"],
    );
    check(
        "Robert Marlow, known as Bob Marlow, spoke. Bob Marlow smiled.",
        &["person Robert Marlow [Bob Marlow]"],
    );
    check("Robert Marlow spoke on Monday. Then Bob Marlow left.", &["person Robert Marlow [Bob Marlow]"]);
}

#[test]
fn a_title_speaks_against_a_nickname() {
    check(
        "Mr. Chris Marlow spoke. Then Ms. Christine Marlow left.",
        &["person Chris Marlow []", "person Christine Marlow []"],
    );
}

#[test]
fn a_surname_before_the_full_name_of_a_relative_is_another() {
    check(
        "Marlow said that her brother, Dan Marlow, told her so. Then Marlow left.",
        &["person Marlow []", "person Dan Marlow []"],
    );
    check(
        "Ann Marlow came late. Marlow said that her brother, Dan Marlow, told her so.",
        &["person Ann Marlow [Marlow]", "person Dan Marlow []"],
    );
    // named before, a full name is the same one's
    check("Dan Marlow came late. Marlow was tired, and Dan Marlow said so.", &["person Dan Marlow [Marlow]"]);
}

#[test]
fn what_a_nun_is_called_by_is_no_part_of_the_name_in_full() {
    check(
        "Nguyễn Thu Hà left the ward. “It was late,” Sister Nguyễn said on Monday.",
        &["person Nguyễn Thu Hà [Nguyễn]"],
    );
}

#[test]
fn days_months_and_peoples_are_no_entities() {
    check("On Monday, German officials said in March that the French were late.", &[]);
}

#[test]
fn roles_stand_beside_the_name() {
    check_roles("The mayor of Elm, Maria Chen, spoke.", "Maria Chen", &["mayor of Elm"]);
    check_roles("Maria Chen, mayor of Elm, spoke on Monday.", "Maria Chen", &["mayor of Elm"]);
    check_roles("They praised actress Maria Chen on Monday.", "Maria Chen", &["actress"]);
    check_roles("Pell's wife, Maria Chen, was not there.", "Maria Chen", &["Pell's wife"]);
    for name in ["Maria Chen", "Peter Hale", "Anna Keller"] {
        check_roles("Senators Maria Chen, Peter Hale and Anna Keller were there.", name, &["Senator"]);
    }
    let text = "Judges Maria Chen and Peter Hale met Anna Keller, a lawyer.";
    check_roles(text, "Peter Hale", &["Judge"]);
    check_roles(text, "Anna Keller", &["lawyer"]);
}

#[test]
fn the_words_of_an_office_are_no_part_of_a_name() {
    check("Ohio Gov. Peter Marlow signed it.", &["place Ohio []", "person Peter Marlow []"]);
    check(
        "Elm Bank Director Peter Marlow spoke. Marlow left.",
        &["organisation Elm Bank []", "person Peter Marlow [Marlow]"],
    );
    check("kTxQr — Maria Chen called it a day. Chen slept.", &["person Maria Chen [Chen]"]);
}

#[test]
fn an_office_in_capitals_keeps_all_its_words() {
    let name = "Charles Clarke";
    check_roles("Home Secretary Charles Clarke spoke on Monday.", name, &["Home Secretary"]);
    check_roles("It was late, Home Secretary Charles Clarke said.", name, &["Home Secretary"]);
    check_roles(
        "The former Shadow Home Secretary Charles Clarke left.",
        name,
        &["former Shadow Home Secretary"],
    );
    check_roles("He met Justice Minister Charles Clarke and left.", name, &["Justice Minister"]);
    check_roles("It was welcomed by First Minister Charles Clarke.", name, &["First Minister"]);
    check_roles("But Education Secretary Charles Clarke said so.", name, &["Education Secretary"]);
    // What is a name of its own is no part of the office.
    check_roles("He wrote to Tarn Secretary Charles Clarke.", name, &["Secretary"]);
}

#[test]
fn an_allegation_is_no_role() {
    check_roles("The alleged killer, Peter Hale, was not there.", "Peter Hale", &[]);
    check_roles("They heard convicted murderer Peter Hale on Monday.", "Peter Hale", &[]);
}

#[test]
fn mentions_are_in_order_and_do_not_overlap() {
    let text = "MARIA CHEN IN LONDON\n\nMaria Chen (top row from left), Anna Hale and Peter Pell of the United Nations (UN) met U.S. officials in London's east. The UN left.";
    let names = found(text);
    assert!(names.mentions.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
    assert!(names.mentions.iter().all(|mention| !mention.span.of(text).trim().is_empty()));
    assert!(names.entities.iter().all(|entity| !entity.name.contains("row")));
}

#[test]
fn acronyms_and_short_forms_join_their_full_name() {
    check(
        "Officials of the Elm Rescue Service (ERS) spoke in London. The ERS said it was late.",
        &["organisation Elm Rescue Service [ERS]", "place London []"],
    );
    check(
        "Marlow Systems Inc. said on Monday that Marlow had cut jobs.",
        &["organisation Marlow Systems Inc. [Marlow]"],
    );
}

#[test]
fn titles_stay_out_of_names_and_possessives_too() {
    check("Mr. and Mrs. Hale met Dr. Anna Pell's lawyer.", &["person Hale []", "person Anna Pell []"]);
    check("A letter to President Marlowe came late.", &["person Marlowe []"]);
}

#[test]
fn hashtags_and_sentence_openers_are_no_names() {
    check("#ElmFloods is everywhere. But rain fell. Police came. However, nobody left.", &[]);
}

#[test]
fn the_article_is_no_part_of_a_lists_names() {
    let names =
        found("Those named include (top row from left) Anna Hale, Rosa Pell, Maria Chen and Lena Marsh.");
    let shown: Vec<&str> = names.entities.iter().map(|entity| entity.name.as_str()).collect();
    assert_eq!(shown, ["Anna Hale", "Rosa Pell", "Maria Chen", "Lena Marsh"]);
    assert!(names.entities.iter().all(|entity| entity.kind == EntityKind::Person));
}

#[test]
fn cups_and_prizes_are_nobody() {
    check("Robert Hale won the Davis Cup and the Hale Trophy.", &["person Robert Hale []"]);
}

#[test]
fn whoever_is_addressed_so_is_a_person_whatever_else_the_word_means() {
    check("The phones are slow, said Mr Jain.", &["person Jain []"]);
    check("Ms English and Mr. Banks were late.", &["person English []", "person Banks []"]);
}

#[test]
fn genders_follow_titles_and_first_names() {
    let names = found("Mrs. Quill met Peter Hale and the actress Robin Marsh.");
    assert_eq!(names.genders, [Some(Gender::Female), Some(Gender::Male), Some(Gender::Female)]);
}

#[test]
fn the_name_given_in_full_stands_before_its_short_form() {
    check(
        "Mo Tarrow spoke. Maureen Tarrow, the mayor, had been asked to. Ms Tarrow left.",
        &["person Maureen Tarrow [Mo Tarrow, Tarrow]"],
    );
}

#[test]
fn offices_are_cut_off_and_known_names_keep_their_kind() {
    check(
        "Chairman Jim Marlow met Goldman Sachs in Costa Rica.",
        &["person Jim Marlow []", "organisation Goldman Sachs []", "place Costa Rica []"],
    );
    check("West German and South African officials left.", &[]);
}

#[test]
fn a_name_that_only_a_headline_shouts_is_written_as_names_are() {
    check("LONDON IS WET\n\nIt rained.", &["place London []"]);
}

#[test]
fn a_role_never_begins_with_a_possessive() {
    for text in [
        "The company's chief executive, Peter Marlow, spoke.",
        "Peter Marlow, the company's chief executive, spoke.",
        "The dam's former inspector Peter Marlow spoke.",
        "Brick Lane Bakery's owner, Peter Marlow, spoke.",
        "The bakery's owner Peter Marlow spoke. Elm Mills's owner, Peter Marlow, left.",
        "The Mills' owner, Peter Marlow, spoke.",
    ] {
        let names = found(text);
        let marlow = names.entities.iter().find(|entity| entity.name == "Peter Marlow");
        let roles = &marlow.unwrap_or_else(|| panic!("{text}")).roles;
        assert!(roles.iter().all(|role| role.starts_with(char::is_alphabetic)), "{text} {roles:?}");
        assert!(!roles.is_empty(), "{text}");
    }
}

#[test]
fn a_union_keeps_all_its_trades() {
    check(
        "Pickets of the Harbour and Deck Workers' Union stood at Ellery Docks. The Harbour and Deck Workers’ Union met.",
        &[
            "organisation Harbour and Deck Workers' Union [Harbour and Deck Workers’ Union]",
            "place Ellery Docks []",
        ],
    );
}

#[test]
fn a_quay_is_a_place() {
    check("Ellery Quay was empty. They met Ellery Quay again.", &["place Ellery Quay []"]);
    check(
        "They went to Tamsin Wharf and Corran Bridge.",
        &["place Tamsin Wharf []", "place Corran Bridge []"],
    );
    check("Karen Bridge spoke on Monday.", &["person Karen Bridge []"]);
}

#[test]
fn an_office_is_not_who_holds_it() {
    check("Undersecretary for Education Mr. Marlow spoke.", &["person Marlow []"]);
}

#[test]
fn partners_joined_by_commas_are_one_firm() {
    check(
        "The sale was led by Pell, Marlow and Co Inc on Monday.",
        &["organisation Pell, Marlow and Co Inc []"],
    );
    check(
        "Maria Chen of Pell and Sons spoke on Monday.",
        &["person Maria Chen []", "organisation Pell and Sons []"],
    );
}

#[test]
fn houses_known_by_a_founders_name_are_organisations() {
    check(
        "The bonds were rated AAA by Moody's and Standard and Poor's.",
        &["organisation Moody's []", "organisation Standard and Poor's []"],
    );
}

#[test]
fn a_company_may_be_called_by_a_surname() {
    check(
        "Marlow Corp cut its prices on Monday. Marlow said the market was weak.",
        &["organisation Marlow Corp [Marlow]"],
    );
    check(
        "Peter Marlow left Marlow Corp on Monday. Marlow said he was tired.",
        &["person Peter Marlow [Marlow]", "organisation Marlow Corp []"],
    );
}

#[test]
fn a_headline_in_capitals_gives_a_person_no_other_names() {
    check(
        "VANCE URGES MARLOW TO GO\n\nAda Vance asked Peter Marlow to go on Monday. Marlow did not.",
        &["person Ada Vance [VANCE]", "person Peter Marlow [MARLOW, Marlow]"],
    );
    check("PETER MARLOW GOES\n\nPeter Marlow went on Monday.", &["person Peter Marlow [PETER MARLOW]"]);
}

#[test]
fn half_an_office_and_sides_of_the_sky_are_nobody() {
    check("Prime Minister Ada Vance met Western diplomats.", &["person Ada Vance []"]);
}

#[test]
fn what_is_said_of_people_alone_makes_a_name_a_persons() {
    let people = |text: &str| -> Vec<String> {
        let names = found(text);
        let people = names.entities.into_iter().filter(|entity| entity.kind == EntityKind::Person);
        people.map(|entity| entity.name).collect()
    };
    for (text, expected) in [
        ("The rice was sown late, said Nityanand Dheep, 40, in the hamlet.", &["Nityanand Dheep"][..]),
        ("Bilbul, a third-year student, was found at the quay. Bilbul had left at noon.", &["Bilbul"]),
        ("His sons, Amos and Elias, wept.", &["Amos", "Elias"]),
        ("The board of Elm Justice Mohammad Shahin Islam led the talks.", &["Mohammad Shahin Islam"]),
    ] {
        assert_eq!(people(text), expected, "{text}");
    }
    for text in [
        "The ex-President was suspiciously late.",
        "He had led Bolivia since 2006. The Rohingya were there.",
        "Grameen Steel, a leader in shipping, closed.",
        "Corrow Telecom, a producer of cables, closed.",
    ] {
        assert!(people(text).is_empty(), "{text}: {:?}", people(text));
    }
}

#[test]
fn a_name_with_the_sign_of_an_exchange_is_a_firm() {
    check(
        "Pellair <PELZ.Z> said it will buy six jets. Pellair flies to Elmport.",
        &["organisation Pellair []", "place Elmport []"],
    );
    check("Mary Marlow <MML> said its profit fell.", &["person Mary Marlow []"]);
}

#[test]
fn who_employs_an_analyst_is_a_firm() {
    check(
        "“It will rise,” said Tom Brack, an analyst with Oduya Tarrow in Elmport.",
        &["person Tom Brack []", "organisation Oduya Tarrow []", "place Elmport []"],
    );
    check(
        "Tom Brack, vice president at Hugo Marlow, said so.",
        &["person Tom Brack []", "organisation Hugo Marlow []"],
    );
}

#[test]
fn a_founder_in_a_firms_name_is_the_firm_unless_he_is_named() {
    check(
        "J.P. Tarrow Trust Co sold bonds. Tarrow said the issue was small.",
        &["organisation J.P. Tarrow Trust Co []", "organisation Tarrow []"],
    );
    check(
        "Hugo Tarrow left Tarrow Trust Co on Monday. Tarrow said he was tired.",
        &["person Hugo Tarrow [Tarrow]", "organisation Tarrow Trust Co []"],
    );
}

#[test]
fn houses_that_look_like_people_are_firms() {
    check(
        "It was managed by Donaldson, Lufkin and Jenrette Securities Corp on Monday.",
        &["organisation Donaldson, Lufkin and Jenrette Securities Corp []"],
    );
    check("Sallie Mae said it will sell notes.", &["organisation Sallie Mae []"]);
    check("Shares of Johnson and Johnson rose.", &["organisation Johnson and Johnson []"]);
}

#[test]
fn partners_with_a_slash_are_a_firm() {
    check(
        "TARROW/BRACK BIDS AGAIN\n\nTarrow and Brack made an offer on Monday.",
        &["organisation Tarrow and Brack []"],
    );
}

#[test]
fn two_surnames_that_never_part_are_a_firm() {
    check(
        "It is owned by Oduya and Brown. The offer of Oduya and Brown ends in May.",
        &["organisation Oduya and Brown []"],
    );
    check("The offer is that of investors Oduya and Brown.", &["organisation Oduya and Brown []"]);
    check(
        "They named Marlow Inc and Donaldson, Lufkin and Jenrette Inc as underwriters.",
        &["organisation Marlow Inc []", "organisation Donaldson, Lufkin and Jenrette Inc []"],
    );
    check(
        "Oduya and Brown met. Oduya and Brown were late, and Brown was angry.",
        &["person Oduya []", "person Brown []"],
    );
    check(
        "Smith Barney, Harris Upham and Co Inc led it.",
        &["organisation Smith Barney, Harris Upham and Co Inc []"],
    );
}

#[test]
fn of_two_surnames_the_first_alone_is_the_person() {
    check(
        "Arturo Hernandez Grisanti spoke. Hernandez said no.",
        &["person Arturo Hernandez Grisanti [Hernandez]"],
    );
    check("Jean Paul Marlow spoke. Paul said no.", &["person Jean Paul Marlow []", "person Paul []"]);
}

#[test]
fn a_port_is_a_town_though_many_are_called_so() {
    check("Ships lay off the port of Carrillo for days.", &["place Carrillo []"]);
}

#[test]
fn a_common_word_that_opens_a_sentence_is_nobody() {
    check("Rice planting is late. The rice farmers in Elmport wait.", &["place Elmport []"]);
    check(
        "Rice spoke first. The rice was late, and Condoleezza Rice knew it.",
        &["person Condoleezza Rice [Rice]"],
    );
}

#[test]
fn a_word_that_counts_points_is_nobody() {
    check("Firstly, we broadly agree on the dam. Secondly, it is late. Thirdly, nobody paid.", &[]);
    check("I thank you, Madam President, for the letter.", &[]);
}

#[test]
fn a_first_name_and_a_capital_that_speak_are_a_person() {
    check("As coauthor Nadine Heal told reporters, it was late.", &["person Nadine Heal []"]);
}
