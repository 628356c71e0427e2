//! `alike`: articles that are nearly the same.

use serde_json::json;

use crate::program::{Place, check_members};

const BODY: &str = "The ferry office of Corrow closed the crossing to Orrin on Thursday night after waves of four metres broke over the quay. Nobody was hurt. The boats will leave again when the wind drops below forty knots, the office said.";

#[test]
fn a_copy_in_another_outlet_is_listed_and_stays_an_article_of_its_own() {
    let place = Place::new();
    place.write("wire.txt", format!("Ferry stopped by storm\n\nCoast Wire, 4 November 2021\n\n{BODY}\n"));
    place.write("herald.txt", format!("Storm shuts ferry\n\nThe Corrow Herald, 5 November 2021\n\n{BODY}\n"));
    let imported = place.run(["import", place.sources().to_str().unwrap(), "--json"]).ends(0).json();
    assert_eq!(imported["articles"], json!(2));
    let id = place.show("Storm shuts ferry")["id"].as_str().unwrap().to_owned();
    let answer = place.run(["alike", &id, "--json"]).ends(0).json();
    check_members(&answer, "articles");
    let [wire] = answer["articles"].as_array().unwrap().as_slice() else { panic!("{answer}") };
    check_members(wire, "id headline source published similarity");
    assert_eq!(
        (&wire["headline"], &wire["published"]),
        (&json!("Ferry stopped by storm"), &json!("2021-11-04"))
    );
    assert!(wire["similarity"].as_f64().unwrap() > 0.8, "{wire}");
    place.run(["alike", &id]).ends(0);
    place.run(["alike", "0000000000000000"]).ends(1);
}
