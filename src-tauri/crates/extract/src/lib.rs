//! Finds people, organisations, places, quotations and dates in an article.
//!
//! [`extract`] is the whole of it: names first (`name`), then quotations and
//! their speakers (`quote`), then the dates mentioned (`date`). Each part
//! reads the words and sentences of `token`, so that all agree on them.

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod date;
mod extraction;
pub mod recogniser {
    //! The recogniser of names, for those who train and measure it.
    pub use crate::name::recogniser::*;
}

pub mod names {
    //! What is known of names beforehand, for those who compare names.
    use crate::name::lexicon::{CITY, COUNTRY, FEMALE, Lexicon, MALE, REGION, SURNAME};
    pub use crate::name::person::{PersonName, first_letters};

    /// Whether `word` is a first name.
    #[must_use]
    pub fn is_first_name(word: &str) -> bool {
        Lexicon::get().lists_of(word) & (FEMALE | MALE) != 0
    }

    /// Whether `name` is that of a country, region or town and of nobody.
    #[must_use]
    pub fn is_known_place(name: &str) -> bool {
        let lexicon = Lexicon::get();
        let lists = match name.contains(' ') {
            true => lexicon.entry(name.split(' ')),
            false => lexicon.lists_of(name),
        };
        lists & (COUNTRY | CITY | REGION) != 0 && lists & (FEMALE | MALE | SURNAME) == 0
    }
}

mod name;
mod quote;
mod token;

pub use extraction::{
    Addressee, Cue, DateMention, Document, Entity, EntityKind, Extraction, Mention, Quotation, QuotationKind,
    Section, SectionKind, Speaker, VERSION, in_words,
};

pub use name::{credit::dateline_agency, other::OtherName};
pub use quote::{reader_reason, train};

use token::Words;

/// Finds everything in `document`.
#[must_use]
pub fn extract(document: &Document<'_>) -> Extraction {
    extract_by_steps(document, || ())
}

/// Finds everything in each of `documents`, as [`extract`] does; of many that
/// is quicker.
#[must_use]
pub fn extract_all(documents: &[Document<'_>]) -> Vec<Extraction> {
    let words = words_of(documents);
    by_steps(documents, &words, || ()).map(|(extraction, _)| extraction).collect()
}

/// How many steps extraction has.
pub const N_STEPS: usize = 4;

/// The steps of extraction, in order.
pub const STEPS: [&str; N_STEPS] = ["words", "names", "quotations", "dates"];

/// Finds everything in `document`, as [`extract`] does, and tells `done` after
/// each of the [`STEPS`], for those who time them.
pub fn extract_by_steps(document: &Document<'_>, done: impl FnMut()) -> Extraction {
    let documents = std::slice::from_ref(document);
    let words = words_of(documents);
    by_steps(documents, &words, done).map(|(extraction, _)| extraction).next().unwrap_or_default()
}

/// Finds everything in `document`, and its [`others`].
#[must_use]
pub fn extract_with_others(document: &Document<'_>) -> (Extraction, Vec<OtherName>) {
    let documents = std::slice::from_ref(document);
    let words = words_of(documents);
    let mut found = by_steps(documents, &words, || ()).zip(&words);
    let Some(((extraction, candidates), words)) = found.next() else { return <_>::default() };
    let others = name::other::others(words, &candidates, &extraction.mentions);
    (extraction, others)
}

/// The names of `document` that are no person's, organisation's or place's:
/// events, works, peoples, laws, hashtags. Those that touch one of `mentions`,
/// in text order, are left out.
#[must_use]
pub fn others(document: &Document<'_>, mentions: &[Mention]) -> Vec<OtherName> {
    let words = Words::of(document);
    name::other::others(&words, &name::other_candidates(&words), mentions)
}

/// The words of each of `documents`.
fn words_of<'a>(documents: &[Document<'a>]) -> Vec<Words<'a>> {
    documents.iter().map(Words::of).collect()
}

/// Finds everything in each of `documents`, and what may be other names. Each
/// step is made for all of them before the next one: what it knows then stays
/// near the processor.
fn by_steps(
    documents: &[Document<'_>],
    words: &[Words<'_>],
    mut done: impl FnMut(),
) -> impl Iterator<Item = (Extraction, Vec<std::ops::Range<usize>>)> {
    let both = || documents.iter().zip(words);
    done();
    let marked: Vec<_> = words.iter().map(name::recognise).collect();
    let names = both().zip(marked).map(|((document, words), marked)| name::names(document, words, marked));
    let names: Vec<name::Names> = names.collect();
    done();
    let said: Vec<_> =
        both().zip(&names).map(|((document, words), names)| quote::said(document, words, names)).collect();
    let quotations = documents.iter().zip(said).zip(&names);
    let quotations: Vec<_> =
        quotations.map(|((document, said), names)| quote::quotations(document, said, names)).collect();
    done();
    let dates: Vec<_> = both().map(|(document, words)| date::dates(document, words)).collect();
    done();
    names.into_iter().zip(quotations).zip(dates).map(|((names, quotations), dates)| {
        let name::Names { entities, mentions, others, .. } = names;
        (Extraction { entities, mentions, quotations, dates }, others)
    })
}

/// The words of a document and the names in it.
type Names<'a> = (Words<'a>, Vec<Entity>, Vec<Mention>);

/// Reads the words of `document` and finds its names.
fn names_of<'a>(document: &Document<'a>) -> Names<'a> {
    let words = Words::of(document);
    let names = name::names(document, &words, name::recognise(&words));
    (words, names.entities, names.mentions)
}

/// Finds the dates mentioned in `document` alone, for a publication date that
/// was set later.
#[must_use]
pub fn dates(document: &Document<'_>) -> Vec<DateMention> {
    date::dates(document, &Words::of(document))
}
