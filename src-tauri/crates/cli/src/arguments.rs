//! The arguments as typed.

mod entity;

use std::path::PathBuf;

use backfile_article::PubDate;
use backfile_extract::{EntityKind, QuotationKind};
use clap::{Args, Parser, Subcommand, ValueEnum, builder::styling};

pub use entity::Entity;

/// Colours of the help: quiet, as everywhere.
const STYLES: styling::Styles = styling::Styles::styled()
    .header(styling::AnsiColor::Green.on_default().bold())
    .usage(styling::AnsiColor::Green.on_default().bold())
    .literal(styling::Style::new().bold());

/// Read a news archive from the terminal: import, search, quotes by person.
#[derive(Debug, Parser)]
#[command(
    name = "backfile-cli",
    version,
    styles = STYLES,
    arg_required_else_help = true,
    after_help = "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done but some inputs failed.\n\
                  Examples:\n  backfile-cli import ~/news\n  backfile-cli search '\"coastal town\" flood'\n  \
                  backfile-cli quotes --by Milano --json"
)]
pub struct Arguments {
    #[command(flatten)]
    pub common: Common,
    #[command(subcommand)]
    pub command: Command,
}

/// What every command takes.
#[derive(Debug, Args)]
pub struct Common {
    /// Backfile's data folder, made if need be; the window's own without it
    #[arg(long, global = true, value_name = "DIR", allow_hyphen_values = true)]
    pub archive: Option<PathBuf>,
    /// Print one JSON document on one line
    #[arg(long, global = true)]
    pub json: bool,
    /// Say on the error output what is being done (no words of articles)
    #[arg(short, long, global = true)]
    pub verbose: bool,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    Import(Import),
    Search(Search),
    Quotes(Quotes),
    QuoteCheck(QuoteCheck),
    Entities(Entities),
    Entity(Entity),
    Show(Show),
    Alike(Alike),
    Extract(Extract),
    Annotate(Annotate),
    Bookmark(Bookmark),
    Bookmarks(Bookmarks),
    Export(Export),
    Correct(Correct),
    Names(Names),
    Corrections(Corrections),
    Rebuild(Rebuild),
    Check(Check),
}

/// Import files and folders: plain text, Markdown, JSON Lines, each also gzip-compressed
///
/// What did not change since the last import is passed over. Source files are
/// never written. Ctrl-C stops and keeps what came in.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  backfile-cli import ~/news wire.jsonl.gz\n  \
                        backfile-cli import --archive ./data articles --json")]
pub struct Import {
    /// Files and folders
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
}

/// Search the articles
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  backfile-cli search 'dam inquiry'\n  \
                        backfile-cli search '\"water is patient\"' --sort oldest\n  \
                        backfile-cli search '-dam valley' --limit 5 --json")]
pub struct Search {
    /// Words, \"phrases\", -without, fields; it may begin with a `-`
    #[arg(allow_hyphen_values = true)]
    pub query: String,
    /// At most so many articles (20; with --json 100)
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    /// Pass over the first so many
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub offset: usize,
    /// Which come first
    #[arg(long, value_enum, default_value_t = Sort::Relevance)]
    pub sort: Sort,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Sort {
    Relevance,
    Newest,
    Oldest,
}

/// Check whether words were printed: exactly, nearly, or nowhere in the archive
///
/// Case, accents, quotation marks and white space do not count. The earliest
/// of equally good places comes first.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  backfile-cli quote-check 'The dam is safe'\n  \
                        backfile-cli quote-check 'I never doubted the wall' --limit 3 --json")]
pub struct QuoteCheck {
    /// The words somebody is said to have said
    #[arg(allow_hyphen_values = true, value_parser = words, value_name = "TEXT")]
    pub text: String,
    /// At most so many places
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub limit: usize,
}

/// List what was said: by whom, about whom, when
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  backfile-cli quotes --by Hallstrom\n  \
                        backfile-cli quotes water --by 'Ingrid Hallström' --from 2019 --to 2020-06\n  \
                        backfile-cli quotes --about Lumenta --kind indirect --json")]
pub struct Quotes {
    /// Words that the quotation holds
    #[arg(allow_hyphen_values = true, value_parser = words)]
    pub words: Option<String>,
    /// Said by this person or organisation: a name in use, or a surname for all its bearers
    #[arg(long, value_name = "NAME", allow_hyphen_values = true)]
    pub by: Option<String>,
    /// Mentioning this person, organisation or place
    #[arg(long, value_name = "NAME", allow_hyphen_values = true)]
    pub about: Option<String>,
    /// Said to this person or organisation, or to somebody called so ("reporters")
    #[arg(long, value_name = "NAME", allow_hyphen_values = true)]
    pub said_to: Option<String>,
    /// Only of sources that the article does not name
    #[arg(long, conflicts_with = "by")]
    pub unnamed: bool,
    /// Published on this day, month or year, or later
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub from: Option<PubDate>,
    /// Published on this day, month or year, or earlier
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub to: Option<PubDate>,
    /// Only this kind of speech
    #[arg(long, value_enum)]
    pub kind: Option<Speech>,
    /// The same quotation in several places only once, where it stands first; a list for people
    /// is so unless --every-copy is given
    #[arg(long)]
    pub once: bool,
    /// The same quotation in every place it stands in; what --json and --format give anyway
    #[arg(long, conflicts_with = "once")]
    pub every_copy: bool,
    /// Write them with all that tells where they stand, as a file would hold them
    #[arg(long, value_enum)]
    pub format: Option<QuotesFormat>,
    /// At most so many quotations (20; with --json and --format all)
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum QuotesFormat {
    /// For people
    Md,
    /// For programs
    Json,
    /// For spreadsheets
    Csv,
}

impl From<QuotesFormat> for backfile_archive::QuotesFormat {
    fn from(format: QuotesFormat) -> Self {
        match format {
            QuotesFormat::Md => Self::Markdown,
            QuotesFormat::Json => Self::Json,
            QuotesFormat::Csv => Self::Csv,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Speech {
    /// Inside quotation marks
    Direct,
    /// In the writer's words
    Indirect,
    /// Partly inside quotation marks
    Mixed,
}

impl From<Speech> for QuotationKind {
    fn from(speech: Speech) -> Self {
        match speech {
            Speech::Direct => Self::Direct,
            Speech::Indirect => Self::Indirect,
            Speech::Mixed => Self::Mixed,
        }
    }
}

/// List the people, organisations and places named most
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  backfile-cli entities --kind person --limit 10\n  \
                        backfile-cli entities --kind org --json")]
pub struct Entities {
    /// Only this kind
    #[arg(long, value_enum)]
    pub kind: Option<Kind>,
    /// At most so many (20; with --json all)
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    Person,
    #[value(alias = "org")]
    Organisation,
    Place,
}

impl From<Kind> for EntityKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Person => Self::Person,
            Kind::Organisation => Self::Organisation,
            Kind::Place => Self::Place,
        }
    }
}

/// Show an article with everything found in it
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  backfile-cli show 8c1f0e7a55d29b34")]
pub struct Show {
    /// The article's id: 16 hex digits, as `search` prints them
    #[arg(allow_hyphen_values = true)]
    pub id: String,
}

/// List the articles that are nearly the same as one: copies, versions, shortened ones
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  backfile-cli alike 8c1f0e7a55d29b34")]
pub struct Alike {
    /// The article's id: 16 hex digits, as `search` prints them
    #[arg(allow_hyphen_values = true)]
    pub id: String,
}

/// Read files as an import would, and print one JSON object an article; no archive is touched
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  backfile-cli extract story.txt\n  \
                        backfile-cli extract wire.jsonl.gz | jq -r .headline")]
pub struct Extract {
    /// Files (or folders of files)
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
}

/// Mark names, quotations and dates in texts: JSON Lines in, JSON Lines out
///
/// Each line of the input is an object with "id", "text" and, if known,
/// "published"; each line of the output belongs to one of the input, in order.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  echo '{\"id\":\"1\",\"text\":\"“It will hold,” said Ada Vance.\"}' | \
                        backfile-cli annotate")]
pub struct Annotate {}

/// Keep a passage
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  backfile-cli bookmark add 8c1f0e7a55d29b34 --exact 'Water is patient' \
                        --note 'the headline' --tag dam")]
pub struct Bookmark {
    #[command(subcommand)]
    pub command: BookmarkCommand,
}

#[derive(Debug, Subcommand)]
pub enum BookmarkCommand {
    Add(BookmarkAdd),
}

/// Bookmark words of an article
///
/// They must occur once, letter for letter (white space does not count);
/// words before or after them tell one occurrence from another.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  backfile-cli bookmark add 8c1f0e7a55d29b34 --exact 'the wall' \
                        --prefix 'behind ' --tag dam --tag wall")]
pub struct BookmarkAdd {
    /// The article's id
    pub id: String,
    /// The words
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub exact: String,
    /// What stands right before them
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub prefix: Option<String>,
    /// What stands right after them
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub suffix: Option<String>,
    /// A note
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub note: Option<String>,
    /// A tag; may be given several times
    #[arg(long = "tag", value_name = "TAG", allow_hyphen_values = true)]
    pub tags: Vec<String>,
}

/// List the bookmarks
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  backfile-cli bookmarks --json")]
pub struct Bookmarks {}

/// Print all bookmarks with their articles, to keep or to share
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  backfile-cli export --format md > bookmarks.md\n  \
                        backfile-cli export --format json > bookmarks.json")]
pub struct Export {
    /// The format
    #[arg(long, value_enum)]
    pub format: ExportFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// Markdown
    Md,
    /// JSON
    Json,
}

/// Correct a quotation, for good
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  backfile-cli correct speaker 8c1f0e7a55d29b34 'Ada Vance'\n  \
                        backfile-cli correct not-a-quotation 8c1f0e7a55d29b34")]
pub struct Correct {
    #[command(subcommand)]
    pub command: CorrectCommand,
}

#[derive(Debug, Subcommand)]
pub enum CorrectCommand {
    /// Say who said it
    Speaker {
        /// The quotation's id, as `quotes --json` prints it
        id: String,
        /// A person or organisation, of the archive or not
        #[arg(conflicts_with_all = ["unnamed", "nobody"], value_parser = words)]
        name: Option<String>,
        /// What the name is of
        #[arg(long, value_enum)]
        kind: Option<Kind>,
        /// The text keeps the speaker unnamed
        #[arg(long, conflicts_with = "nobody")]
        unnamed: bool,
        /// It cannot be told who said it
        #[arg(long)]
        nobody: bool,
    },
    /// Say that it is no quotation
    NotAQuotation {
        /// The quotation's id
        id: String,
    },
    /// Say where it begins and ends, in code points of the article's text
    Ends {
        /// The quotation's id
        id: String,
        /// Its first code point
        start: usize,
        /// One past its last
        end: usize,
    },
}

/// Decide about names, for good: in all articles, or with --article in one
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  backfile-cli names merge 'J. Weir' 'Jonas Weir'\n  \
                        backfile-cli names rename 'Jonas Wier' 'Jonas Weir'\n  \
                        backfile-cli names reject Monday --kind person\n  \
                        backfile-cli names mention 5d9f27a01c3be846 310 319 'John Hale (plumber)' --onwards")]
pub struct Names {
    #[command(subcommand)]
    pub command: NamesCommand,
}

/// A name of the archive.
#[derive(Debug, Args)]
pub struct WhichName {
    /// The name
    pub name: String,
    /// What it is the name of
    #[arg(long, value_enum)]
    pub kind: Option<Kind>,
    /// Only in the article with this id
    #[arg(long, value_name = "ID")]
    pub article: Option<String>,
}

#[derive(Debug, Subcommand)]
pub enum NamesCommand {
    /// Show it as another name
    Rename {
        #[command(flatten)]
        which: WhichName,
        /// The name to show
        to: String,
    },
    /// Say that it means the same as another name of the archive
    Merge {
        #[command(flatten)]
        which: WhichName,
        /// The other name
        with: String,
    },
    /// Say that it is of another kind
    Retype {
        #[command(flatten)]
        which: WhichName,
        /// The kind it is
        #[arg(value_enum)]
        to: Kind,
    },
    /// Say that it is no name
    Reject {
        #[command(flatten)]
        which: WhichName,
    },
    /// Say whom or what a single mention names, in one place of one article
    Mention {
        /// The article's id
        article: String,
        /// The mention's first code point, as `show --json` prints it
        start: usize,
        /// One past its last
        end: usize,
        /// A name of the archive, or a new one
        #[arg(conflicts_with = "no_name", value_parser = words)]
        name: Option<String>,
        /// What the name is of
        #[arg(long, value_enum)]
        kind: Option<Kind>,
        /// The words are no name
        #[arg(long)]
        no_name: bool,
        /// Also all later mentions of the article that name the same
        #[arg(long)]
        onwards: bool,
    },
}

/// List the corrections, write them to a file, read them from one
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  backfile-cli corrections --json\n  \
                        backfile-cli corrections export corrections.txt")]
pub struct Corrections {
    #[command(subcommand)]
    pub command: Option<CorrectionsCommand>,
}

#[derive(Debug, Subcommand)]
pub enum CorrectionsCommand {
    /// Write all corrections as text, one a line
    Export {
        /// The file; printed without it
        file: Option<PathBuf>,
    },
    /// Add the corrections of a file to those that are there
    Import {
        /// The file
        file: PathBuf,
    },
    /// Take a correction away
    Remove {
        /// The correction's id
        id: String,
    },
}

/// Make everything derived again: names, quotations, indexes
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  backfile-cli rebuild --archive ./data")]
pub struct Rebuild {}

/// Look whether the archive is whole; nothing is changed
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  backfile-cli check --json")]
pub struct Check {}

fn date(stated: &str) -> Result<PubDate, String> {
    PubDate::parse(stated).map_err(|_| "a date is YYYY, YYYY-MM or YYYY-MM-DD".to_owned())
}

/// Words may begin with a `-`; what looks like an option is a slip.
fn words(given: &str) -> Result<String, String> {
    let is_option = given.strip_prefix("--").is_some_and(|rest| rest.starts_with(char::is_alphabetic));
    if is_option { Err("there is no such option".to_owned()) } else { Ok(given.to_owned()) }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_arguments_are_consistent() {
        Arguments::command().debug_assert();
    }
}
