//! What several said together belongs to each of them.

use backfile_archive::{
    Archive, EntityFilter, EntitySort, Name, QuotationFilter, QuotationSort, QuotesFormat,
};
use backfile_extract::EntityKind;

use super::{Place, headlines};

fn place() -> Place {
    let article = |title: &str, day: &str, body: &str| {
        format!("---\ntitle: {title}\ndate: {day}\n---\n\nThe board met.\n\n{body}\n")
    };
    Place::new(&[
        (
            "both.md",
            &article(
                "Told by both",
                "2026-03-04",
                "“The mill will be sold in May,” Maria Chen, the mayor, and Robert Hale, a baker, told the board.",
            ),
        ),
        (
            "chen.md",
            &article("Told by Chen", "2026-04-05", "“Nobody has made an offer yet,” said Maria Chen."),
        ),
    ])
}

/// The headlines of what `name` said.
fn said_by(archive: &Archive, name: &str, words: Option<&str>) -> Vec<String> {
    let filter = QuotationFilter {
        by: Some(name.to_owned()),
        words: words.map(str::to_owned),
        ..QuotationFilter::default()
    };
    let page = archive.quotations(&filter, QuotationSort::Oldest, 10, 0).unwrap();
    assert_eq!(page.total, page.rows.len() as u64);
    page.rows.into_iter().filter_map(|row| row.headline).collect()
}

fn counted(archive: &Archive) -> Vec<(String, u64)> {
    let filter = EntityFilter { kind: Some(EntityKind::Person), ..EntityFilter::default() };
    let page = archive.entities(&filter, EntitySort::Name, 10, 0).unwrap();
    page.rows.into_iter().map(|row| (row.name, row.n_quotations)).collect()
}

#[test]
fn each_of_them_is_found_and_counted() {
    let place = place();
    let archive = place.open();
    for words in [None, Some("sold OR offer")] {
        assert_eq!(said_by(&archive, "Maria Chen", words), ["Told by both", "Told by Chen"]);
        assert_eq!(said_by(&archive, "Robert Hale", words), ["Told by both"]);
    }
    assert_eq!(headlines(&archive, "speaker:hale"), ["Told by both"]);
    assert_eq!(counted(&archive), [("Maria Chen".to_owned(), 2), ("Robert Hale".to_owned(), 1)]);
}

#[test]
fn the_row_names_all_of_them_and_so_does_a_file() {
    let place = place();
    let archive = place.open();
    let filter = QuotationFilter { by: Some("Robert Hale".to_owned()), ..QuotationFilter::default() };
    let row = archive.quotations(&filter, QuotationSort::Oldest, 10, 0).unwrap().rows.remove(0);
    let names: Vec<&str> = row.speaker.iter().chain(&row.also).map(|who| who.name.as_str()).collect();
    assert_eq!(names, ["Maria Chen", "Robert Hale"]);
    let spoken = archive.entity(row.also[0].id).unwrap().spoken;
    assert_eq!(
        spoken.iter().map(|month| (month.month.as_str(), month.n)).collect::<Vec<_>>(),
        [("2026-03", 1)]
    );
    let file = archive.export_quotations(QuotesFormat::Markdown, &filter, QuotationSort::Oldest, 10).unwrap();
    assert!(file.contains("Maria Chen and Robert Hale**"), "{file}");
}

#[test]
fn one_who_is_no_name_leaves_the_others() {
    let place = place();
    let archive = place.open();
    let chen = Name { kind: EntityKind::Person, name: "Maria Chen".to_owned() };
    archive.decide_name(&chen, None, None).unwrap();
    assert_eq!(said_by(&archive, "Robert Hale", None), ["Told by both"]);
    assert_eq!(counted(&archive), [("Robert Hale".to_owned(), 1)]);
    let filter = QuotationFilter { by: Some("Robert Hale".to_owned()), ..QuotationFilter::default() };
    let row = archive.quotations(&filter, QuotationSort::Oldest, 10, 0).unwrap().rows.remove(0);
    assert!(
        row.reason.ends_with("“Maria Chen” was found among them, which you said is no name."),
        "{}",
        row.reason
    );
}
