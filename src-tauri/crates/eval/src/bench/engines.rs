//! The three engines: import a corpus, run the queries.

use std::{error::Error, ops::ControlFlow, path::Path, time::Instant};

use backfile_archive::{Archive, EntityFilter, EntitySort, Options, SearchRequest};
use rusqlite::Connection;
use tantivy::{
    Index, IndexReader, TantivyDocument, Term,
    collector::{Count, TopDocs},
    query::{BooleanQuery, PhraseQuery, Query, RegexQuery, TermQuery},
    schema::{Field, IndexRecordOption, STORED, Schema, TEXT, TextFieldIndexing, TextOptions, Value},
    snippet::SnippetGenerator,
};

use super::{
    Figures, Names,
    queries::{BenchQuery, queries, read},
    usage::{Peak, disk, process_seconds},
};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// An engine with the corpus in it.
trait Engine {
    /// The number of matches; the first 20 were fetched with their snippets.
    fn search(&self, query: &BenchQuery) -> Result<u64>;

    /// The list of names, where there is one.
    fn names(&self) -> Option<&Archive> {
        None
    }
}

/// Imports `corpus` into the engine called `name` and runs the queries.
pub(super) fn measure(name: &str, corpus: &Path) -> Result<Figures> {
    let folder = tempfile::tempdir()?;
    let before = process_seconds();
    let peak = Peak::watch();
    let engine: Box<dyn Engine> = match name {
        "backfile" => Box::new(Backfile::import(folder.path(), corpus)?),
        "fts5" => Box::new(Fts5::import(folder.path(), corpus)?),
        "tantivy" => Box::new(Tantivy::import(folder.path(), corpus)?),
        other => return Err(format!("no engine {other}").into()),
    };
    let mut figures = Figures {
        import_seconds: process_seconds() - before,
        peak_anonymous: peak.end(),
        disk: disk(folder.path()),
        ..Figures::default()
    };
    let queries = queries(corpus)?;
    for query in &queries {
        // The least of five runs: caches are warm, and nothing else ran in between.
        let mut least = f64::INFINITY;
        let mut n_matches = 0;
        for _ in 0..5 {
            let before = Instant::now();
            n_matches = engine.search(query)?;
            least = least.min(before.elapsed().as_secs_f64() * 1000.0);
        }
        figures.n_matches += n_matches;
        figures.query_ms.push(least);
    }
    figures.names = engine.names().map(names).transpose()?;
    Ok(figures)
}

/// How long pages of the list of names take, each the least of five runs.
fn names(archive: &Archive) -> Result<Names> {
    const PAGE: usize = 100;
    let all = EntityFilter::default();
    let n = archive.entities(&all, EntitySort::Articles, 1, 0)?.total;
    let last = usize::try_from(n)?.saturating_sub(PAGE);
    let least = |filter: &EntityFilter, sort: EntitySort, offset: usize| -> Result<f64> {
        let mut least = f64::INFINITY;
        for _ in 0..5 {
            let before = Instant::now();
            archive.entities(filter, sort, PAGE, offset)?;
            least = least.min(before.elapsed().as_secs_f64() * 1000.0);
        }
        Ok(least)
    };
    let typed = EntityFilter { words: Some("ma".to_owned()), ..EntityFilter::default() };
    Ok(Names {
        n,
        first_ms: least(&all, EntitySort::Articles, 0)?,
        middle_ms: least(&all, EntitySort::Articles, last / 2)?,
        last_ms: least(&all, EntitySort::Name, last)?,
        typed_ms: least(&typed, EntitySort::Articles, 0)?,
    })
}

struct Backfile {
    archive: Archive,
}

impl Backfile {
    fn import(folder: &Path, corpus: &Path) -> Result<Self> {
        let archive = Archive::open(folder, Options::default())?;
        archive.import(&[corpus.to_owned()], &mut |_| ControlFlow::Continue(()))?;
        Ok(Self { archive })
    }
}

impl Engine for Backfile {
    fn search(&self, query: &BenchQuery) -> Result<u64> {
        let query = match query {
            BenchQuery::Words(words) => words.join(" "),
            BenchQuery::Phrase(words) => format!("\"{}\"", words.join(" ")),
            BenchQuery::Prefix(word) => format!("{word}*"),
        };
        let request = SearchRequest { query, limit: 20, ..SearchRequest::default() };
        Ok(self.archive.search(&request)?.total)
    }

    fn names(&self) -> Option<&Archive> {
        Some(&self.archive)
    }
}

struct Fts5 {
    conn: Connection,
}

impl Fts5 {
    fn import(folder: &Path, corpus: &Path) -> Result<Self> {
        let conn = Connection::open(folder.join("bench.sqlite"))?;
        conn.execute_batch(
            "PRAGMA journal_mode = wal; PRAGMA synchronous = normal;
             CREATE TABLE article (no INTEGER PRIMARY KEY, headline, body, published);
             CREATE VIRTUAL TABLE words USING fts5(headline, body, content = 'article', content_rowid = 'no', tokenize = 'porter unicode61');
             BEGIN",
        )?;
        read(corpus, |record| {
            let row = (&record.headline, &record.body, &record.date);
            conn.prepare_cached("INSERT INTO article (headline, body, published) VALUES (?1, ?2, ?3)")?
                .execute(row)?;
            let no = conn.last_insert_rowid();
            conn.prepare_cached("INSERT INTO words (rowid, headline, body) VALUES (?1, ?2, ?3)")?
                .execute((no, &record.headline, &record.body))?;
            Ok(())
        })?;
        conn.execute_batch("COMMIT")?;
        Ok(Self { conn })
    }
}

impl Engine for Fts5 {
    fn search(&self, query: &BenchQuery) -> Result<u64> {
        let query = match query {
            BenchQuery::Words(words) => words.join(" "),
            BenchQuery::Phrase(words) => format!("\"{}\"", words.join(" ")),
            BenchQuery::Prefix(word) => format!("{word}*"),
        };
        let total: i64 = self
            .conn
            .prepare_cached("SELECT count(*) FROM words WHERE words MATCH ?1")?
            .query_row([&query], |row| row.get(0))?;
        let mut page = self.conn.prepare_cached(
            "SELECT headline, snippet(words, 1, '[', ']', '…', 40) FROM words WHERE words MATCH ?1
             ORDER BY bm25(words, 2.0, 1.0) LIMIT 20",
        )?;
        let mut rows = page.query([&query])?;
        while let Some(row) = rows.next()? {
            let _: (Option<String>, Option<String>) = (row.get(0)?, row.get(1)?);
        }
        Ok(total.unsigned_abs())
    }
}

struct Tantivy {
    reader: IndexReader,
    body: Field,
}

impl Tantivy {
    fn import(folder: &Path, corpus: &Path) -> Result<Self> {
        let mut schema = Schema::builder();
        let indexing = TextFieldIndexing::default()
            .set_tokenizer("en_stem")
            .set_index_option(IndexRecordOption::WithFreqsAndPositions);
        let headline = schema.add_text_field("headline", TEXT | STORED);
        let body =
            schema.add_text_field("body", TextOptions::default().set_indexing_options(indexing).set_stored());
        let index = Index::create_in_dir(folder, schema.build())?;
        let mut writer = index.writer_with_num_threads(1, 40_000_000)?;
        read(corpus, |record| {
            let mut document = TantivyDocument::new();
            document.add_text(headline, record.headline.unwrap_or_default());
            document.add_text(body, record.body.unwrap_or_default());
            writer.add_document(document)?;
            Ok(())
        })?;
        writer.commit()?;
        writer.wait_merging_threads()?;
        Ok(Self { reader: index.reader()?, body })
    }

    fn term(&self, word: &str) -> Result<Term> {
        let mut analyzer = self.reader.searcher().index().tokenizer_for_field(self.body)?;
        let mut stream = analyzer.token_stream(word);
        stream.advance();
        Ok(Term::from_field_text(self.body, &stream.token().text))
    }
}

impl Engine for Tantivy {
    fn search(&self, query: &BenchQuery) -> Result<u64> {
        let searcher = self.reader.searcher();
        let terms =
            |words: &[String]| words.iter().map(|word| self.term(word)).collect::<Result<Vec<Term>>>();
        let query: Box<dyn Query> = match query {
            BenchQuery::Words(words) => {
                let each = terms(words)?.into_iter();
                let each = each.map(|term| {
                    Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)) as Box<dyn Query>
                });
                Box::new(BooleanQuery::intersection(each.collect()))
            }
            BenchQuery::Phrase(words) => Box::new(PhraseQuery::new(terms(words)?)),
            BenchQuery::Prefix(word) => Box::new(RegexQuery::from_pattern(&format!("{word}.*"), self.body)?),
        };
        let (total, top) = searcher.search(&query, &(Count, TopDocs::with_limit(20).order_by_score()))?;
        let snippets = SnippetGenerator::create(&searcher, &*query, self.body)?;
        for (_, address) in top {
            let document: TantivyDocument = searcher.doc(address)?;
            let body = document.get_first(self.body).and_then(|value| value.as_str()).unwrap_or_default();
            let _ = snippets.snippet(body);
        }
        Ok(total as u64)
    }
}
