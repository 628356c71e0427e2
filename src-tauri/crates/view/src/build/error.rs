//! Why a command failed, for a person.

use std::error::Error;

use backfile_archive::ArchiveError;

use crate::CommandError;

impl CommandError {
    /// An error with nothing to add to its message.
    #[must_use]
    pub fn new(code: &str, message: impl Into<String>) -> Self {
        Self { code: code.to_owned(), message: message.into(), details: String::new() }
    }

    /// What was asked cannot be understood.
    #[must_use]
    pub fn bad_input(message: impl Into<String>) -> Self {
        Self::new("bad_input", message)
    }

    /// Something failed that nobody foresaw; `cause` is for "Details".
    #[must_use]
    pub fn internal(message: impl Into<String>, cause: &dyn Error) -> Self {
        Self { details: chain(cause), ..Self::new("internal", message) }
    }
}

impl From<ArchiveError> for CommandError {
    fn from(error: ArchiveError) -> Self {
        let (code, message) = match &error {
            ArchiveError::Busy { holder } => (
                "busy",
                format!("The archive is in use by {holder}. Nothing is lost: try again when it is done."),
            ),
            ArchiveError::Newer { .. } => (
                "newer",
                "This archive was made by a newer version of Backfile. Nothing in it was changed: update Backfile to open it."
                    .to_owned(),
            ),
            ArchiveError::Damaged { path, .. } => (
                "damaged",
                format!("{} is damaged. Your source files are safe, and nothing was written to it.", path.display()),
            ),
            ArchiveError::NoArticle(_) => ("not_found", "This article is not in the archive.".to_owned()),
            ArchiveError::NoEntity(_) => (
                "not_found",
                "This name is not in the archive any more.".to_owned(),
            ),
            ArchiveError::InvalidId(_) => ("bad_input", "This place in the archive does not exist.".to_owned()),
            ArchiveError::Io { what, path, .. } => (
                "internal",
                format!("Backfile cannot {what} {}. Your articles and bookmarks are as they were.", path.display()),
            ),
            ArchiveError::Store { path, .. } => (
                "internal",
                format!("Backfile cannot use {}. Your articles and bookmarks are as they were.", path.display()),
            ),
            ArchiveError::NoBookmark(_) => {
                ("not_found", "This bookmark does not exist any more.".to_owned())
            }
            ArchiveError::NoQuotation(_) | ArchiveError::NoCorrection(_) | ArchiveError::NoMention(_) => {
                ("not_found", "This is not there any more.".to_owned())
            }
            ArchiveError::NotNamed { .. } => {
                ("not_found", "This name is not in the archive any more.".to_owned())
            }
            ArchiveError::NoChange(_) => ("bad_input", "Nothing was changed: it is so already.".to_owned()),
            ArchiveError::NoPassage(_) => (
                "bad_input",
                "There are no words here to bookmark. Select some words of the article.".to_owned(),
            ),
            ArchiveError::InvalidDate(stated) => (
                "bad_input",
                format!("“{stated}” is no date. Write 2019, 2019-03 or 2019-03-12."),
            ),
            ArchiveError::InvalidColour(_) => ("bad_input", "There is no such colour.".to_owned()),
            _ => (
                "internal",
                "This could not be done. Your articles and bookmarks are as they were.".to_owned(),
            ),
        };
        Self { code: code.to_owned(), message, details: chain(&error) }
    }
}

/// An error and its causes, one a line.
fn chain(error: &dyn Error) -> String {
    let mut lines = vec![error.to_string()];
    let mut cause = error.source();
    while let Some(error) = cause {
        lines.push(error.to_string());
        cause = error.source();
    }
    lines.dedup();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_says_what_is_safe_and_the_causes_are_details() {
        let source = std::io::Error::other("disk full");
        let error = CommandError::from(ArchiveError::Io { what: "write", path: "/a/lock".into(), source });
        assert_eq!(error.code, "internal");
        assert_eq!(
            error.message,
            "Backfile cannot write /a/lock. Your articles and bookmarks are as they were."
        );
        assert_eq!(error.details, "cannot write /a/lock\ndisk full");
    }

    #[test]
    fn a_busy_archive_names_who_has_it() {
        let error = CommandError::from(ArchiveError::Busy { holder: "backfile-cli (process 7)".into() });
        assert_eq!(error.code, "busy");
        assert!(error.message.contains("backfile-cli (process 7)"), "{}", error.message);
    }
}
