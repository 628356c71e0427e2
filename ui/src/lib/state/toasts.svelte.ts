// One short message at the foot of the window, said politely.

/** A message, and what may be done about it. */
export interface Toast {
  message: string;
  action?: { label: string; run: () => void };
}

const shownFor = 6000;

/** The message shown now. */
export class Toasts {
  current = $state.raw<Toast | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Shows `message` in place of the last one. */
  say(message: string, action?: Toast["action"]): void {
    clearTimeout(this.#timer);
    this.current = { message, action };
    this.#timer = setTimeout(() => this.dismiss(), shownFor);
  }

  dismiss(): void {
    clearTimeout(this.#timer);
    this.current = null;
  }
}
