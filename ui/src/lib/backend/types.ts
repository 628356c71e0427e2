// Written by `make types` from src-tauri/crates/view; do not edit.
// Offsets count UTF-16 units of the article's text.

export type KindView = "person" | "organisation" | "place";

export type Run = { 
/**
 * The words.
 */
text: string, 
/**
 * Where they begin in the article's text, in UTF-16 units.
 */
at: number, 
/**
 * The entity named here, as an index into [`crate::ArticleView::entities`].
 */
entity: number | null, 
/**
 * That entity's kind.
 */
kind: KindView | null, 
/**
 * The quotations this run is part of, as [`crate::QuotationView::index`].
 */
quotations: Array<number>, 
/**
 * Whether the search that led here matched this run.
 */
hit: boolean, 
/**
 * Ids of the bookmarks over this run.
 */
bookmarks: Array<string>, 
/**
 * The date mentioned here, as an index into [`crate::ArticleView::dates`].
 */
date: number | null, 
/**
 * The other name that stands here, as an index into [`crate::ArticleView::others`].
 */
other: number | null, 
/**
 * Whether this is a picture's credit.
 */
credit: boolean, };

export type EntityRef = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its name.
 */
name: string, 
/**
 * What it is.
 */
kind: KindView, };

export type MonthCount = { 
/**
 * `YYYY-MM`, or `YYYY` where the month is unknown.
 */
month: string, 
/**
 * How many.
 */
n: number, };

export type NameCount = { 
/**
 * The name as printed.
 */
name: string, 
/**
 * How many articles use it.
 */
n: number, };

export type ArticleRow = { 
/**
 * The article's id.
 */
id: string, 
/**
 * Its headline; the first words of its text where it has none.
 */
headline: string, 
/**
 * The outlet.
 */
source: string | null, 
/**
 * When it was published, as the source says.
 */
published: string | null, 
/**
 * A few words: the matched ones after a search, else the dek or first paragraph.
 */
snippet: Array<Run>, 
/**
 * Whether the reader has read it.
 */
read: boolean, 
/**
 * Whether the reader starred it.
 */
starred: boolean, 
/**
 * How many bookmarks it has.
 */
nBookmarks: number, 
/**
 * Whether its source file has vanished.
 */
missing: boolean, };

export type ArticlesView = { 
/**
 * The number the request carried.
 */
request: number, 
/**
 * How many articles there are in all.
 */
total: number, 
/**
 * The rows asked for.
 */
rows: Array<ArticleRow>, };

export type BlockKindView = "paragraph" | "crosshead" | "caption" | "quote" | "pullQuote" | "list" | "table" | "correction" | "creditLine" | "other";

export type BlockView = { 
/**
 * What it is.
 */
kind: BlockKindView, 
/**
 * Its words.
 */
runs: Array<Run>, 
/**
 * Where it begins, in UTF-16 units.
 */
at: number, 
/**
 * Where it ends, in UTF-16 units.
 */
end: number, 
/**
 * Its number among the paragraphs, from 1; none for other kinds.
 */
paragraph: number | null, 
/**
 * Whether it is a caption that repeats the dek.
 */
repeatsDek: boolean, };

export type NamedHow = "same" | "spelling" | "surname" | "firstName" | "initials" | "acronym" | "shortened" | "longer" | "otherFirstName" | "other";

export type MentionView = { 
/**
 * Where it begins, in UTF-16 units.
 */
at: number, 
/**
 * Where it ends.
 */
end: number, 
/**
 * The words.
 */
words: string, 
/**
 * A title that stands before them ("Ms.").
 */
title: string | null, 
/**
 * How they lead to the name.
 */
how: NamedHow, };

export type ArticleEntityView = { 
/**
 * Its id in the archive.
 */
id: string, 
/**
 * Its fullest name.
 */
name: string, 
/**
 * What it is.
 */
kind: KindView, 
/**
 * Other forms of the name used here.
 */
aliases: Array<string>, 
/**
 * Role words printed beside the name.
 */
roles: Array<string>, 
/**
 * Where it is named.
 */
mentions: Array<MentionView>, 
/**
 * Whether the article gives the name in full.
 */
inFull: boolean, 
/**
 * Others of the surname whom the article names.
 */
namesakes: Array<string>, 
/**
 * How many quotations of this article are its own.
 */
nQuotations: number, };

export type DateView = { 
/**
 * Where the words begin, in UTF-16 units.
 */
at: number, 
/**
 * Where they end.
 */
end: number, 
/**
 * The words.
 */
words: string, 
/**
 * What they mean (`2019-03-12`, `2019-03`, `199X`); none where unknown.
 */
value: string | null, };

export type OtherView = { 
/**
 * Where it begins, in UTF-16 units.
 */
at: number, 
/**
 * Where it ends.
 */
end: number, 
/**
 * The words of a hashtag written as one; none where the text gives them.
 */
words: string | null, };

export type WarningView = { 
/**
 * A stable name.
 */
code: string, 
/**
 * What happened.
 */
message: string, 
/**
 * Line of the source file, from 1.
 */
line: number | null, };

export type AlikeView = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its headline as shown; none where it has none.
 */
headline: string | null, 
/**
 * The outlet.
 */
source: string | null, 
/**
 * When it was published, as the source says.
 */
published: string | null, 
/**
 * How much of the shorter text stands in the longer one, in percent.
 */
percent: number, };

export type ArticleView = { 
/**
 * Its id.
 */
id: string, 
/**
 * The headline; empty where there is none, and where the reader's own is shown (see `label`).
 */
headline: Array<Run>, 
/**
 * The dek; empty where there is none.
 */
dek: Array<Run>, 
/**
 * A name for lists and window titles, never empty.
 */
label: string, 
/**
 * Author names.
 */
byline: Array<string>, 
/**
 * Place and agency it was filed from.
 */
dateline: string | null, 
/**
 * When it was published, as the source says.
 */
published: string | null, 
/**
 * When it was last changed.
 */
updated: string | null, 
/**
 * The outlet.
 */
source: string | null, 
/**
 * The outlet's section.
 */
section: string | null, 
/**
 * Its address.
 */
url: string | null, 
/**
 * BCP 47 language tag.
 */
language: string | null, 
/**
 * The source file, relative to its root.
 */
path: string, 
/**
 * The source format: `text`, `markdown` or `json_lines`.
 */
format: string, 
/**
 * Whether the source file has vanished.
 */
missing: boolean, 
/**
 * How many words the text has (a dek repeated as a caption counts once).
 */
nWords: number, 
/**
 * Minutes of reading at 230 words a minute.
 */
minutes: number, 
/**
 * Whether it was read.
 */
read: boolean, 
/**
 * Whether it is starred.
 */
starred: boolean, 
/**
 * Which of `headline`, `published`, `source`, `byline` the reader has changed.
 */
edited: Array<string>, 
/**
 * The blocks in reading order.
 */
blocks: Array<BlockView>, 
/**
 * The entities in order of importance here.
 */
entities: Array<ArticleEntityView>, 
/**
 * The quotations in text order.
 */
quotations: Array<QuotationView>, 
/**
 * The dates mentioned.
 */
dates: Array<DateView>, 
/**
 * Other names, in text order; no entities.
 */
others: Array<OtherView>, 
/**
 * The bookmarks, in place, moved or lost.
 */
bookmarks: Array<BookmarkView>, 
/**
 * Where the first hit of the search that led here is, in UTF-16 units.
 */
firstHit: number | null, 
/**
 * What was wrong with its source.
 */
warnings: Array<WarningView>, 
/**
 * Articles that are nearly the same, the earliest first.
 */
alike: Array<AlikeView>, };

export type SpanView = { 
/**
 * Where it begins, in UTF-16 units.
 */
at: number, 
/**
 * Where it ends.
 */
end: number, };

export type ArticleEdit = { 
/**
 * The headline.
 */
headline?: string, 
/**
 * When it was published: `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or RFC 3339.
 */
published?: string, 
/**
 * The outlet.
 */
source?: string, 
/**
 * Author names.
 */
byline?: Array<string>, };

export type QuotationKindView = "direct" | "indirect" | "mixed";

export type ContextRun = { 
/**
 * The words.
 */
text: string, 
/**
 * Whether they are the quotation itself.
 */
isQuotation: boolean, 
/**
 * Whether they matched the search.
 */
hit: boolean, };

export type QuotationView = { 
/**
 * Unique in the archive; changes when extraction changes.
 */
id: string, 
/**
 * The number of its first piece within its article, from 0.
 */
index: number, 
/**
 * The article it stands in.
 */
articleId: string, 
/**
 * That article's headline.
 */
headline: string, 
/**
 * The outlet.
 */
source: string | null, 
/**
 * When it was published.
 */
published: string | null, 
/**
 * The words without their marks; “…” stands for what breaks them.
 */
words: string, 
/**
 * Direct, indirect or mixed; mixed where its pieces differ.
 */
kind: QuotationKindView, 
/**
 * Who said it, by name, if known.
 */
speaker: EntityRef | null, 
/**
 * Who else said it in the same words, by name.
 */
otherSpeakers: Array<EntityRef>, 
/**
 * The phrase in the text ("the actress").
 */
speakerText: string | null, 
/**
 * Through whom it came.
 */
via: string | null, 
/**
 * Whether the text keeps the speaker unnamed.
 */
unnamed: boolean, 
/**
 * The words that attribute it.
 */
cue: string | null, 
/**
 * Whom it was said to, by name, if that is stated.
 */
addressee: EntityRef | null, 
/**
 * The words that say to whom; none where they are a pronoun.
 */
told: string | null, 
/**
 * The words beside it that say what it is about.
 */
topic: string | null, 
/**
 * The chance that the speaker is right, 0 to 1.
 */
confidence: number, 
/**
 * Whether the speaker is shown without "probably".
 */
certain: boolean, 
/**
 * Why this speaker.
 */
reason: string, 
/**
 * Whether the reader corrected its speaker or its ends.
 */
yours: boolean, 
/**
 * The sentences around it.
 */
context: Array<ContextRun>, 
/**
 * Where it begins in the article's text, in UTF-16 units.
 */
at: number, 
/**
 * Where it ends.
 */
end: number, 
/**
 * Its pieces, in the order of the text; one where nothing breaks it.
 */
pieces: Array<SpanView>, 
/**
 * Who and what is mentioned inside it.
 */
about: Array<EntityRef>, 
/**
 * In how many places of the archive it stands, this one among them.
 */
nPlaces: number, };

export type QuotesRequest = { 
/**
 * Words inside them.
 */
words?: string, 
/**
 * A speaker's name or alias.
 */
by?: string, 
/**
 * A speaker's id.
 */
byId?: string, 
/**
 * The name of someone mentioned inside.
 */
about?: string, 
/**
 * The id of someone mentioned inside.
 */
aboutId?: string, 
/**
 * The id of whoever spoke or is mentioned inside.
 */
ofId?: string, 
/**
 * Whom it was said to: a name, or words of the phrase.
 */
told?: string, 
/**
 * Only those of speakers the text keeps unnamed.
 */
unnamed?: boolean, 
/**
 * First date, inclusive.
 */
from?: string, 
/**
 * Last date, inclusive.
 */
to?: string, 
/**
 * Only this kind.
 */
kind?: QuotationKindView, 
/**
 * Only this outlet.
 */
outlet?: string, 
/**
 * Whether every copy of the same quotation is listed, not only the first.
 */
everyCopy?: boolean, 
/**
 * `newest` (default), `oldest` or `relevance`.
 */
sort?: string, 
/**
 * How many, at most 500; 50 if absent.
 */
limit?: number, 
/**
 * How many to pass over.
 */
offset?: number, 
/**
 * A number the answer repeats, so that stale answers can be dropped.
 */
request?: number, };

export type QuotesView = { 
/**
 * The number the request carried.
 */
request: number, 
/**
 * How many there are in all, copies among them.
 */
total: number, 
/**
 * How many of them say what another one says.
 */
nCopies: number, 
/**
 * Those asked for.
 */
quotations: Array<QuotationView>, };

export type EntityRow = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its name.
 */
name: string, 
/**
 * What it is.
 */
kind: KindView, 
/**
 * A role, if one is printed.
 */
role: string | null, 
/**
 * In how many articles it is named.
 */
nArticles: number, 
/**
 * How often it is named.
 */
nMentions: number, 
/**
 * How many quotations are its own.
 */
nQuotations: number, 
/**
 * Date of the first article naming it.
 */
first: string | null, 
/**
 * Date of the last.
 */
last: string | null, };

export type EntitiesRequest = { 
/**
 * Only this kind.
 */
kind?: KindView, 
/**
 * Letters the name or an alias begins a word with.
 */
words?: string, 
/**
 * `articles` (default), `quotations`, `name`, `newest`.
 */
sort?: string, 
/**
 * How many, at most 500; 100 if absent.
 */
limit?: number, 
/**
 * How many to pass over.
 */
offset?: number, 
/**
 * A number the answer repeats.
 */
request?: number, };

export type EntitiesView = { 
/**
 * The number the request carried.
 */
request: number, 
/**
 * How many there are in all.
 */
total: number, 
/**
 * Those asked for.
 */
rows: Array<EntityRow>, };

export type RoleView = { 
/**
 * The words ("mayor of Elm").
 */
words: string, 
/**
 * First printed.
 */
first: string | null, 
/**
 * Last printed.
 */
last: string | null, 
/**
 * In how many articles.
 */
n: number, };

export type CompanionView = { 
/**
 * Who.
 */
entity: EntityRef, 
/**
 * In how many articles both are named.
 */
nArticles: number, };

export type JoinView = { 
/**
 * The name as its articles give it.
 */
entity: EntityRef, 
/**
 * In how many articles it is named.
 */
nArticles: number, 
/**
 * Why, without a capital or a dot.
 */
reason: string, 
/**
 * How sure that is, 0 to 1.
 */
confidence: number, };

export type EntityView = { 
/**
 * Name, kind and counts.
 */
row: EntityRow, 
/**
 * Names used.
 */
names: Array<NameCount>, 
/**
 * Role words, first printed first.
 */
roles: Array<RoleView>, 
/**
 * Articles a month.
 */
coverage: Array<MonthCount>, 
/**
 * Quotations of its own a month.
 */
spoken: Array<MonthCount>, 
/**
 * Quotations in which it is mentioned.
 */
nAbout: number, 
/**
 * The articles naming it, newest first, at most 200.
 */
articles: Array<ArticleRow>, 
/**
 * Who is named beside it, most often first, at most 48.
 */
companions: Array<CompanionView>, 
/**
 * Names that were joined to it, named most first, at most 50.
 */
joins: Array<JoinView>, 
/**
 * Others of the same name whom it was kept apart from.
 */
apart: Array<JoinView>, 
/**
 * Names that the reader decided are this one's.
 */
yours: Array<string>, };

export type EntityCardView = { 
/**
 * Name, kind and counts.
 */
row: EntityRow, 
/**
 * Role words, at most 3.
 */
roles: Array<string>, 
/**
 * Who is named beside it, at most 4.
 */
companions: Array<EntityRef>, 
/**
 * Names that were joined to it, at most 2.
 */
joins: Array<JoinView>, 
/**
 * Others of the same name whom it was kept apart from.
 */
apart: Array<JoinView>, 
/**
 * Names that the reader decided are this one's.
 */
yours: Array<string>, };

export type SearchRequest = { 
/**
 * The query as typed.
 */
query: string, 
/**
 * `relevance`, `newest`, `oldest`, `headline` or `longest`.
 */
sort?: string, 
/**
 * How many, at most 500; 50 if absent.
 */
limit?: number, 
/**
 * How many to pass over.
 */
offset?: number, 
/**
 * Whether the last word may be unfinished.
 */
completeLastWord?: boolean, 
/**
 * Whether outlets, months and names are counted.
 */
facets?: boolean, 
/**
 * A number the answer repeats.
 */
request?: number, };

export type NamedView = { 
/**
 * Who or what.
 */
entity: EntityRef, 
/**
 * By how many matches.
 */
n: number, 
/**
 * The term that narrows the query to them.
 */
term: string, };

export type ProblemView = { 
/**
 * A stable name.
 */
code: string, 
/**
 * Where it begins in the query, in UTF-16 units.
 */
start: number, 
/**
 * Where it ends.
 */
end: number, 
/**
 * What is wrong, as a sentence.
 */
message: string, 
/**
 * What the reader may choose instead.
 */
repair: RepairView | null, };

export type RepairView = { 
/**
 * What it does.
 */
label: string, 
/**
 * The query it gives.
 */
query: string, };

export type SearchView = { 
/**
 * The number the request carried.
 */
request: number, 
/**
 * How many articles match; exact.
 */
total: number, 
/**
 * Those asked for.
 */
hits: Array<ArticleRow>, 
/**
 * What was wrong with the query.
 */
problems: Array<ProblemView>, 
/**
 * Outlets among all matches, most first.
 */
outlets: Array<NameCount>, 
/**
 * Matches a month.
 */
months: Array<MonthCount>, 
/**
 * Who and what is named by most matches, at most eight of a kind, most first.
 */
named: Array<NamedView>, 
/**
 * How the query was read, if that is not plain.
 */
readAs: string | null, };

export type RootView = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its name.
 */
name: string, 
/**
 * Where it is.
 */
path: string, 
/**
 * Whether it is not there any more.
 */
missing: boolean, };

export type LibraryView = { 
/**
 * How many articles there are.
 */
nArticles: number, 
/**
 * How many of them have lost their file.
 */
nMissing: number, 
/**
 * How many quotations were found.
 */
nQuotations: number, 
/**
 * Outlets with their numbers of articles, most first.
 */
outlets: Array<NameCount>, 
/**
 * Articles a month, in order.
 */
coverage: Array<MonthCount>, 
/**
 * People named in most articles.
 */
people: Array<EntityRow>, 
/**
 * Organisations named in most articles.
 */
organisations: Array<EntityRow>, 
/**
 * Places named in most articles.
 */
places: Array<EntityRow>, 
/**
 * People with most quotations, at most 8.
 */
mostQuoted: Array<EntityRow>, 
/**
 * The newest articles, at most 6.
 */
recent: Array<ArticleRow>, 
/**
 * Articles opened and not finished, at most 3.
 */
continueReading: Array<ArticleRow>, 
/**
 * Starred articles, at most 20.
 */
starred: Array<ArticleRow>, 
/**
 * Where it all came from.
 */
roots: Array<RootView>, 
/**
 * Date of the oldest article.
 */
first: string | null, 
/**
 * Date of the newest.
 */
last: string | null, 
/**
 * Whether this is the sample archive.
 */
isSample: boolean, };

export type RecentArchive = { 
/**
 * Its data folder.
 */
path: string, 
/**
 * A name for the menu.
 */
name: string, 
/**
 * Whether it is the one open now.
 */
current: boolean, };

export type PaletteItem = { 
/**
 * `article` or `entity`.
 */
kind: string, 
/**
 * The article's or entity's id.
 */
id: string, 
/**
 * What the line says.
 */
label: string, 
/**
 * What stands beside it in small type.
 */
detail: string, };

export type BookmarkState = "inPlace" | "moved" | "lost";

export type DiffRun = { 
/**
 * The words.
 */
text: string, 
/**
 * `same`, `removed` or `added`.
 */
change: string, };

export type QuoteResultView = "exact" | "near" | "none";

export type QuotePlaceView = { 
/**
 * The article it stands in.
 */
articleId: string, 
/**
 * That article's headline.
 */
headline: string, 
/**
 * The outlet.
 */
source: string | null, 
/**
 * When it was published.
 */
published: string | null, 
/**
 * Where it begins in the article's text, in UTF-16 units.
 */
at: number, 
/**
 * Where it ends.
 */
end: number, 
/**
 * Whether these are the very words.
 */
exact: boolean, 
/**
 * From the words asked for to the words there.
 */
diff: Array<DiffRun>, };

export type QuoteCheckView = { 
/**
 * The best there is.
 */
result: QuoteResultView, 
/**
 * The same words before others, the earliest first.
 */
places: Array<QuotePlaceView>, };

export type BookmarkView = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its article's id.
 */
articleId: string, 
/**
 * The article's headline as last seen.
 */
headline: string, 
/**
 * The outlet.
 */
source: string | null, 
/**
 * When the article was published.
 */
published: string | null, 
/**
 * Whether it was found again.
 */
state: BookmarkState, 
/**
 * The words as bookmarked.
 */
exact: string, 
/**
 * The words now at its place; none if lost.
 */
words: string | null, 
/**
 * Where it begins now, in UTF-16 units; none if lost.
 */
at: number | null, 
/**
 * Where it ends now.
 */
end: number | null, 
/**
 * The reader's note.
 */
note: string, 
/**
 * The reader's tags.
 */
tags: Array<string>, 
/**
 * One of six named colours: `yellow green blue pink purple grey`.
 */
colour: string, 
/**
 * When it was made, RFC 3339.
 */
created: string, 
/**
 * When it was last changed.
 */
modified: string, 
/**
 * Words before it, as bookmarked.
 */
before: string, 
/**
 * Words after it, as bookmarked.
 */
after: string, 
/**
 * What changed, where it moved and was edited.
 */
diff: Array<DiffRun>, };

export type BookmarksRequest = { 
/**
 * Words of the passage, note or headline.
 */
words?: string, 
/**
 * Only those with this tag.
 */
tag?: string, 
/**
 * Only those in this state.
 */
state?: BookmarkState, 
/**
 * Only those of this colour.
 */
colour?: string, 
/**
 * Only those of this article.
 */
articleId?: string, 
/**
 * `newest` (default), `oldest` or `article`.
 */
sort?: string, 
/**
 * A number the answer repeats.
 */
request?: number, };

export type BookmarksView = { 
/**
 * The number the request carried.
 */
request: number, 
/**
 * How many bookmarks the reader has in all.
 */
total: number, 
/**
 * Those asked for.
 */
bookmarks: Array<BookmarkView>, 
/**
 * All tags in use, with counts.
 */
tags: Array<NameCount>, 
/**
 * How many await review (moved or lost).
 */
nReview: number, };

export type NewBookmark = { 
/**
 * The article.
 */
articleId: string, 
/**
 * Where the passage begins, in UTF-16 units.
 */
at: number, 
/**
 * Where it ends.
 */
end: number, 
/**
 * A colour; `yellow` if absent.
 */
colour: string | null, };

export type BookmarkEdit = { 
/**
 * The note.
 */
note?: string, 
/**
 * All tags.
 */
tags?: Array<string>, 
/**
 * The colour.
 */
colour?: string, };

export type UndoView = { 
/**
 * A stable name of what was undone, such as `add_bookmark`; none if there was nothing to undo.
 */
action: string | null, 
/**
 * The article it concerned.
 */
articleId: string | null, };

export type NameView = { 
/**
 * What it is of.
 */
kind: KindView, 
/**
 * The name.
 */
name: string, };

export type QuotationCorrection = { "what": "notAQuotation" } | { "what": "speaker", 
/**
 * Who.
 */
speaker: NameView, } | { "what": "unnamed" } | { "what": "nobody" } | { "what": "ends", 
/**
 * Where it begins, in UTF-16 units of the article's text.
 */
at: number, 
/**
 * Where it ends.
 */
end: number, };

export type NamesCorrection = { "what": "noName" } | { "what": "same", 
/**
 * Which.
 */
is: NameView, } | { "what": "kind", 
/**
 * Which.
 */
kind: KindView, };

export type MentionCorrection = { 
/**
 * Where it begins, in UTF-16 units of the article's text.
 */
at: number, 
/**
 * Where it ends.
 */
end: number, 
/**
 * The name it is; none if it is no name.
 */
is: NameView | null, 
/**
 * Whether all later mentions that name the same are so, too.
 */
onwards: boolean, };

export type CorrectionsReadView = { 
/**
 * Decisions that were not there.
 */
added: number, 
/**
 * Later decisions about something that was decided otherwise.
 */
updated: number, 
/**
 * Decisions that were there, or that a later one replaced.
 */
unchanged: number, };

export type CorrectionKind = "notAQuotation" | "speaker" | "unnamed" | "nobody" | "ends" | "name" | "noName" | "mention" | "noMention";

export type CorrectionView = { 
/**
 * Its id.
 */
id: string, 
/**
 * What it says.
 */
what: CorrectionKind, 
/**
 * The words, or the name, it is about.
 */
words: string, 
/**
 * What that name was found to be.
 */
kind: KindView | null, 
/**
 * The name it leads to.
 */
name: NameView | null, 
/**
 * The words it leads to.
 */
to: string | null, 
/**
 * The words of a mention with a few of those around them.
 */
around: string | null, 
/**
 * The one article it concerns.
 */
articleId: string | null, 
/**
 * That article's headline.
 */
headline: string | null, 
/**
 * When it was made, RFC 3339.
 */
made: string, 
/**
 * Whether what it is about is there now; it is kept and changes nothing otherwise.
 */
applied: boolean, };

export type SettingsView = { 
/**
 * `system`, `light` or `dark`.
 */
theme: string, 
/**
 * Reading size in pixels, 14 to 30.
 */
textSize: number, 
/**
 * `serif`, `sans` or `hyperlegible`.
 */
font: string, 
/**
 * Characters a line, 50 to 90.
 */
lineWidth: number, 
/**
 * How names are marked: `off`, `quiet` or `strong`.
 */
marks: string, 
/**
 * Whether people are marked.
 */
showPeople: boolean, 
/**
 * Whether organisations are marked.
 */
showOrganisations: boolean, 
/**
 * Whether places are marked.
 */
showPlaces: boolean, 
/**
 * Whether other names (events, works, peoples, laws, hashtags) are marked.
 */
showOthers: boolean, 
/**
 * Whether quotations are marked.
 */
showQuotations: boolean, 
/**
 * Whether single letters are commands.
 */
singleKeys: boolean, };

export type ImportProgress = { 
/**
 * Files looked at so far.
 */
nDone: number, 
/**
 * Files in all; grows while folders are walked.
 */
nTotal: number, 
/**
 * Articles that can be opened now because of it.
 */
nArticles: number, 
/**
 * Files and records that failed so far.
 */
nFailed: number, 
/**
 * Whether it waits because the reader paused it.
 */
paused: boolean, };

export type ImportFailure = { 
/**
 * The file, and the place in it where known.
 */
path: string, 
/**
 * What was wrong, as a sentence.
 */
error: string, };

export type ImportReportView = { 
/**
 * New articles.
 */
imported: number, 
/**
 * Articles whose source changed.
 */
updated: number, 
/**
 * Articles that are as they were.
 */
unchanged: number, 
/**
 * Articles whose file has vanished.
 */
missing: number, 
/**
 * Files and records that failed.
 */
failed: number, 
/**
 * Articles in the archive now.
 */
articles: number, 
/**
 * How long it took.
 */
seconds: number, 
/**
 * Whether the reader cancelled it.
 */
cancelled: boolean, 
/**
 * What failed and why, at most 1,000.
 */
failures: Array<ImportFailure>, };

export type CommandError = { 
/**
 * `busy` (another program writes), `not_found`, `bad_input`, `newer` (made by
 * a newer version), `damaged`, `no_archive` or `internal`.
 */
code: string, 
/**
 * What happened and what is safe, at most two sentences.
 */
message: string, 
/**
 * For "Details": the chain of causes.
 */
details: string, };
