//! A quotation in pieces is one: in lists, counts, copies and corrections.

use backfile_archive::{
    Archive, EntityFilter, EntitySort, QuotationChange, QuotationFilter, QuotationRow, QuotationSort,
    QuotesFormat,
};
use backfile_article::Span;
use backfile_extract::QuotationKind;

use super::{Place, headlines};

const BROKEN: &str = "---\ntitle: Chen speaks of noise\ndate: 2019-05-03\nsource: Corrow Herald\n---\n\nMaria Chen met the harbour board on Monday.\n\n“You do not win the harbour board,” said Maria Chen, “by shouting at Tobias Renn.”\n\n“It will rain,” Chen said.\n";

const UNBROKEN: &str = "---\ntitle: Chen speaks again\ndate: 2019-05-04\nsource: Brackwater Star\n---\n\nMaria Chen met the harbour board on Monday.\n\n“You do not win the harbour board by shouting at Tobias Renn,” said Maria Chen.\n";

fn place() -> Place {
    Place::new(&[("a.md", BROKEN), ("b.md", UNBROKEN)])
}

fn of_chen() -> QuotationFilter {
    QuotationFilter { by: Some("Maria Chen".into()), ..QuotationFilter::default() }
}

fn listed(archive: &Archive, filter: &QuotationFilter) -> (u64, u64, Vec<QuotationRow>) {
    let page = archive.quotations(filter, QuotationSort::Oldest, 50, 0).unwrap();
    (page.total, page.n_copies, page.rows)
}

fn words(rows: &[QuotationRow]) -> Vec<String> {
    rows.iter().map(QuotationRow::words).collect()
}

#[test]
fn pieces_are_one_row_and_count_once() {
    let place = place();
    let archive = place.open();
    let (total, _, rows) = listed(&archive, &of_chen());
    assert_eq!(total, 3);
    assert_eq!(
        words(&rows),
        [
            "“You do not win the harbour board,” … “by shouting at Tobias Renn.”",
            "“It will rain,”",
            "“You do not win the harbour board by shouting at Tobias Renn,”"
        ]
    );
    let broken = &rows[0];
    assert_eq!((broken.pieces.len(), broken.part, broken.kind), (2, 1, QuotationKind::Direct));
    assert_eq!(
        broken.text,
        "“You do not win the harbour board,” said Maria Chen, “by shouting at Tobias Renn.”"
    );
    assert!(broken.pieces.iter().all(|piece| piece.in_context.of(&broken.context) == piece.text));
    assert!(broken.about.iter().any(|about| about.name == "Tobias Renn"), "{broken:?}");
    let quoted = archive.entities(&EntityFilter::default(), EntitySort::Quotations, 5, 0).unwrap();
    assert_eq!((quoted.rows[0].name.as_str(), quoted.rows[0].n_quotations), ("Maria Chen", 3));
    let page = archive.entity(quoted.rows[0].id).unwrap();
    assert_eq!(page.spoken.iter().map(|month| month.n).sum::<u64>(), 3);
    assert_eq!(archive.overview().unwrap().n_quotations, 3);
    let about = QuotationFilter { about: Some("Tobias Renn".into()), ..QuotationFilter::default() };
    assert_eq!(listed(&archive, &about).0, 2);
    let renn = archive.entities_called("Tobias Renn").unwrap()[0].id;
    assert_eq!(archive.entity(renn).unwrap().n_about, 2);
}

#[test]
fn words_of_all_pieces_find_the_quotation_and_phrases_run_over_the_break() {
    let place = place();
    let archive = place.open();
    for asked in ["harbour shouting", "\"board by shouting\""] {
        let filter = QuotationFilter { words: Some(asked.into()), ..of_chen() };
        assert_eq!(listed(&archive, &filter).0, 2, "{asked}");
    }
    assert_eq!(headlines(&archive, "speaker:chen quote:\"board by shouting\"").len(), 2);
}

#[test]
fn a_broken_quotation_and_an_unbroken_one_are_copies() {
    let place = place();
    let archive = place.open();
    let (total, n_copies, rows) = listed(&archive, &QuotationFilter { once: true, ..of_chen() });
    assert_eq!((total, n_copies, rows.len(), rows[0].n_places), (3, 1, 2, 2));
    for other in [archive.copies(rows[0].id).unwrap(), archive.variants(rows[0].id).unwrap()] {
        assert_eq!(other.len(), 1);
        assert!(other[0].is_exact, "{other:?}");
    }
    let back = listed(&archive, &of_chen()).2.pop().unwrap();
    let there = &archive.copies(back.id).unwrap()[0];
    assert_eq!(
        (there.text.as_str(), there.is_exact),
        ("You do not win the harbour board by shouting at Tobias Renn", true)
    );
}

#[test]
fn a_file_has_the_words_said_and_where_each_piece_stands() {
    let place = place();
    let archive = place.open();
    let write = |format| archive.export_quotations(format, &of_chen(), QuotationSort::Oldest, 50).unwrap();
    let said = "“You do not win the harbour board,” … “by shouting at Tobias Renn.”";
    assert!(write(QuotesFormat::Markdown).contains(&format!("> {said}\n")));
    assert!(write(QuotesFormat::Csv).contains(said));
    let json: serde_json::Value = serde_json::from_str(&write(QuotesFormat::Json)).unwrap();
    let pieces = json["quotations"][0]["pieces"].as_array().unwrap();
    assert_eq!(
        pieces.iter().map(|piece| &piece["text"]).collect::<Vec<_>>(),
        ["“You do not win the harbour board,”", "“by shouting at Tobias Renn.”"]
    );
    assert_eq!(json["quotations"][0]["start"], pieces[0]["start"]);
    assert_eq!(json["quotations"][0]["end"], pieces[1]["end"]);
}

#[test]
fn what_is_no_quotation_goes_with_all_its_pieces_and_comes_back_with_them() {
    let place = place();
    let archive = place.open();
    let broken = listed(&archive, &of_chen()).2.swap_remove(0);
    archive.correct_quotation(broken.id, QuotationChange::NotAQuotation).unwrap();
    assert_eq!(words(&listed(&archive, &of_chen()).2)[0], "“It will rain,”");
    archive.undo().unwrap();
    assert_eq!(listed(&archive, &of_chen()).2[0], broken);
}

#[test]
fn new_ends_are_those_of_the_piece_they_are_most_of() {
    let place = place();
    let archive = place.open();
    let ends = |from: &str, to: &str| {
        let row = listed(&archive, &of_chen()).2.swap_remove(0);
        let text = archive.article(row.article).unwrap().article.text;
        let span = Span::new(text.find(from).unwrap(), text.find(to).unwrap() + to.len());
        archive.correct_quotation(row.id, QuotationChange::Ends(span)).unwrap();
        listed(&archive, &of_chen()).2.swap_remove(0)
    };
    let shorter = ends("“by shouting", "“by shouting");
    assert_eq!(shorter.words(), "“You do not win the harbour board,” … “by shouting");
    assert!(shorter.yours);
    archive.undo().unwrap();
    let whole = ends("“You do", "Renn.”");
    assert_eq!((whole.pieces.len(), &whole.words()), (1, &whole.text));
}
