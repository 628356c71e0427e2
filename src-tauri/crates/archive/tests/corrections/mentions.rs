//! What is decided about a single mention.

use std::fs;

use backfile_archive::{
    Archive, ArticleId, CorrectionId, EntityFilter, EntitySort, ExportFormat, Name, Options, QuotationFilter,
    QuotationSort, Reach, SearchRequest,
};
use backfile_article::Span;
use backfile_extract::EntityKind::{Organisation, Person, Place as PlaceKind};

use super::{Place, go_on, name, noon};

const WALL: &str = "Elm argues over its wall\n\n\
    John Hale, the mayor of Elm, spoke in front of Ada Vance on Monday.\n\n\
    “The wall will be built,” Hale said.\n\n\
    John Hale, a plumber from Dole, disagreed with him.\n\n\
    “Nobody asked me,” he said.\n\n\
    “It is my field they want,” Hale added in the evening.\n\n\
    “I have heard enough for today,” Vance said.\n";

const BUILT: &str = "“The wall will be built,”";
const ASKED: &str = "“Nobody asked me,”";
const FIELD: &str = "“It is my field they want,”";
const PLUMBER: &str = "John Hale (plumber)";

/// A folder with the story, imported.
fn place() -> Place {
    Place::new(&[("wall.txt", WALL)])
}

fn story(archive: &Archive) -> ArticleId {
    let page = archive.quotations(&QuotationFilter::default(), QuotationSort::Oldest, 1, 0).unwrap();
    page.rows[0].article
}

/// Decides about the words that are printed for the `nth` time.
fn decide(archive: &Archive, words: &str, nth: usize, is: Option<Name>, reach: Reach) -> CorrectionId {
    let article = story(archive);
    let text = archive.article(article).unwrap().article.text;
    let (start, _) = text.match_indices(words).nth(nth).unwrap();
    archive.decide_mention(article, Span::new(start, start + words.len()), is, reach).unwrap()
}

/// The second John Hale is the plumber, from there on.
fn decide_plumber(archive: &Archive) -> CorrectionId {
    decide(archive, "John Hale", 1, Some(name(Person, PLUMBER)), Reach::Onwards)
}

/// The words of everything `who` said.
fn said_by(archive: &Archive, who: &Name) -> Vec<String> {
    let filter = QuotationFilter { by_id: Some(who.id()), ..QuotationFilter::default() };
    let page = archive.quotations(&filter, QuotationSort::Oldest, 100, 0).unwrap();
    page.rows.into_iter().map(|row| row.text).collect()
}

/// The words that name `who` in the story, each with what stands before.
fn named(archive: &Archive, who: &Name) -> Vec<String> {
    let stored = archive.article(story(archive)).unwrap();
    let mentions = stored.extraction.mentions.iter();
    let of = mentions.filter(|mention| stored.entities[mention.entity] == who.id());
    of.map(|mention| mention.span.of(&stored.article.text).to_owned()).collect()
}

/// Everything that is listed, as words and numbers.
fn listed(archive: &Archive) -> String {
    let page = archive.entities(&EntityFilter::default(), EntitySort::Name, 100, 0).unwrap();
    let mut all = String::new();
    for row in page.rows {
        let counts = (row.n_articles, row.n_mentions, row.n_quotations);
        all.push_str(&format!("{:?} {} {counts:?} {:?} {:?}\n", row.kind, row.name, row.aliases, row.role));
    }
    let rows = archive.quotations(&QuotationFilter::default(), QuotationSort::Oldest, 100, 0).unwrap().rows;
    for row in rows {
        let speaker = row.speaker.map(|speaker| speaker.name);
        all.push_str(&format!("{} {speaker:?} {} {}\n", row.text, row.confidence, row.reason));
    }
    all
}

fn n_found(archive: &Archive, query: &str) -> u64 {
    let request = SearchRequest { query: query.into(), limit: 10, ..SearchRequest::default() };
    archive.search(&request).unwrap().total
}

#[test]
fn one_mention_and_those_after_it_are_another_person_everywhere() {
    let place = place();
    let archive = place.open();
    let (mayor, plumber) = (name(Person, "John Hale"), name(Person, PLUMBER));
    assert_eq!(said_by(&archive, &mayor), [BUILT, ASKED, FIELD], "extraction takes them for one");
    let before = listed(&archive);
    decide_plumber(&archive);
    assert_eq!(said_by(&archive, &mayor), [BUILT]);
    assert_eq!(said_by(&archive, &plumber), [ASKED, FIELD], "“he” goes with the last one named");
    assert_eq!(named(&archive, &mayor), ["John Hale", "Hale"]);
    assert_eq!(named(&archive, &plumber), ["John Hale", "Hale"]);
    let page = archive.entity(plumber.id()).unwrap();
    assert_eq!((page.row.n_articles, page.row.n_mentions, page.row.n_quotations), (1, 2, 2));
    assert_eq!(page.row.role.as_deref(), Some("plumber from Dole"));
    assert_eq!(page.decided, ["Hale", "John Hale"], "they read as the reader's own");
    let page = archive.entity(mayor.id()).unwrap();
    assert_eq!((page.row.n_mentions, page.row.n_quotations), (2, 1));
    assert_eq!(page.row.role.as_deref(), Some("mayor of Elm"));
    archive.catch_up(&mut go_on).unwrap();
    assert_eq!(n_found(&archive, "speaker:\"John Hale (plumber)\" quote:field"), 1, "the index follows");
    assert_eq!(n_found(&archive, "speaker:\"John Hale (plumber)\" quote:built"), 0);
    assert_eq!(n_found(&archive, "speaker:\"John Hale (person)\" quote:built"), 1, "as lists write it");
    assert_eq!(n_found(&archive, "speaker:Hale quote:field"), 1, "he is called so, too");
    assert!(archive.check().unwrap().problems.is_empty());
    assert_eq!(archive.undo().unwrap().unwrap().action, "decide_mention");
    assert_eq!(listed(&archive), before, "one step takes all of it back");
    assert_eq!(archive.corrections().unwrap(), []);
}

#[test]
fn what_was_decided_about_a_mention_outlives_rebuild_import_undo_and_files() {
    let place = place();
    let archive = place.open();
    let before = listed(&archive);
    decide_plumber(&archive);
    decide(&archive, "Vance", 1, Some(name(Person, "Ida Vance")), Reach::Alone);
    decide(&archive, "Ada Vance", 0, None, Reach::Alone);
    decide(&archive, "Hale", 1, Some(name(Organisation, "Hale Works")), Reach::Alone);
    let after = listed(&archive);
    archive.rebuild(&mut go_on).unwrap();
    assert_eq!(listed(&archive), after, "a rebuild changes nothing");
    let all = archive.corrections().unwrap();
    assert_eq!(all.len(), 5);
    assert!(all.iter().all(|correction| correction.applied));
    let n_changes = std::iter::from_fn(|| archive.undo().unwrap()).count();
    assert_eq!((n_changes, listed(&archive)), (4, before.clone()));
    (0..n_changes).for_each(|_| assert!(archive.redo().unwrap().is_some()));
    assert_eq!(listed(&archive), after);
    let text = archive.export_corrections().unwrap();
    assert!(text.contains(r#"{"what":"mention","article":""#), "{text}");
    let exported = archive.export(ExportFormat::Json).unwrap();
    for correction in &all {
        archive.remove_correction(correction.id).unwrap();
    }
    assert_eq!(listed(&archive), before, "removing leads back");
    archive.import_corrections(&text).unwrap();
    assert_eq!((listed(&archive), archive.corrections().unwrap()), (after.clone(), all.clone()));
    std::iter::from_fn(|| archive.undo().unwrap()).count();
    assert_eq!(archive.import_bookmarks(&exported).unwrap().corrections.added, 5);
    assert_eq!((listed(&archive), archive.corrections().unwrap()), (after, all));
}

#[test]
fn the_right_mention_is_found_again_in_an_edited_text_and_none_in_its_place() {
    let place = place();
    let plumber = name(Person, PLUMBER);
    decide(&place.open(), "Hale", 3, Some(plumber.clone()), Reach::Alone);
    assert_eq!(said_by(&place.open(), &plumber), [FIELD]);
    let longer =
        WALL.replace("John Hale, the mayor", "It rained.\n\nHale is old.\n\nJohn Hale, the new mayor");
    place.import("wall.txt", &longer);
    assert_eq!(said_by(&place.open(), &plumber), [FIELD], "the same words elsewhere in the text");
    assert_eq!(named(&place.open(), &plumber), ["Hale"]);
    let (cut, _) = WALL.split_once("“It is my field").unwrap();
    place.import("wall.txt", &format!("{cut}“I have heard enough for today,” Vance said.\n"));
    let archive = place.open();
    assert_eq!(named(&archive, &plumber), [""; 0], "the other Hales are left alone");
    assert!(archive.entity(plumber.id()).is_err(), "who is named nowhere has no page");
    assert!(!archive.corrections().unwrap()[0].applied);
    drop(archive);
    place.import("wall.txt", &WALL.replace("Hale added in the evening", "Hall added in the evening"));
    assert!(!place.open().corrections().unwrap()[0].applied, "another name is not the reader's");
    place.import("wall.txt", WALL);
    assert_eq!(said_by(&place.open(), &plumber), [FIELD], "its words are back");
    assert!(place.open().corrections().unwrap()[0].applied);
}

#[test]
fn a_later_decision_about_the_same_mention_takes_the_place_of_the_earlier_one() {
    let place = place();
    let archive = place.open();
    decide(&archive, "Hale", 3, Some(name(Person, PLUMBER)), Reach::Alone);
    decide(&archive, "Hale", 3, None, Reach::Alone);
    assert_eq!(archive.corrections().unwrap().len(), 1);
    assert_eq!(said_by(&archive, &name(Person, PLUMBER)), [""; 0]);
    let jack = name(Person, "Jack Hale");
    decide(&archive, "Hale", 3, Some(jack.clone()), Reach::Alone);
    assert_eq!(archive.corrections().unwrap().len(), 1, "also where no name is marked any more");
    assert_eq!(said_by(&archive, &jack), [FIELD]);
    drop(archive);
    place.import("wall.txt", &WALL.replace("John Hale, the mayor", "John Hale, the new mayor"));
    let archive = place.open();
    decide(&archive, "Hale", 3, Some(name(Person, "Ada Vance")), Reach::Alone);
    assert_eq!(archive.corrections().unwrap().len(), 1, "also where it moved");
    archive.undo().unwrap();
    assert_eq!(said_by(&archive, &jack), [FIELD]);
}

#[test]
fn decisions_about_names_and_mentions_build_on_each_other_in_the_order_they_were_made() {
    let place = place();
    let archive = place.open();
    let before = listed(&archive);
    let (mayor, plumber) = (name(Person, "John Hale"), name(Person, PLUMBER));
    let [jack, johnny] = ["Jack Hale", "Johnny Hale"].map(|called| name(Person, called));
    let here = story(&archive);
    let first = archive.decide_name(&mayor, Some(here), Some(jack.clone())).unwrap();
    let second = decide(&archive, "Hale", 3, Some(mayor.clone()), Reach::Alone);
    assert_eq!((said_by(&archive, &jack).len(), said_by(&archive, &mayor)), (2, vec![FIELD.to_owned()]));
    let third = archive.decide_name(&mayor, None, Some(johnny.clone())).unwrap();
    assert_eq!((said_by(&archive, &jack).len(), said_by(&archive, &johnny)), (2, vec![FIELD.to_owned()]));
    let fourth = archive.decide_name(&jack, None, None).unwrap();
    assert_eq!((said_by(&archive, &jack).len(), said_by(&archive, &johnny)), (0, vec![FIELD.to_owned()]));
    for correction in [second, fourth, first, third] {
        archive.remove_correction(correction).unwrap();
        let now = listed(&archive);
        archive.rebuild(&mut go_on).unwrap();
        assert_eq!(listed(&archive), now, "a rebuild changes nothing");
    }
    assert_eq!(listed(&archive), before);
    archive.decide_name(&mayor, None, None).unwrap();
    assert_eq!(said_by(&archive, &mayor), [""; 0]);
    archive.undo().unwrap();
    decide_plumber(&archive);
    archive.decide_name(&mayor, None, None).unwrap();
    assert_eq!(said_by(&archive, &plumber), [ASKED, FIELD], "who was told apart is left alone");
}

#[test]
fn what_says_nothing_about_a_mention_is_refused() {
    let place = place();
    let archive = place.open();
    let (article, before) = (story(&archive), listed(&archive));
    let text = archive.article(article).unwrap().article.text;
    let span = |words: &str| Span::new(text.find(words).unwrap(), text.find(words).unwrap() + words.len());
    let refused = |span, is| archive.decide_mention(article, span, is, Reach::Alone).unwrap_err().code();
    assert_eq!(refused(span("John Hale"), Some(name(Person, "john hale"))), "no_change");
    assert_eq!(refused(span("John Hale"), Some(name(PlaceKind, " "))), "no_change");
    assert_eq!(refused(span("wall will"), None), "no_mention");
    assert_eq!(archive.undo().unwrap(), None);
    assert_eq!(listed(&archive), before);
}

#[test]
fn decisions_about_mentions_reach_the_same_article_in_another_folder() {
    let place = place();
    let archive = place.open();
    decide_plumber(&archive);
    let text = archive.export_corrections().unwrap();
    let other = tempfile::tempdir().unwrap();
    let sources = other.path().join("elsewhere");
    fs::create_dir_all(&sources).unwrap();
    fs::write(sources.join("wall.txt"), WALL).unwrap();
    let theirs = Archive::open(other.path().join("data"), Options::default()).unwrap().with_clock(noon);
    theirs.import(&[sources], &mut go_on).unwrap();
    assert_ne!(story(&theirs), story(&archive));
    assert_eq!(theirs.import_corrections(&text).unwrap().added, 2);
    assert_eq!(said_by(&theirs, &name(Person, PLUMBER)), [ASKED, FIELD]);
}
