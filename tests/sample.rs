//! The sample archive, from its files to who said what.

use backfile_archive::{Archive, EntityFilter, EntitySort, QuotationFilter, QuotationSort, SearchRequest};
use backfile_article::fold;

use crate::place::{Place, files, ids, quotations};

/// How many articles `articles/README.md` describes: 24 texts, 21 Markdown
/// files, and records of 10, 8 and 8.
const N_ARTICLES: u64 = 24 + 21 + 10 + 8 + 8;

fn imported() -> (Place, Archive) {
    let place = Place::with_samples();
    place.import();
    let archive = place.open();
    (place, archive)
}

#[test]
fn every_article_comes_in_and_no_source_is_touched() {
    let place = Place::with_samples();
    let before = files(&place.sources());
    let report = place.import();
    assert_eq!((report.imported, report.failed, report.articles), (N_ARTICLES, 0, N_ARTICLES), "{report:?}");
    assert_eq!(place.import().unchanged, N_ARTICLES);
    let archive = place.open();
    archive.rebuild(&mut |_| std::ops::ControlFlow::Continue(())).unwrap();
    assert_eq!(archive.check().unwrap().problems, []);
    assert_eq!(files(&place.sources()), before);
}

#[test]
fn every_article_has_a_headline_and_text_without_damage() {
    let (_place, archive) = imported();
    for id in ids(&archive).keys() {
        let stored = archive.article(id.parse().unwrap()).unwrap();
        assert!(stored.headline.is_some(), "{}", stored.path.display());
        assert!(!stored.article.text.contains('\u{FFFD}'), "{}", stored.path.display());
    }
}

#[test]
fn the_people_of_the_stories_are_found_as_people() {
    let (_place, archive) = imported();
    let filter = EntityFilter { kind: Some(backfile_extract::EntityKind::Person), words: None };
    let people = archive.entities(&filter, EntitySort::Articles, 100_000, 0).unwrap();
    let names: Vec<String> = people.rows.iter().map(|row| fold(&row.name)).collect();
    for name in [
        "Ingrid Hallström",
        "Philippa Okonjo-Reeve",
        "Lucian Tremaine",
        "Mairéad Quill",
        "Harold Quill",
        "Marcus Ravenhill",
        "Leonard Crabbe",
        "Kofi Lindqvist",
        "Sigrún Björnsdóttir",
        "Caroline Oduya",
    ] {
        assert!(names.contains(&fold(name)), "{name}");
    }
}

/// Asserts who says the quotation that begins with `words` (marks left out) in
/// the article whose headline begins with `headline`. Of the speaker's name the
/// last word is compared, since articles call people by longer and shorter names.
#[track_caller]
fn check(archive: &Archive, headline: &str, spoken: &[(&str, &str)]) {
    let all = quotations(archive);
    for (words, speaker) in spoken {
        let found = all.iter().find(|row| {
            let text = row.text.trim_start_matches(['“', '‘', '"', '\'']);
            text.starts_with(words) && row.headline.as_ref().is_some_and(|it| it.starts_with(headline))
        });
        let row = found.unwrap_or_else(|| panic!("no quotation begins with {words}"));
        let name = row.speaker.as_ref().map(|speaker| speaker.name.as_str()).unwrap_or_default();
        assert!(fold(name).ends_with(&fold(speaker)), "{words} is said by {speaker}, not by {name:?}");
    }
}

#[test]
fn an_inquiry_keeps_witness_and_judge_apart() {
    let (_place, archive) = imported();
    check(
        &archive,
        "Corran inquiry",
        &[
            ("I sent it in September,", "Hallström"),
            ("Under weather?", "Okonjo-Reeve"),
            ("Every day,", "Hallström"),
        ],
    );
}

#[test]
fn two_people_of_one_surname_speak_each_for_themselves() {
    let (_place, archive) = imported();
    check(
        &archive,
        "Eleven musicians",
        &[
            ("Nobody said a word about it,", "Mairéad Quill"),
            ("But I would be lying,", "Harold Quill"),
            ("I am horrified by what I have read", "Beatrix Amsel"),
            ("You learned to walk in pairs,”", "Josefina Lund"),
        ],
    );
    check(
        &archive,
        "After 117 years",
        &[
            // Printed as "Mo" here, in full in other articles of the archive.
            ("I've buried my father", "Maureen Tully"),
            ("He owes it eight and a half million,", "Sean Tully"),
            ("Walking away would be the easy thing,", "Leonard Crabbe"),
        ],
    );
}

#[test]
fn a_wire_report_names_by_surname() {
    let (_place, archive) = imported();
    check(
        &archive,
        "Trawlers blockade",
        &[
            ("We have tried letters,", "Sigrún Björnsdóttir"),
            ("The science is the science,", "Graham Pell"),
            ("A fisherman's picket is a picket,", "Desmond Farraday"),
        ],
    );
    check(
        &archive,
        "Lumenta chief",
        &[
            ("The system asked the right question", "Marcus Ravenhill"),
            ("They pressed Confirm because", "Wilhelmina Osei"),
        ],
    );
}

#[test]
fn a_bare_surname_lists_all_its_bearers() {
    let (_place, archive) = imported();
    let filter = QuotationFilter { by: Some("quill".to_owned()), ..QuotationFilter::default() };
    let page = archive.quotations(&filter, QuotationSort::Oldest, 1000, 0).unwrap();
    let speakers: Vec<&str> =
        page.rows.iter().filter_map(|row| row.speaker.as_ref()).map(|it| it.name.as_str()).collect();
    assert!(speakers.contains(&"Mairéad Quill") && speakers.contains(&"Harold Quill"), "{speakers:?}");
    assert!(speakers.iter().all(|name| name.ends_with("Quill")), "{speakers:?}");
    assert_eq!(page.total, page.rows.len() as u64);
}

#[test]
fn words_find_their_articles_and_the_hits_are_those_words() {
    let (_place, archive) = imported();
    let request =
        SearchRequest { query: "\"filed under weather\"".to_owned(), limit: 50, ..SearchRequest::default() };
    let page = archive.search(&request).unwrap();
    assert!(page.total >= 1);
    for hit in &page.hits {
        let text = archive.article(hit.card.id).unwrap().article.text;
        assert!(fold(&text).contains("filed under weather"));
        let marked: Vec<String> =
            hit.snippet.hits.iter().map(|span| fold(span.of(&hit.snippet.text))).collect();
        assert!(marked.join(" ").contains("filed under weather"), "{marked:?}");
    }
}
