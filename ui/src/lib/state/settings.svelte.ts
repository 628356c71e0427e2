// Settings apply at once, and are kept by the core.

import type { Backend } from "../backend";
import type { SettingsView } from "../backend/types";

const initial: SettingsView = {
  theme: "system",
  textSize: 19,
  font: "serif",
  lineWidth: 66,
  marks: "quiet",
  showPeople: true,
  showOrganisations: true,
  showPlaces: true,
  showOthers: false,
  showQuotations: true,
  singleKeys: true,
};

/** The reader's settings. */
export class Settings {
  value = $state.raw<SettingsView>(initial);
  readonly #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  async load(): Promise<void> {
    try {
      this.value = await this.#backend.settings();
    } catch {
      // The usual settings serve until they can be read.
    }
    this.#draw();
  }

  /** Changes some settings. */
  async change(change: Partial<SettingsView>): Promise<void> {
    this.value = { ...this.value, ...change };
    this.#draw();
    try {
      await this.#backend.setSettings(this.value);
    } catch {
      // It holds for this session; the next change tries again.
    }
  }

  /** Makes the reading text larger or smaller by `pixels`; 0 sets the usual size. */
  resize(pixels: number): void {
    const textSize = pixels === 0 ? initial.textSize : Math.min(30, Math.max(14, this.value.textSize + pixels));
    void this.change({ textSize });
  }

  /** Switches to the theme that is not drawn now. */
  toggleTheme(): void {
    const { theme } = this.value;
    const dark = theme === "dark" || (theme === "system" && matchMedia("(prefers-color-scheme: dark)").matches);
    void this.change({ theme: dark ? "light" : "dark" });
  }

  #draw(): void {
    const { theme, font, textSize, lineWidth } = this.value;
    const root = document.documentElement;
    if (theme === "system") delete root.dataset.theme;
    else root.dataset.theme = theme;
    root.dataset.font = font;
    root.style.setProperty("--reading-size", `${textSize}px`);
    root.style.setProperty("--reading-characters", String(lineWidth));
  }
}
