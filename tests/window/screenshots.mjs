// Takes the README's pictures: every view of the real window on the sample
// archive, in both themes.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { KEY, ROOT, openWindow, temporaryFolder, until } from "./driver.mjs";
import { SAMPLES, archiveOf, terminal } from "./sources.mjs";

const PICTURES = join(ROOT, "docs/pictures");
mkdirSync(PICTURES, { recursive: true });

const archive = archiveOf(SAMPLES);
const hit = terminal(archive, "search", "Hallström inquiry", "--limit", "1").hits[0];
const quoted = terminal(archive, "quotes", "--by", "Hallström", "--kind", "direct").quotes;
for (const { article, text } of quoted.slice(0, 4)) {
  terminal(archive, "bookmark", "add", article, `--exact=${text}`, "--note=Check against the minutes", "--tag=dam");
}

for (const theme of ["light", "dark"]) {
  const window = await openWindow({ archive, home: temporaryFolder() });
  const picture = async (name) => {
    // Fonts and pictures come a frame later than the words.
    await window.run("return document.fonts.ready.then(() => true)");
    await pause(300);
    await window.picture(join(PICTURES, `${name}-${theme}.png`));
  };
  try {
    await window.run(`document.documentElement.dataset.theme = arguments[0]`, theme);
    await window.click("[data-view=library]");
    await window.see("[data-testid=library-view] [data-row]");
    await picture("library");
    await window.click("[data-testid=search-box]");
    await window.press([KEY.control, "a"]);
    await window.type("inquiry");
    await window.see("[data-pane=list] mark[role=mark]");
    await window.press(KEY.enter);
    await window.see("[data-testid=reader] article h1");
    await picture("search");
    await window.click(`[data-pane=list] [data-article="${hit.id}"]`);
    await until(async () => (await window.text("[data-testid=headline]")) === hit.headline, "the article is drawn");
    await window.run(`document.querySelector("[data-testid=reader]").scrollTop = 0`);
    await picture("reader");
    await window.click("[data-view=entities]");
    await window.click("[data-pane=list] [data-row]");
    await window.see("[data-testid=quote-row]");
    await picture("entity");
    await window.click("[data-view=quotes]");
    await window.see("[data-testid=quote-row]");
    await picture("quotes");
    await window.click("[data-view=bookmarks]");
    await window.see("[data-testid=bookmark-row]");
    await picture("bookmarks");
  } finally {
    await window.close();
  }
}
