//! The article as imported.

use serde::{Deserialize, Serialize};

use crate::{PubDate, Span};

/// What part of an article a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// Running text.
    Paragraph,
    /// A heading inside the text.
    Crosshead,
    /// Words below a picture, with the credit.
    Caption,
    /// A block quotation.
    Quote,
    /// Words of the text repeated in large type.
    PullQuote,
    /// A list, one item a line.
    List,
    /// A table, one row a line, cells separated by tabs.
    Table,
    /// A note that corrects an earlier version.
    Correction,
    /// A credit or contributor line of its own.
    CreditLine,
    /// Anything else that was printed.
    Other,
}

impl BlockKind {
    /// The name used in files and JSON, such as `pull_quote`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Paragraph => "paragraph",
            Self::Crosshead => "crosshead",
            Self::Caption => "caption",
            Self::Quote => "quote",
            Self::PullQuote => "pull_quote",
            Self::List => "list",
            Self::Table => "table",
            Self::Correction => "correction",
            Self::CreditLine => "credit_line",
            Self::Other => "other",
        }
    }
}

/// One block of an article's text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands in [`Article::text`].
    pub span: Span,
    /// The credit of a caption ("Name/Agency"); it also stays in the text.
    pub credit: Option<String>,
}

impl Block {
    /// Where the credit stands in `text`: its last place in the block.
    #[must_use]
    pub fn credit_span(&self, text: &str) -> Option<Span> {
        let credit = self.credit.as_deref().filter(|credit| !credit.is_empty())?;
        let start = self.span.start + self.span.of(text).rfind(credit)?;
        Some(Span::new(start, start + credit.len()))
    }
}

/// What the source file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Plain text, one article a file.
    Text,
    /// Markdown, with or without front matter.
    Markdown,
    /// JSON Lines, one article a line.
    JsonLines,
}

/// Where an article was read from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// The record inside the file (a JSON Lines `id`, or `line N` without one);
    /// none where a file is one article.
    pub record: Option<String>,
    /// SHA-256 of the source file as it lies on disk, lower-case hex.
    pub sha256: String,
    /// What the source file is.
    pub format: Format,
}

/// Something that was wrong with a source and was worked around.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// A stable lower-case name such as `front_matter_broken`.
    pub code: String,
    /// What happened, for a person.
    pub message: String,
    /// Line of the source file, from 1.
    pub line: Option<u32>,
}

/// An article as imported. It never changes; what the reader does to it is
/// kept elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// The article as read: headline, dek, then the blocks, a blank line between.
    pub text: String,
    /// Where the headline stands in `text`; none where the source has none.
    pub headline: Option<Span>,
    /// Where the dek stands in `text`.
    pub dek: Option<Span>,
    /// The blocks in reading order. Headline and dek are no blocks.
    pub blocks: Vec<Block>,
    /// Author names, without "By".
    pub byline: Vec<String>,
    /// Place and agency the story was filed from ("PORT ELLERY (Meridian)").
    /// Where the source prints it at the head of a paragraph it also stays there.
    pub dateline: Option<String>,
    /// When it was published, as far as the source says.
    pub published: Option<PubDate>,
    /// When it was last changed, as far as the source says.
    pub updated: Option<PubDate>,
    /// The outlet.
    pub source: Option<String>,
    /// The section of the outlet.
    pub section: Option<String>,
    /// The address it was published at.
    pub url: Option<String>,
    /// BCP 47 language tag.
    pub language: Option<String>,
    /// Where it was read from.
    pub origin: Origin,
    /// What was wrong with the source.
    pub warnings: Vec<Warning>,
}

impl Article {
    /// The headline's words.
    #[must_use]
    pub fn headline_text(&self) -> Option<&str> {
        self.headline.map(|span| span.of(&self.text))
    }

    /// The dek's words.
    #[must_use]
    pub fn dek_text(&self) -> Option<&str> {
        self.dek.map(|span| span.of(&self.text))
    }
}

/// A block before its place in the text is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftBlock {
    /// What it is.
    pub kind: BlockKind,
    /// Its words.
    pub text: String,
    /// The credit of a caption.
    pub credit: Option<String>,
}

/// What an importer fills in; [`Draft::finish`] lays out the text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs)] // the fields are those of `Article`
pub struct Draft {
    pub headline: Option<String>,
    pub dek: Option<String>,
    pub blocks: Vec<DraftBlock>,
    pub byline: Vec<String>,
    pub dateline: Option<String>,
    pub published: Option<PubDate>,
    pub updated: Option<PubDate>,
    pub source: Option<String>,
    pub section: Option<String>,
    pub url: Option<String>,
    pub language: Option<String>,
    pub warnings: Vec<Warning>,
}

impl Draft {
    /// Lays out headline, dek and blocks with a blank line between them.
    /// Empty parts are left out.
    #[must_use]
    pub fn finish(self, origin: Origin) -> Article {
        let mut text = String::new();
        let mut push = |part: &str| {
            if part.trim().is_empty() {
                return None;
            }
            if !text.is_empty() {
                text.push_str("\n\n");
            }
            let start = text.len();
            text.push_str(part);
            Some(Span::new(start, text.len()))
        };
        let headline = self.headline.as_deref().and_then(&mut push);
        let dek = self.dek.as_deref().and_then(&mut push);
        let blocks = self
            .blocks
            .into_iter()
            .filter_map(|DraftBlock { kind, text, credit }| {
                push(&text).map(|span| Block { kind, span, credit })
            })
            .collect();
        Article {
            text,
            headline,
            dek,
            blocks,
            byline: self.byline,
            dateline: self.dateline,
            published: self.published,
            updated: self.updated,
            source: self.source,
            section: self.section,
            url: self.url,
            language: self.language,
            origin,
            warnings: self.warnings,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_laid_out_with_a_blank_line_between() {
        let draft = Draft {
            headline: Some("Dam holds".into()),
            dek: Some("  ".into()),
            blocks: vec![DraftBlock { kind: BlockKind::Paragraph, text: "It held.".into(), credit: None }],
            ..Draft::default()
        };
        let origin = Origin { record: None, sha256: String::new(), format: Format::Text };
        let article = draft.finish(origin);
        assert_eq!(article.text, "Dam holds\n\nIt held.");
        assert_eq!(article.headline_text(), Some("Dam holds"));
        assert_eq!(article.dek, None);
        assert_eq!(article.blocks[0].span.of(&article.text), "It held.");
    }
}
