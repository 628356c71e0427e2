//! One import at a time: pause, go on, cancel.

use std::{
    ops::ControlFlow,
    sync::{Condvar, Mutex, MutexGuard, PoisonError},
};

/// What the reader wants of the import that runs.
#[derive(Debug, Default)]
pub struct Control {
    wish: Mutex<Wish>,
    changed: Condvar,
}

#[derive(Debug, Default, Clone, Copy)]
struct Wish {
    running: bool,
    paused: bool,
    cancelled: bool,
}

/// The right to import; given back when dropped.
#[derive(Debug)]
pub struct Turn<'a> {
    control: &'a Control,
}

impl Control {
    fn wish(&self) -> MutexGuard<'_, Wish> {
        self.wish.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes the turn to import; none while another import runs.
    pub fn begin(&self) -> Option<Turn<'_>> {
        let mut wish = self.wish();
        if wish.running {
            return None;
        }
        *wish = Wish { running: true, ..Wish::default() };
        Some(Turn { control: self })
    }

    /// Whether an import runs.
    pub fn is_running(&self) -> bool {
        self.wish().running
    }

    /// Makes the import wait, or go on.
    pub fn pause(&self, paused: bool) {
        self.wish().paused = paused;
        self.changed.notify_all();
    }

    /// Ends the import early, also a paused one.
    pub fn cancel(&self) {
        self.wish().cancelled = true;
        self.changed.notify_all();
    }
}

impl Turn<'_> {
    /// Says how far the import is by `tell`, with whether it waits, and waits
    /// as long as the reader wants it to.
    pub fn step(&self, mut tell: impl FnMut(bool)) -> ControlFlow<()> {
        let mut wish = self.control.wish();
        tell(wish.paused);
        let waited = wish.paused;
        while wish.paused && !wish.cancelled {
            wish = self.control.changed.wait(wish).unwrap_or_else(PoisonError::into_inner);
        }
        if wish.cancelled {
            return ControlFlow::Break(());
        }
        if waited {
            tell(false);
        }
        ControlFlow::Continue(())
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.control.wish().running = false;
    }
}

#[cfg(test)]
mod tests {
    use std::{sync::mpsc::channel, thread};

    use super::*;

    #[test]
    fn only_one_import_runs_and_the_next_one_starts_afresh() {
        let control = Control::default();
        let turn = control.begin().unwrap();
        assert!(control.begin().is_none());
        control.cancel();
        assert!(turn.step(|_| ()).is_break());
        drop(turn);
        assert!(control.begin().unwrap().step(|_| ()).is_continue());
    }

    #[test]
    fn a_paused_import_says_so_and_waits_until_it_may_go_on() {
        let control = Control::default();
        let turn = control.begin().unwrap();
        control.pause(true);
        let (sender, receiver) = channel();
        thread::scope(|scope| {
            let step = scope.spawn(|| turn.step(|paused| sender.send(paused).unwrap()));
            assert_eq!(receiver.recv(), Ok(true));
            control.pause(false);
            assert_eq!(receiver.recv(), Ok(false));
            assert!(step.join().unwrap().is_continue());
        });
    }

    #[test]
    fn a_paused_import_can_be_cancelled() {
        let control = Control::default();
        let turn = control.begin().unwrap();
        control.pause(true);
        let (sender, receiver) = channel();
        thread::scope(|scope| {
            let step = scope.spawn(|| turn.step(|paused| sender.send(paused).unwrap()));
            assert_eq!(receiver.recv(), Ok(true));
            control.cancel();
            assert!(step.join().unwrap().is_break());
        });
    }
}
