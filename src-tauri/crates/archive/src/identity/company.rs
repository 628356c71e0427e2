//! The company a name keeps: who and what is named beside it, what it is
//! called, where and when.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

/// How much more often than by chance something must be named beside a name
/// to say anything about it.
pub(super) const LIFT: f32 = 2.5;

/// The company a name keeps, as far as some of its articles tell.
#[derive(Debug, Clone, Default)]
pub(crate) struct Company {
    /// How many articles were looked at.
    pub n_articles: u32,
    /// Who and what is named beside it: in how many of those articles, and in
    /// how many of the whole archive.
    pub beside: FxHashMap<i64, (u32, u32)>,
    /// Words of its roles.
    pub roles: BTreeSet<String>,
    /// First and last year in which it is named.
    pub years: Option<(i32, i32)>,
}

/// How far the company of two names agrees.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Agreement {
    /// The share of what is telling about the rarer name that is also named
    /// beside the other, 0 to 1.
    pub share: f32,
    /// How many are named beside both more often than by chance.
    pub n_shared: u32,
    /// The most telling of them.
    pub most_telling: Option<i64>,
    /// A word of a role that both have.
    pub role: Option<String>,
    /// Years between the last article of one and the first of the other.
    pub years_apart: i32,
    /// The lesser number of articles that were looked at.
    pub n_articles: u32,
}

impl Agreement {
    /// Whether nothing is shared though both are named often enough.
    pub fn is_strange(&self) -> bool {
        self.n_articles >= 4 && self.share < 0.03 && self.role.is_none()
    }

    /// One number for all that speaks for one bearer.
    pub fn strength(&self) -> f32 {
        let apart = if self.years_apart > 12 { 0.25 } else { 1.0 };
        (self.share + if self.role.is_some() { 0.15 } else { 0.0 }) * apart
    }
}

/// Compares the company of two names in an archive of `n_total` articles;
/// neither of them, nor `without`, counts as company.
pub(crate) fn agreement(one: &Company, other: &Company, n_total: u32, without: &[i64]) -> Agreement {
    let (small, large) = if one.beside.len() <= other.beside.len() { (one, other) } else { (other, one) };
    let total = n_total.max(2) as f32;
    let (mut all, mut shared, mut n_shared) = (0.0f32, 0.0f32, 0);
    let mut most_telling: Option<(f32, i64)> = None;
    for (no, (n, df)) in &small.beside {
        // What is named nowhere else cannot be named beside the other.
        if without.contains(no) || df <= n {
            continue;
        }
        let weight = (total / (*df).max(1) as f32).ln().max(0.05) * (*n as f32).sqrt();
        all += weight;
        let Some((n_large, _)) = large.beside.get(no) else { continue };
        let expected = *df as f32 / total * large.n_articles.max(1) as f32;
        if *n_large as f32 >= LIFT * expected {
            shared += weight;
            n_shared += 1;
            if most_telling.is_none_or(|(known, of)| (weight, -*no) > (known, -of)) {
                most_telling = Some((weight, *no));
            }
        }
    }
    Agreement {
        share: if all > 0.0 { shared / all } else { 0.0 },
        n_shared,
        most_telling: most_telling.map(|(_, no)| no),
        role: one.roles.intersection(&other.roles).next().cloned(),
        years_apart: years_apart(one.years, other.years),
        n_articles: one.n_articles.min(other.n_articles),
    }
}

fn years_apart(one: Option<(i32, i32)>, other: Option<(i32, i32)>) -> i32 {
    match (one, other) {
        (Some((first, last)), Some((other_first, other_last))) => {
            (other_first - last).max(first - other_last).max(0)
        }
        _ => 0,
    }
}

/// The words of roles that tell people apart.
pub(crate) fn role_words<'r>(roles: impl Iterator<Item = &'r str>) -> BTreeSet<String> {
    const VAGUE: &[&str] = &[
        "the",
        "of",
        "and",
        "for",
        "a",
        "an",
        "former",
        "late",
        "his",
        "her",
        "its",
        "in",
        "at",
        "to",
        "new",
        "'s",
        "senior",
        "chief",
        "head",
        "member",
        "official",
        "spokesman",
        "spokeswoman",
        "analyst",
        "economist",
        "president",
        "chairman",
        "director",
        "executive",
        "officer",
        "vice",
        "deputy",
        "assistant",
        "minister",
    ];
    let words = roles.flat_map(|role| role.split_whitespace());
    let words = words.map(backfile_article::fold);
    words.filter(|word| word.len() > 2 && !VAGUE.contains(&word.as_str())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn company(beside: &[(i64, u32, u32)], years: (i32, i32)) -> Company {
        let n_articles = beside.iter().map(|(_, n, _)| *n).max().unwrap_or(1);
        let beside = beside.iter().map(|(no, n, df)| (*no, (*n, *df))).collect();
        Company { n_articles, beside, roles: BTreeSet::new(), years: Some(years) }
    }

    #[test]
    fn rare_companions_tell_more_than_common_ones() {
        let one = company(&[(1, 2, 900), (2, 2, 5)], (2001, 2002));
        let rare = agreement(&one, &company(&[(2, 3, 5)], (2001, 2002)), 1000, &[]);
        let common = agreement(&one, &company(&[(1, 3, 900)], (2001, 2002)), 1000, &[]);
        assert!(rare.share > 0.8 && rare.n_shared == 1, "{rare:?}");
        assert_eq!(common.n_shared, 0, "{common:?}");
    }

    #[test]
    fn decades_between_weaken_it() {
        let one = company(&[(2, 2, 5)], (1961, 1964));
        let near = agreement(&one, &company(&[(2, 3, 5)], (1965, 1966)), 1000, &[]);
        let far = agreement(&one, &company(&[(2, 3, 5)], (1999, 2001)), 1000, &[]);
        assert!(near.strength() > 3.0 * far.strength());
        assert_eq!(far.years_apart, 35);
    }
}
