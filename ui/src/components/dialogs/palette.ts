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
      command,
      run: () => void app.keys.run(command),
    }))
    .filter(({ label }) => needles.every((needle) => label.toLowerCase().includes(needle)));
}

/** Returns the articles and names the core found. */
export function foundChoices(app: App, items: readonly PaletteItem[]): Choice[] {
  const choice = ({ kind, id, label, detail }: PaletteItem): Choice => ({
    key: `${kind} ${id}`,
    group: kind === "entity" ? text.palette.names : text.palette.articles,
    label,
    detail,
    run: () => (kind === "entity" ? app.openEntity(id) : app.openArticle({ id }, { view: "search" })),
  });
  return [...items.filter(({ kind }) => kind === "entity"), ...items.filter(({ kind }) => kind !== "entity")].map(choice);
}
