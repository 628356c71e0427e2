// The invented core's answers about sources, imports and archives.

import type { Backend, OnProgress } from "../backend";
import type { ImportReportView } from "../types";
import type { World } from "./world";

type Imports = Pick<
  Backend,
  | "importPaths" | "refreshSources" | "pauseImport" | "cancelImport" | "startupPaths" | "openSample" | "removeSample"
  | "chooseFolder" | "chooseFiles" | "recentArchives" | "openArchive" | "locateRoot" | "exportBookmarks" | "exportQuotations"
  | "openExternal" | "painted" | "onDrop" | "onSecondStart" | "onCommand" | "onOpenArchive"
>;

const nothing = (): void => undefined;

/** Returns the answers about what comes into the archive. */
export function fakeImports(world: World): Imports {
  const run = (onProgress: OnProgress): Promise<ImportReportView> => pretendImport(world, onProgress);
  return {
    importPaths: (_paths, onProgress) => run(onProgress),
    refreshSources: (onProgress) => run(onProgress),
    pauseImport: async (paused) => void (world.paused = paused),
    cancelImport: async () => void (world.cancelled = true),
    startupPaths: async () => [],
    openSample: async (onProgress) => {
      world.isSample = true;
      return run(onProgress);
    },
    removeSample: async () => {
      world.isSample = false;
      world.articles = [];
      world.bookmarks = [];
    },
    chooseFolder: async () => "/home/reader/clippings",
    chooseFiles: async () => ["/home/reader/clippings/wall.md"],
    recentArchives: async () => [
      { path: "/home/reader/.local/share/backfile", name: "clippings", current: true },
      { path: "/home/reader/harbour", name: "harbour", current: false },
    ],
    openArchive: async () => nothing(),
    locateRoot: async () => null,
    exportQuotations: async (_request, format) => `/home/reader/quotations.${format}`,
    exportBookmarks: async (format) => `/home/reader/bookmarks.${format}`,
    openExternal: async () => nothing(),
    painted: async () => nothing(),
    onDrop: async () => nothing,
    onSecondStart: async () => nothing,
    onCommand: async () => nothing,
    onOpenArchive: async () => nothing,
  };
}

async function pretendImport(world: World, onProgress: OnProgress): Promise<ImportReportView> {
  world.cancelled = false;
  const nTotal = 120;
  let nDone = 0;
  while (nDone < nTotal && !world.cancelled) {
    if (!world.paused) nDone += 6;
    onProgress({ nDone, nTotal, nArticles: nDone - 1, nFailed: nDone > 60 ? 1 : 0, paused: world.paused });
    await new Promise((done) => setTimeout(done, 60));
  }
  const n = world.articles.length;
  if (n === 0) world.fill();
  return {
    imported: world.articles.length - n,
    updated: 0,
    unchanged: n,
    missing: 0,
    failed: 1,
    articles: world.articles.length,
    seconds: 1.2,
    cancelled: world.cancelled,
    failures: [{ path: "clippings/2019/scan-004.pdf", error: "no importer recognises this file" }],
  };
}
