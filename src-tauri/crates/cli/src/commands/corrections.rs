//! `correct`, `names`, `corrections`: what the reader decides is otherwise.

use std::{fs, io::Write, ops::ControlFlow, path::Path};

use backfile_archive::{
    Archive, ArchiveError, ArticleId, Correction, CorrectionId, Decision, EntityRow, Name, QuotationChange,
    QuotationId, Reach, Said, StoredArticle,
};
use backfile_article::{CodePoints, Span, fold};
use backfile_extract::EntityKind;
use serde::Serialize;

use super::count;
use crate::{
    arguments::{CorrectCommand, CorrectionsCommand, NamesCommand, WhichName},
    error::{CliError, Outcome},
    out::Out,
    paint::line,
};

#[derive(Serialize)]
struct Decided {
    id: String,
}

#[derive(Serialize)]
struct Answer<'a> {
    corrections: Vec<CorrectionJson<'a>>,
}

#[derive(Serialize)]
struct CorrectionJson<'a> {
    id: String,
    state: &'static str,
    headline: Option<&'a str>,
    #[serde(flatten)]
    decision: &'a Decision,
    made: &'a str,
}

#[derive(Serialize)]
struct Read {
    added: u64,
    updated: u64,
    unchanged: u64,
}

pub fn correct(archive: &Archive, command: CorrectCommand, out: &mut Out) -> Result<Outcome, CliError> {
    let (id, change) = match command {
        CorrectCommand::Speaker { id, name, kind, unnamed, nobody } => {
            let said = match name {
                Some(name) => Said::By(speaker(archive, &name, kind.map(Into::into))?),
                None if unnamed => Said::Unnamed,
                None if nobody => Said::Nobody,
                None => return Err(CliError::Usage("a name, --unnamed or --nobody is needed".to_owned())),
            };
            (id, QuotationChange::Speaker(said))
        }
        CorrectCommand::NotAQuotation { id } => (id, QuotationChange::NotAQuotation),
        CorrectCommand::Ends { id, start, end } => {
            let quotation = archive.quotation(quotation_id(&id)?)?;
            let text = archive.article(quotation.article)?.article.text;
            let span = CodePoints::new(&text).byte_span(Span::new(start, end.max(start)));
            (id, QuotationChange::Ends(span))
        }
    };
    done(archive, archive.correct_quotation(quotation_id(&id)?, change)?, out)
}

pub fn names(archive: &Archive, command: NamesCommand, out: &mut Out) -> Result<Outcome, CliError> {
    let (which, is) = match command {
        NamesCommand::Rename { which, to } => {
            let name = find(archive, &which)?;
            let is = Name { kind: name.kind, name: to };
            (which, Some(is))
        }
        NamesCommand::Merge { which, with } => {
            let name = find(archive, &which)?;
            let kind = which.kind.map(Into::into).or(Some(name.kind));
            (which, Some(one(archive, &with, kind)?))
        }
        NamesCommand::Retype { which, to } => {
            let name = find(archive, &which)?;
            (which, Some(Name { kind: to.into(), ..name }))
        }
        NamesCommand::Reject { which } => (which, None),
        NamesCommand::Mention { article, start, end, name, kind, no_name, onwards } => {
            let article: ArticleId = article.parse().map_err(ArchiveError::from)?;
            let stored = archive.article(article)?;
            let span = CodePoints::new(&stored.article.text).byte_span(Span::new(start, end.max(start)));
            let is = match name {
                Some(name) => Some(mentioned(archive, &name, kind.map(Into::into), &stored, span)?),
                None if no_name => None,
                None => return Err(CliError::Usage("a name or --no-name is needed".to_owned())),
            };
            let reach = if onwards { Reach::Onwards } else { Reach::Alone };
            return done(archive, archive.decide_mention(article, span, is, reach)?, out);
        }
    };
    let article = which.article.as_deref().map(str::parse).transpose().map_err(ArchiveError::from)?;
    done(archive, archive.decide_name(&find(archive, &which)?, article, is)?, out)
}

pub fn run(
    archive: &Archive,
    command: Option<CorrectionsCommand>,
    out: &mut Out,
) -> Result<Outcome, CliError> {
    match command {
        None => list(archive, out),
        Some(CorrectionsCommand::Export { file }) => {
            let text = archive.export_corrections()?;
            match file.as_deref() {
                None => out.write_all(text.as_bytes())?,
                Some(path) => {
                    fs::write(path, text).map_err(|source| io("write", path, source))?;
                }
            }
            Ok(Outcome::Done)
        }
        Some(CorrectionsCommand::Import { file }) => {
            let text = fs::read_to_string(&file).map_err(|source| io("read", &file, source))?;
            let read = archive.import_corrections(&text)?;
            archive.catch_up(&mut |_| ControlFlow::Continue(()))?;
            let (added, updated, unchanged) = (read.added, read.updated, read.unchanged);
            match out.json {
                true => out.document(&Read { added, updated, unchanged })?,
                false => {
                    let added = count(added, "correction", "corrections");
                    writeln!(out, "{added} added, {updated} updated, {unchanged} there already")?;
                }
            }
            Ok(Outcome::Done)
        }
        Some(CorrectionsCommand::Remove { id }) => {
            let id: CorrectionId = id.parse().map_err(ArchiveError::from)?;
            archive.remove_correction(id)?;
            done(archive, id, out)
        }
    }
}

fn io(what: &'static str, path: &Path, source: std::io::Error) -> ArchiveError {
    ArchiveError::Io { what, path: path.to_owned(), source }
}

/// Lets the indexes follow, and says which correction it was.
fn done(archive: &Archive, id: CorrectionId, out: &mut Out) -> Result<Outcome, CliError> {
    archive.catch_up(&mut |_| ControlFlow::Continue(()))?;
    match out.json {
        true => out.document(&Decided { id: id.to_string() })?,
        false => writeln!(out, "{id}")?,
    }
    Ok(Outcome::Done)
}

fn list(archive: &Archive, out: &mut Out) -> Result<Outcome, CliError> {
    let corrections = archive.corrections()?;
    if out.json {
        out.document(&Answer { corrections: corrections.iter().map(as_json).collect() })?;
        return Ok(Outcome::Done);
    }
    let paint = out.paint;
    writeln!(out, "{}", paint.quiet(count(corrections.len() as u64, "correction", "corrections")))?;
    for correction in &corrections {
        let state = if correction.applied { "" } else { "  (lost)" };
        let words = line(&words_of(&correction.decision));
        writeln!(out, "{}  {words}{}", paint.quiet(correction.id), paint.warning(state))?;
    }
    Ok(Outcome::Done)
}

fn as_json(correction: &Correction) -> CorrectionJson<'_> {
    CorrectionJson {
        id: correction.id.to_string(),
        state: if correction.applied { "applied" } else { "lost" },
        headline: correction.headline.as_deref(),
        decision: &correction.decision,
        made: &correction.made,
    }
}

/// A decision for a person.
fn words_of(decision: &Decision) -> String {
    match decision {
        Decision::NotAQuotation { quotation, .. } => format!("{} is no quotation", quotation.exact),
        Decision::Speaker { quotation, speaker, .. } => {
            let speaker = match speaker {
                Said::By(name) => name.name.as_str(),
                Said::Unnamed => "somebody unnamed",
                Said::Nobody => "nobody",
            };
            format!("{} was said by {speaker}", quotation.exact)
        }
        Decision::Ends { quotation, to, .. } => format!("{} is {}", quotation.exact, to.exact),
        Decision::Name { article, name, is } => {
            let here = article.map(|article| format!(" in article {article}")).unwrap_or_default();
            let kind = name.kind.as_str();
            match is {
                Some(is) => format!("{kind} {} is {} {}{here}", name.name, is.kind.as_str(), is.name),
                None => format!("{} is no {kind}{here}", name.name),
            }
        }
        Decision::Mention { article, mention, is } => {
            let is = is
                .as_ref()
                .map_or_else(|| "no name".to_owned(), |is| format!("{} {}", is.kind.as_str(), is.name));
            let around = mention.in_its_place();
            format!("{} in article {article} is {is}, where the text says {around}", mention.exact)
        }
    }
}

fn quotation_id(id: &str) -> Result<QuotationId, CliError> {
    Ok(id.parse().map_err(ArchiveError::from)?)
}

fn find(archive: &Archive, which: &WhichName) -> Result<Name, CliError> {
    one(archive, &which.name, which.kind.map(Into::into))
}

/// The one name of the archive that `name` is.
fn one(archive: &Archive, name: &str, kind: Option<EntityKind>) -> Result<Name, CliError> {
    match called(archive, name, kind)?.as_slice() {
        [] => Err(CliError::Refused(format!("nothing in the archive is called {name}"))),
        [row] => Ok(Name { kind: row.kind, name: row.name.clone() }),
        several => Err(CliError::Refused(ambiguous(name, several))),
    }
}

/// A speaker: somebody of the archive, or a new name.
fn speaker(archive: &Archive, name: &str, kind: Option<EntityKind>) -> Result<Name, CliError> {
    let mut rows = called(archive, name, kind)?;
    if kind.is_none() {
        rows.retain(|row| row.kind != EntityKind::Place);
    }
    match rows.as_slice() {
        [] => Ok(Name { kind: kind.unwrap_or(EntityKind::Person), name: name.to_owned() }),
        [row] => Ok(Name { kind: row.kind, name: row.name.clone() }),
        several => Err(CliError::Refused(ambiguous(name, several))),
    }
}

/// Whom or what a mention names: a name of the archive, or a new one, which is
/// of the kind that was found there.
fn mentioned(
    archive: &Archive,
    name: &str,
    kind: Option<EntityKind>,
    stored: &StoredArticle,
    span: Span,
) -> Result<Name, CliError> {
    let found = || {
        let mention = stored.extraction.mentions.iter().find(|mention| mention.span.overlaps(span))?;
        stored.extraction.entities.get(mention.entity).map(|entity| entity.kind)
    };
    match called(archive, name, kind)?.as_slice() {
        [] => {
            let kind = kind.or_else(found).unwrap_or(EntityKind::Person);
            Ok(Name { kind, name: name.to_owned() })
        }
        [row] => Ok(Name { kind: row.kind, name: row.name.clone() }),
        several => Err(CliError::Refused(ambiguous(name, several))),
    }
}

/// What is called so; who bears the very name goes before those it may mean.
fn called(archive: &Archive, name: &str, kind: Option<EntityKind>) -> Result<Vec<EntityRow>, CliError> {
    let mut rows = archive.entities_called(name)?;
    rows.retain(|row| kind.is_none_or(|kind| kind == row.kind));
    if rows.iter().any(|row| fold(&row.name) == fold(name)) {
        rows.retain(|row| fold(&row.name) == fold(name));
    }
    Ok(rows)
}

fn ambiguous(name: &str, rows: &[EntityRow]) -> String {
    let all: Vec<_> = rows.iter().map(|row| format!("{} ({})", row.name, row.kind.as_str())).collect();
    format!("{name} is the name of several: {}; the full name or --kind tells them apart", all.join(", "))
}
