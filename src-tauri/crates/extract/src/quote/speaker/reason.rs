//! Says in one sentence why a quotation has its speaker.

use super::{Found, gender::Gender, scene::Scene};
use crate::in_words;

/// How a speaker was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::quote) enum Way {
    /// A name stands beside the quotation.
    Named,
    /// "he" or "she", with one person that fits well.
    Pronoun,
    /// "he" or "she", with others that would do.
    DoubtfulPronoun,
    /// "the actress", and one person is called so.
    Noun,
    /// Several are called so; the last speaker is one.
    DoubtfulNoun,
    /// "the company": the organisation last told about.
    Group,
    /// Whoever speaks earlier in the same sentence.
    SameSentence,
    /// The subject of the sentence.
    Subject,
    /// The subject of the sentence before, in the same paragraph.
    LedIn,
    /// The subject of the paragraph before, which ends with a colon.
    Announced,
    /// Whoever spoke before in the same paragraph.
    SameParagraph,
    /// The quotation runs over from the paragraph before.
    Reopened,
    /// Whoever spoke before.
    Carried,
    /// The text keeps the speaker unnamed.
    Unnamed,
    /// A phrase that stands for itself ("Police", "the report").
    Phrase,
    /// A pronoun that leads to nobody.
    Untraced,
    /// No phrase at all.
    Nobody,
    /// "he" or "she": somebody unnamed spoke last.
    UnnamedPronoun,
    /// "the former senator", where nobody is called so: whom the text tells about.
    Office,
    /// "A." in an interview: whom it is with.
    Interviewed,
    /// "Q." in an interview: whoever asks, whom nothing names.
    Asked,
    /// "they", "both": those told about together, or a body that spoke.
    Together,
}

/// What can be said of whom a pronoun means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::quote) enum Link {
    /// Nobody who fits was quoted later.
    LastQuoted,
    /// Nobody who fits was named later.
    LastNamed,
    /// Others who fit were quoted and named later.
    Likeliest,
}

impl Way {
    /// The chance that a speaker is right whom a way found of which the
    /// annotated articles tell nothing, as they give no names to nouns: of BBC,
    /// Wikinews and Reuters articles 41 nouns, 80 of groups and 28 offices were
    /// read by hand. Such a speaker is never certain.
    pub const fn untaught(self) -> Option<f32> {
        match self {
            Self::Noun => Some(0.9),
            Self::Group => Some(0.8),
            Self::Office => Some(0.86),
            Self::Interviewed => Some(0.9),
            Self::DoubtfulNoun => Some(0.6),
            Self::Asked => Some(0.0),
            Self::Together => Some(0.75),
            _ => None,
        }
    }

    /// The surest a speaker found this way can be: who is only called "she" is
    /// not found yet, whatever phrases teach.
    pub const fn at_most(self) -> f32 {
        match self {
            Self::Untraced => 0.3,
            _ => 1.0,
        }
    }

    /// Whether the text beside the quotation tells the speaker.
    pub const fn is_told(self) -> bool {
        matches!(
            self,
            Self::Named
                | Self::Pronoun
                | Self::DoubtfulPronoun
                | Self::Noun
                | Self::Group
                | Self::Unnamed
                | Self::Together
                | Self::UnnamedPronoun
        )
    }
}

/// Why the speaker is whom the reader named on `day`.
#[must_use]
pub fn speaker_set(day: &str) -> String {
    format!("You said so on {day}.")
}

/// Why the quotation begins and ends where the reader said on `day`, before
/// the `reason` for its speaker.
#[must_use]
pub fn ends_set(day: &str, reason: &str) -> String {
    format!("You set where it begins and ends on {day}. {reason}").trim_end().to_owned()
}

/// Why a quotation has no speaker any more whose speaker was `name`.
#[must_use]
pub fn no_name(name: &str) -> String {
    format!("“{name}” was found as its speaker, which you said is no name.")
}

/// Why somebody who spoke beside others is no speaker any more, behind the
/// `reason` for the others.
#[must_use]
pub fn no_name_beside(name: &str, reason: &str) -> String {
    format!("{reason} “{name}” was found among them, which you said is no name.").trim_start().to_owned()
}

/// Why the speaker is `name`, whom the reader said on `day` that the `printed`
/// words beside it or before it mean.
#[must_use]
pub fn mention_set(printed: &str, name: &str, day: &str) -> String {
    format!("You said on {day} that “{printed}” is {name} here.")
}

/// The sentence for a person.
pub(super) fn sentence(scene: &Scene<'_>, found: &Found) -> String {
    let name = |entity: usize| scene.entities[entity].name.as_str();
    let own = found.entity.map_or("", name);
    let all = found.entity.into_iter().chain(found.also.iter().map(|(_, entity)| *entity));
    let name = &in_words(all.map(name)).unwrap_or_default();
    let phrase = found.tokens.clone().map_or("", |tokens| scene.words.span(tokens).of(scene.words.text));
    let distance = match found.back {
        0 => "in the same sentence".to_owned(),
        1 => "one sentence back".to_owned(),
        back => format!("{back} sentences back"),
    };
    let kind = match found.entity.map(|entity| scene.genders[entity]) {
        Some(Gender::Female) => "woman",
        Some(Gender::Male) => "man",
        _ => "person",
    };
    match found.way {
        Way::Named => format!("“{phrase}” beside the quotation names {name}."),
        Way::Pronoun | Way::DoubtfulPronoun => {
            let whom = match found.link {
                Link::LastQuoted => format!("the last {kind} quoted"),
                Link::LastNamed => format!("the last {kind} named"),
                Link::Likeliest => "most likely of several people named".to_owned(),
            };
            let doubt = if found.way == Way::Pronoun { "" } else { ", but others would do" };
            format!("“{phrase}” → {own}, {whom}, {distance}{doubt}.")
        }
        Way::Noun => format!("“{phrase}” → {name}, called so in this article, {distance}."),
        Way::Office => format!("“{phrase}” → {name}, whom the text tells about there; nobody is called so."),
        Way::Interviewed => {
            format!("“{phrase}” answers; the interview is with {name}, as the words before it tell.")
        }
        Way::Together if found.also.is_empty() => {
            format!("“{phrase}” → {name}, the organisation last told about, {distance}.")
        }
        Way::Together => format!("“{phrase}” → {name}, told about together, {distance}."),
        Way::DoubtfulNoun => format!("“{phrase}” → {name}, one of several people called so."),
        Way::Group => format!("“{phrase}” → {name}, the organisation last told about, {distance}."),
        Way::Subject => {
            format!("No speaker stands beside the quotation; {name} is the subject of its sentence.")
        }
        Way::LedIn => format!("No speaker stands beside the quotation; the paragraph tells about {name}."),
        Way::SameSentence | Way::SameParagraph | Way::Carried | Way::Reopened if found.entity.is_none() => {
            "No speaker stands beside the quotation; it goes on from the unnamed one before.".to_owned()
        }
        Way::Announced => format!("The paragraph before tells about {name} and ends with a colon."),
        Way::SameSentence => format!("{name} speaks earlier in the same sentence."),
        Way::SameParagraph => format!("The quotation goes on from {name} in the same paragraph."),
        Way::Reopened => format!("The quotation of {name} runs over from the paragraph before."),
        Way::Carried => {
            format!("No speaker stands beside the quotation; it goes on from {name}, quoted before.")
        }
        Way::Unnamed => format!("The text leaves “{phrase}” unnamed."),
        Way::UnnamedPronoun => {
            format!("“{phrase}” means whoever spoke last, whom the text leaves unnamed.")
        }
        Way::Phrase => format!("The text says “{phrase}” and gives no name for it."),
        Way::Untraced => format!("“{phrase}” leads to nobody named in this article."),
        Way::Asked => "A question of the interview, which does not name who asks.".to_owned(),
        Way::Nobody => "The text tells no speaker.".to_owned(),
    }
}
