// Bookmarking passages of the open article: nothing is lost, everything is undone.

import { commandError, type Backend } from "../backend";
import type { BookmarkEdit, BookmarkView, SpanView } from "../backend/types";
import { text } from "../text";
import type { Reader } from "./reader.svelte";
import type { Toasts } from "./toasts.svelte";

/** The six colours, in the order of the keys 1 to 6. */
export const colours = ["yellow", "green", "blue", "pink", "purple", "grey"];

/** Drives bookmarks, notes, and undoing them. */
export class Passages {
  /** Id of the bookmark whose note is being written, and whether the note has the focus first. */
  editing = $state.raw<{ id: string; note: boolean } | null>(null);
  /** Counts changes, so that lists of bookmarks know when to ask again. */
  changes = $state(0);
  /** How many steps of the core each change of the reader's took. */
  #steps: number[] = [];
  #undone: number[] = [];
  #made: string | null = null;
  #onUndone: (action: string) => void = () => undefined;
  #onBookmarks: () => void = () => undefined;
  readonly #backend: Backend;
  readonly #reader: Reader;
  readonly #toasts: Toasts;

  constructor(backend: Backend, reader: Reader, toasts: Toasts) {
    this.#backend = backend;
    this.#reader = reader;
    this.#toasts = toasts;
  }

  /** The bookmark being edited, as the article has it. */
  readonly edited = $derived.by(() => this.#reader.article?.bookmarks.find(({ id }) => id === this.editing?.id) ?? null);

  /** Returns the sentence where the reader looks. */
  async sentence(at = this.#reader.drawn?.lookingAt() ?? null): Promise<SpanView | null> {
    const { article } = this.#reader;
    if (!article || at === null) return null;
    return this.#backend.sentenceAt(article.id, at).catch(() => null);
  }

  /** Selects the sentence where the reader looks. */
  async selectSentence(): Promise<void> {
    const span = await this.sentence();
    if (span) this.#reader.drawn?.select(span);
  }

  /** Makes the selection one sentence longer, or shorter. */
  async extend(direction: 1 | -1): Promise<void> {
    const selected = this.#reader.drawn?.selected();
    if (!selected) return;
    const edge = await this.sentence(direction > 0 ? selected.end + 1 : selected.end - 1);
    if (!edge) return;
    const end = direction > 0 ? edge.end : edge.at - 1;
    if (end > selected.at) this.#reader.drawn?.select({ at: selected.at, end });
  }

  /** Bookmarks the selection, else the sentence where the reader looks, and opens its editor. */
  async add(note = false): Promise<void> {
    const { article, drawn } = this.#reader;
    const selected = drawn?.selected() ?? null;
    const span = selected ?? (await this.sentence());
    if (!article || !span) return this.#toasts.say(text.bookmark.nothingSelected);
    const bookmark = await this.#asked(() => this.#backend.addBookmark({ articleId: article.id, ...span, colour: null }));
    if (!bookmark) return;
    getSelection()?.removeAllRanges();
    this.#reader.putBookmark(bookmark);
    this.#made = bookmark.id;
    this.#did(1);
    this.editing = { id: bookmark.id, note };
    this.#toasts.say(text.bookmark.added, { label: text.toast.undo, run: () => void this.undo() });
  }

  /** Opens the editor of the bookmark the reader looks at, or makes one. */
  async note(): Promise<void> {
    if (this.editing) {
      this.editing = { ...this.editing, note: true };
      return;
    }
    const here = this.#reader.drawn?.lookingAt() ?? -1;
    const chosen = this.#reader.drawn?.selected();
    const under = this.#reader.article?.bookmarks.find(({ at, end }) => at !== null && end !== null && at <= here && here < end);
    if (under && !chosen) this.editing = { id: under.id, note: true };
    else await this.add(true);
  }

  /** Saves what changed in a bookmark. */
  async update(id: string, edit: BookmarkEdit): Promise<BookmarkView | null> {
    const bookmark = await this.#asked(() => this.#backend.updateBookmark(id, edit));
    if (!bookmark) return null;
    this.#reader.putBookmark(bookmark);
    if (this.#made === id) this.#steps[this.#steps.length - 1] += 1;
    else this.#did(1);
    this.#changed();
    return bookmark;
  }

  closeEditor(): void {
    this.editing = null;
    this.#made = null;
  }

  async remove(id: string): Promise<void> {
    const gone = await this.#asked(async () => {
      await this.#backend.deleteBookmark(id);
      return true;
    });
    if (!gone) return;
    this.closeEditor();
    this.#reader.takeBookmark(id);
    this.#did(1);
    this.#toasts.say(text.bookmark.removed, { label: text.toast.undo, run: () => void this.undo() });
  }

  async accept(id: string): Promise<void> {
    const bookmark = await this.#asked(() => this.#backend.acceptBookmark(id));
    if (!bookmark) return;
    this.#reader.putBookmark(bookmark);
    this.#did(1);
    this.#toasts.say(text.bookmark.accepted, { label: text.toast.undo, run: () => void this.undo() });
  }

  /** Takes back the last change: a bookmark and its first note go together. */
  async undo(): Promise<void> {
    const steps = this.#steps.pop() ?? 1;
    if (await this.#repeat(steps, () => this.#backend.undo())) {
      this.#undone.push(steps);
      this.#toasts.say(text.toast.undone);
    } else this.#toasts.say(text.toast.nothingToUndo);
  }

  async redo(): Promise<void> {
    const steps = this.#undone.pop() ?? 1;
    if (await this.#repeat(steps, () => this.#backend.redo())) {
      this.#steps.push(steps);
      this.#toasts.say(text.toast.redone);
    } else this.#toasts.say(text.toast.nothingToRedo);
  }

  /** Says who draws what an undo may have changed elsewhere. */
  onUndone(listener: (action: string) => void): void {
    this.#onUndone = listener;
  }

  /** Says who draws what a changed bookmark may have changed elsewhere. */
  onBookmarks(listener: () => void): void {
    this.#onBookmarks = listener;
  }

  /** Counts a change the core can take back in one step, made elsewhere in the window. */
  did(): void {
    this.#did(1);
  }

  async #repeat(steps: number, step: () => Promise<{ action: string | null }>): Promise<boolean> {
    this.closeEditor();
    let did = false;
    let last = "";
    for (let i = 0; i < steps; i += 1) {
      const undone = await this.#asked(step);
      if (!undone?.action) break;
      did = true;
      last = undone.action;
    }
    if (did) await this.#reader.reload();
    if (did) this.#onUndone(last);
    this.#changed();
    return did;
  }

  #did(steps: number): void {
    this.#steps.push(steps);
    this.#undone = [];
    this.#changed();
  }

  #changed(): void {
    this.changes += 1;
    this.#onBookmarks();
  }

  async #asked<T>(question: () => Promise<T>): Promise<T | null> {
    try {
      return await question();
    } catch (cause) {
      this.#toasts.say(commandError(cause).message || text.state.failed);
      return null;
    }
  }
}
