//! What the two indexes hold.

use tantivy::{
    Term,
    schema::{
        FAST, Field, INDEXED, IndexRecordOption, STRING, Schema, SchemaBuilder, TextFieldIndexing,
        TextOptions,
    },
};

/// Version of the fields and of the words put into them. Raise it whenever the
/// same articles would be indexed otherwise.
const VERSION: u32 = 8;

/// What an index was made by; one made by another is made again.
pub(crate) fn version() -> String {
    format!("backfile index {VERSION}.{}", backfile_extract::VERSION)
}

/// The fields of those named, by `derived::kind_number`.
pub(crate) const NAMED: [&str; 3] = ["people", "organisations", "places"];

/// Name under which [`super::terms::TermsTokenizer`] is registered.
pub(crate) const TERMS: &str = "backfile_terms";

/// A positional text: forms, stems, marks, all at the same positions.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TextFields {
    /// Forms as they are, folded.
    pub exact: Field,
    /// The stems of those that are not found by them otherwise; see [`super::family`].
    pub stem: Field,
    /// Limits of sentences and parts; kinds of names.
    pub marks: Field,
}

/// What both indexes say of the article.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ArticleFields {
    /// The article's id (u64).
    pub id: Field,
    /// Its row in `articles.sqlite` (u64).
    pub no: Field,
    /// First day it can have been published on (i64); see `derived::day_number`.
    pub day: Field,
    /// Last day.
    pub last_day: Field,
    /// Orders dates as their texts are ordered (i64).
    pub stamp: Field,
    /// The outlet as shown.
    pub outlet: Field,
}

/// The index of articles.
#[derive(Debug, Clone)]
pub(crate) struct Articles {
    /// All of it.
    pub schema: Schema,
    /// Id, dates, outlet.
    pub article: ArticleFields,
    /// Text, from headline to last block.
    pub text: TextFields,
    /// Stems of the headline alone, which weigh more. Where they stand is not asked.
    pub headline: Field,
    /// What the headline is ordered by.
    pub headline_order: Field,
    /// Words of the author names.
    pub author: Field,
    /// Words of the address.
    pub url: Field,
    /// Its host.
    pub site: Field,
    /// The outlet's section.
    pub section: Field,
    /// The language tag, lower case.
    pub language: Field,
    /// Ids of people, organisations and places named, each kind in its own
    /// field (by `derived::kind_number`); without those in credits alone.
    pub named: [Field; 3],
    /// Ids of those that stand in credits alone.
    pub credited: Field,
    /// What the article has: `quote`, `date`, `author`, `image`, `section`, `source`.
    pub has: Field,
    /// Values of the dates mentioned.
    pub happened: Field,
    /// How many words it has.
    pub n_words: Field,
    /// Month of publication, `13 * year + month`, or month 0 where only the year is known.
    pub month: Field,
}

/// The index of quotations, each with all its pieces.
#[derive(Debug, Clone)]
pub(crate) struct Quotations {
    /// All of it.
    pub schema: Schema,
    /// The article it stands in.
    pub article: ArticleFields,
    /// Its words.
    pub text: TextFields,
    /// Its id.
    pub id: Field,
    /// The number of its first piece within the article.
    pub idx: Field,
    /// `direct`, `indirect`, `mixed`.
    pub kind: Field,
    /// The speaker's id.
    pub speaker: Field,
    /// Words of the phrase that names the speaker.
    pub speaker_words: Field,
    /// Ids of those mentioned inside, or in the words that say what it is about.
    pub about: Field,
    /// The id of whom it was said to.
    pub addressee: Field,
    /// Words of the phrase that says to whom.
    pub told: Field,
    /// Stems of the words that say what it is about.
    pub topic: Field,
    /// Stems of the words that attribute it.
    pub cue: Field,
    /// `unnamed`, where the text keeps the speaker so; `repeats`, where the same
    /// words are quoted elsewhere in the article.
    pub has: Field,
}

impl Articles {
    /// The fields.
    pub fn new() -> Self {
        let mut schema = Schema::builder();
        let article = article_fields(&mut schema);
        let text = text_fields(&mut schema);
        Self {
            article,
            text,
            headline: schema.add_text_field("headline", indexed(IndexRecordOption::WithFreqs)),
            headline_order: schema.add_text_field("headline_order", TextOptions::default().set_fast("raw")),
            author: words(&mut schema, "author"),
            url: words(&mut schema, "url"),
            site: schema.add_text_field("site", STRING),
            section: schema.add_text_field("section", STRING),
            language: schema.add_text_field("language", STRING),
            named: NAMED.map(|name| schema.add_u64_field(name, FAST | INDEXED)),
            credited: schema.add_u64_field("credited", INDEXED),
            has: schema.add_text_field("has", STRING),
            happened: schema.add_text_field("happened", STRING),
            n_words: schema.add_u64_field("n_words", FAST),
            month: schema.add_i64_field("month", FAST),
            schema: schema.build(),
        }
    }

    /// The terms of articles that name any of `ids`, be it in a credit.
    pub fn naming(&self, ids: &[u64]) -> Vec<Term> {
        let fields = self.named.iter().chain([&self.credited]);
        fields.flat_map(|field| ids.iter().map(|id| Term::from_field_u64(*field, *id))).collect()
    }
}

impl Quotations {
    /// The fields.
    pub fn new() -> Self {
        let mut schema = Schema::builder();
        let article = article_fields(&mut schema);
        let text = text_fields(&mut schema);
        Self {
            article,
            text,
            id: schema.add_u64_field("quotation", FAST),
            idx: schema.add_u64_field("idx", FAST),
            kind: schema.add_text_field("kind", STRING),
            speaker: schema.add_u64_field("speaker", INDEXED),
            speaker_words: words(&mut schema, "speaker_words"),
            about: schema.add_u64_field("about", INDEXED),
            addressee: schema.add_u64_field("addressee", INDEXED),
            told: words(&mut schema, "told"),
            topic: words(&mut schema, "topic"),
            cue: words(&mut schema, "cue"),
            has: schema.add_text_field("has", STRING),
            schema: schema.build(),
        }
    }
}

fn article_fields(schema: &mut SchemaBuilder) -> ArticleFields {
    ArticleFields {
        id: schema.add_u64_field("id", FAST | INDEXED),
        no: schema.add_u64_field("no", FAST),
        day: schema.add_i64_field("day", FAST),
        last_day: schema.add_i64_field("last_day", FAST),
        stamp: schema.add_i64_field("stamp", FAST),
        outlet: schema.add_text_field("outlet", STRING.set_fast("raw")),
    }
}

fn text_fields(schema: &mut SchemaBuilder) -> TextFields {
    TextFields { exact: words(schema, "exact"), stem: words(schema, "stem"), marks: words(schema, "marks") }
}

/// A text of words that know where they stand.
fn words(schema: &mut SchemaBuilder, name: &str) -> Field {
    schema.add_text_field(name, indexed(IndexRecordOption::WithFreqsAndPositions))
}

fn indexed(option: IndexRecordOption) -> TextOptions {
    let indexing = TextFieldIndexing::default().set_tokenizer(TERMS).set_index_option(option);
    TextOptions::default().set_indexing_options(indexing)
}
