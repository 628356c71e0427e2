//! Finds the best labels of each sentence.

use std::{ops::Range, sync::OnceLock};

use super::{
    context::Context,
    label::{N_LABELS, NameKind, Part, kind_and_part},
    look_at,
    model::{Model, ROW},
    steps::{Ahead, ahead_by, closed},
    types::{TypeTable, keep},
    word_type::{N_VIEWS, VIEWS, lower_case},
};
use crate::token::Told;

/// A name: words of one sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// Its words, as indices into the document's.
    pub words: Range<usize>,
    /// What it is.
    pub kind: NameKind,
}

/// How many different words are remembered before those met once are forgotten:
/// somewhat fewer than double the room that tables and lists take.
const MAX_TYPES: usize = 56_000;

/// Marks names; remembers the words it has met, so one serves many documents.
#[derive(Debug)]
pub struct Recogniser<'m> {
    model: &'m Model<'m>,
    types: TypeTable,
    /// For each type, what it adds to the scores in each view.
    views: Vec<[Ahead; N_VIEWS]>,
}

impl Recogniser<'static> {
    /// One with the model that ships.
    #[must_use]
    pub fn shipped() -> Self {
        static MODEL: OnceLock<Model<'static>> = OnceLock::new();
        Self::new(MODEL.get_or_init(|| Model::from_bytes(Self::shipped_bytes()).unwrap_or_else(Model::empty)))
    }

    /// The file of the model that ships.
    #[must_use]
    pub fn shipped_bytes() -> &'static [u8] {
        /// Puts the bytes where a line of a cache begins.
        #[repr(align(64))]
        struct Aligned<B: ?Sized>(B);
        static FILE: &Aligned<[u8]> = &Aligned(*include_bytes!("../../../model/names.bin"));
        &FILE.0
    }
}

impl<'m> Recogniser<'m> {
    /// One with this model.
    #[must_use]
    pub fn new(model: &'m Model<'m>) -> Self {
        Self { model, types: TypeTable::default(), views: Vec::new() }
    }

    /// Whether `word` is a common one when written small.
    #[must_use]
    pub fn is_common(&self, word: &str) -> bool {
        self.model.common.contains(crate::name::lexicon::lower_key(word))
    }

    /// The names in a document, in order.
    #[must_use]
    pub fn names(&mut self, words: &[&str], sentences: &[Range<usize>]) -> Vec<Name> {
        self.names_and_told(words, sentences).0
    }

    /// The names in a document, in order, and what is told of each word.
    pub(in crate::name) fn names_and_told(
        &mut self,
        words: &[&str],
        sentences: &[Range<usize>],
    ) -> (Vec<Name>, Vec<Told>) {
        let mut names = Vec::new();
        let (labels, told) = self.labels_and_told(words, sentences);
        for sentence in sentences {
            let mut start = sentence.start;
            for at in sentence.clone() {
                let Some((kind, part)) = kind_and_part(labels[at]) else { continue };
                if matches!(part, Part::First | Part::Only) {
                    start = at;
                }
                if matches!(part, Part::Last | Part::Only) {
                    names.push(Name { words: start..at + 1, kind });
                }
            }
        }
        (names, told)
    }

    /// The labels of a document's words.
    #[must_use]
    pub fn labels(&mut self, words: &[&str], sentences: &[Range<usize>]) -> Vec<u8> {
        self.labels_and_told(words, sentences).0
    }

    fn labels_and_told(&mut self, words: &[&str], sentences: &[Range<usize>]) -> (Vec<u8>, Vec<Told>) {
        if self.types.len() > MAX_TYPES {
            keep(&mut self.views, &self.types.forget());
            if self.types.len() > MAX_TYPES / 4 * 3 {
                self.types = TypeTable::default();
                self.views.clear();
            }
        }
        let (ids, styles) = look_at(words, sentences, &mut self.types, &self.model.common);
        let mut chars = Vec::new();
        for id in self.views.len()..self.types.len() {
            self.views.push(views_of(self.model, &self.types, id as u32, &mut chars));
        }
        let told = ids.iter().map(|id| self.types.told(*id)).collect();
        let context = Context::new(&self.types, ids, sentences, styles);
        let mut labels = vec![0; words.len()];
        let mut scores = Vec::new();
        let mut best = Vec::new();
        for (sentence_idx, sentence) in sentences.iter().enumerate() {
            scores.clear();
            scores.extend(sentence.clone().map(|at| self.scores(&context, at, sentence_idx)));
            viterbi(self.model, &scores, &mut best, &mut labels[sentence.clone()]);
        }
        (labels, told)
    }

    fn scores(&self, context: &Context<'_>, at: usize, sentence_idx: usize) -> Ahead {
        let sentence = &context.sentences[sentence_idx];
        let mut scores = [0_i16; ROW];
        for (view, offset) in VIEWS.into_iter().enumerate() {
            if let Some(seen) = at.checked_add_signed(offset).filter(|seen| sentence.contains(seen)) {
                let adds = &self.views[context.ids[seen] as usize][view];
                scores.iter_mut().zip(adds).for_each(|(score, add)| *score = score.saturating_add(*add));
            }
        }
        if context.is_active(at, sentence) {
            let mut features = [0; 96];
            let mut n_features = 0;
            context.features(at, sentence_idx, &mut |feature| {
                if let Some(place) = features.get_mut(n_features) {
                    *place = feature;
                    n_features += 1;
                }
            });
            self.model.add_all(&features[..n_features], &mut scores);
        }
        scores
    }
}

fn views_of(model: &Model<'_>, types: &TypeTable, id: u32, chars: &mut Vec<char>) -> [Ahead; N_VIEWS] {
    let word = types.word(id);
    lower_case(word, chars);
    let mut found = Vec::with_capacity(64);
    std::array::from_fn(|view| {
        let mut scores = [0; ROW];
        found.clear();
        types.word_type(id).features(word, chars, view, &mut |feature| found.push(feature));
        model.add_all(&found, &mut scores);
        scores
    })
}

/// The best labels for `scores`. `best` is room for what each label is ahead of
/// "no name" at each word.
fn viterbi(model: &Model<'_>, scores: &[Ahead], best: &mut Vec<Ahead>, labels: &mut [u8]) {
    best.clear();
    let Some((first, rest)) = scores.split_first() else { return };
    let mut here = ahead(&model.steps.first, 0, first);
    best.push(here);
    for score in rest {
        let (next, outside) = model.steps.next(&here);
        here = ahead(&next, outside, score);
        best.push(here);
    }
    let weights = &model.transitions;
    let total = |label: &usize| i32::from(ahead_by(&here, *label)) + i32::from(weights[*label][N_LABELS]);
    let mut label = closed().max_by_key(total).unwrap_or_default();
    for (at, place) in labels.iter_mut().enumerate().rev() {
        *place = label as u8;
        if let Some(before) = at.checked_sub(1) {
            label = model.steps.label_before(&best[before], label, weights);
        }
    }
}

/// The sum of ways and scores, as far as each label is ahead of "no name", to
/// which the best way is `outside`: so it stays small however long a sentence
/// is.
fn ahead(best: &Ahead, outside: i16, score: &Ahead) -> Ahead {
    std::array::from_fn(|place| best[place].saturating_add(score[place]).saturating_sub(outside))
}

#[cfg(test)]
mod tests {
    use super::{
        super::{Weights, may_follow},
        *,
    };

    /// Numbers that look like chance, from -100 to 100.
    fn numbers(seed: u32) -> impl FnMut() -> i16 {
        let mut state = seed;
        move || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            ((state >> 16) % 201) as i16 - 100
        }
    }

    #[test]
    fn the_labels_are_the_best_of_all() {
        for seed in 0..12 {
            let mut number = numbers(seed);
            let mut transitions = [[0; N_LABELS + 1]; N_LABELS + 1];
            transitions.iter_mut().flatten().for_each(|weight| *weight = number());
            let bytes = Weights { transitions, ..Weights::default() }.to_bytes().unwrap();
            let model = Model::from_bytes(&bytes).unwrap();
            let mut scores = [[0; ROW]; 4];
            scores.iter_mut().flatten().for_each(|score| *score = number());
            let total = |labels: &[u8]| {
                let way: Vec<Option<u8>> =
                    [None].into_iter().chain(labels.iter().copied().map(Some)).chain([None]).collect();
                let at = |label: Option<u8>| label.map_or(N_LABELS, usize::from);
                let steps = way.windows(2).map(|pair| {
                    may_follow(pair[0], pair[1]).then(|| i32::from(transitions[at(pair[0])][at(pair[1])]))
                });
                let own = labels.iter().zip(&scores);
                let own = own.map(|(label, row)| i32::from(ahead_by(row, usize::from(*label))));
                steps.sum::<Option<i32>>().map(|steps| steps + own.sum::<i32>())
            };
            let n_labels = N_LABELS as u32;
            let all = (0..n_labels.pow(4))
                .map(|number| [0, 1, 2, 3].map(|place| (number / n_labels.pow(place) % n_labels) as u8));
            let best = all.filter_map(|labels| total(&labels)).max();
            let mut labels = [0; 4];
            viterbi(&model, &scores, &mut Vec::new(), &mut labels);
            assert_eq!(total(&labels), best, "{seed} {labels:?}");
        }
    }

    #[test]
    fn words_that_were_forgotten_are_told_the_same() {
        let text = ["Ada", "Vance", "met", "Owen", "Pell", "of", "the", "Elm", "Bank", "in", "Geneva", "."];
        let whole = vec![0..6, 6..text.len()];
        let mut recogniser = Recogniser::shipped();
        let first = recogniser.names_and_told(&text, &whole);
        for round in 0..3 {
            let words: Vec<String> = (0..MAX_TYPES).map(|at| format!("W{round}x{at}")).collect();
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            assert!(recogniser.labels(&words, &[0..9, 9..words.len()]).len() > MAX_TYPES / 2);
            // Met twice in every other round, its words are sometimes kept and sometimes not.
            assert_eq!(recogniser.names_and_told(&text, &whole), first, "round {round}");
            if round != 1 {
                assert_eq!(recogniser.names_and_told(&text, &whole), first, "round {round}");
            }
        }
        assert!(recogniser.types.len() < 2 * MAX_TYPES, "{}", recogniser.types.len());
    }
}
