//! Each different word, looked at once.

use std::{mem, ops::Range};

use super::{
    context::{CAPITALS, HEADLINE},
    hash::{HashedMap, join, of_bytes},
    model::CommonWords,
    word_type::{WordType, plain},
};
use crate::{
    name::lexicon::{Lexicon, is_acronym, lower_key},
    token::Told,
};

/// The types of the words met so far.
#[derive(Debug)]
pub(super) struct TypeTable {
    ids: HashedMap<u32>,
    types: Vec<WordType>,
    /// What is told of the words as they are written.
    told: Vec<Told>,
    /// Which were met again since they were looked at, or since words were
    /// last forgotten: apart, for it is written at every word.
    met: Vec<bool>,
    /// The words as looked at: marks plain, shouted words in small letters.
    words: Vec<Box<str>>,
    /// Key of "I".
    pub lone_i: u64,
}

impl Default for TypeTable {
    fn default() -> Self {
        Self {
            ids: HashedMap::default(),
            types: Vec::new(),
            told: Vec::new(),
            met: Vec::new(),
            words: Vec::new(),
            lone_i: lower_key("i"),
        }
    }
}

impl TypeTable {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.types.len()
    }

    /// The type numbered `id`.
    pub fn word_type(&self, id: u32) -> &WordType {
        &self.types[id as usize]
    }

    /// The word numbered `id`.
    pub fn word(&self, id: u32) -> &str {
        &self.words[id as usize]
    }

    /// What is told of the words of the type numbered `id`; lists hold them as
    /// they are written.
    pub fn told(&self, id: u32) -> Told {
        self.told[id as usize]
    }

    /// Forgets the types met once only and numbers the others anew, in order;
    /// returns which were kept.
    pub fn forget(&mut self) -> Vec<bool> {
        let kept = mem::take(&mut self.met);
        keep(&mut self.types, &kept);
        keep(&mut self.told, &kept);
        keep(&mut self.words, &kept);
        let mut next = 0;
        let numbers: Vec<Option<u32>> = kept
            .iter()
            .map(|kept| {
                let number = kept.then_some(next);
                next += u32::from(*kept);
                number
            })
            .collect();
        self.ids.retain(|_, id| match numbers[*id as usize] {
            Some(number) => {
                *id = number;
                true
            }
            None => false,
        });
        self.met.resize(self.types.len(), false);
        kept
    }

    /// The number of `word`'s type in a sentence of `style`.
    pub fn id(&mut self, word: &str, style: u8, common: &CommonWords) -> u32 {
        let shouted = style & CAPITALS;
        let key = join(of_bytes(word.as_bytes()), u64::from(shouted));
        if let Some(id) = self.ids.get(&key) {
            self.met[*id as usize] = true;
            return *id;
        }
        let plain = plain(word);
        let mut seen = plain.as_deref().unwrap_or(word).to_owned();
        if shouted != 0 && is_shouted(&seen) {
            let mut chars = seen.chars();
            seen = chars.next().into_iter().chain(chars.flat_map(char::to_lowercase)).collect();
        }
        let id = self.types.len() as u32;
        let word_type = WordType::of(&seen, common);
        let told = Told::of(word, Lexicon::get().lists_of(word), word_type.known);
        self.types.push(word_type);
        self.told.push(told);
        self.met.push(false);
        self.words.push(seen.into_boxed_str());
        self.ids.insert(key, id);
        id
    }
}

/// Keeps of `list` what `kept` says.
pub(super) fn keep<T>(list: &mut Vec<T>, kept: &[bool]) {
    let mut kept = kept.iter();
    list.retain(|_| kept.next().is_none_or(|kept| *kept));
}

/// Whether `word` is in capitals only because its sentence is.
fn is_shouted(word: &str) -> bool {
    is_acronym(word) && !word.contains('.') && Lexicon::get().word(of_bytes(word.as_bytes()), 0) == 0
}

/// The style of the sentence at `sentence`: how its words use capitals.
pub(super) fn style(words: &[&str], sentence: &Range<usize>) -> u8 {
    let (mut n_words, mut n_capital, mut n_shouted) = (0, 0, 0);
    for word in &words[sentence.clone()] {
        let mut chars = word.chars();
        let Some(first) = chars.next().filter(|ch| ch.is_alphabetic()) else { continue };
        // "of" and "to" are small in headlines too
        if word.len() < 4 && first.is_lowercase() {
            continue;
        }
        n_words += 1;
        n_capital += usize::from(first.is_uppercase());
        n_shouted += usize::from(word.len() > 1 && !word.chars().any(char::is_lowercase));
    }
    if n_words >= 2 && n_shouted * 5 >= n_words * 4 {
        CAPITALS
    } else if n_words >= 4 && n_capital * 10 >= n_words * 9 {
        HEADLINE
    } else {
        0
    }
}
