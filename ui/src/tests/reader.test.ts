// The open article: its marks, its switches, its notes, its dialogs.

import { screen, waitFor, within } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { text } from "../lib/text";
import { all, one, openReader, openWindow, seen, wall } from "./window";

test("the words of the article are drawn whole, whatever marks cut them", async () => {
  const { backend } = await openReader();
  const article = await backend.article(wall, null);
  const words = article.blocks.map(({ runs }) => runs.map((run) => run.text).join(""));
  expect(all("[data-block]").map((block) => block.textContent?.trim())).toEqual(words);
  expect(screen.getByTestId("headline")).toHaveTextContent("Harbour wall at Orrin Bay was known to be failing");
});

test("people, organisations and places are told apart, and out of the Tab order", async () => {
  await openReader();
  expect(one(".entity.person")).toHaveTextContent("Marit Voss");
  expect(one(".blocks .entity.organisation")).toHaveTextContent("Northern Water Institute");
  expect(one("h1 .entity.place")).toHaveTextContent("Orrin Bay");
  expect(all("[data-entity]").every((span) => span.tabIndex === -1)).toBe(true);
});

test("a bookmark is one mark that screen readers are told of", async () => {
  await openReader();
  const mark = one("mark.bookmark.yellow");
  expect(mark).toHaveAttribute("role", "mark");
  expect(mark).toHaveTextContent("A gravity wall does not fail a little");
});

test("switching a kind off takes its marks and leaves every word where it was", async () => {
  const { user } = await openReader();
  const before = one(".blocks").textContent;
  const people = one("[data-legend=person]");
  expect(people).toHaveAttribute("aria-pressed", "true");
  await user.click(people);
  expect(people).toHaveAttribute("aria-pressed", "false");
  expect(all(".entity.person")).toHaveLength(0);
  expect(all(".entity.place").length).toBeGreaterThan(0);
  expect(one(".blocks").textContent).toBe(before);
  await user.keyboard("1");
  expect(all(".entity.person").length).toBeGreaterThan(0);
});

test("other names are marked only when switched on, and are no entities", async () => {
  const { user } = await openReader();
  const others = one("[data-legend=others]");
  expect(others).toHaveAttribute("aria-pressed", "false");
  expect(all(".other[data-at]")).toHaveLength(0);
  await user.click(others);
  expect(others).toHaveAttribute("aria-pressed", "true");
  expect(one(".other[data-at]")).toHaveTextContent("January storm");
  expect(one(".other[data-at]")).not.toHaveAttribute("data-entity");
});

test("h bookmarks, n writes a note, Esc saves it, Ctrl+Z takes both back", async () => {
  const { user, backend } = await openReader();
  const before = (await backend.bookmarks({})).total;
  await user.keyboard("h");
  await seen("[data-testid=note-editor]");
  expect((await backend.bookmarks({})).total).toBe(before + 1);
  await user.keyboard("n");
  await user.keyboard("Ask j about this");
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByTestId("note-editor")).toBeNull());
  expect((await backend.bookmarks({})).bookmarks[0].note).toBe("Ask j about this");
  expect(document.activeElement).toBe(screen.getByTestId("reader"));
  await user.keyboard("{Control>}z{/Control}");
  await waitFor(async () => expect((await backend.bookmarks({})).total).toBe(before));
  expect(await screen.findByText(text.toast.undone)).toBeVisible();
});

test("the keys 1 to 6 choose the colour of a new bookmark and are no other command", async () => {
  const { user, backend } = await openReader();
  await user.keyboard("h");
  await seen("[data-testid=note-editor]");
  await user.keyboard("4");
  await waitFor(async () => expect((await backend.bookmarks({})).bookmarks[0].colour).toBe("pink"));
  expect(one("[data-legend=person]")).toHaveAttribute("aria-pressed", "true");
});

test("a note is kept when the article is left while writing it", async () => {
  const { user, backend } = await openWindow({ place: { view: "search" } });
  await seen("[data-testid=result-row]");
  await user.click(all("[data-testid=result-row]")[0]);
  await screen.findByTestId("headline");
  await user.keyboard("n");
  await waitFor(() => expect(document.activeElement).toBe(screen.getByTestId("note-editor")));
  await user.keyboard("half a thought");
  await user.keyboard("{Alt>}{ArrowLeft}{/Alt}");
  await waitFor(() => expect(screen.queryByTestId("headline")).toBeNull());
  await waitFor(async () => expect((await backend.bookmarks({})).bookmarks[0].note).toBe("half a thought"));
});

test("F2 refuses a date that does not exist, and changes nothing", async () => {
  const { user, backend } = await openReader();
  await user.keyboard("{F2}");
  const dialog = await screen.findByTestId("edit-article");
  const published = within(dialog).getByLabelText(text.edit.published);
  await user.clear(published);
  await user.type(published, "2023-13-40");
  await user.click(within(dialog).getByText(text.dialogs.save));
  expect(within(dialog).getByRole("alert")).toHaveTextContent(text.edit.badDate);
  expect((await backend.article(wall, null)).published).toBe("2023-02-14");
});

test("F2 keeps what was changed, marks it as yours, and gives the focus back", async () => {
  const { user } = await openReader();
  screen.getByTestId("reader").focus();
  await user.keyboard("{F2}");
  const dialog = await screen.findByTestId("edit-article");
  expect(document.activeElement).toBe(within(dialog).getByLabelText(text.edit.headline));
  const outlet = within(dialog).getByLabelText(text.edit.source);
  await user.clear(outlet);
  await user.type(outlet, "Tern Island News");
  await user.click(within(dialog).getByText(text.dialogs.save));
  await waitFor(() => expect(screen.queryByTestId("edit-article")).toBeNull());
  expect(one("article .meta")).toHaveTextContent("Tern Island News");
  expect(one("article .meta")).toHaveTextContent(text.article.yours);
  expect(document.activeElement).toBe(screen.getByTestId("reader"));
});

test("find counts the places, goes round with Enter, and Esc closes it", async () => {
  const { user } = await openReader();
  await user.keyboard("{Control>}f{/Control}");
  const bar = await screen.findByTestId("find-bar");
  await user.keyboard("letters");
  await waitFor(() => expect(within(bar).getByRole("status")).toHaveTextContent(/^1 of \d$/));
  await user.keyboard("{Enter}");
  expect(within(bar).getByRole("status")).toHaveTextContent(/^2 of \d$/);
  await user.keyboard("{Escape}");
  expect(screen.queryByTestId("find-bar")).toBeNull();
  expect(screen.getByTestId("headline")).toBeInTheDocument();
});

test("w says why, and Esc gives the focus back", async () => {
  const { user } = await openReader();
  screen.getByTestId("reader").focus();
  await user.keyboard("w");
  const card = await screen.findByTestId("why-card");
  expect(card).toHaveTextContent(text.why.found);
  expect(card).toHaveTextContent(/% sure/);
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByTestId("why-card")).toBeNull());
  expect(document.activeElement).toBe(screen.getByTestId("reader"));
});

test("f stars, and a star that cannot be kept is taken back and said", async () => {
  const failure = { code: "busy", message: "Another program is writing. Nothing is lost.", details: "" };
  const { user } = await openReader({ change: () => ({ setStarred: () => Promise.reject(failure) }) });
  await user.keyboard("f");
  expect(await screen.findByText(failure.message)).toBeVisible();
  expect(screen.getByRole("button", { name: text.article.star })).toHaveAttribute("aria-pressed", "false");
});

test("e walks the names with the arrows, Esc leaves them", async () => {
  const { user } = await openReader();
  await user.keyboard("e");
  await waitFor(() => expect((document.activeElement as HTMLElement).dataset.entity).toBeDefined());
  const first = document.activeElement;
  await user.keyboard("{ArrowRight}");
  expect(document.activeElement).not.toBe(first);
  expect((document.activeElement as HTMLElement).dataset.entity).toBeDefined();
  expect(await screen.findByTestId("entity-card")).toBeInTheDocument();
  await user.keyboard("{Escape}");
  expect(document.activeElement).toBe(screen.getByTestId("headline"));
});

test("p opens the side panel with next and previous for each name", async () => {
  const { user } = await openReader();
  await user.keyboard("p");
  const panel = screen.getByRole("complementary", { name: text.panel.title });
  expect(within(panel).getByRole("button", { name: text.panel.next("Marit Voss") })).toBeInTheDocument();
  expect(within(panel).getAllByText("Calder Marine")[0]).toBeInTheDocument();
});

test("a vanished source is said, and the text stays readable", async () => {
  await openReader({ place: { view: "search", article: { id: "0000000000000006" } } });
  expect(screen.getByText(text.article.missing)).toBeVisible();
  expect(one("article .meta")).toHaveTextContent(text.article.outletUnknown);
  expect(all("[data-block]")).toHaveLength(3);
});
