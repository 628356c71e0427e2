// Turns a small markup into an article's text, mentions and quotations, so that
// invented articles stay readable in their source.
//
//   [p:chen|Maria Chen]            a mention of the entity `chen`, a person
//   {d:chen:said|We will appeal}   a direct quotation by `chen` with the cue "said"
//   {i:chen:said?|that they would} an indirect one; `?` after the cue: uncertain
//   {d:chen+hale:said|We will}     by two together

import type { KindView, QuotationKindView } from "../types";

export interface MarkedMention {
  at: number;
  end: number;
  key: string;
  kind: KindView;
}

export interface MarkedQuotation {
  at: number;
  end: number;
  speaker: string;
  others: string[];
  cue: string | null;
  certain: boolean;
  kind: QuotationKindView;
}

export interface Marked {
  text: string;
  mentions: MarkedMention[];
  quotations: MarkedQuotation[];
}

const kinds: Record<string, KindView> = { p: "person", o: "organisation", l: "place" };
const quotationKinds: Record<string, QuotationKindView> = { d: "direct", i: "indirect", m: "mixed" };
const opening = /\[([pol]):([a-z]+)\||\{([dim]):([a-z+]*):([a-z ]*)(\?)?\||[\]}]/g;

/** Reads `source`, whose text begins at `offset` of the whole article. */
export function readMarkup(source: string, offset: number): Marked {
  const marked: Marked = { text: "", mentions: [], quotations: [] };
  const open: Array<{ end: number }> = [];
  let last = 0;
  for (const match of source.matchAll(opening)) {
    marked.text += source.slice(last, match.index);
    last = match.index + match[0].length;
    const at = offset + marked.text.length;
    if (match[1] !== undefined) open.push(push(marked.mentions, { at, end: at, key: match[2], kind: kinds[match[1]] }));
    else if (match[3] !== undefined) open.push(push(marked.quotations, quotation(match, at)));
    else {
      const closed = open.pop();
      if (closed) closed.end = at;
    }
  }
  marked.text += source.slice(last);
  return marked;
}

function quotation(match: RegExpExecArray, at: number): MarkedQuotation {
  const [speaker, ...others] = match[4].split("+");
  return {
    at,
    end: at,
    speaker,
    others,
    cue: match[5] || null,
    certain: match[6] === undefined,
    kind: quotationKinds[match[3]],
  };
}

function push<T>(list: T[], item: T): T {
  list.push(item);
  return item;
}
