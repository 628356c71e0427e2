// Runs: stretches of text whose marks are the same from end to end.

import type { ContextRun, Run } from "./backend/types";

/** A run of plain words beginning at `at`. */
export function plainRun(text: string, at: number): Run {
  return { text, at, entity: null, kind: null, quotations: [], hit: false, bookmarks: [], date: null, other: null, credit: false };
}

/** Cuts `runs` so that `at` and `end` fall between runs, and changes those inside by `mark`. */
export function markRuns(runs: readonly Run[], at: number, end: number, mark: (run: Run) => Run): Run[] {
  if (at >= end) return [...runs];
  return runs.flatMap((run) => {
    const stop = run.at + run.text.length;
    if (stop <= at || run.at >= end) return [run];
    const from = Math.max(at, run.at);
    const to = Math.min(end, stop);
    const pieces = [slice(run, run.at, from), mark(slice(run, from, to)), slice(run, to, stop)];
    return pieces.filter((piece) => piece.text.length > 0);
  });
}

/** Returns the words of `runs`. */
export function runText(runs: readonly Run[]): string {
  return runs.map((run) => run.text).join("");
}

/** Returns the sentences around a quotation, with an ellipsis for its own words; nothing where they say no more than the words `told` with it. */
export function aroundQuotation(context: readonly ContextRun[], told: ReadonlyArray<string | null | undefined>): string {
  let said = false;
  let around = "";
  for (const { text, isQuotation } of context) {
    const opens = /^[“„"‘'«‚]/u.exec(text)?.[0];
    // An ellipsis is no sentence's end.
    if (!isQuotation) around += said && around.endsWith("…") ? text.replace(/^\.(?=\s|$)/u, "") : text;
    else if (!said) around += opens ? ellipsisIn(opens) : "…";
    said = isQuotation;
  }
  const known = new Set(told.flatMap((words) => lowerWords(words ?? "")));
  return lowerWords(around).every((word) => known.has(word)) ? "" : around.replaceAll(/\s+/gu, " ").trim();
}

/** Returns an ellipsis in the marks of a quotation; those of one inside of another stay apart from its marks. */
function ellipsisIn(mark: string): string {
  return mark === "‘" || mark === "'" || mark === "‚" ? "‘…’" : "“…”";
}

function lowerWords(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Puts the bookmark `id` over the words from `at` to `end`. */
export function addBookmarkTo(runs: readonly Run[], id: string, at: number, end: number): Run[] {
  return markRuns(runs, at, end, (run) => ({ ...run, bookmarks: [...run.bookmarks, id] }));
}

/** Takes the bookmark `id` off `runs`. */
export function removeBookmarkFrom(runs: readonly Run[], id: string): Run[] {
  return runs.map((run) =>
    run.bookmarks.includes(id) ? { ...run, bookmarks: run.bookmarks.filter((other) => other !== id) } : run,
  );
}

/** Returns `runs` from a word a little before their first hit on, so that one line shows it. */
export function fromHit(runs: readonly Run[], lead = 24): Run[] {
  const first = runs.findIndex((run) => run.hit);
  const before = runText(runs.slice(0, Math.max(0, first)));
  if (before.length <= lead) return [...runs];
  const space = before.indexOf(" ", before.length - lead);
  const cut = space < 0 ? before.length : space + 1;
  const at = runs[0].at;
  const rest = runs.filter((run) => run.at + run.text.length > at + cut);
  const head = slice(rest[0], Math.max(rest[0].at, at + cut), rest[0].at + rest[0].text.length);
  return [{ ...head, text: head.hit ? head.text : `…${head.text}` }, ...rest.slice(1)];
}

function slice(run: Run, from: number, to: number): Run {
  return { ...run, at: from, text: run.text.slice(from - run.at, to - run.at) };
}
