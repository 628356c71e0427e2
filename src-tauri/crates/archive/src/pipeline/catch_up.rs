//! Follows the captured articles with whatever the derived stores lack: after
//! a crash, a new version, or damage.

use std::{num::NonZero, ops::ControlFlow, thread};

use rusqlite::Connection;

use super::{Edits, Progress, Session};
use crate::{
    ArchiveError,
    derived::{self, Entry, Follower},
    sqlite::At,
    store::{self, Captured},
};

/// Articles followed at once.
const MAX_ARTICLES: usize = 1000;

/// Bytes of text followed at once, roughly.
const MAX_BYTES: usize = 8 << 20;

/// Follows until nothing is lacking or `progress` breaks.
pub(crate) fn catch_up(
    session: &mut Session<'_>,
    edits: &Edits<'_>,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<(), ArchiveError> {
    if !session.is_behind()? {
        return Ok(());
    }
    // Each article comes once: where nothing is, nothing has to be replaced.
    let is_new = session.indexes()?.are_empty()?;
    let (articles, derived) = (session.places.articles(), session.places.derived());
    let tables = derived::watermark(&session.derived, Follower::Tables).at(&derived)?;
    let indexes = derived::watermark(&session.derived, Follower::Indexes).at(&derived)?;
    let end = store::change_now(&session.articles).at(&articles)?;
    let mut change = tables.min(indexes);
    let n_total = end.saturating_sub(change).max(0).unsigned_abs();
    let mut n_done = 0;
    while change < end {
        let changed =
            store::changed_since(&session.articles, change, MAX_ARTICLES, MAX_BYTES).at(&articles)?;
        let Some(last) = changed.last().map(|captured| captured.change) else { break };
        change = last;
        n_done += changed.len() as u64;
        let mut entries = analyse(session, changed, tables)?;
        edits.apply(&mut entries)?;
        if change > tables {
            session.follow_tables(&entries, change)?;
        }
        tell_apart(session, &mut entries)?;
        entries.iter_mut().for_each(|entry| entry.is_new = is_new);
        session.follow_indexes(&entries, change)?;
        let now = Progress { n_done, n_total, n_articles: n_done, ..Progress::default() };
        if progress(now).is_break() {
            return session.commit();
        }
    }
    session.commit()?;
    reindex_stale(session, edits)
}

/// Gives the entities of `entries` the ids of those who were kept apart from
/// others of their names; indexes hold ids alone.
fn tell_apart(session: &Session<'_>, entries: &mut [Entry]) -> Result<(), ArchiveError> {
    for entry in entries {
        derived::read_apart(&session.derived, entry.no, None, &mut entry.entities)
            .at(&session.places.derived())?;
    }
    Ok(())
}

/// Writes articles that the reader edited or corrected, and those in which
/// people of one name were told apart, to the indexes again.
pub(crate) fn reindex_stale(session: &mut Session<'_>, edits: &Edits<'_>) -> Result<(), ArchiveError> {
    let path = session.places.derived();
    let stale = derived::stale(&session.derived).at(&path)?;
    if stale.is_empty() {
        return Ok(());
    }
    session.commit()?;
    let change = derived::watermark(&session.derived, Follower::Indexes).at(&path)?;
    for stale in stale.chunks(MAX_ARTICLES) {
        let mut entries = Vec::with_capacity(stale.len());
        for no in stale {
            if let Some(captured) = store::load(&session.articles, *no).at(&session.places.articles())? {
                entries.push(entry_as_found(&session.derived, captured).at(&path)?);
            }
        }
        edits.apply(&mut entries)?;
        tell_apart(session, &mut entries)?;
        session.follow_indexes(&entries, change)?;
    }
    session.commit()?;
    derived::clear_stale(&session.derived, &stale).at(&path)
}

/// Puts `changed` together with what was found in them; what is not yet in
/// the tables (written after `tables`) is extracted on all cores.
fn analyse(session: &Session<'_>, changed: Vec<Captured>, tables: i64) -> Result<Vec<Entry>, ArchiveError> {
    let (followed, fresh): (Vec<_>, Vec<_>) =
        changed.into_iter().partition(|captured| captured.change <= tables);
    let mut entries = Vec::with_capacity(followed.len() + fresh.len());
    for captured in followed {
        entries.push(entry_as_found(&session.derived, captured).at(&session.places.derived())?);
    }
    entries.extend(extract_all(fresh));
    Ok(entries)
}

/// An article with what is found in it now.
pub(crate) fn entry(captured: Captured) -> Entry {
    let extraction = derived::extraction_of(&captured.article);
    let headline = captured.article.headline_text().map(str::to_owned);
    Entry::new(captured.no, captured.id, captured.article, headline, extraction)
}

/// An article with what was found in it earlier, before any correction.
pub(crate) fn entry_as_found(conn: &Connection, captured: Captured) -> rusqlite::Result<Entry> {
    let known = derived::found(conn, captured.no, &captured.article.text)?;
    let Some(extraction) = known else { return Ok(entry(captured)) };
    let headline = captured.article.headline_text().map(str::to_owned);
    Ok(Entry::new(captured.no, captured.id, captured.article, headline, extraction))
}

fn extract_all(articles: Vec<Captured>) -> Vec<Entry> {
    let n_threads = thread::available_parallelism().map_or(2, NonZero::get).min(articles.len().max(1));
    let next = std::sync::Mutex::new(articles.into_iter().enumerate());
    let take = || next.lock().unwrap_or_else(std::sync::PoisonError::into_inner).next();
    let mut entries = thread::scope(|scope| {
        let threads: Vec<_> = (0..n_threads)
            .map(|_| {
                scope.spawn(|| {
                    let mut mine = Vec::new();
                    while let Some((idx, captured)) = take() {
                        mine.push((idx, entry(captured)));
                    }
                    mine
                })
            })
            .collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap_or_default()).collect::<Vec<_>>()
    });
    entries.sort_by_key(|(idx, _)| *idx);
    entries.into_iter().map(|(_, entry)| entry).collect()
}
