// The quotations of one person, narrowed.

import { screen, waitFor, within } from "@testing-library/svelte";
import { expect, test } from "vitest";
import type { CompanionView } from "../lib/backend/types";
import { formatNumber } from "../lib/format";
import { text } from "../lib/text";
import { openWindow } from "./window";

test("the quotations of a person are narrowed by kind and words, and widened again", async () => {
  const { user, backend } = await openWindow({ place: { view: "entities", entity: "e-kaplan" } });
  const said = async (words?: string): Promise<number> => (await backend.quotations({ byId: "e-kaplan", words, limit: 500 })).total;
  const [all, some] = [await said(), await said("whole story")];
  expect(some).toBeGreaterThan(0);
  expect(some).toBeLessThan(all);
  const page = within(await screen.findByTestId("entity-page"));
  await waitFor(() => expect(page.getAllByTestId("quote-row").length).toBeGreaterThan(some));
  expect(page.getByRole("textbox", { name: text.quotes.words, hidden: true }).closest("details")).not.toHaveAttribute("open");
  await user.click(page.getByText(text.search.filters));
  await user.type(page.getByRole("textbox", { name: text.quotes.words }), "whole story");
  await waitFor(() => expect(page.getAllByTestId("quote-row")).toHaveLength(some));
  expect(page.getByText(new RegExp(text.quotes.count(some)))).toBeVisible();
  await user.clear(page.getByRole("textbox", { name: text.quotes.words }));
  await user.type(page.getByRole("textbox", { name: text.quotes.words }), "gulls");
  expect(page.getByRole("textbox", { name: text.quotes.words }).closest("details")).toHaveAttribute("open");
  expect(await page.findByText(text.quotes.none)).toBeVisible();
  await user.click(page.getAllByRole("button", { name: text.quotes.clear })[0]);
  await waitFor(() => expect(page.getAllByTestId("quote-row").length).toBeGreaterThan(some));
});

test("who is named beside somebody is ranked, with counts, and more of them on demand", async () => {
  const many = Array.from({ length: 9 }, (_, i): CompanionView => ({ entity: { id: `e-${i}`, kind: "person", name: `Companion ${i}` }, nArticles: 1200 - i }));
  const { user } = await openWindow({
    place: { view: "entities", entity: "e-voss" },
    change: (core) => ({ entity: async (id) => ({ ...(await core.entity(id)), companions: many }) }),
  });
  const list = within(await screen.findByTestId("companions"));
  expect(list.getAllByRole("listitem")).toHaveLength(5 + 1);
  expect(list.getAllByRole("listitem")[0]).toHaveTextContent(`Companion 0 ${formatNumber(1200)}`);
  await user.click(screen.getByRole("button", { name: text.entity.moreCompanions(4) }));
  expect(list.getAllByRole("listitem")).toHaveLength(9 + 1);
  expect(list.getByRole("button", { name: text.entity.companion("Companion 8", text.card.articles(1192)) })).toBeVisible();
  await user.click(screen.getByTestId("more-companions"));
  expect(list.getAllByRole("listitem")).toHaveLength(5 + 1);
});

test("two companions of one name are told apart by kind", async () => {
  const named = (id: string, kind: "organisation" | "place", name = "Northwater") => ({ entity: { id, name, kind }, nArticles: 2 });
  await openWindow({
    place: { view: "entities", entity: "e-kaplan" },
    change: (core) => ({
      entity: async (id) => ({ ...(await core.entity(id)), companions: [named("e-1", "place"), named("e-2", "organisation"), named("e-3", "place", "Alder Bay")] }),
    }),
  });
  const page = within(await screen.findByTestId("entity-page"));
  expect(await page.findByRole("button", { name: text.entity.companion("Northwater (place)", text.card.articles(2)) })).toBeVisible();
  expect(page.getByRole("button", { name: text.entity.companion("Northwater (organisation)", text.card.articles(2)) })).toBeVisible();
  expect(page.getByRole("button", { name: text.entity.companion("Alder Bay", text.card.articles(2)) })).toBeVisible();
});
