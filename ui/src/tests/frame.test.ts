// The frame: places and history, palette, settings, keys, imports, landmarks.

import { screen, waitFor, within } from "@testing-library/svelte";
import { expect, test } from "vitest";
import type { ImportProgress, ImportReportView } from "../lib/backend/types";
import { text } from "../lib/text";
import { all, one, openReader, openWindow, seen, wall } from "./window";

test("back and forward bring query and scroll position", async () => {
  const { user } = await openWindow({ place: { view: "search", query: "harbour" } });
  await seen("[data-testid=result-row]");
  const pane = one("#article-list .pane");
  pane.scrollTop = 152;
  pane.dispatchEvent(new Event("scroll"));
  await user.click(one("[data-view=quotes]"));
  await seen("[data-testid=quote-row]");
  await user.keyboard("{Alt>}{ArrowLeft}{/Alt}");
  await seen("[data-testid=result-row]");
  expect(screen.getByTestId("search-box")).toHaveValue("harbour");
  expect(one("#article-list .pane").scrollTop).toBe(152);
  await user.keyboard("{Alt>}{ArrowRight}{/Alt}");
  expect(await screen.findByRole("heading", { level: 1, name: text.quotes.title })).toBeVisible();
});

test("the palette goes to an article, and the focus comes back when it is left", async () => {
  const { user } = await openReader();
  screen.getByTestId("reader").focus();
  await user.keyboard("{Control>}k{/Control}");
  const palette = await screen.findByTestId("palette");
  expect(document.activeElement).toBe(within(palette).getByRole("combobox"));
  await user.keyboard("theatre");
  await waitFor(() => expect(within(palette).getAllByRole("option").length).toBeGreaterThan(0));
  palette.dispatchEvent(new Event("cancel", { cancelable: true }));
  await waitFor(() => expect(screen.queryByTestId("palette")).toBeNull());
  expect(document.activeElement).toBe(screen.getByTestId("reader"));
  await user.keyboard("{Control>}k{/Control}");
  await screen.findByTestId("palette");
  await user.keyboard("theatre on");
  await waitFor(() => expect(one("#palette-choices [role=option]")).toHaveTextContent("A theatre on the water"));
  await user.keyboard("{Enter}");
  await waitFor(() => expect(screen.getByTestId("headline")).toHaveTextContent("A theatre on the water"));
});

test("the palette takes a command whose words are begun before an article, and says what Enter does", async () => {
  const items = [{ kind: "article", id: wall, label: "Smaller text on the harbour wall", detail: "" }];
  const { user } = await openReader({ change: () => ({ palette: async () => items }) });
  const choices = (): string[] => all("#palette-choices [role=option] .label").map((label) => label.textContent ?? "");
  await user.keyboard("{Control>}k{/Control}");
  await screen.findByTestId("palette");
  await user.keyboard("text sma");
  await waitFor(() => expect(choices()).toEqual([text.commands.smaller, items[0].label]));
  expect(one("#palette-choices [aria-selected=true]")).toHaveTextContent(text.palette.does.command);
  await user.keyboard("{ArrowDown}");
  expect(one("#palette-choices [aria-selected=true]")).toHaveTextContent(text.palette.does.article);
  await user.clear(one("[data-testid=palette] input"));
  // Letters inside a word of a command do not make it the one that is meant.
  await user.keyboard("maller");
  await waitFor(() => expect(choices()).toEqual([items[0].label, text.commands.smaller]));
});

test("settings apply at once", async () => {
  const { user, backend } = await openReader();
  await user.keyboard("{Control>},{/Control}");
  const dialog = await screen.findByTestId("settings");
  await user.click(within(dialog).getByLabelText("Dark"));
  expect(document.documentElement.dataset.theme).toBe("dark");
  await user.click(within(dialog).getByLabelText("Off"));
  expect(one("article")).toHaveAttribute("data-reading", "off");
  await user.click(within(dialog).getByLabelText(text.settings.singleKeys));
  expect((await backend.settings()).singleKeys).toBe(false);
  dialog.dispatchEvent(new Event("cancel", { cancelable: true }));
  await waitFor(() => expect(screen.queryByTestId("settings")).toBeNull());
  await user.keyboard("?");
  expect(screen.queryByTestId("keys-sheet")).toBeNull();
  await user.keyboard("{F1}");
  expect(await screen.findByTestId("keys-sheet")).toHaveTextContent(text.keys.off);
});

test("Ctrl++, Ctrl+- and Ctrl+0 change the size of the reading text", async () => {
  const { user } = await openReader();
  const size = (): string => document.documentElement.style.getPropertyValue("--reading-size");
  await user.keyboard("{Control>}+{/Control}");
  expect(size()).toBe("20px");
  await user.keyboard("{Control>}-{/Control}{Control>}-{/Control}");
  expect(size()).toBe("18px");
  await user.keyboard("{Control>}0{/Control}");
  expect(size()).toBe("19px");
});

test("a month of the chart is chosen by arrows and picked with Enter", async () => {
  const { user } = await openWindow();
  const strip = await screen.findByRole("slider");
  strip.focus();
  await user.keyboard("{Home}");
  const month = strip.getAttribute("aria-valuetext") ?? "";
  expect(month).toMatch(/^\p{L}+ \d{4}: \d+ articles?$/u);
  await user.keyboard("{Enter}");
  await seen("[data-testid=result-row]");
  expect(screen.getByRole("button", { name: text.search.removeFilter(month.split(":")[0]) })).toBeVisible();
});

test("F9 hides the sidebar and brings it back", async () => {
  const { user } = await openWindow();
  await user.keyboard("{F9}");
  expect(one(".frame")).toHaveClass("no-sidebar");
  await user.keyboard("{F9}");
  expect(one(".frame")).not.toHaveClass("no-sidebar");
});

test("an import shows how far it is, pauses, cancels and reports what failed", async () => {
  let say: (progress: ImportProgress) => void = () => undefined;
  let finish: (report: ImportReportView) => void = () => undefined;
  const did: string[] = [];
  const { user } = await openWindow({
    place: { view: "quotes" },
    change: () => ({
      importPaths: (_paths, onProgress) => {
        say = onProgress;
        return new Promise((done) => (finish = done));
      },
      pauseImport: async (paused) => void did.push(paused ? "pause" : "resume"),
      cancelImport: async () => void did.push("cancel"),
    }),
  });
  await user.keyboard("{Control>}o{/Control}");
  const bar = await screen.findByTestId("import-progress");
  say({ nDone: 1200, nTotal: 4000, nArticles: 1100, nFailed: 2, paused: false });
  await waitFor(() => expect(bar).toHaveTextContent("1,200 of 4,000 files · 1,100 articles"));
  expect(bar).toHaveTextContent("2 failed");
  await user.click(within(bar).getByText(text.import.pause));
  expect(bar).toHaveTextContent(text.import.paused);
  await user.click(within(bar).getByText(text.import.resume));
  await user.click(within(bar).getByText(text.import.cancel));
  expect(did).toEqual(["pause", "resume", "cancel"]);
  finish({ imported: 1100, updated: 0, unchanged: 0, missing: 0, failed: 1, articles: 1100, seconds: 9, cancelled: true, failures: [{ path: "scan.pdf", error: "no importer recognises it" }] });
  expect(await screen.findByTestId("toast")).toHaveTextContent("Cancelled; 1,100 articles kept · 1 failed");
  await user.click(screen.getByText(text.import.report));
  expect(await screen.findByTestId("import-report")).toHaveTextContent("scan.pdf");
  expect(screen.queryByTestId("import-progress")).toBeNull();
});

test("the window has its landmarks, one first heading, and a name on every button", async () => {
  await openReader();
  expect(all("header").filter((header) => !header.closest("main, section, article"))).toHaveLength(1);
  for (const role of ["navigation", "main", "contentinfo", "toolbar"]) expect(screen.getByRole(role)).toBeInTheDocument();
  expect(screen.getAllByRole("heading", { level: 1 })).toHaveLength(1);
  expect(one("search input")).toHaveAttribute("aria-label", text.search.label);
  expect(one("article")).toHaveAttribute("lang", "en");
  const nameless = all("button").filter((button) => !button.getAttribute("aria-label") && !button.textContent?.trim());
  expect(nameless).toHaveLength(0);
  expect(document.title).toContain("Harbour wall");
});

test("what happens is said politely", async () => {
  const { user } = await openReader();
  await user.keyboard("h");
  const toast = await screen.findByTestId("toast");
  expect(toast).toHaveTextContent(text.bookmark.added);
  expect(toast.closest("[aria-live=polite]")).not.toBeNull();
});
