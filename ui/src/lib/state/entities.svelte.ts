// The list of people, organisations and places, and the page of one of them.

import type { Backend } from "../backend";
import type { EntityRow, EntityView, KindView, QuotesRequest } from "../backend/types";
import { Answer } from "./answer.svelte";
import { QuoteList } from "./quotes.svelte";
import { Rows, pageSize, type Page } from "./rows.svelte";
import { Ticks } from "./ticks.svelte";
import type { Router } from "./router.svelte";

/** Drives the view of names. */
export class Entities {
  readonly list = new Answer<{ key: string; rows: Rows<EntityRow> }>();
  readonly page = new Answer<EntityView>();
  readonly quotes: QuoteList;
  /** Names ticked in the list; they stay ticked while other words are typed. */
  readonly ticks = new Ticks<EntityRow>();
  words = $state("");
  sort = $state("articles");
  /** Whether the page lists what was said about the entity instead of by it. */
  aboutIt = $state(false);
  readonly #backend: Backend;
  readonly #router: Router;
  /** What a name on show was called before the reader renamed or joined it. */
  readonly #was = new Map<string, string>();

  readonly kind = $derived.by<KindView>(() => this.#router.place.kind ?? "person");

  constructor(backend: Backend, router: Router) {
    this.#backend = backend;
    this.#router = router;
    this.quotes = new QuoteList(backend);
  }

  /** Asks for what the place shows and is not there yet. */
  async sync(): Promise<void> {
    const { view, entity } = this.#router.place;
    if (view !== "entities") return;
    await Promise.all([this.syncList(), entity ? this.#open(entity) : undefined]);
  }

  async syncList(): Promise<void> {
    const { kind, words, sort } = this;
    const key = JSON.stringify([kind, words, sort]);
    if (this.list.value?.key === key) return;
    const ask = (offset: number, limit: number): Promise<Page<EntityRow>> =>
      this.#backend.entities({ kind, words: words || undefined, sort, offset, limit, request: 0 });
    await this.list.ask(async () => ({ key, rows: new Rows(await ask(0, pageSize), ask) }));
  }

  /** Chooses whether quotations by or about the entity are listed. */
  async showAbout(aboutIt: boolean): Promise<void> {
    this.aboutIt = aboutIt;
    await this.#loadQuotes();
  }

  /** Asks again, after an import. */
  async reload(): Promise<void> {
    this.ticks.clear();
    this.list.clear();
    this.page.clear();
    await this.sync();
  }

  /** Asks again for what is shown, after a correction; nothing is taken away meanwhile. */
  async refresh(): Promise<void> {
    const { view, entity } = this.#router.place;
    this.ticks.clear();
    if (view !== "entities") return this.list.clear();
    const listed = this.list.value;
    if (listed) this.list.value = { ...listed, key: "" };
    await Promise.all([this.syncList(), entity ? this.#again(entity) : undefined]);
  }

  /** Asks again for the page of `id`, or for that of the name it was before, if that is undone. */
  async #again(id: string): Promise<void> {
    const was = this.#was.get(id);
    const before = was ? await this.#backend.entity(was).catch(() => null) : null;
    if (before?.row.id !== was || !was) return this.#ask(id);
    this.#was.delete(id);
    this.#router.replace({ entity: was });
  }

  async #open(id: string): Promise<void> {
    if (this.page.value?.row.id === id && !this.page.error) {
      if (!this.quotes.asked(this.#filters(id))) await this.#loadQuotes();
      return;
    }
    this.aboutIt = false;
    this.#was.delete(id);
    if (this.page.value?.row.id !== id) this.page.clear();
    await this.#ask(id);
    const page = this.page.value;
    if (page?.row.id === id && page.row.nQuotations === 0 && page.nAbout > 0) await this.showAbout(true);
  }

  /** Asks for the page of `id`; a name that became another leads to that one. */
  async #ask(id: string): Promise<void> {
    const [page] = await Promise.all([this.page.ask(() => this.#backend.entity(id)), this.#loadQuotes()]);
    if (page && page.row.id !== id) {
      this.#was.set(page.row.id, id);
      this.#router.replace({ entity: page.row.id });
    }
  }

  async #loadQuotes(): Promise<void> {
    const id = this.#router.place.entity;
    if (id) await this.quotes.load(this.#filters(id));
  }

  /** Which quotations of `id` are listed. */
  #filters(id: string): QuotesRequest {
    return { ...this.#router.place.quotes, ...(this.aboutIt ? { aboutId: id } : { byId: id }) };
  }
}
