// Cuts a query at its problems and at its quoted fields, so that those can be underlined and these shortened.

import type { ProblemView } from "../../lib/backend/types";

export interface Piece {
  text: string;
  wavy: boolean;
  /** Whether it is a field with its quoted value, such as `source:"…"`. */
  term: boolean;
}

const field = /\p{L}[\p{L}-]*:=?"[^"]*"/gu;

/** Returns `query` in pieces; none where nothing is to be drawn otherwise. */
export function wavy(query: string, problems: ReadonlyArray<Pick<ProblemView, "start" | "end">>): Piece[] {
  const terms = [...query.matchAll(field)].map(({ index, 0: { length } }) => ({ start: index, end: index + length }));
  if (problems.length + terms.length === 0) return [];
  const edges = [0, query.length, ...[...problems, ...terms].flatMap(({ start, end }) => [start, end])];
  const sorted = [...new Set(edges)].filter((edge) => edge >= 0 && edge <= query.length).sort((a, b) => a - b);
  return sorted.slice(0, -1).map((from, i) => {
    const to = sorted[i + 1];
    const inside = (spans: ReadonlyArray<{ start: number; end: number }>): boolean => spans.some(({ start, end }) => start <= from && to <= end);
    return { text: query.slice(from, to), wavy: inside(problems), term: inside(terms) };
  });
}
