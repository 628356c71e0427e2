//! What the reader made, asked for in a search.

use backfile_archive::PassageByWords;

use super::*;

fn bookmark(archive: &Archive, words: &str, note: &str, tag: &str) {
    let query = format!("\"{words}\"");
    let article = search(archive, &query, SearchSort::Relevance).hits[0].card.id;
    let (exact, note, tags) = (words.to_owned(), note.to_owned(), vec![tag.to_owned()]);
    let passage = PassageByWords { article, exact, prefix: None, suffix: None, note, tags };
    archive.add_bookmark_by_words(&passage).unwrap();
}

#[test]
fn what_the_reader_made_narrows_the_search_at_once() {
    let place = three();
    let archive = place.open();
    let check = |query: &str, expected: &[&str]| assert_eq!(headlines(&archive, query), expected, "{query}");
    let nothing =
        ["is:read", "is:starred", "is:bookmarked", "has:note", "tag:dams", "note:ask", "bookmark:dam"];
    nothing.iter().for_each(|query| check(query, &[]));
    check("is:unread", &[D, B, L]);
    let id = |query| search(&archive, query, SearchSort::Oldest).hits[0].card.id;
    archive.set_opened(id("bridge")).unwrap();
    archive.set_starred(id("resign"), true).unwrap();
    bookmark(&archive, "small cracks", "Asked the Engineers twice.", "Dams");
    bookmark(&archive, "third resignation", "", "to check");
    check("is:read", &[B]);
    check("is:unread", &[D, L]);
    check("-is:unread", &[B]);
    check("is:unread dam", &[D]);
    check("is:starred", &[L]);
    check("is:bookmarked", &[D, L]);
    check("is:bookmarked -has:note", &[L]);
    check("has:note", &[D]);
    check("tag:dams OR tag:\"To Check\"", &[D, L]);
    check("tag:dam", &[]);
    check("note:engineer", &[D]);
    check("note:\"engineers twice\"", &[D]);
    check("note:\"twice engineers\"", &[]);
    check("note:cracks", &[]);
    check("bookmark:crack", &[D]);
    check("bookmark:wall", &[]);
    check("is:moved OR is:lost", &[]);
    archive.undo().unwrap();
    check("is:bookmarked", &[D]);
}

#[test]
fn bookmarks_that_moved_or_were_lost_are_found_by_that() {
    let place = three();
    let archive = place.open();
    bookmark(&archive, "small cracks in the north wall", "", "x");
    bookmark(&archive, "was painted on a wall", "", "x");
    let check = |query: &str, expected: &[&str]| assert_eq!(headlines(&archive, query), expected, "{query}");
    check("is:moved OR is:lost", &[]);
    fs::write(place.sources().join("dam.md"), DAM.replace("north wall", "old north wall")).unwrap();
    fs::write(place.sources().join("bridge.md"), BRIDGE.replace("and #OpenAtLast was painted on a wall", ""))
        .unwrap();
    place.import(&archive);
    check("is:moved", &[D]);
    check("is:lost", &[B]);
}
