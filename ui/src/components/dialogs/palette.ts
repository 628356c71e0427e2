// What the palette offers for some words.

import type { PaletteItem } from "../../lib/backend/types";
import type { App } from "../../lib/state/app.svelte";
import { keymap, type CommandId } from "../../lib/state/keymap";
import { text } from "../../lib/text";

/** One line of the palette. */
export interface Choice {
  key: string;
  group: string;
  label: string;
  detail: string;
  /** What Enter does with it. */
  does: string;
  /** Whether the typed words begin words of a command: then it is what is meant. */
  meant?: boolean;
  command?: CommandId;
  run: () => void;
}

/** Returns the commands that can be carried out now and whose name has all `words`. */
export function commandChoices(app: App, words: string): Choice[] {
  const needles = words.toLowerCase().split(/\s+/).filter(Boolean);
  return keymap
    .filter(({ command, palette }) => palette && app.keys.can(command))
    .map(({ command }) => ({
      key: command,
      group: text.palette.commands,
      label: text.commands[command],
      detail: "",
      does: text.palette.does.command,
      meant: beginWords(needles, text.commands[command]),
      command,
      run: () => void app.keys.run(command),
    }))
    .filter(({ label }) => needles.every((needle) => label.toLowerCase().includes(needle)));
}

/** Returns whether each of `needles`, of two letters or more together, begins a word of `label`. */
function beginWords(needles: string[], label: string): boolean {
  const words = label.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  return needles.join("").length > 1 && needles.every((needle) => words.some((word) => word.startsWith(needle)));
}

/** Returns the articles and names the core found. */
export function foundChoices(app: App, items: readonly PaletteItem[]): Choice[] {
  const choice = ({ kind, id, label, detail }: PaletteItem): Choice => ({
    key: `${kind} ${id}`,
    group: kind === "entity" ? text.palette.names : text.palette.articles,
    label,
    detail,
    does: kind === "entity" ? text.palette.does.entity : text.palette.does.article,
    run: () => (kind === "entity" ? app.openEntity(id) : app.openArticle({ id }, { view: "search" })),
  });
  return [...items.filter(({ kind }) => kind === "entity"), ...items.filter(({ kind }) => kind !== "entity")].map(choice);
}
