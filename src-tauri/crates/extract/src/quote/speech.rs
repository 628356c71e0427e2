//! Words of saying, written down by hand: what the learnt cues are helped out
//! with where an article uses a verb that none of the articles learnt from did.
//!
//! Each has a kind, so that what is learnt of "slammed" is known of "lambasted".

use std::sync::OnceLock;

use super::{
    unit::{hash_word, stem},
    weights::ByHash,
};

/// Verbs in their base form, a line for each kind.
const VERBS: [&str; 14] = [
    // tell
    "say tell state declare announce proclaim pronounce utter voice express convey relate recount narrate \
     announce speak talk remark comment comment observe note add interject interrupt continue conclude begin \
     finish close open go chime offer volunteer",
    // assert
    "argue claim contend maintain insist assert allege aver posit reason assume reckon believe suspect charge \
     suppose stress emphasize emphasise underscore underline highlight reiterate repeat restate reaffirm affirm \
     swear testify attest profess opine theorize theorise speculate generalize characterize characterise",
    // ask
    "ask question inquire enquire query wonder quiz press probe challenge demand pose",
    // urge
    "urge call request demand beg plead implore beseech exhort encourage advise recommend propose suggest \
     counsel caution instruct order command direct petition lobby push invite appeal coax prod persuade convince \
     advocate prescribe nominate",
    // blame
    "criticize criticise attack blast slam condemn denounce decry deplore deride mock ridicule lambast lambaste \
     rebuke chide scold admonish berate blame accuse fault assail excoriate castigate censure disparage belittle \
     insult taunt needle skewer rip bash knock hammer lash savage trash jab hit rail fume rant complain lament \
     bemoan gripe grumble grouse vent protest object curse scoff sneer snipe snark smear vilify malign impugn \
     brand label dub call deem term tout pan",
    // praise
    "praise applaud commend hail laud thank congratulate salute celebrate compliment tout extol credit endorse \
     support defend back welcome embrace cheer rave gush boast brag bless toast honor honour",
    // promise
    "promise vow pledge threaten swear guarantee assure reassure undertake offer agree commit warrant",
    // deny
    "deny reject dismiss refute rebut dispute contradict disavow disown repudiate disclaim renounce refuse \
     decline counter disagree dissent oppose deflect demur",
    // admit
    "admit acknowledge concede confess reveal disclose confirm divulge recognize recognise allow grant own \
     apologize apologise regret lie leak expose",
    // speak of
    "discuss mention describe refer cite invoke recall remember reference address detail outline explain \
     illustrate elaborate expound clarify depict portray paint compare liken summarize summarise sketch touch \
     dwell analyze analyse evoke allude hint imply insinuate intimate signal indicate suggest list enumerate \
     specify define interpret explore examine muse reflect reminisce ponder contemplate question",
    // foretell
    "predict forecast warn foresee foretell prophesy project estimate expect hope fear worry caution caution \
     calculate anticipate envision envisage advise alert",
    // write
    "write tweet post retweet blog report publish email text message pen scrawl scribble sign type print \
     broadcast quote paraphrase document chronicle record state headline editorialize opine rule hold find \
     conclude determine decide decree stipulate",
    // sound
    "shout yell scream cry exclaim whisper mutter murmur mumble grumble growl snap bark roar thunder bellow \
     chant joke quip jest tease laugh chuckle giggle sigh moan groan sob croon sing drawl deadpan crack blurt \
     intone gasp respond reply retort rejoin answer fire shoot counter parry riposte concur agree nod shrug \
     quip crow declaim preach lecture sermonize harangue hector hiss snarl sputter stammer recite read echo \
     parrot regale tell",
    // hear
    "hear read learn understand hear quote cite accord",
];

/// Nouns of saying.
const NOUNS: &str = "statement claim assertion remark comment speech letter tweet post message email interview \
     answer reply response question request demand call appeal plea warning threat promise pledge vow complaint \
     criticism accusation allegation charge denial admission confession announcement declaration suggestion \
     proposal recommendation argument contention insistence assurance prediction testimony op-ed memo note \
     report poll survey study article editorial column essay book story account description explanation";

/// Forms the rules do not make.
const IRREGULAR: [(&str, u8); 40] = [
    ("said", 1),
    ("told", 1),
    ("spoke", 1),
    ("spoken", 1),
    ("speaking", 1),
    ("went", 1),
    ("began", 1),
    ("swore", 2),
    ("sworn", 2),
    ("thought", 2),
    ("thinks", 2),
    ("think", 2),
    ("besought", 4),
    ("bade", 4),
    ("hit", 5),
    ("underwent", 7),
    ("undertook", 7),
    ("withdrew", 8),
    ("knew", 9),
    ("known", 9),
    ("brought", 10),
    ("likened", 10),
    ("pointed", 10),
    ("pointing", 10),
    ("points", 10),
    ("foresaw", 11),
    ("foretold", 11),
    ("forecast", 11),
    ("wrote", 12),
    ("written", 12),
    ("found", 12),
    ("held", 12),
    ("read", 13),
    ("shot", 13),
    ("sang", 13),
    ("sung", 13),
    ("heard", 14),
    ("learnt", 14),
    ("understood", 14),
    ("according", 14),
];

/// Number of the kind of the nouns.
const NOUN: u8 = 15;

/// The kind of saying a word whose stem has this hash tells; 0 for none.
pub(super) fn kind_of(stem: u32) -> u8 {
    static KINDS: OnceLock<ByHash<u8>> = OnceLock::new();
    KINDS.get_or_init(kinds).get(&stem).copied().unwrap_or(0)
}

/// Whether verbs of this kind are followed by a clause that needs no "that": to
/// tell, assert, promise, deny, admit, foretell and write.
pub(super) const fn takes_clause(kind: u8) -> bool {
    matches!(kind, 1 | 2 | 7 | 8 | 9 | 11 | 12)
}

/// Whether this is the kind of a verb of saying.
pub(super) const fn is_verb(kind: u8) -> bool {
    kind > 0 && kind < NOUN
}

fn kinds() -> ByHash<u8> {
    let mut kinds = ByHash::default();
    let mut add = |form: &str, kind: u8| {
        kinds.entry(hash_word(stem(form))).or_insert(kind);
    };
    for (form, kind) in IRREGULAR {
        add(form, kind);
    }
    for (verbs, kind) in VERBS.iter().zip(1..) {
        for verb in verbs.split_whitespace() {
            let head = &verb[..verb.len() - 1];
            let last = &verb[verb.len() - 1..];
            for form in [
                verb.to_owned(),
                format!("{verb}s"),
                format!("{verb}es"),
                format!("{verb}ed"),
                format!("{verb}d"),
                format!("{verb}ing"),
                format!("{verb}{last}ed"),
                format!("{verb}{last}ing"),
            ] {
                add(&form, kind);
            }
            match last {
                "y" => [format!("{head}ies"), format!("{head}ied")].iter().for_each(|form| add(form, kind)),
                "e" => add(&format!("{head}ing"), kind),
                _ => {}
            }
        }
    }
    for noun in NOUNS.split_whitespace() {
        add(noun, NOUN);
        add(&format!("{noun}s"), NOUN);
    }
    kinds
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Asserts the kinds of the words, by their number.
    #[track_caller]
    fn check(words: &[&str], kind: u8) {
        for word in words {
            assert_eq!(kind_of(hash_word(stem(word))), kind, "{word}");
        }
    }

    #[test]
    fn every_form_of_a_verb_is_known() {
        check(&["announce", "announces", "announced", "announcing", "said", "says", "saying"], 1);
        check(&["lambasted", "criticised", "mocking", "decries", "ripped", "ripping"], 5);
        check(&["denies", "denied", "denying"], 8);
        check(&["statement", "letters"], NOUN);
        check(&["bridge", "river", "is"], 0);
    }
}
