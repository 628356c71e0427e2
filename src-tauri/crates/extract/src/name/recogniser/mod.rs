//! Marks names in a document's words: a linear-chain conditional random field.
//!
//! Each word has features (itself, its neighbours, the run of capitals it
//! stands in, how the same word is used elsewhere in the document); a model
//! weighs them for each label, and the best sequence of labels is taken for
//! each sentence. Trained by `backfile-eval train-ner`, which uses
//! [`features`], so that training and use cannot differ.

mod context;
mod decode;
pub(crate) mod hash;
mod known;
mod label;
mod model;
mod statistics;
mod steps;
mod types;
mod word_type;

use std::ops::Range;

pub use decode::{Name, Recogniser};
pub use known::{Known, KnownWords, N_CLASSES, known_words_file};
pub use label::{KINDS, N_LABELS, NameKind, OUTSIDE, Part, kind_and_part, label, labels_of, may_follow};
pub use model::{CommonWords, Model, Weights};

use context::Context;
use types::TypeTable;
use word_type::VIEWS;

/// The features of every word of a document, for training.
#[must_use]
pub fn features(words: &[&str], sentences: &[Range<usize>], common: &CommonWords) -> Vec<Vec<u32>> {
    let mut types = TypeTable::default();
    let (ids, styles) = look_at(words, sentences, &mut types, common);
    let context = Context::new(&types, ids, sentences, styles);
    let mut all = vec![Vec::new(); words.len()];
    let mut chars = Vec::new();
    for (sentence_idx, sentence) in sentences.iter().enumerate() {
        for at in sentence.clone() {
            let found = &mut all[at];
            for (view, offset) in VIEWS.into_iter().enumerate() {
                let seen = at.checked_add_signed(offset).filter(|seen| sentence.contains(seen));
                if let Some(seen) = seen {
                    let word = types.word(context.ids[seen]);
                    word_type::lower_case(word, &mut chars);
                    context.word(seen).features(word, &chars, view, &mut |feature| found.push(feature));
                }
            }
            if context.is_active(at, sentence) {
                context.features(at, sentence_idx, &mut |feature| found.push(feature));
            }
        }
    }
    all
}

/// What `recogniser` marks in `document`, as bytes of its text: before the
/// document is looked at as a whole.
#[must_use]
pub fn names_of(
    recogniser: &mut Recogniser<'_>,
    document: &crate::Document<'_>,
) -> Vec<(backfile_article::Span, NameKind)> {
    let words = crate::token::Words::of(document);
    let sentences: Vec<Range<usize>> =
        words.sentences.iter().map(|sentence| sentence.tokens.clone()).collect();
    let names = recogniser.names(words.texts(), &sentences);
    names.into_iter().map(|name| (words.span(name.words), name.kind)).collect()
}

/// The key by which [`CommonWords`] knows `word`.
#[must_use]
pub fn common_key(word: &str) -> u32 {
    (crate::name::lexicon::lower_key(word) >> 32) as u32
}

/// Whether `word` is an adjective or noun for a people ("German"): some
/// corpora count it as a place.
#[must_use]
pub fn is_people(word: &str) -> bool {
    let lexicon = crate::name::lexicon::Lexicon::get();
    lexicon.lists_of(word) & crate::name::lexicon::PEOPLE != 0
}

fn look_at(
    words: &[&str],
    sentences: &[Range<usize>],
    types: &mut TypeTable,
    common: &CommonWords,
) -> (Vec<u32>, Vec<u8>) {
    let mut ids = vec![0; words.len()];
    let mut styles = Vec::with_capacity(sentences.len());
    for sentence in sentences {
        let style = types::style(words, sentence);
        for at in sentence.clone() {
            ids[at] = types.id(words[at], style, common);
        }
        styles.push(style);
    }
    (ids, styles)
}
