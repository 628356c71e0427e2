//! What this process has used, from Linux's `/proc`.

use std::{
    fs,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    thread,
    time::Duration,
};

/// Processor seconds of the whole process so far.
pub(super) fn process_seconds() -> f64 {
    // Fields 14 and 15, in ticks of a hundredth of a second; the name in
    // parentheses before them may hold spaces.
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |idx: usize| fields.get(idx).and_then(|field| field.parse::<f64>().ok()).unwrap_or_default();
    (ticks(11) + ticks(12)) / 100.0
}

/// Processor milliseconds of this thread so far.
pub(super) fn thread_ms() -> f64 {
    let stat = fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    stat.split(' ').next().and_then(|ns| ns.parse::<f64>().ok()).unwrap_or_default() / 1e6
}

fn anonymous() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
    kilobytes.unwrap_or_default() * 1024
}

/// Watches how much anonymous memory the process has.
pub(super) struct Peak {
    largest: Arc<AtomicU64>,
    stop: Arc<AtomicBool>,
}

impl Peak {
    /// Begins to watch.
    pub fn watch() -> Self {
        let peak = Self { largest: Arc::new(AtomicU64::new(0)), stop: Arc::new(AtomicBool::new(false)) };
        let (largest, stop) = (Arc::clone(&peak.largest), Arc::clone(&peak.stop));
        thread::spawn(move || {
            while !stop.load(Ordering::Relaxed) {
                largest.fetch_max(anonymous(), Ordering::Relaxed);
                thread::sleep(Duration::from_millis(20));
            }
        });
        peak
    }

    /// The most there was, in bytes.
    pub fn end(self) -> u64 {
        self.stop.store(true, Ordering::Relaxed);
        self.largest.load(Ordering::Relaxed).max(anonymous())
    }
}

/// Bytes of all files below `folder`.
pub(super) fn disk(folder: &Path) -> u64 {
    let Ok(entries) = fs::read_dir(folder) else { return 0 };
    let sizes = entries.flatten().map(|entry| match entry.metadata() {
        Ok(metadata) if metadata.is_dir() => disk(&entry.path()),
        Ok(metadata) => metadata.len(),
        Err(_) => 0,
    });
    sizes.sum()
}
