//! Judges the names of the archive once articles were added, changed or
//! corrected, in bounded steps: what is joined and what stays apart.
//!
//! Only names that changed are looked at, and those that may be other forms of
//! them; no article is written again, for the tables keep names as articles
//! give them, and which of them are one is told apart from that.

use rusqlite::{Connection, TransactionBehavior};

use super::Session;
use crate::{
    ArchiveError,
    derived::{self, Decided, Settled},
    library::{CorrectionRecord, Decision, Library},
    sqlite::At,
};

/// Names judged in one transaction.
const STEP: usize = 50_000;

/// The names that the reader decided about: what they are is not for the
/// archive to say.
pub(crate) fn decided_names(library: &Library) -> Result<Decided, ArchiveError> {
    let mut decided = Decided::default();
    for record in library.read(CorrectionRecord::load_all)? {
        match record.decision {
            Decision::Name { article, name, is } => {
                let (name, is) = (article.is_none().then(|| name.id()), is.map(|is| is.id()));
                decided.whole.extend(name.filter(|name| is == Some(*name)));
                decided.fixed.extend(name.into_iter().chain(is));
            }
            Decision::Mention { is, .. } => decided.fixed.extend(is.map(|is| is.id())),
            _ => {}
        }
    }
    Ok(decided)
}

/// Judges all that changed, each step on its own.
pub(crate) fn settle(session: &mut Session<'_>, library: &Library) -> Result<Settled, ArchiveError> {
    let path = session.places.derived();
    let mut all = Settled::default();
    if !derived::is_unsettled(&session.derived).at(&path)? {
        return Ok(all);
    }
    let decided = decided_names(library)?;
    loop {
        let transaction =
            session.derived.transaction_with_behavior(TransactionBehavior::Immediate).at(&path)?;
        let step = derived::settle(&transaction, &decided, STEP).at(&path)?;
        transaction.commit().at(&path)?;
        all.n_judged += step.n_judged;
        all.n_changed += step.n_changed;
        if step.n_judged < STEP as u64 {
            break;
        }
    }
    tracing::info!(judged = all.n_judged, changed = all.n_changed, "names settled");
    Ok(all)
}

/// Judges all that changed inside a transaction, for changes that are to show at once.
pub(crate) fn settle_within(conn: &Connection, decided: &Decided) -> rusqlite::Result<()> {
    while derived::settle(conn, decided, STEP)?.n_judged == STEP as u64 {}
    Ok(())
}
