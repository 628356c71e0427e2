//! `bookmark add`, `bookmarks`, `export`.

use serde_json::{Value, json};

use crate::program::{Place, check_members, slice};

#[test]
fn a_passage_is_kept_with_note_and_tags() {
    let place = Place::with_articles();
    let ferry = place.id("Ferry");
    let added = place
        .run([
            "bookmark",
            "add",
            &ferry,
            "--exact",
            "has not   left\nport",
            "--note",
            "- why?",
            "--tag",
            "-x",
            "--tag",
            "sea",
            "--json",
        ])
        .ends(0)
        .json();
    check_members(&added, "id article state");
    assert_eq!((&added["article"], &added["state"]), (&json!(ferry), &json!("in_place")));
    let list = place.run(["bookmarks", "--json"]).ends(0).json();
    check_members(&list, "bookmarks");
    let bookmark = &list["bookmarks"][0];
    check_members(bookmark, "id article state exact text start end note tags created modified");
    assert_eq!(bookmark["id"], added["id"]);
    assert_eq!(
        (&bookmark["exact"], &bookmark["text"]),
        (&json!("has not left port"), &json!("has not left port"))
    );
    assert_eq!((&bookmark["note"], &bookmark["tags"]), (&json!("- why?"), &json!(["-x", "sea"])));
    let text = place.show("Ferry")["text"].as_str().unwrap().to_owned();
    let (start, end) = (bookmark["start"].as_u64().unwrap(), bookmark["end"].as_u64().unwrap());
    assert_eq!(slice(&text, start, end), "has not left port");
    let id = bookmark["id"].as_str().unwrap();
    assert!(id.len() == 16 && id.bytes().all(|byte| byte.is_ascii_hexdigit() && !byte.is_ascii_uppercase()));
}

#[test]
fn words_that_stand_twice_are_refused_with_their_places() {
    let place = Place::with_articles();
    let storm = place.id("Storm");
    let refused = place.run(["bookmark", "add", &storm, "--exact", "bridge"]).ends(1).says("4 times");
    let text = place.show("Storm")["text"].as_str().unwrap().to_owned();
    for (byte, _) in text.match_indices("bridge") {
        let start = text[..byte].chars().count();
        assert!(refused.stderr.contains(&format!("{start}–{}", start + 6)), "{}", refused.stderr);
    }
    place.run(["bookmark", "add", &storm, "--exact", "bridge", "--prefix", "the old "]).ends(0);
    place.run(["bookmark", "add", &storm, "--exact", "bridge", "--suffix", " is safe"]).ends(0);
    place.run(["bookmark", "add", &storm, "--exact", "Bridge"]).ends(1).says(&storm);
    place.run(["bookmark", "add", &storm, "--exact", "-bridge"]).ends(1);
    place.run(["bookmark", "add", "0000000000000000", "--exact", "bridge"]).ends(1).says("no article");
    assert_eq!(place.run(["bookmarks", "--json"]).ends(0).json()["bookmarks"].as_array().unwrap().len(), 2);
}

#[test]
fn words_match_letter_for_letter_and_are_not_widened() {
    let place = Place::with_articles();
    let ferry = place.id("Ferry");
    place.run(["bookmark", "add", &ferry, "--exact", "erry 😀 st"]).ends(0);
    let list = place.run(["bookmarks", "--json"]).ends(0).json();
    assert_eq!(list["bookmarks"][0]["text"], "erry 😀 st");
    assert_eq!((&list["bookmarks"][0]["start"], &list["bookmarks"][0]["end"]), (&json!(1), &json!(10)));
}

#[test]
fn a_bookmark_follows_its_words_and_is_lost_with_them() {
    let place = Place::with_articles();
    let storm = place.id("Storm");
    place.run(["bookmark", "add", &storm, "--exact", "“The bridge is safe,”"]).ends(0);
    let import = |text: &str| {
        let file = place.write("storm.txt", text);
        place.run(["import", &file]).ends(0);
        place.run(["bookmarks", "--json"]).ends(0).json()["bookmarks"][0].clone()
    };
    let grown = import(&crate::program::STORM.replace("The bridge was", "On a wet night, the bridge was"));
    assert_eq!(grown["text"], "“The bridge is safe,”");
    assert_ne!(grown["state"], "lost");
    let lost = import("Storm closes the old bridge\n\nNothing else is known about any of it at this hour.\n");
    assert_eq!((&lost["state"], &lost["exact"]), (&json!("lost"), &json!("“The bridge is safe,”")));
    assert_eq!((&lost["text"], &lost["start"], &lost["end"]), (&Value::Null, &Value::Null, &Value::Null));
}

#[test]
fn exports_hold_the_passages() {
    let place = Place::with_articles();
    place.run(["bookmark", "add", &place.id("Ferry"), "--exact", "left port", "--note", "why?"]).ends(0);
    let markdown = place.run(["export", "--format", "md"]).ends(0).stdout;
    assert!(markdown.contains("left port") && markdown.contains("why?"));
    let json = place.run(["export", "--format", "json"]).ends(0).stdout;
    assert!(serde_json::from_str::<Value>(&json).unwrap().to_string().contains("left port"));
    place.run(["export", "--format", "json", "--json"]).ends(0).json();
    place.run(["export", "--format", "md", "--json"]).ends(0).json();
}
