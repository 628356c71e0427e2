//! The log of the terminal program: a rolling file beside the archive, and the
//! error output with `-v`; never a word of the reader or of an article.

use std::fs;

use crate::program::Place;

/// A word that occurs nowhere else.
const CANARY: &str = "qanaryxo";

#[test]
fn steps_are_logged_and_words_are_not() {
    let place = Place::new();
    let file = place.write(
        &format!("{CANARY}.md"),
        format!("---\ntitle: Mayor {CANARY} resigns\n---\n\n“I go,” said Ada {CANARY}.\n"),
    );
    let absent = format!("{CANARY} absent.txt");
    let mut said = place.run(["import", "-v", &file, &absent, "--json"]).ends(3).stderr.replace(&absent, "");
    let id = place.id("Mayor");
    for arguments in [
        &["search", "-v", CANARY, "--json"][..],
        &["quotes", "-v", CANARY, "--by", CANARY, "--json"],
        &["bookmark", "add", "-v", &id, "--exact", &format!("said Ada {CANARY}"), "--note", CANARY, "--json"],
        &["rebuild", "-v", "--json"],
    ] {
        said.push_str(&place.run(arguments.iter().copied()).ends(0).stderr);
    }
    let mut log = String::new();
    for entry in fs::read_dir(place.archive().join("logs")).unwrap() {
        log.push_str(&fs::read_to_string(entry.unwrap().path()).unwrap());
    }
    for (what, words) in [("the file", &log), ("the error output", &said)] {
        assert!(words.contains("import done"), "{what} tells of no import: {words}");
        assert!(!words.contains(CANARY), "{what}: {words}");
    }
}
