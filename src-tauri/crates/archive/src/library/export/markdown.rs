//! Bookmarks as Markdown, article by article.

use super::{Export, Exported};
use crate::{ArticleId, library::BookmarkState};

/// The file's text.
pub(super) fn write(export: &Export) -> String {
    let n = export.bookmarks.len();
    let mut file = format!(
        "# Bookmarks\n\n{n} {}, exported {} from `{}`.\n",
        if n == 1 { "passage" } else { "passages" },
        export.time,
        export.archive
    );
    let mut last: Option<ArticleId> = None;
    for exported in &export.bookmarks {
        if last != Some(exported.bookmark.article) {
            push_article(&mut file, exported);
            last = Some(exported.bookmark.article);
        }
        push_passage(&mut file, exported);
    }
    file
}

fn push_article(file: &mut String, exported: &Exported) {
    let Exported { bookmark, byline, .. } = exported;
    let headline = bookmark.headline.as_deref().filter(|headline| !headline.trim().is_empty());
    let headline = headline.map_or_else(|| format!("Article {}", bookmark.article), line);
    file.push_str(&format!("\n## {headline}\n\n"));
    let mut facts: Vec<String> = Vec::new();
    facts.extend((!byline.is_empty()).then(|| line(&byline.join(", "))));
    facts.extend(bookmark.source.as_deref().map(line));
    facts.extend(bookmark.published.as_deref().map(line));
    facts.extend(bookmark.url.as_ref().map(|url| format!("<{}>", url.replace(['<', '>', '\n'], ""))));
    facts.push(format!("article `{}`", bookmark.article));
    file.push_str(&facts.join(" · "));
    file.push('\n');
}

fn push_passage(file: &mut String, exported: &Exported) {
    let Exported { bookmark, speaker, .. } = exported;
    file.push('\n');
    for paragraph in bookmark.exact.split('\n') {
        file.push_str(format!("> {}", escape(paragraph)).trim_end());
        file.push('\n');
    }
    let mut facts: Vec<String> = Vec::new();
    facts.extend(speaker.as_deref().map(line));
    facts.push(bookmark.colour.as_str().to_owned());
    facts.extend(bookmark.tags.iter().map(|tag| format!("\\#{}", line(tag).replace(' ', "-"))));
    facts.extend((bookmark.state != BookmarkState::InPlace).then(|| match bookmark.state {
        BookmarkState::Lost => "lost".to_owned(),
        _ => format!("moved, now: {}", line(bookmark.words.as_deref().unwrap_or_default())),
    }));
    facts.push(format!("`{}`", bookmark.id));
    if !bookmark.note.trim().is_empty() {
        let note: Vec<String> = bookmark.note.trim().lines().map(escape).collect();
        file.push_str(&format!("\n{}\n", note.join("\n")));
    }
    file.push_str(&format!("\n— {}\n", facts.join(" · ")));
}

/// Text of one line, shown as it is.
pub(crate) fn line(text: &str) -> String {
    escape(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Text that Markdown shows as it is.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let blank = text.len() - text.trim_start().len();
    for (at, ch) in text.char_indices() {
        let is_first = at == blank;
        if matches!(ch, '\\' | '`' | '*' | '_' | '[' | ']' | '<')
            || (is_first && matches!(ch, '#' | '>' | '+' | '-' | '=' | '~' | '|'))
        {
            escaped.push('\\');
        }
        escaped.push(ch);
    }
    // A number with a dot would begin a list.
    let n_digits = escaped.trim_start().bytes().take_while(u8::is_ascii_digit).count();
    let at = escaped.len() - escaped.trim_start().len() + n_digits;
    if n_digits > 0 && escaped[at..].starts_with(['.', ')']) {
        escaped.insert(at, '\\');
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(escape(text), expected);
    }

    #[test]
    fn text_is_shown_as_it_is() {
        check("plain, with - dashes", "plain, with - dashes");
        check("# not a heading", "\\# not a heading");
        check("3. not a list", "3\\. not a list");
        check("*stars* and [links](x) <b>", "\\*stars\\* and \\[links\\](x) \\<b>");
    }
}
