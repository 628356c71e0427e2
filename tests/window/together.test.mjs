// Two people who say something together: both are shown, listed, found and corrected.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { KEY, openWindow, until } from "./driver.mjs";
import { archiveOf, folderOf, terminal } from "./sources.mjs";

const WORDS = "The night boat will sail before the summer";
const QUAY = [
  "---\ntitle: A promise on the quay\ndate: 2021-05-04\nsource: The Corrow Herald\n---",
  "The board met in the rain on Monday.",
  `“${WORDS},” Ada Vance, the harbour master, and Bo Lund, a captain, said.`,
  "“I have the tickets,” Vance said.",
];

let window;
let archive;

before(async () => {
  archive = archiveOf(folderOf({ "quay.md": QUAY }));
  window = await openWindow({ archive });
  await window.see("[data-testid=library-view] [data-row]");
});
after(() => window?.close());

const rows = "[data-entity-page] [data-testid=quote-row]";
const saidBy = (name) => terminal(archive, "quotes", "--by", name).quotes.filter(({ text }) => text.includes(WORDS)).length;

/** Waits until the page of `name` lists exactly `n` quotations, and returns what the rows say. */
async function said(name, n) {
  await window.openPage(name);
  await until(async () => (await window.texts(rows)).length === n, `${n} quotations of ${name} are listed`);
  return window.texts(rows);
}

test("each has it on the own page, which says with whom", async () => {
  const [lund] = await said("Bo Lund", 1);
  assert.match(lund, /The night boat.*with Ada Vance/su);
  assert.doesNotMatch(lund, /Ada Vance and Bo Lund ·/u, "a page names its own person once");
  const vance = (await said("Ada Vance", 2)).find((row) => row.includes(WORDS));
  assert.match(vance, /with Bo Lund/u);
  assert.deepEqual([saidBy("Ada Vance"), saidBy("Bo Lund")], [1, 1]);
});

test("the list names both, and each name leads to its page", async () => {
  await window.click("[data-view=quotes]");
  const names = "[data-testid=quotes-view] [data-testid=quote-row] .speakers";
  await until(async () => (await window.texts(names)).some((name) => /Ada Vance and Bo Lund/u.test(name)), "both are named");
  await window.run(
    `[...document.querySelectorAll("[data-testid=quotes-view] .speakers button")].find((name) => name.textContent === "Bo Lund").dataset.chosen = "lund"; return true`,
  );
  await window.click("[data-chosen=lund]");
  await window.reads("[data-entity-page] h1", /Bo Lund/u);
});

test("the text names both beside their words, and w makes one of them its speaker until it is undone", async () => {
  await said("Bo Lund", 1);
  await window.click(`${rows} [data-row]`);
  await window.see("article[data-lit], .gutter .speaker");
  const label = async () => (await window.texts(".gutter .speaker"))[0];
  await until(async () => /Vance.*Lund/su.test(await label()), "the gutter names both");
  await window.press("w");
  await window.reads("[data-testid=why-card] .name", /Ada Vance and Bo Lund/u);
  await until(() => window.run(`return document.activeElement?.dataset.testid === "name-picker"`), "the box has the focus");
  await window.type("lun");
  await window.reads("[data-testid=why-card] [role=option][aria-selected=true] .label", /^Bo Lund$/u);
  await window.press(KEY.enter);
  await window.reads("[data-testid=toast]", /Now attributed to Bo Lund/u);
  await until(async () => !(await label()).includes("Vance"), "he alone is named");
  assert.deepEqual([saidBy("Ada Vance"), saidBy("Bo Lund")], [0, 1]);
  await window.run("document.activeElement?.blur()");
  await window.press([KEY.control, "z"]);
  await window.reads("[data-testid=toast]", /Undone/u);
  await until(async () => /Vance.*Lund/su.test(await label()), "both are named again");
  assert.deepEqual([saidBy("Ada Vance"), saidBy("Bo Lund")], [1, 1]);
});
