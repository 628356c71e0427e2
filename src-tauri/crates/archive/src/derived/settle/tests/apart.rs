//! Written cases of one full name that is that of two people, or of one.

use super::*;

/// A world, a full name in it, and how many articles each of its bearers has,
/// the one who keeps the name first.
const CASES: &[(&str, &str, &[i64])] = &[
    // Roles that nobody has at once, next to nobody named beside both.
    ("4 @board John Hale: senator | 4 @race John Hale: striker", "John Hale", &[4, 4]),
    (
        "4 @board John Hale: senator | 3 @board John Hale | 4 @race John Hale: striker | 2 @race John Hale",
        "John Hale",
        &[7, 6],
    ),
    (
        "2 1984 @board John Hale: senator | 3 1986 @race John Hale: Tarn striker | 2 1987 @board John Hale: mayor",
        "John Hale",
        &[4, 3],
    ),
    ("5 @bank Ida Pell: analyst | 3 @court Ida Pell: Roman Catholic bishop", "Ida Pell", &[5, 3]),
    ("9 @court Otto Marl: judge | 3 @race Otto Marl: guitarist of the Tarn Five", "Otto Marl", &[9, 3]),
    ("3 @race Una Strom: actress | 4 @bank Una Strom: economist at Sill Savings", "Una Strom", &[3, 4]),
    // An article that tells nothing stays with the one who keeps the name.
    ("4 @board John Hale: senator | 4 @race John Hale: striker | 1 John Hale; #Norrby", "John Hale", &[5, 4]),
    (
        "4 @board John Hale: senator; #Marsham | 4 @race John Hale: coach | 1 @race John Hale: midfielder",
        "John Hale",
        &[4, 5],
    ),
    // Somebody who speaks two lifetimes later.
    ("3 1901 @board Ada Vance!: mayor of Elm | 3 1987 @court Ada Vance!: surgeon", "Ada Vance", &[3, 3]),
    ("4 1901 @board Ada Vance!: baker | 4 1987 @board Ada Vance!: surgeon", "Ada Vance", &[8]),
    // Two by the company they keep, each in many articles of the same years,
    ("6 @board John Hale | 6 @race John Hale", "John Hale", &[6, 6]),
    ("8 @board John Hale: minister | 7 @court John Hale: minister", "John Hale", &[8, 7]),
    ("7 @board John Hale: novelist | 7 @court John Hale: lawyer", "John Hale", &[7, 7]),
    ("5 @board John Hale | 7 @race John Hale; #Works 3", "John Hale", &[5, 7]),
    ("5 1984 @board John Hale | 6 1986 @race John Hale | 2 1988 @board John Hale", "John Hale", &[7, 6]),
    // also where some articles name nobody else.
    ("8 @board John Hale | 7 @race John Hale | 2 John Hale", "John Hale", &[10, 7]),
    // One person is whom few articles give another circle,
    ("5 @board John Hale | 6 @race John Hale", "John Hale", &[11]),
    ("14 @board John Hale | 4 @race John Hale", "John Hale", &[18]),
    // who takes somebody along from one life to the other,
    (
        "6 @board John Hale | 6 @race John Hale | 1 @board John Hale; Per Holt; Una Fell | 2 @race John Hale; Bo Lund",
        "John Hale",
        &[15],
    ),
    ("7 @board John Hale; Eva Rusk | 7 @race John Hale; Eva Rusk; Otto Rusk", "John Hale", &[14]),
    ("7 @board John Hale | 7 @race John Hale; Bo Lund | 1 Bo Lund", "John Hale", &[14]),
    // is called the same in both, now or before,
    ("7 @board John Hale: novelist | 6 @race John Hale | 1 @race John Hale: novelist", "John Hale", &[14]),
    ("7 @board John Hale: senator | 6 @race John Hale | 1 @race John Hale: ex-senator", "John Hale", &[14]),
    (
        "7 @board John Hale: editor of the Elm Courier | 7 @race John Hale: editor of the Tarn Post",
        "John Hale",
        &[14],
    ),
    // is the head of a state at home and abroad,
    ("8 @board John Hale: President | 7 @court John Hale: PRESIDENT", "John Hale", &[15]),
    // goes from one life to another,
    ("7 1984 @board John Hale | 7 1987 @race John Hale", "John Hale", &[14]),
    ("7 none @board John Hale | 7 none @race John Hale", "John Hale", &[14]),
    // keeps no company, or always another one.
    ("7 @board John Hale | 7 John Hale", "John Hale", &[14]),
    ("7 @board John Hale | 7 John Hale; #Norrby", "John Hale", &[14]),
    (
        "7 @board John Hale | 2 @race John Hale | 2 @bank John Hale | 2 @court John Hale | 2 John Hale; #Norrby; #Corrow",
        "John Hale",
        &[15],
    ),
    // One who changes office,
    ("4 1971 @race John Hale: striker | 4 1987 @board John Hale: senator", "John Hale", &[8]),
    ("5 @board John Hale: mayor of Elm | 5 @court John Hale: minister of ports", "John Hale", &[10]),
    ("5 @board John Hale: senator | 5 @court John Hale: lawyer", "John Hale", &[10]),
    ("5 1985 @bank John Hale: economist | 5 1987 @board John Hale: governor", "John Hale", &[10]),
    // who moves to another outlet or town, or is called by no office,
    (
        "5 @board John Hale: editor of the Elm Courier | 5 @race John Hale: editor of the Tarn Post",
        "John Hale",
        &[10],
    ),
    ("5 @board John Hale | 5 @race John Hale", "John Hale", &[10]),
    ("5 @board John Hale: senator | 5 @race John Hale", "John Hale", &[10]),
    // who has retired and is looked back on,
    ("4 @board John Hale: senator | 4 @race John Hale: former striker", "John Hale", &[8]),
    (
        "4 @board John Hale: senator | 1 @board John Hale: former striker | 4 @race John Hale: striker",
        "John Hale",
        &[9],
    ),
    (
        "4 1961 @race John Hale: striker | 6 1987 @board John Hale: senator | 1 1987 @race John Hale: striker",
        "John Hale",
        &[11],
    ),
    // whom one article gives both roles,
    (
        "4 @board John Hale: senator | 4 @race John Hale: striker | 1 @court John Hale: senator and striker",
        "John Hale",
        &[9],
    ),
    (
        "4 @board John Hale: senator | 4 @race John Hale: striker | 1 John Hale: striker-turned-senator",
        "John Hale",
        &[9],
    ),
    // whose company is the same, or meets,
    ("5 @board John Hale: senator | 5 @board John Hale: striker", "John Hale", &[10]),
    (
        "5 @board John Hale: senator; Eva Hale | 5 @race John Hale: striker; Eva Hale; Otto Rusk",
        "John Hale",
        &[10],
    ),
    (
        "4 @board John Hale: senator | 4 @race John Hale: striker | 2 John Hale; Bo Lund; Greta Quist; Per Holt; Una Fell",
        "John Hale",
        &[10],
    ),
    // who has a long career, or is remembered for longer than anybody lives,
    (
        "3 1911 @board Ada Vance!: alderman | 3 1948 @court Ada Vance!: governor | 3 1985 @race Ada Vance!: patron",
        "Ada Vance",
        &[9],
    ),
    ("4 1901 @board Ada Vance!: governor | 4 1987 @court Ada Vance: late governor", "Ada Vance", &[8]),
    ("4 1901 @board Ada Vance!: governor | 4 1987 @court Ada Vance", "Ada Vance", &[8]),
    // and of whom too little is known.
    ("2 @board John Hale: senator | 2 @race John Hale: striker", "John Hale", &[4]),
    ("9 @board John Hale: senator | 1 @race John Hale: striker", "John Hale", &[10]),
    ("4 John Hale: senator | 4 John Hale: striker", "John Hale", &[8]),
    ("4 none @board John Hale: senator | 4 none @race John Hale: striker", "John Hale", &[8]),
    ("3 @board John Hale: senator | 3 @race John Hale: striker | 9 John Hale; #Norrby", "John Hale", &[15]),
    ("5 @board Hale: senator | 5 @race Hale: striker", "Hale", &[10]),
];

impl World {
    /// How many articles are counted for the one who keeps `name`, and for
    /// the other one of that name.
    fn bearers(&self, name: &str) -> Vec<i64> {
        let count = |name: &str| -> Option<i64> {
            let sql = "SELECT n_articles FROM entity WHERE id = ?1";
            let id = EntityId::of(Person, name).sql();
            self.conn.query_row(sql, [id], |row| row.get(0)).optional().unwrap()
        };
        [Some(name.to_owned()), Some(format!("{name} (2)"))]
            .into_iter()
            .flatten()
            .filter_map(|name| count(&name))
            .collect()
    }

    fn told(&self, name: &str) -> (String, f64) {
        let sql = "SELECT reason, confidence FROM entity WHERE id = ?1";
        let id = EntityId::of(Person, &format!("{name} (2)")).sql();
        self.conn.query_row(sql, [id], |row| Ok((row.get(0)?, row.get(1)?))).unwrap()
    }
}

#[test]
fn two_people_of_one_name_are_told_apart_and_one_is_left_whole() {
    let mut wrong = Vec::new();
    for (spec, name, expected) in CASES {
        let mut apart = World::of(spec.split('|').next().unwrap().trim());
        for part in spec.split('|').skip(1) {
            apart.add(part.trim());
            apart.settle(&Decided::default());
        }
        for (world, when) in [(World::of(spec), "at once"), (apart, "one after another")] {
            let found = world.bearers(name);
            if found != *expected {
                wrong.push(format!("{name} is {found:?}, not {expected:?}, {when} in {spec}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn it_is_said_why() {
    let world = World::of("4 @board John Hale: senator | 4 @race John Hale: Tarn striker");
    let (reason, confidence) = world.told("John Hale");
    assert_eq!(
        reason,
        "one is called “senator”, the other “Tarn striker”, in the same years; nobody is named beside both"
    );
    assert!(confidence > 0.8 && confidence < 1.0, "{confidence}");
}

#[test]
fn it_is_said_what_company_each_keeps() {
    let world = World::of("7 @board John Hale | 7 @race John Hale; Bo Mohr | 1 @board Ina Mohr");
    let (reason, confidence) = world.told("John Hale");
    assert_eq!(
        reason,
        "one is named beside Ferry League and Port Ellery, the other beside Per Holt and Bo Mohr, \
         in the same years; nobody is named beside both"
    );
    assert!(confidence > 0.6 && confidence <= 0.9, "{confidence}");
}

#[test]
fn a_surname_alone_goes_to_the_one_whose_company_it_keeps() {
    let world = World::of("4 @board John Hale: senator | 4 @race John Hale: striker | 3 @race Hale");
    assert_eq!(world.root("Hale"), world.root("John Hale (2)"));
    assert_eq!(world.n_articles("Hale"), 7);
    assert_ne!(world.root("John Hale"), world.root("John Hale (2)"));
}

#[test]
fn who_was_told_apart_is_not_joined_again() {
    let twins = "7 @board John Hale | 10 @race John Hale | 60 @court Asa Lind";
    let world = World::of(twins);
    assert_eq!(world.bearers("John Hale"), [7, 10]);
    assert_ne!(world.root("John Hale"), world.root("John Hale (2)"));
    // Nor by way of a third name, who is one of them.
    let world = World::of(&format!("{twins} | 7 @race John B. Hale"));
    assert_eq!(world.bearers("John Hale"), [7, 10]);
    assert_eq!(world.root("John B. Hale"), world.root("John Hale (2)"));
    assert_ne!(world.root("John Hale"), world.root("John Hale (2)"));
}

#[test]
fn what_the_reader_says_is_one_is_one() {
    let mut world = World::of("4 @board John Hale: senator | 4 @race John Hale: striker");
    let whole = HashSet::from([EntityId::of(Person, "John Hale")]);
    let decided = Decided { fixed: whole.clone(), whole };
    world.add("1 @board John Hale: senator");
    world.settle(&decided);
    assert_eq!(world.bearers("John Hale"), [9]);
    world.add("1 @race John Hale: striker");
    world.settle(&Decided::default());
    assert_eq!(world.bearers("John Hale"), [5, 5], "once that is taken back, it is judged again");
}

#[test]
fn articles_that_go_take_what_was_counted_with_them() {
    let world = World::of("4 @board John Hale: senator | 4 @race John Hale: striker; Vance");
    let count = |sql: &str| world.conn.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
    let first = OTHERS as i64 + 1;
    let gone = |nos: std::ops::Range<i64>| {
        let entries: Vec<Entry> = nos.map(|no| entry(no, "1987", &["+Harbour Board"])).collect();
        derived::write(&world.conn, &entries).unwrap();
        world.settle(&Decided::default());
    };
    gone(first + 4..first + 6);
    assert_eq!(world.bearers("John Hale"), [6], "two articles tell too little");
    assert_eq!(count("SELECT count(*) FROM part"), 0);
    let roles =
        "SELECT sum(n) FROM entity_role r JOIN entity e ON e.no = r.entity WHERE e.fold = 'john hale'";
    assert_eq!(count(roles), 6);
    gone(first..first + 8);
    assert_eq!(world.bearers("John Hale"), [0i64; 0]);
    assert_eq!(count(&roles.replace("sum(n)", "count(*)")), 0);
}

#[test]
fn whoever_keeps_the_name_may_go_first() {
    let world = World::of("4 @board John Hale: senator | 4 @race John Hale: striker");
    let first = OTHERS as i64 + 1;
    let entries: Vec<Entry> = (first..first + 4).map(|no| entry(no, "1987", &["+Harbour Board"])).collect();
    derived::write(&world.conn, &entries).unwrap();
    world.settle(&Decided::default());
    assert_eq!(world.bearers("John Hale"), [4]);
}

#[test]
fn the_other_one_keeps_name_and_id_whatever_comes_first_later() {
    let mut world = World::empty();
    world.n_articles = 100;
    world.add("4 @board John Hale: senator | 4 @race John Hale: striker");
    let others: Vec<String> =
        (0..OTHERS).map(|at| format!("1 Asa Nord{at}; +Works {at}; #Northby {at}")).collect();
    world.add(&others.join("|"));
    world.settle(&Decided::default());
    let (senator, striker) = (world.root("John Hale"), world.root("John Hale (2)"));
    world.n_articles = 0;
    world.add("2 @race John Hale: striker");
    world.settle(&Decided::default());
    assert_eq!((world.root("John Hale"), world.root("John Hale (2)")), (senator, striker));
    assert_eq!(world.bearers("John Hale"), [4, 6]);
}

#[test]
fn only_names_with_such_roles_are_looked_into() {
    let (n, n_two) = (CASES.len(), CASES.iter().filter(|(.., expected)| expected.len() > 1).count());
    assert!(n >= 30 && n_two >= 8, "{n} {n_two}");
    let roles = |roles: &[(&'static str, u32)]| identity::may_be_two(roles.iter().copied(), None);
    assert!(roles(&[("senator", 2), ("striker", 2)]));
    assert!(!roles(&[("senator", 9), ("mayor", 9), ("lawyer", 9)]));
    assert!(!roles(&[("senator", 9), ("striker", 1)]));
    assert!(identity::may_be_two(std::iter::empty(), Some((1901, 1987))));
    assert!(!identity::may_be_two(std::iter::empty(), Some((1931, 1987))));
}
