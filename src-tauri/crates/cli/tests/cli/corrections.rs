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
