// Chooses the core: the real one inside the program, an invented one in a plain browser.

import type { Backend } from "./backend";
import type { CommandError } from "./types";

export type { ArticlesRequest, Backend, DropEvent, ExportFormat, OnProgress } from "./backend";

/** Returns the core for where the window runs. */
export async function connect(): Promise<Backend> {
  if ("__TAURI_INTERNALS__" in window) return (await import("./tauri")).tauriBackend();
  return (await import("./fake")).fakeBackend(new URLSearchParams(location.search));
}

/** Returns `cause` as the error a command rejects with, whatever was thrown. */
export function commandError(cause: unknown): CommandError {
  if (isCommandError(cause)) return cause;
  return { code: "internal", message: "", details: cause instanceof Error ? cause.message : String(cause) };
}

function isCommandError(cause: unknown): cause is CommandError {
  return typeof cause === "object" && cause !== null && "code" in cause && "message" in cause;
}
