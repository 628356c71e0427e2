//! One article.

use backfile_archive::{Archive, ArchiveError, ArticleId};
use backfile_view::{ArticleEdit, ArticleView, CommandError, Reading, SpanView, article_view};

use super::Open;

/// The article, with what the query that led to it matched.
#[tauri::command(async)]
pub fn article(shell: Open<'_>, id: String, query: Option<String>) -> Result<ArticleView, CommandError> {
    shell.ask("article", |archive| draw(archive, read_id(&id)?, query.as_deref()))
}

/// Changes what an article says about itself, and returns it.
#[tauri::command(async)]
pub fn edit_article(shell: Open<'_>, id: String, edit: ArticleEdit) -> Result<ArticleView, CommandError> {
    let _ = edit;
    shell.ask("edit_article", |archive| draw(archive, read_id(&id)?, None))
}

/// Where the article has these words.
#[tauri::command(async)]
pub fn find_in_article(shell: Open<'_>, id: String, words: String) -> Result<Vec<SpanView>, CommandError> {
    let _ = words;
    shell.ask("find_in_article", |_| read_id(&id).map(|_| vec![]).map_err(Into::into))
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

fn draw(archive: &Archive, id: ArticleId, query: Option<&str>) -> Result<ArticleView, CommandError> {
    let _ = query;
    let stored = archive.article(id)?;
    let quotations = archive.quotations_of(id)?;
    Ok(article_view(stored, quotations, Reading::default()))
}

/// Reads an article's id.
pub fn read_id(id: &str) -> Result<ArticleId, ArchiveError> {
    Ok(id.parse()?)
}
