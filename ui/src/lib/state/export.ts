// Writing bookmarks and quotations to a file.

import { commandError, type ExportFormat } from "../backend";
import type { QuotesRequest } from "../backend/types";
import { text } from "../text";
import type { App } from "./app.svelte";

/** Writes the bookmarks to a file the reader chooses, and says where. */
export async function exportBookmarks(app: App, format: ExportFormat): Promise<void> {
  await written(app, () => app.backend.exportBookmarks(format));
}

/** Writes the quotations that `filters` list to a file the reader chooses, and says where. */
export async function exportQuotations(app: App, filters: QuotesRequest, format: ExportFormat): Promise<void> {
  await written(app, () => app.backend.exportQuotations(filters, format));
}

async function written(app: App, write: () => Promise<string | null>): Promise<void> {
  try {
    const path = await write();
    if (path) app.toasts.say(text.export.written(path));
  } catch (cause) {
    app.toasts.say(commandError(cause).message || text.state.failed);
  }
}
