//! Whom "he" means in words in marks beside speech that they hold.

use super::{Found, Way};

/// Settles who says the words that `outer` tells: "he" is not `outer`.
pub(super) fn settle(outer: Option<usize>, found: &mut Found) {
    let pronoun = matches!(found.way, Way::Pronoun | Way::DoubtfulPronoun);
    if pronoun && found.entity.is_some() && found.entity == outer {
        *found = Found { entity: None, also: Vec::new(), way: Way::Untraced, ..found.clone() };
    }
}
