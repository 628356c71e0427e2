// The real core behind the window. The only file that calls `invoke`.

import { Channel, invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import { getCurrentWebview } from "@tauri-apps/api/webview";
import type { CommandId } from "../state/keymap";
import type { Backend, DropEvent, OnProgress } from "./backend";
import type { ImportProgress } from "./types";

function channel(onProgress: OnProgress): Channel<ImportProgress> {
  const progress = new Channel<ImportProgress>();
  progress.onmessage = onProgress;
  return progress;
}

function onDrop(listener: (event: DropEvent) => void): Promise<() => void> {
  return getCurrentWebview().onDragDropEvent(({ payload }) => {
    if (payload.type === "drop") listener({ kind: "drop", paths: payload.paths });
    else listener({ kind: payload.type === "leave" ? "leave" : "over" });
  });
}

/** Returns the core that Tauri's commands reach. */
export function tauriBackend(): Backend {
  return {
    library: () => invoke("library"),
    articles: (request) => invoke("articles", { request }),
    search: (request) => invoke("search", { request }),
    article: (id, query) => invoke("article", { id, query }),
    entities: (request) => invoke("entities", { request }),
    entity: (id) => invoke("entity", { id }),
    entityCard: (id) => invoke("entity_card", { id }),
    quotations: (request) => invoke("quotations", { request }),
    checkQuotation: (words) => invoke("check_quotation", { words }),
    variants: (id) => invoke("variants", { id }),
    copies: (id) => invoke("copies", { id }),
    exportQuotations: (request, format) => invoke("export_quotations", { request, format }),
    bookmarks: (request) => invoke("bookmarks", { request }),
    addBookmark: (bookmark) => invoke("add_bookmark", { bookmark }),
    updateBookmark: (id, edit) => invoke("update_bookmark", { id, edit }),
    deleteBookmark: (id) => invoke("delete_bookmark", { id }),
    acceptBookmark: (id) => invoke("accept_bookmark", { id }),
    undo: () => invoke("undo"),
    redo: () => invoke("redo"),
    correctQuotation: (id, correction) => invoke("correct_quotation", { id, correction }),
    decideName: (name, articleId, is) => invoke("decide_name", { name, articleId, is }),
    decideNames: (names, correction) => invoke("decide_names", { names, correction }),
    decideMention: (articleId, mention) => invoke("decide_mention", { articleId, mention }),
    corrections: () => invoke("corrections"),
    removeCorrection: (id) => invoke("remove_correction", { id }),
    exportCorrections: () => invoke("export_corrections"),
    importCorrections: () => invoke("import_corrections"),
    opened: (id) => invoke("opened", { id }),
    setRead: (id, read) => invoke("set_read", { id, read }),
    setStarred: (id, starred) => invoke("set_starred", { id, starred }),
    setProgress: (id, fraction) => invoke("set_progress", { id, fraction }),
    editArticle: (id, edit) => invoke("edit_article", { id, edit }),
    editArticles: (ids, edit) => invoke("edit_articles", { ids, edit }),
    findInArticle: (id, words) => invoke("find_in_article", { id, words }),
    sentenceAt: (id, at) => invoke("sentence_at", { id, at }),
    palette: (words, limit) => invoke("palette", { words, limit }),
    settings: () => invoke("settings"),
    setSettings: (settings) => invoke("set_settings", { settings }),
    uiState: () => invoke("ui_state"),
    setUiState: (state) => invoke("set_ui_state", { state }),
    importPaths: (paths, onProgress) => invoke("import_paths", { paths, onProgress: channel(onProgress) }),
    refreshSources: (onProgress) => invoke("refresh_sources", { onProgress: channel(onProgress) }),
    pauseImport: (paused) => invoke("pause_import", { paused }),
    cancelImport: () => invoke("cancel_import"),
    startupPaths: () => invoke("startup_paths"),
    openSample: (onProgress) => invoke("open_sample", { onProgress: channel(onProgress) }),
    removeSample: () => invoke("remove_sample"),
    chooseFolder: () => invoke("choose_folder"),
    chooseFiles: () => invoke("choose_files"),
    recentArchives: () => invoke("recent_archives"),
    openArchive: (path) => invoke("open_archive", { path }),
    locateRoot: (id) => invoke("locate_root", { id }),
    exportBookmarks: (format) => invoke("export_bookmarks", { format }),
    openExternal: (url) => invoke("open_external", { url }),
    painted: () => invoke("painted"),
    onDrop,
    onSecondStart: (listener) => listen<string[]>("backfile://second-start", ({ payload }) => listener(payload)),
    onCommand: (listener) => listen<CommandId>("backfile://command", ({ payload }) => listener(payload)),
    onOpenArchive: (listener) => listen<string>("backfile://open-archive", ({ payload }) => listener(payload)),
  };
}
