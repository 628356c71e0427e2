//! The worlds that roles belong to, and in which two of them nobody is at home
//! at once.

use std::collections::BTreeSet;

use backfile_article::fold;

/// A walk of life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum World {
    /// Offices of state and of parties.
    Politics,
    /// Courts and the law.
    Law,
    /// Trade and money.
    Business,
    /// Soldiers and police.
    Service,
    /// Science and medicine.
    Science,
    /// Churches.
    Church,
    /// Those who live by playing, and who train them.
    Sport,
    /// Those who live by acting, singing, dancing. Who writes may be anything else.
    Stage,
}

impl World {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Politics,
        Self::Law,
        Self::Business,
        Self::Service,
        Self::Science,
        Self::Church,
        Self::Sport,
        Self::Stage,
    ];

    /// Whether nobody is of both at once. A senator may be a lawyer, a banker,
    /// a general; soldiers play for their army; a bishop may govern.
    pub fn clashes(self, other: Self) -> bool {
        let is = |one, two| self == one && other == two || self == two && other == one;
        let is_alone = |world| matches!(world, Self::Sport | Self::Stage);
        self != other
            && !is(Self::Sport, Self::Service)
            && (is_alone(self) || is_alone(other) || is(Self::Church, Self::Business))
    }

    /// The side of this world against `other`: all that clash with that one,
    /// and not with this one.
    pub fn against(self, other: Self) -> Set {
        let is_mine = |world: &&Self| world.clashes(other) && !world.clashes(self);
        Self::ALL.iter().filter(is_mine).fold(Set::default(), |set, world| set.with(*world))
    }

    const fn roles(self) -> &'static [&'static str] {
        match self {
            Self::Politics => &[
                "alderman",
                "assemblyman",
                "assemblywoman",
                "chancellor",
                "congressman",
                "congresswoman",
                "councillor",
                "councilman",
                "councilwoman",
                "councilor",
                "governor",
                "lawmaker",
                "legislator",
                "mayor",
                "mep",
                "minister",
                "mp",
                "parliamentarian",
                "politician",
                "premier",
                "senator",
            ],
            Self::Law => {
                &["attorney", "barrister", "judge", "lawyer", "magistrate", "prosecutor", "solicitor"]
            }
            Self::Business => &["analyst", "banker", "broker", "dealer", "economist", "strategist", "trader"],
            Self::Service => &[
                "admiral",
                "brigadier",
                "colonel",
                "constable",
                "corporal",
                "detective",
                "lieutenant",
                "major",
                "sergeant",
                "sheriff",
                "superintendent",
            ],
            Self::Science => &[
                "astronomer",
                "biochemist",
                "biologist",
                "chemist",
                "epidemiologist",
                "geologist",
                "neurologist",
                "physician",
                "physicist",
                "psychiatrist",
                "seismologist",
                "surgeon",
                "virologist",
                "zoologist",
            ],
            Self::Church => &["archbishop", "bishop", "cardinal", "priest", "rabbi", "vicar"],
            Self::Sport => &[
                "batsman",
                "boxer",
                "coach",
                "cricketer",
                "footballer",
                "fullback",
                "goalie",
                "goalkeeper",
                "goaltender",
                "halfback",
                "heavyweight",
                "infielder",
                "jockey",
                "linebacker",
                "midfielder",
                "outfielder",
                "pitcher",
                "quarterback",
                "shortstop",
                "sprinter",
                "striker",
                "swimmer",
                "wicketkeeper",
                "winger",
                "wrestler",
            ],
            Self::Stage => &[
                "actor",
                "actress",
                "ballerina",
                "bassist",
                "cellist",
                "comedian",
                "dancer",
                "drummer",
                "guitarist",
                "pianist",
                "rapper",
                "saxophonist",
                "singer",
                "soprano",
                "tenor",
                "vocalist",
            ],
        }
    }
}

/// Some worlds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Set(u8);

impl Set {
    const fn with(self, world: World) -> Self {
        Self(self.0 | 1 << world as u8)
    }

    const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether `world` is one of them.
    pub const fn has(self, world: World) -> bool {
        self.0 & 1 << world as u8 != 0
    }

    /// Whether any is one of `other`.
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// The worlds somebody is of, and those left behind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Worlds {
    /// Those of the roles held now.
    pub now: Set,
    /// Those of roles held before ("former striker").
    pub before: Set,
}

/// Words that say of a role that it is held no more.
const FORMER: &[&str] =
    &["ex", "former", "formerly", "late", "once", "onetime", "retired", "turned", "veteran"];

/// Words after which a role is somebody else's, or only speaks of the world.
const OF_OTHERS: &[&str] = &["of", "for", "to", "at", "in", "with", "from", "on", "by", "who", "whose"];

/// Whose roles are those of somebody else.
const KIN: &[&str] =
    &["father", "mother", "son", "daughter", "brother", "sister", "wife", "husband", "widow"];

/// Whether `role` is one that was held before.
pub(crate) fn looks_back(role: &str) -> bool {
    fold(role).split([' ', '-']).any(|word| FORMER.contains(&word.trim_matches(['.', ','])))
}

/// `role` without the words that say it was held before, where it begins so.
pub(crate) fn without_former(role: &str) -> &str {
    let mut rest = role.trim();
    while let Some((word, after)) = rest.split_once([' ', '-'])
        && FORMER.contains(&fold(word).as_str())
    {
        rest = after;
    }
    rest
}

/// The worlds of what `role` says somebody is: of "coach and teacher of the
/// minister" those of coach and teacher.
pub(crate) fn of(role: &str) -> Worlds {
    let folded = fold(role);
    let mut words: Vec<&str> = Vec::new();
    for word in folded.split([' ', '-', '/']).map(|word| word.trim_matches(['.', '"'])) {
        if KIN.contains(&word) {
            return Worlds::default();
        }
        match word {
            // "The singer's lawyer".
            "'s" | "'" => words.clear(),
            word if word.ends_with("'s") => words.clear(),
            word if OF_OTHERS.contains(&word) => break,
            word => words.push(word),
        }
    }
    let is_before = |word: &&str| FORMER.contains(word);
    let joints: BTreeSet<usize> = (0..words.len())
        .filter(|at| {
            at + 1 == words.len() || matches!(words[at + 1], "and" | "turned") || words[*at].ends_with(',')
        })
        .collect();
    let mut set = Set::default();
    for at in joints {
        let head = words[at].trim_end_matches(',');
        for world in World::ALL.into_iter().filter(|world| world.roles().contains(&head)) {
            set = set.with(world);
        }
    }
    if words.iter().any(is_before) {
        Worlds { now: Set::default(), before: set }
    } else {
        Worlds { now: set, before: Set::default() }
    }
}

/// The worlds of several roles of one article.
pub(crate) fn of_all(roles: &[String]) -> Worlds {
    roles.iter().map(|role| of(role)).fold(Worlds::default(), |all, of| Worlds {
        now: all.now.and(of.now),
        before: all.before.and(of.before),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(role: &str, now: &[World], before: &[World]) {
        let set = |worlds: &[World]| worlds.iter().fold(Set::default(), |set, world| set.with(*world));
        assert_eq!(of(role), Worlds { now: set(now), before: set(before) }, "{role}");
    }

    #[test]
    fn the_last_word_before_what_it_is_of_tells() {
        check("senator", &[World::Politics], &[]);
        check("Elm United striker", &[World::Sport], &[]);
        check("striker for Elm United", &[World::Sport], &[]);
        check("lawyer for the striker", &[World::Law], &[]);
        check("the singer's lawyer", &[World::Law], &[]);
        check("father of the striker", &[], &[]);
        check("chairman of the players' union", &[], &[]);
        check("actor and singer", &[World::Stage], &[]);
        check("sports editor", &[], &[]);
    }

    #[test]
    fn what_was_held_before_is_kept_apart() {
        check("former Elm striker", &[], &[World::Sport]);
        check("striker-turned-senator", &[], &[World::Sport, World::Politics]);
        check("ex-goalkeeper", &[], &[World::Sport]);
    }

    #[test]
    fn offices_that_one_may_hold_at_once_do_not_clash() {
        assert!(World::Sport.clashes(World::Politics) && World::Politics.clashes(World::Sport));
        assert!(World::Stage.clashes(World::Sport) && World::Church.clashes(World::Business));
        assert!(!World::Law.clashes(World::Politics) && !World::Business.clashes(World::Politics));
        assert!(!World::Sport.clashes(World::Service) && !World::Church.clashes(World::Politics));
        assert!(World::Politics.against(World::Sport).has(World::Law));
        assert!(!World::Politics.against(World::Sport).has(World::Service));
    }
}
