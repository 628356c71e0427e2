//! `extract`: what an import of files would give.

use std::{
    collections::BTreeSet,
    io::Write,
    ops::ControlFlow,
    path::{Path, PathBuf},
};

use backfile_article::Article;
use backfile_extract::Document;
use backfile_import::{read_file, walk};
use serde::Serialize;

use crate::{
    arguments::Extract,
    bare::extraction_of,
    error::{CliError, Outcome, say, with_causes},
    found::ArticleJson,
    out::Out,
    paint::line,
    parallel::{self, Take},
};

/// An article with where it was read from. It has no id: an archive gives one.
#[derive(Serialize)]
struct Extracted<'a> {
    #[serde(flatten)]
    article: ArticleJson<'a>,
    path: &'a str,
    record: Option<&'a str>,
}

/// Something of a file.
enum Piece {
    /// An article of it.
    Article(PathBuf, Box<Article>),
    /// A record that failed, or the whole file, and why.
    Failed(String),
    /// It was read to its end and gave nothing.
    Nothing(PathBuf),
}

/// What became of it.
enum Line {
    Article(String),
    Failed(String),
}

pub fn run(arguments: Extract, out: &mut Out) -> Result<Outcome, CliError> {
    let mut n_articles = 0u64;
    let mut n_failed = 0u64;
    let files = arguments.files.clone();
    let produce = move |take: &mut Take<'_, Piece>| {
        let mut seen = BTreeSet::new();
        for path in &files {
            if read_path(path, &mut seen, take).is_break() {
                return;
            }
        }
    };
    parallel::in_order(produce, work, |result| {
        match result {
            Some(Line::Article(line)) => {
                n_articles += 1;
                writeln!(out, "{line}")?;
            }
            Some(Line::Failed(why)) => {
                n_failed += 1;
                say(&line(&why));
            }
            None => out.flush()?,
        }
        Ok(())
    })?;
    match (n_articles, n_failed) {
        (0, _) => Err(CliError::NothingRead(arguments.files)),
        (_, 0) => Ok(Outcome::Done),
        _ => Ok(Outcome::SomeFailed),
    }
}

/// Reads a file, or all files of a folder.
fn read_path(path: &Path, seen: &mut BTreeSet<PathBuf>, take: &mut Take<'_, Piece>) -> ControlFlow<()> {
    if !path.is_dir() {
        return read_one(path, take);
    }
    let mut flow = ControlFlow::Continue(());
    walk(path, &mut |found| {
        flow = match found {
            Ok(file) if seen.insert(file.clone()) => read_one(&file, take),
            Ok(_) => ControlFlow::Continue(()),
            Err(error) => take(Piece::Failed(with_causes(&error))),
        };
        flow
    });
    flow
}

fn read_one(path: &Path, take: &mut Take<'_, Piece>) -> ControlFlow<()> {
    let mut is_empty = true;
    let mut flow = ControlFlow::Continue(());
    let outcome = read_file(path, &mut |record| {
        is_empty = false;
        flow = take(match record {
            Ok(imported) => Piece::Article(path.to_owned(), Box::new(imported.article)),
            Err(error) => Piece::Failed(error.to_string()),
        });
        flow
    });
    match outcome {
        _ if flow.is_break() => flow,
        Err(error) => take(Piece::Failed(with_causes(&error))),
        Ok(_) if is_empty => take(Piece::Nothing(path.to_owned())),
        Ok(_) => flow,
    }
}

fn work(piece: Piece) -> Line {
    match piece {
        Piece::Failed(why) => Line::Failed(why),
        Piece::Nothing(path) => Line::Failed(format!("no article in {}", path.display())),
        Piece::Article(path, article) => {
            let path = path.display().to_string();
            let (extraction, others) = extraction_of(&Document::of(&article)).unwrap_or_default();
            let extracted = Extracted {
                article: ArticleJson::new(None, article.headline_text(), &article, &extraction, &others),
                path: &path,
                record: article.origin.record.as_deref(),
            };
            match serde_json::to_string(&extracted) {
                Ok(line) => Line::Article(line),
                Err(error) => Line::Failed(format!("cannot write what is in {path}: {error}")),
            }
        }
    }
}
