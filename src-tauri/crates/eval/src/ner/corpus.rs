//! Reads the labelled texts of `../shared/ner`.

use std::{fs, io, ops::Range, path::Path};

use backfile_extract::recogniser::{NameKind, is_people};

/// A labelled name.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Gold {
    /// Its words, as indices into the document's.
    pub words: Range<usize>,
    /// What it is.
    pub kind: NameKind,
}

/// A labelled document.
#[derive(Debug, Clone, Default)]
pub struct GoldDocument {
    /// Its words.
    pub words: Vec<String>,
    /// Its sentences.
    pub sentences: Vec<Range<usize>>,
    /// Its names, in order.
    pub names: Vec<Gold>,
}

impl GoldDocument {
    /// Its words, borrowed.
    pub fn words(&self) -> Vec<&str> {
        self.words.iter().map(String::as_str).collect()
    }
}

/// Reads a `.bio` file.
///
/// # Errors
/// When the file cannot be read.
pub fn read(path: &Path) -> io::Result<Vec<GoldDocument>> {
    let text = fs::read_to_string(path)?;
    let mut documents: Vec<GoldDocument> = Vec::new();
    let mut document = GoldDocument::default();
    let mut labels: Vec<&str> = Vec::new();
    let mut start = 0;
    for line in text.lines().chain([""]) {
        let (word, label) = line.split_once('\t').unwrap_or((line, "O"));
        let is_border = word == "-DOCSTART-";
        if !is_border && !word.is_empty() {
            document.words.push(word.to_owned());
            labels.push(label);
            continue;
        }
        if start < document.words.len() {
            document.sentences.push(start..document.words.len());
            document.names.extend(names(&labels, start));
            start = document.words.len();
            labels.clear();
        }
        if is_border {
            documents.push(std::mem::take(&mut document));
            start = 0;
        }
    }
    documents.push(document);
    documents.retain(|document| !document.words.is_empty());
    Ok(documents)
}

/// The names of one sentence; an `I-` of another type opens a new name.
fn names(labels: &[&str], start: usize) -> Vec<Gold> {
    let mut names = Vec::new();
    let mut open: Option<(usize, &str)> = None;
    for (at, label) in labels.iter().copied().chain(["O"]).enumerate() {
        let (part, kind) = label.split_once('-').unwrap_or(("O", ""));
        if let Some((first, named)) = open
            && (part != "I" || kind != named)
        {
            let range = start + first..start + at;
            names.extend(kind_of(named).map(|kind| Gold { words: range, kind }));
            open = None;
        }
        if part != "O" && open.is_none() {
            open = Some((at, kind));
        }
    }
    names
}

/// Makes corpora agree before they teach: titles are no part of a person's
/// name, and a people's adjective is no place.
pub fn unify(documents: &mut [GoldDocument]) {
    for document in documents {
        for name in document.names.iter_mut().filter(|name| name.kind == NameKind::Place) {
            if name.words.len() == 1 && is_people(&document.words[name.words.start]) {
                name.kind = NameKind::Other;
            }
        }
        for name in document.names.iter_mut().filter(|name| name.kind == NameKind::Person) {
            while name.words.len() > 1 && is_title(&document.words[name.words.start]) {
                name.words.start += 1;
            }
        }
    }
}

fn is_title(word: &str) -> bool {
    matches!(
        word.trim_end_matches('.'),
        "Mr" | "Mrs"
            | "Ms"
            | "Miss"
            | "Dr"
            | "Prof"
            | "Professor"
            | "Gen"
            | "Lt"
            | "Col"
            | "Sgt"
            | "Capt"
            | "Sen"
            | "Rep"
            | "Gov"
            | "Rev"
            | "President"
            | "Senator"
            | "Judge"
            | "Justice"
            | "Captain"
            | "General"
            | "Colonel"
    )
}

/// Kinds as `score.py` maps them; what it leaves out though it is a name is
/// [`NameKind::Other`] here.
fn kind_of(label: &str) -> Option<NameKind> {
    let kind = match label.to_ascii_lowercase().as_str() {
        "per" | "pers" | "person" | "people" | "politician" | "writer" | "musicalartist" | "scientist"
        | "researcher" => NameKind::Person,
        "org" | "organization" | "organisation" | "corporation" | "group" | "politicalparty" | "band"
        | "university" | "company" | "magazine" | "academicjournal" => NameKind::Organisation,
        "loc" | "location" | "gpe" | "geo" | "fac" | "facility" | "building" | "street" | "geo-loc"
        | "place" | "country" => NameKind::Place,
        "date" | "time" | "tim" | "timex" | "money" | "percent" | "cardinal" | "ordinal" | "quantity"
        | "num" | "number" | "duration" | "measure" | "musicgenre" | "chemicalcompound" | "algorithm"
        | "field" | "task" | "literarygenre" | "metrics" | "protein" | "enzyme" | "discipline"
        | "programlang" | "musicalinstrument" | "chemicalelement" | "theory" => return None,
        _ => NameKind::Other,
    };
    Some(kind)
}
