//! One article.

use backfile_archive::{Archive, ArchiveError, ArticleId};
use backfile_article::CodePoints;
use backfile_view::{ArticleEdit, ArticleView, CommandError, Reading, SpanView, article_view};

use super::Open;
use crate::state::follow;

/// The article, with what the query that led to it matched.
#[tauri::command(async)]
pub fn article(shell: Open<'_>, id: String, query: Option<String>) -> Result<ArticleView, CommandError> {
    shell.ask("article", |archive| Ok(draw(archive, read_id(&id)?, query.as_deref())?))
}

/// Changes what an article says about itself, and returns it.
#[tauri::command(async)]
pub fn edit_article(shell: Open<'_>, id: String, edit: ArticleEdit) -> Result<ArticleView, CommandError> {
    let edited = shell.ask("edit_article", |archive| {
        let id = read_id(&id)?;
        archive.edit_articles(&[id], &edit.into())?;
        Ok(draw(archive, id, None)?)
    });
    // Lists show it already; the full-text index follows behind.
    follow(&shell);
    edited
}

/// Changes what several articles say about themselves, as one step.
#[tauri::command(async)]
pub fn edit_articles(shell: Open<'_>, ids: Vec<String>, edit: ArticleEdit) -> Result<(), CommandError> {
    let edited = shell.ask("edit_articles", |archive| {
        let ids = ids.iter().map(|id| read_id(id)).collect::<Result<Vec<_>, _>>()?;
        Ok(archive.edit_articles(&ids, &edit.into())?)
    });
    follow(&shell);
    edited
}

/// Where the article has these words.
#[tauri::command(async)]
pub fn find_in_article(shell: Open<'_>, id: String, words: String) -> Result<Vec<SpanView>, CommandError> {
    shell.ask("find_in_article", |archive| {
        let id = read_id(&id)?;
        let stored = archive.article(id)?;
        let points = CodePoints::new(&stored.article.text);
        let found = archive.find_in_article(id, &words)?;
        Ok(found.into_iter().map(|span| SpanView::of(&points, span)).collect())
    })
}

/// The sentence that stands at a place of the article.
#[tauri::command(async)]
pub fn sentence_at(shell: Open<'_>, id: String, at: u32) -> Result<SpanView, CommandError> {
    shell.ask("sentence_at", |archive| {
        let stored = archive.article(read_id(&id)?)?;
        Ok(SpanView::in_text(&stored.article.text, |points| {
            stored.sentence_at(points.byte_from_utf16(at as usize))
        }))
    })
}

/// The article as the reader sees it.
fn draw(archive: &Archive, id: ArticleId, query: Option<&str>) -> Result<ArticleView, ArchiveError> {
    let reading = Reading {
        marks: archive.marks(&[id])?.remove(&id).unwrap_or_default(),
        bookmarks: archive.bookmarks_of(id)?,
        hits: query.map(|query| archive.hits_in(id, query)).transpose()?.unwrap_or_default(),
        alike: archive.alike_articles(id)?,
    };
    Ok(article_view(archive.article(id)?, archive.quotations_of(id)?, reading))
}

/// Reads an article's id.
pub fn read_id(id: &str) -> Result<ArticleId, ArchiveError> {
    Ok(id.parse()?)
}
