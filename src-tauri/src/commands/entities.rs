//! People, organisations and places.

use backfile_archive::{ArchiveError, ArticleFilter, ArticleSort, EntityId};
use backfile_view::{
    CommandError, EntitiesRequest, EntitiesView, EntityCardView, EntityView, article_rows, entity_view,
};

use super::{Open, lists::marks, page};

/// The most articles an entity's page lists.
const MAX_ARTICLES: usize = 200;

/// Lists people, organisations and places.
#[tauri::command(async)]
pub fn entities(shell: Open<'_>, request: EntitiesRequest) -> Result<EntitiesView, CommandError> {
    shell.ask("entities", |archive| {
        let (limit, offset) = page(request.limit, request.offset, 100);
        let found = archive.entities(&request.filter(), request.order(), limit, offset)?;
        Ok(EntitiesView::new(request.request, found))
    })
}

/// The page of one of them.
#[tauri::command(async)]
pub fn entity(shell: Open<'_>, id: String) -> Result<EntityView, CommandError> {
    shell.ask("entity", |archive| {
        let detail = archive.entity(read_id(&id)?)?;
        let naming = ArticleFilter { entity: Some(detail.row.id), ..ArticleFilter::default() };
        let articles = archive.articles(&naming, ArticleSort::Newest, MAX_ARTICLES, 0)?.rows;
        let marks = marks(archive, &articles)?;
        Ok(entity_view(detail, article_rows(articles, &marks)))
    })
}

/// The card of one of them.
#[tauri::command(async)]
pub fn entity_card(shell: Open<'_>, id: String) -> Result<EntityCardView, CommandError> {
    shell.ask("entity_card", |archive| Ok(archive.entity(read_id(&id)?)?.into()))
}

fn read_id(id: &str) -> Result<EntityId, ArchiveError> {
    Ok(id.parse()?)
}
