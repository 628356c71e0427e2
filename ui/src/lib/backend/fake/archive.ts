// The invented archive: stories cut into what the core would give.

import { markRuns, plainRun } from "../../runs";
import type {
  ArticleEntityView,
  ArticleRow,
  ArticleView,
  BlockKindView,
  BlockView,
  EntityRef,
  OtherView, QuotationView,
  Run,
} from "../types";
import { fillerStories } from "./filler";
import { readMarkup, type Marked } from "./markup";
import { people } from "./people";
import { stories, type Story } from "./stories";

/** An invented article with its text. */
export interface FakeArticle {
  view: ArticleView;
  text: string;
}

export function entityId(key: string): string {
  return `e-${key}`;
}

export function entityRef(key: string): EntityRef {
  return { id: entityId(key), name: people[key].name, kind: people[key].kind };
}

/** The words that stand in several articles. */
export const copied = "On time, and dry";

/** Builds the archive: the long stories and `nFiller` short ones. */
export function buildArchive(nFiller: number): FakeArticle[] {
  const articles = [...stories, ...fillerStories(nFiller)].map(buildArticle);
  const copies = articles.flatMap(({ view }) => view.quotations).filter(({ words }) => words === copied);
  for (const quotation of copies) quotation.nPlaces = copies.length;
  return articles;
}

interface Piece {
  kind: BlockKindView | "headline" | "dek";
  marked: Marked;
  at: number;
}

function buildArticle(story: Story, number: number): FakeArticle {
  const pieces: Piece[] = [];
  let text = "";
  const add = (kind: Piece["kind"], source: string): void => {
    if (source === "") return;
    if (text !== "") text += "\n\n";
    const marked = readMarkup(source, text.length);
    pieces.push({ kind, marked, at: text.length });
    text += marked.text;
  };
  add("headline", story.headline);
  add("dek", story.dek);
  for (const [kind, source] of story.blocks) add(kind, source);

  const id = (number + 1).toString(16).padStart(16, "0");
  const entities = entitiesOf(pieces);
  const quotations = quotationsOf(pieces, id, story, text);
  const runsOf = (piece: Piece): Run[] => cut(piece, entities, quotations);
  const named = (kind: Piece["kind"]): Run[] => pieces.filter((piece) => piece.kind === kind).flatMap(runsOf);
  const headline = pieces[0].marked.text;
  const nWords = text.split(/\s+/).length;
  const view: ArticleView = {
    id,
    headline: named("headline"),
    dek: named("dek"),
    label: headline,
    byline: story.byline,
    dateline: story.dateline,
    published: story.published,
    updated: null,
    source: story.source,
    section: story.section,
    url: number < 6 ? `https://example.org/${id}` : null,
    language: "en",
    path: `${(story.source ?? "unsorted").toLowerCase().replaceAll(" ", "-")}/${id}.md`,
    format: "markdown",
    missing: story.missing ?? false,
    nWords,
    minutes: Math.max(1, Math.round(nWords / 230)),
    read: number % 4 === 3,
    starred: number === 3 || number === 4,
    edited: [],
    blocks: blocksOf(pieces, runsOf),
    entities,
    quotations,
    dates: [],
    others: othersIn(text),
    bookmarks: [],
    firstHit: null,
    warnings: story.warning ? [{ code: "front_matter", message: story.warning, line: 4 }] : [],
    alike: [],
  };
  return { view, text };
}

/** The events that the invented articles name. */
function othersIn(text: string): OtherView[] {
  return findAll(text, ["january storm"]).map(([at, end]) => ({ at, end, words: null }));
}

function blocksOf(pieces: Piece[], runsOf: (piece: Piece) => Run[]): BlockView[] {
  let paragraph = 0;
  return pieces.flatMap((piece) => {
    if (piece.kind === "headline" || piece.kind === "dek") return [];
    if (piece.kind === "paragraph") paragraph += 1;
    return [
      {
        kind: piece.kind,
        runs: runsOf(piece),
        at: piece.at,
        end: piece.at + piece.marked.text.length,
        paragraph: piece.kind === "paragraph" ? paragraph : null,
        repeatsDek: false,
      },
    ];
  });
}

function entitiesOf(pieces: Piece[]): ArticleEntityView[] {
  const found = new Map<string, ArticleEntityView>();
  for (const { at: start, marked } of pieces) {
    for (const { key, at, end } of marked.mentions) {
      const { name, kind, aliases, roles } = people[key];
      const entity = found.get(key) ?? { id: entityId(key), name, kind, aliases, roles, mentions: [], inFull: false, namesakes: [], nQuotations: 0 };
      const words = marked.text.slice(at - start, end - start);
      const how = words === name ? "same" : name.endsWith(words) ? "surname" : "other";
      entity.mentions.push({ at, end, words, title: null, how });
      entity.inFull ||= how === "same";
      found.set(key, entity);
    }
    for (const key of marked.quotations.flatMap(({ speaker, others }) => [speaker, ...others])) {
      const entity = found.get(key);
      if (entity) entity.nQuotations += 1;
    }
  }
  return [...found.values()].sort((a, b) => b.mentions.length - a.mentions.length);
}

function quotationsOf(pieces: Piece[], articleId: string, story: Story, text: string): QuotationView[] {
  const found = pieces.flatMap((piece) => piece.marked.quotations.map((quotation) => ({ quotation, piece })));
  return found.map(({ quotation, piece }, index) => {
    const { at, end, speaker, others, cue, certain, kind } = quotation;
    const about = piece.marked.mentions.filter((mention) => mention.at >= at && mention.end <= end);
    const name = speaker ? people[speaker].name : null;
    return {
      id: `${articleId}-q${index}`,
      index,
      articleId,
      headline: readMarkup(story.headline, 0).text,
      source: story.source,
      published: story.published,
      words: text.slice(at, end).replace(/^“|[,.]?”$/g, ""),
      kind,
      speaker: speaker ? entityRef(speaker) : null,
      otherSpeakers: others.map(entityRef),
      speakerText: name,
      via: null,
      unnamed: false,
      cue,
      confidence: certain ? 0.94 : 0.58,
      certain,
      reason: certain
        ? `“${cue ?? "said"}” stands beside the words, and its subject is ${name ?? "not named"}.`
        : `No cue stands beside these words; ${name ?? "the last speaker"} spoke in the sentence before.`,
      yours: false,
      context: contextOf(piece, at, end),
      at,
      end,
      about: about.map((mention) => entityRef(mention.key)),
      addressee: null,
      told: cue === "told" ? "a hall of some three hundred people" : null,
      topic: null,
      pieces: [{ at, end }],
      nPlaces: 1,
    };
  });
}

function contextOf(piece: Piece, at: number, end: number): QuotationView["context"] {
  const words = piece.marked.text;
  return [
    { text: words.slice(0, at - piece.at), isQuotation: false, hit: false },
    { text: words.slice(at - piece.at, end - piece.at), isQuotation: true, hit: false },
    { text: words.slice(end - piece.at), isQuotation: false, hit: false },
  ].filter((run) => run.text !== "");
}

function cut(piece: Piece, entities: ArticleEntityView[], quotations: QuotationView[]): Run[] {
  let runs: Run[] = [plainRun(piece.marked.text, piece.at)];
  for (const { at, end, key, kind } of piece.marked.mentions) {
    const entity = entities.findIndex((other) => other.id === entityId(key));
    runs = markRuns(runs, at, end, (run) => ({ ...run, entity, kind }));
  }
  const stop = piece.at + piece.marked.text.length;
  for (const { at, end, index } of quotations) {
    if (at < piece.at || end > stop) continue;
    runs = markRuns(runs, at, end, (run) => ({ ...run, quotations: [...run.quotations, index] }));
  }
  othersIn(piece.marked.text).forEach(({ at, end }, other) => {
    runs = markRuns(runs, piece.at + at, piece.at + end, (run) => ({ ...run, other }));
  });
  const credit = piece.kind === "caption" ? piece.marked.text.indexOf("Photograph:") : -1;
  if (credit >= 0) runs = markRuns(runs, piece.at + credit, stop, (run) => ({ ...run, credit: true }));
  return runs;
}

/** Returns the line a list shows for `article`, with `words` marked in its snippet. */
export function rowOf({ view, text }: FakeArticle, words: string[] = []): ArticleRow {
  const first = view.blocks[0];
  let at = first.at;
  const needle = words.find((word) => text.toLowerCase().indexOf(word, first.at) >= 0);
  if (needle) {
    const hit = text.toLowerCase().indexOf(needle, first.at);
    if (hit > first.at + 60) at = text.lastIndexOf(" ", hit - 40) + 1;
  }
  const snippet = text.slice(at, at + 140).split("\n\n")[0];
  return {
    id: view.id,
    headline: view.label,
    source: view.source,
    published: view.published,
    snippet: hitRuns([plainRun(snippet, at)], snippet, at, words),
    read: view.read,
    starred: view.starred,
    nBookmarks: view.bookmarks.length,
    missing: view.missing,
  };
}

/** Marks every place of `words` in `runs`, whose text is `text` from `offset` on. */
export function hitRuns(runs: Run[], text: string, offset: number, words: string[]): Run[] {
  return findAll(text, words).reduce(
    (marked, [at, end]) => markRuns(marked, offset + at, offset + end, (run) => ({ ...run, hit: true })),
    runs,
  );
}

/** Returns where any of `words` begins a word of `text`. */
export function findAll(text: string, words: string[]): Array<[number, number]> {
  const lower = text.toLowerCase();
  const found: Array<[number, number]> = [];
  for (const word of words) {
    if (word === "") continue;
    for (let at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + 1)) {
      if (at === 0 || !/[\p{L}\p{N}]/u.test(lower[at - 1])) found.push([at, at + word.length]);
    }
  }
  return found.sort((a, b) => a[0] - b[0]);
}
