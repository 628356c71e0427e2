//! What can be told of a word from the words around it and from the rest of
//! its document.

use std::ops::Range;

use super::{
    hash::{HashedMap, feature, join},
    known::Known,
    statistics::{self, Statistics},
    types::TypeTable,
    word_type::{ALL_CAPITALS, CAPITAL, COMMON, DIGIT, LETTER, WordType},
};
use crate::name::lexicon::{CALENDAR, FUNCTION, Lexicon, Lists};

/// Most words of the sentence begin with a capital, as in a headline.
pub(super) const HEADLINE: u8 = 1;
/// The sentence is written in capitals.
pub(super) const CAPITALS: u8 = 1 << 1;

/// Words with capitals in a row.
#[derive(Debug, Clone)]
pub(super) struct Run {
    pub words: Range<usize>,
    /// All lists its words stand on.
    pub lists: Lists,
}

/// A document's words as the recogniser sees them.
#[derive(Debug)]
pub(super) struct Context<'t> {
    pub types: &'t TypeTable,
    /// Each word's type.
    pub ids: Vec<u32>,
    /// Each word's run, plus one; 0 for none.
    pub run_of: Vec<u32>,
    pub runs: Vec<Run>,
    pub sentences: &'t [Range<usize>],
    /// [`HEADLINE`] and its like, for each sentence.
    pub styles: Vec<u8>,
    /// Entries of several words: lists and position (1 first, 2 inner, 3 last).
    phrases: HashedMap<(Lists, u8)>,
    statistics: Statistics,
}

/// The type of what lies outside a sentence.
const BORDER: WordType = WordType { exact: 1, lower: 1, shape: 1, lists: 0, flags: 0, known: Known::NOTHING };

impl<'t> Context<'t> {
    /// Looks at a document whose words have these types.
    pub fn new(types: &'t TypeTable, ids: Vec<u32>, sentences: &'t [Range<usize>], styles: Vec<u8>) -> Self {
        let mut context = Self {
            types,
            run_of: vec![0; ids.len()],
            ids,
            runs: Vec::new(),
            sentences,
            styles,
            phrases: HashedMap::default(),
            statistics: Statistics::default(),
        };
        for sentence in sentences {
            context.find_runs(sentence.clone());
            context.find_phrases(sentence.clone());
        }
        context.statistics = statistics::gather(&context);
        context
    }

    pub fn word(&self, at: usize) -> &'t WordType {
        self.types.word_type(self.ids[at])
    }

    fn find_runs(&mut self, sentence: Range<usize>) {
        let mut start = None;
        for at in sentence.start..=sentence.end {
            let is_in = at < sentence.end && {
                let word = self.word(at);
                word.is(CAPITAL | LETTER)
                    && !(word.on(FUNCTION) && (at == sentence.start || word.lower == self.types.lone_i))
            };
            match (start, is_in) {
                (None, true) => start = Some(at),
                (Some(first), false) => {
                    let lists = (first..at).fold(0, |lists, at| lists | self.word(at).lists);
                    self.runs.push(Run { words: first..at, lists });
                    self.run_of[first..at].fill(self.runs.len() as u32);
                    start = None;
                }
                _ => {}
            }
        }
    }

    fn find_phrases(&mut self, sentence: Range<usize>) {
        let lexicon = Lexicon::get();
        let mut at = sentence.start;
        while at < sentence.end {
            let word = self.word(at);
            if !word.is(CAPITAL) {
                at += 1;
                continue;
            }
            let key = |at: usize| {
                let word = self.word(at);
                if word.is(ALL_CAPITALS) { word.exact } else { word.lower }
            };
            let found = lexicon.phrase((at..sentence.end).map(key));
            let Some((len, lists)) = found else {
                at += 1;
                continue;
            };
            for inner in 0..len {
                let place = if inner == 0 {
                    1
                } else if inner + 1 == len {
                    3
                } else {
                    2
                };
                self.phrases.insert((at + inner) as u64, (lists, place));
            }
            at += len;
        }
    }

    /// Whether the word at `at` of `sentence` can be part of a name or stands
    /// beside one: only there the surroundings are looked at.
    pub fn is_active(&self, at: usize, sentence: &Range<usize>) -> bool {
        let has_capital = |at: usize| self.word(at).is(CAPITAL);
        has_capital(at)
            || at > sentence.start && has_capital(at - 1)
            || at + 1 < sentence.end && has_capital(at + 1)
    }

    /// The features of the word at `at` that come from its surroundings.
    pub fn features(&self, at: usize, sentence_idx: usize, sink: &mut impl FnMut(u32)) {
        let sentence = &self.sentences[sentence_idx];
        let style = u64::from(self.styles[sentence_idx]);
        let mut tell = |template: u64, value: u64| sink(feature(200 + template, value));
        let near = |offset: isize| match at.checked_add_signed(offset) {
            Some(at) if sentence.contains(&at) => self.word(at),
            _ => &BORDER,
        };
        let (here, before, after) = (near(0), near(-1), near(1));
        tell(5, join(join(before.shape, here.shape), after.shape));
        if before.lists | here.lists != 0 {
            tell(6, join(u64::from(before.lists), join(u64::from(here.lists), here.shape)));
        }
        if here.lists | after.lists != 0 {
            tell(7, join(u64::from(after.lists), join(u64::from(here.lists), here.shape)));
        }
        let [class, class_before, class_after] = [here, before, after].map(middle_class);
        tell(50, join(class_before, join(class, here.shape)));
        tell(51, join(class_after, join(class, here.shape)));
        tell(53, join(u64::from(before.known.fine), here.lower));
        tell(54, join(u64::from(after.known.fine), here.lower));
        let is_first = u64::from(at == sentence.start);
        tell(11, join(join(is_first, style), join(u64::from(here.flags), here.shape)));
        if style != 0 {
            tell(12, join(style, join(u64::from(here.lists), u64::from(here.flags))));
        }
        if !here.is(CAPITAL) {
            return;
        }
        if let Some((lists, place)) = self.phrases.get(&(at as u64)) {
            tell(13, join(u64::from(*lists), u64::from(*place)));
        }
        self.statistics_of(here, &mut tell);
        if self.run_of[at] != 0 {
            self.run_features(at, sentence, &mut tell);
        }
    }

    fn statistics_of(&self, here: &WordType, tell: &mut impl FnMut(u64, u64)) {
        let known = self.statistics.of(here);
        let known_as = u64::from(here.flags & (COMMON | ALL_CAPITALS | DIGIT));
        let mut rest = known;
        while rest != 0 {
            tell(20, join(u64::from(rest.trailing_zeros()), known_as));
            rest &= rest - 1;
        }
        tell(21, join(u64::from(known), known_as));
        let kinds = here.lists & !(FUNCTION | CALENDAR);
        tell(22, join(u64::from(known & statistics::TELLING), u64::from(kinds)));
    }

    fn run_features(&self, at: usize, sentence: &Range<usize>, tell: &mut impl FnMut(u64, u64)) {
        let run = &self.runs[self.run_of[at] as usize - 1];
        let Range { start, end } = run.words;
        let len = (end - start).min(5) as u64;
        let place = (at - start).min(3) as u64 * 8 + (end - 1 - at).min(3) as u64;
        let (first, last) = (self.word(start), self.word(end - 1));
        let outside = |at: Option<usize>| match at {
            Some(at) if sentence.contains(&at) => self.word(at),
            _ => &BORDER,
        };
        let before = outside(start.checked_sub(1));
        let after = outside(Some(end));
        let [class_first, class_last] = [first, last].map(middle_class);
        let [class_before, class_after] = [before, after].map(middle_class);
        tell(62, join(class_first, join(class_last, place)));
        tell(65, join(class_before, join(class_last, place)));
        tell(66, join(class_after, join(class_last, place)));
        tell(33, join(before.lower, join(len, u64::from(at == start))));
        tell(34, join(after.lower, join(len, u64::from(at + 1 == end))));
        tell(36, join(u64::from(run.lists), place));
        tell(37, join(join(u64::from(first.lists), u64::from(last.lists)), place));
        tell(38, join(u64::from(before.lists), join(u64::from(last.lists), len)));
        tell(39, join(u64::from(after.lists), join(u64::from(last.lists), len)));
    }
}

/// The middle class of `word`, the one that goes with other words.
fn middle_class(word: &WordType) -> u64 {
    u64::from(word.known.middle)
}
