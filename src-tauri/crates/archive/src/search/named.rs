//! Who and what is named by most of what matches.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, HashMap},
};

use backfile_extract::EntityKind;
use rusqlite::OptionalExtension;

use super::{NamedCount, gather::Named, query::exact_term};
use crate::{
    Archive, ArchiveError, EntityId, EntityRef,
    derived::{kind_number, read_kind},
};

/// The most that are told of a kind.
const MAX_NAMED: usize = 8;

impl Archive {
    /// The first of each kind, with their names. An article that gives several
    /// of the names joined to one counts once: `count` says how many matching
    /// articles name any of some ids.
    pub(super) fn named(
        &self,
        counts: [Named; 3],
        count: &dyn Fn(&[u64]) -> Result<u64, ArchiveError>,
    ) -> Result<Vec<NamedCount>, ArchiveError> {
        let (mut all, forms) = self.readers().with(|conn| {
            let mut find = conn.prepare_cached(
                "SELECT w.id, w.kind, w.name FROM entity e JOIN entity w ON w.no = coalesce(e.whole, e.no)
                 WHERE e.id = ?1",
            )?;
            // Names joined to one of another kind are counted with that kind.
            let mut found: BTreeMap<(EntityKind, EntityId), (String, u64, Vec<u64>)> = BTreeMap::new();
            for counts in counts {
                for (id, n) in most(counts) {
                    let whole: Option<(i64, EntityKind, String)> = find
                        .query_row([id.sql()], |row| Ok((row.get(0)?, read_kind(row, 1)?, row.get(2)?)))
                        .optional()?;
                    // One that an import has just taken away has no name.
                    let Some((whole, kind, name)) = whole else { continue };
                    let found =
                        found.entry((kind, EntityId::from_sql(whole))).or_insert((name, 0, Vec::new()));
                    found.1 += n;
                    found.2.push(id.number());
                }
            }
            let mut all: [Vec<NamedCount>; 3] = Default::default();
            let mut forms: HashMap<EntityId, Vec<u64>> = HashMap::new();
            for ((kind, id), (name, n, ids)) in found {
                let term = exact_term(kind, &name);
                all[kind_number(kind)].push(NamedCount { term, entity: EntityRef { id, kind, name }, n });
                forms.extend((ids.len() > 1).then_some((id, ids)));
            }
            Ok((all, forms))
        })?;
        for of_kind in &mut all {
            sort(of_kind);
            // Sums are too high, so that who is far down stays there.
            of_kind.truncate(2 * MAX_NAMED);
            for named in of_kind.iter_mut() {
                if let Some(ids) = forms.get(&named.entity.id) {
                    named.n = count(ids)?;
                }
            }
            sort(of_kind);
            of_kind.truncate(MAX_NAMED);
        }
        Ok(all.into_iter().flatten().collect())
    }
}

/// The highest counts first; of equal ones always in the same order.
fn sort(counts: &mut [NamedCount]) {
    counts.sort_by(|a, b| b.n.cmp(&a.n).then_with(|| a.entity.name.cmp(&b.entity.name)));
}

/// Names that are looked at, of which some are joined to each other.
const MAX_LOOKED_AT: usize = 6 * MAX_NAMED;

/// Those with the highest counts; always the same of equal ones.
fn most(counts: Named) -> Vec<(EntityId, u64)> {
    let mut all: Vec<(Reverse<u64>, u64)> = counts.into_iter().map(|(id, n)| (Reverse(n), id)).collect();
    if all.len() > MAX_LOOKED_AT {
        all.select_nth_unstable(MAX_LOOKED_AT);
        all.truncate(MAX_LOOKED_AT);
    }
    all.into_iter().map(|(Reverse(n), id)| (EntityId::from_number(id), n)).collect()
}
