//! `show`, `extract`, `entities`, `quotes`, `search`.

use serde_json::{Value, json};

use crate::program::{Place, check_members, check_offsets, slice};

const ARTICLE: &str = "id headline dek byline dateline published source section url language text blocks \
                       entities quotes dates others warnings";
const QUOTE: &str = "start end text type speaker_start speaker_end speaker_text speaker_name other_speakers via unnamed cue \
                     addressee addressee_text topic group part reason \
                     kind confidence certain";

#[test]
fn show_gives_every_member_and_null_for_what_is_missing() {
    let place = Place::with_articles();
    let ferry = place.show("Ferry");
    check_members(&ferry, ARTICLE);
    assert_eq!(ferry["id"], place.id("Ferry"));
    assert_eq!(ferry["headline"], "Ferry 😀 stays in port");
    assert_eq!(ferry["byline"], json!(["Ines Halloran"]));
    assert_eq!(ferry["published"], "2021-03-12T10:00:00+02:00");
    assert_eq!(ferry["source"], "The Harbour Post");
    assert_eq!(ferry["section"], "Local");
    assert_eq!(ferry["url"], "https://example.org/ferry");
    assert_eq!((&ferry["dek"], &ferry["dateline"]), (&Value::Null, &Value::Null));
    let storm = place.show("Storm");
    check_members(&storm, ARTICLE);
    for missing in ["dek", "dateline", "published", "source", "section", "url"] {
        assert_eq!(storm[missing], Value::Null, "{missing}");
    }
    assert_eq!((&storm["byline"], &storm["warnings"]), (&json!([]), &json!([])));
}

#[test]
fn the_text_is_headline_and_blocks_with_blank_lines_between() {
    let place = Place::with_articles();
    let ferry = place.show("Ferry");
    let text = ferry["text"].as_str().unwrap();
    let mut parts = vec![ferry["headline"].as_str().unwrap().to_owned()];
    let mut kinds = Vec::new();
    for block in ferry["blocks"].as_array().unwrap() {
        check_members(block, "kind start end credit");
        kinds.push(block["kind"].as_str().unwrap());
        parts.push(slice(text, block["start"].as_u64().unwrap(), block["end"].as_u64().unwrap()));
    }
    assert_eq!(parts.join("\n\n"), text);
    assert_eq!(kinds, ["paragraph", "paragraph", "crosshead", "paragraph"]);
}

#[test]
fn everything_found_stands_where_it_says() {
    let place = Place::with_articles();
    let ferry = place.show("Ferry");
    let text = ferry["text"].as_str().unwrap();
    for found in ["entities", "quotes", "dates", "others"] {
        check_offsets(text, &ferry[found]);
    }
    for mention in ferry["entities"].as_array().unwrap() {
        check_members(mention, "start end text kind name");
    }
    for date in ferry["dates"].as_array().unwrap() {
        check_members(date, "start end text value");
    }
    for other in ferry["others"].as_array().unwrap() {
        check_members(other, "start end text words");
    }
    let quotes = ferry["quotes"].as_array().unwrap();
    assert_eq!(quotes[0]["text"], "“We will not sail on Friday,”");
    for quote in quotes {
        check_members(quote, QUOTE);
        assert_eq!(quote["type"], quote["kind"]);
    }
}

#[test]
fn an_unknown_id_is_one() {
    let place = Place::with_articles();
    for id in ["0000000000000000", "nonsense", "-1"] {
        let end = place.run(["show", id, "--json"]).ends(1).says(id);
        assert_eq!((end.stdout.as_str(), end.stderr.lines().count()), ("", 1));
    }
}

#[test]
fn extract_gives_what_show_gives_and_touches_no_archive() {
    let place = Place::with_articles();
    let shown = place.show("Ferry");
    let file = place.sources().join("ferry.md");
    let fresh = Place::new();
    let extracted = fresh.run(["extract", file.to_str().unwrap()]).ends(0).json();
    check_members(&extracted, &format!("{ARTICLE} path record"));
    assert_eq!((&extracted["path"], &extracted["record"]), (&json!(file.to_str().unwrap()), &Value::Null));
    for member in ARTICLE.split_whitespace().filter(|member| *member != "id") {
        assert_eq!(extracted[member], shown[member], "{member}");
    }
    assert!(!fresh.archive().exists());
    assert!(!fresh.folder().join("data").exists());
}

#[test]
fn extract_keeps_the_order_of_files_and_records() {
    let place = Place::new();
    let lines: String =
        (0..300).map(|n| format!("{{\"id\": \"{n}\", \"headline\": \"Story {n}\"}}\n")).collect();
    let wire = place.write("wire.jsonl", lines);
    let storm = place.write("storm.txt", crate::program::STORM);
    let run = place.run(["extract", &wire, &storm]).ends(0);
    let articles = run.json_lines();
    assert_eq!(articles.len(), 301);
    for (n, article) in articles[..300].iter().enumerate() {
        assert_eq!(article["record"], n.to_string());
    }
    assert_eq!(articles[300]["headline"], "Storm closes the old bridge");
}

#[test]
fn extract_is_three_when_a_file_gives_nothing_and_one_when_all_do() {
    let place = Place::new();
    let storm = place.write("storm.txt", crate::program::STORM);
    let empty = place.write("empty.txt", "");
    assert_eq!(place.run(["extract", &empty, &storm]).ends(3).says("is empty").json_lines().len(), 1);
    assert_eq!(place.run(["extract", &empty]).ends(1).says("is empty").stdout, "");
    assert_eq!(place.run(["extract", "/no/such/file"]).ends(1).says("/no/such/file").stdout, "");
}

#[test]
fn entities_have_their_members_and_both_words_for_a_kind() {
    let place = Place::with_articles();
    let all = place.run(["entities", "--json"]).ends(0).json();
    check_members(&all, "entities");
    for entity in all["entities"].as_array().unwrap() {
        check_members(entity, "id name kind articles mentions quotes aliases");
        assert!(["person", "organisation", "place"].contains(&entity["kind"].as_str().unwrap()));
    }
    let org = place.run(["entities", "--kind", "org", "--json"]).ends(0);
    assert_eq!(org.stdout, place.run(["entities", "--kind", "organisation", "--json"]).ends(0).stdout);
    let one = place.run(["entities", "--limit", "1", "--json"]).ends(0).json();
    assert!(one["entities"].as_array().unwrap().len() <= 1);
}

#[test]
fn quotes_have_their_members_and_an_exact_total() {
    let place = Place::with_articles();
    let all = place.run(["quotes", "--json"]).ends(0).json();
    check_members(&all, "total quotes");
    let quotes = all["quotes"].as_array().unwrap();
    assert_eq!(all["total"], quotes.len());
    assert!(quotes.len() >= 3);
    for quote in quotes {
        check_members(
            quote,
            "id article start end headline source published text kind speaker other_speakers speaker_text via unnamed cue \
             addressee addressee_text topic context confidence certain reason group part pieces",
        );
        assert!(quote["context"].as_str().unwrap().contains(quote["text"].as_str().unwrap()));
        assert!(quote["unnamed"].is_boolean());
    }
    let few = place.run(["quotes", "--limit", "1", "--json"]).ends(0).json();
    assert_eq!((few["total"].clone(), few["quotes"].as_array().unwrap().len()), (all["total"].clone(), 1));
}

#[test]
fn a_quotation_stands_in_its_article_where_it_says() {
    let place = Place::with_articles();
    let quotes = place.run(["quotes", "--json"]).ends(0).json();
    for quote in quotes["quotes"].as_array().unwrap() {
        let article = place.run(["show", quote["article"].as_str().unwrap(), "--json"]).ends(0).json();
        let text = article["text"].as_str().unwrap();
        assert_eq!(
            slice(text, quote["start"].as_u64().unwrap(), quote["end"].as_u64().unwrap()),
            quote["text"]
        );
        assert_eq!(quote["headline"], article["headline"]);
    }
}

#[test]
fn a_quotation_in_pieces_is_one() {
    let place = Place::new();
    let said = "“You do not win,” said Maria Chen, “by shouting.”";
    place.write("noise.txt", format!("Noise in the hall\n\nMaria Chen spoke on Monday.\n\n{said}\n"));
    place.run(["import", place.sources().to_str().unwrap()]).ends(0);
    let answer = place.run(["quotes", "--json"]).ends(0).json();
    assert_eq!((&answer["total"], &answer["quotes"][0]["text"]), (&json!(1), &json!(said)));
    let [first, second] = answer["quotes"][0]["pieces"].as_array().unwrap().as_slice() else {
        panic!("{answer}")
    };
    check_members(first, "start end text");
    assert_eq!((&first["text"], &second["text"]), (&json!("“You do not win,”"), &json!("“by shouting.”")));
    let shown = place.run(["quotes"]).ends(0).stdout;
    assert!(shown.starts_with("1 quotation\n"), "{shown}");
    assert!(shown.contains("“You do not win,” … “by shouting.”"), "{shown}");
    let id = answer["quotes"][0]["article"].as_str().unwrap();
    let shown = place.run(["show", id]).ends(0).stdout;
    assert_eq!(shown.matches("Maria Chen direct").count(), 1, "{shown}");
}

/// The headlines of the quotations that `arguments` select, without repeats.
#[track_caller]
fn quoted_in(place: &Place, arguments: &[&str]) -> Vec<String> {
    let arguments = ["quotes", "--json"].into_iter().chain(arguments.iter().copied());
    let answer = place.run(arguments).ends(0).json();
    let mut headlines: Vec<String> = answer["quotes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|quote| quote["headline"].as_str().unwrap().to_owned())
        .collect();
    headlines.dedup();
    headlines
}

#[test]
fn quotes_are_chosen_by_words_date_and_kind() {
    let place = Place::with_articles();
    let ferry = ["Ferry 😀 stays in port"];
    assert_eq!(quoted_in(&place, &["sail"]), ferry);
    assert_eq!(quoted_in(&place, &["--from", "2021", "--to", "2021-03"]), ferry);
    assert!(quoted_in(&place, &["--from", "2022"]).is_empty());
    assert!(quoted_in(&place, &["--by", "Nobody At All"]).is_empty());
    assert!(quoted_in(&place, &["--about", "-Nobody"]).is_empty());
    assert_eq!(quoted_in(&place, &["sail", "--kind", "direct"]), ferry);
    assert!(quoted_in(&place, &["sail", "--kind", "indirect"]).is_empty());
}

#[test]
fn quotes_by_a_name_a_surname_and_in_any_case() {
    let place = Place::with_articles();
    for name in ["Maria Chen", "chen", "MARIA CHEN", "Chén"] {
        assert_eq!(quoted_in(&place, &["--by", name]), ["Ferry 😀 stays in port"], "{name}");
    }
}

#[test]
fn search_has_its_members_and_marks_its_hits() {
    let place = Place::with_articles();
    let answer = place.run(["search", "bridge", "--json"]).ends(0).json();
    check_members(&answer, "total hits problems");
    assert_eq!((answer["total"].clone(), answer["problems"].clone()), (json!(1), json!([])));
    let hit = &answer["hits"][0];
    check_members(hit, "id headline source published score snippet");
    assert_eq!(hit["id"], place.id("Storm"));
    assert_eq!((&hit["source"], &hit["published"]), (&Value::Null, &Value::Null));
    assert!(hit["score"].as_f64().unwrap() > 0.0);
    check_members(&hit["snippet"], "text hits");
    let text = hit["snippet"]["text"].as_str().unwrap();
    let hits = hit["snippet"]["hits"].as_array().unwrap();
    assert!(!hits.is_empty());
    for span in hits {
        let word = slice(text, span[0].as_u64().unwrap(), span[1].as_u64().unwrap());
        assert_eq!(word.to_lowercase(), "bridge");
    }
}

#[test]
fn a_query_may_begin_with_a_dash_and_the_total_knows_no_limit() {
    let place = Place::with_articles();
    assert_eq!(place.run(["search", "-ferry port", "--json"]).ends(0).json()["total"], 0);
    assert_eq!(place.run(["search", "-bridge the", "--json"]).ends(0).json()["total"], 1);
    let few = place.run(["search", "the", "--limit", "1", "--sort", "oldest", "--json"]).ends(0).json();
    assert_eq!((few["total"].clone(), few["hits"].as_array().unwrap().len()), (json!(2), 1));
    assert_eq!(few["hits"][0]["id"], place.id("Ferry"), "those without a date come last");
    let rest = place.run(["search", "the", "--offset", "1", "--sort", "oldest", "--json"]).ends(0).json();
    assert_eq!(rest["hits"][0]["id"], place.id("Storm"));
}

#[test]
fn a_query_with_problems_is_answered_and_ends_with_zero() {
    let place = Place::with_articles();
    let answer = place.run(["search", "bridge AND (", "--json"]).ends(0).json();
    for problem in answer["problems"].as_array().unwrap() {
        check_members(problem, "code start end message");
    }
    assert_eq!(answer["total"], 1);
}

/// Two articles with the same words, one of which says to whom.
fn with_a_copy() -> Place {
    let place = Place::with_articles();
    let article = |outlet: &str, day: &str, told: &str| {
        format!(
            "---\ntitle: Seen by {outlet}\ndate: {day}\nsource: {outlet}\n---\n\n“The old quay will stand for another forty winters,” Maria Chen {told}.\n"
        )
    };
    place.write("first.md", article("Elm Post", "2020-05-03", "said"));
    place.write("second.md", article("Fen Post", "2020-05-04", "told reporters"));
    place.run(["import", place.sources().to_str().unwrap()]).ends(0);
    place
}

#[test]
fn quotes_are_listed_once_and_found_by_whom_they_were_said_to() {
    let place = with_a_copy();
    let quay = |more: &[&str]| {
        let arguments = ["quotes", "quay", "--json"].iter().chain(more).copied();
        place.run(arguments).ends(0).json()
    };
    let sources = |answer: &Value| {
        let quotes = answer["quotes"].as_array().unwrap().iter();
        quotes.map(|quote| quote["source"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(sources(&quay(&[])).len(), 2);
    let once = quay(&["--once"]);
    assert_eq!((once["total"].as_u64(), sources(&once)), (Some(2), vec!["Elm Post".to_owned()]));
    check_members(&once, "total quotes");
    let told = quay(&["--said-to", "reporters"]);
    assert_eq!(sources(&told), ["Fen Post"]);
    let told = &told["quotes"][0];
    assert_eq!((&told["addressee"], &told["addressee_text"]), (&Value::Null, &json!("reporters")));
    assert_eq!(quay(&["--said-to", "nobody"])["total"], 0);
    for arguments in [&["quotes", "quay"][..], &["quotes", "quay", "--once"]] {
        let shown = place.run(arguments.iter().copied()).ends(0).stdout;
        assert!(shown.starts_with("1 quotation in 2 places\n"), "{shown}");
        assert!(shown.contains("(2 places)"), "{shown}");
    }
    let shown = place.run(["quotes", "quay", "--every-copy"]).ends(0).stdout;
    assert!(shown.starts_with("2 quotations, 1 of them a copy\n"), "{shown}");
    place.run(["quotes", "--once", "--every-copy"]).ends(2);
}

#[test]
fn a_headline_that_repeats_a_quotation_is_not_listed_beside_it() {
    let place = Place::new();
    let said = "“The quay will not be closed this winter,” said Maria Chen.";
    let text = format!("“The quay will not be closed”\n\nMaria Chen spoke on Monday.\n\n{said}\n");
    place.write("quay.txt", &text);
    place.run(["import", place.sources().to_str().unwrap()]).ends(0);
    let answer = place.run(["quotes", "--json"]).ends(0).json();
    assert_eq!((&answer["total"], answer["quotes"].as_array().unwrap().len()), (&json!(1), 1), "{answer}");
    assert_eq!(place.run(["quotes", "quay", "--json"]).ends(0).json()["total"], 1);
    let article = answer["quotes"][0]["article"].as_str().unwrap();
    let shown = place.run(["show", article, "--json"]).ends(0).json();
    assert_eq!(shown["quotes"].as_array().unwrap().len(), 2, "the article has both");
    assert!(!place.run(["quotes"]).ends(0).stdout.contains("places"), "it stands in one place");
}

#[test]
fn quotes_are_written_with_their_citations() {
    let place = with_a_copy();
    let markdown = place.run(["quotes", "quay", "--once", "--format", "md"]).ends(0).stdout;
    assert!(markdown.starts_with("# Quotations\n\n1 quotation; 1 copy in another place"), "{markdown}");
    assert!(markdown.contains("> “The old quay will stand for another forty winters,”\n"), "{markdown}");
    assert!(markdown.contains("- also in Fen Post, 2020-05-04, Seen by Fen Post"), "{markdown}");
    let json = place.run(["quotes", "quay", "--format", "json"]).ends(0).stdout;
    let json: Value = serde_json::from_str(&json).unwrap();
    check_members(&json, "archive exported total copies quotations");
    check_members(
        &json["quotations"][0],
        "id speaker other_speakers speaker_text via unnamed text kind cue addressee addressee_text topic source headline authors \
         published article paragraph start end group part pieces url file record confidence certain corrected places also_in",
    );
    let csv = place.run(["quotes", "--said-to", "reporters", "--format", "csv"]).ends(0).stdout;
    let lines: Vec<&str> = csv.trim_end().split("\r\n").collect();
    assert_eq!(lines.len(), 2, "{csv}");
    assert!(lines[1].starts_with("Maria Chen,\"“The old quay"), "{csv}");
    assert!(lines[1].contains(",told,,reporters,"), "{csv}");
}

#[test]
fn entity_says_what_was_joined_and_why() {
    let place = Place::new();
    place.write("ferry.txt", "Ferry sails\n\nMs. Anna-Lena Parr, the captain, spoke on Monday.\n");
    place.write("fleet.txt", "Fleet grows\n\nMs. Anna Lena Parr, a captain, came on Friday.\n");
    place.write("fog.txt", "Fog on the coast\n\nMs. Anna-Lena Parr waited in fog.\n");
    place.run(["import", place.sources().to_str().unwrap()]).ends(0);
    let answer = place.run(["entity", "Parr", "--json"]).ends(0).json();
    check_members(&answer, "entities");
    let [parr] = answer["entities"].as_array().unwrap().as_slice() else { panic!("{answer}") };
    check_members(
        parr,
        "id name kind articles mentions quotes first last aliases roles companions joined apart",
    );
    assert_eq!((&parr["name"], &parr["articles"]), (&json!("Anna-Lena Parr"), &json!(3)));
    assert_eq!(parr["first"], Value::Null);
    let [joined] = parr["joined"].as_array().unwrap().as_slice() else { panic!("{parr}") };
    check_members(joined, "id name kind articles reason confidence");
    assert_eq!(joined["reason"], "the same name in another spelling");
    assert_eq!(parr["apart"], json!([]));
    check_members(&parr["roles"][0], "words articles first last");
    let shown = place.run(["entity", "anna lena parr"]).ends(0).stdout;
    assert!(shown.contains("Anna Lena Parr (1 article): the same name in another spelling; 0.9"), "{shown}");
    assert!(!shown.contains("Kept apart"), "{shown}");
    assert!(place.run(["entity", "Nobody"]).ends(0).stdout.contains("Nobody and nothing is called Nobody"));
    assert_eq!(
        place.run(["entity", "Parr", "--kind", "place", "--json"]).ends(0).json(),
        json!({"entities": []})
    );
}
