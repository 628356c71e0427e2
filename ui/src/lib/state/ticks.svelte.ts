// Articles ticked in the list, to change several at once.

import { SvelteSet } from "svelte/reactivity";

/** Rows of a list by number, as far as they have been fetched. */
export interface Ticked {
  total: number;
  at(index: number): { id: string } | undefined;
}

/** Which rows of the list are ticked. */
export class Ticks {
  readonly ids = new SvelteSet<string>();
  /** The row from which Shift extends. */
  #from = 0;

  /** Ticks the row at `index`, or takes its tick away. */
  toggle(rows: Ticked, index: number): void {
    const id = rows.at(index)?.id;
    if (id === undefined) return;
    if (!this.ids.delete(id)) this.ids.add(id);
    this.#from = index;
  }

  /** Ticks every fetched row between the last one ticked by itself and `index`. */
  extend(rows: Ticked, index: number): void {
    if (this.ids.size === 0) this.#from = index;
    const [first, last] = [Math.min(this.#from, index), Math.max(this.#from, index)];
    for (let i = first; i <= last; i += 1) this.#tick(rows, i);
  }

  /** Ticks every fetched row. */
  all(rows: Ticked): void {
    for (let i = 0; i < rows.total; i += 1) this.#tick(rows, i);
  }

  clear(): void {
    this.ids.clear();
  }

  #tick(rows: Ticked, index: number): void {
    const id = rows.at(index)?.id;
    if (id !== undefined) this.ids.add(id);
  }
}
