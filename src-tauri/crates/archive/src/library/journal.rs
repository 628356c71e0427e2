//! Every change the reader makes, so that it can be undone and done again.

use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};

use super::{CorrectionRecord, Decision, bookmark::Record, edits, reading};
use crate::{Archive, ArchiveError, ArticleId};

/// What was undone or done again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undone {
    /// A stable name of the action: `add_bookmark`, `update_bookmark`,
    /// `delete_bookmark`, `accept_bookmark`, `import_bookmarks`, `set_starred`,
    /// `set_read`, `edit_articles`, `correct_quotation`, `decide_name`,
    /// `decide_names`, `decide_mention`, `remove_correction`, `import_corrections`.
    pub action: &'static str,
    /// The article it concerned; none where there were several.
    pub article: Option<ArticleId>,
}

/// What the reader did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Action {
    AddBookmark,
    UpdateBookmark,
    DeleteBookmark,
    AcceptBookmark,
    ImportBookmarks,
    SetStarred,
    SetRead,
    EditArticles,
    CorrectQuotation,
    DecideName,
    DecideNames,
    DecideMention,
    RemoveCorrection,
    ImportCorrections,
}

impl Action {
    const ALL: [Self; 14] = [
        Self::AddBookmark,
        Self::UpdateBookmark,
        Self::DeleteBookmark,
        Self::AcceptBookmark,
        Self::ImportBookmarks,
        Self::SetStarred,
        Self::SetRead,
        Self::EditArticles,
        Self::CorrectQuotation,
        Self::DecideName,
        Self::DecideNames,
        Self::DecideMention,
        Self::RemoveCorrection,
        Self::ImportCorrections,
    ];

    const fn as_str(self) -> &'static str {
        match self {
            Self::AddBookmark => "add_bookmark",
            Self::UpdateBookmark => "update_bookmark",
            Self::DeleteBookmark => "delete_bookmark",
            Self::AcceptBookmark => "accept_bookmark",
            Self::ImportBookmarks => "import_bookmarks",
            Self::SetStarred => "set_starred",
            Self::SetRead => "set_read",
            Self::EditArticles => "edit_articles",
            Self::CorrectQuotation => "correct_quotation",
            Self::DecideName => "decide_name",
            Self::DecideNames => "decide_names",
            Self::DecideMention => "decide_mention",
            Self::RemoveCorrection => "remove_correction",
            Self::ImportCorrections => "import_corrections",
        }
    }
}

/// One row as it was before and after.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub(super) enum Step {
    /// A bookmark; none where it was not there.
    Bookmark { before: Option<Box<Record>>, after: Option<Box<Record>> },
    /// When the star was set.
    Starred { article: ArticleId, before: Option<String>, after: Option<String> },
    /// Whether the article was read.
    Read { article: ArticleId, before: bool, after: bool },
    /// What the reader says of one field.
    Edit { article: ArticleId, field: String, before: Option<String>, after: Option<String> },
    /// A correction; none where it was not there.
    Correction { before: Option<Box<CorrectionRecord>>, after: Option<Box<CorrectionRecord>> },
}

impl Step {
    /// The decisions it made or took back.
    pub fn decisions(&self) -> impl Iterator<Item = &Decision> {
        let (before, after) = match self {
            Self::Correction { before, after } => (before.as_ref(), after.as_ref()),
            _ => (None, None),
        };
        before.into_iter().chain(after).map(|record| &record.decision)
    }

    fn article(&self) -> Option<ArticleId> {
        match self {
            Self::Bookmark { before, after } => {
                after.as_ref().or(before.as_ref()).map(|record| record.article)
            }
            Self::Starred { article, .. } | Self::Read { article, .. } | Self::Edit { article, .. } => {
                Some(*article)
            }
            Self::Correction { .. } => self.decisions().next()?.article(),
        }
    }

    /// Puts the row in the state after the step, or before it.
    fn put(&self, conn: &Connection, forwards: bool) -> rusqlite::Result<()> {
        match self {
            Self::Bookmark { before, after } => {
                let (from, to) = if forwards { (before, after) } else { (after, before) };
                replace(conn, from, to, Record::put, Record::delete)
            }
            Self::Correction { before, after } => {
                let (from, to) = if forwards { (before, after) } else { (after, before) };
                replace(conn, from, to, CorrectionRecord::put, CorrectionRecord::delete)
            }
            Self::Starred { article, before, after } => {
                reading::put_starred(conn, *article, if forwards { after } else { before }.as_deref())
            }
            Self::Read { article, before, after } => {
                reading::put_read(conn, *article, if forwards { *after } else { *before })
            }
            Self::Edit { article, field, before, after } => {
                edits::put(conn, *article, field, if forwards { after } else { before }.as_deref())
            }
        }
    }
}

/// Puts the row `to` in the place of the row `from`.
fn replace<R>(
    conn: &Connection,
    from: &Option<Box<R>>,
    to: &Option<Box<R>>,
    put: fn(&R, &Connection) -> rusqlite::Result<()>,
    delete: fn(&R, &Connection) -> rusqlite::Result<()>,
) -> rusqlite::Result<()> {
    match (from, to) {
        (_, Some(row)) => put(row, conn),
        (Some(row), None) => delete(row, conn),
        (None, None) => Ok(()),
    }
}

/// Takes all `steps` and remembers them as one change made at `now`.
pub(super) fn take(conn: &Connection, now: &str, action: Action, steps: &[Step]) -> rusqlite::Result<()> {
    if steps.is_empty() {
        return Ok(());
    }
    for step in steps {
        step.put(conn, true)?;
    }
    conn.prepare_cached("UPDATE journal SET state = 'dropped' WHERE state = 'undone'")?.execute([])?;
    let changes = serde_json::to_string(steps)
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))?;
    conn.prepare_cached("INSERT INTO journal (at, action, article, changes) VALUES (?1, ?2, ?3, ?4)")?
        .execute((now, action.as_str(), article_of(steps).map(ArticleId::sql), changes))?;
    Ok(())
}

/// The one article that `steps` concern.
fn article_of(steps: &[Step]) -> Option<ArticleId> {
    let first = steps.first()?.article();
    first.filter(|_| steps.iter().all(|step| step.article() == first))
}

/// A change taken back or made again.
struct Moved {
    undone: Undone,
    /// Articles whose metadata is now another.
    edited: Vec<ArticleId>,
    steps: Vec<Step>,
}

impl Archive {
    /// Takes back the last change; none when there is nothing left to undo.
    ///
    /// # Errors
    /// Any store error.
    pub fn undo(&self) -> Result<Option<Undone>, ArchiveError> {
        self.move_in_journal(false)
    }

    /// Makes the change again that was undone last; none when nothing was.
    ///
    /// # Errors
    /// Any store error.
    pub fn redo(&self) -> Result<Option<Undone>, ArchiveError> {
        self.move_in_journal(true)
    }

    fn move_in_journal(&self, forwards: bool) -> Result<Option<Undone>, ArchiveError> {
        let moved = self.library.write(|conn| step(conn, forwards))?;
        let Some(Moved { undone, edited, steps }) = moved else { return Ok(None) };
        if !edited.is_empty() {
            self.edited(&edited)?;
        }
        self.corrected(steps.iter().flat_map(Step::decisions))?;
        Ok(Some(undone))
    }
}

fn step(conn: &Connection, forwards: bool) -> rusqlite::Result<Option<Moved>> {
    let sql = match forwards {
        false => "SELECT seq, action, changes FROM journal WHERE state = 'done' ORDER BY seq DESC LIMIT 1",
        true => "SELECT seq, action, changes FROM journal WHERE state = 'undone' ORDER BY seq LIMIT 1",
    };
    let found: Option<(i64, String, String)> = conn
        .prepare_cached(sql)?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    let Some((seq, action, changes)) = found else { return Ok(None) };
    let steps: Vec<Step> = serde_json::from_str(&changes).map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(2, rusqlite::types::Type::Text, Box::new(error))
    })?;
    if forwards {
        steps.iter().try_for_each(|step| step.put(conn, true))?;
    } else {
        steps.iter().rev().try_for_each(|step| step.put(conn, false))?;
    }
    let state = if forwards { "done" } else { "undone" };
    conn.prepare_cached("UPDATE journal SET state = ?2 WHERE seq = ?1")?.execute((seq, state))?;
    let mut edited: Vec<ArticleId> = steps.iter().filter_map(edited_article).collect();
    edited.sort_unstable();
    edited.dedup();
    let action = Action::ALL.into_iter().find(|known| known.as_str() == action);
    let action = action.map_or("change", Action::as_str);
    Ok(Some(Moved { undone: Undone { action, article: article_of(&steps) }, edited, steps }))
}

fn edited_article(step: &Step) -> Option<ArticleId> {
    match step {
        Step::Edit { article, .. } => Some(*article),
        _ => None,
    }
}
