//! Articles and quotations as documents of the indexes.

use std::collections::BTreeSet;

use backfile_article::{BlockKind, PubDate, Span, fold};
use chrono::{Datelike, Timelike};
use tantivy::{TantivyDocument, schema::Field};

use super::{
    layout::{Sink, lay_out, lay_out_quotation, named},
    schema::{ArticleFields, Articles, Quotations, TextFields},
    terms::Terms,
    words::each_word,
};
use crate::{
    EntityId,
    derived::{Entry, about, day_number, kind_number},
    whole_quotations,
};

/// The document of an article.
pub(crate) fn article(fields: &Articles, entry: &Entry, terms: &mut Terms) -> TantivyDocument {
    let analysed = entry.analysed();
    let article = analysed.article;
    let mut document = TantivyDocument::new();
    ArticleValues::of(entry).add(&fields.article, &mut document);
    terms.clear();
    lay_out(article, analysed.headline, Some(analysed.extraction), Some(entry.cut()), terms);
    text(&fields.text, terms, &mut document);
    words(fields.headline, analysed.headline.unwrap_or_default(), terms, true, &mut document);
    if let Some(order) = analysed.headline.and_then(headline_order) {
        document.add_text(fields.headline_order, order);
    }
    words(fields.author, &article.byline.join(" , "), terms, false, &mut document);
    if let Some(url) = &article.url {
        words(fields.url, &url.replace(|ch: char| !ch.is_alphanumeric(), " "), terms, false, &mut document);
        if let Some(host) = host(url) {
            document.add_text(fields.site, host);
        }
    }
    if let Some(section) = &article.section {
        document.add_text(fields.section, section);
    }
    if let Some(language) = &article.language {
        document.add_text(fields.language, language.to_lowercase());
    }
    let mut credited: BTreeSet<EntityId> = analysed.entities.iter().copied().collect();
    for (kind, id) in entry.named() {
        document.add_u64(fields.named[kind_number(kind)], id.number());
        credited.remove(&id);
    }
    credited.into_iter().for_each(|id| document.add_u64(fields.credited, id.number()));
    for what in has(entry) {
        document.add_text(fields.has, what);
    }
    let mut values: Vec<&str> =
        analysed.extraction.dates.iter().filter_map(|date| date.value.as_deref()).collect();
    values.sort_unstable();
    values.dedup();
    values.into_iter().for_each(|value| document.add_text(fields.happened, value));
    document.add_u64(fields.n_words, entry.n_words as u64);
    if let Some(date) = &article.published {
        document.add_i64(fields.month, month(date));
    }
    document
}

/// The documents of an article's quotations, each with how many bytes its words have.
pub(crate) fn quotations<'a>(
    fields: &'a Quotations,
    entry: &'a Entry,
    terms: &'a mut Terms,
) -> impl Iterator<Item = (TantivyDocument, usize)> + 'a {
    let analysed = entry.analysed();
    let extraction = analysed.extraction;
    let article = analysed.article.text.as_str();
    let wholes = whole_quotations(extraction);
    // What all of them need of the article, once.
    let about_article = (!wholes.is_empty()).then(|| ArticleValues::of(entry));
    let names = about_article.as_ref().map(|_| named(extraction)).unwrap_or_default();
    wholes.into_iter().filter_map(move |whole| {
        let quotation = whole.first;
        let id = analysed.quotations.get(whole.idx)?;
        let mut document = TantivyDocument::new();
        if let Some(about_article) = &about_article {
            about_article.add(&fields.article, &mut document);
        }
        terms.clear();
        let pieces = || whole.pieces().map(|piece| piece.span);
        lay_out_quotation(article, pieces(), &names, entry.cut(), terms);
        text(&fields.text, terms, &mut document);
        document.add_u64(fields.id, id.number());
        document.add_u64(fields.idx, whole.idx as u64);
        document.add_text(fields.kind, whole.kind().as_str());
        let entity = |idx: usize| analysed.entities.get(idx).map(|id| id.number());
        quotation.speakers().filter_map(entity).for_each(|id| document.add_u64(fields.speaker, id));
        if let Some(speaker) = &quotation.speaker {
            let phrase = speaker.span.map_or("", |span| span.of(article));
            words(fields.speaker_words, phrase, terms, false, &mut document);
            if speaker.unnamed {
                document.add_text(fields.has, "unnamed");
            }
        }
        if quotation.repeats.is_some() {
            document.add_text(fields.has, "repeats");
        }
        let mut mentioned: Vec<u64> = about(extraction, &whole).into_iter().filter_map(entity).collect();
        mentioned.sort_unstable();
        mentioned.dedup();
        mentioned.into_iter().for_each(|id| document.add_u64(fields.about, id));
        if let Some(addressee) = quotation.addressee {
            if let Some(id) = addressee.entity.and_then(entity) {
                document.add_u64(fields.addressee, id);
            }
            words(fields.told, addressee.span.of(article), terms, false, &mut document);
        }
        let topic = quotation.topic.map_or("", |topic| topic.of(article));
        words(fields.topic, topic, terms, true, &mut document);
        let cue = quotation.cue.map_or("", |cue| cue.span.of(article));
        words(fields.cue, cue, terms, true, &mut document);
        Some((document, pieces().map(|piece| piece.len()).sum()))
    })
}

/// What both indexes say of an article, worked out.
struct ArticleValues<'a> {
    id: u64,
    no: u64,
    /// First and last day, and what orders dates.
    published: Option<[i64; 3]>,
    outlet: Option<&'a str>,
}

impl<'a> ArticleValues<'a> {
    fn of(entry: &'a Entry) -> Self {
        let published = entry.article.published.as_ref();
        Self {
            id: entry.id.number(),
            no: entry.no.cast_unsigned(),
            published: published
                .map(|date| [day_number(date.first_day()), day_number(date.last_day()), stamp(date)]),
            outlet: entry.article.source.as_deref(),
        }
    }

    fn add(&self, fields: &ArticleFields, document: &mut TantivyDocument) {
        document.add_u64(fields.id, self.id);
        document.add_u64(fields.no, self.no);
        if let Some([day, last_day, stamp]) = self.published {
            document.add_i64(fields.day, day);
            document.add_i64(fields.last_day, last_day);
            document.add_i64(fields.stamp, stamp);
        }
        if let Some(outlet) = self.outlet {
            document.add_text(fields.outlet, outlet);
        }
    }
}

fn text(fields: &TextFields, terms: &Terms, document: &mut TantivyDocument) {
    document.add_text(fields.exact, &terms.exact);
    document.add_text(fields.stem, &terms.stem);
    document.add_text(fields.marks, &terms.marks);
}

/// Adds a short text.
fn words(field: Field, text: &str, terms: &mut Terms, stemmed: bool, document: &mut TantivyDocument) {
    if text.is_empty() {
        return;
    }
    terms.clear();
    let mut position = 0;
    each_word(text, 0, &mut |word| {
        for form in std::iter::once(word.form).chain(word.also.iter().map(String::as_str)) {
            match stemmed {
                true => terms.stem_of(position, form),
                false => terms.form(position, Span::new(0, 0), form),
            }
        }
        position += 1;
    });
    document.add_text(field, if stemmed { &terms.stem } else { &terms.exact });
}

fn has(entry: &Entry) -> Vec<&'static str> {
    let article = &entry.article;
    let is_image = article.blocks.iter().any(|block| block.kind == BlockKind::Caption);
    let all = [
        ("quote", !entry.extraction.quotations.is_empty()),
        ("date", article.published.is_some()),
        ("author", !article.byline.is_empty()),
        ("image", is_image),
        ("source", article.source.is_some()),
        ("section", article.section.is_some()),
    ];
    all.into_iter().filter(|(_, has)| *has).map(|(what, _)| what).collect()
}

/// What a headline is ordered by: its first letters, folded, without marks before them.
fn headline_order(headline: &str) -> Option<String> {
    const MAX: usize = 100;
    let folded = fold(headline);
    let order: String =
        folded.trim_start_matches(|ch: char| !ch.is_alphanumeric()).chars().take(MAX).collect();
    (!order.is_empty()).then_some(order)
}

/// The host of an address, without `www.`.
fn host(url: &str) -> Option<String> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next()?;
    let host = host.rsplit('@').next()?.split(':').next()?.to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    (!host.is_empty()).then(|| host.to_owned())
}

fn month(date: &PubDate) -> i64 {
    let first = date.first_day();
    let month = if date.as_str().len() == 4 { 0 } else { i64::from(first.month()) };
    i64::from(first.year()) * 13 + month
}

/// Seconds as printed, and how exactly the date is known: two dates are in the
/// order of their texts.
fn stamp(date: &PubDate) -> i64 {
    let text = date.as_str();
    let time = text.get(11..).and_then(|time| {
        let time = time.get(..8).filter(|time| time.matches(':').count() == 2).or(time.get(..5))?;
        let form = if time.len() == 8 { "%H:%M:%S" } else { "%H:%M" };
        chrono::NaiveTime::parse_from_str(time, form).ok()
    });
    let seconds = time.map_or(0, |time| i64::from(time.num_seconds_from_midnight()));
    let exactness = match text.len() {
        4 => 0,
        7 => 1,
        10 => 2,
        _ => 3,
    };
    (day_number(date.first_day()) * 86_400 + seconds) * 4 + exactness
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps_are_in_the_order_of_their_texts() {
        let dates = [
            "1604",
            "1987",
            "1987-06",
            "1987-06-14",
            "1987-06-14T00:00",
            "1987-06-14T15:01:01",
            "1987-06-14T15:02:00+02:00",
            "1988",
        ];
        let stamps: Vec<i64> = dates.iter().map(|date| stamp(&PubDate::parse(date).unwrap())).collect();
        assert!(stamps.is_sorted_by(|a, b| a < b), "{stamps:?}");
    }

    #[test]
    fn the_host_is_told_without_its_ornaments() {
        assert_eq!(host("https://www.Example.org:8080/a?b"), Some("example.org".to_owned()));
        assert_eq!(host("example.org/a"), Some("example.org".to_owned()));
    }
}
