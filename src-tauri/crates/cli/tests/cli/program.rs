//! Runs the built program on an archive of its own.

use std::{
    ffi::OsStr,
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use serde_json::Value;

/// A folder with sources and an archive.
pub struct Place {
    folder: tempfile::TempDir,
}

/// How a run ended.
#[derive(Debug)]
pub struct Run {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Run {
    /// The one JSON document of the output, which is one line.
    #[track_caller]
    pub fn json(&self) -> Value {
        assert_eq!(self.stdout.matches('\n').count(), 1, "one line: {self:?}");
        assert!(self.stdout.ends_with('\n'));
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// The JSON documents of the output, one a line.
    #[track_caller]
    pub fn json_lines(&self) -> Vec<Value> {
        self.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// Asserts the exit code.
    #[track_caller]
    pub fn ends(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{self:?}");
        self
    }

    /// Asserts that the error output is one sentence of the program, holds
    /// `words`, and nothing that only a programmer understands.
    #[track_caller]
    pub fn says(self, words: &str) -> Self {
        assert!(self.stderr.contains(words), "{words}: {self:?}");
        for debris in ["panicked", "Error {", "Some(", "source:", "RUST_BACKTRACE"] {
            assert!(!self.stderr.contains(debris), "{debris}: {self:?}");
        }
        self
    }
}

impl Place {
    pub fn new() -> Self {
        let place = Self { folder: tempfile::tempdir().unwrap() };
        fs::create_dir(place.sources()).unwrap();
        place
    }

    /// With three articles imported: one Markdown, one text, one record.
    pub fn with_articles() -> Self {
        let place = Self::new();
        place.write("ferry.md", FERRY);
        place.write("storm.txt", STORM);
        place.write("wire.jsonl", WIRE);
        place.run(["import", place.sources().to_str().unwrap()]).ends(0);
        place
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub fn sources(&self) -> PathBuf {
        self.folder.path().join("sources")
    }

    pub fn archive(&self) -> PathBuf {
        self.folder.path().join("archive")
    }

    /// Writes a source file and returns its path.
    pub fn write(&self, name: &str, contents: impl AsRef<[u8]>) -> String {
        let path = self.sources().join(name);
        fs::write(&path, contents).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// Runs the program on the archive of this place.
    pub fn run<'a>(&self, arguments: impl IntoIterator<Item = &'a str>) -> Run {
        self.run_with(arguments, b"")
    }

    pub fn run_with<'a>(&self, arguments: impl IntoIterator<Item = &'a str>, input: &[u8]) -> Run {
        let archive = self.archive();
        let mut all = vec!["--archive".to_owned(), archive.to_str().unwrap().to_owned()];
        all.extend(arguments.into_iter().map(str::to_owned));
        run(all, self.folder(), input)
    }

    /// The id of the article whose headline begins with `words`.
    #[track_caller]
    pub fn id(&self, words: &str) -> String {
        let archive = backfile_archive::Archive::open(self.archive(), Default::default()).unwrap();
        let page = archive.articles(&Default::default(), Default::default(), 1000, 0).unwrap();
        let found =
            page.rows.iter().find(|card| card.headline.as_ref().is_some_and(|it| it.starts_with(words)));
        found.unwrap().id.to_string()
    }

    pub fn show(&self, words: &str) -> Value {
        self.run(["show", &self.id(words), "--json"]).ends(0).json()
    }
}

/// Runs the program as it is.
pub fn run<A: AsRef<OsStr>>(arguments: impl IntoIterator<Item = A>, home: &Path, input: &[u8]) -> Run {
    let mut child = Command::new(env!("CARGO_BIN_EXE_backfile-cli"))
        .args(arguments)
        .env("HOME", home)
        .env("XDG_DATA_HOME", home.join("data"))
        .env("LC_ALL", "tr_TR.UTF-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    // A program that reads nothing closes the pipe, which is its right.
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let Output { status, stdout, stderr } = child.wait_with_output().unwrap();
    writer.join().unwrap();
    Run {
        code: status.code().unwrap(),
        stdout: String::from_utf8(stdout).unwrap(),
        stderr: String::from_utf8(stderr).unwrap(),
    }
}

/// The names of an object's members, sorted.
#[track_caller]
pub fn members(value: &Value) -> Vec<&str> {
    let mut members: Vec<&str> = value.as_object().unwrap().keys().map(String::as_str).collect();
    members.sort_unstable();
    members
}

/// Asserts the members of an object, given in any order with spaces between.
#[track_caller]
pub fn check_members(value: &Value, expected: &str) {
    let mut expected: Vec<&str> = expected.split_whitespace().collect();
    expected.sort_unstable();
    assert_eq!(members(value), expected, "{value}");
}

/// Code points `start` to `end` of `text`.
pub fn slice(text: &str, start: u64, end: u64) -> String {
    text.chars().skip(start as usize).take((end - start) as usize).collect()
}

/// Asserts that each of `marks` has the text that stands at its offsets.
#[track_caller]
pub fn check_offsets(text: &str, marks: &Value) {
    for mark in marks.as_array().unwrap() {
        let (start, end) = (mark["start"].as_u64().unwrap(), mark["end"].as_u64().unwrap());
        assert!(start < end, "{mark}");
        if let Some(words) = mark["text"].as_str() {
            assert_eq!(slice(text, start, end), words);
        }
    }
}

pub const FERRY: &str = "---\ntitle: 'Ferry 😀 stays in port'\nauthor: Ines Halloran\ndate: 2021-03-12T10:00:00+02:00\n\
source: The Harbour Post\nsection: Local\nurl: https://example.org/ferry\nlanguage: en\n---\n\n\
“We will not sail on Friday,” said Maria Chen, the captain of the ferry. “The sea is too high.”\n\n\
The ferry has not left port for days.\n\n## What comes next\n\nThe council meets on Monday.\n";

pub const STORM: &str = "Storm closes the old bridge\n\nThe bridge was closed on Monday, engineers said.\n\n\
“The bridge is safe,” said Tom Brae.\n\nThe bridge will open again in May.\n";

pub const WIRE: &str = "{\"id\": \"w1\", \"headline\": \"Rain\", \"body\": \"It rained all day.\", \
\"date\": \"2021-03-13\", \"source\": \"Meridian\"}\n";
