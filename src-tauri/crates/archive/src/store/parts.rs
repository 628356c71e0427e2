//! Headline, dek and blocks as one column: places in the text, as JSON.

use backfile_article::{Block, BlockKind, Span};
use serde::{Deserialize, Serialize};

/// Where the parts of a text stand, in bytes.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Parts {
    headline: Option<(usize, usize)>,
    dek: Option<(usize, usize)>,
    blocks: Vec<(BlockKind, usize, usize, Option<String>)>,
}

impl Parts {
    /// The parts of an article.
    pub fn of(article: &backfile_article::Article) -> Self {
        let pair = |span: Span| (span.start, span.end);
        let blocks = article
            .blocks
            .iter()
            .map(|block| (block.kind, block.span.start, block.span.end, block.credit.clone()))
            .collect();
        Self { headline: article.headline.map(pair), dek: article.dek.map(pair), blocks }
    }

    /// Headline, dek and blocks; none when a place is not of `text`.
    pub fn into_spans(self, text: &str) -> Option<(Option<Span>, Option<Span>, Vec<Block>)> {
        let checked = |(start, end): (usize, usize)| text.get(start..end).map(|_| Span::new(start, end));
        let headline = match self.headline {
            Some(pair) => Some(checked(pair)?),
            None => None,
        };
        let dek = match self.dek {
            Some(pair) => Some(checked(pair)?),
            None => None,
        };
        let blocks = self
            .blocks
            .into_iter()
            .map(|(kind, start, end, credit)| Some(Block { kind, span: checked((start, end))?, credit }))
            .collect::<Option<Vec<_>>>()?;
        Some((headline, dek, blocks))
    }
}
