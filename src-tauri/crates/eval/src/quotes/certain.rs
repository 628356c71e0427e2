//! How often the speakers shown as certain are right, and how right each band
//! of confidence is.
//!
//! Quotations are matched as the scorer does at 0.3: both sides are cut at
//! line ends and stripped of marks, and each annotated one, in text order,
//! takes the found one left that covers most of it, and more than 0.3. All
//! offsets count code points.

use std::fmt::{self, Display, Formatter};

use serde_json::Value;

use super::{
    corpus::Article,
    same_name::{Shown, same_name},
};

/// The least confidence of each band.
const BANDS: [f64; 8] = [0.97, 0.95, 0.9, 0.8, 0.7, 0.5, 0.3, 0.0];
/// How much of an annotated quotation must be covered.
const COVERED: f64 = 0.3;
/// What does not count at the ends of a quotation.
const LOOSE: &str = " \t\r\n\u{a0}\"'`“”‘’«»‹›„.,;:-–—―";

/// A speaker beside the annotated one.
struct Judged {
    confidence: f64,
    certain: bool,
    right: bool,
}

/// The speakers of one set that the annotators name.
#[derive(Default)]
pub struct Certainty {
    /// Those that were found and named, or shown by the words beside.
    shown: Vec<Judged>,
    /// How many quotations were found without anybody.
    n_nobody: usize,
}

impl Certainty {
    /// Compares `answers`, in the scorer's form, with the annotations.
    pub fn of(articles: &[Article], answers: &[Value]) -> Self {
        let mut all = Self::default();
        for (article, answer) in articles.iter().zip(answers) {
            all.add(article, answer["quotes"].as_array().map_or(&[][..], Vec::as_slice));
        }
        all
    }

    fn add(&mut self, article: &Article, found: &[Value]) {
        let text: Vec<char> = article.text.chars().collect();
        let wanted = article.quotes.iter().filter(|quote| quote.optional.is_none());
        let gold = pieces(&text, wanted.map(|quote| (quote.start, quote.end, quote)));
        let place = |quote: &Value, key: &str| quote[key].as_u64().map_or(0, |at| at as usize);
        let mut left =
            pieces(&text, found.iter().map(|quote| (place(quote, "start"), place(quote, "end"), quote)));
        for (start, end, quote) in gold {
            let Some(best) = best(&left, start, end) else { continue };
            let (.., answer) = left.remove(best);
            let Some(name) = quote.speaker_name.as_deref().filter(|name| !name.is_empty()) else { continue };
            let words = || answer["speaker_text"].as_str().map(Shown::Words);
            match answer["speaker_name"].as_str().map(Shown::Name).or_else(words) {
                Some(shown) => self.shown.push(Judged {
                    confidence: answer["confidence"].as_f64().unwrap_or_default(),
                    certain: answer["certain"].as_bool().unwrap_or_default(),
                    right: same_name(name, shown),
                }),
                None => self.n_nobody += 1,
            }
        }
    }

    /// How many of the speakers are `wanted`, and the shares that are right and
    /// that the confidences add up to.
    fn among(&self, wanted: impl Fn(&Judged) -> bool) -> (usize, f64, f64) {
        let inside = self.shown.iter().filter(|one| wanted(one));
        let (n, right, sum) = inside.fold((0, 0, 0.0), |(n, right, sum), one| {
            (n + 1, right + usize::from(one.right), sum + one.confidence)
        });
        (n, share(right, n), sum / n.max(1) as f64)
    }
}

impl Display for Certainty {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        let all = self.shown.len() + self.n_nobody;
        let n_right = self.shown.iter().filter(|one| one.right).count();
        let (n_certain, right, _) = self.among(|one| one.certain);
        writeln!(
            out,
            "certain  right {:.1} %, of {:.1} % of the {all} speakers named by the annotators ({:.1} % right of all)",
            100.0 * right,
            100.0 * share(n_certain, all),
            100.0 * share(n_right, all)
        )?;
        let mut below = f64::INFINITY;
        let mut off = 0.0;
        for from in BANDS {
            let (n, right, mean) = self.among(|one| one.confidence >= from && one.confidence < below);
            off += n as f64 * (right - mean).abs();
            let certain = self.among(|one| one.confidence >= from && one.confidence < below && one.certain).0;
            writeln!(
                out,
                "         confidence {from:.2} on: {n} speakers ({certain} certain), mean {:.1} %, right {:.1} %",
                100.0 * mean,
                100.0 * right
            )?;
            below = from;
        }
        writeln!(
            out,
            "         confidence is off by {:.1} % in the mean",
            100.0 * off / self.shown.len().max(1) as f64
        )?;
        writeln!(out, "         nobody shown: {}", self.n_nobody)
    }
}

#[allow(clippy::cast_precision_loss)]
fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

/// The stretches of quotations inside their lines, without loose ends, each
/// once, in text order.
fn pieces<'a, T>(
    text: &[char],
    quotes: impl Iterator<Item = (usize, usize, &'a T)>,
) -> Vec<(usize, usize, &'a T)> {
    let loose = |at: usize| LOOSE.contains(text[at]);
    let mut out: Vec<(usize, usize, &'a T)> = Vec::new();
    for (from, to, quote) in quotes {
        let to = to.min(text.len());
        let mut next = from;
        while next < to {
            let line_end = (next..to).find(|at| matches!(text[*at], '\r' | '\n')).unwrap_or(to);
            let start = (next..line_end).find(|at| !loose(*at));
            let end = (next..line_end).rev().find(|at| !loose(*at)).map(|at| at + 1);
            if let (Some(start), Some(end)) = (start, end)
                && !out.iter().any(|(a, b, _)| (*a, *b) == (start, end))
            {
                out.push((start, end, quote));
            }
            next = line_end + 1;
        }
    }
    out.sort_by_key(|(start, end, _)| (*start, *end));
    out
}

/// The stretch that covers most of `start..end`, the shorter on a tie.
fn best<T>(left: &[(usize, usize, &T)], start: usize, end: usize) -> Option<usize> {
    let mut best: Option<(usize, usize)> = None;
    for (idx, (from, to, _)) in left.iter().enumerate().take_while(|(_, (from, ..))| *from < end) {
        let shared = end.min(*to).saturating_sub(start.max(*from));
        if share(shared, end - start) <= COVERED {
            continue;
        }
        let better = best.is_none_or(|(before, most)| {
            let shorter = to - from < left[before].1 - left[before].0;
            shared > most || shared == most && shorter
        });
        if better {
            best = Some((idx, shared));
        }
    }
    best.map(|(idx, _)| idx)
}
