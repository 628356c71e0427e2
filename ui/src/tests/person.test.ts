// The quotations of one person, narrowed.

import { screen, waitFor, within } from "@testing-library/svelte";
import { expect, test } from "vitest";
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
