//! Handing over to the window that has the archive already.
//!
//! The window of an archive listens on a local socket named after the
//! archive, in a folder only its owner may enter. A second start sends the
//! paths it was given, one JSON list, and ends. The socket is the person's
//! and the archive's, so that windows of two archives never take each other's
//! paths, which a name on the session bus, one a program, would not give.

use std::{
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    io::{self, Read, Write},
    os::unix::{
        fs::{DirBuilderExt, MetadataExt},
        net::{UnixListener, UnixStream},
    },
    path::{Path, PathBuf},
    time::Duration,
};

/// The longest list of paths that is accepted, in bytes.
const MAX_BYTES: u64 = 4 << 20;

/// How long either side waits for the other.
const PATIENCE: Duration = Duration::from_secs(3);

/// The socket of the window on `archive`, inside `folder`.
#[must_use]
pub fn socket(folder: &Path, archive: &Path) -> PathBuf {
    let mut hasher = DefaultHasher::new();
    archive.hash(&mut hasher);
    folder.join(format!("{:016x}", hasher.finish()))
}

/// The folder of this person's sockets, made if need be.
///
/// # Errors
/// When it cannot be made, or belongs to somebody else.
pub fn folder() -> io::Result<PathBuf> {
    let owner = fs::metadata("/proc/self")?.uid();
    let runtime = std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from).filter(|folder| folder.is_dir());
    let folder = match runtime {
        Some(runtime) => runtime.join("backfile"),
        None => std::env::temp_dir().join(format!("backfile-{owner}")),
    };
    fs::DirBuilder::new().recursive(true).mode(0o700).create(&folder)?;
    let found = fs::symlink_metadata(&folder)?;
    if found.uid() != owner || found.mode() & 0o077 != 0 || !found.is_dir() {
        return Err(io::Error::other("the folder of sockets is not private"));
    }
    Ok(folder)
}

/// Listens on `socket` until the program ends; `heard` gets the paths of every
/// second start. Only the window that holds the archive's lock may call this,
/// so a socket that is there already is a dead one.
///
/// # Errors
/// When the socket cannot be made.
pub fn listen(socket: &Path, mut heard: impl FnMut(Vec<String>) + Send + 'static) -> io::Result<()> {
    if socket.exists() {
        fs::remove_file(socket)?;
    }
    let listener = UnixListener::bind(socket)?;
    std::thread::Builder::new().name("second starts".into()).spawn(move || {
        for stream in listener.incoming().flatten() {
            match receive(stream) {
                Ok(paths) => heard(paths),
                Err(error) => tracing::warn!(kind = ?error.kind(), "a second start was not understood"),
            }
        }
    })?;
    Ok(())
}

fn receive(mut stream: UnixStream) -> io::Result<Vec<String>> {
    stream.set_read_timeout(Some(PATIENCE))?;
    let mut bytes = Vec::new();
    Read::by_ref(&mut stream).take(MAX_BYTES).read_to_end(&mut bytes)?;
    let paths = serde_json::from_slice(&bytes)?;
    stream.write_all(b"ok")?;
    Ok(paths)
}

/// Sends `paths` to the window that listens on `socket`, which comes to the front.
///
/// # Errors
/// When nobody listens or answers.
pub fn send(socket: &Path, paths: &[String]) -> io::Result<()> {
    let mut stream = UnixStream::connect(socket)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.write_all(&serde_json::to_vec(paths)?)?;
    stream.shutdown(std::net::Shutdown::Write)?;
    let mut answer = [0; 2];
    stream.read_exact(&mut answer)
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;

    #[test]
    fn the_window_hears_the_paths_of_a_second_start() {
        let folder = tempfile::tempdir().unwrap();
        let socket = socket(folder.path(), Path::new("/home/a/archive"));
        let paths = vec!["/tmp/été.txt".to_owned(), "/b".to_owned()];
        assert!(send(&socket, &paths).is_err());
        let (sender, receiver) = channel();
        listen(&socket, move |paths| sender.send(paths).unwrap()).unwrap();
        send(&socket, &paths).unwrap();
        assert_eq!(receiver.recv().unwrap(), paths);
        send(&socket, &[]).unwrap();
        assert!(receiver.recv().unwrap().is_empty());
    }

    #[test]
    fn a_socket_left_behind_does_not_stop_the_next_window() {
        let folder = tempfile::tempdir().unwrap();
        let socket = socket(folder.path(), Path::new("/a"));
        drop(UnixListener::bind(&socket).unwrap());
        assert!(send(&socket, &[]).is_err());
        listen(&socket, |_| ()).unwrap();
        send(&socket, &[]).unwrap();
    }
}
