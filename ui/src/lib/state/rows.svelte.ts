// A long list of which only the pages in view are fetched.

/** One page of a list, and how long the whole list is. */
export interface Page<T> {
  total: number;
  rows: T[];
}

/** How many rows are fetched at once. */
export const pageSize = 100;

/** Rows of a list of `total`, fetched a page at a time. */
export class Rows<T> {
  readonly total: number;
  #pages = $state.raw<ReadonlyMap<number, T[]>>(new Map());
  #asked = new Set<number>([0]);
  readonly #fetch: (offset: number, limit: number) => Promise<Page<T>>;

  constructor(first: Page<T>, fetch: (offset: number, limit: number) => Promise<Page<T>>) {
    this.total = first.total;
    this.#pages = new Map([[0, first.rows]]);
    this.#fetch = fetch;
  }

  /** Returns the row at `index`, if it has been fetched. */
  at(index: number): T | undefined {
    return this.#pages.get(Math.floor(index / pageSize))?.[index % pageSize];
  }

  /** Returns where `matches` first holds among the rows fetched so far, or -1. */
  findIndex(matches: (row: T) => boolean): number {
    for (const [page, rows] of this.#pages) {
      const index = rows.findIndex(matches);
      if (index >= 0) return page * pageSize + index;
    }
    return -1;
  }

  /** Changes the fetched rows. */
  map(change: (row: T) => T): void {
    this.#pages = new Map([...this.#pages].map(([page, rows]) => [page, rows.map(change)]));
  }

  /** Fetches what is missing between the rows `from` and `to`. */
  async need(from: number, to: number): Promise<void> {
    const last = Math.floor(Math.min(to, this.total - 1) / pageSize);
    for (let page = Math.floor(Math.max(0, from) / pageSize); page <= last; page += 1) {
      if (this.#asked.has(page)) continue;
      this.#asked.add(page);
      try {
        const { rows } = await this.#fetch(page * pageSize, pageSize);
        this.#pages = new Map([...this.#pages, [page, rows]]);
      } catch {
        this.#asked.delete(page);
      }
    }
  }
}
