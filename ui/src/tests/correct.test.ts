// What the reader corrects, by key and by mouse.

import { screen, waitFor, within } from "@testing-library/svelte";
import { expect, test, vi } from "vitest";
import type { MentionView } from "../lib/backend/types";
import { whyNamed } from "../lib/state/named";
import { text } from "../lib/text";
import { all, one, openReader, openWindow, seen, wall } from "./window";

test("w takes three letters and Enter for another speaker, says so, and Ctrl+Z takes it back", async () => {
  const { user, backend } = await openReader();
  const speakers = async (): Promise<Array<string | undefined>> => (await backend.article(wall, null)).quotations.map(({ speaker }) => speaker?.name);
  const before = await speakers();
  await user.keyboard("w");
  const card = await screen.findByTestId("why-card");
  await waitFor(() => expect(document.activeElement).toBe(within(card).getByTestId("name-picker")));
  await user.keyboard("kap");
  await waitFor(() => expect(one("[data-testid=why-card] [role=option][aria-selected=true]")).toHaveTextContent("Ruth Kaplan"));
  await user.keyboard("{Enter}");
  expect(await screen.findByText(text.corrections.attributed("Ruth Kaplan"))).toBeVisible();
  expect(screen.queryByTestId("why-card")).toBeNull();
  expect((await speakers()).filter((name) => name === "Ruth Kaplan").length).toBe(before.filter((name) => name === "Ruth Kaplan").length + 1);
  await user.keyboard("w");
  await waitFor(() => expect(screen.getByTestId("why-card")).toHaveTextContent(text.corrections.yours));
  await user.keyboard("{Escape}{Control>}z{/Control}");
  await waitFor(async () => expect(await speakers()).toEqual(before));
});

test("w and F2 say whom the speaker is the same as, in the reader and in a list, and it can be undone", async () => {
  const { user, backend } = await openReader();
  const decided = async (): Promise<Array<string | undefined>> => (await backend.corrections()).map(({ name }) => name?.name);
  await user.keyboard("w");
  const speaker = (await screen.findByTestId("why-card")).querySelector(".name")?.textContent?.replace(/^probably /, "") ?? "";
  await user.keyboard("{F2}");
  expect(await screen.findByRole("dialog", { name: text.corrections.sameTitle(speaker) })).toBeVisible();
  expect(screen.queryByTestId("why-card")).toBeNull();
  await user.keyboard("kap");
  await waitFor(() => expect(one("[data-testid=correct] [role=option][aria-selected=true]")).toHaveTextContent("Ruth Kaplan"));
  await user.keyboard("{Enter}");
  await waitFor(async () => expect(await decided()).toEqual(["Ruth Kaplan"]));
  await user.keyboard("{Control>}z{/Control}");
  await waitFor(async () => expect(await decided()).toEqual([]));
});

test("a row of a list says with F2 whom its speaker is the same as, while its reason is shown", async () => {
  const { user } = await openWindow({ place: { view: "quotes" } });
  await seen("[data-testid=quote-row] .speaker");
  const index = all("[data-testid=quote-row]").findIndex((row) => row.querySelector(".speaker"));
  await user.keyboard("j".repeat(index + 1));
  const speaker = all("[data-testid=quote-row]")[index].querySelector(".speaker")?.textContent?.replace(/^probably /, "") ?? "";
  one(`#quote-${index}`).focus();
  await user.keyboard("w");
  await seen("[data-testid=quote-reason]");
  expect(within(screen.getByTestId("quote-reason")).getByRole("button", { name: new RegExp(text.corrections.sameSpeaker.person) })).toBeVisible();
  await user.keyboard("{F2}");
  expect(await screen.findByRole("dialog", { name: text.corrections.sameTitle(speaker) })).toBeVisible();
});

test("a name that the reader decided about reads as the reader's own on its page and card", async () => {
  const { user, backend } = await openWindow({ place: { view: "entities", entity: "e-voss" } });
  await screen.findByTestId("entity-page");
  expect(screen.queryByTestId("yours")).toBeNull();
  const { row } = await backend.entity("e-voss");
  await user.click(await screen.findByRole("button", { name: text.corrections.rename }));
  await user.clear(one("[data-testid=correct] input"));
  await user.keyboard("Mara Vosswinkel{Enter}");
  expect((await screen.findByTestId("yours")).parentElement).toHaveTextContent(`${text.kinds.person} · ${text.corrections.yours}`);
  expect(screen.getByTestId("entity-page")).toHaveTextContent(text.entity.nameOfYours(row.name));
  await user.keyboard("{Control>}z{/Control}");
  await waitFor(() => expect(screen.queryByTestId("yours")).toBeNull());
});

test("a name in the text is asked about with w, and rejected or renamed", async () => {
  const { user, backend } = await openReader();
  await user.keyboard("e");
  await seen("[data-testid=entity-card]");
  const name = one("[data-testid=entity-card] .name").textContent ?? "";
  await user.keyboard("w");
  await seen("[data-testid=correct] [role=option]");
  expect(all("[data-testid=correct] [role=option] .label").map((label) => label.textContent)).toEqual([
    text.corrections.rename,
    text.corrections.sameAs,
    text.corrections.otherKind,
    text.corrections.not.place,
    text.corrections.somebodyElse,
    text.corrections.notHere.place,
    text.corrections.elseHere,
    text.corrections.notHereAlone.place,
  ]);
  await user.keyboard("ren");
  await waitFor(() => expect(all("[data-testid=correct] [role=option]")).toHaveLength(1));
  await user.keyboard("{Enter}");
  await waitFor(() => expect(one<HTMLInputElement>("[data-testid=correct] input").value).toBe(name));
  await user.keyboard("Another Name{Enter}");
  await waitFor(async () => expect((await backend.corrections())[0]).toMatchObject({ words: name, name: { name: "Another Name" } }));
  await user.keyboard("{Control>}z{/Control}");
  await waitFor(async () => expect(await backend.corrections()).toEqual([]));
});

test("one mention among several becomes another name by key, alone or with those after it, and it can be undone", async () => {
  const { user, backend } = await openReader();
  const { entities } = await backend.article(wall, null);
  const name = entities.find(({ kind, mentions }) => kind === "person" && mentions.length > 2)!;
  const [, second, ...later] = [...name.mentions].sort((a, b) => a.at - b.at);
  const marks = async (called: string): Promise<number[]> => (await backend.article(wall, null)).entities.find((one) => one.name === called)?.mentions.map(({ at }) => at) ?? [];
  const marked = (): string | undefined => one(`[data-testid=reader] [data-at="${second.at}"]`).dataset.entity;
  await user.keyboard("e");
  for (let n = 0; n < 99 && Number((document.activeElement as HTMLElement).dataset.at) !== second.at; n += 1) await user.keyboard("{ArrowRight}");
  await seen("[data-testid=entity-card]");
  await user.keyboard("w");
  await seen("[data-testid=correct] [role=option]");
  await user.keyboard("another here{Enter}");
  expect(await screen.findByRole("dialog", { name: text.corrections.hereTitle(second.words) })).toBeVisible();
  await user.keyboard(name.name);
  await waitFor(() => expect(one("[data-testid=correct] [role=option][aria-selected=true]")).toHaveTextContent(text.corrections.another(name.name)));
  await user.keyboard(" (plumber)");
  await waitFor(() => expect(all("[data-testid=correct] [role=option] .detail").map((detail) => detail.textContent)).toEqual(Object.values(text.corrections.newOfKind)));
  await user.keyboard("{Enter}");
  const other = `${name.name} (plumber)`;
  expect(await screen.findByText(text.corrections.isHereNow(second.words, other))).toBeVisible();
  expect(await marks(other)).toEqual([second.at]);
  await waitFor(() => expect(marked()).toBe(`e-${other}`));
  expect(text.corrections.sentence((await backend.corrections())[0])).toMatch(/ is .+ \(plumber\), where the text says .+$/);
  await user.keyboard("{Control>}z{/Control}");
  await waitFor(() => expect(marked()).toBe(name.id));
  await user.keyboard("e");
  for (let n = 0; n < 99 && Number((document.activeElement as HTMLElement).dataset.at) !== second.at; n += 1) await user.keyboard("{ArrowRight}");
  await user.keyboard("w");
  await seen("[data-testid=correct] [role=option]");
  await user.keyboard("from here{Enter}");
  expect(await screen.findByRole("dialog", { name: text.corrections.onwardsTitle(second.words) })).toBeVisible();
  await user.keyboard(`${other}{Enter}`);
  await waitFor(async () => expect(await marks(other)).toEqual([second, ...later].map(({ at }) => at)));
});

test("lists beside the article follow when a decision about a mention is undone", async () => {
  const { user, backend } = await openReader();
  const { entities } = await backend.article(wall, null);
  const [{ at, end }] = entities.find(({ kind, mentions }) => kind === "person" && mentions.length > 1)!.mentions;
  await backend.decideMention(wall, { at, end, is: null, onwards: false });
  const asked = vi.spyOn(backend, "library");
  await user.keyboard("{Control>}z{/Control}");
  await screen.findByText(text.toast.undone);
  await waitFor(() => expect(asked).toHaveBeenCalled());
});

test("one mention is no name by mouse, and the others stay", async () => {
  const { user, backend } = await openReader();
  const { entities } = await backend.article(wall, null);
  const name = entities.find(({ kind, mentions }) => kind === "person" && mentions.length > 1)!;
  const [first, ...others] = [...name.mentions].sort((a, b) => a.at - b.at);
  await user.hover(one(`[data-testid=reader] [data-at="${first.at}"][data-entity]`));
  await seen("[data-testid=entity-card]");
  await user.click(screen.getByRole("button", { name: new RegExp(text.corrections.correct) }));
  await user.click(await screen.findByText(text.corrections.notHereAlone.person));
  expect(await screen.findByText(text.corrections.noNameHereNow(first.words))).toBeVisible();
  const after = (await backend.article(wall, null)).entities.find(({ id }) => id === name.id);
  expect(after?.mentions.map(({ at }) => at)).toEqual(others.map(({ at }) => at));
});

test("w on a name says why it is thought to be this one, with what the archive joined and the reader decided", async () => {
  const { user, backend } = await openReader();
  const { entities } = await backend.article(wall, null);
  const voss = entities.find(({ id }) => id === "e-voss")!;
  const surname: MentionView = { at: 0, end: 4, words: "Voss", title: "Ms.", how: "surname" };
  const card = await backend.entityCard("e-voss");
  expect(whyNamed({ ...voss, inFull: true, aliases: ["M. Voss"], namesakes: ["Ilse Voss"] }, surname, { ...card, yours: ["M. Voss"] })).toEqual([
    text.named.how.surname("Voss", voss.name),
    text.named.titled("Ms."),
    text.named.inFull,
    text.named.namesakes(["Ilse Voss"]),
    expect.stringMatching(/“M. Voss” \(3 articles\) was joined in the archive: the first names fit; .*; 0\.91/),
    text.named.yours("M. Voss", card.row.name),
  ]);
  expect(whyNamed(voss, { ...surname, words: voss.name, title: null, how: "same" }, { ...card, joins: [] })).toEqual([text.named.how.same(voss.name)]);
  await user.keyboard("e");
  await seen("[data-testid=entity-card]");
  await user.keyboard("w");
  expect(await screen.findByTestId("why-named")).toHaveTextContent(/“.+”/);
});

test("corrections are listed from Settings, and each can be removed", async () => {
  const { user, backend } = await openWindow();
  const { quotations } = await backend.quotations({ limit: 1, offset: 0, request: 0 });
  await backend.correctQuotation(quotations[0].id, { what: "nobody" });
  await user.keyboard("{Control>},{/Control}");
  await user.click(await screen.findByText(text.corrections.open));
  const list = await screen.findByTestId("corrections");
  expect(await within(list).findByTestId("correction")).toHaveTextContent(quotations[0].words);
  await user.click(within(list).getByText(text.corrections.remove));
  await waitFor(() => expect(within(list).queryByTestId("correction")).toBeNull());
  expect(list).toHaveTextContent(text.corrections.empty);
});

test("a joined name says why and how surely, and is told apart again", async () => {
  const { user, backend } = await openWindow({ place: { view: "entities", entity: "e-voss" } });
  const joins = within(await screen.findByTestId("joins"));
  expect(joins.getByText(/“M. Voss” \(3 articles\): the first names fit; .*; 0\.91/)).toBeVisible();
  await user.click(joins.getByRole("button", { name: text.corrections.notTheSameAs("M. Voss") }));
  await waitFor(async () => expect((await backend.corrections())[0]).toMatchObject({ words: "M. Voss", name: { name: "M. Voss", kind: "person" } }));
  expect(text.corrections.sentence((await backend.corrections())[0])).toBe("M. Voss is a name of its own");
});

test("another of the same name says why he is kept apart, and is made one again", async () => {
  const { user, backend } = await openWindow({ place: { view: "entities", entity: "e-voss" } });
  const apart = within(await screen.findByTestId("apart"));
  const other = apart.getByRole("button", { name: /^[^:]+ \(2\)$/ }).textContent ?? "";
  expect(screen.getByTestId("apart")).toHaveTextContent(/\(4 articles\): one is called .* nobody is named beside both; 0\.85/);
  await user.click(apart.getByRole("button", { name: text.corrections.theSameAs(other) }));
  await waitFor(async () => expect((await backend.corrections())[0]).toMatchObject({ words: other, name: { name: other.replace(" (2)", ""), kind: "person" } }));
});

test("names ticked in the list are decided about together: joined, and rejected by key", async () => {
  const { user, backend } = await openWindow({ place: { view: "entities", kind: "person" } });
  await seen("[data-testid=entity-row]");
  const [first, second, third] = all("[data-testid=entity-row] .name").map((name) => name.textContent?.trim());
  one("#name-0").focus();
  await user.keyboard("x{Shift>}{ArrowDown}{/Shift}");
  expect(screen.getByText(text.search.nTicked(2))).toBeVisible();
  await user.click(screen.getByText(text.corrections.decideTicked));
  await user.keyboard("same{Enter}");
  await waitFor(() => expect(all("[data-testid=correct] [role=option]")).toHaveLength(2));
  await user.keyboard(`${second}{Enter}`);
  await waitFor(async () => expect((await backend.corrections()).map(({ words, name }) => [words, name?.name])).toEqual([[first, second]]));
  await waitFor(() => expect(screen.queryByText(text.search.nTicked(2))).toBeNull());
  await user.keyboard("{Control>}z{/Control}");
  await waitFor(async () => expect(await backend.corrections()).toEqual([]));
  await user.keyboard("{Control>}");
  await user.click(one("#name-1"));
  await user.click(one("#name-2"));
  await user.keyboard("{/Control}{F2}");
  await seen("[data-testid=correct] [role=option]");
  await user.keyboard("not{Enter}");
  await waitFor(async () => expect((await backend.corrections()).map(({ words, what }) => [words, what])).toEqual([[second, "noName"], [third, "noName"]]));
});

test("ticks stay while other names are looked for, and Escape takes them away", async () => {
  const { user } = await openWindow({ place: { view: "entities", kind: "person" } });
  await seen("[data-testid=entity-row]");
  one("#name-0").focus();
  await user.keyboard("x");
  await user.type(screen.getByLabelText(text.entity.filter), "kap");
  await waitFor(() => expect(all("[data-testid=entity-row]").length).toBe(1));
  one("#name-0").focus();
  await user.keyboard("x");
  expect(screen.getByText(text.search.nTicked(2))).toBeVisible();
  await user.keyboard("{Escape}");
  expect(screen.queryByText(text.search.nTicked(2))).toBeNull();
});

test("corrections are read from a file and written to one, and both say what came of it", async () => {
  const { user, backend } = await openWindow();
  await backend.decideName({ kind: "person", name: "Ruth Kaplan" }, null, null);
  await user.keyboard("{Control>},{/Control}");
  await user.click(await screen.findByText(text.corrections.open));
  await user.click(await screen.findByText(text.corrections.importFile));
  expect(await screen.findByText(text.corrections.read({ added: 2, updated: 1, unchanged: 0 }))).toBeVisible();
  await user.click(screen.getByText(text.corrections.exportFile));
  expect(await screen.findByText(text.export.written("/home/reader/corrections.txt"))).toBeVisible();
});
