// Runs commands for pressed keys. Components say which commands they can carry out.

import { isSingleKey, keymap, keyName, type CommandId } from "./keymap";

/** Carries a command out; `false` says that it does not apply here. */
export type Handler = () => boolean | void;

const typedInto = "input:not([type='radio'], [type='checkbox'], [type='range']), textarea, select, [contenteditable='true']";
const keptByFields = new Set(["Shift+ArrowLeft", "Shift+ArrowRight", "Ctrl+a", "Ctrl+z", "Ctrl+Shift+z", "Ctrl+b", "Ctrl+d", "Ctrl+e", "Ctrl+n", "Home", "End", "Enter", "Space", "Shift+Space", "Delete", "Shift+ArrowDown", "Shift+ArrowUp", "Alt+ArrowUp", "Alt+ArrowDown"]);
const keptByButtons = new Set(["Enter", "Space"]);

/** The keyboard of the window. */
export class Keys {
  /** The keys of a sequence pressed so far, for the hint. */
  pending = $state("");
  singleKeys = $state(true);
  #handlers = new Map<CommandId, Handler[]>();

  /** Registers `handlers`; the newest is asked first. Returns what takes them away. */
  on(handlers: Partial<Record<CommandId, Handler>>): () => void {
    const entries = Object.entries(handlers) as Array<[CommandId, Handler]>;
    for (const [command, handler] of entries) this.#handlers.set(command, [handler, ...(this.#handlers.get(command) ?? [])]);
    return () => {
      for (const [command, handler] of entries) {
        this.#handlers.set(command, (this.#handlers.get(command) ?? []).filter((other) => other !== handler));
      }
    };
  }

  /** Returns whether some part of the window carries `command` out. */
  can(command: CommandId): boolean {
    return (this.#handlers.get(command)?.length ?? 0) > 0;
  }

  /** Runs `command`; returns whether anything carried it out. */
  run(command: CommandId): boolean {
    return (this.#handlers.get(command) ?? []).some((handler) => handler() !== false);
  }

  /** Handles a pressed key of the window. */
  press(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing) return;
    const key = keyName(event);
    if (key === null || document.querySelector("dialog[open]")) return;
    const keys = this.pending ? `${this.pending} ${key}` : key;
    if (this.pending && key === "Escape") return this.#finish(event);
    if (!this.#fires(keys, event.target)) return;
    const binding = keymap.find((other) => other.keys.includes(keys));
    if (binding) {
      this.pending = "";
      if (this.run(binding.command)) event.preventDefault();
    } else if (keymap.some((other) => other.keys.some((longer) => longer.startsWith(`${keys} `)))) {
      this.pending = keys;
      event.preventDefault();
    } else if (this.pending) this.#finish(event);
  }

  #finish(event: KeyboardEvent): void {
    this.pending = "";
    event.preventDefault();
  }

  #fires(keys: string, target: EventTarget | null): boolean {
    if (isSingleKey(keys) && !this.singleKeys) return false;
    if (!(target instanceof HTMLElement)) return true;
    if (target.closest(typedInto)) return !isSingleKey(keys) && !keptByFields.has(keys);
    if (target.closest("input, button, a, summary, [role='option'], [role='slider']")) return !keptByButtons.has(keys);
    return true;
  }
}
