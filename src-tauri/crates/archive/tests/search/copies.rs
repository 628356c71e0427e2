//! The same quotation in several places, whom it was said to, and files of them.

use backfile_archive::{
    Archive, ArticleEdit, Change, QuotationFilter, QuotationRow, QuotationSort, QuotesFormat, SearchRequest,
};

use super::Place;

const WHOLE: &str = "The harbour wall will stand for another forty winters";

fn article(outlet: &str, day: &str, body: &str) -> String {
    format!(
        "---\ntitle: Seen by {outlet}\ndate: {day}\nsource: {outlet}\nurl: https://example.org/{day}\n---\n\nThe board met in the rain.\n\n{body}\n"
    )
}

fn place() -> Place {
    let sources = [
        (
            "a.md",
            article(
                "Corrow Herald",
                "2019-05-04",
                &format!("“{WHOLE},” Maren Oduya told the Brackwater Star."),
            ),
        ),
        (
            "b.md",
            article(
                "Brackwater Star",
                "2019-05-03",
                &format!("“{WHOLE},” said Maren Oduya, who keeps the ferry."),
            ),
        ),
        (
            "c.md",
            article(
                "Dunmere Echo",
                "2020-01-02",
                "“The old harbour wall will stand another forty winters,” Maren Oduya told reporters.",
            ),
        ),
        (
            "d.md",
            article(
                "Eastholt Times",
                "2019-06-01",
                "“The ferry will sail again when the wind drops,” Maren Oduya said of the storm. “Maren Oduya knew that the wall had cracks,” said Tobias Renn.",
            ),
        ),
    ];
    Place::new(&sources.each_ref().map(|(name, text)| (*name, text.as_str())))
}

fn listed(archive: &Archive, filter: &QuotationFilter, sort: QuotationSort) -> (u64, u64, Vec<QuotationRow>) {
    let page = archive.quotations(filter, sort, 50, 0).unwrap();
    (page.total, page.n_copies, page.rows)
}

fn outlets(rows: &[QuotationRow]) -> Vec<&str> {
    rows.iter().filter_map(|row| row.source.as_deref()).collect()
}

fn of_oduya(once: bool) -> QuotationFilter {
    QuotationFilter { by: Some("Maren Oduya".into()), once, ..QuotationFilter::default() }
}

#[test]
fn each_is_listed_once_where_it_stood_first_and_copies_are_counted() {
    let place = place();
    let archive = place.open();
    let (total, n_copies, rows) = listed(&archive, &of_oduya(true), QuotationSort::Newest);
    assert_eq!((total, n_copies), (4, 2));
    assert_eq!(outlets(&rows), ["Eastholt Times", "Brackwater Star"]);
    assert_eq!(rows.iter().map(|row| row.n_places).collect::<Vec<_>>(), [1, 3]);
    let (total, n_copies, rows) = listed(&archive, &of_oduya(false), QuotationSort::Oldest);
    assert_eq!((total, n_copies, rows.len()), (4, 2, 4));
}

#[test]
fn words_fold_the_list_as_no_words_do() {
    let place = place();
    let archive = place.open();
    for sort in [QuotationSort::Newest, QuotationSort::Relevance] {
        let filter = QuotationFilter { words: Some("winters".into()), ..of_oduya(true) };
        let (total, n_copies, rows) = listed(&archive, &filter, sort);
        assert_eq!((total, n_copies, outlets(&rows)), (3, 2, vec!["Brackwater Star"]));
        let (total, n_copies, rows) = listed(&archive, &QuotationFilter { once: false, ..filter }, sort);
        assert_eq!((total, n_copies, rows.len()), (3, 2, 3));
    }
}

#[test]
fn among_those_of_a_filter_the_first_one_stands_for_the_others() {
    let place = place();
    let archive = place.open();
    let later = QuotationFilter {
        from: Some(backfile_article::PubDate::parse("2019-05-04").unwrap()),
        ..of_oduya(true)
    };
    let (total, n_copies, rows) = listed(&archive, &later, QuotationSort::Oldest);
    assert_eq!((total, n_copies), (3, 1));
    assert_eq!(outlets(&rows), ["Corrow Herald", "Eastholt Times"]);
}

#[test]
fn the_other_places_are_told_with_what_differs_the_earliest_first() {
    let place = place();
    let archive = place.open();
    let (_, _, rows) = listed(&archive, &of_oduya(true), QuotationSort::Oldest);
    let copies = archive.copies(rows[0].id).unwrap();
    let sources: Vec<_> = copies.iter().filter_map(|copy| copy.card.source.as_deref()).collect();
    assert_eq!(sources, ["Corrow Herald", "Dunmere Echo"]);
    assert!(copies[0].is_exact);
    let changed: Vec<(&str, Change)> = copies[1]
        .diff
        .iter()
        .filter(|run| run.change != Change::Same)
        .map(|run| (run.text.trim(), run.change))
        .collect();
    assert_eq!(changed, [("old", Change::Added), ("for", Change::Removed)]);
    assert_eq!(copies[1].text, "The old harbour wall will stand another forty winters");
    assert!(archive.copies(rows[1].id).unwrap().is_empty());
}

#[test]
fn what_held_two_wordings_together_lets_them_go_when_it_is_gone() {
    let place = Place::new(&[
        (
            "a.md",
            &article(
                "Corrow Herald",
                "2019-05-04",
                "“We counted nine cracks in the northern wall and the gate,” said Maren Oduya.",
            ),
        ),
        (
            "b.md",
            &article(
                "Brackwater Star",
                "2019-05-03",
                "“We counted nine cracks in the northern wall and the gate. Nobody asked for the survey before the winter came,” said Maren Oduya.",
            ),
        ),
        (
            "c.md",
            &article(
                "Dunmere Echo",
                "2020-01-02",
                "“Nobody asked for the survey before the winter came,” said Maren Oduya.",
            ),
        ),
    ]);
    let (_, n_copies, rows) = listed(&place.open(), &of_oduya(true), QuotationSort::Oldest);
    assert_eq!((n_copies, rows[0].n_places), (2, 3));
    let rained = article("Brackwater Star", "2019-05-03", "“It rained,” said Maren Oduya.");
    std::fs::write(place.sources().join("b.md"), rained).unwrap();
    let archive = place.open();
    place.import(&archive);
    let (_, n_copies, rows) = listed(&archive, &of_oduya(true), QuotationSort::Oldest);
    assert_eq!(n_copies, 0);
    assert!(rows.iter().all(|row| row.n_places == 1), "{rows:?}");
}

#[test]
fn whom_it_was_said_to_is_found_by_name_and_by_words() {
    let place = place();
    let archive = place.open();
    let told = |told: &str, words: Option<&str>| {
        let filter = QuotationFilter {
            told: Some(told.into()),
            words: words.map(str::to_owned),
            ..QuotationFilter::default()
        };
        let rows = listed(&archive, &filter, QuotationSort::Oldest).2;
        rows.iter().filter_map(|row| row.source.clone()).collect::<Vec<_>>()
    };
    for words in [None, Some("winters")] {
        assert_eq!(told("Brackwater Star", words), ["Corrow Herald"]);
        assert_eq!(told("Reporters", words), ["Dunmere Echo"]);
        assert_eq!(told("nobody at all", words), [""; 0]);
    }
    let found = |query: &str| {
        let request = SearchRequest { query: query.into(), limit: 10, ..SearchRequest::default() };
        let page = archive.search(&request).unwrap();
        assert!(page.problems.is_empty(), "{:?}", page.problems);
        page.hits.into_iter().filter_map(|hit| hit.card.source).collect::<Vec<_>>()
    };
    assert_eq!(found("to:reporters"), ["Dunmere Echo"]);
    assert_eq!(found("to:\"Brackwater Star\" speaker:Oduya"), ["Corrow Herald"]);
    assert_eq!(found("topic:storm"), ["Eastholt Times"]);
}

#[test]
fn both_lists_what_somebody_said_and_what_was_said_of_them() {
    let place = place();
    let archive = place.open();
    let id = archive.entities_called("Maren Oduya").unwrap()[0].id;
    let both = QuotationFilter { of_id: Some(id), once: true, ..QuotationFilter::default() };
    let (total, n_copies, rows) = listed(&archive, &both, QuotationSort::Oldest);
    assert_eq!((total, n_copies), (5, 2));
    let own = |row: &QuotationRow| row.speaker.as_ref().is_some_and(|speaker| speaker.id == id);
    assert_eq!(rows.iter().map(own).collect::<Vec<_>>(), [true, true, false]);
    let of_words = QuotationFilter { words: Some("wall".into()), ..both };
    assert_eq!(listed(&archive, &of_words, QuotationSort::Oldest).0, 4);
}

#[test]
fn a_list_is_written_as_a_file_with_where_each_stands() {
    let place = place();
    let archive = place.open();
    let write = |format, filter: &QuotationFilter| {
        archive.export_quotations(format, filter, QuotationSort::Oldest, 50).unwrap()
    };
    let markdown = write(QuotesFormat::Markdown, &of_oduya(true));
    assert!(markdown.starts_with("# Quotations\n\n2 quotations; 2 copies in other places"), "{markdown}");
    assert!(markdown.contains("— **Maren Oduya** · said · direct\\\nBrackwater Star, 2019-05-03, “Seen by Brackwater Star”, paragraph 2, article `"), "{markdown}");
    assert!(
        markdown.contains(
            "<https://example.org/2019-05-03>\n- also in Corrow Herald, 2019-05-04, Seen by Corrow Herald"
        ),
        "{markdown}"
    );
    assert!(markdown.contains("about: the storm"), "{markdown}");
    let json: serde_json::Value = serde_json::from_str(&write(QuotesFormat::Json, &of_oduya(false))).unwrap();
    assert_eq!((json["total"].as_u64(), json["copies"].as_u64()), (Some(4), Some(2)));
    let second = &json["quotations"][1];
    for (member, value) in [
        ("speaker", "Maren Oduya"),
        ("kind", "direct"),
        ("cue", "told"),
        ("addressee", "Brackwater Star"),
        ("addressee_text", "the Brackwater Star"),
        ("source", "Corrow Herald"),
        ("published", "2019-05-04"),
        ("file", "a.md"),
    ] {
        assert_eq!(second[member], value, "{member}");
    }
    let csv = write(QuotesFormat::Csv, &of_oduya(false));
    let lines: Vec<&str> = csv.split("\r\n").collect();
    assert!(lines[0].starts_with("speaker,text,kind,cue,addressee,"), "{csv}");
    assert!(
        lines[2].starts_with(&format!("Maren Oduya,\"“{WHOLE},”\",direct,told,Brackwater Star,")),
        "{csv}"
    );
    assert_eq!(lines.len(), 6);
}

#[test]
fn a_corrected_outlet_leaves_the_copies_linked() {
    let place = place();
    let archive = place.open();
    let (_, _, rows) = listed(&archive, &of_oduya(true), QuotationSort::Oldest);
    let edit = ArticleEdit { source: Some("Brackwater Evening Star".into()), ..ArticleEdit::default() };
    archive.edit_articles(&[rows[0].article], &edit).unwrap();
    let (_, n_copies, rows) = listed(&archive, &of_oduya(true), QuotationSort::Oldest);
    assert_eq!((n_copies, rows[0].source.as_deref()), (2, Some("Brackwater Evening Star")));
}
