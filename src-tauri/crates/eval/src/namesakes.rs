//! Whether two people of one full name are told apart, and whether one person
//! stays whole.
//!
//! Real archives hold few people of one name who are known to be two. So pairs
//! of people who are well covered are given one invented name each, in all
//! articles, and the archive has to find out whose each article is. What of all
//! real names is told apart is listed, to be judged by whoever reads it.

mod corpus;

use std::{collections::HashMap, error::Error, fmt::Write, fs, ops::ControlFlow, path::PathBuf};

use backfile_archive::{
    Archive, ArticleFilter, ArticleSort, EntityFilter, EntityId, EntityRow, EntitySort, Options,
};
use backfile_extract::EntityKind::Person;
use clap::Args;
use corpus::{Corpus, Known};

use crate::{print, rng::Rng};

/// Options of `namesakes`.
#[derive(Debug, Args)]
pub struct Namesakes {
    /// The folder with the news corpora.
    #[arg(long, default_value = "../shared/corpora")]
    corpora: PathBuf,
    /// Another number draws other pairs.
    #[arg(long, default_value_t = 1)]
    draw: u64,
    /// Pairs of people of other worlds, from each archive.
    #[arg(long, default_value_t = 15)]
    pairs: usize,
    /// Pairs of any people, from each archive.
    #[arg(long, default_value_t = 10)]
    any: usize,
    /// Says of each pair what became of it.
    #[arg(long)]
    list: bool,
}

/// First names that are a man's and a woman's, so that "he" and "she" fit.
const FIRST: [&str; 10] =
    ["Robin", "Leslie", "Terry", "Chris", "Pat", "Sam", "Alex", "Kim", "Jamie", "Jackie"];

/// Surnames that nobody in the corpora has: one of each, joined.
const SURNAMES: [[&str; 8]; 2] = [
    ["Hal", "Quen", "Var", "Tarl", "Mordel", "Ash", "Brend", "Wex"],
    ["stow", "dale", "nock", "mere", "combe", "wick", "thorpe", "ington"],
];

/// Two people who are given one name.
struct Pair {
    people: [Known; 2],
    name: String,
    is_of_other_worlds: bool,
}

/// What became of a pair: articles on the wrong side, or none where it stayed whole.
struct Outcome {
    n_wrong: Option<usize>,
    n: usize,
}

impl Namesakes {
    /// Imports, compares and prints.
    pub fn run(&self) -> Result<(), Box<dyn Error>> {
        let corpora = corpus::read(&self.corpora)?;
        if corpora.is_empty() {
            let folder = self.corpora.display();
            return print(&format!("SKIPPED: no corpora in {folder}; namesakes were not measured.\n"));
        }
        let mut text = String::new();
        let mut all: Vec<(bool, Outcome)> = Vec::new();
        for corpus in &corpora {
            let folder = tempfile::tempdir()?;
            let archive = import(corpus, &folder)?;
            let people = entities(&archive)?;
            let real: Vec<&EntityRow> = people.iter().filter(|row| row.name.ends_with(" (2)")).collect();
            writeln!(text, "namesakes ({}): {} names of people, told apart:", corpus.name, people.len())?;
            for row in &real {
                writeln!(text, "  {}", told(&archive, row)?)?;
            }
            let known = corpus.well_covered(&people);
            let pairs = self.pairs(&known, corpus);
            let renamed = corpus.renamed(&pairs);
            let folder = tempfile::tempdir()?;
            let archive = import(&renamed, &folder)?;
            let touched = entities(&archive)?.into_iter().filter(|row| {
                let is_pair = |pair: &Pair| row.name == format!("{} (2)", pair.name);
                row.name.ends_with(" (2)")
                    && !pairs.iter().any(is_pair)
                    && !real.iter().any(|known| known.name == row.name)
            });
            for row in touched {
                writeln!(text, "  beside the pairs: {}", told(&archive, &row)?)?;
            }
            for pair in &pairs {
                let outcome = outcome(&archive, pair)?;
                if self.list {
                    writeln!(text, "  {}", line(pair, &outcome))?;
                }
                all.push((pair.is_of_other_worlds, outcome));
            }
        }
        for (is_of_other_worlds, what) in [(true, "of other worlds"), (false, "any two")] {
            let outcomes: Vec<&Outcome> =
                all.iter().filter(|(is, _)| *is == is_of_other_worlds).map(|(_, outcome)| outcome).collect();
            writeln!(text, "namesakes (draw {}): {what}: {}", self.draw, figures(&outcomes))?;
        }
        print(&text)
    }

    /// Draws pairs: as many as there are of other worlds first, then any.
    fn pairs(&self, known: &[Known], corpus: &Corpus) -> Vec<Pair> {
        let mut rng = Rng(self.draw);
        let mut left: Vec<&Known> = known.iter().collect();
        rng.shuffle(&mut left);
        let mut pairs: Vec<Pair> = Vec::new();
        for is_of_other_worlds in [true, false] {
            let n = pairs.len() + if is_of_other_worlds { self.pairs } else { self.any };
            let mut skipped = Vec::new();
            while pairs.len() < n {
                let Some(one) = left.pop() else { break };
                let fits = |other: &&Known| {
                    one.is_of_its_years(other, corpus)
                        && !one.articles.iter().any(|article| other.articles.contains(article))
                        && (!is_of_other_worlds || one.is_of_other_world(other))
                };
                match left.iter().rposition(fits) {
                    Some(at) => {
                        let name = invented(self.draw as usize + pairs.len());
                        let people = [one.clone(), left.remove(at).clone()];
                        pairs.push(Pair { people, name, is_of_other_worlds });
                    }
                    None => skipped.push(one),
                }
            }
            left.extend(skipped);
        }
        pairs
    }
}

/// An invented name for the pair of this number.
fn invented(nth: usize) -> String {
    let [start, end] = &SURNAMES;
    format!("{} {}{}", FIRST[nth % FIRST.len()], start[nth % 8], end[nth / 8 % 8])
}

fn import(corpus: &Corpus, folder: &tempfile::TempDir) -> Result<Archive, Box<dyn Error>> {
    let sources = folder.path().join("sources");
    fs::create_dir(&sources)?;
    corpus.write(&sources.join("articles.jsonl"))?;
    let archive = Archive::open(folder.path().join("data"), Options::default())?;
    archive.import(&[sources], &mut |_| ControlFlow::Continue(()))?;
    Ok(archive)
}

fn entities(archive: &Archive) -> Result<Vec<EntityRow>, Box<dyn Error>> {
    let people = EntityFilter { kind: Some(Person), words: None };
    Ok(archive.entities(&people, EntitySort::Articles, usize::MAX >> 1, 0)?.rows)
}

/// Who was told apart from whom, and why.
fn told(archive: &Archive, row: &EntityRow) -> Result<String, Box<dyn Error>> {
    let detail = archive.entity(row.id)?;
    let apart = detail.apart.first();
    Ok(format!(
        "{}, {} articles, apart from {} with {}: {}",
        row.name,
        row.n_articles,
        apart.map_or("nobody", |other| other.entity.name.as_str()),
        apart.map_or(0, |other| other.n_articles),
        apart.map_or("", |other| other.reason.as_str()),
    ))
}

/// Which articles of `pair` are whose.
fn outcome(archive: &Archive, pair: &Pair) -> Result<Outcome, Box<dyn Error>> {
    let side_of: HashMap<String, usize> = pair
        .people
        .iter()
        .enumerate()
        .flat_map(|(side, known)| known.articles.iter().map(move |article| (article.to_string(), side)))
        .collect();
    // How many of each person's articles are given to each of the two.
    let mut n_of = [[0usize; 2]; 2];
    for (given, name) in [pair.name.clone(), format!("{} (2)", pair.name)].iter().enumerate() {
        let filter = ArticleFilter { entity: Some(EntityId::of(Person, name)), ..ArticleFilter::default() };
        // Whoever was never told apart has no page.
        let Ok(page) = archive.articles(&filter, ArticleSort::Newest, usize::MAX >> 1, 0) else { continue };
        for card in page.rows {
            let record = archive.article(card.id)?.article.origin.record.unwrap_or_default();
            if let Some(side) = side_of.get(&record) {
                n_of[*side][given] += 1;
            }
        }
    }
    let is_whole = (0..2).any(|given| n_of[0][given] + n_of[1][given] == 0);
    let n_wrong = (n_of[0][1] + n_of[1][0]).min(n_of[0][0] + n_of[1][1]);
    Ok(Outcome { n_wrong: (!is_whole).then_some(n_wrong), n: n_of.iter().flatten().sum() })
}

fn line(pair: &Pair, outcome: &Outcome) -> String {
    let [one, other] = &pair.people;
    let what = match outcome.n_wrong {
        Some(n) => format!("two, {n} of {} wrong", outcome.n),
        None => format!("whole, {} articles", outcome.n),
    };
    let worlds = if pair.is_of_other_worlds { "of other worlds" } else { "any two" };
    format!("{} and {} as {} ({worlds}): {what}", one.name, other.name, pair.name)
}

fn figures(outcomes: &[&Outcome]) -> String {
    let told: Vec<usize> = outcomes.iter().filter_map(|outcome| outcome.n_wrong).collect();
    let at_most = |most: usize| told.iter().filter(|n| **n <= most).count();
    let n: usize = outcomes.iter().filter(|outcome| outcome.n_wrong.is_some()).map(|one| one.n).sum();
    format!(
        "{} pairs, {} told apart, {} with every article on the right side, {} with all but two; {} of {n} articles right",
        outcomes.len(),
        told.len(),
        at_most(0),
        at_most(2),
        n - told.iter().sum::<usize>(),
    )
}
