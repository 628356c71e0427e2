//! Real files, where they are at hand beside the checkout. Without them these
//! tests say so and pass.

#![allow(missing_docs, clippy::unwrap_used)]

use std::{
    io::Write,
    ops::ControlFlow,
    path::{Path, PathBuf},
};

use backfile_article::Article;
use backfile_import::read_file;

/// A file of the shared data, or a loud skip.
fn shared(name: &str) -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared");
    let folder = std::env::var_os("BACKFILE_SHARED").map_or(beside, PathBuf::from);
    let path = folder.join(name);
    if path.exists() {
        return Some(path);
    }
    // Not `eprintln!`, which the test runner swallows.
    let said = writeln!(
        std::io::stderr(),
        "SKIPPED: {name} is not at hand; BACKFILE_SHARED names the folder that holds it"
    );
    said.unwrap();
    None
}

fn articles(path: &Path) -> Vec<Article> {
    let mut found = Vec::new();
    read_file(path, &mut |record| {
        found.push(record.unwrap().article);
        ControlFlow::Continue(())
    })
    .unwrap();
    found
}

#[test]
fn the_real_article_has_its_parts_in_their_places() {
    let Some(path) = shared("articles/000_a48e7632e3783a69.txt") else { return };
    let article = articles(&path).remove(0);
    let kinds: Vec<&str> = article.blocks.iter().map(|block| block.kind.as_str()).collect();
    assert!(article.headline_text().unwrap().ends_with("hashtag"));
    assert!(article.dek_text().is_some());
    assert_eq!(kinds[..3], ["caption", "caption", "paragraph"]);
    assert_eq!(article.blocks[1].credit.as_deref(), Some("John Shearer/Associated Press"));
    let crossheads: Vec<&str> = article
        .blocks
        .iter()
        .filter(|block| block.kind.as_str() == "crosshead")
        .map(|block| block.span.of(&article.text))
        .collect();
    assert_eq!(crossheads, ["Further actions against Weinstein"]);
    let credits: Vec<&str> = article.blocks.iter().filter_map(|block| block.credit.as_deref()).collect();
    assert_eq!(credits, ["John Shearer/Associated Press", "Associated Press"]);
    assert_eq!(kinds.iter().filter(|kind| **kind == "paragraph").count(), kinds.len() - 4);
    assert_eq!(article.published, None);
}

#[test]
fn every_record_of_the_corpora_is_read() {
    for (name, n_expected) in [
        ("corpora/reuters21578.jsonl.gz", 21_578),
        ("corpora/bbc-2004-2005.jsonl.gz", 2_225),
        ("corpora/wikinews-2019-2020.jsonl.gz", 295),
    ] {
        let Some(path) = shared(name) else { return };
        let mut n_failed = 0;
        let report = read_file(&path, &mut |record| {
            n_failed += usize::from(record.is_err());
            ControlFlow::Continue(())
        })
        .unwrap();
        assert_eq!(
            (report.n_articles + report.n_failed, n_failed as u64),
            (n_expected, report.n_failed),
            "{name}"
        );
        assert!(n_failed * 100 < usize::try_from(n_expected).unwrap(), "{name}: {n_failed} records failed");
    }
}
