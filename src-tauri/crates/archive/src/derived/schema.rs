//! The tables of `derived.sqlite`.

use crate::sqlite::Layout;

/// Version of the tables and of everything computed for them here. Raise it
/// whenever the same articles would give other rows.
const VERSION: u32 = 21;

/// What the rows were made by; archives made by another are made again.
pub(crate) fn version() -> String {
    format!("{VERSION}.{}", backfile_extract::VERSION)
}

/// How the file is laid out. There is one migration for ever: another layout
/// is another version, and the file is made again.
pub(crate) const LAYOUT: Layout = Layout { migrations: &[TABLES], durable: false };

const TABLES: &str = "
CREATE TABLE state (key TEXT PRIMARY KEY, value) WITHOUT ROWID;

-- An article as lists show it, the reader's edits applied. `no` is that of
-- articles.sqlite. `day` counts from 1 January of year 1.
CREATE TABLE card (
    no INTEGER PRIMARY KEY,
    id INTEGER NOT NULL UNIQUE,
    headline TEXT,
    teaser TEXT NOT NULL,
    source TEXT,
    section TEXT,
    published TEXT,
    day INTEGER,
    last_day INTEGER,
    n_words INTEGER NOT NULL
);
CREATE INDEX card_published ON card (published, no);
CREATE INDEX card_source ON card (source);

-- Articles whose metadata the reader changed since they were indexed.
CREATE TABLE stale (article INTEGER PRIMARY KEY);

-- What was found, the reader's corrections applied; found is what it was
-- before, where they changed something.
CREATE TABLE extraction (article INTEGER PRIMARY KEY, data BLOB NOT NULL, found BLOB);

-- Which names the reader's decisions took from which articles.
CREATE TABLE decided (
    entity INTEGER NOT NULL,
    article INTEGER NOT NULL,
    PRIMARY KEY (entity, article)
) WITHOUT ROWID;
CREATE INDEX decided_article ON decided (article);

-- A name of a person, organisation or place, as articles give it in full, the
-- reader's corrections applied. `n_named` leaves out articles in which it
-- stands only in credits. What the archive as a whole says it is: `parent` is
-- the name it was joined to, for `reason`, `whole` the one at the end of that
-- chain; null where it stands for itself. `apart` is the name of the same
-- letters that somebody else bears, from whom this one is kept apart for `reason`.
CREATE TABLE entity (
    no INTEGER PRIMARY KEY,
    id INTEGER NOT NULL UNIQUE,
    kind INTEGER NOT NULL,
    name TEXT NOT NULL,
    fold TEXT NOT NULL,
    last_word TEXT NOT NULL,
    n_articles INTEGER NOT NULL DEFAULT 0,
    n_named INTEGER NOT NULL DEFAULT 0,
    n_mentions INTEGER NOT NULL DEFAULT 0,
    n_quotations INTEGER NOT NULL DEFAULT 0,
    first TEXT,
    last TEXT,
    parent INTEGER,
    whole INTEGER,
    apart INTEGER,
    reason TEXT,
    confidence REAL
);
CREATE INDEX entity_last_word ON entity (last_word);
CREATE INDEX entity_parent ON entity (parent) WHERE parent IS NOT NULL;
CREATE INDEX entity_whole ON entity (whole) WHERE whole IS NOT NULL;
CREATE INDEX entity_apart ON entity (apart) WHERE apart IS NOT NULL;

-- Articles that name somebody who is kept apart from another of that name:
-- the name is that of `entity`, and `part` is who is meant.
CREATE TABLE part (
    article INTEGER NOT NULL,
    entity INTEGER NOT NULL,
    part INTEGER NOT NULL,
    PRIMARY KEY (article, entity)
) WITHOUT ROWID;
CREATE INDEX part_entity ON part (entity);

-- What is counted for names that others were joined to, all together.
CREATE TABLE sum (
    entity INTEGER PRIMARY KEY,
    n_articles INTEGER NOT NULL,
    n_named INTEGER NOT NULL,
    n_mentions INTEGER NOT NULL,
    n_quotations INTEGER NOT NULL,
    first TEXT,
    last TEXT
);

-- People, organisations and places as they are shown: names with what was
-- joined to them.
CREATE VIEW shown AS SELECT e.no, e.id, e.kind, e.name, e.fold,
    coalesce(s.n_articles, e.n_articles) AS n_articles, coalesce(s.n_named, e.n_named) AS n_named,
    coalesce(s.n_mentions, e.n_mentions) AS n_mentions, coalesce(s.n_quotations, e.n_quotations) AS n_quotations,
    coalesce(s.first, e.first) AS first, coalesce(s.last, e.last) AS last
    FROM entity e LEFT JOIN sum s ON s.entity = e.no WHERE e.whole IS NULL;

-- By what a name is found when another is compared with it: hashes of its
-- spelling, of the sound of its surname, of its initials.
CREATE TABLE handle (handle INTEGER NOT NULL, entity INTEGER NOT NULL, PRIMARY KEY (handle, entity)) WITHOUT ROWID;

-- Names to be judged again: 0 with all that depend on them, then in this order.
CREATE TABLE unsettled (phase INTEGER NOT NULL, entity INTEGER NOT NULL, PRIMARY KEY (phase, entity)) WITHOUT ROWID;

-- In how many articles an entity is called so.
CREATE TABLE entity_name (
    entity INTEGER NOT NULL,
    name TEXT NOT NULL,
    fold TEXT NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (entity, name)
) WITHOUT ROWID;
CREATE INDEX entity_name_fold ON entity_name (fold);

CREATE TABLE entity_role (
    entity INTEGER NOT NULL,
    role TEXT NOT NULL,
    n INTEGER NOT NULL,
    first TEXT,
    last TEXT,
    PRIMARY KEY (entity, role)
) WITHOUT ROWID;

-- Which entity is named in which article. `place` is its index there.
CREATE TABLE named (
    entity INTEGER NOT NULL,
    article INTEGER NOT NULL,
    place INTEGER NOT NULL,
    n_mentions INTEGER NOT NULL,
    n_quotations INTEGER NOT NULL,
    credit_only INTEGER NOT NULL,
    PRIMARY KEY (entity, article)
) WITHOUT ROWID;
CREATE INDEX named_article ON named (article, credit_only);

-- One row a quotation, whatever its pieces. `idx` is the index of its first
-- piece in its article's extraction; `kind` is that of the whole; `repeats` is 1 where
-- it repeats another one of its article and counts with that. `told` are the
-- words of the phrase that says to whom, as the indexes see them; `addressee`
-- is who that is, where a name tells. `unnamed` is 1 where the text keeps the
-- speaker so.
CREATE TABLE quotation (
    article INTEGER NOT NULL,
    idx INTEGER NOT NULL,
    id INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    speaker INTEGER,
    repeats INTEGER NOT NULL,
    addressee INTEGER,
    told TEXT,
    unnamed INTEGER NOT NULL,
    PRIMARY KEY (article, idx)
) WITHOUT ROWID;
CREATE INDEX quotation_speaker ON quotation (speaker) WHERE speaker IS NOT NULL;
CREATE INDEX quotation_told ON quotation (told, addressee) WHERE told IS NOT NULL;

-- Who and what is mentioned inside a quotation or in the words that say what
-- it is about; all of them are named in the article.
CREATE TABLE about (
    entity INTEGER NOT NULL,
    article INTEGER NOT NULL,
    idx INTEGER NOT NULL,
    PRIMARY KEY (entity, article, idx)
) WITHOUT ROWID;

-- Who said a quotation together with its speaker; all of them are named in the article.
CREATE TABLE beside (
    entity INTEGER NOT NULL,
    article INTEGER NOT NULL,
    idx INTEGER NOT NULL,
    PRIMARY KEY (entity, article, idx)
) WITHOUT ROWID;

-- Quotations of five words or more, without those that repeat another one of
-- their article. Those that say the same share `same`; one that stands alone
-- has none.
CREATE TABLE wording (
    article INTEGER NOT NULL,
    idx INTEGER NOT NULL,
    id INTEGER NOT NULL,
    saying INTEGER NOT NULL,
    same INTEGER,
    PRIMARY KEY (article, idx)
) WITHOUT ROWID;
CREATE INDEX wording_same ON wording (same) WHERE same IS NOT NULL;

-- What they say: the very same words of the same speaker are one. `whole` is
-- the hash of all words, `words` are the words of what stands in quotation
-- marks. The first that has it is the quotation `idx` of `article`; what shares
-- `same` says the same in nearly the same words.
CREATE TABLE saying (
    no INTEGER PRIMARY KEY,
    whole INTEGER NOT NULL,
    words TEXT,
    speaker INTEGER,
    same INTEGER,
    article INTEGER NOT NULL,
    idx INTEGER NOT NULL
);

-- The runs of words that stand for a saying, and its whole.
CREATE TABLE saying_run (hash INTEGER NOT NULL, saying INTEGER NOT NULL, PRIMARY KEY (hash, saying)) WITHOUT ROWID;

-- The runs of words that stand for an article's text, with how many low ones
-- it has; its sketch, which is more of its runs, each but once; and the first
-- bits of all of them. Of lists each number is written as what it is more than
-- the one before.
CREATE TABLE run (
    hash INTEGER NOT NULL,
    article INTEGER NOT NULL,
    n_low INTEGER NOT NULL,
    PRIMARY KEY (hash, article)
) WITHOUT ROWID;
CREATE TABLE sketch (article INTEGER PRIMARY KEY, runs BLOB NOT NULL);
CREATE TABLE text_runs (article INTEGER PRIMARY KEY, runs BLOB NOT NULL);

-- Articles that are nearly the same, each pair both ways. `share` of the
-- shorter text stands in the longer one.
CREATE TABLE alike (
    article INTEGER NOT NULL,
    other INTEGER NOT NULL,
    share REAL NOT NULL,
    PRIMARY KEY (article, other)
) WITHOUT ROWID;
CREATE INDEX alike_other ON alike (other);
";
