//! `import`, `rebuild`, `check`.

use std::fs;

use serde_json::{Value, json};

use crate::program::{FERRY, Place, STORM, check_members};

/// Asserts how many were imported, updated, unchanged, missing; failed; and are there in all.
#[track_caller]
fn check(report: &Value, expected: [u64; 6]) {
    check_members(report, "imported updated unchanged missing failed articles seconds failures");
    let counts = ["imported", "updated", "unchanged", "missing", "failed", "articles"];
    let counts = counts.map(|name| report[name].as_u64().unwrap());
    assert_eq!(counts, expected, "{report}");
    assert!(report["seconds"].as_f64().unwrap() >= 0.0);
}

#[test]
fn what_is_imported_is_counted_and_a_second_time_unchanged() {
    let place = Place::new();
    place.write("ferry.md", FERRY);
    let storm = place.write("storm.txt", STORM);
    let sources = place.sources();
    let import = ["import", sources.to_str().unwrap(), "--json"];
    let first = place.run(import).ends(0);
    check(&first.json(), [2, 0, 0, 0, 0, 2]);
    assert_eq!(first.json()["failures"], json!([]));
    assert_eq!(first.stderr, "");
    check(&place.run(import).ends(0).json(), [0, 0, 2, 0, 0, 2]);
    fs::write(&storm, STORM.replace("Monday", "Tuesday")).unwrap();
    check(&place.run(import).ends(0).json(), [0, 1, 1, 0, 0, 2]);
    fs::remove_file(&storm).unwrap();
    check(&place.run(import).ends(0).json(), [0, 0, 1, 1, 0, 2]);
}

#[test]
fn a_bad_file_among_good_ones_is_three_and_named() {
    let place = Place::new();
    place.write("ferry.md", FERRY);
    let empty = place.write("empty.txt", "");
    let sources = place.sources();
    let run = place.run(["import", sources.to_str().unwrap(), "--json"]).ends(3);
    let report = run.json();
    check(&report, [1, 0, 0, 0, 1, 1]);
    check_members(&report["failures"][0], "path error");
    assert!(report["failures"][0]["path"].as_str().unwrap().ends_with("empty.txt"), "{empty}");
    assert!(report["failures"][0]["error"].as_str().unwrap().ends_with("is empty"));
    let again = place.run(["import", sources.to_str().unwrap()]).ends(3).says("empty.txt is empty");
    assert!(again.stdout.contains("1 failed"));
}

#[test]
fn a_bad_record_among_good_ones_is_three() {
    let place = Place::new();
    let wire = place.write("wire.jsonl", "{\"headline\": \"Rain\"}\n{oops\n{\"headline\": \"Snow\"}\n");
    let report = place.run(["import", &wire, "--json"]).ends(3).json();
    check(&report, [2, 0, 0, 0, 1, 2]);
    assert!(report["failures"][0]["error"].as_str().unwrap().starts_with("line 2 of "));
}

#[test]
fn nothing_but_bad_files_is_one() {
    let place = Place::new();
    let empty = place.write("empty.txt", "");
    check(&place.run(["import", &empty, "--json"]).ends(1).json(), [0, 0, 0, 0, 1, 0]);
    check(&place.run(["import", "/no/such/place", "--json"]).ends(1).json(), [0, 0, 0, 0, 1, 0]);
    place.run(["import", "/no/such/place"]).ends(1).says("cannot read /no/such/place");
}

#[test]
fn sources_are_never_written() {
    let place = Place::with_articles();
    let read = |name: &str| fs::read(place.sources().join(name)).unwrap();
    assert_eq!(read("ferry.md"), FERRY.as_bytes());
    assert_eq!(read("storm.txt"), STORM.as_bytes());
    assert_eq!(fs::read_dir(place.sources()).unwrap().count(), 3);
}

#[test]
fn an_archive_of_a_newer_version_is_refused_and_left_alone() {
    let place = Place::with_articles();
    let store = place.archive().join("articles.sqlite");
    let newer = rusqlite::Connection::open(&store).unwrap();
    newer.pragma_update(None, "user_version", 999).unwrap();
    drop(newer);
    let end = place.run(["entities", "--json"]).ends(1).says("was written by a newer version of Backfile");
    assert_eq!((end.stdout.as_str(), end.stderr.lines().count()), ("", 1));
    let after = rusqlite::Connection::open(&store).unwrap();
    let version: u32 = after.query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap();
    assert_eq!(version, 999);
}

#[test]
fn a_rebuild_changes_nothing_and_a_check_finds_nothing() {
    let place = Place::with_articles();
    let before = place.run(["quotes", "--json"]).ends(0).stdout;
    let show = place.show("Ferry");
    let rebuilt = place.run(["rebuild", "--json"]).ends(0).json();
    check_members(&rebuilt, "articles seconds");
    assert_eq!(rebuilt["articles"], 3);
    assert_eq!(place.run(["quotes", "--json"]).ends(0).stdout, before);
    assert_eq!(place.show("Ferry"), show);
    let checked = place.run(["check", "--json"]).ends(0).json();
    assert_eq!(checked, json!({"articles": 3, "problems": []}));
}

#[test]
fn a_check_names_what_is_damaged_and_ends_with_one() {
    let place = Place::with_articles();
    let derived = rusqlite::Connection::open(place.archive().join("derived/derived.sqlite")).unwrap();
    derived.execute("DELETE FROM card WHERE no = (SELECT min(no) FROM card)", []).unwrap();
    drop(derived);
    let checked = place.run(["check", "--json"]).ends(1).json();
    check_members(&checked["problems"][0], "code message");
    place.run(["rebuild"]).ends(0);
    place.run(["check"]).ends(0);
}
