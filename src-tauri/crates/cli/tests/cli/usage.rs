//! Arguments, help, wrong usage, and how the program ends.

use std::{
    io::{BufRead, BufReader, Read, Write},
    process::{Command, Stdio},
};

use crate::program::{Place, run};

const COMMANDS: [&str; 13] = [
    "quote-check",
    "import",
    "search",
    "quotes",
    "entities",
    "entity",
    "show",
    "extract",
    "annotate",
    "bookmarks",
    "export",
    "rebuild",
    "check",
];

#[test]
fn every_command_has_help_with_an_example() {
    let place = Place::new();
    for command in COMMANDS {
        let help = run([command, "--help"], place.folder(), b"").ends(0);
        assert!(help.stdout.contains(&format!("backfile-cli {command}")), "{command}");
        assert!(help.stdout.contains("Example"), "{command}");
        assert!(help.stderr.is_empty());
        assert!(!help.stdout.contains('\u{1b}'), "no colours beside a terminal");
    }
    let help = run(["bookmark", "add", "--help"], place.folder(), b"").ends(0);
    assert!(help.stdout.contains("--exact 'the wall'"));
    assert!(!place.archive().exists());
}

#[test]
fn wrong_usage_is_two_and_writes_nothing_to_the_output() {
    let place = Place::new();
    for arguments in [
        &["frobnicate"][..],
        &[],
        &["search"],
        &["import"],
        &["show"],
        &["entity"],
        &["extract"],
        &["search", "rain", "--sort", "sideways"],
        &["search", "rain", "--limit", "many"],
        &["search", "rain", "--limit", "-1"],
        &["search", "rain", "--bogus"],
        &["quotes", "--bogus"],
        &["quotes", "--kind", "loud"],
        &["quotes", "--from", "yesterday"],
        &["quotes", "--to", "2021-02-30"],
        &["entities", "--kind", "thing"],
        &["bookmark", "add", "0000000000000000"],
        &["bookmark", "add", "0000000000000000", "--exact", " "],
        &["export", "--format", "docx"],
    ] {
        let end = place.run(arguments.iter().copied()).ends(2).says("");
        assert!(end.stdout.is_empty(), "{arguments:?}");
        assert!(!end.stderr.is_empty(), "{arguments:?}");
    }
}

#[test]
fn the_archive_is_named_before_or_after_the_command_and_made_if_need_be() {
    let place = Place::new();
    let archive = place.folder().join("deep/er/-archive");
    let archive = archive.to_str().unwrap();
    run(["entities", "--archive", archive, "--json"], place.folder(), b"").ends(0).json();
    run(["--json", "--archive", archive, "entities"], place.folder(), b"").ends(0).json();
    assert!(std::path::Path::new(archive).join("articles.sqlite").exists());
}

#[test]
fn without_a_name_the_archive_is_in_the_place_for_data() {
    let place = Place::new();
    run(["check"], place.folder(), b"").ends(0);
    assert!(place.folder().join("data/backfile/articles.sqlite").exists());
}

#[test]
fn an_archive_that_cannot_be_is_told_in_a_sentence() {
    let place = Place::new();
    let file = place.write("a file", "words");
    let end =
        run(["check", "--archive", &file], place.folder(), b"").ends(1).says("backfile-cli: cannot create");
    assert_eq!(end.stderr.lines().count(), 1);
}

#[test]
fn a_reader_who_closes_the_pipe_hears_nothing_more() {
    let place = Place::with_articles();
    let mut child = Command::new(env!("CARGO_BIN_EXE_backfile-cli"))
        .arg("annotate")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().unwrap();
    let line = "{\"id\":1,\"text\":\"Rain fell.\"}\n".repeat(200);
    drop(stdin.write_all(line.as_bytes()));
    drop(stdin);
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert_eq!((child.wait().unwrap().code(), said.as_str()), (Some(0), ""));
    drop(place);
}

#[test]
fn annotate_answers_a_line_before_the_next_one_comes() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_backfile-cli"))
        .arg("annotate")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut answers = BufReader::new(child.stdout.take().unwrap());
    for n in 0..3 {
        writeln!(stdin, "{{\"id\":{n},\"text\":\"Rain fell.\"}}").unwrap();
        let mut answer = String::new();
        answers.read_line(&mut answer).unwrap();
        assert!(answer.starts_with(&format!("{{\"id\":{n},")), "{answer}");
    }
    drop(stdin);
    assert!(child.wait().unwrap().success());
}
