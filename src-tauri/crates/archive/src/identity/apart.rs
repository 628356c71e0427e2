//! Whether the articles that give one full name are about two people.
//!
//! One person is what is assumed. Two are told apart only where articles print
//! roles beside the name that nobody has at once (a senator's and a striker's),
//! or have it speak in times that nobody lives to see both of, and where next
//! to nobody is named beside both; or where many articles keep two circles of
//! company that do not touch. Whoever changes office, moves to another
//! outlet or is looked back on is one person: one article that says both is
//! enough to keep all together.

use std::collections::{BTreeSet, HashMap};

use super::{
    circles::{self, Usual},
    company::{self, Company},
    world::{self, World, Worlds},
};

/// Articles that each of two people must have.
const LEAST_ARTICLES: usize = 3;

/// Of these, articles that tell who it is: a role, or words of one's own.
const LEAST_TELLING: usize = 2;

/// Whom else each of them must be named beside.
const LEAST_COMPANY: usize = 3;

/// The most of the company of one that may be named beside the other, beyond
/// what chance brings.
const MOST_SHARED: f32 = 0.06;

/// Of so many articles one may keep company with both.
const MANY: usize = 20;

/// Years that nobody goes on speaking for.
const LIFETIME: i32 = 65;

/// How much the company of an article must tell for it to be whose that is.
const TELLING: f32 = 3.0;

/// What one article says of somebody.
#[derive(Debug, Clone, Default)]
pub(crate) struct Appearance {
    /// The article's row.
    pub article: i64,
    /// When it was published, as far as that is known.
    pub published: Option<String>,
    /// The roles printed beside the name.
    pub roles: Vec<String>,
    /// Whether words of theirs are given.
    pub speaks: bool,
    /// Who and what else is named, and in how many articles of the archive.
    pub beside: Vec<(i64, u32)>,
    /// Hashes of the words of its headline and first lines, without those of the name.
    pub words: Vec<u64>,
    /// Whether it is nearly the same as one before it.
    pub is_copy: bool,
    /// Whether it is taken for the other one's now.
    pub is_apart: bool,
}

/// Two people of one name.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Apart {
    /// The rows of the articles about the one who is kept apart, in order.
    pub articles: Vec<i64>,
    /// Why.
    pub reason: Parting,
    /// How sure that is, 0 to 1.
    pub confidence: f32,
}

/// Why two people of one name were told apart.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Parting {
    /// Roles or years, as a sentence's words.
    Told(String),
    /// The company of each, most telling first, and whether anything is named beside both.
    Company([Vec<i64>; 2], bool),
}

impl Parting {
    /// The sentence; `name` gives the name of a row.
    pub fn sentence(&self, mut name: impl FnMut(i64) -> Option<String>) -> String {
        match self {
            Self::Told(words) => words.clone(),
            Self::Company(telling, has_shared) => {
                let mut named = |side: usize| {
                    telling[side].iter().filter_map(|no| name(*no)).collect::<Vec<_>>().join(" and ")
                };
                let both = match has_shared {
                    true => "no more is named beside both than by chance",
                    false => "nobody is named beside both",
                };
                format!(
                    "one is named beside {}, the other beside {}, in the same years; {both}",
                    named(0),
                    named(1)
                )
            }
        }
    }
}

/// What is usual in the archive.
pub(crate) struct Archive<'a> {
    /// How many articles it has, and how many names they give.
    pub usual: Usual,
    /// In what share of its articles a word, known by its hash, stands in
    /// headline or first lines.
    pub often: &'a dyn Fn(u64) -> f32,
}

/// Whether roles (and how many articles print them) and years leave it open
/// that a name is that of two people: what is asked before any article is
/// looked at.
pub(crate) fn may_be_two<'r>(roles: impl Iterator<Item = (&'r str, u32)>, years: Option<(i32, i32)>) -> bool {
    let mut n_of = [0u32; World::ALL.len()];
    for (role, n) in roles {
        let now = world::of(role).now;
        World::ALL.iter().zip(&mut n_of).filter(|(world, _)| now.has(**world)).for_each(|(_, sum)| *sum += n);
    }
    let has = |world: World| n_of[world as usize] as usize >= LEAST_TELLING;
    let clash =
        World::ALL.iter().any(|one| has(*one) && World::ALL.iter().any(|two| has(*two) && one.clashes(*two)));
    clash || years.is_some_and(|(first, last)| last - first >= LIFETIME)
}

/// Which of `appearances`, in the order of their articles, are somebody else's.
pub(crate) fn apart(appearances: &[Appearance], archive: &Archive<'_>) -> Option<Apart> {
    let n_total = archive.usual.n_articles;
    by_worlds(appearances, n_total)
        .or_else(|| by_years(appearances, n_total))
        .or_else(|| by_company(appearances, archive))
}

/// Two who have roles that nobody has at once, in the same years.
fn by_worlds(appearances: &[Appearance], n_total: u32) -> Option<Apart> {
    let worlds: Vec<Worlds> = appearances.iter().map(|one| world::of_all(&one.roles)).collect();
    let count = |world: World| {
        let is_told = |(of, one): &(&Worlds, &Appearance)| of.now.has(world) && !one.is_copy;
        worlds.iter().zip(appearances).filter(is_told).count()
    };
    let (one, two) = clash(count)?;
    let sides = [one.against(two), two.against(one)];
    let mut sided: Vec<Option<usize>> = Vec::with_capacity(appearances.len());
    for of in &worlds {
        let now = [of.now.meets(sides[0]), of.now.meets(sides[1])];
        let before = [of.before.meets(sides[0]), of.before.meets(sides[1])];
        // "The striker turned senator": one person.
        if (now[0] || before[0]) && (now[1] || before[1]) {
            return None;
        }
        sided.push((0..2).find(|side| now[*side]));
    }
    if !are_mixed(appearances, &sided) {
        return None;
    }
    let told = sided.clone();
    assign(appearances, &mut sided, n_total)?;
    let looks_back =
        worlds.iter().zip(&sided).any(|(of, side)| side.is_some_and(|side| of.before.meets(sides[1 - side])));
    if looks_back {
        return None;
    }
    let share = shared(appearances, &sided, &told, n_total)?;
    let usual = |side: usize| usual_role(appearances, &told, side, sides[side]);
    let reason = format!(
        "one is called “{}”, the other “{}”, in the same years; {}",
        usual(0)?,
        usual(1)?,
        beside_both(share)
    );
    Some(told_apart(appearances, &sided, &told, share, Parting::Told(reason)))
}

/// The two worlds that clash and are printed most.
fn clash(count: impl Fn(World) -> usize) -> Option<(World, World)> {
    let mut best: Option<(usize, World, World)> = None;
    for (at, one) in World::ALL.iter().enumerate() {
        for two in &World::ALL[at + 1..] {
            let n = count(*one).min(count(*two));
            if one.clashes(*two) && n >= LEAST_TELLING && best.is_none_or(|(most, ..)| n > most) {
                best = Some((n, *one, *two));
            }
        }
    }
    best.map(|(_, one, two)| (one, two))
}

/// Whether both sides are told of at the same time: one who leaves one office
/// for another is told of first here and then there.
fn are_mixed(appearances: &[Appearance], sided: &[Option<usize>]) -> bool {
    let dates = |side: usize| {
        let of_side = appearances.iter().zip(sided).filter(move |(_, of)| **of == Some(side));
        of_side.filter_map(|(one, _)| one.published.as_deref())
    };
    let is_dated = |side: usize| dates(side).count() >= LEAST_TELLING;
    // Dates are compared as exactly as the least exact of them is known.
    let len = dates(0).chain(dates(1)).map(str::len).min().unwrap_or(0);
    let short = |date: &'_ str| date.get(..len).unwrap_or(date).to_owned();
    // One article that looks back or ahead says nothing.
    let ends = |side: usize| {
        let mut all: Vec<String> = dates(side).map(short).collect();
        all.sort_unstable();
        let n_cut = usize::from(all.len() > 3);
        Some((all.get(n_cut)?.clone(), all.get(all.len() - 1 - n_cut)?.clone()))
    };
    let inside = |side: usize| {
        let Some((first, last)) = ends(1 - side) else { return 0 };
        dates(side).map(short).filter(|date| (&first..=&last).contains(&date)).count()
    };
    let n_inside = [inside(0), inside(1)];
    let is_within = |side: usize| n_inside[side] == dates(side).count();
    let is_mixed = n_inside.iter().all(|n| *n > 0) && n_inside.iter().sum::<usize>() > 2;
    is_dated(0) && is_dated(1) && (is_mixed || is_within(0) || is_within(1))
}

/// Two of whom one cannot have lived when the other spoke.
fn by_years(appearances: &[Appearance], n_total: u32) -> Option<Apart> {
    let year = |one: &Appearance| one.published.as_deref()?.get(..4)?.parse::<i32>().ok();
    let mut years: Vec<i32> = appearances.iter().filter_map(year).collect();
    years.sort_unstable();
    let gap = years.windows(2).max_by_key(|pair| pair[1] - pair[0])?;
    let (last, first) = (gap[0], gap[1]);
    if first - last < LIFETIME {
        return None;
    }
    let mut sided: Vec<Option<usize>> =
        appearances.iter().map(|one| year(one).map(|year| usize::from(year >= first))).collect();
    // The dead are written about, but give no statements and take no office.
    let is_living = |one: &Appearance| one.speaks && one.roles.iter().any(|role| !world::looks_back(role));
    let told: Vec<Option<usize>> =
        appearances.iter().zip(&sided).map(|(one, side)| side.filter(|_| is_living(one))).collect();
    let words = |side: usize| {
        let of_side = appearances.iter().zip(&told).filter(move |(_, of)| **of == Some(side));
        company::role_words(of_side.flat_map(|(one, _)| one.roles.iter().map(String::as_str)))
    };
    if words(0).is_empty() || words(1).is_empty() || !words(0).is_disjoint(&words(1)) {
        return None;
    }
    assign(appearances, &mut sided, n_total)?;
    let share = shared(appearances, &sided, &told, n_total)?;
    let reason = format!("one speaks up to {last}, the other from {first} on; {}", beside_both(share));
    Some(told_apart(appearances, &sided, &told, share, Parting::Told(reason)))
}

/// Two who keep company of their own, each in many articles of the same years.
fn by_company(appearances: &[Appearance], archive: &Archive<'_>) -> Option<Apart> {
    let beside: Vec<&[(i64, u32)]> = appearances.iter().map(|one| one.beside.as_slice()).collect();
    let is_copy: Vec<bool> = appearances.iter().map(|one| one.is_copy).collect();
    let found = circles::circles(&beside, &is_copy, archive.usual)?;
    let of = |side: usize| {
        let of_side = appearances.iter().zip(&found.sided).filter(move |(_, of)| **of == Some(side));
        of_side.map(|(one, _)| one)
    };
    if !are_mixed(appearances, &found.sided) || !called(of(0)).is_disjoint(&called(of(1))) {
        return None;
    }
    // What a head of state does at home and abroad are two circles of one person.
    if heads(of(0)).intersection(&heads(of(1))).next().is_some() {
        return None;
    }
    let words = |side| of(side).filter(|one| !one.is_copy).map(|one| one.words.as_slice()).collect();
    if circles::is_same_matter(&[words(0), words(1)], archive.often) {
        return None;
    }
    let [mut first, mut other] = found.telling;
    if found.sided.iter().flatten().next() == Some(&1) {
        std::mem::swap(&mut first, &mut other);
    }
    let reason = Parting::Company([first, other], found.has_shared);
    let apart = told_apart(appearances, &found.sided, &found.sided, 0.0, reason);
    Some(Apart { confidence: (0.6 + 0.4 * found.own).min(0.9), ..apart })
}

/// The words of roles, held now or before, that tell people apart: there are
/// many presidents and prime ministers.
fn called<'a>(appearances: impl Iterator<Item = &'a Appearance>) -> BTreeSet<String> {
    const USUAL: [&str; 4] = ["boss", "leader", "prime", "secretary"];
    let roles = appearances.flat_map(|one| &one.roles).map(|role| world::without_former(role));
    let mut called = company::role_words(roles);
    called.retain(|word| !USUAL.contains(&word.as_str()));
    called
}

/// The offices of which there is one at a time where it is not said of what,
/// as far as two thirds of the articles that print a role print them so.
fn heads<'a>(appearances: impl Iterator<Item = &'a Appearance>) -> BTreeSet<&'static str> {
    const HEADS: [&str; 6] = ["president", "prime minister", "king", "queen", "pope", "chancellor"];
    let mut n_of = [0; HEADS.len()];
    let mut n_told = 0;
    for one in appearances.filter(|one| !one.roles.is_empty()) {
        n_told += 1;
        for (n, head) in n_of.iter_mut().zip(HEADS) {
            *n += usize::from(one.roles.iter().any(|role| role.eq_ignore_ascii_case(head)));
        }
    }
    let is_usual = |n: usize| n >= LEAST_TELLING && 3 * n >= 2 * n_told;
    HEADS.into_iter().zip(n_of).filter(|(_, n)| is_usual(*n)).map(|(head, _)| head).collect()
}

fn beside_both(share: f32) -> &'static str {
    if share > 0.01 { "next to nobody is named beside both" } else { "nobody is named beside both" }
}

/// The company of one side.
fn company(appearances: &[Appearance], sided: &[Option<usize>], side: usize) -> Company {
    let mut company = Company::default();
    for (one, _) in appearances.iter().zip(sided).filter(|(_, of)| **of == Some(side)) {
        company.n_articles += 1;
        for (no, df) in &one.beside {
            company.beside.entry(*no).or_insert((0, *df)).0 += 1;
        }
    }
    company
}

/// Gives articles that do not tell by themselves to whoever keeps their
/// company. None where several keep company with both.
fn assign(appearances: &[Appearance], sided: &mut [Option<usize>], n_total: u32) -> Option<()> {
    let mut n_torn = 0;
    for _ in 0..3 {
        let sides = [company(appearances, sided, 0), company(appearances, sided, 1)];
        let mut is_done = true;
        n_torn = 0;
        for (one, side) in appearances.iter().zip(sided.iter_mut()).filter(|(_, side)| side.is_none()) {
            let told = [0, 1].map(|of| told_by(&one.beside, &sides[of], &sides[1 - of], n_total));
            match told {
                [a, b] if a >= TELLING && a >= 2.0 * b => *side = Some(0),
                [a, b] if b >= TELLING && b >= 2.0 * a => *side = Some(1),
                [a, b] => {
                    n_torn += usize::from(a >= TELLING && b >= TELLING);
                    continue;
                }
            }
            is_done = false;
        }
        if is_done {
            break;
        }
    }
    // Where many articles do not tell, those that do may be mistaken.
    let n_open = sided.iter().filter(|side| side.is_none()).count();
    (2 * n_open <= sided.len() && MANY * n_torn <= sided.len()).then_some(())
}

/// How far `beside` is the company of `side` and not that of `other`.
fn told_by(beside: &[(i64, u32)], side: &Company, other: &Company, n_total: u32) -> f32 {
    let total = n_total.max(2) as f32;
    let rate = |of: &Company, no: &i64| {
        of.beside.get(no).map_or(0.0, |(n, _)| *n as f32 / of.n_articles.max(1) as f32)
    };
    let is_own = |(no, df): &&(i64, u32)| {
        let here = rate(side, no);
        here >= company::LIFT * *df as f32 / total && here >= 3.0 * rate(other, no) && here > 0.0
    };
    beside.iter().filter(is_own).map(|(_, df)| (total / (*df).max(1) as f32).ln().max(0.0)).sum()
}

/// How much more of the company of both sides is the same than by chance;
/// none if that is too much, or either is known too little.
fn shared(
    appearances: &[Appearance],
    sided: &[Option<usize>],
    told: &[Option<usize>],
    n_total: u32,
) -> Option<f32> {
    let count = |of: &[Option<usize>], side: usize| {
        let of_side = of.iter().zip(appearances).filter(|(of, one)| **of == Some(side) && !one.is_copy);
        of_side.count()
    };
    for side in 0..2 {
        if count(sided, side) < LEAST_ARTICLES || count(told, side) < LEAST_TELLING {
            return None;
        }
    }
    let sides = [company(appearances, sided, 0), company(appearances, sided, 1)];
    let is_known =
        |side: &Company| side.beside.values().filter(|(n, df)| df > n || *n > 1).count() >= LEAST_COMPANY;
    if !sides.iter().all(is_known) {
        return None;
    }
    let total = n_total.max(2) as f32;
    let (small, large) = match sides[0].beside.len() <= sides[1].beside.len() {
        true => (&sides[0], &sides[1]),
        false => (&sides[1], &sides[0]),
    };
    let (mut all, mut same, mut by_chance) = (0.0f32, 0.0f32, 0.0f32);
    for (no, (n, df)) in &small.beside {
        let often = *df as f32 / total;
        let weight = (1.0 / often).ln().max(0.05);
        all += weight;
        by_chance += weight * (1.0 - (1.0 - often).powi(large.n_articles.cast_signed()));
        if let Some((n_large, _)) = large.beside.get(no) {
            same += weight;
            // Who is at home on both sides speaks for one person.
            let is_usual =
                |n: u32, of: &Company| n > 1 && n as f32 >= company::LIFT * often * of.n_articles as f32;
            if is_usual(*n, small) && is_usual(*n_large, large) {
                return None;
            }
        }
    }
    let more = if all > 0.0 { (same - by_chance) / all } else { 0.0 };
    (more <= MOST_SHARED).then_some(more.max(0.0))
}

/// The role of the world of `side` printed most often.
fn usual_role(
    appearances: &[Appearance],
    told: &[Option<usize>],
    side: usize,
    worlds: world::Set,
) -> Option<String> {
    let mut n_of: HashMap<&str, usize> = HashMap::new();
    for (one, _) in appearances.iter().zip(told).filter(|(_, of)| **of == Some(side)) {
        for role in one.roles.iter().filter(|role| world::of(role).now.meets(worlds)) {
            *n_of.entry(role).or_default() += 1;
        }
    }
    let rank =
        |(role, n): &(&str, usize)| (*n, std::cmp::Reverse(role.len()), std::cmp::Reverse(role.to_string()));
    n_of.into_iter().max_by_key(rank).map(|(role, _)| role.to_owned())
}

/// Whoever has the first article keeps the name, unless somebody has it already.
fn told_apart(
    appearances: &[Appearance],
    sided: &[Option<usize>],
    told: &[Option<usize>],
    share: f32,
    reason: Parting,
) -> Apart {
    let of = |side: usize| appearances.iter().zip(sided).filter(move |(_, of)| **of == Some(side));
    let n_apart = |side: usize| of(side).filter(|(one, _)| one.is_apart).count();
    let first = sided.iter().flatten().next().copied().unwrap_or(0);
    let is_known = n_apart(0) != n_apart(1);
    let other = if is_known { usize::from(n_apart(1) > n_apart(0)) } else { 1 - first };
    let n_telling = (0..2).map(|side| told.iter().filter(|of| **of == Some(side)).count()).min().unwrap_or(0);
    Apart {
        articles: of(other).map(|(one, _)| one.article).collect(),
        reason,
        confidence: (0.7 + 0.05 * n_telling.min(5) as f32 - share).clamp(0.5, 0.95),
    }
}
