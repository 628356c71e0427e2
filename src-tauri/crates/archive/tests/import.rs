//! What an import does to an archive, as a person sees it.

#![allow(clippy::unwrap_used)]

use std::{
    collections::BTreeMap,
    fs,
    ops::ControlFlow,
    path::{Path, PathBuf},
};

use backfile_archive::{Archive, ArticleFilter, ArticleSort, ImportReport, Options, SearchRequest};

/// A folder with an archive and its sources.
struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    fn new() -> Self {
        let place = Self { folder: tempfile::tempdir().unwrap() };
        fs::create_dir(place.sources()).unwrap();
        place
    }

    fn sources(&self) -> PathBuf {
        self.folder.path().join("sources")
    }

    fn write(&self, name: &str, contents: &str) {
        let path = self.sources().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, contents).unwrap();
    }

    fn open(&self) -> Archive {
        Archive::open(self.folder.path().join("data"), Options::default()).unwrap()
    }

    fn import(&self) -> ImportReport {
        import(&self.open(), &self.sources())
    }

    fn ids(&self) -> BTreeMap<String, String> {
        ids(&self.open())
    }
}

fn import(archive: &Archive, path: &Path) -> ImportReport {
    archive.import(&[path.to_owned()], &mut |_| ControlFlow::Continue(())).unwrap()
}

/// Headlines with the ids of their articles; a star marks missing ones.
fn ids(archive: &Archive) -> BTreeMap<String, String> {
    let page = archive.articles(&ArticleFilter::default(), ArticleSort::Oldest, 1000, 0).unwrap();
    assert_eq!(page.total, page.rows.len() as u64);
    let rows = page.rows.into_iter();
    rows.map(|card| {
        let star = if card.missing { "*" } else { "" };
        (card.headline.unwrap_or_default() + star, card.id.to_string())
    })
    .collect()
}

/// Asserts how many articles were imported, updated, unchanged, missing; failed; and are there in all.
#[track_caller]
fn check(report: &ImportReport, expected: [u64; 6]) {
    let ImportReport { imported, updated, unchanged, missing, failed, articles, .. } = report;
    assert_eq!(
        [*imported, *updated, *unchanged, *missing, *failed, *articles],
        expected,
        "imported, updated, unchanged, missing, failed, articles; {:?}",
        report.failures
    );
}

const DAM: &str = "Dam holds after storm\n\nThe dam at Port Ellery held on Monday, engineers said.\n";
const BRIDGE: &str = "---\ntitle: Bridge reopens\ndate: 2019-04-02\nurl: https://example.org/bridge\n---\n\nThe bridge reopened on Tuesday.\n";

fn two() -> Place {
    let place = Place::new();
    place.write("dam.txt", DAM);
    place.write("a/bridge.md", BRIDGE);
    place
}

#[test]
fn what_was_imported_is_listed_and_can_be_read() {
    let place = two();
    check(&place.import(), [2, 0, 0, 0, 0, 2]);
    let archive = place.open();
    let ids = ids(&archive);
    let article = archive.article(ids["Bridge reopens"].parse().unwrap()).unwrap();
    assert_eq!(article.article.text, "Bridge reopens\n\nThe bridge reopened on Tuesday.");
    assert_eq!(article.article.published.unwrap().as_str(), "2019-04-02");
    assert_eq!(article.path, Path::new("a/bridge.md"));
    assert_eq!(article.n_words, 7);
    assert!(archive.check().unwrap().problems.is_empty());
}

#[test]
fn a_second_import_changes_nothing() {
    let place = two();
    place.import();
    let before = place.ids();
    check(&place.import(), [0, 0, 2, 0, 0, 2]);
    assert_eq!(place.ids(), before);
}

#[test]
fn an_article_that_comes_twice_is_written_as_it_came_last() {
    let place = Place::new();
    let copy = |hour: u32, words: &str| {
        format!(
            "---\ntitle: Bridge reopens\nurl: https://example.org/bridge\nupdated: 2019-04-02T{hour}:00:00\n---\n\n\
             “We waited long for the bridge to open,” said Ada Ohm of Port Ellery. Jonas Reed {words}.\n"
        )
    };
    place.write("a.md", &copy(10, "agreed with her"));
    place.write("b.md", &copy(11, "did not agree"));
    place.write("c.md", &copy(12, "said nothing"));
    check(&place.import(), [1, 0, 0, 0, 0, 1]);
    let archive = place.open();
    assert!(archive.check().unwrap().problems.is_empty());
    let found = |query: &str| {
        let request = SearchRequest { query: query.to_owned(), limit: 9, ..SearchRequest::default() };
        archive.search(&request).unwrap().total
    };
    assert_eq!([found("bridge"), found("nothing"), found("agreed")], [1, 1, 0]);
    let overview = archive.overview().unwrap();
    assert_eq!(overview.n_quotations, 1);
}

#[test]
fn an_edited_file_keeps_its_id() {
    let place = two();
    place.import();
    let before = place.ids();
    place.write("dam.txt", &DAM.replace("Monday", "Tuesday night"));
    check(&place.import(), [0, 1, 1, 0, 0, 2]);
    assert_eq!(place.ids(), before);
    let archive = place.open();
    let article = archive.article(before["Dam holds after storm"].parse().unwrap()).unwrap();
    assert!(article.article.text.contains("Tuesday night"));
    assert!(archive.check().unwrap().problems.is_empty());
}

#[test]
fn a_renamed_file_keeps_its_id() {
    let place = two();
    place.import();
    let before = place.ids();
    fs::create_dir(place.sources().join("b")).unwrap();
    fs::rename(place.sources().join("dam.txt"), place.sources().join("b/barrage.txt")).unwrap();
    check(&place.import(), [0, 0, 2, 0, 0, 2]);
    assert_eq!(place.ids(), before);
    let article = place.open().article(before["Dam holds after storm"].parse().unwrap()).unwrap();
    assert_eq!(article.path, Path::new("b/barrage.txt"));
}

#[test]
fn a_renamed_and_edited_file_is_known_by_its_address() {
    let place = two();
    place.import();
    let before = place.ids();
    fs::remove_file(place.sources().join("a/bridge.md")).unwrap();
    place.write(
        "b/saved again.md",
        &BRIDGE.replace("https://", "http://www.").replace("Tuesday", "a Tuesday"),
    );
    check(&place.import(), [0, 1, 1, 0, 0, 2]);
    assert_eq!(place.ids(), before);
}

#[test]
fn a_second_capture_of_an_article_is_the_same_article() {
    let place = two();
    place.write("b/copy.md", &BRIDGE.replace("Tuesday", "Tuesday morning"));
    check(&place.import(), [2, 0, 0, 0, 0, 2]);
    check(&place.import(), [0, 0, 2, 0, 0, 2]);
    fs::remove_file(place.sources().join("a/bridge.md")).unwrap();
    check(&place.import(), [0, 0, 2, 0, 0, 2]);
    fs::remove_file(place.sources().join("b/copy.md")).unwrap();
    check(&place.import(), [0, 0, 1, 1, 0, 2]);
}

#[test]
fn a_shared_front_page_address_makes_no_articles_one() {
    let place = Place::new();
    for (name, title) in [("a.md", "Rain"), ("b.md", "Snow")] {
        place.write(
            name,
            &format!("---\ntitle: {title}\nurl: https://example.org/all\n---\n\n{title} fell.\n"),
        );
    }
    check(&place.import(), [2, 0, 0, 0, 0, 2]);
}

#[test]
fn a_vanished_file_leaves_its_article_readable() {
    let place = two();
    place.import();
    let before = place.ids();
    fs::remove_file(place.sources().join("dam.txt")).unwrap();
    check(&place.import(), [0, 0, 1, 1, 0, 2]);
    assert_eq!(place.ids()["Dam holds after storm*"], before["Dam holds after storm"]);
    place.write("dam.txt", DAM);
    check(&place.import(), [0, 0, 2, 0, 0, 2]);
    assert_eq!(place.ids(), before);
}

#[test]
fn a_named_file_that_vanished_is_missing_too() {
    let place = two();
    place.import();
    fs::remove_file(place.sources().join("dam.txt")).unwrap();
    check(&import(&place.open(), &place.sources().join("dam.txt")), [0, 0, 0, 1, 0, 2]);
}

#[test]
fn what_cannot_be_read_is_listed_and_stops_nothing() {
    let place = two();
    fs::write(place.sources().join("noise.txt"), [0u8, 159, 146, 150, 0, 1, 2, 3]).unwrap();
    place.write(
        "wire.jsonl",
        "{\"id\": \"1\", \"headline\": \"Kept\"}\n{broken\n{\"id\": \"2\", \"headline\": \"Too\"}\n",
    );
    let report = place.import();
    check(&report, [4, 0, 0, 0, 2, 4]);
    let mut paths: Vec<_> = report.failures.iter().map(|failure| failure.path.file_name().unwrap()).collect();
    paths.sort();
    assert_eq!(paths, ["noise.txt", "wire.jsonl"]);
    check(&place.import(), [0, 0, 4, 0, 2, 4]);
    let nowhere = import(&place.open(), &place.folder.path().join("nowhere"));
    check(&nowhere, [0, 0, 0, 0, 1, 4]);
}

fn wire(lines: &[&str]) -> String {
    lines.iter().map(|line| format!("{line}\n")).collect()
}

const RAIN: &str = r#"{"id": "w1", "headline": "Rain", "body": "It rained all day."}"#;
const SNOW: &str = r#"{"id": "w2", "headline": "Snow", "body": "It snowed all day."}"#;

#[test]
fn records_are_known_by_their_own_ids() {
    let place = Place::new();
    place.write("wire.jsonl", &wire(&[RAIN, SNOW]));
    check(&place.import(), [2, 0, 0, 0, 0, 2]);
    let before = place.ids();
    place.write(
        "wire.jsonl",
        &wire(&[SNOW, r#"{"id": "w3", "headline": "Hail"}"#, &RAIN.replace("day", "night")]),
    );
    check(&place.import(), [1, 1, 1, 0, 0, 3]);
    let after = place.ids();
    assert_eq!((&after["Rain"], &after["Snow"]), (&before["Rain"], &before["Snow"]));
    place.write("wire.jsonl", &wire(&[SNOW]));
    check(&place.import(), [0, 0, 1, 2, 0, 3]);
}

#[test]
fn records_with_different_ids_are_never_one_article() {
    let place = Place::new();
    let twin = RAIN.replace("w1", "w9");
    let url = |record: &str| record.replace("\"body\"", "\"url\": \"https://example.org/rain\", \"body\"");
    place.write("wire.jsonl", &wire(&[&url(RAIN), &url(&twin)]));
    place.write("later.jsonl", &wire(&[&url(&RAIN.replace("w1", "w7"))]));
    check(&place.import(), [3, 0, 0, 0, 0, 3]);
    check(&place.import(), [0, 0, 3, 0, 0, 3]);
}

#[test]
fn lines_without_ids_are_known_by_their_text_when_others_come_before_them() {
    let place = Place::new();
    let line = |headline: &str| format!(r#"{{"headline": "{headline}", "body": "About {headline}."}}"#);
    place.write("wire.jsonl", &wire(&[&line("Rain"), &line("Snow")]));
    check(&place.import(), [2, 0, 0, 0, 0, 2]);
    let before = place.ids();
    place.write("wire.jsonl", &wire(&[&line("Hail"), &line("Rain"), &line("Snow")]));
    check(&place.import(), [1, 0, 2, 0, 0, 3]);
    let after = place.ids();
    assert_eq!((&after["Rain"], &after["Snow"]), (&before["Rain"], &before["Snow"]));
}

#[test]
fn a_renamed_file_of_records_keeps_all_ids() {
    let place = Place::new();
    place.write("wire.jsonl", &wire(&[RAIN, SNOW]));
    place.import();
    let before = place.ids();
    fs::rename(place.sources().join("wire.jsonl"), place.sources().join("agency.jsonl")).unwrap();
    check(&place.import(), [0, 0, 2, 0, 0, 2]);
    assert_eq!(place.ids(), before);
}

/// Copies a folder with everything in it.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[test]
fn an_archive_copied_with_its_sources_keeps_everything() {
    let place = two();
    place.import();
    let before = place.ids();
    let elsewhere = tempfile::tempdir().unwrap();
    copy(place.folder.path(), elsewhere.path());
    let archive = Archive::open(elsewhere.path().join("data"), Options::default()).unwrap();
    let copied = elsewhere.path().join("sources").canonicalize().unwrap();
    assert_eq!(archive.roots().unwrap()[0].path, copied);
    check(&import(&archive, &copied), [0, 0, 2, 0, 0, 2]);
    assert_eq!(ids(&archive), before);
}

#[test]
fn sources_copied_to_another_place_are_known_when_imported_from_there() {
    let place = two();
    place.import();
    let before = place.ids();
    let elsewhere = tempfile::tempdir().unwrap();
    copy(&place.folder.path().join("data"), &elsewhere.path().join("archive/deep"));
    copy(&place.sources(), &elsewhere.path().join("texts"));
    let archive = Archive::open(elsewhere.path().join("archive/deep"), Options::default()).unwrap();
    check(&import(&archive, &elsewhere.path().join("texts")), [0, 0, 2, 0, 0, 2]);
    assert_eq!(ids(&archive), before);
}

#[test]
fn a_moved_folder_is_located_and_looked_at_again() {
    let place = two();
    place.import();
    let before = place.ids();
    let moved = place.folder.path().join("moved");
    fs::rename(place.sources(), &moved).unwrap();
    let archive = place.open();
    let root = archive.roots().unwrap().remove(0);
    assert!(root.is_missing());
    let report = archive.import(&[], &mut |_| ControlFlow::Continue(())).unwrap();
    check(&report, [0, 0, 0, 0, 1, 2]);
    archive.relocate_root(root.no, &moved).unwrap();
    let report = archive.import(&[], &mut |_| ControlFlow::Continue(())).unwrap();
    check(&report, [0, 0, 2, 0, 0, 2]);
    assert_eq!(ids(&archive), before);
}

#[test]
fn cancelling_keeps_what_came_in_and_the_rest_comes_later() {
    let place = Place::new();
    let lines: Vec<String> = (0..600)
        .map(|n| format!(r#"{{"id": "{n}", "headline": "Story {n}", "body": "Words of story {n}."}}"#))
        .collect();
    place.write("wire.jsonl", &wire(&lines.iter().map(String::as_str).collect::<Vec<_>>()));
    place.write("dam.txt", DAM);
    let archive = place.open();
    let report = archive.import(&[place.sources()], &mut |_| ControlFlow::Break(())).unwrap();
    assert!(report.cancelled);
    assert_eq!(report.articles, report.imported);
    let rest = import(&archive, &place.sources());
    assert_eq!(rest.imported + report.imported, 601);
    assert_eq!(rest.articles, 601);
    assert!(archive.check().unwrap().problems.is_empty());
}

#[test]
fn derived_stores_are_made_again_when_damaged_or_lost() {
    let place = two();
    place.import();
    let before = place.ids();
    for damage in [None, Some("no database at all, just words".repeat(500))] {
        let derived = place.folder.path().join("data/derived/derived.sqlite");
        match damage {
            None => fs::remove_dir_all(derived.parent().unwrap()).unwrap(),
            Some(words) => {
                for suffix in ["-wal", "-shm"] {
                    let _ = fs::remove_file(derived.with_extension(format!("sqlite{suffix}")));
                }
                fs::write(&derived, words).unwrap();
            }
        }
        assert_eq!(place.ids(), before);
        assert!(place.open().check().unwrap().problems.is_empty());
    }
}

#[test]
fn a_rebuild_changes_nothing_that_is_seen() {
    let place = two();
    place.import();
    let archive = place.open();
    let before = ids(&archive);
    let mut told = Vec::new();
    archive
        .rebuild(&mut |progress| {
            told.push((progress.n_done, progress.n_total));
            ControlFlow::Continue(())
        })
        .unwrap();
    assert_eq!(told, [(2, 2)]);
    assert_eq!(ids(&archive), before);
    assert!(archive.check().unwrap().problems.is_empty());
}
