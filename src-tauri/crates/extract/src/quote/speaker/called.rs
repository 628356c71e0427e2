//! Whether the article calls somebody by a noun: "the coach" is whom it calls
//! its coach, "the prime minister" not whom it calls deputy prime minister.

use std::ops::Range;

use super::scene::Scene;

/// Whoever has one of these before an office does not hold it.
const LESSER: [&str; 10] =
    ["assistant", "associate", "deputy", "ex", "ex-", "former", "junior", "shadow", "vice", "would-be"];
/// Whoever held an office is called so still.
const ONCE: [&str; 3] = ["ex", "ex-", "former"];
/// What an office is for, beside names: those of one do not hold another.
const FIELDS: [&str; 30] = [
    "agriculture",
    "culture",
    "defence",
    "defense",
    "economics",
    "economy",
    "education",
    "employment",
    "energy",
    "environment",
    "executive",
    "finance",
    "first",
    "foreign",
    "general",
    "health",
    "home",
    "housing",
    "industry",
    "interior",
    "justice",
    "labor",
    "labour",
    "oil",
    "prime",
    "security",
    "sports",
    "trade",
    "transport",
    "transportation",
];

/// Offices with one holder a country, party or firm: who holds one elsewhere
/// is another. A senator is one of a party, and of a state, too.
const SOLE: [&str; 14] = [
    "ambassador",
    "chairman",
    "chancellor",
    "chief",
    "governor",
    "king",
    "leader",
    "mayor",
    "minister",
    "premier",
    "president",
    "prince",
    "queen",
    "secretary",
];

/// A noun that points back, with what stands before it.
pub(super) struct Asked<'a> {
    head: &'a str,
    /// The words between the article and the head, as the text has them.
    before: Vec<&'a str>,
}

impl<'a> Asked<'a> {
    /// `head` alone.
    pub fn bare(head: &'a str) -> Self {
        Self { head, before: Vec::new() }
    }

    /// What `tokens`, which `head` heads, ask for.
    pub fn of(scene: &Scene<'a>, tokens: &Range<usize>, head: &'a str) -> Self {
        let inner = tokens.start + 1..tokens.end;
        let before = inner.take_while(|at| &*scene.lower(*at) != head).map(|at| scene.words.word(at));
        Self { head, before: before.collect() }
    }

    /// Whether what stands before it tells one holder of the office from others.
    pub fn is_telling(&self) -> bool {
        self.before.iter().any(|word| is_telling(word))
    }

    /// Whether the article calls the entity by this noun, in its roles or in
    /// the words directly before or after the name.
    pub fn calls(&self, scene: &Scene<'_>, entity: usize, name: &Range<usize>) -> bool {
        self.any(scene, entity, name, |before| self.allows(before))
    }

    /// Whether it does with a word that tells holders apart ("the French
    /// president", "French President Jean Lee").
    pub fn calls_alike(&self, scene: &Scene<'_>, entity: usize, name: &Range<usize>) -> bool {
        self.any(scene, entity, name, |before| self.allows(before) && self.shares(before))
    }

    /// Whether it calls the entity by the head, whatever stands before it.
    pub fn nearly_calls(&self, scene: &Scene<'_>, entity: usize, name: &Range<usize>) -> bool {
        self.any(scene, entity, name, |_| true)
    }

    fn any(
        &self,
        scene: &Scene<'_>,
        entity: usize,
        name: &Range<usize>,
        fits: impl Fn(&[&str]) -> bool,
    ) -> bool {
        let head_of = |words: &[&str]| match words.split_last() {
            Some((last, before)) => last.to_lowercase() == self.head && fits(before),
            None => false,
        };
        // What stands before the name tells more than the role without a field.
        let words = scene.words;
        let sentence = &words.sentences[words.sentence_of(name.start)].tokens;
        let in_front = (sentence.start.max(name.start.saturating_sub(4))..name.start).rev();
        let in_front = in_front.map(|idx| words.word(idx));
        let mut in_front: Vec<&str> = in_front.take_while(|word| !opens(word)).collect();
        in_front.reverse();
        if in_front.last().is_some_and(|last| last.to_lowercase() == self.head) {
            return head_of(&in_front);
        }
        let in_role = scene.entities[entity].roles.iter().any(|role| {
            let core = role.split([',', ';']).next().unwrap_or_default();
            let core =
                core.split(" of ").next().unwrap_or_default().split(" for ").next().unwrap_or_default();
            head_of(&core.split_whitespace().collect::<Vec<_>>())
        });
        if in_role {
            return true;
        }
        let after = name.end + 1..sentence.end.min(name.end + 7);
        name.end < sentence.end && words.word(name.end) == "," && {
            let after = after.map(|idx| words.word(idx));
            let after = after.take_while(|word| !matches!(*word, "," | "of" | "who" | "for"));
            head_of(&after.collect::<Vec<_>>())
        }
    }

    /// Whether somebody with these words before the noun may be meant.
    fn allows(&self, before: &[&str]) -> bool {
        let asks = |word: &str| self.before.iter().any(|own| own.eq_ignore_ascii_case(word));
        let says = |word: &str| before.iter().any(|own| own.eq_ignore_ascii_case(word));
        let lesser = |word: &&str| LESSER.contains(&&*word.to_lowercase());
        let once = |word: &str| ONCE.contains(&&*word.to_lowercase());
        before.iter().filter(|word| lesser(word)).all(|word| asks(word))
            && self.before.iter().filter(|word| lesser(word)).all(|word| once(word) || says(word))
            && (!SOLE.contains(&self.head)
                || !self.is_telling()
                || !before.iter().any(|word| is_telling(word))
                || self.shares(before))
    }

    /// Whether a word that tells holders apart stands before both.
    fn shares(&self, before: &[&str]) -> bool {
        let telling = self.before.iter().filter(|word| is_telling(word));
        telling.into_iter().any(|word| before.iter().any(|own| own.eq_ignore_ascii_case(word)))
    }
}

/// Whether a word tells one holder of an office from another: a name or a field.
fn is_telling(word: &str) -> bool {
    let is_lesser = || LESSER.contains(&&*word.to_lowercase());
    word.starts_with(char::is_uppercase) && !is_lesser() || FIELDS.contains(&word)
}

/// Whether what stands before a name begins behind this word.
fn opens(word: &str) -> bool {
    !word.starts_with(char::is_alphanumeric)
        || matches!(
            &*word.to_lowercase(),
            "a" | "an" | "the" | "that" | "this" | "and" | "by" | "with" | "of"
        )
}
