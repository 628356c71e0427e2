//! Labels of words: which kind of name, and which part of it.

/// How many labels there are: O, and four parts for each of four kinds.
pub const N_LABELS: usize = 17;

/// A kind of name the recogniser tells apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKind {
    /// A human being.
    Person,
    /// A company, agency, party, team, outlet.
    Organisation,
    /// A country, town, region, river, building.
    Place,
    /// Events, works, peoples: named so that they do no harm, and not shown.
    Other,
}

/// All kinds in the order of their labels.
pub const KINDS: [NameKind; 4] = [NameKind::Person, NameKind::Organisation, NameKind::Place, NameKind::Other];

/// No part of a name.
pub const OUTSIDE: u8 = 0;

/// The part of a name a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// First of several words.
    First,
    /// Between first and last.
    Inner,
    /// Last of several words.
    Last,
    /// The only word.
    Only,
}

/// The label of `part` of a name of `kind`.
#[must_use]
pub const fn label(kind: NameKind, part: Part) -> u8 {
    1 + 4 * kind as u8 + part as u8
}

/// Kind and part of `label`; none outside of names.
#[must_use]
pub fn kind_and_part(label: u8) -> Option<(NameKind, Part)> {
    let at = label.checked_sub(1)?;
    let part = [Part::First, Part::Inner, Part::Last, Part::Only][usize::from(at % 4)];
    Some((*KINDS.get(usize::from(at / 4))?, part))
}

/// Whether `next` may follow `label`; `None` is the border of a sentence.
#[must_use]
pub fn may_follow(label: Option<u8>, next: Option<u8>) -> bool {
    let open = label.and_then(kind_and_part).filter(|(_, part)| matches!(part, Part::First | Part::Inner));
    let goes_on = next.and_then(kind_and_part).filter(|(_, part)| matches!(part, Part::Inner | Part::Last));
    open.map(|(kind, _)| kind) == goes_on.map(|(kind, _)| kind)
}

/// The labels of a name of `kind` over `len` words.
pub fn labels_of(kind: NameKind, len: usize) -> impl Iterator<Item = u8> {
    (0..len).map(move |at| {
        let part = match (at == 0, at + 1 == len) {
            (true, true) => Part::Only,
            (true, false) => Part::First,
            (false, true) => Part::Last,
            (false, false) => Part::Inner,
        };
        label(kind, part)
    })
}
