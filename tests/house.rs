//! Rules of the house that neither the compiler nor a linter knows.

use std::{fs, path::PathBuf};

use crate::place::{checkout, files};

/// The files below `folder` whose names end so, with their text.
fn sources(folder: &str, endings: &[&str]) -> Vec<(PathBuf, String)> {
    let found: Vec<_> = files(&checkout(folder))
        .into_keys()
        .filter(|path| endings.iter().any(|ending| path.to_string_lossy().ends_with(ending)))
        .map(|path| (path.clone(), fs::read_to_string(path).unwrap()))
        .collect();
    assert!(!found.is_empty(), "{folder}");
    found
}

/// The lines of a file that stand before its own tests.
fn before_tests(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let numbered = text.lines().enumerate().map(|(idx, line)| (idx + 1, line));
    numbered.take_while(|(_, line)| line.trim() != "#[cfg(test)]")
}

#[test]
fn markup_is_never_made_of_words() {
    for (path, text) in sources("ui/src", &[".svelte", ".ts"]) {
        // The UI's own tests of this rule have to name what they forbid.
        if path.to_string_lossy().ends_with(".test.ts") {
            continue;
        }
        for forbidden in ["style=\"", "{@html", "innerHTML"] {
            assert!(!text.contains(forbidden), "{forbidden} in {}", path.display());
        }
    }
}

#[test]
fn colours_are_tokens() {
    for (path, text) in sources("ui/src", &[".svelte", ".css"]) {
        if path.ends_with("styles/tokens.css") {
            continue;
        }
        let is_css = path.extension().is_some_and(|ending| ending == "css");
        let style =
            if is_css { Some(text.as_str()) } else { text.split_once("<style>").map(|(_, style)| style) };
        for line in style.unwrap_or_default().lines() {
            assert!(!holds_colour(line), "{} has a colour of its own: {line}", path.display());
        }
    }
}

/// Whether a line of CSS gives a value in hex digits.
fn holds_colour(line: &str) -> bool {
    let Some((_, value)) = line.split_once(':') else { return false };
    value.split('#').skip(1).any(|rest| {
        let digits = rest.chars().take_while(char::is_ascii_hexdigit).count();
        matches!(digits, 3 | 4 | 6 | 8) && !rest[digits..].starts_with(|ch: char| ch.is_alphanumeric())
    })
}

#[test]
fn a_colour_is_told_from_a_selector() {
    assert!(holds_colour("  color: #fff;") && holds_colour("border: 1px solid #A1B2C3"));
    assert!(!holds_colour("#add { color: var(--ink); }") && !holds_colour("  fill: url(#fadeout);"));
}

#[test]
fn nothing_is_unwrapped_outside_tests() {
    for (path, text) in sources("src-tauri", &[".rs"]) {
        if path.components().any(|part| part.as_os_str() == "tests") || path.ends_with("tests.rs") {
            continue;
        }
        for (number, line) in before_tests(&text) {
            assert!(!line.contains(".unwrap()"), "{}:{number}", path.display());
        }
    }
}

#[test]
fn files_stay_short() {
    let all = [
        sources("src-tauri", &[".rs"]),
        sources("ui/src", &[".svelte", ".ts", ".css"]),
        sources("tests", &[".rs"]),
    ];
    for (path, text) in all.concat() {
        // Written by a program, and read by one.
        if path.ends_with("ui/src/lib/backend/types.ts") {
            continue;
        }
        assert!(text.lines().count() <= 600, "{} has {} lines", path.display(), text.lines().count());
    }
}
