//! What is decided about quotations and names.

use std::{fs, ops::Deref};

use backfile_archive::{
    Archive, ArticleId, Correction, CorrectionId, CorrectionsRead, EntityFilter, EntitySort, ExportFormat,
    NamesChange, NewBookmark, Options, QuotationChange, QuotationFilter, QuotationId, QuotationRow,
    QuotationSort, Said, SearchRequest,
};
use backfile_article::Span;
use backfile_extract::EntityKind::{Organisation, Person, Place as PlaceKind};

use super::{Place, go_on, name, noon};

const FERRY: &str = "Harbour board clashes over ferry fares\n\n\
    The harbour board met on Monday. Ada Vance, its chair, opened the meeting in front of Bo Lund, a captain.\n\n\
    “The fares will not rise this year,” Vance said.\n\n\
    “That is a promise I will hold you to,” Lund said.\n\n\
    Later the board approved what it called a “bold plan” for the quays.\n";

const FLEET: &str = "Fleet grows by two\n\n\
    Captain Bo Lund welcomed two ferries at Port Ellery on Friday.\n\n\
    “They are older than I am,” Lund said.\n\n\
    Jonas Weir, who paid for them, stayed away.\n";

const FARES: &str = "“The fares will not rise this year,”";
const PROMISE: &str = "“That is a promise I will hold you to,”";

/// A folder with both stories, imported.
fn place() -> Place {
    Place::new(&[("fleet.txt", FLEET), ("ferry.txt", FERRY)])
}

fn quotations(archive: &Archive) -> Vec<QuotationRow> {
    archive.quotations(&QuotationFilter::default(), QuotationSort::Oldest, 100, 0).unwrap().rows
}

fn quotation(archive: &Archive, words: &str) -> QuotationRow {
    quotations(archive).into_iter().find(|row| row.text == words).unwrap()
}

fn id(archive: &Archive, words: &str) -> QuotationId {
    quotation(archive, words).id
}

fn speaker(archive: &Archive, words: &str) -> Option<String> {
    quotation(archive, words).speaker.map(|speaker| speaker.name)
}

/// The words of everything `who` said.
fn said_by(archive: &Archive, who: &str) -> Vec<String> {
    let filter = QuotationFilter { by: Some(who.into()), ..QuotationFilter::default() };
    let page = archive.quotations(&filter, QuotationSort::Oldest, 100, 0).unwrap();
    page.rows.into_iter().map(|row| row.text).collect()
}

fn set_speaker(archive: &Archive, words: &str, who: &str) -> CorrectionId {
    let said = Said::By(name(Person, who));
    archive.correct_quotation(id(archive, words), QuotationChange::Speaker(said)).unwrap()
}

fn article_with(archive: &Archive, words: &str) -> ArticleId {
    quotation(archive, words).article
}

/// Everything that is listed, as words and numbers.
fn listed(archive: &Archive) -> String {
    let page = archive.entities(&EntityFilter::default(), EntitySort::Name, 100, 0).unwrap();
    let mut all = String::new();
    for row in page.rows {
        let mut aliases = row.aliases.clone();
        aliases.sort();
        let counts = (row.n_articles, row.n_mentions, row.n_quotations);
        all.push_str(&format!("{:?} {} {counts:?} {aliases:?} {:?}\n", row.kind, row.name, row.role));
    }
    let mut rows = quotations(archive);
    rows.sort_by_key(|row| (row.headline.clone(), row.idx));
    for row in rows {
        let speaker = row.speaker.map(|speaker| speaker.name);
        all.push_str(&format!("{} {speaker:?} {} {}\n", row.text, row.confidence, row.reason));
    }
    all
}

/// Asserts that what is listed now stays so when everything derived is made
/// again, and that undoing leads back to what was listed before the change.
#[track_caller]
fn check(change: impl FnOnce(&Archive)) -> Checked {
    let place = place();
    let archive = place.open();
    let before = listed(&archive);
    change(&archive);
    let after = listed(&archive);
    assert_ne!(before, after);
    archive.catch_up(&mut go_on).unwrap();
    archive.rebuild(&mut go_on).unwrap();
    assert_eq!(listed(&archive), after, "a rebuild changes nothing");
    place.import("ferry.txt", &format!("{FERRY}\nThe ferries run until midnight in all weathers.\n"));
    assert_eq!(listed(&place.open()), after, "an import changes nothing");
    place.import("ferry.txt", FERRY);
    assert!(archive.corrections().unwrap().iter().all(|correction| correction.applied));
    let n_changes = std::iter::from_fn(|| archive.undo().unwrap()).count();
    assert_eq!(listed(&archive), before, "undoing leads back");
    (0..n_changes).for_each(|_| assert!(archive.redo().unwrap().is_some()));
    assert_eq!(listed(&archive), after, "redoing leads there again");
    let text = archive.export_corrections().unwrap();
    let all = archive.corrections().unwrap();
    for correction in &all {
        archive.remove_correction(correction.id).unwrap();
    }
    assert_eq!(listed(&archive), before, "removing leads back");
    archive.import_corrections(&text).unwrap();
    assert_eq!(listed(&archive), after, "importing leads there again");
    assert_eq!(archive.corrections().unwrap(), all, "an import is identical");
    drop(archive);
    Checked { archive: place.open(), _place: place }
}

/// An archive with the folder it is in.
struct Checked {
    archive: Archive,
    _place: Place,
}

impl Deref for Checked {
    type Target = Archive;
    fn deref(&self) -> &Archive {
        &self.archive
    }
}

#[test]
fn another_speaker_is_shown_on_both_pages_and_as_the_readers_own() {
    let place = place();
    let archive = place.open();
    assert_eq!(said_by(&archive, "Ada Vance"), [FARES]);
    set_speaker(&archive, FARES, "Bo Lund");
    assert_eq!(said_by(&archive, "Ada Vance"), [""; 0]);
    assert_eq!(said_by(&archive, "Bo Lund").len(), 3);
    let row = quotation(&archive, FARES);
    assert_eq!((row.yours, row.confidence), (true, 1.0));
    assert_eq!(row.reason, "You said so on 1 May 2026.");
    let stored = archive.article(row.article).unwrap();
    assert!(stored.extraction.quotations[row.idx].yours);
    archive.catch_up(&mut go_on).unwrap();
    let query = "speaker:Lund quote:fares";
    let request = SearchRequest { query: query.into(), limit: 10, ..SearchRequest::default() };
    assert_eq!(archive.search(&request).unwrap().total, 1, "the index follows");
}

#[test]
fn every_correction_outlives_rebuild_import_undo_and_files() {
    check(|archive| {
        set_speaker(archive, FARES, "Bo Lund");
    });
    let archive = check(|archive| {
        set_speaker(archive, FARES, "Jonas Weir");
    });
    assert_eq!(said_by(&archive, "Weir"), [FARES], "somebody the article does not name");
    let archive = check(|archive| {
        archive.correct_quotation(id(archive, FARES), QuotationChange::Speaker(Said::Unnamed)).unwrap();
    });
    assert!(quotation(&archive, FARES).unnamed);
    let archive = check(|archive| {
        archive.correct_quotation(id(archive, FARES), QuotationChange::Speaker(Said::Nobody)).unwrap();
    });
    assert_eq!(speaker(&archive, FARES), None);
    let archive = check(|archive| {
        archive.correct_quotation(id(archive, FARES), QuotationChange::NotAQuotation).unwrap();
    });
    assert!(quotations(&archive).iter().all(|row| row.text != FARES));
}

#[test]
fn other_ends_hold_and_can_be_given_another_speaker() {
    let shorter = "The fares will not rise";
    let archive = check(|archive| {
        let row = quotation(archive, FARES);
        let text = archive.article(row.article).unwrap().article.text;
        let start = text.find(shorter).unwrap();
        let ends = Span::new(start, start + shorter.len());
        archive.correct_quotation(row.id, QuotationChange::Ends(ends)).unwrap();
        assert_eq!(speaker(archive, shorter).as_deref(), Some("Ada Vance"));
        set_speaker(archive, shorter, "Bo Lund");
    });
    let row = quotation(&archive, shorter);
    assert!(row.yours);
    assert_eq!(speaker(&archive, shorter).as_deref(), Some("Bo Lund"));
}

#[test]
fn names_are_renamed_joined_rejected_and_given_another_kind() {
    let archive = check(|archive| {
        archive.decide_name(&name(Person, "bo LUND"), None, Some(name(Person, "Bosse Lund"))).unwrap();
    });
    assert_eq!(said_by(&archive, "Bosse Lund").len(), 2);
    let page = archive.entity(name(Person, "Bo Lund").id()).unwrap();
    assert_eq!(page.row.name, "Bosse Lund", "links to him lead on");
    assert_eq!(said_by(&archive, "Bo Lund").len(), 2, "the printed name still finds him");
    let archive = check(|archive| {
        archive.decide_name(&name(Person, "Bo Lund"), None, Some(name(Person, "Ada Vance"))).unwrap();
    });
    let [vance] = archive.entities_called("Ada Vance").unwrap().try_into().unwrap();
    assert_eq!((vance.n_articles, vance.n_quotations), (2, 3));
    let archive = check(|archive| {
        archive.decide_name(&name(Person, "Bo Lund"), None, None).unwrap();
    });
    assert!(archive.entities_called("Bo Lund").unwrap().is_empty());
    let row = quotation(&archive, PROMISE);
    assert_eq!((row.speaker, row.speaker_text.as_deref()), (None, Some("Lund")));
    assert!(row.confidence < 0.5);
    let archive = check(|archive| {
        archive.decide_name(&name(Person, "Bo Lund"), None, Some(name(Organisation, "Bo Lund"))).unwrap();
    });
    assert_eq!(archive.entities_called("Bo Lund").unwrap()[0].kind, Organisation);
}

#[test]
fn several_names_are_decided_about_as_one_change() {
    let [vance, lund, weir] = ["Ada Vance", "Bo Lund", "Jonas Weir"].map(|words| name(Person, words));
    let all = [vance.clone(), lund.clone(), weir.clone()];
    let archive = check(|archive| {
        assert_eq!(archive.decide_names(&all, &NamesChange::NoName).unwrap(), 3);
    });
    assert!(archive.entities_called("Bo Lund").unwrap().is_empty());
    let archive = check(|archive| {
        let same = NamesChange::Same(vance.clone());
        assert_eq!(archive.decide_names(&all, &same).unwrap(), 2, "one of them is the other two already");
    });
    assert_eq!(said_by(&archive, "Ada Vance").len(), 3);
    let archive = check(|archive| {
        assert_eq!(archive.decide_names(&all[1..], &NamesChange::Kind(Organisation)).unwrap(), 2);
    });
    assert_eq!(archive.entities_called("Jonas Weir").unwrap()[0].kind, Organisation);
    let before = listed(&archive);
    let nobody = name(PlaceKind, "Ada Vance");
    let refused = archive.decide_names(&[vance.clone(), nobody], &NamesChange::NoName).unwrap_err();
    assert_eq!(refused.code(), "not_named");
    let already = archive.decide_names(std::slice::from_ref(&vance), &NamesChange::Kind(Person)).unwrap_err();
    assert_eq!(already.code(), "no_change");
    assert_eq!(listed(&archive), before, "a refused change changes nothing");
}

#[test]
fn a_name_is_told_apart_or_rejected_in_one_article_alone() {
    let archive = check(|archive| {
        let here = article_with(archive, PROMISE);
        archive.decide_name(&name(Person, "Bo Lund"), Some(here), Some(name(Person, "Siv Lund"))).unwrap();
    });
    assert_eq!(said_by(&archive, "Siv Lund"), [PROMISE]);
    assert_eq!(said_by(&archive, "Bo Lund").len(), 1 + 1, "as printed in one, himself in the other");
    let archive = check(|archive| {
        let here = article_with(archive, PROMISE);
        archive.decide_name(&name(Person, "Bo Lund"), Some(here), None).unwrap();
    });
    assert_eq!(said_by(&archive, "Bo Lund").len(), 1);
}

#[test]
fn what_the_reader_decided_about_a_name_is_told_with_it() {
    let place = place();
    let archive = place.open();
    let decided = |who: &str| archive.entity(name(Person, who).id()).unwrap().decided;
    assert_eq!(decided("Bo Lund"), [""; 0]);
    archive.decide_name(&name(Person, "Bo Lund"), None, Some(name(Person, "Bosse Lund"))).unwrap();
    assert_eq!(decided("Bosse Lund"), ["Bo Lund"]);
    archive.decide_name(&name(Person, "Bosse Lund"), None, Some(name(Person, "Ada Vance"))).unwrap();
    assert_eq!(decided("Ada Vance"), ["Bosse Lund", "Bo Lund"]);
    archive.undo().unwrap();
    archive.undo().unwrap();
    assert_eq!((decided("Bo Lund"), decided("Ada Vance")), (Vec::new(), Vec::new()));
}

#[test]
fn decisions_build_on_each_other_and_can_be_taken_back_in_any_order() {
    let place = place();
    let archive = place.open();
    let before = listed(&archive);
    let lund = name(Person, "Bo Lund");
    let first = archive.decide_name(&lund, None, Some(name(Person, "Bosse Lund"))).unwrap();
    let second =
        archive.decide_name(&name(Person, "Bosse Lund"), None, Some(name(Person, "Siv Lund"))).unwrap();
    let third = set_speaker(&archive, FARES, "Siv Lund");
    let fourth = archive.decide_name(&name(Person, "Siv Lund"), None, Some(lund.clone())).unwrap();
    assert_eq!(said_by(&archive, "Bo Lund").len(), 3);
    let after = listed(&archive);
    archive.rebuild(&mut go_on).unwrap();
    assert_eq!(listed(&archive), after);
    for (n, correction) in [second, fourth, first, third].into_iter().enumerate() {
        archive.remove_correction(correction).unwrap();
        let now = listed(&archive);
        archive.rebuild(&mut go_on).unwrap();
        assert_eq!(listed(&archive), now, "after removing {}", n + 1);
    }
    assert_eq!(listed(&archive), before);
}

#[test]
fn deciding_again_about_the_same_takes_the_place_of_what_was_decided() {
    let place = place();
    let archive = place.open();
    set_speaker(&archive, FARES, "Bo Lund");
    set_speaker(&archive, FARES, "Jonas Weir");
    assert_eq!(archive.corrections().unwrap().len(), 1);
    archive.undo().unwrap();
    assert_eq!(speaker(&archive, FARES).as_deref(), Some("Bo Lund"));
    archive.undo().unwrap();
    assert_eq!(speaker(&archive, FARES).as_deref(), Some("Ada Vance"));
}

#[test]
fn what_is_not_found_again_is_kept_as_lost_and_applied_to_nothing_else() {
    let place = place();
    set_speaker(&place.open(), FARES, "Bo Lund");
    let other = "“Nobody is to be left on the quay when it is dark,”";
    place.import("ferry.txt", &FERRY.replace(FARES, other));
    let archive = place.open();
    assert_eq!(speaker(&archive, other).as_deref(), Some("Ada Vance"));
    assert!(quotations(&archive).iter().all(|row| !row.yours));
    let [Correction { applied, headline, .. }] = archive.corrections().unwrap().try_into().unwrap();
    assert!(!applied);
    assert!(headline.unwrap().starts_with("Harbour board"));
    drop(archive);
    place.import("ferry.txt", FERRY);
    assert_eq!(speaker(&place.open(), FARES).as_deref(), Some("Bo Lund"), "its words are back");
}

#[test]
fn a_repeated_quotation_is_told_from_its_twin() {
    let place = place();
    let twice = FERRY
        .replace("Later the board", &format!("{FARES} Vance said once more at the end.\n\nLater the board"));
    place.import("ferry.txt", &twice);
    let archive = place.open();
    let of_fares = || quotations(&archive).into_iter().filter(|row| row.text == FARES).collect::<Vec<_>>();
    assert_eq!(of_fares().len(), 2);
    let said = Said::By(name(Person, "Bo Lund"));
    archive.correct_quotation(of_fares()[1].id, QuotationChange::Speaker(said)).unwrap();
    let speakers: Vec<_> = of_fares().into_iter().map(|row| row.speaker.unwrap().name).collect();
    assert_eq!(speakers, ["Ada Vance", "Bo Lund"]);
}

#[test]
fn what_corrects_nothing_is_refused() {
    let place = place();
    let archive = place.open();
    let refused = |error: backfile_archive::ArchiveError| error.code();
    let vance = name(Person, "Ada Vance");
    assert_eq!(archive.decide_name(&vance, None, Some(vance.clone())).map_err(refused), Err("no_change"));
    let empty = Some(name(Person, "  "));
    assert_eq!(archive.decide_name(&vance, None, empty).map_err(refused), Err("no_change"));
    let nobody = name(PlaceKind, "Ada Vance");
    assert_eq!(archive.decide_name(&nobody, None, None).map_err(refused), Err("not_named"));
    let gone = QuotationId::from_number(7);
    let change = QuotationChange::NotAQuotation;
    assert_eq!(archive.correct_quotation(gone, change).map_err(refused), Err("no_quotation"));
    assert_eq!(
        archive.remove_correction(CorrectionId::from_number(7)).map_err(refused),
        Err("no_correction")
    );
    let read = |text: &str| archive.import_corrections(text).map_err(refused);
    assert_eq!(read("{}"), Err("invalid_corrections"));
    assert_eq!(read("# Backfile corrections, format 1\n{\"what\":\"?\"}\n"), Err("invalid_corrections"));
    assert_eq!(read("# Backfile corrections, format 1\n\n# by hand\n"), Ok(CorrectionsRead::default()));
    assert_eq!(archive.undo().unwrap(), None, "nothing was changed");
}

#[test]
fn corrections_are_part_of_the_library_export_and_come_back_from_it() {
    let place = place();
    let archive = place.open();
    set_speaker(&archive, FARES, "Bo Lund");
    archive.decide_name(&name(Person, "Jonas Weir"), None, None).unwrap();
    let (after, all) = (listed(&archive), archive.corrections().unwrap());
    let exported = archive.export(ExportFormat::Json).unwrap();
    drop(archive);
    let data = place.0.path().join("data");
    for file in fs::read_dir(&data).unwrap().map(|entry| entry.unwrap().path()) {
        if file.file_name().unwrap().to_string_lossy().starts_with("library.sqlite") {
            fs::remove_file(file).unwrap();
        }
    }
    let archive = place.open();
    assert_eq!(speaker(&archive, FARES).as_deref(), Some("Ada Vance"), "a library that has gone is followed");
    assert_eq!(archive.import_bookmarks(&exported).unwrap().corrections.added, 2);
    assert_eq!(archive.import_bookmarks(&exported).unwrap().corrections.unchanged, 2);
    assert_eq!((listed(&archive), archive.corrections().unwrap()), (after, all));
}

#[test]
fn corrections_and_bookmarks_reach_the_same_articles_in_another_folder() {
    let place = place();
    let archive = place.open();
    set_speaker(&archive, FARES, "Bo Lund");
    let row = quotation(&archive, PROMISE);
    archive.add_bookmark(&NewBookmark::plain(row.article, row.span)).unwrap();
    let text = archive.export_corrections().unwrap();
    let other = tempfile::tempdir().unwrap();
    let sources = other.path().join("elsewhere").join("deep");
    fs::create_dir_all(&sources).unwrap();
    fs::write(sources.join("ferry.txt"), FERRY).unwrap();
    let theirs = Archive::open(other.path().join("data"), Options::default()).unwrap().with_clock(noon);
    theirs.import(&[sources], &mut go_on).unwrap();
    assert_ne!(article_with(&theirs, PROMISE), article_with(&archive, PROMISE));
    theirs.import_corrections(&text).unwrap();
    assert_eq!(speaker(&theirs, FARES).as_deref(), Some("Bo Lund"));
    assert_eq!(theirs.import_corrections(&text).unwrap().unchanged, 1);
    theirs.import_bookmarks(&archive.export(ExportFormat::Json).unwrap()).unwrap();
    let bookmarks = theirs.bookmarks_of(article_with(&theirs, PROMISE)).unwrap();
    assert_eq!(bookmarks.iter().map(|mark| mark.exact.as_str()).collect::<Vec<_>>(), [PROMISE]);
}
