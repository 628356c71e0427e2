//! How surely bookmarked passages are found again after a text was edited.
//!
//! Passages of real articles (sentences, pairs of them, fragments of two to
//! eight words) are looked for in texts edited by program, always with the
//! same pseudo-random choices. Right is a place that shares more than half of
//! its words with the true one; any other place is wrong.

use std::{error::Error, ops::ControlFlow, path::PathBuf, time::Instant};

use backfile_archive::{Anchor, Archive, ArticleFilter, ArticleSort, Options, Target, locate};
use backfile_article::Span;

use crate::rng::Rng;

/// What to measure on.
#[derive(clap::Args)]
pub struct Anchors {
    /// Files and folders of articles.
    #[arg(default_value = "articles")]
    paths: Vec<PathBuf>,
    /// Passages a case, at most.
    #[arg(long, default_value_t = 1500)]
    passages: usize,
}

/// Code points of context that a bookmark keeps.
const CONTEXT: usize = 64;

impl Anchors {
    /// Prints one line a case.
    pub fn run(&self) -> Result<(), Box<dyn Error>> {
        let texts = read(&self.paths)?;
        let start = Instant::now();
        let table = measure(&texts, self.passages);
        let n_searches: usize = table.iter().map(|row| row.n).sum();
        let mut lines =
            format!("{:<38}{:>7}{:>10}{:>8}{:>8}{:>8}\n", "case", "n", "in place", "moved", "wrong", "lost");
        for Row { case, n, in_place, moved, wrong, lost } in table {
            let share = |part: usize| format!("{:.2}%", 100.0 * part as f64 / n.max(1) as f64);
            lines += &format!(
                "{:<38}{n:>7}{:>10}{:>8}{:>8}{:>8}\n",
                case.name(),
                share(in_place),
                share(moved),
                share(wrong),
                share(lost)
            );
        }
        let each = start.elapsed().as_secs_f64() * 1e6 / n_searches.max(1) as f64;
        crate::print(&format!("{lines}{} articles, {each:.0} µs a passage\n", texts.len()))
    }
}

/// The texts of all articles in `paths`.
fn read(paths: &[PathBuf]) -> Result<Vec<String>, Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let archive = Archive::open(folder.path().join("data"), Options::default())?;
    archive.import(paths, &mut |_| ControlFlow::Continue(()))?;
    let rows = archive.articles(&ArticleFilter::default(), ArticleSort::Headline, 2000, 0)?.rows;
    let mut texts = Vec::with_capacity(rows.len());
    for card in rows {
        texts.push(archive.article(card.id)?.article.text);
    }
    Ok(texts)
}

/// What happens to a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Case {
    Appended,
    Prepended,
    ParagraphMoved,
    Edited10,
    Edited30,
    PassageCut,
    ParagraphCut,
    OtherArticle,
    SameWordsElsewhere,
}

impl Case {
    const ALL: [Self; 9] = [
        Self::Appended,
        Self::Prepended,
        Self::ParagraphMoved,
        Self::Edited10,
        Self::Edited30,
        Self::PassageCut,
        Self::ParagraphCut,
        Self::OtherArticle,
        Self::SameWordsElsewhere,
    ];

    const fn name(self) -> &'static str {
        match self {
            Self::Appended => "passage unchanged, text put in after",
            Self::Prepended => "passage unchanged, text put in before",
            Self::ParagraphMoved => "paragraph moved to the end",
            Self::Edited10 => "10 % of its words edited, 5 % around",
            Self::Edited30 => "30 % of its words edited, 15 % around",
            Self::PassageCut => "passage cut",
            Self::ParagraphCut => "its paragraph cut",
            Self::OtherArticle => "another article under the same id",
            Self::SameWordsElsewhere => "passage cut, same words elsewhere",
        }
    }
}

/// What one case came to.
struct Row {
    case: Case,
    n: usize,
    in_place: usize,
    moved: usize,
    wrong: usize,
    lost: usize,
}

fn measure(texts: &[String], n_passages: usize) -> Vec<Row> {
    let words: Vec<&str> = texts.iter().flat_map(|text| text.split_whitespace()).collect();
    let rows = Case::ALL.into_iter().map(|case| {
        let mut rng = Rng(case as u64 + 1);
        let mut row = Row { case, n: 0, in_place: 0, moved: 0, wrong: 0, lost: 0 };
        let mut n_tries = 0;
        while row.n < n_passages && n_tries < 20 * n_passages && !texts.is_empty() {
            n_tries += 1;
            let text = &texts[rng.below(texts.len())];
            let Some(passage) = passage(text, &mut rng) else { continue };
            let other = &texts[rng.below(texts.len())];
            let Some((edited, truth)) = edit(case, text, passage, other, &words, &mut rng) else { continue };
            row.n += 1;
            count(&mut row, find(text, passage, &edited), truth);
        }
        row
    });
    rows.collect()
}

fn count(row: &mut Row, anchor: Anchor, truth: Option<Span>) {
    let is_right = |place: Span| truth.is_some_and(|truth| agree(place, truth));
    match anchor {
        Anchor::Lost => row.lost += 1,
        Anchor::InPlace(place) if is_right(place) => row.in_place += 1,
        Anchor::Moved(place) if is_right(place) => row.moved += 1,
        // What is shown for review is not taken silently.
        Anchor::Moved(_) if row.case == Case::SameWordsElsewhere => row.moved += 1,
        Anchor::InPlace(_) | Anchor::Moved(_) => row.wrong += 1,
    }
}

/// Whether two stretches share more than half of what both cover.
fn agree(a: Span, b: Span) -> bool {
    let shared = a.end.min(b.end).saturating_sub(a.start.max(b.start));
    let all = a.end.max(b.end) - a.start.min(b.start);
    shared * 2 > all
}

fn find(text: &str, passage: Span, edited: &str) -> Anchor {
    let before: Vec<char> = text[..passage.start].chars().collect();
    let prefix: String = before[before.len().saturating_sub(CONTEXT)..].iter().collect();
    let suffix: String = text[passage.end..].chars().take(CONTEXT).collect();
    let exact = passage.of(text);
    locate(Target { exact, prefix: &prefix, suffix: &suffix, start: before.len() }, edited)
}

/// A sentence, two, or a fragment, in bytes.
fn passage(text: &str, rng: &mut Rng) -> Option<Span> {
    let paragraphs: Vec<Span> = paragraphs(text);
    let paragraph = paragraphs[rng.below(paragraphs.len())];
    let words = words_in(text, paragraph);
    if words.len() < 12 {
        return None;
    }
    let ends: Vec<usize> = (0..words.len())
        .filter(|idx| words[*idx].of(text).ends_with(['.', '!', '?', '”', '"']) || idx + 1 == words.len())
        .collect();
    let sentence = rng.below(ends.len());
    let first = if sentence == 0 { 0 } else { ends[sentence - 1] + 1 };
    let (first, last) = match rng.below(3) {
        0 => (first, ends[sentence]),
        1 => (first, ends[(sentence + 1).min(ends.len() - 1)]),
        _ => {
            let n = 2 + rng.below(7);
            let first = rng.below(words.len() - n);
            (first, first + n - 1)
        }
    };
    Some(Span::new(words[first].start, words[last].end))
}

fn paragraphs(text: &str) -> Vec<Span> {
    let mut start = 0;
    text.split("\n\n")
        .map(|paragraph| {
            let span = Span::new(start, start + paragraph.len());
            start = span.end + 2;
            span
        })
        .collect()
}

fn words_in(text: &str, within: Span) -> Vec<Span> {
    let start = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    within.of(text).split_whitespace().map(|word| Span::new(start(word), start(word) + word.len())).collect()
}

/// The edited text and where the passage is in it, in code points. None where
/// the case does not fit the passage.
fn edit(
    case: Case,
    text: &str,
    passage: Span,
    other: &str,
    words: &[&str],
    rng: &mut Rng,
) -> Option<(String, Option<Span>)> {
    let around = paragraphs(text).into_iter().find(|paragraph| paragraph.contains(passage))?;
    let (before, exact, after) = (&text[..passage.start], passage.of(text), &text[passage.end..]);
    // What occurs twice may truly be meant at either place.
    if text.matches(exact).count() != 1 || other.contains(exact) || text == other {
        return None;
    }
    let some = |rng: &mut Rng| other.get(..floor(other, 200 + rng.below(400))).unwrap_or(other).to_owned();
    let built = |before: String, exact: String, after: &str| {
        let start = before.chars().count();
        let span = Span::new(start, start + exact.chars().count());
        (before + &exact + after, Some(span))
    };
    Some(match case {
        Case::Appended => built(before.to_owned(), exact.to_owned(), &format!("{after}\n\n{}", some(rng))),
        Case::Prepended => built(format!("{}\n\n{before}", some(rng)), exact.to_owned(), after),
        Case::ParagraphMoved => {
            let head = format!("{}{}\n\n", &text[..around.start], &text[around.end..]);
            let inside = head + &text[around.start..passage.start];
            built(inside, exact.to_owned(), &text[passage.end..around.end])
        }
        Case::Edited10 | Case::Edited30 => {
            let rate = if case == Case::Edited10 { 10 } else { 30 };
            let before = edit_words(before, rate / 2, words, rng);
            let changed = edit_words(exact, rate, words, rng);
            let after = edit_words(after, rate / 2, words, rng);
            built(before, changed, &after)
        }
        Case::PassageCut => (format!("{before}{}", after.trim_start_matches(' ')), None),
        Case::ParagraphCut => {
            (format!("{}{}", &text[..around.start], text[around.end..].trim_start_matches('\n')), None)
        }
        Case::OtherArticle => (other.to_owned(), None),
        Case::SameWordsElsewhere => {
            let rest = format!("{before}{}", after.trim_start_matches(' '));
            let gaps: Vec<usize> = rest.match_indices(' ').map(|(at, _)| at).collect();
            let at = gaps[rng.below(gaps.len())];
            if at.abs_diff(passage.start) < 2 * CONTEXT {
                return None;
            }
            (format!("{} {exact}{}", &rest[..at], &rest[at..]), None)
        }
    })
}

fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// `text` with `rate` of a hundred words replaced, taken out or followed by another.
fn edit_words(text: &str, rate: usize, words: &[&str], rng: &mut Rng) -> String {
    let mut edited = String::with_capacity(text.len() + 64);
    let mut last = 0;
    for word in words_in(text, Span::new(0, text.len())) {
        edited += &text[last..word.start];
        last = word.end;
        if rng.below(100) >= rate {
            edited += word.of(text);
            continue;
        }
        let new = words[rng.below(words.len())];
        match rng.below(4) {
            0 => {}
            1 => edited += &format!("{} {new}", word.of(text)),
            _ => edited += new,
        }
    }
    edited + &text[last..]
}

#[cfg(test)]
mod tests {
    use std::{collections::HashSet, path::Path};

    use super::*;

    #[test]
    fn passages_of_the_sample_archive_are_found_again_or_said_to_be_lost() {
        let articles = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../articles");
        let texts = read(&[articles]).unwrap();
        assert!(texts.iter().collect::<HashSet<_>>().len() > 50);
        for row in measure(&texts, 400) {
            let share = |part: usize| part as f64 / row.n as f64;
            let found = share(row.in_place + row.moved);
            assert!(row.n >= 300, "{}", row.case.name());
            assert!(share(row.wrong) <= 0.005, "{}: {} of {} wrong", row.case.name(), row.wrong, row.n);
            match row.case {
                Case::Appended | Case::Prepended => assert_eq!(row.in_place, row.n, "{}", row.case.name()),
                Case::ParagraphMoved => assert!(found >= 0.98, "{}: {found}", row.case.name()),
                Case::Edited10 => assert!(found >= 0.95, "{}: {found}", row.case.name()),
                Case::Edited30 => assert!(found >= 0.80, "{}: {found}", row.case.name()),
                Case::PassageCut | Case::ParagraphCut | Case::OtherArticle | Case::SameWordsElsewhere => {
                    assert_eq!(row.in_place, 0, "{}", row.case.name());
                }
            }
        }
    }
}
