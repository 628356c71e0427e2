//! Whether an archive is whole.

use rusqlite::Connection;

use super::Archive;
use crate::{
    ArchiveError, derived,
    derived::Follower,
    search::folder,
    sqlite::{self, At},
    store,
};

/// Something that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// A stable name.
    pub code: &'static str,
    /// What it is and what mends it, for a person.
    pub message: String,
}

/// What a check found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CheckReport {
    /// How many articles were looked at.
    pub articles: u64,
    /// What was wrong; empty when the archive is whole.
    pub problems: Vec<Problem>,
}

impl CheckReport {
    fn add(&mut self, code: &'static str, message: impl Into<String>) {
        self.problems.push(Problem { code, message: message.into() });
    }
}

impl Archive {
    /// Looks through the stores and compares them with each other. Nothing is changed.
    ///
    /// # Errors
    /// When a store cannot be opened at all.
    pub fn check(&self) -> Result<CheckReport, ArchiveError> {
        let mut report = CheckReport::default();
        let path = self.places.articles();
        let articles = sqlite::open_for_reading(&path)?;
        integrity(&articles, "articles", &mut report);
        integrity(&sqlite::open_for_reading(&self.places.library())?, "library", &mut report);
        let (n_articles, _) = store::count(&articles).at(&path)?;
        report.articles = n_articles;
        match sqlite::open_for_reading(&self.places.derived()) {
            Ok(derived) if derived::is_current(&derived) => {
                integrity(&derived, "derived", &mut report);
                if let Err(error) = compare(&articles, &derived, &mut report) {
                    report.add("derived_damaged", format!("derived.sqlite: {error}; `rebuild` mends it"));
                }
            }
            Ok(_) => report
                .add("derived_outdated", "derived.sqlite was made by another version; `rebuild` mends it"),
            Err(error) => report.add("derived_damaged", format!("{error}; `rebuild` mends it")),
        }
        self.check_indexes(&mut report);
        Ok(report)
    }

    /// Compares every checksum, and the numbers of documents with the tables.
    fn check_indexes(&self, report: &mut CheckReport) {
        let count =
            |sql: &'static str| self.readers.with(|conn| conn.query_row(sql, [], |row| row.get::<_, i64>(0)));
        let counted = [
            (self.places.articles_index(), "articles", count("SELECT count(*) FROM card")),
            (self.places.quotations_index(), "quotations", count("SELECT count(*) FROM quotation")),
        ];
        let searchers = [self.indexed.articles(), self.indexed.quotations()];
        for ((path, name, expected), searcher) in counted.into_iter().zip(searchers) {
            if report.articles == 0 && !path.exists() {
                continue;
            }
            let defects = folder::defects(&path);
            for defect in &defects {
                report.add("index_damaged", format!("the index of {name}: {defect}; `rebuild` mends it"));
            }
            if let (true, Ok(expected), Ok(searcher)) = (defects.is_empty(), expected, searcher)
                && searcher.num_docs() != expected.unsigned_abs()
                && report.problems.iter().all(|problem| problem.code != "index_behind")
            {
                let found = searcher.num_docs();
                let message = format!("{found} of {expected} {name} are indexed; `rebuild` mends it");
                report.add("index_differs", message);
            }
        }
    }
}

fn integrity(conn: &Connection, name: &'static str, report: &mut CheckReport) {
    let result: rusqlite::Result<String> = conn.query_row("PRAGMA quick_check(1)", [], |row| row.get(0));
    match result {
        Ok(words) if words == "ok" => {}
        Ok(words) => report.add("store_damaged", format!("{name}.sqlite: {words}")),
        Err(error) => report.add("store_damaged", format!("{name}.sqlite: {error}")),
    }
}

/// Reads every article with what was found in it.
fn compare(articles: &Connection, derived: &Connection, report: &mut CheckReport) -> rusqlite::Result<()> {
    let end = store::change_now(articles)?;
    let tables = derived::watermark(derived, Follower::Tables)?;
    let indexes = derived::watermark(derived, Follower::Indexes)?;
    if tables < end {
        report.add(
            "derived_behind",
            "articles were captured that are not extracted yet; opening the archive does it",
        );
    }
    if indexes < end {
        report.add(
            "index_behind",
            "articles were captured that are not indexed yet; opening the archive does it",
        );
    }
    let n_cards: i64 = derived.query_row("SELECT count(*) FROM card", [], |row| row.get(0))?;
    if tables >= end && n_cards.unsigned_abs() != report.articles {
        let message = format!("{n_cards} of {} articles are listed; `rebuild` mends it", report.articles);
        report.add("derived_differs", message);
    }
    let mut change = 0;
    let mut n_damaged = 0u64;
    loop {
        let captured = store::changed_since(articles, change, 500, 8 << 20)?;
        let Some(last) = captured.last() else { break };
        change = last.change;
        for captured in captured.iter().filter(|captured| captured.change <= tables) {
            let found = derived::extraction(derived, captured.no, &captured.article.text)?;
            n_damaged += u64::from(found.is_none());
        }
    }
    if n_damaged > 0 {
        report.add(
            "extraction_damaged",
            format!("what was found in {n_damaged} articles is damaged; `rebuild` mends it"),
        );
    }
    Ok(())
}
