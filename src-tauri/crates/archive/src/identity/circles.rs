//! Whether the company of one full name is that of two people.
//!
//! Articles that name the same people, organisations and places beside the
//! name are put together, the most alike first, until two groups are left.
//! They are two people's only if each keeps company that it would not keep by
//! chance, and if what is named on both sides is no more than chance brings. A
//! person of many affairs takes somebody along from one to the other.

use rustc_hash::FxHashMap;

use super::company::LIFT;

/// Articles, not counting copies, that each of two people must have;
const LEAST: usize = 5;

/// and both together.
pub(crate) const LEAST_TOGETHER: u32 = 12;

/// How many articles are compared, each with each; who is named in more is
/// looked at only if they were told apart before.
pub(crate) const MAX_ARTICLES: u32 = 256;

/// Whom and what articles of each name again and again.
const LEAST_COMPANY: usize = 3;

/// How much more of the company of an article must be named in others of its
/// side than by chance.
const OWN: f32 = 0.15;

/// How much more of it may be named on the other side than by chance.
const SHARED: f32 = 0.02;

/// Of the company that somebody keeps again and again, what may be such company
/// of the other one too.
const USUAL: f32 = 0.15;

/// How much nearer an article must be to one side to be given to it.
const NEARER: f32 = 2.0;

/// How far the words of headlines and first lines may be the same, as a
/// multiple of chance.
const SAME_WORDS: f32 = 1.5;

/// What is usual in the archive.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Usual {
    /// How many articles there are.
    pub n_articles: u32,
    /// How many names an article gives.
    pub n_names: f32,
}

/// Two circles of company.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Circles {
    /// Whose each article is; none where its company does not tell.
    pub sided: Vec<Option<usize>>,
    /// The most telling of the company of each side, the first one first.
    pub telling: [Vec<i64>; 2],
    /// How far each side keeps company of its own, beyond chance; the lesser.
    pub own: f32,
    /// Whether anything is named on both sides.
    pub has_shared: bool,
}

/// The two circles of articles that name `beside`, each with in how many
/// articles of the archive; none if they are one person's. Articles that are
/// copies tell nothing of their own.
pub(crate) fn circles(beside: &[&[(i64, u32)]], is_copy: &[bool], usual: Usual) -> Option<Circles> {
    let originals: Vec<usize> = (0..beside.len()).filter(|at| !is_copy[*at]).collect();
    if originals.len() < LEAST_TOGETHER as usize {
        return None;
    }
    let compared: Vec<usize> =
        originals.iter().step_by(originals.len().div_ceil(MAX_ARTICLES as usize)).copied().collect();
    let total = usual.n_articles.max(2) as f32;
    let weight = |df: u32| if df > 1 { (total / df as f32).ln().max(0.0) } else { 0.0 };
    let groups = two_groups(&similarities(beside, &compared, weight))?;
    let mut sided = vec![None; beside.len()];
    for (side, group) in groups.iter().enumerate() {
        group.iter().for_each(|at| sided[compared[*at]] = Some(side));
    }
    give(beside, &mut sided, weight);
    let n_open = sided.iter().filter(|side| side.is_none()).count();
    let side = |side: usize| -> Vec<&[(i64, u32)]> {
        let of_side = originals.iter().filter(|at| sided[**at] == Some(side));
        of_side.map(|at| beside[*at]).collect()
    };
    let sides = [side(0), side(1)];
    if sides.iter().any(|side| side.len() < LEAST) || 4 * n_open > sided.len() {
        return None;
    }
    let one = compare(&sides[0], &sides[1], usual);
    let other = compare(&sides[1], &sides[0], usual);
    let own = one.own.min(other.own);
    let n_usual = one.n_usual.min(other.n_usual) as f32;
    (own >= OWN
        && one.n_again.min(other.n_again) >= LEAST_COMPANY
        && one.shared + other.shared <= one.chance + other.chance + SHARED
        && one.n_usual_of_both as f32 <= USUAL * n_usual)
        .then_some(Circles {
            sided,
            has_shared: one.shared > 0.0 || other.shared > 0.0,
            telling: [one.telling, other.telling],
            own,
        })
}

/// Whether articles of two sides are about the same things, as far as their
/// `words` tell; `often` is in what share of all articles a word stands.
pub(crate) fn is_same_matter(words: &[Vec<&[u64]>; 2], often: &dyn Fn(u64) -> f32) -> bool {
    let (mut shared, mut chance) = (0.0, 0.0);
    for side in 0..2 {
        let (here, there) = (count(&words[side]), count(&words[1 - side]));
        let n_there = words[1 - side].len();
        let (mut all, mut same, mut by_chance) = (0.0, 0.0, 0.0);
        for (word, n) in here {
            let often = often(word);
            let weight = -often.ln() * n as f32;
            all += weight;
            same += if there.contains_key(&word) { weight } else { 0.0 };
            by_chance += weight * at_least_once(often, n_there);
        }
        shared += same / f32::max(all, 1.0);
        chance += by_chance / f32::max(all, 1.0);
    }
    shared > SAME_WORDS * chance + SHARED
}

fn count(words: &[&[u64]]) -> FxHashMap<u64, usize> {
    let mut n_of = FxHashMap::default();
    words.iter().flat_map(|words| words.iter()).for_each(|word| *n_of.entry(*word).or_default() += 1);
    n_of
}

/// How alike the company of each two of `articles` is: the cosine of what
/// they name, by how rare it is.
fn similarities(beside: &[&[(i64, u32)]], articles: &[usize], weight: impl Fn(u32) -> f32) -> Vec<Vec<f32>> {
    let mut named: FxHashMap<i64, (f32, Vec<usize>)> = FxHashMap::default();
    let mut lengths = vec![0.0f32; articles.len()];
    for (at, article) in articles.iter().enumerate() {
        for (no, df) in beside[*article] {
            let weight = weight(*df);
            lengths[at] += weight * weight;
            named.entry(*no).or_insert((weight, Vec::new())).1.push(at);
        }
    }
    let mut alike = vec![vec![0.0f32; articles.len()]; articles.len()];
    for (weight, naming) in named.values() {
        for (nth, one) in naming.iter().enumerate() {
            for other in &naming[nth + 1..] {
                alike[*one][*other] += weight * weight;
            }
        }
    }
    for one in 0..articles.len() {
        for other in one + 1..articles.len() {
            let length = (lengths[one] * lengths[other]).sqrt().max(f32::MIN_POSITIVE);
            alike[one][other] /= length;
            alike[other][one] = alike[one][other];
        }
    }
    alike
}

/// The last two groups, each of enough, when those most alike on average are
/// joined first.
fn two_groups(alike: &[Vec<f32>]) -> Option<[Vec<usize>; 2]> {
    let n = alike.len();
    // What is summed over all pairs of two groups.
    let mut sums: Vec<Vec<f32>> = alike.to_vec();
    let mut groups: Vec<Vec<usize>> = (0..n).map(|at| vec![at]).collect();
    let mean = |sums: &[Vec<f32>], groups: &[Vec<usize>], one: usize, other: usize| {
        sums[one][other] / (groups[one].len() * groups[other].len()) as f32
    };
    let nearest = |sums: &[Vec<f32>], groups: &[Vec<usize>], one: usize| {
        let others = (one + 1..n).filter(|other| !groups[*other].is_empty());
        others
            .map(|other| (mean(sums, groups, one, other), other))
            .max_by(|one, other| one.0.total_cmp(&other.0).then(other.1.cmp(&one.1)))
    };
    let mut best: Vec<Option<(f32, usize)>> = (0..n).map(|one| nearest(&sums, &groups, one)).collect();
    let mut found = None;
    for _ in 1..n {
        let (one, other) = (0..n)
            .filter(|one| !groups[*one].is_empty())
            .filter_map(|one| best[one].map(|(mean, other)| (mean, one, other)))
            .max_by(|one, other| one.0.total_cmp(&other.0).then(other.1.cmp(&one.1)))
            .map(|(_, one, other)| (one, other))?;
        let joined = std::mem::take(&mut groups[other]);
        if groups[one].len() >= LEAST && joined.len() >= LEAST {
            found = Some([groups[one].clone(), joined.clone()]);
        }
        groups[one].extend(joined);
        for (at, sum) in sums[other].clone().into_iter().enumerate() {
            sums[one][at] += sum;
            sums[at][one] = sums[one][at];
        }
        for at in (0..n).filter(|at| !groups[*at].is_empty()).collect::<Vec<_>>() {
            let was = best[at].map(|(_, of)| of);
            if at == one || was == Some(one) || was == Some(other) {
                best[at] = nearest(&sums, &groups, at);
            } else if at < one {
                let now = mean(&sums, &groups, at, one);
                if best[at].is_none_or(|(known, _)| now > known) {
                    best[at] = Some((now, one));
                }
            }
        }
    }
    found
}

/// Gives each article to the side whose articles it is nearer to; those that
/// no side was given yet only if it is much nearer.
fn give(beside: &[&[(i64, u32)]], sided: &mut [Option<usize>], weight: impl Fn(u32) -> f32) {
    let mut n_of: [FxHashMap<i64, u32>; 2] = Default::default();
    let mut n_articles = [0u32; 2];
    let place = |n_of: &mut [FxHashMap<i64, u32>; 2], n_articles: &mut [u32; 2], at: usize, side: usize| {
        n_articles[side] += 1;
        beside[at].iter().for_each(|(no, _)| *n_of[side].entry(*no).or_default() += 1);
    };
    for (at, side) in sided.iter().enumerate() {
        side.iter().for_each(|side| place(&mut n_of, &mut n_articles, at, *side));
    }
    for _ in 0..3 {
        let mut is_done = true;
        for at in 0..sided.len() {
            let near = |side: usize| {
                let is_mine = u32::from(sided[at] == Some(side));
                let n_others = n_articles[side].saturating_sub(is_mine).max(1) as f32;
                let told = beside[at].iter().map(|(no, df)| {
                    let n = n_of[side].get(no).map_or(0, |n| n - is_mine);
                    weight(*df) * n as f32
                });
                told.sum::<f32>() / n_others
            };
            let near = [near(0), near(1)];
            let side = usize::from(near[1] > near[0]);
            let is_nearer = match sided[at] {
                Some(known) => known != side && near[side] > near[known],
                None => near[side] > NEARER * near[1 - side],
            };
            if !is_nearer {
                continue;
            }
            if let Some(known) = sided[at] {
                n_articles[known] -= 1;
                beside[at].iter().for_each(|(no, _)| *n_of[known].entry(*no).or_default() -= 1);
            }
            place(&mut n_of, &mut n_articles, at, side);
            sided[at] = Some(side);
            is_done = false;
        }
        if is_done {
            break;
        }
    }
}

/// The company of one side, beside that of the other.
struct Compared {
    /// What share of it is named in several articles of this side, beyond chance.
    own: f32,
    /// What share is named on the other side, and would be by chance.
    shared: f32,
    chance: f32,
    /// How many are named in several articles,
    n_again: usize,
    /// how many of them more often than by chance,
    n_usual: usize,
    /// and on the other side as well.
    n_usual_of_both: usize,
    telling: Vec<i64>,
}

fn compare(side: &[&[(i64, u32)]], other: &[&[(i64, u32)]], usual: Usual) -> Compared {
    let total = usual.n_articles.max(2) as f32;
    let count = |side: &[&[(i64, u32)]]| {
        let mut n_of: FxHashMap<i64, (u32, u32)> = FxHashMap::default();
        side.iter()
            .flat_map(|beside| beside.iter())
            .for_each(|(no, df)| n_of.entry(*no).or_insert((0, *df)).0 += 1);
        n_of
    };
    // Articles that give many names give more of any.
    let fullness = |side: &[&[(i64, u32)]]| {
        let n_names = side.iter().map(|beside| beside.len() + 1).sum::<usize>() as f32;
        n_names / side.len().max(1) as f32 / usual.n_names.max(1.0)
    };
    let (here, there) = (count(side), count(other));
    let (full_here, full_there) = (fullness(side), fullness(other));
    let (n_here, n_there) = (side.len() as f32, other.len() as f32);
    let (mut all, mut own, mut own_chance) = (0.0f32, 0.0f32, 0.0f32);
    let (mut all_known, mut shared, mut chance) = (0.0f32, 0.0f32, 0.0f32);
    let (mut n_again, mut n_usual, mut n_usual_of_both) = (0, 0, 0);
    let mut telling: Vec<(f32, i64)> = Vec::new();
    for (no, (n, df)) in here {
        let often = df as f32 / total;
        let weight = n as f32 * (1.0 / often).ln().max(0.0);
        if df <= 1 || weight <= 0.0 {
            continue;
        }
        all += weight;
        own += if n > 1 { weight } else { 0.0 };
        n_again += usize::from(n > 1);
        own_chance += weight * at_least_once(full_here * often, side.len() - 1);
        let n_on_other = there.get(&no).map_or(0, |(n, _)| *n);
        if n > 1 && n_on_other == 0 {
            telling.push((weight, no));
        }
        // What is named nowhere else cannot be named on the other side.
        if df <= n {
            continue;
        }
        let elsewhere = (df - n) as f32 / (total - n_here).max(1.0);
        all_known += weight;
        shared += if n_on_other > 0 { weight } else { 0.0 };
        chance += weight * at_least_once(full_there * elsewhere, other.len());
        if n > 1 && n as f32 >= LIFT * full_here * elsewhere * n_here {
            n_usual += 1;
            let is_usual_there =
                n_on_other > 1 && n_on_other as f32 >= LIFT * full_there * elsewhere * n_there;
            n_usual_of_both += usize::from(is_usual_there);
        }
    }
    telling.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
    Compared {
        own: (own - own_chance) / all.max(1.0),
        shared: shared / all_known.max(1.0),
        chance: chance / all_known.max(1.0),
        n_again,
        n_usual,
        n_usual_of_both,
        telling: telling.into_iter().map(|(_, no)| no).take(2).collect(),
    }
}

/// How likely something that stands in a share `often` of all articles stands
/// in one of `n` at least.
fn at_least_once(often: f32, n: usize) -> f32 {
    1.0 - (1.0 - often.min(0.9)).powi(i32::try_from(n).unwrap_or(i32::MAX))
}

#[cfg(test)]
mod tests;
