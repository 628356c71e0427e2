//! Lists: the first screen, articles, search, quotations, the palette.

use std::collections::HashMap;

use backfile_archive::{
    Archive, ArchiveError, ArticleId, Card, EntityFilter, EntitySort, Marks, QuotesFormat,
    SearchRequest as Question,
};
use backfile_view::{
    ArticlesRequest, ArticlesView, CommandError, LibraryView, PaletteItem, QuoteCheckView, QuotePlaceView,
    QuotesRequest, QuotesView, SearchRequest, SearchView, Shelf, library_view,
};

use tauri::AppHandle;

use super::{
    Open, page,
    system::{asked_file, write_file},
};

/// The most articles that are offered for reading on.
const MAX_STARTED: usize = 3;

/// The most starred articles on the first screen.
const MAX_STARRED: usize = 20;

/// The most places a quote check shows.
const MAX_PLACES: usize = 20;

/// The most names the palette offers.
const MAX_NAMES: usize = 4;

/// What is in the archive.
#[tauri::command(async)]
pub fn library(shell: Open<'_>) -> Result<LibraryView, CommandError> {
    shell.ask("library", |archive| {
        let overview = archive.overview()?;
        let shelf = shelf(archive)?;
        let cards = || overview.recent.iter().chain(&shelf.started).chain(&shelf.starred);
        let marks = marks(archive, cards())?;
        Ok(library_view(overview, shelf, &marks, shell.is_sample()))
    })
}

/// Lists articles.
#[tauri::command(async)]
pub fn articles(shell: Open<'_>, request: ArticlesRequest) -> Result<ArticlesView, CommandError> {
    shell.ask("articles", |archive| {
        let (limit, offset) = page(request.limit, request.offset, 100);
        let only_starred = request.starred == Some(true);
        let starred = only_starred.then(|| archive.starred_ids()).transpose()?;
        let found = archive.articles(&request.filter(starred)?, request.order(), limit, offset)?;
        let marks = marks(archive, &found.rows)?;
        Ok(ArticlesView::new(request.request, found, &marks))
    })
}

/// Finds articles.
#[tauri::command(async)]
pub fn search(shell: Open<'_>, request: SearchRequest) -> Result<SearchView, CommandError> {
    shell.ask("search", |archive| {
        let (limit, offset) = page(request.limit, request.offset, 50);
        let found = archive.search(&request.question(limit, offset))?;
        let marks = marks(archive, found.hits.iter().map(|hit| &hit.card))?;
        Ok(SearchView::new(&request, found, &marks))
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

/// Looks for words that somebody is said to have said.
#[tauri::command(async)]
pub fn check_quotation(shell: Open<'_>, words: String) -> Result<QuoteCheckView, CommandError> {
    shell.ask("check_quotation", |archive| Ok(archive.quote_check(&words, MAX_PLACES)?.into()))
}

/// Where else a quotation was printed.
#[tauri::command(async)]
pub fn variants(shell: Open<'_>, id: String) -> Result<Vec<QuotePlaceView>, CommandError> {
    shell.ask("variants", |archive| {
        let found = archive.variants(id.parse().map_err(ArchiveError::from)?)?;
        Ok(found.into_iter().map(Into::into).collect())
    })
}

/// The other places in which the archive has a quotation.
#[tauri::command(async)]
pub fn copies(shell: Open<'_>, id: String) -> Result<Vec<QuotePlaceView>, CommandError> {
    shell.ask("copies", |archive| {
        let found = archive.copies(id.parse().map_err(ArchiveError::from)?)?;
        Ok(found.into_iter().map(Into::into).collect())
    })
}

/// Writes the quotations a list shows to a file the reader chooses; where that is.
#[tauri::command(async)]
pub fn export_quotations(
    app: AppHandle,
    shell: Open<'_>,
    request: QuotesRequest,
    format: String,
) -> Result<Option<String>, CommandError> {
    let format: QuotesFormat = format
        .parse()
        .map_err(|_| CommandError::bad_input("Quotations cannot be written in this format."))?;
    let Some(path) = asked_file(&app, &format!("quotations.{}", format.extension())) else {
        return Ok(None);
    };
    shell.ask("export_quotations", |archive| {
        let filter = request.filter()?;
        let text = archive.export_quotations(format, &filter, request.order(), usize::MAX >> 1)?;
        write_file(&path, &text)?;
        Ok(Some(path.display().to_string()))
    })
}

/// Finds names and articles by words that may be unfinished.
#[tauri::command(async)]
pub fn palette(shell: Open<'_>, words: String, limit: u32) -> Result<Vec<PaletteItem>, CommandError> {
    shell.ask("palette", |archive| {
        let limit = limit as usize;
        let named = EntityFilter { kind: None, words: Some(words.clone()) };
        let names = archive.entities(&named, EntitySort::Articles, MAX_NAMES, 0)?.rows;
        let question = Question { query: words, limit, complete_last_word: true, ..Question::default() };
        let found = archive.search(&question)?.hits;
        let names = names.into_iter().map(PaletteItem::entity);
        let articles = found.into_iter().map(|hit| PaletteItem::article(hit.card));
        Ok(names.chain(articles).take(limit).collect())
    })
}

/// What the reader has put aside.
fn shelf(archive: &Archive) -> Result<Shelf, ArchiveError> {
    let started: Vec<ArticleId> =
        archive.unfinished(MAX_STARTED)?.into_iter().map(|begun| begun.article).collect();
    let mut starred = archive.starred_ids()?;
    starred.truncate(MAX_STARRED);
    Ok(Shelf { started: archive.cards(&started)?, starred: archive.cards(&starred)? })
}

/// What lists show beside `cards`.
pub fn marks<'c>(
    archive: &Archive,
    cards: impl IntoIterator<Item = &'c Card>,
) -> Result<HashMap<ArticleId, Marks>, ArchiveError> {
    let ids: Vec<ArticleId> = cards.into_iter().map(|card| card.id).collect();
    archive.marks(&ids)
}
