//! The file itself: one connection that writes, a few that read.

use std::{
    path::PathBuf,
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, SystemTime},
};

use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::{Clock, LibraryNotice, anchor::Anchors, backup, schema};
use crate::{
    ArchiveError,
    sqlite::{self, At, Identity, Readers},
};

/// What the reader makes, open.
#[derive(Debug)]
pub(crate) struct Library {
    path: PathBuf,
    readers: Readers,
    writer: Mutex<Option<Writer>>,
    notice: Mutex<Option<LibraryNotice>>,
    clock: Clock,
    /// Bookmarks found again in texts that have changed.
    pub anchors: Anchors,
}

/// The one connection that writes.
#[derive(Debug)]
struct Writer {
    conn: Connection,
    identity: Identity,
    copied: SystemTime,
}

impl Library {
    /// Opens the library at `path`, made if need be. A damaged one is put
    /// aside, and its newest copy takes its place.
    ///
    /// # Errors
    /// [`ArchiveError::Newer`] for a file of a newer program; any store error.
    pub fn open(path: PathBuf, clock: Clock) -> Result<Self, ArchiveError> {
        let library = Self {
            readers: Readers::new(path.clone(), None),
            path,
            writer: Mutex::new(None),
            notice: Mutex::new(None),
            clock,
            anchors: Anchors::default(),
        };
        library.ensure_writer(&mut library.writer())?;
        Ok(library)
    }

    /// Sets the clock by which changes are dated.
    pub fn set_clock(&mut self, clock: Clock) {
        self.clock = clock;
    }

    /// The time now, as it is stored.
    pub fn now(&self) -> String {
        super::stamp((self.clock)())
    }

    /// What happened to the file when it was opened, once.
    pub fn take_notice(&self) -> Option<LibraryNotice> {
        self.notice.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Reads.
    pub fn read<T>(&self, read: impl Fn(&Connection) -> rusqlite::Result<T>) -> Result<T, ArchiveError> {
        match self.readers.with(&read) {
            Err(error) if sqlite::is_damage(&error) => {
                self.readers.forget();
                let mut writer = self.writer();
                *writer = None;
                self.ensure_writer(&mut writer)?;
                drop(writer);
                self.readers.with(&read)
            }
            other => other,
        }
    }

    /// Writes in one transaction, which is on disk when this returns.
    pub fn write<T>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<T>,
    ) -> Result<T, ArchiveError> {
        let mut guard = self.writer();
        let writer = self.ensure_writer(&mut guard)?;
        let result = writer.write(work).at(&self.path);
        match &result {
            Err(error) if sqlite::is_damage(error) => *guard = None,
            Err(_) => {}
            Ok(_) => self.copy_in_time(writer),
        }
        result
    }

    fn writer(&self) -> MutexGuard<'_, Option<Writer>> {
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The writing connection, opened anew when the file was replaced.
    fn ensure_writer<'w>(&self, writer: &'w mut Option<Writer>) -> Result<&'w mut Writer, ArchiveError> {
        let identity = sqlite::identity(&self.path);
        if writer.as_ref().is_some_and(|open| open.identity != identity || identity.is_none()) {
            *writer = None;
        }
        match writer {
            Some(writer) => Ok(writer),
            None => {
                let now = (self.clock)();
                let opened = backup::open(&self.path, schema::LAYOUT, now)?;
                if let Some(notice) = opened.notice {
                    *self.notice.lock().unwrap_or_else(PoisonError::into_inner) = Some(notice);
                    self.readers.forget();
                }
                let identity = sqlite::identity(&self.path);
                Ok(writer.insert(Writer { conn: opened.conn, identity, copied: opened.copied }))
            }
        }
    }

    /// Makes a copy when the last one is old. What was written stays written
    /// when that fails.
    fn copy_in_time(&self, writer: &mut Writer) {
        let now = (self.clock)();
        if !backup::is_due(writer.copied, now) {
            return;
        }
        writer.copied = now;
        if let Err(error) = backup::copy(&writer.conn, &self.path, Duration::ZERO) {
            tracing::warn!(code = error.code(), "cannot copy the library");
        }
    }
}

impl Writer {
    fn write<T>(
        &mut self,
        work: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<T> {
        let transaction = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let value = work(&transaction)?;
        transaction.commit()?;
        Ok(value)
    }
}

impl crate::Archive {
    /// What happened to a damaged library when it was opened; said once.
    #[must_use]
    pub fn take_library_notice(&self) -> Option<LibraryNotice> {
        self.library.take_notice()
    }
}
