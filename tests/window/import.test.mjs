// The first moment: "It is already readable."

import assert from "node:assert/strict";
import { test } from "node:test";
import { openWindow, until } from "./driver.mjs";
import { manyArticles, terminal } from "./sources.mjs";
import { temporaryFolder } from "./driver.mjs";

test("a thousand files can be read while they come in, and Cancel keeps what came", async () => {
  const archive = temporaryFolder();
  const window = await openWindow({ archive, paths: [manyArticles(1000)] });
  try {
    // Progress is one line at the foot, and can be held.
    await window.see("[data-testid=import-progress] progress");
    const bar = await window.box("[data-testid=import-progress]");
    assert.ok(bar.height < 48, `one line, not ${bar.height} px`);
    assert.ok(bar.top + bar.height > (await window.run("return innerHeight")) - 2, "at the foot");
    await window.see("[data-testid=result-row]");
    await window.run(`[...document.querySelectorAll("[data-testid=import-progress] button")].find((button) => button.textContent === "Pause").click()`);
    await window.reads("[data-testid=import-progress]", /Paused/u);

    // An article opens while the rest waits.
    const headline = await window.text("[data-testid=result-row] .headline");
    await window.click("[data-testid=result-row]");
    await window.reads("article h1", /^The .+, report \d+/u);
    assert.equal(await window.text("article h1"), headline);

    // Rows under the pointer stay where they are while more articles come in.
    await window.click("[data-view=search]");
    await window.see("[data-pane=list] [data-testid=result-row]");
    const row = "[data-pane=list] [data-testid=result-row]";
    await window.point(row);
    const before = [await window.text(row), await window.box(row)];
    await window.run(`[...document.querySelectorAll("[data-testid=import-progress] button")].find((button) => button.textContent === "Resume")?.click()`);
    const done = await until(
      () => window.run(`const bar = document.querySelector("[data-testid=import-progress] progress"); return bar ? bar.value > 200 || null : "over"`),
      "two hundred files are done",
    );
    assert.deepEqual([await window.text(row), await window.box(row)], before);

    if (done !== "over") {
      await window.run(`[...document.querySelectorAll("[data-testid=import-progress] button")].find((button) => button.textContent === "Cancel")?.click()`);
    }
    await window.seeNo("[data-testid=import-progress]");
    assert.deepEqual([await window.text(row), await window.box(row)], before, "and none jumps when it ends");
  } finally {
    await window.close();
  }

  // What was acknowledged is there for the next start and for the terminal program.
  const { total } = terminal(archive, "search", "doubted", "--limit", "1");
  assert.ok(total > 0, "articles that came in are kept, and found");
});
