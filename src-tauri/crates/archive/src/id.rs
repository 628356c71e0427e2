//! The ids of articles, entities and quotations: 16 lower-case hex digits.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// A text that should be an id and is none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an id (16 lower-case hex digits): {0}")]
pub struct InvalidId(pub String);

/// Reads 16 lower-case hex digits.
fn parse(text: &str) -> Result<u64, InvalidId> {
    let digits_ok = text.len() == 16 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    match u64::from_str_radix(text, 16) {
        Ok(number) if digits_ok => Ok(number),
        _ => Err(InvalidId(text.to_owned())),
    }
}

/// The first 8 bytes of the SHA-256 of `parts` with a line feed between them.
fn hash(parts: &[&[u8]]) -> u64 {
    let mut hasher = Sha256::new();
    for (idx, part) in parts.iter().enumerate() {
        if idx > 0 {
            hasher.update(b"\n");
        }
        hasher.update(part);
    }
    let digest = hasher.finalize();
    digest[..8].iter().fold(0, |number, byte| number << 8 | u64::from(*byte))
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(u64);

        impl $name {
            /// The id with this number.
            #[must_use]
            pub const fn from_number(number: u64) -> Self {
                Self(number)
            }

            /// The number that the hex digits spell, as stores and indexes keep it.
            #[must_use]
            pub const fn number(self) -> u64 {
                self.0
            }

            /// The number as SQLite keeps it: the same 64 bits, signed.
            #[must_use]
            pub const fn sql(self) -> i64 {
                self.0.cast_signed()
            }

            /// The id that SQLite keeps as `number`.
            #[must_use]
            pub const fn from_sql(number: i64) -> Self {
                Self(number.cast_unsigned())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{:016x}", self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;
            fn from_str(text: &str) -> Result<Self, InvalidId> {
                parse(text).map(Self)
            }
        }

        impl TryFrom<String> for $name {
            type Error = InvalidId;
            fn try_from(text: String) -> Result<Self, InvalidId> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> String {
                id.to_string()
            }
        }
    };
}

id! {
    /// Names an article; given at first import and never changed.
    ArticleId
}

id! {
    /// Names a person, organisation or place of the whole archive.
    EntityId
}

id! {
    /// Names a bookmark; given when it is made and never changed.
    BookmarkId
}

id! {
    /// Names a correction; the same for every correction of the same thing.
    CorrectionId
}

id! {
    /// Names a quotation; the same words of the same article keep it when
    /// extraction runs again.
    QuotationId
}

impl ArticleId {
    /// The id a new article gets: a hash of what tells it from others.
    #[must_use]
    pub fn first(parts: &[&[u8]]) -> Self {
        Self(hash(parts))
    }
}

impl BookmarkId {
    /// The id a new bookmark gets: a hash of what tells it from others.
    #[must_use]
    pub fn first(parts: &[&[u8]]) -> Self {
        Self(hash(parts))
    }
}

impl CorrectionId {
    /// The id of the correction of what `parts` tell.
    #[must_use]
    pub fn of(parts: &[&[u8]]) -> Self {
        Self(hash(parts))
    }
}

impl EntityId {
    /// The id of the entity of kind `kind` whose name is `name`, case and accents folded.
    #[must_use]
    pub fn of(kind: backfile_extract::EntityKind, name: &str) -> Self {
        Self(hash(&[kind.as_str().as_bytes(), backfile_article::fold(name).as_bytes()]))
    }
}

impl QuotationId {
    /// The id of the `nth` quotation (from 0) of `article` that has these words.
    #[must_use]
    pub fn of(article: ArticleId, words: &str, nth: u32) -> Self {
        Self(hash(&[&article.0.to_be_bytes(), words.as_bytes(), &nth.to_be_bytes()]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_sixteen_lower_case_hex_digits() {
        let id = ArticleId::from_number(0xab);
        assert_eq!(id.to_string(), "00000000000000ab");
        assert_eq!("00000000000000ab".parse(), Ok(id));
        assert_eq!(ArticleId::from_sql(ArticleId::from_number(u64::MAX).sql()).number(), u64::MAX);
        for text in ["", "ab", "00000000000000AB", "+0000000000000ab", "000000000000000ab"] {
            assert!(text.parse::<ArticleId>().is_err(), "{text}");
        }
    }

    #[test]
    fn an_entity_is_its_kind_and_its_folded_name() {
        use backfile_extract::EntityKind::{Person, Place};
        assert_eq!(EntityId::of(Person, "Renée  Ålund"), EntityId::of(Person, "renee alund"));
        assert_ne!(EntityId::of(Person, "Elm"), EntityId::of(Place, "Elm"));
    }
}
