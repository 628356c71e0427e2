//! Learns the quotation model from articles annotated by hand.
//!
//! Called by `backfile-eval train-quotes`; nothing of it runs in the window.
//! The model holds weights over hashed features and hashes of counted cue
//! words, never text.

mod confidence;
mod learn;
mod ranking;

use std::collections::HashMap;

use backfile_article::Span;

use super::{
    argument::{
        Between, CueFrame, argument_features, between, class_features, distance_features, unit_features,
    },
    features::{View, cue_features, may_be_cue, stretch_features, window},
    marks::Stretch,
    model::{
        AFTER, ARGUMENT_BITS, CONFIDENCE_BITS, CUE_BITS, Model, OUT, RANKER_BITS, SAID, SAID_ON, SPEAKER,
        SPEAKER_ON, STRETCH_BITS, sureness,
    },
    outlook::Outlook,
    path::Steps,
    read::Reading,
    unit::{PERSON, Unit, Units, hash_word},
    weights::{ByHash, Weights, mix},
};
use crate::{Document, Extraction, SectionKind, token::Words};
use learn::{Example, LOOSE, ORDERS, Plan, Sequence, field, logistic};

/// An annotated quotation; byte offsets.
#[derive(Debug, Clone)]
pub struct LessonQuote {
    /// What was said.
    pub span: Span,
    /// The phrase that names the speaker.
    pub speaker: Option<Span>,
    /// The name of the speaker, where it is known.
    pub name: Option<String>,
    /// Whether the name was guessed from who spoke before, not read.
    pub guessed: bool,
    /// The words that attribute it.
    pub cue: Option<Span>,
    /// Whether it teaches: 1 yes, 0 it is to be overlooked, −1 it is no speech.
    pub teaches: i8,
}

/// An annotated article.
#[derive(Debug, Clone)]
pub struct Lesson {
    /// The whole text.
    pub text: String,
    /// Its quotations.
    pub quotes: Vec<LessonQuote>,
    /// Stretches between marks, and whether each is a quotation.
    pub stretches: Vec<(Span, bool)>,
}

/// Learns a model; returns the bytes to ship.
#[must_use]
pub fn quotation_model(lessons: &[Lesson]) -> Vec<u8> {
    let names: Vec<_> =
        lessons.iter().map(|lesson| crate::names_of(&Document::plain(&lesson.text, None))).collect();
    let all: Vec<Studied<'_>> = lessons.iter().zip(&names).collect();
    let (confidence, certain) = confidence::learn(&all);
    Model { confidence, certain, ..attributions(&all, ORDERS) }.write()
}

/// An annotated article with its words and names.
type Studied<'a> = (&'a Lesson, &'a crate::Names<'a>);

/// Learns all but how sure a speaker is.
fn attributions(lessons: &[Studied<'_>], n_orders: u8) -> Model {
    let priors = priors(lessons);
    let mut pages: Vec<Page<'_>> =
        lessons.iter().map(|(lesson, names)| Page::of(lesson, names, &priors)).collect();
    let plan = Plan { bits: CUE_BITS, rounds: 8, shrink: LOOSE, hidden: 0.3, n_orders };
    let cue = logistic(&borrowed(&examples(&pages, |_| true)), plan);
    // Each half is judged by a model of the other half, as unseen text will be.
    let halves = [1, 0].map(|rest| logistic(&borrowed(&examples(&pages, |idx| idx % 2 == rest)), plan));
    let sures: Vec<Vec<u8>> =
        pages.iter().enumerate().map(|(idx, page)| page.sures(&halves[idx % 2])).collect();
    let mut sequences: Vec<Sequence> =
        pages.iter().zip(&sures).flat_map(|(page, sures)| page.sequences(sures)).collect();
    sequences.extend(pages.iter().zip(&sures).flat_map(|(page, sures)| page.surroundings(sures)));
    let stretches: Vec<Example> =
        pages.iter().zip(&sures).flat_map(|(page, sures)| page.stretch_examples(sures)).collect();
    // Once more with people nobody has heard of.
    pages.iter_mut().for_each(Page::forget_people);
    sequences.extend(pages.iter().zip(&sures).flat_map(|(page, sures)| page.sequences(sures)));
    sequences.extend(pages.iter().zip(&sures).flat_map(|(page, sures)| page.surroundings(sures)));
    let plan = Plan { bits: ARGUMENT_BITS, rounds: 12, shrink: 1e-5, hidden: 0.7, n_orders };
    let (argument, steps) = field(&sequences, plan);
    let steps = Steps::of(steps);
    let plan = Plan { bits: STRETCH_BITS, rounds: 10, shrink: LOOSE, hidden: 0.0, n_orders };
    let stretch = logistic(&borrowed(&stretches), plan);
    let ranker = Weights::none(RANKER_BITS);
    let confidence = Weights::none(CONFIDENCE_BITS);
    let mut model = Model { priors, cue, argument, steps, stretch, ranker, confidence, certain: 1.0 };
    ranking::learn(&mut model, lessons);
    model
}

/// Extracts as [`crate::extract`] does, with the quotation model in `model`;
/// for measuring a model before it ships. None when `model` is damaged.
#[must_use]
pub fn extract_by(model: &[u8], document: &Document<'_>) -> Option<Extraction> {
    let model = Model::read(model)?;
    let (words, entities, mentions) = crate::names_of(document);
    let said = super::said_by(&model, document, &words, &entities, &mentions);
    let quotations = super::traced(&model, document, &said, &entities, &mentions);
    Some(Extraction { entities, mentions, quotations, dates: Vec::new() })
}

fn borrowed(examples: &[Example]) -> Vec<&Example> {
    examples.iter().collect()
}

fn examples(pages: &[Page<'_>], wanted: impl Fn(usize) -> bool) -> Vec<Example> {
    pages
        .iter()
        .enumerate()
        .filter(|(idx, _)| wanted(*idx))
        .flat_map(|(_, page)| page.cue_examples())
        .collect()
}

/// Counts which words are cues.
fn priors(lessons: &[Studied<'_>]) -> ByHash<u8> {
    let mut seen: HashMap<u32, u32> = HashMap::new();
    let mut inside: HashMap<u32, u32> = HashMap::new();
    for (lesson, (words, ..)) in lessons {
        for token_idx in 0..words.tokens.len() {
            *seen.entry(hash_word(words.word(token_idx))).or_default() += 1;
        }
        for cue in cues(lesson) {
            for token_idx in tokens_in(words, cue) {
                *inside.entry(hash_word(words.word(token_idx))).or_default() += 1;
            }
        }
    }
    let rate = |word: u32| share(inside.get(&word), seen.get(&word));
    let mut heads: HashMap<u32, u32> = HashMap::new();
    for (lesson, (words, ..)) in lessons {
        for cue in cues(lesson) {
            let tokens = tokens_in(words, cue).map(|token_idx| hash_word(words.word(token_idx)));
            if let Some(head) = tokens.max_by(|a, b| rate(*a).total_cmp(&rate(*b))) {
                *heads.entry(head).or_default() += 1;
            }
        }
    }
    let bucket = |word: u32| {
        let rate = share(heads.get(&word), seen.get(&word));
        [0.015, 0.05, 0.15, 0.3, 0.5, 0.7, 0.85].iter().map(|limit| u8::from(rate >= *limit)).sum::<u8>()
    };
    let often = heads.iter().filter(|(_, count)| **count > 1).map(|(word, _)| (*word, bucket(*word)));
    often.filter(|(_, bucket)| *bucket > 0).collect()
}

#[allow(clippy::cast_precision_loss)]
fn share(part: Option<&u32>, whole: Option<&u32>) -> f32 {
    part.map_or(0.0, |part| *part as f32) / (whole.map_or(0.0, |whole| *whole as f32) + 1.0)
}

/// The cues that teach, each once.
fn cues(lesson: &Lesson) -> Vec<Span> {
    let mut cues: Vec<Span> =
        lesson.quotes.iter().filter(|quote| quote.teaches > 0).filter_map(|quote| quote.cue).collect();
    cues.sort_unstable();
    cues.dedup();
    cues
}

fn tokens_in(words: &Words<'_>, span: Span) -> std::ops::Range<usize> {
    let start = words.tokens.partition_point(|token| token.span.end <= span.start);
    let end = words.tokens.partition_point(|token| token.span.start < span.end);
    start..end.max(start)
}

/// An annotated article, read.
struct Page<'a> {
    lesson: &'a Lesson,
    words: &'a Words<'a>,
    units: Units,
    stretches: Vec<Stretch>,
    headline: Option<usize>,
    /// For each unit whether it heads a cue: 1 yes, 0 not, −1 not to be asked.
    heads: Vec<i8>,
    /// The unit that heads the cue of each annotated quotation.
    head_of: Vec<Option<usize>>,
}

impl<'a> Page<'a> {
    fn of(
        lesson: &'a Lesson,
        (words, entities, mentions): &'a crate::Names<'a>,
        priors: &ByHash<u8>,
    ) -> Self {
        let document = Document::plain(&lesson.text, None);
        let Reading { words, units, stretches } =
            Reading::of(&document, words, entities, mentions, |word| priors.get(&word).copied().unwrap_or(0));
        let headline = document.sections.iter().position(|section| section.kind == SectionKind::Headline);
        let mut page = Self {
            lesson,
            words,
            heads: vec![0; units.list.len()],
            units,
            stretches,
            headline,
            head_of: Vec::new(),
        };
        for quote in &lesson.quotes {
            let head = quote.cue.and_then(|cue| page.head(cue));
            if let Some(head) = head {
                page.heads[head] = match (page.heads[head], quote.teaches) {
                    (1, _) | (_, 1) => 1,
                    (-1, _) | (_, 0) => -1,
                    (other, _) => other,
                };
            }
            page.head_of.push(head);
        }
        page
    }

    /// Gives every word of a person's name a hash of its own, so that the
    /// model does not lean on the people of these articles.
    fn forget_people(&mut self) {
        for (idx, unit) in self.units.list.iter_mut().enumerate().filter(|(_, unit)| unit.name == PERSON) {
            unit.hash = mix(unit.hash, &[u32::try_from(idx).unwrap_or(0)]);
        }
    }

    /// The units that `span` covers by half or more.
    fn units_in(&self, span: Span) -> Vec<usize> {
        let tokens = tokens_in(self.words, span);
        let from = self.units.list.partition_point(|unit| unit.tokens.end <= tokens.start);
        (from..self.units.list.len())
            .take_while(|at| self.units.list[*at].tokens.start < tokens.end)
            .filter(|at| {
                let unit = &self.units.list[*at].tokens;
                let shared = unit.end.min(tokens.end) - unit.start.max(tokens.start);
                2 * shared >= unit.len()
            })
            .collect()
    }

    fn head(&self, cue: Span) -> Option<usize> {
        let units = self.units_in(cue);
        units
            .into_iter()
            .filter(|at| !self.units.list[*at].is_quote())
            .max_by_key(|at| {
                let unit = &self.units.list[*at];
                (unit.prior, unit.speech > 0, unit.inflected, std::cmp::Reverse(*at))
            })
            .filter(|at| {
                let unit = &self.units.list[*at];
                unit.prior > 0 || unit.speech > 0 || unit.inflected
            })
    }

    /// The runs of every paragraph.
    fn outlooks(&self, sures: &[u8]) -> Vec<Outlook> {
        let ranges = self.units.paragraphs.iter().map(|paragraph| paragraph.units.clone());
        ranges.map(|range| Outlook::of(&self.units.list[range.clone()], &sures[range])).collect()
    }

    /// Every paragraph as a view, with its first unit.
    fn views<'b>(
        &'b self,
        sures: &'b [u8],
        outlooks: &'b [Outlook],
    ) -> impl Iterator<Item = (usize, View<'b>)> {
        self.units.paragraphs.iter().zip(outlooks).map(move |(paragraph, outlook)| {
            let range = paragraph.units.clone();
            let view = View {
                units: &self.units.list[range.clone()],
                cues: &sures[range.clone()],
                headline: Some(paragraph.section) == self.headline,
                outlook,
            };
            (range.start, view)
        })
    }

    fn candidates<'b>(&self, units: &'b [Unit]) -> impl Iterator<Item = usize> + 'b {
        (0..units.len()).filter(|at| may_be_cue(units, *at))
    }

    fn cue_examples(&self) -> Vec<Example> {
        let none = vec![0; self.units.list.len()];
        let outlooks = self.outlooks(&none);
        let mut examples = Vec::new();
        for (first, view) in self.views(&none, &outlooks) {
            for at in self.candidates(view.units) {
                if self.heads[first + at] >= 0 {
                    let mut features = Vec::new();
                    cue_features(&view, at, &mut features);
                    examples.push(Example { features, yes: self.heads[first + at] == 1, weight: 1.0 });
                }
            }
        }
        examples
    }

    /// What `cue` thinks of every unit.
    fn sures(&self, cue: &Weights) -> Vec<u8> {
        let none = vec![0; self.units.list.len()];
        let mut sures = none.clone();
        let outlooks = self.outlooks(&none);
        let mut features = Vec::new();
        for (first, view) in self.views(&none, &outlooks) {
            for at in self.candidates(view.units) {
                cue_features(&view, at, &mut features);
                sures[first + at] = sureness(Model::probability(cue, &features));
            }
        }
        sures
    }

    fn sequences(&self, sures: &[u8]) -> Vec<Sequence> {
        let mut sequences = Vec::new();
        let labels = self.labels();
        let outlooks = self.outlooks(sures);
        let mut sums = Vec::new();
        for (first, view) in self.views(sures, &outlooks) {
            for at in self.candidates(view.units) {
                let head = self.heads[first + at];
                if head < 0 || head == 0 && view.cues[at] == 0 {
                    continue;
                }
                let window = window(view.units, at);
                let frame = CueFrame::of(&view, &window, at);
                between(&view, &window, at, &mut sums);
                let mut sequence = Sequence {
                    features: Vec::new(),
                    classes: window.clone().map(|at| view.units[at].class).collect(),
                    cue: Some(at - window.start),
                    labels: vec![OUT; window.len()],
                };
                for (idx, unit) in window.clone().enumerate() {
                    let mut features = Vec::new();
                    if unit != at {
                        features = all_features(&view, &frame, unit, &sums[idx]);
                        let key = (first + at, first + unit);
                        sequence.labels[idx] = labels.get(&key).copied().unwrap_or(OUT);
                    }
                    sequence.features.push(features);
                }
                repair(&mut sequence.labels);
                sequences.push(sequence);
            }
        }
        sequences
    }

    /// What is said around each quoted stretch, whatever its cue.
    fn surroundings(&self, sures: &[u8]) -> Vec<Sequence> {
        let mut sequences = Vec::new();
        let outlooks = self.outlooks(sures);
        let mut sums = Vec::new();
        let said: Vec<Vec<usize>> =
            self.lesson.quotes.iter().map(|quote| self.units_in(quote.span)).collect();
        for (first, view) in self.views(sures, &outlooks) {
            for at in (0..view.units.len()).filter(|at| view.units[*at].is_quote()) {
                let holds = |units: &Vec<usize>| units.contains(&(first + at));
                let Some(quote) = said.iter().position(holds) else { continue };
                if self.lesson.quotes[quote].teaches <= 0 {
                    continue;
                }
                let speaker = self.lesson.quotes[quote].speaker;
                let speaker = speaker.map(|speaker| self.units_in(speaker)).unwrap_or_default();
                let window = window(view.units, at);
                let frame = CueFrame::around(&view, &window, at);
                between(&view, &window, at, &mut sums);
                let mut sequence = Sequence {
                    features: Vec::new(),
                    classes: window.clone().map(|at| view.units[at].class).collect(),
                    cue: None,
                    labels: vec![OUT; window.len()],
                };
                for (idx, unit) in window.clone().enumerate() {
                    sequence.features.push(all_features(&view, &frame, unit, &sums[idx]));
                    sequence.labels[idx] = if said[quote].contains(&(first + unit)) {
                        SAID_ON
                    } else if speaker.contains(&(first + unit)) {
                        SPEAKER_ON
                    } else {
                        OUT
                    };
                }
                repair(&mut sequence.labels);
                sequences.push(sequence);
            }
        }
        sequences
    }

    /// Labels by cue and unit.
    fn labels(&self) -> HashMap<(usize, usize), usize> {
        let mut labels = HashMap::new();
        for (quote, head) in self.lesson.quotes.iter().zip(&self.head_of) {
            let Some(head) = *head else { continue };
            if quote.teaches <= 0 {
                continue;
            }
            for (idx, unit) in self.units_in(quote.span).into_iter().enumerate() {
                labels.insert((head, unit), if idx == 0 { SAID } else { SAID_ON });
            }
            let speaker = quote.speaker.map(|speaker| self.units_in(speaker)).unwrap_or_default();
            for (idx, unit) in speaker.into_iter().enumerate() {
                labels.entry((head, unit)).or_insert(if idx == 0 { SPEAKER } else { SPEAKER_ON });
            }
        }
        labels
    }

    fn stretch_examples(&self, sures: &[u8]) -> Vec<Example> {
        let mut examples = Vec::new();
        let outlooks = self.outlooks(sures);
        for (_, view) in self.views(sures, &outlooks) {
            let mut spoken = 2;
            for at in (0..view.units.len()).filter(|at| view.units[*at].is_quote()) {
                let inner = view.units[at].stretch.map(|idx| self.stretches[idx].inner);
                let Some(known) = inner.and_then(|inner| self.known(inner)) else { continue };
                let mut features = Vec::new();
                stretch_features(&view, at, spoken, &mut features);
                examples.push(Example { features, yes: known, weight: 1.0 });
                spoken = u8::from(known);
            }
        }
        examples
    }

    /// Whether the annotators took a stretch for a quotation.
    fn known(&self, inner: Span) -> Option<bool> {
        self.lesson
            .stretches
            .iter()
            .find(|(span, _)| span.start.abs_diff(inner.start) < 3 && span.overlaps(inner))
            .map(|(_, quoted)| *quoted)
    }
}

/// All that the field looks at of the unit at `at`, seen from a cue or stretch.
fn all_features(view: &View<'_>, frame: &CueFrame, at: usize, between: &Between) -> Vec<u32> {
    let mut features = Vec::new();
    let mut push = |feature| features.push(feature);
    let bucket = frame.bucket(at);
    distance_features(frame, bucket, &mut push);
    class_features(view.headline, frame, view.class(at.cast_signed()), bucket, &mut push);
    argument_features(view, frame, at, between, &mut push);
    unit_features(view, at, frame.side(at), &mut push);
    features
}

/// Makes labels follow one another as the field allows.
fn repair(labels: &mut [usize]) {
    for at in 0..labels.len() {
        let before = if at == 0 { OUT } else { labels[at - 1] };
        labels[at] = match labels[at] {
            SAID_ON if !matches!(before, SAID | SAID_ON) => SAID,
            SPEAKER_ON if !matches!(before, SPEAKER | SPEAKER_ON) => SPEAKER,
            OUT if matches!(before, SAID | SAID_ON) => AFTER,
            label => label,
        };
    }
}
