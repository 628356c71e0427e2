//! The same quotation in other articles.

use backfile_archive::{Archive, Change, QuotationFilter, QuotationSort, QuoteMatch};

use super::Place;

const WHOLE: &str = "The harbour wall will stand for another forty winters";
const EXACT: &str = "the harbour wall will stand for another forty winters";
const REWORDED: &str = "The old harbour wall will stand another forty winters";
const SHORTENED: &str = "stand for another forty winters";

/// An article that quotes `words`.
fn quoting(outlet: &str, day: &str, words: &str) -> String {
    format!(
        "---\ntitle: Seen by {outlet}\ndate: {day}\nsource: {outlet}\n---\n\nThe board met on Monday in the rain.\n\n“{words},” said Maren Oduya, who keeps the ferry.\n"
    )
}

fn place() -> Place {
    let reported = "---\ntitle: Only reported\ndate: 2019-01-01\nsource: Fennick Post\n---\n\nThe harbour wall will stand for another forty winters. It rained.\n";
    let sources = [
        ("a.md", quoting("Corrow Herald", "2019-05-04", WHOLE)),
        ("b.md", quoting("Brackwater Star", "2019-05-03", EXACT)),
        ("c.md", quoting("Dunmere Echo", "2020-01-02", REWORDED)),
        ("d.md", quoting("Eastholt Times", "2019-06-01", SHORTENED)),
        (
            "e.md",
            quoting("Garrowby News", "2019-05-05", "The ferry will sail again when the wind has dropped"),
        ),
        ("f.md", reported.to_owned()),
    ];
    Place::new(&sources.each_ref().map(|(name, text)| (*name, text.as_str())))
}

fn variants(archive: &Archive, outlet: &str) -> Vec<QuoteMatch> {
    let filter = QuotationFilter { outlet: Some(outlet.to_owned()), ..QuotationFilter::default() };
    let page = archive.quotations(&filter, QuotationSort::Newest, 10, 0).unwrap();
    archive.variants(page.rows[0].id).unwrap()
}

fn outlets(found: &[QuoteMatch]) -> Vec<&str> {
    found.iter().filter_map(|place| place.card.source.as_deref()).collect()
}

/// The words that `found` leaves out and puts in.
fn changed(found: &QuoteMatch) -> [String; 2] {
    [Change::Removed, Change::Added].map(|change| {
        found
            .diff
            .iter()
            .filter(|run| run.change == change)
            .map(|run| run.text.trim())
            .collect::<Vec<_>>()
            .join(" | ")
    })
}

#[test]
fn copies_and_shorter_and_reworded_ones_are_found_first_appearance_first() {
    let found = variants(&place().open(), "Corrow Herald");
    assert_eq!(outlets(&found), ["Brackwater Star", "Eastholt Times", "Dunmere Echo"]);
    assert_eq!(found.iter().map(|place| place.is_exact).collect::<Vec<_>>(), [true, false, false]);
    assert_eq!(changed(&found[0]), ["", ""]);
    assert_eq!(changed(&found[1]), ["The harbour wall will", ""]);
    assert_eq!(changed(&found[2]), ["for", "old"]);
    assert_eq!(found[1].text, SHORTENED);
}

#[test]
fn a_shorter_one_leads_to_the_whole() {
    let found = variants(&place().open(), "Eastholt Times");
    assert_eq!(outlets(&found), ["Brackwater Star", "Corrow Herald", "Dunmere Echo"]);
    assert!(found[0].is_exact);
}

#[test]
fn what_is_said_once_stands_nowhere_else() {
    assert_eq!(variants(&place().open(), "Garrowby News"), []);
}
