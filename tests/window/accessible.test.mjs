// What a screen reader is told, read from the bus that screen readers use.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { KEY, ROOT, openWindow, sessionBus, until } from "./driver.mjs";
import { SAMPLES, archiveOf, terminal } from "./sources.mjs";

// The system's own Python has what Debian's packages bring.
const PYTHON = "/usr/bin/python3";
const READER = join(ROOT, "tests/window/accessible.py");

const missing = ["dbus-daemon --version", `${PYTHON} -c "import gi; gi.require_version('Atspi', '2.0')"`].filter(
  (command) => spawnSync(command, { shell: true }).status !== 0,
);
const skip = missing.length > 0 && `SKIPPED: nothing here can read the accessibility bus (${missing.join("; ")}); run scripts/setup.sh test`;
if (skip) console.error(skip);

/** What a person acts on, as AT-SPI names it. */
const CONTROLS = new Set(["push button", "toggle button", "link", "entry", "combo box", "check box", "radio button", "slider"]);

describe("a screen reader is told", { skip }, () => {
  let bus;
  let window;

  /** Returns all that the window says of itself, in reading order. */
  const things = () =>
    JSON.parse(execFileSync(PYTHON, [READER], { env: { ...process.env, DBUS_SESSION_BUS_ADDRESS: bus }, encoding: "utf8", timeout: 60_000, stdio: ["ignore", "pipe", "ignore"] }));

  /** Waits until something is said that `wanted` accepts, and returns all that is. */
  const told = (wanted, what) =>
    until(() => {
      const all = things();
      return all.some(wanted) && all;
    }, what);

  /** Asserts that no control among `all` is without a name, and returns how many there are. */
  function named(all, where) {
    const controls = all.filter(({ role }) => CONTROLS.has(role));
    assert.deepEqual(controls.filter(({ name }) => !name.trim()).map(({ role }) => role), [], where);
    return controls.length;
  }

  before(async () => {
    bus = await sessionBus();
    const archive = archiveOf(SAMPLES);
    const [{ article, text }] = terminal(archive, "quotes", "--by", "Hallström", "--kind", "direct").quotes;
    terminal(archive, "bookmark", "add", article, `--exact=${text}`, "--note=Check", "--tag=dam");
    window = await openWindow({ archive, bus });
    await window.see("[data-testid=library-view] [data-row]");
  });
  after(() => window?.close());

  test("the name of every control in every view", async () => {
    for (const [key, shown, heading] of [
      ["l", "[data-testid=library-view] [data-row]", /Library/u],
      ["s", "[data-pane=list] [data-row]", /Articles/u],
      ["p", "[data-testid=entity-row]", /People/u],
      ["q", "[data-testid=quote-row]", /Quotes/u],
      ["b", "[data-testid=bookmark-row]", /Bookmarks/u],
    ]) {
      await window.run("document.activeElement?.blur()");
      await window.press("g", key);
      await window.see(shown);
      const all = await told(({ role, name }) => role === "heading" && heading.test(name), `g ${key} is told`);
      assert.ok(named(all, `g ${key}`) > 10, `g ${key} has controls`);
      assert.ok(all.some(({ role }) => role === "list"), `g ${key} has its lists`);
    }
    await window.press("g", "p");
    await window.click("[data-testid=entity-row]");
    await window.see("[data-testid=entity-page] [data-testid=quote-row]");
    const page = await told(({ role, name }) => role === "push button" && name === "Rename…", "a person's page is told");
    named(page, "a person's page");
  });

  test("an article with its headline, paragraphs and names, and what was found in it", async () => {
    await window.press("/");
    await window.type("hallstrom inquiry");
    await window.see("[data-pane=list] mark[role=mark]");
    await window.press(KEY.enter);
    await window.see("[data-testid=block]");
    const headline = await window.text("[data-testid=headline]");
    const all = await told(({ role, name }) => role === "heading" && name === headline, "the headline is told");
    const from = all.findIndex(({ role }) => role === "article");
    const depth = all[from].depth;
    const end = all.findIndex((thing, i) => i > from && thing.depth <= depth);
    const article = all.slice(from, end < 0 ? undefined : end);
    const paragraphs = article.filter(({ role, words }) => role === "paragraph" && words.length > 40);
    assert.ok(paragraphs.length >= 5, `${paragraphs.length} paragraphs`);
    named(all, "the reader");
    const names = await window.texts("article .entity");
    const links = article.filter(({ role }) => role === "link");
    assert.deepEqual(links.map(({ name }) => name.trim()), names, "every marked name is a link of that name");
    assert.ok(article.some(({ role }) => role === "mark"), "what was found is marked");
    assert.deepEqual(article.filter(({ role, name }) => CONTROLS.has(role) && !/\p{L}/u.test(name.charAt(0))), [], "names begin with letters");
    const box = all.find(({ role }) => role === "entry");
    assert.equal(box.name, "Search the archive");
    assert.equal(box.words, "hallstrom inquiry");
  });

  test("that a passage was bookmarked", async () => {
    await window.run("document.activeElement?.blur()");
    assert.ok(things().some(({ live }) => live === "polite"), "there is a place for announcements");
    await window.press("h");
    await window.see("[data-testid=toast]");
    const said = await window.text("[data-testid=toast] span");
    await told(({ live, words }) => live === "polite" && words.startsWith(said), `“${said}” is told politely`);
  });
});
