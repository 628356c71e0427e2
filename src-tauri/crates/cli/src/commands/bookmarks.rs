//! `bookmark add`, `bookmarks`, `export`: what the reader keeps.

use std::io::Write;

use backfile_archive::{Archive, ArchiveError, ArticleId, Bookmark, BookmarkFilter, PassageByWords};
use serde::Serialize;

use super::count;
use crate::{
    arguments::{BookmarkAdd, Export, ExportFormat},
    error::{CliError, Outcome},
    out::Out,
    paint::line,
    table::wrap,
};

#[derive(Serialize)]
struct Added {
    id: String,
    article: String,
    state: &'static str,
}

#[derive(Serialize)]
struct Answer<'a> {
    bookmarks: Vec<BookmarkJson<'a>>,
}

#[derive(Serialize)]
struct BookmarkJson<'a> {
    id: String,
    article: String,
    state: &'static str,
    exact: &'a str,
    text: Option<&'a str>,
    start: Option<usize>,
    end: Option<usize>,
    note: Option<&'a str>,
    tags: &'a [String],
    created: &'a str,
    modified: &'a str,
}

/// An export that is no JSON itself.
#[derive(Serialize)]
struct Exported<'a> {
    format: &'static str,
    text: &'a str,
}

pub fn add(archive: &Archive, arguments: BookmarkAdd, out: &mut Out) -> Result<Outcome, CliError> {
    let BookmarkAdd { id, exact, prefix, suffix, note, tags } = arguments;
    if exact.trim().is_empty() {
        return Err(CliError::Usage("--exact needs words".to_owned()));
    }
    let article: ArticleId = id.parse().map_err(ArchiveError::from)?;
    let passage = PassageByWords { article, exact, prefix, suffix, note: note.unwrap_or_default(), tags };
    let bookmark = archive.add_bookmark_by_words(&passage).map_err(refused)?;
    if out.json {
        out.document(&Added {
            id: bookmark.id.to_string(),
            article: bookmark.article.to_string(),
            state: bookmark.state.as_str(),
        })?;
    } else {
        let paint = out.paint;
        writeln!(out, "{}  {}", paint.quiet(bookmark.id), line(&bookmark.exact))?;
    }
    Ok(Outcome::Done)
}

/// An ambiguous passage is told with its places, so that one can be chosen.
fn refused(error: ArchiveError) -> CliError {
    let ArchiveError::PassageAmbiguous { places, .. } = &error else { return error.into() };
    let mut words = format!("{error}; --prefix or --suffix tells them apart:");
    for place in places {
        words.push_str(&format!("\n  {}–{}  {}", place.start, place.end, line(&place.context)));
    }
    CliError::Refused(words)
}

pub fn list(archive: &Archive, out: &mut Out) -> Result<Outcome, CliError> {
    let list = archive.bookmarks(&BookmarkFilter::default())?;
    if out.json {
        out.document(&Answer { bookmarks: list.bookmarks.iter().map(as_json).collect() })?;
        return Ok(Outcome::Done);
    }
    let paint = out.paint;
    writeln!(out, "{}", paint.quiet(count(list.total, "bookmark", "bookmarks")))?;
    for bookmark in &list.bookmarks {
        print(bookmark, out)?;
    }
    Ok(Outcome::Done)
}

fn as_json(bookmark: &Bookmark) -> BookmarkJson<'_> {
    BookmarkJson {
        id: bookmark.id.to_string(),
        article: bookmark.article.to_string(),
        state: bookmark.state.as_str(),
        exact: &bookmark.exact,
        text: bookmark.words.as_deref(),
        start: bookmark.code_points.map(|span| span.start),
        end: bookmark.code_points.map(|span| span.end),
        note: (!bookmark.note.is_empty()).then_some(bookmark.note.as_str()),
        tags: &bookmark.tags,
        created: &bookmark.created,
        modified: &bookmark.modified,
    }
}

fn print(bookmark: &Bookmark, out: &mut Out) -> Result<(), CliError> {
    let paint = out.paint;
    writeln!(out)?;
    for words in wrap(&line(bookmark.words.as_deref().unwrap_or(&bookmark.exact)), 0) {
        writeln!(out, "{}", paint.hit(words))?;
    }
    for words in wrap(&line(&bookmark.note), 2) {
        writeln!(out, "  {words}")?;
    }
    match bookmark.state.as_str() {
        "in_place" => {}
        state => writeln!(out, "  {}", paint.warning(state))?,
    }
    if !bookmark.tags.is_empty() {
        writeln!(out, "  {}", paint.quiet(format!("#{}", line(&bookmark.tags.join(" #")))))?;
    }
    let headline = line(bookmark.headline.as_deref().unwrap_or("No headline"));
    writeln!(out, "  {}  {}", paint.quiet(bookmark.article), paint.quiet(headline))?;
    Ok(())
}

pub fn export(archive: &Archive, arguments: &Export, out: &mut Out) -> Result<Outcome, CliError> {
    let (name, format) = match arguments.format {
        ExportFormat::Md => ("md", backfile_archive::ExportFormat::Markdown),
        ExportFormat::Json => ("json", backfile_archive::ExportFormat::Json),
    };
    let text = archive.export(format)?;
    match (out.json, arguments.format) {
        (true, ExportFormat::Json) => out.document(&serde_json::from_str::<serde_json::Value>(&text)?)?,
        (true, ExportFormat::Md) => out.document(&Exported { format: name, text: &text })?,
        (false, _) => writeln!(out, "{}", text.trim_end_matches('\n'))?,
    }
    Ok(Outcome::Done)
}
