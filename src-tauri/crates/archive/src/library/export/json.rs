//! Bookmarks as JSON, and back; as W3C Web Annotations.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Export, Exported};
use crate::{
    Archive, ArchiveError, ArticleId, BookmarkId,
    library::{
        Colour, CorrectionsRead,
        bookmark::Record,
        corrections::{self, Line},
        journal::{self, Action, Step},
    },
    store,
};

/// The format of the file; a newer one is refused. The first had no corrections.
const FORMAT: u32 = 2;

/// What reading an export back came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct BookmarksRead {
    /// Bookmarks that were not there.
    pub added: u64,
    /// Bookmarks that were there in an older state.
    pub updated: u64,
    /// Bookmarks that were there already, as they are in the file or newer.
    pub unchanged: u64,
    /// What became of the corrections.
    pub corrections: CorrectionsRead,
}

/// A bookmark in the file. `start` and `end` are where it is now, null if
/// lost; `stood` is where it was when it was bookmarked.
#[derive(Debug, Serialize, Deserialize)]
struct Entry {
    id: BookmarkId,
    passage: String,
    note: String,
    tags: Vec<String>,
    colour: Colour,
    #[serde(default)]
    state: String,
    headline: Option<String>,
    #[serde(default)]
    author: Vec<String>,
    source: Option<String>,
    #[serde(default)]
    section: Option<String>,
    published: Option<String>,
    url: Option<String>,
    article_id: ArticleId,
    article_hash: String,
    paragraph: Option<u32>,
    heading: Option<String>,
    #[serde(default)]
    start: Option<usize>,
    #[serde(default)]
    end: Option<usize>,
    stood: (usize, usize),
    prefix: String,
    suffix: String,
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    speaker: Option<String>,
    created: String,
    modified: String,
}

#[derive(Debug, Serialize, Deserialize)]
struct File {
    format: u32,
    archive: String,
    exported: String,
    bookmarks: Vec<Entry>,
    #[serde(default)]
    corrections: Vec<Line>,
}

/// The file's text.
pub(super) fn write(export: Export) -> String {
    let file = File {
        format: FORMAT,
        bookmarks: export.bookmarks.iter().map(entry).collect(),
        archive: export.archive,
        exported: export.time,
        corrections: export.corrections,
    };
    pretty(&file)
}

fn pretty(value: &impl Serialize) -> String {
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}

fn entry(exported: &Exported) -> Entry {
    let Exported { bookmark, byline, section, speaker } = exported;
    Entry {
        id: bookmark.id,
        passage: bookmark.exact.clone(),
        note: bookmark.note.clone(),
        tags: bookmark.tags.clone(),
        colour: bookmark.colour,
        state: bookmark.state.as_str().to_owned(),
        headline: bookmark.headline.clone(),
        author: byline.clone(),
        source: bookmark.source.clone(),
        section: section.clone(),
        published: bookmark.published.clone(),
        url: bookmark.url.clone(),
        article_id: bookmark.article,
        article_hash: bookmark.article_hash.clone(),
        paragraph: bookmark.paragraph,
        heading: bookmark.heading.clone(),
        start: bookmark.code_points.map(|place| place.start),
        end: bookmark.code_points.map(|place| place.end),
        stood: (bookmark.stood.start, bookmark.stood.end),
        prefix: bookmark.prefix.clone(),
        suffix: bookmark.suffix.clone(),
        text: bookmark.words.clone(),
        speaker: speaker.clone(),
        created: bookmark.created.clone(),
        modified: bookmark.modified.clone(),
    }
}

impl Archive {
    /// Reads bookmarks and corrections back that [`Archive::export`] wrote as JSON. What is
    /// there already in a newer state stays. One change, which can be undone.
    ///
    /// # Errors
    /// [`ArchiveError::InvalidExport`]; any store error.
    pub fn import_bookmarks(&self, json: &str) -> Result<BookmarksRead, ArchiveError> {
        let invalid = |what: String| ArchiveError::InvalidExport { what };
        let file: File = serde_json::from_str(json).map_err(|error| invalid(error.to_string()))?;
        if file.format > FORMAT {
            return Err(invalid(format!("it has format {}, this program reads up to {FORMAT}", file.format)));
        }
        let records = file.bookmarks.into_iter().map(|entry| self.record(entry));
        let records = records.collect::<Result<Vec<_>, _>>()?;
        let now = self.library.now();
        let corrections = self.known_here(file.corrections)?;
        let (read, steps) = self.library.write(|conn| {
            let mut read = BookmarksRead::default();
            let mut steps = Vec::new();
            for mut after in records {
                let before = Record::load(conn, after.id)?;
                match &before {
                    None => read.added += 1,
                    Some(before) if before.modified < after.modified => {
                        after.no = before.no;
                        read.updated += 1;
                    }
                    Some(_) => {
                        read.unchanged += 1;
                        continue;
                    }
                }
                steps.push(Step::Bookmark { before: before.map(Box::new), after: Some(Box::new(after)) });
            }
            let (correcting, corrections) = corrections::steps(conn, corrections)?;
            read.corrections = corrections;
            steps.extend(correcting);
            journal::take(conn, &now, Action::ImportBookmarks, &steps)?;
            Ok((read, steps))
        })?;
        self.corrected(steps.iter().flat_map(Step::decisions))?;
        Ok(read)
    }

    fn record(&self, mut entry: Entry) -> Result<Record, ArchiveError> {
        let (start, end) = entry.stood;
        let text_hash = u64::from_str_radix(&entry.article_hash, 16).map_err(|_| {
            ArchiveError::InvalidExport { what: format!("bookmark {} has no article_hash", entry.id) }
        })?;
        let n_points = entry.passage.chars().count();
        if end < start || end - start != n_points || n_points == 0 {
            let what = format!("the place of bookmark {} does not fit its passage", entry.id);
            return Err(ArchiveError::InvalidExport { what });
        }
        let id = entry.article_id;
        entry.article_id =
            self.readers.with(|conn| store::known_elsewhere(conn, id, text_hash.cast_signed()))?;
        // A place is trusted without a search only where the words stand there.
        let text_hash = match self.stands(&entry, text_hash.cast_signed())? {
            true => text_hash.cast_signed(),
            false => 0,
        };
        Ok(Record {
            no: 0,
            id: entry.id,
            article: entry.article_id,
            exact: entry.passage,
            prefix: entry.prefix,
            suffix: entry.suffix,
            start,
            end,
            paragraph: entry.paragraph,
            heading: entry.heading,
            text_hash,
            note: entry.note,
            tags: entry.tags,
            colour: entry.colour,
            headline: entry.headline,
            source: entry.source,
            published: entry.published,
            url: entry.url,
            created: entry.created,
            modified: entry.modified,
        })
    }
}

impl Archive {
    /// Whether the words of `entry` stand where it says, as far as the archive
    /// has the text it was bookmarked in.
    fn stands(&self, entry: &Entry, text_hash: i64) -> Result<bool, ArchiveError> {
        let seen = self.seen(&[entry.article_id])?;
        if seen.get(&entry.article_id).is_none_or(|seen| seen.text_hash != text_hash) {
            return Ok(true);
        }
        let text = self.readers.with(|conn| store::load_by_id(conn, entry.article_id))?;
        let text = text.map(|captured| captured.article.text).unwrap_or_default();
        let (start, end) = entry.stood;
        Ok(text.chars().skip(start).take(end - start).eq(entry.passage.chars()))
    }
}

/// The file's text, as <https://www.w3.org/TR/annotation-model/> has it.
pub(super) fn write_annotations(export: &Export) -> String {
    let items: Vec<Value> = export.bookmarks.iter().map(annotation).collect();
    pretty(&json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "AnnotationCollection",
        "label": format!("Bookmarks of {}", export.archive),
        "created": export.time,
        "total": items.len(),
        "first": { "type": "AnnotationPage", "startIndex": 0, "items": items },
    }))
}

fn annotation(exported: &Exported) -> Value {
    let bookmark = &exported.bookmark;
    let source = bookmark.url.clone().unwrap_or_else(|| format!("urn:backfile:article:{}", bookmark.article));
    let mut body: Vec<Value> = Vec::new();
    if !bookmark.note.is_empty() {
        body.push(json!({ "type": "TextualBody", "purpose": "commenting", "value": bookmark.note }));
    }
    let tags = bookmark.tags.iter();
    body.extend(tags.map(|tag| json!({ "type": "TextualBody", "purpose": "tagging", "value": tag })));
    json!({
        "id": format!("urn:backfile:bookmark:{}", bookmark.id),
        "type": "Annotation",
        "motivation": if bookmark.note.is_empty() { "highlighting" } else { "commenting" },
        "created": bookmark.created,
        "modified": bookmark.modified,
        "body": body,
        "target": {
            "source": source,
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": bookmark.exact,
                    "prefix": bookmark.prefix,
                    "suffix": bookmark.suffix,
                },
                { "type": "TextPositionSelector", "start": bookmark.stood.start, "end": bookmark.stood.end },
            ],
        },
    })
}
