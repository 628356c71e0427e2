//! Reads one file, one record at a time.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, Cursor, Read},
    ops::ControlFlow,
    path::{Path, PathBuf},
};

use backfile_article::{Article, Draft, Format, Origin, Warning};
use flate2::bufread::MultiGzDecoder;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::{
    ImportError, RecordError,
    decode::{Decoded, decode},
    format::{Sniffed, sniff},
    json_lines, markdown, text,
};

/// The largest plain text, Markdown file or JSON record that is read. Files
/// of many records may be of any size.
pub const MAX_TEXT_BYTES: u64 = 64 << 20;
/// How much of a file is looked at to tell its format.
const SNIFFED_BYTES: usize = 64 << 10;

/// An article and the key it has in its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// What the file calls the record (a JSON Lines `id`); none where a file
    /// is one article, or where the record has no key.
    pub record: Option<String>,
    /// The article.
    pub article: Article,
}

/// One record of a file.
pub type Record = Result<Imported, RecordError>;

/// What a file held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileReport {
    /// SHA-256 of the file as it lies on disk, lower-case hex.
    pub sha256: String,
    /// Its format.
    pub format: Format,
    /// How many articles it gave.
    pub n_articles: u64,
    /// How many records failed.
    pub n_failed: u64,
}

/// Reads a file and calls `each` for every record, in order, until it breaks.
/// Memory is bounded by the largest record.
///
/// # Errors
/// When nothing of the file can be read.
pub fn read_file(
    path: &Path,
    each: &mut dyn FnMut(Record) -> ControlFlow<()>,
) -> Result<FileReport, ImportError> {
    let failed = |source| ImportError::Read { path: path.to_path_buf(), source };
    let sha256 = hash(File::open(path).map_err(failed)?).map_err(failed)?;
    let file = BufReader::with_capacity(SNIFFED_BYTES, File::open(path).map_err(failed)?);
    read_stream(path, sha256, file, each)
}

/// Reads bytes as if they were the file `name`.
///
/// # Errors
/// When nothing of them can be read.
pub fn read_bytes(
    bytes: &[u8],
    name: &Path,
    each: &mut dyn FnMut(Record) -> ControlFlow<()>,
) -> Result<FileReport, ImportError> {
    let sha256 = hash(bytes).map_err(|source| ImportError::Read { path: name.to_path_buf(), source })?;
    read_stream(name, sha256, Cursor::new(bytes), each)
}

fn hash(mut from: impl Read) -> io::Result<String> {
    let mut hasher = Sha256::new();
    io::copy(&mut from, &mut hasher)?;
    Ok(hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

fn read_stream(
    path: &Path,
    sha256: String,
    mut from: impl BufRead,
    each: &mut dyn FnMut(Record) -> ControlFlow<()>,
) -> Result<FileReport, ImportError> {
    let is_gzip = from
        .fill_buf()
        .map_err(|source| ImportError::Read { path: path.to_path_buf(), source })?
        .starts_with(&[0x1F, 0x8B]);
    if is_gzip {
        let unpacked = BufReader::with_capacity(SNIFFED_BYTES, MultiGzDecoder::new(from));
        read_unpacked(path, sha256, unpacked, each)
    } else {
        read_unpacked(path, sha256, from, each)
    }
}

fn read_unpacked(
    path: &Path,
    sha256: String,
    mut from: impl BufRead,
    each: &mut dyn FnMut(Record) -> ControlFlow<()>,
) -> Result<FileReport, ImportError> {
    let failed = |source| ImportError::Compressed { path: path.to_path_buf(), source };
    let mut start = Vec::new();
    (&mut from).take(SNIFFED_BYTES as u64).read_to_end(&mut start).map_err(failed)?;
    if start.iter().all(u8::is_ascii_whitespace) && start.len() < SNIFFED_BYTES {
        return Err(ImportError::Empty { path: path.to_path_buf() });
    }
    let head = decode(&start);
    let format = match sniff(path, &start, &head.text) {
        Sniffed::Known(format) => format,
        Sniffed::Refused(found) => return Err(ImportError::Refused { path: path.to_path_buf(), found }),
        Sniffed::Binary => return Err(ImportError::Binary { path: path.to_path_buf() }),
    };
    let mut job = Job { path, sha256, format, n_articles: 0, n_failed: 0, each };
    let is_utf16 = head.encoding.starts_with("UTF-16");
    let is_lines = format == Format::JsonLines && !is_utf16 && !is_one_value(&head.text);
    let whole = Cursor::new(start).chain(from);
    if is_lines {
        job.read_lines(BufReader::with_capacity(SNIFFED_BYTES, whole)).map_err(failed)?;
    } else {
        job.read_whole(whole)?;
    }
    Ok(FileReport { sha256: job.sha256, format, n_articles: job.n_articles, n_failed: job.n_failed })
}

/// A list, or an object that goes on over lines, is read whole.
fn is_one_value(head: &str) -> bool {
    let first = head.trim_start().lines().next().unwrap_or_default().trim();
    first.starts_with('[') || first == "{"
}

/// One file being read.
struct Job<'a> {
    path: &'a Path,
    sha256: String,
    format: Format,
    n_articles: u64,
    n_failed: u64,
    each: &'a mut dyn FnMut(Record) -> ControlFlow<()>,
}

impl Job<'_> {
    fn read_whole(&mut self, from: impl Read) -> Result<(), ImportError> {
        let mut bytes = Vec::new();
        let path = || self.path.to_path_buf();
        from.take(MAX_TEXT_BYTES + 1)
            .read_to_end(&mut bytes)
            .map_err(|source| ImportError::Compressed { path: path(), source })?;
        if bytes.len() as u64 > MAX_TEXT_BYTES {
            return Err(ImportError::TooLarge { path: path(), limit: MAX_TEXT_BYTES });
        }
        let decoded = decode(&bytes);
        match self.format {
            Format::JsonLines => self.read_json(&decoded),
            Format::Markdown => {
                let _ = self.give(markdown::read(&decoded.text), None, 1, &decoded);
            }
            Format::Text => {
                let _ = self.give(text::read(&decoded.text), None, 1, &decoded);
            }
        }
        if self.n_articles + self.n_failed == 0 {
            return Err(ImportError::Empty { path: path() });
        }
        Ok(())
    }

    /// A whole JSON file: one object, a list of objects, or lines after all.
    fn read_json(&mut self, decoded: &Decoded) {
        let objects = match serde_json::from_str::<Value>(&decoded.text) {
            Ok(Value::Array(values)) => values,
            Ok(value) => vec![value],
            Err(_) => {
                for (line, number) in decoded.text.lines().zip(1..) {
                    if self.line(line, number, decoded).is_break() {
                        return;
                    }
                }
                return;
            }
        };
        for (value, number) in objects.into_iter().zip(1..) {
            let read = match value {
                Value::Object(object) => json_lines::from_object(&object),
                _ => Err("the record is no JSON object".to_owned()),
            };
            if self.json(read, number, decoded).is_break() {
                return;
            }
        }
    }

    fn read_lines(&mut self, mut from: impl BufRead) -> io::Result<()> {
        let mut bytes = Vec::new();
        let mut number = 0;
        loop {
            bytes.clear();
            number += 1;
            if from.by_ref().take(MAX_TEXT_BYTES).read_until(b'\n', &mut bytes)? == 0 {
                return Ok(());
            }
            let decoded = decode(&bytes);
            if self.line(decoded.text.trim(), number, &decoded).is_break() {
                return Ok(());
            }
        }
    }

    fn line(&mut self, line: &str, number: u64, decoded: &Decoded) -> ControlFlow<()> {
        if line.trim().is_empty() {
            return ControlFlow::Continue(());
        }
        self.json(json_lines::read_line(line), number, decoded)
    }

    fn json(
        &mut self,
        read: Result<json_lines::JsonArticle, String>,
        number: u64,
        decoded: &Decoded,
    ) -> ControlFlow<()> {
        match read {
            Ok(article) => {
                let mut draft = article.draft;
                if article.record.is_none() {
                    draft.warnings.push(json_lines::without_key(number));
                }
                self.give(draft, article.record, number, decoded)
            }
            Err(reason) => {
                self.n_failed += 1;
                (self.each)(Err(RecordError { path: PathBuf::from(self.path), line: number, reason }))
            }
        }
    }

    fn give(
        &mut self,
        mut draft: Draft,
        record: Option<String>,
        number: u64,
        decoded: &Decoded,
    ) -> ControlFlow<()> {
        let is_empty = draft.headline.is_none() && draft.blocks.is_empty() && draft.dek.is_none();
        if is_empty && record.is_none() {
            return ControlFlow::Continue(());
        }
        if decoded.damaged {
            draft.warnings.push(Warning {
                code: "characters_damaged".to_owned(),
                message: format!("some bytes mean nothing in {}; they show as \u{FFFD}", decoded.encoding),
                line: None,
            });
        }
        let in_file = (self.format == Format::JsonLines)
            .then(|| record.clone().unwrap_or_else(|| format!("line {number}")));
        let origin = Origin { record: in_file, sha256: self.sha256.clone(), format: self.format };
        self.n_articles += 1;
        (self.each)(Ok(Imported { record, article: draft.finish(origin) }))
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::{Compression, write::GzEncoder};

    use super::*;

    fn read(bytes: &[u8], name: &str) -> (Result<FileReport, ImportError>, Vec<Record>) {
        let mut records = Vec::new();
        let report = read_bytes(bytes, Path::new(name), &mut |record| {
            records.push(record);
            ControlFlow::Continue(())
        });
        (report, records)
    }

    fn headlines(records: &[Record]) -> Vec<String> {
        (records.iter().flatten())
            .map(|imported| imported.article.headline_text().unwrap_or_default().to_owned())
            .collect()
    }

    #[test]
    fn one_bad_line_loses_one_record() {
        let (report, records) =
            read(b"{\"id\":\"a\",\"title\":\"One\"}\n{oops\n{\"title\":\"Two\"}\n", "wire.jsonl");
        let report = report.unwrap();
        assert_eq!((report.n_articles, report.n_failed), (2, 1));
        assert_eq!(headlines(&records), ["One", "Two"]);
        let error = records[1].as_ref().unwrap_err();
        assert!(error.to_string().starts_with("line 2 of wire.jsonl: the line is no JSON"), "{error}");
    }

    #[test]
    fn gzip_of_many_members_is_read_whatever_the_name() {
        let member = |text: &str| {
            let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
            gzip.write_all(text.as_bytes()).unwrap();
            gzip.finish().unwrap()
        };
        let bytes = [member("Ferry stays\n\nThe council met."), member("\n\nIt was late.")].concat();
        let (report, records) = read(&bytes, "ferry.txt");
        assert_eq!(report.unwrap().format, Format::Text);
        assert_eq!(records[0].as_ref().unwrap().article.blocks.len(), 2);
    }

    #[test]
    fn cut_gzip_is_an_error_that_names_the_file() {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
        gzip.write_all("Ferry stays\n\nThe council met.".as_bytes()).unwrap();
        let bytes = gzip.finish().unwrap();
        let (report, _) = read(&bytes[..bytes.len() - 12], "ferry.txt.gz");
        assert_eq!(report.unwrap_err().to_string(), "cannot decompress ferry.txt.gz");
    }

    #[test]
    fn lists_and_single_objects_are_read() {
        let (_, records) = read(b"[{\"title\": \"One\"},\n {\"title\": \"Two\"}]", "a.json");
        assert_eq!(headlines(&records), ["One", "Two"]);
        let (_, records) = read(b"{\n \"title\": \"One\"\n}", "a.json");
        assert_eq!(headlines(&records), ["One"]);
    }

    #[test]
    fn what_is_refused_is_named() {
        let (report, _) = read(b"%PDF-1.7 ...", "a.txt");
        assert_eq!(report.unwrap_err().to_string(), "a.txt is a PDF document, which cannot be read yet");
        let (report, _) = read(b"  \n ", "a.txt");
        assert_eq!(report.unwrap_err().to_string(), "a.txt is empty");
    }

    #[test]
    fn no_bytes_make_a_panic() {
        let mut state = 7u64;
        for length in 0..600usize {
            let bytes: Vec<u8> = (0..length)
                .map(|_| {
                    state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                    let picks = b"ab \n\r\"{}[]:,-#>*(\xE2\x80\x9C\xFF\0";
                    picks[(state >> 33) as usize % picks.len()]
                })
                .collect();
            for name in ["a.txt", "a.md", "a.jsonl"] {
                let (_, records) = read(&bytes, name);
                for imported in records.iter().flatten() {
                    for block in &imported.article.blocks {
                        assert!(!block.span.of(&imported.article.text).is_empty());
                    }
                }
            }
        }
    }
}
