//! Bookmarks as CSV (RFC 4180), one a row.

use super::{Export, Exported};

const COLUMNS: [&str; 23] = [
    "id",
    "passage",
    "note",
    "tags",
    "colour",
    "state",
    "headline",
    "author",
    "source",
    "section",
    "published",
    "url",
    "article_id",
    "article_hash",
    "paragraph",
    "start",
    "end",
    "prefix",
    "suffix",
    "speaker",
    "created",
    "modified",
    "now",
];

/// The file's text. Its last columns say when and from which archive it was made.
pub(super) fn write(export: &Export) -> String {
    let mut file = String::new();
    let heads = COLUMNS.iter().chain(&["archive", "exported"]).map(|head| (*head).to_owned());
    push_row(&mut file, heads);
    for exported in &export.bookmarks {
        let origin = [export.archive.clone(), export.time.clone()];
        push_row(&mut file, cells(exported).into_iter().chain(origin));
    }
    file
}

fn cells(exported: &Exported) -> [String; 23] {
    let Exported { bookmark, byline, section, speaker } = exported;
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let number = |value: Option<usize>| value.map(|value| value.to_string()).unwrap_or_default();
    [
        bookmark.id.to_string(),
        bookmark.exact.clone(),
        bookmark.note.clone(),
        bookmark.tags.join("; "),
        bookmark.colour.as_str().to_owned(),
        bookmark.state.as_str().to_owned(),
        text(&bookmark.headline),
        byline.join("; "),
        text(&bookmark.source),
        text(section),
        text(&bookmark.published),
        text(&bookmark.url),
        bookmark.article.to_string(),
        bookmark.article_hash.clone(),
        number(bookmark.paragraph.map(|number| number as usize)),
        number(bookmark.code_points.map(|place| place.start)),
        number(bookmark.code_points.map(|place| place.end)),
        bookmark.prefix.clone(),
        bookmark.suffix.clone(),
        text(speaker),
        bookmark.created.clone(),
        bookmark.modified.clone(),
        text(&bookmark.words),
    ]
}

/// Adds a row (RFC 4180).
pub(crate) fn push_row(file: &mut String, cells: impl Iterator<Item = String>) {
    for (idx, cell) in cells.enumerate() {
        if idx > 0 {
            file.push(',');
        }
        push_cell(file, &cell);
    }
    file.push_str("\r\n");
}

/// A cell that no spreadsheet takes for a formula: one that begins like a
/// formula gets an apostrophe, as OWASP advises against CSV injection.
fn push_cell(file: &mut String, cell: &str) {
    let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let guard = if is_formula { "'" } else { "" };
    if cell.contains([',', '"', '\r', '\n']) {
        file.push_str(&format!("\"{guard}{}\"", cell.replace('"', "\"\"")));
    } else {
        file.push_str(guard);
        file.push_str(cell);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(cells: &[&str], expected: &str) {
        let mut file = String::new();
        push_row(&mut file, cells.iter().map(|cell| (*cell).to_owned()));
        assert_eq!(file, format!("{expected}\r\n"));
    }

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        check(
            &["plain", "a, b", "say \"no\"", "two\nlines", ""],
            "plain,\"a, b\",\"say \"\"no\"\"\",\"two\nlines\",",
        );
    }

    #[test]
    fn no_cell_becomes_a_formula() {
        check(&["=1+1", "+1", "-1", "@a", "\tx"], "'=1+1,'+1,'-1,'@a,'\tx");
        check(&["=HYPERLINK(\"a\",1)"], "\"'=HYPERLINK(\"\"a\"\",1)\"");
    }
}
