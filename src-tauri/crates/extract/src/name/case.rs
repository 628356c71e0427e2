//! What a case at law is called after: "Roe v. Wade" names nobody who acts.

use super::Found;
use crate::{EntityKind, token::Words};

/// Drops the lone surnames on both sides of "v.", and people drawn over it; a
/// firm ends before it. A party whom the text names in full is marked again as
/// a repeat of that name.
pub(super) fn drop_parties(words: &Words<'_>, found: &mut Vec<Found>) {
    let is_versus = |at: usize| at < words.tokens.len() && words.word(at) == "v.";
    found.retain_mut(|name| {
        let beside = is_versus(name.words.end) || name.words.start.checked_sub(1).is_some_and(is_versus);
        let inside = name.words.clone().find(|at| is_versus(*at));
        if name.kind == EntityKind::Person {
            return inside.is_none() && !(beside && name.words.len() == 1);
        }
        name.words.end = inside.unwrap_or(name.words.end);
        !name.words.is_empty()
    });
}

#[cfg(test)]
mod tests {
    use crate::{Document, EntityKind, extract};

    /// The people of `text`.
    fn people(text: &str) -> Vec<String> {
        let found = extract(&Document::plain(text, None)).entities;
        found
            .into_iter()
            .filter(|entity| entity.kind == EntityKind::Person)
            .map(|entity| entity.name)
            .collect()
    }

    #[test]
    fn parties_of_a_case_are_nobody() {
        let text = "The court overturned Orr v. Wexler on Friday, and Judge Ann Lee said Orr v. Wexler was settled law.";
        assert_eq!(people(text), ["Ann Lee"]);
        let text = "In Walden Stores v. Dukes, which denied class-action status, the court said no.";
        assert!(people(text).is_empty(), "{:?}", people(text));
    }

    #[test]
    fn a_party_named_in_full_stays() {
        let text = "Peter Doyle sued the town in May. Doyle v. Elm was decided on Friday. Doyle smiled.";
        assert_eq!(people(text), ["Peter Doyle"]);
    }
}
