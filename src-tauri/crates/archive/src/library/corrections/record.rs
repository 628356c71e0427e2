//! A correction as it is stored.

use rusqlite::{Connection, OptionalExtension, Row, types::Type};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::Decision;
use crate::{
    ArchiveError, ArticleId, CorrectionId,
    library::{Library, reading::json_list},
};

/// A correction as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Its row, which orders corrections; 0 for one that comes last.
    pub no: i64,
    /// What it is about.
    pub id: CorrectionId,
    /// What was decided.
    pub decision: Decision,
    /// When, RFC 3339.
    pub made: String,
}

const SELECT: &str = "SELECT no, id, decision, made FROM correction";

impl Record {
    /// A decision made at `made`, to be applied after all others.
    pub fn new(decision: Decision, made: String) -> Self {
        Self { no: 0, id: decision.id(), decision, made }
    }

    /// Writes it in place of the one that is about the same.
    pub fn put(&self, conn: &Connection) -> rusqlite::Result<()> {
        let decision = serde_json::to_string(&self.decision)
            .map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))?;
        let article = self.decision.article().map(ArticleId::sql);
        conn.prepare_cached("INSERT OR REPLACE INTO correction VALUES (nullif(?1, 0), ?2, ?3, ?4, ?5)")?
            .execute((self.no, self.id.sql(), article, decision, &self.made))?;
        Ok(())
    }

    /// Takes it away.
    pub fn delete(&self, conn: &Connection) -> rusqlite::Result<()> {
        conn.prepare_cached("DELETE FROM correction WHERE id = ?1")?.execute([self.id.sql()])?;
        Ok(())
    }

    /// The one with this id.
    pub fn load(conn: &Connection, id: CorrectionId) -> rusqlite::Result<Option<Self>> {
        conn.prepare_cached(&format!("{SELECT} WHERE id = ?1"))?.query_row([id.sql()], read).optional()
    }

    /// All, in the order in which they are applied.
    pub fn load_all(conn: &Connection) -> rusqlite::Result<Vec<Self>> {
        conn.prepare_cached(&format!("{SELECT} ORDER BY no"))?.query_map([], read)?.collect()
    }
}

impl Library {
    /// A number that tells these decisions from others; 0 for none.
    pub fn decisions(&self) -> Result<i64, ArchiveError> {
        self.read(|conn| {
            let mut statement = conn.prepare_cached("SELECT no, id, decision FROM correction ORDER BY no")?;
            let mut rows = statement.query([])?;
            let mut hasher = Sha256::new();
            let mut is_empty = true;
            while let Some(row) = rows.next()? {
                is_empty = false;
                hasher.update(row.get::<_, i64>(0)?.to_le_bytes());
                hasher.update(row.get::<_, i64>(1)?.to_le_bytes());
                hasher.update(row.get_ref(2)?.as_str()?);
            }
            let digest = hasher.finalize();
            Ok(if is_empty {
                0
            } else {
                digest[..8].iter().fold(1, |n: i64, byte| n << 8 | i64::from(*byte))
            })
        })
    }

    /// The corrections that concern all articles or one of `articles`, in the
    /// order in which they are applied.
    pub fn corrections_of(&self, articles: &[ArticleId]) -> Result<Vec<Record>, ArchiveError> {
        let list = json_list(articles);
        let sql = format!(
            "{SELECT} WHERE article IS NULL OR article IN (SELECT value FROM json_each(?1)) ORDER BY no"
        );
        self.read(|conn| conn.prepare_cached(&sql)?.query_map([&list], read)?.collect())
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Record> {
    let decision = serde_json::from_str(row.get_ref(2)?.as_str()?);
    let damaged = |error| rusqlite::Error::FromSqlConversionFailure(2, Type::Text, Box::new(error));
    Ok(Record {
        no: row.get(0)?,
        id: CorrectionId::from_sql(row.get(1)?),
        decision: decision.map_err(damaged)?,
        made: row.get(3)?,
    })
}
