// Runs, dates, keys, history, months, and the rules of the house.

import { describe, expect, test } from "vitest";
import { everyMonth } from "../components/shared/months";
import { cueWord, formatDate, formatMeant, formatMonth, formatNumber, isPubDate } from "./format";
import { focusSoon } from "./focus";
import { pseudoLocale } from "./pseudo";
import type { ContextRun } from "./backend/types";
import { addBookmarkTo, aroundQuotation, fromHit, markRuns, plainRun, removeBookmarkFrom, runText } from "./runs";
import { keyCaps, keymap } from "./state/keymap";
import { Router } from "./state/router.svelte";
import { wavy } from "../components/search/wavy";
import { toggled } from "./state/search.svelte";
import { english } from "./text";

test("a query is cut at its problems and its quoted fields", () => {
  expect(wavy("dam wall", [])).toEqual([]);
  const pieces = wavy('source:"Hask Courier" headine:dam', [{ start: 22, end: 29 }]);
  expect(pieces.map(({ text, wavy, term }) => [text, wavy, term])).toEqual([
    ['source:"Hask Courier"', false, true],
    [" ", false, false],
    ["headine", true, false],
    [":dam", false, false],
  ]);
});

test("a term is put before a query, for all its alternatives, and taken away again", () => {
  const term = 'source:"Hask Courier"';
  for (const [query, narrowed] of [
    ["", term],
    ["har", `${term} har`],
    ["(quay OR dam) wall", `${term} (quay OR dam) wall`],
    ['"win OR lose"', `${term} "win OR lose"`],
    ["quay OR dam", `${term} (quay OR dam)`],
  ]) {
    expect(toggled(query, term)).toBe(narrowed);
    expect(toggled(narrowed, term)).toBe(query);
  }
});

test("a cue is shown where it is a word", () => {
  expect(cueWord("said")).toBe("said");
  expect(cueWord("précisa")).toBe("précisa");
  expect(cueWord(":")).toBeNull();
  expect(cueWord(null)).toBeNull();
});

describe("runs", () => {
  const runs = [plainRun("The quay at Orrin Bay moved.", 10)];

  test("marks cut runs and keep the words", () => {
    const marked = addBookmarkTo(runs, "b1", 14, 18);
    expect(marked.map((run) => [run.at, run.text])).toEqual([[10, "The "], [14, "quay"], [18, " at Orrin Bay moved."]]);
    expect(runText(marked)).toBe("The quay at Orrin Bay moved.");
    expect(removeBookmarkFrom(marked, "b1").every((run) => run.bookmarks.length === 0)).toBe(true);
  });

  test("the sentence around a quotation has an ellipsis for its words, hits or not", () => {
    const run = (text: string, isQuotation = false, hit = false): ContextRun => ({ text, isQuotation, hit });
    expect(aroundQuotation([run("“You ", true), run("win", true, true), run(",”", true), run(" said\nChen, "), run("“by shouting.”", true)], [])).toBe("“…” said Chen, “…”");
    expect(aroundQuotation([run("Chen said "), run("the wall holds", true), run(".")], [])).toBe("Chen said …");
    expect(aroundQuotation([run("“No.”", true), run(" — ")], [])).toBe("");
    expect(aroundQuotation([run("“He told me, "), run("‘You are fired,’", true), run("” Chen said.")], [])).toBe("“He told me, ‘…’” Chen said.");
    expect(aroundQuotation([run("“No,”", true), run(" said Ms Chen.")], ["Ms Chen", "said", null])).toBe("");
    expect(aroundQuotation([run("“No,”", true), run(" said Chen at noon.")], ["Chen", "said"])).toBe("“…” said Chen at noon.");
  });

  test("a snippet begins at a word shortly before its hit", () => {
    const long = [plainRun("eleven months later the harbour master wrote that the wall had moved", 0)];
    const shown = fromHit(markRuns(long, 54, 58, (run) => ({ ...run, hit: true })));
    expect(runText(shown)).toBe("…master wrote that the wall had moved");
    expect(fromHit(runs)).toEqual(runs);
  });
});

describe("dates and numbers", () => {
  test("a date is as precise as it is known, and unknown is said", () => {
    expect(formatDate("1987")).toBe("1987");
    expect(formatDate("1987-06")).toBe(new Intl.DateTimeFormat(undefined, { month: "short", year: "numeric" }).format(new Date(1987, 5, 15)));
    expect(formatDate("1987-06-14T23:30:00-11:00")).toBe(formatDate("1987-06-14"));
    expect(formatDate(null)).toBe(english.article.dateUnknown);
    expect(formatMonth("1987-06")).toBe(new Intl.DateTimeFormat(undefined, { month: "long", year: "numeric" }).format(new Date(1987, 5, 15)));
    expect(formatNumber(21578)).toBe(new Intl.NumberFormat().format(21578));
  });

  test("a date mentioned is a date, a decade or a span", () => {
    expect(formatMeant("1987")).toBe("1987");
    expect(formatMeant("199X")).toBe("1990s");
    expect(formatMeant("1987-06/1987-09")).toBe(`${formatDate("1987-06")} – ${formatDate("1987-09")}`);
  });

  test("only dates that exist are dates", () => {
    expect(["1987", "1987-06", "1987-06-14", "2024-02-29", "1987-06-14T10:00:00Z"].every(isPubDate)).toBe(true);
    expect(["", "87", "1987-13", "2023-02-29", "1987-6-1", "soon"].some(isPubDate)).toBe(false);
  });

  test("a chart has every month, also those without articles", () => {
    expect(everyMonth([{ month: "1987-11", n: 2 }, { month: "1988-02", n: 1 }]).map(({ n }) => n)).toEqual([2, 0, 0, 1]);
    expect(everyMonth([{ month: "unknown", n: 3 }])).toEqual([]);
  });
});

describe("history", () => {
  test("another name begins at its top; the same list stays where it was", () => {
    const router = new Router();
    router.go({ view: "entities", entity: "a" });
    router.visit.scroll.main = 300;
    router.visit.selected.main = 4;
    router.visit.scroll.list = 80;
    router.go({ view: "entities", entity: "b" });
    expect(router.visit.scroll).toEqual({ list: 80 });
    expect(router.visit.selected).toEqual({});
    router.back();
    expect(router.visit.scroll.main).toBe(300);
    expect(router.visit.selected.main).toBe(4);
  });

  test("a saved state comes back; a broken one changes nothing", () => {
    const router = new Router();
    router.go({ view: "search", query: "dam" });
    const other = new Router();
    other.restore(router.save());
    expect(other.place.query).toBe("dam");
    for (const broken of ["", "{}", '{"version":1,"index":0,"visits":[{"place":{"view":"cellar"}}]}']) other.restore(broken);
    expect(other.place.query).toBe("dam");
    other.restore('{"version":1,"index":0,"visits":[{"place":{"view":"quotes"}}]}');
    expect(other.visit.scroll).toEqual({});
  });
});

describe("keys", () => {
  test("no key does two things", () => {
    const keys = keymap.flatMap((binding) => binding.keys);
    expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
    expect(keymap.every(({ command }) => english.commands[command] !== "")).toBe(true);
    expect(keyCaps("Ctrl++")).toEqual([["Ctrl", "+"]]);
    expect(keyCaps("g g")).toEqual([["g"], ["g"]]);
  });

  test("the made-up language is at least 40 % longer and keeps the shape of the catalogue", () => {
    const pseudo = pseudoLocale(english);
    expect(Object.keys(pseudo.commands)).toEqual(Object.keys(english.commands));
    expect(pseudo.library.allArticles.length).toBeGreaterThanOrEqual(english.library.allArticles.length * 1.4);
    expect(pseudo.library.quotations(3).length).toBeGreaterThan(english.library.quotations(3).length);
  });
});

describe("rules of the house", () => {
  const sources: Record<string, string> = {
    ...import.meta.glob<string>("/src/**/*.svelte", { query: "?raw", import: "default", eager: true }),
    ...import.meta.glob<string>("/src/styles/*.css", { query: "?raw", import: "default", eager: true }),
  };
  const components = Object.keys(sources).filter((file) => file.endsWith(".svelte"));
  const read = (file: string): string => sources[file] ?? "";
  const markupOf = (file: string): string => read(file).replace(/<script[\s\S]*?<\/script>|<style>[\s\S]*?<\/style>|<!--[\s\S]*?-->/g, "");

  test("no inline styles and no raw HTML", () => {
    expect(components.length).toBeGreaterThan(50);
    expect(components.filter((file) => /\sstyle(:|=)|\{@html/.test(markupOf(file)))).toEqual([]);
  });

  test("colours are tokens", () => {
    expect(components.filter((file) => /#[0-9a-f]{3,8}\b|rgba?\(/i.test(/<style>[\s\S]*<\/style>/.exec(read(file))?.[0] ?? ""))).toEqual([]);
  });

  test("every word comes from the catalogue", () => {
    const key = /<kbd>[^<]*<\/kbd>/g;
    const written = components.flatMap((file) => {
      const words = markupOf(file).replace(key, "").replace(/\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}/g, "").replace(/<[^>]*>/g, "");
      return (words.match(/\p{L}{2,}/gu) ?? []).filter((word) => word !== "nbsp").map((word) => `${file}: ${word}`);
    });
    expect(written).toEqual([]);
  });

  test("nothing is set smaller than 12 px", () => {
    const small = Object.keys(sources).filter((file) => [...read(file).matchAll(/(\d+)px\/\d+px|font-size: (\d+)px/g)].some((size) => Number(size[1] ?? size[2]) < 12));
    expect(small).toEqual([]);
  });

  test("text is readable on every mark, in both themes", () => {
    const tokens = new Map([...read("/src/styles/tokens.css").matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)].map((token) => [token[1], [token[2], token[3]]]));
    const channel = (value: number): number => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
    const luminance = (hex: string): number =>
      [1, 3, 5].map((i) => channel(Number.parseInt(hex.slice(i, i + 2), 16) / 255)).reduce((sum, value, i) => sum + value * [0.2126, 0.7152, 0.0722][i], 0);
    const contrast = (a: string, b: string): number => {
      const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
      return (light + 0.05) / (dark + 0.05);
    };
    const low = [0, 1].flatMap((theme) => {
      const colour = (name: string): string => tokens.get(name)?.[theme] ?? "#000000";
      const grounds = ["paper", "surface", "surface-selected", "raised", "hit", "hit-current", "lit", "person-wash", "person-strong", "organisation-strong", "place-strong", ...["yellow", "green", "blue", "pink", "purple", "grey"].map((name) => `mark-${name}`)];
      const pairs: Array<[string, string]> = [
        ...grounds.map((ground): [string, string] => ["ink", ground]),
        ...["paper", "surface", "surface-selected", "raised"].flatMap((ground): Array<[string, string]> => [["secondary", ground], ["accent", ground]]),
        ["on-accent", "accent"], ["problem", "paper"], ["person", "paper"], ["organisation", "paper"], ["place", "paper"],
      ];
      return pairs.filter(([a, b]) => contrast(colour(a), colour(b)) < 4.5).map((pair) => `${["light", "dark"][theme]}: ${pair.join(" on ")}`);
    });
    expect(tokens.size).toBeGreaterThan(30);
    expect(low).toEqual([]);
  });
});

test("the focus is not taken back from where the reader has put it", async () => {
  document.body.innerHTML = `<button id="row">row</button><input id="box">`;
  const [row, box] = ["row", "box"].map((id) => document.getElementById(id));
  const frame = (): Promise<unknown> => new Promise((done) => requestAnimationFrame(done));
  focusSoon(() => row);
  box?.focus();
  await frame();
  expect(document.activeElement).toBe(box);
  focusSoon(() => row);
  await frame();
  expect(document.activeElement).toBe(row);
});
