//! Documents on their way to the thread that indexes them, and a limit to how
//! many wait: tantivy's own queue counts documents, ten thousand of them,
//! however long they are.

use std::{
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tantivy::{TantivyDocument, schema::Document};

/// Bytes of words that may wait.
const MAX_BYTES: usize = 2 << 20;

/// After this long without room a document waits all the same: the thread that
/// should make room may have broken down, which the writer is told of elsewhere.
const PATIENCE: Duration = Duration::from_secs(20);

/// The room for documents that wait.
#[derive(Debug, Default)]
pub(crate) struct Room {
    n_bytes: Mutex<usize>,
    left: Condvar,
}

/// A document that takes up room until it is indexed.
pub(crate) struct Waiting {
    document: TantivyDocument,
    n_bytes: usize,
    room: Arc<Room>,
}

impl Room {
    /// Lets in a document of `n_bytes` bytes of words once there is room. One
    /// that is longer than all the room waits until it is empty.
    pub fn enter(self: &Arc<Self>, document: TantivyDocument, n_bytes: usize) -> Waiting {
        let is_full = |taken: &mut usize| *taken > 0 && *taken + n_bytes > MAX_BYTES;
        let waited = self.left.wait_timeout_while(self.n_bytes(), PATIENCE, is_full);
        *waited.unwrap_or_else(PoisonError::into_inner).0 += n_bytes;
        Waiting { document, n_bytes, room: Arc::clone(self) }
    }

    fn n_bytes(&self) -> MutexGuard<'_, usize> {
        self.n_bytes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        let mut taken = self.room.n_bytes();
        let was_full = *taken > MAX_BYTES / 2;
        *taken = taken.saturating_sub(self.n_bytes);
        // Whoever waits is woken when there is room for many, not for each.
        if was_full && *taken <= MAX_BYTES / 2 || *taken == 0 {
            self.room.left.notify_all();
        }
    }
}

impl Document for Waiting {
    type Value<'a> = <TantivyDocument as Document>::Value<'a>;
    type FieldsValuesIter<'a> = <TantivyDocument as Document>::FieldsValuesIter<'a>;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        self.document.iter_fields_and_values()
    }
}

#[cfg(test)]
mod tests {
    use std::{sync::mpsc::channel, thread};

    use super::*;

    #[test]
    fn documents_wait_outside_until_there_is_room() {
        let room = Arc::new(Room::default());
        let (sender, receiver) = channel();
        let first = room.enter(TantivyDocument::new(), 3 * MAX_BYTES);
        let thread = thread::spawn({
            let room = Arc::clone(&room);
            move || sender.send(room.enter(TantivyDocument::new(), 1)).is_ok()
        });
        assert!(receiver.try_recv().is_err());
        drop(first);
        let second = receiver.recv().unwrap();
        assert!(thread.join().unwrap());
        assert_eq!(*room.n_bytes(), 1);
        drop(second);
        assert_eq!(*room.n_bytes(), 0);
    }
}
