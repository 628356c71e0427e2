//! Two people of one full name: told apart everywhere, and made one again by
//! the reader, for good.

#![allow(clippy::unwrap_used)]

use std::{fmt::Write, fs, ops::ControlFlow};

use backfile_archive::{
    Archive, ArticleFilter, ArticleSort, EntityDetail, EntityFilter, EntitySort, Name, Options,
    QuotationFilter, QuotationSort, Reach, SearchRequest,
};
use backfile_extract::EntityKind::Person;

const PLACES: [&str; 6] = ["Norrby", "Marsham", "Tarnwick", "Elmsford", "Corrow", "Orrin"];

const DAM: &str = "Mr. Bo Lund of the Harbour Board met John Hale, a senator, in Port Ellery, and \
    Ms. Greta Quist wrote it down.\n\n“The dam is safe,” said John Hale.";
const GOAL: &str = "Mr. Per Holt of Tarn Rovers praised John Hale, a striker, at Sill Park, and \
    Ms. Una Fell took his shirt.\n\n“The goal was wide open,” said John Hale.";

fn go_on(_: backfile_archive::Progress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

struct World(tempfile::TempDir);

impl World {
    /// Five articles on a senator, four on a striker of the same name, and
    /// forty on other things.
    fn new() -> Self {
        let world = Self(tempfile::tempdir().unwrap());
        let mut lines = String::new();
        for at in 0..40 {
            let place = PLACES[at % PLACES.len()];
            let body = format!("Mr. Asa Nord{at} opened a shop in {place} on Monday.");
            line(&mut lines, "shop", at, &body);
        }
        for at in 0..5 {
            line(&mut lines, "dam", at, DAM);
        }
        for at in 0..4 {
            line(&mut lines, "goal", at, GOAL);
        }
        world.import("all.jsonl", &lines);
        world
    }

    fn open(&self) -> Archive {
        Archive::open(self.0.path().join("data"), Options::default()).unwrap()
    }

    fn import(&self, file: &str, lines: &str) {
        let sources = self.0.path().join("sources");
        fs::create_dir_all(&sources).unwrap();
        fs::write(sources.join(file), lines).unwrap();
        self.open().import(&[sources], &mut go_on).unwrap();
    }
}

/// Articles that are copies of each other count as one, so each has words of its own.
const WORDS: [&str; 9] = ["brisk", "quiet", "amber", "narrow", "damp", "early", "plain", "rusty", "tall"];

fn line(lines: &mut String, what: &str, at: usize, body: &str) {
    let own: Vec<&str> = (0..40).map(|of| WORDS[(at * 7 + of * (at + 2) + of / 3) % WORDS.len()]).collect();
    let body = format!("{body}\n\nIt was a day of {} things.", own.join(", "));
    let record = serde_json::json!({
        "id": format!("{what}{at}"),
        "headline": format!("The {what} of day {at}"),
        "date": format!("2021-05-{:02}", at % 28 + 1),
        "source": "The Elm Courier",
        "body": body,
    });
    writeln!(lines, "{record}").unwrap();
}

fn named(name: &str) -> Name {
    Name { kind: Person, name: name.to_owned() }
}

fn page(archive: &Archive, name: &str) -> EntityDetail {
    archive.entity(named(name).id()).unwrap()
}

/// The people called Hale, with how many articles and quotations they have.
fn listed(archive: &Archive) -> Vec<(String, u64, u64)> {
    let filter = EntityFilter { words: Some("hale".into()), ..EntityFilter::default() };
    let page = archive.entities(&filter, EntitySort::Articles, 100, 0).unwrap();
    page.rows.into_iter().map(|row| (row.name, row.n_articles, row.n_quotations)).collect()
}

fn n_found(archive: &Archive, query: &str) -> u64 {
    let request = SearchRequest { query: query.into(), limit: 10, ..SearchRequest::default() };
    archive.search(&request).unwrap().total
}

#[test]
fn each_has_a_page_of_his_own_that_says_why() {
    let world = World::new();
    let archive = world.open();
    assert_eq!(listed(&archive), [("John Hale".into(), 5, 5), ("John Hale (2)".into(), 4, 4)]);
    let (senator, striker) = (page(&archive, "John Hale"), page(&archive, "John Hale (2)"));
    assert!(senator.row.role.as_ref().unwrap().contains("senator"), "{:?}", senator.row);
    assert!(striker.row.role.as_ref().unwrap().contains("striker"), "{:?}", striker.row);
    assert!(striker.companions.iter().all(|one| one.entity.name != "Bo Lund"));
    for (page, other) in [(&senator, &striker), (&striker, &senator)] {
        let [apart] = &page.apart[..] else { panic!("{:?}", page.apart) };
        assert_eq!((apart.entity.id, apart.n_articles), (other.row.id, other.row.n_articles));
        assert!(apart.reason.contains("in the same years; nobody is named beside both"), "{}", apart.reason);
        assert!(apart.confidence > 0.7 && apart.confidence < 1.0);
        let of = ArticleFilter { entity: Some(page.row.id), ..ArticleFilter::default() };
        assert_eq!(archive.articles(&of, ArticleSort::Newest, 10, 0).unwrap().total, page.row.n_articles);
        let by = QuotationFilter { by_id: Some(page.row.id), ..QuotationFilter::default() };
        let said = archive.quotations(&by, QuotationSort::Oldest, 10, 0).unwrap();
        assert_eq!(said.total, page.row.n_quotations);
        assert!(said.rows.iter().all(|row| row.speaker.as_ref().unwrap().id == page.row.id));
        let stored = archive.article(said.rows[0].article).unwrap();
        assert!(stored.entities.contains(&page.row.id), "the reader's marks lead to the page");
        assert!(stored.extraction.entities.iter().any(|entity| entity.name == page.row.name));
    }
    assert_eq!(n_found(&archive, "person:=\"John Hale (2)\""), 4);
    assert_eq!(n_found(&archive, "person:\"John Hale\""), 9, "who asks for the name finds both");
    let filter = EntityFilter { words: Some("john hale (2)".into()), ..EntityFilter::default() };
    assert_eq!(archive.entities(&filter, EntitySort::Name, 9, 0).unwrap().total, 1);
    assert_eq!(n_found(&archive, "speaker:\"John Hale (2)\""), 4);
    let request = SearchRequest { query: "goal".into(), facets: true, limit: 5, ..SearchRequest::default() };
    let facets = archive.search(&request).unwrap().named;
    assert!(facets.iter().any(|one| one.entity.name == "John Hale (2)" && one.n == 4), "{facets:?}");
    assert!(archive.check().unwrap().problems.is_empty());
}

#[test]
fn a_rebuild_and_later_articles_leave_it_so() {
    let world = World::new();
    let archive = world.open();
    let apart = listed(&archive);
    archive.rebuild(&mut go_on).unwrap();
    assert_eq!(listed(&archive), apart);
    let mut more = String::new();
    let body = "Mr. Per Holt of Tarn Rovers let John Hale go, and Ms. Una Fell wept.";
    line(&mut more, "farewell", 9, body);
    world.import("more.jsonl", &more);
    assert_eq!(listed(&archive), [("John Hale".into(), 5, 5), ("John Hale (2)".into(), 5, 4)]);
}

#[test]
fn the_reader_makes_them_one_and_takes_that_back() {
    let world = World::new();
    let archive = world.open();
    let apart = listed(&archive);
    for (name, is) in [("John Hale (2)", "John Hale"), ("John Hale", "John Hale (2)")] {
        archive.decide_name(&named(name), None, Some(named(is))).unwrap();
        assert_eq!(listed(&archive), [("John Hale".into(), 9, 9)]);
        assert_eq!(page(&archive, "John Hale (2)").row.name, "John Hale", "its link leads on");
        assert!(page(&archive, "John Hale").apart.is_empty());
        archive.rebuild(&mut go_on).unwrap();
        assert_eq!(listed(&archive), [("John Hale".into(), 9, 9)]);
        assert!(archive.corrections().unwrap()[0].applied);
        archive.undo().unwrap();
        assert_eq!(listed(&archive), apart);
    }
}

#[test]
fn either_is_renamed_without_the_other() {
    let world = World::new();
    let archive = world.open();
    let apart = listed(&archive);
    archive.decide_name(&named("John Hale (2)"), None, Some(named("Jack Hale"))).unwrap();
    let renamed = [("John Hale".to_owned(), 5, 5), ("Jack Hale".to_owned(), 4, 4)];
    assert_eq!(listed(&archive), renamed);
    archive.rebuild(&mut go_on).unwrap();
    assert_eq!(listed(&archive), renamed);
    archive.undo().unwrap();
    assert_eq!(listed(&archive), apart);
    archive.decide_name(&named("John Hale"), None, Some(named("Jonas Hale"))).unwrap();
    let renamed = [("Jonas Hale".to_owned(), 5, 5), ("John Hale (2)".to_owned(), 4, 4)];
    assert_eq!(listed(&archive), renamed);
    archive.rebuild(&mut go_on).unwrap();
    assert_eq!(listed(&archive), renamed);
    archive.undo().unwrap();
    assert_eq!(listed(&archive), apart);
}

#[test]
fn a_single_mention_goes_from_one_to_the_other() {
    let world = World::new();
    let mut more = String::new();
    for at in 5..9 {
        line(&mut more, "dam", at, DAM);
        line(&mut more, "goal", at, GOAL);
    }
    world.import("more.jsonl", &more);
    let archive = world.open();
    let apart = listed(&archive);
    assert_eq!(apart, [("John Hale".into(), 9, 9), ("John Hale (2)".into(), 8, 8)]);
    let (senator, striker) = (named("John Hale"), named("John Hale (2)"));
    let check = |of: &Name, is: &Name, expected: &[(&str, u64, u64)]| {
        let by = QuotationFilter { by_id: Some(of.id()), ..QuotationFilter::default() };
        let said = archive.quotations(&by, QuotationSort::Oldest, 1, 0).unwrap().rows.remove(0);
        let text = archive.article(said.article).unwrap().article.text;
        let at = text.rfind("John Hale").unwrap();
        archive.decide_mention(said.article, (at..at + 9).into(), Some(is.clone()), Reach::Alone).unwrap();
        let listed = || -> Vec<(String, u64, u64)> {
            let mut listed = self::listed(&archive);
            listed.sort();
            listed
        };
        let expected: Vec<_> =
            expected.iter().map(|(name, n, said)| ((*name).to_owned(), *n, *said)).collect();
        assert_eq!(listed(), expected);
        archive.rebuild(&mut go_on).unwrap();
        assert_eq!(listed(), expected, "a rebuild changes nothing");
        archive.undo().unwrap();
        assert_eq!(listed(), apart);
    };
    check(&senator, &striker, &[("John Hale", 9, 8), ("John Hale (2)", 9, 9)]);
    check(&striker, &senator, &[("John Hale", 10, 10), ("John Hale (2)", 8, 7)]);
    let keeper = "John Hale (keeper)";
    check(&striker, &named(keeper), &[("John Hale", 9, 9), ("John Hale (2)", 8, 7), (keeper, 1, 1)]);
}
