//! Compares two wordings of a passage, word by word.

use backfile_article::fold;

/// Cells of the table of a comparison; beyond, only what both begin and end
/// with counts as the same.
const MAX_CELLS: usize = 4_000_000;

/// What became of some words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Change {
    /// They stayed.
    Same,
    /// They are gone.
    Removed,
    /// They are new.
    Added,
}

impl Change {
    /// The name used in files and JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Removed => "removed",
            Self::Added => "added",
        }
    }
}

/// Words that share their fate. The runs that are not removed make the new
/// wording, those that are not added the old one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiffRun {
    /// The words, with the white space after them.
    pub text: String,
    /// What became of them.
    pub change: Change,
}

/// What changed from `old` to `new`.
pub(crate) fn diff(old: &str, new: &str) -> Vec<DiffRun> {
    compare(old, new, |word| word.trim_end().to_owned())
}

/// What changed from `old` to `new` where case, accents and marks do not count.
pub(crate) fn diff_in_words(old: &str, new: &str) -> Vec<DiffRun> {
    compare(old, new, |word| fold(word).trim_matches(|ch: char| !ch.is_alphanumeric()).to_owned())
}

/// Words are the same when `key` is.
fn compare(old: &str, new: &str, key: impl Fn(&str) -> String) -> Vec<DiffRun> {
    let keyed = |text| words(text).into_iter().map(|word| (word, key(word))).collect::<Vec<Keyed>>();
    let (old, new) = (keyed(old), keyed(new));
    let same = |((_, a), (_, b)): &(&Keyed, &Keyed)| a == b;
    let n_front = old.iter().zip(&new).take_while(same).count();
    let rest = old.len().min(new.len()) - n_front;
    let n_back = old.iter().rev().zip(new.iter().rev()).take(rest).take_while(same).count();
    let back = new.len() - n_back;
    let mut runs = Vec::new();
    new[..n_front].iter().for_each(|(word, _)| push(&mut runs, word, Change::Same));
    middle(&old[n_front..old.len() - n_back], &new[n_front..back], &mut runs);
    new[back..].iter().for_each(|(word, _)| push(&mut runs, word, Change::Same));
    runs
}

/// A word with the white space after it, and what it is compared by.
type Keyed<'a> = (&'a str, String);

/// Words, each with the white space after it.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = 0;
    let mut in_space = false;
    for (at, ch) in text.char_indices() {
        if in_space && !ch.is_whitespace() {
            words.push(&text[start..at]);
            start = at;
        }
        in_space = ch.is_whitespace();
    }
    words.push(&text[start..]);
    words.retain(|word| !word.is_empty());
    words
}

/// Compares by the longest common subsequence.
fn middle(old: &[Keyed<'_>], new: &[Keyed<'_>], runs: &mut Vec<DiffRun>) {
    let width = new.len() + 1;
    if old.len().saturating_mul(width) > MAX_CELLS {
        old.iter().for_each(|(word, _)| push(runs, word, Change::Removed));
        new.iter().for_each(|(word, _)| push(runs, word, Change::Added));
        return;
    }
    let mut common = vec![0u32; (old.len() + 1) * width];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            common[i * width + j] = match old[i].1 == new[j].1 {
                true => common[(i + 1) * width + j + 1] + 1,
                false => common[(i + 1) * width + j].max(common[i * width + j + 1]),
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < old.len() || j < new.len() {
        let at = |i: usize, j: usize| common[i * width + j];
        if i < old.len() && j < new.len() && old[i].1 == new[j].1 {
            push(runs, new[j].0, Change::Same);
            (i, j) = (i + 1, j + 1);
        } else if i < old.len() && (j == new.len() || at(i + 1, j) >= at(i, j + 1)) {
            push(runs, old[i].0, Change::Removed);
            i += 1;
        } else {
            push(runs, new[j].0, Change::Added);
            j += 1;
        }
    }
}

fn push(runs: &mut Vec<DiffRun>, word: &str, change: Change) {
    match runs.last_mut() {
        Some(run) if run.change == change => run.text.push_str(word),
        _ => runs.push(DiffRun { text: word.to_owned(), change }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Asserts the comparison, removed words in [], added ones in {}.
    #[track_caller]
    fn check(old: &str, new: &str, expected: &str) {
        let runs = diff(old, new);
        let drawn: String = runs
            .iter()
            .map(|run| match run.change {
                Change::Same => run.text.clone(),
                Change::Removed => format!("[{}]", run.text),
                Change::Added => format!("{{{}}}", run.text),
            })
            .collect();
        assert_eq!(drawn, expected);
    }

    #[test]
    fn words_that_changed_are_told_apart() {
        check("The old dam held.", "The old dam held.", "The old dam held.");
        check("The old dam held.", "The new dam held.", "The [old ]{new }dam held.");
        check("a b c d", "a c d e", "a [b ]c d{ e}".replace("{ e}", " {e}").as_str());
        check("", "a", "{a}");
        check("it rained all day", "it all day rained", "it [rained ]all day {rained}");
    }

    #[test]
    fn marks_and_case_do_not_make_a_word_another() {
        let runs = diff_in_words("THE DAM, it \u{2018}held\u{2019}", "The dam \u{2013} it held.");
        let changed: Vec<&str> =
            runs.iter().filter(|run| run.change != Change::Same).map(|run| run.text.as_str()).collect();
        assert_eq!(changed, ["\u{2013} "]);
    }

    #[test]
    fn a_very_long_passage_is_compared_in_bounded_time() {
        let old = "one two ".repeat(20_000);
        let new = format!("one {} two", "three four ".repeat(20_000));
        let runs = diff(&old, &new);
        assert_eq!(runs[0], DiffRun { text: "one ".to_owned(), change: Change::Same });
        assert!(runs.len() < 5);
    }
}
