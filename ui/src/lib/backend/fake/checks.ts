// The invented core's answers about words that may stand elsewhere.

import type { Backend } from "../backend";
import type { QuotationView, QuotePlaceView } from "../types";
import type { World } from "./world";

/** Returns the answers about printed words; the last word of a near one is taken for another. */
export function fakeChecks(world: World): Pick<Backend, "checkQuotation" | "variants" | "copies"> {
  return {
    checkQuotation: async (asked) => {
      const words = bare(asked);
      const [, start = "", last = ""] = /^(.*\s)(\S+)$/u.exec(words) ?? [];
      const having = (part: string): QuotationView[] => world.quotations().filter((quotation) => bare(quotation.words).includes(part));
      const exact = words === "" ? [] : having(words);
      if (exact.length > 0) return { result: "exact", places: exact.map((quotation) => place(quotation, [["same", words]])) };
      const near = start.split(" ").length < 4 ? [] : having(start);
      const instead = ({ words: printed }: QuotationView): string => bare(printed).split(start)[1].split(" ")[0];
      const places = near.map((quotation) => place(quotation, [["same", start], ["removed", last], ["added", instead(quotation)]]));
      return { result: near.length > 0 ? "near" : "none", places };
    },
    copies: async (id) => {
      const quotations = world.quotations();
      const own = quotations.find((quotation) => quotation.id === id);
      const same = quotations.filter((other) => other.id !== id && own && own.nPlaces > 1 && other.words === own.words);
      return same.map((other, i) => place(other, i === 0 ? [["removed", "On"], ["added", "Upon"], ["same", "time, and dry"]] : [["same", other.words]]));
    },
    variants: async (id) => {
      const quotations = world.quotations();
      const own = quotations.find((quotation) => quotation.id === id);
      const other = quotations.find(({ articleId }) => articleId !== own?.articleId);
      return own && other ? [place(other, [["removed", own.words], ["added", other.words]])] : [];
    },
  };
}

function bare(words: string): string {
  return words.toLowerCase().replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");
}

function place({ articleId, headline, source, published, at, end }: QuotationView, changes: Array<[string, string]>): QuotePlaceView {
  const exact = changes.every(([change]) => change === "same");
  return { articleId, headline, source, published, at, end, exact, diff: changes.map(([change, text]) => ({ change, text })) };
}
