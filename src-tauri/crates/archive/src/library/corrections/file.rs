//! Corrections as a small text file, one decision a line: see `docs/corrections.md`.

use serde::{Deserialize, Serialize};

use super::{CorrectionRecord as Record, Decision};
use crate::{
    Archive, ArchiveError,
    library::journal::{Action, Step},
    store,
};

/// The first line of the file.
const HEAD: &str = "# Backfile corrections, format 1";

/// A decision in a file.
#[derive(Debug, Serialize, Deserialize)]
pub struct Line {
    #[serde(flatten)]
    decision: Decision,
    /// The hash of the article's text, by which an archive knows the article
    /// that has another id there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    text_hash: Option<String>,
    made: String,
}

/// What reading corrections came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CorrectionsRead {
    /// Decisions that were not there.
    pub added: u64,
    /// Later decisions about something that was decided otherwise.
    pub updated: u64,
    /// Decisions that were there, or that a later one replaced.
    pub unchanged: u64,
}

impl Archive {
    /// All corrections as the text of a file, in the order in which they are applied.
    ///
    /// # Errors
    /// Any store error.
    pub fn export_corrections(&self) -> Result<String, ArchiveError> {
        let mut text = HEAD.to_owned();
        for line in self.correction_lines()? {
            text.push('\n');
            text.push_str(&serde_json::to_string(&line).unwrap_or_default());
        }
        text.push('\n');
        Ok(text)
    }

    /// Reads what [`Archive::export_corrections`] wrote and adds it to the
    /// decisions that are there; of two about the same, the later one counts.
    /// One change, which can be undone.
    ///
    /// # Errors
    /// [`ArchiveError::InvalidCorrections`], before anything is changed; any
    /// store error.
    pub fn import_corrections(&self, text: &str) -> Result<CorrectionsRead, ArchiveError> {
        let mut lines = text.lines().enumerate();
        let invalid = |what: String| ArchiveError::InvalidCorrections { what };
        if lines.next().is_none_or(|(_, head)| head.trim_start_matches('\u{feff}').trim() != HEAD) {
            return Err(invalid(format!("it does not begin with “{HEAD}”")));
        }
        let mut read = Vec::new();
        for (idx, line) in lines.map(|(idx, line)| (idx, line.trim())) {
            if !line.is_empty() && !line.starts_with('#') {
                read.push(
                    serde_json::from_str(line)
                        .map_err(|error| invalid(format!("line {}: {error}", idx + 1)))?,
                );
            }
        }
        let read = self.known_here(read)?;
        let mut came_to = CorrectionsRead::default();
        self.change_corrections(Action::ImportCorrections, |conn| {
            let (steps, read) = steps(conn, read)?;
            came_to = read;
            Ok(steps)
        })?;
        Ok(came_to)
    }

    /// All corrections as they are written to files.
    pub(in crate::library) fn correction_lines(&self) -> Result<Vec<Line>, ArchiveError> {
        let records = self.library.read(Record::load_all)?;
        self.readers.with(|conn| {
            let line = |Record { decision, made, .. }: Record| {
                let hash = decision.article().map(|id| store::text_hash(conn, id)).transpose()?.flatten();
                Ok(Line { decision, text_hash: hash.map(|hash| format!("{hash:016x}")), made })
            };
            records.into_iter().map(line).collect()
        })
    }

    /// Has the decisions of `lines` be about the articles as this archive calls
    /// them.
    pub(in crate::library) fn known_here(&self, lines: Vec<Line>) -> Result<Vec<Line>, ArchiveError> {
        self.readers.with(|conn| {
            let known = |line: Line| {
                let hash = line.text_hash.as_deref().and_then(|hash| u64::from_str_radix(hash, 16).ok());
                let Some((id, hash)) = line.decision.article().zip(hash) else { return Ok(line) };
                let id = store::known_elsewhere(conn, id, hash.cast_signed())?;
                Ok(Line { decision: line.decision.of_article(id), ..line })
            };
            lines.into_iter().map(known).collect()
        })
    }
}

/// The steps that add `lines` to what is there.
pub fn steps(
    conn: &rusqlite::Connection,
    lines: Vec<Line>,
) -> rusqlite::Result<(Vec<Step>, CorrectionsRead)> {
    let mut read = CorrectionsRead::default();
    let mut steps = Vec::new();
    for Line { decision, made, .. } in lines {
        let after = Record::new(decision, made);
        let before = Record::load(conn, after.id)?;
        match &before {
            None => read.added += 1,
            Some(before) if before.made < after.made && before.decision != after.decision => {
                read.updated += 1
            }
            Some(_) => {
                read.unchanged += 1;
                continue;
            }
        }
        steps.push(Step::Correction { before: before.map(Box::new), after: Some(Box::new(after)) });
    }
    Ok((steps, read))
}
