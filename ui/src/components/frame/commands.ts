// The commands that the whole window carries out.

import type { App } from "../../lib/state/app.svelte";
import type { CommandId } from "../../lib/state/keymap";
import type { Handler } from "../../lib/state/keys.svelte";
import { exportBookmarks } from "../../lib/state/export";
import { focusSoon } from "../../lib/focus";

/** Returns what the window does whatever its view. */
export function frameCommands(app: App): Partial<Record<CommandId, Handler>> {
  return {
    back: () => app.back(),
    forward: () => app.forward(),
    gotoLibrary: () => app.goTo("library"),
    gotoSearch: () => app.goTo("search"),
    gotoEntities: () => app.goTo("entities"),
    gotoQuotes: () => app.goTo("quotes"),
    gotoBookmarks: () => app.goTo("bookmarks"),
    gotoReview: () => app.router.go({ view: "bookmarks", review: true }),
    palette: () => void (app.dialog = "palette"),
    settings: () => void (app.dialog = "settings"),
    corrections: () => void (app.dialog = "corrections"),
    check: () => void (app.dialog = "check"),
    keys: () => void (app.dialog = "keys"),
    sidebar: () => void (narrow() ? (app.menuOpen = !app.menuOpen) : (app.sidebarHidden = !app.sidebarHidden)),
    theme: () => app.settings.toggleTheme(),
    larger: () => app.settings.resize(1),
    smaller: () => app.settings.resize(-1),
    resetSize: () => app.settings.resize(0),
    togglePeople: () => void app.settings.change({ showPeople: !app.settings.value.showPeople }),
    toggleOrganisations: () => void app.settings.change({ showOrganisations: !app.settings.value.showOrganisations }),
    togglePlaces: () => void app.settings.change({ showPlaces: !app.settings.value.showPlaces }),
    undo: () => void app.passages.undo(),
    redo: () => void app.passages.redo(),
    openFolder: () => void app.imports.folder(),
    importFiles: () => void app.imports.files(),
    refresh: () => void app.imports.refresh(),
    export: () => void exportBookmarks(app, "md"),
    nextPane: () => focusPane(1),
    previousPane: () => focusPane(-1),
    leave: () => leave(app),
  };
}

/** Whether there is room for one pane only. */
function narrow(): boolean {
  return matchMedia("(max-width: 760px)").matches;
}

/** Leaves the innermost thing of the window. */
function leave(app: App): boolean {
  if (app.menuOpen || app.filtersOpen) {
    app.menuOpen = false;
    app.filtersOpen = false;
    return true;
  }
  if (app.router.place.article) {
    app.router.closeArticle();
    focusSoon(() => document.querySelector("[data-pane=list] [data-row][tabindex='0']"));
    return true;
  }
  return false;
}

/** Moves the focus to the next pane that is drawn. */
function focusPane(step: number): void {
  const panes = [...document.querySelectorAll<HTMLElement>("[data-pane]")].filter((pane) => pane.offsetParent !== null);
  const here = panes.findIndex((pane) => pane.contains(document.activeElement));
  const pane = panes[(here + step + panes.length) % panes.length];
  const first = pane?.querySelector<HTMLElement>("[tabindex='0'], button:not([disabled]):not([tabindex='-1']), input, [data-testid='reader']");
  first?.focus();
}
