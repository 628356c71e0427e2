//! What the reader corrects: quotations and names.

use std::fs;

use backfile_archive::{ArchiveError, Name, QuotationId};
use backfile_view::{
    CommandError, CorrectionView, CorrectionsReadView, MentionCorrection, NameView, NamesCorrection,
    QuotationCorrection,
};
use tauri::AppHandle;
use tauri_plugin_dialog::DialogExt;

use super::{
    Open,
    articles::read_id,
    system::{asked_file, write_file},
};
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

/// Decides the same about several names, in all articles.
#[tauri::command(async)]
pub fn decide_names(
    shell: Open<'_>,
    names: Vec<NameView>,
    correction: NamesCorrection,
) -> Result<u32, CommandError> {
    let decided = shell.ask("decide_names", |archive| {
        let names: Vec<Name> = names.into_iter().map(Into::into).collect();
        Ok(archive.decide_names(&names, &correction.into())?)
    });
    follow(&shell);
    decided.map(|n_decided| n_decided.try_into().unwrap_or(u32::MAX))
}

/// Decides that a mention, and perhaps those after it, names somebody else or nobody.
#[tauri::command(async)]
pub fn decide_mention(
    shell: Open<'_>,
    article_id: String,
    mention: MentionCorrection,
) -> Result<(), CommandError> {
    let decided = shell.ask("decide_mention", |archive| {
        let article = read_id(&article_id)?;
        let (span, is, reach) = mention.change(&archive.article(article)?.article.text);
        archive.decide_mention(article, span, is, reach)?;
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

/// Writes all corrections to a file the reader chooses; where that is.
#[tauri::command(async)]
pub fn export_corrections(app: AppHandle, shell: Open<'_>) -> Result<Option<String>, CommandError> {
    let Some(path) = asked_file(&app, "corrections.txt") else { return Ok(None) };
    shell.ask("export_corrections", |archive| {
        write_file(&path, &archive.export_corrections()?)?;
        Ok(Some(path.display().to_string()))
    })
}

/// Adds the corrections of a file the reader chooses.
#[tauri::command(async)]
pub fn import_corrections(
    app: AppHandle,
    shell: Open<'_>,
) -> Result<Option<CorrectionsReadView>, CommandError> {
    let chosen = app.dialog().file().blocking_pick_file().and_then(|file| file.into_path().ok());
    let Some(path) = chosen else { return Ok(None) };
    let read = shell.ask("import_corrections", |archive| {
        let text = fs::read_to_string(&path);
        let text = text.map_err(|source| ArchiveError::Io { what: "read", path: path.clone(), source })?;
        Ok(Some(archive.import_corrections(&text)?.into()))
    });
    follow(&shell);
    read
}
