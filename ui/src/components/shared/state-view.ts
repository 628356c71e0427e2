// What the view of an answer's states is told.

import type { CommandId } from "../../lib/state/keymap";

/** A failure in words, and its cause for "Details". */
export interface Failure {
  code: string;
  message: string;
  details: string;
}

/** An empty view: what belongs here, and what brings it. */
export interface Empty {
  sentence: string;
  action?: { label: string; key?: CommandId; run: () => void };
}
