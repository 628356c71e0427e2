//! Reads the pieces of a query by its grammar:
//!
//! ```text
//! or   = and { ( "OR" | "|" ) and }
//! and  = not { [ "AND" | "&&" ] not }
//! not  = [ "NOT" | "-" | "!" ] near
//! near = atom { ( "NEAR/n" | "PRE/n" | "NEAR/s" | "NEAR/p" ) atom }
//! atom = [ field ":" ] ( value | "(" or ")" ) [ "^" number ]
//! ```

use backfile_article::Span;

use super::{
    Problems, Query, Reading,
    ast::{Filter, Form, Node, Said, Term, Words},
    fields::{self, Field},
    lexer::{Kind, Piece, pieces},
    nearest, values,
};
use crate::search::SearchSort;

/// Parentheses nested deeper are read as if they were not there.
const MAX_DEPTH: usize = 40;

/// Pieces beyond are left out.
const MAX_PIECES: usize = 1000;

/// Reads `query`.
pub(super) fn parse(query: &str, reading: Reading) -> Query {
    let mut problems = Problems { query, found: Vec::new() };
    let mut all = pieces(query);
    if let Some(first) = all.get(MAX_PIECES) {
        let span = Span::new(first.span.start, query.len());
        problems.add("too_long", span, "The query is too long; this part of it is left out.");
        all.truncate(MAX_PIECES);
    }
    let mut parser = Parser {
        query,
        reading,
        pieces: all,
        next: 0,
        depth: 0,
        problems,
        sort: None,
        read_as: None,
        field: None,
    };
    let mut nodes = Vec::new();
    while parser.next < parser.pieces.len() {
        nodes.extend(parser.or());
        if let Some(Piece { kind: Kind::Close, span, .. }) = parser.peek().cloned() {
            parser.next += 1;
            parser.problems.add_with(
                "unmatched_close",
                span,
                "This parenthesis was never opened; it is ignored.",
                "remove it",
                "",
            );
        }
    }
    let root = and(nodes);
    let mut problems = parser.problems.found;
    problems.sort_by_key(|problem| problem.span);
    Query { root, problems, sort: parser.sort, read_as: parser.read_as }
}

struct Parser<'a> {
    query: &'a str,
    reading: Reading,
    pieces: Vec<Piece>,
    next: usize,
    depth: usize,
    problems: Problems<'a>,
    sort: Option<SearchSort>,
    read_as: Option<String>,
    /// The field of the parentheses around, with where it was named.
    field: Option<Field>,
}

/// All of `nodes`; quotation filters among them speak of one quotation.
fn and(nodes: Vec<Node>) -> Node {
    let mut said: Vec<Said> = Vec::new();
    let mut rest = Vec::new();
    for node in nodes {
        match node {
            Node::Filter(Filter::Quotation(more)) => said.extend(more),
            other => rest.push(other),
        }
    }
    if !said.is_empty() {
        rest.push(Node::Filter(Filter::Quotation(said)));
    }
    match rest.len() {
        0 => Node::All,
        1 => rest.remove(0),
        _ => Node::And(rest),
    }
}

impl Parser<'_> {
    fn peek(&self) -> Option<&Piece> {
        self.pieces.get(self.next)
    }

    fn take(&mut self) -> Option<Piece> {
        let piece = self.pieces.get(self.next).cloned();
        self.next += 1;
        piece
    }

    fn is_at(&self, kind: &Kind) -> bool {
        self.peek().is_some_and(|piece| piece.kind == *kind)
    }

    /// None when nothing stands there that can be searched.
    fn or(&mut self) -> Option<Node> {
        let mut alternatives = Vec::new();
        let mut slices = Vec::new();
        loop {
            let (node, members) = self.and();
            alternatives.extend(node);
            slices.push(members);
            let Some(piece) = self.peek().cloned().filter(|piece| piece.kind == Kind::Or) else { break };
            self.next += 1;
            if slices.last().is_some_and(Vec::is_empty) || !self.goes_on() {
                self.loose(piece.span);
            }
        }
        if self.depth == 0 && slices.len() > 1 && slices.iter().any(|members| members.len() > 1) {
            self.read_as = Some(self.read_as_text(&slices));
        }
        match alternatives.len() {
            0 => None,
            1 => alternatives.pop(),
            _ => Some(Node::Or(alternatives)),
        }
    }

    /// Whether a term may follow.
    fn goes_on(&self) -> bool {
        self.peek().is_some_and(|piece| !matches!(piece.kind, Kind::Close | Kind::Or | Kind::And))
    }

    fn read_as_text(&self, slices: &[Vec<Span>]) -> String {
        let alternatives = slices.iter().filter(|members| !members.is_empty()).map(|members| {
            let words: Vec<&str> = members.iter().map(|span| span.of(self.query).trim()).collect();
            if words.len() > 1 { format!("({})", words.join(" AND ")) } else { words.concat() }
        });
        alternatives.collect::<Vec<_>>().join(" OR ")
    }

    /// With the places of its members.
    fn and(&mut self) -> (Option<Node>, Vec<Span>) {
        let mut nodes = Vec::new();
        let mut members = Vec::new();
        while let Some(piece) = self.peek().cloned() {
            match piece.kind {
                Kind::Close | Kind::Or => break,
                Kind::And => {
                    self.next += 1;
                    if members.is_empty() || !self.goes_on() {
                        self.loose(piece.span);
                    }
                }
                _ => {
                    let before = self.next;
                    nodes.extend(self.not());
                    // Whatever happens, every turn takes a piece.
                    self.next = self.next.max(before + 1);
                    let end = self.pieces.get(self.next - 1).map_or(piece.span.end, |last| last.span.end);
                    members.push(Span::new(piece.span.start, end.max(piece.span.start)));
                }
            }
        }
        ((!nodes.is_empty()).then(|| and(nodes)), members)
    }

    fn not(&mut self) -> Option<Node> {
        let mut is_negated = false;
        let mut first = None;
        while let Some(piece) = self.peek().cloned().filter(|piece| piece.kind == Kind::Not) {
            self.next += 1;
            is_negated = !is_negated;
            first.get_or_insert(piece.span);
        }
        if let Some(span) = first
            && !self.goes_on()
        {
            self.loose(span);
            return None;
        }
        let node = self.near()?;
        Some(if is_negated { Node::Not(Box::new(node)) } else { node })
    }

    fn near(&mut self) -> Option<Node> {
        let start = self.peek()?.span.start;
        let mut left = self.atom();
        while let Some(piece) = self.peek().cloned() {
            let Kind::Near(how) = piece.kind else { break };
            self.next += 1;
            if left.is_none() || !self.goes_on() {
                self.loose(piece.span);
                continue;
            }
            let right = self.atom();
            let (Some(a), Some(b)) = (&left, &right) else {
                left = left.or(right);
                continue;
            };
            let span = Span::new(start, self.pieces[self.next - 1].span.end);
            match values::near(a, b, how) {
                Some((node, false)) => left = Some(node),
                Some((node, true)) => {
                    self.problems.add(
                        "near_distributed",
                        span,
                        "Nearness was read for each of the words in parentheses.",
                    );
                    left = Some(node);
                }
                None => {
                    let message = "Nearness takes words, phrases, types and alternatives of them; both are searched anywhere.";
                    self.problems.add("near_operand", span, message);
                    left = Some(and(left.into_iter().chain(right).collect()));
                }
            }
        }
        left
    }

    fn atom(&mut self) -> Option<Node> {
        let piece = self.take()?;
        let node = match piece.kind {
            Kind::Field(ref name) => self.fielded(name, piece.span),
            _ => self.value(piece),
        };
        if let Some(Kind::Weight(weight)) = self.peek().map(|piece| piece.kind.clone()) {
            self.next += 1;
            return node.map(|node| Node::Boost(Box::new(node), weight));
        }
        node
    }

    /// A term without a field of its own.
    fn value(&mut self, piece: Piece) -> Option<Node> {
        if let Some(field) = self.field.filter(|_| piece.kind != Kind::Open) {
            return self.in_field(field, piece.clone(), piece.span.start);
        }
        match piece.kind {
            Kind::Open => self.group(piece.span),
            _ => self.words(piece).map(|words| Node::Words(words, None)),
        }
    }

    fn group(&mut self, open: Span) -> Option<Node> {
        if self.depth >= MAX_DEPTH {
            self.problems.add("too_deep", open, "Parentheses are nested too deeply; this one is ignored.");
            return None;
        }
        self.depth += 1;
        let node = self.or();
        self.depth -= 1;
        if self.is_at(&Kind::Close) {
            self.next += 1;
        } else {
            let message = "This parenthesis was never closed; it is closed at the end.";
            let end = Span::new(self.query.len(), self.query.len());
            self.problems.add_with("unclosed_parenthesis", end, message, "close it", ")");
            if let Some(problem) = self.problems.found.last_mut() {
                problem.span = open;
            }
        }
        // What is in parentheses speaks of its own quotation.
        node.map(|node| match node {
            quotation @ Node::Filter(Filter::Quotation(_)) => Node::And(vec![quotation]),
            other => other,
        })
    }

    fn fielded(&mut self, name: &str, span: Span) -> Option<Node> {
        let Some(field) = fields::field(name) else {
            self.unknown_field(name, span);
            let mut nodes: Vec<Node> =
                values::word(name, false, false).map(|words| Node::Words(words, None)).into_iter().collect();
            if let Some(piece) = self.take() {
                nodes.extend(self.value(piece));
            }
            return Some(and(nodes)).filter(|node| *node != Node::All);
        };
        let piece = self.take()?;
        if piece.kind == Kind::Open {
            let outer = self.field.replace(field);
            let node = self.group(piece.span);
            self.field = outer;
            return node;
        }
        self.in_field(field, piece, span.start)
    }

    fn unknown_field(&mut self, name: &str, span: Span) {
        let message = format!("There is no field `{name}`; its words are searched as text.");
        match nearest(name, fields::names()) {
            Some(meant) => {
                let message = format!("{message} Did you mean `{meant}:`?");
                self.problems.add_with(
                    "unknown_field",
                    span,
                    message,
                    format!("{meant}:"),
                    &format!("{meant}:"),
                );
            }
            None => self.problems.add("unknown_field", span, message),
        }
    }

    fn in_field(&mut self, field: Field, piece: Piece, start: usize) -> Option<Node> {
        let span = Span::new(start, piece.span.end);
        let is_exact = piece.kind == Kind::Exactly;
        match field {
            Field::Region(region) => return self.words(piece).map(|words| Node::Words(words, Some(region))),
            Field::Quote => {
                let words = self.words(piece)?;
                return Some(Node::Filter(Filter::Quotation(vec![Said::Words(words)])));
            }
            Field::Later => {
                self.value_text(&piece);
                values::unsupported(span, "This field", &mut self.problems);
                return None;
            }
            _ => {}
        }
        let value = self.value_text(&piece);
        if value.trim().is_empty() {
            self.problems.add("empty_value", span, "Nothing stands behind the colon; it is left out.");
            return None;
        }
        if field == Field::Sort {
            let sort = values::sort(&value, span, &mut self.problems);
            self.sort = sort.or(self.sort);
            return None;
        }
        let end = self.pieces.get(self.next - 1).map_or(span.end, |last| last.span.end);
        let span = Span::new(span.start, end.max(span.end));
        values::filter(field, (&value, is_exact), span, self.reading, &mut self.problems)
    }

    /// A value as plain text.
    fn value_text(&mut self, piece: &Piece) -> String {
        match &piece.kind {
            Kind::Phrase { words, .. } => {
                if let Some(Kind::Slop(_)) = self.peek().map(|piece| &piece.kind) {
                    self.next += 1;
                }
                words.clone()
            }
            Kind::Word { text, .. } | Kind::Bracket(text) => text.clone(),
            Kind::Exactly => match self.take() {
                Some(next) => self.value_text(&next),
                None => String::new(),
            },
            _ => piece.span.of(self.query).to_owned(),
        }
    }

    /// A piece as words of the text.
    fn words(&mut self, piece: Piece) -> Option<Words> {
        let is_last = piece.span.end == self.query.len() && self.reading.complete_last_word;
        match piece.kind {
            Kind::Word { text, escaped } => self.word(&text, &escaped, piece.span, is_last),
            Kind::Phrase { words, is_closed } => self.phrase(&words, is_closed, piece.span),
            Kind::Exactly => self.exactly(),
            Kind::AtLeast(n) => {
                let next = self.take();
                let words = next.and_then(|next| self.words(next));
                if words.is_none() {
                    self.loose(piece.span);
                }
                words.map(|words| Words::AtLeast(n, Box::new(words)))
            }
            Kind::Regex(pattern) => self.regex(&pattern, piece.span),
            Kind::Type(name) => values::kind(&name, piece.span, &mut self.problems).map(Words::Term),
            Kind::Bracket(text) => values::word(&text, false, false),
            Kind::Near(_) => {
                self.loose(piece.span);
                None
            }
            _ => None,
        }
    }

    fn word(&mut self, text: &str, escaped: &[usize], span: Span, is_last: bool) -> Option<Words> {
        if let Some(pattern) = values::pattern(text, escaped, span, &mut self.problems) {
            return pattern;
        }
        self.hint(text, span);
        let text = text.trim_end_matches('~');
        let open = is_last && text.ends_with(char::is_alphanumeric);
        values::word(text, false, open)
    }

    /// Small letters make a word; offers the operator.
    fn hint(&mut self, text: &str, span: Span) {
        let is_between = self.next > 1 && self.goes_on();
        if matches!(text, "or" | "not") && is_between {
            let operator = text.to_uppercase();
            let message = format!("`{text}` is searched as a word; in capitals it is an operator.");
            self.problems.add_with("lower_case_operator", span, message, operator.clone(), &operator);
        }
    }

    fn phrase(&mut self, words: &str, is_closed: bool, span: Span) -> Option<Words> {
        if !is_closed {
            let end = Span::new(self.query.len(), self.query.len());
            let message = "This quotation mark was never closed; it is closed at the end.";
            self.problems.add_with("unclosed_phrase", end, message, "close it", "\"");
            if let Some(problem) = self.problems.found.last_mut() {
                problem.span = Span::new(span.start, span.end);
            }
        }
        let open = !is_closed && self.reading.complete_last_word;
        let terms = values::phrase(words, open, span, &mut self.problems);
        if let Some(Kind::Slop(n)) = self.peek().map(|piece| piece.kind.clone()) {
            self.next += 1;
            return terms.map(|terms| Words::Loose(terms, n));
        }
        let mut terms = terms?;
        Some(if terms.len() == 1 { Words::Term(terms.remove(0)) } else { Words::Phrase(terms) })
    }

    fn exactly(&mut self) -> Option<Words> {
        let piece = self.take()?;
        match piece.kind {
            Kind::Word { text, .. } => values::word(&text, true, false),
            _ => self.words(piece),
        }
    }

    fn regex(&mut self, pattern: &str, span: Span) -> Option<Words> {
        let pattern = pattern.replace("\\/", "/");
        let letters = pattern.chars().filter(|ch| ch.is_alphanumeric()).count();
        if letters < 2 {
            self.problems.add(
                "too_few_letters",
                span,
                "A regular expression needs at least two letters; it is left out.",
            );
            return None;
        }
        if let Err(error) = super::super::pattern::regex(&pattern) {
            let reason = error.to_string();
            let reason = reason.lines().last().unwrap_or_default().trim_start_matches("error: ");
            self.problems.add(
                "bad_regex",
                span,
                format!("This regular expression cannot be read ({reason}); it is left out."),
            );
            return None;
        }
        Some(Words::Term(Term(vec![Form::Regex(pattern)])))
    }

    /// An operator with nothing to work on.
    fn loose(&mut self, span: Span) {
        let word = span.of(self.query).to_owned();
        self.problems.add_with(
            "loose_operator",
            span,
            format!("`{word}` has nothing to join here; it is ignored."),
            "search it as a word",
            &format!("\"{word}\""),
        );
    }
}
