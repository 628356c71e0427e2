//! Lists of quotations as files, with where each was printed.
//!
//! What is written is what the list shows, in its order. Every file states the
//! archive and the time. It is made for people and spreadsheets, and is not
//! read back.

use std::str::FromStr;

use backfile_article::Span;
use backfile_extract::in_words;
use serde::Serialize;

use super::{QuotationFilter, QuotationPage, QuotationPiece, QuotationRow, QuotationSort};
use crate::{
    Archive, ArchiveError, Card, StoredArticle,
    library::{
        export_csv,
        export_markdown::{escape, line},
        paragraph_of,
    },
};

/// How an exported list of quotations is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuotesFormat {
    /// One after the other, for people.
    Markdown,
    /// Everything, for other programs.
    Json,
    /// One quotation a row, for spreadsheets.
    Csv,
}

impl QuotesFormat {
    /// The usual end of the file's name.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Json => "json",
            Self::Csv => "csv",
        }
    }
}

impl FromStr for QuotesFormat {
    type Err = String;
    fn from_str(name: &str) -> Result<Self, String> {
        let all = [Self::Markdown, Self::Json, Self::Csv];
        let found = all.into_iter().find(|format| format.extension() == name);
        found.ok_or_else(|| format!("{name} is not one of md, json, csv"))
    }
}

/// A list of quotations, ready to be written.
#[derive(Debug, Serialize)]
struct Export {
    archive: String,
    exported: String,
    total: u64,
    copies: u64,
    quotations: Vec<Cited>,
}

/// A quotation with where it stands. Offsets count code points of the article's text.
#[derive(Debug, Serialize)]
struct Cited {
    id: String,
    speaker: Option<String>,
    other_speakers: Vec<String>,
    speaker_text: Option<String>,
    via: Option<String>,
    unnamed: bool,
    text: String,
    #[serde(skip)]
    words: String,
    kind: &'static str,
    cue: Option<String>,
    addressee: Option<String>,
    addressee_text: Option<String>,
    topic: Option<String>,
    source: Option<String>,
    headline: Option<String>,
    authors: Vec<String>,
    published: Option<String>,
    article: String,
    paragraph: Option<u32>,
    start: usize,
    end: usize,
    group: u32,
    part: u32,
    pieces: Vec<Piece>,
    url: Option<String>,
    file: String,
    record: Option<String>,
    confidence: f32,
    certain: bool,
    corrected: bool,
    places: u64,
    also_in: Vec<Place>,
}

/// An unbroken piece of a quotation.
#[derive(Debug, Serialize)]
struct Piece {
    start: usize,
    end: usize,
    text: String,
}

/// Another article with the same quotation.
#[derive(Debug, Serialize)]
struct Place {
    article: String,
    source: Option<String>,
    headline: Option<String>,
    published: Option<String>,
}

impl Archive {
    /// The first `limit` quotations of `filter` as the text of a file, in the
    /// order of the list.
    ///
    /// # Errors
    /// Any store error.
    pub fn export_quotations(
        &self,
        format: QuotesFormat,
        filter: &QuotationFilter,
        sort: QuotationSort,
        limit: usize,
    ) -> Result<String, ArchiveError> {
        let QuotationPage { total, n_copies, rows } = self.quotations(filter, sort, limit, 0)?;
        let mut quotations = Vec::with_capacity(rows.len());
        let mut last: Option<StoredArticle> = None;
        for row in rows {
            let stored = match last.take() {
                Some(stored) if stored.id == row.article => stored,
                _ => self.article(row.article)?,
            };
            let also_in = match filter.once && row.n_places > 1 {
                true => self.copies(row.id)?.into_iter().map(|copy| Place::of(copy.card)).collect(),
                false => Vec::new(),
            };
            quotations.push(Cited::of(row, &stored, also_in));
            last = Some(stored);
        }
        let archive = self.places().root().display().to_string();
        let export = Export { archive, exported: self.library.now(), total, copies: n_copies, quotations };
        Ok(match format {
            QuotesFormat::Markdown => markdown(&export),
            // Plain values: writing them cannot fail.
            QuotesFormat::Json => serde_json::to_string_pretty(&export).unwrap_or_default() + "\n",
            QuotesFormat::Csv => csv(&export),
        })
    }
}

impl Place {
    fn of(card: Card) -> Self {
        let Card { id, source, headline, published, .. } = card;
        Self { article: id.to_string(), source, headline, published }
    }
}

impl Piece {
    fn of(piece: QuotationPiece) -> Self {
        let Span { start, end } = piece.code_points;
        Self { start, end, text: piece.text }
    }
}

impl Cited {
    fn of(row: QuotationRow, stored: &StoredArticle, also_in: Vec<Place>) -> Self {
        let article = &stored.article;
        Self {
            words: row.words(),
            id: row.id.to_string(),
            speaker: row.speaker.map(|speaker| speaker.name),
            other_speakers: row.also.into_iter().map(|speaker| speaker.name).collect(),
            speaker_text: row.speaker_text,
            via: row.via,
            unnamed: row.unnamed,
            text: row.text,
            kind: row.kind.as_str(),
            cue: row.cue,
            addressee: row.addressee.map(|addressee| addressee.name),
            addressee_text: row.addressee_text,
            topic: row.topic,
            source: row.source,
            headline: row.headline,
            authors: article.byline.clone(),
            published: row.published,
            article: row.article.to_string(),
            paragraph: paragraph_of(article, row.span),
            start: row.code_points.start,
            end: row.code_points.end,
            group: row.group,
            part: row.part,
            pieces: row.pieces.into_iter().map(Piece::of).collect(),
            url: article.url.clone(),
            file: stored.path.to_string_lossy().into_owned(),
            record: article.origin.record.clone(),
            confidence: row.confidence,
            certain: row.certain,
            corrected: row.yours,
            places: row.n_places,
            also_in,
        }
    }

    /// Who said it, as a person reads it.
    fn said_by(&self) -> String {
        let named = in_words(self.speaker.iter().chain(&self.other_speakers).map(String::as_str));
        let name = match (named, &self.speaker_text) {
            (Some(names), _) => line(&names),
            (None, Some(phrase)) => line(phrase),
            (None, None) if self.unnamed => "Unnamed".to_owned(),
            (None, None) => return "Unattributed".to_owned(),
        };
        if self.certain { name } else { format!("probably {name}") }
    }
}

fn markdown(export: &Export) -> String {
    let Export { archive, exported, total, copies, quotations } = export;
    let n = quotations.len() as u64;
    let of = if n + copies == *total || n == *total { String::new() } else { format!(" of {total}") };
    let listed = if n == 1 { "quotation" } else { "quotations" };
    let once = match copies {
        0 => String::new(),
        _ if n == *total => format!(", {copies} of them copies"),
        1 => "; 1 copy in another place is listed with it".to_owned(),
        _ => format!("; {copies} copies in other places are listed with the first"),
    };
    let mut file = format!("# Quotations\n\n{n}{of} {listed}{once}. Exported {exported} from `{archive}`.\n");
    for cited in quotations {
        file.push('\n');
        for paragraph in cited.words.split('\n') {
            file.push_str(format!("> {}", escape(paragraph)).trim_end());
            file.push('\n');
        }
        let mut facts = vec![format!("**{}**", cited.said_by())];
        facts.extend(cited.via.as_deref().map(|via| format!("through {}", line(via))));
        facts.extend(cited.cue.as_deref().map(line));
        let told = cited.addressee.as_deref().or(cited.addressee_text.as_deref());
        facts.extend(told.map(|told| format!("to {}", line(told))));
        facts.extend(cited.topic.as_deref().map(|topic| format!("about: {}", line(topic))));
        facts.push(cited.kind.to_owned());
        facts.extend(cited.corrected.then(|| "speaker or ends corrected".to_owned()));
        file.push_str(&format!("\n— {}\\\n", facts.join(" · ")));
        file.push_str(&citation(cited));
        for place in &cited.also_in {
            let Place { article, source, headline, published } = place;
            let facts = [source, published, headline];
            let facts: Vec<String> = facts.into_iter().flatten().map(|fact| line(fact)).collect();
            file.push_str(&format!("- also in {} (article `{article}`)\n", facts.join(", ")));
        }
    }
    file
}

/// Where a quotation stands: "Outlet, date, “Headline”, by …, paragraph 3, article `id`, <url>".
fn citation(cited: &Cited) -> String {
    let mut facts: Vec<String> = vec![line(cited.source.as_deref().unwrap_or("Outlet unknown"))];
    facts.push(line(cited.published.as_deref().unwrap_or("no date")));
    facts.extend(cited.headline.as_deref().map(|headline| format!("“{}”", line(headline))));
    facts.extend((!cited.authors.is_empty()).then(|| format!("by {}", line(&cited.authors.join(", ")))));
    facts.extend(cited.paragraph.map(|paragraph| format!("paragraph {paragraph}")));
    facts.push(format!("article `{}`, {}–{}", cited.article, cited.start, cited.end));
    match &cited.url {
        Some(url) => facts.push(format!("<{}>", url.replace(['<', '>', '\n'], ""))),
        None => facts.push(format!("`{}`", cited.file.replace('`', ""))),
    }
    format!("{}\n", facts.join(", "))
}

const COLUMNS: [&str; 29] = [
    "speaker",
    "text",
    "kind",
    "cue",
    "addressee",
    "addressee_text",
    "topic",
    "source",
    "headline",
    "authors",
    "published",
    "article",
    "paragraph",
    "start",
    "end",
    "url",
    "file",
    "record",
    "confidence",
    "speaker_text",
    "via",
    "unnamed",
    "corrected",
    "places",
    "id",
    "archive",
    "exported",
    "other_speakers",
    "certain",
];

fn csv(export: &Export) -> String {
    let mut file = String::new();
    export_csv::push_row(&mut file, COLUMNS.iter().map(|head| (*head).to_owned()));
    for cited in &export.quotations {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let cells: [String; 29] = [
            text(&cited.speaker),
            cited.words.clone(),
            cited.kind.to_owned(),
            text(&cited.cue),
            text(&cited.addressee),
            text(&cited.addressee_text),
            text(&cited.topic),
            text(&cited.source),
            text(&cited.headline),
            cited.authors.join("; "),
            text(&cited.published),
            cited.article.clone(),
            cited.paragraph.map(|paragraph| paragraph.to_string()).unwrap_or_default(),
            cited.start.to_string(),
            cited.end.to_string(),
            text(&cited.url),
            cited.file.clone(),
            text(&cited.record),
            format!("{:.2}", cited.confidence),
            text(&cited.speaker_text),
            text(&cited.via),
            cited.unnamed.to_string(),
            cited.corrected.to_string(),
            cited.places.to_string(),
            cited.id.clone(),
            export.archive.clone(),
            export.exported.clone(),
            cited.other_speakers.join("; "),
            cited.certain.to_string(),
        ];
        export_csv::push_row(&mut file, cells.into_iter());
    }
    file
}
