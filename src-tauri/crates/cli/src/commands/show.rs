//! `show`: one article with everything found in it.

use std::{collections::BTreeMap, io::Write};

use backfile_archive::{Archive, ArticleId, StoredArticle, whole_quotations};
use backfile_article::{Article, BlockKind};
use backfile_extract::{Document, in_words};

use crate::{
    arguments::Show,
    error::{CliError, Outcome},
    found::ArticleJson,
    out::Out,
    paint::{harmless, line},
    table::{self, Column, wrap},
};

pub fn run(archive: &Archive, arguments: &Show, out: &mut Out) -> Result<Outcome, CliError> {
    let id: ArticleId = arguments.id.parse().map_err(backfile_archive::ArchiveError::from)?;
    let stored = archive.article(id)?;
    if out.json {
        let headline = stored.headline.as_deref();
        let id = Some(stored.id.to_string());
        let others = backfile_extract::others(&Document::of(&stored.article), &stored.extraction.mentions);
        out.document(&ArticleJson::new(id, headline, &stored.article, &stored.extraction, &others))?;
    } else {
        print(&stored, out)?;
    }
    Ok(Outcome::Done)
}

fn print(stored: &StoredArticle, out: &mut Out) -> Result<(), CliError> {
    let (paint, article) = (out.paint, &stored.article);
    let headline = stored.headline.as_deref().unwrap_or("No headline");
    for words in wrap(&line(headline), 0) {
        writeln!(out, "{}", paint.strong(words))?;
    }
    if let Some(dek) = article.dek_text() {
        for words in wrap(&line(dek), 0) {
            writeln!(out, "{words}")?;
        }
    }
    writeln!(out, "{}", paint.quiet(about(article)))?;
    let path = format!("{}, {}", stored.id, line(&stored.path.display().to_string()));
    writeln!(out, "{}", paint.quiet(path))?;
    for block in &article.blocks {
        writeln!(out)?;
        let text = harmless(block.span.of(&article.text));
        match block.kind {
            BlockKind::Crosshead => writeln!(out, "{}", paint.strong(line(&text)))?,
            BlockKind::List | BlockKind::Table => writeln!(out, "{text}")?,
            BlockKind::Paragraph | BlockKind::Other => text_lines(&text, "", out)?,
            BlockKind::Quote | BlockKind::PullQuote => text_lines(&text, "  | ", out)?,
            BlockKind::Caption | BlockKind::Correction | BlockKind::CreditLine => {
                text_lines(&text, "  ", out)?;
            }
        }
    }
    print_names(stored, out)?;
    print_quotations(stored, out)?;
    for warning in &article.warnings {
        writeln!(out, "\n{}", paint.warning(line(&warning.message)))?;
    }
    Ok(())
}

fn text_lines(text: &str, before: &str, out: &mut Out) -> Result<(), CliError> {
    for words in wrap(text, before.len()) {
        writeln!(out, "{before}{words}")?;
    }
    Ok(())
}

/// Who wrote it, for whom, when.
fn about(article: &Article) -> String {
    let mut parts = Vec::new();
    parts.push(article.source.as_deref().map_or_else(|| "Outlet unknown".to_owned(), line));
    parts.push(article.published.as_ref().map_or_else(|| "no date".to_owned(), ToString::to_string));
    if !article.byline.is_empty() {
        parts.push(format!("by {}", line(&article.byline.join(" and "))));
    }
    parts.extend(article.section.as_deref().map(line));
    parts.join(", ")
}

fn print_names(stored: &StoredArticle, out: &mut Out) -> Result<(), CliError> {
    let extraction = &stored.extraction;
    if extraction.entities.is_empty() {
        return Ok(());
    }
    let mut n_mentions = BTreeMap::new();
    for mention in &extraction.mentions {
        *n_mentions.entry(mention.entity).or_insert(0u64) += 1;
    }
    let rows: Vec<Vec<String>> = extraction
        .entities
        .iter()
        .enumerate()
        .map(|(idx, entity)| {
            let n = n_mentions.get(&idx).copied().unwrap_or_default();
            let roles = line(&entity.roles.join("; "));
            vec![line(&entity.name), entity.kind.as_str().to_owned(), n.to_string(), roles]
        })
        .collect();
    let paint = out.paint;
    writeln!(out, "\n{}", paint.quiet("Names"))?;
    let columns = [Column::Strong, Column::Left, Column::Right, Column::Quiet];
    Ok(table::write(out, paint, &columns, &rows)?)
}

fn print_quotations(stored: &StoredArticle, out: &mut Out) -> Result<(), CliError> {
    let (extraction, text) = (&stored.extraction, &stored.article.text);
    if extraction.quotations.is_empty() {
        return Ok(());
    }
    let paint = out.paint;
    writeln!(out, "\n{}", paint.quiet("Quotations"))?;
    for whole in whole_quotations(extraction) {
        let quotation = whole.first;
        let names = quotation.speakers().filter_map(|entity| extraction.entities.get(entity));
        let named = in_words(names.map(|entity| entity.name.as_str()));
        let phrase = quotation.speaker.as_ref().and_then(|speaker| Some(speaker.span?.of(text)));
        let who = line(named.as_deref().or(phrase).unwrap_or("Unattributed"));
        let mut lines = wrap(&line(&whole.words(text)), 2).into_iter();
        let first = lines.next().unwrap_or_default();
        writeln!(out, "{} {}", paint.speaker(who), paint.quiet(whole.kind().as_str()))?;
        writeln!(out, "  {first}")?;
        for words in lines {
            writeln!(out, "  {words}")?;
        }
    }
    Ok(())
}
