//! What is known of words before any text is read: the class a word falls
//! into by the company it keeps in very many texts, and how common it is as a
//! surname or first name.
//!
//! The table is made by `backfile-eval word-classes` and read where it lies in
//! the program: nothing is built at start. It holds hashes of words, no words.

use std::sync::OnceLock;

const MAGIC: &[u8; 8] = b"BFWORDS1";

/// Fine classes, 0 for a word without one.
pub const N_CLASSES: usize = 256;

/// Bits of a word's key that choose its bucket; the rest lie in its entry.
const BUCKET_BITS: u32 = 14;
const REST_BITS: u32 = 32 - BUCKET_BITS;
const N_BUCKETS: usize = 1 << BUCKET_BITS;

/// What is known of a word; all zero for nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Known {
    /// Its class, 1 to 255.
    pub fine: u8,
    /// The wider class that class lies in.
    pub middle: u8,
    /// The widest class.
    pub coarse: u8,
    /// How common it is as a surname: 1 for the thousand commonest, 2 for the
    /// ten thousand commonest, 3 for the others.
    pub surname: u8,
    /// How common it is as a first name: 1 and 2 of men (the three hundred
    /// commonest, others), 3 and 4 of women (the five hundred commonest,
    /// others), 5 and 6 of both (common, or not, for men).
    pub first_name: u8,
}

impl Known {
    /// Of a word that is not in the table.
    pub(super) const NOTHING: Self = Self { fine: 0, middle: 0, coarse: 0, surname: 0, first_name: 0 };

    /// What is known of the word with this key (see `lower_key`).
    pub(crate) fn of(lower: u64) -> Self {
        static TABLE: OnceLock<Option<KnownWords<'static>>> = OnceLock::new();
        let bytes = include_bytes!("../../../model/words.bin");
        let table = TABLE.get_or_init(|| KnownWords::from_bytes(bytes));
        table.as_ref().map(|table| table.get((lower >> 32) as u32)).unwrap_or(Self::NOTHING)
    }
}

/// The table as it lies in its file.
#[derive(Debug)]
pub struct KnownWords<'b> {
    /// Middle and coarse class of each fine one.
    wider: &'b [[u8; 2]],
    /// Where each bucket's entries begin, and one more for the end.
    starts: &'b [[u8; 4]],
    /// Rest of the key, class, surname, first name; sorted within a bucket.
    entries: &'b [[u8; 4]],
}

impl<'b> KnownWords<'b> {
    /// Reads the file form; none if it is damaged.
    #[must_use]
    pub fn from_bytes(bytes: &'b [u8]) -> Option<Self> {
        let bytes = bytes.strip_prefix(MAGIC)?;
        let (wider, bytes) = bytes.split_at_checked(N_CLASSES * 2)?;
        let (starts, entries) = bytes.split_at_checked((N_BUCKETS + 1) * 4)?;
        let (wider, starts) = (wider.as_chunks().0, starts.as_chunks().0);
        let (entries, rest) = entries.as_chunks();
        let bounds = || starts.iter().map(|start| u32::from_le_bytes(*start) as usize);
        let is_whole = rest.is_empty() && bounds().is_sorted() && bounds().next_back() == Some(entries.len());
        is_whole.then_some(Self { wider, starts, entries })
    }

    /// What is known of the word with this key (see `common_key`).
    #[must_use]
    pub fn get(&self, key: u32) -> Known {
        let bucket = (key >> REST_BITS) as usize;
        let start = |bucket: usize| u32::from_le_bytes(self.starts[bucket]) as usize;
        let entries = &self.entries[start(bucket)..start(bucket + 1)];
        let rest = key & ((1 << REST_BITS) - 1);
        let rest_of = |entry: &[u8; 4]| u32::from_le_bytes(*entry) >> (32 - REST_BITS);
        let Ok(at) = entries.binary_search_by_key(&rest, rest_of) else { return Known::NOTHING };
        let entry = u32::from_le_bytes(entries[at]);
        let fine = (entry & 0xff) as u8;
        let [middle, coarse] = self.wider[usize::from(fine)];
        Known { fine, middle, coarse, surname: (entry >> 8 & 3) as u8, first_name: (entry >> 10 & 7) as u8 }
    }
}

/// The file form of `words`, by key (see `common_key`), where `wider` holds
/// the middle and the coarse class of each fine one. Of a word only
/// `fine`, `surname` and `first_name` are written.
#[must_use]
pub fn known_words_file(
    words: &std::collections::BTreeMap<u32, Known>,
    wider: &[[u8; 2]; N_CLASSES],
) -> Vec<u8> {
    let mut bytes = MAGIC.to_vec();
    bytes.extend(wider.as_flattened());
    let mut starts = vec![0_u32; N_BUCKETS + 1];
    for key in words.keys() {
        starts[(key >> REST_BITS) as usize + 1] += 1;
    }
    let mut total = 0;
    for start in &mut starts {
        total += *start;
        bytes.extend(total.to_le_bytes());
    }
    for (key, known) in words {
        let told =
            u32::from(known.fine) | u32::from(known.surname & 3) << 8 | u32::from(known.first_name & 7) << 10;
        bytes.extend((key << BUCKET_BITS | told).to_le_bytes());
    }
    bytes
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn file() -> (BTreeMap<u32, Known>, Vec<u8>) {
        let mut wider = [[0; 2]; N_CLASSES];
        wider[7] = [3, 2];
        wider[255] = [64, 16];
        let known = |fine: u8, surname, first_name| {
            let [middle, coarse] = wider[usize::from(fine)];
            Known { fine, middle, coarse, surname, first_name }
        };
        let words = BTreeMap::from([
            (0, known(7, 0, 0)),
            (5, known(0, 3, 6)),
            ((1 << REST_BITS) - 1, known(255, 1, 0)),
            (1 << REST_BITS, known(7, 2, 4)),
            (u32::MAX, known(255, 3, 6)),
        ]);
        let bytes = known_words_file(&words, &wider);
        (words, bytes)
    }

    #[test]
    fn a_file_gives_back_what_was_written_and_nothing_for_other_words() {
        let (words, bytes) = file();
        let table = KnownWords::from_bytes(&bytes).unwrap();
        for (key, known) in &words {
            assert_eq!(table.get(*key), *known, "{key}");
        }
        for key in [1, 4, 6, (1 << REST_BITS) + 1, u32::MAX - 1] {
            assert_eq!(table.get(key), Known::default(), "{key}");
        }
    }

    #[test]
    fn a_damaged_file_is_refused() {
        let (_, bytes) = file();
        for len in (0..600).chain(bytes.len() - 8..bytes.len()) {
            assert!(KnownWords::from_bytes(&bytes[..len]).is_none(), "{len} bytes");
        }
        let mut torn = bytes;
        torn[8 + N_CLASSES * 2] = 0xff;
        assert!(KnownWords::from_bytes(&torn).is_none());
    }

    #[test]
    fn the_table_that_ships_knows_names() {
        let known = |word| Known::of(crate::name::lexicon::lower_key(word));
        assert_eq!(known("Smith").surname, 1);
        assert_ne!(known("Patricia").first_name, 0);
        assert_eq!(known("Paris").fine, known("paris").fine);
        assert_ne!(known("said").fine, 0);
        assert_eq!(known("Qzxvwk"), Known::NOTHING);
    }
}
