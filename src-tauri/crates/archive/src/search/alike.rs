//! Where a text says nearly the same as some words.
//!
//! Words are compared, not letters: a word left out, put in or exchanged costs
//! about one, another form of the same word a half. From the end of one stretch of
//! quoted words to the beginning of the next costs next to nothing, since
//! newspapers break quotations to say who speaks.

use std::collections::HashMap;

use backfile_article::Span;

use super::{terms::stem, words::each_word};

/// What a word costs that is another, or missing in the text.
const WORD: u32 = 8;
/// What a word costs that only the text has: a little less, so that what is
/// found goes on to the last word that fits.
const EXTRA: u32 = 7;
/// What another form of the same word costs.
const FORM: u32 = 4;
/// What going on in the next quoted stretch costs.
const JUMP: u32 = 1;
/// Most words that are compared; a claim is a sentence or two.
const MAX_WORDS: usize = 400;
/// Most words between two quoted stretches of one statement.
const MAX_BETWEEN: usize = 40;

/// Words to look for.
#[derive(Debug)]
pub(crate) struct Claim {
    /// The words as the index has them.
    pub words: Vec<String>,
    stems: Vec<String>,
}

/// The stretch of a text that is most like a claim.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Alike {
    /// Where it stands; bytes of the text.
    pub span: Span,
    /// Whether all words stand there in this order and no others, but for
    /// what stands between quoted stretches.
    pub is_exact: bool,
    /// 1 for the same words, 0 for none of them.
    pub similarity: f32,
}

/// Words of one text.
struct Text {
    words: Vec<(String, Span)>,
    /// Pairs of words: the last of a quoted stretch, and the first of the next.
    jumps: Vec<(usize, usize)>,
}

/// The cheapest way to have read the first words of a claim, up to some word of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Way {
    cost: u32,
    n_jumps: u32,
    start: usize,
}

impl Way {
    const fn and(self, cost: u32) -> Self {
        Self { cost: self.cost + cost, ..self }
    }
}

impl Claim {
    /// The words of `text`.
    pub fn new(text: &str) -> Self {
        let mut words = Vec::new();
        each_word(text, 0, &mut |word| words.push(word.form.to_owned()));
        words.truncate(MAX_WORDS);
        let stems = words.iter().map(|word| stem(word)).collect();
        Self { words, stems }
    }

    /// The stretch of `text` that is most like the claim; of several, the
    /// first. `quoted` are the stretches in quotation marks, in order.
    pub fn nearest(&self, text: &str, quoted: &[Span]) -> Option<Alike> {
        let text = Text::new(text, quoted);
        let n = self.words.len();
        if n == 0 || text.words.is_empty() {
            return None;
        }
        let mut before: Vec<Way> =
            (0..=n as u32).map(|i| Way { cost: i * WORD, n_jumps: 0, start: 0 }).collect();
        let mut kept: HashMap<usize, Vec<Way>> = HashMap::new();
        let mut best: Option<(Way, usize)> = None;
        let mut costs: HashMap<&str, Vec<u32>> = HashMap::new();
        for (at, (word, _)) in text.words.iter().enumerate() {
            if let Some((from, _)) = text.jumps.iter().find(|(_, to)| *to == at)
                && let Some(earlier) = kept.get(from)
            {
                for (way, earlier) in before.iter_mut().zip(earlier) {
                    *way = (*way).min(Way { n_jumps: earlier.n_jumps + 1, ..earlier.and(JUMP) });
                }
            }
            let costs = costs.entry(word).or_insert_with(|| self.costs(word));
            before[0] = Way { cost: 0, n_jumps: 0, start: at };
            let mut now = Vec::with_capacity(n + 1);
            now.push(Way { cost: 0, n_jumps: 0, start: at + 1 });
            for i in 1..=n {
                let ways = [before[i - 1].and(costs[i - 1]), before[i].and(EXTRA), now[i - 1].and(WORD)];
                now.push(ways.into_iter().min().unwrap_or(before[i]));
            }
            if best.is_none_or(|(way, _)| now[n].cost < way.cost) {
                best = Some((now[n], at));
            }
            if text.jumps.iter().any(|(from, _)| *from == at) {
                kept.insert(at, now.clone());
            }
            before = now;
        }
        let (way, end) = best.filter(|(way, end)| way.start <= *end)?;
        let span = Span::new(text.words[way.start].1.start, text.words[end].1.end);
        let worst = n as u32 * WORD;
        // Jumps rank ways; they change no word.
        let others = way.cost - way.n_jumps * JUMP;
        let similarity = 1.0 - others.min(worst) as f32 / worst as f32;
        Some(Alike { span, is_exact: others == 0, similarity })
    }

    /// What it costs to read each word of the claim as `word`.
    fn costs(&self, word: &str) -> Vec<u32> {
        let stem = stem(word);
        let cost = |(own, own_stem): (&String, &String)| match own == word {
            true => 0,
            false if *own_stem == stem => FORM,
            false => WORD,
        };
        self.words.iter().zip(&self.stems).map(cost).collect()
    }
}

impl Text {
    fn new(text: &str, quoted: &[Span]) -> Self {
        let mut words: Vec<(String, Span)> = Vec::new();
        each_word(text, 0, &mut |word| words.push((word.form.to_owned(), word.span)));
        let first_in = |span: &Span| words.partition_point(|(_, word)| word.start < span.start);
        let after = |span: &Span| words.partition_point(|(_, word)| word.start < span.end);
        let jumps = quoted.windows(2).filter_map(|pair| {
            let (from, to) = (after(&pair[0]).checked_sub(1)?, first_in(&pair[1]));
            (from < to && to - from <= MAX_BETWEEN).then_some((from, to))
        });
        let jumps = jumps.collect();
        Self { words, jumps }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "The quay was full. “We never doubted it,” said Maren Oduya, who keeps the quay. “People will come, and they will stay.” It rained.";

    fn quoted() -> Vec<Span> {
        let starts = TEXT.match_indices('“').map(|(at, _)| at);
        let ends = TEXT.match_indices('”').map(|(at, sign)| at + sign.len());
        starts.zip(ends).map(|(start, end)| Span::new(start, end)).collect()
    }

    /// Asserts what is found, whether it is the same, and how like it is in percent.
    #[track_caller]
    fn check(claim: &str, found: &str, is_exact: bool, percent: std::ops::RangeInclusive<u32>) {
        let alike = Claim::new(claim).nearest(TEXT, &quoted()).unwrap();
        assert_eq!((alike.span.of(TEXT), alike.is_exact), (found, is_exact));
        let found = (alike.similarity * 100.0) as u32;
        assert!(percent.contains(&found), "{found} %");
    }

    #[test]
    fn the_same_words_are_exact_whatever_their_marks() {
        check(
            "\"People will come, and they will stay\"",
            "People will come, and they will stay",
            true,
            100..=100,
        );
        check("PEOPLE WILL COME", "People will come", true, 100..=100);
    }

    #[test]
    fn a_quotation_broken_by_its_speaker_is_one() {
        check(
            "We never doubted it. People will come",
            "We never doubted it,” said Maren Oduya, who keeps the quay. “People will come",
            true,
            100..=100,
        );
    }

    #[test]
    fn other_words_make_it_less_like() {
        check(
            "People would come, and they will stay",
            "People will come, and they will stay",
            false,
            80..=90,
        );
        check("People will come and stay", "People will come, and", false, 80..=80);
        let unlike = Claim::new("He keeps a boat in the bay").nearest(TEXT, &quoted()).unwrap();
        assert!(unlike.similarity < 0.5, "{unlike:?}");
    }

    #[test]
    fn nothing_is_like_nothing() {
        assert_eq!(Claim::new(" “” ").nearest(TEXT, &[]), None);
        assert_eq!(Claim::new("People").nearest("", &[]), None);
    }
}
