//! Which words of a text or of the index's dictionary a form means.

use regex::Regex;
use regex::RegexBuilder;

use super::query::{Form, distance};

/// The pattern as a regular expression for one whole word.
///
/// # Errors
/// When it cannot be read, or would be too large.
pub(crate) fn regex(pattern: &str) -> Result<Regex, regex::Error> {
    let whole = format!("^(?:{pattern})$");
    RegexBuilder::new(&whole).case_insensitive(true).size_limit(1 << 20).dfa_size_limit(1 << 20).build()
}

/// Recognises words; made once, asked often.
#[derive(Debug, Clone)]
pub(crate) enum Pattern {
    /// Words that begin so.
    Prefix(String),
    /// Pieces between stars; a question mark stands for one letter.
    Wildcard(Vec<char>),
    /// Spelt almost so.
    Fuzzy(String, usize),
    /// Matched by a regular expression.
    Regex(Box<Regex>),
}

impl Pattern {
    /// The pattern of `form`; none for forms that name one term.
    pub fn of(form: &Form) -> Option<Self> {
        match form {
            Form::Prefix(prefix) => Some(Self::Prefix(prefix.clone())),
            Form::Wildcard(wildcard) => Some(Self::Wildcard(wildcard.chars().collect())),
            Form::Fuzzy(word, n) => Some(Self::Fuzzy(word.clone(), usize::from(*n))),
            Form::Regex(pattern) => regex(pattern).ok().map(|regex| Self::Regex(Box::new(regex))),
            Form::Exact(_) | Form::Stem(_) | Form::Name(_) => None,
        }
    }

    /// Whether `word` is meant.
    pub fn matches(&self, word: &str) -> bool {
        match self {
            Self::Prefix(prefix) => word.starts_with(prefix.as_str()),
            Self::Wildcard(pattern) => wildcard(pattern, word),
            Self::Fuzzy(other, n) => {
                word.len().abs_diff(other.len()) <= 4 * n && distance(other, word, *n) <= *n
            }
            Self::Regex(regex) => regex.is_match(word),
        }
    }

    /// Letters that all such words begin with.
    pub fn prefix(&self) -> String {
        match self {
            Self::Prefix(prefix) => prefix.clone(),
            Self::Wildcard(pattern) => pattern.iter().take_while(|ch| !matches!(ch, '*' | '?')).collect(),
            Self::Fuzzy(..) | Self::Regex(_) => String::new(),
        }
    }
}

/// Linear but for stars, of which only the last is tried again.
fn wildcard(pattern: &[char], word: &str) -> bool {
    let word: Vec<char> = word.chars().collect();
    let (mut at, mut in_word) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while in_word < word.len() {
        match pattern.get(at) {
            Some('*') => {
                star = Some((at, in_word));
                at += 1;
            }
            Some(ch) if *ch == '?' || *ch == word[in_word] => {
                at += 1;
                in_word += 1;
            }
            _ => match star {
                Some((star_at, from)) => {
                    star = Some((star_at, from + 1));
                    at = star_at + 1;
                    in_word = from + 1;
                }
                None => return false,
            },
        }
    }
    pattern[at..].iter().all(|ch| *ch == '*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(form: Form, yes: &[&str], no: &[&str]) {
        let pattern = Pattern::of(&form).unwrap();
        assert!(
            yes.iter().all(|word| pattern.matches(word) && word.starts_with(&pattern.prefix())),
            "{form:?}"
        );
        assert!(!no.iter().any(|word| pattern.matches(word)), "{form:?}");
    }

    #[test]
    fn patterns_mean_whole_words() {
        check(Form::Wildcard("insur*".into()), &["insurance", "insur"], &["reinsurance"]);
        check(Form::Wildcard("wom?n".into()), &["woman", "women"], &["womn", "womans"]);
        check(Form::Wildcard("*gate".into()), &["watergate", "gate"], &["gates"]);
        check(Form::Wildcard("a*b*c".into()), &["abc", "aXbXbc"], &["abca"]);
        check(Form::Fuzzy("qaddafi".into(), 2), &["gaddafi", "kadafi", "qaddafi"], &["gadfly"]);
        check(Form::Fuzzy("form".into(), 1), &["from", "forms"], &["farms"]);
        check(Form::Regex("colou?rs?".into()), &["color", "colours"], &["colouring"]);
        check(Form::Regex("a|b".into()), &["a", "b"], &["ab"]);
    }
}
