// Writing bookmarks to a file.

import { commandError, type ExportFormat } from "../backend";
import { text } from "../text";
import type { App } from "./app.svelte";

/** Writes the bookmarks to a file the reader chooses, and says where. */
export async function exportBookmarks(app: App, format: ExportFormat): Promise<void> {
  try {
    const path = await app.backend.exportBookmarks(format);
    if (path) app.toasts.say(text.bookmarks.exported(path));
  } catch (cause) {
    app.toasts.say(commandError(cause).message || text.state.failed);
  }
}
