// Rows ticked in a list, to change several at once.

import { SvelteMap } from "svelte/reactivity";

/** Rows of a list by number, as far as they have been fetched. */
export interface Ticked<T> {
  total: number;
  at(index: number): T | undefined;
}

/** Which rows of the list are ticked. */
export class Ticks<T extends { id: string } = { id: string }> {
  /** The ticked rows by their ids, in the order in which they were ticked. */
  readonly rows = new SvelteMap<string, T>();
  /** The row from which Shift extends. */
  #from = 0;

  /** Ticks the row at `index`, or takes its tick away. */
  toggle(rows: Ticked<T>, index: number): void {
    const row = rows.at(index);
    if (row === undefined) return;
    if (!this.rows.delete(row.id)) this.rows.set(row.id, row);
    this.#from = index;
  }

  /** Ticks every fetched row between the last one ticked by itself and `index`. */
  extend(rows: Ticked<T>, index: number): void {
    if (this.rows.size === 0) this.#from = index;
    const [first, last] = [Math.min(this.#from, index), Math.max(this.#from, index)];
    for (let i = first; i <= last; i += 1) this.#tick(rows, i);
  }

  /** Ticks every fetched row. */
  all(rows: Ticked<T>): void {
    for (let i = 0; i < rows.total; i += 1) this.#tick(rows, i);
  }

  clear(): void {
    this.rows.clear();
  }

  #tick(rows: Ticked<T>, index: number): void {
    const row = rows.at(index);
    if (row !== undefined) this.rows.set(row.id, row);
  }
}
