//! Finds a passage in a text: candidates, their scores, the verdict.
//!
//! Weights and thresholds began as those of the Hypothesis client
//! (`match-quote.ts`: quote 50, prefix 20, suffix 20, position 2) with a
//! minimum, a margin and a rule about context added, which it lacks;
//! `backfile-eval anchors` measures what they come to.

use std::iter;

use backfile_article::Span;

use super::{
    Anchor,
    approximate::{Pattern, exact_places},
    folded::Folded,
};

/// Weights of words, what stands before, what stands after, position.
const WEIGHTS: [f64; 4] = [50.0, 20.0, 20.0, 2.0];

/// A passage in place: how like its better side must be.
const MIN_CONTEXT_IN_PLACE: f64 = 0.90;

/// A moved passage: the least score, and how like its better side must be.
const MIN_SCORE: f64 = 0.70;
const MIN_CONTEXT: f64 = 0.60;

/// How much better than the second best a place must be.
const MARGIN: f64 = 0.05;

/// How like the words of a moved passage must be, and the context of a short
/// edited one: few characters are soon alike by chance.
const MIN_WORDS: f64 = 0.5;
const MIN_WORDS_SHORT: f64 = 0.7;
const MIN_CONTEXT_SHORT: f64 = 0.75;
const SHORT: usize = 40;

/// Characters from which words that occur once are found without context.
const UNMISTAKABLE: usize = 40;

/// A side with fewer characters than this also has to stand at the text's edge.
const MIN_SIDE: usize = 24;

/// Stands for what is beyond the edge of the text.
const EDGE: char = '\0';

/// Characters of a passage up to which all of it is searched for; of a longer
/// one, its two ends.
const MAX_WHOLE: usize = 512;
const END: usize = 256;

/// Characters up to which words are compared one by one.
const MAX_COMPARED: usize = 8192;

/// Exact places that are scored; more only in a text made of one phrase.
const MAX_EXACT: usize = 4000;

/// Approximate places that are scored, and those of context alone.
const N_APPROXIMATE: usize = 12;
const N_CONTEXT: usize = 4;

/// What is known of a passage.
#[derive(Debug, Clone, Copy)]
pub struct Target<'a> {
    /// Its words.
    pub exact: &'a str,
    /// What stood before them.
    pub prefix: &'a str,
    /// What stood after them.
    pub suffix: &'a str,
    /// Where they stood, in code points.
    pub start: usize,
}

/// Finds `target` in `text`. Places are code points of `text`.
#[must_use]
pub fn locate(target: Target<'_>, text: &str) -> Anchor {
    let text = Folded::new(text);
    let search = Search::new(target, &text);
    if search.words.is_empty() || text.chars.is_empty() {
        return Anchor::Lost;
    }
    search.verdict(search.candidates())
}

/// A place that may be the passage's.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Candidate {
    start: usize,
    end: usize,
    /// How like the words are, 0 to 1; 1 for the same words alone.
    words: f64,
    /// How like the better and the worse side of the context are.
    context: (f64, f64),
    score: f64,
}

impl Candidate {
    /// Whether both are about the same place.
    fn is_beside(&self, other: &Self) -> bool {
        let shared = self.end.min(other.end).saturating_sub(self.start.max(other.start));
        shared * 2 > (self.end - self.start).min(other.end - other.start)
    }

    fn is_exact(&self) -> bool {
        self.words >= 1.0
    }
}

struct Search<'t> {
    text: &'t Folded,
    words: Vec<char>,
    prefix: Vec<char>,
    suffix: Vec<char>,
    before: Pattern,
    after: Pattern,
    whole: Option<Pattern>,
    expected: usize,
    /// Whether the passage begins and ends between words.
    at_words: (bool, bool),
}

impl<'t> Search<'t> {
    fn new(target: Target<'_>, text: &'t Folded) -> Self {
        let words = Folded::new(target.exact.trim()).chars;
        let prefix = Folded::new(target.prefix).chars;
        let suffix = Folded::new(target.suffix).chars;
        let padding = |side: &[char]| iter::repeat_n(EDGE, MIN_SIDE.saturating_sub(side.len()));
        let before = Pattern::new(prefix.iter().rev().copied().chain(padding(&prefix)));
        let after = Pattern::new(suffix.iter().copied().chain(padding(&suffix)));
        let whole = (words.len() <= MAX_COMPARED).then(|| Pattern::new(words.iter().copied()));
        let joined = |a: Option<&char>, b: Option<&char>| match (a, b) {
            (Some(a), Some(b)) => a.is_alphanumeric() && b.is_alphanumeric(),
            _ => false,
        };
        let at_words = (!joined(prefix.last(), words.first()), !joined(words.last(), suffix.first()));
        let expected = text.index_of(target.start);
        Self { text, words, prefix, suffix, before, after, whole, expected, at_words }
    }

    /// All places worth a look.
    fn candidates(&self) -> Vec<Candidate> {
        let mut exact = exact_places(&self.text.chars, &self.words);
        if exact.len() > MAX_EXACT {
            exact.sort_by_key(|start| start.abs_diff(self.expected));
            exact.truncate(MAX_EXACT);
        }
        let n_words = self.words.len();
        let mut candidates: Vec<Candidate> =
            exact.into_iter().map(|start| self.scored(start, start + n_words, 1.0)).collect();
        let mut spans = self.by_words();
        self.by_context(&mut spans);
        let mut spans: Vec<_> =
            spans.into_iter().filter_map(|(start, end)| self.trimmed(start, end)).collect();
        spans.sort_unstable();
        spans.dedup();
        for (start, end) in spans {
            let words = self.likeness(start, end);
            if words < 1.0 {
                candidates.push(self.scored(start, end, words));
            }
        }
        candidates
    }

    /// Stretches whose words are like the passage's.
    fn by_words(&self) -> Vec<(usize, usize)> {
        let n_words = self.words.len();
        let expected = self.expected + n_words;
        if n_words <= MAX_WHOLE {
            let ends = self.ends(&self.words, N_APPROXIMATE, expected);
            return ends.into_iter().map(|end| (self.begin(&self.words, end), end)).collect();
        }
        let (head, tail) = (&self.words[..END], &self.words[n_words - END..]);
        let starts: Vec<usize> = self
            .ends(head, N_APPROXIMATE / 2, self.expected + END)
            .into_iter()
            .map(|end| self.begin(head, end))
            .collect();
        let ends = self.ends(tail, N_APPROXIMATE / 2, expected);
        let mut spans = Vec::new();
        for start in &starts {
            let fits = |end: &&usize| **end > *start && (**end - start).abs_diff(n_words) <= n_words / 2;
            let end = ends.iter().filter(fits).min_by_key(|end| (**end - start).abs_diff(n_words));
            spans.push((*start, end.copied().unwrap_or(start + n_words)));
        }
        spans.extend(ends.iter().map(|end| (end.saturating_sub(n_words), *end)));
        spans
    }

    /// Stretches that stand where the passage stood: after its prefix, before
    /// its suffix, between both.
    fn by_context(&self, spans: &mut Vec<(usize, usize)>) {
        let chars = &self.text.chars;
        let n_words = self.words.len();
        let after_prefix = match self.prefix.len() >= MIN_SIDE {
            true => self.ends(&self.prefix, N_CONTEXT, self.expected),
            false => vec![0],
        };
        let before_suffix = match self.suffix.len() >= MIN_SIDE {
            true => {
                let pattern = Pattern::new(self.suffix.iter().rev().copied());
                let expected = chars.len().saturating_sub(self.expected + n_words);
                let max = self.suffix.len() * 2 / 5;
                let ends = pattern.ends(chars.iter().rev().copied(), max, N_CONTEXT, expected);
                ends.into_iter().map(|end| chars.len() - end).collect()
            }
            false => vec![chars.len()],
        };
        for start in &after_prefix {
            for end in before_suffix.iter().filter(|end| *end > start && *end - start <= 2 * n_words + 32) {
                spans.push((*start, *end));
            }
        }
        let Some(whole) = &self.whole else { return };
        let reach = n_words + n_words / 2 + 1;
        for start in after_prefix {
            let (len, _) = whole.nearest_beginning(chars[start..].iter().copied().take(reach));
            spans.push((start, start + len));
        }
        let reversed = Pattern::new(self.words.iter().rev().copied());
        for end in before_suffix {
            let (len, _) = reversed.nearest_beginning(chars[..end].iter().rev().copied().take(reach));
            spans.push((end - len, end));
        }
    }

    /// Where stretches like `words` end.
    fn ends(&self, words: &[char], limit: usize, expected: usize) -> Vec<usize> {
        let pattern = Pattern::new(words.iter().copied());
        pattern.ends(self.text.chars.iter().copied(), words.len() / 2, limit, expected)
    }

    /// Where the stretch begins that is like `words` and ends at `end`.
    fn begin(&self, words: &[char], end: usize) -> usize {
        let reversed = Pattern::new(words.iter().rev().copied());
        let reach = words.len() + words.len() / 2 + 1;
        end - reversed.nearest_beginning(self.text.chars[..end].iter().rev().copied().take(reach)).0
    }

    /// The stretch at whole words, as the passage was, without white space
    /// around it.
    fn trimmed(&self, start: usize, end: usize) -> Option<(usize, usize)> {
        let chars = &self.text.chars;
        let (mut start, mut end) = (start.min(chars.len()), end.min(chars.len()));
        if self.at_words.0 {
            start = to_words(chars, start);
        }
        if self.at_words.1 {
            end = to_words(chars, end);
        }
        while start < end && chars[start] == ' ' {
            start += 1;
        }
        while start < end && chars[end - 1] == ' ' {
            end -= 1;
        }
        (start < end).then_some((start, end))
    }

    /// How like the words of a stretch are, 0 to 1.
    fn likeness(&self, start: usize, end: usize) -> f64 {
        let found = &self.text.chars[start..end];
        let longer = self.words.len().max(found.len());
        match &self.whole {
            Some(whole) if found.len() <= 2 * MAX_COMPARED => {
                1.0 - whole.distance(found.iter().copied()) as f64 / longer as f64
            }
            _ if found == self.words => 1.0,
            _ => shared_words(&self.words, found).min(0.999),
        }
    }

    fn scored(&self, start: usize, end: usize, words: f64) -> Candidate {
        let chars = &self.text.chars;
        let edge = || iter::repeat(EDGE);
        let before = chars[..start].iter().rev().copied().chain(edge());
        let after = chars[end..].iter().copied().chain(edge());
        let before = side(&self.before, self.prefix.len(), before);
        let after = side(&self.after, self.suffix.len(), after);
        let position = 1.0 - start.abs_diff(self.expected) as f64 / chars.len() as f64;
        let parts = [words, before, after, position.max(0.0)];
        let sum: f64 = parts.iter().zip(WEIGHTS).map(|(part, weight)| part * weight).sum();
        let score = sum / WEIGHTS.iter().sum::<f64>();
        Candidate { start, end, words, context: (before.max(after), before.min(after)), score }
    }

    fn verdict(&self, mut candidates: Vec<Candidate>) -> Anchor {
        candidates.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.start.cmp(&b.start)));
        let Some(best) = candidates.first().copied() else { return Anchor::Lost };
        let second = candidates.iter().find(|other| !other.is_beside(&best));
        let is_clear = second.is_none_or(|second| best.score - second.score >= MARGIN);
        let mut exact = candidates.iter().filter(|candidate| candidate.is_exact());
        let (first, other) = (exact.next().copied(), exact.next());
        // At the edge of a text a stretch that reaches to it has the better
        // context; the very words win all the same.
        let best = match candidates.iter().find(|other| other.is_exact() && other.is_beside(&best)) {
            Some(exact) if exact.context.0 >= MIN_CONTEXT_IN_PLACE => *exact,
            _ => best,
        };
        // Of words that occur again, the place must be known from both sides.
        let is_known = other.is_none() || best.context.1 >= MIN_CONTEXT;
        if is_clear && best.is_exact() && best.context.0 >= MIN_CONTEXT_IN_PLACE && is_known {
            return Anchor::InPlace(self.place(best));
        }
        if is_clear && self.is_enough(&best) {
            return Anchor::Moved(self.place(best));
        }
        match (first, other) {
            (Some(only), None) if self.words.len() >= UNMISTAKABLE => Anchor::Moved(self.place(only)),
            _ => Anchor::Lost,
        }
    }

    /// Whether a place is like enough to be shown for review.
    fn is_enough(&self, candidate: &Candidate) -> bool {
        let (words, context) = match self.words.len() < SHORT && !candidate.is_exact() {
            // Where a few words were edited, both sides have to be there.
            true if candidate.context.1 < MIN_CONTEXT => return false,
            true => (MIN_WORDS_SHORT, MIN_CONTEXT_SHORT),
            false => (MIN_WORDS, MIN_CONTEXT),
        };
        candidate.score >= MIN_SCORE && candidate.words >= words && candidate.context.0 >= context
    }

    fn place(&self, candidate: Candidate) -> Span {
        let (start, end) = self.text.place(candidate.start, candidate.end);
        Span::new(start, end)
    }
}

/// How like the text beside a place is to what stood there, 0 to 1.
fn side(pattern: &Pattern, len: usize, text: impl Iterator<Item = char>) -> f64 {
    let len = len.max(MIN_SIDE);
    let (_, distance) = pattern.nearest_beginning(text.take(len + len / 2));
    1.0 - distance as f64 / len as f64
}

/// The limit between words nearest to `at`.
fn to_words(chars: &[char], at: usize) -> usize {
    let is_inside = |at: usize| {
        at > 0 && at < chars.len() && chars[at - 1].is_alphanumeric() && chars[at].is_alphanumeric()
    };
    let back = (0..=at).rev().find(|at| !is_inside(*at)).unwrap_or(0);
    let on = (at..=chars.len()).find(|at| !is_inside(*at)).unwrap_or(chars.len());
    if at - back <= on - at { back } else { on }
}

/// The share of words of a very long passage that two wordings have in common.
fn shared_words(a: &[char], b: &[char]) -> f64 {
    let words = |chars: &[char]| {
        let mut words: Vec<String> = chars.split(|ch| *ch == ' ').map(|word| word.iter().collect()).collect();
        words.sort_unstable();
        words
    };
    let (a, b) = (words(a), words(b));
    let (mut i, mut j, mut n_shared) = (0, 0, 0usize);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                n_shared += 1;
                (i, j) = (i + 1, j + 1);
            }
        }
    }
    2.0 * n_shared as f64 / (a.len() + b.len()).max(1) as f64
}

#[cfg(test)]
mod tests {
    use backfile_article::CodePoints;

    use super::*;

    const TEXT: &str = "Storm floods the valley\n\n\
        The river rose above the old wall before midnight, and the bells of the lower town rang until four.\n\n\
        “We carried what we could,” said Mira Holt, who keeps the bakery by the bridge and lost two ovens.\n\n\
        By noon the water had gone, and the council had promised a higher wall within the year.";

    /// Asserts the state and the words found when `exact` of `old` is looked for in `new`.
    #[track_caller]
    fn check_in(old: &str, exact: &str, new: &str, expected: Option<(&str, &str)>) {
        let at = old.find(exact).unwrap();
        let before: Vec<char> = old[..at].chars().collect();
        let prefix: String = before[before.len().saturating_sub(64)..].iter().collect();
        let suffix: String = old[at + exact.len()..].chars().take(64).collect();
        let anchor = locate(Target { exact, prefix: &prefix, suffix: &suffix, start: before.len() }, new);
        let words = anchor.span().map(|span| CodePoints::new(new).byte_span(span).of(new));
        assert_eq!(words.map(|words| (anchor.state().as_str(), words)), expected);
    }

    /// The same with `old` the story of the flood, and `edit` done to it.
    #[track_caller]
    fn check(exact: &str, edit: impl Fn(&str) -> String, expected: Option<(&str, &str)>) {
        check_in(TEXT, exact, &edit(TEXT), expected);
    }

    #[test]
    fn white_space_marks_and_letters_written_otherwise_are_the_same_words() {
        let exact = "“We carried what we could,” said Mira Holt";
        let other = "\"We carried  what we\u{a0}could,\" said Mira Holt";
        check(exact, |text| text.replace(exact, other), Some(("in_place", other)));
    }

    #[test]
    fn edited_words_are_found_whole_and_shown_for_review() {
        let exact = "the bells of the lower town rang until four";
        let other = "the bells of the upper town rang until nearly four";
        check(exact, |text| text.replace(exact, other), Some(("moved", other)));
        let first = "a bell of the lower town rang until four";
        check(exact, |text| text.replace(exact, first), Some(("moved", first)));
    }

    #[test]
    fn what_was_taken_out_is_lost() {
        check(
            "The river rose above the old wall before midnight, ",
            |text| text.replace("The river rose above the old wall before midnight, ", ""),
            None,
        );
        check("lost two ovens", |text| text.replace(" and lost two ovens", ""), None);
        check("lost two ovens", |_| "Another story.\n\nNothing was lost but time.".to_owned(), None);
        check("lost two ovens", |_| String::new(), None);
    }

    #[test]
    fn the_same_words_elsewhere_are_never_taken_silently() {
        let cut = |text: &str| {
            text.replace(" and lost two ovens", "") + " He lost two ovens at the mill that year."
        };
        check("lost two ovens", cut, None);
        let long = "who keeps the bakery by the bridge and lost two ovens";
        let moved =
            |text: &str| text.replace(&format!(", {long}"), "") + &format!(" Mira Holt, {long}, wept.");
        check(long, moved, Some(("moved", long)));
    }

    #[test]
    fn of_two_equal_places_neither_is_taken() {
        let twice = format!("{TEXT}\n\n{TEXT}");
        check_in(TEXT, "lost two ovens", &twice, None);
    }

    #[test]
    fn a_passage_at_the_edge_of_the_text_stays_in_place() {
        check(
            "Storm floods the valley",
            |text| format!("Weather\n\n{text}"),
            Some(("in_place", "Storm floods the valley")),
        );
        let last = "a higher wall within the year.";
        check(last, |text| format!("{text}\n\nMore rain is due."), Some(("in_place", last)));
        // Little context is little evidence.
        let new = "At four, when it was light and few were asleep, the bells of the lower town were still.";
        check_in("The bells rang.", "bells", new, None);
    }

    #[test]
    fn a_long_passage_of_a_long_text_is_found() {
        let line = |n: usize| {
            format!("Line {n} of the minutes records vote {} by hall {}.\n\n", n * 7919 % 1000, n * 31 % 17)
        };
        let old: String = (0..8000).map(line).collect();
        let exact: String = (2000..2400).map(line).collect();
        let new = format!(
            "Preface.\n\n{}",
            old.replace("Line 2100 of the minutes records", "Line 2100 of the book records")
        );
        let found = exact.trim().replace("Line 2100 of the minutes records", "Line 2100 of the book records");
        check_in(&old, exact.trim(), &new, Some(("moved", &found)));
        check_in(&old, exact.trim(), &format!("Preface.\n\n{old}"), Some(("in_place", exact.trim())));
    }

    #[test]
    fn a_text_of_one_phrase_takes_no_longer_than_its_length_asks() {
        check_in("na na na na", "na na", &"na ".repeat(20_000), None);
    }
}
