// Whether somebody's words were printed, and where else a quotation stands.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { KEY, openWindow, until } from "./driver.mjs";
import { SAMPLES, archiveOf, terminal } from "./sources.mjs";

// HPR News printed these words on 15 September 2020, the Gazette a day later in others.
const HPR = "I was told my memo had been filed under weather";
const GAZETTE = "I was told it had been filed under weather";
// What HPR News has in its text is nearer to the Gazette's.
const HPR_IN_TEXT = "I was told that it had been filed under weather";

let window;
let archive;

before(async () => {
  archive = archiveOf(SAMPLES);
  window = await openWindow({ archive });
  await window.see("[data-testid=library-view] [data-row]");
});
after(() => window?.close());

const places = () => window.texts("[data-testid=quote-place]");

/** The article stands in the reader with `words` in sight. */
async function opensAt(words) {
  await window.reads("[data-testid=reader] article", new RegExp(words, "u"));
  const seen = () =>
    window.run(
      `const walker = document.createTreeWalker(document.querySelector("[data-testid=reader] article"), NodeFilter.SHOW_TEXT);
       while (walker.nextNode()) {
         if (!walker.currentNode.data.includes(arguments[0])) continue;
         const range = document.createRange();
         range.selectNode(walker.currentNode);
         const box = range.getBoundingClientRect();
         if (box.bottom > 0 && box.top < innerHeight) return true;
       }
       return false`,
      words.slice(0, 12),
    );
  await until(seen, `“${words}” is in sight`);
}

test("words typed into the quote check are found exactly and nearly, with the differences marked", async () => {
  await window.press([KEY.control, "k"]);
  await window.see("[data-testid=palette] input");
  await window.type("check a quot");
  const command = "[data-testid=palette] [role=option][aria-selected=true]";
  await window.reads(command, /^Check a quotation/u);
  await window.click(command);
  await window.see("[data-testid=check] textarea");
  await window.type(HPR.toUpperCase());
  await window.see("[data-testid=verdict][data-result=exact]");
  await window.reads("[data-testid=verdict]", /in 1 article\.$/u);
  const [first, second] = await places();
  assert.match(first, /^HPR News.*word for word.*I was told my memo had been filed under weather/u);
  assert.match(second, /^Sallow Valley Gazette/u);
  assert.match(await window.text("[data-testid=quote-place] del"), /MY MEMO$/u);
  assert.match(await window.text("[data-testid=quote-place] ins"), /it$/u);
  const lines = await window.run(
    `return ["del", "ins"].map((name) => getComputedStyle(document.querySelector("[data-testid=quote-place] " + name)).textDecorationLine)`,
  );
  assert.deepEqual(lines, ["line-through", "underline"]);
});

test("words nobody printed are said to stand nowhere", async () => {
  await window.press([KEY.control, "a"]);
  await window.type("The gulls of the bay have elected a heron");
  await window.press(KEY.enter);
  await window.see("[data-testid=verdict][data-result=none]");
  assert.deepEqual(await places(), []);
});

test("a place opens in its article where the words stand", async () => {
  await window.press([KEY.control, "a"]);
  await window.type(GAZETTE);
  await window.press(KEY.enter);
  await window.see("[data-testid=verdict][data-result=exact]");
  await window.press(KEY.tab, KEY.enter);
  await window.seeNo("[data-testid=check]");
  await opensAt(GAZETTE);
});

test("words selected in an article are taken over", async () => {
  await window.select("[data-testid=reader] article", GAZETTE);
  await window.press("c");
  await window.see("[data-testid=verdict][data-result=exact]");
  assert.equal(await window.run(`return document.querySelector("[data-testid=check] textarea").value`), GAZETTE);
  await window.press(KEY.escape);
  await window.seeNo("[data-testid=check]");
});

test("a quotation says where else it was printed, and that opens in place", async () => {
  await window.press("g", "q");
  await window.see("[data-testid=quotes-view] [data-testid=quote-row]");
  const { quotes } = terminal(archive, "quotes", "told filed under weather");
  const quotation = quotes.find(({ text }) => text.includes(GAZETTE));
  await window.click("[data-pane=list] input");
  await window.type("told filed under weather");
  // One row stands for all copies, until each is asked for.
  await window.see("[data-testid=every-copy]");
  await window.seeNo(`[data-quotation="${quotation.id}"]`);
  await window.click("[data-testid=every-copy]");
  await window.see(`[data-quotation="${quotation.id}"] .why`);
  await window.click(`[data-quotation="${quotation.id}"] .why`);
  await window.see("[data-testid=variants] [data-testid=quote-place]");
  const [first] = await window.texts("[data-testid=variants] [data-testid=quote-place]");
  assert.match(first, /^HPR News/u);
  assert.match(await window.text("[data-testid=variants] ins"), /that$/u);
  await window.click("[data-testid=variants] [data-testid=quote-place]");
  await opensAt(HPR_IN_TEXT);
});
