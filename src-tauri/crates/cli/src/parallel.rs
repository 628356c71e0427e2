//! Work on all cores, answers in the order of the questions.

use std::{
    num::NonZero,
    ops::ControlFlow,
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{Receiver, Sender, TryRecvError, channel, sync_channel},
    },
    thread,
};

use crate::error::CliError;

/// Takes what is produced, for as long as it answers to go on.
pub type Take<'a, T> = dyn FnMut(T) -> ControlFlow<()> + 'a;

/// Runs `work` on everything that `produce` gives, on all cores, and hands the
/// results to `each` in the order they were produced. `each` is called with
/// none whenever nothing is ready, which is the moment to flush.
///
/// The threads are not waited for when `each` fails: one of them may sit in a
/// read that never ends, and the program is about to.
///
/// # Errors
/// What `each` fails with.
pub fn in_order<T: Send + 'static, R: Send + 'static>(
    produce: impl FnOnce(&mut Take<'_, T>) + Send + 'static,
    work: impl Fn(T) -> R + Send + Sync + 'static,
    mut each: impl FnMut(Option<R>) -> Result<(), CliError>,
) -> Result<(), CliError> {
    let n_threads = thread::available_parallelism().map_or(2, NonZero::get);
    let (jobs, waiting) = sync_channel::<(T, Sender<R>)>(2 * n_threads);
    let (promises, promised) = sync_channel::<Receiver<R>>(16 * n_threads);
    let waiting = Arc::new(Mutex::new(waiting));
    let work = Arc::new(work);
    for _ in 0..n_threads {
        let (waiting, work) = (Arc::clone(&waiting), Arc::clone(&work));
        thread::spawn(move || {
            while let Some((item, answer)) = next(&waiting) {
                // Nobody listens once the program is about to end.
                let _ = answer.send(work(item));
            }
        });
    }
    thread::spawn(move || {
        produce(&mut |item| {
            let (answer, promise) = channel();
            let sent = promises.send(promise).is_ok() && jobs.send((item, answer)).is_ok();
            if sent { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
    });
    while let Some(promise) = wait(&promised, &mut each)? {
        if let Some(result) = wait(&promise, &mut each)? {
            each(Some(result))?;
        }
    }
    each(None)
}

fn next<J>(waiting: &Mutex<Receiver<J>>) -> Option<J> {
    waiting.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()
}

/// The next message; `each` may flush before this has to wait for it.
fn wait<M, R>(
    messages: &Receiver<M>,
    each: &mut impl FnMut(Option<R>) -> Result<(), CliError>,
) -> Result<Option<M>, CliError> {
    match messages.try_recv() {
        Ok(message) => Ok(Some(message)),
        Err(TryRecvError::Disconnected) => Ok(None),
        Err(TryRecvError::Empty) => {
            each(None)?;
            Ok(messages.recv().ok())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_items() {
        let mut results = Vec::new();
        in_order(
            |take| (0..500u64).for_each(|n| assert!(take(n).is_continue())),
            // The first ones take longest.
            |n| (0..(500 - n) * 50).fold(n, |sum, x| std::hint::black_box(sum ^ (x & 0))),
            |result| {
                results.extend(result);
                Ok(())
            },
        )
        .unwrap();
        assert_eq!(results, (0..500).collect::<Vec<_>>());
    }
}
