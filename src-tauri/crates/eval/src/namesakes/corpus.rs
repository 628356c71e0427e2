//! The archives that are measured: their articles, and who is well covered in them.

use std::{
    collections::{HashMap, HashSet},
    error::Error,
    fs::File,
    io::{self, BufRead, BufReader, BufWriter, Write},
    path::Path,
};

use backfile_archive::EntityRow;
use backfile_article::fold;
use flate2::read::MultiGzDecoder;
use serde_json::{Map, Value};

use super::Pair;
use crate::rng::Rng;

/// Articles, not counting near copies, of somebody who is well covered.
const WELL_COVERED: usize = 8;

/// How alike what two people's articles are about may be for two worlds.
const OTHER_WORLD: f32 = 0.2;

/// Articles that are imported into one archive.
pub struct Corpus {
    pub name: &'static str,
    articles: Vec<Map<String, Value>>,
}

/// Somebody who is well covered.
#[derive(Clone)]
pub struct Known {
    pub name: String,
    /// The articles that give the name in full, by their place in the corpus.
    pub articles: Vec<usize>,
    /// How many of them are of each section or topic, the length being 1.
    worlds: HashMap<String, f32>,
}

/// The archives of which the files are there: the wire of 1987, and the news of
/// the BBC and Wikinews. Articles without a date get one of 2004 or 2005.
pub fn read(folder: &Path) -> Result<Vec<Corpus>, Box<dyn Error>> {
    let archives: [(&str, &[&str]); 2] = [
        ("Reuters-21578", &["reuters21578.jsonl.gz"]),
        ("BBC and Wikinews", &["bbc-2004-2005.jsonl.gz", "wikinews-2019-2020.jsonl.gz"]),
    ];
    let mut corpora = Vec::new();
    for (name, files) in archives {
        let mut corpus = Corpus { name, articles: Vec::new() };
        let mut rng = Rng(2004);
        for path in files.iter().map(|file| folder.join(file)).filter(|path| path.is_file()) {
            for line in BufReader::new(MultiGzDecoder::new(File::open(path)?)).lines() {
                let mut article: Map<String, Value> = serde_json::from_str(&line?)?;
                if !article.contains_key("date") {
                    let date =
                        format!("{}-{:02}-{:02}", 2004 + rng.below(2), 1 + rng.below(12), 1 + rng.below(28));
                    article.insert("date".to_owned(), date.into());
                }
                article.insert("id".to_owned(), corpus.articles.len().to_string().into());
                corpus.articles.push(article);
            }
        }
        corpora.extend((!corpus.articles.is_empty()).then_some(corpus));
    }
    Ok(corpora)
}

impl Corpus {
    /// Writes it as JSON Lines.
    pub fn write(&self, path: &Path) -> io::Result<()> {
        let mut file = BufWriter::new(File::create(path)?);
        for article in &self.articles {
            serde_json::to_writer(&mut file, article)?;
            file.write_all(b"\n")?;
        }
        file.flush()
    }

    /// Who of `people` is well covered, and shares the surname with nobody.
    pub fn well_covered(&self, people: &[EntityRow]) -> Vec<Known> {
        let surname = |name: &str| fold(name.rsplit(' ').next().unwrap_or_default());
        let mut n_of: HashMap<String, usize> = HashMap::new();
        for row in people.iter().filter(|row| row.name.contains(' ') && row.n_articles > 2) {
            *n_of.entry(surname(&row.name)).or_default() += 1;
        }
        let texts: Vec<String> = self.articles.iter().map(text).collect();
        let is_plain = |row: &&EntityRow| {
            row.name.split(' ').count() == 2
                && row.name.chars().all(|ch| ch.is_alphabetic() || ch == ' ')
                && row.name.split(' ').all(|word| word.len() > 2)
                && n_of.get(&surname(&row.name)) == Some(&1)
        };
        let mut known = Vec::new();
        for row in people.iter().filter(|row| row.n_articles >= WELL_COVERED as u64).filter(is_plain) {
            let gives = |at: &usize| has_words(&texts[*at], &row.name);
            let articles: Vec<usize> = (0..texts.len()).filter(gives).collect();
            if originals(&articles, &texts) >= WELL_COVERED {
                let worlds = self.worlds(&articles);
                known.push(Known { name: row.name.clone(), articles, worlds });
            }
        }
        known
    }

    fn worlds(&self, articles: &[usize]) -> HashMap<String, f32> {
        let mut n_of: HashMap<String, f32> = HashMap::new();
        for article in articles.iter().map(|at| &self.articles[*at]) {
            let tags = article.get("tags");
            let tagged = ["topics", "places"].iter().filter_map(|key| tags?.get(key)?.as_array()).flatten();
            let section = article.get("section").into_iter();
            for world in tagged.chain(section).filter_map(Value::as_str) {
                *n_of.entry(world.to_owned()).or_default() += 1.0;
            }
        }
        let length = n_of.values().map(|n| n * n).sum::<f32>().sqrt().max(1.0);
        n_of.values_mut().for_each(|n| *n /= length);
        n_of
    }

    /// The corpus with both of each of `pairs` called by one name.
    pub fn renamed(&self, pairs: &[Pair]) -> Self {
        let mut articles = self.articles.clone();
        for pair in pairs {
            let (first, last) = pair.name.split_once(' ').unwrap_or_default();
            for known in &pair.people {
                let (known_first, known_last) = known.name.split_once(' ').unwrap_or_default();
                for at in &known.articles {
                    for key in ["headline", "body"] {
                        let Some(Value::String(text)) = articles[*at].get_mut(key) else { continue };
                        let full = replaced(text, &known.name, &pair.name);
                        let short = replaced(&full, known_last, last);
                        let shouted = replaced(&short, &known_last.to_uppercase(), &last.to_uppercase());
                        *text = replaced(&shouted, &known_first.to_uppercase(), &first.to_uppercase());
                    }
                }
            }
        }
        Self { name: self.name, articles }
    }
}

impl Known {
    /// Whether most articles of each are from the time of the other.
    pub fn is_of_its_years(&self, other: &Self, corpus: &Corpus) -> bool {
        let dates = |known: &Self| -> Vec<String> {
            let date = |at: &usize| corpus.articles[*at].get("date").and_then(Value::as_str);
            let mut dates: Vec<String> = known.articles.iter().filter_map(date).map(str::to_owned).collect();
            dates.sort_unstable();
            dates
        };
        let inside = |one: &[String], other: &[String]| {
            let (Some(first), Some(last)) = (other.first(), other.last()) else { return false };
            2 * one.iter().filter(|date| (first..=last).contains(date)).count() >= one.len()
        };
        let (one, other) = (dates(self), dates(other));
        inside(&one, &other) && inside(&other, &one)
    }

    /// Whether their articles are about other things, as sections and topics tell.
    pub fn is_of_other_world(&self, other: &Self) -> bool {
        let alike: f32 =
            self.worlds.iter().map(|(world, n)| n * other.worlds.get(world).unwrap_or(&0.0)).sum();
        alike < OTHER_WORLD
    }
}

fn text(article: &Map<String, Value>) -> String {
    let field = |key: &str| article.get(key).and_then(Value::as_str).unwrap_or_default();
    format!("{}\n{}", field("headline"), field("body"))
}

/// Where `words` stand in `text` as whole words.
fn places<'t>(text: &'t str, words: &'t str) -> impl Iterator<Item = usize> + 't {
    let is_letter = |ch: Option<char>| ch.is_some_and(char::is_alphanumeric);
    let is_whole = move |at: &usize| {
        !is_letter(text[..*at].chars().next_back()) && !is_letter(text[at + words.len()..].chars().next())
    };
    text.match_indices(words).map(|(at, _)| at).filter(is_whole)
}

fn has_words(text: &str, words: &str) -> bool {
    places(text, words).next().is_some()
}

fn replaced(text: &str, words: &str, with: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut last = 0;
    for at in places(text, words) {
        out.push_str(&text[last..at]);
        out.push_str(with);
        last = at + words.len();
    }
    out + &text[last..]
}

/// How many of `articles` are no near copies of one before them.
fn originals(articles: &[usize], texts: &[String]) -> usize {
    let mut kept: Vec<HashSet<Vec<&str>>> = Vec::new();
    for at in articles {
        let words: Vec<&str> = texts[*at].split_whitespace().collect();
        let runs: HashSet<Vec<&str>> = words.windows(4).map(<[&str]>::to_vec).collect();
        let is_copy =
            |known: &HashSet<Vec<&str>>| 3 * known.intersection(&runs).count() > known.len().min(runs.len());
        if !kept.iter().any(is_copy) {
            kept.push(runs);
        }
        // More are not needed to tell.
        if kept.len() >= WELL_COVERED {
            break;
        }
    }
    kept.len()
}
