// The keys and what they do: this table binds them and draws the sheet of keys.

import type { english } from "../text";

/** Names of the window's commands. */
export type CommandId = keyof typeof english.commands;

/** One command with its keys; in `keys`, a space separates the keys of a sequence. */
export interface Binding {
  command: CommandId;
  keys: string[];
  group: "move" | "article" | "passages" | "window";
  /** Whether the palette offers it. */
  palette?: boolean;
}

/** Every key of the window. */
export const keymap: Binding[] = [
  { command: "next", keys: ["j"], group: "move" },
  { command: "previous", keys: ["k"], group: "move" },
  { command: "nextUnread", keys: ["J"], group: "move" },
  { command: "previousUnread", keys: ["K"], group: "move" },
  { command: "open", keys: ["Enter", "o"], group: "move" },
  { command: "leave", keys: ["Escape"], group: "move" },
  { command: "first", keys: ["g g", "Home"], group: "move" },
  { command: "last", keys: ["G", "End"], group: "move" },
  { command: "tick", keys: ["x"], group: "move" },
  { command: "tickAll", keys: ["Ctrl+a"], group: "move" },
  { command: "back", keys: ["Alt+ArrowLeft"], group: "move", palette: true },
  { command: "forward", keys: ["Alt+ArrowRight"], group: "move", palette: true },
  { command: "nextPane", keys: ["F6"], group: "move" },
  { command: "previousPane", keys: ["Shift+F6"], group: "move" },
  { command: "gotoLibrary", keys: ["g l"], group: "move", palette: true },
  { command: "gotoSearch", keys: ["g s"], group: "move", palette: true },
  { command: "gotoEntities", keys: ["g p"], group: "move", palette: true },
  { command: "gotoQuotes", keys: ["g q"], group: "move", palette: true },
  { command: "gotoBookmarks", keys: ["g b"], group: "move", palette: true },
  { command: "gotoReview", keys: ["g r"], group: "move", palette: true },

  { command: "pageDown", keys: ["Space"], group: "article" },
  { command: "pageUp", keys: ["Shift+Space"], group: "article" },
  { command: "find", keys: ["Ctrl+f"], group: "article", palette: true },
  { command: "findNext", keys: ["F3", "Ctrl+g"], group: "article" },
  { command: "findPrevious", keys: ["Shift+F3", "Ctrl+Shift+g"], group: "article" },
  { command: "walkEntities", keys: ["e"], group: "article" },
  { command: "togglePeople", keys: ["1"], group: "article", palette: true },
  { command: "toggleOrganisations", keys: ["2"], group: "article", palette: true },
  { command: "togglePlaces", keys: ["3"], group: "article", palette: true },
  { command: "nextQuotation", keys: ["q"], group: "article" },
  { command: "previousQuotation", keys: ["Q"], group: "article" },
  { command: "nextOfSpeaker", keys: ["Alt+q"], group: "article", palette: true },
  { command: "previousOfSpeaker", keys: ["Alt+Shift+q"], group: "article", palette: true },
  { command: "unfold", keys: ["v"], group: "article" },
  { command: "why", keys: ["w"], group: "article", palette: true },
  { command: "panel", keys: ["p"], group: "article", palette: true },
  { command: "read", keys: ["m"], group: "article", palette: true },
  { command: "star", keys: ["f"], group: "article", palette: true },
  { command: "edit", keys: ["F2"], group: "article", palette: true },
  { command: "original", keys: ["V"], group: "article", palette: true },

  { command: "sentence", keys: ["s"], group: "passages" },
  { command: "extend", keys: ["Shift+ArrowDown"], group: "passages" },
  { command: "shrink", keys: ["Shift+ArrowUp"], group: "passages" },
  { command: "extendWord", keys: ["Shift+ArrowRight"], group: "passages" },
  { command: "shrinkWord", keys: ["Shift+ArrowLeft"], group: "passages" },
  { command: "bookmark", keys: ["h", "Ctrl+d", "Ctrl+b"], group: "passages", palette: true },
  { command: "note", keys: ["n", "Ctrl+n"], group: "passages", palette: true },
  { command: "nextBookmark", keys: ["]", "Alt+ArrowDown"], group: "passages" },
  { command: "previousBookmark", keys: ["[", "Alt+ArrowUp"], group: "passages" },
  { command: "accept", keys: ["a"], group: "passages" },
  { command: "remove", keys: ["Delete"], group: "passages" },
  { command: "undo", keys: ["Ctrl+z"], group: "passages", palette: true },
  { command: "redo", keys: ["Ctrl+Shift+z"], group: "passages", palette: true },
  { command: "export", keys: ["Ctrl+e"], group: "passages", palette: true },

  { command: "search", keys: ["/", "Ctrl+l", "Ctrl+Shift+f"], group: "window", palette: true },
  { command: "palette", keys: ["Ctrl+k", "Ctrl+Shift+p"], group: "window" },
  { command: "openFolder", keys: ["Ctrl+o"], group: "window", palette: true },
  { command: "importFiles", keys: ["Ctrl+Shift+o"], group: "window", palette: true },
  { command: "refresh", keys: ["F5", "Ctrl+r"], group: "window", palette: true },
  { command: "larger", keys: ["Ctrl++", "Ctrl+="], group: "window", palette: true },
  { command: "smaller", keys: ["Ctrl+-"], group: "window", palette: true },
  { command: "resetSize", keys: ["Ctrl+0"], group: "window", palette: true },
  { command: "sidebar", keys: ["F9"], group: "window", palette: true },
  { command: "theme", keys: [], group: "window", palette: true },
  { command: "check", keys: ["c"], group: "window", palette: true },
  { command: "corrections", keys: [], group: "window", palette: true },
  { command: "settings", keys: ["Ctrl+,"], group: "window", palette: true },
  { command: "keys", keys: ["?", "Ctrl+?", "F1"], group: "window", palette: true },
];

/** Returns whether `keys` is a single printed character or a sequence of them. */
export function isSingleKey(keys: string): boolean {
  return keys.split(" ").every((key) => [...key].length === 1);
}

/** Returns the name of a pressed key as the table writes it, or null for a lone modifier. */
export function keyName(event: KeyboardEvent): string | null {
  if (["Control", "Alt", "Shift", "Meta", "AltGraph", "Dead"].includes(event.key)) return null;
  const chord = event.ctrlKey || event.metaKey || event.altKey;
  const printed = [...event.key].length === 1 && event.key !== " ";
  const letter = printed && event.key.toLowerCase() !== event.key.toUpperCase();
  const key = event.key === " " ? "Space" : chord && letter ? event.key.toLowerCase() : event.key;
  // The shift that a printed character needed is part of that character.
  const shift = event.shiftKey && (!printed || (chord && letter));
  const graph = event.getModifierState("AltGraph");
  return [
    (event.ctrlKey || event.metaKey) && !graph && "Ctrl",
    event.altKey && !graph && "Alt",
    shift && "Shift",
    key,
  ].filter(Boolean).join("+");
}

const drawn: Record<string, string> = {
  Escape: "Esc",
  ArrowLeft: "←",
  ArrowRight: "→",
  ArrowUp: "↑",
  ArrowDown: "↓",
};

/** Returns the caps to draw for `keys`: one list a key of a sequence. */
export function keyCaps(keys: string): string[][] {
  return keys.split(" ").map((key) => {
    const parts = key === "Ctrl++" ? ["Ctrl", "+"] : key.split("+");
    const caps = parts.map((part) => drawn[part] ?? (parts.length > 1 && part.length === 1 ? part.toUpperCase() : part));
    return /^[A-Z]$/.test(key) ? ["Shift", key] : caps;
  });
}

/** Returns the first keys of `command` as one line, for hints and menus. */
export function keyHint(command: CommandId): string {
  const keys = keymap.find((binding) => binding.command === command)?.keys[0];
  return keys === undefined ? "" : keyCaps(keys).map((caps) => caps.join("+")).join(" ");
}

/** The form of `keys` that `aria-keyshortcuts` wants. */
export function ariaKeys(command: CommandId): string | undefined {
  const keys = keymap.find((binding) => binding.command === command)?.keys.filter((other) => !other.includes(" "));
  return keys?.map((key) => key.replace("Ctrl", "Control").replace("++", "+Plus")).join(" ") || undefined;
}
