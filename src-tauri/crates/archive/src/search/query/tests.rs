//! The query language, case by case.

use backfile_extract::EntityKind;

use super::*;

fn reading() -> Reading {
    Reading { complete_last_word: false, today: NaiveDate::from_ymd_opt(2019, 3, 14).unwrap() }
}

/// A node in few signs.
fn shown(node: &Node) -> String {
    let list =
        |nodes: &[Node], sign: &str| format!("({})", nodes.iter().map(shown).collect::<Vec<_>>().join(sign));
    match node {
        Node::All => "all".into(),
        Node::And(nodes) => list(nodes, " & "),
        Node::Or(nodes) => list(nodes, " | "),
        Node::Not(node) => format!("-{}", shown(node)),
        Node::Words(words, None) => shown_words(words),
        Node::Words(words, Some(region)) => format!("{region:?}:{}", shown_words(words)),
        Node::Filter(filter) => format!("{filter:?}"),
        Node::Boost(node, weight) => format!("{}^{weight}", shown(node)),
    }
}

fn shown_words(words: &Words) -> String {
    let join = |words: Vec<String>, sign: &str| words.join(sign);
    match words {
        Words::Term(Term(forms)) => join(forms.iter().map(shown_form).collect(), "/"),
        Words::Phrase(terms) => {
            format!(
                "\"{}\"",
                join(terms.iter().map(|term| shown_words(&Words::Term(term.clone()))).collect(), " ")
            )
        }
        Words::Loose(terms, n) => format!("{}~{n}", shown_words(&Words::Phrase(terms.clone()))),
        Words::Near(a, b, how) => format!("[{} {how:?} {}]", shown_words(a), shown_words(b)),
        Words::Any(words) => format!("<{}>", join(words.iter().map(shown_words).collect(), " or ")),
        Words::AtLeast(n, words) => format!("{n}x{}", shown_words(words)),
    }
}

fn shown_form(form: &Form) -> String {
    match form {
        Form::Exact(word) => format!("={word}"),
        Form::Stem(word) => word.clone(),
        Form::Prefix(word) => format!("{word}.."),
        Form::Wildcard(word) => word.clone(),
        Form::Fuzzy(word, n) => format!("{word}~{n}"),
        Form::Regex(word) => format!("/{word}/"),
        Form::Name(mark) => format!("{{{}}}", mark.term()),
    }
}

/// Asserts how `query` is read, without problems.
#[track_caller]
fn check(query: &str, expected: &str) {
    let read = parse(query, reading());
    assert_eq!(shown(&read.root), expected, "{query}");
    assert_eq!(read.problems, [], "{query}");
}

/// Asserts how `query` is read and the codes of its problems.
#[track_caller]
fn check_problems(query: &str, expected: &str, codes: &[&str]) -> Vec<QueryProblem> {
    let read = parse(query, reading());
    assert_eq!(shown(&read.root), expected, "{query}");
    assert_eq!(read.problems.iter().map(|problem| problem.code).collect::<Vec<_>>(), codes, "{query}");
    read.problems
}

#[test]
fn words_are_joined_by_and_or_not() {
    check("", "all");
    check("flood dam", "(flood & dam)");
    check("flood AND dam && storms", "(flood & dam & storm)");
    check("(flood OR storm) dam", "((flood | storm) & dam)");
    check("flood | storm", "(flood | storm)");
    check("flood -insurance", "(flood & -insur)");
    check("NOT flood", "-flood");
    check("!flood", "-flood");
    check("-flood -(dam storm)", "(-flood & -(dam & storm))");
    check("win-win well – known", "(<\"win win\" or winwin> & well & known)");
    check("flood^3 dam", "(flood^3 & dam)");
    check("andrew band", "(andrew & band)");
}

#[test]
fn and_binds_tighter_than_or_and_it_is_said() {
    let read = parse("flood dam OR storm", reading());
    assert_eq!(shown(&read.root), "((flood & dam) | storm)");
    assert_eq!(read.read_as.as_deref(), Some("(flood AND dam) OR storm"));
    assert_eq!(parse("flood OR storm", reading()).read_as, None);
    assert_eq!(parse("(flood OR storm) dam", reading()).read_as, None);
}

#[test]
fn words_are_stemmed_and_phrases_are_not() {
    check("resigned", "resign");
    check("=resigned", "=resigned");
    check("\"prime ministers\"", "\"=prime =ministers\"");
    check("“prime ministers”", "\"=prime =ministers\"");
    check("«prime ministers»~5", "\"=prime =ministers\"~5");
    check("\"dam\"", "=dam");
    check("Bush’s O'Neill", "(bush & o'neil)");
    check("U.S.", "us");
    check("#MeToo @metoo", "(#metoo & @metoo)");
    check("\\{person\\}", "person");
}

#[test]
fn nearness_joins_words_phrases_and_types() {
    check("dam NEAR/5 cracks", "[dam Within(5) crack]");
    check("dam near5 cracks", "[dam Within(5) crack]");
    check("dam NEAR cracks", "[dam Within(10) crack]");
    check("minister PRE/3 resigned", "[minist Before(3) resign]");
    check("minister adj3 resigned", "[minist Before(3) resign]");
    check("dam NEAR/s warning", "[dam Sentence warn]");
    check("dam SAME warning", "[dam Paragraph warn]");
    check("dam NEAR/5 (cracks OR leak)", "[dam Within(5) <crack or leak>]");
    check("resigned NEAR/5 {person}", "[resign Within(5) {person}]");
    check("\"according to {org}\"", "\"=according =to {organisation}\"");
    check("near the dam", "(near & the & dam)");
    check_problems("(a1 AND b1) NEAR/5 c1", "([a1 Within(5) c1] & [b1 Within(5) c1])", &["near_distributed"]);
    check_problems("dam NEAR/5 source:X", "(dam & Source(\"X\"))", &["near_operand"]);
}

#[test]
fn patterns_stand_for_words() {
    check("insur*", "insur*");
    check("wom?n really?", "(wom?n & realli)");
    check("Qaddafi~2 form~", "(qaddafi~2 & form~1)");
    check("/colou?rs?/", "/colou?rs?/");
    check("and/or", "(and & or)".replace("(and & or)", "\"and or\"").as_str());
    check("atleast5 flood", "5xflood");
    check_problems("a*", "all", &["too_few_letters"]);
    check_problems("/./ dam", "dam", &["too_few_letters"]);
    check_problems("/ab(/ dam", "dam", &["bad_regex"]);
}

#[test]
fn fields_name_a_part_of_the_article() {
    check("headline:flood", "Headline:flood");
    check("title:(flood OR storm)", "(Headline:flood | Headline:storm)");
    check("lead:\"the dam\"", "Lead:\"=the =dam\"");
    check("Mayor: no", "(mayor & no)");
    check("http://example.org", "\"http exampl org\"");
    check("source:\"Daily Ledger\"", "Source(\"Daily Ledger\")");
    check("by:okafor", "Author([\"okafor\"])");
    check("person:lopez", "Entity(Some(Person), \"lopez\")");
    check("person:=\"Maria Lopez\" dam", "(Named(Some(Person), \"Maria Lopez\") & dam)");
    check("entity:=Lopez", "Named(None, \"Lopez\")");
    check("words:>1000", &format!("Length(1001, {})", u64::MAX));
    check("words:200..400", "Length(200, 400)");
    check("-has:author", "-Has(\"author\")");
    check("has:unnamed", "Quotation([Unnamed([])])");
    check("unnamed:*", "Quotation([Unnamed([])])");
    check("unnamed:official", "Quotation([Unnamed([\"official\"])])");
}

#[test]
fn the_term_of_a_name_means_that_name() {
    let term = |name| exact_term(EntityKind::Person, name);
    assert_eq!(term("Maria\nLopez"), "person:=\"Maria Lopez\"");
    for name in ["Maria Lopez", "Edward \u{201C}Ted\u{201D} Vance", "Jo \"J.\" O'Neil (AND) ^2 a:b"] {
        check(&term(name), &format!("{:?}", Filter::Named(Some(EntityKind::Person), name.to_owned())));
    }
}

#[test]
fn quotation_fields_of_one_group_speak_of_one_quotation() {
    check("speaker:Ohm about:dam", "Quotation([By(\"Ohm\"), About(\"dam\")])");
    check("(speaker:Ohm) (about:dam)", "((Quotation([By(\"Ohm\")])) & (Quotation([About(\"dam\")])))");
}

#[test]
fn what_the_reader_made_is_asked_for_like_anything_else() {
    check("is:read -is:starred", "(Mine(Read) & -Mine(Starred))");
    check("is:unread", "-Mine(Read)");
    check("-is:duplicate is:version", "(-Repeat(Duplicate) & Repeat(Version))");
    check("-is:unread", "--Mine(Read)");
    check("is:Bookmarked has:bookmark has:note", "(Mine(Bookmarked) & Mine(Bookmarked) & Mine(Noted))");
    check("is:moved OR is:lost", "(Mine(InState(Moved)) | Mine(InState(Lost)))");
    check("tag:\"To check\"", "Mine(Tagged(\"To check\"))");
    check("note:(verified OR asked)", "(Mine(Note([\"verifi\"])) | Mine(Note([\"ask\"])))");
    check("bookmark:\"Small cracks\"", "Mine(Passage([\"small\", \"crack\"]))");
}

#[test]
fn the_order_may_be_part_of_the_query() {
    let read = parse("flood sort:oldest", reading());
    assert_eq!((shown(&read.root).as_str(), read.sort), ("flood", Some(SearchSort::Oldest)));
    assert_eq!(parse("sort:headline", reading()).sort, Some(SearchSort::Headline));
    assert_eq!(parse("sort:longest", reading()).sort, Some(SearchSort::Longest));
    check_problems("flood sort:up", "flood", &["unknown_value"]);
}

#[test]
fn what_cannot_be_read_is_told_with_a_way_out() {
    let repairs = |problems: Vec<QueryProblem>| -> Vec<String> {
        problems.into_iter().filter_map(|problem| problem.repair).map(|repair| repair.query).collect()
    };
    let problems = check_problems("\"prime minister", "\"=prime =minister\"", &["unclosed_phrase"]);
    assert_eq!(problems[0].span, Span::new(0, 15));
    assert_eq!(repairs(problems), ["\"prime minister\""]);
    let problems = check_problems("(flood", "flood", &["unclosed_parenthesis"]);
    assert_eq!(problems[0].span, Span::new(0, 1));
    assert_eq!(repairs(problems), ["(flood)"]);
    assert_eq!(repairs(check_problems("flood)", "flood", &["unmatched_close"])), ["flood"]);
    assert_eq!(repairs(check_problems("flood AND", "flood", &["loose_operator"])), ["flood \"AND\""]);
    assert_eq!(repairs(check_problems("OR dam", "dam", &["loose_operator"])), ["\"OR\" dam"]);
    assert_eq!(
        repairs(check_problems("headine:flood", "(headin & flood)", &["unknown_field"])),
        ["headline:flood"]
    );
    assert_eq!(
        repairs(check_problems("date:03/04/2001", "all", &["ambiguous_date", "ambiguous_date"])),
        ["date:2001-04-03", "date:2001-03-04"]
    );
    check_problems("dam date:1987-13", "dam", &["bad_date"]);
    assert_eq!(parse("date:2001..1999", reading()).problems[0].code, "range_swapped");
    check_problems("is:blue dam", "dam", &["unknown_value"]);
    assert_eq!(repairs(check_problems("{persons}", "all", &["unknown_value"])), ["{person}"]);
    assert_eq!(
        repairs(check_problems("win or lose", "(win & or & lose)", &["lower_case_operator"])),
        ["win OR lose"]
    );
    for query in ["list:dams flood", "added:today flood"] {
        check_problems(query, "flood", &["unsupported"]);
    }
    assert_eq!(repairs(check_problems("is:unraed", "all", &["unknown_value"])), ["is:unread"]);
}

#[test]
fn the_last_word_may_be_unfinished() {
    let typing = |query| shown(&parse(query, Reading { complete_last_word: true, ..reading() }).root);
    assert_eq!(typing("flood insur"), "(flood & insur../insur)");
    assert_eq!(typing("flood "), "flood");
    assert_eq!(typing("a"), "a");
    assert_eq!(typing("\"prime mini"), "\"=prime mini..\"");
    assert_eq!(typing("headline:flo"), "Headline:flo../flo");
}

#[test]
fn any_text_is_a_query() {
    let signs: Vec<&str> = "( ) \" “ ” - ! = ^2 ~3 ~ NEAR/3 AND OR NOT | && { } {person} [ ] / /ab/ \\ * ? é 東 date: date:1987 \
        headline: person: quote: is: sort: atleast2 word wo*d \u{a0} #tag 's . , : :: ^ +"
        .split(' ')
        .collect();
    let mut seed = 7u64;
    let mut next = |n: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % n
    };
    for _ in 0..4000 {
        let mut query = String::new();
        for _ in 0..next(12) {
            query.push_str(signs[next(signs.len())]);
            if next(3) > 0 {
                query.push(' ');
            }
        }
        let read = parse(&query, Reading { complete_last_word: next(2) == 0, ..reading() });
        for problem in read.problems {
            assert!(query.get(problem.span.start..problem.span.end).is_some(), "{query:?} {problem:?}");
        }
    }
    let deep = "(".repeat(100_000);
    assert!(!parse(&deep, reading()).problems.is_empty());
    parse(&"-".repeat(100_000), reading());
    parse(&"x:".repeat(10_000), reading());
}
