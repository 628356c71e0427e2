//! A headline that repeats a quotation of its article is that quotation.

use backfile_archive::{QuotationFilter, QuotationSort};

use super::Place;

const TEXT: &str = "---
title: “Tobias Renn will not close the quay”
date: 2020-05-03
---

Maria Chen and Tobias Renn met on Monday.

“Tobias Renn will not close the quay this winter,” said Maria Chen.
";

#[test]
fn it_is_counted_and_listed_once_but_for_its_article() {
    let place = Place::new(&[("quay.md", TEXT)]);
    let archive = place.open();
    let listed = |words: Option<&str>, once| {
        let filter = QuotationFilter { words: words.map(str::to_owned), once, ..QuotationFilter::default() };
        let page = archive.quotations(&filter, QuotationSort::Newest, 10, 0).unwrap();
        assert!(page.rows.iter().all(|row| row.repeats.is_none() && row.n_places == 1));
        (page.total, page.n_copies, page.rows.len())
    };
    for once in [false, true] {
        assert_eq!((listed(None, once), listed(Some("quay"), once)), ((1, 0, 1), (1, 0, 1)));
    }
    let (chen, renn) =
        (archive.entities_called("Maria Chen").unwrap(), archive.entities_called("Renn").unwrap());
    let page = archive.entity(chen[0].id).unwrap();
    assert_eq!((page.row.n_quotations, page.spoken[0].n), (1, 1));
    assert_eq!(archive.entity(renn[0].id).unwrap().n_about, 1);
    assert_eq!(archive.overview().unwrap().n_quotations, 1);
    let page = archive.quotations(&QuotationFilter::default(), QuotationSort::Newest, 10, 0).unwrap();
    let whole = archive.quotations_of(page.rows[0].article).unwrap();
    assert_eq!(whole.iter().filter(|row| row.repeats.is_some()).count(), 1, "{whole:?}");
}
