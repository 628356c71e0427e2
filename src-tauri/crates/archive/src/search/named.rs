//! Who and what is named by most of what matches.

use std::cmp::Reverse;

use rusqlite::OptionalExtension;

use super::{NamedCount, gather::Named, query::exact_term};
use crate::{Archive, ArchiveError, EntityId, EntityRef, derived::kind_of};

/// The most that are told of a kind.
const MAX_NAMED: usize = 8;

impl Archive {
    /// The first of each kind, with their names.
    pub(super) fn named(&self, counts: [Named; 3]) -> Result<Vec<NamedCount>, ArchiveError> {
        self.readers().with(|conn| {
            let mut find = conn.prepare_cached("SELECT name FROM entity WHERE id = ?1")?;
            let mut all = Vec::new();
            for (kind, counts) in counts.into_iter().enumerate() {
                let Some(kind) = kind_of(kind) else { continue };
                let mut of_kind = Vec::new();
                for (id, n) in most(counts) {
                    let name: Option<String> = find.query_row([id.sql()], |row| row.get(0)).optional()?;
                    // One that an import has just taken away has no name.
                    of_kind.extend(name.map(|name| NamedCount {
                        term: exact_term(kind, &name),
                        entity: EntityRef { id, kind, name },
                        n,
                    }));
                }
                of_kind.sort_by(|a, b| b.n.cmp(&a.n).then_with(|| a.entity.name.cmp(&b.entity.name)));
                all.extend(of_kind);
            }
            Ok(all)
        })
    }
}

/// Those with the highest counts; always the same of equal ones.
fn most(counts: Named) -> Vec<(EntityId, u64)> {
    let mut all: Vec<(Reverse<u64>, u64)> = counts.into_iter().map(|(id, n)| (Reverse(n), id)).collect();
    if all.len() > MAX_NAMED {
        all.select_nth_unstable(MAX_NAMED);
        all.truncate(MAX_NAMED);
    }
    all.into_iter().map(|(Reverse(n), id)| (EntityId::from_number(id), n)).collect()
}
