//! Labels the units around a cue: the best path through a conditional random
//! field.

use std::{collections::BTreeMap, ops::Range, rc::Rc};

use super::{
    argument::{
        Between, CueFrame, N_BUCKETS, N_SIDES, argument_features, between, class_features, distance_features,
        joins, unit_features,
    },
    features::{View, window},
    model::{AFTER, Model, OUT, SPEAKER, SPEAKER_ON, WIDE},
    path::Search,
    weights::{Sum, Waiting},
};

/// What it costs to read a unit otherwise than it is held to be.
const HELD: f32 = 1000.0;

/// What it costs to end what was said within a clause (cross-validated).
const WITHIN: f32 = 4.0;

/// The labels of a cue's window and how much better they are than "nothing".
#[derive(Debug, Clone)]
pub(super) struct Labelled {
    pub window: Range<usize>,
    pub labels: Vec<usize>,
    /// Score of the labels minus that of labelling nothing.
    pub margin: f32,
}

/// What features add to each label.
type Sums = [i16; WIDE];

/// Labels the windows of one paragraph.
pub(super) struct Labeller<'a> {
    model: &'a Model,
    view: &'a View<'a>,
    /// What the features of each unit alone add, for each side of a cue or of
    /// a stretch, once it was asked for.
    alone: Vec<[Option<Sums>; N_SIDES]>,
    /// What was read around each stretch that was asked for.
    around: BTreeMap<usize, Rc<Labelled>>,
    room: &'a mut Room,
}

/// Room for one cue's window, kept from one to the next.
pub(super) struct Room {
    between: Vec<Between>,
    scores: Vec<[f32; WIDE]>,
    /// What distance and class add.
    by_class: Vec<((u32, u32), Sums)>,
    waiting: Waiting,
    search: Search,
}

impl Default for Room {
    fn default() -> Self {
        Self {
            between: Vec::new(),
            scores: Vec::new(),
            by_class: Vec::new(),
            waiting: [0; 64],
            search: Search::default(),
        }
    }
}

impl<'a> Labeller<'a> {
    pub fn new(model: &'a Model, view: &'a View<'a>, room: &'a mut Room) -> Self {
        Self { model, view, alone: vec![[None; N_SIDES]; view.units.len()], around: BTreeMap::new(), room }
    }

    /// What the unit at `at` alone adds to each label, on this side of a cue.
    fn of_unit(&mut self, at: usize, side: u32) -> Sums {
        let known = self.alone[at].get(side as usize).copied().flatten();
        known.unwrap_or_else(|| {
            let mut sum = Sum::of(&self.model.argument, &mut self.room.waiting, [0; WIDE]);
            unit_features(self.view, at, side, &mut |feature| sum.add(feature));
            let sums = sum.done();
            if let Some(kept) = self.alone[at].get_mut(side as usize) {
                *kept = Some(sums);
            }
            sums
        })
    }

    /// Finds the best labels of the units around a cue; with `held`, the best
    /// of those that take this unit for said.
    pub fn label(&mut self, window: Range<usize>, cue: usize, held: Option<usize>) -> Labelled {
        let frame = CueFrame::of(self.view, &window, cue);
        between(self.view, &window, cue, &mut self.room.between);
        self.weigh(&window, &frame, Some(cue));
        for (score, at) in self.room.scores.iter_mut().zip(window.clone()) {
            if at != cue && !joins(&self.view.units[at]) {
                score[AFTER] -= WITHIN;
            }
            if held == Some(at) {
                hold(score);
            }
        }
        let mut labelled = self.best_path(window, cue);
        if held.is_some() {
            labelled.margin -= HELD;
        }
        labelled
    }

    /// Finds the best labels around a quoted stretch, which is said.
    pub fn around(&mut self, stretch: usize) -> Rc<Labelled> {
        if let Some(known) = self.around.get(&stretch) {
            return Rc::clone(known);
        }
        let window = window(self.view.units, stretch);
        let frame = CueFrame::around(self.view, &window, stretch);
        between(self.view, &window, stretch, &mut self.room.between);
        self.weigh(&window, &frame, None);
        hold(&mut self.room.scores[stretch - window.start]);
        let labelled = Rc::new(self.best_path(window, usize::MAX));
        self.around.insert(stretch, Rc::clone(&labelled));
        labelled
    }

    /// The scores of each unit of `window` but the cue, which has none.
    fn weigh(&mut self, window: &Range<usize>, frame: &CueFrame, cue: Option<usize>) {
        let weights = &self.model.argument;
        let mut by_distance: [Option<Sums>; N_BUCKETS] = [None; N_BUCKETS];
        self.room.scores.clear();
        self.room.by_class.clear();
        for (idx, at) in window.clone().enumerate() {
            if cue == Some(at) {
                self.room.scores.push([0.0; WIDE]);
                continue;
            }
            let mut sums = self.of_unit(at, frame.side(at));
            let bucket = frame.bucket(at);
            let class = self.view.class(at.cast_signed());
            let known = self.room.by_class.iter().find(|(known, _)| *known == (bucket, class));
            let known = known.map(|(_, far)| *far);
            let far = known.unwrap_or_else(|| {
                let far = by_distance[bucket as usize].get_or_insert_with(|| {
                    let mut sum = Sum::of(weights, &mut self.room.waiting, [0; WIDE]);
                    distance_features(frame, bucket, &mut |feature| sum.add(feature));
                    sum.done()
                });
                let mut sum = Sum::of(weights, &mut self.room.waiting, *far);
                let headline = self.view.headline;
                class_features(headline, frame, class, bucket, &mut |feature| sum.add(feature));
                let far = sum.done();
                self.room.by_class.push(((bucket, class), far));
                far
            });
            sums.iter_mut().zip(far).for_each(|(sum, far)| *sum += far);
            let mut sum = Sum::of(weights, &mut self.room.waiting, sums);
            argument_features(self.view, frame, at, &self.room.between[idx], &mut |feature| sum.add(feature));
            let sums = sum.done();
            let score = |label: usize| f32::from(sums[label]) * weights.scale();
            self.room.scores.push(std::array::from_fn(score));
        }
    }

    /// The best labels with something said among them, whether or not they are
    /// better than nothing.
    fn best_path(&mut self, window: Range<usize>, cue: usize) -> Labelled {
        let units = window.clone().map(|at| (self.view.units[at].class, at == cue));
        let (labels, margin) = self.room.search.best(&self.model.steps, units.zip(&self.room.scores));
        Labelled { window, labels, margin }
    }
}

/// Makes anything but words that are said cost more than it can be worth.
fn hold(score: &mut [f32; WIDE]) {
    for label in [OUT, AFTER, SPEAKER, SPEAKER_ON] {
        score[label] -= HELD;
    }
}
