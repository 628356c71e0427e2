//! Finds people, organisations and places.

pub(crate) mod lexicon;
pub(crate) mod recogniser;
