// The fourth moment: "Saved, and I trust it."

import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { KEY, openWindow, temporaryFolder, until } from "./driver.mjs";
import { terminal } from "./sources.mjs";

const FILLER = Array.from(
  { length: 24 },
  (_, i) => `Paragraph ${i + 1} of the report speaks of the tide tables, of rope, of the price of herring and of nothing else that matters here; it is long so that there is something to scroll.`,
);
const PASSAGE = "The harbour board sold the crane for one crown";
const SENTENCE = `${PASSAGE}, and nobody has asked to whom.`;

function source() {
  const folder = join(temporaryFolder(), "sources");
  mkdirSync(folder);
  const file = join(folder, "crane.txt");
  writeFileSync(file, ["A crane is gone", ...FILLER.slice(0, 16), SENTENCE, ...FILLER.slice(16)].join("\n\n"));
  return { folder, file };
}

const bookmarked = "[data-testid=reader] mark[data-bookmark]";

test("a bookmark is on disk at once, undone, found after a restart, and lost rather than misplaced", async () => {
  const { folder, file } = source();
  const original = readFileSync(file, "utf8");
  const archive = temporaryFolder();
  const home = temporaryFolder();
  terminal(archive, "import", folder);
  const bookmarks = () => terminal(archive, "bookmarks").bookmarks;

  let window = await openWindow({ archive, home });
  try {
    await window.click("[data-testid=result-row]");
    await window.see("[data-testid=reader] article");
    await window.select("[data-testid=reader] article .blocks", PASSAGE);
    await window.run(`getSelection().anchorNode.parentElement.scrollIntoView({ block: "center" })`);
    const place = () =>
      window.run(
        `const range = document.createRange();
         const walker = document.createTreeWalker(document.querySelector(".blocks"), NodeFilter.SHOW_TEXT);
         while (walker.nextNode()) if (walker.currentNode.data.includes("harbour board sold")) break;
         range.selectNodeContents(walker.currentNode);
         const box = range.getClientRects()[0];
         return [box.top, box.left]`,
      );
    const before = await place();
    await window.press("h");
    await window.see(bookmarked);
    assert.deepEqual(await place(), before, "the text has not moved");
    assert.equal(await window.text(bookmarked), PASSAGE);
    assert.deepEqual(bookmarks().map(({ exact, state }) => [exact, state]), [[PASSAGE, "in_place"]], "it is on disk");

    await window.press("n");
    await until(() => window.run(`return document.activeElement?.dataset.testid === "note-editor"`), "the note has the focus");
    await window.type("Ask the board");
    await window.press(KEY.escape);
    await until(() => bookmarks()[0]?.note === "Ask the board", "Esc has saved the note");

    await window.press([KEY.control, "z"]);
    await until(() => bookmarks()[0]?.note !== "Ask the board", "the note is undone");
    await until(async () => {
      if (bookmarks().length === 0) return true;
      await window.press([KEY.control, "z"]);
      return false;
    }, "the bookmark is undone");
    await window.seeNo(bookmarked);
    await window.press([KEY.control, KEY.shift, "z"], [KEY.control, KEY.shift, "z"]);
    await until(() => bookmarks()[0]?.note === "Ask the board", "both are done again");
  } finally {
    await window.close();
  }

  window = await openWindow({ archive, home });
  try {
    await window.click("[data-view=bookmarks]");
    await window.click("[data-testid=bookmark-row] [data-row]");
    await window.see(bookmarked);
    const at = await until(
      () =>
        window.run(
          `const mark = document.querySelector(arguments[0])?.getBoundingClientRect();
           const pane = document.querySelector("[data-testid=reader]").getBoundingClientRect();
           return mark ? (mark.top - pane.top) / pane.height : null`,
          bookmarked,
        ),
      "the passage is drawn",
    );
    assert.ok(at > 0.33 && at < 0.47, `the passage stands at ${at} of the height`);
  } finally {
    await window.close();
  }

  writeFileSync(file, original.replace(`${SENTENCE}\n\n`, ""));
  terminal(archive, "import", folder);
  window = await openWindow({ archive, home: temporaryFolder() });
  try {
    await window.click("[data-view=bookmarks]");
    await window.see("[data-testid=bookmark-row][data-state=lost]");
    const row = await window.text("[data-testid=bookmark-row]");
    assert.ok(row.includes(PASSAGE) && row.includes("Ask the board"), "the lost words and the note are shown");
    await window.click("[data-testid=bookmark-row] [data-row]");
    await window.see("[data-testid=reader] article");
    assert.equal(await window.shows(bookmarked), false, "nothing else is highlighted");
  } finally {
    await window.close();
  }
});
