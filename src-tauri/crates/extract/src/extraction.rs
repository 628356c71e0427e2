//! What is found in an article.

use backfile_article::{Article, BlockKind, PubDate, Span};
use serde::{Deserialize, Serialize};

/// Version of everything that is extracted. Raise it whenever the same
/// article would give another result; archives then extract again.
pub const VERSION: u32 = 21;

/// What kind of name an entity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntityKind {
    /// A human being.
    Person,
    /// A company, agency, party, team, outlet.
    Organisation,
    /// A country, town, region, river, building.
    Place,
}

impl EntityKind {
    /// The name used in files, JSON and queries.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::Place => "place",
        }
    }
}

/// The part of an article a stretch of text belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SectionKind {
    /// The headline.
    Headline,
    /// The dek.
    Dek,
    /// One of the blocks.
    Block(BlockKind),
}

/// One part of the text: the headline, the dek or a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Section {
    /// What it is.
    pub kind: SectionKind,
    /// Where it stands.
    pub span: Span,
    /// Where a caption says who took the picture.
    pub credit: Option<Span>,
}

/// What extraction reads: a text, its parts and what is known about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document<'a> {
    /// The whole text.
    pub text: &'a str,
    /// Its parts in reading order; they do not overlap.
    pub sections: Vec<Section>,
    /// Author names (not part of the text; never entities of it by themselves).
    pub byline: &'a [String],
    /// When it was published.
    pub published: Option<&'a PubDate>,
}

impl<'a> Document<'a> {
    /// The document an article is.
    #[must_use]
    pub fn of(article: &'a Article) -> Self {
        let front = |kind| move |span| Section { kind, span, credit: None };
        let headline = article.headline.map(front(SectionKind::Headline));
        let dek = article.dek.map(front(SectionKind::Dek));
        let blocks = article.blocks.iter().map(|block| Section {
            kind: SectionKind::Block(block.kind),
            span: block.span,
            credit: block.credit_span(&article.text),
        });
        Self {
            text: &article.text,
            sections: headline.into_iter().chain(dek).chain(blocks).collect(),
            byline: &article.byline,
            published: article.published.as_ref(),
        }
    }

    /// A bare text taken as it is: its first line is the headline when a blank
    /// line follows; every other non-empty line is a paragraph.
    #[must_use]
    pub fn plain(text: &'a str, published: Option<&'a PubDate>) -> Self {
        let mut sections = Vec::new();
        let mut start = 0;
        let mut lines = text.split('\n').peekable();
        while let Some(line) = lines.next() {
            let trimmed = line.trim_end();
            if !trimmed.is_empty() {
                let next_is_blank = lines.peek().is_some_and(|next| next.trim().is_empty());
                let is_headline = start == 0 && next_is_blank;
                sections.push(Section {
                    kind: if is_headline {
                        SectionKind::Headline
                    } else {
                        SectionKind::Block(BlockKind::Paragraph)
                    },
                    span: Span::new(start, start + trimmed.len()),
                    credit: None,
                });
            }
            start += line.len() + 1;
        }
        Self { text, sections, byline: &[], published }
    }
}

/// A person, organisation or place of one article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entity {
    /// The fullest name the article gives, without titles ("Maria Chen").
    pub name: String,
    /// What it is.
    pub kind: EntityKind,
    /// Every other form used ("Chen", "Ms. Chen" counts as "Chen"), most frequent first.
    pub aliases: Vec<String>,
    /// Words that say what the person is, as printed beside the name ("mayor of Elm"), first seen first.
    pub roles: Vec<String>,
}

/// One place in the text that names an entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// The name alone, without title or possessive.
    pub span: Span,
    /// Index into [`Extraction::entities`].
    pub entity: usize,
}

/// How speech is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuotationKind {
    /// All of it inside quotation marks.
    Direct,
    /// Reported in the writer's words.
    Indirect,
    /// Partly inside quotation marks.
    Mixed,
}

impl QuotationKind {
    /// The name used in files, JSON and queries.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Indirect => "indirect",
            Self::Mixed => "mixed",
        }
    }
}

/// The words that attribute a quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cue {
    /// Where they stand.
    pub span: Span,
}

/// Who said something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speaker {
    /// The phrase in the text ("the actress", "Chen", "she"); none where the
    /// speaker is carried on from an earlier quotation.
    pub span: Option<Span>,
    /// The person or organisation meant, as an index into
    /// [`Extraction::entities`]; none where unknown.
    pub entity: Option<usize>,
    /// Whether the text keeps the speaker unnamed ("a senior official who asked not to be named").
    pub unnamed: bool,
}

/// Whom something was said to, as the text states it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Addressee {
    /// The phrase in the text ("the Courier", "her lawyer", "him").
    pub span: Span,
    /// The person, organisation or place meant, as an index into
    /// [`Extraction::entities`]; none where no name tells.
    pub entity: Option<usize>,
}

/// One contiguous quoted or reported stretch inside one paragraph.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Quotation {
    /// The words with their marks.
    pub span: Span,
    /// Direct, mixed or indirect.
    pub kind: QuotationKind,
    /// Who said it, if that could be told.
    pub speaker: Option<Speaker>,
    /// Who else said it in the same words, in the order of the text: Bob Hale in
    /// “Ann Lee and Bob Hale said”. The phrase of the speaker names them too.
    #[serde(default)]
    pub also: Vec<Speaker>,
    /// Through whom it reached the writer ("through a spokesperson"), or who
    /// reported the speaker's words.
    pub via: Option<Speaker>,
    /// The words that attribute it.
    pub cue: Option<Cue>,
    /// Whom it was said to, where that is stated.
    #[serde(default)]
    pub addressee: Option<Addressee>,
    /// The words beside it that say what it is about ("the merger" in "said of
    /// the merger"), where it is stated; never words of the quotation itself.
    #[serde(default)]
    pub topic: Option<Span>,
    /// Pieces of one quotation share a group; unique within the article.
    pub group: u32,
    /// Number of the piece within its group, from 1.
    pub part: u32,
    /// The group of the quotation whose words it repeats, as a headline or a
    /// pull quote does; it is the same quotation and counts once with it.
    #[serde(default)]
    pub repeats: Option<u32>,
    /// The chance that the speaker is right, 0 to 1.
    pub confidence: f32,
    /// Whether the speaker is shown without "probably", as the surest of them are,
    /// some three in four.
    #[serde(default)]
    pub certain: bool,
    /// Why this speaker, as one sentence for a person.
    pub reason: String,
    /// Whether the reader corrected its speaker or its ends; never set by
    /// extraction itself.
    #[serde(default)]
    pub yours: bool,
}

impl Quotation {
    /// All who said it, as indexes into [`Extraction::entities`], each once.
    pub fn speakers(&self) -> impl Iterator<Item = usize> + '_ {
        self.speaker.iter().chain(&self.also).filter_map(|speaker| speaker.entity)
    }
}

/// Names in the order of the text, as a sentence lists them: "Ann Lee, Bob Hale
/// and Cara Doyle"; none where there are none.
#[must_use]
pub fn in_words<'a>(names: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let names: Vec<&str> = names.into_iter().collect();
    let (last, others) = names.split_last()?;
    Some(if others.is_empty() { (*last).to_owned() } else { format!("{} and {last}", others.join(", ")) })
}

/// A date mentioned in the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateMention {
    /// The words ("last Tuesday").
    pub span: Span,
    /// What they mean: `YYYY`, `YYYY-MM`, `YYYY-MM-DD`, a decade (`199X`) or
    /// a range `A/B` of these; none where the publication date is needed and unknown.
    pub value: Option<String>,
}

/// Everything found in one article.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Extraction {
    /// People, organisations, places, in order of first mention.
    pub entities: Vec<Entity>,
    /// Where they are named, in text order, without overlaps.
    pub mentions: Vec<Mention>,
    /// Quotations in text order. Speech inside speech may overlap.
    pub quotations: Vec<Quotation>,
    /// Dates mentioned, in text order.
    pub dates: Vec<DateMention>,
}
