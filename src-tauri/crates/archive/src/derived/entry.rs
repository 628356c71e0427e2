//! An article with everything that was found in it, on its way into the
//! derived stores.

use std::{
    cell::OnceCell,
    collections::{BTreeSet, HashMap},
};

use backfile_article::{Article, BlockKind, Span, fold};
use backfile_extract::{Document, EntityKind, Extraction, Mention};

use crate::{Analysed, ArticleId, EntityId, QuotationId, WholeQuotation, search::cut::Cut};

/// An article with what was found in it.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    /// Its row in `articles.sqlite`.
    pub no: i64,
    /// Its id.
    pub id: ArticleId,
    /// The article, the reader's edits applied.
    pub article: Article,
    /// The headline as shown.
    pub headline: Option<String>,
    /// What was found, the reader's corrections applied.
    pub extraction: Extraction,
    /// What was found before them, where they changed something.
    pub found: Option<Extraction>,
    /// The names that the reader's decisions took from it.
    pub decided: Vec<EntityId>,
    /// The archive's ids of `extraction.entities`.
    pub entities: Vec<EntityId>,
    /// The archive's ids of `extraction.quotations`.
    pub quotations: Vec<QuotationId>,
    /// How many words the article has.
    pub n_words: usize,
    /// Whether the indexes surely hold nothing of it.
    pub is_new: bool,
    /// The words of its text, once [`Self::cut`] was asked for.
    pub cut: OnceCell<Cut>,
}

impl Entry {
    /// Puts together what was found, which the reader's corrections are not
    /// yet applied to.
    pub fn new(
        no: i64,
        id: ArticleId,
        article: Article,
        headline: Option<String>,
        extraction: Extraction,
    ) -> Self {
        let entities = entity_ids(&extraction);
        let quotations = quotation_ids(id, &article.text, &extraction);
        let n_words = n_words(&article);
        Self {
            no,
            id,
            article,
            headline,
            extraction,
            found: None,
            decided: Vec::new(),
            entities,
            quotations,
            n_words,
            is_new: false,
            cut: OnceCell::new(),
        }
    }

    /// The words of its text.
    pub fn cut(&self) -> &Cut {
        self.cut.get_or_init(|| Cut::of(&self.article.text))
    }

    /// Those named in it, each once, without those that stand in credits alone.
    pub fn named(&self) -> BTreeSet<(EntityKind, EntityId)> {
        let mut in_credits_alone: HashMap<EntityId, bool> = HashMap::new();
        for mention in &self.extraction.mentions {
            if let Some(id) = self.entities.get(mention.entity) {
                *in_credits_alone.entry(*id).or_insert(true) &= is_credit(&self.article, mention);
            }
        }
        let all =
            self.extraction.entities.iter().map(|entity| entity.kind).zip(self.entities.iter().copied());
        all.filter(|(_, id)| in_credits_alone.get(id) != Some(&true)).collect()
    }

    /// What the indexes see of it.
    pub fn analysed(&self) -> Analysed<'_> {
        Analysed {
            id: self.id,
            article: &self.article,
            headline: self.headline.as_deref(),
            extraction: &self.extraction,
            entities: &self.entities,
            quotations: &self.quotations,
        }
    }
}

/// What is in `article`. An article on which extraction breaks down is kept
/// with nothing found in it.
pub(crate) fn extraction_of(article: &Article) -> Extraction {
    let found = std::panic::catch_unwind(|| backfile_extract::extract(&Document::of(article)));
    found.unwrap_or_else(|_| {
        tracing::error!(code = "extraction_broke_down", "an article is kept without extraction");
        Extraction::default()
    })
}

/// What is in each of `articles`, as [`extraction_of`] tells it; all together
/// are extracted more quickly.
pub(crate) fn extractions_of<'a>(articles: impl Iterator<Item = &'a Article> + Clone) -> Vec<Extraction> {
    let documents: Vec<Document<'_>> = articles.clone().map(Document::of).collect();
    let found = std::panic::catch_unwind(|| backfile_extract::extract_all(&documents));
    found.unwrap_or_else(|_| articles.map(extraction_of).collect())
}

/// The archive's ids of the entities of `extraction`, in its order.
pub(crate) fn entity_ids(extraction: &Extraction) -> Vec<EntityId> {
    extraction.entities.iter().map(|entity| EntityId::of(entity.kind, &entity.name)).collect()
}

/// The archive's ids of the quotations of `extraction`, in its order.
pub(crate) fn quotation_ids(id: ArticleId, text: &str, extraction: &Extraction) -> Vec<QuotationId> {
    let mut seen: HashMap<&str, u32> = HashMap::new();
    let words = extraction.quotations.iter().map(|quotation| quotation.span.of(text));
    words
        .map(|words| {
            let nth = seen.entry(words).or_default();
            let quotation = QuotationId::of(id, words, *nth);
            *nth += 1;
            quotation
        })
        .collect()
}

/// Those mentioned in a quotation or in the words that say what it is about,
/// each once.
pub(crate) fn about(extraction: &Extraction, quotation: &WholeQuotation<'_>) -> BTreeSet<usize> {
    let inside = |span: Span| {
        let from = extraction.mentions.partition_point(|mention| mention.span.end <= span.start);
        extraction.mentions[from..].iter().take_while(move |mention| mention.span.start < span.end)
    };
    let spans = quotation.pieces().map(|piece| piece.span).chain(quotation.first.topic);
    spans.flat_map(inside).map(|mention| mention.entity).collect()
}

/// Whether `mention` stands in the credit of a picture or of the article, or
/// is the agency of a dateline.
pub(crate) fn is_credit(article: &Article, mention: &Mention) -> bool {
    let block_idx = article.blocks.partition_point(|block| block.span.end <= mention.span.start);
    let Some(block) = article.blocks.get(block_idx).filter(|block| block.span.contains(mention.span)) else {
        return false;
    };
    let is_over = |span: Span| span.overlaps(mention.span);
    block.kind == BlockKind::CreditLine
        || block.credit_span(&article.text).is_some_and(is_over)
        || mention.span.end - block.span.start < LONGEST_DATELINE
            && backfile_extract::dateline_agency(&article.text, block.span).is_some_and(is_over)
}

/// No agency of a dateline ends further from its paragraph's head, in bytes.
const LONGEST_DATELINE: usize = 100;

/// How many words stand in `text`, with spaces between.
fn count(text: &str) -> usize {
    if !text.is_ascii() {
        return text.split_whitespace().count();
    }
    // Spaces as `char::is_whitespace` has them.
    let is_space = |byte: &u8| matches!(byte, b'\t'..=b'\r' | b' ');
    let bytes = text.as_bytes();
    let n_ends = bytes.iter().zip(&bytes[bytes.len().min(1)..]).filter(|(a, b)| !is_space(a) && is_space(b));
    n_ends.count() + usize::from(bytes.last().is_some_and(|last| !is_space(last)))
}

/// How many words the article has; a caption that repeats the dek counts once.
pub(crate) fn n_words(article: &Article) -> usize {
    let dek = article.dek_text().map(fold);
    let repeats_dek = |text: &str| {
        dek.as_ref().is_some_and(|dek| {
            let text = fold(text);
            text.starts_with(dek.trim_end_matches('.')) && text.len() < dek.len() + 80
        })
    };
    let front = article.headline_text().map_or(0, count) + article.dek_text().map_or(0, count);
    let blocks = article.blocks.iter().map(|block| {
        let text = block.span.of(&article.text);
        match block.kind {
            BlockKind::Caption if repeats_dek(text) => block.credit.as_deref().map_or(0, count),
            _ => count(text),
        }
    });
    front + blocks.sum::<usize>()
}

/// The first words of an article for lists: its dek or its first paragraph.
pub(crate) fn teaser(article: &Article) -> String {
    const MAX: usize = 240;
    let paragraph = || {
        let is_text = |kind| matches!(kind, BlockKind::Paragraph | BlockKind::Quote | BlockKind::List);
        let first = article.blocks.iter().find(|block| is_text(block.kind)).or(article.blocks.first());
        first.map(|block| block.span.of(&article.text))
    };
    let text = article.dek_text().or_else(paragraph).unwrap_or_default();
    let mut teaser = String::with_capacity(text.len().min(MAX + 4));
    for word in text.split_whitespace() {
        if teaser.len() + word.len() > MAX {
            teaser.push('…');
            break;
        }
        if !teaser.is_empty() {
            teaser.push(' ');
        }
        teaser.push_str(word);
    }
    teaser
}

#[cfg(test)]
mod tests {
    use backfile_article::{Draft, DraftBlock, Format, Origin};

    use super::*;

    #[test]
    fn who_stands_in_credits_alone_counts_nowhere() {
        let block = |kind, text: &str, credit: Option<&str>| DraftBlock {
            kind,
            text: text.into(),
            credit: credit.map(str::to_owned),
        };
        let draft = Draft {
            blocks: vec![
                block(
                    BlockKind::Caption,
                    "Ann Lee. Photo: Dan Roe/Pelta News",
                    Some("Photo: Dan Roe/Pelta News"),
                ),
                block(BlockKind::Paragraph, "ELM, Halvern (Meridian Wire) — Ann Lee spoke on Monday.", None),
            ],
            ..Draft::default()
        };
        let article = draft.finish(Origin { record: None, sha256: String::new(), format: Format::Text });
        let extraction = extraction_of(&article);
        let entry = Entry::new(1, ArticleId::from_number(1), article, None, extraction);
        let named = entry.named();
        let counts = |name: &str| named.iter().any(|(kind, id)| *id == EntityId::of(*kind, name));
        for (name, expected) in [
            ("Ann Lee", true),
            ("Halvern", true),
            ("Dan Roe", false),
            ("Pelta News", false),
            ("Meridian Wire", false),
        ] {
            assert!(entry.extraction.entities.iter().any(|entity| entity.name == name), "{name}");
            assert_eq!(counts(name), expected, "{name}");
        }
    }

    #[test]
    fn words_are_counted_alike_with_and_without_other_letters() {
        for text in
            ["", " ", "one", " one  two\n", "a\tb\u{b}c\u{c}d\re\n\nf", "\u{1c}a\u{1f}b\u{0}c d\u{7f}"]
        {
            assert_eq!(count(text), text.split_whitespace().count(), "{text:?}");
            assert_eq!(count(&format!("{text}\u{a0}é")), count(text) + 1, "{text:?}");
        }
    }
}
