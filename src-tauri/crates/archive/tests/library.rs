//! What the reader makes, as a person sees it: kept, undone, found again.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    ops::ControlFlow,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, SystemTime},
};

use backfile_archive::{
    Archive, ArchiveError, ArticleEdit, ArticleFilter, ArticleId, ArticleSort, Bookmark, BookmarkEdit,
    BookmarkFilter, BookmarkState, Change, Colour, ExportFormat, NewBookmark, Options, PassageByWords,
    Settings,
};
use backfile_article::Span;

/// Names the folder in which this binary, run again, is to write bookmarks.
const FOLDER: &str = "BACKFILE_TEST_LIBRARY";

const DAM: &str = "Dam holds after the storm\n\n\
    The dam at Port Ellery held on Monday, engineers said after a night of rain.\n\n\
    “Nobody slept and nobody complained,” said Ada Vance, who runs the control room above the spillway.\n\n\
    The town will vote on a second dam in the spring, and the council expects a long argument.\n";

/// The words most tests bookmark.
const PASSAGE: &str = "Nobody slept and nobody complained";

/// Noon on 1 May 2026.
fn noon() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_777_636_800)
}

struct Place(tempfile::TempDir);

impl Place {
    /// A folder with the story of the dam, imported.
    fn new() -> Self {
        let place = Self(tempfile::tempdir().unwrap());
        fs::create_dir(place.sources()).unwrap();
        place.import(DAM);
        place
    }

    fn sources(&self) -> PathBuf {
        self.0.path().join("sources")
    }

    fn open(&self) -> Archive {
        Archive::open(self.0.path().join("data"), Options::default()).unwrap().with_clock(noon)
    }

    /// Imports the story as it reads now.
    fn import(&self, text: &str) {
        fs::write(self.sources().join("dam.txt"), text).unwrap();
        import(&self.open(), &self.sources());
    }
}

fn import(archive: &Archive, path: &Path) {
    archive.import(&[path.to_owned()], &mut |_| ControlFlow::Continue(())).unwrap();
}

fn ids(archive: &Archive) -> Vec<ArticleId> {
    let page = archive.articles(&ArticleFilter::default(), ArticleSort::Headline, 100, 0).unwrap();
    page.rows.iter().map(|card| card.id).collect()
}

fn by_words(article: ArticleId, exact: &str) -> PassageByWords {
    let tags = vec!["dams".to_owned(), " dams ".to_owned(), "night".to_owned()];
    PassageByWords {
        article,
        exact: exact.to_owned(),
        prefix: None,
        suffix: None,
        note: "Ask her.".into(),
        tags,
    }
}

fn add(archive: &Archive) -> Bookmark {
    archive.add_bookmark_by_words(&by_words(ids(archive)[0], PASSAGE)).unwrap()
}

fn all(archive: &Archive) -> Vec<Bookmark> {
    archive.bookmarks(&BookmarkFilter::default()).unwrap().bookmarks
}

/// Bookmarks the passage, imports the story as `edited` has it, and returns
/// the bookmark as it is then.
fn after(edited: &str) -> Bookmark {
    let place = Place::new();
    add(&place.open());
    place.import(edited);
    let [bookmark] = all(&place.open()).try_into().unwrap();
    assert_eq!((bookmark.exact.as_str(), bookmark.note.as_str()), (PASSAGE, "Ask her."));
    bookmark
}

#[test]
fn a_bookmark_is_there_after_a_restart_with_all_it_was_given() {
    let place = Place::new();
    let made = add(&place.open());
    let archive = place.open();
    let [bookmark] = all(&archive).try_into().unwrap();
    assert_eq!(bookmark, made);
    assert_eq!(bookmark.state, BookmarkState::InPlace);
    assert_eq!(bookmark.tags, ["dams", "night"]);
    assert_eq!(bookmark.created, "2026-05-01T12:00:00.000Z");
    assert_eq!(bookmark.paragraph, Some(2));
    assert_eq!(bookmark.prefix.chars().count(), 64);
    let text = bookmark.text.as_deref().unwrap();
    assert_eq!(bookmark.span.unwrap().of(text), PASSAGE);
    let place = bookmark.code_points.unwrap();
    assert_eq!(text.chars().skip(place.start).take(place.end - place.start).collect::<String>(), PASSAGE);
}

#[test]
fn text_put_in_before_leaves_a_bookmark_in_place() {
    let bookmark =
        after(&DAM.replace("The dam at", "The river rose all night and nobody was hurt.\n\nThe dam at"));
    assert_eq!((bookmark.state, bookmark.words.as_deref()), (BookmarkState::InPlace, Some(PASSAGE)));
    assert!(bookmark.code_points.unwrap().start > bookmark.stood.start);
}

#[test]
fn an_edited_passage_is_moved_and_what_changed_is_shown() {
    let bookmark = after(&DAM.replace("slept and nobody complained", "slept and few complained"));
    assert_eq!(bookmark.state, BookmarkState::Moved);
    assert_eq!(bookmark.words.as_deref(), Some("Nobody slept and few complained"));
    let changed: Vec<_> = bookmark.diff.iter().filter(|run| run.change != Change::Same).collect();
    assert_eq!(changed.iter().map(|run| run.text.trim()).collect::<Vec<_>>(), ["nobody", "few"]);
}

#[test]
fn a_passage_taken_out_is_lost_and_comes_back_when_it_is_put_in_again() {
    let place = Place::new();
    add(&place.open());
    let cut = DAM.replace("“Nobody slept and nobody complained,” said Ada Vance, who runs the control room above the spillway.\n\n", "");
    place.import(&cut);
    let archive = place.open();
    let list = archive
        .bookmarks(&BookmarkFilter { state: Some(BookmarkState::Lost), ..BookmarkFilter::default() })
        .unwrap();
    assert_eq!((list.total, list.n_review, list.bookmarks.len()), (1, 1, 1));
    let lost = &list.bookmarks[0];
    assert_eq!((lost.words.as_deref(), lost.span, lost.exact.as_str()), (None, None, PASSAGE));
    assert_eq!(archive.accept_bookmark(lost.id).unwrap().state, BookmarkState::Lost);
    drop(archive);
    place.import(DAM);
    assert_eq!(all(&place.open())[0].state, BookmarkState::InPlace);
}

#[test]
fn accepting_a_moved_bookmark_renews_it_and_can_be_undone() {
    let place = Place::new();
    let id = add(&place.open()).id;
    place.import(&DAM.replace("slept and nobody complained", "slept and few complained"));
    let archive = place.open();
    let accepted = archive.accept_bookmark(id).unwrap();
    assert_eq!(
        (accepted.state, accepted.exact.as_str()),
        (BookmarkState::InPlace, "Nobody slept and few complained")
    );
    assert_eq!(archive.undo().unwrap().unwrap().action, "accept_bookmark");
    let bookmark = archive.bookmark(id).unwrap();
    assert_eq!((bookmark.state, bookmark.exact.as_str()), (BookmarkState::Moved, PASSAGE));
}

#[test]
fn everything_is_undone_and_done_again_after_a_restart() {
    let place = Place::new();
    let id = add(&place.open()).id;
    let article = ids(&place.open())[0];
    let edit = BookmarkEdit { note: Some("Asked.".into()), colour: Some(Colour::Blue), tags: None };
    place.open().update_bookmark(id, &edit).unwrap();
    place.open().set_starred(article, true).unwrap();
    place.open().delete_bookmark(id).unwrap();
    let undo = || place.open().undo().unwrap().map(|undone| (undone.action, undone.article == Some(article)));
    let redo = || place.open().redo().unwrap().map(|undone| undone.action);
    assert_eq!(undo(), Some(("delete_bookmark", true)));
    assert_eq!(place.open().bookmark(id).unwrap().note, "Asked.");
    assert_eq!(undo(), Some(("set_starred", true)));
    assert_eq!(place.open().starred_ids().unwrap(), []);
    assert_eq!(undo(), Some(("update_bookmark", true)));
    let bookmark = place.open().bookmark(id).unwrap();
    assert_eq!((bookmark.note.as_str(), bookmark.colour), ("Ask her.", Colour::Yellow));
    assert_eq!(undo(), Some(("add_bookmark", true)));
    assert_eq!((all(&place.open()).len(), undo()), (0, None));
    assert_eq!(
        (redo(), redo(), redo()),
        (Some("add_bookmark"), Some("update_bookmark"), Some("set_starred"))
    );
    assert_eq!(place.open().bookmark(id).unwrap().note, "Asked.");
    place.open().set_read(article, true).unwrap();
    assert_eq!(redo(), None, "a new change leaves nothing to do again");
}

#[test]
fn words_that_are_not_there_or_not_alone_are_refused_with_their_places() {
    let place = Place::new();
    let archive = place.open();
    let article = ids(&archive)[0];
    let refused = archive.add_bookmark_by_words(&by_words(article, "nobody slept")).unwrap_err();
    assert_eq!(refused.code(), "passage_not_found");
    match archive.add_bookmark_by_words(&by_words(article, "dam")).unwrap_err() {
        ArchiveError::PassageAmbiguous { places, .. } => {
            let text = archive.article(article).unwrap().article.text;
            let words = |place: &backfile_archive::PassagePlace| {
                text.chars().skip(place.start).take(place.end - place.start).collect::<String>()
            };
            assert_eq!(places.iter().map(words).collect::<Vec<_>>(), ["dam", "dam"]);
            assert!(places[1].context.contains("vote on a second dam in the spring"));
        }
        other => panic!("{other:?}"),
    }
    let mut passage = by_words(article, "dam");
    passage.prefix = Some("second ".into());
    assert_eq!(archive.add_bookmark_by_words(&passage).unwrap().exact, "dam");
    let outside = NewBookmark::plain(article, Span::new(3, 100_000));
    assert_eq!(archive.add_bookmark(&outside).unwrap_err().code(), "no_passage");
}

#[test]
fn bookmarks_are_listed_by_words_tag_and_colour() {
    let place = Place::new();
    let archive = place.open();
    let id = add(&archive).id;
    let other = archive.add_bookmark(&NewBookmark::plain(ids(&archive)[0], Span::new(4, 9))).unwrap().id;
    let listed = |filter: BookmarkFilter| -> Vec<_> {
        archive.bookmarks(&filter).unwrap().bookmarks.iter().map(|bookmark| bookmark.id).collect()
    };
    let words = |words: &str| BookmarkFilter { words: Some(words.into()), ..BookmarkFilter::default() };
    assert_eq!(listed(words("NOBODY ask")), [id]);
    assert_eq!(listed(words("storm")), [other, id], "the headline counts, newest first");
    assert_eq!(listed(words("fog")), []);
    assert_eq!(listed(BookmarkFilter { tag: Some("night".into()), ..BookmarkFilter::default() }), [id]);
    assert_eq!(listed(BookmarkFilter { colour: Some(Colour::Grey), ..BookmarkFilter::default() }), []);
    let tags = archive.bookmarks(&BookmarkFilter::default()).unwrap().tags;
    assert_eq!(
        tags.iter().map(|tag| (tag.name.as_str(), tag.n)).collect::<Vec<_>>(),
        [("dams", 1), ("night", 1)]
    );
}

#[test]
fn edits_are_shown_at_once_outlive_an_import_and_can_be_undone() {
    let place = Place::new();
    let archive = place.open();
    let article = ids(&archive)[0];
    let edit = ArticleEdit {
        headline: Some("The dam held".into()),
        published: Some("2019-03".into()),
        source: Some("Ellery Courier".into()),
        byline: Some(vec!["Ada Vance".into()]),
    };
    archive.edit_articles(&[article], &edit).unwrap();
    drop(archive);
    place.import(&DAM.replace("Monday", "Tuesday"));
    let archive = place.open();
    let shown = archive.article(article).unwrap();
    assert_eq!(shown.headline.as_deref(), Some("The dam held"));
    assert_eq!(shown.article.published.unwrap().as_str(), "2019-03");
    assert_eq!(shown.article.byline, ["Ada Vance"]);
    assert_eq!(shown.edited, ["headline", "published", "source", "byline"]);
    let outlet = ArticleFilter { outlet: Some("Ellery Courier".into()), ..ArticleFilter::default() };
    assert_eq!(archive.articles(&outlet, ArticleSort::Newest, 10, 0).unwrap().total, 1);
    let back = ArticleEdit { headline: Some(String::new()), ..ArticleEdit::default() };
    archive.edit_articles(&[article], &back).unwrap();
    assert_eq!(archive.article(article).unwrap().headline.as_deref(), Some("Dam holds after the storm"));
    archive.undo().unwrap();
    archive.undo().unwrap();
    assert_eq!(archive.articles(&outlet, ArticleSort::Newest, 10, 0).unwrap().total, 0);
    assert_eq!(archive.article(article).unwrap().edited, [""; 0]);
    let wrong = ArticleEdit { published: Some("last week".into()), ..ArticleEdit::default() };
    assert_eq!(archive.edit_articles(&[article], &wrong).unwrap_err().code(), "invalid_date");
}

#[test]
fn reading_goes_on_where_it_stopped() {
    let place = Place::new();
    let archive = place.open();
    let article = ids(&archive)[0];
    archive.set_progress(article, 0.4).unwrap();
    assert_eq!(archive.unfinished(3).unwrap()[0].progress, 0.4);
    archive.set_starred(article, true).unwrap();
    add(&archive);
    let marks = archive.marks(&[article, ArticleId::from_number(1)]).unwrap();
    assert_eq!(marks.len(), 1);
    assert_eq!(
        (marks[&article].read, marks[&article].starred, marks[&article].n_bookmarks),
        (false, true, 1)
    );
    archive.set_progress(article, 1.0).unwrap();
    assert_eq!(archive.unfinished(3).unwrap(), []);
    assert!(archive.marks(&[article]).unwrap()[&article].read);
}

#[test]
fn settings_and_the_state_of_the_window_are_kept() {
    let place = Place::new();
    assert_eq!(place.open().settings().unwrap(), Settings::default());
    let changed = Settings { theme: "dark".into(), text_size: 99, ..Settings::default() };
    assert_eq!(place.open().set_settings(changed).unwrap().text_size, 30);
    place.open().set_ui_state("{\"view\":1}").unwrap();
    let archive = place.open();
    assert_eq!(
        archive.settings().unwrap(),
        Settings { theme: "dark".into(), text_size: 30, ..Settings::default() }
    );
    assert_eq!(archive.ui_state().unwrap().as_deref(), Some("{\"view\":1}"));
}

#[test]
fn an_export_read_back_into_an_empty_library_gives_the_same_library() {
    let place = Place::new();
    add(&place.open());
    let archive = place.open();
    archive.add_bookmark(&NewBookmark::plain(ids(&archive)[0], Span::new(0, 9))).unwrap();
    let exported = archive.export(ExportFormat::Json).unwrap();
    let before = all(&archive);
    for bookmark in &before {
        archive.delete_bookmark(bookmark.id).unwrap();
    }
    assert_eq!(archive.import_bookmarks(&exported).unwrap().added, 2);
    assert_eq!(all(&archive).iter().collect::<Vec<_>>().len(), 2);
    assert_eq!(archive.export(ExportFormat::Json).unwrap(), exported);
    assert_eq!(archive.import_bookmarks(&exported).unwrap().unchanged, 2);
    assert_eq!(archive.undo().unwrap().unwrap().action, "import_bookmarks");
    assert_eq!(all(&archive).len(), 0);
    assert_eq!(archive.import_bookmarks("{}").unwrap_err().code(), "invalid_export");
}

#[test]
fn a_place_in_an_export_that_does_not_hold_the_words_is_not_trusted() {
    let place = Place::new();
    let archive = place.open();
    let bookmark = add(&archive);
    let exported = archive.export(ExportFormat::Json).unwrap();
    archive.delete_bookmark(bookmark.id).unwrap();
    let (start, end) = (bookmark.stood.start, bookmark.stood.end);
    let stood = |start: usize, end: usize| format!("\"stood\": [\n        {start},\n        {end}\n      ]");
    assert!(exported.contains(&stood(start, end)), "{exported}");
    let elsewhere = exported.replace(&stood(start, end), &stood(start - 7, end - 7));
    archive.import_bookmarks(&elsewhere).unwrap();
    let read = archive.bookmark(bookmark.id).unwrap();
    assert_eq!((read.state, read.words.as_deref()), (BookmarkState::InPlace, Some(PASSAGE)));
}

#[test]
fn markdown_and_csv_name_the_article_the_passage_and_the_note() {
    let place = Place::new();
    let archive = place.open();
    add(&archive);
    let markdown = archive.export(ExportFormat::Markdown).unwrap();
    assert!(markdown.contains("## Dam holds after the storm\n"), "{markdown}");
    assert!(markdown.contains(&format!("> {PASSAGE}\n\nAsk her.\n")), "{markdown}");
    assert!(markdown.contains("exported 2026-05-01T12:00:00.000Z"), "{markdown}");
    let csv = archive.export(ExportFormat::Csv).unwrap();
    assert!(
        csv.lines().nth(1).unwrap().contains(&format!("{PASSAGE},Ask her.,dams; night,yellow,in_place")),
        "{csv}"
    );
}

#[test]
fn an_archive_copied_elsewhere_keeps_ids_and_bookmarks() {
    let place = Place::new();
    let made = add(&place.open());
    let other = tempfile::tempdir().unwrap();
    let folder = other.path().join("a new place");
    fs::rename(place.0.path(), &folder).unwrap();
    fs::create_dir(place.0.path()).unwrap();
    let archive = Archive::open(folder.join("data"), Options::default()).unwrap().with_clock(noon);
    import(&archive, &folder.join("sources"));
    assert_eq!(all(&archive), [made]);
    assert_eq!(ids(&archive).len(), 1);
}

#[test]
fn a_damaged_library_is_kept_and_its_copy_is_used_and_this_is_said() {
    let place = Place::new();
    let made = add(&place.open());
    let library = place.open().places().library();
    fs::write(&library, b"these bytes were a library once, and are none now").unwrap();
    let archive = place.open();
    let notice = archive.take_library_notice().unwrap();
    assert!(notice.to_string().contains("was damaged and is kept as"), "{notice}");
    assert!(fs::read(notice.kept.unwrap()).unwrap().starts_with(b"these bytes"));
    assert_eq!(all(&archive), [made]);
    assert_eq!(archive.take_library_notice(), None);
    assert_eq!(archive.check().unwrap().problems, []);
}

#[test]
fn a_library_of_a_newer_program_is_refused_and_left_as_it_is() {
    let place = Place::new();
    add(&place.open());
    let path = place.open().places().library();
    let version = |version: u32| {
        let conn = rusqlite::Connection::open(&path).unwrap();
        conn.pragma_update(None, "user_version", version).unwrap();
    };
    version(99);
    let refused = Archive::open(place.0.path().join("data"), Options::default()).unwrap_err();
    assert_eq!(refused.code(), "newer");
    version(1);
    assert_eq!(all(&place.open()).len(), 1);
}

/// Not a test of its own: what the second process does. It bookmarks without
/// end and says each id once it has been promised.
#[test]
fn child() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let archive = Archive::open(Path::new(&folder).join("data"), Options::default()).unwrap();
    let article = ids(&archive)[0];
    let mut n = 0;
    loop {
        n += 1;
        let new = NewBookmark { note: format!("note {n}"), ..NewBookmark::plain(article, Span::new(0, 9)) };
        println!("\nmade {}", archive.add_bookmark(&new).unwrap().id);
        std::io::stdout().flush().unwrap();
    }
}

#[test]
fn killing_a_writer_loses_no_bookmark_that_was_acknowledged() {
    let place = Place::new();
    let mut acknowledged = Vec::new();
    for n in 1..=8 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["child", "--exact", "--nocapture"])
            .env(FOLDER, place.0.path())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let said = BufReader::new(child.stdout.take().unwrap());
        let made = said
            .lines()
            .map_while(Result::ok)
            .filter_map(|line| line.strip_prefix("made ").map(str::to_owned));
        acknowledged.extend(made.take(3 * n));
        child.kill().unwrap();
        child.wait().unwrap();
        let archive = place.open();
        let kept: Vec<String> = all(&archive).iter().map(|bookmark| bookmark.id.to_string()).collect();
        let missing: Vec<_> = acknowledged.iter().filter(|id| !kept.contains(id)).collect();
        assert_eq!(missing, [""; 0], "after kill {n}");
        assert_eq!(archive.take_library_notice(), None);
    }
    assert!(acknowledged.len() >= 100);
}
