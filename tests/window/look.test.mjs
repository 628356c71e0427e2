// How the window looks: how loud the marks are, and what moves while a view opens.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { KEY, openWindow, temporaryFolder, until } from "./driver.mjs";
import { SAMPLES, archiveOf } from "./sources.mjs";

/** Of all sample articles the one whose text names people most densely. */
const DENSE = "Brannock mayoral election";

/** Returns how many pixels differ between two pictures inside `box`. */
function differing(one, other, { left, top, width, height }) {
  const crop = [one, other].flatMap((file) => ["(", file, "-crop", `${width}x${height}+${left}+${top}`, "+repage", ")"]);
  const { stdout } = spawnSync("convert", [...crop, "-compose", "difference", "-composite", "-colorspace", "gray", "-threshold", "0", "-format", "%[fx:mean*w*h]", "info:"], {
    encoding: "utf8",
  });
  assert.match(stdout, /^\d/u, "the pictures can be compared");
  return Math.round(Number(stdout));
}

// Runs in the page: samples after every frame where the words and controls
// stand, and adds up how far what was drawn before has moved, as Layout
// Instability does: share of the window touched times share of it moved across.
// Unlike there, what a scroll moves counts too: a view should open in its place.
const WATCH = `
  const [seen] = arguments;
  const [width, height] = [innerWidth, innerHeight];
  const cell = 4;
  const watch = (window.watch = { early: !document.querySelector(seen), score: 0, frames: 0, moved: [] });
  const channel = new MessageChannel();
  let before = null;
  channel.port1.onmessage = () => {
    const now = new Map();
    if (document.querySelector(seen)) {
      for (const element of document.body.querySelectorAll("*")) {
        const speaks = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
        if (!speaks && !element.matches("button, input, select, svg")) continue;
        const { left, top, right, bottom } = element.getBoundingClientRect();
        const box = [Math.max(0, left), Math.max(0, top), Math.min(width, right), Math.min(height, bottom)];
        if (box[0] < box[2] && box[1] < box[3]) now.set(element, { left, top, box });
      }
      watch.frames += 1;
    }
    if (before) {
      const touched = new Set();
      let furthest = 0;
      for (const [element, { left, top, box }] of now) {
        const was = before.get(element);
        const distance = was ? Math.max(Math.abs(was.left - left), Math.abs(was.top - top)) : 0;
        if (distance < 1) continue;
        furthest = Math.max(furthest, distance);
        watch.moved.push(Math.round(distance) + " px: " + element.tagName + " " + element.textContent.trim().slice(0, 40));
        for (const [x1, y1, x2, y2] of [was.box, box])
          for (let y = Math.floor(y1 / cell); y < y2 / cell; y += 1) for (let x = Math.floor(x1 / cell); x < x2 / cell; x += 1) touched.add(y * width + x);
      }
      watch.score += ((touched.size * cell * cell) / (width * height)) * (furthest / Math.max(width, height));
    }
    before = now.size > 0 ? now : null;
  };
  const frame = () => { channel.port2.postMessage(0); requestAnimationFrame(frame); };
  requestAnimationFrame(frame);`;

describe("what is drawn stays where it is", () => {
  let window;

  before(async () => {
    window = await openWindow({ archive: archiveOf(SAMPLES), early: true });
    await window.see("[data-testid=library-view] [data-row]");
  });
  after(() => window?.close());

  /** Asserts that nothing moves from the frame on that first shows `seen` after `act`. */
  async function opensStill(what, seen, act) {
    await act(() => window.run(WATCH, seen));
    await until(() => window.run("return window.watch?.frames >= 40 && document.fonts.status === 'loaded'"), `${what} is drawn and settled`);
    const { score, moved } = await window.run("return window.watch");
    console.log(`layout shift of ${what}: ${score.toFixed(4)}`);
    assert.ok(score <= 0.01, `${what}: ${score.toFixed(4)}\n${moved.slice(0, 20).join("\n")}`);
  }

  test("or is counted", async () => {
    await window.run(WATCH, "[data-testid=library-view] [data-row]");
    await until(() => window.run("return window.watch.frames > 1"), "frames are watched");
    await window.run(`document.querySelector("[data-testid=library-view] h1").style.setProperty("padding-top", "40px")`);
    await until(() => window.run("return window.watch.score > 0.01"), "the shift is seen");
  });

  test("in the library", () =>
    opensStill("the library", "[data-testid=library-view] [data-row]", async (watch) => {
      // The page may be quicker than the driver; then it begins once more.
      await until(async () => {
        await window.run("window.old = true; location.reload()");
        await until(() => window.run("return !window.old"), "the page begins anew");
        await watch();
        return window.run("return window.watch.early");
      }, "it is watched from the first row on");
    }));

  test("in a search", () =>
    opensStill("a search", "[data-pane=list] [data-row]", async (watch) => {
      await window.click("[data-testid=search-box]");
      await watch();
      assert.ok(await window.run("return window.watch.early"));
      await window.type("inquiry");
    }));

  test("in an article", () =>
    opensStill("an article", "[data-testid=block]", async (watch) => {
      await watch();
      assert.ok(await window.run("return window.watch.early"));
      await window.press(KEY.enter);
    }));
});

describe("marks in an article full of people", () => {
  const folder = temporaryFolder();
  let window;

  /** Takes pictures until two in a row are alike and unlike `other`, and returns the last. */
  async function settled(name, box, other) {
    const files = [join(folder, `${name}-1.png`), join(folder, `${name}-2.png`)];
    await until(async () => {
      for (const file of files) await window.picture(file);
      return differing(...files, box) === 0 && (!other || differing(files[1], other, box) > 0);
    }, `${name} is drawn`);
    return files[1];
  }

  const setMarks = (value) => window.run(`document.querySelector("article").dataset.reading = arguments[0]`, value);

  before(async () => {
    window = await openWindow({ archive: archiveOf(SAMPLES) });
    await window.see("[data-testid=library-view] [data-row]");
    await window.click("[data-testid=search-box]");
    await window.type(`headline:"${DENSE}"`);
    await window.reads("[data-pane=list] .headline", new RegExp(DENSE, "u"));
    await window.click("[data-pane=list] [data-row]");
    await window.see("[data-testid=reader] [data-kind=person]");
    await window.run("document.activeElement?.blur()");
  });
  after(() => window?.close());

  for (const theme of ["light", "dark"]) {
    test(`colour at most a twentieth of the text column (${theme})`, async () => {
      // Glyphs are drawn clear in both pictures: their edges may be smoothed
      // otherwise from one drawing to the next, and only the marks count.
      await window.run(
        `document.documentElement.dataset.theme = arguments[0];
         const clear = new CSSStyleSheet();
         clear.replaceSync("article * { -webkit-text-fill-color: transparent !important } article .hit { background: none !important }");
         document.adoptedStyleSheets = [clear];`,
        theme,
      );
      let loudest = 0;
      for (const top of [0, 300, 600]) {
        const box = await window.run(
          `const pane = document.querySelector("[data-testid=reader]");
           pane.scrollTop = arguments[0];
           const [column, seen] = [document.querySelector("article"), pane].map((element) => element.getBoundingClientRect());
           const from = Math.ceil(Math.max(column.top, seen.top));
           const to = Math.floor(Math.min(column.bottom, seen.bottom));
           return { left: Math.round(column.left), width: Math.round(column.width), top: from, height: to - from }`,
          top,
        );
        const on = await settled("on", box);
        await setMarks("off");
        const off = await settled("off", box, on);
        await setMarks("quiet");
        await settled("again", box, off);
        loudest = Math.max(loudest, differing(on, off, box) / (box.width * box.height));
      }
      await window.run("document.adoptedStyleSheets = []");
      console.log(`marks colour ${(100 * loudest).toFixed(1)} % at most (${theme})`);
      assert.ok(loudest > 0.01, "there are marks to count");
      assert.ok(loudest <= 0.05, `${(100 * loudest).toFixed(1)} % of the text column`);
    });
  }

  for (const theme of ["light", "dark"]) {
    test(`the rule beside a quotation tells direct from indirect and certain from uncertain (${theme})`, async () => {
      const drawn = await window.run(
        `document.documentElement.dataset.theme = arguments[0];
         const rule = document.querySelector(".gutter .rule").cloneNode();
         document.querySelector(".gutter").append(rule);
         const drawn = [false, true].flatMap((indirect) => [false, true].map((doubtful) => {
           rule.classList.toggle("indirect", indirect);
           rule.classList.toggle("doubtful", doubtful);
           return getComputedStyle(rule).backgroundImage;
         }));
         rule.remove();
         return drawn`,
        theme,
      );
      assert.equal(new Set(drawn).size, 4, drawn.join("\n"));
    });
  }

  test("the legend draws the line of every kind, and other names have one", async () => {
    const lines = await window.run(
      `const line = (element) => {
         const { textDecorationLine, textDecorationStyle } = getComputedStyle(element);
         return textDecorationLine + " " + textDecorationStyle;
       };
       const words = document.querySelector("article [data-at]:not(.entity)");
       words.classList.add("other");
       const drawn = ["person", "organisation", "place"].map((kind) => line(document.querySelector("[data-legend=" + kind + "] .sign")));
       drawn.push(line(words));
       words.classList.remove("other");
       return drawn`,
    );
    assert.deepEqual(lines, ["underline solid", "underline dashed", "underline dotted", "underline solid"]);
  });

  test("switching a kind moves no glyph", async () => {
    const places = () =>
      window.run(
        `const walker = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT);
         const range = document.createRange();
         const found = [];
         while (walker.nextNode()) {
           range.selectNodeContents(walker.currentNode);
           for (const { left, top, width, height } of range.getClientRects()) found.push([left, top, width, height].join(" "));
         }
         return found`,
      );
    const shown = await places();
    assert.ok(shown.length > 50, "the text is drawn");
    for (const [key, kind] of [["1", "person"], ["2", "organisation"], ["3", "place"]]) {
      assert.ok(await window.shows(`article .entity.${kind}`), `${kind} is marked`);
      await window.press(key);
      await window.seeNo(`article .entity.${kind}`);
      assert.deepEqual(await places(), shown, `without ${kind}`);
      await window.press(key);
      await window.see(`article .entity.${kind}`);
    }
    for (const marks of ["off", "strong", "quiet"]) {
      await setMarks(marks);
      assert.deepEqual(await places(), shown, marks);
    }
  });
});
