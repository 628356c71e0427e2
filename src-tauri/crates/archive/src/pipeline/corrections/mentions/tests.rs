use backfile_article::{Article, Draft, DraftBlock, Format, Origin};
use backfile_extract::EntityKind::{Person, Place};

use super::*;
use crate::{
    ArticleId,
    derived::{entity_ids, extraction_of},
};

const HALES: &str = "John Hale, the mayor of Elm, spoke on Monday. “The wall will be built,” Hale said.\n\n\
    John Hale, a plumber from Dole, disagreed. “Nobody asked me,” he said. “It is my field.”\n\n\
    “It will hold,” Hale said later.";

fn article(text: &str) -> Article {
    let block = |text: &str| DraftBlock {
        kind: backfile_article::BlockKind::Paragraph,
        text: text.to_owned(),
        credit: None,
    };
    let blocks = text.split("\n\n").map(block).collect();
    let draft = Draft { blocks, ..Draft::default() };
    draft.finish(Origin { record: None, sha256: String::new(), format: Format::Text })
}

fn name(kind: backfile_extract::EntityKind, name: &str) -> Name {
    Name { kind, name: name.to_owned() }
}

/// What is found in `text` once its `nth` mention printed `words` is `is`.
fn decided(text: &str, decisions: &[(&str, usize, Option<Name>)]) -> (Article, Extraction) {
    let article = article(text);
    let mut extraction = extraction_of(&article);
    for (words, nth, is) in decisions {
        let (start, _) = article.text.match_indices(words).nth(*nth).unwrap();
        let mention = Passage::of(&article, Span::new(start, start + words.len())).unwrap();
        let decision = Decision::Mention { article: ArticleId::from_number(1), mention, is: is.clone() };
        let record = Record::new(decision, "2026-05-01T12:00:00Z".to_owned());
        assert!(apply(&record, &article.text, &mut extraction, &mut Vec::new()));
    }
    (article, extraction)
}

/// Everybody named, with the words that name them, other forms and roles.
fn named((article, extraction): &(Article, Extraction)) -> Vec<String> {
    let of = |(idx, entity): (usize, &Entity)| {
        let words = extraction.mentions.iter().filter(|mention| mention.entity == idx);
        let words: Vec<&str> = words.map(|mention| mention.span.of(&article.text)).collect();
        format!("{}: {words:?} {:?} {:?}", entity.name, entity.aliases, entity.roles)
    };
    extraction.entities.iter().enumerate().map(of).collect()
}

/// Who says what.
fn said((article, extraction): &(Article, Extraction)) -> Vec<(String, Option<String>)> {
    let of = |quotation: &Quotation| {
        let speaker = quotation.speaker.as_ref().and_then(|speaker| speaker.entity);
        let speaker = speaker.map(|speaker| extraction.entities[speaker].name.clone());
        (quotation.span.of(&article.text).trim_matches(['“', '”', ',', '.']).to_owned(), speaker)
    };
    extraction.quotations.iter().map(of).collect()
}

#[track_caller]
fn check_said(found: &(Article, Extraction), expected: &[(&str, Option<&str>)]) {
    let said = said(found);
    let said: Vec<(&str, Option<&str>)> =
        said.iter().map(|(words, speaker)| (words.as_str(), speaker.as_deref())).collect();
    assert_eq!(said, expected);
}

#[test]
fn a_mention_leaves_with_its_quotations_and_its_role() {
    let before = decided(HALES, &[]);
    assert!(said(&before).iter().all(|(_, speaker)| speaker.as_deref() == Some("John Hale")), "{before:?}");
    let other = name(Person, "John Hale (plumber)");
    let after = decided(HALES, &[("John Hale", 1, Some(other))]);
    assert_eq!(
        named(&after).into_iter().filter(|named| named.starts_with("John")).collect::<Vec<_>>(),
        [
            r#"John Hale: ["John Hale", "Hale", "Hale"] ["Hale"] ["mayor of Elm"]"#,
            r#"John Hale (plumber): ["John Hale"] ["John Hale"] ["plumber from Dole"]"#,
        ]
    );
    check_said(
        &after,
        &[
            ("The wall will be built", Some("John Hale")),
            ("Nobody asked me", Some("John Hale (plumber)")),
            ("It is my field", Some("John Hale (plumber)")),
            ("It will hold", Some("John Hale")),
        ],
    );
    let reason = &after.1.quotations[1].reason;
    assert_eq!(reason, "You said on 1 May 2026 that “John Hale” is John Hale (plumber) here.");
}

#[test]
fn a_mention_of_a_surname_takes_only_what_it_says_itself() {
    let other = name(Person, "John Hale (plumber)");
    let after = decided(HALES, &[("Hale", 3, Some(other))]);
    check_said(
        &after,
        &[
            ("The wall will be built", Some("John Hale")),
            ("Nobody asked me", Some("John Hale")),
            ("It is my field", Some("John Hale")),
            ("It will hold", Some("John Hale (plumber)")),
        ],
    );
}

#[test]
fn a_mention_joins_somebody_whom_the_article_names() {
    let text = "Ann Lee met Bob Hale and Cara Lee on Monday. “It is late,” Lee said. Bob Hale agreed.";
    let before = decided(text, &[]);
    let wrong = before.1.quotations[0].speaker.as_ref().and_then(|speaker| speaker.entity);
    let is =
        if wrong.is_some_and(|at| before.1.entities[at].name == "Ann Lee") { "Cara Lee" } else { "Ann Lee" };
    let after = decided(text, &[("Lee", 2, Some(name(Person, is)))]);
    check_said(&after, &[("It is late", Some(is))]);
    assert_eq!(after.1.entities.len(), before.1.entities.len());
}

#[test]
fn the_only_mention_takes_everything_with_it() {
    let text = "Washington spoke on Monday. “It is late,” Washington said. He left.";
    let person = name(Person, "Ida Washington");
    let after = decided(text, &[("Washington", 0, Some(person.clone())), ("Washington", 1, Some(person))]);
    assert_eq!(named(&after), [r#"Ida Washington: ["Washington", "Washington"] ["Washington"] []"#]);
    check_said(&after, &[("It is late", Some("Ida Washington"))]);
}

#[test]
fn a_mention_that_is_no_name_says_nothing() {
    let after = decided(HALES, &[("Hale", 3, None)]);
    check_said(
        &after,
        &[
            ("The wall will be built", Some("John Hale")),
            ("Nobody asked me", Some("John Hale")),
            ("It is my field", Some("John Hale")),
            ("It will hold", None),
        ],
    );
    let quotation = after.1.quotations.last().unwrap();
    assert_eq!(quotation.reason, "“Hale” was found as its speaker, which you said is no name.");
    assert!(!quotation.certain);
}

#[test]
fn a_mention_may_be_of_another_kind_and_words_that_are_no_longer_found_are_marked() {
    let (article, mut extraction) = decided(HALES, &[("Hale", 3, None)]);
    let at = article.text.rfind("Hale").unwrap();
    assert!(extraction.mentions.iter().all(|mention| mention.span.start != at));
    let mention = Passage::of(&article, Span::new(at, at + 4)).unwrap();
    let is = Some(name(Place, "Hale (village)"));
    let decision = Decision::Mention { article: ArticleId::from_number(1), mention, is };
    let record = Record::new(decision, "2026-05-01T12:00:00Z".to_owned());
    assert!(apply(&record, &article.text, &mut extraction, &mut Vec::new()));
    let ids = entity_ids(&extraction);
    let mention = extraction.mentions.iter().find(|mention| mention.span.start == at).unwrap();
    assert_eq!(ids[mention.entity], name(Place, "Hale (village)").id());
    let said = extraction.quotations.last().and_then(|quotation| quotation.speaker.as_ref()).unwrap();
    assert_eq!(said.entity, Some(mention.entity), "who says something by these words is told again");
    assert!(extraction.mentions.is_sorted_by_key(|mention| mention.span.start));
    assert!(!apply(&record, "Another text altogether.", &mut extraction, &mut Vec::new()));
}

#[test]
fn whom_something_was_said_to_and_about_goes_with_the_mention() {
    let text = "John Hale, the mayor of Elm, met Ada Vance. “Bob Hale is late,” Vance told Hale on Monday. “I know Bob Hale,” he said.";
    let called = |found: &(Article, Extraction)| {
        let quotation = &found.1.quotations[0];
        let told = quotation.addressee.and_then(|addressee| addressee.entity);
        let whole = crate::whole_quotations(&found.1);
        let name = |at: usize| found.1.entities[at].name.clone();
        let about: Vec<String> = crate::derived::about(&found.1, &whole[0]).into_iter().map(name).collect();
        (told.map(name), about)
    };
    let before = decided(text, &[]);
    assert_eq!(called(&before), (Some("Bob Hale".to_owned()), vec!["Bob Hale".to_owned()]));
    let other = |called: &str| Some(name(Person, called));
    let after = decided(text, &[("Hale", 2, other("John Hale")), ("Bob Hale", 0, other("Rob Hale"))]);
    assert_eq!(called(&after), (Some("John Hale".to_owned()), vec!["Rob Hale".to_owned()]));
}
