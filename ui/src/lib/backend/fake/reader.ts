// The invented core's answers about one article, bookmarks and settings.

import type { Backend } from "../backend";
import type { ArticleEdit, ArticleView, BookmarkView } from "../types";
import { findAll, hitRuns } from "./archive";
import type { World } from "./world";

type Reader = Pick<
  Backend,
  | "article" | "addBookmark" | "updateBookmark" | "deleteBookmark" | "acceptBookmark" | "undo" | "redo"
  | "setRead" | "setStarred" | "setProgress" | "editArticle" | "editArticles" | "findInArticle" | "sentenceAt"
  | "settings" | "setSettings" | "uiState" | "setUiState"
>;

/** Returns the answers about what the reader reads and makes. */
export function fakeReader(world: World): Reader {
  const bookmark = (id: string): BookmarkView => {
    const found = world.bookmarks.find((other) => other.id === id);
    if (!found) throw { code: "not_found", message: "This bookmark does not exist any more.", details: id };
    return found;
  };
  return {
    article: async (id, query) => withHits(structuredClone(world.find(id).view), world.find(id).text, query),
    addBookmark: async ({ articleId, at, end, colour }) => {
      const made = world.makeBookmark(articleId, at, end, colour ?? "yellow");
      world.change("add_bookmark", articleId, () => world.put(made), () => world.take(made));
      return made;
    },
    updateBookmark: async (id, edit) => {
      const before = bookmark(id);
      const after = { ...before, ...edit };
      world.change("update_bookmark", before.articleId, () => world.replace(after), () => world.replace(before));
      return after;
    },
    deleteBookmark: async (id) => {
      const gone = bookmark(id);
      world.change("delete_bookmark", gone.articleId, () => world.take(gone), () => world.put(gone));
    },
    acceptBookmark: async (id) => {
      const before = bookmark(id);
      const after: BookmarkView = { ...before, state: "inPlace", exact: before.words ?? before.exact, diff: [] };
      world.change("accept_bookmark", before.articleId, () => world.replace(after), () => world.replace(before));
      return after;
    },
    undo: async () => world.undo(),
    redo: async () => world.redo(),
    setRead: async (id, read) => void (world.find(id).view.read = read),
    setStarred: async (id, starred) => void (world.find(id).view.starred = starred),
    setProgress: async (id, fraction) => void world.progress.set(id, fraction),
    editArticle: async (id, edit) => {
      change(world.find(id).view, edit);
      return structuredClone(world.find(id).view);
    },
    editArticles: async (ids, edit) => ids.forEach((id) => change(world.find(id).view, edit)),
    findInArticle: async (id, words) => {
      const lower = world.find(id).text.toLowerCase();
      const needle = words.trim().toLowerCase();
      const found = [];
      for (let at = needle ? lower.indexOf(needle) : -1; at >= 0; at = lower.indexOf(needle, at + 1)) {
        found.push({ at, end: at + needle.length });
      }
      return found;
    },
    sentenceAt: async (id, at) => sentenceAt(world.find(id).text, at),
    settings: async () => ({ ...world.settings }),
    setSettings: async (settings) => ({ ...(world.settings = { ...settings }) }),
    uiState: async () => world.uiState,
    setUiState: async (state) => void (world.uiState = state),
  };
}

function change(view: ArticleView, edit: ArticleEdit): void {
  Object.assign(view, { published: edit.published ?? view.published, source: edit.source ?? view.source, byline: edit.byline ?? view.byline });
  view.edited = [...new Set([...view.edited, ...Object.keys(edit)])];
}

function withHits(view: ArticleView, text: string, query: string | null): ArticleView {
  const words = (query ?? "").replace(/\w+:(?:"[^"]*"|\S+)/g, " ").toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  if (words.length === 0) return view;
  const first = findAll(text, words)[0];
  view.headline = hitRuns(view.headline, text, 0, words);
  view.dek = hitRuns(view.dek, text, 0, words);
  view.blocks = view.blocks.map((block) => ({ ...block, runs: hitRuns(block.runs, text, 0, words) }));
  view.firstHit = first ? first[0] : null;
  return view;
}

function sentenceAt(text: string, at: number): { at: number; end: number } {
  const blockStart = text.lastIndexOf("\n\n", at - 1) + 2;
  const from = blockStart === 1 ? 0 : blockStart;
  const blockEnd = text.indexOf("\n\n", at);
  const block = text.slice(from, blockEnd < 0 ? text.length : blockEnd);
  let start = from;
  for (const match of block.matchAll(/[.?!]”?\s+|$/g)) {
    const end = from + match.index + match[0].trimEnd().length;
    if (at < end || match[0] === "") return { at: start, end };
    start = from + match.index + match[0].length;
  }
  return { at: start, end: from + block.length };
}
