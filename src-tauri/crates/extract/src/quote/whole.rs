//! Paragraphs that are speech as a whole: the turns of a transcript
//! ("WALLACE: …") or an interview ("Q. …"), and block quotations.

use std::{collections::HashMap, ops::Range};

use backfile_article::BlockKind;

use super::{
    features::const_hash,
    read::Reading,
    unit::{Class, PERSON, Paragraph, Unit},
};
use crate::SectionKind;

/// What makes a paragraph speech as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Whole {
    /// A turn, under the name of whoever speaks.
    Turn,
    /// A turn of whoever asks ("Q.").
    Question,
    /// A turn of whoever answers ("A.").
    Answer,
    /// A block quotation that the words before announce, or that is signed.
    Block,
    /// It goes on with what the paragraph before says.
    GoesOn,
    /// No paragraph, but a stretch inside of another one.
    Inner,
}

/// What is said in a paragraph that is speech as a whole.
#[derive(Debug, Clone)]
pub(super) struct Speech {
    pub whole: Whole,
    /// The words of the label before the colon or dot; none without a label.
    pub label: Option<Range<usize>>,
    /// What divides the label from what is said.
    pub colon: Option<usize>,
    pub said: Range<usize>,
}

/// A paragraph's label, as units of the article.
struct Label {
    whole: Whole,
    name: Range<usize>,
    colon: usize,
}

/// For each paragraph of `reading` what it says as a whole; `kind` is that of
/// a section.
pub(super) fn speeches(reading: &Reading<'_>, kind: impl Fn(usize) -> SectionKind) -> Vec<Option<Speech>> {
    let paragraphs = &reading.units.paragraphs;
    let is_text = |paragraph: &Paragraph| {
        matches!(kind(paragraph.section), SectionKind::Block(BlockKind::Paragraph | BlockKind::Quote))
    };
    let labels: Vec<Option<Label>> = paragraphs
        .iter()
        .map(|paragraph| is_text(paragraph).then(|| label(reading, &paragraph.units)).flatten())
        .collect();
    let mut speeches: Vec<Option<Speech>> = vec![None; paragraphs.len()];
    if is_transcript(reading, &labels) {
        for (idx, label) in labels.iter().enumerate() {
            let Some(label) = label else { continue };
            speeches[idx] = Some(Speech {
                whole: label.whole,
                label: Some(label.name.clone()),
                colon: Some(label.colon),
                said: label.colon + 1..paragraphs[idx].units.end,
            });
        }
        let last = labels.iter().rposition(Option::is_some).unwrap_or(0);
        for idx in 1..last {
            if speeches[idx].is_none() && speeches[idx - 1].is_some() && is_text(&paragraphs[idx]) {
                speeches[idx] = Some(goes_on(paragraphs[idx].units.clone()));
            }
        }
    }
    for idx in 0..paragraphs.len() {
        if speeches[idx].is_none() && is_text(&paragraphs[idx]) {
            speeches[idx] =
                block(reading, &kind, idx, idx.checked_sub(1).and_then(|at| speeches[at].as_ref()));
        }
    }
    for speech in &mut speeches {
        speech.take_if(|speech| speech.said.is_empty());
    }
    speeches
}

/// What the paragraph `idx` says if it is a block quotation that is announced,
/// signed, or goes on with the one `before`; or a post signed with its handle.
fn block(
    reading: &Reading<'_>,
    kind: impl Fn(usize) -> SectionKind,
    idx: usize,
    before: Option<&Speech>,
) -> Option<Speech> {
    /// Words of a line below that signs.
    const LINE: usize = 30;
    let list = &reading.units.list;
    let paragraphs = &reading.units.paragraphs;
    let is_block = |idx: usize| kind(paragraphs[idx].section) == SectionKind::Block(BlockKind::Quote);
    let units = paragraphs[idx].units.clone();
    if list[units.start].is_quote() {
        return None; // its marks tell
    }
    let signed = signature(list, &units);
    let said = units.start..signed.unwrap_or(units.end);
    if !is_block(idx) {
        let handle = |dash: usize| {
            let mut bracket = list[dash..units.end].windows(2);
            bracket.any(|pair| {
                pair[0].class == Class::Bracket && reading.words.word(pair[1].tokens.start).starts_with('@')
            })
        };
        let speech = Speech { whole: Whole::Block, label: None, colon: None, said };
        return signed.is_some_and(handle).then_some(speech);
    }
    let follows = idx.checked_sub(1).is_some_and(is_block)
        && before.is_some_and(|speech| matches!(speech.whole, Whole::Block | Whole::GoesOn));
    if follows {
        return Some(goes_on(said));
    }
    let last = idx.checked_sub(1).and_then(|before| list[paragraphs[before].units.clone()].last());
    let announced = last.is_some_and(|last| last.class == Class::Colon);
    let below = paragraphs.get(idx + 1).is_some_and(|next| {
        next.units.len() < LINE && list.get(next.units.start).is_some_and(|first| first.class == Class::Dash)
    });
    let speech = Speech { whole: Whole::Block, label: None, colon: None, said };
    (announced || signed.is_some() || below).then_some(speech)
}

fn goes_on(said: Range<usize>) -> Speech {
    Speech { whole: Whole::GoesOn, label: None, colon: None, said }
}

/// The dash before who signs at the end of a paragraph: "… — Ann Lee (@annlee)".
fn signature(list: &[Unit], paragraph: &Range<usize>) -> Option<usize> {
    const LONGEST: usize = 14;
    let dash = paragraph.clone().rev().take(LONGEST).find(|at| list[*at].class == Class::Dash)?;
    let ends = dash > paragraph.start
        && matches!(list[dash - 1].class, Class::Stop | Class::Mark | Class::Other | Class::Bracket);
    let named = list.get(dash + 1).is_some_and(|next| next.name == PERSON);
    (ends && named).then_some(dash)
}

/// What ends the label of a paragraph that nobody speaks.
const HEADINGS: [u32; 12] = [
    const_hash(b"photo"),
    const_hash(b"photos"),
    const_hash(b"picture"),
    const_hash(b"image"),
    const_hash(b"file"),
    const_hash(b"credit"),
    const_hash(b"source"),
    const_hash(b"video"),
    const_hash(b"update"),
    const_hash(b"correction"),
    const_hash(b"note"),
    const_hash(b"related"),
];

/// The label that opens a paragraph: "WALLACE:", "SARAH WALLACE, HOST:", "Q.".
fn label(reading: &Reading<'_>, paragraph: &Range<usize>) -> Option<Label> {
    const LONGEST: usize = 10;
    const NAME: usize = 4;
    let list = &reading.units.list;
    let word = |at: usize| reading.words.word(list[at].tokens.start);
    let first = paragraph.start;
    if paragraph.len() < 3 {
        return None;
    }
    let whole = match word(first).trim_end_matches(['.', ':']) {
        "Q" => Some(Whole::Question),
        "A" => Some(Whole::Answer),
        _ => None,
    };
    if let Some(whole) = whole {
        let colon = if word(first).len() > 1 { first } else { first + 1 };
        let divides = colon == first || matches!(list[colon].class, Class::Colon | Class::Stop);
        return divides.then_some(Label { whole, name: first..first + 1, colon });
    }
    let near = first..paragraph.end.min(first + LONGEST);
    let colon = near.clone().find(|at| list[*at].class == Class::Colon)?;
    let is_name = |unit: &Unit| {
        !unit.is_quote() && (unit.name != 0 || matches!(unit.class, Class::Capital | Class::Capitals))
    };
    let n_name = list[first..colon].iter().take_while(|unit| is_name(unit)).count();
    // "SARAH WALLACE, HOST:", "LEE (on the phone):"
    let rest = &list[first + n_name..colon];
    let adds = rest.first().is_none_or(|unit| matches!(unit.class, Class::Comma | Class::Bracket));
    let told = rest.iter().all(|unit| {
        matches!(unit.class, Class::Comma | Class::Capital | Class::Capitals)
            || rest[0].class == Class::Bracket
    });
    let speaks = (1..=NAME).contains(&n_name) && !HEADINGS.contains(&list[first + n_name - 1].hash);
    (speaks && adds && told && colon + 1 < paragraph.end).then_some(Label {
        whole: Whole::Turn,
        name: first..first + n_name,
        colon,
    })
}

/// Whether the labels are those of people who take turns, paragraph upon
/// paragraph: a question and the answer to it, or two who speak by turns, one of
/// them known for a person and one of them more than once.
fn is_transcript(reading: &Reading<'_>, labels: &[Option<Label>]) -> bool {
    const FEWEST: usize = 3;
    /// In a list of results, more than one label in so many stands before a number.
    const NUMBERED: usize = 2;
    let list = &reading.units.list;
    let first = labels.iter().position(Option::is_some).unwrap_or(0);
    let last = labels.iter().rposition(Option::is_some).unwrap_or(0);
    let n_labelled = labels.iter().flatten().count();
    let share = |one_of: usize| one_of * n_labelled > last - first;
    let next_to = labels.windows(2).filter_map(|pair| pair[0].as_ref().zip(pair[1].as_ref()));
    let mut next_to = next_to.peekable();
    let asked =
        next_to.clone().any(|(one, other)| (one.whole, other.whole) == (Whole::Question, Whole::Answer));
    if asked || next_to.peek().is_none() {
        return asked && share(4);
    }
    let mut counts: HashMap<u32, usize> = HashMap::new();
    let mut n_labels = 0;
    let mut n_numbers = 0;
    let mut person = false;
    for label in labels.iter().flatten() {
        n_labels += 1;
        *counts.entry(list[label.name.end - 1].hash).or_default() += 1;
        person |= list[label.name.clone()].iter().any(|unit| unit.name == PERSON);
        n_numbers += usize::from(list[label.colon + 1].class == Class::Number);
    }
    let again = counts.values().any(|count| *count > 1);
    n_labels >= FEWEST && share(2) && counts.len() > 1 && again && person && NUMBERED * n_numbers < n_labels
}

#[cfg(test)]
mod tests {
    use backfile_article::Span;

    use super::*;
    use crate::{Document, QuotationKind, Section, extract};

    /// Asserts what is quoted in `document`, and by whom: a name, or a phrase
    /// in brackets.
    #[track_caller]
    fn check(document: &Document<'_>, expected: &[(&str, &str)]) {
        let found = extract(document);
        let name = |quotation: &crate::Quotation| match quotation.speaker.as_ref() {
            None => "-".to_owned(),
            Some(speaker) => match (speaker.entity, speaker.span) {
                (Some(entity), _) => found.entities[entity].name.clone(),
                (None, span) => format!("({})", span.map_or("", |span| span.of(document.text))),
            },
        };
        let got: Vec<(&str, String)> = found
            .quotations
            .iter()
            .map(|quotation| (quotation.span.of(document.text), name(quotation)))
            .collect();
        let expected: Vec<(&str, String)> =
            expected.iter().map(|(words, name)| (*words, (*name).to_owned())).collect();
        assert_eq!(got, expected);
        assert!(found.quotations.iter().all(|quotation| quotation.kind == QuotationKind::Direct));
    }

    /// A document of paragraphs, the block quotations among them set off by "> ".
    fn document(text: &str) -> Document<'_> {
        let mut start = 0;
        let mut sections = Vec::new();
        for line in text.split('\n') {
            let (kind, skipped) = match line.starts_with("> ") {
                true => (BlockKind::Quote, 2),
                false => (BlockKind::Paragraph, 0),
            };
            let span = Span::new(start + skipped, start + line.len());
            sections.push(Section { kind: SectionKind::Block(kind), span, credit: None });
            start += line.len() + 1;
        }
        Document { text, sections, byline: &[], published: None }
    }

    #[test]
    fn a_turn_of_a_transcript_is_said_whole() {
        check(
            &document(
                "Sarah Wallace met Robert Hale on Monday.\nSARAH WALLACE, HOST: Welcome back to the show.\nHALE: Thank you. I am glad to be here.\nWALLACE: Will it work?\nHALE: I think it will. I really do.",
            ),
            &[
                ("Welcome back to the show.", "Sarah Wallace"),
                ("Thank you. I am glad to be here.", "Robert Hale"),
                ("Will it work?", "Sarah Wallace"),
                ("I think it will. I really do.", "Robert Hale"),
            ],
        );
    }

    #[test]
    fn an_interview_is_with_whom_the_words_before_tell() {
        let text = "Ann Lee, the mayor, spoke to the paper on Monday.\nQ. Why did you leave?\nA. Because there was no money left.\nNobody had told us.\nQ. Was Robert Hale to blame?\nA. I think so.";
        check(
            &document(text),
            &[
                ("Why did you leave?", "-"),
                ("Because there was no money left.", "Ann Lee"),
                ("Nobody had told us.", "Ann Lee"),
                ("Was Robert Hale to blame?", "-"),
                ("I think so.", "Ann Lee"),
            ],
        );
    }

    #[test]
    fn letters_of_an_interview_name_nobody() {
        let text =
            "The paper asked about the dam.\nQ. Is it safe?\nA. It is.\nQ. For how long?\nA. For a year.";
        check(
            &document(text),
            &[("Is it safe?", "-"), ("It is.", "-"), ("For how long?", "-"), ("For a year.", "-")],
        );
        let unnamed =
            |quotation: &crate::Quotation| quotation.speaker.as_ref().is_some_and(|who| who.unnamed);
        let found = extract(&document(text)).quotations;
        assert!(!found.iter().any(unnamed));
        assert_eq!(found[0].reason, "A question of the interview, which does not name who asks.");
    }

    #[test]
    fn lists_and_headings_are_no_transcript() {
        for text in [
            "Ann Lee: 1,769.\nRobert Hale: 1,501.\nAnn Lee: 1,700.",
            "UPDATE: The dam is open.\nCORRECTION: The dam is shut.\nUPDATE: The dam is open again.",
            "Date: June 2.\nPlace: Elm.\nDate: June 3.",
            "Ann Lee Image: Elm Senate office.\nBob Hale Image: Elm Senate office.\nAnn Lee Image: Elm Press.",
            "Ann Lee: late train to Elm.\nThe dam is open.\nIt was a hot day.\nBob Hale: more of it.\nNobody came.\nNobody left.\nIt was night.\nAnn Lee: late train to Oak.\nBob Hale: the last of it.",
        ] {
            let found = extract(&document(text)).quotations;
            assert!(found.iter().all(|quotation| quotation.kind != QuotationKind::Direct), "{found:?}");
        }
    }

    #[test]
    fn a_block_quotation_is_of_whoever_announces_or_signs_it() {
        check(
            &document(
                "Ann Lee wrote to the council on Monday:\n> The dam is not safe. It has not been safe for years.\n> Close it.\nThe council met.",
            ),
            &[("The dam is not safe. It has not been safe for years.", "Ann Lee"), ("Close it.", "Ann Lee")],
        );
        check(
            &document(
                "Robert Hale smiled.\n> I will not resign. — Ann Lee (@annlee) March 19, 2019\nHe left.",
            ),
            &[("I will not resign.", "Ann Lee")],
        );
        check(
            &document("Robert Hale smiled.\n> I will not resign.\n— Ann Lee, mayor of Elm\nHe left."),
            &[("I will not resign.", "Ann Lee")],
        );
        check(&document("Robert Hale smiled.\n> Sign up for our letter.\nHe left."), &[]);
        check(
            &document("Robert Hale smiled.\nI will not resign. — Ann Lee (@annlee) March 19, 2019\nHe left."),
            &[("I will not resign.", "Ann Lee")],
        );
        check(
            &document("Ann Lee wrote on Monday:\n> The dam is “quite safe,” as everybody knows.\nHe left."),
            &[("The dam is “quite safe,” as everybody knows.", "Ann Lee")],
        );
    }
}
