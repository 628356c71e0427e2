//! Articles that are nearly the same: linked with each other, never merged.

use std::{fmt::Write, fs, ops::ControlFlow};

use backfile_archive::{Archive, ArticleFilter, ArticleId, ArticleSort, SearchRequest};

use crate::Place;

const BODY: &str = "The ferry office of Corrow closed the crossing to Orrin on Thursday night after waves of four metres broke over the quay. Nobody was hurt. The boats will leave again when the wind drops below forty knots, the office said, and tickets stay valid for a month.";

/// A record of a JSON Lines file.
fn record(id: u32, outlet: &str, date: &str, headline: &str, body: &str) -> String {
    format!(
        "{{\"id\":{id},\"headline\":\"{headline}\",\"source\":\"{outlet}\",\"date\":\"{date}\",\"body\":\"{body}\"}}\n"
    )
}

/// The wire's report, the same in the Herald a day later, a shorter one of the
/// wire, and two that have nothing to do with them.
fn wire() -> String {
    let short = BODY.split_once(" The boats").unwrap().0;
    [
        record(1, "Coast Wire", "2021-11-04", "Ferry stopped by storm", BODY),
        record(2, "Corrow Herald", "2021-11-05", "Storm shuts ferry", &BODY.replace("Nobody was", "No one was")),
        record(3, "Coast Wire", "2021-11-03", "Ferry stopped", short),
        record(4, "Coast Wire", "2021-11-06", "Council meets", "The council of Orrin met for five hours on Friday and put off its vote on the new road to spring."),
        record(5, "Corrow Herald", "2021-11-06", "Boats sail again", "Ferries to Orrin sailed again on Saturday. The storm had kept the boats in port for two nights."),
    ]
    .concat()
}

fn id_of(archive: &Archive, headline: &str) -> ArticleId {
    let page = archive.articles(&ArticleFilter::default(), ArticleSort::Newest, 100, 0).unwrap();
    page.rows.iter().find(|card| card.headline.as_deref() == Some(headline)).unwrap().id
}

/// The headlines of what is like the article called `headline`.
fn alike(archive: &Archive, headline: &str) -> Vec<String> {
    let found = archive.alike_articles(id_of(archive, headline)).unwrap();
    found.into_iter().filter_map(|alike| alike.card.headline).collect()
}

/// The headlines of what `query` finds, in alphabetical order.
fn found(archive: &Archive, query: &str) -> Vec<String> {
    let request = SearchRequest { query: query.to_owned(), limit: 20, ..SearchRequest::default() };
    let page = archive.search(&request).unwrap();
    assert_eq!(page.problems, [], "{query}");
    let mut found: Vec<String> = page.hits.into_iter().filter_map(|hit| hit.card.headline).collect();
    found.sort();
    found
}

#[test]
fn records_with_ids_of_their_own_are_linked_and_stay_articles_of_their_own() {
    let place = Place::new(&[("wire.jsonl", &wire())]);
    let archive = place.open();
    assert_eq!(found(&archive, "ferry OR ferries OR council").len(), 5);
    assert_eq!(alike(&archive, "Ferry stopped by storm"), ["Ferry stopped", "Storm shuts ferry"]);
    assert_eq!(alike(&archive, "Storm shuts ferry"), ["Ferry stopped", "Ferry stopped by storm"]);
    assert_eq!(alike(&archive, "Council meets"), Vec::<String>::new());
    assert_eq!(alike(&archive, "Boats sail again"), Vec::<String>::new());
}

#[test]
fn the_first_of_those_alike_is_no_duplicate_and_a_version_is_of_the_same_outlet() {
    let place = Place::new(&[("wire.jsonl", &wire())]);
    let archive = place.open();
    assert_eq!(found(&archive, "is:duplicate"), ["Ferry stopped by storm", "Storm shuts ferry"]);
    assert_eq!(found(&archive, "ferry -is:duplicate"), ["Boats sail again", "Ferry stopped"]);
    assert_eq!(found(&archive, "is:version"), ["Ferry stopped", "Ferry stopped by storm"]);
}

#[test]
fn of_those_without_a_date_the_one_imported_first_is_no_duplicate() {
    let wire = wire().replace(",\"date\":\"2021-11-04\"", "").replace(",\"date\":\"2021-11-05\"", "");
    let place = Place::new(&[("wire.jsonl", &wire)]);
    assert_eq!(found(&place.open(), "is:duplicate"), ["Ferry stopped by storm", "Storm shuts ferry"]);
    let undated = wire.replace(",\"date\":\"2021-11-03\"", "");
    let place = Place::new(&[("wire.jsonl", &undated)]);
    assert_eq!(found(&place.open(), "is:duplicate"), ["Ferry stopped", "Storm shuts ferry"]);
}

#[test]
fn a_rewritten_article_loses_its_links_and_a_rebuild_finds_the_same() {
    let place = Place::new(&[("wire.jsonl", &wire())]);
    let archive = place.open();
    let rewritten = "A bus now goes from Corrow to the airport twice an hour, and once an hour on Sundays and at night, said the town.";
    let records: Vec<String> = wire().lines().map(str::to_owned).collect();
    let mut now = records[0].replace(BODY, rewritten);
    records[1..].iter().for_each(|record| write!(now, "\n{record}").unwrap());
    fs::write(place.sources().join("wire.jsonl"), now).unwrap();
    place.import(&archive);
    assert_eq!(alike(&archive, "Ferry stopped by storm"), Vec::<String>::new());
    assert_eq!(alike(&archive, "Storm shuts ferry"), ["Ferry stopped"]);
    archive.rebuild(&mut |_| ControlFlow::Continue(())).unwrap();
    assert_eq!(alike(&archive, "Storm shuts ferry"), ["Ferry stopped"]);
}

#[test]
fn a_line_that_every_article_ends_with_links_nobody() {
    let towns = ["harbour", "library", "museum", "school", "market", "station", "theatre", "castle"];
    let records: String = (0..80)
        .map(|n| {
            let body = format!(
                "Number {n} of the series visits the {} in {} weather and meets {} people there. All rights are reserved by the coast wire and its members.",
                towns[n % 8], n * 7, n * 3
            );
            record(n as u32, "Coast Wire", "2021-11-04", &format!("Visit {n}"), &body)
        })
        .collect();
    let place = Place::new(&[("wire.jsonl", &records)]);
    assert_eq!(alike(&place.open(), "Visit 79"), Vec::<String>::new());
}
