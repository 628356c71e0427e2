// Whether words were printed, and where.

import { screen, waitFor, within } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { text } from "../lib/text";
import { openReader, openWindow } from "./window";

const WORDS = "not a detail but the whole story";
const OTHER = "not a detail but the whole wall";

test("the Quotes view offers a check, which says what it finds and opens it in place", async () => {
  const { user } = await openWindow({ place: { view: "quotes" } });
  await user.click(await screen.findByRole("button", { name: text.quotes.check }));
  const box = screen.getByRole("textbox", { name: text.check.label });
  await waitFor(() => expect(document.activeElement).toBe(box));
  await user.type(box, `${WORDS}{Enter}`);
  await waitFor(() => expect(screen.getByTestId("verdict")).toHaveTextContent("Printed word for word"));
  await user.click(screen.getAllByTestId("quote-place")[0]);
  expect(await screen.findByTestId("headline")).toBeVisible();
  expect(screen.queryByTestId("check")).toBeNull();
});

test("other words are struck through and underlined, and said to be so", async () => {
  const { user } = await openWindow({ place: { view: "quotes" } });
  await user.keyboard("c");
  await user.type(await screen.findByRole("textbox", { name: text.check.label }), OTHER);
  await waitFor(() => expect(screen.getByTestId("verdict")).toHaveTextContent("nearly so"));
  const place = screen.getAllByTestId("quote-place")[0];
  expect(place.querySelector("del")).toHaveTextContent("removed: wall");
  expect(place.querySelector("ins")).toHaveTextContent("added: story");
});

test("what nobody printed is said to be nowhere, and an empty box says nothing", async () => {
  const { user } = await openWindow({ place: { view: "quotes" } });
  await user.keyboard("c");
  const box = await screen.findByRole("textbox", { name: text.check.label });
  await user.type(box, "The gulls run the whole council{Enter}");
  await waitFor(() => expect(screen.getByTestId("verdict")).toHaveTextContent(text.check.none));
  expect(screen.queryAllByTestId("quote-place")).toEqual([]);
  await user.clear(box);
  await waitFor(() => expect(screen.getByTestId("verdict")).toHaveTextContent(/^$/u));
});

test("a check that fails says so and can be tried again", async () => {
  let fails = true;
  const { user } = await openWindow({
    place: { view: "quotes" },
    change: ({ checkQuotation }) => ({
      checkQuotation: (words) => (fails ? Promise.reject({ code: "damaged", message: "The index is damaged.", details: "" }) : checkQuotation(words)),
    }),
  });
  await user.keyboard("c");
  await user.type(await screen.findByRole("textbox", { name: text.check.label }), `${WORDS}{Enter}`);
  expect(await screen.findByText("The index is damaged.")).toBeVisible();
  fails = false;
  await user.click(screen.getByRole("button", { name: text.state.tryAgain }));
  await waitFor(() => expect(screen.getByTestId("verdict")).toHaveTextContent("Printed word for word"));
});

test("why a quotation has its speaker also says where else it was printed, and opens it", async () => {
  const { user } = await openReader();
  const headline = screen.getByTestId("headline").textContent;
  await user.keyboard("w");
  const variants = await within(await screen.findByTestId("why-card")).findByTestId("variants");
  expect(variants).toHaveTextContent(text.check.alsoIn);
  await user.click(within(variants).getByTestId("quote-place"));
  await waitFor(() => expect(screen.getByTestId("headline").textContent).not.toBe(headline));
  expect(screen.queryByTestId("why-card")).toBeNull();
});
