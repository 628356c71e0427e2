// Lists of quotations: of the whole archive, or of one person.

import type { Backend } from "../backend";
import type { QuotationView, QuotesRequest } from "../backend/types";
import { Answer } from "./answer.svelte";

/** How many quotations are fetched at once. */
const step = 60;

interface Listed {
  key: string;
  total: number;
  /** How many say what another one says. */
  nCopies: number;
  /** How many rows the whole list has: where each is listed once, copies have none. */
  nRows: number;
  quotations: QuotationView[];
}

/** Drives one list of quotations, which grows as it is read. */
export class QuoteList {
  readonly answer = new Answer<Listed>();
  readonly #backend: Backend;
  #growing = false;
  /** What was asked for last, answered or not. */
  #asked: string | null = null;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** Lists what `filters` ask for; the old list stays until the new one is there. */
  async load(filters: QuotesRequest, atLeast = step): Promise<void> {
    const key = JSON.stringify(filters);
    this.#asked = key;
    await this.answer.ask(async () => {
      const limit = Math.min(500, Math.max(step, atLeast));
      const { total, nCopies, quotations } = await this.#backend.quotations({ ...filters, limit, offset: 0, request: 0 });
      return { key, total, nCopies, nRows: filters.everyCopy ? total : total - nCopies, quotations };
    });
    if (this.answer.error && this.#asked === key) this.#asked = null;
  }

  /** Returns whether the list asked for last is the one of `filters`. */
  asked(filters: QuotesRequest): boolean {
    return this.#asked === JSON.stringify(filters);
  }

  /** Returns whether the list shown is the one of `filters`. */
  shows(filters: QuotesRequest): boolean {
    return this.answer.value?.key === JSON.stringify(filters);
  }

  /** Forgets the list, so that it is asked for when it is shown next. */
  clear(): void {
    this.#asked = null;
    this.answer.clear();
  }

  /** Asks again for the list that is shown, as long as it is. */
  async reload(): Promise<void> {
    if (this.#asked) await this.load(JSON.parse(this.#asked) as QuotesRequest, this.answer.value?.quotations.length);
  }

  /** Fetches more of the same list. */
  async grow(): Promise<void> {
    const listed = this.answer.value;
    if (!listed || this.#growing || listed.quotations.length >= listed.nRows) return;
    this.#growing = true;
    try {
      const filters = JSON.parse(listed.key) as QuotesRequest;
      const { quotations } = await this.#backend.quotations({ ...filters, limit: step, offset: listed.quotations.length, request: 0 });
      if (this.answer.value === listed) this.answer.value = { ...listed, quotations: [...listed.quotations, ...quotations] };
    } catch {
      // The list keeps what it has; scrolling on asks again.
    } finally {
      this.#growing = false;
    }
  }
}
