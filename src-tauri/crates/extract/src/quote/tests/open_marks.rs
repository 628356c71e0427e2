//! Marks that were forgotten, and words in marks that touch.

use super::check;

#[test]
fn a_stretch_left_open_ends_where_its_speaker_is_told() {
    check(
        "“We went home. The rest stayed, Ann Lee said. “It was late,” Bob Hale said.",
        &[("“We went home. The rest stayed,", "Ann Lee"), ("“It was late,”", "Bob Hale")],
    );
    check(
        "\"We went home. Who stayed? asked Ann Lee. \"I did,\" Bob Hale said.",
        &[("\"We went home. Who stayed?", "Ann Lee"), ("\"I did,\"", "Bob Hale")],
    );
    check("“We went home, said Ann Lee. The council met on Monday.", &[("“We went home,", "Ann Lee")]);
}

#[test]
fn two_who_speak_one_after_the_other_keep_their_own_words() {
    check(
        "“We will close the mill,” said Ann Lee, and Bob Hale added: “It is late.”",
        &[("“We will close the mill,”", "Ann Lee"), ("“It is late.”", "Bob Hale")],
    );
}

#[test]
fn a_stretch_that_the_next_paragraph_takes_up_is_left_open() {
    check(
        "“It was all lies, Bob Hale said. I believed him.\n“So I left,” Ann Lee said.",
        &[("“It was all lies, Bob Hale said. I believed him.", "Ann Lee"), ("“So I left,”", "Ann Lee")],
    );
}

#[test]
fn quotations_that_touch_are_of_whoever_is_told_beside_each() {
    for tag in ["Hale said", "said Bob Hale"] {
        check(
            &format!("Ann Lee told the council: “We will fight the levy.” “We won't,” {tag}."),
            &[
                ("“We will fight the levy.”", "Ann Lee"),
                ("“We won't,”", if tag == "Hale said" { "Hale" } else { "Bob Hale" }),
            ],
        );
    }
}
