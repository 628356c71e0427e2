//! How surely speakers are told apart across an archive: the news articles of
//! GUM, whose speakers were resolved by hand, are imported together, and each
//! two speaker phrases are of one entity or of two.

use std::{error::Error, fs, ops::ControlFlow, path::PathBuf};

use backfile_archive::{Archive, ArticleFilter, ArticleSort, EntityId, Options, StoredArticle};
use backfile_article::fold;
use clap::Args;
use serde::Deserialize;

use crate::print;

/// Options of `identity`.
#[derive(Debug, Args)]
pub struct Identity {
    /// The folder with the annotated articles.
    #[arg(long, default_value = "../shared/quotes")]
    data: PathBuf,
}

#[derive(Deserialize)]
struct Gold {
    text: String,
    quotes: Vec<Quote>,
}

#[derive(Deserialize)]
struct Quote {
    speaker_text: Option<String>,
    speaker_start: Option<usize>,
    speaker_name: Option<String>,
    speaker_resolved: Option<String>,
}

/// A speaker phrase: the name by hand, and what it is in the archive.
struct Phrase {
    name: String,
    entity: Option<EntityId>,
}

impl Identity {
    /// Imports, compares and prints.
    pub fn run(&self) -> Result<(), Box<dyn Error>> {
        let path = self.data.join("gum-news-dev.jsonl");
        if !path.is_file() {
            return print(&format!("SKIPPED: there is no {}; identity was not measured.\n", path.display()));
        }
        let folder = tempfile::tempdir()?;
        let sources = folder.path().join("sources");
        fs::create_dir(&sources)?;
        let lines = fs::read_to_string(&path)?;
        let gold: Vec<Gold> = lines.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
        for (at, article) in gold.iter().enumerate() {
            fs::write(sources.join(format!("{at}.txt")), &article.text)?;
        }
        let archive = Archive::open(folder.path().join("data"), Options::default())?;
        archive.import(&[sources], &mut |_| ControlFlow::Continue(()))?;
        let cards = archive.articles(&ArticleFilter::default(), ArticleSort::Newest, 1000, 0)?.rows;
        let mut phrases = Vec::new();
        for card in cards {
            let stored = archive.article(card.id)?;
            let file: usize =
                stored.path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default().parse()?;
            phrases.extend(gold[file].quotes.iter().filter_map(|quote| phrase(&gold[file], quote, &stored)));
        }
        print(&figures(&phrases))
    }
}

/// The phrase of a quotation whose speaker was resolved by hand and that holds
/// a name; none otherwise.
fn phrase(gold: &Gold, quote: &Quote, stored: &StoredArticle) -> Option<Phrase> {
    let words = quote.speaker_text.as_deref()?;
    let name = quote.speaker_name.clone()?;
    let has_name = words
        .split_whitespace()
        .any(|word| fold(&name).split(' ').any(|part| fold(word).trim_matches([',', '.']) == part));
    if quote.speaker_resolved.as_deref() != Some("gold-coref") || !has_name {
        return None;
    }
    // Which of the places with these words: as many stand before it in both texts.
    let before: String = gold.text.chars().take(quote.speaker_start?).collect();
    let (start, _) = stored.article.text.match_indices(words).nth(before.matches(words).count())?;
    let end = start + words.len();
    let last = fold(&name).rsplit(' ').next().unwrap_or_default().to_owned();
    let inside = stored
        .extraction
        .mentions
        .iter()
        .filter(|mention| mention.span.start < end && start < mention.span.end);
    let named = inside.filter(|mention| fold(mention.span.of(&stored.article.text)).contains(&last));
    let entity =
        named.map(|mention| mention.entity).next().and_then(|entity| stored.entities.get(entity)).copied();
    Some(Phrase { name: fold(&name), entity })
}

fn figures(phrases: &[Phrase]) -> String {
    let (mut same, mut same_right, mut apart, mut apart_right) = (0, 0, 0, 0);
    for (at, one) in phrases.iter().enumerate() {
        for other in &phrases[at + 1..] {
            let is_one = one.entity.is_some() && one.entity == other.entity;
            if one.name == other.name {
                same += 1;
                same_right += usize::from(is_one);
            } else {
                apart += 1;
                apart_right += usize::from(!is_one);
            }
        }
    }
    let found = phrases.iter().filter(|phrase| phrase.entity.is_some()).count();
    let percent = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
    format!(
        "identity (gum, all articles in one archive): {} speaker phrases with a name, {found} of them named; \
         of one speaker and in one entity {same_right}/{same} ({:.1} %), of two speakers and in two {apart_right}/{apart} ({:.1} %)\n",
        phrases.len(),
        percent(same_right, same),
        percent(apart_right, apart),
    )
}
