//! Who may write, and who has the window.
//!
//! Both are advisory locks of the operating system on a file of the data
//! folder: they end with the process that holds them, however it ends. The
//! file's words say who that is.

use std::{
    fs::{File, OpenOptions, TryLockError},
    io::{Read, Seek, Write},
    path::Path,
    thread,
    time::{Duration, Instant},
};

use crate::ArchiveError;

/// How often a taken lock is tried again.
const INTERVAL: Duration = Duration::from_millis(25);

/// A lock that is held until it is dropped.
#[derive(Debug)]
pub struct Lock {
    file: File,
}

impl Lock {
    /// Takes the lock on `path` for `program`, waiting up to `patience` for
    /// whoever holds it.
    ///
    /// # Errors
    /// [`ArchiveError::Busy`] when it is still held then.
    pub(crate) fn acquire(path: &Path, program: &str, patience: Duration) -> Result<Self, ArchiveError> {
        let io = |what, source| ArchiveError::Io { what, path: path.to_owned(), source };
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(path)
            .map_err(|source| io("open", source))?;
        let deadline = Instant::now() + patience;
        loop {
            match file.try_lock() {
                Ok(()) => break,
                Err(TryLockError::WouldBlock) if Instant::now() < deadline => thread::sleep(INTERVAL),
                Err(TryLockError::WouldBlock) => {
                    return Err(ArchiveError::Busy { holder: holder(&mut file) });
                }
                Err(TryLockError::Error(source)) => return Err(io("lock", source)),
            }
        }
        // The words are for people; a lock without them still holds.
        let words = format!("{program} (process {})", std::process::id());
        let written =
            file.set_len(0).and_then(|()| file.rewind()).and_then(|()| file.write_all(words.as_bytes()));
        if written.is_err() {
            tracing::warn!(code = "lock_unsigned", "cannot write who holds a lock");
        }
        Ok(Self { file })
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        let emptied = self.file.set_len(0);
        if emptied.and_then(|()| self.file.unlock()).is_err() {
            tracing::warn!(code = "lock_kept", "cannot release a lock before the program ends");
        }
    }
}

fn holder(file: &mut File) -> String {
    let mut words = String::new();
    let read = file.rewind().and_then(|()| file.take(200).read_to_string(&mut words));
    match read {
        Ok(n) if n > 0 => words,
        _ => "another program".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_comer_is_told_who_holds_the_lock_until_it_is_free() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lock");
        let first = Lock::acquire(&path, "backfile", Duration::ZERO).unwrap();
        let refused = Lock::acquire(&path, "backfile-cli", Duration::ZERO).unwrap_err();
        assert_eq!(
            refused.to_string(),
            format!("the archive is in use by backfile (process {})", std::process::id())
        );
        drop(first);
        assert!(Lock::acquire(&path, "backfile-cli", Duration::ZERO).is_ok());
    }
}
