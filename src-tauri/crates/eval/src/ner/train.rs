//! Trains the recogniser of names on the open parts of `../shared/ner`.

use std::{
    collections::{BTreeMap, HashMap},
    fs, io,
    path::{Path, PathBuf},
    time::Instant,
};

use backfile_extract::recogniser::{
    CommonWords, N_LABELS, NameKind, OUTSIDE, Part, Weights, common_key, features, label, labels_of,
};
use clap::Args;

use super::{
    augment,
    corpus::{self, GoldDocument},
    crf::{Crf, Example},
};

/// What to train on and where to put the model.
#[derive(Debug, Args)]
pub struct TrainNer {
    /// The folder `ner` of the shared data.
    #[arg(long)]
    pub data: PathBuf,
    /// The file to write.
    #[arg(long, default_value = "src-tauri/crates/extract/model/names.bin")]
    pub out: PathBuf,
    /// Parts to learn from, `name` or `name:share` (the share used after the first round).
    #[arg(long, value_delimiter = ',')]
    pub parts: Vec<String>,
    /// How often to go through the texts.
    #[arg(long, default_value_t = 12)]
    pub rounds: usize,
    /// In how many orders to learn; the mean of all is kept.
    #[arg(long, default_value_t = 4)]
    pub orders: usize,
    /// Learning rate.
    #[arg(long, default_value_t = 0.07)]
    pub rate: f32,
    /// L1 penalty.
    #[arg(long, default_value_t = 0.0001)]
    pub penalty: f32,
    /// The share of a word's features that is hidden, others each time, so
    /// that none is relied on alone (dropout, Srivastava and others 2014).
    #[arg(long, default_value_t = 0.6)]
    pub hidden: f32,
    /// How many features to keep.
    #[arg(long, default_value_t = 120_000)]
    pub features: usize,
}

/// Open-licence parts, and the share of each that is used after the first
/// round: more of a corpus labelled by machine does harm.
const PARTS: &[(&str, f32)] = &[
    ("gmb", 0.1),
    ("redocred-a", 1.0),
    ("redocred-b", 1.0),
    ("crossner", 1.0),
    ("gum", 1.0),
    ("gum-sa", 1.0),
    ("wnut17", 1.0),
    ("btc", 0.3),
];

/// A feature met less often is not learned.
const MIN_COUNT: u32 = 6;

/// A word met in lower case this often counts as common.
const MIN_COMMON: u32 = 3;

/// Steps a unit of weight is divided into.
const STEPS: f32 = 24.0;

struct Text {
    document: GoldDocument,
    share: f32,
    has_other: bool,
}

/// Trains and writes the model.
///
/// # Errors
/// When the data cannot be read or the model not be written.
pub fn run(arguments: &TrainNer) -> io::Result<()> {
    let started = Instant::now();
    let texts = texts(arguments)?;
    let common = common_words(&texts);
    let known = CommonWords::new(&common);
    let featured: Vec<Vec<Vec<u32>>> =
        texts.iter().map(|text| features(&text.document.words(), &text.document.sentences, &known)).collect();
    let (places, keys) = number_features(&featured);
    let examples = examples(&texts, featured, &places);
    let n_words: usize = examples.iter().map(|(example, _)| example.labels.len()).sum();
    eprintln!("{n_words} words, {} features, {:.0?}", keys.len(), started.elapsed());
    let mean = in_orders(arguments, &examples, keys.len(), started);
    let weights = mean.quantise(&keys, common, arguments);
    let bytes = weights.to_bytes().ok_or_else(|| io::Error::other("a weight is too large to be written"))?;
    fs::write(&arguments.out, &bytes)?;
    eprintln!("{} features kept, {} bytes, {:.0?}", weights.features.len(), bytes.len(), started.elapsed());
    Ok(())
}

/// Learns in several orders, two at a time, and adds up the weights: one order
/// alone moves figures by a point either way.
fn in_orders(arguments: &TrainNer, examples: &[(Example, f32)], n_features: usize, started: Instant) -> Mean {
    const AT_ONCE: usize = 2;
    let learn_one = |order: usize| {
        let mut crf = Crf::new(n_features, arguments.rate, arguments.penalty);
        let mut mean = Mean::of(n_features);
        for round in 0..arguments.rounds {
            let surprise =
                learn(&mut crf, examples, order * arguments.rounds + round, round == 0, arguments.hidden);
            if round >= arguments.rounds / 2 {
                mean.add(&crf);
            }
            eprintln!("order {}, round {}: {surprise:.0}, {:.0?}", order + 1, round + 1, started.elapsed());
        }
        mean
    };
    let mut whole = Mean::of(n_features);
    let orders: Vec<usize> = (0..arguments.orders).collect();
    for orders in orders.chunks(AT_ONCE) {
        let learnt: Vec<Mean> = std::thread::scope(|scope| {
            let runs: Vec<_> = orders.iter().map(|order| scope.spawn(|| learn_one(*order))).collect();
            runs.into_iter().filter_map(|run| run.join().ok()).collect()
        });
        learnt.iter().for_each(|mean| whole.take(mean));
    }
    whole
}

fn texts(arguments: &TrainNer) -> io::Result<Vec<Text>> {
    let stated: Vec<(String, f32)> = arguments
        .parts
        .iter()
        .map(|part| match part.split_once(':') {
            Some((name, share)) => (name.to_owned(), share.parse().unwrap_or(1.0)),
            None => (part.clone(), 1.0),
        })
        .collect();
    let open: Vec<(String, f32)> = PARTS.iter().map(|(name, share)| ((*name).to_owned(), *share)).collect();
    let mut texts = Vec::new();
    for (name, share) in if stated.is_empty() { open } else { stated } {
        let path = part_path(&arguments.data, &name);
        let has_other = !matches!(name.as_str(), "btc" | "wnut17");
        let mut documents = corpus::read(&path)?;
        corpus::unify(&mut documents);
        for document in documents {
            texts.push(Text { document, share, has_other });
        }
    }
    let shouted: Vec<Text> = texts
        .iter()
        .enumerate()
        .filter_map(|(number, text)| {
            let document = augment::restyled(&text.document, number)?;
            Some(Text { document, share: text.share, has_other: text.has_other })
        })
        .collect();
    texts.extend(shouted);
    Ok(texts)
}

fn part_path(data: &Path, name: &str) -> PathBuf {
    data.join("train").join(format!("{name}.bio"))
}

/// Keys of the words that occur in small letters, sorted.
fn common_words(texts: &[Text]) -> Vec<u32> {
    let mut counts: BTreeMap<u32, u32> = BTreeMap::new();
    for text in texts {
        let is_small = |word: &&String| word.chars().all(|ch| ch.is_lowercase() || ch == '-');
        for word in text.document.words.iter().filter(is_small) {
            *counts.entry(common_key(word)).or_default() += 1;
        }
    }
    counts.into_iter().filter(|(_, n)| *n >= MIN_COMMON).map(|(key, _)| key).collect()
}

/// Numbers the features that are met often enough, in the order of their keys.
fn number_features(featured: &[Vec<Vec<u32>>]) -> (HashMap<u32, u32>, Vec<u32>) {
    let mut counts: HashMap<u32, u32> = HashMap::new();
    for feature in featured.iter().flatten().flatten() {
        *counts.entry((*feature).max(1)).or_default() += 1;
    }
    let mut keys: Vec<u32> = counts.iter().filter(|(_, n)| **n >= MIN_COUNT).map(|(key, _)| *key).collect();
    keys.sort_unstable();
    let places = keys.iter().enumerate().map(|(place, key)| (*key, place as u32)).collect();
    (places, keys)
}

/// The sentences to learn from, with the share of rounds each is used in.
fn examples(texts: &[Text], featured: Vec<Vec<Vec<u32>>>, places: &HashMap<u32, u32>) -> Vec<(Example, f32)> {
    let mut examples = Vec::new();
    for (text, featured) in texts.iter().zip(featured) {
        let document = &text.document;
        let mut labels = vec![OUTSIDE; document.words.len()];
        for name in &document.names {
            for (at, label) in name.words.clone().zip(labels_of(name.kind, name.words.len())) {
                labels[at] = label;
            }
        }
        let mut featured = featured.into_iter();
        for sentence in &document.sentences {
            let features: Vec<Vec<u32>> = featured
                .by_ref()
                .take(sentence.len())
                .map(|features| {
                    features.iter().filter_map(|feature| places.get(&(*feature).max(1)).copied()).collect()
                })
                .collect();
            let labels = labels[sentence.clone()].to_vec();
            let allowed = (!text.has_other).then(|| labels.iter().map(|label| allowed(*label)).collect());
            examples.push((Example { features, labels, allowed }, text.share));
        }
    }
    examples
}

/// Where a corpus has no class for other names, what it does not label may be
/// one.
fn allowed(gold: u8) -> u32 {
    if gold != OUTSIDE {
        return 1 << gold;
    }
    let parts = [Part::First, Part::Inner, Part::Last, Part::Only];
    parts.into_iter().fold(1, |mask, part| mask | 1 << label(NameKind::Other, part))
}

/// One round over the sentences (the first over all of them) in an order that
/// depends on `seed` alone, with the share `hidden` of the features left out.
fn learn(crf: &mut Crf, examples: &[(Example, f32)], seed: usize, is_first: bool, hidden: f32) -> f64 {
    let mut random = Random(seed as u64 + 1);
    let mut order: Vec<usize> =
        (0..examples.len()).filter(|example| is_first || random.share() < examples[*example].1).collect();
    for at in (1..order.len()).rev() {
        order.swap(at, random.next() as usize % (at + 1));
    }
    order
        .into_iter()
        .map(|example| {
            let Example { features, labels, allowed } = &examples[example].0;
            let mut seen =
                |features: &Vec<u32>| features.iter().copied().filter(|_| random.share() >= hidden).collect();
            let features = features.iter().map(&mut seen).collect();
            crf.learn(&Example { features, labels: labels.clone(), allowed: allowed.clone() })
        })
        .sum()
}

/// A small fixed generator (SplitMix64).
pub struct Random(pub u64);

impl Random {
    /// The next number.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) >> 1
    }

    /// A number from 0 to 1.
    pub fn share(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1_u64 << 23) as f32
    }
}

/// The weights after several rounds, added up: their mean depends less on the
/// order of the last sentences.
struct Mean {
    weights: Vec<[f32; N_LABELS]>,
    transitions: [[f32; N_LABELS + 1]; N_LABELS + 1],
    n_rounds: f32,
}

impl Mean {
    fn of(n_features: usize) -> Self {
        Self {
            weights: vec![[0.0; N_LABELS]; n_features],
            transitions: [[0.0; N_LABELS + 1]; N_LABELS + 1],
            n_rounds: 0.0,
        }
    }

    fn add(&mut self, crf: &Crf) {
        let sums = self.weights.iter_mut().flatten().chain(self.transitions.iter_mut().flatten());
        let weights = crf.weights.iter().flatten().chain(crf.transitions.iter().flatten());
        sums.zip(weights).for_each(|(sum, weight)| *sum += weight);
        self.n_rounds += 1.0;
    }

    fn take(&mut self, other: &Self) {
        let sums = self.weights.iter_mut().flatten().chain(self.transitions.iter_mut().flatten());
        let weights = other.weights.iter().flatten().chain(other.transitions.iter().flatten());
        sums.zip(weights).for_each(|(sum, weight)| *sum += weight);
        self.n_rounds += other.n_rounds;
    }

    /// Weights as eighth-bit integers, the features that matter most. They were
    /// learned with a part of the features hidden: now that all are seen, each
    /// weighs less.
    fn quantise(&self, keys: &[u32], common: Vec<u32>, arguments: &TrainNer) -> Weights {
        let unit = STEPS / self.n_rounds;
        let seen = unit * (1.0 - arguments.hidden);
        let step = |weight: f32| (weight * seen).round().clamp(-127.0, 127.0) as i8;
        let mut features: Vec<(u32, [i8; N_LABELS])> = keys
            .iter()
            .zip(&self.weights)
            .map(|(key, row)| (*key, std::array::from_fn(|label| step(row[label]))))
            .filter(|(_, row): &(u32, [i8; N_LABELS])| row.iter().any(|weight| *weight != 0))
            .collect();
        let strength = |row: &[i8; N_LABELS]| row.iter().map(|weight| u32::from(weight.unsigned_abs())).max();
        // Of those that matter alike some go, evenly spread over the table.
        features.sort_by_key(|(key, row)| (std::cmp::Reverse(strength(row)), key.reverse_bits()));
        features.truncate(arguments.features);
        features.sort_by_key(|(key, _)| *key);
        let transitions = self.transitions.map(|row| row.map(|weight| (weight * unit).round() as i16));
        Weights { features, transitions, common }
    }
}
