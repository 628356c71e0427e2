//! Files that are no articles, or hardly.

use std::{fs, io::Write};

use flate2::{Compression, write::GzEncoder};

use crate::program::Place;

/// Asserts that importing the file beside a good one ends with three, keeps
/// the good one and says `why`.
#[track_caller]
fn check(name: &str, contents: &[u8], why: &str) {
    let place = Place::new();
    place.write("storm.txt", crate::program::STORM);
    let file = place.write(name, contents);
    let sources = place.sources();
    place.run(["import", sources.to_str().unwrap()]).ends(3).says(why);
    place.run(["extract", &file]).ends(1).says(why);
    assert_eq!(place.run(["check", "--json"]).ends(0).json()["articles"], 1);
}

#[test]
fn what_is_no_article_is_told_and_stops_nothing() {
    check("empty.txt", b"", "is empty");
    check("blank.txt", b" \n\t\n", "is empty");
    check("noise.txt", &[0, 159, 146, 150, 0, 1, 2, 3], "is not a text");
    check("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "picture.txt is");
}

#[test]
fn a_broken_gzip_is_told() {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
    gzip.write_all(crate::program::STORM.as_bytes()).unwrap();
    let bytes = gzip.finish().unwrap();
    check("cut.txt.gz", &bytes[..bytes.len() - 12], "cannot decompress");
}

#[test]
fn a_very_long_line_is_an_article() {
    let place = Place::new();
    let long = place.write("long.txt", format!("Rain\n\n{}", "word ".repeat(2_000_000)));
    let report = place.run(["import", &long, "--json"]).ends(0).json();
    assert_eq!(report["imported"], 1);
}

#[test]
fn nul_and_half_characters_in_records_are_read() {
    let place = Place::new();
    let wire = place.write("wire.jsonl", r#"{"headline": "Rain \ud83d fell", "body": "It \u0000 rained."}"#);
    let article = place.run(["extract", &wire]).ends(0).json();
    assert_eq!(article["headline"], "Rain \u{FFFD} fell");
    place.run(["import", &wire]).ends(0);
    place.run(["check"]).ends(0);
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_read_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    place.write("storm.txt", crate::program::STORM);
    let closed = place.sources().join("closed");
    fs::create_dir(&closed).unwrap();
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).unwrap();
    // The system's administrator may read everything; then there is nothing to tell.
    let is_closed = fs::read_dir(&closed).is_err();
    let sources = place.sources();
    let run = place.run(["import", sources.to_str().unwrap(), "--json"]);
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o700)).unwrap();
    let run = run.ends(if is_closed { 3 } else { 0 });
    assert_eq!(run.json()["imported"], 1);
}
