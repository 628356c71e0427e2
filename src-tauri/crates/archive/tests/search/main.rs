//! What a person finds, from written sources to hits.

#![allow(clippy::unwrap_used)]

mod alike;
mod copies;
mod mine;
mod pieces;
mod repeats;
mod together;
mod unnamed;
mod variants;

use std::{
    fs,
    ops::ControlFlow,
    path::{Path, PathBuf},
};

use backfile_archive::{
    Archive, Options, QuotationFilter, QuotationSort, SearchPage, SearchRequest, SearchSort,
};
use backfile_extract::EntityKind;

/// A folder with an archive and its sources.
struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    fn new(sources: &[(&str, &str)]) -> Self {
        let place = Self { folder: tempfile::tempdir().unwrap() };
        for (name, contents) in sources {
            let path = place.sources().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, contents).unwrap();
        }
        place.import(&place.open());
        place
    }

    fn sources(&self) -> PathBuf {
        self.folder.path().join("sources")
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn open(&self) -> Archive {
        Archive::open(self.data(), Options::default()).unwrap()
    }

    fn import(&self, archive: &Archive) {
        archive.import(&[self.sources()], &mut |_| ControlFlow::Continue(())).unwrap();
    }
}

const DAM: &str = "---\ntitle: Dam holds after storm\ndate: 2019-03-02\nsource: Harbour Courier\nauthor: Bea Okafor\nlanguage: en\nurl: https://www.courier.example/news/dam-holds\n---\n\nThe dam at Port Ellery held on Monday. Engineers found small cracks in the north wall.\n\nThe mayor’s warning of a flood was lifted at noon. Nobody was hurt.\n";

const BRIDGE: &str = "---\ntitle: Bridge reopens\ndate: 2019-04\nsource: Daily Ledger\nsection: Local\n---\n\nThe bridge below the dam reopened on Tuesday. A crowd of 1,200 cheered, and #OpenAtLast was painted on a wall.\n";

const LETTER: &str = "Léa Öhm resigns\n\nLate on Sunday night, after a meeting of many hours, the prime\nminister of the Isles,\u{a0}Léa Öhm, resigned after a “well-known”\nrow. She had co-operated with the U.S. inquiry, her office told\nreporters.\n\nIt was the third resignation of this year, and will not be the\nlast one, people in the capital say.\n";

fn three() -> Place {
    Place::new(&[("dam.md", DAM), ("bridge.md", BRIDGE), ("letter.txt", LETTER)])
}

fn search(archive: &Archive, query: &str, sort: SearchSort) -> SearchPage {
    let request =
        SearchRequest { query: query.into(), sort, limit: 20, facets: true, ..SearchRequest::default() };
    archive.search(&request).unwrap()
}

/// The headlines found, oldest first.
fn headlines(archive: &Archive, query: &str) -> Vec<String> {
    let page = search(archive, query, SearchSort::Oldest);
    assert_eq!(page.total, page.hits.len() as u64);
    page.hits.into_iter().map(|hit| hit.card.headline.unwrap_or_default()).collect()
}

const D: &str = "Dam holds after storm";
const B: &str = "Bridge reopens";
const L: &str = "Léa Öhm resigns";

#[test]
fn words_phrases_and_operators_find_what_they_say() {
    let place = three();
    let archive = place.open();
    let check = |query: &str, expected: &[&str]| assert_eq!(headlines(&archive, query), expected, "{query}");
    check("", &[D, B, L]);
    check("dam", &[D, B]);
    check("dam -bridge", &[D]);
    check("-dam", &[L]);
    check("cracks OR crowd", &[D, B]);
    check("resign", &[L]);
    check("=resign", &[]);
    check("\"small cracks\"", &[D]);
    check("\"cracks small\"", &[]);
    check("\"small wall\"~4", &[D]);
    check("\"small wall\"~3", &[]);
    check("cracks NEAR/2 wall", &[]);
    check("cracks NEAR/3 wall", &[D]);
    check("wall PRE/3 cracks", &[]);
    check("dam NEAR/s monday", &[D]);
    check("dam NEAR/s cracks", &[]);
    check("dam NEAR/p cracks", &[D]);
    check("dam NEAR/p flood", &[]);
    check("crack* engin??rs", &[D]);
    check("brigde~1", &[B]);
    check("/engineers?/", &[D]);
    check("atleast2 dam", &[D]);
    check("zeppelin", &[]);
}

#[test]
fn spelling_of_marks_accents_and_spaces_does_not_matter() {
    let place = three();
    let archive = place.open();
    let check = |query: &str, expected: &[&str]| assert_eq!(headlines(&archive, query), expected, "{query}");
    check("lea ohm", &[L]);
    check("“isles léa”", &[L]);
    check("\"prime minister\"", &[L]);
    check("mayor's", &[D]);
    check("mayor’s", &[D]);
    check("well-known", &[L]);
    check("wellknown", &[L]);
    check("cooperated", &[L]);
    check("US", &[L]);
    check("1200", &[B]);
    check("1,200", &[B]);
    check("#openatlast", &[B]);
    check("openatlast", &[B]);
}

#[test]
fn fields_narrow_the_search() {
    let place = three();
    let archive = place.open();
    let check = |query: &str, expected: &[&str]| assert_eq!(headlines(&archive, query), expected, "{query}");
    check("headline:dam", &[D]);
    check("text:storm", &[]);
    check("lead:flood", &[]);
    check("lead:cracks", &[D]);
    check("source:\"daily ledger\"", &[B]);
    check("source:ledger", &[B]);
    check("source:cour", &[]);
    check("section:local", &[B]);
    check("by:okafor", &[D]);
    check("site:courier.example", &[D]);
    check("url:holds", &[D]);
    check("lang:en", &[D]);
    check("date:2019", &[D, B]);
    check("date:2019-04-15", &[B]);
    check("after:2019-04", &[B]);
    check("before:2019-04", &[D]);
    check("-has:date", &[L]);
    check("has:author", &[D]);
    check("words:>20 dam", &[D, B]);
    check("person:nobody", &[]);
}

#[test]
fn the_page_counts_all_matches_and_shows_what_matched() {
    let place = three();
    let archive = place.open();
    let page = search(&archive, "dam", SearchSort::Relevance);
    assert_eq!(page.total, 2);
    assert_eq!(page.hits[0].card.headline.as_deref(), Some(D), "a word of the headline weighs more");
    assert!(page.hits[0].score >= page.hits[1].score);
    assert_eq!(page.outlets, [("Daily Ledger".into(), 1), ("Harbour Courier".into(), 1)]);
    let months: Vec<_> = page.months.iter().map(|month| (month.month.as_str(), month.n)).collect();
    assert_eq!(months, [("2019-03", 1), ("2019-04", 1)]);
    let page = search(&archive, "\"prime minister\" isles", SearchSort::Relevance);
    let snippet = &page.hits[0].snippet;
    let marked: Vec<&str> = snippet.hits.iter().map(|hit| hit.of(&snippet.text)).collect();
    assert_eq!(marked, ["prime minister", "Isles"]);
    assert!(snippet.text.contains("the prime minister of the Isles, Léa Öhm"), "{}", snippet.text);
}

#[test]
fn undated_articles_come_last_and_pages_do_not_overlap() {
    let place = three();
    let archive = place.open();
    let all = |sort| {
        search(&archive, "", sort).hits.into_iter().map(|hit| hit.card.headline.unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(all(SearchSort::Newest), [B, D, L]);
    assert_eq!(all(SearchSort::Oldest), [D, B, L]);
    let mut paged = Vec::new();
    for offset in 0..4 {
        let request = SearchRequest { query: String::new(), limit: 1, offset, ..SearchRequest::default() };
        let page = archive.search(&request).unwrap();
        assert_eq!(page.total, 3);
        paged.extend(page.hits.into_iter().map(|hit| hit.card.id));
    }
    let relevance: Vec<_> =
        search(&archive, "", SearchSort::Relevance).hits.into_iter().map(|hit| hit.card.id).collect();
    assert_eq!(paged, relevance);
}

#[test]
fn the_last_word_may_be_unfinished() {
    let place = three();
    let archive = place.open();
    let typing = |query: &str| {
        let request = SearchRequest {
            query: query.into(),
            limit: 20,
            complete_last_word: true,
            ..SearchRequest::default()
        };
        archive.search(&request).unwrap()
    };
    let page = typing("engin");
    assert_eq!(page.total, 1);
    let snippet = &page.hits[0].snippet;
    assert_eq!(snippet.hits[0].of(&snippet.text), "Engineers");
    assert_eq!(typing("\"prime mini").total, 1);
    assert_eq!(typing("resigning").total, 1, "a whole word is stemmed all the same");
    assert_eq!(typing("dam zepp").total, 0);
}

#[test]
fn a_dek_printed_again_as_a_caption_counts_once() {
    let text = "Ferry sinks at pier\n\nA ferry went down beside its own pier.\n\nA ferry went down beside its own pier. (Jo Marsh/Tidewire)\n\nThe old ferry sank on Sunday, the port said. No one was aboard when it went down, and divers were sent for.\n";
    let place = Place::new(&[("ferry.txt", text)]);
    let archive = place.open();
    let page = search(&archive, "\"beside its own pier\"", SearchSort::Relevance);
    assert_eq!(page.total, 1);
    let id = page.hits[0].card.id;
    let article = archive.article(id).unwrap().article;
    let is_caption = |block: &&backfile_article::Block| block.kind == backfile_article::BlockKind::Caption;
    if article.dek.is_some() && article.blocks.iter().any(|block| is_caption(&block)) {
        assert_eq!(archive.hits_in(id, "\"beside its own pier\"").unwrap().len(), 1);
        assert_eq!(headlines(&archive, "atleast2 beside"), Vec::<String>::new());
        assert_eq!(headlines(&archive, "caption:beside").len(), 1);
        assert_eq!(headlines(&archive, "caption:marsh").len(), 1);
    } else {
        panic!("the source is not read as meant: {:?}", article.blocks);
    }
}

#[test]
fn hits_are_places_in_the_text() {
    let place = three();
    let archive = place.open();
    let id = search(&archive, "cooperated", SearchSort::Relevance).hits[0].card.id;
    let text = archive.article(id).unwrap().article.text;
    let hits = archive.hits_in(id, "\"prime minister\" resigned third NEAR/3 year").unwrap();
    let words: Vec<&str> = hits.iter().map(|hit| hit.of(&text)).collect();
    assert_eq!(words, ["resigns", "prime minister", "resigned", "third", "resignation", "year"]);
    let found = archive.find_in_article(id, "öhm, resig").unwrap();
    assert_eq!(found.iter().map(|hit| hit.of(&text)).collect::<Vec<_>>(), ["Öhm, resig"]);
}

#[test]
fn an_article_that_changed_is_found_as_it_is_now() {
    let place = three();
    fs::write(place.sources().join("dam.md"), DAM.replace("cracks", "fissures")).unwrap();
    let archive = place.open();
    place.import(&archive);
    assert_eq!(headlines(&archive, "cracks"), Vec::<String>::new());
    assert_eq!(headlines(&archive, "fissures"), [D]);
    assert_eq!(headlines(&archive, ""), [D, B, L]);
    assert!(archive.check().unwrap().problems.is_empty(), "{:?}", archive.check().unwrap());
}

/// Files of the index of articles.
fn index_files(place: &Place) -> Vec<PathBuf> {
    let entries = fs::read_dir(place.data().join("derived/articles-index")).unwrap();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.is_file() && !file.to_string_lossy().ends_with(".lock"));
    files.sort();
    files
}

/// Asserts that everything is found after `harm` was done to a closed archive.
#[track_caller]
fn check_mended(place: &Place, what: &str, harm: impl FnOnce()) {
    harm();
    let archive = place.open();
    assert_eq!(headlines(&archive, "dam"), [D, B], "{what}");
    assert!(archive.check().unwrap().problems.is_empty(), "{what}");
}

#[test]
fn an_index_that_is_gone_or_of_another_version_is_made_again() {
    let place = three();
    let index = place.data().join("derived/articles-index");
    check_mended(&place, "deleted", || fs::remove_dir_all(&index).unwrap());
    check_mended(&place, "other version", || {
        let seal = index.join("backfile.seal");
        let changed = fs::read_to_string(&seal).unwrap().replacen("index ", "index 9", 1);
        fs::write(seal, changed).unwrap();
    });
    check_mended(&place, "quotations deleted", || {
        fs::remove_dir_all(place.data().join("derived/quotations-index")).unwrap();
    });
}

#[test]
fn whatever_happens_to_a_file_of_the_index_is_made_good() {
    let place = three();
    let names: Vec<String> = index_files(&place)
        .iter()
        .map(|file| file.extension().unwrap_or(file.file_name().unwrap()).to_string_lossy().into_owned())
        .collect();
    for name in names {
        for harm in ["removed", "truncated", "zeroed", "flipped"] {
            let ends = |file: &&PathBuf| file.to_string_lossy().ends_with(&name);
            let Some(file) = index_files(&place).iter().find(ends).cloned() else { continue };
            check_mended(&place, &format!("{name} {harm}"), || spoil(&file, harm));
        }
    }
}

fn spoil(file: &Path, harm: &str) {
    let mut bytes = fs::read(file).unwrap();
    match harm {
        "removed" => return fs::remove_file(file).unwrap(),
        "truncated" => bytes.truncate(bytes.len() / 2),
        "zeroed" => bytes.fill(0),
        _ => {
            let middle = bytes.len() / 2;
            if let Some(byte) = bytes.get_mut(middle) {
                *byte ^= 0xff;
            }
        }
    }
    fs::write(file, bytes).unwrap();
}

#[test]
fn damage_under_an_open_archive_is_made_good_by_the_next_search() {
    let place = three();
    let archive = place.open();
    assert_eq!(headlines(&archive, "dam"), [D, B]);
    for file in index_files(&place) {
        fs::write(&file, b"").unwrap();
    }
    assert_eq!(headlines(&archive, "dam"), [D, B]);
}

#[test]
fn an_empty_archive_answers() {
    let folder = tempfile::tempdir().unwrap();
    let archive = Archive::open(folder.path().join("data"), Options::default()).unwrap();
    let page = search(&archive, "headine:(flood", SearchSort::Relevance);
    assert_eq!((page.total, page.problems.len()), (0, 2));
}

const TALK: &str = "---\ntitle: Council debates the dam\ndate: 2020-05-06\nsource: Harbour Courier\n---\n\n“The dam is safe and we will not close it,” said Mayor Maria Lopez on Monday.\n\n“I do not believe a word of it,” said Peter Vance, who leads the opposition in Port Ellery.\n";

#[test]
fn names_and_quotations_narrow_the_search() {
    let place = Place::new(&[("dam.md", DAM), ("talk.md", TALK)]);
    let archive = place.open();
    const C: &str = "Council debates the dam";
    let check = |query: &str, expected: &[&str]| assert_eq!(headlines(&archive, query), expected, "{query}");
    check("person:lopez", &[C]);
    check("person:\"maria lopez (mayor)\" dam", &[C]);
    check("entity:vance", &[C]);
    check("place:lopez", &[]);
    check("monday NEAR/5 {person}", &[C]);
    check("\"said mayor {person}\"", &[C]);
    check("has:quote council", &[C]);
    check("speaker:lopez", &[C]);
    check("speaker:lopez quote:safe", &[C]);
    check("speaker:vance quote:safe", &[]);
    check("(speaker:vance) (quote:safe)", &[C]);
    check("quote:\"not close\" kind:direct", &[C]);
    check("quote:monday", &[]);
    let page = search(&archive, "quote:\"not close\"", SearchSort::Relevance);
    let snippet = &page.hits[0].snippet;
    assert_eq!(snippet.hits.iter().map(|hit| hit.of(&snippet.text)).collect::<Vec<_>>(), ["not close"]);
}

const PICTURE: &str = "---\ntitle: Lopez opens the new pier\ndate: 2020-06-07\nsource: Daily Ledger\n---\n\nMayor Maria Lopez opened the pier in Port Ellery on Sunday. Lopez thanked the builders.\n\nThe pier at noon. (Peter Vance/Tidewire)\n";

#[test]
fn hits_are_ordered_by_headline_and_by_length() {
    let place = three();
    fs::write(place.sources().join("ahead.md"), "---\ntitle: “Élan” at the dam\n---\n\nShort.\n").unwrap();
    let archive = place.open();
    // Another segment of the index.
    place.import(&archive);
    const E: &str = "“Élan” at the dam";
    let order = |query: &str| -> Vec<String> {
        let hits = search(&archive, query, SearchSort::Relevance).hits;
        hits.into_iter().map(|hit| hit.card.headline.unwrap_or_default()).collect()
    };
    assert_eq!(order("sort:headline"), [B, D, E, L]);
    assert_eq!(order("sort:longest"), [L, D, B, E]);
    let two = SearchRequest { sort: SearchSort::Headline, limit: 2, offset: 1, ..SearchRequest::default() };
    let page = archive.search(&two).unwrap().hits.into_iter().map(|hit| hit.card.headline.unwrap());
    assert_eq!(page.collect::<Vec<_>>(), [D, E]);
}

/// Who and what of one kind is named by most matches of `query`.
fn named(archive: &Archive, query: &str, kind: EntityKind) -> Vec<(String, u64)> {
    let named = search(archive, query, SearchSort::Newest).named;
    let of_kind = named.into_iter().filter(|named| named.entity.kind == kind);
    of_kind.map(|named| (named.entity.name, named.n)).collect()
}

#[test]
fn those_named_by_most_matches_are_counted_and_each_narrows_the_search() {
    let place = Place::new(&[("dam.md", DAM), ("talk.md", TALK), ("picture.md", PICTURE)]);
    let archive = place.open();
    let people = |query: &str| named(&archive, query, EntityKind::Person);
    let both = [("Maria Lopez".to_owned(), 2), ("Peter Vance".to_owned(), 1)];
    assert_eq!(people(""), both, "the picture's credit does not count");
    assert_eq!(people("pier"), both[..1].iter().map(|(name, _)| (name.clone(), 1)).collect::<Vec<_>>());
    assert_eq!(named(&archive, "", EntityKind::Place), [("Port Ellery".to_owned(), 3)]);
    for query in ["", "dam OR pier"] {
        for chosen in search(&archive, query, SearchSort::Newest).named {
            let narrowed = search(&archive, &format!("{} ({query})", chosen.term), SearchSort::Newest);
            assert_eq!(narrowed.total, chosen.n, "{}", chosen.term);
            let again = narrowed.named.iter().find(|named| named.entity == chosen.entity);
            assert_eq!(again.map(|named| named.n), Some(chosen.n), "what was chosen is still told");
        }
    }
    assert_eq!(headlines(&archive, "person:=\"peter vance\""), ["Council debates the dam"]);
    assert_eq!(headlines(&archive, "person:=Vance"), Vec::<String>::new(), "a surname is another name");
    assert_eq!(headlines(&archive, "org:=\"Peter Vance\""), Vec::<String>::new());
}

/// The words of the quotations found.
fn quotations(archive: &Archive, words: &str, by: Option<&str>, sort: QuotationSort) -> Vec<String> {
    let filter = QuotationFilter {
        words: Some(words.into()),
        by: by.map(str::to_owned),
        ..QuotationFilter::default()
    };
    let page = archive.quotations(&filter, sort, 10, 0).unwrap();
    assert_eq!(page.total, page.rows.len() as u64);
    page.rows.into_iter().map(|row| row.text).collect()
}

#[test]
fn quotations_are_found_by_their_words() {
    let place = Place::new(&[("dam.md", DAM), ("talk.md", TALK)]);
    let archive = place.open();
    let safe = "“The dam is safe and we will not close it,”";
    let word = "“I do not believe a word of it,”";
    let check = |words: &str, by: Option<&str>, expected: &[&str]| {
        assert_eq!(quotations(&archive, words, by, QuotationSort::Newest), expected, "{words} {by:?}");
    };
    check("not", None, &[safe, word]);
    check("not", Some("Vance"), &[word]);
    check("closing", None, &[safe]);
    check("\"not close\"", None, &[safe]);
    check("\"close not\"", None, &[]);
    check("not -word", None, &[safe]);
    check("believe NEAR/2 word", None, &[word]);
    check("council", None, &[]);
    assert_eq!(quotations(&archive, "dam OR word not", None, QuotationSort::Relevance).len(), 2);
}
