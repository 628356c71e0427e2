//! The tables of `articles.sqlite`.

use crate::sqlite::Layout;

/// How the file is laid out. Append migrations, never change one.
pub(crate) const LAYOUT: Layout = Layout { migrations: &[FIRST], durable: true };

const FIRST: &str = "
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO meta VALUES ('change', 0);

-- A folder that sources are relative to. `beside` is the same folder relative
-- to the data folder, for an archive moved together with its sources.
CREATE TABLE root (
    no INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    path NOT NULL,
    beside
);

-- What the reader asked to import: looked at again by a refresh.
CREATE TABLE scope (
    root INTEGER NOT NULL REFERENCES root,
    path NOT NULL,
    PRIMARY KEY (root, path)
) WITHOUT ROWID;

-- A source file as it was last read in full; sha256 is null until then.
CREATE TABLE file (
    no INTEGER PRIMARY KEY,
    root INTEGER NOT NULL REFERENCES root,
    path NOT NULL,
    size INTEGER,
    mtime INTEGER,
    sha256 BLOB,
    reader INTEGER NOT NULL DEFAULT 0,
    n_failed INTEGER NOT NULL DEFAULT 0,
    missing INTEGER NOT NULL DEFAULT 0,
    UNIQUE (root, path)
);

-- `change` grows with every write, so that what is derived can follow.
-- `file` and `record` name the source the text was last taken from.
CREATE TABLE article (
    no INTEGER PRIMARY KEY,
    id INTEGER NOT NULL UNIQUE,
    change INTEGER NOT NULL,
    missing INTEGER NOT NULL DEFAULT 0,
    file INTEGER NOT NULL REFERENCES file,
    record TEXT,
    format TEXT NOT NULL,
    text_hash INTEGER NOT NULL,
    content_hash INTEGER NOT NULL,
    url_key TEXT,
    byline TEXT,
    dateline TEXT,
    published TEXT,
    updated TEXT,
    source TEXT,
    section TEXT,
    url TEXT,
    language TEXT,
    warnings TEXT,
    parts TEXT NOT NULL,
    text TEXT NOT NULL
);
CREATE INDEX article_change ON article (change);
CREATE INDEX article_text ON article (text_hash);
CREATE INDEX article_missing ON article (missing) WHERE missing;
CREATE INDEX article_url ON article (url_key) WHERE url_key IS NOT NULL;

-- Every place an article was read from; one article may have several.
CREATE TABLE source (
    file INTEGER NOT NULL REFERENCES file,
    record TEXT NOT NULL,
    article INTEGER NOT NULL REFERENCES article,
    missing INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (file, record)
) WITHOUT ROWID;
CREATE INDEX source_article ON source (article);
";
