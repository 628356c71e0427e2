//! `quote-check`: words that somebody is said to have said.

use serde_json::json;

use crate::program::{Place, check_members, slice};

const FIRST: &str = "Quay stays\n\nThe Corrow Herald, 3 May 2019\n\nThe council met on Thursday.\n\n\
    “We never doubted the quay,” said Maren Oduya, who keeps the ferry. “People will come in the spring.”\n";
const SECOND: &str = "Quay closed\n\nThe Corrow Herald, 9 June 2021\n\nIt rained.\n\n\
    “We never doubted the old quay,” Ms Oduya had said.\n";

fn place() -> Place {
    let place = Place::new();
    place.write("first.txt", FIRST);
    place.write("second.txt", SECOND);
    place.run(["import", place.sources().to_str().unwrap()]).ends(0);
    place
}

#[test]
fn the_same_words_are_exact_and_the_earliest_comes_first() {
    let place = place();
    let answer = place.run(["quote-check", "\"we never doubted the QUAY\"", "--json"]).ends(0).json();
    check_members(&answer, "result matches");
    assert_eq!(answer["result"], json!("exact"));
    let first = &answer["matches"][0];
    check_members(first, "article start end text similarity published");
    assert_eq!((&first["published"], &first["similarity"]), (&json!("2019-05-03"), &json!(1.0)));
    let text = place.show("Quay stays")["text"].as_str().unwrap().to_owned();
    let words = slice(&text, first["start"].as_u64().unwrap(), first["end"].as_u64().unwrap());
    assert_eq!((words.as_str(), &first["text"]), ("We never doubted the quay", &json!(words)));
    let second = &answer["matches"][1];
    assert_eq!(second["text"], json!("We never doubted the old quay"));
    assert!(second["similarity"].as_f64().unwrap() < 1.0);
}

#[test]
fn a_statement_broken_by_its_speaker_is_exact() {
    let answer = place()
        .run(["quote-check", "We never doubted the quay. People will come in the spring.", "--json"])
        .ends(0)
        .json();
    assert_eq!(answer["result"], json!("exact"));
    assert_eq!(answer["matches"][0]["published"], json!("2019-05-03"));
}

#[test]
fn other_words_are_near_and_words_nobody_said_are_none() {
    let place = place();
    let near = place.run(["quote-check", "We always doubted the quay", "--json"]).ends(0).json();
    assert_eq!(near["result"], json!("near"));
    assert_eq!(near["matches"][0]["text"], json!("We never doubted the quay"));
    for words in ["The mayor resigned over the bridge money", "doubted quay", "“…”", ""] {
        let none = place.run(["quote-check", words, "--json"]).ends(0).json();
        assert_eq!(none, json!({"result": "none", "matches": []}), "{words}");
    }
    place.run(["quote-check", "We always doubted the quay"]).ends(0);
}
