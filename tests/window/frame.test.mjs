// The frame round the articles: first run, views, keys, restart, and what the
// page cannot do.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { KEY, PROGRAM, openWindow, temporaryFolder, until } from "./driver.mjs";
import { SAMPLES, archiveOf, manyArticles, terminal } from "./sources.mjs";

const ROW = "[data-pane=list] [data-testid=result-row]";

/** Clicks the button that says `words`. */
const clickWords = (window, words) =>
  until(
    () =>
      window.run(
        `const button = [...document.querySelectorAll("button:not([disabled])")].find((button) => button.textContent.trim() === arguments[0]);
         button?.click();
         return button !== undefined`,
        words,
      ),
    `there is a button “${words}”`,
  );

/** Leaves the search box, so that single keys are commands. */
const leaveField = (window) => window.run("document.activeElement?.blur()");

/** Returns how many requests come to a server on this computer, and its port. */
async function listener() {
  let asked = 0;
  const server = createServer((_request, answer) => {
    asked += 1;
    answer.end("");
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  server.unref();
  return { server, port: server.address().port, asked: () => asked };
}

test("the first run says what this is, and the sample comes and goes", async () => {
  const home = temporaryFolder();
  const window = await openWindow({ home });
  try {
    await window.reads("main .sentence", /^Backfile opens a folder of news articles/u);
    assert.deepEqual(await window.texts("main button"), ["Open a folder of articles", "Try the sample archive"]);
    await window.reads("main .promise", /Nothing leaves this computer; your files are never changed\./u);
    assert.equal((await window.texts("h1")).length, 1);

    await clickWords(window, "Try the sample archive");
    await window.reads("[data-testid=library-view]", /This is the sample archive/u);
    const sample = join(home, "data", "backfile-sample");
    assert.ok(existsSync(sample), "the sample has a folder of its own");

    await window.seeNo("[data-testid=import-progress]");
    await clickWords(window, "Remove the sample");
    await window.reads("main .promise", /Nothing leaves this computer/u);
    await until(() => !existsSync(sample), "the sample's folder is gone");
  } finally {
    await window.close();
  }
});

describe("on the sample archive", () => {
  let archive;
  let window;

  before(async () => {
    archive = archiveOf(SAMPLES);
    window = await openWindow({ archive });
    await window.see("[data-testid=library-view] [data-row]");
  });
  after(() => window?.close());

  test("the first screen fits without scrolling", async () => {
    const [whole, seen] = await window.run(
      `const view = document.querySelector("[data-testid=library-view]");
       return [view.scrollHeight, view.clientHeight]`,
    );
    assert.ok(whole <= seen, `${whole} px in ${seen}`);
  });

  test("every view opens by its keys, with one title and something to read", async () => {
    const views = [
      ["s", ROW],
      ["p", "[data-testid=entity-row]"],
      ["q", "[data-testid=quote-row]"],
      ["b", "[data-testid=bookmarks-view], main [data-testid=state-empty]"],
      ["l", "[data-testid=library-view] h1"],
    ];
    for (const [key, shown] of views) {
      await leaveField(window);
      await window.press("g", key);
      await window.see(shown);
      assert.equal((await window.texts("h1")).length, 1, `g ${key} has one title`);
    }
    await leaveField(window);
    await window.press("g", "s");
    await window.click(ROW);
    await window.see("[data-testid=reader] [data-testid=block]");
    assert.equal((await window.texts("h1")).length, 1, "the reader has one title");
  });

  test("the palette opens an article by words of its headline, and ? shows the keys", async () => {
    await window.press([KEY.control, "k"]);
    await window.see("[data-testid=palette] input");
    await window.type("sirens went");
    await window.reads("[data-testid=palette] [role=option][aria-selected=true]", /The night the sirens went/u);
    await window.press(KEY.enter);
    await window.reads("[data-testid=headline]", /The night the sirens went/u);
    await window.press([KEY.control, "k"]);
    await window.see("[data-testid=palette] input");
    await window.type("settings");
    await window.press(KEY.enter);
    await window.reads("[data-testid=settings] h2", /Settings/u);
    await window.press(KEY.escape);
    await window.press("?");
    await window.reads("[data-testid=keys-sheet]", /Library/u);
    await window.press(KEY.escape);
    await window.seeNo("[data-testid=keys-sheet]");
  });

  test("no navigation and nothing the page could load leaves this computer", async () => {
    const { server, port, asked } = await listener();
    const url = `http://127.0.0.1:${port}`;
    assert.ok((await fetch(url)).ok && asked() === 1, "the server counts what comes");
    await window.run(
      `const url = arguments[0];
       window.refused = 0;
       const refused = () => { window.refused += 1; };
       for (const [tag, name] of [["img", "src"], ["script", "src"], ["link", "href"]]) {
         const element = document.createElement(tag);
         if (tag === "link") element.rel = "stylesheet";
         element.addEventListener("error", refused);
         element[name] = url + "/" + tag;
         document.body.append(element);
       }
       fetch(url + "/fetch").catch(refused);
       try { new WebSocket(url.replace("http", "ws")).addEventListener("error", refused); } catch { refused(); }`,
      url,
    );
    await until(() => window.run("return window.refused === 5"), "all five are refused");
    await window.run("location.href = arguments[0]", url);
    await window.run("open(arguments[0]); const link = document.createElement('a'); link.href = arguments[0]; document.body.append(link); link.click()", url);
    await window.press([KEY.control, "k"]);
    await window.see("[data-testid=palette] input");
    await window.press(KEY.escape);
    assert.match(await window.run("return location.href"), /^tauri:/u);
    assert.equal(asked(), 1, "the server was asked by nobody else");
    server.close();
  });

  test("a second start on the same archive says so", () => {
    const env = { ...process.env, DISPLAY: "", DBUS_SESSION_BUS_ADDRESS: "" };
    const { status, stderr } = spawnSync(PROGRAM, ["--archive", archive], { env, encoding: "utf8", timeout: 30_000 });
    assert.equal(status, 1);
    assert.match(stderr, /is open in another window/u);
  });

  test("the terminal program can import while the window is open", () => {
    const before = terminal(archive, "search", "bakery", "--limit", "1").total;
    const { imported } = terminal(archive, "import", manyArticles(8));
    assert.equal(imported, 8);
    assert.ok(terminal(archive, "search", "bakery", "--limit", "1").total > before);
  });
});

test("F2 gives a date to an article without one, and Ctrl+Z takes it back", async () => {
  const folder = join(temporaryFolder(), "notes");
  mkdirSync(folder);
  writeFileSync(
    join(folder, "wall.txt"),
    "The harbour wall holds\n\nThe council met on Tuesday and kept the wall. Nobody spoke against it.\n\n“It stood longer than we did,” said Maren Oduya, who built it.\n",
  );
  const archive = archiveOf(folder);
  const window = await openWindow({ archive });
  try {
    await window.see("[data-testid=library-view] [data-row]");
    await leaveField(window);
    await window.press("g", "s");
    await window.click(ROW);
    await window.reads("[data-testid=headline]", /harbour wall/u);
    const date = "[data-testid=reader] time";
    const undated = await window.text(date);
    const meant = () =>
      window.run(`return [...document.querySelectorAll("[data-block] [title]")].find((words) => words.textContent === "Tuesday")?.title ?? null`);
    assert.equal(await meant(), null);
    await window.press(KEY.f2);
    await window.see("[data-testid=edit-article] [aria-describedby=published-hint]");
    await window.click("[data-testid=edit-article] [aria-describedby=published-hint]");
    await window.type("2015-06-10");
    await window.press(KEY.enter);
    await window.seeNo("[data-testid=edit-article]");
    await window.reads(date, /2015/u);
    await window.reads(ROW, /2015/u);
    // The Tuesday before that Wednesday, as every later reader of the archive gets it.
    const [{ id }] = terminal(archive, "search", "harbour").hits;
    const weekday = () => terminal(archive, "show", id).dates.find(({ text }) => text === "Tuesday").value;
    assert.equal(weekday(), "2015-06-09");
    await until(async () => /9.*2015/u.test((await meant()) ?? ""), "the words in the text say which Tuesday");
    await leaveField(window);
    await window.press([KEY.control, "z"]);
    await until(async () => (await window.text(date)) === undated, "the article has no date again");
    await until(async () => !/2015/u.test(await window.text(ROW)), "nor has its row");
    assert.equal(weekday(), null);
    assert.equal(await meant(), null);
  } finally {
    await window.close();
  }
});

test("a restart shows the same article of the same search", async () => {
  const home = temporaryFolder();
  const archive = archiveOf(SAMPLES);
  let window = await openWindow({ archive, home });
  try {
    await window.type("inquiry");
    await window.see(ROW);
    await window.press(KEY.enter);
    await window.see("[data-testid=reader] [data-testid=block]");
    const headline = await window.text("[data-testid=headline]");
    await until(() => placeIsKept(window), "the place is kept");
    await window.close();
    window = await openWindow({ archive, home });
    await window.reads("[data-testid=headline]", /./u);
    assert.equal(await window.text("[data-testid=headline]"), headline);
    assert.equal(await window.run(`return document.querySelector("[data-testid=search-box]").value`), "inquiry");
  } finally {
    await window.close();
  }
});

/** Whether the core has the article that is shown as the place to come back to. */
function placeIsKept(window) {
  return window.run(`return window.__TAURI_INTERNALS__.invoke("ui_state").then((state) => /"article":/u.test(state ?? ""))`);
}

test("a folder that is gone offers Locate…, and its articles stay readable", async () => {
  const folder = manyArticles(3);
  const archive = archiveOf(folder);
  renameSync(folder, `${folder}-elsewhere`);
  const window = await openWindow({ archive });
  try {
    await window.reads("[data-pane=sidebar] li.missing", /wire.*Locate…/u);
    await window.click("[data-testid=library-view] [data-row]");
    await window.reads("[data-testid=reader]", /to the surprise of nobody/u);
  } finally {
    await window.close();
  }
});
