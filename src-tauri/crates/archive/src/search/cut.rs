//! The words of an article, cut once for all who ask.
//!
//! The index, the runs that tell near copies and the wordings of quotations
//! look at the same words; a word is small here, for those of a whole batch are
//! kept until it is written.

use backfile_article::Span;

use super::words::{MAX_WORD, Word, each_run, each_word};

/// A text cut into words, as [`each_word`] does it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Cut {
    /// The text with its ASCII letters small: most words are a part of it.
    lower: String,
    words: Vec<Place>,
    /// Words that are written otherwise, or found by more than themselves.
    others: Vec<Other>,
    /// Where runs of characters that were looked at together begin and end.
    runs: Vec<[u32; 2]>,
}

/// Where a word stands, and which of [`Cut::others`] it is, or [`PLAIN`].
#[derive(Debug, Clone, Copy)]
struct Place {
    start: u32,
    end: u32,
    other: u32,
}

const PLAIN: u32 = u32::MAX;

#[derive(Debug, Clone)]
struct Other {
    form: Box<str>,
    also: Box<[String]>,
}

impl Cut {
    /// Cuts `text`; of one longer than four gigabytes nothing is kept.
    pub fn of(text: &str) -> Self {
        if u32::try_from(text.len()).is_err() {
            return Self::default();
        }
        let lower = text.to_ascii_lowercase();
        let mut words = Vec::with_capacity(text.len() / 5);
        let (mut others, mut runs) = (Vec::new(), Vec::new());
        let mut keep = |word: Word<'_>| {
            let Span { start, end } = word.span;
            let plain = lower.get(start..end.min(start + MAX_WORD));
            let mut other = PLAIN;
            if plain != Some(word.form) || !word.also.is_empty() {
                other = others.len() as u32;
                others.push(Other { form: word.form.into(), also: word.also.into() });
            }
            words.push(Place { start: start as u32, end: end as u32, other });
        };
        each_run(text, &lower, 0, &mut keep, &mut |start, end| runs.push([start as u32, end as u32]));
        Self { lower, words, others, runs }
    }

    /// Calls `sink` with every word of the stretch `span` of `text`, which this
    /// was cut from, as [`each_word`] does for the stretch alone.
    pub fn each_word(&self, text: &str, span: Span, sink: &mut dyn FnMut(Word<'_>)) {
        if self.lower.len() != text.len() || self.divides(span.start) || self.divides(span.end) {
            return each_word(span.of(text), span.start, sink);
        }
        let first = self.words.partition_point(|word| word.end as usize <= span.start);
        for word in self.words[first..].iter().take_while(|word| (word.start as usize) < span.end) {
            let Place { start, end, other } = *word;
            let span = Span::new(start as usize, end as usize);
            match self.others.get(other as usize) {
                Some(Other { form, also }) => sink(Word { span, form, also }),
                None => {
                    let form = &self.lower[span.start..span.end.min(span.start + MAX_WORD)];
                    sink(Word { span, form, also: &[] });
                }
            }
        }
    }

    /// The words of some stretches of `text`, a space between.
    pub fn spaced_words(&self, text: &str, spans: impl IntoIterator<Item = Span>) -> String {
        let mut spaced = String::new();
        for span in spans {
            spaced.reserve(span.end - span.start + 1);
            self.each_word(text, span, &mut |word| {
                if !spaced.is_empty() {
                    spaced.push(' ');
                }
                spaced.push_str(word.form);
            });
        }
        spaced
    }

    /// Whether a stretch that begins or ends at `at` would be cut otherwise.
    fn divides(&self, at: usize) -> bool {
        let is_inside = |start: u32, end: u32| (start as usize) < at && at < end as usize;
        let word = self.words.partition_point(|word| word.end as usize <= at);
        let run = self.runs.partition_point(|[_, end]| *end as usize <= at);
        self.words.get(word).is_some_and(|word| is_inside(word.start, word.end))
            || self.runs.get(run).is_some_and(|[start, end]| is_inside(*start, *end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn collect(each: impl FnOnce(&mut dyn FnMut(Word<'_>))) -> Vec<(Span, String, Vec<String>)> {
        let mut words = Vec::new();
        each(&mut |word| words.push((word.span, word.form.to_owned(), word.also.to_vec())));
        words
    }

    #[test]
    fn every_stretch_is_cut_as_if_alone() {
        let text = "The U.S.'s co-operate: AT&T's 1,200.5% #MeToo_x.y, l’homme n’a–t-il “Été” cafe\u{301} \
                    東京 a-b-c-d-e-f Bush's\n\nna\u{ad}ive workers' @Elm_b 3.5, e.g. x..y don't _a_ É.";
        let cut = Cut::of(text);
        let borders: Vec<usize> = (0..=text.len()).filter(|at| text.is_char_boundary(*at)).collect();
        for (nth, start) in borders.iter().enumerate() {
            for end in &borders[nth..] {
                let span = Span::new(*start, *end);
                let whole = collect(|sink| cut.each_word(text, span, sink));
                let alone = collect(|sink| each_word(span.of(text), span.start, sink));
                assert_eq!(whole, alone, "{:?}", span.of(text));
            }
        }
    }

    #[test]
    fn endless_words_are_cut_alike() {
        let text = format!("a{} {}é b", "x".repeat(2 * MAX_WORD), "y".repeat(3 * MAX_WORD));
        let cut = Cut::of(&text);
        let whole = Span::new(0, text.len());
        assert_eq!(
            collect(|sink| cut.each_word(&text, whole, sink)),
            collect(|sink| each_word(&text, 0, sink))
        );
    }
}
