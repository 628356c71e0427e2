//! What the reader corrects: quotations and names.

use backfile_archive::{ArchiveError, QuotationId};
use backfile_view::{CommandError, CorrectionView, NameView, QuotationCorrection};

use super::{Open, articles::read_id};
use crate::state::follow;

/// Corrects a quotation. Lists show it at once; the index follows behind.
#[tauri::command(async)]
pub fn correct_quotation(
    shell: Open<'_>,
    id: String,
    correction: QuotationCorrection,
) -> Result<(), CommandError> {
    let corrected = shell.ask("correct_quotation", |archive| {
        let id: QuotationId = id.parse().map_err(ArchiveError::from)?;
        let stored = archive.article(archive.quotation(id)?.article)?;
        archive.correct_quotation(id, correction.change(&stored.article.text))?;
        Ok(())
    });
    follow(&shell);
    corrected
}

/// Decides that a name, in all articles or in one, is another name or none.
#[tauri::command(async)]
pub fn decide_name(
    shell: Open<'_>,
    name: NameView,
    article_id: Option<String>,
    is: Option<NameView>,
) -> Result<(), CommandError> {
    let decided = shell.ask("decide_name", |archive| {
        let article = article_id.as_deref().map(read_id).transpose()?;
        archive.decide_name(&name.into(), article, is.map(Into::into))?;
        Ok(())
    });
    follow(&shell);
    decided
}

/// Lists the corrections, last made first.
#[tauri::command(async)]
pub fn corrections(shell: Open<'_>) -> Result<Vec<CorrectionView>, CommandError> {
    shell.ask("corrections", |archive| Ok(archive.corrections()?.into_iter().map(Into::into).collect()))
}

/// Takes a correction away.
#[tauri::command(async)]
pub fn remove_correction(shell: Open<'_>, id: String) -> Result<(), CommandError> {
    let removed = shell.ask("remove_correction", |archive| {
        Ok(archive.remove_correction(id.parse().map_err(ArchiveError::from)?)?)
    });
    follow(&shell);
    removed
}
