// What the invented core remembers.

import { addBookmarkTo, removeBookmarkFrom } from "../../runs";
import { isSaidBy } from "../../speakers";
import type { ArticleView, BookmarkView, EntityRow, QuotationView, Run, SettingsView, UndoView } from "../types";
import { buildArchive, entityId, type FakeArticle } from "./archive";
import { people } from "./people";

export const defaultSettings: SettingsView = {
  theme: "system",
  textSize: 19,
  font: "serif",
  lineWidth: 66,
  marks: "quiet",
  showPeople: true,
  showOrganisations: true,
  showPlaces: true,
  showOthers: false,
  showQuotations: true,
  singleKeys: true,
};

interface Change {
  action: string;
  articleId: string | null;
  undo: () => void;
  redo: () => void;
}

/** The archive and what the reader made of it. */
export class World {
  articles: FakeArticle[] = [];
  bookmarks: BookmarkView[] = [];
  settings: SettingsView = { ...defaultSettings };
  uiState: string | null = null;
  progress = new Map<string, number>();
  isSample = false;
  /** Names that the reader decided are those of a person, by that one's key. */
  decided = new Map<string, string[]>();
  paused = false;
  cancelled = false;
  private done: Change[] = [];
  private undone: Change[] = [];
  private nextBookmark = 1;

  constructor(
    content: "full" | "empty",
    readonly nFiller: number,
  ) {
    if (content === "full") this.fill();
  }

  fill(): void {
    this.articles = buildArchive(this.nFiller);
    this.progress.set(this.articles[0].view.id, 0.4);
    this.progress.set(this.articles[4].view.id, 0.2);
    this.seedBookmarks();
  }

  find(id: string): FakeArticle {
    const article = this.articles.find(({ view }) => view.id === id);
    if (!article) throw { code: "not_found", message: "This article is not in the archive.", details: id };
    return article;
  }

  quotations(): QuotationView[] {
    return this.articles.flatMap(({ view }) => view.quotations);
  }

  change(action: string, articleId: string | null, redo: () => void, undo: () => void): void {
    redo();
    this.done.push({ action, articleId, undo, redo });
    this.undone = [];
  }

  undo(): UndoView {
    return move(this.done, this.undone, "undo");
  }

  redo(): UndoView {
    return move(this.undone, this.done, "redo");
  }

  /** Makes a bookmark without recording it for undo. */
  makeBookmark(articleId: string, at: number, end: number, colour: string): BookmarkView {
    const { view, text } = this.find(articleId);
    const now = "2024-08-02T09:00:00+02:00";
    return {
      id: `b${this.nextBookmark++}`,
      articleId,
      headline: view.label,
      source: view.source,
      published: view.published,
      state: "inPlace",
      exact: text.slice(at, end),
      words: text.slice(at, end),
      at,
      end,
      note: "",
      tags: [],
      colour,
      created: now,
      modified: now,
      before: text.slice(Math.max(0, at - 64), at),
      after: text.slice(end, end + 64),
      diff: [],
    };
  }

  put(bookmark: BookmarkView): void {
    this.bookmarks = [bookmark, ...this.bookmarks.filter(({ id }) => id !== bookmark.id)];
    const { at, end } = bookmark;
    if (at === null || end === null) return;
    this.mark(bookmark.articleId, (runs) => addBookmarkTo(removeBookmarkFrom(runs, bookmark.id), bookmark.id, at, end));
  }

  take(bookmark: BookmarkView): void {
    this.bookmarks = this.bookmarks.filter(({ id }) => id !== bookmark.id);
    this.mark(bookmark.articleId, (runs) => removeBookmarkFrom(runs, bookmark.id));
  }

  replace(bookmark: BookmarkView): void {
    this.bookmarks = this.bookmarks.map((other) => (other.id === bookmark.id ? bookmark : other));
    const view = this.find(bookmark.articleId).view;
    view.bookmarks = view.bookmarks.map((other) => (other.id === bookmark.id ? bookmark : other));
  }

  entityRow(key: string): EntityRow {
    const id = entityId(key);
    const naming = this.articles.filter(({ view }) => view.entities.some((entity) => entity.id === id));
    const mentions = naming.flatMap(({ view }) => view.entities.filter((entity) => entity.id === id));
    const dates = naming.map(({ view }) => view.published ?? "").filter((date) => date !== "").sort();
    return {
      id,
      name: people[key].name,
      kind: people[key].kind,
      role: people[key].roles[0] ?? null,
      nArticles: naming.length,
      nMentions: mentions.reduce((n, entity) => n + entity.mentions.length, 0),
      nQuotations: this.quotations().filter((quotation) => isSaidBy(quotation, id)).length,
      first: dates[0] ?? null,
      last: dates.at(-1) ?? null,
    };
  }

  private mark(articleId: string, change: (runs: readonly Run[]) => Run[]): void {
    const view: ArticleView = this.find(articleId).view;
    view.headline = change(view.headline);
    view.dek = change(view.dek);
    view.blocks = view.blocks.map((block) => ({ ...block, runs: change(block.runs) }));
    view.bookmarks = this.bookmarks.filter((bookmark) => bookmark.articleId === articleId);
  }

  private seedBookmarks(): void {
    const [wall, , , captain, , theatre] = this.articles;
    const seed = (article: FakeArticle, words: string, colour: string, note: string, tags: string[]): BookmarkView => {
      const at = article.text.indexOf(words);
      const bookmark = { ...this.makeBookmark(article.view.id, at, at + words.length, colour), note, tags };
      this.put(bookmark);
      return bookmark;
    };
    seed(wall, "A gravity wall does not fail a little", "yellow", "The best line of the interview. Ask her for the drawings.", ["harbour", "to quote"]);
    seed(captain, "Every morning at ten to six", "blue", "", ["opening lines"]);
    const moved = seed(wall, "the eastern section had shifted by almost four centimetres", "green", "Check against the report: the letter says 3.8.", ["harbour"]);
    this.replace({
      ...moved,
      state: "moved",
      exact: "the eastern part had shifted by four centimetres",
      diff: [
        { text: "the eastern ", change: "same" },
        { text: "part", change: "removed" },
        { text: "section", change: "added" },
        { text: " had shifted by ", change: "same" },
        { text: "almost ", change: "added" },
        { text: "four centimetres", change: "same" },
      ],
    });
    const lost = seed(theatre, "The sea has no taste", "pink", "Motto?", ["opening lines"]);
    this.take(lost);
    this.bookmarks.push({ ...lost, state: "lost", at: null, end: null, words: null, exact: "A stage of driftwood and borrowed rope" });
    this.find(theatre.view.id).view.bookmarks = this.bookmarks.filter(({ id }) => id === lost.id);
  }
}

function move(from: Change[], to: Change[], direction: "undo" | "redo"): UndoView {
  const change = from.pop();
  if (!change) return { action: null, articleId: null };
  change[direction]();
  to.push(change);
  return { action: change.action, articleId: change.articleId };
}
