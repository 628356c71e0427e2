//! Sentences of our own, with what was found in them before written in.
//!
//! `*cue*`, `_speaker_`, `{reported speech}`, `[p Name]` a person,
//! `[o Name]` an organisation, `[l Name]` a place. Quoted words are in curly
//! marks. Names that end alike ("Karen Doyle", "Doyle") are one person.

use backfile_article::Span;

use super::add;
use crate::{Cue, Document, Entity, EntityKind, Mention, Quotation, QuotationKind, Speaker, token::Words};

/// A text without its marks, and what they say.
#[derive(Default)]
struct Marked {
    text: String,
    cue: Option<Span>,
    speaker: Option<Span>,
    said: Vec<(Span, QuotationKind)>,
    entities: Vec<Entity>,
    mentions: Vec<Mention>,
}

fn read(marked: &str) -> Marked {
    let mut read = Marked::default();
    let (mut cue, mut speaker, mut said, mut name) = (None, None, None, None);
    let mut chars = marked.chars();
    while let Some(ch) = chars.next() {
        let at = read.text.len();
        match ch {
            '*' => match cue.take() {
                Some(start) => read.cue = Some(Span::new(start, at)),
                None => cue = Some(at),
            },
            '_' => match speaker.take() {
                Some(start) => read.speaker = Some(Span::new(start, at)),
                None => speaker = Some(at),
            },
            '[' => {
                let kind = match chars.next() {
                    Some('p') => EntityKind::Person,
                    Some('o') => EntityKind::Organisation,
                    _ => EntityKind::Place,
                };
                chars.next();
                name = Some((at, kind));
            }
            ']' => {
                let (start, kind) = name.take().unwrap();
                read.mention(Span::new(start, at), kind);
            }
            '{' => said = Some(at),
            '}' => read.said.push((Span::new(said.take().unwrap(), at), QuotationKind::Indirect)),
            '“' => {
                said = Some(at);
                read.text.push(ch);
            }
            '”' => {
                read.text.push(ch);
                read.said.push((Span::new(said.take().unwrap(), read.text.len()), QuotationKind::Direct));
            }
            _ => read.text.push(ch),
        }
    }
    read
}

impl Marked {
    fn mention(&mut self, span: Span, kind: EntityKind) {
        let name = span.of(&self.text).to_owned();
        let known = self.entities.iter().position(|entity| entity.name.ends_with(&name));
        let entity = known.unwrap_or_else(|| {
            self.entities.push(Entity { name, kind, aliases: Vec::new(), roles: Vec::new() });
            self.entities.len() - 1
        });
        self.mentions.push(Mention { span, entity });
    }

    fn quotations(&self) -> Vec<Quotation> {
        let of_speaker = |span: Span| Speaker {
            span: Some(span),
            entity: self
                .mentions
                .iter()
                .find(|mention| span.contains(mention.span))
                .map(|found| found.entity),
            unnamed: false,
        };
        let all = self.said.iter().zip(1..).map(|((span, kind), part)| Quotation {
            span: *span,
            kind: *kind,
            speaker: self.speaker.map(of_speaker),
            also: Vec::new(),
            via: None,
            cue: self.cue.map(|span| Cue { span }),
            addressee: None,
            topic: None,
            group: 1,
            part,
            repeats: None,
            confidence: 1.0,
            certain: true,
            reason: String::new(),
            yours: false,
        });
        all.collect()
    }
}

/// The phrase, the name it leads to, and the topic of the first quotation.
fn found(marked: &str) -> (Option<String>, Option<String>, Option<String>) {
    let read = read(marked);
    let mut quotations = read.quotations();
    let document = Document::plain(&read.text, None);
    add(&Words::of(&document), &read.entities, &read.mentions, &mut quotations);
    let first = &quotations[0];
    let words = |span: Span| span.of(&read.text).to_owned();
    (
        first.addressee.map(|addressee| words(addressee.span)),
        first.addressee.and_then(|addressee| addressee.entity).map(|idx| read.entities[idx].name.clone()),
        first.topic.map(words),
    )
}

/// Asserts whom each sentence says it was said to: the phrase and the name.
#[track_caller]
fn check(cases: &[(&str, Option<(&str, &str)>)]) {
    let mut wrong = Vec::new();
    for (marked, expected) in cases {
        let (phrase, name, _) = found(marked);
        let got = phrase.as_deref().map(|phrase| (phrase, name.as_deref().unwrap_or("-")));
        if got != *expected {
            wrong.push(format!("{marked}\n  got {got:?}, expected {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Asserts what each sentence says it is about.
#[track_caller]
fn check_topics(cases: &[(&str, Option<&str>)]) {
    let mut wrong = Vec::new();
    for (marked, expected) in cases {
        let (_, _, topic) = found(marked);
        if topic.as_deref() != *expected {
            wrong.push(format!("{marked}\n  got {topic:?}, expected {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_cue_that_takes_whom_it_is_said_to() {
    check(&[
        ("“It holds,” _[p Ada Hale]_ *told* the [o Courier].", Some(("the Courier", "Courier"))),
        ("“It holds,” _[p Ada Hale]_ *told* [o Courier] on Monday.", Some(("Courier", "Courier"))),
        ("“It holds,” _Hale_ *told* reporters.", Some(("reporters", "-"))),
        ("_Hale_ *told* reporters {the bridge was safe}.", Some(("reporters", "-"))),
        ("_Hale_ *told* the council {it would hold}.", Some(("the council", "-"))),
        ("_Hale_ *told* council members {the dam leaks}.", Some(("council members", "-"))),
        ("“No,” _Hale_ *told* a packed town meeting.", Some(("a packed town meeting", "-"))),
        (
            "“No,” _he_ *told* members of the harbour board, “never.”",
            Some(("members of the harbour board", "-")),
        ),
        (
            "_Hale_ *told* Mayor [p Karen Doyle] {the gate was shut}.",
            Some(("Mayor Karen Doyle", "Karen Doyle")),
        ),
        ("“Go,” _she_ *told* his sister, [p Anna Keller], on Friday.", Some(("his sister", "Anna Keller"))),
        ("“Go,” _she_ *told* [p Doyle]’s lawyer.", Some(("Doyle’s lawyer", "-"))),
        ("_The firm_ *assured* its shareholders {all was well}.", Some(("its shareholders", "-"))),
        ("“Stay,” _Hale_ *told* rallygoers in Elm.", Some(("rallygoers", "-"))),
        ("_Hale_ *informed* [l Northwater] {it would pay}.", Some(("Northwater", "Northwater"))),
        ("“Will it hold?” _she_ *asked* the engineer’s wife.", Some(("the engineer’s wife", "-"))),
        ("“Why?” _Hale_ *asked* reporters.", Some(("reporters", "-"))),
        ("“Run,” _Hale_ *urged* [p Anna Keller].", Some(("Anna Keller", "Anna Keller"))),
        ("“We tried,” _Hale_ *told* the [o Courier] newspaper.", Some(("the Courier newspaper", "Courier"))),
        ("“We tried,” _Hale_ *told* [p Keller] and [p Doyle].", Some(("Keller and Doyle", "Keller"))),
        (
            "_Hale_ *told* a [o Harbour] [o Safety Board] hearing {it leaked}.",
            Some(("a Harbour Safety Board hearing", "-")),
        ),
        ("_Hale_ *told* a luncheon {[p Doyle] would stay}.", Some(("a luncheon", "-"))),
        ("_Hale_ *told* the annual meeting [p Doyle] {would stay}.", Some(("the annual meeting", "-"))),
        ("_Hale_ *told* a press briefing {all was well}.", Some(("a press briefing", "-"))),
        (
            "_Hale_ *told* his wife [p Anna Keller] {he was well}.",
            Some(("his wife Anna Keller", "Anna Keller")),
        ),
        ("_Hale_ *warned* voters {the bill would fail}.", Some(("voters", "-"))),
    ]);
}

#[test]
fn said_to_somebody() {
    check(&[
        ("“Not now,” _Hale_ *said* to [p Karen Doyle].", Some(("Karen Doyle", "Karen Doyle"))),
        ("“Not now,” _Hale_ *replied* to the clerk’s lawyer.", Some(("the clerk’s lawyer", "-"))),
        ("_Hale_ *wrote* to the council {that he would leave}.", Some(("the council", "-"))),
        (
            "“I leave,” _Hale_ *wrote* on Monday to the [o Harbour Board].",
            Some(("the Harbour Board", "Harbour Board")),
        ),
        ("“I was wrong,” _Hale_ *admitted* later to friends.", Some(("friends", "-"))),
        ("“I was wrong,” _Hale_ *said* in a letter to [p Doyle].", Some(("Doyle", "Doyle"))),
        ("In a letter Tuesday to lawmakers, _Hale_ *said* {he was wrong}.", Some(("lawmakers", "-"))),
        ("“Sorry,” _Hale_ *said* in an interview with the [o Courier].", Some(("the Courier", "Courier"))),
        ("“Sorry,” _Hale_ *said*, speaking to reporters at the quay.", Some(("reporters", "-"))),
        ("Testifying before the committee, _Hale_ *said* {he was sorry}.", Some(("the committee", "-"))),
        ("“Sorry,” _Hale_ *said* in an email to his staff.", Some(("his staff", "-"))),
        ("“Sorry,” _Hale_ *said* in a statement sent to the [o Courier].", Some(("the Courier", "Courier"))),
    ]);
}

#[test]
fn a_pronoun_is_somebody_where_one_person_can_be_meant() {
    check(&[
        (
            "[p Maria Chen] met [p Robert Hale] at noon. “Go,” _[p Hale]_ *told* her.",
            Some(("her", "Maria Chen")),
        ),
        ("[p Maria Chen] and [p Anna Keller] came. “Go,” _[p Robert Hale]_ *told* her.", Some(("her", "-"))),
        ("[p Robin Voss] and [p Anna Keller] came. “Go,” _[p Robert Hale]_ *told* her.", Some(("her", "-"))),
        ("[p Maria Chen] came. “Go,” _a friend_ *told* her.", Some(("her", "-"))),
        ("[p Maria Chen] came. “Go,” _[p Robert Hale]_ *told* him.", Some(("him", "-"))),
        ("“Go,” _[p Robert Hale]_ *told* her mother.", Some(("her mother", "-"))),
        ("“Go,” _[p Robert Hale]_ *told* her top aide on Monday.", Some(("her top aide", "-"))),
        ("“Go,” _[p Robert Hale]_ *told* them.", Some(("them", "-"))),
        ("“Go,” _[p Robert Hale]_ *told* himself.", None),
    ]);
}

#[test]
fn what_is_no_addressee() {
    check(&[
        ("_[p Hale]_ *told* how {the dam broke}.", None),
        ("_[p Hale]_ *told* of {a night without sleep}.", None),
        ("_[p Hale]_ *told* that {the dam broke}.", None),
        ("_[p Hale]_ is *said* to be {a careful man}.", None),
        ("“Fine,” _[p Hale]_ *said* to close the debate.", None),
        ("_[p Hale]_ was *told* the council {would meet}.", None),
        ("_[p Hale]_ *told* a story: “It rained.”", None),
        ("_[p Hale]_ *told* the truth: “It rained.”", None),
        ("_[p Hale]_ *asked* for “more time”.", None),
        ("_[p Hale]_ *asked* whether {it would hold}.", None),
        ("_[p Hale]_ *asked* the question: “Will it hold?”", None),
        ("_[p Hale]_ *promised* reform: “It will come.”", None),
        ("_[p Hale]_ *admitted* to the theft, “my only one”.", None),
        ("_[p Hale]_ *responded* to the ruling: “We appeal.”", None),
        ("_[p Hale]_ *warned* floods {would come}.", None),
        ("“Fine,” _[p Hale]_ *said*.", None),
        ("“Fine,” _[p Hale]_ *said* on the way to [l Northwater].", None),
        ("“He told the council,” _[p Hale]_ *said*.", None),
        ("_[p Hale]_ *said* {she wrote in a letter to Doyle}.", None),
    ]);
}

#[test]
fn pieces_of_a_quotation_share_their_addressee() {
    let read = read("“No,” _[p Hale]_ *told* reporters. “Never again.”");
    let mut quotations = read.quotations();
    let document = Document::plain(&read.text, None);
    add(&Words::of(&document), &read.entities, &read.mentions, &mut quotations);
    let phrases: Vec<_> = quotations.iter().map(|quotation| quotation.addressee.unwrap().span).collect();
    assert_eq!(phrases[0].of(&read.text), "reporters");
    assert_eq!(phrases[0], phrases[1]);
}

#[test]
fn a_topic_is_the_words_that_say_what_it_is_about() {
    check_topics(&[
        ("“A gift,” _Hale_ *said* of the merger.", Some("the merger")),
        ("“A liar,” _Hale_ *said* of [p Karen Doyle] on Monday.", Some("Karen Doyle")),
        ("“A gift,” *said* _Hale_ of the merger, which fell through.", Some("the merger")),
        ("“A gift,” _Hale_ *told* the [o Courier] about the merger.", Some("the merger")),
        ("Asked about the bridge, _Hale_ *said*: “It holds.”", Some("the bridge")),
        ("When asked by reporters about the bridge, _Hale_ *said*: “It holds.”", Some("the bridge")),
        ("Asked whether he would resign, _Hale_ *said*: “No.”", Some("whether he would resign")),
        ("On the strike, _Hale_ *said*: “It ends today.”", Some("the strike")),
        ("Commenting on the strike, _Hale_ *said*: “It ends today.”", Some("the strike")),
        ("As for the money, _Hale_ *said*: “It is gone.”", Some("the money")),
        ("Referring to [p Doyle], _Hale_ *said*: “He knew.”", Some("Doyle")),
        ("On Monday, _Hale_ *said*: “It ends today.”", None),
        ("On the whole {it went well}, _Hale_ *said*.", None),
        ("“Fine,” _Hale_ *said* of course.", None),
        ("_Hale_ *said* {of the ten boats three had sunk}.", None),
        ("“Fine,” _Hale_ *said*.", None),
        ("“Fine,” _Hale_ *said* on condition of anonymity.", None),
    ]);
}

#[test]
fn a_quick_look_never_passes_over_a_word_of_the_list() {
    use super::lists::{LETTERS, outline, outlines};
    for word in LETTERS.iter().flat_map(|word| [(*word).to_owned(), word.to_uppercase()]) {
        assert_ne!(outline(&word) & outlines(&LETTERS), 0, "{word}");
    }
    let small = ["the", "of", "a", "and", "in", "he", "was", "to", "it", "that"];
    let n_passed_over = small.iter().filter(|word| outline(word) & outlines(&LETTERS) == 0).count();
    assert!(n_passed_over > small.len() / 4, "{n_passed_over}");
}
