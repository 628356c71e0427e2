// What the window may ask of the core: one function a command.

import type { CommandId } from "../state/keymap";
import type {
  ArticleEdit,
  ArticlesView,
  ArticleView,
  BookmarkEdit,
  BookmarksRequest,
  BookmarksView,
  BookmarkView,
  CorrectionsReadView,
  CorrectionView,
  EntitiesRequest,
  EntitiesView,
  EntityCardView,
  EntityView,
  ImportProgress,
  ImportReportView,
  LibraryView,
  MentionCorrection,
  NamesCorrection,
  NameView,
  NewBookmark,
  PaletteItem,
  QuotationCorrection,
  QuoteCheckView,
  QuotePlaceView,
  QuotesRequest,
  QuotesView,
  RecentArchive,
  SearchRequest,
  SearchView,
  SettingsView,
  SpanView,
  UndoView,
} from "./types";

/** Which articles to list, and how many of them. */
export interface ArticlesRequest {
  outlet?: string;
  month?: string;
  entityId?: string;
  starred?: boolean;
  sort?: string;
  limit?: number;
  offset?: number;
  request?: number;
}

/** How exported bookmarks or quotations are written. */
export type ExportFormat = "md" | "json" | "csv";

/** Hears how far an import is. */
export type OnProgress = (progress: ImportProgress) => void;

/** What the pointer does with files held over the window. */
export type DropEvent = { kind: "over" } | { kind: "leave" } | { kind: "drop"; paths: string[] };

/** The core, as the window sees it. Every function may reject with a `CommandError`. */
export interface Backend {
  library(): Promise<LibraryView>;
  articles(request: ArticlesRequest): Promise<ArticlesView>;
  search(request: SearchRequest): Promise<SearchView>;
  article(id: string, query: string | null): Promise<ArticleView>;
  entities(request: EntitiesRequest): Promise<EntitiesView>;
  entity(id: string): Promise<EntityView>;
  entityCard(id: string): Promise<EntityCardView>;
  quotations(request: QuotesRequest): Promise<QuotesView>;
  /** Looks for words that somebody is said to have said. */
  checkQuotation(words: string): Promise<QuoteCheckView>;
  /** Where else a quotation was printed, the earliest first. */
  variants(id: string): Promise<QuotePlaceView[]>;
  /** The other places in which the archive has a quotation, the earliest first. */
  copies(id: string): Promise<QuotePlaceView[]>;
  /** Writes the quotations a list shows to a file the reader chooses; where that is. */
  exportQuotations(request: QuotesRequest, format: ExportFormat): Promise<string | null>;
  bookmarks(request: BookmarksRequest): Promise<BookmarksView>;
  addBookmark(bookmark: NewBookmark): Promise<BookmarkView>;
  updateBookmark(id: string, edit: BookmarkEdit): Promise<BookmarkView>;
  deleteBookmark(id: string): Promise<void>;
  acceptBookmark(id: string): Promise<BookmarkView>;
  undo(): Promise<UndoView>;
  redo(): Promise<UndoView>;
  /** Corrects a quotation. */
  correctQuotation(id: string, correction: QuotationCorrection): Promise<void>;
  /** Decides that a name, in all articles or in one, is another name, or none. */
  decideName(name: NameView, articleId: string | null, is: NameView | null): Promise<void>;
  /** Decides the same about several names in all articles; returns how many were not so already. */
  decideNames(names: NameView[], correction: NamesCorrection): Promise<number>;
  /** Decides that one mention of an article, and perhaps those after it, names somebody else, or nobody. */
  decideMention(articleId: string, mention: MentionCorrection): Promise<void>;
  corrections(): Promise<CorrectionView[]>;
  removeCorrection(id: string): Promise<void>;
  /** Writes all corrections to a file the reader chooses; returns where that is. */
  exportCorrections(): Promise<string | null>;
  /** Adds the corrections of a file the reader chooses. */
  importCorrections(): Promise<CorrectionsReadView | null>;
  /** Says that an article was opened, which counts as reading it. */
  opened(id: string): Promise<void>;
  setRead(id: string, read: boolean): Promise<void>;
  setStarred(id: string, starred: boolean): Promise<void>;
  setProgress(id: string, fraction: number): Promise<void>;
  editArticle(id: string, edit: ArticleEdit): Promise<ArticleView>;
  editArticles(ids: string[], edit: ArticleEdit): Promise<void>;
  findInArticle(id: string, words: string): Promise<SpanView[]>;
  sentenceAt(id: string, at: number): Promise<SpanView>;
  palette(words: string, limit: number): Promise<PaletteItem[]>;
  settings(): Promise<SettingsView>;
  setSettings(settings: SettingsView): Promise<SettingsView>;
  uiState(): Promise<string | null>;
  setUiState(state: string): Promise<void>;
  importPaths(paths: string[], onProgress: OnProgress): Promise<ImportReportView>;
  refreshSources(onProgress: OnProgress): Promise<ImportReportView>;
  pauseImport(paused: boolean): Promise<void>;
  cancelImport(): Promise<void>;
  startupPaths(): Promise<string[]>;
  openSample(onProgress: OnProgress): Promise<ImportReportView>;
  removeSample(): Promise<void>;
  chooseFolder(): Promise<string | null>;
  chooseFiles(): Promise<string[]>;
  recentArchives(): Promise<RecentArchive[]>;
  openArchive(path: string): Promise<void>;
  locateRoot(id: string): Promise<string | null>;
  exportBookmarks(format: ExportFormat): Promise<string | null>;
  openExternal(url: string): Promise<void>;
  painted(): Promise<void>;
  /** Hears files held over or dropped on the window; returns what stops it. */
  onDrop(listener: (event: DropEvent) => void): Promise<() => void>;
  /** Hears the paths a second start of the program was given; returns what stops it. */
  onSecondStart(listener: (paths: string[]) => void): Promise<() => void>;
  /** Hears the command of a chosen entry of the menu bar; returns what stops it. */
  onCommand(listener: (command: CommandId) => void): Promise<() => void>;
  /** Hears which archive was chosen in the menu bar; returns what stops it. */
  onOpenArchive(listener: (path: string) => void): Promise<() => void>;
}
