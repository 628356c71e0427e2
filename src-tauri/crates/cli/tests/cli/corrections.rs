//! `correct`, `names`, `corrections`.

use serde_json::{Value, json};

use crate::program::{Place, check_members};

const NIGHT: &str = "Night boat runs again\n\n\
    Ada Vance met Bo Lund on the quay.\n\n“The night boat will run,” Vance said.\n\n\
    “Somebody has to steer it,” Lund said.\n";

fn place() -> Place {
    let place = Place::new();
    let path = place.write("night.txt", NIGHT);
    place.run(["import", &path]).ends(0);
    place
}

fn said_by(place: &Place, who: &str) -> Vec<Value> {
    let answer = place.run(["quotes", "--by", who, "--json"]).ends(0).json();
    answer["quotes"].as_array().unwrap().clone()
}

fn corrections(place: &Place) -> Vec<Value> {
    place.run(["corrections", "--json"]).ends(0).json()["corrections"].as_array().unwrap().clone()
}

#[test]
fn a_speaker_is_corrected_listed_and_taken_back() {
    let place = place();
    let id = said_by(&place, "Ada Vance")[0]["id"].as_str().unwrap().to_owned();
    let decided = place.run(["correct", "speaker", &id, "lund", "--json"]).ends(0).json();
    check_members(&decided, "id");
    assert_eq!(said_by(&place, "Ada Vance").len(), 0);
    assert_eq!(
        said_by(&place, "Bo Lund")
            .iter()
            .filter(|quote| quote["reason"].as_str().is_some_and(|reason| reason.starts_with("You said so")))
            .count(),
        1
    );
    let [correction] = corrections(&place).try_into().unwrap();
    check_members(&correction, "id state headline what article quotation kind speaker made");
    assert_eq!((&correction["id"], &correction["state"]), (&decided["id"], &json!("applied")));
    assert_eq!(correction["speaker"], json!({"by": {"kind": "person", "name": "Bo Lund"}}));
    place.run(["corrections", "remove", decided["id"].as_str().unwrap()]).ends(0);
    assert_eq!((corrections(&place).len(), said_by(&place, "Ada Vance").len()), (0, 1));
    place.run(["correct", "speaker", &id]).ends(2).says("--unnamed");
    place.run(["correct", "not-a-quotation", &id]).ends(0);
    assert_eq!(said_by(&place, "Ada Vance").len(), 0);
    place.run(["correct", "not-a-quotation", &id]).ends(1).says("no quotation");
}

#[test]
fn names_are_decided_and_shared_as_a_file() {
    let place = place();
    place.run(["names", "rename", "Bo Lund", "Bosse Lund"]).ends(0);
    place.run(["names", "merge", "Ada Vance", "Bosse Lund"]).ends(0);
    assert_eq!(said_by(&place, "Bosse Lund").len(), 2);
    place.run(["names", "retype", "Bosse Lund", "place"]).ends(0);
    place.run(["names", "reject", "Bosse Lund", "--kind", "person"]).ends(1).says("nothing in the archive");
    let file = place.folder().join("corrections.txt").to_str().unwrap().to_owned();
    place.run(["corrections", "export", &file]).ends(0);
    let lines = std::fs::read_to_string(&file).unwrap();
    assert_eq!(lines.lines().count(), 4, "{lines}");
    assert_eq!(place.run(["corrections", "export"]).ends(0).stdout, lines);
    let other = self::place();
    let read = other.run(["corrections", "import", &file, "--json"]).ends(0).json();
    assert_eq!(read, json!({"added": 3, "updated": 0, "unchanged": 0}));
    let places = other.run(["entities", "--kind", "place", "--json"]).ends(0).stdout;
    assert!(places.contains("Bosse Lund"), "{places}");
    assert_eq!(other.run(["corrections", "export"]).ends(0).stdout, lines);
    other.write("corrections.txt", "not it");
    let wrong = other.sources().join("corrections.txt").to_str().unwrap().to_owned();
    other.run(["corrections", "import", &wrong]).ends(1).says("not a file of corrections");
}

#[test]
fn a_single_mention_is_somebody_else_and_listed_with_its_place() {
    let place = Place::new();
    let story = "Two Hales meet\n\nJohn Hale, a mayor, met Ada Vance on the quay.\n\n“It is late,” Hale said.\n\n\
        John Hale, a plumber, left.\n\n“Nobody asked me,” Hale said.\n";
    let path = place.write("hales.txt", story);
    place.run(["import", &path]).ends(0);
    let id = said_by(&place, "John Hale")[0]["article"].as_str().unwrap().to_owned();
    let text = place.run(["show", &id, "--json"]).ends(0).json()["text"].as_str().unwrap().to_owned();
    let (byte, _) = text.match_indices("John Hale").nth(1).unwrap();
    let start = text[..byte].chars().count();
    let (start, end) = (start.to_string(), (start + 9).to_string());
    let mention = |more: &[&str]| {
        let mut all = vec!["names", "mention", &id, &start, &end];
        all.extend(more);
        place.run(all)
    };
    mention(&[]).ends(2).says("--no-name");
    mention(&["John Hale"]).ends(1).says("corrects nothing");
    let decided = mention(&["John Hale (plumber)", "--onwards", "--json"]).ends(0).json();
    check_members(&decided, "id");
    assert_eq!(said_by(&place, "John Hale (plumber)").len(), 1);
    let listed = corrections(&place);
    assert_eq!(listed.len(), 2);
    check_members(&listed[1], "id state headline what article mention is made");
    assert_eq!(listed[1]["what"], json!("mention"));
    assert_eq!(listed[1]["is"], json!({"kind": "person", "name": "John Hale (plumber)"}));
    let shown = place.run(["corrections"]).ends(0).stdout;
    let sentence = "is person John Hale (plumber), where the text says John Hale, a plumber, left.\n";
    assert!(shown.contains(sentence), "{shown}");
    mention(&["--no-name"]).ends(0);
    assert!(place.run(["corrections"]).ends(0).stdout.contains("is no name, where"));
    place.run(["names", "mention", &id, "0", "1", "--no-name"]).ends(1).says("no name is marked there");
}
