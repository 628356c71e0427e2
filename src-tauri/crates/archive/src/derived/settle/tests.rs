//! Written cases of identity across an archive, and what judging touches.
//!
//! A world is a few kinds of articles, `|` between them: how many there are,
//! the year if it matters, the company everybody keeps in them (`@board`), and
//! the names. `+` is an organisation, `#` a place, what has neither a person;
//! other forms the article uses stand in brackets, a role behind a colon; who is
//! marked `!` speaks.
//! What is expected is `A = B` for one bearer and `A / B` for two.

use std::{collections::HashSet, path::Path};

use backfile_article::{Article, Format, Origin, PubDate, Span};
use backfile_extract::{
    Entity,
    EntityKind::{self, Organisation, Person, Place},
    Extraction, Mention, Quotation, QuotationKind, Speaker,
};
use rusqlite::{Connection, OptionalExtension};

mod apart;

use super::*;
use crate::{
    ArticleId,
    derived::{self, Entry, members, root_of},
};

/// Who and what keeps company.
const COMPANIES: &[(&str, &str)] = &[
    ("@board", "+Harbour Board; Bo Lund; Greta Quist; #Port Ellery; +Ferry League"),
    ("@court", "+Elm County Court; Ina Holm; Wim Strand; #Marsham"),
    ("@race", "+Tarn Rowing Club; Per Holt; Una Fell; #Lake Sill"),
    ("@bank", "+Sill Savings Bank; Tom Brack; Ola Winge; #Canal Row"),
];

/// Articles about other things, so that what is shared means something.
const OTHERS: usize = 60;

struct World {
    conn: Connection,
    n_articles: i64,
}

impl World {
    fn empty() -> Self {
        let mut conn = Connection::open_in_memory().unwrap();
        crate::sqlite::prepare(&mut conn, Path::new("memory"), derived::schema::LAYOUT).unwrap();
        Self { conn, n_articles: 0 }
    }

    fn of(spec: &str) -> Self {
        let mut world = Self::empty();
        let others: Vec<String> =
            (0..OTHERS).map(|at| format!("1 Asa Nord{at}; +Works {at}; #Northby {at}")).collect();
        world.add(&others.join("|"));
        world.add(spec);
        world.settle(&Decided::default());
        world
    }

    fn add(&mut self, spec: &str) {
        let mut entries = Vec::new();
        for articles in spec.split('|').map(str::trim) {
            let (n, mut names) = articles.split_once(' ').unwrap();
            let mut year = "1987";
            if let Some((first, rest)) = names.split_once(' ')
                && first.len() == 4
                && (first.parse::<u16>().is_ok() || first == "none")
            {
                (year, names) = (first, rest);
            }
            let company = COMPANIES.iter().find(|(name, _)| names.starts_with(name));
            let own = company.map_or(names, |(name, _)| names[name.len()..].trim());
            let all: Vec<&str> =
                own.split(';').chain(company.map_or("", |(_, with)| with).split(';')).collect();
            for _ in 0..n.parse::<usize>().unwrap() {
                self.n_articles += 1;
                entries.push(entry(self.n_articles, year, &all));
            }
        }
        self.conn.execute_batch("BEGIN").unwrap();
        derived::write(&self.conn, &entries).unwrap();
        self.conn.execute_batch("COMMIT").unwrap();
    }

    fn settle(&self, fixed: &Decided) -> Settled {
        settle(&self.conn, fixed, usize::MAX >> 1).unwrap()
    }

    fn root(&self, name: &str) -> i64 {
        let (kind, name) = kind_and(name.trim());
        root_of(&self.conn, EntityId::of(kind, name))
            .unwrap()
            .unwrap_or_else(|| panic!("nobody is called {name}"))
    }

    /// How many articles are counted for `name` and all joined to it.
    fn n_articles(&self, name: &str) -> i64 {
        let sql = "SELECT n_articles FROM shown WHERE no = ?1";
        self.conn.query_row(sql, [self.root(name)], |row| row.get(0)).unwrap()
    }

    /// Every joined name with what it is joined to and why.
    fn all(&self) -> Vec<String> {
        let sql = "SELECT e.kind, e.name, w.name, e.reason, e.confidence FROM entity e
            JOIN entity w ON w.no = e.whole ORDER BY e.kind, e.fold";
        let mut statement = self.conn.prepare(sql).unwrap();
        let rows = statement.query_map([], |row| {
            let of: (i64, String, String, String, f64) =
                (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?);
            Ok(format!("{of:?}"))
        });
        rows.unwrap().map(Result::unwrap).collect()
    }
}

fn kind_and(name: &str) -> (EntityKind, &str) {
    match name.split_at_checked(1) {
        Some(("+", name)) => (Organisation, name),
        Some(("#", name)) => (Place, name),
        _ => (Person, name),
    }
}

fn entry(no: i64, year: &str, names: &[&str]) -> Entry {
    let (mut text, mut extraction) = (String::new(), Extraction::default());
    for name in names.iter().map(|name| name.trim()).filter(|name| !name.is_empty()) {
        let (name, role) = name.split_once(':').map_or((name, None), |(name, role)| (name, Some(role)));
        let (speaks, name) = (name.contains('!'), name.replace('!', ""));
        let (name, aliases) = name.split_once('(').unwrap_or((&name, ""));
        let (kind, name) = kind_and(name.trim());
        let start = text.len();
        text.push_str(name);
        let span = Span::new(start, text.len());
        extraction.quotations.extend(speaks.then(|| quotation(span, extraction.entities.len())));
        extraction.mentions.push(Mention { span, entity: extraction.entities.len() });
        let aliases = aliases.trim_end_matches([')', ' ']).split(',').map(|alias| alias.trim().to_owned());
        extraction.entities.push(Entity {
            name: name.to_owned(),
            kind,
            aliases: aliases.filter(|alias| !alias.is_empty()).collect(),
            roles: role.map(|role| role.trim().to_owned()).into_iter().collect(),
        });
        text.push('\n');
    }
    let article = Article {
        text,
        headline: None,
        dek: None,
        blocks: Vec::new(),
        byline: Vec::new(),
        dateline: None,
        published: PubDate::parse(year).ok(),
        updated: None,
        source: None,
        section: None,
        url: None,
        language: None,
        origin: Origin { record: None, sha256: String::new(), format: Format::Text },
        warnings: Vec::new(),
    };
    Entry::new(no, ArticleId::from_number(no.unsigned_abs()), article, None, extraction)
}

/// Words of the entity of this index.
fn quotation(span: Span, entity: usize) -> Quotation {
    Quotation {
        span,
        kind: QuotationKind::Direct,
        speaker: Some(Speaker { span: None, entity: Some(entity), unnamed: false }),
        also: Vec::new(),
        via: None,
        cue: None,
        addressee: None,
        topic: None,
        group: 0,
        part: 1,
        repeats: None,
        confidence: 0.9,
        certain: true,
        reason: String::new(),
        yours: false,
    }
}

/// Which of `expected` are otherwise in the world `spec`, where its articles
/// come at once and where they come one kind after another.
fn wrong(spec: &str, expected: &str) -> Vec<String> {
    let together = World::of(spec);
    let mut parts = spec.split('|');
    let mut apart = World::of(parts.next().unwrap().trim());
    for part in parts {
        apart.add(part.trim());
        apart.settle(&Decided::default());
    }
    let mut wrong = Vec::new();
    for expected in expected.split(',') {
        let (one, other, is_one) = match expected.split_once(" = ") {
            Some((one, other)) => (one, other, true),
            None => expected.split_once(" / ").map(|(one, other)| (one, other, false)).unwrap(),
        };
        for (world, when) in [(&together, "at once"), (&apart, "one after another")] {
            if (world.root(one) == world.root(other)) != is_one {
                wrong.push(format!("{expected} {when} in {spec}: {:?}", world.all()));
            }
        }
    }
    wrong
}

/// The written cases: a world and who is who in it.
const CASES: &[(&str, &str)] = &[
    // Lone surnames are joined by the company they keep,
    ("5 @board Ada Vance (Vance) | 3 @board Vance", "Vance = Ada Vance"),
    ("5 @board Ada Vance | 2 @board Vance", "Vance = Ada Vance"),
    ("5 @board Ada Vance: mayor of Marsham | 4 @board Vance: mayor of Marsham", "Vance = Ada Vance"),
    ("4 @board Iris van der Berg | 3 @board van der Berg", "van der Berg = Iris van der Berg"),
    ("5 @board Ada Vance | 4 @court Peter Vance | 3 @board Vance", "Vance = Ada Vance, Vance / Peter Vance"),
    ("5 @board Ada Vance | 9 @court Peter Vance | 3 @board Vance", "Vance = Ada Vance"),
    ("5 @board Ada Vance | 4 @court Peter Vance | 4 @race Vance", "Vance / Ada Vance, Vance / Peter Vance"),
    ("20 @board Ada Vance | 4 Vance; +Harbour Board", "Vance = Ada Vance"),
    ("20 @board Ada Vance | 4 Vance; +Works 3", "Vance / Ada Vance"),
    ("9 @board Ada Vance | 4 Vance; +Harbour Board", "Vance / Ada Vance"),
    // never on the surname alone,
    ("5 @board Ada Vance | 3 @court Vance", "Vance / Ada Vance"),
    ("5 @board Ada Vance | 1 Vance", "Vance / Ada Vance"),
    ("5 @board Ada Vance | 4 @board Peter Vance | 4 @board Vance", "Vance / Ada Vance, Vance / Peter Vance"),
    ("5 @board Ada Vance | 3 @board Vancer", "Vancer / Ada Vance"),
    ("6 @board Ada Vance | 3 @board Ada", "Ada / Ada Vance"),
    ("5 1901 @board Ada Vance | 3 1987 @board Vance", "Vance / Ada Vance"),
    // and one who is called so most is still not everybody.
    ("9 @board Ada Vance (Vance) | 3 @race Vance", "Vance / Ada Vance"),
    // Spelling: accents, hyphens, dots, capitals.
    ("3 @board Zoë Öhm | 2 @board Zoe Ohm", "Zoë Öhm = Zoe Ohm"),
    ("3 @board Jean-Luc Parr | 2 @court Jean Luc Parr", "Jean-Luc Parr = Jean Luc Parr"),
    ("3 @board J.P. Parr | 2 @board JP Parr", "J.P. Parr = JP Parr"),
    ("3 @board Ada Vance | 1 ADA VANCE", "Ada Vance = ADA VANCE"),
    ("3 @board Ada O'Dell | 1 Ada O’Dell", "Ada O'Dell = Ada O’Dell"),
    ("3 +Elm-Mart | 2 +Elm Mart", "+Elm-Mart = +Elm Mart"),
    ("3 +Pell & Sons | 2 +Pell and Sons", "+Pell & Sons = +Pell and Sons"),
    ("3 +The Elm Courier | 2 +Elm Courier", "+The Elm Courier = +Elm Courier"),
    ("3 +Elm Labour Centre | 2 +Elm Labor Center", "+Elm Labour Centre = +Elm Labor Center"),
    ("3 +Elm Liberals | 2 +Elm Liberal", "+Elm Liberals = +Elm Liberal"),
    ("9 +Elm Stones | 8 +Elm Stone", "+Elm Stones / +Elm Stone"),
    ("3 +Elm Airlines | 2 +Elm Air Lines Ltd", "+Elm Airlines = +Elm Air Lines Ltd"),
    ("3 +Liberal Democrats | 2 +Lib Dem", "+Liberal Democrats = +Lib Dem"),
    ("3 #St. Ellery | 2 #Saint Ellery", "#St. Ellery = #Saint Ellery"),
    ("3 #Mt. Sill | 2 #Mount Sill", "#Mt. Sill = #Mount Sill"),
    ("3 #Elm Harbor | 2 #Elm Harbour", "#Elm Harbor = #Elm Harbour"),
    ("3 #Elm | 3 #Elmport", "#Elm / #Elmport"),
    ("3 @board Ada Vance | 3 @board Ida Vance", "Ada Vance / Ida Vance"),
    // Names that everybody knows.
    ("3 #U.S. | 2 #United States | 2 #USA", "#U.S. = #United States, #USA = #United States"),
    ("3 #UK | 2 #Britain", "#UK = #Britain"),
    ("3 #The Netherlands | 2 #Holland", "#The Netherlands = #Holland"),
    ("3 +EC | 2 +European Community", "+EC = +European Community"),
    ("3 #South Korea | 2 #North Korea", "#South Korea / #North Korea"),
    ("3 #Georgia | 2 +Georgia Works", "#Georgia / +Georgia Works"),
    // Legal forms.
    ("3 +Marlow Corp | 2 +Marlow", "+Marlow Corp = +Marlow"),
    ("3 +Marlow Inc. | 2 +Marlow Corporation", "+Marlow Inc. = +Marlow Corporation"),
    ("3 +Marlow GmbH | 2 +Marlow Ltd", "+Marlow GmbH = +Marlow Ltd"),
    ("3 +Marlow Corp | 3 +Barlow Corp", "+Marlow Corp / +Barlow Corp"),
    ("3 +Marlow Mining Co | 3 +Marlow Foods Co", "+Marlow Mining Co / +Marlow Foods Co"),
    ("3 +Bank of Elm | 3 +Elm Bank", "+Bank of Elm / +Elm Bank"),
    // Acronyms: introduced in some article, or of the same company.
    ("2 @board +Elm Rescue Service (ERS) | 3 @court +ERS", "+ERS = +Elm Rescue Service"),
    ("4 @board +Elm Rescue Service | 4 @board +ERS", "+ERS = +Elm Rescue Service"),
    ("4 @board +Elm Rescue Service | 4 @court +ERS", "+ERS / +Elm Rescue Service"),
    (
        "3 @board +Elm Rescue Service (ERS) | 3 @court +Eastern Rail Stewards (ERS) | 3 @race +ERS",
        "+ERS / +Elm Rescue Service, +ERS / +Eastern Rail Stewards",
    ),
    ("2 @board +Elm Rescue Service (E.R.S.) | 3 +E.R.S.", "+E.R.S. = +Elm Rescue Service"),
    ("3 @board +Bank of Elm and Sill (BES) | 2 +BES", "+BES = +Bank of Elm and Sill"),
    // Short forms of organisations.
    ("5 @board +Marlow Systems Group (Marlow) | 3 @board +Marlow", "+Marlow = +Marlow Systems Group"),
    ("5 @board +Marlow Systems Group (Marlow) | 5 @court +Marlow", "+Marlow / +Marlow Systems Group"),
    (
        "5 @board +Elm Commission (Commission) | 5 @court +Marsham Commission (Commission) | 6 @board +Commission",
        "+Commission / +Elm Commission, +Commission / +Marsham Commission",
    ),
    ("5 @board +Marlow Motors | 5 @board +Marlow Motors Credit", "+Marlow Motors / +Marlow Motors Credit"),
    // Initials, middle names, nicknames.
    ("5 @board John Tarrow | 3 @board J. Tarrow", "J. Tarrow = John Tarrow"),
    ("5 @board John Tarrow | 3 @court J. Tarrow", "J. Tarrow / John Tarrow"),
    ("5 @board John Tarrow | 4 @court Jane Tarrow | 3 @board J. Tarrow", "J. Tarrow = John Tarrow"),
    ("5 @board John Tarrow | 4 @board Jane Tarrow | 3 @board J. Tarrow", "J. Tarrow / Jane Tarrow"),
    ("5 @board Paul Tarrow | 2 @board Paul A. Tarrow", "Paul A. Tarrow = Paul Tarrow"),
    ("5 @board Paul A. Tarrow | 2 @board Paul Tarrow", "Paul A. Tarrow = Paul Tarrow"),
    ("5 @board William Tarrow | 3 @board Bill Tarrow", "Bill Tarrow = William Tarrow"),
    ("5 @board William Tarrow | 3 @court Bill Tarrow", "Bill Tarrow / William Tarrow"),
    ("5 @board Elizabeth Tarrow | 3 @board Liz Tarrow", "Liz Tarrow = Elizabeth Tarrow"),
    ("5 @board Robert Tarrow | 3 @board Bill Tarrow", "Bill Tarrow / Robert Tarrow"),
    ("5 @board Paul A. Tarrow | 5 @board Paul B. Tarrow", "Paul A. Tarrow / Paul B. Tarrow"),
    // Family members.
    ("5 @board Ada Vance | 5 @board Otto Vance", "Ada Vance / Otto Vance"),
    ("6 @board Otto Vance | 5 @court Otto Vance Jr.", "Otto Vance / Otto Vance Jr."),
    ("6 @board Ada Vance | 5 @board Ada Vance-Holm", "Ada Vance / Ada Vance-Holm"),
    ("6 @board Otto Vance II | 5 @board Otto Vance III", "Otto Vance II / Otto Vance III"),
    // Names from another script, where first name and company agree.
    ("5 @board Mohammed Tarrouk | 3 @board Muhammad Tarrouk", "Mohammed Tarrouk = Muhammad Tarrouk"),
    ("5 @board Muammar Gaddafi | 3 @board Moammar Qadhafi", "Muammar Gaddafi = Moammar Qadhafi"),
    ("5 @board Muammar Gaddafi | 3 @court Moammar Qadhafi", "Muammar Gaddafi / Moammar Qadhafi"),
    ("5 @board Muammar Gaddafi | 3 @board Hassan Qadhafi", "Muammar Gaddafi / Hassan Qadhafi"),
    ("5 @board Sergei Yurov | 3 @board Sergey Jurow", "Sergei Yurov = Sergey Jurow"),
    ("5 @board Ahmad Karimov | 3 @board Ahmed Karimow", "Ahmad Karimov = Ahmed Karimow"),
    ("5 @board Abdel Aziz Tarrek | 3 @board Abdelaziz Tarrek", "Abdel Aziz Tarrek = Abdelaziz Tarrek"),
    ("5 @board Peter Marlow | 3 @board Peter Merlo", "Peter Marlow / Peter Merlo"),
    // Kinds, by what most articles say.
    ("9 @board #Elmsford | 1 @court Elmsford", "Elmsford = #Elmsford"),
    ("9 @board +Marlow Tea | 1 @court #Marlow Tea", "#Marlow Tea = +Marlow Tea"),
    ("9 @board Ada Vance (Vance) | 1 @court +Vance | 5 @board Vance", "+Vance = Ada Vance"),
    ("4 @board #Elmsford | 3 @court +Elmsford", "#Elmsford / +Elmsford"),
    ("2 @board #Elmsford | 1 @court +Elmsford", "#Elmsford / +Elmsford"),
    // A person and a place, a founder and a firm.
    (
        "9 @board #Lindholm | 5 @court Eva Lindholm | 4 @court Lindholm",
        "Lindholm = Eva Lindholm, Lindholm / #Lindholm",
    ),
    ("6 @board Hugo Marlow (Marlow) | 6 @bank +Marlow Corp (Marlow)", "Hugo Marlow / +Marlow Corp"),
    ("6 @board Hugo Marlow | 6 @bank +Marlow | 3 @board Marlow", "Marlow = Hugo Marlow, Marlow / +Marlow"),
    ("5 @board Marlow Pell | 5 @board +Marlow Pell Inc", "Marlow Pell = +Marlow Pell Inc"),
    ("5 @board Marlow Pell: founder | 5 @board +Marlow Pell Inc", "Marlow Pell / +Marlow Pell Inc"),
    ("5 @board Marlow Pell | 5 @court +Marlow Pell Inc", "Marlow Pell / +Marlow Pell Inc"),
    ("6 @board +Pell Sachs and Co | 4 @board Pell", "Pell = +Pell Sachs and Co"),
    (
        "6 @board +Marlow Corp and Pell Co (Marlow Corp) | 6 @board +Marlow Corp",
        "+Marlow Corp / +Marlow Corp and Pell Co",
    ),
    ("1 @board Although Vance (Vance) | 9 @board Ada Vance | 20 @board Vance", "Vance = Ada Vance"),
    ("1 @board Although Vance | 30 @board Vance", "Vance / Although Vance"),
    ("3 #Calif. | 3 #California", "#Calif. = #California"),
    ("4 @board #Dakota City | 4 @board #D.C.", "#D.C. / #Dakota City"),
    ("3 #La. | 3 #LA", "#La. / #LA"),
    // Letters that are no initials, where articles give both,
    ("4 @board +Elm Stock Exchange (Elex) | 9 @court +Elex", "+Elex = +Elm Stock Exchange"),
    (
        "4 @board +Elm Stock Exchange (Elex) | 3 @race +Elmport Exports (Elex) | 9 @court +Elex",
        "+Elex / +Elm Stock Exchange, +Elex / +Elmport Exports",
    ),
    // A firm with a legal form is no person for being called like one.
    (
        "6 @board Robert Marlow (Marlow) | 1 @court +Marlow | 1 @court +Marlow Plc",
        "+Marlow = +Marlow Plc, +Marlow / Robert Marlow",
    ),
    // An office of one country alone is meant without it, of many it is not.
    ("6 @board +U.S. Assembly (Assembly) | 32 @board +Assembly", "+U.S. Assembly = +Assembly"),
    (
        "6 @board +U.S. Assembly (Assembly) | 5 @board +Kenya Assembly (Assembly) | 32 @board +Assembly",
        "+U.S. Assembly / +Assembly",
    ),
    ("6 @board +U.S. Assembly (Assembly) | 32 @court +Assembly", "+U.S. Assembly / +Assembly"),
    (
        "3 +U.S. Roads and Bridges Agency | 3 +Roads and Bridges Agency",
        "+U.S. Roads and Bridges Agency = +Roads and Bridges Agency",
    ),
    ("8 @board +Woolford | 4 @court Woolford", "Woolford = +Woolford"),
    ("8 @board +Woolford | 4 @court Woolford: miller", "Woolford / +Woolford"),
    ("8 @board +Woolford | 4 @court Woolford | 3 @race Ada Woolford", "Woolford / +Woolford"),
    ("5 @board +TWA | 3 @court TWA", "TWA = +TWA"),
    ("9 @board Ada Regal | 9 @board Otto Regall | 20 @board Regal", "Regal = Ada Regal"),
    ("8 @board #Bonn | 5 @court Bonn | 2 @race +Bonn", "Bonn = #Bonn, +Bonn = #Bonn"),
    ("6 @board Georgia Holt | 9 @court #Georgia", "Georgia Holt / #Georgia"),
];

#[test]
fn written_cases_of_identity() {
    let wrong: Vec<String> = CASES.iter().flat_map(|(spec, expected)| wrong(spec, expected)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_joined_is_counted_once_an_article_and_says_why() {
    let world = World::of("5 @board Ada Vance (Vance) | 3 @board Vance | 1 @board Ada Vance; Vance");
    assert_eq!(world.n_articles("Vance"), 9);
    let root = world.root("Ada Vance");
    assert_eq!(members(&world.conn, root).unwrap().len(), 2);
    let join = &derived::joins(&world.conn, root).unwrap()[0];
    assert_eq!((join.name.as_str(), join.n_articles), ("Vance", 4));
    assert!(join.reason.starts_with("the surname alone; named beside the same names, "), "{}", join.reason);
    assert!(join.confidence > 0.7 && join.confidence < 1.0);
}

#[test]
fn what_the_reader_decided_about_stays_apart() {
    let mut world = World::of("5 @board Ada Vance (Vance) | 3 @board Vance");
    let fixed = Decided { fixed: HashSet::from([EntityId::of(Person, "Vance")]), ..Decided::default() };
    world.add("1 @board Vance");
    world.settle(&fixed);
    assert_ne!(world.root("Vance"), world.root("Ada Vance"));
    world.add("1 @board Vance");
    world.settle(&Decided::default());
    assert_eq!(world.root("Vance"), world.root("Ada Vance"));
}

#[test]
fn only_what_may_change_is_judged_again() {
    let mut world = World::empty();
    let surname = |at: usize| -> String {
        [at / 64, at / 8, at]
            .iter()
            .flat_map(|n| ["ba", "de", "ki", "lo", "mu", "pa", "re", "so"][n % 8].chars())
            .collect()
    };
    let others: Vec<String> =
        (0..500).map(|at| format!("1 Asa {}; +Works {at} Corp; #Northby {at}", surname(at))).collect();
    world.add(&others.join("|"));
    world.add("5 @board Ada Vance (Vance) | 3 @board Vance");
    let first = world.settle(&Decided::default());
    assert!(first.n_judged > 1500, "{first:?}");
    world.add("1 Asa bababa; Vance; #Marsham");
    let again = world.settle(&Decided::default());
    assert!(again.n_judged <= 6, "{again:?}");
    assert_eq!(world.settle(&Decided::default()), Settled::default(), "nothing is left to do");
}

#[test]
fn a_name_that_no_article_has_any_more_lets_go_of_what_was_joined() {
    let world = World::of("5 @board Ada Vance (Vance) | 3 @board Vance");
    let gone: Vec<Entry> = (61..=65).map(|no| entry(no, "1987", &["+Harbour Board"])).collect();
    derived::write(&world.conn, &gone).unwrap();
    world.settle(&Decided::default());
    assert_eq!(root_of(&world.conn, EntityId::of(Person, "Ada Vance")).unwrap(), None);
    let vance = world.root("Vance");
    assert_eq!(members(&world.conn, vance).unwrap(), [vance]);
    assert_eq!(world.n_articles("Vance"), 3);
}

#[test]
fn a_name_is_shown_as_most_articles_spell_it() {
    let mut world = World::of("1 +Marlow Pell INc | 1 #Zurich | 2 +TARROW MARINE | 1 +Tarn | 2 LOWE");
    let shown = |world: &World, name: &str| -> String {
        let sql = "SELECT name FROM shown WHERE no = ?1";
        world.conn.query_row(sql, [world.root(name)], |row| row.get(0)).unwrap()
    };
    assert_eq!(shown(&world, "+Marlow Pell INc"), "Marlow Pell INc");
    world.add("2 +Marlow Pell Inc | 1 #Zürich | 1 +Tarrow Marine | 2 +TARN | 1 Lowe");
    world.settle(&Decided::default());
    // One that is not shouted, one with accents, then the usual one.
    let names = ["+Marlow Pell INc", "#Zurich", "+TARROW MARINE", "+Tarn", "LOWE"];
    let expected = ["Marlow Pell Inc", "Zürich", "Tarrow Marine", "TARN", "Lowe"];
    assert_eq!(names.map(|name| shown(&world, name)), expected);
    // Articles that spell it so are imported again without it.
    let gone: Vec<Entry> = [68, 69].map(|no| entry(no, "1987", &["#Marsham"])).into();
    derived::write(&world.conn, &gone).unwrap();
    world.settle(&Decided::default());
    assert_eq!(shown(&world, "+Marlow Pell INc"), "Marlow Pell INc");
}

#[test]
fn a_name_is_compared_by_the_spelling_it_is_shown_in_alone() {
    let handles = |specs: &[&str]| -> Vec<i64> {
        let mut world = World::empty();
        specs.iter().for_each(|spec| world.add(spec));
        let mut statement = world.conn.prepare("SELECT handle FROM handle ORDER BY handle").unwrap();
        statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    };
    // One is a state and the other a town.
    assert_ne!(handles(&["1 #La"]), handles(&["1 #LA"]));
    assert_eq!(handles(&["1 #La", "2 #LA"]), handles(&["1 #LA"]));
}

#[test]
fn the_written_cases_are_many() {
    let n: usize = CASES.iter().map(|(_, expected)| expected.split(',').count()).sum();
    assert!(n >= 90, "{n}");
}
