// The list of articles: all of them, filtered, or those a query finds.

import { commandError, type Backend } from "../backend";
import type { ArticleRow, SearchView } from "../backend/types";
import { Answer } from "./answer.svelte";
import { Rows, pageSize, type Page } from "./rows.svelte";
import type { ListFilter, Router } from "./router.svelte";
import { Ticks } from "./ticks.svelte";

/** How high a row of the list is. */
export const rowHeight = 76;

/** What is listed, all of one moment: it replaces the old list whole. */
export interface Listing {
  key: string;
  query: string;
  rows: Rows<ArticleRow>;
  /** What was read and counted; `counted` only where the filters are open. */
  facets: (Pick<SearchView, "problems" | "outlets" | "months" | "named" | "readAs"> & { counted: boolean }) | null;
}

/**
 * Returns `query` with `term`, or without it where it has it. The term comes
 * first, because the last word may be unfinished, and is one for all alternatives.
 */
export function toggled(query: string, term: string): string {
  const rest = query.replace(term, "").replace(/\s+/g, " ").trim();
  if (query.includes(term)) return rest.replace(/^\(([^()]*)\)$/, "$1");
  const hasAlternatives = /\bOR\b|\|/.test(rest.replace(/"[^"]*"|\([^()]*\)/g, ""));
  return `${term} ${hasAlternatives ? `(${rest})` : rest}`.trim();
}

/** Returns whether what the reader did to an article decides whether `query` finds it. */
function asksForStatus(query: string): boolean {
  return /(?:^|[\s(-])(?:is|has):/iu.test(query);
}

/** Returns whether bookmarks decide what `query` finds. */
function asksForBookmarks(query: string): boolean {
  return asksForStatus(query) || /(?:^|[\s(-])(?:tag|note|bookmark):/iu.test(query);
}

function facetsOf({ problems, outlets, months, named, readAs }: SearchView, counted: boolean): Listing["facets"] {
  return { problems, outlets, months, named, readAs, counted };
}

/** Drives the list of articles and the search box. */
export class Search {
  readonly listing = new Answer<Listing>();
  selected = $state(0);
  readonly ticks = new Ticks();
  /** The articles whose details are being edited together. */
  editing = $state.raw<string[]>([]);
  /** Articles that came in while the list was shown. */
  nNew = $state(0);
  /** Whether the filters are open, so that what the matches have in common is counted. */
  facetsOpen = $state(false);
  readonly #backend: Backend;
  readonly #router: Router;
  /** What was asked for last, answered or not. */
  #asked: string | null = null;
  /** Whether the list may hold what it would not find any more. */
  #stale = false;
  /** Whether the next list begins at its top, whatever was scrolled before. */
  #fromTop = false;

  readonly query = $derived.by(() => this.#router.place.query ?? "");
  readonly sort = $derived.by(() => {
    const { sort } = this.#router.place;
    // A list that no query made has dates to go by, and nothing else.
    if (!this.query.trim()) return sort === "oldest" ? sort : "newest";
    return sort ?? "relevance";
  });
  readonly filter = $derived.by<ListFilter>(() => this.#router.place.filter ?? {});

  constructor(backend: Backend, router: Router) {
    this.#backend = backend;
    this.#router = router;
  }

  /** Takes what was typed. */
  type(query: string): void {
    this.#begin();
    if (this.#router.place.view === "search") this.#router.replace({ query });
    else this.#router.go({ view: "search", query, filter: query ? {} : this.filter });
  }

  /** Adds `term` (such as `source:"…"`) to the query, or takes it away. */
  toggleTerm(term: string): void {
    this.#go({ query: toggled(this.query, term) });
  }

  /** Opens or closes the filters. */
  async showFacets(open: boolean): Promise<void> {
    this.facetsOpen = open;
    if (open && !this.listing.value?.facets?.counted) await this.#count();
  }

  /** A correction may change what is found and counted: it is counted again now, and listed again when it moves nothing. */
  async corrected(): Promise<void> {
    this.#stale = true;
    if (this.facetsOpen) await this.#count();
  }

  async #count(): Promise<void> {
    const listing = this.listing.value;
    if (!listing?.facets) return;
    try {
      const facets = facetsOf(await this.#ask(listing.query, this.sort, 0, 1, true), true);
      if (this.listing.value === listing) this.listing.value = { ...listing, facets };
    } catch (cause) {
      this.listing.error = commandError(cause);
    }
  }

  setQuery(query: string): void {
    this.#go({ query });
  }

  setSort(sort: string): void {
    this.#go({ sort });
  }

  setFilter(filter: ListFilter): void {
    this.#go({ filter });
  }

  /** Asks for the list if the place's query, order or filter differs from what was asked last. */
  async sync(): Promise<void> {
    if (this.#router.place.view !== "search") return;
    if (this.#asked !== this.#key()) await this.load();
    this.selected = this.#router.visit.selected.list ?? this.selected;
    this.#selectOpen();
    await this.freshen();
  }

  /**
   * Lists again what may be listed no more, unless an article is read beside the
   * list or a row is under the pointer. The selected article stays where it stands.
   */
  async freshen(): Promise<void> {
    const { view, article } = this.#router.place;
    if (!this.#stale || view !== "search" || article || document.querySelector("#article-list [data-row]:hover")) return;
    await this.load(this.current()?.id);
  }

  /** Asks for the list again; the row of the article `kept` stays in its place. */
  async load(kept?: string): Promise<void> {
    this.nNew = 0;
    this.#stale = false;
    this.ticks.clear();
    const { query, sort, filter } = this;
    const key = this.#key();
    const { visit } = this.#router;
    const fromTop = this.#fromTop;
    this.#fromTop = false;
    this.#asked = key;
    await this.listing.ask(async () => {
      const listing = await (query.trim() ? this.#search(key, query, sort) : this.#browse(key, sort, filter));
      // The old results stay where they are until these replace them.
      if (fromTop && this.#asked === key) visit.scroll.list = 0;
      if (kept !== undefined && this.#asked === key) this.#follow(kept, listing.rows);
      return listing;
    });
    if (this.listing.error && this.#asked === key) this.#asked = null;
    // They were opened meanwhile.
    if (this.facetsOpen && this.listing.value?.facets?.counted === false) await this.#count();
  }

  /** Forgets the list, so that it is asked for when it is shown next. */
  clear(): void {
    this.#asked = null;
    this.listing.clear();
  }

  /** Moves the selection to `index`, kept inside the list. */
  select(index: number): void {
    const total = this.listing.value?.rows.total ?? 0;
    this.selected = Math.max(0, Math.min(index, total - 1));
    this.#router.visit.selected.list = this.selected;
    void this.listing.value?.rows.need(this.selected - 2, this.selected + 2);
  }

  /** Returns the article at the selection. */
  current(): ArticleRow | undefined {
    return this.listing.value?.rows.at(this.selected);
  }

  /** Changes the shown line of one article. */
  update(id: string, change: Partial<ArticleRow>): void {
    if (("read" in change || "starred" in change) && (this.filter.starred || asksForStatus(this.query))) this.#stale = true;
    this.listing.value?.rows.map((row) => (row.id === id ? { ...row, ...change } : row));
  }

  /** A bookmark was made, changed or taken away, which may change what is found. */
  async bookmarksChanged(): Promise<void> {
    if (!asksForBookmarks(this.query)) return;
    this.#stale = true;
    await this.freshen();
  }

  /** Selects the row of the article that is open, however it was opened. */
  #selectOpen(): void {
    const { article } = this.#router.place;
    const index = this.listing.value?.rows.findIndex(({ id }) => id === article?.id) ?? -1;
    if (index >= 0) this.selected = this.#router.visit.selected.list = index;
  }

  /** Selects the article `id` in `rows`, as high in the pane as it stood; where it has left, what follows it. */
  #follow(id: string, rows: Rows<ArticleRow>): void {
    const { scroll, selected } = this.#router.visit;
    const index = rows.findIndex((row) => row.id === id);
    const next = index < 0 ? Math.max(0, Math.min(this.selected, rows.total - 1)) : index;
    if (index >= 0) scroll.list = Math.max(0, (scroll.list ?? 0) + (index - this.selected) * rowHeight);
    this.selected = next;
    selected.list = next;
  }

  async #search(key: string, query: string, sort: string): Promise<Listing> {
    const counted = this.facetsOpen;
    const first = await this.#ask(query, sort, 0, pageSize, counted);
    const page = async (offset: number, limit: number): Promise<Page<ArticleRow>> => {
      const { total, hits } = await this.#ask(query, sort, offset, limit, false);
      return { total, rows: hits };
    };
    return { key, query, rows: new Rows({ total: first.total, rows: first.hits }, page), facets: facetsOf(first, counted) };
  }

  #ask(query: string, sort: string, offset: number, limit: number, facets: boolean): Promise<SearchView> {
    return this.#backend.search({ query, sort, offset, limit, facets, completeLastWord: true, request: 0 });
  }

  async #browse(key: string, sort: string, filter: ListFilter): Promise<Listing> {
    const { outlet, month, starred, entityId } = filter;
    const order = sort === "oldest" ? "oldest" : "newest";
    const ask = (offset: number, limit: number): Promise<Page<ArticleRow>> =>
      this.#backend.articles({ outlet, month, starred, entityId, sort: order, offset, limit, request: 0 });
    return { key, query: "", rows: new Rows(await ask(0, pageSize), ask), facets: null };
  }

  #go(change: { query?: string; sort?: string; filter?: ListFilter }): void {
    const { query, sort, filter } = this.#router.place;
    this.#begin();
    this.#router.go({ view: "search", query, sort, filter, ...change });
  }

  /** A new list begins with its first row. */
  #begin(): void {
    this.#fromTop = true;
    this.selected = 0;
    delete this.#router.visit.selected.list;
  }

  #key(): string {
    return JSON.stringify([this.query, this.sort, this.filter]);
  }
}
