// The open article: its text, what is pointed at, what is found in it.

import { commandError, type Backend } from "../backend";
import type { ArticleEdit, ArticleEntityView, ArticleView, BookmarkView, MentionView, QuotationView, Run, SpanView } from "../backend/types";
import { addBookmarkTo, removeBookmarkFrom } from "../runs";
import { text } from "../text";
import { Answer } from "./answer.svelte";
import type { OpenArticle } from "./router.svelte";
import type { Toasts } from "./toasts.svelte";

/** What the reader did to an article that lists show too. */
export type Status = Partial<Pick<ArticleView, "read" | "starred">>;

/** What the drawn article can do for the controller. */
export interface Drawn {
  /** Brings `span` into view at 35–45 % of the height, and lights it for a moment if `lit`. */
  show(span: SpanView, lit: boolean): void;
  /** What is selected in the text. */
  selected(): SpanView | null;
  /** Selects words of the text. */
  select(span: SpanView): void;
  /** Where the reader looks: the last selection, else the words high in the pane. */
  lookingAt(): number | null;
}

/** Drives the open article. */
export class Reader {
  readonly answer = new Answer<ArticleView>();
  readonly article = $derived(this.answer.value);
  /** Id of the entity whose mentions stand out. */
  strong = $state<string | null>(null);
  /** The name whose card is shown, the place that was pointed at, and the rectangle of its line. */
  card = $state.raw<{ entity: ArticleEntityView; mention: MentionView | undefined; near: DOMRect } | null>(null);
  /** The quotation whose reason is shown. */
  why = $state.raw<{ quotation: QuotationView; near: DOMRect } | null>(null);
  panelOpen = $state(false);
  findOpen = $state(false);
  editOpen = $state(false);
  found = $state.raw<SpanView[]>([]);
  findIndex = $state(0);
  /** The passage to bring into view once the text is drawn. */
  target = $state.raw<{ span: SpanView; lit: boolean } | null>(null);
  drawn: Drawn | null = null;
  readonly #backend: Backend;
  readonly #toasts: Toasts;
  readonly #onstatus: (id: string, status: Status) => void;
  #opened = "";

  constructor(backend: Backend, toasts: Toasts, onstatus: (id: string, status: Status) => void) {
    this.#backend = backend;
    this.#toasts = toasts;
    this.#onstatus = onstatus;
  }

  /** Opens what the place asks for; the same article only moves to the passage. */
  async open(asked: OpenArticle, returning: boolean): Promise<void> {
    const key = `${asked.id} ${asked.query ?? ""}`;
    if (key !== this.#opened) {
      this.#opened = key;
      this.#reset();
      if (this.article?.id !== asked.id) this.answer.clear();
      const article = await this.answer.ask(() => this.#backend.article(asked.id, asked.query ?? null));
      if (!article) return;
      this.#drawStatus(article.id, { read: true });
      void this.#backend.opened(article.id).catch(() => undefined);
    }
    const article = this.article;
    if (!article || returning) return;
    if (asked.at !== undefined) {
      this.target = { span: { at: asked.at, end: asked.end ?? asked.at + 1 }, lit: true };
    } else if (article.firstHit !== null) {
      this.target = { span: { at: article.firstHit, end: article.firstHit + 1 }, lit: false };
    } else this.target = null;
  }

  close(): void {
    this.#opened = "";
    this.#reset();
    this.answer.clear();
  }

  /** Asks for the article again, after an undo or an import. */
  async reload(): Promise<void> {
    const id = this.article?.id;
    if (!id) return;
    const article = await this.answer.ask(() => this.#backend.article(id, this.#opened.slice(id.length + 1) || null));
    if (article) this.#onstatus(id, { read: article.read, starred: article.starred });
  }

  /** Brings a passage into view, lit. */
  show(span: SpanView, lit = true): void {
    this.drawn?.show(span, lit);
  }

  async find(words: string): Promise<void> {
    const id = this.article?.id;
    if (!id) return;
    const found = words.trim() ? await this.#backend.findInArticle(id, words).catch(() => []) : [];
    if (this.article?.id !== id) return;
    const from = this.drawn?.lookingAt() ?? 0;
    this.found = found;
    this.findIndex = Math.max(0, found.findIndex((span) => span.at >= from));
    this.#showFound();
  }

  /** Goes `step` matches on, round at the end. */
  findStep(step: number): boolean {
    if (this.found.length === 0) return false;
    this.findIndex = (this.findIndex + step + this.found.length) % this.found.length;
    this.#showFound();
    return true;
  }

  closeFind(): void {
    this.findOpen = false;
    this.found = [];
  }

  /** Shows the passage after (or before) the one the reader looks at; returns it. */
  step<T extends { at: number; end: number }>(passages: T[], direction: 1 | -1): T | null {
    const here = this.drawn?.lookingAt() ?? 0;
    const sorted = [...passages].sort((a, b) => a.at - b.at);
    const next = direction > 0 ? sorted.find(({ at }) => at > here) : sorted.findLast(({ end }) => end <= here);
    const shown = next ?? (direction > 0 ? sorted[0] : sorted.at(-1));
    if (!shown) return null;
    this.show(shown);
    return shown;
  }

  /** Returns whether the star could be kept. */
  async setStarred(starred: boolean): Promise<boolean> {
    return this.#setStatus({ starred }, (id) => this.#backend.setStarred(id, starred));
  }

  /** Returns whether the mark could be kept. */
  async setRead(read: boolean): Promise<boolean> {
    return this.#setStatus({ read }, (id) => this.#backend.setRead(id, read));
  }

  setProgress(fraction: number): void {
    if (this.article) void this.#backend.setProgress(this.article.id, fraction).catch(() => undefined);
  }

  /** Saves changed details; throws what the core says against them. */
  async edit(edit: ArticleEdit): Promise<ArticleView> {
    const id = this.article?.id ?? "";
    const article = await this.#backend.editArticle(id, edit);
    if (this.article?.id === id) this.answer.value = article;
    return article;
  }

  /** Draws a bookmark over its words at once. */
  putBookmark(bookmark: BookmarkView): void {
    const { article } = this;
    if (article?.id !== bookmark.articleId) return;
    const known = article.bookmarks.some(({ id }) => id === bookmark.id);
    const bookmarks = known
      ? article.bookmarks.map((other) => (other.id === bookmark.id ? bookmark : other))
      : [...article.bookmarks, bookmark];
    const { id, at, end } = bookmark;
    const mark = (runs: Run[]): Run[] => (known || at === null || end === null ? runs : addBookmarkTo(runs, id, at, end));
    this.#redraw(article, bookmarks, mark);
  }

  /** Takes a bookmark off the drawn words. */
  takeBookmark(id: string): void {
    const { article } = this;
    if (article) this.#redraw(article, article.bookmarks.filter((other) => other.id !== id), (runs) => removeBookmarkFrom(runs, id));
  }

  #redraw(article: ArticleView, bookmarks: BookmarkView[], change: (runs: Run[]) => Run[]): void {
    this.answer.value = {
      ...article,
      bookmarks,
      headline: change(article.headline),
      dek: change(article.dek),
      blocks: article.blocks.map((block) => ({ ...block, runs: change(block.runs) })),
    };
  }

  /** Draws `status` at once; takes it back, and says so, if it cannot be kept. */
  async #setStatus(status: Status, keep: (id: string) => Promise<void>): Promise<boolean> {
    if (!this.article) return false;
    const { id, read, starred } = this.article;
    this.#drawStatus(id, status);
    try {
      await keep(id);
      return true;
    } catch (cause) {
      this.#drawStatus(id, "read" in status ? { read } : { starred });
      this.#toasts.say(commandError(cause).message || text.state.failed);
      return false;
    }
  }

  #drawStatus(id: string, status: Status): void {
    if (this.article?.id === id) this.answer.value = { ...this.article, ...status };
    this.#onstatus(id, status);
  }

  #showFound(): void {
    const span = this.found[this.findIndex];
    if (span) this.show(span, false);
  }

  #reset(): void {
    this.strong = null;
    this.card = null;
    this.why = null;
    this.target = null;
    this.editOpen = false;
    this.closeFind();
  }
}
