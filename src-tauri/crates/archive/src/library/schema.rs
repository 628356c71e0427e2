//! The tables of `library.sqlite`.

use crate::sqlite::Layout;

/// How the file is laid out. Append migrations, never change one.
pub(crate) const LAYOUT: Layout = Layout { migrations: &[FIRST, CORRECTIONS, MENTIONS], durable: true };

const FIRST: &str = "
-- A passage. start and end count code points of the article's text whose hash
-- is text_hash; exact, prefix and suffix find it again in another text. Title,
-- outlet, date and address are those last seen, for an article that is gone.
CREATE TABLE bookmark (
    no INTEGER PRIMARY KEY AUTOINCREMENT,
    id INTEGER NOT NULL UNIQUE,
    article INTEGER NOT NULL,
    exact TEXT NOT NULL,
    prefix TEXT NOT NULL,
    suffix TEXT NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    paragraph INTEGER,
    heading TEXT,
    text_hash INTEGER NOT NULL,
    note TEXT NOT NULL,
    tags TEXT NOT NULL,
    colour TEXT NOT NULL,
    headline TEXT,
    source TEXT,
    published TEXT,
    url TEXT,
    created TEXT NOT NULL,
    modified TEXT NOT NULL
);
CREATE INDEX bookmark_article ON bookmark (article);

-- What the reader has read. starred is when the star was set.
CREATE TABLE reading (
    article INTEGER PRIMARY KEY,
    read INTEGER NOT NULL DEFAULT 0,
    starred TEXT,
    progress REAL NOT NULL DEFAULT 0,
    opened TEXT
);
CREATE INDEX reading_starred ON reading (starred) WHERE starred IS NOT NULL;
CREATE INDEX reading_opened ON reading (opened) WHERE opened IS NOT NULL;

-- What the reader says an article says about itself.
CREATE TABLE edit (
    article INTEGER NOT NULL,
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (article, field)
) WITHOUT ROWID;

-- Settings that differ from the defaults, and the state of the window.
CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE state (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- Every change with what was before and after it. Rows are only added; state
-- says which are done, undone, or were undone when something else was done.
CREATE TABLE journal (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    action TEXT NOT NULL,
    article INTEGER,
    changes TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'done' CHECK (state IN ('done', 'undone', 'dropped'))
);
CREATE INDEX journal_state ON journal (state, seq);
";

const CORRECTIONS: &str = "
-- What the reader says is otherwise than it was found, in the order in which
-- it is applied. The decision is JSON: it holds names, words and surroundings,
-- so that it outlives everything derived. article is null for all articles.
CREATE TABLE IF NOT EXISTS correction (
    no INTEGER PRIMARY KEY AUTOINCREMENT,
    id INTEGER NOT NULL UNIQUE,
    article INTEGER,
    decision TEXT NOT NULL,
    made TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS correction_article ON correction (article);
";

// No table changes. A program that knows no decisions about mentions cannot
// read them, and is to say so before it changes anything.
const MENTIONS: &str = "-- A decision may be about one mention of a name.";
