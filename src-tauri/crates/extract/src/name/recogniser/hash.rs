//! Hashes of words and features: fixed, so that a model fits every machine.

use std::hash::{BuildHasherDefault, Hasher};

const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;

/// Spreads the bits of `value`.
#[inline]
pub(super) const fn mix(value: u64) -> u64 {
    let value = (value ^ (value >> 32)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    value ^ (value >> 29)
}

/// The two values as one.
#[inline]
pub(crate) const fn join(first: u64, second: u64) -> u64 {
    mix(first.rotate_left(23).wrapping_mul(GOLDEN) ^ second)
}

/// The hash of some bytes.
#[inline]
pub(crate) fn of_bytes(bytes: &[u8]) -> u64 {
    let mut hash = GOLDEN ^ bytes.len() as u64;
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        let chunk = u64::from_le_bytes(chunk.try_into().unwrap_or_default());
        hash = (hash ^ chunk).wrapping_mul(GOLDEN).rotate_left(29);
    }
    let mut tail = 0_u64;
    for byte in chunks.remainder() {
        tail = tail << 8 | u64::from(*byte);
    }
    mix((hash ^ tail).wrapping_mul(GOLDEN))
}

/// The number of a feature: which question (`template`), and its answer.
#[inline]
pub(super) const fn feature(template: u64, value: u64) -> u32 {
    (mix(value ^ template.wrapping_mul(GOLDEN)) >> 32) as u32
}

/// A map from texts of a document; it lives no longer than that is looked at.
pub(crate) type TextMap<'w, V> = std::collections::HashMap<&'w str, V, BuildHasherDefault<OfText>>;

/// A set of texts of a document.
pub(crate) type TextSet<'w> = std::collections::HashSet<&'w str, BuildHasherDefault<OfText>>;

/// A map that lives no longer than a document is looked at.
pub(crate) type QuickMap<K, V> = std::collections::HashMap<K, V, BuildHasherDefault<OfText>>;

/// A set that lives no longer than a document is looked at.
pub(crate) type QuickSet<K> = std::collections::HashSet<K, BuildHasherDefault<OfText>>;

/// Hashes texts, and what stands beside them in a key.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct OfText(u64);

impl Hasher for OfText {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        self.0 = join(self.0, of_bytes(bytes));
    }
    fn write_u8(&mut self, _end: u8) {
        // ends a text, whose length `of_bytes` tells already
    }
    fn write_usize(&mut self, value: usize) {
        self.0 = join(self.0, value as u64);
    }
}

/// A map whose keys are hashes already.
pub(crate) type HashedMap<V> = std::collections::HashMap<u64, V, BuildHasherDefault<Plain>>;

/// Takes the key as its own hash.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Plain(u64);

impl Hasher for Plain {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        self.0 = of_bytes(bytes);
    }
    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}
