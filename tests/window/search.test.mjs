// The second moment: "Search keeps up with me."

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { KEY, openWindow, until } from "./driver.mjs";
import { SAMPLES, archiveOf, manyArticles } from "./sources.mjs";

let archive;
let window;

before(async () => {
  archive = archiveOf(SAMPLES);
  window = await openWindow({ archive });
});
after(() => window?.close());

const ROW = "[data-pane=list] [data-testid=result-row]";

/** Shares of the reader's height at which the hits stand. */
const heights = () =>
  window.run(
    `const pane = document.querySelector("[data-testid=reader]").getBoundingClientRect();
     return [...document.querySelectorAll("[data-testid=reader] .hit")].map((hit) => {
       const box = hit.getBoundingClientRect();
       return (box.top + box.height / 2 - pane.top) / pane.height;
     })`,
  );

test("the search box has the focus on the first screen, and results follow each letter", async () => {
  assert.equal(await window.run("return document.activeElement?.dataset.testid"), "search-box");
  await window.type("inqui");
  await window.see(ROW);
  await window.reads("[data-pane=list] .count", /^\d+ articles?$/u);
  await window.reads(`${ROW} mark[role=mark]`, /^inqui/iu);
});

test("a person chosen among the filters narrows the list and is taken away again", async () => {
  const COUNT = "[data-pane=list] .count";
  const PERSON = "[data-facet=person] button";
  const counts = (n) => window.reads(COUNT, new RegExp(`^${n} articles?$`, "u"));
  const before = Number.parseInt(await window.text(COUNT), 10);
  await window.click("[data-pane=list] [aria-controls=facets]");
  await window.see(PERSON);
  const n = Number(await window.text(`${PERSON} [aria-hidden]`));
  assert.ok(n < before);
  await window.click(PERSON);
  await counts(n);
  assert.equal(await window.run("return document.activeElement.ariaPressed"), "true");
  await window.press(KEY.enter);
  await counts(before);
  assert.equal(await window.run("return document.activeElement.ariaPressed"), "false");
  await window.click("[data-pane=list] [aria-controls=facets]");
  await window.click("[data-testid=search-box]");
});

test("old results stay until the new ones replace them whole", async () => {
  // A list that is emptied between two answers would be seen by this watch.
  await window.run(
    `window.fewest = Infinity;
     const list = document.querySelector("[data-pane=list]");
     const look = () => { window.fewest = Math.min(window.fewest, list.querySelectorAll("[data-testid=result-row]").length); };
     window.watch = new MutationObserver(look);
     window.watch.observe(list, { childList: true, subtree: true });`,
  );
  await window.type("ry");
  await until(async () => /inquiry/iu.test((await window.texts(`${ROW} mark[role=mark]`)).join(" ")), "the longer word is found");
  // Rows that stay the same elements change nothing in the list.
  assert.ok(await window.run("window.watch.disconnect(); return window.fewest > 0"));
});

test("Enter opens the first hit before the eye, Esc brings everything back", async () => {
  // What was found for the unfinished word would give way to it, and the selection with it.
  await window.see("#article-list[data-query=inquiry]");
  await window.press(KEY.down, KEY.down);
  const place = () =>
    window.run(
      `const list = document.querySelector("[data-pane=list] [data-testid=list-scroll]") ?? document.querySelector("[data-pane=list]");
       return [document.querySelector("[data-testid=search-box]").value,
               [...document.querySelectorAll("[data-pane=list] [data-testid=result-row]")].findIndex((row) => row.tabIndex === 0),
               [...document.querySelectorAll("[data-pane=list] *")].map((element) => element.scrollTop).find((top) => top > 0) ?? 0]`,
    );
  const before = await place();
  await window.press(KEY.enter);
  await window.see("[data-testid=reader] .hit");
  await until(async () => (await heights()).some((at) => at > 0.33 && at < 0.47), "a hit stands at 35 to 45 % of the height");
  await window.press(KEY.escape);
  await window.seeNo("[data-testid=reader] .hit");
  assert.deepEqual(await place(), before);
});

test("a problem in the query is said in words, and the rest is searched", async () => {
  await window.press("/");
  await window.press([KEY.control, "a"]);
  await window.type('dam headine:flood');
  await window.reads("#search-problems", /headline/u);
  await window.press([KEY.control, "a"]);
  await window.type("dam");
  await window.see(ROW);
});

test("a long name among the filters leaves the typed words in view", async () => {
  const OUTLET = "[data-facet=outlet] button[title='The Aldmouth Courier']";
  await window.press([KEY.control, "a"]);
  await window.type("the inquiry into the dam");
  await window.see(`#article-list[data-query="the inquiry into the dam"]`);
  await window.click("[data-pane=list] [aria-controls=facets]");
  await window.click(OUTLET);
  await window.see(`${OUTLET}[aria-pressed=true]`);
  const [term, words, field] = await window.run(
    `const [term, words] = document.querySelectorAll("search .mirror > span");
     const shown = (element) => { const { left, right } = element.getBoundingClientRect(); return { left, right, text: element.textContent, cut: element.scrollWidth > element.clientWidth + 1 }; };
     return [shown(term), shown(words), shown(document.querySelector("search .field"))]`,
  );
  assert.equal(term.text, 'source:"The Aldmouth Courier"');
  assert.ok(term.cut && term.right > term.left + 20, "the name is shortened, and still seen");
  assert.equal(words.text.trim(), "the inquiry into the dam");
  assert.ok(words.left >= term.right - 1 && words.right <= field.right + 1, "the words are whole");
  await window.click("[data-testid=search-box]");
  await window.type("s");
  assert.equal(await window.run(`return document.querySelector("[data-testid=search-box]").value`), 'source:"The Aldmouth Courier" the inquiry into the dams');
});

test("a list of what is starred loses a row without moving the one that is selected", async () => {
  const starred = await openWindow({ archive: archiveOf(manyArticles(40)) });
  try {
    await starred.see("[data-testid=library-view] [data-row]");
    await starred.run(
      `const { invoke } = window.__TAURI_INTERNALS__;
       return invoke("articles", { request: { limit: 40, request: 0 } }).then(({ rows }) => Promise.all(rows.map(({ id }) => invoke("set_starred", { id, starred: true }))));`,
    );
    await starred.type("is:starred");
    await starred.reads("[data-pane=list] .count", /^40 articles$/u);
    await starred.click(`#row-2`);
    await starred.see("[data-testid=reader] [data-testid=block]");
    await starred.press("f");
    await starred.seeNo("#row-2 .signs svg");
    await starred.run(`document.querySelector("#article-list .pane").scrollTop = 1000`);
    await starred.click("#row-17");
    const headline = await starred.text("#row-17 .headline");
    await starred.reads("[data-testid=headline]", new RegExp(headline, "u"));
    // Off the rows, and not on a name, whose card Esc would close first.
    await starred.point("[data-legend=person]");
    const { top } = await starred.box("#row-17");
    assert.match(await starred.text("[data-pane=list] .count"), /^40 /u, "nothing leaves while an article is read");
    await starred.press(KEY.escape);
    await starred.reads("[data-pane=list] .count", /^39 articles$/u);
    await starred.reads("[data-pane=list] [data-row][tabindex='0'] .headline", new RegExp(headline, "u"));
    await until(async () => (await starred.box("[data-pane=list] [data-row][tabindex='0']")).top === top, "it stands where it stood");
  } finally {
    await starred.close();
  }
});
