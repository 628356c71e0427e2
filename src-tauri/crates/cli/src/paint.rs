//! Colours, on a terminal only, and words that can do a terminal no harm.

use std::{
    fmt::{self, Display},
    io::IsTerminal,
};

use anstyle::{AnsiColor, Style};

/// Whether and how to colour.
#[derive(Debug, Clone, Copy)]
pub struct Paint {
    on: bool,
}

impl Paint {
    /// Colours where the output is a terminal and nothing asks for none
    /// (<https://no-color.org>).
    pub fn for_output() -> Self {
        let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let is_dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        Self { on: std::io::stdout().is_terminal() && !is_set("NO_COLOR") && !is_dumb }
    }

    /// What stands out: headlines, names.
    pub fn strong<T: Display>(self, words: T) -> Painted<T> {
        self.with(Style::new().bold(), words)
    }

    /// What stands back: ids, outlets, counts.
    pub fn quiet<T: Display>(self, words: T) -> Painted<T> {
        self.with(Style::new().dimmed(), words)
    }

    /// What was looked for.
    pub fn hit<T: Display>(self, words: T) -> Painted<T> {
        self.with(AnsiColor::Yellow.on_default().bold(), words)
    }

    /// Who speaks.
    pub fn speaker<T: Display>(self, words: T) -> Painted<T> {
        self.with(AnsiColor::Cyan.on_default(), words)
    }

    /// What should be looked at.
    pub fn warning<T: Display>(self, words: T) -> Painted<T> {
        self.with(AnsiColor::Yellow.on_default(), words)
    }

    fn with<T: Display>(self, style: Style, words: T) -> Painted<T> {
        Painted { style: if self.on { style } else { Style::new() }, words }
    }
}

/// Words in a style.
#[derive(Debug, Clone, Copy)]
pub struct Painted<T> {
    style: Style,
    words: T,
}

impl<T: Display> Display for Painted<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}{:#}", self.style, self.words, self.style)
    }
}

/// `text` on one line, without characters that a terminal takes for orders.
pub fn line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    harmless(&words.join(" "))
}

/// `text` without characters that a terminal takes for orders.
pub fn harmless(text: &str) -> String {
    let shown = |ch: char| if ch.is_control() && ch != '\n' { '\u{FFFD}' } else { ch };
    text.chars().map(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_gives_a_terminal_no_orders() {
        assert_eq!(line("a\u{1b}[2J\n b\tc"), "a\u{FFFD}[2J b c");
        assert_eq!(harmless("a\n\u{7}b"), "a\n\u{FFFD}b");
    }

    #[test]
    fn without_colours_words_stay_as_they_are() {
        assert_eq!(Paint { on: false }.strong("Dam").to_string(), "Dam");
        assert!(Paint { on: true }.strong("Dam").to_string().contains("\u{1b}["));
    }
}
