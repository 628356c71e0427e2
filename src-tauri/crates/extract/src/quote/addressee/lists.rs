//! Words that tell whom something was said to and what it was about.

/// Cues that take whom they are said to as their object.
pub(super) const TOLD: [&str; 12] = [
    "told",
    "tell",
    "tells",
    "telling",
    "assured",
    "assures",
    "assuring",
    "informed",
    "informs",
    "informing",
    "reminded",
    "reminding",
];

/// The same, where the object may be a thing as well ("warned floods", "asked a question").
pub(super) const TOLD_PEOPLE: [&str; 37] = [
    "asked",
    "ask",
    "asks",
    "asking",
    "warned",
    "warns",
    "warning",
    "urged",
    "urges",
    "urging",
    "advised",
    "advises",
    "advising",
    "promised",
    "promises",
    "promising",
    "begged",
    "begs",
    "ordered",
    "instructed",
    "cautioned",
    "notified",
    "texted",
    "emailed",
    "e-mailed",
    "messaged",
    "wrote",
    "taught",
    "lectured",
    "thanked",
    "reassured",
    "challenged",
    "corrected",
    "interrupted",
    "implored",
    "pressed",
    "addressed",
];

/// Cues that say to somebody; of others "to" says what is done ("refused to").
pub(super) const GIVEN_TO: [&str; 51] = [
    "wrote",
    "writes",
    "writing",
    "written",
    "replied",
    "replies",
    "explained",
    "explains",
    "confirmed",
    "confirms",
    "complained",
    "complains",
    "admitted",
    "admits",
    "whispered",
    "shouted",
    "muttered",
    "read",
    "announced",
    "apologised",
    "apologized",
    "suggested",
    "described",
    "confided",
    "confessed",
    "boasted",
    "bragged",
    "repeated",
    "stated",
    "remarked",
    "recalled",
    "reported",
    "spoke",
    "speaking",
    "pleaded",
    "appealed",
    "called",
    "revealed",
    "disclosed",
    "acknowledged",
    "responded",
    "answered",
    "proposed",
    "recommended",
    "testified",
    "sent",
    "tweeted",
    "emailed",
    "commented",
    "declared",
    "insisted",
];

/// What something may be said in.
pub(super) const LETTERS: [&str; 35] = [
    "letter",
    "letters",
    "email",
    "e-mail",
    "emails",
    "e-mails",
    "memo",
    "memorandum",
    "note",
    "message",
    "messages",
    "text",
    "statement",
    "speech",
    "address",
    "interview",
    "interviews",
    "testimony",
    "remarks",
    "report",
    "reply",
    "response",
    "call",
    "conversation",
    "conversations",
    "plea",
    "appeal",
    "briefing",
    "telegram",
    "postcard",
    "toast",
    "answer",
    "submission",
    "complaint",
    "presentation",
];

/// Verbs before what a question was about.
pub(super) const ASKED: [&str; 4] = ["asked", "questioned", "pressed", "quizzed"];

/// Verbs that tell whom somebody speaks to.
pub(super) const SPEAKING: [&str; 7] =
    ["speaking", "spoke", "talking", "testified", "testifying", "writing", "addressing"];

/// What comes before what something is about.
pub(super) const ABOUT: [&str; 4] = ["about", "regarding", "concerning", "re"];

/// How a sentence may begin that says what it is about.
pub(super) const OPENERS: [&[&str]; 17] = [
    &["on"],
    &["as", "for"],
    &["as", "to"],
    &["regarding"],
    &["concerning"],
    &["speaking", "of"],
    &["speaking", "about"],
    &["speaking", "on"],
    &["talking", "about"],
    &["commenting", "on"],
    &["referring", "to"],
    &["responding", "to"],
    &["reacting", "to"],
    &["replying", "to"],
    &["writing", "about"],
    &["writing", "of"],
    &["in", "reference", "to"],
];

/// Forms of "be" and what makes a passive: "was told".
pub(super) const BE: [&str; 11] =
    ["is", "was", "were", "be", "been", "being", "are", "get", "got", "'s", "’s"];

/// Days and months, which say when.
pub(super) const WEEKDAYS: [&str; 19] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "yesterday",
];

/// Words for people and for groups of them.
const PEOPLE: [&str; 120] = [
    "reporter",
    "journalist",
    "newspaper",
    "magazine",
    "paper",
    "broadcaster",
    "network",
    "station",
    "council",
    "committee",
    "commission",
    "court",
    "jury",
    "judge",
    "panel",
    "inquiry",
    "tribunal",
    "board",
    "parliament",
    "congress",
    "senate",
    "assembly",
    "cabinet",
    "government",
    "ministry",
    "minister",
    "mayor",
    "governor",
    "president",
    "chairman",
    "chairwoman",
    "king",
    "queen",
    "pope",
    "bishop",
    "police",
    "officer",
    "detective",
    "investigator",
    "prosecutor",
    "lawyer",
    "attorney",
    "solicitor",
    "crowd",
    "audience",
    "rally",
    "conference",
    "meeting",
    "congregation",
    "class",
    "delegate",
    "member",
    "lawmaker",
    "legislator",
    "senator",
    "councillor",
    "councilor",
    "deputy",
    "voter",
    "supporter",
    "follower",
    "fan",
    "reader",
    "viewer",
    "listener",
    "staff",
    "employee",
    "worker",
    "colleague",
    "coworker",
    "co-worker",
    "boss",
    "manager",
    "shareholder",
    "investor",
    "analyst",
    "customer",
    "client",
    "patient",
    "student",
    "pupil",
    "teacher",
    "parent",
    "mother",
    "father",
    "wife",
    "husband",
    "son",
    "daughter",
    "brother",
    "sister",
    "uncle",
    "aunt",
    "child",
    "children",
    "family",
    "friend",
    "neighbour",
    "neighbor",
    "partner",
    "man",
    "woman",
    "men",
    "women",
    "people",
    "person",
    "official",
    "aide",
    "adviser",
    "advisor",
    "spokesman",
    "spokeswoman",
    "agency",
    "union",
    "party",
    "press",
    "resident",
    "team",
    "public",
    "nation",
];

/// More of them, of those who read and listen.
const MORE_PEOPLE: [&str; 43] = [
    "luncheon",
    "briefing",
    "hearing",
    "seminar",
    "dinner",
    "breakfast",
    "session",
    "forum",
    "symposium",
    "subcommittee",
    "convention",
    "banquet",
    "summit",
    "media",
    "editor",
    "correspondent",
    "interviewer",
    "guest",
    "villager",
    "farmer",
    "fisherman",
    "doctor",
    "nurse",
    "diplomat",
    "ambassador",
    "envoy",
    "leader",
    "ally",
    "critic",
    "opponent",
    "rival",
    "coach",
    "player",
    "teammate",
    "gathering",
    "passenger",
    "driver",
    "soldier",
    "troops",
    "company",
    "department",
    "house",
    "authorities",
];

/// What may be told and is nobody.
const THINGS: [&str; 30] = [
    "story",
    "stories",
    "truth",
    "lie",
    "lies",
    "joke",
    "jokes",
    "tale",
    "tales",
    "time",
    "difference",
    "secret",
    "secrets",
    "fortune",
    "news",
    "thing",
    "things",
    "anecdote",
    "anecdotes",
    "version",
    "account",
    "question",
    "questions",
    "way",
    "fact",
    "facts",
    "rest",
    "half",
    "history",
    "details",
];

/// Words that open what was said or asked.
const CLAUSE: [&str; 18] = [
    "that", "how", "why", "what", "when", "where", "who", "whom", "whose", "which", "whether", "if", "not",
    "of", "about", "for", "to", "so",
];

/// Whether `word` is in `list`, whatever its case.
pub(super) fn any(list: &[&str], word: &str) -> bool {
    list.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// The outlines of the words of `list`: a quick look that spares most words of
/// a sentence the whole list.
pub(super) const fn outlines(list: &[&str]) -> u64 {
    let mut outlines = 0;
    let mut at = 0;
    while at < list.len() {
        outlines |= outline(list[at]);
        at += 1;
    }
    outlines
}

/// How long `word` is and which letter it begins with, whatever its case, as
/// one bit of 64 that many words share.
pub(super) const fn outline(word: &str) -> u64 {
    match word.as_bytes() {
        [first, ..] => 1 << (((*first as usize & 31) * 5 + word.len() * 11) % 64),
        [] => 0,
    }
}

/// Whether `word` is a word for a person or a group.
pub(super) fn is_people(word: &str) -> bool {
    let listed = |word: &str| any(&PEOPLE, word) || any(&MORE_PEOPLE, word);
    let singular = word.strip_suffix('s').unwrap_or(word);
    listed(word)
        || listed(singular)
        || singular.strip_suffix("ie").is_some_and(|stem| listed(&format!("{stem}y")))
        || ["goers", "holders", "makers"].iter().any(|ending| word.ends_with(ending))
}

/// Whether `word` is nobody though it is told.
pub(super) fn is_thing(word: &str) -> bool {
    any(&THINGS, word)
}

/// Whether `word` opens a clause.
pub(super) fn is_clause_opener(word: &str) -> bool {
    any(&CLAUSE, word)
}

/// Whether `word` is a pronoun that may be a subject.
pub(super) fn is_pronoun(word: &str) -> bool {
    any(&["he", "she", "they", "we", "i", "it", "you"], word)
}
