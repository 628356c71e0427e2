//! Sources that an article does not name, as a class of their own.

use backfile_archive::{QuotationFilter, QuotationSort};

use super::{Place, headlines};

fn place() -> Place {
    let article = |title: &str, body: &str| format!("---\ntitle: {title}\n---\n\nThe board met.\n\n{body}\n");
    Place::new(&[
        (
            "official.md",
            &article(
                "Told by an official",
                "“The merger will be called off,” said an official familiar with the plan, who asked not to be named.",
            ),
        ),
        (
            "person.md",
            &article(
                "Told by a person",
                "“The merger will go ahead,” said a person familiar with the plan, who asked not to be named.",
            ),
        ),
        ("chen.md", &article("Told by Chen", "“The merger is news to me,” said Maria Chen.")),
    ])
}

#[test]
fn unnamed_speakers_are_found_as_a_class_and_by_their_words() {
    let place = place();
    let archive = place.open();
    let found = |query| {
        let mut found = headlines(&archive, query);
        found.sort();
        found
    };
    for query in ["has:unnamed", "unnamed:*", "quote:merger has:unnamed"] {
        assert_eq!(found(query), ["Told by a person", "Told by an official"], "{query}");
    }
    assert_eq!(headlines(&archive, "unnamed:official"), ["Told by an official"]);
    assert_eq!(headlines(&archive, "merger -has:unnamed"), ["Told by Chen"]);
}

#[test]
fn lists_of_quotations_are_narrowed_to_unnamed_speakers() {
    let place = place();
    let archive = place.open();
    let n = |words: Option<&str>, unnamed| {
        let filter =
            QuotationFilter { words: words.map(str::to_owned), unnamed, ..QuotationFilter::default() };
        let page = archive.quotations(&filter, QuotationSort::Newest, 10, 0).unwrap();
        assert!(page.rows.iter().all(|row| row.unnamed || !unnamed));
        assert_eq!(page.total, page.rows.len() as u64);
        page.total
    };
    assert_eq!((n(None, false), n(None, true)), (3, 2));
    assert_eq!((n(Some("merger"), true), n(Some("ahead"), true), n(Some("news"), true)), (2, 1, 0));
    assert_eq!(n(Some("merger has:unnamed"), false), 2);
}
