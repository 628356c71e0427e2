//! What a file is, told from its first bytes; the name decides only between kinds of text.

use std::path::Path;

use backfile_article::Format;

/// What a file was found to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sniffed {
    /// A format that is read.
    Known(Format),
    /// A format that is not; in words.
    Refused(&'static str),
    /// No text.
    Binary,
}

/// First bytes of formats that are not read.
const REFUSED: [(&[u8], &str); 14] = [
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a zip file or office document"),
    (b"\x89PNG", "a picture"),
    (b"\xFF\xD8\xFF", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a picture or sound"),
    (b"{\\rtf", "a rich text document"),
    (b"\xD0\xCF\x11\xE0", "an old office document"),
    (b"WARC/", "a web archive (WARC)"),
    (b"filedesc://", "a web archive (ARC)"),
    (b"7z\xBC\xAF", "a 7z file"),
    (b"SQLite format 3", "a database"),
    (b"<?xml", "an XML document"),
    (b"\x28\xB5\x2F\xFD", "compressed with zstd"),
];

/// Tells what the decompressed beginning of a file is. `head` is its text.
pub(crate) fn sniff(path: &Path, bytes: &[u8], head: &str) -> Sniffed {
    if let Some((_, found)) = REFUSED.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Sniffed::Refused(found);
    }
    if is_binary(head) {
        return Sniffed::Binary;
    }
    let start = head.trim_start();
    if is_html(start) {
        return Sniffed::Refused("a web page");
    }
    if is_mail(start) {
        return Sniffed::Refused("a mail or saved page (MIME)");
    }
    if is_json(start) {
        return Sniffed::Known(Format::JsonLines);
    }
    let ending = ending(path);
    if matches!(ending.as_str(), "md" | "markdown" | "mdown") || looks_like_markdown(head) {
        return Sniffed::Known(Format::Markdown);
    }
    // A damaged first record does not make the rest plain text.
    if matches!(ending.as_str(), "jsonl" | "ndjson") {
        return Sniffed::Known(Format::JsonLines);
    }
    Sniffed::Known(Format::Text)
}

/// The name's ending in lower case, without `.gz`.
fn ending(path: &Path) -> String {
    let name = path.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    name.rsplit_once('.').map(|(_, ending)| ending.to_owned()).unwrap_or_default()
}

fn is_binary(head: &str) -> bool {
    let is_odd = |ch: &char| (ch.is_control() && !ch.is_whitespace() && *ch != '\u{1B}') || *ch == '\u{FFFD}';
    let (mut n_odd, mut n_all) = (0usize, 0usize);
    for ch in head.chars() {
        n_odd += usize::from(is_odd(&ch));
        n_all += 1;
    }
    n_odd * 10 > n_all
}

fn is_html(start: &str) -> bool {
    let start: String = start.chars().take(200).collect::<String>().to_lowercase();
    start.starts_with("<!doctype html")
        || start.starts_with("<html")
        || start.starts_with("<!-- saved from url")
        || (start.starts_with("<!--") && start.contains("<html"))
}

fn is_mail(start: &str) -> bool {
    let head: Vec<&str> = start.lines().take(30).take_while(|line| !line.is_empty()).collect();
    let has = |name: &str| head.iter().any(|line| line.starts_with(name));
    has("MIME-Version:") && has("Content-Type:") || (start.starts_with("From ") && has("Received:"))
}

fn is_json(start: &str) -> bool {
    let first = start.lines().next().unwrap_or_default().trim();
    let is_object =
        |text: &str| serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(text).is_ok();
    if first.starts_with('{') && first.ends_with('}') && is_object(first) {
        return true;
    }
    // One object over many lines, a list of objects, or a first line cut off by the sample's end.
    let mut chars = start.chars().filter(|ch| !ch.is_whitespace());
    match chars.next() {
        Some('{') => chars.next() == Some('"'),
        Some('[') => chars.next() == Some('{'),
        _ => false,
    }
}

fn looks_like_markdown(head: &str) -> bool {
    if let Some(rest) = head.strip_prefix("---\n").or_else(|| head.strip_prefix("+++\n")) {
        let fence = &head[..3];
        return rest.lines().take(60).any(|line| line.trim_end() == fence);
    }
    let mut n_signs = 0;
    for line in head.lines().take(200) {
        let is_heading = line.trim_start_matches('#').starts_with(' ') && line.starts_with('#');
        n_signs += usize::from(is_heading && line.len() < 200);
        n_signs += usize::from(line.contains("](http") || line.starts_with("> [!"));
        n_signs += usize::from(line.starts_with("**") && line.trim_end().ends_with("**"));
    }
    head.starts_with("# ") || n_signs >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, head: &str, expected: Sniffed) {
        assert_eq!(sniff(Path::new(name), head.as_bytes(), head), expected, "{name}: {head}");
    }

    #[test]
    fn content_decides_before_the_name_does() {
        check("a.txt", "{\"title\": \"x\"}\n{\"title\": \"y\"}\n", Sniffed::Known(Format::JsonLines));
        check("a.txt", "---\ntitle: x\n---\nBody", Sniffed::Known(Format::Markdown));
        check("a.txt", "# A headline\n\nBody", Sniffed::Known(Format::Markdown));
        check("a.txt", "A headline\n\nThe #harbour opened.", Sniffed::Known(Format::Text));
        check("a.md", "A headline\n\nBody", Sniffed::Known(Format::Markdown));
        check("a.txt", "<!DOCTYPE html><p>", Sniffed::Refused("a web page"));
        check("a.txt", "%PDF-1.7", Sniffed::Refused("a PDF document"));
        check("a.txt", "WARC/1.0\r\n", Sniffed::Refused("a web archive (WARC)"));
        check("a.txt", "\u{1}\u{2}\u{3}abc", Sniffed::Binary);
    }
}
