//! Whom nouns mean: offices, companies and what is no group at all; all
//! sentences are invented.

use super::{check, of};

#[test]
fn whom_a_noun_means_is_likely_and_never_certain() {
    let text = "The coach Robert Hale left on Monday. Elm had lost. The coach said the talks had failed.";
    let (_, quotation) = of(text, "the talks had failed");
    assert!(!quotation.certain && (0.8..1.0).contains(&quotation.confidence), "{quotation:?}");
    let (_, quotation) = of("“The talks have failed,” Robert Hale said.", "The talks have failed");
    assert!(quotation.certain && quotation.confidence > 0.9, "{quotation:?}");
}

#[test]
fn who_is_called_deputy_or_shadow_does_not_hold_the_office() {
    for office in ["Deputy Prime Minister", "the shadow prime minister", "former Prime Minister"] {
        let text = format!(
            "On Monday {office} Robert Hale toured the port. The prime minister said the talks had failed."
        );
        check(&text, "the talks had failed", None);
    }
    check(
        "On Monday Prime Minister Robert Hale toured the port. Anna Keller left. The prime minister said the talks had failed.",
        "the talks had failed",
        Some("Robert Hale"),
    );
    check(
        "The former senator Robert Hale toured the port with Anna Keller. The former senator said the talks had failed.",
        "the talks had failed",
        Some("Robert Hale"),
    );
}

#[test]
fn who_holds_one_office_does_not_hold_another() {
    check(
        "Home Secretary Robert Hale toured the port. Anna Keller left. The foreign secretary said the talks had failed.",
        "the talks had failed",
        None,
    );
    check(
        "Home Secretary Robert Hale toured the port. Anna Keller left. The home secretary said the talks had failed.",
        "the talks had failed",
        Some("Robert Hale"),
    );
    check(
        "Democratic Senator Robert Hale toured the port. Anna Keller left. The Elm senator said the talks had failed.",
        "the talks had failed",
        Some("Robert Hale"),
    );
    // Of two presidents the one called so.
    check(
        "US President Robert Hale met French President Peter Doyle. The French president said the talks had failed.",
        "the talks had failed",
        Some("Peter Doyle"),
    );
    check(
        "US President Robert Hale met Dutch President Peter Doyle. The Danish president said the talks had failed.",
        "the talks had failed",
        None,
    );
}

#[test]
fn a_company_is_no_commission_and_a_union_no_car() {
    for (group, said) in [
        ("The Elm Securities Commission", "The company said it tolerates no bribes."),
        ("Lumenta Corp", "The ministry said it tolerates no bribes."),
        ("Lumenta Corp", "The union said it tolerates no bribes."),
        ("Lumenta Corp", "The commission said it tolerates no bribes."),
    ] {
        let text = format!("{group} opened an office in Elm. {said}");
        check(&text, "it tolerates no bribes", None);
    }
    check(
        "Lumenta Corp opened an office in Elm. The company said it tolerates no bribes.",
        "it tolerates no bribes",
        Some("Lumenta Corp"),
    );
}

#[test]
fn a_group_without_a_name_is_not_the_last_one_that_has_one() {
    let text = "Lumenta Corp opened an office in Elm. An investor group led by a dealer bought shares. The group said it wants more.";
    check(text, "it wants more", None);
    let text =
        "Lumenta Corp opened an office in Elm with a director of the group. The group said it wants more.";
    check(text, "it wants more", Some("Lumenta Corp"));
    let text = "Lumenta Corp, a large group, opened an office in Elm. The group said it wants more.";
    check(text, "it wants more", Some("Lumenta Corp"));
}

#[test]
fn nobody_speaks_where_it_was_revealed() {
    let text = "Lumenta Corp sacked its director after it was revealed that he had sold the harbour.";
    check(text, "he had sold the harbour", None);
    let text = "Lumenta Corp sacked its director after it revealed that he had sold the harbour.";
    check(text, "he had sold the harbour", Some("Lumenta Corp"));
}
