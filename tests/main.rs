//! End-to-end tests of the headless core, and rules of the house.
//!
//! | module | what it holds |
//! | --- | --- |
//! | `layers` | which crate may use which; no window below the shell |
//! | `house` | rules for the sources that no other tool checks |
//! | `sample` | the sample archive, from files to who said what |
//! | `travel` | ids and bookmarks when sources and archives move |
//! | `real_article` | a real article, where it is at hand |

#![allow(missing_docs, clippy::unwrap_used)]

mod house;
mod layers;
mod place;
mod real_article;
mod sample;
mod travel;
