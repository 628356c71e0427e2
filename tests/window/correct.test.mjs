// The fifth moment: "I fixed it once."

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { KEY, openWindow, until } from "./driver.mjs";
import { archiveOf, folderOf, terminal } from "./sources.mjs";

const QUAY = [
  "---\ntitle: A quarrel on the quay\ndate: 2021-05-04\nsource: The Corrow Herald\n---",
  "Ada Vance, the harbour master, met Bo Lund, a captain, on the quay on Monday.",
  "“The night boat will not sail before the summer,” Vance said.",
  "“That is for the captains to say,” Lund said.",
];
const FLEET = [
  "---\ntitle: Two boats for Corrow\ndate: 2021-06-01\nsource: The Corrow Herald\n---",
  "Captain Bo Lund met two boats on Friday, and Jonas Wier paid for them.",
  "“They are older than I am,” Lund said.",
];
const WORDS = "The night boat will not sail before the summer";

let window;
let archive;
let sources;

before(async () => {
  sources = folderOf({ "quay.md": QUAY, "fleet.md": FLEET });
  archive = archiveOf(sources);
  window = await openWindow({ archive });
  await window.see("[data-testid=library-view] [data-row]");
});
after(() => window?.close());

const saidBy = (name) => terminal(archive, "quotes", "--by", name).quotes.map(({ text }) => text.replaceAll(/[“”,]/gu, ""));
const idOf = (name) => terminal(archive, "entities").entities.find((entity) => entity.name === name)?.id;
const rows = "[data-entity-page] [data-testid=quote-row]";

/** Waits until the page lists exactly `n` quotations, and returns their words. */
async function quotations(n) {
  await until(async () => (await window.texts(rows)).length === n, `${n} quotations are listed`);
  return window.texts(rows);
}

async function undo() {
  await window.run("document.activeElement?.blur()");
  await window.press([KEY.control, "z"]);
  await window.reads("[data-testid=toast]", /Undone/u);
}

test("w on a quotation, three letters and Enter give it another speaker, seen on both pages", async () => {
  await window.openPage("Ada Vance");
  assert.ok((await quotations(1))[0].includes(WORDS));
  await window.click(`${rows} [data-row]`);
  await window.see("[data-testid=reader] article");
  await window.see("article[data-lit], .gutter .speaker");
  await window.press("w");
  await window.reads("[data-testid=why-card] .name", /^Ada Vance$/u);
  await until(() => window.run(`return document.activeElement?.dataset.testid === "name-picker"`), "the box has the focus");
  await window.type("lun");
  await window.reads("[data-testid=why-card] [role=option][aria-selected=true] .label", /^Bo Lund$/u);
  await window.press(KEY.enter);
  await window.reads("[role=status] [data-testid=toast]", /Now attributed to Bo Lund\s*Undo/u);
  await window.seeNo("[data-testid=why-card]");
  await until(async () => (await window.texts(".gutter .speaker")).join() === "Bo Lund", "the text shows the speaker, once a run");
  await window.press("w");
  await window.reads("[data-testid=why-card]", /You said so on .* yours/u);
  await window.press(KEY.escape);
  await window.seeNo("[data-testid=why-card]");
  assert.deepEqual(saidBy("Ada Vance"), []);
  await window.openPage("Bo Lund");
  const said = await quotations(3);
  assert.equal(said.filter((row) => row.includes(WORDS) && row.includes("yours")).length, 1);
  await window.openPage("Ada Vance");
  await quotations(0);
});

test("undo gives it back, and redo takes it again", async () => {
  await undo();
  assert.ok((await quotations(1))[0].includes(WORDS));
  await window.press([KEY.control, KEY.shift, "z"]);
  await window.reads("[data-testid=toast]", /Redone/u);
  await quotations(0);
  assert.equal(saidBy("Bo Lund").length, 3);
});

test("an import of the changed file and a rebuild leave it corrected", async () => {
  writeFileSync(join(sources, "quay.md"), [...QUAY, "The board meets again in a week."].join("\n\n"));
  const imported = terminal(archive, "import", sources);
  assert.equal(imported.updated, 1);
  assert.equal(saidBy("Bo Lund").length, 3);
  terminal(archive, "rebuild");
  assert.equal(saidBy("Bo Lund").length, 3);
  await window.openPage("Bo Lund");
  await quotations(3);
});

test("three letters and Enter work in a list of quotations too, and so does “Not a quotation”", async () => {
  const words = "They are older than I am";
  const row = async () => (await window.texts(rows)).findIndex((said) => said.includes(words));
  await quotations(3);
  await window.press("g", "g", ...Array.from({ length: await row() }, () => "j"));
  await until(async () => (await window.text(`${rows}.selected`))?.includes(words), "the row is chosen");
  await window.press("w");
  await window.see("[data-testid=quote-reason] [data-testid=name-picker]");
  await window.type("wie");
  await window.reads("[data-testid=quote-reason] [role=option][aria-selected=true] .label", /^Jonas Wier$/u);
  await window.press(KEY.enter);
  await window.reads("[data-testid=toast]", /Now attributed to Jonas Wier/u);
  await quotations(2);
  assert.deepEqual(saidBy("Jonas Wier"), [words]);
  await undo();
  await quotations(3);
  await window.click(`${rows} .why`);
  await window.click("[data-testid=quote-reason] .picker button");
  await window.reads("[data-testid=toast]", /No longer a quotation/u);
  await quotations(2);
  await undo();
  await quotations(3);
});

test("a name is renamed, joined with another and rejected, and each is undone", async () => {
  await window.openPage("Jonas Wier");
  const wier = idOf("Jonas Wier");
  await window.press(KEY.f2);
  await window.see("[data-testid=correct] input");
  await window.type("Jonas Weir");
  await window.reads("[data-testid=correct] [role=option]", /Rename to Jonas Weir/u);
  await window.press(KEY.enter);
  await window.reads("[data-entity-page] h1", /^Jonas Weir$/u);
  assert.equal(idOf("Jonas Wier"), undefined);
  await undo();
  await window.see(`[data-entity-page="${wier}"]`);

  await window.click("[data-entity-page] header .actions button:nth-of-type(2)");
  await window.see("[data-testid=correct] input");
  await window.type("lun");
  await window.reads("[data-testid=correct] [role=option][aria-selected=true] .label", /^Bo Lund$/u);
  await window.press(KEY.enter);
  await window.reads("[data-entity-page] h1", /^Bo Lund$/u);
  await window.reads("[data-entity-page] dl", /Jonas Wier/u);
  await undo();
  await window.reads("[data-entity-page] h1", /^Jonas Wier$/u);

  await window.click("[data-entity-page] header .actions button:nth-of-type(4)");
  await window.reads("[data-testid=toast]", /Jonas Wier is no longer marked/u);
  await window.seeNo("[data-entity-page]");
  terminal(archive, "rebuild");
  assert.equal(idOf("Jonas Wier"), undefined, "a rebuild leaves it rejected");
  await undo();
  assert.equal(idOf("Jonas Wier"), wier);
});

test("names ticked in the list are joined at once, stay so after a rebuild, and one undo parts them", async () => {
  await window.press("g", "p");
  await until(async () => (await window.texts("[data-testid=entity-row] .name")).length === 3, "three people are listed");
  const index = async (name) => (await window.texts("[data-testid=entity-row] .name")).findIndex((row) => row === name);
  for (const name of ["Bo Lund", "Jonas Wier"]) {
    await window.run(`document.getElementById("name-${await index(name)}").dispatchEvent(new MouseEvent("click", { bubbles: true, ctrlKey: true }))`);
  }
  await window.reads(".ticks [role=status]", /^2 ticked$/u);
  await window.press(KEY.f2);
  await window.see("[data-testid=correct] input");
  await window.type("same");
  await window.press(KEY.enter);
  await window.type("lund");
  await window.reads("[data-testid=correct] [role=option][aria-selected=true] .label", /^Bo Lund$/u);
  await window.press(KEY.enter);
  await window.reads("[data-testid=toast]", /2 names are now Bo Lund/u);
  await until(async () => (await window.texts("[data-testid=entity-row] .name")).length === 2, "they are one row");
  await window.seeNo(".ticks");
  terminal(archive, "rebuild");
  assert.equal(idOf("Jonas Wier"), undefined);
  await undo();
  await until(async () => (await window.texts("[data-testid=entity-row] .name")).length === 3, "they are two again");
});

test("corrections are listed, and one is removed there", async () => {
  await window.press([KEY.control, ","]);
  await window.see("[data-testid=settings] .corrections");
  await window.run(`document.querySelector("[data-testid=settings] .corrections").focus()`);
  await window.press(KEY.enter);
  await window.reads("[data-testid=correction]", /was said by Bo Lund/u);
  await window.click("[data-testid=correction] button");
  await window.seeNo("[data-testid=correction]");
  assert.deepEqual(saidBy("Ada Vance"), [WORDS]);
});
