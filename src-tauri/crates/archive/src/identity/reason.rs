//! Why a name was joined to another, as a sentence for a person.

use backfile_extract::EntityKind;

/// Why a name was joined to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Reason {
    /// Nearly all articles take the name for something of this kind.
    Kind(EntityKind, u32),
    /// The same name, written differently.
    Spelling,
    /// The same name in another transliteration; company agrees, most
    /// tellingly this one.
    Sound(Option<i64>),
    /// The first names fit: initials, nicknames, middle names.
    FirstNames(Option<i64>),
    /// A lone surname that keeps the company of this bearer.
    Surname(Option<i64>),
    /// So many articles give both the full name and its initials.
    Introduced(u32),
    /// Initials that keep the company of the full name.
    Acronym(Option<i64>),
    /// What a firm is called by, that keeps its company.
    Firm(Option<i64>),
    /// So many articles that give the longer name use this one for it.
    ShortForm(u32),
}

impl Reason {
    /// Whose company told most, if it told anything.
    pub fn most_telling(&self) -> Option<i64> {
        match self {
            Self::Sound(no)
            | Self::FirstNames(no)
            | Self::Surname(no)
            | Self::Acronym(no)
            | Self::Firm(no) => *no,
            _ => None,
        }
    }

    /// The sentence; `beside` is the name of [`Reason::most_telling`].
    pub fn sentence(&self, beside: Option<&str>) -> String {
        let company = || match beside {
            Some(name) => format!("named beside the same names, {name} among them"),
            None => "nothing speaks against it".to_owned(),
        };
        match self {
            Self::Kind(kind, n) => {
                let what = match kind {
                    EntityKind::Person => "a person",
                    EntityKind::Organisation => "an organisation",
                    EntityKind::Place => "a place",
                };
                format!(
                    "{n} {} this name for {what}",
                    if *n == 1 { "article takes" } else { "articles take" }
                )
            }
            Self::Spelling => "the same name in another spelling".to_owned(),
            Self::Sound(_) => format!("the same name from another script; {}", company()),
            Self::FirstNames(_) => format!("the first names fit; {}", company()),
            Self::Surname(_) => format!("the surname alone; {}", company()),
            Self::Introduced(n) => {
                format!("{n} {} both names", if *n == 1 { "article gives" } else { "articles give" })
            }
            Self::Acronym(_) => format!("its initials; {}", company()),
            Self::Firm(_) => format!("the firm is called by it; {}", company()),
            Self::ShortForm(n) => {
                format!(
                    "{n} {} it short for the full name",
                    if *n == 1 { "article uses" } else { "articles use" }
                )
            }
        }
    }
}
