// A large archive of real news in the window: the 21,578 Reuters articles of
// ../shared. Says so and passes where they are absent.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { KEY, ROOT, openWindow, until } from "./driver.mjs";
import { archiveOf } from "./sources.mjs";

const REUTERS = join(ROOT, "../shared/corpora/reuters21578.jsonl.gz");
const skip = existsSync(REUTERS) ? false : `SKIPPED: ${REUTERS} is absent`;
if (skip) console.error(skip);

const ROW = "[data-pane=list] [data-testid=result-row]";
let window;

before(async () => {
  if (!skip) window = await openWindow({ archive: archiveOf(REUTERS) });
});
after(() => window?.close());

/** The rows of the list that are drawn: their number from the top of the list, and their headline. */
const drawn = () =>
  window.run(
    `const pane = document.querySelector("[data-pane=list]").getBoundingClientRect();
     return [...document.querySelectorAll("${ROW}")]
       .filter((row) => { const box = row.getBoundingClientRect(); return box.bottom > pane.top && box.top < pane.bottom; })
       .map((row) => row.querySelector(".headline")?.textContent ?? "")`,
  );

test("the first screen and the whole list open", { skip }, async () => {
  await window.reads("[data-testid=library-view]", /21,?578 articles/u);
  await window.click("[data-view=search]");
  await window.see(ROW);
  await window.reads("[data-pane=list] .count", /21,?578 articles/u);
});

test("the list scrolls to its end without holding more rows than are seen", { skip }, async () => {
  const scroll = (share) =>
    window.run(
      `const list = [...document.querySelectorAll("[data-pane=list] *")].find((element) => element.scrollHeight > element.clientHeight + 1000);
       list.scrollTop = list.scrollHeight * arguments[0];
       return [list.scrollHeight, list.clientHeight]`,
      share,
    );
  const first = await drawn();
  const [height] = await scroll(0);
  assert.ok(height > 21_578 * 60, `all rows have their place: ${height} px`);
  for (const share of [0.1, 0.37, 0.64, 0.9, 1]) {
    await scroll(share);
    await until(async () => {
      const rows = await drawn();
      return rows.length >= 8 && rows.every((headline) => headline !== "") && rows[0] !== first[0];
    }, `rows stand at ${share} of the list`);
    const n = await window.run(`return document.querySelectorAll("${ROW}").length`);
    assert.ok(n < 80, `${n} rows are held`);
  }
  await scroll(0);
  await until(async () => (await drawn())[0] === first[0], "the first row is back");
});

test("results follow each letter", { skip }, async (t) => {
  await window.press("/");
  await window.run(
    `const box = document.querySelector("[data-testid=search-box]");
     const list = document.querySelector("[data-pane=list]");
     let since = null;
     window.waited = [];
     box.addEventListener("input", () => { since = performance.now(); });
     new MutationObserver(() => {
       if (since === null) return;
       const from = since;
       since = null;
       requestAnimationFrame(() => window.waited.push(performance.now() - from));
     }).observe(list, { childList: true, subtree: true, characterData: true });`,
  );
  for (const words of ["oil prices", "said japan", "wheat export"]) {
    await window.press([KEY.control, "a"]);
    for (const letter of words) {
      const n = await window.run("return window.waited.length");
      await window.type(letter);
      if (letter !== " ") await until(() => window.run("return window.waited.length > arguments[0]", n), `“${letter}” shows`, 5000);
    }
    const [word] = words.split(" ");
    await until(async () => (await window.texts(`${ROW} mark[role=mark]`)).some((hit) => hit.toLowerCase().startsWith(word.slice(0, 3))), "hits are marked");
  }
  const waited = (await window.run("return window.waited")).sort((a, b) => a - b);
  const at = (share) => Math.round(waited[Math.floor((waited.length - 1) * share)]);
  t.diagnostic(`key to drawn: median ${at(0.5)} ms, 95 % ${at(0.95)} ms, longest ${at(1)} ms, ${waited.length} keys`);
});

test("an article opens at its hit, and the people of the archive are listed", { skip }, async () => {
  await window.press(KEY.enter);
  await window.see("[data-testid=reader] .hit");
  await window.click("[data-view=entities]");
  await window.see("[data-pane=list] [data-row]");
  await window.click("[data-pane=list] [data-row]");
  await window.see("[data-testid=quote-row]");
});
