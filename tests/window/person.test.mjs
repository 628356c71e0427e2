// The third moment: "What else did she say?"

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { KEY, openWindow, until } from "./driver.mjs";
import { SAMPLES, archiveOf, terminal } from "./sources.mjs";

let window;
let archive;
let person;

before(async () => {
  archive = archiveOf(SAMPLES);
  [person] = terminal(archive, "entities", "--kind", "person").entities.toSorted((a, b) => b.articles - a.articles);
  const { quotes } = terminal(archive, "quotes", "--by", person.name);
  window = await openWindow({ archive });
  await window.see("[data-testid=library-view] [data-row]");
  assert.ok(quotes.length > 1, `${person.name} is quoted more than once`);
});
after(() => window?.close());

test("pointing at a name shows its card, which never covers the line", async () => {
  const [first] = terminal(archive, "quotes", "--by", person.name).quotes;
  await window.press("/");
  await window.type(`"${first.headline.replaceAll(/["“”]/gu, " ")}"`);
  await until(async () => (await window.texts("[data-pane=list] [data-testid=result-row] .headline"))[0] === first.headline, "the article is found");
  await window.press(KEY.enter);
  await until(async () => (await window.text("[data-testid=headline]")) === first.headline, "the article is open");
  const name = `[data-testid=reader] [data-entity="${person.id}"]`;
  await window.see(name);
  // The scrolling is heard of a frame later, and takes a card away.
  await window.run(
    `const pane = document.querySelector("[data-testid=reader]");
     const before = pane.scrollTop;
     pane.addEventListener("scroll", () => { window.scrolled = true; }, { once: true });
     document.querySelector(arguments[0]).scrollIntoView({ block: "center" });
     window.scrolled = pane.scrollTop === before;`,
    name,
  );
  await until(() => window.run("return window.scrolled"), "the scrolling is over");
  await window.point(name);
  await window.reads("[data-testid=entity-card] .name", new RegExp(person.name, "u"));
  const [card, line] = [await window.box("[data-testid=entity-card]"), await window.box(name)];
  assert.ok(card.top >= line.top + line.height - 1 || card.top + card.height <= line.top + 1, "the card leaves the line free");
});

test("Enter on a name opens the page of the person, with a quotation in sight", async () => {
  await window.point("[data-testid=search-box]");
  await window.seeNo("[data-testid=entity-card]");
  await window.press("e");
  await until(() => window.run(`return document.activeElement?.dataset.entity ?? null`), "a name has the focus");
  await window.run(`document.querySelector(arguments[0]).focus({ preventScroll: true })`, `[data-testid=reader] [data-entity="${person.id}"]`);
  await window.see("[data-testid=entity-card]");
  await window.press(KEY.enter);
  await window.see(`[data-entity-page="${person.id}"] [data-testid=quote-row]`);
  const quotation = await window.box("[data-testid=quote-row]");
  assert.ok(quotation.top + 40 < (await window.run("return innerHeight")), "the first quotation is above the fold");
  await window.reads(`[data-entity-page] h1`, new RegExp(person.name, "u"));
});

test("the filters leave the quotations in sight", async () => {
  const page = `[data-entity-page="${person.id}"]`;
  await window.click(`${page} summary`);
  await window.see(`${page} form input`);
  assert.equal((await window.texts(`${page} form label`)).length, 7, "words, to whom, two dates, outlet, kind and order");
  const [first, second] = await window.run(
    `const [first, second] = [...document.querySelectorAll("[data-testid=quote-row]")].map((row) => row.getBoundingClientRect());
     return [first.bottom, second.top + 40]`,
  );
  assert.ok(second <= (await window.run("return innerHeight")), `a quotation and the first words of the next are above the fold (${first}, ${second})`);
  await window.click(`${page} summary`);
  await window.see(`${page} details:not([open])`);
});

test("a quotation opens in its article and is lit, and Alt+Left returns to the same row", async () => {
  const rows = `[data-entity-page="${person.id}"] [data-testid=quote-row] [data-row]`;
  const second = await window.run(`const row = document.querySelectorAll(arguments[0])[1]; row.scrollIntoView({ block: "center" }); return row.id`, rows);
  const words = (await window.text(`#${second}`)).replaceAll(/[“”"]/gu, "").split(" …")[0].slice(0, 24);
  const scrolled = () => window.run(`return document.querySelector("[data-testid=entity-page]")?.scrollTop ?? null`);
  await window.run(
    `window.lit = false;
     document.addEventListener("click", () => { window.left = document.querySelector("[data-testid=entity-page]").scrollTop; }, { capture: true, once: true });
     new MutationObserver(() => { window.lit ||= document.querySelector("article[data-lit]") !== null; })
       .observe(document.body, { attributes: true, childList: true, subtree: true });`,
  );
  await window.click(`#${second}`);
  await window.see("[data-testid=reader] article");
  await until(() => window.run("return window.lit"), "the quotation is lit");
  const shown = await window.text("[data-testid=reader] article");
  assert.ok(shown.includes(words), `“${words}” stands in the article`);
  await window.press([KEY.alt, KEY.left]);
  await window.see(rows);
  const before = await window.run("return window.left");
  await until(async () => (await scrolled()) === before, "the page is scrolled as before");
  assert.equal(await window.run("return document.activeElement?.id"), second);
});
