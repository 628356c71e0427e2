//! The same sets as running text: with the program's own words and
//! sentences, and with the whole of extraction.

use std::{io, path::Path};

use backfile_article::Span;
use backfile_extract::{
    Document, EntityKind, extract,
    recogniser::{NameKind, Recogniser, names_of},
};

use super::{
    corpus::{self, Gold, GoldDocument},
    measure::cpu_seconds,
    score::Score,
};

const SETS: &[&str] = &["worldwide", "conll2003", "uner-ewt", "gmb"];

/// A document written out, and where its words stand.
struct Written {
    text: String,
    words: Vec<Span>,
}

/// Prints what is lost when text goes in, and how fast that is.
///
/// # Errors
/// When the data cannot be read.
#[allow(clippy::print_stdout)]
pub fn measure(recogniser: &mut Recogniser<'_>, shared: &Path) -> io::Result<()> {
    println!(
        "\n{:10} {:>11} {:>10} {:>15} {:>14} {:>9}",
        "text in", "gold words", "own words", "whole document", "people", "words/s"
    );
    for set in SETS {
        let documents = corpus::read(&shared.join("ner/dev").join(format!("{set}.bio")))?;
        let [mut given, mut own, mut whole] = [Score::default(); 3];
        let (mut n_words, mut seconds) = (0, 0.0);
        for gold in &documents {
            let written = write_out(gold);
            let wanted = in_bytes(&gold.names, &written.words);
            let with_given = recogniser.names(&gold.words(), &gold.sentences);
            let with_given: Vec<Gold> =
                with_given.into_iter().map(|name| Gold { words: name.words, kind: name.kind }).collect();
            given.add(&wanted, &in_bytes(&with_given, &written.words));
            let document = Document::plain(&written.text, None);
            let found = names_of(recogniser, &document);
            own.add(
                &wanted,
                &found.into_iter().map(|(span, kind)| Gold { words: span.into(), kind }).collect::<Vec<_>>(),
            );
            let started = cpu_seconds();
            let extraction = extract(&document);
            seconds += cpu_seconds() - started;
            n_words += gold.words.len();
            let mentions = extraction.mentions.iter().map(|mention| Gold {
                words: mention.span.into(),
                kind: match extraction.entities[mention.entity].kind {
                    EntityKind::Person => NameKind::Person,
                    EntityKind::Organisation => NameKind::Organisation,
                    EntityKind::Place => NameKind::Place,
                },
            });
            whole.add(&wanted, &mentions.collect::<Vec<_>>());
        }
        println!(
            "{set:10} {:11.1} {:10.1} {:15.1} {:14.1} {:9.0}",
            given.all().f1(),
            own.all().f1(),
            whole.all().f1(),
            whole.of(NameKind::Person).f1(),
            n_words as f64 / seconds
        );
    }
    Ok(())
}

/// Writes a document as a paper would: no space before marks, one line a
/// sentence.
fn write_out(document: &GoldDocument) -> Written {
    let mut text = String::new();
    let mut words = Vec::with_capacity(document.words.len());
    let mut quotes_open = false;
    for sentence in &document.sentences {
        let mut glue = true;
        for word in &document.words[sentence.clone()] {
            let is_quote = word == "\"";
            let closes = matches!(
                word.as_str(),
                "," | "."
                    | ";"
                    | ":"
                    | "!"
                    | "?"
                    | ")"
                    | "]"
                    | "%"
                    | "''"
                    | "”"
                    | "..."
                    | "'s"
                    | "’s"
                    | "n't"
                    | "'"
                    | "’"
            ) || is_quote && quotes_open;
            if !glue && !closes {
                text.push(' ');
            }
            let start = text.len();
            text.push_str(word);
            words.push(Span::new(start, text.len()));
            glue =
                matches!(word.as_str(), "(" | "[" | "$" | "``" | "“" | "#" | "£") || is_quote && !quotes_open;
            quotes_open ^= is_quote;
        }
        text.push('\n');
    }
    Written { text, words }
}

/// Names with byte offsets in place of word numbers.
fn in_bytes(names: &[Gold], words: &[Span]) -> Vec<Gold> {
    let spanned = |name: &Gold| words[name.words.start].start..words[name.words.end - 1].end;
    names.iter().map(|name| Gold { words: spanned(name), kind: name.kind }).collect()
}
