//! The fields a query may name.

use backfile_extract::EntityKind;

use super::ast::Region;

/// A field by its meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Region(Region),
    Author,
    Source,
    Section,
    Url,
    Site,
    Language,
    Entity(Option<EntityKind>),
    Speaker,
    About,
    To,
    Topic,
    Like,
    Quote,
    Cue,
    Kind,
    Unnamed,
    Date,
    After,
    Before,
    Until,
    Age,
    Happened,
    Is,
    Tag,
    Note,
    Bookmark,
    Has,
    Length,
    Sort,
    /// Known, but not built.
    Later,
}

const FIELDS: [(&str, Field); 59] = [
    ("headline", Field::Region(Region::Headline)),
    ("title", Field::Region(Region::Headline)),
    ("intitle", Field::Region(Region::Headline)),
    ("hd", Field::Region(Region::Headline)),
    ("lead", Field::Region(Region::Lead)),
    ("text", Field::Region(Region::Text)),
    ("body", Field::Region(Region::Text)),
    ("intext", Field::Region(Region::Text)),
    ("caption", Field::Region(Region::Caption)),
    ("author", Field::Author),
    ("by", Field::Author),
    ("byline", Field::Author),
    ("source", Field::Source),
    ("outlet", Field::Source),
    ("publication", Field::Source),
    ("sn", Field::Source),
    ("section", Field::Section),
    ("url", Field::Url),
    ("inurl", Field::Url),
    ("site", Field::Site),
    ("lang", Field::Language),
    ("la", Field::Language),
    ("person", Field::Entity(Some(EntityKind::Person))),
    ("org", Field::Entity(Some(EntityKind::Organisation))),
    ("organisation", Field::Entity(Some(EntityKind::Organisation))),
    ("place", Field::Entity(Some(EntityKind::Place))),
    ("entity", Field::Entity(None)),
    ("speaker", Field::Speaker),
    ("said", Field::Speaker),
    ("said-by", Field::Speaker),
    ("about", Field::About),
    ("to", Field::To),
    ("said-to", Field::To),
    ("topic", Field::Topic),
    ("quote", Field::Quote),
    ("cue", Field::Cue),
    ("kind", Field::Kind),
    ("unnamed", Field::Unnamed),
    ("date", Field::Date),
    ("after", Field::After),
    ("since", Field::After),
    ("before", Field::Before),
    ("until", Field::Until),
    ("age", Field::Age),
    ("happened", Field::Happened),
    ("is", Field::Is),
    ("has", Field::Has),
    ("words", Field::Length),
    ("wc", Field::Length),
    ("sort", Field::Sort),
    ("tag", Field::Tag),
    ("list", Field::Later),
    ("in", Field::Later),
    ("collection", Field::Later),
    ("search", Field::Later),
    ("note", Field::Note),
    ("bookmark", Field::Bookmark),
    ("added", Field::Later),
    ("like", Field::Like),
];

/// The field called `name`.
pub(super) fn field(name: &str) -> Option<Field> {
    let name = name.to_lowercase();
    FIELDS.iter().find(|(known, _)| *known == name).map(|(_, field)| *field)
}

/// The names of all fields.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    FIELDS.iter().map(|(name, _)| *name)
}
