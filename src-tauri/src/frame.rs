//! The window's size, remembered from start to start.

use std::{fs, io, path::Path};

use serde::{Deserialize, Serialize};

use crate::files::write_atomically;

/// The window's size in logical pixels.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Frame {
    /// Width of what is inside the frame.
    pub width: f64,
    /// Height of what is inside the frame.
    pub height: f64,
    /// Whether it fills the screen.
    pub maximized: bool,
}

impl Default for Frame {
    fn default() -> Self {
        Self { width: 1280.0, height: 800.0, maximized: false }
    }
}

/// The least width and height.
pub const MIN_SIZE: (f64, f64) = (480.0, 400.0);

impl Frame {
    /// Reads the size kept in the folder `config`; the usual one if there is none.
    #[must_use]
    pub fn read(config: &Path) -> Self {
        let kept: Option<Self> =
            fs::read(config.join("window.json")).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
        let fits = |frame: &Self| frame.width >= MIN_SIZE.0 && frame.height >= MIN_SIZE.1;
        kept.filter(fits).unwrap_or_default()
    }

    /// Keeps the size in the folder `config`.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn write(self, config: &Path) -> io::Result<()> {
        write_atomically(&config.join("window.json"), &serde_json::to_vec(&self)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_kept_and_an_unusable_one_is_not_used() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(Frame::read(folder.path()), Frame::default());
        let frame = Frame { width: 900.0, height: 700.0, maximized: true };
        frame.write(folder.path()).unwrap();
        assert_eq!(Frame::read(folder.path()), frame);
        Frame { width: 3.0, ..frame }.write(folder.path()).unwrap();
        assert_eq!(Frame::read(folder.path()), Frame::default());
    }
}
