// Cuts a query at its problems, so that they can be underlined.

import type { ProblemView } from "../../lib/backend/types";

export interface Piece {
  text: string;
  wavy: boolean;
}

/** Returns `query` in pieces, those inside a problem marked. */
export function wavy(query: string, problems: readonly ProblemView[]): Piece[] {
  if (problems.length === 0) return [];
  const edges = [0, query.length, ...problems.flatMap(({ start, end }) => [start, end])];
  const sorted = [...new Set(edges)].filter((edge) => edge >= 0 && edge <= query.length).sort((a, b) => a - b);
  return sorted.slice(0, -1).map((from, i) => ({
    text: query.slice(from, sorted[i + 1]),
    wavy: problems.some(({ start, end }) => start <= from && sorted[i + 1] <= end),
  }));
}
