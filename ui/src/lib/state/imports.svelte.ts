// What comes into the archive, and how far it is.

import { commandError, type Backend, type OnProgress } from "../backend";
import type { ImportProgress, ImportReportView } from "../backend/types";
import { text } from "../text";
import type { Toasts } from "./toasts.svelte";

/** Drives imports; one at a time. */
export class Imports {
  progress = $state.raw<ImportProgress | null>(null);
  running = $state(false);
  report = $state.raw<ImportReportView | null>(null);
  reportOpen = $state(false);
  /** Seconds the running import has taken without its pauses. */
  seconds = $state(0);
  /** Whether files are held over the window. */
  dropping = $state(false);
  #onprogress: (progress: ImportProgress) => void = () => undefined;
  #ondone: () => void = () => undefined;
  #queue: string[] = [];
  readonly #backend: Backend;
  readonly #toasts: Toasts;

  constructor(backend: Backend, toasts: Toasts) {
    this.#backend = backend;
    this.#toasts = toasts;
  }

  /** Says who wants to hear of new articles. */
  listen(onprogress: (progress: ImportProgress) => void, ondone: () => void): void {
    this.#onprogress = onprogress;
    this.#ondone = ondone;
  }

  async paths(paths: string[]): Promise<void> {
    if (paths.length === 0) return;
    if (this.running) {
      this.#queue.push(...paths);
      return;
    }
    await this.#run((on) => this.#backend.importPaths(paths, on));
    const queued = this.#queue;
    this.#queue = [];
    await this.paths(queued);
  }

  async folder(): Promise<void> {
    const path = await this.#asked(() => this.#backend.chooseFolder());
    if (path) await this.paths([path]);
  }

  async files(): Promise<void> {
    await this.paths((await this.#asked(() => this.#backend.chooseFiles())) ?? []);
  }

  async refresh(): Promise<void> {
    if (!this.running) await this.#run((on) => this.#backend.refreshSources(on));
  }

  async sample(): Promise<void> {
    if (!this.running) await this.#run((on) => this.#backend.openSample(on));
  }

  async removeSample(): Promise<void> {
    const gone = await this.#asked(async () => {
      await this.#backend.removeSample();
      return true;
    });
    if (!gone) return;
    this.#toasts.say(text.toast.sampleRemoved);
    this.#ondone();
  }

  async locate(rootId: string): Promise<void> {
    if (await this.#asked(() => this.#backend.locateRoot(rootId))) await this.refresh();
  }

  async pause(paused: boolean): Promise<void> {
    if (this.progress) this.progress = { ...this.progress, paused };
    await this.#asked(() => this.#backend.pauseImport(paused));
  }

  async cancel(): Promise<void> {
    await this.#asked(() => this.#backend.cancelImport());
  }

  async #run(start: (onProgress: OnProgress) => Promise<ImportReportView>): Promise<void> {
    this.running = true;
    this.progress = null;
    this.seconds = 0;
    const clock = setInterval(() => {
      if (!this.progress?.paused) this.seconds += 1;
    }, 1000);
    try {
      this.report = await start((progress) => {
        this.progress = progress;
        this.#onprogress(progress);
      });
      this.#announce(this.report);
    } catch (cause) {
      this.#toasts.say(commandError(cause).message || text.state.failed);
    } finally {
      clearInterval(clock);
      this.running = false;
      this.progress = null;
      this.#ondone();
    }
  }

  #announce({ imported, updated, cancelled, failed }: ImportReportView): void {
    const said = cancelled
      ? text.import.cancelled(imported)
      : updated > 0
        ? text.import.doneUpdated(imported, updated)
        : imported > 0
          ? text.import.done(imported)
          : text.import.nothingNew;
    const message = failed > 0 ? `${said} · ${text.import.failed(failed)}` : said;
    this.#toasts.say(message, { label: text.import.report, run: () => (this.reportOpen = true) });
  }

  async #asked<T>(question: () => Promise<T>): Promise<T | null> {
    try {
      return await question();
    } catch (cause) {
      this.#toasts.say(commandError(cause).message || text.state.failed);
      return null;
    }
  }
}
