// Lists of quotations: copies folded, whom it was said to, both sides of a person, files, and one speaker's in an article.

import { screen, waitFor, within } from "@testing-library/svelte";
import { expect, test } from "vitest";
import type { QuotesRequest } from "../lib/backend/types";
import { text } from "../lib/text";
import { all, one, openReader, openWindow, seen, wall } from "./window";

const rows = (): HTMLElement[] => all("[data-testid=quote-row]");

test("the same quotation is one row with its places, which v unfolds with what differs", async () => {
  const { user, backend } = await openWindow({ place: { view: "quotes", quotes: { words: "dry" } } });
  const row = within(await waitFor(() => (rows().length === 1 ? rows()[0] : Promise.reject(new Error("not yet")))));
  const { total, nCopies } = await backend.quotations({ words: "dry" });
  expect(total - nCopies).toBe(1);
  expect(screen.getByText(text.quotes.copies(total, nCopies))).toBeVisible();
  expect(row.getByTestId("quote-places")).toHaveTextContent(text.quotes.places(total));
  rows()[0].querySelector<HTMLElement>("[data-row]")?.focus();
  await user.keyboard("v");
  const copies = within(await row.findByTestId("quote-copies"));
  await waitFor(() => expect(copies.getAllByTestId("quote-place")).toHaveLength(total - 1));
  expect(copies.getByText("On", { selector: "del" })).toBeVisible();
  expect(copies.getByText("Upon", { selector: "ins" })).toBeVisible();
  expect(row.getByTestId("quote-places")).toHaveAttribute("aria-expanded", "true");
  // Why it is thought so does not list the same places a second time.
  await user.click(row.getByRole("button", { name: text.quotes.why }));
  expect(await row.findByTestId("quote-reason")).toBeVisible();
  await waitFor(() => expect(row.getAllByTestId("quote-place")).toHaveLength(total - 1));
  await user.keyboard("{Escape}");
  await user.keyboard("v");
  expect(row.queryByTestId("quote-copies")).toBeNull();
});

test("every copy is shown when asked for, and folded again", async () => {
  const { user, backend } = await openWindow({ place: { view: "quotes", quotes: { words: "dry" } } });
  const { total } = await backend.quotations({ words: "dry" });
  await waitFor(() => expect(rows()).toHaveLength(1));
  await user.click(screen.getByTestId("every-copy"));
  await waitFor(() => expect(rows()).toHaveLength(total));
  expect(screen.getByTestId("every-copy")).toHaveAttribute("aria-pressed", "true");
  await user.click(screen.getByTestId("every-copy"));
  await waitFor(() => expect(rows()).toHaveLength(1));
});

test("what was said to somebody is found, and the row says to whom", async () => {
  const { user } = await openWindow({ place: { view: "quotes" } });
  await seen("[data-testid=quote-row]");
  await user.type(screen.getByTestId("quote-told"), "hall");
  await waitFor(() => expect(rows()).toHaveLength(1));
  expect(within(rows()[0]).getByTestId("quote-to")).toHaveTextContent(text.quotes.toWhom("a hall of some three hundred people"));
});

test("a row has the sentence around the words, and says whether the speaker is certain", async () => {
  const { backend } = await openWindow({ place: { view: "quotes" } });
  await seen("[data-testid=quote-row]");
  const { quotations } = await backend.quotations({ limit: 60 });
  const shown = (certain: boolean): HTMLElement => one(`[data-quotation="${quotations.find((quotation) => quotation.certain === certain && quotation.speaker)?.id}"]`);
  expect(shown(true).querySelector("[data-testid=quote-certain]")).toHaveTextContent(text.quotes.certain);
  expect(shown(false).querySelector("[data-testid=quote-certain]")).toBeNull();
  expect(shown(false)).toHaveTextContent(/probably/);
  const around = all("[data-testid=quote-around]").map((line) => line.textContent);
  expect(around.some((line) => /“…”.*said/.test(line))).toBe(true);
});

test("Ctrl+E writes the quotations that are listed, in the order of the list", async () => {
  const asked: Array<[QuotesRequest, string]> = [];
  const { user } = await openWindow({
    place: { view: "quotes", quotes: { words: "dry", sort: "oldest" } },
    change: () => ({ exportQuotations: async (request, format) => (asked.push([request, format]), "/home/reader/quotations.md") }),
  });
  await waitFor(() => expect(rows()).toHaveLength(1));
  await user.keyboard("{Control>}e{/Control}");
  expect(await screen.findByText(text.export.written("/home/reader/quotations.md"))).toBeVisible();
  await user.click(screen.getByRole("button", { name: text.export.as.csv }));
  await waitFor(() => expect(asked.map(([, format]) => format)).toEqual(["md", "csv"]));
  expect(asked[0][0]).toEqual({ words: "dry", sort: "oldest" });
});

test("a person's own quotations stand beside those about them, and are told apart in words", async () => {
  const { user, backend } = await openWindow({ place: { view: "entities", entity: "e-adeyemi" } });
  await seen("[data-testid=quote-row]");
  await user.click(screen.getByRole("radio", { name: text.entity.both }));
  const both = await backend.quotations({ ofId: "e-adeyemi", limit: 500 });
  await waitFor(() => expect(rows().length).toBe(Math.min(60, both.total - both.nCopies)));
  const own = rows().filter((row) => row.dataset.own === "true");
  const others = rows().filter((row) => row.dataset.own === "false");
  expect(own.length).toBeGreaterThan(0);
  for (const row of own) expect(row.querySelector(".whose")).toHaveTextContent(/Tunde Adeyemi/);
  for (const row of others) expect(within(row).getByText(text.entity.aboutIt("Tunde Adeyemi"))).toBeVisible();
  expect(own.length + others.length).toBe(rows().length);
});

test("what two said together names both, stands on both pages and says there with whom", async () => {
  const { user } = await openWindow({ place: { view: "quotes", quotes: { words: "every stone" } } });
  const row = within(await waitFor(() => (rows().length === 1 ? rows()[0] : Promise.reject(new Error("not yet")))));
  expect(row.getByRole("button", { name: "Signe Lindqvist" }).parentElement).toHaveTextContent("Signe Lindqvist and Rui Santos");
  await user.click(row.getByRole("button", { name: "Rui Santos" }));
  const page = within(await seen("[data-testid=entity-page]"));
  expect(await page.findByText(text.quotes.withOthers("Signe Lindqvist"))).toBeVisible();
});

test("Alt+Q walks the quotations of one speaker and passes over those of others", async () => {
  const { user, backend } = await openReader();
  const { quotations } = await backend.article(wall, null);
  const voss = quotations.filter(({ speaker }) => speaker?.id === "e-voss").map(({ at }) => at);
  expect(voss.length).toBeGreaterThan(2);
  const lit = (at: number): Promise<unknown> => waitFor(() => expect(one("[data-lit]").dataset.lit).toBe(String(at)));
  await user.keyboard("q");
  await lit(quotations[0].at);
  expect(quotations[0].at).toBe(voss[0]);
  for (const at of [voss[1], voss[2]]) {
    await user.keyboard("{Alt>}q{/Alt}");
    await lit(at);
  }
  await user.keyboard("{Alt>}{Shift>}q{/Shift}{/Alt}");
  await lit(voss[1]);
});

test("an article that loses its bookmark leaves the list of is:bookmarked when the reader is back in it", async () => {
  const { user, backend } = await openWindow({
    place: { view: "search", query: "is:bookmarked" },
    change: (made) => ({
      search: async (request) => {
        const { bookmarks } = await made.bookmarks({ request: 0 });
        const found = await made.articles({ limit: 500 });
        const hits = found.rows.filter(({ id }) => bookmarks.some(({ articleId }) => articleId === id));
        return { ...(await made.search(request)), total: hits.length, hits };
      },
    }),
  });
  const listed = (): number => all("[data-testid=result-row]").length;
  await waitFor(() => expect(listed()).toBeGreaterThan(1));
  const before = listed();
  const [captain] = (await backend.bookmarks({ request: 0 })).bookmarks.filter(({ tags }) => tags.length === 1 && tags[0] === "opening lines");
  await user.click(all("[data-testid=result-row]").find((row) => row.textContent?.includes(captain.headline)) ?? document.body);
  await screen.findByTestId("headline");
  await user.keyboard("]");
  await user.click(await seen(`[data-bookmark="${captain.id}"]`));
  await user.click(await screen.findByRole("button", { name: text.bookmark.remove }));
  expect(listed()).toBe(before);
  await user.unhover(all("[data-testid=result-row]")[0]);
  await user.keyboard("{Escape}{Escape}");
  await waitFor(() => expect(listed()).toBe(before - 1));
});
