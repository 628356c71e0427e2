// Two people of one name in one article: told apart where they stand, by mouse and by key.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { KEY, openWindow, until } from "./driver.mjs";
import { archiveOf, folderOf, terminal } from "./sources.mjs";

const WALL = [
  "---\ntitle: Dole argues over its wall\ndate: 2021-05-04\nsource: The Corrow Herald\n---",
  "John Hale, the mayor of Dole, met Ada Vance on Monday.",
  "“The wall will be built,” Hale said.",
  "John Hale, a plumber from Corrow, disagreed with him.",
  "“Nobody asked me,” he said.",
  "“It is my field they want,” Hale added in the evening.",
];
const [BUILT, ASKED, FIELD] = ["The wall will be built", "Nobody asked me", "It is my field they want"];
const PLUMBER = "John Hale (plumber)";

let window;
let archive;
let sources;

before(async () => {
  sources = folderOf({ "wall.md": WALL });
  archive = archiveOf(sources);
  window = await openWindow({ archive });
  await window.see("[data-testid=library-view] [data-row]");
  await window.openPage("John Hale");
  await window.click("[data-entity-page] [data-testid=quote-row] [data-row]");
  await window.see("[data-testid=reader] article");
});
after(() => window?.close());

const saidBy = (name) => terminal(archive, "quotes", "--by", name).quotes.filter(({ speaker }) => speaker === name).map(({ text }) => text.replaceAll(/[“”,]/gu, ""));
const marks = () =>
  window.run(`return [...document.querySelectorAll("[data-testid=reader] article [data-entity]")].filter((mark) => /Hale$/u.test(mark.textContent)).map((mark) => mark.dataset.entity)`);

/** Walks to the `nth` mark whose words end with Hale, by key, and asks about it. */
async function ask(nth) {
  const at = await window.run(
    `return [...document.querySelectorAll("[data-testid=reader] article [data-entity]")].filter((mark) => /Hale$/u.test(mark.textContent))[arguments[0]].dataset.at`,
    nth,
  );
  await window.press("g", "g", "e");
  await until(async () => {
    if ((await window.run("return document.activeElement?.dataset.at")) === at) return true;
    await window.press(KEY.right);
    return false;
  }, "the walk comes to the mark");
  await window.see("[data-testid=entity-card]");
  await window.press("w");
  await window.see("[data-testid=correct] [role=option]");
}

async function undo() {
  await window.run("document.activeElement?.blur()");
  await window.press([KEY.control, "z"]);
  await window.reads("[data-testid=toast]", /Undone/u);
}

test("from the second John Hale on it is another one, and what he says goes with him", async () => {
  const [mayor] = await marks();
  assert.deepEqual(await marks(), [mayor, mayor, mayor, mayor], "extraction takes them for one");
  await ask(2);
  await window.type("from here");
  await window.press(KEY.enter);
  await window.reads("[data-testid=correct]", /From here on, John Hale is/u);
  await window.type(PLUMBER);
  await window.reads("[data-testid=correct] [role=option][aria-selected=true]", /John Hale \(plumber\)\s*a new person/u);
  await window.press(KEY.enter);
  await window.reads("[role=status] [data-testid=toast]", /John Hale is John Hale \(plumber\) from here on\s*Undo/u);
  await until(async () => new Set(await marks()).size === 2, "the text marks two people");
  const plumber = (await marks())[2];
  assert.deepEqual(await marks(), [mayor, mayor, plumber, plumber]);
  assert.deepEqual([saidBy("John Hale"), saidBy(PLUMBER)], [[BUILT], [ASKED, FIELD]]);
  await until(async () => (await window.texts(".gutter .speaker")).join(", ") === `John Hale, ${PLUMBER}`, "beside the text stands who speaks");
});

test("a rebuild and an edited text leave it so", async () => {
  terminal(archive, "rebuild");
  assert.deepEqual([saidBy("John Hale"), saidBy(PLUMBER)], [[BUILT], [ASKED, FIELD]]);
  writeFileSync(join(sources, "wall.md"), WALL.toSpliced(1, 0, "It had rained for a week, and Hale was late.").join("\n\n"));
  terminal(archive, "import", sources);
  assert.deepEqual([saidBy("John Hale"), saidBy(PLUMBER)], [[BUILT], [ASKED, FIELD]]);
  writeFileSync(join(sources, "wall.md"), WALL.join("\n\n"));
  terminal(archive, "import", sources);
});

test("a single one is nobody's name by mouse, and each is undone", async () => {
  await window.openPage(PLUMBER);
  await window.reads("[data-entity-page]", /yours/u);
  await window.click("[data-entity-page] [data-testid=quote-row] [data-row]");
  await window.see("[data-testid=reader] article");
  await until(async () => (await marks()).length === 4, "the text is drawn");
  const at = await window.run(
    `return [...document.querySelectorAll("[data-testid=reader] article [data-entity]")].findLast((mark) => mark.textContent === "Hale").dataset.at`,
  );
  await window.point(`[data-testid=reader] article [data-at="${at}"]`);
  await window.see("[data-testid=entity-card]");
  await window.click("[data-testid=entity-card] .actions button:nth-of-type(2)");
  await window.see("[data-testid=correct] [role=option]");
  const index = (await window.texts("[data-testid=correct] [role=option]")).findIndex((option) => /Not a person, here alone/u.test(option));
  await window.click(`[data-testid=correct] [role=option]:nth-of-type(${index + 1})`);
  await window.reads("[data-testid=toast]", /Hale is no longer marked here/u);
  await until(async () => (await marks()).length === 3, "the mark is gone");
  assert.deepEqual(saidBy(PLUMBER), [ASKED]);
  await undo();
  await until(async () => (await marks()).length === 4, "the mark is back");
  assert.deepEqual(saidBy(PLUMBER), [ASKED, FIELD]);
  await undo();
  await until(async () => new Set(await marks()).size === 1, "they are one again");
  assert.deepEqual(saidBy("John Hale"), [BUILT, ASKED, FIELD]);
  await until(async () => (await window.texts("[data-testid=entity-row] .name")).join() === "John Hale,Ada Vance", "and in the list");
});
