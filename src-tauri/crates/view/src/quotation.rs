//! Quotations, in an article and in lists.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{DiffRun, EntityRef, SpanView};

/// How speech is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum QuotationKindView {
    /// All of it inside quotation marks.
    Direct,
    /// Reported in the writer's words.
    Indirect,
    /// Partly inside quotation marks.
    Mixed,
}

/// A piece of the sentences around a quotation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ContextRun {
    /// The words.
    pub text: String,
    /// Whether they are the quotation itself.
    pub is_quotation: bool,
    /// Whether they matched the search.
    pub hit: bool,
}

/// A quotation and who said it.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct QuotationView {
    /// Unique in the archive; changes when extraction changes.
    pub id: String,
    /// The number of its first piece within its article, from 0.
    pub index: u32,
    /// The article it stands in.
    pub article_id: String,
    /// That article's headline.
    pub headline: String,
    /// The outlet.
    pub source: Option<String>,
    /// When it was published.
    pub published: Option<String>,
    /// The words without their marks; “…” stands for what breaks them.
    pub words: String,
    /// Direct, indirect or mixed; mixed where its pieces differ.
    pub kind: QuotationKindView,
    /// Who said it, by name, if known.
    pub speaker: Option<EntityRef>,
    /// Who else said it in the same words, by name.
    pub other_speakers: Vec<EntityRef>,
    /// The phrase in the text ("the actress").
    pub speaker_text: Option<String>,
    /// Through whom it came.
    pub via: Option<String>,
    /// Whether the text keeps the speaker unnamed.
    pub unnamed: bool,
    /// The words that attribute it.
    pub cue: Option<String>,
    /// Whom it was said to, by name, if that is stated.
    pub addressee: Option<EntityRef>,
    /// The words that say to whom; none where they are a pronoun.
    pub told: Option<String>,
    /// The words beside it that say what it is about.
    pub topic: Option<String>,
    /// The chance that the speaker is right, 0 to 1.
    pub confidence: f32,
    /// Whether the speaker is shown without "probably".
    pub certain: bool,
    /// Why this speaker.
    pub reason: String,
    /// Whether the reader corrected its speaker or its ends.
    pub yours: bool,
    /// The sentences around it.
    pub context: Vec<ContextRun>,
    /// Where it begins in the article's text, in UTF-16 units.
    pub at: u32,
    /// Where it ends.
    pub end: u32,
    /// Its pieces, in the order of the text; one where nothing breaks it.
    pub pieces: Vec<SpanView>,
    /// Who and what is mentioned inside it.
    pub about: Vec<EntityRef>,
    /// In how many places of the archive it stands, this one among them.
    pub n_places: u32,
}

/// Which quotations to show.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(optional_fields)]
pub struct QuotesRequest {
    /// Words inside them.
    pub words: Option<String>,
    /// A speaker's name or alias.
    pub by: Option<String>,
    /// A speaker's id.
    pub by_id: Option<String>,
    /// The name of someone mentioned inside.
    pub about: Option<String>,
    /// The id of someone mentioned inside.
    pub about_id: Option<String>,
    /// The id of whoever spoke or is mentioned inside.
    pub of_id: Option<String>,
    /// Whom it was said to: a name, or words of the phrase.
    pub told: Option<String>,
    /// Only those of speakers the text keeps unnamed.
    pub unnamed: Option<bool>,
    /// First date, inclusive.
    pub from: Option<String>,
    /// Last date, inclusive.
    pub to: Option<String>,
    /// Only this kind.
    pub kind: Option<QuotationKindView>,
    /// Only this outlet.
    pub outlet: Option<String>,
    /// Whether every copy of the same quotation is listed, not only the first.
    pub every_copy: Option<bool>,
    /// `newest` (default), `oldest` or `relevance`.
    pub sort: Option<String>,
    /// How many, at most 500; 50 if absent.
    pub limit: Option<u32>,
    /// How many to pass over.
    pub offset: Option<u32>,
    /// A number the answer repeats, so that stale answers can be dropped.
    pub request: Option<u32>,
}

/// Quotations found.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct QuotesView {
    /// The number the request carried.
    pub request: u32,
    /// How many there are in all, copies among them.
    pub total: u32,
    /// How many of them say what another one says.
    pub n_copies: u32,
    /// Those asked for.
    pub quotations: Vec<QuotationView>,
}

/// How words stand in the archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum QuoteResultView {
    /// Word for word.
    Exact,
    /// With other words.
    Near,
    /// Not at all.
    None,
}

/// A place that says the same words or nearly so.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct QuotePlaceView {
    /// The article it stands in.
    pub article_id: String,
    /// That article's headline.
    pub headline: String,
    /// The outlet.
    pub source: Option<String>,
    /// When it was published.
    pub published: Option<String>,
    /// Where it begins in the article's text, in UTF-16 units.
    pub at: u32,
    /// Where it ends.
    pub end: u32,
    /// Whether these are the very words.
    pub exact: bool,
    /// From the words asked for to the words there.
    pub diff: Vec<DiffRun>,
}

/// Whether and where somebody's words stand in the archive.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct QuoteCheckView {
    /// The best there is.
    pub result: QuoteResultView,
    /// The same words before others, the earliest first.
    pub places: Vec<QuotePlaceView>,
}
