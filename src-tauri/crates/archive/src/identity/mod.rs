//! Which names of the archive are names of one person, organisation or place.
//!
//! An article joins the names of one bearer by itself (see the crate
//! `extract`). Here the names of all articles are compared, before the
//! reader's decisions count: each name joins at most one other, for a reason
//! and with a confidence, and stays apart where nothing speaks clearly. No
//! name is joined on a bare surname: the company it keeps has to agree.
//!
//! Everything here decides about values it is given; `pipeline::settle` asks
//! the questions.

mod apart;
mod circles;
mod company;
mod judge;
mod people;
mod reason;
mod spelling;
mod world;

use backfile_extract::EntityKind;

pub(crate) use apart::{Apart, Appearance, Archive, apart, may_be_two};
pub(crate) use circles::{LEAST_TOGETHER as LEAST_COMPARED, MAX_ARTICLES as MOST_COMPARED, Usual, circles};
pub(crate) use company::{Agreement, Company, agreement, role_words};
pub(crate) use judge::judge;
pub(crate) use people::{given_letters, is_lone, may_be_one, surname};
pub(crate) use reason::Reason;
pub(crate) use spelling::{acronyms, as_acronym, bare, first_words, key, numbered, sound, undistinguished};

/// A name of the archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Known {
    /// Its row.
    pub no: i64,
    /// What most of its articles take it for.
    pub kind: EntityKind,
    /// As it is written; without the number that tells it from one like it.
    pub name: String,
    /// Whether it was kept apart from another bearer of the same name.
    pub is_apart: bool,
    /// In how many articles it is named.
    pub n: u32,
    /// The row of the name that stands for all that it is joined with.
    pub whole: i64,
}

/// A name that another one may be a form of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Candidate {
    /// The name.
    pub known: Known,
    /// How many articles that give it in full use the other one as well.
    pub called: u32,
}

/// A name, and everything it may be another form of.
#[derive(Debug, Clone)]
pub(crate) struct Question<'q> {
    /// The name.
    pub name: &'q Known,
    /// How many articles call a person, an organisation, a place by these letters.
    pub votes: [u32; 3],
    /// Names of the same letters, taken for something else.
    pub others: &'q [Known],
    /// Names that differ in spelling only, of the same kind.
    pub spelled: &'q [Known],
    /// People whose surname sounds the same.
    pub namesakes: &'q [Candidate],
    /// Names with these initials, of the same kind.
    pub in_full: &'q [Candidate],
    /// In how many articles a role is printed beside it.
    pub n_roles: u32,
    /// Organisations that begin with the same word.
    pub firms: &'q [Candidate],
    /// Others that some article calls by these letters, of any kind.
    pub called: &'q [Candidate],
}

/// What a name was found to be.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Verdict {
    /// The row of the name it is joined to.
    pub to: i64,
    /// Why.
    pub reason: Reason,
    /// How sure that is, 0 to 1.
    pub confidence: f32,
}

/// Compares the company that two names, given by their rows, keep.
pub(crate) type Compare<'c> = dyn FnMut(i64, i64) -> Agreement + 'c;
