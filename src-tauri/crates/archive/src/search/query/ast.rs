//! A query as it is run.

use backfile_extract::{EntityKind, QuotationKind};

use super::dates::Days;
use crate::{
    archive::alike::Repeat,
    search::{layout::Mark, mine::Mine},
};

/// What an article has to be or to hold.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Node {
    /// Anything.
    All,
    /// All of these.
    And(Vec<Node>),
    /// At least one of these.
    Or(Vec<Node>),
    /// Anything but this.
    Not(Box<Node>),
    /// Words, anywhere or in one part of the article.
    Words(Words, Option<Region>),
    /// Something the article is known to be or to have.
    Filter(Filter),
    /// The same, weighing more or less.
    Boost(Box<Node>, f32),
}

/// Words and how they have to stand to each other.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Words {
    /// One word.
    Term(Term),
    /// One after the other.
    Phrase(Vec<Term>),
    /// In any order, with at most so many other words between in all.
    Loose(Vec<Term>, u32),
    /// Two near each other.
    Near(Box<Words>, Box<Words>, Nearness),
    /// Any of these.
    Any(Vec<Words>),
    /// At least so many times.
    AtLeast(u32, Box<Words>),
}

/// How near two things have to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Nearness {
    /// With at most so many words between, in either order.
    Within(u32),
    /// With at most so many words between, in this order.
    Before(u32),
    /// In one sentence.
    Sentence,
    /// In one paragraph.
    Paragraph,
}

/// What may stand at one position: any of these.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Term(pub Vec<Form>);

/// One way to recognise a word; all words are folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Form {
    /// This form only.
    Exact(String),
    /// All words of this stem.
    Stem(String),
    /// Words that begin so.
    Prefix(String),
    /// `*` and `?` stand for other letters.
    Wildcard(String),
    /// Words spelt almost so.
    Fuzzy(String, u8),
    /// Words that a regular expression matches whole.
    Regex(String),
    /// A word of a name or a date.
    Name(Mark),
}

/// A part of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Region {
    /// The headline.
    Headline,
    /// The first paragraph.
    Lead,
    /// All but headline and dek.
    Text,
    /// Captions.
    Caption,
}

/// Something an article is known to be or to have.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Filter {
    /// An author's name holds these words, one after the other.
    Author(Vec<String>),
    /// The outlet.
    Source(String),
    /// The outlet's section.
    Section(String),
    /// The address holds these words, one after the other.
    Url(Vec<String>),
    /// The host of the address, or a part of it from a dot on.
    Site(String),
    /// The language, or the language of a language and region.
    Language(String),
    /// Somebody or something named.
    Entity(Option<EntityKind>, String),
    /// Who or what has exactly this name, not counting credits.
    Named(Option<EntityKind>, String),
    /// It has a quotation that is all of this.
    Quotation(Vec<Said>),
    /// When it was published.
    Published(Days, DateRule),
    /// A date mentioned in it.
    Happened(Days),
    /// It has this; a term of the index's field `has`.
    Has(&'static str),
    /// How many words it has, inclusive.
    Length(u64, u64),
    /// What the reader made of it.
    Mine(Mine),
    /// It is nearly the same as another.
    Repeat(Repeat),
}

/// What a quotation has to be.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Said {
    /// Said by somebody called so.
    By(String),
    /// Mentions somebody or something called so.
    About(String),
    /// Said to somebody called so, by a name or by these words of the phrase.
    To(String),
    /// About what these words say, one after the other; stems.
    Topic(Vec<String>),
    /// Holds these words.
    Words(Words),
    /// Attributed with these words.
    Cue(Vec<String>),
    /// Given so.
    Kind(QuotationKind),
    /// By somebody unnamed who is called by these words; without words, by
    /// anybody unnamed.
    Unnamed(Vec<String>),
}

/// How a date known only roughly is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DateRule {
    /// It matches where its span overlaps.
    Overlap,
    /// Its first day counts.
    Start,
}
