// The window's controllers, together.

import { createContext } from "svelte";
import { commandError, type Backend } from "../backend";
import type { ArticleEdit, BookmarksView, LibraryView, RecentArchive } from "../backend/types";
import { text } from "../text";
import { Answer } from "./answer.svelte";
import { Corrections } from "./corrections.svelte";
import { Entities } from "./entities.svelte";
import { Imports } from "./imports.svelte";
import { Keys } from "./keys.svelte";
import { Passages } from "./passages.svelte";
import { QuoteList } from "./quotes.svelte";
import { Reader } from "./reader.svelte";
import { Router, type OpenArticle, type Place, type View } from "./router.svelte";
import { Search } from "./search.svelte";
import { Settings } from "./settings.svelte";
import { Toasts } from "./toasts.svelte";

/** Everything the window knows and can do. */
export class App {
  readonly router = new Router();
  readonly keys = new Keys();
  readonly toasts = new Toasts();
  readonly library = new Answer<LibraryView>();
  readonly bookmarks = new Answer<BookmarksView>();
  readonly settings: Settings;
  readonly search: Search;
  readonly reader: Reader;
  readonly passages: Passages;
  readonly quotes: QuoteList;
  readonly entities: Entities;
  readonly imports: Imports;
  readonly corrections: Corrections;
  /** The dialog that is open. */
  dialog = $state<"palette" | "settings" | "keys" | "corrections" | "check" | null>(null);
  sidebarHidden = $state(false);
  /** Where there is room for one pane only: whether that is the sidebar, or the filters of a list. */
  menuOpen = $state(false);
  filtersOpen = $state(false);
  /** An address that waits for the reader's yes. */
  leavingFor = $state<string | null>(null);
  archives = $state.raw<RecentArchive[]>([]);
  /** Whether the state of the last session has been read. */
  ready = $state(false);
  readonly backend: Backend;
  #saving: ReturnType<typeof setTimeout> | undefined;
  #returning = false;
  #refreshed = 0;

  constructor(backend: Backend) {
    this.backend = backend;
    this.settings = new Settings(backend);
    this.search = new Search(backend, this.router);
    this.reader = new Reader(backend, this.toasts, (id, change) => this.search.update(id, change));
    this.passages = new Passages(backend, this.reader, this.toasts);
    this.passages.onUndone((action) => {
      if (action.startsWith("edit_article")) void Promise.all([this.search.load(), this.loadLibrary()]);
      else if (/correct|name|mention/u.test(action)) void this.corrected();
    });
    this.passages.onBookmarks(() => void this.search.bookmarksChanged());
    this.corrections = new Corrections(backend, this.passages, this.toasts, () => this.corrected());
    this.quotes = new QuoteList(backend);
    this.entities = new Entities(backend, this.router);
    this.imports = new Imports(backend, this.toasts);
    this.router.onChange(() => this.#placeChanged());
    this.imports.listen(({ nArticles }) => void this.#articlesCame(nArticles), () => void this.reload());
  }

  /** Reads settings and the state of the last session, then shows the place. */
  async start(): Promise<void> {
    const [saved] = await Promise.all([this.backend.uiState().catch(() => null), this.settings.load()]);
    this.keys.singleKeys = this.settings.value.singleKeys;
    if (saved) this.router.restore(saved);
    this.ready = true;
    this.#returning = this.router.visit.scroll.article !== undefined;
    await Promise.all([this.loadLibrary(), this.show()]);
    this.archives = await this.backend.recentArchives().catch(() => []);
    const paths = await this.backend.startupPaths().catch(() => []);
    void this.imports.paths(paths);
  }

  async loadLibrary(): Promise<void> {
    await this.library.ask(() => this.backend.library());
  }

  async loadBookmarks(): Promise<void> {
    const { bookmarks: filters = {}, review } = this.router.place;
    const ask = (state = filters.state): Promise<BookmarksView> => this.backend.bookmarks({ ...filters, state, request: 0 });
    await this.bookmarks.ask(async () => {
      if (!review) return ask();
      const [moved, lost] = await Promise.all([ask("moved"), ask("lost")]);
      return { ...moved, bookmarks: [...moved.bookmarks, ...lost.bookmarks] };
    });
  }

  /** Goes to a view as the sidebar does. */
  goTo(view: View): void {
    this.menuOpen = false;
    this.filtersOpen = false;
    if (this.router.place.view !== view || this.router.place.article || this.router.place.entity) this.router.go({ view });
  }

  /** Opens an article beside the list it came from. */
  openArticle(article: OpenArticle, from?: Partial<Place>): void {
    const { place } = this.router;
    const beside: Place = place.view === "library" ? { view: "search" } : place;
    this.router.go({ ...beside, ...from, article });
  }

  openEntity(id: string): void {
    this.reader.card = null;
    this.router.go({ view: "entities", kind: this.router.place.kind, entity: id });
  }

  back(): void {
    this.#returning = true;
    this.router.back();
  }

  forward(): void {
    this.#returning = true;
    this.router.forward();
  }

  /** Asks for what the place shows. */
  async show(): Promise<void> {
    const { place } = this.router;
    const returning = this.#returning;
    this.#returning = false;
    if (!place.article) this.reader.close();
    await Promise.all([
      place.article ? this.reader.open(place.article, returning && this.router.visit.scroll.article !== undefined) : undefined,
      this.search.sync(),
      this.entities.sync(),
      place.view === "quotes" ? this.#showQuotes() : undefined,
      place.view === "bookmarks" && !place.article ? this.loadBookmarks() : undefined,
    ]);
  }

  /** Asks for everything again, after an import. */
  async reload(): Promise<void> {
    const empty = !this.search.listing.value?.rows.total;
    await this.loadLibrary();
    const { place } = this.router;
    if (place.view === "search" && empty) await this.search.load();
    else if (place.view === "search") this.#countNew();
    else this.search.clear();
    this.quotes.clear();
    if (place.view === "quotes") await this.#showQuotes();
    if (place.view === "bookmarks") await this.loadBookmarks();
    await this.entities.reload();
    await this.reader.reload();
  }

  /** Draws again what a correction may have changed. */
  async corrected(): Promise<void> {
    this.reader.card = null;
    this.reader.why = null;
    if (this.router.place.view === "quotes") void this.quotes.reload();
    else this.quotes.clear();
    if (this.dialog === "corrections") void this.corrections.load();
    await Promise.all([this.reader.reload(), this.entities.refresh(), this.search.corrected(), this.loadLibrary()]);
  }

  /** Opens another archive, or says why it cannot be opened. */
  async openArchive(path: string): Promise<void> {
    try {
      await this.backend.openArchive(path);
    } catch (cause) {
      this.toasts.say(commandError(cause).message || text.state.failed);
    }
  }

  /** Changes the details of several articles in one step; throws what the core says against it. */
  async editArticles(ids: string[], edit: ArticleEdit): Promise<void> {
    await this.backend.editArticles(ids, edit);
    this.passages.did();
    this.search.ticks.clear();
    const { source, published } = edit;
    const shown = { ...(source !== undefined && { source }), ...(published !== undefined && { published }) };
    for (const id of ids) this.search.update(id, shown);
    this.toasts.say(text.edit.savedMany(ids.length), { label: text.toast.undo, run: () => void this.passages.undo() });
    await this.loadLibrary();
  }

  async setSingleKeys(singleKeys: boolean): Promise<void> {
    this.keys.singleKeys = singleKeys;
    await this.settings.change({ singleKeys });
  }

  async #showQuotes(): Promise<void> {
    const filters = this.router.place.quotes ?? {};
    if (!this.quotes.asked(filters)) await this.quotes.load(filters, (this.router.visit.selected.main ?? 0) + 20);
  }

  /** Draws new articles while an import runs, without moving what is under the pointer. */
  async #articlesCame(nArticles: number): Promise<void> {
    if (nArticles === 0 || Date.now() - this.#refreshed < 700) return;
    this.#refreshed = Date.now();
    const { place } = this.router;
    if (place.view === "search") {
      if (!this.search.listing.value?.rows.total) await this.search.load();
      else this.search.nNew = nArticles;
    } else if (!document.querySelector("[data-row]:hover, [data-row]:focus")) await this.loadLibrary();
  }

  #countNew(): void {
    const total = this.library.value?.nArticles ?? 0;
    const shown = this.search.listing.value?.rows.total ?? 0;
    if (!this.search.query && Object.keys(this.search.filter).length === 0) this.search.nNew = Math.max(0, total - shown);
  }

  #placeChanged(): void {
    this.menuOpen = false;
    void this.show();
    this.saveSoon();
  }

  /** Keeps the place for the next start. */
  saveSoon(): void {
    clearTimeout(this.#saving);
    this.#saving = setTimeout(() => void this.backend.setUiState(this.router.save()).catch(() => undefined), 400);
  }
}

/** The window's controllers, for components. */
export const [getApp, setApp] = createContext<App>();
