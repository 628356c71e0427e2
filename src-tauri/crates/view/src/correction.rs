//! What the reader corrects.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::KindView;

/// A name with what it is of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NameView {
    /// What it is of.
    pub kind: KindView,
    /// The name.
    pub name: String,
}

/// What is otherwise about a quotation.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[serde(tag = "what", rename_all = "camelCase")]
pub enum QuotationCorrection {
    /// It is none.
    NotAQuotation,
    /// Somebody with a name said it.
    Speaker {
        /// Who.
        speaker: NameView,
    },
    /// Somebody said it whom the text keeps unnamed.
    Unnamed,
    /// It cannot be told who said it.
    Nobody,
    /// It begins and ends elsewhere.
    Ends {
        /// Where it begins, in UTF-16 units of the article's text.
        at: u32,
        /// Where it ends.
        end: u32,
    },
}

/// Whom or what a mention of an article names.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MentionCorrection {
    /// Where it begins, in UTF-16 units of the article's text.
    pub at: u32,
    /// Where it ends.
    pub end: u32,
    /// The name it is; none if it is no name.
    pub is: Option<NameView>,
    /// Whether all later mentions that name the same are so, too.
    pub onwards: bool,
}

/// What several names are at once.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[serde(tag = "what", rename_all = "camelCase")]
pub enum NamesCorrection {
    /// They are no names.
    NoName,
    /// They are all the same as one.
    Same {
        /// Which.
        is: NameView,
    },
    /// They are of another kind.
    Kind {
        /// Which.
        kind: KindView,
    },
}

/// What reading a file of corrections came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CorrectionsReadView {
    /// Decisions that were not there.
    pub added: u32,
    /// Later decisions about something that was decided otherwise.
    pub updated: u32,
    /// Decisions that were there, or that a later one replaced.
    pub unchanged: u32,
}

/// What a correction says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum CorrectionKind {
    /// Words are no quotation.
    NotAQuotation,
    /// Words were said by `name`.
    Speaker,
    /// Words were said by somebody unnamed.
    Unnamed,
    /// It cannot be told who said the words.
    Nobody,
    /// A quotation is `to`.
    Ends,
    /// A name is `name`.
    Name,
    /// A name is none.
    NoName,
    /// One mention is `name`.
    Mention,
    /// One mention is no name.
    NoMention,
}

/// A correction as it is listed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CorrectionView {
    /// Its id.
    pub id: String,
    /// What it says.
    pub what: CorrectionKind,
    /// The words, or the name, it is about.
    pub words: String,
    /// What that name was found to be.
    pub kind: Option<KindView>,
    /// The name it leads to.
    pub name: Option<NameView>,
    /// The words it leads to.
    pub to: Option<String>,
    /// The words of a mention with a few of those around them.
    pub around: Option<String>,
    /// The one article it concerns.
    pub article_id: Option<String>,
    /// That article's headline.
    pub headline: Option<String>,
    /// When it was made, RFC 3339.
    pub made: String,
    /// Whether what it is about is there now; it is kept and changes nothing otherwise.
    pub applied: bool,
}
