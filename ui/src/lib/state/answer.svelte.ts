// An answer on its way: what was asked last, what came, what failed.

import { commandError } from "../backend";
import type { CommandError } from "../backend/types";

/** The newest answer to a question; late answers to older ones are dropped. */
export class Answer<T> {
  value = $state.raw<T | null>(null);
  error = $state.raw<CommandError | null>(null);
  pending = $state(false);
  #newest = 0;

  /** Asks; the old value stays until the new one replaces it. Returns null if stale or failed. */
  async ask(question: () => Promise<T>): Promise<T | null> {
    this.#newest += 1;
    const number = this.#newest;
    this.pending = true;
    try {
      const value = await question();
      if (number !== this.#newest) return null;
      this.value = value;
      this.error = null;
      return value;
    } catch (cause) {
      if (number === this.#newest) this.error = commandError(cause);
      return null;
    } finally {
      if (number === this.#newest) this.pending = false;
    }
  }

  /** Forgets the value and drops what is still on its way. */
  clear(): void {
    this.#newest += 1;
    this.value = null;
    this.error = null;
    this.pending = false;
  }
}
