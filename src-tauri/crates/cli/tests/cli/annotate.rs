//! `annotate`: one line in, one line out.

use serde_json::{Value, json};

use crate::program::{Place, Run, check_members, check_offsets};

fn annotate(input: impl AsRef<[u8]>) -> Run {
    Place::new().run_with(["annotate"], input.as_ref())
}

const TEXT: &str = "Ferry 😀 stays in port\n\n“We will not sail on Friday,” said Maria Chen. “The sea is too high.”\n\
                    An official who asked not to be named said: “Nobody will sail.”";

#[test]
fn each_line_is_answered_in_order() {
    let lines: String =
        (0..400).map(|n| format!("{{\"id\":\"{n}\",\"text\":\"Rain fell {n} times.\"}}\n")).collect();
    let run = annotate(lines).ends(0);
    let ids: Vec<Value> = run.json_lines().into_iter().map(|line| line["id"].clone()).collect();
    assert_eq!(ids, (0..400).map(|n| json!(n.to_string())).collect::<Vec<_>>());
    assert_eq!(run.stderr, "");
}

#[test]
fn marks_have_their_members_and_stand_where_they_say() {
    let line = json!({"id": "a", "text": TEXT, "published": "2021-03-12"}).to_string();
    let answer = annotate(line).ends(0).json();
    check_members(&answer, "id entities quotes dates others");
    for marks in ["entities", "quotes", "dates", "others"] {
        check_offsets(TEXT, &answer[marks]);
    }
    for mention in answer["entities"].as_array().unwrap() {
        check_members(mention, "start end text kind name");
    }
    let quotes = answer["quotes"].as_array().unwrap();
    assert!(quotes.len() >= 3);
    for quote in quotes {
        check_members(
            quote,
            "start end text type speaker_start speaker_end speaker_text speaker_name other_speakers via unnamed cue addressee \
             addressee_text topic group part reason",
        );
        assert_eq!(quote["speaker_start"].is_null(), quote["speaker_text"].is_null());
        assert_eq!(quote["speaker_end"].is_null(), quote["speaker_text"].is_null());
        assert!(quote["part"].as_u64().unwrap() >= 1);
    }
}

#[test]
fn an_unnamed_speaker_has_no_name() {
    let line = json!({"id": "a", "text": "An official who asked not to be named said: “Nobody will sail.”"})
        .to_string();
    let answer = annotate(line).ends(0).json();
    let quotes = answer["quotes"].as_array().unwrap();
    let quote =
        quotes.iter().find(|quote| quote["text"].as_str().unwrap().ends_with("“Nobody will sail.”")).unwrap();
    assert_eq!((&quote["speaker_name"], &quote["unnamed"]), (&Value::Null, &json!(true)));
    assert!(quote["reason"].as_str().is_some_and(|reason| !reason.is_empty()), "{quote}");
}

#[test]
fn a_bad_line_is_named_and_the_others_are_answered() {
    let run =
        annotate("{\"id\":1,\"text\":\"a\"}\n{oops\n{\"id\":3}\n[]\n\n{\"id\":2,\"text\":\"b\"}\n").ends(3);
    let ids: Vec<Value> = run.json_lines().into_iter().map(|line| line["id"].clone()).collect();
    assert_eq!(ids, [json!(1), json!(2)]);
    let run = run.says("line 2: ").says("line 3: ").says("line 4: ");
    assert!(!run.stderr.contains("line 5") && !run.stderr.contains("line 6"));
}

#[test]
fn half_characters_and_nul_survive() {
    let text = r#"Rain \u0000 fell\n\n“We \ud83d will \udc00 stay,” said Maria Chen."#;
    let run = annotate(format!("{{\"id\":\"x\\ud83d\",\"text\":\"{text}\"}}")).ends(0);
    assert!(run.stdout.starts_with(r#"{"id":"x\ud83d","#), "{run:?}");
    assert!(run.stdout.contains(r#""text":"“We \ud83d will \udc00 stay,”""#), "{run:?}");
    assert!(run.stdout.contains(r#""start":13,"end":32"#), "{run:?}");
}

#[test]
fn the_text_is_taken_as_it_is() {
    let text = "  \r\n“Yes,” said\tMaria Chen.\r\n";
    let answer = annotate(json!({"id": null, "text": text}).to_string()).ends(0).json();
    check_offsets(text, &answer["quotes"]);
    assert_eq!(answer["quotes"][0]["start"], 4);
    let empty = annotate(r#"{"id":"e","text":""}"#).ends(0).stdout;
    assert_eq!(empty, "{\"id\":\"e\",\"entities\":[],\"quotes\":[],\"dates\":[],\"others\":[]}\n");
    assert_eq!(annotate("").ends(0).stdout, "");
}
