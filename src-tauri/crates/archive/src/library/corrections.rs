//! What the reader says is otherwise than Backfile found it.
//!
//! A decision about a quotation or a single mention is anchored like a bookmark,
//! by its words and what stands around them; one about a name is keyed by kind
//! and name, case and accents folded. Decisions are applied in the order in which they were
//! made, each to what those before it left. None is ever applied to other
//! words than its own: one whose passage is not found is kept and shown as lost.

mod change;
mod file;
mod list;
mod mention;
mod record;

use backfile_article::{Article, CodePoints, Span, fold};
use backfile_extract::{EntityKind, QuotationKind};
use serde::{Deserialize, Serialize};

use super::{
    anchor::{Target, locate},
    bookmark::{Selectors, selectors},
};
use crate::{ArticleId, CorrectionId, EntityId};

pub use file::CorrectionsRead;
pub(super) use file::{Line, steps};
pub use mention::Reach;
pub(crate) use record::Record as CorrectionRecord;

/// Characters of a list's context on either side of a mention.
const AROUND: usize = 32;

/// A name as decisions know it; names that fold alike are one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Name {
    /// What it is the name of.
    pub kind: EntityKind,
    /// The name as it is to be shown.
    pub name: String,
}

impl Name {
    /// The id of the entity called so.
    #[must_use]
    pub fn id(&self) -> EntityId {
        EntityId::of(self.kind, &self.name)
    }
}

/// Who said a quotation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Said {
    /// Somebody or something with a name.
    By(Name),
    /// Somebody whom the text keeps unnamed.
    Unnamed,
    /// Nobody who could be told.
    Nobody,
}

/// A passage of an article: its words, up to 64 characters on either side,
/// and where it stood, in code points.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// The words.
    pub exact: String,
    /// What stood before them.
    pub prefix: String,
    /// What stood after them.
    pub suffix: String,
    /// Where they began.
    pub start: usize,
    /// Where they ended.
    pub end: usize,
}

impl Passage {
    /// The passage at the bytes `span`; none where there are no words.
    pub(crate) fn of(article: &Article, span: Span) -> Option<Self> {
        let Selectors { exact, prefix, suffix, start, end, .. } = selectors(article, span)?;
        Some(Self { exact, prefix, suffix, start, end })
    }

    /// Where it stands in `text`, in bytes, and whether its words are unchanged.
    pub(crate) fn find(&self, text: &str) -> Option<(Span, bool)> {
        let Self { exact, prefix, suffix, start, end } = self;
        let points = CodePoints::new(text);
        let span = points.byte_span(Span::new(*start, *end));
        let stands = |span: Span| span.of(text) == exact;
        if stands(span) && text[..span.start].ends_with(prefix) && text[span.end..].starts_with(suffix) {
            return Some((span, true));
        }
        let place = locate(Target { exact, prefix, suffix, start: *start }, text).span()?;
        let span = points.byte_span(place);
        Some((span, stands(span)))
    }

    /// The words with a few of those around them, for a list.
    #[must_use]
    pub fn in_its_place(&self) -> String {
        let chars: Vec<char> = self.prefix.chars().collect();
        let before: String = chars[chars.len().saturating_sub(AROUND)..].iter().collect();
        let after: String = self.suffix.chars().take(AROUND).collect();
        // Words that are cut in two tell nothing.
        let before = match (before.rsplit_once('\n'), before.split_once(' ')) {
            (Some((_, line)), _) => line.to_owned(),
            (None, Some((_, words))) if chars.len() > AROUND => format!("…{words}"),
            _ => before,
        };
        let after = match (after.split_once('\n'), after.rsplit_once(' ')) {
            (Some((line, _)), _) => line.to_owned(),
            (None, Some((words, _))) if self.suffix.chars().nth(AROUND).is_some() => format!("{words}…"),
            _ => after,
        };
        format!("{before}{}{after}", self.exact)
    }
}

/// One thing the reader decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Decision {
    /// These words are no quotation.
    NotAQuotation {
        /// The article.
        article: ArticleId,
        /// The words.
        quotation: Passage,
    },
    /// These words were said by somebody else.
    Speaker {
        /// The article.
        article: ArticleId,
        /// The words.
        quotation: Passage,
        /// How they are given.
        kind: QuotationKind,
        /// Who said them.
        speaker: Said,
    },
    /// The quotation begins and ends elsewhere.
    Ends {
        /// The article.
        article: ArticleId,
        /// Its words as found.
        quotation: Passage,
        /// How they are given.
        kind: QuotationKind,
        /// Its words.
        to: Passage,
    },
    /// A name is another name, of another kind, or none: this renames, joins,
    /// tells apart and rejects.
    Name {
        /// The one article it concerns; none for all.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        article: Option<ArticleId>,
        /// The name as found.
        name: Name,
        /// The name it is; none if it is no name.
        is: Option<Name>,
    },
    /// One mention names somebody else than its like in the article, or nobody.
    Mention {
        /// The article.
        article: ArticleId,
        /// The words, without title or possessive.
        mention: Passage,
        /// Whom or what they name; none if they are no name.
        is: Option<Name>,
    },
}

impl Decision {
    /// The one article it concerns; none for all.
    #[must_use]
    pub fn article(&self) -> Option<ArticleId> {
        match self {
            Self::NotAQuotation { article, .. }
            | Self::Speaker { article, .. }
            | Self::Ends { article, .. }
            | Self::Mention { article, .. } => Some(*article),
            Self::Name { article, .. } => *article,
        }
    }

    /// The same about the article that is called `id` here.
    pub(super) fn of_article(mut self, id: ArticleId) -> Self {
        match &mut self {
            Self::NotAQuotation { article, .. }
            | Self::Speaker { article, .. }
            | Self::Ends { article, .. }
            | Self::Mention { article, .. } => *article = id,
            Self::Name { article, .. } => *article = article.map(|_| id),
        }
        self
    }

    /// What it is about; a later decision about the same takes its place.
    pub(crate) fn id(&self) -> CorrectionId {
        let article = self.article().map(|id| id.number().to_be_bytes());
        let article = article.as_ref().map_or(&[][..], |bytes| bytes.as_slice());
        let of_words = |what: &[u8], words: &Passage| {
            CorrectionId::of(&[what, article, &(words.start as u64).to_be_bytes(), words.exact.as_bytes()])
        };
        match self {
            Self::NotAQuotation { quotation, .. } => of_words(b"not_a_quotation", quotation),
            Self::Speaker { quotation, .. } => of_words(b"speaker", quotation),
            Self::Ends { quotation, .. } => of_words(b"ends", quotation),
            Self::Mention { mention, .. } => of_words(b"mention", mention),
            Self::Name { name, .. } => CorrectionId::of(&[
                b"name",
                article,
                name.kind.as_str().as_bytes(),
                fold(&name.name).as_bytes(),
            ]),
        }
    }
}

/// A change to a quotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QuotationChange {
    /// It is none.
    NotAQuotation,
    /// Somebody else said it.
    Speaker(Said),
    /// It begins and ends here, in bytes of the article's text.
    Ends(Span),
}

/// What several names are at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NamesChange {
    /// They are no names.
    NoName,
    /// They are all this one.
    Same(Name),
    /// They are of this kind.
    Kind(EntityKind),
}

/// A decision as it is listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// Its id.
    pub id: CorrectionId,
    /// What was decided.
    pub decision: Decision,
    /// When, RFC 3339.
    pub made: String,
    /// Whether it changes something now. A passage that is not found again, or
    /// a name that is not there, changes nothing and is kept.
    pub applied: bool,
    /// The headline of the one article it concerns.
    pub headline: Option<String>,
}
