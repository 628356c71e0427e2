//! Kinds of names that look like another kind's, as a news wire writes them.

use super::{check, found};
use crate::EntityKind;

#[test]
fn the_sign_of_an_exchange_is_no_name() {
    check(
        "TARNWELL <TRW> SELLS UNIT\n\nTarnwell Cos <TRW> sold a unit on Monday.",
        &["organisation Tarnwell Cos []"],
    );
}

#[test]
fn what_a_wire_puts_in_angle_brackets_is_a_firm() {
    check(
        "The offer is that of <Oduya and Brown>. Oduya and Brown declined to comment.",
        &["organisation Oduya and Brown []"],
    );
    check("<TARROW'S BAY CO> 4TH QTR NET", &["organisation TARROW'S BAY CO []"]);
}

#[test]
fn surnames_before_one_with_a_legal_form_are_partners() {
    check(
        "They sold it through Ollenbrecht and Quill Inc on Monday. Ollenbrecht and Quill led it.",
        &["organisation Ollenbrecht and Quill Inc [Ollenbrecht and Quill]"],
    );
    check(
        "The notes were led by L.F. Oduya, Hallberg, Tobin Inc.",
        &["organisation L.F. Oduya, Hallberg, Tobin Inc. []"],
    );
    // somebody named in full is nobody's partner
    check(
        "Peter Marlow met the board. Then Marlow and Tarrow Inc agreed.",
        &["person Peter Marlow [Marlow]", "organisation Tarrow Inc []"],
    );
}

#[test]
fn a_firm_is_called_as_its_branch_in_a_country_is() {
    check(
        "Bell said on Tuesday that its sales had risen. Bell Canada is based in Montreal.",
        &["organisation Bell Canada [Bell]", "place Montreal []"],
    );
    // whose full name is given is meant by the surname
    check(
        "Ada Bell said on Tuesday that Bell Canada had grown. Bell left it.",
        &["person Ada Bell [Bell]", "organisation Bell Canada []"],
    );
}

#[test]
fn what_is_said_of_bodies_alone_makes_one() {
    for text in [
        "Northwell, which runs 31 dams, did not dispute the memo. A man from Northwell cried.",
        "The dam's operator, Northwell, said on Monday that it was safe. A man from Northwell cried.",
        "Northwell, the operator, was late. A man from Northwell cried.",
        "Peter Marlow was chief executive of Northwell until May. A man from Northwell cried.",
        "Northwell said it had found the meeting useful. A man from Northwell cried.",
        "Ann Lee was chief inspector of dams at Northwell until May. A man from Northwell cried.",
        "“No one at Northwell wished harm,” the judge said. A man from Northwell cried.",
    ] {
        let found = found(text).entities;
        let northwell = found.iter().find(|entity| entity.name == "Northwell");
        assert_eq!(northwell.map(|entity| entity.kind), Some(EntityKind::Organisation), "{text}");
    }
    // countries speak, too
    check("It rained in Halvern. Halvern said it would close the border.", &["place Halvern []"]);
}

#[test]
fn what_a_site_is_called_by_is_a_place() {
    check(
        "Corran report: nine read the warning\n\nThe wall of Corran Dam broke on Monday. Corran was never inspected.",
        &["place Corran []", "place Corran Dam []"],
    );
    check("Scarves hung on the gates of Tanner's Field on Monday.", &["place Tanner's Field []"]);
    check("Ann Tanner spoke. It was Tanner's Field.", &["person Ann Tanner [Tanner]"]);
}

#[test]
fn papers_are_no_places() {
    check(
        "It was in the Farrow Courier and in the Elm Gazette.",
        &["organisation Farrow Courier []", "organisation Elm Gazette []"],
    );
}

#[test]
fn an_office_in_small_words_before_the_comma_is_a_persons() {
    check("A spokeswoman for the mayor, Philomena Strand, denied it.", &["person Philomena Strand []"]);
    check("Philomena Strand, his spokeswoman, denied it on Monday.", &["person Philomena Strand []"]);
    check("- Maureen Hale (Independent) 14,906", &["person Maureen Hale []"]);
}

#[test]
fn a_saint_is_part_of_the_name() {
    check(
        "It did not say how much of its debt to First National Bank of St. Paul it had paid.",
        &["organisation First National Bank of St. Paul []"],
    );
    check("St. Paul Cos said its profit rose.", &["organisation St. Paul Cos []"]);
    check("The plan was for Minneapolis-St. Paul. It failed.", &["place Minneapolis-St. Paul []"]);
    // the sentence before is another
    check(
        "Tarrow Inc meets Ada Vance\n\nSt. Paul Cos said its profit rose. Ada Vance left.",
        &["organisation Tarrow Inc []", "person Ada Vance []", "organisation St. Paul Cos []"],
    );
    check(
        "Ada St. Ellery left on Monday. St. Ellery said the harbour was closed.",
        &["person Ada St. Ellery [St. Ellery]"],
    );
}

#[test]
fn an_agency_that_was_asked_is_nobody() {
    check(
        "He told Reuter on Monday that the harbour would open, according to views polled by Reuter correspondents.",
        &["organisation Reuter []"],
    );
    check(
        "Paul Reuter sent pigeons to Aachen. In the end Reuter said the wire had won.",
        &["person Paul Reuter [Reuter]", "place Aachen []"],
    );
}

#[test]
fn a_house_inside_of_a_name_is_parted_from_it() {
    check(
        "Tarrow Trust Co owns Donaldson, Lufkin and Jenrette Securities Corp.",
        &[
            "organisation Tarrow Trust Co []",
            "organisation Donaldson, Lufkin and Jenrette Securities Corp. []",
        ],
    );
}

#[test]
fn a_former_owner_is_part_of_a_firms_name() {
    check("Marlow's Hospitality Inc said it bought a ferry.", &["organisation Marlow's Hospitality Inc []"]);
    check(
        "Ada Marlow left. Marlow's Ferries Inc did not.",
        &["person Ada Marlow [Marlow]", "organisation Ferries Inc []"],
    );
}

#[test]
fn a_fund_is_called_as_people_are() {
    check("The Marlow Insured Income Fund pays in May.", &["organisation Marlow Insured Income Fund []"]);
}

#[test]
fn an_administration_is_a_persons() {
    check(
        "The Carter administration was slow. The London administration was not.",
        &["person Carter []", "place London []"],
    );
}

#[test]
fn a_mine_is_called_by_its_place() {
    check("The Sullivan mine produced ore. The Sullivan mine is old.", &["place Sullivan []"]);
    check("Ada Sullivan owns it: the Sullivan mine is old.", &["person Ada Sullivan [Sullivan]"]);
}

#[test]
fn what_an_agency_is_called_is_an_organisation() {
    check(
        "The statistics office, Tarrostat, said in May that it rose. Tarrostat was wrong.",
        &["organisation Tarrostat []"],
    );
    check("According to a Marlow survey of ships, it rose.", &["organisation Marlow []"]);
}

#[test]
fn a_colony_is_a_place_wherever_it_is_named() {
    check("Talks about the colony of Macao ended. Macao will be free, and Macao waits.", &["place Macao []"]);
}

#[test]
fn a_club_is_no_place_though_its_town_is() {
    check(
        "The creditors of the Paris Club met in London.",
        &["organisation Paris Club []", "place London []"],
    );
}

#[test]
fn of_a_countrys_office_only_the_country_is_a_place() {
    check("U.S. Agriculture Secretary Ada Vance spoke.", &["place U.S. []", "person Ada Vance []"]);
    check("He is a dealer with a U.S. Bank in London.", &["place U.S. []", "place London []"]);
}

#[test]
fn a_town_that_speaks_is_the_firm_called_so() {
    check(
        "Burlington Looms Inc <BUR> cut its prices. Burlington said its board met in Burlington.",
        &["organisation Burlington Looms Inc [Burlington]", "place Burlington []"],
    );
    check("BURLINGTON AIR <BUR> CUTS FARES", &["organisation BURLINGTON AIR []"]);
    check(
        "Burlington Looms Inc cut its prices. It rained in Burlington, Vermont.",
        &["organisation Burlington Looms Inc []", "place Burlington []", "place Vermont []"],
    );
}

#[test]
fn a_firms_first_two_words_are_the_firm() {
    check(
        "MERCHANTS HANOVER CUTS RATE\n\nMerchants Hanover Trust Co cut its rate on Monday.",
        &["organisation MERCHANTS HANOVER []", "organisation Merchants Hanover Trust Co []"],
    );
}

#[test]
fn the_second_word_of_a_house_is_the_house() {
    check(
        "Banque Marlowe seeks a loan. Marlowe said so on Monday.",
        &["organisation Banque Marlowe []", "organisation Marlowe []"],
    );
    check(
        "Shares of Eli Tarrow and Co rose. Tarrow's hormone differs.",
        &["organisation Eli Tarrow and Co []", "organisation Tarrow []"],
    );
}

#[test]
fn an_office_is_meant_by_its_name_without_the_country() {
    check(
        "The U.S. Air Force bought jets on Monday. The Air Force said they were late.",
        &["organisation U.S. Air Force [Air Force]"],
    );
    check("The Bank of Elm sold bonds. The Bank said it was late.", &["organisation Bank of Elm [Bank]"]);
    check(
        "The Bank of Elm met the Bank of Tarn. The Bank was late.",
        &["organisation Bank of Elm []", "organisation Bank of Tarn [Bank]"],
    );
    check(
        "United Ferries Inc said on Monday that United had bought a ship.",
        &["organisation United Ferries Inc [United]"],
    );
    check(
        "The House Harbour Committee met in London. The House did not.",
        &["organisation House Harbour Committee []", "place London []", "organisation House []"],
    );
}

#[test]
fn letters_beside_a_full_name_shorten_it() {
    check(
        "The International Herring Organization, IHGO, met in London. IHGO was late.",
        &["organisation International Herring Organization [IHGO]", "place London []"],
    );
    check(
        "The Elm Stock Exchange (Elex) opened on Monday. Elex fell.",
        &["organisation Elm Stock Exchange [Elex]"],
    );
    check(
        "Corran Petroleum Co Plc sold a rig on Monday. CP said it was old.",
        &["organisation Corran Petroleum Co Plc [CP]"],
    );
}

#[test]
fn illnesses_and_money_are_no_organisations() {
    check("The drug is tested against AIDS. It costs two billion European Currency Units.", &[]);
}

#[test]
fn a_common_word_that_opens_a_sentence_is_no_organisation() {
    check("Union members met on Monday. The union was late.", &[]);
    check("Underwriters are led by Tarrow Inc.", &["organisation Tarrow Inc. []"]);
}

#[test]
fn partners_in_a_list_of_firms_are_one() {
    check(
        "Elm Glass Inc <ELM> and Oduya and Brown ended their bid.",
        &["organisation Elm Glass Inc []", "organisation Oduya and Brown []"],
    );
}

#[test]
fn whose_initials_a_firm_bears_is_the_firm() {
    check(
        "W.R. Grace and Co sold a unit. Grace said it was old.",
        &["organisation W.R. Grace and Co []", "organisation Grace []"],
    );
}

#[test]
fn first_is_part_of_a_firms_name() {
    check(
        "Mr Pell left. First Elm Corp said its profit rose.",
        &["person Pell []", "organisation First Elm Corp []"],
    );
    check("First, Elm Corp said its profit rose.", &["organisation Elm Corp []"]);
    check(
        "FIRST TARROW INC <FTI> 3RD QTR NET\n\nShr 20 cts vs 11 cts",
        &["organisation FIRST TARROW INC []"],
    );
}

#[test]
fn somebody_of_a_party_is_no_organisation() {
    check("One New Hampshire Democrat said the race was close.", &["place New Hampshire []"]);
    check("It was praised by another New Hampshire Democrat on Monday.", &["place New Hampshire []"]);
    check(
        "House Republican Thomas Oduya left on Monday. He had told the Concord Republican, a paper.",
        &["person Thomas Oduya []", "organisation Concord Republican []"],
    );
}
