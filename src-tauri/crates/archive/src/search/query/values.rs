//! What stands behind a field's colon, and words as the index knows them.

use backfile_article::Span;
use backfile_extract::{EntityKind, QuotationKind};

use super::{
    Problems, Reading,
    ast::{DateRule, Filter, Form, Nearness, Node, Said, Term, Words},
    dates::{self, BadDate},
    fields::Field,
    lexer::is_quote,
    nearest,
};
use crate::{
    BookmarkState,
    archive::alike::Repeat,
    search::{
        SearchSort,
        mine::{Mine, stems},
        terms::stem,
        words::each_word,
    },
};

/// Fewer letters would mean almost any word.
const MIN_LETTERS: usize = 2;

/// The words of `text`, first forms only.
pub(crate) fn words_of(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    each_word(text, 0, &mut |word| words.push(word.form.to_owned()));
    words
}

/// A word as typed: stemmed, or `exact`; with `open`, it may be unfinished.
pub(super) fn word(text: &str, exact: bool, open: bool) -> Option<Words> {
    let mut forms = Vec::new();
    each_word(text, 0, &mut |word| forms.push((word.form.to_owned(), word.also.first().cloned())));
    let n = forms.len();
    let joined = forms.first().and_then(|(_, joined)| joined.clone());
    let term = |(idx, (form, _)): (usize, (String, _))| {
        let is_open = open && idx + 1 == n && form.chars().count() >= MIN_LETTERS;
        let mut ways = Vec::new();
        if is_open {
            ways.push(Form::Prefix(form.clone()));
        }
        ways.push(if exact { Form::Exact(form) } else { Form::Stem(stem(&form)) });
        Term(ways)
    };
    let terms: Vec<Term> = forms.into_iter().enumerate().map(term).collect();
    match terms.len() {
        0 => None,
        1 => terms.into_iter().next().map(Words::Term),
        _ => {
            let phrase = Words::Phrase(terms);
            let is_joined = text.contains(|ch: char| !ch.is_alphanumeric());
            Some(match joined.filter(|_| is_joined) {
                Some(joined) => {
                    let form = if exact { Form::Exact(joined) } else { Form::Stem(stem(&joined)) };
                    Words::Any(vec![phrase, Words::Term(Term(vec![form]))])
                }
                None => phrase,
            })
        }
    }
}

/// A word with wildcards or a spelling allowance.
pub(super) fn pattern(
    text: &str,
    escaped: &[usize],
    span: Span,
    problems: &mut Problems<'_>,
) -> Option<Option<Words>> {
    let plain = |at: usize| !escaped.contains(&at);
    if let Some(at) = text.rfind('~').filter(|at| plain(*at) && *at > 0) {
        let allowance = match &text[at + 1..] {
            "" | "1" => Some(1),
            "2" => Some(2),
            _ => None,
        };
        if let Some(n) = allowance {
            let words = words_of(&text[..at]);
            let [word] = words.as_slice() else { return None };
            if word.chars().count() <= usize::from(n) + 1 {
                problems.add(
                    "too_short",
                    span,
                    "This word is too short to be spelt otherwise; it is searched as it is.",
                );
                return None;
            }
            return Some(Some(Words::Term(Term(vec![Form::Fuzzy(word.clone(), n)]))));
        }
    }
    // A question mark at the end is punctuation.
    let is_wild = |(at, ch): (usize, char)| plain(at) && (ch == '*' || (ch == '?' && at + 1 < text.len()));
    if !text.char_indices().any(is_wild) {
        return None;
    }
    let mut folded = String::new();
    let mut n_letters = 0;
    for (at, ch) in text.char_indices() {
        if is_wild((at, ch)) {
            folded.push(ch);
        } else if ch.is_alphanumeric() || matches!(ch, '#' | '@' | '\'' | '\u{2019}') {
            n_letters += usize::from(ch.is_alphanumeric());
            folded.extend(backfile_article::fold_char(ch));
        }
    }
    if n_letters == 0 && folded == "*" {
        return Some(None);
    }
    if n_letters < MIN_LETTERS {
        problems.add(
            "too_few_letters",
            span,
            "A wildcard needs at least two letters; this word is left out.",
        );
        return Some(None);
    }
    Some(Some(Words::Term(Term(vec![Form::Wildcard(folded)]))))
}

/// The words of a phrase: as printed, not stemmed. `{type}` stands for a word
/// of such a name, `*` inside a word for any letters.
pub(super) fn phrase(text: &str, open: bool, span: Span, problems: &mut Problems<'_>) -> Option<Vec<Term>> {
    let mut terms = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find('{') {
        let Some(len) = rest[start..].find('}') else { break };
        plain_terms(&rest[..start], &mut terms);
        terms.extend(kind(&rest[start + 1..start + len], span, problems));
        rest = &rest[start + len + 1..];
    }
    plain_terms(rest, &mut terms);
    if open
        && let Some(Term(forms)) = terms.last_mut()
        && let [Form::Exact(word)] = forms.as_slice()
        && word.chars().count() >= MIN_LETTERS
        && text.ends_with(char::is_alphanumeric)
    {
        *forms = vec![Form::Prefix(word.clone())];
    }
    (!terms.is_empty()).then_some(terms)
}

fn plain_terms(text: &str, terms: &mut Vec<Term>) {
    for word in text.split_whitespace() {
        let letters = word.chars().filter(|ch| ch.is_alphanumeric()).count();
        if word.contains('*') && letters >= MIN_LETTERS {
            let kept = word.chars().filter(|ch| ch.is_alphanumeric() || matches!(ch, '*' | '\''));
            let folded: String = kept.flat_map(backfile_article::fold_char).collect();
            terms.push(Term(vec![Form::Wildcard(folded)]));
        } else {
            terms.extend(words_of(word).into_iter().map(|word| Term(vec![Form::Exact(word)])));
        }
    }
}

const TYPES: [&str; 6] = ["person", "org", "organisation", "place", "date", "any"];

/// `{person}` and its like.
pub(super) fn kind(name: &str, span: Span, problems: &mut Problems<'_>) -> Option<Term> {
    use crate::search::layout::Mark;
    let marks: &[Mark] = match name.trim().to_lowercase().as_str() {
        "person" => &[Mark::Person],
        "org" | "organisation" => &[Mark::Organisation],
        "place" => &[Mark::Place],
        "date" => &[Mark::Date],
        "any" => &[Mark::Person, Mark::Organisation, Mark::Place, Mark::Date],
        "money" => {
            unsupported(span, "`{money}`", problems);
            return None;
        }
        other => {
            let message = "There is no such type; it may be person, org, place, date or any.";
            match nearest(other, TYPES) {
                Some(meant) => {
                    let instead = problems.query[span.start..span.end].replace(name, meant);
                    problems.add_with("unknown_value", span, message, format!("{{{meant}}}"), &instead);
                }
                None => problems.add("unknown_value", span, message),
            }
            return None;
        }
    };
    Some(Term(marks.iter().map(|mark| Form::Name(*mark)).collect()))
}

/// Says that something is part of the language but not built.
pub(super) fn unsupported(span: Span, what: &str, problems: &mut Problems<'_>) {
    problems.add("unsupported", span, format!("{what} cannot be searched yet; it is left out."));
}

/// The term that finds exactly the entity of this kind and name.
pub(crate) fn exact_term(kind: EntityKind, name: &str) -> String {
    let field = match kind {
        EntityKind::Person => "person",
        EntityKind::Organisation => "org",
        EntityKind::Place => "place",
    };
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if !name.contains(is_quote) {
        return format!("{field}:=\"{name}\"");
    }
    let escaped = name.chars().flat_map(|ch| (!ch.is_alphanumeric()).then_some('\\').into_iter().chain([ch]));
    format!("{field}:={}", escaped.collect::<String>())
}

/// A value that is no word of the text; it may have been preceded by `=`.
pub(super) fn filter(
    field: Field,
    (value, is_exact): (&str, bool),
    span: Span,
    reading: Reading,
    problems: &mut Problems<'_>,
) -> Option<Node> {
    let one = |filter| Some(Node::Filter(filter));
    let said = |said| Some(Node::Filter(Filter::Quotation(vec![said])));
    let mine = |mine| Some(Node::Filter(Filter::Mine(mine)));
    let text = || value.trim().to_owned();
    match field {
        Field::Author => one(Filter::Author(words_of(value))),
        Field::Source => one(Filter::Source(text())),
        Field::Section => one(Filter::Section(text())),
        Field::Url => {
            let plain = value.replace(|ch: char| !ch.is_alphanumeric(), " ");
            one(Filter::Url(words_of(&plain)))
        }
        Field::Site => one(Filter::Site(text().to_lowercase())),
        Field::Language => one(Filter::Language(text().to_lowercase())),
        Field::Entity(kind) if is_exact => one(Filter::Named(kind, text())),
        Field::Entity(kind) => one(Filter::Entity(kind, text())),
        Field::Speaker => said(Said::By(text())),
        Field::About => said(Said::About(text())),
        Field::To => said(Said::To(text())),
        Field::Topic => said(Said::Topic(stems(value))),
        Field::Like => match text().parse() {
            Ok(article) => one(Filter::Repeat(Repeat::Like(article))),
            Err(_) => {
                let message = "`like:` takes the id of an article, 16 digits and letters; it is left out.";
                problems.add("unknown_value", span, message);
                None
            }
        },
        Field::Cue => said(Said::Cue(stems(value))),
        // `*` leaves no words: whoever is unnamed.
        Field::Unnamed => said(Said::Unnamed(words_of(value))),
        Field::Kind => match value.to_lowercase().as_str() {
            "direct" => said(Said::Kind(QuotationKind::Direct)),
            "indirect" => said(Said::Kind(QuotationKind::Indirect)),
            "mixed" => said(Said::Kind(QuotationKind::Mixed)),
            _ => choose(value, &["direct", "indirect", "mixed"], span, problems),
        },
        Field::Date | Field::After | Field::Before | Field::Until | Field::Age | Field::Happened => {
            days(field, value, span, reading, problems)
        }
        Field::Has => match value.to_lowercase().as_str() {
            "quote" | "quotation" => one(Filter::Has("quote")),
            "date" => one(Filter::Has("date")),
            "author" => one(Filter::Has("author")),
            "image" | "caption" => one(Filter::Has("image")),
            "source" | "outlet" => one(Filter::Has("source")),
            "section" => one(Filter::Has("section")),
            "unnamed" => said(Said::Unnamed(Vec::new())),
            "note" => mine(Mine::Noted),
            "bookmark" => mine(Mine::Bookmarked),
            _ => {
                let known =
                    ["quote", "unnamed", "image", "date", "author", "source", "section", "note", "bookmark"];
                choose(value, &known, span, problems)
            }
        },
        Field::Is => match value.to_lowercase().as_str() {
            "read" => mine(Mine::Read),
            "unread" => mine(Mine::Read).map(|read| Node::Not(Box::new(read))),
            "starred" => mine(Mine::Starred),
            "bookmarked" => mine(Mine::Bookmarked),
            "moved" => mine(Mine::InState(BookmarkState::Moved)),
            "lost" => mine(Mine::InState(BookmarkState::Lost)),
            "duplicate" => one(Filter::Repeat(Repeat::Duplicate)),
            "version" => one(Filter::Repeat(Repeat::Version)),
            _ => {
                let known =
                    ["read", "unread", "starred", "bookmarked", "moved", "lost", "duplicate", "version"];
                choose(value, &known, span, problems)
            }
        },
        Field::Tag => mine(Mine::Tagged(text())),
        Field::Note => mine(Mine::Note(stems(value))),
        Field::Bookmark => mine(Mine::Passage(stems(value))),
        Field::Length => match length(value) {
            Some((from, to)) => one(Filter::Length(from, to)),
            None => {
                problems.add(
                    "bad_number",
                    span,
                    "This is no number of words, such as >1000 or 200..400; it is left out.",
                );
                None
            }
        },
        Field::Region(_) | Field::Quote | Field::Sort | Field::Later => None,
    }
}

fn choose(value: &str, known: &[&str], span: Span, problems: &mut Problems<'_>) -> Option<Node> {
    let message = format!("It may be {}; `{value}` is left out.", known.join(", "));
    match nearest(value, known.iter().copied()) {
        Some(meant) => {
            // The value is the end of the span: `kind:dirct`.
            let typed = &problems.query[span.start..span.end];
            let head = typed.find(':').map_or(typed, |at| &typed[..=at]);
            let instead = format!("{head}{meant}");
            problems.add_with("unknown_value", span, message, instead.clone(), &instead);
        }
        None => problems.add("unknown_value", span, message),
    }
    None
}

/// The order that `sort:` names.
pub(super) fn sort(value: &str, span: Span, problems: &mut Problems<'_>) -> Option<SearchSort> {
    match value.to_lowercase().as_str() {
        "relevance" => Some(SearchSort::Relevance),
        "newest" => Some(SearchSort::Newest),
        "oldest" => Some(SearchSort::Oldest),
        "headline" => Some(SearchSort::Headline),
        "longest" => Some(SearchSort::Longest),
        _ => {
            choose(value, &["relevance", "newest", "oldest", "headline", "longest"], span, problems);
            None
        }
    }
}

fn length(value: &str) -> Option<(u64, u64)> {
    let number = |text: &str| text.trim().replace(',', "").parse::<u64>().ok();
    if let Some(rest) = value.strip_prefix(">=") {
        return Some((number(rest)?, u64::MAX));
    }
    if let Some(rest) = value.strip_prefix("<=") {
        return Some((0, number(rest)?));
    }
    if let Some(rest) = value.strip_prefix('>') {
        return Some((number(rest)?.checked_add(1)?, u64::MAX));
    }
    if let Some(rest) = value.strip_prefix('<') {
        return Some((0, number(rest)?.checked_sub(1)?));
    }
    match value.split_once("..") {
        Some((from, "")) => Some((number(from)?, u64::MAX)),
        Some(("", to)) => Some((0, number(to)?)),
        Some((from, to)) => Some((number(from)?, number(to)?)),
        None => number(value).map(|n| (n, n)),
    }
}

fn days(
    field: Field,
    value: &str,
    span: Span,
    reading: Reading,
    problems: &mut Problems<'_>,
) -> Option<Node> {
    let today = reading.today;
    let read = match field {
        Field::Age => dates::age(value, today).map(|days| (days, false)),
        Field::Date | Field::Happened => dates::range(value, today),
        _ => dates::span(value, today).map(|(first, last)| {
            let days = match field {
                Field::After => dates::Days { from: Some(first), to: None },
                Field::Before => dates::Days { from: None, to: Some(first - 1) },
                _ => dates::Days { from: None, to: Some(last) },
            };
            (days, false)
        }),
    };
    let typed = &problems.query[span.start..span.end];
    let head = typed.find(':').map_or("", |at| &typed[..=at]).to_owned();
    match read {
        Ok((days, swapped)) => {
            if swapped {
                problems.add("range_swapped", span, "The range ended before it began; its ends are swapped.");
            }
            Some(Node::Filter(match field {
                Field::Happened => Filter::Happened(days),
                Field::Date => Filter::Published(days, DateRule::Overlap),
                _ => Filter::Published(days, DateRule::Start),
            }))
        }
        Err(BadDate::Unreadable) => {
            let message = "This is no date, such as 1987, 1987-06, 1987-06-14 or 1987..1990; it is left out.";
            problems.add("bad_date", span, message);
            None
        }
        Err(BadDate::Ambiguous(one, other)) => {
            let message = format!("This date is not guessed: write {one} or {other}. It is left out.");
            problems.add_with("ambiguous_date", span, &message, one.clone(), &format!("{head}{one}"));
            if one != other {
                problems.add_with("ambiguous_date", span, message, other.clone(), &format!("{head}{other}"));
            }
            None
        }
    }
}

/// Words of `node` for proximity, if it is nothing else.
pub(super) fn as_words(node: &Node) -> Option<Words> {
    match node {
        Node::Words(words, None) => Some(words.clone()),
        Node::Boost(node, _) => as_words(node),
        Node::Or(nodes) => nodes.iter().map(as_words).collect::<Option<Vec<_>>>().map(Words::Any),
        _ => None,
    }
}

/// `left` near `right`; `(a AND b) NEAR c` is read as both near `c`.
pub(super) fn near(left: &Node, right: &Node, how: Nearness) -> Option<(Node, bool)> {
    let both = |nodes: &[Node], make: &dyn Fn(&Node) -> Option<(Node, bool)>| {
        let made: Option<Vec<Node>> = nodes.iter().map(|node| make(node).map(|(node, _)| node)).collect();
        made.map(|nodes| (Node::And(nodes), true))
    };
    match (left, right) {
        (Node::And(nodes), _) => both(nodes, &|node| near(node, right, how)),
        (_, Node::And(nodes)) => both(nodes, &|node| near(left, node, how)),
        (Node::Words(a, Some(region)), Node::Words(b, Some(other))) if region == other => Some((
            Node::Words(Words::Near(Box::new(a.clone()), Box::new(b.clone()), how), Some(*region)),
            false,
        )),
        _ => {
            let words = Words::Near(Box::new(as_words(left)?), Box::new(as_words(right)?), how);
            Some((Node::Words(words, None), false))
        }
    }
}
