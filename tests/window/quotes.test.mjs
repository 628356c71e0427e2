// The same quotation in many outlets is one row; whom it was said to; files of quotations; one speaker's quotations in an article.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { KEY, ROOT, openWindow, sessionBus, temporaryFolder, until } from "./driver.mjs";
import { archiveOf } from "./sources.mjs";

// The system's own Python has what Debian's packages bring.
const PYTHON = "/usr/bin/python3";
const canPress = ["dbus-daemon --version", `${PYTHON} -c "import gi; gi.require_version('Atspi', '2.0')"`].every(
  (command) => spawnSync(command, { shell: true }).status === 0,
);
const skip = !canPress && "SKIPPED: nothing here can press a button of the system's dialogs; run scripts/setup.sh test";
if (skip) console.error(skip);

const WHOLE = "The harbour wall will stand for another forty winters";
const ARTICLES = [
  ["Corrow Herald", "2019-05-04", `“${WHOLE},” Maren Oduya told the Brackwater Star.`],
  ["Brackwater Star", "2019-05-03", `“${WHOLE},” said Maren Oduya, who keeps the ferry.`],
  ["Dunmere Echo", "2020-01-02", "“The old harbour wall will stand another forty winters,” Maren Oduya told reporters."],
  [
    "Eastholt Times",
    "2019-06-01",
    `“The ferry will sail again when the wind drops,” said Maren Oduya.\n\n“Maren Oduya knew that the wall had cracks,” said Tobias Renn, an engineer.\n\n${"It rained on the quay and on the boats for most of the day. ".repeat(40)}\n\n“I never saw a crack in that wall,” said Maren Oduya.`,
  ],
];

let window;
let bus;
let home;

before(async () => {
  const sources = temporaryFolder();
  for (const [outlet, day, body] of ARTICLES) {
    writeFileSync(join(sources, `${day}.md`), `---\ntitle: Seen by ${outlet}\ndate: ${day}\nsource: ${outlet}\n---\n\nThe board met in the rain.\n\n${body}\n`);
  }
  home = temporaryFolder();
  mkdirSync(join(home, "config"), { recursive: true });
  mkdirSync(join(home, "Papers"));
  writeFileSync(join(home, "config/user-dirs.dirs"), `XDG_DOCUMENTS_DIR="${home}/Papers"\n`);
  bus = canPress ? await sessionBus() : undefined;
  window = await openWindow({ archive: archiveOf(sources), home, bus });
  await window.see("[data-testid=library-view] [data-row]");
  await window.click("[data-view=quotes]");
  await window.see("[data-testid=quotes-view] [data-testid=quote-row]");
});
after(() => window?.close());

const rows = () => window.texts("[data-testid=quote-row]");
const listed = (n) => until(async () => (await rows()).length === n, `${n} quotations are listed`);

/** Types into the filter called `label`, in place of what it has. */
async function filter(label, words) {
  const field = await window.run(
    `const [label] = [...document.querySelectorAll("[data-pane=list] label")].filter((one) => one.textContent.trim() === arguments[0]);
     label.querySelector("input").dataset.chosen = arguments[0]; return true`,
    label,
  );
  assert.ok(field);
  await window.click(`[data-chosen="${label}"]`);
  await window.press([KEY.control, "a"]);
  if (words) await window.type(words);
  else await window.press(KEY.delete);
}

test("a quotation in three outlets is one row, and v unfolds the others with what differs", async () => {
  await filter("Words said", "winters");
  await listed(1);
  assert.match((await rows())[0], /Brackwater Star.*3 places/su);
  await window.reads("[data-testid=quotes-view] .count", /^3 quotations, 2 of them copies$/u);
  await window.run(`document.querySelector("#quote-0").focus()`);
  await window.press("v");
  await until(async () => (await window.texts("[data-testid=quote-copies] [data-testid=quote-place]")).length === 2, "two more places");
  const [first, second] = await window.texts("[data-testid=quote-copies] [data-testid=quote-place]");
  assert.match(first, /^Corrow Herald.*word for word/su);
  assert.match(second, /^Dunmere Echo.*in other words/su);
  assert.match(await window.text("[data-testid=quote-copies] ins"), /old$/u);
  assert.match(await window.text("[data-testid=quote-copies] del"), /for$/u);
  await window.press("v");
  await window.seeNo("[data-testid=quote-copies]");
});

test("every copy is shown when asked for", async () => {
  await window.click("[data-testid=every-copy]");
  await listed(3);
  await window.click("[data-testid=every-copy]");
  await listed(1);
  await filter("Words said", "");
});

test("what was said to somebody is found, and the row says to whom", async () => {
  await filter("Said to", "Brackwater Star");
  await listed(1);
  assert.match((await rows())[0], /to the Brackwater Star/u);
  await filter("Said to", "reporters");
  await until(async () => /Dunmere Echo/u.test((await rows())[0] ?? ""), "what reporters were told");
  await filter("Said to", "");
});

test("Ctrl+E writes the list to a file", { skip }, async () => {
  await filter("Words said", "winters");
  await listed(1);
  await window.run(`document.querySelector("#quote-0").focus()`);
  await window.press([KEY.control, "e"]);
  const press = () =>
    spawnSync(PYTHON, [join(ROOT, "tests/window/press_button.py"), "Save"], { env: { ...process.env, DBUS_SESSION_BUS_ADDRESS: bus }, timeout: 30_000 }).status === 0;
  await until(press, "the dialog asks for a file");
  await window.reads("[data-testid=toast]", /Written to .*quotations\.md/u);
  const file = readFileSync(join(home, "Papers/quotations.md"), "utf8");
  assert.match(file, /^# Quotations\n\n1 quotation; 2 copies/u);
  assert.match(file, /\*\*Maren Oduya\*\*/u);
  assert.match(file, /also in Corrow Herald, 2019-05-04/u);
  await filter("Words said", "");
});

test("a page lists what was said and what was said about in one list, told apart in words", async () => {
  await window.click("[data-view=entities]");
  await window.see("[data-testid=entity-row]");
  await window.run(`[...document.querySelectorAll("[data-testid=entity-row]")].find((row) => row.textContent.includes("Maren Oduya")).click()`);
  await window.see("[data-testid=entity-page] [data-testid=quote-row]");
  await window.run(`[...document.querySelectorAll("input[name=said-or-about]")].find((one) => one.value === "both").click()`);
  await window.see("[data-testid=quote-row][data-own=false]");
  assert.match(await window.text("[data-testid=quote-row][data-own=false]"), /about Maren Oduya.*Tobias Renn/su);
  assert.match(await window.text("[data-testid=quote-row][data-own=true]"), /Maren Oduya/u);
});

test("Alt+Q walks the quotations of one speaker in an article and passes over another's", async () => {
  await window.click("[data-view=search]");
  await window.see("[data-pane=list] [data-article]");
  await window.run(`[...document.querySelectorAll("[data-pane=list] [data-article]")].find((row) => row.textContent.includes("Eastholt")).click()`);
  await window.reads("[data-testid=headline]", /Eastholt/u);
  // A light goes out again soon: what was lit is written down.
  await window.run(
    `const root = document.querySelector("[data-testid=reader] article");
     globalThis.litWords = [];
     new MutationObserver(() => {
       const lit = document.querySelector("[data-lit]")?.dataset.lit;
       const runs = [...document.querySelectorAll("[data-testid=reader] [data-at]")].filter((run) => Number(run.dataset.at) <= Number(lit));
       if (lit !== undefined) globalThis.litWords.push(runs.at(-1).textContent);
     }).observe(root.parentElement, { subtree: true, attributes: true, attributeFilter: ["data-lit"] });
     return true`,
  );
  const lit = async (n, words) => {
    await until(async () => (await window.run("return globalThis.litWords.length")) >= n, `${n} quotations were lit`);
    assert.match(await window.run("return globalThis.litWords.at(-1)"), words);
  };
  await window.press("q");
  await lit(1, /never saw/u);
  await window.press([KEY.alt, KEY.shift, "Q"]);
  await lit(2, /ferry will sail/u);
  await window.press([KEY.alt, "q"]);
  await lit(3, /never saw/u);
});
