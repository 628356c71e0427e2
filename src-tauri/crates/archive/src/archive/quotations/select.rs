//! Which quotations a filter means, as SQL.

use rusqlite::{Connection, ToSql, params_from_iter};

use super::{Place, QuotationFilter, QuotationSort};
use crate::{
    EntityId, QuotationId,
    archive::entities::called,
    derived::{self, day_number, speech_number},
    search::words::spaced_words,
};

/// A filter as SQL. In its conditions `@q` stands for the quotation and `@c`
/// for the card of its article.
pub(crate) struct Selection {
    tables: &'static str,
    conditions: String,
    values: Vec<Box<dyn ToSql>>,
    once: bool,
}

impl Selection {
    /// None when nothing can match, as when nobody has the name.
    pub fn of(conn: &Connection, filter: &QuotationFilter) -> rusqlite::Result<Option<Self>> {
        let QuotationFilter {
            words: _,
            by,
            by_id,
            about,
            about_id,
            of_id,
            told,
            unnamed,
            from,
            to,
            kind,
            outlet,
            article,
            once,
        } = filter;
        let mut parts: Vec<String> = Vec::new();
        let mut values: Vec<Box<dyn ToSql>> = Vec::new();
        let speakers = numbers(conn, by.as_deref(), *by_id)?;
        if let Some(speakers) = &speakers {
            parts.push(said_by("@q", &format!("({speakers})")));
        }
        let mentioned = numbers(conn, about.as_deref(), *about_id)?;
        if let Some(mentioned) = &mentioned {
            parts.push(format!(
                "EXISTS (SELECT 1 FROM about b WHERE b.entity IN ({mentioned}) AND b.article = @q.article AND b.idx = @q.idx)"
            ));
        }
        let concerned = numbers(conn, None, *of_id)?;
        if let Some(concerned) = &concerned {
            parts.push(format!(
                "(@q.article, @q.idx) IN (SELECT article, idx FROM quotation WHERE speaker IN ({concerned})
                     UNION SELECT article, idx FROM beside WHERE entity IN ({concerned})
                     UNION SELECT article, idx FROM about WHERE entity IN ({concerned}))"
            ));
        }
        if let Some(told) = told {
            let named = numbers(conn, Some(told), None)?.unwrap_or_default();
            values.push(Box::new(format!(" {} ", spaced_words(told))));
            parts.push(format!(
                "@q.told IS NOT NULL AND (@q.addressee IN ({named}) OR instr(' ' || @q.told || ' ', ?{}) > 0)",
                values.len()
            ));
        }
        if *unnamed {
            parts.push("@q.unnamed".to_owned());
        }
        if let Some(from) = from {
            parts.push(format!("@c.last_day >= {}", day_number(from.first_day())));
        }
        if let Some(to) = to {
            parts.push(format!("@c.day <= {}", day_number(to.last_day())));
        }
        if let Some(kind) = kind {
            parts.push(format!("@q.kind = {}", speech_number(*kind)));
        }
        if let Some(outlet) = outlet {
            values.push(Box::new(outlet.clone()));
            parts.push(format!("@c.source = ?{}", values.len()));
        }
        if let Some(article) = article {
            parts.push(format!("@c.id = {}", article.sql()));
        }
        if filter.leaves_out_repeats() {
            parts.push("@q.repeats = 0".to_owned());
        }
        let is_empty = [&speakers, &mentioned, &concerned].into_iter().flatten().any(String::is_empty);
        // Few quotations are found by their speaker, or by whom they were said
        // to; all others in the order of their articles.
        let tables = if speakers.is_some() || concerned.is_some() || told.is_some() {
            "quotation q CROSS JOIN card c ON c.no = q.article"
        } else {
            "card c CROSS JOIN quotation q ON q.article = c.no"
        };
        let conditions = if parts.is_empty() { "1".to_owned() } else { parts.join(" AND ") };
        Ok((!is_empty).then_some(Self { tables, conditions, values, once: *once }))
    }

    fn values(&self) -> impl rusqlite::Params + '_ {
        params_from_iter(self.values.iter().map(AsRef::as_ref))
    }

    fn conditions(&self, quotation: &str, card: &str) -> String {
        self.conditions.replace("@q", quotation).replace("@c", card)
    }

    /// How many there are, and how many of them say what another one says.
    pub fn count(&self, conn: &Connection) -> rusqlite::Result<(u64, u64)> {
        let conditions = self.conditions("q", "c");
        let count = |sql: &str| -> rusqlite::Result<u64> {
            let n: i64 = conn.prepare_cached(sql)?.query_row(self.values(), |row| row.get(0))?;
            Ok(n.max(0).unsigned_abs())
        };
        let total = count(&format!("SELECT count(*) FROM {} WHERE {conditions}", self.tables))?;
        let n_copies = count(&format!(
            "SELECT count(*) - count(DISTINCT w.same) FROM wording w
             CROSS JOIN quotation q ON q.article = w.article AND q.idx = w.idx
             CROSS JOIN card c ON c.no = w.article
             WHERE w.same IS NOT NULL AND {conditions}"
        ))?;
        Ok((total, n_copies))
    }

    /// Those from `offset` on.
    pub fn places(
        &self,
        conn: &Connection,
        sort: QuotationSort,
        limit: usize,
        offset: usize,
    ) -> rusqlite::Result<Vec<Place>> {
        let order = match sort {
            QuotationSort::Newest | QuotationSort::Relevance => "c.published DESC, c.no DESC, q.idx",
            QuotationSort::Oldest => "c.published IS NULL, c.published, c.no, q.idx",
        };
        let mut conditions = self.conditions("q", "c");
        if self.once {
            // Nothing earlier that is listed says the same.
            conditions.push_str(&format!(
                " AND NOT EXISTS (SELECT 1 FROM wording w
                     CROSS JOIN wording v ON v.same = w.same
                     CROSS JOIN quotation p ON p.article = v.article AND p.idx = v.idx
                     CROSS JOIN card d ON d.no = v.article
                     WHERE w.article = q.article AND w.idx = q.idx AND w.same IS NOT NULL
                     AND (d.published IS NULL, coalesce(d.published, ''), d.no, p.idx)
                         < (c.published IS NULL, coalesce(c.published, ''), c.no, q.idx)
                     AND {})",
                self.conditions("p", "d")
            ));
        }
        let sql = format!(
            "SELECT q.article, q.idx, q.id FROM {} WHERE {conditions} ORDER BY {order} LIMIT {limit} OFFSET {offset}",
            self.tables
        );
        let mut statement = conn.prepare_cached(&sql)?;
        let rows = statement.query_map(self.values(), |row| {
            let idx: i64 = row.get(1)?;
            let id = QuotationId::from_sql(row.get(2)?);
            Ok(Place { article: row.get(0)?, idx: usize::try_from(idx).unwrap_or_default(), id })
        })?;
        rows.collect()
    }
}

/// That `quotation` was said by one of `entities`, a list in SQL, alone or
/// together with others.
pub(crate) fn said_by(quotation: &str, entities: &str) -> String {
    format!(
        "({quotation}.article, {quotation}.idx) IN (SELECT article, idx FROM quotation WHERE speaker IN {entities}
             UNION SELECT article, idx FROM beside WHERE entity IN {entities})"
    )
}

/// The rows of entities meant by a name or an id, as a list for SQL; none when
/// neither is given.
fn numbers(conn: &Connection, name: Option<&str>, id: Option<EntityId>) -> rusqlite::Result<Option<String>> {
    let mut found = None;
    if let Some(name) = name {
        found = Some(called(conn, name)?);
    }
    if let Some(id) = id {
        let no = derived::root_of(conn, id)?;
        found = Some(match found {
            Some(named) => named.into_iter().filter(|other| Some(*other) == no).collect(),
            None => no.into_iter().collect(),
        });
    }
    let Some(found) = found else { return Ok(None) };
    let mut all = Vec::with_capacity(found.len());
    for no in found {
        all.extend(derived::members(conn, no)?.iter().map(i64::to_string));
    }
    Ok(Some(all.join(",")))
}
