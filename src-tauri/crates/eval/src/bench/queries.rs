//! The corpus as the bare engines read it, and 200 queries made from it.

use std::{
    collections::HashMap,
    error::Error,
    fs::File,
    io::{BufRead, BufReader, Read},
    path::Path,
};

use serde::Deserialize;

/// One line of a corpus.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Record {
    /// Its headline.
    pub headline: Option<String>,
    /// Its text.
    pub body: Option<String>,
    /// When it was published.
    pub date: Option<String>,
}

/// A query that all engines can run.
#[derive(Debug, Clone)]
pub(super) enum BenchQuery {
    /// All of these words.
    Words(Vec<String>),
    /// One after the other.
    Phrase(Vec<String>),
    /// Words that begin so.
    Prefix(String),
}

/// Calls `each` with every record of `corpus`, a file or a folder of files.
pub(super) fn read(
    corpus: &Path,
    mut each: impl FnMut(Record) -> Result<(), Box<dyn Error>>,
) -> Result<(), Box<dyn Error>> {
    let mut files = vec![corpus.to_owned()];
    if corpus.is_dir() {
        files = std::fs::read_dir(corpus)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<_>>()?;
        files.sort();
    }
    for path in files {
        let file = File::open(&path)?;
        let is_packed = path.extension().is_some_and(|extension| extension == "gz");
        let plain: Box<dyn Read> =
            if is_packed { Box::new(flate2::read::MultiGzDecoder::new(file)) } else { Box::new(file) };
        for line in BufReader::new(plain).lines() {
            each(serde_json::from_str(&line?)?)?;
        }
    }
    Ok(())
}

fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    let words = text.split(|ch: char| !ch.is_ascii_alphabetic());
    words.filter(|word| word.len() > 2).map(str::to_ascii_lowercase)
}

/// 40 frequent words, 40 rare ones, 60 pairs, 40 phrases and 20 beginnings,
/// the same ones at every run.
pub(super) fn queries(corpus: &Path) -> Result<Vec<BenchQuery>, Box<dyn Error>> {
    let mut counts: HashMap<String, u32> = HashMap::new();
    let mut pairs = Vec::new();
    let mut phrases = Vec::new();
    let mut n = 0usize;
    read(corpus, |record| {
        let body = record.body.unwrap_or_default();
        words(&body).for_each(|word| *counts.entry(word).or_default() += 1);
        n += 1;
        let all: Vec<String> = words(&body).collect();
        if n.is_multiple_of(97) && all.len() > 40 && pairs.len() < 60 {
            pairs.push(BenchQuery::Words(vec![all[7].clone(), all[31].clone()]));
        }
        // Words that stand together in the text as well, not only here.
        let plain: Vec<&str> = body.split_whitespace().skip(5).take(2).collect();
        let is_plain = |word: &&str| word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_lowercase());
        if n.is_multiple_of(89) && phrases.len() < 40 && plain.len() == 2 && plain.iter().all(is_plain) {
            phrases.push(BenchQuery::Phrase(plain.into_iter().map(str::to_owned).collect()));
        }
        Ok(())
    })?;
    let mut ranked: Vec<(String, u32)> = counts.into_iter().collect();
    ranked.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let frequent = ranked.iter().skip(20).take(40).map(|(word, _)| BenchQuery::Words(vec![word.clone()]));
    let rare = ranked.iter().filter(|(_, n)| *n == 3).step_by(11).take(40);
    let rare = rare.map(|(word, _)| BenchQuery::Words(vec![word.clone()]));
    let long = ranked.iter().skip(300).filter(|(word, _)| word.len() > 5).step_by(13).take(20);
    let beginnings = long.map(|(word, _)| BenchQuery::Prefix(word[..4].to_owned()));
    Ok(frequent.chain(rare).chain(pairs).chain(phrases).chain(beginnings).collect())
}
