//! The output: one JSON document on a line, or words for a person.

use std::io::{self, BufWriter, Stdout, Write};

use serde::Serialize;

use crate::{error::CliError, paint::Paint};

/// Where a command prints.
pub struct Out {
    /// Whether JSON is wanted.
    pub json: bool,
    /// Colours for a person.
    pub paint: Paint,
    writer: BufWriter<Stdout>,
}

impl Out {
    /// The output of this program.
    pub fn new(json: bool) -> Self {
        Self { json, paint: Paint::for_output(), writer: BufWriter::with_capacity(1 << 16, io::stdout()) }
    }

    /// Prints `document` as JSON on one line.
    pub fn document(&mut self, document: &impl Serialize) -> Result<(), CliError> {
        serde_json::to_writer(&mut self.writer, document)?;
        self.writer.write_all(b"\n")?;
        Ok(())
    }
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writer.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}
