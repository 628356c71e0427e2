// The lists: articles, names, quotations, bookmarks; searching, states, keys.

import { screen, waitFor, within } from "@testing-library/svelte";
import { expect, test, vi } from "vitest";
import type { SearchView } from "../lib/backend/types";
import { text } from "../lib/text";
import { all, one, openWindow, seen } from "./window";

const headlines = (): Array<string | null> => all("[data-pane=list] .headline").map((row) => row.textContent);

test("an empty archive says what this is, what to do, and what is promised", async () => {
  await openWindow({ fake: "empty" });
  expect(await screen.findByText(text.firstRun.openFolder)).toBeVisible();
  expect(screen.getByText(text.firstRun.trySample)).toBeVisible();
  expect(screen.getByText("Nothing leaves this computer; your files are never changed.")).toBeVisible();
});

test("the first screen has the focus in the search box, and recent articles", async () => {
  await openWindow();
  await seen("[data-testid=library-view] [data-row]");
  expect(document.activeElement).toBe(screen.getByTestId("search-box"));
  expect(screen.getByText(text.library.continueReading)).toBeVisible();
  expect(screen.getAllByRole("heading", { level: 1 })).toHaveLength(1);
});

test("a failure says what is safe, and trying again brings the view", async () => {
  let fail = true;
  const failure = { code: "damaged", message: "The index is damaged. Your articles are safe.", details: "segment 4f" };
  const { user } = await openWindow({ change: (backend) => ({ library: () => (fail ? Promise.reject(failure) : backend.library()) }) });
  const alert = await screen.findByRole("alert");
  expect(alert).toHaveTextContent(failure.message);
  expect(within(alert).getByText(/segment 4f/).closest("details")).not.toHaveAttribute("open");
  fail = false;
  await user.click(within(alert).getByText(text.state.tryAgain));
  await seen("[data-testid=library-view] [data-row]");
  expect(screen.queryByRole("alert")).toBeNull();
});

test("old results stay until new ones come, and a late older answer is dropped", async () => {
  const waiting = new Map<string, () => void>();
  const { user } = await openWindow({
    place: { view: "search" },
    change: (backend) => ({
      search: (request) =>
        new Promise<SearchView>((answer) => waiting.set(request.query, () => void backend.search(request).then(answer))),
    }),
  });
  await seen("[data-testid=result-row]");
  const before = headlines();
  await user.type(screen.getByTestId("search-box"), "ha");
  expect(headlines()).toEqual(before);
  waiting.get("ha")?.();
  await waitFor(() => expect(headlines()).not.toEqual(before));
  const newest = headlines();
  waiting.get("h")?.();
  await new Promise((done) => setTimeout(done, 0));
  expect(headlines()).toEqual(newest);
});

test("a name among the filters narrows the list, is shown as chosen, and is taken away again, by keyboard", async () => {
  const { user } = await openWindow({ place: { view: "search", query: "harbour" } });
  await user.click(await screen.findByRole("button", { name: text.search.filters }));
  const count = (): string | null => one("[data-pane=list] .count").textContent;
  const before = count();
  const people = within(screen.getByRole("list", { name: text.kindsMany.person }));
  const name = people.getAllByRole("button").at(-1)?.title ?? "";
  const person = (): HTMLElement => people.getByTitle(name);
  person().focus();
  await user.keyboard("{Enter}");
  await waitFor(() => expect(count()).not.toBe(before));
  expect(person()).toHaveAttribute("aria-pressed", "true");
  expect(person()).toHaveAccessibleName(expect.stringContaining(` ${count()}`));
  person().focus();
  await user.keyboard("{Enter}");
  await waitFor(() => expect(count()).toBe(before));
  expect(screen.getByTestId("search-box")).toHaveValue("harbour");
});

test("an article that is:starred no more leaves the list when the reader is back in it, and nothing else is selected", async () => {
  const { user, backend } = await openWindow({
    place: { view: "search", query: "is:starred" },
    change: (made) => {
      void made.articles({ limit: 9 }).then(({ rows }) => Promise.all(rows.map(({ id }, i) => made.setStarred(id, i < 4))));
      return {};
    },
  });
  await waitFor(() => expect(headlines()).toHaveLength(4));
  const [first, second, third, fourth] = headlines();
  await user.click(all("[data-testid=result-row]")[0]);
  await screen.findByTestId("headline");
  await user.keyboard("f");
  await waitFor(async () => expect((await backend.search({ query: "is:starred" })).total).toBe(3));
  await user.keyboard("jj");
  await waitFor(() => expect(screen.getByTestId("headline")).toHaveTextContent(third ?? ""));
  expect(headlines()).toEqual([first, second, third, fourth]);
  await user.unhover(all("[data-testid=result-row]")[0]);
  await user.keyboard("{Escape}");
  await waitFor(() => expect(headlines()).toEqual([second, third, fourth]));
  expect(one("[data-testid=result-row][tabindex='0'] .headline")).toHaveTextContent(third ?? "");
});

test("what the matches have in common is counted again after a correction", async () => {
  const counted: string[] = [];
  const { user, backend } = await openWindow({
    place: { view: "search", query: "harbour" },
    change: (made) => ({
      search: (request) => {
        if (request.facets) counted.push(request.query);
        return made.search(request);
      },
    }),
  });
  await user.click(await screen.findByRole("button", { name: text.search.filters }));
  await waitFor(() => expect(counted).toHaveLength(1));
  await user.click(all("[data-testid=result-row]")[0]);
  await screen.findByTestId("headline");
  await user.keyboard("w");
  await seen("[data-testid=why-card] input");
  await user.keyboard("kap");
  await seen("[data-testid=why-card] [role=option][aria-selected=true]");
  await user.keyboard("{Enter}");
  await waitFor(async () => expect(await backend.corrections()).toHaveLength(1));
  await waitFor(() => expect(counted).toEqual(["harbour", "harbour"]));
});

test("filters opened while a search is under way are those of what it finds", async () => {
  let answer: (() => void) | undefined;
  const counted: string[] = [];
  const { user } = await openWindow({
    place: { view: "search", query: "harbour" },
    change: (made) => ({
      search: async (request) => {
        if (request.facets) counted.push(request.query);
        else if (request.query === "harbour wall") await new Promise<void>((go) => (answer = go));
        return made.search(request);
      },
    }),
  });
  const filters = await screen.findByRole("button", { name: text.search.filters });
  await user.type(screen.getByTestId("search-box"), " wall");
  await waitFor(() => expect(answer).toBeDefined());
  await user.click(filters);
  answer?.();
  await waitFor(() => expect(counted.at(-1)).toBe("harbour wall"));
  await seen("[data-facet=outlet] button");
});

test("an order that only a search has is not kept for the list of all articles", async () => {
  const { user } = await openWindow({ place: { view: "search", query: "harbour", sort: "longest" } });
  await seen("[data-testid=result-row] mark");
  expect(screen.getByRole("combobox", { name: text.search.sort })).toHaveValue("longest");
  await user.clear(screen.getByTestId("search-box"));
  await waitFor(() => expect(screen.getByRole("combobox", { name: text.search.sort })).toHaveValue("newest"));
});

test("each letter asks once, and the rows that stay are the same elements", async () => {
  const asked = vi.fn();
  const { user } = await openWindow({
    place: { view: "search", query: "harbou" },
    change: (backend) => ({
      search: (request) => {
        asked(request.query);
        return backend.search(request);
      },
    }),
  });
  await seen("[data-testid=result-row] mark");
  const row = all("[data-testid=result-row]")[0];
  asked.mockClear();
  await user.type(screen.getByTestId("search-box"), "r");
  await waitFor(() => expect(one("[data-testid=result-row] mark")).toHaveTextContent(/^harbour$/i));
  expect(asked.mock.calls).toEqual([["harbour"]]);
  expect(all("[data-testid=result-row]")[0]).toBe(row);
});

test("hits are marked for screen readers, and near the beginning of their line", async () => {
  await openWindow({ place: { view: "search", query: "centimetres" } });
  const mark = await seen("[data-testid=result-row] mark");
  expect(mark).toHaveAttribute("role", "mark");
  expect(one(".snippet").textContent?.trim().indexOf("centimetres")).toBeLessThan(30);
});

test("a problem in the query is said, with its repair", async () => {
  const { user } = await openWindow({ place: { view: "search", query: 'harbour "wall' } });
  await user.click(await screen.findByText("Close it"));
  await waitFor(() => expect(screen.getByTestId("search-box")).toHaveValue('harbour "wall"'));
});

test("no match says so and clears in one press", async () => {
  const { user } = await openWindow({ place: { view: "search", query: "zeppelin" } });
  await screen.findByText(text.search.noneTitle("zeppelin"));
  await user.click(screen.getByText(text.search.clearSearch));
  await seen("[data-testid=result-row]");
  expect(screen.getByTestId("search-box")).toHaveValue("");
});

test("a list of 100,000 draws few rows and says its length", async () => {
  await openWindow({
    place: { view: "search" },
    change: (backend) => ({
      articles: async (request) => ({ ...(await backend.articles(request)), total: 100_000 }),
    }),
  });
  await seen("[data-testid=result-row]");
  const items = all("[data-pane=list] li[aria-setsize]");
  expect(items.length).toBeLessThan(40);
  expect(items[0]).toHaveAttribute("aria-setsize", "100000");
  expect(screen.getByText("All 100,000 articles")).toBeVisible();
});

test("a list of 100,000 names draws the few in view, wherever it is scrolled to, and asks for their page alone", async () => {
  const asked: number[] = [];
  await openWindow({
    place: { view: "entities" },
    change: (backend) => ({
      entities: async (wanted) => {
        const { offset = 0, limit = 100, request = 0 } = wanted;
        asked.push(offset);
        const [row] = (await backend.entities({ ...wanted, offset: 0 })).rows;
        const rows = Array.from({ length: limit }, (_, i) => ({ ...row, id: `e-${offset + i}`, name: `Name ${offset + i}` }));
        return { request, total: 100_000, rows };
      },
    }),
  });
  await seen("[data-testid=entity-row]");
  const pane = one("[data-pane=list] .pane");
  const rowHeight = Number.parseFloat(getComputedStyle(one("[data-pane=list] ul")).getPropertyValue("--row-height"));
  for (const index of [50_000, 99_990]) {
    pane.scrollTop = index * rowHeight;
    pane.dispatchEvent(new Event("scroll"));
    await screen.findByText(`Name ${index}`);
    const items = all("[data-pane=list] li[aria-setsize='100000']");
    expect(items.length).toBeLessThan(40);
    expect(items.find((item) => item.textContent?.includes(`Name ${index}`))).toHaveAttribute("aria-posinset", String(index + 1));
  }
  expect(asked.filter((offset) => offset > 0).every((offset) => Math.abs(offset - 50_000) <= 100 || offset >= 99_900)).toBe(true);
  expect(asked.length).toBeLessThan(6);
});

test("j and k move, Enter opens, Esc returns to the row, and letters in a field are letters", async () => {
  const { user } = await openWindow({ place: { view: "search" } });
  await seen("[data-testid=result-row]");
  await user.keyboard("j");
  await user.keyboard("j");
  await user.keyboard("k");
  const chosen = one("[data-testid=result-row][tabindex='0']");
  expect(chosen).toBe(all("[data-testid=result-row]")[1]);
  await waitFor(() => expect(document.activeElement).toBe(chosen));
  await user.keyboard("{Enter}");
  await screen.findByTestId("headline");
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByTestId("headline")).toBeNull());
  await waitFor(() => expect(document.activeElement).toBe(all("[data-testid=result-row]")[1]));
  await user.keyboard("/");
  expect(document.activeElement).toBe(screen.getByTestId("search-box"));
  await user.keyboard("jgm?");
  expect(screen.getByTestId("search-box")).toHaveValue("jgm?");
  expect(screen.queryByTestId("keys-sheet")).toBeNull();
});

test("g shows the choices, its second key goes there, Esc cancels", async () => {
  const { user } = await openWindow({ place: { view: "search" } });
  await seen("[data-testid=result-row]");
  await user.keyboard("g");
  expect(screen.getByText(text.app.gotoHint)).toBeVisible();
  await user.keyboard("{Escape}");
  expect(screen.queryByText(text.app.gotoHint)).toBeNull();
  await user.keyboard("gq");
  expect(await screen.findByRole("heading", { level: 1, name: text.quotes.title })).toBeVisible();
  await user.keyboard("gr");
  await waitFor(() => expect(all("[data-testid=bookmark-row]").map((row) => row.dataset.state)).toEqual(["moved", "lost"]));
});

test("typing a filter keeps the focus in its field", async () => {
  const { user } = await openWindow({ place: { view: "quotes" } });
  await seen("[data-testid=quote-row]");
  const words = screen.getByLabelText(text.quotes.words);
  await user.type(words, "wall");
  expect(words).toHaveValue("wall");
  expect(document.activeElement).toBe(words);
  await waitFor(() => expect(all("[data-testid=quote-row]").every((row) => /\bwall/i.test(row.textContent ?? ""))).toBe(true));
});

test("an uncertain speaker is said to be probable, and the reason is one press away", async () => {
  const { user } = await openWindow({ place: { view: "quotes" } });
  await seen("[data-testid=quote-row]");
  const probable = screen.getAllByText(text.quotes.probably("Rui Santos"))[0].closest<HTMLElement>("[data-testid=quote-row]");
  expect(probable).not.toBeNull();
  await user.click(within(probable as HTMLElement).getByText(text.quotes.why));
  expect(within(probable as HTMLElement).getByTestId("quote-reason")).toHaveTextContent("58 % sure");
});

test("a name's page opens at its beginning with what was said", async () => {
  const { user } = await openWindow({ place: { view: "entities" } });
  await user.click(await screen.findByText("Marit Voss"));
  const page = await screen.findByTestId("entity-page");
  expect(await within(page).findByRole("heading", { level: 1, name: "Marit Voss" })).toBeVisible();
  await waitFor(() => expect(within(page).getAllByTestId("quote-row")).toHaveLength(6));
});

test("a lost bookmark shows its words and note; a moved one what changed", async () => {
  const { user, backend } = await openWindow({ place: { view: "bookmarks" } });
  const lost = await seen("[data-state=lost]");
  expect(lost).toHaveTextContent("A stage of driftwood and borrowed rope");
  expect(lost).toHaveTextContent("Motto?");
  expect(lost).toHaveTextContent(text.bookmark.lostWhy);
  const moved = one("[data-state=moved]");
  expect(moved.querySelector("del")).toHaveTextContent("part");
  expect(moved.querySelector("ins")).toHaveTextContent("section");
  await user.click(within(moved).getByText(text.bookmark.accept));
  await waitFor(async () => expect((await backend.bookmarks({ state: "moved" })).bookmarks).toHaveLength(0));
});
