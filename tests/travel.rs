//! Ids and bookmarks when sources and archives move.

use std::{fs, ops::ControlFlow};

use backfile_archive::{Archive, BookmarkFilter, BookmarkState, PassageByWords};

use crate::place::{Place, copy, files, ids, import, open};

/// Bookmarks the first words of the first block of every article.
fn bookmark_all(archive: &Archive) {
    for id in ids(archive).keys() {
        let article = id.parse().unwrap();
        let stored = archive.article(article).unwrap().article;
        let Some(block) = stored.blocks.first() else { continue };
        let exact: String = block.span.of(&stored.text).chars().take(60).collect();
        let passage = PassageByWords {
            article,
            exact,
            prefix: None,
            suffix: None,
            note: "kept".to_owned(),
            tags: vec!["first".to_owned()],
        };
        // A lede that a caption repeats is refused, as it should be.
        let _ = archive.add_bookmark_by_words(&passage);
    }
}

/// Every bookmark with its article, words and state.
fn bookmarks(archive: &Archive) -> Vec<(String, String, String, BookmarkState)> {
    let list = archive.bookmarks(&BookmarkFilter::default()).unwrap();
    let mut all: Vec<_> = list
        .bookmarks
        .into_iter()
        .map(|it| (it.id.to_string(), it.article.to_string(), it.words.unwrap_or_default(), it.state))
        .collect();
    all.sort_by(|one, other| one.0.cmp(&other.0));
    all
}

#[test]
fn ids_and_bookmarks_outlive_renaming_moving_and_rebuilding() {
    let place = Place::with_samples();
    place.import();
    let archive = place.open();
    bookmark_all(&archive);
    let before = (ids(&archive), bookmarks(&archive));
    assert!(before.1.len() > 60, "{}", before.1.len());
    let sources = place.sources();
    fs::rename(sources.join("text/Rovers fold.txt"), sources.join("text/folded.txt")).unwrap();
    fs::create_dir(sources.join("clippings")).unwrap();
    fs::rename(sources.join("markdown"), sources.join("clippings/markdown")).unwrap();
    fs::rename(sources.join("jsonl/meridian-wire.jsonl"), sources.join("wire.jsonl")).unwrap();
    let report = import(&archive, &sources);
    assert_eq!((report.imported, report.updated, report.missing), (0, 0, 0), "{report:?}");
    assert_eq!((ids(&archive), bookmarks(&archive)), before);
    archive.rebuild(&mut |_| ControlFlow::Continue(())).unwrap();
    assert_eq!((ids(&archive), bookmarks(&archive)), before);
}

#[test]
fn an_archive_copied_elsewhere_keeps_ids_and_bookmarks() {
    let place = Place::with_samples();
    place.import();
    let archive = place.open();
    bookmark_all(&archive);
    let before = (ids(&archive), bookmarks(&archive));
    drop(archive);
    let elsewhere = tempfile::tempdir().unwrap();
    copy(place.folder(), elsewhere.path());
    let sources = files(&elsewhere.path().join("sources"));
    let copied = open(&elsewhere.path().join("data"));
    assert_eq!((ids(&copied), bookmarks(&copied)), before);
    let report = import(&copied, &elsewhere.path().join("sources"));
    assert_eq!((report.imported, report.updated, report.missing), (0, 0, 0), "{report:?}");
    assert_eq!((ids(&copied), bookmarks(&copied)), before);
    assert_eq!(files(&elsewhere.path().join("sources")), sources);
}
