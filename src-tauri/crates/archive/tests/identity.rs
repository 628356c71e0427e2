//! One page a person: names of several articles that are one, as a person sees
//! them, told apart again by the reader, for good.

#![allow(clippy::unwrap_used)]

use std::{fs, ops::ControlFlow};

use backfile_archive::{
    Archive, ArticleFilter, ArticleSort, EntityDetail, EntityFilter, EntitySort, Name, Options,
    QuotationFilter, QuotationSort, SearchRequest,
};
use backfile_extract::EntityKind::{self, Person, Place as PlaceKind};

const STORIES: [(&str, &str); 3] = [
    (
        "ferry.txt",
        "Ferry sails again\n\nMs. Anna-Lena Parr, the captain, landed in the United States on Monday.\n\n\
         “The sea is calm enough,” said Anna-Lena Parr.\n",
    ),
    (
        "fleet.txt",
        "Fleet grows\n\nMs. Anna Lena Parr, a captain, came from the U.S. on Friday.\n\n\
         “The fleet is large enough,” said Anna Lena Parr.\n",
    ),
    ("fog.txt", "Fog on the coast\n\nMs. Anna-Lena Parr waited in fog. The U.S. coast could not be seen.\n"),
];

fn go_on(_: backfile_archive::Progress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

struct World(tempfile::TempDir);

impl World {
    fn new(n_stories: usize) -> Self {
        let world = Self(tempfile::tempdir().unwrap());
        world.import(&STORIES[..n_stories]);
        world
    }

    fn open(&self) -> Archive {
        Archive::open(self.0.path().join("data"), Options::default()).unwrap()
    }

    fn import(&self, stories: &[(&str, &str)]) {
        let sources = self.0.path().join("sources");
        fs::create_dir_all(&sources).unwrap();
        for (file, text) in stories {
            fs::write(sources.join(file), text).unwrap();
        }
        self.open().import(&[sources], &mut go_on).unwrap();
    }
}

fn name(kind: EntityKind, name: &str) -> Name {
    Name { kind, name: name.to_owned() }
}

fn page(archive: &Archive, kind: EntityKind, called: &str) -> EntityDetail {
    archive.entity(name(kind, called).id()).unwrap()
}

fn listed(archive: &Archive) -> Vec<(String, u64, u64)> {
    let page = archive.entities(&EntityFilter::default(), EntitySort::Name, 100, 0).unwrap();
    page.rows.into_iter().map(|row| (row.name, row.n_articles, row.n_quotations)).collect()
}

fn n_found(archive: &Archive, query: &str) -> u64 {
    let request = SearchRequest { query: query.into(), limit: 10, ..SearchRequest::default() };
    archive.search(&request).unwrap().total
}

#[test]
fn names_that_are_one_have_one_page_everywhere() {
    let world = World::new(3);
    let archive = world.open();
    let parr = page(&archive, Person, "Anna Lena Parr");
    assert_eq!(parr.row.name, "Anna-Lena Parr");
    assert_eq!((parr.row.n_articles, parr.row.n_quotations), (3, 2));
    assert_eq!(parr.coverage.len(), 0, "no story is dated");
    let [join] = &parr.joins[..] else { panic!("{:?}", parr.joins) };
    assert_eq!((join.entity.name.as_str(), join.n_articles), ("Anna Lena Parr", 1));
    assert_eq!(join.reason, "the same name in another spelling");
    assert!(join.confidence > 0.9);
    assert!(listed(&archive).iter().all(|(name, ..)| name != "Anna Lena Parr" && name != "U.S."));
    let filter = QuotationFilter { by: Some("Anna Lena Parr".into()), ..QuotationFilter::default() };
    let said = archive.quotations(&filter, QuotationSort::Oldest, 10, 0).unwrap();
    assert_eq!(said.total, 2);
    assert!(said.rows.iter().all(|row| row.speaker.as_ref().unwrap().name == "Anna-Lena Parr"));
    let of = ArticleFilter { entity: Some(parr.row.id), ..ArticleFilter::default() };
    assert_eq!(archive.articles(&of, ArticleSort::Newest, 10, 0).unwrap().total, 3);
    for query in
        ["person:\"Anna Lena Parr\"", "person:\"Anna-Lena Parr\"", "place:\"United States\"", "place:U.S."]
    {
        assert_eq!(n_found(&archive, query), 3, "{query}");
    }
    assert_eq!(n_found(&archive, "speaker:Parr"), 2);
    let fleet = said.rows.iter().find(|row| row.headline.as_deref() == Some("Fleet grows")).unwrap().article;
    let stored = archive.article(fleet).unwrap();
    assert!(stored.entities.contains(&parr.row.id), "the reader's marks lead to the page");
}

#[test]
fn an_article_with_two_forms_of_a_name_counts_once() {
    let world = World::new(3);
    let archive = world.open();
    let both =
        ("both.txt", "Coast of two names\n\nThe U.S. coast is long, and the United States knows it.\n");
    drop(archive);
    world.import(&[both]);
    let archive = world.open();
    let request = SearchRequest { facets: true, limit: 10, ..SearchRequest::default() };
    let page = archive.search(&request).unwrap();
    let us = page.named.iter().find(|named| named.entity.name == "United States").unwrap();
    assert_eq!((page.total, us.n), (4, 4));
    let found = n_found(&archive, &us.term);
    assert_eq!(found, us.n, "the count is what choosing it finds");
}

/// A lone surname is decided for the whole archive, but an article that gives
/// the full name says itself who is meant.
#[test]
fn an_article_that_names_somebody_in_full_decides_about_its_surname() {
    let world = World(tempfile::tempdir().unwrap());
    let beside = "met Bo Lund, Greta Quist and Wim Strand of the Harbour Board in Port Ellery.";
    let mut stories: Vec<(String, String)> = Vec::new();
    for at in 0..40 {
        stories.push((format!("shop{at}.txt"), format!("Shop {at} opens\n\nMr. Asa Nord{at} opened it.\n")));
    }
    for at in 0..6 {
        stories.push((format!("full{at}.txt"), format!("The dam, day {at}\n\nMs. Ada Vance {beside}\n")));
    }
    for at in 0..3 {
        stories.push((format!("lone{at}.txt"), format!("Night {at} at the dam\n\nMs. Vance {beside}\n")));
    }
    stories.push((
        "peter.txt".into(),
        "Another Vance\n\nMr. Peter Vance met Per Holt at Sill Park.\n\n“I am no engineer,” Vance said.\n"
            .into(),
    ));
    let stories: Vec<(&str, &str)> = stories.iter().map(|(file, text)| (&**file, &**text)).collect();
    world.import(&stories);
    let archive = world.open();
    let counts = |called: &str| {
        let row = page(&archive, Person, called).row;
        (row.name, row.n_articles, row.n_quotations)
    };
    assert_eq!(counts("Ada Vance"), ("Ada Vance".into(), 9, 0));
    assert_eq!(counts("Vance"), ("Ada Vance".into(), 9, 0), "where nobody is named in full, it is hers");
    assert_eq!(counts("Peter Vance"), ("Peter Vance".into(), 1, 1));
}

#[test]
fn not_the_same_holds_after_a_rebuild_and_can_be_undone() {
    let world = World::new(3);
    let archive = world.open();
    let together = listed(&archive);
    let form = name(Person, "Anna Lena Parr");
    archive.decide_name(&form, None, Some(form.clone())).unwrap();
    let apart = listed(&archive);
    assert!(page(&archive, Person, "Anna-Lena Parr").joins.is_empty());
    assert_eq!(page(&archive, Person, "Anna Lena Parr").row.name, "Anna Lena Parr");
    assert_eq!(apart.len(), together.len() + 1);
    archive.rebuild(&mut go_on).unwrap();
    assert_eq!(listed(&archive), apart);
    assert!(archive.corrections().unwrap()[0].applied);
    assert_eq!(n_found(&archive, "person:\"Anna Lena Parr\""), 1);
    archive.undo().unwrap();
    assert_eq!(listed(&archive), together);
    let again =
        archive.decide_name(&name(Person, "Anna-Lena Parr"), None, Some(name(Person, "Anna-Lena Parr")));
    assert_eq!(again.map_err(|error| error.code()), Err("no_change"), "nothing was joined to another there");
}

#[test]
fn what_was_joined_goes_where_the_reader_says() {
    let world = World::new(2);
    let archive = world.open();
    archive.decide_name(&name(PlaceKind, "United States"), None, Some(name(PlaceKind, "America"))).unwrap();
    assert_eq!(page(&archive, PlaceKind, "U.S.").row.name, "America", "links to each name lead on");
    assert_eq!(page(&archive, PlaceKind, "America").row.n_articles, 2);
    drop(archive);
    world.import(&STORIES);
    let archive = world.open();
    archive.rebuild(&mut go_on).unwrap();
    assert_eq!(page(&archive, PlaceKind, "America").row.n_articles, 3, "also in what came later");
    archive.undo().unwrap();
    assert!(listed(&archive).contains(&("United States".to_owned(), 3, 0)), "{:?}", listed(&archive));
    archive.decide_name(&name(Person, "Anna-Lena Parr"), None, None).unwrap();
    assert!(listed(&archive).iter().all(|(name, ..)| !name.contains("Parr")), "none of her names is one");
}

#[test]
fn it_comes_to_the_same_whether_articles_come_at_once_or_not() {
    let world = World::new(1);
    world.import(&STORIES[..2]);
    world.import(&STORIES);
    let one_after_another = listed(&world.open());
    assert_eq!(one_after_another, listed(&World::new(3).open()));
    world.open().rebuild(&mut go_on).unwrap();
    assert_eq!(one_after_another, listed(&world.open()));
}

#[test]
fn one_role_with_other_marks_is_one_line() {
    let world = World::new(0);
    let story = |mark: &str| {
        format!(
            "Strike ends\n\nMs. Nora Vey, the ship{mark}s captain, left on Monday.\n\nHer desk is empty.\n"
        )
    };
    world.import(&[("a.txt", &story("’")), ("b.txt", &story("'")), ("c.txt", &story("'"))]);
    let archive = world.open();
    let roles = page(&archive, Person, "Nora Vey").roles;
    let shown: Vec<(&str, u64)> = roles.iter().map(|role| (role.words.as_str(), role.n)).collect();
    assert_eq!(shown, [("ship's captain", 3)]);
}
