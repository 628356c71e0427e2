//! The commands: each makes its call and prints the answer.

mod alike;
mod annotate;
mod bookmarks;
mod corrections;
mod entities;
mod entity;
mod extract;
mod import;
mod quote_check;
mod quotes;
mod search;
mod show;
mod upkeep;

use std::{io::Write, path::PathBuf};

use backfile_archive::{Archive, Card, Options, Places, logging::LogFile};

use crate::{
    arguments::{Arguments, BookmarkCommand, Command, Common},
    error::{CliError, Outcome, say},
    out::Out,
    paint::line,
};

/// How many rows a person is shown who does not say how many.
const N_SHOWN: usize = 20;

/// Runs one command; what is done to an archive is logged in its folder.
///
/// # Errors
/// When it could not be done.
pub fn run(arguments: Arguments, log: &LogFile) -> Result<Outcome, CliError> {
    let Arguments { common, command } = arguments;
    let mut out = Out::new(common.json);
    let open = |mend| open(&common, mend, log);
    let outcome = match command {
        Command::Import(import) => import::run(&open(Mend::Yes)?, &import, &mut out)?,
        Command::Search(search) => search::run(&open(Mend::Yes)?, &search, &mut out)?,
        Command::Quotes(quotes) => quotes::run(&open(Mend::Yes)?, quotes, &mut out)?,
        Command::QuoteCheck(check) => quote_check::run(&open(Mend::Yes)?, &check, &mut out)?,
        Command::Entities(entities) => entities::run(&open(Mend::Yes)?, &entities, &mut out)?,
        Command::Entity(entity) => entity::run(&open(Mend::Yes)?, &entity, &mut out)?,
        Command::Show(show) => show::run(&open(Mend::Yes)?, &show, &mut out)?,
        Command::Alike(alike) => alike::run(&open(Mend::Yes)?, &alike, &mut out)?,
        Command::Extract(extract) => extract::run(extract, &mut out)?,
        Command::Annotate(_) => annotate::run(&mut out)?,
        Command::Bookmark(bookmark) => {
            let BookmarkCommand::Add(add) = bookmark.command;
            bookmarks::add(&open(Mend::Yes)?, add, &mut out)?
        }
        Command::Bookmarks(_) => bookmarks::list(&open(Mend::Yes)?, &mut out)?,
        Command::Export(export) => bookmarks::export(&open(Mend::Yes)?, &export, &mut out)?,
        Command::Correct(correct) => corrections::correct(&open(Mend::Yes)?, correct.command, &mut out)?,
        Command::Names(names) => corrections::names(&open(Mend::Yes)?, names.command, &mut out)?,
        Command::Corrections(corrections) => {
            corrections::run(&open(Mend::Yes)?, corrections.command, &mut out)?
        }
        Command::Rebuild(_) => upkeep::rebuild(&open(Mend::No)?, &mut out)?,
        Command::Check(_) => upkeep::check(&open(Mend::No)?, &mut out)?,
    };
    out.flush()?;
    Ok(outcome)
}

/// Whether opening an archive makes good what a crash left behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mend {
    Yes,
    No,
}

fn open(common: &Common, mend: Mend, log: &LogFile) -> Result<Archive, CliError> {
    let folder: PathBuf = match &common.archive {
        Some(folder) => folder.clone(),
        None => Places::default_root().ok_or(CliError::NoHome)?,
    };
    let options =
        Options { program: "backfile-cli".to_owned(), catch_up: mend == Mend::Yes, ..Options::default() };
    let archive = Archive::open(&folder, options)?;
    log.write_to(&Places::new(folder).logs());
    if let Some(notice) = archive.take_library_notice() {
        say(&notice.to_string());
    }
    Ok(archive)
}

/// The two lines that say which article is meant, after an empty one; `more`
/// follows its outlet and date.
fn write_card(out: &mut Out, card: &Card, more: &str) -> Result<(), CliError> {
    let paint = out.paint;
    let headline = card.headline.as_deref().unwrap_or("No headline");
    writeln!(out, "\n{}  {}", paint.quiet(card.id), paint.strong(line(headline)))?;
    let source = card.source.as_deref().unwrap_or("Outlet unknown");
    let published = card.published.as_deref().unwrap_or("no date");
    writeln!(out, "  {}", paint.quiet(format!("{}, {published}{more}", line(source))))?;
    Ok(())
}

/// `n` and the word for so many of them.
fn count(n: u64, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}
