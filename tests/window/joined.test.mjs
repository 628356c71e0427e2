// One page a person: why names are one or two, and the reader who knows better.

import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { KEY, openWindow, temporaryFolder, until } from "./driver.mjs";
import { terminal } from "./sources.mjs";

const article = (title, date, ...paragraphs) => [`---\ntitle: ${title}\ndate: ${date}\nsource: The Corrow Herald\n---`, ...paragraphs].join("\n\n");
const OWN = ["brisk", "quiet", "amber", "narrow", "damp", "early", "plain", "rusty", "tall"];
// Copies of one article count once, so each has words of its own.
const own = (i) => `It was a day of ${Array.from({ length: 40 }, (_, of) => OWN[(i * 7 + of * (i + 2) + Math.floor(of / 3)) % OWN.length]).join(", ")} things.`;

let window;
let archive;

before(async () => {
  const sources = join(temporaryFolder(), "sources");
  mkdirSync(sources);
  const write = (name, text) => writeFileSync(join(sources, `${name}.md`), text);
  write("ferry", article("The ferry sails again", "2021-04-01", "Ms. Anna-Lena Parr, the captain, met Bo Lund in Corrow.", "“The sea is calm,” said Anna-Lena Parr."));
  write("fleet", article("The fleet grows", "2021-04-02", "Ms. Anna Lena Parr, a captain, met Bo Lund in Corrow.", "“The fleet is large,” said Anna Lena Parr."));
  write("fog", article("Fog on the coast", "2021-04-03", "Ms. Anna-Lena Parr waited in fog."));
  for (let i = 0; i < 30; i += 1) {
    write(`shop${i}`, article(`Shop ${i} opens`, `2021-05-${String(1 + (i % 28)).padStart(2, "0")}`, `Mr. Asa Nord${i} opened a shop on Monday.`, own(i)));
  }
  for (let i = 0; i < 5; i += 1) {
    const dam = ["Ms. Greta Quist of the Harbour Board met John Hale, a senator, in Port Ellery with Mr. Wim Strand.", "“The dam is safe,” said John Hale."];
    const goal = ["Mr. Per Holt of Tarn Rovers praised John Hale, a striker, at Sill Park with Ms. Una Fell.", "“The goal was open,” said John Hale."];
    write(`dam${i}`, article(`The dam, day ${i}`, `2021-06-1${i}`, ...dam, own(i)));
    write(`goal${i}`, article(`The goal, day ${i}`, `2021-06-1${i}`, ...goal, own(i)));
  }
  archive = temporaryFolder();
  terminal(archive, "import", sources);
  window = await openWindow({ archive });
  await window.see("[data-testid=library-view] [data-row]");
});
after(() => window?.close());

const known = (name) => terminal(archive, "entity", name).entities.map(({ name, articles }) => [name, articles]);

async function undo() {
  await window.run("document.activeElement?.blur()");
  await window.press([KEY.control, "z"]);
  await window.reads("[data-testid=toast]", /Undone/u);
}

/** Opens the article of this headline and points at the name of `words`. */
async function pointAtName(headline, words) {
  await window.press("/");
  await window.type(`"${headline}"`);
  await until(async () => (await window.texts("[data-pane=list] [data-testid=result-row] .headline"))[0] === headline, "the article is found");
  await window.press(KEY.enter);
  await until(async () => (await window.text("[data-testid=headline]")) === headline, "the article is open");
  const id = await window.run(
    `return [...document.querySelectorAll("[data-testid=reader] article [data-entity]")].find((mark) => mark.textContent === arguments[0])?.dataset.entity`,
    words,
  );
  await window.point(`[data-testid=reader] article [data-entity="${id}"]`);
  await window.see("[data-testid=entity-card]");
}

test("a join is shown with its reason and how sure it is, on the card and on the page", async () => {
  await pointAtName("Fog on the coast", "Anna-Lena Parr");
  await window.reads("[data-testid=entity-card]", /“Anna Lena Parr” \(1 article\): the same name in another spelling; 0\.9\d/u);
  await window.point("[data-testid=search-box]");
  await window.openPage("Anna-Lena Parr");
  await window.reads("[data-testid=joins]", /“Anna Lena Parr” \(1 article\): the same name in another spelling; 0\.9\d\s*Not the same/u);
  assert.deepEqual(known("Anna-Lena Parr"), [["Anna-Lena Parr", 3]]);
});

test("“Not the same” tells them apart, is undone, and holds after a rebuild", async () => {
  await window.click("[data-testid=joins] button");
  await window.reads("[data-testid=toast]", /Anna Lena Parr is told apart now/u);
  await window.seeNo("[data-testid=joins]");
  assert.deepEqual(known("Anna-Lena Parr"), [["Anna-Lena Parr", 2]]);
  await undo();
  await window.see("[data-testid=joins]");
  assert.deepEqual(known("Anna-Lena Parr"), [["Anna-Lena Parr", 3]]);
  await window.click("[data-testid=joins] button");
  await window.seeNo("[data-testid=joins]");
  terminal(archive, "rebuild");
  assert.deepEqual(known("Anna-Lena Parr"), [["Anna-Lena Parr", 2]]);
  assert.deepEqual(known("Anna Lena Parr"), [["Anna Lena Parr", 1]]);
  await window.openPage("Anna Lena Parr");
  await window.seeNo("[data-testid=joins]");
});

test("two people of one name say why they are two, and are made one, for good", async () => {
  assert.deepEqual(known("John Hale"), [["John Hale", 5], ["John Hale (2)", 5]]);
  await pointAtName("The goal, day 3", "John Hale");
  await window.reads("[data-testid=entity-card]", /Kept apart from another, “John Hale(?: \(2\))?” \(5 articles\): one is called “.*”, the other “.*”, in the same years; nobody is named beside both; 0\.\d\d/u);
  await window.point("[data-testid=search-box]");
  await window.openPage("John Hale (2)");
  await window.reads("[data-testid=apart]", /^John Hale \(5 articles\): one is called/u);
  await window.click("[data-testid=apart] button:last-of-type");
  await window.reads("[data-testid=toast]", /are one now/u);
  await window.reads("[data-entity-page] h1", /^John Hale$/u);
  assert.deepEqual(known("John Hale"), [["John Hale", 10]]);
  terminal(archive, "rebuild");
  assert.deepEqual(known("John Hale"), [["John Hale", 10]]);
  await undo();
  await until(() => known("John Hale").length === 2, "they are two again");
});
