//! A real article, where it is at hand beside the checkout. Its text belongs to
//! its publisher, so that only names, counts and first words are told here.

use std::{fs, io::Write, path::PathBuf};

use backfile_archive::StoredArticle;
use backfile_article::BlockKind;
use backfile_extract::EntityKind;

use crate::place::{Place, checkout, ids, import};

/// The file, or a loud skip.
fn shared() -> Option<PathBuf> {
    let folder = std::env::var_os("BACKFILE_SHARED").map_or_else(|| checkout("../shared"), PathBuf::from);
    let path = folder.join("articles/000_a48e7632e3783a69.txt");
    if path.exists() {
        return Some(path);
    }
    // Not `eprintln!`, which the test runner swallows.
    let said = writeln!(
        std::io::stderr(),
        "SKIPPED: the real article is not at hand; BACKFILE_SHARED names the folder"
    );
    said.unwrap();
    None
}

fn imported() -> Option<StoredArticle> {
    let path = shared()?;
    let place = Place::new();
    fs::copy(&path, place.sources().join("article.txt")).unwrap();
    let archive = place.open();
    assert_eq!(import(&archive, &place.sources()).imported, 1);
    let id = ids(&archive).into_keys().next().unwrap();
    Some(archive.article(id.parse().unwrap()).unwrap())
}

#[test]
fn its_parts_are_in_their_places() {
    let Some(stored) = imported() else { return };
    let article = &stored.article;
    let n_words = |text: &str| text.split_whitespace().count();
    assert_eq!(stored.headline.as_deref().map(n_words), Some(9));
    assert_eq!(article.dek_text().map(n_words), Some(39));
    let of_kind = |kind| {
        let blocks = article.blocks.iter().filter(move |block| block.kind == kind);
        blocks.map(|block| (n_words(block.span.of(&article.text)), block.credit.clone())).collect::<Vec<_>>()
    };
    let credits: Vec<_> = of_kind(BlockKind::Caption).into_iter().filter_map(|(_, credit)| credit).collect();
    assert_eq!(credits, ["John Shearer/Associated Press", "Associated Press"]);
    assert_eq!(of_kind(BlockKind::Crosshead), [(4, None)]);
    assert_eq!(article.published, None);
}

#[test]
fn its_people_are_people() {
    let Some(stored) = imported() else { return };
    let people: Vec<&str> = (stored.extraction.entities.iter())
        .filter(|entity| entity.kind == EntityKind::Person)
        .map(|entity| entity.name.as_str())
        .collect();
    let mut lacking = vec![
        "Alyssa Milano",
        "Harvey Weinstein",
        "Lady Gaga",
        "Monica Lewinsky",
        "Rosario Dawson",
        "Evan Rachel Wood",
        "Rose McGowan",
        "Cameron Russell",
        "Georgina Chapman",
        "Emmanuel Macron",
        "Lance Armstrong",
        "Asia Argento",
        "Rosanna Arquette",
        "Jessica Barth",
        "Cara Delevingne",
        "Romola Garai",
        "Judith Godrèche",
        "Heather Graham",
        "Angelina Jolie",
        "Ashley Judd",
        "Léa Seydoux",
        "Mira Sorvino",
    ];
    lacking.retain(|name| !people.contains(name));
    assert_eq!(lacking, Vec::<&str>::new(), "found: {people:?}");
    for once in ["Milano", "Weinstein", "Chapman", "Macron"] {
        assert!(!people.contains(&once), "{once} is somebody's surname");
    }
}

#[test]
fn its_quotations_have_the_right_speakers() {
    let Some(stored) = imported() else { return };
    let (text, extraction) = (&stored.article.text, &stored.extraction);
    for (words, speaker) in [
        ("Being raped", Some("Evan Rachel Wood")),
        ("Sharing my", Some("Evan Rachel Wood")),
        ("disturbing", Some("Alyssa Milano")),
        ("While I", Some("Alyssa Milano")),
        ("started the", Some("Emmanuel Macron")),
        ("systematic and", Some("Producers Guild of America")),
        // A friend's words, whom the text does not name.
        ("might give", None),
    ] {
        let found = extraction.quotations.iter().find(|quotation| {
            let said = quotation.span.of(text);
            said.contains('"')
                && said.trim_start_matches(|ch| ch != '"').trim_start_matches('"').starts_with(words)
        });
        let quotation = found.unwrap_or_else(|| panic!("no quotation begins with {words}"));
        let entity = quotation.speaker.as_ref().and_then(|speaker| extraction.entities.get(speaker.entity?));
        assert_eq!(entity.map(|entity| entity.name.as_str()), speaker, "{words}");
    }
}
